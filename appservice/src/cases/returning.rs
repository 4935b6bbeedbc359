//! Somebody has lost the way into their account, and wants back into their case with another one. Whoever has the case talks to
//! them and decides; whoever asks learns only that they have asked.

mod deciding;

use routing::{CaseId, Reference, SeekerId, Span, access};

pub(crate) use self::deciding::decide;
use crate::{
    cases::{
        accepting::name_of,
        effects::{Effect, Whom},
        event::{Event, Handled, Outcome, settle},
        follow_up,
        life::{AT_ONCE, push_notice},
        seekers::say_in_chat,
        service::{Service, matrix_id, seeker_matrix_id},
    },
    store::{
        self, StoreResult, Tx,
        case::{PseudonymKey, Stored},
        room::RoomKind,
        way_back::{self, Doubt, Seen, Stage, WayBack},
    },
    words::phrases::Phrase,
};

/// How long somebody may be let in who has asked.
pub(crate) const LASTS: Span = Span::days(7);

/// How much longer it is known that they had asked.
pub(crate) const REMEMBERED: Span = Span::days(7);

/// Another page of theirs is invited instead only after this: of two that wait side by side, each would undo the other's way in.
const TURN: Span = Span::from_millis(10_000);

/// The holder is asked again to let somebody in after this.
const ASKED_AGAIN: Span = Span::minutes(10);

/// Looks whether what somebody asked for fits a case, and tells whoever has it. Apart from the asking, so that nobody learns from
/// its time whether it does.
pub(crate) async fn look_into(service: &Service, account: &str) -> StoreResult<()> {
    let mut tx = service.store.begin().await?.at_leisure();
    let Some(mut way) = way_back::of_account(&mut tx, account).await? else { return Ok(()) };
    if !matches!(way.stage, Stage::Asked { .. }) || way.until <= service.now() {
        return Ok(());
    }
    let asker = store::account::by_id(&mut tx, account).await?.filter(|asker| asker.leaving.is_none());
    let doubted = match &way.stage {
        Stage::Asked { doubted, .. } => doubted.clone(),
        _ => None,
    };
    let found = match asker {
        Some(asker) => meant(service, &mut tx, &way.stage, &asker.about.seeker).await?,
        None => None,
    };
    way.stage = match &found {
        Some(stored) => {
            let case = stored.case.id.clone();
            // Who asks once more is doubted as before.
            let doubt = if doubted.as_ref() == Some(&case) { Doubt::Raised } else { Doubt::No };
            Stage::Told { case, doubt }
        }
        None => Stage::Nothing,
    };
    way_back::save(&mut tx, &mut way).await?;
    if let Some(stored) = found {
        tell(service, &mut tx, &stored).await?;
        tracing::info!(case.id = %stored.case.id, "Somebody wants back into a case with another account");
    }
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}

/// The case that is meant, if the name fits: the one that the seeker goes by there, or the one that their account had.
async fn meant(
    service: &Service,
    tx: &mut Tx,
    stage: &Stage,
    asker: &SeekerId,
) -> StoreResult<Option<Stored>> {
    let Stage::Asked { reference, name, account, .. } = stage else { return Ok(None) };
    let Ok(reference) = Reference::parse(reference) else { return Ok(None) };
    let Some(stored) = store::case::of_any_centre(tx, &reference).await? else { return Ok(None) };
    let (Some(seeker), Some(pseudonym)) = (stored.case.seeker(), stored.case.pseudonym()) else {
        return Ok(None);
    };
    let key = |name| PseudonymKey::new(service.store.vault(), &stored.case.centre, name);
    let named = store::account::named(tx, account).await?;
    let fits = key(name) == key(pseudonym) || named.is_some_and(|named| named.about.seeker == *seeker);
    let may = stored.case.clone().returns(asker.clone(), service.now()).is_ok();
    Ok((fits && may).then_some(stored))
}

