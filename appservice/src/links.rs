//! Links and QR codes: what opens them, and what is printed.
//!
//! A link is opened by its token of 128 random bits, which stands in the address and the QR code, or by its code of
//! 16 characters, which people can type. The code follows from the token and the token does not follow from the
//! code, so that whoever opens a page by the token can be told the code. Neither is kept: the database has keyed
//! hashes of both.

mod addresses;
mod card;
pub mod portal;

pub use self::{
    addresses::Addresses,
    card::{CardError, card, qr},
};
pub use crate::store::link::{Code, Issued, LinkId, NewLink, Presented, Token, issue};
