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
    /// What a broken formula shows, for example `#NAME?`.
    Broken(String),
}

impl Cell {
    /// As a person sees it in the spreadsheet.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Broken(text) => text.trim().to_owned(),
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

impl From<Data> for Cell {
    fn from(data: Data) -> Self {
        match data {
            Data::Empty => Self::Empty,
            Data::String(text) | Data::DurationIso(text) => Self::Text(text),
            Data::Float(number) => Self::Number(number),
            Data::Bool(flag) => Self::Flag(flag),
            Data::Error(error) => Self::Broken(error.to_string()),
            // Serial numbers of days stay far below the integers that a float holds exactly.
            #[expect(clippy::cast_precision_loss, reason = "spreadsheets hold numbers as floats anyway")]
            Data::Int(number) => Self::Number(number as f64),
            Data::DateTimeIso(text) => {
                let day = text.split('T').next().unwrap_or(&text);
                Date::parse(day).map_or_else(|_| Self::Text(text.clone()), Self::Date)
            }
            Data::DateTime(moment) if moment.is_datetime() => {
                let (year, month, day, ..) = moment.to_ymd_hms_milli();
                Date::new(year, month, day).map_or(Self::Number(moment.as_f64()), Self::Date)
            }
            Data::DateTime(duration) => Self::Number(duration.as_f64()),
        }
    }
}

impl From<DataRef<'_>> for Cell {
    fn from(data: DataRef<'_>) -> Self {
        Data::from(data).into()
    }
}
