//! A homeserver with Synapse's own limits: with what Lotse's snippet sets everybody is greeted, and without it `doctor` says so.

use anyhow::{Result, ensure};
use futures_util::future::try_join_all;
use lotse_tests::{
    Person, Stage,
    journey::{Journey, Team, nothing_is_left_over},
    stage::{Limits, Setting},
};
use serde_json::json;

use crate::{asking::LOTSE, doctor::Diagnosis};

/// More than one person may be invited by at once, by Synapse's own measure: five.
const MANY: usize = 14;

async fn many(stage: &Stage) -> Result<Vec<Person>> {
    let mut people = Vec::new();
    for number in 0..MANY {
        people.push(stage.person(&format!("seeker{number}")).await?);
    }
    Ok(people)
}

/// Opens an encrypted room and invites the reception into it: what counts for whoever is invited.
async fn invites(person: &Person) -> Result<bool> {
    let room = person.opens_room_with::<&str>(&[]).await?;
    let path = format!("/_matrix/client/v3/rooms/{room}/invite");
    match person.calls("POST", &path, Some(&json!({ "user_id": Stage::RECEPTION }))).await {
        Ok(_) => person.hears(&room, "Schulden").await.map(|_| true),
        Err(refused) if refused.to_string().contains("M_LIMIT_EXCEEDED") => Ok(false),
        Err(other) => Err(other),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_snippet_many_knock_at_once_and_all_are_greeted() -> Result<()> {
    let setting = Setting::default().limits(Limits::WithSnippet).with_erasure();
    let stage = Stage::open_with(LOTSE, setting).await?;
    let people = many(&stage).await?;
    let greeted = try_join_all(people.iter().map(invites)).await?;
    ensure!(greeted.iter().all(|greeted| *greeted), "{greeted:?}");

    let team = Team::at_work(&stage.synapse).await?;
    let journeys = [Journey::of(&stage.synapse, "anna", &team).await?];
    nothing_is_left_over(&stage.synapse, &stage.lotse, &team, &journeys).await?;
    let found = Diagnosis::of(&stage.lotse).await?;
    found.says("limits", "ok", "does not limit");
    found.says("invitation limit", "ok", "Many people can invite");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_it_doctor_names_what_is_missing_and_everybody_is_served_in_the_end() -> Result<()> {
    let setting = Setting::default().limits(Limits::SynapsesOwn).with_erasure();
    let stage = Stage::open_with(LOTSE, setting).await?;
    let found = Diagnosis::of(&stage.lotse).await?;
    ensure!(found.code == Some(1));
    found.says("limits", "ok", "does not limit");
    found.says("invitation limit", "fail", "`rc_invites.per_user`");

    let people = many(&stage).await?;
    let greeted = try_join_all(people.iter().map(invites)).await?;
    let at_once = greeted.iter().filter(|greeted| **greeted).count();
    // Doctor took nothing of what the reception may be invited.
    ensure!((5..MANY).contains(&at_once), "{at_once} of {MANY} came in at once");
    // Whoever could not come in so comes in by a new chat, as clients open it.
    let late = people.iter().zip(&greeted).filter(|(_, greeted)| !**greeted).map(|(person, _)| async move {
        let chat = person.opens_chat_with(Stage::RECEPTION).await?;
        person.hears(&chat, "Schulden").await
    });
    try_join_all(late).await?;
    stage.settles().await
}
