//! Later messages: the Team room hears that there is one, and whoever has the case may get an e-mail. Nobody hears what it
//! says.

use anyhow::Result;
use lotse_tests::{
    Stage,
    canary::{Canary, search_bytes},
    people::Heard,
    smtp::MailServer,
    stage::{Counsellor, Seeker, Setting, reference},
    wait,
    workbook::Cast,
};
use matrix_sdk::ruma::{EventId, RoomId};
use serde_json::json;

use crate::asking::LOTSE;

/// What Lotse's custodian has said in somebody's Team room about follow-ups.
fn notices(counsellor: &Counsellor) -> Vec<String> {
    let heard = counsellor.person.knows(&counsellor.team);
    let ours = heard.into_iter().filter(|heard| heard.sender.as_str().starts_with("@lotse_c_"));
    ours.map(|heard| heard.body).filter(|body| body.contains("im Fall")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_team_hears_of_follow_ups_once_a_quarter_of_an_hour_and_never_what_they_say() -> Result<()> {
    let mut cast = Cast::default();
    cast.tells("weiter-weg", "nur Zuständige");
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast).with_clock()).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let gina = stage.counsellor("gina").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let fall = reference(&ben.sees_card("Ich habe Post.").await?)?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "Guten Tag.").await?;

    // The first comes at once, the next two together.
    anna.person.says(&case, "Kakadu eins").await?;
    cem.person.hears(&cem.team, &format!("Neue Nachricht im Fall {fall}. Zuständig: ben")).await?;
    anna.person.says(&case, "Kakadu zwei").await?;
    anna.person.says(&case, "Kakadu drei").await?;
    stage.settles().await?;
    cem.person.catches_up().await?;
    assert_eq!(notices(&cem).len(), 1, "within a quarter of an hour nothing more is said");
    stage.lets_time_pass(1)?;
    cem.person.hears(&cem.team, &format!("2 neue Nachrichten im Fall {fall}")).await?;

    // What was answered meanwhile is not worth a word.
    anna.person.says(&case, "Kakadu vier").await?;
    ben.person.hears(&case, "Kakadu vier").await?;
    ben.person.says(&case, "Ich sehe es.").await?;
    anna.person.hears(&case, "Ich sehe es.").await?;
    stage.settles().await?;
    stage.lets_time_pass(2)?;
    anna.person.says(&case, "Kakadu fünf").await?;
    wait::until("a third notice", wait::patience(), async || Ok((notices(&cem).len() >= 3).then_some(())))
        .await?;
    cem.person.catches_up().await?;
    assert_eq!(notices(&cem).len(), 3, "{:?}", notices(&cem));
    assert_eq!(stage.counted("lotse_follow_up_notices_total", "").await?.to_string(), "3");

    // Where only those responsible are told, the Team room stays silent.
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    let other = yusuf.asks("Sucht", "10115", "Grüner Igel", "Ich trinke zu viel.").await?;
    assert_eq!(gina.takes("trinke zu viel").await?, other);
    gina.person.says(&other, "Guten Tag.").await?;
    yusuf.person.hears(&other, "Guten Tag.").await?;
    yusuf.person.says(&other, "Noch etwas.").await?;
    gina.person.hears(&other, "Noch etwas.").await?;
    stage.settles().await?;
    gina.person.catches_up().await?;
    assert_eq!(notices(&gina), [] as [&str; 0]);

    // Never what was written, nor who wrote.
    for said in notices(&cem).into_iter().chain(notices(&ben)) {
        assert!(!said.contains("Kakadu") && !said.contains("Amsel") && !said.contains("anna"), "{said}");
    }
    Ok(())
}

/// As Element says that somebody has seen a message.
async fn reads(who: &Counsellor, room: &RoomId, message: &EventId) -> Result<()> {
    let path = format!("/_matrix/client/v3/rooms/{room}/receipt/m.read/{message}");
    who.person.calls("POST", &path, Some(&json!({}))).await.map(drop)
}

/// Quiet hours that hold for many hours after a message, on Lotse's clock set forward by so many hours.
fn quiet_for_long(after: &Heard, forward: i64) -> String {
    let hour = (after.at_ms / 3_600_000 + forward) % 24;
    format!("ruhe {hour}-{}", (hour + 20) % 24)
}

