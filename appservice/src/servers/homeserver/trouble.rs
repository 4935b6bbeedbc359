//! What a call that did not succeed means for whoever works through a queue.

use routing::Span;

use super::HomeserverError;
use crate::running::trouble::Trouble;

impl From<HomeserverError> for Trouble {
    fn from(error: HomeserverError) -> Self {
        let wait = error
            .retry_after()
            .map(|wait| Span::from_millis(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)));
        if error.is_passing() {
            Self::Passing { why: error.code(), wait }
        } else {
            Self::Poison(error.code())
        }
    }
}
