//! The scene of a centre that runs a Lotse of its own: from the announcement to the answer and the erasure.

use anyhow::{Result, ensure};
use lotse_tests::{
    TwoLotse,
    stage::{Seeker, Setting},
    wait,
};

use crate::{LOTSE, cast::arrives, transcript::Transcript};

/// What the platform's Lotse has of a case that a centre's own leads.
pub(crate) struct Left {
    /// Keys of the case's room.
    pub(crate) keys: i64,
    /// Counsellors of the centre, custodians in its name.
    pub(crate) counsellors: i64,
}

/// Plays it on a stage of its own.
pub(crate) async fn a_centre_has_a_lotse_of_its_own(transcript: &Transcript) -> Result<Left> {
    Transcript::scene("A centre with a Lotse of its own");
    let (platform, centre) = (Setting::default().with_erasure(), Setting::default().with_erasure());
    let two = TwoLotse::open(LOTSE, platform, centre).await?;
    let dora = two.centre.counsellor("dora").await?;
    two.is_known().await?;
    transcript.tells(
        "Two Lotse: the platform's at lotse.example, that of the centre in Dresden at zentrum.example.",
    );
    let anna = Seeker::knocks(arrives(&two.platform.synapse, "anna", false).await?).await?;
    let room = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post vom Inkasso.").await?;
    let card = dora.sees_card("Post vom Inkasso").await?;
    dora.accepts_card(&card).await?;
    ensure!(dora.comes_into_case().await? == room, "Dora came into another room");
    dora.person.scrolls_back_to(&room, "Post vom Inkasso").await?;
    dora.person.says(&room, "Guten Tag, ich bin Dora.").await?;
    anna.person.hears(&room, "ich bin Dora").await?;
    transcript.reads_on(&anna.person, "Anna", &room);
    two.settle().await?;
    // The reception's chat with Anna: each word between the two had a key of its own, and that is destroyed.
    let ours = 1;
    let keys = two.platform.counts("select count(distinct room) from crypto_group_session").await? - ours;
    let known = "select (select count(*) from custodian where user_id like '%dresden%') \
                 + (select count(*) from counsellor where centre_id = 'dresden')";
    let counsellors = two.platform.counts(known).await?;
    transcript.tells(
        "The platform's Lotse knows when the case was accepted and answered; by whom and what, it does not.",
    );
    anna.person.says(&room, "alles löschen").await?;
    anna.person.hears_next(&room, "ja, löschen").await?;
    anna.person.says(&room, "ja, löschen").await?;
    for person in [&anna.person, &dora.person] {
        person.is_out_of(&room).await?;
    }
    for stage in [&two.centre, &two.platform] {
        wait::until("the case to be erased", wait::patience(), async || {
            let erased = "select count(*) from counselling_case where state = 'erased'";
            Ok((stage.counts(erased).await? == 1).then_some(()))
        })
        .await?;
    }
    transcript.tells("Anna wanted everything gone: it is, with both.");
    Ok(Left { keys, counsellors })
}
