//! A single case of somebody who is gone while nobody asked for it: whoever leads the centre, acts for its carrier or is of the Referat
//! has a colleague stand in, or has the seeker asked whether a colleague may have it. They see numbers of cases and nothing that stands in
//! one, and never give themselves a case here.

use routing::desk::Deed;
use routing::{
    Case, CentreId, CounsellorId, Cover, CoverReason, CoverReasonError, Handed, Reference, Timestamp, Why,
};

use super::{Refused, SignedIn, Staff, overview::person_name, ranks::Ranks};
use crate::{
    cases::{
        agreeing,
        arranging::{self, Sake},
        event::Event,
        offering,
        service::Service,
    },
    store::{self, StoreError, case::Stage, case::Stored, room::RoomKind},
    words::{
        days,
        phrases::{Locale, Message, Phrase},
    },
};

/// How often it is tried again when somebody else writes the case at the same moment.
const TRIES: usize = 4;

/// A centre, and who has cases there.
#[derive(Clone, Debug)]
pub struct ArrangeView {
    /// Its id.
    pub centre: CentreId,
    /// Its name.
    pub name: String,
    /// Whether colleagues stand in for one another there.
    pub team: bool,
    /// Who has cases that whoever looks may arrange.
    pub holders: Vec<HolderView>,
    /// The cases of the one who was chosen.
    pub held: Option<HeldView>,
}

/// Somebody who has cases.
#[derive(Clone, Debug)]
pub struct HolderView {
    /// Their Matrix id.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// How many cases they have.
    pub cases: usize,
    /// Until when they are away, if they are.
    pub away: Option<Timestamp>,
}

/// The cases of somebody.
#[derive(Clone, Debug)]
pub struct HeldView {
    /// Whose: their Matrix id.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// Their cases: first who has waited for longest.
    pub cases: Vec<HeldCaseView>,
    /// Who could have one: Matrix ids and names.
    pub others: Vec<(String, String)>,
}

/// A case, as far as whoever is not in it may see it.
#[derive(Clone, Debug)]
pub struct HeldCaseView {
    /// Its number.
    pub reference: String,
    /// Since when somebody waits for a word.
    pub waits_since: Option<Timestamp>,
    /// Whether only its holder and its seeker have the keys: then nobody else can go on with it.
    pub own_keys: bool,
    /// Who stands in: Matrix id, name, and the first moment at which they do not any more.
    pub covers: Vec<(String, String, Timestamp)>,
    /// To whom it is to go, if the seeker agrees; and whether whoever looks has asked for it.
    pub offered: Option<(String, bool)>,
}

/// What is to be arranged, as it was typed.
#[derive(Clone, Debug)]
pub struct Arrangement<'a> {
    /// Who had the case when it was seen: a Matrix id.
    pub who: &'a str,
    /// The case's number.
    pub reference: &'a str,
    /// Who is meant: a Matrix id.
    pub to: &'a str,
    /// Why.
    pub reason: &'a str,
    /// What.
    pub what: What<'a>,
}

