//! What seekers read in the room of their case, in a form that their own program can say in their own language.
//!
//! The room is read by seekers and by counsellors, so its notices are written in one language. Beside the text stands, in
//! the same encrypted content, what it says: each sentence's key with its arguments. The portal says it from a catalogue of
//! its own (`web/locales/<tag>/room.ftl`); other clients show the text.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::{
    argument::Argument,
    phrase::{self, Say, Spoken},
};

/// The field of an encrypted message's content in which it stands: `[{"key": "case-received", "args": {"hours": 48}}]`.
pub const FIELD: &str = "org.lotse.phrases";

/// Every sentence that is said in the room of a case.
const READ: &[&str] = &[
    "absence-given-back",
    "absence-holder",
    "absence-nobody",
    "appointment-booked",
    "appointment-cancelled",
    "appointment-declined",
    "appointment-gone",
    "appointment-how",
    "appointment-move-ask",
    "appointment-offer",
    "appointment-reminder",
    "appointment-slot",
    "appointment-withdrawn",
    "back-case-agreed",
    "back-case-asked",
    "case-accepted",
    "case-call-wish",
    "case-closed-already",
    "case-closed-by-administration",
    "case-closed-by-counsellor",
    "case-closed-by-seeker",
    "case-closed-by-time",
    "case-custodian-leaves",
    "case-device-unknown",
    "case-greeting",
    "case-help",
    "case-identity-moved",
    "case-left-behind",
    "case-left-to",
    "case-link-away",
    "case-live-ended",
    "case-live-lasts",
    "case-live-received",
    "case-muted",
    "case-name",
    "case-platform-left",
    "case-received",
    "case-reopened",
    "case-stop",
    "case-succeeded",
    "case-topic-left",
    "case-turned-away",
    "case-unmuted",
    "case-unsigned",
    "case-welcome-pair",
    "case-welcome-team",
    "case-word-elsewhere",
    "cover-begun-case",
    "cover-ended-case",
    "erasure-case-ask",
    "erasure-case-warning",
    "erasure-held",
    "erasure-not-done",
    "errors-key-missing",
    "errors-undecryptable",
    "errors-unencrypted-case",
    "help-crisis",
    "help-lines",
    "leaving-case",
    "leaving-case-gone",
    "notice-still-waiting",
    "offer-agreed",
    "offer-done",
    "offer-moved",
    "offer-question",
    "offer-question-centre",
    "offer-stays",
    "offer-stays-gone",
    "offer-stays-lapsed",
    "offer-stays-taken-back",
    "offer-which-answer",
    "silence-case-ask",
];

/// What seekers read in the rooms of their cases: each key with the names of its arguments.
pub fn read_by_seekers() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    phrase::shapes().filter(|(key, _)| READ.contains(key))
}

/// What a message in the room of a case says, for [`FIELD`]; nothing if that is not meant for seekers.
pub(crate) fn told(say: &[Say]) -> Option<Value> {
    say.iter()
        .map(|words| {
            let key = for_programs(words.key());
            debug_assert!(
                READ.contains(&&*key),
                "`{key}`, said in the room of a case, is in no list of what seekers read"
            );
            READ.contains(&&*key).then(|| json!({ "key": key, "args": named(words.arguments()) }))
        })
        .collect()
}

/// What is worded apart for those who come through the portal says the same to its program.
fn for_programs(key: &str) -> Cow<'_, str> {
    key.strip_prefix("case-portal-").map_or(Cow::Borrowed(key), |rest| Cow::Owned(format!("case-{rest}")))
}

fn named(arguments: Vec<(&'static str, Argument)>) -> Map<String, Value> {
    arguments.into_iter().map(|(name, value)| (name.to_owned(), value.to_json())).collect()
}

#[cfg(test)]
mod tests;
