//! What fails again and again, since when; and rows that cannot be read at all.

use appservice::store::{Store, StoreError, damage, inbox, outbox, setback};
use routing::Timestamp;

use super::{
    database::{age, some_of},
    report::Finding,
};

/// Fewer failures of an effect or event pass by themselves.
const OFTEN: i64 = 5;

/// A step does nothing but write, and seldom fails at all.
const STEPS: i64 = 3;

/// Timed steps, effects and events that have failed so often that somebody should look.
pub(super) async fn patience(store: &Store, now: Timestamp) -> Result<Finding, StoreError> {
    let mut tx = store.look().await?;
    let steps = setback::all(&mut tx).await?.into_iter().filter(|it| it.failures >= STEPS);
    let steps = steps.map(|it| {
        let (kind, since) = (&it.kind, age(now, it.since));
        format!("{kind} {} ({} × {}, since {since})", it.id, it.failures, it.reason)
    });
    let effects = outbox::struggling(&mut tx, OFTEN).await?.into_iter().map(|it| {
        let since = age(now, it.since);
        format!("{} effects {} ({}, since {since})", it.count, it.what, it.reason)
    });
    let events = inbox::struggling(&mut tx, OFTEN).await?.into_iter().map(|it| {
        let since = age(now, it.since);
        format!("{} events ({}, since {since})", it.count, it.reason)
    });
    let failing: Vec<String> = steps.chain(effects).chain(events).collect();
    if failing.is_empty() {
        return Ok(Finding::ok("Nothing fails again and again."));
    }
    let named: Vec<&str> = failing.iter().map(String::as_str).collect();
    Ok(Finding::warn(format!(
        "Tried again and again: {}. The log says why; all others go on, and these do as soon as the cause is gone.",
        some_of(&named)
    )))
}

/// Whether everything sealed can be opened.
pub(super) async fn rows(store: &Store) -> Result<Finding, StoreError> {
    let look = damage::look_at_all(store).await?;
    if look.unreadable.is_empty() {
        return Ok(Finding::ok(format!("All {} sealed values open.", look.readable)));
    }
    let named: Vec<String> = look.unreadable.iter().map(|(table, id)| format!("{table} {id}")).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    Ok(Finding::fail(format!(
        "Damaged, {} of {}: {}. Everything else goes on; bring these rows back from a backup.",
        named.len(),
        look.readable + look.unreadable.len() as u64,
        some_of(&named)
    )))
}
