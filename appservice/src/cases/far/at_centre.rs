//! The centre's side: a platform announces cases, and they are led here by our own rules.

use routing::{
    Case, CaseId, CentreId, Closer, CounsellorId, Far, NewCase, RoomId, Span, State, agenda, takes,
};
use tokio::time::Instant;

use super::tell;
use crate::{
    cases::{
        effects::Effect,
        erasing::{self, Cause},
        event::{Event, Handled, Outcome, alert, settle},
        life,
        service::{Service, seeker_matrix_id},
        unsigned,
    },
    running::{entropy, trouble::Trouble},
    store::{
        self, StoreResult, Tx,
        case::{Insertion, Stored},
        pin::Pin,
        room::RoomKind,
    },
    words::{
        far::{Announcement, Why, Word},
        reception::pseudonym::Pseudonym,
    },
};

/// A platform has placed a case with a centre of ours. Said twice it changes nothing.
pub(crate) async fn announced(
    service: &Service,
    event: &Event,
    (centre, from): (&CentreId, &CounsellorId),
    news: Announcement,
) -> Outcome {
    let now = service.now();
    let far = far_of(from, &news).filter(|_| !service.names.is_ours(&seeker_matrix_id(&news.seeker)));
    let Some(far) = far else { return Ok(alert(event, "announcement_that_cannot_be")) };
    let Ok(pseudonym) = Pseudonym::parse(&news.pseudonym) else {
        return Ok(alert(event, "announcement_that_cannot_be"));
    };
    // Whoever is announced is taken by what is in force now.
    service.roster.refresh(&service.store).await?;
    let mut tx = service.store.begin().await?;
    if let Some(known) = store::room::by_id(&mut tx, &news.room).await? {
        let again = match known {
            RoomKind::Case(case) => store::case::by_id(&mut tx, &case).await?.is_some_and(|stored| {
                matches!(&stored.case.far, Some(Far::Platform { speaker, .. }) if speaker == from)
                    && stored.case.centre == *centre
            }),
            _ => false,
        };
        let other = || alert(event, "announcement_of_another_room");
        return Ok(if again { Handled::Nothing("announced before") } else { other() });
    }
    if store::erasure::concerns(&mut tx, &news.room).await? {
        return Ok(Handled::Nothing("a case that is being erased"));
    }
    if !service.from_elsewhere.announces(from.as_str(), centre.as_str(), Instant::now()) {
        return Err(Trouble::Passing {
            why: "too-many-announcements".to_owned(),
            wait: Some(Span::minutes(1)),
        });
    }
    let barred = store::bar::stands(&mut tx, &news.seeker, centre, now).await?;
    let why = refusal(service, centre, &news).or(barred.then_some(Why::Closed));
    let made = match why {
        Some(why) => Err(why),
        None => begin(service, &mut tx, (centre, far, &pseudonym), &news).await?,
    };
    match made {
        Ok(mut stored) => {
            store::case::set_room(&mut tx, &mut stored, &news.room, now).await?;
            let case = stored.case.id.clone();
            Effect::EnterRoom { case: case.clone() }.push(&mut tx, now, now).await?;
            metrics::counter!("lotse_far_cases_total").increment(1);
            tracing::info!(case.id = %case, centre.id = %centre, "A platform has announced a case");
        }
        Err(why) => {
            metrics::counter!("lotse_far_refused_total", "why" => why.code()).increment(1);
            tracing::warn!(centre.id = %centre, why = why.code(), "A case that a platform announced is not taken");
            let word = Word::Refused { room: news.room.clone(), why };
            tell(service, centre, from, word)?.push(&mut tx, now, now).await?;
        }
    }
    settle(service, tx, event).await
}

/// Writes the case down, unless we call another one by this reference.
async fn begin(
    service: &Service,
    tx: &mut Tx,
    (centre, far, pseudonym): (&CentreId, Far, &Pseudonym),
    news: &Announcement,
) -> Result<Result<Box<Stored>, Why>, Trouble> {
    let now = service.now();
    let id = CaseId::parse(&entropy::ulid(now.millis().unsigned_abs()))
        .map_err(|_| Trouble::Poison("no-case-id".to_owned()))?;
    let new = NewCase {
        id,
        reference: news.reference.clone(),
        seeker: news.seeker.clone(),
        pseudonym: pseudonym.as_str().to_owned(),
        topic: news.topic.clone(),
        centre: centre.clone(),
        personal: None,
        at_once: false,
    };
    let mut case = Case::open(new, now);
    case.far = Some(far);
    let due = agenda::next(&case, &service.directory(), now);
    Ok(match store::case::insert(tx, case, due).await? {
        Insertion::Made(stored) => {
            know_devices(service, tx, news).await?;
            Ok(stored)
        }
        Insertion::ReferenceTaken => Err(Why::ReferenceTaken),
    })
}

/// A seeker without a cross-signing identity goes on with the devices that they have named to the platform, unless they have said
/// something here themselves. Never somebody who counsels.
async fn know_devices(service: &Service, tx: &mut Tx, news: &Announcement) -> StoreResult<()> {
    let few = (1..=MOST_DEVICES).contains(&news.devices.len());
    if !few || unsigned::counsels(service, &news.seeker) {
        return Ok(());
    }
    let known = store::pin::of(tx, &news.seeker).await?.unwrap_or_default();
    if known.devices.is_empty() {
        let pin = Pin { devices: news.devices.clone(), ..known };
        store::pin::put(tx, &news.seeker, &pin, service.now()).await?;
    }
    Ok(())
}

/// Nobody has more.
const MOST_DEVICES: usize = 50;

