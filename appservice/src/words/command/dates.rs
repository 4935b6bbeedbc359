//! What is said about appointments.

use routing::Reference;

use super::{Command, Heard};

/// Whether somebody says when they have time, and does not speak of appointments.
pub(super) fn is_about_times(rest: &str) -> bool {
    matches!(rest, "" | "aus" | "off") || rest.contains(|letter: char| letter.is_ascii_digit())
}

/// What was written after so many words.
pub(super) fn after(text: &str, words: usize) -> String {
    text.split_whitespace().skip(words).collect::<Vec<_>>().join(" ")
}

/// What is to become of one appointment.
pub(super) fn about_one(heard: &Heard, rest: &str) -> Option<Command> {
    let verb = rest.split(' ').next().unwrap_or_default();
    let written = after(&heard.text, 2);
    let first = written.split(' ').next().unwrap_or_default();
    let reference = reference(first);
    let words = if reference.is_some() { after(&written, 1) } else { written.clone() };
    let alone = words.is_empty();
    Some(match verb {
        "anbieten" | "offer" | "verschieben" | "move" => Command::OfferDates { reference, words },
        "absagen" | "cancel" if alone => Command::CancelDate { reference },
        "gekommen" | "stattgefunden" | "kept" if alone => Command::MarkDate { reference, kept: true },
        "ausgefallen" | "missed" if alone => Command::MarkDate { reference, kept: false },
        _ => return None,
    })
}

/// Whether one word follows, and it is the number of a case: as it was written, since many a word in small letters could be one.
pub(super) fn names_a_case(text: &str) -> bool {
    reference(&after(text, 1)).is_some()
}

/// The number of a case, and no day: many a word could be one, so that it has a digit or is written in capitals.
fn reference(word: &str) -> Option<Reference> {
    const DAYS: [&str; 4] = ["montag", "monday", "friday", "sunday"];
    let sure = word.contains(|letter: char| letter.is_ascii_digit()) || word.to_uppercase() == word;
    let plain = sure && word.chars().all(char::is_alphanumeric) && !DAYS.contains(&&*word.to_lowercase());
    plain.then(|| Reference::parse(word).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appointments_are_told_by_whole_messages() {
        let case = Reference::parse("7F3K9Q").unwrap();
        let offer = |reference: Option<&Reference>, words: &str| Command::OfferDates {
            reference: reference.cloned(),
            words: words.to_owned(),
        };
        for (text, command) in [
            (
                "termine di 10-12, do 14-16 je 50",
                Command::Times { words: "di 10-12, do 14-16 je 50".to_owned() },
            ),
            ("Termine aus", Command::Times { words: "aus".to_owned() }),
            ("termine", Command::Times { words: String::new() }),
            ("termin anbieten", offer(None, "")),
            ("Termin anbieten 7f3k9q", offer(Some(&case), "")),
            ("termin anbieten Montag 10:00", offer(None, "Montag 10:00")),
            ("termin verschieben 7F3K9Q di 10, mi 11", offer(Some(&case), "di 10, mi 11")),
            ("appointment offer 7F3K9Q", offer(Some(&case), "")),
            ("termin absagen", Command::CancelDate { reference: None }),
            ("termin absagen 7F3K9Q", Command::CancelDate { reference: Some(case.clone()) }),
            ("termin gekommen 7F3K9Q", Command::MarkDate { reference: Some(case.clone()), kept: true }),
            ("termin ausgefallen", Command::MarkDate { reference: None, kept: false }),
        ] {
            assert_eq!(Command::parse(text), Ok(command), "{text}");
        }
        for talk in [
            "Termine sind schwierig",
            "Termin um 10?",
            "termin absagen geht nicht",
            "termin ausgefallen, schade",
        ] {
            assert!(Command::parse(talk).is_err(), "{talk}");
        }
    }
}
