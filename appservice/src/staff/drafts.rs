//! The directory in the hands of the Referat, and the catchments of its centres in those of a carrier: rows are changed in a draft, what
//! would follow is seen, and it is published. The rules are those of a workbook that is imported; what is grave a second person confirms.

mod deciding;
mod publishing;
mod reach;
mod seen;

use std::sync::Arc;

use routing::desk::Deed;
use routing::{CounsellorId, Draft, Timestamp};
use serde::{Deserialize, Serialize};

use self::seen::seen;
pub use self::seen::{Busy, CoverageView, Decided, Seen};
use super::{Refused, SignedIn, Staff};
use crate::{
    cases::{
        roles,
        service::Service,
        succession::{Around, Choices},
    },
    directory::{
        self, Import,
        publication::{self, How, Publication, Succeeded},
        sheets::{self, Edit, Row, Rows},
        told,
    },
    store::{
        self,
        audit::{self, Actor, Entry, Kind},
    },
    words::{days, phrases::Locale},
};

/// So long a request waits for a second person.
const ASKED_FOR: routing::Span = routing::Span::hours(24);

/// The longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// So many publications are looked back over.
const VERSIONS: u32 = 2_000;

/// So many are listed.
const LISTED: u32 = 200;

/// Somebody's draft, as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    who: CounsellorId,
    edits: Vec<Edit>,
    /// What becomes of running cases of what leaves.
    #[serde(default)]
    choices: Choices,
    asked: Option<Asked>,
    /// When it was last changed, as the database has it; nothing, if there is none yet.
    #[serde(skip)]
    changed: Option<Timestamp>,
}

impl Kept {
    fn new(who: &CounsellorId) -> Self {
        Self { who: who.clone(), edits: Vec::new(), choices: Choices::default(), asked: None, changed: None }
    }

    /// The same draft with other changes: what was to be confirmed is another thing now.
    fn with(self, edits: Vec<Edit>) -> Self {
        Self { edits, asked: None, ..self }
    }

    /// Another word for each draft and each request.
    fn seal(&self, service: &Service) -> String {
        let whole = serde_json::to_string(&(&self.edits, &self.choices, &self.asked)).unwrap_or_default();
        service.store.vault().fingerprint("directory_draft.seal", &whole)
    }
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

/// What became of a change of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowChanged {
    /// It stands in the draft. What is wrong with the directory then, if anything is.
    Kept(Vec<String>),
    /// The row is not as it was seen any more: nothing was changed.
    Meanwhile,
    /// It would be a row of somebody else's: nothing was changed.
    Beyond,
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
    around: Around,
    /// How many postcodes got other centres within a day, by publications that one person made alone.
    moved_lately: usize,
}

impl Present {
    async fn of(service: &Service) -> Result<Self, Refused> {
        let mut tx = service.store.look().await?;
        let lately = publication::later_than(&mut tx, service.now().minus(ASKED_FOR)).await?;
        let alone = lately.iter().filter(|it| it.body.how == How::Desk && it.body.confirmed_by.is_none());
        Ok(Self {
            moved_lately: alone.map(|it| it.body.moved).sum(),
            version: store::directory::version(&mut tx).await?,
            draft: store::directory::load(&mut tx).await?,
            around: Around::of(&mut tx).await?,
        })
    }

    fn import(&self, service: &Service, rows: &[Rows]) -> Result<Import, Vec<directory::Fault>> {
        let today = days::today(service.now());
        sheets::import(rows, &self.draft, today, (service.names.server(), &self.around.enclosed))
    }
}

