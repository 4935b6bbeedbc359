//! The data-protection kit: drafts for the data-protection officer, filled from the settings and the directory in force, and the notice
//! of each centre for its seekers, whose wording has a version.
//!
//! The words are templates beside this file. Each line is a statement that names what proves it (`[Beleg: …]`: a test, a setting, a
//! table), or has a blank that the operator fills; our tests hold them to that. A line may begin with `{?flag}` or `{!flag}`, and is
//! left out when that is not so, or with `{*list}`, and is repeated for each entry.

mod wording;

use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
    sync::Arc,
};

use config::Settings;
use routing::{Centre, Date, Draft, Topic};
use thiserror::Error;
use zip::{ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{store::notice::Version, words::days};

/// The drafts: name of the file, and template.
pub const TEMPLATES: [(&str, &str); 7] = [
    ("1-verzeichnis-von-verarbeitungstaetigkeiten", include_str!("kit/verzeichnis.md")),
    ("2-technische-und-organisatorische-massnahmen", include_str!("kit/massnahmen.md")),
    ("3-datenschutz-folgenabschaetzung", include_str!("kit/folgenabschaetzung.md")),
    ("4-wer-kann-was-sehen", include_str!("kit/einsicht.md")),
    ("5-schweigepflicht", include_str!("kit/schweigepflicht.md")),
    ("6-barrierefreiheit", include_str!("kit/barrierefreiheit.md")),
    ("7-fassungen-der-hinweise", include_str!("kit/fassungen.md")),
];

/// What seekers of a centre are told; a file for each centre.
pub const NOTICE: &str = include_str!("kit/hinweis.md");

/// What nobody but the operator knows.
pub const BLANK: &str = "**[von Ihnen einzutragen]**";

/// A template that names what there is not: none of ours does.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("a template of the kit is wrong: {0}")]
pub struct TemplateError(String);

/// What the settings say, as the drafts need it.
#[derive(Clone, Debug)]
pub struct Kit {
    values: Values,
    flags: BTreeMap<&'static str, bool>,
    /// What the portal's pages say, in all languages.
    pages: Arc<str>,
}

/// A centre's notice, and which wording it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The wording in Markdown, without the day on which it is written; then the sentences of the portal's pages, in all languages.
    pub text: String,
    /// Ten hexadecimal digits: another wording has another version.
    pub version: String,
}

/// What one entry of a list, or the whole, knows by name.
type Values = BTreeMap<&'static str, String>;

impl Kit {
    /// Takes what the settings say. The operator's own data-protection page is read, for its wording is part of each notice.
    pub fn new(settings: &Settings) -> Self {
        let minutes = settings.portal.idle.as_secs() / 60;
        let hours = settings.portal.session.as_secs() / 3600;
        let address = settings.people.public_url.as_ref().map(|url| plain(url.as_str()));
        let mail = settings.mail.as_ref().map(|mail| plain(&mail.host));
        let page = settings.pages.privacy.as_ref().and_then(|path| std::fs::read(path).ok());
        let link = settings.people.data_protection_url.as_ref().map(|url| plain(url.as_str()));
        let values = Values::from([
            ("adresse", address.unwrap_or_else(|| BLANK.to_owned())),
            ("betreiber", plain(&settings.people.operator)),
            ("erklaerung", link.clone().unwrap_or_default()),
            ("leer", BLANK.to_owned()),
            ("leerlauf", minutes.to_string()),
            ("mailserver", mail.unwrap_or_default()),
            ("seite", page.as_deref().map(version).unwrap_or_default()),
            ("server", plain(&settings.homeserver.server_name)),
            ("sitzung", hours.to_string()),
        ]);
        let flags = BTreeMap::from([
            ("erklaerung", link.is_some()),
            ("fremd", settings.federation.seekers),
            ("loeschrecht", settings.erasure.admin_token_file.is_some()),
            ("mail", settings.mail.is_some()),
            ("portal", settings.has_portal()),
            ("seite", page.is_some()),
        ]);
        Self { values, flags, pages: wording::of(&wording::PAGES).into() }
    }

    /// The drafts about the platform, by the names of their files.
    pub fn papers(
        &self,
        directory: &Draft,
        versions: &[Version],
        today: Date,
    ) -> Result<Vec<(String, String)>, TemplateError> {
        let facts = Facts::of_all(self, directory, versions, today);
        TEMPLATES.into_iter().map(|(name, template)| Ok((name.to_owned(), facts.fill(template)?))).collect()
    }

    /// All drafts by the names of their files: those about the platform, and a notice for each centre.
    pub fn drafts(
        &self,
        directory: &Draft,
        versions: &[Version],
        today: Date,
    ) -> Result<Vec<(String, String)>, TemplateError> {
        let mut drafts = self.papers(directory, versions, today)?;
        for centre in &directory.centres {
            let text = self.notice_on(&directory.topics, (centre, directory.runs(centre)), today)?;
            drafts.push((format!("8-hinweis-{}", centre.id.as_str()), text));
        }
        Ok(drafts)
    }

    /// The notice of a centre, and of whoever runs it, as it is written on a day, with its version.
    pub fn notice_on(
        &self,
        topics: &[Topic],
        centre: (&Centre, &str),
        today: Date,
    ) -> Result<String, TemplateError> {
        let version = self.notice(topics, centre)?.version;
        Facts::of_centre(self, topics, centre, (&version, &days::written(today))).fill(NOTICE)
    }

