//! Which topic somebody means.

use routing::{Topic, TopicId};
use strsim::damerau_levenshtein;

use crate::words::{fold::fold, phrases::Locale};

/// What a topic is called in a language.
pub(super) fn name(topic: &Topic, locale: Locale) -> String {
    match (locale, &topic.name_en) {
        (Locale::En, Some(name)) => name.clone(),
        _ => topic.name.clone(),
    }
}

/// Which topics words may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// Clearly this one.
    One(TopicId),
    /// These are about equally close, best first: ask back.
    Several(Vec<TopicId>),
    /// None.
    Nothing,
}

/// How much of what was said must fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// A word of a sentence is enough, misspelled or part of a compound.
    Guess,
    /// Only a topic's whole name or keyword.
    Whole,
}

/// A topic's whole name or keyword.
const WHOLE: u32 = 100;
/// A keyword of several words within a sentence.
const WITHIN: u32 = 97;
/// The very word of a name or keyword.
const WORD: u32 = 92;
/// A word begins like it, or with it.
const BEGINNING: u32 = 86;
/// A compound that contains it, such as `Spielsucht`.
const COMPOUND: u32 = 80;
/// One letter wrong; each further letter costs a tenth.
const MISSPELLED: u32 = 76;
/// Topics this much apart are equally close.
const MARGIN: u32 = 10;
/// The most to ask back among.
const MOST: usize = 5;

/// Finds what folded words mean among the topics, in whichever language they are named.
pub(super) fn meant(folded: &str, topics: &[Topic], care: Care) -> Meant {
    let least = if care == Care::Whole { WHOLE } else { 1 };
    let mut scored: Vec<(u32, &TopicId)> = topics
        .iter()
        .map(|topic| (closeness(folded, topic), &topic.id))
        .filter(|(score, _)| *score >= least)
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let Some(&(best, _)) = scored.first() else { return Meant::Nothing };
    let margin = if best == WHOLE { 0 } else { MARGIN };
    let close: Vec<TopicId> = scored
        .into_iter()
        .take_while(|(score, _)| score + margin >= best)
        .map(|(_, id)| id.clone())
        .take(MOST)
        .collect();
    match <[TopicId; 1]>::try_from(close) {
        Ok([only]) => Meant::One(only),
        Err(close) => Meant::Several(close),
    }
}

fn closeness(folded: &str, topic: &Topic) -> u32 {
    let names = [Some(topic.name.as_str()), topic.name_en.as_deref()];
    let terms = names.into_iter().flatten().chain(topic.keywords.iter().map(String::as_str));
    terms.map(|term| term_closeness(folded, &fold(term))).max().unwrap_or(0)
}

fn term_closeness(folded: &str, term: &str) -> u32 {
    if term.is_empty() || folded.is_empty() {
        return 0;
    }
    if folded == term {
        return WHOLE;
    }
    if term.contains(' ') && format!(" {folded} ").contains(&format!(" {term} ")) {
        return WITHIN;
    }
    let telling = |word: &&str| word.chars().count() >= 3 && !is_filler(word);
    let pairs = folded
        .split(' ')
        .filter(telling)
        .flat_map(|said| term.split(' ').filter(telling).map(move |word| word_closeness(said, word)));
    pairs.max().unwrap_or(0)
}

fn word_closeness(said: &str, word: &str) -> u32 {
    let (said_letters, letters) = (said.chars().count(), word.chars().count());
    if said == word {
        return WORD;
    }
    if (said_letters >= 3 && word.starts_with(said)) || (letters >= 5 && said.starts_with(word)) {
        return BEGINNING;
    }
    if letters >= 5 && said.contains(word) {
        return COMPOUND;
    }
    let allowed = match said_letters.min(letters) {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    };
    // Long words from outside are not compared letter by letter.
    if allowed == 0 || said_letters.abs_diff(letters) > allowed {
        return 0;
    }
    match u32::try_from(damerau_levenshtein(said, word)) {
        Ok(wrong) if wrong <= 1 => MISSPELLED,
        Ok(wrong) if wrong as usize <= allowed => MISSPELLED - 10,
        _ => 0,
    }
}

