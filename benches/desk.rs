//! What the desk costs: a page with 200 own cases, and 4,000 pages that stay open.
//!
//! `cargo bench --workspace --bench desk`: 2,000 centres with two counsellors each in `SQLite`, all of them signed in; no homeserver,
//! which the desk does not ask. A minute, most of it waiting for what open pages do by themselves.

mod in_process;
mod table;

use std::{sync::Arc, time::Duration, time::Instant};

use anyhow::{Context as _, Result, bail};
use appservice::{
    cases::roles::Referat,
    directory::roster::Roster,
    links::{Addresses, portal::Portal},
    running::{clock::Clock, entropy, names::Names},
    staff::{Browser, Secret, Staff, Told},
    store::{
        Store, Tx,
        case::{self, Insertion, Stored},
        desk_session::{self, DeskKey, DeskSession, Whose},
        directory,
        identity::{self, Identity},
        vault::VaultKey,
    },
    words::phrases::{Catalogue, Locale},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use matrix_sdk::ruma::OwnedUserId;
use routing::{
    BusinessCard, Case, CaseId, Catchment, Centre, CentreId, Counsellor, CounsellorId, Date, Draft, EventId,
    NewCase, Reference, SeekerId, Timestamp, Topic, TopicId,
};
use table::{Line, head, line, median};
use tokio::{net::TcpListener, sync::mpsc, time::timeout};

const CENTRES: u32 = 2_000;
const OWN: u32 = 200;
const ROUNDS: u32 = 30;
const PAGE_GOAL_MS: f64 = 50.0;
/// So long all pages are open and nothing happens: each session is looked at once.
const QUIET: Duration = Duration::from_mins(1);
const SETTINGS: &str = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"lotse.example\"\n\
                        [people]\npublic_url = \"https://lotse.example\"\noperator = \"Verbund Beispiel e. V.\"\n";

#[tokio::main]
async fn main() -> Result<()> {
    let shelf = tempfile::tempdir()?;
    let url = format!("sqlite:{}", shelf.path().join("lotse.db").display());
    let store = Store::open(&url, 8, &VaultKey::new([7; 32])).await?;
    let clock = Clock::system();
    let (secrets, own) = fill(&store, clock.now()).await?;
    let service = in_process::service(&store, &clock, shelf.path(), Referat::default()).await?;
    let staff = Arc::new(Staff::new(store.clone(), clock.clone()));
    staff.open(service.clone());
    let address = serve(&store, &clock, &staff).await?;

    let http = reqwest::Client::builder().no_proxy().build()?;
    let get = async |page: &str| -> Result<(Duration, usize)> {
        let began = Instant::now();
        let cookie = format!("__Host-lotse-desk={}", secrets[0]);
        let answer = http.get(format!("{address}{page}")).header("cookie", cookie).send().await?;
        if !answer.status().is_success() {
            bail!("{page}: {}", answer.status());
        }
        let bytes = answer.bytes().await?.len();
        Ok((began.elapsed(), bytes))
    };
    let (_, bytes) = get("/desk").await?;
    let (mut pages, mut stands) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        pages.push(get("/desk").await?.0);
        stands.push(get("/desk/stand").await?.0);
    }

    let began = Instant::now();
    let (heard, mut told) = mpsc::unbounded_channel();
    for secret in &secrets {
        let secret = Secret::parse(secret).context("a secret")?;
        let mut following = staff
            .follow(secret, Locale::De)
            .await
            .map_err(|refused| anyhow::anyhow!("a page is not followed: {refused:?}"))?;
        let heard = heard.clone();
        tokio::spawn(async move {
            while let Some(Told::Stands(_)) = following.next().await {
                if heard.send(Instant::now()).is_err() {
                    return;
                }
            }
        });
    }
    let opened = began.elapsed();
    let before = cpu()?;
    tokio::time::sleep(QUIET).await;
    let idle = cpu()?.saturating_sub(before);
    if told.try_recv().is_ok() {
        bail!("a page was told of a change that was none");
    }

    // Somebody takes a case of their own back up: one centre, two pages.
    let changed = Instant::now();
    let mut tx = store.begin().await?;
    let mut stored: Stored = case::by_id(&mut tx, &own).await?.context("the case is gone")?;
    stored.case.urgent = true;
    case::save(&mut tx, &mut stored).await?;
    tx.commit().await?;
    let first = timeout(Duration::from_secs(10), told.recv()).await?.context("nobody follows")?;
    let second = timeout(Duration::from_secs(3), told.recv()).await;

    head(&format!("{CENTRES} centres, {} counsellors signed in, {OWN} own cases", CENTRES * 2));
    let one = |what, figure, unit, goal| line(&Line { what, figure, unit, floor: None, goal });
    one("GET /desk with the own cases, median", median(&pages), "ms", Some(PAGE_GOAL_MS));
    #[expect(clippy::cast_precision_loss, reason = "a page is far smaller than 2^52")]
    one("  its size", bytes as f64 / 1_024.0, "KiB", None);
    one("GET /desk/stand, nothing changed, median", median(&stands), "ms", None);
    one("4,000 pages begin to be followed", opened.as_secs_f64() * 1e3, "ms", None);
    one("  processor time while they are open for a minute", idle.as_secs_f64() * 1e3, "ms", None);
    one("  told of a change after", first.duration_since(changed).as_secs_f64() * 1e3, "ms", None);
    println!("pages told of it: {}", if matches!(second, Ok(Some(_))) { "2 or more" } else { "1" });
    staff.close();
    Ok(())
}

