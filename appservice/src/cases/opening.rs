//! A case is made: one rule for those who talk to the reception and for those who come through the portal.

use routing::{
    Case, CaseId, CentreId, CounsellorId, Enquiry, Far, NewCase, Reference, SeekerId, State, TopicId, agenda,
    place,
};

use crate::{
    cases::{
        appointments::first::{self, Date},
        effects::Effect,
        service::Service,
    },
    running::{entropy, trouble::Trouble},
    store::{
        self, Tx,
        appointment::Taking,
        audit::{self, Actor, Entry, Kind},
        case::{Insertion, Stored},
    },
    words::{
        phrases::Say,
        reception::{dialogue::Ticket, pseudonym::Pseudonym},
    },
};

/// References that are drawn before one is free; a billion of them make a second draw rare already.
const DRAWS: usize = 16;

/// What the seeker has agreed to.
pub(crate) struct Wanted {
    pub(crate) topic: TopicId,
    /// Where it is to go, unless a link decides.
    pub(crate) outcome: routing::Outcome,
    pub(crate) pseudonym: Pseudonym,
    pub(crate) link: Option<Ticket>,
    pub(crate) urgent: bool,
    /// Whether it is a live chat without an account.
    pub(crate) live: bool,
    /// The open time that they take instead of writing first.
    pub(crate) date: Option<Date>,
}

/// What became of it.
pub(crate) enum Opened {
    /// The case stands in the database, and its room is being made.
    Made(Box<Stored>),
    /// There is one already on this topic.
    Running(Box<Stored>),
    /// One more would be too many; what is to be said of it.
    TooMany(Vec<Say>),
    /// The centre has closed meanwhile.
    CentreGone,
    /// The link has ended meanwhile.
    LinkGone,
    /// Somebody was faster: this time is theirs. Roll back.
    DateGone,
    /// This centre has turned them away, and its time is not over.
    Barred(CentreId),
}

/// The seeker has agreed: the case is made, unless there is one already or the centre has closed meanwhile.
pub(crate) async fn open(
    service: &Service,
    tx: &mut Tx,
    seeker: &SeekerId,
    wanted: Wanted,
) -> Result<Opened, Trouble> {
    let now = service.now();
    let Wanted { topic, outcome, pseudonym, link, urgent, live, date } = wanted;
    let mut open = store::case::of_seeker(tx, seeker).await?;
    open.retain(|stored| {
        matches!(stored.case.state, State::Opened | State::Asked { .. } | State::Accepted(_))
    });
    if let Some(stored) = open.iter().find(|stored| stored.case.topic == topic) {
        return Ok(Opened::Running(Box::new(stored.clone())));
    }
    if let Some(say) = super::limit::refusal(tx, seeker, &open, now).await? {
        return Ok(Opened::TooMany(say));
    }
    let linked = link.as_ref().map(|ticket| placed(service, &topic, ticket));
    let (outcome, personal) = linked.unwrap_or((outcome, None));
    let Some(centre) = outcome.centre().filter(|centre| takes_cases(service, centre)).cloned() else {
        return Ok(Opened::CentreGone);
    };
    if store::bar::stands(tx, seeker, &centre, now).await? {
        return Ok(Opened::Barred(centre));
    }
    if let Some(ticket) = &link
        && !store::link::take(tx, &ticket.link, now).await?
    {
        return Ok(Opened::LinkGone);
    }
    let at_once = match &link {
        Some(ticket) => store::link::is_at_once(tx, &ticket.link).await?,
        None => date.is_some(),
    };
    let personal = personal.or_else(|| date.as_ref().map(|date| date.counsellor.clone()));
    let make = |id, reference| {
        let new = NewCase {
            id,
            reference,
            seeker: seeker.clone(),
            pseudonym: pseudonym.as_str().to_owned(),
            topic: topic.clone(),
            centre: centre.clone(),
            personal: personal.clone(),
            at_once,
        };
        let mut case = Case::open(new, now);
        (case.urgent, case.live) = (urgent, live);
        case
    };
    let stored = draw(service, tx, make).await?;
    if let Some(date) = &date
        && first::book(service, tx, &stored, date).await? == Taking::Taken
    {
        return Ok(Opened::DateGone);
    }
    store::opening::note(tx, seeker, now).await?;
    note_consent(service, tx, (&stored.case, &centre)).await?;
    metrics::counter!("lotse_cases_opened_total", "outcome" => outcome.code()).increment(1);
    tracing::info!(case.id = %stored.case.id, centre.id = %centre, "Opened a case");
    Ok(Opened::Made(stored))
}

