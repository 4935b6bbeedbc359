//! Whose devices are known, and for how long that is true.
//!
//! A crypto machine follows everybody it has ever heard of and asks for all of them at once after each start, while nobody
//! is answered. So ours follows its own user alone. Whose devices were asked for, and have not changed since, is noted
//! here; of everybody else they are asked for when a key is about to go to them. The notes are in memory: what happened
//! while nobody looked is unknown, and after a start nobody is known.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use lru::LruCache;
use matrix_sdk_common::failures_cache::FailuresCache;
use ruma::{OwnedServerName, OwnedUserId, UserId, api::client::keys::get_keys};

use super::{Custodian, CustodianResult, away::Away};

/// So many people are known at most; whoever was not needed for longest is asked for again.
const KNOWN: usize = 4_096;

/// A server that did not answer is left alone for fifteen seconds, then for longer, at most for so long.
const LEFT_ALONE: Duration = Duration::from_mins(1);

/// What one machine knows of people's devices.
pub(super) struct DeviceLists {
    notes: Mutex<Notes>,
    away: FailuresCache<OwnedServerName>,
}

struct Notes {
    last: Question,
    people: LruCache<OwnedUserId, Note>,
}

/// Tells questions apart: one that was overtaken by a change proves nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Question(u64);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Note {
    Asked(Question),
    Known,
}

impl DeviceLists {
    pub(super) fn new() -> Self {
        let notes = Notes { last: Question(0), people: LruCache::unbounded() };
        Self { notes: Mutex::new(notes), away: FailuresCache::with_settings(LEFT_ALONE, 15) }
    }

    /// Nobody is known any more.
    pub(super) fn forget_all(&self) {
        self.notes().people.clear();
    }

