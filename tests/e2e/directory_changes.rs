//! The directory changes, and people and rooms follow: also when a centre is gone, an address is dead, or something in front
//! of the homeserver answers in its place.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use lotse_tests::{
    Stage,
    stage::{Counsellor, Seeker, Setting, reference},
    wait,
    workbook::Cast,
};
use matrix_sdk::ruma::RoomId;
use serde_json::json;

use crate::asking::LOTSE;

const STEWARD: &str = "@lotse_steward:lotse.example";
const DRESDEN: &str = "@lotse_c_dresden:lotse.example";
const LEIPZIG: &str = "@lotse_c_leipzig:lotse.example";

#[tokio::test(flavor = "multi_thread")]
async fn one_dead_address_harms_nobody_else() -> Result<()> {
    let mut cast = Cast::default();
    cast.counsellor_elsewhere("@aaa:gone.invalid", "dresden");
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast.clone())).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "Guten Tag.").await?;

    // Who has to go goes, although somebody's server is away.
    cast.dismiss("cem");
    stage.import(&cast).await?;
    for room in [&cem.enquiries, &cem.team] {
        cem.person.is_out_of(room).await?;
    }

    // No room names an address that is gone.
    let path = format!("/_matrix/client/v3/rooms/{case}/state");
    let state = anna.person.calls("GET", &path, None).await?;
    let alias =
        state.as_array().into_iter().flatten().find(|event| event["type"] == "m.room.canonical_alias");
    ensure!(
        alias.is_none_or(|event| event["content"]["alias"].is_null()),
        "the room names an alias that is gone"
    );
    let acl = state.as_array().into_iter().flatten().find(|event| event["type"] == "m.room.server_acl");
    let allowed = acl.map(|event| event["content"]["allow"].to_string()).unwrap_or_default();
    ensure!(allowed.contains("lotse.example") && !allowed.contains('*'), "any server may come in: {allowed}");

    stage.import(&Cast::default()).await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_that_leaves_keeps_nobody_and_strands_nobody() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);

    let mut cast = Cast::default();
    cast.leaves("dresden");
    let file = stage.lotse.file("without-dresden.xlsx");
    cast.write(&file)?;
    let file = file.to_str().unwrap_or_default();
    let refused = stage.lotse.run(&["directory", "import", file]).await?;
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    ensure!(!refused.status.success() && words.contains("dresden: 1 running"), "{words}");

    stage.lotse.says(&["directory", "import", file, "--close", "dresden"]).await?;
    let told = anna.person.hears(&anna.chat, "berät hier nicht mehr").await?;
    ensure!(told.body.contains("116 117") || told.body.contains("Telefon"), "no help lines: {}", told.body);
    for room in [&case, &ben.enquiries, &ben.team] {
        ben.person.is_out_of(room).await?;
    }
    stage.settles().await?;
    is_nowhere(&ben).await?;
    has(&anna, &case, &[anna.person.id(), STEWARD]).await?;

    // Whoever writes there all the same is told that nobody reads it.
    anna.person.says(&case, "Ist noch jemand da?").await?;
    anna.person.hears(&anna.chat, "Dort liest leider niemand mehr mit").await?;
    stage.settles().await
}

/// Exactly these are in a room, and nobody is invited.
async fn has(seeker: &Seeker, room: &RoomId, members: &[&str]) -> Result<()> {
    let there = seeker.person.members(room).await?;
    let expected: BTreeSet<String> = members.iter().map(|member| (*member).to_owned()).collect();
    ensure!(there == expected, "in the room: {there:?}, not {expected:?}");
    let invited = seeker.person.invited(room).await?;
    ensure!(invited.is_empty(), "invited: {invited:?}");
    Ok(())
}

/// The homeserver knows of no room that the counsellor is in.
async fn is_nowhere(counsellor: &Counsellor) -> Result<()> {
    let joined = counsellor.person.calls("GET", "/_matrix/client/v3/joined_rooms", None).await?;
    ensure!(joined["joined_rooms"] == json!([]), "{} is still in {joined}", counsellor.person.name());
    Ok(())
}

