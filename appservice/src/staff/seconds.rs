//! What one person of the Referat asks for and a second one confirms: naming somebody of the Referat or of a carrier, lifting a hold,
//! handing out the trail. The request, its reason and what became of it stand in the trail, a refusal too. What has changed meanwhile is not done.

use routing::desk::{Deed, SECOND_WITHIN, may_be_second};
use routing::{CarrierId, CentreId, CounsellorId, Reference, Span, Timestamp};

use super::{Refused, SignedIn, Staff};
use crate::{
    cases::{
        holding,
        passkeys::tell,
        seconds::{entry, is_as_it_was, settle_open},
        service::{Service, matrix_id},
    },
    running::{entropy, fail_point},
    store::{
        self, Tx,
        audit::{self, Actor, Entry, Kind},
        second::{Body, Outcome, Request, Wanted},
    },
    words::phrases::{Link, Phrase},
};

/// So long whoever asked for the trail may fetch it.
const FETCHED_WITHIN: Span = Span::hours(24);

/// The longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// So many decided requests are listed.
const LISTED: u32 = 50;

/// Entries of the trail that are read in one go.
const AT_ONCE: u32 = 1_000;

/// What somebody asks for.
#[derive(Clone, Debug)]
pub enum Wish {
    /// This Matrix user is to be of the Referat.
    NameReferat(String),
    /// This Matrix user is to act for this carrier.
    NameCarrier(CarrierId, String),
    /// This case is to be kept no longer.
    LiftHold(Reference),
    /// The trail of a centre, or of all, is to be handed out.
    ExportTrail(Option<CentreId>),
}

/// What came of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A second person is asked.
    Asked,
    /// One is asked already.
    Already,
    /// There is no reason, or it is too long.
    NoReason,
    /// It cannot be asked for: no such person, or they are of the Referat; no hold; no such centre.
    Impossible,
    /// It is done.
    Confirmed,
    /// It was declined, and stays as it is.
    Declined,
    /// The request is taken back.
    Withdrawn,
    /// It was decided already, is too late, or what it was about has changed: nothing was done.
    Void,
}

/// A request, and how whoever looks stands to it.
#[derive(Clone, Debug)]
pub struct RequestView {
    /// It.
    pub request: Request,
    /// Whether they asked themselves.
    pub own: bool,
    /// Whether they may fetch the trail now.
    pub fetch: bool,
}

/// A case that is kept.
#[derive(Clone, Debug)]
pub struct HoldView {
    /// Its number.
    pub reference: String,
    /// Its centre's name.
    pub centre: String,
    /// Since when.
    pub since: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// All of it.
#[derive(Clone, Debug)]
pub struct SecondsView {
    /// What waits.
    pub open: Vec<RequestView>,
    /// What was decided lately.
    pub decided: Vec<RequestView>,
    /// Who is of the Referat, and whether the settings name them.
    pub referat: Vec<(String, bool)>,
    /// Which cases are kept.
    pub holds: Vec<HoldView>,
    /// The centres, by id and name.
    pub centres: Vec<(CentreId, String)>,
}

fn deed(wanted: &Wanted) -> Deed<'static> {
    match wanted {
        Wanted::NameReferat { .. } => Deed::NameReferat,
        Wanted::NameCarrier { .. } => Deed::NameCarrier,
        Wanted::LiftHold { .. } => Deed::LiftHold,
        Wanted::ExportTrail { .. } => Deed::ExportTrail,
    }
}

impl Staff {
    /// What waits for a second person, what became of the rest, and what can be asked for.
    pub async fn seconds(&self, signed_in: &SignedIn) -> Result<SecondsView, Refused> {
        signed_in.must(Deed::NameReferat)?;
        signed_in.must(Deed::LiftHold)?;
        let (service, now) = (self.office()?, self.now());
        let mut tx = service.store.look().await?;
        let view = |request: Request| RequestView {
            own: request.body.by == signed_in.counsellor,
            fetch: may_fetch(&request, &signed_in.counsellor, now),
            request,
        };
        let open = store::second::open(&mut tx).await?.into_iter().filter(|it| now < it.until).map(view);
        let decided = store::second::decided(&mut tx, LISTED).await?.into_iter().map(view);
        let mut holds = Vec::new();
        for (reference, hold) in holding::held(&mut tx).await? {
            let stored = store::case::of_any_centre(&mut tx, &reference).await?;
            let Some(centre) = stored.map(|stored| stored.case.centre) else { continue };
            holds.push(HoldView {
                reference: reference.as_str().to_owned(),
                centre: super::overview::centre_name(&service, &centre),
                since: hold.since,
                by: hold.by,
                reason: hold.reason,
            });
        }
        let referat = service.referat.all();
        Ok(SecondsView {
            open: open.collect(),
            decided: decided.collect(),
            referat: referat.into_iter().map(|(user, settled)| (user.to_string(), settled)).collect(),
            holds,
            centres: self.centres(signed_in)?,
        })
    }

