use std::fmt::Write as _;

use proptest::prelude::*;
use routing::{BusinessCard, Catchment, Centre, Counsellor, CounsellorId, Date, Draft, Topic};

use super::*;
use crate::words::{phrases::Catalogue, reception::pseudonym};

fn topic_id(id: &str) -> TopicId {
    TopicId::parse(id).unwrap()
}

fn centre_id(id: &str) -> CentreId {
    CentreId::parse(id).unwrap()
}

fn topic(id: &str, name: &str, english: &str, white_spot: Option<&str>) -> Topic {
    let mut topic = Topic::new(topic_id(id), name);
    topic.name_en = Some(english.to_owned());
    topic.white_spot = white_spot.map(centre_id);
    topic
}

fn centre(id: &str, name: &str, team: bool, services: &[(&str, &str)]) -> Centre {
    Centre {
        id: centre_id(id),
        name: name.to_owned(),
        carrier: "Caritas".to_owned(),
        card: BusinessCard::parse("Wir hören zu.\nWir schreiben Ihnen zurück.").unwrap(),
        team,
        online: true,
        follow_ups: routing::FollowUps::All,
        server: None,
        lotse: None,
        present: None,
        live: routing::live::Offer::default(),
        responsible: routing::Responsible::default(),
        first_dates: false,
        fallback: None,
        services: services
            .iter()
            .map(|(topic, area)| (topic_id(topic), Catchment::parse(area).unwrap()))
            .collect(),
    }
}

fn counsellor(centre: &str) -> Counsellor {
    Counsellor {
        id: CounsellorId::parse(&format!("@ben_{centre}:example.org")).unwrap(),
        centre: centre_id(centre),
        name: "Ben".to_owned(),
        email: None,
        first_part_on: None,
        trained_on: Some(Date::parse("2026-01-15").unwrap()),
        activated: true,
        away_until: None,
        deputy: None,
    }
}

fn directory() -> Directory {
    let centres = vec![
        centre("dresden", "Schuldnerberatung Dresden", true, &[("schulden", "01000-01299")]),
        centre("sachsen", "Schuldnerberatung Sachsen", false, &[("schulden", "0*")]),
        centre("pirna", "Caritas Pirna", true, &[("schulden", "01*")]),
        centre("bund", "Bundesweites Schuldenteam", true, &[("schulden", "99999")]),
        centre("koeln", "Familienhilfe Köln", false, &[("familie", "50*"), ("kinder", "50*")]),
    ];
    let counsellors = centres.iter().map(|centre| counsellor(centre.id.as_str())).collect();
    let topics = vec![
        topic("familie", "Eltern und Familie", "Parents and family", None),
        topic("kinder", "Kinder und Jugendliche", "Children and young people", None),
        topic("kinderreha", "Kinder- und Jugend-Reha", "Rehabilitation", None),
        topic("schulden", "Schulden", "Debt", Some("bund")),
    ];
    Directory::check(Draft { topics, centres, counsellors, ..Draft::default() })
        .expect("a directory without faults")
}

/// A conversation: what Anna writes, and what she gets.
struct Talk {
    directory: Directory,
    catalogue: Catalogue,
    dialogue: Dialogue,
    transcript: String,
    act: Option<Act>,
    link: Option<Ticket>,
    dates: Vec<routing::Slot>,
}

impl Talk {
    fn begin(locale: Locale) -> Self {
        let dialogue = Dialogue::at(locale, Step::Ended);
        let (directory, catalogue) = (directory(), Catalogue::load().unwrap());
        let (transcript, dates) = (String::new(), Vec::new());
        let mut talk = Self { directory, catalogue, dialogue, transcript, act: None, link: None, dates };
        let turn = talk.with(|ctx| Dialogue::begin(locale, ctx));
        talk.take(turn);
        talk
    }