/// After `author` says something, `outsider` has no key for it, and the homeserver gives it to nobody outside.
async fn cannot_read(outsider: &Counsellor, author: &Seeker, room: &RoomId) -> Result<()> {
    let event = author.person.says(room, "Das geht die früheren nichts mehr an.").await?;
    let path = format!("/_matrix/client/v3/rooms/{room}/event/{event}");
    let sealed = author.person.calls("GET", &path, None).await?;
    outsider.person.catches_up().await?;
    ensure!(!outsider.person.can_decrypt(room, &sealed).await?, "{} has the key", outsider.person.name());
    ensure!(outsider.person.calls("GET", &path, None).await.is_err(), "the homeserver gives it away");
    Ok(())
}

const ERASED: &str = "select count(*) from counselling_case where state = 'erased'";

async fn comes_true(stage: &Stage, query: &str, number: i64) -> Result<()> {
    wait::until(query, wait::patience(), async || Ok((stage.counts(query).await? == number).then_some(())))
        .await
}

/// With a second centre for Schulden, in Leipzig.
fn with_leipzig() -> Cast {
    let mut cast = Cast::default();
    cast.centre("leipzig", "Schuldnerberatung Leipzig", true);
    cast.serves("leipzig", "schulden", "04103-04357");
    cast.counsellor("lara", "leipzig");
    cast
}

