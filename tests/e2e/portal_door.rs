//! The portal's API and its door to Matrix, without a page: what the page may do, and what nobody may.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    portal::{Browser, escaped, login_key},
    stage::Setting,
    wait,
};
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};

const LOTSE: &str = env!("CARGO_BIN_EXE_lotse");

fn with_portal() -> Setting {
    Setting::default().settings("[portal]\nenabled = \"yes\"\n")
}

/// A number out of Synapse's database.
async fn synapse_counts(stage: &Stage, query: &'static str, user: &str) -> Result<i64> {
    let file = SqliteConnectOptions::new().filename(stage.synapse.database_file()).read_only(true);
    let mut database = SqliteConnection::connect_with(&file).await?;
    Ok(sqlx::query_scalar(query).bind(user).fetch_one(&mut database).await?)
}

const DEVICES: &str = "select count(*) from devices where user_id = $1 and not hidden";

#[tokio::test(flavor = "multi_thread")]
async fn a_seeker_of_the_portal_is_helped_through_the_door() -> Result<()> {
    let stage = Stage::open_with(LOTSE, with_portal()).await?;
    let ben = stage.counsellor("ben").await?;
    let mut anna = Browser::at(&stage.lotse)?;
    anna.signs_up("Blaue Amsel", "ein langer Satz").await?;
    ensure!(anna.user().starts_with("@lotse_s_") && anna.session["cases"] == json!([]), "{}", anna.session);
    let client = anna.opens_client().await?;

    let case = anna.asks_for_case("schulden", "01067").await?.good()?;
    ensure!(case["state"] == "opened" && case["team"] == true, "{case}");
    let case = anna.gets_room().await?;
    let room = case["room_id"].as_str().context("no room")?.to_owned();
    client.is_invited_where("the case room", |invitation| invitation.room == room).await?;
    anna.joins(&room).await?;
    let room = client.is_in_case(&room).await?;
    let welcome = client.hears(&room, "Willkommen").await?;
    ensure!(welcome.encrypted && !welcome.body.contains("Chat mit Lotse"), "{}", welcome.body);

    let worry = "Ich habe Post vom Inkasso.";
    client.says(&room, worry).await?;
    client.hears(&room, "angekommen").await?;
    ensure!(ben.takes(worry).await? == room, "another room");
    ben.person.says(&room, "Guten Tag, ich bin Ben.").await?;
    client.hears(&room, "Guten Tag, ich bin Ben.").await?;
    let cases = anna.calls("GET", "/api/cases", None).await?.good()?;
    let people: Vec<_> = cases["cases"][0]["people"].as_array().into_iter().flatten().collect();
    ensure!(people.iter().any(|person| person["role"] == "counsellor"), "{cases}");
    ensure!(cases["cases"][0]["state"] == "accepted", "{cases}");

    // Nothing else leaves than what is encrypted, and nothing reaches beyond the own cases.
    let path = format!("/_matrix/client/v3/rooms/{}/send", escaped(room.as_str()));
    let text = json!({ "msgtype": "m.text", "body": "Klartext" });
    let sent = anna.calls("PUT", &format!("{path}/m.room.message/1"), Some(&text)).await?;
    ensure!(sent.refusal() == (403, "M_FORBIDDEN"), "{sent:?}");
    let strange = ben.team.as_str().to_owned();
    for (method, path) in [
        ("PUT", format!("/_matrix/client/v3/rooms/{}/send/m.room.encrypted/2", escaped(&strange))),
        ("POST", format!("/_matrix/client/v3/join/{}", escaped(&strange))),
        ("GET", format!("/_matrix/client/v3/rooms/{}/members", escaped(&strange))),
        ("GET", format!("/_matrix/client/v3/user/{}/filter/0", escaped("@ben:lotse.example"))),
        ("GET", "/_matrix/client/v1/media/download/elsewhere.example/abc".to_owned()),
        ("POST", "/_matrix/client/v3/createRoom".to_owned()),
        ("GET", "/_matrix/client/v3/devices".to_owned()),
    ] {
        let answer = anna.calls(method, &path, (method != "GET").then(|| json!({})).as_ref()).await?;
        ensure!(answer.refusal() == (403, "M_FORBIDDEN"), "{method} {path}: {answer:?}");
    }
    let asked = json!({ "device_keys": { "@cem:lotse.example": [], "@ben:lotse.example": [] } });
    stage.person("cem").await?;
    let keys = anna.calls("POST", "/_matrix/client/v3/keys/query", Some(&asked)).await?.good()?;
    ensure!(keys["device_keys"]["@ben:lotse.example"].is_object(), "{keys}");
    ensure!(keys["device_keys"]["@cem:lotse.example"].is_null(), "{keys}");

    // A file that was encrypted in the browser comes back as it went.
    let file = vec![7_u8; 300_000];
    let upload = anna.calls_with(
        "POST",
        "/_matrix/media/v3/upload?filename=geheim.pdf",
        Some(file),
        Some("same-origin"),
    );
    let address = upload.await?.good()?["content_uri"].as_str().context("no address")?.to_owned();
    let download = format!("/_matrix/client/v1/media/download/{}", address.trim_start_matches("mxc://"));
    let answer = anna.calls("GET", &download, None).await?;
    ensure!(
        answer.status == 200 && answer.headers["content-type"] == "application/octet-stream",
        "{answer:?}"
    );
    let large = vec![7_u8; 12 * 1024 * 1024];
    let answer = anna.calls_with("POST", "/_matrix/media/v3/upload", Some(large), Some("same-origin")).await;
    ensure!(answer.is_err() || answer.is_ok_and(|answer| answer.status == 413), "too much came through");

    // Neither another site nor another user is believed.
    let body = || Some(b"{}".to_vec());
    for site in [None, Some("same-site"), Some("cross-site"), Some("none")] {
        let answer = anna.calls_with("GET", "/_matrix/client/v3/sync", None, site).await?;
        ensure!(answer.refusal() == (403, "M_FORBIDDEN"), "{answer:?}");
        let answer = anna.calls_with("POST", "/api/session/device", body(), site).await?;
        ensure!(answer.status == 403, "{answer:?}");
    }
    let forged = "/_matrix/client/v3/sync?timeout=0&user_id=@ben:lotse.example&access_token=x&device_id=Y";
    let synced = anna.calls("GET", forged, None).await?.good()?;
    ensure!(synced["rooms"]["join"][room.as_str()].is_object(), "{synced}");
    let dehydrated = "/_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device";
    ensure!(anna.calls("GET", dehydrated, None).await?.refusal() == (404, "M_NOT_FOUND"), "MSC3814 is off");

    let found = stage.lotse.says(&["doctor"]).await?;
    ensure!(found.contains("receive while they are signed in nowhere"), "{found}");

    // Synapse knows no address of hers.
    let user = anna.user().to_owned();
    for query in [
        "select count(*) from user_ips where user_id = $1",
        "select count(*) from devices where user_id = $1 and (ip is not null or user_agent is not null)",
    ] {
        ensure!(synapse_counts(&stage, query, &user).await? == 0, "{query}");
    }
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_has_one_device_and_an_end() -> Result<()> {
    let stage = Stage::open_with(LOTSE, with_portal().with_clock()).await?;
    let mut anna = Browser::at(&stage.lotse)?;
    anna.signs_up("Blaue Amsel", "ein langer Satz").await?;
    let (user, first) = (anna.user().to_owned(), anna.device().to_owned());
    let gone = async |device: &str| {
        let user = anna.session["user_id"].as_str().unwrap_or_default().to_owned();
        wait::until(format!("{device} to be gone"), wait::patience(), async || {
            let query = "select count(*) from devices where user_id = $1 and device_id = $2";
            let file = SqliteConnectOptions::new().filename(stage.synapse.database_file()).read_only(true);
            let mut database = SqliteConnection::connect_with(&file).await?;
            let count: i64 =
                sqlx::query_scalar(query).bind(&user).bind(device).fetch_one(&mut database).await?;
            Ok((count == 0).then_some(()))
        })
        .await
    };
    ensure!(synapse_counts(&stage, DEVICES, &user).await? == 1, "more than one device");
    let mut again = anna.copy();
    let next = again.calls("POST", "/api/session/device", Some(&json!({}))).await?.good()?;
    ensure!(next["device_id"] != first.as_str(), "{next}");
    gone(&first).await?;
    // The page with the old device is told that it is not that one any more.
    let path = "/_matrix/client/v3/keys/upload";
    let answer = anna.copy().calls_as_device(&first, "POST", path).await?;
    ensure!(answer.refusal() == (401, "M_UNKNOWN_TOKEN"), "{answer:?}");
    let current = next["device_id"].as_str().unwrap_or_default().to_owned();
    anna.copy().calls_as_device(&current, "POST", path).await?.good()?;
    ensure!(synapse_counts(&stage, DEVICES, &user).await? == 1, "the old one stays");

    // Another browser, and signing in anew in this one.
    let mut phone = Browser::at(&stage.lotse)?;
    phone
        .signs_in(" blaue  AMSEL ", "ein langer Satz")
        .await
        .err()
        .context("the key is of the name as typed")?;
    let body = json!({ "name": " blaue  AMSEL ", "login_key": login_key("Blaue Amsel", "ein langer Satz") });
    phone.session = phone.calls("POST", "/api/session", Some(&body)).await?.good()?;
    ensure!(phone.user() == user, "another account");
    let replaced = phone.device().to_owned();
    let before = phone.copy();
    phone.signs_in("Blaue Amsel", "ein langer Satz").await?;
    gone(&replaced).await?;
    let mut before = before;
    let answer = before.calls("GET", "/api/cases", None).await?;
    ensure!(answer.refusal() == (401, "signed_out"), "{answer:?}");

    // The end of one, by the last word of a page that is left; then of all.
    let ended = phone.device().to_owned();
    let mut stolen = phone.copy();
    let answer =
        phone.calls_with("POST", "/api/session/end", Some(b"".to_vec()), Some("same-origin")).await?;
    ensure!(answer.status == 204 && answer.headers.contains_key("clear-site-data"), "{answer:?}");
    gone(&ended).await?;
    let answer = stolen.calls("GET", "/_matrix/client/v3/sync", None).await?;
    ensure!(answer.refusal() == (401, "M_UNKNOWN_TOKEN"), "{answer:?}");
    let second = current;
    again.calls("POST", "/api/session/end-all", Some(&json!({}))).await?.good()?;
    gone(&second).await?;
    ensure!(synapse_counts(&stage, DEVICES, &user).await? == 0, "a device stays");

    // Whoever does nothing for long is signed out.
    let mut later = Browser::at(&stage.lotse)?;
    later.signs_in("Blaue Amsel", "ein langer Satz").await?;
    let idle = later.device().to_owned();
    stage.lets_time_pass(1)?;
    gone(&idle).await?;
    ensure!(later.calls("GET", "/api/cases", None).await?.refusal() == (401, "signed_out"), "still there");
    ensure!(stage.counts("select count(*) from account_session").await? == 0, "a session stays");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_which_names_exist() -> Result<()> {
    let stage = Stage::open_with(LOTSE, with_portal()).await?;
    let mut anna = Browser::at(&stage.lotse)?;
    anna.signs_up("Blaue Amsel", "ein langer Satz").await?;
    let mut eve = Browser::at(&stage.lotse)?;
    // Taken, and impossible: the same words.
    let taken = eve.asks_for_account("blaue amsel", "anders").await?;
    let impossible = eve.asks_for_account(&"x".repeat(100), "anders").await?;
    ensure!(taken.refusal() == (409, "refused") && impossible.refusal() == taken.refusal(), "{taken:?}");
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..9 {
        for (which, name) in ["Blaue Amsel", "Nie Gesehen"].into_iter().enumerate() {
            let began = Instant::now();
            let answer = eve.asks_for_session(name, "falsch").await?;
            times[which].push(began.elapsed());
            ensure!(answer.refusal() == (401, "wrong"), "{answer:?}");
            ensure!(answer.body == json!({ "error": "wrong" }), "{answer:?}");
        }
    }
    let [known, unknown] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    let apart = known.abs_diff(unknown);
    ensure!(apart < Duration::from_millis(25).max(known / 2), "known {known:?}, unknown {unknown:?}");
    // Guessing ends, for a name that exists as for one that does not.
    for name in ["Blaue Amsel", "Nie Gesehen"] {
        let mut answers = Vec::new();
        for _ in 0..12 {
            answers.push(eve.asks_for_session(name, "falsch").await?.status);
        }
        ensure!(answers.contains(&503), "{name}: {answers:?}");
    }
    // Work counts once, and no name stands in the database.
    let proof = eve.works().await?;
    let body = |name: &str| json!({ "name": name, "login_key": login_key(name, "x"), "proof": proof });
    eve.calls("POST", "/api/account", Some(&body("Eine"))).await?.good()?;
    let answer = eve.calls("POST", "/api/account", Some(&body("Zwei"))).await?;
    ensure!(answer.refusal() == (400, "proof"), "{answer:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_goes_and_leaves_nothing() -> Result<()> {
    let stage = Stage::open_with(LOTSE, with_portal().with_erasure()).await?;
    let ben = stage.counsellor("ben").await?;
    let mut anna = Browser::at(&stage.lotse)?;
    anna.signs_up("Blaue Amsel", "ein langer Satz").await?;
    let user = anna.user().to_owned();
    let client = anna.opens_client().await?;
    anna.asks_for_case("schulden", "01067").await?.good()?;
    let case = anna.gets_room().await?;
    let room = case["room_id"].as_str().context("no room")?.to_owned();
    anna.joins(&room).await?;
    let room = client.is_in_case(&room).await?;
    client.says(&room, "Ich habe Post vom Inkasso.").await?;
    ben.takes("Ich habe Post vom Inkasso.").await?;

    let reference = case["reference"].as_str().context("no reference")?;
    let closed =
        anna.calls("POST", &format!("/api/case/{reference}/close"), Some(&json!({}))).await?.good()?;
    ensure!(closed["state"] == "closed", "{closed}");
    let mut eve = anna.copy();
    let wrong = json!({ "login_key": login_key("Blaue Amsel", "falsch") });
    let answer = eve.calls("POST", "/api/account/delete", Some(&wrong)).await?;
    ensure!(answer.refusal() == (401, "wrong"), "{answer:?}");
    drop(client);
    let right = json!({ "login_key": login_key("Blaue Amsel", "ein langer Satz") });
    let answer = anna.calls("POST", "/api/account/delete", Some(&right)).await?;
    ensure!(answer.status == 204, "{answer:?}");
    wait::until("the account to be gone", wait::patience(), async || {
        Ok((stage.counts("select count(*) from account").await? == 0).then_some(()))
    })
    .await?;
    for table in ["account_session", "ended_device", "erasure", "opening"] {
        let left = match table {
            "ended_device" => "select count(*) from ended_device",
            "erasure" => "select count(*) from erasure",
            "opening" => "select count(*) from opening",
            _ => "select count(*) from account_session",
        };
        wait::until(format!("{table} to be empty"), wait::patience(), async || {
            Ok((stage.counts(left).await? == 0).then_some(()))
        })
        .await?;
    }
    ensure!(synapse_counts(&stage, DEVICES, &user).await? == 0, "a device stays");
    let given_up = "select deactivated from users where name = $1";
    ensure!(synapse_counts(&stage, given_up, &user).await? == 1, "the user stays");
    // The name is free again, for a new account.
    let mut zoe = Browser::at(&stage.lotse)?;
    zoe.signs_up("Blaue Amsel", "ganz neu").await?;
    ensure!(zoe.user() != user, "the same user");
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_homeserver_is_there_the_portal_says_so() -> Result<()> {
    let mut stage = with_portal().set(LOTSE).await?;
    stage.synapse.stop().await?;
    stage.lotse.launch()?;
    let mut anna = Browser::at(&stage.lotse)?;
    wait::until("the people's listener", wait::patience(), async || {
        Ok(stage.lotse.health().await.is_ok().then_some(()))
    })
    .await?;
    let answer = anna.asks_for_account("Blaue Amsel", "ein langer Satz").await?;
    ensure!(answer.refusal() == (503, "busy"), "{answer:?}");
    let answer = anna.asks_for_session("Blaue Amsel", "ein langer Satz").await?;
    ensure!(answer.refusal() == (503, "busy"), "{answer:?}");
    stage.synapse.restart().await?;
    stage.lotse.is_ready().await?;
    anna.signs_up("Blaue Amsel", "ein langer Satz").await?;
    // It goes away while people are signed in.
    stage.synapse.stop().await?;
    let answer = anna.calls("GET", "/_matrix/client/v3/sync", None).await?;
    ensure!(answer.status == 503, "{answer:?}");
    let answer: Value = anna.calls("POST", "/api/session/end", Some(&json!({}))).await?.good()?;
    ensure!(answer.is_null(), "{answer}");
    Ok(())
}
