//! The desk's use-cases with a memory of their own, and no homeserver, which none of these asks.

mod arranging;
mod office;
mod signing_in;
mod training;