#[tokio::test(flavor = "multi_thread")]
async fn a_successor_gets_what_nobody_has_answered_and_nothing_else() -> Result<()> {
    let mut cast = with_leipzig();
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast.clone())).await?;
    let (ben, lara) = (stage.counsellor("ben").await?, stage.counsellor("lara").await?);

    // Anna waits, Mia has not written yet, Lea is being counselled; Yusuf was taken and waits for the first answer.
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let waits = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    ben.sees_card("Ich habe Post.").await?;
    let mia = Seeker::knocks(stage.person("mia").await?).await?;
    mia.is_placed("Schulden", "01067", "Heller Stern").await?;
    let opened = mia.consents().await?;
    let lea = Seeker::knocks(stage.person("lea").await?).await?;
    let counselled = lea.asks("Schulden", "01067", "Stiller Otter", "Ich bin Lea.").await?;
    assert_eq!(ben.takes("Ich bin Lea.").await?, counselled);
    ben.person.says(&counselled, "Guten Tag, Lea.").await?;
    lea.person.hears(&counselled, "Guten Tag, Lea.").await?;
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    let taken = yusuf.asks("Schulden", "01067", "Grüner Wal", "Ich bin Yusuf.").await?;
    assert_eq!(ben.takes("Ich bin Yusuf.").await?, taken);
    stage.settles().await?;

    cast.leaves("dresden");
    cast.serves("leipzig", "schulden", "01067-01328");
    let said = stage.import_with(&cast, &["--successor", "dresden=leipzig"]).await?;
    ensure!(said.contains("dresden: 4 running case(s)"), "{said}");

    // What nobody has answered is there, with what was written, and its seekers know.
    for (seeker, room, words) in [(&anna, &waits, "Ich habe Post."), (&yusuf, &taken, "Ich bin Yusuf.")] {
        seeker.person.hears(room, "An ihre Stelle tritt Schuldnerberatung Leipzig").await?;
        assert_eq!(lara.takes(words).await?, *room);
        lara.person.says(room, "Guten Tag aus Leipzig.").await?;
        seeker.person.hears(room, "Guten Tag aus Leipzig.").await?;
    }
    mia.person.hears(&opened, "An ihre Stelle tritt Schuldnerberatung Leipzig").await?;
    mia.person.says(&opened, "Jetzt schreibe ich.").await?;
    lara.sees_card("Jetzt schreibe ich.").await?;

    // What was begun is for Lea alone to give away.
    let told = lea.person.hears(&lea.chat, "An ihre Stelle tritt Schuldnerberatung Leipzig").await?;
    ensure!(told.body.contains("geht nicht dorthin"), "{}", told.body);
    stage.settles().await?;
    let [anna_id, yusuf_id, mia_id, lea_id] = [&anna, &yusuf, &mia, &lea].map(|seeker| seeker.person.id());
    has(&anna, &waits, &[anna_id, STEWARD, LEIPZIG, lara.person.id()]).await?;
    has(&yusuf, &taken, &[yusuf_id, STEWARD, LEIPZIG, lara.person.id()]).await?;
    has(&mia, &opened, &[mia_id, STEWARD, LEIPZIG]).await?;
    has(&lea, &counselled, &[lea_id, STEWARD]).await?;
    is_nowhere(&ben).await?;
    cannot_read(&ben, &yusuf, &taken).await?;
    lea.person.says(&counselled, "Ist noch jemand da?").await?;
    lea.person.hears(&lea.chat, "Dort liest leider niemand mehr mit").await?;
    stage.settles().await?;

    // The trail says where the cases went.
    let trail = stage.lotse.says(&["audit", "export", "--centre", "dresden", "--json"]).await?;
    let forwarded =
        trail.lines().filter(|line| line.contains("\"forwarded\"") && line.contains("successor")).count();
    assert_eq!(forwarded, 3, "{trail}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_leaves_is_succeeded_or_ends_its_cases() -> Result<()> {
    let mut cast = Cast::default();
    cast.serves("dresden", "sucht", "01067-01328");
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast.clone())).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    let waits = yusuf.asks("Schulden", "01067", "Grüner Wal", "Ich bin Yusuf.").await?;
    let card = ben.sees_card("Ich bin Yusuf.").await?;

    // Called something else: nothing happens to anybody.
    cast.topic_leaves("schulden");
    cast.topic("geld", "Geldsorgen", "");
    cast.serves("dresden", "geld", "01067-01328");
    let said = stage.import_with(&cast, &["--successor", "schulden=geld"]).await?;
    ensure!(said.contains("schulden: 2 running case(s) go on under geld"), "{said}");
    comes_true(&stage, "select count(*) from counselling_case where topic_id = 'geld'", 2).await?;
    ben.person.says(&case, "Guten Tag, ich bin Ben.").await?;
    anna.person.hears(&case, "ich bin Ben").await?;
    stage.settles().await?;
    has(&anna, &case, &[anna.person.id(), STEWARD, DRESDEN, ben.person.id()]).await?;

    // Gone: both cases end, with a word to everybody.
    cast.topic_leaves("geld");
    stage.import_with(&cast, &["--close", "geld"]).await?;
    for seeker in [&anna, &yusuf] {
        seeker.person.hears(&seeker.chat, "Das Thema Ihres Falls").await?;
    }
    anna.person.hears(&case, "weil es sein Thema hier nicht mehr gibt").await?;
    ben.person.hears(&case, "weil es sein Thema hier nicht mehr gibt").await?;
    ben.person.hears(&ben.team, "Seinen Fachbereich gibt es hier nicht mehr").await?;
    ben.person.sees_redaction(&ben.enquiries, &card.event).await?;
    stage.settles().await?;
    has(&yusuf, &waits, &[yusuf.person.id(), STEWARD, DRESDEN]).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_team_any_more_nobody_stands_in_and_nobody_else_keeps_keys() -> Result<()> {
    let mut cast = Cast::default();
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.says(&case, "Guten Tag, ich bin Ben.").await?;
    anna.person.hears(&case, "ich bin Ben").await?;
    cem.person.says(&cem.team, "vertretung Blaue Amsel krank").await?;
    assert_eq!(cem.comes_into_case().await?, case);
    cem.person.hears(&case, "ich bin Ben").await?;
    stage.settles().await?;
    // Ben came in more than a day ago, so that in a pair the custodian would have left.
    stage.lets_time_pass(25)?;
    has(&anna, &case, &[anna.person.id(), STEWARD, DRESDEN, ben.person.id(), cem.person.id()]).await?;

    cast.is_team("dresden", false);
    stage.import(&cast).await?;
    cem.person.is_out_of(&case).await?;
    ben.person.is_in(&ben.team).await?;
    cem.person.is_in(&cem.team).await?;
    wait::until("the custodian to leave", wait::patience(), async || {
        Ok((!anna.person.members(&case).await?.contains(DRESDEN)).then_some(()))
    })
    .await?;
    stage.settles().await?;
    has(&anna, &case, &[anna.person.id(), STEWARD, ben.person.id()]).await?;
    cannot_read(&cem, &anna, &case).await
}

