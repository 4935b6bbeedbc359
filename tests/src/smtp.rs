//! A real mail server: aiosmtpd from `PyPI`, whose letters are files.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context as _, Result, bail};
use rustix::process::Signal;
use serde_json::Value;
use tempfile::TempDir;

use crate::{Stage, process::Process, synapse::mail_python, wait};

/// A mail server that may be open or not; its port stays the same. Killed when dropped.
#[derive(Debug)]
pub struct MailServer {
    process: Option<Process>,
    home: TempDir,
    port: u16,
    starttls: bool,
}

/// A letter that it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Whom it was for.
    pub to: Vec<String>,
    /// All of it: headers and text as they went over the wire.
    pub raw: String,
    /// Whether it came by TLS.
    pub tls: bool,
}

impl MailServer {
    /// A server that takes letters in clear; not open yet.
    pub fn plain() -> Result<Self> {
        Self::new(false)
    }

    /// A server that takes letters only after STARTTLS and login; not open yet.
    pub fn starttls() -> Result<Self> {
        Self::new(true)
    }

    fn new(starttls: bool) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("lotse-mail-").tempdir()?;
        Ok(Self { process: None, home, port: wait::free_port()?, starttls })
    }

    /// What Lotse's settings say of it.
    pub fn settings(&self) -> String {
        let way = if self.starttls { "starttls" } else { "none" };
        let mut text = format!(
            "[mail]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"{way}\"\nfrom = \"lotse@lotse.example\"\n",
            self.port
        );
        if self.starttls {
            text.push_str("user = \"lotse\"\npassword = \"sesame\"\n");
        }
        text
    }

    /// Its certificate, which nobody else has signed.
    pub fn certificate(&self) -> PathBuf {
        self.home.path().join("ca.pem")
    }

    /// Opens it.
    pub async fn opens(&mut self) -> Result<()> {
        let ready = self.home.path().join("ready");
        let _ = fs::remove_file(&ready);
        let mut command = Command::new(mail_python().await?);
        let way = if self.starttls { "starttls" } else { "plain" };
        command.arg("-c").arg(include_str!("smtp/server.py"));
        command.arg(self.home.path()).arg(self.port.to_string()).arg(way);
        let log = self.home.path().join("output.log");
        let mut process = Process::start("the mail server", command, &log, Signal::KILL)?;
        wait::until("the mail server to open", wait::patience(), async || {
            if let Some(status) = process.ended()? {
                bail!("it ended ({status}) and said:\n{}", fs::read_to_string(&log).unwrap_or_default());
            }
            Ok(ready.exists().then_some(()))
        })
        .await?;
        self.process = Some(process);
        Ok(())
    }

    /// Closes it; what it has taken is kept.
    pub fn closes(&mut self) {
        self.process = None;
    }

    /// All letters so far, in the order in which they came.
    pub fn letters(&self) -> Result<Vec<Letter>> {
        let mut files: Vec<PathBuf> =
            fs::read_dir(self.home.path())?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
        files.sort();
        files.iter().map(|file| letter(&fs::read_to_string(file)?)).collect()
    }

    /// Waits until it has taken so many letters, and gives the last.
    pub async fn takes(&self, number: usize) -> Result<Letter> {
        let letters = wait::until(format!("letter {number}"), wait::patience(), async || {
            let letters = self.letters()?;
            Ok((letters.len() >= number).then_some(letters))
        })
        .await?;
        letters.into_iter().nth(number - 1).context("letters are counted from 1")
    }
}

fn letter(text: &str) -> Result<Letter> {
    let letter: Value = serde_json::from_str(text)?;
    let to = letter["to"].as_array().into_iter().flatten().filter_map(Value::as_str);
    Ok(Letter {
        to: to.map(str::to_owned).collect(),
        raw: letter["raw"].as_str().unwrap_or_default().to_owned(),
        tls: letter["tls"] == true,
    })
}

impl Letter {
    /// Its text, without what its way has made of it.
    #[must_use]
    pub fn text(&self) -> String {
        let (head, body) =
            self.raw.split_once("\r\n\r\n").or_else(|| self.raw.split_once("\n\n")).unwrap_or_default();
        if head.to_lowercase().contains("content-transfer-encoding: base64") {
            let whole: String = body.split_whitespace().collect();
            let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, whole);
            return String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
        }
        let whole = body.replace("=\r\n", "").replace("=\n", "");
        let mut parts = whole.split('=');
        let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
        for part in parts {
            let coded = part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
            if let Some(byte) = coded {
                bytes.push(byte);
                bytes.extend_from_slice(&part.as_bytes()[2..]);
            } else {
                bytes.push(b'=');
                bytes.extend_from_slice(part.as_bytes());
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The page behind the link of an invitation, as a browser here reaches it.
    pub fn link(&self, stage: &Stage) -> Result<String> {
        let text = self.text();
        let at = text.find("https://lotse.example/desk/einladung/");
        let at = at.with_context(|| format!("no link in {text}"))?;
        let link = text[at..].split_whitespace().next().unwrap_or_default();
        let home = stage.lotse.people_url().replace("127.0.0.1", "localhost");
        Ok(link.replace("https://lotse.example", &home))
    }
}
