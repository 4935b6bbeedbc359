//! Whoever comes into the rooms of a centre finds no wreckage: the open cards are there, written for their devices as well, and
//! one word of welcome; whoever has no signed device is told so before there is anything that they cannot read.

use std::collections::{BTreeMap, BTreeSet};

use routing::{Case, CentreId, CounsellorId, RoomId, Span, State};
use ruma::OwnedUserId;

use crate::{
    cases::{
        effects::{Done, Effect, Whom, Words},
        service::{Service, counsellor_id, matrix_id},
    },
    running::trouble::Trouble,
    servers::homeserver::Membership,
    store::{self, case::Stage, reader::Reader, room::RoomKind},
    words::phrases::Phrase,
};

/// How long somebody who has just come in may take to sign their device, before they are told how.
const SIGNING: Span = Span::from_millis(10_000);

/// For so long after the acceptance its newcomer is looked for ahead.
const JUST_NOW: Span = Span::minutes(1);

/// Who has just accepted: mostly they are not there yet.
pub(super) fn likely(service: &Service, case: &Case) -> Option<OwnedUserId> {
    let State::Accepted(accepted) = &case.state else { return None };
    let just_now = accepted.accepted_at.plus(JUST_NOW) > service.now() && accepted.joined_at.is_none();
    let holder = matrix_id(&accepted.counsellor);
    (just_now && holder.server_name() == service.names.steward().server_name()).then_some(holder)
}

/// Looks at everybody of the centre who is in one of its rooms.
pub(crate) async fn look(service: &Service, centre: &CentreId, again: bool) -> Result<Done, Trouble> {
    let rooms = {
        let mut tx = service.store.look().await?;
        store::room::of_centre(&mut tx, centre).await?
    };
    let room_of =
        |wanted: RoomKind| rooms.iter().find(|(kind, _)| *kind == wanted).map(|(_, room)| room.clone());
    let (Some(enquiries), Some(team_room)) =
        (room_of(RoomKind::Enquiries(centre.clone())), room_of(RoomKind::Team(centre.clone())))
    else {
        return Ok(Done::nothing());
    };
    let team = service.team(centre);
    let (in_enquiries, in_team) =
        (joined(service, &enquiries, &team).await?, joined(service, &team_room, &team).await?);
    let there: Vec<OwnedUserId> = in_enquiries.union(&in_team).cloned().collect();
    // Opened only for those who are there.
    let devices = if there.is_empty() {
        BTreeMap::default()
    } else {
        service.custodian(centre).await?.signed_devices(&there).await?
    };

    let mut news = News::default();
    let now = service.now();
    let mut tx = service.store.begin().await?;
    let staff: Vec<CounsellorId> = team.iter().filter_map(|member| counsellor_id(member)).collect();
    store::reader::keep_only(&mut tx, centre, &staff).await?;
    for (member, devices) in &devices {
        let Some(who) = counsellor_id(member) else { continue };
        let before = store::reader::of(&mut tx, centre, &who).await?;
        let place = (in_enquiries.contains(member), in_team.contains(member));
        let after = news.of(&before, member, devices, (place, again));
        if after != before {
            store::reader::put(&mut tx, centre, &who, &after).await?;
        }
    }
    for (room, whom, unsigned) in [
        (&enquiries, &news.welcome_in_enquiries, false),
        (&team_room, &news.welcome_in_team, false),
        (&enquiries, &news.unsigned, true),
    ] {
        if whom.is_empty() {
            continue;
        }
        let effect = if unsigned {
            // In clear: it is what they can read. It names nobody.
            let words = Words {
                locale: service.locale,
                say: vec![Phrase::CentreNewDevice.into()],
                whom: Whom::these(whom.iter().cloned()),
            };
            Effect::SayInClear { room: room.clone(), sealed: words.seal(service.store.vault())? }
        } else {
            let names = names(service, centre, whom);
            let welcome = if room == &enquiries {
                Phrase::CentreWelcomeEnquiries { names }
            } else {
                Phrase::CentreWelcomeTeam { names }
            };
            let said = (Whom::these(whom.iter().cloned()), vec![welcome.into()]);
            Effect::say_to(service.store.vault(), room, None, service.locale, said)?
        };
        effect.push(&mut tx, now, now).await?;
    }
    if news.cards {
        for case in store::case::ids_of_centre(&mut tx, centre, &[Stage::Asked]).await? {
            Effect::RefreshCard { case, anew: true }.push(&mut tx, now, now).await?;
        }
        tracing::info!(centre.id = %centre, "Somebody has come, or has a new device: the open cards are posted anew");
    }
    if news.cards || !news.welcome_in_team.is_empty() {
        Effect::Today { centre: centre.clone(), anew: true }.push(&mut tx, now, now).await?;
    }
    if news.look_again {
        let later = Effect::LookAtReadersLater { centre: centre.clone() };
        later.push(&mut tx, now.plus(SIGNING), now).await?;
    }
    tx.commit().await?;
    service.effects.notify_one();
    Ok(Done::nothing())
}

