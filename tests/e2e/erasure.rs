//! A case ends for good: by time, held, at the seeker's wish, and with nothing left that leads to anybody.
//!
//! What stays is said here, too: what a counsellor's own client remembers, and what Synapse keeps of its own work.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Person, Postgres, Stage,
    canary::{self, Canary, Hit},
    stage::{Counsellor, Seeker, Setting, reference},
    wait,
};
use matrix_sdk::{
    attachment::AttachmentConfig,
    ruma::{OwnedEventId, OwnedRoomId, RoomId},
};
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::asking::LOTSE;

const DAY: i64 = 24;

/// A case with everything that could be left of it.
struct Told {
    seeker: Seeker,
    case: OwnedRoomId,
    reference: String,
    /// Texts and names: they must be nowhere in the clear, before and after.
    words: Vec<Canary>,
    /// Rooms, events, ciphertext: they are somewhere, and must be nowhere afterwards.
    traces: Vec<Canary>,
}

impl Told {
    /// Somebody asks, is answered, and sends a file.
    async fn to(stage: &Stage, who: &Counsellor, topic: &str, postcode: &str) -> Result<Self> {
        let marked = |kind: &str| format!("{kind}{}", wait::unique_word());
        let letters = |word: String| word.replace(|letter: char| letter.is_ascii_digit(), "x");
        let (name, pseudonym) = (marked("kanari"), letters(marked("Rotvogel")));
        let [question, answer, file] = ["Gelbvogel", "Blauvogel", "Schwarzvogel"].map(marked);
        let seeker = Seeker::knocks(stage.person(&name).await?).await?;
        let case = seeker.asks(topic, postcode, &pseudonym, &question).await?;
        let reference = reference(&who.sees_card(&question).await?)?;
        assert_eq!(who.takes(&question).await?, case);
        let anna = &seeker.person;
        // While the custodian is there it learns which files belong to the room.
        let room = anna.client().get_room(&case).context("no case room")?;
        let (kind, bytes) = ("application/pdf".parse()?, file.repeat(100).into_bytes());
        let sent = room.send_attachment("brief.pdf", &kind, bytes, AttachmentConfig::new()).await?;
        stage.settles().await?;
        let answered = who.person.says(&case, &answer).await?;
        anna.hears(&case, &answer).await?;
        stage.settles().await?;

        let mut traces = vec![case.to_string(), seeker.chat.to_string()];
        for event in [sent.event_id, answered] {
            traces.extend([event.to_string(), ciphertext(anna, &case, &event).await?]);
        }
        let words = [question, answer, file, pseudonym].map(|word| Canary::new(&word)).into();
        let traces = traces.iter().map(|trace| Canary::new(trace)).collect();
        Ok(Self { seeker, case, reference, words, traces })
    }

    /// The traces, but for those of a room that is still to be purged.
    fn traces_without(&self, room: Option<&RoomId>) -> Vec<Canary> {
        let is_there = |trace: &&Canary| room.is_some_and(|room| !trace.sings_in(room.as_bytes()).is_empty());
        self.traces.iter().filter(|trace| !is_there(trace)).cloned().collect()
    }

    /// All that must not be in Lotse's database, files and log once the case is erased; the seeker's id among it.
    fn everything(&self) -> Vec<Canary> {
        let id = [Canary::new(self.seeker.person.id())];
        self.words.iter().chain(&self.traces).cloned().chain(id).collect()
    }
}

/// A piece of what the homeserver has of a message.
async fn ciphertext(who: &Person, room: &RoomId, event: &OwnedEventId) -> Result<String> {
    let path = format!("/_matrix/client/v3/rooms/{room}/event/{event}");
    let event = who.calls("GET", &path, None).await?;
    let text = event["content"]["ciphertext"].as_str().context("no ciphertext")?;
    Ok(text.chars().skip(40).take(60).collect())
}

/// All files that people and custodians have uploaded.
fn files(stage: &Stage) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut left = vec![stage.synapse.home().join("media")];
    while let Some(place) = left.pop() {
        for entry in std::fs::read_dir(&place).into_iter().flatten().flatten() {
            if entry.path().is_dir() { left.push(entry.path()) } else { files.push(entry.path()) }
        }
    }
    files
}

async fn edda(stage: &Stage) -> Result<Person> {
    Person::arrive_as_administrator(&stage.synapse, &format!("edda{}", wait::unique_word())).await
}

/// Whether the homeserver knows a room at all.
async fn has_room(edda: &Person, room: &RoomId) -> bool {
    edda.calls("GET", &format!("/_synapse/admin/v1/rooms/{room}"), None).await.is_ok()
}

