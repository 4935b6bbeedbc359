//! Which topic somebody means, among those of the directory.

use hearing::topics::{Meant, TopicTerms, Topics};
use routing::{Topic, TopicId};

use crate::words::phrases::Locale;

/// What a topic is called in a language.
pub(super) fn name(topic: &Topic, locale: Locale) -> String {
    match (locale, &topic.name_en) {
        (Locale::En, Some(name)) => name.clone(),
        _ => topic.name.clone(),
    }
}

/// Makes topics ready to be listened for; what is understood are places in this list.
pub fn ready(topics: &[&Topic]) -> Topics<'static> {
    let terms = topics.iter().map(|topic| TopicTerms {
        name: &topic.name,
        name_en: topic.name_en.as_deref(),
        keywords: &topic.keywords,
    });
    Topics::new(&terms.collect::<Vec<_>>())
}

/// The ids of the topics that are asked among, or of the one that is meant, best first; none if nothing was understood.
pub(super) fn ids(meant: &Meant, topics: &[&Topic]) -> Vec<TopicId> {
    let places = match meant {
        Meant::One(only) => std::slice::from_ref(only),
        Meant::Several(several) => several,
        Meant::Nothing => &[],
    };
    places.iter().filter_map(|place| topics.get(*place)).map(|topic| topic.id.clone()).collect()
}
