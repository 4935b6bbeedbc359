//! What is made of an answer at each step.

use hearing::{answer, place as codes, places};
use routing::{CentreId, Enquiry, Outcome, Postcode, Topic, TopicId, place};

use super::{Act, Context, Dialogue, Offer, Step, Ticket, Turn};
use crate::words::{
    heard::{self, Answer, Heard},
    phrases::{Confidence, Phrase, Say},
    reception::{
        pseudonym::{Pseudonym, PseudonymFault},
        topics,
    },
};

impl Dialogue {
    pub(super) fn answer(self, heard: &Heard, ctx: &Context<'_>) -> Turn {
        match &self.step {
            Step::Topic { .. } => match self.topics_meant(heard, ctx) {
                (topics, _) if topics.is_empty() => self.stumble(Vec::new(), ctx),
                (topics, postcode) => self.take_topics(topics, postcode, ctx),
            },
            Step::Postcode { topic, doubted, .. } => match codes::postcode(&heard.text) {
                codes::Postcode::One(code) if !doubted && !places::exists(&code) => self.doubt(),
                codes::Postcode::One(code) => match Postcode::parse(&code) {
                    Ok(postcode) => self.find_centre(topic, postcode, ctx),
                    Err(_) => self.stumble(Vec::new(), ctx),
                },
                codes::Postcode::Several => self.stumble_over(Phrase::ReceptionPostcodeSeveral),
                codes::Postcode::Foreign => self.stumble_over(Phrase::ReceptionPostcodeForeign),
                codes::Postcode::None => {
                    let topic = topic.clone();
                    self.take_place(&topic, &heard.text, ctx)
                }
            },
            Step::Choose { centres, .. } => match choice(heard, centres, ctx) {
                Some(centre) => self.take_centre(centre, ctx),
                None => self.stumble(Vec::new(), ctx),
            },
            Step::Pseudonym { suggestion: name, .. } | Step::Name { pseudonym: name, .. } => {
                match Answer::of(heard) {
                    Answer::No => self.ask_for_name(ctx),
                    Answer::Yes => {
                        let name = name.clone();
                        self.take_pseudonym(name, ctx)
                    }
                    Answer::Unclear if heard::agrees(heard) => {
                        let name = name.clone();
                        self.take_pseudonym(name, ctx)
                    }
                    // Whatever is no name is asked back, and not taken for one.
                    Answer::Unclear if heard::is_no_name(heard) => self.stumble(Vec::new(), ctx),
                    Answer::Unclear => match Pseudonym::parse(&heard::name_told(heard)) {
                        Ok(pseudonym) => self.confirm_name(pseudonym, ctx),
                        Err(fault) => self.refuse_pseudonym(fault, ctx),
                    },
                }
            }
            Step::Dates { .. } => self.take_date(heard, ctx),
            Step::Consent { .. } => match Answer::of(heard) {
                Answer::Yes => self.open(),
                Answer::No => Self::ended(self.locale, [Phrase::ReceptionConsentRefused, Phrase::HelpLines]),
                Answer::Unclear => self.stumble(Vec::new(), ctx),
            },
            Step::Done { .. } | Step::Erase { .. } | Step::Ended => self.ask_again(Vec::new(), ctx),
        }
    }

    /// Somebody may be in danger: the matter goes on if the words say it, and nothing is counted as a mistake.
    pub(super) fn answer_in_crisis(self, heard: &Heard, ctx: &Context<'_>) -> Turn {
        if let Step::Topic { .. } = self.step
            && let (topics, postcode) = self.topics_meant(heard, ctx)
            && !topics.is_empty()
        {
            return self.take_topics(topics, postcode, ctx);
        }
        self.ask_again(Vec::new(), ctx)
    }

