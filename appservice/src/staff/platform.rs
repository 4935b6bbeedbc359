//! What the Referat looks after: whether Lotse works, which promises were broken and who was told, which links are about. Nothing here
//! is done: a look changes nothing, and a page cannot make load, since what was found is kept for a minute.

use std::{collections::BTreeMap, time::Duration};

use routing::desk::Deed;
use routing::{CentreId, Directory, Landing, Span, Standing, Timestamp, land};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

use super::{Refused, SignedIn, Staff, overview::centre_name};
use crate::{
    cases::service::Service,
    store::{self, StoreResult, room::RoomKind},
};

/// What was found is shown for so long before it is looked for again.
const KEPT: Duration = Duration::from_mins(1);

/// How long the homeserver may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whatever is due for so long is stuck.
const STUCK: Span = Span::minutes(5);

/// So many broken promises are shown.
const BREACHES: u32 = 100;

/// So many links are shown one by one.
const LINKS: usize = 500;

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// As it should be.
    Well,
    /// Lotse works, but somebody should look.
    Look,
    /// Lotse does not work, or owes somebody something.
    Ill,
}

/// What is checked: what `lotse doctor` checks and this process can know without asking for anything that leaves a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Whether all workers work.
    Workers,
    /// Whether the homeserver answers.
    Homeserver,
    /// What is still to be done outside.
    Outbox,
    /// What has come in and is not handled.
    Inbox,
    /// Rows that fail again and again.
    Rows,
    /// Centres whose rooms are not made yet.
    Rooms,
    /// New identities that nobody has confirmed.
    Identities,
    /// Servers of others that are away.
    Servers,
    /// Whether anybody is told of broken promises.
    Contacts,
    /// Whether e-mails can be sent.
    Mail,
    /// Whether what is erased can be taken from the homeserver.
    Erasure,
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub check: Check,
    /// How it went.
    pub health: Health,
    /// How many there are: given up, put aside, missing, away; whatever the check counts.
    pub count: u16,
}

/// What was found, and when.
#[derive(Clone, Debug)]
pub struct HealthView {
    /// All checks, the worst first.
    pub findings: Vec<Finding>,
    /// When they were made.
    pub at: Timestamp,
}

/// A broken promise.
#[derive(Clone, Debug)]
pub struct BreachView {
    /// The centre's name.
    pub centre: String,
    /// Since when somebody waited.
    pub since: Timestamp,
    /// When the promised time was over.
    pub broken: Timestamp,
    /// Who was to be told, and when they were.
    pub told: Vec<(String, Option<Timestamp>)>,
}

/// The links of a centre, counted.
#[derive(Clone, Debug)]
pub struct LinksView {
    /// The centre's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many hold, ran out, were used up, were taken back.
    pub counts: [u16; 4],
}

/// A link, without what opens it.
#[derive(Clone, Debug)]
pub struct LinkView {
    /// What operators call it by.
    pub id: String,
    /// Whose it is; nothing, if it is the centre's.
    pub whose: Option<String>,
    /// When it was made.
    pub made: Timestamp,
    /// From when on it does not hold any more.
    pub expires: Option<Timestamp>,
    /// How many cases were opened by it.
    pub uses: u32,
    /// How many may be.
    pub most: Option<u32>,
    /// How it stands.
    pub standing: Standing,
    /// Whether somebody takes those who come by it, as far as it holds.
    pub leads: bool,
}

/// What was found last.
#[derive(Default)]
pub(super) struct Examined(Mutex<Option<(Instant, HealthView)>>);

impl Staff {
    /// How Lotse is. Several who ask at once are answered with one look.
    pub async fn health(&self, signed_in: &SignedIn) -> Result<HealthView, Refused> {
        signed_in.must(Deed::SeePlatform)?;
        let service = self.office()?;
        let mut last = self.examined.0.lock().await;
        if let Some((at, found)) = last.as_ref()
            && at.elapsed() < KEPT
        {
            return Ok(found.clone());
        }
        let mut findings = examine(&service).await?;
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.health));
        let found = HealthView { findings, at: service.now() };
        *last = Some((Instant::now(), found.clone()));
        Ok(found)
    }

    /// Which promises were broken, and who was told.
    pub async fn breaches(&self, signed_in: &SignedIn) -> Result<Vec<BreachView>, Refused> {
        signed_in.must(Deed::SeePlatform)?;
        let service = self.office()?;
        let breaches = store::breach::latest(&mut service.store.look().await?, BREACHES).await?;
        let named = |breach: store::breach::Breach| BreachView {
            centre: centre_name(&service, &breach.centre),
            since: breach.since,
            broken: breach.broken,
            told: breach.told,
        };
        Ok(breaches.into_iter().map(named).collect())
    }

    /// The links of all centres, counted; and those of one centre one by one, the youngest first.
    pub async fn links(
        &self,
        signed_in: &SignedIn,
        wanted: Option<&CentreId>,
    ) -> Result<(Vec<LinksView>, Vec<LinkView>), Refused> {
        signed_in.must(Deed::SeePlatform)?;
        let service = self.office()?;
        let (directory, now) = (service.directory(), service.now());
        let links = store::link::all(&mut service.store.look().await?).await?;
        let mut counted = BTreeMap::<CentreId, [u16; 4]>::new();
        for link in &links {
            let counts = counted.entry(link.target.centre().clone()).or_default();
            let place = match link.terms.standing(now) {
                Standing::Valid => 0,
                Standing::Expired => 1,
                Standing::UsedUp => 2,
                Standing::Revoked => 3,
            };
            counts[place] = counts[place].saturating_add(1);
        }
        let named = |(id, counts): (CentreId, [u16; 4])| LinksView {
            name: centre_name(&service, &id),
            id: id.as_str().to_owned(),
            counts,
        };
        let theirs = links.iter().rev().filter(|link| Some(link.target.centre()) == wanted);
        let shown = theirs.take(LINKS).map(|link| view(link, &directory, now)).collect();
        Ok((counted.into_iter().map(named).collect(), shown))
    }
}

