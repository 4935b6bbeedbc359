//! What Lotse costs after years of work, beside what it costs on its first day.
//!
//! `cargo bench --bench grown [-- --postgres]`. A whole past is written straight into the database: 200,000 closed cases and
//! as many former seekers, 5,000 open cases, 900 centres, 4,000 counsellors, 1.5 million events of 40 days. `LOTSE_GROWN=0.05`
//! makes it twenty times smaller. The floor of each figure is the same thing before the past was written, or the
//! same moment without load; on `SQLite` a second connection watches how long the one writer is held.

#[path = "../binary.rs"]
mod binary;
mod hold;
mod past;
#[path = "../table.rs"]
mod table;

use std::time::{Duration, Instant};

use anyhow::Result;
use lotse_tests::{
    Person, Postgres,
    stage::{Seeker, Setting, Stage},
    wait,
};
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};

use past::Past;
use table::{Line, head, line, median};

/// Each wait of a person is measured so often.
const ROUNDS: u32 = 3;
/// Effects that are due while somebody knocks, at full size.
const EFFECTS: f64 = 20_000.0;
/// Centres that an import brings at full size.
const NEW_CENTRES: f64 = 900.0;
/// Transactions at the door.
const TRANSACTIONS: u32 = 30;
/// As the homeserver sends them at most.
const EVENTS: u32 = 100;
const BYTES: u32 = 88_000;
/// For as many events to be handled on a busy machine.
const LONG: Duration = Duration::from_mins(20);

#[tokio::main]
async fn main() -> Result<()> {
    let on_postgres = std::env::args().any(|argument| argument == "--postgres");
    let past = Past::of_size(size());
    let binary = binary::measured();
    let postgres = if on_postgres { Some(Postgres::start().await?) } else { None };
    let database = match &postgres {
        Some(server) => Some(server.create_database().await?),
        None => None,
    };
    let setting = Setting::default().cast(past.cast()).with_erasure();
    // Lotse says itself who held the writer for long.
    let mut setting = setting.settings("[log]\nfilter = \"info,appservice::store=debug\"");
    if let Some(url) = &database {
        setting = setting.database(url.clone());
    }
    let mut bench = Bench { stage: setting.set(binary).await?, database, past, people: 0 };
    bench.past.centres_stand(&bench.store().await?).await?;
    bench.run().await
}

/// How much of the full past is written.
fn size() -> f64 {
    let wanted = std::env::var("LOTSE_GROWN").ok().and_then(|size| size.parse().ok());
    wanted.filter(|size| (0.0..=10.0).contains(size)).unwrap_or(1.0)
}

struct Bench {
    stage: Stage,
    /// On `PostgreSQL`: where.
    database: Option<String>,
    past: Past,
    people: u32,
}

impl Bench {
    async fn run(&mut self) -> Result<()> {
        self.stage.lotse.serve().await?;
        let ben = self.stage.counsellor("ben").await?;
        self.stage.settles().await?;
        let young_knock = self.knocks().await?;
        let young_start = self.starts().await?;
        self.stage.lotse.stop().await?;

        let began = Instant::now();
        let store = self.store().await?;
        self.past.write(&store).await?;
        store.close().await;
        println!("{}, written in {:.0} s", self.past, began.elapsed().as_secs_f64());
        let person = self.somebody().await?;
        let began = Instant::now();
        self.stage.lotse.launch()?;
        let ((first, pruned), prune_held) = self
            .while_watched(async |bench: &mut Self| {
                Seeker::knocks(person).await?;
                let first = began.elapsed();
                bench.old_events_are_gone().await?;
                Ok((first, began.elapsed()))
            })
            .await?;

        head(&format!("{}, on {}", self.past, if self.database.is_some() { "PostgreSQL" } else { "SQLite" }));
        let start = self.starts().await?;
        ms("start -> the first seeker is answered (was 55 s)", &start, Some(&young_start), None);
        let slowest = start.iter().max().copied().unwrap_or_default();
        line(&Line {
            what: "  the slowest",
            figure: millis(slowest),
            unit: "ms",
            floor: None,
            goal: Some(2_000.0),
        });
        ms(
            "  the first start of all, with 10 days of old events to be forgotten",
            &[first],
            Some(&young_start),
            None,
        );
        let idle = self.knocks().await?;
        ms("knock -> greeting, nothing else due", &idle, Some(&young_knock), None);
        self.knock_while_effects_are_due(&idle).await?;
        self.door().await?;
        ms("start -> old events are gone", &[pruned], None, None);
        held("  meanwhile the writer was held at most (was 900 ms)", prune_held, 20.0);
        self.erasure(ben).await?;
        self.import().await?;
        self.centres_are_new().await
    }

    /// A connection of our own to what Lotse works on.
    async fn store(&self) -> Result<appservice::store::Store> {
        let url = self.database.clone();
        let url =
            url.unwrap_or_else(|| format!("sqlite:{}", self.stage.lotse.file("data/lotse.db").display()));
        past::open(&url, &self.stage.lotse.file("secrets/lotse.key")).await
    }

