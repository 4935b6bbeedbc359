//! The play of a centre: one is away, another stands in, a case changes hands, a link leads straight to somebody, and
//! in the end nothing is left.

mod erasure;
mod figures;

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Person, Stage, Synapse,
    old_talk::{self, OldTalk},
    stage::{Counsellor, Seeker, Setting, reference},
    wait,
};
use matrix_sdk::ruma::OwnedRoomId;

use self::figures::Figures;
use crate::{
    LOTSE, Played,
    cast::{arrives, goes_to_work},
    outsiders,
    play::{listed, millis, talk},
    transcript::{Transcript, ms},
};

const PSEUDONYM: &str = "Blaue Amsel";
const FIRST_MESSAGE: &str = "Guten Tag, ich habe Post vom Inkasso und traue mich nicht, sie zu öffnen.";
/// How long the talk is that the colleague comes into.
const MESSAGES: usize = 1_000;

/// A homeserver with Lotse registered, a small directory imported, the means to erase, and Lotse serving.
pub(crate) async fn stage(transcript: &Transcript) -> Result<Stage> {
    Transcript::scene("The stage");
    let venv = Synapse::venv().await?;
    transcript.tells(&format!("Synapse's Python environment: {}", venv.path().display()));
    let mut stage = Setting::default().with_erasure().set(LOTSE).await?;
    stage.lotse.serve().await?;
    transcript.tells(&format!(
        "Synapse {} and `lotse serve`, with a directory of three centres and with a token of the homeserver's \
         administration in a file of its own, so that what is erased here goes there as well.",
        stage.synapse.version().await?
    ));
    Ok(stage)
}

/// All scenes.
pub(crate) async fn play(transcript: &Transcript, stage: &Stage) -> Result<Played> {
    let at = &stage.synapse;
    let (anna, yusuf, ben, cem) = tokio::try_join!(
        arrives(at, "anna", false),
        arrives(at, "yusuf", false),
        arrives(at, "ben", false),
        arrives(at, "cem", false),
    )?;
    let (otto, quirin, petra, edda) = tokio::try_join!(
        arrives(at, "otto", false),
        arrives(at, "quirin", false),
        arrives(at, "petra", false),
        arrives(at, "edda", true),
    )?;
    let (ben, cem) = tokio::try_join!(goes_to_work(ben), goes_to_work(cem))?;
    transcript.tells("Ben and Cem are in the rooms of their centre; Anna and Yusuf are at their clients.");

    let case = they_talk(transcript, anna, &ben).await?;
    let cover = cem_stands_in(transcript, &case, &ben, &cem).await?;
    let bare = without_lotse(transcript, &otto, &quirin, &petra).await?;
    let after_end = the_cover_ends(transcript, &case, &ben, &cem, &edda).await?;
    ben_is_away(transcript, &case, &ben, &cem).await?;
    ben_hands_over(transcript, &case, &ben, &cem).await?;
    let yusuf = a_link_leads_to_ben(transcript, stage, yusuf, &ben, &cem).await?;
    let left = erasure::anna_has_everything_erased(transcript, stage, &case, &cem, &edda).await?;
    let figures = Figures {
        cover_ms: millis(cover.took),
        bare_invite_history_ms: millis(bare),
        history_messages_readable: cover.readable,
        readable_after_end: after_end,
        left_after_erasure: left,
        synapse: at.version().await?,
    };
    let company = vec![
        (case.anna.person, "had her case erased"),
        (ben.person, "counsels on Schulden, Dresden"),
        (cem.person, "his colleague"),
        (yusuf.person, "came by Ben's link"),
        (edda, "administers the homeserver"),
    ];
    Ok(Played { figures: Box::new(figures), company })
}

/// Anna's case.
struct Talk {
    anna: Seeker,
    room: OwnedRoomId,
    reference: String,
}

async fn they_talk(transcript: &Transcript, anna: Person, ben: &Counsellor) -> Result<Talk> {
    Transcript::scene("Anna and Ben have talked for a long time");
    let anna = Seeker::knocks(anna).await?;
    let room = anna.asks("Schulden", "01067", PSEUDONYM, FIRST_MESSAGE).await?;
    let card = ben.sees_card("Inkasso").await?;
    let reference = reference(&card)?;
    ben.accepts_card(&card).await?;
    ensure!(ben.comes_into_case().await? == room, "Ben came into another room");
    ben.person.hears(&room, "Inkasso").await?;
    transcript.tells(&format!("Ben has accepted Fall {reference} of “{PSEUDONYM}”."));
    let began = Instant::now();
    old_talk::is_held(&room, &anna.person, &ben.person, MESSAGES).await?;
    transcript.tells(&format!("They have written {MESSAGES} messages, in {}.", ms(began.elapsed())));
    Ok(Talk { anna, room, reference })
}

