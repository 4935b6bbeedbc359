//! Signing in: a browser gets a code, its person says it in an encrypted chat (`cases/signing_in.rs`), and it gets a session.

use routing::desk::{Deed, Role, may};
use routing::{CentreId, CounsellorId, Reference, Span};
use tokio::time::Instant;

use super::{Browser, Refused, Secret, Staff};
use crate::{
    cases::{
        roles,
        service::{Service, counsellor_id},
        signing_in::{self, Grant, Standing},
    },
    store::{
        self, Tx,
        audit::Actor,
        desk_session::{DeskKey, DeskSession, Whose},
        passkey::PasskeyKey,
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
    /// What they are as well, and may not act as: they have signed in without a passkey.
    withheld: Vec<Role>,
}

impl SignedIn {
    /// Whether they may.
    pub fn may(&self, deed: Deed<'_>) -> bool {
        may(&self.roles, deed)
    }

    /// Whether they have a role that needs a passkey, and are signed in without one.
    pub fn needs_passkey(&self) -> bool {
        !self.withheld.is_empty()
    }

    /// Whether a passkey that they make now replaces those they have: they have signed in by the chat.
    pub fn replaces_passkeys(&self) -> bool {
        self.session.passkey.is_none()
    }

    /// By what right they act in a centre, for the trail.
    pub(super) fn actor(&self, centre: &CentreId) -> Actor {
        let who = self.counsellor.clone();
        let carries = |role: &Role| matches!(role, Role::Carrier { centres, .. } if centres.contains(centre));
        if self.roles.contains(&Role::Referat) {
            Actor::Referat(who)
        } else if self.roles.iter().any(carries) {
            Actor::Carrier(who)
        } else {
            Actor::Counsellor(who)
        }
    }

    /// What they may look at beside their own desk.
    pub fn rooms(&self) -> Vec<Room> {
        let leads = self.roles.iter().any(|role| matches!(role, Role::Lead(_)));
        let referat = self.roles.contains(&Role::Referat);
        let carries = self.roles.iter().any(|role| matches!(role, Role::Carrier { .. }));
        let moves = self.roles.iter().any(|role| matches!(role, Role::Carrier { moves: true, .. }));
        let mut rooms = Vec::new();
        if referat || carries || leads {
            rooms.extend([Room::Own, Room::Cases, Room::Card, Room::People]);
            rooms.extend([Room::Coverage, Room::Figures, Room::Trail]);
        }
        let others = [
            (referat || carries, Room::Training),
            (referat || carries, Room::Leads),
            (referat, Room::Carriers),
            (referat || moves, Room::Directory),
            (referat, Room::Platform),
            (referat, Room::Papers),
            (referat, Room::Seconds),
        ];
        rooms.extend(others.into_iter().filter_map(|(may, room)| may.then_some(room)));
        rooms
    }

    /// The same by what they are in this commit: whoever was dismissed meanwhile does nothing more.
    pub(super) async fn still_must(
        &self,
        service: &Service,
        tx: &mut Tx,
        deed: Deed<'_>,
    ) -> Result<(), Refused> {
        let roles = roles::of(service, tx, &self.session.whose.user).await?;
        if may(&roles, deed) { Ok(()) } else { Err(Refused::Unknown) }
    }

    /// Refuses what they may not: whether it exists is not said, but to whoever only has to sign in with a passkey.
    pub(super) fn must(&self, deed: Deed<'_>) -> Result<(), Refused> {
        match self.may(deed) {
            true => Ok(()),
            false if may(&self.withheld, deed) => Err(Refused::Passkey),
            false => Err(Refused::Unknown),
        }
    }
}

/// Pages beside one's own desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// What a centre says of itself and its people.
    Own,
    /// Who has cases at a centre: somebody stands in, or has one.
    Cases,
    /// What seekers read of a centre.
    Card,
    /// Who comes to a centre, and who leaves it.
    People,
    /// Who was trained when, and who may counsel.
    Training,
    /// Where nobody is responsible, and who would get an enquiry.
    Coverage,
    /// How many, how soon.
    Figures,
    /// Who came to read which case.
    Trail,
    /// Who leads which centre.
    Leads,
    /// Who acts for which carrier.
    Carriers,
    /// Topics, centres, catchments, people.
    Directory,
    /// How Lotse is, which promises were broken, which links are about.
    Platform,
    /// What data-protection officers want to see.
    Papers,
    /// What a second person confirms.
    Seconds,
}

/// How far somebody has come who signs in.
#[derive(Debug)]
pub enum Step {
    /// The code is still to be said.
    Waits {
        /// It.
        code: Reference,
    },
    /// They are in, with this secret.
    In(Secret),
    /// It took too long.
    Over,
}

