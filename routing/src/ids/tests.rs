use proptest::prelude::*;

use super::*;
use crate::Postcode;

#[test]
fn references_are_kind_to_people() {
    for text in ["7F3K9Q", "7f3k9q", " 7F3-K9Q ", "7F3 K9Q", "7f3–k9q"] {
        assert_eq!(Reference::parse(text).unwrap().as_str(), "7F3K9Q", "{text}");
    }
    assert_eq!(Reference::parse("oOiIlL").unwrap().as_str(), "001111");
    for text in ["", "7F3K9", "7F3K9QQ", "7F3K9U", "7F3K9!", "ÄF3K9Q", "７F3K9Q"] {
        assert!(Reference::parse(text).is_err(), "{text}");
    }
    assert_eq!(Reference::from_bits(0).as_str(), "000000");
    assert_eq!(Reference::from_bits(u32::MAX).as_str(), "ZZZZZZ");
}

#[test]
fn each_id_has_its_own_spelling() {
    assert!(CaseId::parse("01ARZ3NDEKTSV4RRFFQ69G5FAV").is_ok());
    assert!(CaseId::parse("81ARZ3NDEKTSV4RRFFQ69G5FAV").is_err());
    assert!(CaseId::parse("01arz3ndektsv4rrffq69g5fav").is_err());
    let long = "a".repeat(41);
    for slug in ["", "_a", "-a", "A", "ä", "a b", long.as_str()] {
        assert!(CentreId::parse(slug).is_err() && TopicId::parse(slug).is_err(), "{slug}");
    }
    assert!(CentreId::parse(&long[..40]).is_ok() && TopicId::parse("u25_sucht-2").is_ok());
    for user in ["@a:b", "@lotse_s_1:localhost:8448", "@x:[::1]:80"] {
        assert!(SeekerId::parse(user).is_ok() && CounsellorId::parse(user).is_ok(), "{user}");
    }
    for user in ["", "a:b", "@a", "@:b", "@a:", "@a b:c", "@a:b\n"] {
        assert!(SeekerId::parse(user).is_err(), "{user}");
    }
    assert!(RoomId::parse("!without-server").is_ok() && RoomId::parse("!old:server").is_ok());
    assert!(RoomId::parse("#alias:server").is_err() && RoomId::parse("!").is_err());
    assert!(EventId::parse("$abc").is_ok() && EventId::parse(&format!("${}", "x".repeat(255))).is_err());
}

#[test]
fn a_refusal_does_not_repeat_what_was_given() {
    let refusal = SeekerId::parse("anna-from-dresden").unwrap_err().to_string();
    assert_eq!(refusal, "not a seeker's Matrix user id: expected @name:server");
}

#[test]
fn a_postcode_keeps_its_zero() {
    let dresden = Postcode::parse(" 01067 ").unwrap();
    assert_eq!((dresden.code(), dresden.to_string()), (1_067, String::from("01067")));
    for text in ["1067", "010670", "0106a", "+1067", "", "٠١٠٦٧"] {
        assert!(Postcode::parse(text).is_err(), "{text}");
    }
    assert!(Postcode::from_code(100_000).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_reference_is_its_own_spelling_and_keeps_thirty_bits(bits: u32, other: u32) {
        let reference = Reference::from_bits(bits);
        prop_assert_eq!(&Reference::parse(reference.as_str()).unwrap(), &reference);
        prop_assert_eq!(&Reference::parse(&reference.as_str().to_lowercase()).unwrap(), &reference);
        let same = bits << 2 == other << 2;
        prop_assert_eq!(Reference::from_bits(other) == reference, same);
    }

    #[test]
    fn slugs_sort_and_return_like_their_text(one in "[a-z0-9][a-z0-9_-]{0,39}", other in "[a-z0-9][a-z0-9_-]{0,39}") {
        let id = |text: &str| CentreId::parse(text).unwrap();
        prop_assert_eq!(id(&one).to_string(), &*one);
        prop_assert_eq!(id(&one).cmp(&id(&other)), one.cmp(&other));
    }

    #[test]
    fn no_text_makes_an_id_stumble(text in "\\PC{0,30}") {
        let _ = (Reference::parse(&text), CaseId::parse(&text), SeekerId::parse(&text), TopicId::parse(&text));
    }
}
