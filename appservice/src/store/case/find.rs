//! Finding cases: always within somebody's scope.

use std::{collections::BTreeMap, fmt, str::FromStr};

use routing::{CaseId, CentreId, CounsellorId, Load, Reference, RoomId, SeekerId, Timestamp, TopicId};
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{PseudonymKey, Stored, TABLE, columns, counsellor_key, seeker_key, stored};
use crate::store::{StoreResult, Tx, column::Columns, damage, setback::not_set_back, vault::Vault};

/// Where a case stands, without what is true there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The room is there; the seeker has not written yet.
    Opened,
    /// The seeker waits for somebody to accept.
    Asked,
    /// A counsellor has it.
    Accepted,
    /// Ended, but not erased.
    Closed,
    /// A tombstone.
    Erased,
}

impl Stage {
    /// All of them, in the order of a case's life.
    pub const ALL: [Self; 5] = [Self::Opened, Self::Asked, Self::Accepted, Self::Closed, Self::Erased];
    /// Those in which there is a room with people in it.
    pub const LIVE: [Self; 4] = [Self::Opened, Self::Asked, Self::Accepted, Self::Closed];

    /// The word in the column, the same as [`routing::State::code`].
    pub const fn code(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Closed => "closed",
            Self::Erased => "erased",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Stage {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|stage| stage.code() == word).ok_or("no stage of a case")
    }
}

/// The case with this id.
pub async fn by_id(tx: &mut Tx, case: &CaseId) -> StoreResult<Option<Stored>> {
    let row = sqlx::query(concat!("select ", columns!(), " from counselling_case where case_id = $1"))
        .bind(case.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| stored(&row, tx.vault())).transpose()
}

/// The case whose room this is.
pub async fn by_room(tx: &mut Tx, room: &RoomId) -> StoreResult<Option<Stored>> {
    let row = sqlx::query(concat!("select ", columns!(), " from counselling_case where room_id = $1"))
        .bind(room.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| stored(&row, tx.vault())).transpose()
}

/// The centre's case with this reference.
pub async fn by_reference(
    tx: &mut Tx,
    centre: &CentreId,
    reference: &Reference,
) -> StoreResult<Option<Stored>> {
    let row = sqlx::query(concat!(
        "select ",
        columns!(),
        " from counselling_case where reference = $1 and centre_id = $2"
    ))
    .bind(reference.as_str())
    .bind(centre.as_str())
    .fetch_optional(tx.conn())
    .await?;
    row.map(|row| stored(&row, tx.vault())).transpose()
}

/// The accepted cases whose seeker goes by one of these names; `names` says which by its place. One query, however many
/// there are of either, so that it takes as long for a name that nobody has.
pub async fn by_pseudonym(tx: &mut Tx, names: &[PseudonymKey]) -> StoreResult<Vec<(usize, Stored)>> {
    // Written out: sqlx's own builder writes `?` for either database, which PostgreSQL does not understand.
    let places: Vec<_> = (1..=names.len()).map(|place| format!("${place}")).collect();
    let text = format!(
        "select {}, pseudonym_key from counselling_case where state = 'accepted' and pseudonym_key in ({}) \
         order by accepted_ms, case_id",
        columns!(),
        places.join(", ")
    );
    let query = names.iter().fold(sqlx::query(AssertSqlSafe(text)), |query, name| query.bind(name.as_str()));
    let rows = query.fetch_all(tx.conn()).await?;
    damage::readable(&rows, |row| {
        let key = Columns::of(TABLE, row).text("pseudonym_key")?;
        let place = names.iter().position(|name| name.as_str() == key).unwrap_or_default();
        Ok((place, stored(row, tx.vault())?))
    })
}

/// The centre's accepted case with this reference, if its team was told of a message in it since it was accepted. One query,
/// also for no reference at all.
pub async fn by_told_reference(
    tx: &mut Tx,
    centre: &CentreId,
    reference: Option<&Reference>,
) -> StoreResult<Option<Stored>> {
    let row = sqlx::query(concat!(
        "select ",
        columns!(),
        " from counselling_case where reference = $1 and centre_id = $2 and state = 'accepted' and exists \
          (select 1 from follow_up where follow_up.case_id = counselling_case.case_id \
          and follow_up.noticed_ms >= counselling_case.accepted_ms)"
    ))
    .bind(reference.map_or("", Reference::as_str))
    .bind(centre.as_str())
    .fetch_optional(tx.conn())
    .await?;
    row.map(|row| stored(&row, tx.vault())).transpose()
}

