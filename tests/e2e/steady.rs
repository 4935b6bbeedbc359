//! One row that is damaged, one step that fails, one worker that dies or hangs: everybody else is served, and it is seen.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Lotse, Stage,
    journey::{Journey, Team},
    people::Heard,
    stage::{Seeker, Setting},
    wait,
};
use serde_json::Value;

use crate::{asking::LOTSE, kill::FAIL_POINT};

/// Where the workers begin their rounds; they die and hang there instead of being killed.
pub(crate) const AT_ROUNDS: &[&str] = &["intake.round", "effects.round", "upkeep.round"];

/// What `/health` says: the status and the whole answer.
async fn health(lotse: &Lotse) -> Option<(u16, String)> {
    lotse.page("/health").await.ok()
}

async fn says(lotse: &Lotse, status: u16, words: &[&str]) -> Result<()> {
    wait::until(format!("/health to say {words:?}"), wait::patience(), async || {
        let said = health(lotse).await;
        let meant =
            |(code, text): (u16, String)| code == status && words.iter().all(|word| text.contains(word));
        Ok(said.is_some_and(meant).then_some(()))
    })
    .await
}

/// The status and the sentence of one check of doctor's.
async fn doctor(lotse: &Lotse, check: &str) -> Result<(String, String)> {
    let output = lotse.run(&["doctor", "--json"]).await?;
    let found: Value = serde_json::from_slice(&output.stdout)?;
    let found = found["checks"].as_array().and_then(|all| all.iter().find(|it| it["name"] == check).cloned());
    let found = found.with_context(|| format!("doctor has no check {check}"))?;
    let word = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    Ok((word("status"), word("detail")))
}

