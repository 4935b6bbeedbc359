//! What comes next for somebody who seeks a centre. It is decided anew at every step from what a form sent, and nothing
//! of that is believed: whoever changes a form by hand gets no further than whoever does not.

use std::collections::BTreeMap;

use hearing::{
    answer,
    danger::{self, Kind},
    place as codes,
    topics::Meant,
};
use routing::{
    CentreId, Directory, Enquiry, Load, Manner, Outcome, Placement, Postcode, Slot, Timestamp, Topic,
    TopicId, live, place,
};

use super::{
    Card, Found, LiveOffer, Named, Portal, Reader,
    place::{Ground, PlaceFault},
};
use crate::{
    store::{self, StoreResult},
    words::{phrases::Locale, reception::topics},
};

/// So many other centres are shown.
const MOST_OTHERS: usize = 8;
/// So much of what somebody writes in a search field is listened to.
const HEARD: usize = 2_000;

/// What somebody has said so far, as a form sent it.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// What it is about, in their own words.
    pub words: String,
    /// A postcode or the name of a place, as it was typed.
    pub place: String,
    /// Whether they were asked for the place, so that an empty one is a mistake.
    pub asked_for_place: bool,
    /// The slug of a topic.
    pub topic: String,
    /// A postcode that was understood before.
    pub postcode: String,
    /// A postcode that was doubted before: said again, it is taken.
    pub doubted: String,
    /// The slug of a centre that was chosen.
    pub centre: String,
    /// A kind of danger that was heard before.
    pub danger: String,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The danger that was heard: then the help lines come first.
    pub danger: Option<Kind>,
    /// The page.
    pub step: Step,
}

/// The page that comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Which topic?
    Topic {
        /// Those that may be meant, best first; empty for all.
        likely: Vec<Named>,
        /// All of them.
        all: Vec<Named>,
        /// Why it is asked.
        why: Asking,
    },
    /// Where do they live?
    Place {
        /// What it is about.
        topic: Named,
        /// What is wrong with what they said.
        fault: Option<PlaceFault>,
    },
    /// This centre is there for them.
    Centre(Box<Offer>),
    /// Nobody is.
    Unserved {
        /// What it is about.
        topic: Named,
    },
}

impl Step {
    /// How those who are here are addressed in German, as far as it is known what it is about.
    #[must_use]
    pub fn manner(&self) -> Manner {
        match self {
            Self::Topic { .. } => Manner::default(),
            Self::Place { topic, .. } | Self::Unserved { topic } => topic.manner,
            Self::Centre(offer) => offer.topic.manner,
        }
    }
}

/// Why somebody is asked for the topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// They said nothing.
    Silent,
    /// What they said may mean several.
    Several,
    /// What they said was not understood.
    Unclear,
    /// What a form named is not there, or not any more.
    Gone,
}

/// Who is responsible, and who else could be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it is about.
    pub topic: Named,
    /// Where they live.
    pub postcode: Postcode,
    /// Who would take it: whom the placement found, or whom they chose among the candidates.
    pub centre: Card,
    /// Whether that is the topic's white spot, which is there for the whole country.
    pub nationwide: bool,
    /// The other candidates, in the order of the placement.
    pub others: Vec<Card>,
    /// A centre was asked for that they may not choose, or not any more.
    pub gone: bool,
    /// Who would take a live chat now.
    pub live: LiveOffer,
    /// The open times for a first appointment there; nothing where the centre gives none.
    pub dates: Option<Vec<Slot>>,
}

/// What goes with somebody to the page on which they write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The topic's slug.
    pub topic: String,
    /// The postcode, unless they came by a link.
    pub postcode: String,
    /// The centre's slug, unless they came by a link.
    pub centre: String,
    /// The link or code, if they came by one.
    pub link: String,
    /// The centre, to be shown.
    pub card: Card,
    /// Who reads first.
    pub reader: Reader,
    /// How the topic addresses them in German.
    pub manner: Manner,
}

/// Whether somebody may write now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writing {
    /// They may.
    Ready(Box<Wish>),
    /// Something is missing, wrong or no longer so: this page instead.
    Again(Next),
    /// The link leads elsewhere, or the topic is still to be chosen.
    Link(Found),
}

/// What is looked at for one answer.
pub(super) struct View<'a> {
    pub(super) directory: &'a Directory,
    pub(super) load: &'a Load,
    pub(super) now: Timestamp,
    pub(super) standings: BTreeMap<CentreId, live::Standing>,
    pub(super) live: live::Terms,
    locale: Locale,
}

impl Portal {
    /// What comes next for somebody who said this.
    pub async fn next(&self, said: &Said, locale: Locale) -> StoreResult<Next> {
        self.roster.refresh(&self.store).await?;
        let (load, standings) = {
            let mut tx = self.store.look().await?;
            (store::case::load(&mut tx).await?, store::live::standings(&mut tx).await?)
        };
        let directory = self.roster.directory();
        let (now, live) = (self.clock.now(), self.live);
        let mut next = View { directory: &directory, load: &load, now, standings, live, locale }.next(said);
        if let Step::Centre(offer) = &mut next.step {
            offer.dates = self.open_times(&offer.centre.id).await?;
        }
        Ok(next)
    }

