//! E-mails to seekers of the portal: one neutral letter when an answer waits that they have not come for.
//!
//! The words are those of the portal's page in its language, kept with the address: what is written here has fewer languages.

use lettre::Address;
use routing::notice;

use super::{Accounts, Refusal, SignedIn};
use crate::{
    cases::{
        effects::{Effect, Letter},
        service::Service,
    },
    store::{
        self, StoreResult,
        account::{About, MailTo},
    },
    words::phrases::Phrase,
};

/// The longest address: what SMTP takes (RFC 5321, 4.5.3.1.3, without the angle brackets).
const LONGEST: usize = 254;

/// Accounts that are looked at in one round.
const AT_ONCE: u32 = 50;

impl Accounts {
    /// From now on a letter is sent to `address` when an answer waits, or none any more. Gives the address as it is shown.
    pub async fn mail(&self, signed_in: &SignedIn, to: Option<MailTo>) -> Result<Option<String>, Refusal> {
        let service = self.office()?.service;
        let to = match to {
            Some(_) if service.post.is_none() => return Err(Refusal::Unknown),
            Some(to) => Some(MailTo { address: written(&to.address)?, ..to }),
            None => None,
        };
        let mut tx = self.store.begin().await?;
        let Some(mut account) = store::account::by_id(&mut tx, &signed_in.account.id).await? else {
            return Err(Refusal::SignedOut);
        };
        if let Some(before) =
            account.about.mail.take_if(|before| to.as_ref().map(|to| &to.address) != Some(&before.address))
        {
            // What was given up is not taken up again; what still waits looks whether it is wanted.
            let lane = Effect::mail_lane(self.store.vault(), &before.address);
            store::outbox::forget_dead_of_lane(&mut tx, &lane).await?;
        }
        account.about.mail = to;
        store::account::save(&mut tx, &account).await?;
        store::account::wants_mail(&mut tx, &account.id, account.about.mail.is_some()).await?;
        tx.commit().await?;
        Ok(shown(&account.about))
    }
}

/// An address that a mail server can be given, as it is written down.
fn written(address: &str) -> Result<String, Refusal> {
    let address = address.trim();
    let parsed: Address = address.parse().map_err(|_| Refusal::Address)?;
    if address.len() > LONGEST || !parsed.domain().contains('.') {
        return Err(Refusal::Address);
    }
    Ok(address.to_owned())
}

/// The address as its owner knows it again, and nobody who looks over their shoulder learns it: `v…@example.org`.
pub(super) fn shown(about: &About) -> Option<String> {
    let (local, domain) = about.mail.as_ref()?.address.rsplit_once('@')?;
    let first: String = local.chars().take(1).collect();
    Some(format!("{first}…@{domain}"))
}

/// Sends what is due, one commit for each.
pub(super) async fn take_all(accounts: &Accounts, service: &Service) -> StoreResult<()> {
    let before = accounts.clock.now().minus(notice::MAILED_AFTER);
    let due = store::account::unseen(&mut accounts.store.look().await?, before, AT_ONCE).await?;
    for (account, since) in due {
        let mut tx = accounts.store.begin().await?.at_leisure();
        let sessions = store::session::of_account(&mut tx, &account.id).await?;
        let there = sessions.iter().any(|session| session.used >= since);
        match (&service.post, &account.about.mail) {
            // Whoever has been there since has seen it.
            (Some(_), Some(to)) if !there => {
                let letter = Letter {
                    to: to.address.clone(),
                    locale: service.locale,
                    subject: Phrase::MailAsWritten { text: to.subject.clone() },
                    text: vec![Phrase::MailAsWritten { text: to.text.clone() }.into()],
                    noted: None,
                    account: Some(account.id.clone()),
                };
                let now = accounts.clock.now();
                if store::account::mailed(&mut tx, &account.id, now).await? {
                    Effect::mail(accounts.store.vault(), &letter)?.push(&mut tx, now, now).await?;
                }
            }
            _ => store::account::has_seen(&mut tx, &account.id).await?,
        }
        tx.commit().await?;
        service.effects.notify_one();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use routing::SeekerId;

    use super::*;

    #[test]
    fn only_an_address_is_taken() {
        for good in ["vera@example.org", " vera.muster+rat@mail.example.org "] {
            assert_eq!(written(good).unwrap(), good.trim());
        }
        let long = format!("{}@example.org", "a".repeat(250));
        for bad in [
            "",
            "vera",
            "vera@",
            "@example.org",
            "vera@localhost",
            "a b@example.org",
            "a@example.org\r\nBcc: b@example.org",
            &long,
        ] {
            assert_eq!(written(bad), Err(Refusal::Address), "{bad}");
        }
    }

    #[test]
    fn an_address_is_shown_to_its_owner_alone() {
        let mail = |address: &str| MailTo {
            address: address.to_owned(),
            subject: String::new(),
            text: String::new(),
        };
        let mut about = About {
            seeker: SeekerId::parse("@lotse_s_1:lotse.example").unwrap(),
            proof: String::new(),
            pseudonym: None,
            language: None,
            mail: None,
            guest: false,
        };
        assert_eq!(shown(&about), None);
        about.mail = Some(mail("vera.muster@example.org"));
        assert_eq!(shown(&about).unwrap(), "v…@example.org");
    }
}
