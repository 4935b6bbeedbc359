//! Two pairs of eyes at the desk: naming somebody of the Referat, lifting a hold, handing out the trail.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Person, Stage,
    browser::Window,
    desk::Desk,
    stage::{Seeker, Setting},
    wait,
};
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::json;

use crate::{
    asking::LOTSE,
    kill::{AT_SECONDS, FAIL_POINT, dies_of_it},
};

const PAGE: &str = "/freigaben";
const WORRY: &str = "Ich habe Post vom Inkasso.";

async fn person(stage: &Stage, name: &str) -> Result<(Person, OwnedRoomId, Desk)> {
    let person = stage.person(name).await?;
    let chat = person.opens_chat_with(Stage::RECEPTION).await?;
    person.hears(&chat, "Schulden").await?;
    let desk = Desk::open(stage, Window::default()).await?;
    desk.signs_in(&person, &chat).await?;
    Ok((person, chat, desk))
}

async fn is_in_order(desk: &Desk, at: &str) -> Result<()> {
    for (width, dark) in [(320, false), (1280, true)] {
        desk.browser.does(json!({ "do": "window", "width": width, "height": 800, "dark": dark })).await?;
        desk.is_in_order(&format!("{at}, {width} px")).await?;
    }
    Ok(())
}

async fn asks(desk: &Desk, act: &str, fields: &[(&str, &str)]) -> Result<()> {
    desk.goes(PAGE).await?;
    let form = format!("form:has(button[value={act}])");
    for (field, value) in fields {
        desk.browser.fills(&format!("{form} [name={field}]"), value).await?;
    }
    desk.browser.clicks(&format!("{form} button")).await?;
    desk.browser.sees(".answer").await
}

/// The id of the only request that waits.
async fn waiting(desk: &Desk) -> Result<String> {
    desk.goes(PAGE).await?;
    let id = "document.querySelector('main > .desk > ul.cases > [data-request]')?.dataset.request";
    let id = desk.browser.evaluates(id).await?;
    id.as_str().map(str::to_owned).context("no request waits")
}

