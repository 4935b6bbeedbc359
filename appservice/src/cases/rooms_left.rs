//! A counsellor goes out of Erstanfragen or Team by their own doing: whoever stays knows it, and they come in again by a word.

use routing::{CentreId, CounsellorId};

use crate::{
    cases::{
        accepting::name_of,
        colleagues::called,
        desk,
        effects::{Effect, Whom},
        event::{Event, Outcome, settle},
        follow_up,
        service::{Service, matrix_id},
    },
    store::room::RoomKind,
    words::phrases::Phrase,
};

/// Tells it in the other of the two rooms, where they may still be themselves.
pub(crate) async fn tell(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: &CounsellorId,
    enquiries: bool,
) -> Outcome {
    let name = name_of(service, centre, counsellor);
    let other = if enquiries { RoomKind::Team(centre.clone()) } else { RoomKind::Enquiries(centre.clone()) };
    let said = (Whom::these([matrix_id(counsellor)]), Phrase::LeavingCentreRoom { name, enquiries });
    let mut tx = service.store.begin().await?;
    follow_up::say_in(service, &mut tx, &other, said).await?;
    tracing::info!(centre.id = %centre, "A counsellor has left a room of their centre");
    settle(service, tx, event).await
}

/// `räume`, or `räume NAME` for a colleague who is in none of them any more: invited where they are missing.
pub(crate) async fn let_in(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
    name: Option<&str>,
) -> Outcome {
    let who = match name {
        None => counsellor,
        Some(name) => match called(&service.directory(), centre, name) {
            Ok(colleague) => colleague.id.clone(),
            Err(_) => {
                return desk::answer(service, event, Phrase::LeavingNoColleague).await;
            }
        },
    };
    let now = service.now();
    let answer = Phrase::LeavingLetIn { name: name_of(service, centre, &who) };
    let mut tx = service.store.begin().await?;
    Effect::LetIn { centre: centre.clone(), counsellor: who }.push(&mut tx, now, now).await?;
    desk::push_answer(service, &mut tx, event, answer).await?;
    settle(service, tx, event).await
}
