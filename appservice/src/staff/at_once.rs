//! A case for somebody who sits before a counsellor: what is shown on the screen of the desk.

use routing::desk::Deed;
use routing::{CentreId, Timestamp};

use super::{Refused, SignedIn, Staff};
use crate::{cases::at_once, links};

/// A link, shown this once.
#[derive(Clone, Debug)]
pub struct AtOnceView {
    /// Its address in a browser.
    pub page: String,
    /// The same as a QR code: an SVG.
    pub qr: String,
    /// Where the card to print is.
    pub card: String,
    /// Where a code is typed in.
    pub typing: String,
    /// The code to type.
    pub code: String,
    /// From when on it does not hold any more.
    pub until: Timestamp,
}

impl Staff {
    /// A link for whoever sits before this counsellor of the centre: the same that `vor ort` gives in the Team room. Nothing where
    /// there is no portal, or its address is too long for a QR code.
    pub async fn at_once(
        &self,
        signed_in: &SignedIn,
        centre: &CentreId,
    ) -> Result<Option<AtOnceView>, Refused> {
        let service = self.office()?;
        signed_in.must(Deed::Counsel(centre))?;
        let mut tx = service.store.begin().await?;
        let made = at_once::make(&service, &mut tx, centre, signed_in.counsellor.clone()).await?;
        let addresses = &service.addresses;
        let (Some(page), Some(card), Some(typing), Ok(qr)) = (
            addresses.page(&made.token),
            addresses.card(&made.token),
            addresses.typing(),
            links::qr(addresses, &made.token),
        ) else {
            return Ok(None);
        };
        tx.commit().await?;
        let (code, until) = (made.token.code().text().as_str().to_owned(), self.now().plus(at_once::HOLDS));
        Ok(Some(AtOnceView { page, qr, card, typing, code, until }))
    }
}
