//! New staff: invited at the desk, a password by a link that holds once, and at work; and those who leave.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Person, Stage,
    browser::{Browser, Window},
    desk::Desk,
    smtp::{Letter, MailServer},
    stage::{Counsellor, Seeker, Setting},
    wait,
};
use serde_json::json;

use crate::{
    asking::LOTSE,
    kill::{AT_LEAVING, AT_ONBOARDING, FAIL_POINT, dies_of_it},
};

const PASSWORD: &str = "sieben blaue Kraniche warten";

async fn stage(mail: &MailServer, setting: Setting) -> Result<Stage> {
    let settings = format!(
        "{}\n[people]\npublic_url = \"https://lotse.example\"\n[portal]\nenabled = \"no\"\n\
         [staff]\naccounts = \"yes\"\n[administration]\nreferat = [\"@edda:lotse.example\"]\n",
        mail.settings()
    );
    Stage::open_with(LOTSE, setting.with_erasure().settings(&settings)).await
}

pub(crate) async fn edda(stage: &Stage) -> Result<Desk> {
    let edda = stage.person("edda").await?;
    let chat = edda.opens_chat_with(Stage::RECEPTION).await?;
    edda.hears(&chat, "Schulden").await?;
    let desk = Desk::open(stage, Window::default()).await?;
    desk.signs_in(&edda, &chat).await?;
    Ok(desk)
}

pub(crate) async fn is_in_order(desk: &Desk, at: &str) -> Result<()> {
    for (width, dark) in [(320, false), (1280, true)] {
        desk.browser.does(json!({ "do": "window", "width": width, "height": 800, "dark": dark })).await?;
        desk.is_in_order(&format!("{at}, {width} px")).await?;
    }
    Ok(())
}

/// Fills the form of an invitation in and sends it.
pub(crate) async fn invites(desk: &Desk, user: &str, mail: &str, theirs: bool) -> Result<()> {
    desk.goes("/personen?stelle=dresden").await?;
    desk.browser.fills("#name", user.trim_start_matches('@').split(':').next().unwrap_or_default()).await?;
    desk.browser.fills("#mail", mail).await?;
    desk.browser.fills("#user", user).await?;
    desk.browser.clicks(if theirs { "input[value=theirs]" } else { "input[value=ours]" }).await?;
    desk.browser.clicks("button[value=invite]").await
}

