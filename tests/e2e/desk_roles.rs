//! Who may what at the desk: the Referat, those who lead a centre, counsellors, and nobody else.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    browser::Window,
    desk::Desk,
    stage::{Counsellor, Seeker, Setting},
    wait,
    workbook::Cast,
};
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::json;

use crate::{
    asking::LOTSE,
    desk_carriers,
    identities::{number, reason, with_another_identity},
};

pub(crate) async fn stage() -> Result<Stage> {
    let settings = "[administration]\nreferat = [\"@edda:lotse.example\", \"@fred:lotse.example\"]\n";
    Stage::open_with(LOTSE, Setting::default().settings(settings)).await
}

/// Edda of the Referat, who is in no centre, signs in by the chat with the reception.
pub(crate) async fn edda(stage: &Stage, window: Window) -> Result<Desk> {
    of_the_referat(stage, "edda", window).await
}

/// The same of anybody whom the settings name.
pub(crate) async fn of_the_referat(stage: &Stage, name: &str, window: Window) -> Result<Desk> {
    let person = stage.person(name).await?;
    let chat = person.opens_chat_with(Stage::RECEPTION).await?;
    person.hears(&chat, "Schulden").await?;
    let desk = Desk::open(stage, window).await?;
    desk.signs_in(&person, &chat).await?;
    Ok(desk)
}

async fn makes_lead(edda: &Desk, who: &str) -> Result<()> {
    edda.goes("/leitung").await?;
    let form = "[data-lead-of=dresden]";
    let script = format!("void (document.querySelector('{form} select').value = '{who}')");
    edda.browser.evaluates(&script).await?;
    edda.browser.clicks(&format!("{form} button[value=name]")).await?;
    edda.browser.sees(&format!("{form} button[value=dismiss]")).await
}

/// The Referat has named somebody the lead, and both sit at their desks.
async fn edda_and_her_lead(stage: &Stage, lead: &Counsellor) -> Result<(Desk, Desk)> {
    let referat = edda(stage, Window::default()).await?;
    makes_lead(&referat, lead.person.id()).await?;
    let desk = Desk::open(stage, Window::default()).await?;
    desk.signs_in(&lead.person, &lead.team).await?;
    Ok((referat, desk))
}

async fn is_in_order(desk: &Desk) -> Result<()> {
    for (width, dark) in [(320, false), (1280, true)] {
        desk.browser.does(json!({ "do": "window", "width": width, "height": 800, "dark": dark })).await?;
        desk.is_in_order(&format!("{width} px")).await?;
    }
    Ok(())
}

