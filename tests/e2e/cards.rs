//! What stands on a card: as long as nobody has accepted it, it follows what its seeker does; and whoever comes into the rooms of
//! a centre can read every open card.

use anyhow::{Context as _, Result};
use lotse_tests::{
    Person, Stage,
    js_client::{JsCounsellor, JsSdk},
    people::Heard,
    stage::{Counsellor, Seeker, Setting, reference},
    workbook::Cast,
};
use matrix_sdk::ruma::{OwnedEventId, RoomId};
use serde_json::{Value, json};

use crate::{
    asking::LOTSE,
    kill::{AT_CARDS, FAIL_POINT, dies_of_it},
};

const TAKEN_BACK: &str = "(Die Nachricht wurde zurückgenommen.)";

/// The event in which somebody said these words.
fn said(person: &Person, room: &RoomId, words: &str) -> Result<OwnedEventId> {
    let mut all = person.knows(room).into_iter();
    Ok(all.find(|heard| heard.body.contains(words)).context("nothing said")?.event)
}

/// Nobody can read it any more: not whoever was there, and not out of what the homeserver still gives.
async fn is_gone(counsellor: &Counsellor, card: &Heard) -> Result<()> {
    counsellor.person.sees_redaction(&counsellor.enquiries, &card.event).await?;
    let path = format!("/_matrix/client/v3/rooms/{}/event/{}", counsellor.enquiries, card.event);
    let left = counsellor.person.calls("GET", &path, None).await?;
    assert_eq!(left["content"]["ciphertext"], Value::Null, "{left}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_seeker_takes_back_changes_or_adds_is_so_on_the_card() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);

    // A name that was deleted stays readable for nobody.
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich bin Sabine Mustermann.").await?;
    let card = cem.sees_card("Mustermann").await?;
    let first = said(&anna.person, &case, "Mustermann")?;
    anna.person.redacts(&case, &first).await?;
    is_gone(&cem, &card).await?;
    let anew = cem.sees_card(TAKEN_BACK).await?;
    assert_eq!(reference(&anew)?, reference(&card)?);
    assert_eq!(anew.content["msgtype"], "m.notice", "it rings for nobody again");

    // What comes on top is counted, without a new card.
    anna.person.says(&case, "Es geht um einen Bescheid.").await?;
    anna.person.says(&case, "Er kam gestern.").await?;
    anna.person.says(&case, "hilfe").await?;
    let counted = cem.sees_card("+ 2 weitere Nachrichten").await?;
    assert_eq!(counted.relates_to(), Some((anew.event.as_str(), "m.replace")));
    let second = said(&anna.person, &case, "gestern")?;
    anna.person.redacts(&case, &second).await?;
    is_gone(&cem, &counted).await?;
    let anew = cem.sees_card("+ 1 weitere Nachricht").await?;
    let all = cem.person.reads_all(&cem.enquiries);
    assert!(all.iter().all(|said| !said.contains("Mustermann")), "{all:#?}");
    cem.accepts_card(&anew).await?;
    assert_eq!(cem.comes_into_case().await?, case);
    is_gone(&cem, &anew).await?;

    // What was changed is shown as it is now; a click on the card that went is meant for the case.
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    let case = yusuf.asks("Schulden", "01067", "Stiller Wal", "Mein Vater ist gestoben.").await?;
    let card = ben.sees_card("gestoben").await?;
    ben.person.sees_reaction(&ben.enquiries, &card.event, "✅").await?;
    let first = said(&yusuf.person, &case, "gestoben")?;
    yusuf.person.edits(&case, &first, "Mein Vater ist gestorben.").await?;
    is_gone(&ben, &card).await?;
    ben.sees_card("gestorben").await?;
    yusuf.person.says(&case, "Und ich weiß nicht weiter.").await?;
    let counted = ben.sees_card("+ 1 weitere Nachricht").await?;
    assert!(counted.body.contains("gestorben"), "{}", counted.body);
    let click =
        json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": card.event, "key": "✅" } });
    ben.person.sends_unprotected(&ben.enquiries, "m.reaction", &click).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    is_gone(&ben, &counted).await?;
    stage.settles().await?;
    for counsellor in [&ben, &cem] {
        counsellor.person.catches_up().await?;
        let left = counsellor.person.reads_all(&counsellor.enquiries);
        assert!(
            left.iter().all(|said| !said.contains("Vater") && !said.contains("zurückgenommen")),
            "{left:#?}"
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_text_says_what_it_is_and_never_where() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let place = json!({ "msgtype": "m.location", "body": "Location was shared at 51.05,13.73", "geo_uri": "geo:51.05,13.73" });
    let voice = json!({
        "msgtype": "m.audio", "body": "Voice message", "url": "mxc://lotse.example/voice",
        "info": { "duration": 12_100 }, "org.matrix.msc3245.voice": {},
    });
    for (name, content, words) in [("anna", place, "(Standort)"), ("yusuf", voice, "(Sprachnachricht, 12 s)")]
    {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        seeker.is_placed("Schulden", "01067", "Stiller Wal").await?;
        let case = seeker.consents().await?;
        seeker.person.sends(&case, "m.room.message", &content).await?;
        let card = ben.sees_card(words).await?;
        assert!(!card.body.contains("51.05") && !card.body.contains("Voice"), "{}", card.body);
    }
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_nobody_wrote_down_goes_when_its_enquiry_does() -> Result<()> {
    let mut stage = Setting::default().set(LOTSE).await?;
    stage.lotse.serve().await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    let case = anna.consents().await?;
    stage.settles().await?;
    stage.lotse.stop().await?;
    stage.lotse.set_environment(FAIL_POINT, "send.after");
    stage.lotse.launch()?;
    anna.person.says(&case, "Ich habe Post.").await?;
    dies_of_it(&mut stage.lotse).await?;
    let card = ben.sees_card("Ich habe Post.").await?;

    // While Lotse is away she thinks better of it.
    anna.person.says(&case, "abschließen").await?;
    stage.lotse.serve().await?;
    is_gone(&ben, &card).await?;
    stage.settles().await?;
    ben.person.catches_up().await?;
    let left = ben.person.reads_all(&ben.enquiries);
    assert!(left.iter().all(|said| !said.contains("Post")), "{left:#?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn dies_while_a_card_is_posted_anew() -> Result<()> {
    let mut stage = Setting::default().set(LOTSE).await?;
    stage.lotse.serve().await?;
    let ben = stage.counsellor("ben").await?;
    for (point, name) in AT_CARDS.iter().chain(&["send.after"]).zip(["anna", "yusuf"]) {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        let words = format!("Ich heiße Mustermann ({name}).");
        let case = seeker.asks("Schulden", "01067", "Blaue Amsel", &words).await?;
        let card = ben.sees_card(&words).await?;
        let fall = reference(&card)?;
        seeker.person.hears(&case, "angekommen").await?;
        stage.settles().await?;
        stage.lotse.stop().await?;
        stage.lotse.set_environment(FAIL_POINT, point);
        stage.lotse.launch()?;
        seeker.person.redacts(&case, &said(&seeker.person, &case, &words)?).await?;
        dies_of_it(&mut stage.lotse).await.with_context(|| format!("armed at {point}"))?;
        is_gone(&ben, &card).await?;
        stage.lotse.serve().await?;
        let anew = |heard: &Heard| {
            heard.is_message() && heard.body.contains(&fall) && heard.body.contains(TAKEN_BACK)
        };
        let card = ben.person.hears_where(&ben.enquiries, "the new card", anew).await?;
        ben.accepts_card(&card).await?;
        assert_eq!(ben.comes_into_case().await?, case);
        stage.settles().await?;
        ben.person.catches_up().await?;
        let left = ben.person.knows(&ben.enquiries).into_iter().filter(anew).count();
        assert_eq!(left, 0, "{point}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_later_or_with_another_device_reads_every_open_card() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    ben.person.hears(&ben.enquiries, "Willkommen, ben.").await?;
    ben.person.hears(&ben.team, "Willkommen, ben.").await?;
    for (name, text) in [("anna", "Ich habe Post."), ("yusuf", "Ich habe eine Frage.")] {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        seeker.asks("Schulden", "01067", "Stiller Wal", text).await?;
        ben.sees_card(text).await?;
    }

    // Cem had no account when they were written, and has no signed device when he comes: he is told at once what to do.
    let cem = Counsellor::at_work(Person::arrive_unverified(&stage.synapse, "cem").await?).await?;
    let told = cem.person.hears(&cem.enquiries, "Ihr Gerät ist noch nicht bestätigt").await?;
    assert!(!told.encrypted, "he could not read it otherwise");
    assert_eq!(told.content["m.mentions"], json!({ "user_ids": [cem.person.id()] }));
    cem.person.bootstrap_now().await?;
    let welcome = cem.person.hears(&cem.enquiries, "Willkommen, cem.").await?;
    assert!(welcome.body.contains("✅") && welcome.body.contains("hilfe"), "{}", welcome.body);
    for text in ["Ich habe Post.", "Ich habe eine Frage."] {
        cem.sees_card(text).await?;
        ben.sees_card(text).await?;
    }
    // Another device of Ben's, while he sleeps.
    let laptop = ben.person.on_another_signed_device().await?;
    for text in ["Ich habe Post.", "Ich habe eine Frage."] {
        laptop.hears(&ben.enquiries, text).await?;
    }
    stage.settles().await?;
    for (person, room) in [(&cem.person, &cem.enquiries), (&laptop, &ben.enquiries)] {
        person.catches_up().await?;
        let wreckage = person.cannot_read(room).into_iter().filter(|heard| !heard.redacted);
        let wreckage: Vec<_> = wreckage.filter(|heard| heard.kind == "m.room.encrypted").collect();
        let cards = person.reads_all(room).into_iter().filter(|said| said.contains("Erstanfrage ")).count();
        assert_eq!(cards, 2, "{wreckage:#?}");
    }
    cem.takes("Ich habe Post.").await?;
    let all = cem.person.reads_all(&cem.enquiries);
    assert_eq!(all.iter().filter(|said| said.contains("Willkommen, cem.")).count(), 1, "{all:#?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn at_other_clients_a_deletion_and_a_newcomer_are_the_same() -> Result<()> {
    let mut cast = Cast::default();
    cast.counsellor("lea", "dresden");
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast)).await?;
    let ben = JsCounsellor::at_work(&stage.synapse, "ben", JsSdk::Newest).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich bin Sabine Mustermann.").await?;
    ben.sees_card("Mustermann").await?;
    let first = said(&anna.person, &case, "Mustermann")?;
    anna.person.redacts(&case, &first).await?;
    ben.sees_card(TAKEN_BACK).await?;
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    yusuf.asks("Schulden", "01067", "Stiller Wal", "Ich habe Post.").await?;
    ben.sees_card("Ich habe Post.").await?;
    let reads = ben.person.reads_all(&ben.enquiries).await?;
    assert!(reads.iter().all(|said| !said.contains("Mustermann")), "{reads:#?}");

    // Two who come now, at the newest client and at an older one.
    for (name, sdk) in [("cem", JsSdk::Newest), ("lea", JsSdk::Spring)] {
        let newcomer = JsCounsellor::at_work(&stage.synapse, name, sdk).await?;
        newcomer.person.hears(&newcomer.enquiries, &format!("Willkommen, {name}.")).await?;
        newcomer.person.hears(&newcomer.team, &format!("Willkommen, {name}.")).await?;
        newcomer.sees_card(TAKEN_BACK).await?;
        let card = newcomer.sees_card("Ich habe Post.").await?;
        if name == "lea" {
            stage.settles().await?;
            newcomer.accepts_card(&card).await?;
            newcomer.comes_into_case().await?;
        }
    }
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn words_reach_whom_they_are_for() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let card = ben.sees_card("Ich habe Post.").await?;
    let fall = reference(&card)?;
    assert_eq!(card.content["m.mentions"], json!({}));
    ben.accepts_card(&card).await?;
    let link = format!("https://matrix.to/#/{case}?via=lotse.example");
    let won = cem.person.hears(&cem.enquiries, &format!("ben hat {fall} angenommen")).await?;
    assert!(won.body.contains(&link), "{}", won.body);
    assert_eq!(won.content["m.mentions"], json!({ "user_ids": [ben.person.id()] }));
    assert_eq!(ben.comes_into_case().await?, case);
    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "Guten Tag.").await?;
    anna.person.says(&case, "Danke.").await?;
    let told = cem.person.hears(&cem.team, &format!("Neue Nachricht im Fall {fall}")).await?;
    assert_eq!(told.content["m.mentions"], json!({ "user_ids": [ben.person.id()] }));

    // Cem stands in: he is called, shown the way, and told why he is out afterwards.
    cem.person.says(&cem.team, "vertretung Blaue Amsel krank").await?;
    let begun = cem.person.hears(&cem.team, "vertritt").await?;
    assert!(begun.body.contains(&link), "{}", begun.body);
    assert_eq!(begun.content["m.mentions"], json!({ "user_ids": [cem.person.id()] }));
    assert_eq!(cem.comes_into_case().await?, case);
    cem.person.says(&cem.team, &format!("vertretung ende {fall}")).await?;
    cem.person.is_out_of(&case).await?;
    let out = ben.person.state_of(&case, "m.room.member", cem.person.id()).await?;
    assert_eq!(out["reason"], "Die Vertretung ist zu Ende", "{out}");

    // Names: nobody is called like somebody else.
    let name = async |user: &str| -> Result<Value> {
        let member = ben.person.state_of(&ben.enquiries, "m.room.member", user).await?;
        Ok(member["displayname"].clone())
    };
    assert_eq!(name("@lotse_steward:lotse.example").await?, "Lotse · Raumdienst, liest nicht mit");
    let custodian = name("@lotse_c_dresden:lotse.example").await?;
    assert!(custodian.as_str().is_some_and(|name| name.starts_with("Lotse · ")), "{custodian}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_message_that_changes_a_case_is_told() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let fall = reference(&ben.sees_card("Ich habe Post.").await?)?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);

    // Danger before the first answer: the team hears of it at once, and nothing of what was said.
    anna.person.says(&case, "Ich will nicht mehr leben.").await?;
    let told =
        cem.person.hears(&cem.team, &format!("Im Fall {fall} sollte jemand bitte zuerst lesen")).await?;
    assert!(told.body.contains("Zuständig: ben") && !told.body.contains("leben"), "{}", told.body);
    assert_eq!(told.content["m.mentions"], json!({ "user_ids": [ben.person.id()] }));
    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "Guten Tag.").await?;

    // Closed, away, and open again by a message.
    ben.person.says(&case, "abschließen").await?;
    anna.person.hears(&case, "hat diesen Fall beendet").await?;
    ben.person.says(&ben.team, "abwesend bis 31.12.").await?;
    ben.person.hears(&ben.team, "abwesend und ab dem").await?;
    stage.settles().await?;
    anna.person.says(&case, "Es geht wieder los.").await?;
    let told = cem.person.hears(&cem.team, &format!("Der Fall {fall} ist wieder offen")).await?;
    assert!(told.body.contains("ben ist bis einschließlich 31.12."), "{}", told.body);
    assert!(told.body.contains("niemand vertritt"), "{}", told.body);
    assert_eq!(told.content["m.mentions"], json!({ "room": true }), "somebody must act");
    stage.settles().await
}
