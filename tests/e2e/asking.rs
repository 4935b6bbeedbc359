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
