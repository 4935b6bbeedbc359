//! Whoever comes by a link.

use super::{
    Act, Centre, Counsellor, Directory, Locale, Outcome, Talk, Target, Timestamp, centre_id, counsellor,
    directory, german, topic_id,
};

fn to(centre: &str) -> Target {
    Target::Centre(centre_id(centre))
}

fn to_ben(centre: &str) -> Target {
    Target::Counsellor(counsellor(centre).id, centre_id(centre))
}

/// The directory with this centre's people, and the centre, changed.
fn changed(
    talk: Talk,
    name: &str,
    change: impl Fn(&mut Centre),
    people: impl Fn(Counsellor) -> Vec<Counsellor>,
) -> Talk {
    let mut draft = directory().draft();
    draft.centres.iter_mut().filter(|centre| centre.id == centre_id(name)).for_each(change);
    let (here, others) = draft.counsellors.into_iter().partition(|it| it.centre == centre_id(name));
    draft.counsellors = others;
    let here: Vec<Counsellor> = here;
    draft.counsellors.extend(here.into_iter().flat_map(people));
    Talk { directory: Directory::check(draft).unwrap(), ..talk }
}

#[test]
fn a_link_needs_no_postcode_and_no_topic_where_there_is_only_one() {
    let talk = german().afresh().shows(to_ben("dresden")).at("pseudonym");
    assert!(!talk.transcript.contains("Postleitzahl"), "{}", talk.transcript);
    assert!(talk.transcript.contains("Schuldnerberatung Dresden"), "{}", talk.transcript);
    assert!(talk.transcript.contains("direkt zu einer Person"), "{}", talk.transcript);
    let talk = talk.afresh().all(&["Wolke 7", "ja"]).at("consent");
    assert!(talk.transcript.contains("zuerst nur eine Person dieser Stelle"), "{}", talk.transcript);
    let Some(Act::Open { topic, outcome, link, .. }) = talk.writes("ja").act else { panic!("no case") };
    assert_eq!((topic, outcome), (topic_id("schulden"), Outcome::Centre(centre_id("dresden"))));
    assert_eq!(link.unwrap().target, to_ben("dresden"));

    // A centre's link leads to the pool, and says so.
    let talk = german().shows(to("dresden")).at("pseudonym").all(&["Wolke 7", "ja"]).at("consent");
    assert!(talk.transcript.contains("zuerst die Berater·innen dieser Stelle"), "{}", talk.transcript);
    assert!(!talk.transcript.contains("direkt zu einer Person"), "{}", talk.transcript);
}

#[test]
fn only_the_topics_of_the_centre_are_offered() {
    let talk = german().afresh().shows(to("koeln")).at("topic");
    assert!(
        talk.transcript.contains("1. Eltern und Familie\n    2. Kinder und Jugendliche\n"),
        "{}",
        talk.transcript
    );
    assert!(!talk.transcript.contains("Schulden"), "{}", talk.transcript);
    for (text, step) in [("2", "pseudonym"), ("Familie", "pseudonym"), ("Schulden", "topic"), ("4", "topic")]
    {
        german().shows(to("koeln")).writes(text).at(step);
    }
    // Whoever wants something else goes the usual way.
    german().shows(to("koeln")).writes("liste").writes("4").at("postcode");
    let talk = german().shows(to("koeln")).writes("2").afresh().writes("andere").at("postcode");
    assert!(talk.transcript.contains("eine andere Stelle"), "{}", talk.transcript);
}

#[test]
fn a_link_works_at_every_step() {
    let way = ["Schulden", "01067", "Blaue Wolke", "ja"];
    for length in 0..=way.len() {
        german().all(&way[..length]).shows(to("koeln")).at("topic").writes("1").at("pseudonym");
    }
    german().writes("abbrechen").shows(to_ben("dresden")).at("pseudonym");
    // Also when the centre of the step before is gone.
    let talk = german().all(&["Schulden", "01067", "ok"]);
    let talk = changed(talk, "dresden", |_| (), |_| Vec::new());
    talk.shows(to("koeln")).at("topic");
}

#[test]
fn a_link_that_does_not_hold_gets_the_usual_way() {
    let talk = german().afresh().writes("start K7QF-3M9P-XT2A-ZW4B").at("topic");
    assert!(talk.transcript.contains("gilt nicht oder nicht mehr"), "{}", talk.transcript);
    let mistyped = german().afresh().writes("start K7QF-3M9P").at("topic");
    assert_eq!(
        talk.transcript.replace("-XT2A-ZW4B", ""),
        mistyped.transcript,
        "one sentence, whatever the reason"
    );
    talk.all(&["Schulden", "01067", "ok", "ja"]).at("done");
}

#[test]
fn a_link_to_somebody_who_cannot_leads_on() {
    let away = |counsellor: Counsellor| Counsellor {
        away_until: Some(Timestamp::from_millis(i64::MAX)),
        ..counsellor
    };
    let cem = || Counsellor { id: "@cem:example.org".parse().unwrap(), ..counsellor("dresden") };

    let talk = changed(german(), "dresden", |_| (), |ben| vec![away(ben), cem()]);
    let talk = talk.afresh().shows(to_ben("dresden")).at("pseudonym");
    assert!(talk.transcript.contains("Für Sie da ist das Team derselben Stelle."), "{}", talk.transcript);
    assert!(!talk.transcript.contains("direkt zu einer Person"), "{}", talk.transcript);

    let deputised = |ben| vec![Counsellor { deputy: Some(cem().id), ..away(ben) }, cem()];
    let talk = changed(german(), "dresden", |_| (), deputised).afresh().shows(to_ben("dresden"));
    assert!(talk.at("pseudonym").transcript.contains("Für Sie da ist ihre Vertretung"));

    let removed = changed(german(), "dresden", |_| (), |_| vec![cem()]).shows(to_ben("dresden"));
    removed.all(&["ok", "ja"]).at("done");

    for talk in [
        changed(german(), "dresden", |_| (), |ben| vec![away(ben)]),
        changed(german(), "dresden", |centre| centre.online = false, |ben| vec![ben]),
    ] {
        let talk = talk.afresh().shows(to_ben("dresden")).at("topic");
        assert!(talk.transcript.contains("kann gerade keine neuen Anfragen annehmen"), "{}", talk.transcript);
        talk.all(&["Schulden", "01067", "ok", "ja"]).at("done");
    }

    // It closes between the card and the topic.
    let talk = german().shows(to("koeln"));
    let talk = changed(talk, "koeln", |centre| centre.online = false, |ben| vec![ben]).afresh().writes("1");
    assert!(talk.at("postcode").transcript.contains("andere für Sie"));
}

#[test]
fn the_link_is_kept_in_the_language_of_the_talk() {
    let talk = Talk::begin(Locale::De).writes("english").afresh().shows(to("koeln")).at("topic");
    assert!(talk.transcript.contains("This centre is there for several topics."), "{}", talk.transcript);
    talk.writes("deutsch").at("topic").writes("2").at("pseudonym");
}
