//! Homeserver traffic in and out, custodians, the use-cases and the store.
//!
//! Not here: HTML and people's HTTP (`web`), rules (`routing`), settings (`config`), wiring (the root package).

pub mod arrival;
pub mod cases;
pub mod clock;
mod command;
pub mod crypto_store;
pub mod custodian;
pub mod days;
pub mod directory;
mod effects;
pub mod entropy;
pub mod event;
pub mod events;
pub mod fail_point;
pub mod homeserver;
pub mod intake;
mod lanes;
pub mod lease;
pub mod link;
pub mod names;
pub mod outbox;
pub mod phrases;
pub mod portal;
pub mod post;
pub mod reception;
mod rooms;
pub mod roster;
mod seekers;
pub mod service;
pub mod store;
pub mod transactions;
pub mod upkeep;
pub mod vault;
