//! Lotse: end-to-end encrypted online counselling as a Matrix application service.
//!
//! This file parses the command line, hands over, and turns the outcome into an exit code:
//! 0 when done, 1 when refused or failed (the reasons stand on stderr), 2 when the command line was wrong.

mod ask;
mod audit;
mod case;
mod check;
mod cli;
mod directory;
mod doctor;
#[cfg(test)]
mod documented;
mod figures;
mod inbox;
mod key;
mod kit;
mod link;
mod logging;
mod metrics;
mod outbox;
mod registration;
mod samples;
mod serve;
mod staff;

use std::process::ExitCode;

use clap::Parser as _;

use crate::cli::{Cli, Command};

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(Cli { settings, command }: Cli) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve => serve::run(&settings).await,
        Command::Registration(args) => registration::run(&settings, &args),
        Command::Check => check::run(&settings),
        Command::Doctor(args) => doctor::run(&settings, &args).await,
        Command::Directory { command, lang } => directory::run(&settings, command, lang).await,
        Command::Ask(args) => ask::run(&args),
        Command::Audit { command } => audit::run(&settings, &command).await,
        Command::Figures(args) => figures::run(&settings, &args).await,
        Command::Link { command } => link::run(&settings, command).await,
        Command::Inbox { command } => inbox::run(&settings, &command).await,
        Command::Outbox { command } => outbox::run(&settings, &command).await,
        Command::Case { command } => case::run(&settings, &command).await,
        Command::Staff { command } => staff::run(&settings, command).await,
        Command::Key { command } => key::run(&settings, &command),
        Command::Kit(args) => kit::run(&settings, &args).await,
        Command::Sample { sample } => samples::run(sample),
    }
}