    pub(super) fn show_others(self, heard: &Heard, ctx: &Context<'_>) -> Turn {
        let (topic, offer, pseudonym) = match &self.step {
            Step::Pseudonym { topic, offer, .. } | Step::Name { topic, offer, .. } => (topic, offer, None),
            Step::Consent { topic, offer, pseudonym, .. } => (topic, offer, Some(pseudonym.clone())),
            _ => return self.answer(heard, ctx),
        };
        if offer.link.is_some() {
            // They came by a link: another centre is found as for those who have none.
            let step = Step::Postcode { topic: topic.clone(), tries: 0, doubted: false };
            let mut turn = Self::at(self.locale, step).enter(ctx);
            turn.say.insert(0, Phrase::ReceptionLinkOthers.into());
            return turn;
        }
        if offer.others.is_empty() {
            return self.ask_again(vec![Phrase::ReceptionNoOthers.into()], ctx);
        }
        let centres: Vec<CentreId> = offer
            .outcome
            .centre()
            .into_iter()
            .chain(&offer.others)
            .filter(|centre| ctx.directory.centre(centre).is_some())
            .cloned()
            .collect();
        let step = Step::Choose { topic: topic.clone(), centres, pseudonym, tries: 0 };
        Self::at(self.locale, step).enter(ctx)
    }

    /// The topics that the number or the words mean, best first, among those of the link's centre if they came by a
    /// link; and the postcode beside them.
    fn topics_meant(&self, heard: &Heard, ctx: &Context<'_>) -> (Vec<TopicId>, Option<Postcode>) {
        let Step::Topic { offered, link, .. } = &self.step else { return (Vec::new(), None) };
        let centre = link.as_ref().map(|ticket| ctx.directory.centre(ticket.target.centre()));
        let offers = |topic: &&Topic| match centre {
            Some(centre) => centre.is_some_and(|centre| centre.services.contains_key(&topic.id)),
            None => true,
        };
        let topics: Vec<&Topic> = ctx.directory.topics().iter().filter(offers).collect();
        let said = answer::first(&heard.text, &topics::ready(&topics));
        let picked = said.number.and_then(|number| nth(offered, number));
        let meant = match picked.filter(|topic| ctx.directory.topic(topic).is_some()) {
            Some(picked) => vec![picked],
            None => topics::ids(&said.understood.meant, &topics),
        };
        let code =
            if let codes::Postcode::One(code) = said.postcode { Postcode::parse(&code).ok() } else { None };
        (meant, code)
    }

    /// Goes on with the only topic, or asks among several. A postcode is used at once or not at all: it is not kept.
    fn take_topics(self, topics: Vec<TopicId>, postcode: Option<Postcode>, ctx: &Context<'_>) -> Turn {
        let link = if let Step::Topic { link, .. } = &self.step { link.clone() } else { None };
        let step = match (<[TopicId; 1]>::try_from(topics), link, postcode) {
            (Ok([topic]), Some(ticket), _) => return self.take_linked(topic, ticket, ctx),
            (Ok([topic]), None, Some(postcode)) if !places::exists(&postcode.to_string()) => {
                let named = Phrase::ReceptionTopic { topic: self.topic_name(&topic, ctx) };
                let step = Step::Postcode { topic, tries: 0, doubted: true };
                let say = vec![named.into(), Phrase::ReceptionPostcodeUnknown.into()];
                return Turn { next: Self::at(self.locale, step), say, then: None };
            }
            (Ok([topic]), None, Some(postcode)) => {
                let mut turn = self.find_centre(&topic, postcode, ctx);
                let topic = self.topic_name(&topic, ctx);
                turn.say.insert(0, Phrase::ReceptionTopic { topic }.into());
                return turn;
            }
            (Ok([topic]), None, None) => Step::Postcode { topic, tries: 0, doubted: false },
            (Err(offered), link, _) => Step::Topic { offered, tries: 0, link },
        };
        Self::at(self.locale, step).enter(ctx)
    }

