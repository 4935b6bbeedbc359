//! Who wants back into a case with another account, and how far that has come. Nothing in clear says which case it is, nor
//! whether there is one.

use routing::{CaseId, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use super::{
    StoreResult, Tx,
    account::NameKey,
    column::{Columns, one_row},
    damage,
};
use crate::store::vault::Vault;

const TABLE: &str = "way_back";
/// What a [`WayBack`] is read from; the primary key comes first.
macro_rules! columns {
    () => {
        "account_id, body, until_ms, version"
    };
}

/// A wish as it stands in the database. Change the stage, then [`save`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    /// Whose wish it is.
    pub account: String,
    /// What their page shows, and what they are asked for.
    pub number: Number,
    /// How far it has come.
    pub stage: Stage,
    /// The first moment at which it holds no more.
    pub until: Timestamp,
    version: i64,
}

/// Four digits that bind what is said on the telephone to the account that asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number(String);

/// How far a wish has come.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Stage {
    /// It is still to be looked into.
    Asked {
        /// The case's number, as it was typed.
        reference: String,
        /// The seeker's name, as it was typed.
        name: String,
        /// The same, if it is the name of an account.
        account: NameKey,
        /// The case of which it was doubted before whether this asker is its seeker.
        #[serde(default)]
        doubted: Option<CaseId>,
    },
    /// It fits no case, or nothing comes of it any more. Whoever asked is not told.
    Nothing,
    /// Whoever has the case was told.
    Told {
        /// The case.
        case: CaseId,
        /// Whether the account that the case has is in use.
        doubt: Doubt,
    },
    /// They may come in; their page is waited for.
    Agreed {
        /// The case.
        case: CaseId,
        /// Where their page was last seen waiting.
        seen: Option<Seen>,
        /// The device for which an invitation was begun last: it may have been made, whatever has happened since.
        #[serde(default)]
        begun: Option<String>,
        /// The device for which they are invited.
        invited: Option<String>,
        /// When the holder was last asked to let them in.
        told: Option<Timestamp>,
    },
    /// They are in the room. What was written before was given to a page of theirs that has not said that it has it safe: it is owed
    /// to the next one.
    Arrived {
        /// The case.
        case: CaseId,
        /// The page that it was given to last; none, where that did not work.
        given: Option<Seen>,
    },
}

/// A page that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Its device.
    pub device: String,
    /// Since when.
    pub since: Timestamp,
}

/// Whether somebody was seen with the account that a case has, since it was asked for with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Nobody.
    No,
    /// Somebody, and the centre was told.
    Raised,
    /// Somebody, and whoever says yes all the same was asked whether they are sure.
    Weighed,
}

impl Number {
    /// Out of random bits.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        Self(format!("{:04}", bits % 10_000))
    }

    /// Takes four digits, with blanks between them or not.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        let fits = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        fits.then_some(Self(digits))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Stage {
    /// The case that is meant, once that is known.
    #[must_use]
    pub fn case(&self) -> Option<&CaseId> {
        match self {
            Self::Told { case, .. } | Self::Agreed { case, .. } | Self::Arrived { case, .. } => Some(case),
            Self::Asked { .. } | Self::Nothing => None,
        }
    }

    /// Whether the case is theirs: nothing can be taken back any more, and nobody is asked for a number.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        matches!(self, Self::Agreed { .. } | Self::Arrived { .. })
    }
}

impl std::fmt::Debug for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Asked { .. } => "Asked",
            Self::Nothing => "Nothing",
            Self::Told { .. } => "Told",
            Self::Agreed { .. } => "Agreed",
            Self::Arrived { .. } => "Arrived",
        })
    }
}

#[derive(Serialize, Deserialize)]
struct Body {
    number: Number,
    stage: Stage,
}

