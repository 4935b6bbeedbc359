//! What the card of an enquiry shows follows what its seeker does, as long as nobody has accepted it: what is taken back is
//! gone, what is changed is shown as it is now, what comes on top is counted.

use hearing::danger::Kind;
use routing::{Span, State};

use crate::{
    cases::{
        effects::Effect,
        event::{Event, Handled, Outcome, settle},
        service::Service,
    },
    store::{Tx, case::Stored, outbox},
};

/// How long messages are gathered before they are counted on the card.
const GATHERED: Span = Span::from_millis(2_000);

/// The seeker has taken something back.
pub(crate) async fn taken_back(service: &Service, event: &Event, stored: &Stored) -> Outcome {
    if !waits(stored) {
        return Ok(Handled::Nothing("taken back where no card shows it"));
    }
    let (now, case) = (service.now(), stored.case.id.clone());
    let mut tx = service.store.begin().await?;
    Effect::RefreshCard { case, anew: true }.push(&mut tx, now, now).await?;
    settle(service, tx, event).await
}

/// The seeker has changed the first message, and seems to be in `danger` by what it says now.
pub(crate) async fn changed(
    service: &Service,
    event: &Event,
    mut stored: Stored,
    danger: Option<Kind>,
) -> Outcome {
    let (now, case) = (service.now(), stored.case.id.clone());
    let mut tx = service.store.begin().await?;
    if let Some(danger) = danger {
        super::asking::note_danger(service, &mut tx, event, &mut stored, danger).await?;
    }
    Effect::RefreshCard { case, anew: true }.push(&mut tx, now, now).await?;
    settle(service, tx, event).await
}

/// The seeker has written once more before anybody accepted.
pub(crate) async fn one_more(service: &Service, event: &Event, stored: &Stored) -> Outcome {
    let mut tx = service.store.begin().await?;
    count(service, &mut tx, stored).await?;
    super::follow_up::arrived_in_pool(service, &mut tx, stored).await?;
    settle(service, tx, event).await
}

/// What was written is counted on the card, in a moment, with what else comes until then.
pub(super) async fn count(service: &Service, tx: &mut Tx, stored: &Stored) -> crate::store::StoreResult<()> {
    if !waits(stored) {
        return Ok(());
    }
    let (now, case) = (service.now(), stored.case.id.clone());
    let counting = Effect::CountOnCard { case };
    if outbox::is_put_off(tx, &counting.lane().name, now).await? {
        return Ok(());
    }
    counting.push(tx, now.plus(GATHERED), now).await
}

fn waits(stored: &Stored) -> bool {
    matches!(stored.case.state, State::Asked { .. })
}
