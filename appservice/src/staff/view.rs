//! What a counsellor sees at the desk: what waits, their cases, who is away. The pseudonym only of cases that they have or stand in
//! for, and never a word of what was written.

use routing::desk::Deed;
use routing::{Case, Counsellor, CounsellorId, OwnFigures, Recipient, Timestamp, agenda};

use super::{Browser, PasskeyView, Refused, SignedIn, Staff};
use crate::{
    cases::{agreeing, own_figures, seekers::address_of, service::Service},
    store::{self, Tx, case::Stage, case::Stored},
    words::phrases::Locale,
};

/// The whole page.
#[derive(Clone, Debug)]
pub struct DeskView {
    /// What colleagues call them.
    pub name: String,
    /// Where they counsel.
    pub centres: Vec<CentreView>,
    /// Whether seekers can be called.
    pub calls: bool,
    /// Whether e-mails tell of what is unread; nothing, where there are none.
    pub mail: Option<bool>,
    /// When no e-mails come.
    pub quiet: Option<String>,
    /// What they took, and how soon it was answered: of the last 30 days, and of the last year. Nobody else sees it.
    pub figures: [OwnFigures; 2],
    /// Where they are signed in; this one first.
    pub sessions: Vec<SessionView>,
    /// With which passkeys they sign in.
    pub passkeys: Vec<PasskeyView>,
}

/// One of their centres.
#[derive(Clone, Debug)]
pub struct CentreView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether colleagues stand in for one another there.
    pub team: bool,
    /// What nobody has taken yet, the longest wait first.
    pub enquiries: Vec<EnquiryView>,
    /// What they have or stand in for: first who has waited for longest.
    pub cases: Vec<CaseView>,
    /// Until when they are away, if they are.
    pub absence: Option<AbsenceView>,
    /// Who else is active there.
    pub colleagues: Vec<ColleagueView>,
    /// Live chats, if the centre offers them.
    pub duty: Option<DutyView>,
}

/// A first enquiry.
#[derive(Clone, Debug)]
pub struct EnquiryView {
    /// Its number.
    pub reference: String,
    /// What it is about.
    pub topic: String,
    /// Since when somebody waits.
    pub since: Timestamp,
    /// Until when an answer is promised.
    pub promised: Option<Timestamp>,
    /// Whether something in it sounded like danger.
    pub urgent: bool,
    /// Whether somebody waits before an open page, for a live chat.
    pub live: bool,
}

/// A case.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// Its number.
    pub reference: String,
    /// What the seeker goes by.
    pub pseudonym: String,
    /// What it is about.
    pub topic: String,
    /// Since when somebody waits for a word.
    pub waits_since: Option<Timestamp>,
    /// Until when the first answer is promised.
    pub promised: Option<Timestamp>,
    /// Whether something in it sounded like danger before the first answer.
    pub urgent: bool,
    /// Who has it, where they only stand in.
    pub holder: Option<String>,
    /// Who stands in.
    pub covers: Vec<CoverView>,
    /// To whom it is to go, if the seeker agrees.
    pub offered: Option<String>,
    /// When it ends unless somebody writes.
    pub ends: Option<Timestamp>,
    /// Opens its room in any client.
    pub address: Option<String>,
}

/// Somebody who stands in.
#[derive(Clone, Debug)]
pub struct CoverView {
    /// Who.
    pub name: String,
    /// The first moment at which they do not any more.
    pub until: Timestamp,
    /// Whether it is the reader.
    pub yours: bool,
}

/// An absence.
#[derive(Clone, Debug)]
pub struct AbsenceView {
    /// The first moment at which they are back.
    pub back: Timestamp,
    /// Who stands in.
    pub deputy: Option<String>,
}

/// Whether somebody takes live chats at a centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyView {
    /// When the centre offers them, as the directory says it.
    pub hours: String,
    /// Since when they are on duty; nothing, if they are not.
    pub since: Option<Timestamp>,
}

/// A colleague.
#[derive(Clone, Debug)]
pub struct ColleagueView {
    /// Their Matrix id.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// Until when they are away, if they are.
    pub away: Option<Timestamp>,
}

/// Where somebody is signed in.
#[derive(Clone, Debug)]
pub struct SessionView {
    /// What ends it.
    pub key: String,
    /// At which browser.
    pub browser: Browser,
    /// Since when.
    pub created: Timestamp,
    /// Whether it is this one.
    pub this: bool,
}

impl Staff {
    /// What they see now.
    pub async fn view(&self, signed_in: &SignedIn, locale: Locale) -> Result<DeskView, Refused> {
        let service = self.office()?;
        let (directory, who) = (service.directory(), &signed_in.counsellor);
        let mut tx = service.store.look().await?;
        let mut centres = Vec::new();
        let mut name = None;
        for centre in directory.centres_of_counsellor(who) {
            if !signed_in.may(Deed::Counsel(&centre.id)) {
                continue;
            }
            let desk = Desk { service: &service, who, locale };
            name = name.or_else(|| directory.counsellor(who, &centre.id).map(|known| known.name.clone()));
            centres.push(desk.centre(&mut tx, centre).await?);
        }
        drop(tx);
        let figures = own_figures::of(&service, who).await?;
        let mut tx = service.store.look().await?;
        let wish = store::mail_wish::of(&mut tx, who).await?.0;
        let sessions = store::desk_session::of_user(&mut tx, &signed_in.session.whose.user).await?;
        let mut sessions: Vec<_> = sessions
            .into_iter()
            .map(|session| SessionView {
                this: session.key == signed_in.session.key,
                key: session.key.as_str().to_owned(),
                browser: session.whose.browser,
                created: session.created,
            })
            .collect();
        sessions.sort_by_key(|session| !session.this);
        Ok(DeskView {
            calls: service.relay.is_some(),
            name: name.unwrap_or_else(|| who.as_str().to_owned()),
            centres,
            mail: service.post.is_some().then_some(wish.wanted),
            quiet: wish.quiet.map(|quiet| quiet.to_string()),
            figures,
            sessions,
            passkeys: self.passkeys(signed_in).await?,
        })
    }
}

