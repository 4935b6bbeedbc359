//! `lotse doctor`: asks the installation, the database and the homeserver whether all is well.
//!
//! It changes nothing that counselling depends on, prints nothing personal and no token, and probes each ability
//! instead of comparing versions.

mod calls;
mod database;
mod homeserver;
mod installation;
mod mail;
mod patience;
mod report;
mod traffic;

use std::{path::Path, process::ExitCode};

use appservice::running::clock::Clock;

use self::{database::Database, report::Report};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Print one JSON object instead of sentences.
    #[arg(long)]
    json: bool,
}

/// Runs every check that can be run; the exit code is 1 when any of them failed.
pub(crate) async fn run(settings: &Path, args: &Args) -> anyhow::Result<ExitCode> {
    let report = examine(settings).await;
    let text = if args.json { report.json() } else { report.text() };
    std::io::Write::write_all(&mut std::io::stdout(), text.as_bytes())?;
    Ok(if report.has_failed() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

async fn examine(path: &Path) -> Report {
    let mut report = Report::default();
    let Some(ready) = installation::settings(path, &mut report) else { return report };
    installation::files(&ready, &mut report);
    installation::key_apart(&ready, &mut report);
    installation::passkeys(&ready.settings, &mut report);
    let clock = ready.settings.testing.clock_file.clone().map_or_else(Clock::system, Clock::moved_by);
    let database = Database::open(&ready, &clock, &mut report).await;
    let known = match &database {
        Some(database) => database.examine(&mut report).await,
        None => database::Known::default(),
    };
    if let Some(database) = database {
        database.close().await;
    }
    mail::examine(&ready, &mut report).await;
    calls::examine(&ready, &clock, &mut report).await;
    let serving = traffic::own_doors(&ready, &mut report).await;
    homeserver::examine(&ready, &clock, &known, serving, &mut report).await;
    report
}
