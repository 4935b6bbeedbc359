//! The moments at which something happens to a case by itself were written with the case. When the directory promises
//! something else, they are written anew, and what the new promise would pass over happens now.

use std::collections::BTreeMap;

use routing::{
    CaseId, CentreId, Directory, Topic, TopicId,
    agenda::{self, Promises},
};
use serde::{Deserialize, Serialize};

use crate::{
    cases::{self, service::Service, timed},
    store::{self, StoreError, StoreResult, case::Stored, meta},
};

/// Under this name stands what the moments of all cases were written by.
const NAME: &str = "promises";

/// Cases that are looked at, and written, in one go.
const AT_ONCE: u32 = 200;

/// All that agendas read of a directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    topics: BTreeMap<TopicId, OfTopic>,
    /// Whether each is a team centre.
    centres: BTreeMap<CentreId, bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct OfTopic {
    answer_hours: u16,
    retention_days: u16,
    silence_days: u16,
}

impl Known {
    fn of(directory: &Directory) -> Self {
        let topic = |topic: &Topic| OfTopic {
            answer_hours: topic.promise_hours,
            retention_days: topic.retention_days,
            silence_days: topic.silence_days,
        };
        Self {
            topics: directory.topics().iter().map(|it| (it.id.clone(), topic(it))).collect(),
            centres: directory.centres().iter().map(|it| (it.id.clone(), it.team)).collect(),
        }
    }

    /// The usual promises for what is not known, as [`Promises::of`] gives them.
    fn promises(&self, topic: &TopicId, centre: &CentreId) -> Promises {
        let usual = OfTopic {
            answer_hours: Topic::PROMISE_HOURS,
            retention_days: Topic::RETENTION_DAYS,
            silence_days: Topic::SILENCE_DAYS,
        };
        let OfTopic { answer_hours, retention_days, silence_days } =
            *self.topics.get(topic).unwrap_or(&usual);
        let team = *self.centres.get(centre).unwrap_or(&false);
        Promises { answer_hours, retention_days, silence_days, team }
    }
}

/// Makes the moments of all cases right, page by page, each in a commit of its own.
pub(super) async fn follow(service: &Service, directory: &Directory) -> StoreResult<()> {
    let now_known = Known::of(directory);
    let before: Option<Known> = {
        let mut tx = service.store.look().await?;
        meta::get(&mut tx, NAME).await?.map(|bytes| serde_json::from_slice(&bytes)).transpose()?
    };
    if before.as_ref() == Some(&now_known) {
        return Ok(());
    }
    // What nobody has noted yet is taken to be as it is: then only moments that are wrong are written anew.
    let known = (before.as_ref().unwrap_or(&now_known), &now_known);
    let concerned = |topic: &TopicId, centre: &CentreId| {
        before.is_none() || known.0.promises(topic, centre) != known.1.promises(topic, centre)
    };
    let (mut after, mut written) = (None, 0_u64);
    loop {
        let page = {
            let mut tx = service.store.look().await?;
            store::case::page(&mut tx, after.as_ref(), AT_ONCE, concerned).await?
        };
        let wrong: Vec<CaseId> = page
            .cases
            .into_iter()
            .filter(|stored| Right::of(service, directory, stored, known).changes(stored))
            .map(|stored| stored.case.id)
            .collect();
        if !wrong.is_empty() {
            write(service, directory, &wrong, known).await?;
            written += wrong.len() as u64;
        }
        let Some(last) = page.last else { break };
        after = Some(last);
    }
    let mut tx = service.store.begin().await?.at_leisure();
    meta::put(&mut tx, NAME, &serde_json::to_vec(&now_known)?).await?;
    tx.commit().await?;
    if written > 0 {
        tracing::info!(count = written, "Running cases follow new promises");
    }
    Ok(())
}

/// A case as it is to be under the new promises.
struct Right {
    case: routing::Case,
    due: Option<routing::Timestamp>,
    owed: Vec<routing::Moment>,
}

impl Right {
    fn of(service: &Service, directory: &Directory, stored: &Stored, known: (&Known, &Known)) -> Self {
        let (topic, centre) = (&stored.case.topic, &stored.case.centre);
        let promises = (known.0.promises(topic, centre), known.1.promises(topic, centre));
        let (case, owed) = agenda::adjust(stored.case.clone(), promises, stored.looked, service.now());
        let due = agenda::next(&case, directory, stored.looked);
        Self { case, due, owed }
    }

    fn changes(&self, stored: &Stored) -> bool {
        self.case != stored.case || self.due != stored.due || !self.owed.is_empty()
    }
}

async fn write(
    service: &Service,
    directory: &Directory,
    wrong: &[CaseId],
    known: (&Known, &Known),
) -> StoreResult<()> {
    // Somebody else may be writing one of them; then all of the page are read again.
    loop {
        match write_once(service, directory, wrong, known).await {
            Err(StoreError::Stale { .. }) => tokio::task::yield_now().await,
            done => return done,
        }
    }
}

async fn write_once(
    service: &Service,
    directory: &Directory,
    wrong: &[CaseId],
    known: (&Known, &Known),
) -> StoreResult<()> {
    let mut tx = service.store.begin().await?.at_leisure();
    let mut owing = Vec::new();
    for case in wrong {
        let Some(mut stored) = store::case::by_id(&mut tx, case).await? else { continue };
        let right = Right::of(service, directory, &stored, known);
        stored.case = right.case;
        cases::save(service, &mut tx, &mut stored).await?;
        if !right.owed.is_empty() {
            owing.push((stored, right.owed));
        }
    }
    // Effects are pushed after the other writes of the commit.
    for (mut stored, owed) in owing {
        timed::happen(service, &mut tx, &mut stored, owed).await?;
    }
    tx.commit().await
}
