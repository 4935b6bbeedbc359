//! `lotse kit FOLDER`: drafts for the data-protection officer, filled from the settings and the directory in force.
//!
//! The words are templates beside this file. Each line is a statement that names what proves it (`[Beleg: …]`: a test, a setting, a
//! table), or has a blank that the operator fills; our tests hold them to that. A line may begin with `{?flag}` or `{!flag}`, and is
//! left out when that is not so, or with `{*list}`, and is repeated for each entry.

#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use appservice::words::days;
use config::Settings;
use routing::{Centre, Draft, Topic};

use crate::{
    check,
    directory::{self, say},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where they are written, each as Markdown and as HTML to print. It is made when it is not there.
    folder: PathBuf,
    /// Write over drafts that are there, with whatever was filled in.
    #[arg(long)]
    force: bool,
}

/// The drafts: name of the file, and template.
const TEMPLATES: [(&str, &str); 6] = [
    ("1-verzeichnis-von-verarbeitungstaetigkeiten", include_str!("kit/verzeichnis.md")),
    ("2-technische-und-organisatorische-massnahmen", include_str!("kit/massnahmen.md")),
    ("3-datenschutz-folgenabschaetzung", include_str!("kit/folgenabschaetzung.md")),
    ("4-wer-kann-was-sehen", include_str!("kit/einsicht.md")),
    ("5-schweigepflicht", include_str!("kit/schweigepflicht.md")),
    ("6-barrierefreiheit", include_str!("kit/barrierefreiheit.md")),
];

/// What seekers of a centre are told; a file for each centre.
const NOTICE: &str = include_str!("kit/hinweis.md");

/// What nobody but the operator knows.
const BLANK: &str = "**[von Ihnen einzutragen]**";

/// Writes all drafts, or none where one is there already.
pub(crate) async fn run(settings: &Path, args: &Args) -> anyhow::Result<ExitCode> {
    let ready = check::settings(settings)?;
    let shelf = directory::open(settings).await?;
    let directory = shelf.draft().await;
    shelf.0.close().await;
    let drafts = drafts(&ready, &directory?)?;
    let mut files = Vec::new();
    for (name, text) in &drafts {
        files.push((args.folder.join(format!("{name}.md")), text.clone()));
        files.push((args.folder.join(format!("{name}.html")), web::document(text)));
    }
    write(&files, args)?;
    say(&format!("Wrote {} drafts to {}.\n", drafts.len(), args.folder.display()))
}

/// All drafts by the names of their files.
fn drafts(settings: &Settings, directory: &Draft) -> anyhow::Result<Vec<(String, String)>> {
    let mut facts = Facts::gather(settings, directory);
    let mut drafts = Vec::new();
    for (name, template) in TEMPLATES {
        drafts.push((name.to_owned(), facts.fill(template)?));
    }
    for centre in &directory.centres {
        facts.turn_to(directory, centre);
        drafts.push((format!("7-hinweis-{}", centre.id.as_str()), facts.fill(NOTICE)?));
    }
    Ok(drafts)
}

fn write(files: &[(PathBuf, String)], args: &Args) -> anyhow::Result<()> {
    if let Some((there, _)) = files.iter().find(|(path, _)| !args.force && path.exists()) {
        anyhow::bail!("{}: the file is there already; --force writes over it.", there.display());
    }
    fs::create_dir_all(&args.folder)
        .with_context(|| format!("{}: the folder cannot be made", args.folder.display()))?;
    for (path, text) in files {
        fs::write(path, text).with_context(|| format!("{}: the file cannot be written", path.display()))?;
    }
    Ok(())
}

/// What one entry of a list, or the whole, knows by name.
type Values = BTreeMap<&'static str, String>;

/// What the templates may say.
struct Facts {
    values: Values,
    flags: BTreeMap<&'static str, bool>,
    lists: BTreeMap<&'static str, Vec<Values>>,
}

impl Facts {
    fn gather(settings: &Settings, draft: &Draft) -> Self {
        let minutes = settings.portal.idle.as_secs() / 60;
        let hours = settings.portal.session.as_secs() / 3600;
        let address = settings.people.public_url.as_ref().map(|url| plain(url.as_str()));
        let mail = settings.mail.as_ref().map(|mail| plain(&mail.host));
        let values = Values::from([
            ("adresse", address.unwrap_or_else(|| BLANK.to_owned())),
            ("betreiber", plain(&settings.people.operator)),
            ("datum", days::written(directory::today())),
            ("leer", BLANK.to_owned()),
            ("leerlauf", minutes.to_string()),
            ("mailserver", mail.unwrap_or_default()),
            ("server", plain(&settings.homeserver.server_name)),
            ("sitzung", hours.to_string()),
        ]);
        let flags = BTreeMap::from([
            ("fremd", settings.federation.seekers),
            ("loeschrecht", settings.erasure.admin_token_file.is_some()),
            ("mail", settings.mail.is_some()),
            ("portal", settings.has_portal()),
        ]);
        let centres = draft
            .centres
            .iter()
            .map(|it| Values::from([("stelle", plain(&it.name)), ("traeger", plain(draft.runs(it)))]));
        let lists = BTreeMap::from([("stellen", centres.collect()), ("themen", topics(draft, |_| true))]);
        Self { values, flags, lists }
    }

    /// From now on with what is said of one centre alone.
    fn turn_to(&mut self, draft: &Draft, centre: &Centre) {
        self.values.insert("stelle", plain(&centre.name));
        self.values.insert("traeger", plain(draft.runs(centre)));
        self.flags.insert("team", centre.team);
        self.lists.insert("themen", topics(draft, |topic| centre.services.contains_key(&topic.id)));
    }

    /// The template with everything in its place. Fails on a name that is none: then the template is wrong.
    fn fill(&self, template: &str) -> anyhow::Result<String> {
        let mut text = String::with_capacity(template.len() * 2);
        for line in template.lines() {
            if let Some(rest) = line.strip_prefix("{*") {
                let (name, rest) = rest.split_once('}').context("a list's name ends")?;
                for entry in self.lists.get(name).with_context(|| format!("no list {name}"))? {
                    text.push_str(&self.place(rest, entry)?);
                    text.push('\n');
                }
                continue;
            }
            let shown = match line.strip_prefix("{?").or_else(|| line.strip_prefix("{!")) {
                None => line,
                Some(rest) => {
                    let (name, rest) = rest.split_once('}').context("a flag's name ends")?;
                    let holds = *self.flags.get(name).with_context(|| format!("no flag {name}"))?;
                    if holds != line.starts_with("{?") {
                        continue;
                    }
                    rest
                }
            };
            text.push_str(&self.place(shown, &Values::new())?);
            text.push('\n');
        }
        Ok(text)
    }

    fn place(&self, line: &str, entry: &Values) -> anyhow::Result<String> {
        let mut parts = line.split('{');
        let mut placed = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').context("a value's name ends")?;
            let value = entry.get(name).or_else(|| self.values.get(name));
            placed.push_str(value.with_context(|| format!("no value {name}"))?);
            placed.push_str(rest);
        }
        Ok(placed)
    }
}

/// The topics, and how long their cases are kept.
fn topics(draft: &Draft, wanted: impl Fn(&Topic) -> bool) -> Vec<Values> {
    let all = draft.topics.iter().filter(|topic| wanted(topic));
    all.map(|it| Values::from([("thema", plain(&it.name)), ("frist", it.retention_days.to_string())]))
        .collect()
}

/// What people wrote, on one line, so that Markdown shows it as it is.
fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '&' | '~') {
            shown.push('\\');
        }
        shown.push(letter);
    }
    shown
}