/// Writes a new wish down, to be looked into at once; it takes the place of the account's last one, as that was `before`. Says no if
/// somebody else has written that since.
pub async fn ask(
    tx: &mut Tx,
    (account, before): (&str, Option<&WayBack>),
    (number, stage): (Number, Stage),
    (now, until): (Timestamp, Timestamp),
) -> StoreResult<bool> {
    let key = case_key(tx.vault(), account, &stage);
    let body = tx.vault().seal(&Body { number, stage })?;
    let written = sqlx::query(
        "insert into way_back (account_id, case_key, body, due_ms, until_ms, version) values ($1, $2, $3, $4, $5, 1) \
         on conflict (account_id) do update set case_key = excluded.case_key, body = excluded.body, \
         due_ms = excluded.due_ms, until_ms = excluded.until_ms, version = way_back.version + 1 \
         where way_back.version = $6",
    )
    .bind(account)
    .bind(key)
    .bind(body)
    .bind(now.millis())
    .bind(until.millis())
    .bind(before.map_or(0, |before| before.version))
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Writes a wish that was looked into, unless somebody else wrote it since it was read.
pub async fn save(tx: &mut Tx, way: &mut WayBack) -> StoreResult<()> {
    let key = case_key(tx.vault(), &way.account, &way.stage);
    let body = tx.vault().seal(&Body { number: way.number.clone(), stage: way.stage.clone() })?;
    let written = sqlx::query(
        "update way_back set case_key = $3, body = $4, until_ms = $5, due_ms = null, version = version + 1 \
         where account_id = $1 and version = $2",
    )
    .bind(&way.account)
    .bind(way.version)
    .bind(key)
    .bind(body)
    .bind(way.until.millis())
    .execute(tx.conn())
    .await?;
    one_row(&written, TABLE, &way.account)?;
    way.version += 1;
    Ok(())
}

/// The wish of an account, whether it still holds or not.
pub async fn of_account(tx: &mut Tx, account: &str) -> StoreResult<Option<WayBack>> {
    let row = sqlx::query(concat!("select ", columns!(), " from way_back where account_id = $1"))
        .bind(account)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| way_back(&row, tx.vault())).transpose()
}

/// All wishes for a case, whether they still hold or not.
pub async fn of_case(tx: &mut Tx, case: &CaseId) -> StoreResult<Vec<WayBack>> {
    let rows =
        sqlx::query(concat!("select ", columns!(), " from way_back where case_key = $1 order by account_id"))
            .bind(key_of(tx.vault(), case))
            .fetch_all(tx.conn())
            .await?;
    damage::readable(&rows, |row| way_back(row, tx.vault()))
}

/// At most `limit` accounts whose wish is to be looked into.
pub async fn due(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<String>> {
    let rows = sqlx::query(
        "select account_id from way_back where due_ms <= $1 order by due_ms, account_id limit $2",
    )
    .bind(now.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).text("account_id"))
}

/// Nothing of an account's wish stays.
pub async fn forget(tx: &mut Tx, account: &str) -> StoreResult<()> {
    sqlx::query("delete from way_back where account_id = $1").bind(account).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets at most `limit` wishes that ended before a moment; says how many.
pub async fn prune(tx: &mut Tx, before: Timestamp, limit: u32) -> StoreResult<u64> {
    let pruned = sqlx::query(
        "delete from way_back where account_id in \
         (select account_id from way_back where until_ms < $1 order by until_ms, account_id limit $2)",
    )
    .bind(before.millis())
    .bind(i64::from(limit))
    .execute(tx.conn())
    .await?;
    Ok(pruned.rows_affected())
}

fn case_key(vault: &Vault, account: &str, stage: &Stage) -> String {
    match stage.case() {
        Some(case) => key_of(vault, case),
        None => vault.fingerprint("way_back.nobody", account),
    }
}

fn key_of(vault: &Vault, case: &CaseId) -> String {
    vault.fingerprint("way_back.case", case.as_str())
}

fn way_back(row: &AnyRow, vault: &Vault) -> StoreResult<WayBack> {
    let row = Columns::of(TABLE, row);
    let Body { number, stage } = row.unsealed("body", vault)?;
    Ok(WayBack {
        account: row.text("account_id")?,
        number,
        stage,
        until: row.moment("until_ms")?,
        version: row.number("version")?,
    })
}
