//! Heute: one pinned message in Team that says what waits, and stays true by itself. And one's own figures.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    js_client::{JsCounsellor, JsSdk},
    people::Heard,
    stage::{Counsellor, Seeker, Setting, reference},
    wait,
};
use serde_json::{Value, json};

use crate::{
    asking::LOTSE,
    kill::{AT_TODAY, FAIL_POINT, dies_of_it},
};

const WORRY: &str = "Ich habe Post vom Inkasso.";

/// What is pinned at a client as Element Web is, once it reads as `is_meant` wants it. There is never more than one.
async fn reads(ben: &JsCounsellor, what: &str, is_meant: impl Fn(&str) -> bool) -> Result<Heard> {
    let began = Instant::now();
    let found = wait::until(format!("what waits today to say {what}"), wait::patience(), async || {
        let mut pinned = ben.person.reads_pinned(&ben.team).await?;
        ensure!(pinned.len() <= 1, "pinned: {pinned:?}");
        Ok(pinned.pop().filter(|pinned| text(pinned).is_some_and(&is_meant)))
    })
    .await?;
    ensure!(began.elapsed().as_secs() < 60, "{what}: only after {:?}", began.elapsed());
    ensure!(found.content["msgtype"] == "m.notice" && found.content["m.mentions"] == json!({}), "{found:?}");
    Ok(found)
}

fn text(heard: &Heard) -> Option<&str> {
    heard.content["body"].as_str()
}

