//! `lotse staff invite`.

use std::process::ExitCode;

use anyhow::bail;
use appservice::{
    cases::onboarding::{self, Ground, Newcomer, Outcome},
    directory,
    running::{clock::Clock, names::Names},
    servers::homeserver::Homeserver,
    store::{Store, audit::Actor},
    words::phrases::{Catalogue, Locale},
};
use routing::CentreId;

use crate::{check::Ready, directory::say};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Their Matrix id; of a new account the part before our server is enough.
    user: String,
    /// The centre in which they are to counsel.
    #[arg(long, value_name = "ID")]
    centre: CentreId,
    /// What colleagues and seekers call them.
    #[arg(long)]
    name: String,
    /// Where the invitation goes.
    #[arg(long, value_name = "ADDRESS")]
    mail: String,
    /// They have an account already, here or on another homeserver: none is made.
    #[arg(long)]
    has_account: bool,
}

pub(super) async fn run(ready: &Ready, store: &Store, args: &Args) -> anyhow::Result<ExitCode> {
    let settings = &ready.settings;
    let clock = settings.testing.clock_file.clone().map_or_else(Clock::system, Clock::moved_by);
    let token = ready.registrations.lotse.as_token.clone();
    let homeserver = Homeserver::new(settings.homeserver.url.clone(), token, settings.homeserver.timeout);
    let registrar = ready.registrar(&homeserver);
    let names = Names::new(&settings.users, &settings.homeserver.server_name)?;
    let ground = Ground {
        store,
        names: &names,
        registrar: registrar.as_ref(),
        can_mail: settings.mail.is_some(),
        now: clock.now(),
    };
    let newcomer = Newcomer {
        user: args.user.clone(),
        centre: args.centre.clone(),
        name: args.name.clone(),
        mail: args.mail.clone(),
        has_account: args.has_account,
    };
    match onboarding::invite(&ground, &Actor::Administration, &newcomer).await? {
        Outcome::Invited(user) => say(&format!(
            "{user} is entered at {}, not activated, and is invited by e-mail while Lotse serves.\n",
            args.centre
        )),
        Outcome::Added(user) => say(&format!(
            "{user} is entered at {}, not activated; another centre has invited them already.\n",
            args.centre
        )),
        Outcome::Already => bail!("{} stands in the directory of {} already.", args.user, args.centre),
        Outcome::Taken => bail!(
            "There is such an account already, and it was not touched. Choose another id; if it really is theirs, add --has-account."
        ),
        Outcome::NoAccounts => {
            bail!(
                "Lotse makes no accounts here: see `staff.accounts`. With an account of theirs, add --has-account."
            )
        }
        Outcome::NoMail => bail!("No e-mail can be sent: see `mail.host`. Nothing was changed."),
        Outcome::Reserved => bail!("{} is a name that Lotse itself goes by.", args.user),
        Outcome::Away => {
            bail!(
                "The homeserver does not say whether there is such an account. Nothing was changed; try again."
            )
        }
        Outcome::NoCentre => bail!("There is no centre {} in the directory.", args.centre),
        Outcome::Faults(faults) => {
            let told = directory::told(&faults, &Catalogue::load()?, Locale::En);
            bail!("{}", told.join("\n"))
        }
        Outcome::Busy => bail!("Somebody else changes the directory at the same time; try again."),
    }
}
