//! The trail as it is handed out: counsellors, references, reasons, times in UTC; never a seeker.

use routing::{CentreId, CounsellorId, Reference, Timestamp};
use serde::Serialize;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::Recorded;

/// An entry as it is read outside of Lotse.
#[derive(Debug, Serialize)]
pub struct Line<'a> {
    number: i64,
    at: String,
    centre: &'a str,
    reference: Option<&'a str>,
    what: &'static str,
    who: &'a str,
    whom: Option<&'a str>,
    why: Option<&'a str>,
    note: Option<String>,
    from: Option<String>,
    until: Option<String>,
    to_centre: Option<&'a str>,
}

impl<'a> Line<'a> {
    /// What an entry says; `for_spreadsheet` makes words that begin like a formula harmless.
    pub fn of(recorded: &'a Recorded, for_spreadsheet: bool) -> Self {
        let entry = &recorded.entry;
        let note = match (&entry.note, recorded.note_erased) {
            (Some(note), _) if for_spreadsheet => Some(harmless(note)),
            (Some(note), _) => Some(note.clone()),
            (None, true) => Some("(erased)".to_owned()),
            (None, false) => None,
        };
        Self {
            number: recorded.seq,
            at: moment(entry.at),
            centre: entry.centre.as_str(),
            reference: entry.reference.as_ref().map(Reference::as_str),
            what: entry.kind.code(),
            who: entry.who.as_str(),
            whom: entry.whom.as_ref().map(CounsellorId::as_str),
            why: entry.why.as_deref(),
            note,
            from: entry.from.map(moment),
            until: entry.until.map(moment),
            to_centre: entry.to.as_ref().map(CentreId::as_str),
        }
    }
}

/// Entries as comma-separated values, which spreadsheets open.
pub fn csv(entries: &[Recorded]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    for entry in entries {
        out.serialize(Line::of(entry, true))?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// A spreadsheet runs what begins so.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// A moment outside of the calendar is no moment of ours.
fn moment(at: Timestamp) -> String {
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(at.millis()) * 1_000_000);
    let at = at.ok().and_then(|at| at.replace_nanosecond(0).ok());
    at.and_then(|at| at.format(&Rfc3339).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use routing::Timestamp;

    #[test]
    fn times_are_utc_and_formulas_are_text() {
        assert_eq!(super::moment(Timestamp::from_millis(1_795_457_520_123)), "2026-11-23T18:12:00Z");
        assert_eq!(super::harmless("=1+1"), "'=1+1");
        assert_eq!(super::harmless("krank = ja"), "krank = ja");
    }
}
