//! What our rooms are made of. Nothing in here may name a person, a topic or a place: all of it is clear text.

use ruma::{OwnedUserId, UserId};
use serde_json::{Value, json};

use super::parties::Parties;
use crate::cases::{our_rooms::CLAIM, service::Service};

/// Members who serve the room and are no partners in the talk (MSC4171, as Element reads it).
pub(super) const FUNCTIONAL_MEMBERS: &str = "io.element.functional_members";

/// Which servers may be in a room.
pub(crate) const SERVER_ACL: &str = "m.room.server_acl";

/// A case's room: two people, and those who serve them.
pub(crate) fn case_room(
    service: &Service,
    claim: &str,
    name: &str,
    custodian: &UserId,
    invite: &[OwnedUserId],
    parties: &Parties,
) -> Value {
    let mut body = private_room(service, claim, name, custodian, invite);
    keep_to(&mut body, parties);
    add_state(&mut body, FUNCTIONAL_MEMBERS, "", &case_servants(service, Some(custodian)));
    body
}

/// The room of a case whose centre runs a Lotse of its own: its custodian may let in and put out, and changes nothing else. Whoever
/// may put out may put out everybody of less power: the seeker as well, whom the steward lets in again.
pub(super) fn far_case_room(
    service: &Service,
    claim: &str,
    name: &str,
    custodian: &UserId,
    parties: &Parties,
) -> Value {
    let mut body = private_room(service, claim, name, custodian, &[]);
    let mut power = case_power(service, None, Some(custodian), None);
    power["kick"] = json!(INVITER);
    body["power_level_content_override"] = power;
    keep_to(&mut body, parties);
    add_state(&mut body, FUNCTIONAL_MEMBERS, "", &case_servants(service, Some(custodian)));
    body
}

/// A room of a centre's team: Erstanfragen or Team.
pub(crate) fn centre_room(
    service: &Service,
    claim: &str,
    name: &str,
    custodian: &UserId,
    parties: &Parties,
    space: &str,
) -> Value {
    let mut body = private_room(service, claim, name, custodian, &[custodian.to_owned()]);
    keep_to(&mut body, parties);
    add_state(&mut body, FUNCTIONAL_MEMBERS, "", &json!({ "service_members": [service.names.steward()] }));
    let via = service.names.steward().server_name();
    add_state(&mut body, "m.space.parent", space, &json!({ "via": [via], "canonical": true }));
    body
}

/// A chat of the custodian with one counsellor.
pub(crate) fn private_chat(
    service: &Service,
    claim: &str,
    name: &str,
    custodian: &UserId,
    counsellor: &OwnedUserId,
    parties: &Parties,
) -> Value {
    // At once, so that clients take it for a chat between two; somebody of another server is invited afterwards.
    let mut invite = vec![custodian.to_owned()];
    invite.extend((counsellor.server_name() == custodian.server_name()).then(|| counsellor.clone()));
    let mut body = private_room(service, claim, name, custodian, &invite);
    keep_to(&mut body, parties);
    body["is_direct"] = json!(true);
    add_state(&mut body, FUNCTIONAL_MEMBERS, "", &json!({ "service_members": [service.names.steward()] }));
    body
}

/// A centre's space: holds the two rooms, never a case room.
pub(crate) fn space(
    service: &Service,
    claim: &str,
    name: &str,
    custodian: &UserId,
    parties: &Parties,
) -> Value {
    let mut body = json!({
        "preset": "private_chat",
        "room_version": service.rooms.name,
        "creation_content": { "type": "m.space", CLAIM: claim },
        "name": name,
        "invite": [custodian],
        "initial_state": [
            state("m.room.guest_access", "", &json!({ "guest_access": "forbidden" })),
            state("m.room.history_visibility", "", &json!({ "history_visibility": "shared" })),
        ],
        "power_level_content_override": power(service, None, 100),
    });
    keep_to(&mut body, parties);
    body
}

