//! Signing in at the desk by a word in an encrypted chat. A browser shows a code, whoever sits before it writes it to Lotse: only
//! they can, since Lotse reads nothing of anybody's but what comes from a device that they have cross-signed with the identity
//! that counts (`keys/pins.rs`). No homeserver can say the word in their place.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use routing::{CounsellorId, EventId, Reference, Span};
use ruma::{OwnedUserId, UserId};
use tokio::time::Instant;

use super::desk;
use crate::{
    cases::{
        event::{Event, Outcome, settle},
        roles,
        service::{Service, matrix_id},
    },
    running::{entropy, throttle::Throttle},
    store::{
        self, StoreResult, Tx,
        desk_session::{Browser, DeskSession},
    },
    words::phrases::Phrase,
};

/// How long a code holds.
pub const CODE_HOLDS: Duration = Duration::from_mins(10);

/// A session ends when nobody has done anything for so long.
pub const IDLE: Span = Span::minutes(30);

/// A session ends after so long, whoever uses it.
pub const LONGEST: Span = Span::hours(12);

/// So many browsers show a code at most; it takes a flood to have more, and then nobody else gets one for a while.
const CODES: usize = 5_000;

/// Browsers that want to be signed in, in memory: whoever waits while Lotse begins anew asks for another code.
pub struct Knocks {
    open: Mutex<HashMap<String, Knock>>,
    /// Codes that somebody said, by who.
    guesses: Throttle,
    /// New codes, for all together: there is no address to tell who asks.
    asked: Throttle,
}

struct Knock {
    code: Reference,
    browser: Browser,
    ends: Instant,
    granted: Option<(OwnedUserId, EventId)>,
}

/// How it stands with a browser that shows a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has said the code yet.
    Waits {
        /// The code.
        code: Reference,
        /// How long it holds.
        left: Duration,
    },
    /// Somebody has.
    Granted(OwnedUserId),
    /// It is too late, or there was no code.
    Over,
}

impl Default for Knocks {
    fn default() -> Self {
        Self {
            open: Mutex::default(),
            guesses: Throttle::new(5, Duration::from_mins(1)),
            asked: Throttle::new(200, Duration::from_millis(100)),
        }
    }
}

impl Knocks {
    /// A browser that shows `secret` gets a code; none while too many ask.
    pub fn begin(&self, secret: &str, browser: Browser, now: Instant) -> Option<Reference> {
        self.asked.take("all", now).ok()?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, knock| knock.ends > now);
        if open.len() >= CODES {
            return None;
        }
        let mut code = || {
            let bits = u32::from_le_bytes(entropy::bytes());
            let code = Reference::from_bits(bits);
            (!open.values().any(|knock| knock.code == code)).then_some(code)
        };
        let code = code().or_else(&mut code)?;
        let knock = Knock { code: code.clone(), browser, ends: now + CODE_HOLDS, granted: None };
        open.insert(secret.to_owned(), knock);
        Some(code)
    }

    /// How it stands with the browser that shows `secret`.
    pub fn standing(&self, secret: &str, now: Instant) -> Standing {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        match open.get(secret).filter(|knock| knock.ends > now) {
            None => Standing::Over,
            Some(Knock { granted: Some((user, _)), .. }) => Standing::Granted(user.clone()),
            Some(knock) => Standing::Waits { code: knock.code.clone(), left: knock.ends - now },
        }
    }

    /// The browser is signed in, or has given up: its code is of no use any more. Who it was granted to, and where.
    pub fn take(&self, secret: &str, now: Instant) -> Option<(OwnedUserId, Browser)> {
        let knock = self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(secret)?;
        let (user, _) = knock.granted.filter(|_| knock.ends > now)?;
        Some((user, knock.browser))
    }

    /// `user` says a code, in this event. Said by the same event again it is the same; said by another one it is used up.
    fn grant(&self, code: &Reference, user: &UserId, (event, now): (&EventId, Instant)) -> Option<Browser> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let knock = open.values_mut().find(|knock| knock.code == *code && knock.ends > now)?;
        match &knock.granted {
            Some((whose, by)) if whose == user && by == event => {}
            Some(_) => return None,
            None => {
                self.guesses_left(user, now)?;
                knock.granted = Some((user.to_owned(), event.clone()));
            }
        }
        Some(knock.browser.clone())
    }

    fn guesses_left(&self, user: &UserId, now: Instant) -> Option<()> {
        self.guesses.take(user.as_str(), now).ok()
    }

    /// Somebody has said a code that there is not.
    fn wrong(&self, user: &UserId, now: Instant) {
        let _ = self.guesses_left(user, now);
    }
}

/// `anmelden K7-42QP`. A code that is wrong, old or used, and one too many, get the same answer.
pub(crate) async fn sign_in(
    service: &Service,
    event: &Event,
    who: &CounsellorId,
    code: Option<Reference>,
) -> Outcome {
    let user = matrix_id(who);
    let now = Instant::now();
    let browser = code.and_then(|code| service.knocks.grant(&code, &user, (&event.id, now)));
    let answer = if let Some(Browser { name, system }) = browser {
        tracing::info!("Somebody of the staff signs in at the desk");
        Phrase::DeskSignedIn { browser: name, system, time: service.now() }
    } else {
        service.knocks.wrong(&user, now);
        Phrase::DeskCodeUnknown
    };
    desk::answer(service, event, answer).await
}

