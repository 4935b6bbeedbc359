//! What would follow from a draft: what changes, where nobody will be responsible, whose cases are concerned, and what is grave.

use std::collections::{BTreeMap, BTreeSet};

use hearing::places::delivered;
use routing::desk::Grave;
use routing::{
    Catchment, CentreId, CounsellorId, Directory, Draft, Postcode, Timestamp, TopicId, WhiteSpot, coverage,
};

use super::{Asked, Kept, Present};
use crate::{
    cases::{roles::Reach, service::Service},
    directory::{
        self, Import,
        real_codes::RealCodes,
        sheets::{self, Edit, Rows},
        told,
    },
    staff::overview::{centre_name, topic_name},
    words::phrases::Locale,
};

/// What would follow from publishing a draft.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Whose it is.
    pub who: CounsellorId,
    /// What is wrong with it, worded as for a workbook. Nothing else is known then.
    pub faults: Vec<String>,
    /// Rows that somebody else has changed meanwhile.
    pub stale: Vec<Edit>,
    /// What changes, in the words of an import.
    pub changes: Vec<directory::Change>,
    /// Topics whose coverage changes.
    pub coverage: Vec<CoverageView>,
    /// Whether it changes what whoever made it may not: then it is never published.
    pub beyond: bool,
    /// Centres and topics that would go although cases run there, with how many.
    pub busy: Vec<(String, i64)>,
    /// Why a second person is needed.
    pub grave: Vec<Grave>,
    /// How many postcodes have other centres on some topic.
    pub moved: usize,
    /// Whether a second person is asked already.
    pub asked: Option<Asked>,
    /// Stands for exactly this draft: whoever confirms it confirms what they saw.
    pub seal: String,
}

impl Seen {
    /// Whether it can be published as it is.
    pub fn is_sound(&self) -> bool {
        let stands = self.faults.is_empty() && self.stale.is_empty() && self.busy.is_empty();
        stands && !self.beyond && !self.changes.is_empty()
    }
}

/// How a topic's coverage changes.
#[derive(Clone, Debug)]
pub struct CoverageView {
    /// The topic's name.
    pub topic: String,
    /// Where nobody will be responsible any more.
    pub lost: RealCodes,
    /// Where somebody will be, and nobody is.
    pub gained: RealCodes,
    /// How it will stand: where nobody is responsible.
    pub gaps: RealCodes,
    /// And where several are.
    pub overlaps: RealCodes,
    /// Whether its white spot will take what lies in the gaps.
    pub has_white_spot: bool,
}

/// `reach`: how far whoever made it reaches; nothing, if they may not change anything any more.
pub(super) fn seen(
    service: &Service,
    present: &Present,
    (kept, reach): (&Kept, Option<&Reach>),
    locale: Locale,
) -> Seen {
    let (rows, stale) = sheets::changed(Rows::of(&present.draft), &kept.edits);
    let mut seen = Seen {
        who: kept.who.clone(),
        faults: Vec::new(),
        stale,
        beyond: reach.is_none_or(|reach| !kept.edits.iter().all(|edit| reach.holds_all(edit))),
        changes: Vec::new(),
        coverage: Vec::new(),
        busy: Vec::new(),
        grave: Vec::new(),
        moved: 0,
        asked: kept.asked.clone().filter(|asked| service.now() < asked.until()),
        seal: kept.seal(service),
    };
    let import = match present.import(service, &rows) {
        Ok(import) => import,
        Err(faults) => {
            seen.faults = told(&faults, &service.catalogue, locale);
            return seen;
        }
    };
    seen.beyond |= reach.is_none_or(|reach| !reach.allows(present, &import));
    seen.busy = busy(service, present, &import);
    seen.moved = moved(&present.draft, &import.draft);
    // Many small steps of one day are one large step.
    seen.grave = Grave::of(&present.draft, &import.draft, seen.moved + present.moved_lately);
    // What stands there already and was never in order is nobody's draft.
    if let Ok(before) = Directory::check(present.draft.clone()) {
        seen.coverage = coverage_changes((&before, &import.directory), service.now(), locale);
    }
    seen.changes = import.diff.changes;
    seen
}

