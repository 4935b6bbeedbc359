//! What the homeserver pushed, written down before it is answered.

use std::{collections::BTreeSet, sync::Arc};

use routing::Timestamp;
use sqlx::AssertSqlSafe;

use super::{
    StoreError, StoreResult, Tx,
    column::{Columns, one_row},
    counter, damage, many,
    setback::not_set_back,
};
use crate::store::vault::{Vault, VaultError};

const TABLE: &str = "homeserver_transaction";

/// The raw body of a transaction, sealed before it waits for its commit.
#[derive(Clone, Debug)]
pub struct SealedBody(Vec<u8>);

impl SealedBody {
    /// Seals the raw bytes. Done by each request for itself, so that the one writer does not wait for it.
    pub fn seal(vault: &Vault, raw: &[u8]) -> Result<Self, VaultError> {
        vault.seal_bytes(raw).map(Self)
    }
}

/// A transaction at the door.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The homeserver's id for it.
    pub txn_id: String,
    /// What it says.
    pub body: SealedBody,
}

/// Whether a transaction was written down now, or had been before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It is new.
    New,
    /// It was written down before, even if its body is erased by now.
    Duplicate,
}

/// A transaction that waits to be split into the inbox.
#[derive(Clone, Debug)]
pub struct Unsplit {
    /// The homeserver's id for it.
    pub txn_id: String,
    /// Its place in the order of arrival.
    pub seq: i64,
    /// What it says; nothing if that does not open any more.
    pub body: Option<Arc<Vec<u8>>>,
}

/// Writes transactions down in this order, and says of each whether it is new.
pub async fn append_all(tx: &mut Tx, incoming: &[Incoming], now: Timestamp) -> StoreResult<Vec<Receipt>> {
    let first = counter::draw(tx, TABLE, incoming.len()).await?;
    let mut receipts = Vec::with_capacity(incoming.len());
    for (seq, transaction) in (first..).zip(incoming) {
        let written = sqlx::query(
            "insert into homeserver_transaction (txn_id, received_ms, seq, body, state) \
             values ($1, $2, $3, $4, 'received') on conflict (txn_id) do nothing",
        )
        .bind(transaction.txn_id.as_str())
        .bind(now.millis())
        .bind(seq)
        .bind(transaction.body.0.as_slice())
        .execute(tx.conn())
        .await?;
        receipts.push(if written.rows_affected() == 1 { Receipt::New } else { Receipt::Duplicate });
    }
    Ok(receipts)
}

/// The oldest transactions that are not split yet and wait for nothing, in the order of arrival.
pub async fn next_unsplit(tx: &mut Tx, now: Timestamp, limit: u32) -> StoreResult<Vec<Unsplit>> {
    let rows = sqlx::query(concat!(
        "select txn_id, seq, body from homeserver_transaction where state = 'received'",
        not_set_back!("transaction", "homeserver_transaction.txn_id", "$1"),
        " order by seq limit $2"
    ))
    .bind(now.millis())
    .bind(i64::from(limit))
    .fetch_all(tx.conn())
    .await?;
    damage::readable(&rows, |row| {
        let row = Columns::of(TABLE, row);
        let seq = row.number("seq")?;
        let body = match row.unsealed_bytes("body", tx.vault()) {
            Ok(body) => Some(tx.recent().keep(seq, body)),
            Err(error) if damage::is_told(&error) => None,
            Err(error) => return Err(error),
        };
        Ok(Unsplit { txn_id: row.text("txn_id")?, seq, body })
    })
}

/// Records that a transaction is split. Its body is erased, or `kept` until its events are handled. The id stays, so that a
/// duplicate is recognised.
pub async fn mark_split(tx: &mut Tx, txn_id: &str, kept: bool) -> StoreResult<()> {
    let statement = if kept {
        "update homeserver_transaction set state = 'split' where txn_id = $1 and state = 'received'"
    } else {
        "update homeserver_transaction set state = 'split', body = null where txn_id = $1 and state = 'received'"
    };
    let written = sqlx::query(statement).bind(txn_id).execute(tx.conn()).await?;
    one_row(&written, TABLE, txn_id)
}

