//! A case's room: the seeker asks, the counsellor answers, strangers have no effect.

use std::sync::Arc;

use serde_json::Value;

use hearing::danger;
use routing::{Access, CaseId, Closer, CounsellorId, Far, State};

use crate::{
    cases::{
        self,
        effects::Effect,
        event::{Event, Handled, Outcome, alert},
        leaving, life,
        service::{Service, belonging, counsellor_id, seeker_matrix_id},
        showing,
    },
    incoming::events::decrypting::{Aside, Decrypted, decrypt},
    keys::custodian::{Custodian, Unreadable},
    running::trouble::Trouble,
    store::{self, case::Stored},
    words::{
        command::Command,
        heard::{self, Heard},
        message::Said,
        phrases::Phrase,
    },
};

pub(super) async fn handle(service: &Service, event: &Event, case: &CaseId) -> Outcome {
    let stored = {
        let mut tx = service.store.look().await?;
        store::case::by_id(&mut tx, case).await?
    };
    let Some(stored) = stored else { return Ok(Handled::Nothing("a case that is gone")) };
    if matches!(stored.case.state, State::Erased { .. }) {
        return erased(service, event).await;
    }
    if stored.case.is_kept_elsewhere() {
        return super::far_room::handle(service, event, &stored).await;
    }
    let who_may = service.access(&stored.case);
    for user in belonging(service, &who_may) {
        service.expects(&user);
    }
    if let Some((who, membership)) = event.membership() {
        return member(service, event, stored, &who_may, who.as_str(), membership).await;
    }
    if event.kind == "m.room.redaction" {
        // Whoever did it, a moderator of the homeserver or the seeker: what is gone is gone from the card, too.
        return showing::taken_back(service, event, &stored).await;
    }
    if !who_may.may_read(event.sender.as_str()) {
        return Ok(alert(event, "stranger_in_case_room"));
    }
    if event.kind == "m.room.encrypted" && is_seeker(&stored, event) {
        cases::returning::in_use(service, &stored.case.id).await?;
    }
    match event.kind.as_str() {
        "m.room.encrypted" => encrypted(service, event, stored, &who_may).await,
        "m.reaction" if is_seeker(&stored, event) => {
            match cases::appointments::seekers::reacted(service, event, &stored).await? {
                Some(handled) => Ok(handled),
                None => cases::agreeing::reacted(service, event, stored).await,
            }
        }
        "m.room.message" | "m.sticker" => {
            let _ = alert(event, "clear_text_in_case_room");
            life::say(service, event, &stored, &who_may, Phrase::ErrorsUnencryptedCase).await
        }
        "m.room.power_levels"
        | "m.room.tombstone"
        | "m.room.history_visibility"
        | "m.room.join_rules"
        | "m.room.encryption" => Ok(alert(event, "change_of_rooms_rules")),
        _ => Ok(Handled::Nothing("nothing that changes a case")),
    }
}

/// The room of an erased case: nothing brings it back, and somebody who still writes is told where help is.
async fn erased(service: &Service, event: &Event) -> Outcome {
    match event.kind.as_str() {
        "m.room.encrypted" | "m.room.message" | "m.sticker" => cases::erasing::too_late(service, event).await,
        _ => Ok(Handled::Nothing("a case that is erased")),
    }
}

/// Outside of the encryption: what is inside is a signal of a call, as the portal's page says.
const SIGNAL: &str = "org.lotse.signal";

