//! What would follow from a draft: what changes, where nobody will be responsible, whose cases are concerned, and what is grave.

use std::collections::{BTreeMap, BTreeSet};

use hearing::places::delivered;
use routing::desk::Grave;
use routing::{
    Catchment, CentreId, CounsellorId, Directory, Draft, Postcode, Timestamp, TopicId, WhiteSpot, coverage,
};

use super::{Asked, Kept, Present};
use crate::{
    cases::{
        roles::Reach,
        service::Service,
        succession::{Choices, Fault, Kind, Plan, heirs_of_centre, heirs_of_topic},
    },
    directory::{
        self, Import,
        real_codes::RealCodes,
        sheets::{self, Edit, Rows},
        told,
    },
    staff::overview::{centre_name, topic_name},
    words::phrases::Locale,
};

/// What would follow from publishing a draft.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Whose it is.
    pub who: CounsellorId,
    /// What is wrong with it, worded as for a workbook. Nothing else is known then.
    pub faults: Vec<String>,
    /// Rows that somebody else has changed meanwhile.
    pub stale: Vec<Edit>,
    /// What changes, in the words of an import.
    pub changes: Vec<directory::Change>,
    /// Topics whose coverage changes.
    pub coverage: Vec<CoverageView>,
    /// Whether it changes what whoever made it may not: then it is never published.
    pub beyond: bool,
    /// Whether topics stand in another order.
    pub reordered: bool,
    /// Centres and topics that would go although cases run there, and what was decided of them.
    pub busy: Vec<Busy>,
    /// Why that cannot be done.
    pub unfit: Vec<Fault>,
    /// Why a second person is needed.
    pub grave: Vec<Grave>,
    /// How many postcodes have other centres on some topic.
    pub moved: usize,
    /// Whether a second person is asked already.
    pub asked: Option<Asked>,
    /// Stands for exactly this draft: whoever confirms it confirms what they saw.
    pub seal: String,
}

impl Seen {
    /// Whether it can be published as it is.
    pub fn is_sound(&self) -> bool {
        let decided = self.unfit.is_empty() && self.busy.iter().all(|it| it.decided != Decided::Not);
        let stands = self.faults.is_empty() && self.stale.is_empty() && decided;
        stands && !self.beyond && self.changes_something()
    }

    /// Whether anything would be another.
    pub fn changes_something(&self) -> bool {
        !self.changes.is_empty() || self.reordered
    }
}

/// A centre or topic that would go although cases run there.
#[derive(Clone, Debug)]
pub struct Busy {
    /// Which of both.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// How many cases run there.
    pub cases: i64,
    /// What becomes of them.
    pub decided: Decided,
    /// Who could have all of them: ids and names.
    pub heirs: Vec<(String, String)>,
}

/// What becomes of running cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It is not decided yet.
    Not,
    /// They end, with a word to each seeker.
    Ends,
    /// Somebody else has them.
    To(String),
}

/// How a topic's coverage changes.
#[derive(Clone, Debug)]
pub struct CoverageView {
    /// The topic's name.
    pub topic: String,
    /// Where nobody will be responsible any more.
    pub lost: RealCodes,
    /// Where somebody will be, and nobody is.
    pub gained: RealCodes,
    /// How it will stand: where nobody is responsible.
    pub gaps: RealCodes,
    /// And where several are.
    pub overlaps: RealCodes,
    /// Whether its white spot will take what lies in the gaps.
    pub has_white_spot: bool,
}

