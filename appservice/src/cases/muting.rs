//! Counsellors stop somebody: `stumm` for some days, `schließen` with a reason. Who is stopped can read and delete everything, is
//! told until when, and is shown the help lines; why stands in the trail and is never said to them.

use routing::{
    Case, CentreId, CounsellorId, CoverReason, CoverReasonError, Reference, Span, State, Timestamp, Why,
};

use super::{desk, far, follow_up, life, seekers, timed};
use crate::{
    cases::{
        effects::{Effect, Whom},
        event::{Event, Handled, Outcome, settle},
        seekers::Ear,
        service::Service,
    },
    store::{
        self, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        case::Stored,
        room::RoomKind,
    },
    words::{
        days,
        fold::fold,
        phrases::{Phrase, Say, Until},
    },
};

/// `stumm REF [GRUND] [bis DATUM | TAGE]`: for whoever has the case or stands in; while nobody has it, for everybody of the centre.
pub(crate) async fn mute(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    reference: Reference,
    counsellor: CounsellorId,
    words: &[String],
) -> Outcome {
    let now = service.now();
    let (reason, until) = match wish(words, now) {
        Ok(wish) => wish,
        Err(refusal) => return desk::answer(service, event, refusal).await,
    };
    let mut stored = match desk::find(service, centre, reference).await? {
        Ok(stored) => stored,
        Err(refusal) => return desk::answer(service, event, refusal).await,
    };
    let muted = match stored.case.clone().mute(&counsellor, until, now) {
        Ok(muted) => muted,
        Err(illegal) => return refuse(service, event, &stored, &illegal.why).await,
    };
    let mut tx = service.store.begin().await?;
    let due = timed::catch_up(service, &mut stored);
    stored.case = muted;
    super::save(service, &mut tx, &mut stored).await?;
    let entry = Entry {
        note: reason,
        from: Some(now),
        until: Some(until),
        ..Entry::new(now, centre, Kind::Muted, Actor::Counsellor(counsellor))
    };
    audit::append(&mut tx, &entry.about(&stored.case.reference)).await?;
    timed::happen(service, &mut tx, &mut stored, due).await?;
    let reference = stored.case.reference.clone();
    let until = Until(until);
    let in_chat = Phrase::ReceptionMuted { reference: reference.clone(), until };
    tell(service, &mut tx, &stored, (Phrase::CaseMuted { until }, in_chat, true)).await?;
    desk::push_answer(service, &mut tx, event, Phrase::CentreMuted { reference, until }).await?;
    tracing::info!(case.id = %stored.case.id, centre.id = %centre, "A seeker may not write for a time");
    metrics::counter!("lotse_seekers_stopped_total", "how" => "muted").increment(1);
    settle(service, tx, event).await
}

/// `stumm ende REF`: the seeker may write again, and begin a case at this centre.
pub(crate) async fn unmute(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    reference: Reference,
    counsellor: CounsellorId,
) -> Outcome {
    let now = service.now();
    let mut stored = match desk::find(service, centre, reference).await? {
        Ok(stored) => stored,
        Err(refusal) => return desk::answer(service, event, refusal).await,
    };
    let unmuted = match stored.case.clone().unmute(&counsellor, now) {
        Ok(unmuted) => unmuted,
        Err(illegal) => return refuse(service, event, &stored, &illegal.why).await,
    };
    let mut tx = service.store.begin().await?;
    // A bar that another case has put up stays.
    if stored.case.is_turned_away(now) {
        unbar(&mut tx, &stored).await?;
    }
    let due = timed::catch_up(service, &mut stored);
    stored.case = unmuted;
    super::save(service, &mut tx, &mut stored).await?;
    lift(service, &mut tx, &stored, (Actor::Counsellor(counsellor), "command")).await?;
    timed::happen(service, &mut tx, &mut stored, due).await?;
    let reference = stored.case.reference.clone();
    desk::push_answer(service, &mut tx, event, Phrase::CentreUnmuted { reference }).await?;
    settle(service, tx, event).await
}

