//! What the Referat and those who lead a centre look at: where nobody is responsible, who would get an enquiry, and who came to read
//! which case. Nothing here leads to a seeker.

use hearing::places::delivered;
use routing::desk::Deed;
use routing::{
    CentreId, Counsellor, CounsellorId, Date, Enquiry, Outcome, Postcode, Reason, Reference, Topic, TopicId,
    WhiteSpot, coverage, place,
};

use super::{Refused, SignedIn, Staff};
use crate::{
    cases::service::Service,
    directory::real_codes::RealCodes,
    store::{
        self,
        audit::{Kind, Recorded},
    },
    words::{days, phrases::Locale},
};

/// So many entries of a trail are shown at once.
const ENTRIES: u32 = 200;

/// How a topic stands.
#[derive(Clone, Debug)]
pub struct TopicView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Postcodes where people live, and somebody can take enquiries now.
    pub covered: usize,
    /// Those where nobody can.
    pub gaps: RealCodes,
    /// Those where several can.
    pub overlaps: RealCodes,
    /// Who offers it and cannot be reached through a postcode: the centre, and a word of [`routing::Cause::code`].
    pub unreachable: Vec<(String, &'static str)>,
    /// Who takes what lies in the gaps now, and whether that is the white spot itself.
    pub white_spot: Option<(String, bool)>,
}

/// Who would get an enquiry.
#[derive(Clone, Debug)]
pub struct PlacementView {
    /// The topic's name.
    pub topic: String,
    /// The postcode.
    pub postcode: String,
    /// Who gets it; nobody, if there is none.
    pub centre: Option<String>,
    /// Why.
    pub reason: Reason,
    /// Whether nobody is responsible and the white spot takes it.
    pub is_white_spot: bool,
    /// Who could, the first choice first.
    pub candidates: Vec<CandidateView>,
}

/// A centre that could get an enquiry.
#[derive(Clone, Debug)]
pub struct CandidateView {
    /// Its name.
    pub name: String,
    /// How many postcodes it serves for the topic: the narrower catchment is preferred.
    pub codes: u32,
    /// Enquiries that nobody has accepted yet; nothing, of centres whose figures the reader does not see.
    pub open: Option<u32>,
    /// Counsellors who are there.
    pub present: usize,
}

/// What is looked for in a trail; nothing given is everything.
#[derive(Clone, Debug, Default)]
pub struct TrailWish {
    /// Who did it, or whom it concerns: a part of the Matrix id.
    pub person: String,
    /// About which case.
    pub reference: String,
    /// What happened.
    pub kind: Option<Kind>,
    /// From which day on.
    pub from: Option<Date>,
    /// Until the end of which day.
    pub until: Option<Date>,
}

impl Staff {
    /// How all topics stand.
    pub fn coverage(&self, signed_in: &SignedIn, locale: Locale) -> Result<Vec<TopicView>, Refused> {
        signed_in.must(Deed::SeeCoverage)?;
        let service = self.office()?;
        let directory = service.directory();
        let found = coverage(&directory, None, service.now());
        let centre = |id: &CentreId| centre_name(&service, id);
        let topics = found.topics.into_iter().filter_map(|found| {
            let topic = directory.topic(&found.topic)?;
            let (gaps, overlaps) = (RealCodes::of(&found.gaps), RealCodes::of(&found.overlaps));
            Some(TopicView {
                id: topic.id.as_str().to_owned(),
                name: topic_name(topic, locale),
                covered: delivered().len() - gaps.number,
                gaps,
                overlaps,
                unreachable: found
                    .unreachable
                    .iter()
                    .map(|it| (centre(&it.centre), it.because.code()))
                    .collect(),
                white_spot: match &found.white_spot {
                    WhiteSpot::Missing => None,
                    WhiteSpot::Healthy { centre: id } => Some((centre(id), true)),
                    WhiteSpot::Unhealthy { fallback, .. } => fallback.as_ref().map(|id| (centre(id), false)),
                },
            })
        });
        Ok(topics.collect())
    }

    /// Who would get an enquiry now; nothing, if topic or postcode are none.
    pub async fn explain(
        &self,
        signed_in: &SignedIn,
        (topic, postcode): (&str, &str),
        locale: Locale,
    ) -> Result<Option<PlacementView>, Refused> {
        signed_in.must(Deed::SeeCoverage)?;
        let service = self.office()?;
        let directory = service.directory();
        let (Ok(id), Ok(code)) = (TopicId::parse(topic.trim()), Postcode::parse(postcode.trim())) else {
            return Ok(None);
        };
        let Some(topic) = directory.topic(&id) else { return Ok(None) };
        let load = store::case::load(&mut service.store.look().await?).await?;
        let enquiry = Enquiry { topic: id.clone(), postcode: Some(code), target: None };
        let now = service.now();
        let placement = place(&enquiry, &directory, &load, now);
        let candidates = placement.candidates();
        let candidates = candidates.iter().map(|id| {
            let centre = directory.centre(id);
            let counsels = |counsellor: &&Counsellor| counsellor.counsels(now);
            CandidateView {
                name: centre_name(&service, id),
                codes: centre
                    .and_then(|centre| centre.services.get(&topic.id))
                    .map_or(0, routing::Catchment::width),
                open: signed_in.may(Deed::SeeFigures(id)).then(|| load.open(id)),
                present: directory.counsellors_of(id).iter().filter(counsels).count(),
            }
        });
        Ok(Some(PlacementView {
            topic: topic_name(topic, locale),
            postcode: code.to_string(),
            candidates: candidates.collect(),
            centre: placement.outcome.centre().map(|id| centre_name(&service, id)),
            is_white_spot: matches!(placement.outcome, Outcome::WhiteSpot { .. }),
            reason: placement.reason,
        }))
    }