/// The processor time of this process.
fn cpu() -> Result<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    // User and system time, in hundredths of a second.
    let ticks: u64 =
        fields.get(11..13).context("no times")?.iter().filter_map(|it| it.parse::<u64>().ok()).sum();
    Ok(Duration::from_millis(ticks * 10))
}

async fn serve(store: &Store, clock: &Clock, staff: &Arc<Staff>) -> Result<String> {
    let settings = config::Settings::parse(std::path::Path::new("lotse.toml"), SETTINGS, [])
        .map_err(|faults| anyhow::anyhow!("the settings are refused: {faults:?}"))?;
    let names = Names::new(&settings.users, "lotse.example")?;
    let portal = Arc::new(Portal {
        roster: Roster::load(store).await?,
        clock: clock.clone(),
        catalogue: Catalogue::load()?,
        locale: Locale::De,
        addresses: Addresses::new(settings.people.public_url.as_ref(), names.reception()),
        live: routing::live::Terms::default(),
        reception: names.reception().to_string(),
        data_protection_link: None,
        kit: Arc::new(appservice::kit::Kit::new(&settings)),
        store: store.clone(),
    });
    let site = Arc::new(web::portal::Site::load(&settings.theme, &settings.pages, &settings.people)?);
    let metrics = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder().handle();
    let health = web::Health::starting();
    let state = web::State { health, metrics, portal, site, accounts: None, staff: staff.clone() };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    tokio::spawn(web::listen(listener, web::router(state), std::future::pending()));
    Ok(address)
}

/// The directory, everybody's session, and the cases of the first two counsellors; gives the secrets and one own case.
async fn fill(store: &Store, now: Timestamp) -> Result<(Vec<String>, CaseId)> {
    let mut tx = store.begin().await?;
    directory::replace(&mut tx, &draft()?).await?;
    let mut secrets = Vec::new();
    for centre in 0..CENTRES {
        for n in 0..2 {
            let user = OwnedUserId::try_from(counsellor_id(centre, n)?.as_str())?;
            let known = Identity {
                user: user.clone(),
                key: "key".to_owned(),
                new: None,
                shown: 0,
                moved_at: None,
                owed: None,
            };
            identity::put(&mut tx, &known).await?;
            let secret = URL_SAFE_NO_PAD.encode(entropy::bytes::<32>());
            let key = DeskKey::of(store.vault(), &secret);
            let browser = Browser { name: None, system: None };
            let whose = Whose { user, identity: "key".to_owned(), browser };
            desk_session::insert(
                &mut tx,
                &DeskSession { key, whose, created: now, used: now, passkey: None },
            )
            .await?;
            secrets.push(secret);
        }
    }
    let mut own = None;
    for number in 0..OWN * 2 {
        let id = accepted(&mut tx, number, now).await?;
        own = own.or(Some(id));
    }
    tx.commit().await?;
    Ok((secrets, own.context("no case")?))
}

async fn accepted(tx: &mut Tx, number: u32, now: Timestamp) -> Result<CaseId> {
    let id = CaseId::parse(&entropy::ulid(now.millis().unsigned_abs()))?;
    let new = NewCase {
        id: id.clone(),
        reference: Reference::from_bits(number.wrapping_mul(0x9e37_79b1) & 0x3fff_ffff),
        seeker: SeekerId::parse(&format!("@lotse_s_{number:016x}:lotse.example"))?,
        pseudonym: format!("Amsel {number}"),
        topic: TopicId::parse("schulden")?,
        centre: centre_id(0)?,
        personal: None,
        at_once: false,
    };
    let first = EventId::parse(&format!("$first{number:038}"))?;
    let case = Case::open(new, now).ask(first, now)?.accept(counsellor_id(0, number % 2)?, now)?;
    match case::insert(tx, case, None).await? {
        Insertion::Made(_) => Ok(id),
        Insertion::ReferenceTaken => bail!("a reference was drawn twice"),
    }
}

fn draft() -> Result<Draft> {
    let mut draft = Draft::default();
    let topic = TopicId::parse("schulden")?;
    draft.topics.push(Topic { white_spot: Some(centre_id(0)?), ..Topic::new(topic.clone(), "Schulden") });
    for centre in 0..CENTRES {
        let catchment =
            if centre == 0 { Catchment::everywhere() } else { Catchment::from_ranges([(centre, centre)]) };
        draft.centres.push(Centre {
            id: centre_id(centre)?,
            name: format!("Beratungsstelle {centre}"),
            carrier: String::from("Verband"),
            card: BusinessCard::parse("Wir beraten kostenlos.")?,
            team: true,
            online: true,
            follow_ups: routing::FollowUps::All,
            server: None,
            lotse: None,
            present: None,
            live: routing::live::Offer::default(),
            responsible: routing::Responsible::default(),
            first_dates: false,
            fallback: None,
            services: [(topic.clone(), catchment)].into(),
        });
        for n in 0..2 {
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

fn centre_id(n: u32) -> Result<CentreId> {
    Ok(CentreId::parse(&format!("beratungsstelle-{n:04}"))?)
}

fn counsellor_id(centre: u32, n: u32) -> Result<CounsellorId> {
    Ok(CounsellorId::parse(&format!("@berater-{centre}-{n}:lotse.example"))?)
}
