//! The samples under `config/samples/`: made here, checked in, compared by a test.

use std::path::Path;

use secrecy::ExposeSecret;

use crate::registration::{Tokens, homeserver_snippet, lotse_registration, seekers_registration};
use crate::settings::Settings;

/// What stands in a sample where a secret belongs. Refused as a token.
pub const PLACEHOLDER: &str = "REPLACE-ME";

/// Every setting with its default and its meaning.
pub fn settings() -> &'static str {
    include_str!("../samples/settings.toml")
}

/// The registration that belongs to the sample settings.
pub fn registration() -> String {
    let settings = parsed();
    let url = settings.listen.homeserver_url().unwrap_or_else(|| unreachable!("the default is an address"));
    lotse_registration(&settings, &url, Tokens::placeholders()).to_yaml().expose_secret().to_owned()
}

/// The registration for portal seekers that belongs to the sample settings.
pub fn registration_seekers() -> String {
    seekers_registration(&parsed(), Tokens::placeholders()).to_yaml().expose_secret().to_owned()
}

/// The homeserver's part.
pub fn snippet() -> String {
    homeserver_snippet("/etc/lotse/registration.yaml", "/etc/lotse/registration-seekers.yaml")
}

fn parsed() -> Settings {
    let parsed = Settings::parse(Path::new("settings.toml"), settings(), []);
    parsed.unwrap_or_else(|faults| unreachable!("a test reads the sample settings: {faults:?}"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::fault::Problem;
    use crate::settings::Settings;

    /// Run with `UPDATE_SAMPLES=1` to write the samples anew.
    #[test]
    fn checked_in_samples_are_what_we_make() {
        let samples = [
            ("registration.yaml", super::registration()),
            ("registration-seekers.yaml", super::registration_seekers()),
            ("homeserver-snippet.yaml", super::snippet()),
        ];
        for (name, made) in samples {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
            if std::env::var_os("UPDATE_SAMPLES").is_some() {
                std::fs::write(&path, &made).unwrap();
            }
            assert_eq!(std::fs::read_to_string(&path).unwrap(), made, "{name}");
        }
    }

    #[test]
    fn the_sample_settings_show_the_defaults() {
        let file = Path::new("settings.toml");
        let least = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"example.org\"";
        let defaults = Settings::parse(file, least, []).unwrap();
        assert_eq!(format!("{:#?}", super::parsed()), format!("{defaults:#?}"));
    }

    #[test]
    fn the_sample_settings_mention_every_key() {
        let sections = super::settings().lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
        let odd: Vec<String> = sections.map(|section| format!("[{section}]\nodd = 1\n")).collect();
        let faults = Settings::parse(Path::new("settings.toml"), &odd.concat(), []).unwrap_err();
        let mut sections = 0;
        for fault in faults {
            let Problem::UnknownKey(known) = fault.problem else { continue };
            sections += 1;
            for key in known.split(", ") {
                let lines = |line: &str| line.trim_start_matches("# ").starts_with(&format!("{key} = "));
                assert!(super::settings().lines().any(lines), "{key} is not in the sample");
            }
        }
        assert_eq!(sections, crate::settings::sections().split(", ").count());
    }
}
