//! Names, keywords, and everyday sentences, among the topics of the sample and others.

use proptest::prelude::*;

use super::*;

fn sample() -> Vec<TopicTerms<'static>> {
    corpus::classes().iter().map(corpus::Class::terms).collect()
}

/// What is understood among the sample's topics: their ids, with a question mark in front if they are asked among.
fn heard(text: &str) -> Vec<&'static str> {
    let id = |topic: usize| corpus::classes()[topic].id.as_str();
    match understand(text, &sample()).meant {
        Meant::One(topic) => vec![id(topic)],
        Meant::Several(topics) => std::iter::once("?").chain(topics.into_iter().map(id)).collect(),
        Meant::Nothing => vec![],
    }
}

#[test]
fn public_reports_are_mended() {
    for (text, topic) in [
        ("panic attacks", "behinderung"),
        ("residence permit", "migration"),
        ("hört nicht mehr auf uns", "eltern-familie"),
        ("die wollen mich abschieben", "migration"),
        ("Schuldn", "schulden"),
        ("abbruch der schwangerschaft", "schwangerschaft"),
        ("14 - Schulden", "schulden"),
        ("U25", "u25"),
        ("u 25", "u25"),
        ("Ich will nicht mehr leben", "u25"),
    ] {
        assert_eq!(heard(text), [topic], "{text}");
    }
    for text in [
        "Bitte um Rückruf",
        "eins",
        "mir geht es nicht gut",
        "ich brauche Hilfe",
        "alles ist zu viel",
        "Krise",
        "hoffnungslos",
    ] {
        assert_eq!(heard(text), Vec::<&str>::new(), "{text}");
    }
    let asked = heard("Hab Schulden beim Finanzamt und bin schwanger");
    assert!(
        asked[0] == "?" && asked.contains(&"schulden") && asked.contains(&"schwangerschaft"),
        "{asked:?}"
    );
    for text in ["Mein Mann hat mich geschlagen", "Mein Mann schlägt mich", "Ich bin 42 und wohne in 79100"]
    {
        let asked = heard(text);
        assert!(asked.is_empty() || asked[0] == "?", "{text}: {asked:?}");
    }
    let miete = heard("Ich kann meine Miete nicht mehr zahlen");
    assert!(
        miete != ["u25"] && miete.iter().all(|id| ["?", "sozialberatung", "schulden"].contains(id)),
        "{miete:?}"
    );
}

