//! The chat of the portal, in a real browser: written there, read by a counsellor, answered, and read again.

use std::io::Write as _;

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use lotse_tests::{
    Stage,
    browser::Window,
    stage::{Counsellor, Setting},
    visitor::Visitor,
    wait,
};
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::json;

use crate::asking::LOTSE;

pub(crate) async fn stage() -> Result<Stage> {
    let settings = "[people]\npublic_url = \"https://lotse.example\"\n";
    Stage::open_with(LOTSE, Setting::default().settings(settings)).await
}

/// Anna has written through the portal: gives her, and what troubles her.
pub(crate) async fn anna_has_written(stage: &Stage) -> Result<(Visitor, String)> {
    let anna = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    let worry = format!("Ich habe Post vom Inkasso. {}", wait::unique_word());
    anna.walks_in("Schulden", "01067").await?;
    anna.makes_an_account().await?;
    // The room is not there yet; nothing of it is lost.
    anna.writes(&worry).await?;
    anna.is_in().await?;
    anna.has_sent_everything().await?;
    Ok((anna, worry))
}

/// Anna has written through the portal, and Ben has taken her case.
pub(crate) struct Case {
    pub(crate) stage: Stage,
    pub(crate) anna: Visitor,
    pub(crate) ben: Counsellor,
    pub(crate) room: OwnedRoomId,
    pub(crate) worry: String,
}

impl Case {
    pub(crate) async fn taken() -> Result<Self> {
        let stage = stage().await?;
        let ben = stage.counsellor("ben").await?;
        let (anna, worry) = anna_has_written(&stage).await?;
        let room = ben.takes(&worry).await?;
        Ok(Self { stage, anna, ben, room, worry })
    }

    pub(crate) async fn ben_says(&self, text: &str) -> Result<()> {
        self.ben.person.says(&self.room, text).await.map(drop)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_in_the_browser_is_read_and_answered_live() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, ben, room, .. } = &case;
    case.ben_says("Guten Tag, ich bin Ben.").await?;
    anna.reads("Guten Tag, ich bin Ben.").await?;
    anna.browser.sees("#chat .chat-present :text('ben')").await?;
    anna.writes("Danke. Es sind drei Briefe.").await?;
    ben.person.hears(room, "drei Briefe").await?;

    no_line_stays_locked(anna).await?;
    // Each message of the others is read out once.
    let spoken = anna.browser.reads("#chat [role=log] p").await?;
    let once = spoken.iter().filter(|line| line.contains("ich bin Ben")).count();
    ensure!(once == 1, "read out {once} times: {spoken:?}");
    let violations = anna.browser.axe().await?;
    ensure!(violations.is_empty(), "{violations:#?}");
    anna.is_undisturbed().await
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_of_the_days_between_are_readable_with_the_password_alone() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, ben, room, worry, .. } = &case;
    anna.is_killed(Window::default()).await?;
    let mut answers = Vec::new();
    for number in 1..=4 {
        let answer = format!("Antwort {number}, {}", wait::unique_word());
        case.ben_says(&answer).await?;
        // Each with a key of its own.
        ben.person.changes_the_key(room).await?;
        answers.push(answer);
    }
    anna.comes_back().await?;
    for answer in &answers {
        anna.reads(answer).await?;
    }
    anna.reads(worry).await?;
    no_line_stays_locked(anna).await?;
    // And the talk goes on.
    anna.writes("Ich bin wieder da.").await?;
    ben.person.hears(room, "wieder da").await?;
    Ok(())
}

