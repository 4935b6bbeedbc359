//! How the desk looks, on a day on which much is going on: every page light and dark, on the narrowest phone and a computer, in both
//! languages; looked at with axe, and taken as pictures for `docs/desk.md` by `cargo test --test e2e -- --ignored the_desk_in_pictures`.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Result, ensure};
use lotse_tests::{
    Stage,
    browser::Window,
    desk::Desk,
    stage::{Counsellor, Seeker},
    workbook::Cast,
};
use serde_json::json;

use crate::desk_roles;

/// The pages, with what is seen on them.
const PAGES: [(&str, &str); 29] = [
    ("start", "Nobody is signed in"),
    ("code", "What is to be written in the encrypted chat"),
    ("day", "A day with an enquiry, a case that waits, and one that is covered"),
    ("case", "What can be done with a case"),
    ("answer", "What was answered to a form: a new link"),
    ("at-once", "Somebody sits before the counsellor: their way in, for this once"),
    ("dates", "Appointments: when they are offered, and the busy calendar"),
    ("away", "Away, with a deputy"),
    ("passkeys", "With which passkeys somebody signs in"),
    ("menu", "The Referat: the ways to its pages, unfolded on a phone"),
    ("own", "The Referat, and a lead of their own centre: what a centre says of itself and its people"),
    (
        "arrange",
        "The same: somebody is gone, and a colleague stands in for one of their cases or is to have it",
    ),
    ("card", "The Referat, and a lead of their own centre: what seekers read before they agree"),
    ("coverage", "The Referat: where nobody is responsible, and who would get an enquiry"),
    ("figures", "The Referat, and a lead of their own centre: how many, how soon"),
    ("trail", "The same: who came to read which case"),
    ("leads", "The Referat: who leads a centre"),
    ("platform", "The Referat: how Lotse is, broken promises, links"),
    ("seconds", "The Referat: what a second person confirms"),
    ("papers", "The Referat: the data-protection kit"),
    ("paper", "The same: a centre's notice"),
    ("directory", "The Referat: the directory, in the sheets of its workbook"),
    ("row", "The same: a row"),
    ("draft", "The same: what would follow, and what becomes of running cases"),
    ("versions", "The same: what was published"),
    ("people", "The Referat, and a lead of their own centre: who is there, and how somebody is invited"),
    ("parting", "The same: what it does if somebody leaves"),
    ("training", "The Referat: who was trained when, and who may counsel"),
    ("welcome", "Whoever was invited: what comes"),
];

struct Look<'a> {
    desk: &'a Desk,
    language: &'a str,
    to: Option<PathBuf>,
}

impl Look<'_> {
    async fn at(&self, name: &str) -> Result<()> {
        let browser = &self.desk.browser;
        for (theme, dark) in [("light", false), ("dark", true)] {
            for (width, height) in [(320, 1_500), (1280, 1_200)] {
                browser
                    .does(json!({ "do": "window", "width": width, "height": height, "dark": dark }))
                    .await?;
                if let Some(to) = &self.to {
                    let file = to.join(format!("{name}-{}-{theme}-{width}.png", self.language));
                    browser.takes_picture(&file).await?;
                }
                self.desk.is_in_order(&format!("{name} {theme} {width}")).await?;
            }
        }
        Ok(())
    }
}

async fn asks(stage: &Stage, name: &str, pseudonym: &str, worry: &str) -> Result<Seeker> {
    let seeker = Seeker::knocks(stage.person(name).await?).await?;
    seeker.asks("Schulden", "01067", pseudonym, worry).await?;
    Ok(seeker)
}

/// Ben has a case and stands in for Cem in another one, and somebody has asked.
async fn a_day(stage: &Stage, (ben, cem): (&Counsellor, &Counsellor)) -> Result<()> {
    let anna = asks(stage, "anna", "Blaue Amsel", "Ich habe Post.").await?;
    let room = ben.takes("Ich habe Post.").await?;
    ben.person.says(&room, "Guten Tag.").await?;
    anna.person.hears(&room, "Guten Tag.").await?;
    anna.person.says(&room, "Danke.").await?;
    ben.person.hears(&room, "Danke.").await?;
    asks(stage, "yusuf", "Stiller Wal", "Wie geht das?").await?;
    cem.takes("Wie geht das?").await?;
    ben.person.says(&ben.team, "vertretung Stiller Wal krank").await?;
    ben.person.hears_next(&ben.team, "vertritt").await?;
    asks(stage, "finn", "Roter Fuchs", "Ich will nicht mehr leben.").await?;
    ben.sees_card("Ich will nicht mehr").await?;
    stage.settles().await
}

