//! Who was trained when, in the hands of the Referat; and who may counsel, which whoever leads a centre says once both parts are there.

use routing::desk::Deed;
use routing::{CentreId, Counsellor, CounsellorId, Date, Draft};

use super::{Refused, SignedIn, Staff, ranks::Ranks};
use crate::{
    cases::service::Service,
    directory::{
        self, Training,
        deed::{self, Present},
        publication::How,
        sheets::{self, Edit},
        told,
    },
    store::{
        self,
        audit::{self, Actor, Entry, Kind},
    },
    words::{days, phrases::Locale},
};

/// How often it is tried again when somebody else changes the directory at the same moment.
const TRIES: usize = 4;

/// The largest list, in bytes: some 20,000 rows.
pub const LARGEST_LIST: usize = 1 << 20;

/// Somebody of a centre, and their training.
#[derive(Clone, Debug)]
pub struct TrainingView {
    /// Their Matrix id.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// The day of the first part.
    pub first: Option<Date>,
    /// The day of the last part.
    pub last: Option<Date>,
    /// Whether they are activated.
    pub is_active: bool,
}

/// A centre with its people.
#[derive(Clone, Debug)]
pub struct TrainingsView {
    /// The centre's id.
    pub centre: CentreId,
    /// Its name.
    pub name: String,
    /// Its people, by name.
    pub people: Vec<TrainingView>,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Noted {
    /// It is in force, for so many rows of the directory.
    InForce(usize),
    /// There was nothing to change.
    Nothing,
    /// A part of the training is missing: nothing was changed.
    Untrained,
    /// What is wrong: nothing was changed.
    Wrong(Vec<String>),
}

impl Staff {
    /// All centres with their people.
    pub fn trainings(&self, signed_in: &SignedIn) -> Result<Vec<TrainingsView>, Refused> {
        signed_in.must(Deed::Train)?;
        let directory = self.office()?.directory();
        let views = directory.centres().iter().filter(|it| it.lotse.is_none()).map(|centre| {
            let people = directory.counsellors_of(&centre.id).iter().map(|it| TrainingView {
                id: it.id.as_str().to_owned(),
                name: it.name.clone(),
                first: it.first_part_on,
                last: it.trained_on,
                is_active: it.activated,
            });
            let mut people: Vec<_> = people.collect();
            people.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
            TrainingsView { centre: centre.id.clone(), name: centre.name.clone(), people }
        });
        Ok(views.collect())
    }

    /// Notes both days of somebody, in all their centres; an empty day is none.
    pub async fn note_training(
        &self,
        signed_in: &SignedIn,
        (who, first, last): (&str, &str, &str),
        locale: Locale,
    ) -> Result<Noted, Refused> {
        let who = CounsellorId::parse(who).map_err(|_| Refused::Unknown)?;
        let day = |text: &str| match text.trim() {
            "" => Ok(None),
            text => Date::parse(text).map(Some),
        };
        signed_in.must(Deed::Train)?;
        let (Ok(first), Ok(last)) = (day(first), day(last)) else { return Err(Refused::Unknown) };
        let change = move |it: &Counsellor| {
            (it.id == who).then(|| Counsellor { first_part_on: first, trained_on: last, ..it.clone() })
        };
        self.change(signed_in, change, locale).await
    }

    /// Activates somebody in a centre, or does not any more. Whoever leads the centre, or acts for its carrier, does so with nobody of
    /// their own rank, and with nobody who lacks a part of the training.
    pub async fn activate(
        &self,
        signed_in: &SignedIn,
        (centre, who, active): (&CentreId, &str, bool),
        locale: Locale,
    ) -> Result<Noted, Refused> {
        signed_in.must(Deed::Activate(centre))?;
        let who = CounsellorId::parse(who).map_err(|_| Refused::Unknown)?;
        let (trains, centre) = (signed_in.may(Deed::Train), centre.clone());
        if !trains {
            let service = self.office()?;
            let known = service.directory().counsellor(&who, &centre).cloned().ok_or(Refused::Unknown)?;
            let ranks = Ranks::load(&mut service.store.look().await?).await?;
            if !ranks.is_above(&service, signed_in, &who) {
                return Err(Refused::Unknown);
            }
            if active && !is_trained(&known) {
                return Ok(Noted::Untrained);
            }
        }
        let change = move |it: &Counsellor| {
            let is_them = it.id == who && it.centre == centre && (trains || !active || is_trained(it));
            is_them.then(|| Counsellor { activated: active, ..it.clone() })
        };
        self.change(signed_in, change, locale).await
    }

