//! Somebody has lost the password of the portal: another account, a talk with the counsellor, and all that was written before.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Person, Stage,
    browser::Window,
    portal::Browser,
    stage::{Counsellor, Setting, reference},
    visitor::Visitor,
    wait,
};
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::{Value, json};

use crate::{
    asking::LOTSE,
    kill::{FAIL_POINT, dies_of_it},
    portal_chat::{self, Case, no_line_stays_locked},
};

/// Ben writes in a room of his centre, and is answered.
async fn answers(ben: &Counsellor, says: &str, words: &str) -> Result<String> {
    ben.person.says(&ben.team, says).await?;
    Ok(ben.person.hears_next(&ben.team, words).await?.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_lost_the_password_comes_back_to_all_that_was_written() -> Result<()> {
    let case = Case::taken().await?;
    let Case { anna, ben, room, worry, stage } = &case;
    case.ben_says("Guten Tag, ich bin Ben.").await?;
    anna.reads("ich bin Ben.").await?;
    let reference = anna.reference().await?;

    let bea = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    bea.makes_another_account().await?;
    let violations = bea.browser.axe().await?;
    ensure!(violations.is_empty(), "{violations:#?}");
    let number = bea.asks_back(&reference.to_lowercase(), &anna.name.to_uppercase()).await?;
    let told = ben.person.hears_next(&ben.team, "mit einem neuen Zugang").await?.body;
    ensure!(
        told.contains(&reference) && told.to_lowercase().contains("ben)") && !told.contains(&number),
        "{told}"
    );
    // Whoever has the account reads that somebody asks.
    anna.reads("Waren Sie das nicht?").await?;

    // Without the number, which stands on her page alone, a yes is none.
    answers(ben, &format!("zurück {reference} ja"), "nach der Nummer mit vier Ziffern").await?;
    let other = format!("{:04}", (number.parse::<u32>()? + 1) % 10_000);
    answers(ben, &format!("zurück {reference} ja {other}"), "steht auf keiner Seite").await?;
    ensure!(ben.person.members(room).await?.len() == 4, "somebody came or went");
    answers(ben, &format!("zurück {reference} ja {number}"), "gehört jetzt zum neuen Zugang").await?;

    for line in [worry.as_str(), "ich bin Ben.", "gehört jetzt ein neuer Zugang"] {
        bea.reads(line).await?;
    }
    no_line_stays_locked(&bea).await?;
    // What she wrote before is hers.
    bea.browser.sees("#chat .chat-own:has-text('mit dem früheren Zugang')").await?;
    ben.person.hears_next(&ben.team, "wieder im Raum").await?;

    // The account before is out, on its open page as well.
    anna.browser.sees("#chat form.chat-back").await?;
    ensure!(anna.lines().await?.is_empty(), "{:?}", anna.lines().await?);
    ensure!(ben.person.members(room).await?.len() == 4, "{:?}", ben.person.members(room).await?);
    case.ben_says("Das liest nur Bea.").await?;
    bea.reads("Das liest nur Bea.").await?;
    bea.writes("Ich bin wieder da.").await?;
    ben.person.hears(room, "Ich bin wieder da.").await?;
    anna.signs_out().await?;
    anna.browser.goes(&anna.url("/anmelden")).await?;
    anna.signs_in().await?;
    ensure!(anna.lines().await?.is_empty(), "{:?}", anna.lines().await?);

    // From now on her password alone opens everything.
    bea.has_sent_everything().await?;
    bea.is_killed(Window::default()).await?;
    bea.comes_back().await?;
    for line in [worry.as_str(), "ich bin Ben.", "Das liest nur Bea."] {
        bea.reads(line).await?;
    }
    no_line_stays_locked(&bea).await?;
    let trail = stage.lotse.says(&["audit", "export", "--centre", "dresden", "--csv"]).await?;
    ensure!(trail.contains("came_back") && trail.contains("@ben:lotse.example"), "{trail}");
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_people_have_the_keys_the_holder_lets_them_in_while_their_page_is_there() -> Result<()> {
    let stage = portal_chat::stage().await?;
    let dora = stage.counsellor("dora").await?;
    let finn = stage.person("finn").await?;
    let mut anna = Seeker::asks(&stage, "Blaue Amsel", ("schwangerschaft", "79098")).await?;
    let room = dora.takes(&anna.worry).await?;
    dora.person.says(&room, "Guten Tag, ich bin Dora.").await?;
    anna.client.hears(&room, "ich bin Dora.").await?;
    stage.settles().await?;
    ensure!(dora.person.members(&room).await?.len() == 3, "the custodian stays");

    let bea = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    bea.makes_another_account().await?;
    let number = bea.asks_back(&anna.reference, "Blaue Amsel").await?;
    dora.person.hears_next(&dora.team, "mit einem neuen Zugang").await?;
    // Nobody could say it in the room.
    let seen = anna.browser.calls("GET", "/api/cases", None).await?.good()?;
    ensure!(seen["cases"][0]["asked_back"] == true, "{seen}");
    let agrees = format!("zurück {} ja {number}", anna.reference);
    let agreed = answers(&dora, &agrees, "gehört jetzt zum neuen Zugang").await?;
    ensure!(agreed.contains("Die Schlüssel haben nur Sie"), "{agreed}");

    let called = dora.person.hears_next(&dora.team, "laden Sie bitte selbst ein").await?.body;
    let user =
        called.split_whitespace().find(|word| word.starts_with("@lotse_s_")).context("nobody named")?;
    ensure!(user != anna.browser.user(), "the account before is to be invited");
    anna.client.is_out_of(&room).await?;
    // Nobody else comes in with her.
    dora.person.invites(&room, &finn).await?;
    stage.is_alerted("injected_member").await?;
    // Her page is closed when she is in, before it has what was written: she goes out, and is let in anew.
    bea.browser.does(json!({ "do": "hold", "at": "**/media/download/**" })).await?;
    dora.person.invites(&room, user).await?;
    dora.person.hears_next(&dora.team, "wieder im Raum").await?;
    bea.is_killed(Window::default()).await?;
    bea.browser.goes(&bea.url("/anmelden")).await?;
    bea.fills_in().await?;
    bea.browser.clicks("#chat .chat-account button[type=submit]").await?;
    dora.person.hears_next(&dora.team, "laden Sie bitte selbst ein").await?;
    dora.person.invites(&room, user).await?;
    for line in [anna.worry.as_str(), "ich bin Dora."] {
        bea.reads(line).await?;
    }
    no_line_stays_locked(&bea).await?;
    dora.person.hears_next(&dora.team, "wieder im Raum").await?;
    stage.settles().await?;
    ensure!(dora.person.invites(&room, &finn).await.is_err(), "the power to invite is left over");
    let members = dora.person.members(&room).await?;
    ensure!(members.len() == 3 && members.contains(user), "{members:?}");

    let later = dora.person.says(&room, "Das liest nur Bea.").await?;
    bea.reads("Das liest nur Bea.").await?;
    anna.cannot_read(&dora.person, &room, later.as_str()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_that_is_sent_while_the_account_is_still_being_made_waits_for_it() -> Result<()> {
    const MAKES: &str = "**/api/account";
    let stage = portal_chat::stage().await?;
    let bea = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    bea.browser.does(json!({ "do": "hold", "at": MAKES })).await?;
    bea.makes_another_account().await?;
    bea.browser.fills("#chat [name=reference]", "A1B2C3").await?;
    bea.browser.fills("#chat [name=former-name]", "Blaue Amsel").await?;
    bea.browser.clicks("#chat .chat-back button[type=submit]").await?;
    bea.browser.sees("#chat .chat-back button:disabled").await?;
    bea.browser.does(json!({ "do": "release", "at": MAKES })).await?;
    bea.browser.sees("#chat .chat-back [data-number]").await?;
    stage.settles().await
}

/// Somebody of the portal at another client than its page.
struct Seeker {
    browser: Browser,
    client: Person,
    room: OwnedRoomId,
    reference: String,
    worry: String,
}

impl Seeker {
    /// An account that is named so, and has written.
    async fn asks(stage: &Stage, name: &str, (topic, postcode): (&str, &str)) -> Result<Self> {
        let mut browser = Browser::at(&stage.lotse)?;
        browser.signs_up(name, "ein langer Satz").await?;
        let client = browser.opens_client().await?;
        browser.asks_for_case(topic, postcode).await?.good()?;
        let case = browser.gets_room().await?;
        let room = case["room_id"].as_str().context("no room")?.to_owned();
        client.is_invited_where("the case room", |invitation| invitation.room == room).await?;
        browser.joins(&room).await?;
        let room = client.is_in_case(&room).await?;
        let worry = format!("Ich weiß nicht weiter. {}", wait::unique_word());
        client.says(&room, &worry).await?;
        let reference = case["reference"].as_str().context("no reference")?.to_owned();
        Ok(Self { browser, client, room, reference, worry })
    }

    /// What was written after they were put out is closed to them, even if the homeserver handed it over.
    async fn cannot_read(&self, by: &Person, room: &OwnedRoomId, event: &str) -> Result<()> {
        let event = by.calls("GET", &format!("/_matrix/client/v3/rooms/{room}/event/{event}"), None).await?;
        ensure!(!self.client.can_decrypt(room, &event).await?, "the account before reads on");
        Ok(())
    }
}

/// Another account that asks for the way back; its number.
async fn asks_back(zoe: &mut Browser, reference: &str, name: &str) -> Result<String> {
    let answer = zoe.asks_back(reference, name).await?;
    ensure!(answer.status == 202, "{answer:?}");
    let fields: Vec<_> = answer.body.as_object().context("no object")?.keys().cloned().collect();
    ensure!(fields == ["number", "until"], "{answer:?}");
    Ok(answer.body["number"].as_str().context("no number")?.to_owned())
}

async fn cases(browser: &mut Browser) -> Result<Value> {
    browser.calls("GET", "/api/cases", None).await?.good()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enquiry_that_nobody_has_accepted_is_found_again_as_well() -> Result<()> {
    let stage = portal_chat::stage().await?;
    let (ben, cem) = tokio::try_join!(stage.counsellor("ben"), stage.counsellor("cem"))?;
    let anna = Seeker::asks(&stage, "Blaue Amsel", ("schulden", "01067")).await?;
    let card = ben.sees_card(&anna.worry).await?;
    ensure!(reference(&card)? == anna.reference, "{}", card.body);
    // The name on the card does as well.
    let called =
        card.body.lines().next().and_then(|line| line.split_once(" von ")).context("no name")?.1.to_owned();
    ensure!(called != "Blaue Amsel", "a name of its own");

    let zoe = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    zoe.makes_another_account().await?;
    zoe.browser.sees("#chat [data-safe=true]").await?;
    let number = zoe.asks_back(&anna.reference, &called).await?;
    for counsellor in [&ben, &cem] {
        counsellor.person.hears_next(&counsellor.enquiries, "den noch niemand angenommen hat").await?;
    }
    zoe.is_killed(Window::default()).await?;
    cem.person.says(&cem.enquiries, &format!("zurück {} ja {number}", anna.reference)).await?;
    cem.person.hears_next(&cem.enquiries, "gehört jetzt zum neuen Zugang").await?;
    anna.client.is_out_of(&anna.room).await?;

    // Nobody is let in before their page is there.
    stage.settles().await?;
    let members = format!("rooms/{}/members", anna.room);
    let there = stage.as_lotse("lotse_steward", "GET", &members, None).await?;
    let there = there["chunk"].as_array().into_iter().flatten();
    let people =
        there.filter(|member| ["join", "invite"].map(Into::into).contains(&member["content"]["membership"]));
    ensure!(people.count() == 2, "somebody was invited into the dark");
    // Her page is closed again when she is in the room and nothing of what was written before has come: the next one is given it.
    zoe.browser.does(json!({ "do": "hold", "at": "**/media/download/**" })).await?;
    zoe.browser.goes(&zoe.url("/anmelden")).await?;
    zoe.fills_in().await?;
    zoe.browser.clicks("#chat .chat-account button[type=submit]").await?;
    let joined = format!("rooms/{}/joined_members", anna.room);
    wait::until("zoe to be in the room", wait::patience(), async || {
        let there = stage.as_lotse("lotse_steward", "GET", &joined, None).await?;
        let people = there["joined"].as_object().context("no members")?;
        Ok(people.keys().any(|user| user.starts_with("@lotse_s_")).then_some(()))
    })
    .await?;
    stage.settles().await?;
    ensure!(stage.counts("select count(*) from way_back").await? == 1, "nothing is owed to her");
    zoe.is_killed(Window::default()).await?;
    zoe.comes_back().await?;
    for line in [anna.worry.as_str(), "gehört jetzt ein neuer Zugang"] {
        zoe.reads(line).await?;
    }
    no_line_stays_locked(&zoe).await?;
    wait::until("her page to have it safe", wait::patience(), async || {
        Ok((stage.counts("select count(*) from way_back").await? == 0).then_some(()))
    })
    .await?;
    // With the password alone, from now on.
    zoe.is_killed(Window::default()).await?;
    zoe.comes_back().await?;
    zoe.reads(&anna.worry).await?;
    no_line_stays_locked(&zoe).await?;

    // It goes on as it would have.
    ben.takes(&anna.worry).await?;
    let later = ben.person.says(&anna.room, "Guten Tag, ich bin Ben.").await?;
    zoe.reads("ich bin Ben.").await?;
    anna.cannot_read(&ben.person, &anna.room, later.as_str()).await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_learns_nothing_and_the_account_in_use_is_told() -> Result<()> {
    let settings = "[people]\npublic_url = \"https://lotse.example\"\n";
    let stage = Stage::open_with(LOTSE, Setting::default().settings(settings).with_clock()).await?;
    let (ben, cem) = tokio::try_join!(stage.counsellor("ben"), stage.counsellor("cem"))?;
    let mut anna = Seeker::asks(&stage, "Blaue Amsel", ("schulden", "01067")).await?;
    ben.takes(&anna.worry).await?;
    answers(&ben, &format!("zurück {} ja 4827", anna.reference), "bittet niemand darum").await?;
    answers(&ben, "zurück ZZZZZZ ja 4827", "ZZZZZZ").await?;

    let mut eve = Browser::at(&stage.lotse)?;
    eve.signs_up("Fremde", "ein anderer Satz").await?;
    for (reference, name) in [(anna.reference.as_str(), "Grüne Amsel"), ("000000", "Blaue Amsel")] {
        asks_back(&mut eve, reference, name).await?;
        stage.settles().await?;
        let seen = cases(&mut eve).await?;
        ensure!(seen["back"]["number"].is_string() && seen["cases"] == json!([]), "{seen}");
    }
    for bad in [("12345", "Blaue Amsel"), ("!!!!!!", "x"), (anna.reference.as_str(), "  ")] {
        let answer = eve.asks_back(bad.0, bad.1).await?;
        ensure!(answer.refusal() == (400, "bad"), "{answer:?}");
    }
    let unpaid =
        json!({ "reference": anna.reference, "name": "x", "proof": { "challenge": "x", "nonce": "1" } });
    ensure!(eve.calls("POST", "/api/back", Some(&unpaid)).await?.refusal() == (400, "proof"), "no work");
    wait_for_wishes(&stage).await?;
    ben.person.catches_up().await?;
    let told = ben.person.reads_all(&ben.team).into_iter().filter(|said| said.contains("möchte mit einem"));
    ensure!(told.count() == 0, "somebody was told of a wish that does not fit");

    // The right name, and somebody else's: refused, and not told so.
    let number = asks_back(&mut eve, &anna.reference, "blaue  AMSEL").await?;
    ben.person.hears_next(&ben.team, "mit einem neuen Zugang").await?;
    // Only whoever has the case decides.
    answers(&cem, &format!("zurück {} ja {number}", anna.reference), "Das kann nur, wer den Fall").await?;
    let before = cases(&mut eve).await?;
    answers(&ben, &format!("zurück {} nein", anna.reference), "kommt niemand").await?;
    ensure!(cases(&mut eve).await? == before, "the refusal is told");
    answers(&ben, &format!("zurück {} ja {number}", anna.reference), "bittet niemand darum").await?;

    // While the account is in use, a yes is asked about once more.
    let mut zoe = Browser::at(&stage.lotse)?;
    zoe.signs_up("Roter Milan", "ein neuer Satz").await?;
    let number = asks_back(&mut zoe, &anna.reference, "Blaue Amsel").await?;
    ben.person.hears_next(&ben.team, "mit einem neuen Zugang").await?;
    anna.client.says(&anna.room, "Das war ich nicht.").await?;
    ben.person.hears_next(&ben.team, "alte Zugang wird noch benutzt").await?;
    let agrees = format!("zurück {} ja {number}", anna.reference);
    answers(&ben, &agrees, "Sind Sie trotzdem sicher").await?;
    ensure!(cases(&mut anna.browser).await?["cases"][0].is_object(), "it is not theirs any more");

    // After a week nothing is left of it but that it was asked.
    stage.lets_time_pass(24 * 7 + 1)?;
    zoe.signs_in("Roter Milan", "ein neuer Satz").await?;
    ensure!(zoe.session["back"].is_null(), "{}", zoe.session);
    answers(&ben, &agrees, "nach 7 Tagen abgelaufen").await?;

    // Whoever takes it back is let in by nobody, and the centre knows.
    let number = asks_back(&mut zoe, &anna.reference, "Blaue Amsel").await?;
    ben.person.hears_next(&ben.team, "mit einem neuen Zugang").await?;
    for _ in 0..2 {
        let answer = zoe.calls("POST", "/api/back/withdraw", None).await?;
        ensure!(answer.status == 204, "{answer:?}");
    }
    ensure!(cases(&mut zoe).await?["back"].is_null(), "it is still shown");
    ben.person.hears_next(&ben.team, "ist zurückgenommen worden").await?;
    answers(&ben, &format!("zurück {} ja {number}", anna.reference), "oder nach 7 Tagen abgelaufen").await?;

    // An account that is gone comes back to nothing.
    let number = asks_back(&mut zoe, &anna.reference, "Blaue Amsel").await?;
    ben.person.hears_next(&ben.team, "mit einem neuen Zugang").await?;
    let key = json!({ "login_key": lotse_tests::portal::login_key("Roter Milan", "ein neuer Satz") });
    zoe.calls("POST", "/api/account/delete", Some(&key)).await?.good()?;
    let said = format!("zurück {} ja {number}", anna.reference);
    ben.person.says(&ben.team, &said).await?;
    ben.person
        .hears_where(&ben.team, "that nobody is there", |heard| {
            heard.body.contains("gibt es nicht mehr") || heard.body.contains("bittet niemand darum")
        })
        .await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_ask_the_one_with_the_number_comes_in_on_the_page_that_is_there() -> Result<()> {
    let stage = portal_chat::stage().await?;
    let ben = stage.counsellor("ben").await?;
    let mut anna = Seeker::asks(&stage, "Blaue Amsel", ("schulden", "01067")).await?;
    ben.takes(&anna.worry).await?;
    let (mut eve, mut zoe) = (Browser::at(&stage.lotse)?, Browser::at(&stage.lotse)?);
    eve.signs_up("Fremde", "ein anderer Satz").await?;
    zoe.signs_up("Roter Milan", "ein neuer Satz").await?;
    let hers = asks_back(&mut zoe, &anna.reference, "Blaue Amsel").await?;
    ben.person.hears_next(&ben.team, "mit einem neuen Zugang").await?;
    let stranger = asks_back(&mut eve, &anna.reference, "Blaue Amsel").await?;
    ben.person.hears_next(&ben.team, "mit einem neuen Zugang").await?;
    ensure!(hers != stranger, "drawn the same, once in ten thousand: run it again");
    // Somebody knows the password that is said to be lost.
    anna.browser.signs_in("Blaue Amsel", "ein langer Satz").await?;
    ben.person.hears_next(&ben.team, "alte Zugang wird noch benutzt").await?;
    let agrees = format!("zurück {} ja {hers}", anna.reference);
    answers(&ben, &agrees, "Sind Sie trotzdem sicher").await?;
    answers(&ben, &agrees, "gehört jetzt zum neuen Zugang").await?;
    answers(&ben, &format!("zurück {} ja {stranger}", anna.reference), "bittet niemand darum").await?;
    ensure!(cases(&mut eve).await?["cases"] == json!([]), "the stranger has the case");
    ensure!(cases(&mut anna.browser).await?["cases"] == json!([]), "the account before has it still");
    // What she is on the way into she need not ask for, nor for anything else.
    let again = zoe.asks_back(&anna.reference, "Blaue Amsel").await?;
    ensure!(again.refusal() == (429, "too_many"), "{again:?}");

    // A page that has no identity yet is given nothing.
    let seen = cases(&mut zoe).await?;
    ensure!(seen["cases"][0]["returning"] == true && seen["back"].is_null(), "{seen}");
    let first = zoe.opens_client().await?;
    ensure!(zoe.gets_room().await?["room_id"] == anna.room.as_str(), "another room");
    first.is_invited_where("the case", |to| to.room == anna.room).await?;
    // She does not go in, and another page is there: what the first was given is of no use to it.
    zoe.session = zoe.calls("POST", "/api/session/device", Some(&json!({}))).await?.good()?;
    ensure!(zoe.session["cases"][0]["room_id"].is_null(), "{}", zoe.session);
    let second = zoe.opens_client().await?;
    ensure!(zoe.gets_room().await?["room_id"] == anna.room.as_str(), "another room");
    second.is_invited_where("the case", |to| to.room == anna.room).await?;
    // To Ben, and to each page of hers.
    let given = "select count(*) from room_media where room_id like '!%'";
    ensure!(stage.counts(given).await? >= 3, "the history was not given anew");
    zoe.joins(anna.room.as_str()).await?;
    ben.person.hears_next(&ben.team, "wieder im Raum").await?;
    stage.settles().await?;
    // It is owed until her page says that it has it; a stranger cannot say so.
    ensure!(cases(&mut zoe).await?["cases"][0]["owed"] == true, "nothing is owed to her");
    let has = format!("/api/case/{}/history", anna.reference);
    ensure!(eve.calls("POST", &has, Some(&json!({}))).await?.refusal() == (404, "unknown"));
    for _ in 0..2 {
        ensure!(zoe.calls("POST", &has, Some(&json!({}))).await?.status == 204);
    }
    ensure!(cases(&mut zoe).await?["cases"][0]["owed"] == false, "it is owed still");
    ensure!(stage.counts("select count(*) from way_back").await? == 1, "the stranger's wish alone is left");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_before_is_forgotten_with_the_case() -> Result<()> {
    let settings = "[people]\npublic_url = \"https://lotse.example\"\n";
    let stage = Stage::open_with(LOTSE, Setting::default().settings(settings).with_erasure()).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::asks(&stage, "Blaue Amsel", ("schulden", "01067")).await?;
    ben.takes(&anna.worry).await?;
    stage.settles().await?;
    let known =
        "select count(*) from crypto_item where kind = 'user_identity' and owner like '@lotse_c_dresden:%'";
    let with_anna = stage.counts(known).await?;
    let mut zoe = Browser::at(&stage.lotse)?;
    zoe.signs_up("Roter Milan", "ein neuer Satz").await?;
    let client = zoe.opens_client().await?;
    let number = asks_back(&mut zoe, &anna.reference, "Blaue Amsel").await?;
    ben.person.hears_next(&ben.team, "mit einem neuen Zugang").await?;
    let agrees = format!("zurück {} ja {number}", anna.reference);
    answers(&ben, &agrees, "gehört jetzt zum neuen Zugang").await?;
    ensure!(zoe.gets_room().await?["room_id"] == anna.room.as_str(), "another room");
    client.is_invited_where("the case", |to| to.room == anna.room).await?;
    zoe.joins(anna.room.as_str()).await?;
    ben.person.hears_next(&ben.team, "wieder im Raum").await?;
    stage.settles().await?;
    let seen = cases(&mut zoe).await?;
    ensure!(seen["cases"][0]["former"] == json!([anna.browser.user()]), "{seen}");
    ensure!(stage.counts(known).await? == with_anna + 1, "what Anna wrote belongs to the case still");

    let erase = format!("/api/case/{}/erase", anna.reference);
    zoe.calls("POST", &erase, Some(&json!({ "sure": true }))).await?.good()?;
    wait::until("the case to be erased", wait::patience(), async || {
        let left = "select (select count(*) from erasure) + (select count(*) from former_seeker)";
        Ok((stage.counts(left).await? == 0).then_some(()))
    })
    .await?;
    ensure!(stage.counts(known).await? == with_anna - 1, "somebody is remembered");
    ensure!(stage.counts("select count(*) from way_back").await? == 0, "a wish is left");
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn besides_another_conversation_what_was_lost_is_found_and_shown() -> Result<()> {
    let stage = portal_chat::stage().await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::asks(&stage, "Blaue Amsel", ("schulden", "01067")).await?;
    ben.takes(&anna.worry).await?;
    let bea = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    bea.walks_in("Sucht", "01067").await?;
    bea.makes_an_account().await?;
    bea.writes("Ich war schon einmal hier.").await?;
    bea.is_in().await?;
    bea.has_sent_everything().await?;
    bea.browser.clicks("#chat .chat-foot > details:last-of-type summary").await?;
    bea.asks_back(&anna.reference, "Blaue Amsel").await?;
    ben.person.hears_next(&ben.team, "mit einem neuen Zugang").await?;
    // She takes it back, by the button on a narrow page, and asks anew.
    for (width, dark) in [(320, true), (1280, false)] {
        bea.browser.does(json!({ "do": "window", "width": width, "height": 800, "dark": dark })).await?;
        let over = "document.documentElement.scrollWidth > innerWidth";
        ensure!(bea.browser.evaluates(over).await? == false, "it scrolls sideways at {width}");
        let violations = bea.browser.axe().await?;
        ensure!(violations.is_empty(), "at {width}: {violations:#?}");
        if width == 320 {
            bea.browser.clicks("#chat .chat-back p > button:last-of-type").await?;
            ben.person.hears_next(&ben.team, "ist zurückgenommen worden").await?;
            bea.browser.sees("#chat form.chat-back [data-withdrawn]").await?;
            ensure!(
                bea.browser.evaluates("document.activeElement.dataset.withdrawn !== undefined").await?
                    == true,
                "where am I?"
            );
            let violations = bea.browser.axe().await?;
            ensure!(violations.is_empty(), "taken back: {violations:#?}");
            bea.asks_back(&anna.reference, "Blaue Amsel").await?;
            ben.person.hears_next(&ben.team, "mit einem neuen Zugang").await?;
        }
    }
    let number =
        bea.browser.evaluates("document.querySelector('#chat [data-number]').dataset.number").await?;
    let number = number.as_str().context("no number")?.to_owned();
    let agrees = format!("zurück {} ja {number}", anna.reference);
    answers(&ben, &agrees, "gehört jetzt zum neuen Zugang").await?;
    bea.reads(&anna.worry).await?;
    no_line_stays_locked(&bea).await?;
    let both = "document.querySelectorAll('#chat .chat-cases option').length === 2";
    bea.browser.waits_until(both).await?;
    let mixed = bea.lines().await?.into_iter().any(|line| line.text.contains("schon einmal hier"));
    ensure!(!mixed, "two conversations in one");
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn dies_while_somebody_comes_back() -> Result<()> {
    let mut stage = portal_chat::stage().await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::asks(&stage, "Blaue Amsel", ("schulden", "01067")).await?;
    ben.takes(&anna.worry).await?;
    let bea = Visitor::sits_down(&stage.lotse.people_url(), Window::default()).await?;
    bea.makes_another_account().await?;
    bea.browser.sees("#chat [data-safe=true]").await?;
    let number = bea.asks_back(&anna.reference, "Blaue Amsel").await?;
    ben.person.hears_next(&ben.team, "mit einem neuen Zugang").await?;
    stage.lotse.stop().await?;
    stage.lotse.set_environment(FAIL_POINT, "invitation.after");
    stage.lotse.serve().await?;
    // Her page is there, and is invited; that it was is not written down.
    ben.person.says(&ben.team, &format!("zurück {} ja {number}", anna.reference)).await?;
    dies_of_it(&mut stage.lotse).await?;
    stage.lotse.serve().await?;
    bea.reads(&anna.worry).await?;
    no_line_stays_locked(&bea).await?;
    ben.person.hears_next(&ben.team, "wieder im Raum").await?;
    stage.settles().await
}

/// Nobody's wish is still to be looked into.
async fn wait_for_wishes(stage: &Stage) -> Result<()> {
    wait::until("all wishes to be looked into", wait::patience(), async || {
        let due = stage.counts("select count(*) from way_back where due_ms is not null").await?;
        Ok((due == 0).then_some(()))
    })
    .await
}
