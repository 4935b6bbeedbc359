//! Running cases of a centre or a topic that has left. The import asks before it lets that happen: it names a successor, or
//! the cases end. Each seeker is told, and shown the way on.

use std::collections::BTreeSet;

use routing::{Case, CaseId, CentreId, Closer, Directory, State, TopicId, fits};

use super::first;
use crate::{
    cases::{
        self, absence, accepting, agreeing, anew, covering,
        effects::Effect,
        far,
        life::{self, AT_ONCE, push_notice},
        seekers::{locale_of, reception_chat},
        service::Service,
        succession::Succession,
    },
    store::{
        self, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        case::{Stage, Stored},
    },
    words::{
        far::Passing,
        phrases::{Phrase, standing_in::Ending},
    },
};

const RUNNING: [Stage; 3] = [Stage::Opened, Stage::Asked, Stage::Accepted];

/// Whether nobody is responsible for the case any more.
pub(crate) fn is_stranded(case: &Case, directory: &Directory) -> bool {
    directory.centre(&case.centre).is_none() || directory.topic(&case.topic).is_none()
}

/// The name of the centre that succeeds the case's own, where that has left.
pub(crate) async fn heir(service: &Service, tx: &mut Tx, case: &Case) -> StoreResult<Option<String>> {
    let directory = service.directory();
    if directory.centre(&case.centre).is_some() {
        return Ok(None);
    }
    let succession = Succession::load(tx).await?;
    let heir = succession.centres.get(&case.centre).and_then(|heir| directory.centre(heir));
    Ok(heir.map(|centre| centre.name.clone()))
}

/// Moves or closes all running cases of centres and topics that the directory does not have.
pub(super) async fn settle(service: &Service, directory: &Directory) -> StoreResult<()> {
    let left: BTreeSet<CentreId> = {
        let mut tx = service.store.look().await?;
        let running = store::case::running(&mut tx).await?.into_iter();
        let stranded = running.filter(|(centre, topic, _)| {
            directory.centre(centre).is_none() || directory.topic(topic).is_none()
        });
        stranded.map(|(centre, ..)| centre).collect()
    };
    let mut results = Vec::new();
    for centre in &left {
        let cases = {
            let mut tx = service.store.look().await?;
            store::case::ids_of_centre(&mut tx, centre, &RUNNING).await?
        };
        for case in &cases {
            results.push(settle_one(service, directory, case).await);
        }
    }
    first(results)
}

async fn settle_one(service: &Service, directory: &Directory, case: &CaseId) -> StoreResult<()> {
    let mut tx = service.store.begin().await?.at_leisure();
    let Some(stored) = store::case::by_id(&mut tx, case).await? else { return Ok(()) };
    let running = matches!(stored.case.state, State::Opened | State::Asked { .. } | State::Accepted(_));
    if !running || !is_stranded(&stored.case, directory) {
        return Ok(());
    }
    let succession = Succession::load(&mut tx).await?;
    let answered = store::figure::was_answered(&mut tx, case).await?;
    let enclosed = stored.is_enclosed(&mut tx).await?;
    match inherited(&stored, directory, &succession, (answered, enclosed), service.now()) {
        Some(next) if next.centre == stored.case.centre => {
            rename(service, &mut tx, stored, next.topic).await?;
        }
        Some(next) => pass_on(service, &mut tx, stored, next).await?,
        None => close(service, &mut tx, stored, directory).await?,
    }
    tx.commit().await?;
    service.effects.notify_one();
    Ok(())
}

/// The case at whoever succeeds its topic and its centre; none where there is no successor, or where it cannot go along.
fn inherited(
    stored: &Stored,
    directory: &Directory,
    succession: &Succession,
    (answered, enclosed): (bool, bool),
    now: routing::Timestamp,
) -> Option<Case> {
    let mut case = stored.case.clone();
    let topic = match directory.topic(&case.topic) {
        Some(topic) => topic,
        None => directory.topic(succession.topics.get(&case.topic)?)?,
    };
    case.topic = topic.id.clone();
    if directory.centre(&case.centre).is_some() {
        return Some(case);
    }
    let heir = directory.centre(succession.centres.get(&case.centre)?)?;
    // A room that is only being made has the old custodian in it already, and nobody to hand over to.
    stored.room.as_ref()?;
    if case.far.is_some() || !heir.services.contains_key(&topic.id) || !fits(directory, &heir.id, enclosed) {
        return None;
    }
    case.succeed(heir.id.clone(), answered, now).ok()
}

