//! What counsellors tell Lotse to do: one list of what can be told, whichever door it comes through.

use routing::{CentreId, CounsellorId};

use super::{
    absence, appointments, at_once, calling, covering, desk, identities, live, mailing, muting, offering,
    own_cases, own_figures, own_link, passkeys, returning, rooms_left, signing_in, transcript,
};
use crate::{
    cases::{
        event::{Event, Handled, Outcome},
        service::Service,
    },
    words::{
        command::{Command, NotACommand},
        phrases::{Link, Phrase},
    },
};

/// Where something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the room of first enquiries, where everything about a person would be read by all.
    Enquiries,
    /// In the Team room, or at the desk.
    Team,
}

/// Does what an active counsellor of the centre says, if it is a command.
pub(crate) async fn told(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
    (command, place): (Result<Command, NotACommand>, Place),
) -> Outcome {
    let enquiries = place == Place::Enquiries;
    match command {
        Ok(Command::Accept { reference }) => {
            desk::accept(service, event, centre, reference, counsellor).await
        }
        Ok(Command::Close { reference: Some(reference) }) => {
            desk::close(service, event, centre, reference, counsellor).await
        }
        Ok(Command::TurnAway { reference, reason }) => {
            muting::turn_away(service, event, centre, reference, counsellor, (&reason, enquiries)).await
        }
        Ok(Command::Mute { reference, words }) => {
            muting::mute(service, event, centre, reference, counsellor, &words).await
        }
        Ok(Command::Unmute { reference }) => {
            muting::unmute(service, event, centre, reference, counsellor).await
        }
        Ok(Command::HandOver { reference, to, history }) => {
            offering::hand_over(service, event, centre, reference, counsellor, (&to, history)).await
        }
        Ok(Command::Forward { reference, to, history }) => {
            offering::forward(service, event, centre, reference, counsellor, (&to, history)).await
        }
        Ok(Command::TakeBack { reference }) => {
            offering::take_back(service, event, centre, reference, counsellor).await
        }
        Ok(Command::LetBack { reference, verdict }) => {
            returning::decide(service, event, centre, counsellor, (reference, verdict)).await
        }
        Ok(Command::Key { reference }) => desk::keys(service, event, centre, reference, counsellor).await,
        Ok(Command::History { reference }) => {
            transcript::ask(service, event, centre, reference, counsellor).await
        }
        Ok(Command::Cover { words }) if !enquiries => {
            covering::ask(service, event, centre, counsellor, &words).await
        }
        Ok(Command::EndCover { reference }) if !enquiries => {
            covering::end_by_command(service, event, centre, reference, counsellor).await
        }
        Ok(Command::Cover { .. } | Command::EndCover { .. }) => {
            desk::answer(service, event, Phrase::CoverInTeam).await
        }
        Ok(
            Command::Close { reference: None }
            | Command::OfferDates { reference: None, .. }
            | Command::CancelDate { reference: None }
            | Command::MarkDate { reference: None, .. },
        )
        | Err(NotACommand::ReferenceUnreadable) => {
            desk::answer(service, event, Phrase::CentreReferenceUnreadable).await
        }
        Ok(Command::Away { until, deputy }) => {
            absence::leave(service, event, centre, (counsellor, None), (&until, deputy.as_deref())).await
        }
        Ok(Command::Back) => absence::come_back(service, event, centre, (counsellor, None)).await,
        Ok(Command::MyCases) => own_cases::give(service, event, centre, counsellor).await,
        Ok(Command::MyFigures) => own_figures::give(service, event, centre, counsellor).await,
        Ok(Command::Rooms { who }) => {
            rooms_left::let_in(service, event, centre, counsellor, who.as_deref()).await
        }
        Ok(Command::Confirm { who, number }) => {
            identities::confirm(service, event, centre, counsellor, (&who, number.as_deref())).await
        }
        Ok(Command::MyLink | Command::AtOnce) if enquiries => {
            desk::answer(service, event, Phrase::LinkTeamOnly).await
        }
        Ok(Command::MyLink) => own_link::give(service, event, centre, counsellor).await,
        Ok(Command::AtOnce) => at_once::give(service, event, centre, counsellor).await,
        Ok(Command::Mail { wanted }) => mailing::wish(service, event, centre, counsellor, wanted).await,
        Ok(Command::Quiet { hours }) => mailing::quiet(service, event, counsellor, hours).await,
        Err(NotACommand::HoursUnreadable) => desk::answer(service, event, Phrase::MailQuietUnreadable).await,
        Ok(
            command @ (Command::SignIn { .. }
            | Command::SignOut { .. }
            | Command::Passkeys
            | Command::RemovePasskeys { .. }),
        ) => signing(service, event, &counsellor, command).await,
        Ok(Command::Times { words }) => appointments::hours(service, event, centre, counsellor, &words).await,
        Ok(Command::OfferDates { reference: Some(reference), words }) => {
            appointments::offering::offer(service, event, centre, counsellor, (reference, &words)).await
        }
        Ok(Command::CancelDate { reference: Some(reference) }) => {
            appointments::cancel(service, event, centre, counsellor, reference).await
        }
        Ok(Command::MarkDate { reference: Some(reference), kept }) => {
            appointments::mark(service, event, centre, counsellor, (reference, kept)).await
        }
        Ok(Command::Duty { on }) => live::duty::set(service, event, centre, counsellor, on).await,
        Ok(Command::Call { reference, video }) => {
            calling::wish(service, event, centre, counsellor, (reference, video)).await
        }
        Ok(Command::Help) => desk::answer(service, event, help(service, enquiries)).await,
        // Colleagues talk to one another here; only what looks like a command is answered.
        Ok(Command::Erase) | Err(NotACommand::Unknown) => Ok(Handled::Nothing("talk among colleagues")),
    }
}

/// Signing in and out at the desk, and what signs in there by a touch.
async fn signing(service: &Service, event: &Event, counsellor: &CounsellorId, command: Command) -> Outcome {
    match command {
        Command::SignIn { code } => signing_in::sign_in(service, event, counsellor, code).await,
        Command::SignOut { everywhere } => signing_in::sign_out(service, event, counsellor, everywhere).await,
        Command::RemovePasskeys { number } => {
            passkeys::remove_by_word(service, event, counsellor, number).await
        }
        _ => passkeys::list(service, event, counsellor).await,
    }
}

fn help(service: &Service, enquiries: bool) -> Phrase {
    let (desk, calls) = (service.addresses.desk().map(Link::new), service.relay.is_some());
    if enquiries { Phrase::CentreEnquiriesHelp } else { Phrase::CentreTeamHelp { desk, calls } }
}
