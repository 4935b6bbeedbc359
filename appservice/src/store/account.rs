//! Accounts of the portal: found by a keyed hash of their name, and nothing about a person in clear.

use routing::{SeekerId, Timestamp, retention::ACCOUNT};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use super::{
    StoreResult, Tx,
    column::{Columns, one_row},
    damage,
};
use crate::store::vault::Vault;

const TABLE: &str = "account";
/// What an [`Account`] is read from; the primary key comes first.
macro_rules! columns {
    () => {
        "account_id, body, registered_ms, leaving_ms"
    };
}

/// An account as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What its rows are called by.
    pub id: String,
    /// What is sealed.
    pub about: About,
    /// Since when the homeserver knows its user.
    pub registered: Option<Timestamp>,
    /// Since when it is going.
    pub leaving: Option<Timestamp>,
}

/// What nobody reads in a stolen database. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its Matrix user.
    pub seeker: SeekerId,
    /// Proof of the login key: a PHC string.
    pub proof: String,
    /// What the seeker wants to be called.
    pub pseudonym: Option<String>,
    /// The language that they read, as a tag.
    pub language: Option<String>,
    /// Whom to write to when an answer waits, and what.
    #[serde(default)]
    pub mail: Option<MailTo>,
    /// The address that may be theirs: nobody has said so from there yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_asked: Option<MailAsked>,
    /// Whether nobody chose it: a guest of a live chat, who has neither name nor key.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub guest: bool,
}

/// A letter that is ready to be sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailTo {
    /// The e-mail address.
    pub address: String,
    /// Neutral words, in the language of the page where the address was written down.
    pub subject: String,
    /// Neutral words as well.
    pub text: String,
}

/// An address that was typed, and the code that was sent there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailAsked {
    /// What is written to from then on.
    pub to: MailTo,
    /// Six digits.
    pub code: String,
    /// The first moment at which the code is of no use any more.
    pub until: Timestamp,
    /// How often another one was typed.
    pub tries: u8,
}

impl std::fmt::Debug for About {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("About(…)")
    }
}

/// What the name of an account is looked up by. The name itself is not kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NameKey(String);

impl NameKey {
    /// The key of a name that is written the one way already.
    pub fn of(vault: &Vault, name: &str) -> Self {
        Self(vault.fingerprint("account.name", name))
    }

