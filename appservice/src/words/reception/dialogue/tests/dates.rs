//! An appointment instead of writing first.

use routing::{Hours, Slot, Timestamp};

use super::{Act, Dialogue, Draft, Locale, Outcome, Talk, centre_id, german, topic_id};

fn open() -> Vec<Slot> {
    let now = Timestamp::from_millis(1_795_457_520_000);
    Hours::parse("mo-so 9-11 je 60 vor ort", now).unwrap().slots(&[], now, 12)
}

/// Anna stands before a centre that gives first appointments.
fn before_a_centre() -> Talk {
    let mut talk = german();
    let (topics, mut centres) = (talk.directory.topics().to_vec(), talk.directory.centres().to_vec());
    for centre in &mut centres {
        centre.first_dates = true;
    }
    let counsellors =
        centres.iter().flat_map(|centre| talk.directory.counsellors_of(&centre.id).to_vec()).collect();
    talk.directory =
        routing::Directory::check(Draft { topics, centres, counsellors, carriers: Vec::new() }).unwrap();
    talk.dates = open();
    let talk = talk.afresh().all(&["Schulden", "01067"]);
    assert!(talk.transcript.contains("Schreiben Sie Termin."), "{}", talk.transcript);
    talk
}

#[test]
fn an_open_time_is_chosen_by_its_number_and_goes_along() {
    let talk = before_a_centre().afresh().writes("Ich möchte einen Termin vor Ort").at("dates");
    assert!(talk.transcript.contains("5. ") && !talk.transcript.contains("6. "), "{}", talk.transcript);
    assert!(talk.transcript.contains("9:00 Uhr, 60 Minuten, in der Beratungsstelle"), "{}", talk.transcript);
    let talk = talk.writes("9").at("dates").afresh().writes("2").at("pseudonym");
    assert!(
        talk.transcript.contains("Ihr Termin: ") && talk.transcript.contains("10:00"),
        "{}",
        talk.transcript
    );
    let talk = talk.all(&["ok", "ja"]);
    let Some(Act::Open { date, .. }) = talk.act else { panic!("no case") };
    assert_eq!(date, Some(open()[1]));
}

#[test]
fn none_may_fit_there_may_be_none_and_elsewhere_it_is_no_word() {
    let talk = before_a_centre().writes("termin").at("dates").writes("0").at("pseudonym").all(&["ok", "ja"]);
    assert!(matches!(talk.act, Some(Act::Open { date: None, .. })));
    // At the question for consent, after another one was chosen.
    let talk =
        before_a_centre().all(&["termin", "1", "ok"]).writes("Termin").writes("3").at("consent").writes("ja");
    assert!(matches!(talk.act, Some(Act::Open { date: Some(date), .. }) if date == open()[2]));
    let mut talk = before_a_centre();
    talk.dates.clear();
    let talk = talk.afresh().writes("Termin").at("pseudonym");
    assert!(talk.transcript.contains("keine Zeit für einen ersten Termin frei"), "{}", talk.transcript);
    german().writes("Termin").at("topic");
}

#[test]
fn whoever_is_too_slow_takes_another_or_goes_on_without() {
    let mut talk = before_a_centre().all(&["termin", "1", "ok"]);
    let name = crate::words::reception::pseudonym::Pseudonym::parse("Amsel").unwrap();
    let parts = (topic_id("schulden"), Outcome::Centre(centre_id("dresden")), name);
    let turn = Dialogue::date_gone(Locale::De, true, parts);
    assert!(turn.next.is_urgent());
    talk.take(turn);
    let talk = talk.at("consent");
    assert!(talk.transcript.contains("gerade jemand anders bekommen"), "{}", talk.transcript);
    let talk = talk.writes("ja");
    assert!(matches!(talk.act, Some(Act::Open { date: None, .. })));
}
