//! One of the two is away for a while, people go on writing, and afterwards everybody is served.
//!
//! The homeserver is away for 60 s, or `LOTSE_AWAY` seconds.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Lotse, Person, Stage,
    journey::{Journey, Team, nothing_is_left_over},
    stage::{Seeker, Setting},
    wait,
};
use matrix_sdk::ruma::{OwnedRoomId, RoomId};

use crate::asking::LOTSE;

const FIVE: [&str; 5] = ["anna", "yusuf", "zoe", "ida", "jan"];

#[tokio::test(flavor = "multi_thread")]
async fn the_homeserver_is_away_while_five_seekers_write() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let five = five(async |name| Seeker::knocks(stage.person(name).await?).await).await?;
    // Each is in the middle of the conversation when the homeserver goes, and goes on while it is away. (What Synapse
    // takes in the instant before it is stopped, it may never hand on: that is not ours to promise.)
    for seeker in &five {
        seeker.person.says(&seeker.chat, "Schulden").await?;
        seeker.person.hears(&seeker.chat, "Postleitzahl").await?;
    }
    let away = async {
        stage.synapse.stop().await?;
        wait::passes(wait::outage()).await;
        stage.synapse.restart().await
    };
    let [a, b, c, d, e] = &five;
    let (away, a, b, c, d, e) =
        tokio::join!(away, writes_on(a), writes_on(b), writes_on(c), writes_on(d), writes_on(e));
    away?;
    let cases = [a?, b?, c?, d?, e?];
    ensure!(stage.lotse.serves(), "Lotse did not outlive the outage");
    are_served(&stage.synapse, &stage.lotse, &team, five, cases).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_homeserver_does_not_listen_while_five_seekers_knock() -> Result<()> {
    let mut stage = Stage::open_with(LOTSE, Setting::default().with_proxy()).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let proxy = stage.proxy.as_ref().context("a stage without the proxy that was asked for")?;
    let people = five(async |name| stage.person(name).await).await?;
    // What the homeserver tells still arrives; nothing that Lotse does about it gets through.
    proxy.goes_away();
    let [a, b, c, d, e] = people;
    let five = tokio::try_join!(knocks(a), knocks(b), knocks(c), knocks(d), knocks(e))?;
    let five: [Seeker; 5] = five.into();
    wait::passes(wait::outage()).await;
    proxy.comes_back();
    for seeker in &five {
        hears_in_the_end(&seeker.person, &seeker.chat, "Worum geht es?").await?;
        seeker.person.says(&seeker.chat, "Schulden").await?;
    }
    let [a, b, c, d, e] = &five;
    let (a, b, c, d, e) = tokio::join!(writes_on(a), writes_on(b), writes_on(c), writes_on(d), writes_on(e));
    ensure!(stage.lotse.serves(), "Lotse did not outlive the outage");
    are_served(&stage.synapse, &stage.lotse, &team, five, [a?, b?, c?, d?, e?]).await
}

/// The homeserver stops in the middle of making a room: the alias is there, the room is, and not much in it.
#[tokio::test(flavor = "multi_thread")]
async fn the_homeserver_stops_while_it_makes_a_room() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_proxy()).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let proxy = stage.proxy.as_ref().context("a stage without the proxy that was asked for")?;
    // The rooms of the centres are made; the next is the case's.
    stage.lotse.counts("lotse_rooms_made_total", "9", |made| made >= 9.0).await?;
    let made = proxy.count("POST", "/createRoom");
    for _ in 0..3 {
        proxy.refuse_next("POST", "/createRoom", 502, "{}")?;
    }
    let half = async {
        proxy.sees("POST", "/createRoom", made + 1).await?;
        let journal = proxy.journal();
        let asked =
            journal.iter().rfind(|seen| seen.path.contains("/createRoom")).context("no createRoom")?;
        let mut body: serde_json::Value = serde_json::from_slice(&asked.body)?;
        for key in ["invite", "initial_state", "name", "power_level_content_override"] {
            ensure!(body[key].take() != serde_json::Value::Null, "{key} was not asked for");
            body.as_object_mut().context("a body that is no object")?.remove(key);
        }
        let token = stage.lotse.service_token()?;
        stage.synapse.call(Some(&token), "POST", &asked.path, Some(&body)).await
    };
    let (half, journey) = tokio::join!(half, Journey::of(&stage.synapse, "anna", &team));
    let (half, journey) = (half?, journey?);
    assert_eq!(half["room_id"].as_str(), Some(journey.case.as_str()));
    let anna = &journey.seeker.person;
    for (kind, key, value) in [
        ("m.room.encryption", "algorithm", "m.megolm.v1.aes-sha2"),
        ("m.room.history_visibility", "history_visibility", "shared"),
        ("m.room.guest_access", "guest_access", "forbidden"),
    ] {
        assert_eq!(anna.state_of(&journey.case, kind, "").await?[key], value);
    }
    assert_eq!(anna.state_of(&journey.case, "m.room.power_levels", "").await?["invite"], 100);
    nothing_is_left_over(&stage.synapse, &stage.lotse, &team, &[journey]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn lotse_starts_while_the_homeserver_is_away() -> Result<()> {
    let mut stage = Setting::default().set(LOTSE).await?;
    stage.synapse.stop().await?;
    stage.lotse.launch()?;
    stage.lotse.logs("Waiting for the homeserver").await?;
    // Not ready, and not dead either.
    let health = stage.lotse.health().await?;
    ensure!(health == 503, "its health is {health} while nothing works");
    stage.synapse.restart().await?;
    stage.lotse.is_ready().await?;
    let team = Team::at_work(&stage.synapse).await?;
    Journey::of(&stage.synapse, "anna", &team).await?.happened_once(&team).await
}

#[tokio::test(flavor = "multi_thread")]
async fn lotse_is_away_while_a_seeker_writes_with_a_new_key_each_time() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let mut journeys = Vec::new();
    for (name, killed) in [("anna", false), ("yusuf", true)] {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        is_away(&mut stage.lotse, killed).await?;
        // The whole conversation, said into the silence.
        for word in ["Schulden", "01067", "Blaue Amsel", "ja"] {
            seeker.person.changes_the_key(&seeker.chat).await?;
            seeker.person.says(&seeker.chat, word).await?;
        }
        stage.lotse.serve().await?;
        seeker.person.hears(&seeker.chat, "einverstanden").await?;
        let case = seeker.consents().await?;

        is_away(&mut stage.lotse, killed).await?;
        let worry = format!("Ich habe Post vom Inkasso ({name}).");
        let mut said = vec![worry.clone()];
        said.extend((2..=6).map(|number| format!("{number}. Schreiben vom Inkasso ({name})")));
        for text in &said {
            seeker.person.changes_the_key(&case).await?;
            seeker.person.says(&case, text).await?;
        }
        stage.lotse.serve().await?;
        let journey = Journey::answered(seeker, case, worry, &team).await?;
        // Ben came after all of it: what he reads, the custodian could read and hand on.
        for text in &said {
            team.ben.person.hears(&journey.case, text).await?;
        }
        journeys.push(journey);
    }
    nothing_is_left_over(&stage.synapse, &stage.lotse, &team, &journeys).await
}

