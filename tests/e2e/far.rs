//! A centre with a Lotse of its own: two of them, on two homeservers, with all encryption.

use anyhow::Result;
use lotse_tests::{
    TwoLotse,
    stage::{Seeker, Setting},
    wait,
};
use serde_json::json;

use crate::{
    asking::LOTSE,
    elsewhere::{answered, takes},
};

/// Keys of rooms at the platform: only those of its reception's chat with Anna, and of the channel.
const ROOMS_WITH_KEYS: &str = "select count(distinct room) from crypto_group_session";

/// Custodians that the platform's Lotse speaks as for the centre, counsellors that it knows there, and identities of people there.
const KNOWN: &str = "select (select count(*) from custodian where user_id like '%dresden%') \
     + (select count(*) from counsellor where centre_id = 'dresden')";

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_with_its_own_lotse_leads_a_case_from_the_announcement_to_the_erasure() -> Result<()> {
    let (platform, centre) = (Setting::default().with_erasure(), Setting::default().with_erasure());
    let two = TwoLotse::open(LOTSE, platform, centre).await?;
    let (dora, emil) = tokio::try_join!(two.centre.counsellor("dora"), two.centre.counsellor("emil"))?;
    let anna = Seeker::knocks(two.platform.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post vom Inkasso.").await?;

    // The room is the platform's; the centre's custodian may let in and put out, and nothing else.
    let servers = anna.person.state_of(&case, "m.room.server_acl", "").await?;
    assert_eq!(servers["allow"], json!(["lotse.example", "zentrum.example"]));
    let power = anna.person.state_of(&case, "m.room.power_levels", "").await?;
    assert_eq!(power["users"][TwoLotse::CUSTODIAN], 50);
    assert_eq!(
        (&power["invite"], &power["kick"], &power["state_default"]),
        (&json!(50), &json!(50), &json!(100))
    );

    // The centre's own Erstanfragen, acceptance, history and answer.
    let (taken, reference) = takes(&dora, "Post vom Inkasso").await?;
    assert_eq!(taken, case);
    dora.person.says(&case, "Guten Tag, ich bin Dora.").await?;
    anna.person.hears(&case, "ich bin Dora").await?;
    anna.person.says(&case, "Guten Tag, Dora.").await?;
    dora.person.hears(&case, "Guten Tag, Dora.").await?;

    // Cover by its own rules.
    answered(&emil, "vertretung Blaue Amsel krank", "vertritt").await?;
    assert_eq!(emil.comes_into_case().await?, case);
    emil.person.scrolls_back_to(&case, "Post vom Inkasso").await?;
    emil.person.says(&emil.team, &format!("vertretung ende {reference}")).await?;
    emil.person.is_out_of(&case).await?;
    anna.person.catches_up().await?;
    anna.person.says(&case, "Das liest Emil nicht.").await?;
    dora.person.hears(&case, "Das liest Emil nicht.").await?;
    emil.person.catches_up().await?;
    assert!(!emil.person.reads_all(&case).iter().any(|read| read.contains("Das liest Emil nicht.")));

    // The platform follows in numbers, has no key and knows nobody.
    let accepted =
        "select count(*) from counselling_case where state = 'accepted' and accepted_ms is not null";
    wait::until("the platform to follow", wait::patience(), async || {
        Ok((two.platform.counts(accepted).await? == 1).then_some(()))
    })
    .await?;
    two.settle().await?;
    let answered_cases = "select count(*) from case_figure where answered_ms is not null";
    assert_eq!(two.platform.counts(answered_cases).await?, 1, "the platform counts the answer");
    assert_eq!(two.platform.counts(ROOMS_WITH_KEYS).await?, 2, "its chat with Anna, and the channel");
    assert_eq!(two.platform.counts(KNOWN).await?, 0);
    assert!(!two.platform.lotse.log().contains("dora"), "the platform's log names nobody of the centre");

    // The seeker wants everything gone: the centre erases, the platform follows, and nothing of it is left on either homeserver.
    anna.person.says(&case, "alles löschen").await?;
    anna.person.hears_next(&case, "ja, löschen").await?;
    anna.person.says(&case, "ja, löschen").await?;
    for person in [&anna.person, &dora.person] {
        person.is_out_of(&case).await?;
    }
    let erased = "select count(*) from counselling_case where state = 'erased'";
    for stage in [&two.centre, &two.platform] {
        wait::until("the case to be erased", wait::patience(), async || {
            let left = "select (select count(*) from erasure) + (select count(*) from purge)";
            let done = stage.counts(erased).await? == 1 && stage.counts(left).await? == 0;
            Ok(done.then_some(()))
        })
        .await?;
    }
    two.settle().await
}
