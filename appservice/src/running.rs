//! What everything runs on: the time, randomness, lanes for work, who waits, our own names, and the points at which tests end it.

pub mod clock;
pub mod entropy;
pub mod fail_point;
pub(crate) mod guard;
pub mod headway;
pub mod hurry;
pub(crate) mod lanes;
pub mod names;
pub mod pulse;
pub mod secret;
pub(crate) mod throttle;
pub mod trouble;
