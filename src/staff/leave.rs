//! `lotse staff leave`: what it would do is counted first.

use std::{fmt::Write as _, process::ExitCode};

use anyhow::{Context as _, bail};
use appservice::{
    cases::parting::{self, Ground, Outcome, Stock},
    directory,
    running::{clock::Clock, names::Names},
    store::{self, Store, audit::Actor},
    words::phrases::{Catalogue, Locale},
};
use routing::{CentreId, CounsellorId, Directory};

use crate::{check::Ready, directory::say};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Their Matrix id.
    who: CounsellorId,
    /// Which centre they leave, if they counsel in several.
    #[arg(long, value_name = "ID")]
    centre: Option<CentreId>,
    /// A colleague of that centre who gets their cases; without one they wait in the Erstanfragen again.
    #[arg(long, value_name = "ID")]
    successor: Option<CounsellorId>,
    /// Do it. Without this it is only counted.
    #[arg(long)]
    yes: bool,
}

pub(super) async fn run(ready: &Ready, store: &Store, args: &Args) -> anyhow::Result<ExitCode> {
    let settings = &ready.settings;
    let clock = settings.testing.clock_file.clone().map_or_else(Clock::system, Clock::moved_by);
    let names = Names::new(&settings.users, &settings.homeserver.server_name)?;
    let draft = store::directory::load(&mut store.look().await?).await?;
    let directory = Directory::check(draft).map_err(|_| {
        anyhow::anyhow!("The directory has faults; `lotse directory check` says which. Nothing was changed.")
    })?;
    let who = &args.who;
    let centre = which(&directory, args)?;
    let has_registrar = ready.admin_token.is_some() && settings.staff.accounts;
    let ground = Ground { store, names: &names, directory: &directory, has_registrar, now: clock.now() };
    let stock = parting::stock(&ground, &centre, who).await?;
    let told = counted(who, &centre, &stock)?;
    if !args.yes {
        return say(&format!("{told}Nothing was changed; add --yes to do it.\n"));
    }
    match parting::leave(&ground, &Actor::Administration, (&centre, who), args.successor.as_ref()).await? {
        Outcome::Left => {
            say(&format!("{told}{who} has left {centre}; the rest follows while Lotse serves.\n"))
        }
        Outcome::Unknown => bail!("{who} does not stand in the directory of {centre} any more."),
        Outcome::NoSuccessor => {
            let heir = args.successor.as_ref().context("nobody was to succeed")?;
            bail!("{heir} is not activated at {centre}, and cannot have these cases. Nothing was changed.")
        }
        Outcome::Faults(faults) => {
            let told = directory::told(&faults, &Catalogue::load()?, Locale::En);
            bail!("{}", told.join("\n"))
        }
        Outcome::Busy => bail!("Somebody else changes the directory at the same time; try again."),
    }
}

/// The centre that they leave.
fn which(directory: &Directory, args: &Args) -> anyhow::Result<CentreId> {
    let ids: Vec<_> = directory.centres_of_counsellor(&args.who).map(|centre| centre.id.clone()).collect();
    match (&args.centre, ids.as_slice()) {
        (Some(wanted), ids) if ids.contains(wanted) => Ok(wanted.clone()),
        (Some(wanted), _) => bail!("{} does not stand in the directory of {wanted}.", args.who),
        (None, [only]) => Ok(only.clone()),
        (None, []) => bail!("{} stands nowhere in the directory.", args.who),
        (None, several) => {
            let names: Vec<_> = several.iter().map(CentreId::as_str).collect();
            bail!(
                "{} counsels in several centres; say which one with --centre: {}.",
                args.who,
                names.join(", ")
            )
        }
    }
}

/// What it does, a line for each; nothing is said of what there is none of.
fn counted(who: &CounsellorId, centre: &CentreId, stock: &Stock) -> anyhow::Result<String> {
    let mut told = format!("If {who} leaves {centre}:\n");
    for (count, what) in [
        (stock.cases, "case(s) go to the successor, or wait in the Erstanfragen again"),
        (stock.own_keys, "case(s) end, since only they have the keys; their seekers are told"),
        (stock.covers, "case(s) in which they stand in go on without them"),
        (stock.personal, "enquiry(ies) by their personal link go to the whole centre"),
        (stock.rooms, "room(s) of the centre that they go out of"),
        (stock.sessions, "session(s) at the desk that end"),
    ] {
        if count > 0 {
            writeln!(told, "  {count} {what}")?;
        }
    }
    if stock.account {
        told.push_str("  their account, which was made here, is shut\n");
    }
    if !stock.elsewhere.is_empty() {
        writeln!(told, "  they stay in {}", stock.elsewhere.join(", "))?;
    }
    Ok(told)
}
