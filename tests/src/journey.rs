//! One case from the first word to the first answer, and what must be true of it whatever happened on the way.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use matrix_sdk::ruma::{OwnedRoomId, RoomId};

use crate::{
    Lotse, Person, Synapse,
    people::Heard,
    stage::{Counsellor, Seeker},
    wait,
};

/// What the reception says to a seeker who makes no mistake: one word out of each message, in order.
const BY_THE_RECEPTION: &[&str] =
    &["Worum geht es?", "Postleitzahl", "genannt", "Soll ich Sie", "einverstanden", "Ihr Raum ist fertig"];

/// What the custodian says in the case room of a team centre, in order.
const BY_THE_CUSTODIAN: &[&str] = &["Willkommen", "angekommen", "hat Ihre Anfrage angenommen"];

/// Ben and Cem of the team centre in Dresden, at work.
#[derive(Debug)]
pub struct Team {
    /// Accepts.
    pub ben: Counsellor,
    /// Only looks.
    pub cem: Counsellor,
}

impl Team {
    /// Both arrive and come into the rooms of their centre.
    pub async fn at_work(synapse: &Synapse) -> Result<Self> {
        let [ben, cem] =
            ["ben", "cem"].map(async |name| Counsellor::at_work(Person::arrive(synapse, name).await?).await);
        let (ben, cem) = tokio::try_join!(ben, cem)?;
        Ok(Self { ben, cem })
    }
}

/// A case that was asked, accepted and answered.
#[derive(Debug)]
pub struct Journey {
    /// Who asked.
    pub seeker: Seeker,
    /// Where the two talk.
    pub case: OwnedRoomId,
    /// What the seeker wrote first; nobody else's first message is like it.
    pub worry: String,
    /// How the team learnt of it.
    pub card: Heard,
}

impl Journey {
    /// Somebody called `name` arrives, asks, is answered by Ben, and reads the answer.
    pub async fn of(synapse: &Synapse, name: &str, team: &Team) -> Result<Self> {
        let (seeker, case, worry) = Self::asked(synapse, name).await?;
        Self::answered(seeker, case, worry, team).await
    }

    /// Somebody called `name` arrives and asks.
    pub async fn asked(synapse: &Synapse, name: &str) -> Result<(Seeker, OwnedRoomId, String)> {
        let seeker = Seeker::knocks(Person::arrive(synapse, name).await?).await?;
        seeker.is_placed("Schulden", "01067", "Blaue Amsel").await?;
        let case = seeker.consents().await?;
        let worry = format!("Ich habe Post vom Inkasso ({name}).");
        seeker.person.says(&case, &worry).await?;
        Ok((seeker, case, worry))
    }

    /// Ben accepts what was asked, reads it and answers.
    pub async fn answered(seeker: Seeker, case: OwnedRoomId, worry: String, team: &Team) -> Result<Self> {
        let ben = &team.ben;
        let card = ben.sees_card(&worry).await?;
        team.cem.sees_card(&worry).await?;
        ben.accepts_card(&card).await?;
        let invitation = ben.person.is_invited_where("the case room", |to| to.room == case).await?;
        ben.person.accepts(&invitation).await?;
        ben.person.hears(&case, &worry).await?;
        let answer = format!("Guten Tag, ich bin Ben, zu Ihrer Frage: {worry}");
        ben.person.says(&case, &answer).await?;
        seeker.person.hears(&case, &answer).await?;
        Ok(Self { seeker, case, worry, card })
    }

