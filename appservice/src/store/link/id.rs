//! What operators call a link by. It opens nothing.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::token::{CROCKFORD, letter};
use crate::running::entropy;

const LENGTH: usize = 8;

/// Eight characters, for example `7F3K9QXT`; parsing takes lower case as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LinkId(String);

/// Text that is no id of a link.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the id of a link has eight characters; `lotse link list` shows them")]
pub struct NoLinkId;

impl LinkId {
    /// A new one.
    pub fn draw() -> Self {
        let bits = entropy::bits();
        Self((0..LENGTH).map(|place| letter(bits >> (5 * place))).collect())
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LinkId {
    type Err = NoLinkId;

    fn from_str(text: &str) -> Result<Self, NoLinkId> {
        let text = text.trim().to_ascii_uppercase();
        let fits = text.len() == LENGTH && text.bytes().all(|byte| CROCKFORD.contains(&byte));
        fits.then_some(Self(text)).ok_or(NoLinkId)
    }
}

impl fmt::Display for LinkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
