//! What an effect gives back.

use routing::{CaseId, CentreId, EventId, RoomId, Span};

use super::Effect;
use crate::store::today::Shown;

/// What an effect leaves to be done, in the commit that says it is done.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) then: Vec<(Effect, Span)>,
    pub(crate) card: Option<(EventId, RoomId, CaseId)>,
    /// An edit of a card.
    pub(crate) edited: Option<(EventId, RoomId, CaseId)>,
    /// Cards, and edits of cards, that are redacted.
    pub(crate) removed: Vec<EventId>,
    /// What a centre's Team room shows of today; nothing, if it shows nothing any more.
    pub(crate) today: Option<(CentreId, Option<Shown>)>,
    /// A notice of a broken promise that somebody has been told.
    pub(crate) told: Option<String>,
}

impl Done {
    pub(crate) fn nothing() -> Self {
        Self::default()
    }

    pub(crate) fn then(effects: Vec<Effect>) -> Self {
        let then = effects.into_iter().map(|effect| (effect, Span::from_millis(0))).collect();
        Self { then, ..Self::default() }
    }

    pub(crate) fn later(&mut self, effect: Effect, wait: Span) {
        self.then.push((effect, wait));
    }
}
