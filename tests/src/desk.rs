//! Somebody of the staff at the desk, in a browser.

use anyhow::{Context as _, Result, ensure};
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::json;

use crate::{
    Person, Stage,
    browser::{Browser, Window},
};

/// A browser that shows the desk.
#[derive(Debug)]
pub struct Desk {
    /// What they sit at.
    pub browser: Browser,
    address: String,
}

impl Desk {
    /// Opens the desk; nobody is signed in.
    pub async fn open(stage: &Stage, window: Window) -> Result<Self> {
        // Chromium keeps `Secure` cookies on localhost.
        let address = format!("{}/desk", stage.lotse.people_url().replace("127.0.0.1", "localhost"));
        let desk = Self { browser: Browser::open(window).await?, address };
        desk.browser.does(json!({ "do": "authenticator" })).await?;
        desk.comes_again().await?;
        desk.is_signed_out().await?;
        Ok(desk)
    }

    /// Opens the page anew.
    pub async fn comes_again(&self) -> Result<()> {
        self.browser.goes(&self.address).await
    }

    /// Asks for a code; the words that are to be written.
    pub async fn asks_for_code(&self) -> Result<String> {
        self.browser.clicks("form[action$='anmelden'] button.main").await?;
        self.browser.sees(".shown-code").await?;
        let words = self.browser.reads(".shown-code").await?;
        let words = words.into_iter().next().context("no code")?;
        ensure!(words.starts_with("anmelden ") || words.starts_with("sign in "), "{words}");
        Ok(words)
    }

    /// Signs in by a word in the chat, and makes a passkey right after it, if their role needs one: from then on they have its powers.
    pub async fn signs_in(&self, person: &Person, room: &OwnedRoomId) -> Result<()> {
        self.signs_in_by_chat(person, room).await?;
        if self.needs_passkey().await? { self.makes_passkey().await } else { Ok(()) }
    }

    /// Whether the page leads to a passkey.
    pub async fn needs_passkey(&self) -> Result<bool> {
        Ok(self.browser.evaluates("!!document.querySelector('[data-passkey-needed]')").await? == true)
    }

    /// Makes a passkey on its page, and is at the desk then.
    pub async fn makes_passkey(&self) -> Result<()> {
        self.goes("/passkey").await?;
        self.browser.clicks("[data-passkey=create] button").await?;
        self.browser
            .waits_until("location.pathname.endsWith('/desk') && !!document.querySelector('header button')")
            .await
    }

    /// Touches the passkey on the page of whoever is not signed in.
    pub async fn touches_passkey(&self) -> Result<()> {
        self.browser.clicks("[data-passkey=get] button").await
    }

    /// Signs in: `person` writes the code in `room`, and the page goes on by itself.
    pub async fn signs_in_by_chat(&self, person: &Person, room: &OwnedRoomId) -> Result<()> {
        let words = self.asks_for_code().await?;
        person.says(room, &words).await?;
        person.hears_next(room, "am Schreibtisch angemeldet").await?;
        self.is_signed_in().await
    }

    /// The desk is there.
    pub async fn is_signed_in(&self) -> Result<()> {
        self.browser.sees("header button").await
    }

    /// Nobody is signed in.
    pub async fn is_signed_out(&self) -> Result<()> {
        self.browser.sees("form[action$='anmelden']").await
    }

    /// The status of an address below the desk, as this browser gets it.
    pub async fn status(&self, method: &str, page: &str, form: &str) -> Result<u64> {
        let body =
            if method == "GET" { String::new() } else { format!(", body: new URLSearchParams('{form}')") };
        let script = format!(
            "fetch('{}{page}', {{ method: '{method}'{body} }}).then((it) => it.status)",
            self.address
        );
        self.browser.evaluates(&script).await?.as_u64().context("no status")
    }