    /// Whether somebody who said this, or has this link, may write now. The placement is computed again.
    pub async fn writing(&self, said: &Said, link: &str, locale: Locale) -> StoreResult<Writing> {
        if link.trim().is_empty() {
            let next = self.next(said, locale).await?;
            return Ok(match next.step {
                // Whoever names no centre gets the one that the placement finds.
                Step::Centre(offer) if !offer.gone => Writing::Ready(Box::new(offer.wish())),
                _ => Writing::Again(next),
            });
        }
        let found = self.find(link, locale).await?;
        let Found::Way { ref centre, reader, ref topics, ref link, .. } = found else {
            return Ok(Writing::Link(found));
        };
        let topic = match topics.as_slice() {
            [only] => Some(only),
            several => several.iter().find(|topic| topic.id.as_str() == said.topic),
        };
        let Some(topic) = topic else { return Ok(Writing::Link(found)) };
        let directory = self.roster.directory();
        let hours = directory.topic(&topic.id).map_or(centre.hours, |topic| topic.promise_hours);
        Ok(Writing::Ready(Box::new(Wish {
            topic: topic.id.to_string(),
            postcode: String::new(),
            centre: String::new(),
            link: link.clone(),
            card: Card { hours, ..Card::clone(centre) },
            reader,
            manner: topic.manner,
        })))
    }
}

impl View<'_> {
    fn next(&self, said: &Said) -> Next {
        let words: String = said.words.chars().take(HEARD).collect();
        let heard =
            [&words, &said.place].into_iter().filter_map(|text| danger::hear(text)).map(|heard| heard.kind);
        let danger = heard.chain(Kind::named(&said.danger)).min();
        let named = TopicId::parse(&said.topic).ok().and_then(|id| self.directory.topic(&id));
        let step = match named {
            Some(topic) => self.locate(topic, said, None, danger.is_some()),
            None => self.understand(&words, said, danger.is_some()),
        };
        Next { danger, step }
    }

    /// Which topic the words mean.
    fn understand(&self, words: &str, said: &Said, urgent: bool) -> Step {
        let all = self.directory.topics();
        let ask = |places: &[usize], why| Step::Topic {
            likely: places
                .iter()
                .filter_map(|place| all.get(*place))
                .map(|topic| self.named(topic))
                .collect(),
            all: all.iter().map(|topic| self.named(topic)).collect(),
            why,
        };
        if words.trim().is_empty() {
            return ask(&[], if said.topic.is_empty() { Asking::Silent } else { Asking::Gone });
        }
        let heard = answer::first(words, &topics::ready(&all.iter().collect::<Vec<_>>()));
        match heard.understood.meant {
            Meant::One(place) => match all.get(place) {
                Some(topic) => self.locate(topic, said, Some(&heard.postcode), urgent),
                None => ask(&[], Asking::Unclear),
            },
            Meant::Several(places) => ask(&places, Asking::Several),
            Meant::Nothing => ask(&[], Asking::Unclear),
        }
    }

    /// Where they live: as typed, as understood before, or beside their words.
    fn locate(&self, topic: &Topic, said: &Said, beside: Option<&codes::Postcode>, urgent: bool) -> Step {
        let ground = Ground { view: self, topic: &topic.id };
        let postcode = if !said.place.trim().is_empty() {
            ground.find(&said.place, &said.doubted).map(Some)
        } else if !said.postcode.is_empty() {
            Postcode::parse(&said.postcode).map(Some).map_err(|_| PlaceFault::NotFound)
        } else if let Some(codes::Postcode::One(code)) = beside {
            ground.find(code, &said.doubted).map(Some)
        } else if said.asked_for_place {
            Err(PlaceFault::Missing)
        } else {
            Ok(None)
        };
        match postcode {
            Ok(Some(postcode)) => self.offer(topic, postcode, &said.centre, urgent),
            Ok(None) => Step::Place { topic: self.named(topic), fault: None },
            Err(fault) => Step::Place { topic: self.named(topic), fault: Some(fault) },
        }
    }

    /// Who is there for them.
    fn offer(&self, topic: &Topic, postcode: Postcode, wanted: &str, urgent: bool) -> Step {
        let placement = self.place(&topic.id, postcode);
        let wanted_id = CentreId::parse(wanted).ok().filter(|centre| placement.may_choose(centre));
        let gone = wanted_id.is_none() && !wanted.is_empty();
        let chosen =
            wanted_id.as_ref().or(placement.outcome.centre()).and_then(|id| self.directory.centre(id));
        let Some(chosen) = chosen else { return Step::Unserved { topic: self.named(topic) } };
        let hours = topic.promised(urgent);
        let mut others = placement.candidates();
        others.retain(|other| *other != chosen.id);
        let others = others.iter().filter_map(|other| self.directory.centre(other)).take(MOST_OTHERS);
        Step::Centre(Box::new(Offer {
            topic: self.named(topic),
            postcode,
            centre: Card::of(self.directory, chosen, hours),
            nationwide: matches!(placement.outcome, Outcome::WhiteSpot(_)),
            others: others.map(|other| Card::of(self.directory, other, hours)).collect(),
            gone,
            live: self.live(&topic.id, &placement),
            dates: None,
        }))
    }

    /// Who is responsible for an enquiry from there.
    pub(super) fn place(&self, topic: &TopicId, postcode: Postcode) -> Placement<'_> {
        let enquiry = Enquiry { topic: topic.clone(), postcode: Some(postcode), target: None };
        place(&enquiry, self.directory, self.load, self.now)
    }

    fn named(&self, topic: &Topic) -> Named {
        Named::of(topic, self.locale)
    }
}

impl Offer {
    pub(super) fn wish(self) -> Wish {
        Wish {
            topic: self.topic.id.to_string(),
            postcode: self.postcode.to_string(),
            centre: self.centre.id.clone(),
            link: String::new(),
            card: self.centre,
            reader: Reader::Centre,
            manner: self.topic.manner,
        }
    }
}
