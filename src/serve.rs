//! `lotse serve`: settings → store → service → listeners and workers → orderly shutdown.

mod crew;
mod visitors;

use std::{net::SocketAddr, num::NonZeroUsize, path::Path, process::ExitCode, sync::Arc};

use anyhow::{Context as _, anyhow};
use appservice::{
    cases::from_elsewhere::FromElsewhere,
    cases::identities,
    cases::roles::Referat,
    cases::service::Service,
    cases::{passkeys::Ceremonies, signing_in::Knocks},
    directory::roster::Roster,
    incoming::arrival,
    incoming::events::Handler,
    incoming::intake::Intake,
    incoming::settling::Settling,
    incoming::transactions,
    incoming::upkeep,
    keys::custodian::{Custodians, Escrow},
    keys::pins::Pins,
    kit::Kit,
    links::portal::Portal,
    outgoing::{elsewhere, outbox::Runner},
    running::clock::Clock,
    running::fail_point,
    running::headway::Headway,
    running::hurry::Hurry,
    running::names::Names,
    servers::homeserver::{Administration, Homeserver},
    servers::{post::Post, relay::Relay},
    store::Store,
    store::tenure::{Lease, Term},
    store::vault::VaultKey,
    words::phrases::{Catalogue, Locale},
};
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::Notify,
    time::{Instant, sleep},
};
use tokio_util::{
    sync::CancellationToken,
    task::{AbortOnDropHandle, TaskTracker},
};
use web::Health;

use self::{
    crew::{Falls, dismiss, end_at_once, look_after, watched},
    visitors::Visitors,
};
use crate::{check, link, logging};

pub(crate) async fn run(settings: &Path) -> anyhow::Result<ExitCode> {
    let ready = check::load(settings)?;
    let settings = &ready.settings;
    logging::init(&settings.log)?;
    let figures = PrometheusBuilder::new().install_recorder().context("the metrics could not be set up")?;
    crate::metrics::describe();
    if let Some(point) = &settings.testing.fail_point {
        fail_point::arm(point)?;
    }
    let clock = settings.testing.clock_file.clone().map_or_else(Clock::system, Clock::moved_by);
    let key = VaultKey::new(*ready.key.expose());
    let store = Store::open(&settings.database.url.expose(), settings.database.max_connections, &key).await?;

    let stop = CancellationToken::new();
    let workers = TaskTracker::new();
    let health = Health::starting();
    let arrived = Arc::new(Notify::new());
    // Cancelled when one of our doors is shut, by whatever: without it we are of no use.
    let door = CancellationToken::new();

    // The doors open first: what the homeserver sends is written down even while everything else still waits.
    let homeservers = transactions::router(
        store.clone(),
        clock.clone(),
        ready.registrations.lotse.hs_token.clone(),
        settings.intake.max_transaction_bytes,
        arrived.clone(),
    );
    let kit = Arc::new(Kit::new(settings));
    let portal = Arc::new(portal(settings, &store, (&clock, &kit)).await?);
    let site = Arc::new(web::portal::Site::load(&settings.theme, &settings.pages, &settings.people)?);
    let visitors = Visitors::new(settings, &store, &clock);
    let people = web::router(web::State {
        health: health.clone(),
        metrics: figures,
        portal,
        site,
        accounts: visitors.accounts.clone(),
        staff: visitors.staff.clone(),
    });
    for (name, address, router) in
        [("homeserver", settings.listen.homeserver, homeservers), ("people", settings.listen.people, people)]
    {
        let listener = bound(name, address).await?;
        workers.spawn(listen(name, listener, router, stop.clone(), door.clone()));
    }

    let told = told_to_stop(door.clone())?;
    let mut falls = Falls::default();
    let lease = Lease::new(store.clone(), clock.clone());
    let outcome = loop {
        if !has_lease(&lease).await {
            health.stands_by();
            ::metrics::gauge!("lotse_working").set(0.0);
            tracing::info!("Standing by: another process works on this database");
            tokio::select! {
                () = lease.take() => {}
                () = told.cancelled() => break Ok(ExitCode::SUCCESS),
            }
        }
        let term = Term::default();
        let keeper = AbortOnDropHandle::new(tokio::spawn(keep(lease.clone(), term.clone())));
        let crew = TaskTracker::new();
        let started = tokio::select! {
            started = start(&ready, &store, &clock, &arrived, &health, &term, &crew) => Some(started),
            () = told.cancelled() => None,
            () = term.lost.cancelled() => None,
        };
        if let Some(Ok(service)) = &started {
            visitors.open(&ready, service, &health, (&term, &crew));
        }
        let outcome = serve(started, &health, &told, &term).await;
        visitors.close();
        if outcome.is_some() {
            tracing::info!("Stopping");
            health.stopping();
        }
        // What is in hand comes to its end while the lease is kept, or is cut off because it is lost.
        let gone = dismiss(crew, &term).await;
        drop(keeper);
        // Nothing of this term, not even a bell that still rings, outlives the lease.
        term.lost.cancel();
        if let Err(error) = lease.release().await {
            tracing::warn!(error = %error, "Could not give the lease back; it runs out by itself");
        }
        if !gone {
            end_at_once();
        }
        if let Some(outcome) = outcome {
            break outcome;
        }
        if health.has_fallen()
            && let Some(outcome) = rest(&mut falls, &told).await
        {
            break outcome;
        }
    };
    health.stopping();
    let shut = door.is_cancelled();
    stop.cancel();
    workers.close();
    workers.wait().await;
    store.close().await;
    tracing::info!("Stopped");
    if shut { outcome.and(Err(anyhow!("a listener ended by itself"))) } else { outcome }
}

