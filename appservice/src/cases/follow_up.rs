//! A seeker's later messages: the Team room is told, and whoever has the case may get an e-mail.

use futures_util::FutureExt as _;
use hearing::danger::Kind;
use routing::{CaseId, CounsellorId, Date, FollowUps, Notice, Span, State, access, notice};

use crate::{
    cases::{
        effects::{Effect, Whom},
        event::{Event, Outcome, settle},
        one_by_one,
        service::{Service, who_can_act},
    },
    store::{self, StoreResult, Tx, awaited, case::Stored, follow_up, room::RoomKind, setback, unread},
    words::{days, phrases::Phrase},
};

/// Cases that are looked at in one round.
const AT_ONCE: u32 = 100;

/// The seeker of an accepted case has written.
/// Whoever seems to be in `danger` reads the help lines at once.
pub(crate) async fn arrived(
    service: &Service,
    event: &Event,
    mut stored: Stored,
    danger: Option<Kind>,
) -> Outcome {
    let mut tx = service.store.begin().await?;
    let mut alarmed = false;
    if let Some(danger) = danger {
        alarmed = alarm(service, &mut tx, &mut stored).await?;
        super::asking::say_help(service, &mut tx, event, &stored, danger).await?;
    }
    if !alarmed {
        gather(service, &mut tx, &stored).await?;
    }
    awaited::begin(&mut tx, &stored.case.id, service.now()).await?;
    note_mail(service, &mut tx, event, &stored).await?;
    settle(service, tx, event).await
}

/// One more message: the Team room is told now, or of several at once in a moment.
async fn gather(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    if !the_team_is_told(service, stored) && is_held(service, stored) {
        return Ok(());
    }
    let case = &stored.case.id;
    let known = follow_up::of_case(tx, case).await?;
    match notice::notice(known.map(|known| known.noticed_at), service.now()) {
        Notice::Now => {
            let waiting = known.map_or(0, |known| known.waiting);
            tell_team(service, tx, stored, waiting.saturating_add(1)).await
        }
        Notice::At(due) => follow_up::wait(tx, case, due).await,
    }
}

/// The seeker of an accepted case seems to be in danger: whoever has it is asked in their Team room to look there first, in
/// every centre and without a word of what was said. Where there is no answer yet, the shorter promise counts from now on.
/// Says whether they were told.
async fn alarm(service: &Service, tx: &mut Tx, stored: &mut Stored) -> StoreResult<bool> {
    let unanswered = stored.case.accepted().is_some_and(|accepted| accepted.answered_at.is_none());
    if unanswered && !stored.case.urgent {
        stored.case.urgent = true;
        super::save(service, tx, stored).await?;
    }
    let (case, now) = (&stored.case.id, service.now());
    let before = follow_up::of_case(tx, case).await?.and_then(|known| known.alarmed_at);
    if matches!(notice::notice(before, now), Notice::At(_)) {
        return Ok(false);
    }
    follow_up::alarmed(tx, case, now).await?;
    let Held { holder, covers, away, .. } = Held::of(service, stored);
    let said = Phrase::NoticeDanger { reference: stored.case.reference.clone(), holder, covers, away };
    let team = RoomKind::Team(stored.case.centre.clone());
    say_in(service, tx, &team, (whom(service, stored), said)).await?;
    Ok(true)
}

/// A closed case is open again, since its seeker has written: as every message that changes a case, it is told.
pub(super) async fn reopened(
    service: &Service,
    tx: &mut Tx,
    event: &Event,
    stored: &mut Stored,
    danger: Option<Kind>,
) -> StoreResult<()> {
    let (case, now) = (stored.case.id.clone(), service.now());
    if !matches!(stored.case.state, State::Accepted(_)) {
        // Its holder is away, so that it waits in Erstanfragen, and that is told.
        return Ok(());
    }
    if the_team_is_told(service, stored) || !is_held(service, stored) {
        follow_up::told(tx, &case, now).await?;
        let Held { holder, covers, away, .. } = Held::of(service, stored);
        let said = Phrase::NoticeReopened { reference: stored.case.reference.clone(), holder, covers, away };
        let team = RoomKind::Team(stored.case.centre.clone());
        say_in(service, tx, &team, (whom(service, stored), said)).await?;
        metrics::counter!("lotse_follow_up_notices_total").increment(1);
    }
    if danger.is_some() {
        alarm(service, tx, stored).await?;
    }
    awaited::begin(tx, &case, now).await?;
    note_mail(service, tx, event, stored).await
}

/// The case waits in Erstanfragen again: whoever looks into Team knows it, and hears of the next message as well.
pub(super) async fn back_in_pool(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    follow_up::told(tx, &stored.case.id, service.now()).await?;
    let said = Phrase::NoticeBackInPool { reference: stored.case.reference.clone() };
    let team = RoomKind::Team(stored.case.centre.clone());
    say_in(service, tx, &team, (Whom::Everybody, said)).await.map(drop)
}

/// Another message in a case that waits in Erstanfragen again, and that somebody had before.
pub(super) async fn arrived_in_pool(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    if follow_up::of_case(tx, &stored.case.id).await?.is_none() {
        return Ok(());
    }
    gather(service, tx, stored).await
}

