//! `lotse link new`.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write as _},
    num::NonZeroU32,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, bail};
use appservice::{
    directory as workbook,
    links::{NewLink, Presented, card, issue},
    store,
    words::{days, phrases::Catalogue},
};
use routing::{CentreId, CounsellorId, Date, Directory, Target, Timestamp};

use super::Desk;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The centre that the link leads to.
    #[arg(long, value_name = "ID")]
    centre: CentreId,
    /// The counsellor of that centre whose personal link it is; without, it is the centre's, and all of its team see
    /// the enquiries.
    #[arg(long, value_name = "@NAME:SERVER")]
    counsellor: Option<CounsellorId>,
    /// The last day on which it holds, to midnight in Germany, such as 2027-03-31 or 31.03.2027; without, it holds until it is revoked.
    #[arg(long, value_name = "DATE")]
    expires: Option<Date>,
    /// How many cases may be opened by it; without, any number.
    #[arg(long, value_name = "N")]
    uses: Option<NonZeroU32>,
    /// Also write a card to print, with a QR code (.svg). It names neither centre nor topic.
    #[arg(long, value_name = "FILE")]
    card: Option<PathBuf>,
}

pub(super) async fn run(desk: &Desk, args: &Args) -> anyhow::Result<ExitCode> {
    let now = desk.clock.now();
    if args.card.as_deref().is_some_and(|file| !is_svg(file)) {
        bail!("A card is an .svg file; name it so.");
    }
    let mut tx = desk.store.begin().await?;
    let directory = workbook::check(store::directory::load(&mut tx).await?)
        .map_err(|_| anyhow::anyhow!("The directory has faults; `lotse directory check` names them."))?;
    let target = target(args, &directory)?;
    let expires_at = args.expires.map(|day| end(day, now)).transpose()?;
    let most_uses = args.uses.map(NonZeroU32::get);
    let made =
        issue(&mut tx, &NewLink { target, expires_at, most_uses, own: false, at_once: false }, now).await?;
    // The card before the commit: a link whose card could not be written is not made.
    if let Some(file) = &args.card {
        let card = card(&Catalogue::load()?, desk.locale, &desk.addresses, &made.token)?;
        write(file, &card)?;
    }
    tx.commit().await?;

    let addresses = &desk.addresses;
    match addresses.page(&made.token) {
        Some(page) => println!("Address        {page}"),
        None => println!("Address        none: `[people] public_url` is not set"),
    }
    println!(
        "Matrix client  {} and there: {}",
        addresses.chat(),
        addresses.start(&Presented::Token(made.token))
    );
    if let Some(file) = &args.card {
        println!("Card           {}", file.display());
    }
    println!("Id             {}, for `lotse link revoke {}`", made.id, made.id);
    println!("What opens the link is shown this once, and not kept.");
    Ok(ExitCode::SUCCESS)
}

fn target(args: &Args, directory: &Directory) -> anyhow::Result<Target> {
    let (id, counsellor) = (args.centre.clone(), args.counsellor.clone());
    if directory.centre(&id).is_none() {
        bail!("There is no centre `{id}` in the directory.");
    }
    let Some(counsellor) = counsellor else { return Ok(Target::Centre(id)) };
    match directory.counsellor(&counsellor, &id) {
        None => bail!("{counsellor} does not counsel in `{id}`."),
        Some(known) if !known.is_active() => {
            bail!("{counsellor} is not activated in `{id}` yet, so the link would lead to nobody.")
        }
        Some(_) => Ok(Target::Counsellor(counsellor, id)),
    }
}

/// The first moment after the day.
fn end(day: Date, now: Timestamp) -> anyhow::Result<Timestamp> {
    let end = days::start(days::after(day));
    if end <= now {
        bail!("{day} is over: the link would hold for nobody.");
    }
    Ok(end)
}

fn is_svg(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
}

fn write(file: &Path, card: &str) -> anyhow::Result<()> {
    let mut opened = match OpenOptions::new().write(true).create_new(true).open(file) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{}: the file is there already, and no link was made.", file.display())
        }
        opened => opened.with_context(|| format!("{}: the card cannot be written", file.display()))?,
    };
    opened
        .write_all(card.as_bytes())
        .with_context(|| format!("{}: the card cannot be written", file.display()))
}

#[cfg(test)]
mod tests {
    use routing::Span;

    use super::*;

    #[test]
    fn a_link_holds_on_its_last_day_until_midnight_in_germany() {
        let hour = |text: &str, hour| Date::parse(text).unwrap().start().plus(Span::hours(hour));
        let early = hour("2026-11-26", 12);
        let ends = |day: &str| end(Date::parse(day).unwrap(), early).unwrap();
        assert_eq!(ends("31.12.2026"), hour("2026-12-31", 23));
        assert_eq!(ends("28.03.2027"), hour("2027-03-28", 22), "the clocks went forward that day");
        assert_eq!(ends("31.10.2027"), hour("2027-10-31", 23), "the clocks went back that day");
        let day = Date::parse("31.03.2027").unwrap();
        assert!(end(day, hour("2027-03-31", 21)).is_ok());
        assert!(end(day, hour("2027-03-31", 22)).unwrap_err().to_string().contains("is over"));
    }
}
