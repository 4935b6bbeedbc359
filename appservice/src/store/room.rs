//! Which of our rooms is what.

use routing::{CaseId, CentreId, CounsellorId, RoomId, SeekerId, Timestamp, retention::CHAT};

use super::{StoreError, StoreResult, Tx, column::Columns, damage, setback::not_set_back};
use crate::store::vault::Vault;

const TABLE: &str = "room";

/// What a room is, and whose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomKind {
    /// The chat of a seeker with the reception.
    Reception {
        /// Whose chat it is.
        seeker: SeekerId,
    },
    /// A centre's Erstanfragen.
    Enquiries(CentreId),
    /// A centre's Team room.
    Team(CentreId),
    /// A centre's space.
    Space(CentreId),
    /// A case's room.
    Case(CaseId),
    /// A counsellor's chat with the custodian of a centre.
    Private {
        /// Whose custodian.
        centre: CentreId,
        /// Whose chat.
        counsellor: CounsellorId,
    },
    /// Where the Lotse of a platform and that of a centre tell each other of cases, in encrypted words.
    Channel {
        /// The centre.
        centre: CentreId,
        /// Whom the other one speaks as.
        with: CounsellorId,
    },
}

/// What became of a room that was to be remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It is remembered now.
    New,
    /// This room was remembered before, or its owner has another one of the kind: the one given here counts.
    Already(RoomId),
}

impl RoomKind {
    fn code(&self) -> &'static str {
        match self {
            Self::Reception { .. } => "reception",
            Self::Enquiries(_) => "enquiries",
            Self::Team(_) => "team",
            Self::Space(_) => "space",
            Self::Case(_) => "case",
            Self::Private { .. } => "private",
            Self::Channel { .. } => "channel",
        }
    }

    fn owner(&self, vault: &Vault) -> String {
        match self {
            Self::Reception { seeker } => seeker_key(vault, seeker),
            Self::Enquiries(centre) | Self::Team(centre) | Self::Space(centre) => centre.as_str().to_owned(),
            Self::Case(case) => case.as_str().to_owned(),
            Self::Private { centre, counsellor } => {
                vault.fingerprint("room.private", &format!("{centre} {counsellor}"))
            }
            Self::Channel { centre, with } => vault.fingerprint("room.channel", &format!("{centre} {with}")),
        }
    }
}

/// Remembers what a room is. An owner has one room of each kind; only reception chats may be several.
pub async fn record(tx: &mut Tx, room: &RoomId, kind: &RoomKind, now: Timestamp) -> StoreResult<Recorded> {
    let owner = kind.owner(tx.vault());
    let body = match kind {
        RoomKind::Reception { seeker } => Some(tx.vault().seal(seeker)?),
        RoomKind::Private { centre, counsellor } => Some(tx.vault().seal(&(centre, counsellor))?),
        RoomKind::Channel { centre, with } => Some(tx.vault().seal(&(centre, with))?),
        _ => None,
    };
    let due = matches!(kind, RoomKind::Reception { .. }).then(|| now.plus(CHAT));
    let written = sqlx::query(
        "insert into room (room_id, kind, owner, body, created_ms, due_ms, mended_ms) \
         values ($1, $2, $3, $4, $5, $6, $5) \
         on conflict do nothing",
    )
    .bind(room.as_str())
    .bind(kind.code())
    .bind(owner.as_str())
    .bind(body)
    .bind(now.millis())
    .bind(due.map(Timestamp::millis))
    .execute(tx.conn())
    .await?;
    if written.rows_affected() == 1 {
        return Ok(Recorded::New);
    }
    match by_id(tx, room).await? {
        Some(known) if known == *kind => Ok(Recorded::Already(room.clone())),
        Some(_) => Err(StoreError::Inconsistent {
            table: TABLE,
            id: room.as_str().to_owned(),
            what: "it is remembered as something else".to_owned(),
        }),
        None => {
            let row = sqlx::query(
                "select room_id from room where kind <> 'reception' and kind = $1 and owner = $2",
            )
            .bind(kind.code())
            .bind(owner)
            .fetch_one(tx.conn())
            .await?;
            Ok(Recorded::Already(Columns::of(TABLE, &row).parsed("room_id")?))
        }
    }
}

