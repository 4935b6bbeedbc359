//! Whether the trail is as it was written.

use std::{collections::BTreeMap, fmt};

use super::{COLUMNS, HEAD, Head, Kind, Row, TABLE, head};
use crate::store::{StoreError, StoreResult, Tx, counter, meta};

/// Entries that are looked at in one go.
const AT_ONCE: i64 = 1_000;

/// What a look at the whole trail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everything is as it was written.
    Whole {
        /// Where it ends.
        head: Head,
        /// How many notes were erased, as they may be.
        notes_erased: u64,
    },
    /// It was tampered with, or damaged.
    Broken {
        /// The first entry that is not as it should be.
        seq: i64,
        /// What is wrong with it.
        fault: Fault,
    },
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is gone, though later ones are there.
    Missing,
    /// It, or the one before, was changed or put elsewhere.
    Altered,
    /// Its free text was changed.
    NoteAltered,
    /// Its free text is gone, though the case was not erased.
    NoteGone,
    /// It and whatever came after are gone.
    EndMissing,
    /// It stands behind the end of the trail.
    BehindTheEnd,
    /// Where the trail ends was tampered with.
    HeadAltered,
    /// It is another one than was noted down.
    NotAsNoted,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "it is missing",
            Self::Altered => "it was altered, put elsewhere or forged",
            Self::NoteAltered => "its free text was altered",
            Self::NoteGone => "its free text was removed though the case was not erased",
            Self::EndMissing => "it and all after it are missing",
            Self::BehindTheEnd => "it was added behind the end of the trail",
            Self::HeadAltered => "the record of where the trail ends was removed or altered",
            Self::NotAsNoted => "it is not the one that was noted down: the trail was written anew",
        })
    }
}

/// Goes through the whole trail. With `noted`, an earlier head that was kept elsewhere, also a trail that was written
/// anew with the right key is found out.
pub async fn verify(tx: &mut Tx, noted: Option<Head>) -> StoreResult<Verdict> {
    let drawn = counter::last(tx, TABLE).await?;
    let broken = |seq, fault| Ok(Verdict::Broken { seq, fault });
    let head = match head(tx).await {
        Err(StoreError::Inconsistent { .. }) => return broken(drawn.max(1), Fault::HeadAltered),
        other => other?,
    };
    if drawn > 0 && meta::get(tx, HEAD).await?.is_none() {
        return broken(drawn, Fault::HeadAltered);
    }
    let mut at = Head::EMPTY;
    let mut notes_erased = 0;
    // Of each case: the first entry without its note that no erasure explains yet.
    let mut unexplained: BTreeMap<Option<String>, i64> = BTreeMap::new();
    loop {
        let rows =
            sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where seq > $1 order by seq limit $2")))
                .bind(at.seq)
                .bind(AT_ONCE)
                .fetch_all(tx.conn())
                .await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let row = Row::of(row)?;
            if row.seq > head.seq {
                return broken(row.seq, Fault::BehindTheEnd);
            }
            if row.seq != at.seq + 1 {
                return broken(at.seq + 1, Fault::Missing);
            }
            let hash = row.hash_after(&at.hash, tx.vault());
            if row.hash != hash {
                return broken(row.seq, Fault::Altered);
            }
            at = Head { seq: row.seq, hash };
            if noted.is_some_and(|noted| noted.seq == at.seq && noted != at) {
                return broken(row.seq, Fault::NotAsNoted);
            }
            match (&row.note, &row.note_hash) {
                (Some(note), Some(hash)) if blake3::hash(note).as_bytes().as_slice() == hash => {}
                (None, None) => {}
                (None, Some(_)) => {
                    notes_erased += 1;
                    unexplained.entry(row.reference.clone()).or_insert(row.seq);
                }
                (Some(_), _) => return broken(row.seq, Fault::NoteAltered),
            }
            if row.kind == Kind::Erased.code() {
                unexplained.remove(&row.reference);
            }
        }
    }
    if at.seq < head.seq {
        return broken(at.seq + 1, Fault::EndMissing);
    }
    if at != head || drawn != head.seq {
        return broken(at.seq.max(1), Fault::HeadAltered);
    }
    if let Some(noted) = noted.filter(|noted| noted.seq > at.seq) {
        return broken(noted.seq, Fault::NotAsNoted);
    }
    match unexplained.into_values().min() {
        Some(seq) => broken(seq, Fault::NoteGone),
        None => Ok(Verdict::Whole { head, notes_erased }),
    }
}
