//! What it costs to come into a long talk late: a colleague who stands in, beside a stock client's invitation.
//!
//! `cargo bench --workspace --bench cover [-- --rounds N] [-- --messages N]`. One case and one bare talk of the same
//! length, each written half by one person and half by another; then new people come into both, in turns.
//!
//! - cover → readable: from the colleague's `vertretung …` in the Team room until they have joined and can read every
//!   old message;
//! - floor: from the invitation by a stock matrix-sdk client that shares the history, to the same moment.

mod binary;
mod table;

use std::time::Instant;

use anyhow::Result;
use lotse_tests::{
    old_talk::{self, OldTalk},
    stage::{Seeker, Setting, Stage, reference},
    wait,
    workbook::Cast,
};

use table::{Line, head, line, median};

const GOAL: f64 = 1.5;
const PSEUDONYM: &str = "Blaue Amsel";

#[tokio::main]
async fn main() -> Result<()> {
    let (rounds, messages) = (told("--rounds", 5), told("--messages", 1_000));
    wait::be_patient(std::time::Duration::from_mins(5));
    let colleagues: Vec<_> = (0..=rounds).map(|round| format!("colleague{round}")).collect();
    let mut cast = Cast::default();
    for name in &colleagues {
        cast.counsellor(name, "dresden");
    }
    let stage = Stage::open_with(binary::measured(), Setting::default().cast(cast)).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", PSEUDONYM, "Ich habe Post.").await?;
    let case_reference = reference(&ben.sees_card("Ich habe Post.").await?)?;
    ben.takes("Ich habe Post.").await?;

    let began = Instant::now();
    old_talk::is_held(&case, &anna.person, &ben.person, messages).await?;
    println!("{messages} messages in the case after {:.1} s", began.elapsed().as_secs_f64());
    let (otto, quirin) = (stage.person("otto").await?, stage.person("quirin").await?);
    let began = Instant::now();
    let bare = OldTalk::of(&otto, &quirin, messages).await?;
    println!("{messages} messages in the bare talk after {:.1} s", began.elapsed().as_secs_f64());

    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    // The first round warms up.
    for (round, name) in colleagues.iter().enumerate() {
        let colleague = stage.counsellor(name).await?;
        let guest = stage.person(&format!("guest{round}")).await?;
        let request = format!("vertretung {PSEUDONYM} krank");
        let before = round % 2 == 0;
        if before {
            floor.push(bare.is_shared_with(&guest).await?);
        }
        ours.push(old_talk::is_covered(&colleague, &case, &request, messages).await?);
        if !before {
            floor.push(bare.is_shared_with(&guest).await?);
        }
        colleague.person.says(&colleague.team, &format!("vertretung ende {case_reference}")).await?;
        colleague.person.is_out_of(&case).await?;
        // The words about the end wait a second, and the case's next step waits for them.
        stage.lotse.has_nothing_to_do().await?;
        if round == 0 {
            (ours, floor) = Default::default();
        }
    }
    head(&format!("cover to {messages} old messages readable, {rounds} rounds, medians"));
    line(&Line {
        what: "the colleague asks -> all old messages read",
        figure: median(&ours),
        unit: "ms",
        floor: Some(median(&floor)),
        goal: Some(GOAL),
    });
    Ok(())
}

fn told(name: &str, usual: usize) -> usize {
    let mut arguments = std::env::args().skip_while(|argument| argument != name).skip(1);
    arguments.next().and_then(|number| number.parse().ok()).unwrap_or(usual)
}
