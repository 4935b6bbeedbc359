//! Speaking with one another: the portal's page and a page whose calls are those of Element Web, in two real browsers with made-up
//! cameras and microphones, through a real coturn.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    browser::Window,
    caller::{Caller, traffic},
    coturn::Coturn,
    stage::Setting,
    visitor::Visitor,
    wait,
};
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::json;

use crate::asking::LOTSE;

const CALL: &str = "#chat .chat-callable button";
const GO: &str = "#chat .chat-check .chat-button:not([disabled])";

struct Talk {
    stage: Stage,
    relay: Coturn,
    anna: Visitor,
    ben: Caller,
    room: OwnedRoomId,
}

impl Talk {
    /// Ben has Anna's case, and has said so.
    async fn begins() -> Result<Self> {
        let relay = Coturn::opens().await?;
        let settings = format!("[people]\npublic_url = \"https://lotse.example\"\n{}", relay.settings());
        let stage = Stage::open_with(LOTSE, Setting::default().settings(&settings)).await?;
        let ben = Caller::at_work(&stage.synapse, "ben", &relay).await?;
        let anna = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
        anna.browser.does(json!({ "do": "allow", "what": ["microphone", "camera"] })).await?;
        anna.browser.does(json!({ "do": "listen" })).await?;
        let worry = format!("Ich habe Post vom Inkasso. {}", wait::unique_word());
        anna.walks_in("Schulden", "01067").await?;
        anna.makes_an_account().await?;
        anna.writes(&worry).await?;
        anna.is_in().await?;
        anna.has_sent_everything().await?;
        // While nobody has it, nobody can be called.
        ensure!(anna.browser.reads(CALL).await?.is_empty(), "somebody could be called");
        let room = ben.takes(&worry).await?;
        ben.says(&room, "Guten Tag, ich bin Ben.").await?;
        anna.reads("ich bin Ben").await?;
        Ok(Self { stage, relay, anna, ben, room })
    }

    /// Anna calls; milliseconds from her click until they speak. With a picture, or without.
    async fn anna_calls(&self, picture: bool) -> Result<()> {
        self.anna.browser.clicks(CALL).await?;
        if picture {
            self.anna.browser.clicks("#chat .chat-check .chat-tick input").await?;
            self.anna.browser.sees("#chat .chat-check video").await?;
        }
        self.anna.browser.clicks(GO).await
    }

    async fn anna_sees(&self, call: &str) -> Result<()> {
        let seen = self.anna.browser.sees(&format!("#chat [data-call={call}]")).await;
        match seen {
            Ok(()) => Ok(()),
            Err(error) => {
                let page = self
                    .anna
                    .browser
                    .evaluates("document.querySelector('#chat .chat-head').parentElement.innerText")
                    .await?;
                let ben = self.ben.does("ben.state() + ' ' + ben.reason()").await?;
                Err(error.context(format!("no {call} on {page}; Ben's is {ben}")))
            }
        }
    }

    /// It is over for Anna, for this reason; she reads it.
    async fn is_over(&self, why: &str) -> Result<()> {
        self.anna.browser.sees(&format!("#chat [data-call=over][data-why={why}]")).await?;
        self.anna.browser.clicks("#chat [data-call=over] button").await?;
        self.anna.browser.sees(CALL).await
    }

    /// Sound and pictures come through in both directions.
    async fn flows(&self) -> Result<()> {
        wait::until("sound and pictures both ways", wait::patience(), async || {
            let (anna, ben) = (traffic(&self.anna.browser).await?, self.ben.traffic().await?);
            let both = [&anna, &ben]
                .iter()
                .all(|it| it.got.audio > 0 && it.got.video > 0 && it.sent.audio > 0 && it.frames > 0);
            Ok(both.then_some(()))
        })
        .await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_browsers_speak_through_the_relay_in_both_directions() -> Result<()> {
    let talk = Talk::begins().await?;
    let Talk { anna, ben, room, .. } = &talk;
    // Anna calls, with a picture.
    ben.does("ben.answersWith({ video: true })").await?;
    let begun = Instant::now();
    talk.anna_calls(true).await?;
    talk.anna_sees("talking").await?;
    let placed = begun.elapsed().as_millis();
    talk.flows().await?;
    ben.call_is("connected").await?;
    ben.does("ben.hangUp()").await?;
    talk.is_over("ended").await?;

    // Ben calls.
    ben.does("ben.answersWith(null)").await?;
    ben.does(&format!("ben.place({}, true)", json!(room))).await?;
    talk.anna_sees("ringing").await?;
    let begun = Instant::now();
    anna.browser.clicks("#chat [data-call=ringing] .chat-button").await?;
    anna.browser.clicks(GO).await?;
    talk.anna_sees("talking").await?;
    let answered = begun.elapsed().as_millis();
    talk.flows().await?;
    anna.browser.clicks("#chat .chat-hang-up").await?;
    ben.call_is("ended").await?;
    talk.is_over("ended").await?;
    eprintln!("call_connected_ms: placed {placed}, answered {answered}");

    let ways = traffic(&anna.browser).await?.candidates;
    ensure!(!ways.is_empty() && ways.iter().all(|way| way == "relay"), "{ways:?}");
    let log = talk.relay.log()?;
    ensure!(log.contains("ALLOCATE"), "nothing came through the relay: {log}");
    for name in ["lotse_s_", "ben:", "@", &anna.name, room.as_str()] {
        ensure!(!log.contains(name), "{name} is in the relay's log");
    }
    anna.is_undisturbed().await.context("in the calls")?;
    talk.stage.settles().await
}