pub(crate) async fn no_line_stays_locked(anna: &Visitor) -> Result<()> {
    let open = "!document.querySelector('#chat .chat-line[data-kind=locked]')";
    let waited = anna.browser.waits_until(open).await;
    waited.with_context(|| "a line stays locked")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_asks_for_the_password_unless_the_tab_may_stay() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, worry, .. } = &case;
    anna.browser.does(json!({ "do": "reload" })).await?;
    anna.browser.sees("#chat .chat-account").await?;
    let kept = "sessionStorage.length + localStorage.length";
    ensure!(anna.browser.evaluates(kept).await? == 0, "something is kept in the browser");
    anna.stays().await?;
    anna.signs_in().await?;
    anna.reads(worry).await?;

    anna.browser.does(json!({ "do": "reload" })).await?;
    anna.is_in().await?;
    anna.reads(worry).await?;
    anna.signs_out().await?;
    ensure!(anna.browser.evaluates(kept).await? == 0, "something is left after signing out");
    let databases = anna.browser.evaluates("indexedDB.databases().then((all) => all.length)").await?;
    ensure!(databases == 0, "there are databases in the browser");
    anna.browser.does(json!({ "do": "reload" })).await?;
    anna.browser.sees("#chat .chat-account").await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_in_the_profile() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, room, worry, .. } = &case;
    case.ben_says("Ein Wort, das niemand findet: Zwetschgenkern.").await?;
    anna.reads("Zwetschgenkern").await?;
    anna.signs_out().await?;
    anna.browser.close().await?;
    let words = [anna.name.as_str(), &anna.password, worry, room.as_str(), "Zwetschgenkern"];
    let left = anna.browser.left_in_profile(&words).await?;
    ensure!(left.is_empty(), "left in the profile: {left:#?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_says_so_and_nothing_else() -> Result<()> {
    let case = Case::taken().await?;
    let mut other = Visitor::sits_down(&case.stage.lotse.people_url(), Window::default()).await?;
    other.name.clone_from(&case.anna.name);
    other.browser.goes(&other.url("/anmelden")).await?;
    other.fills_in().await?;
    other.browser.clicks("#chat .chat-account button[type=submit]").await?;
    other.browser.sees("#chat .chat-account .chat-error").await?;
    let said = other.browser.reads("#chat .chat-error").await?;
    other.name = "Gibt es nicht 99".to_owned();
    other.fills_in().await?;
    other.browser.clicks("#chat .chat-account button[type=submit]").await?;
    other.browser.sees("#chat .chat-account .chat-error").await?;
    ensure!(other.browser.reads("#chat .chat-error").await? == said, "an unknown name is told apart");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_browsers_at_once_both_read_and_write() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, ben, room, .. } = &case;
    let mut second = Visitor::sits_down(&case.stage.lotse.people_url(), Window::default()).await?;
    (second.name, second.password) = (anna.name.clone(), anna.password.clone());
    second.comes_back().await?;
    second.reads(&case.worry).await?;
    case.ben_says("An beide.").await?;
    anna.reads("An beide.").await?;
    second.reads("An beide.").await?;
    second.writes("Vom zweiten Gerät.").await?;
    anna.reads("Vom zweiten Gerät.").await?;
    anna.writes("Vom ersten Gerät.").await?;
    second.reads("Vom ersten Gerät.").await?;
    ben.person.hears(room, "Vom ersten Gerät.").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_network_nothing_is_lost_and_nothing_comes_twice() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, ben, room, .. } = &case;
    anna.browser.does(json!({ "do": "offline", "on": true })).await?;
    for number in 1..=3 {
        anna.writes(&format!("Im Tunnel {number}")).await?;
    }
    anna.browser.sees("#chat [data-progress=waiting], #chat [data-progress=sending]").await?;
    anna.browser.does(json!({ "do": "offline", "on": false })).await?;
    anna.has_sent_everything().await?;
    for number in 1..=3 {
        ben.person.hears(room, &format!("Im Tunnel {number}")).await?;
    }
    let said = ben.person.knows(room).into_iter().filter(|heard| heard.body.contains("Im Tunnel"));
    let said: Vec<String> = said.map(|heard| heard.body).collect();
    ensure!(said == ["Im Tunnel 1", "Im Tunnel 2", "Im Tunnel 3"], "{said:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_in_while_there_is_no_network_reads_what_was_written_then() -> Result<()> {
    let stage = stage().await?;
    let ben = stage.counsellor("ben").await?;
    let (anna, worry) = anna_has_written(&stage).await?;
    anna.browser.does(json!({ "do": "offline", "on": true })).await?;
    anna.writes("Im Tunnel 1").await?;
    let room = ben.takes(&worry).await?;
    anna.writes("Im Tunnel 2").await?;
    anna.browser.does(json!({ "do": "offline", "on": false })).await?;
    anna.has_sent_everything().await?;
    for number in 1..=2 {
        ben.person.hears(&room, &format!("Im Tunnel {number}")).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_somebody_adds_to_the_counsellor_reads_nothing() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, ben, room, .. } = &case;
    let added = ben.person.on_another_device().await?;
    // What she reads now comes after the news of that device.
    case.ben_says("Ich lese mit.").await?;
    anna.reads("Ich lese mit.").await?;
    anna.writes("Nur für Ben.").await?;
    let heard = ben.person.hears(room, "Nur für Ben.").await?;
    added.hears_where(room, "her message", |other| other.event == heard.event).await?;
    case.stage.settles().await?;
    added.catches_up().await?;
    ensure!(
        !added.reads_all(room).iter().any(|text| text.contains("Nur für Ben.")),
        "it reads what she wrote"
    );
    Ok(())
}

