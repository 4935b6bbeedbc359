//! The play of the desk: a counsellor signs in by a word in an encrypted chat, takes an enquiry and is away; the Referat looks at the
//! whole and names a lead, who changes the card that seekers read; somebody new is invited, sets a password in a browser, is trained
//! and takes a case; and an identity that was forged is refused everywhere.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Person, Stage,
    browser::{Browser, Window},
    desk::{Desk, NEW_PASSWORD, sets_password},
    stage::{Counsellor, Seeker, Setting},
    wait,
};
use matrix_sdk::ruma::OwnedRoomId;
use serde::Serialize;
use serde_json::json;

use crate::{
    LOTSE, Played,
    figures::Shown,
    transcript::{Transcript, ms},
};

const WORRY: &str = "Guten Tag, ich habe Post vom Inkasso und traue mich nicht, sie zu öffnen.";
const NEW_CARD: &str = "Montags bis freitags, ab jetzt auch abends.";

/// Addresses of the desk, and what a lead, a counsellor and nobody get there; of Freiburg none of them is anything.
const ADDRESSES: [(&str, &str, &str, [u64; 3]); 11] = [
    ("GET", "/abdeckung", "", [200, 404, 200]),
    ("GET", "/zahlen", "", [200, 404, 200]),
    ("GET", "/protokoll?stelle=dresden", "", [200, 404, 200]),
    ("GET", "/protokoll?stelle=freiburg", "", [404, 404, 200]),
    ("GET", "/karte?stelle=freiburg", "", [404, 404, 200]),
    ("GET", "/leitung", "", [404, 404, 200]),
    ("GET", "/personen", "", [200, 404, 200]),
    ("POST", "/abschied", "act=look&centre=freiburg&who=@dora:lotse.example", [404, 404, 200]),
    ("GET", "/schulung", "", [404, 404, 200]),
    ("GET", "/stand", "", [200, 200, 401]),
    ("POST", "", "act=back&centre=freiburg", [404, 404, 200]),
];

/// What the play shows.
#[derive(Debug, Default, Serialize)]
struct Figures {
    /// The code was written → the desk is there.
    signed_in_ms: u64,
    /// The button was pressed → the first message is read in the room.
    accepted_ms: u64,
    /// The card was sent → seekers read it.
    published_in_force_ms: u64,
    /// The invitation was sent → somebody new has answered their first seeker.
    onboarded_ms: u64,
    /// Messages of the case that the forged identity could read, and sessions that it got.
    forged_identity_keys: usize,
    /// Addresses that gave somebody other than the table says.
    matrix_unexpected: usize,
    axe_violations: usize,
    /// The counsellor's page with all that it loads.
    desk_bytes: u64,
}

impl Shown for Figures {
    fn line(&self) -> String {
        serde_json::to_string(self).expect("figures are JSON")
    }

    fn keeps_the_promise(&self) -> bool {
        self.forged_identity_keys == 0
            && self.matrix_unexpected == 0
            && self.axe_violations == 0
            && self.desk_bytes <= 50_000
            && self.published_in_force_ms <= 5_000
    }
}

/// A homeserver, a small directory, and Edda as the Referat.
pub(crate) async fn stage(transcript: &Transcript) -> Result<Stage> {
    Transcript::scene("The stage");
    let settings = "[administration]\nreferat = [\"@edda:lotse.example\"]\n[people]\npublic_url = \"https://lotse.example\"\n\
                    [staff]\naccounts = \"yes\"\n[testing]\ndesk_at_localhost = \"yes\"\n";
    let setting = Setting::default().with_erasure().with_mail().settings(settings);
    let mut stage = setting.set(LOTSE).await?;
    stage.lotse.serve().await?;
    transcript.tells(&format!("`lotse serve` is healthy; the desk: {}/desk", stage.lotse.people_url()));
    Ok(stage)
}

