//! What becomes of the running cases of centres and topics that leave the directory: whoever changes it decides, by a workbook or at
//! the desk.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Display},
    str::FromStr,
};

use routing::{CentreId, Directory, Draft, TopicId, fits};
use serde::{Deserialize, Serialize};

use super::Succession;
use crate::{
    directory::{Import, publication::Succeeded},
    store::{self, StoreResult, Tx},
};

/// What the platform has now.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// How many cases run for each centre and topic.
    pub running: Vec<(CentreId, TopicId, i64)>,
    /// The centres with rooms that no other homeserver can ever enter.
    pub enclosed: BTreeSet<CentreId>,
}

impl Around {
    /// As it is.
    pub async fn of(tx: &mut Tx) -> StoreResult<Self> {
        let running = store::case::running(tx).await?;
        Ok(Self { running, enclosed: store::room::enclosed_centres(tx).await? })
    }
}

/// What was decided, by short names (Kürzel) of centres and topics; `centre:NAME` or `topic:NAME` where both have one name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// What leaves, and what takes its place.
    pub successors: Vec<(String, String)>,
    /// What leaves without a successor: its cases are closed, with a word to each seeker.
    pub closed: Vec<String>,
}

/// What leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A centre.
    Centre,
    /// A topic.
    Topic,
}

impl Kind {
    /// What stands before a short name that both have.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Topic => "topic",
        }
    }

    /// The short name that a decision is about, if it is about one of this kind.
    pub fn named(self, old: &str) -> Option<&str> {
        match old.split_once(':') {
            Some((said, name)) => (said == self.code()).then_some(name),
            None => Some(old),
        }
    }
}

/// Why it cannot be done as it was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The successor is not in the directory.
    NoHeir {
        /// Of what.
        kind: Kind,
        /// Which one leaves.
        old: String,
        /// Who was to follow.
        new: String,
    },
    /// Cases run there, and nothing was decided.
    Undecided {
        /// What.
        kind: Kind,
        /// Which one.
        id: String,
        /// How many.
        cases: i64,
    },
    /// Nothing of this name leaves.
    NotLeaving(String),
    /// Two decisions about one.
    Twice(String),
    /// The successor of the centre, or the centre itself under the successor of its topic, cannot have these cases.
    CannotTake {
        /// Who was to have them.
        heir: CentreId,
        /// Whose they are.
        centre: CentreId,
        /// On what.
        topic: TopicId,
        /// Why not.
        why: Why,
    },
}

/// Why a centre cannot take cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It does not counsel on that.
    NotOffered(TopicId),
    /// It has a server of its own, and the rooms can be entered from no other.
    OwnServer,
    /// It takes no enquiries.
    Offline,
    /// Nobody is activated there.
    Nobody,
}

/// What will happen to which cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// They have a successor.
    Goes {
        /// What leaves.
        kind: Kind,
        /// Which one.
        id: String,
        /// How many.
        cases: i64,
        /// Who follows.
        heir: String,
    },
    /// They are closed.
    Ends {
        /// What leaves.
        kind: Kind,
        /// Which one.
        id: String,
        /// How many.
        cases: i64,
    },
    /// The centre stays, and nobody is activated there.
    Alone {
        /// Which one.
        centre: CentreId,
        /// How many.
        cases: i64,
    },
}

/// What follows from the decisions.
#[derive(Debug)]
pub struct Plan {
    /// To be written with the directory.
    succession: Succession,
    /// What is to have no successor, whatever was decided before.
    closed: (BTreeSet<CentreId>, BTreeSet<TopicId>),
    /// What will happen to which cases.
    pub lines: Vec<Line>,
}

/// What leaves, and what was decided about it.
struct Leaving<'a, Id> {
    kind: Kind,
    gone: BTreeSet<Id>,
    decided: BTreeMap<Id, Decision<'a>>,
}

#[derive(Clone, Copy)]
enum Decision<'a> {
    Successor(&'a str),
    Close,
}

impl<'a, Id: Clone + Ord + FromStr + Display> Leaving<'a, Id> {
    fn new(kind: Kind, gone: BTreeSet<Id>, choices: &'a Choices) -> Self {
        let successors = choices.successors.iter().map(|(old, new)| (old, Decision::Successor(new)));
        let closed = choices.closed.iter().map(|old| (old, Decision::Close));
        let decided = successors.chain(closed).filter_map(|(old, decision)| {
            let old = kind.named(old)?.parse().ok().filter(|old| gone.contains(old))?;
            Some((old, decision))
        });
        let decided = decided.collect();
        Self { kind, gone, decided }
    }

