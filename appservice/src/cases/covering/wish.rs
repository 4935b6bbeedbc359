//! `vertretung PSEUDONYM [REF] GRUND [bis DATUM]`, read: a name may be one word or many, so every split is tried.

use routing::{Cover, CoverReason, CoverReasonError, Date, Reference, Span, Timestamp};

use crate::{
    store::case::Stored,
    words::{
        days::{self, DayFault},
        fold::fold,
    },
};

/// The most words of a pseudonym: it has at most 32 characters.
const MOST_WORDS: usize = 16;

/// What a colleague asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wish {
    /// Pseudonym and reason; where the one ends, the cases say.
    words: Vec<String>,
    until: Option<Date>,
}

/// Why words are no wish.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum WishFault {
    /// There is no name, or no reason after it.
    Incomplete,
    /// The reason is too long.
    ReasonTooLong,
    /// The day is none.
    Day(DayFault),
}

/// Which case is meant.
pub(super) enum Choice {
    /// Nobody's that the name fits.
    None,
    /// Several people took the name.
    Several,
    /// This one, for this reason.
    One(Box<Stored>, CoverReason),
}

impl Wish {
    /// Takes what follows `vertretung`. The last `bis` begins the day, so a reason has none.
    pub(super) fn read(words: &[String], now: Timestamp) -> Result<Self, WishFault> {
        let is_until = |word: &String| matches!(fold(word).as_str(), "bis" | "until" | "till");
        let until = words.iter().rposition(is_until).filter(|at| *at >= 1);
        let (words, day) = words.split_at(until.unwrap_or(words.len()));
        if words.len() < 2 {
            return Err(WishFault::Incomplete);
        }
        let until = if day.is_empty() {
            None
        } else {
            Some(days::coming(&day.join(" "), now, Cover::MOST_DAYS).map_err(WishFault::Day)?)
        };
        Ok(Self { words: words.to_vec(), until })
    }

    /// The names that may be meant: the first word, the first two, and so on. Always as many, however much was written.
    pub(super) fn names(&self) -> [String; MOST_WORDS] {
        std::array::from_fn(|place| {
            // A reason must be left over. Nobody has an empty name.
            let words = self.words.get(..=place).filter(|words| words.len() < self.words.len());
            let name = words.unwrap_or_default().join(" ");
            name.trim_matches(['"', '„', '“', '”', '«', '»', ',', ':', ';']).to_owned()
        })
    }

    /// The case number that stands where a name would, perhaps after `Fall`, and how many words it takes.
    fn numbered(&self) -> Option<(Reference, usize)> {
        let [first, rest @ ..] = self.words.as_slice() else { return None };
        let lead = matches!(fold(first).as_str(), "fall" | "case" | "nr" | "nummer" | "fallnummer");
        let number = if lead { rest.first()? } else { first };
        let taken = usize::from(lead) + 1;
        // A reason must be left over.
        let number = Reference::parse(number.trim_matches([',', ':', ';'])).ok();
        number.filter(|_| taken < self.words.len()).map(|number| (number, taken))
    }

    /// The case number that may be meant.
    pub(super) fn reference(&self) -> Option<Reference> {
        self.numbered().map(|(reference, _)| reference)
    }

    /// Chooses among the cases whose names fit, each with the place of its name in [`Self::names`]. A reference after
    /// the name decides; otherwise the longest name is meant. Where no name fits, it is the case that the team was `told`
    /// of, if its number stands where a name would.
    pub(super) fn choose(
        &self,
        found: Vec<(usize, Stored)>,
        told: Option<Stored>,
    ) -> Result<Choice, WishFault> {
        if let (true, Some(told), Some((_, taken))) = (found.is_empty(), told, self.numbered()) {
            return Ok(Choice::One(Box::new(told), self.reason(taken)?));
        }
        let named = |place: usize| self.words.get(place + 1).and_then(|word| Reference::parse(word).ok());
        let by_reference = found.iter().position(|(place, stored)| {
            named(*place).is_some_and(|reference| reference == stored.case.reference)
        });
        let longest = found.iter().map(|(place, _)| *place).max();
        let mut longest_only = found.iter().filter(|(place, _)| Some(*place) == longest);
        let (chosen, reason_at) = match (by_reference, longest) {
            (_, None) => return Ok(Choice::None),
            (Some(chosen), _) => (chosen, found[chosen].0 + 2),
            (None, Some(longest)) => {
                if longest_only.nth(1).is_some() {
                    return Ok(Choice::Several);
                }
                let chosen = found.iter().position(|(place, _)| *place == longest).unwrap_or_default();
                (chosen, longest + 1)
            }
        };
        let reason = self.reason(reason_at)?;
        let (_, stored) = found.into_iter().nth(chosen).ok_or(WishFault::Incomplete)?;
        Ok(Choice::One(Box::new(stored), reason))
    }

