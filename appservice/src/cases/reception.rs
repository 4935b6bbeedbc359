//! The front door: what a seeker says to the reception becomes a step of the dialogue, and in the end a case.

use routing::{Reference, SeekerId, Standing, State, Timestamp};

use crate::{
    cases::{
        appointments::first,
        effects::Effect,
        event::{Event, Outcome, settle},
        opening::{self, Opened, Wanted},
        service::{Service, seeker_id},
    },
    keys::custodian::Proof,
    running::{entropy, trouble::Trouble},
    store::{self, StoreResult, Tx, room::RoomKind},
    words::{
        heard,
        phrases::{Locale, Phrase, Say},
        reception::{
            dialogue::{Act, Context, Dialogue, Ticket, Turn},
            pseudonym,
        },
    },
};

/// Somebody has opened an encrypted chat: the reception greets.
pub(crate) async fn begin(service: &Service, event: &Event, standing: Option<Proof>) -> Outcome {
    let Some(seeker) = seeker_id(&event.sender) else { return Err(Trouble::Poison("no-user-id".to_owned())) };
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let kind = RoomKind::Reception { seeker: seeker.clone() };
    store::room::record(&mut tx, &event.room, &kind, now).await?;
    if store::dialogue::take_up::<Dialogue>(&mut tx, &event.room).await?.is_some() {
        return settle(service, tx, event).await;
    }
    if let Some(standing) = standing {
        // They are greeted once they can be answered.
        super::unsigned::knocked(service, &mut tx, event, &seeker, &standing).await?;
        return settle(service, tx, event).await;
    }
    let turn = with_context(service, &mut tx, |ctx| Dialogue::begin(service.locale, ctx)).await?;
    store::dialogue::save(&mut tx, &event.room, &turn.next, 0, now).await?;
    push_words(service, &mut tx, event, turn.next.locale(), turn.say).await?;
    settle(service, tx, event).await
}

/// Begins the talk with somebody who can be answered from now on, after saying so.
pub(super) async fn greet_after(
    service: &Service,
    tx: &mut Tx,
    event: &Event,
    locale: Locale,
    first: Phrase,
) -> StoreResult<()> {
    let known = store::dialogue::take_up::<Dialogue>(tx, &event.room).await?;
    let version = known.map_or(0, |known| known.version);
    let mut turn = with_context(service, tx, |ctx| Dialogue::begin(locale, ctx)).await?;
    store::dialogue::save(tx, &event.room, &turn.next, version, service.now()).await?;
    turn.say.insert(0, first.into());
    push_words(service, tx, event, locale, turn.say).await
}

/// Somebody has opened a chat in clear text: it is refused with the reason, and made an encrypted one.
pub(crate) async fn begin_plain(service: &Service, event: &Event) -> Outcome {
    let Some(seeker) = seeker_id(&event.sender) else { return Err(Trouble::Poison("no-user-id".to_owned())) };
    let now = service.now();
    let mut tx = service.store.begin().await?;
    store::room::record(&mut tx, &event.room, &RoomKind::Reception { seeker }, now).await?;
    Effect::SwitchToEncryption { room: event.room.clone() }.push(&mut tx, now, now).await?;
    settle(service, tx, event).await
}

/// Clear text in a reception chat: not read, refused with the reason.
pub(crate) async fn refuse_clear_text(service: &Service, event: &Event) -> Outcome {
    metrics::counter!("lotse_alerts_total", "what" => "clear_text_in_reception_chat").increment(1);
    let now = service.now();
    let mut tx = service.store.begin().await?;
    Effect::SwitchToEncryption { room: event.room.clone() }.push(&mut tx, now, now).await?;
    settle(service, tx, event).await
}

/// Answers with one phrase, encrypted.
pub(crate) async fn answer(service: &Service, event: &Event, phrase: Phrase) -> Outcome {
    let mut tx = service.store.begin().await?;
    push_answer(service, &mut tx, event, phrase).await?;
    settle(service, tx, event).await
}

/// The same, in a commit that changes something.
pub(super) async fn push_answer(
    service: &Service,
    tx: &mut Tx,
    event: &Event,
    phrase: Phrase,
) -> StoreResult<()> {
    let locale = locale(service, tx, event).await?;
    push_words(service, tx, event, locale, vec![phrase.into()]).await
}

/// Whether the question that is answered was put to another identity of the seeker's.
async fn is_anothers_yes(tx: &mut Tx, event: &Event, asked_at: Option<Timestamp>) -> StoreResult<bool> {
    match asked_at {
        Some(asked_at) => super::identities::has_moved_since(tx, &event.sender, asked_at).await,
        None => Ok(false),
    }
}

