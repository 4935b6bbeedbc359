//! `lotse directory import`, and `restore`: all or nothing, within one commit.

use std::{fmt::Write as _, path::Path, process::ExitCode};

use appservice::{
    cases::{
        succession::{Around, Plan, Succession},
        uninvited::{Uninvited, uninvited},
    },
    directory::{
        self as workbook, Import,
        publication::{self, How, Publication},
        sheets::{self, Edit, Rows},
    },
    store::{self, Tx},
    words::phrases::{Catalogue, workbook::Problem},
};
use routing::Draft;

use super::{Lang, leaving::Choices, refused, say, source, tell_alike, today};
use crate::check;

/// So many publications are looked back over for what an import would undo, or that are taken back at most.
const LOOKED_BACK: u32 = 500;

/// What the platform was when it was looked at.
struct Seen {
    version: i64,
    before: Draft,
    around: Around,
}

impl Seen {
    async fn of(tx: &mut Tx) -> anyhow::Result<Self> {
        let version = store::directory::version(tx).await?;
        Ok(Self { version, before: store::directory::load(tx).await?, around: Around::of(tx).await? })
    }
}

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
    let (seen, since) = {
        let mut tx = shelf.0.look().await?;
        (Seen::of(&mut tx).await?, publication::since(&mut tx, 0, LOOKED_BACK).await?)
    };
    let own = check::settings(settings)?.homeserver.server_name;
    let platform = (own.as_str(), &seen.around.enclosed);
    let import = match workbook::import(&bytes, &seen.before, today(), platform) {
        Ok(import) => import,
        Err(faults) => return nothing_changed(&faults, lang),
    };
    tell_alike(&import.draft, lang)?;
    let undone = publication::undone_by(&since, &seen.before, &import.draft);
    let words = "This workbook is older than what was published at the desk since the last import: export the directory and change \
                 that one, or say `--undo` to have these rows as they were.";
    let wish = Wish { dry_run, undone: &undone, may_undo: undo, words, how: How::Import, why: "" };
    write(&shelf, &seen, (&import, choices), &wish).await
}

/// Which version is to be as it was, and why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Back<'a> {
    pub(super) version: i64,
    pub(super) why: &'a str,
    pub(super) dry_run: bool,
}

/// Makes the directory what it was after a version, as the desk does by a draft.
pub(super) async fn restore(
    settings: &Path,
    back: Back<'_>,
    choices: &Choices,
    lang: Lang,
) -> anyhow::Result<ExitCode> {
    let shelf = source::open(settings).await?;
    let (seen, since) = {
        let mut tx = shelf.0.look().await?;
        (Seen::of(&mut tx).await?, publication::back_to(&mut tx, back.version, LOOKED_BACK).await?)
    };
    let now = Rows::of(&seen.before);
    let then = since.and_then(|since| publication::as_of(now, &since));
    let Some(then) = then else {
        anyhow::bail!(
            "How the directory was after version {} is not known (any more); `lotse directory versions` shows which are.",
            back.version
        );
    };
    let own = check::settings(settings)?.homeserver.server_name;
    let import = match sheets::import(&then, &seen.before, today(), (&own, &seen.around.enclosed)) {
        Ok(import) => import,
        Err(faults) => return nothing_changed(&faults, lang),
    };
    let wish = Wish {
        dry_run: back.dry_run,
        undone: &[],
        may_undo: true,
        words: "",
        how: How::Restored,
        why: back.why,
    };
    write(&shelf, &seen, (&import, choices), &wish).await
}

fn nothing_changed(faults: &[workbook::Fault], lang: Lang) -> anyhow::Result<ExitCode> {
    let code = refused(faults, lang)?;
    eprintln!("{}", Catalogue::load()?.say(lang.locale(), &Problem::NothingChanged).plain);
    Ok(code)
}

/// How a directory is to be written.
struct Wish<'a> {
    dry_run: bool,
    /// What the desk has published, and would be as before.
    undone: &'a [Edit],
    may_undo: bool,
    /// What is said if it may not.
    words: &'a str,
    how: How,
    why: &'a str,
}

/// Shows what changes, and writes it unless it was only to be shown, or something is undecided.
async fn write(
    shelf: &source::Shelf,
    seen: &Seen,
    (import, choices): (&Import, &Choices),
    wish: &Wish<'_>,
) -> anyhow::Result<ExitCode> {
    if import.diff.is_empty() {
        return say("Nothing changes.\n");
    }
    let choices = choices.told();
    let plan = match Plan::of(&choices, &seen.before, import, &seen.around) {
        Ok(plan) => plan,
        Err(faults) => return Ok(undecided(&faults)),
    };
    let mut changes = format!("{}\n", import.diff);
    for line in &plan.lines {
        writeln!(changes, "{line}")?;
    }
    for edit in wish.undone {
        writeln!(changes, "! undoes a change of the desk: {}, {}", edit.sheet, named(edit))?;
    }
    if wish.dry_run {
        return say(&format!("{changes}Dry run: nothing was changed.\n"));
    }
    if !wish.undone.is_empty() && !wish.may_undo {
        eprint!("{changes}");
        eprintln!("Nothing was changed. {}", wish.words);
        return Ok(ExitCode::FAILURE);
    }
    let rewriting = store::directory::Rewriting::between(&seen.before, &import.draft)?;
    let mut tx = shelf.0.begin().await?;
    let meanwhile =
        "Somebody else has changed the directory meanwhile. Nothing was changed; please try again.";
    if store::directory::version(&mut tx).await? != seen.version {
        anyhow::bail!(meanwhile);
    }
    // Cases may have begun meanwhile at a centre that had none, and rooms may have been made.
    let now = Around::of(&mut tx).await?;
    if now.enclosed != seen.around.enclosed {
        anyhow::bail!("Rooms have been made meanwhile. Nothing was changed; please try again.");
    }
    let plan = match Plan::of(&choices, &seen.before, import, &now) {
        Ok(plan) => plan,
        Err(faults) => return Ok(undecided(&faults)),
    };
    let succession = Succession::load(&mut tx).await?;
    plan.after(succession, &import.draft).save(&mut tx).await?;
    let Some(written) = rewriting.write_after(&mut tx, seen.version).await? else {
        anyhow::bail!(meanwhile);
    };
    let mut publication = Publication::between(&seen.before, &import.draft, wish.how);
    wish.why.clone_into(&mut publication.why);
    publication.succeeded = plan.succeeded();
    publication.note(&mut tx, written, super::now()).await?;
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

fn undecided(faults: &[appservice::cases::succession::Fault]) -> ExitCode {
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
async fn tell_uninvited(tx: &mut Tx, draft: &Draft) -> anyhow::Result<()> {
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