    /// The topics, by id and name.
    pub fn topics(&self, signed_in: &SignedIn, locale: Locale) -> Result<Vec<(String, String)>, Refused> {
        signed_in.must(Deed::SeeCoverage)?;
        let directory = self.office()?.directory();
        let named = |topic: &Topic| (topic.id.as_str().to_owned(), topic_name(topic, locale));
        Ok(directory.topics().iter().map(named).collect())
    }

    /// The centres whose figures and trails somebody may see, by id and name.
    pub fn centres(&self, signed_in: &SignedIn) -> Result<Vec<(CentreId, String)>, Refused> {
        let directory = self.office()?.directory();
        let theirs = directory.centres().iter().filter(|centre| signed_in.may(Deed::SeeTrail(&centre.id)));
        let theirs: Vec<_> = theirs.map(|centre| (centre.id.clone(), centre.name.clone())).collect();
        if theirs.is_empty() && signed_in.needs_passkey() { Err(Refused::Passkey) } else { Ok(theirs) }
    }

    /// What became of appointments, in the centres of which somebody may see figures: the centre's name and the numbers, the last month
    /// first.
    pub async fn appointments(
        &self,
        signed_in: &SignedIn,
    ) -> Result<Vec<(String, routing::figures::AppointmentRow)>, Refused> {
        let service = self.office()?;
        let all = signed_in.may(Deed::SeeAllFigures);
        let figures = store::appointment::figure::all(&mut service.store.look().await?).await?;
        let theirs =
            figures.into_iter().filter(|figure| all || signed_in.may(Deed::SeeFigures(&figure.centre)));
        let mut rows = routing::figures::appointments(theirs, None, None);
        rows.sort_by(|one, other| other.month.cmp(&one.month).then_with(|| one.centre.cmp(&other.centre)));
        Ok(rows.into_iter().map(|row| (centre_name(&service, &row.centre), row)).collect())
    }

    /// What is counted of live chats, in the centres of which somebody may see figures: the centre's name and the numbers, the last month
    /// first.
    pub async fn live(
        &self,
        signed_in: &SignedIn,
    ) -> Result<Vec<(String, routing::figures::live::LiveRow)>, Refused> {
        let service = self.office()?;
        let all = signed_in.may(Deed::SeeAllFigures);
        let figures = store::live::figure::all(&mut service.store.look().await?).await?;
        let theirs =
            figures.into_iter().filter(|figure| all || signed_in.may(Deed::SeeFigures(&figure.centre)));
        let mut rows = routing::figures::live::live(theirs, None, None);
        rows.sort_by(|one, other| other.month.cmp(&one.month).then_with(|| one.centre.cmp(&other.centre)));
        Ok(rows.into_iter().map(|row| (centre_name(&service, &row.centre), row)).collect())
    }

    /// The latest entries of a centre's trail that fit, the last one first.
    pub async fn trail(
        &self,
        signed_in: &SignedIn,
        centre: &CentreId,
        wish: &TrailWish,
    ) -> Result<Vec<Recorded>, Refused> {
        if *centre == store::audit::platform() {
            signed_in.must(Deed::SeePlatform)?;
        } else {
            signed_in.must(Deed::SeeTrail(centre))?;
        }
        let person = wish.person.trim().to_lowercase();
        let reference = Reference::parse(wish.reference.trim()).ok();
        let (from, until) = (wish.from.map(days::start), wish.until.map(|day| days::start(days::after(day))));
        let mut tx = self.store.look().await?;
        let mut found = Vec::new();
        let mut before = i64::MAX;
        loop {
            let entries = store::audit::latest(&mut tx, centre, before, ENTRIES).await?;
            let Some(last) = entries.last() else { break };
            before = last.seq;
            // What stands before is older still.
            let is_over = from.is_some_and(|from| last.entry.at < from);
            found.extend(entries.into_iter().filter(|recorded| {
                let entry = &recorded.entry;
                let named = |who: &str| who.to_lowercase().contains(&person);
                let by = person.is_empty()
                    || named(entry.who.as_str())
                    || entry.whom.as_ref().is_some_and(|whom| named(whom.as_str()));
                by && (wish.reference.trim().is_empty() || entry.reference == reference)
                    && wish.kind.is_none_or(|kind| kind == entry.kind)
                    && from.is_none_or(|from| from <= entry.at)
                    && until.is_none_or(|until| entry.at < until)
            }));
            if is_over || found.len() >= ENTRIES as usize {
                break;
            }
        }
        found.truncate(ENTRIES as usize);
        Ok(found)
    }
}

pub(super) fn centre_name(service: &Service, id: &CentreId) -> String {
    let directory = service.directory();
    directory.centre(id).map_or_else(|| id.as_str().to_owned(), |centre| centre.name.clone())
}

/// What colleagues call somebody, with the id that tells those of one name apart.
pub(super) fn person_name(service: &Service, centre: &CentreId, who: &CounsellorId) -> String {
    let directory = service.directory();
    directory.counsellor(who, centre).map_or_else(|| who.as_str().to_owned(), |known| known.name.clone())
}

pub(super) fn topic_name(topic: &Topic, locale: Locale) -> String {
    match (locale, &topic.name_en) {
        (Locale::En, Some(name)) => name.clone(),
        _ => topic.name.clone(),
    }
}