    fn with<T>(&self, ask: impl FnOnce(&Context<'_>) -> T) -> T {
        ask(&Context {
            directory: &self.directory,
            load: &Load::none(),
            now: Timestamp::from_millis(1_795_457_520_000),
            suggestion: &pseudonym::suggest(&self.catalogue, self.dialogue.locale(), 1),
            notice_link: Some("https://example.org/datenschutz"),
            link: self.link.as_ref(),
            dates: &self.dates,
        })
    }

    fn take(&mut self, turn: Turn) {
        let said = self.catalogue.say_all(turn.next.locale(), &turn.say).plain;
        for line in said.lines() {
            let line = if line.is_empty() { String::new() } else { format!("    {line}") };
            writeln!(self.transcript, "{line}").unwrap();
        }
        if let Some(act) = &turn.then {
            writeln!(self.transcript, "  = {act:?}").unwrap();
        }
        self.act = turn.then;
        // What is kept between two messages is what the database gives back.
        let stored = serde_json::to_string(&turn.next).unwrap();
        self.dialogue = serde_json::from_str(&stored).unwrap();
        assert_eq!(self.dialogue, turn.next);
        assert!(!stored.contains("01067"), "the postcode is never kept: {stored}");
    }

    fn writes(mut self, text: &str) -> Self {
        writeln!(self.transcript, "Anna: {text}").unwrap();
        let turn = self.with(|ctx| self.dialogue.clone().hear(text, ctx));
        self.take(turn);
        self
    }

    /// Anna has a link to this target, and shows it.
    fn shows(mut self, target: Target) -> Self {
        self.link = Some(Ticket { link: "7F3K9QXT".parse().unwrap(), target });
        let mut talk = self.writes("start K7QF-3M9P-XT2A-ZW4B");
        talk.link = None;
        talk
    }

    fn all(self, texts: &[&str]) -> Self {
        texts.iter().fold(self, |talk, text| talk.writes(text))
    }

    /// Only what follows.
    fn afresh(mut self) -> Self {
        self.transcript.clear();
        self
    }

    fn at(self, text: &str) -> Self {
        let expected = text;
        let step = serde_json::to_value(self.dialogue.step()).unwrap();
        assert_eq!(step["step"], expected, "{}", self.transcript);
        self
    }
}

fn german() -> Talk {
    Talk::begin(Locale::De)
}

mod conversations;
mod dates;
mod links;

#[test]
fn three_misunderstandings_bring_the_help_lines_and_the_way_stays_open() {
    let talk = german().afresh().all(&["hm", "weiß nicht", "???"]);
    assert_eq!(talk.transcript.matches("116 123").count(), 1);
    assert!(talk.transcript.find("???").unwrap() < talk.transcript.find("116 123").unwrap());
    let talk = talk.writes("Schulden").at("postcode").afresh().all(&["1067", "zu Hause", "0106"]);
    assert_eq!(talk.transcript.matches("116 123").count(), 1);
    let talk = talk.writes("01067").at("pseudonym").afresh().all(&["x", "anna@example.org", "🦀🦀"]);
    assert_eq!(talk.transcript.matches("116 123").count(), 1);
    let talk =
        talk.all(&["Wolke 7", "ja"]).at("consent").afresh().all(&["wer liest das?", "hm", "vielleicht"]);
    assert_eq!(talk.transcript.matches("116 123").count(), 1);
    talk.writes("Nein danke").at("ended");
}

#[test]
fn postcodes_as_people_write_them() {
    for text in [
        "01067",
        " 01067 ",
        "D-01067",
        "D 01067",
        "DE-01067",
        "01 067",
        "0 1 0 6 7",
        "PLZ: 01067",
        "01067 Dresden",
        "Ich wohne in 01067 Dresden, Haus 3.",
        "０１０６７",
    ] {
        german().writes("Schulden").writes(text).at("pseudonym");
    }
    for text in ["1067", "010677", "Dresden", "01067 oder 01069", "", "0171 2345678", "-", "٠١٠٦٧"] {
        german().writes("Schulden").writes(text).at("postcode");
    }
}

#[test]
fn places_abroad_and_several_codes_are_said_to_be_so() {
    for text in ["A-1010", "CH-8000", "Österreich 1010", "AT 5020", "F-67000", "Ich wohne in der Schweiz"] {
        let talk = german().writes("Schulden").afresh().writes(text).at("postcode");
        assert!(talk.transcript.contains("keine Postleitzahl in Deutschland"), "{}", talk.transcript);
        talk.writes("01067").at("pseudonym");
    }
    let talk = german().writes("Schulden").afresh().writes("01067 oder 01069").at("postcode");
    assert!(talk.transcript.contains("mehrere Postleitzahlen"), "{}", talk.transcript);
    for text in ["ich bin 42 und wohne in 01067", "Ich wohne seit 2015 in 01067 Dresden"] {
        german().writes("Schulden").writes(text).at("pseudonym");
    }
}

#[test]
fn one_line_may_answer_two_questions() {
    for text in ["Schulden 01067", "4, 01067", "Der Gerichtsvollzieher kommt, ich wohne in 01067 Dresden"] {
        let talk = german().afresh().writes(text).at("pseudonym");
        assert!(talk.transcript.contains("Gut, es geht um Schulden."), "{}", talk.transcript);
        assert!(talk.transcript.contains("Schuldnerberatung Dresden"), "{}", talk.transcript);
    }
    // What is not used at once is not kept.
    german().writes("Kinder 01067").at("topic").writes("2").at("postcode");
    german().writes("Schulden A-1010").at("postcode");
}

#[test]
fn a_number_is_picked_in_words() {
    for text in ["vier", "die vierte", "Nr. 4 bitte", "Nummer vier", "the fourth one", "4."] {
        let talk = german().afresh().writes(text).at("postcode");
        assert!(talk.transcript.contains("es geht um Schulden"), "{}", talk.transcript);
    }
}

#[test]
fn the_first_greeting_is_swallowed_and_a_later_one_asks_again() {
    for text in [
        "Hallo",
        "hallo!",
        "Guten Tag",
        "Guten Abend, liebes Team",
        "Grüß Gott",
        "Moin moin",
        "Hi there",
        "👋",
    ] {
        let talk = german().afresh().writes(text).at("topic");
        assert_eq!(talk.transcript, format!("Anna: {text}\n"));
        let talk = talk.writes("Hallo?").at("topic");
        assert!(talk.transcript.contains("Worum geht es?") && !talk.transcript.contains("nicht verstanden"));
        talk.writes("Schulden").at("postcode");
    }
    german().writes("Hallo, ich habe Schulden").at("postcode").writes("Hallo").at("postcode");
    german().all(&["Schulden", "01067", "Guten Morgen"]).at("pseudonym").writes("ok").at("consent");
}

#[test]
fn a_name_is_confirmed_and_agreement_and_thanks_are_none() {
    let named = || german().all(&["Schulden", "01067"]).afresh();
    let talk = named().writes("Wolke 7").at("name");
    assert!(talk.transcript.contains("Soll ich Sie Wolke 7 nennen?"), "{}", talk.transcript);
    for yes in ["ja", "gerne", "passt", "👍"] {
        named().all(&["Wolke 7", yes]).at("consent");
    }
    named().all(&["Wolke 7", "nein"]).at("pseudonym").writes("ok").at("consent");
    named().all(&["Wolke 7", "Wolke 8", "ja", "ja"]).at("done");
    // The suggestion was seen, and needs no second question.
    for taken in [
        "ok",
        "gerne",
        "passt",
        "egal",
        "Gefällt mir",
        "gefällt mir gut",
        "das ist in ordnung",
        "👍",
        "super",
    ] {
        named().writes(taken).at("consent");
    }
    for none in
        ["Danke", "vielen Dank", "danke schön", "hm", "Was?", "wie heißen Sie?", "weiß nicht", "keine Ahnung"]
    {
        named().writes(none).at("pseudonym");
    }
    for (told, name) in [
        ("Ich bin Wolke", "Wolke"),
        ("Nennen Sie mich bitte Stiller Fluss.", "Stiller Fluss"),
        ("mein Name ist Kim", "Kim"),
        ("call me Cloud", "Cloud"),
        ("Amsel", "Amsel"),
    ] {
        let talk = named().writes(told).at("name");
        assert!(talk.transcript.contains(&format!("Soll ich Sie {name} nennen?")), "{}", talk.transcript);
    }
}

#[test]
fn help_new_and_cancel_work_at_every_step() {
    let way = ["Schulden", "01067", "Wolke 7", "ja", "ja"];
    for length in 0..=way.len() {
        let here = || {
            let mut talk = german().all(&way[..length]);
            talk.dialogue.fresh = false;
            talk
        };
        let before = here().dialogue;
        let helped = here().afresh().writes("Hilfe!");
        assert_eq!(helped.dialogue, before);
        assert!(helped.transcript.contains("116 123") && helped.transcript.contains("neu"));
        assert!(helped.transcript.lines().count() < 20, "{}", helped.transcript);
        here().writes("neu").at("topic");
        here().writes("abbrechen").at(if length == way.len() { "done" } else { "ended" });
        let english = here().writes("english").dialogue;
        assert_eq!((english.locale(), english.step()), (Locale::En, before.step()));
        let closing = here().writes("abschließen 7F3K9Q");
        assert_eq!(closing.dialogue, before);
        assert_eq!(closing.act, Some(Act::Close { reference: Reference::parse("7F3K9Q").ok() }));
    }
    german().writes("abbrechen").writes("Guten Tag").at("ended").writes("neu").at("topic");
}

#[test]
fn a_directory_that_changes_in_between_is_noticed() {
    let mut talk = german().all(&["Schulden", "01067", "ok"]).afresh();
    let mut draft = directory().draft();
    draft.centres.retain(|centre| centre.id.as_str() != "dresden");
    draft.counsellors.retain(|counsellor| counsellor.centre.as_str() != "dresden");
    talk.directory = Directory::check(draft).unwrap();
    let mut talk = talk.writes("ja").at("postcode");
    assert!(talk.act.is_none() && talk.transcript.contains("keine neuen Anfragen"));
    talk.directory = Directory::default();
    let talk = talk.writes("01067").at("topic");
    talk.all(&["1", "Schulden"]).at("topic");
}

#[test]
fn the_pseudonym_stays_out_of_debug_and_of_what_is_open() {
    let talk = german().all(&["Schulden", "01067", "Kanarienvogel", "ja", "ja"]);
    assert!(!format!("{:?}", talk.act).contains("Kanarienvogel"));
    for length in 0..5 {
        let talk = german().all(&["Schulden", "01067", "Kanarienvogel", "ja", "ja"][..length]);
        assert!(!format!("{:?}", talk.dialogue).contains("Kanarienvogel"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_written_there_is_an_answer(texts in prop::collection::vec(
        prop_oneof![
            any::<String>(),
            prop::sample::select(vec![
                "Schulden", "Kinder", "2", "01067", "80331", "andere", "ok", "ja", "nein", "neu", "hilfe",
                "abbrechen", "english", "deutsch", "abschließen", "liste", "Wolke 7", "hallo", "danke", "suizid", "\0\u{202E}",
            ]).prop_map(str::to_owned),
        ],
        0..12,
    )) {
        let (directory, catalogue) = (directory(), Catalogue::load().unwrap());
        let suggestion = pseudonym::suggest(&catalogue, Locale::De, 1);
        let load = Load::none();
        let ctx = Context { directory: &directory, load: &load, now: Timestamp::default(), suggestion: &suggestion, notice_link: None, link: None, dates: &[] };
        let mut dialogue = Dialogue::begin(Locale::De, &ctx).next;
        for text in texts {
            let turn = dialogue.hear(&text, &ctx);
            let greeted = crate::words::heard::is_greeting(&crate::words::heard::Heard::new(&text));
            prop_assert!(!turn.say.is_empty() || turn.then.is_some() || greeted);
            let message = catalogue.say_all(turn.next.locale(), &turn.say);
            prop_assert!(message.plain.len() < 8_000);
            dialogue = turn.next;
        }
    }

    #[test]
    fn a_very_long_message_is_harmless(length in 0_usize..200_000, letter in any::<char>()) {
        let talk = german();
        let text: String = std::iter::repeat_n(letter, length).collect();
        let turn = talk.with(|ctx| talk.dialogue.clone().hear(&text, ctx));
        prop_assert!(turn.then.is_none());
    }
}

#[test]
fn places_and_codes_that_nobody_has_are_asked_about() {
    let talk = german().writes("Schulden").afresh().writes("Dresden").at("postcode");
    assert!(talk.transcript.contains("Dresden: 01067–01328"), "{}", talk.transcript);
    talk.writes("01069").at("pseudonym");
    let talk = german().writes("Schulden").afresh().writes("Ich wohne in Bad Honnef").at("pseudonym");
    assert!(talk.transcript.contains("Bad Honnef hat die Postleitzahl 53604"), "{}", talk.transcript);
    let talk = german().writes("Schulden").afresh().writes("Frankfurt").at("postcode");
    assert!(talk.transcript.contains("Frankfurt (Oder)") && talk.transcript.contains("Frankfurt am Main"));
    // Tables age: who says it again is believed.
    let talk = german().writes("Schulden").afresh().writes("99999").at("postcode");
    assert!(talk.transcript.contains("Diese Postleitzahl kenne ich nicht"), "{}", talk.transcript);
    talk.writes("99999").at("pseudonym");
    let talk = german().afresh().writes("Schulden 99999").at("postcode");
    assert!(talk.transcript.contains("Diese Postleitzahl kenne ich nicht"), "{}", talk.transcript);
    german().writes("Schulden").writes("weiß nicht").at("postcode").writes("Wien").at("postcode");
}
