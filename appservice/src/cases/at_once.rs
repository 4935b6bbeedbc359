//! `vor ort`: a case for somebody who sits before a counsellor. They open a link on their own device, are led through the portal as
//! anybody is, and the case is that counsellor's as soon as its room is there, before a word was written. What was spoken about stays
//! with the two: no notes of meetings are kept.
//!
//! A case that was made by taking an open time for a first appointment begins in the same way: with whoever's time it is.

use routing::{CentreId, CounsellorId, Landing, Span, State, Target, land};

use super::{appointments, asking, desk};
use crate::{
    cases::{
        effects::Effect,
        event::{Event, Outcome, settle},
        service::Service,
    },
    links::{Issued, NewLink, Presented, issue},
    running::trouble::Trouble,
    store::{self, StoreResult, Tx, case::Stored},
    words::phrases::{Confidence, Link},
};

/// How long such a link holds: whoever sits there opens it now.
pub(crate) const HOLDS: Span = Span::minutes(30);

/// How long it stays in the list after that.
const LISTED: Span = Span::days(1);

/// Gives `counsellor` a link for the one who sits before them, in the Team room.
pub(crate) async fn give(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
) -> Outcome {
    let mut tx = service.store.begin().await?;
    let made = make(service, &mut tx, centre, counsellor).await?;
    let addresses = &service.addresses;
    let say = Confidence::LinkAtOnce {
        page: addresses.page(&made.token).map(Link::new),
        card: addresses.card(&made.token).map(Link::new),
        chat: Link::new(addresses.chat()),
        start: addresses.start(&Presented::Token(made.token)),
        minutes: u16::try_from(HOLDS.millis() / 60_000).unwrap_or_default(),
    };
    desk::push_say(service, &mut tx, event, say.into(), Span::from_millis(0)).await?;
    settle(service, tx, event).await
}

/// The link itself: for one case, and for half an hour. Others of its kind that are long over are forgotten.
pub(crate) async fn make(
    service: &Service,
    tx: &mut Tx,
    centre: &CentreId,
    counsellor: CounsellorId,
) -> StoreResult<Issued> {
    let now = service.now();
    store::link::forget_at_once(tx, now.minus(LISTED)).await?;
    let target = Target::Counsellor(counsellor, centre.clone());
    let new =
        NewLink { target, expires_at: Some(now.plus(HOLDS)), most_uses: Some(1), own: false, at_once: true };
    let made = issue(tx, &new, now).await?;
    tracing::info!(link.id = %made.id, centre.id = %centre, "Gave a counsellor a link for somebody who sits there");
    Ok(made)
}

/// The room of such a case is there: it is its counsellor's from now on. Whoever has gone meanwhile gets it like any other that came by
/// their link: the first message leads it to the deputy or to the pool.
pub(crate) async fn begin(service: &Service, stored: &mut Stored) -> Result<(), Trouble> {
    let (Some(room), Some(counsellor)) = (stored.room.clone(), stored.case.personal.clone()) else {
        return Ok(());
    };
    if !stored.case.at_once || !matches!(stored.case.state, State::Opened) {
        return Ok(());
    }
    let now = service.now();
    let target = Target::Counsellor(counsellor, stored.case.centre.clone());
    if !matches!(land(&target, &service.directory(), now), Landing::Counsellor(_)) {
        return Ok(());
    }
    // Stands where the first message would: there is nothing before it.
    let first = service.homeserver.creation(service.names.steward(), &room).await?;
    let Ok(begun) = stored.case.clone().begin_before(first, now) else { return Ok(()) };
    stored.case = begun;
    let mut tx = service.store.begin().await?;
    super::save(service, &mut tx, stored).await?;
    Effect::Reconcile { case: stored.case.id.clone(), told: false }.push(&mut tx, now, now).await?;
    asking::tell_team(service, &mut tx, stored).await?;
    appointments::first::say(service, &mut tx, stored).await?;
    tx.commit().await?;
    metrics::counter!("lotse_cases_asked_total").increment(1);
    metrics::counter!("lotse_cases_accepted_total").increment(1);
    tracing::info!(case.id = %stored.case.id, "A case has its counsellor at once");
    Ok(())
}
