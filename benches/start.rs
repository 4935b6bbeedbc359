//! How soon a Lotse with years of work behind it is ready, and how much memory it takes.
//!
//! `cargo bench --workspace --bench start [-- --full]`: 100,000 cases, 500 centres and 4,000 counsellors in `SQLite`, a real
//! Synapse. The database is filled through the store in one commit, as if all rooms stood already. With `--full`
//! every centre has had a custodian as well: they are made first (minutes of work for the homeserver), then their
//! letter-boxes are emptied after the start that counts.

mod binary;
mod memory;
mod table;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use appservice::{
    running::entropy,
    store::vault::VaultKey,
    store::{
        Store, Tx,
        case::{self, Insertion},
        custodian::{self, Custodian},
        directory, meta,
        room::{self, RoomKind},
    },
};
use config::KeyFile;
use lotse_tests::{
    Lotse,
    stage::{Setting, Stage},
    wait,
};
use matrix_sdk::ruma::{OwnedDeviceId, OwnedUserId};
use routing::{
    BusinessCard, Case, CaseId, Catchment, Centre, CentreId, Closer, Counsellor, CounsellorId, Date, Draft,
    EventId, NewCase, Reference, RoomId, SeekerId, Timestamp, Topic, TopicId,
};

use memory::memory;
use table::{Line, head, line, median};

const CASES: u32 = 100_000;
const CENTRES: u32 = 500;
const TOPICS: u32 = 20;
const TEAM: u32 = 8;
const STARTS: u32 = 10;
const READY_GOAL_MS: f64 = 1_000.0;
const MEMORY_GOAL_MIB: f64 = 100.0;
/// A moment in the past, in milliseconds: all cases were opened before.
const THEN: i64 = 1_780_000_000_000;
/// For the homeserver to make 500 users with their devices and identities.
const LONG: Duration = Duration::from_mins(15);

#[tokio::main]
async fn main() -> Result<()> {
    let full = std::env::args().any(|argument| argument == "--full");
    let mut stage = Setting::default().set(binary::measured()).await?;
    let started = Instant::now();
    fill(&stage, full).await?;
    let size = std::fs::metadata(stage.lotse.file("data/lotse.db"))?.len() >> 20;
    println!(
        "{CASES} cases, {CENTRES} centres, {} counsellors: {size} MiB, filled in {:.0} s",
        CENTRES * TEAM,
        started.elapsed().as_secs_f64()
    );

    // The reception is made, and the custodians, too; that is no start like any other.
    let first = start(&mut stage.lotse).await?;
    if full {
        let made = Instant::now();
        opened(&stage.lotse, CENTRES).await?;
        println!("{CENTRES} custodians made in {:.0} s", made.elapsed().as_secs_f64());
    }
    let mut starts = Vec::new();
    let (mut ready, mut later) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        stage.lotse.stop().await?;
        starts.push(start(&mut stage.lotse).await?);
        ready.push(memory(&stage.lotse, "VmRSS")?);
        metric(&stage.lotse, "lotse_cases{state=\"closed\"}", wait::patience()).await?;
        later.push(memory(&stage.lotse, "VmRSS")?);
    }

    head(&format!("start with {CASES} cases and {CENTRES} centres, {STARTS} starts, medians"));
    let limit = |what, figure, unit, goal| line(&Line { what, figure, unit, floor: None, goal });
    limit("process started -> /health says ready", median(&starts), "ms", Some(READY_GOAL_MS));
    limit("  the slowest", millis(starts.iter().max().copied()), "ms", None);
    limit("  the first start ever, which makes the reception", millis(Some(first)), "ms", None);
    limit("resident when ready", middle(&mut ready), "MiB", Some(MEMORY_GOAL_MIB));
    limit("resident after the first upkeep", middle(&mut later), "MiB", Some(MEMORY_GOAL_MIB));
    if full {
        let emptying = Instant::now();
        opened(&stage.lotse, CENTRES).await?;
        let took = emptying.elapsed();
        limit("  all letter-boxes emptied, after", took.as_secs_f64(), "s", None);
        let resident = memory(&stage.lotse, "VmRSS")?;
        limit("resident with 200 custodians open, 500 emptied", resident, "MiB", Some(MEMORY_GOAL_MIB));
    }
    limit("most ever resident in the last run", memory(&stage.lotse, "VmHWM")?, "MiB", None);
    Ok(())
}

