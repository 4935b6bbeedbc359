//! `lotse inbox …`: events that were put aside, and how they are taken up again.

use std::{path::Path, process::ExitCode};

use appservice::{
    running::clock::Clock,
    store::{
        Store,
        inbox::{self, Quarantined, Which},
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
        /// Print one JSON object for each event instead of a line.
        #[arg(long)]
        json: bool,
    },
    /// Take events up again, once the cause is removed. Lotse may be serving meanwhile. What an event said is kept for 30 days.
    Revive(Picked),
    /// Settle events without handling them: what they said is gone.
    Discard(Picked),
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

impl Picked {
    fn which(&self) -> anyhow::Result<Which> {
        Ok(match (&self.id, &self.reason) {
            (Some(id), _) => {
                Which::Event(EventId::parse(id).map_err(|_| anyhow::anyhow!("`{id}` is no event id"))?)
            }
            (None, Some(reason)) => Which::Reason(reason.clone()),
            (None, None) => Which::All,
        })
    }
}

pub(crate) async fn run(settings: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    let ready = check::load(settings)?;
    let settings = &ready.settings;
    let clock = settings.testing.clock_file.clone().map_or_else(Clock::system, Clock::moved_by);
    let key = VaultKey::new(*ready.key.expose());
    let store = Store::open(&settings.database.url.expose(), settings.database.max_connections, &key).await?;
    match command {
        Command::List { reason, json } => {
            let mut tx = store.look().await?;
            let shown = inbox::quarantined(&mut tx, reason.as_deref(), LISTED).await?;
            list(&shown, *json)?;
        }
        Command::Revive(picked) => {
            let which = picked.which()?;
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
        Command::Discard(picked) => {
            let which = picked.which()?;
            let mut tx = store.begin().await?;
            let discarded = inbox::discard(&mut tx, &which).await?;
            tx.commit().await?;
            if discarded == 0 && which != Which::All {
                anyhow::bail!("No such event was put aside; `lotse inbox list` shows them.");
            }
            println!("{discarded} discarded.");
        }
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

fn list(shown: &[Quarantined], json: bool) -> anyhow::Result<()> {
    for event in shown {
        if json {
            let line = serde_json::json!({
                "event": event.event_id.as_str(),
                "room": event.room_id.as_str(),
                "reason": event.reason,
                "attempts": event.attempts,
                "received": event.received_at.millis(),
            });
            println!("{}", serde_json::to_string(&line)?);
        } else {
            println!("{}  {}  {}", event.event_id, event.room_id, event.reason);
        }
    }
    if shown.is_empty() && !json {
        println!("None was put aside.");
    }
    Ok(())
}
