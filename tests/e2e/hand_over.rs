//! A case goes to a colleague for good, or to another centre: only if the seeker agrees, and with as much of its history
//! as was said.

use anyhow::{Context as _, Result};
use lotse_tests::{
    Stage,
    people::Heard,
    stage::{Counsellor, Seeker, Setting, reference},
    wait,
    workbook::Cast,
};
use matrix_sdk::ruma::{OwnedRoomId, RoomId};

use crate::{
    asking::LOTSE,
    kill::{AT_HAND_OVER, FAIL_POINT, dies_of_it},
};

const STEWARD: &str = "@lotse_steward:lotse.example";
const DRESDEN: &str = "@lotse_c_dresden:lotse.example";
const LEIPZIG: &str = "@lotse_c_leipzig:lotse.example";

/// A case that somebody has taken and answered.
struct Taken {
    seeker: Seeker,
    room: OwnedRoomId,
    reference: String,
}

impl Taken {
    async fn by(
        stage: &Stage,
        name: &str,
        who: &Counsellor,
        (topic, postcode): (&str, &str),
    ) -> Result<Self> {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        let worry = format!("Ich bin {name}.");
        let room = seeker.asks(topic, postcode, "Blaue Amsel", &worry).await?;
        let card = who.sees_card(&worry).await?;
        who.accepts_card(&card).await?;
        assert_eq!(who.comes_into_case().await?, room);
        who.person.hears(&room, &worry).await?;
        who.person.says(&room, &format!("Guten Tag, {name}.")).await?;
        seeker.person.hears(&room, &format!("Guten Tag, {name}.")).await?;
        stage.settles().await?;
        Ok(Self { seeker, room, reference: reference(&card)? })
    }

    /// The next question of the custodian, with both answers to click.
    async fn is_asked(&self) -> Result<Heard> {
        let question = self.seeker.person.hears_next(&self.room, "Eine Frage an Sie").await?;
        for emoji in ["✅", "❌"] {
            self.seeker.person.sees_reaction(&self.room, &question.event, emoji).await?;
        }
        Ok(question)
    }

    /// Exactly these are in the room, and nobody is invited.
    async fn has(&self, members: &[&str]) -> Result<()> {
        wait::until(format!("{members:?} in {}", self.room), wait::patience(), async || {
            let there = self.seeker.person.members(&self.room).await?;
            let all = there.iter().map(String::as_str).eq(members.iter().copied());
            Ok((all && self.seeker.person.invited(&self.room).await?.is_empty()).then_some(()))
        })
        .await
    }

    /// What the seeker writes from now on reaches `reader`, and not `former`.
    async fn goes_on_with(&self, reader: &Counsellor, former: &Counsellor, words: &str) -> Result<()> {
        former.person.is_out_of(&self.room).await?;
        self.seeker.person.catches_up().await?;
        self.seeker.person.says(&self.room, words).await?;
        reader.person.hears(&self.room, words).await?;
        former.person.catches_up().await?;
        let read = former.person.reads_all(&self.room);
        assert!(!read.iter().any(|read| read.contains(words)), "{} reads on", former.person.name());
        Ok(())
    }

    /// How much power it takes to invite, and who has any, beside the steward.
    async fn inviters(&self) -> Result<(i64, Vec<String>)> {
        let power = self.seeker.person.state_of(&self.room, "m.room.power_levels", "").await?;
        let users = power["users"].as_object().into_iter().flatten().map(|(user, _)| user.clone());
        let users = users.filter(|user| user != STEWARD).collect();
        Ok((power["invite"].as_i64().context("no level for invitations")?, users))
    }
}

async fn answers(who: &Counsellor, command: &str, answer: &str) -> Result<()> {
    who.person.says(&who.team, command).await?;
    who.person.hears_next(&who.team, answer).await.map(drop)
}

/// Whether the client has the key to whatever holds these words. The other sees them, so they are there.
fn reads(who: &Counsellor, room: &RoomId, words: &str) -> bool {
    who.person.reads_all(room).iter().any(|read| read.contains(words))
}

