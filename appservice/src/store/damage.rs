//! Rows that cannot be read: a sealed value that does not open, a word that nobody knows. One of them is left out, loudly, and
//! never fails the reading of all others.
//!
//! Not so the directory: a centre that is left out would count as gone. What cannot be read there is refused as a whole.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use routing::Case;
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{Store, StoreError, StoreResult};

/// Rows that were told of in this process: each is logged once.
static TOLD: Mutex<Option<HashSet<(&'static str, String)>>> = Mutex::new(None);

/// So many are remembered; whatever comes then is logged each time.
const REMEMBERED: usize = 10_000;

/// Rows that are looked at in one go.
const PAGE: usize = 500;

/// Reads a list of rows without those that cannot be read.
pub(super) fn readable<T>(
    rows: &[AnyRow],
    mut read: impl FnMut(&AnyRow) -> StoreResult<T>,
) -> StoreResult<Vec<T>> {
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        match read(row) {
            Ok(value) => all.push(value),
            Err(error) if is_told(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}

/// Whether a failure is one row's that cannot be read, which is counted and told then.
pub(crate) fn is_told(error: &StoreError) -> bool {
    let StoreError::Inconsistent { table, id, .. } = error else { return false };
    metrics::counter!("lotse_rows_unreadable_total", "table" => *table).increment(1);
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    let told = told.get_or_insert_default();
    if told.len() >= REMEMBERED || told.insert((*table, id.clone())) {
        tracing::error!(table, row.id = id, error = %error, "A row cannot be read; everything else goes on");
    }
    true
}

/// Whether a failure comes from what is in a row or was to be put there, and not from the database.
pub(crate) fn is_of_a_row(error: &StoreError) -> bool {
    matches!(error, StoreError::Inconsistent { .. } | StoreError::Vault(_) | StoreError::Form(_))
}

/// A value of a custodian's keys could not be read. It is counted; which row it is, [`look_at_all`] says.
pub(crate) fn of_keys() {
    metrics::counter!("lotse_rows_unreadable_total", "table" => "crypto_item").increment(1);
}

/// What was looked at, and what of it cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Sealed values that open.
    pub readable: u64,
    /// Those that do not: the table, and the row's id, which is never a personal datum.
    pub unreadable: Vec<(&'static str, String)>,
}

/// A column of sealed values.
struct Sealed {
    table: &'static str,
    key: &'static [&'static str],
    column: &'static str,
    /// Whether what was sealed is what the row says, too.
    fits: fn(&str, &[u8]) -> bool,
}

const fn sealed(table: &'static str, key: &'static [&'static str]) -> Sealed {
    Sealed { table, key, column: "body", fits: |_, _| true }
}

/// Every sealed column but those of the audit trail, which `lotse audit verify` goes through.
const SEALED: [Sealed; 14] = [
    sealed("homeserver_transaction", &["txn_id"]),
    sealed("inbox", &["event_id"]),
    sealed("waiting_event", &["event_id"]),
    Sealed { fits: is_case, ..sealed("counselling_case", &["case_id"]) },
    sealed("room", &["room_id"]),
    sealed("dialogue", &["room_id"]),
    sealed("erasure", &["case_id"]),
    sealed("absence", &["counsellor_key"]),
    sealed("account", &["account_id"]),
    sealed("way_back", &["account_id"]),
    sealed("former_seeker", &["case_id", "seeker_key"]),
    sealed("link", &["link_id"]),
    Sealed { column: "value", ..sealed("crypto_item", &["owner", "kind", "scope", "key"]) },
    Sealed { column: "value", ..sealed("crypto_group_session", &["owner", "room", "session"]) },
];

fn is_case(id: &str, plain: &[u8]) -> bool {
    serde_json::from_slice::<Case>(plain).is_ok_and(|case| case.id.as_str() == id)
}

/// Opens every sealed value once, page by page, for whoever wants to know: the whole database is read.
pub async fn look_at_all(store: &Store) -> StoreResult<Look> {
    let mut look = Look::default();
    for sealed in &SEALED {
        look_at(store, sealed, &mut look).await?;
    }
    Ok(look)
}

async fn look_at(store: &Store, sealed: &Sealed, look: &mut Look) -> StoreResult<()> {
    let Sealed { table, key, column, fits } = sealed;
    let keys = key.join(", ");
    let places = (1..=key.len()).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ");
    // An empty value says something by being there, and is not sealed.
    let text = format!(
        "select {keys}, {column} from {table} where ({keys}) > ({places}) and {column} is not null \
         and length({column}) > 0 order by {keys} limit {PAGE}"
    );
    let mut after = vec![String::new(); key.len()];
    loop {
        let mut query = sqlx::query(AssertSqlSafe(text.clone()));
        for part in &after {
            query = query.bind(part.as_str());
        }
        let rows = query.fetch_all(store.look().await?.conn()).await?;
        for row in &rows {
            let parts = (0..key.len()).map(|place| row.try_get::<String, _>(place));
            after = parts.collect::<Result<_, _>>()?;
            let bytes: Result<Vec<u8>, _> = row.try_get(key.len());
            let plain = bytes.ok().and_then(|bytes| store.vault().unseal_bytes(&bytes).ok());
            if plain.is_some_and(|plain| fits(&after[0], &plain)) {
                look.readable += 1;
            } else {
                look.unreadable.push((table, after.join(" ")));
            }
        }
        if rows.len() < PAGE {
            return Ok(());
        }
    }
}
