//! What goes out: the effects of what was committed, run until they are done, and the rooms that they make and keep.

pub mod elsewhere;
pub mod outbox;
pub(crate) mod rooms;
