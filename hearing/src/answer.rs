//! The first answer of somebody who is asked what it is about: a number from the list, words, perhaps a postcode along
//! with them (`Schulden 79100`).

use crate::{
    place::{self, Postcode},
    topics::{self, Topics, Understood},
};

/// What a first answer says.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstAnswer {
    /// The number that was picked from the list that was shown, from 1; then nothing else was said about the topic.
    pub number: Option<usize>,
    /// What the words mean.
    pub understood: Understood,
    /// The postcode beside it.
    pub postcode: Postcode,
}

/// Hears a first answer.
pub fn first(text: &str, topics: &Topics<'_>) -> FirstAnswer {
    let postcode = place::postcode(text);
    let bare = match &postcode {
        Postcode::One(code) => &text.replacen(code.as_str(), " ", 1),
        Postcode::Several | Postcode::Foreign | Postcode::None => text,
    };
    FirstAnswer { number: topics::number(bare), understood: topics.understand(bare), postcode }
}
