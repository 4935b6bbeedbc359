//! What people read: every sentence comes from a Fluent catalogue, in the reader's language.
//!
//! A [`Phrase`] is a key with arguments that anybody may read in the database; it goes into outbox rows. A
//! [`Confidence`] carries what people entrust to us (message text, pseudonym): it is made at the moment of
//! sending, or sealed. [`Catalogue::say`] turns either into a [`Message`].

use fluent::{FluentArgs, FluentResource, concurrent::FluentBundle};
use thiserror::Error;

use self::argument::Argument;
pub(crate) use self::phrase::PSEUDONYM_LISTS;
pub use self::{
    argument::{Link, Until},
    by::By,
    locale::Locale,
    markup::Message,
    phrase::{Confidence, Phrase, Say, Spoken},
    quote::Quote,
    removal::Removal,
};

mod argument;
mod by;
mod locale;
mod markup;
mod moment;
mod phrase;
mod quote;
mod removal;
pub mod seekers;
pub mod standing_in;
pub mod workbook;

/// All sentences in all languages, from the files in `locales/`, which are part of the binary.
pub struct Catalogue {
    german: Bundle,
    english: Bundle,
}

type Bundle = FluentBundle<FluentResource>;

/// A catalogue that cannot be used. Found when the program starts, and by a test before that.
#[derive(Debug, Error)]
pub enum CatalogueError {
    /// A file does not parse, or says a key twice.
    #[error("the {locale} catalogue is broken: {detail}")]
    Broken {
        /// Which language.
        locale: Locale,
        /// What the parser says.
        detail: String,
    },
    /// A key that the code uses is missing.
    #[error("the {locale} catalogue has no text for `{key}`")]
    Missing {
        /// Which language.
        locale: Locale,
        /// Which key.
        key: &'static str,
    },
}

macro_rules! sources {
    ($language:literal) => {
        [
            include_str!(concat!("../../locales/", $language, "/reception.ftl")),
            include_str!(concat!("../../locales/", $language, "/case.ftl")),
            include_str!(concat!("../../locales/", $language, "/centre.ftl")),
            include_str!(concat!("../../locales/", $language, "/cover.ftl")),
            include_str!(concat!("../../locales/", $language, "/transcript.ftl")),
            include_str!(concat!("../../locales/", $language, "/help.ftl")),
            include_str!(concat!("../../locales/", $language, "/errors.ftl")),
            include_str!(concat!("../../locales/", $language, "/names.ftl")),
            include_str!(concat!("../../locales/", $language, "/offer.ftl")),
            include_str!(concat!("../../locales/", $language, "/absence.ftl")),
            include_str!(concat!("../../locales/", $language, "/link.ftl")),
            include_str!(concat!("../../locales/", $language, "/erasure.ftl")),
            include_str!(concat!("../../locales/", $language, "/notice.ftl")),
            include_str!(concat!("../../locales/", $language, "/mail.ftl")),
            include_str!(concat!("../../locales/", $language, "/silence.ftl")),
            include_str!(concat!("../../locales/", $language, "/identity.ftl")),
            include_str!(concat!("../../locales/", $language, "/desk.ftl")),
            include_str!(concat!("../../locales/", $language, "/today.ftl")),
            include_str!(concat!("../../locales/", $language, "/leaving.ftl")),
            include_str!(concat!("../../locales/", $language, "/back.ftl")),
            include_str!(concat!("../../locales/", $language, "/appointment.ftl")),
            include_str!(concat!("../../locales/", $language, "/live.ftl")),
            include_str!(concat!("../../locales/", $language, "/workbook.ftl")),
        ]
    };
}

const GERMAN: &[&str] = &sources!("de");
const ENGLISH: &[&str] = &sources!("en");

impl Catalogue {
    /// Reads the embedded files; refuses a language that lacks any key that the code can say.
    pub fn load() -> Result<Self, CatalogueError> {
        Ok(Self { german: bundle(Locale::De, GERMAN)?, english: bundle(Locale::En, ENGLISH)? })
    }

    /// Says a phrase or a confidence in the reader's language.
    pub fn say(&self, locale: Locale, words: &impl Spoken) -> Message {
        Message::render(&self.template(locale, words.key(), &words.arguments()))
    }

    /// Says several things as one message, in order.
    pub fn say_all(&self, locale: Locale, words: &[Say]) -> Message {
        Message::join(words.iter().map(|words| self.say(locale, words)))
    }

    /// A comma-separated list that the catalogue keeps beside its sentences.
    pub(crate) fn list(&self, locale: Locale, key: &'static str) -> Vec<String> {
        let text = self.template(locale, key, &[]);
        text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    fn template(&self, locale: Locale, key: &'static str, arguments: &[(&'static str, Argument)]) -> String {
        let bundle = match locale {
            Locale::De => &self.german,
            Locale::En => &self.english,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            // `load` has refused a catalogue without this key.
            return key.to_owned();
        };
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, value.to_fluent())).collect();
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut faults).into_owned();
        debug_assert!(faults.is_empty(), "`{key}` in {locale}: {faults:?}");
        text
    }
}

fn bundle(locale: Locale, sources: &[&str]) -> Result<Bundle, CatalogueError> {
    let mut bundle = FluentBundle::new_concurrent(vec![locale.language()]);
    // Arguments carry marks of our own (see `argument`); Fluent's would stay in the plain text.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new((*source).to_owned())
            .map_err(|(_, faults)| CatalogueError::Broken { locale, detail: format!("{faults:?}") })?;
        bundle
            .add_resource(resource)
            .map_err(|faults| CatalogueError::Broken { locale, detail: format!("{faults:?}") })?;
    }
    match phrase::keys().find(|key| bundle.get_message(key).is_none_or(|message| message.value().is_none())) {
        Some(key) => Err(CatalogueError::Missing { locale, key }),
        None => Ok(bundle),
    }
}

#[cfg(test)]
mod tests;
