use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use routing::{Reference, Timestamp};
use serde_json::json;

use super::*;
use crate::words::phrases::{Confidence, Phrase, Until};

/// Whole files of sentences that are never said in the room of a case.
const FILES_ELSEWHERE: [&str; 12] = [
    "live-",
    "desk-",
    "today-",
    "identity-",
    "reception-",
    "centre-",
    "link-",
    "portal-",
    "mail-",
    "names-",
    "transcript-",
    "workbook-",
];

/// What is said in the team's rooms, in the chat with the reception, or nowhere any more.
const ELSEWHERE: &[&str] = &[
    "absence-back",
    "absence-day-refused",
    "absence-deputy-refused",
    "absence-holder-elsewhere",
    "absence-may-not-accept",
    "absence-nobody-left",
    "absence-not-away",
    "absence-noted",
    "absence-over",
    "absence-stranded",
    "appointment-about",
    "appointment-absence",
    "appointment-ask",
    "appointment-busy",
    "appointment-ended",
    "appointment-hours",
    "appointment-hours-none",
    "appointment-hours-off",
    "appointment-how-apart",
    "appointment-inherited",
    "appointment-marked",
    "appointment-none",
    "appointment-none-free",
    "appointment-not-over",
    "appointment-offered",
    "appointment-over",
    "appointment-refused",
    "appointment-title",
    "appointment-unreachable",
    "back-agreed",
    "back-asked",
    "back-chat-asked",
    "back-doubted",
    "back-gone",
    "back-lapsed",
    "back-let-in",
    "back-none",
    "back-number",
    "back-number-wrong",
    "back-refused",
    "back-sure",
    "back-withdrawn",
    "case-closing-hint",
    "cover-begun-team",
    "cover-case",
    "cover-cases",
    "cover-cases-come",
    "cover-day",
    "cover-ended-team",
    "cover-in-team",
    "cover-incomplete",
    "cover-no-cases",
    "cover-not-a-team",
    "cover-own",
    "cover-reason-too-long",
    "cover-unknown",
    "cover-which",
    "erasure-ask-again",
    "erasure-begun",
    "erasure-chat-ask",
    "erasure-chat-ends",
    "erasure-chat-warning",
    "erasure-done",
    "erasure-elsewhere",
    "erasure-elsewhere-unheard",
    "erasure-nothing",
    "erasure-team-warning",
    "erasure-team-wished",
    "erasure-too-late",
    "errors-device-unverified",
    "errors-device-unverified-short",
    "errors-edited",
    "errors-not-text",
    "errors-temporary",
    "errors-unencrypted-reception",
    "errors-unknown-command",
    "leaving-back",
    "leaving-cannot-invite",
    "leaving-centre-room",
    "leaving-chat",
    "leaving-counsellor",
    "leaving-gone",
    "leaving-invited",
    "leaving-invited-bare",
    "leaving-let-in",
    "leaving-no-colleague",
    "leaving-reason",
    "leaving-refused",
    "leaving-renewed",
    "leaving-still-in",
    "leaving-team",
    "leaving-unknown",
    "leaving-which",
    "notice-back-in-pool",
    "notice-danger",
    "notice-follow-up",
    "notice-follow-up-open",
    "notice-promise-broken",
    "notice-reopened",
    "notice-unanswered",
    "notice-urgent",
    "notice-waiting",
    "offer-already",
    "offer-anew",
    "offer-asked",
    "offer-card-without-text",
    "offer-centre-closed",
    "offer-declined",
    "offer-forwarded",
    "offer-gone",
    "offer-handed-over",
    "offer-held",
    "offer-lapsed",
    "offer-let-in",
    "offer-nobody-has-it",
    "offer-none",
    "offer-not-there",
    "offer-not-yours",
    "offer-only-anew",
    "offer-only-bare",
    "offer-other-server",
    "offer-passed-on",
    "offer-platform-asks",
    "offer-platform-busy",
    "offer-platform-cannot",
    "offer-platform-sent",
    "offer-question-anew",
    "offer-question-apart",
    "offer-question-centre-apart",
    "offer-taken-back",
    "offer-to-itself",
    "offer-unreachable",
    "offer-where",
    "offer-who",
    "silence-chat-ask",
    "silence-chat-ended",
    "silence-chat-left",
    "silence-enquiry-ask",
    "silence-team-ask",
    "silence-team-ended",
];

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // Who says something: neither the list of all that can be said, nor tests.
        if path.ends_with("words/phrases") || path.ends_with("tests") || path.ends_with("tests.rs") {
            continue;
        }
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(fs::read_to_string(&path).unwrap());
        }
    }
}

