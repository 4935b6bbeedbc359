//! The contract that the SDK puts to every crypto store, on both databases.

use std::{cell::RefCell, rc::Rc};

use ruma::UserId;

use super::TestStore;
use crate::keys::crypto_store::DatabaseCryptoStore;

thread_local! {
    /// The database of the test on this thread; it stays when the test drops its store to open it again.
    static DATABASE: RefCell<Option<Rc<TestStore>>> = const { RefCell::new(None) };
}

/// The store `name` of the contract: an owner in the test's database, with connections of its own.
async fn store_named(
    name: &str,
    clear_data: bool,
    create: impl AsyncFnOnce() -> TestStore,
) -> DatabaseCryptoStore {
    let known = DATABASE.with_borrow(Clone::clone);
    let database = if let Some(known) = known { known } else { Rc::new(create().await) };
    DATABASE.set(Some(Rc::clone(&database)));
    let owner = UserId::parse(format!("@custodian-{name}:example.org")).unwrap();
    let store = DatabaseCryptoStore::open(database.replica().await, &owner);
    if clear_data {
        store.wipe_owner().await.unwrap();
    }
    store
}

#[expect(unexpected_cfgs, reason = "the macro asks for features of the SDK, which we do not switch on")]
#[expect(clippy::ignore_without_reason, reason = "the SDK ignores a test that our store passes")]
mod on_sqlite {
    use matrix_sdk_crypto::{cryptostore_integration_tests, cryptostore_integration_tests_time};

    use super::{DatabaseCryptoStore, TestStore, store_named};

    async fn get_store(name: &str, _passphrase: Option<&str>, clear_data: bool) -> DatabaseCryptoStore {
        store_named(name, clear_data, TestStore::sqlite).await
    }

    cryptostore_integration_tests!();
    cryptostore_integration_tests_time!();
}

#[expect(unexpected_cfgs, reason = "the macro asks for features of the SDK, which we do not switch on")]
#[expect(clippy::ignore_without_reason, reason = "the SDK ignores a test that our store passes")]
mod on_postgresql {
    use matrix_sdk_crypto::{cryptostore_integration_tests, cryptostore_integration_tests_time};

    use super::{DatabaseCryptoStore, TestStore, store_named};

    async fn get_store(name: &str, _passphrase: Option<&str>, clear_data: bool) -> DatabaseCryptoStore {
        store_named(name, clear_data, TestStore::postgres).await
    }

    cryptostore_integration_tests!();
    cryptostore_integration_tests_time!();
}
