//! Which binary a bench drives: the one that `LOTSE_BINARY` names, or the one that was built with the bench.
//!
//! The driver needs no optimisation, and with its clients it takes long to optimise; the binary is what is measured.

use std::path::PathBuf;

/// The binary, after saying which one it is.
pub(crate) fn measured() -> PathBuf {
    let named = std::env::var_os("LOTSE_BINARY").map(PathBuf::from);
    let binary = named.unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_lotse")));
    // Lotse is started in a folder of its own.
    let binary = std::path::absolute(&binary).unwrap_or(binary);
    let profile = binary.parent().and_then(|folder| folder.file_name()).unwrap_or_default();
    println!("measured: {}, profile {}", binary.display(), profile.display());
    binary
}
