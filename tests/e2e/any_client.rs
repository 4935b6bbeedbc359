//! Seekers whose client knows no cross-signing, from the first knock to the answer: an informed choice, and nothing more than that.

use anyhow::Result;
use lotse_tests::{Person, Stage, nio_client::NioPerson};

use crate::asking::LOTSE;

#[tokio::test(flavor = "multi_thread")]
async fn a_seeker_at_a_client_without_cross_signing_goes_on_by_their_own_word() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = NioPerson::arrive(&stage.synapse, "anna").await?;
    let chat = anna.opens_chat_with(Stage::RECEPTION).await?;

    // All of it once, in clear; after that a line.
    let told = anna.hears(&chat, "kann nicht beweisen").await?;
    assert!(!told.encrypted && told.body.contains("trotzdem"));
    assert!(told.body.contains("in Ihrem Namen schreiben") && told.body.contains("116 123"), "{}", told.body);
    anna.says(&chat, "Schulden").await?;
    let short = anna.hears(&chat, "Von diesem Gerät nehme ich noch nichts an").await?;
    assert!(!short.encrypted && short.body.len() < 400, "{}", short.body);
    let explained = |story: &[lotse_tests::people::Heard]| {
        story.iter().filter(|heard| heard.body.contains("kann nicht beweisen")).count()
    };
    assert_eq!(explained(&anna.story(&chat).await?), 1);
    assert_eq!(stage.counts("select count(*) from counselling_case").await?, 0);

    // Her own word: exactly this device, and the greeting that everybody gets.
    anna.says(&chat, "trotzdem").await?;
    let greeted = anna.hears(&chat, "Ich bin Lotse").await?;
    assert!(greeted.encrypted && greeted.body.contains(anna.device()), "{}", greeted.body);
    for (words, answer) in [
        ("Schulden", "Postleitzahl"),
        ("01067", "genannt"),
        ("Blaue Amsel", "Soll ich Sie Blaue Amsel nennen?"),
        ("ja", "einverstanden"),
        ("ja", "Ihr Raum ist fertig"),
    ] {
        anna.says(&chat, words).await?;
        assert!(anna.hears(&chat, answer).await?.encrypted);
    }
    let case = anna.is_invited("Fall ").await?;
    anna.accepts(&case).await?;
    anna.hears(&case, "Ohne Gerätebestätigung").await?;
    anna.says(&case, "Ich habe Post vom Inkasso.").await?;
    anna.hears(&case, "angekommen").await?;

    let card = ben.sees_card("Ich habe Post vom Inkasso.").await?;
    assert!(card.body.contains("Ohne Gerätebestätigung"), "{}", card.body);
    ben.accepts_card(&card).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    ben.person.hears(&case, "Ich habe Post vom Inkasso.").await?;
    ben.person.hears(&case, "Ohne Gerätebestätigung").await?;
    ben.person.says(&case, "Guten Tag, hier ist Ben.").await?;
    anna.hears(&case, "hier ist Ben").await?;
    anna.says(&case, "Danke.").await?;
    ben.person.hears(&case, "Danke.").await?;

    // A later device counts once an earlier one says so, and not before.
    let later = anna.on_another_device(&stage.synapse).await?;
    later.says(&chat, "trotzdem").await?;
    let refused = later.hears(&chat, "später dazugekommen").await?;
    assert!(!refused.encrypted);
    stage.settles().await?;
    anna.says(&chat, "hilfe").await?;
    let help = anna.hears(&chat, "So geht es:").await?;
    let seen = later.story(&chat).await?;
    assert!(seen.iter().any(|heard| heard.event == help.event && heard.unreadable.is_some()), "{seen:#?}");
    anna.says(&chat, "trotzdem").await?;
    let both = later.hears(&chat, "nur mit diesen Geräten").await?;
    assert!(both.encrypted && both.body.contains(later.device()) && both.body.contains(anna.device()));
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_word_is_for_seekers_without_an_identity_alone() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    // Ben counsels, at a client without cross-signing.
    let ben = NioPerson::arrive(&stage.synapse, "ben").await?;
    let chat = ben.opens_chat_with(Stage::RECEPTION).await?;
    let told = ben.hears(&chat, "noch nicht bestätigt").await?;
    assert!(!told.body.contains("trotzdem"), "{}", told.body);
    ben.says(&chat, "trotzdem").await?;
    ben.hears(&chat, "Dieses Gerät ist noch nicht bestätigt").await?;

    // Yusuf has an identity; this device of his is none that it has signed.
    let yusuf = stage.person("yusuf").await?;
    let stolen = yusuf.on_another_device().await?;
    let chat = stolen.opens_chat_with(Stage::RECEPTION).await?;
    yusuf.is_in(&chat).await?;
    yusuf.hears(&chat, "Ich bin Lotse").await?;
    stolen.says(&chat, "trotzdem").await?;
    let told = stolen.hears_next(&chat, "noch nicht bestätigt").await?;
    assert!(!told.encrypted && !told.body.contains("trotzdem"), "{}", told.body);
    assert_eq!(stolen.reads_all(&chat).iter().filter(|text| text.contains("Ich bin Lotse")).count(), 0);
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_confirms_their_device_after_the_word_needs_it_no_more() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let anna = Person::arrive_unverified(&stage.synapse, "anna").await?;
    let chat = anna.opens_chat_with(Stage::RECEPTION).await?;
    anna.hears_next(&chat, "kann nicht beweisen").await?;
    anna.says(&chat, "english").await?;
    anna.hears_next(&chat, "cannot prove").await?;
    anna.says(&chat, "anyway").await?;
    let greeted = anna.hears_next(&chat, "I am Lotse").await?;
    assert!(greeted.encrypted, "{}", greeted.body);
    anna.bootstrap_now().await?;
    anna.says(&chat, "debt").await?;
    anna.hears_next(&chat, "postcode").await?;
    stage.settles().await
}
