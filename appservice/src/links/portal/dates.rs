//! First appointments, before anybody writes: which times of a centre are open, and whether one still is.

use routing::{CentreId, Slot, appointment::first};

use super::{
    Portal,
    wish::{Next, Said, Step, Wish},
};
use crate::{
    store::{self, StoreResult},
    words::phrases::Locale,
};

/// What somebody is shown who wants an appointment instead of writing first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstDates {
    /// What goes along.
    pub wish: Box<Wish>,
    /// The open times, the earliest first; there may be none.
    pub slots: Vec<Slot>,
}

impl Portal {
    /// The open times of the centre that is there for somebody; another step, if what they said does not hold.
    pub async fn first_dates(&self, said: &Said, locale: Locale) -> StoreResult<Result<FirstDates, Next>> {
        let next = self.next(said, locale).await?;
        match next.step {
            Step::Centre(offer) if !offer.gone => {
                let slots = offer.dates.clone().unwrap_or_default();
                Ok(Ok(FirstDates { wish: Box::new(offer.wish()), slots }))
            }
            _ => Ok(Err(next)),
        }
    }

    /// The open times of a centre; nothing where it gives no first appointments.
    pub(super) async fn open_times(&self, centre: &str) -> StoreResult<Option<Vec<Slot>>> {
        let directory = self.roster.directory();
        let Ok(centre) = CentreId::parse(centre) else { return Ok(None) };
        if !directory.centre(&centre).is_some_and(routing::Centre::gives_first_dates) {
            return Ok(None);
        }
        let mut tx = self.store.look().await?;
        let open = store::appointment::first::open(&mut tx, &directory, &centre, self.clock.now()).await?;
        Ok(Some(first::choice(&open)))
    }
}
