//! Somebody who seeks help through the portal, in a browser.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use crate::{
    browser::{Browser, Window},
    wait,
};

/// A visitor of the portal.
#[derive(Debug)]
pub struct Visitor {
    /// What they sit at.
    pub browser: Browser,
    portal: String,
    /// The name that they have chosen.
    pub name: String,
    /// Their password.
    pub password: String,
}

/// A line of the conversation, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `text`, `image`, `file`, `locked` or `deleted`; nothing while it is on its way.
    pub kind: Option<String>,
    /// Whether the visitor has said it.
    pub own: bool,
    /// What can be read.
    pub text: String,
}

impl Visitor {
    /// Sits down before a browser; `portal` is the people's address, on `localhost`.
    pub async fn sits_down(portal: &str, window: Window) -> Result<Self> {
        // Chromium keeps `Secure` cookies on localhost.
        let portal = portal.replace("127.0.0.1", "localhost");
        let word = wait::unique_word();
        Ok(Self {
            browser: Browser::open(window).await?,
            portal,
            name: format!("Amsel {}", &word[..8]),
            password: format!("korb-moos-uhr-{word}"),
        })
    }

    /// Where something of the portal is.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.portal)
    }

    /// Says on the start page what it is about and where, takes the centre that is found, and stands before the chat's form.
    pub async fn walks_in(&self, words: &str, place: &str) -> Result<()> {
        self.opens_the_portal().await?;
        self.says_what_and_where(words, place).await?;
        self.goes_on_to_write().await
    }

    /// The start page.
    pub async fn opens_the_portal(&self) -> Result<()> {
        self.browser.goes(&self.url("/")).await
    }

    /// Fills the start page's form, and sees the centre.
    pub async fn says_what_and_where(&self, words: &str, place: &str) -> Result<()> {
        self.browser.fills("[name=words]", words).await?;
        self.browser.fills("[name=place]", place).await?;
        self.browser.clicks("form.sheet > button.main").await?;
        self.browser.sees(TO_WRITE).await
    }

    /// From the centre's page to the chat's form.
    pub async fn goes_on_to_write(&self) -> Result<()> {
        self.browser.clicks(TO_WRITE).await?;
        self.browser.sees("#chat .chat-account form").await
    }

    /// Chooses the name and the password, and goes on to write.
    pub async fn makes_an_account(&self) -> Result<()> {
        self.fills_in().await?;
        self.browser.clicks(SUBMIT).await?;
        self.browser.sees(COMPOSER).await
    }

    /// From the centre's page to the page of a live chat.
    pub async fn goes_on_to_the_live_chat(&self) -> Result<()> {
        self.browser.clicks("section.live form button").await?;
        self.browser.sees("#chat .chat-account textarea").await
    }

    /// Comes in as a guest of a live chat, with the first thing to say.
    pub async fn comes_in(&self, words: &str) -> Result<()> {
        self.browser.fills("#chat .chat-account textarea", words).await?;
        self.browser.clicks(SUBMIT).await?;
        self.browser.sees(COMPOSER).await?;
        self.is_in().await
    }

    /// Waits until the live chat stands so: `waiting`, `talking`, `over`.
    pub async fn live_is(&self, state: &str) -> Result<()> {
        self.browser.sees(&format!("#chat .chat-live[data-live={state}]")).await
    }

    /// Makes a lasting account of the live chat, with the name and the password.
    pub async fn keeps_the_live_chat(&self) -> Result<()> {
        if self.browser.evaluates("document.querySelector('#chat .chat-live details').open").await? == false {
            self.browser.clicks("#chat .chat-live summary").await?;
        }
        self.fills_in().await?;
        self.browser.clicks(SUBMIT).await?;
        self.browser.waits_until("!document.querySelector('#chat .chat-live')").await
    }

    /// Fills the form, without sending it.
    pub async fn fills_in(&self) -> Result<()> {
        self.browser.fills("#chat .chat-account input:not([type])", &self.name).await?;
        self.browser.fills("#chat .chat-account input[type=password]", &self.password).await
    }

    /// Has lost the password: reads what can be done, and makes another account for the way back.
    pub async fn makes_another_account(&self) -> Result<()> {
        self.browser.goes(&self.url("/anmelden")).await?;
        self.browser.clicks("#chat a[href$=passwort-vergessen]").await?;
        self.browser.clicks("main a.main[href$=zurueck]").await?;
        self.browser.sees("#chat .chat-account form").await?;
        self.fills_in().await?;
        self.browser.clicks(SUBMIT).await?;
        self.browser.sees("#chat form.chat-back").await
    }

    /// Asks for the way back into a case; the number on the page.
    pub async fn asks_back(&self, reference: &str, name: &str) -> Result<String> {
        self.browser.fills("#chat [name=reference]", reference).await?;
        self.browser.fills("#chat [name=former-name]", name).await?;
        self.browser.clicks("#chat .chat-back button[type=submit]").await?;
        self.browser.sees("#chat .chat-back [data-number]").await?;
        let number =
            self.browser.evaluates("document.querySelector('#chat [data-number]').dataset.number").await?;
        Ok(number.as_str().context("no number")?.to_owned())
    }

    /// The reference of the case that is shown.
    pub async fn reference(&self) -> Result<String> {
        let script =
            "/: ([0-9A-Z]{6})/u.exec(document.querySelector('#chat .chat-present details').textContent)[1]";
        Ok(self.browser.evaluates(script).await?.as_str().context("no reference")?.to_owned())
    }

    /// Comes back with name and password, and waits until the room is there.
    pub async fn comes_back(&self) -> Result<()> {
        self.browser.goes(&self.url("/anmelden")).await?;
        self.signs_in().await
    }

    /// Will stay signed in in this tab.
    pub async fn stays(&self) -> Result<()> {
        self.browser.clicks("#chat .chat-account details summary").await?;
        self.browser
            .does(json!({ "do": "check", "at": "#chat .chat-account input[type=checkbox]" }))
            .await
            .map(drop)
    }

    /// Signs in with the form that is open.
    pub async fn signs_in(&self) -> Result<()> {
        self.fills_in().await?;
        self.browser.clicks(SUBMIT).await?;
        self.is_in().await
    }

    /// Waits until the room is there.
    pub async fn is_in(&self) -> Result<()> {
        // Not seen: where there is nothing to say about it, it is hidden.
        let waited = self.browser.waits_until("!!document.querySelector('#chat [data-step=done]')").await;
        waited.with_context(|| format!("{} is not in the room", self.name))
    }

    /// Writes a message; it may wait for the room.
    pub async fn writes(&self, text: &str) -> Result<()> {
        self.browser.fills(COMPOSER, text).await?;
        self.browser.clicks("#chat .chat-composer button[type=submit]").await
    }

    /// Waits until nothing is on its way any more and the keys are kept.
    pub async fn has_sent_everything(&self) -> Result<()> {
        // On its way are lines without an event of the room.
        let script = "!document.querySelector('#chat [data-progress]:not([data-progress=sent])') \
                      && !!document.querySelector('#chat .chat-line.chat-own')";
        self.browser.waits_until(script).await
    }

    /// Waits until a line holds these words.
    pub async fn reads(&self, words: &str) -> Result<()> {
        let line = format!("#chat .chat-line:has-text({})", json!(words));
        let seen = self.browser.sees(&line).await;
        match seen {
            Ok(()) => Ok(()),
            Err(error) => {
                let page = self.browser.evaluates("document.querySelector('#chat').innerText").await?;
                Err(error.context(format!("{} reads {:#?} on {page}", self.name, self.lines().await?)))
            }
        }
    }

    /// All that is in the room, oldest first.
    pub async fn lines(&self) -> Result<Vec<Line>> {
        let script = "JSON.stringify([...document.querySelectorAll('#chat .chat-line')].map((line) => [
            line.dataset.kind ?? null, line.classList.contains('chat-own'),
            line.querySelector('.chat-text, .chat-file, .chat-locked')?.innerText ?? '']))";
        let told = self.browser.evaluates(script).await?;
        let lines: Vec<(Option<String>, bool, String)> =
            serde_json::from_str(told.as_str().context("no lines")?)?;
        Ok(lines.into_iter().map(|(kind, own, text)| Line { kind, own, text }).collect())
    }

    /// Attaches files.
    pub async fn attaches(&self, files: &[&Path]) -> Result<()> {
        let deed = json!({ "do": "choose", "at": "#chat .chat-composer input[type=file]", "files": files });
        self.browser.does(deed).await.map(drop)
    }

    /// Signs out, and sees that they are.
    pub async fn signs_out(&self) -> Result<()> {
        self.browser.sees("#chat [data-safe=true]").await?;
        self.browser.clicks("#chat .chat-foot > button").await?;
        self.browser.sees("#chat .chat-card:not(.chat-account)").await
    }

    /// The page is left as if its process had been killed, and the browser is opened anew with the same profile.
    pub async fn is_killed(&self, window: Window) -> Result<()> {
        self.browser.does(json!({ "do": "kill" })).await?;
        self.browser.close().await?;
        self.browser.start(window).await
    }

    /// Nothing has gone wrong in any page so far, and nothing was loaded from elsewhere.
    pub async fn is_undisturbed(&self) -> Result<()> {
        let foreign = self.browser.foreign_requests(&self.portal).await?;
        ensure!(foreign.is_empty(), "the pages asked elsewhere: {foreign:?}");
        let troubles = self.browser.troubles().await?;
        ensure!(troubles.is_empty(), "the pages have had trouble: {troubles:#?}");
        Ok(())
    }
}

const COMPOSER: &str = "#chat .chat-composer textarea";
const TO_WRITE: &str = "form[action$=schreiben] button.main";
const SUBMIT: &str = "#chat .chat-account button[type=submit]";
