//! What a browser shows to be known again.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::entropy;

/// What a browser shows to be known again: 256 bits. Only a keyed hash of it is stored.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    pub(crate) fn new() -> Self {
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(entropy::bytes::<32>())))
    }

    /// Takes what can be one.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        (text.len() == 43 && text.bytes().all(plain)).then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// For the cookie alone.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_43_signs() {
        let secret = Secret::new();
        assert_eq!(Secret::parse(secret.expose()).unwrap().expose(), secret.expose());
        assert_eq!(format!("{secret:?}"), "Secret");
        for text in ["", "a", &"a".repeat(42), &"a".repeat(44), &format!("{}=", "a".repeat(42))] {
            assert!(Secret::parse(text).is_none(), "{text}");
        }
    }
}