/// `abmelden`, `abmelden alle`.
pub(crate) async fn sign_out(
    service: &Service,
    event: &Event,
    who: &CounsellorId,
    everywhere: bool,
) -> Outcome {
    let user = matrix_id(who);
    let mut tx = service.store.begin().await?;
    let ended = if everywhere {
        store::desk_session::end_all(&mut tx, &user).await?
    } else {
        let last = store::desk_session::of_user(&mut tx, &user).await?.into_iter().next();
        match last {
            Some(session) => u64::from(store::desk_session::end(&mut tx, &user, &session.key).await?),
            None => 0,
        }
    };
    let count = u16::try_from(ended).unwrap_or(u16::MAX);
    desk::push_answer(service, &mut tx, event, Phrase::DeskSignedOut { count }).await?;
    settle(service, tx, event).await
}

/// Whether a session at the desk holds: it is used, it is not too old, and its person may be there with the identity that they
/// signed in with.
pub(crate) async fn holds(service: &Service, tx: &mut Tx, session: &DeskSession) -> StoreResult<bool> {
    let now = service.now();
    if session.used < now.minus(IDLE) || session.created < now.minus(LONGEST) {
        return Ok(false);
    }
    let known = store::identity::of(tx, &session.whose.user).await?;
    let is_theirs = known.is_some_and(|known| known.key == session.whose.identity);
    Ok(is_theirs && !roles::of(service, tx, &session.whose.user).await?.is_empty())
}

/// Ends all sessions that do not hold any more, so that nobody comes back with one of them.
pub(crate) async fn end_all(service: &Service) -> StoreResult<()> {
    let all = store::desk_session::all(&mut service.store.look().await?).await?;
    for session in all {
        if !holds(service, &mut service.store.look().await?, &session).await? {
            let mut tx = service.store.begin().await?.at_leisure();
            store::desk_session::end(&mut tx, &session.whose.user, &session.key).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ruma::user_id;

    use super::*;

    fn event(id: &str) -> EventId {
        EventId::parse(id).unwrap()
    }

    fn knock(knocks: &Knocks, secret: &str, now: Instant) -> Option<Reference> {
        knocks.begin(secret, Browser::default(), now)
    }

    #[test]
    fn a_code_binds_one_browser_to_whom_said_it_once() {
        let (knocks, ben, now) = (Knocks::default(), user_id!("@ben:lotse.example"), Instant::now());
        let code = knock(&knocks, "one", now).unwrap();
        let other = knock(&knocks, "two", now).unwrap();
        let says = |who, by| knocks.grant(&code, who, (&event(by), now));
        assert!(matches!(knocks.standing("one", now), Standing::Waits { code: shown, .. } if shown == code));
        assert_eq!(says(ben, "$a"), Some(Browser::default()));
        assert_eq!(says(ben, "$a"), Some(Browser::default()), "the same, once more");
        assert_eq!(says(ben, "$b"), None, "used");
        assert_eq!(says(user_id!("@cem:lotse.example"), "$c"), None, "used by another");
        assert_eq!(knocks.standing("one", now), Standing::Granted(ben.to_owned()));
        assert!(matches!(knocks.standing("two", now), Standing::Waits { code: shown, .. } if shown == other));
        assert_eq!(knocks.take("one", now).map(|(user, _)| user), Some(ben.to_owned()));
        assert_eq!(knocks.take("one", now), None);
        assert_eq!(knocks.standing("one", now), Standing::Over);
        assert_eq!(says(ben, "$d"), None, "gone");
    }

    #[test]
    fn whoever_guesses_is_soon_not_listened_to() {
        let (knocks, ben, now) = (Knocks::default(), user_id!("@ben:lotse.example"), Instant::now());
        let code = knock(&knocks, "one", now).unwrap();
        for _ in 0..5 {
            knocks.wrong(ben, now);
        }
        assert_eq!(knocks.grant(&code, ben, (&event("$a"), now)), None);
        assert!(knocks.grant(&code, user_id!("@cem:lotse.example"), (&event("$b"), now)).is_some());
    }

    #[test]
    fn a_code_that_is_old_opens_nothing() {
        let (knocks, ben, now) = (Knocks::default(), user_id!("@ben:lotse.example"), Instant::now());
        let code = knock(&knocks, "one", now).unwrap();
        let late = now + CODE_HOLDS;
        assert_eq!(knocks.standing("one", late), Standing::Over);
        assert_eq!(knocks.grant(&code, ben, (&event("$a"), late)), None);
        let code = knock(&knocks, "one", late).unwrap();
        assert!(knocks.grant(&code, ben, (&event("$a"), late)).is_some());
        assert_eq!(knocks.take("one", late + CODE_HOLDS), None, "nobody fetched it in time");
    }

    #[test]
    fn a_flood_gets_no_code() {
        let (knocks, now) = (Knocks::default(), Instant::now());
        let given = (0..300).filter(|number| knock(&knocks, &number.to_string(), now).is_some()).count();
        assert_eq!(given, 200);
    }
}
