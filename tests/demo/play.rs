//! The play: Anna asks, Ben accepts, the two talk; others try to read.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use lotse_tests::{
    Person, Stage, Synapse,
    stage::{Counsellor, Seeker, Setting},
    wait,
};
use matrix_sdk::ruma::OwnedRoomId;

use crate::{
    LOTSE, Played,
    bare::{Bare, Bystanders},
    cast::{Cast, goes_to_work},
    figures::Figures,
    outsiders,
    transcript::{Transcript, ms},
};

const WORKBOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/appservice/samples/directory.xlsx");

const FIRST_MESSAGE: &str = "Guten Tag, ich habe Post vom Inkasso und traue mich nicht, sie zu öffnen.";

/// How long the play waits for the rooms of centres that do not play.
const ROOMS_AT_MOST: Duration = Duration::from_mins(1);

/// A homeserver with Lotse registered, the sample directory imported, and Lotse serving.
pub(crate) async fn stage(transcript: &Transcript) -> Result<Stage> {
    Transcript::scene("The stage");
    let venv = Synapse::venv().await?;
    transcript.tells(&format!("Synapse's Python environment: {}", venv.path().display()));
    let began = Instant::now();
    let mut stage = Setting::default().workbook(WORKBOOK).set(LOTSE).await?;
    transcript.tells(&format!(
        "In {}: `lotse key new`, `lotse registration`, `lotse directory import` of the sample workbook; then Synapse \
         {} with both registrations, which answered after {}.",
        ms(began.elapsed()),
        stage.synapse.version().await?,
        ms(stage.synapse.ready_after()),
    ));
    stage.lotse.serve().await?;
    transcript.tells(&format!("`lotse serve` is healthy after {}.", ms(stage.lotse.ready_after())));
    Ok(stage)
}

/// All scenes.
pub(crate) async fn play(transcript: &Transcript, stage: &Stage) -> Result<Played> {
    let Cast { anna, ben, cem, yusuf, astrid, edda } = Box::pin(Cast::arrive(&stage.synapse)).await?;
    let bystanders = Bystanders::arrive(&stage.synapse).await?;
    transcript.tells(
        "Anna, Ben, Cem, Yusuf, Astrid and Edda have signed in with stock Matrix clients (matrix-sdk), each with a \
         verified device. Edda administers the homeserver.",
    );
    the_centres(transcript, stage).await?;
    let asked = anna_asks(transcript, anna).await?;
    let (ben, cem) = tokio::try_join!(goes_to_work(ben), goes_to_work(cem))?;
    let accepted = ben_accepts(transcript, &asked, &ben, &cem).await?;
    let outsiders = [("colleague", &cem.person), ("other_seeker", &yusuf), ("other_centre", &astrid)];
    let edda_too = ("homeserver_administrator", &edda);
    let (readers, unreadable_for) =
        others_try(transcript, stage, &asked, &ben, outsiders.into_iter().chain([edda_too]).collect(), &edda)
            .await?;
    let bare = without_lotse(transcript, &bystanders).await?;
    let (yusuf, astrid) = alone_together(transcript, yusuf, astrid).await?;
    let figures = Figures {
        placed_ms: millis(asked.placed),
        room_ms: millis(asked.room_seen),
        bare_create_room_ms: millis(bare.create_room),
        accepted_ms: millis(accepted),
        bare_invite_history_ms: millis(bare.invite_history),
        readers,
        unreadable_for,
        synapse: stage.synapse.version().await?,
    };
    let company = vec![
        (asked.anna.person, "the seeker of the play"),
        (ben.person, "her counsellor, Schulden, Dresden"),
        (cem.person, "his colleague"),
        (astrid.person, "counsels in Chemnitz, on Schwangerschaft; no team centre"),
        (yusuf.person, "another seeker"),
        (edda, "administers the homeserver"),
    ];
    Ok(Played { figures: Box::new(figures), company })
}

