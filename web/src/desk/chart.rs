//! Pictures over time: a column for each month, made here, without scripts. Beside each stands a table that says the same.

use maud::{Markup, html};
use routing::{Figure, Month};

/// Months that a picture shows: the last ones.
pub(super) const MONTHS: usize = 24;

/// The space for a column, and what is drawn of it.
const STEP: usize = 24;
const WIDE: usize = 18;

/// The height of the columns, and of what stands above and below them.
const HIGH: usize = 120;
const ABOVE: usize = 22;
const BELOW: usize = 24;

/// So many columns have a place, so that a few months are not drawn larger than many.
const FEWEST: usize = 12;

/// What stands in a column: classes, and how much of each.
pub(super) type Parts = Vec<(&'static str, Figure<u64>)>;

/// What is shown of a month: from the ground up, each with its class. Nothing, where it is withheld.
pub(super) struct Column {
    pub(super) month: Month,
    pub(super) parts: Parts,
    /// Beside one another, and not on top of each other.
    pub(super) beside: bool,
}

impl Column {
    fn height(&self) -> u64 {
        let shown = self.parts.iter().map(|(_, part)| shown(*part));
        if self.beside { shown.max().unwrap_or_default() } else { shown.sum() }
    }

    fn is_withheld(&self) -> bool {
        self.parts.iter().any(|(_, part)| *part == Figure::Withheld)
    }
}

fn shown(part: Figure<u64>) -> u64 {
    match part {
        Figure::Shown(number) => number,
        Figure::Withheld => 0,
    }
}

/// The picture; `label` says what it shows to those who cannot see it, `scale` writes a value at its top.
pub(super) fn chart(label: &str, columns: &[Column], scale: impl Fn(u64) -> String) -> Markup {
    let columns = columns.get(columns.len().saturating_sub(MONTHS)..).unwrap_or(columns);
    let most = columns.iter().map(Column::height).max().unwrap_or_default().max(1);
    let wide = STEP * columns.len().max(FEWEST) + 4;
    let high = ABOVE + HIGH + BELOW;
    let ground = ABOVE + HIGH;
    let size = |value: u64| usize::try_from(value.saturating_mul(HIGH as u64) / most).unwrap_or(HIGH);
    html! {
        svg.chart viewBox={ "0 0 " (wide) " " (high) } role="img" aria-label=(label) {
            path.c-line d={ "M0 " (ABOVE) "h" (wide) "M0 " (ground) "h" (wide) } {}
            text.c-text x="0" y=(ABOVE - 5) { (scale(most)) }
            @for (place, column) in columns.iter().enumerate() {
                @let left = place * STEP + 4;
                @for (class, x, y, wide, tall) in bars(column, left, ground, size) {
                    rect class=(class) x=(x) y=(y) width=(wide) height=(tall) {}
                }
                @if column.is_withheld() { text.c-text x=(left + 5) y=(ground - 3) { "*" } }
                @if place.is_multiple_of(6) {
                    text.c-text x=(left) y=(ground + 18) { (column.month) }
                }
            }
        }
    }
}

fn bars(
    column: &Column,
    left: usize,
    ground: usize,
    size: impl Fn(u64) -> usize,
) -> Vec<(&'static str, usize, usize, usize, usize)> {
    let count = column.parts.len().max(1);
    let mut below = 0;
    let mut bars = Vec::new();
    for (number, (class, part)) in column.parts.iter().enumerate() {
        // Its end is reckoned from the ground, so that parts leave no gap between them.
        let (from, to) = if column.beside { (0, shown(*part)) } else { (below, below + shown(*part)) };
        below = to;
        let (low, top) = (size(from), size(to));
        if top > low {
            let (x, wide) =
                if column.beside { (left + number * WIDE / count, WIDE / count) } else { (left, WIDE) };
            bars.push((*class, x, ground - top, wide, top - low));
        }
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(month: &str, parts: &[Figure<u64>], beside: bool) -> Column {
        let classes = ["c-one", "c-two"];
        let parts = classes.into_iter().zip(parts.iter().copied()).collect();
        Column { month: Month::parse(month).unwrap(), parts, beside }
    }

    #[test]
    fn the_highest_column_reaches_the_top_and_what_is_withheld_is_no_column() {
        let months = [
            column("2026-01", &[Figure::Shown(30), Figure::Shown(10)], false),
            column("2026-02", &[Figure::Shown(10), Figure::Shown(0)], false),
            column("2026-03", &[Figure::Withheld, Figure::Withheld], false),
        ];
        let drawn = chart("label", &months, |most| most.to_string()).into_string();
        assert!(drawn.contains(">40</text>"), "{drawn}");
        assert!(drawn.contains(r#"<rect class="c-one" x="4" y="52" width="18" height="90">"#), "{drawn}");
        assert!(drawn.contains(r#"<rect class="c-two" x="4" y="22" width="18" height="30">"#), "{drawn}");
        assert_eq!(drawn.matches("<rect").count(), 3, "{drawn}");
        assert_eq!(drawn.matches(">*</text>").count(), 1, "{drawn}");
        let beside =
            chart("label", &[column("2026-01", &[Figure::Shown(4), Figure::Shown(8)], true)], |_| {
                String::new()
            });
        assert!(beside.into_string().contains(r#"<rect class="c-one" x="4" y="82" width="9" height="60">"#));
        assert!(
            !chart("label", &[], |most| most.to_string()).into_string().contains("<rect"),
            "nothing to show"
        );
    }
}
