use super::*;

fn reference() -> Reference {
    Reference::parse("7F3K9Q").unwrap()
}

#[test]
fn commands_as_people_write_them() {
    let accept = Command::Accept { reference: reference() };
    for text in [
        "annehmen 7F3K9Q",
        "Annehmen: 7f3k9q!",
        "  ANNEHMEN  7f3-k9q ",
        "accept 7F3 K9Q",
        "annehmen Fall 7F3K9Q",
    ] {
        assert_eq!(Command::parse(text), Ok(accept.clone()), "{text}");
    }
    let key = Command::Key { reference: reference() };
    for text in
        ["schlüssel 7F3K9Q", "Schlu\u{308}ssel 7F3K9Q", "schluessel 7f3k9q", "SCHLÜSSEL 7F3K9Q", "key 7F3K9Q"]
    {
        assert_eq!(Command::parse(text), Ok(key.clone()), "{text}");
    }
    for text in ["abschließen", "Abschliessen.", "ABSCHLIEẞEN", "close"] {
        assert_eq!(Command::parse(text), Ok(Command::Close { reference: None }), "{text}");
    }
    assert_eq!(Command::parse("abschließen 7F3K9Q"), Ok(Command::Close { reference: Some(reference()) }));
    assert_eq!(Command::parse("Hilfe!"), Ok(Command::Help));
    for (text, until, deputy) in [
        ("abwesend bis 24.12.", "bis 24.12.", None),
        (
            "Abwesend bis 24.12.2026, Vertretung: @cem:lotse.example",
            "bis 24.12.2026,",
            Some("@cem:lotse.example"),
        ),
        ("away until 2026-12-24 deputy Cem Yılmaz", "until 2026-12-24", Some("Cem Yılmaz")),
        ("abwesend", "", None),
        ("abwesend vertretung", "", Some("")),
    ] {
        let away = Command::Away { until: until.to_owned(), deputy: deputy.map(str::to_owned) };
        assert_eq!(Command::parse(text), Ok(away), "{text}");
    }
    for text in ["anwesend", "Anwesend!", "wieder da", "back"] {
        assert_eq!(Command::parse(text), Ok(Command::Back), "{text}");
    }
    for (text, who) in [("räume", None), ("Rooms!", None), ("räume @cem", Some("@cem"))] {
        assert_eq!(Command::parse(text), Ok(Command::Rooms { who: who.map(str::to_owned) }), "{text}");
    }
    assert_eq!(Command::parse("Räume sind heute belegt"), Err(NotACommand::Unknown));
    let call = |video| Ok(Command::Call { reference: "7F3K9Q".parse().unwrap(), video });
    assert_eq!(Command::parse("Anruf 7F3K9Q"), call(false));
    assert_eq!(Command::parse("videoanruf 7f3k9q"), call(true));
    for talk in ["anruf", "Anruf morgen", "Anruf um 10"] {
        assert!(Command::parse(talk).is_err(), "{talk}");
    }
    for text in ["vor ort", "Vor Ort!", "on site"] {
        assert_eq!(Command::parse(text), Ok(Command::AtOnce), "{text}");
    }
    assert!(Command::parse("vor ort ist heute niemand").is_err(), "talk");
    for text in ["mein link", "Mein Link!", "meinlink", "my link"] {
        assert_eq!(Command::parse(text), Ok(Command::MyLink), "{text}");
    }
    for (text, wanted) in [("mail an", true), ("E-Mail an", true), ("Mail aus!", false), ("mail off", false)]
    {
        assert_eq!(Command::parse(text), Ok(Command::Mail { wanted }), "{text}");
    }
    for text in ["ruhe 20-7", "Ruhe 20 – 7 Uhr", "ruhe 20 bis 7", "quiet 20-7", "Ruhezeit 20:00-7:00."] {
        let hours = QuietHours::parse("20-7").ok();
        assert_eq!(Command::parse(text), Ok(Command::Quiet { hours }), "{text}");
    }
    assert_eq!(Command::parse("ruhe aus"), Ok(Command::Quiet { hours: None }));
    assert_eq!(Command::parse("ruhe 20-20"), Err(NotACommand::HoursUnreadable));
}

