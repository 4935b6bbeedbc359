//! `homeserver.yaml` for tests: nothing leaves the machine, nobody is slowed down.

use std::path::Path;

use serde_json::{Value, json};

/// All of `homeserver.yaml` for a homeserver that lives in `home`.
pub(super) fn homeserver(home: &Path, server_name: &str, port: u16, secret: &str) -> Value {
    let mut settings = json!({
        "server_name": server_name,
        "public_baseurl": format!("http://127.0.0.1:{port}/"),
        "pid_file": home.join("homeserver.pid"),
        "listeners": [{
            "type": "http",
            "port": port,
            "bind_addresses": ["127.0.0.1"],
            "tls": false,
            "resources": [{ "names": ["client"], "compress": false }],
        }],
        "database": { "name": "sqlite3", "args": { "database": home.join("homeserver.db") } },
        "log_config": home.join("log.yaml"),
        "media_store_path": home.join("media"),
        "signing_key": format!("ed25519 a_test {}", "A".repeat(43)),
        "registration_shared_secret": secret,
        "macaroon_secret_key": secret,
        "form_secret": secret,
        "enable_registration": false,
        "report_stats": false,
        "trusted_key_servers": [],
        "suppress_key_server_warning": true,
        "url_preview_enabled": false,
        "presence": { "enabled": false },
        "allow_public_rooms_over_federation": false,
        // A password in a test protects nothing; the usual 12 rounds cost a quarter of a second each.
        "bcrypt_rounds": 4,
        // What Lotse asks of its homeserver, see `lotse registration`.
        "experimental_features": {
            "msc2409_to_device_messages_enabled": true,
            "msc3202_transaction_extensions": true,
            "msc3814_enabled": true,
        },
    });
    extend(&mut settings, unlimited());
    settings
}

/// Sets each top-level key of `more`, whatever it was.
pub(super) fn extend(settings: &mut Value, more: Value) {
    if let (Some(settings), Value::Object(more)) = (settings.as_object_mut(), more) {
        settings.extend(more);
    }
}

/// Limits that people in tests never reach.
fn unlimited() -> Value {
    let free = json!({ "per_second": 100_000, "burst_count": 100_000 });
    json!({
        "rc_message": free,
        "rc_registration": free,
        "rc_registration_token_validity": free,
        "rc_login": { "address": free, "account": free, "failed_attempts": free },
        "rc_admin_redaction": free,
        "rc_joins": { "local": free, "remote": free },
        "rc_joins_per_room": free,
        "rc_key_requests": free,
        "rc_invites": { "per_room": free, "per_user": free, "per_issuer": free },
        "rc_media_create": free,
        "rc_room_creation": free,
        "rc_user_directory": free,
        "rc_profile": free,
        "rc_reports": free,
        "rc_delayed_event_mgmt": free,
    })
}

/// Removes the limits that people in tests never reach: Synapse's own hold. Those for accounts and logins stay away, since they
/// count by address, and everybody in a test has the same.
pub(super) fn limited(settings: &mut Value) {
    if let (Some(settings), Value::Object(limits)) = (settings.as_object_mut(), unlimited()) {
        for limit in limits.keys().filter(|limit| !["rc_login", "rc_registration"].contains(&limit.as_str()))
        {
            settings.remove(limit);
        }
    }
}

/// Python's logging: one plain file in `home`.
pub(super) fn log(home: &Path) -> Value {
    json!({
        "version": 1,
        "formatters": { "plain": { "format": "%(asctime)s %(levelname)s %(name)s - %(request)s - %(message)s" } },
        "handlers": { "file": {
            "class": "logging.FileHandler",
            "filename": home.join("homeserver.log"),
            "encoding": "utf8",
            "formatter": "plain",
        } },
        "root": { "level": "INFO", "handlers": ["file"] },
        "disable_existing_loggers": false,
    })
}
