//! The end of a case.

use anyhow::Result;
use lotse_tests::{Person, Stage, stage::Counsellor, wait};

use super::{FIRST_MESSAGE, PSEUDONYM, Talk};
use crate::{erasure, traces, transcript::Transcript};

/// Anna asks for it, and confirms it; gives how many traces are left.
pub(super) async fn anna_has_everything_erased(
    transcript: &Transcript,
    stage: &Stage,
    case: &Talk,
    cem: &Counsellor,
    edda: &Person,
) -> Result<usize> {
    let room = &case.room;
    erasure::is_asked_for(transcript, &case.anna.person, cem, room).await?;
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
    let words = [FIRST_MESSAGE, PSEUDONYM, lotse_tests::old_talk::WORDS];
    traces::of_case(transcript, stage, &words, room).await
}
