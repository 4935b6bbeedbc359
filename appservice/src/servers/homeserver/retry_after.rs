//! How long an answer asks us to wait: in its head, as proxies and newer homeservers do, or in its body.

use std::time::Duration;

use http::{HeaderMap, header};
use time::{OffsetDateTime, format_description::well_known::Rfc2822};

/// The longest wait that is kept to: whoever asks for more is asked again all the same.
const LONGEST: Duration = Duration::from_hours(1);

/// `Retry-After`: seconds, or a moment, counted from the `Date` of the same answer.
pub(super) fn in_head(head: &HeaderMap) -> Option<Duration> {
    let text = |name| head.get(name)?.to_str().ok().map(str::trim);
    let wanted = text(header::RETRY_AFTER)?;
    if let Ok(seconds) = wanted.parse::<u64>() {
        return Some(Duration::from_secs(seconds).min(LONGEST));
    }
    let moment = |text| OffsetDateTime::parse(text, &Rfc2822).ok();
    let wait = moment(wanted)? - moment(text(header::DATE)?)?;
    Some(Duration::try_from(wait).unwrap_or_default().min(LONGEST))
}

/// `retry_after_ms`, as older homeservers write it.
pub(super) fn in_body(body: &serde_json::Value) -> Option<Duration> {
    body["retry_after_ms"].as_u64().map(|wait| Duration::from_millis(wait).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn a_wait_is_seconds_or_a_moment_and_never_endless() {
        let now = "Thu, 26 Nov 2026 12:00:00 GMT";
        for (wanted, wait) in [
            ("7", Some(7)),
            ("0", Some(0)),
            ("Thu, 26 Nov 2026 12:00:30 GMT", Some(30)),
            ("Thu, 26 Nov 2026 11:00:00 GMT", Some(0)),
            ("31536000", Some(3600)),
            ("soon", None),
            ("-5", None),
        ] {
            let head = [("date", now), ("retry-after", wanted)]
                .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
            let head: HeaderMap = head.into_iter().collect();
            assert_eq!(in_head(&head), wait.map(Duration::from_secs), "{wanted}");
        }
        assert_eq!(in_head(&HeaderMap::new()), None);
    }
}
