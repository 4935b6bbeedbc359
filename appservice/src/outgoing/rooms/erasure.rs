//! The end of a case on the homeserver: nobody in the room, no keys, no events, no files. Each step may be done twice.

use std::time::Duration;

use routing::{CaseId, Far, RoomId, SeekerId, Span, Timestamp, retention::CHAT};
use ruma::{OwnedUserId, UserId};

use super::elsewhere;
use crate::{
    cases::{
        self,
        effects::{Done, Effect},
        service::{Service, seeker_matrix_id},
    },
    running::{fail_point, trouble::Trouble},
    servers::homeserver::{HomeserverError, Purging},
    store::{self, StoreResult, Tx, erasure::Erasure, purge::Purge, room::RoomKind},
    words::phrases::{Phrase, Removal},
};

/// A room is purged within moments; after this the effect is tried again later.
const LOOKS: u32 = 50;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// How long until it is looked again at a purge that takes its time.
const PURGE_WAIT: Span = Span::from_millis(2_000);

/// Events that are forgotten in one commit.
const EVENTS_AT_ONCE: u32 = 50;

/// How long until it is looked again whether all events of the room were handled.
const EVENTS_WAIT: Span = Span::from_millis(250);

/// How long until a purge is asked for again that was refused.
const REFUSAL_WAIT: Span = Span::hours(1);

/// How long somebody can still read the last words in their chat with the reception.
const LAST_WORDS_STAY: Span = Span::hours(24);

/// Destroys all keys for the room of an erased case and takes everybody out of it, the steward last.
pub(crate) async fn empty(service: &Service, case: &CaseId) -> Result<Done, Trouble> {
    let Some(mut erasure) = load(service, case).await? else { return Ok(Done::nothing()) };
    let mut then = Vec::new();
    if let Some(room) = room_of(service, &erasure).await? {
        // First of all nobody can read on, whatever happens to the rest.
        service.custodians.destroy_keys(&room).await?;
        fail_point::pass("erasure.after_keys");
        elsewhere::note(service, &mut erasure, &room).await?;
        take_everybody_out(service, &erasure, &room).await?;
        fail_point::pass("erasure.after_removal");
        destroy_late_keys(service, &erasure, &room).await?;
        elsewhere::wait(service, &mut erasure, &room).await?;
        let may = service.administration.is_some();
        let purge = if may { Purge::Queued } else { Purge::Owed };
        let mut tx = service.store.begin().await?;
        let subjects = owe(service, &mut tx, &room, (purge, service.now())).await?;
        tx.commit().await?;
        if may {
            then.extend(
                subjects.into_iter().map(|subject| Effect::Purge { subject, case: Some(case.clone()) }),
            );
        } else {
            tracing::warn!("Erasure is incomplete: nothing may be purged without [erasure] admin_token_file");
        }
    }
    then.push(Effect::ForgetErased { case: case.clone() });
    Ok(Done::then(then))
}

async fn load(service: &Service, case: &CaseId) -> Result<Option<Erasure>, Trouble> {
    let mut tx = service.store.look().await?;
    Ok(store::erasure::of_case(&mut tx, case).await?)
}

/// The room, also if Lotse died before it could be written down.
async fn room_of(service: &Service, erasure: &Erasure) -> Result<Option<RoomId>, Trouble> {
    let Some(claim) = &erasure.left.claim else { return Ok(erasure.room.clone()) };
    let steward = service.names.steward();
    let room = match &erasure.room {
        Some(room) => Some(room.clone()),
        None => service.homeserver.claimed(steward, claim).await?,
    };
    if let (Some(room), None) = (&room, &erasure.room) {
        let mut tx = service.store.begin().await?;
        store::erasure::set_room(&mut tx, &erasure.case, room).await?;
        tx.commit().await?;
    }
    service.homeserver.delete_alias(steward, claim).await?;
    Ok(room)
}

async fn take_everybody_out(service: &Service, erasure: &Erasure, room: &RoomId) -> Result<(), Trouble> {
    let far = matches!(erasure.left.far, Some(Far::Platform { .. }));
    let custodian = service.names.custodian(&erasure.left.centre);
    let steward = if far { &*custodian } else { service.names.steward() };
    let present = match service.homeserver.members(steward, room).await {
        // The steward is out already, and it goes last.
        Err(refused) if refused.is_gone_or_forbidden() => return Ok(()),
        other => other?,
    };
    let mut failed = None;
    // In a platform's room only our own people are ours to take out.
    let here = |member: &&OwnedUserId| !far || member.server_name() == steward.server_name();
    for member in present.keys().filter(|member| *member != steward).filter(here) {
        let gone = if service.names.is_ours(member) {
            service.homeserver.leave(member, room).await.map_err(Trouble::from)
        } else {
            out(service, steward, room, member).await
        };
        match gone {
            Ok(()) => {}
            // Whoever cannot be put out goes with the room, when it is purged; nobody else stays in for them.
            Err(Trouble::Poison(why)) => {
                metrics::counter!("lotse_alerts_total", "what" => "stays_in_an_erased_room").increment(1);
                tracing::error!(why, "Somebody cannot be put out of the room of an erased case");
            }
            Err(passing) => failed = Some(passing),
        }
    }
    if let Some(passing) = failed {
        return Err(passing);
    }
    service.homeserver.leave(steward, room).await?;
    Ok(())
}

