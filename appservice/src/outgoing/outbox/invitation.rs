//! The letter to somebody who was invited to counsel, with the account that it leads to.

use routing::CounsellorId;

use crate::{
    cases::{
        effects::Done,
        onboarding::{self, LINK_HOLDS},
        service::Service,
    },
    running::{entropy, fail_point, secret::Secret, trouble::Trouble},
    store::invitation::{self, Account, Invitation, Letter, LinkKey},
    words::phrases::{Link, Phrase},
};

/// Makes the account, if one is wanted, and sends the letter; done once more, the link of before is dead.
pub(super) async fn invite(service: &Service, who: &CounsellorId) -> Result<Done, Trouble> {
    let known = invitation::of(&mut service.store.look().await?, who).await?;
    let Some(mut invited) = known else { return Ok(Done::default()) };
    let is_there = || service.directory().centres_of_counsellor(who).next().is_some();
    // The directory in force may be older than the invitation: whoever follows the link at once must be known.
    if !is_there() {
        service.roster.refresh(&service.store).await?;
        if !is_there() {
            return Ok(Done::default());
        }
    }
    if matches!(invited.body.account, Account::Wanted | Account::Missing(_)) {
        let Some(registrar) = &service.registrar else {
            return waits(service, &mut invited, "accounts:off".to_owned()).await;
        };
        match onboarding::make_account(&service.store, registrar, &mut invited, service.now()).await {
            Ok(noted) => noted?,
            Err(error) => return waits(service, &mut invited, error.code()).await,
        }
    }
    match invited.body.account {
        Account::Made(_) => {
            let secret = Secret::new();
            let (key, until) =
                (LinkKey::of(service.store.vault(), secret.expose()), service.now().plus(LINK_HOLDS));
            let Some(address) = service.addresses.invitation(secret.expose()) else {
                return waits(service, &mut invited, "people:no_public_url".to_owned()).await;
            };
            let mut tx = service.store.begin().await?;
            invitation::set_link(&mut tx, &mut invited, Some((&key, until))).await?;
            tx.commit().await?;
            send(service, &mut invited, Phrase::MailInvitedText { link: Link::new(address) }).await
        }
        Account::Theirs => {
            let welcome = service.addresses.welcome().map(Link::new);
            send(service, &mut invited, Phrase::MailInvitedOwnText { link: welcome }).await
        }
        Account::Taken => {
            tracing::warn!("An account for somebody new exists already, and was not touched");
            Ok(Done::default())
        }
        Account::Wanted | Account::Missing(_) | Account::Open(_) => Ok(Done::default()),
    }
}

async fn send(service: &Service, invited: &mut Invitation, text: Phrase) -> Result<Done, Trouble> {
    let subject = service.catalogue.say(service.locale, &Phrase::MailInvitedSubject).plain;
    let text = service.catalogue.say(service.locale, &text).plain;
    fail_point::pass("newcomer.before_letter");
    // Another letter each time: of two with the same number one may never arrive, and their links differ.
    let id = entropy::ulid(service.now().millis().unsigned_abs());
    let sent = match &service.post {
        Some(post) => post.send(&invited.body.mail, &subject, &text, &id).await,
        None => Err(Trouble::Poison("smtp:no_settings".to_owned())),
    };
    fail_point::pass("newcomer.after_letter");
    match sent {
        Ok(()) => {
            (invited.body.letter, invited.body.trouble) = (Letter::Sent(service.now()), None);
            metrics::counter!("lotse_mails_total").increment(1);
        }
        Err(Trouble::Passing { why, .. }) => return waits(service, invited, why).await,
        Err(Trouble::Poison(why)) => {
            tracing::warn!(why, "The letter to somebody who was invited cannot be sent");
            (invited.body.letter, invited.body.trouble) = (Letter::Refused, Some(why));
        }
    }
    let mut tx = service.store.begin().await?;
    if invited.body.letter == Letter::Refused {
        // Nobody has the link.
        invitation::set_link(&mut tx, invited, None).await?;
    }
    invitation::save(&mut tx, invited).await?;
    tx.commit().await?;
    Ok(Done::default())
}

/// It is tried again, and the desk says meanwhile what it waits for.
async fn waits(service: &Service, invited: &mut Invitation, why: String) -> Result<Done, Trouble> {
    if invited.body.trouble.as_ref() != Some(&why) {
        let mut tx = service.store.begin().await?;
        invited.body.trouble = Some(why.clone());
        invitation::save(&mut tx, invited).await?;
        tx.commit().await?;
    }
    Err(Trouble::Passing { why, wait: None })
}
