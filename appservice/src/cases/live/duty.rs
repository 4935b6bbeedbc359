//! `dienst an`, `dienst aus`: whether somebody takes live chats now.

use routing::{CentreId, CounsellorId};

use crate::{
    cases::{
        accepting::name_of,
        desk,
        event::{Event, Outcome, settle},
        service::Service,
    },
    store::live::duty,
    words::phrases::Phrase,
};

/// On duty, or off, from now on.
pub(crate) async fn set(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
    on: bool,
) -> Outcome {
    let (directory, now) = (service.directory(), service.now());
    let name = name_of(service, centre, &counsellor);
    if !on {
        let mut tx = service.store.begin().await?;
        let was = duty::off(&mut tx, &counsellor, centre).await?;
        let said = if was { Phrase::LiveDutyOff { name } } else { Phrase::LiveDutyWasOff };
        desk::push_answer(service, &mut tx, event, said).await?;
        return settle(service, tx, event).await;
    }
    let offer = directory.centre(centre).map(|centre| centre.live.clone()).unwrap_or_default();
    if offer.is_none() {
        return desk::answer(service, event, Phrase::LiveNotOffered).await;
    }
    let hours = offer.text().to_owned();
    if !offer.is_open_at_all(now) {
        return desk::answer(service, event, Phrase::LiveNotNow { hours }).await;
    }
    if super::super::absence::is_away(service, centre, &counsellor) {
        return desk::answer(service, event, Phrase::LiveDutyAway).await;
    }
    let mut tx = service.store.begin().await?;
    duty::on(&mut tx, &counsellor, centre, now).await?;
    let talks = u16::try_from(service.live.talks).unwrap_or(u16::MAX);
    desk::push_answer(service, &mut tx, event, Phrase::LiveDutyOn { name, hours, talks }).await?;
    tracing::info!(centre.id = %centre, "Somebody is on duty for live chats");
    settle(service, tx, event).await
}
