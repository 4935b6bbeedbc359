//! `lotse directory import`: all or nothing, within one commit.

use std::{collections::BTreeMap, path::Path, process::ExitCode};

use appservice::{directory as workbook, store};

use super::{refused, say, source};

pub(super) async fn run(
    settings: &Path,
    file: &Path,
    dry_run: bool,
    close_cases: bool,
) -> anyhow::Result<ExitCode> {
    let bytes = source::bytes(file)?;
    let shelf = source::open(settings).await?;
    // Read and checked before the write lock is taken: that takes seconds, and a serving Lotse would stand still.
    let before = {
        let mut tx = shelf.0.look().await?;
        store::directory::load(&mut tx).await?
    };
    let import = match workbook::import(&bytes, &before) {
        Ok(import) => import,
        Err(faults) => {
            let code = refused(&faults);
            eprintln!("Nothing was changed.");
            return Ok(code);
        }
    };
    if import.diff.is_empty() {
        return say("Nothing changes.\n");
    }
    let stranded = stranded(&shelf.0, &import.draft).await?;
    if !stranded.is_empty() && !close_cases {
        eprintln!("{}", stranded.join("\n"));
        eprintln!(
            "Nothing was changed. Hand these cases over or close them first (`weiterleiten`, `abschließen`), or import \
             with --close-cases: each is then closed, and its seeker is told and shown the way on."
        );
        return Ok(ExitCode::FAILURE);
    }
    if dry_run {
        return say(&format!("{}\nDry run: nothing was changed.\n", import.diff));
    }
    let mut tx = shelf.0.begin().await?;
    if !workbook::Diff::between(&store::directory::load(&mut tx).await?, &before).is_empty() {
        anyhow::bail!(
            "Somebody else has changed the directory meanwhile. Nothing was changed; please import again."
        );
    }
    store::directory::replace(&mut tx, &import.draft).await?;
    tx.commit().await?;
    say(&format!("{}\n", import.diff))
}

/// A sentence for each centre and topic that would leave while cases run there.
async fn stranded(store: &store::Store, draft: &routing::Draft) -> anyhow::Result<Vec<String>> {
    let running = {
        let mut tx = store.look().await?;
        store::case::running(&mut tx).await?
    };
    let (mut centres, mut topics) = (BTreeMap::new(), BTreeMap::new());
    for (centre, topic, cases) in running {
        if !draft.centres.iter().any(|kept| kept.id == centre) {
            *centres.entry(centre).or_insert(0) += cases;
        } else if !draft.topics.iter().any(|kept| kept.id == topic) {
            *topics.entry(topic).or_insert(0) += cases;
        }
    }
    let of_centres =
        centres.iter().map(|(centre, cases)| format!("Beratungsstelle {centre}: {cases} running case(s)."));
    let of_topics =
        topics.iter().map(|(topic, cases)| format!("Fachbereich {topic}: {cases} running case(s)."));
    Ok(of_centres.chain(of_topics).collect())
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use routing::Draft;

    use super::{ExitCode, run, source, workbook};
    use crate::key;

    struct Desk {
        folder: tempfile::TempDir,
        settings: PathBuf,
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let settings = folder.path().join("lotse.toml");
            let text = "[homeserver]\nurl = \"http://127.0.0.1:8008\"\nserver_name = \"lotse.example\"\n";
            std::fs::write(&settings, text).unwrap();
            key::run(&settings, &key::Command::New).unwrap();
            Self { folder, settings }
        }

        fn workbook(&self, draft: &Draft) -> PathBuf {
            self.file(&workbook::export(draft).unwrap())
        }

        fn file(&self, bytes: &[u8]) -> PathBuf {
            let path = self.folder.path().join("list.xlsx");
            std::fs::write(&path, bytes).unwrap();
            path
        }

        async fn imports(&self, file: &Path, dry_run: bool) -> ExitCode {
            run(&self.settings, file, dry_run, false).await.unwrap()
        }

        /// What the database holds, compared without regard to the order of centres and counsellors.
        async fn differs_from(&self, draft: &Draft) -> bool {
            let held = source::open(&self.settings).await.unwrap().draft().await.unwrap();
            !workbook::Diff::between(&held, draft).is_empty()
        }
    }

    #[tokio::test]
    async fn an_import_replaces_all_or_nothing() {
        let (desk, (sample, _)) = (Desk::new(), workbook::sample().unwrap());
        let list = desk.workbook(&sample);

        assert_eq!(desk.imports(&list, true).await, ExitCode::SUCCESS);
        assert!(!desk.differs_from(&Draft::default()).await, "a dry run writes nothing");
        assert_eq!(desk.imports(&list, false).await, ExitCode::SUCCESS);
        assert!(!desk.differs_from(&sample).await);

        let mut smaller = sample.clone();
        smaller.topics[0].white_spot = None;
        smaller.centres[0].name.push_str(", neu");
        smaller.counsellors.pop();
        let list = desk.workbook(&smaller);
        assert_eq!(desk.imports(&list, false).await, ExitCode::SUCCESS);
        assert!(!desk.differs_from(&smaller).await);

        let mut faulty = sample.clone();
        faulty.counsellors[0].trained_on = None;
        let list = desk.workbook(&faulty);
        assert_eq!(desk.imports(&list, false).await, ExitCode::FAILURE);
        assert_eq!(desk.imports(&desk.file(b"no workbook"), false).await, ExitCode::FAILURE);
        assert!(!desk.differs_from(&smaller).await, "a refused import changes nothing");
    }
}
