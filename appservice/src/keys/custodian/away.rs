//! Other people's servers that do not answer: nothing follows from it for those people.

use std::collections::BTreeSet;

use ruma::{OwnedServerName, ServerName, UserId};
use tokio::time::Instant;

use super::{Custodian, CustodianError, CustodianResult};

/// The servers that did not answer a question.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Away(BTreeSet<OwnedServerName>);

impl Away {
    /// Those that an answer names among its failures.
    pub(super) fn of<'a>(failures: impl Iterator<Item = &'a String>) -> Self {
        Self(failures.filter_map(|server| ServerName::parse(server).ok()).collect())
    }

    /// Those of these people's servers.
    pub(super) fn all_of(people: &[&UserId]) -> Self {
        Self(people.iter().map(|person| person.server_name().to_owned()).collect())
    }

    /// Also those of another answer.
    pub(super) fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Whether the server of this person is one of them.
    pub(super) fn has(&self, person: &UserId) -> bool {
        self.0.contains(person.server_name())
    }

    /// One person of each of them.
    fn one_of_each<'p>(&self, people: &[&'p UserId]) -> Vec<&'p UserId> {
        let mut seen = BTreeSet::new();
        let people = people.iter().copied();
        people.filter(|person| self.has(person) && seen.insert(person.server_name())).collect()
    }
}

impl Custodian {
    /// Learns these people's devices anew, whatever was known; says of which servers nothing was learnt.
    ///
    /// Who was away is asked by no homeserver for ten minutes and more, also when they are back, unless it is asked for
    /// something that it cannot put off: a profile. So that comes before the second question.
    pub(super) async fn refresh_devices(&self, people: &[&UserId]) -> CustodianResult<Away> {
        let known: Vec<_> = people.iter().copied().filter(|person| !self.may_ask(person)).collect();
        let known = Away::all_of(&known);
        let away = self.ask_for_devices(people).await?;
        let mut back = false;
        // Who was known to be away is looked for by somebody else.
        for person in away.one_of_each(people).into_iter().filter(|person| !known.has(person)) {
            back |= self.homeserver.is_within_reach(&self.identity, person).await?;
        }
        if !back {
            return Ok(away);
        }
        let again: Vec<&UserId> = people.iter().copied().filter(|person| away.has(person)).collect();
        self.ask_for_devices(&again).await
    }

    /// Whether somebody's server may be asked for keys: not while it is known to be away.
    pub(super) fn may_ask(&self, person: &UserId) -> bool {
        !self.homeserver.reach().is_away(person.server_name())
    }

    /// Notes which servers an answer is missing of.
    pub(super) fn note_away(&self, away: &Away) {
        for server in away.0.iter().filter(|server| *server != self.user().server_name()) {
            self.homeserver.reach().silent(server, Instant::now());
        }
    }

    /// That somebody cannot be given keys since their server is away: counted, and waited out.
    pub(super) fn server_away() -> CustodianError {
        metrics::counter!("lotse_servers_away_total").increment(1);
        CustodianError::ServerAway
    }
}
