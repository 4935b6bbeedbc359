//! The harness proves itself, before there is a Lotse to test with it.

use std::time::{Duration, Instant};

use anyhow::Result;
use lotse_tests::{
    Lotse, Person, Postgres, Proxy, Synapse,
    appservice::Registration,
    canary::{self, Canary},
};
use serde_json::json;
use sqlx::Row as _;

#[tokio::test(flavor = "multi_thread")]
async fn anna_and_ben_talk_and_cem_reads_what_was_said_before() -> Result<()> {
    let synapse = Synapse::builder()?.start().await?;
    println!("Synapse {} after {:?}", synapse.version().await?, synapse.ready_after());
    let arriving = Instant::now();
    let anna = Person::arrive(&synapse, "anna").await?;
    println!("Anna arrived in {:?}", arriving.elapsed());
    let ben = Person::arrive(&synapse, "ben").await?;
    let cem = Person::arrive(&synapse, "cem").await?;
    let dora = Person::arrive_unverified(&synapse, "dora").await?;
    assert!(anna.is_verified().await? && !dora.is_verified().await?);

    let room = anna.opens_room_with(&[&ben]).await?;
    let invitation = ben.is_invited_by(&anna).await?;
    ben.accepts(&invitation).await?;
    let question = anna.says(&room, "Guten Tag, ich habe eine Frage.").await?;
    let heard = ben.hears(&room, "eine Frage").await?;
    assert_eq!((heard.event.clone(), heard.sender.as_str(), heard.encrypted), (question, anna.id(), true));
    ben.says(&room, "Gern, worum geht es?").await?;
    anna.hears_next(&room, "worum geht es").await?;
    ben.reacts(&room, &heard.event, "✅").await?;
    anna.sees_reaction(&room, &heard.event, "✅").await?;

    // Cem comes later and reads everything; Dora's device is not cross-signed, and gets nothing.
    let inviting = Instant::now();
    anna.invites(&room, &cem).await?;
    cem.accepts(&cem.is_invited().await?).await?;
    let old = cem.hears(&room, "eine Frage").await?;
    println!("Cem read the history after {:?}", inviting.elapsed());
    assert_eq!(old.key_from.as_ref().map(|user| user.as_str()), Some(anna.id()));
    cem.hears(&room, "worum geht es").await?;
    assert_eq!(cem.reads_all(&room), ["Guten Tag, ich habe eine Frage.", "Gern, worum geht es?"]);

    anna.invites(&room, &dora).await?;
    dora.accepts(&dora.is_invited().await?).await?;
    dora.hears_where(&room, "the unreadable question", |heard| heard.event == old.event).await?;
    dora.catches_up().await?;
    assert_eq!(dora.reads_all(&room), [] as [&str; 0]);
    assert_eq!(dora.cannot_read(&room).len(), 2);

    anna.redacts(&room, &old.event).await?;
    cem.sees_redaction(&room, &old.event).await?;
    let everybody = [&anna, &ben, &cem, &dora].map(|person| person.id().to_owned());
    assert_eq!(anna.members(&room).await?, everybody.into());
    cem.leaves(&room).await?;
    cem.is_out_of(&room).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_devices_of_one_person_are_distinct_and_a_homeserver_comes_back() -> Result<()> {
    let synapse = Synapse::builder()?.room_version("11").start().await?;
    let anna = Person::arrive(&synapse, "anna").await?;
    let elsewhere = anna.on_another_device().await?;
    assert_ne!(anna.device(), elsewhere.device());
    assert!(!elsewhere.is_verified().await?);

    let yusuf = Person::arrive(&synapse, "yusuf").await?;
    let room = yusuf.opens_plain_chat_with(&anna).await?;
    assert_eq!(yusuf.state_of(&room, "m.room.create", "").await?["room_version"], "11");
    anna.accepts(&anna.is_invited_where("a direct chat", |invitation| invitation.direct).await?).await?;

    synapse.restart().await?;
    yusuf.says(&room, "Bist du noch da?").await?;
    let heard = anna.hears(&room, "noch da").await?;
    assert!(!heard.encrypted);
    synapse.kill().await;
    synapse.restart().await?;
    anna.says(&room, "Ja!").await?;
    yusuf.hears(&room, "Ja!").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_service_is_let_in_and_an_administrator_rules() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = Registration::new("lotse", None);
    let synapse = Synapse::builder()?.registration(service.write(folder.path())?).start().await?;
    let path = "/_matrix/client/v3/account/whoami";
    let me = synapse.call(Some(&service.as_token), "GET", path, None).await?;
    assert_eq!(me["user_id"], "@lotse:lotse.example");
    let register =
        json!({ "type": "m.login.application_service", "username": "lotse_steward", "inhibit_login": true });
    synapse.call(Some(&service.as_token), "POST", "/_matrix/client/v3/register", Some(&register)).await?;

    let edda = Person::arrive_as_administrator(&synapse, "edda").await?;
    let users = edda.calls("GET", "/_synapse/admin/v2/users?user_id=steward", None).await?;
    assert_eq!(users["total"], 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_answers_and_databases_are_separate() -> Result<()> {
    let starting = Instant::now();
    let postgres = Postgres::shared().await?;
    println!("PostgreSQL after {:?}", starting.elapsed());
    let (one, other) = (postgres.create_database().await?, postgres.create_database().await?);
    assert_ne!(one, other);
    let name = one.rsplit('/').next().unwrap();
    let mut connection = postgres.connect(name).await?;
    assert_eq!(sqlx::query("select 1").fetch_one(&mut connection).await?.get::<i32, _>(0), 1);
    sqlx::raw_sql("create table t (v bytea); insert into t values ('a marked word')")
        .execute(&mut connection)
        .await?;
    let hits = canary::search_bytes(&[Canary::new("a marked word")], &postgres.dump(&one)?, "dump");
    assert_eq!(hits.iter().map(|hit| hit.form).collect::<Vec<_>>(), ["hex"]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_proxy_loses_answers_refuses_and_goes_away() -> Result<()> {
    let synapse = Synapse::builder()?.start().await?;
    let proxy = Proxy::to(synapse.url()).await?;
    let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build()?;
    let ask = |path: &'static str| http.get(format!("{}{path}", proxy.url())).send();
    let (versions, capabilities) = ("/_matrix/client/versions", "/_synapse/admin/v1/server_version");
    assert!(ask(versions).await?.status().is_success());

    proxy.lose_each_answer_once();
    let lost = ask(versions).await.expect_err("the answer should be lost");
    assert!(!lost.is_timeout(), "the connection is closed, not left hanging: {lost:?}");
    assert!(ask(versions).await?.status().is_success());
    assert!(ask(capabilities).await.is_err());
    assert!(ask(capabilities).await?.status().is_success());
    assert_eq!((proxy.count("GET", versions), proxy.count("GET", capabilities)), (3, 2));

    proxy.behaves();
    proxy.refuse_next("GET", "versions", 429, r#"{"errcode":"M_LIMIT_EXCEEDED"}"#)?;
    assert_eq!(ask(versions).await?.status(), 429);
    proxy.lose_next_answer("GET", "versions");
    assert!(ask(versions).await.is_err());
    proxy.goes_away();
    assert!(ask(versions).await.is_err());
    proxy.comes_back();
    assert!(ask(versions).await?.status().is_success());
    proxy.sees("GET", versions, 6).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn canaries_are_found_in_every_disguise() -> Result<()> {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let folder = tempfile::tempdir()?;
    let word = "Käpt'n-7F3K9Q-Möwe";
    std::fs::create_dir(folder.path().join("deep"))?;
    std::fs::write(folder.path().join("deep/plain.log"), format!("something {word} something"))?;
    for offset in 0..3 {
        let text = STANDARD.encode(format!("{}{word} and more", "x".repeat(offset)));
        std::fs::write(folder.path().join(format!("base64-{offset}")), text)?;
    }
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.path().join("wide"), wide)?;
    std::fs::write(folder.path().join("escaped.json"), r"K\u00e4pt'n-7F3K9Q-M\u00f6we")?;
    std::fs::write(folder.path().join("innocent"), "Käpt'n-7F3K9Q")?;

    let database = folder.path().join("some.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&database).create_if_missing(true);
    let mut connection = <sqlx::SqliteConnection as sqlx::Connection>::connect_with(&options).await?;
    // Longer than a page.
    let long = format!("{}{word}{}", "a".repeat(4060), "b".repeat(4060));
    sqlx::raw_sql("create table notes (note text)").execute(&mut connection).await?;
    sqlx::query("insert into notes values (?)").bind(long).execute(&mut connection).await?;

    let hits = canary::search(&[Canary::new(word)], &[folder.path()]).await?;
    let mut found: Vec<_> = hits
        .iter()
        .map(|hit| (hit.file.file_name().unwrap().to_str().unwrap(), hit.form, hit.column.as_deref()))
        .collect();
    // Whether a long value is in one piece in the file is SQLite's affair; in its column it must be found.
    found.retain(|(file, _, column)| *file != "some.db" || column.is_some());
    found.sort_unstable();
    found.dedup();
    let expected = [
        ("base64-0", "base64", None),
        ("base64-1", "base64", None),
        ("base64-2", "base64", None),
        ("escaped.json", "JSON-escaped", None),
        ("plain.log", "plain", None),
        ("some.db", "plain", Some("notes.note")),
        ("wide", "UTF-16LE", None),
    ];
    assert_eq!(found, expected);
    Ok(())
}

/// Stands in for the binary: answers its health, says what it was told, and ends when asked to.
const STAND_IN: &str = r#"#!/usr/bin/env python3
import http.server, os, signal, sys
settings, command = sys.argv[2], sys.argv[3]
if command != "serve":
    print(command, os.environ.get("LOTSE_TESTING__FAIL_POINT", "none"))
    sys.exit(0 if command == "check" else 3)
class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/health" else 404)
        self.end_headers()
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
host, port = open(settings).read().strip().split(":")
http.server.HTTPServer((host, int(port)), Health).serve_forever()
"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_binary_is_installed_started_stopped_and_killed() -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir()?;
    let binary = folder.path().join("lotse");
    std::fs::write(&binary, STAND_IN)?;
    std::fs::set_permissions(&binary, std::fs::Permissions::from_mode(0o755))?;

    let mut lotse = Lotse::install(&binary, |place| place.people_listener.clone())?;
    assert_eq!(lotse.says(&["check"]).await?, "check none\n");
    lotse.set_environment("LOTSE_TESTING__FAIL_POINT", "after-commit");
    let output = lotse.run(&["doctor"]).await?;
    assert_eq!((output.status.code(), output.stdout), (Some(3), b"doctor after-commit\n".to_vec()));
    assert!(lotse.says(&["doctor"]).await.is_err());

    lotse.serve().await?;
    assert!(lotse.serves());
    lotse.logs("GET /health").await?;
    assert_eq!(lotse.stop().await?.code(), Some(7));
    lotse.serve().await?;
    lotse.kill();
    assert!(!lotse.serves() && lotse.process_id().is_none());

    std::fs::write(lotse.settings_file(), "nonsense")?;
    let refused = lotse.serve().await.expect_err("it should not start");
    assert!(format!("{refused:#}").contains("ValueError"), "the error shows the log: {refused:#}");
    Ok(())
}
