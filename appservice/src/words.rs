//! What is said and what is understood: every sentence that people read, the reception's dialogue, commands, and days.

pub(crate) mod appointments;
pub(crate) mod calendar;
pub(crate) mod command;
pub mod days;
pub mod far;
pub(crate) mod fold;
pub(crate) mod heard;
pub(crate) mod message;
pub mod phrases;
pub mod reception;
pub(crate) mod signs;
