//! From what spoke for each topic to one of them, a few, or a question.
//!
//! The limits are set on sentences that the model has not seen, so that what is taken is right in forty-nine of fifty.

use super::{Meant, crisis::Sign, terms::Hit};

/// One topic is taken from here on,
const ALONE: f32 = 0.5;
/// or from here on if it is named and no other is,
const ALONE_AND_NAMED: f32 = 0.3;
/// if the next is this far behind.
const AHEAD: f32 = 0.3;
/// A few are asked among if the best two have this much,
const TOGETHER: f32 = 0.4;
/// and each of them this much.
const CLOSE: f32 = 0.1;
/// A keyword alone is taken, unless the model says another topic with this much.
const RIVAL: f32 = 0.3;
/// How much a fully fitting term counts beside what was learnt.
const TERM: f32 = 0.8;
/// A term that fits so well is named.
const SAID: f32 = 0.9;
/// Of two topics that are named, neither is taken if the other has this much.
const NAMED: f32 = 0.03;
/// The most to ask back among.
const MOST: usize = 4;

/// What speaks for each topic.
pub(super) struct Weighed {
    topics: Vec<Topic>,
    /// The share of classes that the directory does not have, and of none.
    pub(super) elsewhere: f32,
}

#[derive(Clone, Copy, Default)]
struct Topic {
    learnt: f32,
    term: f32,
    said: Said,
    is_crisis: bool,
}

/// How plainly a topic was said.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    #[default]
    Not,
    /// A landmark of it, or the very word of a term, is there.
    Within,
    /// A keyword is all that was said.
    Keyword,
    /// Its name is all that was said.
    Name,
}

impl Topic {
    fn weight(&self) -> f32 {
        1.0 - (1.0 - self.learnt) * (1.0 - TERM * self.term)
    }
}

impl Weighed {
    pub(super) fn new(topics: usize) -> Self {
        Self { topics: vec![Topic::default(); topics], elsewhere: 0.0 }
    }

    pub(super) fn learnt(&mut self, topic: usize, share: f32) {
        self.topics[topic].learnt = share;
    }

    pub(super) fn term(&mut self, hit: &Hit<'_>) {
        let topic = &mut self.topics[hit.topic];
        topic.term = topic.term.max(hit.strength);
        topic.said = topic.said.max(match hit {
            Hit { whole: true, is_name: true, .. } => Said::Name,
            Hit { whole: true, .. } => Said::Keyword,
            Hit { strength, .. } if *strength >= SAID => Said::Within,
            Hit { .. } => Said::Not,
        });
    }

    pub(super) fn marked(&mut self, topic: usize) {
        let said = &mut self.topics[topic].said;
        *said = Said::Within.max(*said);
    }

    /// A topic about suicide counts only if the words speak of it, or call it.
    pub(super) fn crisis(&mut self, topic: usize, sign: Sign, called: bool) {
        let here = &mut self.topics[topic];
        here.is_crisis = true;
        if called {
            here.said = Said::Name;
        } else if sign == Sign::None {
            *here = Topic { is_crisis: true, ..Topic::default() };
        }
    }

    /// The most learnt topics, best first.
    pub(super) fn best(&self, most: usize) -> Vec<(usize, f32)> {
        let mut best: Vec<(usize, f32)> = self.topics.iter().map(|topic| topic.learnt).enumerate().collect();
        best.sort_by(|one, other| other.1.total_cmp(&one.1));
        best.truncate(most);
        best
    }

    pub(super) fn decide(&self, sign: Sign, grown_up: bool) -> Meant {
        let meant = self.whole().unwrap_or_else(|| self.likely());
        if sign == Sign::None { meant } else { self.in_crisis(meant, sign, grown_up) }
    }

    /// All that was said is a name or keyword.
    fn whole(&self) -> Option<Meant> {
        let among = |wanted: fn(&Topic) -> bool| -> Vec<usize> {
            self.topics
                .iter()
                .enumerate()
                .filter(|(_, topic)| wanted(topic))
                .map(|(place, _)| place)
                .collect()
        };
        if let [only] = among(|topic| topic.said == Said::Name)[..] {
            return Some(Meant::One(only));
        }
        let mut whole = among(|topic| topic.said >= Said::Keyword);
        if whole.is_empty() {
            return None;
        }
        whole.extend(among(|topic| topic.said < Said::Keyword && topic.learnt >= RIVAL));
        whole.truncate(MOST);
        Some(if let [only] = whole[..] { Meant::One(only) } else { Meant::Several(whole) })
    }

    fn likely(&self) -> Meant {
        let mut ranked: Vec<(usize, f32)> = self.topics.iter().map(Topic::weight).enumerate().collect();
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
        let weight = |place: usize| ranked.get(place).map_or(0.0, |(_, weight)| *weight);
        let is_named =
            |place: &usize| self.topics[*place].said >= Said::Within && self.topics[*place].weight() >= NAMED;
        let named: Vec<usize> = ranked.iter().map(|(place, _)| *place).filter(is_named).take(MOST).collect();
        let likeliest = ranked.first().map(|(place, _)| *place);
        match (named.as_slice(), likeliest) {
            ([_, _, ..], _) => return Meant::Several(named),
            // A landmark speaks for another topic than all the rest does.
            ([named], Some(likeliest)) if *named != likeliest && weight(0) >= CLOSE => {
                return Meant::Several(vec![likeliest, *named]);
            }
            ([named], _) if weight(0) >= ALONE_AND_NAMED && weight(0) - weight(1) >= AHEAD => {
                return Meant::One(*named);
            }
            ([], Some(likeliest)) if weight(0) >= ALONE && weight(0) - weight(1) >= AHEAD => {
                return Meant::One(likeliest);
            }
            _ => {}
        }
        let close: Vec<usize> = ranked
            .iter()
            .take(MOST)
            .filter(|(_, weight)| *weight >= CLOSE)
            .map(|(place, _)| *place)
            .collect();
        let is_said = ranked.first().is_some_and(|(place, _)| self.topics[*place].term > 0.0);
        if close.len() < 2 || weight(0) + weight(1) < TOGETHER || (weight(0) < self.elsewhere && !is_said) {
            return Meant::Nothing;
        }
        Meant::Several(close)
    }

    /// Whoever speaks of suicide is not led elsewhere without being asked, and a grown-up not to young people's
    /// helpers.
    fn in_crisis(&self, meant: Meant, sign: Sign, grown_up: bool) -> Meant {
        let Some(crisis) = self.topics.iter().position(|topic| topic.is_crisis) else {
            return if sign == Sign::Suicide && !matches!(meant, Meant::Several(_)) {
                Meant::Nothing
            } else {
                meant
            };
        };
        let others =
            self.topics.iter().filter(|topic| !topic.is_crisis).map(Topic::weight).fold(0.0, f32::max);
        if sign == Sign::Suicide && !grown_up && others < RIVAL {
            return Meant::One(crisis);
        }
        let mut topics = match meant {
            Meant::One(topic) if topic == crisis && grown_up && self.topics[crisis].said < Said::Name => {
                return Meant::Nothing;
            }
            Meant::One(topic) if topic == crisis => return Meant::One(crisis),
            Meant::One(topic) => vec![topic],
            Meant::Several(topics) => topics,
            Meant::Nothing => return Meant::Nothing,
        };
        if !topics.contains(&crisis) {
            topics.insert(0, crisis);
        }
        Meant::Several(topics)
    }
}
