//! Who belongs in a case's room now. Room membership is made equal to this, and web pages ask it first.

use std::collections::BTreeSet;

use crate::{
    case::{Accepted, Case, Far, State},
    directory::Directory,
    ids::{CentreId, CounsellorId, SeekerId},
    time::Timestamp,
};

/// The exact set of people who may read a case, beside the steward, who has no keys.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Access {
    /// Who asks; nobody after erasure.
    pub seeker: Option<SeekerId>,
    /// The holder and whoever stands in now, as far as they are active counsellors of the centre.
    pub counsellors: BTreeSet<CounsellorId>,
    /// The centre whose custodian holds the keys.
    pub custodian: Option<CentreId>,
    /// The centre that had the case: its custodian belongs there until it has handed over.
    pub outgoing: Option<CentreId>,
    /// The colleague whom the holder may let in now, since the seeker has agreed; not yet one of the people.
    pub incoming: Option<CounsellorId>,
    /// Whose steward made the room, if a platform's Lotse did. Without keys.
    pub steward: Option<CounsellorId>,
    /// Whether the seeker may read and not write now.
    pub muted: bool,
    /// Whether the holder may let the seeker in, who comes back with another account where only people have the keys.
    pub returning: bool,
}

impl Access {
    /// Whether this Matrix user is one of the people. Custodians are not people: compare
    /// [`Access::custodian`].
    #[must_use]
    pub fn may_read(&self, user: &str) -> bool {
        self.seeker.as_ref().is_some_and(|seeker| seeker.as_str() == user)
            || self.counsellors.iter().any(|counsellor| counsellor.as_str() == user)
    }

    /// Whether nobody at all belongs in the room.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.seeker.is_none() && self.counsellors.is_empty() && self.custodian.is_none()
    }
}

/// Derives from a case who belongs in its room at `now`.
///
/// - the seeker, until the case is erased;
/// - the holder and valid covers, also of a closed case, while they are active in its centre;
/// - a colleague whom the seeker has agreed to, as one who may come in where only people have the keys, and likewise the
///   seeker who comes back with another account;
/// - the custodian, until custody is released, which happens only in centres that are no team centres. It
///   stays released if such a centre becomes one: the two people were promised that nobody else reads.
///
/// Of a case whose keys the centre's own Lotse holds only the seeker is ours to name.
///
/// A centre that the directory does not know has neither custodian nor counsellors, and covers count in team
/// centres only.
#[must_use]
pub fn access(case: &Case, directory: &Directory, now: Timestamp) -> Access {
    if matches!(case.state, State::Erased { .. }) {
        return Access::default();
    }
    if case.is_kept_elsewhere() {
        // Whom its custodian lets in is that Lotse's to say.
        let (seeker, muted) = (case.seeker().cloned(), case.is_muted(now));
        return Access { seeker, muted, ..Access::default() };
    }
    let centre = directory.centre(&case.centre);
    let team = centre.is_some_and(|centre| centre.team);
    let custodian = centre.filter(|_| !case.is_released()).map(|centre| centre.id.clone());
    let covers = |accepted: &'_ Accepted| {
        let colleagues = accepted.covering(now).filter(|_| team).map(|cover| cover.colleague.clone());
        colleagues.collect::<Vec<_>>()
    };
    let counsellors = case
        .accepted()
        .into_iter()
        .flat_map(|accepted| [vec![accepted.counsellor.clone()], covers(accepted)].concat())
        .filter(|counsellor| directory.is_active_counsellor(counsellor, &case.centre))
        .collect();
    let incoming = case
        .offer
        .as_ref()
        .filter(|_| case.is_released())
        .and_then(|offer| offer.incoming(now))
        .filter(|who| directory.is_active_counsellor(who, &case.centre));
    Access {
        seeker: case.seeker().cloned(),
        counsellors,
        custodian,
        outgoing: case.outgoing.as_ref().map(|outgoing| outgoing.centre.clone()),
        incoming: incoming.cloned(),
        steward: match &case.far {
            Some(Far::Platform { steward, .. }) => Some(steward.clone()),
            _ => None,
        },
        muted: case.is_muted(now),
        returning: case.is_released() && case.returning.is_some(),
    }
}

#[cfg(test)]
mod tests;
