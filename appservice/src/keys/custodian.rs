//! The holders of keys: each centre's custodian, and the reception, which is one as well.
//!
//! A custodian is an `OlmMachine` on our own database. The machine returns requests, and one pump sends them. It is
//! opened on demand; the least recently used that nobody uses is closed when too many are open. Nothing here decides who may read:
//! callers name the recipients, and take them from `routing::access` or the directory, never from the homeserver.

use std::{collections::BTreeSet, num::NonZeroUsize, sync::Arc};

use matrix_sdk_crypto::{
    CryptoStoreError, DecryptionSettings, MegolmError, OlmError, OlmMachine, TrustRequirement,
};
use routing::RoomId;
use ruma::{OwnedDeviceId, OwnedUserId, UserId};
use tokio::sync::{Mutex, Notify};

use crate::{
    keys::{
        crypto_store::{CryptoFault, DatabaseCryptoStore},
        pins::Pins,
    },
    running::{clock::Clock, entropy},
    servers::homeserver::{Homeserver, HomeserverError, Identity},
    store::{self, Store, StoreError},
};

mod ahead;
mod away;
mod device_lists;
mod escrow;
mod letter_box;
mod machine;
mod places;
mod reading;
mod sharing;
#[cfg(test)]
mod tests;
mod trouble;
mod unsigned;
mod writing;

use ahead::Ahead;
use device_lists::DeviceLists;
pub use escrow::{Escrow, EscrowError};
use places::Places;
pub use reading::{Opened, Unreadable};
pub use sharing::History;
pub use unsigned::{Proof, Unsigned};
pub use writing::Listeners;

