//! Homeserver traffic in and out, custodians, the use-cases and the store.
//!
//! The rooms of this house, in the order in which data walks through them; each knows only those that stand below it,
//! and `arrows.rs` keeps it so:
//!
//! ```text
//! incoming ─► cases ◄─ outgoing        what comes in; what is decided; what goes out
//!               │ ▲
//!               │ └─ accounts, staff   who comes through the portal; who sits at the desk
//!               ├─► keys ─► servers    who can read; other people's servers
//!               ├─► links ─► words     what opens a case from outside; what is said and understood
//!               ├─► kit                what data-protection officers and seekers read
//!               ├─► directory          who counsels, where and on what
//!               └─► store ─► running   the memory; clock, randomness, lanes, names
//! ```
//!
//! Not here: HTML and people's HTTP (`web`), rules (`routing`), settings (`config`), wiring (the root package).

pub mod accounts;
#[cfg(test)]
mod arrows;
pub mod cases;
pub mod directory;
pub mod incoming;
pub mod keys;
pub mod kit;
pub mod links;
pub mod outgoing;
pub mod running;
pub mod servers;
pub mod staff;
pub mod store;
pub mod words;
