//! New staff: somebody is entered in the directory, invited by e-mail, and gets an account where they bring none. By the desk and by the
//! command line.
//!
//! An account that exists is never touched. Ours is only what the homeserver has made for us; if that answer was lost, what was not there
//! before we asked, and what nobody has used since.

use routing::{CentreId, Counsellor, CounsellorId, Span, Timestamp};

use super::effects::Effect;
use crate::{
    cases::service::matrix_id,
    directory::{
        self, Fault,
        deed::{self, Present},
        publication::How,
        sheets,
    },
    running::{fail_point, names::Names},
    servers::homeserver::{HomeserverResult, Made, Registrar},
    store::{
        self, Store, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        invitation::{self, Account, Invitation, Invited, Letter},
    },
    words::days,
};

/// So long a link holds with which a password is set.
pub const LINK_HOLDS: Span = Span::hours(72);

/// A clock that is wrong by more than this takes no account for ours whose making was not answered.
const CLOCKS_DIFFER: Span = Span::minutes(2);

/// How often it is tried again when somebody else changes the directory at the same moment.
const TRIES: usize = 4;

/// What inviting somebody needs.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The memory.
    pub store: &'a Store,
    /// Who we are.
    pub names: &'a Names,
    /// Who makes accounts, if they are made here.
    pub registrar: Option<&'a Registrar>,
    /// Whether letters get out.
    pub can_mail: bool,
    /// Now.
    pub now: Timestamp,
}

/// Somebody who is to counsel; texts as they were typed.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// Their Matrix id, or the part of it before our server.
    pub user: String,
    /// Where.
    pub centre: CentreId,
    /// What colleagues and seekers call them.
    pub name: String,
    /// Where the letter goes.
    pub mail: String,
    /// Whether they have an account already.
    pub has_account: bool,
}

/// What became of it.
#[derive(Debug)]
pub enum Outcome {
    /// They are entered, and the letter is on its way.
    Invited(CounsellorId),
    /// They are entered; an invitation by another centre is under way or has been used.
    Added(CounsellorId),
    /// They stand in the directory at this centre already.
    Already,
    /// There is such an account, and it is not known whose.
    Taken,
    /// Accounts are not made here.
    NoAccounts,
    /// No letter gets out of here.
    NoMail,
    /// It is a name that Lotse itself goes by.
    Reserved,
    /// The homeserver does not say whether there is such an account.
    Away,
    /// What is wrong with what was typed.
    Faults(Vec<Fault>),
    /// There is no such centre.
    NoCentre,
    /// Somebody else changes the directory all the time.
    Busy,
}

/// Enters somebody in the directory, not activated, and invites them. Everything at once, or nothing.
pub async fn invite(ground: &Ground<'_>, by: &Actor, newcomer: &Newcomer) -> StoreResult<Outcome> {
    if !ground.can_mail {
        return Ok(Outcome::NoMail);
    }
    let typed = newcomer.user.trim();
    let full = if typed.starts_with('@') { typed.to_owned() } else { ground.names.full(typed) };
    let local = full.rsplit_once(':').is_some_and(|(_, server)| server == ground.names.server());
    let user = CounsellorId::parse(&full).ok().filter(directory::can_be_invited);
    let mut account = Account::Theirs;
    if let Some(user) = &user {
        let id = matrix_id(user);
        if ground.names.is_ours(&id) || ground.names.is_portal_seeker(&id) {
            return Ok(Outcome::Reserved);
        }
        let people = store::directory::load(&mut ground.store.look().await?).await?.counsellors;
        if people.iter().any(|it| it.id == *user && it.centre == newcomer.centre) {
            return Ok(Outcome::Already);
        }
        if local && !newcomer.has_account {
            let Some(registrar) = ground.registrar else { return Ok(Outcome::NoAccounts) };
            let known = invitation::of(&mut ground.store.look().await?, user).await?;
            if known.is_none_or(|known| !known.body.is_ours()) {
                match registrar.find(&id).await {
                    Ok(None) => {}
                    Ok(Some(_)) => return Ok(Outcome::Taken),
                    Err(error) => {
                        tracing::warn!(why = error.code(), "Could not look whether an account exists");
                        return Ok(Outcome::Away);
                    }
                }
            }
            account = Account::Wanted;
        }
    }
    for _ in 0..TRIES {
        if let Some(outcome) = attempt(ground, by, newcomer, (&full, account)).await? {
            return Ok(outcome);
        }
    }
    Ok(Outcome::Busy)
}