/// Works until it is told to stop, and then says with what outcome; nothing if the term ended otherwise.
async fn serve(
    started: Option<anyhow::Result<Arc<Service>>>,
    health: &Health,
    told: &CancellationToken,
    term: &Term,
) -> Option<anyhow::Result<ExitCode>> {
    match started {
        Some(Ok(_)) => {
            if !term.lost.is_cancelled() {
                health.ready();
                tracing::info!("Ready");
            }
            tokio::select! {
                () = told.cancelled() => Some(Ok(ExitCode::SUCCESS)),
                () = term.lost.cancelled() => None,
                () = look_after(health, term) => None,
            }
        }
        Some(Err(error)) => Some(Err(error)),
        None => told.is_cancelled().then_some(Ok(ExitCode::SUCCESS)),
    }
}

/// The wait after workers fell; the outcome, if it is not begun anew.
async fn rest(falls: &mut Falls, told: &CancellationToken) -> Option<anyhow::Result<ExitCode>> {
    let Some(wait) = falls.again(Instant::now()) else {
        return Some(Err(anyhow!("workers end by themselves again and again")));
    };
    tokio::select! {
        () = sleep(wait) => None,
        () = told.cancelled() => Some(Ok(ExitCode::SUCCESS)),
    }
}

/// Takes the address of one of our doors.
async fn bound(name: &'static str, address: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen for the {name} on {address}"))?;
    tracing::info!(listener = name, address = %listener.local_addr()?, "Listening");
    Ok(listener)
}

/// Serves one of our doors until it is told to stop; whenever that ends, `door` is cancelled.
async fn listen(
    name: &'static str,
    listener: TcpListener,
    router: axum::Router,
    stop: CancellationToken,
    door: CancellationToken,
) {
    let _ended = door.drop_guard();
    if let Err(error) = web::listen(listener, router, stop.cancelled_owned()).await {
        tracing::error!(listener = name, error = %error, "A listener failed");
    }
}

/// How live chats are taken.
fn live(settings: &config::Settings) -> routing::live::Terms {
    let config::Live { talks, whole_platform, missed_offers, offer_minutes, queue } = settings.live;
    let reach = if whole_platform { routing::live::Reach::Platform } else { routing::live::Reach::Catchment };
    let offer = routing::Span::minutes(i64::from(offer_minutes));
    routing::live::Terms { talks, reach, missed: missed_offers, offer, queue }
}

/// What people open in a browser. It is there before the homeserver is.
async fn portal(
    settings: &config::Settings,
    store: &Store,
    (clock, kit): (&Clock, &Arc<Kit>),
) -> anyhow::Result<Portal> {
    Ok(Portal {
        store: store.clone(),
        clock: clock.clone(),
        roster: Roster::load(store).await?,
        catalogue: Catalogue::load()?,
        locale: Locale::parse(settings.people.locale.tag()).context("a language without a catalogue")?,
        addresses: link::addresses(settings)?,
        live: live(settings),
        kit: kit.clone(),
        reception: Names::new(&settings.users, &settings.homeserver.server_name)?.reception().to_string(),
        data_protection_link: settings.people.data_protection_url.as_ref().map(ToString::to_string),
    })
}

async fn has_lease(lease: &Lease) -> bool {
    lease.try_take().await.unwrap_or_else(|error| {
        tracing::error!(error = %error, "Could not ask for the lease; trying again");
        false
    })
}