/// From the process' start until it says that it is ready.
async fn start(lotse: &mut Lotse) -> Result<Duration> {
    let started = Instant::now();
    lotse.launch()?;
    lotse.is_ready().await?;
    Ok(started.elapsed())
}

/// Waits until as many custodians, and the reception, have been opened.
async fn opened(lotse: &Lotse, custodians: u32) -> Result<()> {
    let wanted = f64::from(custodians + 1);
    wait::until("all custodians to be opened", LONG, async || {
        let now = value(&lotse.metrics().await?, "lotse_custodians_opened_total");
        Ok(now.filter(|now| *now >= wanted).map(drop))
    })
    .await
}

/// Waits until a metric is there.
async fn metric(lotse: &Lotse, name: &str, within: Duration) -> Result<f64> {
    wait::until(name, within, async || Ok(value(&lotse.metrics().await?, name))).await
}

fn value(metrics: &str, name: &str) -> Option<f64> {
    metrics.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
}

fn millis(time: Option<Duration>) -> f64 {
    time.map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}

fn middle(figures: &mut [f64]) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// Writes everything that years of work leave behind, but for the keys of the cases' rooms.
async fn fill(stage: &Stage, custodians: bool) -> Result<()> {
    let key =
        KeyFile::load(&stage.lotse.file("secrets/lotse.key")).map_err(|fault| anyhow::anyhow!("{fault}"))?;
    let url = format!("sqlite:{}", stage.lotse.file("data/lotse.db").display());
    let store = Store::open(&url, 2, &VaultKey::new(*key.expose())).await?;
    let mut tx = store.begin().await?;
    directory::replace(&mut tx, &draft()?).await?;
    for centre in 0..CENTRES {
        fill_centre(&mut tx, centre, custodians).await?;
    }
    for number in 0..CASES {
        fill_case(&mut tx, number).await?;
    }
    tx.commit().await?;
    store.close().await;
    Ok(())
}

/// The centre's rooms stand and are equal to the directory.
async fn fill_centre(tx: &mut Tx, number: u32, with_custodian: bool) -> Result<()> {
    let centre = centre_id(number)?;
    // No Team room: what waits today could be posted in none that the homeserver does not know.
    let kinds = [RoomKind::Space(centre.clone()), RoomKind::Enquiries(centre)];
    for (kind, name) in kinds.iter().zip(["space", "enquiries"]) {
        room::record(tx, &room_id(&format!("{name}{number}"))?, kind, Timestamp::from_millis(THEN)).await?;
    }
    let centre = centre_id(number)?;
    let mut team = (0..TEAM).map(|n| counsellor_id(number, n)).collect::<Result<Vec<_>>>()?;
    team.sort_unstable();
    let team: Vec<_> = team.iter().map(CounsellorId::as_str).collect();
    let mut applied = team.join("\n");
    if !number.is_multiple_of(2) {
        applied.push_str("\nno team");
    }
    meta::put(tx, &format!("team:{centre}"), blake3::hash(applied.as_bytes()).as_bytes()).await?;
    let staff = serde_json::json!({ "known": true, "team": number.is_multiple_of(2), "people": team });
    meta::put(tx, &format!("followed:{centre}"), staff.to_string().as_bytes()).await?;
    if with_custodian {
        let user = OwnedUserId::try_from(format!("@lotse_c_{centre}:lotse.example"))?;
        let device = OwnedDeviceId::from(entropy::word().to_uppercase());
        custodian::put(tx, &Custodian { user, device, created_at: Timestamp::from_millis(THEN) }).await?;
    }
    Ok(())
}

