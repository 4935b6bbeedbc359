use super::*;

/// Each message: its key and its text, the lines below it included.
fn messages(locale: Locale) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut last = None;
    for line in source(locale).lines().filter(|line| !line.starts_with('#')) {
        if let Some(key) = keys(line).pop_first() {
            messages.insert(key.clone(), line.split_once(" =").unwrap().1.trim().to_owned());
            last = Some(key);
        } else if let Some(key) = &last {
            messages.get_mut(key).unwrap().push_str(line);
        }
    }
    messages
}

/// What a text has in braces, and its tags.
fn placeholders(text: &str) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = text
        .split('$')
        .skip(1)
        .map(|rest| rest.chars().take_while(char::is_ascii_lowercase).collect::<String>())
        .collect();
    found.extend(["<b>", "</b>"].into_iter().filter(|tag| text.contains(tag)).map(str::to_owned));
    found
}

#[test]
fn every_language_has_every_sentence_with_the_same_gaps() {
    Words::load().unwrap();
    let german = messages(Locale::De);
    assert!(german.len() > 200);
    for locale in Locale::ALL {
        let other = messages(locale);
        for (key, text) in &german {
            let said = &other[key];
            assert!(!said.is_empty(), "{locale} {key}");
            assert_eq!(placeholders(said), placeholders(text), "{locale} {key}: {said}");
            let tags = said.replace("<b>", "").replace("</b>", "");
            assert!(!tags.contains(['<', '>']) || tags.contains("->"), "{locale} {key}: {said}");
        }
    }
}

#[test]
fn every_sentence_is_said_somewhere_and_every_said_one_is_there() {
    let german = keys(source(Locale::De));
    let source_folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut code = String::new();
    read(&source_folder.join("portal"), &mut code);
    // The words of the e-mail.
    read(&source_folder.join("api"), &mut code);
    let quoted: BTreeSet<&str> = code.split('"').collect();
    let silent: Vec<_> = german.iter().filter(|key| !quoted.contains(key.as_str())).collect();
    assert!(silent.is_empty(), "nobody says {silent:?}");
    let called = ["says.html(\"", ".plain(\"", ".html_with(\"", ".plain_with(\""];
    for call in called {
        for rest in code.split(call).skip(1) {
            let key = rest.split('"').next().unwrap();
            assert!(german.contains(key), "there is no {key}");
        }
    }
}

fn read(folder: &std::path::Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, code);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            code.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn what_a_machine_translated_says_so_in_its_first_line() {
    for locale in Locale::ALL {
        let first = source(locale).lines().next().unwrap();
        assert_eq!(
            first.contains("machine"),
            !matches!(locale, Locale::De | Locale::En),
            "{locale}: {first}"
        );
    }
}

#[test]
fn what_others_wrote_is_escaped_and_kept_apart() {
    let words = Words::load().unwrap();
    let said = words.says(Locale::Ar).html_with("centre-take-named", &[("centre", Value::Text("<b>&\"x"))]);
    assert!(said.0.contains("<bdi>&lt;b&gt;&amp;&quot;x</bdi>"), "{}", said.0);
    let hours =
        |locale, hours| words.says(locale).plain_with("centre-within", &[("hours", Value::Number(hours))]);
    assert_ne!(hours(Locale::De, 1).replace('1', "2"), hours(Locale::De, 2));
    let arabic: BTreeSet<String> =
        [0, 1, 2, 3, 11, 100].map(|number| hours(Locale::Ar, number).replace(char::is_numeric, "")).into();
    assert!(arabic.len() >= 4, "{arabic:?}");
}
