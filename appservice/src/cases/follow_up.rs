//! A seeker's later messages: the Team room is told, and whoever has the case may get an e-mail.

use futures_util::FutureExt as _;
use hearing::danger::Kind;
use routing::{CaseId, FollowUps, Notice, State, access, notice};

use crate::{
    cases::{
        effects::Effect,
        event::{Event, Outcome, settle},
        one_by_one,
        service::Service,
    },
    store::{self, StoreResult, Tx, case::Stored, follow_up, room::RoomKind, setback, unread},
    words::phrases::Phrase,
};

/// Cases that are looked at in one round.
const AT_ONCE: u32 = 100;

/// The seeker of an accepted case has written.
/// Whoever seems to be in `danger` reads the help lines at once.
pub(crate) async fn arrived(
    service: &Service,
    event: &Event,
    stored: &Stored,
    danger: Option<Kind>,
) -> Outcome {
    let now = service.now();
    let case = &stored.case.id;
    let mut tx = service.store.begin().await?;
    if let Some(danger) = danger {
        super::asking::say_help(service, &mut tx, event, stored, danger).await?;
    }
    if the_team_is_told(service, stored) {
        let known = follow_up::of_case(&mut tx, case).await?;
        match notice::notice(known.map(|known| known.noticed_at), now) {
            Notice::Now => {
                let waiting = known.map_or(0, |known| known.waiting);
                tell_team(service, &mut tx, stored, waiting.saturating_add(1)).await?;
            }
            Notice::At(due) => follow_up::wait(&mut tx, case, due).await?,
        }
    }
    if service.post.is_some() {
        let who_may = access(&stored.case, &service.directory(), now);
        for counsellor in &who_may.counsellors {
            if store::mail_wish::of(&mut tx, counsellor).await?.0.wanted {
                let due = now.plus(notice::MAILED_AFTER);
                unread::note(&mut tx, (case, &event.room, &event.id), counsellor, now, due).await?;
            }
        }
    }
    settle(service, tx, event).await
}

/// Whoever has the case or stands in has written there: nobody needs to be told of what came before.
pub(crate) async fn dealt_with(service: &Service, case: &CaseId) -> StoreResult<()> {
    let open = {
        let mut tx = service.store.look().await?;
        let waiting = follow_up::of_case(&mut tx, case).await?.is_some_and(|known| known.waiting > 0);
        waiting || unread::is_noted(&mut tx, case).await?
    };
    if open {
        let mut tx = service.store.begin().await?;
        follow_up::clear(&mut tx, case).await?;
        unread::forget(&mut tx, case).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Forgets what was noted about an erased case.
pub(super) async fn forget(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    follow_up::forget(tx, case).await?;
    unread::forget(tx, case).await
}

/// Tells the Team rooms what has gathered, one commit for each case.
pub(crate) async fn take_all(service: &Service) -> StoreResult<()> {
    let due = {
        let mut tx = service.store.look().await?;
        follow_up::due(&mut tx, service.now(), AT_ONCE).await?
    };
    let due = due.into_iter().map(|case| (case.to_string(), case)).collect();
    one_by_one::take(service, setback::Kind::FollowUp, due, |case| {
        async move { take(service, &case).await }.boxed()
    })
    .await
}

async fn take(service: &Service, case: &CaseId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?.at_leisure();
    let waiting = follow_up::of_case(&mut tx, case).await?.map_or(0, |known| known.waiting);
    match store::case::by_id(&mut tx, case).await? {
        Some(stored) if waiting > 0 && the_team_is_told(service, &stored) => {
            tell_team(service, &mut tx, &stored, waiting).await?;
        }
        _ => follow_up::clear(&mut tx, case).await?,
    }
    tx.commit().await
}

fn the_team_is_told(service: &Service, stored: &Stored) -> bool {
    let directory = service.directory();
    let centre = directory.centre(&stored.case.centre);
    matches!(stored.case.state, State::Accepted(_))
        && centre.is_some_and(|centre| centre.team && centre.follow_ups == FollowUps::All)
}

/// Says that so many messages came, and in whose case. What they say stays in the case.
async fn tell_team(service: &Service, tx: &mut Tx, stored: &Stored, count: u16) -> StoreResult<()> {
    let now = service.now();
    follow_up::told(tx, &stored.case.id, now).await?;
    let Some(accepted) = stored.case.accepted() else { return Ok(()) };
    let name = |who| super::accepting::name_of(service, &stored.case.centre, who);
    let covers: Vec<String> = accepted.covering(now).map(|cover| name(&cover.colleague)).collect();
    let said = Phrase::NoticeFollowUp {
        reference: stored.case.reference.clone(),
        count,
        holder: name(&accepted.counsellor),
        covers: (!covers.is_empty()).then(|| covers.join(", ")),
    };
    let team = RoomKind::Team(stored.case.centre.clone());
    if say_in(service, tx, &team, said).await? {
        metrics::counter!("lotse_follow_up_notices_total").increment(1);
    }
    Ok(())
}

/// Says something in a room of a centre, if it has one.
pub(super) async fn say_in(
    service: &Service,
    tx: &mut Tx,
    kind: &RoomKind,
    phrase: Phrase,
) -> StoreResult<bool> {
    let (RoomKind::Enquiries(centre) | RoomKind::Team(centre)) = kind else { return Ok(false) };
    let rooms = store::room::of_centre(tx, centre).await?;
    let Some((_, room)) = rooms.into_iter().find(|(found, _)| found == kind) else { return Ok(false) };
    let now = service.now();
    let say = Effect::say(service.store.vault(), &room, None, service.locale, vec![phrase.into()])?;
    say.push(tx, now, now).await?;
    Ok(true)
}
