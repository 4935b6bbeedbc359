//! Counsellors stop somebody: for some days, or by ending the case with a reason. Nobody is left without the help lines.

use anyhow::{Result, ensure};
use lotse_tests::{
    Person, Stage,
    portal::{Browser, escaped},
    stage::{Seeker, Setting, reference},
    wait,
};
use matrix_sdk::ruma::RoomId;
use serde_json::json;

use crate::asking::LOTSE;

const POWER: &str = "m.room.power_levels";

/// Waits until the homeserver lets somebody send something, or does not any more.
async fn may_write(who: &Person, room: &RoomId, may: bool) -> Result<()> {
    wait::until(format!("{} to write: {may}", who.name()), wait::patience(), async || {
        let power = who.state_of(room, POWER, "").await?;
        Ok(((power["users"][who.id()] == json!(-1)) != may).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_muted_reads_on_is_told_until_when_and_writes_again_afterwards() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let fall = reference(&ben.sees_card("Ich habe Post.").await?)?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);

    cem.person.says(&cem.team, &format!("stumm {fall}")).await?;
    cem.person.hears_next(&cem.team, "Das kann nur, wer den Fall").await?;
    ben.person.says(&ben.team, &format!("stumm {fall} bis 24.12.1999")).await?;
    ben.person.hears_next(&ben.team, "schon vorbei").await?;
    ben.person.says(&ben.team, &format!("stumm {fall} 8 Tage")).await?;
    ben.person.hears_next(&ben.team, "höchstens 7 Tage").await?;
    ben.person.says(&ben.team, &format!("stumm {fall} beleidigt uns 3 Tage")).await?;
    ben.person.hears_next(&ben.team, "kann die ratsuchende Person lesen und nicht schreiben").await?;
    let told = anna.person.hears(&case, "angehalten").await?;
    ensure!(told.body.contains("116 123") && !told.body.contains("beleidigt"), "{}", told.body);
    may_write(&anna.person, &case, false).await?;
    ensure!(anna.person.says(&case, "Hallo?").await.is_err(), "the homeserver lets her write");
    ben.person.says(&case, "Wir sprechen am Montag weiter.").await?;
    anna.person.hears(&case, "am Montag weiter").await?;
    ensure!(stage.lotse.says(&["audit", "export"]).await?.contains("muted"), "not in the trail");

    // A homeserver that lets her write all the same changes nothing, and danger is answered.
    let mut power = anna.person.state_of(&case, POWER, "").await?;
    power["users"].as_object_mut().map(|users| users.remove(anna.person.id()));
    stage.as_lotse("lotse_steward", "PUT", &format!("rooms/{case}/state/{POWER}"), Some(&power)).await?;
    may_write(&anna.person, &case, true).await?;
    anna.person.says(&case, "Ich will mich umbringen.").await?;
    let helped = anna.person.hears(&case, "Das klingt sehr schwer").await?;
    ensure!(helped.body.contains("112"), "{}", helped.body);
    stage.settles().await?;

    stage.lets_time_pass(5 * 24)?;
    anna.person.hears(&case, "Sie können hier wieder schreiben").await?;
    ben.person.hears(&ben.team, "kann wieder schreiben").await?;
    may_write(&anna.person, &case, true).await?;
    anna.person.says(&case, "Es tut mir leid.").await?;
    ben.person.hears(&case, "tut mir leid").await?;

    // And earlier, by a word of whoever has the case.
    ben.person.says(&ben.team, &format!("stumm {fall}")).await?;
    may_write(&anna.person, &case, false).await?;
    ben.person.says(&ben.team, &format!("stumm ende {fall}")).await?;
    may_write(&anna.person, &case, true).await?;
    ben.person.says(&ben.team, &format!("stumm ende {fall}")).await?;
    ben.person.hears(&ben.team, "kann die ratsuchende Person ohnehin schreiben").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_two_can_read_the_room_still_follows() -> Result<()> {
    // Where the steward stands above nobody by itself.
    let older = Setting::default().with_clock().room_version("11");
    let stage = Stage::open_with(LOTSE, older).await?;
    let dora = stage.counsellor("dora").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schwangerschaft", "79098", "Blaue Amsel", "Ich habe eine Frage.").await?;
    let fall = reference(&dora.sees_card("Ich habe eine Frage.").await?)?;
    assert_eq!(dora.takes("Ich habe eine Frage.").await?, case);
    dora.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "können nur noch Sie beide lesen").await?;
    stage.settles().await?;

    dora.person.says(&dora.team, &format!("stumm {fall} 1")).await?;
    let told = anna.person.hears(&anna.chat, &format!("Ihr Gespräch {fall} bis einschließlich")).await?;
    ensure!(told.body.contains("116 123"), "{}", told.body);
    may_write(&anna.person, &case, false).await?;
    ensure!(anna.person.says(&case, "Hallo?").await.is_err(), "the homeserver lets her write");
    stage.lets_time_pass(3 * 24)?;
    anna.person.hears(&anna.chat, &format!("Im Fall {fall} können Sie wieder schreiben")).await?;
    may_write(&anna.person, &case, true).await?;
    anna.person.says(&case, "Da bin ich wieder.").await?;
    dora.person.hears(&case, "Da bin ich wieder").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enquiry_that_nobody_has_is_ended_with_a_reason_and_no_other_begins_there() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    // One of before, which she has closed herself.
    let older = anna.asks("Schulden", "01067", "Blaue Amsel", "Eine alte Frage.").await?;
    ben.sees_card("Eine alte Frage.").await?;
    anna.person.says(&older, "abschließen").await?;
    anna.person.hears(&older, "Sie haben diesen Fall beendet").await?;
    anna.person.says(&anna.chat, "neu").await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Kauft bei mir!").await?;
    let card = ben.sees_card("Kauft bei mir").await?;
    let fall = reference(&card)?;
    cem.person.says(&cem.enquiries, &format!("dismiss {fall}")).await?;
    cem.person.hears(&cem.enquiries, "Bitte nennen Sie einen Grund").await?;
    cem.person.says(&cem.enquiries, &format!("schließen {fall} Werbung")).await?;
    cem.person.hears(&cem.enquiries, &format!("Der Fall {fall} ist beendet")).await?;
    ben.person.sees_redaction(&ben.enquiries, &card.event).await?;
    let told = anna.person.hears(&case, "Ihre Beratungsstelle hat diesen Fall beendet").await?;
    ensure!(told.body.contains("116 123") && !told.body.contains("Werbung"), "{}", told.body);
    may_write(&anna.person, &case, false).await?;
    ensure!(anna.person.says(&case, "Doch!").await.is_err(), "she opens it again");
    let trail = stage.lotse.says(&["audit", "export"]).await?;
    ensure!(
        trail.contains("turned_away") && trail.contains("Werbung") && !trail.contains("Kauft"),
        "{trail}"
    );

    // Not there, whatever became of the case, nor by the one of before; elsewhere as everybody.
    anna.person.says(&older, "Dann eben hier.").await?;
    let refused = anna.person.hears(&older, "Ihre Beratungsstelle hat diesen Fall beendet").await?;
    ensure!(refused.body.contains("116 123"), "{}", refused.body);
    let open = "select count(*) from counselling_case where state in ('asked', 'accepted')";
    ensure!(stage.counts(open).await? == 0, "a case is open again");
    anna.person.says(&anna.chat, "neu").await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    anna.person.says(&anna.chat, "ja").await?;
    let refused = anna.person.hears(&anna.chat, "keine neue Anfrage stellen").await?;
    ensure!(refused.body.contains("116 123"), "{}", refused.body);
    anna.person.says(&anna.chat, "neu").await?;
    anna.asks("Sucht", "10115", "Blaue Amsel", "Ich trinke zu viel.").await?;

    cem.person.says(&cem.team, &format!("stumm ende {fall}")).await?;
    anna.person.hears(&case, "Sie können hier wieder schreiben").await?;
    may_write(&anna.person, &case, true).await?;
    anna.person.says(&case, "Ich habe wirklich Schulden.").await?;
    anna.person.hears(&case, "Der Fall ist wieder offen").await?;

    // Whoever has the case, and has turned somebody away, takes it back by going on.
    let card = ben
        .person
        .hears_where(&ben.enquiries, "another card", |heard| {
            heard.event != card.event
                && !heard.redacted
                && heard.body.contains(&format!("Erstanfrage {fall} von"))
        })
        .await?;
    ben.accepts_card(&card).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    ben.person.says(&ben.team, &format!("schließen {fall} Werbung")).await?;
    may_write(&anna.person, &case, false).await?;
    ben.person.says(&case, "Wir sprechen doch noch einmal.").await?;
    may_write(&anna.person, &case, true).await?;
    anna.person.says(&case, "Danke.").await?;
    ben.person.hears(&case, "Danke.").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seeker_of_the_portal_who_is_stopped_sees_it_and_the_door_is_shut() -> Result<()> {
    let with_portal = Setting::default().settings("[portal]\nenabled = \"yes\"\n").with_erasure();
    let stage = Stage::open_with(LOTSE, with_portal).await?;
    let ben = stage.counsellor("ben").await?;
    let mut anna = Browser::at(&stage.lotse)?;
    anna.signs_up("Blaue Amsel", "ein langer Satz").await?;
    let client = anna.opens_client().await?;
    anna.asks_for_case("schulden", "01067").await?.good()?;
    let case = anna.gets_room().await?;
    let (fall, room) = (case["reference"].as_str().unwrap_or_default(), case["room_id"].as_str());
    let room = room.unwrap_or_default();
    anna.joins(room).await?;
    let room = client.is_in_case(room).await?;
    client.says(&room, "Ich habe Post vom Inkasso.").await?;
    ben.takes("Ich habe Post vom Inkasso.").await?;

    ben.person.says(&ben.team, &format!("stumm {fall} 2 Tage")).await?;
    client.hears(&room, "angehalten").await?;
    let seen = anna.calls("GET", "/api/cases", None).await?.good()?;
    ensure!(seen["cases"][0]["muted_until"].as_str().is_some_and(|day| day.len() == 10), "{seen}");
    let send = format!("/_matrix/client/v3/rooms/{}/send/m.room.encrypted/1", escaped(room.as_str()));
    let body = json!({});
    let answer = anna.calls("PUT", &send, Some(&body)).await?;
    ensure!(answer.refusal() == (403, "M_FORBIDDEN"), "{answer:?}");
    let answer = anna.calls("POST", "/_matrix/media/v3/upload", Some(&body)).await?;
    ensure!(answer.refusal() == (403, "M_FORBIDDEN"), "{answer:?}");
    ben.person.says(&ben.team, &format!("stumm ende {fall}")).await?;
    client.hears(&room, "Sie können hier wieder schreiben").await?;
    wait::until("the door to open", wait::patience(), async || {
        Ok(client.says(&room, "Danke.").await.is_ok().then_some(()))
    })
    .await?;
    ben.person.hears(&room, "Danke.").await?;

    ben.person.says(&ben.team, &format!("schließen {fall} droht uns")).await?;
    client.hears(&room, "Ihre Beratungsstelle hat diesen Fall beendet").await?;
    let answer = anna.calls("PUT", &send, Some(&body)).await?;
    ensure!(answer.refusal() == (403, "M_FORBIDDEN"), "{answer:?}");
    // To delete it stays her right, and is no way round.
    let path = format!("/api/case/{fall}/erase");
    anna.calls("POST", &path, Some(&json!({ "sure": true }))).await?.good()?;
    let answer = anna.asks_for_case("schulden", "01067").await?;
    ensure!(answer.refusal() == (409, "elsewhere"), "{answer:?}");
    anna.asks_for_case("schwangerschaft", "79098").await?.good()?;
    stage.settles().await
}
