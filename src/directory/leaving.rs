//! What becomes of the running cases of centres and topics that are not in the new workbook: whoever imports decides.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Display,
    str::FromStr,
};

use appservice::{
    cases::succession::Succession,
    directory::Import,
    store::{self, StoreResult, Tx},
};
use clap::Args;
use routing::{CentreId, Directory, Draft, TopicId, fits};

/// How many cases run for each centre and topic.
pub(super) type Running = [(CentreId, TopicId, i64)];

/// What the platform has now.
#[derive(Debug, Default)]
pub(super) struct Present {
    pub(super) running: Vec<(CentreId, TopicId, i64)>,
    /// The centres with rooms that no other homeserver can ever enter.
    pub(super) enclosed: BTreeSet<CentreId>,
}

impl Present {
    pub(super) async fn of(tx: &mut Tx) -> StoreResult<Self> {
        let running = store::case::running(tx).await?;
        Ok(Self { running, enclosed: store::room::enclosed_centres(tx).await? })
    }
}

/// The decisions on the command line.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Choices {
    /// For a centre or a topic that leaves: which one takes its place. May be given several times. A topic's cases go on under the
    /// new one. Of a centre's cases those without an answer go to the new one, with a word to their seekers; the others are
    /// closed, and their seekers are told who takes over.
    #[arg(long = "successor", value_name = "OLD=NEW", value_parser = pair)]
    pub(super) successors: Vec<(String, String)>,
    /// For a centre or a topic that leaves without a successor: each of its cases is closed, and its seeker is told and shown the
    /// way on. May be given several times.
    #[arg(long = "close", value_name = "OLD")]
    pub(super) closed: Vec<String>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (old, new) = text.split_once('=').ok_or("write OLD=NEW, two short names (Kürzel)")?;
    Ok((old.trim().to_owned(), new.trim().to_owned()))
}

/// What follows from the decisions.
#[derive(Debug)]
pub(super) struct Plan {
    /// To be written with the import.
    succession: Succession,
    /// What is to have no successor, whatever was decided before.
    closed: (BTreeSet<CentreId>, BTreeSet<TopicId>),
    /// What will happen to which cases.
    pub(super) lines: Vec<String>,
}

/// What leaves, and what was decided about it.
struct Leaving<'a, Id> {
    german: &'static str,
    gone: BTreeSet<Id>,
    decided: BTreeMap<Id, Decision<'a>>,
}

#[derive(Clone, Copy)]
enum Decision<'a> {
    Successor(&'a str),
    Close,
}

impl<'a, Id: Clone + Ord + FromStr + Display> Leaving<'a, Id> {
    fn new(german: &'static str, gone: BTreeSet<Id>, choices: &'a Choices) -> Self {
        let successors = choices.successors.iter().map(|(old, new)| (old, Decision::Successor(new)));
        let closed = choices.closed.iter().map(|old| (old, Decision::Close));
        let decided = successors.chain(closed).filter_map(|(old, decision)| {
            let old = old.parse().ok().filter(|old| gone.contains(old))?;
            Some((old, decision))
        });
        let decided = decided.collect();
        Self { german, gone, decided }
    }

    /// The successors that are in the new workbook.
    fn heirs(&self, is_there: impl Fn(&Id) -> bool, faults: &mut Vec<String>) -> BTreeMap<Id, Id> {
        let mut heirs = BTreeMap::new();
        for (old, decision) in &self.decided {
            let Decision::Successor(new) = decision else { continue };
            match new.parse().ok().filter(&is_there) {
                Some(heir) => drop(heirs.insert(old.clone(), heir)),
                None => faults.push(format!(
                    "--successor {old}={new}: there is no {} {new} in the workbook.",
                    self.german
                )),
            }
        }
        heirs
    }

    fn closed(&self) -> BTreeSet<Id> {
        let closed = self.decided.iter().filter(|(_, decision)| matches!(decision, Decision::Close));
        closed.map(|(id, _)| id.clone()).collect()
    }

    /// What is undecided although cases run there.
    fn undecided(&self, running: &BTreeMap<Id, i64>, faults: &mut Vec<String>) {
        for (id, cases) in running.iter().filter(|(id, _)| !self.decided.contains_key(id)) {
            faults.push(format!(
                "{} {id}: {cases} running case(s), and it is not in the workbook any more.",
                self.german
            ));
        }
    }
}

