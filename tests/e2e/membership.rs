//! Whoever belongs is in, whoever does not is out: the rooms follow the directory while Lotse runs.

use anyhow::Result;
use lotse_tests::{
    Stage,
    stage::{Counsellor, Seeker},
    wait,
    workbook::Cast,
};

use crate::asking::LOTSE;

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_and_who_leaves_the_staff() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    yusuf.asks("Schulden", "01069", "Grüner Igel", "Bin ich hier richtig?").await?;
    cem.sees_card("Bin ich hier richtig?").await?;

    // Lea is new: she finds the enquiry that waits, and nothing of the case that is Ben's.
    let lea = stage.person("lea").await?;
    let mut cast = Cast::default();
    cast.counsellor("lea", "dresden");
    stage.import(&cast).await?;
    let lea = Counsellor::at_work(lea).await?;
    assert_eq!((&lea.enquiries, &lea.team), (&cem.enquiries, &cem.team));
    lea.sees_card("Bin ich hier richtig?").await?;
    stage.settles().await?;
    assert!(!anna.person.members(&case).await?.contains(lea.person.id()));

    // Ben has left: out of every room, also of the case, and nothing new is readable for him.
    cast.dismiss("ben");
    stage.import(&cast).await?;
    for room in [&case, &ben.enquiries, &ben.team] {
        ben.person.is_out_of(room).await?;
    }
    wait::until("Ben to be out of all rooms", wait::patience(), async || {
        ben.person.catches_up().await?;
        Ok(ben.person.rooms().is_empty().then_some(()))
    })
    .await?;
    stage.settles().await?;
    anna.person.catches_up().await?;
    anna.person.says(&case, "Sind Sie noch da?").await?;
    let zoe = Seeker::knocks(stage.person("zoe").await?).await?;
    zoe.asks("Schulden", "01069", "Stiller Wal", "Eine neue Frage.").await?;
    lea.sees_card("Eine neue Frage.").await?;
    cem.person.says(&cem.team, "Ben ist nicht mehr da.").await?;
    lea.person.hears(&lea.team, "nicht mehr da").await?;
    ben.person.catches_up().await?;
    let read = [&case, &ben.enquiries, &ben.team].map(|room| ben.person.reads_all(room)).concat();
    for words in ["Sind Sie noch da?", "Eine neue Frage.", "nicht mehr da"] {
        assert!(!read.iter().any(|read| read.contains(words)), "Ben reads {words:?}");
    }
    let in_the_case =
        ["@anna:lotse.example", "@lotse_c_dresden:lotse.example", "@lotse_steward:lotse.example"];
    assert!(anna.person.members(&case).await?.iter().map(String::as_str).eq(in_the_case));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_activated_is_in_no_room() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let mut cast = Cast::default();
    cast.suspend("cem");
    stage.import(&cast).await?;
    for room in [&cem.enquiries, &cem.team] {
        cem.person.is_out_of(room).await?;
    }
    // Activated again, he is invited again, and reads what was said meanwhile.
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    ben.sees_card("Ich habe Post.").await?;
    stage.import(&Cast::default()).await?;
    let cem = Counsellor::at_work(cem.person).await?;
    cem.sees_card("Ich habe Post.").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_accepts_late_reads_everything_from_the_beginning() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Nachricht 0.").await?;
    for number in 1..=30 {
        if number % 10 == 0 {
            anna.person.changes_the_key(&case).await?;
        }
        anna.person.says(&case, &format!("Nachricht {number}.")).await?;
    }
    stage.settles().await?;
    assert_eq!(ben.takes("Nachricht 0.").await?, case);
    // Written between the acceptance and the first look.
    anna.person.says(&case, "Nachricht 31.").await?;
    for number in 0..=31 {
        ben.person.hears(&case, &format!("Nachricht {number}.")).await?;
    }
    ben.person.catches_up().await?;
    assert_eq!(ben.person.cannot_read(&case).len(), 0, "{:#?}", ben.person.cannot_read(&case));
    assert_eq!(cem.person.reads_all(&case), [] as [&str; 0]);
    stage.settles().await
}