/// `reach`: how far whoever made it reaches; nothing, if they may not change anything any more.
pub(super) fn seen(
    service: &Service,
    present: &Present,
    (kept, reach): (&Kept, Option<&Reach>),
    locale: Locale,
) -> Seen {
    let (rows, stale) = sheets::changed(Rows::of(&present.draft), &kept.edits);
    let mut seen = Seen {
        who: kept.who.clone(),
        faults: Vec::new(),
        stale,
        beyond: reach.is_none_or(|reach| !kept.edits.iter().all(|edit| reach.holds_all(edit))),
        changes: Vec::new(),
        coverage: Vec::new(),
        reordered: false,
        busy: Vec::new(),
        unfit: Vec::new(),
        grave: Vec::new(),
        moved: 0,
        asked: kept.asked.clone().filter(|asked| service.now() < asked.until()),
        seal: kept.seal(service),
    };
    let import = match present.import(service, &rows) {
        Ok(import) => import,
        Err(faults) => {
            seen.faults = told(&faults, &service.catalogue, locale);
            return seen;
        }
    };
    seen.beyond |= reach.is_none_or(|reach| !reach.allows(present, &import));
    (seen.busy, seen.unfit) = leaving(service, present, &import, &kept.choices, locale);
    seen.reordered = import.diff.topics_reordered;
    seen.moved = moved(&present.draft, &import.draft);
    // Many small steps of one day are one large step.
    seen.grave = Grave::of(&present.draft, &import.draft, seen.moved + present.moved_lately);
    // What stands there already and was never in order is nobody's draft.
    if let Ok(before) = Directory::check(present.draft.clone()) {
        seen.coverage = coverage_changes((&before, &import.directory), service.now(), locale);
    }
    seen.changes = import.diff.changes;
    seen
}

/// The decisions about what really goes while cases run there: a draft may have had something else in mind before.
pub(super) fn needed(choices: &Choices, present: &Present, import: &Import) -> Choices {
    let busy = |old: &str| {
        let (of_centre, of_topic) = (Kind::Centre.named(old), Kind::Topic.named(old));
        present.around.running.iter().any(|(centre, topic, _)| {
            (Some(centre.as_str()) == of_centre && import.directory.centre(centre).is_none())
                || (Some(topic.as_str()) == of_topic && import.directory.topic(topic).is_none())
        })
    };
    Choices {
        successors: choices.successors.iter().filter(|(old, _)| busy(old)).cloned().collect(),
        closed: choices.closed.iter().filter(|old| busy(old)).cloned().collect(),
    }
}

/// What would go although cases run there, with what was decided and what could be; and what of it cannot be done.
fn leaving(
    service: &Service,
    present: &Present,
    import: &Import,
    choices: &Choices,
    locale: Locale,
) -> (Vec<Busy>, Vec<Fault>) {
    let (around, directory) = (&present.around, &import.directory);
    let choices = needed(choices, present, import);
    let decided =
        |kind: Kind, old: &str| match choices.successors.iter().find(|(it, _)| kind.named(it) == Some(old)) {
            Some((_, heir)) => Decided::To(heir.clone()),
            None if choices.closed.iter().any(|it| kind.named(it) == Some(old)) => Decided::Ends,
            None => Decided::Not,
        };
    let (mut centres, mut topics) = (BTreeMap::new(), BTreeMap::new());
    for (centre, topic, cases) in &around.running {
        let goes = directory.centre(centre).is_none();
        if goes {
            *centres.entry(centre).or_insert(0) += cases;
        }
        let ends = goes && !matches!(decided(Kind::Centre, centre.as_str()), Decided::To(_));
        if directory.topic(topic).is_none() && !ends {
            *topics.entry(topic).or_insert(0) += cases;
        }
    }
    let named = |draft: &Draft, id: &TopicId| {
        let known = draft.topics.iter().find(|topic| topic.id == *id);
        known.map_or_else(|| id.as_str().to_owned(), |topic| topic_name(topic, locale))
    };
    let of_centre = |(id, cases): (&CentreId, i64)| Busy {
        kind: Kind::Centre,
        id: id.as_str().to_owned(),
        name: centre_name(service, id),
        cases,
        decided: decided(Kind::Centre, id.as_str()),
        heirs: heirs_of_centre(id, directory, around)
            .into_iter()
            .map(|heir| {
                (
                    heir.as_str().to_owned(),
                    directory.centre(&heir).map_or_else(String::new, |it| it.name.clone()),
                )
            })
            .collect(),
    };
    let of_topic = |(id, cases): (&TopicId, i64)| Busy {
        kind: Kind::Topic,
        id: id.as_str().to_owned(),
        name: named(&present.draft, id),
        cases,
        decided: decided(Kind::Topic, id.as_str()),
        heirs: heirs_of_topic(id, directory, around)
            .into_iter()
            .map(|heir| (heir.as_str().to_owned(), named(&import.draft, &heir)))
            .collect(),
    };
    let busy = centres.into_iter().map(of_centre).chain(topics.into_iter().map(of_topic)).collect();
    let faults = Plan::of(&choices, &present.draft, import, around).err().unwrap_or_default();
    let unfit = faults.into_iter().filter(|fault| !matches!(fault, Fault::Undecided { .. }));
    (busy, unfit.collect())
}

