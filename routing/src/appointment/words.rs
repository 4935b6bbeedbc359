//! Hours as people write them: parts between commas, each with days, times, a length, a place.

use super::{GRID, HORIZON, Hours, HoursFault, HoursProblem, LENGTHS, USUAL, Venue, When, Window};
use crate::{
    time::{Date, Span, Timestamp},
    wall,
};

/// The most parts, windows and exceptions.
const MOST: usize = 40;

/// Of a part that is not understood so many characters are repeated.
const SHOWN: usize = 40;

/// What is said for the parts that follow.
struct Reader {
    now: Timestamp,
    days: Vec<When>,
    hours: Hours,
    /// Windows whose length or place is said later, in their own part or at the end of all.
    open: Vec<Open>,
    minutes: Option<u16>,
    venue: Option<Venue>,
    /// Whether all of it is open to whoever comes for the first time.
    to_all: bool,
}

struct Open {
    when: When,
    from: u16,
    to: Option<u16>,
    minutes: Option<u16>,
    venue: Option<Venue>,
    to_all: bool,
    part: u16,
}

pub(super) fn parse(text: &str, now: Timestamp) -> Result<Hours, HoursFault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts: Vec<&str> = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let fault = |part: u16, what: HoursProblem| {
        let words = parts.get(usize::from(part.saturating_sub(1))).copied().unwrap_or_default();
        HoursFault { part, words: words.chars().take(SHOWN).collect(), what }
    };
    if parts.is_empty() {
        return Err(fault(1, HoursProblem::Empty));
    }
    let hours = Hours { text: text.clone(), windows: Vec::new(), except: Vec::new(), until: None };
    let mut reader =
        Reader { now, days: Vec::new(), hours, open: Vec::new(), minutes: None, venue: None, to_all: false };
    for (number, part) in (1..).zip(&parts) {
        if usize::from(number) > MOST {
            return Err(fault(number, HoursProblem::TooMany));
        }
        reader.part(number, part).map_err(|what| fault(number, what))?;
    }
    reader.close().map_err(|(part, what)| fault(part, what))
}

impl Reader {
    /// Reads one part.
    fn part(&mut self, number: u16, part: &str) -> Result<(), HoursProblem> {
        let part = simple(part);
        let words: Vec<&str> = part.split(' ').filter(|word| !word.is_empty()).collect();
        let mut words = words.as_slice();
        let (mut days, mut times) = (Vec::new(), Vec::new());
        let (mut minutes, mut venue, mut to_all) = (None, None, false);
        while let [word, rest @ ..] = words {
            words = rest;
            match *word {
                "uhr" | "und" | "and" | "am" | "on" | "jeden" | "every" | "o'clock" => {}
                "je" | "each" => {
                    let [length, rest @ ..] = words else { return Err(HoursProblem::Length) };
                    minutes = Some(length_of(length)?);
                    let unit = matches!(rest, ["min" | "minuten" | "minutes", ..]);
                    words = &rest[usize::from(unit)..];
                }
                "offen" | "open" | "ersttermin" | "ersttermine" => to_all = true,
                "bis" | "until" | "till" => {
                    let [day, rest @ ..] = words else { return Err(HoursProblem::Unreadable) };
                    self.hours.until = Some(self.day(day)?);
                    words = rest;
                }
                "ausser" | "nicht" | "ohne" | "except" | "not" => {
                    while let [day, rest @ ..] = words {
                        if !matches!(*day, "am" | "und" | "and" | "on") {
                            let day = self.day(day)?;
                            self.hours.except.push(day);
                        }
                        words = rest;
                    }
                    if self.hours.except.is_empty() {
                        return Err(HoursProblem::Unreadable);
                    }
                }
                "vor" | "in" if matches!(words, ["ort" | "person", ..]) => {
                    venue = Some(Venue::Centre);
                    words = &words[1..];
                }
                word => {
                    if let Some(place) = venue_of(word) {
                        venue = Some(place);
                    } else if let Some(weekdays) = weekdays_of(word) {
                        days.extend(weekdays.into_iter().map(When::Weekday));
                    } else if word.ends_with('.') || word.matches(['.', '-']).count() >= 2 {
                        days.push(When::Day(self.day(word)?));
                    } else {
                        times.push(times_of(word)?);
                    }
                }
            }
        }
        match (days.is_empty(), times.is_empty()) {
            (false, true) => return Err(HoursProblem::NoTime),
            (true, true) => {
                // Said for all that have no word of their own.
                self.minutes = minutes.or(self.minutes);
                self.venue = venue.or(self.venue);
                self.to_all |= to_all;
                return Ok(());
            }
            (false, false) => self.days = days,
            (true, false) if self.days.is_empty() => return Err(HoursProblem::NoDay),
            (true, false) => {}
        }
        for when in &self.days {
            for (from, to) in &times {
                self.open.push(Open {
                    when: *when,
                    from: *from,
                    to: *to,
                    minutes,
                    venue,
                    to_all,
                    part: number,
                });
            }
        }
        if self.open.len() > MOST { Err(HoursProblem::TooMany) } else { Ok(()) }
    }

