//! placeholder until rules are written
use super::Kind;

/// What the rules say.
pub(super) struct Verdict {
    pub(super) danger: Option<(Kind, String)>,
    pub(super) doubt: bool,
}

pub(super) fn judge(_words: &[String]) -> Verdict {
    Verdict { danger: None, doubt: false }
}
