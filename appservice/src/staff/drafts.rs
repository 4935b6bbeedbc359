//! The directory in the hands of the Referat: rows are changed in a draft, what would follow is seen, and it is published. The rules are
//! those of a workbook that is imported; what is grave a second person confirms.

use std::{collections::BTreeSet, sync::Arc};

use hearing::places::delivered;
use routing::desk::{Deed, Grave};
use routing::{
    Catchment, CentreId, CounsellorId, Directory, Draft, Postcode, Timestamp, TopicId, WhiteSpot, coverage,
};
use serde::{Deserialize, Serialize};

use super::{Refused, SignedIn, Staff};
use crate::{
    cases::{service::Service, succession::Succession},
    directory::{
        self, Import,
        publication::{self, How, Publication},
        real_codes::RealCodes,
        sheets::{self, Edit, Row, Rows},
        told,
    },
    running::fail_point,
    store::{
        self,
        audit::{self, Actor, Entry, Kind},
    },
    words::{days, phrases::Locale},
};

/// How often it is tried again when somebody else changes the directory at the same moment.
const TRIES: usize = 4;

/// So long a request waits for a second person.
const ASKED_FOR: routing::Span = routing::Span::hours(24);

/// The longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// So many publications are looked back over.
const VERSIONS: u32 = 2_000;

/// Somebody's draft, as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    who: CounsellorId,
    edits: Vec<Edit>,
    asked: Option<Asked>,
}

/// A second person is asked to confirm it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Why it is to be.
    pub reason: String,
    /// When it was asked.
    pub at: Timestamp,
}

impl Asked {
    /// Until when it can be confirmed.
    pub fn until(&self) -> Timestamp {
        self.at.plus(ASKED_FOR)
    }
}

/// A sheet of the directory.
#[derive(Clone, Debug)]
pub struct SheetView {
    /// Its name.
    pub name: &'static str,
    /// How many rows it has with the draft.
    pub rows: usize,
    /// How many of them the draft changes, and how many it takes away.
    pub changed: usize,
}

/// A row with its number.
#[derive(Clone, Debug)]
pub struct RowView {
    /// Counted from 0.
    pub number: usize,
    /// What it says.
    pub row: Row,
    /// Whether it is so in the draft alone.
    pub is_new: bool,
}

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
    /// Centres and topics that would go although cases run there, with how many.
    pub busy: Vec<(String, i64)>,
    /// Why a second person is needed.
    pub grave: Vec<Grave>,
    /// How many postcodes have other centres on some topic.
    pub moved: usize,
    /// Whether a second person is asked already.
    pub asked: Option<Asked>,
}

impl Seen {
    /// Whether it can be published as it is.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.stale.is_empty() && self.busy.is_empty() && !self.changes.is_empty()
    }
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

/// What became of a wish to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// It is in force, under this number.
    InForce(i64),
    /// A second person must confirm it.
    Waits,
    /// It is not sound, or somebody else was quicker: the page says what.
    Look,
    /// A reason is missing, or too long.
    NoReason,
}

/// A publication in the list.
#[derive(Clone, Debug)]
pub struct VersionView {
    /// Its number.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// What it was.
    pub what: Publication,
}

/// The directory as it is, and the platform around it.
struct Present {
    version: i64,
    draft: Draft,
    running: Vec<(CentreId, TopicId, i64)>,
    enclosed: BTreeSet<CentreId>,
}

impl Present {
    async fn of(service: &Service) -> Result<Self, Refused> {
        let mut tx = service.store.look().await?;
        Ok(Self {
            version: store::directory::version(&mut tx).await?,
            draft: store::directory::load(&mut tx).await?,
            running: store::case::running(&mut tx).await?,
            enclosed: store::room::enclosed_centres(&mut tx).await?,
        })
    }

    fn import(&self, service: &Service, rows: &[Rows]) -> Result<Import, Vec<directory::Fault>> {
        let today = days::today(service.now());
        sheets::import(rows, &self.draft, today, (service.names.server(), &self.enclosed))
    }
}

