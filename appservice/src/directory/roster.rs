//! The directory in force: what was imported, with the absences laid over it. Loaded once, swapped whole when either
//! changes.

use std::sync::{Arc, RwLock};

use routing::{Directory, Draft};

use crate::store::{self, Store, StoreError, StoreResult, Tx};

/// Gives the directory in force. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Roster {
    current: Arc<RwLock<Edition>>,
}

#[derive(Debug)]
struct Edition {
    /// Which import, and which change of absences. Both only grow.
    import: i64,
    absences: i64,
    /// And which of what centres with a Lotse of their own say of themselves.
    presence: i64,
    directory: Arc<Directory>,
}

impl Roster {
    /// Loads what was imported last, with everybody away who is; an empty directory before the first import.
    pub async fn load(store: &Store) -> StoreResult<Self> {
        let mut tx = store.look().await?;
        Ok(Self { current: Arc::new(RwLock::new(read(&mut tx).await?)) })
    }

    /// The directory in force.
    ///
    /// # Panics
    /// Never: no holder of the lock panics.
    pub fn directory(&self) -> Arc<Directory> {
        self.current.read().expect("no holder panics").directory.clone()
    }

    /// Which import is in force.
    ///
    /// # Panics
    /// Never: no holder of the lock panics.
    pub fn import(&self) -> i64 {
        self.current.read().expect("no holder panics").import
    }

    /// Takes over a newer import and newer absences, if there are any.
    ///
    /// # Panics
    /// Never: no holder of the lock panics.
    pub async fn refresh(&self, store: &Store) -> StoreResult<()> {
        let mut tx = store.look().await?;
        let import = store::directory::version(&mut tx).await?;
        let absences = store::absence::version(&mut tx).await?;
        let presence = store::far_presence::version(&mut tx).await?;
        {
            let current = self.current.read().expect("no holder panics");
            if (import, absences, presence) == (current.import, current.absences, current.presence) {
                return Ok(());
            }
        }
        let fresh = read(&mut tx).await?;
        let mut current = self.current.write().expect("no holder panics");
        // Somebody else may have taken over a newer one meanwhile.
        let older = fresh.import < current.import
            || fresh.absences < current.absences
            || fresh.presence < current.presence;
        if older {
            return Ok(());
        }
        *current = fresh;
        Ok(())
    }

    /// The directory as it will be after this commit, with the absences as they stand in it.
    pub(crate) async fn after(&self, tx: &mut Tx) -> StoreResult<Directory> {
        let absences = store::absence::all(tx).await?;
        checked(self.directory().draft().with_absences(&absences))
    }
}

async fn read(tx: &mut Tx) -> StoreResult<Edition> {
    let import = store::directory::version(tx).await?;
    let absences = store::absence::version(tx).await?;
    let away = store::absence::all(tx).await?;
    let presence = store::far_presence::version(tx).await?;
    let said = store::far_presence::all(tx).await?;
    let mut draft = store::directory::load(tx).await?.with_absences(&away);
    for centre in draft.centres.iter_mut().filter(|centre| centre.lotse.is_some()) {
        // Whoever has said nothing yet takes no cases.
        let there = said.iter().find(|presence| presence.centre == centre.id);
        centre.present = Some(there.map_or(0, |presence| presence.people));
    }
    let directory = checked(draft)?;
    Ok(Edition { import, absences, presence, directory: Arc::new(directory) })
}

fn checked(draft: Draft) -> StoreResult<Directory> {
    Directory::check(draft).map_err(|faults| StoreError::Inconsistent {
        table: "directory",
        id: "all".to_owned(),
        what: format!("{} faults that an import would have refused", faults.len()),
    })
}
