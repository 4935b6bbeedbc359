//! The languages that Lotse speaks.

use std::fmt;

use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

/// A language with a complete catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// German: what is spoken when nobody has chosen.
    #[default]
    De,
    /// English.
    En,
}

impl Locale {
    /// Every language, German first.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// Takes a tag (`de`, `de-DE`, `en_GB`) or the name of the language in either language; refuses others.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        match text.split(['-', '_']).next()? {
            "de" | "deu" | "ger" | "deutsch" | "german" => Some(Self::De),
            "en" | "eng" | "english" | "englisch" => Some(Self::En),
            _ => None,
        }
    }

    /// Its language tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// For plural forms.
    pub(super) fn language(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_names_are_understood() {
        for text in ["de", "de-DE", "DE_at", " Deutsch ", "german"] {
            assert_eq!(Locale::parse(text), Some(Locale::De), "{text}");
        }
        for text in ["en", "en-GB", "English", "englisch"] {
            assert_eq!(Locale::parse(text), Some(Locale::En), "{text}");
        }
        for text in ["", "fr", "-", "dede", "ich spreche deutsch"] {
            assert_eq!(Locale::parse(text), None, "{text}");
        }
    }
}
