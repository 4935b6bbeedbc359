//! Files for calendars (RFC 5545). They say when, and no more: who opens one on a shared device gives nobody away.

use std::fmt::Write as _;

use routing::{Slot, Timestamp};

/// One appointment.
pub(crate) struct Entry<'a> {
    /// Names it in all calendars, for as long as it is.
    pub(crate) uid: &'a str,
    /// Grows with each change.
    pub(crate) sequence: u32,
    /// When.
    pub(crate) slot: &'a Slot,
    /// What the calendar shows.
    pub(crate) title: &'a str,
    /// Whether it does not take place.
    pub(crate) ended: bool,
}

/// A file with this appointment; a later one with the same `uid` changes or ends it.
pub(crate) fn file(entry: &Entry<'_>, now: Timestamp) -> String {
    let method = if entry.ended { "CANCEL" } else { "PUBLISH" };
    let mut text = begin();
    line(&mut text, "METHOD", method);
    event(&mut text, entry, now);
    end(text)
}

/// A calendar with all of them.
pub(crate) fn calendar(entries: &[Entry<'_>], now: Timestamp) -> String {
    let mut text = begin();
    line(&mut text, "METHOD", "PUBLISH");
    for entry in entries {
        event(&mut text, entry, now);
    }
    end(text)
}

fn begin() -> String {
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Lotse//Lotse//DE\r\nCALSCALE:GREGORIAN\r\n".to_owned()
}

fn end(mut text: String) -> String {
    text.push_str("END:VCALENDAR\r\n");
    text
}

fn event(text: &mut String, entry: &Entry<'_>, now: Timestamp) {
    text.push_str("BEGIN:VEVENT\r\n");
    line(text, "UID", &format!("{}@lotse.invalid", entry.uid));
    line(text, "SEQUENCE", &entry.sequence.to_string());
    line(text, "DTSTAMP", &stamp(now));
    line(text, "DTSTART", &stamp(entry.slot.start));
    line(text, "DTEND", &stamp(entry.slot.end()));
    line(text, "SUMMARY", &escaped(entry.title));
    line(text, "STATUS", if entry.ended { "CANCELLED" } else { "CONFIRMED" });
    line(text, "CLASS", "PRIVATE");
    text.push_str("END:VEVENT\r\n");
}

/// All our values are short: none needs to be folded at 75 octets.
fn line(text: &mut String, name: &str, value: &str) {
    let _ = write!(text, "{name}:{value}\r\n");
}

/// In UTC, so that no time zone has to be described.
fn stamp(moment: Timestamp) -> String {
    let seconds = moment.millis().div_euclid(1000).rem_euclid(86_400);
    let date = moment.date();
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{:04}{:02}{:02}T{hour:02}{minute:02}{second:02}Z", date.year(), date.month(), date.day())
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace([',', ';'], " ").replace(['\r', '\n'], " ")
}

#[cfg(test)]
mod tests {
    use routing::Venue;

    use super::*;

    #[test]
    fn a_file_is_as_the_standard_wants_it_and_says_nothing_but_when() {
        let slot =
            Slot { start: Timestamp::from_millis(1_795_536_000_000), minutes: 50, venue: Venue::Phone };
        let entry = |ended| Entry { uid: "abc", sequence: 2, slot: &slot, title: "Termin; geheim", ended };
        let now = Timestamp::from_millis(1_795_000_000_000);
        insta::assert_snapshot!(file(&entry(true), now).replace("\r\n", "\n"), @r"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Lotse//Lotse//DE
        CALSCALE:GREGORIAN
        METHOD:CANCEL
        BEGIN:VEVENT
        UID:abc@lotse.invalid
        SEQUENCE:2
        DTSTAMP:20261118T110640Z
        DTSTART:20261124T160000Z
        DTEND:20261124T165000Z
        SUMMARY:Termin  geheim
        STATUS:CANCELLED
        CLASS:PRIVATE
        END:VEVENT
        END:VCALENDAR
        ");
        let text = calendar(&[entry(false), entry(false)], now);
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
        assert!(!text.contains("phone"));
    }
}
