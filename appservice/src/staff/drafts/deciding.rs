//! What is changed in a draft beside its rows: the order of topics, and what becomes of running cases of what leaves.

use routing::desk::Deed;

use super::{Kept, Present, keep, kept, seen::Decided};
use crate::{
    directory::sheets::{self, Rows},
    staff::{Refused, SignedIn, Staff},
};

/// The longest id of a centre or topic, with room to spare.
const LONGEST_ID: usize = 100;

impl Staff {
    /// Moves a topic by one place in the order in which people choose, in one's own draft. Says no if that row is not there any more, or
    /// somebody else has changed what the draft changes.
    pub async fn move_topic(&self, signed_in: &SignedIn, topic: &str, up: bool) -> Result<bool, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        let kept = kept(&service, &signed_in.counsellor).await?;
        let present = Present::of(&service).await?;
        let now = Rows::of(&present.draft);
        let (mut rows, stale) = sheets::changed(now.clone(), &kept.edits);
        if !stale.is_empty() || !sheets::move_topic(&mut rows, topic, up) {
            return Ok(false);
        }
        keep(&service, &kept.with(sheets::edits_between(&now, &rows))).await?;
        Ok(true)
    }

    /// Decides in one's own draft what becomes of the running cases of a centre or topic that leaves: they go `to` another one, end, or
    /// are undecided again.
    pub async fn decide_leaving(
        &self,
        signed_in: &SignedIn,
        old: &str,
        decided: Decided,
    ) -> Result<(), Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        let kept = kept(&service, &signed_in.counsellor).await?;
        if old.is_empty() || old.len() > LONGEST_ID {
            return Err(Refused::Unknown);
        }
        let mut choices = kept.choices.clone();
        choices.successors.retain(|(it, _)| it != old);
        choices.closed.retain(|it| it != old);
        match decided {
            Decided::Not => {}
            Decided::Ends => choices.closed.push(old.to_owned()),
            Decided::To(heir) => choices.successors.push((old.to_owned(), heir)),
        }
        let edits = kept.edits.clone();
        keep(&service, &Kept { choices, ..kept.with(edits) }).await
    }
}
