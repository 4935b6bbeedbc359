//! `meine zahlen`: what a counsellor took, how soon it was answered, whether promises were kept. For themselves alone: said in their
//! encrypted chat with the custodian, or on their own page of the desk.

use routing::{Case, CentreId, CounsellorId, OwnFigures, Span, State, Timestamp, Topic, own_figures};

use super::desk;
use crate::{
    cases::{
        effects::Effect,
        event::{Event, Outcome, settle},
        service::Service,
    },
    store::{self, StoreResult, Tx},
    words::phrases::Phrase,
};

/// The longer time over which is counted; what is older is forgotten.
pub(crate) const REMEMBERED: Span = Span::days(365);

/// The shorter one.
const LATELY: Span = Span::days(30);

/// Until when whoever asked was promised an answer.
pub(super) fn promised(service: &Service, case: &Case) -> Option<Timestamp> {
    let accepted = case.accepted().map(|accepted| accepted.asked_at);
    let asked_at = accepted.or_else(|| case.waiting_since())?;
    let directory = service.directory();
    let usual = Topic::new(case.topic.clone(), "");
    let hours = directory.topic(&case.topic).unwrap_or(&usual).promised(case.urgent);
    Some(case.promised_from(asked_at).plus(Span::hours(i64::from(hours))))
}

/// Notes what is to be counted of a case for whoever has it.
pub(super) async fn record(tx: &mut Tx, case: &Case, promised: Option<Timestamp>) -> StoreResult<()> {
    // What is erased leads to nobody any more, and what nobody has is nobody's.
    if !matches!(case.state, State::Accepted(_) | State::Closed { .. }) {
        return Ok(());
    }
    let Some(promised) = promised else { return Ok(()) };
    store::own_figure::record(tx, case, promised).await
}

/// Somebody's figures of the last 30 days, and of the last year.
pub(crate) async fn of(service: &Service, who: &CounsellorId) -> StoreResult<[OwnFigures; 2]> {
    let now = service.now();
    let cases =
        store::own_figure::since(&mut service.store.look().await?, who, now.minus(REMEMBERED)).await?;
    Ok([LATELY, REMEMBERED].map(|span| own_figures(&cases, now.minus(span), now)))
}

/// The same in words.
pub(crate) async fn words(service: &Service, who: &CounsellorId) -> StoreResult<Phrase> {
    let [month, year] = of(service, who).await?.map(|figures| {
        let hours = figures.median.map(|span| {
            let tenths = (span.millis() + 180_000) / 360_000;
            let decimal = if service.locale == crate::words::phrases::Locale::De { ',' } else { '.' };
            format!("{}{decimal}{}", tenths / 10, tenths % 10)
        });
        let OwnFigures { taken, closed, kept, broken, .. } = figures;
        service
            .catalogue
            .say(service.locale, &Phrase::TodayFigure { taken, closed, hours, kept, broken })
            .plain
    });
    Ok(Phrase::TodayFigures { month, year })
}

/// Somebody asks for their own figures.
pub(crate) async fn give(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
) -> Outcome {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    Effect::GiveFigures { centre: centre.clone(), counsellor }.push(&mut tx, now, now).await?;
    desk::push_answer(service, &mut tx, event, Phrase::TodayFiguresCome).await?;
    settle(service, tx, event).await
}
