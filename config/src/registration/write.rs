//! Makes both registrations and the homeserver's part from the settings.

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use url::Url;

use super::{Namespace, Namespaces, Registration, Tokens};
use crate::settings::Settings;

/// What may follow a prefix in a localpart of ours; the grammar of user ids.
const LOCALPART_REST: &str = "[a-z0-9._=/+-]+";

/// The registration of reception, steward and custodians; the homeserver pushes to `url`.
pub fn lotse_registration(settings: &Settings, url: &Url, tokens: Tokens) -> Registration {
    let users = &settings.users;
    let one = |name: &str| pattern(settings, '@', name, "");
    let namespaces = Namespaces {
        users: vec![
            one(&users.reception),
            one(&users.steward),
            pattern(settings, '@', &users.custodian_prefix, LOCALPART_REST),
        ],
        aliases: vec![pattern(settings, '#', &users.alias_prefix(), ".*")],
        rooms: vec![],
    };
    Registration {
        id: users.reception.clone(),
        url: Some(url.as_str().trim_end_matches('/').to_owned()),
        as_token: tokens.as_token,
        hs_token: tokens.hs_token,
        // Never the reception: Synapse answers nothing about keys to the sender's own devices (its sliding sync
        // refuses that one user), and the steward has none.
        sender_localpart: users.steward.clone(),
        rate_limited: false,
        receive_ephemeral: true,
        device_lists: true,
        device_management: true,
        namespaces,
    }
}

/// The registration of portal seekers: no pushes.
pub fn seekers_registration(settings: &Settings, tokens: Tokens) -> Registration {
    let users = &settings.users;
    Registration {
        id: format!("{}-seekers", users.reception),
        url: None,
        as_token: tokens.as_token,
        hs_token: tokens.hs_token,
        sender_localpart: users.seekers_sender(),
        rate_limited: false,
        receive_ephemeral: false,
        device_lists: false,
        device_management: true,
        namespaces: Namespaces {
            users: vec![pattern(settings, '@', &users.seeker_prefix, LOCALPART_REST)],
            ..Namespaces::default()
        },
    }
}

fn pattern(settings: &Settings, sigil: char, name: &str, rest: &str) -> Namespace {
    let server_name = regex::escape(&settings.homeserver.server_name);
    Namespace { exclusive: true, regex: format!("^{sigil}{}{rest}:{server_name}$", regex::escape(name)) }
}

impl Registration {
    /// The file's content. It holds both tokens in clear text, hence the secret type.
    pub fn to_yaml(&self) -> SecretString {
        let yaml = yaml_serde::to_string(self);
        // Only strings, booleans and lists: there is nothing in it that YAML cannot say.
        SecretString::from(yaml.unwrap_or_else(|error| unreachable!("a registration is plain YAML: {error}")))
    }

    /// Writes the file anew with mode 0600; see [`crate::write_private`] for `replace`.
    pub fn write(&self, path: &std::path::Path, replace: bool) -> Result<(), crate::Fault> {
        crate::write_private(path, self.to_yaml().expose_secret(), replace)
    }
}

#[derive(Serialize)]
struct Snippet<'s> {
    app_service_config_files: [&'s str; 2],
    experimental_features: Features,
    rc_invites: Invites,
}

#[derive(Serialize)]
struct Invites {
    per_user: Limit,
}

#[derive(Serialize)]
struct Limit {
    per_second: u32,
    burst_count: u32,
}

#[derive(Serialize)]
struct Features {
    msc2409_to_device_messages_enabled: bool,
    msc3202_transaction_extensions: bool,
    /// Devices that receive while their owner is signed in nowhere.
    msc3814_enabled: bool,
}

/// What goes into `homeserver.yaml`, with the paths of both registrations as the homeserver sees them.
pub fn homeserver_snippet(lotse: &str, seekers: &str) -> String {
    let snippet = Snippet {
        app_service_config_files: [lotse, seekers],
        experimental_features: Features {
            msc2409_to_device_messages_enabled: true,
            msc3202_transaction_extensions: true,
            msc3814_enabled: true,
        },
        // Counted for each person who is *invited*, and everybody invites the reception: by default from the sixth invitation
        // on one in five and a half minutes.
        rc_invites: Invites { per_user: Limit { per_second: 10, burst_count: 1_000 } },
    };
    let yaml = yaml_serde::to_string(&snippet);
    let yaml = yaml.unwrap_or_else(|error| unreachable!("the snippet is plain YAML: {error}"));
    format!(
        "# For homeserver.yaml. Synapse knows each of these keys once: add to them if they are there already.\n# rc_invites: everybody invites the reception, and Synapse counts for the one who is invited.\n# msc3814: seekers of the portal receive while they are signed in nowhere.\n{yaml}"
    )
}