    /// The centre that a link leads to, without the postcode; if it cannot take the topic now, the usual way.
    pub(super) fn take_linked(self, topic: TopicId, ticket: Ticket, ctx: &Context<'_>) -> Turn {
        let target = Some(ticket.target.clone());
        let enquiry = Enquiry { topic: topic.clone(), postcode: None, target };
        let placement = place(&enquiry, ctx.directory, ctx.load, ctx.now);
        if placement.outcome == Outcome::Unserved {
            return Self::centre_gone(self.locale, topic, ctx);
        }
        let offer = Offer { outcome: placement.outcome, others: Vec::new(), link: Some(ticket), date: None };
        self.show_offer(topic, offer, ctx)
    }

    /// No such code is known: asked once more, for tables of codes age.
    fn doubt(mut self) -> Turn {
        if let Step::Postcode { doubted, .. } = &mut self.step {
            *doubted = true;
        }
        Turn { next: self, say: vec![Phrase::ReceptionPostcodeUnknown.into()], then: None }
    }

    /// The name of a place: its only code is taken, and several are said.
    fn take_place(self, topic: &TopicId, text: &str, ctx: &Context<'_>) -> Turn {
        let named = places::named(text);
        if let [place] = named.as_slice()
            && let Some(code) = place.only_code()
            && let Ok(postcode) = Postcode::parse(&code)
        {
            let mut turn = self.find_centre(topic, postcode, ctx);
            let taken = Confidence::ReceptionPlaceTaken { place: place.name.to_owned(), code };
            turn.say.insert(0, taken.into());
            return turn;
        }
        let Some(first) = named.first().and_then(|place| place.runs.first()) else {
            return self.stumble(Vec::new(), ctx);
        };
        let example = format!("{:05}", first.0);
        let more = named.len() > MOST_PLACES;
        let lines = named.iter().take(MOST_PLACES).map(codes_of).collect::<Vec<_>>().join("\n");
        let say = vec![Confidence::ReceptionPlaceCodes { lines, example, more }.into()];
        Turn { next: self, say, then: None }
    }

    fn find_centre(&self, topic: &TopicId, postcode: Postcode, ctx: &Context<'_>) -> Turn {
        let enquiry = Enquiry { topic: topic.clone(), postcode: Some(postcode), target: None };
        let placement = place(&enquiry, ctx.directory, ctx.load, ctx.now);
        if placement.outcome == Outcome::Unserved {
            let topic = self.topic_name(topic, ctx);
            return Self::ended(
                self.locale,
                [Phrase::ReceptionUnserved { topic }, Phrase::HelpLines, Phrase::ReceptionEnded],
            );
        }
        let mut others = placement.candidates();
        others.retain(|centre| placement.outcome.centre() != Some(centre));
        others.truncate(Offer::MOST_OTHERS);
        let offer = Offer { outcome: placement.outcome, others, link: None, date: None };
        self.show_offer(topic.clone(), offer, ctx)
    }

    fn take_centre(self, centre: CentreId, ctx: &Context<'_>) -> Turn {
        let Step::Choose { topic, mut centres, pseudonym, .. } = self.step else {
            return self.ask_again(Vec::new(), ctx);
        };
        centres.retain(|other| *other != centre);
        let offer = Offer { outcome: Outcome::Centre(centre), others: centres, link: None, date: None };
        let dialogue = Self::at(self.locale, Step::Ended);
        match pseudonym {
            None => dialogue.show_offer(topic, offer, ctx),
            Some(pseudonym) => {
                let step = Step::Consent { topic, offer, pseudonym, tries: 0 };
                Self { step, ..dialogue }.enter(ctx)
            }
        }
    }

    fn show_offer(&self, topic: TopicId, offer: Offer, ctx: &Context<'_>) -> Turn {
        let step = Step::Pseudonym { topic, offer, suggestion: ctx.suggestion.clone(), tries: 0 };
        Self::at(self.locale, step).enter(ctx)
    }

