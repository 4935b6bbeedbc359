//! Whether both registrations fit the settings and one another.

use std::path::Path;

use regex::Regex;
use secrecy::{ExposeSecret, SecretString};

use super::{Namespace, Registration, Registrations};
use crate::fault::{Fault, Place, Problem};
use crate::sample::PLACEHOLDER;
use crate::settings::Settings;
use crate::value::http_url;

/// Tokens shorter than this are guessable or a slip.
const SHORTEST_TOKEN: usize = 32;

pub(super) fn faults(settings: &Settings, both: &Registrations) -> Vec<Fault> {
    let homeserver = &settings.homeserver;
    let mut lotse = Checker::new(&homeserver.registration, &both.lotse);
    let mut seekers = Checker::new(&homeserver.seekers_registration, &both.seekers);
    let users = &settings.users;

    lotse.sender(&users.steward);
    seekers.sender(&users.seekers_sender());
    lotse.must(both.lotse.url.is_some(), "url", || Problem::NoPush);
    let is_http = both.lotse.url.as_deref().is_none_or(|url| http_url(url).is_ok());
    lotse.must(is_http, "url", || Problem::NotHttp);
    lotse.must(both.lotse.receive_ephemeral, "receive_ephemeral", || Problem::MustBe("true"));
    seekers.must(both.seekers.url.is_none(), "url", || Problem::Push);
    if both.lotse.id == both.seekers.id {
        seekers.fault("id", Problem::Same("the other registration's"));
    }
    for checker in [&mut lotse, &mut seekers] {
        checker.must(!checker.registration.rate_limited, "rate_limited", || Problem::MustBe("false"));
    }

    lotse.token("as_token", &both.lotse.as_token, &[]);
    lotse.token("hs_token", &both.lotse.hs_token, &[&both.lotse.as_token]);
    seekers.token("as_token", &both.seekers.as_token, &[&both.lotse.as_token, &both.lotse.hs_token]);
    let others = [&both.lotse.as_token, &both.lotse.hs_token, &both.seekers.as_token];
    seekers.token("hs_token", &both.seekers.hs_token, &others);

    let full = |localpart: &str| format!("@{localpart}:{}", homeserver.server_name);
    // Centre ids and random parts are longer or shorter; one of each shows what the pattern means.
    let ours = [
        full(&users.reception),
        full(&users.steward),
        full(&format!("{}sucht-mitte_1", users.custodian_prefix)),
    ];
    let theirs = [full(&format!("{}4f9a0c7d", users.seeker_prefix))];
    let sender = [full(&users.seekers_sender())];
    let alias = format!("#{}4f9a0c7d:{}", users.alias_prefix(), homeserver.server_name);
    lotse.covers("namespaces.users", &both.lotse.namespaces.users, &ours);
    lotse.covers("namespaces.aliases", &both.lotse.namespaces.aliases, &[alias]);
    lotse.leaves("namespaces.users", &both.lotse.namespaces.users, &[&theirs[..], &sender[..]].concat());
    seekers.covers("namespaces.users", &both.seekers.namespaces.users, &theirs);
    seekers.leaves("namespaces.users", &both.seekers.namespaces.users, &ours);

    [lotse.faults, seekers.faults].concat()
}

/// Collects the faults of one file.
struct Checker<'r> {
    path: &'r Path,
    registration: &'r Registration,
    faults: Vec<Fault>,
}

impl<'r> Checker<'r> {
    fn new(path: &'r Path, registration: &'r Registration) -> Self {
        Self { path, registration, faults: Vec::new() }
    }

    fn fault(&mut self, key: &str, problem: Problem) {
        self.faults.push(Fault::of(Place::File(self.path.to_path_buf()), key, problem));
    }

    fn must(&mut self, holds: bool, key: &str, problem: impl FnOnce() -> Problem) {
        if !holds {
            self.fault(key, problem());
        }
    }

    fn sender(&mut self, expected: &str) {
        if self.registration.sender_localpart != expected {
            self.fault("sender_localpart", Problem::OtherSender(expected.to_owned()));
        }
    }

    /// A token must be long, secret and different from every other one.
    fn token(&mut self, key: &str, token: &SecretString, others: &[&SecretString]) {
        let token = token.expose_secret();
        if token.len() < SHORTEST_TOKEN || token.starts_with(PLACEHOLDER) {
            self.fault(key, Problem::WeakToken);
        } else if others.iter().any(|other| other.expose_secret() == token) {
            self.fault(key, Problem::SameToken);
        }
    }

    /// Every id must stand in an exclusive namespace.
    fn covers(&mut self, key: &str, namespaces: &[Namespace], ids: &[String]) {
        for namespace in namespaces {
            if let Err(error) = anchored(namespace) {
                let last = error.to_string().lines().last().unwrap_or_default().to_owned();
                self.fault(key, Problem::NotPattern(last));
            }
        }
        for id in ids {
            if !namespaces.iter().any(|namespace| namespace.exclusive && matches(namespace, id)) {
                self.fault(key, Problem::NotCovered(id.clone()));
            }
        }
    }

    /// No id may stand in any namespace.
    fn leaves(&mut self, key: &str, namespaces: &[Namespace], ids: &[String]) {
        for id in ids {
            if namespaces.iter().any(|namespace| matches(namespace, id)) {
                self.fault(key, Problem::CoversOther(id.clone()));
            }
        }
    }
}

/// Synapse matches from the beginning of the id.
fn anchored(namespace: &Namespace) -> Result<Regex, regex::Error> {
    Regex::new(&format!("^(?:{})", namespace.regex))
}

fn matches(namespace: &Namespace, id: &str) -> bool {
    anchored(namespace).is_ok_and(|pattern| pattern.is_match(id))
}
