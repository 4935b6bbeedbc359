//! The postcode in what somebody writes.

use unicode_normalization::UnicodeNormalization;

use crate::words::words;

/// What postcode a text has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Postcode {
    /// This one: five digits, German as far as can be told.
    One(String),
    /// Different ones: ask which.
    Several,
    /// A place in another country: say that only Germany is served.
    Foreign,
    /// None.
    None,
}

/// Signs of vehicles and of countries, as people put them before a code.
const FOREIGN: &[&str] = &[
    "a", "at", "aut", "b", "be", "bg", "ch", "cz", "dk", "es", "f", "fi", "fl", "fr", "gb", "gr", "hr", "hu",
    "i", "it", "l", "li", "lu", "nl", "no", "pl", "pt", "ro", "rs", "se", "si", "sk", "tr", "uk", "us",
    "usa",
];
const GERMAN: &[&str] = &["d", "de", "ger", "plz"];
const GERMANY: &[&str] = &["deutschland", "germany", "brd"];
/// Countries as people call them, folded.
const COUNTRIES: &[&str] = &[
    "abroad",
    "amerika",
    "ausland",
    "austria",
    "belgien",
    "belgium",
    "bulgarien",
    "czechia",
    "daenemark",
    "denmark",
    "elsass",
    "england",
    "finnland",
    "france",
    "frankreich",
    "griechenland",
    "grossbritannien",
    "holland",
    "hungary",
    "ireland",
    "irland",
    "italia",
    "italien",
    "italy",
    "kanada",
    "kroatien",
    "liechtenstein",
    "luxembourg",
    "luxemburg",
    "netherlands",
    "niederlande",
    "niederlanden",
    "norwegen",
    "oesterreich",
    "oestreich",
    "poland",
    "polen",
    "portugal",
    "romania",
    "rumaenien",
    "schottland",
    "schweden",
    "schweiz",
    "serbien",
    "slowakei",
    "slowenien",
    "spain",
    "spanien",
    "suedtirol",
    "suisse",
    "switzerland",
    "tschechien",
    "tuerkei",
    "turkey",
    "ukraine",
    "ungarn",
    "usa",
];
/// Large cities abroad; none is also a place in Germany where somebody would live.
const CITIES: &[&str] = &[
    "amsterdam",
    "ankara",
    "antwerpen",
    "athen",
    "barcelona",
    "basel",
    "bern",
    "bozen",
    "breslau",
    "bruessel",
    "budapest",
    "bukarest",
    "dublin",
    "genf",
    "graz",
    "innsbruck",
    "istanbul",
    "izmir",
    "kiew",
    "klagenfurt",
    "kopenhagen",
    "krakau",
    "kyiv",
    "lausanne",
    "linz",
    "lissabon",
    "london",
    "luzern",
    "lyon",
    "madrid",
    "mailand",
    "meran",
    "moskau",
    "new york",
    "oslo",
    "palermo",
    "paris",
    "prag",
    "prague",
    "rom",
    "rotterdam",
    "salzburg",
    "sofia",
    "st gallen",
    "stockholm",
    "strasbourg",
    "strassburg",
    "vaduz",
    "vienna",
    "villach",
    "warschau",
    "wien",
    "winterthur",
    "zagreb",
    "zuerich",
    "zurich",
];
/// Before a country's name: where somebody comes from or wants to go, not where they live.
const NOT_LIVING: &[&str] = &["aus", "from", "nach", "to", "von"];
/// After a number: it counts something.
const COUNTED: &[&str] = &[
    "brutto",
    "chf",
    "debt",
    "dollar",
    "dollars",
    "eur",
    "euro",
    "euronen",
    "euros",
    "franken",
    "k",
    "km",
    "kilometer",
    "kroeten",
    "mark",
    "miese",
    "netto",
    "schritte",
    "schulden",
    "steine",
    "stueck",
    "stunden",
];