async fn encrypted(service: &Service, event: &Event, mut stored: Stored, who_may: &Access) -> Outcome {
    let by_seeker = is_seeker(&stored, event);
    // A call is no message. Where we can read that shows inside; where we cannot the page says it, and only about its own.
    if by_seeker && event.content[SIGNAL] == true && who_may.custodian.is_none() {
        return Ok(Handled::Nothing("a signal of a call"));
    }
    if Event::is_edit(&event.content) {
        return if by_seeker {
            edited(service, event, stored, who_may).await
        } else {
            Ok(Handled::Nothing("an edit"))
        };
    }
    let (text, replies_to) = match read(service, event, &stored, who_may).await? {
        Reading::Text { text, reply } => (Some(text), reply),
        Reading::Other | Reading::NotOurs => (None, None),
        unheard => return not_heard(service, event, stored, who_may, unheard).await,
    };
    if by_seeker {
        stored = cases::identities::before_hearing(service, stored).await?;
    }
    stored = cases::silence::heard(service, stored).await?;
    let command = text.as_deref().and_then(|text| Command::parse(text).ok());
    match command {
        Some(Command::Help) => return life::help(service, event, &stored, who_may).await,
        Some(Command::Erase) if by_seeker => return cases::erasing::wish(service, event, stored).await,
        _ => {}
    }
    if by_seeker && stored.case.keeping.wish.is_some() {
        let confirmed = text.as_deref().is_some_and(|text| heard::confirms_erasure(&Heard::new(text)));
        if confirmed && stored.case.awaits_confirmation(service.now()) {
            return cases::erasing::confirm(service, event, stored).await;
        }
        stored = cases::erasing::drop_wish(service, stored).await?;
    }
    let danger = text.as_deref().filter(|_| by_seeker).and_then(danger::hear).map(|heard| heard.kind);
    if by_seeker && stored.case.is_muted(service.now()) {
        return cases::muting::still(service, event, &stored, danger).await;
    }
    let closing = closes(command.as_ref(), &stored);
    if closing && matches!(stored.case.state, State::Closed { .. }) {
        return life::say(service, event, &stored, who_may, Phrase::CaseClosedAlready).await;
    }
    if let (true, Some(text)) = (by_seeker && !closing, &text)
        && let Some(answer) = life::aside(&stored.case.state, &Heard::new(text))
    {
        return life::say(service, event, &stored, who_may, answer).await;
    }
    if let (true, Some(text)) = (by_seeker, &text) {
        let said = (text.as_str(), replies_to.as_deref());
        stored = match cases::appointments::seekers::said(service, event, stored, said).await {
            Ok(outcome) => return outcome,
            Err(talk) => talk,
        };
        stored = match cases::agreeing::said(service, event, stored, text, replies_to.as_deref()).await {
            Ok(outcome) => return outcome,
            Err(talk) => talk,
        };
    }
    if let (false, Some(counsellor), Some(command)) = (by_seeker, counsellor_id(&event.sender), &command)
        && command.is_about_appointments()
    {
        return cases::appointments::in_room(service, event, &stored, counsellor, command.clone()).await;
    }
    if !by_seeker {
        cases::offering::talked(service, &mut stored).await?;
    }
    let counsellor = counsellor_id(&event.sender);
    let stored =
        if by_seeker && !closing { cases::absence::look_after(service, stored).await? } else { stored };
    match (&stored.case.state, by_seeker) {
        (State::Accepted(_) | State::Closed { .. }, _) if event.counted && !closing && danger.is_none() => {
            Ok(Handled::Nothing("a message that was counted before its key came"))
        }
        (State::Opened | State::Asked { .. } | State::Accepted(_), true) if closing => {
            life::close(service, event, stored, Closer::Seeker).await
        }
        (State::Opened, true) => cases::asking::ask(service, event, stored, danger).await,
        (State::Asked { .. }, true) => match danger {
            Some(danger) => cases::asking::in_danger(service, event, stored, danger).await,
            // It is counted on the card.
            None if command.is_none() => showing::one_more(service, event, &stored).await,
            None => Ok(Handled::Nothing("a message that changes nothing")),
        },
        (State::Accepted(_), false) => match counsellor {
            Some(counsellor) => by_counsellor(service, event, stored, counsellor, closing).await,
            None => Ok(Handled::Nothing("nobody who counsels")),
        },
        (State::Accepted(_), true) => cases::follow_up::arrived(service, event, stored, danger).await,
        (State::Closed { .. }, _) => life::reopen(service, event, stored, danger).await,
        (State::Opened | State::Asked { .. } | State::Erased { .. }, _) => {
            Ok(Handled::Nothing("a message that changes nothing"))
        }
    }
}

/// What becomes of a message that says nothing now.
async fn not_heard(
    service: &Service,
    event: &Event,
    stored: Stored,
    who_may: &Access,
    reading: Reading,
) -> Outcome {
    match reading {
        Reading::Text { .. } | Reading::Other | Reading::NotOurs => Ok(Handled::Nothing("it was heard")),
        Reading::Ignore(why) => Ok(Handled::Nothing(why)),
        Reading::Aside(aside, custodian) => {
            let outcome = if aside.tell {
                life::say(service, &aside.event, &stored, who_may, Phrase::ErrorsKeyMissing).await
            } else {
                aside.quietly(service).await
            };
            aside.look_once_more(service, &custodian, outcome).await
        }
        Reading::Late(aside, custodian) => {
            let outcome = late(service, &aside, stored).await;
            aside.look_once_more(service, &custodian, outcome).await
        }
        Reading::Failed => {
            metrics::counter!("lotse_undecryptable_total").increment(1);
            life::say(service, event, &stored, who_may, Phrase::ErrorsUndecryptable).await
        }
        Reading::Unsigned => life::say(service, event, &stored, who_may, Phrase::CaseDeviceUnknown).await,
        Reading::Forged => Ok(alert(event, "forged_sender")),
    }
}

