//! `[testing]`

use std::path::PathBuf;

use super::Listen;
use crate::document::Document;
use crate::fault::Problem;
use crate::section::Section;
use crate::value;

/// For tests on one machine; refused unless both listeners are on loopback.
#[derive(Debug, Clone, Default)]
pub struct Testing {
    /// A file whose content moves the clock.
    pub clock_file: Option<PathBuf>,
    /// The named point at which the process shall die.
    pub fail_point: Option<String>,
    /// Browsers reach the desk as `localhost`, whatever `people.public_url` says: passkeys belong to that name.
    pub desk_at_localhost: bool,
}

impl Testing {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let clock_file = section.optional_path("clock_file");
        let fail_point = section.optional("fail_point", value::words);
        let desk_at_localhost = section.or("desk_at_localhost", "no", value::yes_or_no);
        Some(Self { clock_file: clock_file?, fail_point: fail_point?, desk_at_localhost: desk_at_localhost? })
    }

    pub(crate) fn check(&self, listen: &Listen, document: &mut Document) {
        let given = [
            ("testing.clock_file", self.clock_file.is_some()),
            ("testing.fail_point", self.fail_point.is_some()),
            ("testing.desk_at_localhost", self.desk_at_localhost),
        ];
        let listeners = [("listen.homeserver", listen.homeserver), ("listen.people", listen.people)];
        for (key, _) in given.into_iter().filter(|(_, given)| *given) {
            for (listener, address) in listeners {
                if !address.ip().is_loopback() {
                    document.fault(key, Problem::NotLoopback(listener));
                }
            }
        }
    }
}
