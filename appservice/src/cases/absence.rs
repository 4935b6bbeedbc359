//! Being away: whoever is away gets no new enquiries, their seekers are told once, the deputy stands in, and what waits
//! for a first answer waits for nobody who is away. What becomes of a case is `routing::arrangement`'s to say.

pub(crate) mod deputy;
mod seekers;
mod standing_in;

use std::collections::{BTreeMap, BTreeSet};

use futures_util::FutureExt as _;
use routing::{Absence, Arrangement, CentreId, CounsellorId, Date, Directory, State, Timestamp, arrangement};

use super::{accepting::name_of, covering, desk};
use crate::words::phrases::standing_in::{DeputysCovers, Ending};
use crate::{
    cases::{
        effects::{Effect, Whom},
        event::{Event, Outcome, settle},
        one_by_one,
        service::{Service, matrix_id},
    },
    store::{
        self, StoreResult, Tx,
        absence::Stored as StoredAbsence,
        audit::{self, Actor, Entry, Kind},
        case::Stored,
        room::RoomKind,
        setback,
    },
    words::{days, phrases::Phrase},
};

/// The longest absence, in days.
const LONGEST: i64 = 366;

/// Absences that are ended in one round.
const AT_ONCE: u32 = 100;

/// `abwesend bis DATUM [vertretung @kollegin]`, in a room of `centre`. The day is the last one; it holds in all centres
/// of the counsellor, the deputy in this one. Said again it replaces what was said before. `said_by`: who says it of them at the desk, if
/// they do not say it themselves.
pub(crate) async fn leave(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    (counsellor, said_by): (CounsellorId, Option<Actor>),
    (until, deputy): (&str, Option<&str>),
) -> Outcome {
    let now = service.now();
    let until = match days::coming(until, now, LONGEST) {
        Ok(until) => until,
        Err(fault) => return desk::answer(service, event, Phrase::AbsenceDayRefused { fault }).await,
    };
    let back = days::start(days::after(until));
    let mut tx = service.store.begin().await?;
    store::absence::begin_change(&mut tx).await?;
    let before = store::absence::of(&mut tx, &counsellor).await?;
    let mut deputies = before.as_ref().map_or_else(BTreeMap::new, |before| before.absence.deputies.clone());
    deputies.remove(centre);
    if let Some(words) = deputy {
        let directory = service.roster.after(&mut tx).await?;
        match deputy::find(&directory, centre, &counsellor, words, now) {
            Ok(deputy) => deputies.insert(centre.clone(), deputy),
            Err(fault) => {
                drop(tx);
                return desk::answer(service, event, Phrase::AbsenceDeputyRefused { fault }).await;
            }
        };
    }
    let absence = Absence { counsellor, since: now, back, deputies };
    store::absence::put(&mut tx, &absence, before.as_ref()).await?;
    let directory = service.roster.after(&mut tx).await?;
    for workplace in workplaces(&directory, &absence.counsellor) {
        let entry = audited(&absence, &workplace, Actor::Counsellor(absence.counsellor.clone()), now);
        audit::append(&mut tx, &entry).await?;
        if let Some(by) = &said_by {
            audit::append(&mut tx, &said_of(&absence, &workplace, by.clone(), now)).await?;
        }
    }
    for workplace in workplaces(&directory, &absence.counsellor) {
        let by = said_by.clone().unwrap_or_else(|| Actor::Counsellor(absence.counsellor.clone()));
        let away = Away { service, absence: &absence, directory: &directory, now, by };
        let said = away.leaves(&mut tx, &workplace, until).await?;
        let room = if workplace == *centre { Some(event.room.clone()) } else { None };
        let deputy = absence.deputies.get(&workplace).map(matrix_id);
        say_to_team(service, &mut tx, &workplace, room, (Whom::these(deputy), said)).await?;
    }
    super::appointments::within_absence(service, &mut tx, &absence).await?;
    tracing::info!(centre.id = %centre, "Somebody is away");
    finish(service, tx, event).await
}

