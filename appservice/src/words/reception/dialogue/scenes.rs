//! What is said at each step.

use routing::{CentreId, Outcome, TopicId, land};

use super::{Context, Dialogue, Offer, Step, Turn, dates};
use crate::words::{
    phrases::{Confidence, Link, Phrase, Say},
    reception::topics,
};

impl Dialogue {
    /// All that somebody must know at this step, ending with its question.
    pub(super) fn scene(&self, ctx: &Context<'_>) -> Vec<Say> {
        let mut say = Vec::new();
        match &self.step {
            Step::Pseudonym { topic, offer, .. } => {
                say.extend(card(topic, offer, ctx));
                if is_personal(offer, ctx) {
                    say.push(Phrase::ReceptionLinkPersonal.into());
                }
                if gives_dates(offer, ctx) {
                    say.push(Phrase::ReceptionDatesHint.into());
                }
            }
            Step::Consent { offer, .. } => say.extend(notice(offer, ctx)),
            Step::Dates { slots, .. } => say.extend(dates::lines(slots)),
            _ => {}
        }
        say.push(self.question(ctx));
        say
    }

    /// Help, and the question once more; in the midst of the dialogue in few lines, for somebody may need the first.
    pub(super) fn help(self, ctx: &Context<'_>) -> Turn {
        let (words, question) = match &self.step {
            Step::Topic { offered, link: None, .. } if is_all(offered, ctx) => {
                (Phrase::ReceptionHelpShort, Phrase::ReceptionTopicsShort.into())
            }
            Step::Done { .. } | Step::Erase { .. } | Step::Ended => {
                (Phrase::ReceptionHelp, self.question(ctx))
            }
            _ => (Phrase::ReceptionHelpShort, self.question(ctx)),
        };
        Turn { next: self, say: vec![Phrase::HelpLines.into(), words.into(), question], then: None }
    }

    /// Only the question.
    pub(super) fn question(&self, ctx: &Context<'_>) -> Say {
        match &self.step {
            Step::Topic { offered, link: Some(_), .. } => {
                Phrase::ReceptionTopicsLink { topics: self.topic_names(offered, ctx) }.into()
            }
            Step::Topic { offered, .. } if is_all(offered, ctx) => {
                Phrase::ReceptionTopics { topics: self.topic_names(offered, ctx) }.into()
            }
            Step::Topic { offered, .. } => {
                Phrase::ReceptionTopicsClose { topics: self.topic_names(offered, ctx) }.into()
            }
            Step::Postcode { topic, .. } => {
                Phrase::ReceptionPostcode { topic: self.topic_name(topic, ctx) }.into()
            }
            Step::Choose { centres, .. } => {
                Phrase::ReceptionChoose { centres: centre_names(centres, ctx) }.into()
            }
            Step::Pseudonym { suggestion, .. } => {
                Confidence::ReceptionPseudonym { suggestion: suggestion.as_str().to_owned() }.into()
            }
            Step::Name { pseudonym, .. } => {
                Confidence::ReceptionName { name: pseudonym.as_str().to_owned() }.into()
            }
            Step::Consent { .. } => Phrase::ReceptionConsent.into(),
            Step::Dates { .. } => Phrase::ReceptionDatesHow.into(),
            Step::Done { reference } => Phrase::ReceptionDone { reference: reference.clone() }.into(),
            Step::Erase { .. } => Phrase::ErasureAskAgain.into(),
            Step::Ended => Phrase::ReceptionEnded.into(),
        }
    }

    /// The question in other words, after an answer that was not understood.
    pub(super) fn question_again(&self, ctx: &Context<'_>) -> Say {
        match &self.step {
            Step::Topic { offered, link: None, .. } if is_all(offered, ctx) => {
                Phrase::ReceptionTopicsAgain { topics: self.topic_names(offered, ctx) }.into()
            }
            Step::Postcode { .. } => Phrase::ReceptionPostcodeAgain.into(),
            Step::Choose { centres, .. } => {
                Phrase::ReceptionChooseAgain { centres: centre_names(centres, ctx) }.into()
            }
            Step::Consent { .. } => Phrase::ReceptionConsentAgain.into(),
            Step::Topic { .. }
            | Step::Pseudonym { .. }
            | Step::Name { .. }
            | Step::Dates { .. }
            | Step::Done { .. }
            | Step::Erase { .. }
            | Step::Ended => self.question(ctx),
        }
    }

    pub(super) fn topic_name(&self, id: &TopicId, ctx: &Context<'_>) -> String {
        ctx.directory.topic(id).map(|topic| topics::name(topic, self.locale)).unwrap_or_default()
    }

    fn topic_names(&self, ids: &[TopicId], ctx: &Context<'_>) -> Vec<String> {
        ids.iter().map(|id| self.topic_name(id, ctx)).collect()
    }
}

fn card(topic: &TopicId, offer: &Offer, ctx: &Context<'_>) -> Option<Say> {
    let hours = ctx.directory.topic(topic)?.promise_hours;
    let centre = ctx.directory.centre(offer.outcome.centre()?)?;
    let (name, card, team) = (centre.name.clone(), centre.card.to_string(), centre.team);
    Some(match offer.outcome {
        Outcome::WhiteSpot(_) => Phrase::ReceptionWhiteSpot { centre: name, card, hours, team }.into(),
        Outcome::Centre(_) | Outcome::Unserved => {
            let others = !offer.others.is_empty() || offer.link.is_some();
            Phrase::ReceptionCentre { centre: name, card, hours, team, others }.into()
        }
    })
}

fn notice(offer: &Offer, ctx: &Context<'_>) -> Option<Say> {
    let centre = ctx.directory.centre(offer.outcome.centre()?)?;
    let link = ctx.notice_link.map(Link::new);
    let personal = is_personal(offer, ctx);
    Some(Phrase::ReceptionNotice { centre: centre.name.clone(), team: centre.team, personal, link }.into())
}

/// Whether one counsellor gets it past the pool.
fn is_personal(offer: &Offer, ctx: &Context<'_>) -> bool {
    let lands = |target| land(target, ctx.directory, ctx.now).personal().is_some();
    offer.link.as_ref().is_some_and(|ticket| lands(&ticket.target))
}

/// Whether an open time of the centre may be taken instead of writing first.
fn gives_dates(offer: &Offer, ctx: &Context<'_>) -> bool {
    let centre = offer.outcome.centre().and_then(|centre| ctx.directory.centre(centre));
    offer.link.is_none() && centre.is_some_and(routing::Centre::gives_first_dates)
}

fn centre_names(ids: &[CentreId], ctx: &Context<'_>) -> Vec<String> {
    let name = |id| ctx.directory.centre(id).map(|centre| centre.name.clone()).unwrap_or_default();
    ids.iter().map(name).collect()
}

/// Whether all topics are on offer, and not only some to ask back among.
fn is_all(offered: &[TopicId], ctx: &Context<'_>) -> bool {
    offered.len() >= ctx.directory.topics().len()
}