async fn knocks(person: Person) -> Result<Seeker> {
    let chat = person.opens_chat_with(Stage::RECEPTION).await?;
    Ok(Seeker { person, chat })
}

async fn is_away(lotse: &mut Lotse, killed: bool) -> Result<()> {
    if killed {
        lotse.kill();
        return Ok(());
    }
    let status = lotse.stop().await?;
    ensure!(status.success(), "it stopped with {status}");
    Ok(())
}

/// Five people at the same time.
async fn five<T>(arrival: impl AsyncFn(&str) -> Result<T>) -> Result<[T; 5]> {
    let [a, b, c, d, e] = FIVE.map(|name| arrival(name));
    let (a, b, c, d, e) = tokio::try_join!(a, b, c, d, e)?;
    Ok([a, b, c, d, e])
}

/// A seeker who has named the topic goes on to the first message, whatever is away meanwhile.
async fn writes_on(seeker: &Seeker) -> Result<OwnedRoomId> {
    let Seeker { person, chat } = seeker;
    for (word, answer) in [
        ("01067", "genannt"),
        ("Blaue Amsel", "Soll ich Sie"),
        ("ja", "einverstanden"),
        ("ja", "Ihr Raum ist fertig"),
    ] {
        says_in_the_end(person, chat, word).await?;
        hears_in_the_end(person, chat, answer).await?;
    }
    let invitation = person.is_invited_where("a case room", |to| to.room != *chat).await?;
    let case = person.accepts(&invitation).await?;
    hears_in_the_end(person, &case, "Willkommen").await?;
    says_in_the_end(person, &case, &worry_of(person)).await?;
    Ok(case)
}

fn worry_of(person: &Person) -> String {
    format!("Ich habe Post vom Inkasso ({}).", person.name())
}

/// Tries until it is sent, as a client does that is offline.
async fn says_in_the_end(person: &Person, room: &RoomId, text: &str) -> Result<()> {
    let what = format!("{} to get through with {text:?}", person.name());
    wait::until(what, wait::outage() + wait::patience(), async || {
        Ok(person.says(room, text).await.is_ok().then_some(()))
    })
    .await
}

/// Effects that failed all the time are tried again after a minute at the latest.
async fn hears_in_the_end(person: &Person, room: &RoomId, words: &str) -> Result<()> {
    let what = format!("{} to hear {words:?}; knows {:#?}", person.name(), person.reads_all(room));
    wait::until(
        what,
        wait::outage().min(std::time::Duration::from_mins(1)) + 2 * wait::patience(),
        async || Ok(person.reads_all(room).iter().any(|said| said.contains(words)).then_some(())),
    )
    .await
}

/// Everybody has a card; Ben answers each of them; nothing happened twice.
async fn are_served(
    synapse: &lotse_tests::Synapse,
    lotse: &Lotse,
    team: &Team,
    five: [Seeker; 5],
    cases: [OwnedRoomId; 5],
) -> Result<()> {
    let mut journeys = Vec::new();
    for (seeker, case) in five.into_iter().zip(cases) {
        let worry = worry_of(&seeker.person);
        journeys.push(Journey::answered(seeker, case, worry, team).await?);
    }
    nothing_is_left_over(synapse, lotse, team, &journeys).await
}
