//! The play of the live chat: Anna comes without an account, waits, is taken, speaks with Ben both ways, and makes it last; Yusuf comes
//! the same way and leaves, and after 48 hours nothing is left of him.

use std::{sync::Mutex, time::Instant};

use anyhow::{Context as _, Result};
use lotse_tests::{
    Stage,
    browser::Window,
    caller::Caller,
    calls::{self, both_ways},
    canary::{self, Canary},
    coturn::Coturn,
    stage::Setting,
    visitor::Visitor,
    wait,
    workbook::Cast,
};
use matrix_sdk::ruma::RoomId;
use routing::{Span, Timestamp, wall};
use serde::Serialize;

use crate::{
    LOTSE, Played,
    figures::Shown,
    transcript::{Transcript, ms},
};

const FIRST_WORDS: &str = "Morgen kommt der Gerichtsvollzieher. Was nehme ich mit?";

/// The relay is there before Lotse, and until the end of the play.
static RELAY: Mutex<Option<Coturn>> = Mutex::new(None);

/// What the play shows.
#[derive(Debug, Serialize)]
struct Figures {
    /// From the first words to the first answer, which is read in the open page. Seconds.
    wait_s: f64,
    #[serde(flatten)]
    calls: calls::Figures,
    /// Whether all that was said is there after the guest has become lasting.
    lasting: bool,
    appointment: Appointment,
    /// Traces and rows of the guest who left, 48 hours later.
    left_after_48h: usize,
}

/// What becomes of an appointment.
#[derive(Debug, Serialize)]
struct Appointment {
    /// From her click to the word that the time holds, in the open page.
    booked_ms: u128,
    /// Reminders that she reads: a day and an hour before.
    reminders: usize,
    /// Appointments that were kept, as they are counted.
    kept: i64,
    /// Times that are somebody's when it is over.
    left: i64,
}

impl Shown for Figures {
    fn line(&self) -> String {
        serde_json::to_string(self).expect("figures are JSON")
    }

    fn keeps_the_promise(&self) -> bool {
        self.lasting
            && self.appointment.reminders == 2
            && self.appointment.kept == 1
            && self.appointment.left == 0
            && self.left_after_48h == 0
            && self.calls.candidates_not_relay == 0
            && self.calls.names_in_turn_log == 0
    }
}

/// A homeserver, a relay, and Lotse with a centre that chats live at every hour.
pub(crate) async fn stage(transcript: &Transcript) -> Result<Stage> {
    Transcript::scene("The stage");
    let relay = Coturn::opens().await?;
    let mut cast = Cast::default();
    cast.chats_live("dresden", "Mo-So 0-24");
    let settings = format!("[people]\npublic_url = \"https://lotse.example\"\n{}", relay.settings());
    let setting = Setting::default().cast(cast).settings(&settings).with_clock().with_erasure();
    let mut stage = setting.set(LOTSE).await?;
    stage.lotse.serve().await?;
    *RELAY.lock().map_err(|_| anyhow::anyhow!("the relay is gone"))? = Some(relay);
    transcript.tells(&format!("`lotse serve` is healthy after {}.", ms(stage.lotse.ready_after())));
    transcript.tells(&format!("The portal: {}/", stage.lotse.people_url()));
    Ok(stage)
}

/// All scenes.
pub(crate) async fn play(transcript: &Transcript, stage: &Stage) -> Result<Played> {
    let relay = RELAY.lock().map_err(|_| anyhow::anyhow!("the relay is gone"))?.take();
    let relay = relay.context("no relay")?;
    let ben = Caller::at_work(&stage.synapse, "ben", &relay).await?;
    let cem = stage.counsellor("cem").await?;

    Transcript::scene("Cem goes on duty");
    cem.person.says(&cem.team, "dienst an").await?;
    cem.person.hears(&cem.team, "ist im Dienst").await?;
    transcript.writes("Cem", "dienst an");

    Transcript::scene("Anna waits and is taken");
    let anna = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    anna.has_a_camera().await?;
    comes_in(&anna, FIRST_WORDS).await?;
    transcript.writes("Anna", FIRST_WORDS);
    let began = Instant::now();
    anna.live_is("waiting").await?;
    let room = ben.takes(FIRST_WORDS).await?;
    ben.says(&room, "Guten Tag, ich bin Ben. Wir sehen es uns zusammen an.").await?;
    anna.reads("ich bin Ben.").await?;
    let wait_s = began.elapsed().as_secs_f64();
    transcript.tells(&format!("No account, no name: taken and answered after {wait_s:.1} s."));

    Transcript::scene("They speak with one another");
    let calls = both_ways(&anna, &ben, &room, &relay).await?;
    transcript.tells(&format!("Both ways through the relay alone: {calls:?}."));

    Transcript::scene("Anna makes it last");
    anna.keeps_the_live_chat().await?;
    anna.signs_out().await?;
    anna.comes_back().await?;
    let lasting = async {
        anna.reads(FIRST_WORDS).await?;
        anna.reads("ich bin Ben.").await
    };
    let lasting = lasting.await.is_ok();
    transcript.tells("With a name and a password she is back, and everything is there.");

    let left_after_48h = leaves(transcript, stage, &cem).await?;
    let appointment = meet(transcript, stage, (&anna, &ben), &room).await?;
    let figures = Figures { wait_s, calls, lasting, appointment, left_after_48h };
    Ok(Played { figures: Box::new(figures), company: vec![(cem.person, "a counsellor in Dresden")] })
}

