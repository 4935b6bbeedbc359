//! What the portal's door costs: a call through it beside the same call without it, and the memory of many who are signed in.
//!
//! `cargo bench --workspace --bench door [-- --seekers N --rounds N]`. Seekers sign up one after the other as pages do, each with the
//! work that is asked for; then all of them wait for news at the same time, as open pages do.

mod binary;
mod memory;
mod table;

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    portal::Browser,
    stage::{Setting, Stage},
};
use serde_json::Value;
use tokio::task::JoinSet;

use memory::memory;
use table::{Line, head, line, median};

/// What the door may add to a call, in milliseconds.
const ADDED_GOAL_MS: f64 = 3.0;
/// And what everybody together may take, in MiB.
const MEMORY_GOAL_MIB: f64 = 40.0;

#[tokio::main]
async fn main() -> Result<()> {
    let (seekers, rounds) = (argument("--seekers", 200), argument("--rounds", 200));
    let settings = "[people]\npublic_url = \"https://lotse.example\"\n";
    let stage = Stage::open_with(binary::measured(), Setting::default().settings(settings)).await?;

    let mut first = Browser::at(&stage.lotse)?;
    first.signs_up("Amsel 0", "korb-moos-uhr").await?;
    calls(&stage, &mut first, rounds).await?;

    let before = memory(&stage.lotse, "VmRSS")?;
    let mut everybody = vec![first];
    for number in 1..seekers {
        let mut browser = Browser::at(&stage.lotse)?;
        browser.signs_up(&format!("Amsel {number}"), "korb-moos-uhr").await?;
        everybody.push(browser);
        if number % 50 == 0 {
            eprintln!("{number} of {seekers} are signed in");
        }
    }
    let signed_in = memory(&stage.lotse, "VmRSS")?;
    let mut waiting = JoinSet::new();
    for mut browser in everybody {
        // Where they are first, and then for news.
        let now = browser.calls("GET", "/_matrix/client/v3/sync?timeout=0", None).await?.good()?;
        let since = now["next_batch"].as_str().context("no place in the sync")?.to_owned();
        waiting.spawn(async move {
            let path = format!("/_matrix/client/v3/sync?timeout=20000&since={since}");
            let begun = Instant::now();
            let answer = browser.calls("GET", &path, None).await?.good()?;
            anyhow::Ok((begun.elapsed(), answer))
        });
    }
    let mut most: f64 = 0.0;
    while !waiting.is_empty() {
        most = most.max(memory(&stage.lotse, "VmRSS")?);
        if let Ok(ended) = tokio::time::timeout(Duration::from_millis(500), waiting.join_next()).await {
            let (waited, _): (Duration, Value) = ended.context("nobody waits")???;
            ensure!(
                waited > Duration::from_secs(10),
                "somebody was answered after {waited:?}: nobody waited"
            );
        }
    }

    head(&format!("the memory of {seekers} who are signed in, each with an open sync"));
    let resident = |what, figure, goal| line(&Line { what, figure, unit: "MiB", floor: None, goal });
    resident("resident with one seeker", before, None);
    resident("resident with all signed in", signed_in, None);
    resident("most while all wait for news", most, None);
    resident("  what they take together", most - before, Some(MEMORY_GOAL_MIB));
    Ok(())
}

/// One seeker's calls through the door and past it, in turns.
async fn calls(stage: &Stage, browser: &mut Browser, rounds: usize) -> Result<()> {
    let registration = std::fs::read_to_string(stage.lotse.file("registration-seekers.yaml"))?;
    let token = registration.lines().find_map(|line| line.strip_prefix("as_token:"));
    let token = token.context("a registration without a token")?.trim().trim_matches(['"', '\'']).to_owned();
    let http = reqwest::Client::builder().no_proxy().build()?;
    let who = format!("user_id={}&device_id={}", browser.user(), browser.device());
    let (mut through, mut past) = (Vec::new(), Vec::new());
    let whole = "/_matrix/client/v3/sync?timeout=0";
    let now = browser.calls("GET", whole, None).await?.good()?;
    let since = now["next_batch"].as_str().context("no place in the sync")?;
    let path = format!("/_matrix/client/v3/sync?timeout=0&set_presence=offline&since={since}");
    // The first rounds warm up.
    for round in 0..rounds + 10 {
        let begun = Instant::now();
        browser.calls("GET", &path, None).await?.good()?;
        let door = begun.elapsed();
        let begun = Instant::now();
        let url = format!("{}{path}&{who}", stage.synapse.url());
        http.get(url).bearer_auth(&token).send().await?.error_for_status()?.bytes().await?;
        if round >= 10 {
            through.push(door);
            past.push(begun.elapsed());
        }
    }
    head(&format!("a call through the door, {rounds} rounds, medians"));
    line(&Line {
        what: "an empty sync through the door",
        figure: median(&through),
        unit: "ms",
        floor: Some(median(&past)),
        goal: None,
    });
    let added = median(&through) - median(&past);
    line(&Line {
        what: "what the door adds",
        figure: added,
        unit: "ms",
        floor: None,
        goal: Some(ADDED_GOAL_MS),
    });
    Ok(())
}

fn argument(name: &str, usual: usize) -> usize {
    let mut arguments = std::env::args().skip_while(|argument| argument != name).skip(1);
    arguments.next().and_then(|number| number.parse().ok()).unwrap_or(usual)
}
