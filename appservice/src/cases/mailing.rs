//! E-mails to counsellors about what they have not read, and what they want of them.

use futures_util::FutureExt as _;
use routing::{Case, CentreId, CounsellorId, Mailing, QuietHours, access};

use crate::{
    cases::{
        effects::{Effect, Letter},
        event::{Event, Outcome, settle},
        one_by_one,
        seekers::is_of_portal,
        service::Service,
    },
    store::{
        self, StoreResult, mail_wish,
        setback::Kind,
        unread::{self, Unread},
    },
    words::{days, phrases::Phrase},
};

/// Messages that are looked at in one round.
const AT_ONCE: u32 = 100;

/// `mail an`, `mail aus`.
pub(crate) async fn wish(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
    wanted: bool,
) -> Outcome {
    let directory = service.directory();
    let address = directory.counsellor(&counsellor, centre).and_then(|counsellor| counsellor.email.as_ref());
    let answer = match (wanted, &service.post, address) {
        (true, None, _) => return super::desk::answer(service, event, Phrase::MailNotSetUp).await,
        (true, _, None) => return super::desk::answer(service, event, Phrase::MailNoAddress).await,
        (true, Some(_), Some(_)) => Phrase::MailOn,
        (false, ..) => Phrase::MailOff,
    };
    let mut tx = service.store.begin().await?;
    mail_wish::set_wanted(&mut tx, &counsellor, wanted).await?;
    if !wanted {
        let key = unread::key_of(service.store.vault(), counsellor.as_str());
        unread::drop_all_of(&mut tx, &key).await?;
    }
    super::desk::push_answer(service, &mut tx, event, answer).await?;
    settle(service, tx, event).await
}

/// `ruhe 20-7`, `ruhe aus`.
pub(crate) async fn quiet(
    service: &Service,
    event: &Event,
    counsellor: CounsellorId,
    quiet: Option<QuietHours>,
) -> Outcome {
    let mut tx = service.store.begin().await?;
    mail_wish::set_quiet(&mut tx, &counsellor, quiet).await?;
    let answer = match quiet {
        Some(quiet) => Phrase::MailQuiet { hours: quiet.to_string() },
        None => Phrase::MailQuietOff,
    };
    super::desk::push_answer(service, &mut tx, event, answer).await?;
    settle(service, tx, event).await
}

/// An answer waits for the seeker: whoever comes through the portal may want an e-mail if they do not come for it.
pub(crate) async fn tell_seeker(service: &Service, case: &Case) -> StoreResult<()> {
    let Some(seeker) = case.seeker().filter(|_| service.post.is_some() && is_of_portal(service, case)) else {
        return Ok(());
    };
    let mut tx = service.store.begin().await?;
    store::account::answered(&mut tx, seeker, service.now()).await?;
    tx.commit().await
}

/// Decides about all e-mails for which it is time, one commit for each.
pub(crate) async fn take_all(service: &Service) -> StoreResult<()> {
    let due = {
        let mut tx = service.store.look().await?;
        unread::due(&mut tx, service.now(), AT_ONCE).await?
    };
    let due = due
        .into_iter()
        .map(|unread| (format!("{} {}", unread.case, unread.counsellor_key), unread))
        .collect();
    one_by_one::take(service, Kind::Mail, due, |unread| async move { take(service, &unread).await }.boxed())
        .await
}

async fn take(service: &Service, unread: &Unread) -> StoreResult<()> {
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let Some((counsellor, address)) = reader(service, &mut tx, unread).await? else {
        unread::drop_one(&mut tx, unread).await?;
        return tx.commit().await;
    };
    let (wish, last) = mail_wish::of(&mut tx, &counsellor).await?;
    match wish.decide(last, days::minute(now), now) {
        Mailing::Never => {
            unread::drop_all_of(&mut tx, &unread.counsellor_key).await?;
        }
        Mailing::At(due) => {
            unread::postpone(&mut tx, unread, due).await?;
        }
        // One e-mail is for everything. Whoever has read meanwhile, or has got one for another case just now, gets none.
        Mailing::Now if unread::drop_all_of(&mut tx, &unread.counsellor_key).await? => {
            mail_wish::mailed(&mut tx, &unread.counsellor_key, now).await?;
            let letter = Letter {
                to: address,
                locale: service.locale,
                subject: Phrase::MailUnreadSubject,
                text: vec![Phrase::MailUnreadText.into()],
                noted: None,
                account: None,
                asks: false,
            };
            Effect::mail(service.store.vault(), &letter)?.push(&mut tx, now, now).await?;
        }
        Mailing::Now => {}
    }
    tx.commit().await
}

/// Who it is that has not read, with their address, as long as they belong to the case.
async fn reader(
    service: &Service,
    tx: &mut store::Tx,
    unread: &Unread,
) -> StoreResult<Option<(CounsellorId, String)>> {
    if service.post.is_none() {
        return Ok(None);
    }
    let Some(stored) = store::case::by_id(tx, &unread.case).await? else { return Ok(None) };
    let directory = service.directory();
    let vault = service.store.vault();
    let counsellors = access(&stored.case, &directory, service.now()).counsellors;
    let reader = counsellors
        .into_iter()
        .find(|counsellor| unread::key_of(vault, counsellor.as_str()) == unread.counsellor_key);
    Ok(reader.and_then(|counsellor| {
        let address = directory.counsellor(&counsellor, &stored.case.centre)?.email.clone()?;
        Some((counsellor, address))
    }))
}
