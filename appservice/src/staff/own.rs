//! A centre's own hand: what it says of itself and its people, and who of them is away, changed by those who lead it, by whoever acts for
//! its carrier and by the Referat. Each change is a publication of its own, read by the rules of the workbook.

use routing::desk::Deed;
use routing::{CentreId, CounsellorId, Date, Timestamp};

use super::{Refused, SignedIn, Staff, overview::person_name, ranks::Ranks};
use crate::{
    cases::{absence, event::Event, service::Service},
    directory::{
        deed::{self, Present},
        own::Whose,
        publication::How,
        sheets::Rows,
        told,
    },
    store::{
        self,
        audit::{self, Entry, Kind},
        room::RoomKind,
    },
    words::{
        days,
        phrases::{Locale, Message},
    },
};

/// How often it is tried again when somebody else changes the directory at the same moment.
const TRIES: usize = 4;

/// A cell that may be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldView {
    /// Its heading in the workbook.
    pub name: &'static str,
    /// What whoever fills it in is told.
    pub note: &'static str,
    /// What stands there.
    pub text: String,
}

/// A centre, and what it says of itself.
#[derive(Clone, Debug)]
pub struct OwnView {
    /// Its id.
    pub id: CentreId,
    /// Its name.
    pub name: String,
    /// What it says of itself.
    pub fields: Vec<FieldView>,
    /// Its people, by name.
    pub people: Vec<OwnPersonView>,
}

/// Somebody of a centre.
#[derive(Clone, Debug)]
pub struct OwnPersonView {
    /// Their Matrix id.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// What the centre says of them.
    pub fields: Vec<FieldView>,
    /// When they were trained: the days of both parts.
    pub trained: (Option<Date>, Option<Date>),
    /// Whether they may counsel.
    pub is_active: bool,
    /// Until which day they are away, and who stands in.
    pub away: Option<(Date, Option<String>)>,
    /// Who could stand in, Matrix ids and names, if whoever looks may say that this person is away or back.
    pub deputies: Option<Vec<(String, String)>>,
    /// Whether whoever looks may change what the centre says of them.
    pub may_write: bool,
    /// Whether they may activate them, or not any more.
    pub may_activate: bool,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnSaid {
    /// It is in force.
    InForce,
    /// There was nothing to change.
    Nothing,
    /// Somebody else has changed it meanwhile: nothing was changed.
    Meanwhile,
    /// What is wrong: nothing was changed.
    Wrong(Vec<String>),
}

impl Staff {
    /// A centre as its own page shows it: the one that is wanted, or the first; and the names of all that somebody may choose from.
    pub async fn own(
        &self,
        signed_in: &SignedIn,
        wanted: &str,
    ) -> Result<(OwnView, Vec<(CentreId, String)>), Refused> {
        let (service, now) = (self.office()?, self.now());
        let directory = service.directory();
        let theirs = directory.centres().iter().filter(|centre| signed_in.may(Deed::EditOwn(&centre.id)));
        let all: Vec<_> = theirs.map(|centre| (centre.id.clone(), centre.name.clone())).collect();
        if all.is_empty() && signed_in.needs_passkey() {
            return Err(Refused::Passkey);
        }
        let chosen = all.iter().find(|(id, _)| id.as_str() == wanted);
        let chosen = chosen.or_else(|| all.first().filter(|_| wanted.is_empty()));
        let (id, name) = chosen.cloned().ok_or(Refused::Unknown)?;
        let mut tx = service.store.look().await?;
        let draft = store::directory::load(&mut tx).await?;
        let ranks = Ranks::load(&mut tx).await?;
        drop(tx);
        let rows = deed::aside(move || Ok(Rows::of(&draft))).await?;
        let fields = |whose: Whose<'_>| {
            let row = whose.row(&rows);
            let field = |heading: crate::directory::sheets::Heading| FieldView {
                name: heading.name,
                note: heading.note,
                text: row.and_then(|row| row.get(heading.name)).cloned().unwrap_or_default(),
            };
            whose.headings().into_iter().map(field).collect::<Vec<_>>()
        };
        let people = directory
            .counsellors_of(&id)
            .iter()
            .filter(|_| directory.centre(&id).is_some_and(|it| it.lotse.is_none()));
        let mut people: Vec<OwnPersonView> = people
            .map(|it| {
                let above = ranks.is_above(&service, signed_in, &it.id);
                let could = directory
                    .counsellors_of(&id)
                    .iter()
                    .filter(|other| other.id != it.id && other.counsels(now));
                let away = it.away_until.filter(|_| it.is_away(now));
                OwnPersonView {
                    id: it.id.as_str().to_owned(),
                    name: it.name.clone(),
                    fields: fields(Whose::Person(&id, &it.id)),
                    trained: (it.first_part_on, it.trained_on),
                    is_active: it.is_active(),
                    away: away.map(|back| {
                        let deputy = it.deputy.as_ref().map(|deputy| person_name(&service, &id, deputy));
                        (last_day(back), deputy)
                    }),
                    deputies: (above && may_everywhere(&service, signed_in, &it.id))
                        .then(|| could.map(|it| (it.id.as_str().to_owned(), it.name.clone())).collect()),
                    may_write: above || it.id == signed_in.counsellor,
                    may_activate: above || signed_in.may(Deed::EditDirectory),
                }
            })
            .collect();
        people.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
        Ok((OwnView { fields: fields(Whose::Centre(&id)), id, name, people }, all))
    }

