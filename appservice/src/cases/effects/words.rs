//! What is said by an effect: sealed in its row, since it may name people.

use std::collections::BTreeSet;

use routing::{CentreId, CounsellorId, RoomId};
use ruma::OwnedUserId;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    store::{StoreResult, vault::Vault},
    words::phrases::{Locale, Phrase, Say},
};

/// Sentences for one reader.
#[derive(Serialize, Deserialize)]
pub(crate) struct Words {
    pub locale: Locale,
    pub say: Vec<Say>,
    /// Who must act.
    #[serde(default)]
    pub whom: Whom,
}

/// For whom a message rings: whoever must act because of it, nobody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Whom {
    #[default]
    Nobody,
    People(BTreeSet<OwnedUserId>),
    /// All who are in the room.
    Everybody,
}

impl Whom {
    /// These people.
    pub(crate) fn these(people: impl IntoIterator<Item = OwnedUserId>) -> Self {
        Self::People(people.into_iter().collect())
    }

    /// As Matrix wants it (`m.mentions`): without it, clients look for names in the text, and people's words would ring.
    pub(crate) fn mentions(&self) -> Value {
        match self {
            Self::Nobody => json!({}),
            Self::People(people) if people.is_empty() => json!({}),
            Self::People(people) => json!({ "user_ids": people }),
            Self::Everybody => json!({ "room": true }),
        }
    }
}

impl Words {
    pub(crate) fn seal(&self, vault: &Vault) -> StoreResult<String> {
        seal(vault, self)
    }

    pub(crate) fn unseal(vault: &Vault, sealed: &str) -> StoreResult<Self> {
        unseal(vault, sealed)
    }
}

/// What is said of an appointment.
#[derive(Serialize, Deserialize)]
pub(crate) struct Handout {
    pub words: Words,
    /// A file for calendars.
    pub file: Option<String>,
    /// Whether times are offered: numbers to click on are put on it.
    pub offers: bool,
}

/// Where it is said.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Whither {
    /// In a room that is there.
    Room {
        /// Which.
        room: RoomId,
    },
    /// In a counsellor's chat with the custodian, which is made if there is none.
    Chat {
        /// Whose custodian.
        centre: CentreId,
        /// With whom.
        counsellor: CounsellorId,
    },
}

impl Handout {
    pub(crate) fn unseal(vault: &Vault, sealed: &str) -> StoreResult<Self> {
        unseal(vault, sealed)
    }
}

/// What is told to one person outside of all rooms.
#[derive(Serialize, Deserialize)]
pub(crate) struct Letter {
    /// An e-mail address, or a Matrix user.
    pub to: String,
    pub locale: Locale,
    pub subject: Phrase,
    pub text: Vec<Say>,
    /// What is noted once they have been told (`store/breach.rs`).
    #[serde(default)]
    pub noted: Option<String>,
    /// The account of the portal that wants it; it is not sent once that wants none at this address.
    #[serde(default)]
    pub account: Option<String>,
    /// Whether it asks if the address is theirs: then it goes while that is open, and at no other time.
    #[serde(default)]
    pub asks: bool,
}

impl Letter {
    pub(crate) fn unseal(vault: &Vault, sealed: &str) -> StoreResult<Self> {
        unseal(vault, sealed)
    }
}

/// Text of a row that names people.
pub(crate) fn seal(vault: &Vault, value: &impl Serialize) -> StoreResult<String> {
    use base64::Engine as _;
    Ok(base64::engine::general_purpose::STANDARD.encode(vault.seal(value)?))
}

/// What [`seal`] made of it.
pub(crate) fn unseal<T: DeserializeOwned>(vault: &Vault, sealed: &str) -> StoreResult<T> {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(sealed)
        .map_err(|_| crate::store::vault::VaultError::Damaged("it is not base64"))?;
    Ok(vault.unseal(&bytes)?)
}
