//! The pages before the chat, in a browser: each of them, in every language and theme; and the quick way out of them and of the chat.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use lotse_tests::{
    browser::Browser,
    looks::{Look, at_every_page},
};
use serde_json::json;

use crate::{asking::LOTSE, portal_chat::Case};

/// Where the quick exit leads to, and what stands there.
const WEATHER: &str = "https://www.dwd.de/";

/// Serves the pages; built with the tests.
fn pages() -> PathBuf {
    Path::new(LOTSE).with_file_name("examples").join("pages")
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_any_page_in_any_language_and_theme() -> Result<()> {
    at_every_page(Look::Axe, &pages()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quick_exit_leads_away_from_the_pages_with_and_without_scripts() -> Result<()> {
    at_every_page(Look::Exit, &pages()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quick_exit_leads_away_from_the_chat_and_ends_the_session() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, worry, .. } = &case;
    anna.browser.does(json!({ "do": "elsewhere", "at": format!("{WEATHER}**"), "title": "weather" })).await?;
    for (way, stays) in [(Way::Button, false), (Way::SkipLink, true), (Way::Shift, false)] {
        // Also where somebody has chosen to stay signed in in this tab.
        anna.browser.goes(&anna.url("/sicher")).await?;
        anna.browser.goes(&anna.url("/anmelden")).await?;
        if stays {
            anna.stays().await?;
        }
        anna.signs_in().await?;
        anna.reads(worry).await?;
        way.leaves(&anna.browser).await?;
        anna.browser.waits_until(&format!("location.href === {}", json!(WEATHER))).await?;

        anna.browser.does(json!({ "do": "back" })).await?;
        let url = anna.browser.does(json!({ "do": "url" })).await?;
        ensure!(url == anna.url("/sicher").as_str(), "{way:?}: back leads to {url}");
        anna.browser.does(json!({ "do": "forward" })).await?;
        anna.browser.waits_until(&format!("location.href === {}", json!(WEATHER))).await?;

        anna.browser.goes(&anna.url("/anmelden")).await?;
        anna.browser.sees("#chat .chat-account").await?;
        let kept = anna.browser.evaluates("sessionStorage.length + localStorage.length").await?;
        ensure!(kept == 0, "{way:?}: something is kept in the browser");
        let dead = "fetch('api/session/device', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })\
                    .then((answer) => answer.status)";
        ensure!(anna.browser.evaluates(dead).await? == 401, "{way:?}: the session goes on");
    }
    Ok(())
}

#[derive(Clone, Copy, Debug)]
enum Way {
    Button,
    SkipLink,
    Shift,
}

impl Way {
    async fn leaves(self, browser: &Browser) -> Result<()> {
        let press = async |key: &str| browser.does(json!({ "do": "press", "key": key })).await;
        match self {
            Self::Button => browser.clicks("#exit").await?,
            Self::SkipLink => {
                browser.evaluates("document.querySelector('.skips a[data-exit]').focus()").await?;
                press("Enter").await?;
            }
            Self::Shift => {
                for _ in 0..3 {
                    press("Shift").await?;
                }
            }
        }
        Ok(())
    }
}
