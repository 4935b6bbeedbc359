//! What the operator decides: the settings file, the key file and the two registrations.
//!
//! Reads its own files and nothing else. Every refusal is one [`Fault`]: a sentence with its place.

mod document;
mod fault;
mod files;
mod key_file;
mod registration;
pub mod sample;
mod section;
mod settings;
mod value;

pub use fault::{Fault, Place, Problem};
pub use files::write_private;
pub use key_file::KeyFile;
pub use registration::{
    Namespace, Namespaces, Registration, Registrations, Tokens, homeserver_snippet, lotse_registration,
    seekers_registration,
};
pub use settings::{
    Administration, Calls, Colour, Contact, Custody, Database, DatabaseUrl, Erasure, Federation, Homeserver,
    Intake, Listen, Live, Locale, Log, LogFormat, Mail, MailAccount, MailPassword, MailTls, Pages, People,
    Portal, Settings, Staff, Testing, Theme, TurnSecret, TurnUri, TurnWay, Users,
};
pub use url::Url;
pub use value::http_url;
