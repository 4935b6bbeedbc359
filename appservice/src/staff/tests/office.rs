//! A desk that is open, in memory of its own.

use std::{fmt::Debug, num::NonZeroUsize, path::Path, sync::Arc, time::Duration};

use routing::{
    BusinessCard, CarrierTopics, Case, CaseId, Catchment, Centre, CentreId, Counsellor, CounsellorId, Date,
    Draft, EventId, NewCase, Reference, SeekerId, Timestamp, Topic, TopicId,
};
use tempfile::TempDir;

use crate::{
    cases::{
        from_elsewhere::FromElsewhere,
        identities, passkeys,
        roles::Referat,
        service::{RoomVersion, Service, matrix_id},
        signing_in::Knocks,
    },
    directory::roster::Roster,
    keys::{
        custodian::{Custodians, Escrow},
        pins::Pins,
    },
    links::Addresses,
    running::{clock::Clock, hurry::Hurry, names::Names, pulse::Pulses, secret::Secret},
    servers::homeserver::Homeserver,
    staff::{SignedIn, Staff},
    store::{
        self, Store,
        audit::{Kind, Recorded},
        case::{Insertion, Stored},
        desk_session::{Browser, DeskKey, DeskSession, Whose},
        identity::Identity,
        passkey::PasskeyKey,
        room::{self, RoomKind},
        vault::VaultKey,
    },
    words::phrases::{Catalogue, Locale},
};

const SETTINGS: &str = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"lotse.example\"\n\
                        [administration]\nreferat = [\"@edda:lotse.example\"]\n";

pub(super) fn id<T: std::str::FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

pub(super) fn person(name: &str) -> CounsellorId {
    id(&format!("@{name}:lotse.example"))
}

/// Dresden, whose carrier is `hilfe`, and Freiburg, whose carrier is another; with these people, who are all activated.
pub(super) fn draft(people: &[(&str, &str)]) -> Draft {
    let topic = id::<TopicId>("schulden");
    let centre = |slug: &str, carrier: &str| Centre {
        id: id(slug),
        name: slug.to_owned(),
        carrier: carrier.to_owned(),
        card: BusinessCard::parse("Wir beraten kostenlos.").unwrap(),
        team: slug == "dresden",
        online: true,
        follow_ups: routing::FollowUps::All,
        server: None,
        lotse: None,
        present: None,
        live: routing::live::Offer::default(),
        responsible: routing::Responsible::default(),
        first_dates: false,
        fallback: None,
        services: [(topic.clone(), Catchment::everywhere())].into(),
    };
    let counsellor = |(name, at): &(&str, &str)| Counsellor {
        id: person(name),
        centre: id(at),
        name: (*name).to_owned(),
        email: None,
        first_part_on: None,
        trained_on: Some(Date::new(2026, 1, 15).unwrap()),
        activated: true,
        away_until: None,
        deputy: None,
    };
    let carrier = |slug: &str| routing::Carrier {
        id: id(slug),
        name: slug.to_owned(),
        people: vec![person("vera")],
        limits: Catchment::everywhere(),
        topics: CarrierTopics::default(),
    };
    Draft {
        topics: vec![Topic::new(topic.clone(), "Schulden")],
        centres: vec![centre("dresden", "hilfe"), centre("freiburg", "andere")],
        counsellors: people.iter().map(counsellor).collect(),
        carriers: vec![carrier("hilfe"), carrier("andere")],
    }
}

pub(super) struct Office {
    pub(super) staff: Staff,
    pub(super) service: Arc<Service>,
    pub(super) store: Store,
    /// The clock is set forward by what stands in it.
    forward: std::path::PathBuf,
    _folder: TempDir,
}