    /// Asks for a second person. The others of the Referat are told in their chats.
    pub async fn ask_second(&self, signed_in: &SignedIn, wish: Wish, reason: &str) -> Result<Said, Refused> {
        let service = self.office()?;
        let reason = reason.trim();
        let mut tx = service.store.begin().await?;
        let Some(wanted) = wanted(&service, &mut tx, signed_in, wish).await? else {
            return Ok(Said::Impossible);
        };
        if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
            return Ok(Said::NoReason);
        }
        // What is too late makes room.
        settle_open(&service, &mut tx).await?;
        let now = service.now();
        let body = Body {
            wanted,
            reason: reason.to_owned(),
            by: signed_in.counsellor.clone(),
            decided_by: None,
            outcome: None,
        };
        let id = entropy::ulid(now.millis().unsigned_abs());
        let request = Request { id, body, asked: now, until: now.plus(SECOND_WITHIN), decided: None };
        if !store::second::insert(&mut tx, &request).await? {
            return Ok(Said::Already);
        }
        let mut asked = entry(&request, Kind::SecondAsked, Actor::Referat(signed_in.counsellor.clone()), now);
        asked.note = Some(reason.to_owned());
        asked.until = Some(request.until);
        audit::append(&mut tx, &asked).await?;
        for (user, _) in service.referat.all() {
            if user.as_str() != signed_in.counsellor.as_str() {
                let desk = service.addresses.desk().map(Link::new);
                tell(&service, &mut tx, &user, Phrase::DeskSecondWanted { desk }).await?;
            }
        }
        tx.commit().await?;
        service.effects.notify_one();
        Ok(Said::Asked)
    }

    /// A second person says yes or no.
    pub async fn decide_second(&self, signed_in: &SignedIn, id: &str, yes: bool) -> Result<Said, Refused> {
        let service = self.office()?;
        let mut tx = service.store.begin().await?;
        let request = store::second::by_id(&mut tx, id).await?.ok_or(Refused::Unknown)?;
        signed_in.must(deed(&request.body.wanted))?;
        // Nobody confirms their own.
        if !may_be_second(&request.body.by, &signed_in.counsellor) {
            return Err(Refused::Unknown);
        }
        if request.decided.is_some() {
            return Ok(Said::Void);
        }
        let now = service.now();
        let (outcome, kind) = if now >= request.until {
            (Outcome::Late, Kind::SecondLapsed)
        } else if !yes {
            (Outcome::Declined, Kind::SecondDeclined)
        } else if is_as_it_was(&service, &mut tx, &request.body).await?
            && self.does_it(&service, &mut tx, signed_in, &request).await?
        {
            (Outcome::Confirmed, Kind::SecondConfirmed)
        } else {
            (Outcome::Void, Kind::SecondVoid)
        };
        let by = Some(&signed_in.counsellor);
        if !store::second::decide(&mut tx, &request, (outcome, by), now).await? {
            return Ok(Said::Void);
        }
        let actor = Actor::Referat(signed_in.counsellor.clone());
        audit::append(&mut tx, &entry(&request, kind, actor, now)).await?;
        if outcome == Outcome::Confirmed {
            fail_point::pass("second.before_deed");
        }
        tx.commit().await?;
        if outcome == Outcome::Confirmed {
            fail_point::pass("second.after_deed");
        }
        if matches!(request.body.wanted, Wanted::NameReferat { .. }) {
            service.referat.refresh(&service.store).await?;
        }
        Ok(match outcome {
            Outcome::Confirmed => Said::Confirmed,
            Outcome::Declined => Said::Declined,
            _ => Said::Void,
        })
    }

    /// Whoever asked takes it back.
    pub async fn withdraw_second(&self, signed_in: &SignedIn, id: &str) -> Result<Said, Refused> {
        let service = self.office()?;
        let mut tx = service.store.begin().await?;
        let request = store::second::by_id(&mut tx, id).await?.ok_or(Refused::Unknown)?;
        signed_in.must(deed(&request.body.wanted))?;
        if request.body.by != signed_in.counsellor {
            return Err(Refused::Unknown);
        }
        let (now, by) = (service.now(), Some(&signed_in.counsellor));
        if !store::second::decide(&mut tx, &request, (Outcome::Withdrawn, by), now).await? {
            return Ok(Said::Void);
        }
        let actor = Actor::Referat(signed_in.counsellor.clone());
        audit::append(&mut tx, &entry(&request, Kind::SecondWithdrawn, actor, now)).await?;
        tx.commit().await?;
        Ok(Said::Withdrawn)
    }

    async fn does_it(
        &self,
        service: &Service,
        tx: &mut Tx,
        signed_in: &SignedIn,
        request: &Request,
    ) -> Result<bool, Refused> {
        let (now, by) = (service.now(), Actor::Referat(signed_in.counsellor.clone()));
        Ok(match &request.body.wanted {
            Wanted::NameReferat { who, .. } => {
                let named = store::desk_referat::name(tx, who, now).await?;
                if named {
                    let entry = Entry::new(now, &audit::platform(), Kind::ReferatNamed, by).whom(who);
                    audit::append(tx, &entry).await?;
                }
                named
            }
            Wanted::NameCarrier { carrier, who, .. } => {
                let named = store::desk_carrier::name(tx, carrier, who, now).await?;
                if named {
                    let entry = Entry::new(now, &audit::platform(), Kind::CarrierNamed, by).whom(who);
                    audit::append(tx, &entry.why(carrier.as_str())).await?;
                }
                named
            }
            Wanted::LiftHold { reference, .. } => {
                let directory = service.directory();
                holding::release(tx, &directory, reference, (by, now)).await? == holding::Holding::Done
            }
            // Whoever asked fetches it.
            Wanted::ExportTrail { .. } => true,
        })
    }

    /// The trail, as it was asked for and confirmed, for whoever asked; each time stands in it.
    pub async fn fetch_trail(&self, signed_in: &SignedIn, id: &str) -> Result<Vec<u8>, Refused> {
        signed_in.must(Deed::ExportTrail)?;
        let (service, now) = (self.office()?, self.now());
        let mut tx = service.store.begin().await?;
        let request = store::second::by_id(&mut tx, id).await?.ok_or(Refused::Unknown)?;
        if !may_fetch(&request, &signed_in.counsellor, now) {
            return Err(Refused::Unknown);
        }
        let by = Actor::Referat(signed_in.counsellor.clone());
        audit::append(&mut tx, &entry(&request, Kind::TrailExported, by, now)).await?;
        tx.commit().await?;
        let Wanted::ExportTrail { centre, upto } = &request.body.wanted else { return Err(Refused::Unknown) };
        let (mut after, mut all) = (0, Vec::new());
        loop {
            let mut tx = service.store.look().await?;
            let entries = audit::list(&mut tx, centre.as_ref(), after, AT_ONCE).await?;
            let Some(last) = entries.last() else { break };
            after = last.seq;
            all.extend(entries.into_iter().filter(|recorded| recorded.seq <= *upto));
            if after >= *upto {
                break;
            }
        }
        audit::handout::csv(&all).map_err(|error| {
            tracing::error!(error = %error, "Could not write the trail as a file");
            Refused::Busy
        })
    }
}

