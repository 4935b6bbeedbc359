//! Who is away, until when, and what that means for the cases in their hands.
//!
//! An absence holds for a person, in every centre where they counsel; a deputy is named for one centre. It is no part
//! of the imported directory but [laid over](Draft::with_absences) it, so that placement, links and cards see it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    case::{Accepted, Case, Cover, CoverReason, Custody, State, fits},
    centre::Centre,
    counsellor::Counsellor,
    directory::{Directory, Draft},
    ids::{CentreId, CounsellorId},
    placement,
    time::Timestamp,
};

/// Somebody is away from `since` until just before `back`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// Who.
    pub counsellor: CounsellorId,
    /// Since when; a new date or another deputy begins it anew.
    pub since: Timestamp,
    /// The first moment of being there again.
    pub back: Timestamp,
    /// Who stands in, in which centre.
    pub deputies: BTreeMap<CentreId, CounsellorId>,
}

impl Absence {
    /// Whether it is over at `now`. On the very moment of return they are back.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.back <= now
    }
}

impl Draft {
    /// The directory as these absences make it: nobody else is away. A deputy who does not work in the centre (any
    /// more) is left out.
    #[must_use]
    pub fn with_absences(mut self, absences: &[Absence]) -> Self {
        let by_person: BTreeMap<_, _> =
            absences.iter().map(|absence| (absence.counsellor.clone(), absence)).collect();
        let works_there = |who: &CounsellorId, centre: &CentreId| {
            self.counsellors.iter().any(|other| other.id == *who && other.centre == *centre)
        };
        let deputies: Vec<_> = self
            .counsellors
            .iter()
            .map(|Counsellor { id, centre, .. }| {
                let deputy = by_person.get(id).and_then(|absence| absence.deputies.get(centre));
                deputy.filter(|deputy| *deputy != id && works_there(deputy, centre)).cloned()
            })
            .collect();
        for (counsellor, deputy) in self.counsellors.iter_mut().zip(deputies) {
            counsellor.away_until = by_person.get(&counsellor.id).map(|absence| absence.back);
            counsellor.deputy = deputy;
        }
        self
    }
}

/// What becomes of a case whose holder is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrangement {
    /// The deputy stands in until the holder is back.
    Cover(Cover),
    /// Nobody has answered and nobody stands in: it goes back to the Erstanfragen, so that it waits for nobody who is
    /// away.
    BackToPool,
    /// Nobody has answered and nobody else can: the keys are destroyed. Only the seeker can help themselves, and is told
    /// how.
    Stranded,
    /// It stays as it is: it was answered, or somebody stands in.
    Stays,
}

/// What becomes of a case of the absent at `now`; it [stays](Arrangement::Stays) when it is not theirs, not accepted, or
/// when they are back.
///
/// The deputy begins once in an absence: a cover that was ended early does not begin again by itself.
#[must_use]
pub fn arrangement(case: &Case, absence: &Absence, directory: &Directory, now: Timestamp) -> Arrangement {
    let State::Accepted(accepted) = &case.state else { return Arrangement::Stays };
    if accepted.counsellor != absence.counsellor || absence.is_over(now) {
        return Arrangement::Stays;
    }
    let team = directory.centre(&case.centre).is_some_and(|centre| centre.team);
    let present = |who: &CounsellorId| {
        directory.counsellor(who, &case.centre).is_some_and(|colleague| colleague.counsels(now))
    };
    if let Some(deputy) = absence.deputies.get(&case.centre)
        && team
        && present(deputy)
        && !accepted.has_covered(deputy, absence, now)
    {
        let cover = Cover::new(deputy.clone(), CoverReason::Absence, now).until(absence.back);
        return Arrangement::Cover(cover);
    }
    let served = team && accepted.covering(now).any(|cover| present(&cover.colleague));
    if accepted.answered_at.is_some() || served {
        return Arrangement::Stays;
    }
    match accepted.custody {
        Custody::Held => Arrangement::BackToPool,
        Custody::Released { .. } => Arrangement::Stranded,
    }
}

/// Where a case could go when nobody of its centre is there: the first of the topic's last resorts that takes cases at
/// `now`. The postcode is not kept, so that nothing nearer can be looked for. The seeker has agreed to one centre, and
/// decides about another. A room that is `enclosed` can be entered from no other homeserver.
#[must_use]
pub fn elsewhere(case: &Case, directory: &Directory, enclosed: bool, now: Timestamp) -> Option<CentreId> {
    if case.far.is_some() {
        return None;
    }
    let resorts = directory.topic(&case.topic).map(|topic| directory.last_resorts(topic));
    let takes = |centre: &&Centre| {
        centre.id != case.centre
            && fits(directory, &centre.id, enclosed)
            && placement::takes(directory, &centre.id, &case.topic, now)
    };
    resorts.into_iter().flatten().find(takes).map(|centre| centre.id.clone())
}

impl Accepted {
    /// Whether the deputy stands in for the whole absence already, or has begun to during it.
    fn has_covered(&self, deputy: &CounsellorId, absence: &Absence, now: Timestamp) -> bool {
        self.covers.iter().filter(|cover| cover.colleague == *deputy).any(|cover| {
            let begun = cover.reason == CoverReason::Absence && cover.from >= absence.since;
            begun || (cover.is_valid(now) && cover.until >= absence.back)
        })
    }

    /// The covers that an absence began and that are not over at `now`.
    pub fn for_absence(&self, now: Timestamp) -> impl Iterator<Item = &Cover> {
        self.covers.iter().filter(move |cover| cover.reason == CoverReason::Absence && now < cover.until)
    }
}

#[cfg(test)]
mod tests;
