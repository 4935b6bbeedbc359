//! `zurück REF ja NUMMER`, `zurück REF nein`: whoever has the case says whether somebody comes back to it. The number stands on the
//! page of whoever asks, and nowhere else: a yes without a talk is none.

use routing::{CentreId, CounsellorId, Reference, Span, Timestamp, access};

use super::LASTS;
use crate::{
    cases::{
        self, anew, desk,
        effects::Effect,
        event::{Event, Outcome, settle},
        life::{AT_ONCE, push_notice},
        service::Service,
    },
    store::{
        self, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        case::Stored,
        way_back::{self, Doubt, Number, Stage, WayBack},
    },
    words::{command::Verdict, phrases::Phrase},
};

/// Whoever may come in is waited for without an end.
const WITHOUT_END: Span = Span::days(36_500);

/// A counsellor says whether somebody comes back: the holder and whoever stands in; of a case that nobody has, any of the centre.
pub(crate) async fn decide(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
    (reference, verdict): (Reference, Verdict),
) -> Outcome {
    let mut stored = match desk::find(service, centre, reference.clone()).await? {
        Ok(stored) => stored,
        Err(refusal) => return desk::answer(service, event, refusal).await,
    };
    let now = service.now();
    let who_may = access(&stored.case, &service.directory(), now).counsellors;
    if !who_may.is_empty() && !who_may.contains(&counsellor) {
        return desk::answer(service, event, Phrase::OfferNotYours { reference }).await;
    }
    let mut tx = service.store.begin().await?;
    let asked = way_back::of_case(&mut tx, &stored.case.id).await?.into_iter();
    let asked: Vec<_> = asked.filter(|way| matches!(way.stage, Stage::Told { .. })).collect();
    let none = if asked.is_empty() {
        Phrase::BackNone { reference: reference.clone() }
    } else {
        Phrase::BackLapsed { reference: reference.clone() }
    };
    let open: Vec<_> = asked.into_iter().filter(|way| way.until > now).collect();
    let said = match verdict {
        _ if open.is_empty() => none,
        Verdict::Unclear => Phrase::BackNumber { reference },
        Verdict::No(number) => refuse(&mut tx, open, reference, number.as_ref()).await?,
        Verdict::Yes(number) => agree(service, &mut tx, (&mut stored, open), counsellor, number).await?,
    };
    desk::push_answer(service, &mut tx, event, said).await?;
    settle(service, tx, event).await
}

/// Nobody comes in, or not whoever has this number.
async fn refuse(
    tx: &mut Tx,
    open: Vec<WayBack>,
    reference: Reference,
    number: Option<&Number>,
) -> StoreResult<Phrase> {
    let mut meant: Vec<_> =
        open.into_iter().filter(|way| number.is_none_or(|number| way.number == *number)).collect();
    if meant.is_empty() {
        return Ok(Phrase::BackNumberWrong { reference });
    }
    for way in &mut meant {
        way.stage = Stage::Nothing;
        way_back::save(tx, way).await?;
    }
    Ok(Phrase::BackRefused { reference })
}

/// Whoever has this number comes in; nobody else who asked for the case does.
async fn agree(
    service: &Service,
    tx: &mut Tx,
    (stored, open): (&mut Stored, Vec<WayBack>),
    counsellor: CounsellorId,
    number: Number,
) -> StoreResult<Phrase> {
    let (now, reference) = (service.now(), stored.case.reference.clone());
    let meant: Vec<_> = open.into_iter().filter(|way| way.number == number).collect();
    let Ok([mut way]) = <[WayBack; 1]>::try_from(meant) else {
        return Ok(Phrase::BackNumberWrong { reference });
    };
    let case = stored.case.id.clone();
    let is_new = matches!(way.stage, Stage::Told { doubt: Doubt::No, .. });
    let doubtful = is_new && was_there_since(tx, stored, way.until.minus(LASTS)).await?;
    if doubtful || matches!(way.stage, Stage::Told { doubt: Doubt::Raised, .. }) {
        way.stage = Stage::Told { case, doubt: Doubt::Weighed };
        way_back::save(tx, &mut way).await?;
        return Ok(Phrase::BackSure { reference, number: number.as_str().to_owned() });
    }
    let account = store::account::by_id(tx, &way.account).await?.filter(|account| account.leaving.is_none());
    let before = stored.case.seeker().cloned();
    let (Some(account), Some(before)) = (account, before) else {
        way.stage = Stage::Nothing;
        way_back::save(tx, &mut way).await?;
        return Ok(Phrase::BackGone { reference });
    };
    let Ok(returned) = stored.case.clone().returns(account.about.seeker, now) else {
        return Ok(Phrase::BackNone { reference });
    };
    stored.case = returned;
    cases::save(service, tx, stored).await?;
    // Before all effects, as everywhere.
    let who = Actor::Counsellor(counsellor);
    audit::append(tx, &Entry::new(now, &stored.case.centre, Kind::CameBack, who).about(&reference)).await?;
    store::former::note(tx, &case, &before).await?;
    way.stage = Stage::Agreed { case: case.clone(), seen: None, begun: None, invited: None, told: None };
    way.until = now.plus(WITHOUT_END);
    way_back::save(tx, &mut way).await?;
    // Of those who were let in before and never came, nobody comes in any more either.
    for mut other in
        way_back::of_case(tx, &case).await?.into_iter().filter(|other| other.account != way.account)
    {
        if other.stage.is_agreed() {
            other.until = now;
        }
        other.stage = Stage::Nothing;
        way_back::save(tx, &mut other).await?;
    }
    if let Some(before) = store::account::of_seeker(tx, &before).await? {
        // No e-mail tells it of answers that are another's.
        store::account::has_seen(tx, &before.id).await?;
    }
    // What whoever had it before agreed to would erase it, and lead to nobody.
    anew::call_off(service, tx, &case).await?;
    Effect::Reconcile { case: case.clone(), told: false }.push(tx, now, now).await?;
    push_notice(service, tx, stored, Phrase::BackCaseAgreed, AT_ONCE).await?;
    tracing::info!(case.id = %case, "A case is another account's of its seeker now");
    Ok(Phrase::BackAgreed { reference, alone: stored.case.is_released() })
}

/// Whether the account that the case has was used since somebody asked for the case with another.
async fn was_there_since(tx: &mut Tx, stored: &Stored, asked: Timestamp) -> StoreResult<bool> {
    let Some(seeker) = stored.case.seeker() else { return Ok(false) };
    let Some(account) = store::account::of_seeker(tx, seeker).await? else { return Ok(false) };
    let sessions = store::session::of_account(tx, &account.id).await?;
    Ok(sessions.iter().any(|session| session.used >= asked))
}
