//! Whoever acts for a carrier: named by two of the Referat, moves its centres' catchments within limits, and names who leads them; and a
//! centre's own hand.

use anyhow::{Result, ensure};
use lotse_tests::{Person, Stage, browser::Window, desk::Desk, wait, workbook::Cast};
use matrix_sdk::ruma::OwnedRoomId;

use crate::{
    desk_directory::{is_in_order, opens_row, publishes},
    desk_roles,
};

/// Two of the Referat name somebody to act for a carrier, who then sits at the desk.
pub(crate) async fn acts_for(
    stage: &Stage,
    referat: (&Desk, &Desk),
    carrier: &str,
    name: &str,
) -> Result<(Desk, Person, OwnedRoomId)> {
    let person = stage.person(name).await?;
    let chat = person.opens_chat_with(Stage::RECEPTION).await?;
    person.hears(&chat, "Schulden").await?;
    names(referat, carrier, &person).await?;
    let desk = Desk::open(stage, Window::default()).await?;
    desk.signs_in(&person, &chat).await?;
    Ok((desk, person, chat))
}

async fn names((edda, fred): (&Desk, &Desk), carrier: &str, person: &Person) -> Result<()> {
    edda.goes("/traeger").await?;
    let form = format!("[data-carrier={carrier}] form:has([value=name-carrier])");
    edda.browser
        .evaluates(&format!("void (document.querySelector('{form} select').value = '{}')", person.id()))
        .await?;
    edda.browser.fills(&format!("{form} [name=reason]"), "führt die Stellen").await?;
    edda.browser.clicks(&format!("{form} button")).await?;
    edda.is_answered("Beantragt").await?;
    fred.goes("/freigaben").await?;
    fred.browser.clicks("[data-request] button[value=confirm]").await?;
    fred.is_answered("Bestätigt").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_carrier_moves_its_catchments_within_its_limits_and_a_centre_says_what_is_its_own() -> Result<()> {
    let stage = desk_roles::stage().await?;
    let mut cast = Cast::default();
    cast.serves("dresden", "schulden", "01329-02999");
    cast.carrier("hilfe", ("@vera:lotse.example", "0*"), &["dresden"]);
    cast.gives("hilfe", "sucht");
    stage.import(&cast).await?;
    let cem = stage.counsellor("cem").await?;
    let edda = desk_roles::edda(&stage, Window::default()).await?;
    let fred = desk_roles::of_the_referat(&stage, "fred", Window::default()).await?;
    let (vera, herself, chat) = acts_for(&stage, (&edda, &fred), "hilfe", "vera").await?;
    edda.goes("/traeger").await?;
    edda.browser.sees("[data-acts='@vera:lotse.example']").await?;
    is_in_order(&edda, "carriers").await?;

    moves_catchments(&vera, &fred).await?;

    // She names who leads, and both say what the centre says of itself: of two at once one sees what the other has said.
    vera.goes("/leitung").await?;
    ensure!(!vera.reads().await?.contains("Freiburg"), "the centre of another carrier");
    let form = "[data-lead-of=dresden]";
    let cem_leads = format!("void (document.querySelector('{form} select').value = '{}')", cem.person.id());
    vera.browser.evaluates(&cem_leads).await?;
    vera.browser.clicks(&format!("{form} button[value=name]")).await?;
    vera.browser.sees(&format!("{form} button[value=dismiss]")).await?;
    let lead = Desk::open(&stage, Window::default()).await?;
    lead.signs_in(&cem.person, &cem.team).await?;
    says_what_is_its_own((&vera, &lead)).await?;

    // Ben cannot say it himself: the team reads it.
    let row = "[data-own-person='@ben:lotse.example']";
    lead.browser.clicks(&format!("{row} summary")).await?;
    lead.browser
        .evaluates(&format!("void (document.querySelector(`{row} [name=until]`).value = '2099-01-01')"))
        .await?;
    lead.browser.clicks(&format!("{row} button[value=away]")).await?;
    lead.is_answered("Jahr").await?;
    let day = "new Date(Date.now() + 5 * 86400e3).toISOString().slice(0, 10)";
    lead.browser.clicks(&format!("{row} summary")).await?;
    lead.browser
        .evaluates(&format!(
            "void (document.querySelector(`{row} [name=until]`).value = {day}, \
         document.querySelector(`{row} [name=deputy]`).value = '{}')",
            cem.person.id()
        ))
        .await?;
    lead.browser.clicks(&format!("{row} button[value=away]")).await?;
    cem.person.hears_next(&cem.team, "ben").await?;
    lead.browser.sees(&format!("{row} li.hot")).await?;
    is_in_order(&lead, "away").await?;
    lead.browser.clicks(&format!("{row} summary")).await?;
    lead.browser.clicks(&format!("{row} button[value=back]")).await?;
    lead.browser.waits_until(&format!("!document.querySelector(\"{row} li.hot\")")).await?;

    // All of it stands in the trail, and whoever is dismissed is out at once.
    lead.goes("/protokoll").await?;
    let trail = lead.reads().await?;
    for words in [
        "Verzeichnis geändert",
        "@vera",
        "Leitung benannt",
        "Eigene Angaben geändert",
        "für jemanden eingetragen",
    ] {
        ensure!(trail.contains(words), "no {words} in {trail}");
    }
    edda.goes("/traeger").await?;
    edda.browser.clicks("[data-acts='@vera:lotse.example'] button").await?;
    edda.browser.waits_until("!document.querySelector('[data-acts]')").await?;
    ensure!(vera.status("GET", "/stelle", "").await? == 200, "the page for whoever is not signed in");
    vera.comes_again().await?;
    vera.is_signed_out().await?;
    edda.goes("/protokoll?stelle=lotse-platform").await?;
    let trail = edda.reads().await?;
    ensure!(
        trail.contains("Handelt für einen Träger") && trail.contains("Handelt nicht mehr für"),
        "{trail}"
    );
    stage.lotse.says(&["audit", "verify"]).await?;

    // Whoever acts for a carrier that the directory does not have any more acts for nobody.
    names((&edda, &fred), "hilfe", &herself).await?;
    vera.signs_in(&herself, &chat).await?;
    cast.carriers_leave();
    stage.import_with(&cast, &["--undo"]).await?;
    is_nobody(&stage, &vera).await?;
    stage.settles().await
}

async fn moves_catchments(vera: &Desk, fred: &Desk) -> Result<()> {
    vera.goes("/verzeichnis").await?;
    ensure!(vera.browser.reads("main h2 a").await? == ["Einzugsgebiete"], "another sheet");
    vera.goes("/verzeichnis/blatt?blatt=gebiete").await?;
    ensure!(
        vera.browser.reads("[data-row] h2").await?.iter().all(|row| row.contains("dresden")),
        "another's row"
    );
    is_in_order(vera, "own rows").await?;
    // Beyond the limits: the words of the workbook.
    let saves = async |codes: &str| {
        opens_row(vera, "gebiete", "dresden").await?;
        vera.browser.fills("[name=f2]", codes).await?;
        vera.browser.clicks("button[value=save]").await
    };
    saves("01067-02999; 79098").await?;
    vera.browser.sees("[data-faults]").await?;
    let faults = vera.browser.reads("[data-faults]").await?.join("\n");
    ensure!(faults.contains("79098") && faults.contains("außerhalb der Grenzen"), "{faults}");
    publishes_nothing(vera).await?;
    // A little is hers to decide.
    saves("01067-02998").await?;
    vera.is_answered("Entwurf").await?;
    publishes(vera, "ein wenig").await?;
    vera.is_answered("In Kraft").await?;
    // A topic that is not hers to give, or the row of somebody else's, is not.
    opens_row(vera, "gebiete", "dresden").await?;
    vera.browser.fills("[name=f1]", "schulden; u25").await?;
    vera.browser.clicks("button[value=save]").await?;
    vera.is_answered("Entwurf").await?;
    publishes_nothing(vera).await?;
    vera.browser.sees("[data-beyond]").await?;
    is_in_order(vera, "beyond").await?;
    vera.browser.clicks("button[value=discard]").await?;
    vera.browser.sees(".none").await?;
    opens_row(vera, "gebiete", "dresden").await?;
    vera.browser.fills("[name=f0]", "freiburg").await?;
    vera.browser.clicks("button[value=save]").await?;
    vera.browser.sees("p.wrong:has-text('einer anderen Beratungsstelle')").await?;
    // Much needs a second person, of the Referat; a topic that is hers to give she gives herself.
    opens_row(vera, "gebiete", "dresden").await?;
    vera.browser.fills("[name=f1]", "schulden; sucht").await?;
    vera.browser.fills("[name=f2]", "01067").await?;
    vera.browser.clicks("button[value=save]").await?;
    vera.is_answered("Entwurf").await?;
    vera.goes("/verzeichnis/entwurf").await?;
    vera.browser.sees("[data-grave]").await?;
    is_in_order(vera, "a grave draft").await?;
    publishes(vera, "wir ziehen um").await?;
    vera.is_answered("zweite Person").await?;
    fred.goes("/verzeichnis/entwurf").await?;
    fred.browser.sees("[data-draft-of='@vera:lotse.example']").await?;
    fred.browser.clicks("button[value=confirm]").await?;
    fred.is_answered("In Kraft").await?;
    vera.goes("/verzeichnis/blatt?blatt=gebiete").await?;
    let rows = vera.browser.reads("[data-row]").await?.join("\n");
    ensure!(rows.contains("sucht") && rows.contains("01067"), "{rows}");
    Ok(())
}

/// Not even by a form made by hand.
async fn publishes_nothing(vera: &Desk) -> Result<()> {
    vera.goes("/verzeichnis/entwurf").await?;
    let button = vera.browser.evaluates("!!document.querySelector('button[value=publish]')").await?;
    ensure!(button == false, "it can be published");
    let sends = "fetch(location.href, { method: 'POST', body: new URLSearchParams('act=publish&reason=doch') }).then((it) => it.text())";
    let page = vera.browser.evaluates(sends).await?;
    ensure!(page.as_str().is_some_and(|page| page.contains("Es wurde nichts veröffentlicht")), "{page}");
    Ok(())
}

async fn says_what_is_its_own((vera, lead): (&Desk, &Desk)) -> Result<()> {
    for desk in [vera, lead] {
        desk.goes("/stelle").await?;
    }
    is_in_order(lead, "one's own").await?;
    let save = "section.centre > form button.main";
    vera.browser.fills("#centre-2", "Mo-Fr 9-17").await?;
    vera.browser.clicks(save).await?;
    vera.is_answered("Gespeichert").await?;
    lead.browser.fills("#centre-2", "Di 10-12").await?;
    lead.browser.clicks(save).await?;
    lead.browser.sees("#wrong:has-text('inzwischen')").await?;
    lead.browser.sees("[data-now]:has-text('Mo-Fr 9-17')").await?;
    let typed = lead.browser.evaluates("document.querySelector('#centre-2').value").await?;
    ensure!(typed == "Di 10-12", "what was typed is lost: {typed}");
    is_in_order(lead, "meanwhile").await?;
    lead.browser.clicks(save).await?;
    lead.is_answered("Gespeichert").await?;
    // What is wrong is told as of a workbook.
    lead.browser.fills("#centre-2", "immer").await?;
    lead.browser.clicks(save).await?;
    lead.browser.sees("#wrong:has-text('Mo-Fr 9-17, Sa 10-12')").await?;
    is_in_order(lead, "wrong").await
}

async fn is_nobody(stage: &Stage, vera: &Desk) -> Result<()> {
    wait::until("whoever acted for it to be nobody", wait::patience(), async || {
        vera.comes_again().await?;
        let out = vera.browser.evaluates("!!document.querySelector(\"form[action$='anmelden']\")").await?;
        Ok((out == true).then_some(()))
    })
    .await?;
    wait::until("the trail to say so", wait::patience(), async || {
        let trail = stage.lotse.says(&["audit", "export", "--centre", "lotse-platform", "--csv"]).await?;
        Ok((trail.matches("carrier_dismissed").count() == 2).then_some(()))
    })
    .await
}
