//! From the room to the net and back: a case for somebody who sits before a counsellor, a call and an appointment from the desk, and
//! what the seeker's page makes of them.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    browser::Window,
    coturn::Coturn,
    desk::Desk,
    stage::{Counsellor, Setting},
    visitor::Visitor,
    wait,
};
use routing::{Timestamp, wall};
use serde_json::json;

use crate::asking::LOTSE;

/// A link from the desk's screen: its path.
async fn link(desk: &Desk) -> Result<String> {
    desk.comes_again().await?;
    desk.browser.clicks("details:has(form[action$='vor-ort']) > summary").await?;
    desk.browser.clicks("form[action$='vor-ort'] button").await?;
    desk.browser.sees(".qr svg path").await?;
    let address = desk.browser.reads("code.feed").await?.into_iter().next().context("no address")?;
    let path = address.strip_prefix("https://lotse.example").context(address.clone())?;
    Ok(path.trim().to_owned())
}

/// Does something with the only case at the desk.
async fn presses(desk: &Desk, act: &str) -> Result<()> {
    desk.comes_again().await?;
    desk.browser.clicks("[data-case] button[name=reference]").await?;
    desk.browser.clicks(&format!("[data-case] button[value='{act}']")).await
}

async fn looks_right(anna: &Visitor) -> Result<()> {
    for (width, dark) in [(320, true), (412, false)] {
        let window = json!({ "do": "window", "width": width, "height": 800, "dark": dark });
        anna.browser.does(window).await?;
        let found = anna.browser.axe().await?;
        ensure!(found.is_empty(), "at {width}: {found:#?}");
        let wide = "document.documentElement.scrollWidth <= innerWidth";
        ensure!(anna.browser.evaluates(wide).await? == true, "wider than {width}");
    }
    Ok(())
}

/// The seeker answers with the buttons of their page.
async fn appointment(stage: &Stage, ben: &Counsellor, anna: &Visitor, reference: &str) -> Result<()> {
    let now = time::OffsetDateTime::now_utc().unix_timestamp() * 1000;
    let day = wall::after(wall::after(wall::today(Timestamp::from_millis(now))));
    let day = format!("{}.{}.{}", day.day(), day.month(), day.year());
    let cells = "select count(*) from appointment_cell";
    ben.person.says(&ben.team, &format!("termin anbieten {reference} {day} 9-11 je 60 telefon")).await?;
    anna.browser.sees("#chat [data-dates=offer] button").await?;
    looks_right(anna).await?;
    anna.browser.clicks("#chat [data-dates=offer] button:has-text('2: ')").await?;
    anna.reads("Der Termin steht").await?;
    ensure!(stage.counts(cells).await? == 12);

    // Another time: there are none, and it holds on; then there are, and none fits.
    anna.browser.clicks("#chat [data-dates=booked] button:has-text('verschieben')").await?;
    anna.reads("Gerade kann ich keine anbieten").await?;
    ben.person.says(&ben.team, &format!("termin anbieten {reference} {day} 14:00 je 30")).await?;
    anna.browser.clicks("#chat [data-dates=offer] button:has-text('Keine dieser Zeiten')").await?;
    anna.reads("Keine der Zeiten passt").await?;
    ensure!(stage.counts(cells).await? == 12, "what held holds");
    // Only whoever is sure cancels.
    anna.browser.clicks("#chat [data-dates=booked] button:has-text('absagen')").await?;
    anna.browser.clicks("#chat [data-dates=booked] button:has-text('bleibt')").await?;
    anna.browser.clicks("#chat [data-dates=booked] button:has-text('absagen')").await?;
    looks_right(anna).await?;
    anna.browser.clicks("#chat [data-dates=booked] button.chat-button").await?;
    anna.reads("ist abgesagt").await?;
    anna.browser.waits_until("!document.querySelector('#chat [data-dates]')").await?;
    ensure!(stage.counts(cells).await? == 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sits_before_a_counsellor_is_theirs_at_once() -> Result<()> {
    let relay = Coturn::opens().await?;
    let settings = format!("[people]\npublic_url = \"https://lotse.example\"\n{}", relay.settings());
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock().settings(&settings)).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let desk = Desk::open(&stage, Window { width: 320, height: 640, ..Window::default() }).await?;
    desk.signs_in(&ben.person, &ben.team).await?;

    // A link that nobody opens within half an hour opens nothing.
    let late = link(&desk).await?;
    desk.is_in_order("the link").await?;
    ensure!(desk.reads().await?.contains("keine Notizen"), "it is not said that nothing is kept");
    ensure!(stage.lotse.page(&late).await?.0 == 200);
    stage.lets_time_pass(1)?;
    wait::until("the link to end", wait::patience(), async || {
        Ok((stage.lotse.page(&late).await?.0 == 404).then_some(()))
    })
    .await?;

    // By the word in Team, and by the desk's button.
    ben.person.says(&ben.team, "vor ort").await?;
    let said = ben.person.hears_next(&ben.team, "Für jemanden, der gerade bei Ihnen sitzt").await?.body;
    ensure!(said.contains("/karte.svg") && said.contains("30 Minuten") && said.contains("Notizen"), "{said}");
    let desk = Desk::open(&stage, Window { width: 320, height: 640, ..Window::default() }).await?;
    desk.signs_in(&ben.person, &ben.team).await?;
    let path = link(&desk).await?;
    let (status, card) = stage.lotse.page(&format!("{path}/karte.svg")).await?;
    ensure!(status == 200 && card.contains("<svg") && !card.contains("Dresden"), "{status} {card}");

    let anna = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    anna.has_a_camera().await?;
    anna.browser.goes(&anna.url(&path)).await?;
    anna.goes_on_to_write().await?;
    anna.makes_an_account().await?;
    anna.is_in().await?;
    // Nothing was written, and it is Ben's: nobody else was asked, and nobody waits.
    let room = ben.comes_into_case().await?;
    ben.person.hears(&ben.team, "direkt zu ben gekommen").await?;
    ben.person.says(&room, "Hier schreiben wir weiter.").await?;
    anna.reads("Hier schreiben wir weiter").await?;
    ensure!(stage.counts("select count(*) from card").await? == 0, "there was a card");
    ensure!(!cem.person.rooms().contains(&room), "somebody else came in");
    ensure!(stage.lotse.page(&path).await?.0 == 404, "it was good for one case");

    // The desk's button is the word: her page asks, and she declines.
    presses(&desk, "call").await?;
    desk.is_answered("Die Frage steht auf der Seite").await?;
    anna.sees_call("asked").await?;
    anna.reads("möchte Sie anrufen. Sie können hier zustimmen").await?;
    anna.browser.clicks("#chat [data-call=asked] .chat-quiet").await?;
    ben.person.hears(&room, "möchte jetzt nicht telefonieren").await?;
    let reference = anna.reference().await?;
    ben.person.says(&ben.team, &format!("videoanruf {reference}")).await?;
    anna.browser.sees("#chat [data-call=asked]:has-text('mit Bild')").await?;
    appointment(&stage, &ben, &anna, &reference).await?;
    anna.is_undisturbed().await?;
    stage.settles().await
}
