//! The first minutes: our users exist, the room version is known, the homeserver is told that we are back.

use std::{fmt::Display, time::Duration};

use serde_json::Value;

use crate::{
    cases::{
        newcomers,
        service::{RoomVersion, Service},
    },
    keys::custodian::CustodianError,
    running::{entropy, names::Names},
    servers::homeserver::{Homeserver, HomeserverError, HomeserverResult, Identity},
    words::phrases::{Catalogue, Locale, Phrase},
};

/// Waits between the first attempts to reach the homeserver, and the one after all later attempts.
const WAITS: [Duration; 3] = [Duration::from_millis(250), Duration::from_secs(1), Duration::from_secs(2)];
const LAST_WAIT: Duration = Duration::from_secs(5);

/// Makes sure that steward and reception exist, and asks which rooms this homeserver makes. Waits as long as the
/// homeserver is away; transactions are taken meanwhile.
pub async fn await_homeserver(
    homeserver: &Homeserver,
    names: &Names,
    catalogue: &Catalogue,
    locale: Locale,
) -> HomeserverResult<RoomVersion> {
    patiently(HomeserverError::is_passing, async || settle(homeserver, names, catalogue, locale).await).await
}

/// Opens the front door before the first knock: the reception has keys, and they are on the homeserver. Waits as long
/// as that is away.
pub async fn open_front_door(service: &Service) -> Result<(), CustodianError> {
    patiently(CustodianError::is_passing, async || service.reception().await.map(drop)).await
}

async fn patiently<T, E: Display>(
    is_passing: impl Fn(&E) -> bool,
    attempt: impl AsyncFn() -> Result<T, E>,
) -> Result<T, E> {
    let mut waits = WAITS.into_iter();
    loop {
        match attempt().await {
            Err(error) if is_passing(&error) => {
                tracing::warn!(error = %error, "Waiting for the homeserver");
                tokio::time::sleep(waits.next().unwrap_or(LAST_WAIT)).await;
            }
            other => return other,
        }
    }
}

async fn settle(
    homeserver: &Homeserver,
    names: &Names,
    catalogue: &Catalogue,
    locale: Locale,
) -> HomeserverResult<RoomVersion> {
    // The steward writes nothing, but clients show it with all that it does: it says itself that it cannot read.
    for (user, name) in [(names.steward(), Phrase::NamesSteward), (names.reception(), Phrase::NamesReception)]
    {
        homeserver.register(user.localpart()).await?;
        homeserver.decorate(user, &catalogue.say(locale, &name).plain).await?;
    }
    let capabilities: Value = homeserver.capabilities(&Identity::user(names.steward())).await?;
    let rooms = &capabilities["capabilities"]["m.room_versions"];
    let version = rooms["default"].as_str().unwrap_or("11");
    Ok(RoomVersion::named(version))
}

/// Says to the homeserver that we are back, which ends its waiting between transactions, and empties every letter-box
/// once. Nothing depends on either: both only make things faster.
pub async fn greet(service: &Service, appservice: &str) {
    if let Err(error) = service.homeserver.ping(appservice, &entropy::word()).await {
        tracing::warn!(error = %error, "The homeserver did not ping us back");
    }
    if let Err(error) = newcomers::after_start(service).await {
        tracing::error!(error = %error, "Could not look whether people have new devices");
    }
    let known = async {
        let mut tx = service.store.look().await?;
        crate::store::custodian::all(&mut tx).await
    };
    match known.await {
        Ok(custodians) => {
            for custodian in custodians {
                let emptied =
                    async { service.custodians.of(&custodian.user).await?.empty_letter_box().await };
                if let Err(error) = emptied.await {
                    tracing::warn!(error = %error, "Could not empty a letter-box; it is tried again later");
                }
            }
        }
        Err(error) => tracing::error!(error = %error, "Could not look up the custodians"),
    }
}
