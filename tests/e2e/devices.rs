//! Keys go to devices that their owners have signed. Whoever has none is told what to do, and gets them then.

use anyhow::Result;
use lotse_tests::{
    Person, Stage,
    stage::{Counsellor, Seeker, reference},
};

use crate::asking::LOTSE;

#[tokio::test(flavor = "multi_thread")]
async fn a_counsellor_without_a_signed_device_is_told_and_comes_in_afterwards() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = Counsellor::at_work(Person::arrive_unverified(&stage.synapse, "ben").await?).await?;
    let cem = stage.counsellor("cem").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let card = cem.sees_card("Ich habe Post.").await?;
    let fall = reference(&card)?;

    // He sees that there is a card, not what it says; a click accepts all the same.
    ben.person.sees_reaction(&ben.enquiries, &card.event, "✅").await?;
    assert!(ben.person.reads_all(&ben.enquiries).iter().all(|said| !said.contains("Post")));
    ben.person.reacts(&ben.enquiries, &card.event, "✅").await?;
    let told = ben.person.hears(&ben.enquiries, "Ihr Gerät ist nicht bestätigt").await?;
    assert!(!told.encrypted && told.body.contains(&format!("schlüssel {fall}")), "{}", told.body);
    assert!(!told.body.contains("Amsel") && !told.body.contains("Post"), "it says nothing of Anna");
    assert!(!anna.person.invited(&case).await?.contains(ben.person.id()), "not before he can be given keys");

    ben.person.bootstrap_now().await?;
    ben.person.says(&ben.team, &format!("schlüssel {fall}")).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    ben.person.hears(&case, "Ich habe Post.").await?;
    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "Guten Tag.").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seeker_without_a_signed_device_is_told_in_clear_and_goes_on_afterwards() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Person::arrive_unverified(&stage.synapse, "anna").await?;
    let chat = anna.opens_chat_with(Stage::RECEPTION).await?;
    let told = anna.hears_next(&chat, "kann nicht beweisen").await?;
    assert!(!told.encrypted && told.body.contains("116 123"), "{}", told.body);

    // Whatever she writes is not used, and she is told so in a line.
    anna.says(&chat, "Schulden").await?;
    let told = anna.hears_next(&chat, "Von diesem Gerät nehme ich noch nichts an").await?;
    assert!(!told.encrypted && !told.body.contains("Schulden"), "{}", told.body);

    anna.bootstrap_now().await?;
    let anna = Seeker { person: anna, chat };
    anna.person.says(&anna.chat, "Guten Tag").await?;
    anna.person.hears_next(&anna.chat, "Schulden").await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_device_that_nobody_signed_gets_nothing() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let stolen = ben.person.on_another_device().await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let card = ben.sees_card("Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    stolen.hears_where(&ben.enquiries, "the card", |heard| heard.event == card.event).await?;
    stolen.is_in(&case).await?;
    stage.settles().await?;
    stolen.catches_up().await?;
    assert_eq!(stolen.reads_all(&case), [] as [&str; 0]);
    assert_eq!(stolen.reads_all(&ben.enquiries), [] as [&str; 0]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counsellor_who_comes_after_the_first_card_reads_the_next() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    // When this card is written, Cem has no account yet, and so no device.
    ben.takes("Ich habe Post.").await?;

    let cem = stage.counsellor("cem").await?;
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    let case = yusuf.asks("Schulden", "01067", "Stiller Wal", "Ich habe eine Frage.").await?;
    assert_eq!(cem.takes("Ich habe eine Frage.").await?, case);
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seekers_new_device_reads_whatever_is_written_from_then_on() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    // It only reads: Lotse hears of it from the homeserver alone.
    let laptop = anna.person.on_another_signed_device().await?;
    laptop.is_in(&anna.chat).await?;
    stage.settles().await?;
    anna.person.says(&anna.chat, "Schulden").await?;
    laptop.hears(&anna.chat, "Postleitzahl").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seekers_new_device_reads_on_after_a_restart() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    stage.settles().await?;

    // Nobody tells Lotse of it: it is not there.
    stage.lotse.stop().await?;
    let laptop = anna.person.on_another_signed_device().await?;
    laptop.is_in(&case).await?;
    laptop.is_in(&anna.chat).await?;
    stage.lotse.serve().await?;

    // The laptop only reads: by the reception, and by the custodian of the centre.
    anna.person.says(&anna.chat, "hilfe").await?;
    laptop.hears(&anna.chat, "So geht es:").await?;
    anna.person.says(&case, "abschließen").await?;
    laptop.hears(&case, "Sie haben diesen Fall beendet").await?;
    stage.settles().await
}