/// Whoever has the case is asked; whoever has its account reads that somebody asks.
async fn tell(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    let reference = stored.case.reference.clone();
    let holder = stored.case.holder().map(|holder| name_of(service, &stored.case.centre, holder));
    tell_centre(service, tx, stored, Phrase::BackAsked { reference: reference.clone(), holder }).await?;
    push_notice(service, tx, stored, Phrase::BackCaseAsked, AT_ONCE).await?;
    if stored.case.is_released() {
        say_in_chat(service, tx, stored, Phrase::BackChatAsked { reference }).await?;
    }
    Ok(())
}

/// In Team, ringing for whoever has the case; in Erstanfragen while nobody has.
async fn tell_centre(service: &Service, tx: &mut Tx, stored: &Stored, said: Phrase) -> StoreResult<()> {
    let centre = stored.case.centre.clone();
    let room = match stored.case.accepted() {
        Some(_) => RoomKind::Team(centre),
        None => RoomKind::Enquiries(centre),
    };
    let who = access(&stored.case, &service.directory(), service.now()).counsellors;
    let whom = if who.is_empty() { Whom::Everybody } else { Whom::these(who.iter().map(matrix_id)) };
    follow_up::say_in(service, tx, &room, (whom, said)).await.map(drop)
}

/// Somebody uses the account that a case has: whoever is to decide about another one is told, once.
pub(crate) async fn in_use(service: &Service, case: &CaseId) -> StoreResult<()> {
    let is_open = |way: &WayBack| {
        way.until > service.now() && matches!(way.stage, Stage::Told { doubt: Doubt::No, .. })
    };
    if !way_back::of_case(&mut service.store.look().await?, case).await?.iter().any(is_open) {
        return Ok(());
    }
    let mut tx = service.store.begin().await?;
    for mut way in way_back::of_case(&mut tx, case).await?.into_iter().filter(is_open) {
        way.stage = Stage::Told { case: case.clone(), doubt: Doubt::Raised };
        way_back::save(&mut tx, &mut way).await?;
    }
    if let Some(stored) = store::case::by_id(&mut tx, case).await? {
        let reference = stored.case.reference.clone();
        tell_centre(service, &mut tx, &stored, Phrase::BackDoubted { reference }).await?;
    }
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}

/// Whoever asked takes it back, as long as nobody has let them in. That they have asked is remembered for [`REMEMBERED`] from now on.
pub(crate) async fn withdraw(service: &Service, account: &str) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    let open = |way: &WayBack| way.until > service.now() && !way.stage.is_agreed();
    let Some(mut way) = way_back::of_account(&mut tx, account).await?.filter(open) else { return Ok(()) };
    way.until = service.now();
    way_back::save(&mut tx, &mut way).await?;
    let told = match &way.stage {
        Stage::Told { case, .. } => store::case::by_id(&mut tx, case).await?,
        _ => None,
    };
    if let Some(stored) = told {
        let reference = stored.case.reference.clone();
        tell_centre(service, &mut tx, &stored, Phrase::BackWithdrawn { reference }).await?;
    }
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}

/// Whether somebody asks to come back to a case with another account than it has.
pub(crate) async fn is_asked_for(service: &Service, tx: &mut Tx, case: &CaseId) -> StoreResult<bool> {
    let ways = way_back::of_case(tx, case).await?;
    Ok(ways.iter().any(|way| way.until > service.now() && matches!(way.stage, Stage::Told { .. })))
}

/// The page of an account is there, on this device: now, and not before, somebody who may come back is let in, since what was
/// written before is given to devices that are there. Whoever is in already, and whose page was closed before it had that safe, is given
/// it once more. Gives the account's wish.
pub(crate) async fn is_here(service: &Service, account: &str, device: &str) -> StoreResult<Option<WayBack>> {
    let waits_elsewhere = |way: &WayBack| match &way.stage {
        Stage::Agreed { seen: Some(seen), .. } | Stage::Arrived { given: Some(seen), .. } => {
            seen.device != device && seen.since.plus(TURN) <= service.now()
        }
        Stage::Agreed { seen: None, .. } | Stage::Arrived { given: None, .. } => true,
        _ => false,
    };
    let way = way_back::of_account(&mut service.store.look().await?, account).await?;
    if !way.as_ref().is_some_and(waits_elsewhere) {
        return Ok(way);
    }
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let Some(mut way) = way_back::of_account(&mut tx, account).await?.filter(waits_elsewhere) else {
        return Ok(way);
    };
    let (Stage::Agreed { case, seen, .. } | Stage::Arrived { case, given: seen }) = &mut way.stage else {
        return Ok(Some(way));
    };
    *seen = Some(Seen { device: device.to_owned(), since: now });
    let case = case.clone();
    way_back::save(&mut tx, &mut way).await?;
    Effect::LetReturn { case, device: device.to_owned() }.push(&mut tx, now, now).await?;
    tx.commit().await?;
    service.effects.notify_one();
    Ok(Some(way))
}