/// The platform as the case remembers it; nothing where steward and seeker cannot be its own.
fn far_of(from: &CounsellorId, news: &Announcement) -> Option<Far> {
    let steward =
        CounsellorId::parse(&news.steward).ok().filter(|steward| steward.server() == from.server())?;
    if news.seeker.as_str() == from.as_str() || news.seeker.as_str() == steward.as_str() {
        return None;
    }
    let language: String = news.language.chars().take(8).collect();
    Some(Far::Platform { speaker: from.clone(), steward, language, unlisted: false })
}

fn refusal(service: &Service, centre: &CentreId, news: &Announcement) -> Option<Why> {
    let directory = service.directory();
    let team = directory.centre(centre).is_some_and(|centre| centre.team);
    if !takes(&directory, centre, &news.topic, service.now()) {
        return Some(Why::Closed);
    }
    (!team).then_some(Why::NotATeam)
}

/// The platform erases a case: so do we.
pub(crate) async fn gone(
    service: &Service,
    event: &Event,
    (centre, from): (&CentreId, &CounsellorId),
    (room, wished): (&RoomId, bool),
) -> Outcome {
    let mut tx = service.store.begin().await?;
    let stored = match theirs(&mut tx, event, (centre, from), room).await? {
        Ok(stored) => stored,
        Err(handled) => return Ok(handled),
    };
    if matches!(stored.case.state, State::Erased { .. }) {
        return Ok(Handled::Nothing("erased before"));
    }
    let cause = if wished { Cause::Wish } else { Cause::Time };
    if !erasing::write(service, &mut tx, stored, cause).await? {
        return Ok(Handled::Nothing("a case that is held"));
    }
    settle(service, tx, event).await
}

/// The case that a platform speaks of, if it has announced it to this centre.
pub(super) async fn theirs(
    tx: &mut Tx,
    event: &Event,
    (centre, from): (&CentreId, &CounsellorId),
    room: &RoomId,
) -> StoreResult<Result<Stored, Handled>> {
    let Some(RoomKind::Case(case)) = store::room::by_id(tx, room).await? else {
        return Ok(Err(Handled::Nothing("a case that is not here")));
    };
    let stored = store::case::by_id(tx, &case).await?.filter(|stored| {
        matches!(&stored.case.far, Some(Far::Platform { speaker, .. }) if speaker == from)
            && stored.case.centre == *centre
    });
    Ok(stored.ok_or_else(|| alert(event, "announcement_of_another_room")))
}

/// The seeker has ended the case at the platform: so it is here. Writing opens it again, as always.
pub(crate) async fn ended(
    service: &Service,
    event: &Event,
    whose: (&CentreId, &CounsellorId),
    room: &RoomId,
) -> Outcome {
    let mut tx = service.store.begin().await?;
    let stored = match theirs(&mut tx, event, whose, room).await? {
        Ok(stored) => stored,
        Err(handled) => return Ok(handled),
    };
    if !life::write_closing(service, &mut tx, stored, Closer::Seeker).await? {
        return Ok(Handled::Nothing("closed before"));
    }
    settle(service, tx, event).await
}

/// A platform asks how many are there.
pub(crate) async fn greeted(
    service: &Service,
    event: &Event,
    (centre, from): (&CentreId, &CounsellorId),
) -> Outcome {
    let mut tx = service.store.begin().await?;
    report_present(service, &mut tx, centre, from).await?;
    settle(service, tx, event).await
}

/// Tells a platform how many of a centre are there.
pub(crate) async fn report_present(
    service: &Service,
    tx: &mut Tx,
    centre: &CentreId,
    to: &CounsellorId,
) -> StoreResult<()> {
    let now = service.now();
    let directory = service.directory();
    let there = directory.counsellors_of(centre).iter().filter(|one| one.counsels(now)).count();
    let online = directory.centre(centre).is_some_and(|centre| centre.online && centre.team);
    let people = if online { u32::try_from(there).unwrap_or(u32::MAX) } else { 0 };
    tell(service, centre, to, Word::Present { people, at: now })?.push(tx, now, now).await
}

/// Tells all platforms how many are there.
pub(crate) async fn report_presences(service: &Service) -> StoreResult<()> {
    let channels = store::room::channels(&mut service.store.look().await?).await?;
    for (centre, with) in channels {
        if service.has_own_lotse(&centre) {
            continue;
        }
        let mut tx = service.store.begin().await?.at_leisure();
        report_present(service, &mut tx, &centre, &with).await?;
        tx.commit().await?;
    }
    service.effects.notify_one();
    Ok(())
}

#[cfg(test)]
mod tests {
    use routing::{Reference, SeekerId, Timestamp, TopicId};

    use super::*;

    #[test]
    fn an_announcement_names_people_that_it_can_name() {
        let from = CounsellorId::parse("@lotse:a.example").unwrap();
        let news = |steward: &str, seeker: &str| Announcement {
            room: RoomId::parse("!r:a.example").unwrap(),
            steward: steward.to_owned(),
            reference: Reference::from_bits(7),
            seeker: SeekerId::parse(seeker).unwrap(),
            pseudonym: "Blaue Amsel".to_owned(),
            topic: TopicId::parse("schulden").unwrap(),
            language: "de".repeat(9),
            promise_hours: 48,
            opened: Timestamp::from_millis(0),
            devices: Vec::new(),
        };
        let far = far_of(&from, &news("@lotse_steward:a.example", "@anna:a.example")).unwrap();
        assert!(matches!(far, Far::Platform { language, .. } if language.len() == 8));
        for (steward, seeker) in [
            ("@lotse_steward:b.example", "@anna:a.example"),
            ("steward", "@anna:a.example"),
            ("@s:a.example", "@s:a.example"),
            ("@s:a.example", "@lotse:a.example"),
        ] {
            assert_eq!(far_of(&from, &news(steward, seeker)), None, "{steward} {seeker}");
        }
    }
}