    /// Any word may be a name, so whoever wrote one is asked whether it is theirs.
    fn confirm_name(self, pseudonym: Pseudonym, ctx: &Context<'_>) -> Turn {
        let (Step::Pseudonym { topic, offer, suggestion, .. } | Step::Name { topic, offer, suggestion, .. }) =
            self.step
        else {
            return self.ask_again(Vec::new(), ctx);
        };
        let step = Step::Name { topic, offer, suggestion, pseudonym, tries: 0 };
        Self::at(self.locale, step).enter(ctx)
    }

    /// Neither the suggestion nor the name that was written: asks again for another one.
    fn ask_for_name(self, ctx: &Context<'_>) -> Turn {
        match self.step {
            Step::Name { topic, offer, suggestion, .. } => {
                let step = Step::Pseudonym { topic, offer, suggestion, tries: 0 };
                Self::at(self.locale, step).ask_again(Vec::new(), ctx)
            }
            _ => self.stumble(Vec::new(), ctx),
        }
    }

    fn take_pseudonym(self, pseudonym: Pseudonym, ctx: &Context<'_>) -> Turn {
        let (Step::Pseudonym { topic, offer, .. } | Step::Name { topic, offer, .. }) = self.step else {
            return self.ask_again(Vec::new(), ctx);
        };
        let step = Step::Consent { topic, offer, pseudonym, tries: 0 };
        Self::at(self.locale, step).enter(ctx)
    }

    fn refuse_pseudonym(self, fault: PseudonymFault, ctx: &Context<'_>) -> Turn {
        self.stumble(vec![Phrase::ReceptionPseudonymRefused { fault }.into()], ctx)
    }

    fn open(self) -> Turn {
        let locale = self.locale;
        let next = Self::at(locale, Step::Done { reference: None });
        let Step::Consent { topic, offer, pseudonym, .. } = self.step else {
            return Turn { next, say: Vec::new(), then: None };
        };
        let Offer { outcome, link, date, .. } = offer;
        let then = Some(Act::Open { topic, outcome, pseudonym, locale, link, date });
        // What came of it is said by the one who knows: there may be a room already, or the centre has closed.
        Turn { next, say: Vec::new(), then }
    }

    /// Understood, but it does not help: says so instead of repeating the question.
    fn stumble_over(mut self, phrase: Phrase) -> Turn {
        let mut say = vec![phrase.into()];
        if self.step.stumble() {
            say.insert(0, Phrase::HelpLines.into());
        }
        Turn { next: self, say, then: None }
    }

    /// Not understood: a friendly repeat; every third time the help lines before it.
    pub(super) fn stumble(mut self, mut say: Vec<Say>, ctx: &Context<'_>) -> Turn {
        if self.step.stumble() {
            say.insert(0, Phrase::HelpLines.into());
        }
        say.push(self.question_again(ctx));
        Turn { next: self, say, then: None }
    }
}

/// So many places of one name are told.
const MOST_PLACES: usize = 6;

/// A place with its codes, neighbours drawn together.
fn codes_of(place: &places::Place) -> String {
    let run = |(first, last): &(u32, u32)| {
        if first == last { format!("{first:05}") } else { format!("{first:05}–{last:05}") }
    };
    format!("{}: {}", place.name, place.runs.iter().map(run).collect::<Vec<_>>().join(", "))
}

fn nth<T: Clone>(list: &[T], number: usize) -> Option<T> {
    list.get(number.checked_sub(1)?).cloned()
}

/// A centre from the list that was shown, by its number or a telling part of its name.
fn choice(heard: &Heard, centres: &[CentreId], ctx: &Context<'_>) -> Option<CentreId> {
    if let Some(number) = heard::number(heard) {
        return nth(centres, number);
    }
    let named = |id: &&CentreId| {
        ctx.directory
            .centre(id)
            .is_some_and(|centre| crate::words::fold::fold(&centre.name).contains(&heard.folded))
    };
    let mut found = centres.iter().filter(named);
    match (found.next(), found.next()) {
        (Some(centre), None) if heard.folded.len() >= 4 => Some(centre.clone()),
        _ => None,
    }
}
