//! Appointments: offered, taken, moved, cancelled, reminded, kept; of one time there is one owner, and of an erased case nothing is left.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Stage,
    browser::Window,
    desk::Desk,
    people::Heard,
    stage::{Counsellor, Seeker, Setting, reference},
    wait,
};
use matrix_sdk::ruma::OwnedRoomId;
use routing::{Span, Timestamp, wall};
use serde_json::json;

use crate::{
    asking::LOTSE,
    kill::{AT_APPOINTMENTS, FAIL_POINT, dies_of_it},
};

/// The day after tomorrow on the wall, as people write it, and when it is 12:00 there.
fn noon() -> (String, Timestamp) {
    let now = time::OffsetDateTime::now_utc().unix_timestamp() * 1000;
    let day = wall::after(wall::after(wall::today(Timestamp::from_millis(now))));
    (format!("{}.{}.{}", day.day(), day.month(), day.year()), wall::at(day, 12 * 60))
}

/// Whole hours from the wall clock until this long before a moment.
fn until(moment: Timestamp, before: Span) -> i64 {
    let now = time::OffsetDateTime::now_utc().unix_timestamp() * 1000;
    (moment.minus(before).millis() - now) / 3_600_000 + 1
}

/// Somebody has a case with this counsellor, who has answered: seeker, room, number.
async fn counselled(
    stage: &Stage,
    who: &Counsellor,
    (name, topic, postcode): (&str, &str, &str),
) -> Result<(Seeker, OwnedRoomId, String)> {
    let seeker = Seeker::knocks(stage.person(name).await?).await?;
    let worry = format!("Hier ist {name}.");
    let case = seeker.asks(topic, postcode, "Blaue Amsel", &worry).await?;
    let reference = reference(&who.sees_card(&worry).await?)?;
    ensure!(who.takes(&worry).await? == case);
    who.person.says(&case, "Guten Tag.").await?;
    seeker.person.hears(&case, "Guten Tag.").await?;
    Ok((seeker, case, reference))
}

async fn with_ben(stage: &Stage, ben: &Counsellor, name: &str) -> Result<(Seeker, OwnedRoomId, String)> {
    counselled(stage, ben, (name, "Schulden", "01067")).await
}

/// How many messages in the room contain these words.
fn count(seeker: &Seeker, room: &OwnedRoomId, words: &str) -> usize {
    seeker.person.reads_all(room).iter().filter(|body| body.contains(words)).count()
}

/// The files for calendars that came into the room, opened.
async fn files(who: &Seeker, room: &OwnedRoomId, number: usize) -> Result<Vec<String>> {
    let is_file = |heard: &Heard| heard.content["msgtype"] == "m.file";
    wait::until(format!("{number} files in {room}"), wait::patience(), async || {
        let found = who.person.knows(room).iter().filter(|heard| is_file(heard)).count();
        Ok((found >= number).then_some(()))
    })
    .await?;
    let mut files = Vec::new();
    for heard in who.person.knows(room).iter().filter(|heard| is_file(heard)) {
        ensure!(heard.encrypted && heard.body == "termin.ics", "{heard:?}");
        files.push(String::from_utf8(who.person.opens_file(&heard.content).await?)?);
    }
    Ok(files)
}