/// Remembers that no other homeserver can ever enter this room.
pub async fn enclose(tx: &mut Tx, room: &RoomId) -> StoreResult<()> {
    sqlx::query("update room set enclosed = 1 where room_id = $1")
        .bind(room.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether no other homeserver can ever enter this room.
pub async fn is_enclosed(tx: &mut Tx, room: &RoomId) -> StoreResult<bool> {
    let row = sqlx::query("select room_id from room where room_id = $1 and enclosed = 1")
        .bind(room.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// The centres with rooms of their own, or of running cases, that no other homeserver can ever enter.
pub async fn enclosed_centres(tx: &mut Tx) -> StoreResult<std::collections::BTreeSet<CentreId>> {
    let rows = sqlx::query(
        "select owner from room where enclosed = 1 and kind <> 'reception' and kind in ('enquiries', 'team', 'space') \
         union select centre_id as owner from counselling_case where state in ('opened', 'asked', 'accepted') \
         and room_id in (select room_id from room where enclosed = 1 and kind = 'case')",
    )
    .fetch_all(tx.conn())
    .await?;
    let centres = damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("owner"))?;
    Ok(centres.into_iter().collect())
}

/// What this room is; nothing if it is none of ours.
pub async fn by_id(tx: &mut Tx, room: &RoomId) -> StoreResult<Option<RoomKind>> {
    let row = sqlx::query("select room_id, kind, owner, body from room where room_id = $1")
        .bind(room.as_str())
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let row = Columns::of(TABLE, &row);
    let kind = row.text("kind")?;
    let kind = match kind.as_str() {
        "reception" => RoomKind::Reception { seeker: row.unsealed("body", tx.vault())? },
        "case" => RoomKind::Case(row.parsed("owner")?),
        "private" => {
            let (centre, counsellor) = row.unsealed("body", tx.vault())?;
            RoomKind::Private { centre, counsellor }
        }
        "channel" => {
            let (centre, with) = row.unsealed("body", tx.vault())?;
            RoomKind::Channel { centre, with }
        }
        _ => centre_room(&kind, row.parsed("owner")?).ok_or_else(|| row.fault(format!("kind: {kind}")))?,
    };
    Ok(Some(kind))
}

/// A centre's own rooms, found by the index of all but reception chats.
pub(super) const OF_CENTRE: &str = "select room_id, kind from room \
     where kind <> 'reception' and kind in ('enquiries', 'team', 'space') and owner = $1 order by kind";

/// Whoever has rooms of a centre, found by the same index.
pub(super) const CENTRES: &str =
    "select distinct owner from room where kind <> 'reception' and kind in ('enquiries', 'team', 'space')";

/// The centre's own rooms: Erstanfragen, Team, space, as far as they exist.
pub async fn of_centre(tx: &mut Tx, centre: &CentreId) -> StoreResult<Vec<(RoomKind, RoomId)>> {
    let rows = sqlx::query(OF_CENTRE).bind(centre.as_str()).fetch_all(tx.conn()).await?;
    damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        let kind = row.text("kind")?;
        let kind = centre_room(&kind, centre.clone()).ok_or_else(|| row.fault(format!("kind: {kind}")))?;
        Ok((kind, row.parsed("room_id")?))
    })
}

/// All channels with another Lotse: of which centre, and whom that speaks as.
pub async fn channels(tx: &mut Tx) -> StoreResult<Vec<(CentreId, CounsellorId)>> {
    let rows = sqlx::query(
        "select room_id, body from room where kind <> 'reception' and kind = 'channel' order by room_id",
    )
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).unsealed("body", tx.vault()))
}

/// All centres that have rooms, whether the directory knows them or not.
pub async fn centres(tx: &mut Tx) -> StoreResult<std::collections::BTreeSet<CentreId>> {
    let rows = sqlx::query(CENTRES).fetch_all(tx.conn()).await?;
    let centres = damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("owner"))?;
    Ok(centres.into_iter().collect())
}

/// The seeker's latest chat with the reception.
pub async fn reception_of(tx: &mut Tx, seeker: &SeekerId) -> StoreResult<Option<RoomId>> {
    let owner = seeker_key(tx.vault(), seeker);
    let row = sqlx::query(
        "select room_id from room where kind = 'reception' and owner = $1 order by created_ms desc limit 1",
    )
    .bind(owner)
    .fetch_optional(tx.conn())
    .await?;
    row.map(|row| Columns::of(TABLE, &row).parsed("room_id")).transpose()
}

/// The room of this kind and owner, of which there is one. Not for reception chats.
pub async fn of_owner(tx: &mut Tx, kind: &RoomKind) -> StoreResult<Option<RoomId>> {
    let owner = kind.owner(tx.vault());
    let row = sqlx::query("select room_id from room where kind <> 'reception' and kind = $1 and owner = $2")
        .bind(kind.code())
        .bind(owner)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| Columns::of(TABLE, &row).parsed("room_id")).transpose()
}

/// All of the seeker's chats with the reception.
pub async fn receptions_of(tx: &mut Tx, seeker: &SeekerId) -> StoreResult<Vec<RoomId>> {
    let owner = seeker_key(tx.vault(), seeker);
    let rows =
        sqlx::query("select room_id from room where kind = 'reception' and owner = $1 order by created_ms")
            .bind(owner)
            .fetch_all(tx.conn())
            .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("room_id"))
}

