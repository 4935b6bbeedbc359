//! Chats with the reception end by themselves when nobody writes there any more and no case has come of them.

use config::Contact;
use futures_util::FutureExt as _;
use routing::{RoomId, SeekerId, retention::CHAT};

use crate::{
    cases::{effects::Effect, one_by_one, service::Service},
    store::{self, StoreResult, room::RoomKind, setback::Kind},
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
    let due = due.into_iter().map(|chat| (chat.to_string(), chat)).collect();
    one_by_one::take(service, Kind::Chat, due, |chat| async move { look_at(service, &chat).await }.boxed())
        .await
}

/// Ends the chat, or looks again when that could be.
async fn look_at(service: &Service, chat: &RoomId) -> StoreResult<()> {
    let now = service.now();
    let mut tx = service.store.begin().await?.at_leisure();
    let Some(RoomKind::Reception { seeker }) = store::room::by_id(&mut tx, chat).await? else {
        return Ok(());
    };
    let dialogue = store::dialogue::seen::<Dialogue>(&mut tx, chat).await?;
    // A chat in which nobody was understood has none, and is looked at first when its time is over.
    let over = dialogue.as_ref().map_or(now, |dialogue| dialogue.updated_at.plus(CHAT));
    let needed = is_contact(service, &seeker) || store::case::is_seeker(&mut tx, &seeker).await?;
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
