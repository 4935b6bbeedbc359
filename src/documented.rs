//! Holds the docs against the code: what can be read out of it is compared, or generated.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of everything that runs in production: all our sources but test modules in files of their own, each up to
/// its own test module.
pub(crate) fn sources() -> Vec<String> {
    let mut found = Vec::new();
    for part in ["src", "appservice/src", "web/src", "config/src", "routing/src", "hearing/src"] {
        gather(&root().join(part), &mut found);
    }
    assert!(found.len() > 100, "only {} sources", found.len());
    found
}

fn gather(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path: PathBuf = entry.unwrap().path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            if name != "tests" {
                gather(&path, into);
            }
        } else if path.extension().is_some_and(|kind| kind == "rs")
            && !matches!(name, "tests.rs" | "documented.rs")
        {
            let text = fs::read_to_string(&path).unwrap();
            into.push(text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned());
        }
    }
}

/// The arguments of every call of one of these macros, outside of comments.
pub(crate) fn calls(source: &str, macros: &[&str]) -> Vec<Vec<String>> {
    let code: String =
        source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for name in macros {
        for (at, call) in code.match_indices(&format!("{name}!(")) {
            let longer = code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
            if !longer {
                found.push(arguments(&code[at + call.len()..]));
            }
        }
    }
    found
}

/// What stands up to the closing bracket, parted at the commas of its own level.
fn arguments(text: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    let (mut all, mut one) = (Vec::new(), String::new());
    for letter in text.chars() {
        if quoted {
            quoted = escaped || letter != '"';
            escaped = letter == '\\' && !escaped;
        } else {
            match letter {
                '"' => quoted = true,
                '(' | '[' | '{' => depth += 1,
                ')' if depth == 0 => break,
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => {
                    all.push(one.trim().to_owned());
                    one.clear();
                    continue;
                }
                _ => {}
            }
        }
        one.push(letter);
    }
    if !one.trim().is_empty() {
        all.push(one.trim().to_owned());
    }
    all
}

/// Compares what stands between `<!-- generated: NAME -->` and `<!-- end -->` with what we make; with
/// `UPDATE_SAMPLES=1` it is written first.
pub(crate) fn generated(file: &str, name: &str, made: &str) {
    let path = root().join(file);
    let text = fs::read_to_string(&path).unwrap();
    let begin = format!("<!-- generated: {name} -->\n");
    let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("{file} has no {begin}"));
    let (there, after) = rest.split_once("<!-- end -->").expect("the generated part ends");
    if std::env::var_os("UPDATE_SAMPLES").is_some() {
        fs::write(&path, format!("{before}{begin}{made}<!-- end -->{after}")).unwrap();
    } else {
        assert_eq!(there, made, "{file}: run with UPDATE_SAMPLES=1");
    }
}

/// The words in backticks of a table's first column, from its heading on to its end.
fn named_in_table(text: &str, heading: &str) -> BTreeSet<String> {
    let (_, table) = text.split_once(heading).unwrap_or_else(|| panic!("there is no table {heading}"));
    let mut names = BTreeSet::new();
    for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
        let first = row.split('|').nth(1).unwrap_or_default();
        names.extend(first.split('`').skip(1).step_by(2).map(str::to_owned));
    }
    names
}

/// The field that an argument of a log line sets; nothing for its message and what is said to the macro itself.
fn field(argument: &str) -> Option<String> {
    if argument.starts_with('"') || argument.starts_with("target:") || argument.starts_with("parent:") {
        return None;
    }
    let name = match argument.split_once(" = ") {
        Some((name, _)) => name,
        None => argument.trim_start_matches(['%', '?']),
    };
    Some(name.trim().trim_start_matches(['%', '?']).to_owned())
}

#[test]
fn the_docs_name_every_log_field_and_no_other() {
    let levels = ["error", "warn", "info", "debug", "trace"];
    let used: BTreeSet<String> = sources()
        .iter()
        .flat_map(|source| calls(source, &levels))
        .flat_map(|arguments| arguments.iter().filter_map(|argument| field(argument)).collect::<Vec<_>>())
        .collect();
    assert!(used.len() > 10, "{used:?}");
    let law = fs::read_to_string(root().join("docs/logging.md")).unwrap();
    assert_eq!(named_in_table(&law, "| field | holds |"), used);
}

#[test]
fn calls_are_read_with_what_stands_in_them() {
    let source = "    // warn!(no)\n    tracing::warn!(\n        case.id = %case(1, 2),\n        ?why, \"a, \\\"b\\\") c\"\n    );";
    let read = calls(source, &["warn"]);
    assert_eq!(read, [["case.id = %case(1, 2)", "?why", "\"a, \\\"b\\\") c\""]]);
    let fields: Vec<String> = read[0].iter().filter_map(|argument| field(argument)).collect();
    assert_eq!(fields, ["case.id", "why"]);
}
