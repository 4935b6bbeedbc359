//! `lotse figures`: what happened per month, centre and topic, without giving anybody away.

mod appointments;
mod file;

use std::{
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use appservice::store;
use routing::{Directory, Figure, FigureRow, Month, Span};

use crate::directory::{align, open};

const LEGEND: &str = "* is withheld: 1 to 4, or a number that would give such a one away. Hours are those to the first \
                      answer, months those in which the cases were asked (UTC).";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The first month, such as 2026-01.
    #[arg(long, value_name = "MONTH")]
    from: Option<Month>,
    /// The last month.
    #[arg(long, value_name = "MONTH")]
    to: Option<Month>,
    /// As comma-separated values that German Excel opens: semicolons, decimal commas, UTF-8.
    #[arg(long, conflicts_with = "xlsx")]
    csv: bool,
    /// Write a workbook (.xlsx).
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// Appointments instead of enquiries: how many were kept, cancelled and missed, by where they were to be.
    #[arg(long, conflicts_with = "xlsx")]
    appointments: bool,
    /// Write over a file that is there already.
    #[arg(long, requires = "xlsx")]
    force: bool,
}

/// A row with the names that people know.
struct Named {
    centre: String,
    topic: String,
    row: FigureRow,
}

/// Runs the command; nothing is changed.
pub(crate) async fn run(settings: &Path, args: &Args) -> anyhow::Result<ExitCode> {
    if let (Some(from), Some(to)) = (args.from, args.to)
        && to < from
    {
        eprintln!("--to {to} is before --from {from}.");
        return Ok(ExitCode::from(2));
    }
    let shelf = open(settings).await?;
    if args.appointments {
        return appointments::show(&shelf, args).await;
    }
    let cases = store::figure::all(&mut shelf.0.look().await?).await?;
    let directory = Directory::check(shelf.draft().await?).unwrap_or_default();
    let rows: Vec<Named> = routing::figures(cases, args.from, args.to)
        .into_iter()
        .map(|row| Named {
            // Who has left the directory is still known by their id.
            centre: directory
                .centre(&row.centre)
                .map_or_else(|| row.centre.to_string(), |centre| centre.name.clone()),
            topic: directory
                .topic(&row.topic)
                .map_or_else(|| row.topic.to_string(), |topic| topic.name.clone()),
            row,
        })
        .collect();
    if let Some(path) = &args.xlsx {
        return write(path, args.force, &file::xlsx(&rows)?);
    }
    let text = if args.csv { file::csv(&rows)? } else { table(&rows).into_bytes() };
    match std::io::stdout().write_all(&text) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn table(rows: &[Named]) -> String {
    if rows.is_empty() {
        return "No case was asked in these months.\n".to_owned();
    }
    let headings = [
        "MONTH",
        "CENTRE",
        "TOPIC",
        ">ENQUIRIES",
        ">ACCEPTED",
        ">MEDIAN h",
        ">P90 h",
        ">OPEN",
        ">COVERS",
        ">CLOSED",
    ];
    let cells = rows.iter().map(|Named { centre, topic, row }| {
        let mut cells = vec![row.month.to_string(), printable(centre), printable(topic)];
        cells.extend([
            count(row.enquiries),
            count(row.accepted),
            hours(row.median, '.'),
            hours(row.p90, '.'),
        ]);
        cells.extend([count(row.open), count(row.covers), count(row.closed)]);
        cells
    });
    format!("{}\n{LEGEND}\n", align(&headings, &cells.collect::<Vec<_>>()))
}

/// Names come from a workbook: no control characters for the terminal.
fn printable(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_control()).collect()
}

fn count(figure: Figure<u32>) -> String {
    match figure {
        Figure::Shown(number) => number.to_string(),
        Figure::Withheld => "*".to_owned(),
    }
}

/// Hours with one decimal; a dash if there are none.
fn hours(figure: Figure<Option<Span>>, decimal: char) -> String {
    match figure {
        Figure::Shown(Some(span)) => {
            let tenths = tenths(span);
            format!("{}{decimal}{}", tenths / 10, tenths % 10)
        }
        Figure::Shown(None) => "-".to_owned(),
        Figure::Withheld => "*".to_owned(),
    }
}

/// Tenths of an hour, rounded.
fn tenths(span: Span) -> i64 {
    (span.millis() + 180_000) / 360_000
}

fn write(path: &Path, force: bool, bytes: &[u8]) -> anyhow::Result<ExitCode> {
    if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("xlsx")) {
        eprintln!("{}: the workbook is an .xlsx file; name it so.", path.display());
        return Ok(ExitCode::from(2));
    }
    crate::directory::put(path, force, bytes)
        .with_context(|| format!("{}: nothing was written", path.display()))
}

#[cfg(test)]
mod tests {
    use routing::{CaseFigure, Timestamp};

    use super::{Named, file, table};

    fn rows(centre: &str) -> Vec<Named> {
        let case = |answered: i64| CaseFigure {
            centre: "dresden".parse().unwrap(),
            topic: "schulden".parse().unwrap(),
            asked_at: Timestamp::from_millis(1_795_000_000_000),
            accepted_at: Some(Timestamp::from_millis(1_795_000_000_000)),
            answered_at: Some(Timestamp::from_millis(1_795_000_000_000 + answered * 600_000)),
            closed: answered > 1,
            covers: 1,
        };
        let rows = routing::figures((0..6).map(case), None, None);
        rows.into_iter().map(|row| Named { centre: centre.into(), topic: "Schulden".into(), row }).collect()
    }

    #[test]
    fn people_see_columns_and_what_is_withheld() {
        let text = table(&rows("Beratung Dresden"));
        let line = text.lines().nth(1).unwrap();
        let cells: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(
            cells,
            ["2026-11", "Beratung", "Dresden", "Schulden", "6", "6", "0.4", "0.8", "*", "6", "*"]
        );
        assert!(text.contains("* is withheld"), "{text}");
        assert_eq!(table(&[]), "No case was asked in these months.\n");
    }

    #[test]
    fn excel_opens_the_values_and_takes_no_name_for_a_formula() {
        let text = String::from_utf8(file::csv(&rows("=1+1;\"x\"")).unwrap()).unwrap();
        let mut lines = text.strip_prefix('\u{FEFF}').unwrap().split("\r\n");
        assert!(lines.next().unwrap().starts_with("Monat;Beratungsstelle;Fachbereich;"), "{text}");
        assert_eq!(lines.next().unwrap(), "2026-11;\"'=1+1;\"\"x\"\"\";Schulden;6;6;0,4;0,8;*;6;*");
        for formula in ["+1", "-1", "@x", "\tx", "=x"] {
            let text = String::from_utf8(file::csv(&rows(formula)).unwrap()).unwrap();
            assert!(text.contains(&format!("'{formula}")), "{text}");
        }
    }

    #[test]
    fn the_workbook_is_one() {
        let bytes = file::xlsx(&rows("=1+1")).unwrap();
        assert!(bytes.starts_with(b"PK"));
    }
}
