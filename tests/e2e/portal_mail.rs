//! An e-mail when an answer waits for somebody of the portal: one, neutral, and only for who wants it.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    canary::{Canary, search, search_bytes},
    portal::Browser,
    smtp::{Letter, MailServer},
    stage::Setting,
    visitor::Visitor,
    wait,
};
use serde_json::json;

use crate::{asking::LOTSE, portal_chat::anna_has_written};

const FIELD: &str = "#chat .chat-mail input";
const SAVE: &str = "#chat .chat-mail button[type=submit]";

async fn sends(anna: &Visitor, text: &str) -> Result<()> {
    anna.browser.fills(FIELD, text).await?;
    anna.browser.clicks(SAVE).await
}

/// The six digits that stand alone on a line of a letter.
fn code_in(letter: &Letter) -> Result<String> {
    let text = letter.text();
    let code = text
        .lines()
        .map(str::trim)
        .find(|line| line.len() == 6 && line.bytes().all(|sign| sign.is_ascii_digit()));
    Ok(code.with_context(|| format!("no code in {text}"))?.to_owned())
}

/// Another code than this one.
fn other_than(code: &str) -> Result<String> {
    Ok(format!("{:06}", (code.parse::<u32>()? + 1) % 1_000_000))
}

/// Bea types a stranger's address: the mailbox gets one neutral letter with a code, and whoever has not got that gets no further.
async fn nobody_else_is_written_to(stage: &Stage, server: &MailServer) -> Result<()> {
    let mut bea = Browser::at(&stage.lotse)?;
    bea.signs_up("Blaue Amsel", "ein langer Satz").await?;
    let wish = json!({ "address": "fremd@post.example", "locale": "de" });
    let asked = bea.calls("POST", "/api/mail", Some(&wish)).await?.good()?;
    ensure!(asked == json!({ "possible": true, "to": null, "asked": "f…@post.example" }), "{asked}");
    let letter = server.takes(1).await?;
    ensure!(letter.to == ["fremd@post.example"], "{:?}", letter.to);
    let code = code_in(&letter)?;
    let types = async |bea: &mut Browser, code: &str| {
        bea.calls("POST", "/api/mail/confirm", Some(&json!({ "code": code }))).await
    };
    for _ in 0..5 {
        ensure!(types(&mut bea, &other_than(&code)?).await?.refusal() == (400, "code"));
    }
    // Not even with the right one any more, nor where nothing was asked: the answer is the same.
    ensure!(types(&mut bea, &code).await?.refusal() == (400, "code"), "it is guessed at without an end");
    let session = bea.calls("POST", "/api/session/device", Some(&json!({}))).await?.good()?;
    ensure!(session["mail"] == json!({ "possible": true, "to": null, "asked": null }), "{session}");
    // A new one holds for half an hour.
    bea.calls("POST", "/api/mail", Some(&wish)).await?.good()?;
    let code = code_in(&server.takes(2).await?)?;
    stage.lets_minutes_pass(20)?;
    ensure!(types(&mut bea, &other_than(&code)?).await?.refusal() == (400, "code"));
    stage.lets_minutes_pass(31)?;
    ensure!(types(&mut bea, &code).await?.refusal() == (400, "code"), "it holds for ever");
    // Four letters an hour at most, whatever is asked.
    for _ in 0..2 {
        bea.calls("POST", "/api/mail", Some(&wish)).await?.good()?;
    }
    ensure!(bea.calls("POST", "/api/mail", Some(&wish)).await?.refusal() == (429, "too_many"));
    // Another account fills the same mailbox no further, and is told nothing of it.
    let mut eve = Browser::at(&stage.lotse)?;
    eve.signs_up("Fremde", "ein anderer Satz").await?;
    let told = eve.calls("POST", "/api/mail", Some(&wish)).await?.good()?;
    ensure!(told["asked"] == "f…@post.example", "{told}");
    server.takes(4).await?;
    stage.settles().await?;
    ensure!(server.letters()?.len() == 4, "the mailbox of a stranger is filled");
    ensure!(stage.counts("select count(*) from account where mail_wanted = 1").await? == 0);
    Ok(())
}