#[tokio::test(flavor = "multi_thread")]
async fn when_everybody_leaves_a_centre_whoever_waits_there_is_told() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let waits = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    ben.sees_card("Ich habe Post.").await?;
    let lea = Seeker::knocks(stage.person("lea").await?).await?;
    let counselled = lea.asks("Schulden", "01067", "Stiller Otter", "Ich bin Lea.").await?;
    assert_eq!(ben.takes("Ich bin Lea.").await?, counselled);
    stage.settles().await?;

    let mut cast = Cast::default();
    cast.dismiss("ben");
    cast.dismiss("cem");
    let said = stage.import_with(&cast, &[]).await?;
    ensure!(said.contains("dresden: 2 running case(s), and nobody is activated there"), "{said}");
    anna.person.hears(&waits, "ist zurzeit leider niemand da").await?;
    lea.person.hears(&lea.chat, "ist leider niemand mehr, der Ihnen").await?;
    for counsellor in [&ben, &cem] {
        for room in [&counsellor.enquiries, &counsellor.team] {
            counsellor.person.is_out_of(room).await?;
        }
    }
    ben.person.is_out_of(&counselled).await?;
    stage.settles().await?;
    is_nowhere(&ben).await?;
    is_nowhere(&cem).await?;
    has(&anna, &waits, &[anna.person.id(), STEWARD, DRESDEN]).await?;
    has(&lea, &counselled, &[lea.person.id(), STEWARD, DRESDEN]).await?;
    cannot_read(&ben, &lea, &counselled).await
}

