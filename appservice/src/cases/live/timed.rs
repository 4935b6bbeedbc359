//! What happens to live chats by itself: pages that are gone, offers that nobody took, duties that end.

use std::collections::BTreeSet;

use futures_util::FutureExt as _;
use routing::{CaseId, CentreId, Closer, live::GONE};

use crate::{
    cases::{
        accepting::name_of,
        effects::Whom,
        follow_up, life, one_by_one,
        service::{Service, matrix_id},
    },
    running::fail_point,
    store::{
        self, StoreResult,
        live::{self, duty::OnDuty},
        room::RoomKind,
        setback::Kind,
    },
    words::phrases::Phrase,
};

/// So many of each are looked at in a round.
const AT_ONCE: u32 = 50;

/// One round. `heard`: whether we have been there for so long that every open page was heard of.
pub(crate) async fn take_all(service: &Service, heard: bool) -> StoreResult<()> {
    let now = service.now();
    let (gone, missed, on_duty, idle) = {
        let mut tx = service.store.look().await?;
        (
            if heard { live::gone(&mut tx, (now.minus(GONE), now), AT_ONCE).await? } else { Vec::new() },
            live::missed(&mut tx, now, AT_ONCE).await?,
            live::duty::all(&mut tx).await?,
            live::duty::is_untidy(&mut tx).await?,
        )
    };
    let gone = gone.into_iter().map(|case| (case.to_string(), case)).collect();
    one_by_one::take(service, Kind::Case, gone, |case| async move { close(service, &case).await }.boxed())
        .await?;
    // What fails with one of them is tried again in the next round, and keeps none of the others waiting.
    let mut outcome = Ok(());
    for (case, centre) in missed {
        if let Err(error) = count(service, &case, &centre).await {
            outcome = Err(error);
        }
    }
    // A lock of whoever took a card without being on duty is nobody's any more.
    if idle {
        let mut tx = service.store.begin().await?.at_leisure();
        live::duty::tidy(&mut tx).await?;
        tx.commit().await?;
    }
    for one in on_duty {
        if let Some(said) = ends(service, &one)
            && let Err(error) = end(service, &one, said).await
        {
            outcome = Err(error);
        }
    }
    outcome
}

/// Their page is closed, and nobody can come back to it.
async fn close(service: &Service, case: &CaseId) -> StoreResult<()> {
    fail_point::pass("live.before_close");
    let mut tx = service.store.begin().await?.at_leisure();
    // They may have come back in the meantime.
    let before = service.now().minus(GONE);
    let guest = live::of_case(&mut tx, case).await?.filter(|guest| guest.seen <= before);
    if guest.is_none() {
        return Ok(());
    }
    let closed = match store::case::by_id(&mut tx, case).await? {
        Some(stored) => life::write_closing(service, &mut tx, stored, Closer::Seeker).await?,
        None => false,
    };
    if !closed {
        // What does not run any more has no page.
        live::end(&mut tx, case).await?;
    }
    tracing::info!(case.id = %case, "A live chat was left");
    tx.commit().await
}

/// Somebody has waited so long that it counts for everybody who could have taken them.
async fn count(service: &Service, case: &CaseId, centre: &CentreId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?.at_leisure();
    if !live::count_missed(&mut tx, case).await? {
        return Ok(());
    }
    let mut tired = Vec::new();
    for one in live::duty::of_centre(&mut tx, centre).await? {
        // Whoever has their hands full could not.
        if live::talks(&mut tx, &one.counsellor).await? >= service.live.talks {
            continue;
        }
        if live::duty::missed(&mut tx, &one.counsellor, centre).await? >= service.live.missed {
            live::duty::off(&mut tx, &one.counsellor, centre).await?;
            tired.push(one.counsellor);
        }
    }
    for counsellor in tired {
        let times = u16::try_from(service.live.missed).unwrap_or(u16::MAX);
        let said = Phrase::LiveDutyMissed { name: name_of(service, centre, &counsellor), times };
        tell(service, &mut tx, centre, (&counsellor, said)).await?;
    }
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}

/// Why somebody's duty is over, if it is.
fn ends(service: &Service, one: &OnDuty) -> Option<Phrase> {
    let (directory, now) = (service.directory(), service.now());
    let name = name_of(service, &one.centre, &one.counsellor);
    let centre = directory.centre(&one.centre);
    if !centre.is_some_and(|centre| centre.online && centre.live.is_open_at_all(now)) {
        return Some(Phrase::LiveDutyOver { name });
    }
    let counsels =
        directory.counsellor(&one.counsellor, &one.centre).is_some_and(|counsellor| counsellor.counsels(now));
    (!counsels).then_some(Phrase::LiveDutyAbsent { name })
}

async fn end(service: &Service, one: &OnDuty, said: Phrase) -> StoreResult<()> {
    let mut tx = service.store.begin().await?.at_leisure();
    if !live::duty::off(&mut tx, &one.counsellor, &one.centre).await? {
        return Ok(());
    }
    tell(service, &mut tx, &one.centre, (&one.counsellor, said)).await?;
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}

async fn tell(
    service: &Service,
    tx: &mut store::Tx,
    centre: &CentreId,
    (counsellor, said): (&routing::CounsellorId, Phrase),
) -> StoreResult<()> {
    let whom = Whom::these(BTreeSet::from([matrix_id(counsellor)]));
    follow_up::say_in(service, tx, &RoomKind::Team(centre.clone()), (whom, said)).await.map(drop)
}
