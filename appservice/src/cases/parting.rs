//! Somebody leaves a centre for good. The directory says so at once, and with it every room and session follows (`following.rs`); here
//! their cases go to a successor, or wait in the Erstanfragen again. Where only they had the keys, nobody can go on: those end, and
//! their seekers are told.

use routing::{CaseId, CentreId, Closer, Counsellor, CounsellorId, Directory, Timestamp};

use super::effects::{Effect, Whom};
use crate::{
    cases::{
        absence, accepting, agreeing, covering,
        life::{AT_ONCE, push_notice, write_closing},
        service::{Service, matrix_id},
    },
    directory::{
        Fault,
        deed::{self, Present},
        publication::How,
        sheets,
    },
    running::{fail_point, names::Names},
    store::{
        self, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        case::Stored,
    },
    words::{
        days,
        phrases::{Phrase, standing_in::Ending},
    },
};

/// How often it is tried again when somebody else changes the directory at the same moment.
const TRIES: usize = 4;

/// What leaving needs.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The memory.
    pub store: &'a store::Store,
    /// Who we are.
    pub names: &'a Names,
    /// The directory in force.
    pub directory: &'a Directory,
    /// Whether accounts are made here, and so shut.
    pub has_registrar: bool,
    /// Now.
    pub now: Timestamp,
}

impl<'a> Ground<'a> {
    /// Of a Lotse that serves.
    pub(crate) fn of(service: &'a Service, directory: &'a Directory) -> Self {
        let has_registrar = service.registrar.is_some();
        Self { store: &service.store, names: &service.names, directory, has_registrar, now: service.now() }
    }
}

/// What leaving would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// Cases that somebody else can go on with.
    pub cases: usize,
    /// Cases of which only they have the keys.
    pub own_keys: usize,
    /// Cases in which they stand in.
    pub covers: usize,
    /// Enquiries that wait for them by their personal link.
    pub personal: usize,
    /// Rooms of the centre that they go out of, beside those of cases.
    pub rooms: usize,
    /// Sessions at the desk that end; none, if they go on in another centre.
    pub sessions: usize,
    /// Other centres in which they stay.
    pub elsewhere: Vec<String>,
    /// Whether their account was made here, and is shut.
    pub account: bool,
}

/// What became of it.
pub enum Outcome {
    /// They have left.
    Left,
    /// They do not stand there.
    Unknown,
    /// Whoever was to succeed is not activated there.
    NoSuccessor,
    /// The directory would not be sound.
    Faults(Vec<Fault>),
    /// Somebody else changes the directory all the time.
    Busy,
}

/// Counts what leaving would do.
pub async fn stock(ground: &Ground<'_>, centre: &CentreId, who: &CounsellorId) -> StoreResult<Stock> {
    let Ground { directory, now, .. } = *ground;
    let mut tx = ground.store.look().await?;
    let held = store::case::of_counsellor(&mut tx, centre, who).await?;
    let mut stock = Stock::default();
    for stored in &held {
        let count = if stored.case.is_released() { &mut stock.own_keys } else { &mut stock.cases };
        *count += 1;
    }
    for stage in [store::case::Stage::Opened, store::case::Stage::Asked, store::case::Stage::Accepted] {
        for stored in store::case::of_centre(&mut tx, centre, stage).await? {
            let covers =
                stored.case.accepted().is_some_and(|it| it.covering(now).any(|it| it.colleague == *who));
            stock.covers += usize::from(covers);
            let waits = stored.case.accepted().is_none() && stored.case.personal.as_ref() == Some(who);
            stock.personal += usize::from(waits);
        }
    }
    if directory.is_active_counsellor(who, centre) {
        stock.rooms = store::room::of_centre(&mut tx, centre).await?.len();
    }
    let others = directory.centres_of_counsellor(who).filter(|it| it.id != *centre);
    stock.elsewhere = others.map(|it| it.name.clone()).collect();
    if stock.elsewhere.is_empty() {
        stock.sessions = store::desk_session::of_user(&mut tx, &matrix_id(who)).await?.len();
        let invited = store::invitation::of(&mut tx, who).await?;
        stock.account = ground.has_registrar && invited.is_some_and(|it| it.body.is_ours());
    }
    Ok(stock)
}