/// A letter says nothing of anybody, nor what it is about.
fn is_neutral(letter: &Letter, of: &[&str]) -> Result<()> {
    let words = ["Antwort", "Schuld", "Dresden", "Inkasso", "Beratung"];
    let canaries: Vec<Canary> = words.into_iter().chain(of.iter().copied()).map(Canary::new).collect();
    let all = format!("{}\n{}", letter.raw, letter.text());
    let hits = search_bytes(&canaries, all.as_bytes(), "letter");
    ensure!(hits.is_empty(), "{hits:?}\n{all}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn one_neutral_mail_tells_that_an_answer_waits() -> Result<()> {
    let mut server = MailServer::plain()?;
    server.opens().await?;
    let settings = format!("{}\n[people]\npublic_url = \"https://lotse.example\"\n", server.settings());
    let stage = Stage::open_with(LOTSE, Setting::default().settings(&settings).with_clock()).await?;
    let ben = stage.counsellor("ben").await?;
    nobody_else_is_written_to(&stage, &server).await?;
    let (anna, worry) = anna_has_written(&stage).await?;
    let room = ben.takes(&worry).await?;

    anna.browser.clicks("#chat .chat-mail summary").await?;
    sends(&anna, "zimtstern").await?;
    anna.browser.sees("#chat .chat-mail .chat-error").await?;
    sends(&anna, "zimtstern@post.example").await?;
    anna.browser.sees("#chat .chat-mail [data-asked]:has-text('z…@post.example')").await?;
    let asking = server.takes(5).await?;
    is_neutral(&asking, &[&anna.name, ben.person.id(), room.as_str()])?;
    let code = code_in(&asking)?;
    // Whoever has not shown that it is theirs gets nothing else.
    ben.person.says(&room, "Antwort null.").await?;
    stage.settles().await?;
    ensure!(
        stage.counts("select count(*) from account where answer_ms is not null").await? == 0,
        "it is waited for"
    );
    sends(&anna, &other_than(&code)?).await?;
    anna.browser.sees("#chat .chat-mail .chat-error").await?;
    for (width, dark) in [(320, true), (1280, false)] {
        anna.browser.does(json!({ "do": "window", "width": width, "height": 800, "dark": dark })).await?;
        let over = "document.documentElement.scrollWidth > innerWidth";
        ensure!(anna.browser.evaluates(over).await? == false, "it scrolls sideways at {width}");
        ensure!(anna.browser.axe().await?.is_empty(), "axe at {width}");
    }
    sends(&anna, &format!("{} {}", &code[..3], &code[3..])).await?;
    anna.browser.sees("#chat .chat-mail [role=status]:has-text('E-Mails gehen an z…@post.example')").await?;
    ensure!(anna.browser.axe().await?.is_empty(), "axe");

    // Seen, since she was there: no mail. Then two answers while she is away: one.
    let waiting = async || stage.counts("select count(*) from account where answer_ms is not null").await;
    let says = async |text: &str| -> Result<()> {
        ben.person.says(&room, text).await?;
        stage.settles().await
    };
    says("Antwort eins.").await?;
    anna.reads("Antwort eins.").await?;
    ensure!(waiting().await? == 1);
    anna.signs_out().await?;
    ensure!(waiting().await? == 0, "what she has seen waits");
    says("Antwort zwei.").await?;
    says("Antwort drei.").await?;
    stage.lets_time_pass(1)?;
    let letter = server.takes(6).await?;
    ensure!(letter.to == ["zimtstern@post.example"], "{:?}", letter.to);
    is_neutral(&letter, &[&anna.name, ben.person.id(), room.as_str()])?;

    // Until she comes there is no other; afterwards there may be one.
    says("Antwort vier.").await?;
    ensure!(waiting().await? == 0, "she is told once more");
    anna.comes_back().await?;
    anna.reads("Antwort vier.").await?;
    anna.signs_out().await?;
    says("Antwort fünf.").await?;
    stage.lets_time_pass(2)?;
    server.takes(7).await?;

    // Whoever deletes the address gets none, also none that waits for the mail server, and nothing of it is left.
    anna.comes_back().await?;
    anna.reads("Antwort fünf.").await?;
    anna.signs_out().await?;
    stage.settles().await?;
    server.closes();
    ben.person.says(&room, "Noch eine Antwort.").await?;
    wait::until("an answer that waits", wait::patience(), async || Ok((waiting().await? == 1).then_some(())))
        .await?;
    stage.lets_time_pass(3)?;
    let letters = async |attempts: u8| {
        let sql = format!("select count(*) from outbox where kind = 'mail' and attempts >= {attempts}");
        stage.counts(&sql).await
    };
    wait::until("a mail that does not go", wait::patience(), async || {
        Ok((letters(1).await? == 1).then_some(()))
    })
    .await?;
    anna.comes_back().await?;
    anna.reads("Noch eine Antwort.").await?;
    anna.browser.clicks("#chat .chat-mail summary").await?;
    anna.browser.clicks("#chat .chat-mail .chat-mail-stop").await?;
    anna.browser.waits_until("!document.querySelector('#chat .chat-mail .chat-mail-stop')").await?;
    anna.signs_out().await?;
    server.opens().await?;
    stage.lets_time_pass(4)?;
    wait::until("the mail to be given up", wait::patience(), async || {
        Ok((letters(0).await? == 0).then_some(()))
    })
    .await?;
    says("Antwort sechs.").await?;
    ensure!(waiting().await? == 0, "an e-mail would go to nobody");
    ensure!(server.letters()?.len() == 7);
    let home = stage.lotse.home();
    let hits = search(&[Canary::new("zimtstern")], &[home]).await.context("what Lotse keeps")?;
    ensure!(hits.is_empty(), "{hits:?}");
    ensure!(!stage.lotse.log().contains("zimtstern"), "an address stands in the log");
    Ok(())
}