/// All scenes.
pub(crate) async fn play(transcript: &Transcript, stage: &Stage) -> Result<Played> {
    let mut figures = Figures::default();
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.asks("Schulden", "01067", "Blaue Amsel", WORRY).await?;
    transcript.writes("Anna", WORRY);

    let (bens, room) = ben_works(transcript, stage, (&ben, &cem), &mut figures).await?;
    let (edda, eddas, cems) = edda_names_cem(transcript, stage, &cem, &mut figures).await?;
    cem_changes_the_card(transcript, &cems, &mut figures).await?;
    let (nora, yusuf) = nora_begins(transcript, stage, &eddas, &mut figures).await?;
    figures.matrix_unexpected = who_gets_what(transcript, stage, (&cems, &bens)).await?;
    nobody_passes_for_ben(transcript, (&ben, &cem), (&bens, &room), &mut figures).await?;

    let company = vec![
        (anna.person, "seeks"),
        (ben.person, "counsels on Schulden, Dresden"),
        (cem.person, "his colleague, who leads the centre"),
        (edda, "the Referat"),
        (nora.person, "counsels there since today"),
        (yusuf.person, "seeks, and is Nora's first"),
    ];
    Ok(Played { figures: Box::new(figures), company })
}

async fn ben_works(
    transcript: &Transcript,
    stage: &Stage,
    (ben, cem): (&Counsellor, &Counsellor),
    figures: &mut Figures,
) -> Result<(Desk, OwnedRoomId)> {
    Transcript::scene("Ben signs in by a word, takes the enquiry, and is away");
    ben.sees_card(WORRY).await?;
    let desk = Desk::open(stage, Window::default()).await?;
    let words = desk.asks_for_code().await?;
    transcript.tells(&format!("The page shows a code; Ben writes it in the Team room: “{words}”."));
    let began = Instant::now();
    ben.person.says(&ben.team, &words).await?;
    desk.is_signed_in().await?;
    figures.signed_in_ms = millis(began);
    transcript.tells(&format!("The page goes on by itself, {} after he wrote it.", ms(began.elapsed())));
    looks(transcript, &desk, "the desk", figures).await?;
    let before = desk.browser.cost().await?.bytes;
    desk.comes_again().await?;
    desk.is_signed_in().await?;
    figures.desk_bytes = desk.browser.cost().await?.bytes - before;

    let began = Instant::now();
    desk.browser.clicks("[data-enquiry] button.main").await?;
    let room = ben.comes_into_case().await?;
    ben.person.hears(&room, WORRY).await?;
    figures.accepted_ms = millis(began);
    transcript.tells(&format!("Accepted at the desk, read in the room {} later.", ms(began.elapsed())));
    desk.comes_again().await?;
    let page = desk.reads().await?;
    ensure!(page.contains("Blaue Amsel") && !page.contains("Inkasso"), "{page}");
    transcript.tells("The desk shows the name that Anna chose, and not a word of what she wrote.");

    desk.browser.clicks("summary:has-text('Abwesend sein')").await?;
    let day = desk.browser.evaluates("new Date(Date.now() + 9 * 864e5).toISOString().slice(0, 10)").await?;
    desk.browser.fills("input[name=until][required]", day.as_str().unwrap_or_default()).await?;
    chooses(&desk, "select[name=deputy]", cem.person.id()).await?;
    desk.browser.clicks("button[value=away]").await?;
    desk.browser.sees("[data-away]").await?;
    cem.person.hears(&cem.team, "abwesend").await?;
    cem.person.is_invited_where("Anna's room", |to| to.room == room).await?;
    transcript.tells("Away with Cem as deputy: he is let into the room, and Team is told.");
    desk.browser.clicks("[data-away] button").await?;
    desk.browser.waits_until("!document.querySelector('[data-away]')").await?;
    Ok((desk, room))
}

