//! The directory in force: loaded once, swapped whole when an import has changed it.

use std::sync::{Arc, RwLock};

use routing::Directory;

use crate::store::{self, Store, StoreError, StoreResult};

/// Gives the directory in force. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Roster {
    current: Arc<RwLock<Edition>>,
}

#[derive(Debug)]
struct Edition {
    version: i64,
    directory: Arc<Directory>,
}

impl Roster {
    /// Loads what was imported last; an empty directory before the first import.
    pub async fn load(store: &Store) -> StoreResult<Self> {
        Ok(Self { current: Arc::new(RwLock::new(read(store).await?)) })
    }

    /// The directory in force.
    ///
    /// # Panics
    /// Never: no holder of the lock panics.
    pub fn directory(&self) -> Arc<Directory> {
        self.current.read().expect("no holder panics").directory.clone()
    }

    /// Takes over a newer import, if there is one, and says whether there was.
    ///
    /// # Panics
    /// Never: no holder of the lock panics.
    pub async fn refresh(&self, store: &Store) -> StoreResult<bool> {
        let version = {
            let mut tx = store.look().await?;
            store::directory::version(&mut tx).await?
        };
        if version == self.current.read().expect("no holder panics").version {
            return Ok(false);
        }
        let fresh = read(store).await?;
        *self.current.write().expect("no holder panics") = fresh;
        Ok(true)
    }
}

async fn read(store: &Store) -> StoreResult<Edition> {
    let mut tx = store.look().await?;
    let version = store::directory::version(&mut tx).await?;
    let draft = store::directory::load(&mut tx).await?;
    let directory = Directory::check(draft).map_err(|faults| StoreError::Inconsistent {
        table: "directory",
        id: version.to_string(),
        what: format!("{} faults that an import would have refused", faults.len()),
    })?;
    Ok(Edition { version, directory: Arc::new(directory) })
}
