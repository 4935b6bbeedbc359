//! `meine fälle`: a counsellor learns what the seekers of their own cases go by, in the encrypted chat with the custodian and
//! nowhere else. Whoever falls ill can tell a colleague the name that `vertretung` wants.

use routing::{CentreId, CounsellorId};

use super::desk;
use crate::{
    cases::{
        effects::Effect,
        event::{Event, Outcome, settle},
        service::Service,
    },
    words::phrases::Phrase,
};

/// Somebody asks for their own cases.
pub(crate) async fn give(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
) -> Outcome {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    Effect::GiveCases { centre: centre.clone(), counsellor }.push(&mut tx, now, now).await?;
    desk::push_answer(service, &mut tx, event, Phrase::CoverCasesCome).await?;
    settle(service, tx, event).await
}