/// At most `limit` chats with the reception for which it is time to look whether they are over, the longest overdue first.
pub async fn due(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<RoomId>> {
    let rows = sqlx::query(concat!(
        "select room_id from room where due_ms <= $1",
        not_set_back!("chat", "room.room_id", "$1"),
        " order by due_ms, room_id limit $2"
    ))
    .bind(now.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("room_id"))
}

/// Says when to look at a chat next.
pub async fn look_again(tx: &mut Tx, room: &RoomId, at: Timestamp) -> StoreResult<()> {
    sqlx::query("update room set due_ms = $2 where room_id = $1")
        .bind(room.as_str())
        .bind(at.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// At most `limit` rooms that are older than a rule for all rooms and have not been looked at since.
pub async fn to_mend(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<RoomId>> {
    let rows = sqlx::query(concat!(
        "select room_id from room where mended_ms is null",
        not_set_back!("mending", "room.room_id", "$1"),
        " order by room_id limit $2"
    ))
    .bind(now.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("room_id"))
}

/// Records that a room is made to follow the rules.
pub async fn mended(tx: &mut Tx, room: &RoomId, now: Timestamp) -> StoreResult<()> {
    sqlx::query("update room set mended_ms = $2 where room_id = $1")
        .bind(room.as_str())
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets a room. It is fine if it was never known.
pub async fn forget(tx: &mut Tx, room: &RoomId) -> StoreResult<()> {
    sqlx::query("delete from room where room_id = $1").bind(room.as_str()).execute(tx.conn()).await?;
    Ok(())
}

/// Rooms that are asked for in one query.
const AT_ONCE: usize = 50;

/// Those of the rooms that are remembered, or of which an event waits.
pub async fn known_among(tx: &mut Tx, rooms: &[RoomId]) -> StoreResult<Vec<RoomId>> {
    let places: Vec<String> = (1..=AT_ONCE).map(|place| format!("${place}")).collect();
    let places = places.join(", ");
    let sql = format!(
        "select room_id from room where room_id in ({places}) \
         union select room_id from inbox where state = 'pending' and room_id in ({places})"
    );
    let mut known = Vec::new();
    for some in rooms.chunks(AT_ONCE) {
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql.clone()));
        // Always the same text, so that it is prepared once: places that are left over name a room once more.
        for room in some.iter().chain(std::iter::repeat(&some[0])).take(AT_ONCE) {
            query = query.bind(room.as_str());
        }
        for row in query.fetch_all(tx.conn()).await? {
            known.push(Columns::of(TABLE, &row).parsed("room_id")?);
        }
    }
    Ok(known)
}

/// Claims a centre's room under a random alias before it is made. Gives the alias that counts: an earlier claim stands.
/// A case's room is claimed with [`super::case::claim_room`].
pub async fn claim(tx: &mut Tx, kind: &RoomKind, alias: &str) -> StoreResult<String> {
    let owner = kind.owner(tx.vault());
    sqlx::query("insert into room_claim (alias, kind, owner) values ($1, $2, $3) on conflict (kind, owner) do nothing")
        .bind(alias)
        .bind(kind.code())
        .bind(owner.as_str())
        .execute(tx.conn())
        .await?;
    let row = sqlx::query("select alias from room_claim where kind = $1 and owner = $2")
        .bind(kind.code())
        .bind(owner)
        .fetch_one(tx.conn())
        .await?;
    Columns::of("room_claim", &row).text("alias")
}

/// The claim on a room of this kind, if its alias may still be there.
pub async fn claim_of(tx: &mut Tx, kind: &RoomKind) -> StoreResult<Option<String>> {
    let owner = kind.owner(tx.vault());
    let row = sqlx::query("select alias from room_claim where kind = $1 and owner = $2")
        .bind(kind.code())
        .bind(owner)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| Columns::of("room_claim", &row).text("alias")).transpose()
}

/// Gives up a claim, once the room is remembered and its alias deleted.
pub async fn release_claim(tx: &mut Tx, kind: &RoomKind) -> StoreResult<()> {
    let owner = kind.owner(tx.vault());
    sqlx::query("delete from room_claim where kind = $1 and owner = $2")
        .bind(kind.code())
        .bind(owner)
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn centre_room(kind: &str, centre: CentreId) -> Option<RoomKind> {
    match kind {
        "enquiries" => Some(RoomKind::Enquiries(centre)),
        "team" => Some(RoomKind::Team(centre)),
        "space" => Some(RoomKind::Space(centre)),
        _ => None,
    }
}

fn seeker_key(vault: &Vault, seeker: &SeekerId) -> String {
    vault.fingerprint("room.seeker", seeker.as_str())
}
