//! Opening the machine, its identity, and the pump.

use matrix_sdk_crypto::{
    OlmMachine,
    types::requests::{ToDeviceRequest, UploadSigningKeysRequest},
};
use ruma::{OwnedDeviceId, TransactionId, UserId};
use tokio::sync::Mutex;

use super::{
    Custodian, CustodianError, CustodianResult, Custodians, DEVICE_NAME, DeviceLists, Escrow, ahead::Ahead,
    away::Away, letter_box::Position,
};
use crate::{
    keys::crypto_store::DatabaseCryptoStore,
    running::fail_point,
    servers::homeserver::{HomeserverError, Identity, KeyAnswer},
};

/// In the crypto store: user, device and identity are where they should be.
const SETTLED: &str = "lotse_settled";

// The machine forwards no key because a device asks for it: the feature is not built in. Keys are given by
// `give_history` alone, to people whom a case names.

impl Custodians {
    pub(super) async fn open_machine(
        &self,
        user: &UserId,
        device: OwnedDeviceId,
    ) -> CustodianResult<Custodian> {
        let keys = DatabaseCryptoStore::open(self.store.clone(), user);
        keys.follow_nobody().await?;
        let machine = OlmMachine::with_store(user, &device, keys.clone(), None).await?;
        let custodian = Custodian {
            identity: Identity::device(user, &device),
            machine,
            keys,
            homeserver: self.homeserver.clone(),
            store: self.store.clone(),
            clock: self.clock.clone(),
            keys_came: self.keys_came.clone(),
            exchange: Mutex::new(Position::default()),
            lists: DeviceLists::new(),
            ahead: Ahead::default(),
            pins: self.pins.clone(),
        };
        custodian.settle(&self.escrow).await?;
        Ok(custodian)
    }
}

impl Custodian {
    /// Brings user, device and cross-signing identity to where they should be; cheap when they are there already.
    async fn settle(&self, escrow: &Escrow) -> CustodianResult<()> {
        if self.machine.store().get_custom_value(SETTLED).await?.is_some() {
            return Ok(());
        }
        let status = self.machine.cross_signing_status().await;
        let user = self.user();
        self.homeserver.register(user.localpart()).await?;
        let device = self.machine.device_id();
        self.homeserver.put_device(user, device, DEVICE_NAME).await?;
        for other in self.homeserver.devices(user).await? {
            if other != device {
                tracing::warn!(device.id = %other, "Removed a device whose keys were lost");
                self.homeserver.delete_device(user, &other).await?;
            }
        }
        self.machine.update_tracked_users([user]).await?;
        self.pump().await?;
        if !status.has_master
            && let Some(export) = escrow.load(user)?
        {
            let status = self
                .machine
                .import_cross_signing_keys(export)
                .await
                .map_err(|error| CustodianError::Identity(error.to_string()))?;
            if !status.is_complete() {
                return Err(CustodianError::Identity(
                    "the escrow does not fit the published identity".to_owned(),
                ));
            }
        }
        let requests = self.machine.bootstrap_cross_signing(false).await?;
        // Escrowed before it is published: an identity that people may have verified is never without a copy.
        if let Some(export) = self.machine.export_cross_signing_keys().await? {
            escrow.keep(user, &export)?;
        }
        fail_point::pass("identity.after_escrow");
        if let Some(upload) = &requests.upload_keys_req {
            self.send(upload.request_id(), upload.request()).await?;
        }
        // What was imported from the escrow lacks the signatures that the published keys have; it is the same identity.
        if !self.is_published(&requests.upload_signing_keys_req).await? {
            self.homeserver.upload_signing_keys(&self.identity, &requests.upload_signing_keys_req).await?;
        }
        self.homeserver.signatures_upload(&self.identity, &requests.upload_signatures_req).await?;
        fail_point::pass("identity.after_publication");
        self.machine.mark_all_tracked_users_as_dirty().await?;
        self.pump().await?;
        self.machine.store().set_custom_value(SETTLED, vec![1]).await?;
        Ok(())
    }