/// The case with this reference, whichever centre has it: for the administration, and where nobody is told what was found.
pub async fn of_any_centre(tx: &mut Tx, reference: &Reference) -> StoreResult<Option<Stored>> {
    let row = sqlx::query(concat!("select ", columns!(), " from counselling_case where reference = $1"))
        .bind(reference.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| stored(&row, tx.vault())).transpose()
}

/// All cases that are not erased, oldest first: for the administration alone.
pub async fn not_erased(tx: &mut Tx) -> StoreResult<Vec<Stored>> {
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        " from counselling_case where state <> 'erased' order by opened_ms, case_id"
    ))
    .fetch_all(tx.conn())
    .await?;
    all(&rows, tx.vault())
}

/// The seeker's cases that are not erased, oldest first.
pub async fn of_seeker(tx: &mut Tx, seeker: &SeekerId) -> StoreResult<Vec<Stored>> {
    let key = seeker_key(tx.vault(), seeker.as_str());
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        " from counselling_case where seeker_key = $1 order by opened_ms, case_id"
    ))
    .bind(key)
    .fetch_all(tx.conn())
    .await?;
    all(&rows, tx.vault())
}

/// Whether the seeker has a case that is not erased, even one that cannot be read.
pub async fn is_seeker(tx: &mut Tx, seeker: &SeekerId) -> StoreResult<bool> {
    let key = seeker_key(tx.vault(), seeker.as_str());
    let row = sqlx::query("select 1 from counselling_case where seeker_key = $1 limit 1")
        .bind(key)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// The cases that the counsellor holds in this centre now, oldest first.
pub async fn of_counsellor(
    tx: &mut Tx,
    centre: &CentreId,
    counsellor: &CounsellorId,
) -> StoreResult<Vec<Stored>> {
    let key = counsellor_key(tx.vault(), counsellor.as_str());
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        " from counselling_case where counsellor_key = $1 and centre_id = $2 and state = 'accepted' \
          order by opened_ms, case_id"
    ))
    .bind(key)
    .bind(centre.as_str())
    .fetch_all(tx.conn())
    .await?;
    all(&rows, tx.vault())
}

/// The cases that the counsellor held in this centre when they were closed, oldest first.
pub async fn closed_of_counsellor(
    tx: &mut Tx,
    centre: &CentreId,
    counsellor: &CounsellorId,
) -> StoreResult<Vec<Stored>> {
    let key = counsellor_key(tx.vault(), counsellor.as_str());
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        " from counselling_case where counsellor_key = $1 and centre_id = $2 and state = 'closed' \
          order by opened_ms, case_id"
    ))
    .bind(key)
    .bind(centre.as_str())
    .fetch_all(tx.conn())
    .await?;
    all(&rows, tx.vault())
}

/// All centres that have cases which are not erased, whether the directory knows them or not.
pub async fn centres(tx: &mut Tx) -> StoreResult<Vec<CentreId>> {
    let rows = sqlx::query("select distinct centre_id from counselling_case where state <> 'erased'")
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("centre_id"))
}

/// The centres that have a case in this stage.
pub async fn centres_with(tx: &mut Tx, stage: Stage) -> StoreResult<Vec<CentreId>> {
    let rows =
        sqlx::query("select distinct centre_id from counselling_case where state = $1 order by centre_id")
            .bind(stage.code())
            .fetch_all(tx.conn())
            .await?;
    rows.iter().map(|row| Columns::of(TABLE, row).parsed("centre_id")).collect()
}

/// How many cases run for each centre and topic: opened, asked or accepted.
pub async fn running(tx: &mut Tx) -> StoreResult<Vec<(CentreId, TopicId, i64)>> {
    let rows = sqlx::query(
        "select centre_id, topic_id, count(*) as cases from counselling_case \
         where state in ('opened', 'asked', 'accepted') group by centre_id, topic_id order by centre_id, topic_id",
    )
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| {
        let columns = Columns::of(TABLE, row);
        Ok((columns.parsed("centre_id")?, columns.parsed("topic_id")?, row.try_get::<i64, _>("cases")?))
    })
}

/// What a centre's cases that wait or are accepted amount to: another thing whenever one of them was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest {
    cases: i64,
    versions: i64,
}

