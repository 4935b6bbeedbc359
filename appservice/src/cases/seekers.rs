//! How seekers are reached: their chat with the reception, their language, links to their rooms.

use routing::{Case, Far, RoomId, access};

use crate::{
    cases::{
        effects::Effect,
        service::{Service, seeker_matrix_id},
    },
    store::{self, StoreResult, Tx, case::Stored},
    words::{
        phrases::{Link, Locale, Phrase},
        reception::dialogue::Dialogue,
    },
};

/// The chat in which the seeker and the reception talk.
pub(crate) async fn reception_chat(tx: &mut Tx, stored: &Stored) -> StoreResult<Option<RoomId>> {
    match stored.case.seeker() {
        Some(seeker) => store::room::reception_of(tx, seeker).await,
        None => Ok(None),
    }
}

/// Whether the seeker comes through the portal: they have no chat with the reception, and the portal's page has buttons instead
/// of words.
pub(crate) fn is_of_portal(service: &Service, case: &Case) -> bool {
    case.seeker().is_some_and(|seeker| service.names.is_portal_seeker(&seeker_matrix_id(seeker)))
}

/// A phrase for the room of a case, as its seeker can follow it: whoever comes through the portal has buttons instead of a chat
/// with the reception.
pub(crate) fn worded(service: &Service, case: &Case, phrase: Phrase) -> Phrase {
    if !is_of_portal(service, case) {
        return phrase;
    }
    match phrase {
        Phrase::CaseWelcomePair { centre, personal } => Phrase::CasePortalWelcomePair { centre, personal },
        Phrase::CaseCustodianLeaves { reference } => Phrase::CasePortalCustodianLeaves { reference },
        Phrase::CaseWordElsewhere => Phrase::CasePortalWordElsewhere,
        Phrase::CaseTopicLeft => Phrase::CasePortalTopicLeft,
        Phrase::CaseHelp => Phrase::CasePortalHelp,
        other => other,
    }
}

/// The seeker's language, as chosen in the portal or in the reception chat.
pub(crate) async fn locale_of(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<Locale> {
    if let Some(seeker) = stored.case.seeker().filter(|_| is_of_portal(service, &stored.case)) {
        let account = store::account::of_seeker(tx, seeker).await?;
        let chosen = account.and_then(|account| Locale::parse(account.about.language.as_deref()?));
        return Ok(chosen.unwrap_or(service.locale));
    }
    if let Some(Far::Platform { language, .. }) = &stored.case.far {
        return Ok(Locale::parse(language).unwrap_or(service.locale));
    }
    let Some(chat) = reception_chat(tx, stored).await? else { return Ok(service.locale) };
    let dialogue = store::dialogue::seen::<Dialogue>(tx, &chat).await?;
    Ok(dialogue.map_or(service.locale, |dialogue| dialogue.state.locale()))
}

/// Where a seeker reads what Lotse says of their case.
pub(super) enum Ear {
    /// In its room.
    Room(RoomId),
    /// In the chat with the reception: no custodian is left in the room to say it there.
    Chat(RoomId),
}

/// Where the seeker reads what is said now; nowhere, if they came through the portal and only people have the keys.
pub(super) async fn ear(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<Option<Ear>> {
    let custodian = access(&stored.case, &service.directory(), service.now()).custodian;
    Ok(match (&stored.room, custodian) {
        (Some(room), Some(_)) => Some(Ear::Room(room.clone())),
        _ => reception_chat(tx, stored).await?.map(Ear::Chat),
    })
}

/// Says something in the seeker's chat with the reception, if there is one: they may not be in the room of the case, or the
/// custodian has left it.
pub(super) async fn say_in_chat(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    said: Phrase,
) -> StoreResult<()> {
    let Some(chat) = reception_chat(tx, stored).await? else { return Ok(()) };
    let (locale, now) = (locale_of(service, tx, stored).await?, service.now());
    Effect::say(service.store.vault(), &chat, None, locale, vec![said.into()])?.push(tx, now, now).await
}

/// A link that opens a room in the reader's client.
pub(crate) fn link_to(service: &Service, room: &str) -> Link {
    Link::new(address_of(service, room))
}

/// Its address.
pub(crate) fn address_of(service: &Service, room: &str) -> String {
    format!("https://matrix.to/#/{room}?via={}", service.names.steward().server_name())
}
