//! The whole way through the portal, in every language that it speaks.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, ensure};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use lotse_tests::{
    Stage,
    browser::Window,
    stage::{Counsellor, Setting},
    visitor::Visitor,
    wait,
};
use serde_json::json;
use tokio::sync::Mutex;

use crate::{asking::LOTSE, portal_chat::no_line_stays_locked};

/// A language: its tag, what the browser asks for, and its catalogues. The two without a browser of their own are switched to.
struct Tongue {
    tag: &'static str,
    browser: &'static str,
    html: &'static str,
    right_to_left: bool,
    pages: &'static str,
    room: &'static str,
}

macro_rules! tongue {
    ($tag:literal, $browser:literal, $html:literal, $right_to_left:literal) => {
        Tongue {
            tag: $tag,
            browser: $browser,
            html: $html,
            right_to_left: $right_to_left,
            pages: include_str!(concat!("../../web/locales/", $tag, "/pages.ftl")),
            room: include_str!(concat!("../../web/locales/", $tag, "/room.ftl")),
        }
    };
}

const TONGUES: [Tongue; 8] = [
    tongue!("de", "de-DE", "de", false),
    tongue!("de-informal", "de-DE", "de", false),
    tongue!("de-simple", "de-DE", "de-simple", false),
    tongue!("en", "en-GB", "en", false),
    tongue!("uk", "uk-UA", "uk", false),
    tongue!("ru", "ru-RU", "ru", false),
    tongue!("tr", "tr-TR", "tr", false),
    tongue!("ar", "ar-SA", "ar", true),
];

/// How many are on their way at the same time.
const AT_ONCE: usize = 2;

/// The first words of a sentence, up to what is put in.
fn words(catalogue: &'static str, key: &str) -> Result<&'static str> {
    let at = format!("\n{key} =");
    let (_, rest) = catalogue.split_once(&at).with_context(|| format!("no {key}"))?;
    let line = rest
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .with_context(|| format!("{key} is empty"))?;
    Ok(line.split('{').next().unwrap_or(line).trim())
}

#[tokio::test(flavor = "multi_thread")]
async fn in_every_language_somebody_gets_from_the_first_page_to_an_answer_and_to_the_end() -> Result<()> {
    let settings = "[people]\npublic_url = \"https://lotse.example\"\n";
    let stage = Stage::open_with(LOTSE, Setting::default().settings(settings)).await?;
    // One invitation after the other: whoever is taken has the next one.
    let ben = Mutex::new(stage.counsellor("ben").await?);
    let journeys = TONGUES.iter().map(|tongue| {
        let (stage, ben) = (&stage, &ben);
        async move { journey(stage, ben, tongue).await.with_context(|| format!("in {}", tongue.tag)) }
    });
    stream::iter(journeys).buffer_unordered(AT_ONCE).try_collect::<()>().await
}

async fn journey(stage: &Stage, ben: &Mutex<Counsellor>, tongue: &Tongue) -> Result<()> {
    let window = Window { locale: tongue.browser, width: 320, ..Window::default() };
    let anna = Visitor::sits_down(&stage.lotse.people_url(), window).await?;
    let browser = &anna.browser;
    anna.opens_the_portal().await?;
    if tongue.browser.starts_with("de") && tongue.tag != "de" {
        browser.clicks("details.tongues summary").await?;
        browser.clicks(&format!("details.tongues button[value={}]", tongue.tag)).await?;
    }
    browser.sees(&format!("h1:has-text({})", json!(words(tongue.pages, "start-title")?))).await?;
    speaks(&anna, tongue).await?;

    anna.says_what_and_where("Schulden", "01067").await?;
    browser.sees(&format!("h1:has-text({})", json!(words(tongue.pages, "centre-title")?))).await?;
    speaks(&anna, tongue).await?;
    anna.goes_on_to_write().await?;
    speaks(&anna, tongue).await?;
    anna.makes_an_account().await?;

    let worry = format!("{} {}", tongue.tag, wait::unique_word());
    anna.writes(&worry).await?;
    anna.is_in().await?;
    anna.has_sent_everything().await?;
    anna.reads(words(tongue.room, "case-name")?).await?;
    anna.reads(words(tongue.room, "case-received")?).await?;
    let ben = ben.lock().await;
    let room = ben.takes(&worry).await?;
    anna.reads(words(tongue.room, "case-accepted")?).await?;
    let answer = format!("Guten Tag. {}", wait::unique_word());
    ben.person.says(&room, &answer).await?;
    drop(ben);
    anna.reads(&answer).await?;
    no_line_stays_locked(&anna).await?;
    speaks(&anna, tongue).await?;

    // And to the end.
    browser.clicks("#chat .chat-more summary").await?;
    browser.clicks("#chat .chat-more li:first-child > button").await?;
    browser.clicks("#chat dialog[open] button[type=submit]").await?;
    anna.reads(words(tongue.room, "case-closed-by-seeker")?).await?;
    anna.signs_out().await?;
    anna.is_undisturbed().await
}

/// The page says in which language it is, shows no sentence unfinished, and is as wide as the phone.
async fn speaks(anna: &Visitor, tongue: &Tongue) -> Result<()> {
    let told = anna
        .browser
        .evaluates(
            "JSON.stringify([document.documentElement.lang, document.documentElement.dir, \
             document.body.innerText, document.documentElement.scrollWidth])",
        )
        .await?;
    let (lang, dir, text, width): (String, String, String, u32) =
        serde_json::from_str(told.as_str().context("nothing is told")?)?;
    ensure!(lang == tongue.html, "the page is in {lang}");
    ensure!((dir == "rtl") == tongue.right_to_left, "its lines begin at {dir:?}");
    ensure!(width <= 320, "it is {width} px wide");
    let mut wrong = String::new();
    for line in text
        .lines()
        .filter(|line| ["{ $", "{$", "undefined", "[object"].iter().any(|sign| line.contains(sign)))
    {
        writeln!(wrong, "{line}")?;
    }
    ensure!(wrong.is_empty(), "unfinished: {wrong}");
    let violations = anna.browser.axe().await?;
    ensure!(violations.is_empty(), "{violations:#?}");
    Ok(())
}
