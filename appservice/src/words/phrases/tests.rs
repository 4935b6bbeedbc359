use std::collections::{BTreeMap, BTreeSet};

use routing::{Reference, Timestamp};

use super::*;
use crate::words::phrases::standing_in::DeputysCovers;

fn catalogue() -> Catalogue {
    Catalogue::load().expect("the embedded catalogues are complete")
}

fn reference() -> Reference {
    Reference::parse("7F3K9Q").unwrap()
}

/// What a file says: its keys, each with the arguments that its sentence names.
fn written(source: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut key = "";
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =")
            && !line.starts_with(' ')
        {
            key = name;
            assert!(found.insert(key, BTreeSet::new()).is_none(), "`{key}` is written twice");
        }
        for after in line.split('$').skip(1) {
            let end = after.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(after.len());
            found.get_mut(key).unwrap().insert(&after[..end]);
        }
    }
    found
}

#[test]
fn both_languages_have_exactly_the_keys_and_arguments_of_the_code() {
    let code: BTreeMap<_, BTreeSet<_>> =
        phrase::shapes().map(|(key, names)| (key, names.iter().copied().collect())).collect();
    for (locale, sources) in [("de", GERMAN), ("en", ENGLISH)] {
        let catalogue: BTreeMap<_, _> = sources.iter().flat_map(|source| written(source)).collect();
        let keys = |map: &BTreeMap<&'static str, _>| map.keys().copied().collect::<Vec<_>>();
        assert_eq!(keys(&catalogue), keys(&code), "{locale}");
        assert_eq!(catalogue, code, "{locale}");
    }
}

#[test]
fn a_key_stands_in_the_file_that_it_begins_with() {
    let files = [
        "reception",
        "case",
        "centre",
        "cover",
        "transcript",
        "help",
        "errors",
        "names",
        "offer",
        "absence",
        "link",
        "erasure",
        "notice",
        "mail",
        "silence",
        "identity",
        "desk",
        "today",
        "leaving",
        "back",
        "appointment",
        "live",
        "workbook",
    ];
    for sources in [GERMAN, ENGLISH] {
        for (file, source) in files.iter().zip(sources) {
            for key in written(source).keys() {
                assert!(key.starts_with(&format!("{file}-")), "`{key}` stands in {file}.ftl");
            }
        }
    }
}