const HOURS_OF_A_WEEK: i64 = 7 * 24;

#[tokio::test(flavor = "multi_thread")]
async fn a_case_goes_to_a_colleague_only_if_the_seeker_agrees() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let (ben, cem) = tokio::try_join!(stage.counsellor("ben"), stage.counsellor("cem"))?;
    let anna = Taken::by(&stage, "anna", &ben, ("Schulden", "01067")).await?;
    let as_it_was = ["@anna:lotse.example", "@ben:lotse.example", DRESDEN, STEWARD];
    let offers = format!("übergeben {} @cem:lotse.example", anna.reference);

    answers(&cem, &offers, "Das kann nur, wer den Fall").await?;
    answers(&ben, &format!("übergeben {} Niemand", anna.reference), "Wem möchten Sie").await?;
    answers(&ben, &format!("übergeben {} ben", anna.reference), "ist schon dort").await?;

    // Refused.
    answers(&ben, &offers, "Ich frage jetzt").await?;
    let question = anna.is_asked().await?;
    answers(&ben, &offers, "läuft schon eine Frage").await?;
    // A “ja” in a talk is no agreement, and nobody's reaction but the seeker's counts.
    ben.person.reacts(&anna.room, &question.event, "✅").await?;
    ben.person.says(&anna.room, "Haben Sie den Brief noch?").await?;
    anna.seeker.person.hears(&anna.room, "Haben Sie den Brief noch?").await?;
    stage.settles().await?;
    anna.seeker.person.says(&anna.room, "ja").await?;
    anna.seeker.person.hears(&anna.room, "Meinen Sie damit").await?;
    anna.has(&as_it_was).await?;
    anna.seeker.person.reacts(&anna.room, &question.event, "❌").await?;
    anna.seeker.person.hears(&anna.room, "Es bleibt alles, wie es ist").await?;
    ben.person.hears(&ben.team, "möchte nicht wechseln").await?;

    // Without an answer.
    answers(&ben, &offers, "Ich frage jetzt").await?;
    let question = anna.is_asked().await?;
    anna.seeker.person.says(&anna.room, "Ich überlege noch.").await?;
    stage.settles().await?;
    stage.lets_time_pass(HOURS_OF_A_WEEK + 1)?;
    anna.seeker.person.hears(&anna.room, "nach 7 Tagen abgelaufen").await?;
    anna.seeker.person.reacts(&anna.room, &question.event, "✅").await?;
    stage.settles().await?;
    anna.has(&as_it_was).await?;
    assert_eq!(stage.counts("select count(*) from audit where kind <> 'consented'").await?, 0);

    // Taken back in the moment in which she agrees: one of the two counts, and both sides hear which.
    answers(&ben, &offers, "Ich frage jetzt").await?;
    let question = anna.is_asked().await?;
    let takes_back = format!("übergabe zurück {}", anna.reference);
    tokio::try_join!(
        ben.person.says(&ben.team, &takes_back),
        anna.seeker.person.reacts(&anna.room, &question.event, "✅"),
    )?;
    stage.settles().await?;
    if stage.counts("select count(*) from audit where kind <> 'consented'").await? == 0 {
        anna.has(&as_it_was).await?;
        answers(&ben, &offers, "Ich frage jetzt").await?;
        let question = anna.is_asked().await?;
        // Twice is once.
        anna.seeker.person.reacts(&anna.room, &question.event, "👍").await?;
        anna.seeker.person.says(&anna.room, "Ja").await?;
    }
    assert_eq!(cem.comes_into_case().await?, anna.room);
    for words in ["Ich bin anna.", "Guten Tag, anna.", "Haben Sie den Brief noch?", "Ich überlege noch."] {
        cem.person.hears(&anna.room, words).await?;
    }
    ben.person.hears(&ben.team, "gehört jetzt cem").await?;
    anna.goes_on_with(&cem, &ben, "Guten Tag, Cem.").await?;
    cem.person.says(&anna.room, "Ich bin jetzt da.").await?;
    anna.seeker.person.hears(&anna.room, "Ich bin jetzt da.").await?;
    stage.settles().await?;
    anna.has(&["@anna:lotse.example", "@cem:lotse.example", DRESDEN, STEWARD]).await?;
    assert_eq!(stage.counts("select count(*) from audit where kind = 'handed_over'").await?, 1);

    // The seeker closes while she is asked: nothing is left of the question.
    answers(&cem, &format!("übergeben {} Ben", anna.reference), "Ich frage jetzt").await?;
    let question = anna.is_asked().await?;
    anna.seeker.person.says(&anna.room, "abschließen").await?;
    anna.seeker.person.reacts(&anna.room, &question.event, "✅").await?;
    anna.seeker.person.hears(&anna.room, "Sie haben diesen Fall beendet").await?;
    stage.settles().await?;
    anna.has(&["@anna:lotse.example", "@cem:lotse.example", DRESDEN, STEWARD]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_history_nothing_old_is_ever_readable() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, cem) = tokio::try_join!(stage.counsellor("ben"), stage.counsellor("cem"))?;
    let anna = Taken::by(&stage, "anna", &ben, ("Schulden", "01067")).await?;
    answers(&ben, &format!("übergeben {} Cem ohne Verlauf", anna.reference), "Ich frage jetzt").await?;
    let question = anna.is_asked().await?;
    assert!(question.body.contains("bleibt cem verborgen"), "{}", question.body);
    anna.seeker.person.says(&anna.room, "Einverstanden!").await?;
    assert_eq!(cem.comes_into_case().await?, anna.room);
    anna.goes_on_with(&cem, &ben, "Guten Tag, Cem.").await?;
    stage.settles().await?;

    // Not by asking for the keys again either, with all keys that his client was ever given.
    cem.person.says(&cem.team, &format!("schlüssel {}", anna.reference)).await?;
    cem.person.hears(&cem.enquiries, "noch einmal eingeladen").await?;
    assert_eq!(cem.comes_into_case().await?, anna.room);
    anna.seeker.person.catches_up().await?;
    anna.seeker.person.says(&anna.room, "Sind Sie wieder da?").await?;
    cem.person.hears(&anna.room, "Sind Sie wieder da?").await?;
    cem.person.catches_up().await?;
    assert!(reads(&cem, &anna.room, "Guten Tag, Cem."));
    for words in ["Ich bin anna.", "Guten Tag, anna.", "Eine Frage an Sie"] {
        assert!(!reads(&cem, &anna.room, words), "Cem reads {words:?}");
        assert!(reads(&ben, &anna.room, words), "{words:?} was never there");
    }
    assert!(!cem.person.cannot_read(&anna.room).is_empty(), "what is old has reached him, unreadable");

    // Whoever has left between question and answer gets nothing, and both sides are told.
    answers(&cem, &format!("übergeben {} Ben", anna.reference), "an ben gehen darf").await?;
    let question = anna.is_asked().await?;
    let mut cast = Cast::default();
    cast.dismiss("ben");
    stage.import(&cast).await?;
    ben.person.is_out_of(&ben.team).await?;
    anna.seeker.person.reacts(&anna.room, &question.event, "✅").await?;
    anna.seeker.person.hears(&anna.room, "inzwischen nicht mehr möglich").await?;
    cem.person.hears(&cem.team, "kann den Fall nicht mehr nehmen").await?;
    stage.settles().await?;
    anna.has(&["@anna:lotse.example", "@cem:lotse.example", DRESDEN, STEWARD]).await
}

