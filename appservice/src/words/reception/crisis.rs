//! Words after which the help lines come first, whatever else is going on.

use crate::words::fold::fold;

/// Beginnings of words or phrases, folded. Too many is better than too few: the price is one message.
const SIGNS: [&str; 46] = [
    "suizid",
    "selbstmord",
    "freitod",
    "selbstverletz",
    "ritze mich",
    "mich ritze",
    "mich umbringen",
    "mich umzubringen",
    "bringe mich um",
    "bring mich um",
    "mir das leben nehmen",
    "mir etwas an",
    "mein leben beenden",
    "nicht mehr leben",
    "nicht mehr weiterleben",
    "nicht laenger leben",
    "will sterben",
    "moechte sterben",
    "sterben will",
    "sterben moechte",
    "nicht mehr da sein",
    "keinen ausweg",
    "gewalt",
    "vergewaltig",
    "misshandel",
    "missbrauch",
    "schlaegt mich",
    "schlagen mich",
    "wuergt mich",
    "bedroht mich",
    "haeusliche gewalt",
    "lebensgefahr",
    "notfall",
    "suicid",
    "kill myself",
    "end my life",
    "take my life",
    "want to die",
    "want to live anymore",
    "don t want to live",
    "hurt myself",
    "self harm",
    "violence",
    "raped",
    "abused",
    "beats me",
];

/// Whether what somebody wrote sounds as if somebody were in danger; all of it counts, however long it is.
pub(crate) fn is_in(text: &str) -> bool {
    is_heard(&fold(text))
}

/// Whether folded text sounds as if somebody were in danger.
fn is_heard(folded: &str) -> bool {
    let text = format!(" {folded}");
    SIGNS.iter().any(|sign| text.match_indices(sign).any(|(at, _)| text[..at].ends_with(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danger_is_heard_in_whatever_spelling() {
        for text in [
            "Ich will nicht mehr leben.",
            "SUIZID",
            "suizidgedanken",
            "Mein Mann schlägt mich",
            "Es geht um häusliche Gewalt",
            "I want to die",
            "I don't want to live",
        ] {
            assert!(is_heard(&fold(text)), "{text}");
        }
        assert!(is_in(&format!(
            "{}Ich will nicht mehr leben.",
            "Es ist eine lange Geschichte. ".repeat(200)
        )));
        for text in ["Schulden", "Alkoholmissbrauch", "Leben im Alter", "Sterbebegleitung", "", "12345"] {
            assert!(!is_heard(&fold(text)), "{text}");
        }
    }
}
