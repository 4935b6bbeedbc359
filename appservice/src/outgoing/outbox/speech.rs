//! Saying things: encrypted, to exactly those who may read in the room.

use routing::{RoomId, SeekerId};
use serde_json::{Value, json};

use crate::{
    cases::{
        effects::{Done, Thread, Whom, Words},
        service::{Service, matrix_id, seeker_matrix_id},
    },
    keys::custodian::{Custodian, Listeners},
    outgoing::rooms::{body::keep_to, parties::Parties},
    running::{fail_point, trouble::Trouble},
    servers::homeserver::HomeserverError,
    store::{self, room::RoomKind},
    words::phrases::{Locale, Message, Phrase, Say, seekers},
};

/// Says sealed words in a room, in its thread if they answer what was said in one.
pub(super) async fn say(
    service: &Service,
    room: &RoomId,
    sealed: &str,
    thread: Option<&Thread>,
    row: &str,
) -> Result<Done, Trouble> {
    let words = Words::unseal(service.store.vault(), sealed)?;
    let Some((speaker, listeners, place)) = who(service, room).await? else { return Ok(Done::nothing()) };
    let message = service.catalogue.say_all(words.locale, &words.say);
    let mut content = match place {
        Place::Case => content_for_seekers(&message, &words.say, &words.whom),
        Place::Elsewhere => content(&message, &words.whom),
    };
    if let Some(Thread { root, last }) = thread {
        content["m.relates_to"] = json!({
            "rel_type": "m.thread", "event_id": root.as_str(), "is_falling_back": true,
            "m.in_reply_to": { "event_id": last.as_str() },
        });
    }
    fail_point::pass("send.before");
    speaker.write(room, &listeners, "m.room.message", &content, &txn(row)).await?;
    fail_point::pass("send.after");
    Ok(Done::nothing())
}

/// Whether a seeker reads along whose own program may say it in their language.
pub(super) enum Place {
    Case,
    Elsewhere,
}

/// Who speaks in a room of ours, and to whom. Nobody where no custodian is.
pub(super) async fn who(
    service: &Service,
    room: &RoomId,
) -> Result<Option<(std::sync::Arc<Custodian>, Listeners, Place)>, Trouble> {
    let kind = {
        let mut tx = service.store.look().await?;
        store::room::by_id(&mut tx, room).await?
    };
    Ok(match kind {
        Some(RoomKind::Reception { seeker }) => {
            let seeker = Some(seeker_matrix_id(&seeker));
            Some((service.reception().await?, Listeners::with_seeker(seeker, []), Place::Elsewhere))
        }
        Some(RoomKind::Enquiries(centre) | RoomKind::Team(centre)) => {
            let listeners = Listeners::only(service.team(&centre));
            Some((service.custodian(&centre).await?, listeners, Place::Elsewhere))
        }
        Some(RoomKind::Private { centre, counsellor }) => {
            if !service.directory().is_active_counsellor(&counsellor, &centre) {
                return Ok(None);
            }
            let listeners = Listeners::only(vec![matrix_id(&counsellor)]);
            Some((service.custodian(&centre).await?, listeners, Place::Elsewhere))
        }
        Some(RoomKind::Case(case)) => {
            let stored = {
                let mut tx = service.store.look().await?;
                store::case::by_id(&mut tx, &case).await?
            };
            let Some(stored) = stored else { return Ok(None) };
            let who_may = service.access(&stored.case);
            let Some(centre) = &who_may.custodian else { return Ok(None) };
            let counsellors = who_may.counsellors.iter().map(matrix_id);
            let listeners =
                Listeners::with_seeker(who_may.seeker.as_ref().map(seeker_matrix_id), counsellors);
            Some((service.custodian(centre).await?, listeners, Place::Case))
        }
        Some(RoomKind::Space(_) | RoomKind::Channel { .. }) | None => None,
    })
}

