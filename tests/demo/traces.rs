//! The search for what is left of a case that was erased.

use std::path::PathBuf;

use anyhow::Result;
use lotse_tests::{
    Stage,
    canary::{self, Canary},
};
use matrix_sdk::ruma::RoomId;

use crate::transcript::Transcript;

/// What Synapse keeps of a room that it has purged, without a call to take it away: that there was one, who was in it,
/// that it was purged, and for a while whose devices changed then.
const KEPT: [&str; 3] = ["current_state_delta_stream.", "scheduled_tasks.", "device_lists_changes_in_room."];

/// Looks for words of the case in all files of Lotse and Synapse, and for its room in both databases.
pub(crate) async fn of_case(
    transcript: &Transcript,
    stage: &Stage,
    words: &[&str],
    room: &RoomId,
) -> Result<usize> {
    let words: Vec<Canary> = words.iter().copied().map(Canary::new).collect();
    let everything = [stage.lotse.home().to_owned(), stage.synapse.home().to_owned()];
    let of_words = canary::search(&words, &everything).await?;
    let databases: Vec<PathBuf> = ["data/lotse.db", "data/lotse.db-wal"]
        .map(|name| stage.lotse.file(name))
        .into_iter()
        .chain(["homeserver.db", "homeserver.db-wal"].map(|name| stage.synapse.home().join(name)))
        .filter(|file| file.exists())
        .collect();
    let room = [Canary::new(room.as_str())];
    let found = canary::search(&room, &databases).await?.into_iter().filter(|hit| hit.column.is_some());
    let (kept, of_room): (Vec<_>, Vec<_>) = found.partition(|hit| {
        hit.column.as_deref().is_some_and(|column| KEPT.iter().any(|table| column.starts_with(table)))
    });
    for hit in of_words.iter().chain(&of_room) {
        transcript.tells(&format!("Left: {hit}"));
    }
    transcript.tells(&format!(
        "Searched for: words of the case in all files of Lotse and Synapse ({} traces), its room in every table of both \
         databases ({}).",
        of_words.len(),
        of_room.len()
    ));
    transcript.tells(&format!(
        "Synapse's own book-keeping names the purged room {} more times ({}): docs/operations.md says how to end that.",
        kept.len(),
        KEPT.map(|table| table.trim_end_matches('.')).join(", ")
    ));
    let tombstones = stage.counts("select count(*) from counselling_case where state = 'erased'").await?;
    transcript.tells(&format!("Lotse's database still has {tombstones} tombstone, which names nobody."));
    Ok(of_words.len() + of_room.len())
}