async fn plays(locale: &'static str, language: &str, to: Option<PathBuf>) -> Result<()> {
    let stage = desk_roles::stage().await?;
    let (ben, cem) = (stage.counsellor("ben").await?, stage.counsellor("cem").await?);
    a_day(&stage, (&ben, &cem)).await?;
    let desk = Desk::open(&stage, Window { locale, ..Window::default() }).await?;
    let look = Look { desk: &desk, language, to: to.clone() };
    look.at("start").await?;
    let words = desk.asks_for_code().await?;
    look.at("code").await?;
    ben.person.says(&ben.team, &words).await?;
    desk.browser.sees("header button").await?;
    desk.browser.sees("[data-enquiry].urgent").await?;
    let cases = desk.browser.reads("[data-case] h3").await?;
    ensure!(cases.iter().any(|name| name.contains("Blaue Amsel")), "{cases:?}");
    ensure!(cases.iter().any(|name| name.contains("Stiller Wal")), "stood in for: {cases:?}");
    look.at("day").await?;
    desk.browser.clicks("[data-case] button[name=reference]").await?;
    desk.browser.sees("main select[name=to]").await?;
    look.at("case").await?;
    desk.comes_again().await?;
    desk.browser.clicks("details:has(button[value=link]) summary").await?;
    desk.browser.clicks("button[value=link]").await?;
    desk.browser.sees(".answer").await?;
    look.at("answer").await?;
    desk.comes_again().await?;
    desk.browser.clicks("details:has(form[action$='vor-ort']) > summary").await?;
    desk.browser.clicks("form[action$='vor-ort'] button").await?;
    look.at("at-once").await?;
    desk.goes("/termine").await?;
    look.at("dates").await?;
    ben.person.says(&ben.team, "abwesend bis 24.12. vertretung @cem").await?;
    desk.comes_again().await?;
    desk.browser.sees("[data-away]").await?;
    look.at("away").await?;
    desk.browser.close().await?;

    let desk = desk_roles::edda(&stage, Window { locale, ..Window::default() }).await?;
    let look = Look { desk: &desk, language, to };
    desk.goes("/abdeckung?fach=schulden&plz=01067").await?;
    look.at("coverage").await?;
    desk.browser.does(json!({ "do": "window", "width": 320, "height": 1_500, "dark": false })).await?;
    desk.browser.clicks(".ways summary").await?;
    look.at("menu").await?;
    desk.goes("/faelle?stelle=dresden").await?;
    desk.browser.evaluates("void (document.querySelector('#who').value = '@ben:lotse.example')").await?;
    desk.browser.clicks("button[value=look]").await?;
    desk.browser.sees("#held").await?;
    look.at("arrange").await?;
    for (name, page) in [
        ("own", "/stelle?stelle=dresden"),
        ("figures", "/zahlen"),
        ("trail", "/protokoll?stelle=dresden"),
        ("leads", "/leitung"),
        ("platform", "/lage?stelle=dresden"),
        ("people", "/personen?stelle=dresden"),
        ("training", "/schulung?stelle=dresden"),
        ("welcome", "/willkommen"),
        ("passkeys", "/passkey"),
        ("card", "/karte?stelle=dresden"),
        ("seconds", "/freigaben"),
        ("papers", "/unterlagen"),
        ("paper", "/unterlagen/blatt?name=8-hinweis-dresden"),
        ("row", "/verzeichnis/zeile?blatt=stellen&zeile=0"),
        ("versions", "/verzeichnis/fassungen"),
        ("directory", "/verzeichnis"),
    ] {
        desk.goes(page).await?;
        look.at(name).await?;
    }
    desk.goes("/personen?stelle=dresden").await?;
    desk.browser.clicks("[data-person='@ben:lotse.example'] .leaves button").await?;
    desk.browser.sees("[data-parting]").await?;
    look.at("parting").await?;
    desk.goes("/verzeichnis").await?;
    // A draft with which a centre goes where cases run.
    let mut cast = Cast::default();
    cast.leaves("dresden");
    let file = stage.lotse.home().join("draft.xlsx");
    cast.write(&file)?;
    desk.browser.does(json!({ "do": "choose", "at": "#workbook", "files": [file] })).await?;
    desk.browser.clicks("form[enctype] button").await?;
    desk.browser.sees("[data-leaves=dresden]").await?;
    look.at("draft").await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_desk_is_in_order_in_german() -> Result<()> {
    plays("de-DE", "de", None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_desk_is_in_order_in_english() -> Result<()> {
    plays("en-GB", "en", None).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "makes the pictures in docs/desk"]
async fn the_desk_in_pictures() -> Result<()> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let to = docs.join("desk");
    tokio::fs::create_dir_all(&to).await?;
    let mut text = "# The desk in pictures\n\nEvery page, light and dark, on the narrowest phone (320 px) and a computer (1280 px), \
                    in German and in English, while it is really played with a homeserver. Made by\n\n    \
                    cargo test --test e2e -- --ignored the_desk_in_pictures\n\nWhat the desk is, and who may do what there: \
                    [operations](operations.md).\n"
        .to_owned();
    for (locale, language) in [("de-DE", "de"), ("en-GB", "en")] {
        plays(locale, language, Some(to.clone())).await?;
    }
    for (name, about) in PAGES {
        write!(text, "\n## {name}: {about}\n\n")?;
        for language in ["de", "en"] {
            for (theme, width) in [("light", 320), ("light", 1280), ("dark", 320), ("dark", 1280)] {
                let file = format!("desk/{name}-{language}-{theme}-{width}.png");
                let shown = if width == 320 { 90 } else { 250 };
                writeln!(
                    text,
                    "<a href=\"{file}\"><img src=\"{file}\" alt=\"{file}\" width=\"{shown}\"></a>"
                )?;
            }
        }
    }
    Ok(tokio::fs::write(docs.join("desk.md"), text).await?)
}
