//! An authenticator made of software, as browsers talk to one: it does what it is told, and lies where a test wants it to.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::Handle;

/// One passkey.
#[derive(Clone)]
pub(super) struct Authenticator {
    pub(super) key: SigningKey,
    pub(super) id: [u8; 16],
    pub(super) counter: u32,
    /// At which page it is asked.
    pub(super) origin: &'static str,
    /// For which name it signs.
    pub(super) name: &'static str,
    /// Whether it has verified its person.
    pub(super) verified: bool,
    /// Whose it says it is.
    pub(super) handle: Handle,
}

impl Authenticator {
    pub(super) fn new(number: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[number; 32]).unwrap(),
            id: [number; 16],
            counter: 1,
            origin: "https://lotse.example",
            name: "lotse.example",
            verified: true,
            handle: [number; 16],
        }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = &options["publicKey"]["challenge"];
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    /// The hash of the name, the flags and the counter; a new key comes behind them.
    fn data(&self, new: bool) -> Vec<u8> {
        let mut data = Sha256::digest(self.name).to_vec();
        data.push(0b1 | (u8::from(self.verified) << 2) | (u8::from(new) << 6));
        data.extend(self.counter.to_be_bytes());
        if new {
            data.extend([0; 16]);
            data.extend([0, 16]);
            data.extend(self.id);
            // A COSE key: elliptic, ES256, P-256, and the point.
            let point = self.key.verifying_key().to_sec1_point(false);
            data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
            data.extend(point.x().unwrap().iter());
            data.extend([0x22, 0x58, 0x20]);
            data.extend(point.y().unwrap().iter());
        }
        data
    }

    /// `navigator.credentials.create`.
    pub(super) fn create(&self, options: &Value) -> Value {
        let data = self.data(true);
        // A map of three in CBOR: no attestation.
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt");
        object.push(0x64);
        object.extend(b"none");
        object.push(0x67);
        object.extend(b"attStmt");
        object.push(0xa0);
        object.push(0x68);
        object.extend(b"authData");
        object.extend([0x58, u8::try_from(data.len()).unwrap()]);
        object.extend(data);
        json!({
            "id": BASE64.encode(self.id),
            "rawId": BASE64.encode(self.id),
            "type": "public-key",
            "response": {
                "attestationObject": BASE64.encode(object),
                "clientDataJSON": BASE64.encode(self.client_data("webauthn.create", options)),
            },
            "extensions": {},
        })
    }

    /// `navigator.credentials.get`.
    pub(super) fn get(&self, options: &Value) -> Value {
        let (data, client) = (self.data(false), self.client_data("webauthn.get", options));
        let mut signed = data.clone();
        signed.extend(Sha256::digest(&client));
        let signature: Signature = self.key.sign(&signed);
        json!({
            "id": BASE64.encode(self.id),
            "rawId": BASE64.encode(self.id),
            "type": "public-key",
            "response": {
                "authenticatorData": BASE64.encode(data),
                "clientDataJSON": BASE64.encode(client),
                "signature": BASE64.encode(signature.to_der().as_bytes()),
                "userHandle": BASE64.encode(self.handle),
            },
            "extensions": {},
        })
    }
}
