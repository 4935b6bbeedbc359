//! What people tell Lotse to do in a case room or in a room of a centre, in German and English.

use routing::Reference;

use crate::reception::words::Heard;

/// What a person tells Lotse to do in a case room or in a room of the centre.
///
/// In a case room people talk to each other: there only a whole message that [`Command::parse`] takes is a
/// command, everything else is conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// `annehmen 7F3K9Q`: take an enquiry.
    Accept {
        /// Which.
        reference: Reference,
    },
    /// `abschließen`, with or without a reference: end a case.
    Close {
        /// Which; in a case room it is the room's.
        reference: Option<Reference>,
    },
    /// `schlüssel 7F3K9Q`: share the keys and invite again.
    Key {
        /// Which.
        reference: Reference,
    },
    /// `hilfe`.
    Help,
}

/// A message that is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotACommand {
    /// Begins with no word that we know.
    Unknown,
    /// A command that needs a reference has none, or one that cannot be read.
    ReferenceUnreadable,
}

impl Command {
    /// Takes a whole message; refuses anything that is not exactly one command.
    pub(crate) fn parse(message: &str) -> Result<Self, NotACommand> {
        let heard = Heard::new(message);
        let (verb, rest) = heard.folded.split_once(' ').unwrap_or((&heard.folded, ""));
        let reference = reference(rest);
        match (verb, rest) {
            ("annehmen" | "annahme" | "uebernehmen" | "accept" | "take", _) => {
                reference.map(|reference| Self::Accept { reference })
            }
            ("schluessel" | "schlussel" | "key" | "keys", _) => {
                reference.map(|reference| Self::Key { reference })
            }
            ("abschliessen" | "abschliesen" | "abgeschlossen" | "schliessen" | "close", "") => {
                Ok(Self::Close { reference: None })
            }
            ("abschliessen" | "abschliesen" | "abgeschlossen" | "schliessen" | "close", _) => {
                reference.map(|reference| Self::Close { reference: Some(reference) })
            }
            ("hilfe" | "help", "") => Ok(Self::Help),
            _ => Err(NotACommand::Unknown),
        }
    }
}

fn reference(words: &str) -> Result<Reference, NotACommand> {
    let words = ["fall ", "case ", "nr "].iter().find_map(|lead| words.strip_prefix(lead)).unwrap_or(words);
    Reference::parse(words).map_err(|_| NotACommand::ReferenceUnreadable)
}

#[cfg(test)]
mod tests;
