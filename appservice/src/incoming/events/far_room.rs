//! The room of a case whose centre runs its own Lotse, as the platform sees it: who is there, and not a word.

use routing::{Far, State};
use ruma::OwnedUserId;

use crate::{
    cases::{
        anew,
        effects::Effect,
        event::{Event, Handled, Outcome, alert, settle},
        service::{Service, matrix_id},
    },
    store::case::Stored,
};

pub(super) async fn handle(service: &Service, event: &Event, stored: &Stored) -> Outcome {
    let Some(Far::Centre { custodian, .. }) = &stored.case.far else {
        return Ok(Handled::Nothing("a case that is ours"));
    };
    let custodian: OwnedUserId = matrix_id(custodian);
    service.expects(&custodian);
    let Some((who, membership)) = event.membership() else {
        return Ok(Handled::Nothing("what is written there is not for us"));
    };
    let (now, case) = (service.now(), stored.case.id.clone());
    if who == custodian {
        if membership == "join" && matches!(stored.case.state, State::Opened) {
            // Not before: nothing is to be written that the centre cannot read.
            let mut tx = service.store.begin().await?;
            Effect::InviteSeeker { case: case.clone() }.push(&mut tx, now, now).await?;
            anew::arrived(service, &mut tx, &case).await?;
            return settle(service, tx, event).await;
        }
        return Ok(Handled::Nothing("a membership that changes nothing"));
    }
    let seeker = stored.case.seeker().is_some_and(|seeker| seeker.as_str() == who.as_str());
    // Whom its custodian lets in of its own server is for that Lotse to say.
    let theirs = who.server_name() == custodian.server_name();
    if seeker
        || theirs
        || who == *service.names.steward()
        || !matches!(membership, "join" | "invite" | "knock")
    {
        return Ok(Handled::Nothing("a membership that changes nothing"));
    }
    let _ = alert(event, "injected_member");
    let mut tx = service.store.begin().await?;
    Effect::Reconcile { case, told: false }.push(&mut tx, now, now).await?;
    settle(service, tx, event).await
}