/// Somebody leaves a centre: out of the directory in one commit with what follows.
pub async fn leave(
    ground: &Ground<'_>,
    by: &Actor,
    (centre, who): (&CentreId, &CounsellorId),
    successor: Option<&CounsellorId>,
) -> StoreResult<Outcome> {
    for _ in 0..TRIES {
        if let Some(outcome) = attempt(ground, by, (centre, who), successor).await? {
            return Ok(outcome);
        }
    }
    Ok(Outcome::Busy)
}

/// Nothing, if somebody else has changed the directory at the same moment.
async fn attempt(
    ground: &Ground<'_>,
    by: &Actor,
    (centre, who): (&CentreId, &CounsellorId),
    successor: Option<&CounsellorId>,
) -> StoreResult<Option<Outcome>> {
    let now = ground.now;
    let present = Present::of(&mut ground.store.look().await?).await?;
    let place = |it: &&Counsellor, id: &CounsellorId| it.id == *id && it.centre == *centre;
    let people = &present.draft.counsellors;
    let Some(known) = people.iter().find(|it| place(it, who)).cloned() else {
        return Ok(Some(Outcome::Unknown));
    };
    let can_follow = |it: &CounsellorId| {
        it != who && people.iter().find(|known| place(known, it)).is_some_and(Counsellor::is_active)
    };
    if successor.is_some_and(|it| !can_follow(it)) {
        return Ok(Some(Outcome::NoSuccessor));
    }
    let is_last = !people.iter().any(|it| it.id == *who && it.centre != *centre);
    let edits = [sheets::becomes(&known, None)];
    let around = (ground.names.server().to_owned(), days::today(now));
    let actor = by.clone();
    let prepared =
        deed::aside(move || present.with(&edits, (&around.0, around.1), (actor, How::Leaving, ""))).await?;
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(deed::Refused::Faults(faults)) => return Ok(Some(Outcome::Faults(faults))),
        Err(deed::Refused::Meanwhile) => return Ok(None),
    };
    let mut tx = ground.store.begin().await?;
    if !prepared.write(&mut tx, now).await? {
        return Ok(None);
    }
    let entry = Entry::new(now, centre, Kind::Left, by.clone()).whom(who);
    let entry = entry.why(if successor.is_some() { "successor" } else { "pool" });
    audit::append(&mut tx, &entry).await?;
    if store::desk_lead::dismiss(&mut tx, centre, who).await? {
        let dismissed = Entry::new(now, centre, Kind::LeadDismissed, by.clone()).whom(who);
        audit::append(&mut tx, &dismissed).await?;
    }
    if is_last {
        store::desk_session::end_all(&mut tx, &matrix_id(who)).await?;
        if let Some(mut invited) = store::invitation::of(&mut tx, who).await? {
            store::invitation::set_link(&mut tx, &mut invited, None).await?;
        }
    }
    let parting =
        Effect::Part { centre: centre.clone(), counsellor: who.clone(), successor: successor.cloned() };
    parting.push(&mut tx, now, now).await?;
    fail_point::pass("leaving.before_commit");
    tx.commit().await?;
    fail_point::pass("leaving.after_commit");
    tracing::info!(centre.id = %centre, "Somebody has left a centre");
    Ok(Some(Outcome::Left))
}

