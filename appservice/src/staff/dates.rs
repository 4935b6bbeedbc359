//! A counsellor's own appointments: the week, when they have time, and the calendar that says only when they are taken.

use routing::desk::Deed;
use routing::{Slot, Timestamp};

use super::{Refused, SignedIn, Staff};
use crate::{
    running::secret::Secret,
    store::{self, Tx, appointment, case::Stage},
    words::{
        calendar::{Entry, calendar},
        phrases::Phrase,
    },
};

/// All of it.
#[derive(Clone, Debug)]
pub struct DatesView {
    /// Their centres.
    pub centres: Vec<DatesOf>,
    /// Since when they have a calendar with a secret address.
    pub feed: Option<Timestamp>,
    /// Whether it is known where people find this Lotse: without that there is no such address.
    pub can_feed: bool,
}

/// One of their centres.
#[derive(Clone, Debug)]
pub struct DatesOf {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When they have time, as they wrote it.
    pub hours: Option<String>,
    /// Their appointments, the earliest first.
    pub dates: Vec<DateView>,
    /// The cases that they have or stand in for: number, and what the seeker goes by.
    pub cases: Vec<(String, String)>,
}

/// An appointment.
#[derive(Clone, Debug)]
pub struct DateView {
    /// The case.
    pub reference: String,
    /// What the seeker goes by.
    pub pseudonym: String,
    /// How it stands.
    pub stand: Stand,
}

/// How an appointment stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// It is to come.
    Booked(Slot),
    /// It has begun or is over, and nobody has said what became of it.
    Over(Slot),
    /// So many times are offered.
    Offered(usize),
}

impl Stand {
    fn order(&self) -> (bool, Timestamp) {
        match self {
            Self::Over(slot) | Self::Booked(slot) => (false, slot.start),
            Self::Offered(_) => (true, Timestamp::default()),
        }
    }
}

impl Staff {
    /// Their appointments. The pseudonym only of cases that they have or stand in for.
    pub async fn dates(&self, signed_in: &SignedIn) -> Result<DatesView, Refused> {
        let service = self.office()?;
        let (directory, who, now) = (service.directory(), &signed_in.counsellor, self.now());
        let mut tx = service.store.look().await?;
        let mut centres = Vec::new();
        for centre in directory.centres_of_counsellor(who) {
            if !signed_in.may(Deed::Counsel(&centre.id)) {
                continue;
            }
            let (mut dates, mut cases) = (Vec::new(), Vec::new());
            for stored in store::case::of_centre(&mut tx, &centre.id, Stage::Accepted).await? {
                if !stored.case.accepted().is_some_and(|accepted| accepted.may_act(who, now)) {
                    continue;
                }
                let reference = stored.case.reference.as_str().to_owned();
                let pseudonym = stored.case.pseudonym().unwrap_or_default().to_owned();
                cases.push((reference.clone(), pseudonym.clone()));
                let Some(stand) = stand(&mut tx, &stored.case.id, now).await? else { continue };
                dates.push(DateView { reference, pseudonym, stand });
            }
            dates.sort_by_key(|date| date.stand.order());
            cases.sort_by(|one, two| one.1.cmp(&two.1));
            let hours = appointment::hours::of(&mut tx, who, &centre.id).await?;
            centres.push(DatesOf {
                id: centre.id.as_str().to_owned(),
                name: centre.name.clone(),
                hours: hours.map(|hours| hours.text().to_owned()),
                dates,
                cases,
            });
        }
        if centres.is_empty() {
            return Err(Refused::Unknown);
        }
        let feed = appointment::feed::since(&mut tx, who).await?;
        Ok(DatesView { centres, feed, can_feed: service.addresses.desk().is_some() })
    }

    /// A new secret address of their calendar, to be shown once; the one before opens nothing any more.
    pub async fn renew_feed(&self, signed_in: &SignedIn) -> Result<String, Refused> {
        self.counsels(signed_in)?;
        let desk = self.office()?.addresses.desk().ok_or(Refused::Unknown)?;
        let secret = Secret::new();
        let mut tx = self.store.begin().await?;
        appointment::feed::renew(&mut tx, &signed_in.counsellor, secret.expose(), self.now()).await?;
        tx.commit().await?;
        Ok(format!("{desk}/kalender/{}", secret.expose()))
    }

    /// Their calendar has no address any more.
    pub async fn end_feed(&self, signed_in: &SignedIn) -> Result<(), Refused> {
        self.counsels(signed_in)?;
        let mut tx = self.store.begin().await?;
        appointment::feed::end(&mut tx, &signed_in.counsellor).await?;
        Ok(tx.commit().await?)
    }

    fn counsels(&self, signed_in: &SignedIn) -> Result<(), Refused> {
        let directory = self.office()?.directory();
        let mut centres = directory.centres_of_counsellor(&signed_in.counsellor);
        if centres.any(|centre| signed_in.may(Deed::Counsel(&centre.id))) {
            Ok(())
        } else {
            Err(Refused::Unknown)
        }
    }

    /// The calendar behind a secret address: when its counsellor is taken, and nothing else. Nobody's, once they counsel no more.
    pub async fn busy(&self, secret: &str) -> Result<String, Refused> {
        let service = self.office()?;
        let secret = Secret::parse(secret).ok_or(Refused::Unknown)?;
        let mut tx = self.store.look().await?;
        let who = appointment::feed::whose(&mut tx, secret.expose()).await?.ok_or(Refused::Unknown)?;
        let directory = service.directory();
        let mut centres = directory.centres_of_counsellor(&who);
        if !centres.any(|centre| directory.is_active_counsellor(&who, &centre.id)) {
            return Err(Refused::Unknown);
        }
        let booked: Vec<(String, u32, Slot)> = appointment::of_counsellor(&mut tx, &who)
            .await?
            .into_iter()
            .filter_map(|stored| {
                // Under another name than in the seeker's calendar: nobody can lay the two side by side.
                let uid = self.store.vault().fingerprint("appointment.busy", &stored.body.uid);
                Some((uid, stored.body.sequence, stored.body.booked?))
            })
            .collect();
        let title = service.catalogue.say(service.locale, &Phrase::AppointmentBusy).plain;
        let entries: Vec<Entry<'_>> = booked
            .iter()
            .map(|(uid, sequence, slot)| Entry {
                uid: &uid[..32.min(uid.len())],
                sequence: *sequence,
                slot,
                title: &title,
                ended: false,
            })
            .collect();
        Ok(calendar(&entries, self.now()))
    }
}

async fn stand(tx: &mut Tx, case: &routing::CaseId, now: Timestamp) -> Result<Option<Stand>, Refused> {
    let Some(stored) = appointment::of_case(tx, case).await? else { return Ok(None) };
    Ok(Some(match stored.body.booked {
        Some(slot) if slot.start <= now => Stand::Over(slot),
        Some(slot) => Stand::Booked(slot),
        None => Stand::Offered(stored.body.offered.len()),
    }))
}
