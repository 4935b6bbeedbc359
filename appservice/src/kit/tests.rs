use std::path::Path;

use routing::{Date, Responsible, TopicId};

use super::*;

fn settings(more: &str) -> Settings {
    let text =
        format!("[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"example.org\"\n{more}");
    Settings::parse(Path::new("lotse.toml"), &text, []).unwrap()
}

fn today() -> Date {
    Date::new(2026, 11, 28).unwrap()
}

fn all(kit: &Kit, draft: &Draft) -> String {
    let papers = kit.papers(draft, &[], today()).unwrap();
    papers.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n")
}

#[test]
fn it_says_what_is_in_force_and_nothing_else() {
    let mut topic = Topic::new(TopicId::parse("sucht").unwrap(), "Sucht <b>&</b> *Spiel*");
    topic.retention_days = 41;
    let draft = Draft { topics: vec![topic], ..Draft::default() };
    let text = all(&Kit::new(&settings("")), &draft);
    assert!(!text.contains(['{', '}']), "{text}");
    assert!(text.contains("E-Mails werden nicht verschickt."), "{text}");
    assert!(text.contains("**Achtung:** Das Recht"), "{text}");
    assert!(text.contains("41 Tage nach dem Ende") && text.contains("Sucht \\<b\\>\\&"), "{text}");
    assert!(!text.contains("Portals enden") && text.contains(&format!("Seiten: {BLANK}")), "{text}");
    let full = settings(
        "[people]\noperator = \"Haus am See\"\npublic_url = \"https://rat.example\"\n[portal]\nidle_minutes = 17\n[mail]\nhost = \"post.example\"\nfrom = \"lotse@example.org\"\n[erasure]\nadmin_token_file = \"token\"\n[federation]\nseekers = \"no\"\n",
    );
    let text = all(&Kit::new(&full), &draft);
    for said in [
        "nach 17 Minuten",
        "Mailserver post.example",
        "Haus am See",
        "ist eingerichtet",
        "sind nicht zugelassen",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn each_centre_has_a_notice_of_its_own() {
    let (directory, _) = crate::directory::sample().unwrap();
    let kit = Kit::new(&settings(""));
    let all = kit.drafts(&directory, &[], today()).unwrap();
    assert_eq!(all.len(), TEMPLATES.len() + directory.centres.len());
    let mut said = 0;
    for centre in &directory.centres {
        let name = format!("8-hinweis-{}", centre.id.as_str());
        let (_, text) = all.iter().find(|(it, _)| *it == name).unwrap();
        assert!(text.contains(&plain(directory.runs(centre))) && !text.contains(['{', '}']), "{text}");
        assert_eq!(text.contains("arbeitet im Team"), centre.team, "{text}");
        assert_eq!(text.matches("Tage nach dem Ende der Beratung").count(), centre.services.len(), "{text}");
        let Responsible { controller, contact } = &centre.responsible;
        assert_eq!(text.contains(&format!("DSGVO: {BLANK}")), controller.is_empty(), "{text}");
        assert_eq!(text.contains(&format!("Datenschutz: {BLANK}")), contact.is_empty(), "{text}");
        assert!(text.contains(&plain(controller)) && text.contains(&plain(contact)), "{text}");
        said += usize::from(!centre.responsible.is_unsaid());
    }
    assert!(said > 0, "the sample says it somewhere");
    let everything = all.iter().map(|(_, text)| text.as_str()).collect::<String>();
    for person in &directory.counsellors {
        assert!(!everything.contains(person.id.as_str()), "{}", person.id);
    }
}

#[test]
fn another_wording_is_another_version() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("privacy.md");
    std::fs::write(&page, "# Alt").unwrap();
    let (directory, _) = crate::directory::sample().unwrap();
    let (topics, centre) = (&directory.topics, &directory.centres[0]);
    let version = |kit: &Kit, centre: &Centre| kit.notice(topics, (centre, &centre.carrier)).unwrap().version;
    let kit = Kit::new(&settings(""));
    let first = version(&kit, centre);
    assert!(first.len() == 10 && first.bytes().all(|byte| byte.is_ascii_hexdigit()), "{first}");
    assert_eq!(version(&Kit::new(&settings("")), centre), first, "the day is no part of it");
    assert!(
        kit.notice_on(topics, (centre, &centre.carrier), today())
            .unwrap()
            .contains(&format!("28.11.2026, Fassung {first}"))
    );
    let mut known = vec![first];
    let mut another = |version: String, what: &str| {
        assert!(!known.contains(&version), "{what}");
        known.push(version);
    };
    let mut english = topics.clone();
    for topic in &mut english {
        topic.name_en = Some("Something else".to_owned());
    }
    let notice = kit.notice(&english, (centre, &centre.carrier)).unwrap();
    assert!(notice.text.contains("Something else") && notice.text.contains("(uk)"), "every language");
    another(notice.version, "what a topic is called in English");
    let mut other = centre.clone();
    other.responsible.contact = "Frau Rat, dsb@example.org".to_owned();
    another(version(&kit, &other), "whom to ask");
    other.team = !other.team;
    another(version(&kit, &other), "who reads");
    let operator = Kit::new(&settings("[people]\noperator = \"Haus am See\"\n"));
    another(version(&operator, centre), "the operator");
    let own = format!(
        "[people]\npublic_url = \"https://rat.example\"\n[portal.pages]\nprivacy = \"{}\"\n",
        page.display()
    );
    another(version(&Kit::new(&settings(&own)), centre), "a page of the operator's");
    std::fs::write(&page, "# Neu").unwrap();
    another(version(&Kit::new(&settings(&own)), centre), "another wording of it");
    other.card = routing::BusinessCard::parse("Eine Visitenkarte.").unwrap();
    let same = centre.clone();
    assert_eq!(version(&kit, &Centre { card: other.card, ..same }), known[0], "the card is no notice");
}

#[test]
fn one_file_holds_them_all() {
    let files = [("kit/a.md".to_owned(), b"eins".to_vec()), ("kit/b.html".to_owned(), b"zwei".to_vec())];
    let bytes = archive(&files).unwrap();
    let mut opened = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for (name, text) in files {
        let mut read = Vec::new();
        std::io::copy(&mut opened.by_name(&name).unwrap(), &mut read).unwrap();
        assert_eq!(read, text);
    }
}