#[test]
fn single_words_find_their_topic() {
    for (text, topic) in [
        ("Schulden", "schulden"),
        ("schludne", "schulden"),
        ("SCHULDENBERATUNG", "schulden"),
        ("Ich habe Schulden bei der Bank", "schulden"),
        ("debt", "schulden"),
        ("Spielsucht", "sucht"),
        ("Mein Mann trinkt zu viel Alkohol", "sucht"),
        ("Ich bin schwanger und weiß nicht weiter", "schwangerschaft"),
        ("Schwangerschft", "schwangerschaft"),
        ("suizid", "u25"),
        ("hiv", "hiv-aids"),
        ("Buergergeld", "sozialberatung"),
        ("Alter", "alter"),
        ("pregnancy", "schwangerschaft"),
        ("addiction", "sucht"),
    ] {
        assert_eq!(heard(text), [topic], "{text}");
    }
    for text in ["", "hallo", "Ich suche Hilfe", "ich habe eine Frage", "xyz", "12345", "🦀", "und"] {
        assert_eq!(heard(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn every_name_is_its_topic_and_no_keyword_is_another() {
    for (topic, class) in corpus::classes().iter().enumerate() {
        assert_eq!(understand(&class.name, &sample()).meant, Meant::One(topic), "{}", class.name);
        for word in &class.keywords {
            let meant = understand(word, &sample()).meant;
            // A keyword may be an everyday word, or another topic's as well: then it is asked back.
            assert!(!matches!(meant, Meant::One(other) if other != topic), "{word}: {meant:?}");
        }
    }
}

#[test]
fn two_topics_named_are_asked_among() {
    for (text, named) in [
        ("Schulden und Sucht", ["schulden", "sucht"]),
        ("Migration oder Schwangerschaft", ["migration", "schwangerschaft"]),
        ("Mein Vater ist dement und hat Schulden", ["alter", "schulden"]),
        ("ich ritze mich und werde gemobbt", ["u25", "kinder-jugendliche"]),
    ] {
        let asked = heard(text);
        assert!(asked[0] == "?" && named.iter().all(|id| asked.contains(id)), "{text}: {asked:?}");
    }
}

#[test]
fn who_speaks_of_suicide_is_not_led_elsewhere() {
    for text in [
        "Ich habe Schulden und will mich umbringen",
        "Ich werde gemobbt und möchte sterben",
        "Ich ritze mich",
        "Seit meine Frau tot ist will ich auch nicht mehr leben",
    ] {
        let asked = heard(text);
        assert!(asked.is_empty() || asked.contains(&"u25"), "{text}: {asked:?}");
    }
    assert_ne!(heard("Ich bin 67 und will nicht mehr leben"), ["u25"], "it is for people under 25");
}

/// A platform of which the corpus knows nothing.
fn others() -> Vec<Vec<String>> {
    let keywords: [&[&str]; 4] = [
        &["Wespen", "Honig", "Schwarm gefangen"],
        &["Segelschein", "Knoten", "nicht mehr segeln"],
        &["Klavier", "Flöte", "einsam musizieren", "Noten lesen"],
        &[],
    ];
    keywords.iter().map(|words| words.iter().map(|word| (*word).to_owned()).collect()).collect()
}

#[test]
fn other_platforms_work_from_names_and_keywords_alone() {
    let keywords = others();
    let names = ["Bienen", "Segeln und Rudern", "Musikschule", "Schach"];
    let topics: Vec<TopicTerms<'_>> = names
        .iter()
        .zip(&keywords)
        .map(|(name, keywords)| TopicTerms { name, name_en: None, keywords })
        .collect();
    let meant = |text: &str| understand(text, &topics).meant;
    for (text, topic) in [
        ("Bienen", 0),
        ("In meinem Garten hängt ein Schwarm, den ich gefangen habe", 0),
        ("Ich will Rudern lernen", 1),
        ("segelschien", 1),
        ("Wo kann mein Sohn Klavier spielen?", 2),
        ("Klavierunterricht", 2),
        ("schach", 3),
        ("Ich habe Fragen zum Honig", 0),
    ] {
        assert_eq!(meant(text), Meant::One(topic), "{text}");
    }
    for text in [
        "eins",
        "Ich kann nicht mehr",
        "Ich habe Schulden",
        "Ich bin schwanger",
        "Noten",
        "gefangen",
        "hallo",
    ] {
        assert_eq!(meant(text), Meant::Nothing, "{text}");
    }
    assert_eq!(meant("Honig und Flöte"), Meant::Several(vec![0, 2]));
}

#[test]
fn a_topic_that_is_not_there_draws_nobody() {
    let some: Vec<TopicTerms<'_>> = sample()
        .into_iter()
        .filter(|topic| matches!(topic.name, "Schulden" | "Sucht" | "Migration"))
        .collect();
    for text in ["Ich bin ungewollt schwanger", "Mein Vater hat Demenz", "I suffer from panic attacks"] {
        assert_eq!(understand(text, &some).meant, Meant::Nothing, "{text}");
    }
    assert_eq!(understand("Mein Mann trinkt zu viel", &some).meant, Meant::One(2));
}

#[test]
fn a_platforms_own_keyword_counts() {
    let mut keywords = corpus::classes()[0].keywords.clone();
    keywords.push("Bastelkreis".to_owned());
    let mut topics = sample();
    topics[0].keywords = &keywords;
    assert_eq!(understand("Ich suche einen Bastelkreis", &topics).meant, Meant::One(0));
}

#[test]
fn reasons_are_told() {
    let topics = sample();
    let heard = understand("Der Gerichtsvollzieher war da", &topics);
    let said: Vec<String> =
        heard.reasons.iter().map(|reason| reason.say(|topic| topics[topic].name).to_string()).collect();
    assert!(
        said.iter().any(|reason| reason.contains("Schulden") && reason.contains("gerichtsvollzieher")),
        "{said:?}"
    );
}

proptest! {
    #[test]
    fn any_text_is_harmless(text in any::<String>()) {
        let _ = understand(&text, &sample());
        let _ = number(&text);
    }

    #[test]
    fn a_letter_too_many_in_a_long_word_does_no_harm(place in 1_usize..15, letter in "[a-z]") {
        let mut word = "schwangerschaft".to_owned();
        word.insert_str(place, &letter);
        prop_assert_eq!(heard(&word), ["schwangerschaft"]);
    }
}
