//! Requests for a second person: what stands in the trail of them, and what makes them void. What asks for one is done at the desk alone
//! (`staff/seconds.rs`).

use routing::{CentreId, CounsellorId, Span, desk::Role};

use crate::{
    cases::{
        roles,
        service::{Service, matrix_id},
    },
    store::{
        self, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        second::{Body, Outcome, Request, Wanted},
    },
};

/// So long a decided request is listed; the trail remembers it.
pub(crate) const REMEMBERED: Span = Span::days(400);

/// What stands in the trail of a request: of the case's centre, or of the platform.
pub(crate) fn entry(request: &Request, kind: Kind, who: Actor, now: routing::Timestamp) -> Entry {
    let body = &request.body;
    let entry = Entry::new(now, &place(&body.wanted), kind, who).why(body.wanted.code());
    let entry = match &body.wanted {
        Wanted::NameReferat { who, .. } | Wanted::NameCarrier { who, .. } => entry.whom(who),
        Wanted::LiftHold { reference, .. } => entry.about(reference).whom(&body.by),
        Wanted::ExportTrail { .. } => entry.whom(&body.by),
    };
    let to = match &body.wanted {
        Wanted::ExportTrail { centre, .. } => centre.clone(),
        _ => None,
    };
    Entry { to, ..entry }
}

fn place(wanted: &Wanted) -> CentreId {
    match wanted {
        Wanted::LiftHold { centre, .. } => centre.clone(),
        Wanted::NameReferat { .. } | Wanted::NameCarrier { .. } | Wanted::ExportTrail { .. } => {
            audit::platform()
        }
    }
}

/// Whether what a request is about is as it was when it was asked, and whoever asked may still ask.
pub(crate) async fn is_as_it_was(service: &Service, tx: &mut Tx, body: &Body) -> StoreResult<bool> {
    let asker = matrix_id(&body.by);
    if !roles::of(service, tx, &asker).await?.contains(&Role::Referat) {
        return Ok(false);
    }
    Ok(match &body.wanted {
        Wanted::NameReferat { who, identity } => {
            is_who_they_were(service, tx, (who, identity.as_ref())).await?
        }
        Wanted::NameCarrier { carrier, who, identity } => {
            is_who_they_were(service, tx, (who, identity.as_ref())).await?
                && service.directory().is_of_carrier(who, carrier)
        }
        Wanted::LiftHold { reference, since, by, reason, .. } => {
            let stored = store::case::of_any_centre(tx, reference).await?;
            let hold = stored.and_then(|stored| stored.case.keeping.hold);
            hold.is_some_and(|hold| hold.since == *since && hold.by == *by && hold.reason == *reason)
        }
        Wanted::ExportTrail { .. } => true,
    })
}

/// Whether somebody who is to be named is confirmed, with the identity that was known when it was asked, and not of the Referat.
async fn is_who_they_were(
    service: &Service,
    tx: &mut Tx,
    (who, identity): (&CounsellorId, Option<&String>),
) -> StoreResult<bool> {
    let user = matrix_id(who);
    let known = store::identity::of(tx, &user).await?.map(|known| known.key);
    // Whoever was not known then may have written meanwhile.
    let same = identity.is_none() || identity == known.as_ref();
    Ok(same && !service.referat.has(&user) && !service.custodians.pins().is_kept_out(&user))
}

/// What nobody has decided in time is over.
pub(crate) async fn settle_open(service: &Service, tx: &mut Tx) -> StoreResult<()> {
    let now = service.now();
    for request in store::second::open(tx).await? {
        if now >= request.until && store::second::decide(tx, &request, (Outcome::Late, None), now).await? {
            audit::append(tx, &entry(&request, Kind::SecondLapsed, Actor::Itself, now)).await?;
        }
    }
    Ok(())
}

/// The same, for the upkeep.
pub(crate) async fn end_late(service: &Service) -> StoreResult<()> {
    let now = service.now();
    let open = store::second::open(&mut service.store.look().await?).await?;
    if open.iter().any(|request| now >= request.until) {
        let mut tx = service.store.begin().await?.at_leisure();
        settle_open(service, &mut tx).await?;
        tx.commit().await?;
    }
    Ok(())
}