/// `schließen REF GRUND`: the case ends, and for a time its seeker neither opens it again by writing nor begins another at this
/// centre. In `enquiries` nobody needs to be told that its card goes.
pub(crate) async fn turn_away(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    reference: Reference,
    counsellor: CounsellorId,
    (reason, enquiries): (&str, bool),
) -> Outcome {
    let now = service.now();
    let reason = match reason_of(reason) {
        Ok(Some(reason)) => reason,
        Ok(None) => return desk::answer(service, event, Phrase::CentreReasonMissing { reference }).await,
        Err(refusal) => return desk::answer(service, event, refusal).await,
    };
    let mut stored = match desk::find(service, centre, reference).await? {
        Ok(stored) => stored,
        Err(refusal) => return desk::answer(service, event, refusal).await,
    };
    let until = end_of(now.plus(service.bar));
    let closed = match stored.case.clone().turn_away(counsellor.clone(), until, now) {
        Ok(closed) => closed,
        Err(illegal) => return refuse(service, event, &stored, &illegal.why).await,
    };
    let mut tx = service.store.begin().await?;
    let due = timed::catch_up(service, &mut stored);
    let reference = stored.case.reference.clone();
    let said = Phrase::CentreTurnedAway { reference: reference.clone(), until: Until(until) };
    life::end(service, &mut tx, &mut stored, closed, (!enquiries).then(|| said.clone())).await?;
    if let Some(seeker) = stored.case.seeker() {
        store::bar::put_up(&mut tx, seeker, centre, until).await?;
    }
    let entry = Entry {
        note: Some(reason),
        from: Some(now),
        until: Some(until),
        ..Entry::new(now, centre, Kind::TurnedAway, Actor::Counsellor(counsellor))
    };
    audit::append(&mut tx, &entry.about(&reference)).await?;
    timed::happen(service, &mut tx, &mut stored, due).await?;
    let until = Until(until);
    let in_chat = Phrase::ReceptionTurnedAway { reference, until };
    tell(service, &mut tx, &stored, (Phrase::CaseTurnedAway { until }, in_chat, true)).await?;
    desk::push_answer(service, &mut tx, event, said).await?;
    metrics::counter!("lotse_seekers_stopped_total", "how" => "turned_away").increment(1);
    settle(service, tx, event).await
}

/// A counsellor goes on in a case that was ended with a reason: both may write there again.
pub(super) async fn thought_better(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    counsellor: CounsellorId,
) -> StoreResult<()> {
    unbar(tx, stored).await?;
    lift(service, tx, stored, (Actor::Counsellor(counsellor), "command")).await
}

async fn unbar(tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    match stored.case.seeker() {
        Some(seeker) => store::bar::lift(tx, seeker, &stored.case.centre).await,
        None => Ok(()),
    }
}