struct Desk<'a> {
    service: &'a Service,
    who: &'a CounsellorId,
    locale: Locale,
}

impl Desk<'_> {
    async fn centre(&self, tx: &mut Tx, centre: &routing::Centre) -> Result<CentreView, Refused> {
        let (directory, now) = (self.service.directory(), self.service.now());
        let mut enquiries = Vec::new();
        for stored in store::case::of_centre(tx, &centre.id, Stage::Asked).await? {
            let Some(since) = stored.case.waiting_since() else { continue };
            enquiries.push(EnquiryView {
                reference: stored.case.reference.as_str().to_owned(),
                topic: self.topic(&stored.case),
                since,
                promised: agenda::promised_until(&stored.case, &directory),
                urgent: stored.case.urgent,
                live: stored.case.live,
            });
        }
        enquiries.sort_by_key(|enquiry| (!enquiry.live, !enquiry.urgent, enquiry.since));
        let awaited = store::awaited::of_centre(tx, &centre.id).await?;
        let mut cases = Vec::new();
        for stored in store::case::of_centre(tx, &centre.id, Stage::Accepted).await? {
            // Whoever holds it or stands in now; whoever does not never learns of it here.
            if stored.case.accepted().is_some_and(|accepted| accepted.may_act(self.who, now)) {
                cases.push(self.case(&stored, awaited.get(&stored.case.id).copied()));
            }
        }
        cases.sort_by_key(|case| (case.waits_since.is_none(), case.waits_since, case.reference.clone()));
        let me = directory.counsellor(self.who, &centre.id);
        let absence = me.filter(|me| me.is_away(now)).and_then(|me| {
            let deputy = me.deputy.as_ref().map(|deputy| self.name_of(deputy, centre));
            Some(AbsenceView { back: me.away_until?, deputy })
        });
        let duty = if centre.live.is_none() {
            None
        } else {
            Some(DutyView {
                hours: centre.live.text().to_owned(),
                since: store::live::duty::since(tx, self.who, &centre.id).await?,
            })
        };
        let others = directory.counsellors_of(&centre.id).iter();
        let others = others.filter(|other| other.is_active() && other.id != *self.who);
        let colleague = |other: &Counsellor| ColleagueView {
            id: other.id.as_str().to_owned(),
            name: other.name.clone(),
            away: other.away_until.filter(|_| other.is_away(now)),
        };
        Ok(CentreView {
            id: centre.id.as_str().to_owned(),
            name: centre.name.clone(),
            team: centre.team,
            enquiries,
            cases,
            absence,
            colleagues: others.map(colleague).collect(),
            duty,
        })
    }

    fn case(&self, stored: &Stored, waits: Option<Timestamp>) -> CaseView {
        let (directory, now, case) = (self.service.directory(), self.service.now(), &stored.case);
        let centre = directory.centre(&case.centre);
        let name = |who: &CounsellorId| {
            centre.map_or_else(|| who.as_str().to_owned(), |centre| self.name_of(who, centre))
        };
        let accepted = case.accepted();
        let unanswered = accepted.filter(|accepted| accepted.answered_at.is_none());
        let covers = accepted.into_iter().flat_map(|accepted| accepted.covering(now));
        let offered = case.open_question(now).map(|offer| match &offer.to {
            to @ (Recipient::Counsellor(_) | Recipient::Centre(_)) => {
                agreeing::name_of(self.service, &case.centre, to)
            }
        });
        CaseView {
            reference: case.reference.as_str().to_owned(),
            pseudonym: case.pseudonym().unwrap_or_default().to_owned(),
            topic: self.topic(case),
            waits_since: unanswered.map(|accepted| accepted.asked_at).or(waits),
            promised: agenda::promised_until(case, &directory),
            urgent: case.urgent && unanswered.is_some(),
            holder: accepted
                .map(|accepted| &accepted.counsellor)
                .filter(|holder| *holder != self.who)
                .map(name),
            covers: covers
                .map(|cover| CoverView {
                    name: name(&cover.colleague),
                    until: cover.until,
                    yours: cover.colleague == *self.who,
                })
                .collect(),
            offered,
            ends: case.silence_ends_at(),
            address: stored.room.as_ref().map(|room| address_of(self.service, room.as_str())),
        }
    }

    fn topic(&self, case: &Case) -> String {
        let directory = self.service.directory();
        let Some(topic) = directory.topic(&case.topic) else { return case.topic.as_str().to_owned() };
        match (self.locale, &topic.name_en) {
            (Locale::En, Some(name)) => name.clone(),
            _ => topic.name.clone(),
        }
    }

    fn name_of(&self, who: &CounsellorId, centre: &routing::Centre) -> String {
        let directory = self.service.directory();
        directory
            .counsellor(who, &centre.id)
            .map_or_else(|| who.as_str().to_owned(), |known| known.name.clone())
    }
}
