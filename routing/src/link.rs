//! Personal and centre links: whether one still holds, and who takes those who come by it.

use crate::{
    directory::Directory,
    ids::{CentreId, CounsellorId},
    placement::Target,
    time::Timestamp,
};

/// Under which terms a link was given out, and what has become of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terms {
    /// From this moment on it does not hold any more.
    pub expires_at: Option<Timestamp>,
    /// How many cases may be opened by it.
    pub most_uses: Option<u32>,
    /// How many were.
    pub uses: u32,
    /// Whether it was taken back.
    pub revoked: bool,
}

/// Whether a link holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Valid,
    /// It was taken back.
    Revoked,
    /// Its time is over.
    Expired,
    /// As many cases as it was good for were opened by it.
    UsedUp,
}

impl Terms {
    /// Whether the link holds at `now`; of several reasons against it, what people did comes first.
    #[must_use]
    pub fn standing(&self, now: Timestamp) -> Standing {
        if self.revoked {
            Standing::Revoked
        } else if self.expires_at.is_some_and(|end| now >= end) {
            Standing::Expired
        } else if self.most_uses.is_some_and(|most| self.uses >= most) {
            Standing::UsedUp
        } else {
            Standing::Valid
        }
    }
}

impl Standing {
    /// A stable machine word: `valid`, `revoked`, `expired` or `used_up`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
            Self::UsedUp => "used_up",
        }
    }
}

/// Who takes somebody who comes by a link that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Landing {
    /// The counsellor whose link it is, without the pool.
    Counsellor(CounsellorId),
    /// That counsellor cannot, so their deputy does, without the pool either.
    Deputy(CounsellorId),
    /// The centre's Erstanfragen.
    Pool,
    /// Nobody of the centre: the seeker goes the way of those who have no link.
    Nobody,
}

impl Landing {
    /// The counsellor who takes the case past the pool, if one does.
    #[must_use]
    pub fn personal(&self) -> Option<&CounsellorId> {
        match self {
            Self::Counsellor(who) | Self::Deputy(who) => Some(who),
            Self::Pool | Self::Nobody => None,
        }
    }

    /// A stable machine word: `counsellor`, `deputy`, `pool` or `nobody`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Counsellor(_) => "counsellor",
            Self::Deputy(_) => "deputy",
            Self::Pool => "pool",
            Self::Nobody => "nobody",
        }
    }
}

/// Who takes somebody who comes by a link to `target` at `now`.
///
/// A personal link leads to its counsellor while that one is active in the centre and not away; else to the
/// deputy, if one is named and there; else, and with a centre's link always, to whoever of the centre accepts.
/// A centre that is unknown or offline, or where nobody is there, takes nobody.
#[must_use]
pub fn land(target: &Target, directory: &Directory, now: Timestamp) -> Landing {
    let id = target.centre();
    if directory.centre(id).is_none_or(|centre| !centre.online) {
        return Landing::Nobody;
    }
    let counsels = |who: &CounsellorId| directory.counsellor(who, id).filter(|found| found.counsels(now));
    if let Target::Counsellor(who, _) = target {
        if counsels(who).is_some() {
            return Landing::Counsellor(who.clone());
        }
        let absent = directory.counsellor(who, id).filter(|absent| absent.is_active());
        if let Some(deputy) =
            absent.and_then(|absent| absent.deputy.as_ref()).filter(|it| counsels(it).is_some())
        {
            return Landing::Deputy(deputy.clone());
        }
    }
    let somebody = directory.counsellors_of(id).iter().any(|counsellor| counsellor.counsels(now));
    if somebody { Landing::Pool } else { Landing::Nobody }
}

impl Target {
    /// The centre that it leads to.
    #[must_use]
    pub fn centre(&self) -> &CentreId {
        let (Self::Counsellor(_, centre) | Self::Centre(centre)) = self;
        centre
    }

    /// The counsellor, of a personal link.
    #[must_use]
    pub fn counsellor(&self) -> Option<&CounsellorId> {
        match self {
            Self::Counsellor(who, _) => Some(who),
            Self::Centre(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
