//! The postcodes that a centre covers, written `79100-79112; 80437; 50*`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::postcode::{CODES, Postcode};

/// A set of postcodes: inclusive ranges, sorted, merged where they touch or overlap.
///
/// The empty set is written as the empty text; `*` is the whole country.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Catchment(Vec<(u32, u32)>);

/// A part of a catchment that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CatchmentError {
    /// Neither a code, nor a range, nor a prefix.
    #[error("`{0}` is neither a postcode (80437), a range (79100-79112) nor a prefix (50*)")]
    Part(String),
    /// A range that ends before it begins.
    #[error("the range `{0}` ends before it begins")]
    Backwards(String),
}

impl Catchment {
    /// Takes codes, ranges and prefixes, divided by `;`, `,` or line ends; refuses the whole text at the
    /// first part that it cannot read.
    pub fn parse(text: &str) -> Result<Self, CatchmentError> {
        text.split([';', ',', '\n'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(range)
            .collect::<Result<Vec<_>, _>>()
            .map(Self::merged)
    }

    /// Takes inclusive ranges in any order. Codes beyond 99 999 are cut off, backward ranges are empty.
    #[must_use]
    pub fn from_ranges(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let inside = ranges.into_iter().map(|(from, to)| (from, to.min(CODES - 1)));
        Self::merged(inside.filter(|(from, to)| from <= to).collect())
    }

    /// The whole country.
    #[must_use]
    pub fn everywhere() -> Self {
        Self(vec![(0, CODES - 1)])
    }

    /// What either of the two covers.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::merged(self.0.iter().chain(&other.0).copied().collect())
    }

    /// What this one covers and the other does not.
    #[must_use]
    pub fn beyond(&self, other: &Self) -> Self {
        let mut left = Vec::new();
        let mut holes = other.0.iter().copied().peekable();
        for &(from, to) in &self.0 {
            let mut next = from;
            while let Some(&(begin, end)) = holes.peek().filter(|(begin, _)| *begin <= to) {
                if next < begin {
                    left.push((next, begin - 1));
                }
                next = next.max(end + 1);
                // What goes on beyond this range may cover a part of the one after it.
                if end > to {
                    break;
                }
                holes.next();
            }
            if next <= to {
                left.push((next, to));
            }
        }
        Self(left)
    }

    /// Whether the postcode is inside.
    #[must_use]
    pub fn covers(&self, postcode: Postcode) -> bool {
        let after = self.0.partition_point(|&(from, _)| from <= postcode.code());
        after > 0 && postcode.code() <= self.0[after - 1].1
    }

    /// How many codes are inside, at most [`CODES`]. The narrower centre is asked first.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.0.iter().map(|(from, to)| to - from + 1).sum()
    }

    /// Whether it covers nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The inclusive ranges, sorted, with a gap between any two.
    #[must_use]
    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    fn merged(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        ranges.dedup_by(|next, kept| {
            let touches = next.0 <= kept.1 + 1;
            if touches {
                kept.1 = kept.1.max(next.1);
            }
            touches
        });
        Self(ranges)
    }
}

fn range(part: &str) -> Result<(u32, u32), CatchmentError> {
    let unreadable = || CatchmentError::Part(part.to_owned());
    if let Some(prefix) = part.strip_suffix('*') {
        let digits = prefix.len() <= 4 && prefix.bytes().all(|byte| byte.is_ascii_digit());
        let places = u32::try_from(5 - prefix.len().min(5)).ok().filter(|_| digits).ok_or_else(unreadable)?;
        let block = 10_u32.pow(places);
        let first = if prefix.is_empty() { 0 } else { prefix.parse().map_err(|_| unreadable())? } * block;
        return Ok((first, first + block - 1));
    }
    let code = |text: &str| Postcode::parse(text).map(Postcode::code).map_err(|_| unreadable());
    // People's spreadsheets turn the hyphen into a dash.
    let Some((from, to)) = part.split_once(['-', '–', '—']) else {
        return code(part).map(|only| (only, only));
    };
    let (from, to) = (code(from)?, code(to)?);
    if to < from { Err(CatchmentError::Backwards(part.to_owned())) } else { Ok((from, to)) }
}

impl fmt::Display for Catchment {
    /// The canonical spelling: sorted, merged, and a prefix where a range is exactly one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, &(from, to)) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("; ")?;
            }
            let count = to - from + 1;
            let block = (1..=5).find(|&places| count == 10_u32.pow(places) && from.is_multiple_of(count));
            match block {
                Some(5) => f.write_str("*")?,
                Some(places) => {
                    write!(f, "{:0width$}*", from / count, width = 5 - places as usize)?;
                }
                None if from == to => write!(f, "{from:05}")?,
                None => write!(f, "{from:05}-{to:05}")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Catchment {
    type Err = CatchmentError;

    fn from_str(text: &str) -> Result<Self, CatchmentError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Catchment {
    type Error = CatchmentError;

    fn try_from(text: String) -> Result<Self, CatchmentError> {
        Self::parse(&text)
    }
}

impl From<Catchment> for String {
    fn from(catchment: Catchment) -> Self {
        catchment.to_string()
    }
}

#[cfg(test)]
mod tests;
