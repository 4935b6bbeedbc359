//! A draft comes into force: in one commit, as long as nobody else has changed the directory, the draft, or what it is about.

use std::{collections::BTreeSet, sync::Arc};

use routing::{CentreId, CounsellorId, Draft, desk::Grave};

use super::{Kept, Present, Published, aside, seen};
use crate::{
    cases::{
        roles::{self, Reach},
        service::Service,
        succession::{Around, Plan, Succession},
    },
    directory::{
        self, Import,
        publication::{How, Publication},
        sheets::{self, Rows},
    },
    running::fail_point,
    staff::Refused,
    store::{
        self,
        audit::{self, Actor, Entry, Kind},
    },
};

/// How often it is tried again when somebody else changes the directory at the same moment.
const TRIES: usize = 4;

/// Publishes what is `kept`, for a reason, as a second person confirmed it.
pub(super) async fn in_force(
    service: &Arc<Service>,
    kept: &Kept,
    why: (&str, Option<&CounsellorId>),
) -> Result<Published, Refused> {
    for _ in 0..TRIES {
        let (present, of, edits) = (Present::of(service).await?, Arc::clone(service), kept.edits.clone());
        let read = aside(move || {
            let (rows, stale) = sheets::changed(Rows::of(&present.draft), &edits);
            let import = present.import(&of, &rows).ok();
            let made = import.as_ref().map(|import| {
                let edits = sheets::edits(&present.draft, &import.draft);
                (edits, seen::moved(&present.draft, &import.draft))
            });
            (present, import.zip(made), stale)
        });
        let (present, Some((import, made)), stale) = read.await? else { return Ok(Published::Look) };
        let choices = seen::needed(&kept.choices, &present, &import);
        let decided = Plan::of(&choices, &present.draft, &import, &present.around).is_ok();
        if !stale.is_empty() || import.diff.is_empty() || !decided {
            return Ok(Published::Look);
        }
        // With what others have published since it was looked at it may have become a large step, which nobody takes alone.
        let moved = made.1 + present.moved_lately;
        if why.1.is_none() && !Grave::of(&present.draft, &import.draft, moved).is_empty() {
            return Ok(Published::Look);
        }
        match try_publish(service, kept, (&present, &import, made), why).await? {
            Tried::Done(version) => {
                service.roster.refresh(&service.store).await?;
                service.effects.notify_one();
                return Ok(Published::InForce(version));
            }
            Tried::AnotherDraft => return Ok(Published::Look),
            Tried::Again => {}
        }
    }
    Err(Refused::Busy)
}

enum Tried {
    Done(i64),
    /// Somebody else has changed the directory, or what it is about.
    Again,
    /// The draft is not the one any more that was to be published.
    AnotherDraft,
}

/// Writes it, if nobody else has changed the directory or begun a case at what goes.
async fn try_publish(
    service: &Service,
    kept: &Kept,
    (present, import, (edits, moved)): (&Present, &Import, (Vec<sheets::Edit>, usize)),
    (reason, confirmed_by): (&str, Option<&CounsellorId>),
) -> Result<Tried, Refused> {
    let rewriting = store::directory::Rewriting::between(&present.draft, &import.draft)?;
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let Some(version) = rewriting.write_after(&mut tx, present.version).await? else {
        return Ok(Tried::Again);
    };
    // It goes with its publication: whatever was changed in it meanwhile stays a draft, and nothing is published.
    if !store::directory_draft::drop_unchanged(&mut tx, &kept.who, kept.changed).await? {
        return Ok(Tried::AnotherDraft);
    }
    // Whoever made it may have been dismissed since, and a centre may be another carrier's by now.
    let reach = roles::reach(service, &mut tx, &kept.who, &present.draft).await?;
    let Some(reach) = reach.filter(|reach| reach.allows(present, import)) else {
        return Ok(Tried::AnotherDraft);
    };
    // A case may have begun meanwhile at a centre that had none, and rooms may have been made.
    let around = Around::of(&mut tx).await?;
    let closed_in = |centre: &routing::Centre| {
        centre.server.is_some()
            && around.enclosed.contains(&centre.id)
            && !present.around.enclosed.contains(&centre.id)
    };
    let choices = seen::needed(&kept.choices, present, import);
    let plan = Plan::of(&choices, &present.draft, import, &around);
    let (Ok(plan), false) = (plan, import.draft.centres.iter().any(closed_in)) else {
        return Ok(Tried::Again);
    };
    let succession = Succession::load(&mut tx).await?;
    plan.after(succession, &import.draft).save(&mut tx).await?;
    let who = kept.who.clone();
    let by = if reach == Reach::Whole { Actor::Referat(who) } else { Actor::Carrier(who) };
    let publication = Publication {
        by: by.clone(),
        confirmed_by: confirmed_by.cloned(),
        how: How::Desk,
        why: reason.to_owned(),
        moved,
        edits,
        succeeded: plan.succeeded(),
    };
    publication.note(&mut tx, version, now).await?;
    for centre in touched(&import.diff, &import.draft, &present.draft) {
        let mut entry = Entry::new(now, &centre, Kind::DirectoryChanged, by.clone());
        entry.whom = confirmed_by.cloned();
        entry.note = Some(reason.to_owned());
        audit::append(&mut tx, &entry).await?;
    }
    fail_point::pass("directory.before_publishing");
    tx.commit().await?;
    fail_point::pass("directory.published");
    tracing::info!("The directory was published at the desk");
    Ok(Tried::Done(version))
}

/// The centres that a change is about, in whose trails it stands.
fn touched(diff: &directory::Diff, after: &Draft, before: &Draft) -> BTreeSet<CentreId> {
    let known = before.centres.iter().chain(&after.centres);
    let known: BTreeSet<&str> = known.map(|centre| centre.id.as_str()).collect();
    let named = diff.changes.iter().filter(|change| change.entity != "topic");
    // A counsellor's key names the centre at its end.
    let centre = |key: &str| key.rsplit(" at ").next().map(ToOwned::to_owned);
    let ids = named.filter_map(|change| centre(&change.key)).filter(|id| known.contains(id.as_str()));
    ids.filter_map(|id| CentreId::parse(&id).ok()).collect()
}
