use super::*;
use crate::{
    Date, Directory, Draft, Enquiry, Load,
    placement::place,
    sample::{centre, centre_id, code, counsellor, topic, topic_id},
};

/// When the clock on the wall shows this minute of Monday 2026-11-30, or so many days later.
fn monday(days: i64, minute: u16) -> Timestamp {
    let day = Date::new(2026, 11, 30).unwrap().start().plus(Span::days(days)).date();
    wall::at(day, minute)
}

#[test]
fn hours_are_read_as_people_write_them() {
    let schulden = topic_id("schulden");
    for (text, open, shut) in [
        ("Mo-Fr 9-17", (0, 9 * 60), (0, 17 * 60)),
        ("Mo-Fr 9-17", (4, 16 * 60 + 59), (5, 12 * 60)),
        ("mo, di 9:30-12.15 Uhr", (1, 9 * 60 + 30), (1, 12 * 60 + 15)),
        ("montags 9 – 12 und 14-16, sa 10-12", (0, 15 * 60), (0, 13 * 60)),
        ("schulden: Mo 9-12; sucht: Di 9-12", (0, 600), (1, 600)),
        // What is named has its own hours, and not those of all.
        ("Di 9-12; schulden: Mo 9-12", (0, 600), (1, 600)),
    ] {
        let text = text.replace("mo, di", "mo di");
        let offer = Offer::parse(&text).unwrap();
        assert!(offer.is_open(&schulden, monday(open.0, open.1)), "{text}");
        assert!(!offer.is_open(&schulden, monday(shut.0, shut.1)), "{text}");
        assert_eq!(serde_json::from_str::<Offer>(&serde_json::to_string(&offer).unwrap()).unwrap(), offer);
    }
    assert!(Offer::parse("  ").unwrap().is_none());
    let offer = Offer::parse("schulden: Mo 9-12").unwrap();
    assert!(offer.has(&schulden) && !offer.has(&topic_id("sucht")));
}

#[test]
fn what_says_no_hours_is_refused_with_its_words() {
    for (text, part) in [
        ("immer", "immer"),
        ("Mo-Fr", "Mo-Fr"),
        ("9-17", "9-17"),
        ("Mo 17-9", "Mo 17-9"),
        ("Mo 9", "Mo 9"),
        ("Mo 9-25", "Mo 9-25"),
        ("Mo 9-12; sucht: später", "später"),
        ("Mo 9-12, Feiertag 9-12", "Feiertag 9-12"),
    ] {
        assert_eq!(Offer::parse(text).unwrap_err().part, part, "{text}");
    }
    let many = ["Mo-So 9-12"; 6].join(", ");
    assert!(Offer::parse(&many).is_err());
}

#[test]
fn whoever_is_near_and_has_the_fewest_waiting_takes_somebody() {
    let mut near = centre("near", &[("schulden", "01*")]);
    let mut busy = centre("busy", &[("schulden", "01*")]);
    let mut far = centre("far", &[("schulden", "80*")]);
    for centre in [&mut near, &mut busy, &mut far] {
        centre.live = Offer::parse("Mo 9-12").unwrap();
    }
    let draft = Draft {
        topics: vec![topic("schulden")],
        centres: vec![near, busy, far],
        counsellors: vec![counsellor("a", "near"), counsellor("b", "busy"), counsellor("c", "far")],
        ..Draft::default()
    };
    let directory = Directory::check(draft).unwrap();
    let (load, now) = (Load::none(), monday(0, 600));
    let asks = |terms: Terms, standing: &dyn Fn(&str) -> (u32, u32), now| {
        let enquiry = Enquiry { topic: topic_id("schulden"), postcode: Some(code("01067")), target: None };
        let placement = place(&enquiry, &directory, &load, now);
        let stands = |id: &CentreId| {
            let (on_duty, waiting) = standing(id.as_str());
            Standing { on_duty, waiting }
        };
        taker(&topic_id("schulden"), &directory, &placement, &terms, stands, now)
    };
    let catchment = Terms::default();
    let platform = Terms { reach: Reach::Platform, ..catchment };
    let everybody = |waiting: u32| move |id: &str| (1, if id == "busy" { 5 } else { waiting });
    let of = |id: &str| Taker::Centre(centre_id(id));
    assert_eq!(asks(catchment, &everybody(1), now), of("near"));
    assert_eq!(asks(catchment, &|id| if id == "near" { (0, 0) } else { (1, 5) }, now), of("busy"));
    assert_eq!(asks(catchment, &|id| if id == "far" { (3, 0) } else { (0, 0) }, now), Taker::Nobody);
    assert_eq!(asks(platform, &|id| if id == "far" { (3, 0) } else { (0, 0) }, now), of("far"));
    assert_eq!(
        asks(platform, &|id| if id == "far" { (3, 0) } else { (1, 9) }, now),
        of("busy"),
        "near first"
    );
    assert_eq!(asks(catchment, &|_| (1, 10), now), Taker::Full);
    assert_eq!(asks(platform, &|_| (1, 0), monday(0, 720)), Taker::Nobody, "the hours are over");
}

#[test]
fn a_wait_is_told_in_steps_and_only_if_it_is_no_chance() {
    let told = |minutes: &[i64]| usual(minutes.iter().map(|minutes| Span::minutes(*minutes)).collect());
    assert_eq!(told(&[1, 1, 1, 1]), None);
    assert_eq!(told(&[0, 0, 0, 0, 0]), Some(5));
    assert_eq!(told(&[20, 1, 6, 5, 30]), Some(10));
    assert_eq!(told(&[5, 5, 5, 5, 5]), Some(5));
}

#[test]
fn a_topic_is_named_only_where_somebody_would_be_taken() {
    let (mut one, mut two) =
        (centre("one", &[("schulden", "01*"), ("sucht", "01*")]), centre("two", &[("sucht", "80*")]));
    one.live = Offer::parse("schulden: Mo 9-12; sucht: Di 9-12").unwrap();
    two.live = Offer::parse("Mo 9-17").unwrap();
    let draft = Draft {
        topics: vec![topic("schulden"), topic("sucht")],
        centres: vec![one, two],
        counsellors: vec![counsellor("a", "one"), counsellor("b", "two")],
        ..Draft::default()
    };
    let directory = Directory::check(draft).unwrap();
    let named = |standing: &dyn Fn(&str) -> (u32, u32), now| {
        let stands = |id: &CentreId| {
            let (on_duty, waiting) = standing(id.as_str());
            Standing { on_duty, waiting }
        };
        let topics = topics(&directory, &Terms::default(), stands, now);
        topics.into_iter().map(|topic| topic.id.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(named(&|_| (1, 0), monday(0, 600)), ["schulden", "sucht"]);
    assert_eq!(named(&|_| (1, 0), monday(0, 15 * 60)), ["sucht"], "the hours of one are over");
    assert_eq!(named(&|_| (0, 3), monday(0, 600)), [""; 0], "nobody is on duty");
    assert_eq!(
        named(&|id| (1, if id == "two" { 10 } else { 9 }), monday(0, 600)),
        ["schulden"],
        "a queue is full"
    );
}
