//! The pages behind links.

use appservice::directory::roster::Roster;
use appservice::links::{Addresses, NewLink, Token, issue};
use appservice::running::clock::Clock;
use appservice::running::names::Names;
use appservice::store::vault::VaultKey;
use appservice::store::{self, Store};
use appservice::words::phrases::{Catalogue, Locale};
use routing::{
    BusinessCard, Catchment, Centre, CentreId, Counsellor, CounsellorId, Date, Draft, Target, Topic,
};

use super::*;

/// As bad as the directory lets a name be.
const NAME: &str = "Stelle <b>Ost</b> & \"West\"";

fn dresden() -> CentreId {
    CentreId::parse("dresden").unwrap()
}

fn ben() -> CounsellorId {
    CounsellorId::parse("@ben:lotse.example").unwrap()
}

fn directory(online: bool, people: &[&str]) -> Draft {
    let topic = Topic::new(routing::TopicId::parse("schulden").unwrap(), "Schulden");
    let services = [(topic.id.clone(), Catchment::parse("01*").unwrap())].into();
    let centre = Centre {
        id: dresden(),
        name: NAME.to_owned(),
        carrier: "Hilfe e. V.".to_owned(),
        card: BusinessCard::parse("Wir hören zu.\n<script>alert(1)</script>").unwrap(),
        team: true,
        online,
        server: None,
        lotse: None,
        present: None,
        live: routing::live::Offer::default(),
        responsible: routing::Responsible::default(),
        first_dates: false,
        fallback: None,
        follow_ups: routing::FollowUps::default(),
        services,
    };
    let counsellor = |name: &&str| Counsellor {
        id: CounsellorId::parse(&format!("@{name}:lotse.example")).unwrap(),
        centre: dresden(),
        name: (*name).to_owned(),
        email: None,
        first_part_on: None,
        trained_on: Some(Date::parse("2026-01-15").unwrap()),
        activated: true,
        away_until: None,
        deputy: None,
    };
    Draft {
        topics: vec![topic],
        centres: vec![centre],
        counsellors: people.iter().map(counsellor).collect(),
        ..Draft::default()
    }
}

pub(crate) fn site() -> Arc<crate::portal::Site> {
    let text = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"lotse.example\"\n";
    let settings = config::Settings::parse(std::path::Path::new("lotse.toml"), text, []).unwrap();
    Arc::new(crate::portal::Site::load(&settings.theme, &settings.pages, &settings.people).unwrap())
}

pub(super) async fn portal() -> (Arc<Portal>, TempDir) {
    let shelf = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", shelf.path().join("lotse.db").display());
    let store = Store::open(&url, 2, &VaultKey::new([7; 32])).await.unwrap();
    let text = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"lotse.example\"\n\
                [people]\npublic_url = \"https://lotse.example/portal\"\n";
    let settings = config::Settings::parse(std::path::Path::new("lotse.toml"), text, []).unwrap();
    let names = Names::new(&settings.users, "lotse.example").unwrap();
    let portal = Portal {
        roster: Roster::load(&store).await.unwrap(),
        clock: Clock::system(),
        catalogue: Catalogue::load().unwrap(),
        locale: Locale::De,
        addresses: Addresses::new(settings.people.public_url.as_ref(), names.reception()),
        live: routing::live::Terms::default(),
        reception: names.reception().to_string(),
        data_protection_link: Some("https://lotse.example/datenschutz".to_owned()),
        kit: Arc::new(appservice::kit::Kit::new(&settings)),
        store,
    };
    let portal = Arc::new(portal);
    import(&portal, &directory(true, &["ben", "cem"])).await;
    (portal, shelf)
}

pub(super) async fn import(portal: &Portal, draft: &Draft) {
    let mut tx = portal.store.begin().await.unwrap();
    store::directory::replace(&mut tx, draft).await.unwrap();
    tx.commit().await.unwrap();
}

