//! The front door: everything that people write there leads on, and nobody is left without help.

use anyhow::Result;
use lotse_tests::{
    Person, Stage,
    stage::{Seeker, Setting},
    workbook::Cast,
};
use matrix_sdk::ruma::RoomId;

use crate::asking::LOTSE;

const HELP_LINE: &str = "116 123";

/// Says it, and what comes back.
async fn asks(who: &Person, chat: &RoomId, words: &str, answer: &str) -> Result<String> {
    who.says(chat, words).await?;
    Ok(who.hears_next(chat, answer).await?.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_understood_three_times_gets_the_help_lines() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let says = async |words: &str, answer: &str| asks(&anna.person, &anna.chat, words, answer).await;
    let thrice = async |words: &str, answer: &str| {
        for round in 1..=3 {
            let said = says(words, answer).await?;
            assert_eq!(said.contains(HELP_LINE), round == 3, "{words:?} for the {round}. time: {said}");
        }
        anyhow::Ok(())
    };
    thrice("Quaxelwumpf", "Das habe ich leider nicht verstanden").await?;
    says("Schulden", "Postleitzahl").await?;
    thrice("um die Ecke", "sieht nicht wie eine Postleitzahl aus").await?;
    says("01067", "genannt").await?;
    thrice("anna@example.org", "Wie möchten Sie genannt werden").await?;
    says("Blaue Amsel", "Soll ich Sie Blaue Amsel nennen?").await?;
    says("ja", "einverstanden").await?;
    thrice("vielleicht", "Ich brauche eine klare Antwort").await?;
    let said = says("nein", "keine Anfrage entstanden").await?;
    assert!(said.contains(HELP_LINE), "{said}");
    stage.settles().await?;
    assert_eq!(stage.counts("select count(*) from counselling_case").await?, 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn help_cancelling_and_beginning_anew_work_at_every_step() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let says = async |words: &str, answer: &str| asks(&anna.person, &anna.chat, words, answer).await;
    let way = [
        ("Schulden", "Postleitzahl"),
        ("01067", "Wie möchten Sie genannt werden"),
        ("Blaue Amsel", "Soll ich Sie Blaue Amsel nennen?"),
        ("ja", "Sind Sie damit einverstanden"),
    ];
    for steps in 0..=way.len() {
        let question = steps.checked_sub(1).map_or("Worum geht es?", |last| way[last].1);
        for (end, answer) in [("neu", "Worum geht es?"), ("abbrechen", "Ich habe abgebrochen")] {
            for (words, answer) in &way[..steps] {
                says(words, answer).await?;
            }
            let help = says("hilfe", "So geht es:").await?;
            assert!(help.contains(HELP_LINE) && help.contains(question), "after {steps} steps: {help}");
            assert!(help.lines().count() < 20, "after {steps} steps: {help}");
            says(end, answer).await?;
        }
        says("neu", "Worum geht es?").await?;
    }
    stage.settles().await?;
    assert_eq!(stage.counts("select count(*) from counselling_case").await?, 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_away_without_a_word() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let says = async |words: &str, answer: &str| asks(&anna.person, &anna.chat, words, answer).await;

    // Nobody at all: an honest answer, with help for now.
    says("U25 Suizidprävention", "Postleitzahl").await?;
    let said = says("10115", "leider keine Stelle nennen").await?;
    assert!(said.contains(HELP_LINE), "{said}");

    // Nobody near: those who counsel everybody, and she is told so.
    says("neu", "Worum geht es?").await?;
    says("sucht", "Postleitzahl").await?;
    let said = says("10115", "ganz Deutschland").await?;
    assert!(said.contains("Suchtberatung ohne Grenzen") && said.contains("Wir schweigen."), "{said}");
    says("neu", "Worum geht es?").await?;
    says("Schulden", "Postleitzahl").await?;
    let said = says("80331", "leider keine Stelle nennen").await?;
    assert!(said.contains(HELP_LINE), "{said}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_speaks_english_is_answered_in_english_to_the_end() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let says = async |words: &str, answer: &str| asks(&anna.person, &anna.chat, words, answer).await;
    says("english", "What is it about?").await?;
    says("Schulden", "What is your postcode?").await?;
    says("01067", "What would you like to be called?").await?;
    says("Blue Whale", "Shall I call you Blue Whale?").await?;
    says("yes", "Do you agree?").await?;
    anna.person.says(&anna.chat, "yes").await?;
    let invitation = anna.person.is_invited().await?;
    let case = anna.person.accepts(&invitation).await?;
    anna.person.hears(&case, "Welcome").await?;
    anna.person.says(&case, "I got a letter.").await?;
    anna.person.hears(&case, "Your message has reached").await?;
    assert_eq!(ben.takes("I got a letter.").await?, case);
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_chat_is_refused_with_the_reason_and_made_an_encrypted_one() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = stage.person("anna").await?;
    let chat = anna.opens_plain_chat_with(Stage::RECEPTION).await?;
    let told = anna.hears_next(&chat, "war nicht verschlüsselt").await?;
    assert!(!told.encrypted && told.body.contains("Dieser Chat ist jetzt verschlüsselt"), "{}", told.body);
    assert!(told.body.contains(HELP_LINE), "{}", told.body);

    // What is written in clear all the same is not used.
    anna.says_unprotected(&chat, "Schulden").await?;
    let told = anna.hears_next(&chat, "Zu Ihrem Schutz lese ich sie nicht").await?;
    assert!(!told.body.contains("Schulden"), "{}", told.body);

    anna.catches_up().await?;
    let anna = Seeker { person: anna, chat };
    anna.person.says(&anna.chat, "Guten Tag").await?;
    assert!(anna.person.hears_next(&anna.chat, "Schulden").await?.encrypted);
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_reception_may_not_switch_it_opens_a_chat_of_its_own() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let anna = stage.person("anna").await?;
    let body =
        serde_json::json!({ "preset": "private_chat", "is_direct": true, "invite": [Stage::RECEPTION] });
    let plain = anna.opens_room(&body).await?;
    let told = anna.hears_next(&plain, "war nicht verschlüsselt").await?;
    assert!(told.body.contains("einen neuen, verschlüsselten Chat"), "{}", told.body);
    let invitation = anna.is_invited_by(Stage::RECEPTION).await?;
    let chat = anna.accepts(&invitation).await?;
    let anna = Seeker { person: anna, chat };
    anna.person.catches_up().await?;
    anna.person.says(&anna.chat, "Guten Tag").await?;
    anna.person.hears_next(&anna.chat, "Schulden").await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    anna.consents().await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_chat_works_and_an_open_case_is_not_opened_twice() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let first = Seeker::knocks(stage.person("anna").await?).await?;
    let case = first.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    ben.sees_card("Ich habe Post.").await?;

    let second = Seeker::knocks(first.person).await?;
    assert_ne!(second.chat, first.chat);
    second.is_placed("Schulden", "01069", "Grüner Igel").await?;
    second.person.says(&second.chat, "ja").await?;
    let said = second.person.hears_next(&second.chat, "schon einen offenen Fall").await?;
    assert!(said.body.contains(case.as_str()), "{}", said.body);
    stage.settles().await?;
    assert_eq!(stage.counts("select count(*) from counselling_case").await?, 1);
    assert_eq!(second.person.invitations().len(), 0);

    // Another topic is another case, and the first chat still answers.
    second.person.says(&second.chat, "neu").await?;
    second.is_placed("Sucht", "01069", "Grüner Igel").await?;
    assert_ne!(second.consents().await?, case);
    second.person.says(&first.chat, "neu").await?;
    second.person.hears_next(&first.chat, "Worum geht es?").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_choose_goes_where_they_choose() -> Result<()> {
    let mut cast = Cast::default();
    cast.centre("sachsen", "Schuldnerberatung Sachsen", true);
    cast.serves("sachsen", "schulden", "0*");
    cast.counsellor("hugo", "sachsen");
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast)).await?;
    let hugo = stage.counsellor("hugo").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let says = async |words: &str, answer: &str| asks(&anna.person, &anna.chat, words, answer).await;
    says("Schulden", "Postleitzahl").await?;
    let said = says("01067", "genannt").await?;
    assert!(said.contains("Schuldnerberatung Dresden") && said.contains("andere Stelle"), "{said}");
    let said = says("andere", "Welche möchten Sie?").await?;
    assert!(
        said.contains("1. Schuldnerberatung Dresden") && said.contains("2. Schuldnerberatung Sachsen"),
        "{said}"
    );
    let said = says("2", "genannt").await?;
    assert!(said.contains("Schuldnerberatung Sachsen"), "{said}");
    says("Blaue Amsel", "Soll ich Sie Blaue Amsel nennen?").await?;
    says("ja", "einverstanden").await?;
    let case = anna.consents().await?;
    anna.person.says(&case, "Ich habe Post.").await?;
    assert_eq!(hugo.takes("Ich habe Post.").await?, case);
    stage.settles().await
}
