//! Being away: nobody waits for somebody who is not there, seekers are told once, deputies come and go by themselves.

use std::os::unix::process::ExitStatusExt as _;

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    people::Heard,
    stage::{Counsellor, Seeker, Setting, reference},
    wait,
    workbook::Cast,
};
use matrix_sdk::ruma::OwnedRoomId;

use crate::asking::LOTSE;

/// Ben and Cem in Dresden, with a white spot for Trauer far away.
fn house() -> Cast {
    let mut cast = Cast::default();
    cast.topic("trauer", "Trauer", "weiter-weg");
    cast.serves("dresden", "trauer", "01067-01328");
    cast.serves("weiter-weg", "trauer", "");
    cast
}

/// What is said after `before`, up to ten characters: a date.
fn date(heard: &Heard, before: &str) -> Result<String> {
    let rest =
        heard.body.split(before).nth(1).with_context(|| format!("no {before:?} in {:?}", heard.body))?;
    Ok(rest.chars().take(10).collect())
}

/// The enquiry's newest card.
async fn another_card(who: &Counsellor, first: &Heard) -> Result<Heard> {
    let reference = reference(first)?;
    who.person
        .hears_where(&who.enquiries, "another card", |heard| {
            heard.event != first.event
                && heard.is_message()
                && heard.body.contains(&format!("Erstanfrage {reference} von"))
        })
        .await
}

/// Ben has this seeker's case and has answered it.
async fn counselled(stage: &Stage, ben: &Counsellor, name: &str) -> Result<(Seeker, OwnedRoomId)> {
    let seeker = Seeker::knocks(stage.person(name).await?).await?;
    let worry = format!("Hier ist {name}.");
    let case = seeker.asks("Schulden", "01067", "Blaue Amsel", &worry).await?;
    ensure!(ben.takes(&worry).await? == case);
    ben.person.says(&case, "Guten Tag.").await?;
    seeker.person.hears(&case, "Guten Tag.").await?;
    Ok((seeker, case))
}

/// How often a seeker was told that the counsellor is away.
fn told(seeker: &Seeker, room: &OwnedRoomId) -> usize {
    seeker.person.reads_all(room).iter().filter(|body| body.contains("ist zurzeit nicht da")).count()
}

