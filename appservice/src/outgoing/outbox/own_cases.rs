//! A counsellor's own cases, with what their seekers go by: said in the counsellor's encrypted chat with the custodian.

use routing::{CentreId, CounsellorId};

use super::{speech::content, transcript::pieces};
use crate::{
    cases::{
        effects::{Done, Whom},
        service::{Service, matrix_id},
    },
    keys::custodian::Listeners,
    outgoing::rooms,
    running::trouble::Trouble,
    store,
    words::phrases::{Confidence, Phrase, Say},
};

/// Says which cases the counsellor has in this centre now.
pub(super) async fn give(
    service: &Service,
    centre: &CentreId,
    counsellor: &CounsellorId,
    row: &str,
) -> Result<Done, Trouble> {
    if !service.directory().is_active_counsellor(counsellor, centre) {
        return Ok(Done::nothing());
    }
    let held = {
        let mut tx = service.store.look().await?;
        store::case::of_counsellor(&mut tx, centre, counsellor).await?
    };
    let mut lines = String::new();
    for stored in &held {
        let (Some(name), Some(accepted)) = (stored.case.pseudonym(), stored.case.accepted()) else {
            continue;
        };
        let reference = stored.case.reference.clone();
        let line = Confidence::CoverCase { reference, name: name.to_owned(), since: accepted.accepted_at };
        lines.push_str(&service.catalogue.say(service.locale, &line).plain);
        lines.push('\n');
    }
    let mut says: Vec<Say> = Vec::new();
    for lines in pieces(&lines) {
        says.push(Confidence::CoverCases { lines }.into());
    }
    if says.is_empty() {
        says.push(Phrase::CoverNoCases.into());
    }
    let custodian = service.custodian(centre).await?;
    let chat = rooms::private::ensure(service, &custodian, centre, counsellor).await?;
    let listener = Listeners::only(vec![matrix_id(counsellor)]);
    for (number, say) in says.iter().enumerate() {
        let message = content(&service.catalogue.say(service.locale, say), &Whom::Nobody);
        let txn = format!("lotse-{row}-{number}");
        custodian.write(&chat, &listener, "m.room.message", &message, &txn).await?;
    }
    Ok(Done::nothing())
}
