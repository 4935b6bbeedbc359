//! A picture of all postcodes: one square for each three leading digits, ten columns by the first digit and ten rows by the second, so
//! that it lies roughly as the country does. Server-made, without scripts, with a table that says the same.

use appservice::directory::real_codes::RealCodes;
use hearing::places::delivered;
use maud::{Markup, html};

use crate::portal::{Says, Value};

/// The side of a square, and the space between blocks.
const SIDE: usize = 6;
const GAP: usize = 4;

/// How the codes under three digits stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    all: usize,
    gaps: usize,
    overlaps: usize,
}

impl Tally {
    /// The class of its square; none, where nobody lives.
    fn class(self) -> Option<&'static str> {
        match self {
            Self { all: 0, .. } => None,
            Self { all, gaps, .. } if gaps == all => Some("g-gap"),
            Self { gaps: 1.., .. } => Some("g-part"),
            Self { overlaps: 1.., .. } => Some("g-many"),
            _ => Some("g-one"),
        }
    }
}

fn tallies(gaps: &RealCodes, overlaps: &RealCodes) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); 1_000];
    for code in delivered() {
        let Ok(postcode) = routing::Postcode::from_code(*code) else { continue };
        let Some(tally) = tallies.get_mut(*code as usize / 100) else { continue };
        tally.all += 1;
        tally.gaps += usize::from(gaps.codes.covers(postcode));
        tally.overlaps += usize::from(overlaps.codes.covers(postcode));
    }
    tallies
}

/// The picture, and the table for those who cannot see it.
pub(super) fn grid(says: Says<'_>, name: &str, gaps: &RealCodes, overlaps: &RealCodes) -> Markup {
    let tallies = tallies(gaps, overlaps);
    let block = (5 * SIDE + GAP, 2 * SIDE + GAP);
    let (wide, high) = (10 * block.0, 10 * block.1);
    let classes = ["g-one", "g-many", "g-part", "g-gap"];
    let keys = ["grid-one", "grid-many", "grid-part", "grid-gap"];
    let squares = |class: &str| {
        let of_class = tallies.iter().enumerate().filter(|(_, tally)| tally.class() == Some(class));
        let square = |(prefix, _): (usize, &Tally)| {
            let (first, second, third) = (prefix / 100, prefix / 10 % 10, prefix % 10);
            let x = first * block.0 + third % 5 * SIDE;
            let y = second * block.1 + third / 5 * SIDE;
            format!("M{x} {y}h5v5h-5z")
        };
        of_class.map(square).collect::<String>()
    };
    let label = says.plain_with("grid-label", &[("name", Value::Text(name))]);
    html! {
        figure.grid {
            svg viewBox={ "0 0 " (wide) " " (high) } role="img" aria-label=(label) {
                @for class in classes { path class=(class) d=(squares(class)) {} }
            }
            figcaption {
                ul.legend {
                    @for (class, key) in classes.into_iter().zip(keys) {
                        li {
                            svg viewBox="0 0 6 6" aria-hidden="true" { path class=(class) d="M0 0h5v5h-5z" {} }
                            (says.html(key))
                        }
                    }
                }
                p.hint { (says.html("grid-how")) }
            }
        }
        details.more {
            summary { (says.html("grid-table")) }
            (zones(says, &tallies))
        }
    }
}

/// The same by the first digit.
fn zones(says: Says<'_>, tallies: &[Tally]) -> Markup {
    html! {
        table {
            thead { tr {
                th scope="col" { (says.html("zone")) }
                th scope="col" { (says.html("codes")) }
                th scope="col" { (says.html("gaps")) }
                th scope="col" { (says.html("overlaps")) }
            } }
            tbody {
                @for (zone, part) in tallies.chunks(100).enumerate() {
                    @let sum = |of: fn(&Tally) -> usize| part.iter().map(of).sum::<usize>();
                    tr {
                        th scope="row" { (zone) "…" }
                        td data-label=(says.plain("codes")) { (sum(|tally| tally.all)) }
                        td data-label=(says.plain("gaps")) { (sum(|tally| tally.gaps)) }
                        td data-label=(says.plain("overlaps")) { (sum(|tally| tally.overlaps)) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use routing::Catchment;

    use super::*;

    fn codes(ranges: &[(u32, u32)]) -> RealCodes {
        RealCodes::of(&Catchment::from_ranges(ranges.iter().copied()))
    }

    #[test]
    fn a_square_says_how_its_codes_stand() {
        let (gaps, overlaps) = (codes(&[(1_000, 1_099), (79_100, 79_110)]), codes(&[(80_000, 81_999)]));
        let tallies = tallies(&gaps, &overlaps);
        let all: usize = tallies.iter().map(|tally| tally.all).sum();
        assert_eq!(all, delivered().len(), "every code lies in one square");
        let class = |prefix: usize| tallies[prefix].class();
        assert_eq!(class(10), Some("g-gap"));
        assert_eq!(class(791), Some("g-part"));
        assert_eq!(class(803), Some("g-many"));
        assert_eq!(class(790), Some("g-one"));
        assert_eq!(class(0), None, "nobody lives there");
        let lost: usize = tallies.iter().map(|tally| tally.gaps).sum();
        assert_eq!(lost, gaps.number);
    }
}
