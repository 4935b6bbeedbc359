//! Who somebody is at the desk: of the Referat by the settings or by two of the Referat, of a carrier by two of the Referat, Leitung by the
//! word of either, counsellor by the directory.

use std::{
    collections::BTreeSet,
    sync::{Arc, PoisonError, RwLock},
};

use config::Contact;
use routing::{CentreId, CounsellorId, Draft, desk::Role};
use ruma::{OwnedUserId, UserId};

use crate::{
    cases::service::{Service, counsellor_id, matrix_id},
    directory::reach::Scope,
    store::{
        self, Store, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
    },
};

/// The platform's administration, as the settings and the desk name it. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Referat {
    members: Arc<BTreeSet<OwnedUserId>>,
    told: Arc<BTreeSet<OwnedUserId>>,
    /// Whom the desk has named, as the database has it.
    named: Arc<RwLock<BTreeSet<OwnedUserId>>>,
}

impl Referat {
    /// Who signs in at the desk as the Referat, and who is told of broken promises.
    pub fn new(administration: &config::Administration) -> Self {
        let user = |user: &String| OwnedUserId::try_from(user.as_str()).ok();
        let told = administration.contacts.iter().filter_map(|contact| match contact {
            Contact::Matrix(id) => user(id),
            Contact::Mail(_) => None,
        });
        Self {
            members: Arc::new(administration.referat.iter().filter_map(user).collect()),
            told: Arc::new(told.collect()),
            named: Arc::default(),
        }
    }

    /// Whether somebody belongs to it.
    pub fn has(&self, user: &UserId) -> bool {
        self.members.contains(user) || self.named().contains(user)
    }

    /// Whether the settings say so.
    fn is_settled(&self, user: &UserId) -> bool {
        self.members.contains(user)
    }

    /// Everybody who does, and whether the settings name them.
    pub fn all(&self) -> Vec<(OwnedUserId, bool)> {
        let settled = self.members.iter().map(|user| (user.clone(), true));
        let named = self.named();
        let others = named.iter().filter(|user| !self.members.contains(*user));
        settled.chain(others.map(|user| (user.clone(), false))).collect()
    }

    fn named(&self) -> std::sync::RwLockReadGuard<'_, BTreeSet<OwnedUserId>> {
        self.named.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes over whom the desk, or the command line, has named or dismissed.
    pub async fn refresh(&self, store: &Store) -> StoreResult<()> {
        let named = store::desk_referat::all(&mut store.look().await?).await?;
        *self.named.write().unwrap_or_else(PoisonError::into_inner) = named.iter().map(matrix_id).collect();
        Ok(())
    }

    /// Whether somebody is known by the settings: what they are told is not for whoever a homeserver passes off as them.
    pub(crate) fn knows(&self, user: &UserId) -> bool {
        self.has(user) || self.told.contains(user)
    }
}

/// Whoever has left the directory leads nothing any more and acts for no carrier, and does not again when they come back.
pub(crate) async fn dismiss_who_left(service: &Service) -> StoreResult<()> {
    let (now, directory) = (service.now(), service.directory());
    let acting = store::desk_carrier::all(&mut service.store.look().await?).await?;
    for (carrier, who) in acting.into_iter().filter(|(carrier, who)| !directory.is_of_carrier(who, carrier)) {
        let mut tx = service.store.begin().await?.at_leisure();
        if store::desk_carrier::dismiss(&mut tx, &carrier, &who).await? {
            let entry = Entry::new(now, &audit::platform(), Kind::CarrierDismissed, Actor::Itself).whom(&who);
            audit::append(&mut tx, &entry.why(carrier.as_str())).await?;
            tx.commit().await?;
        }
    }
    let leads = store::desk_lead::all(&mut service.store.look().await?).await?;
    for (centre, who) in leads.into_iter().filter(|(centre, who)| directory.counsellor(who, centre).is_none())
    {
        let mut tx = service.store.begin().await?.at_leisure();
        if store::desk_lead::dismiss(&mut tx, &centre, &who).await? {
            audit::append(&mut tx, &Entry::new(now, &centre, Kind::LeadDismissed, Actor::Itself).whom(&who))
                .await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Whether what somebody was let in by still opens anything: they have a role, and the identity that they had then.
pub(crate) async fn holds(
    service: &Service,
    tx: &mut Tx,
    (user, identity): (&UserId, &str),
) -> StoreResult<bool> {
    let known = store::identity::of(tx, user).await?;
    let is_theirs = known.is_some_and(|known| known.key == identity);
    Ok(is_theirs && !of(service, tx, user).await?.is_empty())
}

/// What somebody is now. Nothing, for whoever has a new identity that nobody has confirmed.
pub async fn of(service: &Service, tx: &mut Tx, user: &UserId) -> StoreResult<Vec<Role>> {
    let mut roles = Vec::new();
    let Some(who) = counsellor_id(user) else { return Ok(roles) };
    if service.custodians.pins().is_kept_out(user) {
        return Ok(roles);
    }
    let directory = service.directory();
    // By the database, and not as it was a while ago: whoever was dismissed is out at once.
    if service.referat.is_settled(user) || store::desk_referat::has(tx, &who).await? {
        roles.push(Role::Referat);
    }
    for carrier in store::desk_carrier::of_person(tx, &who).await? {
        let Some(known) = directory.carrier(&carrier).filter(|_| directory.is_of_carrier(&who, &carrier))
        else {
            continue;
        };
        let centres = directory.centres_of_carrier(&carrier).map(|centre| centre.id.clone()).collect();
        roles.push(Role::Carrier { moves: known.moves_catchments(), carrier, centres });
    }
    for centre in store::desk_lead::led_by(tx, &who).await? {
        // Whoever has left the directory leads nothing.
        if directory.counsellor(&who, &centre).is_some() {
            roles.push(Role::Lead(centre));
        }
    }
    for centre in directory.centres_of_counsellor(&who) {
        if directory.is_active_counsellor(&who, &centre.id) {
            roles.push(Role::Counsellor(centre.id.clone()));
        }
    }
    Ok(roles)
}

/// What of the directory somebody may change by a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// All of it.
    Whole,
    /// Where these centres are responsible, and on which of the topics that their carrier gives them.
    Catchments(Scope),
}

/// How far somebody reaches now into this directory, which may be newer than the one in force; nothing, if they may change nothing of it.
pub(crate) async fn reach(
    service: &Service,
    tx: &mut Tx,
    who: &CounsellorId,
    draft: &Draft,
) -> StoreResult<Option<Reach>> {
    let user = matrix_id(who);
    if service.custodians.pins().is_kept_out(&user) {
        return Ok(None);
    }
    if service.referat.is_settled(&user) || store::desk_referat::has(tx, who).await? {
        return Ok(Some(Reach::Whole));
    }
    let mut own = Scope::new();
    for id in store::desk_carrier::of_person(tx, who).await? {
        let Some(carrier) = draft.carriers.iter().find(|it| it.id == id && it.moves_catchments()) else {
            continue;
        };
        let centres = draft.centres.iter().filter(|centre| centre.carrier == id.as_str());
        let centres: BTreeSet<CentreId> = centres.map(|centre| centre.id.clone()).collect();
        let works_there = draft.counsellors.iter().any(|it| it.id == *who && centres.contains(&it.centre));
        if works_there || carrier.people.contains(who) {
            own.extend(centres.into_iter().map(|centre| (centre, carrier.topics.clone())));
        }
    }
    Ok(if own.is_empty() { None } else { Some(Reach::Catchments(own)) })
}