async fn edda_names_cem(
    transcript: &Transcript,
    stage: &Stage,
    cem: &Counsellor,
    figures: &mut Figures,
) -> Result<(Person, Desk, Desk)> {
    Transcript::scene("Edda of the Referat looks at the whole, and names Cem the lead");
    let edda = stage.person("edda").await?;
    let chat = edda.opens_chat_with(Stage::RECEPTION).await?;
    edda.hears(&chat, "Schulden").await?;
    let desk = Desk::open(stage, Window::default()).await?;
    desk.signs_in(&edda, &chat).await?;
    for (page, about) in [
        ("/abdeckung?fach=schulden&plz=01067", "coverage"),
        ("/zahlen", "figures"),
        ("/protokoll?stelle=dresden", "the trail"),
    ] {
        desk.goes(page).await?;
        looks(transcript, &desk, about, figures).await?;
        ensure!(!desk.reads().await?.contains("Amsel"), "the Referat reads a seeker's name");
    }
    transcript.tells("She sees gaps, figures and the trail of every centre, and no seeker.");
    desk.goes("/leitung").await?;
    chooses(&desk, "[data-lead-of=dresden] select", cem.person.id()).await?;
    desk.browser.clicks("[data-lead-of=dresden] button[value=name]").await?;
    desk.browser.sees("[data-lead-of=dresden] button[value=dismiss]").await?;
    looks(transcript, &desk, "the leads", figures).await?;
    let cems = Desk::open(stage, Window::default()).await?;
    cems.signs_in(&cem.person, &cem.team).await?;
    Ok((edda, desk, cems))
}

async fn cem_changes_the_card(transcript: &Transcript, desk: &Desk, figures: &mut Figures) -> Result<()> {
    Transcript::scene("Cem changes the card that seekers read");
    desk.goes("/karte").await?;
    desk.browser.fills("textarea", NEW_CARD).await?;
    looks(transcript, desk, "the card", figures).await?;
    let began = Instant::now();
    desk.browser.clicks("main form[method=post] button.main").await?;
    let page = "fetch('../stelle', { method: 'POST', body: new URLSearchParams({ topic: 'schulden', postcode: '01067' }) }) \
        .then((it) => it.text())";
    wait::until("seekers to read the new card", wait::patience(), async || {
        let page = desk.browser.evaluates(page).await?;
        Ok(page.as_str().is_some_and(|page| page.contains(NEW_CARD)).then_some(()))
    })
    .await?;
    figures.published_in_force_ms = millis(began);
    transcript.tells(&format!("Sent, and read where seekers read it after {}.", ms(began.elapsed())));
    Ok(())
}

async fn nora_begins(
    transcript: &Transcript,
    stage: &Stage,
    desk: &Desk,
    figures: &mut Figures,
) -> Result<(Counsellor, Seeker)> {
    Transcript::scene("Edda invites Nora, who sets a password, is trained, and takes a case");
    let began = Instant::now();
    desk.invites("nora", "nora@post.example", false).await?;
    desk.is_answered("unterwegs").await?;
    looks(transcript, desk, "the people", figures).await?;
    let letter = stage.mail.as_ref().context("no mail server")?.takes(1).await?;
    transcript.tells(&format!(
        "She is entered, the homeserver has made her account, and a letter with a link is there after {}. It names nobody.",
        ms(began.elapsed())
    ));
    ensure!(!letter.text().to_lowercase().contains("nora"), "a name in the letter");
    let browser = Browser::open(Window::default()).await?;
    let link = letter.link(stage)?;
    sets_password(&browser, &link, NEW_PASSWORD, NEW_PASSWORD).await?;
    browser.sees(".answer").await?;
    for violation in browser.axe().await? {
        figures.axe_violations += 1;
        transcript.tells(&format!("axe, at the welcome: {violation}"));
    }
    browser.goes(&link).await?;
    browser.sees("h1:has-text('gilt nicht')").await?;
    transcript.tells("Her password is set, the page shows what comes, and the link is dead.");
    let nora = Person::sign_in_anew(&stage.synapse, "nora", NEW_PASSWORD).await?;
    desk.trains(nora.id()).await?;
    looks(transcript, desk, "the trainings", figures).await?;
    let nora = Counsellor::at_work(nora).await?;
    transcript
        .tells("Edda notes both days of the training and activates her: she is in the rooms of the centre.");
    let yusuf = Seeker::knocks(stage.person("yusuf").await?).await?;
    let worry = "Meine Miete steigt. Was kann ich tun?";
    yusuf.asks("Schulden", "01067", "Roter Fuchs", worry).await?;
    let room = nora.takes(worry).await?;
    nora.person.says(&room, "Guten Tag. Ich lese mit Ihnen nach.").await?;
    yusuf.person.hears(&room, "Ich lese mit Ihnen nach").await?;
    figures.onboarded_ms = millis(began);
    transcript.tells(&format!("From the invitation to her first answer: {}.", ms(began.elapsed())));
    Ok((nora, yusuf))
}

