//! An e-mail when an answer waits for somebody of the portal: one, neutral, and only for who wants it.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    canary::{Canary, search, search_bytes},
    smtp::MailServer,
    stage::Setting,
    visitor::Visitor,
    wait,
};

use crate::{asking::LOTSE, portal_chat::anna_has_written};

const FIELD: &str = "#chat .chat-mail input";
const SAVE: &str = "#chat .chat-mail button[type=submit]";

async fn wants_mail_to(anna: &Visitor, address: &str) -> Result<()> {
    anna.browser.fills(FIELD, address).await?;
    anna.browser.clicks(SAVE).await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_neutral_mail_tells_that_an_answer_waits() -> Result<()> {
    let mut server = MailServer::plain()?;
    server.opens().await?;
    let settings = format!("{}\n[people]\npublic_url = \"https://lotse.example\"\n", server.settings());
    let stage = Stage::open_with(LOTSE, Setting::default().settings(&settings).with_clock()).await?;
    let ben = stage.counsellor("ben").await?;
    let (anna, worry) = anna_has_written(&stage).await?;
    let room = ben.takes(&worry).await?;

    anna.browser.clicks("#chat .chat-mail summary").await?;
    wants_mail_to(&anna, "zimtstern").await?;
    anna.browser.sees("#chat .chat-mail .chat-error").await?;
    wants_mail_to(&anna, "zimtstern@post.example").await?;
    anna.browser.sees("#chat .chat-mail [role=status]:has-text('z…@post.example')").await?;
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
    let letter = server.takes(1).await?;
    ensure!(letter.to == ["zimtstern@post.example"], "{:?}", letter.to);
    let ids = [ben.person.id(), room.as_str()];
    let words = ["Antwort", "Schuld", "Dresden", "Inkasso", "Beratung", &anna.name];
    let canaries: Vec<Canary> = words.into_iter().chain(ids).map(Canary::new).collect();
    let hits = search_bytes(&canaries, letter.raw.as_bytes(), "letter");
    ensure!(hits.is_empty(), "{hits:?}\n{}", letter.raw);

    // Until she comes there is no other; afterwards there may be one.
    says("Antwort vier.").await?;
    ensure!(waiting().await? == 0, "she is told once more");
    anna.comes_back().await?;
    anna.reads("Antwort vier.").await?;
    anna.signs_out().await?;
    says("Antwort fünf.").await?;
    stage.lets_time_pass(2)?;
    server.takes(2).await?;

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
    anna.browser.clicks("#chat .chat-mail button[type=button]").await?;
    anna.browser.waits_until("!document.querySelector('#chat .chat-mail button[type=button]')").await?;
    anna.signs_out().await?;
    server.opens().await?;
    stage.lets_time_pass(4)?;
    wait::until("the mail to be given up", wait::patience(), async || {
        Ok((letters(0).await? == 0).then_some(()))
    })
    .await?;
    says("Antwort sechs.").await?;
    ensure!(waiting().await? == 0, "an e-mail would go to nobody");
    ensure!(server.letters()?.len() == 2);
    let home = stage.lotse.home();
    let hits = search(&[Canary::new("zimtstern")], &[home]).await.context("what Lotse keeps")?;
    ensure!(hits.is_empty(), "{hits:?}");
    ensure!(!stage.lotse.log().contains("zimtstern"), "an address stands in the log");
    Ok(())
}
