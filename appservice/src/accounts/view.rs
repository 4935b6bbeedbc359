//! What somebody who is signed in sees of their cases, beside the messages.

use routing::{Manner, Recipient, State, Timestamp, access};
use serde::Serialize;

use super::{Accounts, BackView, MailView, Office, Refusal};
use crate::{
    cases::{
        agreeing, returning,
        service::{Service, seeker_matrix_id},
    },
    store::{
        self, StoreResult,
        account::Account,
        case::Stored,
        way_back::{self, Stage, WayBack},
    },
    words::days,
};

/// A session, as the page learns of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SessionView {
    user_id: String,
    device_id: String,
    server_name: String,
    pseudonym: Option<String>,
    /// Whether nobody can sign in to it.
    guest: bool,
    #[serde(flatten)]
    cases: CasesView,
    mail: MailView,
}

/// The cases of somebody, and what they have asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CasesView {
    /// Oldest first.
    cases: Vec<CaseView>,
    /// The case that they want back into.
    back: Option<BackView>,
}

/// A case, as the page learns of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseView {
    reference: String,
    state: &'static str,
    room_id: Option<String>,
    centre: String,
    team: bool,
    people: Vec<PersonView>,
    question: Option<QuestionView>,
    #[serde(flatten)]
    silence: SilenceView,
    /// How its topic addresses people who read German and have not chosen how.
    manner: Manner,
    #[serde(flatten)]
    way: WayView,
}

/// Which accounts have had it, and which wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct WayView {
    /// With which accounts they have written in it before.
    former: Vec<String>,
    /// Whether they come back to it with this account, and are not in the room yet.
    returning: bool,
    /// Whether they came back to it, and no page of theirs has said yet that it has what was written before.
    owed: bool,
    /// Whether somebody wants into it with another account, where the room cannot say so.
    asked_back: bool,
}

/// Whether the seeker may only read, or speak as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct SilenceView {
    /// The last day on which they may not write.
    muted_until: Option<String>,
    /// Whether the centre has ended the case with a reason.
    turned_away: bool,
    /// Whether they can speak with whoever has it.
    calls: bool,
    /// Whether it is a live chat, which is erased soon after its end.
    live: bool,
}

/// A case as the answer to the wish for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AskedView {
    #[serde(flatten)]
    pub(super) case: CaseView,
    /// Whether it is none that was made for this wish: one on the same topic runs already.
    pub(super) already: bool,
}

/// Somebody who may read in the case's room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct PersonView {
    user_id: String,
    name: String,
    role: &'static str,
    until: Option<String>,
}

/// What the seeker is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum QuestionView {
    HandOver {
        name: String,
        history: bool,
    },
    Forward {
        centre: String,
        history: bool,
    },
    /// It begins anew there, and is erased here.
    Anew {
        centre: String,
    },
    Erase,
}

impl CasesView {
    /// Whether a room is there in a moment.
    pub fn has_news_soon(&self) -> bool {
        self.cases.iter().any(|case| case.room_id.is_none() && !case.way.returning)
    }
}

impl Accounts {
    pub(super) async fn view(
        &self,
        office: &Office,
        account: &Account,
        device: &str,
    ) -> Result<SessionView, Refusal> {
        Ok(SessionView {
            user_id: seeker_matrix_id(&account.about.seeker).to_string(),
            device_id: device.to_owned(),
            server_name: office.service.names.server().to_owned(),
            pseudonym: account.about.pseudonym.clone(),
            guest: account.about.guest,
            cases: {
                let way = way_back::of_account(&mut self.store.look().await?, &account.id).await?;
                cases(&office.service, account, (device, way.as_ref())).await?
            },
            mail: MailView::of(&office.service, &account.about),
        })
    }
}

