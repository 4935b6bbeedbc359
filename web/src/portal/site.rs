//! How the operator wants the pages: read once when Lotse starts, and refused in words if it cannot be used.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use config::{Colour, Pages, People, Theme};
use maud::Markup;
use thiserror::Error;

use super::language::Locale;
use super::words::{Words, WordsError};
use super::{assets, markdown};

/// A larger logo would take a quarter of a page's time.
const MOST_LOGO_BYTES: usize = 100 * 1_024;
/// A longer page is a mistake.
const MOST_PAGE_BYTES: usize = 200 * 1_024;

/// All that the pages show beside the directory.
pub struct Site {
    pub(crate) words: Words,
    /// Those of the desk.
    pub(crate) desk: Words,
    /// What stands on top of every page.
    pub(crate) name: String,
    pub(crate) logo: Option<Logo>,
    pub(crate) style: String,
    /// Where whoever leaves quickly is led.
    pub(crate) exit: String,
    /// Who runs this.
    pub(crate) operator: String,
    pub(crate) contact: Option<String>,
    texts: HashMap<(Text, Option<Locale>), Markup>,
    /// The language of a text whose file names none.
    usual: Locale,
}

/// The operator's picture.
pub(crate) struct Logo {
    pub(crate) kind: &'static str,
    pub(crate) bytes: Bytes,
}

/// A page that the operator fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Text {
    Imprint,
    Privacy,
    Accessibility,
    How,
}

/// Why the pages cannot be shown as the settings say.
#[derive(Debug, Error)]
pub enum SiteError {
    /// Our own catalogues.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// A file of the operator's.
    #[error("`{key}`: the file {} cannot be read ({why})", path.display())]
    Unreadable {
        /// The setting.
        key: &'static str,
        /// The file.
        path: PathBuf,
        /// The operating system's reason.
        why: String,
    },
    /// A file of the operator's is larger than is good for a bad connection.
    #[error("`{key}`: the file {} is too large; at most {most} bytes", path.display())]
    TooLarge {
        /// The setting.
        key: &'static str,
        /// The file.
        path: PathBuf,
        /// How large it may be.
        most: usize,
    },
}

impl Site {
    /// Reads what the settings name; refuses what cannot be read.
    pub fn load(theme: &Theme, pages: &Pages, people: &People) -> Result<Self, SiteError> {
        let usual = Locale::parse(people.locale.tag()).unwrap_or(Locale::De);
        let texts = [
            (Text::Imprint, "portal.pages.imprint", &pages.imprint),
            (Text::Privacy, "portal.pages.privacy", &pages.privacy),
            (Text::Accessibility, "portal.pages.accessibility", &pages.accessibility),
            (Text::How, "portal.pages.how", &pages.how),
        ];
        let mut read = HashMap::new();
        for (text, key, path) in texts {
            let Some(path) = path else { continue };
            read.insert((text, None), page(key, path)?);
            for locale in Locale::ALL {
                let path = path.with_extension(format!("{}.md", locale.tag()));
                if path.exists() {
                    read.insert((text, Some(locale)), page(key, &path)?);
                }
            }
        }
        Ok(Self {
            words: Words::load()?,
            desk: crate::desk::words()?,
            name: theme.name.clone(),
            logo: theme.logo.as_deref().map(logo).transpose()?,
            style: style(theme),
            exit: pages.exit_url.to_string(),
            operator: people.operator.clone(),
            contact: people.help_text_contact.clone(),
            texts: read,
            usual,
        })
    }

    /// What the operator wrote, in the reader's language if there is such a file, and in which language it is.
    pub(crate) fn text(&self, text: Text, locale: Locale) -> Option<(&Markup, Locale)> {
        let own = self.texts.get(&(text, Some(locale))).map(|found| (found, locale));
        own.or_else(|| self.texts.get(&(text, None)).map(|found| (found, self.usual)))
    }
}

fn page(key: &'static str, path: &Path) -> Result<Markup, SiteError> {
    let bytes = read(key, path, MOST_PAGE_BYTES)?;
    Ok(markdown::html(&String::from_utf8_lossy(&bytes)))
}

fn logo(path: &Path) -> Result<Logo, SiteError> {
    let kind = Theme::kind(path).unwrap_or("application/octet-stream");
    Ok(Logo { kind, bytes: read("portal.theme.logo", path, MOST_LOGO_BYTES)?.into() })
}

fn read(key: &'static str, path: &Path, most: usize) -> Result<Vec<u8>, SiteError> {
    let bytes = std::fs::read(path).map_err(|why| SiteError::Unreadable {
        key,
        path: path.to_owned(),
        why: why.to_string(),
    })?;
    if bytes.len() > most {
        return Err(SiteError::TooLarge { key, path: path.to_owned(), most });
    }
    Ok(bytes)
}

/// The design system, and the operator's colours behind it.
fn style(theme: &Theme) -> String {
    let light = theme.accent;
    let dark = theme.accent_dark.or(light.map(Colour::for_the_dark));
    let light = light.map(|light| format!(":root{{--accent:{light}}}")).unwrap_or_default();
    let in_the_dark =
        |dark: Colour| format!("@media (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}");
    [assets::STYLE, &light, &dark.map(in_the_dark).unwrap_or_default()].concat()
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Site")
    }
}
