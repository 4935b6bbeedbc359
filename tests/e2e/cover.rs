//! Standing in: with a reason, for a time, visibly; and when it is over, nothing new can be read.

use std::{collections::BTreeSet, time::Duration};

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    people::Heard,
    stage::{Counsellor, Seeker, Setting, reference},
    workbook::Cast,
};
use matrix_sdk::ruma::{OwnedRoomId, RoomId};
use serde_json::Value;
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::time::Instant;

use crate::{
    asking::LOTSE,
    kill::{AROUND_TRANSCRIPTS, FAIL_POINT, dies_of_it},
};

/// Where Lotse dies while somebody comes in, and while they go.
const AT_BEGIN: &[&str] = &[
    "event.before_commit",
    "event.after_commit",
    "history.after_upload",
    "history.after_announcement",
    "invitation.after",
    "effect.before_commit",
];
const AT_END: &[&str] = &["event.before_commit", "removal.after", "effect.after_commit"];

/// Somebody called `name` asks as `pseudonym`, and `counsellor` takes it; the reference is the third.
async fn counselled(
    stage: &Stage,
    name: &str,
    (topic, postcode): (&str, &str),
    pseudonym: &str,
    counsellor: &Counsellor,
) -> Result<(Seeker, OwnedRoomId, String)> {
    let seeker = Seeker::knocks(stage.person(name).await?).await?;
    let worry = format!("Hier ist {name}.");
    let case = seeker.asks(topic, postcode, pseudonym, &worry).await?;
    let reference = reference(&counsellor.sees_card(&worry).await?)?;
    ensure!(counsellor.takes(&worry).await? == case, "{} is in another room", counsellor.person.name());
    seeker.person.hears(&case, "hat Ihre Anfrage angenommen").await?;
    Ok((seeker, case, reference))
}

/// What is answered in the Team room, and after how long.
async fn answered(counsellor: &Counsellor, words: &str, with: &str) -> Result<(Heard, Duration)> {
    counsellor.person.says(&counsellor.team, words).await?;
    let asked = Instant::now();
    let answer = counsellor.person.hears_next(&counsellor.team, with).await;
    Ok((answer.with_context(|| format!("on {words:?}"))?, asked.elapsed()))
}

/// The colleague comes in through an invitation to this room.
async fn comes_in(colleague: &Counsellor, case: &RoomId) -> Result<()> {
    let invitation = colleague.person.is_invited_where("the case room", |to| to.room == case).await?;
    colleague.person.accepts(&invitation).await.map(drop)
}

