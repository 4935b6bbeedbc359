//! Each call to the homeserver is carried out and its answer lost, once each; yet everything happens exactly once.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Person, Stage,
    journey::{Journey, Team, nothing_is_left_over},
    stage::{Counsellor, Seeker, Setting},
};

use matrix_sdk::ruma::OwnedRoomId;

use crate::asking::LOTSE;

/// What must have been lost on the way, or this test has lost its meaning: method, and a part of the path.
const LOST: &[(&str, &str)] = &[
    ("POST", "/register"),
    ("PUT", "/profile/{user}/displayname"),
    ("GET", "/capabilities"),
    ("PUT", "/devices/{device}"),
    ("POST", "/keys/upload"),
    ("POST", "/keys/query"),
    ("POST", "/keys/claim"),
    ("POST", "/keys/device_signing/upload"),
    ("POST", "/keys/signatures/upload"),
    ("PUT", "/sendToDevice/m.room.encrypted/{txn}"),
    ("POST", "/upload"),
    ("POST", "/createRoom"),
    ("POST", "/rooms/{room}/join"),
    ("POST", "/rooms/{room}/invite"),
    ("POST", "/rooms/{room}/leave"),
    ("POST", "/rooms/{room}/kick"),
    ("GET", "/rooms/{room}/members"),
    ("GET", "/rooms/{room}/messages"),
    ("PUT", "/state/m.space.child"),
    ("DELETE", "/directory/room/{alias}"),
    ("PUT", "/send/m.room.encrypted/{txn}"),
    ("PUT", "/send/m.reaction/{txn}"),
    ("PUT", "/redact/{event}/{txn}"),
    ("POST", "/sync"),
];

#[tokio::test(flavor = "multi_thread")]
async fn each_answer_of_the_homeserver_is_lost_once() -> Result<()> {
    let mut stage = Setting::default().with_proxy().set(LOTSE).await?;
    let proxy = stage.proxy.as_ref().context("a stage without the proxy that was asked for")?;
    proxy.lose_each_answer_once();
    stage.lotse.serve().await?;
    let team = Team::at_work(&stage.synapse).await?;
    let journey = Journey::of(&stage.synapse, "anna", &team).await?;
    nothing_is_left_over(&stage.synapse, &stage.lotse, &team, &[journey]).await?;

    // In a centre that is no team centre the custodian goes after the first answer.
    let dora = stage.counsellor("dora").await?;
    custodian_leaves(&stage, &dora).await?;
    // And somebody who counsels no more is let go of.
    let mut smaller = lotse_tests::workbook::Cast::default();
    smaller.dismiss("cem");
    stage.import(&smaller).await?;
    team.cem.person.is_out_of(&team.cem.enquiries).await?;
    stage.lotse.has_nothing_to_do().await?;

    let lost = proxy.lost();
    for call in &lost {
        println!("lost once: {call}");
    }
    for (method, path) in LOST {
        let was_lost = lost.iter().any(|call| call.method == *method && call.path.contains(path));
        ensure!(was_lost, "no answer to {method} …{path}… was lost");
    }
    Ok(())
}

/// An answer that stays away three times in a row: the call itself is given up, and the step is taken again later.
#[tokio::test(flavor = "multi_thread")]
async fn the_answers_that_change_something_are_lost_again_and_again() -> Result<()> {
    let mut stage = Setting::default().with_proxy().set(LOTSE).await?;
    stage.lotse.serve().await?;
    let team = Team::at_work(&stage.synapse).await?;
    let proxy = stage.proxy.as_ref().context("a stage without the proxy that was asked for")?;
    let stubborn = [
        ("POST", "/createRoom"),
        ("POST", "/rooms/{room}/join"),
        ("PUT", "/send/m.room.encrypted/"),
        ("PUT", "/send/m.reaction/"),
        ("PUT", "/sendToDevice/"),
        ("POST", "/media/v3/upload"),
        ("POST", "/rooms/{room}/invite"),
        ("PUT", "/redact/"),
        ("DELETE", "/directory/room/"),
    ];
    for (method, path) in stubborn {
        for _ in 0..3 {
            proxy.lose_next_answer(method, path);
        }
    }
    let journey = Journey::of(&stage.synapse, "anna", &team).await?;
    nothing_is_left_over(&stage.synapse, &stage.lotse, &team, &[journey]).await?;
    for (method, path) in stubborn {
        let calls = proxy.count(method, path);
        ensure!(calls >= 3, "{method} …{path}… was called {calls} times: not every answer was lost");
    }
    Ok(())
}

/// Yusuf asks where there is no team, Dora answers, and the custodian goes; Yusuf, and the room.
pub(crate) async fn custodian_leaves(stage: &Stage, dora: &Counsellor) -> Result<(Seeker, OwnedRoomId)> {
    let yusuf = Seeker::knocks(Person::arrive(&stage.synapse, "yusuf").await?).await?;
    yusuf.is_placed("Schwangerschaft", "79100", "Ruhiger Dachs").await?;
    let case = yusuf.consents().await?;
    yusuf.person.says(&case, "Wir bekommen Zwillinge.").await?;
    let card = dora.sees_card("Zwillinge").await?;
    dora.accepts_card(&card).await?;
    assert_eq!(dora.comes_into_case().await?, case);
    dora.person.hears(&case, "Zwillinge").await?;
    dora.person.says(&case, "Herzlichen Glückwunsch!").await?;
    yusuf.person.hears(&case, "Glückwunsch").await?;
    yusuf
        .person
        .hears_where(&case, "the custodian's leaving", |heard| {
            heard.state_key.as_deref() == Some("@lotse_c_freiburg:lotse.example")
                && heard.content["membership"] == "leave"
        })
        .await?;
    let goodbyes = yusuf
        .person
        .reads_all(&case)
        .iter()
        .filter(|said| said.contains("vernichte meine Schlüssel"))
        .count();
    // The welcome announces it, the farewell says it.
    ensure!(goodbyes == 2, "the custodian took its leave {goodbyes} times");
    Ok((yusuf, case))
}
