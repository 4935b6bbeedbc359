//! The power goes out at every named place, and afterwards everything has happened once.
//!
//! Each point is met while somebody asks and is answered; Lotse dies there, is started again, and the same people go
//! on as if nothing had been. `LOTSE_KILL_PASSAGES=5` kills at each of the first five passages of each point.

use std::{collections::BTreeSet, os::unix::process::ExitStatusExt as _, pin::pin};

use anyhow::{Context as _, Result, ensure};
use futures_util::future::{Either, select};
use lotse_tests::{
    Lotse, Stage,
    journey::{Journey, Team, nothing_is_left_over},
    stage::{Seeker, Setting},
    workbook::Cast,
};

use crate::{
    asking::LOTSE,
    far::{AT_ARRIVAL, AT_CENTRE, AT_PLATFORM, AT_VERSIONS},
    steady::AT_ROUNDS,
};

pub(crate) const FAIL_POINT: &str = "LOTSE_TESTING__FAIL_POINT";

/// Between the homeserver's call and the handled event.
const ON_THE_WAY_IN: &[&str] = &[
    "transaction.before_commit",
    "transaction.after_commit",
    "split.before_commit",
    "split.after_commit",
    "event.before_commit",
    "event.after_commit",
];
/// While a custodian comes into the world.
const AT_BIRTH: &[&str] = &["identity.after_escrow", "identity.after_publication"];
/// While rooms are made and people let in.
const AROUND_ROOMS: &[&str] =
    &["room.before_create", "room.after_create", "room.after_commit", "room.after_join", "invitation.after"];
/// While keys are handed out and things are said.
const AROUND_WORDS: &[&str] = &[
    "keys.after_share",
    "send.before",
    "send.after",
    "history.after_upload",
    "history.after_announcement",
    "effect.before_commit",
    "effect.after_commit",
];
/// While a case changes hands; played in `hand_over.rs`.
pub(crate) const AT_HAND_OVER: &[&str] =
    &["question.after_save", "rules.after", "move.after_keys", "move.after_leave", "move.after_destruction"];
/// While somebody is removed.
const AT_REMOVAL: &[&str] = &["removal.after"];
/// While a case is erased.
const AT_ERASURE: &[&str] = &[
    "erasure.after_keys",
    "erasure.after_removal",
    "erasure.after_purge",
    "erasure.before_commit",
    "chat.after_keys",
];

/// While a card is posted anew; played in `cards.rs`.
pub(crate) const AT_CARDS: &[&str] = &["card.after_redaction"];

/// While what waits today is said; played in `today.rs`.
pub(crate) const AT_TODAY: &[&str] = &["today.before_post", "today.after_post", "today.after_edit"];

/// While a room key comes for which somebody waits; played in `late_keys.rs`.
pub(crate) const AT_LATE_KEYS: &[&str] = &["keys.before_bell"];

/// While it follows that somebody's identity is another; played in `identities.rs`.
pub(crate) const AT_IDENTITIES: &[&str] = &["identity.before_following"];

/// While the directory is published at the desk; played in `desk_directory.rs`.
pub(crate) const AT_PUBLISHING: &[&str] = &["directory.before_publishing", "directory.published"];
/// While a second person confirms; played in `desk_seconds.rs`.
pub(crate) const AT_SECONDS: &[&str] = &["second.before_deed", "second.after_deed"];
/// While somebody is invited, and sets a password; played in `onboarding.rs`.
pub(crate) const AT_ONBOARDING: &[&str] = &[
    "newcomer.before_commit",
    "newcomer.after_commit",
    "newcomer.after_account",
    "newcomer.before_letter",
    "newcomer.after_letter",
    "newcomer.after_password",
];
/// While somebody leaves for good; played in `onboarding.rs`.
pub(crate) const AT_LEAVING: &[&str] =
    &["leaving.before_commit", "leaving.after_commit", "leaving.after_case"];