/// By whoever is the room's host, which the case does not say any more.
async fn out(service: &Service, host: &UserId, room: &RoomId, member: &OwnedUserId) -> Result<(), Trouble> {
    let why = Phrase::LeavingReason { why: Removal::Erased };
    let why = service.catalogue.say(service.locale, &why).plain;
    service.homeserver.remove(host, room, member, &why).await?;
    service.expects(member);
    fail_point::pass("removal.after");
    metrics::counter!("lotse_removals_total").increment(1);
    Ok(())
}

/// What was on its way to the custodian while people were taken out.
async fn destroy_late_keys(service: &Service, erasure: &Erasure, room: &RoomId) -> Result<(), Trouble> {
    let centre = &erasure.left.centre;
    if service.directory().centre(centre).is_none() || service.has_own_lotse(centre) {
        return Ok(());
    }
    let custodian = service.custodian(centre).await?;
    custodian.empty_letter_box().await?;
    custodian.destroy_keys(room).await?;
    Ok(())
}

/// Writes down that a room and its files are to be purged from `due` on; gives what was written down.
async fn owe(
    service: &Service,
    tx: &mut Tx,
    room: &RoomId,
    (purge, due): (Purge, Timestamp),
) -> StoreResult<Vec<String>> {
    let files = store::purge::files_of(tx, room).await?;
    let here = format!("mxc://{}/", service.names.steward().server_name());
    // Of files on other homeservers there are copies here at most, which the homeserver clears away by age.
    let ours = files.into_iter().filter(|address| address.starts_with(&here));
    let subjects: Vec<String> = ours.chain([room.to_string()]).collect();
    for subject in &subjects {
        store::purge::put(tx, subject, purge, due).await?;
    }
    Ok(subjects)
}

/// Purges a room or a file. Without the right to, it is owed until somebody gives it.
pub(crate) async fn purge(service: &Service, subject: &str) -> Result<Done, Trouble> {
    let purged = match subject.strip_prefix("mxc://").and_then(|address| address.split_once('/')) {
        Some((server, id)) => purge_file(service, server, id).await?,
        None => purge_room(service, subject).await?,
    };
    fail_point::pass("erasure.after_purge");
    if let (true, Ok(room)) = (purged, RoomId::parse(subject)) {
        forget_events(service, &room).await?;
    }
    let mut tx = service.store.begin().await?;
    if purged {
        store::purge::done(&mut tx, subject).await?;
        if let Ok(room) = RoomId::parse(subject) {
            store::purge::forget_files(&mut tx, &room).await?;
        }
        metrics::counter!("lotse_purged_total").increment(1);
    } else {
        store::purge::put(&mut tx, subject, Purge::Owed, service.now().plus(REFUSAL_WAIT)).await?;
        metrics::counter!("lotse_purges_refused_total").increment(1);
        tracing::error!(
            "The homeserver refuses to purge: look at [erasure] admin_token_file with `lotse doctor`"
        );
    }
    tx.commit().await?;
    Ok(Done::nothing())
}

async fn purge_file(service: &Service, server: &str, id: &str) -> Result<bool, Trouble> {
    let Some(administration) = &service.administration else { return Ok(false) };
    match administration.delete_file(server, id).await {
        Ok(()) => Ok(true),
        Err(refused) if refused.is_without_right() => Ok(false),
        Err(other) => Err(other.into()),
    }
}