    /// The notice of a centre, and of whoever runs it, as it is in force.
    pub fn notice(&self, topics: &[Topic], centre: (&Centre, &str)) -> Result<Notice, TemplateError> {
        let mut text = Facts::of_centre(self, topics, centre, ("", "")).fill(NOTICE)?;
        // On English pages a topic goes by its English name.
        for topic in topics.iter().filter(|topic| centre.0.services.contains_key(&topic.id)) {
            text.extend(topic.name_en.iter().flat_map(|name| ["\n- ", name.as_str(), "\n"]));
        }
        text.push_str(&self.pages);
        Ok(Notice { version: version(text.as_bytes()), text })
    }
}

/// A short name of a wording.
fn version(text: &[u8]) -> String {
    blake3::hash(text).to_hex()[..10].to_owned()
}

/// One .zip file of many.
pub fn archive(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name.as_str(), SimpleFileOptions::default())?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// What the templates may say.
struct Facts<'a> {
    kit: &'a Kit,
    values: Values,
    team: Option<bool>,
    lists: BTreeMap<&'static str, Vec<Values>>,
}

impl<'a> Facts<'a> {
    fn of_all(kit: &'a Kit, draft: &Draft, versions: &[Version], today: Date) -> Self {
        let known = |it: &Version| {
            let centre = draft.centres.iter().find(|centre| centre.id == it.centre);
            let name = centre.map_or_else(|| plain(it.centre.as_str()), |centre| plain(&centre.name));
            Values::from([("stelle", name), ("fassung", it.version.clone()), ("seit", days::clock(it.since))])
        };
        let lists = BTreeMap::from([
            ("fassungen", versions.iter().map(known).collect()),
            ("stellen", draft.centres.iter().map(|it| of((it, draft.runs(it)))).collect()),
            ("themen", topics(&draft.topics, |_| true)),
        ]);
        Self { kit, values: Values::from([("datum", days::written(today))]), team: None, lists }
    }

    fn of_centre(
        kit: &'a Kit,
        all: &[Topic],
        (centre, runs): (&Centre, &str),
        (version, day): (&str, &str),
    ) -> Self {
        let mut values = of((centre, runs));
        values.insert("fassung", version.to_owned());
        values.insert("datum", day.to_owned());
        let offered = topics(all, |topic| centre.services.contains_key(&topic.id));
        Self { kit, values, team: Some(centre.team), lists: BTreeMap::from([("themen", offered)]) }
    }

    /// The template with everything in its place. Fails on a name that is none: then the template is wrong.
    fn fill(&self, template: &str) -> Result<String, TemplateError> {
        let mut text = String::with_capacity(template.len() * 2);
        for line in template.lines() {
            if let Some(rest) = line.strip_prefix("{*") {
                let (name, rest) = ended(rest)?;
                for entry in self.lists.get(name).ok_or_else(|| wrong(name))? {
                    text.push_str(&self.place(rest, entry)?);
                    text.push('\n');
                }
                continue;
            }
            let shown = match line.strip_prefix("{?").or_else(|| line.strip_prefix("{!")) {
                None => line,
                Some(rest) => {
                    let (name, rest) = ended(rest)?;
                    if self.holds(name)? != line.starts_with("{?") {
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

    fn holds(&self, flag: &str) -> Result<bool, TemplateError> {
        let known = if flag == "team" { self.team } else { self.kit.flags.get(flag).copied() };
        known.ok_or_else(|| wrong(flag))
    }

    fn place(&self, line: &str, entry: &Values) -> Result<String, TemplateError> {
        let mut parts = line.split('{');
        let mut placed = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = ended(part)?;
            let value =
                entry.get(name).or_else(|| self.values.get(name)).or_else(|| self.kit.values.get(name));
            placed.push_str(value.ok_or_else(|| wrong(name))?);
            placed.push_str(rest);
        }
        Ok(placed)
    }
}

fn wrong(name: &str) -> TemplateError {
    TemplateError(name.to_owned())
}

fn ended(text: &str) -> Result<(&str, &str), TemplateError> {
    text.split_once('}').ok_or_else(|| wrong(text))
}

/// What is said of a centre, and of whoever runs it.
fn of((centre, runs): (&Centre, &str)) -> Values {
    let said = |text: &str| if text.is_empty() { BLANK.to_owned() } else { plain(text) };
    Values::from([
        ("stelle", plain(&centre.name)),
        ("traeger", plain(runs)),
        ("verantwortlich", said(&centre.responsible.controller)),
        ("datenschutz", said(&centre.responsible.contact)),
    ])
}

/// The topics, and how long their cases are kept.
fn topics(all: &[Topic], wanted: impl Fn(&Topic) -> bool) -> Vec<Values> {
    let all = all.iter().filter(|topic| wanted(topic));
    all.map(|it| Values::from([("thema", plain(&it.name)), ("frist", it.retention_days.to_string())]))
        .collect()
}

/// What people wrote, on one line, so that Markdown shows it as it is.
pub fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '&' | '~') {
            shown.push('\\');
        }
        shown.push(letter);
    }
    shown
}

#[cfg(test)]
mod tests;
