//! What an account is called, written one way: as the browser writes it before it derives its keys.

use unicode_normalization::UnicodeNormalization as _;

/// The most characters.
const LONGEST: usize = 64;

/// The one way: NFKC, lower case, no blanks around, one blank within.
pub(super) fn written(name: &str) -> Option<String> {
    let composed: String = name.nfkc().take(4 * LONGEST).collect();
    let name = composed.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    (1..=LONGEST).contains(&length).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn the_same_name_is_the_same_however_it_is_typed() {
        for typed in ["Blaue Amsel", "  blaue   amsel ", "BLAUE\tAMSEL", "Ｂlaue Amsel"] {
            assert_eq!(written(typed).as_deref(), Some("blaue amsel"), "{typed}");
        }
        assert_eq!(written("Mu\u{308}ller"), written("Müller"));
        assert_eq!(written(" \t"), None);
        assert_eq!(written(&"x".repeat(65)), None);
        assert!(written(&"x".repeat(64)).is_some());
    }
}
