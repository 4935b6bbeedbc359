//! `lotse link …`: personal and centre links, each with its address, its code and a card to print.

mod list;
mod new;

use std::{path::Path, process::ExitCode};

use anyhow::Context as _;
use appservice::{
    links::{Addresses, LinkId},
    running::clock::Clock,
    running::names::Names,
    store::vault::VaultKey,
    store::{Store, link},
    words::phrases::Locale,
};
use clap::Subcommand;
use config::{KeyFile, Settings};

use crate::check;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a link and print what opens it: this once, since only hashes are kept.
    New(new::Args),
    /// List the links, without what opens them: id, kind, where they lead, until when, uses, state.
    List(list::Args),
    /// Take a link back, whoever has it. Cases that were opened by it go on.
    Revoke {
        /// The link's id, as `lotse link list` shows it.
        id: LinkId,
    },
}

pub(crate) async fn run(settings: &Path, command: Command) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(settings).await?;
    let done = match command {
        Command::New(args) => new::run(&desk, &args).await,
        Command::List(args) => list::run(&desk, &args).await,
        Command::Revoke { id } => revoke(&desk, &id).await,
    };
    desk.store.close().await;
    done
}

async fn revoke(desk: &Desk, id: &LinkId) -> anyhow::Result<ExitCode> {
    let mut tx = desk.store.begin().await?;
    if !link::revoke(&mut tx, id, desk.clock.now()).await? {
        anyhow::bail!("No link {id} is in force; `lotse link list` shows them.");
    }
    tx.commit().await?;
    println!("{id} is revoked.");
    Ok(ExitCode::SUCCESS)
}

/// What every command here needs. Lotse may be serving meanwhile.
struct Desk {
    store: Store,
    clock: Clock,
    addresses: Addresses,
    locale: Locale,
}

impl Desk {
    async fn open(settings: &Path) -> anyhow::Result<Self> {
        let settings = check::settings(settings)?;
        let key = KeyFile::load(&settings.custody.key_file)?;
        let database = &settings.database;
        let key = VaultKey::new(*key.expose());
        Ok(Self {
            store: Store::open(&database.url.expose(), database.max_connections, &key).await?,
            clock: settings.testing.clock_file.clone().map_or_else(Clock::system, Clock::moved_by),
            addresses: addresses(&settings)?,
            locale: Locale::parse(settings.people.locale.tag()).context("a language without a catalogue")?,
        })
    }
}

/// Where links lead, as the settings say.
pub(crate) fn addresses(settings: &Settings) -> anyhow::Result<Addresses> {
    let names = Names::new(&settings.users, &settings.homeserver.server_name)?;
    Ok(Addresses::new(settings.people.public_url.as_ref(), names.reception()))
}
