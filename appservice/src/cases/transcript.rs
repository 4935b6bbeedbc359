//! `verlauf REF`: a member of the case whose client cannot take the history gets it as text.

use routing::{CentreId, CounsellorId, Reference};

use super::desk;
use crate::{
    cases::{
        effects::Effect,
        event::{Event, Outcome, settle},
        service::Service,
    },
    store::{
        self,
        audit::{self, Actor, Entry, Kind},
    },
    words::phrases::Phrase,
};

/// Somebody asks for the transcript. Whoever is not in the case hears what is said of a reference that does not exist.
pub(crate) async fn ask(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    reference: Reference,
    counsellor: CounsellorId,
) -> Outcome {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let found = store::case::by_reference(&mut tx, centre, &reference).await?;
    let given = found.filter(|stored| {
        let who_may = service.access(&stored.case);
        who_may.custodian.is_some() && who_may.counsellors.contains(&counsellor) && stored.room.is_some()
    });
    let Some(stored) = given else {
        drop(tx);
        return desk::answer(service, event, Phrase::CentreReferenceUnknown { reference }).await;
    };
    let entry = Entry::new(now, centre, Kind::HistoryGiven, Actor::Counsellor(counsellor.clone()));
    audit::append(&mut tx, &entry.about(&reference).whom(&counsellor).why("transcript")).await?;
    let case = stored.case.id.clone();
    Effect::GiveTranscript { case, counsellor, from: None, written: 0 }.push(&mut tx, now, now).await?;
    desk::push_answer(service, &mut tx, event, Phrase::TranscriptComes { reference }).await?;
    settle(service, tx, event).await
}
