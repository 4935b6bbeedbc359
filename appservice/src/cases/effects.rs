//! What is to happen outside after a commit: rows of the outbox, written in the same commit as their cause.

use routing::{CaseId, CentreId, EventId, RoomId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::store::{
    StoreResult, Tx,
    outbox::{self, Class, Lane},
};

pub(crate) use self::done::Done;
pub(crate) use self::words::{Handout, Letter, Whither, Whom, Words, seal, unseal};

mod done;
mod sealed;
mod words;

/// Something to be done outside, idempotently.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub(crate) enum Effect {
    /// Make the case's room, with everybody in it who belongs there, and say so in the reception chat.
    OpenRoom {
        /// The case.
        case: CaseId,
    },
    /// Make the case's room equal to `routing::access`.
    Reconcile {
        /// The case.
        case: CaseId,
        /// Whether somebody without a verified device was told so already.
        #[serde(default)]
        told: bool,
    },
    /// Reconcile once more, since somebody had no verified device. Waits without holding up the case's other effects.
    LookAgain {
        /// The case.
        case: CaseId,
    },
    /// Post the card of an enquiry.
    PostCard {
        /// The case.
        case: CaseId,
    },
    /// Make the card of an enquiry say what is true now.
    RefreshCard {
        /// The case.
        case: CaseId,
        /// Whether nothing of the old card may stay readable: it goes, and a new one comes.
        anew: bool,
    },
    /// Refresh a card after a while. Waits without holding up the case's other effects.
    CountOnCard {
        /// The case.
        case: CaseId,
    },
    /// Take the card of an enquiry away.
    RemoveCard {
        /// The case.
        case: CaseId,
        /// Whose custodian posted it.
        centre: CentreId,
        /// Where.
        room: RoomId,
        /// The card.
        event: EventId,
    },
    /// End custody if it is time: the custodian leaves and destroys its keys.
    ReleaseCustody {
        /// The case.
        case: CaseId,
    },
    /// Invite somebody of the case once more, because their device can be given keys now.
    InviteAgain {
        /// The case.
        case: CaseId,
        /// The counsellor.
        counsellor: routing::CounsellorId,
    },
    /// Ask the seeker whether somebody else may have the case.
    AskSeeker {
        /// The case.
        case: CaseId,
    },
    /// Write a part of the case's transcript into the counsellor's chat with the custodian.
    GiveTranscript {
        /// The case.
        case: CaseId,
        /// Who asked.
        counsellor: routing::CounsellorId,
        /// The homeserver's mark of where the part begins; none at the beginning.
        from: Option<String>,
        /// How many messages were written before.
        written: u16,
    },
    /// Say in the counsellor's chat with the custodian which cases they have.
    GiveCases {
        /// The centre.
        centre: CentreId,
        /// Who asked.
        counsellor: routing::CounsellorId,
    },
    /// Say in the counsellor's chat with the custodian what they took, and how soon it was answered.
    GiveFigures {
        /// The centre.
        centre: CentreId,
        /// Who asked.
        counsellor: routing::CounsellorId,
    },
    /// Say something about a case's appointment, with a file for calendars.
    Handout {
        /// Where.
        to: Whither,
        /// The case, whose other effects this waits for.
        case: CaseId,
        /// The sealed sentences and the file.
        sealed: String,
    },
    /// Say something in a room of ours, to those who may read there.
    Say {
        /// The room.
        room: RoomId,
        /// The case whose other effects this waits for.
        case: Option<CaseId>,
        /// The sealed sentences: they may name people.
        sealed: String,
        /// The thread in which it was asked, and is answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        thread: Option<Thread>,
        /// What is noted once it is said (`store/breach.rs`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        noted: Option<String>,
    },
    /// Say something in clear in a room whose reader cannot be reached otherwise. Never in a case room.
    SayInClear {
        /// The room.
        room: RoomId,
        /// The sealed sentences.
        sealed: String,
    },
    /// Make a plain chat with the reception an encrypted one, or start a new one.
    SwitchToEncryption {
        /// The plain chat.
        room: RoomId,
    },
    /// Destroy all keys for the room of an erased case and take everybody out of it.
    EmptyRoom {
        /// The case, a tombstone.
        case: CaseId,
    },
    /// Have the homeserver purge a room or a file.
    Purge {
        /// The room's id or the file's address.
        subject: String,
        /// The case whose erasure waits for it.
        case: Option<CaseId>,
    },
    /// Forget everything that led to an erased case, and say that it is done.
    ForgetErased {
        /// The case, a tombstone.
        case: CaseId,
    },
    /// The reception leaves a chat with somebody who has no case, and destroys its keys for it.
    EndChat {
        /// The chat.
        room: RoomId,
        /// Whether the seeker has left it: then it ends whatever was going on.
        #[serde(default)]
        left: bool,
    },
    /// Send an e-mail.
    Mail {
        /// The keyed hash of the address: what goes to one person goes in order.
        to: String,
        /// The sealed letter.
        sealed: String,
    },
    /// Tell somebody in an encrypted chat with the reception, which is made if there is none.
    Tell {
        /// The keyed hash of the user.
        to: String,
        /// The sealed letter.
        sealed: String,
    },
    /// See whether a seeker who has left is signed in anywhere, and tell whoever would write to nobody.
    MissSeeker {
        /// The case.
        case: CaseId,
    },
    /// Invite a seeker once more, since they say so, and answer in their chat.
    LetBack {
        /// The case.
        case: CaseId,
        /// The chat with the reception in which they said so.
        chat: RoomId,
        /// Whether they wanted a new case on the same topic.
        renewed: bool,
    },
    /// Let in a seeker who comes back with another account, and whose page is there on this device.
    LetReturn {
        /// The case.
        case: CaseId,
        /// The device.
        device: String,
    },
    /// Let somebody of another server into the case's room, who belongs there.
    Admit {
        /// The case.
        case: CaseId,
        /// Who.
        counsellor: routing::CounsellorId,
        /// Whether somebody without a verified device was told so already.
        told: bool,
    },
    /// Invite a seeker of another server into the case's room.
    InviteSeeker {
        /// The case.
        case: CaseId,
    },
    /// The same once all is said there that was to be said before: what is written while another server joins may never get there.
    InviteSeekerNext {
        /// The case.
        case: CaseId,
    },
    /// Invite the custodian of a centre with a Lotse of its own into the case's room.
    InviteCentre {
        /// The case.
        case: CaseId,
    },
    /// Enter the room of a case that a platform has announced.
    EnterRoom {
        /// The case.
        case: CaseId,
    },
    /// Tell another Lotse something, in the channel of the centre.
    TellFar {
        /// The centre.
        centre: CentreId,
        /// The keyed hash of whom it is for: one that is away keeps no other waiting.
        #[serde(default)]
        peer: String,
        /// The sealed word, and whom it is for.
        sealed: String,
    },
    /// Let one counsellor into the centre's space and rooms.
    LetIn {
        /// The centre.
        centre: CentreId,
        /// Who.
        counsellor: routing::CounsellorId,
    },
    /// Hand on the cases of somebody who has left a centre.
    Part {
        /// The centre.
        centre: CentreId,
        /// Who has left.
        counsellor: routing::CounsellorId,
        /// Who takes their cases; nobody, if they wait in the Erstanfragen.
        successor: Option<routing::CounsellorId>,
    },
    /// Make the account of somebody who was invited to counsel, where they bring none, and send their letter.
    Invite {
        /// Who.
        counsellor: routing::CounsellorId,
    },
    /// Look who of a centre can read in its rooms: whoever has come, or has another device, gets the open cards and a welcome.
    LookAtReaders {
        /// The centre.
        centre: CentreId,
        /// Whether somebody had no signed device a moment ago: they are told now.
        again: bool,
    },
    /// The same after a moment: whoever has just signed in may be about to sign their device.
    LookAtReadersLater {
        /// The centre.
        centre: CentreId,
    },
    /// Make a room that nothing else looks at follow the rules for all rooms.
    MendRoom {
        /// The room.
        room: RoomId,
        /// The lane of what else is done there, so that neither undoes the other.
        lane: String,
    },
    /// Make the one message in the Team room that says what waits today say what is true.
    Today {
        /// The centre.
        centre: CentreId,
        /// Whether somebody has come who cannot read the old one: it goes, and a new one comes.
        anew: bool,
    },
    /// Make the centre's space and rooms, and make them equal to the directory.
    CentreRooms {
        /// The centre.
        centre: CentreId,
    },
}

