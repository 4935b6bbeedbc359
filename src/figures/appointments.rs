//! How many appointments were kept, cancelled and missed.

use std::{
    io::{ErrorKind, Write as _},
    process::ExitCode,
};

use appservice::store::appointment;
use routing::{Directory, figures::AppointmentRow};

use super::{Args, count, printable};
use crate::directory::{Shelf, align};

const LEGEND: &str = "* is withheld: 1 to 4. Months are those of the appointments (UTC).";

/// Prints them; nothing is changed.
pub(super) async fn show(shelf: &Shelf, args: &Args) -> anyhow::Result<ExitCode> {
    let all = appointment::figure::all(&mut shelf.0.look().await?).await?;
    let directory = Directory::check(shelf.draft().await?).unwrap_or_default();
    let rows: Vec<[String; 6]> = routing::figures::appointments(all, args.from, args.to)
        .into_iter()
        .map(|row| {
            let centre = directory
                .centre(&row.centre)
                .map_or_else(|| row.centre.to_string(), |centre| centre.name.clone());
            cells(centre, &row)
        })
        .collect();
    let text = if args.csv { csv(&rows)? } else { table(&rows).into_bytes() };
    match std::io::stdout().write_all(&text) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// A table that German Excel opens: semicolons, UTF-8 with a mark.
fn csv(rows: &[[String; 6]]) -> anyhow::Result<Vec<u8>> {
    let mut text = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    text.write_record(["Monat", "Beratungsstelle", "Ort", "Stattgefunden", "Abgesagt", "Ausgefallen"])?;
    for row in rows {
        text.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    Ok(text.into_inner()?)
}

/// A name that no spreadsheet takes for a formula.
pub(super) fn harmless(name: &str) -> String {
    let guard = if name.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" };
    format!("{guard}{name}")
}

fn cells(centre: String, row: &AppointmentRow) -> [String; 6] {
    let venue = row.venue.code().to_owned();
    [row.month.to_string(), centre, venue, count(row.kept), count(row.cancelled), count(row.missed)]
}

fn table(rows: &[[String; 6]]) -> String {
    if rows.is_empty() {
        return "No appointment of these months was kept, cancelled or missed.\n".to_owned();
    }
    let headings = ["MONTH", "CENTRE", "PLACE", ">KEPT", ">CANCELLED", ">MISSED"];
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| printable(cell)).collect()).collect();
    format!("{}\n{LEGEND}\n", align(&headings, &cells))
}

#[cfg(test)]
mod tests {
    use routing::{Venue, figures::AppointmentFigure};

    use super::*;

    #[test]
    fn small_numbers_are_withheld_and_zero_is_not() {
        let figure = |kept, cancelled| AppointmentFigure {
            month: "2026-11".parse().unwrap(),
            centre: "dresden".parse().unwrap(),
            venue: Venue::Phone,
            kept,
            cancelled,
            missed: 0,
        };
        let rows = routing::figures::appointments([figure(5, 4)], None, None);
        let rows: Vec<_> = rows.iter().map(|row| cells("=Dresden".to_owned(), row)).collect();
        let text = table(&rows);
        let line: Vec<&str> = text.lines().nth(1).unwrap().split_whitespace().collect();
        assert_eq!(line, ["2026-11", "=Dresden", "phone", "5", "*", "0"]);
        let csv = String::from_utf8(csv(&rows).unwrap()).unwrap();
        assert!(csv.ends_with("2026-11;'=Dresden;phone;5;*;0\r\n"), "{csv}");
        let none = routing::figures::appointments([figure(9, 9)], Some("2026-12".parse().unwrap()), None);
        assert!(none.is_empty());
    }
}
