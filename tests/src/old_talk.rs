//! A long talk that somebody comes into late: what it costs to be let into it, with Lotse and without.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use matrix_sdk::ruma::{OwnedRoomId, RoomId};

use crate::{Person, stage::Counsellor};

/// What every message of an old talk has in it.
pub const WORDS: &str = "von früher";

/// Two people write `messages` in all, each half of them.
pub async fn is_held(room: &RoomId, one: &Person, other: &Person, messages: usize) -> Result<()> {
    let half = |person: &Person, count| {
        let name = person.name().to_owned();
        (0..count).map(move |number| format!("Nachricht {number} {WORDS}, von {name}."))
    };
    tokio::try_join!(
        one.says_all(room, half(one, messages / 2)),
        other.says_all(room, half(other, messages - messages / 2)),
    )?;
    tokio::try_join!(one.reads_many(room, WORDS, messages), other.reads_many(room, WORDS, messages))?;
    Ok(())
}

/// The floor: a talk of the same length without Lotse, into which a stock client invites with the history.
#[derive(Debug)]
pub struct OldTalk<'a> {
    host: &'a Person,
    room: OwnedRoomId,
    messages: usize,
}

impl<'a> OldTalk<'a> {
    /// Two people talk in a room of their own.
    pub async fn of(host: &'a Person, partner: &Person, messages: usize) -> Result<Self> {
        let room = host.opens_room_with(&[partner]).await?;
        let invitation = partner.is_invited_where("a talk", |to| to.room == room).await?;
        partner.accepts(&invitation).await?;
        host.catches_up().await?;
        is_held(&room, host, partner, messages).await?;
        Ok(Self { host, room, messages })
    }

    /// The host invites with the shared history → the guest, having joined, reads every old message.
    pub async fn is_shared_with(&self, guest: &Person) -> Result<Duration> {
        let began = Instant::now();
        self.host.invites(&self.room, guest).await?;
        let invitation = guest.is_invited_where("the old talk", |to| to.room == self.room).await?;
        guest.accepts(&invitation).await?;
        let read = guest.reads_many(&self.room, WORDS, self.messages).await;
        read.context("a history shared by the client itself")?;
        Ok(began.elapsed())
    }
}

/// A colleague asks to stand in → having joined, reads every old message of the case.
pub async fn is_covered(
    colleague: &Counsellor,
    case: &RoomId,
    request: &str,
    messages: usize,
) -> Result<Duration> {
    let began = Instant::now();
    colleague.person.says(&colleague.team, request).await?;
    let invitation = colleague.person.is_invited_where("the case room", |to| to.room == case).await?;
    colleague.person.accepts(&invitation).await?;
    colleague.person.reads_many(case, WORDS, messages).await?;
    Ok(began.elapsed())
}
