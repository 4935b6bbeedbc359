//! Canaries: what people say, what they are called and where they live is written down nowhere in the clear.

use std::path::{Path, PathBuf};

use anyhow::Result;
use lotse_tests::{
    Postgres, Stage,
    canary::{self, Canary, Hit},
    stage::{Seeker, Setting},
    wait,
};
use serde_json::json;

use crate::asking::LOTSE;

/// In the middle of Dresden's catchment, so that it stands in no directory; Freiburg's for the other centre.
const POSTCODES: [&str; 2] = ["01187", "79104"];

struct Secrets {
    words: Vec<Canary>,
    postcodes: Vec<Canary>,
    people: Vec<Canary>,
}

/// Two seekers go the whole way, with a restart of Lotse in between; gives what must be found nowhere.
async fn play(stage: &mut Stage) -> Result<Secrets> {
    let ben = stage.counsellor("ben").await?;
    let dora = stage.counsellor("dora").await?;
    let (mut words, mut people) = (Vec::new(), Vec::new());
    for (who, topic, postcode) in [(&ben, "Schulden", POSTCODES[0]), (&dora, "Schwangerschaft", POSTCODES[1])]
    {
        let marked = |kind: &str| format!("{kind}{}", wait::unique_word());
        // A name with many digits is taken for a telephone number, and refused.
        let letters = |word: String| word.replace(|letter: char| letter.is_ascii_digit(), "x");
        let (name, pseudonym) = (marked("kanari"), letters(marked("Rotvogel")));
        let [question, answer, later] = ["Gelbvogel", "Blauvogel", "Schwarzvogel"].map(marked);
        let seeker = Seeker::knocks(stage.person(&name).await?).await?;
        let case = seeker.asks(topic, postcode, &pseudonym, &question).await?;
        who.sees_card(&pseudonym).await?;

        stage.lotse.stop().await?;
        stage.lotse.serve().await?;
        assert_eq!(who.takes(&question).await?, case);
        who.person.says(&case, &answer).await?;
        seeker.person.hears(&case, &answer).await?;
        seeker.person.says(&case, &later).await?;
        who.person.hears(&case, &later).await?;
        stage.settles().await?;

        // What every homeserver in the room can read.
        for (reader, room) in [(&seeker.person, &seeker.chat), (&seeker.person, &case), (&who.person, &case)]
        {
            let mut state = reader.state(room).await?;
            for event in &mut state {
                // The custodian is named after its centre, which its id says as well.
                if event["state_key"].as_str().is_some_and(|member| member.starts_with("@lotse_c_")) {
                    event["content"]["displayname"] = json!("");
                    event["prev_content"] = json!({});
                    event["unsigned"] = json!({});
                }
            }
            let state = serde_json::to_string(&state)?;
            for secret in [pseudonym.as_str(), topic, postcode, "Schuld", "Schwanger"] {
                assert!(!state.contains(secret), "{secret:?} is in the state of {room}: {state}");
            }
        }
        for room in [&who.enquiries, &who.team] {
            let state = serde_json::to_string(&who.person.state(room).await?)?;
            for secret in [&pseudonym, &name] {
                assert!(!state.contains(secret), "{secret:?} is in the state of {room}: {state}");
            }
        }
        words.extend([question, answer, later, pseudonym].map(|word| Canary::new(&word)));
        people.push(Canary::new(&name));
    }
    Ok(Secrets { words, people, postcodes: POSTCODES.map(Canary::new).into() })
}

impl Secrets {
    /// All hits in files and folders.
    async fn found_in(&self, places: &[PathBuf]) -> Result<Vec<Hit>> {
        let mut hits = canary::search(&self.words, places).await?;
        // Five digits happen in longer numbers, and in what was encrypted; alone they mean a postcode.
        for hit in canary::search(&self.postcodes, places).await? {
            let in_a_time = hit.column.as_deref().is_some_and(is_of_times);
            if hit.form != "plain"
                || (hit.column.is_some() && !in_a_time)
                || stands_alone(&std::fs::read(&hit.file)?)
            {
                hits.push(hit);
            }
        }
        Ok(hits)
    }

    /// All hits in bytes.
    fn found_in_bytes(&self, bytes: &[u8], name: &str) -> Vec<Hit> {
        let mut hits = canary::search_bytes(&self.words, bytes, name);
        let postcodes = canary::search_bytes(&self.postcodes, bytes, name);
        hits.extend(postcodes.into_iter().filter(|hit| hit.form != "plain" || stands_alone(bytes)));
        hits
    }
}

/// Columns of milliseconds, or of JSON with such: thirteen digits hold any five of them now and then.
fn is_of_times(column: &str) -> bool {
    ["ms", "ts", ".json", "last_seen", "last_validated"].iter().any(|end| column.ends_with(end))
}

/// Whether one of the postcodes is in there without being part of something longer.
fn stands_alone(bytes: &[u8]) -> bool {
    let joins = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'.');
    POSTCODES.iter().any(|postcode| {
        bytes.windows(5).enumerate().filter(|(_, found)| *found == postcode.as_bytes()).any(|(at, _)| {
            !joins(at.checked_sub(1).and_then(|before| bytes.get(before))) && !joins(bytes.get(at + 5))
        })
    })
}

fn none(hits: &[Hit]) {
    let sung = hits.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(hits.is_empty(), "written down in the clear:{sung}");
}

/// Lotse's log is as talkative as it can be.
fn talkative() -> Setting {
    Setting::default().settings("[log]\nfilter = \"debug\"\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_people_entrust_is_written_down() -> Result<()> {
    let mut stage = Stage::open_with(LOTSE, talkative()).await?;
    let secrets = play(&mut stage).await?;
    let metrics = stage.lotse.metrics().await?;
    none(&secrets.found_in_bytes(metrics.as_bytes(), "metrics"));
    none(&canary::search_bytes(&secrets.people, metrics.as_bytes(), "metrics"));

    // Running, with the newest writes beside the database, and at rest. Lotse's folder holds its log as well,
    // Synapse's its database, its media and its log.
    let homes = |stage: &Stage| [stage.lotse.home(), stage.synapse.home()].map(Path::to_owned);
    none(&secrets.found_in(&homes(&stage)).await?);
    none(&canary::search(&secrets.people, &[stage.lotse.home()]).await?);
    stage.lotse.stop().await?;
    stage.synapse.stop().await?;
    none(&secrets.found_in(&homes(&stage)).await?);
    none(&canary::search(&secrets.people, &[stage.lotse.home()]).await?);

    // The search finds what is there.
    let centre = Canary::new("Schuldnerberatung Dresden");
    assert!(!canary::search(&[centre], &[stage.lotse.home()]).await?.is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_people_entrust_is_written_down_in_postgresql() -> Result<()> {
    let postgres = Postgres::start().await?;
    let url = postgres.create_database().await?;
    let mut stage = Stage::open_with(LOTSE, talkative().database(url.clone())).await?;
    let secrets = play(&mut stage).await?;
    let dump = postgres.dump(&url)?;
    none(&secrets.found_in_bytes(&dump, "the dump"));
    none(&canary::search_bytes(&secrets.people, &dump, "the dump"));
    none(&secrets.found_in(&[stage.lotse.home().to_owned(), postgres.log_file()]).await?);
    none(&canary::search(&secrets.people, &[stage.lotse.home().to_owned(), postgres.log_file()]).await?);
    assert!(!canary::search_bytes(&[Canary::new("Schuldnerberatung Dresden")], &dump, "dump").is_empty());
    Ok(())
}
