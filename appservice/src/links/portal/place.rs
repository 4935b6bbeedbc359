//! The postcode in what somebody types who is asked where they live: digits, or the name of a place.

use std::collections::BTreeSet;

use hearing::{
    place::{self as codes},
    places::{self, Place},
};
use routing::{CentreId, Postcode, TopicId};

use super::wish::View;

/// So many places of one name are shown.
const MOST_PLACES: usize = 8;

/// What is wrong with a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceFault {
    /// Nothing was typed.
    Missing,
    /// More than one postcode.
    Several,
    /// Not in Germany.
    Foreign,
    /// No such postcode is known: said again, it is taken, for tables of codes age.
    Unknown {
        /// The code.
        code: String,
    },
    /// Neither a postcode nor a place.
    NotFound,
    /// In this place it depends on the postcode.
    Depends {
        /// The place.
        place: String,
        /// Its codes, neighbours drawn together.
        codes: String,
    },
    /// There are several of this name.
    Which(Vec<PlaceChoice>),
}

/// One of several places of the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceChoice {
    /// Its name.
    pub name: String,
    /// Its codes, neighbours drawn together.
    pub codes: String,
    /// What a form sends for it.
    pub value: String,
}

/// Where a topic's enquiries come from.
pub(super) struct Ground<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) topic: &'a TopicId,
}

impl Ground<'_> {
    /// The postcode that decides who is responsible.
    pub(super) fn find(&self, text: &str, doubted: &str) -> Result<Postcode, PlaceFault> {
        match codes::postcode(text) {
            codes::Postcode::One(code) if code != doubted && !places::exists(&code) => {
                Err(PlaceFault::Unknown { code })
            }
            codes::Postcode::One(code) => Postcode::parse(&code).map_err(|_| PlaceFault::NotFound),
            codes::Postcode::Several => Err(PlaceFault::Several),
            codes::Postcode::Foreign => Err(PlaceFault::Foreign),
            codes::Postcode::None => self.find_place(&places::named(text)),
        }
    }

    fn find_place(&self, named: &[Place]) -> Result<Postcode, PlaceFault> {
        match named {
            [] => Err(PlaceFault::NotFound),
            [place] => self
                .same_everywhere(place)
                .ok_or_else(|| PlaceFault::Depends { place: place.name.to_owned(), codes: written(place) }),
            several => Err(PlaceFault::Which(
                several.iter().take(MOST_PLACES).map(|place| self.choice(place, several)).collect(),
            )),
        }
    }

    fn choice(&self, place: &Place, all: &[Place]) -> PlaceChoice {
        let first = place.runs.first().map(|(first, _)| format!("{first:05}")).unwrap_or_default();
        let is_only = all.iter().filter(|other| other.name == place.name).count() == 1;
        let value = match self.same_everywhere(place) {
            Some(postcode) => postcode.to_string(),
            None if is_only => place.name.to_owned(),
            None => first,
        };
        PlaceChoice { name: place.name.to_owned(), codes: written(place), value }
    }

    /// Its first postcode, if the same centres are there for all of them.
    fn same_everywhere(&self, place: &Place) -> Option<Postcode> {
        let all = places::delivered();
        let within = |(first, last): &(u32, u32)| {
            let from = all.partition_point(|code| code < first);
            let to = all.partition_point(|code| code <= last);
            all.get(from..to).unwrap_or_default()
        };
        let mut codes = place.runs.iter().flat_map(within).filter_map(|code| Postcode::from_code(*code).ok());
        let first = codes.next()?;
        let there = self.centres(first);
        codes.all(|code| self.centres(code) == there).then_some(first)
    }

    fn centres(&self, postcode: Postcode) -> BTreeSet<CentreId> {
        let placement = self.view.place(self.topic, postcode);
        placement.candidates().into_iter().chain(placement.outcome.centre().cloned()).collect()
    }
}

fn written(place: &Place) -> String {
    let run = |(first, last): &(u32, u32)| {
        if first == last { format!("{first:05}") } else { format!("{first:05}–{last:05}") }
    };
    place.runs.iter().map(run).collect::<Vec<_>>().join(", ")
}
