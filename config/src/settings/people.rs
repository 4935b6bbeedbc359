//! `[people]`

use url::Url;

use crate::fault::Problem;
use crate::section::Section;
use crate::value;

/// What people are told.
#[derive(Debug, Clone)]
pub struct People {
    /// Which organisation runs this Lotse, as seekers shall read it.
    pub operator: String,
    /// The language that a conversation begins in.
    pub locale: Locale,
    /// Whom to turn to when nothing works, for example a telephone number.
    pub help_text_contact: Option<String>,
    /// The data-protection notice that seekers agree to.
    pub data_protection_url: Option<Url>,
    /// For how many days somebody whose case was ended with a reason (`schließen REF GRUND`) neither opens it again nor begins
    /// another at the same centre.
    pub bar_days: u16,
    /// Where people reach the portal, as links and QR codes shall say it; `https` only.
    pub public_url: Option<Url>,
}

/// The languages there is a catalogue for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locale {
    /// German.
    De,
    /// English.
    En,
}

impl Locale {
    /// The language tag, `de` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }
}

impl People {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let operator = section.or("operator", "Lotse", value::words);
        let locale = section.or("locale", "de", locale);
        let help_text_contact = section.optional("help_text_contact", value::words);
        let data_protection_url = section.optional("data_protection_url", value::page_url);
        let bar_days = section.whole("bar_days", 30, 1..=365);
        let public_url = section.optional("public_url", value::public_url);
        Some(Self {
            operator: operator?,
            locale: locale?,
            help_text_contact: help_text_contact?,
            data_protection_url: data_protection_url?,
            bar_days: bar_days?,
            public_url: public_url?,
        })
    }
}

fn locale(text: &str) -> Result<Locale, Problem> {
    [Locale::De, Locale::En]
        .into_iter()
        .find(|locale| locale.tag() == text)
        .ok_or(Problem::NotOneOf("`de`, `en`"))
}
