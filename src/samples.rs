//! `lotse sample …`: prints the samples that are checked in under `config/samples/`.

use std::io::Write as _;
use std::process::ExitCode;

use clap::ValueEnum;
use config::sample;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Sample {
    /// The settings file, with every setting, its default and its meaning.
    Settings,
    /// The registration of reception, steward and custodians.
    Registration,
    /// The registration of portal seekers.
    RegistrationSeekers,
    /// What goes into homeserver.yaml.
    HomeserverSnippet,
}

pub(crate) fn run(which: Sample) -> anyhow::Result<ExitCode> {
    let text = match which {
        Sample::Settings => sample::settings().to_owned(),
        Sample::Registration => sample::registration(),
        Sample::RegistrationSeekers => sample::registration_seekers(),
        Sample::HomeserverSnippet => sample::snippet(),
    };
    // Not `print!`, which panics when the reader has seen enough.
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
