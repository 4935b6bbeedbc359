//! `cargo demo`: Lotse's main job, played by real clients against the built binary and a real Synapse.
//!
//! It prints who does and sees what, then stays up so that anybody can join with a Matrix client. With `--once` it ends
//! after the play: with 0 only if every message was read by exactly the people who may, and with the figures as one JSON
//! object in the last line.

mod bare;
mod cast;
mod figures;
mod outsiders;
mod play;
mod stay;
mod transcript;

use std::{process::ExitCode, time::Duration};

use anyhow::{Context as _, Result};
use lotse_tests::{Stage, wait};
use tokio::signal::unix::{SignalKind, signal};

use crate::{play::Played, transcript::Transcript};

/// The binary that this was built with.
pub(crate) const LOTSE: &str = env!("CARGO_BIN_EXE_lotse");

/// A busy machine must not fail the demo.
const PATIENCE: Duration = Duration::from_mins(2);

/// What a shell expects of a program that Ctrl-C ended.
const INTERRUPTED: u8 = 130;

/// Lines of Lotse's log that are shown when something failed.
const TAIL: usize = 40;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let once = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => false,
        ["--once"] => true,
        _ => {
            eprintln!(
                "usage: cargo demo [-- --once]\n\n  --once   end after the play; the last line is one JSON object"
            );
            return ExitCode::from(2);
        }
    };
    wait::be_patient(PATIENCE);
    let transcript = Transcript::begin();
    Box::pin(run(&transcript, once)).await.unwrap_or_else(|error| {
        eprintln!("\nThe demo failed: {error:#}");
        ExitCode::FAILURE
    })
}

async fn run(transcript: &Transcript, once: bool) -> Result<ExitCode> {
    let mut stage = tokio::select! {
        stage = play::stage(transcript) => stage?,
        () = told_to_end() => return Ok(INTERRUPTED.into()),
    };
    let played = tokio::select! {
        played = play::play(transcript, &stage) => played,
        () = told_to_end() => return Ok(INTERRUPTED.into()),
    };
    let Played { figures, company } = played.inspect_err(|_| eprintln!("\n{}", log_tail(&stage)))?;
    if !once {
        println!("{}", figures.line());
        stay::up(&stage, &company).await?;
        told_to_end().await;
    }
    drop(company);
    if stage.lotse.serves() {
        stage.lotse.stop().await.context("Lotse did not end in order")?;
    }
    stage.synapse.stop().await?;
    drop(stage);
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
