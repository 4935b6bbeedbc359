//! `lotse staff …`: new counsellors are invited, and others leave; and those whose cross-signing identity has become another, where no colleague can
//! confirm it.

mod invite;
mod leave;

use std::{path::Path, process::ExitCode};

use appservice::{
    keys::pins::{self, Confirmation},
    running::clock::Clock,
    store::{
        self, Store,
        audit::{self, Actor, Entry, Kind},
        vault::VaultKey,
    },
};
use clap::Subcommand;
use routing::{CounsellorId, Directory, Timestamp};
use serde_json::json;

use crate::{check, directory::say};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Enter a new counsellor in the directory, not activated yet, and invite them by e-mail.
    Invite(invite::Args),
    /// Have somebody leave a centre for good: out of the directory and every room, their cases to a colleague or back to the
    /// Erstanfragen. What it does is counted first.
    Leave(leave::Args),
    /// List the counsellors who are kept out until their new identity is confirmed: since when, and its number.
    List {
        /// As one JSON object per line.
        #[arg(long)]
        json: bool,
    },
    /// Confirm the new identity of a counsellor who has no colleague to do it. Ask them in person, and compare the number: it is the
    /// reason that they read for having been taken out of the rooms.
    Confirm {
        /// Their Matrix id.
        counsellor: CounsellorId,
        /// The four numbers of four digits, as they read them out.
        #[arg(required = true)]
        number: Vec<String>,
        /// Confirm although a colleague could: the two of them know each other's voice, you may not.
        #[arg(long)]
        although_colleagues: bool,
    },
    /// Take somebody out of the Referat whom two of it have named at the desk. Whom the settings name, the settings dismiss.
    Dismiss {
        /// Their Matrix id.
        person: CounsellorId,
    },
}

pub(crate) async fn run(settings: &Path, command: Command) -> anyhow::Result<ExitCode> {
    let ready = check::load(settings)?;
    let database = &ready.settings.database;
    let clock = ready.settings.testing.clock_file.clone().map_or_else(Clock::system, Clock::moved_by);
    let key = VaultKey::new(*ready.key.expose());
    let store = Store::open(&database.url.expose(), database.max_connections, &key).await?;
    let done = match command {
        Command::Invite(args) => invite::run(&ready, &store, &args).await,
        Command::Leave(args) => leave::run(&ready, &store, &args).await,
        Command::List { json } => list(&store, json).await,
        Command::Confirm { counsellor, number, although_colleagues } => {
            confirm(&store, &counsellor, &number.join(" "), although_colleagues).await
        }
        Command::Dismiss { person } => dismiss(&store, &person, clock.now()).await,
    };
    store.close().await;
    done
}

async fn list(store: &Store, as_json: bool) -> anyhow::Result<ExitCode> {
    let waiting = store::identity::unconfirmed(&mut store.look().await?).await?;
    let mut told = String::new();
    for identity in &waiting {
        let Some(new) = &identity.new else { continue };
        let number = pins::number(&identity.user, &new.key);
        let line = if as_json {
            json!({ "counsellor": identity.user.as_str(), "since": new.since.millis(), "number": number, "shown": identity.shown }).to_string()
        } else {
            format!("{}  since {}  number {number}", identity.user, new.since.date())
        };
        told.push_str(&line);
        told.push('\n');
    }
    if waiting.is_empty() && !as_json {
        told.push_str("Nobody waits to be confirmed.\n");
    }
    say(&told)
}

async fn confirm(
    store: &Store,
    counsellor: &CounsellorId,
    number: &str,
    although_colleagues: bool,
) -> anyhow::Result<ExitCode> {
    let mut tx = store.begin().await?;
    let directory = Directory::check(store::directory::load(&mut tx).await?).unwrap_or_default();
    let kept_out: Vec<_> =
        store::identity::unconfirmed(&mut tx).await?.into_iter().map(|identity| identity.user).collect();
    let could = directory.centres_of_counsellor(counsellor).find_map(|centre| {
        let colleague = |it: &&routing::Counsellor| {
            it.is_active()
                && it.id != *counsellor
                && !kept_out.iter().any(|out| out.as_str() == it.id.as_str())
        };
        directory.counsellors_of(&centre.id).iter().find(colleague)
    });
    if let Some(colleague) = could.filter(|_| !although_colleagues) {
        anyhow::bail!(
            "{} can do it, in the room Team: `bestätigen {counsellor}`. If that is not possible, add --although-colleagues.",
            colleague.id
        );
    }
    match pins::confirm(&mut tx, counsellor, Some(number), None).await? {
        Confirmation::Done(_) => tx.commit().await?,
        Confirmation::Nothing => {
            anyhow::bail!("There is nothing to confirm for {counsellor}; `lotse staff list` shows who waits.")
        }
        Confirmation::WhichOne | Confirmation::NotTold | Confirmation::AnotherOne => anyhow::bail!(
            "This is not the number of the identity that the homeserver shows for {counsellor} now. Nothing was changed."
        ),
    }
    say(&format!("{counsellor} is confirmed, and is let in again within seconds while Lotse serves.\n"))
}

async fn dismiss(store: &Store, person: &CounsellorId, now: Timestamp) -> anyhow::Result<ExitCode> {
    let mut tx = store.begin().await?;
    if !store::desk_referat::dismiss(&mut tx, person).await? {
        anyhow::bail!("{person} was not named at the desk. Nothing was changed.");
    }
    let entry =
        Entry::new(now, &audit::platform(), Kind::ReferatDismissed, Actor::Administration).whom(person);
    audit::append(&mut tx, &entry).await?;
    tx.commit().await?;
    say(&format!("{person} is of the Referat no more.\n"))
}
