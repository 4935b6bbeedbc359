//! Appointments for whoever comes for the first time: the times of a centre that are open to everybody, and who takes whom.

use super::{Hours, NOTICE_FIRST, Slot, Venue};
use crate::time::Timestamp;

/// The most times of one centre that are shown at once.
pub const SHOWN: usize = 12;

/// The open times of one who counsels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open<C> {
    /// Who.
    pub who: C,
    /// How many appointments they have already.
    pub has: usize,
    /// When they could take one more.
    pub slots: Vec<Slot>,
}

impl<C> Open<C> {
    /// What of these hours is open to everybody and not taken, for somebody who counsels at this moment.
    #[must_use]
    pub fn of(who: C, hours: &Hours, taken: &[Slot], now: Timestamp) -> Self {
        let open = hours.open_to_all();
        let slots = open.map(|open| open.slots(taken, now.plus(NOTICE_FIRST), SHOWN)).unwrap_or_default();
        Self { who, has: taken.len(), slots }
    }
}

/// Each time once, the earliest first: whose it is says nothing to whoever chooses.
#[must_use]
pub fn choice<C>(open: &[Open<C>]) -> Vec<Slot> {
    let mut slots: Vec<Slot> = open.iter().flat_map(|open| &open.slots).copied().collect();
    slots.sort_unstable();
    slots.dedup();
    slots.truncate(SHOWN);
    slots
}

/// Who takes an appointment at this time: of those who could, whoever has the fewest.
#[must_use]
pub fn taker<C: Ord>(open: Vec<Open<C>>, slot: &Slot) -> Option<C> {
    let could = open.into_iter().filter(|open| open.slots.contains(slot));
    could.min_by(|one, other| (one.has, &one.who).cmp(&(other.has, &other.who))).map(|open| open.who)
}

impl Slot {
    /// As a form carries it: `1795536720000.50.centre`.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{}.{}.{}", self.start.millis(), self.minutes, self.venue.code())
    }

    /// What [`Self::code`] has written. That anybody offers it is not said with it.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let mut parts = code.splitn(3, '.');
        let start = parts.next()?.parse::<i64>().ok().filter(|millis| (0..1 << 46).contains(millis))?;
        let minutes = parts.next()?.parse().ok().filter(|minutes| (1..=180).contains(minutes))?;
        let venue = parts.next()?.parse::<Venue>().ok()?;
        Some(Self { start: Timestamp::from_millis(start), minutes, venue })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{time::Span, wall};

    /// Tuesday, 24 November 2026, 17:12 in Germany.
    const NOW: Timestamp = Timestamp::from_millis(1_795_536_720_000);

    fn open(who: &str, text: &str, taken: &[Slot]) -> Open<String> {
        Open::of(who.to_owned(), &Hours::parse(text, NOW).unwrap(), taken, NOW)
    }

    #[test]
    fn only_what_is_marked_is_open_to_everybody() {
        assert!(open("ben", "di 10-12, do 14-16 je 50", &[]).slots.is_empty());
        let marked = open("ben", "di 10-12 je 50, do 14-16 je 50 vor ort offen", &[]);
        assert_eq!(marked.slots.first().map(|slot| (slot.minutes, slot.venue)), Some((50, Venue::Centre)));
        let hours = Hours::parse("do 14-16 je 50 vor ort offen", NOW).unwrap();
        assert_eq!(marked.slots, hours.slots(&[], NOW, SHOWN), "the other half is nobody's to see");
        // A part of its own marks them all.
        let all = open("ben", "di 10-12, do 14-16 je 50, offen", &[]);
        assert_eq!(all.slots, Hours::parse("di 10-12, do 14-16 je 50", NOW).unwrap().slots(&[], NOW, SHOWN));
    }

    #[test]
    fn each_time_is_shown_once_and_whoever_has_the_fewest_takes_it() {
        let hours = "do 14-16 je 60 vor ort offen";
        let (ben, cem) = (open("ben", hours, &[]), open("cem", hours, &[]));
        let [first, second, ..] = ben.slots[..] else { panic!("two") };
        assert_eq!(choice(&[ben.clone(), cem.clone()]), ben.slots);
        assert_eq!(taker(vec![ben, cem.clone()], &first).as_deref(), Some("ben"));
        let ben = open("ben", hours, &[second]);
        assert!(!ben.slots.contains(&second));
        assert_eq!(taker(vec![ben.clone(), cem], &first).as_deref(), Some("cem"));
        assert_eq!(taker(vec![ben.clone()], &second), None);
        assert_eq!(choice(&[ben]).first(), Some(&first));
        // Nobody is surprised by somebody who comes in an hour.
        let soon = Hours::parse("24.11. 18:00 je 60 vor ort offen", NOW).unwrap();
        assert!(Open::of("ben", &soon, &[], NOW).slots.is_empty());
        assert_eq!(Open::of("ben", &soon, &[], NOW.minus(Span::hours(2))).slots.len(), 1);
    }

    #[test]
    fn an_open_time_keeps_its_place_on_the_wall_when_the_clocks_change() {
        let week = |now: Timestamp| {
            let hours = Hours::parse("so 1-4 je 60 vor ort offen, mo 10 je 50 vor ort offen", now).unwrap();
            Open::of("ben", &hours, &[], now).slots
        };
        let minutes = |slots: &[Slot]| slots.iter().map(|slot| wall::minute(slot.start)).collect::<Vec<_>>();
        // Thursday, 26 March 2026: on Sunday an hour is left out, and with it one appointment.
        let spring = week(Timestamp::from_millis(1_774_526_400_000));
        assert_eq!(minutes(&spring[..4]), [60, 180, 600, 60]);
        // Thursday, 22 October 2026: on Sunday an hour comes twice, and so does its appointment.
        let autumn = week(Timestamp::from_millis(1_792_670_400_000));
        assert_eq!(minutes(&autumn[..6]), [60, 120, 120, 180, 600, 60]);
        for slot in spring.iter().chain(&autumn) {
            assert_eq!(Slot::parse(&slot.code()), Some(*slot), "a form carries the moment, not the wall");
        }
        assert!(autumn.windows(2).all(|two| !two[0].overlaps(&two[1])));
    }

    #[test]
    fn what_a_form_carries_is_read_back_and_nonsense_is_not() {
        let slot = open("ben", "do 14-16 je 60 vor ort offen", &[]).slots[0];
        assert_eq!(Slot::parse(&slot.code()), Some(slot));
        for odd in [
            "",
            "1",
            "1.50",
            "1.50.moon",
            "-1.50.centre",
            "1.0.centre",
            "99999999999999999.50.centre",
            "1.50.centre.x",
        ] {
            assert_eq!(Slot::parse(odd), None, "{odd}");
        }
    }
}