/// Who is on the way into a case, if their page still waits on this device.
pub(crate) async fn on_the_way(tx: &mut Tx, case: &CaseId, device: &str) -> StoreResult<Option<WayBack>> {
    let Some(way) = agreed(tx, case).await? else { return Ok(None) };
    let sessions = store::session::of_account(tx, &way.account).await?;
    Ok(Some(way)
        .filter(|way| waits_on(way, device) && sessions.iter().any(|session| session.device == device)))
}

/// They are about to be invited for this device, and no invitation is there: one that is there later is for it.
pub(crate) async fn begin(service: &Service, case: &CaseId, device: &str) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    let Some(mut way) = agreed(&mut tx, case).await?.filter(|way| waits_on(way, device)) else {
        return Ok(());
    };
    if let Stage::Agreed { begun, .. } = &mut way.stage {
        *begun = Some(device.to_owned());
    }
    way_back::save(&mut tx, &mut way).await?;
    tx.commit().await
}

/// They are invited now, with what was written before given to this device; or they are not, and it is tried again when their
/// page is seen the next time.
pub(crate) async fn invited(
    service: &Service,
    case: &CaseId,
    device: &str,
    is_done: bool,
) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    let Some(mut way) = agreed(&mut tx, case).await?.filter(|way| waits_on(way, device)) else {
        return Ok(());
    };
    if let Stage::Agreed { seen, invited, .. } = &mut way.stage {
        if is_done {
            *invited = Some(device.to_owned());
        } else {
            *seen = None;
        }
    }
    way_back::save(&mut tx, &mut way).await?;
    tx.commit().await
}

/// Where only people have the keys, the holder is asked to let them in: not again for each page, unless an invitation was of no
/// use and is taken `back`.
pub(crate) async fn ask_holder(service: &Service, stored: &Stored, back: bool) -> StoreResult<()> {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let Some(seeker) = stored.case.seeker() else { return Ok(()) };
    let Some(mut way) = agreed(&mut tx, &stored.case.id).await? else { return Ok(()) };
    let Stage::Agreed { told, begun, .. } = &mut way.stage else { return Ok(()) };
    *begun = None;
    if !back && told.is_some_and(|told| now < told.plus(ASKED_AGAIN)) {
        return Ok(());
    }
    *told = Some(now);
    way_back::save(&mut tx, &mut way).await?;
    let (reference, user) = (stored.case.reference.clone(), seeker_matrix_id(seeker).to_string());
    tell_centre(service, &mut tx, stored, Phrase::BackLetIn { reference, user }).await?;
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}

/// The holder has invited the seeker who comes back: their page may go in.
pub(crate) async fn let_in(service: &Service, event: &Event, stored: &Stored) -> Outcome {
    let mut tx = service.store.begin().await?;
    let Some(mut way) = agreed(&mut tx, &stored.case.id).await? else {
        return Ok(Handled::Nothing("nobody who comes back"));
    };
    if let Stage::Agreed { seen, invited, .. } = &mut way.stage {
        *invited = seen.as_ref().map(|seen| seen.device.clone());
    }
    way_back::save(&mut tx, &mut way).await?;
    settle(service, tx, event).await
}

