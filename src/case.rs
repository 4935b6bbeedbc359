//! `lotse case …`: what the administration decides about single cases, by their reference.

use std::{path::Path, process::ExitCode};

use appservice::{
    cases::holding::{self, Holding},
    running::clock::Clock,
    store::vault::VaultKey,
    store::{self, Store, audit::Actor},
    words::days,
};
use clap::Subcommand;
use routing::{Directory, Reference, Timestamp};

use crate::check;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Keep a case from being erased, whatever its age, until it is released. Its people are not told.
    Hold {
        /// The six characters of the case.
        reference: Reference,
        /// Why, without naming the seeker: a complaint, a court's file number.
        #[arg(long, value_parser = reason)]
        reason: String,
        /// Who decided it.
        #[arg(long, default_value = "administration", value_parser = reason)]
        by: String,
    },
    /// Let a case go: it is erased when its time is over, at the earliest a week after its people were warned.
    Release {
        /// The six characters of the case.
        reference: Reference,
    },
    /// Show to which wording of which centre's data-protection notice the seeker of a case has agreed, and when; the wording too.
    Consent {
        /// The six characters of the case.
        reference: Reference,
    },
    /// List the cases that are kept: reference, since when, by whom, why.
    Held,
}

/// So long may a reason be.
const MOST: usize = 200;

fn reason(text: &str) -> Result<String, String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.chars().count() {
        0 => Err("say something".to_owned()),
        1..=MOST => Ok(words),
        _ => Err(format!("at most {MOST} characters")),
    }
}

pub(crate) async fn run(settings: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    let ready = check::load(settings)?;
    let settings = &ready.settings;
    let clock = settings.testing.clock_file.clone().map_or_else(Clock::system, Clock::moved_by);
    let key = VaultKey::new(*ready.key.expose());
    let store = Store::open(&settings.database.url.expose(), settings.database.max_connections, &key).await?;
    let done = decide(&store, command, clock.now()).await;
    store.close().await;
    done
}

async fn decide(store: &Store, command: &Command, now: Timestamp) -> anyhow::Result<ExitCode> {
    let mut tx = store.begin().await?;
    // A directory with faults has no topic, and the usual times count.
    let directory = Directory::check(store::directory::load(&mut tx).await?).unwrap_or_default();
    let (reference, done) = match command {
        Command::Hold { reference, reason, by } => {
            (reference, holding::hold(&mut tx, &directory, reference, (reason, by), now).await?)
        }
        Command::Release { reference } => {
            (reference, holding::release(&mut tx, &directory, reference, (Actor::Administration, now)).await?)
        }
        Command::Consent { reference } => {
            let Some(consent) = store::notice::of_case(&mut tx, reference).await? else {
                anyhow::bail!(
                    "There is no case {reference}, or its seeker agreed before wordings were written down."
                )
            };
            let (version, centre, at) = (&consent.version, &consent.centre, days::clock(consent.at));
            println!("Version {version} of the notice of {centre}, agreed to on {at}.\n\n{}", consent.text);
            return Ok(ExitCode::SUCCESS);
        }
        Command::Held => {
            let held = holding::held(&mut tx).await?;
            for (reference, hold) in &held {
                println!("{reference}  since {}  {}: {}", hold.since.date(), hold.by, hold.reason);
            }
            if held.is_empty() {
                println!("No case is kept.");
            }
            return Ok(ExitCode::SUCCESS);
        }
    };
    match done {
        Holding::Done => tx.commit().await?,
        Holding::Unknown => anyhow::bail!("There is no case {reference}."),
        Holding::Erased => anyhow::bail!("The case {reference} is erased already."),
        Holding::NotHeld => {
            anyhow::bail!("The case {reference} is not kept; `lotse case held` shows which are.")
        }
    }
    let now = if matches!(command, Command::Hold { .. }) { "kept until it is released" } else { "released" };
    println!("The case {reference} is {now}.");
    Ok(ExitCode::SUCCESS)
}
