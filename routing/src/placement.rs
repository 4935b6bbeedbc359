//! Who is responsible for an enquiry: deterministic and explainable.
//!
//! 1. A personal or centre link decides outright, if its target may take cases; a personal one leads to the
//!    counsellor, else to the deputy, else to the centre's pool, see [`land`].
//! 2. Candidates: centres that offer the topic, cover the postcode, are online and have a counsellor who
//!    is active and not away.
//! 3. Order: narrower catchment, then fewer open enquiries per present counsellor, then a stable hash.
//! 4. None: the topic's white spot under the same health rules, then its fallbacks, then nobody.

mod reason;

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

pub use self::reason::Reason;
use crate::{
    directory::Directory,
    ids::{CentreId, CounsellorId, TopicId},
    index::{Index, Member, Post},
    link::{Landing, land},
    load::Load,
    postcode::Postcode,
    stable_hash::mix,
    time::Timestamp,
};

/// What a seeker asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enquiry {
    /// What it is about.
    pub topic: TopicId,
    /// Where the seeker lives; may be missing when a link names the target.
    pub postcode: Option<Postcode>,
    /// Whose link or QR code was used.
    pub target: Option<Target>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// One counsellor, in one of their centres.
    Counsellor(CounsellorId, CentreId),
    /// A centre: skips the postcode, not the pool.
    Centre(CentreId),
}

/// Who takes the enquiry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome", content = "centre")]
pub enum Outcome {
    /// A centre that is responsible.
    Centre(CentreId),
    /// The centre of last resort, or one of its fallbacks.
    WhiteSpot(CentreId),
    /// Nobody: the seeker gets an honest answer with the help lines.
    Unserved,
}

impl Outcome {
    /// The centre that takes the enquiry, if any.
    #[must_use]
    pub fn centre(&self) -> Option<&CentreId> {
        match self {
            Self::Centre(centre) | Self::WhiteSpot(centre) => Some(centre),
            Self::Unserved => None,
        }
    }

    /// A stable machine word: `centre`, `white_spot` or `unserved`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Centre(_) => "centre",
            Self::WhiteSpot(_) => "white_spot",
            Self::Unserved => "unserved",
        }
    }
}

/// The answer, and why it is so.
#[derive(Clone)]
pub struct Placement<'a> {
    /// Who takes the enquiry.
    pub outcome: Outcome,
    /// What decided.
    pub reason: Reason,
    personal: Option<CounsellorId>,
    field: Option<Field<'a>>,
}

/// The centres among which is chosen. Sorted only when somebody wants to see all of them.
#[derive(Clone, Copy)]
struct Field<'a> {
    index: &'a Index,
    load: &'a Load,
    topic: usize,
    postcode: Postcode,
    now: Timestamp,
}

/// A candidate that can take the enquiry now.
struct Candidate<'a> {
    post: &'a Post,
    slot: usize,
    present: u32,
}

/// Finds who is responsible for an enquiry at `now`.
#[must_use]
pub fn place<'a>(
    enquiry: &Enquiry,
    directory: &'a Directory,
    load: &'a Load,
    now: Timestamp,
) -> Placement<'a> {
    let Some(topic) = directory.topic_slot(&enquiry.topic) else {
        return Placement::unserved(Reason::UnknownTopic);
    };
    if let Some(target) = &enquiry.target
        && let Some(placement) = linked(target, &enquiry.topic, directory, now)
    {
        return placement;
    }
    let Some(postcode) = enquiry.postcode else {
        return Placement::unserved(Reason::PostcodeMissing);
    };
    let field = Field { index: directory.index(), load, topic, postcode, now };
    if let Some((post, reason)) = field.best() {
        let outcome = Outcome::Centre(post.id.clone());
        return Placement { outcome, reason, personal: None, field: Some(field) };
    }
    last_resort(directory, topic, now)
}

/// Whether a centre could take a case on this topic at `now`: online, with the topic, and somebody counsels there.
#[must_use]
pub fn takes(directory: &Directory, centre: &CentreId, topic: &TopicId, now: Timestamp) -> bool {
    linked(&Target::Centre(centre.clone()), topic, directory, now).is_some()
}

impl Placement<'_> {
    /// Every centre that could take the enquiry, best first; the seeker may choose another than the first.
    /// Empty for a white spot and for nobody; only the target for a link.
    #[must_use]
    pub fn candidates(&self) -> Vec<CentreId> {
        match (&self.field, &self.outcome) {
            (Some(field), _) => field.ordered(),
            (None, Outcome::Centre(linked)) => vec![linked.clone()],
            (None, _) => Vec::new(),
        }
    }

    /// Whether the seeker may choose this centre: it is the outcome or another candidate.
    #[must_use]
    pub fn may_choose(&self, centre: &CentreId) -> bool {
        self.outcome.centre() == Some(centre) || self.candidates().contains(centre)
    }

    /// The counsellor to whom a personal link leads, or their deputy: the case will skip the pool.
    #[must_use]
    pub fn personal(&self) -> Option<&CounsellorId> {
        self.personal.as_ref()
    }

    fn unserved(reason: Reason) -> Self {
        Self { outcome: Outcome::Unserved, reason, personal: None, field: None }
    }
}

