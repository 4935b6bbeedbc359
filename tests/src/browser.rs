//! A person's browser: Debian's Chromium, driven by Playwright (`tests/js/browser/browser.mjs`), or Debian's Firefox, driven by
//! Puppeteer (`tests/js/firefox/firefox.mjs`), with a profile on disk that can be searched afterwards.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::{
    canary::{self, Canary, Hit},
    node::{Packages, Program},
    process::which,
    wait,
};

/// Playwright and axe, at `target/browser`. To renew: raise the versions in `tests/js/browser/package.json` and have them
/// written down without addresses, by `npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved`.
pub(crate) const PACKAGES: Packages = Packages {
    name: "browser",
    what: "Playwright",
    wanted: include_str!("../js/browser/package.json"),
    locked: include_str!("../js/browser/package-lock.json"),
};

/// Puppeteer, at `target/firefox`. Playwright drives Firefoxes of its own making, or newer ones than Debian's.
const FIREFOX: Packages = Packages {
    name: "firefox",
    what: "Puppeteer",
    wanted: include_str!("../js/firefox/package.json"),
    locked: include_str!("../js/firefox/package-lock.json"),
};

/// Whose browser it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Maker {
    /// Chromium: every deed of the driver.
    #[default]
    Chromium,
    /// Firefox: as much as a journey needs.
    Firefox,
}

impl Maker {
    fn packages(self) -> Packages {
        match self {
            Self::Chromium => PACKAGES,
            Self::Firefox => FIREFOX,
        }
    }

    fn driver(self) -> PathBuf {
        let driver = match self {
            Self::Chromium => "js/browser/browser.mjs",
            Self::Firefox => "js/firefox/firefox.mjs",
        };
        Path::new(env!("CARGO_MANIFEST_DIR")).join(driver)
    }

    fn program(self) -> Result<PathBuf> {
        match self {
            Self::Chromium => {
                which("chromium").context("no chromium on the path (Debian: apt install chromium)")
            }
            Self::Firefox => {
                which("firefox-esr").context("no firefox-esr on the path (Debian: apt install firefox-esr)")
            }
        }
    }
}

/// How the window is.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// What the browser asks for, such as `de-DE`.
    pub locale: &'static str,
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// Whether the person likes it dark.
    pub dark: bool,
    /// Whether scripts may run.
    pub scripts: bool,
    /// Whose browser it is.
    pub maker: Maker,
}

impl Default for Window {
    fn default() -> Self {
        Self { locale: "de-DE", width: 412, height: 800, dark: false, scripts: true, maker: Maker::Chromium }
    }
}

/// What a tab has cost so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// On the wire.
    pub bytes: u64,
    /// Answers that came.
    pub requests: u64,
}

/// One browser; its process and its profile are gone when this is dropped.
#[derive(Debug)]
pub struct Browser {
    program: Program,
}

impl Browser {
    /// Starts it, with one tab.
    pub async fn open(window: Window) -> Result<Self> {
        let (packages, program, driver) =
            (window.maker.packages().ready().await?, window.maker.program()?, window.maker.driver());
        let arguments = [driver.as_os_str(), packages.as_os_str(), program.as_os_str()];
        let browser = Self { program: Program::start("browser", &packages, &arguments)? };
        browser.start(window).await?;
        Ok(browser)
    }

    /// Starts it again after [`Self::close`], with the same profile and one tab.
    pub async fn start(&self, window: Window) -> Result<()> {
        let Window { locale, width, height, dark, scripts, .. } = window;
        let profile = self.profile();
        self.does(json!({
            "do": "open", "profile": profile, "locale": locale, "width": width, "height": height, "dark": dark,
            "scripts": scripts,
        }))
        .await?;
        self.does(json!({ "do": "tab" })).await.map(drop)
    }

    /// Ends it in order, so that its profile is complete.
    pub async fn close(&self) -> Result<()> {
        self.does(json!({ "do": "close" })).await.map(drop)
    }

