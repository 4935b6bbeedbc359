//! The administration keeps a case from being erased, or lets it go. Done from the command line, beside a Lotse that
//! serves: only the store and the rules are needed. At the desk the Referat lets one go, with a second person (`seconds.rs`).

use routing::{Directory, Hold, Reference, Retention, Timestamp, Topic, agenda};

use crate::store::{
    self, StoreResult, Tx,
    audit::{self, Actor, Entry, Kind},
    case::Stored,
};

/// What became of a wish to keep a case or to let it go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// It is so now.
    Done,
    /// No case has this reference.
    Unknown,
    /// The case is erased already.
    Erased,
    /// Nobody keeps it.
    NotHeld,
}

/// Keeps the case with this reference, for `reason`, until it is released.
pub async fn hold(
    tx: &mut Tx,
    directory: &Directory,
    reference: &Reference,
    (reason, by): (&str, &str),
    now: Timestamp,
) -> StoreResult<Holding> {
    let Some(mut stored) = store::case::of_any_centre(tx, reference).await? else {
        return Ok(Holding::Unknown);
    };
    let Ok(held) = stored.case.clone().hold(reason.to_owned(), by.to_owned(), now) else {
        return Ok(Holding::Erased);
    };
    stored.case = held;
    save(tx, directory, &mut stored).await?;
    let mut entry = entry(&stored, now).why("begun");
    entry.note = Some(reason.to_owned());
    audit::append(tx, &entry).await?;
    Ok(Holding::Done)
}

/// Lets the case go: from now on its time counts again, and a warning that the hold held up comes first.
pub async fn release(
    tx: &mut Tx,
    directory: &Directory,
    reference: &Reference,
    (by, now): (Actor, Timestamp),
) -> StoreResult<Holding> {
    let Some(mut stored) = store::case::of_any_centre(tx, reference).await? else {
        return Ok(Holding::Unknown);
    };
    let usual = Topic::new(stored.case.topic.clone(), "");
    let topic = directory.topic(&stored.case.topic).unwrap_or(&usual);
    let warned = Retention::warned_before_hold(&stored.case, topic);
    let Ok(released) = stored.case.clone().release(warned, now) else { return Ok(Holding::NotHeld) };
    stored.case = released;
    save(tx, directory, &mut stored).await?;
    audit::append(tx, &Entry { who: by, ..entry(&stored, now).why("ended") }).await?;
    Ok(Holding::Done)
}

/// All cases that somebody keeps, the oldest first.
pub async fn held(tx: &mut Tx) -> StoreResult<Vec<(Reference, Hold)>> {
    let mut holds = Vec::new();
    for stored in store::case::not_erased(tx).await? {
        if let Some(hold) = stored.case.keeping.hold {
            holds.push((stored.case.reference, hold));
        }
    }
    Ok(holds)
}

fn entry(stored: &Stored, now: Timestamp) -> Entry {
    Entry::new(now, &stored.case.centre, Kind::Hold, Actor::Administration).about(&stored.case.reference)
}

async fn save(tx: &mut Tx, directory: &Directory, stored: &mut Stored) -> StoreResult<()> {
    // A moment that is due now is taken by the Lotse that serves, in its next round.
    stored.due = agenda::next(&stored.case, directory, stored.looked);
    store::case::save(tx, stored).await
}
