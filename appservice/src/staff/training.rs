//! Who was trained when, in the hands of the Referat and, for its own staff, of a carrier; and who may counsel, which whoever leads a centre says once both parts are there.

use routing::desk::Deed;
use routing::{Centre, CentreId, Counsellor, CounsellorId, Date, Draft};

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
        self, Tx,
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
    /// Whether whoever looks may note their days, and activate them.
    pub may_write: bool,
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
    /// The centres whose people somebody trains, with these people.
    pub async fn trainings(&self, signed_in: &SignedIn) -> Result<Vec<TrainingsView>, Refused> {
        let service = self.office()?;
        let ranks = Ranks::load(&mut service.store.look().await?).await?;
        let directory = service.directory();
        let mut theirs: Vec<&Centre> = directory.centres().iter().collect();
        theirs.retain(|centre| signed_in.may(Deed::Train(&centre.id)));
        if theirs.is_empty() && !signed_in.may(Deed::EditDirectory) {
            return Err(if signed_in.needs_passkey() { Refused::Passkey } else { Refused::Unknown });
        }
        let may_write = |who: &CounsellorId| {
            let places = directory.centres_of_counsellor(who).map(|centre| &centre.id);
            may_train(&service, (signed_in, &ranks), (who, places))
        };
        let views = theirs.into_iter().filter(|it| it.lotse.is_none()).map(|centre| {
            let people = directory.counsellors_of(&centre.id).iter().map(|it| TrainingView {
                id: it.id.as_str().to_owned(),
                name: it.name.clone(),
                first: it.first_part_on,
                last: it.trained_on,
                is_active: it.activated,
                may_write: may_write(&it.id),
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
        self.trainings(signed_in).await?;
        let who = CounsellorId::parse(who).map_err(|_| Refused::Unknown)?;
        let day = |text: &str| match text.trim() {
            "" => Ok(None),
            text => Date::parse(text).map(Some),
        };
        let (Ok(first), Ok(last)) = (day(first), day(last)) else { return Err(Refused::Unknown) };
        let change = move |it: &Counsellor| {
            (it.id == who).then(|| Counsellor { first_part_on: first, trained_on: last, ..it.clone() })
        };
        self.change((signed_in, Hand::Train), change, locale).await
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
        let (trains, centre) = (signed_in.may(Deed::EditDirectory), centre.clone());
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
        self.change((signed_in, Hand::Activate), change, locale).await
    }

    /// Takes a whole list of trainings, or nothing of it. Whom somebody does not train is as unknown as whom the directory does not have.
    pub async fn take_trainings(
        &self,
        signed_in: &SignedIn,
        list: &[u8],
        locale: Locale,
    ) -> Result<Noted, Refused> {
        self.trainings(signed_in).await?;
        let service = self.office()?;
        let mut tx = service.store.look().await?;
        let mut draft = store::directory::load(&mut tx).await?;
        let ranks = Ranks::load(&mut tx).await?;
        drop(tx);
        let all = std::mem::take(&mut draft.counsellors);
        let theirs =
            all.iter().filter(|it| may_train(&service, (signed_in, &ranks), (&it.id, places(&all, &it.id))));
        draft.counsellors = theirs.cloned().collect();
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
        self.change((signed_in, Hand::Train), change, locale).await
    }

    /// Publishes what `change` makes of counsellors, whom whoever is signed in may change so.
    async fn change(
        &self,
        (signed_in, hand): (&SignedIn, Hand),
        change: impl Fn(&Counsellor) -> Option<Counsellor> + Send,
        locale: Locale,
    ) -> Result<Noted, Refused> {
        let service = self.office()?;
        for _ in 0..TRIES {
            let present = Present::of(&mut service.store.look().await?).await?;
            let all = &present.draft.counsellors;
            let meant: Vec<&Counsellor> = all.iter().filter(|it| change(it).is_some()).collect();
            if meant.is_empty() {
                return Err(Refused::Unknown);
            }
            still_may(&service, &mut service.store.look().await?, (signed_in, hand), (all, &meant)).await?;
            let changed = changes(&present.draft, &change);
            if changed.is_empty() {
                return Ok(Noted::Nothing);
            }
            let by = signed_in.actor(&changed[0].1.centre);
            match attempt(&service, (signed_in, hand, &by), present, changed).await? {
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

/// What is done with people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hand {
    /// Their days are noted, in all their centres.
    Train,
    /// They are activated in one.
    Activate,
}

/// Whether somebody notes the days of a person who has these places: all of them must be theirs, and nobody notes them of somebody of
/// their own rank.
fn may_train<'a>(
    service: &Service,
    (signed_in, ranks): (&SignedIn, &Ranks),
    (who, mut places): (&CounsellorId, impl Iterator<Item = &'a CentreId>),
) -> bool {
    places.all(|centre| signed_in.may(Deed::Train(centre)))
        && (signed_in.may(Deed::EditDirectory) || ranks.is_above(service, signed_in, who))
}

/// Where somebody has a place.
fn places<'a>(all: &'a [Counsellor], who: &CounsellorId) -> impl Iterator<Item = &'a CentreId> + use<'a> {
    let who = who.clone();
    all.iter().filter(move |it| it.id == who).map(|it| &it.centre)
}

/// The same, judged by what they are in this commit.
async fn still_may(
    service: &Service,
    tx: &mut Tx,
    (signed_in, hand): (&SignedIn, Hand),
    (all, meant): (&[Counsellor], &[&Counsellor]),
) -> Result<(), Refused> {
    let ranks = Ranks::load(tx).await?;
    for before in meant {
        let centres: Vec<&CentreId> = match hand {
            Hand::Train => places(all, &before.id).collect(),
            Hand::Activate => vec![&before.centre],
        };
        for centre in centres {
            let deed = match hand {
                Hand::Train => Deed::Train(centre),
                Hand::Activate => Deed::Activate(centre),
            };
            signed_in.must(deed)?;
            signed_in.still_must(service, tx, deed).await?;
        }
        if !signed_in.may(Deed::EditDirectory) && !ranks.is_above(service, signed_in, &before.id) {
            return Err(Refused::Unknown);
        }
    }
    Ok(())
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
    (signed_in, hand, by): (&SignedIn, Hand, &Actor),
    present: Present,
    changed: Vec<(Counsellor, Counsellor)>,
) -> Result<Attempt, Refused> {
    let (now, all) = (service.now(), present.draft.counsellors.clone());
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
    let meant: Vec<&Counsellor> = changed.iter().map(|(before, _)| before).collect();
    still_may(service, &mut tx, (signed_in, hand), (&all, &meant)).await?;
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
