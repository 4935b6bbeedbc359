//! `[administration]`

use super::mail;
use crate::document::Document;
use crate::fault::Problem;
use crate::section::Section;

/// Who administrates the platform, and who is told when a centre does not keep its promise.
#[derive(Debug, Clone, Default)]
pub struct Administration {
    /// All of them.
    pub contacts: Vec<Contact>,
    /// Who of the platform's administration signs in at the desk, as Matrix ids.
    pub referat: Vec<String>,
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
        let referat = section.list("referat", person);
        Some(Self { contacts: contacts?, referat: referat? })
    }

    pub(crate) fn check(&self, mail: bool, document: &mut Document) {
        if !mail && self.contacts.iter().any(|contact| matches!(contact, Contact::Mail(_))) {
            document.fault("administration.contacts", Problem::NoMail);
        }
    }
}

pub(super) fn person(text: &str) -> Result<String, Problem> {
    match contact(text) {
        Ok(Contact::Matrix(user)) => Ok(user),
        _ => Err(Problem::NotPerson),
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
