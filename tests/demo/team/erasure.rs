//! The end of a case, and the search for what is left of it.

use std::path::PathBuf;

use anyhow::Result;
use lotse_tests::{
    Person, Stage,
    canary::{self, Canary},
    stage::Counsellor,
    wait,
};

use super::{FIRST_MESSAGE, PSEUDONYM, Talk};
use crate::transcript::Transcript;

/// Anna asks for it, and confirms it; gives how many traces are left.
pub(super) async fn anna_has_everything_erased(
    transcript: &Transcript,
    stage: &Stage,
    case: &Talk,
    cem: &Counsellor,
    edda: &Person,
) -> Result<usize> {
    Transcript::scene("Anna has everything erased");
    let (anna, room) = (&case.anna.person, &case.room);
    for (words, then) in [("alles löschen", Some("löschen")), ("ja, löschen", None)] {
        transcript.writes("Anna", words);
        anna.says(room, words).await?;
        if let Some(then) = then {
            anna.hears_next(room, then).await?;
            transcript.reads_on(anna, "Anna", room);
        }
    }
    anna.is_out_of(room).await?;
    cem.person.is_out_of(room).await?;
    transcript.tells("Anna and Cem are out of the room.");
    let path = format!("/_synapse/admin/v1/rooms/{room}");
    wait::until("the homeserver to have purged the room", wait::patience(), async || {
        Ok(edda.calls("GET", &path, None).await.is_err().then_some(()))
    })
    .await?;
    wait::until("Lotse to have nothing more to do", wait::patience(), async || {
        // The chat with the reception is purged a day later, when its last words have been read.
        let waiting = "select count(*) from outbox where state = 'pending' and kind <> 'purge'";
        Ok((stage.counts(waiting).await? == 0).then_some(()))
    })
    .await?;
    traces(transcript, stage, case).await
}

/// What Synapse keeps of a room that it has purged, without a call to take it away: that there was one, who was in it,
/// and that it was purged.
const KEPT: [&str; 2] = ["current_state_delta_stream.", "scheduled_tasks."];

/// Looks for words of the case in all files of Lotse and Synapse, and for its room in both databases.
async fn traces(transcript: &Transcript, stage: &Stage, case: &Talk) -> Result<usize> {
    let words = [FIRST_MESSAGE, PSEUDONYM, lotse_tests::old_talk::WORDS].map(Canary::new);
    let everything = [stage.lotse.home().to_owned(), stage.synapse.home().to_owned()];
    let of_words = canary::search(&words, &everything).await?;
    let databases: Vec<PathBuf> = ["data/lotse.db", "data/lotse.db-wal"]
        .map(|name| stage.lotse.file(name))
        .into_iter()
        .chain(["homeserver.db", "homeserver.db-wal"].map(|name| stage.synapse.home().join(name)))
        .filter(|file| file.exists())
        .collect();
    let room = [Canary::new(case.room.as_str())];
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
