//! What Lotse says in the room of a case reaches its seeker in their own language, and nobody else learns more by that.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    browser::Window,
    canary::{self, Canary},
    people::Heard,
    stage::{Seeker, Setting},
    visitor::Visitor,
    wait,
};

use crate::asking::LOTSE;

const FIELD: &str = "org.lotse.phrases";

/// The keys and the names of what a message says for programs.
fn told(heard: &Heard) -> Vec<(&str, Option<&str>)> {
    let phrases = heard.content[FIELD].as_array().map_or(&[][..], Vec::as_slice);
    phrases.iter().filter_map(|one| Some((one["key"].as_str()?, one["args"]["name"].as_str()))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_in_a_case_stands_beside_its_text_and_nowhere_in_clear() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let worry = format!("Ich habe Post vom Inkasso. {}", wait::unique_word());
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", &worry).await?;
    anna.person.hears(&case, "angekommen").await?;
    assert_eq!(ben.takes(&worry).await?, case);
    anna.person.hears(&case, "angenommen").await?;
    ben.person.says(&case, "Guten Tag, ich bin Ben.").await?;
    anna.person.hears(&case, "ich bin Ben").await?;
    stage.settles().await?;

    let heard = anna.person.knows(&case);
    let ours = |heard: &&Heard| heard.sender.localpart().starts_with("lotse") && heard.is_message();
    let notices: Vec<_> = heard.iter().filter(ours).collect();
    ensure!(notices.len() >= 3, "{notices:#?}");
    for notice in &notices {
        ensure!(notice.encrypted && !told(notice).is_empty() && !notice.body.is_empty(), "{notice:#?}");
    }
    let said: Vec<_> = notices.iter().flat_map(|notice| told(notice)).collect();
    for (key, name) in [("case-name", Some("Blaue Amsel")), ("case-received", None), ("case-accepted", None)]
    {
        ensure!(said.contains(&(key, name)), "{key} is not among {said:?}");
    }

    // Nobody else's messages, and no other room.
    let others = heard.iter().filter(|heard| !ours(heard));
    let elsewhere = [(&anna.person, &anna.chat), (&ben.person, &ben.enquiries), (&ben.person, &ben.team)];
    let elsewhere: Vec<_> = elsewhere.into_iter().flat_map(|(person, room)| person.knows(room)).collect();
    ensure!(elsewhere.iter().any(|heard| ours(&heard)));
    for heard in others.chain(&elsewhere) {
        ensure!(heard.content.get(FIELD).is_none(), "{heard:#?}");
    }
    // No state and no other event of any room: the homeserver has never seen the word.
    stage.lotse.stop().await?;
    stage.synapse.stop().await?;
    let hits = canary::search(&[Canary::new(FIELD)], &[stage.synapse.home(), stage.lotse.home()]).await?;
    ensure!(hits.is_empty(), "{}", hits.iter().map(ToString::to_string).collect::<String>());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_portal_says_it_in_the_language_of_the_browser() -> Result<()> {
    let settings = "[people]\npublic_url = \"https://lotse.example\"\n";
    let stage = Stage::open_with(LOTSE, Setting::default().settings(settings)).await?;
    let window = Window { locale: "uk-UA", ..Window::default() };
    let anna = Visitor::sits_down(&stage.lotse.people_url(), window).await?;
    anna.walks_in("Schulden", "01067").await?;
    anna.makes_an_account().await?;
    anna.writes("Ich habe Post vom Inkasso.").await?;
    anna.is_in().await?;
    // As in `web/locales/uk/room.ftl`; other clients read German, of keys and of words to type.
    anna.reads("я зберігаю доступ").await?;
    anna.reads("надійшло до консультаційного центру").await?;
    let lines = anna.lines().await?;
    let name = lines.iter().find(|line| line.text.contains("Тут вас звати")).context("no name")?;
    ensure!(!name.text.contains("звати ."), "{name:?}");
    for line in lines.iter().filter(|line| !line.own) {
        ensure!(!["{ $", "room.", "Ihre", "hilfe"].iter().any(|wrong| line.text.contains(wrong)), "{line:?}");
    }
    anna.is_undisturbed().await
}
