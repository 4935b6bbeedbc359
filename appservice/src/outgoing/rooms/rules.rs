//! The rules of a case room that change in its life: who has power, and who serves.

use routing::{Access, Case, RoomId};
use ruma::{OwnedUserId, UserId};
use serde_json::{Value, json};

use super::body;
use crate::{
    cases::service::{Service, seeker_matrix_id},
    running::{fail_point, trouble::Trouble},
};

/// Who may do what in a case room now, beside the steward.
#[derive(Clone, Copy, Default)]
pub(super) struct Rules<'a> {
    /// Holds the keys.
    pub(super) custodian: Option<&'a UserId>,
    /// May let somebody in.
    pub(super) inviter: Option<&'a UserId>,
    /// May read and not write.
    pub(super) muted: Option<&'a UserId>,
    /// Whether whoever is let in is to be given no history: clients give none while the room says so.
    pub(super) silent: bool,
}

/// The seeker, while they may read and not write.
pub(super) fn muted(who_may: &Access) -> Option<OwnedUserId> {
    who_may.seeker.as_ref().filter(|_| who_may.muted).map(seeker_matrix_id)
}

/// Where a custodian holds the keys the rules change only if somebody is stopped: rooms in which nobody ever was cost nothing.
pub(super) async fn hush(
    service: &Service,
    case: &Case,
    room: &RoomId,
    who_may: &Access,
) -> Result<(), Trouble> {
    let Some(centre) = who_may.custodian.as_ref().filter(|_| case.muted.is_some()) else { return Ok(()) };
    let custodian = service.names.custodian(centre);
    let muted = muted(who_may);
    let rules = Rules { custodian: Some(&custodian), muted: muted.as_deref(), ..Rules::default() };
    settle(service, room, rules).await
}

/// The same where a centre's own Lotse holds the keys, and says who is stopped.
pub(super) async fn hush_far(
    service: &Service,
    case: &Case,
    room: &RoomId,
    theirs: &UserId,
) -> Result<(), Trouble> {
    if case.muted.is_none() {
        return Ok(());
    }
    let muted = muted(&service.access(case));
    let power = body::case_power(service, None, Some(theirs), muted.as_deref());
    set(service, room, "m.room.power_levels", &json!({ "users": power["users"] })).await
}

/// Makes the room's state equal to the rules. Writes only what differs, so that it can be repeated.
pub(super) async fn settle(service: &Service, room: &RoomId, rules: Rules<'_>) -> Result<(), Trouble> {
    let visibility = if rules.silent { "joined" } else { "shared" };
    let visibility = ("m.room.history_visibility", json!({ "history_visibility": visibility }));
    let power =
        ("m.room.power_levels", body::case_power(service, rules.custodian, rules.inviter, rules.muted));
    let servants = (body::FUNCTIONAL_MEMBERS, body::case_servants(service, rules.custodian));
    // Nobody may invite before the history is closed, nor after it is open again.
    let order = if rules.silent { [visibility, power, servants] } else { [power, visibility, servants] };
    for (kind, wanted) in order {
        set(service, room, kind, &wanted).await?;
    }
    Ok(())
}

async fn set(service: &Service, room: &RoomId, kind: &str, wanted: &Value) -> Result<(), Trouble> {
    let steward = service.names.steward();
    let there = service.homeserver.state(steward, room, kind, "").await?.unwrap_or_else(|| json!({}));
    let wanted: Vec<_> = wanted.as_object().into_iter().flatten().collect();
    if wanted.iter().all(|(field, value)| there[field.as_str()] == **value) {
        return Ok(());
    }
    let mut content = there;
    for (field, value) in wanted {
        content[field.as_str()] = value.clone();
    }
    service.homeserver.set_state(steward, room, kind, "", content).await?;
    fail_point::pass("rules.after");
    Ok(())
}
