//! How many cases one account may have: more than anybody needs, and too few to keep a centre from others. The first is
//! never refused, and nobody is refused without the help lines.

use routing::{SeekerId, Span, Timestamp};

use crate::{
    store::{self, StoreResult, Tx, case::Stored},
    words::phrases::{Phrase, Say},
};

/// Cases that run at a time. People come with one matter, some with a second or third on another topic.
const AT_A_TIME: usize = 3;

/// Cases that are begun within a day, whatever became of them: withdrawn and begun anew a few times is no misuse.
const A_DAY: i64 = 5;

/// How long a beginning counts.
pub(crate) const COUNTS: Span = Span::hours(24);

/// What somebody is told who wants one more case than that; nothing for everybody else. `open` are their running cases.
pub(super) async fn refusal(
    tx: &mut Tx,
    seeker: &SeekerId,
    open: &[Stored],
    now: Timestamp,
) -> StoreResult<Option<Vec<Say>>> {
    let refused = match open {
        [first, ..] if open.len() >= AT_A_TIME => {
            let references = open.iter().map(|stored| stored.case.reference.clone()).collect();
            Phrase::ReceptionTooManyOpen { references, example: first.case.reference.clone() }
        }
        _ if store::opening::since(tx, seeker, now.minus(COUNTS)).await? >= A_DAY => {
            Phrase::ReceptionTooManyToday
        }
        _ => return Ok(None),
    };
    metrics::counter!("lotse_cases_refused_total").increment(1);
    Ok(Some(vec![refused.into(), Phrase::HelpLines.into()]))
}