/// What the transaction with this place says.
pub(super) async fn body(tx: &mut Tx, seq: i64) -> StoreResult<Arc<Vec<u8>>> {
    if let Some(body) = tx.recent().get(seq) {
        return Ok(body);
    }
    let row = sqlx::query("select txn_id, body from homeserver_transaction where seq = $1")
        .bind(seq)
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else {
        let what = "an event came in it, and it is not there".to_owned();
        return Err(StoreError::Inconsistent { table: TABLE, id: format!("seq {seq}"), what });
    };
    let body = Columns::of(TABLE, &row).unsealed_bytes("body", tx.vault())?;
    Ok(tx.recent().keep(seq, body))
}

/// Erases the bodies of those of the transactions with these places of which no event waits any more. Each has `places` places
/// for its events.
pub(super) async fn erase_handled(tx: &mut Tx, seqs: BTreeSet<i64>, places: i64) -> StoreResult<()> {
    if seqs.is_empty() {
        return Ok(());
    }
    let statement = format!(
        "update homeserver_transaction set body = null where state = 'split' and body is not null and seq in ({}) \
         and not exists (select 1 from inbox where state = 'pending' and inbox.seq >= homeserver_transaction.seq * $1 \
         and inbox.seq < (homeserver_transaction.seq + 1) * $1)",
        many::numbers(2, seqs.len())
    );
    let mut update = sqlx::query(AssertSqlSafe(statement)).bind(places);
    for seq in seqs {
        update = update.bind(seq);
    }
    update.execute(tx.conn()).await?;
    Ok(())
}

/// Whether a transaction waits to be split, and not for its next attempt: that may be one that cannot be read at all.
pub async fn waits(tx: &mut Tx, now: Timestamp) -> StoreResult<bool> {
    let row = sqlx::query(concat!(
        "select 1 from homeserver_transaction where state = 'received'",
        not_set_back!("transaction", "homeserver_transaction.txn_id", "$1"),
        " limit 1"
    ))
    .bind(now.millis())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.is_some())
}

/// How many transactions are remembered, and how many of them wait to be split.
pub async fn counts(tx: &mut Tx) -> StoreResult<(i64, i64)> {
    let row = sqlx::query(
        "select count(*) as known, count(case when state = 'received' then 1 end) as waiting \
         from homeserver_transaction",
    )
    .fetch_one(tx.conn())
    .await?;
    let row = Columns::of(TABLE, &row);
    Ok((row.number("known")?, row.number("waiting")?))
}

/// Transactions that say something nobody waits for.
pub(super) const SWEPT: &str = "update homeserver_transaction set body = null where txn_id in \
     (select txn_id from homeserver_transaction where state = 'split' and body is not null \
     and not exists (select 1 from inbox where state = 'pending' \
     and inbox.seq >= homeserver_transaction.seq * $1 and inbox.seq < (homeserver_transaction.seq + 1) * $1) limit $2)";

/// Erases up to `most` bodies of transactions of which no event waits any more and that somebody missed: two who settled the
/// last two events at the same moment. Says how many.
pub async fn sweep(tx: &mut Tx, most: u32, places: i64) -> StoreResult<u64> {
    let swept = sqlx::query(SWEPT).bind(places).bind(i64::from(most)).execute(tx.conn()).await?;
    Ok(swept.rows_affected())
}

/// Forgets transactions that were split, have no event that waits, and arrived before `before`; says how many.
pub async fn prune(tx: &mut Tx, before: Timestamp, most: u32) -> StoreResult<u64> {
    let pruned = sqlx::query(
        "delete from homeserver_transaction where txn_id in (select txn_id from homeserver_transaction \
         where state = 'split' and body is null and received_ms < $1 limit $2)",
    )
    .bind(before.millis())
    .bind(i64::from(most))
    .execute(tx.conn())
    .await?;
    Ok(pruned.rows_affected())
}
