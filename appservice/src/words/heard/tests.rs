use proptest::prelude::*;

use super::*;

#[test]
fn reactions_that_accept() {
    for key in ["✅", "✅\u{FE0F}", "👍", "👍\u{FE0F}", "👍🏽", "👍🏿\u{FE0F}"] {
        assert!(is_accepting_reaction(key), "{key}");
    }
    for key in ["", "👎", "❤️", "✅✅", "✅ ja", "ok", "\u{FE0F}", "x✅"] {
        assert!(!is_accepting_reaction(key), "{key}");
    }
}

#[test]
fn deleting_needs_so_many_words() {
    for text in ["ja, löschen", "Ja, löschen!", "ja alles löschen", "yes, delete"] {
        assert!(confirms_erasure(&Heard::new(text)), "{text}");
    }
    for text in [
        "",
        "ja",
        "JA",
        "löschen",
        "alles löschen",
        "ja, löschen?",
        "nein, nicht löschen",
        "ja, aber nicht löschen",
    ] {
        assert!(!confirms_erasure(&Heard::new(text)), "{text}");
    }
}

#[test]
fn consent_is_never_guessed() {
    let answers = |texts: &[&str], answer| {
        for text in texts {
            assert_eq!(Answer::of(&Heard::new(text)), answer, "{text}");
        }
    };
    answers(
        &[
            "ja",
            "Ja, einverstanden",
            "Einverstanden!",
            "ja gerne",
            "OK",
            "Ich bin damit einverstanden.",
            "ich stimme zu",
            "yes",
            "I agree",
            "Yes, please",
        ],
        Answer::Yes,
    );
    answers(
        &[
            "nein",
            "Nein danke",
            "Nicht einverstanden",
            "ich bin nicht einverstanden",
            "no",
            "I don't agree",
            "lieber nicht",
        ],
        Answer::No,
    );
    answers(
        &[
            "",
            "vielleicht",
            "ja?",
            "ja, aber wer liest das?",
            "Jahr",
            "weiß nicht",
            "danke",
            "ja nein vielleicht",
            "ich",
        ],
        Answer::Unclear,
    );
}

#[test]
fn numbers_from_a_list() {
    for (text, expected) in [
        ("3", Some(3)),
        (" 3. ", Some(3)),
        ("Nr. 14", Some(14)),
        ("die 3", Some(3)),
        ("３", Some(3)),
        ("3️⃣", Some(3)),
        ("03", Some(3)),
        ("3 4", None),
        ("01067", None),
        ("U25", None),
        ("drei", Some(3)),
        ("die dritte", Some(3)),
        ("Nr. 14 bitte", Some(14)),
        ("the third one", Some(3)),
        ("drei Kinder", None),
        ("", None),
        ("-", None),
    ] {
        assert_eq!(number(&Heard::new(text)), expected, "{text}");
    }
}

#[test]
fn wishes_are_whole_messages() {
    let wish = |text| Wish::of(&Heard::new(text));
    assert_eq!(wish("HILFE"), Some(Wish::Help));
    assert_eq!(wish("Abbrechen."), Some(Wish::Cancel));
    assert_eq!(wish("English, please"), None);
    assert_eq!(wish("english"), Some(Wish::Speak(Locale::En)));
    assert_eq!(wish("Deutsch"), Some(Wish::Speak(Locale::De)));
    assert_eq!(wish("de"), None);
    assert_eq!(wish("abschließen 7f3k9q"), Some(Wish::Close(Some(Reference::parse("7F3K9Q").unwrap()))));
    assert_eq!(wish("Hilfe bei Schulden"), None);
}

proptest! {
    #[test]
    fn any_text_is_harmless(text in any::<String>()) {
        let heard = Heard::new(&text);
        prop_assert!(!heard.text.contains(char::is_control));
        prop_assert_eq!(&fold(&heard.folded), &heard.folded);
        let _ = (Command::parse(&text), Wish::of(&heard), Answer::of(&heard), number(&heard));
        let _ = is_accepting_reaction(&text);
    }
}

#[test]
fn a_start_is_known_however_it_is_written() {
    let token = crate::store::link::Token::draw();
    let (long, code) = (token.text(), token.code().text());
    for text in [
        format!("start {}", *code),
        format!("  Start: {} ", code.to_lowercase()),
        format!("/start {}", code.replace('-', " ")),
        format!("Code {}", code.replace('-', "")),
        format!("start {}", *long),
        format!("https://lotse.example/k/{}", *long),
        format!("https://lotse.example/portal/k/{}/?a=b#c", *long),
    ] {
        assert_eq!(presented(&text).map(|shown| shown.code()), Some(token.code()), "{text}");
        assert_eq!(Wish::of(&Heard::new(&text)), Some(Wish::Start), "{text}");
    }
    for text in ["start K7QF-3M9P-XT2A", "start 1234", "link abc1"] {
        assert_eq!((presented(text), Wish::of(&Heard::new(text))), (None, Some(Wish::Start)), "{text}");
    }
    for text in [
        "Start in ein neues Leben",
        "Code",
        "Schmetterlinge77",
        "https://lotse.example/impressum",
        "start ich habe 3 Kinder und weiß nicht weiter",
    ] {
        assert_eq!((presented(text), Wish::of(&Heard::new(text))), (None, None), "{text}");
    }
    assert_eq!(Wish::of(&Heard::new("start")), Some(Wish::New));
}

#[test]
fn the_way_back_is_said_in_many_ways() {
    let wish = |text: &str| Wish::of(&Heard::new(text));
    let reference = Reference::parse("7F3K9Q").unwrap();
    for text in
        ["zurück 7F3K9Q", "Zurück in Fall 7f3k9q.", "zurueck 7F3K9Q", "back 7F3K9Q", "return to case 7F3K9Q"]
    {
        assert_eq!(wish(text), Some(Wish::Back(Some(reference.clone()))), "{text}");
    }
    for text in ["zurück", "Zurück!", "back"] {
        assert_eq!(wish(text), Some(Wish::Back(None)), "{text}");
    }
    for text in ["ich will zurück nach Hause", "zurück 12", "mein Mann kommt zurück"] {
        assert_eq!(wish(text), None, "{text}");
    }
}

#[test]
fn a_greeting_is_a_greeting_and_nothing_else() {
    for text in [
        "Hallo",
        "HALLO!!",
        "Hallo Lotse",
        "Guten Tag.",
        "Schönen guten Abend",
        "Grüß Gott zusammen",
        "hi",
        "👋",
    ] {
        assert!(is_greeting(&Heard::new(text)), "{text}");
    }
    for text in
        ["", "?", "Hallo, ich habe Schulden", "Guten", "Tag und Nacht allein", "Abendessen", "da", "😢"]
    {
        assert!(!is_greeting(&Heard::new(text)), "{text}");
    }
}

#[test]
fn going_on_anyway_needs_the_word_alone() {
    for text in ["trotzdem", "Trotzdem!", "anyway", "ja, trotzdem"] {
        assert!(goes_on_anyway(&Heard::new(text)), "{text}");
    }
    for text in ["", "ja", "trotzdem nicht", "nein, trotzdem", "Es ging mir trotzdem schlecht"] {
        assert!(!goes_on_anyway(&Heard::new(text)), "{text}");
    }
}

#[test]
fn what_nobody_sees_changes_no_word() {
    let heard = Heard::new("hil\u{200B}fe\u{FEFF}\u{3164}");
    assert_eq!((heard.text.as_str(), heard.folded.as_str()), ("hilfe", "hilfe"));
    assert_eq!(Wish::of(&heard), Some(Wish::Help));
}
