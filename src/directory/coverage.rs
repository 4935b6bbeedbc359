//! `lotse directory coverage`: gaps, overlaps, centres nobody can reach, topics without a healthy white spot.

use std::fmt::Write as _;

use appservice::directory::real_codes::RealCodes;
use hearing::places::delivered;
use routing::{Catchment, Directory, Timestamp, Topic, TopicCoverage, WhiteSpot};
use serde_json::{Value, json};

use super::columns::{align, csv_cell};

/// What is counted. Codes of boxes and large customers are not: nobody lives there.
fn counted() -> String {
    let all = delivered().len();
    format!("Counted are the {all} postcodes where people live, and the centres that can take enquiries now.")
}

/// The coverage of the topics asked about.
pub(super) struct Report<'a> {
    /// One topic is shown in detail.
    detailed: bool,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    topic: &'a Topic,
    covered: usize,
    gaps: RealCodes,
    overlaps: RealCodes,
    found: TopicCoverage,
}

impl<'a> Report<'a> {
    pub(super) fn of(directory: &'a Directory, topic: Option<&'a Topic>, now: Timestamp) -> Self {
        let coverage = routing::coverage(directory, topic.map(|topic| &topic.id), now);
        let rows = coverage.topics.into_iter().filter_map(|found| {
            let topic = directory.topic(&found.topic)?;
            let (gaps, overlaps) = (RealCodes::of(&found.gaps), RealCodes::of(&found.overlaps));
            Some(Row { topic, covered: delivered().len() - gaps.number, gaps, overlaps, found })
        });
        Self { detailed: topic.is_some(), rows: rows.collect() }
    }

    pub(super) fn table(&self) -> String {
        let mut text = format!("{}\n\n", counted());
        let rows = self.rows.iter().map(|row| {
            vec![
                row.topic.id.to_string(),
                format!("{} ({} %)", row.covered, row.covered * 100 / delivered().len().max(1)),
                row.gaps.number.to_string(),
                row.overlaps.number.to_string(),
                row.found.unreachable.len().to_string(),
                white_spot(&row.found.white_spot),
            ]
        });
        let headings = ["TOPIC", ">COVERED", ">GAPS", ">OVERLAPS", ">UNREACHABLE", "WHITE SPOT"];
        text.push_str(&align(&headings, &rows.collect::<Vec<_>>()));
        if self.detailed {
            for row in &self.rows {
                let _ = write!(
                    text,
                    "\ngaps      {}\noverlaps  {}\n",
                    or_none(&row.gaps.codes),
                    or_none(&row.overlaps.codes)
                );
            }
        }
        let unreachable = self.rows.iter().flat_map(|row| {
            let lines = row.found.unreachable.iter();
            lines.map(|it| {
                vec![it.centre.to_string(), row.topic.id.to_string(), it.because.code().replace('_', " ")]
            })
        });
        let unreachable = unreachable.collect::<Vec<_>>();
        if !unreachable.is_empty() {
            let _ =
                write!(text, "\nNobody reaches:\n{}", align(&["CENTRE", "TOPIC", "BECAUSE"], &unreachable));
        }
        text
    }

    pub(super) fn csv(&self) -> String {
        let mut text =
            "topic,name,covered,gap_codes,overlap_codes,gaps,overlaps,unreachable,white_spot,white_spot_state\n"
                .to_owned();
        for row in &self.rows {
            let unreachable =
                row.found.unreachable.iter().map(|it| format!("{} ({})", it.centre, it.because.code()));
            let (state, centre) = white_spot_state(&row.found.white_spot);
            let cells = [
                row.topic.id.to_string(),
                row.topic.name.clone(),
                row.covered.to_string(),
                row.gaps.number.to_string(),
                row.overlaps.number.to_string(),
                row.gaps.codes.to_string(),
                row.overlaps.codes.to_string(),
                unreachable.collect::<Vec<_>>().join("; "),
                centre,
                state.to_owned(),
            ];
            text.push_str(&cells.map(|cell| csv_cell(&cell)).join(","));
            text.push('\n');
        }
        text
    }

    pub(super) fn json(&self) -> String {
        let topics = self.rows.iter().map(|row| {
            json!({
                "topic": row.topic.id,
                "name": row.topic.name,
                "covered": row.covered,
                "gap_codes": row.gaps.number,
                "overlap_codes": row.overlaps.number,
                "gaps": row.gaps.codes,
                "overlaps": row.overlaps.codes,
                "unreachable": row.found.unreachable,
                "white_spot": row.found.white_spot,
            })
        });
        format!("{:#}\n", json!({ "counted": delivered().len(), "topics": topics.collect::<Vec<Value>>() }))
    }
}

fn white_spot(white_spot: &WhiteSpot) -> String {
    match white_spot {
        WhiteSpot::Missing => "none: gaps are unserved".to_owned(),
        WhiteSpot::Healthy { centre } => centre.to_string(),
        WhiteSpot::Unhealthy { centre, because, fallback } => {
            let why = because.code().replace('_', " ");
            let then = fallback
                .as_ref()
                .map_or("gaps are unserved".to_owned(), |fallback| format!("now {fallback}"));
            format!("{centre} cannot ({why}): {then}")
        }
    }
}

fn white_spot_state(white_spot: &WhiteSpot) -> (&'static str, String) {
    match white_spot {
        WhiteSpot::Missing => ("missing", String::new()),
        WhiteSpot::Healthy { centre } => ("healthy", centre.to_string()),
        WhiteSpot::Unhealthy { centre, because, .. } => (because.code(), centre.to_string()),
    }
}

fn or_none(codes: &Catchment) -> String {
    if codes.is_empty() { "none".to_owned() } else { codes.to_string() }
}
