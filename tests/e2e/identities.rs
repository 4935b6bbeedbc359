//! A homeserver can publish another cross-signing identity in anybody's name. It gets no key, and nothing that it says is heard; and
//! whoever has really lost their keys comes back with the help of one colleague.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Person, Stage,
    people::Heard,
    portal::Browser,
    stage::{Counsellor, Seeker, Setting, reference},
    wait,
};
use matrix_sdk::ruma::{OwnedRoomId, RoomId};
use serde_json::{Value, json};

use crate::{
    asking::LOTSE,
    kill::{AT_IDENTITIES, FAIL_POINT, dies_of_it},
};

/// The same account with an identity of its own, as an operator of the homeserver can publish it, or somebody who has lost
/// their keys does.
pub(crate) async fn with_another_identity(person: &Person) -> Result<Person> {
    let other = person.on_another_device().await?;
    other.resets_identity().await?;
    other.catches_up().await?;
    ensure!(other.is_verified().await?, "the new identity has signed nothing");
    Ok(other)
}

/// Why somebody was taken out of a room, as their client shows it.
pub(crate) async fn reason(stage: &Stage, room: &RoomId, who: &str) -> Result<String> {
    let path = format!("rooms/{room}/state/m.room.member/{who}");
    let content = stage.as_lotse("lotse_steward", "GET", &path, None).await?;
    Ok(content["reason"].as_str().unwrap_or_default().to_owned())
}

/// Takes the invitations that come once one's identity counts.
async fn comes_back(person: Person, case: &RoomId) -> Result<Counsellor> {
    let invitation = person.is_invited_where("the case room", |to| to.room == case).await?;
    person.accepts(&invitation).await?;
    Counsellor::at_work(person).await
}

/// The four numbers in a text.
pub(crate) fn number(text: &str) -> Result<String> {
    let words: Vec<&str> = text.split(|letter: char| !letter.is_ascii_digit()).collect();
    let four = |word: &&&str| word.len() == 4;
    let at = words.windows(4).find(|some| some.iter().all(|word| four(&word)));
    Ok(at.with_context(|| format!("no number in {text:?}"))?.join(" "))
}

/// A case that Ben has and has answered, and the colleague Cem.
struct Begun {
    stage: Stage,
    ben: Counsellor,
    cem: Counsellor,
    anna: Seeker,
    case: OwnedRoomId,
}

impl Begun {
    async fn open() -> Result<Self> {
        let stage = Stage::open(LOTSE).await?;
        let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
        let anna = Seeker::knocks(stage.person("anna").await?).await?;
        let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
        assert_eq!(ben.takes("Ich habe Post.").await?, case);
        ben.person.says(&case, "Guten Tag.").await?;
        anna.person.hears(&case, "Guten Tag.").await?;
        ben.person.says(&ben.team, "Moin zusammen.").await?;
        cem.person.hears(&cem.team, "Moin zusammen.").await?;
        stage.settles().await?;
        Ok(Self { stage, ben, cem, anna, case })
    }

    fn rooms(&self) -> [&OwnedRoomId; 3] {
        [&self.case, &self.ben.enquiries, &self.ben.team]
    }

