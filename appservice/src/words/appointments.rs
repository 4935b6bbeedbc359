//! What seekers say of appointments, in the portal's languages.

use crate::words::heard::Heard;

/// What a seeker wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// The time with this number.
    Take(u16),
    /// None of them.
    NoneFits,
    /// They cannot come.
    Cancel,
    /// Another time.
    Move,
}

/// Whole messages, folded: letters without accents, no punctuation.
const NONE: &[&str] = &[
    "0",
    "keiner",
    "keine",
    "keiner passt",
    "passt nicht",
    "keine passt",
    "none",
    "none fits",
    "hicbiri",
    "ни одно",
    "ни одна",
    "ничего не подходит",
    "жоден",
    "жодна",
    "нічого не підходить",
    "لا شيء",
    "لا يناسبني",
];
const CANCEL: &[&str] = &[
    "termin absagen",
    "absagen",
    "termin stornieren",
    "cancel appointment",
    "cancel the appointment",
    "randevuyu iptal et",
    "randevu iptal",
    "отменить встречу",
    "отменить прием",
    "отменить запись",
    "скасувати зустріч",
    "скасувати запис",
    "إلغاء الموعد",
    "الغاء الموعد",
];
const MOVE: &[&str] = &[
    "termin verschieben",
    "verschieben",
    "anderer termin",
    "move appointment",
    "move the appointment",
    "another time",
    "randevuyu ertele",
    "randevu ertele",
    "перенести встречу",
    "перенести прием",
    "перенести запись",
    "перенести зустріч",
    "перенести запис",
    "تأجيل الموعد",
    "تغيير الموعد",
];
/// Words that may stand before a number.
const BEFORE: &[&str] = &[
    "termin",
    "nummer",
    "nr",
    "number",
    "appointment",
    "time",
    "randevu",
    "numara",
    "номер",
    "встреча",
    "зустріч",
    "رقم",
    "موعد",
];

impl Wish {
    /// Only a whole message says something.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let folded = &*Heard::new(text).folded;
        let is_one_of = |list: &[&str]| list.iter().any(|words| Heard::new(words).folded == *folded);
        if is_one_of(NONE) || numbered(folded) == Some(0) {
            return Some(Self::NoneFits);
        }
        if is_one_of(CANCEL) {
            return Some(Self::Cancel);
        }
        if is_one_of(MOVE) {
            return Some(Self::Move);
        }
        let number = match folded.split_once(' ') {
            Some((word, number)) if is_before(word) => number,
            Some(_) => return None,
            None => folded,
        };
        numbered(number).filter(|number| (1..=9).contains(number)).map(Self::Take)
    }
}

fn is_before(word: &str) -> bool {
    BEFORE.iter().any(|known| Heard::new(known).folded == word)
}

/// One digit, as it is written in any of the portal's languages.
fn numbered(word: &str) -> Option<u16> {
    let mut letters = word.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
    let digit = match letter {
        '٠'..='٩' => u32::from(letter) - u32::from('٠'),
        '۰'..='۹' => u32::from(letter) - u32::from('۰'),
        other => other.to_digit(10)?,
    };
    u16::try_from(digit).ok()
}

/// The number of a reaction such as 2️⃣.
pub(crate) fn reacted(key: &str) -> Option<u16> {
    let mut letters = key.chars().filter(|letter| !matches!(letter, '\u{FE0F}' | '\u{20E3}'));
    let digit = letters.next()?.to_digit(10)?;
    letters.next().is_none().then_some(digit).and_then(|digit| u16::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_messages_in_the_portals_languages() {
        for (text, wish) in [
            ("1", Wish::Take(1)),
            (" 2. ", Wish::Take(2)),
            ("Termin 3", Wish::Take(3)),
            ("٢", Wish::Take(2)),
            ("номер 4", Wish::Take(4)),
            ("0", Wish::NoneFits),
            ("Keiner passt.", Wish::NoneFits),
            ("Termin absagen", Wish::Cancel),
            ("Randevuyu iptal et!", Wish::Cancel),
            ("Отменить встречу", Wish::Cancel),
            ("Скасувати зустріч", Wish::Cancel),
            ("إلغاء الموعد", Wish::Cancel),
            ("cancel appointment", Wish::Cancel),
            ("Termin verschieben", Wish::Move),
            ("Перенести зустріч", Wish::Move),
        ] {
            assert_eq!(Wish::of(text), Some(wish), "{text}");
        }
        for talk in ["", "12", "1 oder 2", "Um 1", "Ich muss den Termin absagen", "ja", "Kind 2"] {
            assert_eq!(Wish::of(talk), None, "{talk}");
        }
        // The buttons of the portal say what stands on them.
        for page in [
            include_str!("../../../web/locales/de/chat.ftl"),
            include_str!("../../../web/locales/en/chat.ftl"),
            include_str!("../../../web/locales/tr/chat.ftl"),
            include_str!("../../../web/locales/ru/chat.ftl"),
            include_str!("../../../web/locales/uk/chat.ftl"),
            include_str!("../../../web/locales/ar/chat.ftl"),
        ] {
            for (key, wish) in [("dates-move = ", Wish::Move), ("dates-cancel = ", Wish::Cancel)] {
                let words = page.lines().find_map(|line| line.strip_prefix(key)).unwrap();
                assert_eq!(Wish::of(words), Some(wish), "{words}");
            }
        }
        assert_eq!(reacted("2️⃣"), Some(2));
        assert_eq!((reacted("✅"), reacted("22"), reacted("")), (None, None, None));
    }
}