/// Why a custodian could not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum CustodianError {
    /// The homeserver did not do its part.
    #[error(transparent)]
    Homeserver(#[from] HomeserverError),
    /// Our database did not do its part.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The crypto store did not do its part.
    #[error("the crypto store failed: {0}")]
    CryptoStore(#[from] CryptoStoreError),
    /// Encryption failed.
    #[error("encryption failed: {0}")]
    Encryption(#[from] OlmError),
    /// Encryption for a room failed.
    #[error("encryption for a room failed: {0}")]
    Megolm(#[from] MegolmError),
    /// Our own crypto store did not do its part.
    #[error(transparent)]
    Keys(#[from] CryptoFault),
    /// The escrow of identities could not be read or written.
    #[error(transparent)]
    Escrow(#[from] EscrowError),
    /// The custodian's own identity is not usable.
    #[error("the identity of a custodian is not usable: {0}")]
    Identity(String),
    /// Somebody's homeserver shows another identity than a moment ago, while a key was on its way to them.
    #[error("somebody's identity has just become another")]
    IdentityChanged,
    /// The server of somebody does not answer ours, so that nothing is known of their devices, or nothing can be encrypted
    /// for them.
    #[error("the server of somebody is away")]
    ServerAway,
    /// Content that has no serialised form.
    #[error("content could not be serialised: {0}")]
    Form(#[from] serde_json::Error),
}

impl CustodianError {
    /// Whether a stored value of a custodian's keys does not open any more. It is waited for all the same, since it may be brought
    /// back, and counted, since nothing else would show it.
    fn is_damage(&self) -> bool {
        let fault = match self {
            Self::Keys(fault) => Some(fault),
            Self::CryptoStore(CryptoStoreError::Backend(source))
            | Self::Encryption(OlmError::Store(CryptoStoreError::Backend(source)))
            | Self::Megolm(MegolmError::Store(CryptoStoreError::Backend(source))) => {
                source.downcast_ref::<CryptoFault>()
            }
            _ => None,
        };
        let unpickling = matches!(
            self,
            Self::CryptoStore(CryptoStoreError::UnpicklingError)
                | Self::Encryption(OlmError::Store(CryptoStoreError::UnpicklingError))
                | Self::Megolm(MegolmError::Store(CryptoStoreError::UnpicklingError))
        );
        let damaged = unpickling || fault.is_some_and(CryptoFault::is_damage);
        if damaged {
            store::damage::of_keys();
        }
        damaged
    }

    /// Whether the same may succeed later.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Homeserver(error) => error.is_passing(),
            // The database, which the machine asks as well, and the disk may do their part later.
            Self::Store(_)
            | Self::CryptoStore(_)
            | Self::Keys(_)
            | Self::ServerAway
            | Self::IdentityChanged
            | Self::Encryption(OlmError::Store(_))
            | Self::Megolm(MegolmError::Store(_))
            | Self::Escrow(EscrowError::File { .. }) => true,
            Self::Encryption(_) | Self::Megolm(_) | Self::Escrow(_) | Self::Identity(_) | Self::Form(_) => {
                false
            }
        }
    }
}

/// What a custodian's device is called.
pub const DEVICE_NAME: &str = "Lotse";

type CustodianResult<T> = Result<T, CustodianError>;

/// Everything received and sent is bound to devices that their owners have cross-signed.
const TRUST: DecryptionSettings =
    DecryptionSettings { sender_device_trust_requirement: TrustRequirement::CrossSigned };

/// All custodians of this process; opens them on demand.
pub struct Custodians {
    store: Store,
    homeserver: Homeserver,
    clock: Clock,
    escrow: Escrow,
    open: Places<Custodian>,
    pins: Arc<Pins>,
    keys_came: Arc<Notify>,
}

/// One user of ours with one device and its keys.
pub struct Custodian {
    identity: Identity,
    machine: OlmMachine,
    keys: DatabaseCryptoStore,
    homeserver: Homeserver,
    store: Store,
    clock: Clock,
    /// Rung when room keys have come for which events waited.
    keys_came: Arc<Notify>,
    /// Serialises everything that exchanges keys with the homeserver: the machine allows one claim at a time, and a
    /// letter-box is read in order.
    exchange: Mutex<letter_box::Position>,
    lists: DeviceLists,
    ahead: Ahead,
    pins: Arc<Pins>,
}

impl Custodians {
    /// Keeps at most `open_machines` custodians open, not counting those that are in use beyond them.
    pub fn new(
        store: Store,
        homeserver: Homeserver,
        clock: Clock,
        escrow: Escrow,
        (pins, open_machines): (Arc<Pins>, NonZeroUsize),
    ) -> Self {
        let open = Places::new(open_machines);
        Self { store, homeserver, clock, escrow, open, pins, keys_came: Arc::default() }
    }

    /// Whose identity counts.
    pub fn pins(&self) -> &Pins {
        &self.pins
    }

    /// Rung when room keys have come for which events waited, whichever custodian got them.
    pub fn keys_came(&self) -> &Notify {
        &self.keys_came
    }

    /// The custodian who is `user`, opened and able to work; made on the first call ever.
    pub async fn of(&self, user: &UserId) -> CustodianResult<Arc<Custodian>> {
        self.open
            .of(user, async || {
                let device = self.device_of(user).await?;
                let opened = self.open_machine(user, device).await?;
                metrics::counter!("lotse_custodians_opened_total").increment(1);
                Ok(opened)
            })
            .await
    }

    /// Destroys all keys for a room, whichever of our users holds some: former custodians, too.
    pub async fn destroy_keys(&self, room: &RoomId) -> CustodianResult<()> {
        let known = {
            let mut tx = self.store.look().await?;
            store::custodian::all(&mut tx).await?
        };
        let open = self.open_users().await;
        let matrix_room = writing::matrix_room(room)?;
        for custodian in known {
            let keys = DatabaseCryptoStore::open(self.store.clone(), &custodian.user);
            if !keys.knows_room(&matrix_room).await? {
                continue;
            }
            if open.contains(&custodian.user) {
                self.of(&custodian.user).await?.destroy_keys(room).await?;
            } else {
                keys.forget_room(&matrix_room).await?;
            }
        }
        self.store.owe_wipe();
        Ok(())
    }

    /// Destroys what our users know of somebody, except those in `keeps`, who still have to do with them.
    pub async fn forget_person(&self, person: &UserId, keeps: &BTreeSet<OwnedUserId>) -> CustodianResult<()> {
        let known = {
            let mut tx = self.store.look().await?;
            store::custodian::all(&mut tx).await?
        };
        for custodian in known.iter().filter(|custodian| !keeps.contains(&custodian.user)) {
            let keys = DatabaseCryptoStore::open(self.store.clone(), &custodian.user);
            if keys.knows(person).await? {
                self.of(&custodian.user).await?.forget_person(person).await?;
            }
        }
        if keeps.is_empty() {
            let mut tx = self.store.begin().await?;
            self.pins.forget(&mut tx, person).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// These people's devices have changed: whoever of ours is open asks for them before they are given a key again.
    pub async fn devices_changed(&self, people: &[OwnedUserId]) {
        for custodian in self.open.all().await {
            custodian.devices_changed(people);
        }
    }

    /// Who is open now, without opening anybody.
    pub async fn open_users(&self) -> Vec<OwnedUserId> {
        self.open.users().await
    }

    /// The device of a custodian; drawn once and remembered before the homeserver hears of it. After the store was
    /// lost it is a new one: a device id that is used twice with different keys confuses every client.
    async fn device_of(&self, user: &UserId) -> CustodianResult<OwnedDeviceId> {
        let mut tx = self.store.begin().await?;
        if let Some(known) = store::custodian::get(&mut tx, user).await? {
            return Ok(known.device);
        }
        let device = OwnedDeviceId::from(entropy::word().to_uppercase());
        let new = store::custodian::Custodian { user: user.to_owned(), device, created_at: self.clock.now() };
        let known = store::custodian::put(&mut tx, &new).await?;
        tx.commit().await?;
        Ok(known.device)
    }
}

impl Custodian {
    /// Whom this custodian speaks as.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The user.
    pub fn user(&self) -> &UserId {
        &self.identity.user
    }
}
