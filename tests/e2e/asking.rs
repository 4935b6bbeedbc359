//! Anna asks, Ben accepts, the two talk, and nobody else can.

use lotse_tests::stage::{Seeker, Stage};

pub(crate) const LOTSE: &str = env!("CARGO_BIN_EXE_lotse");

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_word_to_the_first_answer() -> anyhow::Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    let case = anna.consents().await?;
    anna.person.says(&case, "Ich habe Post vom Inkasso.").await?;

    let card = ben.sees_card("Inkasso").await?;
    cem.sees_card("Inkasso").await?;
    ben.accepts_card(&card).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    ben.person.hears(&case, "Post vom Inkasso").await?;
    ben.person.says(&case, "Guten Tag, ich bin Ben.").await?;
    anna.person.hears(&case, "ich bin Ben").await?;
    cem.person.sees_redaction(&cem.enquiries, &card.event).await?;
    assert!(!cem.person.rooms().contains(&case));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_writes_of_dying_in_the_case_room_reads_the_help_lines() -> anyhow::Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let long = format!("{} Ich will nicht mehr leben.", "Es ist eine lange Geschichte. ".repeat(80));
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", &long).await?;
    anna.person.hears_next(&case, "TelefonSeelsorge").await?;
    ben.sees_card("bitte zuerst lesen").await?;
    assert_eq!(ben.takes("Es ist eine lange Geschichte.").await?, case);
    anna.person.says(&case, "Ich habe eine Frage.").await?;
    ben.person.hears(&case, "Ich habe eine Frage.").await?;
    anna.person.says(&case, "Ich möchte sterben.").await?;
    anna.person.hears_next(&case, "TelefonSeelsorge").await?;
    stage.settles().await
}
