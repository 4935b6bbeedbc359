//! What everything runs on: the time, randomness, lanes for work, our own names, and the points at which tests end it.

pub mod clock;
pub mod entropy;
pub mod fail_point;
pub(crate) mod lanes;
pub mod names;
pub mod trouble;
