//! How much of a catchment is real: the codes in it under which people live.

use hearing::places::delivered;
use routing::{Catchment, Postcode};

/// The real codes of a catchment.
#[derive(Clone, Debug)]
pub struct RealCodes {
    /// How many.
    pub number: usize,
    /// From the first to the last of each run: codes between them that nobody has are inside.
    pub codes: Catchment,
}

impl RealCodes {
    /// Counts them.
    pub fn of(catchment: &Catchment) -> Self {
        let inside = |code: &u32| Postcode::from_code(*code).is_ok_and(|code| catchment.covers(code));
        let mut number = 0;
        let mut runs = Vec::new();
        for run in delivered().chunk_by(|one, next| inside(one) == inside(next)) {
            if let ([first, ..], [.., last]) = (run, run)
                && inside(first)
            {
                number += run.len();
                runs.push((*first, *last));
            }
        }
        Self { number, codes: Catchment::from_ranges(runs) }
    }
}
