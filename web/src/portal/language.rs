//! The languages of the portal, and which one somebody reads.
//!
//! Chosen by the browser (`Accept-Language`), and switched by a form. What was switched is kept in a cookie without
//! a lifetime, `lang`: a path or a query would put the language, which may tell where somebody comes from, into the
//! history of the browser, and links and QR codes would need one address per language.

use std::fmt;

use appservice::words::phrases;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};

/// A language with complete pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Locale {
    /// German, polite.
    De,
    /// German, familiar.
    DeInformal,
    /// German that is easy to read (Leichte Sprache).
    DeSimple,
    /// English.
    En,
    /// Ukrainian.
    Uk,
    /// Russian.
    Ru,
    /// Turkish.
    Tr,
    /// Arabic.
    Ar,
}

/// The cookie that keeps what was switched.
const COOKIE_NAME: &str = "lang";

impl Locale {
    /// Every language, as they are offered.
    pub const ALL: [Self; 8] =
        [Self::De, Self::DeInformal, Self::DeSimple, Self::En, Self::Uk, Self::Ru, Self::Tr, Self::Ar];

    /// Its name in files, forms and for the chat.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::DeInformal => "de-informal",
            Self::DeSimple => "de-simple",
            Self::En => "en",
            Self::Uk => "uk",
            Self::Ru => "ru",
            Self::Tr => "tr",
            Self::Ar => "ar",
        }
    }

    /// The language of exactly this tag.
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// The tag by which browsers and screen readers know it (BCP 47).
    pub const fn html(self) -> &'static str {
        match self {
            Self::DeInformal => "de",
            other => other.tag(),
        }
    }

    /// Where its lines begin: `ltr` or `rtl`.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            _ => "ltr",
        }
    }

    /// The nearest language of what the directory and the reception have.
    pub const fn nearest(self) -> phrases::Locale {
        match self {
            Self::En => phrases::Locale::En,
            _ => phrases::Locale::De,
        }
    }

    /// The language that somebody has switched to, else the first that their browser asks for and we have.
    pub(crate) fn of(headers: &HeaderMap, usual: phrases::Locale) -> Self {
        Self::chosen(headers).or_else(|| asked(headers)).unwrap_or(match usual {
            phrases::Locale::De => Self::De,
            phrases::Locale::En => Self::En,
        })
    }

    /// The language that somebody has switched to, if they have.
    pub(crate) fn chosen(headers: &HeaderMap) -> Option<Self> {
        let cookies = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == COOKIE_NAME).and_then(|(_, tag)| Self::parse(tag))
    }

    /// Keeps the language until the browser is closed. Without a path it holds below the portal's own root alone.
    pub(crate) fn cookie(self) -> String {
        format!("{COOKIE_NAME}={}; HttpOnly; SameSite=Strict", self.tag())
    }
}

fn asked(headers: &HeaderMap) -> Option<Locale> {
    let asked = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut tags: Vec<(f32, &str)> = asked
        .split(',')
        .map(|entry| {
            let (tag, weight) = entry.split_once(';').unwrap_or((entry, ""));
            let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse().ok());
            (weight.unwrap_or(1.0), tag.trim())
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    tags.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let known = |tag: &str| match tag.split(['-', '_']).next()?.to_lowercase().as_str() {
        "de" => Some(Locale::De),
        other => Locale::parse(other),
    };
    tags.into_iter().find_map(|(_, tag)| known(tag))
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(accept: &str, cookie: Option<&str>) -> Locale {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, accept.parse().unwrap());
        if let Some(cookie) = cookie {
            headers.insert(COOKIE, cookie.parse().unwrap());
        }
        Locale::of(&headers, phrases::Locale::De)
    }

    #[test]
    fn the_browser_asks_and_whoever_switched_has_the_last_word() {
        for (accept, locale) in [
            ("fr-FR,en;q=0.8,de;q=0.5", Locale::En),
            ("de;q=0.5, uk-UA", Locale::Uk),
            ("tr-TR", Locale::Tr),
            ("ar", Locale::Ar),
            ("ru;q=0, de-AT", Locale::De),
            ("fr", Locale::De),
            ("*", Locale::De),
            ("", Locale::De),
        ] {
            assert_eq!(read(accept, None), locale, "{accept}");
        }
        assert_eq!(read("en", Some("a=b; lang=de-simple; c=d")), Locale::DeSimple);
        assert_eq!(read("en", Some("lang=xx")), Locale::En);
    }

    #[test]
    fn tags_are_those_of_the_files() {
        for locale in Locale::ALL {
            assert_eq!(Locale::parse(locale.tag()), Some(locale));
            assert!(locale.html().starts_with(&locale.tag()[..2]));
        }
    }
}
