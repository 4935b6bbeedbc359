//! The key that seals custodians' secrets: a file apart from the database.

use std::fmt;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretBox};

use crate::fault::{Fault, Place, Problem};
use crate::files;

/// 32 secret bytes from a file of mode 0600 that holds them in base64.
pub struct KeyFile(SecretBox<[u8; 32]>);

impl KeyFile {
    /// Reads the key. Refuses a file that group or others may read or write, and anything but one key.
    pub fn load(path: &Path) -> Result<Self, Fault> {
        let text = Zeroizing::new(files::read_private(path)?);
        let refused = || Fault::at(Place::File(path.to_path_buf()), Problem::NotKey);
        let bytes = Zeroizing::new(STANDARD.decode(text.trim()).map_err(|_| refused())?);
        let key = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| refused())?;
        Ok(Self(SecretBox::new(Box::new(key))))
    }

    /// Writes `bytes` to a new file of mode 0600, in a folder of mode 0700 if there is none yet. Refuses when there is
    /// a file already: a lost key loses the rooms.
    pub fn create(path: &Path, bytes: &[u8; 32]) -> Result<Self, Fault> {
        files::create_private_folder_of(path)?;
        let text = Zeroizing::new(format!("{}\n", STANDARD.encode(bytes)));
        files::create_private(path, &text)?;
        Ok(Self(SecretBox::new(Box::new(*bytes))))
    }

    /// The key itself.
    pub fn expose(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }
}

impl fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyFile([REDACTED])")
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::{Path, PathBuf};

    use super::KeyFile;

    fn written(folder: &Path, text: &str, mode: u32) -> PathBuf {
        let path = folder.join("lotse.key");
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        path
    }

    #[test]
    fn a_created_key_is_private_and_loads() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lotse.key");
        KeyFile::create(&path, &[7; 32]).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(KeyFile::load(&path).unwrap().expose(), &[7; 32]);
    }

    #[test]
    fn an_existing_key_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lotse.key");
        KeyFile::create(&path, &[7; 32]).unwrap();
        let refused = KeyFile::create(&path, &[8; 32]).unwrap_err().to_string();
        assert!(refused.ends_with("a file with this name is there already and is left alone."), "{refused}");
        assert_eq!(KeyFile::load(&path).unwrap().expose(), &[7; 32]);
    }

    #[test]
    fn a_key_that_others_may_read_or_write_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for mode in [0o640, 0o604, 0o644, 0o620, 0o601] {
            let path = written(folder.path(), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", mode);
            let refused = KeyFile::load(&path).unwrap_err().to_string();
            assert!(refused.ends_with(&format!("(mode {mode:04o}); run chmod 600 on it.")), "{refused}");
        }
    }

    #[test]
    fn anything_but_one_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["", "sesame", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            let path = written(folder.path(), text, 0o600);
            let refused = KeyFile::load(&path).unwrap_err().to_string();
            assert!(refused.ends_with("must hold exactly one key of 32 bytes in base64."), "{refused}");
        }
        assert!(KeyFile::load(folder.path()).is_err());
        assert!(KeyFile::load(&folder.path().join("missing")).is_err());
    }

    #[test]
    fn debug_shows_no_key() {
        let folder = tempfile::tempdir().unwrap();
        let key = KeyFile::create(&folder.path().join("lotse.key"), &[65; 32]).unwrap();
        assert_eq!(format!("{key:?}"), "KeyFile([REDACTED])");
    }
}
