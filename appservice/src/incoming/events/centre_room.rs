//! Erstanfragen and Team: what counsellors do there.

use routing::{CentreId, CounsellorId};

use crate::{
    cases::{
        self, covering, desk,
        effects::Effect,
        event::{CARD_WAIT, Event, Handled, Outcome, alert, wait_for_card},
        mailing, muting, offering, returning,
        service::{Service, counsellor_id},
        transcript,
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
    told(service, event, centre, counsellor, (command, enquiries)).await
}

/// Does what a counsellor says, if it is a command.
async fn told(
    service: &Service,
    event: &Event,
    centre: &CentreId,
    counsellor: CounsellorId,
    (command, enquiries): (Result<Command, NotACommand>, bool),
) -> Outcome {
    match command {
        Ok(Command::Accept { reference }) => {
            desk::accept(service, event, centre, reference, counsellor).await
        }
        Ok(Command::Close { reference: Some(reference) }) => {
            desk::close(service, event, centre, reference, counsellor).await
        }
        Ok(Command::TurnAway { reference, reason }) => {
            muting::turn_away(service, event, centre, reference, counsellor, (&reason, enquiries)).await
        }
        Ok(Command::Mute { reference, words }) => {
            muting::mute(service, event, centre, reference, counsellor, &words).await
        }
        Ok(Command::Unmute { reference }) => {
            muting::unmute(service, event, centre, reference, counsellor).await
        }
        Ok(Command::HandOver { reference, to, history }) => {
            offering::hand_over(service, event, centre, reference, counsellor, (&to, history)).await
        }
        Ok(Command::Forward { reference, to, history }) => {
            offering::forward(service, event, centre, reference, counsellor, (&to, history)).await
        }
        Ok(Command::TakeBack { reference }) => {
            offering::take_back(service, event, centre, reference, counsellor).await
        }
        Ok(Command::LetBack { reference, verdict }) => {
            returning::decide(service, event, centre, counsellor, (reference, verdict)).await
        }
        Ok(Command::Key { reference }) => desk::keys(service, event, centre, reference, counsellor).await,
        Ok(Command::History { reference }) => {
            transcript::ask(service, event, centre, reference, counsellor).await
        }
        Ok(Command::Cover { words }) if !enquiries => {
            covering::ask(service, event, centre, counsellor, &words).await
        }
        Ok(Command::EndCover { reference }) if !enquiries => {
            covering::end_by_command(service, event, centre, reference, counsellor).await
        }
        Ok(Command::Cover { .. } | Command::EndCover { .. }) => {
            desk::answer(service, event, Phrase::CoverInTeam).await
        }
        Ok(Command::Close { reference: None }) | Err(NotACommand::ReferenceUnreadable) => {
            desk::answer(service, event, Phrase::CentreReferenceUnreadable).await
        }
        Ok(Command::Away { until, deputy }) => {
            cases::absence::leave(service, event, centre, counsellor, &until, deputy.as_deref()).await
        }
        Ok(Command::Back) => cases::absence::come_back(service, event, centre, counsellor).await,
        Ok(Command::MyCases) => cases::own_cases::give(service, event, centre, counsellor).await,
        Ok(Command::Rooms { who }) => {
            cases::rooms_left::let_in(service, event, centre, counsellor, who.as_deref()).await
        }
        Ok(Command::Confirm { who, number }) => {
            cases::identities::confirm(service, event, centre, counsellor, (&who, number.as_deref())).await
        }
        Ok(Command::MyLink) if enquiries => desk::answer(service, event, Phrase::LinkTeamOnly).await,
        Ok(Command::MyLink) => cases::own_link::give(service, event, centre, counsellor).await,
        Ok(Command::Mail { wanted }) => mailing::wish(service, event, centre, counsellor, wanted).await,
        Ok(Command::Quiet { hours }) => mailing::quiet(service, event, counsellor, hours).await,
        Err(NotACommand::HoursUnreadable) => desk::answer(service, event, Phrase::MailQuietUnreadable).await,
        Ok(Command::Help) => {
            let help = if enquiries { Phrase::CentreEnquiriesHelp } else { Phrase::CentreTeamHelp };
            desk::answer(service, event, help).await
        }
        // Colleagues talk to one another here; only what looks like a command is answered.
        Ok(Command::Erase) | Err(NotACommand::Unknown) => Ok(Handled::Nothing("talk among colleagues")),
    }
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