    /// These people's devices may have changed.
    pub(super) fn forget<'a>(&self, people: impl IntoIterator<Item = &'a OwnedUserId>) {
        let mut notes = self.notes();
        for person in people {
            notes.people.pop(person);
        }
    }

    fn knows(&self, person: &UserId) -> bool {
        self.notes().people.get(person) == Some(&Note::Known)
    }

    /// Whether it makes sense to ask somebody's server.
    fn may_ask(&self, person: &UserId) -> bool {
        !self.away.contains(person.server_name())
    }

    fn begin(&self, people: &[&UserId]) -> Question {
        let mut notes = self.notes();
        notes.last = Question(notes.last.0 + 1);
        let question = notes.last;
        for person in people {
            notes.people.put((*person).to_owned(), Note::Asked(question));
        }
        while notes.people.len() > KNOWN {
            notes.people.pop_lru();
        }
        question
    }

    /// Notes who was answered for, unless their devices changed meanwhile. A server that did not answer is left alone.
    fn end(&self, question: Question, people: &[&UserId], answer: &get_keys::v3::Response) {
        let mut notes = self.notes();
        for person in people {
            let server = person.server_name();
            if answer.failures.contains_key(server.as_str()) {
                self.away.insert(server.to_owned());
            } else if answer.device_keys.contains_key(*person) {
                self.away.remove([server].into_iter());
                if let Some(note) =
                    notes.people.get_mut(*person).filter(|note| **note == Note::Asked(question))
                {
                    *note = Note::Known;
                }
            }
        }
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        // A panic elsewhere leaves at worst somebody who is asked for once too often.
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Custodian {
    /// Asks for these people's devices, whatever is known; says of which servers nothing was learnt.
    pub(super) async fn ask_for_devices(&self, people: &[&UserId]) -> CustodianResult<Away> {
        let (people, left_alone): (Vec<_>, Vec<_>) =
            people.iter().copied().partition(|person| self.may_ask(person));
        let left_alone = Away::all_of(&left_alone);
        if people.is_empty() {
            return Ok(left_alone);
        }
        let people = people.as_slice();
        let question = self.lists.begin(people);
        let (txn, request) = self.machine.query_keys_for_users(people.iter().copied());
        let answer = self.homeserver.keys_query(&self.identity, &request).await?;
        self.machine.mark_request_as_sent(&txn, &answer).await?;
        self.lists.end(question, people, &answer);
        if !answer.failures.is_empty() {
            tracing::warn!(
                servers = answer.failures.len(),
                "Servers do not say which devices their people have"
            );
        }
        // Whoever looks sees whether it is somebody else's identity now. One that is hidden, or not told, says nothing.
        for person in people.iter().filter(|person| answer.master_keys.contains_key(**person)) {
            self.see_identity(person).await?;
        }
        let away = Away::of(answer.failures.keys());
        self.note_away(&away);
        Ok(away.and(left_alone))
    }

    /// Asks for somebody's devices and identity, whatever is known.
    pub(crate) async fn look_at(&self, person: &UserId) -> CustodianResult<()> {
        let away = self.ask_for_devices(&[person]).await?;
        if away.has(person) { Err(Self::server_away()) } else { Ok(()) }
    }

    /// Makes sure that these people's devices are known as they are now. Whoever has none for us is asked for each time: the
    /// homeserver does not tell of devices that somebody got before they came into a room of ours.
    pub(super) async fn learn_devices(&self, people: &[&UserId]) -> CustodianResult<()> {
        let mut unknown = Vec::new();
        for person in people.iter().copied().filter(|person| self.lists.may_ask(person)) {
            if !self.lists.knows(person) || !self.has_trusted_device(person).await? {
                unknown.push(person);
            }
        }
        if unknown.is_empty() { Ok(()) } else { self.ask_for_devices(&unknown).await.map(drop) }
    }

    /// The devices of these people that their owners have cross-signed, as their servers say now; nobody whose server is away.
    pub async fn signed_devices(
        &self,
        people: &[OwnedUserId],
    ) -> CustodianResult<BTreeMap<OwnedUserId, BTreeSet<String>>> {
        let asked: Vec<&UserId> = people.iter().map(AsRef::as_ref).collect();
        self.keys.turn_to(&asked);
        let away = self.ask_for_devices(&asked).await?;
        let mut signed = BTreeMap::new();
        for person in people.iter().filter(|person| !away.has(person)) {
            let confirmed = self.is_confirmed(person).await?;
            let devices = self.machine.get_user_devices(person, None).await?;
            let theirs = devices.devices().filter(|device| confirmed && device.is_cross_signed_by_owner());
            signed.insert(person.clone(), theirs.map(|device| device.device_id().to_string()).collect());
        }
        Ok(signed)
    }

    /// After [`Self::learn_devices`] and some waiting: asks once more about those whose devices changed meanwhile.
    pub(super) async fn learn_changed_devices(&self, people: &[&UserId]) -> CustodianResult<()> {
        let changed = |person: &&UserId| !self.lists.knows(person) && self.lists.may_ask(person);
        let changed: Vec<_> = people.iter().copied().filter(changed).collect();
        if changed.is_empty() { Ok(()) } else { self.ask_for_devices(&changed).await.map(drop) }
    }

    /// These people's devices may have changed: they are asked for when they are needed.
    pub(super) fn devices_changed(&self, people: &[OwnedUserId]) {
        self.lists.forget(people);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use ruma::{UserId, api::client::keys::get_keys, user_id};
    use serde_json::json;

    use super::{DeviceLists, KNOWN};

    fn anna() -> &'static UserId {
        user_id!("@anna:example.org")
    }

    fn elsewhere() -> &'static UserId {
        user_id!("@yusuf:away.example")
    }

    fn about(people: &[&UserId]) -> get_keys::v3::Response {
        let mut answer = get_keys::v3::Response::new();
        answer.device_keys = people.iter().map(|person| ((*person).to_owned(), BTreeMap::new())).collect();
        answer
    }

    fn ask(lists: &DeviceLists, people: &[&UserId]) {
        lists.end(lists.begin(people), people, &about(people));
    }

    #[test]
    fn whoever_was_answered_for_is_known_until_something_changes() {
        let lists = DeviceLists::new();
        assert!(!lists.knows(anna()), "nobody is known at first");
        ask(&lists, &[anna(), elsewhere()]);
        assert!(lists.knows(anna()) && lists.knows(elsewhere()));
        lists.forget([&anna().to_owned()]);
        assert!(!lists.knows(anna()) && lists.knows(elsewhere()));
        lists.forget_all();
        assert!(!lists.knows(elsewhere()));
    }

    #[test]
    fn a_change_while_the_answer_was_under_way_counts() {
        let lists = DeviceLists::new();
        let question = lists.begin(&[anna()]);
        lists.forget([&anna().to_owned()]);
        lists.end(question, &[anna()], &about(&[anna()]));
        assert!(!lists.knows(anna()), "the answer may be from before the change");
    }

    #[test]
    fn an_earlier_answer_does_not_stand_for_a_later_question() {
        let lists = DeviceLists::new();
        let (first, second) = (lists.begin(&[anna()]), lists.begin(&[anna()]));
        lists.end(first, &[anna()], &about(&[anna()]));
        assert!(!lists.knows(anna()));
        lists.end(second, &[anna()], &about(&[anna()]));
        assert!(lists.knows(anna()));
    }

    #[test]
    fn whose_server_does_not_answer_is_unknown_and_left_alone_for_a_while() {
        let lists = DeviceLists::new();
        let question = lists.begin(&[anna(), elsewhere()]);
        let mut answer = about(&[anna(), elsewhere()]);
        answer.failures.insert("away.example".to_owned(), json!({}));
        lists.end(question, &[anna(), elsewhere()], &answer);
        assert!(lists.knows(anna()) && lists.may_ask(anna()));
        assert!(!lists.knows(elsewhere()) && !lists.may_ask(elsewhere()));
        ask(&lists, &[elsewhere()]);
        assert!(lists.knows(elsewhere()) && lists.may_ask(elsewhere()), "somebody asked all the same");
    }

    #[test]
    fn whoever_is_not_in_the_answer_is_unknown() {
        let lists = DeviceLists::new();
        lists.end(lists.begin(&[anna()]), &[anna()], &about(&[]));
        assert!(!lists.knows(anna()));
    }

    #[test]
    fn no_more_are_noted_than_are_needed() {
        let lists = DeviceLists::new();
        for number in 0..=KNOWN {
            let person = UserId::parse(format!("@seeker{number}:example.org")).expect("a user id");
            ask(&lists, &[&person]);
        }
        assert_eq!(lists.notes().people.len(), KNOWN);
        assert!(!lists.knows(user_id!("@seeker0:example.org")));
        assert!(lists.knows(user_id!("@seeker1:example.org")));
    }
}
