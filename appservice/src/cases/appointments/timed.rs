//! What follows from an appointment by itself: reminders, the question whether it took place; and what follows from its case: an end,
//! or another holder.

use futures_util::FutureExt as _;
use routing::{
    CaseId, CounsellorId, Mailing, Slot, State,
    appointment::{self as rules, Due},
    figures::Became,
};

use super::{By, end, saying};
use crate::{
    cases::{
        effects::{Effect, Letter},
        one_by_one,
        seekers::is_of_portal,
        service::Service,
    },
    store::{
        self, StoreResult, Tx,
        appointment::{self, Taking},
        case::Stored,
        mail_wish,
        setback::Kind,
        unread,
    },
    words::{
        days,
        phrases::{Phrase, Say},
    },
};

/// Appointments that are looked at in one round.
const AT_ONCE: u32 = 100;

/// Takes the steps of all appointments for which it is time, one commit for each.
pub(crate) async fn take_all(service: &Service) -> StoreResult<()> {
    let due = {
        let mut tx = service.store.look().await?;
        appointment::due(&mut tx, service.now(), AT_ONCE).await?
    };
    let due = due.into_iter().map(|case| (case.to_string(), case)).collect();
    one_by_one::take(service, Kind::Appointment, due, |case| {
        async move { take(service, &case).await }.boxed()
    })
    .await
}

async fn take(service: &Service, case: &CaseId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?;
    let Some(mut appointment) = appointment::of_case(&mut tx, case).await? else { return Ok(()) };
    let Some(stored) = store::case::by_id(&mut tx, case).await? else {
        appointment::forget(&mut tx, case).await?;
        return tx.commit().await;
    };
    let holder = match &stored.case.state {
        State::Erased { .. } => {
            appointment::forget(&mut tx, case).await?;
            return tx.commit().await;
        }
        State::Accepted(accepted) => {
            let theirs = accepted.may_act(&appointment.body.counsellor, service.now());
            Some(accepted.counsellor.clone()).filter(|_| !theirs)
        }
        // A first appointment: its room is being made, and then its counsellor has the case.
        State::Opened if waits(service, &stored, &appointment) => {
            appointment.due = appointment.body.booked.and_then(|slot| rules::next(&slot, service.now()));
            appointment.body.looked = service.now();
            appointment::save(&mut tx, &mut appointment).await?;
            return tx.commit().await;
        }
        State::Opened | State::Asked { .. } | State::Closed { .. } => {
            over(service, &mut tx, &stored, &appointment).await?;
            return tx.commit().await;
        }
    };
    if let Some(holder) = holder {
        tx = match inherit(service, tx, &stored, (&mut appointment, &holder)).await? {
            Some(tx) => tx,
            None => return Ok(()),
        };
    }
    follows(service, &mut tx, &stored, appointment).await?;
    tx.commit().await
}

/// Whether a first appointment has a room to come, and nobody is to be reminded of it yet.
fn waits(service: &Service, stored: &Stored, appointment: &appointment::Stored) -> bool {
    let slot = appointment.body.booked.filter(|_| stored.case.at_once);
    slot.is_some_and(|slot| rules::due(&slot, appointment.body.looked, service.now()).is_none())
}

/// Nobody has the case any more: what was to come does not come.
async fn over(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    appointment: &appointment::Stored,
) -> StoreResult<()> {
    let coming = appointment.body.booked.is_some_and(|slot| service.now() < slot.start);
    if coming {
        return end(service, tx, stored, appointment, By::End).await;
    }
    appointment::end(tx, appointment).await
}

/// The case is erased with all that was known of its appointment. Whoever would wait for somebody is told that nobody comes.
pub(in crate::cases) async fn erased(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    appointment: &appointment::Stored,
) -> StoreResult<()> {
    let Some(slot) = appointment.body.booked.filter(|slot| service.now() < slot.start) else {
        return Ok(());
    };
    super::count(tx, appointment, &slot, Became::Cancelled).await?;
    let say = vec![Phrase::AppointmentCancelled { time: slot.start, by: By::End }.into()];
    saying::to_counsellor(service, tx, stored, &appointment.body.counsellor, (say, None)).await
}

