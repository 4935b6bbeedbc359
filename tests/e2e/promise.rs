//! Nobody waits unseen: the centre is reminded, then the administration and the seeker are told; and what is counted of
//! it gives nobody away.

use anyhow::{Result, ensure};
use lotse_tests::{
    Stage,
    canary::{Canary, search_bytes},
    people::Heard,
    smtp::MailServer,
    stage::{Seeker, Setting, reference},
};

use crate::asking::LOTSE;

#[tokio::test(flavor = "multi_thread")]
async fn the_centre_is_reminded_twice_and_then_the_administration_is_told() -> Result<()> {
    let mut server = MailServer::plain()?;
    server.opens().await?;
    let contacts =
        "[administration]\ncontacts = [\"@edda:lotse.example\", \"referat@carrier.example\"]\n".to_owned();
    let setting = Setting::default().settings(&contacts).settings(&server.settings()).with_clock();
    let stage = Stage::open_with(LOTSE, setting).await?;
    let ben = stage.counsellor("ben").await?;
    let edda = stage.person("edda").await?;

    // Nobody accepts Anna; Ben accepts Yusuf, and says nothing.
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let waits = anna.asks("Schulden", "01067", "Zimtsternchen", "Tukan eins").await?;
    let first = reference(&ben.sees_card("Tukan eins").await?)?;
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    let silent = yusuf.asks("Schulden", "01067", "Grüner Igel", "Tukan zwei").await?;
    let second = reference(&ben.sees_card("Tukan zwei").await?)?;
    assert_eq!(ben.takes("Tukan zwei").await?, silent);
    stage.settles().await?;

    let waited = |hours: i64| {
        [
            format!("Die Erstanfrage {first} wartet seit {hours} Stunden darauf"),
            format!("Im Fall {second} von ben wartet jemand seit {hours} Stunden"),
        ]
    };
    let heard = |words: &str| {
        let all = [&ben.enquiries, &ben.team].map(|room| ben.person.reads_all(room)).concat();
        all.iter().filter(|said| said.contains(words)).count()
    };
    stage.lets_time_pass(11)?;
    stage.settles().await?;
    for hours in [12, 36] {
        stage.lets_time_pass(hours)?;
        let [unaccepted, unanswered] = waited(hours);
        ben.person.hears(&ben.enquiries, &unaccepted).await?;
        ben.person.hears(&ben.team, &unanswered).await?;
    }
    assert_eq!(heard("Zugesagt ist"), 4, "two reminders of each, and none before");
    assert_eq!(server.letters()?, [], "the administration is not told before the promise is broken");

    stage.lets_time_pass(48)?;
    let broken =
        format!("Die Erstanfrage {first} wartet noch immer darauf, dass jemand sie annimmt, seit 48 Stunden");
    let told = ben.person.hears(&ben.enquiries, &broken).await?;
    assert!(told.body.contains("Die Verwaltung weiß jetzt davon."), "{}", told.body);
    ben.person
        .hears(&ben.team, &format!("Im Fall {second} von ben fehlt noch immer die erste Antwort"))
        .await?;
    for (seeker, room) in [(&anna, &waits), (&yusuf, &silent)] {
        let kind = seeker.person.hears(room, "länger auf eine Antwort, als wir Ihnen zugesagt haben").await?;
        assert!(kind.body.contains("Hilfe für jetzt gleich"), "{}", kind.body);
    }

    // The administration hears which centre and how long, and nothing of anybody.
    server.takes(2).await?;
    let letters = server.letters()?;
    let chat =
        edda.is_invited_where("a chat with the reception", |to| to.inviter == Stage::RECEPTION).await?;
    let chat = edda.accepts(&chat).await?;
    edda.hears(&chat, "Schuldnerberatung Dresden").await?;
    stage.settles().await?;
    // Two promises of which two people are told; when that was is written down.
    let told = "select count(*) from breach_notice where told_ms is not null";
    assert_eq!(stage.counts("select count(*) from breach").await?, 2);
    assert_eq!(stage.counts(told).await?, 4);
    edda.catches_up().await?;
    let words = ["Tukan", "Zimtsternchen", "Igel", "@anna", "@ben", "@yusuf", &first, &second];
    let canaries = words.map(Canary::new);
    for letter in &letters {
        assert_eq!(letter.to, ["referat@carrier.example"]);
        let hits = search_bytes(&canaries, letter.raw.as_bytes(), "letter");
        assert!(hits.is_empty(), "{hits:?}\n{}", letter.raw);
    }
    let in_chat: Vec<String> =
        edda.knows(&chat).into_iter().filter(Heard::is_message).map(|heard| heard.body).collect();
    assert_eq!(in_chat.len(), 2, "once for each: {in_chat:?}");
    for said in &in_chat {
        assert!(said.contains("48 Stunden"), "{said}");
        assert!(search_bytes(&canaries, said.as_bytes(), "chat").is_empty(), "{said}");
    }
    assert!(edda.knows(&chat).into_iter().filter(Heard::is_message).all(|heard| heard.encrypted));
    assert_eq!(
        stage.counted("lotse_promises_broken_total", "told=\"administration\"").await?.to_string(),
        "2"
    );

    // Once answered, it is over; and two cases are too few to be counted in public.
    ben.person.says(&silent, "Guten Tag, es tut mir leid.").await?;
    yusuf.person.hears(&silent, "tut mir leid").await?;
    stage.settles().await?;
    let table = stage.lotse.says(&["figures"]).await?;
    let line = table.lines().nth(1).unwrap_or_default();
    let cells: Vec<&str> = line.split_whitespace().skip(1).collect();
    assert_eq!(
        cells,
        ["Schuldnerberatung", "Dresden", "Schulden", "*", "*", "*", "*", "*", "0", "0", "0", "*"],
        "{table}"
    );
    let csv = stage.lotse.says(&["figures", "--csv", "--from", "2026-01"]).await?;
    ensure!(csv.contains(";Schuldnerberatung Dresden;Schulden;*;*;*;*;*;0;0"), "{csv}");
    let file = stage.lotse.file("zahlen.xlsx");
    let path = file.to_str().unwrap_or_default();
    stage.lotse.says(&["figures", "--xlsx", path]).await?;
    ensure!(std::fs::read(&file)?.starts_with(b"PK"), "no workbook");
    ensure!(!stage.lotse.run(&["figures", "--xlsx", path]).await?.status.success(), "it wrote over a file");
    Ok(())
}
