//! Moments as programs read them.

use routing::Timestamp;

/// The same moment for programs, as of RFC 3339, for example `2026-11-23T18:12:00Z`.
pub(super) fn stamped(moment: Timestamp) -> String {
    let seconds = moment.millis().rem_euclid(24 * 60 * 60_000) / 1_000;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hours:02}:{minutes:02}:{seconds:02}Z", moment.date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::days::clock as written;

    #[test]
    fn clocks_change_on_the_last_sundays_of_march_and_october() {
        for (millis, expected) in [
            (1_795_457_520_000, "23.11.2026, 19:12"),
            (1_774_745_999_000, "29.03.2026, 01:59"),
            (1_774_746_000_000, "29.03.2026, 03:00"),
            (1_792_889_999_000, "25.10.2026, 02:59"),
            (1_792_890_000_000, "25.10.2026, 02:00"),
        ] {
            assert_eq!(written(Timestamp::from_millis(millis)), expected);
        }
    }

    #[test]
    fn programs_read_them_in_utc() {
        assert_eq!(stamped(Timestamp::from_millis(1_795_457_520_000)), "2026-11-23T18:12:00Z");
        assert_eq!(stamped(Timestamp::from_millis(-1)), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn the_ends_of_time_do_no_harm() {
        for millis in [i64::MIN, i64::MAX, 0, -1] {
            assert!(!written(Timestamp::from_millis(millis)).is_empty());
            assert!(stamped(Timestamp::from_millis(millis)).ends_with('Z'));
        }
    }
}
