//! What people mean, heard in what they write: which topic, which postcode.
//!
//! Pure: text in, meaning out, with the reasons for it. No network, no clock, no settings. What is learnt from a corpus
//! is data in `corpus/` and `weights/`, made by the examples and compared by the tests.

pub mod answer;
pub mod danger;
pub mod place;
pub mod places;
pub mod topics;
mod words;
