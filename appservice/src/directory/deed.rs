//! A single deed that changes rows of the directory: it is read by the rules of a workbook, published at once, and kept as every
//! publication is.

use std::collections::BTreeSet;

use routing::{CentreId, Date, Draft, Timestamp};

use super::{
    Fault, Import,
    publication::{How, Publication},
    sheets::{self, Edit, Rows},
};
use crate::store::{self, StoreResult, Tx, audit::Actor, directory::Rewriting};

/// The directory as a deed finds it.
pub struct Present {
    /// Which writing of it this is.
    pub version: i64,
    /// What it says.
    pub draft: Draft,
    enclosed: BTreeSet<CentreId>,
}

/// What a deed makes of it, to be written.
pub struct Prepared {
    rewriting: Rewriting,
    version: i64,
    publication: Publication,
}

/// Why a deed is not done.
pub enum Refused {
    /// What it makes of the directory is not sound.
    Faults(Vec<Fault>),
    /// A row is not as it was any more.
    Meanwhile,
}

impl Present {
    /// Reads it.
    pub async fn of(tx: &mut Tx) -> StoreResult<Self> {
        Ok(Self {
            version: store::directory::version(tx).await?,
            draft: store::directory::load(tx).await?,
            enclosed: store::room::enclosed_centres(tx).await?,
        })
    }

    /// Works out what these changes make of it, on our server `own`. Takes a while with a large directory.
    pub fn with(
        &self,
        edits: &[Edit],
        (own, today): (&str, Date),
        (by, how, why): (Actor, How, &str),
    ) -> StoreResult<Result<Prepared, Refused>> {
        let (rows, stale) = sheets::changed(Rows::of(&self.draft), edits);
        if !stale.is_empty() {
            return Ok(Err(Refused::Meanwhile));
        }
        let Import { draft, .. } = match sheets::import(&rows, &self.draft, today, (own, &self.enclosed)) {
            Ok(import) => import,
            Err(faults) => return Ok(Err(Refused::Faults(faults))),
        };
        let publication =
            Publication { by, why: why.to_owned(), ..Publication::between(&self.draft, &draft, how) };
        let rewriting = Rewriting::between(&self.draft, &draft)?;
        Ok(Ok(Prepared { rewriting, version: self.version, publication }))
    }
}

impl Prepared {
    /// Writes it, unless somebody else has changed the directory since: then the transaction is of no use.
    pub async fn write(self, tx: &mut Tx, now: Timestamp) -> StoreResult<bool> {
        let Some(version) = self.rewriting.write_after(tx, self.version).await? else { return Ok(false) };
        self.publication.note(tx, version, now).await?;
        Ok(true)
    }
}

/// What takes a while is worked out where nobody waits for it.
pub async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> StoreResult<T> + Send + 'static,
) -> StoreResult<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(fallen) => std::panic::resume_unwind(fallen.into_panic()),
    }
}