/// What somebody is to do with a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// Stand in until a day; for the usual time if none is said.
    Cover(&'a str),
    /// Have it, if the seeker agrees.
    HandOver(Handed),
    /// Stand in no more.
    EndCover,
    /// Not have it after all: the question is taken back.
    TakeBack,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arranged {
    /// Somebody stands in from now on: their name.
    Covered(String),
    /// Somebody stands in no more: their name.
    CoverEnded(String),
    /// The seeker is asked, or is asked no more; in the words of the chat.
    Done(Message),
    /// It was not done; in the words of the chat.
    NotDone(Message),
    /// Somebody else has the case by now, or nobody: nothing was changed.
    Meanwhile,
    /// No case was chosen.
    NoCase,
    /// A reason is missing, or too long.
    NoReason,
    /// Whoever is meant is away or not activated: their name.
    NotThere(String),
    /// Nobody stands in for others at this centre.
    NotATeam,
    /// Only the holder has the keys.
    OwnKeys,
}

impl Staff {
    /// A centre and who has cases there: the one that is wanted, or the first; with the cases of `who`, if somebody is chosen; and the names
    /// of all centres that somebody may choose from.
    pub async fn arrangeable(
        &self,
        signed_in: &SignedIn,
        (wanted, who): (&str, Option<&str>),
    ) -> Result<(ArrangeView, Vec<(CentreId, String)>), Refused> {
        let service = self.office()?;
        let directory = service.directory();
        let theirs = directory.centres().iter();
        let theirs = theirs.filter(|it| it.lotse.is_none() && signed_in.may(Deed::Arrange(&it.id)));
        let all: Vec<_> = theirs.map(|centre| (centre.id.clone(), centre.name.clone())).collect();
        if all.is_empty() && signed_in.needs_passkey() {
            return Err(Refused::Passkey);
        }
        let chosen = all.iter().find(|(id, _)| id.as_str() == wanted);
        let chosen = chosen.or_else(|| all.first().filter(|_| wanted.is_empty()));
        let (centre, name) = chosen.cloned().ok_or(Refused::Unknown)?;
        let who = who.map(CounsellorId::parse).transpose().map_err(|_| Refused::Unknown)?;
        let mut tx = service.store.look().await?;
        let ranks = Ranks::load(&mut tx).await?;
        let mut cases = store::case::of_centre(&mut tx, &centre, Stage::Accepted).await?;
        let awaited = store::awaited::of_centre(&mut tx, &centre).await?;
        drop(tx);
        cases.retain(|it| it.case.holder().is_some_and(|holder| ranks.is_above(&service, signed_in, holder)));
        let looks = Looks { service: &service, centre: &centre, by: &signed_in.counsellor };
        let mut held = who.filter(|who| ranks.is_above(&service, signed_in, who)).map(|who| HeldView {
            cases: cases
                .iter()
                .filter(|it| it.case.holder() == Some(&who))
                .map(|it| looks.case(&it.case, awaited.get(&it.case.id).copied()))
                .collect(),
            others: looks.others(&who),
            name: person_name(&service, &centre, &who),
            id: who.as_str().to_owned(),
        });
        if let Some(held) = &mut held {
            held.cases.sort_by_key(|it| (it.waits_since.is_none(), it.waits_since, it.reference.clone()));
        }
        let team = directory.centre(&centre).is_some_and(|it| it.team);
        Ok((ArrangeView { holders: looks.holders(&cases), team, held, centre, name }, all))
    }

    /// Arranges it. The seeker and the team are told as if the holder had said it.
    pub async fn arrange(
        &self,
        signed_in: &SignedIn,
        centre: &CentreId,
        wanted: &Arrangement<'_>,
        locale: Locale,
    ) -> Result<Arranged, Refused> {
        signed_in.must(Deed::Arrange(centre))?;
        let service = self.office()?;
        let who = CounsellorId::parse(wanted.who).map_err(|_| Refused::Unknown)?;
        let Ok(reference) = Reference::parse(wanted.reference) else { return Ok(Arranged::NoCase) };
        if wanted.what == What::TakeBack {
            return take_back(&service, signed_in, (centre, reference), locale).await;
        }
        let to = CounsellorId::parse(wanted.to).map_err(|_| Refused::Unknown)?;
        let fitting = match Fitting::of(&service, signed_in, (centre, &to), wanted) {
            Ok(fitting) => fitting,
            Err(NotFitting::Refused(refused)) => return Err(refused),
            Err(NotFitting::Said(arranged)) => return Ok(arranged),
            Err(NotFitting::Phrase(phrase)) => {
                return Ok(Arranged::NotDone(service.catalogue.say(locale, &phrase)));
            }
        };
        for _ in 0..TRIES {
            match attempt(&service, signed_in, (centre, &reference, &who, &to), &fitting).await {
                Ok(Tried::Done(arranged)) => return Ok(arranged),
                Ok(Tried::Asked(phrase)) => {
                    return Ok(Arranged::Done(service.catalogue.say(locale, &phrase)));
                }
                Ok(Tried::Not(phrase)) => {
                    return Ok(Arranged::NotDone(service.catalogue.say(locale, &phrase)));
                }
                Err(Failed::Stale) => {}
                Err(Failed::Refused(refused)) => return Err(refused),
            }
        }
        Err(Refused::Busy)
    }
}

struct Looks<'a> {
    service: &'a Service,
    centre: &'a CentreId,
    by: &'a CounsellorId,
}

