//! `lotse directory versions`: what was published, and what differs between two states.

use std::{fmt::Write as _, path::Path, process::ExitCode};

use appservice::directory::{
    publication::{self, How, Succeeded},
    sheets::{self, Edit, Row},
};
use serde_json::json;

use super::{say, source};

/// So many are looked back over at most.
const LOOKED_BACK: u32 = 2_000;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Show what differs after this version …
    #[arg(long, value_name = "N")]
    from: Option<i64>,
    /// … from what is in force, or from after this one.
    #[arg(long, value_name = "N", requires = "from")]
    to: Option<i64>,
    /// As one JSON object per line.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(settings: &Path, args: &Args) -> anyhow::Result<ExitCode> {
    let shelf = source::open(settings).await?;
    let mut tx = shelf.0.look().await?;
    if let Some(from) = args.from {
        let Some(edits) = publication::difference(&mut tx, from, args.to, LOOKED_BACK).await? else {
            anyhow::bail!(
                "How the directory was then is not known (any more); `lotse directory versions` shows which are."
            );
        };
        let mut told = String::new();
        for edit in &edits {
            if args.json {
                writeln!(
                    told,
                    "{}",
                    json!({ "sheet": edit.sheet, "before": edit.before, "after": edit.after })
                )?;
            } else {
                told.push_str(&sentence(edit));
            }
        }
        for it in publication::succeeded_between(&mut tx, from, args.to, LOOKED_BACK).await? {
            if args.json {
                writeln!(told, "{}", json!({ "succeeded": it }))?;
            } else {
                told.push_str(&became(&it));
            }
        }
        if edits.is_empty() && !args.json {
            told.push_str("Nothing differs.\n");
        }
        return say(&told);
    }
    let mut told = String::new();
    for version in publication::since(&mut tx, 0, LOOKED_BACK).await? {
        let (number, at, it) = (version.version, version.at, version.body);
        let (by, how, rows) = (it.by.as_str(), word(it.how), it.edits.len());
        if args.json {
            let second = it.confirmed_by.as_ref().map(routing::CounsellorId::as_str);
            let object = json!({
                "version": number, "at": at.millis(), "how": how, "by": by, "confirmed_by": second, "why": it.why, "rows": rows,
                "succeeded": it.succeeded
            });
            writeln!(told, "{object}")?;
        } else {
            write!(told, "{number:>6}  {}  {how:<10}  {by}  {rows} row(s)", at.date())?;
            if let Some(second) = &it.confirmed_by {
                write!(told, ", confirmed by {second}")?;
            }
            if !it.why.is_empty() {
                write!(told, ": {}", it.why)?;
            }
            told.push('\n');
            for succeeded in &it.succeeded {
                write!(told, "        {}", became(succeeded))?;
            }
        }
    }
    if told.is_empty() && !args.json {
        told.push_str("Nothing was published yet.\n");
    }
    say(&told)
}

/// What became of running cases.
fn became(Succeeded { sheet, old, heir, cases }: &Succeeded) -> String {
    match heir {
        Some(heir) => format!("> {sheet}, {old}: {cases} running case(s) go to {heir}\n"),
        None => format!("> {sheet}, {old}: {cases} running case(s) end\n"),
    }
}

fn word(how: How) -> &'static str {
    match how {
        How::Import => "import",
        How::Desk => "desk",
        How::Card => "card",
        How::Invitation => "invitation",
        How::Leaving => "leaving",
        How::Training => "training",
        How::Restored => "restored",
        How::Own => "own",
    }
}

/// One row, and the fields in which it differs.
fn sentence(edit: &Edit) -> String {
    let key = |row: &Row| {
        let values =
            sheets::key(&edit.sheet).iter().filter_map(|heading| row.get(*heading).map(String::as_str));
        values.collect::<Vec<_>>().join(" · ")
    };
    let (Some(before), Some(after)) = (&edit.before, &edit.after) else {
        let (sign, row) = if edit.before.is_some() { ('-', &edit.before) } else { ('+', &edit.after) };
        return format!("{sign} {}, {}\n", edit.sheet, row.as_ref().map(key).unwrap_or_default());
    };
    let mut told = format!("~ {}, {}\n", edit.sheet, key(after));
    for heading in before.keys().chain(after.keys().filter(|it| !before.contains_key(*it))) {
        let value = |row: &Row| row.get(heading).map_or("(empty)", String::as_str).replace('\n', " / ");
        if before.get(heading) != after.get(heading) {
            let line = format!("    {heading}: {} -> {}\n", value(before), value(after));
            told.push_str(&line);
        }
    }
    told
}