/// Those that stand in Team and are no edits, whether they can be read or not, as the counsellor's client has them.
async fn standing(counsellor: &Counsellor) -> Result<Vec<Heard>> {
    counsellor.person.catches_up().await?;
    let all = counsellor.person.knows(&counsellor.team).into_iter();
    Ok(all.filter(|heard| heard.is_today() && heard.is_message() && heard.relates_to().is_none()).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_sees_what_waits_today_within_a_minute_and_nobody_is_rung_for_it() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = JsCounsellor::at_work(&stage.synapse, "ben", JsSdk::Newest).await?;
    let cem = stage.counsellor("cem").await?;
    let quiet = reads(&ben, "that nobody waits", |text| text.contains("keine")).await?;
    ensure!(text(&quiet).is_some_and(|text| text.starts_with("Heute · ")), "{quiet:?}");

    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", WORRY).await?;
    let card = cem.sees_card(WORRY).await?;
    let number = reference(&card)?;
    let open = reads(&ben, "that somebody waits", |text| text.contains(&number)).await?;
    let said = text(&open).unwrap_or_default();
    ensure!(said.contains("Schulden") && said.contains("Antwort bis"), "{said}");
    ensure!(!said.contains("Inkasso") && !said.contains("Amsel"), "more than a Team may see: {said}");

    cem.takes(WORRY).await?;
    let taken = |text: &str| text.contains("keine") && text.contains("cem: 1 Fall");
    let taken = reads(&ben, "whose case waits", taken).await?;
    ensure!(!text(&taken).unwrap_or_default().contains(&number), "somebody else's case: {taken:?}");
    cem.person.says(&case, "Guten Tag.").await?;
    reads(&ben, "that nobody waits for a word", |text| !text.contains("cem:")).await?;
    anna.person.says(&case, "Und jetzt?").await?;
    reads(&ben, "that somebody waits again", |text| text.contains("cem: 1 Fall")).await?;

    // It is taken away where nobody tells of it: the next change finds that, and there is a new one.
    let first = reads(&ben, "the same", |_| true).await?.event;
    let path = format!("rooms/{}/redact/{first}/{}", cem.team, wait::unique_word());
    stage.as_lotse("lotse_c_dresden", "PUT", &path, Some(&json!({}))).await?;
    cem.person.says(&cem.team, "abwesend bis 24.12.").await?;
    let away = |text: &str| text.contains("Nicht da") && text.contains("cem bis 24.12.");
    let anew = reads(&ben, "who is away", away).await?;
    ensure!(anew.event != first, "an edit of what is gone");
    cem.person.says(&cem.team, "anwesend").await?;
    reads(&ben, "that all are there", |text| !text.contains("Nicht da")).await?;

    // Whoever has a new device reads it there.
    let other = cem.person.on_another_signed_device().await?;
    let seen = |heard: &Heard| heard.is_today() && heard.is_message() && heard.event != anew.event;
    other.hears_where(&cem.team, "what waits today", seen).await?;
    ensure!(standing(&cem).await?.len() == 1, "{:?}", standing(&cem).await?);

    // Nothing of it is in the room's state, and nothing rings.
    let state = cem.person.state_of(&cem.team, "m.room.pinned_events", "").await?;
    ensure!(state["pinned"].as_array().is_some_and(|all| all.len() == 1), "{state}");
    ensure!(state.as_object().is_some_and(|state| state.len() == 1), "{state}");
    let rings = |heard: &Heard| heard.is_today() && heard.content["m.mentions"] != json!({});
    ensure!(!cem.person.knows(&cem.team).iter().any(rings), "it rings");

    cem.person.says(&cem.team, &format!("abschließen {number}")).await?;
    reads(&ben, "that it is over", |text| !text.contains("cem:")).await?;
    cem.person.says(&cem.team, "meine zahlen").await?;
    cem.person.hears(&cem.team, "in unserem verschlüsselten Chat").await?;
    let chat = cem.person.is_invited_by("@lotse_steward:lotse.example").await?;
    let chat = cem.person.accepts(&chat).await?;
    let figures = cem.person.hears(&chat, "Ihre Zahlen").await?;
    ensure!(figures.body.contains("1 angenommen, 1 abgeschlossen"), "{figures:?}");
    ensure!(figures.body.contains("Zusage 1 Mal gehalten und 0 Mal nicht"), "{figures:?}");
    ensure!(!cem.person.reads_all(&cem.team).iter().any(|said| said.contains("Median")), "told to all");
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn dies_while_it_says_what_waits_today_and_there_is_one() -> Result<()> {
    let mut stage = Setting::default().set(LOTSE).await?;
    stage.lotse.set_environment(FAIL_POINT, AT_TODAY[0]);
    stage.lotse.launch()?;
    let arriving = tokio::spawn({
        let ben = stage.person("ben").await?;
        async move { Counsellor::at_work(ben).await }
    });
    dies_of_it(&mut stage.lotse).await.context("before it is posted")?;
    stage.lotse.set_environment(FAIL_POINT, AT_TODAY[1]);
    stage.lotse.launch()?;
    dies_of_it(&mut stage.lotse).await.context("after it was posted")?;
    stage.lotse.serve().await?;
    let ben = arriving.await??;
    ben.person.hears_where(&ben.team, "what waits today", Heard::is_today).await?;
    stage.settles().await?;
    one(&ben).await?;

    stage.lotse.stop().await?;
    stage.lotse.set_environment(FAIL_POINT, AT_TODAY[2]);
    stage.lotse.launch()?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.asks("Schulden", "01067", "Blaue Amsel", WORRY).await?;
    dies_of_it(&mut stage.lotse).await.context("after it was edited")?;
    stage.lotse.serve().await?;
    let number = reference(&ben.sees_card(WORRY).await?)?;
    ben.person
        .hears_where(&ben.team, "who waits", |heard| heard.is_today() && heard.body.contains(&number))
        .await?;
    stage.settles().await?;
    one(&ben).await
}

/// One stands and is pinned, and at most one edit of it.
async fn one(ben: &Counsellor) -> Result<()> {
    wait::until("one message to stand and be pinned", wait::patience(), async || {
        let standing = standing(ben).await?;
        let state = ben.person.state_of(&ben.team, "m.room.pinned_events", "").await?;
        let pinned: Vec<&str> =
            state["pinned"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let all = ben.person.knows(&ben.team);
        let edits = all.iter().filter(|heard| {
            heard.is_today()
                && heard.is_message()
                && heard.relates_to().is_some_and(|(_, how)| how == "m.replace")
        });
        let is_one = standing.len() == 1 && pinned == [standing[0].event.as_str()] && edits.count() <= 1;
        Ok(is_one.then_some(()))
    })
    .await
}
