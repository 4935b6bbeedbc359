//! What comes in: the homeserver's transactions, split into events and handed to the handler of their room; and the
//! time, which lets things happen by themselves.

pub mod arrival;
mod bells;
pub mod events;
pub mod intake;
mod said;
pub mod settling;
pub mod transactions;
pub mod upkeep;