fn value<'f>(file: &'f str, name: &str) -> &'f str {
    let line = file.split("\r\n").find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_appointment_is_offered_taken_reminded_and_kept() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let ben = stage.counsellor("ben").await?;
    let (anna, case, reference) = with_ben(&stage, &ben, "anna").await?;
    let (day, noon) = noon();

    // What cannot be understood is refused with its place, and nothing is offered.
    ben.person.says(&case, "termin anbieten di 10-12, do 25-26").await?;
    // Not where Anna reads.
    let chat = ben.person.is_invited_where("the chat with the custodian", |to| to.direct).await?;
    let chat = ben.person.accepts(&chat).await?;
    ben.person.hears(&chat, "Teil 2, „do 25-26“").await?;
    ensure!(stage.counts("select count(*) from appointment").await? == 0);

    ben.person.says(&case, &format!("termin anbieten {day} 10-12 je 50 telefon, {day} 12:00")).await?;
    let offer = anna.person.hears(&case, "Ein Termin für Sie").await?;
    ensure!(offer.body.contains("3. ") && offer.body.contains("am Telefon"), "{}", offer.body);
    anna.person.sees_reaction(&case, &offer.event, "3\u{FE0F}\u{20E3}").await?;
    // A number that was not offered, and talk, are talk.
    anna.person.says(&case, "9").await?;
    anna.person.says(&case, "Ich habe 2 Kinder").await?;
    ben.person.hears(&case, "2 Kinder").await?;
    ensure!(stage.counts("select count(*) from appointment_cell").await? == 0);

    anna.person.reacts(&case, &offer.event, "3\u{FE0F}\u{20E3}").await?;
    let booked = anna.person.hears(&case, "Der Termin steht").await?;
    ensure!(booked.encrypted && booked.body.contains("12:00"), "{}", booked.body);
    ben.person.hears(&case, "Der Termin steht").await?;
    let file = files(&anna, &case, 1).await?.remove(0);
    ensure!(value(&file, "SUMMARY") == "Termin" && value(&file, "SEQUENCE") == "0", "{file}");
    ensure!(value(&file, "METHOD") == "PUBLISH" && !file.contains(&reference), "{file}");
    // The same answer once more changes nothing.
    anna.person.says(&case, "3").await?;
    stage.settles().await?;
    ensure!(stage.counts("select count(*) from appointment_cell").await? == 10);

    stage.lets_time_pass(until(noon, Span::hours(24)))?;
    anna.person.hears(&case, "Erinnerung an den Termin").await?;
    ben.person.hears(&case, "Erinnerung an den Termin").await?;
    stage.lets_time_pass(until(noon, Span::hours(1)))?;
    anna.person.reads_many(&case, "Erinnerung an den Termin", 2).await?;
    // Too early to say what became of it.
    ben.person.says(&ben.team, &format!("termin ausgefallen {reference}")).await?;
    ben.person.hears(&ben.team, "kommt erst noch").await?;
    stage.lets_time_pass(until(noon, Span::hours(-1)))?;
    ben.person.hears(&chat, "Hat der Termin am").await?;
    ben.person.says(&chat, &format!("termin gekommen {reference}")).await?;
    ben.person.hears(&chat, "Er hat stattgefunden").await?;
    stage.settles().await?;
    anna.person.catches_up().await?;
    ensure!(count(&anna, &case, "Erinnerung an den Termin") == 2);
    ensure!(count(&anna, &case, "stattgefunden") == 0, "what is counted is nothing for the seeker");
    ensure!(stage.counts("select coalesce(sum(kept), 0) from appointment_figure").await? == 1);
    ensure!(stage.counts("select count(*) from appointment_figure").await? == 1);
    ensure!(
        stage
            .counts("select (select count(*) from appointment) + (select count(*) from appointment_cell)")
            .await?
            == 0
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_moved_cancelled_and_goes_with_its_case_and_its_holder() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock().with_erasure()).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let (anna, case, reference) = with_ben(&stage, &ben, "anna").await?;
    let (day, _) = noon();
    ben.person.says(&ben.team, &format!("termin anbieten {reference} {day} 9-11 je 60")).await?;
    ben.person.hears(&ben.team, "2 Zeiten stehen zur Wahl").await?;
    anna.person.hears(&case, "Ein Termin für Sie").await?;
    anna.person.says(&case, "Termin 1").await?;
    anna.person.hears(&case, "Der Termin steht").await?;

    // Moved by the seeker: no hours to choose from, then there are; the first one holds until she chooses.
    anna.person.says(&case, "Termin verschieben").await?;
    anna.person.hears(&case, "Gerade kann ich keine anbieten").await?;
    ben.person.says(&ben.team, "termine mo-fr 14-16 je 30 video, außer 24.12.").await?;
    ben.person.hears(&ben.team, "Ihre Zeiten für Termine").await?;
    anna.person.says(&case, "Termin verschieben").await?;
    anna.person.hears(&case, "gilt, bis Sie eine neue Zeit wählen").await?;
    ensure!(stage.counts("select count(*) from appointment_cell").await? == 12);
    anna.person.says(&case, "2").await?;
    anna.person.reads_many(&case, "Der Termin steht", 2).await?;
    ensure!(stage.counts("select count(*) from appointment_cell").await? == 6);
    let moved = files(&anna, &case, 2).await?;
    ensure!(
        value(&moved[0], "UID") == value(&moved[1], "UID") && value(&moved[1], "SEQUENCE") == "1",
        "{moved:?}"
    );

    // Cancelled by the seeker, in one of the portal's languages.
    anna.person.says(&case, "Скасувати зустріч").await?;
    ben.person.hears(&case, "von der ratsuchenden Person").await?;
    let ended = files(&anna, &case, 3).await?.remove(2);
    ensure!(value(&ended, "METHOD") == "CANCEL" && value(&ended, "SEQUENCE") == "2", "{ended}");
    ensure!(value(&ended, "UID") == value(&moved[0], "UID"), "{ended}");

    // An absence names what falls into it. Another holder has it, and declines.
    ben.person.says(&case, &format!("termin anbieten {day} 9:00 je 60")).await?;
    anna.person.hears(&case, "9:00 Uhr, 60 Minuten").await?;
    anna.person.says(&case, "1").await?;
    anna.person.reads_many(&case, "Der Termin steht", 3).await?;
    ben.person.says(&case, &format!("termin anbieten {day} 13:00 je 60")).await?;
    anna.person.hears(&case, "13:00 Uhr, 60 Minuten").await?;
    ben.person.says(&ben.team, &format!("abwesend bis {day}")).await?;
    let chat = ben.person.is_invited_where("the chat with the custodian", |to| to.direct).await?;
    let chat = ben.person.accepts(&chat).await?;
    ben.person.hears(&chat, &format!("In Ihre Abwesenheit fallen Termine: {reference}")).await?;
    // What was offered before lies in it now: nobody books what nobody keeps, and the earlier one holds.
    anna.person.says(&case, "1").await?;
    anna.person.hears(&case, "leider gerade vergeben").await?;
    ensure!(stage.counts("select count(*) from appointment_cell").await? == 12);
    ben.person.says(&ben.team, "anwesend").await?;
    ben.person.says(&ben.team, &format!("übergeben {reference} @cem")).await?;
    let question = anna.person.hears(&case, "Eine Frage an Sie").await?;
    anna.person.reacts(&case, &question.event, "✅").await?;
    let chat = cem.person.is_invited_where("the chat with the custodian", |to| to.direct).await?;
    let chat = cem.person.accepts(&chat).await?;
    cem.person.hears(&chat, "haben Sie auch den Termin").await?;
    cem.person.says(&cem.team, &format!("termin absagen {reference}")).await?;
    anna.person.hears(&case, "von der Beratungsstelle").await?;

    // Closed: it does not take place. Erased: nothing is left but numbers.
    let invitation = cem.person.is_invited_where("the case room", |to| to.room == case).await?;
    cem.person.accepts(&invitation).await?;
    cem.person.says(&case, &format!("termin anbieten {day} 10:00")).await?;
    anna.person.hears(&case, "10:00 Uhr, 50 Minuten").await?;
    anna.person.says(&case, "1").await?;
    anna.person.reads_many(&case, "Der Termin steht", 4).await?;
    anna.person.says(&case, "abschließen").await?;
    anna.person.hears(&case, "findet nicht statt").await?;
    let counted = "select cancelled from appointment_figure where venue = 'chat'";
    ensure!(stage.counts(counted).await? == 2, "by the new holder and by the end");
    let (lea, other, of_lea) = with_ben(&stage, &ben, "lea").await?;
    ben.person.says(&other, &format!("termin anbieten {day} 10:00")).await?;
    lea.person.hears(&other, "Ein Termin für Sie").await?;
    lea.person.says(&other, "1").await?;
    lea.person.hears(&other, "Der Termin steht").await?;
    lea.person.says(&other, "alles löschen").await?;
    lea.person.hears(&other, "ja, löschen").await?;
    lea.person.says(&other, "ja, löschen").await?;
    lea.person.hears(&lea.chat, "ist gelöscht").await?;
    ben.person.hears(&ben_chat(&ben)?, &of_lea).await?;
    stage.settles().await?;
    let left = "select (select count(*) from appointment) + (select count(*) from appointment_cell)";
    ensure!(stage.counts(left).await? == 0, "something is left");
    Ok(())
}

