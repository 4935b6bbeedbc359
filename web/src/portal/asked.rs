//! Who asks: in which language they read, and how far below the portal's root they are.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use routing::Manner;

use super::form::Fields;
use super::language::Locale;
use super::words::Says;
use crate::State;

/// What every page wants to know of a request.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The reader's language.
    pub(crate) locale: Locale,
    /// Whether they have chosen it here themselves; their browser is not asked how they want to be addressed.
    pub(crate) chosen: bool,
    /// The way from the asked address to the portal's root, which may lie below a prefix that only the reverse proxy
    /// knows: `./`, or `../` for each folder.
    pub(crate) root: String,
    /// The asked page, below the root.
    pub(crate) page: String,
    /// Whether somebody reads in a browser, or a program asks.
    pub(crate) reads: bool,
}

impl Asked {
    pub(crate) fn says<'s>(&self, state: &'s State) -> Says<'s> {
        state.site.words.says(self.locale)
    }

    /// The language that was switched to with a form, from now on.
    pub(crate) fn switch(&mut self, fields: &Fields) {
        if let Some(locale) = fields.switched() {
            (self.locale, self.chosen) = (locale, true);
        }
    }

    /// Where it is known what it is about: whoever reads German and has not chosen how is addressed as the topic has it.
    pub(crate) fn addressed(&self, manner: Manner) -> Self {
        let locale = match (self.locale, manner) {
            (Locale::De, Manner::Familiar) if !self.chosen => Locale::DeInformal,
            (locale, _) => locale,
        };
        Self { locale, ..self.clone() }
    }
}

impl FromRequestParts<State> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Infallible> {
        let path = parts.uri.path().trim_start_matches('/');
        let folders = path.matches('/').count();
        let accepts = parts.headers.get("accept").and_then(|accepts| accepts.to_str().ok());
        Ok(Self {
            locale: Locale::of(&parts.headers, state.portal.locale),
            chosen: Locale::chosen(&parts.headers).is_some(),
            root: if folders == 0 { "./".to_owned() } else { "../".repeat(folders) },
            page: path.to_owned(),
            reads: accepts.is_some_and(|accepts| accepts.contains("text/html")),
        })
    }
}
