//! Where a link leads in a browser and in a Matrix client.

use routing::Reference;
use ruma::UserId;
use url::Url;

use super::{Presented, Token};

/// The addresses that links begin with.
#[derive(Clone, Debug)]
pub struct Addresses {
    portal: Option<String>,
    chat: String,
}

impl Addresses {
    /// `portal` is `[people] public_url`; `reception` is whom people write to in a Matrix client.
    pub fn new(portal: Option<&Url>, reception: &UserId) -> Self {
        Self {
            portal: portal.map(|url| url.as_str().trim_end_matches('/').to_owned()),
            chat: format!("https://matrix.to/#/{reception}"),
        }
    }

    /// The page of one link, if there is a portal.
    pub fn page(&self, token: &Token) -> Option<String> {
        Some(format!("{}/k/{}", self.portal.as_ref()?, token.text().as_str()))
    }

    /// The printable card of one link, if there is a portal.
    pub fn card(&self, token: &Token) -> Option<String> {
        Some(format!("{}/karte.svg", self.page(token)?))
    }

    /// Where a code is typed in, if there is a portal: for people, without `https://`.
    pub fn typing(&self) -> Option<String> {
        let portal = self.portal.as_ref()?;
        Some(format!("{}/k", portal.strip_prefix("https://").unwrap_or(portal)))
    }

    /// Where seekers without a Matrix client are served, if there is a portal.
    pub fn portal(&self) -> Option<String> {
        self.portal.clone()
    }

    /// Where staff sign in at the desk, if there is a portal.
    pub fn desk(&self) -> Option<String> {
        Some(format!("{}/desk", self.portal.as_ref()?))
    }

    /// Where somebody who was invited sets a password, if there is a portal.
    pub fn invitation(&self, secret: &str) -> Option<String> {
        Some(format!("{}/einladung/{secret}", self.desk()?))
    }

    /// What comes for somebody who was invited, if there is a portal.
    pub fn welcome(&self) -> Option<String> {
        Some(format!("{}/willkommen", self.desk()?))
    }

    /// What can be done with a case at the desk. The number stands where browsers keep it to themselves: it is sent to no server.
    pub fn form(&self, case: &Reference) -> Option<String> {
        Some(format!("{}#{case}", self.desk()?))
    }

    /// Opens a chat with the reception in any Matrix client.
    pub fn chat(&self) -> &str {
        &self.chat
    }

    /// What is written in that chat.
    pub fn start(&self, shown: &Presented) -> String {
        format!("start {}", shown.code().text().as_str())
    }
}
