//! How many waited for a live chat, were taken and left, how long they waited and talked.

use std::{
    io::{ErrorKind, Write as _},
    process::ExitCode,
};

use appservice::store::live;
use routing::{
    Directory, Figure, Span,
    figures::live::{LiveRow, live as rows},
};

use super::{Args, appointments::harmless, count, printable};
use crate::directory::{Shelf, align};

const LEGEND: &str = "* is withheld: 1 to 4, or a number that would give such a one away. Times are minutes; months (UTC) those in which \
     somebody began to wait.";

/// Prints them; nothing is changed.
pub(super) async fn show(shelf: &Shelf, args: &Args) -> anyhow::Result<ExitCode> {
    let all = live::figure::all(&mut shelf.0.look().await?).await?;
    let directory = Directory::check(shelf.draft().await?).unwrap_or_default();
    let decimal = if args.csv { ',' } else { '.' };
    let cells: Vec<[String; 8]> = rows(all, args.from, args.to)
        .into_iter()
        .map(|row| {
            let centre = directory
                .centre(&row.centre)
                .map_or_else(|| row.centre.to_string(), |centre| centre.name.clone());
            cells(centre, &row, decimal)
        })
        .collect();
    let text = if args.csv { csv(&cells)? } else { table(&cells).into_bytes() };
    match std::io::stdout().write_all(&text) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// A table that German Excel opens: semicolons, decimal commas, UTF-8 with a mark.
fn csv(rows: &[[String; 8]]) -> anyhow::Result<Vec<u8>> {
    let mut text = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    text.write_record([
        "Monat",
        "Beratungsstelle",
        "Gewartet",
        "Angenommen",
        "Gegangen",
        "Wartezeit Median (min)",
        "Wartezeit P90 (min)",
        "Dauer Median (min)",
    ])?;
    for row in rows {
        text.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    Ok(text.into_inner()?)
}

fn cells(centre: String, row: &LiveRow, decimal: char) -> [String; 8] {
    let [median, p90, length] = [row.median, row.p90, row.length].map(|figure| minutes(figure, decimal));
    [row.month.to_string(), centre, count(row.came), count(row.taken), count(row.left), median, p90, length]
}

/// Minutes with one decimal; a dash if there are none.
fn minutes(figure: Figure<Option<Span>>, decimal: char) -> String {
    match figure {
        Figure::Shown(Some(span)) => {
            let tenths = (span.millis() + 3_000) / 6_000;
            format!("{}{decimal}{}", tenths / 10, tenths % 10)
        }
        Figure::Shown(None) => "–".to_owned(),
        Figure::Withheld => "*".to_owned(),
    }
}

fn table(rows: &[[String; 8]]) -> String {
    if rows.is_empty() {
        return "Nobody waited for a live chat in these months.\n".to_owned();
    }
    let headings =
        ["MONTH", "CENTRE", ">WAITED", ">TAKEN", ">LEFT", ">MEDIAN min", ">P90 min", ">LENGTH min"];
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| printable(cell)).collect()).collect();
    format!("{}\n{LEGEND}\n", align(&headings, &cells))
}

#[cfg(test)]
mod tests {
    use routing::figures::live::{LiveFigure, Waited};

    use super::*;

    #[test]
    fn minutes_are_shown_and_few_are_withheld() {
        let figure = |minutes: i64| LiveFigure {
            month: "2026-11".parse().unwrap(),
            centre: "dresden".parse().unwrap(),
            became: Waited::Taken,
            waited: Span::minutes(minutes),
            talked: Some(Span::minutes(20)),
        };
        let shown = |number: i64| -> Vec<[String; 8]> {
            rows((1..=number).map(figure), None, None)
                .iter()
                .map(|row| cells("=Dresden".to_owned(), row, '.'))
                .collect()
        };
        let text = table(&shown(5));
        let line: Vec<&str> = text.lines().nth(1).unwrap().split_whitespace().collect();
        assert_eq!(line, ["2026-11", "=Dresden", "5", "5", "0", "3.0", "5.0", "20.0"]);
        let csv = String::from_utf8(csv(&shown(4)).unwrap()).unwrap();
        assert!(csv.ends_with("2026-11;'=Dresden;*;*;0;*;*;*\r\n"), "{csv}");
        assert!(table(&[]).starts_with("Nobody"));
    }
}
