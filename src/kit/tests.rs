use std::{collections::BTreeSet, fs, path::Path};

use appservice::kit::{NOTICE, TEMPLATES};

use super::*;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every function under these folders that is a test.
fn tests_in_the_tree() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders: Vec<_> = ["src", "appservice/src", "web/src", "config/src", "routing/src", "tests/e2e"]
        .map(|folder| root().join(folder))
        .to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let text = fs::read_to_string(path).unwrap();
                let mut is_test = false;
                for line in text.lines().map(str::trim) {
                    if line.starts_with("#[") {
                        is_test |= matches!(line, "#[test]") || line.starts_with("#[tokio::test");
                    } else if let Some((_, rest)) = line.split_once("fn ").filter(|_| is_test) {
                        found.insert(rest.split(['(', '<']).next().unwrap().to_owned());
                        is_test = false;
                    }
                }
            }
        }
    }
    found
}

/// Every setting of the sample, also those that are commented out.
fn settings_in_the_sample() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("config/samples/settings.toml")).unwrap();
    let (mut section, mut found) = (String::new(), BTreeSet::new());
    for line in text.lines().map(|line| line.trim_start_matches(['#', ' '])) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            name.0.clone_into(&mut section);
        } else if let Some((key, _)) = line.split_once(" = ") {
            found.insert(format!("{section}.{key}"));
        }
    }
    found
}

/// What is wrong with a template: statements without a source, and sources that are gone.
fn unproven(template: &str) -> Vec<String> {
    let (tests, settings) = (tests_in_the_tree(), settings_in_the_sample());
    let security = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let mut wrong = Vec::new();
    for line in template.lines() {
        if line.is_empty() || line.starts_with("# ") || line.starts_with("## ") || line.starts_with("> ") {
            continue;
        }
        let Some((_, rest)) = line.split_once("[Beleg: ") else {
            if !line.ends_with("{leer}") {
                wrong.push(format!("no source: {line}"));
            }
            continue;
        };
        for source in rest.split(']').next().unwrap().split(", ") {
            let is_there = match source.split_once(' ') {
                Some(("Test", name)) => tests.contains(name),
                Some(("Einstellung", name)) => settings.contains(name),
                Some(("Tabelle", name)) => security
                    .lines()
                    .any(|row| row.starts_with('|') && row[1..].contains(&format!("`{name}`"))),
                _ => false,
            };
            if !is_there {
                wrong.push(format!("gone: {source}"));
            }
        }
    }
    wrong
}

#[test]
fn every_statement_has_a_setting_a_table_or_a_test_behind_it() {
    for (name, template) in TEMPLATES.into_iter().chain([("8-hinweis", NOTICE)]) {
        assert_eq!(unproven(template), [""; 0], "{name}");
        assert!(template.lines().nth(2).unwrap().starts_with("> Von Ihrer/Ihrem Datenschutzbeauftragten"));
    }
    let wrong = unproven(
        "- Alles ist gut.\n- A. [Beleg: Test no_such_test]\n- B. [Beleg: Einstellung mail.colour, Tabelle ship]",
    );
    assert_eq!(
        wrong,
        [
            "no source: - Alles ist gut.",
            "gone: Test no_such_test",
            "gone: Einstellung mail.colour",
            "gone: Tabelle ship"
        ]
    );
}

#[test]
fn a_draft_is_a_page_to_print_too() {
    let text = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"example.org\"\n";
    let settings = config::Settings::parse(Path::new("lotse.toml"), text, []).unwrap();
    let topic = routing::Topic::new(routing::TopicId::parse("sucht").unwrap(), "Sucht <b>&</b> *Spiel*");
    let draft = routing::Draft { topics: vec![topic], ..routing::Draft::default() };
    let drafts = Kit::new(&settings).drafts(&draft, &[], directory::today()).unwrap();
    let page = web::document(&drafts[0].1);
    assert!(page.contains("<title>Verzeichnis von"), "{page}");
    assert!(page.contains("Sucht &lt;b&gt;&amp;&lt;/b&gt; *Spiel*: 90 Tage"), "{page}");
}

#[test]
fn drafts_that_somebody_has_filled_in_are_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut args = Args { folder: folder.path().join("kit"), force: false };
    let files = ["a.md", "b.md"].map(|name| (args.folder.join(name), "new".to_owned()));
    fs::create_dir(&args.folder).unwrap();
    fs::write(&files[1].0, "filled in").unwrap();
    let refused = write(&files, &args).unwrap_err().to_string();
    assert!(refused.contains("b.md: the file is there already"), "{refused}");
    assert!(!files[0].0.exists() && fs::read_to_string(&files[1].0).unwrap() == "filled in");
    args.force = true;
    write(&files, &args).unwrap();
    assert_eq!(fs::read_to_string(&files[1].0).unwrap(), "new");
}
