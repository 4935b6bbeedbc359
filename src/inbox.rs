//! `lotse inbox …`: events that were put aside, and how they are taken up again.

use std::{path::Path, process::ExitCode};

use appservice::{
    running::clock::Clock,
    store::{
        Store,
        inbox::{self, Which},
        vault::VaultKey,
    },
};
use clap::Subcommand;
use routing::EventId;

use crate::check;

/// Events that are listed at most.
const LISTED: u32 = 1000;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the events that were put aside, the latest first: id, room, reason. Never what they say.
    List {
        /// Only those with this reason.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Take events up again, once the cause is removed. Lotse may be serving meanwhile. What an event said is kept for 30 days.
    Revive(Picked),
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Picked {
    /// The event's id, as `lotse inbox list` shows it.
    id: Option<String>,
    /// Those with this reason.
    #[arg(long)]
    reason: Option<String>,
    /// All that were put aside.
    #[arg(long)]
    all: bool,
}

pub(crate) async fn run(settings: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    let ready = check::load(settings)?;
    let settings = &ready.settings;
    let clock = settings.testing.clock_file.clone().map_or_else(Clock::system, Clock::moved_by);
    let key = VaultKey::new(*ready.key.expose());
    let store = Store::open(&settings.database.url.expose(), settings.database.max_connections, &key).await?;
    match command {
        Command::List { reason } => {
            let mut tx = store.look().await?;
            let aside = inbox::quarantined(&mut tx, LISTED).await?;
            let mut shown = aside
                .iter()
                .filter(|event| reason.as_ref().is_none_or(|reason| *reason == event.reason))
                .peekable();
            if shown.peek().is_none() {
                println!("None was put aside.");
            }
            for event in shown {
                println!("{}  {}  {}", event.event_id, event.room_id, event.reason);
            }
        }
        Command::Revive(picked) => {
            let which = match (&picked.id, &picked.reason) {
                (Some(id), _) => {
                    Which::Event(EventId::parse(id).map_err(|_| anyhow::anyhow!("`{id}` is no event id"))?)
                }
                (None, Some(reason)) => Which::Reason(reason.clone()),
                (None, None) => Which::All,
            };
            let mut tx = store.begin().await?;
            let revived = inbox::revive(&mut tx, &which, clock.now()).await?;
            tx.commit().await?;
            if revived == 0 && which != Which::All {
                anyhow::bail!(
                    "No such event was put aside, or what it said is gone; `lotse inbox list` shows them."
                );
            }
            println!("{revived} revived.");
        }
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}
