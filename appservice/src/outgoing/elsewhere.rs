//! Looks whether other people's homeservers are there to which something is due, and hurries on what waited for them.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use futures_util::future::join_all;
use ruma::OwnedServerName;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::{
    cases::service::Service,
    running::pulse::LONGEST_PIECE,
    store::{self, StoreResult},
};

/// How often it is looked whom to ask.
const ROUND: Duration = Duration::from_secs(1);

/// Runs until `stop`.
pub async fn run(service: Arc<Service>, stop: CancellationToken) {
    let pulse = service.pulses.worker("elsewhere", LONGEST_PIECE);
    let reach = service.homeserver.reach();
    let mut written = None;
    while !stop.is_cancelled() {
        pulse.beat();
        let asked = reach.due(Instant::now());
        join_all(asked.iter().map(|server| service.homeserver.look_for(service.names.steward(), server)))
            .await;
        if let Err(error) = write_down(&service, &mut written).await {
            tracing::error!(error = %error, "Could not write down which servers are away; trying again");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(ROUND) => {}
        }
    }
}

/// Writes down who is away, where that changed; what waited for those who are back is due now. After a start, those are away
/// who were before.
async fn write_down(service: &Service, written: &mut Option<BTreeSet<OwnedServerName>>) -> StoreResult<()> {
    let reach = service.homeserver.reach();
    let before = if let Some(before) = written.take() {
        before
    } else {
        let all = store::server_away::all(&mut service.store.look().await?).await?;
        let away: BTreeSet<OwnedServerName> =
            all.into_iter().filter_map(|silent| silent.server.try_into().ok()).collect();
        for server in &away {
            reach.silent(server, Instant::now());
        }
        away
    };
    let away = reach.away();
    if away != before {
        let now = service.now();
        let mut tx = service.store.begin().await?;
        for server in away.difference(&before) {
            store::server_away::put(&mut tx, server.as_str(), now).await?;
        }
        for server in before.difference(&away) {
            store::server_away::forget(&mut tx, server.as_str()).await?;
        }
        if before.difference(&away).next().is_some() {
            store::outbox::hasten(&mut tx, now).await?;
        }
        tx.commit().await?;
        tracing::warn!(
            servers = away.len(),
            "Servers of others went away or came back; so many are away now"
        );
        service.effects.notify_one();
    }
    #[expect(clippy::cast_precision_loss, reason = "so many servers are there not")]
    metrics::gauge!("lotse_servers_away").set(away.len() as f64);
    *written = Some(away);
    Ok(())
}
