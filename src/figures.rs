//! `lotse figures`: what happened per month, centre and topic, without giving anybody away.

mod appointments;
mod live;

use std::{
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use appservice::running::clock::Clock;
use appservice::staff::{FigureView, FiguresView, Months, csv, xlsx};
use appservice::words::phrases::{Catalogue, Locale};
use routing::{Directory, Figure, Month, Span};

use crate::directory::{align, open};

const LEGEND: &str = "* is withheld: 1 to 4, or a number that would give such a one away. Hours are those to the first \
                      answer, months those in which the cases were asked (UTC).";

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
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
    /// Live chats instead of enquiries: how many waited, were taken and left, how long they waited and talked.
    #[arg(long, conflicts_with_all = ["xlsx", "appointments"])]
    live: bool,
    /// Write over a file that is there already.
    #[arg(long, requires = "xlsx")]
    force: bool,
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
    if args.live {
        return live::show(&shelf, args).await;
    }
    let directory = Directory::check(shelf.draft().await?).unwrap_or_default();
    let months = Months { from: args.from, to: args.to };
    let mut tx = shelf.0.look().await?;
    let now = Clock::system().now();
    let words = (&Catalogue::load()?, Locale::De);
    let FiguresView { rows, headings, .. } =
        FiguresView::of_all(&mut tx, &directory, months, words, now).await?;
    if let Some(path) = &args.xlsx {
        return write(path, args.force, &xlsx(&rows, &headings)?);
    }
    let text = if args.csv { csv(&rows, &headings) } else { table(&rows).into_bytes() };
    match std::io::stdout().write_all(&text) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn table(rows: &[FigureView]) -> String {
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
        ">KEPT",
        ">BROKEN",
    ];
    let cells = rows.iter().map(|FigureView { centre, topic, row }| {
        let mut cells = vec![row.month.to_string(), printable(centre), printable(topic)];
        cells.extend([
            count(row.enquiries),
            count(row.accepted),
            hours(row.median, '.'),
            hours(row.p90, '.'),
        ]);
        cells.extend([
            count(row.open),
            count(row.covers),
            count(row.closed),
            count(row.kept),
            count(row.broken),
        ]);
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

    use super::{FigureView, table};

    fn rows(centre: &str) -> Vec<FigureView> {
        let asked = Timestamp::from_millis(1_795_000_000_000);
        let case = |answered: i64| CaseFigure {
            centre: "dresden".parse().unwrap(),
            topic: "schulden".parse().unwrap(),
            asked_at: asked,
            accepted_at: Some(asked),
            answered_at: Some(Timestamp::from_millis(1_795_000_000_000 + answered * 600_000)),
            promised: Some(asked),
            closed: answered > 1,
            covers: 1,
        };
        let rows = routing::figures((0..6).map(case), None, None, asked);
        let named = |row| FigureView { centre: centre.into(), topic: "Schulden".into(), row };
        rows.into_iter().map(named).collect()
    }

    #[test]
    fn people_see_columns_and_what_is_withheld() {
        let text = table(&rows("Beratung Dresden"));
        let line = text.lines().nth(1).unwrap();
        let cells: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(
            cells,
            ["2026-11", "Beratung", "Dresden", "Schulden", "6", "6", "0.4", "0.8", "*", "6", "*", "*", "*"]
        );
        assert!(text.contains("* is withheld"), "{text}");
        assert_eq!(table(&[]), "No case was asked in these months.\n");
    }
}
