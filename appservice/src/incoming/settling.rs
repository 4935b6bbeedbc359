//! Events without effect are settled together: one commit for all that wait for one.

use std::sync::{Mutex, PoisonError};

use routing::EventId;

use crate::store::{Store, StoreResult, inbox};

/// Events that wait to be settled.
#[derive(Default)]
pub struct Settling {
    waiting: Mutex<Vec<EventId>>,
    turn: tokio::sync::Mutex<()>,
}

impl Settling {
    /// Comes when the event is settled, or when whoever was to settle it as well failed: then it is still there, and is
    /// handled once more.
    pub(super) async fn settle(&self, store: &Store, event: &EventId) -> StoreResult<()> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(event.clone());
        let _turn = self.turn.lock().await;
        // Whoever had the turn before has taken this one along, or it is this one's turn to take all others.
        let together = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        if together.is_empty() {
            return Ok(());
        }
        let mut tx = store.begin().await?;
        inbox::done_all(&mut tx, &together).await?;
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use futures_util::future::join_all;
    use routing::{RoomId, Timestamp};

    use super::*;
    use crate::store::{
        inbox::{Arrival, Content},
        test_postgres::test_stores,
    };

    #[tokio::test]
    async fn all_are_settled_and_each_only_once() {
        for store in test_stores().await {
            let now = Timestamp::from_millis(1_795_000_000_000);
            let ids: Vec<EventId> =
                (0..40).map(|number| EventId::parse(&format!("$e{number}")).unwrap()).collect();
            let room = RoomId::parse("!room").unwrap();
            let arrivals: Vec<Arrival> = ids
                .iter()
                .map(|id| Arrival {
                    event_id: id.clone(),
                    room_id: room.clone(),
                    content: Content::Own(b"{}".to_vec()),
                })
                .collect();
            let mut tx = store.begin().await.unwrap();
            inbox::add(&mut tx, 1, &arrivals, now).await.unwrap();
            tx.commit().await.unwrap();
            let settling = Settling::default();
            for settled in join_all(ids.iter().map(|id| settling.settle(&store, id))).await {
                settled.unwrap();
            }
            settling.settle(&store, &ids[0]).await.unwrap();
            let mut tx = store.look().await.unwrap();
            assert_eq!(inbox::counts(&mut tx).await.unwrap(), inbox::Counts::default(), "{}", store.name);
        }
    }
}
