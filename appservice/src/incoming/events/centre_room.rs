//! Erstanfragen and Team: what counsellors do there.

use routing::{CentreId, CounsellorId};

use crate::{
    cases::{
        self, desk,
        effects::Effect,
        event::{CARD_WAIT, Event, Handled, Outcome, alert, wait_for_card},
        service::{Service, counsellor_id},
        told::{self, Place},
    },
    incoming::events::decrypting::{Decrypted, decrypt},
    keys::custodian::Unreadable,
    store::{self, StoreResult, card::CardState},
    words::{
        command::{Command, NotACommand},
        heard::is_accepting_reaction,
        phrases::Phrase,
    },
};

pub(super) async fn handle(service: &Service, event: &Event, centre: &CentreId, enquiries: bool) -> Outcome {
    if let Some((who, membership)) = event.membership() {
        let by_themselves = membership == "leave" && event.sender == who;
        let staff = counsellor_id(&who)
            .filter(|counsellor| service.directory().is_active_counsellor(counsellor, centre));
        return match staff {
            Some(counsellor) if by_themselves => {
                cases::rooms_left::tell(service, event, centre, &counsellor, enquiries).await
            }
            _ => member(service, event, centre, who.as_str(), membership).await,
        };
    }
    if event.kind == "m.room.redaction" && !enquiries {
        return cases::today::redacted(service, event, centre).await;
    }
    let Some(counsellor) = active_counsellor(service, event, centre) else {
        return Ok(alert(event, "stranger_in_centres_room"));
    };
    match event.kind.as_str() {
        "m.reaction" if enquiries => reaction(service, event, centre, counsellor).await,
        "m.room.encrypted" => encrypted(service, event, centre, counsellor, enquiries).await,
        "m.room.message" | "m.sticker" => Ok(alert(event, "clear_text_in_centres_room")),
        "m.room.power_levels"
        | "m.room.tombstone"
        | "m.room.history_visibility"
        | "m.room.join_rules"
        | "m.room.encryption" => Ok(alert(event, "change_of_rooms_rules")),
        _ => Ok(Handled::Nothing("nothing that is answered here")),
    }
}

pub(super) async fn handle_space(service: &Service, event: &Event, centre: &CentreId) -> Outcome {
    match event.membership() {
        Some((who, membership)) => member(service, event, centre, who.as_str(), membership).await,
        None => Ok(Handled::Nothing("nothing is said in a space")),
    }
}

fn active_counsellor(service: &Service, event: &Event, centre: &CentreId) -> Option<CounsellorId> {
    let counsellor = counsellor_id(&event.sender)?;
    service.directory().is_active_counsellor(&counsellor, centre).then_some(counsellor)
}

async fn reaction(service: &Service, event: &Event, centre: &CentreId, counsellor: CounsellorId) -> Outcome {
    let relation = &event.content["m.relates_to"];
    let key = relation["key"].as_str().unwrap_or_default();
    let target = relation["event_id"].as_str().and_then(|id| routing::EventId::parse(id).ok());
    let (true, Some(target)) = (is_accepting_reaction(key), target) else {
        return Ok(Handled::Nothing("a reaction that says nothing"));
    };
    let card = {
        let mut tx = service.store.look().await?;
        store::card::by_event(&mut tx, &event.room, &target).await?
    };
    match card {
        Some(card) => match card.state {
            CardState::Active | CardState::Taken => {
                cases::accepting::accept(service, event, centre, &card.case, counsellor).await
            }
            CardState::Removed => {
                cases::accepting::too_late(service, event, centre, &card.case, counsellor).await
            }
        },
        None if event.received_at.plus(CARD_WAIT) > service.now()
            && card_is_under_way(service, centre).await? =>
        {
            Err(wait_for_card(event))
        }
        None => Ok(Handled::Nothing("a reaction to something else")),
    }
}

async fn card_is_under_way(service: &Service, centre: &CentreId) -> StoreResult<bool> {
    let mut tx = service.store.look().await?;
    if store::outbox::is_any_pending(&mut tx, &["refresh_card"]).await? {
        return Ok(true);
    }
    for case in store::case::ids_of_centre(&mut tx, centre, &[store::case::Stage::Asked]).await? {
        if store::card::of_case(&mut tx, &case).await?.is_none() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn encrypted(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
    enquiries: bool,
) -> Outcome {
    let custodian = service.custodian(centre).await?;
    let opened = match decrypt(service, &custodian, event, None).await? {
        Decrypted::Opened(opened) => opened,
        Decrypted::Aside(aside) => {
            let outcome = if aside.tell {
                desk::answer(service, &aside.event, Phrase::ErrorsKeyMissing).await
            } else {
                aside.quietly(service).await
            };
            return aside.look_once_more(service, &custodian, outcome).await;
        }
        // They are on their way out, and read there why.
        Decrypted::Never(Unreadable::NotConfirmed) => {
            return Ok(alert(event, "identity_not_confirmed"));
        }
        Decrypted::Never(unreadable) => {
            metrics::counter!("lotse_undecryptable_total").increment(1);
            tracing::warn!(event.id = %event.id, why = ?unreadable, "Could not read a counsellor's message");
            return desk::answer(service, event, Phrase::ErrorsUndecryptable).await;
        }
    };
    if opened.sender != event.sender {
        return Ok(alert(event, "forged_sender"));
    }
    if opened.kind == "m.reaction" {
        return Ok(Handled::Nothing("an encrypted reaction, which no client sends"));
    }
    if opened.kind != "m.room.message" || opened.content["msgtype"] != "m.text" {
        return Ok(Handled::Nothing("nothing that is answered here"));
    }
    if Event::is_edit(&opened.content) || Event::is_edit(&event.content) {
        // What was said cannot become a command afterwards; whoever tries hears so.
        let corrected = service.said(&opened.content["m.new_content"]).text;
        return match Command::parse(&corrected) {
            Err(NotACommand::Unknown) => Ok(Handled::Nothing("an edit")),
            _ => desk::answer(service, event, Phrase::ErrorsEdited).await,
        };
    }
    let command = Command::parse(&service.said(&opened.content).text);
    let place = if enquiries { Place::Enquiries } else { Place::Team };
    told::told(service, event, centre, counsellor, (command, place)).await
}

async fn member(service: &Service, event: &Event, centre: &CentreId, who: &str, membership: &str) -> Outcome {
    let in_team = service.team(centre).iter().any(|member| member == who);
    // Whoever has gone for good and comes back is a newcomer.
    let gone = matches!(membership, "leave" | "ban") && !in_team;
    if (membership == "join" && in_team) || gone {
        return cases::newcomers::came(service, event, centre).await;
    }
    let known = in_team || service.names.custodian(centre) == who || service.names.steward() == who;
    if known || !matches!(membership, "join" | "invite" | "knock") {
        return Ok(Handled::Nothing("a membership that changes nothing"));
    }
    let _ = alert(event, "injected_member");
    let now = service.now();
    let mut tx = service.store.begin().await?;
    Effect::CentreRooms { centre: centre.clone() }.push(&mut tx, now, now).await?;
    crate::cases::event::settle(service, tx, event).await
}

#[cfg(test)]
mod tests {
    use routing::CounsellorId;

    use crate::cases::service::{counsellor_id, matrix_id};

    #[test]
    fn a_counsellor_is_a_matrix_user() {
        let ben = CounsellorId::parse("@ben:lotse.example").unwrap();
        assert_eq!(counsellor_id(&matrix_id(&ben)), Some(ben));
    }
}
