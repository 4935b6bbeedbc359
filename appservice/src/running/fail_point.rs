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
    "identity.before_following",
    "room.before_create",
    "room.after_create",
    "room.after_commit",
    "room.after_join",
    "keys.after_share",
    "send.before",
    "send.after",
    "appointment.after_words",
    "appointment.after_file",
    "appointment.after_first",
    "live.after_account",
    "live.after_come",
    "live.after_move",
    "live.before_close",
    "live.after_keep",
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
    "far.after_create",
    "far.after_invitation",
    "far.after_channel",
    "far.before_word",
    "far.after_word",
    "far.after_join",
    "far.later_version",
    "anew.arriving",
    "erasure.after_keys",
    "erasure.after_removal",
    "erasure.after_purge",
    "erasure.before_commit",
    "effect.before_commit",
    "effect.after_commit",
    "card.after_redaction",
    "directory.before_publishing",
    "directory.published",
    "second.before_deed",
    "second.after_deed",
    "newcomer.before_commit",
    "newcomer.after_commit",
    "newcomer.after_account",
    "newcomer.before_letter",
    "newcomer.after_letter",
    "newcomer.after_password",
    "leaving.before_commit",
    "leaving.after_commit",
    "leaving.after_case",
    "today.before_post",
    "today.after_post",
    "today.after_edit",
    "intake.round",
    "effects.round",
    "upkeep.round",
];

/// What is otherwise there, as if it were a later version: nobody is killed.
const SETTINGS: [&str; 1] = ["far.later_version"];

/// Where a worker begins a round: the points at which one may also fall or hang.
const ROUNDS: [&str; 3] = ["intake.round", "effects.round", "upkeep.round"];

struct Armed {
    name: &'static str,
    deed: Deed,
    passages: AtomicU32,
    again: bool,
}

/// What happens at an armed point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    /// The process is killed.
    Kill,
    /// The worker panics.
    Panic,
    /// The worker waits for ever.
    Hang,
    /// Something is as [`is_set`] says, for as long as the process lives.
    Set,
}

static ARMED: OnceLock<Armed> = OnceLock::new();

/// A fail point that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no fail point; there are {list}", list = NAMES.join(", "))]
pub struct UnknownFailPoint(String);

/// Arms a point: `NAME` kills at the first passage, `NAME:N` at the N-th, `NAME:N+` at that and each later one. Where a worker
/// begins a round, `panic@NAME` lets it panic and `hang@NAME` hang; `set@NAME` sets what [`is_set`] asks for.
pub fn arm(spec: &str) -> Result<(), UnknownFailPoint> {
    let armed = parse(spec).ok_or_else(|| UnknownFailPoint(spec.to_owned()))?;
    // A second call is a second start in one process, which only unit tests do.
    let _ = ARMED.set(armed);
    Ok(())
}

fn parse(spec: &str) -> Option<Armed> {
    let (deed, point) = match spec.split_once('@') {
        Some(("panic", point)) => (Deed::Panic, point),
        Some(("hang", point)) => (Deed::Hang, point),
        Some(("set", point)) => (Deed::Set, point),
        Some(_) => return None,
        None => (Deed::Kill, spec),
    };
    let (name, count) = point.split_once(':').unwrap_or((point, "1"));
    let again = count.ends_with('+');
    let passages = count.trim_end_matches('+').parse().ok()?;
    let name = NAMES.iter().copied().find(|known| *known == name)?;
    let possible = match deed {
        Deed::Kill => !SETTINGS.contains(&name),
        Deed::Set => SETTINGS.contains(&name),
        Deed::Panic | Deed::Hang => ROUNDS.contains(&name),
    };
    possible.then_some(Armed { name, deed, passages: AtomicU32::new(passages), again })
}

/// Passes the point `name`: nothing happens, unless it is armed and this is its turn.
pub fn pass(name: &'static str) {
    debug_assert!(NAMES.contains(&name), "{name} is not listed");
    if turn(name) == Some(Deed::Kill) {
        // SIGKILL, so that nothing is flushed, closed or said on the way out.
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    }
}

/// Whether a test has set this.
pub fn is_set(name: &'static str) -> bool {
    debug_assert!(SETTINGS.contains(&name), "{name} cannot be set");
    ARMED.get().is_some_and(|armed| armed.name == name && armed.deed == Deed::Set)
}

/// Passes the point at which a worker begins a round.
///
/// # Panics
/// When it is armed to, and this is its turn.
pub async fn begin_round(name: &'static str) {
    debug_assert!(ROUNDS.contains(&name), "{name} is no round");
    match turn(name) {
        Some(Deed::Kill) => {
            let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
        }
        Some(Deed::Panic) => panic!("as the fail point {name} is armed to"),
        Some(Deed::Hang) => std::future::pending().await,
        Some(Deed::Set) | None => {}
    }
}

/// What is to happen at this point, if it is armed and this is its turn.
fn turn(name: &'static str) -> Option<Deed> {
    let armed = ARMED.get().filter(|armed| armed.name == name)?;
    let left = armed.passages.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
    match left {
        Ok(1) => Some(armed.deed),
        Err(_) if armed.again => Some(armed.deed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_does_not_exist() {
        assert!(arm("nowhere").unwrap_err().to_string().contains("room.after_create"));
        let none = ["room.after_create:x", "panic@room.after_create", "stop@intake.round", "intake.round:+"];
        for wrong in none.into_iter().chain(["far.later_version", "set@intake.round"]) {
            assert!(parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn knows_what_is_to_happen_and_how_often() {
        for (spec, deed, passages, again) in [
            ("room.after_create", Deed::Kill, 1, false),
            ("intake.round:3", Deed::Kill, 3, false),
            ("panic@intake.round:2+", Deed::Panic, 2, true),
            ("hang@upkeep.round", Deed::Hang, 1, false),
            ("set@far.later_version", Deed::Set, 1, false),
        ] {
            let armed = parse(spec).unwrap();
            assert_eq!(
                (armed.deed, armed.passages.into_inner(), armed.again),
                (deed, passages, again),
                "{spec}"
            );
        }
    }
}
