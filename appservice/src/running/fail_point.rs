//! Named places where a test may have the process killed, as a power cut would.
//!
//! The settings refuse to arm one while any listener is off loopback. An unarmed point costs one atomic load.

use std::sync::{
    OnceLock,
    atomic::{AtomicU32, Ordering},
};

/// Every fail point, in the order in which a case meets them.
pub const NAMES: &[&str] = &[
    "transaction.before_commit",
    "transaction.after_commit",
    "split.before_commit",
    "split.after_commit",
    "event.before_commit",
    "event.after_commit",
    "keys.before_bell",
    "identity.after_escrow",
    "identity.after_publication",
    "room.before_create",
    "room.after_create",
    "room.after_commit",
    "room.after_join",
    "keys.after_share",
    "send.before",
    "send.after",
    "history.after_upload",
    "history.after_announcement",
    "invitation.after",
    "removal.after",
    "transcript.before_part",
    "transcript.after_part",
    "question.after_save",
    "rules.after",
    "move.after_keys",
    "move.after_leave",
    "move.after_destruction",
    "chat.after_keys",
    "erasure.after_keys",
    "erasure.after_removal",
    "erasure.after_purge",
    "erasure.before_commit",
    "effect.before_commit",
    "effect.after_commit",
    "card.after_redaction",
];

struct Armed {
    name: &'static str,
    passages: AtomicU32,
}

static ARMED: OnceLock<Armed> = OnceLock::new();

/// A fail point that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no fail point; there are {list}", list = NAMES.join(", "))]
pub struct UnknownFailPoint(String);

/// Arms a point: `NAME` kills at the first passage, `NAME:N` at the N-th.
pub fn arm(spec: &str) -> Result<(), UnknownFailPoint> {
    let unknown = || UnknownFailPoint(spec.to_owned());
    let (name, passages) = match spec.split_once(':') {
        Some((name, count)) => (name, count.parse().map_err(|_| unknown())?),
        None => (spec, 1),
    };
    let name = NAMES.iter().copied().find(|known| *known == name).ok_or_else(unknown)?;
    // A second call is a second start in one process, which only unit tests do.
    let _ = ARMED.set(Armed { name, passages: AtomicU32::new(passages) });
    Ok(())
}

/// Passes the point `name`: nothing happens, unless it is armed and this is its turn.
pub fn pass(name: &'static str) {
    debug_assert!(NAMES.contains(&name), "{name} is not listed");
    if let Some(armed) = ARMED.get()
        && armed.name == name
        && armed.passages.fetch_sub(1, Ordering::SeqCst) == 1
    {
        // SIGKILL, so that nothing is flushed, closed or said on the way out.
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_does_not_exist() {
        assert!(arm("nowhere").unwrap_err().to_string().contains("room.after_create"));
        assert!(arm("room.after_create:x").is_err());
    }
}