/// Another case for the same seeker, on the same topic, at another centre: they have agreed to begin anew there.
pub(super) async fn again(
    service: &Service,
    tx: &mut Tx,
    before: &Case,
    centre: &CentreId,
) -> Result<Option<Box<Stored>>, Trouble> {
    let (Some(seeker), Some(pseudonym)) = (before.seeker(), before.pseudonym()) else { return Ok(None) };
    let make = |id, reference| {
        let new = NewCase {
            id,
            reference,
            seeker: seeker.clone(),
            pseudonym: pseudonym.to_owned(),
            topic: before.topic.clone(),
            centre: centre.clone(),
            personal: None,
            at_once: false,
        };
        // Danger that was heard is not over with the room in which it was.
        let mut case = Case::open(new, service.now());
        case.urgent = before.urgent;
        case
    };
    let stored = draw(service, tx, make).await?;
    store::notice::go_along(tx, &before.id, &stored.case.id).await?;
    tracing::info!(case.id = %stored.case.id, centre.id = %centre, "Opened a case that takes the place of another");
    Ok(Some(stored))
}

/// Writes a case down under a free reference; its room is made next.
async fn draw(
    service: &Service,
    tx: &mut Tx,
    make: impl Fn(CaseId, Reference) -> Case,
) -> Result<Box<Stored>, Trouble> {
    let (now, directory) = (service.now(), service.directory());
    for _ in 0..DRAWS {
        let id = CaseId::parse(&entropy::ulid(now.millis().unsigned_abs()))
            .map_err(|_| Trouble::Poison("no-case-id".to_owned()))?;
        let mut case = make(id, Reference::from_bits(u32::from_le_bytes(entropy::bytes())));
        // Its own Lotse leads the case, and ours follows what that reports.
        let far = directory.centre(&case.centre).and_then(|centre| centre.lotse.clone());
        case.far = far.map(|custodian| Far::Centre { custodian, followed: 0 });
        let due = agenda::next(&case, &directory, now);
        if let Insertion::Made(stored) = store::case::insert(tx, case, due).await? {
            Effect::OpenRoom { case: stored.case.id.clone() }.push(tx, now, now).await?;
            return Ok(stored);
        }
    }
    Err(Trouble::Passing { why: "no free reference was drawn".to_owned(), wait: None })
}

/// Which wording of the centre's notice is in force, and so the one that was agreed to, stands with the case and in the trail.
async fn note_consent(
    service: &Service,
    tx: &mut Tx,
    (case, centre): (&Case, &CentreId),
) -> Result<(), Trouble> {
    let (now, directory) = (service.now(), service.directory());
    let Some(known) = directory.centre(centre) else { return Ok(()) };
    let notice = service.kit.notice(directory.topics(), (known, directory.runs(known)));
    let notice = notice.map_err(|error| Trouble::Poison(error.to_string()))?;
    store::notice::agreed(tx, (&case.id, centre), (&notice.version, &notice.text), now).await?;
    let entry = Entry::new(now, centre, Kind::Consented, Actor::Seeker).about(&case.reference);
    audit::append(tx, &entry.why(&notice.version)).await?;
    Ok(())
}

/// Where a link leads now: somebody may have gone since it was shown.
fn placed(service: &Service, topic: &TopicId, ticket: &Ticket) -> (routing::Outcome, Option<CounsellorId>) {
    let enquiry = Enquiry { topic: topic.clone(), postcode: None, target: Some(ticket.target.clone()) };
    let directory = service.directory();
    let load = routing::Load::none();
    let placement = place(&enquiry, &directory, &load, service.now());
    (placement.outcome.clone(), placement.personal().cloned())
}

/// Whether a centre that was found a moment ago still takes cases: it is online and somebody counsels there now.
fn takes_cases(service: &Service, centre: &CentreId) -> bool {
    let (directory, now) = (service.directory(), service.now());
    directory.centre(centre).is_some_and(|centre| centre.online)
        && directory.counsellors_of(centre).iter().any(|counsellor| counsellor.counsels(now))
}
