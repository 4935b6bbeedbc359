//! The figures that an operator watches say what is.

use lotse_tests::{
    stage::{Seeker, Stage},
    wait,
};

use crate::asking::LOTSE;

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_counted_where_it_stands_and_its_answer_once() -> anyhow::Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    let case = anna.consents().await?;
    shows(&stage, r#"lotse_cases{state="opened"} 1"#).await?;
    anna.person.says(&case, "Ich habe Post vom Inkasso.").await?;
    let card = ben.sees_card("Inkasso").await?;
    shows(&stage, r#"lotse_cases{state="asked"} 1"#).await?;
    ben.accepts_card(&card).await?;
    ben.comes_into_case().await?;
    ben.person.says(&case, "Guten Tag.").await?;
    ben.person.says(&case, "Ich bin Ben.").await?;
    // Lotse works through a room in order: what comes after both answers is done after them.
    ben.person.says(&case, "abschließen").await?;
    shows(&stage, r#"lotse_cases{state="closed"} 1"#).await?;
    for nothing in ["opened", "asked", "accepted"] {
        shows(&stage, &format!(r#"lotse_cases{{state="{nothing}"}} 0"#)).await?;
    }
    shows(&stage, "lotse_cases_answered_total 1").await
}

async fn shows(stage: &Stage, line: &str) -> anyhow::Result<()> {
    wait::until(format!("the figure {line}"), wait::patience(), async || {
        Ok(stage.lotse.metrics().await?.lines().any(|shown| shown == line).then_some(()))
    })
    .await
}
