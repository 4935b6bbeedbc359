//! The pages before the chat, as people without scripts meet them.

use appservice::directory::sample;
use axum::body::Bytes;
use config::Colour;

use super::links::import;
use super::*;

/// Every address of the pages, as somebody may open or send it: with what it answers, and whether the chat runs there.
const ROUTES: [(&str, &str, u16, bool); 31] = [
    ("GET", "/", 200, false),
    ("GET", "/stelle", 303, false),
    ("POST", "/stelle", 200, false),
    ("GET", "/jetzt", 303, false),
    ("POST", "/jetzt", 409, false),
    ("GET", "/termin", 303, false),
    ("POST", "/termin", 409, false),
    ("GET", "/schreiben", 303, false),
    ("POST", "/schreiben", 409, false),
    ("GET", "/anmelden", 200, true),
    ("GET", "/passwort-vergessen", 200, false),
    ("GET", "/zurueck", 200, true),
    ("POST", "/sprache", 303, false),
    ("GET", "/k", 200, false),
    ("POST", "/k", 404, false),
    ("GET", "/k/", 200, false),
    ("GET", "/k/{link}", 404, false),
    ("GET", "/k/{link}/karte.svg", 404, false),
    ("GET", "/so-geht-es", 200, false),
    ("GET", "/sicher", 200, false),
    ("GET", "/datenschutz", 200, false),
    ("GET", "/datenschutz/{centre}", 404, false),
    ("GET", "/impressum", 200, false),
    ("GET", "/barrierefreiheit", 200, false),
    ("GET", "/portal.css", 200, false),
    ("GET", "/exit.js", 200, false),
    ("GET", "/icon.svg", 200, false),
    ("GET", "/favicon.ico", 200, false),
    ("GET", "/logo", 404, false),
    ("GET", "/nichts/hier", 404, false),
    ("PUT", "/stelle", 405, false),
];

pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: axum::http::HeaderMap,
    pub(super) text: String,
}

impl Site {
    /// Our pages with the sample directory.
    pub(super) async fn with_sample() -> Self {
        let site = Self::new().await;
        import(&site.portal, &sample().unwrap().0).await;
        site
    }

