//! Sessions: who is signed in, for how long, and on which one device.

use routing::{Span, Timestamp};
use ruma::{OwnedDeviceId, OwnedUserId};
use tokio::time::Instant;

use super::{Accounts, Office, Refusal, SessionView};
use crate::{
    cases::{live, returning, service::seeker_matrix_id},
    running::{entropy, secret::Secret},
    servers::homeserver::Identity,
    store::{
        self, StoreResult,
        account::Account,
        case::Stored,
        session::{Session, SessionKey},
    },
    words::days,
};

/// What a device of the portal is called, for everybody who may see its keys.
const DEVICE_NAME: &str = "Portal";

/// A use is written down only if the last one is older than this.
const GRAIN: Span = Span::minutes(1);

/// A device that was made for a session which never came to be is deleted after this.
const ORPHANED: Span = Span::minutes(2);

/// Somebody who is signed in.
pub struct SignedIn {
    pub(super) account: Account,
    pub(super) session: Session,
}

impl SignedIn {
    /// Their Matrix user.
    pub fn user(&self) -> OwnedUserId {
        seeker_matrix_id(&self.account.about.seeker)
    }

    /// Their device.
    pub fn device(&self) -> OwnedDeviceId {
        OwnedDeviceId::from(self.session.device.as_str())
    }

    /// User and device, as the homeserver is to know them.
    pub fn identity(&self) -> Identity {
        Identity { user: self.user(), device: Some(self.device()) }
    }
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignedIn")
    }
}

impl Accounts {
    /// Who shows this, if the session still holds. `acts`: whether they do something, and do not only wait.
    pub async fn known(&self, secret: &Secret, acts: bool) -> Result<SignedIn, Refusal> {
        let key = SessionKey::of(self.store.vault(), secret.expose());
        let now = self.clock.now();
        let signed_in = {
            let mut tx = self.store.look().await?;
            let Some(session) = store::session::by_key(&mut tx, &key).await? else {
                return Err(Refusal::SignedOut);
            };
            let account = store::account::by_id(&mut tx, &session.account).await?;
            let account = account.filter(|account| account.leaving.is_none() && self.holds(&session, now));
            SignedIn { account: account.ok_or(Refusal::SignedOut)?, session }
        };
        if acts && now.since(signed_in.session.used).millis() > GRAIN.millis() {
            let mut tx = self.store.begin().await?;
            store::session::used(&mut tx, &key, now).await?;
            tx.commit().await?;
        }
        Ok(signed_in)
    }

    fn holds(&self, session: &Session, now: Timestamp) -> bool {
        let (idle, old) = self.worn_out_before(now);
        session.used >= idle && session.created >= old
    }

    /// A session that was last used before the first moment, or made before the second one, is over.
    pub(super) fn worn_out_before(&self, now: Timestamp) -> (Timestamp, Timestamp) {
        let before = |time: std::time::Duration| {
            now.minus(Span::from_millis(i64::try_from(time.as_millis()).unwrap_or(i64::MAX)))
        };
        (before(self.terms.idle), before(self.terms.longest))
    }

    /// Whether a session may do one more thing now; else how long until it may.
    pub fn pace(&self, signed_in: &SignedIn) -> Result<(), std::time::Duration> {
        self.paces.take(signed_in.session.key.as_str(), Instant::now())
    }

