//! Table `crypto_lease`: who may act for the owner at the moment, when several processes could.

use sqlx::Row as _;

use crate::store::{StoreResult, Tx};

/// Takes or prolongs the lease `name` until `expires_at`; both times are epoch milliseconds. Gives the lease's
/// generation, which grows by one with every change of the holder, or nothing while somebody else holds it.
pub(super) async fn take(
    tx: &mut Tx,
    owner: &str,
    name: &str,
    holder: &str,
    now: i64,
    expires_at: i64,
) -> StoreResult<Option<i64>> {
    let row = sqlx::query(
        "insert into crypto_lease (owner, name, holder, expires_at, generation) values ($1, $2, $3, $4, 1)
         on conflict (owner, name) do update set
             holder = excluded.holder, expires_at = excluded.expires_at,
             generation = crypto_lease.generation
                 + case when crypto_lease.holder = excluded.holder then 0 else 1 end
         where crypto_lease.holder = excluded.holder or crypto_lease.expires_at < $5
         returning generation",
    )
    .bind(owner)
    .bind(name)
    .bind(holder)
    .bind(expires_at)
    .bind(now)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

pub(super) async fn delete_owner(tx: &mut Tx, owner: &str) -> StoreResult<()> {
    sqlx::query("delete from crypto_lease where owner = $1").bind(owner).execute(tx.conn()).await?;
    Ok(())
}