    /// Changes what a centre says of itself, or of somebody, from what was `seen`, cell by cell. It is in force at once.
    pub async fn change_own(
        &self,
        signed_in: &SignedIn,
        (centre, who): (&CentreId, Option<&str>),
        (seen, typed): (&[String], &[String]),
        locale: Locale,
    ) -> Result<OwnSaid, Refused> {
        signed_in.must(Deed::EditOwn(centre))?;
        let service = self.office()?;
        let who = who.map(CounsellorId::parse).transpose().map_err(|_| Refused::Unknown)?;
        if let Some(who) = &who {
            let ranks = Ranks::load(&mut service.store.look().await?).await?;
            if *who != signed_in.counsellor && !ranks.is_above(&service, signed_in, who) {
                return Err(Refused::Unknown);
            }
        }
        for _ in 0..TRIES {
            if let Some(said) = self.try_own(signed_in, (centre, who.as_ref()), (seen, typed), locale).await?
            {
                return Ok(said);
            }
        }
        Err(Refused::Busy)
    }

    /// Nothing, if somebody else has changed the directory at the same moment.
    async fn try_own(
        &self,
        signed_in: &SignedIn,
        (centre, who): (&CentreId, Option<&CounsellorId>),
        (seen, typed): (&[String], &[String]),
        locale: Locale,
    ) -> Result<Option<OwnSaid>, Refused> {
        let (service, now) = (self.office()?, self.now());
        let present = Present::of(&mut service.store.look().await?).await?;
        let around = (service.names.server().to_owned(), days::today(now));
        let (by, at, person) = (signed_in.actor(centre), centre.clone(), who.cloned());
        let (seen, typed, actor) = (seen.to_vec(), typed.to_vec(), by.clone());
        let worked = deed::aside(move || {
            let rows = Rows::of(&present.draft);
            let whose = person.as_ref().map_or(Whose::Centre(&at), |who| Whose::Person(&at, who));
            let Some(row) = whose.row(&rows) else { return Ok(Worked::Unknown) };
            let is_now = |heading: &str| row.get(heading).map_or("", String::as_str);
            let lines = |text: &String| text.replace('\r', "").trim().to_owned();
            let headings = whose.headings();
            if seen.len() != headings.len() || typed.len() != headings.len() {
                return Ok(Worked::Unknown);
            }
            if headings.iter().zip(&seen).any(|(heading, seen)| is_now(heading.name) != lines(seen)) {
                return Ok(Worked::Meanwhile);
            }
            let edit = whose.edit(row, &typed);
            if edit.before == edit.after {
                return Ok(Worked::Nothing);
            }
            let prepared = present.with(&[edit], (&around.0, around.1), (actor, How::Own, ""))?;
            Ok(Worked::Prepared(Box::new(prepared)))
        });
        let prepared = match worked.await? {
            Worked::Unknown => return Err(Refused::Unknown),
            Worked::Meanwhile => return Ok(Some(OwnSaid::Meanwhile)),
            Worked::Nothing => return Ok(Some(OwnSaid::Nothing)),
            Worked::Prepared(prepared) => *prepared,
        };
        let prepared = match prepared {
            Ok(prepared) => prepared,
            Err(deed::Refused::Faults(faults)) => {
                return Ok(Some(OwnSaid::Wrong(told(&faults, &service.catalogue, locale))));
            }
            Err(deed::Refused::Meanwhile) => return Ok(None),
        };
        let mut tx = service.store.begin().await?;
        if !prepared.write(&mut tx, now).await? {
            return Ok(None);
        }
        let mut entry = Entry::new(now, centre, Kind::OwnChanged, by);
        entry.whom = who.cloned();
        audit::append(&mut tx, &entry).await?;
        tx.commit().await?;
        tracing::info!(centre.id = %centre, "What a centre says of itself was changed at the desk");
        service.roster.refresh(&service.store).await?;
        Ok(Some(OwnSaid::InForce))
    }

