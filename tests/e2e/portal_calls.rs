//! Speaking with one another: the portal's page and a page whose calls are those of Element Web, in two real browsers with made-up
//! cameras and microphones, through a real coturn.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    browser::Window,
    caller::Caller,
    calls::{CALL, GO, both_ways, flows, flows_on},
    coturn::Coturn,
    stage::Setting,
    visitor::Visitor,
    wait,
};
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::{Value, json};

use crate::{asking::LOTSE, doctor::Diagnosis};

/// The first signals of a call are refused: as on a slow line, where it is not yet known whose devices there are.
const STUBBORN: &str = "(() => {
    const real = globalThis.fetch;
    globalThis.refused = 0;
    globalThis.fetch = (address, init) => {
        if (init?.method === 'PUT' && String(address).includes('/send/') && globalThis.refused < 6) {
            globalThis.refused++;
            return Promise.reject(new TypeError('no line'));
        }
        return real(address, init);
    };
    return true;
})()";

const REFUSED: u64 = 6;

const POWER: &str = "m.room.power_levels";

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
        anna.has_a_camera().await?;
        let worry = format!("Ich habe Post vom Inkasso. {}", wait::unique_word());
        anna.walks_in("Schulden", "01067").await?;
        anna.makes_an_account().await?;
        anna.writes(&worry).await?;
        anna.is_in().await?;
        anna.has_sent_everything().await?;
        // While nobody has it, nobody can be called, and there is no pass.
        ensure!(anna.browser.reads(CALL).await?.is_empty(), "somebody could be called");
        ensure!(pass(&anna).await? == (200, json!({})), "a pass for nobody");
        let room = ben.takes(&worry).await?;
        ben.says(&room, "Guten Tag, ich bin Ben.").await?;
        anna.reads("ich bin Ben").await?;
        Ok(Self { stage, relay, anna, ben, room })
    }

    async fn ben_is_called(&self) -> Result<()> {
        self.anna.calls(false).await?;
        self.anna.browser.clicks(GO).await?;
        self.ben.call_is("ringing").await
    }

    async fn hangs_up(&self) -> Result<()> {
        self.ben.does("ben.hangUp()").await?;
        self.anna.call_is_over("ended").await
    }

    /// Both call at the same moment: there is one call, and both are in it. Ben calls the room, as Element Web does, or Anna.
    async fn both_call_at_once(&self, her: bool) -> Result<()> {
        let Self { anna, ben, room, .. } = self;
        ben.does("ben.answersWith({ video: true })").await?;
        anna.calls(true).await?;
        let place = format!("ben.place({}, true, {her})", json!(room));
        let (one, two) = tokio::join!(ben.does(&place), anna.browser.clicks(GO));
        one.and(two.map(|()| Value::Null))?;
        anna.sees_call("talking").await?;
        ben.call_is("connected").await?;
        flows(anna, ben).await
    }

    /// The way through the net is gone in the midst of a talk: it is said, and the talk goes on over another one.
    async fn the_relay_goes_and_comes_back(&mut self) -> Result<()> {
        self.relay.closes();
        self.relay.opens_again().await?;
        let Self { anna, ben, .. } = self;
        anna.browser.sees("#chat [data-call=talking][data-shaky]").await?;
        anna.browser.sees("#chat [data-call=talking]:not([data-shaky])").await?;
        flows_on(anna, ben).await
    }

    /// The first signals do not go out, and the call comes about all the same.
    async fn what_stutters_is_tried_again(&self) -> Result<()> {
        let Self { anna, ben, .. } = self;
        anna.calls(true).await?;
        anna.browser.evaluates(STUBBORN).await?;
        anna.browser.clicks(GO).await?;
        anna.sees_call("talking").await?;
        ensure!(anna.browser.evaluates("globalThis.refused").await? == REFUSED, "nothing was in the way");
        flows(anna, ben).await
    }

    /// Anna signs out while they speak: Ben hears it at once. Then she is back, and speaks with him.
    async fn anna_signs_out(&self) -> Result<()> {
        let Self { anna, ben, .. } = self;
        anna.signs_out().await?;
        ben.call_is("ended").await?;
        ensure!(ben.does("ben.reason()").await? == "user_hangup", "Ben has waited for it");
        anna.comes_back().await?;
        anna.calls(true).await?;
        anna.browser.clicks(GO).await?;
        anna.sees_call("talking").await
    }

    /// In a call Anna's page is loaded anew, and in another Ben's page is gone.
    async fn pages_go(&self) -> Result<()> {
        let Self { anna, ben, room, .. } = self;
        // Anna's page is loaded anew: Ben hears at once that she is gone.
        anna.browser.does(json!({ "do": "reload" })).await?;
        ben.call_is("ended").await?;
        ensure!(ben.does("ben.reason()").await? == "user_hangup", "Ben has waited for it");
        // What rings before she is back rings for her as well.
        ben.does("ben.answersWith(null)").await?;
        ben.does(&format!("ben.place({}, false)", json!(room))).await?;
        anna.signs_in().await?;
        anna.sees_call("ringing").await?;
        anna.browser.clicks("#chat [data-call=ringing] .chat-quiet").await?;
        ben.call_is("ended").await?;
        ben.does("ben.answersWith({ video: true })").await?;
        anna.calls(true).await?;
        anna.browser.clicks(GO).await?;
        anna.sees_call("talking").await?;
        flows(anna, ben).await?;

        // Ben's page is gone, as if its process had been killed.
        ben.browser.does(json!({ "do": "kill" })).await?;
        anna.call_is_over("lost").await?;
        anna.is_undisturbed().await
    }
}