impl Staff {
    /// The sheets with one's own draft.
    pub async fn directory_sheets(&self, signed_in: &SignedIn) -> Result<Vec<SheetView>, Refused> {
        let reach = self.reach(signed_in)?;
        let service = self.office()?;
        let kept = kept(&service, &signed_in.counsellor).await?;
        let (rows, _) = sheets::changed(Rows::of(&Present::of(&service).await?.draft), &kept.edits);
        let sheet = |rows: &Rows| SheetView {
            name: rows.name(),
            rows: rows.rows().iter().filter(|row| reach.holds(rows.name(), row)).count(),
            changed: kept.edits.iter().filter(|edit| edit.sheet == rows.name()).count(),
        };
        Ok(rows.iter().filter(|rows| reach.sees(rows.name())).map(sheet).collect())
    }

    /// The rows of a sheet that hold some words, with one's own draft.
    pub async fn directory_rows(
        &self,
        signed_in: &SignedIn,
        (sheet, words): (&str, &str),
    ) -> Result<Vec<RowView>, Refused> {
        let reach = self.reach(signed_in)?;
        let service = self.office()?;
        let kept = kept(&service, &signed_in.counsellor).await?;
        let (rows, _) = sheets::changed(Rows::of(&Present::of(&service).await?.draft), &kept.edits);
        let rows = rows.into_iter().find(|rows| rows.name() == sheet && reach.sees(sheet));
        let rows = rows.ok_or(Refused::Unknown)?;
        let words = words.trim().to_lowercase();
        let found = rows.rows().iter().enumerate().filter(|(_, row)| {
            let holds = words.is_empty() || row.values().any(|value| value.to_lowercase().contains(&words));
            holds && reach.holds(sheet, row)
        });
        let view = |(number, row): (usize, &Row)| RowView {
            number,
            row: row.clone(),
            is_new: kept.edits.iter().any(|edit| edit.sheet == sheet && edit.after.as_ref() == Some(row)),
        };
        Ok(found.map(view).collect())
    }

