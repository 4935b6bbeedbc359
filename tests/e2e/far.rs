//! A centre with a Lotse of its own: two of them, on two homeservers, with all encryption.

use anyhow::{Context as _, Result};
use lotse_tests::{
    ELSEWHERE, Postgres, Stage, TwoLotse,
    nio_client::NioPerson,
    stage::{Counsellor, Seeker, Setting},
    wait,
};
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::{Value, json};

use crate::{
    asking::LOTSE,
    elsewhere::{answered, takes},
    far_passing::{goes_to_the_centre_and_back, part_ways},
    kill::{FAIL_POINT, dies_of_it},
};

/// While the platform's Lotse makes a room for a centre with one of its own, and tells it.
pub(crate) const AT_PLATFORM: &[&str] =
    &["far.after_channel", "far.after_create", "far.after_invitation", "far.before_word", "far.after_word"];

/// While the centre's Lotse enters such a room. It dies at its own words as well.
pub(crate) const AT_CENTRE: &[&str] = &["far.after_join"];

/// Lets a Lotse be of the next version.
const LATER: &str = "set@far.later_version";

/// What can be set in this way, and kills nobody.
pub(crate) const AT_VERSIONS: &[&str] = &["far.later_version"];

/// While a case arrives that takes the place of another one.
pub(crate) const AT_ARRIVAL: &[&str] = &["anew.arriving"];

/// What somebody in a case's room reads who asks for help.
const HELP: &str = "In diesem Raum schreiben Sie";

/// Cases that are erased.
pub(crate) const ERASED: &str = "select count(*) from counselling_case where state = 'erased'";

/// Rooms to which there are keys, beside those of centres that have nothing to do with this. The channel is none of them: what was said
/// there is heard, and opens no more.
const ROOMS_WITH_KEYS: &str = "select count(distinct room) from crypto_group_session \
     where owner not like '%freiburg%' and owner not like '%weiter-weg%'";