impl std::fmt::Debug for Placement<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Placement")
            .field("outcome", &self.outcome)
            .field("reason", &self.reason)
            .field("candidates", &self.candidates())
            .finish()
    }
}

fn linked<'a>(
    target: &Target,
    topic: &TopicId,
    directory: &Directory,
    now: Timestamp,
) -> Option<Placement<'a>> {
    let centre = directory.centre(target.centre()).filter(|centre| centre.services.contains_key(topic))?;
    let landing = land(target, directory, now);
    let reason = match (&landing, target) {
        (Landing::Counsellor(_), _) => Reason::PersonalLink,
        (Landing::Deputy(_), _) => Reason::PersonalLinkDeputy,
        (Landing::Pool, Target::Counsellor(..)) => Reason::PersonalLinkPool,
        (Landing::Pool, Target::Centre(_)) => Reason::CentreLink,
        (Landing::Nobody, _) => return None,
    };
    let outcome = Outcome::Centre(centre.id.clone());
    Some(Placement { outcome, reason, personal: landing.personal().cloned(), field: None })
}

fn last_resort<'a>(directory: &Directory, topic: usize, now: Timestamp) -> Placement<'a> {
    let Some(white_spot) = &directory.topics()[topic].white_spot else {
        return Placement::unserved(Reason::NoWhiteSpot);
    };
    let Some(post) = directory.index().last_resorts(topic).find(|post| post.is_open(now)) else {
        return Placement::unserved(Reason::WhiteSpotClosed);
    };
    let reason = if post.id == *white_spot { Reason::WhiteSpot } else { Reason::WhiteSpotFallback };
    Placement { outcome: Outcome::WhiteSpot(post.id.clone()), reason, personal: None, field: None }
}

impl<'a> Field<'a> {
    /// The first in order, found without sorting.
    fn best(&self) -> Option<(&'a Post, Reason)> {
        let set = self.index.set(self.topic, self.postcode);
        let first = set.first()?;
        let post = self.index.post(first.slot());
        if !first.is_as_wide_as_next() && post.is_open(self.now) {
            return Some((
                post,
                if first.is_last() { Reason::OnlyCentre } else { Reason::NarrowestCatchment },
            ));
        }
        self.best_of(set.members())
    }

    fn best_of(&self, mut members: impl Iterator<Item = Member>) -> Option<(&'a Post, Reason)> {
        let open = |member: Member| self.candidate(member).map(|candidate| (member, candidate));
        let (mut member, mut best) = members.by_ref().find_map(open)?;
        let mut reason = None;
        while member.is_as_wide_as_next() {
            member = members.next()?;
            let Some(other) = self.candidate(member) else { continue };
            let order = self.busier(&other, &best);
            let equal = order == Ordering::Equal;
            reason = match reason {
                // Somebody busier changes nothing about how the best won against its equals.
                Some(reason) if order == Ordering::Greater => Some(reason),
                _ if equal => Some(Reason::StableChoice),
                _ => Some(Reason::FewestOpenEnquiries),
            };
            if order == Ordering::Less || (equal && self.lot(&other) < self.lot(&best)) {
                best = other;
            }
        }
        let alone = if member.is_last() { Reason::OnlyCentre } else { Reason::NarrowestCatchment };
        Some((best.post, reason.unwrap_or(alone)))
    }

    fn ordered(&self) -> Vec<CentreId> {
        let mut width = 0_u32;
        let mut all: Vec<_> = self
            .index
            .set(self.topic, self.postcode)
            .members()
            .filter_map(|member| {
                width += u32::from(!member.is_as_wide_as_before());
                self.candidate(member).map(|candidate| (width, candidate))
            })
            .collect();
        all.sort_by(|(width, one), (other_width, other)| {
            width
                .cmp(other_width)
                .then_with(|| self.busier(one, other))
                .then_with(|| self.lot(one).cmp(&self.lot(other)))
        });
        all.into_iter().map(|(_, candidate)| candidate.post.id.clone()).collect()
    }

    fn candidate(&self, member: Member) -> Option<Candidate<'a>> {
        let post = self.index.post(member.slot());
        let present = post.present(self.now);
        (present > 0).then_some(Candidate { post, slot: member.slot(), present })
    }

    /// The last word between equals: a hash, and the id should two hashes ever be the same.
    fn lot(&self, candidate: &Candidate<'a>) -> (u64, &'a CentreId) {
        let enquiry = self.index.topic_hash(self.topic) ^ mix(u64::from(self.postcode.code()));
        (mix(enquiry ^ self.index.hash(candidate.slot)), &candidate.post.id)
    }

    /// Compares open enquiries per present counsellor as cross products, so that no rounding decides.
    fn busier(&self, one: &Candidate<'a>, other: &Candidate<'a>) -> Ordering {
        let cross = |here: &Candidate<'a>, there: &Candidate<'a>| {
            u64::from(self.load.open_by_hash(self.index.hash(here.slot))) * u64::from(there.present)
        };
        cross(one, other).cmp(&cross(other, one))
    }
}

#[cfg(test)]
mod tests;