async fn purge_room(service: &Service, room: &str) -> Result<bool, Trouble> {
    let Some(administration) = &service.administration else { return Ok(false) };
    let Ok(room) = RoomId::parse(room) else { return Err(Trouble::Poison("no-room".to_owned())) };
    let mut asked = false;
    for _ in 0..LOOKS {
        let step = async {
            match administration.purging(&room).await? {
                Purging::Done => return Ok(true),
                Purging::Unasked if !asked => administration.purge_room(&room, false).await?,
                Purging::Failed if !asked => administration.purge_room(&room, true).await?,
                Purging::UnderWay | Purging::Unasked | Purging::Failed => {}
            }
            Ok::<bool, HomeserverError>(false)
        };
        match step.await {
            Ok(true) => return Ok(true),
            Ok(false) => asked = true,
            Err(refused) if refused.is_without_right() => return Ok(false),
            Err(other) => return Err(other.into()),
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    Err(Trouble::Passing { why: "the-room-is-being-purged".to_owned(), wait: Some(PURGE_WAIT) })
}

/// Forgets everything that led to the case, once no event of its room is on its way any more, and says so.
pub(crate) async fn forget(service: &Service, case: &CaseId) -> Result<Done, Trouble> {
    let Some(erasure) = load(service, case).await? else {
        // Interrupted after the commit.
        return Ok(Done::nothing());
    };
    elsewhere::wait_for_lotse(service, &erasure)?;
    let former = store::former::of_case(&mut service.store.look().await?, case).await?;
    for seeker in former.iter().chain([&erasure.left.seeker]) {
        forget_person(service, seeker, None).await?;
    }
    if let Some(room) = &erasure.room {
        forget_events(service, room).await?;
    }
    let mut tx = service.store.begin().await?;
    if let Some(room) = &erasure.room
        && (store::transaction::waits(&mut tx, service.now()).await?
            || store::inbox::waits(&mut tx, room).await?)
    {
        let why = "events-of-the-room-are-on-their-way".to_owned();
        return Err(Trouble::Passing { why, wait: Some(EVENTS_WAIT) });
    }
    fail_point::pass("erasure.before_commit");
    let now = service.now();
    // First, as everywhere: the trail's number is drawn before those of effects.
    cases::erasing::note(&mut tx, &erasure, now).await?;
    if let Some(room) = &erasure.room {
        store::room::forget(&mut tx, room).await?;
        store::inbox::forget_room(&mut tx, room, EVENTS_AT_ONCE).await?;
        store::purge::forget_files(&mut tx, room).await?;
        store::outbox::forget_dead_of_lane(&mut tx, &format!("room:{room}")).await?;
    }
    for lane in ["case", "later"] {
        store::outbox::forget_dead_of_lane(&mut tx, &format!("{lane}:{case}")).await?;
    }
    store::card::forget(&mut tx, case).await?;
    store::former::forget(&mut tx, case).await?;
    store::erasure::end(&mut tx, case).await?;
    cases::erasing::tell(service, &mut tx, &erasure, now).await?;
    cases::far::is_erased(service, &mut tx, &erasure).await?;
    tx.commit().await?;
    service.store.owe_wipe();
    tracing::info!(case.id = %case, "Erased a case");
    metrics::counter!("lotse_cases_erased_total").increment(1);
    Ok(Done::nothing())
}

/// Forgets the events of a room in slices, since whoever writes meanwhile waits for each commit.
async fn forget_events(service: &Service, room: &RoomId) -> StoreResult<()> {
    loop {
        let mut tx = service.store.begin().await?;
        let forgotten = store::inbox::forget_room(&mut tx, room, EVENTS_AT_ONCE).await?;
        tx.commit().await?;
        if forgotten < u64::from(EVENTS_AT_ONCE) {
            return Ok(());
        }
    }
}

/// Our users forget somebody with whom they have nothing to do any more.
async fn forget_person(service: &Service, seeker: &SeekerId, ended: Option<&RoomId>) -> Result<(), Trouble> {
    let keeps = {
        let mut tx = service.store.look().await?;
        cases::erasing::acquainted(service, &mut tx, seeker, ended).await?
    };
    service.custodians.forget_person(&seeker_matrix_id(seeker), &keeps).await?;
    if !keeps.contains(service.names.reception()) {
        let mut tx = service.store.begin().await?;
        store::pin::forget(&mut tx, seeker).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Ends a chat of the reception with somebody who has no case: the reception leaves and destroys its keys.
/// One that the seeker has `left` ends whatever was going on.
pub(crate) async fn end_chat(service: &Service, room: &RoomId, left: bool) -> Result<Done, Trouble> {
    let kind = {
        let mut tx = service.store.look().await?;
        store::room::by_id(&mut tx, room).await?
    };
    // Interrupted after it was forgotten: the leaving is done.
    let Some(RoomKind::Reception { seeker }) = kind else { return Ok(Done::nothing()) };
    if !left && !is_idle(service, room, &seeker).await? {
        return Ok(Done::nothing());
    }
    let reception = service.names.reception();
    service.homeserver.leave(reception, room).await?;
    service.reception().await?.empty_letter_box().await?;
    service.custodians.destroy_keys(room).await?;
    fail_point::pass("chat.after_keys");
    forget_person(service, &seeker, Some(room)).await?;
    let gone_from = service.now().plus(LAST_WORDS_STAY);
    forget_events(service, room).await?;
    let mut tx = service.store.begin().await?;
    owe(service, &mut tx, room, (Purge::Owed, gone_from)).await?;
    store::purge::forget_files(&mut tx, room).await?;
    store::dialogue::forget(&mut tx, room).await?;
    store::room::forget(&mut tx, room).await?;
    store::inbox::forget_room(&mut tx, room, EVENTS_AT_ONCE).await?;
    tx.commit().await?;
    service.store.owe_wipe();
    Ok(Done::nothing())
}

/// Whether nothing is going on in a chat: a case that began meanwhile keeps it, and so does somebody who still answers.
async fn is_idle(service: &Service, room: &RoomId, seeker: &SeekerId) -> Result<bool, Trouble> {
    let mut tx = service.store.look().await?;
    if store::case::is_seeker(&mut tx, seeker).await? {
        return Ok(false);
    }
    let dialogue =
        store::dialogue::load::<crate::words::reception::dialogue::Dialogue>(&mut tx, room).await?;
    let stale = |at: Timestamp| at.plus(CHAT) <= service.now();
    Ok(dialogue.is_none_or(|dialogue| dialogue.state.is_idle() || stale(dialogue.updated_at)))
}
