//! Signing in at the desk by a word in an encrypted chat. A browser shows a code, whoever sits before it writes it to Lotse: only
//! they can, since Lotse reads nothing of anybody's but what comes from a device that they have cross-signed with the identity
//! that counts (`keys/pins.rs`). No homeserver can say the word in their place.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
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
    running::{entropy, secret::Secret, throttle::Throttle},
    store::{
        self, StoreResult, Tx,
        desk_session::{Browser, DeskSession},
    },
    words::phrases::Phrase,
};

/// How long a code holds.
pub const CODE_HOLDS: Duration = Duration::from_mins(10);

/// How long a browser that has lost the answer may ask for it again.
const ANSWER_HOLDS: Duration = Duration::from_mins(1);

/// A session ends when nobody has done anything for so long.
pub const IDLE: Span = Span::minutes(30);

/// A session ends after so long, whoever uses it.
pub const LONGEST: Span = Span::hours(12);

/// So many browsers show a code at most; with one more, whoever has waited for longest waits in vain. A flood has to bring as many in the
/// time in which somebody types a code before anybody is kept out.
const CODES: usize = 5_000;

/// Browsers that want to be signed in, in memory: whoever waits while Lotse begins anew asks for another code.
pub struct Knocks {
    open: Mutex<HashMap<String, Knock>>,
    /// Codes that somebody said, by who.
    guesses: Throttle,
}

struct Knock {
    code: Reference,
    browser: Browser,
    ends: Instant,
    stage: Stage,
}

/// How far a browser has come.
#[derive(Clone, Debug)]
enum Stage {
    /// Its code is still to be said.
    Open,
    /// Somebody has said it, in this event and with this identity.
    Granted(Grant, EventId),
    /// Its session is being made.
    Fetched(Grant),
    /// It has this session. Its answer may be lost on the way: whoever asks again gets the same.
    Issued(Secret),
}

/// Who said a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Their Matrix user.
    pub user: OwnedUserId,
    /// The public master key that counted then, in base64.
    pub identity: String,
    /// Where.
    pub browser: Browser,
}

/// How it stands with a browser that shows a code.
#[derive(Clone, Debug)]
pub enum Standing {
    /// Nobody has said the code yet, or its session is just being made.
    Waits(Reference),
    /// Somebody has: the session is now to be made, once.
    Granted(Grant),
    /// It was made.
    Issued(Secret),
    /// It is too late, or there was no code.
    Over,
}

impl Default for Knocks {
    fn default() -> Self {
        Self { open: Mutex::default(), guesses: Throttle::new(5, Duration::from_mins(1)) }
    }
}

impl Knocks {
    fn open(&self) -> MutexGuard<'_, HashMap<String, Knock>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A browser that shows `secret` gets a code; the one that it showed `before` is of no use any more.
    pub fn begin(
        &self,
        secret: &str,
        before: Option<&str>,
        browser: Browser,
        now: Instant,
    ) -> Option<Reference> {
        let mut open = self.open();
        if let Some(before) = before {
            open.remove(before);
        }
        if open.len() >= CODES {
            open.retain(|_, knock| knock.ends > now);
        }
        if open.len() >= CODES {
            let waiting = open.iter().filter(|(_, knock)| matches!(knock.stage, Stage::Open));
            let oldest = waiting.min_by_key(|(_, knock)| knock.ends).map(|(secret, _)| secret.clone())?;
            open.remove(&oldest);
        }
        let code = || Reference::from_bits(u32::from_le_bytes(entropy::bytes()));
        let is_free = |code: &Reference| !open.values().any(|knock| knock.code == *code);
        let code = std::iter::repeat_with(code).take(4).find(is_free)?;
        let knock = Knock { code: code.clone(), browser, ends: now + CODE_HOLDS, stage: Stage::Open };
        open.insert(secret.to_owned(), knock);
        Some(code)
    }

    /// Whether the code of the browser that shows `secret` is still to be said.
    pub fn is_waited_for(&self, secret: &str, now: Instant) -> bool {
        let open = self.open();
        open.get(secret).is_some_and(|knock| knock.ends > now && matches!(knock.stage, Stage::Open))
    }

    /// How it stands with the browser that shows `secret`. What was granted is given out once: [`Self::issue`] says what became of it.
    pub fn fetch(&self, secret: &str, now: Instant) -> Standing {
        let mut open = self.open();
        let Some(knock) = open.get_mut(secret).filter(|knock| knock.ends > now) else {
            return Standing::Over;
        };
        match knock.stage.clone() {
            Stage::Open | Stage::Fetched(_) => Standing::Waits(knock.code.clone()),
            Stage::Granted(grant, _) => {
                knock.stage = Stage::Fetched(grant.clone());
                Standing::Granted(grant)
            }
            Stage::Issued(session) => Standing::Issued(session),
        }
    }

