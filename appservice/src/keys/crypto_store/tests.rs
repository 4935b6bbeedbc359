//! The SDK's contract and our own, on both databases.

use crate::store::test_postgres::TestStore;

/// Makes a test on each database of `async fn $name(store: TestStore)`.
macro_rules! on_both {
    ($name:ident) => {
        mod $name {
            #[tokio::test]
            async fn on_sqlite() {
                super::$name(super::TestStore::sqlite().await).await;
            }

            #[tokio::test]
            async fn on_postgresql() {
                super::$name(super::TestStore::postgres().await).await;
            }
        }
    };
}

mod contract;
mod forgetting;
mod key_server;
mod machines;
mod owners;
mod size;
