//! Who is told when of a seeker's later message (Folgenachricht): in the Team room, and by e-mail.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::time::{Span, Timestamp};

/// Whom a team centre tells of follow-ups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUps {
    /// Everybody, in the Team room.
    #[default]
    All,
    /// Whoever has the case and whoever stands in. They see the message in the case's room itself, so that nothing is
    /// said in the Team room.
    HolderAndCovers,
}

/// What happens in the Team room when a follow-up comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// It is said now.
    Now,
    /// It is said together with others at this moment, if nobody has written to the seeker by then.
    At(Timestamp),
}

/// At most one notice per case in this time.
pub const GATHERED: Span = Span::minutes(15);

/// Decides about a follow-up, by when the case's last notice was said.
#[must_use]
pub fn notice(last: Option<Timestamp>, now: Timestamp) -> Notice {
    match last.map(|last| last.plus(GATHERED)) {
        Some(end) if now < end => Notice::At(end),
        _ => Notice::Now,
    }
}

/// So long a message may wait to be read before an e-mail says that there is one.
pub const MAILED_AFTER: Span = Span::minutes(15);

/// At most one e-mail per person in this time.
pub const MAIL_PAUSE: Span = Span::hours(1);

/// What a counsellor wants of e-mails. Without a word they get none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MailWish {
    /// Whether they want any.
    pub wanted: bool,
    /// When they want none.
    pub quiet: Option<QuietHours>,
}

/// What becomes of an e-mail about something unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mailing {
    /// It is sent.
    Now,
    /// It is thought of again at this moment.
    At(Timestamp),
    /// It is not sent.
    Never,
}

impl MailWish {
    /// Decides about an e-mail that is due now: `last` is when this person got one, `minute` the minute of the day on
    /// their clock.
    #[must_use]
    pub fn decide(&self, last: Option<Timestamp>, minute: u16, now: Timestamp) -> Mailing {
        if !self.wanted {
            return Mailing::Never;
        }
        if let Some(quiet) = self.quiet
            && quiet.contains(minute / 60)
        {
            // Hour by hour: when the clocks are changed, the end may come earlier or later than reckoned.
            return Mailing::At(now.plus(Span::minutes(i64::from(60 - minute % 60))));
        }
        match last.map(|last| last.plus(MAIL_PAUSE)) {
            Some(pause) if now < pause => Mailing::At(pause),
            _ => Mailing::Now,
        }
    }
}

/// Full hours of the day, over midnight too: `20-7` is quiet from 20:00 until just before 7:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    from: u16,
    until: u16,
}

/// Text that names no quiet hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("quiet hours are two different hours of the day such as 20-7")]
pub struct QuietHoursError;

impl QuietHours {
    /// Takes `20-7`, also with blanks and `Uhr` or `:00`.
    pub fn parse(text: &str) -> Result<Self, QuietHoursError> {
        let (from, until) = text.split_once(['-', '–']).ok_or(QuietHoursError)?;
        let (from, until) = (hour(from)?, hour(until)? % 24);
        if from > 23 || from == until {
            return Err(QuietHoursError);
        }
        Ok(Self { from, until })
    }

    /// Whether this hour of the day is quiet.
    #[must_use]
    pub fn contains(self, hour: u16) -> bool {
        if self.from < self.until {
            (self.from..self.until).contains(&hour)
        } else {
            hour >= self.from || hour < self.until
        }
    }
}

fn hour(text: &str) -> Result<u16, QuietHoursError> {
    let text = text.trim().trim_end_matches("uhr").trim_end_matches("Uhr").trim().trim_end_matches(":00");
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let hour = digits.then(|| text.parse().ok()).flatten().filter(|hour| *hour <= 24);
    hour.ok_or(QuietHoursError)
}

impl FromStr for QuietHours {
    type Err = QuietHoursError;

    fn from_str(text: &str) -> Result<Self, QuietHoursError> {
        Self::parse(text)
    }
}

impl fmt::Display for QuietHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::NOW;

    fn after(minutes: i64) -> Timestamp {
        NOW.plus(Span::minutes(minutes))
    }

    #[test]
    fn the_first_notice_comes_at_once_and_the_next_not_within_a_quarter_of_an_hour() {
        assert_eq!(notice(None, NOW), Notice::Now);
        for (minutes, expected) in
            [(0, Notice::At(after(15))), (14, Notice::At(after(15))), (15, Notice::Now), (600, Notice::Now)]
        {
            assert_eq!(notice(Some(NOW), after(minutes)), expected, "{minutes}");
        }
    }

    #[test]
    fn mails_come_to_those_who_want_them_outside_their_quiet_hours_and_once_an_hour() {
        let quiet = QuietHours::parse("20-7").ok();
        let wish = |wanted, quiet| MailWish { wanted, quiet };
        let noon = 12 * 60;
        for (wish, last, minute, expected) in [
            (MailWish::default(), None, noon, Mailing::Never),
            (wish(false, quiet), None, noon, Mailing::Never),
            (wish(true, None), None, noon, Mailing::Now),
            (wish(true, None), Some(after(-59)), noon, Mailing::At(after(1))),
            (wish(true, None), Some(after(-60)), noon, Mailing::Now),
            (wish(true, quiet), None, noon, Mailing::Now),
            (wish(true, quiet), None, 20 * 60 + 50, Mailing::At(after(10))),
            (wish(true, quiet), None, 6 * 60, Mailing::At(after(60))),
            (wish(true, quiet), None, 7 * 60, Mailing::Now),
        ] {
            assert_eq!(wish.decide(last, minute, NOW), expected, "{wish:?} {last:?} {minute}");
        }
    }

    #[test]
    fn quiet_hours_are_read_as_people_write_them() {
        for (text, hours) in [
            ("20-7", "20-7"),
            ("20 – 7", "20-7"),
            ("20 Uhr - 7 Uhr", "20-7"),
            ("20:00-07:00", "20-7"),
            ("0-6", "0-6"),
            ("18-24", "18-0"),
        ] {
            assert_eq!(QuietHours::parse(text).unwrap().to_string(), hours, "{text}");
        }
        for wrong in ["", "20", "20-20", "24-7", "20-25", "-", "a-b", "20-7-8", "0-24", "20:30-7"] {
            assert_eq!(QuietHours::parse(wrong), Err(QuietHoursError), "{wrong}");
        }
        let daytime = QuietHours::parse("9-12").unwrap();
        assert_eq!([8, 9, 11, 12].map(|hour| daytime.contains(hour)), [false, true, true, false]);
    }
}
