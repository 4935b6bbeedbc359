use proptest::{collection::vec, prelude::*};

use super::*;

#[test]
fn people_write_them_in_many_ways() {
    let table = [
        ("79100-79112; 80437; 50*", "50*; 79100-79112; 80437"),
        ("01067", "01067"),
        ("  1* ,2* ", "10000-29999"),
        ("79100–79112\n79113", "79100-79113"),
        ("50000-50999", "50*"),
        ("0*", "0*"),
        ("*", "*"),
        ("", ""),
        ("01067; 01067; 01066-01068", "01066-01068"),
        ("8043*", "8043*"),
    ];
    for (text, canonical) in table {
        assert_eq!(Catchment::parse(text).unwrap().to_string(), canonical, "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    for part in ["1067", "790100", "abc", "79100-", "-79100", "79100*", "5 0*", "+5*", "79100-7911", "٥٠*"]
    {
        assert_eq!(Catchment::parse(&format!("50*; {part}")), Err(CatchmentError::Part(part.to_owned())));
    }
    let backwards = Catchment::parse("79112-79100").unwrap_err();
    assert_eq!(backwards.to_string(), "the range `79112-79100` ends before it begins");
}

#[test]
fn a_catchment_knows_its_width_and_its_edges() {
    let area = Catchment::parse("01067-01069; 99999; 00000").unwrap();
    assert_eq!(area.width(), 5);
    let inside = |digits| area.covers(Postcode::parse(digits).unwrap());
    assert!(["00000", "01067", "01069", "99999"].into_iter().all(inside));
    assert!(!["00001", "01066", "01070", "99998"].into_iter().any(inside));
    assert_eq!(Catchment::everywhere().width(), CODES);
}

#[test]
fn what_one_covers_beyond_the_other() {
    let area = |text: &str| Catchment::parse(text).unwrap();
    for (one, other, left) in [
        ("01067-01099", "0*", ""),
        ("01067-01099", "", "01067-01099"),
        ("01067-01099", "01070-01080", "01067-01069; 01081-01099"),
        ("01067; 79100; 80437", "79*", "01067; 80437"),
        ("*", "1*; 3*", "0*; 2*; 40000-99999"),
        ("01067-01099; 01200-01299", "01090-01250", "01067-01089; 01251-01299"),
        ("", "*", ""),
    ] {
        assert_eq!(area(one).beyond(&area(other)), area(left), "{one} beyond {other}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn each_code_is_within_or_beyond(
        one in vec((0..CODES, 0..9_000_u32), 0..9),
        other in vec((0..CODES, 0..9_000_u32), 0..9),
        codes in vec(0..CODES, 60),
    ) {
        let area = |ranges: &[(u32, u32)]| Catchment::from_ranges(ranges.iter().map(|&(from, more)| (from, from + more)));
        let edges = one.iter().chain(&other).flat_map(|&(from, more)| [from, from + more, from + more + 1]);
        let codes = edges.chain(codes.iter().copied()).filter(|code| *code < CODES).collect::<Vec<_>>();
        let (one, other) = (area(&one), area(&other));
        let beyond = one.beyond(&other);
        for code in codes {
            let code = Postcode::from_code(code).unwrap();
            prop_assert_eq!(beyond.covers(code), one.covers(code) && !other.covers(code), "{}", code);
        }
        prop_assert_eq!(&Catchment::parse(&beyond.to_string()).unwrap(), &beyond);
    }

    #[test]
    fn what_is_written_reads_the_same(ranges in vec((0..CODES, 0..12_000_u32), 0..12)) {
        let area = Catchment::from_ranges(ranges.iter().map(|&(from, more)| (from, from + more)));
        prop_assert_eq!(&Catchment::parse(&area.to_string()).unwrap(), &area);
        prop_assert!(area.ranges().windows(2).all(|pair| pair[0].1 + 1 < pair[1].0));

        let inside = |code: u32| ranges.iter().any(|&(from, more)| from <= code && code <= from + more);
        prop_assert_eq!(area.width() as usize, (0..CODES).filter(|&code| inside(code)).count());
        for &(from, to) in area.ranges() {
            for code in [from.saturating_sub(1), from, to, (to + 1).min(CODES - 1)] {
                prop_assert_eq!(area.covers(Postcode::from_code(code).unwrap()), inside(code));
            }
        }
    }

    #[test]
    fn a_union_covers_what_either_covers(one in vec((0..900_u32, 0..90_u32), 0..5), other in vec((0..900_u32, 0..90_u32), 0..5)) {
        let area = |ranges: Vec<(u32, u32)>| Catchment::from_ranges(ranges.into_iter().map(|(from, more)| (from, from + more)));
        let (one, other) = (area(one), area(other));
        let both = one.union(&other);
        for code in (0..1_100).filter_map(|code| Postcode::from_code(code).ok()) {
            prop_assert_eq!(both.covers(code), one.covers(code) || other.covers(code));
        }
    }

    #[test]
    fn no_text_makes_it_stumble(text in "[0-9*;, –-]{0,20}|\\PC{0,20}") {
        if let Ok(area) = Catchment::parse(&text) {
            prop_assert_eq!(Catchment::parse(&area.to_string()).unwrap(), area);
        }
    }
}
