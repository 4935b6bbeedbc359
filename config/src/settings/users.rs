//! `[users]`

use crate::document::Document;
use crate::fault::Problem;
use crate::section::Section;
use crate::value;

/// The localparts of our own Matrix users.
#[derive(Debug, Clone)]
pub struct Users {
    /// The front door; also the name of the registration.
    pub reception: String,
    /// Who makes the rooms.
    pub steward: String,
    /// A custodian is this and its centre's id.
    pub custodian_prefix: String,
    /// A portal seeker is this and random characters.
    pub seeker_prefix: String,
}

impl Users {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let reception = section.or("reception", "lotse", value::localpart);
        let steward = section.or("steward", "lotse_steward", value::localpart);
        let custodian_prefix = section.or("custodian_prefix", "lotse_c_", value::localpart);
        let seeker_prefix = section.or("seeker_prefix", "lotse_s_", value::localpart);
        Some(Self {
            reception: reception?,
            steward: steward?,
            custodian_prefix: custodian_prefix?,
            seeker_prefix: seeker_prefix?,
        })
    }

    /// The sender of the seekers' registration. Nobody ever speaks as this user.
    pub fn seekers_sender(&self) -> String {
        format!("{}_seekers", self.reception)
    }

    /// Every alias of ours begins with `#`, then this.
    pub fn alias_prefix(&self) -> String {
        format!("{}_", self.reception)
    }

    /// Names must stay apart, because the homeserver tells our users apart by how they begin.
    pub(crate) fn check(&self, document: &mut Document) {
        if self.reception == self.steward {
            document.fault("users.steward", Problem::Same("`users.reception`"));
        }
        let sender = self.seekers_sender();
        let names = [&self.reception, &self.steward, &sender];
        let prefixes = [
            ("users.custodian_prefix", &self.custodian_prefix),
            ("users.seeker_prefix", &self.seeker_prefix),
        ];
        for (key, prefix) in prefixes {
            let keys = ["users.reception", "users.steward", "users.reception with _seekers"];
            for (name, other) in names.iter().zip(keys) {
                if name.starts_with(prefix.as_str()) {
                    document.fault(key, Problem::Overlap(other));
                }
            }
        }
        let (custodian, seeker) = (&self.custodian_prefix, &self.seeker_prefix);
        if custodian.starts_with(seeker.as_str()) || seeker.starts_with(custodian.as_str()) {
            document.fault("users.seeker_prefix", Problem::Overlap("users.custodian_prefix"));
        }
        if sender == self.steward {
            document.fault(
                "users.steward",
                Problem::Same("`users.reception` followed by _seekers, which is in use"),
            );
        }
    }
}
