//! The desk: staff sign in by a word in an encrypted chat, see what waits, and do there what they could say as well.

use anyhow::{Result, ensure};
use lotse_tests::{
    Stage,
    browser::Window,
    desk::Desk,
    stage::{Counsellor, Seeker},
};
use serde_json::json;

use crate::{asking::LOTSE, identities::with_another_identity};

fn phone() -> Window {
    Window { width: 320, height: 640, ..Window::default() }
}

/// Anna has asked; her first message.
const WORRY: &str = "Ich habe Post vom Inkasso.";

async fn anna(stage: &Stage) -> Result<Seeker> {
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.asks("Schulden", "01067", "Blaue Amsel", WORRY).await?;
    Ok(anna)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_signed_in_by_a_word_takes_an_enquiry_and_sees_who_waits() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let anna = anna(&stage).await?;
    ben.sees_card(WORRY).await?;

    let desk = Desk::open(&stage, phone()).await?;
    desk.is_in_order("desk").await?;
    let words = desk.asks_for_code().await?;
    desk.is_in_order("desk").await?;
    // A wrong code, and one that was used: the same sentence.
    ben.person.says(&ben.team, "anmelden 00-0000").await?;
    let wrong = ben.person.hears_next(&ben.team, "Dieser Code gilt nicht").await?;
    ben.person.says(&ben.team, &words).await?;
    ben.person.hears_next(&ben.team, "am Schreibtisch angemeldet").await?;
    desk.is_signed_in().await?;
    cem.person.says(&cem.team, &words).await?;
    let used = cem.person.hears_next(&cem.team, "Dieser Code gilt nicht").await?;
    assert_eq!(wrong.body, used.body);

    desk.is_in_order("desk").await?;
    let page = desk.reads().await?;
    ensure!(page.contains("Schulden") && page.contains("zugesagt bis"), "{page}");
    ensure!(!page.contains("Inkasso") && !page.contains("Amsel"), "more than they may see: {page}");
    desk.browser.clicks("[data-enquiry] button.main").await?;
    desk.is_answered("ben").await?;
    let room = ben.comes_into_case().await?;
    ben.person.hears(&room, WORRY).await?;
    // Those in Erstanfragen hear of it as if it had been a click.
    cem.person.hears(&cem.enquiries, "ben").await?;
    desk.comes_again().await?;
    let page = desk.reads().await?;
    ensure!(page.contains("Blaue Amsel") && page.contains("wartet auf Sie seit"), "{page}");
    let own = desk.browser.evaluates("document.querySelector('[data-own]').textContent").await?;
    ensure!(own.as_str().is_some_and(|own| own.contains("angenommen1")), "own figures: {own}");
    ensure!(page.contains("Zurzeit wartet niemand") && !page.contains("Inkasso"), "{page}");
    desk.is_in_order("desk").await?;

    ben.person.says(&room, "Guten Tag.").await?;
    anna.person.hears(&room, "Guten Tag.").await?;
    desk.browser.sees("[data-case]:has-text('wartet nicht')").await?;
    anna.person.says(&room, "Danke. Und jetzt?").await?;
    // The page follows by itself: it is told of changes.
    let first = "fetch(document.querySelector('[data-stream]').dataset.stream) \
        .then((it) => it.body.getReader().read()).then((it) => new TextDecoder().decode(it.value))";
    let first = desk.browser.evaluates(first).await?;
    ensure!(first.as_str().is_some_and(|first| first.contains("event: stand")), "{first}");
    desk.browser.sees("[data-case]:has-text('wartet auf Sie seit')").await?;

    // A colleague sees nothing of it.
    let other = Desk::open(&stage, Window::default()).await?;
    other.signs_in(&cem.person, &cem.team).await?;
    let page = other.reads().await?;
    ensure!(!page.contains("Amsel") && page.contains("keine Fälle"), "{page}");

    // By a word everywhere is signed out.
    ben.person.says(&ben.team, "abmelden alle").await?;
    ben.person.hears_next(&ben.team, "Abgemeldet: Ein Browser").await?;
    desk.is_signed_out().await?;
    other.comes_again().await?;
    other.is_signed_in().await?;
    other.browser.clicks("header button").await?;
    other.browser.sees("h1:has-text('abgemeldet')").await?;
    other.comes_again().await?;
    other.is_signed_out().await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn by_the_chat_with_the_reception_only_staff_sign_in() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let seeker = Seeker::knocks(stage.person("anna").await?).await?;
    // Without scripts as well.
    let desk = Desk::open(&stage, Window { scripts: false, ..Window::default() }).await?;
    let words = desk.asks_for_code().await?;
    seeker.person.says(&seeker.chat, &words).await?;
    seeker.person.hears_next(&seeker.chat, "Schulden").await?;
    desk.browser.clicks("form[method=get] button").await?;
    desk.browser.sees(".shown-code").await?;

    let chat = ben.person.opens_chat_with(Stage::RECEPTION).await?;
    ben.person.hears(&chat, "Schulden").await?;
    ben.person.says(&chat, &words).await?;
    ben.person.hears_next(&chat, "am Schreibtisch angemeldet").await?;
    desk.browser.clicks("form[method=get] button").await?;
    desk.is_signed_in().await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn being_away_and_handing_over_are_forms_with_the_same_answers_as_words() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let anna = anna(&stage).await?;
    let room = ben.takes(WORRY).await?;
    ben.person.says(&room, "Guten Tag.").await?;
    anna.person.hears(&room, "Guten Tag.").await?;
    let desk = Desk::open(&stage, Window::default()).await?;
    desk.signs_in(&ben.person, &ben.team).await?;

    desk.browser.clicks("[data-case] button[name=reference]").await?;
    desk.is_in_order("desk").await?;
    choose(&desk, "[data-case] select[name=to]", "@cem:lotse.example").await?;
    desk.browser.clicks("button[value=hand-over]").await?;
    desk.browser.sees(".answer").await?;
    desk.browser.sees("[data-case]:has-text('wird gefragt')").await?;
    anna.person.hears(&room, "cem").await?;
    desk.browser.clicks("[data-case] button[name=reference]").await?;
    desk.browser.clicks("button[value=take-back]").await?;
    desk.is_answered("zurück").await?;

    desk.browser.clicks("summary:has-text('Abwesend sein')").await?;
    desk.is_in_order("desk").await?;
    let far = desk.browser.evaluates("new Date(Date.now() + 9 * 864e5).toISOString().slice(0, 10)").await?;
    desk.browser.fills("input[name=until][required]", far.as_str().unwrap_or_default()).await?;
    choose(&desk, "select[name=deputy]", "@cem:lotse.example").await?;
    desk.browser.clicks("button[value=away]").await?;
    desk.browser.sees("[data-away]:has-text('Vertretung')").await?;
    cem.person.hears(&cem.team, "abwesend").await?;
    let invitation = cem.person.is_invited_where("the case room", |to| to.room == room).await?;
    cem.person.accepts(&invitation).await?;
    desk.browser.clicks("[data-away] button").await?;
    desk.browser.waits_until("!document.querySelector('[data-away]')").await?;
    cem.person.is_out_of(&room).await?;

    // A name that nobody goes by is told apart from nothing, and in the words of the chat.
    desk.browser.clicks("summary:has-text('Vertreten')").await?;
    desk.browser.fills("input[name=name]", "Roter Fuchs").await?;
    desk.browser.fills("input[name=reason]", "krank").await?;
    desk.browser.clicks("button[value=cover]").await?;
    desk.browser.sees(".answer").await?;
    desk.is_in_order("desk").await?;
    stage.settles().await
}

