//! A link comes into the world.

use routing::Timestamp;

use super::{LinkId, NewLink, Token};
use crate::store::{StoreResult, Tx, link};

/// A link that was made. Its token is known here for the last time.
#[derive(Clone, Debug)]
pub struct Issued {
    /// What operators call it by.
    pub id: LinkId,
    /// What opens it.
    pub token: Token,
    /// Whether an own link from before was taken back.
    pub replaced: bool,
}

/// Makes a link.
pub async fn issue(tx: &mut Tx, new: &NewLink, now: Timestamp) -> StoreResult<Issued> {
    let replaced = new.own && link::revoke_own(tx, &new.target, now).await?;
    loop {
        let (id, token) = (LinkId::draw(), Token::draw());
        // An id of 40 bits may be taken already; then another one is drawn.
        if link::insert(tx, &id, &token, new, now).await? {
            return Ok(Issued { id, token, replaced });
        }
    }
}
