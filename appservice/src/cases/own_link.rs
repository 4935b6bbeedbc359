//! `mein link`: a counsellor's own link, straight to them.

use routing::{CentreId, CounsellorId, Span, Target};

use super::desk;
use crate::{
    cases::{
        event::{Event, Outcome, settle},
        service::Service,
    },
    links::{NewLink, Presented, issue},
    words::phrases::{Confidence, Link},
};

/// Gives `counsellor` a new link and takes back the one that was given so before, since nobody knows that one any more.
/// It is said in the team's room, where only colleagues read: it opens nothing but a way to the counsellor.
pub(crate) async fn give(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
) -> Outcome {
    let now = service.now();
    let target = Target::Counsellor(counsellor, centre.clone());
    let new = NewLink { target, expires_at: None, most_uses: None, own: true, at_once: false };
    let mut tx = service.store.begin().await?;
    let made = issue(&mut tx, &new, now).await?;
    let addresses = &service.addresses;
    let own = Confidence::LinkOwn {
        page: addresses.page(&made.token).map(Link::new),
        card: addresses.card(&made.token).map(Link::new),
        chat: Link::new(addresses.chat()),
        start: addresses.start(&Presented::Token(made.token)),
        replaced: made.replaced,
    };
    desk::push_say(service, &mut tx, event, own.into(), Span::from_millis(0)).await?;
    tracing::info!(link.id = %made.id, centre.id = %centre, "Gave a counsellor a link");
    settle(service, tx, event).await
}