async fn says(desk: &Desk, act: &str, words: &str) -> Result<()> {
    let id = waiting(desk).await?;
    desk.browser.clicks(&format!("[data-request='{id}'] button[value={act}]")).await?;
    desk.is_answered(words).await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_asks_another_one_confirms_and_what_has_changed_meanwhile_is_not_done() -> Result<()> {
    let settings = "[administration]\nreferat = [\"@edda:lotse.example\", \"@fred:lotse.example\"]\n";
    let mut stage = Stage::open_with(LOTSE, Setting::default().with_clock().settings(settings)).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.asks("Schulden", "01067", "Blaue Amsel", WORRY).await?;
    ben.takes(WORRY).await?;
    let (_edda, _, edda) = person(&stage, "edda").await?;
    let (fred_himself, freds_chat, fred) = person(&stage, "fred").await?;
    let reference = reference(&stage, &ben.person, &ben.team).await?;
    let held = async || stage.lotse.says(&["case", "held"]).await;
    stage.lotse.says(&["case", "hold", &reference, "--reason", "Beschwerde"]).await?;

    // A hold: declined; void, since it is another one by now; and lifted.
    edda.goes(PAGE).await?;
    edda.browser.sees(&format!("[data-hold='{reference}']")).await?;
    is_in_order(&edda, "nothing waits").await?;
    ensure!(!edda.reads().await?.contains("Amsel"), "a seeker's name");
    asks(&edda, "lift-hold", &[("reason", "erledigt")]).await?;
    edda.is_answered("Beantragt").await?;
    is_in_order(&edda, "asked").await?;
    asks(&edda, "lift-hold", &[("reason", "noch einmal")]).await?;
    edda.is_answered("wartet schon").await?;
    fred_himself.hears_next(&freds_chat, "zweite Person").await?;
    let own = waiting(&edda).await?;
    let form = format!("act=confirm&which={own}");
    ensure!(edda.status("POST", PAGE, &form).await? == 404, "nobody confirms their own");
    edda.browser.troubles().await?;
    fred.goes(PAGE).await?;
    is_in_order(&fred, "to be confirmed").await?;
    says(&fred, "decline", "Abgelehnt").await?;
    ensure!(held().await?.contains("Beschwerde"));
    asks(&edda, "lift-hold", &[("reason", "erledigt")]).await?;
    stage.lotse.says(&["case", "hold", &reference, "--reason", "Aktenzeichen 7"]).await?;
    says(&fred, "confirm", "gilt nicht mehr").await?;
    ensure!(held().await?.contains("Aktenzeichen 7"), "a hold that nobody has seen is lifted");
    asks(&edda, "lift-hold", &[("reason", "erledigt")]).await?;
    says(&edda, "withdraw", "zurückgezogen").await?;
    asks(&edda, "lift-hold", &[("reason", "erledigt")]).await?;
    let form = format!("act=confirm&which={}", waiting(&fred).await?);
    // The power goes between the word and the deed: neither is done. After it: both.
    for (point, is_held) in AT_SECONDS.iter().zip([true, false]) {
        stage.lotse.kill();
        stage.lotse.set_environment(FAIL_POINT, *point);
        stage.lotse.serve().await?;
        let lost = fred.status("POST", PAGE, &form).await;
        ensure!(lost.is_err(), "{point}: {lost:?}");
        dies_of_it(&mut stage.lotse).await?;
        stage.lotse.unset_environment(FAIL_POINT);
        stage.lotse.serve().await?;
        ensure!(stage.lotse.says(&["case", "held"]).await?.contains("Aktenzeichen 7") == is_held, "{point}");
        ensure!(waiting(&fred).await.is_ok() == is_held, "{point}: a request is done by halves");
    }
    fred.browser.troubles().await?;

    names_somebody(&stage, &edda, &fred).await?;
    hands_out_the_trail(&edda, &fred).await?;

    // Nobody decides within a day; the sessions are over by then as well.
    asks(&edda, "name-referat", &[("to", "@hana:lotse.example"), ("reason", "zu spät")]).await?;
    let late = waiting(&fred).await?;
    stage.lets_time_pass(25)?;
    for desk in [&edda, &fred] {
        desk.comes_again().await?;
        desk.touches_passkey().await?;
        desk.is_signed_in().await?;
    }
    ensure!(waiting(&fred).await.is_err(), "too late, and still there");
    fred.status("POST", PAGE, &format!("act=confirm&which={late}")).await?;
    fred.goes(PAGE).await?;
    ensure!(fred.browser.reads("[data-referat]").await?.len() == 2, "named too late");
    fred.goes("/protokoll?stelle=lotse-platform").await?;
    let trail = fred.reads().await?;
    for words in ["Antrag verfallen", "Ins Referat aufgenommen", "Protokoll heruntergeladen", "zu spät"] {
        ensure!(trail.contains(words), "no {words} in {trail}");
    }
    fred.goes("/protokoll?stelle=dresden").await?;
    let trail = fred.reads().await?;
    for words in ["Von zweiter Person abgelehnt", "Antrag hinfällig", "Antrag zurückgezogen", "Aufbewahrung"]
    {
        ensure!(trail.contains(words), "no {words} in {trail}");
    }
    stage.lotse.says(&["audit", "verify"]).await?;
    stage.settles().await
}

/// The number of the only case, as its counsellor reads it.
async fn reference(stage: &Stage, ben: &Person, team: &OwnedRoomId) -> Result<String> {
    let desk = Desk::open(stage, Window::default()).await?;
    desk.signs_in(ben, team).await?;
    let id = desk.browser.evaluates("document.querySelector('[data-case]').id").await?;
    id.as_str().map(str::to_owned).context("no case")
}

async fn names_somebody(stage: &Stage, edda: &Desk, fred: &Desk) -> Result<()> {
    for (who, reason) in [("@fred:lotse.example", "ist es schon"), ("nora", "kein Name")] {
        asks(edda, "name-referat", &[("to", who), ("reason", reason)]).await?;
        edda.is_answered("lässt sich nicht beantragen").await?;
    }
    asks(edda, "name-referat", &[("to", "@nora:lotse.example"), ("reason", "neu im Team")]).await?;
    edda.is_answered("Beantragt").await?;
    let nora = stage.person("nora").await?;
    let chat = nora.opens_chat_with(Stage::RECEPTION).await?;
    nora.hears_next(&chat, "Schulden").await?;
    // Until then she is nobody.
    let desk = Desk::open(stage, Window::default()).await?;
    nora.says(&chat, &desk.asks_for_code().await?).await?;
    nora.hears_next(&chat, "Schulden").await?;
    says(fred, "confirm", "Bestätigt").await?;
    desk.comes_again().await?;
    desk.signs_in(&nora, &chat).await?;
    ensure!(desk.status("GET", "/verzeichnis", "").await? == 200, "named, and without powers");
    edda.goes(PAGE).await?;
    edda.browser.sees("[data-referat='@nora:lotse.example']").await?;
    // Nobody at the desk changes somebody of their own rank: whoever runs Lotse does.
    ensure!(stage.lotse.says(&["staff", "dismiss", "@nora:lotse.example"]).await?.contains("no more"));
    wait::until("nora to be nobody again", wait::patience(), async || {
        desk.comes_again().await?;
        let out = desk.browser.evaluates("!!document.querySelector(\"form[action$='anmelden']\")").await?;
        Ok((out == true).then_some(()))
    })
    .await
}

async fn hands_out_the_trail(edda: &Desk, fred: &Desk) -> Result<()> {
    asks(edda, "export-trail", &[("reason", "Prüfung")]).await?;
    let id = waiting(edda).await?;
    let file = format!("{PAGE}/{id}/protokoll.csv");
    ensure!(edda.status("GET", &file, "").await? == 404, "before it was confirmed");
    says(fred, "confirm", "Bestätigt").await?;
    ensure!(fred.status("GET", &file, "").await? == 404, "whoever did not ask");
    let csv = format!("fetch('/desk{file}').then((it) => it.text())");
    let csv = edda.browser.evaluates(&csv).await?;
    let csv = csv.as_str().context("no trail")?;
    ensure!(csv.starts_with("number,at,centre,") && csv.contains("second_declined"), "{csv}");
    ensure!(!csv.contains("Amsel") && !csv.contains("@anna"), "a seeker: {csv}");
    edda.browser.troubles().await?;
    fred.browser.troubles().await.map(drop)
}
