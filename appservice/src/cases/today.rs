//! Heute: the one message in each Team room that says what waits. It names no seeker, and of somebody else's case it says only that
//! one waits: what the Team is told of anyway (`cases/follow_up.rs`).
//!
//! Moments and no ages stand in it, so that it stays true without being changed. Whatever else changes it is seen within two rounds
//! of the upkeep, and edits of one room come at most once in [`SPACING`]: the first one at once, the others together.

mod watch;

use std::collections::BTreeMap;

use routing::{Centre, CentreId, Counsellor, CounsellorId, FollowUps, Span, Timestamp, agenda};

pub(crate) use self::watch::Watch;
use crate::{
    cases::{
        effects::Effect,
        event::{Event, Handled, Outcome, settle},
        service::Service,
    },
    store::{
        self, StoreResult, Tx,
        case::{Stage, Stored},
    },
    words::{
        days,
        phrases::{Confidence, Link, Message, Phrase, Say},
    },
};

/// Edits of one room come at most once in this time.
const SPACING: Span = Span::from_millis(15_000);

/// So many lines stand under each heading; of what is left out it is said how many there are.
const LINES: usize = 20;

/// The longest name in a line, in characters.
const LONGEST: usize = 60;

/// What is true now.
pub(crate) struct Today {
    /// As it is said.
    pub(crate) message: Message,
    /// A keyed hash of it, without the moment at which it was said.
    pub(crate) said: String,
    /// When it is another thing although nothing happens: a promise is broken, somebody is back.
    next: Option<Timestamp>,
}

/// What is to be said in a centre now; nothing, if it is gone or nobody is there to read it.
pub(crate) async fn of(service: &Service, centre: &CentreId) -> StoreResult<Option<Today>> {
    let directory = service.directory();
    let Some(centre) = directory.centre(centre) else { return Ok(None) };
    if service.team(&centre.id).is_empty() {
        return Ok(None);
    }
    let now = service.now();
    let mut tx = service.store.look().await?;
    let mut next = Vec::new();
    let mut says: Vec<Say> = vec![Confidence::TodayTitle { centre: short(&centre.name) }.into()];
    says.push(enquiries(service, &mut tx, (centre, now), &mut next).await?);
    says.extend(waiting(service, &mut tx, centre).await?);
    says.extend(away(service, (centre, now), &mut next));
    drop(tx);
    let said = service.catalogue.say_all(service.locale, &says).plain;
    says.push(Phrase::TodayAsOf { time: now, desk: service.addresses.desk().map(Link::new) }.into());
    Ok(Some(Today {
        message: service.catalogue.say_all(service.locale, &says),
        said: service.store.vault().fingerprint("today.said", &said),
        next: next.into_iter().filter(|at| *at > now).min(),
    }))
}

/// What nobody has taken yet: danger first, then the longest wait.
async fn enquiries(
    service: &Service,
    tx: &mut Tx,
    (centre, now): (&Centre, Timestamp),
    next: &mut Vec<Timestamp>,
) -> StoreResult<Say> {
    let directory = service.directory();
    let mut open = Vec::new();
    for Stored { case, .. } in store::case::of_centre(tx, &centre.id, Stage::Asked).await? {
        let Some(since) = case.waiting_since() else { continue };
        let promised = agenda::promised_until(&case, &directory);
        next.extend(promised);
        let topic = directory.topic(&case.topic);
        let line = Confidence::TodayEnquiry {
            reference: case.reference.clone(),
            topic: short(topic.map_or(case.topic.as_str(), |topic| &topic.name)),
            since,
            urgent: case.urgent,
            late: promised.is_some_and(|promised| promised <= now),
            promised,
        };
        open.push(((!case.urgent, since), line));
    }
    if open.is_empty() {
        return Ok(Phrase::TodayNobody.into());
    }
    open.sort_by_key(|(order, _)| *order);
    let count = u16::try_from(open.len()).unwrap_or(u16::MAX);
    let open: Vec<Confidence> = open.into_iter().map(|(_, line)| line).collect();
    let lines = lines(service, &open);
    Ok(Confidence::TodayOpen { count, lines }.into())
}

