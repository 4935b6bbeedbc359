//! A counsellor's chat with the custodian.

use routing::{CentreId, CounsellorId};

use crate::{
    cases::{
        self, desk,
        event::{Event, Handled, Outcome, alert, is},
        service::Service,
        signing_in, told, transcript,
    },
    incoming::events::decrypting::{Decrypted, decrypt},
    store,
    words::{command::Command, phrases::Phrase},
};

pub(super) async fn handle(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: &CounsellorId,
) -> Outcome {
    if let Some((who, membership)) = event.membership() {
        let left = matches!(membership, "leave" | "ban") && is(&who, counsellor.as_str());
        if left {
            // The next time they ask, there is a new one.
            service.homeserver.leave(&service.names.custodian(centre), &event.room).await?;
            let mut tx = service.store.begin().await?;
            store::room::forget(&mut tx, &event.room).await?;
            return crate::cases::event::settle(service, tx, event).await;
        }
        return Ok(Handled::Nothing("a membership that changes nothing"));
    }
    if !is(&event.sender, counsellor.as_str())
        || !service.directory().is_active_counsellor(counsellor, centre)
    {
        return Ok(alert(event, "stranger_in_private_chat"));
    }
    if event.kind != "m.room.encrypted" || Event::is_edit(&event.content) {
        return Ok(Handled::Nothing("nothing that is answered here"));
    }
    let custodian = service.custodian(centre).await?;
    let opened = match decrypt(service, &custodian, event, None).await? {
        Decrypted::Opened(opened) => opened,
        Decrypted::Aside(aside) => {
            let outcome = if aside.tell {
                desk::answer(service, &aside.event, Phrase::ErrorsKeyMissing).await
            } else {
                aside.quietly(service).await
            };
            return aside.look_once_more(service, &custodian, outcome).await;
        }
        Decrypted::Never(_) => return desk::answer(service, event, Phrase::ErrorsUndecryptable).await,
    };
    if opened.sender != event.sender {
        return Ok(alert(event, "forged_sender"));
    }
    if opened.content["msgtype"] != "m.text" || Event::is_edit(&opened.content) {
        return Ok(Handled::Nothing("nothing that is answered here"));
    }
    match Command::parse(&service.said(&opened.content).text) {
        Ok(Command::MyCases) => cases::own_cases::give(service, event, centre, counsellor.clone()).await,
        Ok(Command::MyFigures) => cases::own_figures::give(service, event, centre, counsellor.clone()).await,
        Ok(Command::SignIn { code }) => signing_in::sign_in(service, event, counsellor, code).await,
        Ok(Command::SignOut { everywhere }) => {
            signing_in::sign_out(service, event, counsellor, everywhere).await
        }
        Ok(Command::Passkeys) => cases::passkeys::list(service, event, counsellor).await,
        Ok(Command::RemovePasskeys { number }) => {
            cases::passkeys::remove_by_word(service, event, counsellor, number).await
        }
        Ok(Command::History { reference }) => {
            transcript::ask(service, event, centre, reference, counsellor.clone()).await
        }
        Ok(command) if command.is_about_appointments() => {
            let told = (Ok(command), told::Place::Team);
            told::told(service, event, centre, counsellor.clone(), told).await
        }
        _ => desk::answer(service, event, Phrase::TranscriptHelp).await,
    }
}