/// A JPEG of one dot, with a place in its EXIF.
fn picture() -> Result<Vec<u8>> {
    let plain = STANDARD.decode(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////\
         ////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////\
         ////////////////////wAARCAABAAEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAA\
         AAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AIgAf//Z",
    )?;
    let note = b"Exif\0\0MM\0*\0\0\0\x08\0\0 GPS 51.0504 13.7373 Anna Muster";
    let mut whole = plain[..2].to_vec();
    whole.extend([0xff, 0xe1]);
    whole.extend(u16::try_from(note.len() + 2)?.to_be_bytes());
    whole.extend(note);
    whole.extend(&plain[2..]);
    Ok(whole)
}

#[tokio::test(flavor = "multi_thread")]
async fn files_go_both_ways_and_the_camera_tells_nothing() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, ben, room, .. } = &case;
    let folder = tempfile::tempdir()?;
    let file = |name: &str, bytes: &[u8]| -> Result<std::path::PathBuf> {
        let path = folder.path().join(name);
        std::fs::File::create(&path)?.write_all(bytes)?;
        Ok(path)
    };
    let (photo, letter) = (file("Brief.jpg", &picture()?)?, file("Bescheid.pdf", b"%PDF-1.4 Mahnung 4711")?);
    anna.attaches(&[&photo, &letter]).await?;
    anna.has_sent_everything().await?;
    let heard = ben.person.hears(room, "Brief.jpg").await?;
    let opened = ben.person.opens_file(&heard.content).await?;
    ensure!(opened.starts_with(&[0xff, 0xd8, 0xff]), "no JPEG");
    ensure!(!contains(&opened, b"GPS") && !contains(&opened, b"Anna Muster"), "the camera has told");
    let heard = ben.person.hears(room, "Bescheid.pdf").await?;
    ensure!(ben.person.opens_file(&heard.content).await? == b"%PDF-1.4 Mahnung 4711");
    // What others may not be sent is said, and goes nowhere.
    anna.attaches(&[&file("Programm.exe", b"MZ")?]).await?;
    anna.browser.sees("#chat .chat-composer .chat-error").await?;

    ben.person.sends_file(room, "Vordruck.pdf", "application/pdf", b"%PDF-1.4 Vordruck".to_vec()).await?;
    let at = "#chat .chat-theirs .chat-file:has-text('Vordruck.pdf')";
    anna.browser.sees(at).await?;
    let saved = anna.browser.does(json!({ "do": "download", "at": at })).await?;
    let bytes = STANDARD.decode(saved["bytes"].as_str().context("nothing saved")?)?;
    ensure!(saved["name"] == "Vordruck.pdf" && bytes == b"%PDF-1.4 Vordruck", "{saved}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_keyboard_alone() -> Result<()> {
    let stage = stage().await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    anna.walks_in("Schulden", "01067").await?;
    anna.fills_in().await?;
    anna.browser.does(json!({ "do": "press", "key": "Enter" })).await?;
    anna.browser.sees("#chat .chat-composer").await?;
    tabs_to(&anna, "document.activeElement.matches('#chat textarea')").await?;
    // No word for Lotse: `Hilfe` alone would be none for the counsellors.
    for key in ["M", "i", "e", "t", "e", "Control+Enter"] {
        anna.browser.does(json!({ "do": "press", "key": key })).await?;
    }
    ben.sees_card("Miete").await?;
    anna.is_in().await?;
    tabs_to(&anna, "document.activeElement.matches('#chat .chat-foot summary')").await?;
    anna.browser.does(json!({ "do": "press", "key": "Enter" })).await?;
    tabs_to(&anna, "document.activeElement.matches('#chat .chat-foot li button')").await?;
    anna.browser.does(json!({ "do": "press", "key": "Enter" })).await?;
    anna.browser.sees("#chat dialog[open]").await?;
    anna.browser.does(json!({ "do": "press", "key": "Escape" })).await?;
    anna.browser.waits_until("!document.querySelector('#chat dialog[open]')").await?;
    // Whoever closes it is where they were.
    anna.browser.waits_until("document.activeElement.matches('#chat .chat-foot li button')").await
}