/// Finds the postcode: five digits, together or in groups (`79 100`), if they are the only ones of their kind. Four
/// digits are none: what is missing cannot be known.
pub fn postcode(text: &str) -> Postcode {
    let tokens = tokens(text);
    let mut codes: Vec<(usize, String)> = Vec::new();
    let mut foreign = false;
    for place in 0..tokens.len() {
        let Token::Digits(digits) = &tokens[place] else { continue };
        match origin(&tokens, place) {
            Origin::Foreign => foreign = true,
            Origin::Unsaid if digits.len() == 5 && stands_alone(&tokens, place) => {
                codes.push((place, digits.clone()));
            }
            Origin::Unsaid => {}
        }
    }
    if codes.is_empty() && !foreign {
        codes = grouped(&tokens);
    }
    codes.dedup_by(|one, other| one.1 == other.1);
    let all_same = codes.windows(2).all(|pair| pair[0].1 == pair[1].1);
    match codes.first() {
        None if foreign || lives_abroad(text, None) => Postcode::Foreign,
        None => Postcode::None,
        Some(_) if !all_same => Postcode::Several,
        Some((_, code)) if lives_abroad(text, Some(code)) => Postcode::Foreign,
        Some((_, code)) => Postcode::One(code.clone()),
    }
}

#[derive(Debug)]
enum Token {
    Letters(String),
    Digits(String),
    /// Anything else, as it stands.
    Gap(String),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for letter in text.chars().take(4_000).nfkc() {
        if matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}') {
            continue;
        }
        match (tokens.last_mut(), letter) {
            (Some(Token::Letters(run)), letter) if letter.is_alphabetic() => {
                run.push(letter);
            }
            (Some(Token::Digits(run)), letter) if letter.is_ascii_digit() => {
                run.push(letter);
            }
            (Some(Token::Gap(run)), letter) if !letter.is_alphabetic() && !letter.is_ascii_digit() => {
                run.push(letter);
            }
            (_, letter) if letter.is_alphabetic() => tokens.push(Token::Letters(letter.into())),
            (_, letter) if letter.is_ascii_digit() => tokens.push(Token::Digits(letter.into())),
            (_, letter) => tokens.push(Token::Gap(letter.into())),
        }
    }
    tokens
}

enum Origin {
    Foreign,
    Unsaid,
}

/// What stands before digits: `F-`, `CH `, `A`.
fn origin(tokens: &[Token], place: usize) -> Origin {
    let (letters, gap) = match tokens[..place] {
        [.., Token::Letters(ref letters), Token::Gap(ref gap)] => (letters, gap.as_str()),
        [.., Token::Letters(ref letters)] => (letters, ""),
        _ => return Origin::Unsaid,
    };
    let bare = gap.chars().all(|sign| sign.is_whitespace() || is_dash(sign));
    // A lone blank joins any two words: then only the capitals tell that a country is meant.
    let joined = gap.chars().any(is_dash) || letters.chars().all(char::is_uppercase);
    let sign = letters.to_lowercase();
    if bare && joined && FOREIGN.contains(&sign.as_str()) { Origin::Foreign } else { Origin::Unsaid }
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}')
}

/// Whether five digits are not part of something else: of a telephone number, a sum, a word.
fn stands_alone(tokens: &[Token], place: usize) -> bool {
    let before = match tokens[..place] {
        [.., Token::Digits(ref digits), Token::Gap(ref gap)] => {
            let dialled = digits.len() >= 3 && digits.len() != 5 && digits.starts_with('0');
            !(matches!(gap.as_str(), "." | ",") || dialled && gap.len() <= 3)
        }
        [.., Token::Letters(ref letters)] => GERMAN.contains(&letters.to_lowercase().as_str()),
        [.., Token::Gap(ref gap)] => !gap.contains(['€', '$']),
        _ => true,
    };
    let after = match &tokens[place + 1..] {
        [Token::Gap(gap), Token::Letters(letters), ..] => {
            !gap.contains(['€', '$']) && !COUNTED.contains(&letters.to_lowercase().as_str())
        }
        [Token::Gap(gap), Token::Digits(_), ..] => !matches!(gap.as_str(), "." | ","),
        [Token::Gap(gap), ..] => !gap.contains(['€', '$']),
        [Token::Letters(_), ..] => false,
        _ => true,
    };
    before && after
}

