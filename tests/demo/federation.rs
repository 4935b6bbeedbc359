//! The play of two homeservers: a counsellor works from her centre's own, which is away for a minute; somebody there publishes keys
//! in her name; and in the end the case is erased.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Neighbours, Stage, Synapse,
    stage::{Counsellor, Seeker, Setting, reference},
    wait,
    workbook::Cast,
};
use matrix_sdk::ruma::OwnedRoomId;
use serde::Serialize;

use crate::{
    LOTSE, Played,
    cast::{arrives, goes_to_work},
    erasure,
    far::a_centre_has_a_lotse_of_its_own,
    figures::Shown,
    play::millis,
    traces,
    transcript::{Transcript, ms},
};

const DORA: &str = "@dora:zentrum.example";
const PSEUDONYM: &str = "Blaue Amsel";
const FIRST_MESSAGE: &str = "Guten Tag, ich habe Post vom Inkasso und traue mich nicht, sie zu öffnen.";

/// How often an admission is measured, with and without Lotse; the medians are compared.
const ROUNDS: usize = 3;

/// Whatever was due to a server is done so soon after its return. Seconds.
const SOON: f64 = 120.0;

/// What the play shows.
#[derive(Debug, Serialize)]
struct Figures {
    /// Click → the counsellor of the other server has joined and reads the first message; median. Milliseconds.
    remote_accept_ms: u64,
    /// The same without Lotse: an invitation with shared history by a stock client to the other server.
    bare_remote_invite_ms: u64,
    /// The first by the second.
    remote_accept_ratio: f64,
    /// From the return of the other server until everything was done that was due to it.
    after_outage_s: f64,
    /// Messages that the forged identity's device could open.
    forged_identity_keys: usize,
    /// Keys that the platform's Lotse has of the room of a case which its centre's own Lotse leads.
    platform_keys_of_remote_case: i64,
    /// People of that centre whom the platform's Lotse knows.
    remote_counsellors_known_to_platform: i64,
    /// Traces of the case that were found with us after its erasure, and people of it who are still in its room.
    copies_left_by_us: usize,
    /// The homeserver's version.
    synapse: String,
}

impl Shown for Figures {
    fn line(&self) -> String {
        serde_json::to_string(self).expect("figures are JSON")
    }

    fn keeps_the_promise(&self) -> bool {
        // How long an admission takes is a figure, as in the other plays: a busy machine breaks no promise.
        let unknown =
            self.platform_keys_of_remote_case == 0 && self.remote_counsellors_known_to_platform == 0;
        unknown
            && self.after_outage_s <= SOON
            && self.forged_identity_keys == 0
            && self.copies_left_by_us == 0
    }
}

/// Two homeservers that know each other, and Lotse at one of them.
pub(crate) async fn stage(transcript: &Transcript) -> Result<Neighbours> {
    Transcript::scene("The stage");
    let venv = Synapse::venv().await?;
    transcript.tells(&format!("Synapse's Python environment: {}", venv.path().display()));
    let mut cast = Cast::default();
    cast.counsellor_elsewhere(DORA, "dresden");
    let two = Neighbours::open(LOTSE, Setting::default().with_erasure().cast(cast)).await?;
    transcript.tells(&format!(
        "Two Synapses {} with certificates of their own: lotse.example, where Lotse and the seekers are, and zentrum.example, the \
         homeserver of a centre. Between them is a cable that can be cut.",
        two.stage.synapse.version().await?
    ));
    Ok(two)
}

/// All scenes.
pub(crate) async fn play(transcript: &Transcript, two: &Neighbours) -> Result<Played> {
    let stage = &two.stage;
    let (ben, dora) = tokio::try_join!(
        async { goes_to_work(arrives(&stage.synapse, "ben", false).await?).await },
        two.counsellor_elsewhere("dora"),
    )?;
    transcript
        .tells("Ben counsels in Dresden with an account at lotse.example, Dora with one at zentrum.example.");
    let (talk, accepted) = dora_accepts(transcript, stage, &dora).await?;
    let bare = without_lotse(transcript, two).await?;
    let after_outage = the_cable_is_cut(transcript, two, &talk, (&ben, &dora)).await?;
    let (dora, forged) = somebody_forges_keys(transcript, stage, &talk, (&ben, dora)).await?;
    let left = everything_is_erased(transcript, stage, &talk, &dora).await?;
    let far = a_centre_has_a_lotse_of_its_own(transcript).await?;
    let figures = Figures {
        remote_accept_ms: millis(accepted),
        bare_remote_invite_ms: millis(bare),
        remote_accept_ratio: (accepted.as_secs_f64() / bare.as_secs_f64() * 100.0).round() / 100.0,
        after_outage_s: (after_outage.as_secs_f64() * 10.0).round() / 10.0,
        forged_identity_keys: forged,
        platform_keys_of_remote_case: far.keys,
        remote_counsellors_known_to_platform: far.counsellors,
        copies_left_by_us: left,
        synapse: stage.synapse.version().await?,
    };
    let company = vec![
        (talk.anna.person, "had her case erased"),
        (ben.person, "counsels on Schulden, Dresden"),
        (dora.person, "his colleague, at the other homeserver"),
    ];
    Ok(Played { figures: Box::new(figures), company })
}

