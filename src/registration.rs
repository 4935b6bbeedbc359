//! `lotse registration`: writes both registrations and the homeserver's part.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use appservice::running::entropy;
use config::{Settings, Tokens, Url};

use crate::check;

const SNIPPET: &str = "homeserver-snippet.yaml";

#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// The folder to write to; without it, where the settings expect the files.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Under which address the homeserver reaches Lotse; without it, the address of its listener.
    #[arg(long, value_parser = config::http_url)]
    url: Option<Url>,
    /// Overwrite existing files. The tokens change, so the homeserver must be restarted with the new files.
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(path: &Path, args: &Args) -> anyhow::Result<ExitCode> {
    let settings = check::settings(path)?;
    let files = Files::new(&settings, args.out.as_deref())?;
    let tokens = [Tokens::from_bytes(&entropy::bytes()), Tokens::from_bytes(&entropy::bytes())];
    write(&settings, args, &files, tokens)?;
    println!("{}", next_steps(&settings, &files));
    Ok(ExitCode::SUCCESS)
}

/// Where the three files go.
#[derive(Debug)]
struct Files {
    lotse: PathBuf,
    seekers: PathBuf,
    snippet: PathBuf,
}

impl Files {
    /// The places that the settings name, or the same file names in the folder `out`.
    fn new(settings: &Settings, out: Option<&Path>) -> anyhow::Result<Self> {
        let moved = |path: &Path| match (out, path.file_name()) {
            (None, _) => std::path::absolute(path),
            (Some(out), Some(name)) => std::path::absolute(out.join(name)),
            (Some(_), None) => Err(std::io::ErrorKind::IsADirectory.into()),
        };
        let lotse = moved(&settings.homeserver.registration)?;
        let seekers = moved(&settings.homeserver.seekers_registration)?;
        let snippet = lotse.with_file_name(SNIPPET);
        if lotse == seekers || [&lotse, &seekers].contains(&&snippet) {
            bail!("both registrations and {SNIPPET} need three different names.");
        }
        Ok(Self { lotse, seekers, snippet })
    }

    fn all(&self) -> [&Path; 3] {
        [&self.lotse, &self.seekers, &self.snippet]
    }
}

fn write(settings: &Settings, args: &Args, files: &Files, tokens: [Tokens; 2]) -> anyhow::Result<()> {
    let Some(url) = args.url.clone().or_else(|| settings.listen.homeserver_url()) else {
        bail!(
            "`listen.homeserver` is {}: say with --url under which address the homeserver reaches Lotse.",
            settings.listen.homeserver
        );
    };
    if !args.force {
        // Before anything is written: half of a pair is worse than none.
        let there = files.all().into_iter().filter(|path| path.exists());
        let there: Vec<String> = there.map(|path| format!("{} is there already.", path.display())).collect();
        if !there.is_empty() {
            bail!("{}\nNothing was written; --force overwrites.", there.join("\n"));
        }
    }
    for folder in files.all().into_iter().filter_map(Path::parent) {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("The folder {} cannot be made", folder.display()))?;
    }
    let [lotse, seekers] = tokens;
    config::lotse_registration(settings, &url, lotse).write(&files.lotse, args.force)?;
    config::seekers_registration(settings, seekers).write(&files.seekers, args.force)?;
    let snippet =
        config::homeserver_snippet(&files.lotse.to_string_lossy(), &files.seekers.to_string_lossy());
    config::write_private(&files.snippet, &snippet, args.force)?;
    Ok(())
}