impl Staff {
    /// The sheets with one's own draft.
    pub async fn directory_sheets(&self, signed_in: &SignedIn) -> Result<Vec<SheetView>, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        let kept = kept(&service, &signed_in.counsellor).await?;
        let (rows, _) = sheets::changed(Rows::of(&Present::of(&service).await?.draft), &kept.edits);
        let sheet = |rows: &Rows| SheetView {
            name: rows.name(),
            rows: rows.rows().len(),
            changed: kept.edits.iter().filter(|edit| edit.sheet == rows.name()).count(),
        };
        Ok(rows.iter().map(sheet).collect())
    }

    /// The rows of a sheet that hold some words, with one's own draft.
    pub async fn directory_rows(
        &self,
        signed_in: &SignedIn,
        (sheet, words): (&str, &str),
    ) -> Result<Vec<RowView>, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        let kept = kept(&service, &signed_in.counsellor).await?;
        let (rows, _) = sheets::changed(Rows::of(&Present::of(&service).await?.draft), &kept.edits);
        let rows = rows.into_iter().find(|rows| rows.name() == sheet).ok_or(Refused::Unknown)?;
        let words = words.trim().to_lowercase();
        let found = rows.rows().iter().enumerate().filter(|(_, row)| {
            words.is_empty() || row.values().any(|value| value.to_lowercase().contains(&words))
        });
        let view = |(number, row): (usize, &Row)| RowView {
            number,
            row: row.clone(),
            is_new: kept.edits.iter().any(|edit| edit.sheet == sheet && edit.after.as_ref() == Some(row)),
        };
        Ok(found.map(view).collect())
    }

    /// Changes a row of one's own draft from what was `seen`; takes it away, or adds one. What is wrong with the directory then, as for a
    /// workbook: a draft may be unfinished. Says no if the row is not as it was seen any more.
    pub async fn change_row(
        &self,
        signed_in: &SignedIn,
        sheet: &str,
        (seen, wanted): (Option<Row>, Option<Row>),
        locale: Locale,
    ) -> Result<Result<Vec<String>, ()>, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        if !sheets::names().contains(&sheet) || (seen.is_none() && wanted.is_none()) {
            return Err(Refused::Unknown);
        }
        let mut kept = kept(&service, &signed_in.counsellor).await?;
        let present = Present::of(&service).await?;
        let (rows, _) = sheets::changed(Rows::of(&present.draft), &kept.edits);
        let is_there = |row: &Row| rows.iter().any(|rows| rows.name() == sheet && rows.rows().contains(row));
        if seen.as_ref().is_some_and(|seen| !is_there(seen)) {
            return Ok(Err(()));
        }
        // A row that the draft has made itself is changed where it was made.
        let made = kept
            .edits
            .iter()
            .position(|edit| edit.sheet == sheet && edit.after.is_some() && edit.after == seen);
        let before = made.map_or(seen, |place| kept.edits.remove(place).before);
        if before != wanted {
            kept.edits.push(Edit { sheet: sheet.to_owned(), before, after: wanted });
        }
        // What was to be confirmed is another thing now.
        kept.asked = None;
        keep(&service, &kept).await?;
        let (rows, _) = sheets::changed(Rows::of(&present.draft), &kept.edits);
        let faults = present.import(&service, &rows).err().unwrap_or_default();
        Ok(Ok(told(&faults, &service.catalogue, locale)))
    }

    /// Makes a workbook one's own draft, in place of the one before. What is wrong with it is told, and nothing is kept then.
    pub async fn upload(
        &self,
        signed_in: &SignedIn,
        workbook: &[u8],
        locale: Locale,
    ) -> Result<Vec<String>, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        let present = Present::of(&service).await?;
        let today = days::today(service.now());
        let (server, workbook) = (service.names.server().to_owned(), workbook.to_vec());
        let read = aside(move || -> Result<Vec<Edit>, Vec<directory::Fault>> {
            let platform = (server.as_str(), &present.enclosed);
            let import = directory::import(&workbook, &present.draft, today, platform)?;
            Ok(sheets::edits(&present.draft, &import.draft))
        });
        match read.await? {
            Ok(edits) => {
                keep(&service, &Kept { who: signed_in.counsellor.clone(), edits, asked: None }).await?;
                Ok(Vec::new())
            }
            Err(faults) => Ok(told(&faults, &service.catalogue, locale)),
        }
    }

    /// The directory in force as a workbook.
    pub async fn workbook(&self, signed_in: &SignedIn) -> Result<Vec<u8>, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let draft = Present::of(&*self.office()?).await?.draft;
        directory::export(&draft).map_err(|error| {
            tracing::error!(error = %error, "Could not write the directory as a workbook");
            Refused::Busy
        })
    }

    /// What would follow from one's own draft, and from those of others for which a second person is asked.
    pub async fn see(&self, signed_in: &SignedIn, locale: Locale) -> Result<(Seen, Vec<Seen>), Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        let present = Present::of(&service).await?;
        let own = kept(&service, &signed_in.counsellor).await?;
        let drafts: Vec<Kept> = store::directory_draft::all(&mut service.store.look().await?).await?;
        let now = service.now();
        let me = signed_in.counsellor.clone();
        aside(move || {
            let waits =
                |kept: &&Kept| kept.who != me && kept.asked.as_ref().is_some_and(|asked| now < asked.until());
            let waiting = drafts.iter().filter(waits).map(|kept| seen(&service, &present, kept, locale));
            (seen(&service, &present, &own, locale), waiting.collect())
        })
        .await
    }

    /// Throws one's own draft away; or takes the request back.
    pub async fn discard(&self, signed_in: &SignedIn, only_the_request: bool) -> Result<(), Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        if only_the_request {
            let mut kept = kept(&service, &signed_in.counsellor).await?;
            kept.asked = None;
            return keep(&service, &kept).await;
        }
        let mut tx = service.store.begin().await?;
        store::directory_draft::drop_of(&mut tx, &signed_in.counsellor).await?;
        Ok(tx.commit().await?)
    }

    /// Publishes one's own draft, or has a second person asked where that is needed.
    pub async fn publish(&self, signed_in: &SignedIn, reason: &str) -> Result<Published, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
            return Ok(Published::NoReason);
        }
        let mut own = kept(&service, &signed_in.counsellor).await?;
        let present = Present::of(&service).await?;
        let (of, draft) = (Arc::clone(&service), own.clone());
        let found = aside(move || seen(&of, &present, &draft, Locale::De)).await?;
        if !found.is_sound() {
            return Ok(Published::Look);
        }
        if !found.grave.is_empty() {
            own.asked = Some(Asked { reason: reason.to_owned(), at: service.now() });
            keep(&service, &own).await?;
            return Ok(Published::Waits);
        }
        self.in_force(&service, &own, (reason, None)).await
    }

    /// The second person says yes or no to somebody's draft. What has changed since is looked at again.
    pub async fn confirm_publication(
        &self,
        signed_in: &SignedIn,
        who: &str,
        yes: bool,
    ) -> Result<Published, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        let who = CounsellorId::parse(who).map_err(|_| Refused::Unknown)?;
        if who == signed_in.counsellor {
            return Err(Refused::Unknown);
        }
        let mut theirs = kept(&service, &who).await?;
        let Some(asked) = theirs.asked.clone().filter(|asked| service.now() < asked.until()) else {
            return Ok(Published::Look);
        };
        if !yes {
            theirs.asked = None;
            keep(&service, &theirs).await?;
            return Ok(Published::Look);
        }
        self.in_force(&service, &theirs, (&asked.reason, Some(&signed_in.counsellor))).await
    }

    async fn in_force(
        &self,
        service: &Arc<Service>,
        kept: &Kept,
        why: (&str, Option<&CounsellorId>),
    ) -> Result<Published, Refused> {
        for _ in 0..TRIES {
            let (present, of, edits) = (Present::of(service).await?, Arc::clone(service), kept.edits.clone());
            let read = aside(move || {
                let (rows, stale) = sheets::changed(Rows::of(&present.draft), &edits);
                let import = present.import(&of, &rows).ok();
                (present, import, stale)
            });
            let (present, Some(import), stale) = read.await? else { return Ok(Published::Look) };
            if !stale.is_empty() || import.diff.is_empty() || !busy(service, &present, &import).is_empty() {
                return Ok(Published::Look);
            }
            if let Some(version) = try_publish(service, kept, (&present, &import), why).await? {
                service.roster.refresh(&service.store).await?;
                service.effects.notify_one();
                return Ok(Published::InForce(version));
            }
        }
        Err(Refused::Busy)
    }

    /// What was published, the last one first.
    pub async fn versions(&self, signed_in: &SignedIn) -> Result<Vec<VersionView>, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        let found = publication::since(&mut service.store.look().await?, 0, VERSIONS).await?;
        let view = |it: store::directory_version::Version<Publication>| VersionView {
            number: it.version,
            at: it.at,
            what: it.body,
        };
        Ok(found.into_iter().map(view).collect())
    }

    /// What would be to be changed so that the directory is as it was after a version; nothing, if that is not known any more.
    pub async fn since_version(
        &self,
        signed_in: &SignedIn,
        number: i64,
    ) -> Result<Option<Vec<Edit>>, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        let mut tx = service.store.look().await?;
        let since = publication::since(&mut tx, number, VERSIONS).await?;
        let draft = store::directory::load(&mut tx).await?;
        let now = Rows::of(&draft);
        // Where publications are missing in between, nobody knows how it was.
        let complete = since.len() < VERSIONS as usize
            && i64::try_from(since.len())
                .is_ok_and(|many| since.first().is_none_or(|it| it.version - number == many));
        Ok(publication::as_of(now.clone(), &since)
            .filter(|_| complete)
            .map(|then| sheets::edits_between(&now, &then)))
    }

    /// Makes one's own draft what the directory was after a version. Says no if that is not known any more.
    pub async fn restore(&self, signed_in: &SignedIn, number: i64) -> Result<bool, Refused> {
        let Some(edits) = self.since_version(signed_in, number).await? else { return Ok(false) };
        let service = self.office()?;
        keep(&service, &Kept { who: signed_in.counsellor.clone(), edits, asked: None }).await?;
        Ok(true)
    }
}