impl Office {
    pub(super) async fn open(draft: &Draft) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = || VaultKey::new([7; 32]);
        let url = format!("sqlite:{}", folder.path().join("lotse.db").display());
        let store = Store::open(&url, 4, &key()).await.unwrap();
        let forward = folder.path().join("forward");
        let clock = Clock::moved_by(forward.clone());
        let mut tx = store.begin().await.unwrap();
        store::directory::replace(&mut tx, draft).await.unwrap();
        for (number, centre) in draft.centres.iter().enumerate() {
            let kind = RoomKind::Team(centre.id.clone());
            let team = id(&format!("!team{number}:lotse.example"));
            room::record(&mut tx, &team, &kind, clock.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let settings = config::Settings::parse(Path::new("lotse.toml"), SETTINGS, []).unwrap();
        let homeserver =
            Homeserver::new("http://127.0.0.1:9".parse().unwrap(), "none".into(), Duration::from_secs(1));
        let names = Names::new(&settings.users, "lotse.example").unwrap();
        let roster = Roster::load(&store).await.unwrap();
        let referat = Referat::new(&settings.administration);
        let who = identities::strictness(&names, &roster, &referat, &[]);
        let pins = Pins::load(store.clone(), clock.clone(), who).await.unwrap();
        let escrow = Escrow::open(&folder.path().join("escrow"), &key()).unwrap();
        let open = NonZeroUsize::new(4).unwrap();
        let custodians =
            Custodians::new(store.clone(), homeserver.clone(), clock.clone(), escrow, (pins, open));
        let service = Arc::new(Service {
            live: routing::live::Terms::default(),
            relay: None,
            store: store.clone(),
            clock: clock.clone(),
            custodians,
            administration: None,
            registrar: None,
            client: String::new(),
            homeserver,
            addresses: Addresses::new(None, names.reception()),
            names,
            roster,
            catalogue: Catalogue::load().unwrap(),
            locale: Locale::De,
            data_protection_link: None,
            kit: Arc::new(crate::kit::Kit::new(&settings)),
            rooms: RoomVersion::named("12"),
            post: None,
            contacts: Vec::new(),
            bar: routing::Span::days(30),
            from_elsewhere: FromElsewhere::new(&settings.federation),
            effects: Arc::default(),
            hurry: Hurry::default(),
            pulses: Pulses::default(),
            referat,
            knocks: Knocks::default(),
            ceremonies: passkeys::Ceremonies::new(None),
        });
        let staff = Staff::new(store.clone(), clock);
        staff.open(service.clone());
        Self { staff, service, store, forward, _folder: folder }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.staff.now()
    }

    /// So much later it is from now on.
    pub(super) fn lets_pass(&self, span: routing::Span) {
        std::fs::write(&self.forward, span.millis().to_string()).unwrap();
    }

    /// Somebody signs in with a passkey: the secret of their session.
    pub(super) async fn secret_of(&self, name: &str) -> Secret {
        let (user, now) = (matrix_id(&person(name)), self.now());
        let mut tx = self.store.begin().await.unwrap();
        let identity = Identity {
            user: user.clone(),
            key: "key".to_owned(),
            new: None,
            shown: 0,
            moved_at: None,
            owed: None,
        };
        store::identity::put(&mut tx, &identity).await.unwrap();
        let secret = Secret::new();
        let key = DeskKey::of(self.store.vault(), secret.expose());
        let whose = Whose { user, identity: "key".to_owned(), browser: Browser { name: None, system: None } };
        let passkey = Some(PasskeyKey::named("a key"));
        let session = DeskSession { key, whose, created: now, used: now, passkey };
        store::desk_session::insert(&mut tx, &session).await.unwrap();
        tx.commit().await.unwrap();
        secret
    }

    pub(super) async fn signs_in(&self, name: &str) -> SignedIn {
        self.staff.known(&self.secret_of(name).await, true).await.unwrap()
    }

    pub(super) async fn leads(&self, name: &str, centre: &str) {
        let mut tx = self.store.begin().await.unwrap();
        store::desk_lead::name(&mut tx, &id(centre), &person(name), self.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub(super) async fn acts_for(&self, name: &str, carrier: &str) {
        let mut tx = self.store.begin().await.unwrap();
        store::desk_carrier::name(&mut tx, &id(carrier), &person(name), self.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A running case of somebody.
    pub(super) async fn case_of(&self, name: &str, centre: &str, number: u32) -> Reference {
        let now = self.now();
        let reference = Reference::from_bits(number.wrapping_mul(0x9e37_79b1) & 0x3fff_ffff);
        let new = NewCase {
            id: CaseId::parse(&crate::running::entropy::ulid(now.millis().unsigned_abs())).unwrap(),
            reference: reference.clone(),
            seeker: SeekerId::parse("@canary-seeker:lotse.example").unwrap(),
            pseudonym: "Canary-Amsel".to_owned(),
            topic: id("schulden"),
            centre: id(centre),
            personal: None,
            at_once: false,
        };
        let first = EventId::parse(&format!("$first{number}")).unwrap();
        let case = Case::open(new, now).ask(first, now).unwrap().accept(person(name), now).unwrap();
        let mut tx = self.store.begin().await.unwrap();
        let Insertion::Made(_) = store::case::insert(&mut tx, case, None).await.unwrap() else {
            panic!("a reference twice")
        };
        tx.commit().await.unwrap();
        reference
    }

    pub(super) async fn case(&self, centre: &str, reference: &Reference) -> Stored {
        let mut tx = self.store.look().await.unwrap();
        store::case::by_reference(&mut tx, &id(centre), reference).await.unwrap().unwrap()
    }

    /// Writes a case as something makes it.
    pub(super) async fn changes(
        &self,
        (centre, reference): (&str, &Reference),
        change: impl FnOnce(Case) -> Case,
    ) {
        let mut stored = self.case(centre, reference).await;
        stored.case = change(stored.case.clone());
        let mut tx = self.store.begin().await.unwrap();
        store::case::save(&mut tx, &mut stored).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The trail of a centre, the first entry first.
    pub(super) async fn trail(&self, centre: &str) -> Vec<Recorded> {
        let centre: CentreId = id(centre);
        let mut tx = self.store.look().await.unwrap();
        let mut found = store::audit::latest(&mut tx, &centre, i64::MAX, 100).await.unwrap();
        found.reverse();
        found
    }

    pub(super) async fn kinds(&self, centre: &str) -> Vec<Kind> {
        self.trail(centre).await.into_iter().map(|it| it.entry.kind).collect()
    }
}