/// How many postcodes where people live have other centres on some topic.
pub(super) fn moved(before: &Draft, after: &Draft) -> usize {
    let mut pairs: Vec<(&Catchment, &Catchment)> = Vec::new();
    let none = Catchment::default();
    let of = |draft: &'_ Draft, id: &CentreId| draft.centres.iter().position(|it| it.id == *id);
    let ids: BTreeSet<&CentreId> = before.centres.iter().chain(&after.centres).map(|it| &it.id).collect();
    for id in ids {
        let old = of(before, id).map(|at| &before.centres[at]).filter(|it| it.online);
        let new = of(after, id).map(|at| &after.centres[at]).filter(|it| it.online);
        let topics: BTreeSet<&TopicId> =
            old.iter().chain(&new).flat_map(|centre| centre.services.keys()).collect();
        for topic in topics {
            let served =
                |centre: Option<&'_ routing::Centre>| centre.and_then(|it| it.services.get(topic)).is_some();
            let (old, new) = (
                old.filter(|_| served(old)).map(|it| &it.services[topic]),
                new.filter(|_| served(new)).map(|it| &it.services[topic]),
            );
            if old != new {
                pairs.push((old.unwrap_or(&none), new.unwrap_or(&none)));
            }
        }
    }
    let moves = |code: &&u32| {
        Postcode::from_code(**code)
            .is_ok_and(|code| pairs.iter().any(|(old, new)| old.covers(code) != new.covers(code)))
    };
    delivered().iter().filter(moves).count()
}

fn coverage_changes(
    (before, after): (&Directory, &Directory),
    now: Timestamp,
    locale: Locale,
) -> Vec<CoverageView> {
    let (old, new) = (coverage(before, None, now), coverage(after, None, now));
    let without = |one: &Catchment, other: &Catchment| {
        let left = delivered().iter().filter(|code| {
            Postcode::from_code(**code).is_ok_and(|code| one.covers(code) && !other.covers(code))
        });
        RealCodes::of(&Catchment::from_ranges(left.map(|code| (*code, *code))))
    };
    let everything = Catchment::everywhere();
    let changes = new.topics.iter().filter_map(|new| {
        let old = old.topics.iter().find(|old| old.topic == new.topic);
        let gaps = old.map_or(&everything, |old| &old.gaps);
        let healthy = |spot: &WhiteSpot| !matches!(spot, WhiteSpot::Missing);
        let had = old.is_some_and(|old| healthy(&old.white_spot));
        let view = CoverageView {
            topic: topic_name(after.topic(&new.topic)?, locale),
            lost: without(&new.gaps, gaps),
            gained: without(gaps, &new.gaps),
            gaps: RealCodes::of(&new.gaps),
            overlaps: RealCodes::of(&new.overlaps),
            has_white_spot: healthy(&new.white_spot),
        };
        let overlaps = old.map_or(0, |old| RealCodes::of(&old.overlaps).number);
        let same = view.lost.number == 0
            && view.gained.number == 0
            && view.has_white_spot == had
            && view.overlaps.number == overlaps;
        (!same).then_some(view)
    });
    changes.collect()
}
