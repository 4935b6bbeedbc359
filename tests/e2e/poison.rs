//! What no homeserver should send: the queue goes on, the good is handled, the rest is put aside and counted.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Lotse, Stage,
    journey::{Journey, Team},
    stage::{Seeker, Setting},
    wait,
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::asking::LOTSE;

const QUARANTINED: &str = "lotse_events_quarantined_total";
const ALERTS: &str = "lotse_alerts_total";

/// A message by a stranger, in the room where its like is refused and counted: the cheapest event that is handled.
fn good(room: &str) -> Value {
    json!({
        "event_id": format!("${}", wait::unique_word()),
        "room_id": room,
        "type": "m.room.message",
        "sender": "@stranger:lotse.example",
        "origin_server_ts": 1,
        "content": { "msgtype": "m.text", "body": "Wer da?" },
    })
}

/// What an event may not be, by name; raw, since some of it is beyond any JSON library.
fn poison(room: &str) -> Vec<(&'static str, String)> {
    let with = |key: &str, value: Value| {
        let mut event = good(room);
        event[key] = value;
        event.to_string()
    };
    let without = |key: &str| {
        let mut event = good(room);
        event.as_object_mut().map(|event| event.remove(key));
        event.to_string()
    };
    let raw_content = |content: &str| {
        good(room).to_string().replacen(r#"{"body":"Wer da?","msgtype":"m.text"}"#, content, 1)
    };
    vec![
        ("a number", "7".to_owned()),
        ("nothing", "null".to_owned()),
        ("a list", "[[]]".to_owned()),
        ("a text", r#""event""#.to_owned()),
        ("an empty object", "{}".to_owned()),
        ("no event id", without("event_id")),
        ("a number for an event id", with("event_id", json!(5))),
        ("an event id of nothing", with("event_id", json!(""))),
        ("an endless event id", with("event_id", json!(format!("${}", "x".repeat(100_000))))),
        ("no room", without("room_id")),
        ("a user for a room", with("room_id", json!("@anna:lotse.example"))),
        ("an object for a room", with("room_id", json!({}))),
        ("no type", without("type")),
        ("a list for a type", with("type", json!(["m.room.message"]))),
        ("no sender", without("sender")),
        ("a word for a sender", with("sender", json!("anna"))),
        ("a number for a sender", with("sender", json!(1.5))),
        ("a number for a state key", with("state_key", json!(0))),
        ("content without a floor", raw_content(&format!("{}{}", "[".repeat(50_000), "]".repeat(50_000)))),
        ("a number without an end", raw_content(r#"{"body":1e99999}"#)),
        ("half a letter", raw_content(r#"{"body":"\ud800"}"#)),
        ("two event ids", good(room).to_string().replacen('{', r#"{"event_id":"$first","#, 1)),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn ninety_nine_good_events_pass_each_poison_one() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let token = stage.lotse.homeserver_token()?;
    let rooms = [anna.chat.as_str(), team.ben.enquiries.as_str(), team.ben.team.as_str()];
    for (number, (name, poison)) in poison(rooms[0]).into_iter().enumerate() {
        let mut events: Vec<String> =
            rooms.iter().cycle().take(99).map(|room| good(room).to_string()).collect();
        // In front, in the middle and at the end.
        events.insert([0, 50, 99][number % 3], poison);
        let body = format!(r#"{{"events":[{}]}}"#, events.join(","));
        is_counted(&stage.lotse, &token, body.into_bytes(), 99, 1).await.with_context(|| name)?;
    }
    // The same beside the events: a poison to-device message, and bytes that are no text.
    let events = || json!(rooms.iter().cycle().take(99).map(|room| good(room)).collect::<Vec<_>>());
    for to_device in [json!(5), json!([7]), json!([{ "to_user_id": 5 }]), json!([{ "to_user_id": "lotse" }])]
    {
        let name = to_device.to_string();
        for key in ["de.sorunome.msc2409.to_device", "to_device"] {
            let body = json!({ "events": events(), key: to_device }).to_string();
            is_counted(&stage.lotse, &token, body.into_bytes(), 99, 0).await.with_context(|| name.clone())?;
        }
    }
    let both =
        json!({ "events": events(), "to_device": [], "de.sorunome.msc2409.to_device": [] }).to_string();
    is_counted(&stage.lotse, &token, both.into_bytes(), 99, 0).await.context("both names at once")?;
    let mut bytes = json!({ "events": events() }).to_string().into_bytes();
    let at = bytes.windows(6).position(|word| word == b"Wer da").context("no word to break")?;
    bytes[at] = 0xff;
    is_counted(&stage.lotse, &token, bytes, 99, 0).await.context("bytes that are no text")?;

    // A poison event of Anna's own does not stand in the way of what she says next; nor do a thousand.
    let mut flood = vec![r#"{"event_id":"$x"}"#.to_owned(); 1000];
    let from_nobody = good(anna.chat.as_str()).to_string().replace("@stranger:lotse.example", "nobody");
    flood.push(from_nobody);
    let body = format!(r#"{{"events":[{}]}}"#, flood.join(","));
    is_counted(&stage.lotse, &token, body.into_bytes(), 0, 1001).await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    // It is remembered over a restart, and asked for nothing.
    let aside = stage.lotse.counts("lotse_inbox_quarantined", "above 0", |count| count > 0.0).await?;
    stage.lotse.stop().await?;
    stage.lotse.serve().await?;
    stage.lotse.counts("lotse_inbox_quarantined", "as before", |count| count >= aside).await?;
    Journey::of(&stage.synapse, "yusuf", &team).await?.happened_once(&team).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_no_transaction_is_answered_and_counted() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let token = stage.lotse.homeserver_token()?;
    let bodies: [&[u8]; 8] = [
        b"",
        b"Guten Tag",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"{\"events\":5}",
        b"{\"events\":{\"a\":1}}",
    ];
    for body in bodies {
        is_counted(&stage.lotse, &token, body.to_vec(), 0, 1).await?;
    }
    // No events are no fault.
    is_counted(&stage.lotse, &token, b"{}".to_vec(), 0, 0).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_is_refused_before_the_body_and_a_large_body_not_at_all_taken() -> Result<()> {
    let setting = Setting::default().settings("[intake]\nmax_transaction_bytes = 1048576\n");
    let stage = Stage::open_with(LOTSE, setting).await?;
    let token = stage.lotse.homeserver_token()?;
    for (authorization, status) in [
        (String::new(), 401),
        ("Authorization: Bearer wrong\r\n".to_owned(), 403),
        ("Authorization: Bearer \r\n".to_owned(), 401),
        (format!("Authorization: Bearer {}\r\n", &token[..token.len() - 1]), 403),
        (format!("Authorization: Bearer {token}x\r\n"), 403),
        (format!("Authorization: Basic {token}\r\n"), 401),
        // Declared too large: nobody waits for the bytes.
        (format!("Authorization: Bearer {token}\r\n"), 413),
    ] {
        let started = Instant::now();
        let answer = answer_to_headers(&stage.lotse, &authorization).await?;
        ensure!(answer == status, "{answer} and not {status} for {authorization:?}");
        println!("{status} without a body after {:?}", started.elapsed());
    }
    let full = json!({ "events": [], "filling": "x".repeat(1_048_576) }).to_string();
    let exactly = json!({ "events": [], "filling": "x".repeat(1_048_576 - 26) }).to_string();
    ensure!(exactly.len() == 1_048_576, "{}", exactly.len());
    ensure!(stage.lotse.receives(&token, "large", exactly).await?.0 == 200, "the largest is refused");
    let (status, answer) = stage.lotse.receives(&token, "too-large", full[..1_048_577].to_owned()).await?;
    ensure!(status == 413 && answer.contains("M_TOO_LARGE"), "{status} {answer}");
    let refused = stage.lotse.figure("lotse_transactions_refused_total").await?;
    ensure!((refused - 8.0).abs() < 0.5, "refusals are not counted");
    // The token never shows.
    ensure!(!stage.lotse.log().contains(&token), "the homeserver's token is in the log");
    ensure!(stage.lotse.receives(&token, "after", "{}").await?.0 == 200, "the door is stuck");
    Ok(())
}

/// Sends the transaction, gets 200 at once, and waits until so many events were handled and so many put aside.
async fn is_counted(lotse: &Lotse, token: &str, body: Vec<u8>, handled: u32, aside: u32) -> Result<()> {
    let (alerts, quarantined) = (lotse.figure(ALERTS).await?, lotse.figure(QUARANTINED).await?);
    let (status, answer) = lotse.receives(token, &wait::unique_word(), body).await?;
    ensure!((status, answer.as_str()) == (200, "{}"), "{status}: {answer}");
    let (alerts, quarantined) = (alerts + f64::from(handled), quarantined + f64::from(aside));
    lotse.counts(ALERTS, &format!("{alerts} when all is handled"), |now| now >= alerts).await?;
    lotse
        .counts(QUARANTINED, &format!("{quarantined} when all is handled"), |now| now >= quarantined)
        .await?;
    let now = (lotse.figure(ALERTS).await?, lotse.figure(QUARANTINED).await?);
    ensure!(now == (alerts, quarantined), "{now:?} were counted, not {:?}", (alerts, quarantined));
    Ok(())
}

/// The status of the answer to headers alone; the body that they promise never comes.
async fn answer_to_headers(lotse: &Lotse, authorization: &str) -> Result<u16> {
    let address = lotse.homeserver_url().replace("http://", "");
    let mut stream = TcpStream::connect(&address).await?;
    let request = format!(
        "PUT /_matrix/app/v1/transactions/1 HTTP/1.1\r\nHost: {address}\r\n{authorization}\
         Content-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut line = [0; 12];
    let answered = tokio::time::timeout(wait::patience(), stream.read_exact(&mut line)).await;
    answered.context("waited in vain for an answer to the headers")??;
    let line = std::str::from_utf8(&line)?;
    line.strip_prefix("HTTP/1.1 ").and_then(|status| status.parse().ok()).with_context(|| line.to_owned())
}