/// Where in a room something is answered: in the thread in which it was said.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Thread {
    /// The event that the thread began with.
    pub root: EventId,
    /// The event that is answered, for clients that show no threads.
    pub last: EventId,
}

impl Effect {
    /// Effects of one lane run in order.
    pub(crate) fn lane(&self) -> Lane {
        let (class, name) = match self {
            Self::OpenRoom { case }
            | Self::EnterRoom { case }
            | Self::Reconcile { case, .. }
            | Self::PostCard { case }
            | Self::RefreshCard { case, .. }
            | Self::RemoveCard { case, .. }
            | Self::ReleaseCustody { case }
            | Self::InviteAgain { case, .. }
            | Self::AskSeeker { case }
            | Self::MissSeeker { case }
            | Self::InviteSeekerNext { case }
            | Self::EmptyRoom { case }
            | Self::LetReturn { case, .. }
            | Self::Purge { case: Some(case), .. }
            | Self::ForgetErased { case }
            | Self::Handout { to: Whither::Room { .. }, case, .. }
            | Self::Say { case: Some(case), .. } => (Class::Case, format!("case:{case}")),
            Self::Say { room, .. }
            | Self::SayInClear { room, .. }
            | Self::SwitchToEncryption { room }
            | Self::EndChat { room, .. } => (Class::Talk, format!("room:{room}")),
            Self::MendRoom { lane, .. } => (Class::Leisure, lane.clone()),
            Self::Purge { subject, .. } => (Class::Leisure, format!("purge:{subject}")),
            Self::CentreRooms { centre } => (Class::Centre, format!("centre:{centre}")),
            // On a lane of their own: the server of one who is away is nobody else's concern.
            Self::LetIn { centre, counsellor } => (Class::LetIn, format!("let_in:{centre}:{counsellor}")),
            Self::InviteCentre { case } => (Class::Invitation, format!("let_in:{case}:centre")),
            Self::TellFar { centre, peer, .. } => (Class::Invitation, format!("far:{centre}:{peer}")),
            Self::InviteSeeker { case } | Self::LetBack { case, .. } => {
                (Class::Invitation, format!("let_in:{case}"))
            }
            Self::Admit { case, counsellor, .. } => {
                (Class::Invitation, format!("let_in:{case}:{counsellor}"))
            }
            Self::CountOnCard { case } => (Class::Leisure, format!("card:{case}")),
            Self::Today { centre, .. } => (Class::Invitation, format!("today:{centre}")),
            Self::LookAtReaders { centre, .. } => (Class::Invitation, format!("readers:{centre}")),
            Self::LookAtReadersLater { centre } => (Class::Leisure, format!("readers_later:{centre}")),
            Self::LookAgain { case } => (Class::Leisure, format!("later:{case}")),
            // Long, and nobody else waits for it.
            Self::GiveTranscript { case, .. } => (Class::Transcript, format!("transcript:{case}")),
            Self::Handout { to: Whither::Chat { centre, counsellor }, .. }
            | Self::GiveCases { centre, counsellor }
            | Self::GiveFigures { centre, counsellor } => {
                (Class::Transcript, format!("cases:{centre}:{counsellor}"))
            }
            Self::Mail { to, .. } => (Class::Post, format!("mail:{to}")),
            Self::Tell { to, .. } => (Class::Talk, format!("tell:{to}")),
            Self::Part { centre, counsellor, .. } => {
                (Class::Invitation, format!("part:{centre}:{counsellor}"))
            }
            Self::Invite { counsellor } => (Class::Post, format!("invite:{counsellor}")),
        };
        Lane { class, name }
    }

