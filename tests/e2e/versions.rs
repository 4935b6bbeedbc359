//! The main job on the room versions that homeservers make, and on both databases.

use anyhow::Result;
use lotse_tests::{
    Postgres, Stage,
    stage::{Seeker, Setting},
};

use crate::asking::LOTSE;

/// A team centre and one that is none, to the end; gives the version of the case rooms.
async fn from_the_first_word_to_the_last(setting: Setting) -> Result<String> {
    let stage = Stage::open_with(LOTSE, setting).await?;
    let mut version = String::new();
    for (who, topic, postcode) in [("ben", "Schulden", "01067"), ("dora", "Schwangerschaft", "79098")] {
        let counsellor = stage.counsellor(who).await?;
        let seeker = Seeker::knocks(stage.person(&format!("seeker-of-{who}")).await?).await?;
        let case = seeker.asks(topic, postcode, "Blaue Amsel", "Ich habe eine Frage.").await?;
        assert_eq!(counsellor.takes("Ich habe eine Frage.").await?, case);
        counsellor.person.says(&case, "Guten Tag.").await?;
        seeker.person.hears(&case, "Guten Tag.").await?;
        stage.settles().await?;
        let custodian =
            format!("@lotse_c_{}:lotse.example", if who == "ben" { "dresden" } else { "freiburg" });
        assert_eq!(seeker.person.members(&case).await?.contains(&custodian), who == "ben");

        // Nobody but the steward has power in the room, whatever the version.
        for person in [&seeker.person, &counsellor.person] {
            let name = serde_json::json!({ "name": "Schulden" });
            assert!(person.sets_state(&case, "m.room.name", "", &name).await.is_err());
            assert!(person.invites(&case, "@mallory:lotse.example").await.is_err());
        }
        seeker.person.says(&seeker.chat, "abschließen").await?;
        seeker.person.hears(&seeker.chat, "ist beendet").await?;
        seeker.person.says(&case, "Noch etwas.").await?;
        counsellor.person.hears(&case, "Noch etwas.").await?;
        stage.settles().await?;
        let create = seeker.person.state_of(&case, "m.room.create", "").await?;
        create["room_version"].as_str().unwrap_or_default().clone_into(&mut version);
    }
    Ok(version)
}

#[tokio::test(flavor = "multi_thread")]
async fn room_version_11() -> Result<()> {
    let version = from_the_first_word_to_the_last(Setting::default().room_version("11")).await?;
    assert_eq!(version, "11");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn room_version_12() -> Result<()> {
    let version = from_the_first_word_to_the_last(Setting::default().room_version("12")).await?;
    assert_eq!(version, "12");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn with_postgresql() -> Result<()> {
    let postgres = Postgres::shared().await?;
    let url = postgres.create_database().await?;
    from_the_first_word_to_the_last(Setting::default().database(url)).await?;
    Ok(())
}