    /// Whether the homeserver shows this very identity already.
    async fn is_published(&self, ours: &UploadSigningKeysRequest) -> CustodianResult<bool> {
        let (_, question) = self.machine.query_keys_for_users([self.user()]);
        let answer = self.homeserver.keys_query(&self.identity, &question).await?;
        let Some(published) = answer.master_keys.get(self.user()) else { return Ok(false) };
        let published: serde_json::Value = serde_json::from_str(published.json().get())?;
        let ours = serde_json::to_value(&ours.master_key)?;
        Ok(ours["keys"].is_object() && ours["keys"] == published["keys"])
    }

    /// Sends what the machine wants sent, until it wants nothing more.
    pub(super) async fn pump(&self) -> CustodianResult<()> {
        // Each round answers what the last one asked; a healthy machine is content after two or three.
        for _ in 0..8 {
            let requests = self.machine.outgoing_requests().await?;
            let mut sent = false;
            for request in &requests {
                match self.send(request.request_id(), request.request()).await {
                    Ok(()) => sent = true,
                    Err(CustodianError::Homeserver(HomeserverError::Impossible(_))) => {}
                    Err(other) => return Err(other),
                }
            }
            if !sent {
                break;
            }
        }
        Ok(())
    }

    async fn send(
        &self,
        txn: &TransactionId,
        request: &matrix_sdk_crypto::types::requests::AnyOutgoingRequest,
    ) -> CustodianResult<()> {
        let answer = self.homeserver.key_request(&self.identity, txn, request).await?;
        match &answer {
            KeyAnswer::Uploaded(answer) => self.machine.mark_request_as_sent(txn, answer).await?,
            KeyAnswer::Queried(answer) => self.machine.mark_request_as_sent(txn, answer).await?,
            KeyAnswer::Claimed(answer) => self.machine.mark_request_as_sent(txn, answer).await?,
            KeyAnswer::Delivered(answer) => self.machine.mark_request_as_sent(txn, answer).await?,
            KeyAnswer::Signed(answer) => self.machine.mark_request_as_sent(txn, answer).await?,
        }
        Ok(())
    }

    pub(super) async fn deliver(&self, request: &ToDeviceRequest) -> CustodianResult<()> {
        let answer = self.homeserver.to_device(&self.identity, request).await?;
        self.machine.mark_request_as_sent(&request.txn_id, &answer).await?;
        Ok(())
    }

    /// As [`Self::claim_sessions`], for people of other servers only. Before the exchange is locked: their server may be silent for
    /// long, and whoever writes elsewhere does not wait for it. The machine leaves it alone for a while afterwards.
    pub(super) async fn claim_sessions_abroad(&self, people: &[&UserId]) -> CustodianResult<()> {
        let here = self.user().server_name();
        let abroad: Vec<_> = people.iter().copied().filter(|user| user.server_name() != here).collect();
        if !abroad.is_empty() {
            self.claim_sessions(&abroad).await?;
        }
        Ok(())
    }

    /// Makes sure that there is an Olm session with each of these people's devices, as far as their servers answer.
    pub(super) async fn claim_sessions(&self, people: &[&UserId]) -> CustodianResult<Away> {
        let (people, left_alone): (Vec<_>, Vec<_>) =
            people.iter().copied().partition(|person| self.may_ask(person));
        let left_alone = Away::all_of(&left_alone);
        let Some((txn, request)) = self.machine.get_missing_sessions(people.into_iter()).await? else {
            return Ok(left_alone);
        };
        let answer = self.homeserver.keys_claim(&self.identity, &request).await?;
        self.machine.mark_request_as_sent(&txn, &answer).await?;
        let away = Away::of(answer.failures.keys());
        self.note_away(&away);
        Ok(away.and(left_alone))
    }
}