/// What the door gives for the relay: the status, and what it says.
async fn pass(anna: &Visitor) -> Result<(u64, Value)> {
    let script = "fetch('/_matrix/client/v3/voip/turnServer').then(async (it) => JSON.stringify([it.status, await it.json()]))";
    let told = anna.browser.evaluates(script).await?;
    Ok(serde_json::from_str(told.as_str().context("no answer")?)?)
}

/// Nothing is wrong with the page as it is, in a narrow window as well.
async fn looks_right(anna: &Visitor) -> Result<()> {
    for (width, dark) in [(320, true), (412, false)] {
        let window = json!({ "do": "window", "width": width, "height": 800, "dark": dark });
        anna.browser.does(window).await?;
        let found = anna.browser.axe().await?;
        ensure!(found.is_empty(), "at {width}: {found:#?}");
        let wide = "document.documentElement.scrollWidth <= innerWidth";
        ensure!(anna.browser.evaluates(wide).await? == true, "wider than {width}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_browsers_speak_through_the_relay_in_both_directions() -> Result<()> {
    let mut talk = Talk::begins().await?;
    let Talk { anna, ben, room, relay, stage } = &talk;
    let figures = both_ways(anna, ben, room, relay).await?;
    eprintln!("{}", serde_json::to_string(&figures)?);
    ensure!(figures.candidates_not_relay == 0 && figures.names_in_turn_log == 0, "{figures:?}");

    // Passes name nobody, not even twice the same, and are not without number.
    let (first, second) = (pass(anna).await?.1, pass(anna).await?.1);
    ensure!(first["username"] != second["username"] && first["ttl"] == 3_600, "{first} {second}");
    let mut statuses = Vec::new();
    while statuses.len() < 12 && !statuses.contains(&429) {
        statuses.push(pass(anna).await?.0);
    }
    ensure!(statuses.contains(&429), "{statuses:?}");
    let log = stage.lotse.log();
    ensure!(!log.contains(&relay.secret), "the secret is in the log");

    // Nobody begins a third party's conference, neither Ben nor in an older room.
    for kind in [
        "im.vector.modular.widgets",
        "m.widget",
        "org.matrix.msc3401.call",
        "org.matrix.msc3401.call.member",
        "m.call",
    ] {
        let refused = ben.does(&format!("ben.sets({}, {}, {{}})", json!(room), json!(kind))).await?;
        ensure!(refused == "M_FORBIDDEN", "{kind}: {refused}");
    }
    let state = format!("rooms/{room}/state/{POWER}");
    let mut older = stage.as_lotse("lotse_steward", "GET", &state, None).await?;
    older["events"]["org.matrix.msc3401.call.member"] = json!(0);
    older["events"].as_object_mut().context("no events")?.remove("im.vector.modular.widgets");
    stage.as_lotse("lotse_steward", "PUT", &state, Some(&older)).await?;
    stage.rewrites("update room set mended_ms = null").await?;
    wait::until("the room to follow the rule", wait::patience(), async || {
        let now = stage.as_lotse("lotse_steward", "GET", &state, None).await?;
        let both = ["im.vector.modular.widgets", "org.matrix.msc3401.call.member"];
        Ok(both.iter().all(|kind| now["events"][*kind] == 100).then_some(()))
    })
    .await?;

    // Doctor asks the relay as browsers do, and sees that this one is of no use to anybody else.
    Diagnosis::of(&stage.lotse).await?.says("calls", "warn", "gives places at 127.0.0.1");
    anna.is_undisturbed().await.context("in the calls")?;
    stage.settles().await?;
    talk.relay.closes();
    Diagnosis::of(&talk.stage.lotse).await?.says("calls", "fail", "does not answer");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_answers_and_every_end_is_said() -> Result<()> {
    let mut talk = Talk::begins().await?;
    let Talk { anna, ben, room, stage, .. } = &talk;
    // Cem stands in: he may call as well, and is in the room.
    let cem = stage.counsellor("cem").await?;
    let fall = anna.reference().await?;
    anna.writes("Danke.").await?;
    cem.person.hears(&cem.team, &fall).await?;
    cem.person.says(&cem.team, &format!("vertretung {fall} krank")).await?;
    ensure!(cem.comes_into_case().await? == *room, "another case");
    cem.person.says(room, "Ich vertrete Ben.").await?;
    anna.reads("Ich vertrete Ben").await?;
    anna.browser.sees(&format!("{CALL}:has-text('cem')")).await?;
    looks_right(anna).await?;

    anna.calls(true).await?;
    looks_right(anna).await?;
    anna.browser.clicks("#chat .chat-check .chat-quiet").await?;
    talk.ben_is_called().await?;
    let call = ben.does("ben.id()").await?;
    let signal = |more: Value| {
        let mut signal = json!({ "call_id": call, "party_id": "CEMS", "version": "1" });
        signal
            .as_object_mut()
            .into_iter()
            .for_each(|all| all.extend(more.as_object().cloned().unwrap_or_default()));
        signal
    };
    // It rings for Ben; what Cem answers is heard by nobody, and when he calls himself, it is busy.
    let nonsense = json!({ "type": "answer", "sdp": "v=0" });
    cem.person.sends(room, "m.call.answer", &signal(json!({ "answer": nonsense }))).await?;
    let other = json!({ "call_id": "cems", "lifetime": 60_000, "offer": { "type": "offer", "sdp": "v=0" } });
    cem.person.sends(room, "m.call.invite", &signal(other)).await?;
    let busy = |heard: &lotse_tests::people::Heard, call: &str| {
        heard.kind == "m.call.reject"
            && heard.content["call_id"] == call
            && heard.content["reason"] == "user_busy"
    };
    cem.person.hears_where(room, "that it is busy", |heard| busy(heard, "cems")).await?;
    anna.sees_call("calling").await?;
    ben.does("ben.answer(false)").await?;
    anna.sees_call("talking").await?;
    cem.person.sends(room, "m.call.hangup", &signal(json!({}))).await?;
    // He calls while they speak: it is busy, and they speak on.
    let third = json!({ "call_id": "third", "lifetime": 60_000, "offer": { "type": "offer", "sdp": "v=0" } });
    cem.person.sends(room, "m.call.invite", &signal(third)).await?;
    cem.person.hears_where(room, "that it is busy", |heard| busy(heard, "third")).await?;
    ensure!(ben.does("ben.state()").await? == "connected", "the talk has ended");
    anna.sees_call("talking").await?;
    looks_right(anna).await?;
    // Muted there as here, and the picture comes when it is wanted.
    anna.browser.clicks("#chat [data-call=talking] button:has-text('Ton aus')").await?;
    ben.browser.waits_until("ben.theirs().muted").await?;
    anna.browser.clicks("#chat [data-call=talking] button:has-text('Bild an')").await?;
    ben.browser.waits_until("ben.theirs().picture").await?;
    ben.does("ben.hangUp()").await?;
    anna.call_is_over("ended").await?;

    talk.ben_is_called().await?;
    ben.does("ben.reject()").await?;
    anna.call_is_over("declined").await?;

    ben.does(&format!("ben.place({}, false)", json!(room))).await?;
    anna.sees_call("ringing").await?;
    looks_right(anna).await?;
    ben.does("ben.hangUp()").await?;
    anna.call_is_over("missed").await?;
    anna.reads("Verpasster Anruf").await?;
    ben.does(&format!("ben.place({}, false)", json!(room))).await?;
    anna.sees_call("ringing").await?;
    anna.browser.clicks("#chat [data-call=ringing] .chat-quiet").await?;
    ben.call_is("ended").await?;

    // Ben asks in the room, and it is her page that calls.
    ben.says(room, "anruf").await?;
    anna.sees_call("asked").await?;
    anna.reads("Ich möchte Sie anrufen").await?;
    looks_right(anna).await?;
    anna.browser.clicks("#chat [data-call=asked] .chat-quiet").await?;
    ben.hears(room, "möchte jetzt nicht telefonieren").await?;
    ben.does("ben.answersWith({ video: true })").await?;
    ben.says(room, "Videoanruf").await?;
    anna.sees_call("asked").await?;
    anna.browser.clicks("#chat [data-call=asked] .chat-button").await?;
    anna.browser.clicks(GO).await?;
    anna.sees_call("talking").await?;
    flows(anna, ben).await?;
    ben.does("ben.hangUp()").await?;
    anna.call_is_over("ended").await?;

    // Without a relay it is said, and not waited for.
    talk.relay.closes();
    let anna = &talk.anna;
    anna.calls(false).await?;
    anna.browser.clicks(GO).await?;
    anna.call_is_over("no-connection").await?;
    anna.writes("Ich schreibe lieber.").await?;
    talk.ben.hears(&talk.room, "schreibe lieber").await?;
    talk.stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_call_one_another_speak_and_what_goes_is_missed_and_comes_back() -> Result<()> {
    let mut talk = Talk::begins().await?;
    talk.both_call_at_once(false).await.context("a room was called")?;
    talk.hangs_up().await?;
    talk.both_call_at_once(true).await.context("a person was called")?;
    talk.the_relay_goes_and_comes_back().await?;
    talk.hangs_up().await?;
    talk.what_stutters_is_tried_again().await?;
    talk.anna_signs_out().await?;
    talk.pages_go().await
}
