//! `[erasure]`

use std::path::{Path, PathBuf};

use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

use crate::fault::{Fault, Place, Problem};
use crate::files;
use crate::section::Section;

/// What erasing a case needs beyond an application service's rights.
#[derive(Debug, Clone)]
pub struct Erasure {
    /// The file with the access token of a user who administrates the homeserver. Without it erased rooms stay there,
    /// encrypted.
    pub admin_token_file: Option<PathBuf>,
}

impl Erasure {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        let admin_token_file = section.optional_path("admin_token_file");
        Some(Self { admin_token_file: admin_token_file? })
    }

    /// Reads the token, if there is to be one. Refuses a file that group or others may read or write, and an empty one.
    pub fn admin_token(&self) -> Result<Option<SecretString>, Fault> {
        self.admin_token_file.as_deref().map(token).transpose()
    }
}

fn token(path: &Path) -> Result<SecretString, Fault> {
    let text = Zeroizing::new(files::read_private(path)?);
    let token = text.trim();
    let plain = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    if plain {
        Ok(SecretString::from(token))
    } else {
        Err(Fault::at(Place::File(path.to_path_buf()), Problem::NotToken))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use secrecy::ExposeSecret as _;

    use super::Erasure;

    #[test]
    fn a_token_is_one_word_in_a_private_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("admin.token");
        let erasure = Erasure { admin_token_file: Some(path.clone()) };
        assert!(erasure.admin_token().is_err(), "there is no file");
        for (text, mode, good) in [
            ("syt_word\n", 0o600, true),
            ("syt_word\n", 0o640, false),
            ("", 0o600, false),
            ("two words", 0o600, false),
        ] {
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            let token = erasure.admin_token().map(|token| token.unwrap().expose_secret().to_owned());
            assert_eq!(token.ok(), good.then(|| "syt_word".to_owned()), "{text:?} {mode:o}");
        }
        assert!(Erasure { admin_token_file: None }.admin_token().unwrap().is_none());
        assert!(!format!("{erasure:?}").contains("syt_word"));
    }
}
