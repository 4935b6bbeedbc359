//! Signs that nobody sees, by Unicode's own table of them.

use icu_properties::{CodePointSetData, props::DefaultIgnorableCodePoint};

/// Whether a sign is shown by nothing at all: fillers, joiners, marks of direction, soft hyphens, tags.
pub(crate) fn is_invisible(letter: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(letter)
}

/// Whether a sign turns the direction of what follows, so that people read another name than is written.
pub(crate) fn turns_text(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees() {
        for letter in "\u{AD}\u{115F}\u{1160}\u{200B}\u{200C}\u{200E}\u{202E}\u{2060}\u{2066}\u{3164}\u{FE0F}\u{FEFF}\u{FFA0}\u{E0041}".chars() {
            assert!(is_invisible(letter), "{letter:?}");
        }
        assert!("aä م-’·9".chars().all(|letter| !is_invisible(letter)));
        assert!(turns_text('\u{202E}') && !turns_text('\u{200E}'));
    }
}
