//! Live chat without an account: waiting, being taken, talking, leaving, keeping; and nothing that stays of a guest.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Person, Postgres, Stage,
    browser::Window,
    canary::{self, Canary},
    people::Heard,
    portal::Browser,
    stage::{Counsellor, Setting, reference},
    visitor::Visitor,
    wait,
    workbook::Cast,
};
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::json;

use crate::{
    asking::LOTSE,
    kill::{AT_LIVE, FAIL_POINT, dies_of_it},
};

const SETTINGS: &str = "[people]\npublic_url = \"https://lotse.example\"\n";

/// Dresden chats live at every hour.
fn cast() -> Cast {
    let mut cast = Cast::default();
    cast.chats_live("dresden", "Mo-So 0-24");
    cast
}

/// Freiburg does so as well, on the same topic, and takes people from everywhere.
fn two_centres() -> Cast {
    let mut cast = cast();
    cast.serves("freiburg", "schulden", "79098-79117");
    cast.chats_live("freiburg", "schulden: Mo-So 0-24");
    cast
}

/// Who would take whom: everybody of the platform, and not only who is near.
const PLATFORM: &str = "[live]\nreach = \"platform\"\n";

fn setting() -> Setting {
    Setting::default().cast(cast()).settings(SETTINGS).with_clock().with_erasure()
}

/// Ben is told so many words in Team after he has written some.
async fn answers(who: &Counsellor, says: &str, words: &str) -> Result<String> {
    who.person.says(&who.team, says).await?;
    Ok(who.person.hears_next(&who.team, words).await?.body)
}

/// Somebody before the form of the live chat.
async fn guest(stage: &Stage) -> Result<Visitor> {
    let anna = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    anna.opens_the_portal().await?;
    anna.says_what_and_where("Schulden", "01067").await?;
    anna.goes_on_to_the_live_chat().await?;
    Ok(anna)
}

async fn counts(stage: &Stage, what: &str, query: &str, expected: i64) -> Result<()> {
    wait::until(what, wait::patience(), async || Ok((stage.counts(query).await? == expected).then_some(())))
        .await
}

/// Fits the narrowest phone, and axe finds nothing.
async fn looks_well(anna: &Visitor) -> Result<()> {
    for (width, dark) in [(320, false), (1280, true)] {
        anna.browser.does(json!({ "do": "window", "width": width, "height": 800, "dark": dark })).await?;
        let over = "document.documentElement.scrollWidth > innerWidth";
        ensure!(anna.browser.evaluates(over).await? == false, "it scrolls sideways at {width}");
        let violations = anna.browser.axe().await?;
        ensure!(violations.is_empty(), "at {width}: {violations:#?}");
    }
    Ok(())
}

