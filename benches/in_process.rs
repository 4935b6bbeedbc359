//! Lotse within a bench's own process, without a homeserver: for what asks none.

use std::{num::NonZeroUsize, sync::Arc, time::Duration};

use anyhow::{Context as _, Result};
use appservice::{
    cases::{
        from_elsewhere::FromElsewhere,
        identities,
        roles::Referat,
        service::{RoomVersion, Service},
        signing_in::Knocks,
    },
    directory::roster::Roster,
    keys::custodian::{Custodians, Escrow},
    keys::pins::Pins,
    links::Addresses,
    running::{clock::Clock, hurry::Hurry, names::Names, pulse::Pulses},
    servers::homeserver::Homeserver,
    store::{Store, vault::VaultKey},
    words::phrases::{Catalogue, Locale},
};

const SETTINGS: &str = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"lotse.example\"\n\
                        [people]\npublic_url = \"https://lotse.example\"\noperator = \"Verbund Beispiel e. V.\"\n";

/// A service with this store, whose Referat is `referat`.
pub(crate) async fn service(
    store: &Store,
    clock: &Clock,
    folder: &std::path::Path,
    referat: Referat,
) -> Result<Arc<Service>> {
    let users = config::Users {
        reception: "lotse".to_owned(),
        steward: "lotse_steward".to_owned(),
        custodian_prefix: "lotse_c_".to_owned(),
        seeker_prefix: "lotse_s_".to_owned(),
    };
    let homeserver = Homeserver::new("http://127.0.0.1:9".parse()?, "none".into(), Duration::from_secs(1));
    let names = Names::new(&users, "lotse.example")?;
    let roster = Roster::load(store).await?;
    let who = identities::strictness(&names, &roster, &referat, &[]);
    let pins = Pins::load(store.clone(), clock.clone(), who).await?;
    let escrow = Escrow::open(&folder.join("escrow"), &VaultKey::new([7; 32]))?;
    let open = NonZeroUsize::new(20).context("more than none")?;
    let settings = config::Settings::parse(std::path::Path::new("lotse.toml"), SETTINGS, [])
        .map_err(|faults| anyhow::anyhow!("the settings are refused: {faults:?}"))?;
    Ok(Arc::new(Service {
        live: routing::live::Terms::default(),
        relay: None,
        store: store.clone(),
        clock: clock.clone(),
        custodians: Custodians::new(store.clone(), homeserver.clone(), clock.clone(), escrow, (pins, open)),
        administration: None,
        registrar: None,
        client: String::new(),
        homeserver,
        addresses: Addresses::new(None, names.reception()),
        names,
        roster,
        catalogue: Catalogue::load()?,
        locale: Locale::De,
        data_protection_link: None,
        kit: Arc::new(appservice::kit::Kit::new(&settings)),
        rooms: RoomVersion::named("12"),
        post: None,
        contacts: Vec::new(),
        bar: routing::Span::days(30),
        from_elsewhere: FromElsewhere::new(&config::Federation {
            seekers: true,
            chats_per_hour: 60,
            platforms: Vec::new(),
        }),
        effects: Arc::default(),
        hurry: Hurry::default(),
        pulses: Pulses::default(),
        referat,
        knocks: Knocks::default(),
        ceremonies: appservice::cases::passkeys::Ceremonies::new(None),
    }))
}
