//! That danger is heard in whatever spelling, and that harmless words are not taken for it. Figures by kind are in
//! `tests/danger.rs`.

use super::*;

#[test]
fn danger_is_heard_in_whatever_spelling() {
    for (text, kind) in [
        ("Ich will nicht mehr leben.", Kind::Suicide),
        ("SUIZID", Kind::Suicide),
        ("ich wil nimmer lebm", Kind::Suicide),
        ("Ich möchte tot sein", Kind::Suicide),
        ("Ohne mich wären alle besser dran.", Kind::Suicide),
        ("Mein Mann schlägt mich", Kind::Violence),
        ("Es geht um häusliche Gewalt", Kind::Violence),
        ("Ich bring ihn um, ich schwöre", Kind::Violence),
        ("Ich ritze mich wieder", Kind::SelfHarm),
        ("Mein Onkel hat mich angefasst", Kind::SexualViolence),
        ("Ich habe 30 Tabletten genommen", Kind::Poisoning),
        ("I don’t want to live", Kind::Suicide),
        ("My toddler drank bleach", Kind::Poisoning),
    ] {
        assert_eq!(hear(text).map(|heard| heard.kind), Some(kind), "{text}");
    }
}

#[test]
fn harmless_words_are_not_danger() {
    for text in [
        "",
        "Anna",
        "79100",
        "Schulden",
        "Ich bin todmüde und brauche eine Kur.",
        "Er hat mich nie geschlagen, wir streiten nur.",
        "Mein Vater hat sich vor drei Jahren umgebracht, ich suche eine Trauergruppe.",
        "Der Film handelt von einem Mörder.",
        "This paperwork is killing me.",
        "Mein Handy ist tot.",
        "trotzdem",
        "Stop!",
        "English",
        "abschließen",
        "tut mir leid",
    ] {
        assert_eq!(hear(text), None, "{text}");
    }
}

#[test]
fn one_sentence_in_the_middle_of_a_letter_is_heard() {
    let before =
        "Guten Tag, ich habe eine Frage zur Miete. Die Wohnung ist zu klein. Wir sind zu viert. ".repeat(20);
    let after = "Das Amt antwortet nicht. Können Sie mir beim Antrag helfen? ".repeat(20);
    assert_eq!(hear(&(before.clone() + &after)), None);
    let heard = hear(&(before + "Manchmal will ich einfach nicht mehr leben. " + &after)).unwrap();
    assert_eq!(heard.kind, Kind::Suicide);
    assert!(heard.to_string().contains("LIFE"), "{heard}");
}

#[test]
fn kinds_have_names() {
    for kind in Kind::ALL {
        assert_eq!(Kind::named(kind.name()), Some(kind));
    }
    assert_eq!(Kind::named("none"), None);
}
