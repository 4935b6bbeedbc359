//! Our own Matrix users and aliases: what they are called, and whose a name is.

use routing::CentreId;
use ruma::{OwnedUserId, UserId};

/// The users of our namespace that Lotse speaks as.
#[derive(Clone, Debug)]
pub struct Names {
    server: String,
    reception: OwnedUserId,
    steward: OwnedUserId,
    custodian_prefix: String,
    seeker_prefix: String,
    alias_prefix: String,
}

/// A localpart or server name that makes no Matrix user id.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no Matrix user id")]
pub struct BadName(String);

impl Names {
    /// The names that the settings give.
    pub fn new(users: &config::Users, server: &str) -> Result<Self, BadName> {
        let user = |localpart: &str| {
            let id = format!("@{localpart}:{server}");
            OwnedUserId::try_from(id.as_str()).map_err(|_| BadName(id))
        };
        Ok(Self {
            server: server.to_owned(),
            reception: user(&users.reception)?,
            steward: user(&users.steward)?,
            custodian_prefix: users.custodian_prefix.clone(),
            seeker_prefix: users.seeker_prefix.clone(),
            alias_prefix: users.alias_prefix(),
        })
    }

    /// The front door.
    pub fn reception(&self) -> &UserId {
        &self.reception
    }

    /// Makes every room and holds no keys.
    pub fn steward(&self) -> &UserId {
        &self.steward
    }

    /// A centre's custodian.
    ///
    /// # Panics
    /// Never: a centre id is made of characters that a localpart may have.
    pub fn custodian(&self, centre: &CentreId) -> OwnedUserId {
        let id = format!("@{}{}:{}", self.custodian_prefix, centre.as_str(), self.server);
        OwnedUserId::try_from(id).expect("a centre id fits into a localpart")
    }

    /// Whose custodian a user is, if it is one of ours.
    pub fn centre_of(&self, user: &UserId) -> Option<CentreId> {
        let ours = user.server_name() == self.server.as_str();
        let slug = user.localpart().strip_prefix(&self.custodian_prefix).filter(|_| ours)?;
        CentreId::parse(slug).ok()
    }

    /// Whether a user is one that Lotse speaks as.
    pub fn is_ours(&self, user: &UserId) -> bool {
        user == self.reception
            || user == self.steward
            || (user.server_name() == self.server.as_str()
                && user.localpart().starts_with(&self.custodian_prefix))
    }

    /// The localpart of a portal seeker, from a random word.
    pub fn portal_seeker(&self, word: &str) -> String {
        format!("{}{word}", self.seeker_prefix)
    }

    /// The full id that goes with a localpart of ours.
    pub fn full(&self, localpart: &str) -> String {
        format!("@{localpart}:{}", self.server)
    }

    /// Whether a user is a seeker of the portal.
    pub fn is_portal_seeker(&self, user: &UserId) -> bool {
        user.server_name() == self.server.as_str() && user.localpart().starts_with(&self.seeker_prefix)
    }

    /// The name of our homeserver.
    pub fn server(&self) -> &str {
        &self.server
    }

    /// The localpart of an alias that claims a room, from a random word.
    pub fn alias(&self, word: &str) -> String {
        format!("{}{word}", self.alias_prefix)
    }

    /// Whether this alias, as clients write it, is one of ours.
    pub fn is_alias(&self, address: &str) -> bool {
        address.strip_prefix('#').is_some_and(|rest| rest.starts_with(&self.alias_prefix))
    }
}