/// The cases of whoever has left, one commit for each: whoever is interrupted goes on with the rest.
pub(crate) async fn hand_on(
    service: &Service,
    centre: &CentreId,
    who: &CounsellorId,
    successor: Option<&CounsellorId>,
) -> StoreResult<()> {
    service.roster.refresh(&service.store).await?;
    if service.directory().counsellor(who, centre).is_some() {
        // They are back already: nothing is taken from them.
        return Ok(());
    }
    let cases: Vec<CaseId> = {
        let mut tx = service.store.look().await?;
        let held = store::case::of_counsellor(&mut tx, centre, who).await?;
        held.into_iter().map(|stored| stored.case.id).collect()
    };
    for case in &cases {
        let mut tx = service.store.begin().await?;
        let Some(stored) = store::case::by_id(&mut tx, case).await? else { continue };
        if stored.case.holder() != Some(who) || stored.case.centre != *centre {
            continue;
        }
        hand_on_one(service, &mut tx, stored, successor).await?;
        tx.commit().await?;
        service.effects.notify_one();
        fail_point::pass("leaving.after_case");
    }
    Ok(())
}

async fn hand_on_one(
    service: &Service,
    tx: &mut Tx,
    mut stored: Stored,
    successor: Option<&CounsellorId>,
) -> StoreResult<()> {
    let (now, directory) = (service.now(), service.directory());
    let (case, centre) = (stored.case.id.clone(), stored.case.centre.clone());
    if stored.case.is_released() {
        // Nobody else has the keys, and nobody can give them to anybody.
        write_closing(service, tx, stored, Closer::Administration).await?;
        return Ok(());
    }
    let heir = successor.filter(|it| directory.is_active_counsellor(it, &centre));
    let covers = covering::left(&stored.case, now, now);
    if !covers.is_empty() {
        covering::end(service, tx, &mut stored, &covers, Actor::Itself, Ending::HandedOver).await?;
    }
    let next = match heir {
        Some(heir) => stored.case.clone().hand_over(heir.clone(), true, now),
        None => stored.case.clone().left_behind(now),
    };
    let Ok(next) = next else { return Ok(()) };
    stored.case = next;
    super::save(service, tx, &mut stored).await?;
    let entry = Entry::new(now, &centre, Kind::HandedOver, Actor::Itself).about(&stored.case.reference);
    audit::append(tx, &Entry { whom: heir.cloned(), ..entry.why("left") }).await?;
    Effect::Reconcile { case: case.clone(), told: false }.push(tx, now, now).await?;
    let reference = stored.case.reference.clone();
    if let Some(heir) = heir {
        let name = accepting::name_of(service, &centre, heir);
        push_notice(service, tx, &stored, Phrase::CaseLeftTo { name: name.clone() }, AT_ONCE).await?;
        let told = Phrase::CentreLeftTo { reference, name };
        agreeing::tell_whom(service, tx, &centre, (Whom::these([matrix_id(heir)]), told)).await?;
        metrics::counter!("lotse_cases_handed_over_total").increment(1);
    } else {
        push_notice(service, tx, &stored, Phrase::CaseLeftBehind, AT_ONCE).await?;
        Effect::PostCard { case: case.clone() }.push(tx, now, now).await?;
        absence::tell_if_nobody_is_there(service, tx, &mut stored).await?;
    }
    tracing::info!(case.id = %case, centre.id = %centre, "A case of somebody who has left goes on");
    Ok(())
}

/// Shuts the account of somebody who has left, if it was made here and they counsel nowhere any more.
pub(crate) async fn shut_account(
    service: &Service,
    who: &CounsellorId,
) -> Result<(), crate::running::trouble::Trouble> {
    let invited = store::invitation::of(&mut service.store.look().await?, who).await?;
    let is_gone = service.directory().centres_of_counsellor(who).next().is_none();
    let ours = invited.filter(|it| it.body.is_ours() && is_gone);
    if let (Some(_), Some(registrar)) = (&ours, &service.registrar) {
        registrar.shut(&matrix_id(who)).await?;
    }
    if is_gone {
        let mut tx = service.store.begin().await?;
        store::invitation::forget(&mut tx, who).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// What was seen of it: only that is confirmed.
pub fn seal(stock: &Stock) -> String {
    let Stock { cases, own_keys, covers, personal, .. } = stock;
    format!("{cases}-{own_keys}-{covers}-{personal}")
}
