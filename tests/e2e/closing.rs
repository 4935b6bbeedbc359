//! The end of a case, and that a new message is a new beginning.

use anyhow::Result;
use lotse_tests::{
    Stage,
    stage::{Seeker, reference},
};

use crate::asking::LOTSE;

#[tokio::test(flavor = "multi_thread")]
async fn seeker_and_counsellor_end_a_case_in_its_room_and_a_message_reopens_it() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let card = ben.sees_card("Ich habe Post.").await?;
    let fall = reference(&card)?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears_next(&case, "Guten Tag.").await?;

    // In a sentence it is a word, alone it is a command.
    anna.person.says(&case, "Wann können wir abschließen?").await?;
    ben.person.hears_next(&case, "Wann können wir").await?;
    anna.person.says(&case, "Abschließen.").await?;
    anna.person.hears_next(&case, "Sie haben diesen Fall beendet").await?;
    anna.person.says(&case, "Mir fällt noch etwas ein.").await?;
    anna.person.hears_next(&case, "Der Fall ist wieder offen").await?;
    ben.person.hears_next(&case, "fällt noch etwas ein").await?;

    ben.person.says(&case, "abschliessen").await?;
    anna.person.hears_next(&case, "Ihr·e Berater·in hat diesen Fall beendet").await?;
    ben.person.says(&case, "Eines noch.").await?;
    anna.person.hears_next(&case, "Eines noch.").await?;
    anna.person.hears_next(&case, "Der Fall ist wieder offen").await?;

    // From the rooms of the centre only whoever has the case can end it.
    cem.person.says(&cem.team, &format!("abschließen {fall}")).await?;
    cem.person.hears_next(&cem.team, "Das geht leider nicht").await?;
    ben.person.says(&ben.team, &format!("abschließen {fall}")).await?;
    ben.person.hears(&ben.team, &format!("Der Fall {fall} ist beendet")).await?;
    anna.person.hears_next(&case, "Ihr·e Berater·in hat diesen Fall beendet").await?;
    ben.person.says(&ben.team, &format!("abschließen {fall}")).await?;
    ben.person.hears(&ben.team, "ist nicht mehr offen").await?;
    stage.settles().await?;
    assert!(ben.person.members(&case).await?.contains(ben.person.id()), "it is still readable");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enquiry_that_is_withdrawn_loses_its_card_and_gets_it_back() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let card = ben.sees_card("Ich habe Post.").await?;
    let fall = reference(&card)?;

    anna.person.says(&anna.chat, &format!("abschließen {fall}")).await?;
    anna.person.hears_next(&anna.chat, &format!("Der Fall {fall} ist beendet")).await?;
    ben.person.sees_redaction(&ben.enquiries, &card.event).await?;
    ben.person.hears(&ben.enquiries, "ist zurückgezogen").await?;
    ben.person.says(&ben.team, &format!("annehmen {fall}")).await?;
    ben.person.hears(&ben.team, "ist nicht mehr offen").await?;
    assert!(!anna.person.invited(&case).await?.contains(ben.person.id()));
    anna.person.says(&anna.chat, "abschließen").await?;
    anna.person.hears_next(&anna.chat, "keinen offenen Fall").await?;

    anna.person.says(&case, "Doch, ich brauche Hilfe.").await?;
    anna.person.hears_next(&case, "Der Fall ist wieder offen").await?;
    let again = ben
        .person
        .hears_where(&ben.enquiries, "another card", |heard| {
            heard.event != card.event
                && !heard.redacted
                && heard.body.contains(&format!("Erstanfrage {fall} von"))
        })
        .await?;
    ben.accepts_card(&again).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    ben.person.hears(&case, "Ich habe Post.").await?;
    ben.person.hears(&case, "ich brauche Hilfe").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seeker_can_always_end_from_the_reception_chat() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let gina = stage.counsellor("gina").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let first = reference(&ben.sees_card("Ich habe Post.").await?)?;
    let case = ben.takes("Ich habe Post.").await?;
    anna.person.says(&anna.chat, "neu").await?;
    anna.asks("Sucht", "10115", "Blaue Amsel", "Ich trinke zu viel.").await?;
    let second = reference(&gina.sees_card("trinke zu viel").await?)?;

    // With two cases she is asked which.
    anna.person.says(&anna.chat, "abschließen").await?;
    let which = anna.person.hears_next(&anna.chat, "mehrere offene Fälle").await?;
    assert!(which.body.contains(&first) && which.body.contains(&second), "{}", which.body);
    anna.person.says(&anna.chat, &format!("abschließen {first}")).await?;
    anna.person.hears_next(&anna.chat, &format!("Der Fall {first} ist beendet")).await?;
    ben.person.hears(&case, "beendet").await?;
    anna.person.says(&anna.chat, "abschließen").await?;
    anna.person.hears_next(&anna.chat, &format!("Der Fall {second} ist beendet")).await?;
    stage.settles().await
}
