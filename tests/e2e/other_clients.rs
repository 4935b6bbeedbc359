//! Counsellors at other clients than the one that Lotse is made with: matrix-js-sdk, as in Element Web, the newest and
//! one that knows only the name that a shared history had before the specification.

use anyhow::Result;
use lotse_tests::{
    Stage,
    js_client::{JsCounsellor, JsSdk},
    people::Heard,
    stage::Seeker,
};

use crate::asking::LOTSE;

const DRESDEN: &str = "@lotse_c_dresden:lotse.example";

/// What was written with a key of its own each.
const BEFORE: [&str; 3] = ["Das macht mir Sorgen.", "Was kann ich tun?", "Ich schlafe schlecht."];

#[tokio::test]
async fn of_two_clients_one_knows_only_the_earlier_name() -> Result<()> {
    assert!(JsSdk::Newest.knows("m.room_key_bundle").await?);
    assert!(!JsSdk::Spring.knows("m.room_key_bundle").await?);
    assert!(JsSdk::Spring.knows("io.element.msc4268.room_key_bundle").await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_accepts_at_another_client_reads_everything_from_the_beginning() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, cem) = tokio::try_join!(
        JsCounsellor::at_work(&stage.synapse, "ben", JsSdk::Newest),
        JsCounsellor::at_work(&stage.synapse, "cem", JsSdk::Spring),
    )?;
    for (counsellor, other, name) in [(&ben, &cem, "anna"), (&cem, &ben, "yusuf")] {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        let worry = format!("Ich habe Post vom Inkasso ({name}).");
        let case = seeker.asks("Schulden", "01067", "Blaue Amsel", &worry).await?;
        for text in BEFORE {
            seeker.person.changes_the_key(&case).await?;
            seeker.person.says(&case, text).await?;
        }
        let (card, _) = tokio::try_join!(counsellor.sees_card(&worry), other.sees_card(&worry))?;
        seeker.person.hears(&case, "angekommen").await?;
        stage.settles().await?;

        counsellor.accepts_card(&card).await?;
        assert_eq!(counsellor.comes_into_case().await?, case);
        let all = counsellor.person.looks_back(&case).await?;
        is_readable(&all);
        let by_seeker = by(&all, seeker.person.id());
        assert_eq!(by_seeker, [&[worry.as_str()], BEFORE.as_slice()].concat());
        let by_custodian = by(&all, DRESDEN);
        assert!(by_custodian.iter().any(|text| text.contains("Willkommen")), "{by_custodian:#?}");
        assert!(by_custodian.iter().any(|text| text.contains("angekommen")), "{by_custodian:#?}");

        let answer = format!("Guten Tag, hier ist {}.", counsellor.person.name());
        counsellor.person.says(&case, &answer).await?;
        seeker.person.hears(&case, &answer).await?;
        seeker.person.says(&case, "Danke.").await?;
        counsellor.person.hears(&case, "Danke.").await?;
    }
    stage.settles().await
}

/// Nothing is left that could not be read, and what was encrypted before came with the key from the custodian.
fn is_readable(all: &[Heard]) {
    let unreadable: Vec<_> = all.iter().filter(|heard| heard.unreadable.is_some()).collect();
    assert!(unreadable.is_empty(), "{unreadable:#?}");
    let shared = all.iter().filter(|heard| heard.key_from.as_ref().is_some_and(|from| from == DRESDEN));
    assert!(shared.count() > BEFORE.len(), "{all:#?}");
}

fn by<'a>(all: &'a [Heard], sender: &str) -> Vec<&'a str> {
    let theirs = all.iter().filter(|heard| heard.is_message() && heard.sender == sender);
    theirs.map(|heard| heard.body.as_str()).collect()
}
