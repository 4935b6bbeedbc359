//! Somebody is gone, and nobody asked for it: whoever leads the centre has a colleague stand in for one of their cases, or has its seeker
//! asked whether a colleague may have it. Both go on as if the holder had said it, in the same words to the seeker and the team; whoever
//! arranges it reads nothing by it.

use std::collections::BTreeSet;

use routing::{CounsellorId, Cover, CoverReason, Handed, Offer, OfferFacts, Recipient, Timestamp, Why};

use super::{covering, effects::Effect, service::Service};
use crate::{
    store::{
        StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        case::Stored,
    },
    words::phrases::standing_in::Ending,
};

/// Who arranges it, and why.
pub(crate) struct Sake<'a> {
    /// Who.
    pub(crate) by: &'a CounsellorId,
    /// By what right, for the trail.
    pub(crate) actor: Actor,
    /// Why.
    pub(crate) reason: &'a CoverReason,
}

/// A colleague stands in until a moment. Why not, if the case refuses it: nothing is written then.
pub(crate) async fn cover(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    (to, until): (&CounsellorId, Timestamp),
    sake: Sake<'_>,
) -> StoreResult<Result<(), Why>> {
    if to == sake.by {
        return Ok(Err(Why::NotInCase));
    }
    let cover = Cover::new(to.clone(), sake.reason.clone(), service.now()).until(until);
    covering::begin(service, tx, stored, cover, sake.actor).await
}

/// The seeker is asked whether a colleague may have the case. It stands in the trail that somebody else than its holder wanted it so.
pub(crate) async fn hand_over(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    (to, history): (&CounsellorId, Handed),
    sake: Sake<'_>,
) -> StoreResult<Result<(), Why>> {
    let (now, directory) = (service.now(), service.directory());
    let recipient = Recipient::Counsellor(to.clone());
    let enclosed = stored.is_enclosed(tx).await?;
    let facts = OfferFacts::of(&stored.case, (&recipient, sake.by), &directory, enclosed, now);
    let offer = Offer::new(recipient, sake.by.clone(), history, now).on_behalf();
    stored.case = match stored.case.clone().offer(offer, facts, now) {
        Ok(offered) => offered,
        Err(illegal) => return Ok(Err(illegal.why)),
    };
    super::save(service, tx, stored).await?;
    Effect::AskSeeker { case: stored.case.id.clone() }.push(tx, now, now).await?;
    let entry = Entry::new(now, &stored.case.centre, Kind::HandOverAsked, sake.actor);
    let entry = entry.about(&stored.case.reference).whom(to).why(sake.reason.code());
    audit::append(tx, &Entry { note: own_words(sake.reason), ..entry }).await?;
    tracing::info!(case.id = %stored.case.id, "A case was offered to somebody else on behalf of its centre");
    Ok(Ok(()))
}

/// Somebody stands in no more. Says no if they did not.
pub(crate) async fn end_cover(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    (colleague, actor): (&CounsellorId, Actor),
) -> StoreResult<bool> {
    let now = service.now();
    if !covering::left(&stored.case, now, now).contains(colleague) {
        return Ok(false);
    }
    covering::end(service, tx, stored, &BTreeSet::from([colleague.clone()]), actor, Ending::Command).await?;
    Ok(true)
}

fn own_words(reason: &CoverReason) -> Option<String> {
    match reason {
        CoverReason::Other(words) => Some(words.as_str().to_owned()),
        _ => None,
    }
}