/// Says sealed words in clear: only what is the same for everybody, and never in a case room.
pub(super) async fn say_in_clear(
    service: &Service,
    room: &RoomId,
    sealed: &str,
    row: &str,
) -> Result<Done, Trouble> {
    let words = Words::unseal(service.store.vault(), sealed)?;
    let kind = {
        let mut tx = service.store.look().await?;
        store::room::by_id(&mut tx, room).await?
    };
    let speaker = match kind {
        Some(RoomKind::Reception { .. }) => service.reception().await?,
        Some(RoomKind::Enquiries(centre) | RoomKind::Team(centre)) => service.custodian(&centre).await?,
        Some(
            RoomKind::Case(_) | RoomKind::Space(_) | RoomKind::Private { .. } | RoomKind::Channel { .. },
        )
        | None => {
            return Ok(Done::nothing());
        }
    };
    let mut content = content(&service.catalogue.say_all(words.locale, &words.say), &words.whom);
    content["msgtype"] = json!("m.notice");
    service.homeserver.send(speaker.identity(), room, "m.room.message", &txn(row), content).await?;
    Ok(Done::nothing())
}

/// Makes a plain chat an encrypted one. Where the reception may not, it says why and invites into a new one.
pub(super) async fn switch_to_encryption(
    service: &Service,
    room: &RoomId,
    row: &str,
) -> Result<Done, Trouble> {
    let kind = {
        let mut tx = service.store.look().await?;
        store::room::by_id(&mut tx, room).await?
    };
    let Some(RoomKind::Reception { seeker }) = kind else { return Ok(Done::nothing()) };
    let me = service.names.reception();
    let locale = service.locale;
    if service.homeserver.state(me, room, "m.room.encryption", "").await?.is_some() {
        in_clear(service, room, locale, &[Phrase::ErrorsUnencryptedReception], row).await?;
        return Ok(Done::nothing());
    }
    let algorithm = json!({ "algorithm": "m.megolm.v1.aes-sha2" });
    let switched = service.homeserver.set_state(me, room, "m.room.encryption", "", algorithm).await;
    match switched {
        Ok(()) => {
            let words =
                [Phrase::ErrorsUnencryptedReception, Phrase::ReceptionEncryptionOn, Phrase::HelpLines];
            in_clear(service, room, locale, &words, row).await?;
        }
        Err(HomeserverError::Refused { status: 403, .. }) => {
            let words = [Phrase::ErrorsUnencryptedReception, Phrase::ReceptionNewChat, Phrase::HelpLines];
            in_clear(service, room, locale, &words, row).await?;
            let known = {
                let mut tx = service.store.look().await?;
                store::room::reception_of(&mut tx, &seeker).await?.filter(|known| known != room)
            };
            if known.is_none() {
                open_chat(service, &seeker, row).await?;
            } else {
                service.homeserver.delete_alias(me, &chat_alias(service, row)).await?;
            }
            service.homeserver.leave(me, room).await?;
            let mut tx = service.store.begin().await?;
            store::room::forget(&mut tx, room).await?;
            tx.commit().await?;
        }
        Err(other) => return Err(other.into()),
    }
    Ok(Done::nothing())
}