    /// All addresses that stand on the pages which links lead to from here, and on those that these forms show: of links, forms, pictures
    /// and scripts, and where one is led on to. Nothing is done on the way.
    pub async fn walks(&self, forms: &[(&str, &str)]) -> Result<Vec<String>> {
        let script = format!(
            "(async () => {{
                const [here, forms, found, seen] = ['{}', {}, new Set(), new Set()];
                const read = async (answer) => {{
                    found.add(answer.url);
                    if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) return [];
                    // Pages take no markup from scripts, so that it is read as it is written.
                    const page = await answer.text();
                    const plain = (text) => text.replaceAll('&amp;', '&');
                    const named = (of) => [...page.matchAll(new RegExp(` (${{of}})=\"([^\"]*)\"`, 'g'))].map((it) => plain(it[2]));
                    named('href|action|src|formaction|data-page|data-stand').forEach((it) => found.add(it));
                    // What a form sends by its address stands in the address.
                    for (const [form] of page.matchAll(/<form[^>]* method=\"get\"[^]*?<.form>/g)) {{
                        for (const [field] of form.matchAll(/<[^>]* (name|value)=[^>]*>/g)) found.add(plain(field));
                    }}
                    return [...page.matchAll(/<a [^>]*href=\"([^\"]*)\"/g)].map((it) => new URL(plain(it[1]), answer.url).href);
                }};
                const todo = [here];
                for (const [page, form] of forms) {{
                    todo.push(...await read(await fetch(here + page, {{ method: 'POST', body: new URLSearchParams(form) }})));
                }}
                while (todo.length > 0 && seen.size < 150) {{
                    const next = todo.pop().replace(/#.*/, '');
                    if (seen.has(next) || !next.startsWith(here) || next.endsWith('.xlsx')) continue;
                    seen.add(next);
                    todo.push(...await read(await fetch(next)));
                }}
                return [...found];
            }})()",
            self.address,
            json!(forms),
        );
        let found = self.browser.evaluates(&script).await?;
        let found = found.as_array().context("no addresses")?;
        Ok(found.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect())
    }

    /// Opens a page below the desk.
    pub async fn goes(&self, page: &str) -> Result<()> {
        self.browser.goes(&format!("{}{page}", self.address)).await
    }

    /// Refuses a page that does not fit into its window, or in which axe finds something.
    pub async fn is_in_order(&self, at: &str) -> Result<()> {
        let violations = self.browser.axe().await?;
        ensure!(violations.is_empty(), "{at}: {violations:#?}");
        let wide = "document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')] \
            .filter((it) => it.getBoundingClientRect().right > innerWidth + 1).map((it) => it.outerHTML.slice(0, 120))";
        let wide = self.browser.evaluates(wide).await?;
        ensure!(wide.as_array().is_some_and(Vec::is_empty), "{at}: wider than the window: {wide:#}");
        let troubles = self.browser.troubles().await?;
        ensure!(troubles.is_empty(), "{at}: {troubles:?}");
        Ok(())
    }

    /// All that can be read on the page.
    pub async fn reads(&self) -> Result<String> {
        Ok(self.browser.reads("main").await?.join("\n"))
    }

    /// What was answered to the last form.
    pub async fn is_answered(&self, words: &str) -> Result<()> {
        self.browser.sees(".answer").await?;
        let answer = self.browser.reads(".answer").await?.join("\n");
        ensure!(answer.contains(words), "no {words:?} in {answer:?}");
        Ok(())
    }

    /// Fills the form of an invitation to Dresden in and sends it; `theirs`: they have an account already.
    pub async fn invites(&self, user: &str, mail: &str, theirs: bool) -> Result<()> {
        self.goes("/personen?stelle=dresden").await?;
        let name = user.trim_start_matches('@').split(':').next().unwrap_or_default();
        self.browser.fills("#name", name).await?;
        self.browser.fills("#mail", mail).await?;
        self.browser.fills("#user", user).await?;
        self.browser.clicks(if theirs { "input[value=theirs]" } else { "input[value=ours]" }).await?;
        self.browser.clicks("button[value=invite]").await
    }

    /// Notes that somebody of Dresden was trained, and activates them.
    pub async fn trains(&self, user: &str) -> Result<()> {
        self.goes("/schulung?stelle=dresden").await?;
        let at = format!("[data-training='{user}']");
        self.browser.fills(&format!("{at} input[name=first]"), "2026-01-10").await?;
        self.browser.fills(&format!("{at} input[name=second]"), "2026-02-14").await?;
        self.browser.clicks(&format!("{at} button[value=dates]")).await?;
        self.is_answered("Eingetragen").await?;
        self.browser.clicks(&format!("{at} button[value=activate]")).await?;
        self.is_answered("freigeschaltet").await
    }
}

/// What somebody new chooses.
pub const NEW_PASSWORD: &str = "sieben blaue Kraniche warten";

/// Sets a password where the link of an invitation leads.
pub async fn sets_password(browser: &Browser, link: &str, password: &str, again: &str) -> Result<()> {
    browser.goes(link).await?;
    let form = browser.evaluates("!!document.querySelector('#password')").await?;
    ensure!(form == true, "no form where the link leads: {:?}", browser.reads("main").await?);
    browser.fills("#password", password).await?;
    browser.fills("#again", again).await?;
    browser.clicks("main button.main").await
}
