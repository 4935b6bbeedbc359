//! Signs that people do not see, and letters that look like others: named in faults, taken out of free text.

use routing::{CounsellorId, Draft};
use unicode_normalization::UnicodeNormalization;
use unicode_security::{confusable_detection::skeleton, mixed_script::AugmentedScriptSet};

use super::fault::Problem;

/// The signs in a text that mislead whoever looks at it, each told once.
pub(super) fn odd(text: &str) -> Vec<Problem> {
    let mut told = Vec::new();
    for sign in text.chars() {
        let code = format!("U+{:04X}", u32::from(sign));
        let problem = if is_invisible(sign) {
            Problem::InvisibleSign { name: name(sign).to_owned(), code }
        } else if let Some(like) = looks_like(sign) {
            Problem::LookAlike { sign: sign.to_string(), code, like: like.to_string() }
        } else {
            continue;
        };
        if !told.contains(&problem) {
            told.push(problem);
        }
    }
    told
}

/// Free text: composed, without signs that nobody sees. What joins emoji or the letters of other scripts stays.
pub(super) fn cleaned(text: &str) -> String {
    let signs = text.nfc().collect::<Vec<_>>();
    let joins = |place: usize| {
        let beside = |place: Option<usize>| place.and_then(|place| signs.get(place)).copied();
        let around = [beside(place.checked_sub(1)), beside(place.checked_add(1))];
        // Latin writing needs no joiners.
        around.into_iter().all(|sign| sign.is_some_and(|sign| u32::from(sign) > 0x2FF))
    };
    let kept = signs.iter().enumerate().filter(|(place, sign)| match **sign {
        '\u{200C}' | '\u{200D}' => joins(*place),
        '\u{FE0F}' => true,
        sign => !is_invisible(sign),
    });
    kept.map(|(_, sign)| *sign).collect::<String>().trim().to_owned()
}

/// What is parsed: composed, and every dash the one on the keyboard.
pub(super) fn typed(text: &str) -> String {
    text.nfc().map(|sign| if is_dash(sign) { '-' } else { sign }).collect()
}

/// Digits and words: the same, and wide or raised forms as the plain ones.
pub(super) fn plain(text: &str) -> String {
    typed(text).nfkc().map(|sign| if is_dash(sign) { '-' } else { sign }).collect()
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

fn is_invisible(sign: char) -> bool {
    (sign.is_control() && !matches!(sign, '\n' | '\r' | '\t'))
        || matches!(
            sign,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF9}'..='\u{FFFC}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

fn name(sign: char) -> &'static str {
    match sign {
        '\u{AD}' => "soft hyphen",
        '\u{200B}' => "zero width space",
        '\u{200C}' => "zero width non-joiner",
        '\u{200D}' => "zero width joiner",
        '\u{200E}' => "left-to-right mark",
        '\u{200F}' => "right-to-left mark",
        '\u{2060}' => "word joiner",
        '\u{FEFF}' => "byte order mark",
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "bidirectional control",
        sign if sign.is_control() => "control character",
        _ => "format character",
    }
}

/// The plain letter that a letter of another script is drawn like. Letters with a mark are no such letters.
fn looks_like(sign: char) -> Option<char> {
    if sign.is_ascii() || !sign.is_alphabetic() || is_latin(sign) {
        return None;
    }
    let sign = sign.to_string();
    let mut drawn = skeleton(&sign);
    match (drawn.next(), drawn.next()) {
        (Some(like), None) if like.is_ascii_alphanumeric() => Some(like),
        _ => None,
    }
}

fn is_latin(sign: char) -> bool {
    let mut scripts = AugmentedScriptSet::for_char(sign);
    scripts.intersect_with(AugmentedScriptSet::for_char('a'));
    !scripts.is_empty()
}

/// Whether a word has letters of ours and letters that only look like ours: nobody writes so on purpose.
pub(super) fn mixes(text: &str) -> bool {
    let mixed = |word: &str| {
        word.chars().any(|sign| sign.is_alphabetic() && is_latin(sign))
            && word.chars().any(|sign| looks_like(sign).is_some())
    };
    text.split(|sign: char| !sign.is_alphanumeric()).any(mixed)
}

/// Pairs of people whose ids look almost the same, such as `@ben1` and `@benl`: most likely one of them is a slip.
pub fn alike(draft: &Draft) -> Vec<(CounsellorId, CounsellorId)> {
    let drawn = |id: &CounsellorId| {
        skeleton(id.as_str()).flat_map(char::to_lowercase).collect::<String>().replace('i', "l")
    };
    let mut ids = draft.counsellors.iter().map(|one| (drawn(&one.id), &one.id)).collect::<Vec<_>>();
    ids.sort();
    ids.dedup();
    let pairs = ids.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    pairs.map(|pair| (pair[0].1.clone(), pair[1].1.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_text_keeps_what_people_meant() {
        assert_eq!(cleaned("Bera\u{AD}tung\u{200B} Mu\u{308}nchen "), "Beratung München");
        let family = "👨\u{200D}👩\u{200D}👧";
        assert_eq!(cleaned(family), family);
        assert_eq!(cleaned("mi\u{200C}ravam"), "miravam");
    }

    #[test]
    fn what_misleads_is_named_and_what_does_not_is_not() {
        let codes = |text: &str| odd(text).len();
        assert_eq!(codes("Jörg Müller-Lüdenscheidt, Straße 5 – ‚ja‘"), 0);
        assert_eq!(codes("j\u{430}"), 1);
        assert_eq!(codes("Yıldız Ćosić Ørsted"), 0, "names of people");
        assert!(mixes("Dresd\u{435}n") && !mixes("Anna Иванова") && !mixes("Yıldız"));
        assert_eq!(codes("@ben\u{200B}\u{200B}:x"), 1);
    }
}
