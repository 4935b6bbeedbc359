//! The seeker's first message makes the case an enquiry.

use routing::State;

use crate::{
    effects::Effect,
    event::{Event, Handled, Outcome, settle},
    phrases::Phrase,
    seekers,
    service::Service,
    store::case::Stored,
};

/// The first message has come: its card goes to the team; with a personal link the case goes to its counsellor.
pub(crate) async fn ask(service: &Service, event: &Event, mut stored: Stored) -> Outcome {
    let now = service.now();
    let sent_at = event.sent_at(service, stored.case.opened_at);
    let Ok(asked) = stored.case.clone().ask(event.id.clone(), sent_at) else {
        return Ok(Handled::Nothing("asked already"));
    };
    stored.case = asked;
    let case = stored.case.id.clone();
    let mut tx = service.store.begin().await?;
    super::save(service, &mut tx, &mut stored).await?;
    let next = match stored.case.state {
        State::Accepted(_) => Effect::Reconcile { case: case.clone(), told: false },
        _ => Effect::PostCard { case: case.clone() },
    };
    next.push(&mut tx, now, now).await?;
    let directory = service.directory();
    if let Some(centre) = directory.centre(&stored.case.centre) {
        let hours = directory.topic(&stored.case.topic).map_or(48, |topic| topic.promise_hours);
        let received = Phrase::CaseReceived { centre: centre.name.clone(), hours };
        let locale = seekers::locale_of(service, &mut tx, &stored).await?;
        Effect::say(service.store.vault(), &event.room, Some(&case), locale, vec![received.into()])?
            .push(&mut tx, now, now)
            .await?;
    }
    metrics::counter!("lotse_cases_asked_total").increment(1);
    tracing::info!(case.id = %case, "A case was asked");
    settle(service, tx, event).await
}
