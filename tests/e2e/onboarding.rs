//! New staff: invited at the desk, a password by a link that holds once, and at work; and those who leave.

use anyhow::{Context as _, Result, ensure};
use lotse_tests::{
    Person, Stage,
    browser::{Browser, Window},
    desk::{Desk, NEW_PASSWORD as PASSWORD, sets_password as sets},
    smtp::MailServer,
    stage::{Counsellor, Seeker, Setting},
    wait,
};
use serde_json::json;

use crate::{
    asking::LOTSE,
    kill::{AT_LEAVING, AT_ONBOARDING, FAIL_POINT, dies_of_it},
};

async fn stage(mail: &MailServer, setting: Setting) -> Result<Stage> {
    let settings = format!(
        "{}\n[people]\npublic_url = \"https://lotse.example\"\n[portal]\nenabled = \"no\"\n\
         [staff]\naccounts = \"yes\"\n[administration]\nreferat = [\"@edda:lotse.example\"]\n\
         [testing]\ndesk_at_localhost = \"yes\"\n",
        mail.settings()
    );
    Stage::open_with(LOTSE, setting.with_erasure().settings(&settings)).await
}

async fn edda(stage: &Stage) -> Result<Desk> {
    let edda = stage.person("edda").await?;
    let chat = edda.opens_chat_with(Stage::RECEPTION).await?;
    edda.hears(&chat, "Schulden").await?;
    let desk = Desk::open(stage, Window::default()).await?;
    desk.signs_in(&edda, &chat).await?;
    Ok(desk)
}