/// Ben's chat with the custodian, in which he is already.
fn ben_chat(ben: &Counsellor) -> Result<OwnedRoomId> {
    let rooms = ben.person.rooms();
    let is_it = |room: &&OwnedRoomId| {
        ben.person.reads_all(room).iter().any(|body| body.contains("In Ihre Abwesenheit"))
    };
    rooms.iter().find(is_it).cloned().context("no chat")
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_want_one_time_one_has_it_and_the_power_going_out_says_nothing_twice() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let (day, _) = noon();
    let mut seekers = Vec::new();
    for name in ["anna", "lea"] {
        let (seeker, case, _) = with_ben(&stage, &ben, name).await?;
        ben.person.says(&case, &format!("termin anbieten {day} 9-11 je 60")).await?;
        seeker.person.hears(&case, "Ein Termin für Sie").await?;
        seekers.push((seeker, case));
    }
    let [(anna, hers), (lea, others)] = &seekers[..] else { unreachable!("two") };
    let (one, two) = tokio::join!(anna.person.says(hers, "1"), lea.person.says(others, "1"));
    one?;
    two?;
    wait::until("one of them to have it", wait::patience(), async || {
        let booked = stage.counts("select count(*) from appointment where state = 'booked'").await?;
        Ok((booked == 1).then_some(()))
    })
    .await?;
    stage.settles().await?;
    for seeker in [anna, lea] {
        seeker.person.catches_up().await?;
    }
    let won = [count(anna, hers, "Der Termin steht"), count(lea, others, "Der Termin steht")];
    let lost = [count(anna, hers, "gerade vergeben"), count(lea, others, "gerade vergeben")];
    ensure!(won.iter().sum::<usize>() == 1 && lost.iter().sum::<usize>() == 1, "{won:?} {lost:?}");
    let (loser, room) = if lost[0] == 1 { (anna, hers) } else { (lea, others) };

    // Whoever was slower takes what is left while the power goes out, at each of the places.
    for (number, point) in
        AT_APPOINTMENTS.iter().copied().chain(["event.before_commit", "event.after_commit"]).enumerate()
    {
        if number > 0 {
            ben.person.says(room, &format!("termin anbieten {day} {}:00 je 60", 12 + number)).await?;
            loser.person.hears(room, &format!("{}:00 Uhr", 12 + number)).await?;
        }
        stage.settles().await?;
        stage.lotse.stop().await?;
        stage.lotse.set_environment(FAIL_POINT, point);
        stage.lotse.serve().await?;
        loser.person.says(room, "1").await?;
        dies_of_it(&mut stage.lotse).await.with_context(|| format!("armed at {point}"))?;
        stage.lotse.serve().await?;
        loser.person.reads_many(room, "Der Termin steht", number + 1).await?;
        files(loser, room, number + 1).await?;
        stage.settles().await?;
        loser.person.catches_up().await?;
        ensure!(count(loser, room, "Der Termin steht") == number + 1, "{point}: said twice");
        ensure!(files(loser, room, number + 1).await?.len() == number + 1, "{point}: a file too many");
        ensure!(stage.counts("select count(*) from appointment_cell").await? == 24, "{point}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_shows_the_week_and_a_calendar_that_says_nothing_but_when() -> Result<()> {
    let settings = "[people]\npublic_url = \"https://lotse.example\"\n";
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock().settings(settings)).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let (anna, case, reference) = with_ben(&stage, &ben, "anna").await?;
    let desk = Desk::open(&stage, Window { width: 320, height: 640, ..Window::default() }).await?;
    desk.signs_in(&ben.person, &ben.team).await?;
    desk.browser.clicks("a[href$='desk/termine']").await?;
    desk.browser.fills("#times-dresden", "di 10-12, mi 25-26").await?;
    desk.browser.clicks("button[value=times]").await?;
    desk.is_answered("Teil 2").await?;
    desk.browser.fills("#times-dresden", "mo-so 9-12 je 30 vor ort").await?;
    desk.browser.clicks("button[value=times]").await?;
    desk.is_answered("Ihre Zeiten für Termine").await?;
    desk.browser.clicks("button[value=offer-dates]").await?;
    desk.is_answered("5 Zeiten stehen zur Wahl").await?;
    anna.person.hears(&case, "in der Beratungsstelle").await?;
    anna.person.says(&case, "5").await?;
    anna.person.hears(&case, "Der Termin steht").await?;
    desk.browser.clicks("button[value=feed-new]").await?;
    desk.browser.sees(".feed").await?;
    let address = desk.browser.reads(".feed").await?.remove(0);
    ensure!(address.contains("/desk/kalender/"), "{address}");
    desk.goes("/termine").await?;
    let page = desk.reads().await?;
    ensure!(page.contains("Blaue Amsel") && page.contains(&reference), "{page}");
    ensure!(!page.contains("Hier ist anna") && !page.contains(&address), "{page}");
    for (width, dark, language) in
        [(320, false, "de"), (320, true, "en"), (1280, true, "de"), (1280, false, "en")]
    {
        desk.browser.does(json!({ "do": "window", "width": width, "height": 800, "dark": dark })).await?;
        desk.is_in_order(&format!("{width} px, {language}")).await?;
    }

    let secret = address.rsplit('/').next().unwrap_or_default();
    let fetched = "fetch('/desk/kalender/SECRET', { credentials: 'omit' }).then(async (it) => [it.status, await it.text()])";
    let fetch = async |secret: &str| desk.browser.evaluates(&fetched.replace("SECRET", secret)).await;
    let busy = fetch(secret).await?;
    let text = busy[1].as_str().unwrap_or_default();
    ensure!(
        busy[0] == 200 && text.contains("SUMMARY:belegt") && text.matches("BEGIN:VEVENT").count() == 1,
        "{busy}"
    );
    let taken = files(&anna, &case, 1).await?.remove(0);
    ensure!(value(text, "DTSTART") == value(&taken, "DTSTART"), "{text} {taken}");
    ensure!(value(text, "UID") != value(&taken, "UID"), "the two can be laid side by side");
    ensure!(!text.contains("Amsel") && !text.contains(&reference) && !text.contains("ben"), "{text}");
    ensure!(!stage.lotse.log().contains(secret), "the secret stands in the log");

    // A colleague sees nothing of it. Cancelled at the desk; the address ended.
    let other = Desk::open(&stage, Window::default()).await?;
    other.signs_in(&cem.person, &cem.team).await?;
    other.goes("/termine").await?;
    ensure!(other.reads().await?.contains("Keine Termine"));
    desk.browser.clicks(&format!("[data-date='{reference}'] button[value=cancel-date]")).await?;
    anna.person.hears(&case, "von der Beratungsstelle").await?;
    desk.browser.clicks("button[value=feed-end]").await?;
    desk.browser.sees(".answer").await?;
    ensure!(fetch(secret).await?[0] == 404);
    Ok(())
}

/// Where only people have the keys, the reception offers and the custodian tells.
#[tokio::test(flavor = "multi_thread")]
async fn where_only_two_can_read_it_is_offered_by_the_reception() -> Result<()> {
    let stage = Stage::open_with(LOTSE, Setting::default().with_clock()).await?;
    let dora = stage.counsellor("dora").await?;
    let (anna, case, reference) = counselled(&stage, &dora, ("anna", "Schwangerschaft", "79100")).await?;
    wait::until("the custodian to leave", wait::patience(), async || {
        Ok((stage.counted("lotse_custody_released_total", "").await? >= 1.0).then_some(()))
    })
    .await?;
    let (day, _) = noon();
    dora.person.says(&dora.team, &format!("termin anbieten {reference} {day} 9-11 je 60")).await?;
    dora.person.hears(&dora.team, "2 Zeiten stehen zur Wahl").await?;
    anna.person.hears(&anna.chat, "Ein Termin für Sie").await?;
    anna.person.says(&anna.chat, &format!("2 {reference}")).await?;
    anna.person.hears(&anna.chat, "Der Termin steht").await?;
    files(&anna, &anna.chat, 1).await?;
    let chat = dora.person.is_invited_where("the chat with the custodian", |to| to.direct).await?;
    let chat = dora.person.accepts(&chat).await?;
    dora.person.hears(&chat, "Der Termin steht").await?;
    ensure!(count(&anna, &case, "Termin") == 0, "nobody of Lotse's is in that room");
    Ok(())
}