/// Presses the tab key until the condition holds, at most a page's worth of times.
async fn tabs_to(anna: &Visitor, condition: &str) -> Result<()> {
    for _ in 0..40 {
        if anna.browser.evaluates(condition).await? == true {
            return Ok(());
        }
        anna.browser.does(json!({ "do": "press", "key": "Tab" })).await?;
    }
    anyhow::bail!("the tab key does not lead to where {condition}")
}

#[tokio::test(flavor = "multi_thread")]
async fn no_window_is_too_narrow_and_no_theme_too_pale() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, .. } = &case;
    case.ben_says("Ein-sehr-langes-Wort-das-niemand-trennt-".repeat(4).as_str()).await?;
    anna.reads("niemand-trennt").await?;
    for (width, dark) in [(320, false), (320, true), (1280, false), (1280, true)] {
        anna.browser.does(json!({ "do": "window", "width": width, "height": 800, "dark": dark })).await?;
        let over = "document.documentElement.scrollWidth > innerWidth";
        ensure!(anna.browser.evaluates(over).await? == false, "it scrolls sideways at {width}");
        let violations = anna.browser.axe().await?;
        ensure!(violations.is_empty(), "{width} {dark}: {violations:#?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_too_small_to_be_hit_wherever_somebody_has_scrolled() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, ben, room, .. } = &case;
    for number in 1..=2 {
        // Links and files, for they are what can be hit.
        case.ben_says(&format!("Antwort {number}, und mehr auf https://example.org/{number}")).await?;
        ben.person
            .sends_file(room, &format!("Blatt-{number}.pdf"), "application/pdf", b"%PDF".to_vec())
            .await?;
    }
    anna.reads("Blatt-2.pdf").await?;
    for (width, height) in [(320, 800), (1280, 720)] {
        anna.browser.does(json!({ "do": "window", "width": width, "height": height })).await?;
        let small = anna.browser.too_small(19).await?;
        ensure!(small.is_empty(), "{width}: {small:#?}");
    }
    anna.opens_the_portal().await?;
    let small = anna.browser.too_small(19).await?;
    ensure!(small.is_empty(), "on the first page: {small:#?}");
    Ok(())
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}