/// One case in a hundred is opened, two are asked, 27 accepted, 70 closed.
async fn fill_case(tx: &mut Tx, number: u32) -> Result<()> {
    let centre = number % CENTRES;
    let now = Timestamp::from_millis(THEN - i64::from(number) * 60_000);
    let seeker = SeekerId::parse(&format!("@lotse_s_{number:016x}:lotse.example"))?;
    let opened = Case::open(
        NewCase {
            id: CaseId::parse(&entropy::ulid(now.millis().unsigned_abs()))?,
            reference: Reference::from_bits(number.wrapping_mul(0x9e37_79b1) & 0x3fff_ffff),
            seeker: seeker.clone(),
            pseudonym: format!("Amsel {number}"),
            topic: topic_id(number % TOPICS)?,
            centre: centre_id(centre)?,
            personal: None,
            at_once: false,
        },
        now,
    );
    let first = EventId::parse(&format!("$first{number:038}"))?;
    let counsellor = counsellor_id(centre, number / CENTRES % TEAM)?;
    let case = match number % 100 {
        0 => opened,
        1..3 => opened.ask(first, now)?,
        3..30 => opened.ask(first, now)?.accept(counsellor, now)?,
        _ => opened.ask(first, now)?.accept(counsellor, now)?.close(Closer::Seeker, now)?,
    };
    let Insertion::Made(mut stored) = case::insert(tx, case, None).await? else {
        bail!("a reference was drawn twice");
    };
    case::set_room(tx, &mut stored, &room_id(&format!("case{number}"))?, now).await?;
    let chat = room_id(&format!("reception{number}"))?;
    room::record(tx, &chat, &RoomKind::Reception { seeker }, now).await?;
    Ok(())
}

/// Every centre offers three topics: in two regions of a hundred codes, some in a whole region of a thousand.
fn draft() -> Result<Draft> {
    let mut draft = Draft::default();
    for topic in 0..TOPICS {
        let id = topic_id(topic)?;
        draft.topics.push(Topic {
            white_spot: Some(centre_id(topic)?),
            ..Topic::new(id, format!("Fachbereich {topic}"))
        });
    }
    for centre in 0..CENTRES {
        let home = centre * 200;
        let catchment = |n: u32| match (centre, n) {
            // The white spot of its own topic.
            (0..TOPICS, 0) => Catchment::everywhere(),
            (_, 2) if centre % 10 == 0 => {
                Catchment::from_ranges([(home / 1_000 * 1_000, home / 1_000 * 1_000 + 999)])
            }
            _ => Catchment::from_ranges([(home, home + 99), (home + 100, home + 199)]),
        };
        let service = |n: u32| Ok((topic_id((centre + n) % TOPICS)?, catchment(n)));
        draft.centres.push(Centre {
            id: centre_id(centre)?,
            name: format!("Beratungsstelle {centre}"),
            carrier: String::from("Verband"),
            card: BusinessCard::parse("Wir beraten kostenlos.\nWir schweigen.")?,
            team: centre % 2 == 0,
            online: true,
            follow_ups: routing::FollowUps::All,
            server: None,
            lotse: None,
            present: None,
            live: routing::live::Offer::default(),
            responsible: routing::Responsible::default(),
            first_dates: false,
            fallback: None,
            services: (0..3).map(service).collect::<Result<_>>()?,
        });
        for n in 0..TEAM {
            draft.counsellors.push(Counsellor {
                id: counsellor_id(centre, n)?,
                centre: centre_id(centre)?,
                name: format!("Berater {centre}-{n}"),
                email: None,
                first_part_on: None,
                trained_on: Some(Date::new(2026, 1, 15)?),
                activated: true,
                away_until: None,
                deputy: None,
            });
        }
    }
    Ok(draft)
}

fn topic_id(n: u32) -> Result<TopicId> {
    Ok(TopicId::parse(&format!("fachbereich-{n:02}"))?)
}

fn centre_id(n: u32) -> Result<CentreId> {
    Ok(CentreId::parse(&format!("beratungsstelle-{n:03}"))?)
}

fn counsellor_id(centre: u32, n: u32) -> Result<CounsellorId> {
    Ok(CounsellorId::parse(&format!("@berater-{centre}-{n}:lotse.example"))?)
}

fn room_id(name: &str) -> Result<RoomId> {
    Ok(RoomId::parse(&format!("!{name:0>43}"))?)
}