/// All cases of an account, as the page on this device learns of them, and how far the account's wish to come back is.
pub(super) async fn cases(
    service: &Service,
    account: &Account,
    (device, way): (&str, Option<&WayBack>),
) -> StoreResult<CasesView> {
    let mut tx = service.store.look().await?;
    let mut cases = Vec::new();
    for stored in store::case::of_seeker(&mut tx, &account.about.seeker).await? {
        let mut seen = case(service, &stored);
        let invited = way.is_some_and(|way| {
            matches!(&way.stage, Stage::Agreed { case, invited: Some(invited), .. }
                if *case == stored.case.id && invited == device)
        });
        seen.room_id = room_of(&stored).filter(|_| !seen.way.returning || invited);
        seen.way.owed = way
            .is_some_and(|way| matches!(&way.stage, Stage::Arrived { case, .. } if *case == stored.case.id));
        let former = store::former::of_case(&mut tx, &stored.case.id).await?;
        seen.way.former = former.into_iter().map(|former| former.to_string()).collect();
        if matches!(stored.case.state, State::Closed { .. })
            && let Some(until) =
                store::bar::until(&mut tx, &account.about.seeker, &stored.case.centre, service.now()).await?
        {
            // Turned away in another case of this centre: what they write here opens nothing.
            seen.silence.muted_until.get_or_insert_with(|| last_day(until));
            seen.silence.turned_away = true;
        }
        // The custodian would have said it in the room.
        seen.way.asked_back =
            stored.case.is_released() && returning::is_asked_for(service, &mut tx, &stored.case.id).await?;
        cases.push(seen);
    }
    Ok(CasesView { cases, back: way.and_then(|way| BackView::of(way, service.now())) })
}

fn room_of(stored: &Stored) -> Option<String> {
    stored.room.as_ref().map(|room| room.as_str().to_owned())
}

/// A case. Into the room of one that they come back to they go only once they are invited for their device.
pub(super) fn case(service: &Service, stored: &Stored) -> CaseView {
    let (directory, now, case) = (service.directory(), service.now(), &stored.case);
    let centre = directory.centre(&case.centre);
    let name = centre.map_or_else(|| case.centre.as_str().to_owned(), |centre| centre.name.clone());
    CaseView {
        reference: case.reference.as_str().to_owned(),
        state: case.state.code(),
        room_id: room_of(stored).filter(|_| case.returning.is_none()),
        team: centre.is_some_and(|centre| centre.team),
        people: people(service, stored, &name, now),
        question: question(service, stored, now),
        silence: SilenceView {
            muted_until: case.muted_until(now).map(last_day),
            turned_away: case.is_turned_away(now),
            calls: service.relay.is_some()
                && matches!(case.state, State::Accepted(_))
                && case.muted_until(now).is_none(),
            live: case.live,
        },
        manner: directory.topic(&case.topic).map(|topic| topic.manner).unwrap_or_default(),
        way: WayView { returning: case.returning.is_some(), ..WayView::default() },
        centre: name,
    }
}

/// The last day before a moment.
fn last_day(until: Timestamp) -> String {
    days::today(until.minus(routing::Span::from_millis(1))).to_string()
}

fn people(service: &Service, stored: &Stored, centre: &str, now: Timestamp) -> Vec<PersonView> {
    let (directory, case) = (service.directory(), &stored.case);
    let who_may = access(case, &directory, now);
    let mut people = Vec::new();
    for who in &who_may.counsellors {
        let cover = case.accepted().and_then(|accepted| {
            accepted.covering(now).find(|cover| cover.colleague == *who && accepted.counsellor != *who)
        });
        people.push(PersonView {
            user_id: who.as_str().to_owned(),
            name: directory
                .counsellor(who, &case.centre)
                .map_or_else(|| who.as_str().to_owned(), |counsellor| counsellor.name.clone()),
            role: if cover.is_some() { "cover" } else { "counsellor" },
            until: cover.map(|cover| last_day(cover.until)),
        });
    }
    let custodians = who_may.custodian.iter().chain(&who_may.outgoing);
    people.extend(custodians.map(|of| PersonView {
        user_id: service.names.custodian(of).to_string(),
        name: centre.to_owned(),
        role: "custodian",
        until: None,
    }));
    people
}

fn question(service: &Service, stored: &Stored, now: Timestamp) -> Option<QuestionView> {
    let case = &stored.case;
    if case.awaits_confirmation(now) {
        return Some(QuestionView::Erase);
    }
    let offer = case.open_question(now)?;
    let name = agreeing::name_of(service, &case.centre, &offer.to);
    let history = offer.history == routing::Handed::All;
    Some(match offer.to {
        Recipient::Counsellor(_) => QuestionView::HandOver { name, history },
        Recipient::Centre(_) if offer.anew => QuestionView::Anew { centre: name },
        Recipient::Centre(_) => QuestionView::Forward { centre: name, history },
    })
}
