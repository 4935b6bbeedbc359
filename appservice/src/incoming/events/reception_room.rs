//! A seeker's chat with the reception.

use routing::SeekerId;

use crate::{
    cases::{
        agreeing, appointments,
        effects::Effect,
        event::{Event, Handled, Outcome, alert, is},
        passkeys, reception, roles,
        service::{Service, counsellor_id, seeker_matrix_id},
        signing_in, unsigned,
    },
    incoming::events::decrypting::{Decrypted, decrypt},
    keys::custodian::{Custodian, Unreadable},
    running::trouble::Trouble,
    store,
    words::{
        command::Command,
        heard::{Heard, goes_on_anyway},
        phrases::Phrase,
    },
};

pub(super) async fn handle(service: &Service, event: &Event, seeker: &SeekerId) -> Outcome {
    if let Some((who, membership)) = event.membership() {
        return member(service, event, seeker, who.as_str(), membership).await;
    }
    if !is(&event.sender, seeker.as_str()) {
        return Ok(alert(event, "stranger_in_reception_chat"));
    }
    match event.kind.as_str() {
        "m.room.encrypted" => encrypted(service, event, seeker).await,
        "m.reaction" => agreeing::reacted_in_reception(service, event, seeker).await,
        "m.room.message" | "m.sticker" => reception::refuse_clear_text(service, event).await,
        "m.room.encryption" => Ok(Handled::Nothing("encryption was switched on")),
        _ => Ok(Handled::Nothing("nothing that the reception answers")),
    }
}

async fn encrypted(service: &Service, event: &Event, seeker: &SeekerId) -> Outcome {
    if Event::is_edit(&event.content) {
        return reception::answer(service, event, Phrase::ErrorsEdited).await;
    }
    let custodian = service.reception().await?;
    let person = seeker_matrix_id(seeker);
    let opened = match decrypt(service, &custodian, event, Some(&person)).await? {
        Decrypted::Opened(opened) => opened,
        Decrypted::Aside(aside) => {
            let outcome = if aside.tell {
                reception::answer(service, &aside.event, Phrase::ErrorsKeyMissing).await
            } else {
                aside.quietly(service).await
            };
            return aside.look_once_more(service, &custodian, outcome).await;
        }
        Decrypted::Never(Unreadable::SenderNotTrusted) => {
            // They could not read an encrypted answer either: no key goes to such a device.
            return unsigned::heard(service, event, seeker, &custodian).await;
        }
        Decrypted::Never(_) => {
            metrics::counter!("lotse_undecryptable_total").increment(1);
            return reception::answer(service, event, Phrase::ErrorsUndecryptable).await;
        }
    };
    if opened.sender != event.sender {
        return Ok(alert(event, "forged_sender"));
    }
    if is_no_message(&opened.kind) {
        return Ok(Handled::Nothing("nothing that the reception answers"));
    }
    if Event::is_edit(&opened.content) {
        return reception::answer(service, event, Phrase::ErrorsEdited).await;
    }
    match opened.content["msgtype"].as_str() {
        // A program speaks; two programs would never come to an end.
        Some("m.notice") => Ok(Handled::Nothing("a notice, which nobody answers")),
        Some("m.text" | "m.emote") => {
            let text = service.said(&opened.content).text;
            if let Some(outcome) = agreeing::said_in_reception(service, event, seeker, &text).await? {
                return outcome;
            }
            if let Some(outcome) =
                appointments::seekers::said_in_reception(service, event, seeker, &text).await?
            {
                return outcome;
            }
            if let Some(outcome) = by_staff(service, event, &custodian, &text).await? {
                return outcome;
            }
            if goes_on_anyway(&Heard::new(&text))
                && let Some(outcome) = unsigned::again(service, event, seeker, &custodian).await?
            {
                return outcome;
            }
            reception::hear(service, event, &text).await
        }
        _ => reception::answer(service, event, Phrase::ErrorsNotText).await,
    }
}

/// Whoever counsels signs in and out at the desk here as well, which works from everywhere; for everybody else these are words like
/// others. It is read again, as what staff say is: a device that a seeker may go on with proves nothing here.
async fn by_staff(
    service: &Service,
    event: &Event,
    custodian: &Custodian,
    text: &str,
) -> Result<Option<Outcome>, Trouble> {
    let command = Command::parse(text);
    let Some(counsellor) = counsellor_id(&event.sender) else { return Ok(None) };
    if !command.as_ref().is_ok_and(Command::is_about_signing_in) {
        return Ok(None);
    }
    if roles::of(service, &mut service.store.look().await?, &event.sender).await?.is_empty() {
        return Ok(None);
    }
    match custodian.read_now(&event.room, &event.raw, None).await? {
        Ok(opened) if opened.sender == event.sender => {}
        _ => return Ok(Some(Ok(alert(event, "signs_in_without_an_identity")))),
    }
    Ok(match command {
        Ok(Command::SignIn { code }) => Some(signing_in::sign_in(service, event, &counsellor, code).await),
        Ok(Command::SignOut { everywhere }) => {
            Some(signing_in::sign_out(service, event, &counsellor, everywhere).await)
        }
        Ok(Command::Passkeys) => Some(passkeys::list(service, event, &counsellor).await),
        Ok(Command::RemovePasskeys { number }) => {
            Some(passkeys::remove_by_word(service, event, &counsellor, number).await)
        }
        _ => None,
    })
}

/// Whether an event is what clients send on their own, or what needs no words: everything else is answered, if only with the
/// sentence that it cannot be read.
fn is_no_message(kind: &str) -> bool {
    let silent =
        ["m.key.", "m.call", "m.rtc", "m.receipt", "m.typing", "org.matrix.msc3401.", "org.matrix.msc4075."];
    matches!(
        kind,
        "m.reaction"
            | "m.room.redaction"
            | "m.poll.response"
            | "m.poll.end"
            | "org.matrix.msc3381.poll.response"
            | "org.matrix.msc3381.poll.end"
            | "m.beacon"
            | "org.matrix.msc3672.beacon"
            | "m.dummy"
    ) || silent.iter().any(|start| kind.starts_with(start))
}

async fn member(service: &Service, event: &Event, seeker: &SeekerId, who: &str, membership: &str) -> Outcome {
    let left = matches!(membership, "leave" | "ban");
    if left && (who == seeker.as_str() || who == service.names.reception().as_str()) {
        let now = service.now();
        let mut tx = service.store.begin().await?;
        store::dialogue::forget(&mut tx, &event.room).await?;
        Effect::EndChat { room: event.room.clone(), left: true }.push(&mut tx, now, now).await?;
        return crate::cases::event::settle(service, tx, event).await;
    }
    if matches!(membership, "join" | "invite")
        && who != seeker.as_str()
        && who != service.names.reception().as_str()
    {
        // Keys go to the seeker alone, whoever is in the room; and what is said from now on has a new one, since the
        // seeker's client gives those that it has to whom it invites.
        service.reception().await?.discard_room_key(&event.room).await?;
        return Ok(alert(event, "third_person_in_reception_chat"));
    }
    Ok(Handled::Nothing("a membership that changes nothing"))
}
