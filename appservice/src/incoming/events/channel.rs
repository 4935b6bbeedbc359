//! Where two Lotse tell each other of cases. Only what the other one has encrypted, on a device that it has cross-signed and with
//! the identity that is known of it, is a word; everything else is counted, and nothing follows.

use routing::{CentreId, CounsellorId};
use ruma::UserId;
use serde_json::Value;

use crate::{
    cases::{
        event::{Event, Handled, Outcome, Spent, alert, is, settle},
        far,
        service::{Service, matrix_id},
    },
    incoming::events::{
        decrypting::{Decrypted, decrypt},
        not_let_in,
    },
    store,
    words::far::{KIND, NoWord, Word},
};

/// Which of the two we are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Platform,
    /// The platform, for a Lotse that is no centre's any more: it leads on the cases that it still has, and nothing else counts.
    Former,
    Centre,
    /// The centre, for a platform that our settings name no longer: it says which cases it has erased, and nothing else counts.
    FormerPlatform,
}

pub(super) async fn handle(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    with: &CounsellorId,
) -> Outcome {
    let side = side(service, centre, with);
    let me = match side {
        Side::Platform | Side::Former => service.names.reception().to_owned(),
        Side::Centre | Side::FormerPlatform => service.names.custodian(centre),
    };
    if let Some((who, membership)) = event.membership() {
        let over = matches!(membership, "leave" | "ban") && (is(&who, with.as_str()) || who == me);
        if !over {
            return Ok(Handled::Nothing("a membership that changes nothing"));
        }
        // The next word makes a new one.
        service.homeserver.leave(&me, &event.room).await?;
        let mut tx = service.store.begin().await?;
        store::room::forget(&mut tx, &event.room).await?;
        return settle(service, tx, event).await;
    }
    if !is(&event.sender, with.as_str()) {
        return Ok(alert(event, "word_of_a_stranger"));
    }
    service.expects(&matrix_id(with));
    if event.kind != "m.room.encrypted" {
        let clear = matches!(event.kind.as_str(), "m.room.message" | "m.sticker");
        let nothing = Handled::Nothing("nothing that is a word");
        return Ok(if clear { alert(event, "word_in_clear") } else { nothing });
    }
    let machine = match side {
        Side::Platform | Side::Former => service.reception().await?,
        Side::Centre | Side::FormerPlatform => service.custodian(centre).await?,
    };
    let opened = match decrypt(service, &machine, event, None).await? {
        Decrypted::Opened(opened) => opened,
        Decrypted::Aside(aside) => {
            let outcome = aside.quietly(service).await;
            return aside.look_once_more(service, &machine, outcome).await;
        }
        Decrypted::Never(_) => return Ok(alert(event, "word_that_cannot_be_read")),
    };
    if opened.sender != event.sender {
        return Ok(alert(event, "forged_sender"));
    }
    if opened.kind != KIND {
        return Ok(alert(event, "no_word"));
    }
    let event = &once(event, &me, &opened.content);
    let word = match Word::read(&opened.content) {
        Ok(word) => word,
        Err(NoWord::Later(version)) => return far::later(service, event, (centre, with), version).await,
        Err(NoWord::Nonsense) => return is_done(service, event, alert(event, "no_word")).await,
    };
    let handled = if let Word::Speaks { up_to } = word {
        far::speaks(service, event, (centre, with), up_to).await?
    } else {
        far::is_understood(service, centre, with).await?;
        heard(service, event, (side, centre, with), word).await?
    };
    is_done(service, event, handled).await
}

/// The event with the key that is destroyed when it is done, if nothing else was written with that.
fn once(event: &Event, me: &UserId, content: &Value) -> Event {
    let session = event.content["session_id"].as_str().filter(|_| Word::is_once(content));
    let spent = session.map(|session| Spent { owner: me.to_owned(), session: session.to_owned() });
    Event { spent, ..event.clone() }
}