    pub(super) async fn reads(
        &self,
        method: &str,
        path: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("accept", "text/html,*/*");
        if method == "POST" && !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header("content-type", "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(Bytes::copy_from_slice(body.as_bytes()))).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, headers, text: text(response).await }
    }

    pub(super) async fn sends(&self, path: &str, body: &str) -> Answer {
        self.reads("POST", path, body, &[]).await
    }
}

/// The hidden fields of the first form of a page that goes there, and whose page has this in it.
fn fields(page: &str, to: &str, with: &str) -> Vec<(String, String)> {
    let forms = page.split("<form").skip(1).filter_map(|form| form.split("</form>").next());
    let form = forms
        .filter(|form| form.contains(&format!("action=\"./{to}\"")) && !form.contains("name=\"lang\""))
        .find(|form| form.contains(with))
        .unwrap_or_else(|| panic!("no form to {to} with {with}: {page}"));
    form.split("<input type=\"hidden\"")
        .skip(1)
        .map(|input| {
            let of = |name: &str| {
                let rest = input.split(&format!("{name}=\"")).nth(1).unwrap();
                rest.split('"').next().unwrap().to_owned()
            };
            (of("name"), of("value"))
        })
        .collect()
}

fn body(fields: &[(String, String)], more: &[(&str, &str)]) -> String {
    let more = more.iter().map(|(name, value)| ((*name).to_owned(), value.replace(' ', "+")));
    let all = fields.iter().cloned().chain(more).map(|(name, value)| format!("{name}={value}"));
    all.collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn each_centre_says_who_answers_for_its_data_in_every_language() {
    let site = Site::with_sample().await;
    let (draft, _) = sample().unwrap();
    let said = draft.centres.iter().find(|it| !it.responsible.is_unsaid()).unwrap();
    let unsaid = draft.centres.iter().find(|it| it.responsible.is_unsaid()).unwrap();
    let version = site.portal.kit.notice(&draft.topics, (said, draft.runs(said))).unwrap().version;
    for locale in crate::portal::language::Locale::ALL {
        let cookie = format!("lang={}", locale.tag());
        let page = site.reads("GET", &format!("/datenschutz/{}", said.id), "", &[("cookie", &cookie)]).await;
        assert_eq!(page.status, 200, "{}", page.text);
        for part in [&*said.responsible.controller, &*said.responsible.contact, draft.runs(said), &*version] {
            assert!(page.text.contains(part), "{}: no {part} in {}", locale.tag(), page.text);
        }
    }
    let page = site.reads("GET", &format!("/datenschutz/{}", unsaid.id), "", &[]).await;
    assert_eq!(page.text.matches("noch nicht eingetragen").count(), 2, "{}", page.text);
    assert!(page.text.contains("<table"), "who can read what: {}", page.text);
}

#[test]
fn the_list_of_routes_is_whole() {
    let source = include_str!("../portal.rs");
    let routes = source.split(".route(\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    for route in routes {
        assert!(ROUTES.iter().any(|(_, path, ..)| *path == route), "{route} is not looked at");
    }
}

#[tokio::test]
async fn every_route_has_the_headers_the_help_lines_and_the_way_out() {
    let site = Site::with_sample().await;
    let loaded = include_str!("../portal/portal.css").len() + include_str!("../portal/exit.js").len();
    for (method, path, status, chat) in ROUTES {
        let answer = site.reads(method, path, "", &[]).await;
        let at = format!("{method} {path}");
        assert_eq!(answer.status, status, "{at}: {}", answer.text);
        let header =
            |name: &str| answer.headers.get(name).unwrap_or_else(|| panic!("{at}: {name}")).to_str().unwrap();
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(header(name), value, "{at} {name}");
        }
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; "), "{at}: {policy}");
        assert_eq!(policy.contains("'wasm-unsafe-eval'"), chat, "{at}: {policy}");
        assert_eq!(policy.contains("media-src blob:;"), chat, "{at}: {policy}");
        let allowed = header("permissions-policy");
        assert_eq!(allowed.contains("microphone=(self)"), chat, "{at}: {allowed}");
        assert_eq!(allowed.contains("camera=(self)"), chat, "{at}: {allowed}");
        assert!(chat || allowed.contains("camera=()"), "{at}: {allowed}");
        assert!(allowed.contains("geolocation=()"), "{at}: {allowed}");
        if !answer.headers.get("content-type").is_some_and(|kind| kind.to_str().unwrap().contains("html")) {
            continue;
        }
        assert!(!policy.contains("'unsafe"), "{at}: {policy}");
        assert!(
            policy.contains("require-trusted-types-for 'script'; trusted-types 'none'"),
            "{at}: {policy}"
        );
        assert!(answer.text.len() + loaded < 50_000, "{at}: {} bytes", answer.text.len() + loaded);
        for needed in [
            "href=\"tel:112\"",
            "href=\"tel:116123\"",
            "<a id=\"exit\" data-exit href=\"https://www.dwd.de/\"",
            "noindex",
            "width=device-width",
        ] {
            assert!(answer.text.contains(needed), "{at}: {needed}");
        }
        for foreign in ["style=", "onclick", "src=\"http", "url(", "method=\"get\""] {
            assert!(!answer.text.contains(foreign), "{at}: {foreign}");
        }
        let links = answer.text.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        for link in links {
            assert!(!link.contains(['?', '&']), "{at}: nothing travels in an address: {link}");
        }
    }
}

#[tokio::test]
async fn from_words_to_where_the_chat_begins_without_scripts() {
    let site = Site::with_sample().await;
    let start = site.reads("GET", "/", "", &[]).await.text;
    assert!(start.contains("name=\"words\"") && start.contains("value=\"schulden\""), "{start}");

    let place = site.sends("/stelle", "words=Der+Gerichtsvollzieher+war+da").await;
    assert!(place.text.contains("Wo wohnen Sie?") && place.text.contains(">Schulden<"), "{}", place.text);
    assert!(!place.text.contains("Bitte sehen Sie noch einmal nach"), "being asked is no mistake");
    let asked = fields(&place.text, "stelle", "name=\"place\"");
    let empty = site.sends("/stelle", &body(&asked, &[("place", "")])).await.text;
    assert!(
        empty.contains("aria-invalid=\"true\"") && empty.contains("Bitte schreiben Sie Ihre Postleitzahl"),
        "{empty}"
    );

    let centre = site.sends("/stelle", &body(&asked, &[("place", "01067")])).await;
    assert_eq!(centre.status, 200);
    for words in [
        "Schuldnerberatung Elbufer Dresden",
        "innerhalb von <bdi>48</bdi>",
        "Montag bis Freitag",
        "Wer kann was lesen?",
    ] {
        let words = words.replace("<bdi>", "").replace("</bdi>", "");
        assert!(centre.text.contains(&words), "{words}: {}", centre.text);
    }
    let chosen = fields(&centre.text, "schreiben", "");
    let write = site.sends("/schreiben", &body(&chosen, &[])).await;
    assert_eq!(write.status, 200, "{}", write.text);
    for part in [
        "<main id=\"chat\" tabindex=\"-1\" data-server-name=\"lotse.example\" data-locale=\"de\">",
        "<form id=\"wish\" hidden>",
        "name=\"topic\" value=\"schulden\"",
        "name=\"postcode\" value=\"01067\"",
        "name=\"centre\" value=\"dresden-schulden\"",
        "name=\"link\" value=\"\"",
        "<script type=\"module\" src=\"./chat/app.js\">",
        "<link rel=\"stylesheet\" href=\"./chat/app.css\">",
        "<noscript>",
        "https://matrix.to/#/@lotse:lotse.example",
    ] {
        assert!(write.text.contains(part), "{part}: {}", write.text);
    }
    assert!(write.headers["content-security-policy"].to_str().unwrap().contains("'wasm-unsafe-eval'"));
    // Once more, as a reload does it.
    assert_eq!(site.sends("/schreiben", &body(&chosen, &[])).await.text, write.text);
}

#[tokio::test]
async fn both_fields_of_the_first_page_lead_to_the_centre_at_once() {
    let site = Site::with_sample().await;
    let page = site.sends("/stelle", "words=Schulden&place=01067").await.text;
    assert!(page.contains("Schuldnerberatung Elbufer Dresden"), "{page}");
    // The postcode may stand in the words, and a topic may be pressed instead.
    let page = site.sends("/stelle", "words=Schulden+in+01067+Dresden").await.text;
    assert!(page.contains("Schuldnerberatung Elbufer Dresden"), "{page}");
    let page = site.sends("/stelle", "words=&place=01067&topic=schulden").await.text;
    assert!(page.contains("Schuldnerberatung Elbufer Dresden"), "{page}");
    // Two topics, or none: asked, and the place is not lost.
    let page = site.sends("/stelle", "words=Schulden+und+Sucht&place=01067").await.text;
    assert!(
        page.contains("Meinen Sie eines davon?") && page.contains("name=\"place\" value=\"01067\""),
        "{page}"
    );
    let page = site.sends("/stelle", "words=xyzzy&place=01067").await.text;
    assert!(page.contains("aria-invalid=\"true\"") && page.contains("value=\"xyzzy\""), "{page}");
}

#[tokio::test]
async fn places_are_understood_and_faults_stand_beside_the_field() {
    let site = Site::with_sample().await;
    for (place, words) in [
        ("99999", "kennen wir nicht"),
        ("01067+79100", "mehrere Postleitzahlen"),
        ("A-1010+Wien", "nicht in Deutschland"),
        ("xyzzy", "nicht gefunden"),
        ("Frankfurt", "Welcher Ort ist es?"),
    ] {
        let page = site.sends("/stelle", &format!("topic=schulden&asked=place&place={place}")).await.text;
        assert!(page.contains(words) && page.contains("aria-invalid=\"true\""), "{place}: {page}");
        assert!(page.contains("place-hint place-wrong"), "{place}");
    }
    // What is doubted and sent again is taken.
    let page = site.sends("/stelle", "topic=schulden&asked=place&place=99999&doubted=99999").await.text;
    assert!(!page.contains("kennen wir nicht") && page.contains("<h1>"), "{page}");
}

#[tokio::test]
async fn whoever_speaks_of_danger_gets_the_help_lines_first() {
    let site = Site::with_sample().await;
    for (words, number) in [("Er+schlägt+mich", "tel:110"), ("Ich+will+nicht+mehr+leben", "tel:112")] {
        let page = site.sends("/stelle", &format!("words={words}&place=01067")).await.text;
        let main = page.split("<main").nth(1).unwrap();
        let first = main.split("<h1").next().unwrap();
        assert!(first.contains("class=\"danger\"") && first.contains(number), "{page}");
        // It goes with them, also when they go on.
        assert!(page.contains("name=\"danger\" value=\""), "{page}");
    }
    let page = site.sends("/stelle", "topic=schulden&postcode=01067&danger=violence").await.text;
    assert!(page.contains("tel:116016") && page.contains("innerhalb von 4 Stunden"), "{page}");
    let page = site.sends("/stelle", "topic=schulden&postcode=01067&danger=%3Cb%3E").await.text;
    assert!(!page.contains("class=\"danger\""), "{page}");
}

#[tokio::test]
async fn a_form_made_by_hand_reaches_no_other_centre_and_loses_nothing() {
    let site = Site::with_sample().await;
    for forged in [
        "topic=schulden&postcode=01067&centre=halle-sucht",
        "topic=schulden&postcode=01067&centre=gibt-es-nicht",
        "topic=schulden&postcode=01067&centre=%00%3Cscript%3E",
    ] {
        let answer = site.sends("/schreiben", forged).await;
        assert_eq!(answer.status, 409, "{forged}");
        assert!(answer.text.contains("Schuldnerberatung Elbufer Dresden"), "{forged}: {}", answer.text);
        assert!(!answer.text.contains("id=\"chat\"") && !answer.text.contains("<script>"), "{forged}");
    }
    for (forged, words) in [
        ("topic=gibt-es-nicht&postcode=01067&centre=x", "gibt es hier nicht mehr"),
        ("topic=schulden&postcode=1&centre=dresden-schulden", "nicht gefunden"),
        ("topic=schulden&centre=dresden-schulden", "Wo wohnen Sie?"),
        ("", "Worum geht es?"),
    ] {
        let answer = site.sends("/schreiben", forged).await;
        assert_eq!((answer.status, answer.text.contains(words)), (409, true), "{forged}: {}", answer.text);
    }
    let answer = site.sends("/schreiben", "topic=schulden&postcode=01067").await;
    assert!(answer.text.contains("name=\"centre\" value=\"dresden-schulden\""), "{}", answer.text);
    let answer = site.sends("/schreiben", "link=nichts&topic=schulden&centre=dresden-schulden").await;
    assert_eq!((answer.status, answer.text.contains("Dieser Link gilt nicht.")), (404, true));
    // Among the candidates people choose freely.
    let page = site.sends("/stelle", "topic=schulden&postcode=01067").await.text;
    if page.contains("Sie können auch eine andere Stelle wählen") {
        let other = fields(&page.replace("class=\"other\"", ""), "stelle", "name=\"centre\"");
        let chosen = site.sends("/stelle", &body(&other, &[])).await.text;
        let write = fields(&chosen, "schreiben", "");
        assert_eq!(
            write.iter().find(|(name, _)| name == "centre"),
            other.iter().find(|(name, _)| name == "centre")
        );
        assert_eq!(site.sends("/schreiben", &body(&write, &[])).await.status, 200);
    }
}

#[tokio::test]
async fn a_link_leads_on_to_writing() {
    let site = Site::new().await;
    let token = site.link(None).await;
    let page = site.reads("GET", &format!("/k/{}", *token.text()), "", &[]).await.text;
    let sent = fields(&page.replace("\"../", "\"./"), "schreiben", "name=\"link\"");
    assert_eq!(
        sent,
        [("link".to_owned(), token.text().to_string()), ("topic".to_owned(), "schulden".to_owned())]
    );
    let write = site.sends("/schreiben", &body(&sent, &[])).await;
    assert_eq!(write.status, 200, "{}", write.text);
    assert!(write.text.contains(&format!("name=\"link\" value=\"{}\"", *token.text())), "{}", write.text);
    // Switching the language keeps the link, by a form and not in the address.
    let page = site.sends("/k", &format!("link={}&lang=en", *token.text())).await;
    assert!(page.text.contains("<html lang=\"en\"") && page.text.contains("Wir hören zu."), "{}", page.text);
    assert_eq!(page.headers["set-cookie"], "lang=en; HttpOnly; SameSite=Strict");
}

#[tokio::test]
async fn what_is_torn_too_long_or_no_form_is_answered_in_words() {
    let site = Site::with_sample().await;
    for path in ["/stelle", "/schreiben"] {
        for broken in ["topic=a&topic=b", &format!("words={}", "x".repeat(20_000))] {
            let answer = site.sends(path, broken).await;
            assert_eq!((answer.status, answer.text.contains("tel:112")), (400, true), "{path} {broken:.20}");
            assert!(answer.text.contains("Nichts wurde gespeichert"), "{}", answer.text);
        }
        let json = site.reads("POST", path, "{}", &[("content-type", "application/json")]).await;
        assert_eq!(json.status, 400, "two kinds of body");
    }
    for (path, to) in [("/stelle", "./"), ("/schreiben", "./anmelden")] {
        let answer = site.reads("GET", path, "", &[]).await;
        assert_eq!((answer.status, answer.headers["location"].to_str().unwrap()), (303, to));
    }
}

#[tokio::test]
async fn languages_are_chosen_by_the_browser_and_switched_without_losing_anything() {
    let site = Site::with_sample().await;
    for locale in crate::portal::language::Locale::ALL {
        let cookie = format!("lang={locale}");
        let page = site.reads("GET", "/", "", &[("cookie", &cookie)]).await.text;
        let html = format!("<html lang=\"{}\" dir=\"{}\">", locale.html(), locale.direction());
        assert!(page.contains(&html), "{locale}: {page}");
        assert!(page.contains(&format!(
            "value=\"{locale}\" lang=\"{}\" dir=\"{}\" aria-current",
            locale.html(),
            locale.direction()
        )));
    }
    let page = site.sends("/stelle", "topic=schulden&postcode=01067&lang=uk").await;
    assert!(
        page.text.contains("<html lang=\"uk\"") && page.text.contains("Schuldnerberatung Elbufer"),
        "{}",
        page.text
    );
    assert_eq!(page.headers["set-cookie"], "lang=uk; HttpOnly; SameSite=Strict");
    for (back, to) in [
        ("sicher", "./sicher"),
        ("", "./"),
        ("k", "./k"),
        ("//boese.example", "./"),
        ("https://boese.example", "./"),
        ("a//b", "./"),
        ("%0d%0aset-cookie:+x", "./"),
    ] {
        let answer = site.sends("/sprache", &format!("lang=en&page={back}")).await;
        assert_eq!((answer.status, answer.headers["location"].to_str().unwrap()), (303, to), "{back}");
    }
}

#[tokio::test]
async fn titles_name_no_topic_and_programs_get_json() {
    let site = Site::with_sample().await;
    for (path, sent) in
        [("/stelle", "words=Schulden&place=01067"), ("/stelle", "words=Trauer"), ("/k", "code=x")]
    {
        let page = site.sends(path, sent).await.text;
        let title = page.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
        assert!(["Ihre Stelle – Lotse", "Ort – Lotse", "Ihr Link – Lotse"].contains(&title), "{title}");
    }
    assert_eq!(site.ask("GET", "/nothing").await.headers()["content-type"], "application/json");
}

#[tokio::test]
async fn the_operator_fills_pages_and_colours() {
    let shelf = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(shelf.path().join(name), text).unwrap();
    write("imprint.md", "# Verein\n\nMusterweg 1");
    write("imprint.en.md", "Sample Road 1");
    write("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let text = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"lotse.example\"\n\
                [portal.theme]\nname = \"Hafen & Co\"\naccent = \"#6b2b5d\"\nlogo = \"logo.svg\"\n\
                [portal.pages]\nimprint = \"imprint.md\"\nexit_url = \"https://wetter.example/\"\n";
    let settings = config::Settings::parse(&shelf.path().join("lotse.toml"), text, []).unwrap();
    let load = |settings: &config::Settings| {
        crate::portal::Site::load(&settings.theme, &settings.pages, &settings.people)
    };
    let mut site = Site::new().await;
    let state = State {
        health: site.health.clone(),
        metrics: PrometheusBuilder::new().build_recorder().handle(),
        portal: site.portal.clone(),
        site: Arc::new(load(&settings).unwrap()),
        accounts: None,
        staff: Arc::new(Staff::new(site.portal.store.clone(), Clock::system())),
    };
    site.router = router(state);
    let page = site.reads("GET", "/impressum", "", &[]).await.text;
    assert!(page.contains("<h2>Verein</h2>") && page.contains("Hafen &amp; Co"), "{page}");
    assert!(page.contains("id=\"exit\" data-exit href=\"https://wetter.example/\""), "{page}");
    let page = site.reads("GET", "/impressum", "", &[("accept-language", "en")]).await.text;
    assert!(page.contains("Sample Road 1"), "{page}");
    let style = site.reads("GET", "/portal.css", "", &[]).await.text;
    assert!(style.contains("--accent:#6b2b5d") && style.matches("--accent:").count() == 4, "{style}");
    assert_eq!(site.reads("GET", "/logo", "", &[]).await.headers["content-type"], "image/svg+xml");
    std::fs::remove_file(shelf.path().join("imprint.md")).unwrap();
    let refused = load(&settings).unwrap_err().to_string();
    assert!(refused.contains("portal.pages.imprint"), "{refused}");
}

/// The variables of one theme.
fn colours(css: &str) -> std::collections::BTreeMap<String, Colour> {
    let whole = |text: &str| {
        let digits = text.strip_prefix('#').unwrap_or_default();
        if digits.len() == 3 {
            digits.chars().fold("#".to_owned(), |all, sign| format!("{all}{sign}{sign}"))
        } else {
            text.to_owned()
        }
    };
    let variables =
        css.split([';', '{', '\n']).filter_map(|part| part.trim().strip_prefix("--")?.split_once(':'));
    variables.filter_map(|(name, value)| Some((name.to_owned(), Colour::parse(&whole(value))?))).collect()
}

#[test]
fn every_word_can_be_read_in_both_themes() {
    let css = include_str!("../portal/portal.css");
    let (light, rest) = css.split_once("@media (prefers-color-scheme:dark)").unwrap();
    let dark = rest.split("}}").next().unwrap();
    let light = colours(light);
    let mut in_the_dark = light.clone();
    in_the_dark.extend(colours(dark));
    assert_eq!(light["paper"], Colour::PAPER);
    assert_eq!(in_the_dark["paper-raised"], Colour::DARK);
    for (name, theme) in [("light", light), ("dark", in_the_dark)] {
        for (ink, grounds, least) in [
            ("ink", &["paper", "paper-raised", "warm", "sky"][..], 7.0),
            ("ink-soft", &["paper", "paper-raised", "warm", "sky"], 4.5),
            ("accent", &["paper", "paper-raised", "warm"], 4.5),
            ("danger", &["paper", "paper-raised"], 4.5),
            ("accent-ink", &["accent"], 4.5),
            ("danger-ink", &["danger"], 4.5),
            ("focus", &["paper", "paper-raised", "warm"], 3.0),
            ("edge", &["paper", "paper-raised"], 3.0),
        ] {
            for ground in grounds {
                let contrast = theme[ink].contrast(theme[*ground]);
                assert!(contrast >= least, "{name}: {ink} on {ground}: {contrast:.2}");
            }
        }
    }
}
