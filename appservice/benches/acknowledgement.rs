//! How long it takes until a transaction of 100 events is written down and answered.
//!
//! `cargo bench --workspace --bench acknowledgement [-- --full]`. The floor is a minimal server in the same process
//! that parses the JSON and inserts the same bytes just as durably. The two take turns in short slices, each with a
//! fresh database; nobody consumes what is written, in either of them.

#[path = "../../benches/table.rs"]
mod table;

use std::{
    hint::black_box,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use appservice::{
    incoming::transactions,
    running::clock::Clock,
    store::Store,
    store::vault::{Vault, VaultKey},
};
use axum::{
    Router,
    body::Bytes,
    extract::{Path as UrlPath, State},
    http::StatusCode,
    routing::put,
};
use serde_json::{Value, json};
use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};

use table::{Line, head, line, median};

const TOKEN: &str = "a token of the homeserver";
const EVENTS: usize = 100;
const BYTES: usize = 88_000;
const GOAL: f64 = 1.0;

#[tokio::main]
async fn main() {
    // A minute in all, or a quarter of it. The first slice of each warms up and does not count.
    let full = std::env::args().any(|argument| argument == "--full");
    let (slices, slice) =
        if full { (9, Duration::from_millis(1_500)) } else { (5, Duration::from_millis(625)) };
    let body = Bytes::from(transaction());
    head(&format!(
        "a transaction of {EVENTS} events, {} kB, on the disk before it is answered",
        body.len() / 1000
    ));
    for in_flight in [1, 4] {
        let mut rounds = Vec::new();
        for round in 0..=slices {
            let ours = measure(Kind::Ours, in_flight, slice, &body).await;
            let floor = measure(Kind::Floor, in_flight, slice, &body).await;
            if round > 0 {
                rounds.push((ours, floor));
            }
        }
        let (ours, floor): (Vec<_>, Vec<_>) = rounds.iter().copied().unzip();
        let what = format!("{in_flight} in flight, per transaction");
        let (figure, below) = (median(&ours), median(&floor));
        line(&Line { what: &what, figure, unit: "ms", floor: Some(below), goal: Some(GOAL) });
        let ratios = rounds.iter().map(|(ours, floor)| ours.as_secs_f64() / floor.as_secs_f64());
        let (least, most) = ratios.fold((f64::MAX, 0.0_f64), |(a, b), r| (a.min(r), b.max(r)));
        println!(
            "    {:.0} a second, the floor {:.0}; the ratio of single slices was {least:.2} to {most:.2}",
            1e3 / figure,
            1e3 / below
        );
    }
    let vault = Vault::of_key_file(&VaultKey::new([7; 32]));
    let alone = |what, work: &dyn Fn()| {
        let once = |_| {
            let started = Instant::now();
            work();
            started.elapsed()
        };
        let times: Vec<_> = (0..500).map(once).collect();
        line(&Line { what, figure: median(&times), unit: "ms", floor: None, goal: None });
    };
    alone("sealing its body alone (only we do)", &|| drop(black_box(vault.seal_bytes(&body))));
    alone("parsing its body alone (only the floor does)", &|| {
        drop(black_box(serde_json::from_slice::<Value>(&body)));
    });
}

#[derive(Clone, Copy)]
enum Kind {
    Ours,
    Floor,
}

/// The time per transaction of a fresh server that is asked for as long as `slice`.
async fn measure(kind: Kind, in_flight: usize, slice: Duration, body: &Bytes) -> Duration {
    static TXN: AtomicU64 = AtomicU64::new(0);
    let folder = tempfile::tempdir().expect("a folder");
    let (url, server) = match kind {
        Kind::Ours => ours(folder.path()).await,
        Kind::Floor => floor(folder.path()).await,
    };
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let (started, count) = (Instant::now(), Arc::new(AtomicU64::new(0)));
    let senders: Vec<_> = (0..in_flight)
        .map(|_| {
            let (http, url, body, count) = (http.clone(), url.clone(), body.clone(), count.clone());
            tokio::spawn(async move {
                while started.elapsed() < slice {
                    let txn = TXN.fetch_add(1, Ordering::Relaxed);
                    let url = format!("{url}/_matrix/app/v1/transactions/{txn}");
                    let request = http.put(url).bearer_auth(TOKEN).body(body.clone());
                    let answer = request.send().await.expect("an answer");
                    assert_eq!(answer.status(), StatusCode::OK);
                    answer.bytes().await.expect("all of the answer");
                    count.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for sender in senders {
        sender.await.expect("a sender does not panic");
    }
    let took = started.elapsed();
    server.abort();
    took / u32::try_from(count.load(Ordering::Relaxed)).expect("not so many")
}

async fn ours(folder: &Path) -> (String, JoinHandle<()>) {
    let url = format!("sqlite:{}", folder.join("lotse.db").display());
    let store = Store::open(&url, 2, &VaultKey::new([7; 32])).await.expect("a database");
    let router =
        transactions::router(store, Clock::system(), TOKEN.into(), 50 << 20, Arc::new(Notify::new()));
    serve(router).await
}

async fn floor(folder: &Path) -> (String, JoinHandle<()>) {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("floor.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.expect("a database");
    sqlx::query("create table txn (id text not null primary key, body blob not null)")
        .execute(&pool)
        .await
        .expect("a table");
    let router =
        Router::new().route("/_matrix/app/v1/transactions/{txn}", put(parse_and_insert)).with_state(pool);
    serve(router).await
}

async fn parse_and_insert(
    State(pool): State<SqlitePool>,
    UrlPath(txn): UrlPath<String>,
    body: Bytes,
) -> Result<&'static str, StatusCode> {
    let parsed: Value = serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    black_box(parsed["events"].as_array().map(Vec::len));
    sqlx::query("insert into txn (id, body) values ($1, $2) on conflict (id) do nothing")
        .bind(txn)
        .bind(body.as_ref())
        .execute(&pool)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok("{}")
}

async fn serve(router: Router) -> (String, JoinHandle<()>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let server = tokio::spawn(async move { axum::serve(listener, router).await.expect("a listener") });
    (url, server)
}

/// As Synapse sends it: encrypted messages from many rooms.
fn transaction() -> Vec<u8> {
    let event = |n: usize, padding: usize| {
        let filler = "mZ9pWq3TfVd7Kx1RbLsYcNe5HaUo8JgI".chars().cycle().skip(n % 32);
        json!({
            "age": 23,
            "content": {
                "algorithm": "m.megolm.v1.aes-sha2",
                "ciphertext": filler.clone().take(padding).collect::<String>(),
                "device_id": "QWERTYUIOP",
                "sender_key": filler.clone().take(43).collect::<String>(),
                "session_id": filler.clone().take(43).collect::<String>(),
            },
            "event_id": format!("${}", filler.clone().take(43).collect::<String>()),
            "origin_server_ts": 1_790_000_000_000_u64 + n as u64,
            "room_id": format!("!{}", filler.take(43).collect::<String>()),
            "sender": format!("@lotse_s_{n:016}:lotse.example"),
            "type": "m.room.encrypted",
            "unsigned": { "age": 23 },
            "user_id": format!("@lotse_s_{n:016}:lotse.example"),
        })
    };
    let of = |padding: usize| {
        let events: Vec<_> = (0..EVENTS).map(|n| event(n, padding)).collect();
        serde_json::to_vec(&json!({ "events": events })).expect("JSON")
    };
    let bare = of(0).len();
    of((BYTES - bare) / EVENTS)
}