impl Site {
    pub(super) async fn link(&self, counsellor: Option<CounsellorId>) -> Token {
        let target = match counsellor {
            Some(counsellor) => Target::Counsellor(counsellor, dresden()),
            None => Target::Centre(dresden()),
        };
        let new = NewLink { target, expires_at: None, most_uses: None, own: false, at_once: false };
        let mut tx = self.portal.store.begin().await.unwrap();
        let made = issue(&mut tx, &new, self.portal.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        made.token
    }

    async fn opens(&self, path: &str) -> (StatusCode, String) {
        let response = self.ask("GET", path).await;
        let status = response.status();
        check_page(&response);
        (status, text(response).await)
    }

    async fn types(&self, code: &str) -> (StatusCode, String) {
        let body: String = format!("code={}", code.replace(' ', "+"));
        let request = Request::builder()
            .method("POST")
            .uri("/k")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        check_page(&response);
        (response.status(), text(response).await)
    }
}

fn check_page(response: &Response<Body>) {
    let header = |name: &str| response.headers()[name].to_str().unwrap();
    assert_eq!(header("content-type"), "text/html; charset=utf-8");
    assert_eq!((header("referrer-policy"), header("cache-control")), ("no-referrer", "no-store"));
    let policy = header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{policy}");
    assert!(policy.contains("form-action 'self'") && !policy.contains("unsafe"), "{policy}");
}

/// What every page must be: small, without anything from elsewhere, with a way out and help.
fn is_kind(page: &str) {
    assert!(page.len() < 50_000, "{} bytes", page.len());
    for loaded in ["<img", "<iframe", "@import", "url(", "src=\"http", "style=", "<style", "onclick"] {
        assert!(!page.contains(loaded), "{loaded}: {page}");
    }
    assert_eq!(page.matches("<script").count(), 1, "{page}");
    for needed in [
        "116 123",
        "href=\"tel:116123\"",
        "https://www.dwd.de/",
        "Seite verlassen",
        "noindex",
        "width=device-width",
    ] {
        assert!(page.contains(needed), "{needed}: {page}");
    }
    let title = page.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
    assert!(["Ihr Link – Lotse", "Code – Lotse"].contains(&title), "a tab says nothing: {title}");
}

#[tokio::test]
async fn a_link_shows_the_centre_and_the_way_there() {
    let site = Site::new().await;
    for counsellor in [Some(ben()), None] {
        let token = site.link(counsellor.clone()).await;
        let (status, page) = site.opens(&format!("/k/{}", *token.text())).await;
        assert_eq!(status, StatusCode::OK);
        is_kind(&page);
        assert!(page.contains("Stelle &lt;b&gt;Ost&lt;/b&gt; &amp; &quot;West&quot;"), "{page}");
        assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
        assert!(page.contains(&format!("start {}", *token.code().text())), "{page}");
        assert!(page.contains("https://matrix.to/#/@lotse:lotse.example"), "{page}");
        assert_eq!(page.contains("direkt zu einer Person"), counsellor.is_some());
        assert!(!page.contains("@ben"), "nobody is named on the page");
        // The code leads to the same, however it is typed.
        let (status, same) = site.types(&token.code().text().to_lowercase().replace('-', " ")).await;
        assert_eq!((status, same.contains("Wir hören zu.")), (StatusCode::OK, true));
        is_kind(&same);
    }
}

#[tokio::test]
async fn whatever_became_of_a_link_the_page_leads_on() {
    let site = Site::new().await;
    let token = site.link(Some(ben())).await;
    let path = format!("/k/{}", *token.text());
    for (people, words) in
        [(vec!["cem"], "Das Team dieser Stelle ist für Sie da."), (vec![], "andere Stelle")]
    {
        import(&site.portal, &directory(true, &people)).await;
        let (status, page) = site.opens(&path).await;
        assert_eq!((status, page.contains(words)), (StatusCode::OK, true), "{page}");
        is_kind(&page);
        assert!(page.contains("https://matrix.to/#/@lotse:lotse.example"), "{page}");
    }
    import(&site.portal, &directory(false, &["ben"])).await;
    let (_, page) = site.opens(&path).await;
    assert!(page.contains("nimmt gerade keine Anfragen an") && !page.contains("Wir hören zu."), "{page}");

    import(&site.portal, &directory(true, &["ben"])).await;
    let mut tx = site.portal.store.begin().await.unwrap();
    let id = store::link::all(&mut tx).await.unwrap().remove(0).id;
    assert!(store::link::revoke(&mut tx, &id, site.portal.clock.now()).await.unwrap());
    tx.commit().await.unwrap();
    let unknown = format!("/k/{}", *Token::draw().text());
    let mut pages = Vec::new();
    for path in [path.as_str(), &unknown, "/k/nichts", "/k/%3Cb%3E", "/k/..%2F..%2Fetc"] {
        let (status, page) = site.opens(path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        is_kind(&page);
        assert!(page.contains("Dieser Link gilt nicht.") && !page.contains("Wir hören zu."), "{page}");
        assert!(page.contains("https://matrix.to/#/@lotse:lotse.example"), "{page}");
        pages.push(page);
    }
    assert!(
        pages.windows(2).all(|two| two[0] == two[1]),
        "a revoked link is as unknown as one that never was"
    );
    assert_eq!(site.types(&token.code().text()).await.0, StatusCode::NOT_FOUND);
    assert_eq!(site.types(&"x".repeat(100_000)).await.0, StatusCode::NOT_FOUND);
    let (status, page) = site.opens("/k").await;
    assert_eq!((status, page.contains("name=\"code\"")), (StatusCode::OK, true), "{page}");
    // Also without a code there is a way, and whoever shortens the address finds it.
    for path in ["/k", "/k/"] {
        let (status, page) = site.opens(path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        is_kind(&page);
        assert!(page.contains("Schreiben Sie dort <b>Hallo</b>"), "{page}");
        assert!(page.contains("https://matrix.to/#/@lotse:lotse.example"), "{page}");
    }
}

#[tokio::test]
async fn the_card_to_print_is_there_while_the_link_holds() {
    let site = Site::new().await;
    let token = site.link(Some(ben())).await;
    let (_, page) = site.opens(&format!("/k/{}", *token.text())).await;
    let path = format!("/k/{}/karte.svg", *token.text());
    assert!(page.contains(&format!("href=\"..{path}\"")), "{page}");
    let response = site.ask("GET", &path).await;
    assert_eq!(response.headers()["content-type"], "image/svg+xml; charset=utf-8");
    assert!(
        response.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'")
    );
    assert!(text(response).await.contains(token.code().text().as_str()));
    let (status, page) = site.opens(&format!("/k/{}/karte.svg", *Token::draw().text())).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    is_kind(&page);
}

#[tokio::test]
async fn who_asks_for_english_gets_english() {
    let site = Site::new().await;
    let token = site.link(None).await;
    let request = Request::builder()
        .uri(format!("/k/{}", *token.text()))
        .header("accept-language", "fr-FR,en;q=0.8,de;q=0.5")
        .body(Body::empty())
        .unwrap();
    let page = text(site.router.clone().oneshot(request).await.unwrap()).await;
    assert!(page.contains("<html lang=\"en\" dir=\"ltr\">") && page.contains("Who can read what?"), "{page}");
}
