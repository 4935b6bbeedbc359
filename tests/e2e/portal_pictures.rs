//! Pictures of the chat for `docs/portal`, taken while it is played: `cargo test --test e2e -- --ignored the_chat_in_pictures`. What
//! they show is said in `tests/js/browser/pictures.mjs`, which makes the page with all pictures.

use std::path::{Path, PathBuf};

use anyhow::Result;
use lotse_tests::{
    Stage,
    browser::Window,
    stage::{Setting, reference},
    visitor::Visitor,
};
use serde_json::json;

use crate::{asking::LOTSE, portal_voice::hum};

/// What the browser asks for, and the tag in the names of the files.
const LANGUAGES: [(&str, &str); 2] = [("de-DE", "de"), ("ar", "ar")];

/// The request that makes a case: while it is held, the room is waited for.
const CASE: &str = "**/api/case";

/// Looks at Anna's window.
struct Camera<'a> {
    anna: &'a Visitor,
    language: &'static str,
    to: PathBuf,
}

impl Camera<'_> {
    /// Light and dark, on the narrowest phone and a computer.
    async fn takes(&self, name: &str) -> Result<()> {
        let browser = &self.anna.browser;
        for (theme, dark) in [("light", false), ("dark", true)] {
            for (width, height) in [(320, 640), (1280, 800)] {
                browser
                    .does(json!({ "do": "window", "width": width, "height": height, "dark": dark }))
                    .await?;
                browser.evaluates(STILL).await?;
                let file = self.to.join(format!("chat-{name}-{}-{theme}-{width}.png", self.language));
                browser.takes_picture(&file).await?;
            }
        }
        Ok(())
    }

    /// Brings something to where it is seen whole, in each window.
    async fn takes_at(&self, name: &str, at: &str) -> Result<()> {
        let look = format!(
            "globalThis.look = () => document.querySelector({}).scrollIntoView({{ block: 'end' }}); addEventListener('resize', look); 0",
            json!(at)
        );
        self.anna.browser.evaluates(&look).await?;
        self.takes(name).await?;
        self.anna.browser.evaluates("removeEventListener('resize', look); 0").await.map(drop)
    }
}

/// A few frames, in which what follows from another size and theme is done and painted.
const STILL: &str = "(async () => {
    for (let frame = 0; frame < 12; frame++) await new Promise((go) => requestAnimationFrame(go));
    return 0;
})()";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "makes the pictures in docs/portal"]
async fn the_chat_in_pictures() -> Result<()> {
    for (locale, language) in LANGUAGES {
        takes_pictures(locale, language).await?;
    }
    Ok(())
}

async fn takes_pictures(locale: &'static str, language: &'static str) -> Result<()> {
    let settings = "[people]\npublic_url = \"https://lotse.example\"\n";
    let stage = Stage::open_with(LOTSE, Setting::default().settings(settings)).await?;
    let (ben, _cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let window = Window { locale, ..Window::default() };
    let mut anna = Visitor::sits_down(&stage.lotse.people_url(), window).await?;
    "Amsel Regenbogen 27".clone_into(&mut anna.name);
    let worry = "Ich habe Post vom Inkasso und traue mich nicht, sie zu öffnen.";
    let to = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/portal");
    let camera = Camera { anna: &anna, language, to };
    let browser = &anna.browser;
    browser.does(json!({ "do": "allow", "what": ["microphone"] })).await?;

    anna.walks_in("Schulden", "01067").await?;
    anna.fills_in().await?;
    browser.sees("#chat .chat-strength[data-score='4']").await?;
    browser.evaluates("scrollTo(0, 0); 0").await?;
    camera.takes("account").await?;

    browser.does(json!({ "do": "hold", "at": CASE })).await?;
    anna.makes_an_account().await?;
    anna.writes(worry).await?;
    browser.sees("#chat [data-step=room]").await?;
    camera.takes("waiting").await?;
    browser.does(json!({ "do": "release", "at": CASE })).await?;
    anna.is_in().await?;
    anna.has_sent_everything().await?;
    camera.takes("first").await?;

    let card = ben.sees_card(worry).await?;
    ben.accepts_card(&card).await?;
    let room = ben.comes_into_case().await?;
    ben.person.hears(&room, worry).await?;
    ben.person.says(&room, "Guten Tag, gut, dass Sie schreiben. Wie viele Briefe sind es denn?").await?;
    ben.person.sends_file(&room, "Haushaltsplan.pdf", "application/pdf", vec![b' '; 48_000]).await?;
    anna.reads("Haushaltsplan").await?;
    anna.writes("Drei. Der letzte ist von gestern.").await?;
    anna.has_sent_everything().await?;
    camera.takes("talk").await?;

    speaks(&anna).await?;
    camera.takes("recording").await?;
    browser.clicks("#chat .chat-speaking .chat-row .chat-button").await?;
    browser.sees("#chat .chat-speaking .chat-player").await?;
    camera.takes("recorded").await?;
    browser.clicks("#chat .chat-speaking .chat-row .chat-button").await?;
    anna.has_sent_everything().await?;
    ben.person.sends_file(&room, "Antwort.wav", "audio/wav", hum()).await?;
    browser.sees("#chat .chat-theirs .chat-player").await?;
    camera.takes("voice").await?;

    let made_up = json!({
        "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AwgAEnAkBmciEAyhh1j6DCk29UXJ7kv", "device_id": "ALTESGERAET",
        "sender_key": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "session_id": "gibt-es-nicht",
    });
    let path = format!("/_matrix/client/v3/rooms/{room}/send/m.room.encrypted/verschlossen");
    ben.person.calls("PUT", &path, Some(&made_up)).await?;
    browser.sees("#chat [data-kind=locked]").await?;
    camera.takes("locked").await?;

    let order = format!("übergeben {} @cem", reference(&card)?);
    ben.person.says(&ben.team, &order).await?;
    browser.sees("#chat .chat-asked").await?;
    camera.takes("question").await?;

    browser.does(json!({ "do": "offline", "on": true })).await?;
    anna.writes("Hört mich jemand?").await?;
    browser.sees("#chat .chat-standing .chat-warn").await?;
    camera.takes("offline").await?;
    browser.does(json!({ "do": "offline", "on": false })).await?;
    anna.has_sent_everything().await?;

    browser.clicks("#chat .chat-foot summary").await?;
    camera.takes_at("more", "#chat .chat-foot").await?;
    for (name, place) in [("close", 1), ("erase", 2), ("delete-account", 4)] {
        browser.clicks(&format!("#chat .chat-foot li:nth-child({place}) button")).await?;
        browser.sees("#chat dialog[open]").await?;
        camera.takes(name).await?;
        browser.does(json!({ "do": "press", "key": "Escape" })).await?;
    }
    anna.signs_out().await?;
    browser.evaluates("scrollTo(0, 0); 0").await?;
    camera.takes("over").await
}

async fn speaks(anna: &Visitor) -> Result<()> {
    anna.browser.clicks("#chat .chat-composer .chat-narrow").await?;
    anna.browser.sees("#chat .chat-speaking [role=timer]").await?;
    anna.browser
        .waits_until("/[0٠][3-9٣-٩]/.test(' ' + document.querySelector('#chat [role=timer]').innerText)")
        .await
}
