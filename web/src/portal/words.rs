//! What people read on the pages: a Fluent catalogue for each language, complete or refused.

use std::collections::{BTreeMap, BTreeSet};

use fluent::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use maud::{Escaper, Markup, PreEscaped};
use thiserror::Error;

use super::language::Locale;

type Bundle = FluentBundle<FluentResource>;

/// The pages' sentences in all languages, from the files in `locales/`, which are part of the binary.
pub(crate) struct Words(BTreeMap<&'static str, Bundle>);

/// Catalogues that cannot be used. Found when the program starts, and by a test before that.
#[derive(Debug, Error)]
pub enum WordsError {
    /// A file does not parse, or says a key twice.
    #[error("the pages' {locale} catalogue is broken: {detail}")]
    Broken {
        /// Which language.
        locale: Locale,
        /// What the parser says.
        detail: String,
    },
    /// It has other sentences than the German one.
    #[error("the pages' {locale} catalogue differs from the German one in {keys:?}")]
    Differs {
        /// Which language.
        locale: Locale,
        /// The keys that only one of them has.
        keys: Vec<String>,
    },
}

/// One language, to say something in.
#[derive(Clone, Copy)]
pub(crate) struct Says<'w> {
    bundle: Option<&'w Bundle>,
    /// Which language.
    pub(crate) locale: Locale,
}

/// What stands in a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    /// A text of somebody else's; escaped.
    Text(&'a str),
    /// A number, which may decide about a plural.
    Number(u16),
}

pub(crate) const fn source(locale: Locale) -> &'static str {
    macro_rules! pages {
        ($tag:literal) => {
            include_str!(concat!("../../locales/", $tag, "/pages.ftl"))
        };
    }
    match locale {
        Locale::De => pages!("de"),
        Locale::DeInformal => pages!("de-informal"),
        Locale::DeSimple => pages!("de-simple"),
        Locale::En => pages!("en"),
        Locale::Uk => pages!("uk"),
        Locale::Ru => pages!("ru"),
        Locale::Tr => pages!("tr"),
        Locale::Ar => pages!("ar"),
    }
}

impl Words {
    /// Reads the embedded files of the portal.
    pub(crate) fn load() -> Result<Self, WordsError> {
        Self::complete(&Locale::ALL.map(|locale| (locale, source(locale))))
    }

    /// Reads these files; refuses a language that has not all that the first one, the German one, has.
    pub(crate) fn complete(sources: &[(Locale, &str)]) -> Result<Self, WordsError> {
        let german = sources.first().map(|(_, source)| keys(source)).unwrap_or_default();
        let mut words = BTreeMap::new();
        for (locale, source) in sources {
            let keys: Vec<String> = keys(source).symmetric_difference(&german).cloned().collect();
            if !keys.is_empty() {
                return Err(WordsError::Differs { locale: *locale, keys });
            }
            words.insert(locale.tag(), bundle(*locale, source)?);
        }
        Ok(Self(words))
    }

    /// One language.
    pub(crate) fn says(&self, locale: Locale) -> Says<'_> {
        Says { bundle: self.0.get(locale.tag()), locale }
    }
}

impl Says<'_> {
    /// A sentence as HTML; its own `<b>` stay.
    pub(crate) fn html(&self, key: &'static str) -> Markup {
        PreEscaped(self.format(key, &FluentArgs::new()))
    }

    /// A sentence with something in it, as HTML.
    pub(crate) fn html_with(&self, key: &'static str, values: &[(&'static str, Value<'_>)]) -> Markup {
        let isolated = |text: &str| {
            let mut escaped = String::from("<bdi>");
            // Writing into a string cannot fail.
            let _ = std::fmt::Write::write_str(&mut Escaper::new(&mut escaped), text);
            escaped + "</bdi>"
        };
        PreEscaped(self.format(key, &arguments(values, isolated)))
    }

    /// A sentence as text, for attributes and titles.
    pub(crate) fn plain(&self, key: &'static str) -> String {
        self.format(key, &FluentArgs::new())
    }

    /// A sentence with something in it, as text.
    pub(crate) fn plain_with(&self, key: &'static str, values: &[(&'static str, Value<'_>)]) -> String {
        self.format(key, &arguments(values, str::to_owned))
    }

    fn format(&self, key: &'static str, arguments: &FluentArgs<'_>) -> String {
        let pattern = self
            .bundle
            .and_then(|bundle| Some((bundle, bundle.get_message(key).and_then(|message| message.value())?)));
        let Some((bundle, pattern)) = pattern else {
            debug_assert!(false, "no text for `{key}` in {}", self.locale);
            return key.to_owned();
        };
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, Some(arguments), &mut faults).into_owned();
        debug_assert!(faults.is_empty(), "`{key}` in {}: {faults:?}", self.locale);
        text
    }
}

fn arguments<'a>(values: &[(&'static str, Value<'a>)], text: impl Fn(&str) -> String) -> FluentArgs<'a> {
    values
        .iter()
        .map(|(name, value)| match value {
            Value::Text(value) => (*name, FluentValue::from(text(value))),
            Value::Number(number) => (*name, FluentValue::from(*number)),
        })
        .collect()
}

fn bundle(locale: Locale, source: &str) -> Result<Bundle, WordsError> {
    let language = locale.html().split('-').next().and_then(|language| language.parse().ok());
    let mut bundle = FluentBundle::new_concurrent(vec![language.unwrap_or_default()]);
    // What stands in a sentence is isolated by `<bdi>`.
    bundle.set_use_isolating(false);
    let broken = |detail: String| WordsError::Broken { locale, detail };
    let resource =
        FluentResource::try_new(source.to_owned()).map_err(|(_, faults)| broken(format!("{faults:?}")))?;
    bundle.add_resource(resource).map_err(|faults| broken(format!("{faults:?}")))?;
    Ok(bundle)
}

/// The keys of a catalogue.
pub(crate) fn keys(source: &str) -> BTreeSet<String> {
    let key = |line: &str| {
        let (key, _) = line.split_once(" =")?;
        let fine = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
        (key.starts_with(|sign: char| sign.is_ascii_lowercase()) && key.chars().all(fine))
            .then(|| key.to_owned())
    };
    source.lines().filter_map(key).collect()
}

#[cfg(test)]
mod tests;