/// The seeker has said something.
pub(crate) async fn hear(service: &Service, event: &Event, text: &str) -> Outcome {
    let Some(seeker) = seeker_id(&event.sender) else { return Err(Trouble::Poison("no-user-id".to_owned())) };
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let known = store::dialogue::take_up::<Dialogue>(&mut tx, &event.room).await?;
    let link = match heard::presented(text) {
        Some(shown) => store::link::shown(&mut tx, &shown).await?,
        None => None,
    };
    let ticket = link
        .filter(|link| link.terms.standing(now) == Standing::Valid)
        .map(|link| Ticket { link: link.id, target: link.target });
    let version = known.as_ref().map_or(0, |known| known.version);
    let asked_at = known.as_ref().and_then(|known| known.state.erasure_asked_at());
    let dates = match known.as_ref().and_then(|known| known.state.dated()) {
        Some(centre) => open_times(service, &mut tx, centre).await?,
        None => Vec::new(),
    };
    let turn = with_context(service, &mut tx, |ctx| {
        let ctx = &Context { link: ticket.as_ref(), dates: &dates, ..*ctx };
        match known {
            Some(known) => known.state.hear(text, ctx),
            // The first word is heard as well if it is a link.
            None if ctx.link.is_some() => Dialogue::begin(service.locale, ctx).next.hear(text, ctx),
            None => Dialogue::greet(text, service.locale, ctx),
        }
    })
    .await?;
    let Turn { mut next, mut say, then } = turn;
    match then {
        None => {}
        Some(Act::Open { topic, outcome, pseudonym, locale, link, date }) => {
            let urgent = next.is_urgent();
            let taken = match (&date, outcome.centre()) {
                (Some(slot), Some(centre)) => first::taker(service, &mut tx, centre, slot).await?,
                _ => None,
            };
            let opened = if date.is_some() && taken.is_none() {
                Dialogue::date_gone(locale, urgent, (topic, outcome, pseudonym)).into()
            } else {
                let wanted = Wanted { topic, outcome, pseudonym, link, urgent, live: false, date: taken };
                open(service, &mut tx, event, &seeker, (wanted, locale)).await?
            };
            next = opened.next;
            say.extend(opened.say);
        }
        Some(Act::AskErasure) => {
            let (free, held) = super::erasing::wishable(&mut tx, &seeker).await?;
            if !free.is_empty() {
                say.push(Phrase::ErasureChatAsk { references: free.clone() }.into());
                next = next.asking_erasure(free, now);
            } else if held.is_empty() {
                say.push(Phrase::ErasureNothing.into());
            }
            if !held.is_empty() {
                say.push(Phrase::ErasureHeld { references: held }.into());
            }
        }
        Some(Act::Erase { references }) if is_anothers_yes(&mut tx, event, asked_at).await? => {
            // Whoever was asked has other keys now, or it is somebody else: it is asked once more.
            say.push(Phrase::ErasureChatAsk { references: references.clone() }.into());
            next = next.asking_erasure(references, now);
        }
        Some(Act::Erase { references }) => {
            say.extend(super::erasing::write_all(service, &mut tx, &seeker, &references).await?);
        }
        Some(Act::Back { reference }) => {
            say.extend(super::leaving::come_back(service, &mut tx, event, &seeker, reference).await?);
        }
        Some(Act::Close { reference }) => say.extend(close(service, &mut tx, &seeker, reference).await?),
    }
    store::dialogue::save(&mut tx, &event.room, &next, version, now).await?;
    push_words(service, &mut tx, event, next.locale(), say).await?;
    settle(service, tx, event).await
}

struct Opening {
    next: Dialogue,
    say: Vec<Say>,
}

impl From<Turn> for Opening {
    fn from(turn: Turn) -> Self {
        Self { next: turn.next, say: turn.say }
    }
}

