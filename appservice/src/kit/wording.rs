//! What the portal's pages say of data protection, in all their languages: it is part of a centre's notice, and so of its version. The
//! sentences are those of `web/locales/*/pages.ftl`, as Fluent writes them.

/// The pages in all languages, German first.
pub(super) const PAGES: [(&str, &str); 8] = [
    ("de", include_str!("../../../web/locales/de/pages.ftl")),
    ("de-informal", include_str!("../../../web/locales/de-informal/pages.ftl")),
    ("de-simple", include_str!("../../../web/locales/de-simple/pages.ftl")),
    ("en", include_str!("../../../web/locales/en/pages.ftl")),
    ("uk", include_str!("../../../web/locales/uk/pages.ftl")),
    ("ru", include_str!("../../../web/locales/ru/pages.ftl")),
    ("tr", include_str!("../../../web/locales/tr/pages.ftl")),
    ("ar", include_str!("../../../web/locales/ar/pages.ftl")),
];

/// How the keys begin whose sentences are meant: the page of data protection, that of a centre, and the table of who can read what.
const ABOUT: [&str; 3] = ["privacy-", "reads-", "centre-carrier"];

/// The sentences of all these pages, a title before each language.
pub(super) fn of(pages: &[(&str, &str)]) -> String {
    let mut all = String::new();
    for (tag, page) in pages {
        all.push_str("\n## Auf den Seiten des Portals (");
        all.push_str(tag);
        all.push_str(")\n\n");
        let mut is_meant = false;
        for line in page.lines() {
            // A sentence goes on in lines that are set in.
            if !line.starts_with([' ', '\t']) {
                is_meant = ABOUT.iter().any(|begin| line.starts_with(begin));
            }
            if is_meant && !line.trim().is_empty() {
                all.push_str(line);
                all.push('\n');
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, path::Path};

    use super::*;

    #[test]
    fn every_language_of_the_portal_is_there_and_each_of_its_sentences_counts() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/locales");
        let there: BTreeSet<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(PAGES.iter().map(|(tag, _)| (*tag).to_owned()).collect::<BTreeSet<_>>(), there);
        let now = of(&PAGES);
        for (place, (tag, page)) in PAGES.iter().enumerate() {
            for key in
                ["privacy-erased = ", "reads-others-no = ", "reads-keeper-team = ", "centre-carrier = "]
            {
                assert!(page.contains(&format!("\n{key}")), "{tag} {key}");
                let other = page.replacen(&format!("\n{key}"), &format!("\n{key}Anders. "), 1);
                let mut pages = PAGES;
                pages[place] = (tag, &other);
                assert_ne!(of(&pages), now, "{tag} {key}");
            }
            let mut pages = PAGES;
            let other = page.replacen("\nnav-privacy = ", "\nnav-privacy = Anders. ", 1);
            pages[place] = (tag, &other);
            assert_eq!(of(&pages), now, "{tag}: what is no part of the notice");
        }
    }

    /// What the pages of a notice say is looked for where they are written.
    #[test]
    fn what_the_pages_say_is_part_of_it() {
        let sources = [
            include_str!("../../../web/src/portal/centre_notice.rs"),
            include_str!("../../../web/src/portal/reads.rs"),
        ];
        let mut keys = 0;
        for source in sources {
            for word in source.split('"').skip(1).step_by(2) {
                let is_key =
                    word.contains('-') && word.chars().all(|it| it.is_ascii_lowercase() || it == '-');
                if is_key && PAGES[0].1.contains(&format!("\n{word} =")) {
                    assert!(ABOUT.iter().any(|begin| word.starts_with(begin)), "{word}");
                    keys += 1;
                }
            }
        }
        assert!(keys > 20, "{keys}");
    }
}
