//! The play of the portal: Anna comes with nothing but a browser, writes, leaves, and finds the answers when she returns.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    browser::{Cost, Window},
    stage::{Counsellor, Setting},
    visitor::Visitor,
};
use matrix_sdk::ruma::OwnedRoomId;
use serde::Serialize;
use serde_json::json;

use crate::{
    LOTSE, Played,
    figures::Shown,
    transcript::{Transcript, ms},
};

const FIRST_MESSAGE: &str = "Guten Tag, ich habe Post vom Inkasso und traue mich nicht, sie zu öffnen.";

/// How many answers come while she is away, each with a new key.
const ANSWERS: usize = 4;

/// What one step has taken.
#[derive(Debug, Serialize)]
struct Step {
    name: &'static str,
    ms: u64,
    bytes: u64,
    requests: u64,
}

/// What the play shows.
#[derive(Debug, Serialize)]
struct Figures {
    steps: Vec<Step>,
    form_usable_ms: u64,
    first_message_sent_ms: u64,
    answer_live_ms: u64,
    foreign_requests: usize,
    axe_violations: usize,
    answers_readable_after_absence: usize,
    answers_while_away: usize,
    left_in_profile: usize,
}

impl Shown for Figures {
    fn line(&self) -> String {
        serde_json::to_string(self).expect("figures are JSON")
    }

    fn keeps_the_promise(&self) -> bool {
        self.foreign_requests == 0
            && self.axe_violations == 0
            && self.answers_readable_after_absence == self.answers_while_away
            && self.left_in_profile == 0
    }
}

/// A homeserver, a small directory, and Lotse with a portal.
pub(crate) async fn stage(transcript: &Transcript) -> Result<Stage> {
    Transcript::scene("The stage");
    let settings = "[people]\npublic_url = \"https://lotse.example\"\n";
    let mut stage = Setting::default().settings(settings).set(LOTSE).await?;
    stage.lotse.serve().await?;
    transcript.tells(&format!("`lotse serve` is healthy after {}.", ms(stage.lotse.ready_after())));
    transcript.tells(&format!("The portal: {}/", stage.lotse.people_url()));
    Ok(stage)
}

/// All scenes.
pub(crate) async fn play(transcript: &Transcript, stage: &Stage) -> Result<Played> {
    let ben = stage.counsellor("ben").await?;
    let anna = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    let mut eyes = Eyes { transcript, anna: &anna, steps: Vec::new(), violations: 0, seen: Cost::default() };

    Transcript::scene("Anna writes");
    let began = Instant::now();
    anna.opens_the_portal().await?;
    eyes.takes_in("start", began).await?;
    let began = Instant::now();
    anna.says_what_and_where("Schulden", "01067").await?;
    eyes.takes_in("centre", began).await?;
    let began = Instant::now();
    anna.goes_on_to_write().await?;
    let form_usable_ms = anna.browser.evaluates("Math.round(performance.now())").await?.as_u64().unwrap_or(0);
    eyes.takes_in("account", began).await?;
    let began = Instant::now();
    anna.makes_an_account().await?;
    anna.writes(FIRST_MESSAGE).await?;
    transcript.writes("Anna", FIRST_MESSAGE);
    anna.has_sent_everything().await?;
    let first_message_sent_ms = millis(began);
    transcript
        .tells(&format!("Account asked for → message sent and its key kept: {first_message_sent_ms} ms."));
    eyes.takes_in("first message", began).await?;

    Transcript::scene("Ben answers");
    let began = Instant::now();
    let room = ben.takes(FIRST_MESSAGE).await?;
    eyes.takes_in("accepted", began).await?;
    let began = Instant::now();
    says(transcript, &ben, &room, "Guten Tag, ich bin Ben Sommer. Wir öffnen sie zusammen.").await?;
    anna.reads("Wir öffnen sie zusammen.").await?;
    let answer_live_ms = millis(began);
    transcript.tells(&format!("Anna reads it in the open page after {answer_live_ms} ms."));
    eyes.takes_in("answer", began).await?;

    let readable = away(transcript, &anna, &ben, &room, &mut eyes).await?;
    Transcript::scene("Anna leaves");
    let foreign = anna.browser.foreign_requests(&anna.url("")).await?;
    anna.signs_out().await?;
    anna.browser.close().await?;
    let words =
        [anna.name.as_str(), &anna.password, FIRST_MESSAGE, room.as_str(), "Wir öffnen sie zusammen."];
    let left = anna.browser.left_in_profile(&words).await?;
    for hit in &left {
        transcript.tells(&format!("Left in the profile: {hit}"));
    }
    transcript.tells("Her browser's profile was searched for her name, her words and the room.");
    let (steps, axe_violations) = (eyes.steps, eyes.violations);
    let figures = Figures {
        steps,
        form_usable_ms,
        first_message_sent_ms,
        answer_live_ms,
        foreign_requests: foreign.len(),
        axe_violations,
        answers_readable_after_absence: readable,
        answers_while_away: ANSWERS,
        left_in_profile: left.len(),
    };
    Ok(Played { figures: Box::new(figures), company: vec![(ben.person, "counsels on debts in Dresden")] })
}