async fn who_gets_what(
    transcript: &Transcript,
    stage: &Stage,
    (lead, counsellor): (&Desk, &Desk),
) -> Result<usize> {
    Transcript::scene("Everybody tries what is not theirs");
    let nobody = Desk::open(stage, Window::default()).await?;
    let mut unexpected = 0;
    for (method, page, form, expected) in ADDRESSES {
        for (desk, expected) in [lead, counsellor, &nobody].into_iter().zip(expected) {
            let found = desk.status(method, page, form).await?;
            if found != expected {
                unexpected += 1;
                transcript.tells(&format!("{method} {page}: {found}, not {expected}"));
            }
        }
    }
    transcript.tells(&format!(
        "{} addresses, three roles: {unexpected} answers that the table does not say.",
        ADDRESSES.len()
    ));
    Ok(unexpected)
}

async fn nobody_passes_for_ben(
    transcript: &Transcript,
    (ben, cem): (&Counsellor, &Counsellor),
    (desk, room): (&Desk, &OwnedRoomId),
    figures: &mut Figures,
) -> Result<()> {
    Transcript::scene("The homeserver publishes other keys in Ben's name");
    let first = ben.person.hears(room, WORRY).await?.event;
    let first =
        ben.person.calls("GET", &format!("/_matrix/client/v3/rooms/{room}/event/{first}"), None).await?;
    let mallory = ben.person.on_another_device().await?;
    mallory.resets_identity().await?;
    mallory.catches_up().await?;
    cem.person.hears(&cem.team, "Neue Schlüssel bei ben").await?;
    mallory.is_out_of(&ben.team).await?;
    transcript.tells("Team is told, and the account is out of all rooms.");
    desk.comes_again().await?;
    desk.is_signed_out().await?;
    transcript.tells("Ben's session at the desk is over.");
    let words = desk.asks_for_code().await?;
    let chat = mallory.opens_chat_with(Stage::RECEPTION).await?;
    mallory.says(&chat, &words).await?;
    cem.person.says(&cem.team, "Ist jemand angemeldet?").await?;
    cem.person.catches_up().await?;
    let still_waits = desk.browser.reads(".shown-code").await?.len() == 1;
    let reads = mallory.can_decrypt(room, &first).await?;
    figures.forged_identity_keys = usize::from(reads) + usize::from(!still_waits);
    transcript.tells("With the new keys the code is not heard, and what Anna wrote cannot be read.");
    Ok(())
}

async fn chooses(desk: &Desk, at: &str, value: &str) -> Result<()> {
    let (at, value) = (json!(at), json!(value));
    desk.browser.evaluates(&format!("void (document.querySelector({at}).value = {value})")).await.map(drop)
}

async fn looks(transcript: &Transcript, desk: &Desk, at: &str, figures: &mut Figures) -> Result<()> {
    for violation in desk.browser.axe().await? {
        figures.axe_violations += 1;
        transcript.tells(&format!("axe, at {at}: {violation}"));
    }
    Ok(())
}

fn millis(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