    /// The hash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Writes a new account down. Says no if its name is taken.
pub async fn insert(
    tx: &mut Tx,
    (id, name): (&str, &NameKey),
    about: &About,
    now: Timestamp,
) -> StoreResult<bool> {
    let (user, body) = (user_key(tx.vault(), &about.seeker), tx.vault().seal(about)?);
    let written = sqlx::query(
        "insert into account (account_id, name_key, user_key, body, created_ms, due_ms) values ($1, $2, $3, $4, $5, $6) \
         on conflict (name_key) do nothing",
    )
    .bind(id)
    .bind(&name.0)
    .bind(user)
    .bind(body)
    .bind(now.millis())
    .bind(now.plus(ACCOUNT).millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// The account with this name, if there is one.
pub async fn named(tx: &mut Tx, name: &NameKey) -> StoreResult<Option<Account>> {
    let row = sqlx::query(concat!("select ", columns!(), " from account where name_key = $1"))
        .bind(&name.0)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| account(&row, tx.vault())).transpose()
}

/// The account of this Matrix user, if it is one of the portal.
pub async fn of_seeker(tx: &mut Tx, seeker: &SeekerId) -> StoreResult<Option<Account>> {
    let user = user_key(tx.vault(), seeker);
    let row = sqlx::query(concat!("select ", columns!(), " from account where user_key = $1"))
        .bind(user)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| account(&row, tx.vault())).transpose()
}

/// The account with this id.
pub async fn by_id(tx: &mut Tx, id: &str) -> StoreResult<Option<Account>> {
    let row = sqlx::query(concat!("select ", columns!(), " from account where account_id = $1"))
        .bind(id)
        .fetch_optional(tx.conn())
        .await?;
    row.map(|row| account(&row, tx.vault())).transpose()
}

/// The homeserver knows its user now.
pub async fn registered(tx: &mut Tx, id: &str, now: Timestamp) -> StoreResult<()> {
    sqlx::query("update account set registered_ms = $2 where account_id = $1")
        .bind(id)
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Writes what is sealed anew.
pub async fn save(tx: &mut Tx, account: &Account) -> StoreResult<()> {
    let body = tx.vault().seal(&account.about)?;
    let written = sqlx::query("update account set body = $2 where account_id = $1")
        .bind(&account.id)
        .bind(body)
        .execute(tx.conn())
        .await?;
    one_row(&written, TABLE, &account.id)
}

/// Somebody has signed in: it is looked anew, after a while, whether the account is still used.
pub async fn signed_in(tx: &mut Tx, id: &str, now: Timestamp) -> StoreResult<()> {
    sqlx::query("update account set due_ms = $2 where account_id = $1")
        .bind(id)
        .bind(now.plus(ACCOUNT).millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A case of this Matrix user is being erased: if it is the account's last one, its time counts from here. Nothing for users of
/// no account.
pub async fn lost_a_case(tx: &mut Tx, seeker: &SeekerId, now: Timestamp) -> StoreResult<()> {
    let user = user_key(tx.vault(), seeker);
    sqlx::query("update account set due_ms = $2 where user_key = $1")
        .bind(user)
        .bind(now.plus(ACCOUNT).millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// It is looked at that moment whether the account is still used.
pub async fn look_at(tx: &mut Tx, id: &str, at: Timestamp) -> StoreResult<()> {
    sqlx::query("update account set due_ms = $2 where account_id = $1")
        .bind(id)
        .bind(at.millis())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The account of this Matrix user goes, if it is one of the portal and does not go already.
pub async fn leave_with(tx: &mut Tx, seeker: &SeekerId, now: Timestamp) -> StoreResult<()> {
    let user = user_key(tx.vault(), seeker);
    sqlx::query(
        "update account set name_key = null, leaving_ms = $2 where user_key = $1 and leaving_ms is null",
    )
    .bind(user)
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives an account another name. Says no if it is taken.
pub async fn rename(tx: &mut Tx, id: &str, name: &NameKey) -> StoreResult<bool> {
    let written = sqlx::query(
        "update account set name_key = $2 where account_id = $1 and leaving_ms is null \
         and not exists (select 1 from account other where other.name_key = $2 and other.account_id <> $1)",
    )
    .bind(id)
    .bind(&name.0)
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// At most `limit` accounts of which it is to be looked whether they are still used, the first ones first, each with since when.
/// Those from before that was noted have no moment yet.
pub async fn due(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<(Account, Option<Timestamp>)>> {
    // Two looks by the index: with `or` a database reads all accounts.
    let mut rows = sqlx::query(concat!(
        "select ",
        columns!(),
        ", due_ms from account where due_ms is null and leaving_ms is null limit $1"
    ))
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    rows.extend(
        sqlx::query(concat!(
            "select ",
            columns!(),
            ", due_ms from account where due_ms <= $1 and leaving_ms is null order by due_ms, account_id limit $2"
        ))
        .bind(now.millis())
        .bind(i64::from(limit))
        .fetch_all(tx.conn())
        .await?,
    );
    damage::readable(&rows, |row| {
        Ok((account(row, tx.vault())?, Columns::of(TABLE, row).optional_moment("due_ms")?))
    })
}

/// As [`leave`], unless somebody has signed in since it became due. Says whether it goes.
pub async fn leave_unused(tx: &mut Tx, id: &str, now: Timestamp) -> StoreResult<bool> {
    let written = sqlx::query(
        "update account set name_key = null, leaving_ms = $2 \
         where account_id = $1 and leaving_ms is null and due_ms <= $2",
    )
    .bind(id)
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Whether an account may send so many bytes more on the day that begins at `day`, of `most`; they are noted then.
pub async fn send(tx: &mut Tx, id: &str, day: Timestamp, (bytes, most): (i64, i64)) -> StoreResult<bool> {
    let written = sqlx::query(
        "update account set sent_bytes = case when sent_ms = $2 then sent_bytes else 0 end + $3, sent_ms = $2 \
         where account_id = $1 and case when sent_ms = $2 then sent_bytes else 0 end + $3 <= $4",
    )
    .bind(id)
    .bind(day.millis())
    .bind(bytes)
    .bind(most)
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// So many bytes of that day were not sent after all.
pub async fn give_back(tx: &mut Tx, id: &str, day: Timestamp, bytes: i64) -> StoreResult<()> {
    sqlx::query(
        "update account set sent_bytes = case when sent_bytes > $3 then sent_bytes - $3 else 0 end \
         where account_id = $1 and sent_ms = $2",
    )
    .bind(id)
    .bind(day.millis())
    .bind(bytes)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether an e-mail is wanted when an answer waits. What waits already is told of by none.
pub async fn wants_mail(tx: &mut Tx, id: &str, wanted: bool) -> StoreResult<()> {
    sqlx::query(
        "update account set mail_wanted = $2, answer_ms = null, mailed_ms = null where account_id = $1",
    )
    .bind(id)
    .bind(i64::from(wanted))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Somebody has written to this Matrix user. Nothing, unless they want an e-mail and have not got one since they were there.
pub async fn answered(tx: &mut Tx, seeker: &SeekerId, now: Timestamp) -> StoreResult<()> {
    let user = user_key(tx.vault(), seeker);
    sqlx::query(
        "update account set answer_ms = $2 \
         where user_key = $1 and mail_wanted = 1 and answer_ms is null and mailed_ms is null and leaving_ms is null",
    )
    .bind(user)
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// They are there, or were until now: nothing waits for them.
pub async fn has_seen(tx: &mut Tx, id: &str) -> StoreResult<()> {
    sqlx::query(
        "update account set answer_ms = null, mailed_ms = null where account_id = $1 and mail_wanted = 1",
    )
    .bind(id)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// They get an e-mail now, and no other until they come. Says whether anything still waited.
pub async fn mailed(tx: &mut Tx, id: &str, now: Timestamp) -> StoreResult<bool> {
    let written = sqlx::query(
        "update account set answer_ms = null, mailed_ms = $2 where account_id = $1 and answer_ms is not null",
    )
    .bind(id)
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// At most `limit` accounts for which an answer has waited since that moment or longer, each with since when.
pub async fn unseen(tx: &mut Tx, since: Timestamp, limit: u32) -> StoreResult<Vec<(Account, Timestamp)>> {
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        ", answer_ms from account where answer_ms <= $1 and leaving_ms is null order by answer_ms, account_id limit $2"
    ))
    .bind(since.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| {
        Ok((account(row, tx.vault())?, Columns::of(TABLE, row).moment("answer_ms")?))
    })
}

/// From now on nobody finds the account by its name any more, and it goes.
pub async fn leave(tx: &mut Tx, id: &str, now: Timestamp) -> StoreResult<()> {
    let written = sqlx::query("update account set name_key = null, leaving_ms = $2 where account_id = $1")
        .bind(id)
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    one_row(&written, TABLE, id)
}

/// At most `limit` accounts that are going, the first ones first.
pub async fn leaving(tx: &mut Tx, limit: u32) -> StoreResult<Vec<Account>> {
    let rows = sqlx::query(concat!(
        "select ",
        columns!(),
        " from account where leaving_ms is not null order by leaving_ms, account_id limit $1"
    ))
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| account(row, tx.vault()))
}

/// Nothing of the account stays.
pub async fn forget(tx: &mut Tx, id: &str) -> StoreResult<()> {
    sqlx::query("delete from account where account_id = $1").bind(id).execute(tx.conn()).await?;
    Ok(())
}

fn user_key(vault: &Vault, seeker: &SeekerId) -> String {
    vault.fingerprint("account.user", seeker.as_str())
}

fn account(row: &AnyRow, vault: &Vault) -> StoreResult<Account> {
    let row = Columns::of(TABLE, row);
    Ok(Account {
        id: row.text("account_id")?,
        about: row.unsealed("body", vault)?,
        registered: row.optional_moment("registered_ms")?,
        leaving: row.optional_moment("leaving_ms")?,
    })
}
