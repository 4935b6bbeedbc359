//! `lotse directory …`: centres, postcodes and counsellors, from a workbook and back, and what follows from them.

pub(crate) mod columns;
mod coverage;
mod explain;
mod import;
mod leaving;
mod source;
mod topic;
mod versions;

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use appservice::{
    directory::{self as workbook, Fault},
    words::{
        days,
        phrases::{Catalogue, Locale, workbook::Problem},
    },
};
use clap::{Args, Subcommand, ValueEnum};
use routing::{Date, Directory, Draft, Postcode, Timestamp};
use serde_json::json;

use self::source::Source;
pub(crate) use self::{
    columns::align,
    source::{Shelf, open},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Replace the directory by a workbook (.xlsx or .ods): all of it, or nothing when there is any fault.
    Import {
        /// The workbook.
        file: PathBuf,
        /// Only show the faults, or what would change.
        #[arg(long)]
        dry_run: bool,
        /// Also undo what was published at the desk since the last import: the workbook is older, and that is wanted.
        #[arg(long)]
        undo: bool,
        #[command(flatten)]
        leaving: leaving::Choices,
    },
    /// List what was published, by whom, when and why; or show what differs between two states.
    Versions(versions::Args),
    /// Make the directory what it was after a version: all of it, or nothing when there is any fault. What was published since, at the
    /// desk too, is undone.
    Restore {
        /// The version's number, as `versions` shows it.
        version: i64,
        /// Why, for whoever looks at the versions later.
        #[arg(long, value_parser = reason)]
        reason: String,
        /// Only show what would change.
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        leaving: leaving::Choices,
    },
    /// Write an empty workbook to fill in (.xlsx).
    Template(Out),
    /// Write the directory as a workbook (.xlsx) that `import` reads.
    Export(Out),
    /// Write the sample directory: 20 topics, invented centres and counsellors all over Germany (.xlsx).
    Sample {
        #[command(flatten)]
        out: Out,
        /// The homeserver of the counsellors' Matrix ids.
        #[arg(long, value_name = "NAME", default_value = "lotse.example")]
        server: String,
    },
    /// Say every fault of the directory, or of a workbook.
    Check {
        #[command(flatten)]
        from: From,
        /// As one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Show per topic where nobody is responsible, several are, and who cannot be reached.
    Coverage {
        /// Only this topic, in detail: its id, name or number.
        #[arg(long)]
        topic: Option<String>,
        #[command(flatten)]
        from: From,
        /// As comma-separated values, one line per topic.
        #[arg(long, conflicts_with = "json")]
        csv: bool,
        /// As one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Place an enquiry without making it, with the reason and every candidate.
    Explain {
        /// Its id, name or number.
        topic: String,
        /// Five digits.
        #[arg(value_parser = |text: &str| Postcode::parse(text))]
        postcode: Postcode,
        #[command(flatten)]
        from: From,
        /// As one JSON object.
        #[arg(long)]
        json: bool,
    },
}

/// The language in which faults are told: that of whoever fills in the workbook.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Lang {
    /// German.
    #[default]
    De,
    /// English.
    En,
}

impl Lang {
    fn locale(self) -> Locale {
        match self {
            Self::De => Locale::De,
            Self::En => Locale::En,
        }
    }
}

/// So long may a reason be, as at the desk.
const LONGEST_REASON: usize = 500;

fn reason(text: &str) -> Result<String, String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.chars().count() {
        0 => Err("say something".to_owned()),
        1..=LONGEST_REASON => Ok(words),
        _ => Err(format!("at most {LONGEST_REASON} characters")),
    }
}

