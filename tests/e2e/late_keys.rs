//! A room key that comes late, or never: nobody else waits, and whoever wrote with it is told once.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Person, Proxy, Stage,
    stage::{Counsellor, Seeker, Setting},
};
use serde_json::Value;

use crate::{
    asking::LOTSE,
    kill::{AT_LATE_KEYS, FAIL_POINT, dies_of_it},
};

/// Room keys leave a program by these calls.
const KEYS: &str = "/sendToDevice/";

const WITHOUT_KEY: &str = "lotse_inbox_without_key";

/// Somebody whose program can be made to give no keys.
async fn with_a_slow_program(stage: &Stage, name: &str) -> Result<(Person, Proxy)> {
    let way = Proxy::to(stage.synapse.url()).await?;
    let person = Person::arrive_by(&stage.synapse, way.url(), name).await?;
    Ok((person, way))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_key_holds_up_no_colleague_and_is_waited_for() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, way) = with_a_slow_program(&stage, "ben").await?;
    let ben = Counsellor::at_work(ben).await?;
    let cem = stage.counsellor("cem").await?;

    way.withholds("PUT", KEYS);
    ben.person.changes_the_key(&ben.team).await?;
    ben.person.says(&ben.team, "annehmen AAAAAA").await?;
    cem.person.says(&cem.team, "annehmen BBBBBB").await?;
    ben.person.says(&ben.team, "annehmen CCCCCC").await?;
    cem.person.says(&cem.team, "annehmen DDDDDD").await?;
    // He cannot be read, and she is answered all the same, before and after his second word.
    cem.person.hears(&cem.team, "Die Fallnummer BBBBBB").await?;
    cem.person.hears(&cem.team, "Die Fallnummer DDDDDD").await?;
    stage.lotse.counts(WITHOUT_KEY, "2", |count| (count - 2.0).abs() < 0.5).await?;

    ensure!(way.hands_over().await? > 0, "his program gave no keys that could be withheld");
    cem.person.hears(&cem.team, "Die Fallnummer AAAAAA").await?;
    cem.person.hears(&cem.team, "Die Fallnummer CCCCCC").await?;
    let answers = cem.person.reads_all(&cem.team);
    let answers = answers.iter().filter_map(|text| text.split("Die Fallnummer ").nth(1)?.get(..1));
    assert_eq!(answers.collect::<String>(), "BDAC", "the order of what can be read");
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_key_outlives_lotse_and_the_coming_of_the_key() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let (anna, way) = with_a_slow_program(&stage, "anna").await?;
    let anna = Seeker::knocks(anna).await?;
    way.withholds("PUT", KEYS);
    anna.person.changes_the_key(&anna.chat).await?;
    anna.person.says(&anna.chat, "Schulden").await?;
    stage.lotse.counts(WITHOUT_KEY, "1", |count| (count - 1.0).abs() < 0.5).await?;

    for point in AT_LATE_KEYS {
        stage.lotse.kill();
        stage.lotse.set_environment(FAIL_POINT, *point);
        stage.lotse.serve().await?;
        // What waits is looked at once as Lotse begins: a key that came just then would ring for nobody.
        stage.settles_without_keys(1).await?;
        stage.lotse.counts(WITHOUT_KEY, "1", |count| (count - 1.0).abs() < 0.5).await?;
        way.hands_over().await?;
        dies_of_it(&mut stage.lotse).await?;
    }
    stage.lotse.serve().await?;
    anna.person.hears_next(&anna.chat, "Postleitzahl").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_never_comes_is_told_of_once_and_given_up_after_a_day() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let (ben, way) = with_a_slow_program(&stage, "ben").await?;
    let ben = Counsellor::at_work(ben).await?;
    way.withholds("PUT", KEYS);
    ben.person.changes_the_key(&ben.team).await?;
    for word in ["annehmen AAAAAA", "annehmen BBBBBB", "annehmen CCCCCC"] {
        ben.person.says(&ben.team, word).await?;
    }
    stage.lotse.counts(WITHOUT_KEY, "3", |count| (count - 3.0).abs() < 0.5).await?;

    stage.lets_time_pass(1)?;
    ben.person.hears(&ben.team, "Der Schlüssel dazu ist noch nicht angekommen").await?;
    ben.person.says(&ben.team, "annehmen DDDDDD").await?;
    stage.lotse.counts(WITHOUT_KEY, "4", |count| (count - 4.0).abs() < 0.5).await?;
    stage.lets_time_pass(25)?;
    stage.lotse.counts("lotse_inbox_quarantined", "4", |count| (count - 4.0).abs() < 0.5).await?;
    let told = ben.person.reads_all(&ben.team);
    let told = told.iter().filter(|text| text.contains("Der Schlüssel dazu")).count();
    ensure!(told == 1, "he was told {told} times");

    // What was set aside can be looked at by its reason.
    let listed = stage.lotse.says(&["inbox", "list", "--reason", "key-never-came"]).await?;
    ensure!(listed.lines().filter(|line| line.contains("key-never-came")).count() == 4, "{listed}");
    let listed = stage.lotse.says(&["inbox", "list", "--json"]).await?;
    let listed: Vec<Value> = listed.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    ensure!(listed.len() == 4, "{listed:#?}");
    for event in &listed {
        ensure!(event["reason"] == "key-never-came" && event["room"] == ben.team.as_str(), "{event}");
        ensure!(event["received"].is_i64() && event["attempts"].is_u64(), "{event}");
    }

    // And let go of: one, those of a reason, all; whoever names none that was put aside is told.
    let one = listed.first().and_then(|event| event["event"].as_str()).context("no id")?;
    ensure!(stage.lotse.says(&["inbox", "discard", one]).await?.contains("1 discarded"), "{one}");
    for nobody in [&["inbox", "discard", one][..], &["inbox", "discard", "--reason", "panicked"]] {
        let refused = stage.lotse.run(nobody).await?;
        let words = String::from_utf8(refused.stderr)?;
        ensure!(refused.status.code() == Some(1) && words.contains("No such event was put aside"), "{words}");
    }
    let discarded = stage.lotse.says(&["inbox", "discard", "--reason", "key-never-came"]).await?;
    ensure!(discarded.contains("3 discarded"), "{discarded}");
    ensure!(stage.lotse.says(&["inbox", "discard", "--all"]).await?.contains("0 discarded"));
    ensure!(stage.lotse.says(&["inbox", "list"]).await?.contains("None was put aside"));
    ensure!(stage.lotse.says(&["inbox", "list", "--json"]).await?.is_empty());
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_an_accepted_case_what_comes_without_its_key_counts_at_once_and_is_heard_later() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let ben = stage.counsellor("ben").await?;
    let (anna, way) = with_a_slow_program(&stage, "anna").await?;
    let anna = Seeker::knocks(anna).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "Guten Tag.").await?;
    stage.settles().await?;

    way.withholds("PUT", KEYS);
    anna.person.changes_the_key(&case).await?;
    anna.person.says(&case, "Noch etwas.").await?;
    anna.person.says(&case, "alles löschen").await?;
    stage.lotse.counts(WITHOUT_KEY, "2", |count| (count - 2.0).abs() < 0.5).await?;
    // Nobody can say what it is, and the team hears that there is something: once now, and once in a quarter of an hour.
    stage.lets_time_pass(1)?;
    ben.person.hears(&ben.team, "Neue Nachricht im Fall").await?;
    stage.settles_without_keys(2).await?;
    stage.lets_time_pass(2)?;
    stage.lotse.counts("lotse_follow_up_notices_total", "2", |count| (count - 2.0).abs() < 0.5).await?;

    // The word is heard as soon as it can be read, and nothing is counted again.
    ensure!(way.hands_over().await? > 0, "her program gave no keys that could be withheld");
    anna.person.hears(&case, "Soll alles gelöscht werden").await?;
    stage.settles().await?;
    stage.lets_time_pass(3)?;
    anna.person.says(&case, "nein").await?;
    anna.person.hears(&case, "Ich habe nichts gelöscht").await?;
    stage.settles().await?;
    let told = stage.counted("lotse_follow_up_notices_total", "").await?;
    ensure!((told - 3.0).abs() < 0.5, "{told} notices instead of one for each message");
    Ok(())
}

