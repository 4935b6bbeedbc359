//! What somebody who is signed in sees of their cases, beside the messages.

use routing::{Manner, Recipient, Timestamp, access};
use serde::Serialize;

use super::{Accounts, Office, Refusal, mail};
use crate::{
    cases::{
        agreeing,
        service::{Service, seeker_matrix_id},
    },
    store::{self, StoreResult, account::Account, case::Stored},
    words::days,
};

/// A session, as the page learns of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SessionView {
    user_id: String,
    device_id: String,
    server_name: String,
    pseudonym: Option<String>,
    cases: Vec<CaseView>,
    mail: MailView,
}

/// Whether an e-mail tells of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct MailView {
    /// Whether there is a way out by e-mail at all.
    possible: bool,
    /// Where it goes, as its owner knows it again.
    to: Option<String>,
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
    /// The last day on which the seeker may read and not write.
    muted_until: Option<String>,
    /// Whether the centre has ended the case with a reason.
    turned_away: bool,
    /// How its topic addresses people who read German and have not chosen how.
    manner: Manner,
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
    HandOver { name: String, history: bool },
    Forward { centre: String, history: bool },
    Erase,
}

impl CaseView {
    /// Whether its room is there.
    pub fn has_room(&self) -> bool {
        self.room_id.is_some()
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
            cases: cases(&office.service, account).await?,
            mail: MailView { possible: office.service.post.is_some(), to: mail::shown(&account.about) },
        })
    }
}

/// All cases of an account, oldest first.
pub(super) async fn cases(service: &Service, account: &Account) -> StoreResult<Vec<CaseView>> {
    let mut tx = service.store.look().await?;
    let cases = store::case::of_seeker(&mut tx, &account.about.seeker).await?;
    Ok(cases.iter().map(|stored| case(service, stored)).collect())
}

pub(super) fn case(service: &Service, stored: &Stored) -> CaseView {
    let (directory, now, case) = (service.directory(), service.now(), &stored.case);
    let centre = directory.centre(&case.centre);
    let name = centre.map_or_else(|| case.centre.as_str().to_owned(), |centre| centre.name.clone());
    CaseView {
        reference: case.reference.as_str().to_owned(),
        state: case.state.code(),
        room_id: stored.room.as_ref().map(|room| room.as_str().to_owned()),
        team: centre.is_some_and(|centre| centre.team),
        people: people(service, stored, &name, now),
        question: question(service, stored, now),
        muted_until: case.muted_until(now).map(last_day),
        turned_away: case.is_turned_away(now),
        manner: directory.topic(&case.topic).map(|topic| topic.manner).unwrap_or_default(),
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
        Recipient::Centre(_) => QuestionView::Forward { centre: name, history },
    })
}
