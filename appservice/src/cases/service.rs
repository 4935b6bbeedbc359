//! What every handler and every effect needs, in one place.

use std::{collections::BTreeSet, sync::Arc};

use config::Contact;
use routing::{Access, CentreId, CounsellorId, Directory, SeekerId, Span, Timestamp};
use ruma::{OwnedUserId, UserId};
use serde_json::Value;
use tokio::sync::Notify;

use super::{from_elsewhere::FromElsewhere, passkeys::Ceremonies, roles::Referat, signing_in::Knocks};
use crate::{
    directory::roster::Roster,
    keys::custodian::{Custodian, CustodianError, Custodians},
    kit::Kit,
    links::Addresses,
    running::{clock::Clock, hurry::Hurry, names::Names, pulse::Pulses},
    servers::{
        homeserver::{Administration, Homeserver, Registrar},
        post::Post,
        relay::Relay,
    },
    store::Store,
    words::{
        message::Said,
        phrases::{Catalogue, Locale},
    },
};

/// The parts of a running Lotse. Shared by reference count.
pub struct Service {
    /// The memory.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// The way out.
    pub homeserver: Homeserver,
    /// What erasure needs beyond that; without it rooms stay on the homeserver.
    pub administration: Option<Administration>,
    /// Who makes accounts for new staff, if the settings want that.
    pub registrar: Option<Registrar>,
    /// Where new staff sign in.
    pub client: String,
    /// The holders of keys.
    pub custodians: Custodians,
    /// Who we are.
    pub names: Names,
    /// Who counsels, where and on what.
    pub roster: Roster,
    /// What people read.
    pub catalogue: Catalogue,
    /// The language a conversation begins in.
    pub locale: Locale,
    /// The long data-protection notice, if there is one.
    pub data_protection_link: Option<String>,
    /// What seekers are told of data protection, in which wording.
    pub kit: Arc<Kit>,
    /// Where links lead.
    pub addresses: Addresses,
    /// Room version for new rooms, and whether its creator has lasting power.
    pub rooms: RoomVersion,
    /// The way out by e-mail, if there is one.
    pub post: Option<Post>,
    /// Through what people speak with one another, if they can.
    pub relay: Option<Relay>,
    /// Who of the administration is told of broken promises.
    pub contacts: Vec<Contact>,
    /// For how long somebody whose case was ended with a reason begins no other at that centre.
    pub bar: Span,
    /// Which seekers of other homeservers may come.
    pub from_elsewhere: FromElsewhere,
    /// How live chats are taken.
    pub live: routing::live::Terms,
    /// Rung when effects were committed.
    pub effects: Arc<Notify>,
    /// Who waits for an answer just now.
    pub hurry: Hurry,
    /// Who still works.
    pub pulses: Pulses,
    /// The platform's administration at the desk.
    pub referat: Referat,
    /// Browsers that want to be signed in at the desk.
    pub knocks: Knocks,
    /// Passkeys that are being made or touched at the desk.
    pub ceremonies: Ceremonies,
}

/// Which rooms the homeserver makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomVersion {
    /// The version's name.
    pub name: String,
    /// From version 12 on the creator stands above all power levels and must not be listed in them.
    pub creator_is_above: bool,
}

impl RoomVersion {
    /// What follows from a version's name.
    pub fn named(name: &str) -> Self {
        let creator_is_above = name.parse::<u32>().is_ok_and(|number| number >= 12);
        Self { name: name.to_owned(), creator_is_above }
    }
}

impl Service {
    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Something is on its way to somebody: if they are of another server, it is looked whether that is there.
    pub(crate) fn expects(&self, user: &UserId) {
        if user.server_name() != self.names.steward().server_name() {
            self.homeserver.reach().expects(user.server_name(), tokio::time::Instant::now());
        }
    }

    /// The directory in force.
    pub fn directory(&self) -> Arc<Directory> {
        self.roster.directory()
    }

    /// The custodian of a centre, opened.
    pub async fn custodian(&self, centre: &CentreId) -> Result<Arc<Custodian>, CustodianError> {
        if self.has_own_lotse(centre) {
            return Err(CustodianError::Identity("the centre's own Lotse has its custodian".to_owned()));
        }
        self.custodians.of(&self.names.custodian(centre)).await
    }

    /// Whether a centre runs a Lotse of its own: nobody here holds a key of it, or knows anybody there.
    pub(crate) fn has_own_lotse(&self, centre: &CentreId) -> bool {
        self.directory().centre(centre).is_some_and(|centre| centre.lotse.is_some())
    }