/// Whose cases wait for a word, and since when: where the Team is told of each of their messages.
async fn waiting(service: &Service, tx: &mut Tx, centre: &Centre) -> StoreResult<Option<Say>> {
    if !centre.team || centre.follow_ups != FollowUps::All {
        return Ok(None);
    }
    let awaited = store::awaited::of_centre(tx, &centre.id).await?;
    let mut holders = BTreeMap::<CounsellorId, (u16, Timestamp)>::new();
    for Stored { case, .. } in store::case::of_centre(tx, &centre.id, Stage::Accepted).await? {
        let Some(accepted) = case.accepted() else { continue };
        let unanswered = accepted.answered_at.is_none().then_some(accepted.asked_at);
        let Some(since) = unanswered.or(awaited.get(&case.id).copied()) else { continue };
        let (count, oldest) = holders.entry(accepted.counsellor.clone()).or_insert((0, since));
        (*count, *oldest) = (count.saturating_add(1), since.min(*oldest));
    }
    let mut holders: Vec<_> = holders.into_iter().collect();
    holders.sort_by_key(|(_, (_, since))| *since);
    let name = |who: &CounsellorId| short(&super::accepting::name_of(service, &centre.id, who));
    let line = |(who, (count, since))| Confidence::TodayHolder { name: name(&who), count, since };
    let found: Vec<_> = holders.into_iter().map(line).collect();
    Ok((!found.is_empty()).then(|| Confidence::TodayWaiting { lines: lines(service, &found) }.into()))
}

/// Who is away until when, and who stands in.
fn away(service: &Service, (centre, now): (&Centre, Timestamp), next: &mut Vec<Timestamp>) -> Option<Say> {
    let directory = service.directory();
    let team = directory.counsellors_of(&centre.id).iter();
    let mut absent: Vec<_> = team
        .filter(|who| who.is_active() && who.is_away(now))
        .filter_map(|who| Some((who.away_until?, who)))
        .collect();
    next.extend(absent.iter().map(|(back, _)| *back));
    absent.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.name.cmp(&b.name)));
    let deputy = |who: &Counsellor| {
        let deputy = directory.counsellor(who.deputy.as_ref()?, &centre.id)?;
        deputy.counsels(now).then(|| short(&deputy.name))
    };
    let line = |(back, who): (Timestamp, &Counsellor)| Confidence::TodayAbsent {
        name: short(&who.name),
        until: days::today(back.minus(Span::from_millis(1))),
        deputy: deputy(who),
    };
    let found: Vec<_> = absent.into_iter().map(line).collect();
    (!found.is_empty()).then(|| Confidence::TodayAway { lines: lines(service, &found) }.into())
}

fn lines(service: &Service, all: &[Confidence]) -> String {
    let more = all.len().saturating_sub(LINES);
    let say = |line: &Confidence| service.catalogue.say(service.locale, line).plain.replace('\n', " ");
    let mut lines: Vec<String> = all.iter().take(LINES).map(say).collect();
    if more > 0 {
        let count = u16::try_from(more).unwrap_or(u16::MAX);
        lines.push(service.catalogue.say(service.locale, &Phrase::TodayMore { count }).plain);
    }
    lines.join("\n")
}

fn short(name: &str) -> String {
    let mut letters = name.chars();
    let kept: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() { format!("{kept}…") } else { kept }
}

/// Something was taken away in a Team room: if it was this message, there is a new one at once.
pub(crate) async fn redacted(service: &Service, event: &Event, centre: &CentreId) -> Outcome {
    let target = event.content["redacts"].as_str().or_else(|| event.raw["redacts"].as_str());
    let shown = {
        let mut tx = service.store.look().await?;
        store::today::of(&mut tx, centre).await?
    };
    let Some(shown) = shown.filter(|shown| {
        let edit = shown.edit.as_ref().map(routing::EventId::as_str);
        target == Some(shown.event.as_str()) || (target.is_some() && target == edit)
    }) else {
        return Ok(Handled::Nothing("nothing that is answered here"));
    };
    let now = service.now();
    let mut tx = service.store.begin().await?;
    // Whatever is left of it is not what it should be.
    store::today::put(&mut tx, centre, &store::today::Shown { said: String::new(), ..shown }).await?;
    Effect::Today { centre: centre.clone(), anew: false }.push(&mut tx, now, now).await?;
    settle(service, tx, event).await
}