/// In an accepted case a message counts although its key is late: people read one another. Whatever else it says is heard when the
/// key comes.
async fn late(service: &Service, aside: &Aside, stored: Stored) -> Outcome {
    if aside.event.counted || (is_seeker(&stored, &aside.event) && aside.event.content[SIGNAL] == true) {
        return aside.quietly(service).await;
    }
    let event = &Event { counted: true, ..aside.event.clone() };
    let mut stored = cases::silence::heard(service, stored).await?;
    if is_seeker(&stored, event) {
        let stored = cases::absence::look_after(service, stored).await?;
        return cases::follow_up::arrived(service, event, stored, None).await;
    }
    cases::offering::talked(service, &mut stored).await?;
    match counsellor_id(&event.sender) {
        Some(counsellor) => by_counsellor(service, event, stored, counsellor, false).await,
        None => aside.quietly(service).await,
    }
}

async fn by_counsellor(
    service: &Service,
    event: &Event,
    stored: Stored,
    counsellor: CounsellorId,
    closing: bool,
) -> Outcome {
    if closing {
        return life::close(service, event, stored, Closer::Counsellor(counsellor)).await;
    }
    cases::follow_up::dealt_with(service, &stored.case.id).await?;
    cases::mailing::tell_seeker(service, &stored.case).await?;
    life::answered(service, event, stored, &counsellor).await
}

/// Whether a command ends this case: in its own room it need not be named.
fn closes(command: Option<&Command>, stored: &Stored) -> bool {
    match command {
        Some(Command::Close { reference: None }) => true,
        Some(Command::Close { reference }) => reference.as_ref() == Some(&stored.case.reference),
        _ => false,
    }
}

/// The seeker has changed what they wrote: before acceptance the card follows, and danger is heard. Words for Lotse are not
/// changed by it.
async fn edited(service: &Service, event: &Event, stored: Stored, who_may: &Access) -> Outcome {
    let shown = matches!(&stored.case.state, State::Asked { first, .. }
        if event.content["m.relates_to"]["event_id"] == first.as_str());
    let (true, Some(centre)) = (shown, &who_may.custodian) else { return Ok(Handled::Nothing("an edit")) };
    let custodian = service.custodian(centre).await?;
    let seeker = stored.case.seeker().map(seeker_matrix_id);
    match decrypt(service, &custodian, event, seeker.as_deref()).await? {
        Decrypted::Opened(opened) if opened.sender != event.sender => Ok(alert(event, "forged_sender")),
        Decrypted::Opened(opened) => {
            let text = service.said(&opened.content["m.new_content"]).text;
            let danger = danger::hear(&text).map(|heard| heard.kind);
            showing::changed(service, event, stored, danger).await
        }
        // What it was before is not to be read any longer, whatever it is now.
        Decrypted::Aside(aside) => {
            let outcome = showing::changed(service, &aside.event, stored, None).await;
            aside.look_once_more(service, &custodian, outcome).await
        }
        Decrypted::Never(_) => showing::changed(service, event, stored, None).await,
    }
}

fn is_seeker(stored: &Stored, event: &Event) -> bool {
    stored.case.seeker().is_some_and(|seeker| seeker.as_str() == event.sender.as_str())
}

