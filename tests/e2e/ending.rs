//! What nobody uses any more ends by itself, and nobody is cut off by it.

use anyhow::Result;
use lotse_tests::{
    Stage,
    stage::{Seeker, Setting, reference},
    wait,
};

use crate::asking::LOTSE;

const DAY: i64 = 24;

#[tokio::test(flavor = "multi_thread")]
async fn a_case_without_a_word_and_a_chat_without_a_case_end_by_themselves() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    let case = anna.consents().await?;
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    yusuf.person.says(&yusuf.chat, "Schulden").await?;
    yusuf.person.hears_next(&yusuf.chat, "Postleitzahl").await?;
    stage.settles().await?;

    stage.lets_time_pass(6 * DAY)?;
    stage.settles().await?;
    assert_eq!(stage.counts("select count(*) from counselling_case where state = 'opened'").await?, 1);
    stage.lets_time_pass(7 * DAY + 1)?;
    let ended = anna.person.hears(&anna.chat, "haben Sie noch nichts geschrieben").await?;
    assert!(ended.body.contains("zurück"), "the way back is said: {}", ended.body);
    anna.person.hears(&case, "Deshalb ist dieser Fall jetzt beendet").await?;
    // A first word opens it all the same.
    anna.person.says(&case, "Ich habe doch Post bekommen.").await?;
    ben.sees_card("Ich habe doch Post").await?;

    stage.lets_time_pass(29 * DAY)?;
    stage.settles().await?;
    let chats = "select count(*) from room where kind = 'reception'";
    assert_eq!(stage.counts(chats).await?, 2);
    stage.lets_time_pass(30 * DAY + 1)?;
    yusuf.person.hears(&yusuf.chat, "Hier hat 30 Tage lang niemand geschrieben").await?;
    wait::until("the chat to end", wait::patience(), async || {
        Ok((stage.counts(chats).await? == 1).then_some(()))
    })
    .await?;
    stage.settles().await?;
    assert!(!yusuf.person.members(&yusuf.chat).await?.contains(Stage::RECEPTION));
    let known = "select count(*) from crypto_item where kind = 'user_identity' and owner like '@lotse:%'";
    assert_eq!(stage.counts(known).await?, 2, "the reception knows itself and anna");
    // Whoever comes again is welcome.
    let again = Seeker::knocks(yusuf.person).await?;
    again.person.says(&again.chat, "Schulden").await?;
    again.person.hears_next(&again.chat, "Postleitzahl").await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_case_ends_after_both_sides_were_asked_and_not_if_somebody_answers() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let ben = stage.counsellor("ben").await?;
    let mut cases = Vec::new();
    for (name, text) in [("anna", "Ich habe Post."), ("yusuf", "Ich habe Schulden.")] {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        let case = seeker.asks("Schulden", "01067", "Seestern", text).await?;
        let fall = reference(&ben.sees_card(text).await?)?;
        assert_eq!(ben.takes(text).await?, case);
        ben.person.says(&case, "Guten Tag.").await?;
        seeker.person.hears(&case, "Guten Tag.").await?;
        cases.push((seeker, case, fall));
    }
    let [(anna, needed, first), (yusuf, silent, second)] = &cases[..] else { unreachable!("two cases") };
    stage.settles().await?;

    stage.lets_time_pass(179 * DAY)?;
    stage.settles().await?;
    assert!(!ben.person.reads_all(&ben.team).iter().any(|text| text.contains("noch gebraucht")));
    stage.lets_time_pass(180 * DAY + 1)?;
    for (seeker, case, fall) in &cases {
        seeker.person.hears(case, "Wird dieser Fall noch gebraucht?").await?;
        seeker.person.hears(&seeker.chat, &format!("In Ihrem Fall {fall} hat schon lange")).await?;
        ben.person
            .hears(&ben.team, &format!("Im Fall {fall} hat schon lange niemand mehr geschrieben"))
            .await?;
    }
    anna.person.says(needed, "Ja, bitte.").await?;
    ben.person.hears(needed, "Ja, bitte.").await?;
    stage.settles().await?;

    stage.lets_time_pass(194 * DAY + 2)?;
    yusuf.person.hears(silent, "Deshalb ist dieser Fall jetzt beendet").await?;
    yusuf.person.hears(&yusuf.chat, &format!("In Ihrem Fall {second} hat lange niemand mehr")).await?;
    ben.person.hears(&ben.team, &format!("Im Fall {second} hat lange niemand mehr")).await?;
    stage.settles().await?;
    assert_eq!(stage.counts("select count(*) from counselling_case where state = 'accepted'").await?, 1);
    assert!(
        !anna.person.reads_all(&anna.chat).iter().any(|text| text.contains(&format!("{first} hat lange")))
    );
    Ok(())
}
