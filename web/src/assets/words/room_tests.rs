//! `room.ftl` of all languages says what seekers read in the rooms of cases, as the appservice says it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use appservice::words::phrases::seekers::read_by_seekers;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

use super::{ROOMS, Words, of, parse, tests::placeholders};

/// Each language with the forms that its numbers have (Unicode CLDR, cardinal plurals of whole numbers).
const LANGUAGES: [(&str, &[&str]); 8] = [
    ("ar", &["few", "many", "one", "other", "two", "zero"]),
    ("de", &["one", "other"]),
    ("de-informal", &["one", "other"]),
    ("de-simple", &["one", "other"]),
    ("en", &["one", "other"]),
    ("ru", &["few", "many", "one", "other"]),
    ("tr", &["one", "other"]),
    ("uk", &["few", "many", "one", "other"]),
];

/// The chat's own words that a sentence may name: its buttons.
const BUTTONS: [&str; 3] = ["close", "erase", "more"];

/// By sentence and argument: the words between which it chooses.
type Choices = BTreeMap<(String, String), BTreeSet<String>>;

fn room(tag: &str) -> Words {
    let (_, catalogue) =
        ROOMS.iter().find(|(known, _)| *known == tag).unwrap_or_else(|| panic!("no room.ftl in {tag}"));
    parse(catalogue).unwrap_or_else(|fault| panic!("{tag}: {fault}"))
}

/// Between what the sentences of the appservice choose, in its own German catalogue.
fn choices() -> Choices {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../appservice/locales/de");
    let mut found = Choices::new();
    for file in fs::read_dir(folder).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        let resource = fluent_syntax::parser::parse(source.as_str()).unwrap();
        for entry in &resource.body {
            if let Entry::Message(message) = entry {
                look(message.id.name, message.value.as_ref().unwrap(), &mut found);
            }
        }
    }
    found
}

fn look(key: &str, pattern: &Pattern<&str>, found: &mut Choices) {
    for element in &pattern.elements {
        if let PatternElement::Placeable {
            expression: Expression::Select { selector: InlineExpression::VariableReference { id }, variants },
        } = element
        {
            let words = found.entry((key.to_owned(), id.name.to_owned())).or_default();
            words.extend(variants.iter().map(|variant| match &variant.key {
                VariantKey::Identifier { name } => (*name).to_owned(),
                VariantKey::NumberLiteral { value } => (*value).to_owned(),
            }));
            for variant in variants {
                look(key, &variant.value, found);
            }
        }
    }
}

/// The keys that a language must have: every sentence, and every form between which its text chooses.
fn wanted(said: &Words, forms: &[&str], choices: &Choices) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    for (key, arguments) in read_by_seekers() {
        wanted.insert(key.to_owned());
        let Some(text) = said.get(key) else { continue };
        for argument in arguments {
            let Some(words) = choices.get(&(key.to_owned(), (*argument).to_owned())) else { continue };
            assert!(
                placeholders(text).contains(argument),
                "{key} says the same for every {argument}: {text}"
            );
            let is_number = words.iter().all(|word| ["one", "other"].contains(&word.as_str()));
            let words =
                if is_number { forms.iter().map(|form| (*form).to_owned()).collect() } else { words.clone() };
            wanted.extend(words.iter().map(|word| format!("{key}-{argument}-{word}")));
        }
    }
    wanted
}

#[test]
fn every_language_says_everything_that_seekers_read() {
    let choices = choices();
    assert_eq!(ROOMS.iter().map(|(tag, _)| *tag).collect::<Vec<_>>(), LANGUAGES.map(|(tag, _)| tag));
    for (tag, forms) in LANGUAGES {
        let said = room(tag);
        let keys: BTreeSet<String> = said.keys().cloned().collect();
        let wanted = wanted(&said, forms, &choices);
        let missing: Vec<_> = wanted.difference(&keys).collect();
        let idle: Vec<_> = keys.difference(&wanted).collect();
        assert!(missing.is_empty() && idle.is_empty(), "{tag} lacks {missing:?}, and nobody says {idle:?}");
        assert!(said.values().all(|text| !text.trim().is_empty()), "{tag} says nothing somewhere");
    }
}

#[test]
fn nothing_is_put_into_a_sentence_that_is_not_told() {
    let arguments: BTreeMap<&str, &[&str]> = read_by_seekers().collect();
    let german = room("de");
    for (tag, _) in LANGUAGES {
        for (key, text) in room(tag) {
            // A form belongs to the longest sentence that its key begins with.
            let of = arguments.keys().filter(|whole| key == **whole || key.starts_with(&format!("{whole}-")));
            let known = arguments[of.max_by_key(|whole| whole.len()).unwrap()];
            let named = placeholders(&text);
            for name in &named {
                assert!(known.contains(name) || BUTTONS.contains(name), "{tag} {key}: {name} is not told");
            }
            // Forms of numbers name the number or do not, as their grammar wants.
            let is_form = known.iter().any(|name| key.contains(&format!("-{name}-")) && *name == "hours");
            if !is_form {
                assert_eq!(named, placeholders(&german[&key]), "{tag} {key}");
            }
        }
    }
}

#[test]
fn telephone_numbers_are_the_same_in_every_language() {
    let numbers = |text: &str| -> Vec<String> {
        let digits =
            text.split(|letter: char| !letter.is_ascii_digit() && ![' ', '\u{A0}'].contains(&letter));
        digits.map(|part| part.replace([' ', '\u{A0}'], "")).filter(|number| number.len() > 1).collect()
    };
    let german = room("de");
    for (tag, _) in LANGUAGES {
        for (key, text) in room(tag) {
            if let Some(meant) = german.get(&key) {
                assert_eq!(numbers(&text), numbers(meant), "{tag} {key}");
            }
            // Where lines run from right to left, a plain space turns the groups of a number round (Unicode UAX #9, W4).
            let is_turned =
                |three: &[char]| matches!(three, [a, ' ', b] if a.is_ascii_digit() && b.is_ascii_digit());
            let letters: Vec<char> = text.chars().collect();
            assert!(tag != "ar" || !letters.windows(3).any(is_turned), "{tag} {key}: {text}");
        }
    }
}

#[test]
fn nobody_is_told_to_type_what_is_a_button_and_nothing_is_markup() {
    let typed =
        ["abschließen", "Sie alles löschen", "ja, löschen", "hilfe", "Chat mit Lotse", "chat with Lotse"];
    for (tag, _) in LANGUAGES {
        for (key, text) in room(tag) {
            assert!(!text.contains(['<', '>']), "{tag} {key}: {text}");
            for word in typed {
                assert!(!text.contains(word), "{tag} {key} says {word:?}: {text}");
            }
        }
    }
}

#[test]
fn what_a_machine_translated_says_so_in_its_first_line() {
    for (tag, catalogue) in ROOMS {
        let first = catalogue.lines().next().unwrap();
        assert_eq!(first.contains("machine"), !["de", "en"].contains(tag), "{tag}: {first}");
    }
}

#[test]
fn it_is_served_with_the_words_of_the_chat_in_one_language_only() {
    let words = of("uk");
    assert!(words["room.case-accepted"].contains("Консультант"));
    assert!(words.contains_key("room.case-received-hours-many") && words.contains_key("send"));
    assert!(!of("de").contains_key("room.case-received-hours-many"));
}
