//! The reception: how somebody who seeks help is led to the responsible centre.
//!
//! Everything here is pure: a dialogue hears words and answers with what to say and what to do.

pub mod dialogue;
pub mod pseudonym;
pub mod topics;
