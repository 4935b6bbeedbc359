use proptest::prelude::*;

use super::*;

#[test]
fn days_are_written_in_two_ways() {
    let day = Date::new(2026, 11, 23).unwrap();
    for text in ["2026-11-23", "23.11.2026", " 23.11.2026 "] {
        assert_eq!(Date::parse(text).unwrap(), day, "{text}");
    }
    assert_eq!(Date::parse("1.2.2026").unwrap().to_string(), "2026-02-01");
    for text in ["", "23.11.26", "11/23/2026", "2026-11", "2026-11-23-1", "x.11.2026", "+1.11.2026"] {
        assert_eq!(Date::parse(text), Err(DateError::Spelling), "{text}");
    }
    for text in ["2026-02-29", "31.4.2026", "0.1.2026", "2026-13-01", "0000-01-01"] {
        assert_eq!(Date::parse(text), Err(DateError::NoSuchDay), "{text}");
    }
    assert!(Date::parse("2024-02-29").is_ok() && Date::parse("1900-02-29").is_err());
}

#[test]
fn days_and_moments_agree() {
    assert_eq!(Date::new(1970, 1, 1).unwrap().start(), Timestamp::from_millis(0));
    assert_eq!(Date::new(2026, 11, 23).unwrap().start(), Timestamp::from_millis(1_795_392_000_000));
    assert_eq!(Timestamp::from_millis(-1).date(), Date::new(1969, 12, 31).unwrap());
    assert_eq!(Timestamp::from_millis(i64::MAX).date(), Date::new(9999, 12, 31).unwrap());
}

#[test]
fn time_stops_at_its_ends() {
    let end = Timestamp::from_millis(i64::MAX);
    assert_eq!(end.plus(Span::days(1)), end);
    assert_eq!(Span::days(i64::MAX), Span::from_millis(i64::MAX));
    assert_eq!(Timestamp::from_millis(5).since(Timestamp::from_millis(7)), Span::from_millis(-2));
    assert_eq!((Span::days(1), Span::hours(1)), (Span::hours(24), Span::minutes(60)));
}

proptest! {
    #[test]
    fn every_day_finds_itself(days in -719_162..2_932_896_i64) {
        let date = Date::from_day_number(days);
        prop_assert_eq!(date.day_number(), days);
        prop_assert_eq!(Date::new(date.year(), date.month(), date.day()), Ok(date));
        prop_assert_eq!(Date::parse(&date.to_string()), Ok(date));
        prop_assert_eq!(date.start().date(), date);
    }
}
