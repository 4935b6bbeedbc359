//! Where a directory comes from: the database that the settings name, or a workbook.

use std::path::Path;

use anyhow::Context as _;
use appservice::{
    directory::{self as workbook, Fault},
    store::vault::VaultKey,
    store::{self, Store},
};
use config::KeyFile;
use routing::{Directory, Draft, Load};

use crate::check;

/// A directory, or its faults, and how busy its centres are.
pub(super) struct Source {
    pub(super) directory: Result<Directory, Vec<Fault>>,
    pub(super) load: Load,
}

impl Source {
    /// Reads the workbook if there is one, and neither settings nor database then. In the database's directory those
    /// who are away are away.
    pub(super) async fn load(settings: &Path, workbook: Option<&Path>) -> anyhow::Result<Self> {
        if let Some(path) = workbook {
            let directory = workbook::read(&bytes(path)?, super::today()).map(|(_, directory)| directory);
            return Ok(Self { directory, load: Load::none() });
        }
        let shelf = open(settings).await?;
        let mut tx = shelf.0.look().await?;
        let absences = store::absence::all(&mut tx).await?;
        let draft = store::directory::load(&mut tx).await?.with_absences(&absences);
        let directory = workbook::check(draft);
        let load = store::case::load(&mut tx).await?;
        Ok(Self { directory, load })
    }
}

/// The database's directory.
pub(crate) struct Shelf(pub(crate) Store);

impl Shelf {
    /// What was imported; who is away is no part of it.
    pub(crate) async fn draft(&self) -> anyhow::Result<Draft> {
        Ok(store::directory::load(&mut self.0.look().await?).await?)
    }
}

/// Opens the database that the settings name.
pub(crate) async fn open(settings: &Path) -> anyhow::Result<Shelf> {
    let settings = check::settings(settings)?;
    let key = KeyFile::load(&settings.custody.key_file)?;
    let database = &settings.database;
    let key = VaultKey::new(*key.expose());
    Ok(Shelf(Store::open(&database.url.expose(), database.max_connections, &key).await?))
}

/// A workbook's bytes.
pub(super) fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{}: the workbook cannot be read", path.display()))
}