/// How the key and the operator may come: the one, the other, or both at once.
#[derive(Clone, Copy, Debug)]
enum First {
    Key,
    Operator,
    Both,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_put_aside_for_want_of_a_key_is_read_once_it_is_taken_up_again() -> Result<()> {
    for first in [First::Key, First::Operator, First::Both] {
        let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
        let (ben, way) = with_a_slow_program(&stage, "ben").await?;
        let ben = Counsellor::at_work(ben).await?;
        way.withholds("PUT", KEYS);
        ben.person.changes_the_key(&ben.team).await?;
        for word in ["annehmen AAAAAA", "annehmen BBBBBB", "annehmen CCCCCC"] {
            ben.person.says(&ben.team, word).await?;
        }
        stage.lotse.counts(WITHOUT_KEY, "3", |count| (count - 3.0).abs() < 0.5).await?;
        stage.lets_time_pass(1)?;
        ben.person.hears(&ben.team, "Der Schlüssel dazu ist noch nicht angekommen").await?;
        ben.person.says(&ben.team, "annehmen DDDDDD").await?;
        stage.lotse.counts(WITHOUT_KEY, "4", |count| (count - 4.0).abs() < 0.5).await?;
        stage.lets_time_pass(25)?;
        stage.lotse.counts("lotse_inbox_quarantined", "4", |count| (count - 4.0).abs() < 0.5).await?;

        let taken_up = async || stage.lotse.says(&["inbox", "revive", "--reason", "key-never-came"]).await;
        let key_comes = async || way.hands_over().await;
        match first {
            First::Key => {
                key_comes().await?;
                taken_up().await?;
            }
            First::Operator => {
                taken_up().await?;
                stage.lotse.counts(WITHOUT_KEY, "4", |count| (count - 4.0).abs() < 0.5).await?;
                key_comes().await?;
            }
            First::Both => {
                tokio::try_join!(key_comes(), taken_up())?;
            }
        }
        for word in ["AAAAAA", "BBBBBB", "CCCCCC", "DDDDDD"] {
            ben.person.hears(&ben.team, &format!("Die Fallnummer {word}")).await?;
        }
        stage.settles().await?;
        let answers = ben.person.reads_all(&ben.team);
        let answers = answers.iter().filter_map(|text| text.split("Die Fallnummer ").nth(1)?.get(..1));
        assert_eq!(answers.collect::<String>(), "ABCD", "each once and in their order, {first:?} first");
    }
    Ok(())
}
