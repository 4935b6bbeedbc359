//! Accounts that a case had before its seeker came back with another one: what they wrote belongs to the case, and they are
//! forgotten with it.

use routing::{CaseId, SeekerId};

use super::{StoreResult, Tx, column::Columns, damage};
use crate::store::vault::Vault;

const TABLE: &str = "former_seeker";

/// Notes that a case was somebody's.
pub async fn note(tx: &mut Tx, case: &CaseId, seeker: &SeekerId) -> StoreResult<()> {
    let (key, body) = (seeker_key(tx.vault(), seeker), tx.vault().seal(seeker)?);
    sqlx::query(
        "insert into former_seeker (case_id, seeker_key, body) values ($1, $2, $3) on conflict do nothing",
    )
    .bind(case.as_str())
    .bind(key)
    .bind(body)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whose a case was.
pub async fn of_case(tx: &mut Tx, case: &CaseId) -> StoreResult<Vec<SeekerId>> {
    let rows = sqlx::query("select case_id, body from former_seeker where case_id = $1 order by seeker_key")
        .bind(case.as_str())
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).unsealed("body", tx.vault()))
}

/// The cases that were somebody's.
pub async fn cases_of(tx: &mut Tx, seeker: &SeekerId) -> StoreResult<Vec<CaseId>> {
    let key = seeker_key(tx.vault(), seeker);
    let rows = sqlx::query("select case_id from former_seeker where seeker_key = $1 order by case_id")
        .bind(key)
        .fetch_all(tx.conn())
        .await?;
    damage::readable(&rows, |row| Columns::of(TABLE, row).parsed("case_id"))
}

/// Nobody is remembered whose a case was.
pub async fn forget(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    sqlx::query("delete from former_seeker where case_id = $1")
        .bind(case.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn seeker_key(vault: &Vault, seeker: &SeekerId) -> String {
    vault.fingerprint("former_seeker.seeker", seeker.as_str())
}
