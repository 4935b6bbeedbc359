//! Statements about many rows at once: a statement for each costs more than the rows themselves.

use std::fmt::Write as _;

/// Rows in one statement. Both databases take far more; each length is prepared once.
pub(super) const ROWS: usize = 50;

/// The numbers of parameters as a list: `$3, $4, $5` for three from the third on.
pub(super) fn numbers(first: usize, count: usize) -> String {
    let mut list = String::new();
    for number in first..first + count {
        let comma = if number == first { "" } else { ", " };
        // Writing into a string does not fail.
        let _written = write!(list, "{comma}${number}");
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_in_a_row() {
        assert_eq!(numbers(3, 3), "$3, $4, $5");
        assert_eq!(numbers(1, 1), "$1");
        assert_eq!(numbers(1, 0), "");
    }
}