    /// Whether somebody may send so many bytes of a file more today; they are noted then.
    pub async fn may_send(&self, signed_in: &SignedIn, bytes: u64) -> Result<(), Refusal> {
        let day = days::start(days::today(self.clock.now()));
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX / 2);
        let mut tx = self.store.begin().await?;
        let sum = (bytes, self.terms.bytes_a_day);
        if !store::account::send(&mut tx, &signed_in.account.id, day, sum).await? {
            return Err(Refusal::DayIsFull);
        }
        Ok(tx.commit().await?)
    }

    /// So many bytes were not sent after all.
    pub async fn has_not_sent(&self, signed_in: &SignedIn, bytes: u64) -> Result<(), Refusal> {
        let day = days::start(days::today(self.clock.now()));
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX / 2);
        let mut tx = self.store.begin().await?;
        store::account::give_back(&mut tx, &signed_in.account.id, day, bytes).await?;
        Ok(tx.commit().await?)
    }

    /// The same session with a new device; the one it had is deleted.
    pub async fn next_device(&self, signed_in: SignedIn) -> Result<SessionView, Refusal> {
        let office = self.office()?;
        let SignedIn { account, session } = signed_in;
        let account = self.registered(&office, account).await?;
        let device = self.make_device(&office, &account).await?;
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        if !store::session::change_device(&mut tx, &session, &device, now).await? {
            // Another tab was quicker, or it is over; the device goes by itself.
            return Err(Refusal::SignedOut);
        }
        store::session::device_gone(&mut tx, &device).await?;
        store::session::end_device(&mut tx, &account.about.seeker, &session.device, now).await?;
        store::account::has_seen(&mut tx, &account.id).await?;
        let cases = store::case::of_seeker(&mut tx, &account.about.seeker).await?;
        tx.commit().await?;
        self.rung.notify_one();
        in_use(&office, &cases).await;
        self.view(&office, &account, &device).await
    }

    /// A session begins; the one that the browser had before is over.
    pub(super) async fn begin(
        &self,
        office: &Office,
        account: &Account,
        before: Option<&Secret>,
    ) -> Result<(Secret, SessionView), Refusal> {
        let device = self.make_device(office, account).await?;
        let (secret, now) = (Secret::new(), self.clock.now());
        let key = SessionKey::of(self.store.vault(), secret.expose());
        let session =
            Session { key, account: account.id.clone(), device: device.clone(), created: now, used: now };
        let mut tx = self.store.begin().await?;
        store::session::insert(&mut tx, &session).await?;
        self.look_again(&mut tx, account).await?;
        store::account::has_seen(&mut tx, &account.id).await?;
        store::session::device_gone(&mut tx, &device).await?;
        if let Some(before) = before {
            let key = SessionKey::of(self.store.vault(), before.expose());
            end_one(&mut tx, &key, now).await?;
        }
        let cases = store::case::of_seeker(&mut tx, &account.about.seeker).await?;
        tx.commit().await?;
        self.rung.notify_one();
        in_use(office, &cases).await;
        Ok((secret, self.view(office, account, &device).await?))
    }

    /// Makes a device at the homeserver. Until a session has it, it is one of those that are to be deleted.
    async fn make_device(&self, office: &Office, account: &Account) -> Result<String, Refusal> {
        let device = device_id();
        let seeker = &account.about.seeker;
        let mut tx = self.store.begin().await?;
        store::session::end_device(&mut tx, seeker, &device, self.clock.now().plus(ORPHANED)).await?;
        tx.commit().await?;
        let id = OwnedDeviceId::from(device.as_str());
        office.seekers.put_device(&seeker_matrix_id(seeker), &id, DEVICE_NAME).await?;
        Ok(device)
    }

    /// The session of this secret is over. It is fine if there is none.
    pub async fn end(&self, secret: &Secret) -> Result<(), Refusal> {
        let key = SessionKey::of(self.store.vault(), secret.expose());
        let mut tx = self.store.begin().await?;
        let mut guest = None;
        if let Some(session) = store::session::by_key(&mut tx, &key).await? {
            store::account::has_seen(&mut tx, &session.account).await?;
            let account = store::account::by_id(&mut tx, &session.account).await?;
            guest = account.map(|account| account.about).filter(|about| about.guest);
        }
        end_one(&mut tx, &key, self.clock.now()).await?;
        tx.commit().await?;
        self.rung.notify_one();
        if let (Some(guest), Ok(office)) = (guest, self.office()) {
            live::leave(&office.service, &guest.seeker).await?;
        }
        Ok(())
    }

    /// All sessions of somebody are over.
    pub async fn end_all(&self, signed_in: &SignedIn) -> Result<(), Refusal> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        for session in store::session::of_account(&mut tx, &signed_in.account.id).await? {
            store::session::end(&mut tx, &session, &signed_in.account, now).await?;
        }
        store::account::has_seen(&mut tx, &signed_in.account.id).await?;
        tx.commit().await?;
        self.rung.notify_one();
        Ok(())
    }
}

/// Whoever is to decide about another account for one of these cases is told that this one is in use. Nobody's way in hangs on it.
async fn in_use(office: &Office, cases: &[Stored]) {
    for stored in cases {
        if let Err(error) = returning::in_use(&office.service, &stored.case.id).await {
            tracing::error!(case.id = %stored.case.id, error = %error, "Could not tell that an account is in use");
        }
    }
}

async fn end_one(tx: &mut store::Tx, key: &SessionKey, now: Timestamp) -> StoreResult<()> {
    let Some(session) = store::session::by_key(tx, key).await? else { return Ok(()) };
    match store::account::by_id(tx, &session.account).await? {
        Some(account) => store::session::end(tx, &session, &account, now).await,
        None => Ok(()),
    }
}

/// Says nothing about anybody; clean-up knows it by its beginning.
fn device_id() -> String {
    let bytes = entropy::bytes::<6>();
    bytes.iter().fold("P".to_owned(), |id, byte| format!("{id}{byte:02X}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_says_nothing() {
        let id = device_id();
        assert!(id.len() == 13 && id.starts_with('P') && id != device_id(), "{id}");
    }
}