async fn joined(
    service: &Service,
    room: &RoomId,
    team: &[OwnedUserId],
) -> Result<BTreeSet<OwnedUserId>, Trouble> {
    let present = service.homeserver.members(service.names.steward(), room).await?;
    Ok(team.iter().filter(|member| present.get(*member) == Some(&Membership::Joined)).cloned().collect())
}

fn names(service: &Service, centre: &CentreId, people: &BTreeSet<OwnedUserId>) -> String {
    let directory = service.directory();
    let name = |who: &CounsellorId| directory.counsellor(who, centre).map(|known| known.name.clone());
    let names = people.iter().filter_map(|member| counsellor_id(member).and_then(|who| name(&who)));
    names.collect::<Vec<_>>().join(", ")
}

/// What is to be done for those who came.
#[derive(Debug, Default, PartialEq, Eq)]
struct News {
    welcome_in_enquiries: BTreeSet<OwnedUserId>,
    welcome_in_team: BTreeSet<OwnedUserId>,
    unsigned: BTreeSet<OwnedUserId>,
    cards: bool,
    look_again: bool,
}

impl News {
    /// Somebody who is there with these signed devices, and was known before as that; gives as what they are known now.
    fn of(
        &mut self,
        before: &Reader,
        member: &OwnedUserId,
        devices: &BTreeSet<String>,
        ((in_enquiries, in_team), again): ((bool, bool), bool),
    ) -> Reader {
        let mut after = before.clone();
        if devices.is_empty() {
            after.devices.clear();
            if before.told || !in_enquiries {
            } else if again {
                self.unsigned.insert(member.clone());
                after.told = true;
            } else {
                self.look_again = true;
            }
            return after;
        }
        after.told = false;
        if in_enquiries {
            self.cards |= devices.iter().any(|device| !before.devices.contains(device));
            after.devices.clone_from(devices);
            if !before.in_enquiries {
                self.welcome_in_enquiries.insert(member.clone());
            }
            after.in_enquiries = true;
        }
        if in_team && !before.in_team {
            self.welcome_in_team.insert(member.clone());
            after.in_team = true;
        }
        after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: (bool, bool) = (true, true);

    fn look(before: &Reader, devices: &[&str], place: (bool, bool), again: bool) -> (Reader, News) {
        let ben = OwnedUserId::try_from("@ben:lotse.example").unwrap();
        let mut news = News::default();
        let devices = devices.iter().map(|device| (*device).to_owned()).collect();
        (news.of(before, &ben, &devices, (place, again)), news)
    }

    #[test]
    fn a_newcomer_is_welcomed_once_and_gets_the_cards_with_each_new_device() {
        let (known, news) = look(&Reader::default(), &["A"], HERE, false);
        assert!(news.cards && news.welcome_in_enquiries.len() == 1 && news.welcome_in_team.len() == 1);
        assert_eq!(look(&known, &["A"], HERE, false), (known.clone(), News::default()), "nothing is new");
        let (known, news) = look(&known, &["A", "B"], HERE, false);
        assert_eq!(news, News { cards: true, ..News::default() }, "the second device");
        let (known, news) = look(&known, &["B"], HERE, false);
        assert_eq!(news, News::default(), "one less to read with");
        assert!(look(&known, &["A", "B"], HERE, false).1.cards, "one that comes back has missed something");
    }

    #[test]
    fn rooms_are_entered_one_after_the_other() {
        let (known, news) = look(&Reader::default(), &["A"], (false, true), false);
        assert!(!news.cards && news.welcome_in_enquiries.is_empty() && news.welcome_in_team.len() == 1);
        let (_, news) = look(&known, &["A"], HERE, false);
        assert!(news.cards && news.welcome_in_enquiries.len() == 1 && news.welcome_in_team.is_empty());
    }

    #[test]
    fn whoever_has_no_signed_device_is_told_once_and_not_at_once() {
        let (known, news) = look(&Reader::default(), &[], HERE, false);
        assert_eq!(news, News { look_again: true, ..News::default() });
        let (known, news) = look(&known, &[], HERE, true);
        assert!(news.unsigned.len() == 1 && !news.cards && news.welcome_in_enquiries.is_empty());
        assert_eq!(look(&known, &[], HERE, true).1, News::default(), "once");
        let (known, news) = look(&known, &["A"], HERE, false);
        assert!(news.cards && news.welcome_in_enquiries.len() == 1);
        assert!(
            look(&known, &[], HERE, true).1.unsigned.len() == 1,
            "signed out everywhere, and in again without"
        );
    }
}
