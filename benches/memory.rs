//! What a process takes.

use anyhow::{Context as _, Result};
use lotse_tests::Lotse;

/// What the kernel says of the process under this name, in MiB.
pub(crate) fn memory(lotse: &Lotse, name: &str) -> Result<f64> {
    let id = lotse.process_id().context("Lotse does not serve")?;
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kib: f64 = line.and_then(|line| line.split_whitespace().next()).context("no such line")?.parse()?;
    Ok(kib / 1024.0)
}
