//! New staff at the desk: invited by the Referat or whoever leads the centre; and the page on which they set a password, for which
//! nobody has to be signed in.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use routing::desk::Deed;
use routing::{CentreId, CounsellorId, Timestamp};
use secrecy::SecretString;

use super::{Refused, Secret, SignedIn, Staff, password, ranks::Ranks};
use crate::{
    cases::{
        onboarding::{self, Ground, Newcomer, Outcome},
        service::{Service, matrix_id},
    },
    directory::told,
    running::fail_point,
    servers::homeserver::NotSet,
    store::invitation::{self, Account, Invitation, Letter, LinkKey},
    words::phrases::Locale,
};

/// The people of a centre.
#[derive(Clone, Debug)]
pub struct PeopleView {
    /// The centre's id.
    pub centre: CentreId,
    /// Its name.
    pub name: String,
    /// Who is in the directory there, by name.
    pub people: Vec<PersonView>,
}

/// Somebody of a centre.
#[derive(Clone, Debug)]
pub struct PersonView {
    /// Their Matrix id.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// Whether they may counsel.
    pub is_active: bool,
    /// How far their invitation is, if there is one that goes on.
    pub invitation: Option<How>,
    /// Whether whoever looks may have another letter sent.
    pub may_send: bool,
    /// Whether whoever looks may have them leave.
    pub may_leave: bool,
}

/// How far an invitation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// Account and letter are on their way; with what it waits for, in a machine word.
    UnderWay(Option<String>),
    /// The letter is sent, and the link holds until then.
    Sent(Timestamp),
    /// The letter is sent to somebody who brings an account.
    SentOwn,
    /// The link was not used in time.
    Over,
    /// The letter cannot be sent.
    Undeliverable(String),
    /// There was such an account.
    Taken,
}

/// What became of an invitation, for the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invited {
    /// It is on its way.
    OnItsWay,
    /// They are entered; the invitation is another centre's.
    Added,
    /// They are there already.
    Already,
    /// The account exists.
    Taken,
    /// Accounts are not made here.
    NoAccounts,
    /// No letters.
    NoMail,
    /// No address to send a letter to.
    NoAddress,
    /// A name of Lotse's own.
    Reserved,
    /// The homeserver does not answer.
    Away,
    /// What is wrong, in words.
    Wrong(Vec<String>),
}

/// What became of a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Password {
    /// It is set: who they are now.
    Set(Welcome),
    /// The link does not hold: unknown, used, or too old.
    Dead,
    /// It is too easy to guess.
    Weak,
    /// The two were not the same.
    Unequal,
    /// Not now; the link still holds.
    Later,
}

/// Who somebody is now, and where they go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Welcome {
    /// Their Matrix id; nothing on the page that everybody can open.
    pub user: Option<String>,
    /// The client in which they sign in.
    pub client: String,
    /// The homeserver's name.
    pub server: String,
    /// Whom they write to.
    pub reception: String,
}

/// Whose password is being set just now.
#[derive(Default)]
pub(super) struct Setting(Mutex<HashSet<CounsellorId>>);

struct Turn<'a>(&'a Setting, CounsellorId);

impl Setting {
    fn begin(&self, who: &CounsellorId) -> Option<Turn<'_>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(who.clone()).then(|| Turn(self, who.clone()))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

impl Staff {
    /// The people of the centres whose staff they look after.
    pub async fn people(&self, signed_in: &SignedIn) -> Result<Vec<PeopleView>, Refused> {
        let service = self.office()?;
        let (directory, now) = (service.directory(), self.now());
        let mut tx = service.store.look().await?;
        let invitations = invitation::all(&mut tx).await?;
        let ranks = Ranks::load(&mut tx).await?;
        drop(tx);
        let centres = directory.centres().iter();
        let theirs = centres.filter(|it| it.lotse.is_none() && signed_in.may(Deed::Staff(&it.id)));
        let views = theirs.map(|centre| {
            let people = directory.counsellors_of(&centre.id).iter().map(|it| {
                let invited = invitations.iter().find(|known| known.body.user == it.id);
                let invited = invited.and_then(|known| Some((known, how(known, now)?)));
                PersonView {
                    id: it.id.as_str().to_owned(),
                    name: it.name.clone(),
                    is_active: it.is_active(),
                    may_send: invited
                        .as_ref()
                        .is_some_and(|(known, _)| signed_in.may(Deed::Staff(&known.body.centre))),
                    invitation: invited.map(|(_, how)| how),
                    may_leave: ranks.is_above(&service, signed_in, &it.id),
                }
            });
            let mut people: Vec<PersonView> = people.collect();
            people.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
            PeopleView { centre: centre.id.clone(), name: centre.name.clone(), people }
        });
        let views: Vec<_> = views.collect();
        if views.is_empty() { Err(Refused::Unknown) } else { Ok(views) }
    }

    /// Whether accounts are made here.
    pub fn makes_accounts(&self) -> Result<bool, Refused> {
        Ok(self.office()?.registrar.is_some())
    }

