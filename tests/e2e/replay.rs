//! The homeserver sends again what it has sent already: nothing happens twice.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Lotse, Stage,
    journey::{Journey, Team, nothing_is_left_over},
    wait,
};
use matrix_sdk::ruma::RoomId;
use serde_json::{Value, json};

use crate::asking::LOTSE;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_sent_again_happens_once() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let journey = Journey::of(&stage.synapse, "anna", &team).await?;
    journey.happened_once(&team).await?;

    // Everything that happened in the three rooms, as a homeserver would send it: all at once, and one by one.
    let anna = &journey.seeker.person;
    let mut events = Vec::new();
    for (person, room) in
        [(anna, &journey.seeker.chat), (anna, &journey.case), (&team.ben.person, &team.ben.enquiries)]
    {
        events.extend(story(person, room).await?);
    }
    ensure!(events.len() > 30, "only {} events are there to be replayed", events.len());
    println!("replaying {} events", events.len());
    let token = stage.lotse.homeserver_token()?;
    let original = events.clone();
    for restarted in [false, true] {
        if restarted {
            stage.lotse.stop().await?;
            stage.lotse.serve().await?;
        }
        let before = stage.lotse.figure("lotse_transactions_duplicate_total").await?;
        // The same transaction again and again, with more in it by the same name, and by another name.
        replays(&stage.lotse, &token, "again", &original).await?;
        replays(&stage.lotse, &token, "again", &original).await?;
        replays(&stage.lotse, &token, "again", &events).await?;
        replays(&stage.lotse, &token, &format!("other-{restarted}"), &events).await?;
        for (number, event) in events.iter().enumerate() {
            let one = std::slice::from_ref(event);
            replays(&stage.lotse, &token, &format!("single-{restarted}-{number}"), one).await?;
        }
        let repeated = stage.lotse.figure("lotse_transactions_duplicate_total").await? - before;
        let expected = if restarted { 2.0 } else { 1.0 };
        ensure!(repeated >= expected, "{repeated} transactions were recognised, not {expected}");

        // Something new goes through afterwards, so that everything before it is through too.
        let marked = format!("Danke, {restarted}.");
        anna.says(&journey.case, &marked).await?;
        team.ben.person.hears(&journey.case, &marked).await?;
        let name = if restarted { "yusuf" } else { "zoe" };
        let next = Journey::of(&stage.synapse, name, &team).await?;
        next.happened_once(&team).await?;
        journey.happened_once(&team).await?;
        events.extend(story(&next.seeker.person, &next.case).await?);
        if restarted {
            stage.lotse.has_nothing_to_do().await?;
        }
    }
    Ok(())
}

/// Synapse on `SQLite` counts its transactions from 1 again when it was restarted with nothing left to send.
#[tokio::test(flavor = "multi_thread")]
async fn a_homeserver_that_counts_from_one_again_is_heard() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let journey = Journey::of(&stage.synapse, "anna", &team).await?;
    journey.happened_once(&team).await?;
    stage.lotse.has_nothing_to_do().await?;
    stage.synapse.restart().await?;
    let next = Journey::of(&stage.synapse, "yusuf", &team).await?;
    nothing_is_left_over(&stage.synapse, &stage.lotse, &team, &[journey, next]).await
}

/// A card that was asked for while its transaction came three times is one card.
#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_overtakes_itself_has_one_effect() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let token = stage.lotse.homeserver_token()?;
    // Lotse is away while Anna knocks; the homeserver's transaction and ours with the same event race at the return.
    stage.lotse.stop().await?;
    let anna = stage.person("anna").await?;
    let chat = anna.opens_chat_with(Stage::RECEPTION).await?;
    let events = story(&anna, &chat).await?;
    stage.lotse.serve().await?;
    let name = wait::unique_word();
    let (first, second, third) = tokio::join!(
        replays(&stage.lotse, &token, &name, &events),
        replays(&stage.lotse, &token, &name, &events),
        replays(&stage.lotse, &token, "another", &events),
    );
    first.and(second).and(third)?;
    anna.hears(&chat, "Worum geht es?").await?;
    let journey = Journey::of(&stage.synapse, "yusuf", &team).await?;
    nothing_is_left_over(&stage.synapse, &stage.lotse, &team, &[journey]).await?;
    anna.catches_up().await?;
    let greetings = anna.reads_all(&chat).iter().filter(|said| said.contains("Worum geht es?")).count();
    assert_eq!(greetings, 1);
    Ok(())
}

/// All events of a room, oldest first, as the homeserver keeps them.
async fn story(person: &lotse_tests::Person, room: &RoomId) -> Result<Vec<Value>> {
    let path = format!("/_matrix/client/v3/rooms/{room}/messages?dir=f&limit=500");
    let answer = person.calls("GET", &path, None).await?;
    Ok(answer["chunk"].as_array().context("messages without a chunk")?.clone())
}

async fn replays(lotse: &Lotse, token: &str, transaction: &str, events: &[Value]) -> Result<()> {
    let body = json!({ "events": events }).to_string();
    let (status, answer) = lotse.receives(token, transaction, body).await?;
    ensure!((status, answer.as_str()) == (200, "{}"), "{status}: {answer}");
    Ok(())
}