    async fn cem_is_told(&self) -> Result<Heard> {
        self.cem.person.hears(&self.cem.team, "Neue Schlüssel bei ben").await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_identity_gets_no_key_and_is_not_heard() -> Result<()> {
    let begun = Begun::open().await?;
    let began = Instant::now();
    let mallory = with_another_identity(&begun.ben.person).await?;
    let told = begun.cem_is_told().await?;
    println!("the team was told after {:.1} s", began.elapsed().as_secs_f64());
    for room in begun.rooms() {
        mallory.is_out_of(room).await?;
        ensure!(
            !mallory.members(&begun.ben.enquiries).await.is_ok_and(|all| all.contains(mallory.id())),
            "in"
        );
    }
    let why = reason(&begun.stage, &begun.ben.team, mallory.id()).await?;
    assert_eq!(number(&why)?, number(&told.body)?, "both compare the same: {why}");

    // A new enquiry, a word in the case, a word in Team: nothing of it is for the forged device, nor what was said before.
    let yusuf = Seeker::knocks(begun.stage.person("yusuf").await?).await?;
    yusuf.asks("Schulden", "01067", "Stiller Wal", "Ich habe eine Frage.").await?;
    let card = begun.cem.sees_card("Ich habe eine Frage.").await?;
    begun.anna.person.says(&begun.case, "Sind Sie noch da?").await?;
    begun.cem.person.says(&begun.cem.team, "hilfe").await?;
    begun.cem.person.hears(&begun.cem.team, "bestätigen @kollegin").await?;
    begun.stage.settles().await?;
    mallory.catches_up().await?;
    for room in begun.rooms() {
        assert_eq!(mallory.reads_all(room), [] as [&str; 0], "{room}");
    }
    // What it would say there is said nowhere, and an invitation that it makes up is none.
    let word = format!("annehmen {}", reference(&card)?);
    ensure!(mallory.says(&begun.ben.enquiries, &word).await.is_err(), "it still speaks in Erstanfragen");
    ensure!(mallory.joins(&begun.case).await.is_err(), "it comes in by itself");
    begun.cem.takes("Ich habe eine Frage.").await?;
    // Nor is it let stay if the homeserver puts it into the case room: Ben has the case, and this is not Ben.
    let invite = json!({ "user_id": mallory.id() });
    let path = format!("rooms/{}/invite", begun.case);
    begun.stage.as_lotse("lotse_steward", "POST", &path, Some(&invite)).await?;
    let _ = tokio::time::timeout(Duration::from_secs(5), mallory.joins(&begun.case)).await;
    wait::until("the case room without the forged device", wait::patience(), async || {
        let there = begun.anna.person.members(&begun.case).await?;
        Ok((!there.contains(mallory.id())).then_some(()))
    })
    .await?;

    // Ben takes his account back. It is the second new identity, so that whoever confirms says which one.
    begun.ben.person.resets_identity().await?;
    begun.ben.person.catches_up().await?;
    let told = begun.cem.person.hears(&begun.cem.team, "Es war nicht die erste").await?;
    let cem = &begun.cem;
    for (words, answer) in [
        ("bestätigen @ben".to_owned(), "mehrere Verschlüsselungen gezeigt"),
        (format!("bestätigen @ben {}", number(&why)?), "Diese Prüfzahl gehört nicht"),
        (format!("bestätigen @ben {}", number(&told.body)?), "ist bestätigt"),
    ] {
        cem.person.says(&cem.team, &words).await?;
        cem.person.hears_next(&cem.team, answer).await?;
    }
    let ben = comes_back(begun.ben.person, &begun.case).await?;
    ben.person.hears(&begun.case, "Sind Sie noch da?").await?;
    mallory.catches_up().await?;
    let read = mallory.reads_all(&begun.case);
    ensure!(read.is_empty(), "the forged device reads {read:?}");
    begun.stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_lost_their_keys_is_confirmed_by_a_colleague_and_reads_what_was_written() -> Result<()> {
    let mut begun = Begun::open().await?;
    begun.stage.lotse.kill();
    begun.stage.lotse.set_environment(FAIL_POINT, AT_IDENTITIES[0]);
    begun.stage.lotse.serve().await?;
    let ben = with_another_identity(&begun.ben.person).await?;
    begun.cem.person.says(&begun.cem.team, "hilfe").await?;
    dies_of_it(&mut begun.stage.lotse).await?;
    begun.stage.lotse.serve().await?;
    begun.cem_is_told().await?;
    for room in begun.rooms() {
        ben.is_out_of(room).await?;
    }
    begun.anna.person.says(&begun.case, "Sind Sie noch da?").await?;

    let cem = &begun.cem;
    for (words, answer) in [
        ("bestätigen @niemand", "Wen soll ich bestätigen?"),
        ("bestätigen @cem", "Sich selbst kann niemand bestätigen"),
        ("bestätigen @ben 1111 2222 3333 4444", "Diese Prüfzahl gehört nicht"),
        ("bestätigen @ben", "ist bestätigt"),
        ("bestätigen @ben", "gibt es nichts zu bestätigen"),
    ] {
        cem.person.says(&cem.team, words).await?;
        cem.person.hears_next(&cem.team, answer).await?;
    }
    let ben = comes_back(ben, &begun.case).await?;
    for words in ["Ich habe Post.", "Sind Sie noch da?"] {
        ben.person.hears(&begun.case, words).await?;
    }
    ben.person.says(&begun.case, "Ja, mit neuen Schlüsseln.").await?;
    begun.anna.person.hears(&begun.case, "Ja, mit neuen Schlüsseln.").await?;
    let yusuf = Seeker::knocks(begun.stage.person("yusuf").await?).await?;
    let other = yusuf.asks("Schulden", "01067", "Stiller Wal", "Ich habe eine Frage.").await?;
    assert_eq!(ben.takes("Ich habe eine Frage.").await?, other);
    let trail = begun.stage.lotse.says(&["audit", "export", "--centre", "dresden"]).await?;
    ensure!(trail.contains("identity_changed") && trail.contains("identity_confirmed"), "{trail}");
    begun.stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_colleague_is_confirmed_by_the_operator_with_their_number() -> Result<()> {
    let begun = Begun::open().await?;
    let gina = begun.stage.counsellor("gina").await?;
    let new = with_another_identity(&gina.person).await?;
    new.is_out_of(&gina.team).await?;
    let lost = with_another_identity(&begun.ben.person).await?;
    begun.cem_is_told().await?;

    let lotse = &begun.stage.lotse;
    let listed = lotse.says(&["staff", "list", "--json"]).await?;
    let listed: Vec<Value> = listed.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    assert_eq!(listed.len(), 2, "{listed:?}");
    let of =
        |id: &str| listed.iter().find(|one| one["counsellor"] == id).and_then(|one| one["number"].as_str());
    let (hers, his) = (of(new.id()).context("gina")?, of(lost.id()).context("ben")?);
    assert_eq!(number(&reason(&begun.stage, &gina.team, new.id()).await?)?, hers);
    let found = lotse.run(&["doctor"]).await?;
    ensure!(String::from_utf8_lossy(&found.stdout).contains("lotse staff list"), "doctor does not name them");
    for (arguments, word) in [
        (["staff", "confirm", new.id(), "1111 2222 3333 4444"], "not the number"),
        (["staff", "confirm", lost.id(), his], "can do it"),
        (["staff", "confirm", begun.cem.person.id(), his], "nothing to confirm"),
    ] {
        let refused = lotse.run(&arguments).await?;
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        ensure!(!refused.status.success() && said.contains(word), "{arguments:?}: {said}");
    }
    lotse.says(&["staff", "confirm", new.id(), hers]).await?;
    let gina = Counsellor::at_work(new).await?;
    let yusuf = Seeker::knocks(begun.stage.person("yusuf").await?).await?;
    let case = yusuf.asks("Sucht", "10115", "Stiller Wal", "Ich trinke zu viel.").await?;
    assert_eq!(gina.takes("Ich trinke zu viel.").await?, case);
    begun.stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_seeker_was_asked_before_their_keys_were_new_is_asked_again() -> Result<()> {
    let begun = Begun::open().await?;
    let (anna, case) = (&begun.anna.person, &begun.case);
    anna.says(case, "alles löschen").await?;
    anna.hears(case, "Soll alles gelöscht werden").await?;
    let other = with_another_identity(anna).await?;
    other.is_in(case).await?;
    other.says(case, "ja, alles löschen").await?;
    begun.ben.person.hears(case, "Schlüssel auf der Seite der ratsuchenden Person sind neu").await?;
    other.hears(case, "Ich habe nichts gelöscht").await?;
    ensure!(begun.ben.person.members(case).await?.contains(begun.ben.person.id()), "the case is gone");
    // It goes on, and whoever still wants it says so once more.
    other.says(case, "Ich habe ein neues Telefon.").await?;
    begun.ben.person.hears(case, "Ich habe ein neues Telefon.").await?;
    begun.ben.person.says(case, "Gut.").await?;
    other.hears(case, "Gut.").await?;
    other.says(case, "alles löschen").await?;
    other.hears_next(case, "Soll alles gelöscht werden").await?;
    other.says(case, "ja, alles löschen").await?;
    begun.ben.person.is_out_of(case).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_with_new_keys_erases_what_was_asked_in_the_chat_before() -> Result<()> {
    let begun = Begun::open().await?;
    let (anna, chat) = (&begun.anna.person, &begun.anna.chat);
    anna.says(chat, "alles löschen").await?;
    anna.hears(chat, "Soll alles gelöscht werden").await?;
    let other = with_another_identity(anna).await?;
    other.is_in(chat).await?;
    other.says(chat, "ja, löschen").await?;
    other.hears_next(chat, "Soll alles gelöscht werden").await?;
    ensure!(begun.ben.person.members(&begun.case).await?.contains(begun.ben.person.id()), "the case is gone");
    other.says(chat, "ja, löschen").await?;
    begun.ben.person.is_out_of(&begun.case).await
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_the_portals_door_nobody_ever_learns_of_a_forged_identity() -> Result<()> {
    let setting = Setting::default().settings("[portal]\nenabled = \"yes\"\n");
    let stage = Stage::open_with(LOTSE, setting).await?;
    let ben = stage.counsellor("ben").await?;
    let mut anna = Browser::at(&stage.lotse)?;
    anna.signs_up("Blaue Amsel", "ein langer Satz").await?;
    anna.asks_for_case("schulden", "01067").await?.good()?;
    let case = anna.gets_room().await?;
    let room: OwnedRoomId = case["room_id"].as_str().context("no room")?.try_into()?;
    anna.joins(room.as_str()).await?;
    // A stock client, which by itself gives keys to whatever devices it is told of.
    let client = anna.opens_client().await?;
    client.is_in(&room).await?;
    client.says(&room, "Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, room);
    ben.person.says(&room, "Guten Tag.").await?;
    client.hears(&room, "Guten Tag.").await?;

    // From the moment of its publication on, while the forged device is still in the room and Lotse may not even have looked.
    let shown = json!({ "device_keys": { ben.person.id(): [] } });
    let mut page = anna.copy();
    let mut looks = async || -> Result<Value> {
        let answer = page.calls("POST", "/_matrix/client/v3/keys/query", Some(&shown)).await?.good()?;
        Ok(answer["master_keys"][ben.person.id()]["keys"].clone())
    };
    let known = looks().await?;
    ensure!(known.is_object(), "the door hides the identity that counts");
    let is_out = AtomicBool::new(false);
    let forging = async {
        let mallory = with_another_identity(&ben.person).await?;
        for number in 0..5 {
            client.says(&room, &format!("Geheim {number}")).await?;
        }
        mallory.is_out_of(&room).await?;
        is_out.store(true, Ordering::Relaxed);
        anyhow::Ok(mallory)
    };
    let watching = async {
        while !is_out.load(Ordering::Relaxed) {
            let key = looks().await?;
            ensure!(key.is_null() || key == known, "the door shows it: {key}");
            wait::passes(Duration::from_millis(60)).await;
        }
        Ok(())
    };
    let (mallory, ()) = tokio::try_join!(forging, watching)?;
    client.says(&room, "Noch mehr").await?;
    stage.settles().await?;
    mallory.catches_up().await?;
    assert_eq!(mallory.reads_all(&room), [] as [&str; 0]);
    let answer = anna.calls("POST", "/_matrix/client/v3/keys/query", Some(&shown)).await?.good()?;
    ensure!(answer["device_keys"].get(ben.person.id()).is_none(), "the door shows it: {answer}");
    Ok(())
}
