//! `cargo demo`: Lotse's main job, played by real clients against the built binary and a real Synapse; with
//! `--play team` what makes a centre out of single counsellors, with `--play portal` somebody who has nothing but a
//! browser, with `--play federation` a counsellor at another homeserver, with `--play desk` staff in a browser, and with
//! `--play live` a guest without an account.
//!
//! It prints who does and sees what, then stays up so that anybody can join with a Matrix client. With `--once` it ends
//! after the play: with 0 only if every message was read by exactly the people who may, and with the figures as one JSON
//! object in the last line.

mod bare;
mod cast;
mod desk;
mod erasure;
mod far;
mod federation;
mod figures;
mod live;
mod outsiders;
mod play;
mod portal;
mod stay;
mod team;
mod traces;
mod transcript;

use std::{process::ExitCode, time::Duration};

use anyhow::{Context as _, Result};
use lotse_tests::{Neighbours, Stage, wait};
use tokio::signal::unix::{SignalKind, signal};

use crate::{figures::Shown, stay::Company, transcript::Transcript};

/// The binary that this was built with.
pub(crate) const LOTSE: &str = env!("CARGO_BIN_EXE_lotse");

/// A busy machine must not fail the demo.
const PATIENCE: Duration = Duration::from_mins(2);

const USAGE: &str = "usage: cargo demo [-- [--play main|team|portal|federation|desk|live] [--once]]

  --play main   one case from the first word to the first answer (the usual play)
  --play team   absence, cover, hand over, a personal link, erasure
  --play portal a case in a browser: written, answered, and read again after an absence
  --play federation  a counsellor at another homeserver, which is away for a minute; forged keys; erasure
  --play desk   staff in a browser: signing in, an enquiry, a lead, the card, somebody new; forged keys
  --play live   a guest without an account: waits, is taken, speaks, becomes lasting; another leaves and is erased
  --once        end after the play; the last line is one JSON object";

#[derive(Clone, Copy)]
enum Play {
    MainJob,
    Team,
    Portal,
    Federation,
    Desk,
    Live,
}

/// What a play needs.
enum Set {
    One(Box<Stage>),
    Two(Box<Neighbours>),
}

impl Set {
    fn stage(&mut self) -> &mut Stage {
        match self {
            Self::One(stage) => stage,
            Self::Two(two) => &mut two.stage,
        }
    }
}

/// What a shell expects of a program that Ctrl-C ended.
const INTERRUPTED: u8 = 130;

/// Lines of Lotse's log that are shown when something failed.
const TAIL: usize = 40;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((play, once)) = wanted(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    wait::be_patient(PATIENCE);
    let transcript = Transcript::begin();
    Box::pin(run(&transcript, play, once)).await.unwrap_or_else(|error| {
        eprintln!("\nThe demo failed: {error:#}");
        ExitCode::FAILURE
    })
}

/// Which play, and whether to end after it.
fn wanted(arguments: &[String]) -> Option<(Play, bool)> {
    let (mut play, mut once) = (Play::MainJob, false);
    let mut words = arguments.iter().map(String::as_str);
    while let Some(word) = words.next() {
        match word {
            "--once" => once = true,
            "--play" => match words.next()? {
                "main" => play = Play::MainJob,
                "team" => play = Play::Team,
                "portal" => play = Play::Portal,
                "federation" => play = Play::Federation,
                "desk" => play = Play::Desk,
                "live" => play = Play::Live,
                _ => return None,
            },
            _ => return None,
        }
    }
    Some((play, once))
}

/// What is left after a play.
pub(crate) struct Played {
    pub(crate) figures: Box<dyn Shown>,
    pub(crate) company: Company,
}

async fn run(transcript: &Transcript, play: Play, once: bool) -> Result<ExitCode> {
    let stage = async {
        let one = match play {
            Play::MainJob => play::stage(transcript).await?,
            Play::Team => team::stage(transcript).await?,
            Play::Portal => portal::stage(transcript).await?,
            Play::Desk => desk::stage(transcript).await?,
            Play::Live => live::stage(transcript).await?,
            Play::Federation => return Ok(Set::Two(Box::new(federation::stage(transcript).await?))),
        };
        anyhow::Ok(Set::One(Box::new(one)))
    };
    let mut set = tokio::select! {
        set = stage => set?,
        () = told_to_end() => return Ok(INTERRUPTED.into()),
    };
    let scenes = async {
        match (play, &set) {
            (_, Set::Two(two)) => Box::pin(federation::play(transcript, two)).await,
            (Play::Team, Set::One(stage)) => Box::pin(team::play(transcript, stage)).await,
            (Play::Portal, Set::One(stage)) => Box::pin(portal::play(transcript, stage)).await,
            (Play::Desk, Set::One(stage)) => Box::pin(desk::play(transcript, stage)).await,
            (Play::Live, Set::One(stage)) => Box::pin(live::play(transcript, stage)).await,
            (_, Set::One(stage)) => play::play(transcript, stage).await,
        }
    };
    let played = tokio::select! {
        played = scenes => played,
        () = told_to_end() => return Ok(INTERRUPTED.into()),
    };
    let stage = set.stage();
    let Played { figures, company } = played.inspect_err(|_| eprintln!("\n{}", log_tail(stage)))?;
    if !once {
        println!("{}", figures.line());
        stay::up(stage, &company).await?;
        told_to_end().await;
    }
    drop(company);
    if stage.lotse.serves() {
        stage.lotse.stop().await.context("Lotse did not end in order")?;
    }
    stage.synapse.stop().await?;
    if let Set::Two(two) = &set {
        two.zentrum.stop().await?;
    }
    drop(set);
    transcript.tells("Lotse and Synapse have ended in order; their files are removed.");
    if once {
        println!("{}", figures.line());
    }
    Ok(if figures.keeps_the_promise() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn log_tail(stage: &Stage) -> String {
    let log = stage.lotse.log();
    let lines: Vec<&str> = log.lines().collect();
    let tail = lines[lines.len().saturating_sub(TAIL)..].join("\n");
    format!("The end of Lotse's log:\n{tail}")
}

/// Ctrl-C, or SIGTERM.
async fn told_to_end() {
    let (Ok(mut interrupt), Ok(mut terminate)) =
        (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
