//! Rooms that are older than a rule, and that nothing else looks at: made to follow it, once.

use routing::RoomId;
use ruma::OwnedUserId;

use super::{admit_servers, body, parties::Parties, remove};
use crate::{
    cases::{
        effects::Done,
        service::{Service, belonging, matrix_id, seeker_matrix_id},
    },
    running::trouble::Trouble,
    servers::homeserver::HomeserverError,
    store::{self, room::RoomKind},
    words::phrases::Removal,
};

const POWER: &str = "m.room.power_levels";

/// Takes an address that is gone off a room of ours, lets in the servers of those who belong there and no others, takes
/// a counsellor who has left out of their chat with the custodian, and leaves conferences to nobody. Nobody is invited.
pub(crate) async fn mend(service: &Service, room: &RoomId) -> Result<Done, Trouble> {
    let kind = {
        let mut tx = service.store.look().await?;
        store::room::by_id(&mut tx, room).await?
    };
    let (centre, people) = match kind {
        // That with another Lotse has its rules from the beginning.
        None | Some(RoomKind::Channel { .. }) => return Ok(Done::nothing()),
        Some(RoomKind::Reception { seeker }) => {
            return settled(chat(service, room, seeker_matrix_id(&seeker)).await);
        }
        Some(RoomKind::Enquiries(centre) | RoomKind::Team(centre) | RoomKind::Space(centre)) => {
            let team = service.team(&centre);
            (centre, team)
        }
        Some(RoomKind::Private { centre, counsellor }) => {
            let counsellor = matrix_id(&counsellor);
            let team = service.team(&centre);
            if !team.contains(&counsellor) {
                let custodian = service.custodian(&centre).await;
                remove(service, custodian.as_deref().ok(), room, &counsellor, Removal::Staff).await?;
                custodian?;
            }
            // While it was made, or once it is left, nobody else belongs there.
            let people = team.into_iter().filter(|member| *member == counsellor).collect();
            (centre, people)
        }
        Some(RoomKind::Case(case)) => {
            let stored = {
                let mut tx = service.store.look().await?;
                store::case::by_id(&mut tx, &case).await?
            };
            let Some(stored) = stored else { return Ok(Done::nothing()) };
            if stored.case.is_of_platform() {
                return Ok(Done::nothing());
            }
            let who_may = service.access(&stored.case);
            let people = belonging(service, &who_may).into_iter().collect();
            (stored.case.centre, people)
        }
    };
    settled(ours(service, room, &Parties::of_centre(service, &centre, &people)).await)
}

/// A room that the steward made.
async fn ours(service: &Service, room: &RoomId, parties: &Parties) -> Result<(), HomeserverError> {
    let steward = service.names.steward();
    service.homeserver.forget_dead_alias(steward, room).await?;
    admit_servers(service, room, parties).await?;
    let Some(mut power) = service.homeserver.state(steward, room, POWER, "").await? else { return Ok(()) };
    if !power["events"].is_object() || !body::forbid_conferences(&mut power) {
        return Ok(());
    }
    service.homeserver.set_state(steward, room, POWER, "", power).await
}

/// A chat of the reception: ours to mend only where the reception made it, under an alias of ours.
async fn chat(service: &Service, room: &RoomId, seeker: OwnedUserId) -> Result<(), HomeserverError> {
    let me = service.names.reception();
    let address = service.homeserver.address(me, room).await?;
    if !address.is_some_and(|address| service.names.is_alias(&address)) {
        return Ok(());
    }
    super::admit_servers_by(service, me, room, &Parties::of_people(service, &[seeker])).await?;
    service.homeserver.forget_dead_alias(me, room).await
}

/// A room that we are not in any more, or may not change, stays as it is.
fn settled(mended: Result<(), HomeserverError>) -> Result<Done, Trouble> {
    match mended {
        Err(refused) if refused.is_gone_or_forbidden() => Ok(Done::nothing()),
        other => Ok(other.map(|()| Done::nothing())?),
    }
}

#[cfg(test)]
mod tests {
    use routing::RoomId;
    use ruma::user_id;

    use super::settled;
    use crate::{running::trouble::Trouble, servers::homeserver::fake::Fake};

    #[tokio::test]
    async fn what_is_not_ours_any_more_is_left_and_what_a_proxy_says_is_waited_out() {
        let steward = user_id!("@lotse_steward:lotse.example");
        let room = RoomId::parse("!room:lotse.example").unwrap();
        for (status, answer, healed, done) in [
            (200, r##"{"alias":"#lotse_x:lotse.example"}"##, 1, true),
            (200, "{}", 0, true),
            (404, r#"{"errcode":"M_NOT_FOUND"}"#, 0, true),
            (403, r#"{"errcode":"M_FORBIDDEN"}"#, 0, true),
            (404, "404 page not found", 0, false),
            (403, "<h1>Forbidden</h1>", 0, false),
            (502, r#"{"errcode":"M_NOT_FOUND"}"#, 0, false),
        ] {
            let fake = Fake::answering(move |call, _| {
                if call.starts_with("GET") {
                    (status, answer.to_owned())
                } else {
                    (200, r#"{"event_id":"$e"}"#.to_owned())
                }
            })
            .await;
            let mended = settled(fake.homeserver.forget_dead_alias(steward, &room).await);
            assert_eq!(mended.is_ok(), done, "{status} {answer}");
            assert!(mended.err().is_none_or(|trouble| matches!(trouble, Trouble::Passing { .. })));
            assert_eq!(fake.was_asked("PUT"), healed, "{status} {answer}");
        }
    }
}
