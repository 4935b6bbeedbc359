//! Files that hold secrets: who may read them, and how they are written.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use crate::fault::{Fault, Place, Problem};

/// Larger files are surely something else.
const LARGEST: u64 = 64 * 1024;

/// Reads a text that nobody but its owner may read.
pub(crate) fn read_private(path: &Path) -> Result<String, Fault> {
    let fault = |problem| Fault::at(Place::File(path.to_path_buf()), problem);
    let unreadable = |error: std::io::Error| fault(Problem::Unreadable(error.to_string()));
    let file = File::open(path).map_err(unreadable)?;
    // Asked of the open file, so that nobody can swap it in between.
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(fault(Problem::NotFile));
    }
    if metadata.mode() & 0o077 != 0 {
        return Err(fault(Problem::OpenToOthers(metadata.mode() & 0o7777)));
    }
    let mut text = String::new();
    file.take(LARGEST).read_to_string(&mut text).map_err(unreadable)?;
    Ok(text)
}

/// Makes the folder that a file is to lie in, of mode 0700, if it is not there.
pub(crate) fn create_private_folder_of(path: &Path) -> Result<(), Fault> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| Fault::at(Place::File(folder.to_path_buf()), Problem::Unwritable(error.to_string())))
}

/// Writes a new file of mode 0600 down to the disk; refuses when there is one already.
pub(crate) fn create_private(path: &Path, text: &str) -> Result<(), Fault> {
    let fault = |error: std::io::Error| {
        let problem = match error.kind() {
            ErrorKind::AlreadyExists => Problem::Exists,
            _ => Problem::Unwritable(error.to_string()),
        };
        Fault::at(Place::File(path.to_path_buf()), problem)
    };
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(fault)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(fault)
}

/// Writes a text with mode 0600. Refuses when there is a file already, unless it may `replace` it;
/// the old one is then there until the new one is complete.
pub fn write_private(path: &Path, text: &str, replace: bool) -> Result<(), Fault> {
    if !replace {
        return create_private(path, text);
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = Path::new(&beside);
    let _ = std::fs::remove_file(beside);
    create_private(beside, text)?;
    std::fs::rename(beside, path)
        .map_err(|error| Fault::at(Place::File(path.to_path_buf()), Problem::Unwritable(error.to_string())))
}
