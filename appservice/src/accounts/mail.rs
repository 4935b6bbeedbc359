//! E-mails to seekers of the portal: one neutral letter when an answer waits that they have not come for, to an address that they have
//! shown to be theirs.
//!
//! The words are those of the portal's page in its language, kept with the address: what is written here has fewer languages.

use lettre::Address;
use routing::{Span, notice};
use serde::Serialize;
use tokio::time::Instant;

use super::{Accounts, Refusal, SignedIn};
use crate::{
    cases::{
        effects::{Effect, Letter},
        service::Service,
    },
    running::entropy,
    store::{
        self, StoreResult,
        account::{About, MailAsked, MailTo},
    },
    words::phrases::Phrase,
};

/// The longest address: what SMTP takes (RFC 5321, 4.5.3.1.3, without the angle brackets).
const LONGEST: usize = 254;

/// Accounts that are looked at in one round.
const AT_ONCE: u32 = 50;

/// How long a code is of use.
const CODE_LASTS: Span = Span::minutes(30);

/// So often another code may be typed.
const TRIES: u8 = 5;

/// Whether an e-mail tells of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MailView {
    /// Whether there is a way out by e-mail at all.
    possible: bool,
    /// Where it goes, as its owner knows it again.
    to: Option<String>,
    /// Where a code was sent that was not typed yet.
    asked: Option<String>,
}

/// Where somebody wants e-mails, in the words of their page.
pub struct MailWish<'a> {
    /// The address, and what is written to it later.
    pub to: MailTo,
    /// The subject of the letter with the code.
    pub subject: String,
    /// Its text, with the code in it.
    pub text: &'a (dyn Fn(&str) -> String + Sync),
}

impl MailView {
    pub(super) fn of(service: &Service, about: &About) -> Self {
        let asked = about.mail_asked.as_ref().filter(|asked| asked.until > service.now());
        Self {
            possible: service.post.is_some(),
            to: about.mail.as_ref().and_then(shown),
            asked: asked.and_then(|asked| shown(&asked.to)),
        }
    }
}

impl Accounts {
    /// A letter with a code goes to an address, and nothing else does before that is typed; or e-mails are wanted no more. Whether a
    /// letter goes hangs on how many went there already, and the answer does not.
    pub async fn mail(&self, signed_in: &SignedIn, wish: Option<MailWish<'_>>) -> Result<MailView, Refusal> {
        let service = self.office()?.service;
        let now = self.clock.now();
        let wish = match wish {
            Some(_) if service.post.is_none() => return Err(Refusal::Unknown),
            Some(wish) => {
                Some(MailWish { to: MailTo { address: written(&wish.to.address)?, ..wish.to }, ..wish })
            }
            None => None,
        };
        let mut tx = self.store.begin().await?;
        let account = store::account::by_id(&mut tx, &signed_in.account.id).await?;
        let mut account = account.ok_or(Refusal::SignedOut)?;
        let Some(MailWish { to, subject, text }) = wish else {
            for before in [account.about.mail.take(), account.about.mail_asked.take().map(|asked| asked.to)] {
                self.give_up(&mut tx, before.as_ref()).await?;
            }
            store::account::save(&mut tx, &account).await?;
            store::account::wants_mail(&mut tx, &account.id, false).await?;
            tx.commit().await?;
            return Ok(MailView::of(&service, &account.about));
        };
        if account.about.mail.as_ref().is_some_and(|before| before.address == to.address) {
            // Theirs already: the words may be in another language now.
            account.about.mail = Some(to);
            account.about.mail_asked = None;
        } else {
            let whose = format!("account:{}", account.id);
            self.letters.take(&whose, Instant::now()).map_err(|_| Refusal::TooMany)?;
            let code = format!("{:06}", entropy::bits() % 1_000_000);
            let letter = Letter {
                to: to.address.clone(),
                locale: service.locale,
                subject: Phrase::MailAsWritten { text: subject },
                text: vec![Phrase::MailAsWritten { text: text(&code) }.into()],
                noted: None,
                account: Some(account.id.clone()),
                asks: true,
            };
            let until = now.plus(CODE_LASTS);
            account.about.mail_asked = Some(MailAsked { to, code, until, tries: 0 });
            let mailbox = self.store.vault().fingerprint("account.mailbox", &letter.to.to_lowercase());
            // Nobody's mailbox is filled by many accounts either.
            if self.letters.take(&format!("mailbox:{mailbox}"), Instant::now()).is_ok() {
                Effect::mail(self.store.vault(), &letter)?.push(&mut tx, now, now).await?;
            }
        }
        store::account::save(&mut tx, &account).await?;
        tx.commit().await?;
        service.effects.notify_one();
        Ok(MailView::of(&service, &account.about))
    }

    /// Somebody has the code: the address is theirs. The refusal is the same whether it is another, too old, or none was sent.
    pub async fn confirm_mail(&self, signed_in: &SignedIn, typed: &str) -> Result<MailView, Refusal> {
        let service = self.office()?.service;
        self.codes.take(&signed_in.account.id, Instant::now()).map_err(|_| Refusal::TooMany)?;
        let typed: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
        let mut tx = self.store.begin().await?;
        let account = store::account::by_id(&mut tx, &signed_in.account.id).await?;
        let mut account = account.ok_or(Refusal::SignedOut)?;
        let Some(asked) = account.about.mail_asked.take() else { return Err(Refusal::Code) };
        let holds = asked.until > self.clock.now();
        if !holds || asked.code != typed {
            let tries = asked.tries + 1;
            account.about.mail_asked =
                Some(MailAsked { tries, ..asked }).filter(|asked| holds && asked.tries < TRIES);
            store::account::save(&mut tx, &account).await?;
            tx.commit().await?;
            return Err(Refusal::Code);
        }
        let before = account.about.mail.replace(asked.to);
        self.give_up(&mut tx, before.as_ref()).await?;
        store::account::save(&mut tx, &account).await?;
        store::account::wants_mail(&mut tx, &account.id, true).await?;
        tx.commit().await?;
        Ok(MailView::of(&service, &account.about))
    }

    /// What was given up is not taken up again; what still waits looks whether it is wanted.
    async fn give_up(&self, tx: &mut store::Tx, before: Option<&MailTo>) -> StoreResult<()> {
        let Some(before) = before else { return Ok(()) };
        let lane = Effect::mail_lane(self.store.vault(), &before.address);
        store::outbox::forget_dead_of_lane(tx, &lane).await
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
fn shown(to: &MailTo) -> Option<String> {
    let (local, domain) = to.address.rsplit_once('@')?;
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
                    asks: false,
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
        assert_eq!(shown(&mail("vera.muster@example.org")).unwrap(), "v…@example.org");
        assert_eq!(shown(&mail("nobody")), None);
    }
}