impl Looks<'_> {
    fn holders(&self, cases: &[Stored]) -> Vec<HolderView> {
        let (directory, now) = (self.service.directory(), self.service.now());
        let mut found: Vec<HolderView> = Vec::new();
        for holder in cases.iter().filter_map(|it| it.case.holder()) {
            if let Some(known) = found.iter_mut().find(|it| it.id == holder.as_str()) {
                known.cases += 1;
                continue;
            }
            let known = directory.counsellor(holder, self.centre);
            found.push(HolderView {
                id: holder.as_str().to_owned(),
                name: person_name(self.service, self.centre, holder),
                cases: 1,
                away: known.filter(|it| it.is_away(now)).and_then(|it| it.away_until),
            });
        }
        found.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
        found
    }

    /// Who could have a case of somebody: nobody gives one to themselves.
    fn others(&self, who: &CounsellorId) -> Vec<(String, String)> {
        let (directory, now) = (self.service.directory(), self.service.now());
        let there = directory.counsellors_of(self.centre).iter();
        let others = there.filter(|it| it.id != *who && it.id != *self.by && it.counsels(now));
        others.map(|it| (it.id.as_str().to_owned(), it.name.clone())).collect()
    }

    fn case(&self, case: &Case, waits: Option<Timestamp>) -> HeldCaseView {
        let now = self.service.now();
        let name = |who: &CounsellorId| person_name(self.service, self.centre, who);
        let accepted = case.accepted();
        let unanswered = accepted.filter(|accepted| accepted.answered_at.is_none());
        let covers = accepted.into_iter().flat_map(|accepted| accepted.covering(now));
        let offer = case.offer.as_ref().filter(|offer| offer.holds(now));
        HeldCaseView {
            reference: case.reference.as_str().to_owned(),
            waits_since: unanswered.map(|accepted| accepted.asked_at).or(waits),
            own_keys: case.is_released(),
            covers: covers
                .map(|it| (it.colleague.as_str().to_owned(), name(&it.colleague), it.until))
                .collect(),
            offered: offer
                .map(|it| (agreeing::name_of(self.service, self.centre, &it.to), it.by == *self.by)),
        }
    }
}

/// What is to be done, once all that was typed is right.
enum Fitting {
    Cover(CoverReason, Timestamp),
    HandOver(CoverReason, Handed),
    EndCover,
}

enum NotFitting {
    Refused(Refused),
    Said(Arranged),
    Phrase(Phrase),
}

impl Fitting {
    fn of(
        service: &Service,
        signed_in: &SignedIn,
        (centre, to): (&CentreId, &CounsellorId),
        wanted: &Arrangement<'_>,
    ) -> Result<Self, NotFitting> {
        let (directory, now) = (service.directory(), service.now());
        let what = match wanted.what {
            What::EndCover => return Ok(Self::EndCover),
            what => what,
        };
        // The page offers neither: such a form was made by hand.
        let there = directory.counsellor(to, centre).filter(|_| *to != signed_in.counsellor);
        let Some(there) = there else { return Err(NotFitting::Refused(Refused::Unknown)) };
        if !there.counsels(now) {
            return Err(NotFitting::Said(Arranged::NotThere(there.name.clone())));
        }
        let reason = CoverReason::parse(wanted.reason).map_err(|error| match error {
            CoverReasonError::Missing | CoverReasonError::TooLong => NotFitting::Said(Arranged::NoReason),
        })?;
        match what {
            What::HandOver(history) => Ok(Self::HandOver(reason, history)),
            What::Cover(_) if !directory.centre(centre).is_some_and(|it| it.team) => {
                Err(NotFitting::Said(Arranged::NotATeam))
            }
            What::Cover(day) => {
                let day = match day.trim() {
                    "" => Ok(days::today(now.plus(Cover::USUAL))),
                    day => days::coming(day, now, Cover::MOST_DAYS),
                };
                let day = day.map_err(|fault| NotFitting::Phrase(Phrase::CoverDay { fault }))?;
                Ok(Self::Cover(reason, days::start(days::after(day))))
            }
            What::EndCover | What::TakeBack => Ok(Self::EndCover),
        }
    }
}