    /// The successors that are in the new directory.
    fn heirs(&self, is_there: impl Fn(&Id) -> bool, faults: &mut Vec<Fault>) -> BTreeMap<Id, Id> {
        let mut heirs = BTreeMap::new();
        for (old, decision) in &self.decided {
            let Decision::Successor(new) = decision else { continue };
            match new.parse().ok().filter(&is_there) {
                Some(heir) => drop(heirs.insert(old.clone(), heir)),
                None => faults.push(Fault::NoHeir {
                    kind: self.kind,
                    old: old.to_string(),
                    new: (*new).to_owned(),
                }),
            }
        }
        heirs
    }

    fn closed(&self) -> BTreeSet<Id> {
        let closed = self.decided.iter().filter(|(_, decision)| matches!(decision, Decision::Close));
        closed.map(|(id, _)| id.clone()).collect()
    }

    /// What is undecided although cases run there.
    fn undecided(&self, running: &BTreeMap<Id, i64>, faults: &mut Vec<Fault>) {
        for (id, cases) in running.iter().filter(|(id, _)| !self.decided.contains_key(id)) {
            faults.push(Fault::Undecided { kind: self.kind, id: id.to_string(), cases: *cases });
        }
    }

    fn lines(&self, running: &BTreeMap<Id, i64>, heirs: &BTreeMap<Id, Id>) -> Vec<Line> {
        let (kind, line) = (self.kind, |(id, cases): (&Id, &i64)| (id.clone(), *cases));
        let lines = running.iter().map(line).map(|(id, cases)| match heirs.get(&id) {
            Some(heir) => Line::Goes { kind, id: id.to_string(), cases, heir: heir.to_string() },
            None => Line::Ends { kind, id: id.to_string(), cases },
        });
        lines.collect()
    }
}

impl Plan {
    /// Looks what leaves with this directory while cases run there, and what was decided about each; every fault, if there is one.
    pub fn of(
        choices: &Choices,
        present: &Draft,
        import: &Import,
        Around { running, enclosed }: &Around,
    ) -> Result<Self, Vec<Fault>> {
        let directory = &import.directory;
        let known = present.centres.iter().map(|it| &it.id).chain(running.iter().map(|(centre, ..)| centre));
        let gone = known.filter(|id| directory.centre(id).is_none()).cloned().collect();
        let centres = Leaving::new(Kind::Centre, gone, choices);
        let known = present.topics.iter().map(|it| &it.id).chain(running.iter().map(|(_, topic, _)| topic));
        let gone = known.filter(|id| directory.topic(id).is_none()).cloned().collect();
        let topics = Leaving::new(Kind::Topic, gone, choices);

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
        let mut lines = centres.lines(&of_centres, &succession.centres);
        lines.extend(topics.lines(&of_topics, &succession.topics));
        lines.extend(left_alone(running, directory));
        Ok(Self { succession, closed: (centres.closed(), topics.closed()), lines })
    }

    /// What is decided of running cases, for whoever looks at the version later.
    #[must_use]
    pub fn succeeded(&self) -> Vec<Succeeded> {
        let said = self.lines.iter().filter_map(|line| match line {
            Line::Goes { kind, id, cases, heir } => Some((kind, id, Some(heir.as_str()), *cases)),
            Line::Ends { kind, id, cases } => Some((kind, id, None, *cases)),
            Line::Alone { .. } => None,
        });
        said.map(|(kind, id, heir, cases)| Succeeded::new(*kind == Kind::Centre, id, heir, cases)).collect()
    }

    /// All that is decided once this directory is written.
    #[must_use]
    pub fn after(&self, mut before: Succession, draft: &Draft) -> Succession {
        before.centres.retain(|old, _| !self.closed.0.contains(old));
        before.topics.retain(|old, _| !self.closed.1.contains(old));
        before.and_then(&self.succession, draft)
    }
}

/// Who could take all running cases of a centre that leaves.
pub fn heirs_of_centre(
    centre: &CentreId,
    directory: &Directory,
    Around { running, enclosed }: &Around,
) -> Vec<CentreId> {
    let takes = |heir: &CentreId| {
        let succession =
            Succession { centres: BTreeMap::from([(centre.clone(), heir.clone())]), topics: BTreeMap::new() };
        let own = running.iter().filter(|(it, ..)| it == centre);
        let enclosed = enclosed.contains(centre);
        own.into_iter()
            .all(|(_, topic, _)| cannot_take((centre, enclosed), topic, &succession, directory).is_none())
    };
    let ids = directory.centres().iter().map(|it| it.id.clone());
    ids.filter(|heir| heir != centre && takes(heir)).collect()
}