    /// Changes a row of one's own draft from what was `seen`; takes it away, or adds one. What is wrong with the directory then, as for a
    /// workbook: a draft may be unfinished.
    pub async fn change_row(
        &self,
        signed_in: &SignedIn,
        sheet: &str,
        (seen, wanted): (Option<Row>, Option<Row>),
        locale: Locale,
    ) -> Result<RowChanged, Refused> {
        let reach = self.reach(signed_in)?;
        let service = self.office()?;
        let (holds, is_none) = (|row: &Row| reach.holds(sheet, row), seen.is_none() && wanted.is_none());
        if !sheets::names().contains(&sheet)
            || is_none
            || !reach.sees(sheet)
            || !seen.as_ref().is_none_or(holds)
        {
            return Err(Refused::Unknown);
        }
        if !wanted.as_ref().is_none_or(holds) {
            return Ok(RowChanged::Beyond);
        }
        let mut kept = kept(&service, &signed_in.counsellor).await?;
        let present = Present::of(&service).await?;
        let (of, sheet) = (Arc::clone(&service), sheet.to_owned());
        let changed = aside(move || {
            let (rows, _) = sheets::changed(Rows::of(&present.draft), &kept.edits);
            let is_there =
                |row: &Row| rows.iter().any(|rows| rows.name() == sheet && rows.rows().contains(row));
            if seen.as_ref().is_some_and(|seen| !is_there(seen)) {
                return None;
            }
            // A row that the draft has made itself is changed where it was made.
            let mut made = kept.edits.iter();
            let made =
                made.position(|edit| edit.sheet == sheet && edit.after.is_some() && edit.after == seen);
            match made {
                Some(place) if kept.edits[place].before == wanted => drop(kept.edits.remove(place)),
                Some(place) => kept.edits[place].after = wanted,
                None if seen != wanted => kept.edits.push(Edit { sheet, before: seen, after: wanted }),
                None => {}
            }
            let (rows, _) = sheets::changed(Rows::of(&present.draft), &kept.edits);
            let faults = present.import(&of, &rows).err().unwrap_or_default();
            let edits = std::mem::take(&mut kept.edits);
            Some((kept.with(edits), faults))
        });
        let Some((kept, faults)) = changed.await? else { return Ok(RowChanged::Meanwhile) };
        keep(&service, &kept).await?;
        Ok(RowChanged::Kept(told(&faults, &service.catalogue, locale)))
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
            let platform = (server.as_str(), &present.around.enclosed);
            let import = directory::import(&workbook, &present.draft, today, platform)?;
            Ok(sheets::edits(&present.draft, &import.draft))
        });
        match read.await? {
            Ok(edits) => {
                let before = kept(&service, &signed_in.counsellor).await?;
                keep(&service, &before.with(edits)).await?;
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
        let confirms = self.reach(signed_in)? == roles::Reach::Whole;
        let service = self.office()?;
        let present = Present::of(&service).await?;
        let own = kept(&service, &signed_in.counsellor).await?;
        let (now, me) = (service.now(), signed_in.counsellor.clone());
        let waits = |kept: &Kept| {
            confirms && kept.who != me && kept.asked.as_ref().is_some_and(|asked| now < asked.until())
        };
        let mut tx = service.store.look().await?;
        let mut drafts: Vec<Kept> = store::directory_draft::all(&mut tx).await?;
        drafts.retain(waits);
        let all = drafts.iter().chain([&own]);
        let reaches = reach::of_all(&service, &mut tx, &present, all).await?;
        drop(tx);
        aside(move || {
            let seen = |kept: &Kept| seen(&service, &present, (kept, reaches.get(&kept.who)), locale);
            (seen(&own), drafts.iter().map(seen).collect())
        })
        .await
    }

    /// Throws one's own draft away; or takes the request back.
    pub async fn discard(&self, signed_in: &SignedIn, only_the_request: bool) -> Result<(), Refused> {
        self.reach(signed_in)?;
        let service = self.office()?;
        if only_the_request {
            let mut kept = kept(&service, &signed_in.counsellor).await?;
            if kept.asked.take().is_none() {
                return Ok(());
            }
            keep(&service, &kept).await?;
            return note(&service, Kind::SecondWithdrawn, (signed_in, None, None)).await;
        }
        let mut tx = service.store.begin().await?;
        store::directory_draft::drop_of(&mut tx, &signed_in.counsellor).await?;
        Ok(tx.commit().await?)
    }

    /// Publishes one's own draft, or has a second person asked where that is needed.
    pub async fn publish(&self, signed_in: &SignedIn, reason: &str) -> Result<Published, Refused> {
        self.reach(signed_in)?;
        let service = self.office()?;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
            return Ok(Published::NoReason);
        }
        let mut own = kept(&service, &signed_in.counsellor).await?;
        let present = Present::of(&service).await?;
        let mut tx = service.store.look().await?;
        let reach = roles::reach(&service, &mut tx, &own.who, &present.draft).await?;
        drop(tx);
        let (of, draft) = (Arc::clone(&service), own.clone());
        let found = aside(move || seen(&of, &present, (&draft, reach.as_ref()), Locale::De)).await?;
        if !found.is_sound() {
            return Ok(Published::Look);
        }
        if !found.grave.is_empty() {
            own.asked = Some(Asked { reason: reason.to_owned(), at: service.now() });
            keep(&service, &own).await?;
            note(&service, Kind::SecondAsked, (signed_in, None, Some(reason))).await?;
            return Ok(Published::Waits);
        }
        publishing::in_force(&service, &own, (reason, None)).await
    }

    /// The second person says yes or no to somebody's draft. What has changed since is looked at again.
    pub async fn confirm_publication(
        &self,
        signed_in: &SignedIn,
        who: &str,
        (yes, seal): (bool, &str),
    ) -> Result<Published, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        let who = CounsellorId::parse(who).map_err(|_| Refused::Unknown)?;
        if who == signed_in.counsellor {
            return Err(Refused::Unknown);
        }
        let mut theirs = kept(&service, &who).await?;
        // They have seen another draft. Whether whoever made it still may is looked at when it is written.
        if theirs.seal(&service) != seal {
            return Ok(Published::Look);
        }
        let Some(asked) = theirs.asked.clone().filter(|asked| service.now() < asked.until()) else {
            return Ok(Published::Look);
        };
        if !yes {
            theirs.asked = None;
            keep(&service, &theirs).await?;
            note(&service, Kind::SecondDeclined, (signed_in, Some(&who), None)).await?;
            return Ok(Published::Look);
        }
        publishing::in_force(&service, &theirs, (&asked.reason, Some(&signed_in.counsellor))).await
    }

    /// What was published, the last one first.
    pub async fn versions(&self, signed_in: &SignedIn) -> Result<Vec<VersionView>, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let service = self.office()?;
        let found = publication::since(&mut service.store.look().await?, 0, LISTED).await?;
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
        let Some(since) = publication::back_to(&mut tx, number, VERSIONS).await? else { return Ok(None) };
        let now = Rows::of(&store::directory::load(&mut tx).await?);
        let then = publication::as_of(now.clone(), &since);
        Ok(then.map(|then| sheets::edits_between(&now, &then)))
    }

    /// What makes the directory after one version that after another one, and what was decided in between of the cases of what left;
    /// nothing, if one of them is not known any more.
    pub async fn compare_versions(
        &self,
        signed_in: &SignedIn,
        (from, to): (i64, i64),
    ) -> Result<Option<(Vec<Edit>, Vec<Succeeded>)>, Refused> {
        signed_in.must(Deed::EditDirectory)?;
        let mut tx = self.office()?.store.look().await?;
        let edits = publication::difference(&mut tx, from, Some(to), VERSIONS).await?;
        let succeeded = publication::succeeded_between(&mut tx, from, Some(to), VERSIONS).await?;
        Ok(edits.map(|edits| (edits, succeeded)))
    }

    /// Makes one's own draft what the directory was after a version. Says no if that is not known any more.
    pub async fn restore(&self, signed_in: &SignedIn, number: i64) -> Result<bool, Refused> {
        let Some(edits) = self.since_version(signed_in, number).await? else { return Ok(false) };
        let service = self.office()?;
        let before = kept(&service, &signed_in.counsellor).await?;
        keep(&service, &before.with(edits)).await?;
        Ok(true)
    }
}