enum Tried {
    Done(Arranged),
    Asked(Phrase),
    Not(Phrase),
}

enum Failed {
    /// Somebody else has written the case at the same moment.
    Stale,
    Refused(Refused),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Stale { .. }) { Self::Stale } else { Self::Refused(error.into()) }
    }
}

/// Once, in one commit: whether they still may is judged in it.
async fn attempt(
    service: &Service,
    signed_in: &SignedIn,
    (centre, reference, who, to): (&CentreId, &Reference, &CounsellorId, &CounsellorId),
    fitting: &Fitting,
) -> Result<Tried, Failed> {
    let mut tx = service.store.begin().await?;
    signed_in.still_must(service, &mut tx, Deed::Arrange(centre)).await.map_err(Failed::Refused)?;
    let ranks = Ranks::load(&mut tx).await?;
    if !ranks.is_above(service, signed_in, who) {
        return Err(Failed::Refused(Refused::Unknown));
    }
    let found = store::case::by_reference(&mut tx, centre, reference).await?;
    let Some(mut stored) = found.filter(|stored| stored.case.holder() == Some(who)) else {
        return Ok(Tried::Done(Arranged::Meanwhile));
    };
    let (name, actor) = (person_name(service, centre, to), signed_in.actor(centre));
    let sake = |reason| Sake { by: &signed_in.counsellor, actor: actor.clone(), reason };
    let (done, fared) = match fitting {
        Fitting::Cover(reason, until) => {
            let fared = arranging::cover(service, &mut tx, &mut stored, (to, *until), sake(reason)).await?;
            (Tried::Done(Arranged::Covered(name.clone())), fared)
        }
        Fitting::HandOver(reason, history) => {
            let fared =
                arranging::hand_over(service, &mut tx, &mut stored, (to, *history), sake(reason)).await?;
            (Tried::Asked(Phrase::OfferAsked { reference: reference.clone(), name: name.clone() }), fared)
        }
        Fitting::EndCover => {
            let ended = arranging::end_cover(service, &mut tx, &mut stored, (to, actor)).await?;
            (Tried::Done(Arranged::CoverEnded(name.clone())), ended.then_some(()).ok_or(Why::NoSuchCover))
        }
    };
    match fared {
        Ok(()) => {
            tx.commit().await?;
            service.effects.notify_one();
            Ok(done)
        }
        Err(why) => Ok(match why {
            Why::AlreadyReleased => Tried::Done(Arranged::OwnKeys),
            Why::NotATeamCentre => Tried::Done(Arranged::NotATeam),
            Why::NotActive => Tried::Done(Arranged::NotThere(name)),
            Why::AlreadyOffered => Tried::Not(Phrase::OfferAlready { reference: reference.clone() }),
            _ => Tried::Done(Arranged::Meanwhile),
        }),
    }
}

/// The question to a seeker is taken back by whoever has asked for it.
async fn take_back(
    service: &Service,
    signed_in: &SignedIn,
    (centre, reference): (&CentreId, Reference),
    locale: Locale,
) -> Result<Arranged, Refused> {
    let team = RoomKind::Team(centre.clone());
    let room = store::room::of_owner(&mut service.store.look().await?, &team).await?;
    let event =
        Event::at_desk(room.ok_or(Refused::Busy)?, signed_in.session.whose.user.clone(), service.now());
    let by = signed_in.counsellor.clone();
    offering::take_back(service, &event, centre, reference, by).await?;
    let answers = event.answers.map(|answers| answers.take()).unwrap_or_default();
    let said = answers.iter().map(|say| service.catalogue.say(locale, say)).next();
    Ok(said.map_or(Arranged::Meanwhile, Arranged::Done))
}
