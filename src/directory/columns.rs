//! Rows of text: in columns for a terminal, and comma-separated.

/// Aligns rows by their longest cells; columns whose heading begins with `>` stand to the right.
pub(crate) fn align(headings: &[&str], rows: &[Vec<String>]) -> String {
    let names = headings.iter().map(|heading| heading.trim_start_matches('>').to_owned()).collect::<Vec<_>>();
    let lines = std::iter::once(&names).chain(rows).collect::<Vec<_>>();
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths = (0..headings.len()).map(width).collect::<Vec<_>>();
    let mut text = String::new();
    for line in lines {
        let cells = line.iter().zip(&widths).zip(headings).map(|((cell, &width), heading)| {
            if heading.starts_with('>') { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// Quoted where needed; a spreadsheet must not take a name for a formula.
pub(crate) fn csv_cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    if text.contains([',', '"', '\n']) || !guard.is_empty() {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_as_wide_as_their_longest_cell() {
        let rows = [vec!["sucht".to_owned(), "7".to_owned()], vec!["müde".to_owned(), "100".to_owned()]];
        assert_eq!(super::align(&["TOPIC", ">N"], &rows), "TOPIC    N\nsucht    7\nmüde   100\n");
    }
}