#[tokio::test(flavor = "multi_thread")]
async fn new_promises_reach_cases_that_run_and_cases_that_are_over() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let over = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let ended = reference(&ben.sees_card("Ich habe Post.").await?)?;
    anna.person.says(&over, "abschließen").await?;
    anna.person.hears(&over, "Sie haben diesen Fall beendet").await?;
    stage.settles().await?;
    stage.lets_time_pass(60 * 24)?;
    let lea = Seeker::knocks(stage.person("lea").await?).await?;
    lea.asks("Schulden", "01067", "Stiller Otter", "Ich bin Lea.").await?;
    ben.sees_card("Ich bin Lea.").await?;
    stage.settles().await?;
    // Reminded for the second time, and looked at then: the new end of the promise lies before it.
    stage.lets_time_pass(60 * 24 + 40)?;
    ben.person.hears(&ben.enquiries, "wartet seit 40 Stunden").await?;

    let mut cast = Cast::default();
    cast.promises("schulden", 24, 30);
    stage.import(&cast).await?;
    ben.person.hears(&ben.enquiries, "wartet noch immer darauf").await?;
    let warning = anna.person.hears(&anna.chat, "wird er gelöscht: sein Raum").await?;
    ensure!(warning.body.contains(&ended), "{}", warning.body);
    stage.settles().await?;
    assert_eq!(stage.counts(ERASED).await?, 0, "warned, and not gone yet");
    stage.lets_time_pass((60 + 9) * 24)?;
    comes_true(&stage, ERASED, 1).await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_proxy_is_waited_out() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_proxy()).await?;
    let ben = stage.counsellor("ben").await?;
    let proxy = stage.proxy.as_ref().expect("the stage has a proxy");
    let page = "<html><h1>404 page not found</h1></html>";
    proxy.refuse_next("POST", "/join", 404, page)?;
    proxy.refuse_next("POST", "/join", 401, r#"{"errcode":"M_UNKNOWN_TOKEN","error":"unknown"}"#)?;
    proxy.refuse_next("POST", "/join", 200, page)?;
    proxy.refuse_next("POST", "/join", 400, r#"{"errcode":"M_UNAUTHORIZED","error":"no key"}"#)?;
    proxy.refuse_next("POST", "/createRoom", 403, page)?;
    proxy.refuse_next("POST", "/createRoom", 404, page)?;
    proxy.refuse_next("POST", "/invite", 403, page)?;
    proxy.refuse_next("POST", "/invite", 401, page)?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    stage.settles().await?;
    let dead = stage.lotse.figure("lotse_outbox_dead").await?;
    let aside = stage.lotse.figure("lotse_inbox_quarantined").await?;
    ensure!((dead, aside) == (0.0, 0.0), "{dead} given up, {aside} put aside");
    ensure!(stage.lotse.figure("lotse_homeserver_odd_answers_total").await? >= 7.0, "nobody was told");
    Ok(())
}

/// Which servers may be in a room, and the address that it names.
async fn rules(stage: &Stage, room: &str) -> Result<(serde_json::Value, serde_json::Value)> {
    let state = stage.as_lotse("lotse_steward", "GET", &format!("rooms/{room}/state"), None).await?;
    let of = |kind: &str| {
        let event = state.as_array().into_iter().flatten().find(|event| event["type"] == kind);
        event.map(|event| event["content"].clone()).unwrap_or_default()
    };
    Ok((of("m.room.server_acl")["allow"].clone(), of("m.room.canonical_alias")["alias"].clone()))
}

/// Waits until a room has these servers in its ACL and names no address.
async fn follows_the_rules(stage: &Stage, room: &str, servers: serde_json::Value) -> Result<()> {
    wait::until(&format!("{room} to let in {servers} alone"), wait::patience(), async || {
        let (allow, address) = rules(stage, room).await?;
        Ok((allow == servers && address.is_null()).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn old_rooms_follow_younger_rules_and_whoever_leaves_takes_their_server_along() -> Result<()> {
    let mut cast = Cast::default();
    cast.counsellor_elsewhere("@aaa:gone.invalid", "dresden");
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast.clone())).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    let reference = reference(&ben.sees_card("Ich habe Post.").await?)?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "Guten Tag.").await?;
    let (ours, both) = (json!(["lotse.example"]), json!(["gone.invalid", "lotse.example"]));
    for room in [&ben.enquiries, &ben.team] {
        follows_the_rules(&stage, room.as_str(), both.clone()).await?;
    }
    ben.person.says(&ben.enquiries, &format!("verlauf {reference}")).await?;
    let invitation =
        ben.person.is_invited_where("the chat", |to| to.name.as_deref() == Some("Lotse")).await?;
    let chat = ben.person.accepts(&invitation).await?;
    ben.person.hears(&chat, "Das war der Verlauf").await?;

    // As an older Lotse left them: any server may come in, and the address is an alias that is gone.
    let case = case.to_string();
    for (number, room) in [case.as_str(), chat.as_str(), ben.enquiries.as_str()].into_iter().enumerate() {
        let (address, name) =
            (format!("#lotse_old{number}:lotse.example"), format!("%23lotse_old{number}%3Alotse.example"));
        let steward = async |method, path: &str, body: Option<serde_json::Value>| {
            stage.as_lotse("lotse_steward", method, path, body.as_ref()).await
        };
        steward("PUT", &format!("directory/room/{name}"), Some(json!({ "room_id": room }))).await?;
        let state = format!("rooms/{room}/state");
        steward("PUT", &format!("{state}/m.room.canonical_alias"), Some(json!({ "alias": address }))).await?;
        steward("DELETE", &format!("directory/room/{name}"), None).await?;
        let anybody = json!({ "allow": ["*"], "deny": [], "allow_ip_literals": true });
        steward("PUT", &format!("{state}/m.room.server_acl"), Some(anybody)).await?;
        ensure!(rules(&stage, room).await? == (json!(["*"]), json!(address)), "{room} is no old room");
    }
    stage.rewrites("update room set mended_ms = null").await?;
    for room in [case.as_str(), chat.as_str(), ben.enquiries.as_str()] {
        follows_the_rules(&stage, room, both.clone()).await?;
    }
    comes_true(&stage, "select count(*) from room where mended_ms is null", 0).await?;

    // Whoever leaves takes the right of their server along, and keeps no chat with the custodian.
    let mut cast = Cast::default();
    cast.dismiss("ben");
    stage.import(&cast).await?;
    for room in [&ben.enquiries, &ben.team, &chat] {
        ben.person.is_out_of(room).await?;
    }
    for room in [&ben.enquiries, &ben.team] {
        follows_the_rules(&stage, room.as_str(), ours.clone()).await?;
    }
    stage.settles().await?;
    is_nowhere(&ben).await
}
