//! Who holds the keys, and until when.

use anyhow::{Context as _, Result};
use lotse_tests::{
    Stage,
    stage::{Seeker, Setting},
    wait,
};
use matrix_sdk::ruma::RoomId;
use serde_json::Value;

use crate::asking::LOTSE;

const FREIBURG: &str = "@lotse_c_freiburg:lotse.example";
const DRESDEN: &str = "@lotse_c_dresden:lotse.example";
const STEWARD: &str = "@lotse_steward:lotse.example";

/// How many keys to what others wrote a custodian keeps.
async fn keys_of(stage: &Stage, custodian: &str) -> Result<i64> {
    stage.counts(&format!("select count(*) from crypto_group_session where owner = '{custodian}'")).await
}

async fn are_in(who: &Seeker, room: &RoomId, members: &[&str]) -> Result<()> {
    wait::until(format!("{members:?} in {room}"), wait::patience(), async || {
        let there = who.person.members(room).await?;
        Ok(there.iter().map(String::as_str).eq(members.iter().copied()).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_place_for_one_machine_two_centres_are_served_at_once() -> Result<()> {
    let one_place = Setting::default().settings("[custody]\nopen_machines = 1\n");
    let stage = Stage::open_with(LOTSE, one_place).await?;
    let ben = stage.counsellor("ben").await?;
    let dora = stage.counsellor("dora").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let emil = Seeker::knocks(stage.person("emil").await?).await?;
    let (debts, pregnancy) = tokio::try_join!(
        anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post vom Inkasso."),
        emil.asks("Schwangerschaft", "79098", "Grüner Igel", "Ich bin in der achten Woche."),
    )?;
    let (debts_card, pregnancy_card) =
        tokio::try_join!(ben.sees_card("Inkasso"), dora.sees_card("achten Woche"))?;
    tokio::try_join!(ben.accepts_card(&debts_card), dora.accepts_card(&pregnancy_card))?;
    assert_eq!(ben.comes_into_case().await?, debts);
    assert_eq!(dora.comes_into_case().await?, pregnancy);
    ben.person.hears(&debts, "Post vom Inkasso").await?;
    dora.person.hears(&pregnancy, "achten Woche").await?;
    ben.person.says(&debts, "Guten Tag, ich bin Ben.").await?;
    dora.person.says(&pregnancy, "Guten Tag, hier ist Dora.").await?;
    anna.person.hears(&debts, "ich bin Ben").await?;
    emil.person.hears(&pregnancy, "hier ist Dora").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_first_answer_only_two_can_read() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let dora = stage.counsellor("dora").await?;
    let finn = stage.counsellor("finn").await?;
    stage.settles().await?;
    let before = keys_of(&stage, FREIBURG).await?;

    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schwangerschaft", "79098", "Blaue Amsel", "Ich bin in der achten Woche.").await?;
    let card = dora.sees_card("achten Woche").await?;
    finn.sees_card("achten Woche").await?;
    dora.accepts_card(&card).await?;
    assert_eq!(dora.comes_into_case().await?, case);
    dora.person.hears(&case, "achten Woche").await?;
    assert!(keys_of(&stage, FREIBURG).await? > before, "until the first answer the custodian has keys");

    dora.person.says(&case, "Guten Tag, hier ist Dora.").await?;
    anna.person.hears(&case, "hier ist Dora").await?;
    anna.person.hears(&case, "können nur noch Sie beide lesen").await?;
    are_in(&anna, &case, &["@anna:lotse.example", "@dora:lotse.example", STEWARD]).await?;
    stage.settles().await?;
    // What is left are keys of other rooms, which were there before: the card's room was welcomed in.
    let in_the_room = keys_of(&stage, FREIBURG).await?;
    assert_eq!(in_the_room, before, "no key of the case room is left");

    anna.person.says(&case, "Darf ich Sie etwas fragen?").await?;
    dora.person.hears(&case, "etwas fragen").await?;
    dora.person.says(&case, "Gern.").await?;
    anna.person.hears(&case, "Gern.").await?;
    stage.settles().await?;
    assert_eq!(keys_of(&stage, FREIBURG).await?, in_the_room, "the custodian was given new keys");
    // Whoever leaves is nobody's recipient: no device of the custodian has got a key that it merely did not keep.
    assert_eq!(finn.person.reads_all(&case), [] as [&str; 0]);

    // Ending works where it always works.
    anna.person.says(&anna.chat, "abschließen").await?;
    anna.person.hears(&anna.chat, "ist beendet").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_after_joining_the_custodian_leaves_even_unanswered() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let dora = stage.counsellor("dora").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schwangerschaft", "79098", "Blaue Amsel", "Ich habe eine Frage.").await?;
    assert_eq!(dora.takes("Ich habe eine Frage.").await?, case);
    stage.settles().await?;

    stage.lets_time_pass(23)?;
    anna.person.says(&case, "Sind Sie da?").await?;
    dora.person.hears(&case, "Sind Sie da?").await?;
    stage.settles().await?;
    assert!(anna.person.members(&case).await?.contains(FREIBURG), "a day is not over");

    stage.lets_time_pass(25)?;
    are_in(&anna, &case, &["@anna:lotse.example", "@dora:lotse.example", STEWARD]).await?;
    dora.person.says(&case, "Jetzt bin ich da.").await?;
    anna.person.hears(&case, "Jetzt bin ich da.").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_team_centre_the_custodian_stays() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "Guten Tag.").await?;
    stage.lets_time_pass(48)?;
    anna.person.says(&case, "Danke.").await?;
    ben.person.hears(&case, "Danke.").await?;
    stage.settles().await?;
    are_in(&anna, &case, &["@anna:lotse.example", "@ben:lotse.example", DRESDEN, STEWARD]).await
}

/// Who somebody is and by which devices, as any client learns it.
async fn identity(anna: &Seeker, user: &str) -> Result<(Value, Vec<String>)> {
    let question = serde_json::json!({ "device_keys": { user: [] } });
    let answer = anna.person.calls("POST", "/_matrix/client/v3/keys/query", Some(&question)).await?;
    let devices = answer["device_keys"][user].as_object().into_iter().flatten();
    Ok((answer["master_keys"][user]["keys"].clone(), devices.map(|(device, _)| device.clone()).collect()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_database_costs_no_identity() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    let of_dresden = identity(&anna, DRESDEN).await?;
    let of_the_reception = identity(&anna, Stage::RECEPTION).await?;
    assert!(of_dresden.0.is_object() && of_dresden.1.len() == 1);

    stage.lotse.stop().await?;
    for file in ["data/lotse.db", "data/lotse.db-wal", "data/lotse.db-shm"] {
        let _ = std::fs::remove_file(stage.lotse.file(file));
    }
    let workbook = stage.lotse.file("directory.xlsx");
    stage.lotse.says(&["directory", "import", workbook.to_str().context("a path")?]).await?;
    stage.lotse.serve().await?;
    stage.settles().await?;

    for (user, (master, devices)) in [(DRESDEN, of_dresden), (Stage::RECEPTION, of_the_reception)] {
        let now = wait::until(format!("{user} to be back"), wait::patience(), async || {
            let now = identity(&anna, user).await?;
            Ok((now.1 != devices).then_some(now))
        })
        .await?;
        assert_eq!(now.0, master, "{user} is somebody else");
        assert_eq!(now.1.len(), 1, "the lost device of {user} is gone");
    }

    // People who knew the old custodian go on without a warning: the new device speaks for the same identity.
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    yusuf.asks("Schulden", "01067", "Grüner Igel", "Bin ich hier richtig?").await?;
    let again = lotse_tests::stage::Counsellor::at_work(ben.person).await?;
    again.takes("Bin ich hier richtig?").await?;
    Ok(())
}
