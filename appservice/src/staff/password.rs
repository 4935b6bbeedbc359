//! Whether a password is hard to guess: as the portal asks of seekers, without rules about signs, which only make it hard to remember.

use secrecy::{ExposeSecret as _, SecretString};
use zxcvbn::{Score, zxcvbn};

/// The shortest, in characters.
const SHORTEST: usize = 8;

/// The longest that homeservers take, in characters.
const LONGEST: usize = 200;

/// Beyond this it takes only longer to judge.
const JUDGED: usize = 80;

/// What is in everybody's mind here, beside the lists that are known everywhere.
const HERE: [&str; 14] = [
    "lotse",
    "matrix",
    "element",
    "beratung",
    "berater",
    "beraterin",
    "beratungsstelle",
    "passwort",
    "geheim",
    "hallo",
    "willkommen",
    "schatz",
    "sommer",
    "winter",
];

/// Whether it can be taken; what is `known` of the person is worth nothing.
pub(super) fn is_strong(password: &SecretString, known: &[&str]) -> bool {
    let password = password.expose_secret();
    let length = password.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) || password.chars().any(char::is_control) {
        return false;
    }
    let judged: String = password.chars().take(JUDGED).collect();
    let halves = known.iter().flat_map(|known| known.split(['@', ':']));
    let parts = known.iter().flat_map(|known| known.split(['@', ':', '.', '-', '_', ' ']));
    let mut worthless: Vec<&str> = HERE.to_vec();
    worthless.extend(known.iter().copied().chain(halves).chain(parts).filter(|part| part.len() > 2));
    zxcvbn(&judged, &worthless).score() >= Score::Three
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_of_some_words_is_taken_and_what_everybody_guesses_is_not() {
        let known = ["@nora:lotse.example", "Nora Neumann", "Schuldnerberatung Dresden"];
        let strong = |password: &str| is_strong(&SecretString::from(password), &known);
        for good in ["sieben blaue Kraniche warten", "tq8!Rm2#vLx9", "Ahorn-Teller-Mücke-Dachs"] {
            assert!(strong(good), "{good}");
        }
        let long = "abc def ".repeat(40);
        for bad in [
            "",
            "kurz",
            "12345678",
            "password1",
            "Passwort1",
            "Beratung2026",
            "NoraNeumann",
            "lotse.example",
            "nora1990",
            &long,
        ] {
            assert!(!strong(bad), "{bad}");
        }
        assert!(!strong("sieben blaue\nKraniche warten"));
    }
}
