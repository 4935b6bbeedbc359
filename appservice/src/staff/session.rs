//! Signing in: a browser gets a code, its person says it in an encrypted chat (`cases/signing_in.rs`), and it gets a session.

use std::time::Duration;

use routing::desk::{Deed, Role, may};
use routing::{CounsellorId, Reference, Span};
use ruma::OwnedUserId;
use tokio::time::Instant;

use super::{Browser, Refused, Secret, Staff};
use crate::{
    cases::{
        roles,
        service::{Service, counsellor_id},
        signing_in::{self, Standing},
    },
    store::{
        self,
        desk_session::{DeskKey, DeskSession, Whose},
    },
};

/// A use is written down only if the last one is older than this.
const GRAIN: Span = Span::minutes(1);

/// Somebody who is signed in.
#[derive(Debug)]
pub struct SignedIn {
    pub(super) session: DeskSession,
    pub(super) counsellor: CounsellorId,
    roles: Vec<Role>,
}

impl SignedIn {
    /// Whether they may.
    pub fn may(&self, deed: Deed<'_>) -> bool {
        may(&self.roles, deed)
    }

    /// What they may look at beside their own desk.
    pub fn rooms(&self) -> Vec<Room> {
        let leads = self.roles.iter().any(|role| matches!(role, Role::Lead(_)));
        let referat = self.roles.contains(&Role::Referat);
        let mut rooms = Vec::new();
        if referat || leads {
            rooms.extend([Room::Card, Room::Coverage, Room::Figures, Room::Trail]);
        }
        if referat {
            rooms.push(Room::Leads);
        }
        rooms
    }

    /// Refuses what they may not: whether it exists is not said.
    pub(super) fn must(&self, deed: Deed<'_>) -> Result<(), Refused> {
        if self.may(deed) { Ok(()) } else { Err(Refused::Unknown) }
    }
}

/// Pages beside one's own desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// What seekers read of a centre.
    Card,
    /// Where nobody is responsible, and who would get an enquiry.
    Coverage,
    /// How many, how soon.
    Figures,
    /// Who came to read which case.
    Trail,
    /// Who leads which centre.
    Leads,
}

/// How far somebody has come who signs in.
#[derive(Debug)]
pub enum Step {
    /// The code is still to be said.
    Waits {
        /// It.
        code: Reference,
        /// How long it holds.
        left: Duration,
    },
    /// They are in, with this secret.
    In(Secret),
    /// It took too long.
    Over,
}

impl Staff {
    /// A browser wants to be signed in: its secret until then, and the code that it shows.
    pub fn knock(&self, browser: Browser) -> Result<(Secret, Reference), Refused> {
        let service = self.office()?;
        let secret = Secret::new();
        let code = service.knocks.begin(secret.expose(), browser, Instant::now()).ok_or(Refused::Busy)?;
        Ok((secret, code))
    }

    /// Whether its code is still to be said.
    pub fn is_waited_for(&self, knocking: &Secret) -> Result<bool, Refused> {
        let standing = self.office()?.knocks.standing(knocking.expose(), Instant::now());
        Ok(matches!(standing, Standing::Waits { .. }))
    }

    /// How far the browser with this secret has come; its session begins if the code was said.
    pub async fn next_step(&self, knocking: &Secret) -> Result<Step, Refused> {
        let service = self.office()?;
        let now = Instant::now();
        match service.knocks.standing(knocking.expose(), now) {
            Standing::Over => return Ok(Step::Over),
            Standing::Waits { code, left } => return Ok(Step::Waits { code, left }),
            Standing::Granted(_) => {}
        }
        // From here on the code is of no use to anybody else.
        let Some((user, browser)) = service.knocks.take(knocking.expose(), now) else {
            return Ok(Step::Over);
        };
        let Some(session) = self.begin(&service, user, browser).await? else { return Ok(Step::Over) };
        Ok(Step::In(session))
    }

    async fn begin(
        &self,
        service: &Service,
        user: OwnedUserId,
        browser: Browser,
    ) -> Result<Option<Secret>, Refused> {
        let mut tx = self.store.begin().await?;
        let known = store::identity::of(&mut tx, &user).await?;
        // Without an identity that counts nothing that they say is heard, so that there is one.
        let Some(identity) = known.map(|known| known.key) else { return Ok(None) };
        if roles::of(service, &mut tx, &user).await?.is_empty() {
            return Ok(None);
        }
        let (secret, now) = (Secret::new(), self.clock.now());
        let key = DeskKey::of(self.store.vault(), secret.expose());
        let whose = Whose { user, identity, browser };
        store::desk_session::insert(&mut tx, &DeskSession { key, whose, created: now, used: now }).await?;
        tx.commit().await?;
        Ok(Some(secret))
    }

    /// Who shows this, if the session still holds. `acts`: whether they do something, and do not only look.
    pub async fn known(&self, secret: &Secret, acts: bool) -> Result<SignedIn, Refused> {
        let service = self.office()?;
        let key = DeskKey::of(self.store.vault(), secret.expose());
        let (session, roles) = {
            let mut tx = self.store.look().await?;
            let session = store::desk_session::by_key(&mut tx, &key).await?.ok_or(Refused::SignedOut)?;
            if !signing_in::holds(&service, &mut tx, &session).await? {
                return Err(Refused::SignedOut);
            }
            let roles = roles::of(&service, &mut tx, &session.whose.user).await?;
            (session, roles)
        };
        let counsellor = counsellor_id(&session.whose.user).ok_or(Refused::SignedOut)?;
        let now = self.clock.now();
        if acts && now.since(session.used).millis() > GRAIN.millis() {
            let mut tx = self.store.begin().await?;
            store::desk_session::used(&mut tx, &key, now).await?;
            tx.commit().await?;
        }
        Ok(SignedIn { session, counsellor, roles })
    }

    /// The session of this secret is over. It is fine if there is none.
    pub async fn end(&self, secret: &Secret) -> Result<(), Refused> {
        let key = DeskKey::of(self.store.vault(), secret.expose());
        let mut tx = self.store.begin().await?;
        if let Some(session) = store::desk_session::by_key(&mut tx, &key).await? {
            store::desk_session::end(&mut tx, &session.whose.user, &key).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Another session of the same person is over.
    pub async fn end_other(&self, signed_in: &SignedIn, named: &str) -> Result<(), Refused> {
        let mut tx = self.store.begin().await?;
        store::desk_session::end(&mut tx, &signed_in.session.whose.user, &DeskKey::named(named)).await?;
        Ok(tx.commit().await?)
    }

    /// All sessions of somebody are over.
    pub async fn end_all(&self, signed_in: &SignedIn) -> Result<(), Refused> {
        let mut tx = self.store.begin().await?;
        store::desk_session::end_all(&mut tx, &signed_in.session.whose.user).await?;
        Ok(tx.commit().await?)
    }
}