/// Keeps the lease; when that fails, says so and cuts the term off.
async fn keep(lease: Lease, term: Term) {
    // Even if it panics: whoever does not keep the lease must not work.
    let _lost = term.lost.drop_guard();
    lease.keep().await;
    tracing::error!("Lost the lease: somebody else may work now");
}

/// Starts everything that needs the homeserver; waits until it is there.
async fn start(
    ready: &check::Ready,
    store: &Store,
    clock: &Clock,
    arrived: &Arc<Notify>,
    health: &Health,
    term: &Term,
    crew: &TaskTracker,
) -> anyhow::Result<Arc<Service>> {
    let settings = &ready.settings;
    let registration = &ready.registrations.lotse;
    let homeserver = Homeserver::new(
        settings.homeserver.url.clone(),
        registration.as_token.clone(),
        settings.homeserver.timeout,
    );
    let names = Names::new(&settings.users, &settings.homeserver.server_name)?;
    let catalogue = Catalogue::load()?;
    let locale = Locale::parse(settings.people.locale.tag()).context("a language without a catalogue")?;
    let escrow = Escrow::open(&settings.custody.escrow_dir, &VaultKey::new(*ready.key.expose()))?;
    let open_machines =
        NonZeroUsize::new(settings.custody.open_machines).context("no custodian may be open")?;
    let rooms = arrival::await_homeserver(&homeserver, &names, &catalogue, locale).await?;
    let roster = Roster::load(store).await?;
    let referat = Referat::new(&settings.administration);
    referat.refresh(store).await?;
    let who = identities::strictness(&names, &roster, &referat, &settings.federation.platforms);
    let pins = Pins::load(store.clone(), clock.clone(), who).await?;
    let custodians = (pins, open_machines);
    let custodians = Custodians::new(store.clone(), homeserver.clone(), clock.clone(), escrow, custodians);
    let service = Arc::new(Service {
        store: store.clone(),
        clock: clock.clone(),
        custodians,
        administration: ready.admin_token.clone().map(|token| Administration::of(&homeserver, token)),
        registrar: ready.registrar(&homeserver),
        client: settings.staff.client.to_string(),
        homeserver,
        names,
        roster,
        catalogue,
        locale,
        data_protection_link: settings.people.data_protection_url.as_ref().map(ToString::to_string),
        kit: Arc::new(Kit::new(settings)),
        addresses: link::addresses(settings)?,
        rooms,
        post: settings.mail.as_ref().map(Post::new).transpose()?,
        live: live(settings),
        relay: settings.calls.as_ref().map(Relay::new).transpose()?,
        contacts: settings.administration.contacts.clone(),
        bar: routing::Span::days(i64::from(settings.people.bar_days)),
        from_elsewhere: FromElsewhere::new(&settings.federation),
        effects: Arc::new(Notify::new()),
        hurry: Hurry::default(),
        pulses: health.pulses().clone(),
        referat,
        knocks: Knocks::default(),
        ceremonies: Ceremonies::new(
            settings.people.public_url.as_ref().filter(|_| !settings.testing.desk_at_localhost),
        ),
    });
    arrival::open_front_door(&service).await?;
    let intake = Intake {
        store: store.clone(),
        clock: clock.clone(),
        handler: Arc::new(Handler::new(service.clone(), term.clone())),
        arrived: arrived.clone(),
        rooms_at_once: settings.intake.rooms_at_once,
        settling: Settling::default(),
        headway: Headway::default(),
        pulses: health.pulses().clone(),
    };
    crew.spawn(watched("intake", health, term, intake.run(term.clone())));
    crew.spawn(watched("effects", health, term, Runner::new(service.clone()).run(term.clone())));
    crew.spawn(watched("elsewhere", health, term, elsewhere::run(service.clone(), term.stop.clone())));
    crew.spawn(watched("upkeep", health, term, upkeep::run(service.clone(), term.stop.clone())));
    let (id, stop, greeter) = (registration.id.clone(), term.stop.clone(), service.clone());
    crew.spawn(term.until_lost(async move {
        tokio::select! {
            () = stop.cancelled() => {}
            () = arrival::greet(&greeter, &id) => {}
        }
    }));
    Ok(service)
}

/// Cancelled at SIGTERM or Ctrl-C, or when a `door` is shut.
fn told_to_stop(door: CancellationToken) -> anyhow::Result<CancellationToken> {
    let told = CancellationToken::new();
    let mut terminate = signal(SignalKind::terminate()).context("cannot hear SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot hear SIGINT")?;
    let heard = told.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            () = door.cancelled() => {}
        }
        heard.cancel();
    });
    Ok(told)
}
