//! The German postcode (Postleitzahl).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How many codes five digits can write.
pub const CODES: u32 = 100_000;

/// Five digits. `01067` (Dresden) is not `1067`: the zero belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Postcode(u32);

/// Text that is no postcode. Does not repeat it: where somebody lives is nobody's business.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a postcode has exactly five digits")]
pub struct PostcodeError;

impl Postcode {
    /// Takes exactly five ASCII digits, with blanks around them allowed; refuses anything else.
    pub fn parse(text: &str) -> Result<Self, PostcodeError> {
        let text = text.trim();
        let plain = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten().map(Self).ok_or(PostcodeError)
    }

    /// Takes the number that the digits write; refuses more than 99 999.
    pub fn from_code(code: u32) -> Result<Self, PostcodeError> {
        (code < CODES).then_some(Self(code)).ok_or(PostcodeError)
    }

    /// The number that the digits write, below [`CODES`].
    #[must_use]
    pub const fn code(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:05}", self.0)
    }
}

impl FromStr for Postcode {
    type Err = PostcodeError;

    fn from_str(text: &str) -> Result<Self, PostcodeError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Postcode {
    type Error = PostcodeError;

    fn try_from(text: String) -> Result<Self, PostcodeError> {
        Self::parse(&text)
    }
}

impl From<Postcode> for String {
    fn from(postcode: Postcode) -> Self {
        postcode.to_string()
    }
}
