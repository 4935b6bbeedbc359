//! Who can read: the holders of keys, and what they keep them in.

pub mod crypto_store;
pub mod custodian;
pub mod pins;
