//! What the pages of the portal show: decided here, set in HTML by `web`.

mod dates;
mod live;
mod place;
mod wish;

use std::sync::Arc;

use routing::{Centre, CentreId, Directory, Landing, Manner, Responsible, Standing, Target, TopicId, land};

pub use self::{
    dates::FirstDates,
    live::{LiveOffer, LiveWish},
    place::{PlaceChoice, PlaceFault},
    wish::{Asking, Next, Offer, Said, Step, Wish, Writing},
};
use crate::{
    directory::roster::Roster,
    kit::Kit,
    links::{Addresses, CardError, Presented, Token, card},
    running::clock::Clock,
    store::{self, Store, StoreResult},
    words::phrases::{Catalogue, Locale},
};

/// The portal's own view of the world. It needs no homeserver, so that a page is there while Lotse is still starting.
pub struct Portal {
    /// The memory.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Who counsels, where and on what.
    pub roster: Roster,
    /// What stands on a printed card.
    pub catalogue: Catalogue,
    /// The language for those whose browser asks for none that we have.
    pub locale: Locale,
    /// Where links lead.
    pub addresses: Addresses,
    /// How live chats are taken.
    pub live: routing::live::Terms,
    /// The Matrix user whom people write to.
    pub reception: String,
    /// The long data-protection notice, if there is one.
    pub data_protection_link: Option<String>,
    /// The notices of the centres.
    pub kit: Arc<Kit>,
}

/// What somebody finds who opens a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The link holds, and somebody is there.
    Way {
        /// The centre that it leads to.
        centre: Box<Card>,
        /// What to know about who will read.
        reader: Reader,
        /// What this centre counsels on.
        topics: Vec<Named>,
        /// The link itself, as a form sends it on.
        link: String,
        /// What is to be written in a chat with the reception.
        start: String,
        /// The path of the card to print, below the portal's root, if it was opened by the token.
        print: Option<String>,
    },
    /// The link holds, but nobody of its centre can take anything now.
    Closed,
    /// The link is unknown, revoked, expired or used up.
    Invalid,
}

/// Who reads first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The centre.
    Centre,
    /// The one person whose link it is.
    Person,
    /// That person's deputy.
    Deputy,
    /// The team, for the person is away.
    Team,
}

/// A topic as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its slug.
    pub id: TopicId,
    /// What it is called; in German unless they read English.
    pub name: String,
    /// How those who seek help on it are addressed in German.
    pub manner: Manner,
}

/// A centre as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who runs it.
    pub carrier: String,
    /// What it offers, line by line; its hours, too, if it says them.
    pub lines: Vec<String>,
    /// Whether colleagues may stand in for one another.
    pub team: bool,
    /// Within how many hours it answers.
    pub hours: u16,
}

/// What a centre says of data protection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeView {
    /// The centre.
    pub centre: Card,
    /// Who answers for the data, and whom to ask; empty where nobody has said it.
    pub responsible: Responsible,
    /// What it counsels on, and how many days after its end a case is erased.
    pub topics: Vec<(Named, u16)>,
    /// Which wording is in force.
    pub version: String,
}

impl Card {
    pub(crate) fn of(directory: &Directory, centre: &Centre, hours: u16) -> Self {
        Self {
            id: centre.id.to_string(),
            name: centre.name.clone(),
            carrier: directory.runs(centre).to_owned(),
            lines: centre.card.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            team: centre.team,
            hours,
        }
    }
}

impl Named {
    fn of(topic: &routing::Topic, locale: Locale) -> Self {
        let name = match (locale, &topic.name_en) {
            (Locale::En, Some(name)) => name,
            _ => &topic.name,
        };
        Self { id: topic.id.clone(), name: name.clone(), manner: topic.manner }
    }
}

impl Portal {
    /// All topics, in the order in which people see them.
    pub async fn topics(&self, locale: Locale) -> StoreResult<Vec<Named>> {
        self.roster.refresh(&self.store).await?;
        Ok(self.roster.directory().topics().iter().map(|topic| Named::of(topic, locale)).collect())
    }