fn next_steps(settings: &Settings, files: &Files) -> String {
    let mut steps = vec![
        "Let the homeserver, and nobody else, read both registrations: they hold its tokens.".to_owned(),
        format!("Take {} over into homeserver.yaml and restart the homeserver.", files.snippet.display()),
    ];
    let expected = [
        ("registration", &settings.homeserver.registration, &files.lotse),
        ("seekers_registration", &settings.homeserver.seekers_registration, &files.seekers),
    ];
    for (key, expected, written) in expected {
        if std::path::absolute(expected).ok().as_ref() != Some(written) {
            steps.push(format!(
                "Set `homeserver.{key}` to {:?} in the settings.",
                written.display().to_string()
            ));
        }
    }
    if !settings.custody.key_file.exists() {
        steps.push("Run `lotse key new`.".to_owned());
    }
    steps.push("Run `lotse check`, then `lotse serve`, and `lotse doctor` beside it.".to_owned());
    let files: Vec<String> = files.all().iter().map(|path| format!("  {}", path.display())).collect();
    let steps: Vec<String> = steps.iter().zip(1..).map(|(step, n)| format!("  {n}. {step}")).collect();
    format!("Wrote\n{}\nNext:\n{}", files.join("\n"), steps.join("\n"))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::{Path, PathBuf};

    use config::{Registrations, Settings};

    use super::{Args, Files, next_steps, run};

    fn settings(folder: &Path, more: &str) -> PathBuf {
        let path = folder.join("lotse.toml");
        let least = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"example.org\"\n";
        std::fs::write(&path, format!("{least}{more}")).unwrap();
        path
    }

    #[test]
    fn three_private_files_are_written_where_the_settings_expect_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = settings(folder.path(), "registration = \"sub/registration.yaml\"");
        run(&path, &Args::default()).unwrap();
        for name in ["sub/registration.yaml", "registration-seekers.yaml", "sub/homeserver-snippet.yaml"] {
            let mode = std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
        let read = Registrations::load(&Settings::load_with(&path, []).unwrap()).unwrap();
        assert_eq!(read.lotse.url.as_deref(), Some("http://127.0.0.1:9100"));
        let snippet = std::fs::read_to_string(folder.path().join("sub/homeserver-snippet.yaml")).unwrap();
        assert!(
            snippet.contains(&format!("- {}/registration-seekers.yaml", folder.path().display())),
            "{snippet}"
        );
    }

    #[test]
    fn nothing_is_overwritten_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let path = settings(folder.path(), "");
        let seekers = folder.path().join("registration-seekers.yaml");
        std::fs::write(&seekers, "precious").unwrap();
        let refused = run(&path, &Args::default()).unwrap_err().to_string();
        assert!(refused.contains("registration-seekers.yaml is there already."), "{refused}");
        assert_eq!(std::fs::read_to_string(&seekers).unwrap(), "precious");
        assert!(!folder.path().join("registration.yaml").exists());
        run(&path, &Args { force: true, ..Args::default() }).unwrap();
        assert_ne!(std::fs::read_to_string(&seekers).unwrap(), "precious");
    }

    #[test]
    fn another_folder_and_address_are_followed_and_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = settings(folder.path(), "");
        let out = folder.path().join("out");
        let url = Some(config::http_url("http://lotse.internal:9100").unwrap());
        run(&path, &Args { out: Some(out.clone()), url, force: false }).unwrap();
        let text = std::fs::read_to_string(out.join("registration.yaml")).unwrap();
        assert!(text.contains("url: http://lotse.internal:9100\n"), "{text}");
        let settings = Settings::load_with(&path, []).unwrap();
        let steps = next_steps(&settings, &Files::new(&settings, Some(&out)).unwrap());
        assert!(steps.contains("Set `homeserver.seekers_registration` to "), "{steps}");
        assert!(steps.contains("5. Run `lotse key new`."), "{steps}");
    }

    #[test]
    fn an_address_that_cannot_be_guessed_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = settings(folder.path(), "[listen]\nhomeserver = \"0.0.0.0:9100\"");
        let refused = run(&path, &Args::default()).unwrap_err().to_string();
        assert!(refused.contains("say with --url"), "{refused}");
    }

    #[test]
    fn tokens_are_new_each_time_and_never_printed() {
        let folder = tempfile::tempdir().unwrap();
        let path = settings(folder.path(), "");
        let registration = folder.path().join("registration.yaml");
        let args = Args { force: true, ..Args::default() };
        run(&path, &args).unwrap();
        let first = std::fs::read_to_string(&registration).unwrap();
        run(&path, &args).unwrap();
        assert_ne!(first, std::fs::read_to_string(&registration).unwrap());
        let settings = Settings::load_with(&path, []).unwrap();
        let token = first.lines().find_map(|line| line.strip_prefix("as_token: ")).unwrap().to_owned();
        assert_eq!(token.len(), 64);
        assert!(!next_steps(&settings, &Files::new(&settings, None).unwrap()).contains(&token));
    }
}
