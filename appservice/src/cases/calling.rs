//! `anruf 7F3K9Q`, or the desk's button: the seeker's page asks whether they want to speak now, and calls when they agree. Whoever
//! counsels has the room open in a program that rings.

use routing::{CentreId, CounsellorId, Reference, RoomId, State};

use super::{desk, seekers};
use crate::{
    cases::{
        effects::{Effect, Whom},
        event::{Event, Outcome, settle},
        seekers::{Ear, is_of_portal, link_to},
        service::{Service, seeker_matrix_id},
    },
    words::phrases::Phrase,
};

/// Asks the seeker of a case.
pub(crate) async fn wish(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
    (reference, video): (Reference, bool),
) -> Outcome {
    let stored = match desk::find(service, centre, reference.clone()).await? {
        Ok(stored) => stored,
        Err(refusal) => return desk::answer(service, event, refusal).await,
    };
    let now = service.now();
    let running = matches!(stored.case.state, State::Accepted(_));
    if !running || !stored.case.accepted().is_some_and(|accepted| accepted.may_act(&counsellor, now)) {
        return desk::answer(service, event, Phrase::CentreNotAllowed).await;
    }
    let mut tx = service.store.begin().await?;
    let ear = seekers::ear(service, &mut tx, &stored).await?;
    let link = link_to(service, stored.room.as_ref().map_or("", RoomId::as_str));
    let room = match ear {
        _ if service.relay.is_none() => Err(Phrase::CentreCallOff),
        _ if stored.case.muted_until(now).is_some() => {
            Err(Phrase::CentreCallMuted { reference: reference.clone() })
        }
        Some(Ear::Room(room)) if is_of_portal(service, &stored.case) => Ok(room),
        // They have a program that rings, or nobody of ours can say anything there.
        _ => Err(Phrase::CentreCallYourself { reference: reference.clone(), link: link.clone() }),
    };
    let room = match room {
        Ok(room) => room,
        Err(refusal) => {
            desk::push_answer(service, &mut tx, event, refusal).await?;
            return settle(service, tx, event).await;
        }
    };
    let directory = service.directory();
    let name = directory.counsellor(&counsellor, centre).map_or_else(String::new, |known| known.name.clone());
    let locale = seekers::locale_of(service, &mut tx, &stored).await?;
    let whom = Whom::these(stored.case.seeker().map(seeker_matrix_id));
    let wish = (whom, vec![Phrase::CaseCallWish { name, video }.into()]);
    let case = stored.case.id.clone();
    Effect::say_to(service.store.vault(), &room, Some(&case), locale, wish)?.push(&mut tx, now, now).await?;
    let wished = Phrase::CentreCallWished { reference, link };
    desk::push_answer(service, &mut tx, event, wished).await?;
    settle(service, tx, event).await
}
