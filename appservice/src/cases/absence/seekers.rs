//! What seekers are told when somebody is away: kindly, once, and never without a way on.

use routing::{Absence, Directory, Timestamp, access};

use crate::{
    cases::life::{AT_ONCE, push_notice},
    days,
    effects::Effect,
    phrases::{Phrase, Say},
    seekers::{locale_of, reception_chat},
    service::Service,
    store::{StoreResult, Tx, case::Stored},
};

/// The counsellor is away: with the return date, in the case room while the custodian is there, else in the reception
/// chat.
pub(super) async fn tell_that_holder_is_away(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    absence: &Absence,
) -> StoreResult<()> {
    let now = service.now();
    let back = days::today(absence.back);
    if access(&stored.case, &service.directory(), now).custodian.is_some() {
        let deputy = stored.case.accepted().is_some_and(|accepted| accepted.covering(now).next().is_some());
        return push_notice(service, tx, stored, Phrase::AbsenceHolder { back, deputy }, AT_ONCE).await;
    }
    let reference = stored.case.reference.clone();
    in_reception_chat(service, tx, stored, vec![Phrase::AbsenceHolderElsewhere { reference, back }.into()])
        .await
}

/// The enquiry is in the Erstanfragen again.
pub(super) async fn tell_given_back(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    push_notice(service, tx, stored, Phrase::AbsenceGivenBack, AT_ONCE).await
}

/// Nobody has answered, and nobody who is there can read.
pub(super) async fn tell_stranded(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    absence: &Absence,
) -> StoreResult<()> {
    tracing::warn!(case.id = %stored.case.id, "A seeker without an answer waits for somebody who is away");
    metrics::counter!("lotse_left_alone_total", "why" => "no_keys").increment(1);
    let back = days::today(absence.back);
    let stranded = Phrase::AbsenceStranded { reference: stored.case.reference.clone(), back };
    in_reception_chat(service, tx, stored, vec![stranded.into(), Phrase::HelpLines.into()]).await
}

/// Everybody in the centre is away. Another centre would read what was meant for this one, so it is the seeker who
/// decides whether to ask there.
pub(super) async fn tell_that_nobody_is_there(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    directory: &Directory,
) -> StoreResult<()> {
    let centre = &stored.case.centre;
    tracing::warn!(case.id = %stored.case.id, centre.id = %centre, "An enquiry waits where everybody is away");
    metrics::counter!("lotse_left_alone_total", "why" => "all_away").increment(1);
    let counsellors = directory.counsellors_of(centre).iter();
    let first_back: Option<Timestamp> = counsellors
        .filter(|counsellor| counsellor.is_active())
        .filter_map(|counsellor| counsellor.away_until)
        .min();
    let nobody = Phrase::AbsenceNobody {
        centre: directory.centre(centre).map_or_else(|| centre.to_string(), |centre| centre.name.clone()),
        reference: stored.case.reference.clone(),
        back: first_back.map(days::today),
    };
    push_notice(service, tx, stored, nobody, AT_ONCE).await?;
    push_notice(service, tx, stored, Phrase::HelpLines, AT_ONCE).await
}

async fn in_reception_chat(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    say: Vec<Say>,
) -> StoreResult<()> {
    let Some(chat) = reception_chat(tx, stored).await? else { return Ok(()) };
    let (now, locale) = (service.now(), locale_of(service, tx, stored).await?);
    Effect::say(service.store.vault(), &chat, None, locale, say)?.push(tx, now, now).await
}