struct Covered {
    took: std::time::Duration,
    readable: usize,
}

async fn cem_stands_in(
    transcript: &Transcript,
    case: &Talk,
    ben: &Counsellor,
    cem: &Counsellor,
) -> Result<Covered> {
    Transcript::scene("Cem stands in");
    let wrong = "vertretung Rote Amsel krank";
    transcript.writes("Cem", wrong);
    cem.person.says(&cem.team, wrong).await?;
    cem.person.hears_next(&cem.team, "").await?;
    transcript.reads_on(&cem.person, "Cem", &cem.team);
    let request = format!("vertretung {PSEUDONYM} krank");
    transcript.writes("Cem", &request);
    let took = old_talk::is_covered(cem, &case.room, &request, MESSAGES).await?;
    let read = cem.person.reads_all(&case.room);
    let readable = read.iter().filter(|text| text.contains(old_talk::WORDS)).count();
    transcript.tells(&format!(
        "Asked → Cem has joined and reads {readable} of the {MESSAGES} old messages: {}.",
        ms(took)
    ));
    case.anna.person.hears(&case.room, "vertritt").await?;
    transcript.reads_on(&case.anna.person, "Anna", &case.room);
    ben.person.hears(&ben.team, &case.reference).await?;
    transcript.reads_on(&ben.person, "Ben", &ben.team);
    let people = [("Cem", &cem.person), ("Anna", &case.anna.person)];
    talk(transcript, people[0], people[1], &case.room, "Guten Tag, ich vertrete Ben für ein paar Tage.")
        .await?;
    talk(transcript, people[1], people[0], &case.room, "Gut, dass jemand da ist.").await?;
    Ok(Covered { took, readable })
}

async fn without_lotse(
    transcript: &Transcript,
    otto: &Person,
    quirin: &Person,
    petra: &Person,
) -> Result<std::time::Duration> {
    Transcript::scene("The same without Lotse");
    let talk = OldTalk::of(otto, quirin, MESSAGES).await?;
    let took = talk.is_shared_with(petra).await?;
    transcript.tells(&format!(
        "A bare matrix-sdk invitation into a talk of {MESSAGES} messages: all of them read after {}.",
        ms(took)
    ));
    Ok(took)
}

/// How many of the messages after the end Cem's client can open.
async fn the_cover_ends(
    transcript: &Transcript,
    case: &Talk,
    ben: &Counsellor,
    cem: &Counsellor,
    edda: &Person,
) -> Result<usize> {
    Transcript::scene("The cover ends");
    let end = format!("vertretung ende {}", case.reference);
    transcript.writes("Cem", &end);
    cem.person.says(&cem.team, &end).await?;
    cem.person.is_out_of(&case.room).await?;
    tokio::try_join!(case.anna.person.catches_up(), ben.person.catches_up())?;
    let before = outsiders::kept_by_homeserver(edda, &case.room).await?;
    let last = before.last().context("a room without events")?["event_id"].clone();
    let people = [("Anna", &case.anna.person), ("Ben", &ben.person)];
    talk(transcript, people[0], people[1], &case.room, "Sind wir wieder unter uns?").await?;
    talk(transcript, people[1], people[0], &case.room, "Ja, Cem liest nicht mehr mit.").await?;
    let events = outsiders::kept_by_homeserver(edda, &case.room).await?;
    let after: Vec<_> = events.into_iter().skip_while(|event| event["event_id"] != last).skip(1).collect();
    let messages = outsiders::encrypted(&after)?;
    ensure!(messages.len() >= 2, "nothing was said after the end");
    let opened = outsiders::opens(&cem.person, &case.room, &messages).await?;
    transcript.tells(&format!(
        "Edda gives Cem the {} messages that were written since. With all the keys that his client ever got it opens {}.",
        messages.len(),
        opened.len()
    ));
    transcript.reads_on(&ben.person, "Ben", &ben.team);
    Ok(opened.len())
}