/// Everything, until nothing is left, on the stage's database.
async fn lives_and_is_gone(mut stage: Stage, dump: impl Fn() -> Result<Vec<u8>>) -> Result<()> {
    let ben = stage.counsellor("ben").await?;
    let anna = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    anna.opens_the_portal().await?;
    anna.says_what_and_where("Schulden", "01067").await?;
    let offered = "!!document.querySelector('section.live')";
    ensure!(anna.browser.evaluates(offered).await? == false, "nobody is on duty");
    answers(&ben, "dienst an", "ist im Dienst").await?;

    anna.opens_the_portal().await?;
    let page = anna.browser.evaluates("document.querySelector('main').innerText").await?;
    ensure!(
        page.as_str()
            .is_some_and(|page| page.contains("in manchen Gegenden ist gerade jemand da für: Schulden")),
        "{page}"
    );
    anna.says_what_and_where("Schulden", "01067").await?;
    anna.goes_on_to_the_live_chat().await?;
    looks_well(&anna).await?;
    let worry = format!("Morgen kommt der Gerichtsvollzieher. {}", wait::unique_word());
    anna.comes_in(&worry).await?;
    anna.live_is("waiting").await?;
    anna.browser.sees("#chat .chat-live:has-text('als Nächstes dran')").await?;
    looks_well(&anna).await?;
    let card = ben.sees_card(&worry).await?;
    ensure!(card.body.contains("Livechat: Jemand wartet jetzt"), "{}", card.body);
    let room = ben.takes(&worry).await?;
    ben.person.sees_redaction(&ben.enquiries, &card.event).await?;
    anna.live_is("talking").await?;
    ben.person.says(&room, "Guten Tag, ich bin Ben.").await?;
    anna.reads("ich bin Ben.").await?;

    anna.is_undisturbed().await?;
    // A minute without a network loses nothing.
    anna.browser.does(json!({ "do": "offline", "on": true })).await?;
    anna.writes("Im Tunnel.").await?;
    ben.person.says(&room, "Sind Sie noch da?").await?;
    anna.browser.does(json!({ "do": "offline", "on": false })).await?;
    anna.reads("Sind Sie noch da?").await?;
    ben.person.hears(&room, "Im Tunnel.").await?;
    let kept = "sessionStorage.length + localStorage.length";
    ensure!(anna.browser.evaluates(kept).await? == 0, "something is kept in the browser");
    let databases = anna.browser.evaluates("indexedDB.databases().then((all) => all.length)").await?;
    ensure!(databases == 0, "there are databases in the browser");

    // Her user, as the homeserver knows it.
    let members = ben.person.members(&room).await?;
    let user = members.into_iter().find(|user| user.starts_with("@lotse_s_")).context("no guest")?;
    // The browser dies: nobody says goodbye.
    anna.browser.does(json!({ "do": "kill" })).await?;
    anna.browser.close().await?;
    let left = anna.browser.left_in_profile(&[&worry, &user, room.as_str()]).await?;
    ensure!(left.is_empty(), "left in the profile: {left:#?}");
    stage.lets_minutes_pass(10)?;
    stage.settles().await?;
    ensure!(stage.counts("select count(*) from live_guest").await? == 1, "ten minutes are no end");
    stage.lets_minutes_pass(16)?;
    ben.person.hears(&room, "Dieses Gespräch ist zu Ende").await?;
    counts(&stage, "the guest to be gone", "select count(*) from live_guest", 0).await?;
    // Nobody writes there again, and nothing opens it.
    ben.person.says(&room, "Melden Sie sich gern wieder.").await?;
    stage.settles().await?;
    let closed = "select count(*) from counselling_case where state = 'closed'";
    ensure!(stage.counts(closed).await? == 1, "it was opened again");

    stage.lets_time_pass(48)?;
    for (what, query) in [
        ("the case", "select count(*) from counselling_case where state <> 'erased' or room_id is not null"),
        ("the erasure", "select count(*) from erasure"),
        ("the account", "select count(*) from account"),
        ("the session", "select count(*) from account_session"),
        ("the room", "select count(*) from room where kind = 'case'"),
        ("the purge", "select count(*) from purge"),
    ] {
        counts(&stage, what, query, 0).await?;
    }
    ben.person.is_out_of(&room).await?;
    stage.settles().await?;
    let took = "select count(*) from live_figure where became = 'taken' and talked_ms is not null";
    ensure!(stage.counts(took).await? == 1, "it is not counted");
    let known = stage.as_lotse("lotse_steward", "GET", &format!("rooms/{room}/state"), None).await;
    ensure!(known.is_err(), "the homeserver knows the room: {known:?}");
    stage.lotse.stop().await?;
    let traces: Vec<Canary> = [&worry, &user, room.as_str()].map(Canary::new).into();
    let home = [stage.lotse.home().to_owned()];
    let hits = canary::search(&traces, &home).await?;
    ensure!(hits.is_empty(), "left after 48 hours: {hits:#?}");
    let hits = canary::search_bytes(&traces, &dump()?, "the dump");
    ensure!(hits.is_empty(), "left after 48 hours: {hits:#?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_waits_is_taken_talks_and_is_gone_within_48_hours() -> Result<()> {
    let stage = Stage::open_with(LOTSE, setting()).await?;
    lives_and_is_gone(stage, || Ok(Vec::new())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_waits_is_taken_talks_and_is_gone_within_48_hours_on_postgres() -> Result<()> {
    let postgres = Postgres::start().await?;
    let url = postgres.create_database().await?;
    let stage = Stage::open_with(LOTSE, setting().database(url.clone())).await?;
    lives_and_is_gone(stage, || postgres.dump(&url)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_makes_it_last_and_comes_back_to_everything() -> Result<()> {
    let mut stage = Stage::open_with(LOTSE, setting().cast(two_centres()).settings(PLATFORM)).await?;
    let (ben, dora) = (stage.counsellor("ben").await?, stage.counsellor("dora").await?);
    answers(&ben, "dienst an", "ist im Dienst").await?;
    let anna = guest(&stage).await?;
    let worry = format!("Ich bleibe vielleicht. {}", wait::unique_word());
    anna.comes_in(&worry).await?;
    anna.live_is("waiting").await?;
    let card = goes_to_where_somebody_is((&anna, &worry), &ben, &dora, &stage).await?;
    // Lotse is away for longer than a page may be silent: once it is back, hers is waited for.
    stage.lotse.stop().await?;
    let before = time::OffsetDateTime::now_utc().unix_timestamp() * 1000;
    stage.lets_minutes_pass(16)?;
    stage.lotse.serve().await?;
    let heard = format!("select count(*) from live_guest where seen_ms > {}", before + 15 * 60_000);
    counts(&stage, "her page to be heard of", &heard, 1).await?;
    stage.settles().await?;
    ensure!(stage.counts("select count(*) from live_guest").await? == 1, "her talk was ended");
    anna.live_is("waiting").await?;
    ben.accepts_card(&card).await?;
    let room = ben.comes_into_case().await?;
    ben.person.hears(&room, &worry).await?;
    ben.person.says(&room, "Guten Tag, ich bin Ben.").await?;
    anna.reads("ich bin Ben.").await?;
    // A name that somebody else has is refused, and nothing is lost by it.
    let taken = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    taken.walks_in("Schulden", "01067").await?;
    taken.makes_an_account().await?;
    taken.browser.sees("#chat .chat-standing").await?;
    anna.browser.clicks("#chat .chat-live summary").await?;
    anna.browser.fills("#chat .chat-account input:not([type])", &taken.name).await?;
    anna.browser.fills("#chat .chat-account input[type=password]", &anna.password).await?;
    anna.browser.clicks("#chat .chat-account button[type=submit]").await?;
    anna.browser.sees("#chat .chat-account .chat-error").await?;
    looks_well(&anna).await?;
    anna.keeps_the_live_chat().await?;
    anna.reads("Dieses Gespräch bleibt.").await?;
    ben.person.says(&room, "Bis bald.").await?;
    anna.reads("Bis bald.").await?;
    ensure!(stage.counts("select count(*) from live_guest").await? == 0, "it is a live chat still");
    anna.signs_out().await?;
    ben.person.says(&room, "Für später.").await?;

    // Neither the closed page nor the time of guests is of any concern to it.
    stage.lets_time_pass(72)?;
    stage.settles().await?;
    anna.comes_back().await?;
    for line in [worry.as_str(), "ich bin Ben.", "Bis bald.", "Für später."] {
        anna.reads(line).await?;
    }
    crate::portal_chat::no_line_stays_locked(&anna).await?;
    anna.writes("Ich bin wieder da.").await?;
    ben.person.hears(&room, "Ich bin wieder da.").await?;
    let lasting = "select count(*) from live_figure where became = 'taken'";
    ensure!(stage.counts(lasting).await? == 1, "it is not counted");
    Ok(())
}

/// Nobody is on duty in Dresden any more, and Dora is in Freiburg: Anna goes there, and back, once she has read who could read there.
async fn goes_to_where_somebody_is(
    (anna, worry): (&Visitor, &str),
    ben: &Counsellor,
    dora: &Counsellor,
    stage: &Stage,
) -> Result<Heard> {
    const OFFER: &str = "#chat .chat-elsewhere";
    const GO: &str = "#chat .chat-elsewhere button.chat-button";
    let at_first = ben.sees_card(worry).await?;
    answers(ben, "dienst aus", "nicht mehr im Dienst").await?;
    anna.browser.sees("#chat .chat-live:has-text('niemand mehr im Dienst')").await?;
    let offered = format!("!!document.querySelector('{OFFER}')");
    ensure!(anna.browser.evaluates(&offered).await? == false, "somebody is said to be there");
    answers(dora, "dienst an", "ist im Dienst").await?;
    anna.browser.sees(&format!("{OFFER}:has-text('Schwangerschaftsberatung Freiburg')")).await?;
    anna.browser
        .sees(&format!("{OFFER}:has-text('könnte bis zur ersten Antwort technisch mitlesen')"))
        .await?;
    looks_well(anna).await?;
    // Before she has agreed nothing of hers is there.
    stage.settles().await?;
    let at_freiburg = "select count(*) from counselling_case where centre_id = 'freiburg'";
    ensure!(stage.counts(at_freiburg).await? == 0, "a case in Freiburg");
    anna.browser.clicks(GO).await?;
    ben.person.sees_redaction(&ben.enquiries, &at_first.event).await?;
    let card = dora.sees_card(worry).await?;
    ensure!(card.body.contains("Livechat: Jemand wartet jetzt"), "{}", card.body);
    anna.reads(worry).await?;
    anna.browser.sees("#chat .chat-head h1:has-text('Freiburg')").await?;
    anna.live_is("waiting").await?;
    anna.browser.sees("#chat .chat-live:has-text('als Nächstes dran')").await?;
    let left = "select count(*) from counselling_case where centre_id = 'dresden' and state <> 'erased'";
    counts(stage, "the case in Dresden to be gone", left, 0).await?;
    counts(stage, "its room to be gone", "select count(*) from erasure", 0).await?;
    // She may go on waiting there; then Dora goes, Ben is there again, and she goes back.
    answers(ben, "dienst an", "ist im Dienst").await?;
    ensure!(anna.browser.evaluates(&offered).await? == false, "she is led away from somebody who is there");
    answers(dora, "dienst aus", "nicht mehr im Dienst").await?;
    anna.browser.sees(&format!("{OFFER}:has-text('Schuldnerberatung Dresden')")).await?;
    anna.browser.clicks(GO).await?;
    anna.browser.sees("#chat .chat-head h1:has-text('Dresden')").await?;
    dora.person.sees_redaction(&dora.enquiries, &card.event).await?;
    anna.reads(worry).await?;
    anna.live_is("waiting").await?;
    let is_new = |heard: &Heard| heard.body.contains(worry) && heard.event != at_first.event;
    let card = ben.person.hears_where(&ben.enquiries, "the card of who came back", is_new).await?;
    ensure!(stage.counts("select count(*) from live_guest").await? == 1, "she waits twice");
    anna.is_undisturbed().await?;
    Ok(card)
}

/// Somebody without a page: what it does is done by hand.
async fn waits(stage: &Stage, words: &str) -> Result<(Browser, Person, OwnedRoomId)> {
    let mut browser = Browser::at(&stage.lotse)?;
    browser.comes_in().await?.good()?;
    browser.asks_live(DRESDEN).await?.good()?;
    let room = browser.gets_room().await?["room_id"].as_str().context("no room")?.to_owned();
    let person = browser.opens_client().await?;
    browser.joins(&room).await?;
    let room = OwnedRoomId::try_from(room)?;
    person.is_in(&room).await?;
    person.says(&room, words).await?;
    Ok((browser, person, room))
}

const DRESDEN: (&str, &str, &str) = ("schulden", "01067", "dresden");

#[tokio::test(flavor = "multi_thread")]
async fn duty_ends_by_itself_and_nobody_has_more_talks_than_they_may() -> Result<()> {
    let settings = "[live]\ntalks = 1\nmissed_offers = 1\nqueue = 2\n";
    let setting = Setting::default().cast(cast()).settings(SETTINGS).settings(settings).with_clock();
    let stage = Stage::open_with(LOTSE, setting).await?;
    let (ben, dora) = tokio::try_join!(stage.counsellor("ben"), stage.counsellor("dora"))?;
    answers(&dora, "dienst an", "bietet keinen Livechat an").await?;
    answers(&ben, "dienst aus", "waren nicht im Dienst").await?;
    // Nobody is there: that is said, and no case is made.
    let mut early = Browser::at(&stage.lotse)?;
    early.comes_in().await?.good()?;
    ensure!(early.asks_live(DRESDEN).await?.refusal() == (409, "nobody"));
    // Whoever has an account cannot have it erased by a live chat, nor a guest a case that lasts.
    ensure!(early.asks_for_case("schulden", "01067").await?.refusal() == (400, "bad"));

    answers(&ben, "dienst an", "ist im Dienst").await?;
    ensure!(early.asks_live(("schulden", "01067", "freiburg")).await?.refusal() == (409, "nobody"));
    let (mut first, anna, room) = waits(&stage, "Die erste wartet.").await?;
    let (mut second, yusuf, _) = waits(&stage, "Der zweite wartet.").await?;
    ensure!(early.asks_live(DRESDEN).await?.refusal() == (409, "full"), "a queue of two has two");
    ben.sees_card("Der zweite wartet.").await?;
    let here = second.calls("POST", "/api/live/here", Some(&json!({}))).await?.good()?;
    ensure!(here["state"] == "waiting" && here["ahead"] == 1 && here["on_duty"] == true, "{here}");
    ensure!(ben.takes("Die erste wartet.").await? == room);
    ben.person.says(&room, "Guten Tag.").await?;
    anna.hears(&room, "Guten Tag.").await?;
    let here = second.calls("POST", "/api/live/here", Some(&json!({}))).await?.good()?;
    ensure!(here["ahead"] == 0, "{here}");
    // With one talk his hands are full; what he cannot take does not count as missed.
    let card = ben.sees_card("Der zweite wartet.").await?;
    ben.accepts_card(&card).await?;
    ben.person.hears(&ben.enquiries, "führen schon einen Livechat").await?;
    stage.lets_minutes_pass(5)?;
    wait::until("the offer to count", wait::patience(), async || {
        let counted = "select count(*) from live_guest where missed_ms is not null";
        Ok((stage.counts(counted).await? == 0).then_some(()))
    })
    .await?;
    ensure!(stage.counts("select count(*) from live_duty where since_ms is not null").await? == 1);
    first.calls("POST", "/api/session/end", Some(&json!({}))).await?.good()?;
    ben.person.hears(&room, "Dieses Gespräch ist zu Ende").await?;
    ben.person.says(&ben.enquiries, &format!("annehmen {}", reference(&card)?)).await?;
    counts(&stage, "the second to be taken", "select count(*) from live_guest where taken_ms is not null", 1)
        .await?;
    drop(yusuf);

    // One more waits in vain: he is off duty, and is told so.
    second.calls("POST", "/api/session/end", Some(&json!({}))).await?.good()?;
    counts(&stage, "nobody to wait", "select count(*) from live_guest", 0).await?;
    let (_third, _person, _) = waits(&stage, "Die dritte wartet.").await?;
    ben.sees_card("Die dritte wartet.").await?;
    stage.lets_minutes_pass(10)?;
    ben.person.hears_next(&ben.team, "ist nicht mehr im Dienst").await?;
    ensure!(stage.counts("select count(*) from live_duty").await? == 0);
    // An absence ends it, and so does a directory without hours.
    answers(&ben, "dienst an", "ist im Dienst").await?;
    answers(&ben, "abwesend bis morgen", "ist abwesend oder nicht mehr freigeschaltet").await?;
    answers(&ben, "dienst an", "Wer abwesend ist").await?;
    answers(&ben, "anwesend", "wieder da").await?;
    answers(&ben, "dienst an", "ist im Dienst").await?;
    stage.import(&Cast::default()).await?;
    ben.person.hears_next(&ben.team, "Die Livechat-Zeit ist zu Ende").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn dies_in_the_queue() -> Result<()> {
    for point in AT_LIVE {
        let moves = *point == "live.after_move";
        let setting = if moves { setting().cast(two_centres()).settings(PLATFORM) } else { setting() };
        let mut stage = Stage::open_with(LOTSE, setting).await?;
        let ben = stage.counsellor("ben").await?;
        answers(&ben, "dienst an", "ist im Dienst").await?;
        stage.lotse.stop().await?;
        stage.lotse.set_environment(FAIL_POINT, point);
        stage.lotse.serve().await?;
        let words = format!("Ich warte. {}", wait::unique_word());
        let (mut browser, _person, room) = if let Ok(there) = waits(&stage, &words).await {
            there
        } else {
            // The page says that it did not work, and its person tries again.
            dies_of_it(&mut stage.lotse).await?;
            stage.lotse.serve().await?;
            waits(&stage, &words).await?
        };
        if moves {
            dies_on_the_way_to_another_centre((&mut stage, &ben), &mut browser).await?;
            continue;
        }
        let keeps = *point == "live.after_keep";
        if keeps {
            ensure!(browser.keeps("Amsel 7", "ein Satz").await.is_err(), "it answered at {point}");
            dies_of_it(&mut stage.lotse).await?;
            stage.lotse.serve().await?;
            browser.signs_in("Amsel 7", "ein Satz").await.context("the name does not hold")?;
        }
        ensure!(ben.takes(&words).await? == room, "{point}");
        ensure!(stage.counts("select count(*) from card where state = 'active'").await? == 0, "{point}");
        if keeps {
            continue;
        }
        stage.lets_minutes_pass(20)?;
        if *point == "live.before_close" {
            dies_of_it(&mut stage.lotse).await?;
            stage.lotse.serve().await?;
        }
        ben.person.hears(&room, "Dieses Gespräch ist zu Ende").await?;
        stage.lets_time_pass(48)?;
        // Also of the guest who was made and never answered.
        for left in ["account", "account_session", "live_guest", "erasure"] {
            counts(&stage, left, &format!("select count(*) from {left}"), 0).await?;
        }
        let figures = stage.counts("select count(*) from live_figure").await?;
        ensure!(figures == 1, "{figures} guests are counted at {point}");
    }
    Ok(())
}

/// The commit is made, and its answer is lost: the page asks again, and is where it wanted to be, once.
async fn dies_on_the_way_to_another_centre(
    (stage, ben): (&mut Stage, &Counsellor),
    browser: &mut Browser,
) -> Result<()> {
    let dora = stage.counsellor("dora").await?;
    let goes = json!({ "centre": "freiburg", "postcode": "01067" });
    // While somebody is there she stays; and to where nobody is she cannot go.
    let stays = browser.calls("POST", "/api/live/move", Some(&goes)).await?.good()?;
    ensure!(stays["already"] == true && stays["centre"] == "Schuldnerberatung Dresden", "{stays}");
    answers(ben, "dienst aus", "nicht mehr im Dienst").await?;
    ensure!(browser.calls("POST", "/api/live/move", Some(&goes)).await?.refusal() == (409, "nobody"));
    answers(&dora, "dienst an", "ist im Dienst").await?;
    let looks = json!({ "postcode": "01067", "locale": "de" });
    let found = browser.calls("POST", "/api/live/elsewhere", Some(&looks)).await?.good()?;
    ensure!(found["there"] == "centre" && found["centre"]["id"] == "freiburg", "{found}");
    ensure!(browser.calls("POST", "/api/live/move", Some(&goes)).await.is_err(), "it answered");
    dies_of_it(&mut stage.lotse).await?;
    stage.lotse.serve().await?;
    for _ in 0..2 {
        let go = async || {
            let there = browser.calls("POST", "/api/live/move", Some(&goes)).await?;
            Ok((there.status != 503).then_some(there))
        };
        let there = wait::until("an answer", wait::patience(), go).await?.good()?;
        ensure!(
            there["already"] == false && there["centre"] == "Schwangerschaftsberatung Freiburg",
            "{there}"
        );
    }
    ensure!(stage.counts("select count(*) from live_guest where centre_id = 'freiburg'").await? == 1);
    let cases = "select count(*) from counselling_case where state <> 'erased'";
    ensure!(stage.counts(cases).await? == 1, "more than one case");
    counts(stage, "the room in Dresden to be gone", "select count(*) from erasure", 0).await?;
    ensure!(stage.counts("select count(*) from account").await? == 1, "the guest is gone with it");
    Ok(())
}