/// Another has the case now: the appointment is theirs, to be kept or declined, unless they are taken at that time. Nothing is given
/// back where it ended, and all is committed.
async fn inherit(
    service: &Service,
    mut tx: Tx,
    stored: &Stored,
    (appointment, holder): (&mut appointment::Stored, &CounsellorId),
) -> StoreResult<Option<Tx>> {
    let Some(slot) = appointment.body.booked else {
        end(service, &mut tx, stored, appointment, By::End).await?;
        tx.commit().await?;
        return Ok(None);
    };
    if service.now() < slot.start
        && appointment::take(&mut tx, &stored.case.id, holder, &slot).await? == Taking::Taken
    {
        drop(tx);
        let mut tx = service.store.begin().await?;
        end(service, &mut tx, stored, appointment, By::End).await?;
        tx.commit().await?;
        return Ok(None);
    }
    appointment.body.counsellor = holder.clone();
    appointment.body.offered.clear();
    appointment.body.asked_in = None;
    let reference = stored.case.reference.clone();
    let say: Vec<Say> = vec![Phrase::AppointmentInherited { reference, time: slot.start }.into()];
    saying::to_counsellor(service, &mut tx, stored, holder, (say, None)).await?;
    Ok(Some(tx))
}

/// What has become due by now.
async fn follows(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    mut appointment: appointment::Stored,
) -> StoreResult<()> {
    let now = service.now();
    let Some(slot) = appointment.body.booked else {
        // The last of the times that were offered may have passed; else somebody else has changed the case.
        let last = appointment.body.offered.iter().map(|slot| slot.start).max();
        return match last {
            Some(last) if now < last => {
                appointment.due = Some(last);
                appointment::save(tx, &mut appointment).await
            }
            _ => appointment::end(tx, &appointment).await,
        };
    };
    match rules::due(&slot, appointment.body.looked, now) {
        None => {}
        Some(Due::Remind { .. }) => {
            remind(service, tx, stored, (&appointment.body.counsellor, &slot)).await?;
        }
        Some(Due::Ask) => {
            let reference = stored.case.reference.clone();
            let say = vec![Phrase::AppointmentAsk { reference, time: slot.start }.into()];
            saying::to_counsellor(service, tx, stored, &appointment.body.counsellor, (say, None)).await?;
        }
        Some(Due::Forget) => return appointment::end(tx, &appointment).await,
    }
    appointment.body.looked = now;
    appointment.due = rules::next(&slot, now);
    appointment::save(tx, &mut appointment).await
}

/// Both are reminded in their chats, and by an e-mail that says nothing if they wish for e-mails.
async fn remind(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    (counsellor, slot): (&CounsellorId, &Slot),
) -> StoreResult<()> {
    let Slot { start: time, minutes, venue } = *slot;
    let say = vec![Phrase::AppointmentReminder { time, minutes, venue }.into()];
    saying::to_the_two(service, tx, stored, counsellor, say).await?;
    metrics::counter!("lotse_appointment_reminders_total").increment(1);
    if service.post.is_none() {
        return Ok(());
    }
    let now = service.now();
    if let Some(seeker) = stored.case.seeker().filter(|_| is_of_portal(service, &stored.case)) {
        store::account::answered(tx, seeker, now).await?;
    }
    let (wish, last) = mail_wish::of(tx, counsellor).await?;
    let directory = service.directory();
    let address = directory.counsellor(counsellor, &stored.case.centre).and_then(|known| known.email.clone());
    if let (Some(to), Mailing::Now) = (address, wish.decide(last, days::minute(now), now)) {
        mail_wish::mailed(tx, &unread::key_of(service.store.vault(), counsellor.as_str()), now).await?;
        let (subject, text) = (Phrase::MailUnreadSubject, vec![Phrase::MailUnreadText.into()]);
        let letter =
            Letter { to, locale: service.locale, subject, text, noted: None, account: None, asks: false };
        Effect::mail(service.store.vault(), &letter)?.push(tx, now, now).await?;
    }
    Ok(())
}
