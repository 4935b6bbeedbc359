//! Counsellors at other clients than the one that Lotse is made with: matrix-js-sdk, as in Element Web, the newest and
//! one that knows only the name that a shared history had before the specification.

use anyhow::Result;
use lotse_tests::{
    Stage,
    js_client::{JsCounsellor, JsSdk},
    people::Heard,
    stage::{Seeker, Setting, reference},
    workbook::Cast,
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

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stands_in_at_another_client_reads_the_past_and_not_what_comes_after_the_end() -> Result<()> {
    let mut cast = Cast::default();
    cast.counsellor("lea", "dresden");
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast)).await?;
    let (ben, cem, lea) = tokio::try_join!(
        stage.counsellor("ben"),
        JsCounsellor::at_work(&stage.synapse, "cem", JsSdk::Newest),
        JsCounsellor::at_work(&stage.synapse, "lea", JsSdk::Spring),
    )?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post vom Inkasso.").await?;
    let fall = reference(&ben.sees_card("vom Inkasso").await?)?;
    assert_eq!(ben.takes("vom Inkasso").await?, case);
    let mut said = vec!["Ich habe Post vom Inkasso.".to_owned()];
    for text in BEFORE {
        let answer = format!("Ben zu: {text}");
        for (who, other, text) in [(&anna.person, &ben.person, text), (&ben.person, &anna.person, &answer)] {
            who.changes_the_key(&case).await?;
            who.says(&case, text).await?;
            other.hears(&case, text).await?;
            said.push(text.to_owned());
        }
    }

    for (colleague, reason) in [(&cem, "krank"), (&lea, "Urlaub")] {
        let name = colleague.person.name();
        stage.settles().await?;
        colleague.person.says(&colleague.team, &format!("vertretung Blaue Amsel {reason}")).await?;
        assert_eq!(colleague.comes_into_case().await?, case);
        let all = colleague.person.looks_back(&case).await?;
        is_readable(&all);
        let between_people = all.iter().filter(|heard| heard.is_message() && heard.sender != DRESDEN);
        let between_people: Vec<_> = between_people.map(|heard| heard.body.clone()).collect();
        assert_eq!(between_people, said, "what {name} can read");

        for (text, by_colleague) in [(format!("Hier ist {name}."), true), (format!("Danke, {name}."), false)]
        {
            if by_colleague {
                colleague.person.says(&case, &text).await?;
            } else {
                anna.person.says(&case, &text).await?;
                colleague.person.hears(&case, &text).await?;
            }
            ben.person.hears(&case, &text).await?;
            said.push(text);
        }

        colleague.person.says(&colleague.team, &format!("vertretung ende {fall}")).await?;
        colleague.person.is_out_of(&case).await?;
        stage.settles().await?;
        // The two who go on have heard of it.
        tokio::try_join!(anna.person.catches_up(), ben.person.catches_up())?;
        for (who, other) in [(&anna.person, &ben.person), (&ben.person, &anna.person)] {
            let text = format!("{} nach {name}.", who.name());
            let event = who.says(&case, &text).await?;
            other.hears(&case, &text).await?;
            let seen = colleague.person.tries_to_read(&case, &event, who).await?;
            assert!(seen.unreadable.is_some() && seen.body.is_empty(), "{name} reads {seen:?}");
            said.push(text);
        }
        // What was readable before is, also when it is handed over in this way.
        let before = all.iter().find(|heard| heard.body == said[0]).expect("the first message");
        let seen = colleague.person.tries_to_read(&case, &before.event, &anna.person).await?;
        assert_eq!(seen.body, said[0]);
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
