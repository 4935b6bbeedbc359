//! What a use-case has the database and the vault do, counted: it is the same however busy the machine is. Of this thread alone, which is
//! all of a test that has one.

use std::cell::Cell;

thread_local! {
    static DONE: Cell<Work> = const { Cell::new(Work { statements: 0, hashes: 0 }) };
}

/// How much was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Work {
    /// Statements that were run.
    pub(crate) statements: u64,
    /// Keyed hashes that were made.
    pub(crate) hashes: u64,
}

pub(super) fn statement() {
    DONE.with(|done| done.set(Work { statements: done.get().statements + 1, ..done.get() }));
}

pub(super) fn hash() {
    DONE.with(|done| done.set(Work { hashes: done.get().hashes + 1, ..done.get() }));
}

/// What was done since this was last asked.
pub(crate) fn since() -> Work {
    DONE.with(|done| done.replace(Work { statements: 0, hashes: 0 }))
}