#[test]
fn the_shared_messages_read_well_in_german() {
    let say = |phrase: Phrase| catalogue().say(Locale::De, &phrase);
    assert_eq!(say(Phrase::NamesSeeker { reference: reference() }).plain, "Ratsuchende·r 7F3K9Q");
    assert_eq!(say(Phrase::NamesCase { reference: reference() }).plain, "Fall 7F3K9Q");
    assert_eq!(say(Phrase::NamesCustodian { centre: "SKM Köln".into() }).plain, "Lotse · SKM Köln");
    let received = |hours| say(Phrase::CaseReceived { centre: "SKM Köln".into(), hours });
    insta::assert_snapshot!(received(1).plain, @r"
    Ihre Nachricht ist bei der Beratungsstelle SKM Köln angekommen.
    Sie bekommen in der Regel innerhalb von einer Stunde eine Antwort. Sie können hier jederzeit weiterschreiben.
    ");
    insta::assert_snapshot!(received(48).html.unwrap(), @"Ihre Nachricht ist bei der Beratungsstelle <strong>SKM Köln</strong> angekommen.<br>Sie bekommen in der Regel innerhalb von 48 Stunden eine Antwort. Sie können hier jederzeit weiterschreiben.");
    insta::assert_snapshot!(say(Phrase::HelpLines).plain, @r"
    Hilfe für jetzt gleich
    • Notruf bei Lebensgefahr: 112
    • Ärztlicher Bereitschaftsdienst: 116 117
    • TelefonSeelsorge, Tag und Nacht: 0800 111 0 111, 0800 111 0 222 oder 116 123
    • Nummer gegen Kummer für Kinder und Jugendliche: 116 111
    • Hilfetelefon Gewalt gegen Frauen, Tag und Nacht: 116 016
    ");
}

#[test]
fn an_absence_reads_well_in_german() {
    let day = |text: &str| routing::Date::parse(text).unwrap();
    let noted = |deputy: Option<&str>, covers, returned| {
        let phrase = Phrase::AbsenceNoted {
            name: "Ben".into(),
            until: day("2026-12-24"),
            back: day("2026-12-25"),
            deputy: deputy.map(str::to_owned),
            covers,
            cases: 3,
            returned,
        };
        catalogue().say(Locale::De, &phrase).plain
    };
    insta::assert_snapshot!(noted(None, DeputysCovers::None, 0), @r"
    Ben ist bis einschließlich 24.12.2026 abwesend und ab dem 25.12.2026 wieder da. Bis dahin bekommt Ben keine neuen Anfragen.
    Eine Vertretung ist hier nicht benannt. Anfragen über den persönlichen Link gehen an alle in den Erstanfragen.
    Laufende Fälle: 3. Die Ratsuchenden wissen Bescheid.
    Früher zurück? Dann schreiben Sie anwesend.
    ");
    insta::assert_snapshot!(noted(Some("Cem"), DeputysCovers::Begun, 2), @r"
    Ben ist bis einschließlich 24.12.2026 abwesend und ab dem 25.12.2026 wieder da. Bis dahin bekommt Ben keine neuen Anfragen.
    Vertretung: Cem. Anfragen über den persönlichen Link gehen dorthin. In den laufenden Fällen liest und antwortet die Vertretung bis zur Rückkehr mit.
    Laufende Fälle: 3. Die Ratsuchenden wissen Bescheid. 2 Anfragen, die noch keine Antwort hatten, sind wieder in den Erstanfragen.
    Früher zurück? Dann schreiben Sie anwesend.
    ");
    let nobody = |back| {
        let phrase =
            Phrase::AbsenceNobody { centre: "SKM Köln".into(), reference: reference(), back, asked: false };
        catalogue().say(Locale::De, &phrase).plain
    };
    let first = |text: String| text.lines().next().unwrap_or_default().to_owned();
    insta::assert_snapshot!(first(nobody(None)), @"In der Beratungsstelle SKM Köln ist zurzeit leider niemand da. Ihre Anfrage bleibt dort liegen und wird dann gelesen.");
    insta::assert_snapshot!(first(nobody(Some(day("2026-12-25")))), @"In der Beratungsstelle SKM Köln ist zurzeit leider niemand da, erst ab dem 25.12.2026 wieder. Ihre Anfrage bleibt dort liegen und wird dann gelesen.");
}

fn card(text: &str) -> Confidence {
    Confidence::CentreCard {
        urgent: false,
        reference: reference(),
        pseudonym: "Blauer Reiher 27".into(),
        topic: "Schulden".into(),
        time: Timestamp::from_millis(1_795_457_520_000),
        text: text.into(),
        further: 0,
        desk: None,
    }
}

#[test]
fn a_card_quotes_every_line_and_escapes_what_people_write() {
    let message = catalogue().say(Locale::De, &card("Hallo <b>du</b> & du\n> zitiert\n• Punkt\u{202E}\u{7}"));
    insta::assert_snapshot!(message.plain, @r"
    Erstanfrage 7F3K9Q von Blauer Reiher 27
    Schulden · 23.11.2026, 19:12
    > Hallo <b>du</b> & du
    > > zitiert
    > • Punkt
    ✅ anklicken oder annehmen 7F3K9Q schreiben
    ");
    insta::assert_snapshot!(message.html.unwrap(), @"<p><strong>Erstanfrage 7F3K9Q</strong> von <strong>Blauer Reiher 27</strong><br>Schulden · 23.11.2026, 19:12</p><blockquote>Hallo &lt;b&gt;du&lt;/b&gt; &amp; du<br>&gt; zitiert<br>• Punkt</blockquote><p>✅ anklicken oder <strong>annehmen 7F3K9Q</strong> schreiben</p>");
}

#[test]
fn a_card_says_what_is_no_text_and_how_much_came_after() {
    let quote = |quote: Quote| {
        let seconds = if let Quote::Voice { seconds } = quote { seconds } else { None };
        catalogue().say(Locale::De, &Phrase::CentreQuote { quote, seconds }).plain
    };
    assert_eq!(quote(Quote::Image), "(Bild)");
    assert_eq!(quote(Quote::Location), "(Standort)");
    assert_eq!(quote(Quote::Voice { seconds: Some(12) }), "(Sprachnachricht, 12 s)");
    assert_eq!(quote(Quote::Voice { seconds: None }), "(Sprachnachricht)");
    assert_eq!(quote(Quote::Withdrawn), "(Die Nachricht wurde zurückgenommen.)");
    for (further, line) in [(1, "+ 1 weitere Nachricht"), (2, "+ 2 weitere Nachrichten")] {
        let Confidence::CentreCard { reference, pseudonym, topic, time, urgent, text, .. } = card("Hallo")
        else {
            panic!("no card")
        };
        let card =
            Confidence::CentreCard { reference, pseudonym, topic, time, urgent, text, further, desk: None };
        let message = catalogue().say(Locale::De, &card);
        assert_eq!(message.plain.lines().nth(3), Some(line), "{}", message.plain);
        assert!(message.html.unwrap().contains(&format!("<p>{line}<br>✅")));
    }
}

#[test]
fn a_long_card_fits_into_one_event() {
    for letter in ["\"", "\n.", "🦀", "ä"] {
        let message = catalogue().say(Locale::De, &card(&letter.repeat(20_000)));
        let clear = message.plain.len() + message.html.unwrap().len();
        // Base64 of the ciphertext adds a third; the rest of the event needs less than 4 KiB.
        assert!(clear * 4 / 3 < 65_536 - 4_096, "{letter}: {clear}");
        assert!(message.plain.contains('…'));
    }
}

#[test]
fn no_marks_of_ours_stay_in_any_text() {
    let marks = |text: &str| {
        text.contains(|letter: char| matches!(letter, '\u{E000}'..='\u{E003}' | '\u{2066}'..='\u{2069}'))
    };
    for locale in Locale::ALL {
        let message = catalogue().say(locale, &card("\u{E000}\u{E001}<b>\u{E002}\u{2068}Text"));
        assert!(!marks(&message.plain) && !marks(&message.html.unwrap()));
        assert!(message.plain.contains("<b>Text"));
    }
}

#[test]
fn nothing_to_set_means_no_html() {
    let message = catalogue().say(Locale::En, &Phrase::CaseAccepted);
    assert_eq!(message.html, None);
}

#[test]
fn several_things_become_one_message() {
    let words = [Phrase::CaseReopened.into(), Phrase::CaseClosingHint.into()];
    let message = catalogue().say_all(Locale::En, &words);
    insta::assert_snapshot!(message.plain, @r"
    The case is open again. Your message has arrived.

    Has everything been said? Then you or your counsellor can end the case with close.
    ");
    insta::assert_snapshot!(message.html.unwrap(), @"<p>The case is open again. Your message has arrived.</p><p>Has everything been said? Then you or your counsellor can end the case with <strong>close</strong>.</p>");
}

#[test]
fn a_phrase_survives_the_outbox_and_a_confidence_does_not_show_itself() {
    let phrase = Phrase::CentreTaken { reference: reference(), you: "Cem".into(), name: "Ben".into() };
    let stored = serde_json::to_string(&phrase).unwrap();
    assert_eq!(stored, r#"{"key":"centre-taken","reference":"7F3K9Q","you":"Cem","name":"Ben"}"#);
    assert_eq!(serde_json::from_str::<Phrase>(&stored).unwrap(), phrase);
    assert_eq!(format!("{:?}", card("geheim")), "Confidence(centre-card)");
    let say: Say = serde_json::from_str(&stored).unwrap();
    assert_eq!(say, Say::Open(phrase));
}

#[test]
fn the_catalogue_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Catalogue>();
}

#[test]
fn a_link_can_be_clicked_and_cannot_break_out() {
    let invited = |address: &str| {
        let link = Link::new(address);
        catalogue().say(Locale::En, &Phrase::ReceptionInvited { reference: reference(), link })
    };
    let message = invited("https://matrix.to/#/!a:b?via=c&via=d\">");
    assert!(message.plain.ends_with("https://matrix.to/#/!a:b?via=c&via=d\">"));
    let html = message.html.unwrap();
    assert!(html.contains(r#"<a href="https://matrix.to/#/!a:b?via=c&amp;via=d&quot;&gt;">https"#), "{html}");
    assert!(!invited("javascript:alert(1)").html.unwrap().contains("href"));
}

#[test]
fn the_help_lines_have_the_same_numbers_in_both_languages() {
    let numbers = |locale| {
        let said = catalogue().say(locale, &Phrase::HelpLines).plain;
        let digits: Vec<String> = said
            .split(|letter: char| !letter.is_ascii_digit() && letter != ' ')
            .map(|part| part.replace(' ', ""))
            .filter(|number| !number.is_empty())
            .collect();
        digits
    };
    assert_eq!(
        numbers(Locale::De),
        ["112", "116117", "08001110111", "08001110222", "116123", "116111", "116016"]
    );
    assert_eq!(numbers(Locale::En), numbers(Locale::De));
}