/// Writes it, if nobody else has changed the directory or begun a case at what goes.
async fn try_publish(
    service: &Service,
    kept: &Kept,
    (present, import): (&Present, &Import),
    (reason, confirmed_by): (&str, Option<&CounsellorId>),
) -> Result<Option<i64>, Refused> {
    let rewriting = store::directory::Rewriting::between(&present.draft, &import.draft)?;
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let succession = Succession::load(&mut tx).await?;
    succession.and_then(&Succession::default(), &import.draft).save(&mut tx).await?;
    let Some(version) = rewriting.write_after(&mut tx, present.version).await? else { return Ok(None) };
    // A case may have begun meanwhile at a centre that had none, and rooms may have been made.
    let running = store::case::running(&mut tx).await?;
    let enclosed = store::room::enclosed_centres(&mut tx).await?;
    if running != present.running || enclosed != present.enclosed {
        return Ok(None);
    }
    let by = Actor::Referat(kept.who.clone());
    let publication = Publication {
        by: by.clone(),
        confirmed_by: confirmed_by.cloned(),
        how: How::Desk,
        why: reason.to_owned(),
        edits: sheets::edits(&present.draft, &import.draft),
    };
    publication.note(&mut tx, version, now).await?;
    for centre in touched(&import.diff, &import.draft, &present.draft) {
        let mut entry = Entry::new(now, &centre, Kind::DirectoryChanged, by.clone());
        entry.whom = confirmed_by.cloned();
        entry.note = Some(reason.to_owned());
        audit::append(&mut tx, &entry).await?;
    }
    store::directory_draft::drop_of(&mut tx, &kept.who).await?;
    fail_point::pass("directory.before_publishing");
    tx.commit().await?;
    fail_point::pass("directory.published");
    tracing::info!("The directory was published at the desk");
    Ok(Some(version))
}

