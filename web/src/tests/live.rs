//! Live chats, before anybody comes in: said honestly, in every language, and without scripts.

use appservice::store::live;
use routing::CounsellorId;

use super::*;
use crate::portal::language::Locale;

const HERE: &str = "topic=schulden&postcode=01067";

/// A centre that chats live at every hour; nobody is on duty.
async fn site() -> Site {
    let site = Site::with_sample().await;
    let (mut draft, _) = appservice::directory::sample().unwrap();
    for centre in &mut draft.centres {
        centre.live = routing::live::Offer::parse("Mo-So 0-24").unwrap();
    }
    links::import(&site.portal, &draft).await;
    site
}

async fn is_on_duty(site: &Site, centre: &str) {
    let ben: CounsellorId = "@ben:lotse.example".parse().unwrap();
    let mut tx = site.portal.store.begin().await.unwrap();
    let now = site.portal.clock.now();
    live::duty::on(&mut tx, &ben, &centre.parse().unwrap(), now).await.unwrap();
    tx.commit().await.unwrap();
}

async fn waits(site: &Site, centre: &str, number: usize) {
    let mut tx = site.portal.store.begin().await.unwrap();
    let now = site.portal.clock.now();
    for _ in 0..number {
        let case = appservice::running::entropy::ulid(now.millis().unsigned_abs()).parse().unwrap();
        let place = (&centre.parse().unwrap(), &"schulden".parse().unwrap());
        live::come(&mut tx, &case, "account", place, now).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn whether_somebody_is_there_is_said_and_nothing_is_promised() {
    let site = site().await;
    let start = site.reads("GET", "/", "", &[]).await.text;
    assert!(!start.contains("Livechat ohne Konto"), "{start}");
    assert!(!site.sends("/stelle", HERE).await.text.contains("action=\"./jetzt\""));
    let page = site.sends("/jetzt", HERE).await;
    assert!(page.text.contains("Gerade ist niemand im Livechat da.") && page.text.contains("tel:116123"));
    assert!(!page.headers["content-security-policy"].to_str().unwrap().contains("'wasm-unsafe-eval'"));

    is_on_duty(&site, "dresden-schulden").await;
    let start = site.reads("GET", "/", "", &[]).await.text;
    // Only where the platform takes everybody it is promised to everybody.
    assert!(start.contains("in manchen Gegenden ist gerade jemand da für: <bdi>"), "{start}");
    assert!(site.sends("/stelle", HERE).await.text.contains("action=\"./jetzt\""));
    let page = site.sends("/jetzt", HERE).await;
    assert_eq!(page.status, 200);
    for part in [
        "Gerade wartet niemand.",
        // Of the same centre as on the page before.
        "<details class=\"more reads\"><summary id=\"reads\">Wer kann was lesen?",
        "Das Team von <bdi>",
        "Mit „In den Livechat“ sind Sie damit einverstanden.",
        "Wie lange es dauert, wissen wir nicht.",
        "Neu laden oder schließen beendet das Gespräch.",
        "Innerhalb von 48 Stunden nach dem Ende wird alles gelöscht.",
        "Lieber schreiben und die Antwort später lesen",
        "Für den Livechat braucht Ihr Browser JavaScript.",
        "<form id=\"wish\" hidden data-live=\"\">",
        "name=\"centre\" value=\"dresden-schulden\"",
        "tel:116123",
    ] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    waits(&site, "dresden-schulden", 1).await;
    assert!(site.sends("/jetzt", HERE).await.text.contains("Gerade wartet eine Person."));
    waits(&site, "dresden-schulden", 8).await;
    assert!(site.sends("/jetzt", HERE).await.text.contains("Gerade warten 9 Personen."));
    waits(&site, "dresden-schulden", 1).await;
    let full = site.sends("/jetzt", HERE).await;
    assert!(full.text.contains("es warten schon zu viele") && !full.text.contains("id=\"wish\""));
    // What was changed by hand is computed anew, and what is missing is asked for.
    assert_eq!(site.sends("/jetzt", "topic=schulden").await.status, 409);
    assert_eq!(site.sends("/jetzt", "topic=nichts&postcode=01067").await.status, 409);
}

#[tokio::test]
async fn every_language_says_all_of_it() {
    let site = site().await;
    is_on_duty(&site, "dresden-schulden").await;
    for (number, locale) in Locale::ALL.into_iter().enumerate() {
        for page in ["/", "/stelle", "/jetzt"] {
            let asks = format!("{HERE}&lang={}", locale.tag());
            let cookie = format!("lang={}", locale.tag());
            let answer = match page {
                "/" => site.reads("GET", page, "", &[("cookie", &cookie)]).await,
                _ => site.sends(page, &asks).await,
            };
            assert_eq!(answer.status, 200, "{locale} {page}");
            let unsaid = |key: &str| answer.text.contains(&format!(">{key}<"));
            assert!(!unsaid("live-title") && !unsaid("live-lead"), "{locale} {page}");
            assert!(!answer.text.contains("{ $"), "{locale} {page}: {}", answer.text);
            let lang = format!("<html lang=\"{}\"", locale.html());
            assert!(answer.text.contains(&lang), "{locale} {page}");
        }
        if number % 3 == 0 {
            waits(&site, "dresden-schulden", 1).await;
        }
    }
}
