//! `lotse link list`.

use std::process::ExitCode;

use appservice::{
    directory::roster::Roster,
    store::{self, link::Link},
};
use routing::{Directory, Standing, Timestamp, land};

use super::Desk;
use crate::directory::columns::{align, csv_cell};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// As comma-separated values.
    #[arg(long)]
    csv: bool,
}

pub(super) async fn run(desk: &Desk, args: &Args) -> anyhow::Result<ExitCode> {
    let now = desk.clock.now();
    let directory = Roster::load(&desk.store).await?.directory();
    let mut tx = desk.store.look().await?;
    let links = store::link::all(&mut tx).await?;
    let rows: Vec<Vec<String>> = links.iter().map(|link| row(link, &directory, now).into()).collect();
    if args.csv {
        println!("id,kind,centre,counsellor,made,expires,uses,most_uses,state,leads_to");
        for row in &rows {
            println!("{}", row.iter().map(|cell| csv_cell(cell)).collect::<Vec<_>>().join(","));
        }
    } else if rows.is_empty() {
        println!("There is no link.");
    } else {
        let headings =
            ["ID", "KIND", "CENTRE", "COUNSELLOR", "MADE", "EXPIRES", ">USES", ">MOST", "STATE", "LEADS TO"];
        print!("{}", align(&headings, &rows));
    }
    Ok(ExitCode::SUCCESS)
}

/// The state is `valid`, `expired`, `used_up` or `revoked`; a valid link leads to its `counsellor`, to their `deputy`,
/// to the centre's `pool`, or to `nobody`, which means the way of those who have no link.
fn row(link: &Link, directory: &Directory, now: Timestamp) -> [String; 10] {
    let (terms, target) = (link.terms, &link.target);
    let standing = terms.standing(now);
    let valid = standing == Standing::Valid;
    [
        link.id.to_string(),
        if target.counsellor().is_some() { "personal" } else { "centre" }.to_owned(),
        target.centre().to_string(),
        target.counsellor().map(ToString::to_string).unwrap_or_default(),
        link.created_at.date().to_string(),
        // The first moment that it does not hold any more; people are told the last that it does.
        terms
            .expires_at
            .map(|end| end.minus(routing::Span::from_millis(1)).date().to_string())
            .unwrap_or_default(),
        terms.uses.to_string(),
        terms.most_uses.map(|most| most.to_string()).unwrap_or_default(),
        standing.code().to_owned(),
        if valid { land(target, directory, now).code() } else { "" }.to_owned(),
    ]
}