/// Whoever has the case and wants e-mails may get one.
async fn note_mail(service: &Service, tx: &mut Tx, event: &Event, stored: &Stored) -> StoreResult<()> {
    if service.post.is_none() {
        return Ok(());
    }
    let now = service.now();
    let who_may = access(&stored.case, &service.directory(), now);
    for counsellor in &who_may.counsellors {
        if store::mail_wish::of(tx, counsellor).await?.0.wanted {
            let due = now.plus(notice::MAILED_AFTER);
            unread::note(tx, (&stored.case.id, &event.room, &event.id), counsellor, now, due).await?;
        }
    }
    Ok(())
}

/// Whoever has the case or stands in has written there: nobody needs to be told of what came before.
pub(crate) async fn dealt_with(service: &Service, case: &CaseId) -> StoreResult<()> {
    let open = {
        let mut tx = service.store.look().await?;
        let waiting = follow_up::of_case(&mut tx, case).await?.is_some_and(|known| known.waiting > 0);
        waiting || unread::is_noted(&mut tx, case).await? || awaited::since(&mut tx, case).await?.is_some()
    };
    if open {
        let mut tx = service.store.begin().await?;
        follow_up::clear(&mut tx, case).await?;
        unread::forget(&mut tx, case).await?;
        awaited::end(&mut tx, case).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Forgets what was noted about an erased case.
pub(super) async fn forget(tx: &mut Tx, case: &CaseId) -> StoreResult<()> {
    follow_up::forget(tx, case).await?;
    awaited::end(tx, case).await?;
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
        Some(stored) if waiting > 0 && (the_team_is_told(service, &stored) || !is_held(service, &stored)) => {
            tell_team(service, &mut tx, &stored, waiting).await?;
        }
        _ => follow_up::clear(&mut tx, case).await?,
    }
    tx.commit().await
}

fn the_team_is_told(service: &Service, stored: &Stored) -> bool {
    let directory = service.directory();
    let centre = directory.centre(&stored.case.centre);
    matches!(stored.case.state, State::Accepted(_) | State::Asked { .. })
        && centre.is_some_and(|centre| centre.team && centre.follow_ups == FollowUps::All)
}

/// Whether somebody who is there has the case or stands in. If not, the team must know, whatever it wants to be told.
fn is_held(service: &Service, stored: &Stored) -> bool {
    if !matches!(stored.case.state, State::Accepted(_)) {
        return true;
    }
    let directory = service.directory();
    let there = |who: &CounsellorId| {
        let known = directory.counsellor(who, &stored.case.centre);
        known.is_some_and(|known| known.counsels(service.now()))
    };
    access(&stored.case, &directory, service.now()).counsellors.iter().any(there)
}

/// Who has a case, as the team is told.
struct Held {
    holder: String,
    covers: Option<String>,
    /// The holder's last day of absence, if nobody stands in.
    away: Option<Date>,
    /// Whether the holder does not counsel here any more, and nobody stands in.
    gone: bool,
}

impl Held {
    fn of(service: &Service, stored: &Stored) -> Self {
        let (now, centre) = (service.now(), &stored.case.centre);
        let name = |who| super::accepting::name_of(service, centre, who);
        let accepted = stored.case.accepted();
        let covers = accepted.into_iter().flat_map(|accepted| accepted.covering(now));
        let covers: Vec<String> = covers.map(|cover| name(&cover.colleague)).collect();
        let directory = service.directory();
        let holder = stored.case.holder();
        let known = holder.and_then(|who| directory.counsellor(who, centre));
        let back = known.and_then(|known| known.away_until.filter(|back| now < *back));
        let alone = covers.is_empty();
        Self {
            holder: holder.map(name).unwrap_or_default(),
            away: back.filter(|_| alone).map(|back| days::today(back.minus(Span::from_millis(1)))),
            gone: alone && !known.is_some_and(routing::Counsellor::is_active),
            covers: (!alone).then(|| covers.join(", ")),
        }
    }
}

/// Whoever has the case and is there; if nobody is, anybody.
fn whom(service: &Service, stored: &Stored) -> Whom {
    if is_held(service, stored) { Whom::these(who_can_act(service, &stored.case)) } else { Whom::Everybody }
}

/// Says that so many messages came, and in whose case. What they say stays in the case.
async fn tell_team(service: &Service, tx: &mut Tx, stored: &Stored, count: u16) -> StoreResult<()> {
    follow_up::told(tx, &stored.case.id, service.now()).await?;
    let reference = stored.case.reference.clone();
    let (to, said) = if stored.case.accepted().is_some() {
        let Held { holder, covers, away, gone } = Held::of(service, stored);
        (whom(service, stored), Phrase::NoticeFollowUp { reference, count, holder, covers, away, gone })
    } else {
        (Whom::Nobody, Phrase::NoticeFollowUpOpen { reference, count })
    };
    let team = RoomKind::Team(stored.case.centre.clone());
    if say_in(service, tx, &team, (to, said)).await? {
        metrics::counter!("lotse_follow_up_notices_total").increment(1);
    }
    Ok(())
}

/// Says something in a room of a centre, if it has one.
pub(super) async fn say_in(
    service: &Service,
    tx: &mut Tx,
    kind: &RoomKind,
    (whom, phrase): (Whom, Phrase),
) -> StoreResult<bool> {
    let (RoomKind::Enquiries(centre) | RoomKind::Team(centre)) = kind else { return Ok(false) };
    let rooms = store::room::of_centre(tx, centre).await?;
    let Some((_, room)) = rooms.into_iter().find(|(found, _)| found == kind) else { return Ok(false) };
    let now = service.now();
    let said = (whom, vec![phrase.into()]);
    let say = Effect::say_to(service.store.vault(), &room, None, service.locale, said)?;
    say.push(tx, now, now).await?;
    Ok(true)
}
