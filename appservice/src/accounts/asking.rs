//! A case is made at the wish of somebody who is signed in. Where it goes is computed anew here, whatever the page showed.

use hearing::danger::Kind;
use routing::{CentreId, Enquiry, Postcode, Slot, Standing, State, Target, TopicId, live, place};

use super::{Accounts, AskedView, CasesView, Refusal, SignedIn, Solution, view};
use crate::{
    cases::{
        appointments::first,
        opening::{self, Opened, Wanted},
        returning,
        service::Service,
    },
    links::Presented,
    running::{entropy, fail_point},
    store::{self, Tx, account::Account, case::Stored},
    words::{
        phrases::Locale,
        reception::{
            dialogue::Ticket,
            pseudonym::{self, Pseudonym},
        },
    },
};

/// What somebody wants, as the page sent it.
#[derive(Debug, Default)]
pub struct Wish<'a> {
    /// The topic's id.
    pub topic: &'a str,
    /// Where they live.
    pub postcode: Option<&'a str>,
    /// The centre that they chose.
    pub centre: Option<&'a str>,
    /// The link or code that they came by.
    pub link: Option<&'a str>,
    /// What they want to be called.
    pub pseudonym: Option<&'a str>,
    /// The language that they read.
    pub language: Option<&'a str>,
    /// The danger that was heard in what they looked for: the shorter promise that they were shown holds.
    pub danger: Option<Kind>,
    /// Whether it is to be a live chat: for guests, and for nobody else.
    pub live: bool,
    /// The open time that they take for a first appointment, instead of writing first.
    pub date: Option<Slot>,
}

/// What is the same however often it is tried.
#[derive(Clone)]
struct Asked {
    topic: TopicId,
    locale: Locale,
    pseudonym: Pseudonym,
}

/// So often somebody else of the centre is looked for who is free at the same time.
const TRIES: usize = 4;

impl Accounts {
    /// Makes a case; its room follows. Where there is one on the same topic already, gives that one, and says so.
    pub async fn ask(
        &self,
        signed_in: &SignedIn,
        wish: &Wish<'_>,
        proof: &Solution,
    ) -> Result<AskedView, Refusal> {
        let service = self.office()?.service;
        self.has_worked(proof)?;
        if wish.live != signed_in.account.about.guest
            || (wish.live && wish.link.is_some())
            || (wish.date.is_some() && (wish.live || wish.link.is_some()))
        {
            return Err(Refusal::Bad);
        }
        let topic = TopicId::parse(wish.topic).map_err(|_| Refusal::Bad)?;
        let locale = wish.language.and_then(Locale::parse).unwrap_or(service.locale);
        let pseudonym = called(&service, &signed_in.account, wish, locale)?;
        service.roster.refresh(&service.store).await?;
        let asked = Asked { topic, locale, pseudonym };
        // Whoever is slower by a moment may still have the same time with somebody else.
        for _ in 0..TRIES {
            if let Some((stored, already)) = self.make(&service, signed_in, wish, &asked).await? {
                if wish.live {
                    fail_point::pass("live.after_come");
                }
                if wish.date.is_some() {
                    fail_point::pass("appointment.after_first");
                }
                service.effects.notify_one();
                return Ok(AskedView { case: view::case(&service, &stored), already });
            }
        }
        Err(Refusal::DateGone)
    }

    /// The same in one commit: the case, and whether it was there already. Nothing where somebody else was faster and took the time.
    async fn make(
        &self,
        service: &Service,
        signed_in: &SignedIn,
        wish: &Wish<'_>,
        asked: &Asked,
    ) -> Result<Option<(Box<Stored>, bool)>, Refusal> {
        let mut account = signed_in.account.clone();
        let Asked { topic, locale, pseudonym } = asked.clone();
        let mut tx = service.store.begin().await?;
        let (outcome, link) = if wish.live {
            (live_target(service, &mut tx, &topic, wish).await?, None)
        } else {
            target(service, &mut tx, &topic, wish).await?
        };
        let load = store::case::load(&mut tx).await?;
        let centre = link.as_ref().map(|ticket| ticket.target.centre()).or_else(|| outcome.centre()).cloned();
        let date = match (&wish.date, &centre) {
            (Some(slot), Some(centre)) => {
                let date = first::taker(service, &mut tx, centre, slot).await?;
                // Their own, where the answer was lost on the way.
                if date.is_none() && !has_one(&mut tx, &account, &topic).await? {
                    return Err(Refusal::DateGone);
                }
                date
            }
            (Some(_), None) => return Err(Refusal::Unserved),
            (None, _) => None,
        };
        // Whoever comes by the link of a counsellor, or to their open time, waits in no queue of the centre.
        let personal = date.is_some()
            || link.as_ref().is_some_and(|ticket| matches!(ticket.target, Target::Counsellor(..)));
        if !personal && centre.as_ref().is_some_and(|centre| load.open(centre) >= self.terms.waiting) {
            metrics::counter!("lotse_portal_busy_total").increment(1);
            return Err(Refusal::Busy);
        }
        account.about.language = Some(locale.tag().to_owned());
        account.about.pseudonym = Some(pseudonym.as_str().to_owned());
        if account.about != signed_in.account.about {
            store::account::save(&mut tx, &account).await?;
        }
        let (urgent, live) = (wish.danger.is_some(), wish.live);
        let wanted = Wanted { topic, outcome, pseudonym, link, urgent, live, date };
        let made = match opening::open(service, &mut tx, &account.about.seeker, wanted).await? {
            Opened::Made(stored) => {
                if wish.live {
                    let (case, now) = (&stored.case, service.now());
                    let place = (&case.centre, &case.topic);
                    store::live::come(&mut tx, &case.id, &account.id, place, now).await?;
                }
                (stored, false)
            }
            // What was made a moment ago and lost its answer on the way is what was wished for.
            Opened::Running(stored) => {
                let fresh = stored.case.state == State::Opened || has_date(&mut tx, &stored, wish).await?;
                let same = centre.as_ref() == Some(&stored.case.centre) && fresh;
                (stored, !same)
            }
            Opened::DateGone => return Ok(None),
            Opened::TooMany(_) => return Err(Refusal::TooMany),
            Opened::Barred(_) => return Err(Refusal::Elsewhere),
            Opened::CentreGone => return Err(Refusal::Unserved),
            Opened::LinkGone => return Err(Refusal::Link),
        };
        tx.commit().await?;
        Ok(Some(made))
    }

