//! People who were invited to counsel: how far their account and their letter have come, and the one link that holds for each.

use routing::{CentreId, CounsellorId, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use super::{
    StoreResult, Tx,
    audit::Actor,
    column::{Columns, one_row},
    damage,
};
use crate::store::vault::Vault;

const TABLE: &str = "invitation";
/// What an [`Invitation`] is read from; the primary key comes first.
macro_rules! columns {
    () => {
        "user_key, until_ms, body, version"
    };
}

/// An invitation as it stands in the database. Change it, then [`save`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Who is invited, and how far it is.
    pub body: Invited,
    /// Until when their link holds, if there is one.
    pub until: Option<Timestamp>,
    version: i64,
}

/// Who is invited, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// Their Matrix id.
    pub user: CounsellorId,
    /// The centre that invites them: whoever leads it may have another link made.
    pub centre: CentreId,
    /// Where the letter goes.
    pub mail: String,
    /// Their account.
    pub account: Account,
    /// The letter.
    pub letter: Letter,
    /// Why it does not go on, in a machine word; nothing, if it does.
    pub trouble: Option<String>,
    /// Who invited them.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
}

/// The account of somebody who is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "at")]
pub enum Account {
    /// They bring one that is not ours.
    Theirs,
    /// It is to be made.
    Wanted,
    /// The homeserver had none at this moment: it is being made.
    Missing(Timestamp),
    /// We have made it; nobody can sign in yet.
    Made(Timestamp),
    /// Whoever had the link has set a password: it is theirs.
    Open(Timestamp),
    /// It is somebody else's: nothing of it was changed.
    Taken,
}

/// The letter to somebody who is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "at")]
pub enum Letter {
    /// It is to be sent.
    Due,
    /// The mail server has taken it.
    Sent(Timestamp),
    /// The mail server does not take it.
    Refused,
}

impl Invited {
    /// Whether we have made the account.
    pub fn is_ours(&self) -> bool {
        matches!(self.account, Account::Made(_) | Account::Open(_))
    }
}

/// The keyed hash of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkKey(String);

impl LinkKey {
    /// Of the secret in the link.
    pub fn of(vault: &Vault, secret: &str) -> Self {
        Self(vault.fingerprint("invitation.link", secret))
    }
}

fn key(vault: &Vault, who: &CounsellorId) -> String {
    vault.fingerprint("invitation.user", who.as_str())
}

/// Invites somebody. Says no if they are invited already.
pub async fn insert(tx: &mut Tx, invited: &Invited) -> StoreResult<bool> {
    let (key, body) = (key(tx.vault(), &invited.user), tx.vault().seal(invited)?);
    let written = sqlx::query(
        "insert into invitation (user_key, body, version) values ($1, $2, 1) on conflict (user_key) do nothing",
    )
    .bind(key)
    .bind(body)
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// The invitation of somebody.
pub async fn of(tx: &mut Tx, who: &CounsellorId) -> StoreResult<Option<Invitation>> {
    let key = key(tx.vault(), who);
    let row = sqlx::query(concat!("select ", columns!(), " from invitation where user_key = $1"))
        .bind(key)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| invitation(&row, tx.vault())).transpose()
}

/// The invitation with this link, if it holds now. Whether it is unknown, used or too old is one and the same question.
pub async fn with_link(tx: &mut Tx, link: &LinkKey, now: Timestamp) -> StoreResult<Option<Invitation>> {
    let row =
        sqlx::query(concat!("select ", columns!(), " from invitation where link_key = $1 and until_ms > $2"))
            .bind(link.0.as_str())
            .bind(now.millis())
            .fetch_optional(tx.conn())
            .await?;
    row.map(|row| invitation(&row, tx.vault())).transpose()
}

/// All of them.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Invitation>> {
    let rows = sqlx::query(concat!("select ", columns!(), " from invitation order by user_key"))
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, |row| invitation(row, tx.vault()))
}

/// Writes an invitation as it is now, unless somebody else wrote it since it was read. Its link stays.
pub async fn save(tx: &mut Tx, invitation: &mut Invitation) -> StoreResult<()> {
    let (key, body) = (key(tx.vault(), &invitation.body.user), tx.vault().seal(&invitation.body)?);
    let written = sqlx::query(
        "update invitation set body = $3, version = version + 1 where user_key = $1 and version = $2",
    )
    .bind(&key)
    .bind(invitation.version)
    .bind(body)
    .execute(tx.conn())
    .await?;
    one_row(&written, TABLE, &key)?;
    invitation.version += 1;
    Ok(())
}

/// From now on this link holds and no other; or none any more.
pub async fn set_link(
    tx: &mut Tx,
    invitation: &mut Invitation,
    link: Option<(&LinkKey, Timestamp)>,
) -> StoreResult<()> {
    invitation.until = link.map(|(_, until)| until);
    let key = key(tx.vault(), &invitation.body.user);
    let written = sqlx::query(
        "update invitation set link_key = $3, until_ms = $4, version = version + 1 \
         where user_key = $1 and version = $2",
    )
    .bind(&key)
    .bind(invitation.version)
    .bind(link.map(|(link, _)| link.0.as_str()))
    .bind(link.map(|(_, until)| until.millis()))
    .execute(tx.conn())
    .await?;
    one_row(&written, TABLE, &key)?;
    invitation.version += 1;
    Ok(())
}

/// Nothing of somebody's invitation stays.
pub async fn forget(tx: &mut Tx, who: &CounsellorId) -> StoreResult<()> {
    let key = key(tx.vault(), who);
    sqlx::query("delete from invitation where user_key = $1").bind(key).execute(tx.conn()).await?;
    Ok(())
}

fn invitation(row: &AnyRow, vault: &Vault) -> StoreResult<Invitation> {
    let row = Columns::of(TABLE, row);
    let (until, version) = (row.optional_moment("until_ms")?, row.number("version")?);
    Ok(Invitation { body: row.unsealed("body", vault)?, until, version })
}