fn none(hits: &[Hit]) {
    let sung = hits.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(hits.is_empty(), "left after erasure:\n{sung}");
}

/// What Synapse 1.163 itself keeps of a room that it has purged: that there was one, who came and went, that it was
/// purged, and what people's clients wrote into their own accounts. There is no call to take that away; these statements, with Synapse stopped, do.
const KEPT_BY_SYNAPSE: [(&str, &str); 3] = [
    (
        "current_state_delta_stream.",
        "delete from current_state_delta_stream where room_id not in (select room_id from rooms)",
    ),
    (
        "scheduled_tasks.",
        "delete from scheduled_tasks where action = 'shutdown_and_purge_room' and status = 'complete'",
    ),
    // The list of direct chats that a person's own client keeps in their account: theirs alone to change.
    ("account_data.", "delete from account_data where account_data_type = 'm.direct'"),
];

/// Searches everything that Synapse has, except its own log for rooms and events: requests name them. `room` is still
/// to be purged.
async fn in_synapse(stage: &Stage, told: &[&Told], room: Option<&RoomId>) -> Result<Vec<Hit>> {
    let file = stage.synapse.database_file();
    stage.synapse.stop().await?;
    let mut hits = Vec::new();
    for told in told {
        hits.extend(canary::search(&told.words, &[stage.synapse.home()]).await?);
        let traces = told.traces_without(room);
        let columns = canary::search(&traces, &[&file]).await?.into_iter().filter(|hit| hit.column.is_some());
        hits.extend(columns.filter(|hit| {
            let column = hit.column.as_deref().unwrap_or_default();
            !KEPT_BY_SYNAPSE.iter().any(|(table, _)| column.starts_with(table))
        }));
    }
    // SQLite keeps deleted bytes in free pages, unless it is told otherwise; PostgreSQL's vacuum reuses them.
    let mut database = SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(&file)).await?;
    for statement in KEPT_BY_SYNAPSE.map(|(_, statement)| statement).into_iter().chain(["vacuum"]) {
        sqlx::query(statement).execute(&mut database).await?;
    }
    sqlx::query("pragma wal_checkpoint(truncate)").execute(&mut database).await?;
    database.close().await?;
    for told in told {
        let places = [file.clone(), stage.synapse.home().join("media")];
        hits.extend(canary::search(&told.traces_without(room), &places).await?);
    }
    Ok(hits)
}

