//! Chats with the reception end by themselves when nobody writes there any more and no case has come of them.

use config::Contact;
use routing::{RoomId, SeekerId, retention::CHAT};

use crate::{
    cases::{effects::Effect, service::Service},
    store::{self, StoreError, StoreResult, room::RoomKind},
    words::{phrases::Phrase, reception::dialogue::Dialogue},
};

/// Chats that are looked at in one round.
const AT_ONCE: u32 = 100;

/// Looks at all chats for which it is time, one commit for each.
pub(crate) async fn end_all(service: &Service) -> StoreResult<()> {
    let due = {
        let mut tx = service.store.look().await?;
        store::room::due(&mut tx, service.now(), AT_ONCE).await?
    };
    for chat in &due {
        match look_at(service, chat).await {
            // Somebody is just writing: the next round comes soon.
            Ok(()) | Err(StoreError::Stale { .. }) => {}
            Err(error) => tracing::error!(error = %error, "Could not end a chat; trying again"),
        }
    }
    if !due.is_empty() {
        service.effects.notify_one();
    }
    Ok(())
}

/// Ends the chat, or looks again when that could be.
async fn look_at(service: &Service, chat: &RoomId) -> StoreResult<()> {
    let now = service.now();
    let mut tx = service.store.begin().await?.at_leisure();
    let Some(RoomKind::Reception { seeker }) = store::room::by_id(&mut tx, chat).await? else {
        return Ok(());
    };
    let dialogue = store::dialogue::load::<Dialogue>(&mut tx, chat).await?;
    // A chat in which nobody was understood has none, and is looked at first when its time is over.
    let over = dialogue.as_ref().map_or(now, |dialogue| dialogue.updated_at.plus(CHAT));
    let needed = is_contact(service, &seeker) || !store::case::of_seeker(&mut tx, &seeker).await?.is_empty();
    let next = if needed {
        now.plus(CHAT)
    } else if over > now {
        over
    } else {
        let locale = dialogue.map_or(service.locale, |dialogue| dialogue.state.locale());
        let ends = vec![Phrase::SilenceChatLeft.into()];
        Effect::say(service.store.vault(), chat, None, locale, ends)?.push(&mut tx, now, now).await?;
        Effect::EndChat { room: chat.clone(), left: false }.push(&mut tx, now, now).await?;
        now.plus(CHAT)
    };
    store::room::look_again(&mut tx, chat, next).await?;
    tx.commit().await
}

/// Somebody of the administration is told of broken promises in their chat.
fn is_contact(service: &Service, user: &SeekerId) -> bool {
    service.contacts.iter().any(|contact| matches!(contact, Contact::Matrix(id) if id == user.as_str()))
}