/// Nobody else's server takes part; where there is only ours, none ever can.
pub(crate) fn keep_to(body: &mut Value, parties: &Parties) {
    if let Some(acl) = parties.acl() {
        add_state(body, SERVER_ACL, "", &acl);
    }
    if parties.are_only_ours() {
        body["creation_content"]["m.federate"] = json!(false);
    }
}

fn private_room(
    service: &Service,
    claim: &str,
    name: &str,
    custodian: &UserId,
    invite: &[OwnedUserId],
) -> Value {
    json!({
        // Never `trusted_private_chat`: it would make every invited person an irrevocable creator.
        "preset": "private_chat",
        "room_version": service.rooms.name,
        "creation_content": { CLAIM: claim },
        "name": name,
        "invite": invite,
        "initial_state": [
            state("m.room.encryption", "", &json!({ "algorithm": "m.megolm.v1.aes-sha2" })),
            // A cover needs the history; nobody can change it.
            state("m.room.history_visibility", "", &json!({ "history_visibility": "shared" })),
            state("m.room.guest_access", "", &json!({ "guest_access": "forbidden" })),
        ],
        "power_level_content_override": power(service, Some(custodian), 0),
    })
}

/// Enough to invite, while the rule of a case room is lowered to it, and for nothing else.
const INVITER: i64 = 50;

/// Too little to send anything at all. To leave needs no power.
const MUTED: i64 = -1;

/// The power levels of a case's room. `inviter` is the one person who may let somebody in now, `muted` one who may only read.
pub(super) fn case_power(
    service: &Service,
    custodian: Option<&UserId>,
    inviter: Option<&UserId>,
    muted: Option<&UserId>,
) -> Value {
    let mut power = power(service, custodian, 0);
    if let Some(muted) = muted {
        power["users"][muted.as_str()] = json!(MUTED);
    }
    if let Some(inviter) = inviter {
        power["users"][inviter.as_str()] = json!(INVITER);
        power["invite"] = json!(INVITER);
    }
    power
}

/// Who serves in a case's room.
pub(super) fn case_servants(service: &Service, custodian: Option<&UserId>) -> Value {
    let servants: Vec<_> = [Some(service.names.steward()), custodian].into_iter().flatten().collect();
    json!({ "service_members": servants })
}

fn power(service: &Service, custodian: Option<&UserId>, events_default: i64) -> Value {
    let mut users = serde_json::Map::new();
    if let Some(custodian) = custodian {
        users.insert(custodian.to_string(), json!(100));
    }
    if !service.rooms.creator_is_above {
        users.insert(service.names.steward().to_string(), json!(150));
    }
    let mut power = json!({
        "users": users,
        "users_default": 0,
        "events_default": events_default,
        "state_default": 100,
        "invite": 100,
        "kick": 100,
        "ban": 100,
        "redact": 100,
        "notifications": { "room": 100 },
        "events": {
            "m.room.name": 100,
            "m.room.power_levels": 100,
            "m.room.history_visibility": 100,
            "m.room.encryption": 100,
            "m.room.tombstone": 150,
            "m.reaction": 0,
            "m.room.redaction": 0,
        },
    });
    forbid_conferences(&mut power);
    power
}

/// Two people call one another by encrypted messages. What would bring a third party's conference into the room is nobody's but ours
/// to set, and stands there by name: clients look for it before they show a button.
const CONFERENCES: [&str; 7] = [
    "im.vector.modular.widgets",
    "m.widget",
    "m.call",
    "m.call.member",
    "m.rtc.member",
    "org.matrix.msc3401.call",
    "org.matrix.msc3401.call.member",
];

/// Whether power levels had to be changed so that nobody brings a conference into the room.
pub(super) fn forbid_conferences(power: &mut Value) -> bool {
    let before = power.clone();
    for kind in CONFERENCES {
        power["events"][kind] = json!(100);
    }
    *power != before
}

fn state(kind: &str, key: &str, content: &Value) -> Value {
    json!({ "type": kind, "state_key": key, "content": content })
}

fn add_state(body: &mut Value, kind: &str, key: &str, content: &Value) {
    if let Some(list) = body["initial_state"].as_array_mut() {
        list.push(state(kind, key, content));
    }
}
