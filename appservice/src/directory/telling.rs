//! Faults as people read them: one line for each, and for the same fault in many rows one line with the rows.

use super::{
    Fault,
    fault::{Place, Problem},
    signs,
};
use crate::words::phrases::{Catalogue, Locale, Spoken as _};

/// So many different values are shown of a fault that many rows have.
const SHOWN: usize = 3;

/// One line for each kind of fault in a column, in the order of the first of them.
pub fn told(faults: &[Fault], catalogue: &Catalogue, locale: Locale) -> Vec<String> {
    let mut groups: Vec<Vec<&Fault>> = Vec::new();
    for fault in faults {
        match groups.iter_mut().find(|group| alike(group[0], fault)) {
            Some(group) => group.push(fault),
            None => groups.push(vec![fault]),
        }
    }
    groups.iter().map(|group| line(group, catalogue, locale)).collect()
}

/// What is wrong, and what to do about it.
pub fn sentence(fault: &Fault, catalogue: &Catalogue, locale: Locale) -> String {
    let say = |problem: &Problem| catalogue.say(locale, problem).plain;
    let mut sentence = say(&fault.problem);
    for sign in signs::odd(&fault.value) {
        let full_stop = if sentence.ends_with('.') { " " } else { ". " };
        sentence.push_str(full_stop);
        sentence.push_str(&say(&sign));
    }
    sentence
}

fn alike(one: &Fault, other: &Fault) -> bool {
    let cell = |fault: &Fault| (fault.place.sheet, fault.place.column.clone(), fault.place.heading.clone());
    one.place.row.is_some()
        && other.place.row.is_some()
        && cell(one) == cell(other)
        && one.problem.key() == other.problem.key()
        && signs::odd(&one.value) == signs::odd(&other.value)
}

fn line(group: &[&Fault], catalogue: &Catalogue, locale: Locale) -> String {
    let Some(first) = group.first() else { return String::new() };
    let say = |problem: &Problem| catalogue.say(locale, problem).plain;
    let mut rows = group.iter().filter_map(|fault| fault.place.row).collect::<Vec<_>>();
    rows.sort_unstable();
    rows.dedup();
    let mut line = place(&first.place, &rows, say);
    let mut values: Vec<&str> = Vec::new();
    for fault in group.iter().filter(|fault| !fault.value.is_empty()) {
        if !values.contains(&fault.value.as_str()) {
            values.push(&fault.value);
        }
    }
    // Card texts have lines of their own; one fault is one line.
    let quoted = |value: &&str| say(&Problem::Value { value: value.replace('\n', " / ") });
    let mut shown = values.iter().take(SHOWN).map(quoted).collect::<Vec<_>>();
    if values.len() > SHOWN {
        shown.push("…".to_owned());
    }
    if !shown.is_empty() {
        line.push_str(": ");
        line.push_str(&shown.join(", "));
    }
    line.push_str(": ");
    line.push_str(&sentence(first, catalogue, locale));
    line
}

fn place(place: &Place, rows: &[u32], say: impl Fn(&Problem) -> String) -> String {
    let Some(sheet) = place.sheet else { return say(&Problem::PlaceFile) };
    let mut told = vec![sheet.to_owned()];
    if !rows.is_empty() {
        told.push(say(&Problem::PlaceRows { rows: ranges(rows), several: rows.len() > 1 }));
    }
    told.extend(place.entry.clone());
    match (&place.column, &place.heading) {
        (Some(column), Some(heading)) => {
            let column = say(&Problem::PlaceColumn { column: column.clone() });
            told.push(format!("{column} ({heading})"));
        }
        (Some(column), None) => told.push(say(&Problem::PlaceColumn { column: column.clone() })),
        (None, Some(heading)) => told.push(say(&Problem::PlaceHeading { heading: heading.clone() })),
        (None, None) => {}
    }
    told.join(", ")
}

/// Sorted rows, neighbours drawn together: `2-4, 9`.
fn ranges(rows: &[u32]) -> String {
    let runs = rows.chunk_by(|one, next| one + 1 == *next);
    let run = |run: &[u32]| match run {
        [] => String::new(),
        [only] => only.to_string(),
        [one, two] => format!("{one}, {two}"),
        [first, .., last] => format!("{first}-{last}"),
    };
    runs.map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_are_drawn_together() {
        assert_eq!(super::ranges(&[2, 3, 4, 9, 11, 12]), "2-4, 9, 11, 12");
    }
}