    /// Invites somebody.
    pub async fn invite(
        &self,
        signed_in: &SignedIn,
        newcomer: &Newcomer,
        locale: Locale,
    ) -> Result<Invited, Refused> {
        signed_in.must(Deed::Staff(&newcomer.centre))?;
        let service = self.office()?;
        if newcomer.mail.trim().is_empty() {
            return Ok(Invited::NoAddress);
        }
        let ground = Ground {
            store: &service.store,
            names: &service.names,
            registrar: service.registrar.as_ref(),
            can_mail: service.post.is_some(),
            now: self.now(),
        };
        let by = signed_in.actor(&newcomer.centre);
        Ok(match onboarding::invite(&ground, &by, newcomer).await? {
            Outcome::Invited(_) => {
                service.roster.refresh(&service.store).await?;
                service.effects.notify_one();
                Invited::OnItsWay
            }
            Outcome::Added(_) => {
                service.roster.refresh(&service.store).await?;
                Invited::Added
            }
            Outcome::Already => Invited::Already,
            Outcome::Taken => Invited::Taken,
            Outcome::NoAccounts => Invited::NoAccounts,
            Outcome::NoMail => Invited::NoMail,
            Outcome::Reserved => Invited::Reserved,
            Outcome::Away => Invited::Away,
            Outcome::Faults(faults) => Invited::Wrong(told(&faults, &service.catalogue, locale)),
            Outcome::NoCentre => return Err(Refused::Unknown),
            Outcome::Busy => return Err(Refused::Busy),
        })
    }

    /// Has another letter sent; the link of the last one holds no more.
    pub async fn invite_again(&self, signed_in: &SignedIn, who: &str) -> Result<(), Refused> {
        let service = self.office()?;
        let who = CounsellorId::parse(who).map_err(|_| Refused::Unknown)?;
        let known = invitation::of(&mut service.store.look().await?, &who).await?;
        let known = known.ok_or(Refused::Unknown)?;
        // Whose address it is, only those know who have invited.
        signed_in.must(Deed::Staff(&known.body.centre))?;
        if !onboarding::again(&service.store, &who, self.now()).await? {
            return Err(Refused::Unknown);
        }
        service.effects.notify_one();
        Ok(())
    }

    /// Whether a link holds; who sets a password by it.
    pub async fn invited(&self, link: &Secret) -> Result<Option<String>, Refused> {
        let service = self.office()?;
        Ok(self.behind(&service, link).await?.map(|known| known.body.user.as_str().to_owned()))
    }

    async fn behind(&self, service: &Service, link: &Secret) -> Result<Option<Invitation>, Refused> {
        let key = LinkKey::of(service.store.vault(), link.expose());
        let known = invitation::with_link(&mut service.store.look().await?, &key, self.now()).await?;
        let directory = service.directory();
        let counts = |known: &Invitation| {
            matches!(known.body.account, Account::Made(_))
                && directory.centres_of_counsellor(&known.body.user).next().is_some()
        };
        Ok(known.filter(counts))
    }

    /// Sets a password by a link, which holds no more then.
    pub async fn set_password(
        &self,
        link: &Secret,
        (password, again): (&SecretString, &SecretString),
    ) -> Result<Password, Refused> {
        use secrecy::ExposeSecret as _;
        let service = self.office()?;
        let Some(mut known) = self.behind(&service, link).await? else { return Ok(Password::Dead) };
        let user = known.body.user.clone();
        let id = matrix_id(&user);
        let called = service.directory().counsellor(&user, &known.body.centre).map(|it| it.name.clone());
        let about = [user.as_str(), called.as_deref().unwrap_or_default(), &known.body.mail];
        if password.expose_secret() != again.expose_secret() {
            return Ok(Password::Unequal);
        }
        if !password::is_strong(password, &about) {
            return Ok(Password::Weak);
        }
        // Of two at once one is first, and the other finds the link used.
        let Some(_turn) = self.setting.begin(&user) else { return Ok(Password::Later) };
        let Some(registrar) = &service.registrar else { return Ok(Password::Later) };
        match registrar.set_password(&id, password).await {
            Ok(()) => {}
            Err(NotSet::Password) => return Ok(Password::Weak),
            Err(NotSet::Homeserver(error)) => {
                tracing::warn!(why = error.code(), "Could not set the password of somebody new");
                return Ok(Password::Later);
            }
        }
        fail_point::pass("newcomer.after_password");
        let mut tx = service.store.begin().await?;
        known.body.account = Account::Open(self.now());
        known.body.mail.clear();
        invitation::set_link(&mut tx, &mut known, None).await?;
        invitation::save(&mut tx, &mut known).await?;
        tx.commit().await?;
        tracing::info!("Somebody new has set a password");
        Ok(Password::Set(Welcome { user: Some(user.as_str().to_owned()), ..self.welcome()? }))
    }

    /// Where somebody new goes on.
    pub fn welcome(&self) -> Result<Welcome, Refused> {
        let service = self.office()?;
        Ok(Welcome {
            user: None,
            client: service.client.clone(),
            server: service.names.server().to_owned(),
            reception: service.names.reception().to_string(),
        })
    }
}

/// How far an invitation is; nothing, if there is nothing to be said of it any more.
fn how(known: &Invitation, now: Timestamp) -> Option<How> {
    let trouble = known.body.trouble.clone();
    Some(match (known.body.account, known.body.letter) {
        (Account::Open(_), _) => return None,
        (Account::Taken, _) => How::Taken,
        (_, Letter::Refused) => How::Undeliverable(trouble.unwrap_or_default()),
        (_, Letter::Due) => How::UnderWay(trouble),
        (Account::Theirs, Letter::Sent(_)) => How::SentOwn,
        (_, Letter::Sent(_)) => match known.until {
            Some(until) if now < until => How::Sent(until),
            _ => How::Over,
        },
    })
}
