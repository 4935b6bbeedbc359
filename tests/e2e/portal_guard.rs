//! The portal against misuse, without looking at addresses: floods, guessed names, files without end, accounts that nobody uses.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use futures_util::{StreamExt as _, TryStreamExt as _};
use lotse_tests::{
    Stage,
    browser::Window,
    portal::{Browser, login_key},
    stage::{Setting, reference},
    visitor::Visitor,
    wait,
    workbook::Cast,
};
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::asking::LOTSE;

/// With so many enquiries that wait a centre takes no more.
const CAP: u8 = 3;

fn with_portal(more: &str) -> Setting {
    Setting::default().settings(&format!("[portal]\nenabled = \"yes\"\n{more}\n"))
}

/// Somebody with an account; where the homeserver is too busy for one, they come again, as people do.
async fn somebody(stage: &Stage, name: &str) -> Result<Browser> {
    let mut browser = Browser::at(&stage.lotse)?;
    wait::until(format!("an account for {name}"), wait::patience(), async || {
        let answer = browser.asks_for_account(name, "ein langer Satz").await?;
        if answer.status == 503 {
            return Ok(None);
        }
        browser.session = answer.good()?;
        Ok(Some(()))
    })
    .await?;
    Ok(browser)
}

/// How long somebody waits from their wish to the room of their case.
async fn is_helped_after(mut browser: Browser) -> Result<Duration> {
    let began = Instant::now();
    browser.asks_for_case("schwangerschaft", "79098").await?.good()?;
    browser.gets_room().await?;
    Ok(began.elapsed())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_on_one_centre_meets_an_honest_answer_and_another_centre_stays_quick() -> Result<()> {
    let stage = Stage::open_with(LOTSE, with_portal(&format!("waiting_per_centre = {CAP}"))).await?;
    let quiet = is_helped_after(somebody(&stage, "Vor der Flut").await?).await?;
    let others = [somebody(&stage, "In der Flut").await?, somebody(&stage, "Mitten darin").await?];

    let flood = futures_util::stream::iter(0..10 * CAP).map(async |number| {
        let mut browser = somebody(&stage, &format!("Flut {number}")).await?;
        let answer = browser.asks_for_case("schulden", "01067").await?;
        anyhow::Ok((answer.status, answer.body["error"].as_str().map(str::to_owned)))
    });
    let flood = flood.buffer_unordered(4).try_collect::<Vec<_>>();
    let meanwhile = async {
        let mut longest = Duration::ZERO;
        for other in others {
            // Not before the first of the flood have come.
            let full = "select count(*) from counselling_case where topic_id = 'schulden'";
            wait::until("the flood", wait::patience(), async || {
                Ok((stage.counts(full).await? >= i64::from(CAP)).then_some(()))
            })
            .await?;
            longest = longest.max(is_helped_after(other).await?);
            let (status, page) = stage.lotse.page("/").await?;
            ensure!(status == 200 && page.contains("tel:112") && page.contains("tel:116123"), "{status}");
        }
        anyhow::Ok(longest)
    };
    let (answers, meanwhile) = futures_util::try_join!(flood, meanwhile)?;
    let taken = answers.iter().filter(|(status, _)| *status == 201).count();
    let busy =
        answers.iter().filter(|(status, why)| *status == 503 && why.as_deref() == Some("busy")).count();
    let (most, rest) = (usize::from(CAP), usize::from(9 * CAP));
    ensure!((taken, busy) == (most, rest), "{answers:?}");
    ensure!(stage.counted("lotse_portal_busy_total", "").await? >= f64::from(9 * CAP), "not counted");
    ensure!(meanwhile < 5 * quiet + wait::patience() / 3, "quiet {quiet:?}, in the flood {meanwhile:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_work_is_done_whether_a_name_exists_or_not() -> Result<()> {
    let stage = Stage::open_with(LOTSE, with_portal("")).await?;
    somebody(&stage, "Blaue Amsel").await?;
    let mut eve = Browser::at(&stage.lotse)?;
    let hashed = async || stage.counted("lotse_login_keys_hashed_total", "").await;
    for name in ["Blaue Amsel", "Nie Gesehen", &"x".repeat(100)] {
        let before = hashed().await?;
        let answer = eve.asks_for_session(name, "falsch").await?;
        ensure!(answer.refusal() == (401, "wrong"), "{name}: {answer:?}");
        ensure!((hashed().await? - before - 1.0).abs() < 0.5, "{name}: not one hash");
    }
    // A new account costs the same, taken, impossible or free.
    for (name, status) in [("Blaue Amsel", 409), (&*"x".repeat(100), 409), ("Grüner Igel", 201)] {
        let before = hashed().await?;
        let answer = eve.asks_for_account(name, "anders").await?;
        ensure!(answer.status == status, "{name}: {answer:?}");
        ensure!((hashed().await? - before - 1.0).abs() < 0.5, "{name}: not one hash");
    }
    // What is no key at all costs nothing, for every name.
    let before = hashed().await?;
    for name in ["Blaue Amsel", "Nie Gesehen"] {
        let body = json!({ "name": name, "login_key": &login_key(name, "x")[1..] });
        ensure!(eve.calls("POST", "/api/session", Some(&body)).await?.refusal() == (400, "bad"), "{name}");
    }
    ensure!((hashed().await? - before).abs() < 0.5, "hashed for nothing");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_sends_so_much_a_day_and_no_more() -> Result<()> {
    let stage = Stage::open_with(LOTSE, with_portal("upload_mb_per_day = 11")).await?;
    let mut anna = somebody(&stage, "Blaue Amsel").await?;
    anna.asks_for_case("schulden", "01067").await?.good()?;
    anna.gets_room().await?;
    let send = async |browser: &mut Browser, bytes: usize| {
        let file = Some(vec![7_u8; bytes]);
        browser.calls_with("POST", "/_matrix/media/v3/upload", file, Some("same-origin")).await
    };
    send(&mut anna, 6_000_000).await?.good()?;
    let refused = send(&mut anna, 5_500_000).await?;
    ensure!(refused.refusal() == (413, "ORG.LOTSE.DAY_IS_FULL"), "{refused:?}");
    send(&mut anna, 4_000_000).await?.good()?;
    let mut yusuf = somebody(&stage, "Grüner Igel").await?;
    yusuf.asks_for_case("schulden", "01067").await?.good()?;
    yusuf.gets_room().await?;
    send(&mut yusuf, 6_000_000).await?.good()?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_case_on_the_topic_is_told_that_it_goes_on_there() -> Result<()> {
    let mut cast = Cast::default();
    cast.centre("meissen", "Schuldnerberatung Meißen", true);
    cast.serves("meissen", "schulden", "01067-01328");
    cast.counsellor("hans", "meissen");
    let stage = Stage::open_with(LOTSE, with_portal("").cast(cast)).await?;
    let mut anna = somebody(&stage, "Blaue Amsel").await?;
    let asks = async |anna: &mut Browser, centre: &str| -> Result<Value> {
        let proof = anna.works().await?;
        let body = json!({ "topic": "schulden", "postcode": "01067", "centre": centre, "proof": proof });
        anna.calls("POST", "/api/case", Some(&body)).await?.good()
    };
    let first = asks(&mut anna, "dresden").await?;
    ensure!(first["already"] == false && first["centre"] == "Schuldnerberatung Dresden", "{first}");
    let again = asks(&mut anna, "dresden").await?;
    ensure!(again["already"] == false && again["reference"] == first["reference"], "a lost answer: {again}");
    let other = asks(&mut anna, "meissen").await?;
    ensure!(other["already"] == true && other["reference"] == first["reference"], "{other}");
    ensure!(other["centre"] == "Schuldnerberatung Dresden", "{other}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_a_case_ends_by_itself() -> Result<()> {
    let stage = Stage::open_with(LOTSE, with_portal("").with_erasure().with_clock()).await?;
    let anna = somebody(&stage, "Blaue Amsel").await?;
    let mut yusuf = somebody(&stage, "Grüner Igel").await?;
    let case = yusuf.asks_for_case("schulden", "01067").await?.good()?;
    yusuf.gets_room().await?;
    let accounts = async |meant: i64| {
        wait::until(format!("{meant} accounts"), wait::patience(), async || {
            Ok((stage.counts("select count(*) from account").await? == meant).then_some(()))
        })
        .await
    };

    stage.lets_time_pass(29 * 24)?;
    accounts(2).await?;
    stage.lets_time_pass(31 * 24)?;
    accounts(1).await?;
    let gone = "select count(*) from users where name = $1 and deactivated = 1";
    ensure!(synapse_counts(&stage, gone, anna.user()).await? == 1, "her user stays");
    ensure!(synapse_counts(&stage, gone, yusuf.user()).await? == 0, "he has a case");
    let mut eve = Browser::at(&stage.lotse)?;
    let answer = eve.asks_for_session("Blaue Amsel", "ein langer Satz").await?;
    ensure!(answer.refusal() == (401, "wrong"), "{answer:?}");

    // Without his last case he has as long again.
    yusuf.signs_in("Grüner Igel", "ein langer Satz").await?;
    let path = format!("/api/case/{}/erase", case["reference"].as_str().context("no reference")?);
    yusuf.calls("POST", &path, Some(&json!({ "sure": true }))).await?.good()?;
    wait::until("the case to be erased", wait::patience(), async || {
        Ok((stage.counts("select count(*) from erasure").await? == 0).then_some(()))
    })
    .await?;
    stage.lets_time_pass(60 * 24)?;
    yusuf.signs_in("Grüner Igel", "ein langer Satz").await?;
    stage.lets_time_pass(91 * 24)?;
    accounts(0).await?;
    ensure!(synapse_counts(&stage, gone, yusuf.user()).await? == 1, "his user stays");
    ensure!(stage.counted("lotse_accounts_unused_total", "").await? > 1.5, "not counted");
    Ok(())
}

/// A number out of Synapse's database.
async fn synapse_counts(stage: &Stage, query: &'static str, user: &str) -> Result<i64> {
    let file = SqliteConnectOptions::new().filename(stage.synapse.database_file()).read_only(true);
    let mut database = SqliteConnection::connect_with(&file).await?;
    Ok(sqlx::query_scalar(query).bind(user).fetch_one(&mut database).await?)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_counsellor_stops_and_what_runs_already_is_seen_in_the_chat() -> Result<()> {
    let settings = "[people]\npublic_url = \"https://lotse.example\"\n";
    let stage = Stage::open_with(LOTSE, Setting::default().settings(settings)).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    anna.walks_in("Schulden", "01067").await?;
    anna.makes_an_account().await?;
    anna.writes("Ich habe Post vom Inkasso.").await?;
    anna.is_in().await?;
    anna.has_sent_everything().await?;
    let card = ben.sees_card("Ich habe Post vom Inkasso.").await?;
    let fall = reference(&card)?;
    ben.accepts_card(&card).await?;
    ben.comes_into_case().await?;

    // She comes by the start page once more, and is told where it goes on.
    anna.signs_out().await?;
    anna.walks_in("Schulden", "01067").await?;
    anna.browser.clicks("#chat .chat-account .chat-switch button").await?;
    anna.signs_in().await?;
    anna.browser
        .sees("#chat .chat-standing:has-text('läuft schon ein Gespräch bei Schuldnerberatung Dresden')")
        .await?;

    ben.person.says(&ben.team, &format!("stumm {fall}")).await?;
    let note = "#chat .chat-note:has-text('angehalten'):has-text('eine der Nummern auf dieser Seite')";
    anna.browser.sees(note).await?;
    anna.browser.waits_until("!document.querySelector('#chat .chat-composer')").await?;
    anna.reads("116 123").await?;
    ensure!(anna.browser.axe().await?.is_empty(), "{:#?}", anna.browser.axe().await?);
    ben.person.says(&ben.team, &format!("stumm ende {fall}")).await?;
    anna.browser.sees("#chat .chat-composer textarea").await?;
    anna.reads("Sie können hier wieder schreiben").await?;

    ben.person.says(&ben.team, &format!("schließen {fall} Beleidigung")).await?;
    let note = "#chat .chat-note:has-text('können Sie hier nur lesen oder löschen')";
    anna.browser.sees(note).await?;
    anna.is_undisturbed().await
}

#[tokio::test(flavor = "multi_thread")]
async fn amid_a_flood_of_guesses_whoever_works_a_little_is_signed_in() -> Result<()> {
    let stage = Stage::open_with(LOTSE, with_portal("")).await?;
    somebody(&stage, "Blaue Amsel").await?;
    // Whether a crowd stands at the door at any moment is for the machine to say: they come again until it does.
    let flood = wait::until("a crowd at the door", wait::patience(), async || {
        let answers = guesses_at_once(&stage, 150).await?;
        ensure!(answers.iter().all(|why| ["proof", "busy", "wrong"].contains(&why.as_str())), "{answers:?}");
        Ok(answers.iter().any(|why| why == "proof").then_some(()))
    });
    let meanwhile = async {
        let mut anna = Browser::at(&stage.lotse)?;
        wait::until("Anna to be signed in", wait::patience(), async || {
            let proof = anna.works().await?;
            let key = login_key("Blaue Amsel", "ein langer Satz");
            let body = json!({ "name": "Blaue Amsel", "login_key": key, "proof": proof });
            let answer = anna.calls("POST", "/api/session", Some(&body)).await?;
            ensure!([200, 503].contains(&answer.status), "{answer:?}");
            Ok((answer.status == 200).then_some(()))
        })
        .await
    };
    futures_util::try_join!(flood, meanwhile)?;
    Ok(())
}

/// So many guesses whose last byte comes at the same moment; why each was refused.
async fn guesses_at_once(stage: &Stage, count: usize) -> Result<Vec<String>> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let address = stage.lotse.people_url();
    let host = address.strip_prefix("http://").context("not the listener's address")?;
    let mut waiting = Vec::with_capacity(count);
    for _ in 0..count {
        let name = format!("Niemand {}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let body = json!({ "name": name, "login_key": login_key(&name, "geraten") }).to_string();
        let (most, last) = body.split_at(body.len() - 1);
        let head = format!(
            "POST /api/session HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let mut stream = TcpStream::connect(host).await?;
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(most.as_bytes()).await?;
        waiting.push((stream, last.to_owned()));
    }
    for (stream, last) in &mut waiting {
        stream.write_all(last.as_bytes()).await?;
    }
    let answers = waiting.into_iter().map(async |(mut stream, _)| {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        let (_, body) = answer.split_once("\r\n\r\n").context("no answer")?;
        let body: Value = serde_json::from_str(body).with_context(|| answer.clone())?;
        anyhow::Ok(body["error"].as_str().unwrap_or_default().to_owned())
    });
    futures_util::future::try_join_all(answers).await
}