async fn choose(desk: &Desk, at: &str, value: &str) -> Result<()> {
    let (at, value) = (json!(at), json!(value));
    desk.browser.evaluates(&format!("void (document.querySelector({at}).value = {value})")).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn another_identity_signs_in_nowhere_and_ends_what_was_open() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let chat = ben.person.opens_chat_with(Stage::RECEPTION).await?;
    ben.person.hears(&chat, "Schulden").await?;
    let desk = Desk::open(&stage, Window::default()).await?;
    desk.signs_in(&ben.person, &ben.team).await?;

    let mallory = with_another_identity(&ben.person).await?;
    cem.person.hears(&cem.team, "Neue Schlüssel bei ben").await?;
    desk.comes_again().await?;
    desk.is_signed_out().await?;
    let words = desk.asks_for_code().await?;
    mallory.says(&chat, &words).await?;
    stage.settles().await?;
    ensure!(desk.browser.reads(".shown-code").await?.len() == 1, "the forged identity is in");
    Ok(())
}

/// Who is not active any more is out at once.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_the_directory_is_out_at_once() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben: Counsellor = stage.counsellor("ben").await?;
    let desk = Desk::open(&stage, Window::default()).await?;
    desk.signs_in(&ben.person, &ben.team).await?;
    let mut cast = lotse_tests::workbook::Cast::default();
    cast.dismiss("ben");
    stage.import(&cast).await?;
    desk.comes_again().await?;
    desk.is_signed_out().await?;
    stage.settles().await
}
