//! The directory in the hands of the Referat: a draft, what follows from it, a second person, and earlier versions.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    browser::Window,
    desk::Desk,
    stage::{Seeker, Setting},
    workbook::Cast,
};
use serde_json::json;

use crate::{
    asking::LOTSE,
    kill::{AT_PUBLISHING, FAIL_POINT, dies_of_it},
};

const REFERAT: &str = "[administration]\nreferat = [\"@edda:lotse.example\", \"@fred:lotse.example\"]\n";

async fn stage() -> Result<Stage> {
    Stage::open_with(LOTSE, Setting::default().settings(REFERAT)).await
}

async fn referat(stage: &Stage, name: &str) -> Result<Desk> {
    let person = stage.person(name).await?;
    let chat = person.opens_chat_with(Stage::RECEPTION).await?;
    person.hears(&chat, "Schulden").await?;
    let desk = Desk::open(stage, Window::default()).await?;
    desk.signs_in(&person, &chat).await?;
    Ok(desk)
}

/// Opens the row of a sheet in which some words stand.
pub(crate) async fn opens_row(desk: &Desk, sheet: &str, words: &str) -> Result<()> {
    desk.goes(&format!("/verzeichnis/blatt?blatt={sheet}")).await?;
    desk.browser.fills("#suche", words).await?;
    desk.browser.clicks("form.sheet button").await?;
    // The words stand in no address.
    desk.browser.waits_until("!location.search && !!document.querySelector('[data-row] a.quiet')").await?;
    desk.browser.clicks("[data-row] a.quiet").await
}

pub(crate) async fn publishes(desk: &Desk, reason: &str) -> Result<()> {
    desk.goes("/verzeichnis/entwurf").await?;
    desk.browser.fills("#reason", reason).await?;
    desk.browser.clicks("button[value=publish]").await
}

