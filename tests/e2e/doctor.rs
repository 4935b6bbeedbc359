//! The operator asks `lotse doctor` what is wrong, and is told.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use anyhow::{Context as _, Result};
use lotse_tests::{
    Lotse,
    stage::{Setting, Stage},
    wait,
};
use serde_json::Value;
use sqlx::{Connection as _, SqliteConnection};

use crate::asking::LOTSE;

/// What doctor found.
pub(crate) struct Diagnosis {
    pub(crate) code: Option<i32>,
    text: String,
    checks: Vec<(String, String, String)>,
}

impl Diagnosis {
    pub(crate) async fn of(lotse: &Lotse) -> Result<Self> {
        let output = lotse.run(&["doctor", "--json"]).await?;
        let text = String::from_utf8(output.stdout)?;
        let object: Value = serde_json::from_str(&text).with_context(|| format!("no JSON: {text}"))?;
        let word = |check: &Value, name: &str| check[name].as_str().unwrap_or_default().to_owned();
        let checks = object["checks"].as_array().context("no checks")?;
        for check in checks {
            assert!(check["ms"].is_u64(), "{check}");
        }
        let checks: Vec<_> = checks
            .iter()
            .map(|check| (word(check, "name"), word(check, "status"), word(check, "detail")))
            .collect();
        assert_eq!(object["ok"].as_bool(), Some(output.status.code() == Some(0)), "{text}");
        Ok(Self { code: output.status.code(), text, checks })
    }

    pub(crate) fn says(&self, name: &str, status: &str, words: &str) {
        let found =
            self.checks.iter().any(|(n, s, detail)| n == name && s == status && detail.contains(words));
        assert!(found, "no {status} {name} with {words:?} in {:#?}", self.checks);
    }
}

/// The value of a line `key: value`.
fn value(file: &Path, key: &str) -> Result<String> {
    let text = fs::read_to_string(file)?;
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{key}: ")));
    Ok(line.with_context(|| format!("no {key}"))?.to_owned())
}

