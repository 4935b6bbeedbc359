//! Personal and centre links. Token and code are kept as keyed hashes, whose link it is sealed.

use routing::{CounsellorId, Target, Terms, Timestamp};
use sqlx::any::AnyRow;

use super::{StoreResult, Tx, column::Columns, damage};
use crate::store::vault::Vault;

mod id;
mod issue;
mod token;

pub use self::{
    id::LinkId,
    issue::{Issued, issue},
    token::{Code, Presented, Token},
};

const TABLE: &str = "link";
/// What a [`Link`] is read from; the primary key comes first.
macro_rules! columns {
    () => {
        "link_id, body, centre_id, kind, created_ms, expires_ms, most_uses, uses, revoked_ms"
    };
}

/// A link to be made.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// Where it leads.
    pub target: Target,
    /// From when on it does not hold any more.
    pub expires_at: Option<Timestamp>,
    /// How many cases may be opened by it.
    pub most_uses: Option<u32>,
    /// Whether the counsellor makes it by herself or himself: then it replaces the one that was made so before.
    pub own: bool,
    /// Whether it is for somebody who sits before the counsellor, who has the case as soon as it is opened.
    pub at_once: bool,
}

/// A link as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What operators call it by.
    pub id: LinkId,
    /// Where it leads.
    pub target: Target,
    /// Under which terms, and what has become of it.
    pub terms: Terms,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Writes a new link down. Says no if another link has this id.
pub async fn insert(
    tx: &mut Tx,
    id: &LinkId,
    token: &Token,
    new: &NewLink,
    now: Timestamp,
) -> StoreResult<bool> {
    let vault = tx.vault().clone();
    let kind = if new.target.counsellor().is_some() { "personal" } else { "centre" };
    let written = sqlx::query(
        "insert into link (link_id, token_hash, code_hash, centre_id, kind, owner_hash, body, created_ms, \
         expires_ms, most_uses, uses, at_once) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11) \
         on conflict (link_id) do nothing",
    )
    .bind(id.as_str())
    .bind(token.hash(&vault))
    .bind(token.code().hash(&vault))
    .bind(new.target.centre().as_str())
    .bind(kind)
    .bind(new.own.then(|| owner_hash(&vault, &new.target)))
    .bind(vault.seal(&new.target)?)
    .bind(now.millis())
    .bind(new.expires_at.map(Timestamp::millis))
    .bind(new.most_uses.map(i64::from))
    .bind(i64::from(new.at_once))
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// The link that somebody shows, whether it still holds or not.
pub async fn shown(tx: &mut Tx, shown: &Presented) -> StoreResult<Option<Link>> {
    let vault = tx.vault().clone();
    let (text, hash) = match shown {
        Presented::Token(token) => {
            (concat!("select ", columns!(), " from link where token_hash = $1"), token.hash(&vault))
        }
        Presented::Code(code) => {
            (concat!("select ", columns!(), " from link where code_hash = $1"), code.hash(&vault))
        }
    };
    let row = sqlx::query(text).bind(hash).fetch_optional(tx.conn()).await?;
    row.map(|row| link(&row, &vault)).transpose()
}

/// All links, the oldest first.
pub async fn all(tx: &mut Tx) -> StoreResult<Vec<Link>> {
    let vault = tx.vault().clone();
    let text = concat!("select ", columns!(), " from link order by created_ms, link_id");
    damage::readable(&sqlx::query(text).fetch_all(tx.conn()).await?, |row| link(row, &vault))
}

/// A case is opened by the link: counts it, if the link still holds. Of two who come for the last use, one wins.
pub async fn take(tx: &mut Tx, id: &LinkId, now: Timestamp) -> StoreResult<bool> {
    let written = sqlx::query(
        "update link set uses = uses + 1 where link_id = $1 and revoked_ms is null \
         and (expires_ms is null or expires_ms > $2) and (most_uses is null or uses < most_uses)",
    )
    .bind(id.as_str())
    .bind(now.millis())
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Whether it is for somebody who sits before the counsellor.
pub async fn is_at_once(tx: &mut Tx, id: &LinkId) -> StoreResult<bool> {
    let row = sqlx::query("select link_id, at_once from link where link_id = $1")
        .bind(id.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row
        .map(|row| Columns::of(TABLE, &row).number("at_once"))
        .transpose()?
        .is_some_and(|at_once| at_once != 0))
}

/// Forgets the links for somebody who sat there that were over before `before`; how many.
pub async fn forget_at_once(tx: &mut Tx, before: Timestamp) -> StoreResult<u64> {
    let gone = sqlx::query("delete from link where at_once <> 0 and expires_ms <= $1")
        .bind(before.millis())
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected())
}

/// Takes a link back. Says no if there is none, or it was taken back before.
pub async fn revoke(tx: &mut Tx, id: &LinkId, now: Timestamp) -> StoreResult<bool> {
    let written = sqlx::query("update link set revoked_ms = $2 where link_id = $1 and revoked_ms is null")
        .bind(id.as_str())
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(written.rows_affected() == 1)
}

/// Takes back the link that a counsellor has made by herself or himself in this centre. Says no if there is none.
pub async fn revoke_own(tx: &mut Tx, target: &Target, now: Timestamp) -> StoreResult<bool> {
    let owner = owner_hash(tx.vault(), target);
    let written = sqlx::query("update link set revoked_ms = $2 where owner_hash = $1 and revoked_ms is null")
        .bind(owner)
        .bind(now.millis())
        .execute(tx.conn())
        .await?;
    Ok(written.rows_affected() > 0)
}

fn owner_hash(vault: &Vault, target: &Target) -> String {
    let who = target.counsellor().map(CounsellorId::as_str).unwrap_or_default();
    vault.fingerprint("link.owner", &format!("{} {who}", target.centre()))
}

fn link(row: &AnyRow, vault: &Vault) -> StoreResult<Link> {
    let row = Columns::of(TABLE, row);
    let target: Target = row.unsealed("body", vault)?;
    let kind = if target.counsellor().is_some() { "personal" } else { "centre" };
    if target.centre().as_str() != row.text("centre_id")? || kind != row.text("kind")? {
        return Err(row.fault("its sealed body belongs to another link".to_owned()));
    }
    let count =
        |name, number: i64| u32::try_from(number).map_err(|_| row.fault(format!("{name} is {number}")));
    let terms = Terms {
        expires_at: row.optional_moment("expires_ms")?,
        most_uses: row.optional_number("most_uses")?.map(|most| count("most_uses", most)).transpose()?,
        uses: count("uses", row.number("uses")?)?,
        revoked: row.optional_moment("revoked_ms")?.is_some(),
    };
    Ok(Link { id: row.parsed("link_id")?, target, terms, created_at: row.moment("created_ms")? })
}
