//! Facts about this database itself, by name.

use sqlx::{AnyPool, Row as _};

use super::{StoreResult, Tx};
use crate::store::vault::{Vault, VaultKey};

const VAULT: &str = "vault";

/// The value under `name`.
pub async fn get(tx: &mut Tx, name: &str) -> StoreResult<Option<Vec<u8>>> {
    let row =
        sqlx::query("select value from meta where name = $1").bind(name).fetch_optional(tx.conn()).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Forgets a value.
pub async fn remove(tx: &mut Tx, name: &str) -> StoreResult<()> {
    sqlx::query("delete from meta where name = $1").bind(name).execute(tx.conn()).await?;
    Ok(())
}

/// Sets the value under `name`.
pub async fn put(tx: &mut Tx, name: &str, value: &[u8]) -> StoreResult<()> {
    sqlx::query(
        "insert into meta (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value",
    )
    .bind(name)
    .bind(value)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Opens the vault of this database, or makes it on the first start. Two processes that start at once agree on one.
pub(super) async fn open_vault(pool: &AnyPool, begin: &'static str, key: &VaultKey) -> StoreResult<Vault> {
    let mut tx = pool.begin_with(begin).await?;
    let select = "select value from meta where name = $1";
    if let Some(row) = sqlx::query(select).bind(VAULT).fetch_optional(&mut *tx).await? {
        return Ok(Vault::open(key, &row.try_get::<Vec<u8>, _>(0)?)?);
    }
    let (_, wrapped) = Vault::create(key)?;
    sqlx::query("insert into meta (name, value) values ($1, $2) on conflict (name) do nothing")
        .bind(VAULT)
        .bind(&wrapped)
        .execute(&mut *tx)
        .await?;
    let row = sqlx::query(select).bind(VAULT).fetch_one(&mut *tx).await?;
    let vault = Vault::open(key, &row.try_get::<Vec<u8>, _>(0)?)?;
    tx.commit().await?;
    Ok(vault)
}
