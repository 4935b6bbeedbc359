//! What is put into a sentence.
//!
//! Text from people is fenced with private-use characters before Fluent sees it, so that the renderer can
//! tell it from the sentence around it: inside the fence nothing is markup and everything is escaped.

use fluent::FluentValue;
use hearing::danger::Kind as Danger;
use routing::{CoverReason, Date, Reference, Timestamp, Venue, appointment::HoursProblem};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::words::{
    days::{self, DayFault},
    phrases::{
        by::By,
        moment,
        quote::Quote,
        removal::Removal,
        standing_in::{DeputyFault, DeputysCovers, Ending},
    },
    reception::pseudonym::PseudonymFault,
};

pub(super) const FENCE_OPEN: char = '\u{E000}';
pub(super) const FENCE_CLOSE: char = '\u{E001}';
/// A line break within an argument; breaks of the sentence itself stay `\n`.
pub(super) const FENCED_BREAK: char = '\u{E002}';
/// Begins an argument that is a link.
pub(super) const FENCED_LINK: char = '\u{E003}';

/// The longest argument, in characters. A card quotes a message in plain text and in HTML, both encrypted
/// in one event, which may have 65,536 bytes (Matrix specification, "Size limits").
const LONGEST: usize = 4_000;

/// One named value of a sentence.
pub enum Argument {
    /// Text from people or from the directory, fenced.
    Text(String),
    /// An address to open, fenced.
    Link(String),
    /// A number, for plural forms.
    Number(u32),
    /// A word of ours that selects a variant.
    Choice(&'static str),
    /// A moment.
    Moment(Timestamp),
    /// A day on the wall.
    Day(Date),
}

impl Argument {
    pub(super) fn to_fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(fenced(text, None)),
            Self::Link(address) => FluentValue::from(fenced(address, Some(FENCED_LINK))),
            Self::Number(number) => FluentValue::from(*number),
            Self::Choice(word) => FluentValue::from(*word),
            Self::Moment(moment) => FluentValue::from(fenced(&days::clock(*moment), None)),
            Self::Day(day) => FluentValue::from(fenced(&days::written(*day), None)),
        }
    }

    /// For programs that say it in their own words: a string, a number, a moment or a day as of RFC 3339; never markup.
    pub(super) fn to_json(&self) -> Value {
        match self {
            Self::Text(text) | Self::Link(text) => {
                let own_break = |letter| if letter == FENCED_BREAK { '\n' } else { letter };
                json!(kept(text).map(own_break).collect::<String>())
            }
            Self::Number(number) => json!(number),
            Self::Choice(word) => json!(word),
            Self::Moment(moment) => json!(moment::stamped(*moment)),
            Self::Day(day) => json!(day.to_string()),
        }
    }
}

/// What is kept of a text, with a sign where it is cut.
fn kept(text: &str) -> impl Iterator<Item = char> {
    let mut letters = text.trim().chars().filter_map(harmless);
    let mut left = LONGEST + 1;
    std::iter::from_fn(move || {
        left = left.checked_sub(1)?;
        let letter = letters.next()?;
        Some(if left == 0 { '…' } else { letter })
    })
}

fn fenced(text: &str, kind: Option<char>) -> String {
    let mut fenced = String::with_capacity(text.len() + 12);
    fenced.push(FENCE_OPEN);
    fenced.extend(kind);
    fenced.extend(kept(text));
    fenced.push(FENCE_CLOSE);
    fenced
}

/// Drops what could break out of the fence, turn the reading direction or confuse a terminal.
fn harmless(letter: char) -> Option<char> {
    match letter {
        '\n' | '\u{2028}' | '\u{2029}' => Some(FENCED_BREAK),
        '\t' => Some(' '),
        '\u{E000}'..='\u{E003}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        other if other.is_control() => None,
        other => Some(other),
    }
}

/// An address that people can open, for example a room's `https://matrix.to/…`. Only `https` and `http`
/// become a link; anything else is shown as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Link(String);

