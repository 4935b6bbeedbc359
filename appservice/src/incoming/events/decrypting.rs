//! Reading what is encrypted, or setting it aside: a key that has not come holds up nobody else.
//!
//! The event waits beside its room's queue and takes its place again when its key comes, which the letter-box tells of. Whoever
//! wrote it is told once for each key; most keys come within a second after their message, and few at all after an hour.

use routing::Span;
use ruma::UserId;

use crate::{
    cases::{
        event::{Event, Handled, KEY_NEVER_CAME, Outcome, Waits, settle},
        service::Service,
    },
    keys::custodian::{Custodian, Opened, Unreadable},
    running::trouble::Trouble,
    store::{
        inbox,
        waiting::{self, Missing, RoomKey},
    },
};

/// How late a key may be before its writer is told.
const LATE: Span = Span::minutes(1);

/// How long an event waits for its key.
const PATIENCE: Span = Span::days(1);

/// How long a key is not looked for again: however many events need it, the letter-box is emptied for one of them. Before an
/// event is given up, it is looked for all the same.
const BETWEEN_LOOKS: Span = Span::from_millis(50_000);

/// The longest wait for a server that is away before it is asked again.
const LONGEST_LOOK: Span = Span::hours(1);

/// The longest id of a session; most have 43 letters.
const LONGEST_SESSION: usize = 128;

/// What became of it.
pub(super) enum Decrypted {
    /// It can be read.
    Opened(Opened),
    /// It cannot be read before its key comes.
    Aside(Box<Aside>),
    /// It never can.
    Never(Unreadable),
}

/// An event that is to be set aside until its key comes.
pub(super) struct Aside {
    /// The event: what is settled for it sets it aside.
    pub(super) event: Event,
    /// Whether its writer is to be told, now and for the first time.
    pub(super) tell: bool,
    /// Whether its key may come any moment.
    pub(super) early: bool,
}

/// Decrypts an event, if its key is there or lies in the letter-box. One that was waited for in vain is poison. `seeker` is
/// whose room it happened in: they may go on with devices that nobody has cross-signed.
pub(super) async fn decrypt(
    service: &Service,
    custodian: &Custodian,
    event: &Event,
    seeker: Option<&UserId>,
) -> Result<Decrypted, Trouble> {
    let why = match custodian.read_now(&event.room, &event.raw, seeker).await? {
        Ok(opened) => return in_turn(service, event, opened).await,
        Err(why) => why,
    };
    let Some(key) = key_of(service, event) else { return Ok(Decrypted::Never(Unreadable::Malformed)) };
    let now = service.now();
    let known = {
        let mut tx = service.store.look().await?;
        waiting::known(&mut tx, &key).await?
    };
    let mut missing = known.unwrap_or(Missing { since: now, looked_at: now, told_at: None });
    let given_up_at = event.received_at.plus(PATIENCE);
    let is_over = given_up_at <= now;
    let looked_for = !is_over && known.is_some_and(|known| known.looked_at.plus(BETWEEN_LOOKS) > now);
    let why = match why {
        Unreadable::KeyMissing | Unreadable::KeyWithheld if looked_for => why,
        Unreadable::Malformed => return Ok(Decrypted::Never(why)),
        _ => {
            missing.looked_at = now;
            match custodian.read(&event.room, &event.raw, seeker).await? {
                Ok(opened) => return in_turn(service, event, opened).await,
                Err(why) => why,
            }
        }
    };
    if matches!(why, Unreadable::SenderNotTrusted | Unreadable::NotConfirmed | Unreadable::Malformed) {
        return Ok(Decrypted::Never(why));
    }
    if is_over {
        let in_vain = if why == Unreadable::ServerAway { "server-away" } else { KEY_NEVER_CAME };
        return Err(Trouble::Poison(in_vain.to_owned()));
    }
    let told = missing.told_at.is_some();
    let late = told || why == Unreadable::KeyWithheld || missing.since.plus(LATE) <= now;
    // Whose server is away has done nothing wrong, and can do nothing.
    let tell = late && !told && why != Unreadable::ServerAway;
    if tell {
        metrics::counter!("lotse_undecryptable_total").increment(1);
        tracing::warn!(event.id = %event.id, why = ?why, "A room key has not come; its event waits");
        missing.told_at = Some(now);
    }
    let due = match why {
        Unreadable::ServerAway => now.plus(next_look(now.since(event.received_at))),
        _ if late => given_up_at,
        _ => missing.since.plus(LATE),
    };
    let event = Event { waits: Some(Waits { key, missing, due }), ..event.clone() };
    Ok(Decrypted::Aside(Box::new(Aside { event, tell, early: !late })))
}

/// An event that waited for the same key takes its place before this one, if the key has come only now.
async fn in_turn(service: &Service, event: &Event, opened: Opened) -> Result<Decrypted, Trouble> {
    let mut tx = service.store.look().await?;
    if inbox::is_next(&mut tx, &event.room, &event.id).await? {
        return Ok(Decrypted::Opened(opened));
    }
    let why = "an-earlier-event-can-be-read-now".to_owned();
    Err(Trouble::Passing { why, wait: Some(Span::from_millis(0)) })
}

impl Aside {
    /// Sets the event aside without a word.
    pub(super) async fn quietly(&self, service: &Service) -> Outcome {
        settle(service, service.store.begin().await?, &self.event).await
    }

    /// Looks once more after the event was set aside: a key that came just before has rung for nobody.
    pub(super) async fn look_once_more(
        &self,
        service: &Service,
        custodian: &Custodian,
        outcome: Outcome,
    ) -> Outcome {
        if let (Ok(Handled::Settled), Some(waits)) = (&outcome, &self.event.waits)
            && custodian.has_key(&self.event.room, &self.event.raw).await
        {
            let mut tx = service.store.begin().await?;
            waiting::key_came(&mut tx, &self.event.room, &waits.key.session, service.now()).await?;
            tx.commit().await?;
        }
        outcome
    }
}

/// When a server is asked again that is away: after as long as it has been waited for.
fn next_look(waited: Span) -> Span {
    Span::from_millis(waited.millis().clamp(LATE.millis(), LONGEST_LOOK.millis()))
}

fn key_of(service: &Service, event: &Event) -> Option<RoomKey> {
    let session = event.content["session_id"].as_str()?;
    let is_plain = |letter: u8| letter.is_ascii_graphic();
    if session.len() > LONGEST_SESSION || !session.bytes().all(is_plain) {
        return None;
    }
    let writer = waiting::writer_key(service.store.vault(), event.sender.as_str());
    Some(RoomKey { room: event.room.clone(), session: session.to_owned(), writer })
}
