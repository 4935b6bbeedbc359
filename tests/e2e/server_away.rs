//! The server of some counsellors is away for a while: their cases wait for it, nobody else's do, and when it is back
//! everything that was due is done within two minutes, with Synapse's own limits and delays.
//!
//! It is away for 60 s, or `LOTSE_AWAY` seconds.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use lotse_tests::{
    Neighbours, Person,
    stage::{Counsellor, Limits, Seeker, Setting},
    wait,
};
use matrix_sdk::ruma::{OwnedRoomId, RoomId};

use crate::{
    asking::LOTSE,
    elsewhere::{DORA, agrees, answered, cast, takes},
};

const FYNN: &str = "@fynn:zentrum.example";

/// What is due to a server is done so soon after its return.
const SOON: Duration = Duration::from_mins(2);

/// Somebody's enquiry, until there is a card for it.
async fn enquires(two: &Neighbours, name: &str) -> Result<(Seeker, OwnedRoomId)> {
    let seeker = Seeker::knocks(two.stage.person(name).await?).await?;
    let case = seeker.asks("Schulden", "01067", name, &format!("Hier ist {name}.")).await?;
    Ok((seeker, case))
}

/// Somebody's case, taken and answered.
async fn counselled(two: &Neighbours, name: &str, by: &Counsellor) -> Result<(Seeker, OwnedRoomId, String)> {
    let (seeker, case) = enquires(two, name).await?;
    let (taken, reference) = takes(by, &format!("Hier ist {name}.")).await?;
    assert_eq!(taken, case);
    by.person.says(&case, &format!("Guten Tag, {name}.")).await?;
    seeker.person.hears(&case, &format!("Guten Tag, {name}.")).await?;
    Ok((seeker, case, reference))
}

/// Comes into this very room and reads what was said there.
async fn comes_into(who: &Person, room: &RoomId, words: &str) -> Result<()> {
    let invitation = who.is_invited_where("the case room", |to| to.room == room).await?;
    who.accepts(&invitation).await?;
    who.scrolls_back_to(room, words).await.map(drop)
}

/// How often somebody was invited, as another member saw it.
fn invitations(of: &str, room: &RoomId, seen_by: &Person) -> usize {
    let story = seen_by.knows(room);
    let invited = story.iter().filter(|heard| {
        heard.kind == "m.room.member"
            && heard.state_key.as_deref() == Some(of)
            && heard.content["membership"] == "invite"
    });
    invited.count()
}

async fn is_away_and_back(goes: impl Fn(&Neighbours)) -> Result<()> {
    let mut cast = cast();
    cast.counsellor_elsewhere(FYNN, "dresden");
    let two = Neighbours::open(LOTSE, Setting::default().cast(cast).limits(Limits::WithSnippet)).await?;
    let stage = &two.stage;
    let ben = stage.counsellor("ben").await?;
    let (dora, fynn) = tokio::try_join!(two.counsellor_elsewhere("dora"), two.counsellor_elsewhere("fynn"))?;
    let (ida, of_ida, _) = counselled(&two, "ida", &dora).await?;
    let (jan, of_jan, _) = counselled(&two, "jan", &fynn).await?;
    let (lea, of_lea, lea_is) = counselled(&two, "lea", &ben).await?;
    let (zoe, of_zoe, _) = counselled(&two, "zoe", &ben).await?;
    let (anna, of_anna) = enquires(&two, "anna").await?;

    // Dora accepts Anna's enquiry, and her server goes in that moment.
    let taken = "select count(*) from counselling_case where accepted_ms is not null";
    let card = dora.sees_card("Hier ist anna.").await?;
    dora.accepts_card(&card).await?;
    wait::until("the acceptance", wait::patience(), async || {
        Ok((stage.counts(taken).await? == 5).then_some(()))
    })
    .await?;
    goes(&two);
    let gone = Instant::now();

    // Meanwhile: a word for her, a case that goes to her, one in which she is to stand in, and Fynn leaves the centre.
    ida.person.says(&of_ida, "Sind Sie da, Dora?").await?;
    answered(&ben, &format!("übergeben {lea_is} {DORA}"), "Ich frage jetzt").await?;
    agrees(&lea, &of_lea).await?;
    ben.person.is_out_of(&of_lea).await?;
    stage.import(&crate::elsewhere::cast()).await?;
    wait::until("Fynn to be out", wait::patience(), async || {
        Ok((!jan.person.members(&of_jan).await?.contains(FYNN)).then_some(()))
    })
    .await?;
    // Nobody else waits: a case from the first word to the first answer.
    let began = Instant::now();
    let (_kim, _, _) = counselled(&two, "kim", &ben).await?;
    println!("a local case meanwhile took {:.1} s", began.elapsed().as_secs_f32());
    ben.person.says(&ben.team, &format!("abwesend bis morgen vertretung {DORA}")).await?;
    stage.lotse.counts("lotse_servers_away", "1", |away| (away - 1.0).abs() < 0.1).await?;
    let found = stage.lotse.run(&["doctor"]).await?;
    ensure!(String::from_utf8_lossy(&found.stdout).contains("Away: zentrum.example for "), "{found:?}");

    wait::passes(wait::outage().saturating_sub(gone.elapsed())).await;
    two.heal();
    let back = Instant::now();
    wait::patiently(2, async {
        tokio::try_join!(
            comes_into(&dora.person, &of_anna, "Hier ist anna."),
            comes_into(&dora.person, &of_lea, "Hier ist lea."),
            comes_into(&dora.person, &of_zoe, "Hier ist zoe."),
            async { dora.person.hears(&of_ida, "Sind Sie da, Dora?").await.map(drop) },
            async { fynn.person.is_out_of(&of_jan).await },
        )
    })
    .await?;
    let took = back.elapsed();
    println!("everything was done {:.1} s after the return", took.as_secs_f32());
    ensure!(took <= SOON, "everything was done only after {took:?}");

    for (room, seeker) in [(&of_anna, &anna), (&of_lea, &lea), (&of_zoe, &zoe)] {
        seeker.person.catches_up().await?;
        assert_eq!(invitations(DORA, room, &seeker.person), 1, "invitations into {room}");
    }
    for who in [&ben, &dora] {
        for room in [&who.enquiries, &who.team] {
            let said = who.person.reads_all(room);
            ensure!(!said.iter().any(|said| said.contains("nicht bestätigt")), "{said:?}");
        }
    }
    stage.lotse.counts("lotse_servers_away", "0", |away| away.abs() < 0.1).await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_done_soon_after_a_server_was_cut_off() -> Result<()> {
    is_away_and_back(Neighbours::cut).await
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_done_soon_after_a_server_was_silent() -> Result<()> {
    is_away_and_back(Neighbours::hang).await
}
