//! `lotse directory import`: all or nothing, within one commit.

use std::{fmt::Write as _, path::Path, process::ExitCode};

use appservice::{
    cases::{
        succession::Succession,
        uninvited::{Uninvited, uninvited},
    },
    directory::{
        self as workbook,
        publication::{self, How, Publication},
        sheets::{self, Edit},
    },
    store::{self, Tx},
    words::phrases::{Catalogue, workbook::Problem},
};

use super::{
    Lang,
    leaving::{Choices, Plan, Present},
    refused, say, source, tell_alike, today,
};
use crate::check;

/// So many publications are looked back over for what an import would undo.
const LOOKED_BACK: u32 = 500;

pub(super) async fn run(
    settings: &Path,
    file: &Path,
    (dry_run, undo): (bool, bool),
    choices: &Choices,
    lang: Lang,
) -> anyhow::Result<ExitCode> {
    let bytes = source::bytes(file)?;
    let shelf = source::open(settings).await?;
    // Read, checked and compared before the write lock is taken: that takes seconds, and a serving Lotse would stand still.
    let (version, before, present, since) = {
        let mut tx = shelf.0.look().await?;
        let version = store::directory::version(&mut tx).await?;
        let since = publication::since(&mut tx, 0, LOOKED_BACK).await?;
        (version, store::directory::load(&mut tx).await?, Present::of(&mut tx).await?, since)
    };
    let own = check::settings(settings)?.homeserver.server_name;
    let import = match workbook::import(&bytes, &before, today(), (&own, &present.enclosed)) {
        Ok(import) => import,
        Err(faults) => {
            let code = refused(&faults, lang)?;
            eprintln!("{}", Catalogue::load()?.say(lang.locale(), &Problem::NothingChanged).plain);
            return Ok(code);
        }
    };
    tell_alike(&import.draft, lang)?;
    if import.diff.is_empty() {
        return say("Nothing changes.\n");
    }
    let plan = match Plan::of(choices, &before, &import, &present) {
        Ok(plan) => plan,
        Err(faults) => return Ok(undecided(&faults)),
    };
    let mut changes = format!("{}\n", import.diff);
    for line in &plan.lines {
        changes.push_str(line);
        changes.push('\n');
    }
    let undone = publication::undone_by(&since, &import.draft);
    for edit in &undone {
        writeln!(changes, "! undoes a change of the desk: {}, {}", edit.sheet, named(edit))?;
    }
    if dry_run {
        return say(&format!("{changes}Dry run: nothing was changed.\n"));
    }
    if !undone.is_empty() && !undo {
        eprint!("{changes}");
        eprintln!(
            "Nothing was changed. This workbook is older than what was published at the desk since the last import: export the \
             directory and change that one, or say `--undo` to have these rows as they were."
        );
        return Ok(ExitCode::FAILURE);
    }
    let rewriting = store::directory::Rewriting::between(&before, &import.draft)?;
    let mut tx = shelf.0.begin().await?;
    if store::directory::version(&mut tx).await? != version {
        anyhow::bail!(
            "Somebody else has changed the directory meanwhile. Nothing was changed; please import again."
        );
    }
    // Cases may have begun meanwhile at a centre that had none, and rooms may have been made.
    let now = Present::of(&mut tx).await?;
    if now.enclosed != present.enclosed {
        anyhow::bail!("Rooms have been made meanwhile. Nothing was changed; please import again.");
    }
    if let Err(faults) = Plan::of(choices, &before, &import, &now) {
        return Ok(undecided(&faults));
    }
    let succession = Succession::load(&mut tx).await?;
    plan.after(succession, &import.draft).save(&mut tx).await?;
    let Some(written) = rewriting.write_after(&mut tx, version).await? else {
        anyhow::bail!(
            "Somebody else has changed the directory meanwhile. Nothing was changed; please import again."
        );
    };
    Publication::between(&before, &import.draft, How::Import).note(&mut tx, written, super::now()).await?;
    tx.commit().await?;
    tell_uninvited(&mut shelf.0.look().await?, &import.draft).await?;
    say(&changes)
}

/// What tells the row of a change apart.
fn named(edit: &Edit) -> String {
    let row = edit.after.as_ref().or(edit.before.as_ref());
    let values = sheets::key(&edit.sheet).iter().filter_map(|heading| row?.get(*heading).map(String::as_str));
    values.collect::<Vec<_>>().join(" · ")
}

fn undecided(faults: &[String]) -> ExitCode {
    for fault in faults {
        eprintln!("{fault}");
    }
    eprintln!(
        "Nothing was changed. Say what becomes of these cases: `--successor OLD=NEW` for a centre or topic that takes their \
         place, or `--close OLD`. Each seeker is told."
    );
    ExitCode::FAILURE
}

/// Whoever imports is the one who can mend an id.
async fn tell_uninvited(tx: &mut Tx, draft: &routing::Draft) -> anyhow::Result<()> {
    for Uninvited { centre, counsellor, attempts, .. } in uninvited(tx).await? {
        if draft.counsellors.iter().any(|kept| kept.id == counsellor && kept.centre == centre) {
            eprintln!(
                "{counsellor} ({centre}) could not be invited yet, in {attempts} attempts: is the id right, and their server there?"
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
