//! The servers that Lotse talks to: the homeserver, one for e-mail, and one that relays calls.

pub mod homeserver;
pub mod post;
pub mod reach;
pub mod relay;
