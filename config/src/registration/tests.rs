use std::path::Path;

use secrecy::ExposeSecret;

use super::{Registrations, Tokens, lotse_registration, seekers_registration};
use crate::settings::Settings;

const SETTINGS: &str = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"example.org:8448\"\n";

/// Both files in a folder of their own, and settings that name them.
struct House {
    folder: tempfile::TempDir,
    settings: Settings,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::parse(&folder.path().join("lotse.toml"), SETTINGS, []).unwrap();
        let house = Self { folder, settings };
        let lotse = lotse_registration(&house.settings, &url("http://127.0.0.1:9100/"), tokens(1));
        lotse.write(&house.settings.homeserver.registration, false).unwrap();
        let seekers = seekers_registration(&house.settings, tokens(100));
        seekers.write(&house.settings.homeserver.seekers_registration, false).unwrap();
        house
    }

    /// Rewrites one of the files, then loads both and gives the sentences without the folder.
    fn refused(&self, file: &str, from: &str, to: &str) -> Vec<String> {
        let path = self.folder.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from}:\n{text}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let faults = Registrations::load(&self.settings).unwrap_err();
        let folder = format!("{}/", self.folder.path().display());
        faults.iter().map(|fault| fault.to_string().replace(&folder, "")).collect()
    }
}

fn url(text: &str) -> url::Url {
    crate::http_url(text).unwrap()
}

/// Each byte another one, so that all tokens differ.
fn tokens(first: u8) -> Tokens {
    Tokens::from_bytes(&std::array::from_fn(|at| first + u8::try_from(at).unwrap()))
}

#[test]
fn what_is_written_is_read_again() {
    let house = House::new();
    let read = Registrations::load(&house.settings).unwrap();
    assert_eq!(read.lotse.url.as_deref(), Some("http://127.0.0.1:9100"));
    assert_eq!(read.lotse.sender_localpart, "lotse_steward");
    assert_eq!(read.seekers.url, None);
    assert_eq!(read.seekers.sender_localpart, "lotse_seekers");
    assert!(read.lotse.as_token.expose_secret().starts_with("010203"));
    assert_eq!(read.lotse.as_token.expose_secret().len(), 64);
    let written = std::fs::read_to_string(&house.settings.homeserver.registration).unwrap();
    assert_eq!(read.lotse.to_yaml().expose_secret(), written);
}

#[test]
fn namespaces_are_exact_and_escaped() {
    let house = House::new();
    let read = Registrations::load(&house.settings).unwrap();
    let users: Vec<&str> = read.lotse.namespaces.users.iter().map(|users| users.regex.as_str()).collect();
    assert_eq!(
        users,
        [
            r"^@lotse:example\.org:8448$",
            r"^@lotse_steward:example\.org:8448$",
            r"^@lotse_c_[a-z0-9._=/+-]+:example\.org:8448$",
        ]
    );
    assert_eq!(read.lotse.namespaces.aliases[0].regex, r"^#lotse_.*:example\.org:8448$");
    assert_eq!(read.seekers.namespaces.users[0].regex, r"^@lotse_s_[a-z0-9._=/+-]+:example\.org:8448$");
    assert!(read.lotse.namespaces.users.iter().all(|users| users.exclusive));
}

#[test]
fn files_are_private_and_never_overwritten_unasked() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = House::new();
    let path = &house.settings.homeserver.registration;
    assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    let other = lotse_registration(&house.settings, &url("http://127.0.0.1:9100"), tokens(50));
    let refused = other.write(path, false).unwrap_err().to_string();
    assert!(
        refused.ends_with("registration.yaml: a file with this name is there already and is left alone.")
    );
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644)).unwrap();
    other.write(path, true).unwrap();
    assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(std::fs::read_to_string(path).unwrap().contains("323334"));
    assert_eq!(std::fs::read_dir(house.folder.path()).unwrap().count(), 2);
}

