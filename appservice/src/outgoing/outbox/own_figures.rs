//! A counsellor's own figures, said in their encrypted chat with the custodian and nowhere else.

use routing::{CentreId, CounsellorId};

use super::speech::content;
use crate::{
    cases::{
        effects::{Done, Whom},
        own_figures,
        service::{Service, matrix_id},
    },
    keys::custodian::Listeners,
    outgoing::rooms,
    running::trouble::Trouble,
};

/// Says what the counsellor took, of all centres.
pub(super) async fn give(
    service: &Service,
    centre: &CentreId,
    counsellor: &CounsellorId,
    row: &str,
) -> Result<Done, Trouble> {
    if !service.directory().is_active_counsellor(counsellor, centre) {
        return Ok(Done::nothing());
    }
    let words = own_figures::words(service, counsellor).await?;
    let custodian = service.custodian(centre).await?;
    let chat = rooms::private::ensure(service, &custodian, centre, counsellor).await?;
    let message = content(&service.catalogue.say(service.locale, &words), &Whom::Nobody);
    let listener = Listeners::only(vec![matrix_id(counsellor)]);
    custodian.write(&chat, &listener, "m.room.message", &message, &format!("lotse-{row}")).await?;
    Ok(Done::nothing())
}
