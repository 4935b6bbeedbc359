//! What years of work leave behind, written straight into a database: `SQLite` or `PostgreSQL`, by the same statements.
//!
//! Cases are made by the domain and written by the store, so that Lotse can read them; what Lotse only counts, prunes
//! and looks things up in is made by the database itself.

use std::{fmt, path::Path};

use anyhow::{Result, bail};
use appservice::{
    keys::crypto_store::DatabaseCryptoStore,
    running::{clock::Clock, entropy},
    store::{
        Store, Tx,
        case::{self, Insertion},
        meta,
        room::{self, RoomKind},
        vault::VaultKey,
    },
};
use config::KeyFile;
use lotse_tests::{Stage, workbook::Cast};
use matrix_sdk::ruma::{OwnedUserId, UserId};
use matrix_sdk_crypto::store::CryptoStore as _;
use routing::{
    Case, CaseId, CentreId, Closer, CounsellorId, EventId, NewCase, Reference, RoomId, SeekerId, Span,
    TopicId,
};

const CLOSED: f64 = 200_000.0;
const OPEN: f64 = 5_000.0;
const CENTRES: f64 = 900.0;
const COUNSELLORS: f64 = 4_000.0;
const INBOX: f64 = 1_500_000.0;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// So long events are remembered, and so much longer some of the past is.
const MEMORY: i64 = 30 * DAY;
const TOO_OLD: i64 = 10 * DAY;
/// Rows in one commit.
const AT_ONCE: u32 = 5_000;

/// What of the made effects is still to be done.
pub(crate) const LEFT: &str = "select count(*) from outbox where id like 'grown%'";

/// How much there was.
pub(crate) struct Past {
    pub(crate) size: f64,
    closed: u32,
    open: u32,
    centres: u32,
    counsellors: u32,
    events: u32,
}

impl fmt::Display for Past {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { closed, open, centres, counsellors, events, .. } = self;
        write!(f, "{closed} closed cases and former seekers, {open} open cases, {centres} centres, ")?;
        write!(f, "{counsellors} counsellors, {events} events")
    }
}

/// So many of what there are `full` of at full size; at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are between 0 and 10")]
pub(crate) fn count(full: f64, size: f64) -> u32 {
    (full * size).max(1.0) as u32
}

/// What was received before this moment is forgotten by now.
pub(crate) fn forgotten() -> i64 {
    Clock::system().now().millis() - MEMORY
}

/// The database at `url`, opened with the key in `key`.
pub(crate) async fn open(url: &str, key: &Path) -> Result<Store> {
    let key = KeyFile::load(key).map_err(|fault| anyhow::anyhow!("{fault}"))?;
    Ok(Store::open(url, 2, &VaultKey::new(*key.expose())).await?)
}

impl Past {
    pub(crate) fn of_size(size: f64) -> Self {
        Self {
            size,
            closed: count(CLOSED, size),
            open: count(OPEN, size),
            centres: count(CENTRES, size),
            counsellors: count(COUNSELLORS, size),
            events: count(INBOX, size),
        }
    }

    /// The usual people, and a whole country beside them.
    pub(crate) fn cast(&self) -> Cast {
        let mut cast = Cast::default();
        cast.topic("einst", "Einst", "");
        for number in 0..self.centres {
            let id = format!("stelle-{number:03}");
            cast.centre(&id, &format!("Beratungsstelle {number}"), number % 2 == 0);
            let codes = number * 100;
            cast.serves(&id, "einst", &format!("{codes:05}-{:05}", codes + 99));
        }
        for number in 0..self.counsellors {
            cast.counsellor(&format!("berater-{number}"), &format!("stelle-{:03}", number % self.centres));
        }
        cast
    }

    /// How many rows the workbook has.
    pub(crate) fn rows(&self) -> u32 {
        self.centres * 2 + self.counsellors
    }

    /// The rooms of the country's centres stand and are equal to the directory. There is no Team room: the homeserver does not know
    /// any of them, and what waits today could be posted in none.
    pub(crate) async fn centres_stand(&self, store: &Store) -> Result<()> {
        let mut tx = store.begin().await?;
        for number in 0..self.centres {
            let centre = CentreId::parse(&format!("stelle-{number:03}"))?;
            let kinds = [RoomKind::Space(centre.clone()), RoomKind::Enquiries(centre.clone())];
            for (kind, name) in kinds.iter().zip(["space", "enquiries"]) {
                room::record(&mut tx, &room_id(name, number)?, kind, Clock::system().now()).await?;
            }
            let mut team: Vec<String> = (number..self.counsellors)
                .step_by(self.centres as usize)
                .map(|n| format!("@berater-{n}:lotse.example"))
                .collect();
            team.sort_unstable();
            let mut applied = team.join("\n");
            if !number.is_multiple_of(2) {
                applied.push_str("\nno team");
            }
            let name = format!("team:{centre}");
            meta::put(&mut tx, &name, blake3::hash(applied.as_bytes()).as_bytes()).await?;
            let staff =
                serde_json::json!({ "known": true, "team": number.is_multiple_of(2), "people": team });
            meta::put(&mut tx, &format!("followed:{centre}"), staff.to_string().as_bytes()).await?;
        }
        tx.commit().await?;
        store.close().await;
        Ok(())
    }

    /// Everything else. The reception must have been there before.
    pub(crate) async fn write(&self, store: &Store) -> Result<()> {
        let all = self.closed + self.open;
        for first in (0..all).step_by(AT_ONCE as usize) {
            let mut tx = store.begin().await?;
            for number in first..all.min(first + AT_ONCE) {
                self.write_case(&mut tx, number).await?;
            }
            tx.commit().await?;
        }
        self.write_people(store).await?;
        self.write_events(store).await
    }