pub(crate) async fn is_in_order(desk: &Desk, at: &str) -> Result<()> {
    for (width, dark) in [(320, false), (1280, true)] {
        desk.browser.does(json!({ "do": "window", "width": width, "height": 800, "dark": dark })).await?;
        desk.is_in_order(&format!("{at}, {width} px")).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_catchment_moves_with_a_second_person_is_in_force_at_once_and_can_be_brought_back() -> Result<()> {
    let stage = stage().await?;
    let mut cast = Cast::default();
    cast.serves("dresden", "schulden", "01329-09999");
    stage.import(&cast).await?;
    let (edda, fred) = (referat(&stage, "edda").await?, referat(&stage, "fred").await?);
    // Something small is published by one person.
    opens_row(&edda, "stellen", "dresden").await?;
    is_in_order(&edda, "a row").await?;
    edda.browser.fills("[name=f3]", "Wir sind für Sie da.").await?;
    edda.browser.clicks("button[value=save]").await?;
    edda.is_answered("Entwurf").await?;
    publishes(&edda, "neue Karte").await?;
    edda.is_answered("In Kraft").await?;
    is_in_order(&edda, "in force").await?;

    // A whole catchment is not.
    opens_row(&edda, "gebiete", "dresden").await?;
    let row = "[...document.querySelectorAll('[name=f2]')][0].value";
    edda.browser.sees("[name=f2]").await?;
    let before = edda.browser.evaluates(row).await?;
    edda.browser.fills("[name=f2]", "01067").await?;
    edda.browser.clicks("button[value=save]").await?;
    edda.is_answered("Entwurf").await?;
    edda.goes("/verzeichnis/entwurf").await?;
    edda.browser.sees("[data-grave]").await?;
    edda.browser.sees("[data-lost]:not([data-lost='0']) figure.grid svg").await?;
    is_in_order(&edda, "a gap").await?;
    publishes(&edda, "Zuständigkeit neu geregelt").await?;
    edda.is_answered("zweite Person").await?;
    // Nobody confirms their own.
    ensure!(edda.status("POST", "/verzeichnis/entwurf", "act=confirm&of=@edda:lotse.example").await? == 404);
    ensure!(edda.browser.troubles().await?.len() == 1, "the refusal");
    // Nor a draft that they have not seen.
    let form = "act=confirm&seal=another&of=@edda:lotse.example";
    ensure!(fred.status("POST", "/verzeichnis/entwurf", form).await? == 200);

    // Whom the portal shows is whom the placement finds.
    let shown = async || {
        let http = reqwest::Client::builder().no_proxy().build()?;
        let asked = http
            .post(format!("{}/stelle", stage.lotse.people_url()))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body("topic=schulden&place=01069");
        anyhow::Ok(asked.send().await?.text().await?.contains("Schuldnerberatung Dresden"))
    };
    ensure!(shown().await?);
    fred.goes("/verzeichnis/entwurf").await?;
    fred.browser.sees("[data-draft-of='@edda:lotse.example']").await?;
    is_in_order(&fred, "to be confirmed").await?;
    fred.browser.clicks("button[value=confirm]").await?;
    fred.is_answered("In Kraft").await?;
    let confirmed = Instant::now();
    ensure!(!shown().await?);
    let took = confirmed.elapsed();
    eprintln!("published and used by the placement within {} ms", took.as_millis());

    // Both stand in the trail of the centre, with the reason.
    edda.goes("/protokoll?stelle=dresden").await?;
    let trail = edda.reads().await?;
    for words in ["@edda", "@fred", "Zuständigkeit neu geregelt", "Verzeichnis geändert"] {
        ensure!(trail.contains(words), "no {words} in {trail}");
    }
    // And it can be brought back.
    edda.goes("/verzeichnis/fassungen").await?;
    is_in_order(&edda, "versions").await?;
    let versions = edda.browser.reads("[data-version] h2").await?;
    ensure!(versions.len() == 4, "{versions:?}");
    edda.browser.clicks("[data-version]:nth-child(2) h2 a").await?;
    edda.browser.sees("[data-edit]").await?;
    is_in_order(&edda, "a version").await?;
    edda.browser.clicks("button[value=restore]").await?;
    publishes(&edda, "zurück").await?;
    edda.is_answered("zweite Person").await?;
    fred.goes("/verzeichnis/entwurf").await?;
    fred.browser.clicks("button[value=confirm]").await?;
    fred.is_answered("In Kraft").await?;
    opens_row(&edda, "gebiete", "dresden").await?;
    edda.browser.sees("[name=f2]").await?;
    ensure!(edda.browser.evaluates(row).await? == before);
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_publish_one_wins_and_the_other_sees_what_changed() -> Result<()> {
    let stage = stage().await?;
    let (edda, fred) = (referat(&stage, "edda").await?, referat(&stage, "fred").await?);
    for (desk, card) in [(&edda, "Eddas Karte"), (&fred, "Freds Karte")] {
        opens_row(desk, "stellen", "dresden").await?;
        desk.browser.fills("[name=f3]", card).await?;
        desk.browser.clicks("button[value=save]").await?;
        desk.is_answered("Entwurf").await?;
    }
    publishes(&edda, "eins").await?;
    edda.is_answered("In Kraft").await?;
    fred.goes("/verzeichnis/entwurf").await?;
    fred.browser.sees("[data-stale='1']").await?;
    is_in_order(&fred, "stale").await?;
    ensure!(fred.status("POST", "/verzeichnis/entwurf", "act=publish&reason=zwei").await? == 200);
    edda.goes("/karte?stelle=dresden").await?;
    ensure!(edda.reads().await?.contains("Eddas Karte"));

    // What is wrong is said as of a workbook, and nothing is published.
    fred.browser.clicks("button[value=discard]").await?;
    opens_row(&fred, "stellen", "dresden").await?;
    fred.browser.fills("[name=f1]", "").await?;
    fred.browser.fills("[name=f3]", "1\n2\n3\n4\n5\n6").await?;
    fred.browser.clicks("button[value=save]").await?;
    fred.browser.sees("[data-faults]").await?;
    let faults = fred.browser.reads("[data-faults] li").await?.join("\n");
    ensure!(faults.contains("Beratungsstellen") && faults.contains("Visitenkarte"), "{faults}");
    is_in_order(&fred, "faults").await?;
    fred.goes("/verzeichnis/entwurf").await?;
    ensure!(fred.browser.reads("button[value=publish]").await?.is_empty());

    // The whole workbook goes out, and comes in as a draft.
    let file = stage.lotse.home().join("liste.xlsx");
    let script = "fetch('verzeichnis/excel-liste.xlsx').then((it) => it.arrayBuffer()) \
        .then((it) => btoa(Array.from(new Uint8Array(it), (byte) => String.fromCharCode(byte)).join('')))";
    fred.goes("/verzeichnis").await?;
    is_in_order(&fred, "the directory").await?;
    let script = script.replace("verzeichnis/", "/desk/verzeichnis/");
    let text = fred.browser.evaluates(&script).await?;
    let bytes = base64::Engine::decode(
        &base64::engine::general_purpose::STANDARD,
        text.as_str().context("no workbook")?,
    )?;
    std::fs::write(&file, bytes)?;
    fred.browser.does(json!({ "do": "choose", "at": "#workbook", "files": [file] })).await?;
    fred.browser.clicks("form[enctype] button").await?;
    fred.browser.sees("h1:has-text('Entwurf')").await?;
    ensure!(fred.reads().await?.contains("ändert nichts"), "{}", fred.reads().await?);
    std::fs::write(&file, b"no workbook")?;
    fred.goes("/verzeichnis").await?;
    fred.browser.does(json!({ "do": "choose", "at": "#workbook", "files": [file] })).await?;
    fred.browser.clicks("form[enctype] button").await?;
    fred.browser.sees("[data-faults]").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_while_the_power_goes_is_in_force_as_a_whole_or_not_at_all() -> Result<()> {
    let mut stage = stage().await?;
    let edda = referat(&stage, "edda").await?;
    for (point, in_force) in AT_PUBLISHING.iter().zip([false, true]) {
        let card = format!("Karte: {point}");
        opens_row(&edda, "stellen", "dresden").await?;
        edda.browser.fills("[name=f3]", &card).await?;
        edda.browser.clicks("button[value=save]").await?;
        edda.is_answered("Entwurf").await?;
        stage.lotse.kill();
        stage.lotse.set_environment(FAIL_POINT, point);
        stage.lotse.serve().await?;
        // The answer is lost on the way.
        let lost = edda.status("POST", "/verzeichnis/entwurf", "act=publish&reason=Strom").await;
        ensure!(lost.is_err(), "answered {lost:?}");
        dies_of_it(&mut stage.lotse).await?;
        stage.lotse.serve().await?;
        edda.goes("/karte?stelle=dresden").await?;
        ensure!(edda.reads().await?.contains(&card) == in_force, "{point}: {}", edda.reads().await?);
        edda.goes("/verzeichnis/fassungen").await?;
        let versions = edda.browser.reads("[data-version]").await?.len();
        ensure!(versions == usize::from(in_force) + 1, "{point}: {versions} versions");
        // The draft is there as long as it is not in force.
        edda.goes("/verzeichnis/entwurf").await?;
        ensure!(edda.reads().await?.contains("ändert nichts") == in_force, "{point}");
    }
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_leaves_with_running_cases_is_decided_on_the_page_and_versions_come_back() -> Result<()> {
    let mut cast = Cast::default();
    cast.centre("leipzig", "Schuldnerberatung Leipzig", true);
    cast.serves("leipzig", "schulden", "04103-04357");
    cast.counsellor("lara", "leipzig");
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast.clone()).settings(REFERAT)).await?;
    let (ben, lara) = (stage.counsellor("ben").await?, stage.counsellor("lara").await?);
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let room = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    ben.sees_card("Ich habe Post.").await?;
    let (edda, fred) = (referat(&stage, "edda").await?, referat(&stage, "fred").await?);
    // To which wording she has agreed stands in the papers.
    edda.goes("/unterlagen").await?;
    edda.browser.sees("[data-paper='8-hinweis-dresden'] .hot").await?;
    is_in_order(&edda, "papers").await?;
    edda.goes("/unterlagen/blatt?name=7-fassungen-der-hinweise").await?;
    let paper = edda.reads().await?;
    ensure!(paper.contains("Schuldnerberatung Dresden: Fassung ") && !paper.contains("Leipzig:"), "{paper}");
    is_in_order(&edda, "a paper").await?;

    // Dresden leaves while Anna waits there.
    let file = stage.lotse.home().join("kleiner.xlsx");
    cast.leaves("dresden");
    cast.serves("leipzig", "schulden", "01067-01328");
    cast.write(&file)?;
    edda.goes("/verzeichnis").await?;
    edda.browser.does(json!({ "do": "choose", "at": "#workbook", "files": [file] })).await?;
    edda.browser.clicks("form[enctype] button").await?;
    edda.browser.sees("[data-busy='1']").await?;
    ensure!(edda.browser.reads("button[value=publish]").await?.is_empty(), "undecided");
    let heirs = edda.browser.reads("#to-centre-dresden option").await?;
    ensure!(heirs.len() == 3 && heirs[2].contains("Schuldnerberatung Leipzig"), "{heirs:?}");
    is_in_order(&edda, "undecided").await?;
    let undecided = "act=publish&reason=x";
    ensure!(edda.status("POST", "/verzeichnis/entwurf", undecided).await? == 200);
    ensure!(stage.lotse.says(&["directory", "versions"]).await?.lines().count() == 1, "published");
    edda.browser.evaluates("document.querySelector('#to-centre-dresden').value = 'leipzig'").await?;
    edda.browser.clicks("button[value=decide]").await?;
    edda.browser.sees("[data-busy] li:has-text('An: Schuldnerberatung Leipzig')").await?;
    edda.browser.fills("#reason", "Dresden schließt").await?;
    edda.browser.clicks("button[value=publish]").await?;
    edda.is_answered("zweite Person").await?;
    fred.goes("/verzeichnis/entwurf").await?;
    fred.browser.sees("[data-draft-of] [data-busy] li:has-text('An: Schuldnerberatung Leipzig')").await?;
    fred.browser.clicks("button[value=confirm]").await?;
    fred.is_answered("In Kraft").await?;
    anna.person.hears(&room, "An ihre Stelle tritt Schuldnerberatung Leipzig").await?;
    ensure!(lara.takes("Ich habe Post.").await? == room);
    stage.settles().await?;

    // The topics in another order of choice.
    edda.goes("/verzeichnis/blatt?blatt=themen").await?;
    is_in_order(&edda, "topics").await?;
    edda.browser.clicks("[data-row='0'] button[value=down]").await?;
    edda.browser.sees("[data-row='1'] h2:has-text('schulden')").await?;
    publishes(&edda, "andere Reihenfolge").await?;
    edda.is_answered("In Kraft").await?;

    // Any two versions, on the page and by the command line, with who took the cases; and back to the first one.
    for page in ["vergleich?von=1&bis=2", "vergleich?von=2&bis=1", "fassung?nr=2"] {
        edda.goes(&format!("/verzeichnis/{page}")).await?;
        edda.browser.sees("[data-edit='Beratungsstellen']:has-text('dresden')").await?;
        edda.browser.sees("[data-succeeded='dresden']:has-text('leipzig')").await?;
    }
    is_in_order(&edda, "two versions").await?;
    edda.goes("/verzeichnis/vergleich?von=2&bis=77").await?;
    ensure!(edda.reads().await?.contains("nicht mehr feststellen"), "{}", edda.reads().await?);
    let versions = stage.lotse.says(&["directory", "versions"]).await?;
    ensure!(versions.contains("Dresden schließt") && versions.contains("confirmed by @fred"), "{versions}");
    let same = stage.lotse.says(&["directory", "versions", "--from", "2", "--to", "1"]).await?;
    ensure!(same.contains("+ Beratungsstellen, dresden"), "{same}");
    let goes = "> Beratungsstellen, dresden: 1 running case(s) go to leipzig";
    ensure!(same.contains(goes) && versions.contains(goes), "{same} {versions}");
    let back = ["directory", "restore", "1", "--reason", "doch nicht"];
    let dry = stage.lotse.says(&[&back[..], &["--dry-run"]].concat()).await?;
    ensure!(dry.contains("+ centre dresden") && dry.contains("nothing was changed"), "{dry}");
    ensure!(
        stage.lotse.run(&["directory", "restore", "77", "--reason", "x"]).await?.status.code() == Some(1)
    );
    stage.lotse.says(&back).await?;
    let versions = stage.lotse.says(&["directory", "versions"]).await?;
    ensure!(versions.lines().next().is_some_and(|it| it.contains("restored") && it.contains("doch nicht")));
    edda.goes("/verzeichnis/blatt?blatt=stellen&suche=dresden").await?;
    edda.browser.sees("[data-row] h2:has-text('dresden')").await?;
    edda.goes("/verzeichnis/blatt?blatt=themen").await?;
    edda.browser.sees("[data-row='0'] h2:has-text('schulden')").await?;
    Ok(())
}
