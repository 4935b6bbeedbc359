//! First appointments, before anybody writes: complete without scripts, in every language, and honest where nothing is free.

use appservice::store::appointment::hours;
use routing::{CounsellorId, Hours, Slot};

use super::*;
use crate::portal::language::Locale;

const HERE: &str = "topic=schulden&postcode=01067";
const CENTRE: &str = "dresden-schulden";

/// Centres that give first appointments; nobody has said when.
async fn site() -> Site {
    let site = Site::with_sample().await;
    let (mut draft, _) = appservice::directory::sample().unwrap();
    for centre in &mut draft.centres {
        centre.first_dates = true;
    }
    links::import(&site.portal, &draft).await;
    site
}

/// Ben has time; `words` as he writes them.
async fn has_time(site: &Site, words: &str) {
    let ben: CounsellorId = "@ben:lotse.example".parse().unwrap();
    let mut tx = site.portal.store.begin().await.unwrap();
    let hours = Hours::parse(words, site.portal.clock.now()).unwrap();
    hours::set(&mut tx, &ben, &CENTRE.parse().unwrap(), &hours).await.unwrap();
    tx.commit().await.unwrap();
}

/// What the buttons of a page send.
fn slots(text: &str) -> Vec<Slot> {
    text.split("name=\"date\" value=\"")
        .skip(1)
        .map(|rest| Slot::parse(rest.split('"').next().unwrap()).unwrap())
        .collect()
}

#[tokio::test]
async fn open_times_are_shown_and_go_along_to_the_chat() {
    let site = Site::with_sample().await;
    let page = site.sends("/stelle", HERE).await.text;
    assert!(!page.contains("first-dates"), "a centre without first appointments has some");
    let site = self::site().await;
    let page = site.sends("/stelle", HERE).await.text;
    assert!(
        page.contains("ist gerade keine Zeit für einen ersten Termin frei") && !page.contains("./termin")
    );
    let page = site.sends("/termin", HERE).await;
    assert!(
        page.status == 200 && slots(&page.text).is_empty() && page.text.contains("Lieber zuerst schreiben")
    );

    // Only what is marked is for everybody.
    has_time(&site, "mo-so 9-11 je 60").await;
    assert!(slots(&site.sends("/termin", HERE).await.text).is_empty());
    has_time(&site, "mo-so 9-11 je 60, mo-so 12-14 je 60 vor ort offen").await;
    assert!(site.sends("/stelle", HERE).await.text.contains("action=\"./termin\""));
    let page = site.sends("/termin", HERE).await;
    let open = slots(&page.text);
    assert_eq!(open.len(), 12, "{}", page.text);
    assert!(open.iter().all(|slot| slot.venue.code() == "centre"));
    assert!(page.text.contains("in der Beratungsstelle") && page.text.contains("tel:116123"));
    assert!(!page.text.contains("@ben"), "whose time it is says nothing to whoever chooses");
    assert!(!page.headers["content-security-policy"].to_str().unwrap().contains("'wasm-unsafe-eval'"));

    let chosen = format!("{HERE}&centre={CENTRE}&date={}", open[3].code());
    let chat = site.sends("/schreiben", &chosen).await;
    assert_eq!(chat.status, 200);
    let goes = format!("name=\"date\" value=\"{}\"", open[3].code());
    assert!(chat.text.contains("Ihr Termin: ") && chat.text.contains(&goes), "{}", chat.text);
    let without = site.sends("/schreiben", &format!("{HERE}&centre={CENTRE}")).await.text;
    assert!(!without.contains("name=\"date\"") && !without.contains("Ihr Termin"));

    // What nobody offers any more, or never has, leads back to what is open.
    has_time(&site, "mo-so 15-17 je 60 telefon offen").await;
    let gone = site.sends("/schreiben", &chosen).await;
    assert!(
        gone.status == 409 && gone.text.contains("nicht mehr frei") && !gone.text.contains("id=\"wish\"")
    );
    assert_eq!(slots(&gone.text).len(), 12);
    for odd in ["topic=nichts&postcode=01067", "topic=schulden"] {
        assert_eq!(site.sends("/termin", odd).await.status, 409, "{odd}");
    }
}

#[tokio::test]
async fn every_language_says_all_of_it() {
    let site = site().await;
    has_time(&site, "mo-so 12-14 je 60 vor ort offen").await;
    let date = slots(&site.sends("/termin", HERE).await.text)[0].code();
    for locale in Locale::ALL {
        for page in ["/stelle", "/termin", "/schreiben"] {
            let asks = format!("{HERE}&lang={}&date={date}", locale.tag());
            let answer = site.sends(page, &asks).await;
            assert_eq!(answer.status, 200, "{locale} {page}");
            assert!(
                !answer.text.contains("{ $") && !answer.text.contains(">first-"),
                "{locale} {page}: {}",
                answer.text
            );
            let lang = format!("<html lang=\"{}\"", locale.html());
            assert!(answer.text.contains(&lang), "{locale} {page}");
        }
    }
}
