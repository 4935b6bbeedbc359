//! A guest makes a lasting account of it: from then on their case is one as every other, and nothing of it goes sooner.

use routing::{State, figures::live::Waited};

use crate::{
    cases::{
        effects::Effect,
        life::{AT_ONCE, push_notice},
        service::Service,
    },
    store::{StoreResult, Tx, case::Stored},
    words::phrases::Phrase,
};

/// The case lasts. One that is being erased is not brought back.
pub(crate) async fn last(service: &Service, tx: &mut Tx, mut stored: Stored) -> StoreResult<bool> {
    if !stored.case.live || matches!(stored.case.state, State::Erased { .. }) {
        return Ok(false);
    }
    super::over(service, tx, &stored, Waited::Lasting).await?;
    stored.case.live = false;
    super::super::save(service, tx, &mut stored).await?;
    let (case, now) = (stored.case.id.clone(), service.now());
    push_notice(service, tx, &stored, Phrase::CaseLiveLasts, AT_ONCE).await?;
    if matches!(stored.case.state, State::Asked { .. }) {
        // They wait as everybody else from now on.
        Effect::RefreshCard { case, anew: false }.push(tx, now, now).await?;
    }
    Ok(true)
}