/// The centres that a change is about, in whose trails it stands.
fn touched(diff: &directory::Diff, after: &Draft, before: &Draft) -> BTreeSet<CentreId> {
    let known = before.centres.iter().chain(&after.centres);
    let known: BTreeSet<&str> = known.map(|centre| centre.id.as_str()).collect();
    let named = diff.changes.iter().filter(|change| change.entity != "topic");
    // A counsellor's key names the centre at its end.
    let centre = |key: &str| key.rsplit(" at ").next().map(ToOwned::to_owned);
    let ids = named.filter_map(|change| centre(&change.key)).filter(|id| known.contains(id.as_str()));
    ids.filter_map(|id| CentreId::parse(&id).ok()).collect()
}

/// What takes a while is computed where nobody waits for it.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refused> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Refused::Busy)
}

async fn kept(service: &Service, who: &CounsellorId) -> Result<Kept, Refused> {
    let known = store::directory_draft::of(&mut service.store.look().await?, who).await?;
    Ok(known.unwrap_or_else(|| Kept { who: who.clone(), edits: Vec::new(), asked: None }))
}

async fn keep(service: &Service, kept: &Kept) -> Result<(), Refused> {
    let mut tx = service.store.begin().await?;
    store::directory_draft::put(&mut tx, &kept.who, kept, service.now()).await?;
    Ok(tx.commit().await?)
}