/// While an appointment is said to both; played in `appointments.rs`.
pub(crate) const AT_APPOINTMENTS: &[&str] = &["appointment.after_words", "appointment.after_file"];

/// While somebody takes an open time before they have a case; played in `first_dates.rs`.
pub(crate) const AT_FIRST_DATES: &[&str] = &["appointment.after_first"];

/// While a guest comes for a live chat, goes or stays; played in `live.rs`.
pub(crate) const AT_LIVE: &[&str] =
    &["live.after_account", "live.after_come", "live.after_move", "live.before_close", "live.after_keep"];

/// While a transcript is given: played beside the covers.
pub(crate) const AROUND_TRANSCRIPTS: &[&str] = &["transcript.before_part", "transcript.after_part"];

#[tokio::test]
async fn every_fail_point_of_the_binary_is_played_here() -> Result<()> {
    let mut lotse = Lotse::install(LOTSE, |place| {
        format!(
            "[homeserver]\nurl = \"http://127.0.0.1:1\"\nserver_name = \"lotse.example\"\n\n\
             [database]\nurl = \"sqlite:{}\"\n\n[listen]\nhomeserver = \"{}\"\npeople = \"{}\"\n",
            place.file("data/lotse.db"),
            place.homeserver_listener,
            place.people_listener
        )
    })?;
    lotse.says(&["key", "new"]).await?;
    lotse.says(&["registration"]).await?;
    lotse.set_environment(FAIL_POINT, "nowhere");
    let refused = lotse.run(&["serve"]).await?;
    ensure!(!refused.status.success(), "it serves with a fail point that does not exist");
    let said = String::from_utf8_lossy(&[refused.stdout, refused.stderr].concat()).into_owned();
    let list = said.split("there are ").nth(1).and_then(|rest| rest.lines().next());
    let list = list.with_context(|| format!("no list of fail points in\n{said}"))?;
    let listed: BTreeSet<&str> = list.split(", ").map(str::trim).collect();
    let played: BTreeSet<&str> = [
        ON_THE_WAY_IN,
        AT_BIRTH,
        AROUND_ROOMS,
        AROUND_WORDS,
        AT_HAND_OVER,
        AT_REMOVAL,
        AT_ERASURE,
        AROUND_TRANSCRIPTS,
        AT_LATE_KEYS,
        AT_APPOINTMENTS,
        AT_FIRST_DATES,
        AT_LIVE,
        AT_CARDS,
        AT_TODAY,
        AT_IDENTITIES,
        AT_PUBLISHING,
        AT_SECONDS,
        AT_ONBOARDING,
        AT_LEAVING,
        AT_PLATFORM,
        AT_CENTRE,
        AT_VERSIONS,
        AT_ARRIVAL,
        AT_ROUNDS,
    ]
    .concat()
    .into_iter()
    .collect();
    assert_eq!(played, listed);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn dies_on_the_way_in() -> Result<()> {
    every_point_is_survived(ON_THE_WAY_IN).await
}

#[tokio::test(flavor = "multi_thread")]
async fn dies_around_rooms() -> Result<()> {
    every_point_is_survived(AROUND_ROOMS).await
}

#[tokio::test(flavor = "multi_thread")]
async fn dies_around_words() -> Result<()> {
    every_point_is_survived(AROUND_WORDS).await
}

#[tokio::test(flavor = "multi_thread")]
async fn dies_while_a_custodian_comes_into_the_world() -> Result<()> {
    let mut stage = Setting::default().set(LOTSE).await?;
    // The reception's birth, then a custodian's; each is gone through again from where it stopped.
    for point in AT_BIRTH.iter().copied().chain(["identity.after_escrow:2", "identity.after_publication:2"]) {
        stage.lotse.set_environment(FAIL_POINT, point);
        stage.lotse.launch()?;
        dies_of_it(&mut stage.lotse).await.with_context(|| format!("armed at {point}"))?;
    }
    stage.lotse.serve().await?;
    let team = Team::at_work(&stage.synapse).await?;
    let journey = Journey::of(&stage.synapse, "anna", &team).await?;
    nothing_is_left_over(&stage.synapse, &stage.lotse, &team, &[journey]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn dies_while_somebody_is_removed() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let journey = Journey::of(&stage.synapse, "anna", &team).await?;
    let (ben, cem) = (&team.ben, &team.cem);
    let mut smaller = Cast::default();
    smaller.dismiss("cem");
    for point in AT_REMOVAL {
        stage.lotse.stop().await?;
        stage.lotse.set_environment(FAIL_POINT, *point);
        stage.lotse.serve().await?;
        stage.import(&smaller).await?;
        dies_of_it(&mut stage.lotse).await.with_context(|| format!("armed at {point}"))?;
        stage.lotse.serve().await?;
        cem.person.is_out_of(&cem.enquiries).await?;
        cem.person.is_out_of(&cem.team).await?;
    }
    ben.person.says(&journey.case, "Ich bin noch da.").await?;
    journey.seeker.person.hears(&journey.case, "Ich bin noch da.").await?;
    let (yusuf, case, worry) = Journey::asked(&stage.synapse, "yusuf").await?;
    let card = ben.sees_card(&worry).await?;
    ben.accepts_card(&card).await?;
    let invitation = ben.person.is_invited_where("the case room", |to| to.room == case).await?;
    ben.person.accepts(&invitation).await?;
    ben.person.hears(&case, &worry).await?;
    cem.person.catches_up().await?;
    let seen = cem.person.knows(&cem.enquiries);
    assert!(!seen.iter().any(|heard| heard.event == card.event), "cem was shown a card after he had left");
    yusuf.person.hears(&case, "hat Ihre Anfrage angenommen").await?;
    stage.lotse.has_nothing_to_do().await
}

/// A case is erased once and for good, whatever Lotse dies of; what is written meanwhile brings nothing back.
#[tokio::test(flavor = "multi_thread")]
async fn dies_while_a_case_is_erased() -> Result<()> {
    let mut stage = Stage::open_with(LOTSE, Setting::default().with_erasure()).await?;
    let team = Team::at_work(&stage.synapse).await?;
    for (number, point) in
        AT_ERASURE.iter().copied().chain(["removal.after", "effect.after_commit"]).enumerate()
    {
        let journey = Journey::of(&stage.synapse, &format!("anna{number}"), &team).await?;
        let (anna, chat, case) = (&journey.seeker.person, &journey.seeker.chat, &journey.case);
        anna.says(chat, "alles löschen").await?;
        anna.hears_next(chat, "Soll alles gelöscht werden").await?;
        stage.settles().await?;
        stage.lotse.stop().await?;
        stage.lotse.set_environment(FAIL_POINT, point);
        stage.lotse.serve().await?;
        anna.says(chat, "Ja, löschen").await?;
        dies_of_it(&mut stage.lotse).await.with_context(|| format!("armed at {point}"))?;
        if point == "erasure.after_keys" {
            // Everybody is still in the room when the keys go.
            anna.says(case, "Halt, doch nicht!").await?;
        }
        stage.lotse.serve().await?;
        anna.hears(chat, "ist gelöscht").await.with_context(|| format!("after {point}"))?;
        anna.is_out_of(case).await?;
        team.ben.person.is_out_of(case).await?;
        stage.settles().await?;
        let said = anna.knows(chat).iter().filter(|heard| heard.body.contains("ist gelöscht")).count();
        ensure!(said == 1, "after {point} she was told {said} times");
    }
    let erased = stage.counts("select count(*) from counselling_case where state = 'erased'").await?;
    ensure!(erased == 7, "{erased} cases are erased");
    let left = "select (select count(*) from erasure) + (select count(*) from purge where state = 'queued') + \
                (select count(*) from room where kind in ('case', 'reception')) + (select count(*) from dialogue)";
    ensure!(stage.counts(left).await? == 0, "something is left");
    Ok(())
}

/// The card is in front of everybody, and Lotse has not written that down: what counts is who was first, not when
/// Lotse learnt of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_accepted_while_lotse_is_dead() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let ben = &team.ben;
    let mut journeys = Vec::new();
    for (name, by_command) in [("anna", false), ("yusuf", true)] {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        seeker.is_placed("Schulden", "01067", "Blaue Amsel").await?;
        let case = seeker.consents().await?;
        seeker.person.hears(&seeker.chat, "Ihr Raum ist fertig").await?;
        stage.lotse.stop().await?;
        stage.lotse.set_environment(FAIL_POINT, "send.after");
        stage.lotse.serve().await?;
        let worry = format!("Ich habe Post vom Inkasso ({name}).");
        seeker.person.says(&case, &worry).await?;
        let card = ben.sees_card(&worry).await?;
        dies_of_it(&mut stage.lotse).await?;
        if by_command {
            let reference = card.body.split("annehmen ").nth(1).and_then(|rest| rest.get(..6));
            let reference = reference.with_context(|| format!("no reference on {}", card.body))?;
            ben.person.says(&ben.enquiries, &format!("annehmen {reference}")).await?;
        } else {
            ben.person.reacts(&ben.enquiries, &card.event, "👍").await?;
        }
        stage.lotse.serve().await?;
        let invitation = ben.person.is_invited_where("the case room", |to| to.room == case).await?;
        ben.person.accepts(&invitation).await?;
        ben.person.hears(&case, &worry).await?;
        let journey = Journey { seeker, case, worry, card };
        journey.happened_once(&team).await?;
        journeys.push(journey);
    }
    nothing_is_left_over(&stage.synapse, &stage.lotse, &team, &journeys).await
}

/// For each point: it is armed, somebody asks, Lotse dies and is started again, and the case ends well.
async fn every_point_is_survived(points: &[&str]) -> Result<()> {
    let passages =
        std::env::var("LOTSE_KILL_PASSAGES").ok().and_then(|count| count.parse().ok()).unwrap_or(1);
    let mut stage = Stage::open(LOTSE).await?;
    let team = Team::at_work(&stage.synapse).await?;
    let mut journeys = Vec::new();
    for point in points {
        for passage in 1..=passages {
            let name = format!("anna-{}-{passage}", point.replace('.', "-"));
            let survived = survives(&mut stage, &team, point, passage, &name).await;
            journeys.push(survived.with_context(|| format!("killed at passage {passage} of {point}"))?);
        }
    }
    nothing_is_left_over(&stage.synapse, &stage.lotse, &team, &journeys).await
}

async fn survives(stage: &mut Stage, team: &Team, point: &str, passage: u32, name: &str) -> Result<Journey> {
    stage.lotse.stop().await?;
    stage.lotse.set_environment(FAIL_POINT, format!("{point}:{passage}"));
    stage.lotse.launch()?;
    let journey = {
        let journey = pin!(Journey::of(&stage.synapse, name, team));
        let rises = pin!(async {
            dies_of_it(&mut stage.lotse).await?;
            stage.lotse.serve().await
        });
        match select(journey, rises).await {
            Either::Right((risen, journey)) => {
                risen?;
                Some(journey.await?)
            }
            Either::Left((journey, _)) if passage > 1 => Some(journey?),
            Either::Left((journey, _)) => {
                journey?;
                None
            }
        }
    };
    let journey = journey.context("it did not die")?;
    if !stage.lotse.serves() {
        // A late passage that this journey does not have.
        stage.lotse.unset_environment(FAIL_POINT);
        stage.lotse.kill();
        stage.lotse.serve().await?;
    }
    journey.happened_once(team).await?;
    Ok(journey)
}

/// Waits for the death that was asked for; the next start is without it.
pub(crate) async fn dies_of_it(lotse: &mut Lotse) -> Result<()> {
    let ended = lotse.dies().await?;
    ensure!(ended.signal() == Some(9), "it ended with {ended}:\n{}", lotse.log());
    lotse.unset_environment(FAIL_POINT);
    Ok(())
}