#[tokio::test(flavor = "multi_thread")]
async fn when_its_time_is_over_a_case_is_gone_from_everywhere_unless_it_is_held() -> Result<()> {
    let setting = Setting::default().with_clock().with_erasure().settings("\n[log]\nfilter = \"debug\"\n");
    let mut stage = Stage::open_with(LOTSE, setting).await?;
    let ben = stage.counsellor("ben").await?;
    let edda = edda(&stage).await?;
    let kept = Told::to(&stage, &ben, "Schulden", "01067").await?;
    let told = Told::to(&stage, &ben, "Schulden", "01067").await?;
    for told in [&kept, &told] {
        ben.person.says(&told.case, "abschließen").await?;
        told.seeker.person.hears(&told.case, "hat diesen Fall beendet").await?;
    }
    stage.settles().await?;
    ensure!(files(&stage).len() >= 4, "two histories and two files are stored: {:?}", files(&stage));
    let everything = [kept.everything(), told.everything()].concat();
    assert!(
        !canary::search(&everything, &[stage.synapse.home()]).await?.is_empty(),
        "the search finds what is there"
    );

    // A week before, both sides are told; nothing has gone.
    stage.lets_time_pass(83 * DAY + 1)?;
    for told in [&kept, &told] {
        let anna = &told.seeker.person;
        anna.hears(&told.case, "wird er gelöscht").await?;
        anna.hears(&told.seeker.chat, &format!("Ihr Fall {} ist beendet", told.reference)).await?;
        ben.person.hears(&told.case, "wird er gelöscht").await?;
        ben.person.hears(&ben.team, &format!("Der Fall {} wird am", told.reference)).await?;
        assert!(has_room(&edda, &told.case).await);
    }

    // One is held, the other goes.
    let said =
        stage.lotse.says(&["case", "hold", &kept.reference, "--reason", "Beschwerde vom 3. Mai"]).await?;
    assert!(said.contains("kept until it is released"), "{said}");
    assert!(stage.lotse.says(&["case", "held"]).await?.contains("Beschwerde vom 3. Mai"));
    stage.lets_time_pass(91 * DAY)?;
    let anna = &told.seeker.person;
    anna.hears(&told.seeker.chat, &format!("Der Fall {} ist gelöscht", told.reference)).await?;
    anna.hears(&told.seeker.chat, "Ich verlasse jetzt auch diesen Chat").await?;
    anna.is_out_of(&told.case).await?;
    ben.person.is_out_of(&told.case).await?;
    assert!(!has_room(&edda, &told.case).await);
    stage.settles().await?;

    let waiting = &kept.seeker.person;
    waiting.says(&kept.seeker.chat, "alles löschen").await?;
    waiting.hears(&kept.seeker.chat, "Das kann ich im Moment nicht löschen").await?;
    assert!(waiting.members(&kept.case).await?.contains(ben.person.id()));
    // Warned it was; so it goes as soon as the hold ends.
    stage.lotse.says(&["case", "release", &kept.reference]).await?;
    waiting.hears(&kept.seeker.chat, &format!("Der Fall {} ist gelöscht", kept.reference)).await?;
    waiting.hears(&kept.seeker.chat, "Ich verlasse jetzt auch diesen Chat").await?;
    waiting.is_out_of(&kept.case).await?;
    stage.settles().await?;
    let refused = stage.lotse.run(&["case", "hold", &kept.reference, "--reason", "zu spät"]).await?;
    assert!(!refused.status.success());

    // The last words stay for a day, then the chats are gone as well.
    stage.lets_time_pass(93 * DAY)?;
    for told in [&kept, &told] {
        wait::until("the chat to be purged", wait::patience(), async || {
            Ok((!has_room(&edda, &told.seeker.chat).await).then_some(()))
        })
        .await?;
    }
    stage.settles().await?;
    assert!(stage.lotse.says(&["audit", "verify"]).await.is_ok());
    let trail = stage.lotse.says(&["audit", "export"]).await?;
    assert!(trail.contains("erased") && !trail.contains("Beschwerde"), "{trail}");

    // The tombstone says when and where, and nothing leads to anybody.
    let left = "select count(*) from counselling_case where state = 'erased' and closed_ms is not null \
                and seeker_key is null and counsellor_key is null and room_id is null and claim is null";
    assert_eq!(stage.counts(left).await?, 2);
    assert_eq!(files(&stage), [] as [PathBuf; 0]);
    // The reception knows itself and nobody else any more; that nothing sealed names anybody is proven beside the code.
    let known = "select count(*) from crypto_item where owner like '@lotse:%' and \
                 (kind = 'user_identity' or kind in ('olm_session', 'olm_hash', 'former_device'))";
    assert_eq!(stage.counts(known).await?, 1);
    stage.lotse.stop().await?;
    let home: &Path = stage.lotse.home();
    none(&canary::search(&everything, &[home]).await?);
    none(&in_synapse(&stage, &[&kept, &told], None).await?);

    // What stays: a counsellor's client remembers what it has shown. No server can take that back.
    assert!(!ben.person.reads_all(&told.case).is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seeker_has_everything_deleted_at_once_and_never_by_accident() -> Result<()> {
    let postgres = Postgres::start().await?;
    let url = postgres.create_database().await?;
    let setting = Setting::default().database(url.clone()).with_proxy().with_erasure();
    let stage = Stage::open_with(LOTSE, setting).await?;
    let ben = stage.counsellor("ben").await?;
    let edda = edda(&stage).await?;
    let told = Told::to(&stage, &ben, "Schulden", "01067").await?;
    let (anna, chat, case) = (&told.seeker.person, &told.seeker.chat, &told.case);

    // In the room of the case: asked back, and anything but a clear yes changes nothing.
    anna.says(case, "alles löschen").await?;
    let asked = anna.hears_next(case, "Soll alles gelöscht werden").await?;
    assert!(asked.body.contains("auf ihren eigenen Geräten"), "it is said what stays: {}", asked.body);
    anna.says(case, "Hm, was meinen Sie?").await?;
    anna.hears_next(case, "Ich habe nichts gelöscht").await?;
    anna.says(case, "ja, löschen").await?;
    ben.person.says(case, "alles löschen").await?;
    // In the chat with the reception as well.
    anna.says(chat, "Alles löschen!").await?;
    anna.hears_next(chat, &told.reference).await?;
    anna.says(chat, "ja").await?;
    anna.hears_next(chat, "brauche ich genau diese Worte").await?;
    anna.says(chat, "nein").await?;
    anna.hears_next(chat, "Ich habe nichts gelöscht").await?;
    anna.says(chat, "ja, löschen").await?;
    anna.hears_next(chat, "Hier liest niemand aus der Beratung mit").await?;
    stage.settles().await?;
    assert_eq!(stage.counts("select count(*) from counselling_case where state = 'accepted'").await?, 1);
    assert!(anna.members(case).await?.contains(ben.person.id()));

    // The homeserver goes away in the middle, and somebody writes meanwhile: nothing comes back to life.
    anna.says(chat, "alles löschen").await?;
    anna.hears_next(chat, "Soll alles gelöscht werden").await?;
    stage.settles().await?;
    let proxy = stage.proxy.as_ref().context("no proxy")?;
    proxy.goes_away();
    anna.says(chat, "Ja, löschen").await?;
    let count = async |what: &str, query: &str, expected: i64| {
        wait::until(what, wait::patience(), async || {
            Ok((stage.counts(query).await? == expected).then_some(()))
        })
        .await
    };
    count("the tombstone", "select count(*) from counselling_case where state = 'erased'", 1).await?;
    let words = format!("select count(*) from outbox where lane = 'room:{chat}'");
    count("the answer", &words, 1).await?;
    anna.says(case, "Halt, doch nicht!").await?;
    count("help for whoever writes too late", &words, 2).await?;
    proxy.comes_back();
    anna.hears(chat, "Ihre letzte Nachricht dort hat niemand mehr bekommen").await?;
    anna.hears(chat, &format!("Der Fall {} ist gelöscht", told.reference)).await?;
    ben.person.hears(&ben.team, &format!("Der Fall {} wird auf Wunsch", told.reference)).await?;
    anna.is_out_of(case).await?;
    ben.person.is_out_of(case).await?;
    assert!(!has_room(&edda, case).await);
    stage.settles().await?;
    assert_eq!(files(&stage), [] as [PathBuf; 0]);
    assert_eq!(stage.counts("select count(*) from room where kind in ('case', 'reception')").await?, 0);

    // Only that the chat is still to be purged is written down, for a day.
    let everything = told.everything();
    let dump = postgres.dump(&url)?;
    let chat_apart =
        [told.words.clone(), told.traces_without(Some(chat)), vec![Canary::new(anna.id())]].concat();
    none(&canary::search_bytes(&chat_apart, &dump, "the dump"));
    none(&canary::search(&everything, &[stage.lotse.home().to_owned(), postgres.log_file()]).await?);

    // A new chat is a new beginning.
    let again =
        Seeker { chat: anna.opens_chat_with(Stage::RECEPTION).await?, person: stage.person("yusuf").await? };
    anna.hears(&again.chat, "Schulden").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_right_to_purge_the_rest_is_done_and_the_purge_is_made_up_for() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let dora = stage.counsellor("dora").await?;
    let edda = edda(&stage).await?;
    // No team: the custodian has left, and the way is the chat with the reception.
    let told = Told::to(&stage, &dora, "Schwangerschaft", "79098").await?;
    let (anna, chat, case) = (&told.seeker.person, &told.seeker.chat, &told.case);
    let checked = stage.lotse.says(&["check"]).await?;
    assert!(checked.contains("Erasure will be incomplete"), "{checked}");

    anna.says(chat, "delete everything").await?;
    anna.hears_next(chat, "Soll alles gelöscht werden").await?;
    anna.says(chat, "yes, delete").await?;
    let done = anna.hears(chat, &format!("Der Fall {} ist zu Ende", told.reference)).await?;
    assert!(done.body.contains("liegen noch auf dem Server"), "said honestly: {}", done.body);
    anna.is_out_of(case).await?;
    dora.person.is_out_of(case).await?;
    stage.settles().await?;
    assert!(has_room(&edda, case).await);
    let doctor = stage.lotse.says(&["doctor"]).await?;
    assert!(doctor.contains("Erasure is incomplete") && doctor.contains("To be purged"), "{doctor}");
    for words in [&told.words, &vec![Canary::new(anna.id())]] {
        none(&canary::search(words, &[stage.lotse.home()]).await?);
    }

    let file = stage.gives_the_right_to_purge().await?;
    stage.lotse.stop().await?;
    stage.lotse.set_environment("LOTSE_ERASURE__ADMIN_TOKEN_FILE", &file);
    stage.lotse.serve().await?;
    wait::until("the room to be purged", wait::patience(), async || {
        Ok((!has_room(&edda, case).await && files(&stage).is_empty()).then_some(()))
    })
    .await?;
    stage.settles().await?;
    let doctor = stage.lotse.says(&["doctor"]).await?;
    assert!(doctor.contains("can be purged"), "{doctor}");
    stage.lotse.stop().await?;
    // Only that the chat is still to be purged is written down, for a day.
    none(&canary::search(&told.traces_without(Some(chat)), &[stage.lotse.home()]).await?);
    none(&in_synapse(&stage, &[&told], Some(chat)).await?);
    Ok(())
}
