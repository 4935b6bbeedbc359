//! `lotse audit …`: the trail of who came to read which case, checked and handed out.

use std::{io::Write as _, path::Path, process::ExitCode};

use appservice::{
    store::vault::VaultKey,
    store::{
        Store,
        audit::{self, Head, Verdict, handout::Line},
    },
};
use clap::Subcommand;
use routing::CentreId;

use crate::check;

/// Entries that are read in one go.
const AT_ONCE: u32 = 1_000;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check that no entry was changed, removed, reordered or forged; names the first that was.
    Verify {
        /// An earlier end of the trail, `NUMBER:HASH` as this command showed it: it must still be in the trail.
        #[arg(long, value_name = "NUMBER:HASH")]
        noted: Option<Head>,
    },
    /// Print the trail for a centre's lead: counsellors, references, reasons, times in UTC; never a seeker.
    Export(Export),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    /// Only this centre's entries.
    #[arg(long, value_name = "ID")]
    centre: Option<CentreId>,
    /// As comma-separated values, which spreadsheets open. The default.
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// As one JSON object a line.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(settings: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    let ready = check::load(settings)?;
    let settings = &ready.settings;
    let key = VaultKey::new(*ready.key.expose());
    let store = Store::open(&settings.database.url.expose(), settings.database.max_connections, &key).await?;
    let done = match command {
        Command::Verify { noted } => verify(&store, *noted).await,
        Command::Export(wish) => export(&store, wish).await,
    };
    store.close().await;
    done
}

async fn verify(store: &Store, noted: Option<Head>) -> anyhow::Result<ExitCode> {
    let mut tx = store.look().await?;
    match audit::verify(&mut tx, noted).await? {
        Verdict::Whole { head, notes_erased } => {
            println!("{} entries, none altered; {notes_erased} free texts were erased.", head.seq);
            println!("The trail ends with {head}");
            Ok(ExitCode::SUCCESS)
        }
        Verdict::Broken { seq, fault } => anyhow::bail!("The audit trail is broken at entry {seq}: {fault}."),
    }
}

async fn export(store: &Store, wish: &Export) -> anyhow::Result<ExitCode> {
    let mut out = Writer::new(wish.json);
    let mut tx = store.look().await?;
    let mut after = 0;
    loop {
        let entries = audit::list(&mut tx, wish.centre.as_ref(), after, AT_ONCE).await?;
        let Some(last) = entries.last() else { break };
        after = last.seq;
        for entry in &entries {
            out.write(&Line::of(entry, !wish.json))?;
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

enum Writer {
    Csv(Box<csv::Writer<std::io::Stdout>>),
    Json(std::io::BufWriter<std::io::Stdout>),
}

impl Writer {
    fn new(json: bool) -> Self {
        if json {
            Self::Json(std::io::BufWriter::new(std::io::stdout()))
        } else {
            Self::Csv(Box::new(csv::Writer::from_writer(std::io::stdout())))
        }
    }

    fn write(&mut self, line: &Line<'_>) -> anyhow::Result<()> {
        match self {
            Self::Csv(out) => out.serialize(line)?,
            Self::Json(out) => {
                serde_json::to_writer(&mut *out, line)?;
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Csv(mut out) => out.flush()?,
            Self::Json(mut out) => out.flush()?,
        }
        Ok(())
    }
}