fn replace(file: &Path, old: &str, new: &str) -> Result<()> {
    let text = fs::read_to_string(file)?;
    assert!(text.contains(old), "{old} is not in {}", file.display());
    Ok(fs::write(file, text.replace(old, new))?)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_healthy_lotse_is_found_healthy() -> Result<()> {
    let told = "[administration]\ncontacts = [\"@edda:lotse.example\"]\n[people]\npublic_url = \"https://rat.example\"\n[portal]\nenabled = \"no\"\n";
    let stage = Stage::open_with(LOTSE, Setting::default().settings(told).with_erasure()).await?;
    let ben = stage.counsellor("ben").await?;
    let found = wait::until("every check to be ok", wait::patience(), async || {
        let found = Diagnosis::of(&stage.lotse).await?;
        let healthy = found.checks.iter().all(|(_, status, _)| status == "ok");
        if !healthy {
            assert_eq!(found.code, Some(0), "{:#?}", found.checks);
        }
        Ok(healthy.then_some(found))
    })
    .await?;
    found.says("homeserver", "ok", "Synapse/1.");
    found.says("directory", "ok", "every centre");
    found.says("ping", "ok", "reaches us");
    found.says("identity", "ok", "signed by its published identity");
    found.says("letter-box", "ok", "key mail");
    found.says("health", "ok", "works");
    found.says("erasure", "ok", "can be purged");
    found.says("custodians", "ok", "in escrow");
    found.says("limits", "ok", "does not limit");
    found.says("invitation limit", "ok", "Many people can invite");
    found.says("server names", "ok", "can stand in a server ACL");
    found.says("mail", "ok", "No e-mail is sent");
    found.says("administration", "ok", "1 contact is told");
    let registration = stage.lotse.file("registration.yaml");
    let secrets = [value(&registration, "as_token")?, value(&registration, "hs_token")?];
    let text = stage.lotse.says(&["doctor"]).await?;
    for secret in secrets.iter().map(String::as_str).chain([ben.person.id(), "@ben"]) {
        assert!(!found.text.contains(secret) && !text.contains(secret), "{secret} is in\n{text}");
    }
    assert!(text.ends_with("All is well.\n"), "{text}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lotse_that_does_not_serve_is_told_apart_from_one_that_cannot_be_reached() -> Result<()> {
    let mut stage = Setting::default().set(LOTSE).await?;
    let found = Diagnosis::of(&stage.lotse).await?;
    assert_eq!(found.code, Some(0), "{:#?}", found.checks);
    found.says("serving", "warn", "Lotse is not serving (start it, then ask again).");
    found.says("as_token", "ok", "takes it");
    stage.lotse.serve().await?;

    // The homeserver is told an address at which nobody answers.
    let registration = stage.lotse.file("registration.yaml");
    let url = value(&registration, "url")?;
    replace(&registration, &url, &format!("http://127.0.0.1:{}", wait::free_port()?))?;
    stage.synapse.restart().await?;
    let found = Diagnosis::of(&stage.lotse).await?;
    assert_eq!(found.code, Some(1));
    found.says("serving", "ok", "serves");
    found.says("ping", "fail", "cannot reach http://127.0.0.1");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_tokens_are_told_from_one_another() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let registration = stage.lotse.file("registration.yaml");
    let good = fs::read_to_string(&registration)?;
    let wrong = "0123456789abcdef".repeat(4);

    replace(&registration, &value(&registration, "as_token")?, &wrong)?;
    let found = Diagnosis::of(&stage.lotse).await?;
    assert_eq!(found.code, Some(1));
    found.says("as_token", "fail", "does not know the as_token");
    assert!(!found.text.contains(&wrong));

    fs::write(&registration, &good)?;
    replace(&registration, &value(&registration, "hs_token")?, &wrong)?;
    let found = Diagnosis::of(&stage.lotse).await?;
    found.says("serving", "fail", "restart Lotse");

    stage.lotse.stop().await?;
    stage.lotse.serve().await?;
    let found = Diagnosis::of(&stage.lotse).await?;
    assert_eq!(found.code, Some(1));
    found.says("serving", "ok", "serves");
    found.says("ping", "fail", "another hs_token");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_homeserver_that_is_away_fails_and_the_rest_is_still_looked_at() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    stage.synapse.kill().await;
    let found = Diagnosis::of(&stage.lotse).await?;
    assert_eq!(found.code, Some(1));
    found.says("homeserver", "fail", "does not answer at http://127.0.0.1");
    found.says("database", "ok", "opens");
    let text = String::from_utf8(stage.lotse.run(&["doctor"]).await?.stdout)?;
    assert!(text.contains("FAIL  homeserver"), "{text}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_effect_that_was_given_up_is_shown_and_can_be_revived() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    stage.counsellor("ben").await?;
    stage.lotse.stop().await?;
    let mut database =
        SqliteConnection::connect(&format!("sqlite:{}", stage.lotse.file("data/lotse.db").display())).await?;
    let (centre,): (String,) =
        sqlx::query_as("select owner from room where kind = 'team' limit 1").fetch_one(&mut database).await?;
    let payload = format!(r#"{{"effect":"centre_rooms","centre":"{centre}"}}"#);
    sqlx::query(
        "insert into outbox (id, seq, lane, kind, payload, state, attempts, created_ms, due_ms, last_error) \
         values ('dead-one', 1000000, $1, 'centre_rooms', $2, 'dead', 1, 0, 0, '403:M_FORBIDDEN')",
    )
    .bind(format!("centre:{centre}"))
    .bind(payload)
    .execute(&mut database)
    .await?;
    database.close().await?;

    stage.lotse.serve().await?;
    let found = Diagnosis::of(&stage.lotse).await?;
    assert_eq!(found.code, Some(1));
    found.says("outbox", "fail", "centre_rooms dead-one (403:M_FORBIDDEN");
    let metrics = wait::until("the metric", wait::patience(), async || {
        let metrics = stage.lotse.metrics().await?;
        Ok(metrics.contains("lotse_outbox_dead 1").then_some(metrics))
    });
    metrics.await?;

    let unknown = stage.lotse.run(&["outbox", "revive", "nonsense"]).await?;
    assert_eq!(unknown.status.code(), Some(1));
    assert!(stage.lotse.says(&["outbox", "list"]).await?.contains("dead-one  centre_rooms"));
    stage.lotse.says(&["outbox", "revive", "dead-one"]).await?;
    wait::until("the effect to be done", wait::patience(), async || {
        let found = Diagnosis::of(&stage.lotse).await?;
        Ok((found.code == Some(0) && found.text.contains("0 effects wait")).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_file_that_others_may_read_is_refused_everywhere() -> Result<()> {
    let mut stage = Setting::default().set(LOTSE).await?;
    let key = stage.lotse.file("secrets/lotse.key");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644))?;
    let refused = stage.lotse.run(&["check"]).await?;
    assert_eq!(refused.status.code(), Some(1));
    let words = String::from_utf8(refused.stderr)?;
    assert!(words.contains("(mode 0644); run chmod 600 on it."), "{words}");
    stage.lotse.launch()?;
    assert_eq!(stage.lotse.dies().await?.code(), Some(1));
    let found = Diagnosis::of(&stage.lotse).await?;
    assert_eq!(found.code, Some(1));
    found.says("settings", "fail", "run chmod 600 on it.");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_file_and_open_files_are_noticed() -> Result<()> {
    let stage = Setting::default().set(LOTSE).await?;
    fs::set_permissions(stage.lotse.file("registration.yaml"), fs::Permissions::from_mode(0o644))?;
    let found = Diagnosis::of(&stage.lotse).await?;
    found.says("file modes", "warn", "registration.yaml (mode 0644)");
    fs::remove_file(stage.lotse.file("secrets/lotse.key"))?;
    stage.lotse.says(&["key", "new"]).await?;
    let found = Diagnosis::of(&stage.lotse).await?;
    assert_eq!(found.code, Some(1));
    found.says("vault", "fail", "the key file does not open this database");
    Ok(())
}
