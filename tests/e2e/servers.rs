//! Which homeservers take part: the platform's alone where a centre names none of its own, and exactly two where it does.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Neighbours, Person, Stage,
    stage::{Seeker, Setting, reference},
    wait,
    workbook::Cast,
};
use matrix_sdk::ruma::RoomId;
use serde_json::{Value, json};

use crate::asking::LOTSE;

/// Dresden works on the platform's server; Leipzig, for the same topic, has one of its own.
fn cast() -> Cast {
    let mut cast = Cast::default();
    cast.centre("leipzig", "Schuldnerberatung Leipzig", true);
    cast.serves("leipzig", "schulden", "04103");
    cast.counsellor("lea", "leipzig");
    cast.has_server("leipzig", "zentrum.example");
    cast
}

/// Whether other servers could ever enter a room, and which are let in.
async fn rules(stage: &Stage, room: &str) -> Result<(bool, Value)> {
    let state = stage.as_lotse("lotse_steward", "GET", &format!("rooms/{room}/state"), None).await?;
    let of = |kind: &str| {
        let event = state.as_array().into_iter().flatten().find(|event| event["type"] == kind);
        event.map(|event| event["content"].clone()).unwrap_or_default()
    };
    Ok((of("m.room.create")["m.federate"] != json!(false), of("m.room.server_acl")["allow"].clone()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_lets_in_exactly_the_servers_of_its_parties() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast())).await?;
    let (ben, lea) = (stage.counsellor("ben").await?, stage.counsellor("lea").await?);
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let at_dresden = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let bert = Seeker::knocks(stage.person("bert").await?).await?;
    let at_leipzig = bert.asks("Schulden", "04103", "Grüner Fink", "Ich auch.").await?;
    let (alone, both) = (json!(["lotse.example"]), json!(["lotse.example", "zentrum.example"]));
    for room in [at_dresden.as_str(), ben.enquiries.as_str(), ben.team.as_str()] {
        ensure!(rules(&stage, room).await? == (false, alone.clone()), "{room} of Dresden");
    }
    for room in [at_leipzig.as_str(), lea.enquiries.as_str(), lea.team.as_str()] {
        ensure!(rules(&stage, room).await? == (true, both.clone()), "{room} of Leipzig");
    }

    // Where no other server can ever enter, nothing is promised that cannot be kept.
    let reference = reference(&ben.sees_card("Ich habe Post.").await?)?;
    ben.person.says(&ben.enquiries, &format!("weiterleiten {reference} leipzig")).await?;
    ben.person.hears(&ben.enquiries, "arbeitet auf einem eigenen Server").await?;

    let mut late = cast();
    late.has_server("dresden", "anderswo.example");
    is_refused(&stage, &late, &[], "Server").await?;
    let mut stranger = cast();
    stranger.counsellor_elsewhere("@mia:anderswo.example", "leipzig");
    stranger.has_server("leipzig", "zentrum.example");
    is_refused(&stage, &stranger, &[], "weder der Plattform noch der Beratungsstelle").await?;
    let mut with_port = cast();
    with_port.counsellor_elsewhere("@zoe:zentrum.example:8448", "leipzig");
    is_refused(&stage, &with_port, &[], "kein Name eines Matrix-Servers").await?;
    let mut gone = cast();
    gone.leaves("dresden");
    is_refused(&stage, &gone, &["--successor", "dresden=leipzig"], "server of its own").await?;

    assert_eq!(ben.takes("Ich habe Post.").await?, at_dresden);
    assert_eq!(lea.takes("Ich auch.").await?, at_leipzig);
    stage.settles().await?;
    for (room, rule) in [(&at_dresden, (false, alone)), (&at_leipzig, (true, both))] {
        ensure!(rules(&stage, room.as_str()).await? == rule, "{room} after the acceptance");
    }
    Ok(())
}