    /// Says that somebody is away until a day, perhaps with a deputy; or, without a day, that they are back. What is answered, in the words
    /// of the chat, and the team reads it as if they had said it themselves.
    pub async fn say_away(
        &self,
        signed_in: &SignedIn,
        (centre, who): (&CentreId, &str),
        away: Option<(&str, &str)>,
        locale: Locale,
    ) -> Result<Vec<Message>, Refused> {
        signed_in.must(Deed::Absence(centre))?;
        let service = self.office()?;
        let who = CounsellorId::parse(who).map_err(|_| Refused::Unknown)?;
        let mut tx = service.store.look().await?;
        let ranks = Ranks::load(&mut tx).await?;
        let room = store::room::of_owner(&mut tx, &RoomKind::Team(centre.clone())).await?;
        drop(tx);
        let is_theirs = service.directory().counsellor(&who, centre).is_some()
            && ranks.is_above(&service, signed_in, &who)
            && may_everywhere(&service, signed_in, &who);
        if !is_theirs {
            return Err(Refused::Unknown);
        }
        let event =
            Event::at_desk(room.ok_or(Refused::Busy)?, signed_in.session.whose.user.clone(), self.now());
        let by = (who, Some(signed_in.actor(centre)));
        match away {
            Some((until, deputy)) => {
                let deputy = Some(deputy.trim()).filter(|deputy| !deputy.is_empty());
                absence::leave(&service, &event, centre, by, (until, deputy)).await?;
            }
            None => drop(absence::come_back(&service, &event, centre, by).await?),
        }
        let answers = event.answers.map(|answers| answers.take()).unwrap_or_default();
        Ok(answers.iter().map(|say| service.catalogue.say(locale, say)).collect())
    }
}

enum Worked {
    /// There is no such row, or a form was made by hand.
    Unknown,
    Meanwhile,
    Nothing,
    Prepared(Box<Result<deed::Prepared, deed::Refused>>),
}

/// The last day of an absence.
fn last_day(back: Timestamp) -> Date {
    days::today(back.minus(routing::Span::from_millis(1)))
}

/// Whether they may say who is away in all centres in which somebody has a place: an absence holds in all of them.
fn may_everywhere(service: &Service, signed_in: &SignedIn, who: &CounsellorId) -> bool {
    let directory = service.directory();
    directory.centres_of_counsellor(who).all(|centre| signed_in.may(Deed::Absence(&centre.id)))
}
