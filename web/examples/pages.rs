//! Serves the portal's pages with the sample directory, without a homeserver: for looking at them, for pictures of them,
//! and for tests in a browser. Prints one line of JSON, then serves until its input ends.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use appservice::directory::roster::Roster;
use appservice::directory::sample;
use appservice::links::portal::Portal;
use appservice::links::{Addresses, NewLink, issue};
use appservice::running::clock::Clock;
use appservice::running::names::Names;
use appservice::staff::Staff;
use appservice::store::vault::VaultKey;
use appservice::store::{self, Store};
use appservice::words::phrases::{Catalogue, Locale};
use metrics_exporter_prometheus::PrometheusBuilder;
use routing::{CentreId, Target};
use tokio::net::TcpListener;
use web::portal::Site;
use web::{Health, State};

type Failure = Box<dyn std::error::Error + Send + Sync>;

const SETTINGS: &str = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"lotse.example\"\n\
                        [people]\npublic_url = \"https://lotse.example\"\noperator = \"Verbund Beispiel e. V.\"\n";

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let shelf = tempfile::tempdir()?;
    let url = format!("sqlite:{}", shelf.path().join("lotse.db").display());
    let store = Store::open(&url, 4, &VaultKey::new([7; 32])).await?;
    let settings = config::Settings::parse(Path::new("lotse.toml"), SETTINGS, [])
        .map_err(|faults| format!("the settings are refused: {faults:?}"))?;
    let names = Names::new(&settings.users, "lotse.example")?;
    let (draft, directory) = sample().map_err(|faults| format!("the sample is refused: {faults:?}"))?;
    let clock = Clock::system();

    let mut tx = store.begin().await?;
    store::directory::replace(&mut tx, &draft).await?;
    let centre = CentreId::parse("dresden-schulden")?;
    let who =
        directory.counsellors_of(&centre).iter().find(|who| who.is_active()).ok_or("nobody counsels")?;
    let mut links = Vec::new();
    for target in [Target::Counsellor(who.id.clone(), centre.clone()), Target::Centre(centre.clone())] {
        let new = NewLink { target, expires_at: None, most_uses: None, own: false, at_once: false };
        links.push(issue(&mut tx, &new, clock.now()).await?.token.text().to_string());
    }
    tx.commit().await?;

    let portal = Arc::new(Portal {
        roster: Roster::load(&store).await?,
        clock,
        catalogue: Catalogue::load()?,
        locale: Locale::De,
        addresses: Addresses::new(settings.people.public_url.as_ref(), names.reception()),
        live: routing::live::Terms::default(),
        reception: names.reception().to_string(),
        data_protection_link: None,
        kit: Arc::new(appservice::kit::Kit::new(&settings)),
        store,
    });
    let site = Arc::new(Site::load(&settings.theme, &settings.pages, &settings.people)?);
    let metrics = PrometheusBuilder::new().build_recorder().handle();
    let staff = Arc::new(Staff::new(portal.store.clone(), portal.clock.clone()));
    let health = Health::starting();
    let router = web::router(State { health, metrics, portal, site, accounts: None, staff });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let (personal, centre) = (&links[0], &links[1]);
    let mut out = std::io::stdout();
    writeln!(
        out,
        "{{\"url\":\"http://localhost:{port}/\",\"personal\":\"{personal}\",\"centre\":\"{centre}\"}}"
    )?;
    out.flush()?;
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    web::listen(listener, router, async move {
        let _ = ended.await;
    })
    .await?;
    Ok(())
}
