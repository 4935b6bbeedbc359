//! A first appointment without a case: somebody takes an open time of a centre instead of writing first, on pages without scripts up to
//! the account; whose time it is has the case. Of two who want the same time one has it, and the other is told.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    browser::Window,
    portal::Browser,
    stage::{Counsellor, Seeker, Setting},
    visitor::Visitor,
    wait,
    workbook::Cast,
};
use routing::{Timestamp, wall};
use serde_json::{Value, json};

use crate::{
    asking::LOTSE,
    kill::{AT_FIRST_DATES, FAIL_POINT, dies_of_it},
};

const OFFER: &str = "section.first-dates form button";
const TIMES: &str = "button[name=date]";

/// From the start page to the open times of the centre.
async fn sees_times(visitor: &Visitor) -> Result<()> {
    visitor.opens_the_portal().await?;
    visitor.says_what_and_where("Schulden", "01067").await?;
    visitor.browser.clicks(OFFER).await?;
    visitor.browser.sees(TIMES).await
}

/// Nothing is wrong with the page as it is, in a narrow window as well.
async fn looks_right(visitor: &Visitor) -> Result<()> {
    for (width, dark) in [(320, true), (412, false)] {
        let window = json!({ "do": "window", "width": width, "height": 800, "dark": dark });
        visitor.browser.does(window).await?;
        let found = visitor.browser.axe().await?;
        ensure!(found.is_empty(), "at {width}: {found:#?}");
        let wide = "document.documentElement.scrollWidth <= innerWidth";
        ensure!(visitor.browser.evaluates(wide).await? == true, "wider than {width}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_time_is_taken_before_anything_was_written() -> Result<()> {
    let mut cast = Cast::default();
    cast.takes_first_dates("dresden");
    let settings = "[people]\npublic_url = \"https://lotse.example\"\n";
    let setting = Setting::default().cast(cast.clone()).settings(settings).with_erasure();
    let mut stage = Stage::open_with(LOTSE, setting).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let now = time::OffsetDateTime::now_utc().unix_timestamp() * 1000;
    let day = wall::after(wall::after(wall::today(Timestamp::from_millis(now))));
    let day = format!("{}.{}.{}", day.day(), day.month(), day.year());

    // Nobody has an open time: it is said, and writing is as ever.
    let anna = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    anna.opens_the_portal().await?;
    anna.says_what_and_where("Schulden", "01067").await?;
    anna.browser.sees("section.first-dates:has-text('keine Zeit für einen ersten Termin frei')").await?;
    looks_right(&anna).await?;
    ben.person.says(&ben.team, &format!("termine {day} 9-11 je 60 vor ort offen, {day} 14:00 je 60")).await?;
    ben.person.hears(&ben.team, "Ihre Zeiten für Termine").await?;
    sees_times(&anna).await?;
    looks_right(&anna).await?;
    ensure!(anna.browser.reads(TIMES).await?.len() == 2, "what is not open is shown");

    // Lea looks at the same time; Yusuf has chosen it as well, and is about to make his account.
    let lea = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    sees_times(&lea).await?;
    let yusuf = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    sees_times(&yusuf).await?;
    yusuf.browser.clicks(&format!("{TIMES}:has-text('9:00')")).await?;
    yusuf.browser.sees("#chat .chat-account form").await?;

    anna.browser.clicks(&format!("{TIMES}:has-text('9:00')")).await?;
    anna.browser.sees("#chat .chat-account form").await?;
    anna.browser.sees("aside.for-you:has-text('in der Beratungsstelle')").await?;
    looks_right(&anna).await?;
    anna.makes_an_account().await?;
    anna.is_in().await?;
    anna.reads("Der Termin steht").await?;
    // At the hour that the page before has said, whatever the browser's clock is.
    anna.browser.sees("#chat [data-dates=booked]:has-text('um 09:00')").await?;
    anna.reads("um 09:00").await?;
    looks_right(&anna).await?;
    // It is Ben's, and nobody else was asked.
    let room = ben.comes_into_case().await?;
    ben.person.hears(&room, "Der Termin steht").await?;
    ben.person.hears(&ben.team, "direkt zu ben gekommen").await?;
    ensure!(stage.counts("select count(*) from card").await? == 0, "there was a card");
    ensure!(!cem.person.rooms().contains(&room), "somebody else came in");
    ensure!(stage.counts("select count(*) from appointment_cell").await? == 12);

    // Lea is led back to what is left; Yusuf is told, and goes on without.
    lea.browser.clicks(&format!("{TIMES}:has-text('9:00')")).await?;
    lea.browser.sees("main:has-text('nicht mehr frei')").await?;
    let left = lea.browser.reads(TIMES).await?;
    ensure!(left.len() == 1 && left[0].contains("10:00"), "{left:?}");
    yusuf.makes_an_account().await?;
    yusuf.browser.sees("#chat:has-text('gerade jemand anders bekommen')").await?;
    let worry = format!("Dann schreibe ich. {}", wait::unique_word());
    yusuf.writes(&worry).await?;
    yusuf.browser.clicks("#chat button:has-text('Noch einmal versuchen')").await?;
    yusuf.is_in().await?;
    cem.takes(&worry).await?;
    ensure!(stage.counts("select count(*) from appointment_cell").await? == 12, "he has it all the same");

    // She cancels, and the time is open again.
    anna.browser.clicks("#chat [data-dates=booked] button:has-text('absagen')").await?;
    anna.browser.clicks("#chat [data-dates=booked] button.chat-button").await?;
    anna.reads("ist abgesagt").await?;
    sees_times(&lea).await?;
    ensure!(lea.browser.reads(TIMES).await?.len() == 2, "it is not open again");
    // By words in the chat with the reception, and it is Ben's as well.
    let mia = Seeker::knocks(stage.person("mia").await?).await?;
    mia.is_placed("Schulden", "01067", "Rote Eule").await?;
    mia.person.says(&mia.chat, "Ich möchte einen Termin vor Ort").await?;
    mia.person.hears(&mia.chat, "für einen ersten Termin offen").await?;
    mia.person.says(&mia.chat, "2").await?;
    mia.person.hears(&mia.chat, "Ihr Termin: ").await?;
    let case = mia.consents().await?;
    let booked = mia.person.hears(&case, "Der Termin steht").await?;
    ensure!(booked.encrypted && booked.body.contains("10:00"), "{}", booked.body);
    ensure!(ben.comes_into_case().await? == case, "another case");
    // It is hers as any other: moved, and closed with the case.
    mia.person.says(&case, "Termin verschieben").await?;
    mia.person.hears(&case, "gilt, bis Sie eine neue Zeit wählen").await?;
    mia.person.says(&case, "1").await?;
    mia.person.reads_many(&case, "Der Termin steht", 2).await?;
    mia.person.says(&case, "abschließen").await?;
    mia.person.hears(&case, "findet nicht statt").await?;
    stage.settles().await?;
    ensure!(stage.counts("select count(*) from appointment_cell").await? == 0, "it outlives its case");
    // The others were refused something, which a browser takes for trouble.
    anna.is_undisturbed().await?;
    follows_its_case(&mut stage, (&ben, &cem), &lea, cast).await
}

/// Somebody takes the first open time, and the power goes out after the commit: they ask again, and have one case with one appointment.
async fn takes_in_the_dark(stage: &mut Stage, lea: &Visitor, name: &str) -> Result<(Browser, String)> {
    sees_times(lea).await?;
    let date = lea.browser.evaluates(&format!("document.querySelector('{TIMES}').value")).await?;
    let date = date.as_str().context("no time")?.to_owned();
    let mut browser = Browser::at(&stage.lotse)?;
    browser.signs_up(name, "ein langer Satz").await?;
    stage.lotse.stop().await?;
    stage.lotse.set_environment(FAIL_POINT, AT_FIRST_DATES[0]);
    stage.lotse.serve().await?;
    // As a page does: whatever it is too busy for is asked once more.
    let dies =
        async || Ok(browser.takes_date(("schulden", "01067", "dresden"), &date).await.is_err().then_some(()));
    wait::until("the power to go out", wait::patience(), dies).await?;
    dies_of_it(&mut stage.lotse).await?;
    Ok((browser, date))
}

/// What comes of a first appointment when its case is handed over, erased, or its counsellor is gone before there is a room.
async fn follows_its_case(
    stage: &mut Stage,
    (ben, cem): (&Counsellor, &Counsellor),
    lea: &Visitor,
    mut cast: Cast,
) -> Result<()> {
    let again = async |stage: &Stage, browser: &mut Browser, date: &str| -> Result<Value> {
        let take = async || {
            let taken = browser.takes_date(("schulden", "01067", "dresden"), date).await?;
            Ok((taken.status != 503).then_some(taken))
        };
        let case = wait::until("the time to be taken", wait::patience(), take).await?.good()?;
        ensure!(case["already"] == false, "{case}");
        ensure!(stage.counts("select count(*) from appointment where state = 'booked'").await? == 1);
        ensure!(stage.counts("select count(*) from appointment_cell").await? == 12, "taken twice");
        Ok(case)
    };
    let (mut vera, date) = takes_in_the_dark(stage, lea, "Blaue Amsel").await?;
    stage.lotse.serve().await?;
    let case = again(stage, &mut vera, &date).await?;
    let reference = case["reference"].as_str().context("no number")?.to_owned();
    let client = vera.opens_client().await?;
    let room = vera.gets_room().await?["room_id"].as_str().context("no room")?.to_owned();
    vera.joins(&room).await?;
    let room = client.is_in_case(&room).await?;
    ensure!(ben.comes_into_case().await? == room, "another case");
    client.hears(&room, "Der Termin steht").await?;
    stage.settles().await?;
    let said = client.reads_all(&room).iter().filter(|body| body.contains("Der Termin steht")).count();
    ensure!(said == 1, "said {said} times");

    // Handed over: the time is Cem's, and Ben's is open again. Erased: nobody waits for somebody who does not come.
    ben.person.says(&ben.team, &format!("übergeben {reference} @cem")).await?;
    client.hears(&room, "Eine Frage an Sie").await?;
    let yes = json!({ "question": "hand_over", "yes": true });
    vera.calls("POST", &format!("/api/case/{reference}/answer"), Some(&yes))
        .await?
        .good()
        .context("the answer")?;
    let chat = cem.person.is_invited_where("the chat with the custodian", |to| to.direct).await?;
    let chat = cem.person.accepts(&chat).await?;
    cem.person.hears(&chat, "haben Sie auch den Termin").await?;
    ensure!(stage.counts("select count(*) from appointment_cell").await? == 12, "two have it");
    sees_times(lea).await?;
    ensure!(lea.browser.reads(TIMES).await?.len() == 2, "Ben's time is not open again");
    let erase = format!("/api/case/{reference}/erase");
    vera.calls("POST", &erase, Some(&json!({ "sure": true }))).await?.good().context("the erasure")?;
    cem.person.hears(&chat, "findet nicht statt").await?;
    stage.settles().await?;
    let left = "select (select count(*) from appointment) + (select count(*) from appointment_cell)";
    ensure!(stage.counts(left).await? == 0, "something is left");

    // Whoever is away gives no time to strangers.
    ben.person.says(&ben.team, "abwesend bis morgen").await?;
    ben.person.hears(&ben.team, "abwesend").await?;
    lea.opens_the_portal().await?;
    lea.says_what_and_where("Schulden", "01067").await?;
    lea.browser.sees("section.first-dates:has-text('keine Zeit für einen ersten Termin frei')").await?;
    ben.person.says(&ben.team, "anwesend").await?;
    ben.person.hears(&ben.team, "wieder da").await?;

    // Ben leaves between the commit and the room: the case is anybody's, and its seeker reads that the appointment is none.
    let (mut yara, date) = takes_in_the_dark(stage, lea, "Roter Milan").await?;
    cast.suspend("ben");
    stage.import(&cast).await?;
    stage.lotse.serve().await?;
    again(stage, &mut yara, &date).await?;
    let client = yara.opens_client().await?;
    let room = yara.gets_room().await?["room_id"].as_str().context("no room")?.to_owned();
    yara.joins(&room).await?;
    let room = client.is_in_case(&room).await?;
    let worry = format!("Bleibt es dabei? {}", wait::unique_word());
    client.says(&room, &worry).await?;
    client.hears(&room, "findet nicht statt").await?;
    ensure!(cem.takes(&worry).await? == room, "nobody has it");
    stage.settles().await?;
    ensure!(stage.counts(left).await? == 0, "Ben's time is taken by nobody");
    Ok(())
}
