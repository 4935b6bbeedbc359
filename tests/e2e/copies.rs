//! A case is erased while a counsellor of another homeserver is in it: that server hears of it before the room is purged here, and
//! one that stays silent holds the erasure for a day and no longer.

use anyhow::Result;
use lotse_tests::{
    ELSEWHERE, Neighbours,
    stage::{Seeker, Setting},
    wait,
};
use matrix_sdk::ruma::OwnedRoomId;

use crate::{
    asking::LOTSE,
    elsewhere::{cast, takes},
};

/// Erasures that wait for somebody's server.
const WAITS: &str = "select count(*) from outbox where kind = 'empty_room' and last_error = 'server-away' and state = 'pending'";

async fn wants_it_gone(seeker: &Seeker, case: &OwnedRoomId) -> Result<()> {
    seeker.person.says(case, "alles löschen").await?;
    seeker.person.hears_next(case, "Soll alles gelöscht werden").await?;
    seeker.person.says(case, "ja, löschen").await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn another_server_hears_of_an_erasure_before_the_room_is_purged_or_it_is_said_that_it_did_not()
-> Result<()> {
    let setting = Setting::default().cast(cast()).with_erasure().with_clock();
    let two = Neighbours::open(LOTSE, setting).await?;
    let stage = &two.stage;
    let dora = two.counsellor_elsewhere("dora").await?;
    let mut cases = Vec::new();
    for (name, pseudonym) in [("anna", "Blaue Amsel"), ("ida", "Rote Amsel"), ("jan", "Graue Amsel")] {
        let words = format!("Hier ist {name}.");
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        let case = seeker.asks("Schulden", "01067", pseudonym, &words).await?;
        assert_eq!(takes(&dora, &words).await?.0, case);
        cases.push((seeker, case));
    }
    stage.settles().await?;
    let [(anna, of_anna), (ida, of_ida), (jan, of_jan)] = &cases[..] else { unreachable!("three cases") };

    // The server is there: it hears of it, and so does the seeker, with what stays.
    wants_it_gone(anna, of_anna).await?;
    let said = anna.person.hears(&anna.chat, "Er hat erfahren, dass alle entfernt sind").await?;
    assert!(said.body.contains("zentrum.example"), "{}", said.body);
    dora.person.is_out_of(of_anna).await?;
    stage.settles().await?;

    // It is away: nobody is in the room any more, and the room waits to be purged until the server is back.
    two.cut();
    wants_it_gone(ida, of_ida).await?;
    ida.person.is_out_of(of_ida).await?;
    wait::until("the erasure to wait", wait::patience(), async || {
        Ok((stage.counts(WAITS).await? == 1).then_some(()))
    })
    .await?;
    let purged = format!("select count(*) from purge where subject = '{of_ida}'");
    assert_eq!(stage.counts(&purged).await?, 0, "nothing would be told of a purged room");
    two.heal();
    wait::patiently(2, async {
        ida.person.hears(&ida.chat, "Er hat erfahren, dass alle entfernt sind").await?;
        dora.person.is_out_of(of_ida).await
    })
    .await?;
    stage.settles().await?;

    // It is away for more than a day: that is written down and said, and the case is erased.
    two.cut();
    wants_it_gone(jan, of_jan).await?;
    wait::until("the erasure to wait", wait::patience(), async || {
        Ok((stage.counts(WAITS).await? == 1).then_some(()))
    })
    .await?;
    // Whoever answers in its name with another certificate is not it: as good as away.
    let cable = two.federation.cable();
    let before = cable.misled();
    cable.mislead(ELSEWHERE, "lotse.example");
    wait::until("our server to meet another one", wait::patience(), async || {
        Ok((cable.misled() >= before + 3).then_some(()))
    })
    .await?;
    assert_eq!(stage.counts(WAITS).await?, 1, "a wrong certificate was taken");
    assert!(stage.counted("lotse_servers_away", "").await? > 0.5);
    stage.lets_time_pass(25)?;
    jan.person.hears(&jan.chat, "Ich weiß nicht, ob er erfahren hat").await?;
    let trail = stage.lotse.says(&["audit", "export"]).await?;
    assert!(trail.contains("wish-unheard"), "{trail}");
    assert!(stage.counted("lotse_erasures_unheard_total", "").await? > 0.5);
    two.heal();
    stage.settles().await
}