/// The trail says so, and the seeker hears it.
async fn lift(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    (by, why): (Actor, &'static str),
) -> StoreResult<()> {
    let now = service.now();
    let entry = Entry::new(now, &stored.case.centre, Kind::Unmuted, by);
    let entry = Entry { until: Some(now), ..entry }.about(&stored.case.reference).why(why);
    audit::append(tx, &entry).await?;
    let in_chat = Phrase::ReceptionUnmuted { reference: stored.case.reference.clone() };
    tell(service, tx, stored, (Phrase::CaseUnmuted, in_chat, false)).await
}

/// The time is over: the seeker may write again, and both sides hear so.
pub(super) async fn is_over(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    let now = service.now();
    if stored.case.is_muted(now) {
        return Ok(());
    }
    if stored.case.is_kept_elsewhere() {
        // The centre's own Lotse tells of it.
        let case = stored.case.id.clone();
        return Effect::Reconcile { case, told: false }.push(tx, now, now).await;
    }
    lift(service, tx, stored, (Actor::Itself, "time")).await?;
    let reference = stored.case.reference.clone();
    let centre = stored.case.centre.clone();
    let room = match stored.case.state {
        State::Asked { .. } => RoomKind::Enquiries(centre),
        _ => RoomKind::Team(centre),
    };
    let said = Phrase::CentreUnmuted { reference };
    follow_up::say_in(service, tx, &room, (Whom::Nobody, said)).await.map(drop)
}

/// A message of somebody who may not write: it was on its way already, or the homeserver let it pass. It changes nothing, and
/// its writer is told once more; in `danger`, with the words for that.
pub(crate) async fn still(
    service: &Service,
    event: &Event,
    stored: &Stored,
    danger: Option<hearing::danger::Kind>,
) -> Outcome {
    let Some(until) = stored.case.muted_until(service.now()) else {
        return Ok(Handled::Nothing("somebody who may write"));
    };
    let (reference, until) = (stored.case.reference.clone(), Until(until));
    let words = if stored.case.is_turned_away(service.now()) {
        (Phrase::CaseTurnedAway { until }, Phrase::ReceptionTurnedAway { reference, until })
    } else {
        (Phrase::CaseMuted { until }, Phrase::ReceptionMuted { reference, until })
    };
    stop(service, event, stored, words, danger).await
}

/// Whoever was turned away writes in another, closed case of the same centre: it stays closed.
pub(crate) async fn barred(
    service: &Service,
    event: &Event,
    stored: &Stored,
    until: Timestamp,
    danger: Option<hearing::danger::Kind>,
) -> Outcome {
    let (reference, until) = (stored.case.reference.clone(), Until(until));
    let words = (Phrase::CaseTurnedAway { until }, Phrase::ReceptionTurnedAway { reference, until });
    stop(service, event, stored, words, danger).await
}

async fn stop(
    service: &Service,
    event: &Event,
    stored: &Stored,
    (in_room, in_chat): (Phrase, Phrase),
    danger: Option<hearing::danger::Kind>,
) -> Outcome {
    let mut tx = service.store.begin().await?;
    if let Some(danger) = danger {
        super::asking::say_help(service, &mut tx, event, stored, danger).await?;
    }
    say(service, &mut tx, stored, (in_room, in_chat, danger.is_none())).await?;
    settle(service, tx, event).await
}

/// The room follows, and the seeker hears why: here where they read it, with the help lines if `help`.
async fn tell(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    said: (Phrase, Phrase, bool),
) -> StoreResult<()> {
    let now = service.now();
    Effect::Reconcile { case: stored.case.id.clone(), told: false }.push(tx, now, now).await?;
    far::hush(service, tx, stored).await?;
    say(service, tx, stored, said).await
}

async fn say(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    (in_room, in_chat, help): (Phrase, Phrase, bool),
) -> StoreResult<()> {
    let now = service.now();
    let (room, phrase) = match seekers::ear(service, tx, stored).await? {
        Some(Ear::Room(room)) => (room, in_room),
        Some(Ear::Chat(chat)) => (chat, in_chat),
        // The portal's page shows it.
        None => return Ok(()),
    };
    let locale = seekers::locale_of(service, tx, stored).await?;
    let mut words: Vec<Say> = vec![phrase.into()];
    words.extend(help.then(|| Phrase::HelpLines.into()));
    Effect::say(service.store.vault(), &room, Some(&stored.case.id), locale, words)?.push(tx, now, now).await
}

async fn refuse(service: &Service, event: &Event, stored: &Stored, why: &Why) -> Outcome {
    let reference = stored.case.reference.clone();
    let said = match why {
        Why::NotInCase => Phrase::OfferNotYours { reference },
        Why::NotMuted => Phrase::CentreNotMuted { reference },
        _ => Phrase::CentreNotOpen { reference },
    };
    desk::answer(service, event, said).await
}

/// Why, and until when: what follows the case's number. The last `bis` begins a day, a number at the end counts days.
fn wish(words: &[String], now: Timestamp) -> Result<(Option<String>, Timestamp), Phrase> {
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let is = |word: &String, list: &[&str]| list.contains(&word.as_str());
    if let Some(at) = folded.iter().rposition(|word| is(word, &["bis", "until", "till"])) {
        let day = days::coming(&words[at..].join(" "), now, Case::MUTED_DAYS)
            .map_err(|fault| Phrase::CentreMuteDay { fault })?;
        return Ok((reason_of(&words[..at].join(" "))?, days::start(days::after(day))));
    }
    let unit = folded.last().is_some_and(|word| is(word, &["tag", "tage", "tagen", "day", "days"]));
    let counted = folded.len().checked_sub(1 + usize::from(unit));
    let counted = counted.and_then(|at| Some((at, folded[at].parse::<i64>().ok()?)));
    let (at, ahead) = match counted {
        Some((at, days)) if (1..=Case::MUTED_DAYS).contains(&days) => (at, days),
        Some(_) => return Err(Phrase::CentreMuteDay { fault: days::DayFault::TooFar }),
        None => (words.len(), Case::MUTED_DAYS),
    };
    let lead = at.checked_sub(1).filter(|at| is(&folded[*at], &["fuer", "for"])).unwrap_or(at);
    Ok((reason_of(&words[..lead].join(" "))?, end_of(now.plus(Span::days(ahead)))))
}

/// A reason in a counsellor's own words, as long as those of a cover may be.
fn reason_of(words: &str) -> Result<Option<String>, Phrase> {
    match CoverReason::parse(words) {
        Ok(_) => Ok(Some(words.split_whitespace().collect::<Vec<_>>().join(" "))),
        Err(CoverReasonError::Missing) => Ok(None),
        Err(CoverReasonError::TooLong) => Err(Phrase::CoverReasonTooLong),
    }
}

/// The end of a day on the wall.
fn end_of(moment: Timestamp) -> Timestamp {
    days::start(days::after(days::today(moment)))
}

#[cfg(test)]
mod tests {
    use routing::Date;

    use super::*;

    /// 24 November 2026, 17:12 in Germany.
    const NOW: Timestamp = Timestamp::from_millis(1_795_536_720_000);

    fn read(text: &str) -> Result<(Option<String>, Timestamp), Phrase> {
        wish(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>(), NOW)
    }

    #[test]
    fn it_ends_with_a_day_or_after_some_days() {
        let ends = |day: &str| days::start(Date::parse(day).unwrap());
        for (text, reason, day) in [
            ("", None, "2026-12-02"),
            ("bis 26.11.", None, "2026-11-27"),
            ("Beleidigung bis 1. Dezember", Some("Beleidigung"), "2026-12-02"),
            ("3", None, "2026-11-28"),
            ("für 3 Tage", None, "2026-11-28"),
            ("schreibt  nachts 50 Nachrichten", Some("schreibt nachts 50 Nachrichten"), "2026-12-02"),
            ("droht, 1 Tag", Some("droht,"), "2026-11-26"),
        ] {
            assert_eq!(read(text), Ok((reason.map(str::to_owned), ends(day))), "{text}");
        }
    }

    #[test]
    fn nobody_is_stopped_for_longer_than_a_week_or_until_no_day() {
        use days::DayFault::{Past, TooFar, Unreadable};
        for (text, fault) in [
            ("bis 2.12.", TooFar),
            ("8 Tage", TooFar),
            ("0", TooFar),
            ("bis 23.11.2026", Past),
            ("bis Freitag", Unreadable),
            ("bis", Unreadable),
        ] {
            assert_eq!(read(text), Err(Phrase::CentreMuteDay { fault }), "{text}");
        }
        assert_eq!(read(&"x".repeat(201)), Err(Phrase::CoverReasonTooLong));
    }
}