fn seen(service: &Service, present: &Present, kept: &Kept, locale: Locale) -> Seen {
    let (rows, stale) = sheets::changed(Rows::of(&present.draft), &kept.edits);
    let mut seen = Seen {
        who: kept.who.clone(),
        faults: Vec::new(),
        stale,
        changes: Vec::new(),
        coverage: Vec::new(),
        busy: Vec::new(),
        grave: Vec::new(),
        moved: 0,
        asked: kept.asked.clone().filter(|asked| service.now() < asked.until()),
    };
    let import = match present.import(service, &rows) {
        Ok(import) => import,
        Err(faults) => {
            seen.faults = told(&faults, &service.catalogue, locale);
            return seen;
        }
    };
    seen.busy = busy(service, present, &import);
    seen.moved = moved(&present.draft, &import.draft);
    seen.grave = Grave::of(&present.draft, &import.draft, seen.moved);
    // What stands there already and was never in order is nobody's draft.
    if let Ok(before) = Directory::check(present.draft.clone()) {
        seen.coverage = coverage_changes((&before, &import.directory), service.now(), locale);
    }
    seen.changes = import.diff.changes;
    seen
}

/// What would go although cases run there: at the desk nobody decides what becomes of them.
fn busy(service: &Service, present: &Present, import: &Import) -> Vec<(String, i64)> {
    let mut busy = std::collections::BTreeMap::new();
    for (centre, topic, cases) in &present.running {
        if import.directory.centre(centre).is_none() {
            *busy.entry(super::overview::centre_name(service, centre)).or_insert(0) += cases;
        } else if import.directory.topic(topic).is_none() {
            *busy.entry(topic.as_str().to_owned()).or_insert(0) += cases;
        }
    }
    busy.into_iter().collect()
}

/// How many postcodes where people live have other centres on some topic.
fn moved(before: &Draft, after: &Draft) -> usize {
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
            topic: super::overview::topic_name(after.topic(&new.topic)?, locale),
            lost: without(&new.gaps, gaps),
            gained: without(gaps, &new.gaps),
            gaps: RealCodes::of(&new.gaps),
            overlaps: RealCodes::of(&new.overlaps),
            has_white_spot: healthy(&new.white_spot),
        };
        let same = view.lost.number == 0 && view.gained.number == 0 && view.has_white_spot == had;
        (!same).then_some(view)
    });
    changes.collect()
}