    /// What was fetched has led to a session, or to none; says no if its person has taken it back meanwhile.
    pub fn issue(&self, secret: &str, session: Option<&Secret>, now: Instant) -> bool {
        let mut open = self.open();
        match (open.get_mut(secret), session) {
            (Some(knock), Some(session)) if matches!(knock.stage, Stage::Fetched(_)) => {
                knock.stage = Stage::Issued(session.clone());
                knock.ends = now + ANSWER_HOLDS;
                true
            }
            (Some(_), None) => open.remove(secret).is_some(),
            _ => false,
        }
    }

    /// What was fetched could not be made into a session now: it may be fetched again.
    pub fn give_back(&self, secret: &str) {
        if let Some(knock) = self.open().get_mut(secret)
            && let Stage::Fetched(grant) = &knock.stage
            && let Ok(by) = EventId::parse("$given-back")
        {
            knock.stage = Stage::Granted(grant.clone(), by);
        }
    }

    /// Somebody says a code, in this event. Said by the same event again it is the same; said by another one it is used up.
    fn grant(
        &self,
        code: &Reference,
        (user, identity): (&UserId, &str),
        (event, now): (&EventId, Instant),
    ) -> Option<Browser> {
        let mut open = self.open();
        // All are looked at: where among them a code stands, and whether it does, takes as long.
        let knock = open.values_mut().filter(|knock| knock.code == *code && knock.ends > now).last()?;
        match &knock.stage {
            Stage::Granted(grant, by) if grant.user == user && by == event => {}
            Stage::Open => {
                self.guesses.take(user.as_str(), now).ok()?;
                let (user, identity) = (user.to_owned(), identity.to_owned());
                let grant = Grant { user, identity, browser: knock.browser.clone() };
                knock.stage = Stage::Granted(grant, event.clone());
            }
            _ => return None,
        }
        Some(knock.browser.clone())
    }

    /// Somebody has said a code that there is not.
    fn wrong(&self, user: &UserId, now: Instant) {
        let _ = self.guesses.take(user.as_str(), now);
    }

    /// Whatever somebody has granted and no browser has made use of is taken back; how many there were.
    pub(crate) fn take_back(&self, who: &UserId) -> u64 {
        let mut open = self.open();
        let before = open.len();
        open.retain(|_, knock| match &knock.stage {
            Stage::Granted(grant, _) | Stage::Fetched(grant) => grant.user != who,
            Stage::Open | Stage::Issued(_) => true,
        });
        u64::try_from(before - open.len()).unwrap_or(u64::MAX)
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
    let known = store::identity::of(&mut service.store.look().await?, &user).await?;
    // Nobody is heard without an identity that counts.
    let said = code.zip(known.map(|known| known.key));
    let browser =
        said.and_then(|(code, identity)| service.knocks.grant(&code, (&user, &identity), (&event.id, now)));
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
    // First what has not become a session yet: whoever was made to say a code takes it back by this word.
    let taken_back = service.knocks.take_back(&user);
    let mut tx = service.store.begin().await?;
    let ended = if everywhere {
        store::desk_session::end_all(&mut tx, &user).await?
    } else if taken_back > 0 {
        0
    } else {
        let last = store::desk_session::of_user(&mut tx, &user).await?.into_iter().next();
        match last {
            Some(session) => u64::from(store::desk_session::end(&mut tx, &user, &session.key).await?),
            None => 0,
        }
    };
    let count = u16::try_from(ended + taken_back).unwrap_or(u16::MAX);
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
    roles::holds(service, tx, (&session.whose.user, &session.whose.identity)).await
}

/// Ends all sessions and takes all passkeys away that do not hold any more, so that nobody comes back with one of them.
pub(crate) async fn end_all(service: &Service) -> StoreResult<()> {
    let all = store::desk_session::all(&mut service.store.look().await?).await?;
    for session in all {
        if !holds(service, &mut service.store.look().await?, &session).await? {
            let mut tx = service.store.begin().await?.at_leisure();
            store::desk_session::end(&mut tx, &session.whose.user, &session.key).await?;
            tx.commit().await?;
        }
    }
    super::passkeys::drop_void(service).await
}

#[cfg(test)]
mod tests {
    use ruma::user_id;

    use super::*;

    fn event(id: &str) -> EventId {
        EventId::parse(id).unwrap()
    }

    fn knock(knocks: &Knocks, secret: &str, now: Instant) -> Reference {
        knocks.begin(secret, None, Browser::default(), now).unwrap()
    }

