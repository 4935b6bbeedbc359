//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::{
    ask, audit, case, directory, doctor, figures, inbox, key, kit, link, outbox, registration, samples, staff,
};

const EXIT_CODES: &str =
    "Exit codes: 0 done; 1 refused or failed, the reasons stand on stderr; 2 the command line is wrong.";

/// End-to-end encrypted online counselling as a Matrix application service.
#[derive(Debug, Parser)]
#[command(name = "lotse", version, after_help = EXIT_CODES, arg_required_else_help = true)]
pub(crate) struct Cli {
    /// The settings file; `lotse sample settings` prints one with every setting explained.
    #[arg(long, global = true, env = "LOTSE_SETTINGS", value_name = "FILE", default_value = "lotse.toml")]
    pub(crate) settings: PathBuf,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the homeserver and people until told to stop.
    Serve,
    /// Write both registrations and the homeserver's part, with new tokens.
    Registration(registration::Args),
    /// Check settings, registrations and key file, one sentence per fault.
    Check,
    /// Ask the homeserver, the database and ourselves whether all is well.
    Doctor(doctor::Args),
    /// Centres, postcodes and counsellors: the workbook and what follows from it.
    Directory {
        #[command(subcommand)]
        command: directory::Command,
        /// The language in which faults are told.
        #[arg(long, global = true, value_enum, default_value_t)]
        lang: directory::Lang,
    },
    /// Say how the reception would hear a text as the first answer; without settings or database.
    Ask(ask::Args),
    /// Who came to read which case, why and until when.
    Audit {
        #[command(subcommand)]
        command: audit::Command,
    },
    /// Enquiries, first-answer times and covers per month, centre and topic; small numbers are withheld.
    Figures(figures::Args),
    /// Personal and centre links, with QR codes.
    Link {
        #[command(subcommand)]
        command: link::Command,
    },
    /// Events that were put aside.
    Inbox {
        #[command(subcommand)]
        command: inbox::Command,
    },
    /// Effects that were given up.
    Outbox {
        #[command(subcommand)]
        command: outbox::Command,
    },
    /// Keep cases from being erased, and let them go.
    Case {
        #[command(subcommand)]
        command: case::Command,
    },
    /// Invite new counsellors, have others leave; see and confirm those whose cross-signing identity has become another.
    Staff {
        #[command(subcommand)]
        command: staff::Command,
    },
    /// The key file that seals custodians' keys.
    Key {
        #[command(subcommand)]
        command: key::Command,
    },
    /// Write the drafts that a data-protection officer needs, filled from the settings and the directory in force.
    Kit(kit::Args),
    /// Print a sample file.
    Sample {
        /// Which one.
        sample: samples::Sample,
    },
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::{Cli, Command};

    #[test]
    fn verify_cli() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_settings_file_may_stand_anywhere() {
        for line in ["lotse --settings a.toml check", "lotse check --settings a.toml"] {
            let cli = Cli::try_parse_from(line.split(' ')).unwrap();
            assert_eq!(cli.settings.to_str(), Some("a.toml"));
            assert!(matches!(cli.command, Command::Check));
        }
    }

    #[test]
    fn an_address_that_is_none_is_a_wrong_command_line() {
        let refused = Cli::try_parse_from(["lotse", "registration", "--url", "9100"]).unwrap_err();
        assert_eq!(refused.exit_code(), 2);
        assert!(refused.to_string().contains("begins with http://"), "{refused}");
    }
}
