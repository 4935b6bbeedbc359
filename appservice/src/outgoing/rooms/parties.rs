//! Which homeservers take part in a room: ours, the one that the centre names, and those of the people who belong there.

use std::collections::BTreeSet;

use routing::{CentreId, RoomId};
use ruma::{OwnedServerName, OwnedUserId};
use serde_json::{Value, json};

use crate::{
    cases::service::Service,
    store::{self, StoreResult, Tx},
};

/// The homeservers of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parties {
    ours: OwnedServerName,
    others: BTreeSet<String>,
}

impl Parties {
    /// Ours, and the servers of `people` alone.
    pub(crate) fn of_people(service: &Service, people: &[OwnedUserId]) -> Self {
        Self::new(service.names.steward().server_name().to_owned(), None, people)
    }

    /// Ours, the one that the centre names, and those of `people`.
    pub(crate) fn of_centre(service: &Service, centre: &CentreId, people: &[OwnedUserId]) -> Self {
        let ours = service.names.steward().server_name().to_owned();
        let directory = service.directory();
        let theirs = directory.centre(centre).and_then(|centre| centre.server.as_ref());
        Self::new(ours, theirs.map(routing::ServerName::as_str), people)
    }

    fn new(ours: OwnedServerName, theirs: Option<&str>, people: &[OwnedUserId]) -> Self {
        let people = people.iter().map(|user| user.server_name().as_str());
        let others = people.chain(theirs).filter(|server| *server != ours.as_str()).map(str::to_owned);
        Self { others: others.collect(), ours }
    }

    /// Writes down with a room that was just made for these parties whether it can never be entered by another server.
    pub(crate) async fn remember(&self, tx: &mut Tx, room: &RoomId) -> StoreResult<()> {
        if self.are_only_ours() { store::room::enclose(tx, room).await } else { Ok(()) }
    }

    /// Whether nobody of another server takes part: then the room is made so that none can ever enter it.
    pub(crate) fn are_only_ours(&self) -> bool {
        self.others.is_empty()
    }

    /// The rule about servers: nobody else's can bring somebody in, whatever it claims. None where our own name has a port, since
    /// Synapse compares without it, and would keep out our own.
    pub(crate) fn acl(&self) -> Option<Value> {
        if self.ours.port().is_some() {
            return None;
        }
        let allow: BTreeSet<_> = self.others.iter().map(String::as_str).chain([self.ours.as_str()]).collect();
        Some(json!({ "allow": allow, "deny": [], "allow_ip_literals": false }))
    }
}

#[cfg(test)]
mod tests {
    use ruma::{owned_server_name, owned_user_id};
    use serde_json::json;

    use super::Parties;

    #[test]
    fn exactly_ours_theirs_and_those_of_the_people() {
        let ours = owned_server_name!("lotse.example");
        let (ben, anna) = (owned_user_id!("@ben:zentrum.example"), owned_user_id!("@anna:anderswo.example"));
        let parties = |theirs, people: &[_]| Parties::new(ours.clone(), theirs, people);
        let alone = parties(None, &[owned_user_id!("@ben:lotse.example")]);
        assert!(alone.are_only_ours());
        assert_eq!(alone.acl().unwrap()["allow"], json!(["lotse.example"]));
        assert_eq!(alone, parties(Some("lotse.example"), &[]), "a centre that names our own server");
        let both = json!(["lotse.example", "zentrum.example"]);
        for people in [&[][..], &[ben]] {
            let parties = parties(Some("zentrum.example"), people);
            assert!(!parties.are_only_ours());
            assert_eq!(parties.acl().unwrap()["allow"], both);
        }
        let all = parties(Some("zentrum.example"), &[anna]);
        assert_eq!(
            all.acl().unwrap()["allow"],
            json!(["anderswo.example", "lotse.example", "zentrum.example"])
        );
        let with_port = Parties::new(owned_server_name!("lotse.example:8448"), Some("zentrum.example"), &[]);
        assert_eq!(with_port.acl(), None);
    }
}