/// What takes a while is computed where nobody waits for it.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refused> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Refused::Busy)
}

/// What is asked of a second person stands in the trail of the platform; what they confirm, in those of the centres.
async fn note(
    service: &Service,
    kind: Kind,
    (who, whom, reason): (&SignedIn, Option<&CounsellorId>, Option<&str>),
) -> Result<(), Refused> {
    let by = who.counsellor.clone();
    let by = if who.may(Deed::EditDirectory) { Actor::Referat(by) } else { Actor::Carrier(by) };
    let mut entry = Entry::new(service.now(), &audit::platform(), kind, by).why("publish_directory");
    (entry.whom, entry.note) = (whom.cloned(), reason.map(str::to_owned));
    let mut tx = service.store.begin().await?;
    audit::append(&mut tx, &entry).await?;
    Ok(tx.commit().await?)
}

async fn kept(service: &Service, who: &CounsellorId) -> Result<Kept, Refused> {
    let known = store::directory_draft::of::<Kept>(&mut service.store.look().await?, who).await?;
    Ok(known.map_or_else(|| Kept::new(who), |(kept, changed)| Kept { changed: Some(changed), ..kept }))
}

async fn keep(service: &Service, kept: &Kept) -> Result<(), Refused> {
    let mut tx = service.store.begin().await?;
    // Whoever has two pages open loses nothing of what the other one did.
    if !store::directory_draft::put(&mut tx, &kept.who, kept, (kept.changed, service.now())).await? {
        return Err(Refused::Busy);
    }
    Ok(tx.commit().await?)
}