#[test]
fn what_would_not_work_is_refused() {
    let lotse = "registration.yaml";
    let seekers = "registration-seekers.yaml";
    let cases = [
        (lotse, "url: http://127.0.0.1:9100", "url: null", "`url` is missing, so the homeserver would push"),
        (lotse, "url: http:", "url: ftp:", "`url` must be an address that begins with http://"),
        (seekers, "url: null", "url: http://127.0.0.1:9100", "`url` must be null"),
        (lotse, "receive_ephemeral: true", "receive_ephemeral: false", "`receive_ephemeral` must be true"),
        (seekers, "rate_limited: false", "rate_limited: true", "`rate_limited` must be false"),
        (
            lotse,
            "sender_localpart: lotse_steward",
            "sender_localpart: bot",
            "`sender_localpart` must be `lotse_steward` as in",
        ),
        (seekers, "id: lotse-seekers", "id: lotse", "`id` must differ from the other registration's"),
        (lotse, "@lotse_steward", "@lotse_stewart", "does not cover @lotse_steward:example.org:8448"),
        (lotse, "@lotse_c_", "@lotse_k_", "does not cover @lotse_c_sucht-mitte_1:example.org:8448"),
        (lotse, "example\\.org", "example\\.net", "does not cover @lotse:example.org:8448"),
        (lotse, "@lotse_c_", "@lotse_", "also covers @lotse_s_4f9a0c7d:example.org:8448"),
        (lotse, "@lotse_c_", "@lotse_", "also covers @lotse_seekers:example.org:8448"),
        (lotse, "#lotse_", "#pilot_", "`namespaces.aliases` does not cover #lotse_4f9a0c7d:example.org:8448"),
        (seekers, "@lotse_s_", "@lotse_", "also covers @lotse_c_sucht-mitte_1:example.org:8448"),
        (seekers, "exclusive: true", "exclusive: false", "does not cover @lotse_s_4f9a0c7d:example.org:8448"),
        (lotse, "@lotse_c_[", "@lotse_c_[[", "holds a pattern that cannot be understood"),
        (lotse, "rate_limited: false", "rate_limited: sometimes", "`rate_limited` is not a registration: "),
        (lotse, "id: lotse", "idea: lotse", "is not a registration: missing field `id`"),
        (lotse, "as_token: 01", "as_token: REPLACE-ME-01", "`as_token` must be a secret of at least 32"),
    ];
    for (file, from, to, words) in cases {
        let refused = House::new().refused(file, from, to);
        let found = refused.iter().find(|fault| fault.contains(words));
        assert!(found.is_some_and(|fault| fault.starts_with(file)), "{from} → {to}: {refused:?}");
    }
}

#[test]
fn equal_tokens_are_refused() {
    let house = House::new();
    seekers_registration(&house.settings, tokens(1))
        .write(&house.settings.homeserver.seekers_registration, true)
        .unwrap();
    let faults = Registrations::load(&house.settings).unwrap_err();
    assert_eq!(faults.len(), 2);
    assert!(faults[0].to_string().ends_with("`as_token` must differ from every other token."));
}

#[test]
fn two_missing_files_are_two_faults() {
    let settings = Settings::parse(Path::new("/nowhere/lotse.toml"), SETTINGS, []).unwrap();
    assert_eq!(Registrations::load(&settings).unwrap_err().len(), 2);
}

#[test]
fn debug_and_faults_show_no_token() {
    let house = House::new();
    let read = Registrations::load(&house.settings).unwrap();
    let token = read.lotse.as_token.expose_secret();
    assert!(!format!("{read:?} {:?} {:?}", read.lotse.to_yaml(), tokens(1)).contains(token));
    let refused = house.refused("registration.yaml", "as_token: ", "as_token: [sesame]\nold: ");
    assert!(refused[0].contains("`as_token` is not a registration: a token must be a text"), "{refused:?}");
    assert!(!refused.concat().contains("sesame"));
}
