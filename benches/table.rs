//! What a bench prints: each figure beside its floor, which was measured in the same run, and beside its goal.

use std::time::Duration;

/// A line of the table.
pub(crate) struct Line<'a> {
    /// What was measured.
    pub(crate) what: &'a str,
    /// What came out.
    pub(crate) figure: f64,
    /// In what.
    pub(crate) unit: &'a str,
    /// The same thing without Lotse, if there is such a thing; then the goal is a multiple of it.
    pub(crate) floor: Option<f64>,
    /// The most that is good enough, if DESIGN §11 says so.
    pub(crate) goal: Option<f64>,
}

/// Prints the headings.
pub(crate) fn head(title: &str) {
    println!("\n{title}");
    println!("{:<58} {:>10} {:>10} {:>6} {:>9}", "", "measured", "floor", "ratio", "goal");
}

/// Prints a line with its verdict.
pub(crate) fn line(line: &Line<'_>) {
    let &Line { what, figure, unit, floor, goal } = line;
    let measured = format!("{figure:.2} {unit}");
    let below = floor.map_or_else(String::new, |floor| format!("{floor:.2} {unit}"));
    let ratio = floor.map(|floor| figure / floor);
    let shown = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
    let wanted = match (goal, floor) {
        (None, _) => String::new(),
        (Some(goal), Some(_)) => format!("<= {goal:.1} x"),
        (Some(goal), None) => format!("<= {goal:.0} {unit}"),
    };
    let verdict = match goal {
        None => "",
        Some(goal) if ratio.unwrap_or(figure) <= goal => "met",
        Some(_) => "MISSED",
    };
    println!("{what:<58} {measured:>10} {below:>10} {shown:>6} {wanted:>9} {verdict}");
}

/// The middle one, in milliseconds.
pub(crate) fn median(times: &[Duration]) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    times.get(times.len() / 2).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}
