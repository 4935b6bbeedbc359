//! Why work is not done yet, in the words that queues understand.

use routing::Span;

/// Why an event is not handled yet.
#[derive(Debug)]
pub enum Trouble {
    /// It may be handled later.
    Passing {
        /// A machine word, never content.
        why: String,
        /// When to try again, if that is known.
        wait: Option<Span>,
    },
    /// It never will be.
    Poison(String),
}
