//! `lotse ask`: how the reception would hear a text as the first answer. Needs neither settings nor a database.

use std::{fmt::Write as _, io::BufRead as _, path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use appservice::words::reception::topics;
use clap::Args as ClapArgs;
use hearing::{
    answer::{self, FirstAnswer},
    danger::{self, Kind},
    place::Postcode,
    places,
    topics::{Meant, Topics},
};
use routing::{Directory, Topic};
use serde::Serialize;

use crate::directory::{self, say};

#[derive(Debug, ClapArgs)]
pub(crate) struct Args {
    /// What somebody might write; `-` reads standard input, one text per line.
    #[arg(allow_hyphen_values = true)]
    text: String,
    /// Take the topics of this workbook instead of the sample directory's.
    #[arg(long = "from", value_name = "FILE")]
    file: Option<PathBuf>,
    /// As one JSON object per text.
    #[arg(long, conflicts_with = "why")]
    json: bool,
    /// Say what spoke for it.
    #[arg(long)]
    why: bool,
}

/// What the reception would understand, as others read it.
#[derive(Serialize)]
struct Heard<'d> {
    danger: Option<&'static str>,
    topic: Option<&'d str>,
    ask: Vec<&'d str>,
    postcode: Option<String>,
}

/// The topics of a directory, ready to be listened for.
struct Ear<'d> {
    topics: &'d [Topic],
    ready: Topics<'static>,
}

/// Answers each text with what would be understood. The exit code is 0, or 1 when the workbook is refused.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let directory = match directory::given(args.file.as_deref())? {
        Ok(directory) => directory,
        Err(faults) => return directory::refused(&faults, directory::Lang::De),
    };
    let ear = Ear::of(&directory);
    if args.text != "-" {
        return say(&ear.tell(&args.text, args));
    }
    for line in std::io::stdin().lock().lines() {
        let line = line.context("standard input cannot be read as UTF-8 text")?;
        let told = ear.tell(&line, args);
        say(&if args.json { told } else { format!("“{line}”\n{told}\n") })?;
    }
    Ok(ExitCode::SUCCESS)
}

impl<'d> Ear<'d> {
    fn of(directory: &'d Directory) -> Self {
        let topics = directory.topics();
        Self { topics, ready: topics::ready(&topics.iter().collect::<Vec<_>>()) }
    }

    fn tell(&self, text: &str, args: &Args) -> String {
        let said = answer::first(text, &self.ready);
        let danger = danger::hear(text);
        let kind = danger.as_ref().map(|heard| heard.kind);
        if args.json {
            return serde_json::to_string(&self.heard(&said, kind)).unwrap_or_default() + "\n";
        }
        let mut told = self.heard(&said, kind).in_words(&said.postcode);
        if let Some(heard) = danger.filter(|_| args.why) {
            // Writing into a string does not fail.
            let _ = writeln!(told, "  danger because: {heard}");
        }
        if args.why && self.picked(&said).is_some() {
            told += "  because: it is a number of the list\n";
        } else if args.why {
            for reason in &said.understood.reasons {
                let _ = writeln!(told, "  because: {}", reason.say(|topic| self.name(topic)));
            }
        }
        told
    }

    fn heard(&self, said: &FirstAnswer, danger: Option<Kind>) -> Heard<'d> {
        let picked = self.picked(said);
        let (topic, ask) = match (picked, &said.understood.meant) {
            (Some(place), _) | (None, &Meant::One(place)) => (Some(self.name(place)), Vec::new()),
            (None, Meant::Several(places)) => (None, places.iter().map(|place| self.name(*place)).collect()),
            (None, Meant::Nothing) => (None, Vec::new()),
        };
        let postcode = if let Postcode::One(code) = &said.postcode { Some(code.clone()) } else { None };
        Heard { danger: danger.map(Kind::name), topic, ask, postcode }
    }

    /// The place in the list of the number that was said.
    fn picked(&self, said: &FirstAnswer) -> Option<usize> {
        said.number.and_then(|number| number.checked_sub(1)).filter(|place| *place < self.topics.len())
    }

    fn name(&self, place: usize) -> &'d str {
        self.topics.get(place).map_or("", |topic| topic.name.as_str())
    }
}

impl Heard<'_> {
    fn in_words(&self, postcode: &Postcode) -> String {
        let danger = self.danger.map(|kind| format!("Danger: {kind}; the help lines come first.\n"));
        let topic = match (self.topic, self.ask.as_slice()) {
            (Some(topic), _) => format!("Topic: {topic}.\n"),
            (None, []) => "No topic was understood: asks among all.\n".to_owned(),
            (None, some) => format!("Asks among: {}.\n", some.join(" | ")),
        };
        let place = match postcode {
            Postcode::One(code) if !places::exists(code) => {
                format!("Postcode: {code}, which is not known: asks once more.\n")
            }
            Postcode::One(code) => format!("Postcode: {code}.\n"),
            Postcode::Several => "Several postcodes: asks which.\n".to_owned(),
            Postcode::Foreign => "The place is not in Germany.\n".to_owned(),
            Postcode::None => String::new(),
        };
        format!("{}{topic}{place}", danger.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(texts: &[&str], options: &[&str]) -> Vec<String> {
        let (_, directory) = appservice::directory::sample().unwrap();
        let (json, why) = (options.contains(&"json"), options.contains(&"why"));
        let args = Args { text: String::new(), file: None, json, why };
        texts.iter().map(|text| Ear::of(&directory).tell(text, &args)).collect()
    }

    #[test]
    fn one_object_per_text() {
        let told =
            heard(&["Schulden in 01067 Dresden", "die dritte", "mir geht es nicht gut", "Nr. 14"], &["json"]);
        assert_eq!(
            told.concat(),
            r#"{"danger":null,"topic":"Schulden","ask":[],"postcode":"01067"}
{"danger":null,"topic":"Behinderung und psychische Beeinträchtigung","ask":[],"postcode":null}
{"danger":null,"topic":null,"ask":[],"postcode":null}
{"danger":null,"topic":"Schulden","ask":[],"postcode":null}
"#
        );
        let asked = &heard(&["Schulden und Sucht"], &["json"])[0];
        assert!(
            asked.contains(r#""topic":null"#)
                && asked.contains(r#""Schulden""#)
                && asked.contains(r#""Sucht""#)
        );
    }

    #[test]
    fn words_say_what_and_why() {
        let told = heard(&["Der Gerichtsvollzieher war da, 79100", "A-1010"], &["why"]);
        assert!(told[0].starts_with("Topic: Schulden.\nPostcode: 79100.\n  because: "), "{}", told[0]);
        assert!(heard(&["Ich will nicht mehr leben"], &["json"])[0].starts_with(r#"{"danger":"suicide""#));
        assert!(told[1].contains("not in Germany"), "{}", told[1]);
        let told = heard(&["Ich habe 30 Tabletten genommen"], &["why"]);
        assert!(told[0].starts_with("Danger: poisoning;"), "{}", told[0]);
        assert!(told[0].contains("danger because: poisoning, "), "{}", told[0]);
    }
}
