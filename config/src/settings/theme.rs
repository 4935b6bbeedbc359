//! `[portal.theme]`

use std::fmt;
use std::path::PathBuf;

use crate::fault::Problem;
use crate::section::Section;
use crate::value;

/// How the portal of a carrier looks.
#[derive(Debug, Clone)]
pub struct Theme {
    /// What stands on top of every page, and in its title.
    pub name: String,
    /// A picture beside the name.
    pub logo: Option<PathBuf>,
    /// The colour of buttons and links.
    pub accent: Option<Colour>,
    /// The same on a dark screen.
    pub accent_dark: Option<Colour>,
}

/// A colour of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Theme {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let name = section.or("name", "Lotse", value::words);
        let logo = section.optional_path("logo");
        let accent =
            section.optional("accent", |text| readable(text, Colour::PAPER, "the light paper (#faf6ef)"));
        let accent_dark =
            section.optional("accent_dark", |text| readable(text, Colour::DARK, "the dark paper (#1e2629)"));
        let logo = logo?;
        if logo.as_ref().is_some_and(|logo| Self::kind(logo).is_none()) {
            section.refuse("logo", Problem::NotPicture);
            return None;
        }
        Some(Self { name: name?, logo, accent: accent?, accent_dark: accent_dark? })
    }

    /// The media type of a logo, by the end of its name.
    pub fn kind(logo: &std::path::Path) -> Option<&'static str> {
        match logo.extension()?.to_str()?.to_lowercase().as_str() {
            "svg" => Some("image/svg+xml"),
            "png" => Some("image/png"),
            "jpg" | "jpeg" => Some("image/jpeg"),
            "webp" => Some("image/webp"),
            _ => None,
        }
    }
}

fn readable(text: &str, ground: Colour, name: &'static str) -> Result<Colour, Problem> {
    let colour = Colour::parse(text).ok_or(Problem::NotColour)?;
    let contrast = colour.contrast(ground);
    if contrast >= Colour::READABLE {
        Ok(colour)
    } else {
        // Rounded down, so that what is refused never seems to be enough.
        let contrast = format!("{:.1}", (contrast * 10.0).floor() / 10.0);
        Err(Problem::LowContrast { ground: name, contrast })
    }
}

impl Colour {
    /// What words stand on.
    pub const PAPER: Self = Self { red: 0xfa, green: 0xf6, blue: 0xef };
    /// The lightest that words stand on when the screen is dark.
    pub const DARK: Self = Self { red: 0x1e, green: 0x26, blue: 0x29 };
    /// The contrast that WCAG 2.2 asks of words (1.4.3, AA).
    pub const READABLE: f64 = 4.5;

    /// Takes `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
        Some(Self { red: part(0)?, green: part(2)?, blue: part(4)? })
    }

    /// How well one is read on the other: from 1 to 21, as WCAG 2.2 reckons.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The same, lightened until it can be read on dark paper.
    #[must_use]
    pub fn for_the_dark(self) -> Self {
        let mut colour = self;
        while colour.contrast(Self::DARK) < 7.0 {
            let lighter = |part: u8| part + (u8::MAX - part).div_ceil(12);
            colour =
                Self { red: lighter(colour.red), green: lighter(colour.green), blue: lighter(colour.blue) };
        }
        colour
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_reckoned_as_the_guidelines_do() {
        let colour = |text| Colour::parse(text).unwrap();
        assert!((colour("#000000").contrast(colour("#ffffff")) - 21.0).abs() < 0.001);
        assert!((colour("#767676").contrast(colour("#ffffff")) - 4.54).abs() < 0.01);
        assert_eq!(colour("#00507D").to_string(), "#00507d");
        for wrong in ["", "#fff", "00507d", "#00507g", "#00507d0", "red"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn any_colour_can_be_made_light_enough_for_the_dark() {
        for text in ["#000000", "#00507d", "#ff0000", "#ffffff"] {
            assert!(Colour::parse(text).unwrap().for_the_dark().contrast(Colour::DARK) >= 7.0, "{text}");
        }
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_refused() {
        assert!(readable("#2b5d6b", Colour::PAPER, "x").is_ok());
        let refused = readable("#8fc7d4", Colour::PAPER, "the light paper").unwrap_err().to_string();
        assert!(refused.contains("the light paper") && refused.contains("1.7 to 1"), "{refused}");
    }

    #[test]
    fn faults_are_told_with_their_place() {
        let least = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"example.org\"\n";
        let parse = |more: &str, variables: &[(&str, &str)]| {
            let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            crate::Settings::parse(std::path::Path::new("lotse.toml"), &format!("{least}{more}"), variables)
        };
        let refused = |faults: Vec<crate::Fault>| faults.first().unwrap().to_string();
        let fault = refused(parse("[portal.theme]\naccent = \"#ffee00\"\n", &[]).unwrap_err());
        assert!(fault.starts_with("lotse.toml:5: `portal.theme.accent` can hardly be read"), "{fault}");
        let fault = refused(parse("", &[("LOTSE_PORTAL_THEME__ACCENT", "rot")]).unwrap_err());
        assert!(
            fault.contains("LOTSE_PORTAL_THEME__ACCENT") && fault.contains("must be a colour"),
            "{fault}"
        );
        let fault = refused(parse("[portal.theme]\nlogo = \"logo.exe\"\n", &[]).unwrap_err());
        assert!(fault.contains("`portal.theme.logo` must be a picture"), "{fault}");
        let fault = refused(parse("[portal.pages]\nimpressum = \"x.md\"\n", &[]).unwrap_err());
        assert!(fault.contains("`portal.pages.impressum` is an unknown key"), "{fault}");
        let settings =
            parse("[portal.theme]\nname = \"Hafen\"\n", &[("LOTSE_PORTAL_THEME__ACCENT", "#2b5d6b")]);
        let theme = settings.unwrap().theme;
        assert_eq!((theme.name.as_str(), theme.accent.unwrap().to_string().as_str()), ("Hafen", "#2b5d6b"));
    }
}
