//! The decisions of the command line about running cases of centres and topics that leave; what follows is
//! `appservice::cases::succession`.

use appservice::cases::succession;
use clap::Args;

/// The decisions on the command line.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Choices {
    /// For a centre or a topic that leaves: which one takes its place. May be given several times. A topic's cases go on under the
    /// new one. Of a centre's cases those without an answer go to the new one, with a word to their seekers; the others are
    /// closed, and their seekers are told who takes over.
    #[arg(long = "successor", value_name = "OLD=NEW", value_parser = pair)]
    pub(super) successors: Vec<(String, String)>,
    /// For a centre or a topic that leaves without a successor: each of its cases is closed, and its seeker is told and shown the
    /// way on. May be given several times.
    #[arg(long = "close", value_name = "OLD")]
    pub(super) closed: Vec<String>,
}

impl Choices {
    pub(super) fn told(&self) -> succession::Choices {
        succession::Choices { successors: self.successors.clone(), closed: self.closed.clone() }
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (old, new) = text.split_once('=').ok_or("write OLD=NEW, two short names (Kürzel)")?;
    Ok((old.trim().to_owned(), new.trim().to_owned()))
}
