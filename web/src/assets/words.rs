//! `/chat/words/{tag}.json`: the chat's catalogue of a language, as one flat map. What a language does not say is said as
//! its nearest relative says it, so that nobody ever reads a key. What Lotse says in the rooms of cases stands in it under
//! `room.` and the key of the sentence.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, PatternElement};

use super::embedded::{CATALOGUES, ROOMS};
use crate::refusal;

/// The key of the words that names and passwords are suggested from.
const LIST: &str = "word-list";

type Words = BTreeMap<String, String>;

/// By tag: the finished JSON.
static ALL: LazyLock<BTreeMap<&'static str, String>> = LazyLock::new(|| {
    let tags =
        CATALOGUES.iter().map(|(tag, ..)| *tag).chain(["de-informal", "de-simple", "uk", "ru", "tr", "ar"]);
    tags.map(|tag| (tag, serde_json::to_string(&of(tag)).unwrap_or_default())).collect()
});

pub(super) async fn get(Path(file): Path<String>) -> Response {
    match file.strip_suffix(".json").and_then(|tag| ALL.get(tag)) {
        Some(words) => ([(CONTENT_TYPE, "application/json")], words.as_str()).into_response(),
        None => refusal::not_found().into_response(),
    }
}

/// Every key of the chat in a language.
fn of(tag: &str) -> Words {
    let nearest = if tag.starts_with("de") { "de" } else { "en" };
    let mut words = Words::new();
    for (known, catalogue, list) in ["de", nearest, tag].iter().filter_map(|tag| catalogue(tag)) {
        words.extend(parsed(known, catalogue));
        words.extend(list.map(|list| (LIST.to_owned(), list.trim().to_owned())));
    }
    // Every language has all of these: their forms differ with its grammar, so none is mixed with another's.
    let room = ROOMS.iter().filter(|(known, _)| *known == tag).flat_map(|(_, room)| parsed(tag, room));
    words.extend(room.map(|(key, text)| (format!("room.{key}"), text)));
    words
}

fn parsed(tag: &str, catalogue: &str) -> Words {
    parse(catalogue).unwrap_or_else(|fault| {
        tracing::error!(what = tag, error = fault, "A catalogue of the chat is broken");
        Words::new()
    })
}

fn catalogue(tag: &str) -> Option<&'static (&'static str, &'static str, Option<&'static str>)> {
    CATALOGUES.iter().find(|(known, ..)| *known == tag)
}

/// Messages that are text with placeholders; anything else of Fluent the chat does not understand.
fn parse(catalogue: &str) -> Result<Words, String> {
    let resource = fluent_syntax::parser::parse(catalogue).map_err(|(_, faults)| format!("{faults:?}"))?;
    let messages = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    });
    messages.map(|message| Ok((message.id.name.to_owned(), text(message)?))).collect()
}

fn text(message: &Message<&str>) -> Result<String, String> {
    let key = message.id.name;
    let pattern = message.value.as_ref().ok_or_else(|| format!("{key} says nothing"))?;
    pattern.elements.iter().try_fold(String::new(), |text, element| match element {
        PatternElement::TextElement { value } => Ok(text + value),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Ok(format!("{text}{{ ${} }}", id.name)),
        PatternElement::Placeable { .. } => Err(format!("{key} is more than text and placeholders")),
    })
}

#[cfg(test)]
mod room_tests;

#[cfg(test)]
mod tests {
    use super::{CATALOGUES, LIST, catalogue, of, parse};

    #[test]
    fn every_catalogue_says_what_german_says_with_the_same_placeholders() {
        let german = parse(catalogue("de").unwrap().1).unwrap();
        assert!(german.len() > 100);
        for (tag, catalogue, list) in CATALOGUES {
            let words = parse(catalogue).unwrap_or_else(|fault| panic!("{tag}: {fault}"));
            for (key, text) in &words {
                let known =
                    german.get(key).unwrap_or_else(|| panic!("{tag} says {key}, which nobody asks for"));
                assert_eq!(placeholders(known), placeholders(text), "{key} in {tag}");
            }
            // Forms of German say only what they say differently.
            if !tag.starts_with("de-") {
                assert_eq!(german.len(), words.len(), "{tag} does not say everything");
            }
            let list = list.unwrap_or_default().split_whitespace().collect::<std::collections::BTreeSet<_>>();
            assert!(
                list.is_empty() || list.len() >= 256,
                "{tag} has few words for passwords: {}",
                list.len()
            );
        }
    }

    #[test]
    fn what_a_language_lacks_is_said_by_its_relative() {
        assert_eq!(of("de-informal").get("send").map(String::as_str), Some("Senden"));
        assert!(["de", "uk", "ar"].iter().all(|tag| of(tag).contains_key(LIST)));
    }

    #[test]
    fn a_selection_is_refused() {
        parse("key = { $count ->\n    [one] a\n   *[other] b\n }\n").unwrap_err();
    }

    pub(super) fn placeholders(text: &str) -> Vec<&str> {
        let mut names: Vec<_> =
            text.split("{ $").skip(1).filter_map(|rest| rest.split(" }").next()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}