/// Nothing, if somebody else has changed the directory at the same moment.
async fn attempt(
    ground: &Ground<'_>,
    by: &Actor,
    newcomer: &Newcomer,
    (user, account): (&str, Account),
) -> StoreResult<Option<Outcome>> {
    let (now, centre) = (ground.now, &newcomer.centre);
    let present = Present::of(&mut ground.store.look().await?).await?;
    if !present.draft.centres.iter().any(|known| known.id == *centre) {
        return Ok(Some(Outcome::NoCentre));
    }
    let is_them = |it: &&Counsellor| it.id.as_str() == user;
    let places: Vec<&Counsellor> = present.draft.counsellors.iter().filter(is_them).collect();
    if places.iter().any(|it| it.centre == *centre) {
        return Ok(Some(Outcome::Already));
    }
    let elsewhere = !places.is_empty();
    let edit = sheets::comes(user, (centre, &newcomer.name, &newcomer.mail));
    let around = (ground.names.server().to_owned(), days::today(now));
    let who = (by.clone(), How::Invitation);
    let prepared =
        deed::aside(move || present.with(&[edit], (&around.0, around.1), (who.0, who.1, ""))).await?;
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(deed::Refused::Faults(faults)) => return Ok(Some(Outcome::Faults(faults))),
        Err(deed::Refused::Meanwhile) => return Ok(None),
    };
    // A directory that is sound has ids of people only.
    let Ok(user) = CounsellorId::parse(user) else { return Ok(Some(Outcome::Reserved)) };
    let mut tx = ground.store.begin().await?;
    if !prepared.write(&mut tx, now).await? {
        return Ok(None);
    }
    audit::append(&mut tx, &Entry::new(now, centre, Kind::Invited, by.clone()).whom(&user)).await?;
    let invited = Invited {
        user: user.clone(),
        centre: centre.clone(),
        mail: newcomer.mail.trim().to_owned(),
        account,
        letter: Letter::Due,
        trouble: None,
        by: by.clone(),
        at: now,
    };
    let is_new = write(&mut tx, invited, elsewhere).await?;
    if is_new {
        Effect::Invite { counsellor: user.clone() }.push(&mut tx, now, now).await?;
    }
    fail_point::pass("newcomer.before_commit");
    tx.commit().await?;
    fail_point::pass("newcomer.after_commit");
    tracing::info!(centre.id = %centre, "Somebody was invited to counsel");
    Ok(Some(if is_new { Outcome::Invited(user) } else { Outcome::Added(user) }))
}

/// Writes the invitation down. Says no if one of another centre holds.
async fn write(tx: &mut Tx, invited: Invited, elsewhere: bool) -> StoreResult<bool> {
    if invitation::insert(tx, &invited).await? {
        return Ok(true);
    }
    let Some(mut known) = invitation::of(tx, &invited.user).await? else { return Ok(false) };
    if elsewhere {
        return Ok(false);
    }
    // It is from before they left. An account that was ours and was opened is theirs.
    let account = match known.body.account {
        Account::Made(at) => Account::Made(at),
        Account::Missing(at) => Account::Missing(at),
        Account::Open(_) => Account::Theirs,
        Account::Theirs | Account::Wanted | Account::Taken => invited.account,
    };
    known.body = Invited { account, ..invited };
    invitation::set_link(tx, &mut known, None).await?;
    invitation::save(tx, &mut known).await?;
    Ok(true)
}

/// Has another letter sent, with another link where there is one: the old one holds no more from now on. Says no if there is nothing to
/// be sent: whoever has set a password has an account like everybody else.
pub async fn again(store: &Store, who: &CounsellorId, now: Timestamp) -> StoreResult<bool> {
    let mut tx = store.begin().await?;
    let Some(mut known) = invitation::of(&mut tx, who).await? else { return Ok(false) };
    if matches!(known.body.account, Account::Open(_)) {
        return Ok(false);
    }
    if matches!(known.body.account, Account::Taken) {
        // It may be gone by now; it is looked at once more.
        known.body.account = Account::Wanted;
    }
    // The address may have been mended in the directory.
    let people = store::directory::load(&mut tx).await?.counsellors;
    let place = people.into_iter().find(|it| it.id == *who && it.centre == known.body.centre);
    known.body.mail = place.and_then(|it| it.email).unwrap_or(known.body.mail);
    (known.body.letter, known.body.trouble) = (Letter::Due, None);
    invitation::set_link(&mut tx, &mut known, None).await?;
    invitation::save(&mut tx, &mut known).await?;
    Effect::Invite { counsellor: who.clone() }.push(&mut tx, now, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Makes the account that is wanted. Writes down how far it is at each step, so that it goes on after a crash.
pub(crate) async fn make_account(
    store: &Store,
    registrar: &Registrar,
    invited: &mut Invitation,
    now: Timestamp,
) -> HomeserverResult<StoreResult<()>> {
    let user = matrix_id(&invited.body.user);
    let missing = match invited.body.account {
        Account::Wanted => {
            let account = match registrar.find(&user).await? {
                None => Account::Missing(now),
                Some(_) => Account::Taken,
            };
            if let Err(error) = note(store, invited, account).await {
                return Ok(Err(error));
            }
            let Account::Missing(at) = account else { return Ok(Ok(())) };
            at
        }
        Account::Missing(at) => at,
        Account::Theirs | Account::Made(_) | Account::Open(_) | Account::Taken => return Ok(Ok(())),
    };
    let made = registrar.make(&user).await?;
    fail_point::pass("newcomer.after_account");
    let is_ours = match made {
        Made::Now => true,
        // An answer was lost, or somebody was quicker by seconds.
        Made::Before => registrar
            .find(&user)
            .await?
            .is_some_and(|found| found.is_untouched && found.made.plus(CLOCKS_DIFFER) >= missing),
    };
    Ok(note(store, invited, if is_ours { Account::Made(now) } else { Account::Taken }).await)
}

async fn note(store: &Store, invited: &mut Invitation, account: Account) -> StoreResult<()> {
    let mut tx = store.begin().await?;
    invited.body.account = account;
    invitation::save(&mut tx, invited).await?;
    tx.commit().await
}

/// Forgets the invitations of people who have left the directory, unless an account of ours still stands open for them.
pub(crate) async fn forget_who_left(service: &super::service::Service) -> StoreResult<()> {
    let directory = service.directory();
    let all = invitation::all(&mut service.store.look().await?).await?;
    for known in all {
        if directory.centres_of_counsellor(&known.body.user).next().is_some()
            || service.now().since(known.body.at).millis() < LINK_HOLDS.millis()
        {
            continue;
        }
        let mut tx = service.store.begin().await?.at_leisure();
        store::invitation::forget(&mut tx, &known.body.user).await?;
        tx.commit().await?;
    }
    Ok(())
}
