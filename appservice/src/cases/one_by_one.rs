//! Timed steps of many rows, each on its own: one that fails or panics waits for its next turn, and all others go on.

use futures_util::future::BoxFuture;

use crate::{
    cases::service::Service,
    running::guard,
    store::{
        StoreError, StoreResult, Tx, damage,
        setback::{self, Kind},
    },
};

/// Takes the step of each row that is due, one after the other. Give what is due, asked for without the rows that are set back.
pub(crate) async fn take<'s, T>(
    service: &'s Service,
    kind: Kind,
    due: Vec<(String, T)>,
    step: impl Fn(T) -> BoxFuture<'s, StoreResult<()>>,
) -> StoreResult<()> {
    if due.is_empty() {
        return Ok(());
    }
    let failed_before = setback::ids(&mut service.store.look().await?, kind).await?;
    for (id, row) in due {
        match guard::caught(step(row)).await {
            Ok(Ok(())) if failed_before.contains(&id) => {
                let mut tx = service.store.begin().await?;
                setback::overcome(&mut tx, kind, &id).await?;
                tx.commit().await?;
            }
            // Somebody else is writing it: the next round comes soon.
            Ok(Ok(()) | Err(StoreError::Stale { .. })) => {}
            Ok(Err(error)) => {
                let why = if damage::is_told(&error) { "inconsistent" } else { "store" };
                tracing::error!(step = kind.code(), row.id = id, error = %error, "A timed step failed; trying again later");
                set_back(service, kind, &id, why).await?;
            }
            Err(guard::Panicked) => {
                tracing::error!(step = kind.code(), row.id = id, "A timed step panicked; trying again later");
                set_back(service, kind, &id, "panicked").await?;
            }
        }
    }
    service.effects.notify_one();
    Ok(())
}

async fn set_back(service: &Service, kind: Kind, id: &str, why: &str) -> StoreResult<()> {
    let mut tx: Tx = service.store.begin().await?;
    setback::failed(&mut tx, kind, id, why, service.now()).await?;
    tx.commit().await?;
    metrics::counter!("lotse_setbacks_total", "kind" => kind.code()).increment(1);
    Ok(())
}
