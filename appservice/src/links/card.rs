//! The printable card: an SVG of 105 × 74 mm (A7), with a QR code of the link's address and a code to type.
//!
//! It can lie on a table: it names neither topic nor centre nor counsellor. The QR code has error-correction level Q
//! (a quarter of it may be dirty) and a side of 40 mm; it decodes at 20 mm too.

use std::fmt::Write as _;

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

use super::{Addresses, Token};
use crate::words::phrases::{Catalogue, Locale, Phrase};

/// Millimetres.
const WIDTH: u32 = 105;
const HEIGHT: u32 = 74;
const SIDE: u32 = 40;
const MARGIN: u32 = 8;

/// Modules along a side. More than that (version 10) would be too fine to be read at 20 mm.
const MOST_MODULES: usize = 57;

/// Characters of [`Addresses::typing`] that fit at their natural width.
const FITTING: usize = 44;

/// Why there is no card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// Nobody would know where the QR code leads.
    #[error("a card needs the portal's address: set `[people] public_url`")]
    NoPortal,
    /// The QR code would be too fine.
    #[error(
        "the portal's address is too long for a QR code that is read at 20 mm: shorten `[people] public_url`"
    )]
    TooLong,
}

/// The card of a link, as an SVG document.
pub fn card(
    catalogue: &Catalogue,
    locale: Locale,
    addresses: &Addresses,
    token: &Token,
) -> Result<String, CardError> {
    let (Some(page), Some(typing)) = (addresses.page(token), addresses.typing()) else {
        return Err(CardError::NoPortal);
    };
    let code = code_of(&page)?;
    let says = |phrase: Phrase| catalogue.say(locale, &phrase).plain;
    let right = MARGIN + SIDE + 6;
    let document = html! {
        svg xmlns="http://www.w3.org/2000/svg" width={ (WIDTH) "mm" } height={ (HEIGHT) "mm" }
            viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } font-family="sans-serif" fill="#000"
        {
            title { (says(Phrase::LinkCardTitle)) }
            rect width=(WIDTH) height=(HEIGHT) fill="#fff" {}
            (symbol(&code))
            text x=(right) y="16" font-size="7" font-weight="bold" { (says(Phrase::LinkCardTitle)) }
            (lines(&says(Phrase::LinkCardScan), right, 24))
            text x=(MARGIN) y="58" font-size="3.6" { (says(Phrase::LinkCardType)) }
            text x=(MARGIN) y="63" font-size="3.6"
                textLength=[(typing.chars().count() > FITTING).then_some(WIDTH - 2 * MARGIN)]
                lengthAdjust="spacingAndGlyphs" { (typing) }
            text x=(MARGIN) y="70" font-size="5.5" font-weight="bold" font-family="monospace" {
                (token.code().text().as_str())
            }
        }
    };
    Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", document.into_string()))
}

/// The QR code of a link's address alone, as an SVG with the margin that scanners need; it takes the size of what it is put into.
pub fn qr(addresses: &Addresses, token: &Token) -> Result<String, CardError> {
    let page = addresses.page(token).ok_or(CardError::NoPortal)?;
    let code = code_of(&page)?;
    let side = code.width() + 8;
    let document = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "-4 -4 " (side) " " (side) } {
            rect x="-4" y="-4" width=(side) height=(side) fill="#fff" {}
            path d=(path_of(&code)) fill="#000" {}
        }
    };
    Ok(document.into_string())
}

fn code_of(page: &str) -> Result<QrCode, CardError> {
    QrCode::with_error_correction_level(page.as_bytes(), EcLevel::Q)
        .ok()
        .filter(|code| code.width() <= MOST_MODULES)
        .ok_or(CardError::TooLong)
}

fn lines(text: &str, x: u32, first: u32) -> Markup {
    html! {
        @for (line, y) in text.lines().zip((first..).step_by(5)) {
            text x=(x) y=(y) font-size="3.6" { (line) }
        }
    }
}

fn symbol(code: &QrCode) -> Markup {
    let width = code.width();
    html! {
        // Of its own size, so that it can be cut out and set at any other.
        svg id="qr" x=(MARGIN) y=(MARGIN) width=(SIDE) height=(SIDE) viewBox={ "0 0 " (width) " " (width) }
        { path d=(path_of(code)) {} }
    }
}

/// The QR code as one path: a run of dark modules is a rectangle.
fn path_of(code: &QrCode) -> String {
    let width = code.width();
    let mut path = String::new();
    for (row, colors) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        for run in colors.chunk_by(|one, other| one == other) {
            if run[0] == Color::Dark {
                // Writing into a String cannot fail.
                let _ = write!(path, "M{column} {row}h{0}v1h-{0}z", run.len());
            }
            column += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests;