    async fn somebody(&mut self) -> Result<Person> {
        self.people += 1;
        self.stage.person(&format!("anna{}", self.people)).await
    }

    /// From opening a chat to the greeting, by new people.
    async fn knocks(&mut self) -> Result<Vec<Duration>> {
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            times.push(self.answered().await?);
        }
        Ok(times)
    }

    async fn answered(&mut self) -> Result<Duration> {
        let person = self.somebody().await?;
        let began = Instant::now();
        Seeker::knocks(person).await?;
        Ok(began.elapsed())
    }

    /// From the start of the process to the greeting of somebody who knocks at once.
    async fn starts(&mut self) -> Result<Vec<Duration>> {
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let person = self.somebody().await?;
            self.stage.lotse.stop().await?;
            let began = Instant::now();
            self.stage.lotse.launch()?;
            let (answered, ready) = tokio::join!(Seeker::knocks(person), self.stage.lotse.is_ready());
            ready?;
            answered?;
            times.push(began.elapsed());
        }
        Ok(times)
    }

    /// Waits until nothing is left that is older than the memory.
    async fn old_events_are_gone(&self) -> Result<()> {
        let left = format!(
            "select count(*) from inbox where state = 'done' and received_ms < {}",
            past::forgotten()
        );
        wait::until("old events to be forgotten", LONG, async || {
            Ok((self.stage.counts(&left).await? == 0).then_some(()))
        })
        .await
    }

    async fn knock_while_effects_are_due(&mut self, idle: &[Duration]) -> Result<()> {
        let effects = past::count(EFFECTS, self.past.size);
        let store = self.store().await?;
        past::effects_are_due(&store, effects).await?;
        let busy = self.knocks().await?;
        let left = self.stage.counts(past::LEFT).await?;
        let what = format!("knock -> greeting, {effects} due before, {left} after (was 487 s)");
        ms(&what, &busy, Some(idle), Some(2.0));
        past::nothing_is_due(&store).await?;
        store.close().await;
        self.stage.settles().await
    }

    /// Transactions about rooms that nobody here knows, one after the other, and as many bare commits on the same disk.
    async fn door(&mut self) -> Result<()> {
        let token = self.stage.lotse.homeserver_token()?;
        let mut floor = Floor::beside(&self.stage).await?;
        let (mut ours, mut bare) = (Vec::new(), Vec::new());
        for number in 0..TRANSACTIONS {
            let body = transaction(number);
            let began = Instant::now();
            let txn = format!("grown{number}");
            let (status, answer) = self.stage.lotse.receives(&token, &txn, body.clone()).await?;
            ours.push(began.elapsed());
            anyhow::ensure!(status == 200, "{status}: {answer}");
            bare.push(floor.commits(body.as_bytes()).await?);
        }
        // Beside a bare commit, without a server around it; the goal is that of `acknowledgement`, whose floor is a server.
        ms("door: 100 events (88 kB) acknowledged; the floor is a bare commit", &ours, Some(&bare), None);
        let began = Instant::now();
        wait::until("all events to be handled", LONG, async || {
            let left = "select count(*) from inbox where state = 'pending'";
            Ok((self.stage.counts(left).await? == 0).then_some(()))
        })
        .await?;
        let each = began.elapsed() / (TRANSACTIONS * EVENTS);
        ms("  afterwards, until its events are settled: each", &[each], Some(&bare), None);
        self.stage.settles().await
    }

    /// A case of today goes for good while the writer is watched.
    async fn erasure(&mut self, ben: lotse_tests::stage::Counsellor) -> Result<()> {
        let person = self.somebody().await?;
        let seeker = Seeker::knocks(person).await?;
        let case = seeker.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
        anyhow::ensure!(ben.takes("Ich habe Post.").await? == case, "another case");
        self.stage.settles().await?;
        let gone = "select count(*) from counselling_case where state = 'erased'";
        let (took, most) = self
            .while_watched(async |bench: &mut Self| {
                let began = Instant::now();
                seeker.person.says(&seeker.chat, "alles löschen").await?;
                seeker.person.hears_next(&seeker.chat, "Soll alles gelöscht werden").await?;
                seeker.person.says(&seeker.chat, "ja, löschen").await?;
                wait::until("the case to be erased", wait::patience(), async || {
                    Ok((bench.stage.counts(gone).await? > 0).then_some(()))
                })
                .await?;
                bench.stage.settles().await?;
                Ok(began.elapsed())
            })
            .await?;
        ms("one erasure, in all", &[took], None, None);
        held("  meanwhile the writer was held at most (was 750 ms)", most, 20.0);
        Ok(())
    }

    /// The whole directory once more, with one more counsellor, while the writer is watched.
    async fn import(&mut self) -> Result<()> {
        let mut cast = self.past.cast();
        cast.counsellor("neu", "dresden");
        let (took, most) = self
            .while_watched(async |bench: &mut Self| {
                let began = Instant::now();
                bench.stage.import(&cast).await?;
                Ok(began.elapsed())
            })
            .await?;
        ms(&format!("import of {} rows, in all", self.past.rows()), &[took], None, None);
        held("  meanwhile the writer was held at most (was all of it)", most, 100.0);
        Ok(())
    }

    /// What `deed` gives, and for how long the writer was held at a time while it went on; unknown on `PostgreSQL`,
    /// which has many writers.
    async fn while_watched<T>(
        &mut self,
        deed: impl AsyncFnOnce(&mut Self) -> Result<T>,
    ) -> Result<(T, Option<Duration>)> {
        if self.database.is_some() {
            return Ok((deed(self).await?, None));
        }
        let said = self.stage.lotse.log().len();
        let watch = hold::Watch::over(&self.stage.lotse.file("data/lotse.db")).await?;
        let done = deed(self).await?;
        let most = watch.most().await?;
        let log = self.stage.lotse.log();
        log.get(said..).unwrap_or_default().lines().filter(|line| line.contains(hold::SAID)).for_each(
            |line| {
                println!("    {line}");
            },
        );
        Ok((done, Some(most)))
    }

    /// How long seekers wait for the room of their case while the rooms of many new centres are owed, three each.
    async fn centres_are_new(&mut self) -> Result<()> {
        let idle = self.rooms().await?;
        let mut cast = self.past.cast();
        let fresh = past::count(NEW_CENTRES, self.past.size);
        for number in 0..fresh {
            let id = format!("neu-{number:03}");
            cast.centre(&id, &format!("Neue Beratungsstelle {number}"), true);
            cast.serves(&id, "einst", &format!("{number:05}"));
            cast.counsellor(&format!("neu-{number}"), &id);
        }
        self.stage.import(&cast).await?;
        let owed = "select count(*) from outbox where state = 'pending'";
        wait::until("the new centres to be followed", LONG, async || {
            Ok((self.stage.counts(owed).await? > 0).then_some(()))
        })
        .await?;
        let before = self.stage.counts(owed).await?;
        let busy = self.rooms().await?;
        let left = self.stage.counts(owed).await?;
        let what = format!("consent -> room, {fresh} new centres ({before} owed before, {left} after)");
        ms(&what, &busy, Some(&idle), Some(1.3));
        Ok(())
    }

    /// From somebody's "ja" to the invitation to the room of their case, by new people.
    async fn rooms(&mut self) -> Result<Vec<Duration>> {
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            let seeker = Seeker::knocks(self.somebody().await?).await?;
            seeker.is_placed("Schulden", "01067", &format!("Amsel {round}")).await?;
            seeker.person.catches_up().await?;
            let began = Instant::now();
            seeker.person.says(&seeker.chat, "ja").await?;
            seeker.is_invited().await?;
            times.push(began.elapsed());
        }
        Ok(times)
    }
}

