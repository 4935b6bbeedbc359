//! Counsellors who could not be let into the rooms of their centre.

use routing::{CentreId, CounsellorId};

use super::effects::Effect;
use crate::store::{StoreResult, Tx, outbox};

/// After so many attempts it is no passing hitch: about half a minute.
const TRIED: i64 = 5;

/// Somebody whose invitation fails again and again, or was refused for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uninvited {
    /// Whose rooms.
    pub centre: CentreId,
    /// Who.
    pub counsellor: CounsellorId,
    /// How often it was tried.
    pub attempts: i64,
    /// Whether it is tried no more.
    pub given_up: bool,
    /// The machine word of the last failure.
    pub why: Option<String>,
}

/// All of them, those who have waited longest first.
pub async fn uninvited(tx: &mut Tx) -> StoreResult<Vec<Uninvited>> {
    let kind = "let_in";
    let failing = outbox::failing(tx, kind, TRIED).await?.into_iter().map(|row| (row, false));
    let dead = outbox::dead(tx).await?.into_iter().filter(|row| row.kind == kind).map(|row| (row, true));
    let people = failing.chain(dead).map(|(row, given_up)| {
        let Effect::LetIn { centre, counsellor } = row.payload()? else { return Ok(None) };
        let (attempts, why) = (row.attempts, row.last_error);
        Ok(Some(Uninvited { centre, counsellor, attempts, given_up, why }))
    });
    people.filter_map(Result::transpose).collect()
}

#[cfg(test)]
mod tests {
    use routing::Timestamp;

    use super::*;
    use crate::store::test_postgres::test_stores;

    const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

    #[tokio::test]
    async fn whoever_cannot_be_invited_is_named_and_who_is_only_late_is_not() {
        for store in test_stores().await {
            let centre = CentreId::parse("dresden").unwrap();
            let people = ["@late:home.example", "@never:gone.invalid", "@refused:home.example"];
            let people = people.map(|id| CounsellorId::parse(id).unwrap());
            let mut tx = store.begin().await.unwrap();
            for counsellor in &people {
                let effect = Effect::LetIn { centre: centre.clone(), counsellor: counsellor.clone() };
                effect.push(&mut tx, NOON, NOON).await.unwrap();
                let lane = format!("let_in:{centre}:{counsellor}");
                let row = outbox::next_of_lane(&mut tx, &lane, NOON).await.unwrap().unwrap();
                for _ in 0..(if *counsellor == people[1] { TRIED } else { TRIED - 1 }) {
                    outbox::retry_at(&mut tx, &row.id, NOON, "502:M_UNKNOWN").await.unwrap();
                }
                if *counsellor == people[2] {
                    outbox::bury(&mut tx, &row.id, "403:M_FORBIDDEN").await.unwrap();
                }
            }
            let told = uninvited(&mut tx).await.unwrap();
            let told: Vec<_> =
                told.iter().map(|it| (&it.counsellor, it.attempts, it.given_up, it.why.as_deref())).collect();
            let expected = [
                (&people[1], 5, false, Some("502:M_UNKNOWN")),
                (&people[2], 5, true, Some("403:M_FORBIDDEN")),
            ];
            assert_eq!(told, expected, "{}", store.name);
        }
    }
}
