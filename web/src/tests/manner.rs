//! Sie or du: by the topic, unless somebody has chosen.

use super::*;

const POLITE: &str = "Wo wohnen Sie?";
const FAMILIAR: &str = "Wo wohnst du?";

#[tokio::test]
async fn a_topic_for_young_people_says_du_until_somebody_chooses() {
    let site = Site::with_sample().await;
    let asks = async |topic: &str, headers: &[(&str, &str)]| {
        site.reads("POST", "/stelle", &format!("topic={topic}"), headers).await.text
    };
    assert!(asks("schulden", &[]).await.contains(POLITE));
    for browser in ["de-DE", "fr", ""] {
        let page = asks("u25", &[("accept-language", browser)]).await;
        assert!(
            page.contains(FAMILIAR)
                && page.contains("value=\"de-informal\" lang=\"de\" dir=\"ltr\" aria-current"),
            "{page}"
        );
    }
    // Another language stays, and so does what was chosen, by the cookie or by this very form.
    assert!(asks("u25", &[("accept-language", "en")]).await.contains("<html lang=\"en\""));
    assert!(asks("u25", &[("cookie", "lang=de")]).await.contains(POLITE));
    assert!(site.sends("/stelle", "topic=u25&lang=de").await.text.contains(POLITE));
    assert!(asks("schulden", &[("cookie", "lang=de-informal")]).await.contains(FAMILIAR));
    // Before it is known what it is about, nobody is spoken to by the first name.
    assert!(
        site.reads("GET", "/", "", &[])
            .await
            .text
            .contains("value=\"de\" lang=\"de\" dir=\"ltr\" aria-current")
    );
}

#[tokio::test]
async fn the_chat_begins_as_the_pages_spoke() {
    let site = Site::with_sample().await;
    let begins = async |topic: &str, more: &str| {
        site.sends("/schreiben", &format!("topic={topic}&postcode=01067{more}")).await.text
    };
    let page = begins("u25", "").await;
    assert!(page.contains("data-locale=\"de-informal\">"), "{page}");
    let page = begins("u25", "&lang=de").await;
    assert!(page.contains("data-locale=\"de\" data-chosen>"), "{page}");
    let page = begins("schulden", "").await;
    assert!(page.contains("data-locale=\"de\">"), "{page}");
}
