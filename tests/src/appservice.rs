//! A registration of an application service, to start a homeserver before Lotse can write its own.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;

use crate::wait;

/// An application service whose users are `@<name>` and `@<name>_…`, with everything that Lotse asks for.
#[derive(Debug, Clone)]
pub struct Registration {
    /// Its id, and the localpart of its first user.
    pub name: String,
    /// Where transactions are sent; `None` for a service that is never called.
    pub url: Option<String>,
    /// What it shows to the homeserver.
    pub as_token: String,
    /// What the homeserver shows to it.
    pub hs_token: String,
    /// The homeserver's name, as in user ids.
    pub server_name: String,
}

impl Registration {
    /// A registration for users of `lotse.example`, with fresh tokens.
    pub fn new(name: &str, url: Option<String>) -> Self {
        Self {
            name: name.to_owned(),
            url,
            as_token: format!("as_{}", wait::unique_word()),
            hs_token: format!("hs_{}", wait::unique_word()),
            server_name: "lotse.example".to_owned(),
        }
    }

    /// Writes `<name>.yaml` into `folder` and returns the file.
    pub fn write(&self, folder: &Path) -> Result<PathBuf> {
        let server = self.server_name.replace('.', r"\.");
        let users = format!("@{}(_.*)?:{server}", self.name);
        let aliases = format!("#{}_.*:{server}", self.name);
        let registration = json!({
            "id": self.name,
            "url": self.url,
            "as_token": self.as_token,
            "hs_token": self.hs_token,
            "sender_localpart": self.name,
            "namespaces": {
                "users": [{ "exclusive": true, "regex": users }],
                "aliases": [{ "exclusive": true, "regex": aliases }],
                "rooms": [],
            },
            "rate_limited": false,
            "receive_ephemeral": true,
            "org.matrix.msc3202": true,
            "io.element.msc4190": true,
        });
        let file = folder.join(format!("{}.yaml", self.name));
        // JSON is YAML.
        std::fs::write(&file, registration.to_string())?;
        Ok(file)
    }
}