/// The tab is killed, four answers come, and the password alone brings them back.
async fn away(
    transcript: &Transcript,
    anna: &Visitor,
    ben: &Counsellor,
    room: &OwnedRoomId,
    eyes: &mut Eyes<'_>,
) -> Result<usize> {
    Transcript::scene("Anna is away");
    anna.is_killed(Window::default()).await?;
    transcript.tells("Her browser was killed, and with it all her keys.");
    let answers: Vec<String> =
        (1..=ANSWERS).map(|number| format!("Antwort {number} von {ANSWERS}.")).collect();
    for answer in &answers {
        says(transcript, ben, room, answer).await?;
        ben.person.changes_the_key(room).await?;
    }
    Transcript::scene("Anna comes back");
    eyes.seen = Cost::default();
    let began = Instant::now();
    anna.comes_back().await?;
    for answer in &answers {
        // What does not come is counted below.
        if anna.reads(answer).await.is_err() {
            break;
        }
    }
    let lines = anna.lines().await?;
    let readable =
        answers.iter().filter(|answer| lines.iter().any(|line| line.text.contains(*answer))).count();
    transcript.tells(&format!("With name and password alone she reads {readable} of {ANSWERS} answers."));
    ensure!(lines.iter().any(|line| line.text.contains(FIRST_MESSAGE)), "her own words are gone: {lines:#?}");
    eyes.takes_in("back", began).await?;
    Ok(readable)
}

async fn says(transcript: &Transcript, ben: &Counsellor, room: &OwnedRoomId, words: &str) -> Result<()> {
    transcript.writes("Ben", words);
    ben.person.says(room, words).await.map(drop)
}

/// Looks at each step: what it took, what it cost, and what axe says.
struct Eyes<'a> {
    transcript: &'a Transcript,
    anna: &'a Visitor,
    steps: Vec<Step>,
    violations: usize,
    seen: Cost,
}

impl Eyes<'_> {
    async fn takes_in(&mut self, name: &'static str, began: Instant) -> Result<()> {
        let took = millis(began);
        let cost = self.anna.browser.cost().await?;
        let (bytes, requests) = (cost.bytes - self.seen.bytes, cost.requests - self.seen.requests);
        self.seen = cost;
        self.steps.push(Step { name, ms: took, bytes, requests });
        for violation in self.anna.browser.axe().await? {
            self.violations += 1;
            self.transcript.tells(&format!("axe, at {name}: {violation}"));
        }
        self.keeps_a_picture(name).await
    }

    /// Where `LOTSE_KEEP_PICTURES` says.
    async fn keeps_a_picture(&self, name: &str) -> Result<()> {
        let Some(folder) = std::env::var_os("LOTSE_KEEP_PICTURES") else { return Ok(()) };
        let folder = std::path::PathBuf::from(folder);
        for (width, dark) in [(320, false), (320, true), (1280, false), (1280, true)] {
            let window = json!({ "do": "window", "width": width, "height": 800, "dark": dark });
            self.anna.browser.does(window).await?;
            let theme = if dark { "dark" } else { "light" };
            let file = folder.join(format!("chat-{}-{width}-{theme}.png", name.replace(' ', "-")));
            self.anna.browser.takes_picture(&file).await.context("no picture")?;
        }
        self.anna.browser.does(json!({ "do": "window", "width": 412, "height": 800, "dark": false })).await?;
        Ok(())
    }
}

fn millis(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
