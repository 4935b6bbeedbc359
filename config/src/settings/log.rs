//! `[log]`

use crate::fault::Problem;
use crate::section::Section;
use crate::value;

/// What is logged, and how.
#[derive(Debug, Clone)]
pub struct Log {
    /// Directives of `tracing-subscriber`, such as `info,appservice=debug`.
    pub filter: String,
    /// How a line looks.
    pub format: LogFormat,
}

/// How a log line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For reading.
    Text,
    /// One JSON object per line.
    Json,
}

impl Log {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let filter = section.or("filter", "info", value::words);
        let format = section.or("format", "text", format);
        Some(Self { filter: filter?, format: format? })
    }
}

fn format(text: &str) -> Result<LogFormat, Problem> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(Problem::NotOneOf("`text`, `json`")),
    }
}