/// Makes an encrypted chat of the reception with somebody, once for all attempts at an effect.
pub(super) async fn open_chat(service: &Service, with: &SeekerId, row: &str) -> Result<RoomId, Trouble> {
    let me = service.names.reception();
    let person = seeker_matrix_id(with);
    // Somebody of another server is invited once the room is there: theirs may be away.
    let elsewhere = person.server_name() != me.server_name();
    let at_once: Vec<_> = (!elsewhere).then_some(&person).into_iter().collect();
    let mut body = json!({
        "preset": "private_chat",
        "room_version": service.rooms.name,
        "is_direct": true,
        "invite": at_once,
        "initial_state": [
            { "type": "m.room.encryption", "state_key": "", "content": { "algorithm": "m.megolm.v1.aes-sha2" } },
            { "type": "m.room.guest_access", "state_key": "", "content": { "guest_access": "forbidden" } },
        ],
    });
    let parties = Parties::of_people(service, std::slice::from_ref(&person));
    keep_to(&mut body, &parties);
    let alias = chat_alias(service, row);
    let fresh = service.homeserver.create_room(me, &alias, body).await?.into_room();
    if elsewhere {
        // Before the room is remembered: until then it is found by its alias, and this is done again.
        service.homeserver.invite(me, &fresh, &person).await?;
    }
    let kind = RoomKind::Reception { seeker: with.clone() };
    let mut tx = service.store.begin().await?;
    store::room::record(&mut tx, &fresh, &kind, service.now()).await?;
    parties.remember(&mut tx, &fresh).await?;
    tx.commit().await?;
    // The alias goes once the room is remembered: until then it keeps a second one from being made.
    service.homeserver.delete_alias(me, &alias).await?;
    Ok(fresh)
}

fn chat_alias(service: &Service, row: &str) -> String {
    service.names.alias(&row.to_lowercase())
}

async fn in_clear(
    service: &Service,
    room: &RoomId,
    locale: Locale,
    phrases: &[Phrase],
    row: &str,
) -> Result<(), Trouble> {
    let reception = service.reception().await?;
    let say: Vec<_> = phrases.iter().cloned().map(Into::into).collect();
    let mut content = content(&service.catalogue.say_all(locale, &say), &Whom::Nobody);
    content["msgtype"] = json!("m.notice");
    service.homeserver.send(reception.identity(), room, "m.room.message", &txn(row), content).await?;
    Ok(())
}

/// A message in the room of a case: beside the text stands what it says, for programs. It names people, so it is for
/// [`Custodian::write`] alone, which encrypts.
pub(super) fn content_for_seekers(message: &Message, say: &[Say], whom: &Whom) -> Value {
    let mut content = content(message, whom);
    if let Some(told) = seekers::told(say) {
        content[seekers::FIELD] = told;
    }
    content
}

/// A message as Matrix wants it, which rings for whoever must act.
pub(super) fn content(message: &Message, whom: &Whom) -> Value {
    let mut content = json!({ "msgtype": "m.text", "body": message.plain, "m.mentions": whom.mentions() });
    if let Some(html) = &message.html {
        content["format"] = json!("org.matrix.custom.html");
        content["formatted_body"] = json!(html);
    }
    content
}

/// One transaction id for all attempts at an effect.
fn txn(row: &str) -> String {
    format!("lotse-{row}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::phrases::{Catalogue, Confidence};

    #[test]
    fn what_is_said_in_clear_never_says_it_for_programs() {
        let say = [Confidence::CaseName { name: "Blaue Amsel".to_owned() }.into(), Phrase::HelpLines.into()];
        let message = Catalogue::load().unwrap().say_all(Locale::De, &say);
        let clear = content(&message, &Whom::Nobody);
        assert_eq!(clear.get(seekers::FIELD), None);
        let mut encrypted = content_for_seekers(&message, &say, &Whom::Nobody);
        assert_eq!(encrypted[seekers::FIELD][0]["args"]["name"], "Blaue Amsel");
        // For every other client nothing is different.
        encrypted.as_object_mut().unwrap().remove(seekers::FIELD);
        assert_eq!(encrypted, clear);
    }

    /// The functions that send something in clear, as they are written here.
    #[test]
    fn the_ways_in_clear_do_not_know_the_field() {
        let source = include_str!("speech.rs").split("#[cfg(test)]").next().unwrap();
        for function in source.split("async fn ").skip(1) {
            let body = function.split("\n}\n").next().unwrap();
            if body.contains("homeserver.send(") {
                assert!(!body.contains("content_for_seekers"), "{body}");
            }
        }
        assert_eq!(source.matches("content_for_seekers(").count(), 2);
    }
}
