//! Reads both registrations and refuses what would not work.

use std::path::Path;

use super::{Registration, Registrations, check};
use crate::fault::{Fault, Place, Problem};
use crate::settings::Settings;

impl Registrations {
    /// Reads both files that the settings name and checks them against the settings; all faults at once.
    pub fn load(settings: &Settings) -> Result<Self, Vec<Fault>> {
        let lotse = Registration::load(&settings.homeserver.registration);
        let seekers = Registration::load(&settings.homeserver.seekers_registration);
        match (lotse, seekers) {
            (Ok(lotse), Ok(seekers)) => {
                let registrations = Self { lotse, seekers };
                let faults = check::faults(settings, &registrations);
                if faults.is_empty() { Ok(registrations) } else { Err(faults) }
            }
            (lotse, seekers) => Err([lotse.err(), seekers.err()].into_iter().flatten().collect()),
        }
    }
}

impl Registration {
    /// Reads one file. Unknown keys are other software's business and are passed over.
    pub fn load(path: &Path) -> Result<Self, Fault> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Fault::at(Place::File(path.to_path_buf()), Problem::Unreadable(error.to_string()))
        })?;
        Self::from_yaml(path, &text)
    }

    /// As [`Registration::load`], with `text` instead of what is in the file.
    pub fn from_yaml(path: &Path, text: &str) -> Result<Self, Fault> {
        serde_path_to_error::deserialize(yaml_serde::Deserializer::from_str(text)).map_err(|error| {
            let place = match error.inner().location() {
                Some(location) => Place::Line(path.to_path_buf(), location.line()),
                None => Place::File(path.to_path_buf()),
            };
            let key = error.path().to_string();
            // serde's message may repeat a value, and the value may be a token.
            let problem = Problem::NotRegistration(if key.ends_with("_token") {
                "a token must be a text".to_owned()
            } else {
                error.inner().to_string()
            });
            if key == "." { Fault::at(place, problem) } else { Fault::of(place, key, problem) }
        })
    }
}
