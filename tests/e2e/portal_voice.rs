//! Speaking instead of writing: what is said into the browser is heard by the counsellor, and the other way.

use anyhow::{Result, ensure};
use lotse_tests::visitor::Visitor;
use serde_json::json;

use crate::portal_chat::Case;

const MICROPHONE: &str = "#chat .chat-composer .chat-narrow";
const SPEAKING: &str = "#chat .chat-speaking";

#[tokio::test(flavor = "multi_thread")]
async fn a_voice_goes_both_ways_and_is_heard_before_it_is_sent() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, ben, room, .. } = &case;
    // Whoever does not allow it is told, calmly, and writes.
    anna.browser.clicks(MICROPHONE).await?;
    anna.browser.sees("#chat .chat-composer .chat-error:has-text('Schreiben können Sie jederzeit')").await?;
    anna.browser.does(json!({ "do": "allow", "what": ["microphone"] })).await?;

    // Thrown away: nothing goes.
    anna.begins_to_speak().await?;
    anna.browser.clicks(&format!("{SPEAKING} .chat-quiet")).await?;
    anna.browser.sees(MICROPHONE).await?;
    anna.browser.waits_until("document.activeElement.matches('#chat .chat-narrow')").await?;

    // After five minutes it ends by itself, and is there to be sent.
    anna.begins_to_speak().await?;
    let later = "performance.now = ((now) => () => now() + 300_000)(performance.now.bind(performance))";
    anna.browser.evaluates(&format!("{later}; 0")).await?;
    anna.browser.sees(&format!("{SPEAKING} :text('Länger geht eine Aufnahme nicht')")).await?;
    anna.browser.clicks(&format!("{SPEAKING} .chat-quiet")).await?;

    anna.begins_to_speak().await?;
    ensure!(anna.browser.axe().await?.is_empty(), "{:#?}", anna.browser.axe().await?);
    anna.browser.clicks(&format!("{SPEAKING} .chat-button")).await?;
    // It is heard before it goes.
    let player = format!("{SPEAKING} .chat-player");
    anna.browser.clicks(&format!("{player} button")).await?;
    anna.browser.waits_until(&is_heard(&player)).await?;
    ensure!(anna.browser.axe().await?.is_empty(), "{:#?}", anna.browser.axe().await?);
    anna.browser.clicks(&format!("{SPEAKING} .chat-row .chat-button")).await?;
    anna.has_sent_everything().await?;

    let heard = ben.person.hears(room, "Sprachnachricht").await?;
    let content = &heard.content;
    ensure!(content["msgtype"] == "m.audio" && content["org.matrix.msc3245.voice"].is_object(), "{content}");
    let duration = content["info"]["duration"].as_u64().unwrap_or_default();
    ensure!((900..60_000).contains(&duration), "{duration} ms: {content}");
    let parts = content["org.matrix.msc1767.audio"]["waveform"].as_array().map_or(0, Vec::len);
    ensure!(parts == 100, "{parts} parts: {content}");
    let opened = ben.person.opens_file(content).await?;
    let container = [&b"OggS"[..], b"\x1aE\xdf\xa3", b"\0\0\0"].iter().any(|start| opened.starts_with(start));
    ensure!(container && opened.len() > 1_000, "{} bytes: {:?}", opened.len(), &opened[..4]);
    // And by her again, decrypted from where it lies.
    let own = "#chat .chat-own[data-kind=sound] .chat-player";
    anna.browser.clicks(&format!("{own} button")).await?;
    anna.browser.waits_until(&is_heard(own)).await?;

    ben.person.sends_file(room, "Antwort.wav", "audio/wav", hum()).await?;
    let theirs = "#chat .chat-theirs[data-kind=sound] .chat-player";
    anna.browser.clicks(&format!("{theirs} button")).await?;
    anna.browser.waits_until(&is_heard(theirs)).await?;
    ensure!(anna.browser.axe().await?.is_empty(), "{:#?}", anna.browser.axe().await?);
    anna.is_undisturbed().await
}

/// Whether a player gets on.
fn is_heard(player: &str) -> String {
    format!("document.querySelector({}).currentTime > 0", json!(format!("{player} audio")))
}

/// Two seconds of a low tone: 8,000 samples a second, one byte each.
pub(crate) fn hum() -> Vec<u8> {
    const RATE: u32 = 8_000;
    let samples = (0..2 * RATE).map(|at| if at / 40 % 2 == 0 { 108 } else { 148 });
    let mut wave = b"RIFF".to_vec();
    wave.extend((36 + 2 * RATE).to_le_bytes());
    wave.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    wave.extend(RATE.to_le_bytes());
    wave.extend(RATE.to_le_bytes());
    wave.extend(b"\x01\0\x08\0data");
    wave.extend((2 * RATE).to_le_bytes());
    wave.extend(samples);
    wave
}

trait Speaks {
    /// Presses the microphone, and speaks for a good second.
    async fn begins_to_speak(&self) -> Result<()>;
}

impl Speaks for Visitor {
    async fn begins_to_speak(&self) -> Result<()> {
        self.browser.clicks(MICROPHONE).await?;
        self.browser.sees(&format!("{SPEAKING} [role=timer]")).await?;
        self.browser
            .waits_until("/\\D0:0[2-9]/.test(' ' + document.querySelector('#chat [role=timer]').innerText)")
            .await
    }
}