    /// What a centre says of data protection; nothing, if there is none of this name.
    pub async fn notice(&self, centre: &str, locale: Locale) -> StoreResult<Option<NoticeView>> {
        let Ok(id) = CentreId::parse(centre) else { return Ok(None) };
        self.roster.refresh(&self.store).await?;
        let directory = self.roster.directory();
        let Some(centre) = directory.centre(&id) else { return Ok(None) };
        let notice = self.kit.notice(directory.topics(), (centre, directory.runs(centre)));
        let notice = notice.inspect_err(|error| tracing::error!(error = %error, "Could not word a notice"));
        let topics = offered(&directory, centre).into_iter();
        Ok(Some(NoticeView {
            centre: Card::of(&directory, centre, 0),
            responsible: centre.responsible.clone(),
            topics: topics.map(|topic| (Named::of(topic, locale), topic.retention_days)).collect(),
            version: notice.map(|notice| notice.version).unwrap_or_default(),
        }))
    }

    /// Looks a link up. That somebody looks is not remembered and counts as no use.
    pub async fn find(&self, text: &str, locale: Locale) -> StoreResult<Found> {
        let Some(shown) = Presented::parse(text) else { return Ok(Found::Invalid) };
        let Some(target) = self.target(&shown).await? else { return Ok(Found::Invalid) };
        self.roster.refresh(&self.store).await?;
        let directory = self.roster.directory();
        let reader = match (land(&target, &directory, self.clock.now()), &target) {
            (Landing::Nobody, _) => return Ok(Found::Closed),
            (Landing::Counsellor(_), _) => Reader::Person,
            (Landing::Deputy(_), _) => Reader::Deputy,
            (Landing::Pool, Target::Counsellor(..)) => Reader::Team,
            (Landing::Pool, Target::Centre(_)) => Reader::Centre,
        };
        let Some(centre) = directory.centre(target.centre()) else { return Ok(Found::Closed) };
        let topics = offered(&directory, centre);
        let hours = topics.iter().map(|topic| topic.promise_hours).max().unwrap_or_default();
        let (link, print) = match &shown {
            Presented::Token(token) => {
                let text = token.text().as_str().to_owned();
                let print = format!("k/{text}/karte.svg");
                (text, Some(print))
            }
            Presented::Code(code) => (code.text().as_str().to_owned(), None),
        };
        Ok(Found::Way {
            centre: Box::new(Card::of(&directory, centre, hours)),
            reader,
            topics: topics.into_iter().map(|topic| Named::of(topic, locale)).collect(),
            link,
            start: self.addresses.start(&shown),
            print: print.filter(|_| self.addresses.typing().is_some()),
        })
    }

    /// The card to print, for a link that holds.
    pub async fn card(&self, token: &str, locale: Locale) -> StoreResult<Option<Result<String, CardError>>> {
        let Some(token) = Token::parse(token) else { return Ok(None) };
        if self.target(&Presented::Token(token.clone())).await?.is_none() {
            return Ok(None);
        }
        Ok(Some(card(&self.catalogue, locale, &self.addresses, &token)))
    }

    /// The name of the homeserver on which people of the portal get their accounts.
    pub fn server_name(&self) -> &str {
        self.reception.split_once(':').map_or("", |(_, server)| server)
    }

    /// Where a link leads, if it holds.
    async fn target(&self, shown: &Presented) -> StoreResult<Option<Target>> {
        let mut tx = self.store.look().await?;
        let link = store::link::shown(&mut tx, shown).await?;
        let valid = link.filter(|link| link.terms.standing(self.clock.now()) == Standing::Valid);
        Ok(valid.map(|link| link.target))
    }
}

/// What a centre counsels on, in the order in which people see it.
fn offered<'d>(directory: &'d Directory, centre: &Centre) -> Vec<&'d routing::Topic> {
    directory.topics().iter().filter(|topic| centre.services.contains_key(&topic.id)).collect()
}

impl std::fmt::Debug for Portal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Portal")
    }
}
