//! Effects as they are made, with what people would read in them sealed.

use routing::{CaseId, RoomId};

use super::{Effect, Handout, Letter, Thread, Whither, Whom, Words, seal};
use crate::{
    cases::event::Event,
    store::{StoreResult, room::RoomKind, vault::Vault},
    words::phrases::{Locale, Say},
};

impl Effect {
    /// A letter by e-mail.
    pub(crate) fn mail(vault: &Vault, letter: &Letter) -> StoreResult<Self> {
        Ok(Self::Mail { to: vault.fingerprint("effect.mail", &letter.to), sealed: seal(vault, letter)? })
    }

    /// What goes to one address goes in this order.
    pub(crate) fn mail_lane(vault: &Vault, address: &str) -> String {
        let to = vault.fingerprint("effect.mail", address);
        Self::Mail { to, sealed: String::new() }.lane().name
    }

    /// Makes a room follow the rules for all rooms, after what is queued for it already.
    pub(crate) fn mend(room: &RoomId, kind: &RoomKind) -> Self {
        let lane = match kind {
            RoomKind::Case(case) => format!("case:{case}"),
            RoomKind::Enquiries(centre) | RoomKind::Team(centre) | RoomKind::Space(centre) => {
                format!("centre:{centre}")
            }
            RoomKind::Reception { .. } | RoomKind::Private { .. } | RoomKind::Channel { .. } => {
                format!("mend:{room}")
            }
        };
        Self::MendRoom { room: room.clone(), lane }
    }

    /// A letter in a chat with the reception.
    pub(crate) fn tell(vault: &Vault, letter: &Letter) -> StoreResult<Self> {
        Ok(Self::Tell { to: vault.fingerprint("effect.tell", &letter.to), sealed: seal(vault, letter)? })
    }

    /// What is said of an appointment.
    pub(crate) fn handout(vault: &Vault, to: Whither, case: &CaseId, handout: &Handout) -> StoreResult<Self> {
        Ok(Self::Handout { to, case: case.clone(), sealed: seal(vault, handout)? })
    }

    /// Sentences for a room of ours; `case` makes them wait for the case's earlier effects.
    pub(crate) fn say(
        vault: &Vault,
        room: &RoomId,
        case: Option<&CaseId>,
        locale: Locale,
        say: Vec<Say>,
    ) -> StoreResult<Self> {
        Self::say_to(vault, room, case, locale, (Whom::Nobody, say))
    }

    /// The same, ringing for whoever must act.
    pub(crate) fn say_to(
        vault: &Vault,
        room: &RoomId,
        case: Option<&CaseId>,
        locale: Locale,
        (whom, say): (Whom, Vec<Say>),
    ) -> StoreResult<Self> {
        let sealed = Words { locale, say, whom }.seal(vault)?;
        Ok(Self::Say { room: room.clone(), case: case.cloned(), sealed, thread: None, noted: None })
    }

    /// Notes this once it is said.
    pub(crate) fn noting(mut self, what: Option<String>) -> Self {
        if let Self::Say { noted, .. } = &mut self {
            *noted = what;
        }
        self
    }

    /// The same, said where `event` was: in its thread, if it is in one.
    pub(crate) fn where_asked(mut self, event: &Event) -> Self {
        if let Self::Say { thread, .. } = &mut self {
            *thread = event.thread().map(|root| Thread { root, last: event.id.clone() });
        }
        self
    }
}
