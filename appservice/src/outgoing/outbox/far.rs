//! Tells another Lotse something, in the channel of the centre: once, encrypted for the one user that it speaks as.

use routing::{CentreId, CounsellorId, RoomId};
use serde_json::json;

use crate::{
    cases::{
        effects::{Done, unseal},
        far::Letter,
        service::{Service, matrix_id},
    },
    keys::custodian::Listeners,
    outgoing::rooms::{body::keep_to, parties::Parties, private::known_or_claimed},
    running::{fail_point, trouble::Trouble},
    servers::homeserver::Membership,
    store::{self, room::RoomKind},
    words::far::{KIND, Word},
};

pub(super) async fn tell(
    service: &Service,
    centre: &CentreId,
    sealed: &str,
    row: &str,
) -> Result<Done, Trouble> {
    let Letter { to, word } = unseal(service.store.vault(), sealed)?;
    let peer = matrix_id(&to);
    let directory = service.directory();
    let listed = directory.centre(centre).is_some_and(|centre| centre.lotse.as_ref() == Some(&to));
    let as_platform = word.is_of_platform().unwrap_or(listed);
    let kind = RoomKind::Channel { centre: centre.clone(), with: to.clone() };
    let known = store::room::of_owner(&mut service.store.look().await?, &kind).await?;
    // A centre that has left the directory is still told that its cases are over, where it can be.
    let is_told = if as_platform {
        listed || (known.is_some() && matches!(word, Word::Gone { .. } | Word::Passing { .. }))
    } else {
        // So is a platform that the settings name no longer: that a case is erased.
        service.from_elsewhere.is_platform(&peer) || (known.is_some() && word.is_last())
    };
    if !is_told {
        // Nobody any more who would be told anything.
        return Ok(Done::nothing());
    }
    let speaker = if as_platform { service.reception().await? } else { service.custodian(centre).await? };
    service.expects(&peer);
    let room = if listed && as_platform {
        ensure(service, centre, &to).await?
    } else {
        known.ok_or_else(|| wait("no-channel"))?
    };
    // Whoever is not in the room yet is told nothing by it.
    if service.homeserver.membership(speaker.user(), &room, &peer).await? != Membership::Joined {
        return Err(wait("the-other-lotse-is-not-there"));
    }
    if !speaker.can_reach(&peer).await? {
        return Err(wait("the-other-lotse-has-no-device"));
    }
    let content = word.content().map_err(|_| Trouble::Poison("no-word".to_owned()))?;
    fail_point::pass("far.before_word");
    let listeners = Listeners::only(vec![peer]);
    // Nobody reads a word twice: once it is handled, no key to it is anywhere.
    speaker.write_once(&room, &listeners, KIND, &content, &format!("lotse-{row}")).await?;
    Ok(Done::nothing())
}

fn wait(why: &str) -> Trouble {
    Trouble::Passing { why: why.to_owned(), wait: None }
}

/// The channel, made if need be by the reception, with the other Lotse in it or invited.
async fn ensure(service: &Service, centre: &CentreId, with: &CounsellorId) -> Result<RoomId, Trouble> {
    let kind = RoomKind::Channel { centre: centre.clone(), with: with.clone() };
    let (me, peer) = (service.names.reception(), matrix_id(with));
    let (known, claim) = known_or_claimed(service, &kind).await?;
    let room = match (known, &claim) {
        (Some(room), _) => room,
        (None, None) => return Err(Trouble::Poison("no-claim".to_owned())),
        (None, Some(alias)) => {
            let mut body = json!({
                "preset": "private_chat",
                "room_version": service.rooms.name,
                "initial_state": [
                    { "type": "m.room.encryption", "state_key": "", "content": { "algorithm": "m.megolm.v1.aes-sha2" } },
                    { "type": "m.room.guest_access", "state_key": "", "content": { "guest_access": "forbidden" } },
                ],
                // Only two talk here.
                "power_level_content_override": { "invite": 100, "kick": 100, "state_default": 100 },
            });
            let parties = Parties::of_people(service, std::slice::from_ref(&peer));
            keep_to(&mut body, &parties);
            let room = service.homeserver.create_room(me, alias, body).await?.into_room();
            fail_point::pass("far.after_channel");
            let mut tx = service.store.begin().await?;
            store::room::record(&mut tx, &room, &kind, service.now()).await?;
            tx.commit().await?;
            metrics::counter!("lotse_rooms_made_total", "kind" => "channel").increment(1);
            room
        }
    };
    if let Some(alias) = claim {
        service.homeserver.delete_alias(me, &alias).await?;
        let mut tx = service.store.begin().await?;
        store::room::release_claim(&mut tx, &kind).await?;
        tx.commit().await?;
    }
    if service.homeserver.membership(me, &room, &peer).await? == Membership::Outside {
        service.homeserver.invite(me, &room, &peer).await?;
    }
    Ok(room)
}