    /// The reception, opened.
    pub async fn reception(&self) -> Result<Arc<Custodian>, CustodianError> {
        self.custodians.of(self.names.reception()).await
    }

    /// What somebody has written in a message, without what their client put around it.
    pub(crate) fn said(&self, content: &Value) -> Said {
        Said::of(content, |user| self.names.is_ours(user))
    }

    /// Who may be in the case's room now: whom the rules name, without those who counsel and whose new identity nobody has
    /// confirmed.
    pub(crate) fn access(&self, case: &routing::Case) -> Access {
        let mut who_may = routing::access(case, &self.directory(), self.now());
        let unconfirmed = self.custodians.pins().unconfirmed();
        if !unconfirmed.is_empty() {
            let counts = |who: &CounsellorId| !unconfirmed.contains_key(&matrix_id(who));
            who_may.counsellors.retain(counts);
            who_may.incoming = who_may.incoming.filter(counts);
        }
        who_may
    }

    /// The activated counsellors of a centre, away or not, without those whose new identity nobody has confirmed; nobody of a
    /// centre that runs a Lotse of its own.
    pub fn team(&self, centre: &CentreId) -> Vec<OwnedUserId> {
        let directory = self.directory();
        if self.has_own_lotse(centre) {
            return Vec::new();
        }
        directory
            .counsellors_of(centre)
            .iter()
            .filter(|counsellor| directory.is_active_counsellor(&counsellor.id, centre))
            .map(|counsellor| matrix_id(&counsellor.id))
            .filter(|member| !self.custodians.pins().is_kept_out(member))
            .collect()
    }
}

/// Who has the case or stands in, as Matrix users.
pub(crate) fn who_has(service: &Service, case: &routing::Case) -> Vec<OwnedUserId> {
    let now = service.now();
    let accepted = case.accepted();
    let holder = accepted.map(|accepted| &accepted.counsellor);
    let covers =
        accepted.into_iter().flat_map(|accepted| accepted.covering(now)).map(|cover| &cover.colleague);
    holder.into_iter().chain(covers).map(matrix_id).collect()
}

/// Those of them who are there: whoever is away cannot act. All of them, if nobody is.
pub(crate) fn who_can_act(service: &Service, case: &routing::Case) -> Vec<OwnedUserId> {
    let (directory, now) = (service.directory(), service.now());
    let there = |user: &OwnedUserId| {
        let known = counsellor_id(user).and_then(|who| directory.counsellor(&who, &case.centre));
        known.is_some_and(|known| known.counsels(now))
    };
    let (there, away): (Vec<_>, Vec<_>) = who_has(service, case).into_iter().partition(there);
    if there.is_empty() { away } else { there }
}

/// Everybody who belongs in the room, as Matrix users.
pub(crate) fn belonging(service: &Service, who_may: &Access) -> BTreeSet<OwnedUserId> {
    let people = who_may.seeker.iter().map(seeker_matrix_id).chain(who_may.counsellors.iter().map(matrix_id));
    let people = people.chain(who_may.steward.iter().map(matrix_id));
    // Somebody on the way in was let in by the holder, and is not removed before they have joined.
    let people = people.chain(who_may.incoming.iter().map(matrix_id));
    let ours =
        who_may.custodian.iter().chain(&who_may.outgoing).map(|centre| service.names.custodian(centre));
    people.chain(ours).chain([service.names.steward().to_owned()]).collect()
}

/// A counsellor as a Matrix user.
///
/// # Panics
/// Never: both types hold the same ids.
pub(crate) fn matrix_id(counsellor: &CounsellorId) -> OwnedUserId {
    OwnedUserId::try_from(counsellor.as_str()).expect("a counsellor's id is a Matrix user id")
}

/// A seeker as a Matrix user.
///
/// # Panics
/// Never: both types hold the same ids.
pub(crate) fn seeker_matrix_id(seeker: &SeekerId) -> OwnedUserId {
    OwnedUserId::try_from(seeker.as_str()).expect("a seeker's id is a Matrix user id")
}

/// A Matrix user as a seeker.
pub(crate) fn seeker_id(user: &UserId) -> Option<SeekerId> {
    SeekerId::parse(user.as_str()).ok()
}

/// A Matrix user as a counsellor.
pub(crate) fn counsellor_id(user: &UserId) -> Option<CounsellorId> {
    CounsellorId::parse(user.as_str()).ok()
}