/// `anwesend`: back before the day.
pub(crate) async fn come_back(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    (counsellor, said_by): (CounsellorId, Option<Actor>),
) -> Outcome {
    let mut tx = service.store.begin().await?;
    store::absence::begin_change(&mut tx).await?;
    let Some(before) = store::absence::of(&mut tx, &counsellor).await? else {
        drop(tx);
        return desk::answer(service, event, Phrase::AbsenceNotAway).await;
    };
    let name = name_of(service, centre, &counsellor);
    let (here, now) = ((centre, event.room.clone()), service.now());
    let by = said_by.clone().unwrap_or(Actor::Counsellor(counsellor));
    end(service, &mut tx, &before, by, &Phrase::AbsenceBack { name }, Some(here)).await?;
    if let Some(by) = said_by {
        let over = Absence { back: now.min(before.absence.back), ..before.absence };
        for workplace in workplaces(&service.directory(), &over.counsellor) {
            audit::append(&mut tx, &said_of(&over, &workplace, by.clone(), now)).await?;
        }
    }
    finish(service, tx, event).await
}

/// Ends the absences whose day is over, one commit for each.
pub(crate) async fn end_all(service: &Service) -> StoreResult<()> {
    let over = {
        let mut tx = service.store.look().await?;
        store::absence::over(&mut tx, service.now(), AT_ONCE).await?
    };
    if over.is_empty() {
        return Ok(());
    }
    let vault = service.store.vault();
    let due = over.into_iter().map(|who| (store::absence::key(vault, &who), who)).collect();
    one_by_one::take(service, setback::Kind::Absence, due, |who| {
        async move { end_over(service, &who).await }.boxed()
    })
    .await?;
    service.roster.refresh(&service.store).await
}

async fn end_over(service: &Service, counsellor: &CounsellorId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?.at_leisure();
    store::absence::begin_change(&mut tx).await?;
    let before = store::absence::of(&mut tx, counsellor).await?;
    let Some(before) = before.filter(|before| before.absence.is_over(service.now())) else { return Ok(()) };
    let directory = service.directory();
    let name = directory
        .counsellors()
        .iter()
        .find(|known| known.id == *counsellor)
        .map_or_else(|| counsellor.as_str().to_owned(), |known| known.name.clone());
    end(service, &mut tx, &before, Actor::Itself, &Phrase::AbsenceOver { name }, None).await?;
    tx.commit().await
}

/// What the holder's absence means for a case that has just been changed or written in: done within the caller's commit.
pub(crate) async fn attend(service: &Service, tx: &mut Tx, stored: &mut Stored) -> StoreResult<()> {
    let (now, directory) = (service.now(), service.directory());
    if !waits_for_absent(stored, &directory, now) {
        // A cover that ended with the absence while the case was closed, or has no absence any more.
        return standing_in::end(service, tx, stored, (Actor::Itself, Ending::Return), now, |_| true).await;
    }
    let Some(holder) = stored.case.holder().cloned() else { return Ok(()) };
    let Some(StoredAbsence { absence, .. }) = store::absence::of(tx, &holder).await? else { return Ok(()) };
    let away = Away { service, absence: &absence, directory: &directory, now, by: Actor::Itself };
    if away.arrange(tx, stored).await? == Fared::GivenBack {
        super::follow_up::back_in_pool(service, tx, stored).await?;
    }
    Ok(())
}

/// A seeker has written in a case whose holder may be away: whoever has not been told is told, and whoever can stand in
/// does. Gives the case as it is then.
pub(crate) async fn look_after(service: &Service, stored: Stored) -> StoreResult<Stored> {
    if !waits_for_absent(&stored, &service.directory(), service.now()) {
        return Ok(stored);
    }
    let mut tx = service.store.begin().await?;
    let Some(mut fresh) = store::case::by_id(&mut tx, &stored.case.id).await? else { return Ok(stored) };
    attend(service, &mut tx, &mut fresh).await?;
    tx.commit().await?;
    service.effects.notify_one();
    Ok(fresh)
}

/// An Erstanfrage in a centre where nobody is there: its seeker is told so, with the help lines, and the operator.
pub(crate) async fn tell_if_nobody_is_there(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
) -> StoreResult<()> {
    let (now, directory) = (service.now(), service.directory());
    if somebody_is_there(&directory, &stored.case.centre, now) {
        return Ok(());
    }
    seekers::tell_that_nobody_is_there(service, tx, stored, &directory).await
}

/// The last counsellor of the centre is gone: whoever waits for an answer or is being counselled there is told so.
pub(crate) async fn tell_that_everybody_left(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
) -> StoreResult<()> {
    let directory = service.directory();
    match stored.case.state {
        State::Asked { .. } => seekers::tell_that_nobody_is_there(service, tx, stored, &directory).await,
        State::Accepted(_) => seekers::tell_that_nobody_is_left(service, tx, stored, &directory).await,
        _ => Ok(()),
    }
}

