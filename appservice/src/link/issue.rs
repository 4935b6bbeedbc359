//! A link comes into the world.

use routing::{Target, Timestamp};

use super::{LinkId, Token};
use crate::store::{StoreResult, Tx, link};

/// A link to be made.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// Where it leads.
    pub target: Target,
    /// From when on it does not hold any more.
    pub expires_at: Option<Timestamp>,
    /// How many cases may be opened by it.
    pub most_uses: Option<u32>,
    /// Whether the counsellor makes it by herself or himself: then it replaces the one that was made so before.
    pub own: bool,
}

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
