//! The use-cases: each asks `routing`, then writes the change, its effects and the fact that the event is done in one
//! commit. None of them sends anything.

pub(crate) mod accepting;
pub(crate) mod asking;
pub(crate) mod desk;
pub(crate) mod life;
pub(crate) mod reception;
