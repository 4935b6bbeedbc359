//! What is said of an appointment, with a file for calendars: encrypted, each once for all attempts.

use routing::{CaseId, EventId, RoomId};
use serde_json::json;

use super::speech::{Place, content, content_for_seekers, who};
use crate::{
    cases::{
        effects::{Done, Handout, Whither},
        service::{Service, matrix_id},
    },
    keys::custodian::{Custodian, Listeners},
    outgoing::rooms,
    running::{fail_point, trouble::Trouble},
    store,
};

/// Says it, puts numbers on it if there is something to choose, and sends the file.
pub(super) async fn give(
    service: &Service,
    to: &Whither,
    case: &CaseId,
    sealed: &str,
    row: &str,
) -> Result<Done, Trouble> {
    let handout = Handout::unseal(service.store.vault(), sealed)?;
    let words = &handout.words;
    let message = service.catalogue.say_all(words.locale, &words.say);
    let (speaker, room, listeners, said) = match to {
        Whither::Room { room } => {
            let Some((speaker, listeners, place)) = who(service, room).await? else {
                return Ok(Done::nothing());
            };
            let said = match place {
                Place::Case => content_for_seekers(&message, &words.say, &words.whom),
                Place::Elsewhere => content(&message, &words.whom),
            };
            (speaker, room.clone(), listeners, said)
        }
        Whither::Chat { centre, counsellor } => {
            if !service.directory().is_active_counsellor(counsellor, centre) {
                return Ok(Done::nothing());
            }
            let speaker = service.custodian(centre).await?;
            let room = rooms::private::ensure(service, &speaker, centre, counsellor).await?;
            let listeners = Listeners::only(vec![matrix_id(counsellor)]);
            (speaker, room, listeners, content(&message, &words.whom))
        }
    };
    let txn = format!("lotse-{row}");
    let asked = speaker.write(&room, &listeners, "m.room.message", &said, &txn).await?;
    fail_point::pass("appointment.after_words");
    if handout.offers {
        offer(service, &speaker, &room, case, &asked, row).await?;
    }
    if let Some(file) = &handout.file {
        send(&speaker, &room, &listeners, file, &format!("{txn}-file")).await?;
        fail_point::pass("appointment.after_file");
    }
    Ok(Done::nothing())
}

/// Remembers in which event the times are offered, and puts a number on it for each.
async fn offer(
    service: &Service,
    speaker: &Custodian,
    room: &RoomId,
    case: &CaseId,
    asked: &EventId,
    row: &str,
) -> Result<(), Trouble> {
    let known = store::appointment::of_case(&mut service.store.look().await?, case).await?;
    let Some(appointment) = known else { return Ok(()) };
    if appointment.body.offered.is_empty() || appointment.body.asked_in.is_some() {
        return Ok(());
    }
    let count = appointment.body.offered.len();
    for number in 1..=count {
        let reaction = json!({ "m.relates_to": {
            "rel_type": "m.annotation", "event_id": asked.as_str(), "key": format!("{number}\u{FE0F}\u{20E3}"),
        } });
        let txn = format!("lotse-{row}-{number}");
        service.homeserver.send(speaker.identity(), room, "m.reaction", &txn, reaction).await?;
    }
    let mut tx = service.store.begin().await?;
    // They may have chosen already, or something else is offered now.
    let Some(mut now) = store::appointment::of_case(&mut tx, case).await? else { return Ok(()) };
    if now.body.offered != appointment.body.offered {
        return Ok(());
    }
    now.body.asked_in = Some(asked.clone());
    store::appointment::save(&mut tx, &mut now).await?;
    tx.commit().await?;
    Ok(())
}

async fn send(
    speaker: &Custodian,
    room: &RoomId,
    listeners: &Listeners,
    text: &str,
    txn: &str,
) -> Result<(), Trouble> {
    let file = speaker.upload_for(room, text.as_bytes()).await?;
    let content = json!({
        "msgtype": "m.file",
        "body": NAME,
        "filename": NAME,
        "info": { "mimetype": "text/calendar", "size": text.len() },
        "file": file,
        "m.mentions": {},
    });
    speaker.write(room, listeners, "m.room.message", &content, txn).await?;
    Ok(())
}

/// The same for everybody.
const NAME: &str = "termin.ics";
