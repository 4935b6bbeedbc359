//! The log: to stderr, as text for reading or as one JSON object per line.
//!
//! The logging law: a message that can be read alone, plus dotted fields such as `case.id`, `centre.id` and
//! `txn.id`; never message text, pseudonyms, postcodes, seekers' ids or tokens.

use anyhow::Context as _;
use config::{Log, LogFormat};
use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;
use tracing_subscriber::fmt::MakeWriter;

/// Logs from now on. Refuses a filter that cannot be understood, and a second call.
pub(crate) fn init(log: &Log) -> anyhow::Result<()> {
    let subscriber = subscriber(log, std::io::stderr).context("`log.filter` cannot be understood")?;
    tracing::subscriber::set_global_default(subscriber).context("the log was set up twice")
}

/// What the settings let through. Never the Matrix SDK's own lines: they name users, rooms and devices.
pub(crate) fn filter(log: &Log) -> Result<EnvFilter, ParseError> {
    let silent = ["matrix_sdk_crypto", "matrix_sdk_common", "vodozemac", "ruma", "hyper", "reqwest", "sqlx"];
    EnvFilter::builder().parse(format!("{},{}=off", log.filter, silent.join("=off,")))
}

fn subscriber<W>(log: &Log, writer: W) -> Result<Box<dyn Subscriber + Send + Sync>, ParseError>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let filter = filter(log)?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer);
    Ok(match log.format {
        // Escape sequences only disturb a service manager's log.
        LogFormat::Text => Box::new(builder.with_ansi(false).finish()),
        LogFormat::Json => Box::new(builder.json().flatten_event(true).finish()),
    })
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Seek as _};
    use std::sync::Arc;

    use config::{KeyFile, Log, LogFormat, Tokens};

    /// What one call of `speak` writes to the log.
    fn written(log: &Log, speak: impl FnOnce()) -> String {
        let mut file = tempfile::tempfile().unwrap();
        let subscriber = super::subscriber(log, Arc::new(file.try_clone().unwrap())).unwrap();
        tracing::subscriber::with_default(subscriber, speak);
        file.rewind().unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        text
    }

    fn log(filter: &str, format: LogFormat) -> Log {
        Log { filter: filter.to_owned(), format }
    }

    #[test]
    fn json_lines_hold_the_message_and_dotted_fields() {
        let text = written(&log("info", LogFormat::Json), || {
            tracing::info!(case.id = "01J", "a case was opened");
            tracing::debug!("too small to tell");
        });
        let line: serde_json::Value = serde_json::from_str(text.trim_end()).unwrap();
        assert_eq!(line["message"], "a case was opened");
        assert_eq!(line["case.id"], "01J");
        assert_eq!(line["level"], "INFO");
    }

    #[test]
    fn text_lines_are_plain() {
        let text = written(&log("warn,lotse=debug", LogFormat::Text), || {
            tracing::debug!(centre.id = "mitte", "a centre was reconciled");
        });
        assert!(text.ends_with("a centre was reconciled centre.id=\"mitte\"\n"), "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn secrets_do_not_show_even_when_logged() {
        let folder = tempfile::tempdir().unwrap();
        let key = KeyFile::create(&folder.path().join("key"), b"sesame-sesame-sesame-sesame-open").unwrap();
        let tokens = Tokens::from_bytes(&[0xAB; 64]);
        let settings = "[homeserver]\nurl = \"http://h\"\nserver_name = \"h\"\n[database]\nurl = \"postgres://u:sesame@h/d\"";
        let settings = config::Settings::parse(folder.path(), settings, []).unwrap();
        let url = settings.listen.homeserver_url().unwrap();
        let registration = config::lotse_registration(&settings, &url, Tokens::from_bytes(&[0xAB; 64]));
        let yaml = registration.to_yaml();
        let text = written(&log("trace", LogFormat::Text), || {
            tracing::error!(?key, ?tokens, ?settings, ?registration, ?yaml, "all that is secret");
        });
        assert!(text.contains("all that is secret"));
        assert!(!text.contains("abab"), "{text}");
        assert!(!text.contains("sesame"), "{text}");
        // The bytes of "sesame" as a list.
        assert!(!text.contains("115, 101"), "{text}");
    }

    #[test]
    fn an_unknown_level_is_refused() {
        assert!(super::filter(&log("info,web=loud", LogFormat::Text)).is_err());
    }
}