fn may_fetch(request: &Request, who: &CounsellorId, now: Timestamp) -> bool {
    let Body { wanted, by, outcome, .. } = &request.body;
    let in_time = request.decided.is_some_and(|decided| now < decided.plus(FETCHED_WITHIN));
    matches!(wanted, Wanted::ExportTrail { .. })
        && by == who
        && *outcome == Some(Outcome::Confirmed)
        && in_time
}

/// What is asked for, with what is true of it now.
async fn wanted(
    service: &Service,
    tx: &mut Tx,
    signed_in: &SignedIn,
    wish: Wish,
) -> Result<Option<Wanted>, Refused> {
    Ok(match wish {
        Wish::NameReferat(who) => {
            signed_in.must(Deed::NameReferat)?;
            let Ok(who) = CounsellorId::parse(who.trim()) else { return Ok(None) };
            let user = matrix_id(&who);
            if service.referat.has(&user) || service.names.is_ours(&user) {
                return Ok(None);
            }
            let identity = store::identity::of(tx, &user).await?.map(|known| known.key);
            Some(Wanted::NameReferat { who, identity })
        }
        Wish::NameCarrier(carrier, who) => {
            signed_in.must(Deed::NameCarrier)?;
            let Ok(who) = CounsellorId::parse(who.trim()) else { return Ok(None) };
            let user = matrix_id(&who);
            let acts = store::desk_carrier::of_person(tx, &who).await?.contains(&carrier);
            if acts || service.referat.has(&user) || !service.directory().is_of_carrier(&who, &carrier) {
                return Ok(None);
            }
            let identity = store::identity::of(tx, &user).await?.map(|known| known.key);
            Some(Wanted::NameCarrier { carrier, who, identity })
        }
        Wish::LiftHold(reference) => {
            signed_in.must(Deed::LiftHold)?;
            let stored = store::case::of_any_centre(tx, &reference).await?;
            stored.and_then(|stored| {
                let (centre, hold) = (stored.case.centre, stored.case.keeping.hold?);
                let (since, by, reason) = (hold.since, hold.by, hold.reason);
                Some(Wanted::LiftHold { centre, reference, since, by, reason })
            })
        }
        Wish::ExportTrail(centre) => {
            signed_in.must(Deed::ExportTrail)?;
            let known = |centre: &CentreId| {
                *centre == audit::platform() || service.directory().centre(centre).is_some()
            };
            if !centre.as_ref().is_none_or(known) {
                return Ok(None);
            }
            Some(Wanted::ExportTrail { centre, upto: audit::head(tx).await?.seq })
        }
    })
}