/// That of all centres.
pub async fn digests(tx: &mut Tx) -> StoreResult<Vec<(CentreId, Digest)>> {
    let rows = sqlx::query(
        "select centre_id, count(*) as cases, cast(sum(version) as bigint) as versions from counselling_case \
         where state in ('asked', 'accepted') group by centre_id",
    )
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| {
        let digest = Digest { cases: row.try_get("cases")?, versions: row.try_get("versions")? };
        Ok((Columns::of(TABLE, row).parsed("centre_id")?, digest))
    })
}

/// The ids of the centre's cases in these stages.
pub async fn ids_of_centre(tx: &mut Tx, centre: &CentreId, stages: &[Stage]) -> StoreResult<Vec<CaseId>> {
    let mut ids = Vec::new();
    for stage in stages {
        let rows = sqlx::query(
            "select case_id from counselling_case where state = $1 and centre_id = $2 order by case_id",
        )
        .bind(stage.code())
        .bind(centre.as_str())
        .fetch_all(tx.conn())
        .await?;
        ids.extend(damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("case_id"))?);
    }
    Ok(ids)
}

/// The centre's cases in one stage.
pub async fn of_centre(tx: &mut Tx, centre: &CentreId, stage: Stage) -> StoreResult<Vec<Stored>> {
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        " from counselling_case where state = $1 and centre_id = $2 order by case_id"
    ))
    .bind(stage.code())
    .bind(centre.as_str())
    .fetch_all(tx.conn())
    .await?;
    all(&rows, tx.vault())
}

/// A part of all cases that are not erased.
#[derive(Debug)]
pub struct Page {
    /// Those of them that were asked for.
    pub cases: Vec<Stored>,
    /// Where the next page begins; none after the last one.
    pub last: Option<CaseId>,
}

/// The next `limit` cases `after` one, whichever centre has them; of these, the ones whose topic and centre are `wanted`. For what
/// concerns all centres alone.
pub async fn page(
    tx: &mut Tx,
    after: Option<&CaseId>,
    limit: u32,
    wanted: impl Fn(&TopicId, &CentreId) -> bool,
) -> StoreResult<Page> {
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        ", topic_id, centre_id from counselling_case where state <> 'erased' and case_id > $1 \
          order by case_id limit $2"
    ))
    .bind(after.map_or("", CaseId::as_str))
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    let cases = damage::readable(&rows, |row| {
        let columns = Columns::of(TABLE, row);
        let wanted = wanted(&columns.parsed("topic_id")?, &columns.parsed("centre_id")?);
        wanted.then(|| stored(row, tx.vault())).transpose()
    })?;
    let cases = cases.into_iter().flatten().collect();
    let full = rows.len() == usize::try_from(limit).unwrap_or(usize::MAX);
    let last =
        rows.last().filter(|_| full).map(|row| Columns::of(TABLE, row).parsed("case_id")).transpose()?;
    Ok(Page { cases, last })
}

/// The ids of at most `limit` cases whose next timed step is due, the longest overdue first.
pub async fn due(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<CaseId>> {
    let rows = sqlx::query(concat!(
        "select case_id from counselling_case where due_ms <= $1",
        not_set_back!("case", "counselling_case.case_id", "$1"),
        " order by due_ms, case_id limit $2"
    ))
    .bind(now.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("case_id"))
}

/// How many enquiries each centre has that nobody has accepted yet.
pub async fn load(tx: &mut Tx) -> StoreResult<Load> {
    let rows = sqlx::query(
        "select centre_id, count(*) as open from counselling_case where state in ('opened', 'asked') \
         group by centre_id",
    )
    .fetch_all(tx.conn())
    .await?;
    let counts = damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        let open = u32::try_from(row.number("open")?).unwrap_or(u32::MAX);
        Ok((row.parsed("centre_id")?, open))
    })?;
    Ok(counts.into_iter().collect())
}

/// How many cases stand where. Stages without a case are left out.
pub async fn counts(tx: &mut Tx) -> StoreResult<BTreeMap<Stage, i64>> {
    let rows = sqlx::query("select state, count(*) as cases from counselling_case group by state")
        .fetch_all(tx.conn())
        .await?;
    let counts = damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        Ok((row.parsed("state")?, row.number("cases")?))
    })?;
    Ok(counts.into_iter().collect())
}

fn all(rows: &[AnyRow], vault: &Vault) -> StoreResult<Vec<Stored>> {
    damage::readable(rows, |row| stored(row, vault))
}