/// A workbook is refused with this word, and nothing changes.
async fn is_refused(stage: &Stage, cast: &Cast, more: &[&str], word: &str) -> Result<()> {
    let file = stage.lotse.file("refused.xlsx");
    cast.write(&file)?;
    let mut arguments = vec!["directory", "import", file.to_str().unwrap_or_default()];
    arguments.extend(more);
    let refused = stage.lotse.run(&arguments).await?;
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    ensure!(!refused.status.success() && said.contains(word), "{word}: {said}");
    Ok(())
}

/// Why the reception did not come into a chat.
async fn refusal(person: &Person, chat: &RoomId) -> Result<String> {
    wait::until("an answer to the invitation", wait::patience(), async || {
        let member = person.state_of(chat, "m.room.member", Stage::RECEPTION).await?;
        Ok((member["membership"] == "leave")
            .then(|| member["reason"].as_str().unwrap_or_default().to_owned()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn seekers_of_another_server_come_in_measure_and_bring_it_into_their_own_case_alone() -> Result<()> {
    let setting = Setting::default().settings("[federation]\nchats_per_hour = 2\n");
    let two = Neighbours::open(LOTSE, setting).await?;
    let ben = two.stage.counsellor("ben").await?;
    let mia = Seeker::knocks(Person::arrive(&two.zentrum, "mia").await?).await?;
    mia.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    mia.person.says(&mia.chat, "ja").await?;
    let case = mia.comes_into_case().await?;
    // What was said before she was in stands further up.
    mia.person.scrolls_back_to(&case, "Willkommen").await?;
    mia.person.says(&case, "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.says(&case, "Guten Tag.").await?;
    mia.person.hears(&case, "Guten Tag.").await?;
    // What is written while another server joins may never get there.
    let path = format!("/_matrix/client/v3/rooms/{case}/messages?dir=f&limit=100");
    let story = ben.person.calls("GET", &path, None).await?;
    let story = story["chunk"].as_array().context("no events")?;
    let at = |is: &dyn Fn(&Value) -> bool| story.iter().position(is);
    let welcome = at(&|event| event["type"] == "m.room.encrypted");
    let invited =
        at(&|event| event["state_key"] == mia.person.id() && event["content"]["membership"] == "invite");
    ensure!(welcome.is_some() && welcome < invited, "welcomed at {welcome:?}, invited at {invited:?}");
    let both = json!(["lotse.example", "zentrum.example"]);
    ensure!(rules(&two.stage, case.as_str()).await? == (true, both), "the rules of her case");
    let alone = json!(["lotse.example"]);
    ensure!(rules(&two.stage, ben.enquiries.as_str()).await? == (false, alone), "the rules of Erstanfragen");

    // A server that sends one after the other is held up, and nobody else is.
    let nora = Person::arrive(&two.zentrum, "nora").await?;
    nora.opens_chat_with(Stage::RECEPTION).await?;
    let third = nora.opens_room_with(&[Stage::RECEPTION]).await?;
    let why = refusal(&nora, &third).await?;
    ensure!(why.contains("in einer Stunde") && why.contains("116 123"), "{why}");
    ensure!(two.stage.counted("lotse_seekers_declined_total", "crowd").await? > 0.5, "not counted");
    Seeker::knocks(two.stage.person("anna").await?).await?;
    two.stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_of_another_server_is_taken_in_they_read_where_else_there_is_help() -> Result<()> {
    let setting = Setting::default().settings("[federation]\nseekers = \"no\"\n");
    let two = Neighbours::open(LOTSE, setting).await?;
    let mia = Person::arrive(&two.zentrum, "mia").await?;
    let chat = mia.opens_room_with(&[Stage::RECEPTION]).await?;
    let why = refusal(&mia, &chat).await?;
    ensure!(why.contains("Hier kann nur schreiben") && why.contains("112"), "{why}");
    Seeker::knocks(two.stage.person("anna").await?).await?;
    two.stage.settles().await
}