#[test]
fn talk_is_no_command() {
    for text in [
        "Ruhe bitte!",
        "mail",
        "mail kommt noch",
        "",
        "Guten Tag",
        "hilfe ich weiß nicht weiter",
        "Ich will das abschließen",
        "🦀",
        "\0",
    ] {
        assert_eq!(Command::parse(text), Err(NotACommand::Unknown), "{text}");
    }
    for text in ["annehmen", "annehmen bitte!", "schlüssel 7F3K9", "abschließen möchte ich das nicht"] {
        assert_eq!(Command::parse(text), Err(NotACommand::ReferenceUnreadable), "{text}");
    }
}

#[test]
fn giving_a_case_away() {
    let hand_over =
        |to: &str, history| Command::HandOver { reference: reference(), to: to.to_owned(), history };
    for (text, expected) in [
        ("übergeben 7F3K9Q @cem:lotse.example", hand_over("@cem:lotse.example", Handed::All)),
        ("Übergeben Fall 7f3k9q  Cem Yıldız", hand_over("Cem Yıldız", Handed::All)),
        ("handover 7F3K9Q cem without history", hand_over("cem", Handed::Nothing)),
        (
            "übergeben 7F3K9Q @cem:lotse.example ohne Verlauf.",
            hand_over("@cem:lotse.example", Handed::Nothing),
        ),
        ("übergeben 7F3K9Q", hand_over("", Handed::All)),
        (
            "weiterleiten 7F3K9Q Sucht ohne Grenzen ohne verlauf",
            Command::Forward {
                reference: reference(),
                to: "Sucht ohne Grenzen".to_owned(),
                history: Handed::Nothing,
            },
        ),
        ("Übergabe zurück 7F3K9Q", Command::TakeBack { reference: reference() }),
        ("withdraw 7F3K9Q", Command::TakeBack { reference: reference() }),
    ] {
        assert_eq!(Command::parse(text), Ok(expected), "{text}");
    }
    assert_eq!(Command::parse("übergeben bitte"), Err(NotACommand::ReferenceUnreadable));
}

#[test]
fn standing_in_keeps_names_as_they_are_written() {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect();
    for (text, kept) in [
        ("vertretung Blaue Amsel krank", "Blaue Amsel krank"),
        ("Vertretung: Grüne Straße Urlaub bis 31.12.", "Grüne Straße Urlaub bis 31.12."),
        ("vertretung Ende Gelände krank", "Ende Gelände krank"),
        ("cover Blaue Amsel illness", "Blaue Amsel illness"),
    ] {
        assert_eq!(Command::parse(text), Ok(Command::Cover { words: words(kept) }), "{text}");
    }
    assert_eq!(Command::parse("vertretung"), Ok(Command::Cover { words: Vec::new() }));
    for text in ["vertretung ende 7F3K9Q", "Vertretung beenden: 7f3k9q", "cover end 7F3 K9Q"] {
        assert_eq!(Command::parse(text), Ok(Command::EndCover { reference: reference() }), "{text}");
    }
    for text in ["vertretung ende", "vertretung ende 7F3K9"] {
        assert_eq!(Command::parse(text), Err(NotACommand::ReferenceUnreadable), "{text}");
    }
}

#[test]
fn stopping_somebody_keeps_the_words_as_they_are_written() {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    for (text, kept) in [
        ("stumm 7F3K9Q", ""),
        ("Stumm: 7f3-k9q, bis 3.12.", "bis 3.12."),
        ("stumm Fall 7F3 K9Q Beleidigung 3 Tage", "Beleidigung 3 Tage"),
        ("mute 7F3K9Q until 2026-12-03", "until 2026-12-03"),
    ] {
        let mute = Command::Mute { reference: reference(), words: words(kept) };
        assert_eq!(Command::parse(text), Ok(mute), "{text}");
    }
    for text in ["stumm ende 7F3K9Q", "Stumm beenden: 7f3k9q!", "mute end 7F3 K9Q", "unmute 7F3K9Q"] {
        assert_eq!(Command::parse(text), Ok(Command::Unmute { reference: reference() }), "{text}");
    }
    let because = |reason: &str| Command::TurnAway { reference: reference(), reason: reason.to_owned() };
    for (text, command) in [
        ("schließen 7F3K9Q Beleidigt alle.", because("Beleidigt alle.")),
        ("Schliessen Fall 7f3 k9q Werbung", because("Werbung")),
        ("schließen 7F3K9Q", Command::Close { reference: Some(reference()) }),
        ("dismiss 7F3K9Q abuse", because("abuse")),
        ("dismiss 7F3K9Q", because("")),
    ] {
        assert_eq!(Command::parse(text), Ok(command), "{text}");
    }
    // A word too many ends a case as nobody else's: only who says so turns somebody away.
    for text in ["abschließen 7F3K9Q danke", "schließen wir das ab", "stumm", "stumm ende", "stumm bleiben"]
    {
        assert_eq!(Command::parse(text), Err(NotACommand::ReferenceUnreadable), "{text}");
    }
}