impl Staff {
    /// A browser wants to be signed in: its secret until then, and the code that it shows. What it showed `before` is given up.
    pub fn knock(&self, browser: Browser, before: Option<&Secret>) -> Result<Secret, Refused> {
        let service = self.office()?;
        let secret = Secret::new();
        let before = before.map(Secret::expose);
        service.knocks.begin(secret.expose(), before, browser, Instant::now()).ok_or(Refused::Busy)?;
        Ok(secret)
    }

    /// Whether its code is still to be said.
    pub fn is_waited_for(&self, knocking: &Secret) -> Result<bool, Refused> {
        Ok(self.office()?.knocks.is_waited_for(knocking.expose(), Instant::now()))
    }

    /// How far the browser with this secret has come; its session begins if the code was said.
    pub async fn next_step(&self, knocking: &Secret) -> Result<Step, Refused> {
        let service = self.office()?;
        let grant = match service.knocks.fetch(knocking.expose(), Instant::now()) {
            Standing::Over => return Ok(Step::Over),
            Standing::Waits(code) => return Ok(Step::Waits { code }),
            Standing::Issued(secret) => return Ok(Step::In(secret)),
            Standing::Granted(grant) => grant,
        };
        let begun = self.begin(&service, grant).await;
        let session = begun.inspect_err(|_| service.knocks.give_back(knocking.expose()))?;
        let issued = service.knocks.issue(knocking.expose(), session.as_ref(), Instant::now());
        match session {
            Some(secret) if issued => Ok(Step::In(secret)),
            Some(secret) => {
                // Its person has signed out everywhere in the meantime.
                self.end(&secret).await?;
                Ok(Step::Over)
            }
            None => Ok(Step::Over),
        }
    }

    async fn begin(&self, service: &Service, grant: Grant) -> Result<Option<Secret>, Refused> {
        let Grant { user, identity, browser } = grant;
        let mut tx = self.store.begin().await?;
        // The identity that said the code is the one that counts, or nobody is let in.
        let known = store::identity::of(&mut tx, &user).await?;
        if known.is_none_or(|known| known.key != identity)
            || roles::of(service, &mut tx, &user).await?.is_empty()
        {
            return Ok(None);
        }
        let secret = self.write_down(&mut tx, Whose { user, identity, browser }, None).await?;
        tx.commit().await?;
        Ok(Some(secret))
    }

    /// A session begins; by a word in the chat, or with a passkey.
    pub(super) async fn write_down(
        &self,
        tx: &mut Tx,
        whose: Whose,
        passkey: Option<PasskeyKey>,
    ) -> Result<Secret, Refused> {
        let (secret, now) = (Secret::new(), self.clock.now());
        let key = DeskKey::of(self.store.vault(), secret.expose());
        store::desk_session::insert(tx, &DeskSession { key, whose, created: now, used: now, passkey })
            .await?;
        Ok(secret)
    }

    /// Who shows this, if the session still holds. `acts`: whether they do something, and do not only look.
    pub async fn known(&self, secret: &Secret, acts: bool) -> Result<SignedIn, Refused> {
        let service = self.office()?;
        let key = DeskKey::of(self.store.vault(), secret.expose());
        let (session, roles, withheld) = {
            let mut tx = self.store.look().await?;
            let session = store::desk_session::by_key(&mut tx, &key).await?.ok_or(Refused::SignedOut)?;
            if !signing_in::holds(&service, &mut tx, &session).await? {
                return Err(Refused::SignedOut);
            }
            let roles = roles::of(&service, &mut tx, &session.whose.user).await?;
            let (roles, withheld) = roles
                .into_iter()
                .partition(|role| session.passkey.is_some() || matches!(role, Role::Counsellor(_)));
            (session, roles, withheld)
        };
        let counsellor = counsellor_id(&session.whose.user).ok_or(Refused::SignedOut)?;
        let now = self.clock.now();
        if acts && now.since(session.used).millis() > GRAIN.millis() {
            let mut tx = self.store.begin().await?;
            store::desk_session::used(&mut tx, &key, now).await?;
            tx.commit().await?;
        }
        Ok(SignedIn { session, counsellor, roles, withheld })
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

    /// All sessions of somebody are over, and what may become one.
    pub async fn end_all(&self, signed_in: &SignedIn) -> Result<(), Refused> {
        self.office()?.knocks.take_back(&signed_in.session.whose.user);
        let mut tx = self.store.begin().await?;
        store::desk_session::end_all(&mut tx, &signed_in.session.whose.user).await?;
        Ok(tx.commit().await?)
    }
}