    /// Where its profile is.
    pub fn profile(&self) -> PathBuf {
        self.program.home().join("profile")
    }

    /// Where in the profile one of these words is found, plain or disguised. To be asked of a closed browser.
    pub async fn left_in_profile(&self, words: &[&str]) -> Result<Vec<Hit>> {
        let canaries: Vec<Canary> = words.iter().map(|word| Canary::new(word)).collect();
        canary::search(&canaries, &[self.profile()]).await
    }

    /// Any deed of the driver.
    pub async fn does(&self, mut deed: Value) -> Result<Value> {
        let within = u64::try_from(wait::patience().as_millis())?;
        if deed["within"].is_null() {
            deed["within"] = within.into();
        }
        self.program.does(deed).await
    }

    /// Opens an address.
    pub async fn goes(&self, url: &str) -> Result<()> {
        self.does(json!({ "do": "go", "to": url })).await.map(drop)
    }

    /// Clicks on what a selector finds first.
    pub async fn clicks(&self, at: &str) -> Result<()> {
        self.does(json!({ "do": "click", "at": at })).await.map(drop)
    }

    /// Fills a field.
    pub async fn fills(&self, at: &str, text: &str) -> Result<()> {
        self.does(json!({ "do": "fill", "at": at, "text": text })).await.map(drop)
    }

    /// Waits until something can be seen.
    pub async fn sees(&self, at: &str) -> Result<()> {
        self.does(json!({ "do": "wait", "at": at })).await.map(drop)
    }

    /// The texts of all that a selector finds.
    pub async fn reads(&self, at: &str) -> Result<Vec<String>> {
        let texts = self.does(json!({ "do": "texts", "at": at })).await?;
        Ok(serde_json::from_value(texts)?)
    }

    /// What an expression gives, in the page.
    pub async fn evaluates(&self, script: &str) -> Result<Value> {
        self.does(json!({ "do": "evaluate", "script": script })).await
    }

    /// Waits until an expression is true.
    pub async fn waits_until(&self, script: &str) -> Result<()> {
        self.does(json!({ "do": "until", "script": script })).await.map(drop)
    }

    /// What axe finds wrong with the page, each rule with its places.
    pub async fn axe(&self) -> Result<Vec<Value>> {
        Ok(serde_json::from_value(self.does(json!({ "do": "axe" })).await?)?)
    }

    /// What axe finds too small to be hit, wherever somebody has scrolled to; looked at every so many pixels.
    pub async fn too_small(&self, every: u32) -> Result<Vec<Value>> {
        Ok(serde_json::from_value(self.does(json!({ "do": "small", "every": every })).await?)?)
    }

    /// What the open tab has cost so far.
    pub async fn cost(&self) -> Result<Cost> {
        let cost = self.does(json!({ "do": "cost" })).await?;
        let figure = |name: &str| cost[name].as_u64().with_context(|| format!("no {name} in {cost}"));
        Ok(Cost { bytes: figure("bytes")?, requests: figure("requests")? })
    }

    /// The addresses asked for since the last time that are not below `home`.
    pub async fn foreign_requests(&self, home: &str) -> Result<Vec<String>> {
        let loaded = self.does(json!({ "do": "loaded" })).await?;
        let urls = loaded.as_array().into_iter().flatten().filter_map(|request| request["url"].as_str());
        let ours = |url: &&str| ["data:", "blob:", "about:"].iter().any(|own| url.starts_with(own));
        Ok(urls.filter(|url| !url.starts_with(home) && !ours(url)).map(str::to_owned).collect())
    }

    /// Errors of the pages since the last time: what was thrown, what the policy refused, what was not found.
    pub async fn troubles(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.does(json!({ "do": "troubles" })).await?)?)
    }

    /// A picture of what can be seen, of few colours.
    pub async fn takes_picture(&self, to: &Path) -> Result<()> {
        self.does(json!({ "do": "picture", "to": to })).await.map(drop)
    }
}
