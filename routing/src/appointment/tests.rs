use super::*;

/// Tuesday, 24 November 2026, 17:12 in Germany.
const NOW: Timestamp = Timestamp::from_millis(1_795_536_720_000);

fn hours(text: &str) -> Hours {
    Hours::parse(text, NOW).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

/// Day, time, minutes, place.
fn laid_out(text: &str, most: usize) -> Vec<String> {
    shown(&hours(text).slots(&[], NOW, most))
}

fn shown(slots: &[Slot]) -> Vec<String> {
    let one = |slot: &Slot| {
        let (day, minute) = (wall::today(slot.start), wall::minute(slot.start));
        format!("{day} {:02}:{:02} {} {}", minute / 60, minute % 60, slot.minutes, slot.venue.code())
    };
    slots.iter().map(one).collect()
}

#[test]
fn weekly_hours_are_laid_out_in_order() {
    assert_eq!(
        laid_out("di 10-12, do 14-16 je 50", 5),
        [
            "2026-11-26 14:00 50 chat",
            "2026-11-26 14:50 50 chat",
            "2026-12-01 10:00 50 chat",
            "2026-12-01 10:50 50 chat",
            "2026-12-03 14:00 50 chat",
        ]
    );
    assert_eq!(
        laid_out("Tue 10:00–12:00 each 60 min phone", 2),
        laid_out("Dienstags 10 - 12 Uhr je 60 telefon", 2)
    );
    assert_eq!(
        laid_out("mo-fr 9-10 je 60 vor Ort", 2),
        ["2026-11-25 09:00 60 centre", "2026-11-26 09:00 60 centre"]
    );
}

#[test]
fn single_days_exceptions_and_an_end() {
    assert_eq!(
        laid_out("1.12. 10:30 je 45 video, 2.12.2026 9-10 15-16", 9),
        ["2026-12-01 10:30 45 video", "2026-12-02 09:00 50 chat", "2026-12-02 15:00 50 chat"]
    );
    assert_eq!(
        laid_out("do 14 je 60, außer 3.12. und 10.12., bis 20.12.", 9),
        ["2026-11-26 14:00 60 chat", "2026-12-17 14:00 60 chat"]
    );
    // A day without a year is the next such day.
    assert_eq!(laid_out("5.1. 10", 9), ["2027-01-05 10:00 50 chat"]);
}

#[test]
fn nothing_is_past_and_nothing_overlaps() {
    assert_eq!(
        laid_out("di 17-18 je 10", 3),
        ["2026-11-24 17:30 10 chat", "2026-11-24 17:40 10 chat", "2026-11-24 17:50 10 chat"]
    );
    let hours = hours("mi 9-12 je 60");
    let all = hours.slots(&[], NOW, 3);
    let off = Slot { start: all[1].start.plus(Span::minutes(30)), ..all[1] };
    assert_eq!(shown(&hours.slots(&[off], NOW, 2)), ["2026-11-25 09:00 60 chat", "2026-12-02 09:00 60 chat"]);
    // A single day beside its weekday: once.
    let both = super::Hours::parse("mi 9-10 je 60, 25.11. 9:30 je 30", NOW).unwrap();
    assert_eq!(both.slots(&[], NOW, 1).len(), 1);
    assert_eq!(shown(&both.slots(&[], NOW, 2))[1], "2026-12-02 09:00 60 chat");
    assert!(hours.slots(&[], NOW, 10_000).len() < 60, "bounded by the horizon");
}

#[test]
fn clock_changes_keep_the_time_on_the_wall() {
    let spring = Timestamp::from_millis(1_774_000_000_000); // 2026-03-20
    let hours = Hours::parse("so 1-4 je 60, mo 10 je 50", spring).unwrap();
    assert_eq!(
        shown(&hours.slots(&[], spring, 8)),
        [
            "2026-03-22 01:00 60 chat",
            "2026-03-22 02:00 60 chat",
            "2026-03-22 03:00 60 chat",
            "2026-03-23 10:00 50 chat",
            // An hour is left out: two appointments instead of three.
            "2026-03-29 01:00 60 chat",
            "2026-03-29 03:00 60 chat",
            "2026-03-30 10:00 50 chat",
            "2026-04-05 01:00 60 chat",
        ]
    );
    let slots = hours.slots(&[], spring, 7);
    assert_eq!(slots[6].start.since(slots[3].start), Span::hours(7 * 24 - 1));
}

#[test]
fn what_is_not_understood_is_refused_with_its_place() {
    use HoursProblem::{
        Backwards, Empty, Grid, Length, NoDay, NoTime, Overlap, Past, TooFar, TooMany, TooShort, Unreadable,
    };
    let many = vec!["mo 9"; 41].join(", ");
    for (text, part, what) in [
        ("", 1, Empty),
        (" , ;", 1, Empty),
        ("di 10-12, morgens", 2, Unreadable),
        ("di 10-12, do 25-26", 2, Unreadable),
        ("di 10-12, do 10:60", 2, Unreadable),
        ("10-12", 1, NoDay),
        ("di", 1, NoTime),
        ("je 50", 1, NoTime),
        ("di 12-10", 1, Backwards),
        ("di 23:30", 1, Backwards),
        ("di 10-10:30", 1, TooShort),
        ("di 10-12 je 5", 1, Length),
        ("di 10-12 je 500", 1, Length),
        ("di 10-12 je", 1, Length),
        ("di 10-12 je 51", 1, Grid),
        ("di 10:03", 1, Grid),
        ("mo 9, 23.11.2026 10", 2, Past),
        ("mo 9, 23.11. 10", 2, TooFar),
        ("mo 9, 31.2. 10", 2, Unreadable),
        ("di 10-12, di 11-13", 2, Overlap),
        ("mo 9, außer", 2, Unreadable),
        (&many, 41, TooMany),
    ] {
        let fault = Hours::parse(text, NOW).expect_err(text);
        assert_eq!((fault.part, fault.what), (part, what), "{text}");
        assert!(fault.words.chars().count() <= 40);
    }
}

#[test]
fn any_text_is_either_hours_or_a_refusal() {
    let words = [
        "di", "10-12", "je", "50", "24.12.", "-", "außer", "bis", "٣", "99999999", "mo-so", "0-24", "😀", ".",
    ];
    for one in words {
        for two in words {
            for three in words {
                if let Ok(hours) = Hours::parse(&format!("{one} {two} {three}"), NOW) {
                    let slots = hours.slots(&[], NOW, 50);
                    assert!(slots.iter().all(|slot| slot.start > NOW));
                    assert!(
                        slots.windows(2).all(|pair| pair[0].end() <= pair[1].start),
                        "{one} {two} {three}"
                    );
                }
            }
        }
    }
}

#[test]
fn two_that_overlap_share_a_cell_and_others_do_not() {
    let slot = |minute: i64, minutes| Slot {
        start: NOW.plus(Span::minutes(minute - 2)),
        minutes,
        venue: Venue::Chat,
    };
    for (one, two) in [(slot(0, 50), slot(50, 10)), (slot(0, 50), slot(45, 10)), (slot(0, 10), slot(5, 60))] {
        let shared = one.cells().any(|cell| two.cells().any(|other| other == cell));
        assert_eq!(shared, one.overlaps(&two));
    }
    assert_eq!(slot(0, 50).cells().count(), 10);
}

#[test]
fn both_are_reminded_in_time_or_not_at_all() {
    let slot = Slot { start: NOW.plus(Span::days(3)), minutes: 50, venue: Venue::Phone };
    let before = |hours: i64| slot.start.minus(Span::hours(hours));
    let (first, last) = (Some(Due::Remind { soon: false }), Some(Due::Remind { soon: true }));
    for (looked, now, expected) in [
        (NOW, before(25), None),
        (NOW, before(24), first),
        (before(24), before(2), None),
        (before(24), before(1), last),
        // After a standstill: late, but of use; too late for the first; over.
        (NOW, before(10), first),
        (NOW, before(3), None),
        (NOW, slot.start.minus(Span::minutes(5)), last),
        (NOW, slot.start, None),
        (NOW, slot.end(), Some(Due::Ask)),
        (slot.end(), slot.end().plus(UNMARKED), Some(Due::Forget)),
        (NOW, slot.end().plus(UNMARKED), Some(Due::Forget)),
        // Booked ten minutes ago for in half an hour: they know.
        (slot.start.minus(Span::minutes(30)), slot.start.minus(Span::minutes(20)), None),
    ] {
        assert_eq!(due(&slot, looked, now), expected, "{looked:?} {now:?}");
    }
    let mut looks = vec![NOW];
    while let Some(at) = next(&slot, *looks.last().unwrap()) {
        looks.push(at);
    }
    assert_eq!(looks[1..], [before(24), before(1), slot.end(), slot.end().plus(UNMARKED)]);
}