/// Under which topics all running cases of a topic that leaves could go on where they are.
pub fn heirs_of_topic(topic: &TopicId, directory: &Directory, around: &Around) -> Vec<TopicId> {
    let theirs =
        around.running.iter().filter(|(centre, it, _)| it == topic && directory.centre(centre).is_some());
    let centres: BTreeSet<&CentreId> = theirs.map(|(centre, ..)| centre).collect();
    let offered = |heir: &TopicId| {
        centres.iter().all(|id| directory.centre(id).is_some_and(|it| it.services.contains_key(heir)))
    };
    directory.topics().iter().map(|it| it.id.clone()).filter(|heir| heir != topic && offered(heir)).collect()
}

/// Decisions about what does not leave, or that contradict one another.
fn misnamed(choices: &Choices, centres: &Leaving<'_, CentreId>, topics: &Leaving<'_, TopicId>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut named = BTreeSet::new();
    for old in choices.successors.iter().map(|(old, _)| old).chain(&choices.closed) {
        let parsed = |kind: Kind| kind.named(old);
        let centre = parsed(Kind::Centre).filter(|it| it.parse().is_ok_and(|id| centres.gone.contains(&id)));
        let topic = parsed(Kind::Topic).filter(|it| it.parse().is_ok_and(|id| topics.gone.contains(&id)));
        let meant = [(Kind::Centre, centre), (Kind::Topic, topic)];
        let meant = meant.into_iter().filter_map(|(kind, name)| Some((kind, name?))).collect::<Vec<_>>();
        if meant.is_empty() {
            faults.push(Fault::NotLeaving(old.clone()));
        }
        // Whatever was said before, in whichever of both ways.
        if meant.into_iter().filter(|it| !named.insert(*it)).count() > 0 {
            faults.push(Fault::Twice(old.clone()));
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
) -> Option<Fault> {
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
        Why::NotOffered(new_topic.clone())
    } else if heir.id != *centre && !fits(directory, &heir.id, enclosed) {
        Why::OwnServer
    } else if heir.id != *centre && !heir.online {
        Why::Offline
    } else if heir.id != *centre && !directory.counsellors_of(&heir.id).iter().any(active) {
        Why::Nobody
    } else {
        return None;
    };
    Some(Fault::CannotTake { heir: heir.id.clone(), centre: centre.clone(), topic: topic.clone(), why })
}

/// Centres that stay, with cases and without anybody who counsels.
fn left_alone(running: &[(CentreId, TopicId, i64)], directory: &Directory) -> Vec<Line> {
    let mut alone = BTreeMap::new();
    for (centre, _, cases) in running.iter().filter(|(centre, ..)| directory.centre(centre).is_some()) {
        let mut staff = directory.counsellors_of(centre).iter();
        if !staff.any(|it| directory.is_active_counsellor(&it.id, centre)) {
            *alone.entry(centre).or_insert(0) += cases;
        }
    }
    alone.into_iter().map(|(centre, cases)| Line::Alone { centre: centre.clone(), cases }).collect()
}

impl Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Centre => "Beratungsstelle",
            Self::Topic => "Fachbereich",
        })
    }
}

/// For the command line.
impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHeir { kind, old, new } => {
                write!(f, "--successor {old}={new}: there is no {kind} {new} in the directory.")
            }
            Self::Undecided { kind, id, cases } => {
                write!(f, "{kind} {id}: {cases} running case(s), and it is not in the directory any more.")
            }
            Self::NotLeaving(old) => write!(f, "{old}: no centre and no topic of this name leaves."),
            Self::Twice(old) => write!(f, "{old}: decided more than once."),
            Self::CannotTake { heir, centre, topic, why } => write!(
                f,
                "Beratungsstelle {heir}: cannot take the running cases of {centre} on {topic}: it {why}."
            ),
        }
    }
}

impl Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOffered(topic) => write!(f, "does not offer {topic}"),
            Self::OwnServer => f.write_str(
                "has a server of its own, and the rooms of these cases can be entered from no other",
            ),
            Self::Offline => f.write_str("is not online"),
            Self::Nobody => f.write_str("has no counsellor who is activated"),
        }
    }
}

/// For the command line.
impl Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Goes { kind: Kind::Centre, id, cases, heir } => write!(
                f,
                "Beratungsstelle {id}: {cases} running case(s). Those without an answer go to {heir}; the others are \
                 closed, and their seekers are told that {heir} takes over."
            ),
            Self::Goes { kind: Kind::Topic, id, cases, heir } => {
                write!(f, "Fachbereich {id}: {cases} running case(s) go on under {heir}.")
            }
            Self::Ends { kind, id, cases } => {
                write!(f, "{kind} {id}: {cases} running case(s) are closed, and their seekers are told.")
            }
            Self::Alone { centre, cases } => write!(
                f,
                "Beratungsstelle {centre}: {cases} running case(s), and nobody is activated there. Their seekers are told."
            ),
        }
    }
}

#[cfg(test)]
mod tests;