/// Five digits in groups, with blanks between them and no other digits beside them.
fn grouped(tokens: &[Token]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        let start = place;
        let mut code = String::new();
        while let Some(Token::Digits(digits)) = tokens.get(place) {
            code.push_str(digits);
            let blank = matches!(tokens.get(place + 1), Some(Token::Gap(gap)) if gap.trim().is_empty());
            place += if blank && matches!(tokens.get(place + 2), Some(Token::Digits(_))) { 2 } else { 1 };
        }
        if code.len() == 5 && place - start > 1 && stands_alone(tokens, place - 1) {
            found.push((start, code));
        }
        place = place.max(start + 1);
    }
    found
}

/// Whether a country is named where somebody lives: beside the code, or at all if there is none.
fn lives_abroad(text: &str, code: Option<&str>) -> bool {
    let words = words(text);
    if words.iter().any(|word| GERMANY.contains(&word.as_str())) {
        return false;
    }
    let at = code.and_then(|code| words.iter().position(|word| word.ends_with(code)));
    words.iter().enumerate().any(|(place, word)| {
        let leaves =
            words[place.saturating_sub(2)..place].iter().any(|word| NOT_LIVING.contains(&word.as_str()));
        let beside = match (code, at) {
            (None, _) => true,
            (Some(_), None) => place + 1 == words.len(),
            (Some(_), Some(at)) => place + 1 == at || place > at && place - at <= 3,
        };
        let abroad = COUNTRIES.contains(&word.as_str()) || CITIES.contains(&word.as_str());
        abroad && !leaves && beside
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn german_codes_as_people_write_them() {
        for text in [
            "79100",
            " 79100 ",
            "D-79100",
            "D 79100",
            "DE-79100",
            "D – 79100",
            "DE79100",
            "79 100",
            "7 9 1 0 0",
            "PLZ: 79100",
            "79100 Freiburg",
            "Schulden 79100",
            "ich bin 42 und wohne in 79100",
            "Ich wohne seit 2015 in 79100 Freiburg, Haus 3.",
            "７９１００",
            "79100\u{200B}",
            "ich bin 42 und wohne in 79 100",
            "Ich komme aus Polen und wohne in 79100",
            "79100, Deutschland, nicht Österreich",
            "20.000 Euro Schulden, 79100",
            "Ich will nach Kanada, wohne in 79100 Freiburg",
            "79100 79100",
            "15000 Euro Schulden, 79100 Freiburg",
            "plz79100",
            "79100 Freiburg, Basler Straße 5",
            "Ich komme aus Wien und wohne in 79100",
        ] {
            assert_eq!(postcode(text), Postcode::One("79100".to_owned()), "{text}");
        }
        assert_eq!(postcode("Schulden in 01067 Dresden"), Postcode::One("01067".to_owned()));
    }

    #[test]
    fn other_countries_are_said_to_be_so() {
        for text in [
            "A-1010",
            "CH-8000",
            "Österreich 1010",
            "AT 5020",
            "F-67000",
            "FR-79100 Niort",
            "I-39100 Bozen",
            "f-67000",
            "A 1010 Wien",
            "CH8000",
            "67000 Straßburg, Frankreich",
            "Schweiz",
            "Ich wohne in Österreich",
            "PL 00-950",
            "1010 Wien, Austria",
            "I live in Switzerland",
            "Wien",
            "8010 Graz",
            "Ich wohne in Zürich",
            "67000 Straßburg",
        ] {
            assert_eq!(postcode(text), Postcode::Foreign, "{text}");
        }
    }

    #[test]
    fn what_is_no_code_or_not_one_is_asked() {
        for text in ["01067 oder 01069", "01067-01099", "79100 und 79 bis 80331"] {
            assert_eq!(postcode(text), Postcode::Several, "{text}");
        }
        for text in [
            "",
            "1067",
            "010677",
            "Dresden",
            "0171 2345678",
            "-",
            "٠١٠٦٧",
            "0761 12345",
            "Ich habe 15000 Euro Schulden",
            "12345,67",
            "ich bin 42",
            "€ 15000",
            "2015",
            "a 4",
            "1.12345",
            "DE12 5001 0517 5407 3249 31",
            "20000 schulden",
        ] {
            assert_eq!(postcode(text), Postcode::None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_harmless(text in any::<String>()) {
            if let Postcode::One(code) = postcode(&text) {
                prop_assert!(code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit()));
            }
        }
    }
}
