//! An appointment instead of writing first: the open times of the centre that was found, and the one that is chosen.

use routing::{Outcome, Slot, TopicId};

use super::{Context, Dialogue, Offer, Step, Turn};
use crate::words::{
    appointments::Wish,
    heard::Heard,
    phrases::{Locale, Phrase, Say},
    reception::pseudonym::Pseudonym,
};

/// So many are offered at once.
const MOST: usize = routing::appointment::OFFERED;

impl Dialogue {
    /// The centre whose open times are of use now: it was found, and no link led there.
    pub(crate) fn dated(&self) -> Option<&routing::CentreId> {
        let step = if let Step::Dates { back, .. } = &self.step { &**back } else { &self.step };
        step.offer().filter(|offer| offer.link.is_none()).and_then(|offer| offer.outcome.centre())
    }

    /// `termin`: what is open, to be chosen by its number.
    pub(super) fn show_dates(self, heard: &Heard, ctx: &Context<'_>) -> Turn {
        let back = match self.step {
            Step::Dates { back, .. } => back,
            step if step.offer().is_some_and(|offer| offer.link.is_none()) => Box::new(step),
            step => return Self { step, ..self }.answer(heard, ctx),
        };
        let slots: Vec<Slot> = ctx.dates.iter().take(MOST).copied().collect();
        let before = Self { step: *back, ..self };
        if slots.is_empty() {
            return before.ask_again(vec![Phrase::ReceptionDatesNone.into()], ctx);
        }
        let step = Step::Dates { back: Box::new(before.step), slots, tries: 0 };
        Self { step, ..before }.enter(ctx)
    }

    /// A number, or that none fits: the way goes on where it was left.
    pub(super) fn take_date(self, heard: &Heard, ctx: &Context<'_>) -> Turn {
        let Step::Dates { back, slots, tries } = self.step else { return self.ask_again(Vec::new(), ctx) };
        let nth = |number: u16| usize::from(number).checked_sub(1).and_then(|at| slots.get(at)).copied();
        let wish = Wish::of(&heard.text);
        let chosen = if let Some(Wish::Take(number)) = wish { nth(number) } else { None };
        let said = match chosen {
            Some(Slot { start: time, minutes, venue }) => {
                vec![Phrase::ReceptionDate { time, minutes, venue }.into()]
            }
            None if matches!(wish, Some(Wish::NoneFits)) => Vec::new(),
            None => {
                return Self { step: Step::Dates { back, slots, tries }, ..self }.stumble(Vec::new(), ctx);
            }
        };
        let mut step = *back;
        if let Some(offer) = step.offer_mut() {
            offer.date = chosen;
        }
        Self { step, ..self }.ask_again(said, ctx)
    }

    /// Somebody else has the time that was chosen: they may take another, or go on without.
    pub fn date_gone(
        locale: Locale,
        urgent: bool,
        (topic, outcome, pseudonym): (TopicId, Outcome, Pseudonym),
    ) -> Turn {
        let offer = Offer { outcome, others: Vec::new(), link: None, date: None };
        let next = Self::at(locale, Step::Consent { topic, offer, pseudonym, tries: 0 });
        let say = vec![Phrase::ReceptionDateGone.into()];
        Turn { next: Self { urgent, ..next }, say, then: None }
    }
}

/// Each on a line, and how to choose.
pub(super) fn lines(slots: &[Slot]) -> Vec<Say> {
    let mut say = vec![Phrase::ReceptionDates.into()];
    say.extend((1..).zip(slots).map(|(number, slot)| {
        let Slot { start: time, minutes, venue } = *slot;
        Say::from(Phrase::AppointmentSlot { number, time, minutes, venue })
    }));
    say
}

impl Step {
    pub(super) fn offer(&self) -> Option<&Offer> {
        match self {
            Self::Pseudonym { offer, .. } | Self::Name { offer, .. } | Self::Consent { offer, .. } => {
                Some(offer)
            }
            _ => None,
        }
    }

    fn offer_mut(&mut self) -> Option<&mut Offer> {
        match self {
            Self::Pseudonym { offer, .. } | Self::Name { offer, .. } | Self::Consent { offer, .. } => {
                Some(offer)
            }
            _ => None,
        }
    }
}
