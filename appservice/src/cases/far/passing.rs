//! A centre with a Lotse of its own would have a case go on at another centre of the platform: it says so, the platform asks the
//! seeker as for any centre, and says what became of it. Which centres there are, the platform knows; who counsels, neither asks.

use routing::{
    CentreId, CounsellorId, Far, Handed, Offer, OfferFacts, Recipient, Reference, RoomId, State, Why,
};

use super::tell;
use crate::{
    cases::{
        self, agreeing, anew, desk,
        effects::Effect,
        event::{Event, Outcome, alert, settle},
        offering,
        service::Service,
    },
    store::{StoreResult, Tx, case::Stored},
    words::{
        far::{Passing, Word},
        phrases::Phrase,
    },
};

/// What a centre may be called at most.
const LONGEST_NAME: usize = 200;

/// At the centre: `weiterleiten REF STELLE` for a case that a platform has placed here.
pub(crate) async fn ask_platform(
    service: &Service,
    event: &Event,
    stored: &Stored,
    (by, to): (&CounsellorId, &str),
) -> Outcome {
    let (now, case) = (service.now(), &stored.case);
    let reference: Reference = case.reference.clone();
    let refused = match &case.state {
        State::Asked { .. } => None,
        State::Accepted(accepted) if accepted.counsellor == *by => None,
        State::Accepted(_) => Some(Phrase::OfferNotYours { reference: reference.clone() }),
        _ => Some(Phrase::CentreNotOpen { reference: reference.clone() }),
    };
    if let Some(refused) = refused {
        return desk::answer(service, event, refused).await;
    }
    let (Some(Far::Platform { speaker, .. }), Some(room)) = (&case.far, stored.room.clone()) else {
        return desk::answer(service, event, Phrase::CentreNotOpen { reference }).await;
    };
    let to: String = to.chars().take(LONGEST_NAME).collect();
    let mut tx = service.store.begin().await?;
    tell(service, &case.centre, speaker, Word::PassOn { room, to })?.push(&mut tx, now, now).await?;
    desk::push_answer(service, &mut tx, event, Phrase::OfferPlatformSent { reference }).await?;
    settle(service, tx, event).await
}

/// At the platform: a centre would have one of its cases go on at the centre that is called so.
pub(crate) async fn pass_on(
    service: &Service,
    event: &Event,
    from: &CounsellorId,
    (room, to): (&RoomId, &str),
) -> Outcome {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let Some(mut stored) = super::at_platform::theirs(&mut tx, room, from).await? else {
        return Ok(alert(event, "report_on_no_case_of_theirs"));
    };
    let mut answer = Passing::Asked;
    match offered(service, &mut tx, &stored, (from, to)).await? {
        Ok(case) => {
            stored.case = case;
            cases::save(service, &mut tx, &mut stored).await?;
            Effect::AskSeeker { case: stored.case.id.clone() }.push(&mut tx, now, now).await?;
            tracing::info!(case.id = %stored.case.id, "A centre's own Lotse would have a case go on elsewhere");
        }
        Err(why) => answer = why,
    }
    super::answer(service, &mut tx, &stored, answer).await?;
    settle(service, tx, event).await
}

async fn offered(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    (from, to): (&CounsellorId, &str),
) -> StoreResult<Result<routing::Case, Passing>> {
    let (now, directory) = (service.now(), service.directory());
    let Some(to) = offering::centre_called(&directory, to) else { return Ok(Err(Passing::Unknown)) };
    if anew::is_under_way(tx, &stored.case.id).await? {
        return Ok(Err(Passing::Busy));
    }
    let offer = Offer::new(Recipient::Centre(to), from.clone(), Handed::Nothing, now);
    let facts = OfferFacts::of(&stored.case, (&offer.to, &offer.by), &directory, false, now);
    let offered = match stored.case.clone().offer(offer, facts, now) {
        Ok(offered) => offered,
        Err(illegal) => {
            return Ok(Err(match illegal.why {
                Why::AlreadyOffered => Passing::Busy,
                Why::SameCentre => Passing::Unknown,
                Why::Held => Passing::Held,
                Why::NotActive => Passing::Closed,
                _ => Passing::Other,
            }));
        }
    };
    let reachable = agreeing::is_reachable(service, tx, stored).await?;
    Ok(if reachable { Ok(offered) } else { Err(Passing::Unreachable) })
}

/// At the centre: what the platform says of such a case.
pub(crate) async fn passing(
    service: &Service,
    event: &Event,
    (centre, from): (&CentreId, &CounsellorId),
    (room, answer): (&RoomId, Passing),
) -> Outcome {
    let mut tx = service.store.begin().await?;
    let stored = match super::at_centre::theirs(&mut tx, event, (centre, from), room).await? {
        Ok(stored) => stored,
        Err(handled) => return Ok(handled),
    };
    let reference = stored.case.reference.clone();
    let phrase = match answer {
        Passing::Asked => Phrase::OfferPlatformAsks { reference },
        Passing::Unknown => Phrase::OfferWhere { reference },
        Passing::Busy => Phrase::OfferPlatformBusy { reference },
        Passing::Held => Phrase::OfferHeld { reference },
        Passing::Unreachable => Phrase::OfferUnreachable { reference },
        Passing::Declined => Phrase::OfferDeclined { reference },
        Passing::Lapsed => Phrase::OfferLapsed { reference },
        Passing::Gone => Phrase::OfferGone { reference },
        Passing::Agreed => Phrase::OfferPassedOn { reference },
        Passing::Unlisted => Phrase::CentrePlatformLeft { reference },
        Passing::Closed | Passing::Other => Phrase::OfferPlatformCannot { reference },
    };
    agreeing::tell_team(service, &mut tx, centre, phrase).await?;
    settle(service, tx, event).await
}
