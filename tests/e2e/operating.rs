//! What the operator does with Lotse — start, stop, kill, double — costs nobody a case.

use std::{fs, os::unix::fs::PermissionsExt as _};

use anyhow::Result;
use lotse_tests::{
    Lotse,
    stage::{Seeker, Setting, Stage},
    wait,
};

use crate::asking::LOTSE;

/// A second Lotse with the files of the first, on ports of its own.
fn twin(of: &Lotse) -> Result<Lotse> {
    let settings = fs::read_to_string(of.settings_file())?;
    let twin = Lotse::install(LOTSE, |place| {
        let ports = |url: String| url.trim_start_matches("http://").to_owned();
        let file = |name: &str| of.file(name).display().to_string();
        let files = format!(
            "registration = {:?}\nseekers_registration = {:?}\n",
            file("registration.yaml"),
            file("registration-seekers.yaml")
        );
        let custody = format!(
            "\n[custody]\nkey_file = {:?}\nescrow_dir = {:?}\n",
            file("secrets/lotse.key"),
            file("escrow")
        );
        settings
            .replace(&ports(of.homeserver_url()), &place.homeserver_listener)
            .replace(&ports(of.people_url()), &place.people_listener)
            .replace("[homeserver]\n", &format!("[homeserver]\n{files}"))
            + custody.as_str()
    })?;
    Ok(twin)
}

/// What `/health` says: the status and the word that matters.
async fn health(lotse: &Lotse) -> Option<(u16, String)> {
    let http = reqwest::Client::builder().no_proxy().timeout(wait::patience()).build().ok()?;
    let answer = http.get(format!("{}/health", lotse.people_url())).send().await.ok()?;
    Some((answer.status().as_u16(), answer.text().await.ok()?))
}

async fn is(lotse: &Lotse, status: u16, word: &str) -> Result<()> {
    wait::until(format!("/health to say {word}"), wait::patience(), async || {
        let said = health(lotse).await;
        Ok(said.is_some_and(|(code, text)| code == status && text.contains(word)).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_orderly_stop_in_the_midst_of_a_talk_loses_nothing() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    anna.person.says(&anna.chat, "ja").await?;
    assert_eq!(stage.lotse.stop().await?.code(), Some(0));
    let log = stage.lotse.log();
    assert!(log.contains("Stopped") && !log.contains("panicked"), "{log}");

    stage.lotse.serve().await?;
    let invitation = anna
        .person
        .is_invited_where("a case room", |to| {
            to.name.as_deref().is_some_and(|name| name.starts_with("Fall "))
        })
        .await?;
    let case = anna.person.accepts(&invitation).await?;
    anna.person.hears(&case, "Willkommen").await?;
    anna.person.says(&case, "Ich habe Post vom Inkasso.").await?;
    let card = ben.sees_card("Inkasso").await?;
    ben.accepts_card(&card).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    ben.person.hears(&case, "Post vom Inkasso").await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_processes_one_works_and_the_other_takes_over() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let mut second = twin(&stage.lotse)?;
    second.serve().await?;
    is(&stage.lotse, 200, "worker").await?;
    is(&second, 200, "standby").await?;

    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    let case = anna.consents().await?;
    anna.person.says(&case, "Ich habe Post vom Inkasso.").await?;
    let card = ben.sees_card("Inkasso").await?;

    // The first dies in the midst; the homeserver's transactions have nowhere to go, the letter-boxes have.
    stage.lotse.kill();
    is(&second, 200, "worker").await?;
    let (_, text) = health(&second).await.unwrap_or_default();
    assert!(text.contains("worker"), "{text}");

    // The first comes back, takes transactions again, and stands by.
    stage.lotse.serve().await?;
    is(&stage.lotse, 200, "standby").await?;
    ben.accepts_card(&card).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    ben.person.hears(&case, "Post vom Inkasso").await?;
    ben.person.says(&case, "Guten Tag, ich bin Ben.").await?;
    anna.person.hears(&case, "ich bin Ben").await?;

    // An orderly stop hands the work over at once.
    assert_eq!(second.stop().await?.code(), Some(0));
    is(&stage.lotse, 200, "worker").await?;
    assert!(!stage.lotse.log().contains("Gave an effect up") && !second.log().contains("Gave an effect up"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_after_a_power_cut_waits_for_no_lease() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    for _ in 0..3 {
        stage.lotse.kill();
        stage.lotse.serve().await?;
        is(&stage.lotse, 200, "worker").await?;
    }
    assert!(!stage.lotse.log().contains("Standing by"), "{}", stage.lotse.log());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn health_tells_starting_from_ready() -> Result<()> {
    let mut stage = Setting::default().with_proxy().set(LOTSE).await?;
    let Some(proxy) = &stage.proxy else { anyhow::bail!("no proxy") };
    proxy.goes_away();
    stage.lotse.launch()?;
    is(&stage.lotse, 503, "starting").await?;
    proxy.comes_back();
    is(&stage.lotse, 200, "worker").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_metrics_name_nobody() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    let case = anna.consents().await?;
    anna.person.says(&case, "Ich habe Post vom Inkasso.").await?;
    ben.sees_card("Inkasso").await?;
    let metrics = wait::until("the figures of the case", wait::patience(), async || {
        let metrics = stage.lotse.metrics().await?;
        Ok(metrics.contains("lotse_cases{state=\"asked\"} 1").then_some(metrics))
    })
    .await?;
    for word in ["lotse_outbox_dead 0", "lotse_effects_total", "lotse_working 1"] {
        assert!(metrics.contains(word), "{word} is missing in\n{metrics}");
    }
    for secret in
        ["Amsel", "01067", "Inkasso", anna.person.id(), ben.person.id(), case.as_str(), "@", "!", "token="]
    {
        let found = metrics.lines().find(|line| !line.starts_with('#') && line.contains(secret));
        assert!(found.is_none(), "{secret} is in {found:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_setting_is_refused_with_its_line() -> Result<()> {
    let lotse = Lotse::install(LOTSE, |_| {
        "[homeserver]\nurl = \"http://127.0.0.1:1\"\nserver_name = \"lotse.example\"\ncolour = \"blue\"\n"
            .to_owned()
    })?;
    for command in ["check", "serve", "doctor"] {
        let refused = lotse.run(&[command]).await?;
        assert_eq!(refused.status.code(), Some(1), "{command}");
        let said = [refused.stdout, refused.stderr].concat();
        let said = String::from_utf8(said)?;
        assert!(said.contains("lotse.toml") && said.contains('4') && said.contains("colour"), "{said}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_holds_secrets_is_readable_by_its_owner_alone() -> Result<()> {
    let mut stage = Setting::default().set(LOTSE).await?;
    stage.lotse.serve().await?;
    let home = stage.lotse.home().to_owned();
    let mut files: Vec<_> = [
        "registration.yaml",
        "registration-seekers.yaml",
        "homeserver-snippet.yaml",
        "secrets/lotse.key",
        "data/lotse.db",
    ]
    .map(|name| home.join(name))
    .to_vec();
    files.extend(fs::read_dir(home.join("escrow"))?.flatten().map(|entry| entry.path()));
    assert!(files.len() > 5, "nothing is in escrow");
    for file in files {
        let mode = fs::metadata(&file)?.permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.display());
    }
    Ok(())
}
