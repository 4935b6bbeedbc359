//! The portal in a browser of another family: Debian's Firefox.

use anyhow::{Result, ensure};
use lotse_tests::{
    browser::{Maker, Window},
    visitor::Visitor,
    wait,
};

use crate::portal_chat::{no_line_stays_locked, stage};

const FIREFOX: Window =
    Window { locale: "de-DE", width: 412, height: 800, dark: false, scripts: true, maker: Maker::Firefox };

#[tokio::test(flavor = "multi_thread")]
async fn in_firefox_somebody_writes_is_answered_comes_back_and_leaves_nothing() -> Result<()> {
    let stage = stage().await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Visitor::sits_down(&stage.lotse.people_url(), FIREFOX).await?;
    let worry = format!("Ich habe Post vom Inkasso. {}", wait::unique_word());
    anna.walks_in("Schulden", "01067").await?;
    anna.makes_an_account().await?;
    anna.writes(&worry).await?;
    anna.is_in().await?;
    anna.has_sent_everything().await?;
    let room = ben.takes(&worry).await?;
    ben.person.says(&room, "Guten Tag, ich bin Ben.").await?;
    anna.reads("ich bin Ben").await?;

    // What is said while no page is open is there later, with the password alone.
    anna.browser.sees("#chat [data-safe=true]").await?;
    anna.browser.close().await?;
    let answer = format!("Bringen Sie die Briefe mit. {}", wait::unique_word());
    ben.person.says(&room, &answer).await?;
    ben.person.changes_the_key(&room).await?;
    ben.person.says(&room, "Das war mit einem anderen Schlüssel.").await?;
    anna.browser.start(FIREFOX).await?;
    anna.comes_back().await?;
    for text in [worry.as_str(), "ich bin Ben", &answer, "mit einem anderen"] {
        anna.reads(text).await?;
    }
    no_line_stays_locked(&anna).await?;
    anna.writes("Ich bin wieder da.").await?;
    ben.person.hears(&room, "wieder da").await?;

    let kept = "sessionStorage.length + localStorage.length";
    ensure!(anna.browser.evaluates(kept).await? == 0, "something is kept in the browser");
    anna.is_undisturbed().await?;
    anna.signs_out().await?;
    anna.browser.close().await?;
    let hits = anna.browser.left_in_profile(&[&worry, &answer, &anna.name, room.as_str()]).await?;
    ensure!(hits.is_empty(), "left in the profile: {hits:#?}");
    Ok(())
}