fn code() -> String {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.concat()
}

/// Each sentence's name in the code, by its key.
fn variants() -> BTreeMap<&'static str, &'static str> {
    let mut found = BTreeMap::new();
    let mut variant = "";
    for line in include_str!("../phrase.rs").lines().map(str::trim) {
        if line.starts_with(|letter: char| letter.is_ascii_uppercase()) {
            variant = line.split([' ', ',', '{']).next().unwrap();
        }
        if let Some((_, key)) = line.split_once("= \"") {
            found.insert(key.split('"').next().unwrap(), variant);
        }
    }
    found
}

/// The sentences that a call names between its brackets.
fn named_in(call: &str) -> BTreeSet<&str> {
    let mut depth = 1;
    let end = call.find(|letter: char| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        depth == 0
    });
    let within = &call[..end.unwrap()];
    within
        .split("Phrase::")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap())
        .collect()
}

#[test]
fn every_sentence_is_known_to_be_for_seekers_or_not() {
    assert_eq!(read_by_seekers().count(), READ.len(), "a key that nobody can say");
    assert!(READ.is_sorted());
    for key in phrase::keys() {
        let elsewhere = ELSEWHERE.contains(&key) || FILES_ELSEWHERE.iter().any(|file| key.starts_with(file));
        assert_ne!(READ.contains(&&*for_programs(key)), elsewhere, "where is `{key}` said?");
    }
}

#[test]
fn what_the_code_says_in_the_room_of_a_case_is_in_the_list() {
    let (code, variants) = (code(), variants());
    let read: BTreeSet<&str> = READ.iter().map(|key| variants[key]).collect();
    let mut said = BTreeSet::new();
    for way in ["push_notice(", "life::say("] {
        said.extend(code.split(way).skip(1).flat_map(named_in));
    }
    assert!(said.len() > 10, "{said:?}");
    assert!(said.is_subset(&read), "{:?}", said.difference(&read));
    let silent: Vec<_> = read
        .iter()
        .filter(|variant| {
            !["Phrase", "Confidence"].iter().any(|kind| {
                code.split(&format!("{kind}::{variant}"))
                    .skip(1)
                    .any(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric()))
            })
        })
        .collect();
    assert!(silent.is_empty(), "nobody says {silent:?}");
}

#[test]
fn programs_read_the_same_arguments_as_people_without_any_mark() {
    let reference = Reference::parse("7F3K9Q").unwrap();
    let name = Confidence::CaseName { name: " Blauer <b>Reiher</b>\u{E001}\u{202E}\nzwei ".into() };
    let noon = Timestamp::from_millis(1_795_457_520_000);
    let say = [
        name.into(),
        Phrase::CaseReceived { centre: "SKM Köln".into(), hours: 48 }.into(),
        Phrase::CaseLinkAway { deputy: true }.into(),
        Phrase::CoverBegunCase { name: "Ben".into(), until: Until(noon) }.into(),
        Phrase::ErasureCaseWarning { date: noon }.into(),
        Phrase::AbsenceNobody { centre: "SKM Köln".into(), reference, back: None, asked: false }.into(),
        Phrase::CaseAccepted.into(),
    ];
    assert_eq!(
        told(&say).unwrap(),
        json!([
            { "key": "case-name", "args": { "name": "Blauer <b>Reiher</b>\nzwei" } },
            { "key": "case-received", "args": { "centre": "SKM Köln", "hours": 48 } },
            { "key": "case-link-away", "args": { "deputy": "yes" } },
            { "key": "cover-begun-case", "args": { "name": "Ben", "until": "2026-11-23" } },
            { "key": "erasure-case-warning", "args": { "date": "2026-11-23T18:12:00Z" } },
            { "key": "absence-nobody", "args":
                { "centre": "SKM Köln", "reference": "7F3K9Q", "back": "none", "asked": "no" } },
            { "key": "case-accepted", "args": {} },
        ])
    );
}

#[test]
fn a_long_argument_is_cut_as_in_the_text() {
    let say = [Confidence::CaseName { name: "ä".repeat(5_000) }.into()];
    let said = told(&say).unwrap();
    let name = said[0]["args"]["name"].as_str().unwrap();
    assert!(name.chars().count() == 4_001 && name.ends_with("ä…"));
}

#[test]
#[should_panic(expected = "is in no list of what seekers read")]
fn what_is_not_for_seekers_is_found_out() {
    let _ = told(&[Phrase::CentreNewDevice.into()]);
}
