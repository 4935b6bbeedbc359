//! The seeker's first message makes the case an enquiry.

use hearing::danger::Kind;
use routing::{Case, Landing, RoomId, State, Target, Topic, land};

use crate::{
    cases::{
        effects::{Effect, Whom},
        event::{Event, Handled, Outcome, settle},
        seekers,
        service::{Service, matrix_id},
    },
    store::{self, StoreResult, Tx, case::Stored, room::RoomKind},
    words::phrases::Phrase,
};

/// The first message has come: its card goes to the team; with a personal link the case goes to its counsellor.
/// Whoever seems to be in `danger` reads the help lines first.
pub(crate) async fn ask(
    service: &Service,
    event: &Event,
    mut stored: Stored,
    danger: Option<Kind>,
) -> Outcome {
    let now = service.now();
    let sent_at = event.sent_at(service, stored.case.opened_at);
    let (case, away) = led(service, stored.case.clone());
    let Ok(asked) = case.ask(event.id.clone(), sent_at) else {
        return Ok(Handled::Nothing("asked already"));
    };
    stored.case = asked;
    stored.case.urgent |= danger.is_some();
    let case = stored.case.id.clone();
    let mut tx = service.store.begin().await?;
    super::save(service, &mut tx, &mut stored).await?;
    if let State::Accepted(_) = stored.case.state {
        Effect::Reconcile { case: case.clone(), told: false }.push(&mut tx, now, now).await?;
        tell_team(service, &mut tx, &stored).await?;
        metrics::counter!("lotse_cases_accepted_total").increment(1);
    } else {
        Effect::PostCard { case: case.clone() }.push(&mut tx, now, now).await?;
    }
    let directory = service.directory();
    if let Some(centre) = directory.centre(&stored.case.centre) {
        let hours = directory
            .topic(&stored.case.topic)
            .map_or(Topic::PROMISE_HOURS, |topic| topic.promised(stored.case.urgent));
        let received = if stored.case.live {
            Phrase::CaseLiveReceived { centre: centre.name.clone() }
        } else {
            Phrase::CaseReceived { centre: centre.name.clone(), hours }
        };
        let locale = seekers::locale_of(service, &mut tx, &stored).await?;
        let help = danger.map(|danger| [Phrase::HelpCrisis { danger }, Phrase::HelpLines]);
        let say = help.into_iter().flatten().chain(away).chain([received]).map(Into::into).collect();
        Effect::say(service.store.vault(), &event.room, Some(&case), locale, say)?
            .where_asked(event)
            .push(&mut tx, now, now)
            .await?;
    }
    if !stored.case.live && matches!(stored.case.state, State::Asked { .. }) {
        super::absence::tell_if_nobody_is_there(service, &mut tx, &mut stored).await?;
    }
    metrics::counter!("lotse_cases_asked_total").increment(1);
    tracing::info!(case.id = %case, "A case was asked");
    settle(service, tx, event).await
}

/// Whoever waits for an answer seems to be in danger: they read the help lines, and the team is asked to read them first.
pub(crate) async fn in_danger(service: &Service, event: &Event, mut stored: Stored, danger: Kind) -> Outcome {
    let mut tx = service.store.begin().await?;
    note_danger(service, &mut tx, event, &mut stored, danger).await?;
    super::showing::count(service, &mut tx, &stored).await?;
    settle(service, tx, event).await
}

/// The same, within the caller's commit.
pub(super) async fn note_danger(
    service: &Service,
    tx: &mut Tx,
    event: &Event,
    stored: &mut Stored,
    danger: Kind,
) -> StoreResult<()> {
    if !stored.case.urgent {
        stored.case.urgent = true;
        super::save(service, tx, stored).await?;
        let enquiries = RoomKind::Enquiries(stored.case.centre.clone());
        let said = Phrase::NoticeUrgent { reference: stored.case.reference.clone() };
        // Somebody must read it now, whoever it is.
        super::follow_up::say_in(service, tx, &enquiries, (Whom::Everybody, said)).await?;
    }
    say_help(service, tx, event, stored, danger).await
}

/// The help lines, worded for this danger, in the case room.
pub(super) async fn say_help(
    service: &Service,
    tx: &mut Tx,
    event: &Event,
    stored: &Stored,
    danger: Kind,
) -> StoreResult<()> {
    let now = service.now();
    let locale = seekers::locale_of(service, tx, stored).await?;
    let help = vec![Phrase::HelpCrisis { danger }.into(), Phrase::HelpLines.into()];
    Effect::say(service.store.vault(), &event.room, None, locale, help)?
        .where_asked(event)
        .push(tx, now, now)
        .await
}

/// A case of a personal link goes to whoever can take it now: its counsellor, the deputy, or the centre's pool. Also
/// what to tell the seeker if it is not the counsellor.
fn led(service: &Service, case: Case) -> (Case, Option<Phrase>) {
    let Some(counsellor) = case.personal.clone() else { return (case, None) };
    let target = Target::Counsellor(counsellor, case.centre.clone());
    let (led, deputy) = match land(&target, &service.directory(), service.now()) {
        Landing::Counsellor(_) => return (case, None),
        Landing::Deputy(deputy) => (case.clone().to_deputy(deputy), true),
        // Where nobody is there at the moment, the pool is where it is seen first.
        Landing::Pool | Landing::Nobody => (case.clone().into_pool(), false),
    };
    // It was asked before: then there is nothing to lead.
    led.map_or((case, None), |led| (led, Some(Phrase::CaseLinkAway { deputy })))
}

/// The card that others get stays away: the counsellor learns of the case in the team's room.
pub(super) async fn tell_team(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    let (now, centre) = (service.now(), &stored.case.centre);
    let directory = service.directory();
    let Some(holder) = stored.case.holder() else { return Ok(()) };
    let Some(counsellor) = directory.counsellor(holder, centre) else { return Ok(()) };
    let rooms = store::room::of_centre(tx, centre).await?;
    let team = rooms.into_iter().find(|(kind, _)| matches!(kind, RoomKind::Team(_)));
    let Some((_, team)) = team else { return Ok(()) };
    let reference = stored.case.reference.clone();
    let link = seekers::link_to(service, stored.room.as_ref().map_or("", RoomId::as_str));
    let arrived = Phrase::LinkArrived { reference, name: counsellor.name.clone(), link };
    let said = (Whom::these([matrix_id(holder)]), vec![arrived.into()]);
    Effect::say_to(service.store.vault(), &team, None, service.locale, said)?.push(tx, now, now).await
}
