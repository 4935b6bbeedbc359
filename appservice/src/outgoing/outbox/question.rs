//! The question to the seeker, whether somebody else may have the case.

use routing::{CaseId, Handed, Recipient, RoomId};
use serde_json::json;

use super::speech::{content, content_for_seekers};
use crate::{
    cases::{
        self, agreeing,
        effects::{Done, Whom},
        seekers::{link_to, locale_of, reception_chat},
        service::{Service, matrix_id, seeker_matrix_id},
    },
    keys::custodian::{Custodian, Listeners},
    running::{fail_point, trouble::Trouble},
    store::{self, case::Stored},
    words::phrases::Phrase,
};

/// Asks, and puts ✅ and ❌ on the question: in the case room, or by the reception where our custodian has no keys or will have none.
/// Repeating it with the same `row` asks once.
pub(super) async fn ask(service: &Service, case: &CaseId, row: &str) -> Result<Done, Trouble> {
    let now = service.now();
    let mut tx = service.store.look().await?;
    let Some(mut stored) = store::case::by_id(&mut tx, case).await? else { return Ok(Done::nothing()) };
    let Some(offer) = stored.case.open_question(now).filter(|offer| offer.asked_in.is_none()).cloned() else {
        return Ok(Done::nothing());
    };
    let locale = locale_of(service, &mut tx, &stored).await?;
    let chat = reception_chat(&mut tx, &stored).await?;
    drop(tx);
    let apart = stored.case.is_asked_apart();
    let Some((speaker, room, listeners)) = place(service, &stored, (apart, chat)).await? else {
        return Ok(Done::nothing());
    };
    let name = agreeing::name_of(service, &stored.case.centre, &offer.to);
    let all = offer.history == Handed::All;
    let reference = stored.case.reference.clone();
    let link = || link_to(service, stored.room.as_ref().map_or("", RoomId::as_str));
    let question = match (&offer.to, apart) {
        (Recipient::Centre(_), true) if offer.anew => {
            Phrase::OfferQuestionAnew { centre: name, reference, link: link() }
        }
        (Recipient::Counsellor(_), false) => Phrase::OfferQuestion { name, all },
        (Recipient::Centre(_), false) => Phrase::OfferQuestionCentre { centre: name, all },
        (Recipient::Counsellor(_), true) => Phrase::OfferQuestionApart { name, all, reference, link: link() },
        (Recipient::Centre(_), true) => {
            Phrase::OfferQuestionCentreApart { centre: name, reference, link: link() }
        }
    };
    let seeker = stored.case.seeker().map(seeker_matrix_id);
    let (message, whom) = (service.catalogue.say(locale, &question), Whom::these(seeker));
    let message = if apart {
        content(&message, &whom)
    } else {
        content_for_seekers(&message, &[question.into()], &whom)
    };
    let asked = speaker.write(&room, &listeners, "m.room.message", &message, &format!("lotse-{row}")).await?;
    for (key, end) in [("✅", "y"), ("❌", "n")] {
        let reaction =
            json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": asked.as_str(), "key": key } });
        let txn = format!("lotse-{row}-{end}");
        service.homeserver.send(speaker.identity(), &room, "m.reaction", &txn, reaction).await?;
    }
    if let Ok(asked) = stored.case.clone().asked_in(asked) {
        stored.case = asked;
        let mut tx = service.store.begin().await?;
        cases::save(service, &mut tx, &mut stored).await?;
        tx.commit().await?;
        fail_point::pass("question.after_save");
    }
    Ok(Done::nothing())
}

type Place = (std::sync::Arc<Custodian>, RoomId, Listeners);

/// Who asks, where, and who hears it.
async fn place(
    service: &Service,
    stored: &Stored,
    (apart, chat): (bool, Option<RoomId>),
) -> Result<Option<Place>, Trouble> {
    let who_may = service.access(&stored.case);
    let Some(seeker) = who_may.seeker.as_ref().map(seeker_matrix_id) else { return Ok(None) };
    if apart {
        let Some(chat) = chat else { return Ok(None) };
        return Ok(Some((service.reception().await?, chat, Listeners::with_seeker(Some(seeker), []))));
    }
    let (Some(centre), Some(room)) = (&who_may.custodian, &stored.room) else { return Ok(None) };
    let listeners = Listeners::with_seeker(Some(seeker), who_may.counsellors.iter().map(matrix_id));
    Ok(Some((service.custodian(centre).await?, room.clone(), listeners)))
}