/// A transaction of the usual size about rooms that are nobody's.
fn transaction(number: u32) -> String {
    let padding = "x".repeat((BYTES / EVENTS - 250) as usize);
    let event = |n: u32| -> Value {
        json!({
            "event_id": format!("$grown{number:06}x{n:03}"), "room_id": format!("!nobody{n}:lotse.example"),
            "type": "m.room.message", "sender": "@nobody:lotse.example",
            "origin_server_ts": 1_795_457_520_000_u64, "content": { "msgtype": "m.text", "body": padding },
        })
    };
    json!({ "events": (0..EVENTS).map(event).collect::<Vec<_>>() }).to_string()
}

/// Bare commits of the same bytes, as durable as Lotse's.
struct Floor(SqliteConnection);

impl Floor {
    async fn beside(stage: &Stage) -> Result<Self> {
        let file = SqliteConnectOptions::new()
            .filename(stage.lotse.file("floor.db"))
            .create_if_missing(true)
            .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
            .synchronous(sqlx::sqlite::SqliteSynchronous::Full);
        let mut database = SqliteConnection::connect_with(&file).await?;
        sqlx::query("create table bare (body blob not null)").execute(&mut database).await?;
        Ok(Self(database))
    }

    async fn commits(&mut self, body: &[u8]) -> Result<Duration> {
        let began = Instant::now();
        sqlx::query("insert into bare (body) values ($1)").bind(body).execute(&mut self.0).await?;
        Ok(began.elapsed())
    }
}

fn ms(what: &str, times: &[Duration], floor: Option<&[Duration]>, goal: Option<f64>) {
    line(&Line { what, figure: median(times), unit: "ms", floor: floor.map(median), goal });
}

fn held(what: &str, most: Option<Duration>, goal: f64) {
    if let Some(most) = most {
        line(&Line { what, figure: millis(most), unit: "ms", floor: None, goal: Some(goal) });
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