    #[test]
    fn a_code_binds_one_browser_to_whom_said_it_once() {
        let (knocks, ben, now) = (Knocks::default(), user_id!("@ben:lotse.example"), Instant::now());
        let code = knock(&knocks, "one", now);
        let other = knock(&knocks, "two", now);
        let says = |who, by| knocks.grant(&code, (who, "key"), (&event(by), now));
        assert!(knocks.is_waited_for("one", now));
        assert_eq!(says(ben, "$a"), Some(Browser::default()));
        assert_eq!(says(ben, "$a"), Some(Browser::default()), "the same, once more");
        assert_eq!(says(ben, "$b"), None, "used");
        assert_eq!(says(user_id!("@cem:lotse.example"), "$c"), None, "used by another");
        assert!(!knocks.is_waited_for("one", now) && knocks.is_waited_for("two", now));
        let Standing::Granted(grant) = knocks.fetch("one", now) else { panic!("it was granted") };
        assert_eq!((grant.user.as_str(), grant.identity.as_str()), (ben.as_str(), "key"));
        assert!(matches!(knocks.fetch("one", now), Standing::Waits(_)), "one session is made of it");
        assert!(matches!(knocks.fetch("two", now), Standing::Waits(shown) if shown == other));
        // Its answer is lost on the way: whoever asks again gets the same, for a minute.
        let session = Secret::new();
        assert!(knocks.issue("one", Some(&session), now));
        assert!(
            matches!(knocks.fetch("one", now), Standing::Issued(same) if same.expose() == session.expose())
        );
        assert!(matches!(knocks.fetch("one", now + ANSWER_HOLDS), Standing::Over));
        assert_eq!(says(ben, "$d"), None, "gone");
    }

    #[test]
    fn what_was_granted_is_taken_back_by_a_word() {
        let (knocks, ben, now) = (Knocks::default(), user_id!("@ben:lotse.example"), Instant::now());
        for secret in ["one", "two"] {
            let code = knock(&knocks, secret, now);
            assert!(knocks.grant(&code, (ben, "key"), (&event("$a"), now)).is_some());
        }
        assert!(matches!(knocks.fetch("two", now), Standing::Granted(_)));
        assert_eq!(knocks.take_back(user_id!("@cem:lotse.example")), 0);
        assert_eq!(knocks.take_back(ben), 2);
        assert!(matches!(knocks.fetch("one", now), Standing::Over));
        assert!(!knocks.issue("two", Some(&Secret::new()), now), "it was under way, and comes too late");
    }

    #[test]
    fn what_could_not_be_made_is_fetched_again() {
        let (knocks, ben, now) = (Knocks::default(), user_id!("@ben:lotse.example"), Instant::now());
        let code = knock(&knocks, "one", now);
        knocks.grant(&code, (ben, "key"), (&event("$a"), now)).unwrap();
        assert!(matches!(knocks.fetch("one", now), Standing::Granted(_)));
        knocks.give_back("one");
        assert!(matches!(knocks.fetch("one", now), Standing::Granted(_)));
        assert!(knocks.issue("one", None, now));
        assert!(matches!(knocks.fetch("one", now), Standing::Over), "they may not");
    }

    #[test]
    fn whoever_guesses_is_soon_not_listened_to() {
        let (knocks, ben, now) = (Knocks::default(), user_id!("@ben:lotse.example"), Instant::now());
        let code = knock(&knocks, "one", now);
        for _ in 0..5 {
            knocks.wrong(ben, now);
        }
        assert_eq!(knocks.grant(&code, (ben, "key"), (&event("$a"), now)), None);
        let cem = user_id!("@cem:lotse.example");
        assert!(knocks.grant(&code, (cem, "key"), (&event("$b"), now)).is_some());
    }

    #[test]
    fn a_code_that_is_old_opens_nothing() {
        let (knocks, ben, now) = (Knocks::default(), user_id!("@ben:lotse.example"), Instant::now());
        let code = knock(&knocks, "one", now);
        let late = now + CODE_HOLDS;
        assert!(matches!(knocks.fetch("one", late), Standing::Over));
        assert_eq!(knocks.grant(&code, (ben, "key"), (&event("$a"), late)), None);
        let code = knock(&knocks, "two", late);
        assert!(knocks.grant(&code, (ben, "key"), (&event("$a"), late)).is_some());
        assert!(
            matches!(knocks.fetch("two", late + CODE_HOLDS), Standing::Over),
            "nobody fetched it in time"
        );
    }

    #[test]
    fn in_a_flood_who_has_waited_for_longest_goes_and_nobody_who_was_let_in() {
        let (knocks, ben, now) = (Knocks::default(), user_id!("@ben:lotse.example"), Instant::now());
        let code = knock(&knocks, "granted", now);
        knocks.grant(&code, (ben, "key"), (&event("$a"), now)).unwrap();
        let browser = Browser::default;
        for number in 0..CODES {
            let at = now + Duration::from_millis(u64::try_from(number).unwrap());
            assert!(knocks.begin(&number.to_string(), None, browser(), at).is_some());
        }
        assert!(matches!(knocks.fetch("0", now), Standing::Over), "the oldest");
        assert!(knocks.is_waited_for(&(CODES - 1).to_string(), now) && knocks.is_waited_for("2", now));
        assert!(matches!(knocks.fetch("granted", now), Standing::Granted(_)));
        // Whoever asks anew gives up what they had.
        assert!(knocks.begin("again", Some("2"), browser(), now).is_some());
        assert!(matches!(knocks.fetch("2", now), Standing::Over));
    }
}