/// After `ends`, the colleague is out, and has no key for what seeker and counsellor write from then on.
async fn reads_no_more(
    colleague: &Counsellor,
    seeker: &Seeker,
    ben: &Counsellor,
    case: &RoomId,
) -> Result<()> {
    colleague.person.is_out_of(case).await?;
    for person in [&seeker.person, &ben.person] {
        person.hears_next(case, "cem vertritt nicht mehr").await?;
    }
    let secret = "Das geht nur noch uns beide etwas an.";
    let by_anna = seeker.person.says(case, secret).await?;
    let by_ben = ben.person.says(case, secret).await?;
    ben.person.hears(case, secret).await?;
    colleague.person.catches_up().await?;
    for event in [by_anna, by_ben] {
        let path = format!("/_matrix/client/v3/rooms/{case}/event/{event}");
        let sealed = ben.person.calls("GET", &path, None).await?;
        ensure!(ben.person.can_decrypt(case, &sealed).await?, "ben has lost his keys");
        ensure!(!colleague.person.can_decrypt(case, &sealed).await?, "cem has the key for {event}");
        let refused = colleague.person.calls("GET", &path, None).await;
        ensure!(refused.is_err(), "the homeserver gives {event} to cem");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_stands_in_until_the_end() -> Result<()> {
    let mut stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let (anna, case, reference) =
        counselled(&stage, "anna", ("Schulden", "01067"), "Blaue Amsel", &ben).await?;
    ben.person.says(&case, "Guten Tag, ich bin Ben.").await?;
    anna.person.hears(&case, "ich bin Ben").await?;
    let old = anna.person.says(&case, "Es geht um drei Briefe.").await?;
    ben.person.hears(&case, "drei Briefe").await?;
    answered(&ben, "vertretung Blaue Amsel krank", "haben Sie selbst").await?;

    // In: with the whole past, and a word to everybody; the reason only to the team.
    let (begun, _) = answered(&cem, "Vertretung: BLAUE  amsel, krank", "vertritt").await?;
    assert!(begun.body.contains("ben") && begun.body.contains(&reference), "{}", begun.body);
    assert!(begun.body.ends_with("Grund: krank"), "{}", begun.body);
    comes_in(&cem, &case).await?;
    for words in ["Hier ist anna.", "ich bin Ben", "drei Briefe"] {
        cem.person.hears(&case, words).await?;
    }
    for person in [&anna.person, &ben.person, &cem.person] {
        let notice = person.hears(&case, "cem vertritt bis").await?;
        assert!(!notice.body.contains("krank"), "{}", notice.body);
    }
    cem.person.says(&case, "Ich springe heute ein.").await?;
    anna.person.hears(&case, "springe heute ein").await?;
    // A key that was missed comes again, to whoever stands in, too.
    cem.person.says(&cem.team, &format!("schlüssel {reference}")).await?;
    cem.person.hears(&cem.enquiries, "noch einmal eingeladen").await?;
    comes_in(&cem, &case).await?;

    // Out: when the time is over, by a word, and when Ben is back.
    stage.lets_time_pass(15 * 24 + 1)?;
    reads_no_more(&cem, &anna, &ben, &case).await?;
    let path = format!("/_matrix/client/v3/rooms/{case}/event/{old}");
    let sealed = ben.person.calls("GET", &path, None).await?;
    ensure!(cem.person.can_decrypt(&case, &sealed).await?, "what cem was given he has");
    answered(&cem, "vertretung Blaue Amsel Termin im Amt bis heute", "Grund: Termin im Amt").await?;
    comes_in(&cem, &case).await?;
    cem.person.says(&cem.team, &format!("vertretung ende {reference}")).await?;
    reads_no_more(&cem, &anna, &ben, &case).await?;
    answered(&cem, "vertretung Blaue Amsel Urlaub", "Grund: Urlaub").await?;
    comes_in(&cem, &case).await?;
    ben.person.says(&case, "Ich bin wieder da.").await?;
    reads_no_more(&cem, &anna, &ben, &case).await?;
    stage.settles().await?;

    // The trail tells all of it, to Ben's and Cem's centre only, and names no seeker.
    let whole = stage.lotse.says(&["audit", "verify"]).await?;
    assert!(whole.starts_with("7 entries, none altered"), "{whole}");
    let head = whole.split_whitespace().last().context("no head")?.to_owned();
    let export = stage.lotse.says(&["audit", "export", "--centre", "dresden", "--json"]).await?;
    let mut lines = export.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
    // First of all the seeker's own consent, and to which wording of the notice it was given.
    let consent = lines.remove(0);
    let notice = stage.lotse.says(&["case", "consent", &reference]).await?;
    let version = consent["why"].as_str().context("no version")?;
    assert_eq!((&consent["what"], &consent["who"]), (&"consented".into(), &"(seeker)".into()));
    assert!(version.len() == 10 && notice.contains(version), "{consent} {notice}");
    let told: Vec<_> = lines.iter().map(|line| (line["what"].as_str(), line["why"].as_str())).collect();
    let words = ["illness", "time", "other", "command", "holiday", "return"];
    let kinds = ["cover_begun", "cover_ended"].iter().cycle();
    assert_eq!(told, kinds.zip(words).map(|(kind, why)| (Some(*kind), Some(why))).collect::<Vec<_>>());
    for line in &lines {
        assert_eq!(
            (&line["reference"], &line["whom"]),
            (&reference.as_str().into(), &cem.person.id().into())
        );
    }
    assert!(!export.contains("anna") && !export.contains("Amsel"), "{export}");
    assert_eq!(stage.lotse.says(&["audit", "export", "--centre", "freiburg", "--json"]).await?, "");
    let table = stage.lotse.says(&["audit", "export"]).await?;
    assert!(table.starts_with("number,at,centre,reference,what,who,whom,why,note,from,until,to_centre\n"));
    assert!(table.contains("Termin im Amt"), "{table}");

    // Whoever changes it is found out.
    stage.lotse.stop().await?;
    let file = SqliteConnectOptions::new().filename(stage.lotse.file("data/lotse.db"));
    let mut database = SqliteConnection::connect_with(&file).await?;
    sqlx::query("update audit set at_ms = at_ms + 1 where seq = 3").execute(&mut database).await?;
    database.close().await?;
    let refused = stage.lotse.run(&["audit", "verify", "--noted", &head]).await?;
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("broken at entry 3"), "{said}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_know_the_name_learns_nothing() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let [ben, cem, dora, gina] = [
        stage.counsellor("ben").await?,
        stage.counsellor("cem").await?,
        stage.counsellor("dora").await?,
        stage.counsellor("gina").await?,
    ];
    let (_, own, _) = counselled(&stage, "anna", ("Schulden", "01067"), "Blaue Amsel", &ben).await?;
    let (_, other, elsewhere) = counselled(&stage, "yusuf", ("Sucht", "01067"), "Grüner Wal", &gina).await?;
    let (lea, closed, ended) =
        counselled(&stage, "lea", ("Schulden", "01067"), "Stiller Otter", &ben).await?;
    lea.person.says(&closed, "abschließen").await?;
    lea.person.hears(&closed, "haben diesen Fall beendet").await?;
    let mia = Seeker::knocks(stage.person("mia").await?).await?;
    mia.asks("Schulden", "01067", "Heller Stern", "Hier ist mia.").await?;
    cem.sees_card("Hier ist mia.").await?;

    // Nobody's name, another centre's, that of an ended case, of one that nobody has accepted, with other accents.
    let mut answers = Vec::new();
    for name in ["Kein Mensch", "Grüner Wal", "Stiller Otter", "Heller Stern", "Blaue Ämsel", "Blaue"] {
        answers.push(answered(&cem, &format!("vertretung {name} krank"), "Unter diesem Namen").await?);
    }
    let texts: BTreeSet<_> = answers.iter().map(|(heard, _)| heard.content.to_string()).collect();
    assert_eq!(texts.len(), 1, "{texts:#?}");
    for (_, after) in &answers {
        assert!(*after >= Duration::from_millis(900), "an answer came after {after:?}");
    }
    // The same for references.
    for reference in [&elsewhere, &ended] {
        let words = format!("vertretung ende {reference}");
        answered(&cem, &words, &format!("Die Fallnummer {reference} gibt es")).await?;
    }
    // What is wrong with the wish itself is said, whoever is meant.
    for (words, answer) in [
        ("vertretung", "wen Sie vertreten und warum"),
        ("vertretung Amsel", "wen Sie vertreten und warum"),
        ("vertretung Blaue Amsel krank bis 1.1.2020", "schon vorbei"),
        ("vertretung Blaue Amsel krank bis 1.1.2999", "höchstens 90 Tage"),
        ("vertretung Blaue Amsel krank bis Freitag", "konnte ich nicht lesen"),
    ] {
        answered(&cem, words, answer).await?;
    }
    answered(&dora, "vertretung Blaue Amsel krank", "keine Teamberatungsstelle").await?;
    cem.person.says(&cem.enquiries, "vertretung Blaue Amsel krank").await?;
    cem.person.hears(&cem.enquiries, "im Raum Team").await?;
    stage.settles().await?;
    for (counsellor, case) in [(&ben, &own), (&gina, &other)] {
        let inside = counsellor.person.members(case).await?;
        assert_eq!(inside.len(), 4, "{inside:?}");
    }
    assert!(cem.person.invitations().is_empty());

    // Two people with one name: the reference decides.
    let (_, _, first) = counselled(&stage, "zoe", ("Schulden", "01067"), "Bunter Fluss", &ben).await?;
    let (_, second, reference) =
        counselled(&stage, "ida", ("Schulden", "01067"), "bunter fluss", &ben).await?;
    answered(&cem, "vertretung Bunter Fluss Krise", "Diesen Namen haben mehrere").await?;
    let words = format!("vertretung Bunter Fluss {reference} Krise");
    let (begun, _) = answered(&cem, &words, "vertritt").await?;
    assert!(begun.body.contains(&reference) && !begun.body.contains(&first), "{}", begun.body);
    comes_in(&cem, &second).await?;
    stage.settles().await
}

/// Lotse is started anew, and dies at the point while `deed` has its effects.
async fn dies_at(stage: &mut Stage, point: &str, deed: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
    stage.settles().await?;
    stage.lotse.stop().await?;
    stage.lotse.set_environment(FAIL_POINT, point);
    stage.lotse.serve().await?;
    deed().await?;
    dies_of_it(&mut stage.lotse).await.with_context(|| format!("armed at {point}"))?;
    stage.lotse.serve().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_cover_begins_and_ends_once() -> Result<()> {
    let mut cast = Cast::default();
    cast.counsellor("dan", "dresden");
    let mut stage = Stage::open_with(LOTSE, Setting::default().cast(cast)).await?;
    let [ben, cem, dan] =
        [stage.counsellor("ben").await?, stage.counsellor("cem").await?, stage.counsellor("dan").await?];
    let (anna, case, reference) =
        counselled(&stage, "anna", ("Schulden", "01067"), "Blaue Amsel", &ben).await?;
    let (begin, end) = ("vertretung Blaue Amsel krank", format!("vertretung ende {reference}"));
    let begins = AT_BEGIN.iter().map(|point| (Some(*point), None));
    let mut rounds = 0;
    for (at_begin, at_end) in begins.chain(AT_END.iter().map(|point| (None, Some(*point)))) {
        let asks = async || cem.person.says(&cem.team, begin).await.map(drop);
        match at_begin {
            Some(point) => dies_at(&mut stage, point, asks).await?,
            None => asks().await?,
        }
        comes_in(&cem, &case).await?;
        cem.person.hears(&case, "Hier ist anna.").await?;
        anna.person.hears_next(&case, "cem vertritt bis").await?;
        let gives_up = async || cem.person.says(&cem.team, &end).await.map(drop);
        match at_end {
            Some(point) => dies_at(&mut stage, point, gives_up).await?,
            None => gives_up().await?,
        }
        reads_no_more(&cem, &anna, &ben, &case).await?;
        rounds += 1;
    }
    stage.settles().await?;
    anna.person.catches_up().await?;
    for words in ["cem vertritt bis", "cem vertritt nicht mehr"] {
        let told = anna.person.reads_all(&case).iter().filter(|told| told.contains(words)).count();
        assert_eq!(told, rounds, "{words}");
    }
    let whole = stage.lotse.says(&["audit", "verify"]).await?;
    assert!(whole.starts_with(&format!("{} entries, none altered", 2 * rounds + 1)), "{whole}");

    // Two ask at once: both stand in. Cem asks again while Ben ends the case: it is one or the other, never half.
    tokio::try_join!(cem.person.says(&cem.team, begin), dan.person.says(&dan.team, begin))?;
    tokio::try_join!(comes_in(&cem, &case), comes_in(&dan, &case))?;
    cem.person.says(&cem.team, &end).await?;
    cem.person.is_out_of(&case).await?;
    stage.settles().await?;
    let close = format!("abschließen {reference}");
    tokio::try_join!(cem.person.says(&cem.team, begin), ben.person.says(&ben.team, &close))?;
    ben.person.hears(&ben.team, &format!("Der Fall {reference} ist beendet")).await?;
    stage.settles().await?;
    let begun = stage.lotse.says(&["audit", "export", "--json"]).await?.matches("cover_begun").count();
    let invited = ben.person.invited(&case).await?.contains(cem.person.id());
    assert_eq!(begun == rounds + 3, invited, "{begun} covers began, and cem was invited: {invited}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transcript_is_given_once_and_to_members_only() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let (anna, case, reference) =
        counselled(&stage, "anna", ("Schulden", "01067"), "Blaue Amsel", &ben).await?;
    ben.person.says(&case, "Guten Tag, ich bin Ben.").await?;
    let picture =
        serde_json::json!({ "msgtype": "m.image", "body": "brief.jpg", "url": "mxc://lotse.example/x" });
    anna.person.sends(&case, "m.room.message", &picture).await?;
    let long = format!("Anfang {} Ende des Briefs.", "und noch ein Satz ".repeat(500));
    anna.person.says(&case, &long).await?;
    ben.person.hears(&case, "Ende des Briefs").await?;
    let wish = format!("verlauf {reference}");

    answered(&cem, &wish, &format!("Die Fallnummer {reference} gibt es")).await?;
    answered(&cem, "verlauf ZZZZZZ", "Die Fallnummer ZZZZZZ gibt es").await?;
    answered(&ben, &wish, "kommt in unseren verschlüsselten Chat").await?;
    let invitation =
        ben.person.is_invited_where("the chat", |to| to.name.as_deref() == Some("Lotse")).await?;
    assert!(invitation.direct, "{invitation:?}");
    let chat = ben.person.accepts(&invitation).await?;
    ben.person.hears_next(&chat, "Das war der Verlauf").await?;
    let parts = |heard: &[Heard]| {
        let parts =
            heard.iter().filter(|heard| heard.is_message() && heard.body.contains("· Verlauf, Teil "));
        parts.map(|heard| heard.body.clone()).collect::<Vec<_>>()
    };
    let told = parts(&ben.person.knows(&chat)).join("\n");
    let order =
        ["Hier ist anna.", "ben: Guten Tag, ich bin Ben.", "[brief.jpg]", "Anfang", "Ende des Briefs."];
    let places: Vec<_> = order.iter().map(|words| told.find(words)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {told}");
    assert!(told.contains(&format!("Ratsuchende·r {reference}: Hier ist anna.")), "{told}");
    assert!(ben.person.knows(&chat).iter().all(|heard| heard.kind != "m.room.message" || heard.encrypted));
    let first = parts(&ben.person.knows(&chat)).len();
    assert!(first >= 3, "a long message is cut: {first}");

    for (number, point) in AROUND_TRANSCRIPTS.iter().enumerate() {
        // The second part: something was sent before.
        let asks = async || ben.person.says(&chat, &wish).await.map(drop);
        dies_at(&mut stage, &format!("{point}:2"), asks).await?;
        ben.person.hears_next(&chat, "Das war der Verlauf").await?;
        ben.person.catches_up().await?;
        let parts = parts(&ben.person.knows(&chat)).len();
        assert_eq!(parts, first * (number + 2), "after {point}");
    }
    let export = stage.lotse.says(&["audit", "export", "--json"]).await?;
    assert_eq!(export.matches("history_given").count(), 3, "{export}");

    // Whoever comes in later gets it as well, and no more of it when they are out.
    answered(&cem, "vertretung Blaue Amsel krank", "vertritt").await?;
    answered(&cem, &wish, "kommt in unseren verschlüsselten Chat").await?;
    let invitation =
        cem.person.is_invited_where("the chat", |to| to.name.as_deref() == Some("Lotse")).await?;
    let chat = cem.person.accepts(&invitation).await?;
    cem.person.hears(&chat, "Ende des Briefs").await?;
    stage.settles().await
}