/// Waits for the rooms of all centres, but not for ever: whoever gets an enquiry has rooms at once.
async fn the_centres(transcript: &Transcript, stage: &Stage) -> Result<()> {
    Transcript::scene("The centres");
    transcript.tells(
        "Lotse makes a space, the room Erstanfragen and the room Team for every centre with counsellors, one after \
         the other. If a centre gets an enquiry before its turn, its rooms are made at once.",
    );
    let began = Instant::now();
    let mut told = 0;
    let made = wait::until("the rooms of all centres", wait::patience(), async || {
        let (made, of) = rooms_made(stage).await?;
        let enough = made >= of || began.elapsed() >= ROOMS_AT_MOST;
        if made >= told + 20 || (enough && made > told) {
            told = made;
            transcript.tells(&format!("… {made} of {of} rooms"));
        }
        Ok(enough.then_some(made >= of))
    })
    .await?;
    if !made {
        transcript
            .tells("The others go on in the background; times are longer meanwhile, with and without Lotse.");
    }
    Ok(())
}

/// How many rooms of centres are made, and how many there will be: three for each centre with counsellors.
async fn rooms_made(stage: &Stage) -> Result<(u64, u64)> {
    let metrics = stage.lotse.metrics().await?;
    let count =
        metrics.lines().find_map(|line| line.strip_prefix(r#"lotse_rooms_made_total{kind="centre"} "#));
    let log = stage.lotse.log();
    let followed = log.lines().find(|line| line.contains("Following the directory"));
    let centres =
        followed.and_then(|line| line.split("centres=").nth(1)?.split_whitespace().next()?.parse().ok());
    let made = count.and_then(|count| count.parse().ok()).unwrap_or(0);
    Ok((made, centres.map_or(u64::MAX, |centres: u64| 3 * centres)))
}

struct Asked {
    anna: Seeker,
    case: OwnedRoomId,
    placed: Duration,
    room_seen: Duration,
}

async fn anna_asks(transcript: &Transcript, anna: Person) -> Result<Asked> {
    Transcript::scene("Anna asks");
    let began = Instant::now();
    let anna = Seeker::knocks(anna).await?;
    let (person, chat) = (&anna.person, &anna.chat);
    transcript.tells(&format!(
        "Anna opened an encrypted chat with {} and was greeted after {}.",
        Stage::RECEPTION,
        ms(began.elapsed())
    ));
    transcript.reads_on(person, "Anna", chat);

    let says = async |words: &str, then: &str| -> Result<Duration> {
        transcript.writes("Anna", words);
        let began = Instant::now();
        person.says(chat, words).await?;
        person.hears_next(chat, then).await?;
        Ok(began.elapsed())
    };
    says("Ich habe Schulden", "Postleitzahl").await?;
    transcript.reads_on(person, "Anna", chat);
    let placed = says("01067", "Schuldnerberatung Elbufer Dresden").await?;
    transcript.reads_on(person, "Anna", chat);
    transcript.tells(&format!("Postcode sent → centre's card read: {}.", ms(placed)));
    says("Blaue Amsel", "Soll ich Sie Blaue Amsel nennen?").await?;
    transcript.reads_on(person, "Anna", chat);
    says("ja", "einverstanden").await?;
    transcript.reads_on(person, "Anna", chat);

    transcript.writes("Anna", "ja");
    let began = Instant::now();
    person.says(chat, "ja").await?;
    let invitation = person
        .is_invited_where("the case room", |to| {
            to.name.as_deref().is_some_and(|name| name.starts_with("Fall "))
        })
        .await?;
    let room_seen = began.elapsed();
    transcript.tells(&format!(
        "Consent sent → Anna sees the invitation to “{}”: {}.",
        invitation.name.as_deref().unwrap_or_default(),
        ms(room_seen)
    ));
    let case = person.accepts(&invitation).await?;
    person.hears(&case, "Willkommen").await?;
    transcript.reads_on(person, "Anna", chat);
    transcript.reads_on(person, "Anna", &case);
    transcript.writes("Anna", FIRST_MESSAGE);
    person.says(&case, FIRST_MESSAGE).await?;
    Ok(Asked { anna, case, placed, room_seen })
}

async fn ben_accepts(
    transcript: &Transcript,
    asked: &Asked,
    ben: &Counsellor,
    cem: &Counsellor,
) -> Result<Duration> {
    Transcript::scene("Ben accepts");
    let (anna, case) = (&asked.anna.person, &asked.case);
    transcript.tells("Ben and Cem have come into the rooms of their centre.");
    let card = ben.sees_card("Inkasso").await?;
    cem.sees_card("Inkasso").await?;
    let asked_at =
        anna.knows(case).into_iter().find(|heard| heard.body == FIRST_MESSAGE).map_or(0, |said| said.at_ms);
    transcript.tells(&format!(
        "The whole team of this centre sees a card, posted {} ms after Anna's message.",
        card.at_ms - asked_at
    ));
    transcript.reads_on(&ben.person, "Ben", &ben.enquiries);
    ben.person.sees_reaction(&ben.enquiries, &card.event, "✅").await?;

    transcript.tells("Ben clicks the ✅ on the card.");
    let began = Instant::now();
    ben.person.reacts(&ben.enquiries, &card.event, "✅").await?;
    let entered = ben.comes_into_case().await?;
    ensure!(entered == *case, "Ben came into another room");
    let first = ben.person.hears(case, "Inkasso").await?;
    let accepted = began.elapsed();
    transcript.tells(&format!(
        "Click → Ben has joined and reads the first message, with a key from {}: {}.",
        first.key_from.as_ref().map_or("its sender", |user| user.as_str()),
        ms(accepted)
    ));
    transcript.reads_on(&ben.person, "Ben", case);
    cem.person.sees_redaction(&cem.enquiries, &card.event).await?;
    transcript.tells("The card is gone, for Cem too.");

    talk(
        transcript,
        ("Ben", &ben.person),
        ("Anna", anna),
        case,
        "Guten Tag, ich bin Ben Sommer. Wir öffnen sie zusammen.",
    )
    .await?;
    talk(transcript, ("Anna", anna), ("Ben", &ben.person), case, "Danke. Es sind drei Briefe.").await?;
    transcript.reads_on(anna, "Anna", case);
    Ok(accepted)
}

pub(crate) async fn talk(
    transcript: &Transcript,
    (name, speaker): (&str, &Person),
    (other, listener): (&str, &Person),
    room: &OwnedRoomId,
    words: &str,
) -> Result<()> {
    transcript.writes(name, words);
    let began = Instant::now();
    speaker.says(room, words).await?;
    listener.hears(room, words).await?;
    transcript.tells(&format!("{other} can read it after {}.", ms(began.elapsed())));
    transcript.reads_on(listener, other, room);
    Ok(())
}

type Roles = Vec<&'static str>;

async fn others_try(
    transcript: &Transcript,
    stage: &Stage,
    asked: &Asked,
    ben: &Counsellor,
    outsiders: Vec<(&'static str, &Person)>,
    edda: &Person,
) -> Result<(Roles, Roles)> {
    Transcript::scene("Others try to read");
    let (anna, case) = (&asked.anna.person, &asked.case);
    transcript.tells(&format!("In the room: {}.", listed(&anna.members(case).await?)));
    for (_, outsider) in &outsiders {
        let began = Instant::now();
        outsiders::is_smuggled_in(&stage.synapse, edda, case, outsider).await?;
        wait::until(format!("{} to be out of the case", outsider.name()), wait::patience(), async || {
            let (inside, invited) = tokio::try_join!(anna.members(case), anna.invited(case))?;
            Ok((!inside.contains(outsider.id()) && !invited.contains(outsider.id())).then_some(()))
        })
        .await?;
        transcript.tells(&format!(
            "Edda takes the steward's identity and lets {} in. Lotse has them out again after {}.",
            outsider.id(),
            ms(began.elapsed())
        ));
    }
    // Until a client hears of the removal, it encrypts to whom it knows in the room: that is the client's part.
    tokio::try_join!(anna.catches_up(), ben.person.catches_up())?;
    talk(transcript, ("Anna", anna), ("Ben", &ben.person), case, "Sind wir hier noch unter uns?").await?;
    talk(
        transcript,
        ("Ben", &ben.person),
        ("Anna", anna),
        case,
        "Ja. Wer nicht hierher gehört, kann nichts lesen.",
    )
    .await?;

    let events = outsiders::kept_by_homeserver(edda, case).await?;
    let messages = outsiders::encrypted(&events)?;
    transcript.tells(&format!(
        "Edda fetches all {} events of the room from the homeserver and gives the {} messages to everybody. How many \
         can each client open, with all the keys that it was ever given?",
        events.len(),
        messages.len()
    ));
    for (_, outsider) in &outsiders {
        transcript.tells(&format!(
            "{:<30} in the room's log: {}",
            outsider.id(),
            outsiders::way_of(outsider, &events)
        ));
    }
    let (mut readers, mut unreadable_for) = (Roles::new(), Roles::new());
    let insiders = [("seeker", anna), ("counsellor", &ben.person)];
    for (role, person) in insiders.into_iter().chain(outsiders) {
        let opened = outsiders::opens(person, case, &messages).await?;
        transcript.tells(&format!("{:<30} {role:<26} {} of {}", person.id(), opened.len(), messages.len()));
        if opened.len() == messages.len() {
            readers.push(role);
        } else if opened.is_empty() {
            unreadable_for.push(role);
        } else {
            transcript
                .tells(&format!("Only some messages, and that must not be. By: {}.", opened.join(", ")));
        }
    }
    Ok((readers, unreadable_for))
}

/// A centre that is no team centre: after the first answer nobody but the two can read, not even who runs Lotse.
async fn alone_together(
    transcript: &Transcript,
    yusuf: Person,
    astrid: Person,
) -> Result<(Seeker, Counsellor)> {
    Transcript::scene("Yusuf and Astrid: a centre that is no team centre");
    let yusuf = Seeker::knocks(yusuf).await?;
    yusuf.is_placed("schwanger", "09111", "Stiller Fluss").await?;
    let case = yusuf.consents().await?;
    transcript
        .tells("Yusuf was led the same way, to the pregnancy counselling in Chemnitz. In the case room:");
    let words = "Wir bekommen ein Kind und wissen nicht, wovon.";
    transcript.writes("Yusuf", words);
    yusuf.person.says(&case, words).await?;
    let astrid = goes_to_work(astrid).await?;
    let card = astrid.sees_card(words).await?;
    astrid.accepts_card(&card).await?;
    astrid.comes_into_case().await?;
    astrid.person.hears(&case, words).await?;
    transcript.tells("Astrid has clicked the ✅ on the card and reads it.");
    let both = [("Astrid", &astrid.person), ("Yusuf", &yusuf.person)];
    talk(transcript, both[0], both[1], &case, "Guten Tag. Das rechnen wir gemeinsam durch.").await?;
    yusuf.person.hears(&case, "vernichte meine Schlüssel").await?;
    let custodian = "@lotse_c_chemnitz-schwangerschaft:lotse.example";
    wait::until("the custodian to leave", wait::patience(), async || {
        Ok((!yusuf.person.members(&case).await?.contains(custodian)).then_some(()))
    })
    .await?;
    transcript.reads_on(&yusuf.person, "Yusuf", &case);
    let who = yusuf.person.members(&case).await?;
    transcript.tells(&format!("In the room: {}. The steward has no keys.", listed(&who)));
    talk(transcript, both[1], both[0], &case, "Gut, dass es jetzt nur noch wir zwei sind.").await?;
    Ok((yusuf, astrid))
}

async fn without_lotse(transcript: &Transcript, bystanders: &Bystanders) -> Result<Bare> {
    Transcript::scene("The same without Lotse");
    let bare = bystanders.measure().await?;
    transcript.tells(&format!(
        "A bare `createRoom` with the same body, on the same homeserver: answered after {}, the invitation seen by the \
         invited client after {} (medians).",
        ms(bare.create_room_answered),
        ms(bare.create_room)
    ));
    transcript.tells(&format!(
        "A bare matrix-sdk invitation with shared history: the old message read after {} (median).",
        ms(bare.invite_history)
    ));
    Ok(bare)
}

pub(crate) fn listed(people: &BTreeSet<String>) -> String {
    people.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

pub(crate) fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
