//! The devices that nobody has cross-signed and with which a seeker goes on all the same, since they said so.

use routing::{SeekerId, Timestamp};
use serde::{Deserialize, Serialize};

use super::{StoreResult, Tx, column::Columns, vault::Vault};

const TABLE: &str = "pin";

/// A device, exactly: another one with the same name has other keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Its id.
    pub id: String,
    /// Its Ed25519 key, in base64.
    pub signing: String,
    /// Its Curve25519 key, in base64.
    pub identity: String,
}

/// What is known of a seeker whose client cannot prove its device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// The language in which they want to be told, as a tag.
    pub language: Option<String>,
    /// The devices that exist for us, until they say otherwise from one of these.
    pub devices: Vec<Device>,
}

/// What is known of this seeker; nothing if they were never told that something is missing.
pub async fn of(tx: &mut Tx, seeker: &SeekerId) -> StoreResult<Option<Pin>> {
    let row = sqlx::query("select seeker_key, body from pin where seeker_key = $1")
        .bind(key(tx.vault(), seeker))
        .fetch_optional(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(tx.vault().unseal(&Columns::of(TABLE, &row).bytes("body")?)?))
}

/// Writes what is known from now on.
pub async fn put(tx: &mut Tx, seeker: &SeekerId, pin: &Pin, now: Timestamp) -> StoreResult<()> {
    let body = tx.vault().seal(pin)?;
    sqlx::query(
        "insert into pin (seeker_key, told_ms, body) values ($1, $2, $3) \
         on conflict (seeker_key) do update set body = excluded.body",
    )
    .bind(key(tx.vault(), seeker))
    .bind(now.millis())
    .bind(body)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets them: they have an identity now, or nothing to do with us any more.
pub async fn forget(tx: &mut Tx, seeker: &SeekerId) -> StoreResult<()> {
    sqlx::query("delete from pin where seeker_key = $1")
        .bind(key(tx.vault(), seeker))
        .execute(tx.conn())
        .await?;
    Ok(())
}

fn key(vault: &Vault, seeker: &SeekerId) -> String {
    vault.fingerprint("pin.seeker", seeker.as_str())
}
