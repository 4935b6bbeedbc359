//! What a call that did not succeed means for whoever works through a queue.

use routing::Span;

use super::HomeserverError;
use crate::running::trouble::Trouble;

/// The shortest wait before the same is asked again, whatever an answer says.
const SHORTEST: Span = Span::from_millis(250);

/// The longest wait that a homeserver with too much to do may ask for.
const LONGEST_ASKED: Span = Span::hours(1);

/// The longest wait that anybody else may ask for.
const LONGEST_ELSEWHERE: Span = Span::minutes(1);

impl From<HomeserverError> for Trouble {
    fn from(error: HomeserverError) -> Self {
        // Only the homeserver knows how long it is busy. What stands in front of it is asked again soon, and nobody at once.
        let longest = if error.is("M_LIMIT_EXCEEDED") { LONGEST_ASKED } else { LONGEST_ELSEWHERE };
        let wait = error.retry_after().map(|wait| {
            Span::from_millis(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)).clamp(SHORTEST, longest)
        });
        if error.is_passing() {
            Self::Passing { why: error.code(), wait }
        } else {
            Self::Poison(error.code())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::StatusCode;

    use super::*;

    #[test]
    fn a_wait_is_as_long_as_whoever_asks_for_it_may_say() {
        let wait = |status, seconds, body: &str| {
            let status = StatusCode::from_u16(status).unwrap();
            let refused =
                HomeserverError::refused(status, Some(Duration::from_secs(seconds)), body.as_bytes());
            match Trouble::from(refused) {
                Trouble::Passing { wait, .. } => wait,
                Trouble::Poison(why) => panic!("{why}"),
            }
        };
        let busy = r#"{"errcode":"M_LIMIT_EXCEEDED"}"#;
        assert_eq!(wait(429, 600, busy), Some(Span::minutes(10)));
        assert_eq!(wait(429, 86_400, busy), Some(LONGEST_ASKED));
        assert_eq!(wait(503, 3_600, "<h1>Back soon</h1>"), Some(LONGEST_ELSEWHERE));
        assert_eq!(wait(503, 0, ""), Some(SHORTEST), "nobody is asked again and again without a pause");
        assert_eq!(wait(429, 0, busy), Some(SHORTEST));
    }
}