async fn comes_into(cem: &Counsellor, case: &OwnedRoomId) -> Result<()> {
    let invitation = cem.person.is_invited_where("the case room", |to| to.room == *case).await?;
    cem.person.accepts(&invitation).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_enquiry_waits_for_somebody_who_is_away() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().cast(house())).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let gina = stage.counsellor("gina").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let card = ben.sees_card("Ich habe Post.").await?;
    let fall = reference(&card)?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);

    // What cannot be is refused with the reason, and changes nothing.
    for (words, reason) in [
        ("abwesend bis Sankt Nimmerlein", "Diesen Tag habe ich nicht verstanden"),
        ("abwesend bis 1.2.2003", "schon vorbei"),
        ("abwesend bis 31.12.2999", "mehr als ein Jahr"),
        ("abwesend bis morgen vertretung @ben", "nicht selbst vertreten"),
        ("abwesend bis morgen vertretung @gina", "nicht freigeschaltet"),
        ("anwesend", "gar nicht als abwesend"),
    ] {
        ben.person.says(&ben.team, words).await?;
        ben.person.hears_next(&ben.team, reason).await?;
    }

    // He has not answered yet: somebody else can.
    ben.person.says(&ben.team, "abwesend bis morgen").await?;
    let noted = ben.person.hears_next(&ben.team, "wieder in den Erstanfragen").await?;
    assert!(noted.body.contains("ben ist bis einschließlich"), "{}", noted.body);
    anna.person.hears(&case, "sehen Ihre Anfrage wieder alle").await?;
    ben.person.is_out_of(&case).await?;
    let again = another_card(&cem, &card).await?;
    assert!(again.body.contains("Ich habe Post."), "{}", again.body);
    // Not he himself while he is away, and Cem cannot name him.
    ben.accepts_card(&again).await?;
    ben.person.hears(&ben.enquiries, "niemand soll auf jemanden warten").await?;
    cem.person.says(&cem.team, "abwesend bis morgen vertretung ben").await?;
    cem.person.hears_next(&cem.team, "in dieser Zeit selbst abwesend").await?;
    cem.accepts_card(&again).await?;
    assert_eq!(cem.comes_into_case().await?, case);
    cem.person.hears(&case, "Ich habe Post.").await?;

    let zoe = Seeker::knocks(stage.person("zoe").await?).await?;
    let grief = zoe.asks("Trauer", "01067", "Stiller Wal", "Ich weine viel.").await?;
    cem.sees_card("Ich weine viel.").await?;

    let lea = Seeker::knocks(stage.person("lea").await?).await?;
    lea.is_placed("Schulden", "01067", "Heller Stern").await?;
    let unwritten = lea.consents().await?;

    // Now everybody is away: the seeker is not left without a word, nor are those who come.
    cem.person.says(&cem.team, "abwesend bis morgen").await?;
    let noted = cem.person.hears_next(&cem.team, "cem ist bis einschließlich").await?;
    let nobody = anna.person.hears(&case, "zurzeit leider niemand da").await?;
    assert_eq!(date(&nobody, "ab dem ")?, date(&noted, "ab dem ")?);
    assert!(nobody.body.contains(&format!("abschließen {fall}")), "{}", nobody.body);
    anna.person.hears(&case, "116 123").await?;
    lea.person.says(&unwritten, "Ich habe einen Brief bekommen.").await?;
    lea.person.hears(&unwritten, "zurzeit leider niemand da").await?;
    // A directory that comes meanwhile brings nobody back.
    let mut larger = house();
    larger.counsellor("hana", "weiter-weg");
    stage.import(&larger).await?;
    stage.person("hana").await?.is_invited_where("Team", |to| to.name.as_deref() == Some("Team")).await?;
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    yusuf.asks("Trauer", "01067", "Grüner Igel", "Ich bin traurig.").await?;
    gina.takes("Ich bin traurig.").await?;
    // What waits already may go there as well, if its seeker agrees.
    zoe.person.hears(&grief, "zurzeit leider niemand da").await?;
    let question = zoe.person.hears(&grief, "Suchtberatung ohne Grenzen").await?;
    zoe.person.sees_reaction(&grief, &question.event, "✅").await?;
    zoe.person.reacts(&grief, &question.event, "✅").await?;
    gina.takes("Ich weine viel.").await?;
    anna.person.says(&anna.chat, &format!("abschließen {fall}")).await?;
    anna.person.hears(&anna.chat, &format!("Der Fall {fall} ist beendet")).await?;
    anna.person.says(&anna.chat, "neu").await?;
    anna.person.says(&anna.chat, "Schulden").await?;
    anna.person.says(&anna.chat, "01067").await?;
    anna.person.hears(&anna.chat, "116 123").await?;

    // Back: what waits can be taken, and what is written in the closed case finds somebody.
    ben.person.says(&ben.team, "anwesend").await?;
    ben.person.hears(&ben.team, "ben ist wieder da").await?;
    anna.person.says(&case, "Ich brauche doch Hilfe.").await?;
    let card = another_card(&ben, &again).await?;
    ben.accepts_card(&card).await?;
    comes_into(&ben, &case).await?;
    ben.person.hears(&case, "Ich brauche doch Hilfe.").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deputy_stands_in_and_goes_by_word_and_by_date() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let (anna, case) = counselled(&stage, &ben, "anna").await?;
    let (lea, other) = counselled(&stage, &ben, "lea").await?;

    ben.person.says(&ben.team, "abwesend bis morgen, vertretung @cem:lotse.example").await?;
    let noted = ben.person.hears(&ben.team, "Vertretung: cem").await?;
    for (seeker, case) in [(&anna, &case), (&lea, &other)] {
        let away = seeker.person.hears(case, "ist zurzeit nicht da").await?;
        assert_eq!(date(&away, "ab dem ")?, date(&noted, "ab dem ")?);
        assert!(away.body.contains("eine Vertretung aus dem Team"), "{}", away.body);
        comes_into(&cem, case).await?;
        cem.person.hears(case, "Guten Tag.").await?;
    }
    anna.person.says(&case, "Ich habe noch eine Frage.").await?;
    cem.person.hears(&case, "noch eine Frage").await?;
    stage.settles().await?;
    anna.person.catches_up().await?;
    assert_eq!(told(&anna, &case), 1, "once for an absence, whatever is written");

    ben.person.says(&ben.team, "anwesend").await?;
    ben.person.hears(&ben.team, "ben ist wieder da").await?;
    for case in [&case, &other] {
        cem.person.is_out_of(case).await?;
    }

    // Once more, and nobody says that it is over: the day does. A closed case that is reopened gets its deputy too.
    lea.person.says(&other, "abschließen").await?;
    lea.person.hears(&other, "Sie haben diesen Fall beendet").await?;
    ben.person.says(&ben.team, "abwesend bis morgen vertretung cem").await?;
    comes_into(&cem, &case).await?;
    lea.person.says(&other, "Doch noch etwas.").await?;
    comes_into(&cem, &other).await?;
    cem.person.hears(&other, "Doch noch etwas.").await?;
    stage.lets_time_pass(72)?;
    ben.person.hears(&ben.team, "Die Abwesenheit von ben ist vorbei").await?;
    for case in [&case, &other] {
        cem.person.is_out_of(case).await?;
    }
    stage.settles().await?;
    for case in [&case, &other] {
        assert!(ben.person.members(case).await?.contains(ben.person.id()), "ben keeps his case");
    }
    assert_eq!(stage.counts("select count(*) from absence").await?, 0);
    ben.person.catches_up().await?;
    let over = ben.person.reads_all(&ben.team);
    assert_eq!(over.iter().filter(|body| body.contains("ist vorbei")).count(), 1, "{over:#?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_two_can_read_the_seeker_is_told_in_the_reception_chat() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let dora = stage.counsellor("dora").await?;
    let mut cases = Vec::new();
    for (name, answers) in [("anna", true), ("lea", false)] {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        let worry = format!("Hier ist {name}.");
        let case = seeker.asks("Schwangerschaft", "79100", "Blaue Amsel", &worry).await?;
        let card = dora.sees_card(&worry).await?;
        assert_eq!(dora.takes(&worry).await?, case);
        if answers {
            dora.person.says(&case, "Guten Tag.").await?;
        }
        cases.push((seeker, case, reference(&card)?));
    }
    // Lea has no answer within a day: the custodian leaves her case too.
    stage.lets_time_pass(26)?;
    wait::until("both custodians to leave", wait::patience(), async || {
        let left = stage.counted("lotse_custody_released_total", "").await?;
        Ok((left >= 2.0).then_some(()))
    })
    .await?;

    dora.person.says(&dora.team, "abwesend bis 31.12.2999").await?;
    dora.person.hears(&dora.team, "mehr als ein Jahr").await?;
    dora.person.says(&dora.team, "abwesend bis morgen vertretung @finn").await?;
    dora.person.hears(&dora.team, "ich habe keine Schlüssel mehr").await?;
    let [(anna, case, of_anna), (lea, _, of_lea)] = &cases[..] else { unreachable!("two cases") };
    let away = anna.person.hears(&anna.chat, "ist zurzeit nicht da").await?;
    assert!(away.body.contains(of_anna) && !away.body.contains("abschließen"), "{}", away.body);
    let stranded = lea.person.hears(&lea.chat, "ist zurzeit nicht da").await?;
    assert!(stranded.body.contains(&format!("abschließen {of_lea}")), "{}", stranded.body);
    assert!(stranded.body.contains("116 123"), "{}", stranded.body);
    anna.person.says(case, "Sind Sie da?").await?;
    stage.settles().await?;
    anna.person.catches_up().await?;
    assert_eq!(told(anna, &anna.chat), 1);
    assert!(!anna.person.invited(case).await?.contains("@finn:lotse.example"), "a deputy without keys");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_absence_is_all_or_nothing_when_the_power_goes_out() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let mut cases = Vec::new();
    for name in ["anna", "lea", "mia"] {
        cases.push(counselled(&stage, &ben, name).await?);
    }
    stage.settles().await?;
    for (point, words, committed) in [
        ("event.before_commit", "abwesend bis morgen vertretung cem", 0),
        ("event.after_commit", "anwesend", 0),
        ("event.after_commit", "abwesend bis morgen vertretung cem", 1),
    ] {
        stage.lotse.stop().await?;
        stage.lotse.set_environment("LOTSE_TESTING__FAIL_POINT", point);
        stage.lotse.serve().await?;
        ben.person.says(&ben.team, words).await?;
        let ended = stage.lotse.dies().await?;
        ensure!(ended.signal() == Some(9), "it ended with {ended}:\n{}", stage.lotse.log());
        let away = stage.counts("select count(*) from absence").await?;
        let told = stage.counts("select count(*) from absence_notice").await?;
        assert_eq!((away, told), (committed, 3 * committed), "{point}");
        stage.lotse.unset_environment("LOTSE_TESTING__FAIL_POINT");
        stage.lotse.serve().await?;
        for (_, case) in &cases {
            if words == "anwesend" {
                cem.person.is_out_of(case).await?;
            } else {
                comes_into(&cem, case).await?;
            }
        }
        stage.settles().await?;
    }
    for (seeker, case) in &cases {
        seeker.person.catches_up().await?;
        assert_eq!(told(seeker, case), 2, "once for each of two absences");
    }
    Ok(())
}
