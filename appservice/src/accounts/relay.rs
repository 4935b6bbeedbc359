//! What lets a page use the relay for calls.

use routing::State;
use tokio::time::Instant;

use super::{Accounts, Refusal, SignedIn};
use crate::{servers::relay::Pass, store};

/// Why a page gets no pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPass {
    /// There is no relay, or nobody whom this person could call.
    Nobody,
    /// Too many calls; how long until the next.
    TooMany(std::time::Duration),
    /// It cannot be told now.
    Refused(Refusal),
}

impl Accounts {
    /// A pass for the relay: only for somebody whose case is with a counsellor, and who may write there.
    pub async fn relay(&self, signed_in: &SignedIn) -> Result<Pass, NoPass> {
        let service = self.office().map_err(NoPass::Refused)?.service;
        let Some(relay) = &service.relay else { return Err(NoPass::Nobody) };
        let cases = async {
            let mut tx = service.store.look().await?;
            store::case::of_seeker(&mut tx, &signed_in.account.about.seeker).await
        };
        let cases = cases.await.map_err(|error| NoPass::Refused(error.into()))?;
        let now = service.now();
        let open = |stored: &store::case::Stored| {
            matches!(stored.case.state, State::Accepted(_)) && !stored.case.is_muted(now)
        };
        if !cases.iter().any(open) {
            return Err(NoPass::Nobody);
        }
        self.passes.take(signed_in.session.key.as_str(), Instant::now()).map_err(NoPass::TooMany)?;
        metrics::counter!("lotse_relay_passes_total").increment(1);
        Ok(relay.pass(now))
    }
}