/// Custodians that the platform's Lotse speaks as for the centre, counsellors that it knows there, and identities of people there.
const KNOWN: &str = "select (select count(*) from custodian where user_id like '%dresden%') \
     + (select count(*) from counsellor where centre_id = 'dresden')";

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_with_its_own_lotse_leads_a_case_from_the_announcement_to_the_erasure() -> Result<()> {
    let (platform, centre) =
        (Setting::default().with_erasure().with_clock(), Setting::default().with_erasure().with_proxy());
    let mut two = TwoLotse::open(LOTSE, platform, centre).await?;
    let (dora, emil) = tokio::try_join!(two.centre.counsellor("dora"), two.centre.counsellor("emil"))?;
    two.is_known().await?;
    let anna = Seeker::knocks(two.platform.person("anna").await?).await?;
    // What Synapse answers once where it does not have the other server's key yet.
    let proxy = two.centre.proxy.as_ref().context("the centre has no proxy")?;
    proxy.refuse_next("POST", "/join", 400, r#"{"errcode":"M_UNAUTHORIZED","error":"no key"}"#)?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post vom Inkasso.").await?;

    // The room is the platform's; the centre's custodian may let in and put out, and nothing else.
    let servers = anna.person.state_of(&case, "m.room.server_acl", "").await?;
    assert_eq!(servers["allow"], json!(["lotse.example", "zentrum.example"]));
    let power = anna.person.state_of(&case, "m.room.power_levels", "").await?;
    assert_eq!(power["users"][TwoLotse::CUSTODIAN], 50);
    assert_eq!(
        (&power["invite"], &power["kick"], &power["state_default"]),
        (&json!(50), &json!(50), &json!(100))
    );

    // The centre's own Erstanfragen, acceptance, history and answer.
    let (taken, reference) = takes(&dora, "Post vom Inkasso").await?;
    assert_eq!(taken, case);
    dora.person.says(&case, "Guten Tag, ich bin Dora.").await?;
    anna.person.hears(&case, "ich bin Dora").await?;
    anna.person.says(&case, "Guten Tag, Dora.").await?;
    dora.person.hears(&case, "Guten Tag, Dora.").await?;

    // Cover by its own rules.
    answered(&emil, "vertretung Blaue Amsel krank", "vertritt").await?;
    assert_eq!(emil.comes_into_case().await?, case);
    emil.person.scrolls_back_to(&case, "Post vom Inkasso").await?;
    emil.person.says(&emil.team, &format!("vertretung ende {reference}")).await?;
    emil.person.is_out_of(&case).await?;
    anna.person.catches_up().await?;
    anna.person.says(&case, "Das liest Emil nicht.").await?;
    dora.person.hears(&case, "Das liest Emil nicht.").await?;
    emil.person.catches_up().await?;
    assert!(!emil.person.reads_all(&case).iter().any(|read| read.contains("Das liest Emil nicht.")));

    // The room is the platform's: who may not write there for a time, it sees to.
    let mute = async |words: &str, with: &str, power: Value| {
        answered(&dora, words, with).await?;
        wait::until("the room to follow", wait::patience(), async || {
            let levels = anna.person.state_of(&case, "m.room.power_levels", "").await?;
            Ok((levels["users"][anna.person.id()] == power).then_some(()))
        })
        .await
    };
    mute(&format!("stumm {reference}"), "kann die ratsuchende Person lesen", json!(-1)).await?;
    assert!(anna.person.says(&case, "Das geht nicht.").await.is_err(), "she may not write");
    mute(&format!("stumm ende {reference}"), "wieder schreiben", Value::Null).await?;

    // The platform follows in numbers, has no key and knows nobody.
    let accepted =
        "select count(*) from counselling_case where state = 'accepted' and accepted_ms is not null";
    wait::until("the platform to follow", wait::patience(), async || {
        Ok((two.platform.counts(accepted).await? == 1).then_some(()))
    })
    .await?;
    two.settle().await?;
    let answered_cases = "select count(*) from case_figure where answered_ms is not null";
    assert_eq!(two.platform.counts(answered_cases).await?, 1, "the platform counts the answer");
    assert_eq!(two.platform.counts(ROOMS_WITH_KEYS).await?, 1, "its chat with Anna, and not the channel");
    assert_eq!(two.centre.counts(ROOMS_WITH_KEYS).await?, 3, "Erstanfragen, Team and the case");
    assert_eq!(two.platform.counts(KNOWN).await?, 0);
    assert!(!two.platform.lotse.log().contains("dora"), "the platform's log names nobody of the centre");

    // The seeker wants everything gone: the centre erases, the platform follows, and nothing of it is left on either homeserver.
    anna.person.says(&case, "alles löschen").await?;
    anna.person.hears_next(&case, "ja, löschen").await?;
    anna.person.says(&case, "ja, löschen").await?;
    for person in [&anna.person, &dora.person] {
        person.is_out_of(&case).await?;
    }
    for stage in [&two.centre, &two.platform] {
        wait::until("the case to be erased", wait::patience(), async || {
            let purges = format!("select count(*) from purge where subject = '{case}'");
            let left = format!("select (select count(*) from erasure) + ({purges})");
            let done = stage.counts(ERASED).await? == 1 && stage.counts(&left).await? == 0;
            Ok(done.then_some(()))
        })
        .await?;
    }
    anna.person.hears(&anna.chat, "Er hat erfahren, dass alle entfernt sind").await?;
    two.settle().await?;

    goes_from_the_chat_and_while_the_centre_is_away(&two, &dora).await?;
    let (nora, chat, of_nora) = goes_on_all_the_same(&two, &dora).await?;
    goes_to_the_centre_and_back(&mut two, &dora).await?;
    part_ways(&mut two, &dora, (&nora, &chat, &of_nora)).await
}

/// A seeker without cross-signing goes on by their own word: with the devices that they named, and no others, also there.
async fn goes_on_all_the_same(
    two: &TwoLotse,
    dora: &Counsellor,
) -> Result<(NioPerson, OwnedRoomId, OwnedRoomId)> {
    let nora = NioPerson::arrive(&two.platform.synapse, "nora").await?;
    let chat = nora.opens_chat_with(Stage::RECEPTION).await?;
    nora.hears(&chat, "kann nicht beweisen").await?;
    for (words, answer) in [
        ("trotzdem", "Ich bin Lotse"),
        ("Schulden", "Postleitzahl"),
        ("01067", "genannt"),
        ("Nahe Amsel", "Soll ich Sie Nahe Amsel nennen?"),
        ("ja", "einverstanden"),
        ("ja", "Ihr Raum ist fertig"),
    ] {
        nora.says(&chat, words).await?;
        nora.hears(&chat, answer).await?;
    }
    let case = nora.is_invited("Fall ").await?;
    nora.accepts(&case).await?;
    nora.hears(&case, "Willkommen").await?;
    nora.says(&case, "Mein Programm kann das nicht.").await?;
    let (taken, _) = takes(dora, "Mein Programm kann das nicht.").await?;
    assert_eq!(taken, case);
    let later = nora.on_another_device(&two.platform.synapse).await?;
    dora.person.says(&case, "Das geht trotzdem.").await?;
    nora.hears(&case, "Das geht trotzdem.").await?;
    nora.says(&case, "Gut.").await?;
    dora.person.hears(&case, "Gut.").await?;
    // What the centre's custodian says reaches the device that was named, and no later one.
    nora.says(&case, "hilfe").await?;
    let help = nora.hears(&case, HELP).await?;
    let seen = later.story(&case).await?;
    let of_help = seen.iter().find(|heard| heard.event == help.event);
    assert!(of_help.is_some_and(|heard| heard.unreadable.is_some()), "{seen:#?}");
    two.settle().await?;
    Ok((nora, chat, case))
}

/// From the chat with the reception; then while the centre's server is away for more than a day.
async fn goes_from_the_chat_and_while_the_centre_is_away(two: &TwoLotse, dora: &Counsellor) -> Result<()> {
    let zoe = Seeker::knocks(two.platform.person("zoe").await?).await?;
    let case = zoe.asks("Schulden", "01067", "Graue Amsel", "Bald soll das weg.").await?;
    takes(dora, "Bald soll das weg.").await?;
    two.settle().await?;
    let gone = async |seeker: &Seeker| {
        seeker.person.says(&seeker.chat, "alles löschen").await?;
        seeker.person.hears_next(&seeker.chat, "Soll alles gelöscht werden").await?;
        seeker.person.says(&seeker.chat, "ja, löschen").await
    };
    gone(&zoe).await?;
    zoe.person.hears(&zoe.chat, "Er hat erfahren, dass alle entfernt sind").await?;
    for person in [&zoe.person, &dora.person] {
        person.is_out_of(&case).await?;
    }
    two.settle().await?;
    for stage in [&two.centre, &two.platform] {
        assert_eq!(stage.counts(ERASED).await?, 2);
        let odd = stage.counted("lotse_alerts_total", "report_on_no_case_of_theirs").await?;
        assert!(odd < 1.0, "the last word on a case is nothing odd");
    }
    let ida = Seeker::knocks(two.platform.person("ida").await?).await?;
    ida.asks("Schulden", "01067", "Alte Amsel", "Das soll auch weg.").await?;
    takes(dora, "Das soll auch weg.").await?;
    two.settle().await?;
    two.federation.cable().cut(ELSEWHERE);
    gone(&ida).await?;
    wait::until("the erasure to wait", wait::patience(), async || {
        let waits = "select count(*) from outbox where kind = 'empty_room' and last_error = 'server-away'";
        Ok((two.platform.counts(waits).await? == 1).then_some(()))
    })
    .await?;
    two.platform.lets_time_pass(25)?;
    ida.person.hears(&ida.chat, "Ich weiß nicht, ob er erfahren hat").await?;
    two.federation.cable().heal(ELSEWHERE);
    // The centre's Lotse is told all the same, and erases its part.
    wait::until("the centre to erase", 2 * wait::patience(), async || {
        Ok((two.centre.counts(ERASED).await? == 3).then_some(()))
    })
    .await?;
    let trail = two.platform.lotse.says(&["audit", "export"]).await?;
    assert!(trail.contains("wish-unheard"), "{trail}");
    two.settle().await
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_either_lotse_dies_of_a_case_is_announced_once_and_led_once() -> Result<()> {
    let mut two = TwoLotse::set(LOTSE, Setting::default(), Setting::default()).await?;
    two.centre.lotse.serve().await?;
    two.platform.lotse.set_environment(FAIL_POINT, AT_PLATFORM[0]);
    two.platform.lotse.launch()?;
    dies_of_it(&mut two.platform.lotse).await.context("while the channel was made")?;
    two.platform.lotse.serve().await?;
    let dora = two.centre.counsellor("dora").await?;
    two.is_known().await?;
    let at_centre = AT_CENTRE.iter().chain(&AT_PLATFORM[3..]).map(|point| (false, *point));
    let points = AT_PLATFORM[1..].iter().map(|point| (true, *point)).chain(at_centre);
    for (number, (at_platform, point)) in points.enumerate() {
        let words = format!("Ich frage zum {number}. Mal.");
        let anna = Seeker::knocks(two.platform.person(&format!("anna{number}")).await?).await?;
        anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
        two.settle().await?;
        let dying = if at_platform { &mut two.platform.lotse } else { &mut two.centre.lotse };
        dying.stop().await?;
        dying.set_environment(FAIL_POINT, point);
        // A restart of the platform greets the centre, which answers: it may die of that already.
        dying.launch()?;
        anna.person.says(&anna.chat, "ja").await?;
        dies_of_it(if at_platform { &mut two.platform.lotse } else { &mut two.centre.lotse })
            .await
            .with_context(|| format!("armed at {point}, platform: {at_platform}"))?;
        if at_platform { &mut two.platform.lotse } else { &mut two.centre.lotse }.serve().await?;
        let case = anna.comes_into_case().await?;
        anna.person.hears(&case, "Willkommen").await?;
        anna.person.says(&case, &words).await?;
        let (taken, _) = takes(&dora, &words).await?;
        assert_eq!(taken, case, "after {point}");
        two.settle().await?;
        let cases = i64::try_from(number)? + 1;
        for stage in [&two.platform, &two.centre] {
            let accepted = "select count(*) from counselling_case where state = 'accepted'";
            assert_eq!(stage.counts(accepted).await?, cases, "after {point}");
        }
    }
    let channels = "select count(*) from room where kind = 'channel'";
    for stage in [&two.platform, &two.centre] {
        assert_eq!(stage.counts(channels).await?, 1);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_announces_anything_and_a_centre_that_is_away_or_silent_loses_nothing() -> Result<()> {
    let postgres = Postgres::start().await?;
    let centre = Setting::default().database(postgres.create_database().await?);
    let mut two = TwoLotse::open(LOTSE, Setting::default().with_clock(), centre).await?;
    let dora = two.centre.counsellor("dora").await?;
    two.is_known().await?;
    let cases = "select count(*) from counselling_case";

    // Somebody on the platform's server invites the custodian, and says what a platform would say.
    let mallory = two.platform.person("mallory").await?;
    let room = mallory.opens_room_with(&[TwoLotse::CUSTODIAN]).await?;
    let word = json!({ "v": 1, "is": "hello" });
    mallory.sends(&room, "de.lotse.word", &word).await?;
    // In the channel, whoever has the platform's token and none of its keys.
    let rooms = two.platform.as_lotse("lotse", "GET", "joined_rooms", None).await?;
    let channel = rooms["joined_rooms"][0].as_str().context("no channel")?.to_owned();
    let send = async |kind: &str, content: serde_json::Value| {
        let path = format!("rooms/{channel}/send/{kind}/{}", wait::unique_word());
        two.platform.as_lotse("lotse", "PUT", &path, Some(&content)).await
    };
    send("m.room.message", json!({ "msgtype": "m.text", "body": "ein Fall" })).await?;
    two.centre.is_alerted("word_in_clear").await?;
    let nonsense = json!({ "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "x", "session_id": "x" });
    send("m.room.encrypted", nonsense).await?;
    two.centre.is_alerted("word_that_cannot_be_read").await?;
    assert!(!mallory.members(&room).await?.contains(TwoLotse::CUSTODIAN), "it has not come in");
    assert_eq!(two.centre.counts(cases).await?, 0);

    // The centre's server is away while somebody asks: they are let in when it is back, and nothing is lost.
    two.federation.cable().cut(ELSEWHERE);
    let anna = Seeker::knocks(two.platform.person("anna").await?).await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    anna.person.says(&anna.chat, "ja").await?;
    let made = "select count(*) from room where kind = 'case'";
    wait::until("the room to be made", wait::patience(), async || {
        Ok((two.platform.counts(made).await? == 1).then_some(()))
    })
    .await?;
    assert!(anna.person.invitations().is_empty(), "nothing is written that the centre cannot read");
    two.federation.cable().heal(ELSEWHERE);
    let case = wait::patiently(2, anna.comes_into_case()).await?;
    anna.person.hears(&case, "Willkommen").await?;
    anna.person.says(&case, "Ich habe gewartet.").await?;
    assert_eq!(takes(&dora, "Ich habe gewartet.").await?.0, case);

    // The way is cut while the centre has something to report: it comes when that is whole.
    two.federation.cable().cut(ELSEWHERE);
    dora.person.says(&case, "Ich bin da.").await?;
    let answered_by = async |stage: &Stage| {
        stage.counts("select count(*) from case_figure where answered_ms is not null").await
    };
    wait::until("the centre to count it", wait::patience(), async || {
        Ok((answered_by(&two.centre).await? == 1).then_some(()))
    })
    .await?;
    assert_eq!(answered_by(&two.platform).await?, 0);
    two.federation.cable().heal(ELSEWHERE);
    wait::until("the platform to hear of it", 2 * wait::patience(), async || {
        Ok((answered_by(&two.platform).await? == 1).then_some(()))
    })
    .await?;

    // Mia's enquiry waits there.
    let mia = Seeker::knocks(two.platform.person("mia").await?).await?;
    let of_mia = mia.asks("Schulden", "01067", "Rote Amsel", "Ich warte noch.").await?;
    dora.sees_card("Ich warte noch.").await?;
    two.settle().await?;

    speak_two_versions(&mut two).await?;
    two.settle().await?;

    // A day without a word: no cases any more, and whoever waits is told once how they go on. Not at once: our own clock jumps, as
    // if we had been away ourselves, and then time goes on in small steps.
    two.centre.lotse.stop().await?;
    let mut seconds = 26 * 60 * 60;
    let silent = "select count(*) from far_presence where people = 0";
    wait::until("the centre to count as silent", wait::patience(), async || {
        seconds += 6;
        std::fs::write(two.platform.lotse.file("clock"), (seconds * 1_000).to_string())?;
        Ok((two.platform.counts(silent).await? == 1).then_some(()))
    })
    .await?;
    let told = mia.person.hears_next(&mia.chat, "hat sich seit einem Tag nicht gemeldet").await?;
    assert!(told.body.contains("<b>neu</b>") || told.body.contains("neu"), "the way on: {}", told.body);
    mia.person.hears_next(&mia.chat, "116 123").await?;
    assert!(mia.person.members(&of_mia).await?.contains(TwoLotse::CUSTODIAN), "her case stays");
    let yusuf = Seeker::knocks(two.platform.person("yusuf").await?).await?;
    yusuf.person.says(&yusuf.chat, "Schulden").await?;
    yusuf.person.hears_next(&yusuf.chat, "Postleitzahl").await?;
    yusuf.person.says(&yusuf.chat, "01067").await?;
    yusuf.person.hears_next(&yusuf.chat, "leider keine Stelle").await.map(drop)
}

/// The platform is upgraded first: what it says is kept until the centre is, and both operators see it.
async fn speak_two_versions(two: &mut TwoLotse) -> Result<()> {
    let doctor = async |stage: &Stage| -> Result<String> {
        Ok(String::from_utf8_lossy(&stage.lotse.run(&["doctor"]).await?.stdout).into_owned())
    };
    two.platform.lotse.stop().await?;
    two.platform.lotse.set_environment(FAIL_POINT, LATER);
    two.platform.lotse.serve().await?;
    two.centre.is_alerted("word_of_a_later_version").await?;
    two.platform.is_alerted("words_that_are_not_understood").await?;
    for (stage, version) in [(&two.centre, 2), (&two.platform, 1)] {
        let says = doctor(stage).await?;
        assert!(says.contains(&format!("dresden speaks version {version} for ")), "{says}");
    }
    let kept = "select count(*) from inbox where state = 'pending' and reason = 'word-of-a-later-version'";
    assert_eq!(two.centre.counts(kept).await?, 1);
    two.centre.lotse.stop().await?;
    two.centre.lotse.set_environment(FAIL_POINT, LATER);
    two.centre.lotse.serve().await?;
    for stage in [&two.centre, &two.platform] {
        wait::until("both to be understood", wait::patience(), async || {
            Ok((stage.counts("select count(*) from far_version").await? == 0).then_some(()))
        })
        .await?;
    }
    Ok(())
}
