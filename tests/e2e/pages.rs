//! Something in front of the homeserver answers in its place, at every kind of call that Lotse makes: afterwards everybody
//! is served, nothing was said twice, and nothing was given up.
//!
//! Each kind of call is struck for a while from its first on, and the play goes on through it. Short here; the long soak
//! takes 60 s for each kind, or `LOTSE_AWAY` seconds, and wants `LOTSE_PATIENCE` to be a multiple of that.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Person,
    journey::{Journey, Team, nothing_is_left_over},
    proxy::{Call, Page},
    stage::{Setting, reference},
    wait,
    workbook::Cast,
};
use tokio::sync::OnceCell;

use crate::{asking::LOTSE, lost_answers::custodian_leaves};

/// How long each kind of call is struck: a call that is repeated at once is struck again.
const A_MOMENT: Duration = Duration::from_millis(700);

/// So many times as long as usual somebody waits for what is put off again and again.
const PUT_OFF: u32 = 6;

/// What a calm play must call, or this test has lost its meaning: method, and a part of the path.
const CALLED: &[(&str, &str)] = &[
    ("POST", "/register"),
    ("PUT", "/profile/{user}/displayname"),
    ("GET", "/capabilities"),
    ("PUT", "/devices/{device}"),
    ("POST", "/keys/upload"),
    ("POST", "/keys/query"),
    ("POST", "/keys/claim"),
    ("POST", "/keys/device_signing/upload"),
    ("POST", "/keys/signatures/upload"),
    ("PUT", "/sendToDevice/m.room.encrypted/{txn}"),
    ("POST", "/sync"),
    ("POST", "/media/v3/upload"),
    ("POST", "/createRoom"),
    ("POST", "/rooms/{room}/join"),
    ("POST", "/rooms/{room}/invite"),
    ("POST", "/rooms/{room}/leave"),
    ("POST", "/rooms/{room}/kick"),
    ("GET", "/rooms/{room}/members"),
    ("GET", "/rooms/{room}/messages"),
    ("GET", "/rooms/{room}/state/"),
    ("PUT", "/rooms/{room}/state/"),
    ("DELETE", "/directory/room/{alias}"),
    ("PUT", "/send/m.room.encrypted/{txn}"),
    ("PUT", "/send/m.reaction/{txn}"),
    ("PUT", "/redact/{event}/{txn}"),
    ("DELETE", "/admin/v2/rooms/{room}"),
    ("GET", "/admin/v2/rooms/{room}/delete_status"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_404_at_every_kind_of_call_is_waited_out() -> Result<()> {
    is_waited_out(Page::NotFound, A_MOMENT).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_401_at_every_kind_of_call_is_waited_out() -> Result<()> {
    is_waited_out(Page::Unauthorized, A_MOMENT).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_403_at_every_kind_of_call_is_waited_out() -> Result<()> {
    is_waited_out(Page::Forbidden, A_MOMENT).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_at_every_kind_of_call_is_waited_out() -> Result<()> {
    is_waited_out(Page::Html, A_MOMENT).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_502_at_every_kind_of_call_is_waited_out() -> Result<()> {
    is_waited_out(Page::BadGateway, A_MOMENT).await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_at_every_kind_of_call_is_waited_out() -> Result<()> {
    is_waited_out(Page::Nothing, A_MOMENT).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "long soak: more than half an hour"]
async fn each_answer_at_every_kind_of_call_is_waited_out_for_long() -> Result<()> {
    let [a, b, c, d, e, f] = Page::ALL.map(|page| is_waited_out(page, wait::outage()));
    tokio::try_join!(a, b, c, d, e, f).map(drop)
}

async fn is_waited_out(page: Page, span: Duration) -> Result<()> {
    let calm = in_peace().await?;
    // Each kind puts the same effect off once more, and for twice as long.
    let struck = wait::patiently(PUT_OFF, play(Some((page, span))))
        .await
        .with_context(|| format!("{page:?} for {span:?}"))?;
    let spared: Vec<_> = calm.difference(&struck).map(ToString::to_string).collect();
    ensure!(spared.is_empty(), "{page:?} did not strike {spared:#?}");
    Ok(())
}

/// What is called when nothing strikes; played once for all tests.
async fn in_peace() -> Result<&'static BTreeSet<Call>> {
    static CALM: OnceCell<BTreeSet<Call>> = OnceCell::const_new();
    let calm = CALM.get_or_try_init(async || play(None).await.context("in peace")).await?;
    for (method, path) in CALLED {
        let is_called = calm.iter().any(|call| call.method == *method && call.path.contains(path));
        ensure!(is_called, "nothing calls {method} …{path}… any more: {calm:#?}");
    }
    Ok(calm)
}

/// The whole of a play, from Lotse's first start to the erasure; gives the kinds of calls that were made, or struck.
async fn play(strikes: Option<(Page, Duration)>) -> Result<BTreeSet<Call>> {
    let mut stage = Setting::default().with_proxy().with_erasure().set(LOTSE).await?;
    let proxy = stage.proxy.as_ref().context("a stage without the proxy that was asked for")?;
    if let Some((page, span)) = strikes {
        proxy.strikes_each_kind(page, span);
    }
    stage.lotse.serve().await?;
    let team = Team::at_work(&stage.synapse).await?;
    let Team { ben, cem } = &team;
    let journeys = [Journey::of(&stage.synapse, "anna", &team).await?];
    nothing_is_left_over(&stage.synapse, &stage.lotse, &team, &journeys).await?;
    let [Journey { seeker: anna, case, card, .. }] = &journeys;

    // The history once more, as text, in a chat of their own.
    let reference = reference(card)?;
    ben.person.says(&ben.team, &format!("verlauf {reference}")).await?;
    let invitation =
        ben.person.is_invited_where("the chat", |to| to.name.as_deref() == Some("Lotse")).await?;
    let chat = ben.person.accepts(&invitation).await?;
    ben.person.hears(&chat, "Das war der Verlauf").await?;

    // Where there is no team the custodian goes; whoever counsels no more is let go of.
    let dora = stage.counsellor("dora").await?;
    let (yusuf, _) = custodian_leaves(&stage, &dora).await?;
    let mut smaller = Cast::default();
    smaller.dismiss("cem");
    stage.import(&smaller).await?;
    cem.person.is_out_of(&cem.enquiries).await?;

    // The end, and all of it is gone.
    anna.person.says(case, "abschließen").await?;
    ben.person.hears(case, "diesen Fall beendet").await?;
    anna.person.says(&anna.chat, "alles löschen").await?;
    anna.person.hears(&anna.chat, "Soll alles gelöscht werden").await?;
    anna.person.says(&anna.chat, "ja, löschen").await?;
    anna.person.hears(&anna.chat, &format!("Der Fall {reference} ist gelöscht")).await?;
    anna.person.is_out_of(case).await?;
    stage.settles().await?;
    let purged = "select count(*) from counselling_case where state = 'erased'";
    ensure!(stage.counts(purged).await? == 1, "the case is not erased");

    let everybody = [&anna.person, &yusuf.person, &ben.person, &cem.person, &dora.person];
    for person in everybody {
        person.catches_up().await?;
        is_told_once(person)?;
    }
    let calls = if strikes.is_some() { proxy.struck() } else { proxy.calls().into_keys().collect() };
    Ok(calls)
}

/// In no room did one of Lotse's users say the same twice, and all of it can be read.
fn is_told_once(person: &Person) -> Result<()> {
    for room in person.knows_of() {
        let unreadable = person.cannot_read(&room);
        ensure!(unreadable.is_empty(), "{} cannot read {unreadable:#?}", person.name());
        let mut said = BTreeMap::<_, usize>::new();
        let told = person.knows(&room);
        let told =
            told.iter().filter(|heard| heard.is_message() && heard.sender.as_str().starts_with("@lotse"));
        for heard in told {
            *said.entry(&heard.body).or_default() += 1;
        }
        let twice: Vec<_> = said.iter().filter(|(_, times)| **times > 1).collect();
        ensure!(twice.is_empty(), "{} was told in {room}: {twice:#?}", person.name());
    }
    Ok(())
}
