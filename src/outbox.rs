//! `lotse outbox …`: effects that were given up, and what becomes of them.

use std::{path::Path, process::ExitCode};

use appservice::{
    running::clock::Clock,
    store::vault::VaultKey,
    store::{Store, outbox},
};
use clap::Subcommand;

use crate::check;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the effects that were given up: id, kind, attempts, reason.
    List,
    /// Give effects another life, once the cause of their failure is removed. Lotse may be serving meanwhile.
    Revive(Which),
    /// Forget effects: what they owed will not happen.
    Drop(Which),
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Which {
    /// The effect's id, as `lotse outbox list` shows it.
    id: Option<String>,
    /// All that were given up.
    #[arg(long)]
    all: bool,
}

impl Which {
    fn means(&self, id: &str) -> bool {
        self.all || self.id.as_deref() == Some(id)
    }
}

pub(crate) async fn run(settings: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    let ready = check::load(settings)?;
    let settings = &ready.settings;
    let clock = settings.testing.clock_file.clone().map_or_else(Clock::system, Clock::moved_by);
    let key = VaultKey::new(*ready.key.expose());
    let store = Store::open(&settings.database.url.expose(), settings.database.max_connections, &key).await?;
    let mut tx = store.begin().await?;
    let dead = outbox::dead(&mut tx).await?;
    let mut number = 0;
    for effect in &dead {
        let id = &effect.id;
        match command {
            Command::List => {
                let why = effect.last_error.as_deref().unwrap_or("no reason");
                println!("{id}  {}  {} attempts  {why}", effect.kind, effect.attempts);
            }
            Command::Revive(which) if which.means(id) => {
                outbox::revive(&mut tx, id, clock.now()).await?;
                number += 1;
            }
            Command::Drop(which) if which.means(id) => {
                outbox::discard(&mut tx, id).await?;
                number += 1;
            }
            Command::Revive(_) | Command::Drop(_) => {}
        }
    }
    tx.commit().await?;
    store.close().await;
    match command {
        Command::List if dead.is_empty() => println!("None was given up."),
        Command::List => {}
        Command::Revive(which) | Command::Drop(which) => {
            if number == 0 && !which.all {
                anyhow::bail!("No effect with this id was given up; `lotse outbox list` shows them.");
            }
            let done = if matches!(command, Command::Revive(_)) { "revived" } else { "dropped" };
            println!("{number} {done}.");
        }
    }
    Ok(ExitCode::SUCCESS)
}
