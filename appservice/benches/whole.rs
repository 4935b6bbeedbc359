//! All that works in a serving Lotse, with a homeserver that says to everything that it is not there.

use std::{num::NonZeroUsize, path::Path, sync::Arc, time::Duration};

use appservice::{
    cases::{
        from_elsewhere::FromElsewhere,
        identities,
        roles::Referat,
        service::{RoomVersion, Service},
    },
    directory::roster::Roster,
    incoming::{events::Handler, intake::Intake, settling::Settling, transactions, upkeep},
    keys::custodian::{Custodians, Escrow},
    keys::pins::Pins,
    links::Addresses,
    outgoing::outbox::Runner,
    running::{clock::Clock, headway::Headway, hurry::Hurry, names::Names, pulse::Pulses},
    servers::homeserver::Homeserver,
    store::{
        Store,
        room::{self, RoomKind},
        tenure::Term,
        vault::VaultKey,
    },
    words::phrases::{Catalogue, Locale},
};
use axum::{Json, Router, http::StatusCode};
use serde_json::json;
use tokio::{sync::Notify, task::JoinHandle};

use crate::{EVENTS, Of, Server, TOKEN, serve};

/// The workers.
pub(crate) struct Whole {
    term: Term,
    workers: Vec<JoinHandle<()>>,
    homeserver: JoinHandle<()>,
}

impl Whole {
    pub(crate) async fn end(self) {
        self.term.stop.cancel();
        self.term.lost.cancel();
        for worker in self.workers {
            worker.await.expect("a worker does not panic");
        }
        self.homeserver.abort();
    }
}

/// Opens the door with everything behind it at work.
pub(crate) async fn begin(folder: &Path, of: Of) -> (String, Server) {
    let key = || VaultKey::new([7; 32]);
    let url = format!("sqlite:{}", folder.join("lotse.db").display());
    let store = Store::open(&url, 8, &key()).await.expect("a database");
    if matches!(of, Of::Known) {
        remember_rooms(&store).await;
    }
    let nowhere = Router::new().fallback(async || {
        (StatusCode::NOT_FOUND, Json(json!({ "errcode": "M_NOT_FOUND", "error": "it is not there" })))
    });
    let (homeserver_url, Server { listener: homeserver_task, .. }) = serve(nowhere).await;
    let homeserver =
        Homeserver::new(homeserver_url.parse().expect("an address"), TOKEN.into(), Duration::from_secs(10));
    let users = config::Users {
        reception: "lotse".to_owned(),
        steward: "lotse_steward".to_owned(),
        custodian_prefix: "lotse_c_".to_owned(),
        seeker_prefix: "lotse_s_".to_owned(),
    };
    let names = Names::new(&users, "lotse.example").expect("names");
    let (clock, arrived) = (Clock::system(), Arc::new(Notify::new()));
    let escrow = Escrow::open(&folder.join("escrow"), &key()).expect("a folder");
    let roster = Roster::load(&store).await.expect("a directory");
    let pins = Pins::load(
        store.clone(),
        clock.clone(),
        identities::strictness(&names, &roster, &Referat::default(), &[]),
    )
    .await
    .expect("no pins");
    let service = Arc::new(Service {
        store: store.clone(),
        clock: clock.clone(),
        custodians: Custodians::new(
            store.clone(),
            homeserver.clone(),
            clock.clone(),
            escrow,
            (pins, NonZeroUsize::new(200).expect("more than none")),
        ),
        administration: None,
        registrar: None,
        client: String::new(),
        homeserver,
        addresses: Addresses::new(None, names.reception()),
        names,
        roster,
        catalogue: Catalogue::load().expect("words"),
        locale: Locale::parse("de").expect("German"),
        data_protection_link: None,
        kit: Arc::new(kit()),
        rooms: RoomVersion::named("12"),
        post: None,
        live: routing::live::Terms::default(),
        relay: None,
        contacts: Vec::new(),
        bar: routing::Span::days(30),
        from_elsewhere: FromElsewhere::new(&config::Federation {
            seekers: true,
            chats_per_hour: 60,
            platforms: Vec::new(),
        }),
        effects: Arc::new(Notify::new()),
        hurry: Hurry::default(),
        pulses: Pulses::default(),
        referat: Referat::default(),
        knocks: appservice::cases::signing_in::Knocks::default(),
        ceremonies: appservice::cases::passkeys::Ceremonies::new(None),
    });
    let router = transactions::router(store.clone(), clock.clone(), TOKEN.into(), 50 << 20, arrived.clone());
    let term = Term::default();
    let intake = Intake {
        store,
        clock,
        handler: Arc::new(Handler::new(service.clone(), term.clone())),
        arrived,
        rooms_at_once: 16,
        pulses: service.pulses.clone(),
        settling: Settling::default(),
        headway: Headway::default(),
    };
    let workers = vec![
        tokio::spawn(term.until_lost(intake.run(term.clone()))),
        tokio::spawn(term.until_lost(Runner::new(service.clone()).run(term.clone()))),
        tokio::spawn(term.until_lost(upkeep::run(service, term.stop.clone()))),
    ];
    let (url, server) = serve(router).await;
    (url, Server { whole: Some(Whole { term, workers, homeserver: homeserver_task }), ..server })
}

/// The rooms that the events come from, each the Team room of a centre.
async fn remember_rooms(store: &Store) {
    let mut tx = store.begin().await.expect("a commit");
    for number in 0..EVENTS {
        let room = routing::RoomId::parse(&crate::room(number)).expect("a room id");
        let centre = routing::CentreId::parse(&format!("centre-{number}")).expect("a centre id");
        let kind = RoomKind::Team(centre);
        room::record(&mut tx, &room, &kind, routing::Timestamp::from_millis(0)).await.expect("a room");
    }
    tx.commit().await.expect("a commit");
}

fn kit() -> appservice::kit::Kit {
    let text = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"bench.example\"\n";
    let settings = config::Settings::parse(Path::new("lotse.toml"), text, []).expect("settings");
    appservice::kit::Kit::new(&settings)
}