/// Whether the counsellor is away now.
pub(crate) fn is_away(service: &Service, centre: &CentreId, counsellor: &CounsellorId) -> bool {
    service.directory().counsellor(counsellor, centre).is_some_and(|known| known.is_away(service.now()))
}

fn waits_for_absent(stored: &Stored, directory: &Directory, now: Timestamp) -> bool {
    let State::Accepted(accepted) = &stored.case.state else { return false };
    let holder = directory.counsellor(&accepted.counsellor, &stored.case.centre);
    holder.is_some_and(|holder| holder.is_away(now))
}

fn somebody_is_there(directory: &Directory, centre: &CentreId, now: Timestamp) -> bool {
    directory.counsellors_of(centre).iter().any(|counsellor| counsellor.counsels(now))
}

/// Somebody's absence, and the world with it.
struct Away<'a> {
    service: &'a Service,
    absence: &'a Absence,
    directory: &'a Directory,
    now: Timestamp,
    /// Who has said it.
    by: Actor,
}

/// How a case fared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fared {
    Stays,
    GivenBack,
}

impl Away<'_> {
    /// The absence begins, or is another one from now on, in one of the person's centres. Gives what the team reads.
    async fn leaves(&self, tx: &mut Tx, centre: &CentreId, until: Date) -> StoreResult<Phrase> {
        let Self { service, absence, directory, now, .. } = *self;
        let deputy = absence.deputies.get(centre);
        let (mut cases, mut given_back) = (0_u16, 0_u16);
        for mut stored in store::case::of_counsellor(tx, centre, &absence.counsellor).await? {
            // What was agreed for the absence as it was said before.
            let other =
                |cover: &routing::Cover| Some(&cover.colleague) != deputy || cover.until != absence.back;
            let by = self.by.clone();
            standing_in::end(service, tx, &mut stored, (by, Ending::Command), now, other).await?;
            match self.arrange(tx, &mut stored).await? {
                Fared::Stays => cases = cases.saturating_add(1),
                Fared::GivenBack => given_back = given_back.saturating_add(1),
            }
        }
        // Whoever stood in for others who are away does not do so any more.
        for other in store::absence::all(tx).await? {
            if other.counsellor == absence.counsellor
                || directory.counsellor(&other.counsellor, centre).is_none()
            {
                continue;
            }
            let theirs = Away { service, directory, now, absence: &other, by: self.by.clone() };
            for mut stored in store::case::of_counsellor(tx, centre, &other.counsellor).await? {
                theirs.arrange(tx, &mut stored).await?;
            }
        }
        if !somebody_is_there(directory, centre, now) {
            for case in store::case::ids_of_centre(tx, centre, &[store::case::Stage::Asked]).await? {
                let Some(mut stored) = store::case::by_id(tx, &case).await? else { continue };
                if store::absence::notice(tx, absence, &case).await? {
                    seekers::tell_that_nobody_is_there(service, tx, &mut stored, directory).await?;
                }
            }
        }
        let covers = match (deputy, directory.centre(centre).is_some_and(|centre| centre.team)) {
            (None, _) => DeputysCovers::None,
            (Some(_), false) => DeputysCovers::NoKeys,
            (Some(_), true) => DeputysCovers::Begun,
        };
        Ok(Phrase::AbsenceNoted {
            name: name_of(service, centre, &absence.counsellor),
            until,
            back: days::today(absence.back),
            deputy: deputy.map(|deputy| name_of(service, centre, deputy)),
            covers,
            cases,
            returned: given_back,
        })
    }

    /// Does with a case what `routing::arrangement` says, and tells its seeker, once.
    async fn arrange(&self, tx: &mut Tx, stored: &mut Stored) -> StoreResult<Fared> {
        let Self { service, absence, directory, now, .. } = *self;
        match arrangement(&stored.case, absence, directory, now) {
            Arrangement::Cover(cover) => standing_in::begin(service, tx, stored, absence, cover).await?,
            Arrangement::BackToPool => {
                self.give_back(tx, stored).await?;
                return Ok(Fared::GivenBack);
            }
            Arrangement::Stranded => {
                if store::absence::notice(tx, absence, &stored.case.id).await? {
                    seekers::tell_stranded(service, tx, stored, absence, directory).await?;
                }
                return Ok(Fared::Stays);
            }
            Arrangement::Stays => {}
        }
        if store::absence::notice(tx, absence, &stored.case.id).await? {
            seekers::tell_that_holder_is_away(service, tx, stored, absence).await?;
        }
        Ok(Fared::Stays)
    }

    /// The case waits in the Erstanfragen again, so that somebody who is there takes it.
    async fn give_back(&self, tx: &mut Tx, stored: &mut Stored) -> StoreResult<()> {
        let Self { service, directory, now, .. } = *self;
        let covers = covering::left(&stored.case, now, now);
        if !covers.is_empty() {
            covering::end(service, tx, stored, &covers, Actor::Itself, Ending::Command).await?;
        }
        let Ok(given_back) = stored.case.clone().give_back() else { return Ok(()) };
        stored.case = given_back;
        super::save(service, tx, stored).await?;
        let case = stored.case.id.clone();
        Effect::Reconcile { case: case.clone(), told: false }.push(tx, now, now).await?;
        Effect::PostCard { case: case.clone() }.push(tx, now, now).await?;
        tracing::info!(case.id = %case, centre.id = %stored.case.centre, "Gave a case back to the Erstanfragen");
        if somebody_is_there(directory, &stored.case.centre, now) {
            seekers::tell_given_back(service, tx, stored).await
        } else {
            seekers::tell_that_nobody_is_there(service, tx, stored, directory).await
        }
    }
}