/// Every address of the desk, and what the Referat, a Träger, a lead, a counsellor and nobody get there. The Träger runs Dresden, within
/// limits.
const ADDRESSES: [(&str, &str, &str, [u64; 5]); 127] = [
    ("GET", "", "", [200, 200, 200, 200, 200]),
    ("GET", "/stand", "", [200, 200, 200, 200, 401]),
    ("GET", "/strom", "", [200, 200, 200, 200, 401]),
    ("GET", "/abdeckung", "", [200, 200, 200, 404, 200]),
    ("GET", "/abdeckung?fach=schulden&plz=01067", "", [200, 200, 200, 404, 200]),
    ("GET", "/zahlen", "", [200, 200, 200, 404, 200]),
    ("GET", "/zahlen?von=2026-01&bis=nonsense", "", [200, 200, 200, 404, 200]),
    ("GET", "/zahlen.csv", "", [200, 200, 200, 404, 200]),
    ("GET", "/zahlen.xlsx?von=2026-01", "", [200, 200, 200, 404, 200]),
    ("GET", "/lage", "", [200, 404, 404, 404, 200]),
    ("GET", "/lage?stelle=dresden", "", [200, 404, 404, 404, 200]),
    ("GET", "/protokoll", "", [200, 200, 200, 404, 200]),
    ("GET", "/protokoll?stelle=dresden", "", [200, 200, 200, 404, 200]),
    ("GET", "/protokoll?stelle=freiburg", "", [200, 404, 404, 404, 200]),
    ("GET", "/karte", "", [200, 200, 200, 404, 200]),
    ("GET", "/karte?stelle=freiburg", "", [200, 404, 404, 404, 200]),
    ("POST", "/karte", "centre=freiburg&text=Neu", [200, 404, 404, 404, 200]),
    ("POST", "/karte", "centre=dresden&text=Neu", [200, 200, 200, 404, 200]),
    ("GET", "/leitung", "", [200, 200, 404, 404, 200]),
    ("POST", "/leitung", "act=name&centre=freiburg&to=@dora:lotse.example", [200, 404, 404, 404, 200]),
    ("POST", "/bestaetigen", "centre=dresden&to=@ben:lotse.example&number=1", [404, 200, 200, 404, 200]),
    ("POST", "/bestaetigen", "centre=freiburg&to=@dora:lotse.example&number=1", [404, 404, 404, 404, 200]),
    ("POST", "", "act=back&centre=freiburg", [404, 404, 404, 404, 200]),
    ("GET", "/verzeichnis", "", [200, 200, 404, 404, 200]),
    ("GET", "/verzeichnis/blatt?blatt=stellen", "", [200, 404, 404, 404, 200]),
    ("GET", "/verzeichnis/blatt?blatt=nichts", "", [404, 404, 404, 404, 200]),
    ("GET", "/verzeichnis/zeile?blatt=personen&zeile=0", "", [200, 404, 404, 404, 200]),
    ("POST", "/verzeichnis/zeile", "blatt=stellen&f0=neu&act=save", [200, 404, 404, 404, 200]),
    ("GET", "/verzeichnis/excel-liste.xlsx", "", [200, 404, 404, 404, 200]),
    ("GET", "/verzeichnis/entwurf", "", [200, 200, 404, 404, 200]),
    ("POST", "/verzeichnis/entwurf", "act=publish&reason=x", [200, 200, 404, 404, 200]),
    ("POST", "/verzeichnis/entwurf", "act=confirm&of=@edda:lotse.example", [404, 404, 404, 404, 200]),
    ("GET", "/verzeichnis/fassungen", "", [200, 404, 404, 404, 200]),
    ("POST", "/verzeichnis/fassung", "nr=999", [400, 404, 404, 404, 200]),
    ("GET", "/verzeichnis/vergleich?von=1&bis=999", "", [200, 404, 404, 404, 200]),
    ("POST", "/verzeichnis/reihenfolge", "topic=nichts&way=up", [200, 404, 404, 404, 200]),
    ("POST", "/verzeichnis/reihenfolge", "topic=schulden&way=nowhere", [400, 400, 400, 400, 200]),
    ("POST", "/verzeichnis/entwurf", "act=decide&old=dresden&to=-", [200, 404, 404, 404, 200]),
    ("GET", "/unterlagen", "", [200, 404, 404, 404, 200]),
    ("GET", "/unterlagen/blatt?name=8-hinweis-dresden", "", [200, 404, 404, 404, 200]),
    ("GET", "/unterlagen/blatt?name=8-hinweis-nirgends", "", [404, 404, 404, 404, 200]),
    ("GET", "/unterlagen/datenschutz.zip", "", [200, 404, 404, 404, 200]),
    ("POST", "/vor-ort", "centre=dresden", [404, 404, 200, 200, 200]),
    ("POST", "/vor-ort", "centre=freiburg", [404, 404, 404, 404, 200]),
    ("GET", "/personen", "", [200, 200, 200, 404, 200]),
    ("GET", "/personen?stelle=freiburg", "", [200, 404, 404, 404, 200]),
    (
        "POST",
        "/personen",
        "act=invite&centre=dresden&name=X&mail=x@post.example&user=x",
        [200, 200, 200, 404, 200],
    ),
    (
        "POST",
        "/personen",
        "act=invite&centre=freiburg&name=X&mail=x@post.example&user=x",
        [200, 404, 404, 404, 200],
    ),
    ("POST", "/personen", "act=again&centre=dresden&to=@ben:lotse.example", [404, 404, 404, 404, 200]),
    ("POST", "/personen", "act=nonsense&centre=dresden", [400, 400, 400, 400, 200]),
    // Nobody has somebody of their own rank leave, nor themselves.
    ("POST", "/abschied", "act=look&centre=dresden&who=@ben:lotse.example", [200, 200, 200, 404, 200]),
    ("POST", "/abschied", "act=look&centre=dresden&who=@cem:lotse.example", [200, 200, 404, 404, 200]),
    ("POST", "/abschied", "act=look&centre=freiburg&who=@dora:lotse.example", [200, 404, 404, 404, 200]),
    ("POST", "/abschied", "centre=dresden&who=@ben:lotse.example&seal=x", [200, 200, 200, 404, 200]),
    ("POST", "/abschied", "centre=dresden&who=@cem:lotse.example&seal=x", [200, 200, 404, 404, 200]),
    ("POST", "/abschied", "centre=freiburg&who=@dora:lotse.example&seal=x", [200, 404, 404, 404, 200]),
    ("GET", "/schulung", "", [200, 200, 404, 404, 200]),
    ("GET", "/schulung?stelle=freiburg", "", [200, 404, 404, 404, 200]),
    // Nobody notes days of somebody of their own rank, nor of somebody of another carrier.
    (
        "POST",
        "/schulung",
        "act=dates&centre=dresden&who=@ben:lotse.example&first=2026-01-10&second=2026-02-14",
        [200, 200, 404, 404, 200],
    ),
    (
        "POST",
        "/schulung",
        "act=dates&centre=freiburg&who=@dora:lotse.example&second=2026-01-15",
        [200, 404, 404, 404, 200],
    ),
    (
        "POST",
        "/schulung",
        "act=deactivate&centre=dresden&who=@nobody:lotse.example",
        [404, 404, 404, 404, 200],
    ),
    ("POST", "/schulung/liste", "", [400, 400, 404, 404, 200]),
    ("GET", "/faelle", "", [200, 200, 200, 404, 200]),
    ("GET", "/faelle?stelle=freiburg", "", [200, 404, 404, 404, 200]),
    ("POST", "/faelle", "act=nonsense&centre=dresden", [400, 400, 400, 400, 200]),
    ("POST", "/faelle", "act=look&centre=dresden&who=@ben:lotse.example", [200, 200, 200, 404, 200]),
    ("POST", "/faelle", "act=look&centre=freiburg&who=@dora:lotse.example", [200, 404, 404, 404, 200]),
    (
        "POST",
        "/faelle",
        "act=cover&centre=dresden&who=@ben:lotse.example&reference=7F3K9Q&to=@ben:lotse.example&reason=krank",
        [200, 200, 200, 404, 200],
    ),
    // Nobody arranges anything for somebody of their own rank, nor gives themselves a case.
    (
        "POST",
        "/faelle",
        "act=hand-over&centre=dresden&who=@cem:lotse.example&reference=7F3K9Q&to=@ben:lotse.example&reason=weg",
        [200, 200, 404, 404, 200],
    ),
    (
        "POST",
        "/faelle",
        "act=cover&centre=dresden&who=@ben:lotse.example&reference=7F3K9Q&to=@cem:lotse.example&reason=krank",
        [200, 200, 404, 404, 200],
    ),
    (
        "POST",
        "/faelle",
        "act=end-cover&centre=freiburg&who=@dora:lotse.example&reference=7F3K9Q&to=@dora:lotse.example",
        [200, 404, 404, 404, 200],
    ),
    ("GET", "/fall", "", [405, 405, 405, 405, 405]),
    ("POST", "/fall", "centre=dresden&reference=7F3K9Q", [404, 404, 404, 404, 200]),
    ("POST", "/fall", "centre=dresden", [400, 400, 400, 400, 200]),
    ("GET", "/willkommen", "", [200, 200, 200, 200, 200]),
    ("GET", "/einladung/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", [404, 404, 404, 404, 404]),
    (
        "POST",
        "/einladung/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "password=x",
        [404, 404, 404, 404, 404],
    ),
    ("GET", "/termine", "", [404, 404, 200, 200, 200]),
    ("POST", "/termine", "act=feed-end", [404, 404, 200, 200, 200]),
    ("POST", "/termine", "act=times&centre=dresden&text=di 10-12", [404, 404, 200, 200, 200]),
    ("POST", "/termine", "act=times&centre=freiburg&text=di 10-12", [404, 404, 404, 404, 200]),
    ("POST", "/termine", "act=nonsense", [400, 400, 400, 400, 200]),
    ("GET", "/passkey", "", [200, 200, 200, 200, 200]),
    ("POST", "/passkey", "which=nonsense", [200, 200, 200, 200, 200]),
    ("POST", "/passkey/neu", "", [200, 200, 200, 200, 401]),
    ("POST", "/passkey/angelegt", "", [403, 403, 403, 403, 403]),
    ("POST", "/passkey/frage", "", [200, 200, 200, 200, 200]),
    ("POST", "/passkey/antwort", "", [403, 403, 403, 403, 403]),
    ("GET", "/freigaben", "", [200, 404, 404, 404, 200]),
    ("POST", "/freigaben", "act=name-referat&to=nonsense&reason=x", [200, 404, 404, 404, 200]),
    ("POST", "/freigaben", "act=confirm&which=nonsense", [404, 404, 404, 404, 200]),
    ("POST", "/freigaben", "act=nonsense", [400, 400, 400, 400, 200]),
    ("GET", "/freigaben/nonsense/protokoll.csv", "", [404, 404, 404, 404, 200]),
    ("GET", "/kalender/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", [404, 404, 404, 404, 404]),
    ("GET", "/abschied", "", [405, 405, 405, 405, 405]),
    ("POST", "/protokoll", "stelle=dresden&person=@ben", [200, 200, 200, 404, 200]),
    ("POST", "/protokoll", "stelle=freiburg&fall=7F3K9Q", [200, 404, 404, 404, 200]),
    ("POST", "/leitung", "act=name&centre=dresden&to=@ben:lotse.example", [200, 200, 404, 404, 200]),
    ("POST", "/leitung", "act=dismiss&centre=dresden&to=@ben:lotse.example", [200, 200, 404, 404, 200]),
    // Nobody sees the rows of another carrier's, nor any sheet but the catchments.
    ("GET", "/verzeichnis/blatt?blatt=gebiete", "", [200, 200, 404, 404, 200]),
    ("POST", "/verzeichnis/blatt", "blatt=gebiete&suche=dresden", [200, 200, 404, 404, 200]),
    ("POST", "/verzeichnis/blatt", "blatt=personen&suche=ben", [200, 404, 404, 404, 200]),
    ("GET", "/verzeichnis/blatt?blatt=traeger", "", [200, 404, 404, 404, 200]),
    ("GET", "/verzeichnis/zeile?blatt=gebiete&zeile=0", "", [200, 200, 404, 404, 200]),
    ("GET", "/verzeichnis/zeile?blatt=gebiete&zeile=1", "", [200, 404, 404, 404, 200]),
    (
        "POST",
        "/verzeichnis/zeile",
        "blatt=gebiete&f0=freiburg&f1=schulden&f2=1*&act=save",
        [200, 200, 404, 404, 200],
    ),
    ("POST", "/verzeichnis/zeile", "blatt=personen&f0=@x:lotse.example&act=save", [200, 404, 404, 404, 200]),
    ("GET", "/traeger", "", [200, 404, 404, 404, 200]),
    ("POST", "/traeger", "act=dismiss&carrier=hilfe&to=@nobody:lotse.example", [404, 404, 404, 404, 200]),
    ("POST", "/traeger", "act=nonsense", [400, 400, 400, 400, 200]),
    ("POST", "/freigaben", "act=name-carrier&carrier=hilfe&to=nonsense&reason=x", [200, 404, 404, 404, 200]),
    ("GET", "/stelle", "", [200, 200, 200, 404, 200]),
    ("GET", "/stelle?stelle=freiburg", "", [200, 404, 404, 404, 200]),
    ("POST", "/stelle", "act=nonsense&centre=dresden", [400, 400, 400, 400, 200]),
    (
        "POST",
        "/stelle",
        "act=centre&centre=dresden&seen0=ja&own0=ja&seen1=alle&own1=alle&seen2=&own2=",
        [200, 200, 200, 404, 200],
    ),
    (
        "POST",
        "/stelle",
        "act=centre&centre=freiburg&seen0=ja&own0=ja&seen1=alle&own1=alle&seen2=&own2=",
        [200, 404, 404, 404, 200],
    ),
    // Nobody changes somebody of their own rank; of themselves they may say what they are called.
    (
        "POST",
        "/stelle",
        "act=person&centre=dresden&who=@ben:lotse.example&seen0=ben&own0=ben&seen1=&own1=",
        [200, 200, 200, 404, 200],
    ),
    (
        "POST",
        "/stelle",
        "act=person&centre=dresden&who=@cem:lotse.example&seen0=cem&own0=cem&seen1=&own1=",
        [200, 200, 200, 404, 200],
    ),
    (
        "POST",
        "/stelle",
        "act=person&centre=freiburg&who=@dora:lotse.example&seen0=dora&own0=dora&seen1=&own1=",
        [200, 404, 404, 404, 200],
    ),
    ("POST", "/stelle", "act=activate&centre=dresden&who=@ben:lotse.example", [200, 200, 200, 404, 200]),
    ("POST", "/stelle", "act=activate&centre=dresden&who=@cem:lotse.example", [200, 200, 404, 404, 200]),
    (
        "POST",
        "/stelle",
        "act=deactivate&centre=freiburg&who=@nobody:lotse.example",
        [404, 404, 404, 404, 200],
    ),
    ("POST", "/stelle", "act=activate&centre=freiburg&who=@dora:lotse.example", [200, 404, 404, 404, 200]),
    (
        "POST",
        "/stelle",
        "act=away&centre=dresden&who=@ben:lotse.example&until=nonsense",
        [200, 200, 200, 404, 200],
    ),
    ("POST", "/stelle", "act=back&centre=dresden&who=@ben:lotse.example", [200, 200, 200, 404, 200]),
    (
        "POST",
        "/stelle",
        "act=away&centre=dresden&who=@cem:lotse.example&until=nonsense",
        [200, 200, 404, 404, 200],
    ),
    (
        "POST",
        "/stelle",
        "act=away&centre=freiburg&who=@dora:lotse.example&until=nonsense",
        [200, 404, 404, 404, 200],
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_address_gives_each_role_its_own_and_nothing_else() -> Result<()> {
    let stage = stage().await?;
    let mut cast = Cast::default();
    cast.carrier("hilfe", ("@vera:lotse.example", "0*"), &["dresden"]);
    cast.carrier("andere", ("@vera:lotse.example", "7*"), &["freiburg"]);
    stage.import(&cast).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let (referat, lead) = edda_and_her_lead(&stage, &cem).await?;
    let fred = of_the_referat(&stage, "fred", Window::default()).await?;
    let (carrier, ..) = desk_carriers::acts_for(&stage, (&referat, &fred), "hilfe", "vera").await?;
    let counsellor = Desk::open(&stage, Window::default()).await?;
    counsellor.signs_in(&ben.person, &ben.team).await?;
    let nobody = Desk::open(&stage, Window::default()).await?;
    for (method, page, form, expected) in ADDRESSES {
        let desks = [&referat, &carrier, &lead, &counsellor, &nobody];
        let mut found = [0; 5];
        for (found, desk) in found.iter_mut().zip(desks) {
            *found = desk.status(method, page, form).await?;
        }
        ensure!(found == expected, "{method} {page} {form}: {found:?}, not {expected:?}");
    }
    // Whoever is not signed in got the page for it.
    nobody.goes("/protokoll").await?;
    nobody.is_signed_out().await?;
    // And no address that any of them can follow says who somebody is.
    for desk in [&referat, &carrier, &lead, &counsellor] {
        names_nobody(desk, &[]).await?;
    }
    stage.settles().await
}

/// Looks at every address that somebody meets: none says who anybody but Lotse is, and none has these words.
async fn names_nobody(desk: &Desk, words: &[&str]) -> Result<()> {
    desk.comes_again().await?;
    let found = desk
        .walks(&[
            ("/protokoll", "stelle=dresden&person=@ben:lotse.example&fall=7F3K9Q"),
            ("/verzeichnis/blatt", "blatt=personen&suche=@ben:lotse.example"),
            ("/verzeichnis/blatt", "blatt=gebiete&suche=dresden"),
            ("/abschied", "act=look&centre=dresden&who=@ben:lotse.example"),
            ("/stelle", "act=back&centre=dresden&who=@ben:lotse.example"),
            ("/faelle", "act=look&centre=dresden&who=@ben:lotse.example"),
        ])
        .await?;
    ensure!(found.len() > 8, "nobody has walked anywhere: {found:?}");
    for address in &found {
        let plain = address.replace("%40", "@").replace("%3A", ":").replace("@lotse", "");
        ensure!(!plain.contains('@'), "{address} says who somebody is");
        for word in ["7F3K9Q"].iter().chain(words) {
            ensure!(!plain.contains(word), "{address} says {word}");
        }
    }
    // What was asked for without its form was refused, and the browser says so.
    desk.browser.troubles().await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_referat_looks_at_the_whole_and_reads_no_case() -> Result<()> {
    let stage = stage().await?;
    let (ben, cem): (Counsellor, Counsellor) =
        (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post vom Inkasso.").await?;
    ben.takes("Ich habe Post vom Inkasso.").await?;
    // Once it is answered it stays with him while he is away.
    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "Guten Tag.").await?;
    ben.person.says(&ben.team, "abwesend bis 24.12.").await?;
    ben.person.hears_next(&ben.team, "abwesend").await?;
    let desk = edda(&stage, Window::default()).await?;

    desk.goes("/abdeckung").await?;
    desk.browser.sees("figure.grid svg path.g-gap").await?;
    is_in_order(&desk).await?;
    desk.browser.fills("#plz", "01067").await?;
    desk.browser.clicks("form.sheet button.main").await?;
    desk.browser.sees(".answer:has-text('Dresden')").await?;
    desk.browser.fills("#plz", "99999999").await?;
    is_in_order(&desk).await?;

    desk.goes("/zahlen").await?;
    let page = desk.reads().await?;
    ensure!(page.contains("Erstanfragen") && page.contains('*'), "{page}");
    desk.browser.sees("svg.chart[role=img][aria-label*='Zusagen']").await?;
    is_in_order(&desk).await?;
    let csv = "fetch(document.querySelector('a[href*=\"zahlen.csv\"]').href).then((it) => it.text())";
    let csv = desk.browser.evaluates(csv).await?;
    ensure!(csv.as_str().is_some_and(|csv| csv.contains("Monat;") && csv.contains("Schulden;*")), "{csv}");

    desk.goes("/lage").await?;
    let page = desk.reads().await?;
    ensure!(page.contains("Der Homeserver antwortet.") && page.contains("Alle Teile arbeiten."), "{page}");
    ensure!(page.contains("Alle Zusagen wurden gehalten") && page.contains("Es gibt keinen Link"), "{page}");
    ensure!(page.contains("administration.contacts"), "nobody is told of broken promises: {page}");
    is_in_order(&desk).await?;

    desk.goes("/protokoll?stelle=dresden").await?;
    let page = desk.reads().await?;
    ensure!(page.contains("Abwesenheit") && page.contains("@ben:lotse.example"), "{page}");
    ensure!(!page.contains("Amsel") && !page.contains("@anna"), "a seeker: {page}");
    is_in_order(&desk).await?;
    desk.browser.fills("#person", "@cem").await?;
    desk.browser.clicks("form.sheet button.main").await?;
    desk.browser
        .waits_until("!location.search && document.querySelector('#person').value === '@cem'")
        .await?;
    ensure!(desk.reads().await?.contains("steht nichts"), "the filter lets others through");
    let bens = Desk::open(&stage, Window::default()).await?;
    bens.signs_in(&ben.person, &ben.team).await?;
    let reference =
        bens.browser.evaluates("document.querySelector('[data-case], [data-enquiry]').id").await?;
    for desk in [&desk, &bens] {
        names_nobody(desk, &[reference.as_str().context("no case")?]).await?;
    }

    arranges(&desk, &cem, (&anna, &case)).await?;
    makes_lead(&desk, ben.person.id()).await?;
    is_in_order(&desk).await?;
    desk.goes("/protokoll?stelle=dresden").await?;
    let page = desk.reads().await?;
    ensure!(page.contains("Leitung benannt") && page.contains("@edda:lotse.example"), "{page}");
    desk.goes("/leitung").await?;
    desk.browser.clicks("[data-lead-of=dresden] button[value=dismiss]").await?;
    desk.browser.sees("[data-lead-of=dresden] .none").await?;
    desk.comes_again().await?;
    ensure!(!desk.reads().await?.contains("Amsel"), "a seeker");
    is_in_order(&desk).await?;
    let trail = stage.lotse.says(&["audit", "export", "--centre", "dresden", "--csv"]).await?;
    ensure!(trail.contains("lead_named") && trail.contains("lead_dismissed"), "{trail}");
    stage.lotse.says(&["audit", "verify"]).await?;
    stage.settles().await
}

/// Ben does not come back, and nobody asked for it: for his case a colleague stands in, and then has it, if Anna agrees. Whoever arranges
/// it sees its number and nothing else.
async fn arranges(desk: &Desk, cem: &Counsellor, (anna, case): (&Seeker, &OwnedRoomId)) -> Result<()> {
    let chooses = async |field: &str, who: &str| {
        let script = format!("void (document.querySelector('{field}').value = '@{who}:lotse.example')");
        desk.browser.evaluates(&script).await
    };
    let asks = async |act: &str| {
        desk.browser.clicks("input[type=radio]").await?;
        chooses("#to", "cem").await?;
        desk.browser.fills("#reason", "kommt nicht wieder").await?;
        desk.browser.clicks(&format!("button[value={act}]")).await
    };
    desk.goes("/faelle?stelle=dresden").await?;
    is_in_order(desk).await?;
    chooses("#who", "ben").await?;
    desk.browser.clicks("button[value=look]").await?;
    desk.browser.sees("#held").await?;
    let page = desk.reads().await?;
    ensure!(!page.contains("Amsel") && !page.contains("Inkasso") && !page.contains("@anna"), "{page}");
    is_in_order(desk).await?;
    asks("cover").await?;
    desk.is_answered("cem vertritt jetzt").await?;
    desk.browser.sees("[data-running] button[value=end-cover]").await?;
    is_in_order(desk).await?;
    anna.person.hears(case, "cem vertritt bis").await?;
    let invitation = cem.person.is_invited_where("the case room", |to| to.room == *case).await?;
    cem.person.accepts(&invitation).await?;
    cem.person.hears(case, "Ich habe Post vom Inkasso.").await?;
    asks("hand-over").await?;
    desk.is_answered("Ich frage jetzt").await?;
    anna.person.hears(case, "Darf cem Ihren Fall weiterführen").await?;
    anna.person.says(case, "ja").await?;
    anna.person.hears(case, "Ab jetzt führt cem").await?;
    cem.person.hears(&cem.team, "gehört jetzt cem").await?;
    desk.goes("/protokoll?stelle=dresden").await?;
    let trail = desk.reads().await?;
    for words in ["Übergabe angefragt", "kommt nicht wieder", "Vertretung begonnen", "Datenschutzhinweis"] {
        ensure!(trail.contains(words), "no {words} in {trail}");
    }
    desk.browser.evaluates("void (document.querySelector('#was').value = 'hand_over_asked')").await?;
    desk.browser.clicks("form.sheet button.main").await?;
    desk.browser.waits_until("document.querySelectorAll('[data-entry]').length === 1").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_lets_a_colleague_with_new_keys_in_again_with_the_number_and_not_without() -> Result<()> {
    let stage = stage().await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let (_referat, lead) = edda_and_her_lead(&stage, &cem).await?;

    let other = with_another_identity(&ben.person).await?;
    cem.person.hears(&cem.team, "Neue Schlüssel bei ben").await?;
    other.is_out_of(&ben.team).await?;
    let read_out = number(&reason(&stage, &ben.team, other.id()).await?)?;
    lead.comes_again().await?;
    let at = "[data-kept-out='@ben:lotse.example']";
    lead.browser.sees(at).await?;
    ensure!(!lead.reads().await?.contains(&read_out), "the number is given away before it was read out");
    is_in_order(&lead).await?;
    lead.browser.fills(&format!("{at} input[name=number]"), "1234 5678 9012 3456").await?;
    lead.browser.clicks(&format!("{at} button")).await?;
    lead.browser.sees(".answer").await?;
    lead.browser.sees(at).await?;
    lead.browser.fills(&format!("{at} input[name=number]"), &read_out).await?;
    lead.browser.clicks(&format!("{at} button")).await?;
    lead.browser.waits_until(&format!("!document.querySelector(\"{at}\")")).await?;
    cem.person.hears(&cem.team, "wieder").await?;
    let enquiries = ben.enquiries.clone();
    let invitation = other.is_invited_where("Erstanfragen", |to| to.room == enquiries).await?;
    other.accepts(&invitation).await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn another_identity_is_no_referat() -> Result<()> {
    let stage = stage().await?;
    let edda = stage.person("edda").await?;
    let chat = edda.opens_chat_with(Stage::RECEPTION).await?;
    edda.hears(&chat, "Schulden").await?;
    let desk = Desk::open(&stage, Window::default()).await?;
    desk.signs_in(&edda, &chat).await?;
    let mallory = with_another_identity(&edda).await?;
    mallory.says(&chat, "abmelden").await?;
    // It was looked at when that word came, and nothing of it is heard.
    wait::until("the forged identity to be seen", wait::patience(), async || {
        desk.comes_again().await?;
        let out = desk.browser.evaluates("!!document.querySelector(\"form[action$='anmelden']\")").await?;
        Ok((out == true).then_some(()))
    })
    .await?;
    let words = desk.asks_for_code().await?;
    mallory.says(&chat, &words).await?;
    stage.settles().await?;
    ensure!(desk.browser.reads(".shown-code").await?.len() == 1, "the forged identity is in");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_changes_the_card_that_seekers_read_and_of_two_at_once_one_sees_the_others() -> Result<()> {
    let stage = stage().await?;
    let cem = stage.counsellor("cem").await?;
    let (referat, lead) = edda_and_her_lead(&stage, &cem).await?;
    lead.goes("/karte").await?;
    referat.goes("/karte?stelle=dresden").await?;
    is_in_order(&lead).await?;

    lead.browser.fills("textarea", "Wir sind montags bis freitags da.\nNeu: auch abends.").await?;
    lead.browser.clicks("main form[method=post] button.main").await?;
    lead.is_answered("gilt jetzt").await?;
    // At once, on the page where somebody seeks.
    let seeks = "fetch('../stelle', { method: 'POST', body: new URLSearchParams({ topic: 'schulden', postcode: '01067' }) }) \
        .then((it) => it.text())";
    let page = lead.browser.evaluates(seeks).await?;
    ensure!(page.as_str().is_some_and(|page| page.contains("Neu: auch abends.")), "{page}");

    referat.browser.fills("textarea", "Der Text des Referats.").await?;
    referat.browser.clicks("main form[method=post] button.main").await?;
    referat.browser.sees("#wrong:has-text('inzwischen')").await?;
    let text = referat.browser.evaluates("document.querySelector('textarea').value").await?;
    ensure!(text == "Der Text des Referats.", "what was typed is lost: {text}");
    ensure!(referat.reads().await?.contains("auch abends"), "what it is now is not shown");
    is_in_order(&referat).await?;
    referat.browser.clicks("main form[method=post] button.main").await?;
    referat.is_answered("gilt jetzt").await?;

    lead.browser.fills("textarea", "1\n2\n3\n4\n5\n6").await?;
    lead.browser.clicks("main form[method=post] button.main").await?;
    lead.browser.sees("#wrong").await?;
    lead.goes("/protokoll").await?;
    let entries = lead.browser.reads("[data-entry] h2").await?;
    ensure!(entries.iter().filter(|entry| entry.contains("Karte geändert")).count() == 2, "{entries:?}");
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_told_of_broken_promises_is_confirmed_as_staff_are() -> Result<()> {
    let settings = "[administration]\ncontacts = [\"@edda:lotse.example\"]\n";
    let stage = Stage::open_with(LOTSE, Setting::default().settings(settings)).await?;
    let edda = stage.person("edda").await?;
    let chat = edda.opens_chat_with(Stage::RECEPTION).await?;
    edda.hears(&chat, "Schulden").await?;
    ensure!(stage.lotse.says(&["staff", "list"]).await?.contains("Nobody waits"), "nothing has changed yet");
    let mallory = with_another_identity(&edda).await?;
    mallory.says(&chat, "hilfe").await?;
    wait::until("the forged identity to be seen", wait::patience(), async || {
        Ok(stage.lotse.says(&["staff", "list"]).await?.contains("@edda:lotse.example").then_some(()))
    })
    .await?;
    // A seeker's new keys count at once.
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let other = with_another_identity(&anna.person).await?;
    other.says(&anna.chat, "Schulden").await?;
    other.hears_next(&anna.chat, "Postleitzahl").await?;
    ensure!(!stage.lotse.says(&["staff", "list"]).await?.contains("@anna"), "a seeker waits to be confirmed");
    Ok(())
}