#[derive(Debug, Args)]
pub(crate) struct Out {
    /// The file to write, ending in .xlsx.
    out: PathBuf,
    /// Write over a file that is there already.
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct From {
    /// Take this workbook instead of the database; needs no settings. Nobody has open enquiries then.
    #[arg(long = "from", value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Runs one command. The exit code is 0 when done, 1 when the directory is refused, 2 when an argument names
/// something that is not there.
pub(crate) async fn run(settings: &Path, command: Command, lang: Lang) -> anyhow::Result<ExitCode> {
    let now = now();
    match command {
        Command::Import { file, dry_run, undo, leaving } => {
            import::run(settings, &file, (dry_run, undo), &leaving, lang).await
        }
        Command::Versions(args) => versions::run(settings, &args).await,
        Command::Restore { version, reason, dry_run, leaving } => {
            let back = import::Back { version, why: &reason, dry_run };
            import::restore(settings, back, &leaving, lang).await
        }
        Command::Template(out) => write(&out, &workbook::template()?),
        Command::Sample { out, server } => match workbook::sample() {
            Ok((draft, _)) => match workbook::at_server(draft, &server) {
                Some(draft) => write(&out, &workbook::export(&draft)?),
                None => Ok(usage(&format!("`{server}` is no name of a homeserver."))),
            },
            Err(faults) => refused(&faults, lang),
        },
        Command::Export(out) => {
            let draft = source::open(settings).await?.draft().await?;
            write(&out, &workbook::export(&draft)?)
        }
        Command::Check { from, json } => {
            check(&Source::load(settings, from.file.as_deref()).await?, json, lang)
        }
        Command::Coverage { topic, from, csv, json } => {
            let source = Source::load(settings, from.file.as_deref()).await?;
            with(&source, lang, |directory| {
                let topic = match topic.map(|word| topic::find(&word, directory)).transpose() {
                    Ok(topic) => topic,
                    Err(unknown) => return Ok(usage(&unknown)),
                };
                let coverage = coverage::Report::of(directory, topic, now);
                say(&if csv {
                    coverage.csv()
                } else if json {
                    coverage.json()
                } else {
                    coverage.table()
                })
            })
        }
        Command::Explain { topic, postcode, from, json } => {
            let source = Source::load(settings, from.file.as_deref()).await?;
            with(&source, lang, |directory| match topic::find(&topic, directory) {
                Ok(topic) => {
                    let explanation =
                        explain::Explanation { topic, postcode, directory, load: &source.load, now };
                    say(&if json { explanation.json() } else { explanation.text() })
                }
                Err(unknown) => Ok(usage(&unknown)),
            })
        }
    }
}

fn check(source: &Source, json: bool, lang: Lang) -> anyhow::Result<ExitCode> {
    let counts = |directory: &Directory| {
        (directory.topics().len(), directory.centres().len(), directory.counsellors().len())
    };
    if !json {
        return with(source, lang, |directory| {
            let (topics, centres, counsellors) = counts(directory);
            say(&format!(
                "The directory is in order: {topics} topics, {centres} centres, {counsellors} counsellors.\n"
            ))
        });
    }
    let (answer, code) = match &source.directory {
        Ok(directory) => {
            let (topics, centres, counsellors) = counts(directory);
            let answer = json!({
                "ok": true, "topics": topics, "centres": centres, "counsellors": counsellors, "faults": []
            });
            (answer, ExitCode::SUCCESS)
        }
        Err(faults) => {
            let catalogue = Catalogue::load()?;
            let faults = faults.iter().map(|fault| {
                let problem = workbook::sentence(fault, &catalogue, lang.locale());
                json!({ "place": fault.place, "value": fault.value, "problem": problem })
            });
            (json!({ "ok": false, "faults": faults.collect::<Vec<_>>() }), ExitCode::FAILURE)
        }
    };
    say(&format!("{answer:#}\n")).map(|_| code)
}

/// Goes on with a directory in order, or tells all its faults.
fn with(
    source: &Source,
    lang: Lang,
    go_on: impl FnOnce(&Directory) -> anyhow::Result<ExitCode>,
) -> anyhow::Result<ExitCode> {
    match &source.directory {
        Ok(directory) => go_on(directory),
        Err(faults) => refused(faults, lang),
    }
}

/// The directory of a workbook, or the sample's; or its faults.
pub(crate) fn given(workbook: Option<&Path>) -> anyhow::Result<Result<Directory, Vec<Fault>>> {
    let read = match workbook {
        Some(path) => workbook::read(&source::bytes(path)?, today()),
        None => workbook::sample(),
    };
    Ok(read.map(|(_, directory)| directory))
}

/// Tells every fault, the same one in many rows on one line.
pub(crate) fn refused(faults: &[Fault], lang: Lang) -> anyhow::Result<ExitCode> {
    let (catalogue, locale) = (Catalogue::load()?, lang.locale());
    for line in workbook::told(faults, &catalogue, locale) {
        eprintln!("{line}");
    }
    let count = Problem::Count { count: u32::try_from(faults.len()).unwrap_or(u32::MAX) };
    eprintln!("{}", catalogue.say(locale, &count).plain);
    Ok(ExitCode::FAILURE)
}

/// Tells whoever looks alike; it is no fault, since it may be so.
pub(crate) fn tell_alike(draft: &Draft, lang: Lang) -> anyhow::Result<()> {
    let catalogue = Catalogue::load()?;
    for (one, other) in workbook::alike(draft) {
        let pair = Problem::TwoAlike { one: one.to_string(), other: other.to_string() };
        eprintln!("{}", catalogue.say(lang.locale(), &pair).plain);
    }
    Ok(())
}

fn usage(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::from(2)
}

/// Prints to stdout. Whoever closes the pipe early, as `head` does, has seen enough.
pub(crate) fn say(text: &str) -> anyhow::Result<ExitCode> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn write(Out { out, force }: &Out, bytes: &[u8]) -> anyhow::Result<ExitCode> {
    if out.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("xlsx")) {
        return Ok(usage(&format!("{}: the workbook is an .xlsx file; name it so.", out.display())));
    }
    put(out, *force, bytes)
}

/// Writes a file, over one that is there already only by `force`, and says so.
pub(crate) fn put(out: &Path, force: bool, bytes: &[u8]) -> anyhow::Result<ExitCode> {
    let mut options = OpenOptions::new();
    options.write(true).create(force).create_new(!force).truncate(force);
    let mut file = match options.open(out) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            anyhow::bail!("{}: the file is there already; --force writes over it.", out.display())
        }
        opened => opened.with_context(|| format!("{}: the file cannot be written", out.display()))?,
    };
    file.write_all(bytes).with_context(|| format!("{}: the file cannot be written", out.display()))?;
    say(&format!("Wrote {}.\n", out.display()))
}

#[expect(clippy::disallowed_methods, reason = "absences end by the clock; it is read once per command")]
fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Which day it is in Germany.
pub(crate) fn today() -> Date {
    days::today(now())
}
