//! Two who speak with one another: somebody at the portal, and a counsellor at a page whose calls are those of Element Web.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use matrix_sdk::ruma::RoomId;
use serde::Serialize;
use serde_json::json;

use crate::{
    caller::{Caller, traffic},
    coturn::Coturn,
    visitor::Visitor,
    wait,
};

/// The button by which somebody at the portal calls.
pub const CALL: &str = "#chat .chat-callable button";

/// The button that goes on from the look at the devices.
pub const GO: &str = "#chat .chat-check .chat-button:not([disabled])";

/// What a call in both directions has shown.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// Until sound and pictures can flow.
    pub call_connected_ms: Connected,
    /// Ways by which the seeker's browser could be reached, other than the relay.
    pub candidates_not_relay: usize,
    /// Names of people and rooms in the relay's log, which writes down all that it can.
    pub names_in_turn_log: usize,
}

/// Milliseconds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Connected {
    /// From the seeker's click to both speaking, where the counsellor answers at once.
    pub placed: u128,
    /// From the seeker's click on what rings to both speaking, the look at the devices included.
    pub answered: u128,
}

/// Has the seeker call the counsellor with a picture, and the counsellor the seeker; sound and pictures flow both ways each time, and
/// each hangs up once. The seeker may use camera and microphone, and listens to its calls (the browser's deeds `allow` and `listen`).
pub async fn both_ways(anna: &Visitor, ben: &Caller, room: &RoomId, relay: &Coturn) -> Result<Figures> {
    ben.does("ben.answersWith({ video: true })").await?;
    anna.calls(true).await?;
    let begun = Instant::now();
    anna.browser.clicks(GO).await?;
    anna.sees_call("talking").await?;
    let placed = begun.elapsed().as_millis();
    flows(anna, ben).await?;
    ben.call_is("connected").await?;
    ben.does("ben.hangUp()").await?;
    anna.call_is_over("ended").await?;

    ben.does("ben.answersWith(null)").await?;
    ben.does(&format!("ben.place({}, true)", json!(room))).await?;
    anna.sees_call("ringing").await?;
    let begun = Instant::now();
    anna.browser.clicks("#chat [data-call=ringing] .chat-button").await?;
    anna.browser.clicks(GO).await?;
    anna.sees_call("talking").await?;
    let answered = begun.elapsed().as_millis();
    flows(anna, ben).await?;
    anna.browser.clicks("#chat .chat-hang-up").await?;
    ben.call_is("ended").await?;
    anna.call_is_over("ended").await?;

    let ways = traffic(&anna.browser).await?.candidates;
    ensure!(!ways.is_empty(), "no way was ever looked for");
    let log = relay.log()?;
    ensure!(log.contains("ALLOCATE"), "nothing came through the relay: {log}");
    let names = ["lotse_s_", "lotse_c_", "@", &anna.name, room.as_str(), ben.id.as_str()];
    Ok(Figures {
        call_connected_ms: Connected { placed, answered },
        candidates_not_relay: ways.iter().filter(|way| *way != "relay").count(),
        names_in_turn_log: names.iter().map(|name| log.matches(name).count()).sum(),
    })
}

/// Waits until more sound and more pictures than by now have come through in both directions.
pub async fn flows_on(anna: &Visitor, ben: &Caller) -> Result<()> {
    let all = async || anyhow::Ok([traffic(&anna.browser).await?, ben.traffic().await?]);
    let by_now = all().await?;
    wait::until("more sound and pictures both ways", wait::patience(), async || {
        let more = all().await?.into_iter().zip(&by_now).all(|(now, then)| {
            now.got.audio > then.got.audio && now.got.video > then.got.video && now.frames > then.frames
        });
        Ok(more.then_some(()))
    })
    .await
}

/// Waits until sound and pictures have come through in both directions.
pub async fn flows(anna: &Visitor, ben: &Caller) -> Result<()> {
    wait::until("sound and pictures both ways", wait::patience(), async || {
        let both = [traffic(&anna.browser).await?, ben.traffic().await?];
        let whole = both.iter().all(|it| {
            [it.got.audio, it.got.video, it.sent.audio, it.sent.video, it.frames].iter().all(|sum| *sum > 0)
        });
        Ok(whole.then_some(()))
    })
    .await
}

impl Visitor {
    /// From now on this browser may use a made-up camera and microphone, and says what its calls bring. Before any page.
    pub async fn has_a_camera(&self) -> Result<()> {
        self.browser.does(json!({ "do": "allow", "what": ["microphone", "camera"] })).await?;
        self.browser.does(json!({ "do": "listen" })).await.map(drop)
    }

    /// Wants to call the first who can be called, and looks at the devices; with a picture, or without.
    pub async fn calls(&self, picture: bool) -> Result<()> {
        self.browser.clicks(CALL).await?;
        if picture {
            self.browser.clicks("#chat .chat-check .chat-tick input").await?;
            self.browser.sees("#chat .chat-check video").await?;
        }
        self.browser.sees(GO).await
    }

    /// Waits until the call that there is stands so: `asked`, `check`, `ringing`, `calling`, `connecting`, `talking`, `over`.
    pub async fn sees_call(&self, call: &str) -> Result<()> {
        let seen = self.browser.sees(&format!("#chat [data-call={call}]")).await;
        match seen {
            Ok(()) => Ok(()),
            Err(error) => {
                let page = self.browser.evaluates("document.querySelector('#chat').innerText").await?;
                Err(error.context(format!("no call is {call} on {page}")))
            }
        }
    }

    /// Waits until a call is over for this reason, and reads it.
    pub async fn call_is_over(&self, why: &str) -> Result<()> {
        let over = format!("#chat [data-call=over][data-why={why}]");
        self.sees_call("over").await?;
        self.browser.sees(&over).await.with_context(|| format!("it is not over because {why}"))?;
        self.browser.clicks(&format!("{over} button")).await?;
        self.browser.sees(CALL).await
    }
}
