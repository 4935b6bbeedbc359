//! `[administration]`

use super::mail;
use crate::document::Document;
use crate::fault::Problem;
use crate::section::Section;

/// Who is told when a centre does not keep its promise.
#[derive(Debug, Clone, Default)]
pub struct Administration {
    /// All of them.
    pub contacts: Vec<Contact>,
}

/// Somebody of the administration, and how they are reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    /// A Matrix user, in an encrypted chat with the reception.
    Matrix(String),
    /// By e-mail.
    Mail(String),
}

impl Administration {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let contacts = section.list("contacts", contact);
        Some(Self { contacts: contacts? })
    }

    pub(crate) fn check(&self, mail: bool, document: &mut Document) {
        if !mail && self.contacts.iter().any(|contact| matches!(contact, Contact::Mail(_))) {
            document.fault("administration.contacts", Problem::NoMail);
        }
    }
}

fn contact(text: &str) -> Result<Contact, Problem> {
    let text = text.trim();
    match text.strip_prefix('@').and_then(|rest| rest.split_once(':')) {
        Some((local, server)) if !local.is_empty() && crate::value::server_name(server).is_ok() => {
            Ok(Contact::Matrix(text.to_owned()))
        }
        _ => mail::address(text).map(Contact::Mail).map_err(|_| Problem::NotContact),
    }
}
