//! Steps that may not be taken, as values.

use thiserror::Error;

use crate::ids::{CaseId, CounsellorId};

/// A step that the case cannot take; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("case {case} is {from} and cannot take the step `{step}`: {why}")]
pub struct IllegalStep {
    /// Which case.
    pub case: CaseId,
    /// The state it is in, see [`State::code`](super::State::code).
    pub from: &'static str,
    /// The step that was tried.
    pub step: &'static str,
    /// What stands against it.
    pub why: Why,
}

/// What stands against a step. Does not write people's ids out: it may end in a log.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Why {
    /// The state does not have this step.
    #[error("the state does not allow it")]
    WrongState,
    /// Somebody was faster.
    #[error("somebody has already accepted it")]
    AlreadyTaken {
        /// Who has it.
        by: CounsellorId,
    },
    /// Neither holder nor valid cover.
    #[error("this person does not hold the case and does not stand in")]
    NotInCase,
    /// They have the case already.
    #[error("this person has the case already")]
    AlreadyHolder,
    /// Only active counsellors of the centre may read.
    #[error("this person is not an active counsellor of the centre")]
    NotActive,
    /// Cover is for team centres.
    #[error("the centre is not a team centre")]
    NotATeamCentre,
    /// In team centres the custodian stays.
    #[error("the centre is a team centre, so its custodian stays")]
    TeamCentre,
    /// Neither answered nor long enough joined.
    #[error("the counsellor has neither answered nor been in the room for 24 hours")]
    TooEarly,
    /// It is no enquiry any more.
    #[error("the seeker has an answer already")]
    AlreadyAnswered,
    /// A room that no other homeserver can enter, and a centre that has one of its own.
    #[error("the room can be entered from no other homeserver")]
    EnclosedRoom,
    /// It would begin anew, and takes nothing along.
    #[error("it would begin anew there, without its history")]
    OnlyAnew,
    /// Custody has ended before.
    #[error("custody has ended already")]
    AlreadyReleased,
    /// A cover that ends before it begins, or has ended.
    #[error("the cover would be over before it begins")]
    CoverIsOver,
    /// There is nothing to end.
    #[error("this person does not stand in")]
    NoSuchCover,
    /// The seeker is being asked already.
    #[error("it is offered to somebody already")]
    AlreadyOffered,
    /// There is no offer, or not any more.
    #[error("it is offered to nobody")]
    NoOffer,
    /// Somebody keeps it.
    #[error("the case is held")]
    Held,
    /// Nobody keeps it.
    #[error("the case is not held")]
    NotHeld,
    /// They may write.
    #[error("the seeker is not muted")]
    NotMuted,
    /// It is there already.
    #[error("the case is at this centre already")]
    SameCentre,
    /// It is theirs already.
    #[error("the case is this account's already")]
    SameSeeker,
}
