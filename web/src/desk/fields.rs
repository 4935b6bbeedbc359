//! What the desk's forms send.

use appservice::staff::{Act, Wish};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, Request};
use routing::{CarrierId, CentreId, Handed, Reference};
use serde::Deserialize;

use crate::State;
use crate::api::is_same_origin;

/// All fields of all forms. What a page does not ask for is empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    act: String,
    carrier: String,
    centre: String,
    reference: String,
    to: String,
    history: String,
    name: String,
    reason: String,
    until: String,
    deputy: String,
    hours: String,
    number: String,
    seen: String,
    text: String,
    /// Which session is to end.
    pub(super) which: String,
}

/// What came from a page of ours; nothing, if it could not be read or another site sent it.
pub(super) struct Sent(pub(super) Option<Fields>);

impl FromRequest<State> for Sent {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, state: &State) -> Result<Self, Self::Rejection> {
        let own = is_same_origin(request.headers());
        let form: Result<Form<Fields>, FormRejection> = Form::from_request(request, state).await;
        Ok(Self(form.ok().filter(|_| own).map(|Form(fields)| fields)))
    }
}

/// What is done with requests for a second person.
pub(super) enum SecondForm {
    /// Asks, with a reason.
    Ask(Wish, String),
    /// Says yes or no to this one.
    Decide(String, bool),
    /// Takes this one back.
    Withdraw(String),
}

impl Fields {
    /// What is asked of a second person, or said as one; nothing, if a form was made by hand.
    pub(super) fn second(self) -> Option<SecondForm> {
        Some(match self.act.as_str() {
            "name-referat" => SecondForm::Ask(Wish::NameReferat(self.to), self.reason),
            "name-carrier" => SecondForm::Ask(
                Wish::NameCarrier(CarrierId::parse(&self.carrier).ok()?, self.to),
                self.reason,
            ),
            "lift-hold" => {
                SecondForm::Ask(Wish::LiftHold(Reference::parse(&self.reference).ok()?), self.reason)
            }
            "export-trail" => {
                let all = self.centre.is_empty();
                let centre = if all { None } else { Some(CentreId::parse(&self.centre).ok()?) };
                SecondForm::Ask(Wish::ExportTrail(centre), self.reason)
            }
            "confirm" => SecondForm::Decide(self.which, true),
            "decline" => SecondForm::Decide(self.which, false),
            "withdraw" => SecondForm::Withdraw(self.which),
            _ => return None,
        })
    }

    /// Who is to lead a centre from now on, or no more.
    pub(super) fn lead(self) -> Option<(CentreId, String, bool)> {
        let leads = match self.act.as_str() {
            "name" => true,
            "dismiss" => false,
            _ => return None,
        };
        Some((CentreId::parse(&self.centre).ok()?, self.to, leads))
    }

    /// Who acts for a carrier no more.
    pub(super) fn dismissed(self) -> Option<(CarrierId, String)> {
        let id = CarrierId::parse(&self.carrier).ok()?;
        (self.act == "dismiss").then_some((id, self.to))
    }

    /// A centre, and nothing else.
    pub(super) fn centre(self) -> Option<CentreId> {
        CentreId::parse(&self.centre).ok()
    }

    /// A case of a centre.
    pub(super) fn case(self) -> Option<(CentreId, Reference)> {
        Some((CentreId::parse(&self.centre).ok()?, Reference::parse(&self.reference).ok()?))
    }

    /// A centre's card as it was seen, and as it is to be.
    pub(super) fn card(self) -> Option<(CentreId, String, String)> {
        Some((CentreId::parse(&self.centre).ok()?, self.seen, self.text))
    }

    /// Whose new identity is confirmed, with the number that they have read out.
    pub(super) fn confirmation(self) -> Option<(CentreId, String, String)> {
        Some((CentreId::parse(&self.centre).ok()?, self.to, self.number))
    }

    /// Whether the calendar gets a new address, or none.
    pub(super) fn feed(&self) -> Option<bool> {
        match self.act.as_str() {
            "feed-new" => Some(true),
            "feed-end" => Some(false),
            _ => None,
        }
    }

    /// What is to be done, and where; nothing, if a form was made by hand.
    pub(super) fn act(self) -> Option<(CentreId, Act)> {
        let centre = CentreId::parse(&self.centre).ok()?;
        let reference = || Reference::parse(&self.reference).ok();
        let history = if self.history == "bare" { Handed::Nothing } else { Handed::All };
        let act = match self.act.as_str() {
            "accept" => Act::Accept(reference()?),
            "close" => Act::Close(reference()?),
            "keys" => Act::Keys(reference()?),
            "hand-over" => Act::HandOver(reference()?, self.to, history),
            "forward" => Act::Forward(reference()?, self.to, history),
            "take-back" => Act::TakeBack(reference()?),
            "cover" => Act::Cover(self.name, self.reason, self.until),
            "end-cover" => Act::EndCover(reference()?),
            "away" => Act::Away(self.until, self.deputy),
            "back" => Act::Back,
            "link" => Act::Link,
            "mail-on" => Act::Mail(true),
            "mail-off" => Act::Mail(false),
            "quiet" => Act::Quiet(self.hours),
            "times" => Act::Times(self.text),
            "offer-dates" => Act::OfferDates(reference()?, self.text),
            "cancel-date" => Act::CancelDate(reference()?),
            "duty-on" => Act::Duty(true),
            "duty-off" => Act::Duty(false),
            "call" => Act::Call(reference()?, false),
            "call-video" => Act::Call(reference()?, true),
            "date-kept" => Act::MarkDate(reference()?, true),
            "date-missed" => Act::MarkDate(reference()?, false),
            _ => return None,
        };
        Some((centre, act))
    }
}