/// Ends an absence: covers that it began end, the teams are told, `here` in the room where it was said.
async fn end(
    service: &Service,
    tx: &mut Tx,
    before: &StoredAbsence,
    who: Actor,
    said: &Phrase,
    here: Option<(&CentreId, routing::RoomId)>,
) -> StoreResult<()> {
    let (now, directory) = (service.now(), service.directory());
    let counsellor = &before.absence.counsellor;
    store::absence::end(tx, before).await?;
    let over = Absence { back: now.min(before.absence.back), ..before.absence.clone() };
    let workplaces = workplaces(&directory, counsellor);
    for workplace in &workplaces {
        audit::append(tx, &audited(&over, workplace, who.clone(), now)).await?;
    }
    for workplace in &workplaces {
        let mut cases = store::case::of_counsellor(tx, workplace, counsellor).await?;
        cases.extend(store::case::closed_of_counsellor(tx, workplace, counsellor).await?);
        for mut stored in cases {
            standing_in::end(service, tx, &mut stored, (who.clone(), Ending::Return), now, |_| true).await?;
        }
        let room = here.as_ref().filter(|(centre, _)| *centre == workplace).map(|(_, room)| room.clone());
        say_to_team(service, tx, workplace, room, (Whom::Nobody, said.clone())).await?;
    }
    tracing::info!("Somebody is back");
    Ok(())
}

/// That somebody else has said it.
fn said_of(absence: &Absence, centre: &CentreId, who: Actor, now: Timestamp) -> Entry {
    Entry {
        from: Some(absence.since),
        until: Some(absence.back),
        ..Entry::new(now, centre, Kind::AbsenceSaid, who).whom(&absence.counsellor)
    }
}

fn audited(absence: &Absence, centre: &CentreId, who: Actor, now: Timestamp) -> Entry {
    Entry {
        whom: absence.deputies.get(centre).cloned(),
        from: Some(absence.since),
        until: Some(absence.back),
        ..Entry::new(now, centre, Kind::Absence, who)
    }
}

/// Commits, and lets the running directory follow at once; should that fail, upkeep does it within seconds.
async fn finish(service: &Service, tx: Tx, event: &Event) -> Outcome {
    let settled = settle(service, tx, event).await?;
    if let Err(error) = service.roster.refresh(&service.store).await {
        tracing::warn!(error = %error, "Could not take over an absence at once; it comes within seconds");
    }
    Ok(settled)
}

/// Says something in the centre's Team room, or in `room` if it is given.
async fn say_to_team(
    service: &Service,
    tx: &mut Tx,
    centre: &CentreId,
    room: Option<routing::RoomId>,
    (whom, said): (Whom, Phrase),
) -> StoreResult<()> {
    let Some(room) = room else {
        let team = RoomKind::Team(centre.clone());
        return super::follow_up::say_in(service, tx, &team, (whom, said)).await.map(drop);
    };
    let now = service.now();
    let said = (whom, vec![said.into()]);
    Effect::say_to(service.store.vault(), &room, None, service.locale, said)?.push(tx, now, now).await
}

/// The centres in which somebody has a place.
fn workplaces(directory: &Directory, counsellor: &CounsellorId) -> BTreeSet<CentreId> {
    directory.centres_of_counsellor(counsellor).map(|centre| centre.id.clone()).collect()
}