impl Link {
    /// Takes an address as it is.
    pub fn new(address: impl Into<String>) -> Self {
        Self(address.into())
    }
}

impl IntoArgument for Link {
    fn argument(&self) -> Argument {
        let opens = self.0.starts_with("https://") || self.0.starts_with("http://");
        if opens { Argument::Link(self.0.clone()) } else { Argument::Text(self.0.clone()) }
    }
}

/// A type that can be put into a sentence.
pub(super) trait IntoArgument {
    /// The value as the catalogue sees it.
    fn argument(&self) -> Argument;
}

impl IntoArgument for String {
    fn argument(&self) -> Argument {
        Argument::Text(self.clone())
    }
}

impl IntoArgument for Reference {
    fn argument(&self) -> Argument {
        Argument::Text(self.to_string())
    }
}

impl IntoArgument for u16 {
    fn argument(&self) -> Argument {
        Argument::Number(u32::from(*self))
    }
}

impl IntoArgument for u32 {
    fn argument(&self) -> Argument {
        Argument::Number(*self)
    }
}

impl IntoArgument for bool {
    fn argument(&self) -> Argument {
        Argument::Choice(if *self { "yes" } else { "no" })
    }
}

impl IntoArgument for Timestamp {
    fn argument(&self) -> Argument {
        Argument::Moment(*self)
    }
}

/// The first moment at which something holds no more, as people say it: the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Until(pub Timestamp);

impl IntoArgument for Until {
    fn argument(&self) -> Argument {
        Argument::Day(days::today(self.0.minus(routing::Span::from_millis(1))))
    }
}

impl IntoArgument for Danger {
    fn argument(&self) -> Argument {
        Argument::Choice(self.name())
    }
}

impl IntoArgument for Quote {
    fn argument(&self) -> Argument {
        Argument::Choice(self.code())
    }
}

impl IntoArgument for Removal {
    fn argument(&self) -> Argument {
        Argument::Choice(self.code())
    }
}

impl IntoArgument for CoverReason {
    fn argument(&self) -> Argument {
        Argument::Choice(self.code())
    }
}

impl IntoArgument for Ending {
    fn argument(&self) -> Argument {
        Argument::Choice(self.code())
    }
}

impl IntoArgument for Venue {
    fn argument(&self) -> Argument {
        Argument::Choice(self.code())
    }
}

impl IntoArgument for HoursProblem {
    fn argument(&self) -> Argument {
        Argument::Choice(self.code())
    }
}

impl IntoArgument for By {
    fn argument(&self) -> Argument {
        Argument::Choice(self.code())
    }
}

impl IntoArgument for Date {
    fn argument(&self) -> Argument {
        Argument::Day(*self)
    }
}

impl IntoArgument for DayFault {
    fn argument(&self) -> Argument {
        Argument::Choice(self.code())
    }
}

impl IntoArgument for DeputyFault {
    fn argument(&self) -> Argument {
        Argument::Choice(self.code())
    }
}

impl IntoArgument for DeputysCovers {
    fn argument(&self) -> Argument {
        Argument::Choice(self.code())
    }
}

impl IntoArgument for PseudonymFault {
    fn argument(&self) -> Argument {
        Argument::Choice(self.code())
    }
}

/// Absent is the choice `none`.
impl<T: IntoArgument> IntoArgument for Option<T> {
    fn argument(&self) -> Argument {
        self.as_ref().map_or(Argument::Choice("none"), T::argument)
    }
}

/// A numbered list to choose from, one entry per line.
impl IntoArgument for Vec<String> {
    fn argument(&self) -> Argument {
        let lines = self.iter().zip(1..).map(|(entry, number)| format!("{number}. {entry}"));
        Argument::Text(lines.collect::<Vec<_>>().join("\n"))
    }
}

/// References in a row.
impl IntoArgument for Vec<Reference> {
    fn argument(&self) -> Argument {
        Argument::Text(self.iter().map(Reference::as_str).collect::<Vec<_>>().join(", "))
    }
}
