//! The use-cases: each asks `routing`, then writes the change, its effects and the fact that the event is done in one
//! commit. None of them sends anything.

pub(crate) mod absence;
pub(crate) mod accepting;
pub(crate) mod agreeing;
pub(crate) mod anew;
pub(crate) mod appointments;
pub(crate) mod arranging;
pub(crate) mod asking;
pub(crate) mod at_once;
pub(crate) mod calling;
pub(crate) mod chats;
pub(crate) mod colleagues;
pub(crate) mod covering;
pub(crate) mod desk;
pub(crate) mod effects;
pub(crate) mod erasing;
pub mod event;
pub mod far;
pub(crate) mod follow_up;
pub(crate) mod following;
pub mod from_elsewhere;
pub mod holding;
pub mod identities;
pub(crate) mod leaving;
pub(crate) mod life;
pub(crate) mod limit;
pub(crate) mod live;
pub(crate) mod mailing;
pub(crate) mod muting;
pub mod newcomers;
pub(crate) mod offering;
pub mod onboarding;
pub(crate) mod one_by_one;
pub(crate) mod opening;
pub(crate) mod our_rooms;
pub(crate) mod own_cases;
pub(crate) mod own_figures;
pub(crate) mod own_link;
pub mod parting;
pub mod passkeys;
mod promise;
pub(crate) mod reception;
pub(crate) mod returning;
pub mod roles;
pub(crate) mod rooms_left;
pub(crate) mod seconds;
pub(crate) mod seekers;
pub mod service;
pub(crate) mod showing;
pub mod signing_in;
pub(crate) mod silence;
pub mod succession;
pub(crate) mod timed;
pub(crate) mod today;
pub(crate) mod told;
pub(crate) mod transcript;
pub mod uninvited;
pub(crate) mod unsigned;

use routing::State;

use crate::{
    cases::service::Service,
    store::{self, StoreResult, Tx, case::Stored},
};

/// Writes a changed case, with the moment at which something happens to it by itself next.
pub(crate) async fn save(service: &Service, tx: &mut Tx, stored: &mut Stored) -> StoreResult<()> {
    stored.due = routing::agenda::next(&stored.case, &service.directory(), stored.looked);
    store::case::save(tx, stored).await?;
    far::report(service, tx, stored).await?;
    if matches!(stored.case.state, State::Closed { .. } | State::Erased { .. }) {
        anew::given_up(service, tx, &stored.case).await?;
    }
    match stored.case.state {
        State::Erased { .. } => {
            follow_up::forget(tx, &stored.case.id).await?;
            store::appointment::forget(tx, &stored.case.id).await?;
        }
        // Whoever writes again begins to wait anew.
        State::Closed { .. } => store::awaited::end(tx, &stored.case.id).await?,
        _ => {}
    }
    live::follow(service, tx, stored).await?;
    // Whoever has it now, or has it no more: its appointment follows.
    store::appointment::look_at(tx, &stored.case.id).await?;
    let promised = own_figures::promised(service, &stored.case);
    own_figures::record(tx, &stored.case, promised).await?;
    store::figure::record(tx, &stored.case, promised, service.now()).await
}