#[test]
fn whether_somebody_may_come_back() {
    let number = || Number::parse("4827").unwrap();
    for (text, verdict) in [
        ("zurück 7F3K9Q ja 4827", Verdict::Yes(number())),
        ("Zurück Fall 7f3k9q: Ja, 48 27!", Verdict::Yes(number())),
        ("back 7F3K9Q yes 4827", Verdict::Yes(number())),
        ("zurück 7F3K9Q 4827", Verdict::Yes(number())),
        ("zurück 7F3K9Q nein", Verdict::No(None)),
        ("back 7F3K9Q no 4827", Verdict::No(Some(number()))),
        ("zurück 7F3K9Q", Verdict::Unclear),
        ("zurück 7F3K9Q ja", Verdict::Unclear),
        ("zurück 7F3K9Q ja 482", Verdict::Unclear),
    ] {
        assert_eq!(Command::parse(text), Ok(Command::LetBack { reference: reference(), verdict }), "{text}");
    }
    // Many a word could be a case's number.
    for text in
        ["zurück morgen", "zurück Montag früh", "back monday", "zurück 7F3K9Q nein danke", "zurück um 14 Uhr"]
    {
        assert_eq!(Command::parse(text), Err(NotACommand::Unknown), "{text}");
    }
}

#[test]
fn signing_in_and_out_as_people_write_it() {
    for text in
        ["anmelden 7F-3K9Q", "Anmelden 7f3k9q.", "ANMELDEN 7F 3K9Q", "sign in 7F-3K9Q", "login 7f3k9q"]
    {
        assert_eq!(Command::parse(text), Ok(Command::SignIn { code: Some(reference()) }), "{text}");
    }
    // Meant as one, and none: it gets an answer.
    for text in ["anmelden", "anmelden 7F3K9", "anmelden 7F3K9QQ1", "sign in 12"] {
        assert_eq!(Command::parse(text), Ok(Command::SignIn { code: None }), "{text}");
    }
    // Colleagues talk.
    for text in
        ["anmelden kann man sich auch mittwochs", "anmelden bitte", "sign in please everybody", "anmeldung"]
    {
        assert_eq!(Command::parse(text), Err(NotACommand::Unknown), "{text}");
    }
    for (text, everywhere) in
        [("abmelden", false), ("Abmelden alle!", true), ("sign out", false), ("sign out all", true)]
    {
        assert_eq!(Command::parse(text), Ok(Command::SignOut { everywhere }), "{text}");
    }
    assert_eq!(Command::parse("abmelden muss ich mich noch"), Err(NotACommand::Unknown));
}

#[test]
fn passkeys_are_listed_and_taken_away_by_words() {
    for text in ["passkeys", "Passkeys!", "passkey liste"] {
        assert_eq!(Command::parse(text), Ok(Command::Passkeys), "{text}");
    }
    for (text, number) in [
        ("passkeys entfernen", None),
        ("Passkeys löschen.", None),
        ("passkeys remove all", None),
        ("passkey entfernen 2", Some(2)),
    ] {
        assert_eq!(Command::parse(text), Ok(Command::RemovePasskeys { number }), "{text}");
    }
    for text in ["passkeys sind praktisch", "passkey entfernen wir morgen", "passkeys entfernen 99999999"] {
        assert_eq!(Command::parse(text), Err(NotACommand::Unknown), "{text}");
    }
}

#[test]
fn duty_is_told_by_a_whole_message() {
    for text in ["dienst an", "Dienst ein!", "Im Dienst", "duty on", "on duty"] {
        assert_eq!(Command::parse(text), Ok(Command::Duty { on: true }), "{text}");
    }
    for text in ["dienst aus", "Dienst Ende.", "duty off", "off duty"] {
        assert_eq!(Command::parse(text), Ok(Command::Duty { on: false }), "{text}");
    }
    for talk in ["dienst", "Wer hat Dienst?", "im Dienst bin ich morgen", "dienst an der Pforte"] {
        assert_eq!(Command::parse(talk), Err(NotACommand::Unknown), "{talk}");
    }
}
