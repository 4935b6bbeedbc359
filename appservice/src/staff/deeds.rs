//! What somebody does at the desk: the same words that they could write in their rooms, put together from a form.

use std::time::Duration;

use routing::desk::Deed;
use routing::{CentreId, Handed, QuietHours, Reference};
use tokio::time::{Instant, sleep, sleep_until};

use super::{Refused, SignedIn, Staff};
use crate::{
    cases::{
        covering,
        event::{CARD_ATTEMPTS, Event},
        service::Service,
        told::{self, Place},
    },
    running::trouble::Trouble,
    store::{self, room::RoomKind},
    words::{
        command::{Command, NotACommand},
        phrases::{Locale, Message},
    },
};

/// How often something is tried that somebody else was quicker with.
const TRIES: usize = 4;

/// The longest that is waited before another try.
const PAUSE: Duration = Duration::from_millis(300);

/// What can be done. Texts are as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Take an enquiry.
    Accept(Reference),
    /// End a case.
    Close(Reference),
    /// Be given the keys of a case again.
    Keys(Reference),
    /// Give a case to a colleague, if the seeker agrees.
    HandOver(Reference, String, Handed),
    /// Give a case to another centre, if the seeker agrees.
    Forward(Reference, String, Handed),
    /// Take back what the seeker is being asked.
    TakeBack(Reference),
    /// Stand in: what the seeker goes by, the reason, and perhaps the last day.
    Cover(String, String, String),
    /// Stand in no longer.
    EndCover(Reference),
    /// Be away until a day, perhaps with a deputy.
    Away(String, String),
    /// Be back.
    Back,
    /// A new link straight to oneself.
    Link,
    /// Whether e-mails tell of what is unread.
    Mail(bool),
    /// When no e-mails come; always, if nothing is said.
    Quiet(String),
    /// When they have time for appointments; never, if nothing is said.
    Times(String),
    /// Offer these times for an appointment, or those of their own hours.
    OfferDates(Reference, String),
    /// Take an appointment, or the times to choose from, back.
    CancelDate(Reference),
    /// Ask a seeker whether they want to speak now, with a picture or without.
    Call(Reference, bool),
    /// Whether an appointment took place.
    MarkDate(Reference, bool),
    /// Be on duty for live chats, or off.
    Duty(bool),
}

impl Act {
    fn place(&self) -> Place {
        if matches!(self, Self::Accept(_)) { Place::Enquiries } else { Place::Team }
    }

    fn command(self) -> Result<Command, NotACommand> {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        Ok(match self {
            Self::Accept(reference) => Command::Accept { reference },
            Self::Close(reference) => Command::Close { reference: Some(reference) },
            Self::Keys(reference) => Command::Key { reference },
            Self::HandOver(reference, to, history) => Command::HandOver { reference, to, history },
            Self::Forward(reference, to, history) => Command::Forward { reference, to, history },
            Self::TakeBack(reference) => Command::TakeBack { reference },
            Self::Cover(name, reason, until) => {
                // Name and reason stay whole: the fields say where the one ends, and nobody else is meant.
                let mut all = vec![words(&name).join(" "), words(&reason).join(" ")];
                if !until.trim().is_empty() {
                    all.push("bis".to_owned());
                    all.extend(words(&until));
                }
                Command::Cover { words: all }
            }
            Self::EndCover(reference) => Command::EndCover { reference },
            Self::Away(until, deputy) => {
                Command::Away { until, deputy: Some(deputy).filter(|deputy| !deputy.trim().is_empty()) }
            }
            Self::Back => Command::Back,
            Self::Link => Command::MyLink,
            Self::Mail(wanted) => Command::Mail { wanted },
            Self::Times(hours) if hours.trim().is_empty() => Command::Times { words: "aus".to_owned() },
            Self::Times(words) => Command::Times { words },
            Self::OfferDates(reference, words) => Command::OfferDates { reference: Some(reference), words },
            Self::CancelDate(reference) => Command::CancelDate { reference: Some(reference) },
            Self::Duty(on) => Command::Duty { on },
            Self::Call(reference, video) => Command::Call { reference, video },
            Self::MarkDate(reference, kept) => Command::MarkDate { reference: Some(reference), kept },
            Self::Quiet(hours) if hours.trim().is_empty() => Command::Quiet { hours: None },
            Self::Quiet(hours) => {
                let hours = QuietHours::parse(hours.trim()).map_err(|_| NotACommand::HoursUnreadable)?;
                Command::Quiet { hours: Some(hours) }
            }
        })
    }
}

impl Staff {
    /// Does it, in a centre where they counsel; what they are answered, which may be nothing. What colleagues are to know is said in
    /// their rooms.
    pub async fn does(
        &self,
        signed_in: &SignedIn,
        centre: &CentreId,
        act: Act,
        locale: Locale,
    ) -> Result<Vec<Message>, Refused> {
        let service = self.office()?;
        signed_in.must(Deed::Counsel(centre))?;
        let began = Instant::now();
        // How long it takes must not say whether somebody of that name is counselled.
        let is_secret = matches!(act, Act::Cover(..));
        let place = act.place();
        let command = act.command();
        let mut tries = 0;
        let answers = loop {
            tries += 1;
            // In the room a card that does not come is waited for as well, and in the end not.
            let attempts = if tries == TRIES { CARD_ATTEMPTS } else { 0 };
            match tell(&service, signed_in, centre, (command.clone(), place, attempts)).await {
                Ok(answers) => break answers,
                Err(Trouble::Passing { wait, .. }) if tries < TRIES => {
                    let wait = wait.map_or(PAUSE, |wait| Duration::from_millis(wait.millis().unsigned_abs()));
                    sleep(wait.min(PAUSE)).await;
                }
                Err(trouble) => return Err(trouble.into()),
            }
        };
        if is_secret {
            sleep_until(began + Duration::from_millis(covering::ANSWER_AFTER.millis().unsigned_abs())).await;
        }
        Ok(answers.iter().map(|say| service.catalogue.say(locale, say)).collect())
    }
}

async fn tell(
    service: &Service,
    signed_in: &SignedIn,
    centre: &CentreId,
    (command, place, attempts): (Result<Command, NotACommand>, Place, i64),
) -> Result<Vec<crate::words::phrases::Say>, Trouble> {
    let kind = match place {
        Place::Enquiries => RoomKind::Enquiries(centre.clone()),
        Place::Team => RoomKind::Team(centre.clone()),
    };
    let room = store::room::of_owner(&mut service.store.look().await?, &kind).await?;
    let why = || "the centre has no rooms yet".to_owned();
    let room = room.ok_or_else(|| Trouble::Passing { why: why(), wait: None })?;
    let event = Event::at_desk(room, signed_in.session.whose.user.clone(), service.now());
    let event = Event { attempts, ..event };
    told::told(service, &event, centre, signed_in.counsellor.clone(), (command, place)).await?;
    Ok(event.answers.map(|answers| answers.take()).unwrap_or_default())
}
