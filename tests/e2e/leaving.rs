//! Somebody goes out of the room of a case: nobody writes to nobody without knowing, everybody finds the way back, and
//! nobody is brought back against their will.

use anyhow::{Context as _, Result};
use lotse_tests::{
    Person, Stage,
    people::Invitation,
    stage::{Seeker, Setting, reference},
    wait,
    workbook::Cast,
};

use crate::asking::LOTSE;

/// The invitation to a case room that is open now, if there is one.
fn invitation(who: &Person) -> Option<Invitation> {
    let is_case =
        |invitation: &Invitation| invitation.name.as_deref().is_some_and(|name| name.starts_with("Fall "));
    who.invitations().into_iter().find(is_case)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seeker_who_declines_or_leaves_comes_back_by_a_word_or_a_new_wish() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let seeker = Seeker::knocks(stage.person("anna").await?).await?;
    let (anna, chat) = (&seeker.person, &seeker.chat);

    // Declined before the first word: told how to come back, and left alone.
    seeker.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    anna.says(chat, "ja").await?;
    let declined = anna.is_invited_where("a case room", |to| to.name.as_deref() != Some("Team")).await?;
    anna.declines(&declined).await?;
    anna.hears_next(chat, "Sie haben ihn verlassen oder die Einladung abgelehnt").await?;
    stage.settles().await?;
    anna.catches_up().await?;
    assert!(invitation(anna).is_none(), "nobody is let in against their will");

    // A new wish for the same topic leads back into the same room, and the invitation comes with the link.
    anna.says(chat, "neu").await?;
    seeker.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    anna.says(chat, "ja").await?;
    anna.hears_next(chat, "Ich habe Sie wieder in seinen Raum eingeladen").await?;
    let case = seeker.comes_into_case().await?;
    assert_eq!(case, declined.room);
    anna.says(&case, "Ich habe Post.").await?;
    let fall = reference(&ben.sees_card("Ich habe Post.").await?)?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.says(&case, "Guten Tag.").await?;
    anna.hears(&case, "Guten Tag.").await?;

    // Left by mistake: whoever would write to nobody knows, and what is written meanwhile is not lost.
    anna.leaves(&case).await?;
    ben.person.hears(&case, "Die ratsuchende Person hat diesen Raum verlassen").await?;
    ben.person
        .hears(&ben.team, &format!("Im Fall {fall} ist die ratsuchende Person nicht mehr im Raum"))
        .await?;
    anna.hears_next(chat, &format!("zurück {fall}")).await?;
    stage.settles().await?;
    ben.person.says(&case, "Sind Sie noch da?").await?;
    stage.settles().await?;
    assert!(invitation(anna).is_none(), "nobody is let in against their will");

    anna.says(chat, &format!("Zurück {fall}")).await?;
    anna.hears_next(chat, "Ich habe Sie wieder in den Raum").await?;
    assert_eq!(seeker.comes_into_case().await?, case);
    anna.hears(&case, "Sind Sie noch da?").await?;
    ben.person.hears(&ben.team, &format!("Im Fall {fall} ist die ratsuchende Person wieder im Raum")).await?;
    anna.says(&case, "Ja, ich bin wieder da.").await?;
    ben.person.hears(&case, "ich bin wieder da").await?;

    // Once more, and without the sign: there is only one room that can be meant.
    anna.says(chat, "zurück").await?;
    anna.hears_next(chat, &format!("Sie sind im Raum Fall {fall}")).await?;
    stage.settles().await?;
    let told = ben
        .person
        .reads_all(&ben.team)
        .into_iter()
        .filter(|text| text.contains("nicht mehr im Raum"))
        .count();
    assert_eq!(told, 1, "the team is told once");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_accepts_while_nobody_is_there_knows_it() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let ben = stage.counsellor("ben").await?;
    let seeker = Seeker::knocks(stage.person("anna").await?).await?;
    let (anna, chat) = (&seeker.person, &seeker.chat);
    let case = seeker.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let fall = reference(&ben.sees_card("Ich habe Post.").await?)?;
    anna.leaves(&case).await?;
    let nobody = format!("Im Fall {fall} ist die ratsuchende Person nicht mehr im Raum");
    ben.person.hears_next(&ben.enquiries, &nobody).await?;
    // The promise does not count on while nobody is there to read an answer.
    stage.lets_time_pass(49)?;
    stage.settles().await?;
    let reminded = stage.counted("lotse_promises_broken_total", "").await?
        + stage.counted("lotse_reminders_total", "").await?;
    assert!(reminded < 1.0, "reminded {reminded} times of somebody who is not there");

    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.hears_next(&ben.enquiries, &nobody).await?;
    ben.person.says(&case, "Guten Tag.").await?;
    anna.says(chat, "zurück").await?;
    anna.hears(chat, "Ich habe Sie wieder in den Raum").await?;
    assert_eq!(seeker.comes_into_case().await?, case);
    anna.hears(&case, "Guten Tag.").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counsellor_who_leaves_by_mistake_is_missed_and_comes_in_again() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let dora = stage.counsellor("dora").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let fall = reference(&ben.sees_card("Ich habe Post.").await?)?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.leaves(&case).await?;
    ben.person.hears(&ben.team, &format!("ben ist nicht mehr im Raum von Fall {fall}")).await?;
    anna.person.says(&case, "Sind Sie noch da?").await?;
    ben.person.says(&ben.team, &format!("schlüssel {fall}")).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    ben.person.hears(&case, "Sind Sie noch da?").await?;

    // Where only two people have the keys, the way back is the same.
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    let pair = yusuf.asks("Schwangerschaft", "79098", "Seestern", "Ich bin schwanger.").await?;
    let fall = reference(&dora.sees_card("Ich bin schwanger.").await?)?;
    assert_eq!(dora.takes("Ich bin schwanger.").await?, pair);
    dora.person.says(&pair, "Guten Tag.").await?;
    yusuf.person.hears(&pair, "Ab jetzt können nur noch Sie beide").await?;
    stage.settles().await?;
    dora.person.leaves(&pair).await?;
    dora.person.hears(&dora.team, &format!("dora ist nicht mehr im Raum von Fall {fall}")).await?;
    dora.person.says(&dora.team, &format!("schlüssel {fall}")).await?;
    dora.person.hears(&dora.enquiries, "die Schlüssel habe ich nicht mehr").await?;
    assert_eq!(dora.comes_into_case().await?, pair);
    yusuf.person.says(&pair, "Schön, dass Sie wieder da sind.").await?;
    dora.person.hears(&pair, "wieder da sind").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counsellor_who_leaves_the_centres_rooms_is_missed_and_comes_in_by_a_word() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    ben.sees_card("Ich habe Post.").await?;

    ben.person.leaves(&ben.enquiries).await?;
    ben.person.hears(&ben.team, "ben ist nicht mehr in Erstanfragen").await?;
    stage.settles().await?;
    assert!(ben.person.invitations().is_empty(), "nobody is let in against their will");
    ben.person.says(&ben.team, "räume").await?;
    let back = ben.person.is_invited_where("Erstanfragen", |to| to.room == ben.enquiries).await?;
    ben.person.accepts(&back).await?;
    // What is open is readable again, and may be taken.
    ben.takes("Ich habe Post.").await?;

    // Out of both, only a colleague can help.
    ben.person.leaves(&ben.team).await?;
    cem.person.hears(&cem.enquiries, "ben ist nicht mehr in Team").await?;
    ben.person.leaves(&ben.enquiries).await?;
    cem.person.hears(&cem.team, "ben ist nicht mehr in Erstanfragen").await?;
    cem.person.says(&cem.team, "räume @niemand").await?;
    cem.person.hears(&cem.team, "So heißt in dieser Beratungsstelle niemand").await?;
    cem.person.says(&cem.team, "räume @ben").await?;
    cem.person.hears(&cem.team, "ist in alle Räume der Beratungsstelle eingeladen").await?;
    for room in [&ben.enquiries, &ben.team] {
        let back = ben.person.is_invited_where("a room of the centre", |to| to.room == *room).await?;
        ben.person.accepts(&back).await?;
    }
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_given_up_ends_its_cases_and_keeps_nobody_waiting() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let card = ben.sees_card("Ich habe Post.").await?;
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    let held = yusuf.asks("Schulden", "01067", "Seestern", "Ich habe Schulden.").await?;
    let second = reference(&ben.sees_card("Ich habe Schulden.").await?)?;
    assert_eq!(ben.takes("Ich habe Schulden.").await?, held);

    for seeker in [&anna, &yusuf] {
        seeker.person.gives_the_account_up().await?;
    }
    ben.person.hears(&ben.enquiries, &format!("Der Fall {} ist beendet", reference(&card)?)).await?;
    ben.person.sees_redaction(&ben.enquiries, &card.event).await?;
    ben.person.hears(&ben.team, &format!("Der Fall {second} ist beendet")).await?;
    ben.person.hears(&held, "ihr Konto ist nirgends mehr angemeldet").await?;
    wait::until("both cases to be closed", wait::patience(), async || {
        let closed = "select count(*) from counselling_case where state = 'closed'";
        Ok((stage.counts(closed).await? == 2).then_some(()))
    })
    .await?;
    stage.settles().await?;
    // Their chats are gone, and so is what the reception knew of them beyond their cases.
    assert_eq!(stage.counts("select count(*) from room where kind = 'reception'").await?, 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn one_account_has_no_more_cases_than_anybody_needs() -> Result<()> {
    let mut cast = Cast::default();
    for (topic, name) in [("trauer", "Trauer"), ("migration", "Migration")] {
        cast.topic(topic, name, "");
        cast.serves("dresden", topic, "01067-01328");
    }
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast)).await?;
    let seeker = Seeker::knocks(stage.person("anna").await?).await?;
    let (anna, chat) = (&seeker.person, &seeker.chat);
    for topic in ["Schulden", "Trauer", "Migration"] {
        seeker.is_placed(topic, "01067", "Blaue Amsel").await?;
        seeker.consents().await?;
        anna.says(chat, "neu").await?;
    }
    // A fourth at a time is refused, kindly and with help; where one is settled, another may begin.
    let mut expected = "Sie haben schon mehrere offene Fälle";
    let settled = async |refused: &str| {
        let (_, after) = refused.split_once("abschließen ").context("no way on")?;
        let fall = after.get(..6).context("no sign")?;
        anna.says(chat, &format!("abschließen {fall}")).await?;
        anna.hears_next(chat, &format!("Der Fall {fall} ist beendet")).await?;
        anna.says(chat, "neu").await.map(drop)
    };
    seeker.is_placed("Sucht", "01067", "Blaue Amsel").await?;
    anna.says(chat, "ja").await?;
    let refused = anna.hears_next(chat, expected).await?;
    assert!(refused.body.contains("0800 111 0 111"), "never without help: {}", refused.body);
    settled(&refused.body).await?;
    seeker.is_placed("Sucht", "01067", "Blaue Amsel").await?;
    seeker.consents().await?;
    anna.says(chat, "neu").await?;
    seeker.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    anna.says(chat, "ja").await?;
    let refused = anna.hears_next(chat, expected).await?;
    settled(&refused.body).await?;
    seeker.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    seeker.consents().await?;

    // Five within a day are enough, also for whoever ends them all.
    anna.says(chat, "alles löschen").await?;
    anna.hears_next(chat, "Soll alles gelöscht werden").await?;
    anna.says(chat, "ja, löschen").await?;
    anna.hears_next(chat, "Ich verlasse jetzt auch diesen Chat").await?;
    let again = Seeker::knocks(seeker.person).await?;
    again.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    again.person.says(&again.chat, "ja").await?;
    expected = "in den letzten 24 Stunden schon mehrere Fälle begonnen";
    let refused = again.person.hears_next(&again.chat, expected).await?;
    assert!(refused.body.contains("0800 111 0 111"), "never without help: {}", refused.body);
    stage.settles().await?;
    let running = "select count(*) from counselling_case where state in ('opened', 'asked', 'accepted')";
    assert_eq!(stage.counts(running).await?, 0);
    Ok(())
}