impl Plan {
    /// Looks what leaves with this import while cases run there, and what was decided about each; every fault, if there is one.
    pub(super) fn of(
        choices: &Choices,
        present: &Draft,
        import: &Import,
        Present { running, enclosed }: &Present,
    ) -> Result<Self, Vec<String>> {
        let directory = &import.directory;
        let known = present.centres.iter().map(|it| &it.id).chain(running.iter().map(|(centre, ..)| centre));
        let gone = known.filter(|id| directory.centre(id).is_none()).cloned().collect();
        let centres = Leaving::new("Beratungsstelle", gone, choices);
        let known = present.topics.iter().map(|it| &it.id).chain(running.iter().map(|(_, topic, _)| topic));
        let gone = known.filter(|id| directory.topic(id).is_none()).cloned().collect();
        let topics = Leaving::new("Fachbereich", gone, choices);

        let mut faults = misnamed(choices, &centres, &topics);
        let succession = Succession {
            centres: centres.heirs(|id| directory.centre(id).is_some(), &mut faults),
            topics: topics.heirs(|id| directory.topic(id).is_some(), &mut faults),
        };
        let (mut of_centres, mut of_topics) = (BTreeMap::new(), BTreeMap::new());
        for (centre, topic, cases) in running {
            if centres.gone.contains(centre) {
                *of_centres.entry(centre.clone()).or_insert(0) += cases;
            }
            // Where the centre's cases are closed anyway, nothing is to be decided about their topics.
            let closed = centres.gone.contains(centre) && !succession.centres.contains_key(centre);
            if topics.gone.contains(topic) && !closed {
                *of_topics.entry(topic.clone()).or_insert(0) += cases;
            }
            let enclosed = enclosed.contains(centre);
            faults.extend(cannot_take((centre, enclosed), topic, &succession, directory));
        }
        centres.undecided(&of_centres, &mut faults);
        topics.undecided(&of_topics, &mut faults);
        if !faults.is_empty() {
            return Err(faults);
        }
        let left_alone = left_alone(running, directory);
        let of_centres = of_centres.iter().map(|(id, cases)| match succession.centres.get(id) {
            Some(heir) => format!(
                "Beratungsstelle {id}: {cases} running case(s). Those without an answer go to {heir}; the others are \
                 closed, and their seekers are told that {heir} takes over."
            ),
            None => format!("Beratungsstelle {id}: {cases} running case(s) are closed, and their seekers are told."),
        });
        let of_topics = of_topics.iter().map(|(id, cases)| match succession.topics.get(id) {
            Some(heir) => format!("Fachbereich {id}: {cases} running case(s) go on under {heir}."),
            None => {
                format!("Fachbereich {id}: {cases} running case(s) are closed, and their seekers are told.")
            }
        });
        let lines = of_centres.chain(of_topics).chain(left_alone).collect();
        Ok(Self { succession, closed: (centres.closed(), topics.closed()), lines })
    }

    /// All that is decided once this import is written.
    pub(super) fn after(&self, mut before: Succession, draft: &Draft) -> Succession {
        before.centres.retain(|old, _| !self.closed.0.contains(old));
        before.topics.retain(|old, _| !self.closed.1.contains(old));
        before.and_then(&self.succession, draft)
    }
}

/// Decisions about what does not leave, or that contradict one another.
fn misnamed(
    choices: &Choices,
    centres: &Leaving<'_, CentreId>,
    topics: &Leaving<'_, TopicId>,
) -> Vec<String> {
    let mut faults = Vec::new();
    let mut named = BTreeSet::new();
    for old in choices.successors.iter().map(|(old, _)| old).chain(&choices.closed) {
        let centre = old.parse().is_ok_and(|id| centres.gone.contains(&id));
        let topic = old.parse().is_ok_and(|id| topics.gone.contains(&id));
        if !centre && !topic {
            faults.push(format!("{old}: no centre and no topic of this name leaves with this workbook."));
        } else if !named.insert(old) {
            faults.push(format!("{old}: decided more than once."));
        }
    }
    faults
}

/// Why the successor of the centre, or the centre itself under the successor of its topic, cannot have these cases.
fn cannot_take(
    (centre, enclosed): (&CentreId, bool),
    topic: &TopicId,
    succession: &Succession,
    directory: &Directory,
) -> Option<String> {
    let heir = match directory.centre(centre) {
        Some(stays) => stays,
        None => directory.centre(succession.centres.get(centre)?)?,
    };
    let new_topic = match directory.topic(topic) {
        Some(stays) => &stays.id,
        None => succession.topics.get(topic)?,
    };
    if heir.id == *centre && new_topic == topic {
        return None;
    }
    let active = |it: &routing::Counsellor| directory.is_active_counsellor(&it.id, &heir.id);
    let why = if !heir.services.contains_key(new_topic) {
        format!("does not offer {new_topic}")
    } else if heir.id != *centre && !fits(directory, &heir.id, enclosed) {
        "has a server of its own, and the rooms of these cases can be entered from no other".to_owned()
    } else if heir.id != *centre && !heir.online {
        "is not online".to_owned()
    } else if heir.id != *centre && !directory.counsellors_of(&heir.id).iter().any(active) {
        "has no counsellor who is activated".to_owned()
    } else {
        return None;
    };
    Some(format!(
        "Beratungsstelle {}: cannot take the running cases of {centre} on {topic}: it {why}.",
        heir.id
    ))
}

/// Centres that stay, with cases and without anybody who counsels.
fn left_alone(running: &Running, directory: &Directory) -> Vec<String> {
    let mut alone = BTreeMap::new();
    for (centre, _, cases) in running.iter().filter(|(centre, ..)| directory.centre(centre).is_some()) {
        let mut staff = directory.counsellors_of(centre).iter();
        if !staff.any(|it| directory.is_active_counsellor(&it.id, centre)) {
            *alone.entry(centre).or_insert(0) += cases;
        }
    }
    let told = |(centre, cases)| {
        format!(
            "Beratungsstelle {centre}: {cases} running case(s), and nobody is activated there. Their seekers are told."
        )
    };
    alone.into_iter().map(told).collect()
}
