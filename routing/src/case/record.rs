//! A case as it is stored: plain fields, checked when they come back.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Case, Far, Keeping, Muted, Offer, Out, Outgoing, Person, Silence, State};
use crate::{
    ids::{CaseId, CentreId, CounsellorId, Reference, SeekerId, TopicId},
    time::Timestamp,
};

/// The fields of a case. `Case::try_from(record)` checks them, `CaseRecord::from(case)` lays them open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRecord {
    /// See [`Case::id`].
    pub id: CaseId,
    /// See [`Case::reference`].
    pub reference: Reference,
    /// Who asks; exactly the erased cases have none.
    pub seeker: Option<SeekerId>,
    /// The name the seeker goes by; exactly the erased cases have none.
    pub pseudonym: Option<String>,
    /// See [`Case::topic`].
    pub topic: TopicId,
    /// See [`Case::centre`].
    pub centre: CentreId,
    /// See [`Case::opened_at`].
    pub opened_at: Timestamp,
    /// See [`Case::personal`].
    pub personal: Option<CounsellorId>,
    /// See [`Case::state`].
    pub state: State,
    /// See [`Case::offer`].
    #[serde(default)]
    pub offer: Option<Offer>,
    /// See [`Case::history_from`].
    #[serde(default)]
    pub history_from: Option<Timestamp>,
    /// See [`Case::outgoing`].
    #[serde(default)]
    pub outgoing: Option<Outgoing>,
    /// See [`Case::keeping`].
    #[serde(default)]
    pub keeping: Keeping,
    /// See [`Case::silence`].
    #[serde(default)]
    pub silence: Silence,
    /// See [`Case::seeker_out`].
    #[serde(default)]
    pub seeker_out: Option<Out>,
    /// See [`Case::muted`].
    #[serde(default)]
    pub muted: Option<Muted>,
    /// See [`Case::returning`].
    #[serde(default)]
    pub returning: Option<Timestamp>,
    /// See [`Case::urgent`].
    #[serde(default)]
    pub urgent: bool,
    /// See [`Case::live`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub live: bool,
    /// See [`Case::far`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub far: Option<Far>,
    /// See [`Case::at_once`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_once: bool,
}

/// A stored case that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BrokenRecord {
    /// A living case without its person.
    #[error("case {0} is not erased but has no seeker or no pseudonym")]
    PersonMissing(CaseId),
    /// A tombstone that still knows somebody.
    #[error("case {0} is erased but still names a person")]
    PersonKept(CaseId),
}

impl TryFrom<CaseRecord> for Case {
    type Error = BrokenRecord;

    fn try_from(record: CaseRecord) -> Result<Self, BrokenRecord> {
        let erased = matches!(record.state, State::Erased { .. });
        let person = match (record.seeker, record.pseudonym) {
            (None, None)
                if erased
                    && record.personal.is_none()
                    && record.offer.is_none()
                    && record.keeping == Keeping::default() =>
            {
                None
            }
            _ if erased => return Err(BrokenRecord::PersonKept(record.id)),
            (Some(seeker), Some(pseudonym)) => Some(Person { seeker, pseudonym }),
            _ => return Err(BrokenRecord::PersonMissing(record.id)),
        };
        Ok(Self {
            id: record.id,
            reference: record.reference,
            person,
            topic: record.topic,
            centre: record.centre,
            opened_at: record.opened_at,
            personal: record.personal,
            state: record.state,
            offer: record.offer,
            history_from: record.history_from,
            outgoing: record.outgoing,
            keeping: record.keeping,
            silence: record.silence,
            seeker_out: record.seeker_out,
            muted: record.muted,
            returning: record.returning,
            urgent: record.urgent,
            live: record.live,
            far: record.far,
            at_once: record.at_once,
        })
    }
}

impl From<Case> for CaseRecord {
    fn from(case: Case) -> Self {
        let erased = matches!(case.state, State::Erased { .. });
        let (seeker, pseudonym) =
            case.person.filter(|_| !erased).map(|person| (person.seeker, person.pseudonym)).unzip();
        Self {
            id: case.id,
            reference: case.reference,
            seeker,
            pseudonym,
            topic: case.topic,
            centre: case.centre,
            opened_at: case.opened_at,
            personal: case.personal.filter(|_| !erased),
            state: case.state,
            offer: case.offer.filter(|_| !erased),
            history_from: case.history_from,
            outgoing: case.outgoing,
            keeping: if erased { Keeping::default() } else { case.keeping },
            silence: if erased { Silence::default() } else { case.silence },
            seeker_out: case.seeker_out.filter(|_| !erased),
            muted: case.muted.filter(|_| !erased),
            returning: case.returning.filter(|_| !erased),
            urgent: case.urgent && !erased,
            live: case.live,
            far: case.far,
            at_once: case.at_once && !erased,
        }
    }
}