/// Words of ordinary sentences, which say nothing about the topic (or look like one: `suche`, `Sucht`).
fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 63] = [
        "aber",
        "about",
        "advice",
        "and",
        "auch",
        "auf",
        "aus",
        "beratung",
        "bin",
        "bitte",
        "brauche",
        "can",
        "counselling",
        "das",
        "dem",
        "den",
        "der",
        "die",
        "ein",
        "eine",
        "einen",
        "einer",
        "for",
        "frage",
        "fragen",
        "from",
        "fuer",
        "guten",
        "habe",
        "haben",
        "hallo",
        "have",
        "hello",
        "help",
        "hilfe",
        "ich",
        "ist",
        "kann",
        "mein",
        "meine",
        "meinen",
        "meiner",
        "mich",
        "mir",
        "mit",
        "moechte",
        "need",
        "nicht",
        "oder",
        "please",
        "problem",
        "probleme",
        "sich",
        "suche",
        "tag",
        "the",
        "thema",
        "und",
        "von",
        "was",
        "wegen",
        "with",
        "zum",
    ];
    FILLERS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn topics() -> Vec<Topic> {
        [
            (
                "sozialberatung",
                "Allgemeine Sozialberatung",
                "General social counselling",
                &["Bürgergeld", "Wohnung"][..],
            ),
            ("familie", "Eltern und Familie", "Parents and family", &["Erziehung", "Trennung"]),
            ("kinder", "Kinder und Jugendliche", "Children and young people", &["Schule", "Mobbing"]),
            ("reha", "Kinder- und Jugend-Reha", "Rehabilitation for children", &["Kur für Kinder"]),
            ("alter", "Leben im Alter", "Life in old age", &["Pflege", "Demenz"]),
            ("schulden", "Schulden", "Debt", &["Insolvenz", "Inkasso", "Mahnung"]),
            ("schwangerschaft", "Schwangerschaft", "Pregnancy", &["schwanger", "Abtreibung"]),
            ("sucht", "Sucht", "Addiction", &["Alkohol", "Drogen", "Spielen"]),
            ("u25", "U25 Suizidprävention", "U25 suicide prevention", &["Suizid", "U25"]),
            ("hiv", "HIV und Aids", "HIV and Aids", &[]),
        ]
        .into_iter()
        .map(|(id, name, english, keywords)| {
            let mut topic = Topic::new(TopicId::parse(id).unwrap(), name);
            topic.name_en = Some(english.to_owned());
            topic.keywords = keywords.iter().map(|word| (*word).to_owned()).collect();
            topic
        })
        .collect()
    }

    fn said(text: &str) -> Vec<String> {
        match meant(&fold(text), &topics(), Care::Guess) {
            Meant::One(id) => vec![id.to_string()],
            Meant::Several(ids) => {
                std::iter::once("?".to_owned()).chain(ids.iter().map(ToString::to_string)).collect()
            }
            Meant::Nothing => vec![],
        }
    }

    #[test]
    fn words_find_their_topic() {
        for (text, expected) in [
            ("Schulden", "schulden"),
            ("Schuldn", "schulden"),
            ("schludne", "schulden"),
            ("SCHULDENBERATUNG", "schulden"),
            ("Ich habe Schulden bei der Bank", "schulden"),
            ("debt", "schulden"),
            ("sucht", "sucht"),
            ("Spielsucht", "sucht"),
            ("Mein Mann trinkt zu viel Alkohol", "sucht"),
            ("schwanger", "schwangerschaft"),
            ("Ich bin schwanger und weiß nicht weiter", "schwangerschaft"),
            ("Schwangerschft", "schwangerschaft"),
            ("u25", "u25"),
            ("suizid", "u25"),
            ("hiv", "hiv"),
            ("Buergergeld", "sozialberatung"),
            ("Alter", "alter"),
            ("pregnancy", "schwangerschaft"),
        ] {
            assert_eq!(said(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_fits_several_is_asked_back() {
        assert_eq!(said("Kinder"), ["?", "kinder", "reha"]);
        assert_eq!(said("Jugend"), ["?", "reha", "kinder"]);
        assert_eq!(said("Schulden und Sucht"), ["?", "schulden", "sucht"]);
    }

    #[test]
    fn what_fits_nothing_finds_nothing() {
        for text in ["", "hallo", "Ich suche Hilfe", "ich habe eine Frage", "xyz", "12345", "🦀", "und"] {
            assert_eq!(said(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn with_care_only_the_whole_counts() {
        let careful = |text: &str| meant(&fold(text), &topics(), Care::Whole);
        assert_eq!(careful("Ich will nicht mehr leben"), Meant::Nothing);
        assert_eq!(careful("Suizid"), Meant::One(TopicId::parse("u25").unwrap()));
    }

    #[test]
    fn every_name_and_keyword_finds_its_own_topic() {
        for topic in topics() {
            for word in topic.keywords.iter().chain([&topic.name]) {
                assert_eq!(said(word), [topic.id.as_str()], "{word}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_harmless(text in any::<String>()) {
            let _ = meant(&fold(&text), &topics(), Care::Guess);
        }

        #[test]
        fn a_letter_too_many_in_a_long_word_does_no_harm(place in 1_usize..9, letter in "[a-z]") {
            let mut word = "schwangerschaft".to_owned();
            word.insert_str(place, &letter);
            prop_assert_eq!(said(&word), ["schwangerschaft"]);
        }
    }
}