    /// A word for metrics and `doctor`.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::OpenRoom { .. } => "open_room",
            Self::Reconcile { .. } => "reconcile",
            Self::LookAgain { .. } => "look_again",
            Self::PostCard { .. } => "post_card",
            Self::RefreshCard { .. } => "refresh_card",
            Self::CountOnCard { .. } => "count_on_card",
            Self::RemoveCard { .. } => "remove_card",
            Self::ReleaseCustody { .. } => "release_custody",
            Self::InviteAgain { .. } => "invite_again",
            Self::GiveTranscript { .. } => "give_transcript",
            Self::GiveCases { .. } => "give_cases",
            Self::GiveFigures { .. } => "give_figures",
            Self::AskSeeker { .. } => "ask_seeker",
            Self::Handout { .. } => "handout",
            Self::Say { .. } => "say",
            Self::SayInClear { .. } => "say_in_clear",
            Self::SwitchToEncryption { .. } => "switch_to_encryption",
            Self::EmptyRoom { .. } => "empty_room",
            Self::Purge { .. } => "purge",
            Self::ForgetErased { .. } => "forget_erased",
            Self::EndChat { .. } => "end_chat",
            Self::CentreRooms { .. } => "centre_rooms",
            Self::Today { .. } => "today",
            Self::MendRoom { .. } => "mend_room",
            Self::InviteSeeker { .. } => "invite_seeker",
            Self::InviteSeekerNext { .. } => "invite_seeker_next",
            Self::Admit { .. } => "admit",
            Self::MissSeeker { .. } => "miss_seeker",
            Self::LetBack { .. } => "let_back",
            Self::LetReturn { .. } => "let_return",
            Self::LetIn { .. } => "let_in",
            Self::InviteCentre { .. } => "invite_centre",
            Self::EnterRoom { .. } => "enter_room",
            Self::TellFar { .. } => "tell_far",
            Self::LookAtReaders { .. } => "look_at_readers",
            Self::LookAtReadersLater { .. } => "look_at_readers_later",
            Self::Mail { .. } => "mail",
            Self::Tell { .. } => "tell",
            Self::Invite { .. } => "invite",
            Self::Part { .. } => "part",
        }
    }

    /// The kinds of effects that make rooms: while one of them is to be run, events may come of a room that is not known
    /// yet.
    pub(crate) const MAKE_ROOMS: [&'static str; 11] = [
        "open_room",
        "tell_far",
        "centre_rooms",
        "let_in",
        "post_card",
        "give_transcript",
        "give_cases",
        "give_figures",
        "handout",
        "tell",
        "switch_to_encryption",
    ];

    /// Queues the effect, to be run from `due` on.
    pub(crate) async fn push(&self, tx: &mut Tx, due: Timestamp, now: Timestamp) -> StoreResult<()> {
        outbox::push(tx, &self.lane(), self.kind(), self, due, now).await.map(drop)
    }
}
