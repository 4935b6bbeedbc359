//! The servers that Lotse talks to: the homeserver, and one for e-mail.

pub mod homeserver;
pub mod post;
pub mod reach;