/// Anna's case.
struct Talk {
    anna: Seeker,
    room: OwnedRoomId,
    reference: String,
}

/// Dora takes one enquiry after the other; gives the last case, and the median from the click to the first message.
async fn dora_accepts(transcript: &Transcript, stage: &Stage, dora: &Counsellor) -> Result<(Talk, Duration)> {
    Transcript::scene("Dora accepts from the other homeserver");
    let (mut took, mut last) = (Vec::new(), None);
    for round in 0..ROUNDS {
        let name = if round + 1 == ROUNDS { "anna".to_owned() } else { format!("seeker{round}") };
        let anna = Seeker::knocks(arrives(&stage.synapse, &name, false).await?).await?;
        let words = format!("{FIRST_MESSAGE} ({round})");
        let room = anna.asks("Schulden", "01067", PSEUDONYM, &words).await?;
        let card = dora.sees_card(&words).await?;
        stage.settles().await?;
        dora.person.sees_reaction(&dora.enquiries, &card.event, "✅").await?;
        let began = Instant::now();
        dora.accepts_card(&card).await?;
        ensure!(dora.comes_into_case().await? == room, "Dora came into another room");
        dora.person.scrolls_back_to(&room, &words).await?;
        took.push(began.elapsed());
        last = Some(Talk { anna, room, reference: reference(&card)? });
    }
    let talk = last.context("no round")?;
    let median = median(took);
    dora.person.says(&talk.room, "Guten Tag, ich bin Dora.").await?;
    talk.anna.person.hears(&talk.room, "ich bin Dora").await?;
    transcript.reads_on(&talk.anna.person, "Anna", &talk.room);
    transcript.tells(&format!(
        "Click → Dora has joined and reads the first message: {} (median of {ROUNDS}).",
        ms(median)
    ));
    Ok((talk, median))
}

async fn without_lotse(transcript: &Transcript, two: &Neighbours) -> Result<Duration> {
    let (host, guest) =
        tokio::try_join!(arrives(&two.stage.synapse, "otto", false), arrives(&two.zentrum, "petra", false),)?;
    // As custodian and counsellor do, they share a room already.
    let common = host.opens_room_with(&[guest.id()]).await?;
    guest.accepts(&guest.is_invited_where("a common room", |to| to.room == common).await?).await?;
    let mut took = Vec::new();
    for _ in 0..ROUNDS {
        let nobody: [&str; 0] = [];
        let room = host.opens_room_with(&nobody).await?;
        host.says(&room, "Das war vor dir da.").await?;
        let began = Instant::now();
        host.invites(&room, &guest).await?;
        guest.accepts(&guest.is_invited_where("the old talk", |to| to.room == room).await?).await?;
        guest.scrolls_back_to(&room, "vor dir").await?;
        took.push(began.elapsed());
    }
    let median = median(took);
    transcript.tells(&format!(
        "Without Lotse, a stock client's invitation with its history over there: {}.",
        ms(median)
    ));
    Ok(median)
}