#[tokio::test(flavor = "multi_thread")]
async fn one_neutral_mail_tells_of_what_stays_unread() -> Result<()> {
    let mut server = MailServer::plain()?;
    let mut cast = Cast::default();
    cast.address("ben", "b.postfach@carrier.example");
    cast.address("cem", "c.postfach@carrier.example");
    let setting = Setting::default().cast(cast).settings(&server.settings()).with_clock();
    let stage = Stage::open_with(LOTSE, setting).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    ben.person.says(&ben.team, "mail an").await?;
    ben.person.hears(&ben.team, "Sie bekommen jetzt eine E-Mail").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Zimtsternchen", "Tukan eins").await?;
    let fall = reference(&ben.sees_card("Tukan eins").await?)?;
    assert_eq!(ben.takes("Tukan eins").await?, case);
    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "Guten Tag.").await?;

    // Unread for a quarter of an hour, and nobody at the mail server at first.
    anna.person.says(&case, "Tukan zwei").await?;
    anna.person.says(&case, "Tukan drei").await?;
    stage.settles().await?;
    stage.lets_time_pass(1)?;
    stage.lotse.logs("smtp:unreachable").await?;
    assert_eq!(server.letters()?, []);
    server.opens().await?;
    let letter = server.takes(1).await?;
    assert_eq!(letter.to, ["b.postfach@carrier.example"]);
    let ids = [anna.person.id(), ben.person.id(), case.as_str(), fall.as_str()];
    let words = ["Tukan", "Zimtsternchen", "Schuld", "Dresden", "Sucht", "Amsel", "Beratung"];
    let canaries: Vec<Canary> = words.into_iter().chain(ids).map(Canary::new).collect();
    let hits = search_bytes(&canaries, letter.raw.as_bytes(), "letter");
    assert!(hits.is_empty(), "{hits:?}\n{}", letter.raw);
    assert!(letter.raw.contains("Auto-Submitted: auto-generated"), "{}", letter.raw);

    // Read in time: no mail.
    let read = anna.person.says(&case, "Tukan vier").await?;
    ben.person.hears(&case, "Tukan vier").await?;
    stage.settles().await?;
    reads(&ben, &case, &read).await?;
    let unread = async || stage.counts("select count(*) from unread").await;
    wait::until("the receipt", wait::patience(), async || Ok((unread().await? == 0).then_some(()))).await?;
    // Answered in time: no mail either.
    anna.person.says(&case, "Tukan fünf").await?;
    stage.settles().await?;
    assert_eq!(unread().await?, 1);
    ben.person.says(&case, "Ich schaue nach.").await?;
    let answer = anna.person.hears(&case, "schaue nach").await?;
    stage.settles().await?;
    assert_eq!(unread().await?, 0);
    stage.lets_time_pass(2)?;

    // In quiet hours it waits for their end.
    ben.person.says(&ben.team, &quiet_for_long(&answer, 2)).await?;
    ben.person.hears(&ben.team, "In dieser Zeit bekommen Sie keine E-Mails").await?;
    anna.person.says(&case, "Tukan sechs").await?;
    stage.settles().await?;
    stage.lets_time_pass(3)?;
    let put_off = "select count(*) from unread where due_ms > since_ms + 1000000";
    wait::until("it to be put off", wait::patience(), async || {
        Ok((stage.counts(put_off).await? == 1).then_some(()))
    })
    .await?;
    assert_eq!(server.letters()?.len(), 1);
    ben.person.says(&ben.team, "ruhe aus").await?;
    ben.person.hears(&ben.team, "keine Ruhezeit mehr").await?;
    stage.lets_time_pass(5)?;
    assert_eq!(server.takes(2).await?.to, ["b.postfach@carrier.example"]);

    // Whoever has had enough gets none, and whoever never asked never got any.
    ben.person.says(&ben.team, "mail aus").await?;
    ben.person.hears(&ben.team, "Sie bekommen keine E-Mails.").await?;
    anna.person.says(&case, "Tukan sieben").await?;
    stage.settles().await?;
    assert_eq!(unread().await?, 0);
    assert_eq!(server.letters()?.len(), 2);
    assert_eq!(stage.counted("lotse_mails_total", "").await?.to_string(), "2");
    let log = stage.lotse.log();
    assert!(!log.contains("postfach"), "an address stands in the log");
    assert!(cem.person.reads_all(&cem.team).iter().all(|said| !said.contains("Tukan")));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_to_the_mail_server_is_encrypted_or_not_gone() -> Result<()> {
    let mut server = MailServer::starttls()?;
    server.opens().await?;
    let with = |more: String| Setting::default().settings(&format!("{}{more}", server.settings())).set(LOTSE);
    let doctor = async |stage: &Stage| -> Result<String> {
        let output = stage.lotse.run(&["doctor"]).await?;
        Ok(String::from_utf8_lossy(&output.stdout).lines().filter(|line| line.contains("  mail  ")).collect())
    };
    let stranger = with(String::new()).await?;
    let found = doctor(&stranger).await?;
    assert!(found.starts_with("FAIL"), "a certificate that nobody trusts: {found}");
    let friend = with(format!("ca_file = \"{}\"\n", server.certificate().display())).await?;
    let found = doctor(&friend).await?;
    assert!(found.starts_with("ok"), "{found}");
    assert!(!found.contains("sesame"), "{found}");
    Ok(())
}