/// Somebody says what it is about and where, and goes into the live chat.
async fn comes_in(who: &Visitor, words: &str) -> Result<()> {
    who.opens_the_portal().await?;
    who.says_what_and_where("Schulden", "01067").await?;
    who.goes_on_to_the_live_chat().await?;
    who.comes_in(words).await
}

/// Ben offers times and Anna takes one; the clock goes on, both are reminded twice, and it takes place.
async fn meet(
    transcript: &Transcript,
    stage: &Stage,
    (anna, ben): (&Visitor, &Caller),
    room: &RoomId,
) -> Result<Appointment> {
    Transcript::scene("Anna and Ben meet");
    let wall_clock = time::OffsetDateTime::now_utc().unix_timestamp() * 1000;
    // Two days have gone by already.
    let day = (0..6).fold(wall::today(Timestamp::from_millis(wall_clock)), |day, _| wall::after(day));
    let start = wall::at(day, 10 * 60);
    let passes = |before: i64| {
        let until = start.minus(Span::hours(before)).millis() - wall_clock;
        stage.lets_minutes_pass(until / 60_000 + 1)
    };
    let words = format!("termin anbieten {}.{}.{} 9-11 je 60 vor ort", day.day(), day.month(), day.year());
    ben.says(room, &words).await?;
    transcript.writes("Ben", &words);
    anna.comes_back().await?;
    anna.browser.sees("#chat [data-dates=offer] button").await?;
    let began = Instant::now();
    anna.browser.clicks("#chat [data-dates=offer] button:has-text('2: ')").await?;
    anna.reads("Der Termin steht").await?;
    let booked_ms = began.elapsed().as_millis();
    transcript.tells(&format!("She takes the second of two times; after {booked_ms} ms it is hers."));
    for (number, before) in (1..).zip([24, 1]) {
        passes(before)?;
        ben.hears_often(room, "Erinnerung an den Termin", number).await?;
        anna.comes_back().await?;
        wait::until("the reminder in her chat", wait::patience(), async || {
            Ok((reminders(anna).await? >= number).then_some(()))
        })
        .await?;
        transcript.tells(&format!("{before} h before both are reminded in their chats."));
    }
    let read = reminders(anna).await?;
    passes(-2)?;
    ben.says(room, "termin gekommen").await?;
    transcript.writes("Ben", "termin gekommen");
    let kept = async || stage.counts("select coalesce(sum(kept), 0) from appointment_figure").await;
    wait::until("it to be counted", wait::patience(), async || Ok((kept().await? == 1).then_some(())))
        .await?;
    let rows = "select (select count(*) from appointment) + (select count(*) from appointment_cell)";
    let (kept, left) = (kept().await?, stage.counts(rows).await?);
    transcript.tells("It took place: a figure is kept of it, and nothing else.");
    Ok(Appointment { booked_ms, reminders: read, kept, left })
}

/// How many reminders she reads.
async fn reminders(anna: &Visitor) -> Result<usize> {
    let lines = anna.lines().await?;
    Ok(lines.iter().filter(|line| line.text.contains("Erinnerung an den Termin")).count())
}

/// Yusuf talks, closes the page, and 48 hours go by: what is left of him.
async fn leaves(
    transcript: &Transcript,
    stage: &Stage,
    cem: &lotse_tests::stage::Counsellor,
) -> Result<usize> {
    Transcript::scene("Yusuf leaves");
    let yusuf = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    let words = format!("Ich wollte nur kurz fragen. {}", wait::unique_word());
    comes_in(&yusuf, &words).await?;
    let room = cem.takes(&words).await?;
    cem.person.says(&room, "Fragen Sie.").await?;
    yusuf.reads("Fragen Sie.").await?;
    let members = cem.person.members(&room).await?;
    let user = members.into_iter().find(|user| user.starts_with("@lotse_s_")).context("no guest")?;
    yusuf.browser.close().await?;
    stage.lets_minutes_pass(16)?;
    cem.person.hears(&room, "Dieses Gespräch ist zu Ende").await?;
    transcript.tells("He closes the page; a quarter of an hour later the talk is over.");
    stage.lets_time_pass(48)?;
    cem.person.is_out_of(&room).await?;
    let traces: Vec<Canary> = [words.as_str(), &user, room.as_str()].map(Canary::new).into();
    let left = async || {
        let hits = canary::search(&traces, &[stage.lotse.home()]).await?.len();
        let rows = "select (select count(*) from live_guest) + (select count(*) from erasure) + \
                    (select count(*) from account where leaving_ms is not null)";
        anyhow::Ok(hits + usize::try_from(stage.counts(rows).await?)?)
    };
    let gone =
        wait::until("nothing to be left", wait::patience(), async || Ok((left().await? == 0).then_some(())));
    let left = if gone.await.is_ok() { 0 } else { left().await? };
    transcript.tells(&format!("48 hours later {left} traces of him are left."));
    Ok(left)
}