/// Also what has no effect is done with its key.
async fn is_done(service: &Service, event: &Event, handled: Handled) -> Outcome {
    match handled {
        Handled::Nothing(why) if event.spent.is_some() => {
            tracing::debug!(event.id = %event.id, why, "Left a word without effect");
            settle(service, service.store.begin().await?, event).await
        }
        handled => Ok(handled),
    }
}

/// Which side of a channel with this user is ours.
fn side(service: &Service, centre: &CentreId, with: &CounsellorId) -> Side {
    let directory = service.directory();
    let lotse = directory.centre(centre).and_then(|centre| centre.lotse.as_ref());
    if lotse == Some(with) {
        return Side::Platform;
    }
    if service.from_elsewhere.is_platform(&matrix_id(with)) {
        return Side::Centre;
    }
    // One that has left the directory, or has another Lotse now; else a centre of ours.
    let theirs = directory.centre(centre).is_none() || lotse.is_some();
    if theirs { Side::Former } else { Side::FormerPlatform }
}

async fn heard(
    service: &Service,
    event: &Event,
    (side, centre, with): (Side, &CentreId, &CounsellorId),
    word: Word,
) -> Outcome {
    match (side, word) {
        (Side::Centre, Word::Hello) => far::greeted(service, event, (centre, with)).await,
        (Side::Centre, Word::Case(news)) => far::announced(service, event, (centre, with), news).await,
        (Side::Centre | Side::FormerPlatform, Word::Gone { room, wished }) => {
            far::gone(service, event, (centre, with), (&room, wished)).await
        }
        (Side::Centre, Word::Ended { room }) => far::ended(service, event, (centre, with), &room).await,
        (Side::Centre, Word::Passing { room, answer }) => {
            far::passing(service, event, (centre, with), (&room, answer)).await
        }
        (Side::Platform | Side::Former, Word::Hush { room, until }) => {
            far::hushed(service, event, with, (&room, until)).await
        }
        (Side::Platform | Side::Former, Word::PassOn { room, to }) => {
            far::pass_on(service, event, with, (&room, &to)).await
        }
        (Side::Platform | Side::Former, Word::Report { room, number, report }) => {
            far::followed(service, event, with, (&room, number, &report)).await
        }
        (Side::Platform, Word::Refused { room, why }) => far::refused(service, event, with, &room, why).await,
        (Side::Platform, Word::Present { people, at }) => {
            far::present(service, event, centre, (people, at)).await
        }
        _ => Ok(alert(event, "word_for_the_other_side")),
    }
}

/// A platform that may announce cases asks our custodian into a channel.
pub(super) async fn open(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    platform: &CounsellorId,
) -> Outcome {
    let custodian = service.custodian(centre).await?;
    let (me, room) = (custodian.user(), &event.room);
    match service.homeserver.join(me, room).await {
        Err(refused) if refused.is_no_room() => return not_let_in(event, me, &refused),
        other => other?,
    }
    let encryption = service.homeserver.state(me, room, "m.room.encryption", "").await?;
    let encrypted = encryption.is_some_and(|content| content["algorithm"] == "m.megolm.v1.aes-sha2");
    let members = service.homeserver.members(me, room).await?;
    if !encrypted || members.len() != 2 || !members.contains_key(&event.sender) {
        service.homeserver.leave(me, room).await?;
        return Ok(alert(event, "channel_that_is_none"));
    }
    let now = service.now();
    let kind = store::room::RoomKind::Channel { centre: centre.clone(), with: platform.clone() };
    let mut tx = service.store.begin().await?;
    if let Some(before) = store::room::of_owner(&mut tx, &kind).await?.filter(|before| before != room) {
        // The platform has lost the one before, or left it.
        store::room::forget(&mut tx, &before).await?;
    }
    store::room::record(&mut tx, room, &kind, now).await?;
    far::report_present(service, &mut tx, centre, platform).await?;
    tracing::info!(centre.id = %centre, "A platform has opened a channel");
    settle(service, tx, event).await
}