/// The seeker has agreed: the case is made, and they are told what became of it.
async fn open(
    service: &Service,
    tx: &mut Tx,
    event: &Event,
    seeker: &SeekerId,
    (wanted, locale): (Wanted, Locale),
) -> Result<Opening, Trouble> {
    let (now, topic) = (service.now(), wanted.topic.clone());
    Ok(match opening::open(service, tx, seeker, wanted).await? {
        Opened::Made(stored) => {
            // The next word is the invitation: one in between would only hold the room up on its way.
            Opening { next: Dialogue::opened(locale, stored.case.reference), say: Vec::new() }
        }
        Opened::Running(stored) => {
            let reference = stored.case.reference.clone();
            let say = if stored.room.is_some() {
                // They may not be in its room any more: then the invitation comes before the link.
                let (case, chat) = (stored.case.id, event.room.clone());
                Effect::LetBack { case, chat, renewed: true }.push(tx, now, now).await?;
                Vec::new()
            } else {
                vec![Phrase::ReceptionOpening.into()]
            };
            Opening { next: Dialogue::opened(locale, reference), say }
        }
        Opened::Barred(centre) => {
            let directory = service.directory();
            let name =
                directory.centre(&centre).map_or_else(|| centre.to_string(), |known| known.name.clone());
            let say = vec![Phrase::ReceptionBarred { centre: name }.into(), Phrase::HelpLines.into()];
            Opening { next: Dialogue::refused(locale), say }
        }
        Opened::TooMany(say) => Opening { next: Dialogue::refused(locale), say },
        // Half of it is written: once more from the beginning, and then it is seen that it is gone.
        Opened::DateGone => {
            return Err(Trouble::Passing { why: "somebody else took the time".to_owned(), wait: None });
        }
        Opened::CentreGone => {
            with_context(service, tx, |ctx| Dialogue::centre_gone(locale, topic, ctx)).await?.into()
        }
        Opened::LinkGone => {
            with_context(service, tx, |ctx| Dialogue::link_gone(locale, topic, ctx)).await?.into()
        }
    })
}

/// `abschließen` in the reception chat: the way that always works, also when the custodian has left the room.
async fn close(
    service: &Service,
    tx: &mut Tx,
    seeker: &SeekerId,
    reference: Option<Reference>,
) -> StoreResult<Vec<Say>> {
    let mut open: Vec<_> = store::case::of_seeker(tx, seeker)
        .await?
        .into_iter()
        .filter(|stored| {
            matches!(stored.case.state, State::Opened | State::Asked { .. } | State::Accepted(_))
        })
        .filter(|stored| reference.as_ref().is_none_or(|reference| *reference == stored.case.reference))
        .collect();
    let Some(stored) = open.pop() else { return Ok(vec![Phrase::ReceptionCloseUnknown.into()]) };
    if !open.is_empty() {
        let example = stored.case.reference.clone();
        let references = open.into_iter().chain([stored]).map(|stored| stored.case.reference).collect();
        return Ok(vec![Phrase::ReceptionCloseWhich { references, example }.into()]);
    }
    let reference = stored.case.reference.clone();
    super::far::seeker_ends(service, tx, &stored).await?;
    let closed = super::life::write_closing(service, tx, stored, routing::Closer::Seeker).await?;
    Ok(vec![
        if closed { Phrase::ReceptionClosed { reference } } else { Phrase::ReceptionCloseUnknown }.into(),
    ])
}

async fn open_times(
    service: &Service,
    tx: &mut Tx,
    centre: &routing::CentreId,
) -> StoreResult<Vec<routing::Slot>> {
    let open = store::appointment::first::open(tx, &service.directory(), centre, service.now()).await?;
    Ok(routing::appointment::first::choice(&open))
}

async fn with_context<T>(
    service: &Service,
    tx: &mut Tx,
    step: impl FnOnce(&Context<'_>) -> T,
) -> StoreResult<T> {
    let load = store::case::load(tx).await?;
    let suggestion = pseudonym::suggest(&service.catalogue, service.locale, entropy::bits());
    Ok(step(&Context {
        directory: &service.directory(),
        load: &load,
        now: service.now(),
        suggestion: &suggestion,
        notice_link: service.data_protection_link.as_deref(),
        link: None,
        dates: &[],
    }))
}

async fn locale(service: &Service, tx: &mut Tx, event: &Event) -> StoreResult<Locale> {
    let dialogue = store::dialogue::seen::<Dialogue>(tx, &event.room).await?;
    Ok(dialogue.map_or(service.locale, |dialogue| dialogue.state.locale()))
}

async fn push_words(
    service: &Service,
    tx: &mut Tx,
    event: &Event,
    locale: Locale,
    say: Vec<Say>,
) -> StoreResult<()> {
    if say.is_empty() {
        return Ok(());
    }
    let now = service.now();
    Effect::say(service.store.vault(), &event.room, None, locale, say)?
        .where_asked(event)
        .push(tx, now, now)
        .await
}