/// Waits until doctor says something.
async fn doctor_says(lotse: &Lotse, check: &str, status: &str, words: &[&str]) -> Result<()> {
    let mut last = None;
    let told = wait::until(format!("doctor to say {words:?}"), wait::patience(), async || {
        let (found, detail) = doctor(lotse, check).await?;
        let meant = found == status && words.iter().all(|word| detail.contains(word));
        last = Some((found, detail));
        Ok(meant.then_some(()))
    });
    let told = told.await;
    told.with_context(|| format!("{last:?}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_rows_cost_nobody_else_anything_and_are_named() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post vom Inkasso.").await?;
    team.ben.sees_card("Inkasso").await?;
    let yara = Seeker::knocks(stage.person("yara").await?).await?;
    yara.is_placed("Schulden", "01067", "Roter Milan").await?;
    stage.settles().await?;
    let is_today = |heard: &Heard| heard.is_today() && heard.is_message() && heard.relates_to().is_none();
    let today = team.ben.person.hears_where(&team.ben.team, "what waits today", is_today).await?;

    // A case whose step is due, a talk, an event at the head of a room, and a transaction before all that will come.
    let rot =
        "x'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'";
    let room = &team.ben.enquiries;
    for damage in [
        format!("update counselling_case set body = {rot}, due_ms = 1 where room_id = '{case}'"),
        format!("update dialogue set body = {rot} where room_id = '{}'", yara.chat),
        format!(
            "insert into inbox (event_id, seq, room_id, body, state, attempts, received_ms, due_ms) \
             values ('$damaged', 1, '{room}', {rot}, 'pending', 0, 1, 1)"
        ),
        format!(
            "insert into homeserver_transaction (txn_id, received_ms, seq, body, state) \
             values ('damaged', 1, -1, {rot}, 'received')"
        ),
        "update today set room_id = 'none'".to_owned(),
    ] {
        stage.rewrites(&damage).await?;
    }

    // Somebody else asks and is answered in the same rooms, and whoever was in the midst of a talk begins it anew.
    Journey::of(&stage.synapse, "yusuf", &team).await?;
    yara.person.says(&yara.chat, "ja").await?;
    yara.person.hears_next(&yara.chat, "Schulden").await?;
    yara.is_placed("Schulden", "01067", "Roter Milan").await?;

    let anew = |heard: &Heard| is_today(heard) && heard.event != today.event;
    team.ben.person.hears_where(&team.ben.team, "what waits, said anew", anew).await?;

    for (table, row) in [
        ("counselling_case", "counselling_case "),
        ("inbox", "inbox $damaged"),
        ("homeserver_transaction", "homeserver_transaction damaged"),
    ] {
        let label = format!("table=\"{table}\"");
        ensure!(stage.counted("lotse_rows_unreadable_total", &label).await? >= 1.0, "{table} is not counted");
        doctor_says(&stage.lotse, "rows", "fail", &["Damaged, 3 of ", row]).await?;
    }
    stage.lotse.counts("lotse_rows_failing", "the case and the transaction", |rows| rows >= 2.0).await?;
    stage.lotse.logs("A row cannot be read; everything else goes on").await?;
    doctor_says(&stage.lotse, "patience", "warn", &["case ", "transaction damaged", "inconsistent"]).await?;
    doctor_says(&stage.lotse, "inbox", "warn", &["inconsistent:inbox"]).await?;
    says(&stage.lotse, 200, &["worker"]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_steps_that_fail_do_not_starve_the_next() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    anna.consents().await?;
    stage.settles().await?;
    // All of them are due before her case, which ends after a week in which nobody wrote.
    stage
        .rewrites(
            "insert into counselling_case \
             (case_id, reference, centre_id, topic_id, state, version, opened_ms, due_ms, body, looked_ms) \
             with recursive number (n) as (select 1 union all select n + 1 from number where n < 150) \
             select printf('01ARZ3NDEKTSV4RRFFQ69G5%03d', n), printf('X%05d', n), 'dresden', 'schulden', 'opened', 1, 1, n, \
             x'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00112233', 1 from number",
        )
        .await?;
    stage.lets_time_pass(8 * 24)?;
    stage.lotse.counts("lotse_cases_ended_total", "hers", |ended| ended >= 1.0).await?;
    stage.lotse.counts("lotse_rows_failing", "all 150", |rows| rows >= 150.0).await?;
    ensure!(
        stage.counted("lotse_setbacks_total", "kind=\"case\"").await? >= 150.0,
        "setbacks are not counted"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_dies_is_seen_and_begun_anew() -> Result<()> {
    let mut stage = Setting::default().set(LOTSE).await?;
    for (number, point) in AT_ROUNDS.iter().enumerate() {
        let worker = point.trim_end_matches(".round");
        stage.lotse.set_environment(FAIL_POINT, format!("panic@{point}:3"));
        stage.lotse.launch()?;
        let process = stage.lotse.process_id();
        says(&stage.lotse, 503, &["restarting", worker]).await?;
        says(&stage.lotse, 200, &["worker"]).await?;
        ensure!(stage.lotse.process_id() == process, "the process is another one");
        stage.lotse.counts("lotse_workers_restarted_total", "1", |falls| falls >= 1.0).await?;
        stage.lotse.counts("lotse_working", "1", |works| works >= 1.0).await?;
        Seeker::knocks(stage.person(&format!("anna{number}")).await?).await?;
        stage.lotse.stop().await?;
    }

    // One that dies again and again ends the process, and the service manager begins it anew.
    stage.lotse.set_environment(FAIL_POINT, "panic@effects.round:1+");
    stage.lotse.launch()?;
    let ended = stage.lotse.dies().await?;
    ensure!(ended.code() == Some(1), "it ended with {ended}");
    stage.lotse.unset_environment(FAIL_POINT);
    stage.lotse.serve().await?;
    Seeker::knocks(stage.person("anna").await?).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_hangs_is_seen() -> Result<()> {
    let mut stage = Setting::default().set(LOTSE).await?;
    stage.lotse.set_environment(FAIL_POINT, "hang@intake.round:3");
    stage.lotse.serve().await?;
    says(&stage.lotse, 503, &["hung", "intake"]).await?;
    stage.lotse.counts("lotse_hung_total", "1", |hung| hung >= 1.0).await?;
    stage.lotse.counts("lotse_working", "0", |works| works == 0.0).await?;
    doctor_says(&stage.lotse, "health", "fail", &["nothing is heard of intake"]).await?;
    stage.lotse.logs("Nothing has been heard of a worker for too long").await
}