/// What would go although cases run there: at the desk nobody decides what becomes of them.
pub(super) fn busy(service: &Service, present: &Present, import: &Import) -> Vec<(String, i64)> {
    let mut busy = BTreeMap::new();
    for (centre, topic, cases) in &present.running {
        if import.directory.centre(centre).is_none() {
            *busy.entry(centre_name(service, centre)).or_insert(0) += cases;
        } else if import.directory.topic(topic).is_none() {
            *busy.entry(topic.as_str().to_owned()).or_insert(0) += cases;
        }
    }
    busy.into_iter().collect()
}

/// How many postcodes where people live have other centres on some topic.
pub(super) fn moved(before: &Draft, after: &Draft) -> usize {
    let mut pairs: Vec<(&Catchment, &Catchment)> = Vec::new();
    let none = Catchment::default();
    let of = |draft: &'_ Draft, id: &CentreId| draft.centres.iter().position(|it| it.id == *id);
    let ids: BTreeSet<&CentreId> = before.centres.iter().chain(&after.centres).map(|it| &it.id).collect();
    for id in ids {
        let old = of(before, id).map(|at| &before.centres[at]).filter(|it| it.online);
        let new = of(after, id).map(|at| &after.centres[at]).filter(|it| it.online);
        let topics: BTreeSet<&TopicId> =
            old.iter().chain(&new).flat_map(|centre| centre.services.keys()).collect();
        for topic in topics {
            let served =
                |centre: Option<&'_ routing::Centre>| centre.and_then(|it| it.services.get(topic)).is_some();
            let (old, new) = (
                old.filter(|_| served(old)).map(|it| &it.services[topic]),
                new.filter(|_| served(new)).map(|it| &it.services[topic]),
            );
            if old != new {
                pairs.push((old.unwrap_or(&none), new.unwrap_or(&none)));
            }
        }
    }
    let moves = |code: &&u32| {
        Postcode::from_code(**code)
            .is_ok_and(|code| pairs.iter().any(|(old, new)| old.covers(code) != new.covers(code)))
    };
    delivered().iter().filter(moves).count()
}

fn coverage_changes(
    (before, after): (&Directory, &Directory),
    now: Timestamp,
    locale: Locale,
) -> Vec<CoverageView> {
    let (old, new) = (coverage(before, None, now), coverage(after, None, now));
    let without = |one: &Catchment, other: &Catchment| {
        let left = delivered().iter().filter(|code| {
            Postcode::from_code(**code).is_ok_and(|code| one.covers(code) && !other.covers(code))
        });
        RealCodes::of(&Catchment::from_ranges(left.map(|code| (*code, *code))))
    };
    let everything = Catchment::everywhere();
    let changes = new.topics.iter().filter_map(|new| {
        let old = old.topics.iter().find(|old| old.topic == new.topic);
        let gaps = old.map_or(&everything, |old| &old.gaps);
        let healthy = |spot: &WhiteSpot| !matches!(spot, WhiteSpot::Missing);
        let had = old.is_some_and(|old| healthy(&old.white_spot));
        let view = CoverageView {
            topic: topic_name(after.topic(&new.topic)?, locale),
            lost: without(&new.gaps, gaps),
            gained: without(gaps, &new.gaps),
            gaps: RealCodes::of(&new.gaps),
            overlaps: RealCodes::of(&new.overlaps),
            has_white_spot: healthy(&new.white_spot),
        };
        let overlaps = old.map_or(0, |old| RealCodes::of(&old.overlaps).number);
        let same = view.lost.number == 0
            && view.gained.number == 0
            && view.has_white_spot == had
            && view.overlaps.number == overlaps;
        (!same).then_some(view)
    });
    changes.collect()
}