async fn the_cable_is_cut(
    transcript: &Transcript,
    two: &Neighbours,
    talk: &Talk,
    (ben, dora): (&Counsellor, &Counsellor),
) -> Result<Duration> {
    Transcript::scene("zentrum.example is away");
    two.cut();
    let began = Instant::now();
    let (anna, room) = (&talk.anna.person, &talk.room);
    transcript.writes("Anna", "Sind Sie da, Dora?");
    anna.says(room, "Sind Sie da, Dora?").await?;
    let yusuf = Seeker::knocks(arrives(&two.stage.synapse, "yusuf", false).await?).await?;
    let other = yusuf.asks("Schulden", "01067", "Grüner Igel", "Ich habe eine Frage.").await?;
    ensure!(ben.takes("Ich habe eine Frage.").await? == other, "Ben came into another room");
    ben.person.says(&other, "Gern.").await?;
    yusuf.person.hears(&other, "Gern.").await?;
    transcript.tells(&format!(
        "Yusuf was answered by Ben meanwhile, {} after the cable was cut.",
        ms(began.elapsed())
    ));
    ben.person.says(&ben.team, &format!("abwesend bis morgen vertretung {DORA}")).await?;
    ben.person.hears(&ben.team, "Vertretung:").await?;
    transcript.tells("Ben is away until tomorrow, and Dora is to stand in for him.");
    wait::passes(wait::outage().saturating_sub(began.elapsed())).await;
    two.heal();
    let back = Instant::now();
    wait::patiently(2, async {
        dora.person.hears(room, "Sind Sie da, Dora?").await?;
        let invitation = dora.person.is_invited_where("Yusuf's case", |to| to.room == other).await?;
        dora.person.accepts(&invitation).await?;
        dora.person.scrolls_back_to(&other, "Ich habe eine Frage.").await.map(drop)
    })
    .await?;
    let took = back.elapsed();
    transcript.tells(&format!(
        "{} after zentrum.example was back Dora had read Anna's word, and was in Yusuf's case with what was written there.",
        ms(took)
    ));
    ben.person.says(&ben.team, "anwesend").await?;
    dora.person.is_out_of(&other).await?;
    Ok(took)
}

/// Somebody at the other homeserver publishes an identity in Dora's name; then she takes her account back. Gives how many
/// messages the forged device could open.
async fn somebody_forges_keys(
    transcript: &Transcript,
    stage: &Stage,
    talk: &Talk,
    (ben, dora): (&Counsellor, Counsellor),
) -> Result<(Counsellor, usize)> {
    Transcript::scene("Somebody publishes keys in Dora's name");
    let mallory = dora.person.on_another_device().await?;
    mallory.resets_identity().await?;
    ben.person.hears(&ben.team, "Neue Schlüssel bei").await?;
    transcript.reads_on(&ben.person, "Ben", &ben.team);
    for room in [&talk.room, &dora.enquiries, &dora.team] {
        mallory.is_out_of(room).await?;
    }
    talk.anna.person.says(&talk.room, "Und jetzt?").await?;
    ben.person.says(&ben.team, "hilfe").await?;
    ben.person.hears(&ben.team, "bestätigen @kollegin").await?;
    stage.settles().await?;
    mallory.catches_up().await?;
    let read = |room| mallory.reads_all(room).len();
    let forged = read(&talk.room) + read(&dora.enquiries) + read(&dora.team);
    transcript.tells(&format!("The forged device could open {forged} messages."));

    dora.person.resets_identity().await?;
    let told = ben.person.hears(&ben.team, "Es war nicht die erste").await?;
    let command = told.body.rsplit("hier: ").next().context("no command")?.trim().to_owned();
    transcript.writes("Ben, who has called Dora,", &command);
    ben.person.says(&ben.team, &command).await?;
    ben.person.hears(&ben.team, "ist bestätigt").await?;
    let invitation = dora.person.is_invited_where("the case", |to| to.room == talk.room).await?;
    dora.person.accepts(&invitation).await?;
    let dora = Counsellor::at_work(dora.person).await?;
    dora.person.scrolls_back_to(&talk.room, "Und jetzt?").await?;
    transcript.tells("Dora is in again, and reads what was written meanwhile.");
    Ok((dora, forged))
}

/// Gives how much of the case is left with us.
async fn everything_is_erased(
    transcript: &Transcript,
    stage: &Stage,
    talk: &Talk,
    dora: &Counsellor,
) -> Result<usize> {
    let room = &talk.room;
    erasure::is_asked_for(transcript, &talk.anna.person, dora, room).await?;
    transcript.tells(&format!("Anna and Dora are out of the room of Fall {}.", talk.reference));
    wait::until("Lotse to have nothing more to do", wait::patience(), async || {
        // The chat with the reception is purged a day later, when its last words have been read.
        let waiting =
            "select count(*) from outbox where state = 'pending' and (kind <> 'purge' or lane like 'case:%')";
        Ok((stage.counts(waiting).await? == 0).then_some(()))
    })
    .await?;
    transcript.tells(
        "zentrum.example keeps the ciphertext of what it was sent, and Dora's client the keys: no homeserver can be made to forget. \
         That is said to seekers before.",
    );
    traces::of_case(transcript, stage, &[&format!("{FIRST_MESSAGE} ({})", ROUNDS - 1), "Und jetzt?"], room)
        .await
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