    /// Takes a whole list of trainings, or nothing of it.
    pub async fn take_trainings(
        &self,
        signed_in: &SignedIn,
        list: &[u8],
        locale: Locale,
    ) -> Result<Noted, Refused> {
        signed_in.must(Deed::Train)?;
        let service = self.office()?;
        let draft = store::directory::load(&mut service.store.look().await?).await?;
        let (list, today) = (list.to_vec(), days::today(service.now()));
        let read = deed::aside(move || Ok(directory::trainings(&list, today, &draft))).await?;
        let trainings = match read {
            Ok(trainings) => trainings,
            Err(faults) => return Ok(Noted::Wrong(told(&faults, &service.catalogue, locale))),
        };
        let known: std::collections::BTreeMap<CounsellorId, Training> =
            trainings.into_iter().map(|it| (it.user.clone(), it)).collect();
        let change = move |it: &Counsellor| {
            let training = known.get(&it.id)?;
            Some(Counsellor {
                first_part_on: training.first.or(it.first_part_on),
                trained_on: training.last.or(it.trained_on),
                ..it.clone()
            })
        };
        self.change(signed_in, change, locale).await
    }

    /// Publishes what `change` makes of counsellors, whom whoever is signed in may change so.
    async fn change(
        &self,
        signed_in: &SignedIn,
        change: impl Fn(&Counsellor) -> Option<Counsellor> + Send,
        locale: Locale,
    ) -> Result<Noted, Refused> {
        let service = self.office()?;
        for _ in 0..TRIES {
            let present = Present::of(&mut service.store.look().await?).await?;
            if !present.draft.counsellors.iter().any(|it| change(it).is_some()) {
                return Err(Refused::Unknown);
            }
            let changed = changes(&present.draft, &change);
            if changed.is_empty() {
                return Ok(Noted::Nothing);
            }
            let by = signed_in.actor(&changed[0].1.centre);
            match attempt(&service, present, changed, &by).await? {
                Attempt::Done(count) => {
                    service.roster.refresh(&service.store).await?;
                    return Ok(Noted::InForce(count));
                }
                Attempt::Wrong(faults) => {
                    return Ok(Noted::Wrong(told(&faults, &service.catalogue, locale)));
                }
                Attempt::Again => {}
            }
        }
        Err(Refused::Busy)
    }
}

/// Whether both parts of the training are there.
fn is_trained(counsellor: &Counsellor) -> bool {
    counsellor.first_part_on.is_some() && counsellor.trained_on.is_some()
}

/// Who becomes another one.
fn changes(
    draft: &Draft,
    change: impl Fn(&Counsellor) -> Option<Counsellor>,
) -> Vec<(Counsellor, Counsellor)> {
    let pairs = draft.counsellors.iter().filter_map(|it| Some((it.clone(), change(it)?)));
    pairs.filter(|(before, after)| before != after).collect()
}

enum Attempt {
    Done(usize),
    Wrong(Vec<directory::Fault>),
    Again,
}

async fn attempt(
    service: &Service,
    present: Present,
    changed: Vec<(Counsellor, Counsellor)>,
    by: &Actor,
) -> Result<Attempt, Refused> {
    let now = service.now();
    let edits: Vec<Edit> =
        changed.iter().map(|(before, after)| sheets::becomes(before, Some(after))).collect();
    let around = (service.names.server().to_owned(), days::today(now));
    let actor = by.clone();
    let prepared =
        deed::aside(move || present.with(&edits, (&around.0, around.1), (actor, How::Training, "")));
    let prepared = match prepared.await? {
        Ok(prepared) => prepared,
        Err(deed::Refused::Faults(faults)) => return Ok(Attempt::Wrong(faults)),
        Err(deed::Refused::Meanwhile) => return Ok(Attempt::Again),
    };
    let mut tx = service.store.begin().await?;
    if !prepared.write(&mut tx, now).await? {
        return Ok(Attempt::Again);
    }
    for (before, after) in &changed {
        let why = match (before.activated, after.activated) {
            (false, true) => "activated",
            (true, false) => "deactivated",
            _ => "dates",
        };
        let entry = Entry::new(now, &after.centre, Kind::Trained, by.clone()).whom(&after.id).why(why);
        audit::append(&mut tx, &entry).await?;
    }
    tx.commit().await?;
    tracing::info!(count = changed.len(), "Trainings or activations were noted at the desk");
    Ok(Attempt::Done(changed.len()))
}