fn view(link: &store::link::Link, directory: &Directory, now: Timestamp) -> LinkView {
    let standing = link.terms.standing(now);
    let whose = link.target.counsellor().map(|who| {
        let known = directory.counsellor(who, link.target.centre());
        known.map_or_else(|| who.as_str().to_owned(), |known| known.name.clone())
    });
    LinkView {
        id: link.id.to_string(),
        whose,
        made: link.created_at,
        expires: link.terms.expires_at,
        uses: link.terms.uses,
        most: link.terms.most_uses,
        standing,
        leads: standing == Standing::Valid && land(&link.target, directory, now) != Landing::Nobody,
    }
}

async fn examine(service: &Service) -> StoreResult<Vec<Finding>> {
    let now = service.now();
    let finding = |check, health, count: usize| {
        let count = u16::try_from(count).unwrap_or(u16::MAX);
        Finding { check, health, count }
    };
    // Worth a look from the first one on.
    let few =
        |check, count: usize| finding(check, if count == 0 { Health::Well } else { Health::Look }, count);
    let silent = service.pulses.silent(Instant::now()).len();
    let answers = matches!(timeout(PATIENCE, service.homeserver.versions()).await, Ok(Ok(_)));
    let is_there = |there: bool, otherwise| if there { Health::Well } else { otherwise };
    let mut tx = service.store.look().await?;
    let outbox = store::outbox::counts(&mut tx).await?;
    let outbox = match (outbox.dead, outbox.oldest_due) {
        (0, Some(due)) if due.plus(STUCK) < now => finding(Check::Outbox, Health::Look, 0),
        (0, _) => finding(Check::Outbox, Health::Well, 0),
        (dead, _) => finding(Check::Outbox, Health::Ill, usize::try_from(dead).unwrap_or(usize::MAX)),
    };
    let inbox = store::inbox::counts(&mut tx).await?.quarantined;
    let overdue = store::inbox::next_due(&mut tx).await?.is_some_and(|due| due.plus(STUCK) < now);
    let inbox = match usize::try_from(inbox).unwrap_or(usize::MAX) {
        0 if !overdue => finding(Check::Inbox, Health::Well, 0),
        aside => finding(Check::Inbox, Health::Look, aside),
    };
    let failing = usize::try_from(store::setback::count(&mut tx).await?).unwrap_or(usize::MAX);
    let away = store::server_away::all(&mut tx).await?.len();
    let unconfirmed = store::identity::unconfirmed(&mut tx).await?.len();
    let rooms = without_rooms(service, &mut tx).await?;
    drop(tx);
    Ok(vec![
        finding(Check::Workers, is_there(silent == 0, Health::Ill), silent),
        finding(Check::Homeserver, is_there(answers, Health::Ill), 0),
        outbox,
        inbox,
        few(Check::Rows, failing),
        few(Check::Rooms, rooms),
        few(Check::Identities, unconfirmed),
        few(Check::Servers, away),
        finding(
            Check::Contacts,
            is_there(!service.contacts.is_empty(), Health::Look),
            service.contacts.len(),
        ),
        finding(Check::Mail, Health::Well, usize::from(service.post.is_some())),
        finding(Check::Erasure, is_there(service.administration.is_some(), Health::Look), 0),
    ])
}

/// Centres where somebody counsels, and that have no Team room yet.
async fn without_rooms(service: &Service, tx: &mut store::Tx) -> StoreResult<usize> {
    let directory = service.directory();
    let made = store::room::centres(tx).await?;
    let mut without = 0;
    for centre in directory.centres() {
        let people = directory.counsellors_of(&centre.id);
        if !people.iter().any(routing::Counsellor::is_active) {
            continue;
        }
        let has_team = made.contains(&centre.id)
            && store::room::of_owner(tx, &RoomKind::Team(centre.id.clone())).await?.is_some();
        without += usize::from(!has_team);
    }
    Ok(without)
}
