//! Who accepts an enquiry, in which ways, and that it is always exactly one.

use anyhow::{Context as _, Result};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use lotse_tests::{
    Person, Stage,
    people::Heard,
    stage::{Counsellor, Seeker, Setting, reference},
    wait,
    workbook::Cast,
};

use crate::asking::LOTSE;

#[tokio::test(flavor = "multi_thread")]
async fn a_click_a_thumb_or_a_word_accepts() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;

    // A thumb of any colour, and a tick in any presentation.
    for (name, emoji) in [("anna", "👍🏽"), ("yusuf", "👍\u{FE0F}"), ("zoe", "✅\u{FE0F}")] {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        let case = seeker.asks("Schulden", "01067", "Stiller Wal", &format!("Hier ist {name}.")).await?;
        let card = ben.sees_card(&format!("Hier ist {name}.")).await?;
        ben.person.reacts(&ben.enquiries, &card.event, "👎").await?;
        ben.person.reacts(&ben.enquiries, &card.event, emoji).await?;
        assert_eq!(ben.comes_into_case().await?, case);
        cem.person.sees_redaction(&cem.enquiries, &card.event).await?;
        seeker.person.hears(&case, "hat Ihre Anfrage angenommen").await?;
    }

    // A word, in Erstanfragen and in the Team room, spelled as people do.
    for (name, room) in [("lea", &cem.enquiries), ("mia", &cem.team)] {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        let case = seeker.asks("Schulden", "01067", "Stiller Wal", &format!("Hier ist {name}.")).await?;
        let spelled = reference(&cem.sees_card(&format!("Hier ist {name}.")).await?)?;
        let spelled = spelled.to_lowercase().replace('0', "o").replace('1', "l");
        cem.person.says(room, &format!("Annehmen {spelled}!")).await?;
        assert_eq!(cem.comes_into_case().await?, case);
        cem.person.hears(&case, &format!("Hier ist {name}.")).await?;
    }

    // What names no enquiry gets an answer, and what is only talk gets none.
    cem.person.says(&cem.team, "annehmen ZZZZZZ").await?;
    cem.person.hears(&cem.team, "gibt es in dieser Beratungsstelle nicht").await?;
    cem.person.says(&cem.team, "annehmen").await?;
    cem.person.hears(&cem.team, "Dazu brauche ich die Fallnummer").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_late_is_told_who_was_first() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let card = ben.sees_card("Ich habe Post.").await?;
    cem.sees_card("Ich habe Post.").await?;
    ben.accepts_card(&card).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    cem.person.sees_redaction(&cem.enquiries, &card.event).await?;
    stage.settles().await?;

    // His click was on its way when the card went.
    let reaction = serde_json::json!({
        "m.relates_to": { "rel_type": "m.annotation", "event_id": card.event, "key": "✅" },
    });
    cem.person.sends_unprotected(&cem.enquiries, "m.reaction", &reaction).await?;
    cem.person.hears(&cem.enquiries, "hat schon ben angenommen").await?;
    // Ben's second click is no news.
    let reaction = serde_json::json!({
        "m.relates_to": { "rel_type": "m.annotation", "event_id": card.event, "key": "👍" },
    });
    ben.person.sends_unprotected(&ben.enquiries, "m.reaction", &reaction).await?;
    stage.settles().await?;
    ben.person.catches_up().await?;
    let told = ben.person.reads_all(&ben.enquiries);
    assert_eq!(told.iter().filter(|told| told.contains("hat schon")).count(), 1, "{told:#?}");
    assert!(!anna.person.members(&case).await?.contains(cem.person.id()));
    assert!(!anna.person.invited(&case).await?.contains(cem.person.id()));
    Ok(())
}

/// So many seekers with three topics each, as many as one account may have at a time; ten are at it side by side.
const SEEKERS: usize = 34;
const AT_A_TIME: usize = 10;
const TOPICS: [&str; 3] = ["Apfel", "Birne", "Dattel"];

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_races_have_a_hundred_winners() -> Result<()> {
    let mut cast = Cast::default();
    for topic in TOPICS {
        cast.topic(&topic.to_lowercase(), topic, "");
        cast.serves("dresden", &topic.to_lowercase(), "01067-01328");
    }
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast)).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let races = (0..SEEKERS).map(async |number| {
        let name = format!("seeker{number}");
        let seeker = Seeker::knocks(stage.person(&name).await?).await?;
        let mut races = 0;
        for (round, topic) in TOPICS.iter().enumerate() {
            race(&ben, &cem, &seeker, topic, &format!("Frage {number}/{round}."), number + round).await?;
            races += 1;
        }
        anyhow::Ok(races)
    });
    let races: Vec<usize> = stream::iter(races).buffer_unordered(AT_A_TIME).try_collect().await?;
    let races: usize = races.into_iter().sum();
    assert_eq!(races, SEEKERS * TOPICS.len());

    // Per race one was told that it is theirs, and the other whose it is.
    stage.settles().await?;
    ben.person.catches_up().await?;
    let said = [&ben.enquiries, &ben.team].map(|room| ben.person.reads_all(room)).concat();
    assert_eq!(said.iter().filter(|said| said.contains("angenommen. Die Einladung")).count(), races);
    assert_eq!(said.iter().filter(|said| said.contains("hat schon")).count(), races);
    Ok(())
}

/// Both want the enquiry at the same moment: in the same room, or each in another, where nothing keeps an order.
async fn race(
    ben: &Counsellor,
    cem: &Counsellor,
    seeker: &Seeker,
    topic: &str,
    question: &str,
    way: usize,
) -> Result<()> {
    // Whoever has been here before need not wait for the questions.
    for words in ["neu", topic, "01067", "Stiller Wal", "ja", "ja"] {
        seeker.person.says(&seeker.chat, words).await?;
    }
    let invitation = seeker.person.is_invited().await?;
    let case = seeker.person.accepts(&invitation).await?;
    seeker.person.says(&case, question).await?;
    let (card, _) = tokio::try_join!(ben.sees_card(question), cem.sees_card(question))?;
    let by_word = format!("annehmen {}", reference(&card)?);
    match way % 3 {
        0 => {
            tokio::try_join!(clicks(ben, &card), clicks(cem, &card))?;
        }
        1 => {
            tokio::try_join!(clicks(ben, &card), cem.person.says(&cem.team, &by_word))?;
        }
        _ => {
            tokio::try_join!(ben.person.says(&ben.team, &by_word), clicks(cem, &card))?;
        }
    }
    let winner = wait::until("a winner", wait::patience(), async || {
        let in_or_on_the_way = &seeker.person.members(&case).await? | &seeker.person.invited(&case).await?;
        let mut winners = [ben, cem]
            .into_iter()
            .filter(|who| in_or_on_the_way.contains(who.person.id()))
            .map(|who| &who.person);
        let winner = winners.next().map(Person::name);
        anyhow::ensure!(winners.next().is_none(), "both are in {case}");
        Ok(winner)
    })
    .await?;
    let told = format!("{} hat schon {winner} angenommen", reference(&card)?);
    let heard = async |room| ben.person.hears(room, &told).await;
    tokio::select! {
        Ok(_) = heard(&ben.enquiries) => Ok(()),
        Ok(_) = heard(&ben.team) => Ok(()),
        else => Err(anyhow::anyhow!("nobody was told: {told}")),
    }
    .with_context(|| format!("the race for {question}"))
}

async fn clicks(who: &Counsellor, card: &Heard) -> Result<matrix_sdk::ruma::OwnedEventId> {
    who.person.reacts(&who.enquiries, &card.event, "✅").await
}
