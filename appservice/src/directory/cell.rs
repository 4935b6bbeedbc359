//! What a cell holds, whichever program wrote it.

use calamine::{Data, DataRef};
use routing::Date;

/// The contents of one cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    Flag(bool),
    Date(Date),
    /// A time of day or an elapsed time, as people see it.
    Time(String),
    /// What a broken formula shows, for example `#NAME?`.
    Broken(String),
    /// A formula that no program has worked out yet.
    Unfinished(String),
}

impl Cell {
    /// What a cell with a formula holds. Libraries that write workbooks leave its result out, or write 0.
    pub(super) fn of_formula(formula: &str, value: Self) -> Self {
        let unfinished = match &value {
            Self::Empty => true,
            Self::Number(number) => number.abs() < f64::EPSILON,
            _ => false,
        };
        if !unfinished {
            return value;
        }
        Self::Unfinished(format!("={}", formula.trim_start_matches(['=', ' '])))
    }

    /// As a person sees it in the spreadsheet.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Broken(text) | Self::Time(text) | Self::Unfinished(text) => {
                text.trim().to_owned()
            }
            Self::Number(number) => number.to_string(),
            Self::Flag(true) => "ja".to_owned(),
            Self::Flag(false) => "nein".to_owned(),
            Self::Date(date) => date.to_string(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// Days as hours and minutes, as `[h]:mm` shows them.
fn elapsed(days: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "saturates; a workbook's times are small")]
    let minutes = (days * 24.0 * 60.0).round() as i64;
    format!("{}:{:02}", minutes / 60, (minutes % 60).abs())
}

impl From<Data> for Cell {
    fn from(data: Data) -> Self {
        match data {
            Data::Empty => Self::Empty,
            Data::String(text) => Self::Text(text),
            Data::DurationIso(text) => Self::Time(text),
            Data::Float(number) => Self::Number(number),
            Data::Bool(flag) => Self::Flag(flag),
            Data::Error(error) => Self::Broken(error.to_string()),
            // Serial numbers of days stay far below the integers that a float holds exactly.
            #[expect(clippy::cast_precision_loss, reason = "spreadsheets hold numbers as floats anyway")]
            Data::Int(number) => Self::Number(number as f64),
            Data::DateTimeIso(text) => match text.split_once('T') {
                Some(("", time)) => Self::Time(time.to_owned()),
                Some((day, _)) => Date::parse(day).map_or_else(|_| Self::Text(text.clone()), Self::Date),
                None => Date::parse(&text).map_or_else(|_| Self::Text(text.clone()), Self::Date),
            },
            // A time of day has no day: its whole part is 0.
            Data::DateTime(moment) if moment.is_datetime() && moment.as_f64() >= 1.0 => {
                let (year, month, day, ..) = moment.to_ymd_hms_milli();
                Date::new(year, month, day).map_or(Self::Number(moment.as_f64()), Self::Date)
            }
            Data::DateTime(time) => Self::Time(elapsed(time.as_f64())),
        }
    }
}

impl From<DataRef<'_>> for Cell {
    fn from(data: DataRef<'_>) -> Self {
        Data::from(data).into()
    }
}