    fn reason(&self, at: usize) -> Result<CoverReason, WishFault> {
        let words = self.words.get(at..).unwrap_or_default().join(" ");
        CoverReason::parse(&words).map_err(|error| match error {
            CoverReasonError::Missing => WishFault::Incomplete,
            CoverReasonError::TooLong => WishFault::ReasonTooLong,
        })
    }

    /// When the cover ends: with the day that was named, or with the day after [`Cover::USUAL`].
    pub(super) fn until(&self, now: Timestamp) -> Timestamp {
        let usual: Span = Cover::USUAL;
        let day = self.until.unwrap_or_else(|| days::today(now.plus(usual)));
        days::start(days::after(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 24 November 2026, 17:12 in Germany.
    const NOW: Timestamp = Timestamp::from_millis(1_795_536_720_000);

    fn read(text: &str) -> Result<Wish, WishFault> {
        Wish::read(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>(), NOW)
    }

    #[test]
    fn every_split_is_tried_and_leaves_a_reason() {
        let names = |text: &str| read(text).unwrap().names();
        let tried = names("„Blaue Amsel“ krank heute");
        assert_eq!(tried[..4], ["Blaue", "Blaue Amsel", "Blaue Amsel“ krank", ""]);
        assert_eq!(names("Amsel krank")[..2], ["Amsel", ""]);
        assert_eq!(names("Amsel krank").len(), names("a b c d e f g h i j k l m n o p q r s").len());
    }

    #[test]
    fn a_case_number_stands_where_a_name_would() {
        let number = |text: &str| read(text).unwrap().reference().map(|number| number.to_string());
        for text in
            ["7F3K9Q krank", "7f3k9q, krank heute", "Fall 7F3K9Q krank", "Nr. 7F3K9Q krank bis 31.12."]
        {
            assert_eq!(number(text).as_deref(), Some("7F3K9Q"), "{text}");
        }
        for text in ["Blaue Amsel krank", "Amsel 7F3K9Q", "Fall 7F3K9Q"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(read("7F3K9Q"), Err(WishFault::Incomplete));
    }

    #[test]
    fn a_cover_ends_with_the_day_or_after_two_weeks() {
        let until = |text: &str| read(text).unwrap().until(NOW);
        assert_eq!(until("Blaue Amsel krank"), days::start(Date::parse("2026-12-09").unwrap()));
        let new_year = days::start(Date::parse("2027-01-01").unwrap());
        for text in
            ["Blaue Amsel krank bis 31.12.", "Amsel Urlaub bis 31.12.2026", "Amsel Urlaub bis 2026-12-31"]
        {
            assert_eq!(until(text), new_year, "{text}");
        }
    }

    #[test]
    fn what_is_no_wish_is_refused_with_the_reason() {
        for (text, fault) in [
            ("", WishFault::Incomplete),
            ("Amsel", WishFault::Incomplete),
            ("Amsel bis 31.12.", WishFault::Incomplete),
            ("Amsel krank bis 23.11.2026", WishFault::Day(DayFault::Past)),
            ("Amsel krank bis 1.7.2027", WishFault::Day(DayFault::TooFar)),
            ("Amsel krank bis Freitag", WishFault::Day(DayFault::Unreadable)),
            ("Amsel krank bis", WishFault::Day(DayFault::Unreadable)),
        ] {
            assert_eq!(read(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn where_the_name_is_a_field_of_its_own_no_part_of_it_is_a_name() {
        let words = ["Blaue Amsel", "krank, Amsel", "bis", "2026-12-24"].map(str::to_owned);
        let wish = Wish::read(&words, NOW).unwrap();
        let names = wish.names();
        assert_eq!(names[0], "Blaue Amsel");
        assert!(names[1..].iter().all(String::is_empty), "{names:?}");
        assert!(wish.until.is_some());
        let words = ["Blaue Amsel", "krank bis auf weiteres"].map(str::to_owned);
        assert_eq!(Wish::read(&words, NOW).unwrap().until, None);
    }
}