    /// The cases of somebody, oldest first, and what they have asked for. Whoever asks has their page open.
    pub async fn cases(&self, signed_in: &SignedIn) -> Result<CasesView, Refusal> {
        let service = self.office()?.service;
        let device = &signed_in.session.device;
        let way = returning::is_here(&service, &signed_in.account.id, device).await?;
        Ok(view::cases(&service, &signed_in.account, (device, way.as_ref())).await?)
    }
}

/// Where the enquiry goes, and by which link.
async fn target(
    service: &Service,
    tx: &mut Tx,
    topic: &TopicId,
    wish: &Wish<'_>,
) -> Result<(routing::Outcome, Option<Ticket>), Refusal> {
    let now = service.now();
    if let Some(text) = wish.link {
        let shown = Presented::parse(text).ok_or(Refusal::Link)?;
        let link = store::link::shown(tx, &shown).await?;
        let link = link.filter(|link| link.terms.standing(now) == Standing::Valid).ok_or(Refusal::Link)?;
        return Ok((routing::Outcome::Unserved, Some(Ticket { link: link.id, target: link.target })));
    }
    let postcode = wish.postcode.map(Postcode::parse).transpose().map_err(|_| Refusal::Bad)?;
    let enquiry = Enquiry { topic: topic.clone(), postcode, target: None };
    let (directory, load) = (service.directory(), store::case::load(tx).await?);
    let placement = place(&enquiry, &directory, &load, now);
    let Some(chosen) = wish.centre else { return Ok((placement.outcome.clone(), None)) };
    let chosen = CentreId::parse(chosen).map_err(|_| Refusal::Bad)?;
    // Nobody is led to a centre that they did not see and agree to.
    match (&placement.outcome, placement.may_choose(&chosen)) {
        (outcome, true) if outcome.centre() == Some(&chosen) => Ok((outcome.clone(), None)),
        (_, true) => Ok((routing::Outcome::Centre(chosen), None)),
        (_, false) => Err(Refusal::Unserved),
    }
}

/// Whether it is the case that was made by taking this very time.
async fn has_date(tx: &mut Tx, stored: &Stored, wish: &Wish<'_>) -> Result<bool, Refusal> {
    let Some(slot) = &wish.date else { return Ok(false) };
    let appointment = store::appointment::of_case(tx, &stored.case.id).await?;
    Ok(appointment.is_some_and(|appointment| appointment.body.booked.as_ref() == Some(slot)))
}

/// Whether a case of theirs on this topic runs.
async fn has_one(tx: &mut Tx, account: &Account, topic: &TopicId) -> Result<bool, Refusal> {
    let cases = store::case::of_seeker(tx, &account.about.seeker).await?;
    let runs = |stored: &Stored| !matches!(stored.case.state, State::Closed { .. } | State::Erased { .. });
    Ok(cases.iter().any(|stored| stored.case.topic == *topic && runs(stored)))
}

/// Which centre takes a live chat now. Nobody is led to one that they did not see.
async fn live_target(
    service: &Service,
    tx: &mut Tx,
    topic: &TopicId,
    wish: &Wish<'_>,
) -> Result<routing::Outcome, Refusal> {
    let now = service.now();
    let postcode = wish.postcode.map(Postcode::parse).transpose().map_err(|_| Refusal::Bad)?;
    let chosen = CentreId::parse(wish.centre.ok_or(Refusal::Bad)?).map_err(|_| Refusal::Bad)?;
    let enquiry = Enquiry { topic: topic.clone(), postcode, target: None };
    let (directory, load) = (service.directory(), store::case::load(tx).await?);
    let standings = store::live::standings(tx).await?;
    let placement = place(&enquiry, &directory, &load, now);
    let of_chosen = |centre: &CentreId| {
        let stands = standings.get(centre).filter(|_| *centre == chosen);
        stands.copied().unwrap_or_default()
    };
    match live::taker(topic, &directory, &placement, &service.live, of_chosen, now) {
        live::Taker::Centre(centre) => Ok(routing::Outcome::Centre(centre)),
        live::Taker::Full => Err(Refusal::Full),
        live::Taker::Nobody => Err(Refusal::Nobody),
    }
}

/// What the seeker is called: as they say, as before, or something friendly.
fn called(
    service: &Service,
    account: &Account,
    wish: &Wish<'_>,
    locale: Locale,
) -> Result<Pseudonym, Refusal> {
    let wanted = wish.pseudonym.filter(|name| !name.trim().is_empty());
    match wanted.or(account.about.pseudonym.as_deref()) {
        Some(name) => Pseudonym::parse(name).map_err(|_| Refusal::Bad),
        None => Ok(pseudonym::suggest(&service.catalogue, locale, entropy::bits())),
    }
}
