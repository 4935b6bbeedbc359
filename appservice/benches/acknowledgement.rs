//! How long it takes until a transaction of 100 events is written down and answered.
//!
//! `cargo bench --workspace --bench acknowledgement [-- --full]`. The floor is a minimal server in the same process
//! that parses the JSON and inserts the same bytes just as durably. They take turns in short slices, each with a fresh
//! database: the door alone, where nobody consumes what is written; the door while the whole process works on what it
//! takes; and the floor. The homeserver of the whole process says to everything that it is not there.

#[path = "../../benches/table.rs"]
mod table;
mod whole;

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

/// In the ids of events: the number of their transaction.
const NUMBER: &str = "00NUMBER";
pub(crate) const TOKEN: &str = "a token of the homeserver";
const EVENTS: usize = 100;
const BYTES: usize = 88_000;
/// Answered within 1.5 times the floor, at 0.7 times its rate, for 2.5 times its bytes.
const WHOLE_GOALS: [Option<f64>; 3] = [Some(1.5), Some(1.0 / 0.7), Some(2.5)];

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
        let (mut alone, mut strangers, mut known, mut floor) = (vec![], vec![], vec![], vec![]);
        for round in 0..=slices {
            let kinds = [Kind::Alone, Kind::Whole(Of::Strangers), Kind::Whole(Of::Known), Kind::Floor];
            for (kind, slices) in kinds.into_iter().zip([&mut alone, &mut strangers, &mut known, &mut floor])
            {
                let slice = measure(kind, in_flight, slice, &body).await;
                if round > 0 {
                    slices.push(slice);
                }
            }
        }
        let below = Sum::of(&floor);
        for (what, slices, goals) in [
            ("the door alone", &alone, [Some(1.0), None, None]),
            ("the whole process works, events of strangers", &strangers, WHOLE_GOALS),
            ("the whole process works, events of rooms of ours", &known, WHOLE_GOALS),
        ] {
            let sum = Sum::of(slices);
            let [time, gap, bytes] = goals;
            let what = format!("{in_flight} in flight, {what}");
            println!("{what}: {:.0} a second, the floor {:.0}", 1e3 / sum.gap, 1e3 / below.gap);
            for (what, figure, floor, goal, unit) in [
                ("    answered after (p50)", sum.p50, below.p50, time, "ms"),
                ("    one in so long", sum.gap, below.gap, gap, "ms"),
                ("    written to the disk for each", sum.kilobytes, below.kilobytes, bytes, "kB"),
            ] {
                line(&Line { what, figure, unit, floor: Some(floor), goal });
            }
        }
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
    Alone,
    Whole(Of),
    Floor,
}

/// Whose events come.
#[derive(Clone, Copy)]
pub(crate) enum Of {
    /// Of rooms that nobody here knows.
    Strangers,
    /// Of rooms of ours, by somebody who has no say there: each is looked at.
    Known,
}

/// What one slice gave.
struct Slice {
    answers: Vec<Duration>,
    took: Duration,
    bytes: u64,
}

/// What all slices of a kind gave, as medians of milliseconds and kilobytes.
struct Sum {
    p50: f64,
    gap: f64,
    kilobytes: f64,
}

impl Sum {
    fn of(slices: &[Slice]) -> Self {
        let answers: Vec<_> = slices.iter().flat_map(|slice| slice.answers.iter().copied()).collect();
        let count = |slice: &Slice| u32::try_from(slice.answers.len()).expect("not so many");
        let gaps: Vec<_> = slices.iter().map(|slice| slice.took / count(slice)).collect();
        let mut bytes: Vec<_> = slices.iter().map(|slice| slice.bytes / u64::from(count(slice))).collect();
        bytes.sort_unstable();
        #[expect(clippy::cast_precision_loss, reason = "bytes of one transaction are far below 2^52")]
        let kilobytes = bytes[bytes.len() / 2] as f64 / 1e3;
        Self { p50: median(&answers), gap: median(&gaps), kilobytes }
    }
}

/// What a fresh server does that is asked for as long as `slice`.
async fn measure(kind: Kind, in_flight: usize, slice: Duration, body: &Bytes) -> Slice {
    static TXN: AtomicU64 = AtomicU64::new(0);
    let folder = tempfile::tempdir().expect("a folder");
    let (url, server) = match kind {
        Kind::Alone => ours(folder.path()).await,
        Kind::Whole(of) => whole::begin(folder.path(), of).await,
        Kind::Floor => floor(folder.path()).await,
    };
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let (started, before) = (Instant::now(), written());
    let senders: Vec<_> = (0..in_flight)
        .map(|_| {
            let (http, url, body) = (http.clone(), url.clone(), body.clone());
            tokio::spawn(async move {
                let mut answers = Vec::new();
                while started.elapsed() < slice {
                    let txn = TXN.fetch_add(1, Ordering::Relaxed);
                    let url = format!("{url}/_matrix/app/v1/transactions/{txn}");
                    // Events come once.
                    let body = String::from_utf8_lossy(&body).replace(NUMBER, &format!("{txn:08}"));
                    let asked = Instant::now();
                    let answer = http.put(url).bearer_auth(TOKEN).body(body).send().await.expect("an answer");
                    assert_eq!(answer.status(), StatusCode::OK);
                    answer.bytes().await.expect("all of the answer");
                    answers.push(asked.elapsed());
                }
                answers
            })
        })
        .collect();
    let mut answers = Vec::new();
    for sender in senders {
        answers.extend(sender.await.expect("a sender does not panic"));
    }
    let took = started.elapsed();
    let bytes = written() - before;
    server.end().await;
    Slice { answers, took, bytes }
}

/// What this process has had written to disks so far.
fn written() -> u64 {
    let counts = std::fs::read_to_string("/proc/self/io").expect("Linux counts what a process writes");
    let line = counts.lines().find_map(|line| line.strip_prefix("write_bytes: "));
    line.and_then(|bytes| bytes.trim().parse().ok()).expect("a number")
}

/// A server that is being measured.
pub(crate) struct Server {
    pub(crate) listener: JoinHandle<()>,
    /// The process that works on what it takes.
    pub(crate) whole: Option<whole::Whole>,
}

impl Server {
    async fn end(self) {
        self.listener.abort();
        if let Some(whole) = self.whole {
            whole.end().await;
        }
    }
}

async fn ours(folder: &Path) -> (String, Server) {
    let url = format!("sqlite:{}", folder.join("lotse.db").display());
    let store = Store::open(&url, 2, &VaultKey::new([7; 32])).await.expect("a database");
    let router =
        transactions::router(store, Clock::system(), TOKEN.into(), 50 << 20, Arc::new(Notify::new()));
    serve(router).await
}

async fn floor(folder: &Path) -> (String, Server) {
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

pub(crate) async fn serve(router: Router) -> (String, Server) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let listener = tokio::spawn(async move { axum::serve(listener, router).await.expect("a listener") });
    (url, Server { listener, whole: None })
}

/// The id of one of a hundred rooms.
pub(crate) fn room(number: usize) -> String {
    format!("!{number:03}{}", "mZ9pWq3TfVd7Kx1RbLsYcNe5HaUo8JgIpWq3TfVd")
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
            "event_id": format!("${NUMBER}{n:03}{}", filler.clone().take(32).collect::<String>()),
            "origin_server_ts": 1_790_000_000_000_u64 + n as u64,
            "room_id": room(n),
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
