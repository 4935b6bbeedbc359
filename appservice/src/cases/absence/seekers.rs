//! What seekers are told when somebody is away: kindly, once, and never without a way on.

use routing::{Absence, CounsellorId, Directory, Handed, Offer, OfferFacts, Recipient, access, elsewhere};

use crate::{
    cases::{
        anew,
        effects::Effect,
        life::{AT_ONCE, push_notice},
        seekers::{locale_of, reception_chat},
        service::Service,
    },
    store::{StoreResult, Tx, case::Stored},
    words::{
        days,
        phrases::{Phrase, Say},
    },
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
    stored: &mut Stored,
    absence: &Absence,
    directory: &Directory,
) -> StoreResult<()> {
    tracing::warn!(case.id = %stored.case.id, "A seeker without an answer waits for somebody who is away");
    metrics::counter!("lotse_left_alone_total", "why" => "no_keys").increment(1);
    let asked = offer_elsewhere(service, tx, stored, directory, &absence.counsellor).await?;
    let (reference, back) = (stored.case.reference.clone(), days::today(absence.back));
    let stranded = Phrase::AbsenceStranded { reference, back, asked };
    in_reception_chat(service, tx, stored, vec![stranded.into(), Phrase::HelpLines.into()]).await?;
    ask_if(asked, service, tx, stored).await
}

/// Everybody in the centre is away. Another centre would read what was meant for this one, so it is the seeker who
/// decides: they are asked whether the enquiry may go to a centre where somebody is there.
pub(super) async fn tell_that_nobody_is_there(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    directory: &Directory,
) -> StoreResult<()> {
    let centre = stored.case.centre.clone();
    tracing::warn!(case.id = %stored.case.id, centre.id = %centre, "An enquiry waits where everybody is away");
    metrics::counter!("lotse_left_alone_total", "why" => "all_away").increment(1);
    let staff = directory.counsellors_of(&centre).iter().filter(|counsellor| counsellor.is_active());
    let first_back = staff.min_by_key(|counsellor| counsellor.away_until);
    let asked = match first_back {
        Some(counsellor) => offer_elsewhere(service, tx, stored, directory, &counsellor.id).await?,
        None => false,
    };
    let nobody = Phrase::AbsenceNobody {
        centre: directory.centre(&centre).map_or_else(|| centre.to_string(), |centre| centre.name.clone()),
        reference: stored.case.reference.clone(),
        back: first_back.and_then(|counsellor| counsellor.away_until).map(days::today),
        asked,
    };
    push_notice(service, tx, stored, nobody, AT_ONCE).await?;
    push_notice(service, tx, stored, Phrase::HelpLines, AT_ONCE).await?;
    ask_if(asked, service, tx, stored).await
}

/// Nobody is left who could answer in a case that was accepted. The chat with the reception is the place where the seeker is
/// reached whether or not the custodian still has keys.
pub(super) async fn tell_that_nobody_is_left(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    directory: &Directory,
) -> StoreResult<()> {
    let centre = &stored.case.centre;
    tracing::warn!(case.id = %stored.case.id, centre.id = %centre, "A case is left alone: its centre has nobody any more");
    metrics::counter!("lotse_left_alone_total", "why" => "all_gone").increment(1);
    let left = Phrase::AbsenceNobodyLeft {
        centre: directory.centre(centre).map_or_else(|| centre.to_string(), |centre| centre.name.clone()),
        reference: stored.case.reference.clone(),
    };
    in_reception_chat(service, tx, stored, vec![left.into(), Phrase::HelpLines.into()]).await
}

/// Offers the case to a centre where somebody is there, in the name of a counsellor of its own. Says whether there is
/// one; the question itself comes after the notice.
async fn offer_elsewhere(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    directory: &Directory,
    by: &CounsellorId,
) -> StoreResult<bool> {
    let now = service.now();
    if anew::is_under_way(tx, &stored.case.id).await? {
        // It goes elsewhere already.
        return Ok(false);
    }
    let enclosed = stored.is_enclosed(tx).await?;
    let Some(centre) = elsewhere(&stored.case, directory, enclosed, now) else { return Ok(false) };
    let history = if stored.case.is_released() { Handed::Nothing } else { Handed::All };
    let offer = Offer::new(Recipient::Centre(centre), by.clone(), history, now);
    let facts = OfferFacts::of(&stored.case, (&offer.to, by), directory, enclosed, now);
    let Ok(offered) = stored.case.clone().offer(offer, facts, now) else { return Ok(false) };
    stored.case = offered;
    crate::cases::save(service, tx, stored).await?;
    Ok(true)
}

async fn ask_if(asked: bool, service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<()> {
    if !asked {
        return Ok(());
    }
    let now = service.now();
    Effect::AskSeeker { case: stored.case.id.clone() }.push(tx, now, now).await
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
