//! What it takes until a change of the directory counts: 2,000 centres with 100,000 postcodes.
//!
//! `cargo bench --workspace --bench publish`: somebody of the Referat moves one postcode from one centre to another at the desk, looks at what
//! follows, and publishes; then a placement must use it. `SQLite`, no homeserver, nobody else at work.

mod in_process;
mod table;

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use appservice::{
    cases::roles::Referat,
    directory::sheets::Row,
    running::{clock::Clock, entropy},
    staff::{Browser, Published, RowChanged, Secret, Staff},
    store::{
        Store,
        desk_session::{self, DeskKey, DeskSession, Whose},
        directory,
        identity::{self, Identity},
        passkey::PasskeyKey,
        vault::VaultKey,
    },
    words::phrases::Locale,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use matrix_sdk::ruma::OwnedUserId;
use routing::{
    BusinessCard, Catchment, Centre, CentreId, Counsellor, CounsellorId, Date, Directory, Draft, Enquiry,
    Load, Postcode, Timestamp, Topic, TopicId, place,
};
use table::{Line, head, line, median};

const CENTRES: u32 = 2_000;
/// Postcodes of each: together all that there are.
const CODES: u32 = 50;
const ROUNDS: u32 = 5;
/// A change is in force within five seconds.
const GOAL_MS: f64 = 5_000.0;
const WHO: &str = "@referat:lotse.example";

#[tokio::main]
async fn main() -> Result<()> {
    let shelf = tempfile::tempdir()?;
    let url = format!("sqlite:{}", shelf.path().join("lotse.db").display());
    let store = Store::open(&url, 8, &VaultKey::new([7; 32])).await?;
    let clock = Clock::system();
    let secret = fill(&store, &clock).await?;
    let referat = Referat::new(&config::Administration {
        referat: vec![WHO.to_owned()],
        ..config::Administration::default()
    });
    let service = in_process::service(&store, &clock, shelf.path(), referat).await?;
    let staff = Staff::new(store.clone(), clock);
    staff.open(service.clone());
    let refused = |refused| anyhow::anyhow!("refused: {refused:?}");
    let who = staff.known(&Secret::parse(&secret).context("a secret")?, true).await.map_err(refused)?;

    let (mut drafted, mut seen, mut in_force) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        // The first code of one centre goes to the one before it.
        let (from, to) = (centre(2 * round + 1)?, centre(2 * round)?);
        let code = Postcode::parse(&format!("{:05}", (2 * round + 1) * CODES)).context("a code")?;
        let began = Instant::now();
        for (id, first, last) in [
            (&from, (2 * round + 1) * CODES + 1, (2 * round + 2) * CODES - 1),
            (&to, 2 * round * CODES, (2 * round + 1) * CODES),
        ] {
            let rows = staff.directory_rows(&who, (SHEET, id.as_str())).await.map_err(refused)?;
            let row = rows.into_iter().next().context("a row of the centre")?.row;
            let other = with_codes(&row, &format!("{first:05}-{last:05}"))?;
            let changed = staff.change_row(&who, SHEET, (Some(row), Some(other)), Locale::De).await;
            let changed = changed.map_err(refused)?;
            ensure!(changed == RowChanged::Kept(Vec::new()), "{changed:?}");
        }
        drafted.push(began.elapsed() / 2);
        let began = Instant::now();
        let (own, _) = staff.see(&who, Locale::De).await.map_err(refused)?;
        seen.push(began.elapsed());
        ensure!(own.is_sound(), "the change is not sound");
        ensure!(placed(&service.directory(), code)? == Some(from.clone()), "it is there before");
        let began = Instant::now();
        let published = staff.publish(&who, "Gebietswechsel").await.map_err(refused)?;
        ensure!(matches!(published, Published::InForce(_)), "{published:?}");
        ensure!(placed(&service.directory(), code)? == Some(to), "the placement does not use it");
        in_force.push(began.elapsed());
    }
    head(&format!("{CENTRES} centres, {} postcodes, {ROUNDS} changes", CENTRES * CODES));
    let one = |what, times: &[Duration], goal| {
        line(&Line { what, figure: median(times), unit: "ms", floor: None, goal });
    };
    one("a row is changed in the draft, median", &drafted, None);
    one("what follows from it is seen, median", &seen, None);
    one("publish -> a placement uses it, median", &in_force, Some(GOAL_MS));
    Ok(())
}

/// The sheet of catchments.
const SHEET: &str = "Einzugsgebiete";

/// A row of it with other postcodes.
fn with_codes(row: &Row, codes: &str) -> Result<Row> {
    let mut row = row.clone();
    let of_codes = |value: &str| value.len() == 11 && value.as_bytes()[5] == b'-';
    let value = row.values_mut().find(|value| of_codes(value)).context("no column of postcodes")?;
    codes.clone_into(value);
    Ok(row)
}

/// Whom an enquiry from there would get to.
fn placed(directory: &Directory, code: Postcode) -> Result<Option<CentreId>> {
    let enquiry = Enquiry { topic: topic()?, postcode: Some(code), target: None };
    let load = Load::default();
    let placement = place(&enquiry, directory, &load, Timestamp::from_millis(1_800_000_000_000));
    Ok(placement.outcome.centre().cloned())
}

/// The directory, and the session of somebody of the Referat; gives its secret.
async fn fill(store: &Store, clock: &Clock) -> Result<String> {
    let mut tx = store.begin().await?;
    directory::replace(&mut tx, &draft()?).await?;
    let user = OwnedUserId::try_from(WHO)?;
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
    let whose = Whose { user, identity: "key".to_owned(), browser: Browser { name: None, system: None } };
    let (now, passkey) = (clock.now(), Some(PasskeyKey::named("touch")));
    desk_session::insert(&mut tx, &DeskSession { key, whose, created: now, used: now, passkey }).await?;
    tx.commit().await?;
    Ok(secret)
}

fn draft() -> Result<Draft> {
    let mut draft = Draft::default();
    draft.topics.push(Topic { white_spot: Some(centre(0)?), ..Topic::new(topic()?, "Schulden") });
    for number in 0..CENTRES {
        let codes = Catchment::from_ranges([(number * CODES, (number + 1) * CODES - 1)]);
        draft.centres.push(Centre {
            id: centre(number)?,
            name: format!("Beratungsstelle {number}"),
            carrier: String::from("Verband"),
            card: BusinessCard::parse("Wir beraten kostenlos.")?,
            team: true,
            online: true,
            follow_ups: routing::FollowUps::All,
            server: None,
            lotse: None,
            responsible: routing::Responsible::default(),
            first_dates: false,
            present: None,
            live: routing::live::Offer::default(),
            fallback: None,
            services: [(topic()?, codes)].into(),
        });
        draft.counsellors.push(Counsellor {
            id: CounsellorId::parse(&format!("@berater-{number}:lotse.example"))?,
            centre: centre(number)?,
            name: format!("Berater {number}"),
            email: None,
            first_part_on: None,
            trained_on: Some(Date::new(2026, 1, 15)?),
            activated: true,
            away_until: None,
            deputy: None,
        });
    }
    Ok(draft)
}

fn topic() -> Result<TopicId> {
    Ok(TopicId::parse("schulden")?)
}

fn centre(number: u32) -> Result<CentreId> {
    Ok(CentreId::parse(&format!("beratungsstelle-{number:04}"))?)
}
