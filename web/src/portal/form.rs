//! What the pages' forms send.

use appservice::links::portal::Said;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, Request};
use maud::{Markup, html};
use serde::Deserialize;

use super::language::Locale;

/// All fields of all forms. What a page does not ask for is empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    pub(crate) words: String,
    pub(crate) place: String,
    pub(crate) asked: String,
    pub(crate) topic: String,
    pub(crate) postcode: String,
    pub(crate) doubted: String,
    pub(crate) centre: String,
    pub(crate) danger: String,
    pub(crate) link: String,
    pub(crate) code: String,
    pub(crate) lang: String,
    pub(crate) page: String,
    pub(crate) date: String,
}

/// What came, or that it could not be read: torn, too long, or made by hand.
pub(crate) struct Sent(pub(crate) Option<Fields>);

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let form: Result<Form<Fields>, FormRejection> = Form::from_request(request, state).await;
        Ok(Self(form.ok().map(|Form(fields)| fields)))
    }
}

impl Fields {
    /// What somebody who seeks a centre has said.
    pub(crate) fn said(&self) -> Said {
        Said {
            words: self.words.clone(),
            place: self.place.clone(),
            asked_for_place: self.asked == "place",
            topic: self.topic.clone(),
            postcode: self.postcode.clone(),
            doubted: self.doubted.clone(),
            centre: self.centre.clone(),
            danger: self.danger.clone(),
        }
    }

    /// The language that was switched to with this form.
    pub(crate) fn switched(&self) -> Option<Locale> {
        Locale::parse(&self.lang)
    }

    /// All that was said, to be sent once more by another form.
    pub(crate) fn again(&self) -> Vec<(&'static str, String)> {
        [
            ("words", &self.words),
            ("place", &self.place),
            ("asked", &self.asked),
            ("topic", &self.topic),
            ("postcode", &self.postcode),
            ("doubted", &self.doubted),
            ("centre", &self.centre),
            ("danger", &self.danger),
            ("link", &self.link),
            ("code", &self.code),
            ("date", &self.date),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, value.clone()))
        .collect()
    }
}

/// Fields that nobody sees; those that are empty are left out.
pub(crate) fn hidden(fields: &[(&str, &str)]) -> Markup {
    html! {
        @for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            input type="hidden" name=(name) value=(value);
        }
    }
}
