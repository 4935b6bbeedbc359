//! Live chats, before anybody comes in: who is there now, how many wait, and how long it took lately.

use routing::{CentreId, Placement, TopicId, live};

use super::{
    Card, Named, Portal,
    wish::{Next, Said, Step, View, Wish},
};
use crate::{
    store::{self, StoreResult},
    words::phrases::Locale,
};

/// Whether somebody would take a live chat now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiveOffer {
    /// Nobody is there.
    Nobody,
    /// Somebody is, and as many wait as may.
    Full,
    /// This centre would.
    There(Box<Card>),
}

/// What is shown before somebody comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveWish {
    /// Who would take it.
    pub offer: LiveOffer,
    /// What goes along: with the centre that takes live chats, if one does.
    pub wish: Box<Wish>,
    /// Whether that is another centre than the one that is responsible, whose page was shown before.
    pub another: bool,
    /// How many wait there.
    pub waiting: u16,
    /// How many minutes most waited lately; not known where there were few.
    pub minutes: Option<u16>,
}

impl Portal {
    /// The topics for which somebody is there now, and whether for everybody, wherever they live.
    pub async fn live_topics(&self, locale: Locale) -> StoreResult<(Vec<Named>, bool)> {
        self.roster.refresh(&self.store).await?;
        let standings = store::live::standings(&mut self.store.look().await?).await?;
        let (directory, now) = (self.roster.directory(), self.clock.now());
        let standing = |centre: &CentreId| standings.get(centre).copied().unwrap_or_default();
        let topics = live::topics(&directory, &self.live, standing, now);
        let topics = topics.into_iter().map(|topic| Named::of(topic, locale)).collect();
        Ok((topics, self.live.reach == live::Reach::Platform))
    }

    /// What somebody is shown who wants a live chat; another step, if what they said does not hold.
    pub async fn live(&self, said: &Said, locale: Locale) -> StoreResult<Result<LiveWish, Next>> {
        // The centre of a live chat is computed anew: none is chosen by hand.
        let said = Said { centre: String::new(), ..said.clone() };
        let next = self.next(&said, locale).await?;
        let Step::Centre(offer) = next.step else { return Ok(Err(next)) };
        let live = offer.live.clone();
        let (mut waiting, mut minutes) = (0, None);
        if let LiveOffer::There(card) = &live
            && let Ok(centre) = CentreId::parse(&card.id)
        {
            let mut tx = self.store.look().await?;
            let standing = store::live::standings(&mut tx).await?.remove(&centre).unwrap_or_default();
            waiting = u16::try_from(standing.waiting).unwrap_or(u16::MAX);
            minutes = live::usual(store::live::figure::waits(&mut tx, &centre).await?);
        }
        let mut wish = offer.wish();
        let another = matches!(&live, LiveOffer::There(card) if card.id != wish.centre);
        if let LiveOffer::There(card) = &live {
            wish.centre.clone_from(&card.id);
            wish.card = Card::clone(card);
        }
        Ok(Ok(LiveWish { offer: live, wish: Box::new(wish), another, waiting, minutes }))
    }
}

impl View<'_> {
    /// Who would take a live chat on this topic from there.
    pub(super) fn live(&self, topic: &TopicId, placement: &Placement<'_>) -> LiveOffer {
        let standing = |centre: &CentreId| self.standings.get(centre).copied().unwrap_or_default();
        match live::taker(topic, self.directory, placement, &self.live, standing, self.now) {
            live::Taker::Nobody => LiveOffer::Nobody,
            live::Taker::Full => LiveOffer::Full,
            live::Taker::Centre(id) => match self.directory.centre(&id) {
                // The time within which letters are answered has nothing to do with it.
                Some(centre) => LiveOffer::There(Box::new(Card::of(self.directory, centre, 0))),
                None => LiveOffer::Nobody,
            },
        }
    }
}