enum Reading {
    /// Text, which may be a command. Never logged, never stored.
    Text {
        text: String,
        /// The event that it replies to.
        reply: Option<String>,
    },
    /// A message without text.
    Other,
    /// The custodian has left: only two people can read, and we are not among them.
    NotOurs,
    /// No message at all.
    Ignore(&'static str),
    /// It cannot be read before its key comes.
    Aside(Box<Aside>, Arc<Custodian>),
    /// The same, in an accepted case: the case does not wait for it.
    Late(Box<Aside>, Arc<Custodian>),
    /// The seeker wrote it on a device that is not confirmed and was not allowed by them.
    Unsigned,
    /// It could not be read, and will not be.
    Failed,
    /// Somebody else's session.
    Forged,
}

async fn read(
    service: &Service,
    event: &Event,
    stored: &Stored,
    who_may: &Access,
) -> Result<Reading, Trouble> {
    let Some(centre) = &who_may.custodian else { return Ok(Reading::NotOurs) };
    let custodian = service.custodian(centre).await?;
    let seeker = stored.case.seeker().map(seeker_matrix_id);
    // Once accepted, the case does not hang on what the custodian can read.
    let accepted = matches!(stored.case.state, State::Accepted(_));
    let opened = match decrypt(service, &custodian, event, seeker.as_deref()).await {
        Err(Trouble::Poison(_)) if event.counted => {
            return Ok(Reading::Ignore("a message that was counted, and whose key never came"));
        }
        Err(trouble) => return Err(trouble),
        Ok(Decrypted::Never(Unreadable::NotConfirmed)) => {
            return Ok(Reading::Ignore("an identity that nobody has confirmed"));
        }
        Ok(Decrypted::Never(_)) if event.counted => {
            return Ok(Reading::Ignore("a message that was counted, and that cannot be read"));
        }
        Ok(decrypted) => decrypted,
    };
    let opened = match opened {
        Decrypted::Opened(opened) => opened,
        Decrypted::Aside(aside) if event.counted || (accepted && !aside.early) => {
            return Ok(Reading::Late(aside, custodian));
        }
        Decrypted::Aside(aside) => return Ok(Reading::Aside(aside, custodian)),
        Decrypted::Never(_) if accepted => return Ok(Reading::Other),
        Decrypted::Never(Unreadable::SenderNotTrusted) if is_seeker(stored, event) => {
            return Ok(Reading::Unsigned);
        }
        Decrypted::Never(unreadable) => {
            tracing::warn!(event.id = %event.id, case.id = %stored.case.id, why = ?unreadable, "Could not read a message");
            return Ok(Reading::Failed);
        }
    };
    if opened.sender != event.sender {
        return Ok(Reading::Forged);
    }
    if !matches!(opened.kind.as_str(), "m.room.message" | "m.sticker") {
        return Ok(Reading::Ignore("no message"));
    }
    if Event::is_edit(&opened.content) {
        return Ok(Reading::Ignore("an edit"));
    }
    remember_files(service, event, &opened.content).await?;
    if opened.content["msgtype"] != "m.text" || !opened.content["body"].is_string() {
        return Ok(Reading::Other);
    }
    let Said { text, reply } = service.said(&opened.content);
    Ok(Reading::Text { text, reply })
}

/// Which files were sent: encrypted ones cannot be listed by room, and they go with the case.
async fn remember_files(service: &Service, event: &Event, content: &Value) -> store::StoreResult<()> {
    let places = ["/file/url", "/url", "/info/thumbnail_file/url", "/info/thumbnail_url"];
    let files: Vec<&str> = places.iter().filter_map(|place| content.pointer(place)?.as_str()).collect();
    if files.is_empty() {
        return Ok(());
    }
    let mut tx = service.store.begin().await?;
    for address in files.iter().filter(|address| address.starts_with("mxc://") && address.len() < 512) {
        store::purge::remember_file(&mut tx, &event.room, address).await?;
    }
    tx.commit().await
}

async fn member(
    service: &Service,
    event: &Event,
    stored: Stored,
    who_may: &Access,
    who: &str,
    membership: &str,
) -> Outcome {
    let ours = service.names.steward() == who
        || matches!(&stored.case.far, Some(Far::Platform { steward, .. }) if steward.as_str() == who)
        || [&who_may.custodian, &who_may.outgoing]
            .into_iter()
            .flatten()
            .any(|centre| service.names.custodian(centre) == who);
    if who_may.may_read(who) {
        let is_seeker = stored.case.seeker().is_some_and(|seeker| seeker.as_str() == who);
        let counsellor = CounsellorId::parse(who).ok();
        let counsellor = counsellor.filter(|counsellor| who_may.counsellors.contains(counsellor));
        // Whom we take out ourselves, we invite again at once.
        let out = matches!(membership, "leave" | "ban") && !service.names.is_ours(&event.sender);
        return match counsellor {
            _ if is_seeker && out => leaving::seeker_left(service, event, stored).await,
            _ if is_seeker && membership == "join" => leaving::seeker_came(service, event, stored).await,
            // Our own invitations are written down where they are made.
            _ if is_seeker && membership == "invite" && !service.names.is_ours(&event.sender) => {
                cases::returning::let_in(service, event, &stored).await
            }
            Some(counsellor) if out => leaving::counsellor_left(service, event, &stored, &counsellor).await,
            Some(counsellor) if membership == "join" => {
                life::joined(service, event, stored, &counsellor).await
            }
            _ => Ok(Handled::Nothing("a membership that changes nothing")),
        };
    }
    if let Some(incoming) = who_may.incoming.as_ref().filter(|incoming| incoming.as_str() == who) {
        return match membership {
            "join" => cases::agreeing::let_in(service, event, stored, incoming).await,
            _ => Ok(Handled::Nothing("somebody who is expected")),
        };
    }
    if ours || !matches!(membership, "join" | "invite" | "knock") {
        return Ok(Handled::Nothing("a membership that changes nothing"));
    }
    let _ = alert(event, "injected_member");
    let now = service.now();
    let mut tx = service.store.begin().await?;
    Effect::Reconcile { case: stored.case.id.clone(), told: false }.push(&mut tx, now, now).await?;
    crate::cases::event::settle(service, tx, event).await
}