/// The text of a letter, without what its way has made of it.
fn text(letter: &Letter) -> String {
    let (head, body) =
        letter.raw.split_once("\r\n\r\n").or_else(|| letter.raw.split_once("\n\n")).unwrap_or_default();
    if head.to_lowercase().contains("content-transfer-encoding: base64") {
        let whole: String = body.split_whitespace().collect();
        let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, whole);
        return String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
    }
    let whole = body.replace("=\r\n", "").replace("=\n", "");
    let mut parts = whole.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let coded = part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = coded {
            bytes.push(byte);
            bytes.extend_from_slice(&part.as_bytes()[2..]);
        } else {
            bytes.push(b'=');
            bytes.extend_from_slice(part.as_bytes());
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The page behind the link of a letter, as a browser here reaches it.
pub(crate) fn link(stage: &Stage, letter: &Letter) -> Result<String> {
    let text = text(letter);
    let at =
        text.find("https://lotse.example/desk/einladung/").with_context(|| format!("no link in {text}"))?;
    let link = text[at..].split_whitespace().next().unwrap_or_default();
    let home = stage.lotse.people_url().replace("127.0.0.1", "localhost");
    Ok(link.replace("https://lotse.example", &home))
}

/// Sets a password where a link leads.
pub(crate) async fn sets(browser: &Browser, link: &str, password: &str, again: &str) -> Result<()> {
    browser.goes(link).await?;
    browser.fills("#password", password).await?;
    browser.fills("#again", again).await?;
    browser.clicks("main button.main").await
}

/// Somebody new at their own client.
pub(crate) async fn arrives(stage: &Stage, name: &str) -> Result<Person> {
    let person = Person::sign_in(stage.synapse.url(), name, PASSWORD).await?;
    person.bootstrap_now().await?;
    Ok(person)
}

async fn shows(desk: &Desk, user: &str, words: &str) -> Result<()> {
    wait::until(format!("{user}: {words}"), wait::patience(), async || {
        desk.goes("/personen?stelle=dresden").await?;
        let at = format!("[data-person='{user}'] .how");
        Ok(desk.browser.reads(&at).await?.join("").contains(words).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_new_sets_a_password_once_and_takes_a_case_and_no_account_of_others_is_touched() -> Result<()>
{
    let mut mail = MailServer::plain()?;
    mail.opens().await?;
    let stage = stage(&mail, Setting::default()).await?;
    let ben = stage.counsellor("ben").await?;
    let desk = edda(&stage).await?;
    desk.goes("/personen?stelle=dresden").await?;
    is_in_order(&desk, "people").await?;

    // What is wrong changes nothing, and what was typed stays.
    for (user, words) in [
        ("@ben:lotse.example", "schon eingetragen"),
        ("edda", "nicht angerührt"),
        ("lotse_c_dresden", "spricht Lotse selbst"),
        ("No Ra", "kann so nicht"),
    ] {
        invites(&desk, user, "nora@post.example", false).await?;
        desk.browser.sees(&format!("#wrong:has-text('{words}')")).await.with_context(|| user.to_owned())?;
        let typed = desk.browser.evaluates("document.querySelector('#user').value").await?;
        ensure!(typed == user, "{typed}");
    }
    is_in_order(&desk, "refused").await?;
    ensure!(mail.letters()?.is_empty(), "somebody got a letter");

    invites(&desk, "nora", "nora@post.example", false).await?;
    desk.is_answered("unterwegs").await?;
    shows(&desk, "@nora:lotse.example", "gilt bis").await?;
    is_in_order(&desk, "invited").await?;
    let letter = mail.takes(1).await?;
    ensure!(letter.to == ["nora@post.example"], "{letter:?}");
    let said = text(&letter).to_lowercase();
    for word in ["nora", "dresden", "schulden"] {
        ensure!(!said.contains(word), "{word} in the letter: {said}");
    }
    // Another letter, and the link of before is dead, as is one that nobody was ever sent.
    let first = link(&stage, &letter)?;
    desk.browser.clicks("[data-person='@nora:lotse.example'] button[value=again]").await?;
    desk.is_answered("alte Link").await?;
    let second = link(&stage, &mail.takes(2).await?)?;
    let page = async |link: &str| {
        let answer =
            reqwest::Client::builder().no_proxy().build()?.get(link.replace("localhost", "127.0.0.1")).send();
        let answer = answer.await?;
        Ok::<_, anyhow::Error>((answer.status().as_u16(), answer.text().await?))
    };
    let (status, dead) = page(&first).await?;
    let nobodys = format!("{}{}", &first[..first.len() - 43], "a".repeat(43));
    ensure!(status == 404 && page(&nobodys).await? == (404, dead.clone()), "told apart");

    let phone = Browser::open(Window { width: 320, height: 640, ..Window::default() }).await?;
    sets(&phone, &second, "Passwort1", "Passwort1").await?;
    phone.sees("#wrong:has-text('zu leicht')").await?;
    sets(&phone, &second, PASSWORD, "etwas anderes ganz langes").await?;
    phone.sees("#wrong:has-text('nicht gleich')").await?;
    ensure!(phone.axe().await?.is_empty(), "axe: {:?}", phone.axe().await?);
    sets(&phone, &second, PASSWORD, PASSWORD).await?;
    phone.sees(".answer:has-text('gilt')").await?;
    ensure!(phone.reads(".steps svg[role=img]").await?.len() == 3, "three pictures");
    ensure!(phone.axe().await?.is_empty(), "axe: {:?}", phone.axe().await?);
    let wide = phone.evaluates("document.documentElement.scrollWidth > innerWidth").await?;
    ensure!(wide == false, "wider than a phone");
    ensure!(page(&second).await? == (404, dead), "a used link is told apart");
    ensure!(!stage.lotse.log().contains("Kraniche"), "the password is in the log");

    let nora = arrives(&stage, "nora").await?;
    // Not activated yet: the Referat notes the training, and does that.
    trains(&desk, "@nora:lotse.example").await?;
    let nora = Counsellor::at_work(nora).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post vom Inkasso.").await?;
    let room = nora.takes("Ich habe Post vom Inkasso.").await?;
    nora.person.says(&room, "Guten Tag.").await?;
    anna.person.hears(&room, "Guten Tag.").await?;
    ben.person.hears(&ben.enquiries, "nora").await?;

    let trail = stage.lotse.says(&["audit", "export", "--centre", "dresden", "--csv"]).await?;
    ensure!(trail.contains("invited") && trail.contains("trained"), "{trail}");
    // By the command line, the same.
    let line =
        ["staff", "invite", "olga", "--centre", "dresden", "--name", "Olga", "--mail", "olga@post.example"];
    ensure!(stage.lotse.says(&line).await?.contains("@olga:lotse.example is entered"));
    sets(&phone, &link(&stage, &mail.takes(3).await?)?, PASSWORD, PASSWORD).await?;
    phone.sees(".answer:has-text('gilt')").await?;
    arrives(&stage, "olga").await?;
    ensure!(!stage.lotse.run(&line).await?.status.success(), "invited twice");
    stage.settles().await
}

/// The Referat notes that somebody was trained, and activates them.
pub(crate) async fn trains(desk: &Desk, user: &str) -> Result<()> {
    desk.goes("/schulung?stelle=dresden").await?;
    let at = format!("[data-training='{user}']");
    desk.browser.fills(&format!("{at} input[name=first]"), "2026-01-10").await?;
    desk.browser.fills(&format!("{at} input[name=second]"), "2026-02-14").await?;
    desk.browser.clicks(&format!("{at} button[value=dates]")).await?;
    desk.is_answered("Eingetragen").await?;
    desk.browser.clicks(&format!("{at} button[value=activate]")).await?;
    desk.is_answered("freigeschaltet").await
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_and_accounts_that_fail_are_said_and_go_on() -> Result<()> {
    let mut mail = MailServer::plain()?;
    let stage = stage(&mail, Setting::default().with_proxy()).await?;
    let cem = stage.counsellor("cem").await?;
    let desk = edda(&stage).await?;
    let proxy = stage.proxy.as_ref().context("no proxy")?;
    let admin = "/_synapse/admin/v2/users";
    // Away, or nonsense: nothing is changed.
    for (status, body) in [(502, "<h1>Back soon</h1>"), (200, "{}"), (404, "{}")] {
        proxy.refuse_next("GET", admin, status, body)?;
        invites(&desk, "nora", "nora@post.example", false).await?;
        desk.browser.sees("#wrong:has-text('antwortet gerade nicht')").await?;
    }
    ensure!(!desk.reads().await?.contains("@nora"), "entered all the same");

    // The mail server is away: said, and sent as soon as it is back. The answer of the making was lost: the account is ours.
    proxy.lose_next_answer("PUT", admin);
    invites(&desk, "nora", "nora@post.example", false).await?;
    desk.is_answered("unterwegs").await?;
    shows(&desk, "@nora:lotse.example", "smtp:unreachable").await?;
    mail.opens().await?;
    let first = link(&stage, &mail.takes(1).await?)?;
    shows(&desk, "@nora:lotse.example", "gilt bis").await?;
    // An address that is none: said, and another letter is for another address.
    invites(&desk, "pia", "gone@post.example", false).await?;
    shows(&desk, "@pia:lotse.example", "nicht angenommen").await?;
    is_in_order(&desk, "a letter that cannot be sent").await?;

    // The homeserver does not take the password now: the link still holds.
    let browser = Browser::open(Window::default()).await?;
    proxy.refuse_next("POST", "/_synapse/admin/v1/reset_password", 502, "<h1>Back soon</h1>")?;
    sets(&browser, &first, PASSWORD, PASSWORD).await?;
    browser.sees("#wrong:has-text('Link gilt weiter')").await?;
    sets(&browser, &first, PASSWORD, PASSWORD).await?;
    browser.sees(".answer:has-text('gilt')").await?;
    arrives(&stage, "nora").await?;

    // Two invite the same id at once: one is first.
    let form = "act=invite&centre=dresden&name=Quentin&mail=q@post.example&user=quentin&account=ours";
    let post = format!(
        "Promise.all([1, 2].map(() => fetch('/desk/personen', {{ method: 'POST', body: new URLSearchParams('{form}') }}) \
         .then((it) => it.text()))).then((it) => it.filter((page) => page.includes('ist unterwegs')).length)"
    );
    ensure!(desk.browser.evaluates(&post).await? == 1, "both or none");
    mail.takes(2).await?;

    // Whoever brings an account gets no link, and nothing of it is touched; at another centre it is a letter of its own.
    let form =
        "act=invite&centre=freiburg&name=Cem&mail=cem@post.example&user=@cem:lotse.example&account=theirs";
    ensure!(desk.status("POST", "/personen", form).await? == 200);
    let own = text(&mail.takes(3).await?);
    ensure!(own.contains("/desk/willkommen") && !own.contains("/desk/einladung/"), "{own}");
    cem.person.says(&cem.team, "Ich bin noch angemeldet.").await?;
    // An account that comes in between, by somebody else, is not ours, whatever we were told before.
    proxy.refuse_next("GET", admin, 404, r#"{"errcode":"M_NOT_FOUND","error":"User not found"}"#)?;
    stage.synapse.register("rosa", "ihr eigenes Passwort", false).await?;
    stage.synapse.log_in("rosa", "ihr eigenes Passwort").await?;
    invites(&desk, "rosa", "rosa@post.example", false).await?;
    shows(&desk, "@rosa:lotse.example", "gab es schon").await?;
    stage.synapse.log_in("rosa", "ihr eigenes Passwort").await?;
    ensure!(mail.letters()?.len() == 3, "a letter for an account of others");
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_lotse_dies_of_an_invitation_comes_and_its_link_works_once() -> Result<()> {
    let mut mail = MailServer::plain()?;
    mail.opens().await?;
    let mut stage = stage(&mail, Setting::default()).await?;
    let desk = edda(&stage).await?;
    let browser = Browser::open(Window::default()).await?;
    for (number, point) in AT_ONBOARDING.iter().enumerate() {
        let name = format!("nora{number}");
        let form =
            format!("act=invite&centre=dresden&name=Nora&mail={name}@post.example&user={name}&account=ours");
        let letters = mail.letters()?.len();
        let dies_later = *point == "newcomer.after_password";
        stage.lotse.stop().await?;
        stage.lotse.set_environment(FAIL_POINT, *point);
        stage.lotse.serve().await?;
        let sent = desk.status("POST", "/personen", &form).await;
        if dies_later {
            let page = link(&stage, &mail.takes(letters + 1).await?)?;
            // What it answers is lost.
            let _ = sets(&browser, &page, "ein anderes langes Passwort", "ein anderes langes Passwort").await;
        }
        dies_of_it(&mut stage.lotse).await.with_context(|| format!("armed at {point}"))?;
        stage.lotse.unset_environment(FAIL_POINT);
        stage.lotse.serve().await?;
        if *point == "newcomer.before_commit" {
            ensure!(sent.is_err(), "answered");
            ensure!(desk.status("POST", "/personen", &form).await? == 200);
        }
        shows(&desk, &format!("@{name}:lotse.example"), "gilt bis")
            .await
            .with_context(|| (*point).to_owned())?;
        stage.settles().await?;
        let last = mail.letters()?.pop().context("no letter")?;
        ensure!(last.to == [format!("{name}@post.example")], "{point}: {last:?}");
        let page = link(&stage, &last)?;
        sets(&browser, &page, PASSWORD, PASSWORD).await?;
        browser.sees(".answer:has-text('gilt')").await.with_context(|| (*point).to_owned())?;
        stage.synapse.log_in(&name, PASSWORD).await.with_context(|| (*point).to_owned())?;
        browser.goes(&page).await?;
        browser.sees("h1:has-text('gilt nicht')").await?;
    }
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_is_out_of_everything_and_the_cases_go_on() -> Result<()> {
    let mail = MailServer::plain()?;
    let mut stage = stage(&mail, Setting::default()).await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    let mut rooms = Vec::new();
    let mut seekers = Vec::new();
    for (name, called) in [("anna", "Blaue Amsel"), ("yusuf", "Roter Fuchs")] {
        let seeker = Seeker::knocks(stage.person(name).await?).await?;
        let worry = format!("Ich bin {called}.");
        seeker.asks("Schulden", "01067", called, &worry).await?;
        let room = ben.takes(&worry).await?;
        ben.person.says(&room, "Guten Tag.").await?;
        seeker.person.hears(&room, "Guten Tag.").await?;
        rooms.push(room);
        seekers.push(seeker);
    }
    let bens = Desk::open(&stage, Window::default()).await?;
    bens.signs_in(&ben.person, &ben.team).await?;
    let desk = edda(&stage).await?;
    desk.goes("/personen?stelle=dresden").await?;
    desk.browser.clicks("[data-person='@ben:lotse.example'] .leaves a").await?;
    desk.browser.sees("h1:has-text('Abschied: ')").await?;
    let page = desk.reads().await?;
    ensure!(
        page.contains("2 Fälle gehen") && page.contains("Eine Anmeldung am Schreibtisch endet"),
        "{page}"
    );
    ensure!(page.contains("Geräte der Person") && !page.contains("Amsel"), "{page}");
    is_in_order(&desk, "before leaving").await?;
    // Another stock than the one that was seen: nothing is done.
    let stale = "centre=dresden&who=@ben:lotse.example&seal=9-0-0-0";
    ensure!(desk.status("POST", "/abschied", stale).await? == 200);
    bens.comes_again().await?;
    bens.is_signed_in().await?;

    // Killed in the middle: the rest follows.
    for point in AT_LEAVING {
        stage.lotse.stop().await?;
        stage.lotse.set_environment(FAIL_POINT, *point);
        stage.lotse.serve().await?;
        let seal = "centre=dresden&who=@ben:lotse.example&seal=2-0-0-0&to=@cem:lotse.example";
        // After the first point nothing is done yet; after the second everything that can be asked for.
        let _ = desk.status("POST", "/abschied", seal).await;
        if *point == "leaving.after_case" {
            break;
        }
        dies_of_it(&mut stage.lotse).await.with_context(|| (*point).to_owned())?;
        if *point == "leaving.after_commit" {
            stage.lotse.set_environment(FAIL_POINT, "leaving.after_case");
            stage.lotse.serve().await?;
            dies_of_it(&mut stage.lotse).await?;
            break;
        }
    }
    stage.lotse.unset_environment(FAIL_POINT);
    stage.lotse.serve().await?;
    for (seeker, room) in seekers.iter().zip(&rooms) {
        seeker.person.hears(room, "nicht mehr in der Beratungsstelle").await?;
        let to = cem.person.is_invited_where("a case of Ben's", |it| it.room == *room).await?;
        cem.person.accepts(&to).await?;
        ben.person.is_out_of(room).await?;
        cem.person.says(room, "Ich bin Cem.").await?;
        seeker.person.hears(room, "Ich bin Cem.").await?;
        let told =
            seeker.person.knows(room).iter().filter(|it| it.body.contains("nicht mehr in der")).count();
        ensure!(told == 1, "told {told} times");
    }
    ben.person.is_out_of(&ben.team).await?;
    ben.person.is_out_of(&ben.enquiries).await?;
    bens.comes_again().await?;
    bens.is_signed_out().await?;
    desk.goes("/personen?stelle=dresden").await?;
    ensure!(!desk.reads().await?.contains("@ben:"), "still there");
    is_in_order(&desk, "after leaving").await?;

    // Back to the pool, where a colleague sees the card; nobody is left to succeed.
    desk.goes("/abschied?stelle=dresden&wer=@cem:lotse.example").await?;
    desk.browser.clicks("main form button.main").await?;
    desk.is_answered("Erledigt").await?;
    cem.person.is_out_of(&rooms[0]).await?;
    seekers[0].person.hears(&rooms[0], "Jemand anderes").await?;
    let trail = stage.lotse.says(&["audit", "export", "--centre", "dresden", "--csv"]).await?;
    ensure!(trail.matches(";left;").count() + trail.matches(",left,").count() >= 2, "{trail}");
    stage.lotse.says(&["audit", "verify"]).await?;
    Ok(())
}