    /// Fills in what was said later: the last length and place hold for all that have none of their own.
    fn close(mut self) -> Result<Hours, (u16, HoursProblem)> {
        let usual = (self.minutes, self.venue);
        let mut later = usual;
        // `di 10-12, do 14-16 je 50`: what stands at the end of a row holds for those before it.
        for open in self.open.iter_mut().rev() {
            later = (open.minutes.or(later.0), open.venue.or(later.1));
            open.minutes = later.0;
            open.venue = later.1;
        }
        if self.open.is_empty() {
            return Err((1, HoursProblem::NoTime));
        }
        for open in self.open {
            let minutes = open.minutes.unwrap_or(USUAL);
            let to = open.to.unwrap_or(open.from + minutes);
            let window = Window {
                when: open.when,
                from: open.from,
                to,
                minutes,
                venue: open.venue.unwrap_or(Venue::Chat),
                open: open.to_all || self.to_all,
            };
            if to <= open.from || to > 24 * 60 {
                return Err((open.part, HoursProblem::Backwards));
            }
            if to - open.from < minutes {
                return Err((open.part, HoursProblem::TooShort));
            }
            if self.hours.windows.iter().any(|other| window.overlaps(other)) {
                return Err((open.part, HoursProblem::Overlap));
            }
            self.hours.windows.push(window);
        }
        Ok(self.hours)
    }

    /// `24.12.`, `24.12.2026`, `2026-12-24`; today or later.
    fn day(&self, word: &str) -> Result<Date, HoursProblem> {
        let today = wall::today(self.now);
        let word = word.trim_end_matches('.');
        let day = if word.matches('.').count() == 1 {
            let of = |year: u16| Date::parse(&format!("{word}.{year:04}"));
            match of(today.year()) {
                Ok(day) if today <= day => day,
                _ => of(today.year() + 1).map_err(|_| HoursProblem::Unreadable)?,
            }
        } else {
            Date::parse(word).map_err(|_| HoursProblem::Unreadable)?
        };
        if day < today {
            return Err(HoursProblem::Past);
        }
        let ahead = day.start().since(today.start());
        if ahead <= Span::days(HORIZON) { Ok(day) } else { Err(HoursProblem::TooFar) }
    }
}

/// Lower case, one hyphen for all dashes with no blanks around it, umlauts as two letters.
pub(crate) fn simple(part: &str) -> String {
    let mut simple = String::with_capacity(part.len());
    for letter in part.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => simple.push_str("ae"),
            'ö' => simple.push_str("oe"),
            'ü' => simple.push_str("ue"),
            'ß' => simple.push_str("ss"),
            '–' | '—' | '‑' | '−' => simple.push('-'),
            other => simple.push(other),
        }
    }
    simple.replace(" - ", "-").replace("- ", "-").replace(" -", "-")
}

fn length_of(word: &str) -> Result<u16, HoursProblem> {
    let digits = word.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let minutes: u16 = digits.parse().map_err(|_| HoursProblem::Length)?;
    if !(LENGTHS.0..=LENGTHS.1).contains(&minutes) {
        return Err(HoursProblem::Length);
    }
    if minutes.is_multiple_of(GRID) { Ok(minutes) } else { Err(HoursProblem::Grid) }
}

fn venue_of(word: &str) -> Option<Venue> {
    Some(match word {
        "praesenz" | "beratungsstelle" | "vorort" | "onsite" | "centre" | "center" => Venue::Centre,
        "telefon" | "telefonisch" | "tel" | "tel." | "phone" | "telephone" => Venue::Phone,
        "video" | "videoanruf" => Venue::Video,
        "chat" => Venue::Chat,
        _ => return None,
    })
}

/// `di`, `dienstags`, `mo-fr`.
pub(crate) fn weekdays_of(word: &str) -> Option<Vec<u8>> {
    if let Some((from, to)) = word.split_once('-') {
        let (from, to) = (weekday_of(from)?, weekday_of(to)?);
        return (from <= to).then(|| (from..=to).collect());
    }
    weekday_of(word).map(|day| vec![day])
}

fn weekday_of(word: &str) -> Option<u8> {
    const NAMES: [[&str; 5]; 7] = [
        ["mo", "montag", "mon", "monday", "montags"],
        ["di", "dienstag", "tue", "tuesday", "dienstags"],
        ["mi", "mittwoch", "wed", "wednesday", "mittwochs"],
        ["do", "donnerstag", "thu", "thursday", "donnerstags"],
        ["fr", "freitag", "fri", "friday", "freitags"],
        ["sa", "samstag", "sat", "saturday", "samstags"],
        ["so", "sonntag", "sun", "sunday", "sonntags"],
    ];
    let word = word.strip_suffix('.').unwrap_or(word);
    (0..).zip(&NAMES).find(|(_, names)| names.contains(&word)).map(|(day, _)| day)
}

/// `10-12`, `10:30-12.15`, `14`.
pub(crate) fn times_of(word: &str) -> Result<(u16, Option<u16>), HoursProblem> {
    match word.split_once('-') {
        Some((from, to)) => Ok((time_of(from)?, Some(time_of(to)?))),
        None => Ok((time_of(word)?, None)),
    }
}

fn time_of(word: &str) -> Result<u16, HoursProblem> {
    let word = word.trim_end_matches('h').trim_end_matches("uhr");
    let (hours, minutes) = word.split_once([':', '.']).unwrap_or((word, "00"));
    let number = |digits: &str| {
        let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse::<u16>().ok()).flatten().ok_or(HoursProblem::Unreadable)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let time = hours * 60 + minutes;
    if minutes > 59 || time > 24 * 60 {
        return Err(HoursProblem::Unreadable);
    }
    if time.is_multiple_of(GRID) { Ok(time) } else { Err(HoursProblem::Grid) }
}