fn with_leipzig() -> Cast {
    let mut cast = Cast::default();
    cast.centre("leipzig", "Schuldnerberatung Leipzig", true);
    cast.serves("leipzig", "schulden", "04103");
    cast.counsellor("lea", "leipzig");
    cast
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_goes_to_another_centre() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().cast(with_leipzig())).await?;
    let (ben, cem, lea) =
        tokio::try_join!(stage.counsellor("ben"), stage.counsellor("cem"), stage.counsellor("lea"))?;
    stage.settles().await?;
    let keys = format!("select count(*) from crypto_group_session where owner = '{DRESDEN}'");
    let anna = Taken::by(&stage, "anna", &ben, ("Schulden", "01067")).await?;
    answers(&ben, &format!("weiterleiten {} Freiburg", anna.reference), "kann den Fall gerade nicht nehmen")
        .await?;
    answers(&ben, &format!("weiterleiten {} Schuldnerberatung", anna.reference), "Wohin soll der Fall")
        .await?;
    // Whoever stands in loses the case with the one they stand in for.
    cem.person.says(&cem.team, "vertretung Blaue Amsel krank").await?;
    assert_eq!(cem.comes_into_case().await?, anna.room);
    cem.person.hears(&anna.room, "Ich bin anna.").await?;
    answers(&cem, &format!("weiterleiten {} Leipzig", anna.reference), "Das kann nur, wer den Fall").await?;
    answers(&ben, &format!("weiterleiten {} Leipzig", anna.reference), "Ich frage jetzt").await?;
    anna.is_asked().await?;
    stage.settles().await?;
    let with_annas = stage.counts(&keys).await?;
    anna.seeker.person.says(&anna.room, "Ja, gerne").await?;

    let card = lea.sees_card("Ich bin anna.").await?;
    ben.person.is_out_of(&anna.room).await?;
    cem.person.is_out_of(&anna.room).await?;
    anna.seeker.person.hears(&anna.room, "Ihr Fall ist jetzt bei Schuldnerberatung Leipzig").await?;
    stage.settles().await?;
    anna.has(&["@anna:lotse.example", LEIPZIG, STEWARD]).await?;
    assert!(stage.counts(&keys).await? < with_annas, "the old custodian has kept its keys");
    let (_, powerful) = anna.inviters().await?;
    assert!(
        powerful.contains(&LEIPZIG.to_owned()) && !powerful.contains(&DRESDEN.to_owned()),
        "{powerful:?}"
    );
    let servants = anna.seeker.person.state_of(&anna.room, "io.element.functional_members", "").await?;
    assert_eq!(servants["service_members"], serde_json::json!([STEWARD, LEIPZIG]));
    answers(&ben, &format!("abschließen {}", anna.reference), "gibt es in dieser Beratungsstelle nicht")
        .await?;

    lea.accepts_card(&card).await?;
    assert_eq!(lea.comes_into_case().await?, anna.room);
    for words in ["Ich bin anna.", "Guten Tag, anna."] {
        lea.person.hears(&anna.room, words).await?;
    }
    anna.goes_on_with(&lea, &ben, "Guten Tag, Leipzig.").await?;
    anna.has(&["@anna:lotse.example", "@lea:lotse.example", LEIPZIG, STEWARD]).await?;

    // An enquiry that is wrong here, which nobody has accepted, and without what was written.
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    let room = yusuf.asks("Schulden", "01069", "Grüner Igel", "Ich wohne doch in Leipzig.").await?;
    let card = ben.sees_card("Ich wohne doch in Leipzig.").await?;
    let yusuf = Taken { seeker: yusuf, room, reference: reference(&card)? };
    let forward = format!("weiterleiten {} leipzig ohne verlauf", yusuf.reference);
    answers(&ben, &forward, "Ich frage jetzt").await?;
    let question = yusuf.is_asked().await?;
    yusuf.seeker.person.reacts(&yusuf.room, &question.event, "✅").await?;
    ben.person.sees_redaction(&ben.enquiries, &card.event).await?;
    let card = lea.sees_card("ohne die früheren Nachrichten").await?;
    stage.settles().await?;
    yusuf.has(&[LEIPZIG, STEWARD, "@yusuf:lotse.example"]).await?;
    yusuf.seeker.person.says(&yusuf.room, "Hier bin ich richtig.").await?;
    stage.settles().await?;
    lea.accepts_card(&card).await?;
    assert_eq!(lea.comes_into_case().await?, yusuf.room);
    lea.person.hears(&yusuf.room, "Hier bin ich richtig.").await?;
    lea.person.catches_up().await?;
    assert!(!reads(&lea, &yusuf.room, "Ich wohne doch in Leipzig."));
    assert_eq!(stage.counts("select count(*) from audit where kind = 'forwarded'").await?, 2);
    assert_eq!(stage.counts("select count(*) from audit where kind = 'cover_ended'").await?, 1);
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_people_have_the_keys_the_holder_lets_exactly_one_in() -> Result<()> {
    let mut cast = Cast::default();
    cast.counsellor("nora", "freiburg");
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast).with_clock()).await?;
    let (dora, finn, nora) =
        tokio::try_join!(stage.counsellor("dora"), stage.counsellor("finn"), stage.counsellor("nora"))?;
    let stranger = stage.person("yusuf").await?;
    let anna = Taken::by(&stage, "anna", &dora, ("Schwangerschaft", "79098")).await?;
    let as_it_was = ["@anna:lotse.example", "@dora:lotse.example", STEWARD];
    anna.has(&as_it_was).await?;
    let offers = format!("übergeben {} @finn:lotse.example", anna.reference);
    let agrees = format!("ja {}", anna.reference);
    let nobody_invites = async || {
        wait::until("nobody to have power", wait::patience(), async || {
            Ok((anna.inviters().await? == (100, vec![])).then_some(()))
        })
        .await
    };

    // Agreed, and taken back: the power goes.
    answers(&dora, &format!("weiterleiten {} Dresden", anna.reference), "nur ohne die früheren").await?;
    answers(&dora, &offers, "Ich frage jetzt").await?;
    anna.seeker.person.hears_next(&anna.seeker.chat, "Eine Frage zu Ihrem Fall").await?;
    assert!(
        dora.person.invites(&anna.room, &finn.person).await.is_err(),
        "she has no power before the answer"
    );
    anna.seeker.person.says(&anna.seeker.chat, &agrees).await?;
    dora.person.hears_next(&dora.team, "laden Sie bitte selbst ein").await?;
    assert_eq!(anna.inviters().await?, (50, vec!["@dora:lotse.example".to_owned()]));
    answers(&dora, &format!("übergabe zurück {}", anna.reference), "ist zurückgenommen").await?;
    nobody_invites().await?;
    assert!(dora.person.invites(&anna.room, &finn.person).await.is_err(), "her power is gone");

    // Agreed by a click: whoever is not meant is thrown out at once, and the one who is comes in with the history.
    answers(&dora, &offers, "Ich frage jetzt").await?;
    let question = anna.seeker.person.hears_next(&anna.seeker.chat, "Eine Frage zu Ihrem Fall").await?;
    anna.seeker.person.sees_reaction(&anna.seeker.chat, &question.event, "❌").await?;
    anna.seeker.person.reacts(&anna.seeker.chat, &question.event, "✅").await?;
    dora.person.hears_next(&dora.team, "laden Sie bitte selbst ein").await?;
    dora.person.catches_up().await?;
    assert!(
        dora.person.removes(&anna.room, anna.seeker.person.id()).await.is_err(),
        "inviting is all she may"
    );
    dora.person.invites(&anna.room, &stranger).await?;
    stage.is_alerted("injected_member").await?;
    anna.has(&as_it_was).await?;
    dora.person.invites(&anna.room, &finn.person).await?;
    assert_eq!(finn.comes_into_case().await?, anna.room);
    for words in ["Ich bin anna.", "Guten Tag, anna."] {
        finn.person.hears(&anna.room, words).await?;
    }
    anna.goes_on_with(&finn, &dora, "Guten Tag, Finn.").await?;
    dora.person.hears(&dora.team, "gehört jetzt finn").await?;
    nobody_invites().await?;
    anna.has(&["@anna:lotse.example", "@finn:lotse.example", STEWARD]).await?;

    // Without the history; and first nobody is let in for a week.
    let offers = format!("übergeben {} Nora ohne verlauf", anna.reference);
    for lapses in [true, false] {
        answers(&finn, &offers, "Ich frage jetzt").await?;
        anna.seeker.person.hears_next(&anna.seeker.chat, "Eine Frage zu Ihrem Fall").await?;
        anna.seeker.person.says(&anna.seeker.chat, &agrees).await?;
        finn.person.hears_next(&finn.team, "Der Raum ist dafür schon eingestellt").await?;
        if lapses {
            stage.lets_time_pass(HOURS_OF_A_WEEK + 1)?;
            finn.person.hears_next(&finn.team, "ist die Frage abgelaufen").await?;
            nobody_invites().await?;
        }
    }
    finn.person.catches_up().await?;
    finn.person.invites(&anna.room, &nora.person).await?;
    assert_eq!(nora.comes_into_case().await?, anna.room);
    anna.goes_on_with(&nora, &finn, "Guten Tag, Nora.").await?;
    nora.person.catches_up().await?;
    for words in ["Ich bin anna.", "Guten Tag, anna.", "Guten Tag, Finn."] {
        assert!(!reads(&nora, &anna.room, words), "Nora reads {words:?}");
    }
    nobody_invites().await?;
    let shared = async || {
        let state = anna.seeker.person.state_of(&anna.room, "m.room.history_visibility", "").await?;
        anyhow::Ok(state["history_visibility"] == "shared")
    };
    stage.settles().await?;
    assert!(shared().await?, "the room is as it was");

    // The seeker ends the case before anybody came: nobody can any more.
    answers(&nora, &format!("übergeben {} Dora ohne verlauf", anna.reference), "an dora gehen darf").await?;
    anna.seeker.person.hears_next(&anna.seeker.chat, "Eine Frage zu Ihrem Fall").await?;
    anna.seeker.person.says(&anna.seeker.chat, &agrees).await?;
    nora.person.hears_next(&nora.team, "genau @dora:lotse.example").await?;
    assert!(!shared().await?);
    anna.seeker.person.says(&anna.seeker.chat, "abschließen").await?;
    anna.seeker.person.hears(&anna.seeker.chat, "ist beendet").await?;
    nobody_invites().await?;
    stage.settles().await?;
    assert!(shared().await?);
    assert!(nora.person.invites(&anna.room, &dora.person).await.is_err());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_outlives_the_custodian_who_asked_it() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (dora, finn) = tokio::try_join!(stage.counsellor("dora"), stage.counsellor("finn"))?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let room = anna.asks("Schwangerschaft", "79098", "Blaue Amsel", "Ich bin anna.").await?;
    let card = dora.sees_card("Ich bin anna.").await?;
    assert_eq!(dora.takes("Ich bin anna.").await?, room);
    let anna = Taken { seeker: anna, room, reference: reference(&card)? };
    answers(&dora, &format!("übergeben {} Finn", anna.reference), "Ich frage jetzt").await?;
    let in_the_room = anna.is_asked().await?;
    // Her answer ends custody, and nobody of Lotse's reads the room any more.
    dora.person.says(&anna.room, "Guten Tag, anna.").await?;
    let question = anna.seeker.person.hears_next(&anna.seeker.chat, "Eine Frage zu Ihrem Fall").await?;
    anna.has(&["@anna:lotse.example", "@dora:lotse.example", STEWARD]).await?;
    anna.seeker.person.reacts(&anna.room, &in_the_room.event, "✅").await?;
    stage.settles().await?;
    assert_eq!(anna.inviters().await?.0, 100, "the old question is not the question any more");
    // A mere “nein” is for the dialogue.
    anna.seeker.person.says(&anna.seeker.chat, "nein").await?;
    anna.seeker.person.reacts(&anna.seeker.chat, &question.event, "👍").await?;
    dora.person.hears_next(&dora.team, "laden Sie bitte selbst ein").await?;
    dora.person.catches_up().await?;
    dora.person.invites(&anna.room, &finn.person).await?;
    assert_eq!(finn.comes_into_case().await?, anna.room);
    anna.goes_on_with(&finn, &dora, "Guten Tag, Finn.").await?;
    finn.person.hears(&anna.room, "Ich bin anna.").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn dies_while_a_case_changes_hands() -> Result<()> {
    let mut stage = Stage::open_with(LOTSE, Setting::default().cast(with_leipzig())).await?;
    let (ben, lea) = tokio::try_join!(stage.counsellor("ben"), stage.counsellor("lea"))?;
    let anna = Taken::by(&stage, "anna", &ben, ("Schulden", "01067")).await?;
    // To and fro between the two centres; Lotse dies on the way each time.
    let mut hands = [(&ben, &lea, "leipzig"), (&lea, &ben, "dresden")].into_iter().cycle();
    for (number, point) in AT_HAND_OVER.iter().enumerate() {
        let (from, to, centre) = hands.next().context("a circle has no end")?;
        stage.lotse.stop().await?;
        stage.lotse.set_environment(FAIL_POINT, *point);
        stage.lotse.serve().await?;
        from.person.says(&from.team, &format!("weiterleiten {} {centre}", anna.reference)).await?;
        let question = anna.is_asked().await?;
        anna.seeker.person.reacts(&anna.room, &question.event, "✅").await?;
        dies_of_it(&mut stage.lotse).await.with_context(|| format!("armed at {point}"))?;
        stage.lotse.serve().await?;
        let card = to.sees_card("Ich bin anna.").await.with_context(|| format!("after {point}"))?;
        to.accepts_card(&card).await?;
        assert_eq!(to.comes_into_case().await?, anna.room);
        to.person.hears(&anna.room, "Ich bin anna.").await?;
        anna.goes_on_with(to, from, &format!("Runde {number}.")).await?;
        stage.settles().await?;
        let custodian = format!("@lotse_c_{centre}:lotse.example");
        let mut members = ["@anna:lotse.example", to.person.id(), &custodian, STEWARD];
        members.sort_unstable();
        anna.has(&members).await?;
        let asked = anna.seeker.person.reads_all(&anna.room);
        let asked = asked.iter().filter(|said| said.contains("Eine Frage an Sie")).count();
        assert_eq!(asked, number + 1, "asked once each time");
    }

    // The power to let somebody in does not survive its reason either.
    let (dora, finn) = tokio::try_join!(stage.counsellor("dora"), stage.counsellor("finn"))?;
    let yusuf = Taken::by(&stage, "yusuf", &dora, ("Schwangerschaft", "79098")).await?;
    for passage in ["rules.after", "rules.after:2"] {
        let offers = format!("übergeben {} Finn ohne verlauf", yusuf.reference);
        answers(&dora, &offers, "Ich frage jetzt").await?;
        yusuf.seeker.person.hears_next(&yusuf.seeker.chat, "Eine Frage zu Ihrem Fall").await?;
        stage.settles().await?;
        stage.lotse.stop().await?;
        stage.lotse.set_environment(FAIL_POINT, passage);
        stage.lotse.serve().await?;
        yusuf.seeker.person.says(&yusuf.seeker.chat, &format!("ja {}", yusuf.reference)).await?;
        dies_of_it(&mut stage.lotse).await.with_context(|| format!("armed at {passage}"))?;
        // The word comes while nobody is there to hear it.
        dora.person.says(&dora.team, &format!("übergabe zurück {}", yusuf.reference)).await?;
        stage.lotse.serve().await?;
        dora.person.hears_next(&dora.team, "ist zurückgenommen").await?;
        stage.settles().await?;
        assert_eq!(yusuf.inviters().await?, (100, vec![]), "after {passage}");
        assert!(dora.person.invites(&yusuf.room, &finn.person).await.is_err());
    }
    Ok(())
}