    /// Accepted within the last hour, or closed within the last 80 days.
    async fn write_case(&self, tx: &mut Tx, number: u32) -> Result<()> {
        let now = Clock::system().now();
        let closed = number < self.closed;
        let ago =
            i64::from(number) * if closed { 80 * DAY } else { HOUR } / i64::from(self.closed + self.open);
        let then = now.minus(Span::from_millis(ago + 1));
        let centre = number % self.centres;
        let case = Case::open(
            NewCase {
                id: CaseId::parse(&entropy::ulid(then.millis().unsigned_abs()))?,
                reference: Reference::from_bits(number.wrapping_mul(0x9e37_79b1) & 0x3fff_ffff),
                seeker: SeekerId::parse(seeker(number)?.as_str())?,
                pseudonym: format!("Amsel {number}"),
                topic: TopicId::parse("einst")?,
                centre: CentreId::parse(&format!("stelle-{centre:03}"))?,
                personal: None,
                at_once: false,
            },
            then,
        );
        let first = EventId::parse(&format!("$first{number:038}"))?;
        // Any counsellor of the centre: the numbers go round.
        let counsellor = CounsellorId::parse(&format!("@berater-{centre}:lotse.example"))?;
        let case = case.ask(first, then)?.accept(counsellor, then)?;
        let case = if closed { case.close(Closer::Seeker, then)? } else { case };
        let due = now.plus(Span::from_millis(DAY));
        let Insertion::Made(mut stored) = case::insert(tx, case, Some(due)).await? else {
            bail!("a reference was drawn twice");
        };
        case::set_room(tx, &mut stored, &room_id("case", number)?, then).await?;
        let chat = RoomKind::Reception { seeker: SeekerId::parse(seeker(number)?.as_str())? };
        room::record(tx, &room_id("reception", number)?, &chat, now).await?;
        Ok(())
    }

    /// What the reception's machine remembers of everybody who ever asked, as an earlier Lotse left it.
    async fn write_people(&self, store: &Store) -> Result<()> {
        let keys = DatabaseCryptoStore::open(store.clone(), &UserId::parse(Stage::RECEPTION)?);
        let all = (0..self.closed).map(seeker).collect::<Result<Vec<_>>>()?;
        for some in all.chunks(AT_ONCE as usize) {
            let followed: Vec<(&UserId, bool)> = some.iter().map(|user| (user.as_ref(), false)).collect();
            keys.save_tracked_users(&followed).await?;
        }
        let mut tx = store.begin().await?;
        // Nobody asks for these again, so nobody opens them: only their number and size count.
        for kind in ["device", "user_identity", "olm_session", "olm_hash"] {
            sqlx::query(
                "with recursive past (n) as (select 1 union all select n + 1 from past where n < $1) \
                 insert into crypto_item (owner, kind, scope, key, value) \
                 select $2, $3, 'past' || cast(n as text), 'key', $4 from past",
            )
            .bind(i64::from(self.closed))
            .bind(Stage::RECEPTION)
            .bind(kind)
            .bind(vec![7_u8; 600])
            .execute(tx.conn())
            .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Transactions and events of the last 40 days, handled long ago.
    async fn write_events(&self, store: &Store) -> Result<()> {
        let oldest = Clock::system().now().millis() - MEMORY - TOO_OLD;
        let step = (MEMORY + TOO_OLD - DAY) / i64::from(self.events);
        let mut tx = store.begin().await?;
        sqlx::query(
            "with recursive past (n) as (select 1 union all select n + 1 from past where n < $1) \
             insert into inbox (event_id, seq, room_id, body, state, attempts, received_ms, due_ms) \
             select '$past' || cast(n as text), -n, '!past' || cast(n % 9973 as text), null, 'done', 0, \
             $2 + n * $3, $2 + n * $3 from past",
        )
        .bind(i64::from(self.events))
        .bind(oldest)
        .bind(step)
        .execute(tx.conn())
        .await?;
        sqlx::query(
            "with recursive past (n) as (select 1 union all select n + 1 from past where n < $1) \
             insert into homeserver_transaction (txn_id, received_ms, seq, body, state) \
             select 'past' || cast(n as text), $2 + n * $3, -n, null, 'split' from past",
        )
        .bind(i64::from(self.events / 3))
        .bind(oldest)
        .bind(step * 3)
        .execute(tx.conn())
        .await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Queues so many cheap effects, each on a lane of its own: one call of the homeserver each.
pub(crate) async fn effects_are_due(store: &Store, effects: u32) -> Result<()> {
    let mut tx = store.begin().await?;
    sqlx::query(
        "with recursive past (n) as (select 1 union all select n + 1 from past where n < $1) \
         insert into outbox (id, seq, lane, kind, payload, state, attempts, created_ms, due_ms) \
         select 'grown' || cast(n as text), -n, 'purge:mxc://lotse.example/grown' || cast(n as text), 'purge', \
         '{\"effect\":\"purge\",\"subject\":\"mxc://lotse.example/grown' || cast(n as text) || '\",\"case\":null}', \
         'pending', 0, 1, 1 from past",
    )
    .bind(i64::from(effects))
    .execute(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Takes those that are left out again.
pub(crate) async fn nothing_is_due(store: &Store) -> Result<()> {
    let mut tx = store.begin().await?;
    sqlx::query("delete from outbox where id like 'grown%'").execute(tx.conn()).await?;
    tx.commit().await?;
    Ok(())
}

fn seeker(number: u32) -> Result<OwnedUserId> {
    Ok(OwnedUserId::try_from(format!("@former-{number}:lotse.example"))?)
}

fn room_id(name: &str, number: u32) -> Result<RoomId> {
    Ok(RoomId::parse(&format!("!{:0>43}", format!("{name}{number}")))?)
}