/// To whom what was written before is owed still, if their page is there on this device.
pub(crate) async fn owed(tx: &mut Tx, case: &CaseId, device: &str) -> StoreResult<Option<WayBack>> {
    let ways = way_back::of_case(tx, case).await?;
    let on = |way: &WayBack| matches!(&way.stage, Stage::Arrived { given: Some(given), .. } if given.device == device);
    let Some(way) = ways.into_iter().find(on) else { return Ok(None) };
    let sessions = store::session::of_account(tx, &way.account).await?;
    Ok(Some(way).filter(|_| sessions.iter().any(|session| session.device == device)))
}

/// Only people have the keys, and a client gives them with an invitation alone: whoever is owed the history is to go out and come in anew.
/// The holder may invite before they are put out.
pub(crate) async fn anew(service: &Service, case: &CaseId, device: &str) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    let Some(mut way) = owed(&mut tx, case, device).await? else { return Ok(()) };
    let Some(mut stored) = store::case::by_id(&mut tx, case).await? else { return Ok(()) };
    let Some(anew) = stored.case.returns_anew(service.now()) else { return Ok(()) };
    stored.case = anew;
    super::save(service, &mut tx, &mut stored).await?;
    let seen = Some(Seen { device: device.to_owned(), since: service.now() });
    // Begun, and nothing is made for it: they are still to be put out.
    let begun = Some(device.to_owned());
    way.stage = Stage::Agreed { case: case.clone(), seen, begun, invited: None, told: None };
    way_back::save(&mut tx, &mut way).await?;
    let now = service.now();
    Effect::Reconcile { case: case.clone(), told: false }.push(&mut tx, now, now).await?;
    Effect::LetReturn { case: case.clone(), device: device.to_owned() }.push(&mut tx, now, now).await?;
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}

/// It could not be given to this device: it is tried again when their page is seen the next time.
pub(crate) async fn not_given(service: &Service, case: &CaseId, device: &str) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    if let Some(mut way) = owed(&mut tx, case, device).await? {
        way.stage = Stage::Arrived { case: case.clone(), given: None };
        way_back::save(&mut tx, &mut way).await?;
    }
    tx.commit().await
}

/// The page of an account has what was written before in a case, or there is nothing of it any more.
pub(crate) async fn has_history(tx: &mut Tx, account: &str, case: &CaseId) -> StoreResult<()> {
    let way = way_back::of_account(tx, account).await?;
    if way.is_some_and(|way| matches!(&way.stage, Stage::Arrived { case: owed, .. } if owed == case)) {
        way_back::forget(tx, account).await?;
    }
    Ok(())
}

/// They are in the room, and nobody may let anybody in. What was written before is owed to them until their page has said that it has it:
/// it may have been closed in between.
pub(super) async fn arrived(service: &Service, tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    if let Some(mut way) = agreed(tx, case).await? {
        let Stage::Agreed { case, seen, .. } = way.stage else { return Ok(()) };
        way.stage = Stage::Arrived { case, given: seen };
        way_back::save(tx, &mut way).await?;
    }
    let now = service.now();
    Effect::Reconcile { case: case.clone(), told: false }.push(tx, now, now).await?;
    metrics::counter!("lotse_cases_returned_total").increment(1);
    tracing::info!(case.id = %case, "A seeker has come back to their case with another account");
    Ok(())
}

/// The case is gone: whoever asked for it is told no more than before.
pub(super) async fn forget(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    for mut way in way_back::of_case(tx, case).await? {
        if way.stage.is_agreed() {
            way_back::forget(tx, &way.account).await?;
            continue;
        }
        way.stage = Stage::Nothing;
        way_back::save(tx, &mut way).await?;
    }
    Ok(())
}

async fn agreed(tx: &mut Tx, case: &CaseId) -> StoreResult<Option<WayBack>> {
    let ways = way_back::of_case(tx, case).await?;
    Ok(ways.into_iter().find(|way| matches!(way.stage, Stage::Agreed { .. })))
}

fn waits_on(way: &WayBack, device: &str) -> bool {
    matches!(&way.stage, Stage::Agreed { seen: Some(seen), .. } if seen.device == device)
}