async fn is_in_order(desk: &Desk, at: &str) -> Result<()> {
    for (width, dark) in [(320, false), (1280, true)] {
        desk.browser.does(json!({ "do": "window", "width": width, "height": 800, "dark": dark })).await?;
        desk.is_in_order(&format!("{at}, {width} px")).await?;
    }
    Ok(())
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
        desk.invites(user, "nora@post.example", false).await?;
        desk.browser.sees(&format!("#wrong:has-text('{words}')")).await.with_context(|| user.to_owned())?;
        let typed = desk.browser.evaluates("document.querySelector('#user').value").await?;
        ensure!(typed == user, "{typed}");
    }
    is_in_order(&desk, "refused").await?;
    ensure!(mail.letters()?.is_empty(), "somebody got a letter");

    desk.invites("nora", "nora@post.example", false).await?;
    desk.is_answered("unterwegs").await?;
    shows(&desk, "@nora:lotse.example", "gilt bis").await?;
    is_in_order(&desk, "invited").await?;
    let letter = mail.takes(1).await?;
    ensure!(letter.to == ["nora@post.example"], "{letter:?}");
    let said = letter.text().to_lowercase();
    for word in ["nora", "dresden", "schulden"] {
        ensure!(!said.contains(word), "{word} in the letter: {said}");
    }
    // Another letter, and the link of before is dead, as is one that nobody was ever sent.
    let first = letter.link(&stage)?;
    desk.browser.clicks("[data-person='@nora:lotse.example'] button[value=again]").await?;
    desk.is_answered("alte Link").await?;
    let second = mail.takes(2).await?.link(&stage)?;
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
    let pictures = phone.evaluates("document.querySelectorAll('.steps svg[role=img]').length").await?;
    ensure!(pictures == 3, "{pictures} pictures");
    ensure!(phone.axe().await?.is_empty(), "axe: {:?}", phone.axe().await?);
    let wide = phone.evaluates("document.documentElement.scrollWidth > innerWidth").await?;
    ensure!(wide == false, "wider than a phone");
    ensure!(page(&second).await? == (404, dead), "a used link is told apart");
    ensure!(!stage.lotse.log().contains("Kraniche"), "the password is in the log");

    let nora = Person::sign_in_anew(&stage.synapse, "nora", PASSWORD).await?;
    // Not activated yet: the Referat notes the training, and does that.
    desk.trains("@nora:lotse.example").await?;
    let nora = Counsellor::at_work(nora).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post vom Inkasso.").await?;
    let room = nora.takes("Ich habe Post vom Inkasso.").await?;
    nora.person.says(&room, "Guten Tag.").await?;
    anna.person.hears(&room, "Guten Tag.").await?;
    ben.person.hears(&ben.enquiries, "nora").await?;

    let trail = stage.lotse.says(&["audit", "export", "--centre", "dresden", "--csv"]).await?;
    ensure!(trail.contains("invited") && trail.contains("trained"), "{trail}");
    // A list of trainings: with a fault in one row nothing is taken, and each says what to do.
    let file = stage.lotse.home().join("schulung.csv");
    let takes = async |list: &str| -> Result<()> {
        std::fs::write(&file, list)?;
        desk.goes("/schulung?stelle=dresden").await?;
        desk.browser.does(json!({ "do": "choose", "at": "#list", "files": [&file] })).await?;
        desk.browser.clicks("form[enctype] button").await
    };
    let head = "Matrix-Kennung;Erster Teil am;Schulung am\n@ben:lotse.example;01.03.2026;14.03.2026\n";
    takes(&format!("{head}@nobody:lotse.example;;2026-02-14\n")).await?;
    desk.browser.sees("[data-faults]:has-text('nicht im Verzeichnis')").await?;
    is_in_order(&desk, "a list with a fault").await?;
    desk.goes("/schulung?stelle=dresden").await?;
    is_in_order(&desk, "trainings").await?;
    let first = "document.querySelector(\"[data-training='@ben:lotse.example'] [name=first]\").value";
    ensure!(desk.browser.evaluates(first).await? == "", "half of a list was taken");
    takes(head).await?;
    desk.is_answered("eine Zeile").await?;
    desk.goes("/schulung?stelle=dresden").await?;
    ensure!(desk.browser.evaluates(first).await? == "2026-03-01", "the list was not taken");
    // By the command line, the same.
    let line =
        ["staff", "invite", "olga", "--centre", "dresden", "--name", "Olga", "--mail", "olga@post.example"];
    ensure!(stage.lotse.says(&line).await?.contains("@olga:lotse.example is entered"));
    let letter = mail.takes(3).await?;
    ensure!(letter.to == ["olga@post.example"], "{:?}", letter.to);
    sets(&phone, &letter.link(&stage)?, PASSWORD, PASSWORD).await?;
    phone.sees(".answer:has-text('gilt')").await?;
    Person::sign_in_anew(&stage.synapse, "olga", PASSWORD).await?;
    ensure!(!stage.lotse.run(&line).await?.status.success(), "invited twice");
    stage.settles().await
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
        desk.invites("nora", "nora@post.example", false).await?;
        desk.browser.sees("#wrong:has-text('antwortet gerade nicht')").await?;
    }
    ensure!(desk.browser.reads("[data-person^='@nora']").await?.is_empty(), "entered all the same");

    // The mail server is away: said, and sent as soon as it is back. The answer of the making was lost: the account is ours.
    proxy.lose_next_answer("PUT", admin);
    desk.invites("nora", "nora@post.example", false).await?;
    desk.is_answered("unterwegs").await?;
    shows(&desk, "@nora:lotse.example", "smtp:unreachable").await?;
    mail.opens().await?;
    let first = mail.takes(1).await?.link(&stage)?;
    shows(&desk, "@nora:lotse.example", "gilt bis").await?;
    // An address that is none: said, and another letter is for another address.
    desk.invites("pia", "gone@post.example", false).await?;
    shows(&desk, "@pia:lotse.example", "nicht angenommen").await?;
    is_in_order(&desk, "a letter that cannot be sent").await?;

    // The homeserver does not take the password now: the link still holds.
    let browser = Browser::open(Window::default()).await?;
    proxy.refuse_next("POST", "/_synapse/admin/v1/reset_password", 502, "<h1>Back soon</h1>")?;
    sets(&browser, &first, PASSWORD, PASSWORD).await?;
    browser.sees("#wrong:has-text('Link gilt weiter')").await?;
    sets(&browser, &first, PASSWORD, PASSWORD).await?;
    browser.sees(".answer:has-text('gilt')").await?;
    Person::sign_in_anew(&stage.synapse, "nora", PASSWORD).await?;

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
    let own = mail.takes(3).await?.text();
    ensure!(own.contains("/desk/willkommen") && !own.contains("/desk/einladung/"), "{own}");
    cem.person.says(&cem.team, "Ich bin noch angemeldet.").await?;
    // An account that comes in between, by somebody else, is not ours, whatever we were told before.
    proxy.refuse_next("GET", admin, 404, r#"{"errcode":"M_NOT_FOUND","error":"User not found"}"#)?;
    stage.synapse.register("rosa", "ihr eigenes Passwort", false).await?;
    stage.synapse.log_in("rosa", "ihr eigenes Passwort").await?;
    desk.invites("rosa", "rosa@post.example", false).await?;
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
            let page = mail.takes(letters + 1).await?.link(&stage)?;
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
        let page = last.link(&stage)?;
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
    desk.browser.clicks("[data-person='@ben:lotse.example'] .leaves button").await?;
    desk.browser.sees("h1:has-text('scheidet aus')").await?;
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

    // Killed before: nothing is done. Killed after the commit, and after each case: the rest follows.
    let seal = "centre=dresden&who=@ben:lotse.example&seal=2-0-0-0&to=@cem:lotse.example";
    for point in AT_LEAVING {
        stage.lotse.kill();
        stage.lotse.set_environment(FAIL_POINT, *point);
        stage.lotse.serve().await?;
        if *point != "leaving.after_case" {
            let lost = desk.status("POST", "/abschied", seal).await;
            ensure!(lost.is_err(), "{point}: {lost:?}");
        }
        dies_of_it(&mut stage.lotse).await.with_context(|| (*point).to_owned())?;
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
    // Two answers were lost on the way, as they should.
    ensure!(desk.browser.troubles().await?.len() == 2);
    is_in_order(&desk, "after leaving").await?;

    // Back to the pool, where a colleague sees the card; nobody is left to succeed.
    // By the command line, counted first.
    let counted = stage.lotse.says(&["staff", "leave", "@cem:lotse.example"]).await?;
    ensure!(counted.contains("2 case(s) go to") && counted.ends_with("add --yes to do it.\n"), "{counted}");
    let nobody = &["staff", "leave", "@cem:lotse.example", "--successor", "@ben:lotse.example", "--yes"];
    ensure!(stage.lotse.run(nobody).await?.status.code() == Some(1), "Ben is gone");
    let left = stage.lotse.says(&["staff", "leave", "@cem:lotse.example", "--yes"]).await?;
    ensure!(left.contains("has left dresden"), "{left}");
    ensure!(stage.lotse.run(&["staff", "leave", "@cem:lotse.example"]).await?.status.code() == Some(1));
    cem.person.is_out_of(&rooms[0]).await?;
    seekers[0].person.hears(&rooms[0], "Jemand anderes").await?;
    let trail = stage.lotse.says(&["audit", "export", "--centre", "dresden", "--csv"]).await?;
    ensure!(trail.matches("left").count() >= 4, "two have left, and their cases: {trail}");
    stage.lotse.says(&["audit", "verify"]).await?;
    Ok(())
}
