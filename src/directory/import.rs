//! `lotse directory import`: all or nothing, within one commit.

use std::{path::Path, process::ExitCode};

use appservice::{directory as workbook, store};

use super::{refused, say, source};

pub(super) async fn run(settings: &Path, file: &Path, dry_run: bool) -> anyhow::Result<ExitCode> {
    let bytes = source::bytes(file)?;
    let shelf = source::open(settings).await?;
    // Compared and replaced in the same commit, so that what is shown is what changes.
    let mut tx = shelf.0.begin().await?;
    let present = store::directory::load(&mut tx).await?;
    let import = match workbook::import(&bytes, &present) {
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
    if dry_run {
        return say(&format!("{}\nDry run: nothing was changed.\n", import.diff));
    }
    store::directory::replace(&mut tx, &import.draft).await?;
    tx.commit().await?;
    say(&format!("{}\n", import.diff))
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
            run(&self.settings, file, dry_run).await.unwrap()
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