    /// Everything is there, and everything once: the rooms, the card, each message.
    pub async fn happened_once(&self, team: &Team) -> Result<()> {
        let (anna, Team { ben, cem }) = (&self.seeker.person, team);
        anna.hears(&self.seeker.chat, "Ihr Raum ist fertig").await?;
        anna.hears(&self.case, "hat Ihre Anfrage angenommen").await?;
        for counsellor in [ben, cem] {
            counsellor.person.sees_redaction(&counsellor.enquiries, &self.card.event).await?;
        }
        tokio::try_join!(anna.catches_up(), ben.person.catches_up(), cem.person.catches_up())?;

        let rooms = BTreeSet::from([self.seeker.chat.clone(), self.case.clone()]);
        ensure!(anna.rooms() == rooms, "{} is in {:?}", anna.name(), anna.rooms());
        ensure!(anna.invitations().is_empty(), "{} has {:?}", anna.name(), anna.invitations());
        ensure!(!cem.person.rooms().contains(&self.case), "cem is in a case that is not his");

        is_told(anna, &self.seeker.chat, "@lotse:", BY_THE_RECEPTION)?;
        is_told(anna, &self.case, "@lotse_c_", BY_THE_CUSTODIAN)?;
        is_told(&ben.person, &self.case, "@lotse_c_", BY_THE_CUSTODIAN)?;
        let readers = ben.person.members(&self.case).await?;
        ensure!(!readers.contains(cem.person.id()), "cem is a member of {}", self.case);
        ensure!(readers.len() == 4, "in {} are {readers:?}", self.case);
        for counsellor in [ben, cem] {
            let left = counsellor.person.knows(&counsellor.enquiries);
            let second = left.iter().filter(|heard| heard.is_message() && heard.body.contains(&self.worry));
            ensure!(second.count() == 0, "{} still sees a card", counsellor.person.name());
        }
        Ok(())
    }
}

/// All that there is on the homeserver, beside what each journey shows: no room too many, no word twice, no card left
/// over, nothing in Lotse that still waits or was given up.
pub async fn nothing_is_left_over(
    synapse: &Synapse,
    lotse: &Lotse,
    team: &Team,
    journeys: &[Journey],
) -> Result<()> {
    lotse.has_nothing_to_do().await?;
    for journey in journeys {
        journey.happened_once(team).await?;
    }
    let edda = Person::arrive_as_administrator(synapse, &format!("edda-{}", wait::unique_word())).await?;
    for (name, expected) in [("Fall ", journeys.len()), ("Erstanfragen", 3)] {
        let path = format!("/_synapse/admin/v1/rooms?limit=500&search_term={}", name.trim());
        let answer = edda.calls("GET", &path, None).await?;
        let names = answer["rooms"].as_array().into_iter().flatten().filter_map(|room| room["name"].as_str());
        let found = names.filter(|found| found.starts_with(name)).count();
        ensure!(found == expected, "{found} rooms are called {name}, not {expected}");
    }
    for counsellor in [&team.ben, &team.cem] {
        let heard = counsellor.person.knows(&counsellor.enquiries);
        let ours = heard.iter().filter(|heard| heard.sender.as_str().starts_with("@lotse_c_"));
        let redacted = ours.clone().filter(|heard| heard.redacted && heard.reaction().is_none());
        let cards: BTreeSet<_> = redacted.map(|heard| heard.event.to_string()).collect();
        let expected: BTreeSet<_> = journeys.iter().map(|journey| journey.card.event.to_string()).collect();
        ensure!(expected.is_subset(&cards), "{} did not see each card go", counsellor.person.name());
        let said = ours.filter(|heard| heard.is_message() && !heard.body.starts_with("Willkommen"));
        let said: Vec<_> = said.map(|heard| &heard.body).collect();
        let once: BTreeSet<_> = said.iter().collect();
        ensure!(said.len() == once.len(), "{} was told twice: {said:#?}", counsellor.person.name());
        let won = said.iter().filter(|body| body.contains("angenommen. Die Einladung")).count();
        ensure!(won == journeys.len(), "{won} acceptances were confirmed: {said:#?}");
        ensure!(said.len() == won, "{} was told more: {said:#?}", counsellor.person.name());
    }
    Ok(())
}

/// The messages in `room` by somebody whose id begins with `speaker` are these, one for each of `words`, in order.
fn is_told(person: &Person, room: &RoomId, speaker: &str, words: &[&str]) -> Result<()> {
    let unreadable = person.cannot_read(room);
    ensure!(unreadable.is_empty(), "{} cannot read {unreadable:#?}", person.name());
    let told: Vec<_> = person
        .knows(room)
        .into_iter()
        .filter(|heard| heard.is_message() && heard.sender.as_str().starts_with(speaker))
        .map(|heard| heard.body)
        .collect();
    let as_expected =
        told.len() == words.len() && told.iter().zip(words).all(|(body, word)| body.contains(word));
    ensure!(as_expected, "{} was told\n{told:#?}\nand not one message each with\n{words:#?}", person.name());
    Ok(())
}
