//! What opens a link, and what it is found by.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use crate::{running::entropy, store::vault::Vault};

/// 128 random bits, as 22 characters of URL-safe base64. Whoever has it may use the link: it is shown once.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Zeroizing<[u8; 16]>);

/// 80 bits that follow from a token, as 16 characters that people can type: `K7QF-3M9P-XT2A-ZW4B`.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(Zeroizing<String>);

/// What somebody shows who comes by a link.
#[derive(Clone, PartialEq, Eq)]
pub enum Presented {
    /// From an address or a QR code.
    Token(Token),
    /// Typed.
    Code(Code),
}

/// Crockford's alphabet: no I, L, O (mistaken for digits) and no U.
pub(super) const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code: 16 of 5 bits.
const CODE_LENGTH: usize = 16;
const GROUP: usize = 4;

/// The letter for the lowest five bits.
pub(super) fn letter(bits: u64) -> char {
    // Five bits fit anywhere.
    char::from(CROCKFORD[usize::from((bits & 31) as u8)])
}

impl Token {
    /// A new one.
    pub fn draw() -> Self {
        Self(Zeroizing::new(entropy::bytes()))
    }

    /// Takes exactly 22 characters of URL-safe base64.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        Some(Self(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
    }

    /// The code of the same link.
    ///
    /// # Panics
    /// Never: the key is long enough.
    pub fn code(&self) -> Code {
        let derived = Zeroizing::new(blake3::derive_key("lotse link 2026 code", self.0.as_slice()));
        let bits = derived.chunks_exact(5).take(2);
        let bits = bits.map(|five| five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte)));
        let letters = bits.flat_map(|bits| (0..8).rev().map(move |place| letter(bits >> (5 * place))));
        Code(Zeroizing::new(letters.collect()))
    }

    /// As it stands in an address.
    pub fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(self.0.as_slice()))
    }

    /// The hash under which it is found.
    pub fn hash(&self, vault: &Vault) -> String {
        vault.fingerprint("link.token", &self.text())
    }
}

impl Code {
    /// Takes 16 characters, however people write them: lower case, `O` for `0`, `I` or `L` for `1`, spaces and
    /// hyphens or none.
    pub fn parse(text: &str) -> Option<Self> {
        let written = |letter: &char| {
            !letter.is_whitespace()
                && !matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '.' | '_')
        };
        let mut code = Zeroizing::new(String::with_capacity(CODE_LENGTH));
        for letter in text.chars().filter(written) {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let known = CROCKFORD.iter().any(|known| char::from(*known) == letter);
            if !known || code.len() == CODE_LENGTH {
                return None;
            }
            code.push(letter);
        }
        (code.len() == CODE_LENGTH).then_some(Self(code))
    }

    /// As people read it, in groups of four: 19 characters.
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(CODE_LENGTH + 3));
        for (place, letter) in self.0.chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                text.push('-');
            }
            text.push(letter);
        }
        text
    }

    /// The hash under which it is found.
    pub fn hash(&self, vault: &Vault) -> String {
        vault.fingerprint("link.code", &self.0)
    }
}

impl Presented {
    /// Takes a token, a code, or an address with one of them at its end.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let end = text.rsplit_once('/').map_or(text, |(_, end)| end);
        let token = Token::parse(end).map(Self::Token);
        token.or_else(|| Code::parse(end).map(Self::Code))
    }

    /// The code to type.
    pub fn code(&self) -> Code {
        match self {
            Self::Token(token) => token.code(),
            Self::Code(code) => code.clone(),
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

impl fmt::Debug for Presented {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Presented(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_can_be_typed_as_people_do() {
        let code = Token(Zeroizing::new([7; 16])).code();
        let text = code.text().to_string();
        assert_eq!((text.len(), text.matches('-').count()), (19, 3), "at most 20 characters: {text}");
        let typed = text.to_lowercase().replace('0', "o").replace('1', "l");
        for spelled in [text.clone(), typed.clone(), typed.replace('-', ""), typed.replace('-', " – ")] {
            assert_eq!(Code::parse(&spelled), Some(code.clone()), "{spelled}");
        }
        for wrong in
            ["", "K7QF-3M9P-XT2A", "K7QF-3M9P-XT2A-ZW4B-1", "K7QF-3M9P-XT2A-ZW4U", "K7QF 3M9P XT2A ZWÄB"]
        {
            assert_eq!(Code::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_shown_is_found_again(bytes: [u8; 16]) {
            let token = Token(Zeroizing::new(bytes));
            let (text, code) = (token.text(), token.code());
            prop_assert_eq!(text.len(), 22);
            prop_assert_eq!(Token::parse(&text), Some(token.clone()));
            let shown = Presented::Token(token);
            prop_assert_eq!(Presented::parse(&format!("https://a.example/k/{}", *text)), Some(shown.clone()));
            prop_assert_eq!(Presented::parse(&text), Some(shown));
            prop_assert_eq!(Presented::parse(&code.text()), Some(Presented::Code(code)));
        }

        #[test]
        fn nothing_is_too_strange(text: String) {
            let _ = Presented::parse(&text);
        }
    }

    #[test]
    fn nothing_shows_itself_in_debug() {
        let token = Token::draw();
        let shown = format!("{token:?}{:?}{:?}", token.code(), Presented::Token(token.clone()));
        assert!(!shown.contains(token.text().as_str()) && !shown.contains(token.code().text().as_str()));
    }
}