async fn ben_is_away(transcript: &Transcript, case: &Talk, ben: &Counsellor, cem: &Counsellor) -> Result<()> {
    Transcript::scene("Ben is away");
    let away = format!("abwesend bis {} vertretung @cem:lotse.example", in_ten_days());
    transcript.writes("Ben", &away);
    ben.person.says(&ben.team, &away).await?;
    let invitation = cem.person.is_invited_where("the case room", |to| to.room == case.room).await?;
    cem.person.accepts(&invitation).await?;
    transcript.tells("Cem is in the case by himself: the cover has begun with the absence.");
    case.anna.person.hears(&case.room, "zurzeit nicht da").await?;
    transcript.reads_on(&case.anna.person, "Anna", &case.room);
    transcript.reads_on(&ben.person, "Ben", &ben.team);
    transcript.writes("Ben", "anwesend");
    ben.person.says(&ben.team, "anwesend").await?;
    cem.person.is_out_of(&case.room).await?;
    transcript.tells("Ben is back, and the cover has ended with the absence.");
    Ok(())
}

/// A day ten days from now, as people write it.
fn in_ten_days() -> String {
    let day = time::OffsetDateTime::now_utc().date() + time::Duration::days(10);
    format!("{:02}.{:02}.{}", day.day(), u8::from(day.month()), day.year())
}

async fn ben_hands_over(
    transcript: &Transcript,
    case: &Talk,
    ben: &Counsellor,
    cem: &Counsellor,
) -> Result<()> {
    Transcript::scene("Ben hands over");
    let (anna, room) = (&case.anna.person, &case.room);
    let words = format!("übergeben {} @cem:lotse.example", case.reference);
    transcript.writes("Ben", &words);
    ben.person.says(&ben.team, &words).await?;
    let question = anna
        .hears_where(room, "the question whether she agrees", |heard| {
            heard.is_message() && heard.sender.as_str().starts_with("@lotse_c_") && heard.body.contains("✅")
        })
        .await?;
    transcript.reads_on(anna, "Anna", room);
    transcript.tells("Anna clicks the ✅.");
    anna.reacts(room, &question.event, "✅").await?;
    let invitation = cem.person.is_invited_where("the case room", |to| to.room == *room).await?;
    cem.person.accepts(&invitation).await?;
    cem.person.reads_many(room, old_talk::WORDS, MESSAGES).await?;
    ben.person.is_out_of(room).await?;
    anna.catches_up().await?;
    transcript.tells(&format!("In the room now: {}.", listed(&anna.members(room).await?)));
    let people = [("Cem", &cem.person), ("Anna", anna)];
    talk(transcript, people[0], people[1], room, "Ab jetzt bin ich für Sie da.").await
}

async fn a_link_leads_to_ben(
    transcript: &Transcript,
    stage: &Stage,
    yusuf: Person,
    ben: &Counsellor,
    cem: &Counsellor,
) -> Result<Seeker> {
    Transcript::scene("A link leads to Ben");
    let arguments = ["link", "new", "--centre", "dresden", "--counsellor", "@ben:lotse.example"];
    let printed = stage.lotse.says(&arguments).await?;
    transcript.tells(&format!("`lotse {}` prints:", arguments.join(" ")));
    Transcript::quotes(&printed);
    let start = printed
        .lines()
        .find_map(|line| line.split_once("start ").map(|(_, token)| format!("start {}", token.trim())))
        .context("no `start …` in what was printed")?;
    let yusuf = Seeker::knocks(yusuf).await?;
    transcript.writes("Yusuf", &start);
    yusuf.person.says(&yusuf.chat, &start).await?;
    yusuf.person.hears_next(&yusuf.chat, "genannt").await?;
    transcript.reads_on(&yusuf.person, "Yusuf", &yusuf.chat);
    yusuf.person.says(&yusuf.chat, "Grüner Igel").await?;
    yusuf.person.hears_next(&yusuf.chat, "Soll ich Sie").await?;
    yusuf.person.says(&yusuf.chat, "ja").await?;
    yusuf.person.hears_next(&yusuf.chat, "einverstanden").await?;
    let room = yusuf.consents().await?;
    let words = "Ben hat mir seine Karte gegeben.";
    yusuf.person.says(&room, words).await?;
    ensure!(ben.comes_into_case().await? == room, "Ben came into another room");
    ben.person.hears(&room, words).await?;
    transcript.tells("Ben is in the case without having done anything, and reads:");
    transcript.reads_on(&ben.person, "Ben", &room);
    wait::until("Lotse to settle", wait::patience(), async || {
        Ok((stage.lotse.figure("lotse_outbox_pending").await? == 0.0).then_some(()))
    })
    .await?;
    cem.person.catches_up().await?;
    let cards =
        cem.person.knows(&cem.enquiries).into_iter().filter(|heard| heard.body.contains(words)).count();
    ensure!(cards == 0, "the case stood in Erstanfragen");
    transcript.tells("No card of it was ever in Erstanfragen.");
    Ok(yusuf)
}
