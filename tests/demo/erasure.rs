//! How a seeker has everything erased.

use anyhow::Result;
use lotse_tests::{Person, stage::Counsellor};
use matrix_sdk::ruma::RoomId;

use crate::transcript::Transcript;

/// Anna asks for it in her case room, and confirms it; then she and her counsellor are out of it.
pub(crate) async fn is_asked_for(
    transcript: &Transcript,
    anna: &Person,
    counsellor: &Counsellor,
    room: &RoomId,
) -> Result<()> {
    Transcript::scene("Anna has everything erased");
    for (words, then) in [("alles löschen", Some("löschen")), ("ja, löschen", None)] {
        transcript.writes("Anna", words);
        anna.says(room, words).await?;
        if let Some(then) = then {
            anna.hears_next(room, then).await?;
            transcript.reads_on(anna, "Anna", room);
        }
    }
    anna.is_out_of(room).await?;
    counsellor.person.is_out_of(room).await
}
