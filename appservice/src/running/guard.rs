//! Work of which one part may fail, or panic, without the others.

use std::panic::AssertUnwindSafe;

use futures_util::{FutureExt as _, future::BoxFuture};

/// Work that ended with a panic. What it had begun in the database is rolled back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Panicked;

/// What came of the work, if it did not panic. Boxed, so that guards within guards stay small.
pub(crate) async fn caught<T>(work: BoxFuture<'_, T>) -> Result<T, Panicked> {
    AssertUnwindSafe(work).catch_unwind().await.map_err(|_| Panicked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_ends_its_own_work_alone() {
        assert_eq!(caught(async { 7 }.boxed()).await, Ok(7));
        assert_eq!(caught::<()>(async { panic!("as a test") }.boxed()).await, Err(Panicked));
    }
}