/// The topic is called something else now; people, room and promises go on.
async fn rename(service: &Service, tx: &mut Tx, mut stored: Stored, topic: TopicId) -> StoreResult<()> {
    stored.case.topic = topic;
    cases::save(service, tx, &mut stored).await?;
    tracing::info!(case.id = %stored.case.id, "A case goes on under the topic that succeeds its own");
    Ok(())
}

/// The successor gets the case, with what the seeker wrote; nobody has answered it yet.
async fn pass_on(service: &Service, tx: &mut Tx, mut stored: Stored, next: Case) -> StoreResult<()> {
    let (now, case) = (service.now(), stored.case.id.clone());
    let trail = |kind| {
        Entry::new(now, &stored.case.centre, kind, Actor::Administration).about(&stored.case.reference)
    };
    for colleague in covering::left(&stored.case, now, now) {
        let ended = Entry { until: Some(now), ..trail(Kind::CoverEnded) }.whom(&colleague);
        audit::append(tx, &ended.why(Ending::HandedOver.code())).await?;
    }
    let forwarded = Entry { to: Some(next.centre.clone()), ..trail(Kind::Forwarded) };
    audit::append(tx, &forwarded.why("successor")).await?;
    // While the case is still known as the old centre's.
    accepting::take_card(tx, &stored, now).await?;
    stored.case = next;
    cases::save(service, tx, &mut stored).await?;
    Effect::Reconcile { case: case.clone(), told: false }.push(tx, now, now).await?;
    let asked = matches!(stored.case.state, State::Asked { .. });
    if asked {
        Effect::PostCard { case: case.clone() }.push(tx, now, now).await?;
    }
    let directory = service.directory();
    if let Some(centre) = directory.centre(&stored.case.centre) {
        let moved = Phrase::CaseSucceeded { centre: centre.name.clone(), team: centre.team, asked };
        push_notice(service, tx, &stored, moved, AT_ONCE).await?;
    }
    if asked {
        absence::tell_if_nobody_is_there(service, tx, &mut stored).await?;
    }
    metrics::counter!("lotse_cases_forwarded_total").increment(1);
    tracing::info!(case.id = %case, centre.id = %stored.case.centre, "A case went to the successor of its centre");
    Ok(())
}

async fn close(service: &Service, tx: &mut Tx, stored: Stored, directory: &Directory) -> StoreResult<()> {
    let (now, case, centre) = (service.now(), stored.case.id.clone(), stored.case.centre.clone());
    let reference = stored.case.reference.clone();
    let stays = directory.centre(&centre).is_some();
    // Whoever has another case still is told of that one instead.
    let anew = anew::takes_a_place(tx, &stored.case.id).await?;
    let chat = reception_chat(tx, &stored).await?.filter(|_| !anew);
    let locale = locale_of(service, tx, &stored).await?;
    let successor = heir(service, tx, &stored.case).await?;
    let accepted = stored.case.accepted().is_some();
    let elsewhere = stored.case.is_kept_elsewhere();
    if elsewhere && !stays {
        // Whoever has the keys can go on with it: both sides are to know that the platform does not see that any more.
        far::answer(service, tx, &stored, Passing::Unlisted).await?;
    }
    if !life::write_closing(service, tx, stored, Closer::Administration).await? {
        return Ok(());
    }
    Effect::Reconcile { case: case.clone(), told: false }.push(tx, now, now).await?;
    if stays && accepted {
        let topic_left = Phrase::CentreTopicLeft { reference: reference.clone() };
        agreeing::tell_team(service, tx, &centre, topic_left).await?;
    }
    if let Some(chat) = chat {
        let told = if stays {
            Phrase::ReceptionTopicLeft { reference }
        } else if elsewhere {
            Phrase::ReceptionFarCentreLeft { reference }
        } else {
            Phrase::ReceptionCentreLeft { reference, successor }
        };
        let say = vec![told.into(), Phrase::HelpLines.into()];
        Effect::say(service.store.vault(), &chat, None, locale, say)?.push(tx, now, now).await?;
    }
    let why = if stays { "topic-gone" } else { "centre-gone" };
    metrics::counter!("lotse_left_alone_total", "why" => why).increment(1);
    tracing::warn!(case.id = %case, centre.id = %centre, "Closed a case that nobody is responsible for any more");
    Ok(())
}
