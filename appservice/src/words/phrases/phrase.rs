//! Everything that Lotse can say, each with exactly the arguments that its sentence needs.

use std::fmt;

use hearing::danger::Kind as Danger;
use routing::{CoverReason, Date, Reference, Timestamp, Venue, appointment::HoursProblem};
use serde::{Deserialize, Serialize};

use super::{
    argument::{Argument, IntoArgument, Link, Until},
    by::By,
    quote::Quote,
    removal::Removal,
    workbook::WORKBOOK,
};
use crate::words::{
    days::DayFault,
    phrases::standing_in::{DeputyFault, DeputysCovers, Ending},
    reception::pseudonym::PseudonymFault,
};

/// Anything with a key of the catalogue and its arguments.
pub trait Spoken {
    /// The key in the catalogue.
    fn key(&self) -> &'static str;
    /// The named values of its sentence.
    fn arguments(&self) -> Vec<(&'static str, Argument)>;
}

macro_rules! phrases {
    (
        $(#[$about:meta])*
        $name:ident, $keys:ident {
            $( $(#[$doc:meta])* $variant:ident $({ $($field:ident: $type:ty),* })? = $key:literal, )*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "key")]
        pub enum $name {
            $(
                $(#[$doc])*
                #[serde(rename = $key)]
                $variant $({ $(
                    #[doc = concat!("`$", stringify!($field), "` in the catalogue.")]
                    $field: $type
                ),* })?,
            )*
        }

        impl Spoken for $name {
            fn key(&self) -> &'static str {
                match self { $( Self::$variant { .. } => $key, )* }
            }

            fn arguments(&self) -> Vec<(&'static str, Argument)> {
                match self {
                    $( Self::$variant $({ $($field),* })? => {
                        vec![$( $( (stringify!($field), $field.argument()) ),* )?]
                    } )*
                }
            }
        }

        /// Each key with the names of its arguments.
        pub(super) const $keys: &[(&str, &[&str])] =
            &[$( ($key, &[$( $( stringify!($field) ),* )?]), )*];
    };
}

pub(super) use phrases;

phrases! {
    /// What may stand in the database in clear: no text of people, no pseudonym, no postcode.
    #[derive(Debug)]
    Phrase, PHRASES {
        /// Who I am and what is possible.
        ReceptionGreeting = "reception-greeting",
        /// Asks what it is about; numbered topics.
        ReceptionTopics { topics: Vec<String> } = "reception-topics",
        /// The answer names no topic.
        ReceptionTopicsAgain { topics: Vec<String> } = "reception-topics-again",
        /// The answer fits several topics: numbered, only these.
        ReceptionTopicsClose { topics: Vec<String> } = "reception-topics-close",
        /// Asks for the postcode.
        ReceptionPostcode { topic: String } = "reception-postcode",
        /// The answer is no postcode.
        ReceptionPostcodeAgain = "reception-postcode-again",
        /// The postcode, or the place, is in another country.
        ReceptionPostcodeForeign = "reception-postcode-foreign",
        /// There are several postcodes in the answer.
        ReceptionPostcodeSeveral = "reception-postcode-several",
        /// The table of postcodes does not have this one: asked once more.
        ReceptionPostcodeUnknown = "reception-postcode-unknown",
        /// The topic that was understood, when the postcode is known as well.
        ReceptionTopic { topic: String } = "reception-topic",
        /// The centre that was found, with its card; `others`: whether another can be chosen.
        ReceptionCentre { centre: String, card: String, hours: u16, team: bool, others: bool } = "reception-centre",
        /// Nobody covers the postcode: the nationwide team, said openly.
        ReceptionWhiteSpot { centre: String, card: String, hours: u16, team: bool } = "reception-white-spot",
        /// Other centres to choose from, numbered.
        ReceptionChoose { centres: Vec<String> } = "reception-choose",
        /// The answer chooses no centre.
        ReceptionChooseAgain { centres: Vec<String> } = "reception-choose-again",
        /// There is no other centre.
        ReceptionNoOthers = "reception-no-others",
        /// That an open time may be taken instead of writing first, and how.
        ReceptionDatesHint = "reception-dates-hint",
        /// Open times follow.
        ReceptionDates = "reception-dates",
        /// How to choose.
        ReceptionDatesHow = "reception-dates-how",
        /// There are none.
        ReceptionDatesNone = "reception-dates-none",
        /// The one that was chosen, until all is agreed.
        ReceptionDate { time: Timestamp, minutes: u16, venue: Venue } = "reception-date",
        /// Somebody else was faster.
        ReceptionDateGone = "reception-date-gone",
        /// The name cannot be taken, and why.
        ReceptionPseudonymRefused { fault: PseudonymFault } = "reception-pseudonym-refused",
        /// The data-protection notice; `personal`: one counsellor gets it past the pool; `link` to the long one.
        ReceptionNotice { centre: String, team: bool, personal: bool, link: Option<Link> } = "reception-notice",
        /// Asks for consent.
        ReceptionConsent = "reception-consent",
        /// The answer is neither yes nor no.
        ReceptionConsentAgain = "reception-consent-again",
        /// Consent was refused.
        ReceptionConsentRefused = "reception-consent-refused",
        /// The room is being made.
        ReceptionOpening = "reception-opening",
        /// The room is ready; `link` to it (matrix.to).
        ReceptionInvited { reference: Reference, link: Link } = "reception-invited",
        /// There is an open case on this topic already; `link` to its room.
        ReceptionAlreadyOpen { reference: Reference, link: Link } = "reception-already-open",
        /// As many cases run as one account may have; `example` is one of them.
        ReceptionTooManyOpen { references: Vec<Reference>, example: Reference } = "reception-too-many-open",
        /// As many cases were begun today as one account may begin.
        ReceptionTooManyToday = "reception-too-many-today",
        /// A centre's own Lotse was silent for a day, and nobody there has taken the case. The help lines follow.
        ReceptionCentreSilent { reference: Reference, centre: String } = "reception-centre-silent",
        /// A centre's own Lotse does not take the case, which ends. The help lines follow.
        ReceptionCentreRefused { reference: Reference, centre: String } = "reception-centre-refused",
        /// To somebody of another homeserver who is not taken in: only accounts of ours are. The reason of a refused invitation.
        ReceptionOnlyAccountsHere { portal: Option<String> } = "reception-only-accounts-here",
        /// To somebody of another homeserver of which too many came within an hour. The same.
        ReceptionCrowdElsewhere { portal: Option<String> } = "reception-crowd-elsewhere",
        /// The centre has turned this seeker away a while ago. The help lines follow.
        ReceptionBarred { centre: String } = "reception-barred",
        /// To a seeker whose custodian has left: they may read in their case's room, and not write. The help lines follow.
        ReceptionMuted { reference: Reference, until: Until } = "reception-muted",
        /// To the same: they may write there again.
        ReceptionUnmuted { reference: Reference } = "reception-unmuted",
        /// To the same: the centre has ended the case, and until then they may not write there. The help lines follow.
        ReceptionTurnedAway { reference: Reference, until: Until } = "reception-turned-away",
        /// Between choice and consent the centre has closed.
        ReceptionCentreGone = "reception-centre-gone",
        /// Nobody is there for this topic and postcode. The help lines follow.
        ReceptionUnserved { topic: String } = "reception-unserved",
        /// Stopped at the seeker's wish.
        ReceptionCancelled = "reception-cancelled",
        /// Nothing is going on.
        ReceptionEnded = "reception-ended",
        /// After consent: where to write; without reference the room is still being made.
        ReceptionDone { reference: Option<Reference> } = "reception-done",
        /// The seeker's words.
        ReceptionHelp = "reception-help",
        /// The same in the midst of the dialogue.
        ReceptionHelpShort = "reception-help-short",
        /// Asks what it is about, without the list.
        ReceptionTopicsShort = "reception-topics-short",
        /// The language has been changed.
        ReceptionLanguage = "reception-language",
        /// No open case of this seeker fits `abschließen`.
        ReceptionCloseUnknown = "reception-close-unknown",
        /// Several open cases: which one? `example` is one of them.
        ReceptionCloseWhich { references: Vec<Reference>, example: Reference } = "reception-close-which",
        /// Closed from the reception chat.
        ReceptionClosed { reference: Reference } = "reception-closed",
        /// The centre of the case has left the platform, and the case could not go along to its successor, if there is one.
        ReceptionCentreLeft { reference: Reference, successor: Option<String> } = "reception-centre-left",
        /// The topic of the case has left the platform.
        ReceptionTopicLeft { reference: Reference } = "reception-topic-left",
        /// A message in a closed case that nobody is responsible for any more.
        ReceptionNotReopened { reference: Reference, successor: Option<String> } = "reception-not-reopened",
        /// Encryption has been switched on in this chat.
        ReceptionEncryptionOn = "reception-encryption-on",
        /// A new, encrypted chat has been started.
        ReceptionNewChat = "reception-new-chat",
        /// The link is unknown, revoked, expired or used up: one sentence for all, and the usual way.
        ReceptionLinkInvalid = "reception-link-invalid",
        /// Nobody of the centre that a link leads to can take it now: the usual way.
        ReceptionLinkClosed = "reception-link-closed",
        /// The counsellor of a personal link cannot take it now; `deputy`: their deputy does, else the team.
        ReceptionLinkAway { deputy: bool } = "reception-link-away",
        /// It goes to one counsellor past the pool.
        ReceptionLinkPersonal = "reception-link-personal",
        /// Looks for another centre than the link's.
        ReceptionLinkOthers = "reception-link-others",
        /// The topics of the centre that a link leads to, numbered.
        ReceptionTopicsLink { topics: Vec<String> } = "reception-topics-link",

        /// The custodian's welcome in a team centre's case room: who can read.
        CaseWelcomeTeam { centre: String, personal: bool } = "case-welcome-team",
        /// The custodian's welcome where it will leave: who can read.
        CaseWelcomePair { centre: String, personal: bool } = "case-welcome-pair",
        /// The same for somebody of the portal.
        CasePortalWelcomePair { centre: String, personal: bool } = "case-portal-welcome-pair",
        /// The first message has arrived.
        CaseReceived { centre: String, hours: u16 } = "case-received",
        /// The counsellor of the personal link could not take the first message; `deputy`: their deputy has it, else
        /// the team.
        CaseLinkAway { deputy: bool } = "case-link-away",
        /// To the seeker: somebody has accepted.
        CaseAccepted = "case-accepted",
        /// The custodian leaves a centre's case that is not a team's.
        CaseCustodianLeaves { reference: Reference } = "case-custodian-leaves",
        /// The same where the seeker is of the portal.
        CasePortalCustodianLeaves { reference: Reference } = "case-portal-custodian-leaves",
        /// A greeting before anything was asked: it is no enquiry.
        CaseGreeting = "case-greeting",
        /// Words that work in the chat with Lotse alone, before anything was asked: they are no enquiry.
        CaseWordElsewhere = "case-word-elsewhere",
        /// The same to somebody of the portal.
        CasePortalWordElsewhere = "case-portal-word-elsewhere",
        /// `stop` where nobody counsels yet, or any more: how a case ends.
        CaseStop { closed: bool } = "case-stop",
        /// It is over already.
        CaseClosedAlready = "case-closed-already",
        /// Closed by the seeker.
        CaseClosedBySeeker = "case-closed-by-seeker",
        /// Closed by the counsellor.
        CaseClosedByCounsellor = "case-closed-by-counsellor",
        /// Closed by the administration.
        CaseClosedByAdministration = "case-closed-by-administration",
        /// Ended by itself, since nobody wrote.
        CaseClosedByTime = "case-closed-by-time",
        /// The seeker may read and not write, until then. The help lines follow.
        CaseMuted { until: Until } = "case-muted",
        /// The seeker may write again.
        CaseUnmuted = "case-unmuted",
        /// In the room of a case: whoever counsels wants to speak with the seeker now.
        CaseCallWish { name: String, video: bool } = "case-call-wish",
        /// The centre has ended the case, and until then the seeker may not write here. The help lines follow.
        CaseTurnedAway { until: Until } = "case-turned-away",
        /// Ended because its topic has left the platform; writing does not open it again.
        CaseTopicLeft = "case-topic-left",
        /// The same to somebody of the portal.
        CasePortalTopicLeft = "case-portal-topic-left",
        /// The case is at the successor of its centre; `asked`: the seeker has written already.
        CaseSucceeded { centre: String, team: bool, asked: bool } = "case-succeeded",
        /// The centre's settings do not name the platform any more that the seeker came by.
        CasePlatformLeft = "case-platform-left",
        /// To the team: the platform does not name the centre any more.
        CentrePlatformLeft { reference: Reference } = "centre-platform-left",
        /// To the team: the settings do not name the platform of these cases any more.
        CentrePlatformGone { references: Vec<Reference> } = "centre-platform-gone",
        /// To the seeker, in the chat: the centre of their case, which has a Lotse of its own, has left.
        ReceptionFarCentreLeft { reference: Reference } = "reception-far-centre-left",
        /// Whoever had the case has left the centre, and somebody else has it from now on.
        CaseLeftTo { name: String } = "case-left-to",
        /// The same, and it waits for somebody of the centre.
        CaseLeftBehind = "case-left-behind",
        /// Open again after a new message.
        CaseReopened = "case-reopened",
        /// How to end the case.
        CaseClosingHint = "case-closing-hint",
        /// What can be done in a case room.
        CaseHelp = "case-help",
        /// The same where the seeker is of the portal.
        CasePortalHelp = "case-portal-help",

        /// On a card, instead of words: what the message is. Never the name of a file, never a place.
        CentreQuote { quote: Quote, seconds: Option<u16> } = "centre-quote",
        /// To all: who has accepted, and where their room is.
        CentreWon { reference: Reference, name: String, link: Link } = "centre-won",
        /// To one who came too late (`you`): who has accepted.
        CentreTaken { reference: Reference, you: String, name: String } = "centre-taken",
        /// The seeker has closed the enquiry before anybody accepted.
        CentreWithdrawn { reference: Reference } = "centre-withdrawn",
        /// A case that somebody had is closed, because its topic has left the platform.
        CentreTopicLeft { reference: Reference } = "centre-topic-left",
        /// To the team: a case of somebody who has left is somebody else's.
        CentreLeftTo { reference: Reference, name: String } = "centre-left-to",
        /// The centre has no such case.
        CentreReferenceUnknown { reference: Reference } = "centre-reference-unknown",
        /// A command that needs a reference came without one, or with one that cannot be read.
        CentreReferenceUnreadable = "centre-reference-unreadable",
        /// Not an activated counsellor of this centre.
        CentreNotAllowed = "centre-not-allowed",
        /// The case is closed.
        CentreNotOpen { reference: Reference } = "centre-not-open",
        /// Somebody may read and not write, until then.
        CentreMuted { reference: Reference, until: Until } = "centre-muted",
        /// They may write again.
        CentreUnmuted { reference: Reference } = "centre-unmuted",
        /// They may write anyway.
        CentreNotMuted { reference: Reference } = "centre-not-muted",
        /// Somebody cannot be muted until that day, and why.
        CentreMuteDay { fault: DayFault } = "centre-mute-day",
        /// Ended with a reason; until then its seeker begins no other here.
        CentreTurnedAway { reference: Reference, until: Until } = "centre-turned-away",
        /// To end a case so needs a reason.
        CentreReasonMissing { reference: Reference } = "centre-reason-missing",
        /// No cross-signed device: what to do.
        CentreDeviceUnverified { reference: Reference } = "centre-device-unverified",
        /// A counsellor belongs in a case and takes no invitations.
        CentreCannotInvite { reference: Reference, name: String } = "centre-cannot-invite",
        /// Keys shared and invited once more.
        CentreInvitedAgain { reference: Reference, link: Link } = "centre-invited-again",
        /// The seeker is asked whether they want to speak now.
        CentreCallWished { reference: Reference, link: Link } = "centre-call-wished",
        /// There is no relay.
        CentreCallOff = "centre-call-off",
        /// The seeker may not write.
        CentreCallMuted { reference: Reference } = "centre-call-muted",
        /// Nobody of ours can ask there, or need not.
        CentreCallYourself { reference: Reference, link: Link } = "centre-call-yourself",
        /// Already in the room.
        CentreAlreadyIn { reference: Reference, link: Link } = "centre-already-in",
        /// Closed from a room of the centre.
        CentreClosed { reference: Reference } = "centre-closed",
        /// To whoever has come into Erstanfragen.
        CentreWelcomeEnquiries { names: String } = "centre-welcome-enquiries",
        /// To whoever has come into Team.
        CentreWelcomeTeam { names: String } = "centre-welcome-team",
        /// In clear, to whoever has come without a verified device: what to do. Names nobody.
        CentreNewDevice = "centre-new-device",
        /// What can be done in Erstanfragen.
        CentreEnquiriesHelp = "centre-enquiries-help",
        /// What can be done in Team.
        CentreTeamHelp { desk: Option<Link>, calls: bool } = "centre-team-help",

        /// To the team: who is away, until when, and what follows.
        AbsenceNoted {
            name: String, until: Date, back: Date, deputy: Option<String>, covers: DeputysCovers, cases: u16,
            returned: u16
        } = "absence-noted",
        /// The day of return cannot be taken, and why.
        AbsenceDayRefused { fault: DayFault } = "absence-day-refused",
        /// The deputy cannot be taken, and why.
        AbsenceDeputyRefused { fault: DeputyFault } = "absence-deputy-refused",
        /// `anwesend` of somebody who was not away.
        AbsenceNotAway = "absence-not-away",
        /// To the team: somebody has come back.
        AbsenceBack { name: String } = "absence-back",
        /// To the team: an absence has ended with its day.
        AbsenceOver { name: String } = "absence-over",
        /// Who is away accepts nothing.
        AbsenceMayNotAccept { reference: Reference } = "absence-may-not-accept",
        /// To the seeker, in the case room: the counsellor is away; `deputy`: whether somebody stands in.
        AbsenceHolder { back: Date, deputy: bool } = "absence-holder",
        /// To the seeker, in the reception chat, since the custodian has left the case room.
        AbsenceHolderElsewhere { reference: Reference, back: Date } = "absence-holder-elsewhere",
        /// To the seeker: the enquiry is back in Erstanfragen.
        AbsenceGivenBack = "absence-given-back",
        /// To the seeker, in the reception chat: no answer yet, and nobody else can read.
        AbsenceStranded { reference: Reference, back: Date, asked: bool } = "absence-stranded",
        /// To the seeker: everybody in the centre is away; `back`: until when, as far as that is known; `asked`: whether the
        /// question follows if the enquiry may go elsewhere.
        AbsenceNobody { centre: String, reference: Reference, back: Option<Date>, asked: bool } = "absence-nobody",
        /// To the seeker, in the chat with the reception: nobody is left in the centre that counselled them.
        AbsenceNobodyLeft { centre: String, reference: Reference } = "absence-nobody-left",
        /// The title of a printed card: nothing that tells a topic.
        LinkCardTitle = "link-card-title",
        /// Beside the QR code, in short lines.
        LinkCardScan = "link-card-scan",
        /// Above the address and the code to type.
        LinkCardType = "link-card-type",
        /// To the team: a case has come by somebody's personal link.
        LinkArrived { reference: Reference, name: String, link: Link } = "link-arrived",
        /// `mein link` in Erstanfragen.
        LinkTeamOnly = "link-team-only",

        /// Later messages of a seeker, and whose case it is.
        NoticeFollowUp {
            reference: Reference, count: u16, holder: String, covers: Option<String>, away: Option<Date>, gone: bool
        } = "notice-follow-up",
        /// Later messages in a case that somebody had and that waits in Erstanfragen again.
        NoticeFollowUpOpen { reference: Reference, count: u16 } = "notice-follow-up-open",
        /// A closed case is open again; `away`: until when its counsellor is, with nobody who stands in.
        NoticeReopened { reference: Reference, holder: String, covers: Option<String>, away: Option<Date> } = "notice-reopened",
        /// A case that somebody had waits in Erstanfragen again.
        NoticeBackInPool { reference: Reference } = "notice-back-in-pool",
        /// To whoever has the case, discreetly: they should look there first.
        NoticeDanger { reference: Reference, holder: String, covers: Option<String>, away: Option<Date> } = "notice-danger",
        /// To the centre: an enquiry that nobody has accepted yet should be read first.
        NoticeUrgent { reference: Reference } = "notice-urgent",
        /// An enquiry that nobody has accepted.
        NoticeWaiting { reference: Reference, hours: u16, promised: u16, urgent: bool } = "notice-waiting",
        /// An accepted enquiry that nobody has answered.
        NoticeUnanswered { reference: Reference, hours: u16, promised: u16, holder: String, urgent: bool } = "notice-unanswered",
        /// The promised time is over; `told`: whether the administration knows.
        NoticePromiseBroken { reference: Reference, hours: u16, promised: u16, holder: Option<String>, told: bool } = "notice-promise-broken",
        /// To the seeker, who waits longer than promised. The help lines follow.
        NoticeStillWaiting { told: bool } = "notice-still-waiting",

        /// The subject of the e-mail about something unread.
        MailUnreadSubject = "mail-unread-subject",
        /// Something unread waits; nothing about what and whose.
        MailUnreadText = "mail-unread-text",
        /// The subject of the e-mail about a broken promise.
        MailPromiseSubject = "mail-promise-subject",
        /// To the administration: a centre has not kept its promise.
        MailPromiseText { centre: String, hours: u16 } = "mail-promise-text",
        /// The subject of the letter to somebody who was invited to counsel.
        MailInvitedSubject = "mail-invited-subject",
        /// With the link with which they set a password.
        MailInvitedText { link: Link } = "mail-invited-text",
        /// To somebody who brings an account.
        MailInvitedOwnText { link: Option<Link> } = "mail-invited-own-text",
        /// E-mails are switched on.
        MailOn = "mail-on",
        /// E-mails are switched off.
        MailOff = "mail-off",
        /// The directory has no address.
        MailNoAddress = "mail-no-address",
        /// No mail server is set.
        MailNotSetUp = "mail-not-set-up",
        /// Quiet hours are set.
        MailQuiet { hours: String } = "mail-quiet",
        /// Quiet hours are taken away.
        MailQuietOff = "mail-quiet-off",
        /// Quiet hours that nobody understands.
        MailQuietUnreadable = "mail-quiet-unreadable",

        /// In the case room, without the reason: who stands in.
        CoverBegunCase { name: String, until: Until } = "cover-begun-case",
        /// In the case room: who no longer stands in.
        CoverEndedCase { name: String } = "cover-ended-case",
        /// In the Team room: who no longer stands in, and why.
        CoverEndedTeam { name: String, reference: Reference, how: Ending } = "cover-ended-team",
        /// Nobody in a running case of this centre has the name.
        CoverUnknown = "cover-unknown",
        /// Where the counsellor's own cases are said.
        CoverCasesCome = "cover-cases-come",
        /// They have none.
        CoverNoCases = "cover-no-cases",
        /// Several have the name.
        CoverWhich = "cover-which",
        /// They have the case themselves.
        CoverOwn { reference: Reference } = "cover-own",
        /// The centre is no team centre.
        CoverNotATeam = "cover-not-a-team",
        /// Name or reason are missing.
        CoverIncomplete = "cover-incomplete",
        /// The reason is too long.
        CoverReasonTooLong = "cover-reason-too-long",
        /// The day is none.
        CoverDay { fault: DayFault } = "cover-day",
        /// Not here, but in the Team room.
        CoverInTeam = "cover-in-team",
        /// To both sides: the closed case will be erased.
        ErasureCaseWarning { date: Timestamp } = "erasure-case-warning",
        /// The same in the seeker's chat with the reception.
        ErasureChatWarning { reference: Reference, date: Timestamp } = "erasure-chat-warning",
        /// The same in the team's room.
        ErasureTeamWarning { reference: Reference, date: Timestamp } = "erasure-team-warning",
        /// To the team: the seeker has a case erased.
        ErasureTeamWished { reference: Reference } = "erasure-team-wished",
        /// Asks in the case room whether everything shall be deleted, and says what stays.
        ErasureCaseAsk = "erasure-case-ask",
        /// The same in the reception chat, about these cases.
        ErasureChatAsk { references: Vec<Reference> } = "erasure-chat-ask",
        /// A yes that is not clear enough.
        ErasureAskAgain = "erasure-ask-again",
        /// These cases are held and cannot be erased.
        ErasureHeld { references: Vec<Reference> } = "erasure-held",
        /// No clear yes: everything stays.
        ErasureNotDone = "erasure-not-done",
        /// There is nothing to erase.
        ErasureNothing = "erasure-nothing",
        /// These cases are being erased.
        ErasureBegun { references: Vec<Reference> } = "erasure-begun",
        /// The case is erased; `complete`: on the homeserver, too.
        ErasureDone { reference: Reference, complete: bool } = "erasure-done",
        /// After that one: these servers of others have been told, and erase their copies by their own rules.
        ErasureElsewhere { servers: String } = "erasure-elsewhere",
        /// The same, of servers of which it is not known that they have heard of it.
        ErasureElsewhereUnheard { servers: String } = "erasure-elsewhere-unheard",
        /// The reception leaves the chat with somebody who has no case any more.
        ErasureChatEnds = "erasure-chat-ends",
        /// A message came while its case was being erased. The help lines follow.
        ErasureTooLate = "erasure-too-late",

        /// To both sides in the case room: is the case still needed? Else it ends on that day.
        SilenceCaseAsk { date: Timestamp } = "silence-case-ask",
        /// The same in the seeker's chat with the reception.
        SilenceChatAsk { reference: Reference, date: Timestamp } = "silence-chat-ask",
        /// The same in the team's room.
        SilenceTeamAsk { reference: Reference, date: Timestamp } = "silence-team-ask",
        /// The same about an enquiry that nobody has accepted.
        SilenceEnquiryAsk { reference: Reference, date: Timestamp } = "silence-enquiry-ask",
        /// To the seeker: the case has ended by itself; `used`: whether anything was ever written in it.
        SilenceChatEnded { reference: Reference, used: bool } = "silence-chat-ended",
        /// To the centre: the same.
        SilenceTeamEnded { reference: Reference } = "silence-team-ended",
        /// The reception leaves a chat that has led to no case and in which nobody has written for long.
        SilenceChatLeft = "silence-chat-left",

        /// To the seeker, in the reception chat: they are not in the room, and how they come back.
        LeavingChat { reference: Reference } = "leaving-chat",
        /// In the case room: the seeker has left it.
        LeavingCase = "leaving-case",
        /// To the centre: the seeker has left.
        LeavingTeam { reference: Reference } = "leaving-team",
        /// To the centre: the seeker is in the room again.
        LeavingBack { reference: Reference } = "leaving-back",
        /// To the centre: the seeker is signed in nowhere any more, and the case is closed.
        LeavingGone { reference: Reference } = "leaving-gone",
        /// The same in the case room.
        LeavingCaseGone = "leaving-case-gone",
        /// To the team: a counsellor has left the room of a case.
        LeavingCounsellor { name: String, reference: Reference } = "leaving-counsellor",
        /// In the other of the centre's two rooms: a counsellor has left Erstanfragen (`enquiries`) or Team.
        LeavingCentreRoom { name: String, enquiries: bool } = "leaving-centre-room",
        /// Whoever is missing in rooms of the centre is invited.
        LeavingLetIn { name: String } = "leaving-let-in",
        /// No active counsellor of the centre is called so.
        LeavingNoColleague = "leaving-no-colleague",
        /// In an e-mail: words of the portal's page, in a language that is not spoken here.
        MailAsWritten { text: String } = "mail-as-written",
        /// Invited once more; `closed`: the case is over until they write.
        LeavingInvited { reference: Reference, link: Link, closed: bool } = "leaving-invited",
        /// There is an open case on this topic already, and they are invited into its room once more.
        LeavingRenewed { reference: Reference, link: Link } = "leaving-renewed",
        /// They are in the room.
        LeavingStillIn { reference: Reference, link: Link, closed: bool } = "leaving-still-in",
        /// They cannot be invited.
        LeavingRefused { reference: Reference } = "leaving-refused",
        /// The seeker's account takes no invitations.
        LeavingCannotInvite { reference: Reference } = "leaving-cannot-invite",
        /// No case of this seeker fits `zurück`.
        LeavingUnknown = "leaving-unknown",
        /// Several cases: which one? `example` is one of them.
        LeavingWhich { references: Vec<Reference>, example: Reference } = "leaving-which",
        /// A counsellor is invited once more where only people have the keys.
        LeavingInvitedBare { reference: Reference, link: Link } = "leaving-invited-bare",

        /// The reason of a removal, in clear: nobody and no centre.
        LeavingReason { why: Removal } = "leaving-reason",

        /// To the centre: somebody wants back into a case with another account, and has named it rightly; `holder` has it.
        BackAsked { reference: Reference, holder: Option<String> } = "back-asked",
        /// In the case room, for whoever has the account that the case has now.
        BackCaseAsked = "back-case-asked",
        /// The same in the seeker's chat with the reception, where the custodian has left the room.
        BackChatAsked { reference: Reference } = "back-chat-asked",
        /// To the centre: somebody uses the account that the case has now.
        BackDoubted { reference: Reference } = "back-doubted",
        /// To the centre: whoever asked has taken it back.
        BackWithdrawn { reference: Reference } = "back-withdrawn",
        /// A yes in spite of that: once more, if it is meant.
        BackSure { reference: Reference, number: String } = "back-sure",
        /// Nobody wants back into this case.
        BackNone { reference: Reference } = "back-none",
        /// Somebody wanted back, and that is a week ago.
        BackLapsed { reference: Reference } = "back-lapsed",
        /// Neither yes with a number, nor no.
        BackNumber { reference: Reference } = "back-number",
        /// Nobody who wants back has this number.
        BackNumberWrong { reference: Reference } = "back-number-wrong",
        /// The account that wanted back was deleted.
        BackGone { reference: Reference } = "back-gone",
        /// Whoever wanted back stays out.
        BackRefused { reference: Reference } = "back-refused",
        /// They may come in; `alone`: the holder is asked to let them in.
        BackAgreed { reference: Reference, alone: bool } = "back-agreed",
        /// To the holder, who alone has the keys: invite exactly `user`, now.
        BackLetIn { reference: Reference, user: String } = "back-let-in",
        /// In the case room, after the account before is out.
        BackCaseAgreed = "back-case-agreed",

        /// In the room of the team: where the transcript comes.
        TranscriptComes { reference: Reference } = "transcript-comes",
        /// After the last part.
        TranscriptEnd { reference: Reference } = "transcript-end",
        /// What can be done in the chat with the custodian.
        TranscriptHelp = "transcript-help",

        /// To the team: the homeserver shows another identity for a colleague, who is kept out. `several`: it is not the first.
        IdentityChanged { name: String, user: String, number: String, several: bool } = "identity-changed",
        /// To the colleague, in clear, as the reason why they are taken out of a room.
        IdentityRemoved { number: String } = "identity-removed",
        /// To the team: the identity that counted is there again.
        IdentityBack { name: String } = "identity-back",
        /// To the team: the new identity counts.
        IdentityConfirmed { name: String } = "identity-confirmed",
        /// No colleague is called so, or several are.
        IdentityWho = "identity-who",
        /// Nobody confirms themselves.
        IdentityOwn = "identity-own",
        /// There is nothing to confirm.
        IdentityNothing { name: String } = "identity-nothing",
        /// Several were shown: the number has to be written along.
        IdentityWhich { name: String, user: String } = "identity-which",
        /// Nobody can have compared the number yet: it has only just come to light.
        IdentityNotTold { name: String } = "identity-not-told",
        /// The number is not that of the new identity.
        IdentityOther { name: String } = "identity-other",
        /// Somebody of the staff is signed in at the desk.
        DeskSignedIn { browser: Option<String>, system: Option<String>, time: Timestamp } = "desk-signed-in",
        /// A code that does not hold, for whatever reason.
        DeskCodeUnknown = "desk-code-unknown",
        /// So many sessions at the desk are over.
        DeskSignedOut { count: u16 } = "desk-signed-out",
        /// So many passkeys somebody has at the desk.
        PasskeysAre { count: u16 } = "desk-passkeys-are",
        /// One of them.
        PasskeyIs { number: u16, browser: Option<String>, system: Option<String>, made: Timestamp, used: Timestamp } = "desk-passkey-is",
        /// So many of them are gone.
        PasskeysRemoved { count: u16 } = "desk-passkeys-removed",
        /// To its person: they have a passkey more, and what there were are gone if it came after the chat.
        PasskeyMade { browser: Option<String>, system: Option<String>, time: Timestamp, replaced: u16 } = "desk-passkey-made",
        /// To its person: a passkey was taken away at the desk.
        PasskeyGone { browser: Option<String>, system: Option<String>, time: Timestamp } = "desk-passkey-gone",
        /// To its person: a passkey was copied, and is of no use any more.
        PasskeyCopied { browser: Option<String>, system: Option<String> } = "desk-passkey-copied",
        /// To the others of the Referat: one of them asks for a second person at the desk.
        DeskSecondWanted { desk: Option<Link> } = "desk-second-wanted",
        /// To the team: a seeker's identity is another, and the custodian has left.
        IdentitySeekerMoved { reference: Reference } = "identity-seeker-moved",
        /// In the case room: the seeker's identity is another.
        CaseIdentityMoved = "case-identity-moved",

        /// The help lines.
        HelpLines = "help-lines",

        /// Before the help lines, when somebody seems to be in danger: words for this one.
        HelpCrisis { danger: Danger } = "help-crisis",

        /// Our fault, try again.
        ErrorsTemporary = "errors-temporary",
        /// The reader's device is not verified, so that no encrypted answer could reach it: what to do.
        ErrorsDeviceUnverified = "errors-device-unverified",
        /// The same, to somebody who was told.
        ErrorsDeviceUnverifiedShort = "errors-device-unverified-short",
        /// To a seeker whose client cannot prove its device: what is missing, what to do, and what `trotzdem` means.
        ReceptionUnsigned = "reception-unsigned",
        /// The same, to somebody who was told.
        ReceptionUnsignedShort = "reception-unsigned-short",
        /// `trotzdem` from a device that came later.
        ReceptionUnsignedLater = "reception-unsigned-later",
        /// They have said `trotzdem`: the devices that count.
        ReceptionUnsignedGoesOn { devices: Vec<String> } = "reception-unsigned-goes-on",
        /// In the case room: the seeker goes on without a proof of the device.
        CaseUnsigned = "case-unsigned",
        /// In the case room: the message came from a device that does not count.
        CaseDeviceUnknown = "case-device-unknown",
        /// On the card: the same as in the case room.
        CentreCardUnsigned = "centre-card-unsigned",
        /// Please send it again.
        ErrorsUndecryptable = "errors-undecryptable",
        /// The key has not come: it goes on by itself when it does; or send it again.
        ErrorsKeyMissing = "errors-key-missing",
        /// Clear text in a case room.
        ErrorsUnencryptedCase = "errors-unencrypted-case",
        /// Clear text in the reception chat.
        ErrorsUnencryptedReception = "errors-unencrypted-reception",
        /// A picture, a file, a voice message to the reception.
        ErrorsNotText = "errors-not-text",
        /// An answer was edited: nothing that was said changes afterwards.
        ErrorsEdited = "errors-edited",
        /// A command that nobody knows.
        ErrorsUnknownCommand = "errors-unknown-command",

        /// To the seeker in the case room: may this colleague have the case? `all` of the history, or nothing of it.
        OfferQuestion { name: String, all: bool } = "offer-question",
        /// To the seeker in the case room: may this centre have the case?
        OfferQuestionCentre { centre: String, all: bool } = "offer-question-centre",
        /// The same question, asked by the reception where only people have the keys.
        OfferQuestionApart { name: String, all: bool, reference: Reference, link: Link } = "offer-question-apart",
        /// The same question about a centre, asked by the reception.
        OfferQuestionCentreApart { centre: String, reference: Reference, link: Link } = "offer-question-centre-apart",
        /// To the seeker, by the reception: may it begin anew at this centre? From or to a centre with a Lotse of its own.
        OfferQuestionAnew { centre: String, reference: Reference, link: Link } = "offer-question-anew",
        /// To the seeker, who has agreed to that: the other case is called so.
        OfferAnew { reference: Reference, centre: String, next: Reference } = "offer-anew",
        /// To the team: nothing goes along to a centre with a Lotse of its own.
        OfferOnlyAnew { reference: Reference, centre: String } = "offer-only-anew",
        /// To the team: somebody keeps the case as it is.
        OfferHeld { reference: Reference } = "offer-held",
        /// To the team: the seeker has agreed that it begins anew elsewhere.
        OfferPassedOn { reference: Reference } = "offer-passed-on",
        /// To the team of a centre with a Lotse of its own: the platform was asked.
        OfferPlatformSent { reference: Reference } = "offer-platform-sent",
        /// The platform asks the seeker.
        OfferPlatformAsks { reference: Reference } = "offer-platform-asks",
        /// The platform asks the seeker something already.
        OfferPlatformBusy { reference: Reference } = "offer-platform-busy",
        /// That centre takes no such case now.
        OfferPlatformCannot { reference: Reference } = "offer-platform-cannot",
        /// A “ja” that may have been meant for somebody else.
        OfferWhichAnswer = "offer-which-answer",
        /// To the seeker, where the holder lets the colleague in.
        OfferAgreed { name: String } = "offer-agreed",
        /// To the seeker: it is done.
        OfferDone { name: String } = "offer-done",
        /// To the seeker: the case is at another centre.
        OfferMoved { centre: String, team: bool } = "offer-moved",
        /// To the seeker, who has refused.
        OfferStays = "offer-stays",
        /// To the seeker: the recipient cannot any more.
        OfferStaysGone = "offer-stays-gone",
        /// To the seeker: the offer was taken back.
        OfferStaysTakenBack = "offer-stays-taken-back",
        /// To the seeker: a week has passed.
        OfferStaysLapsed = "offer-stays-lapsed",
        /// On the card of a case that came without its history.
        OfferCardWithoutText = "offer-card-without-text",
        /// To the team: the seeker is being asked.
        OfferAsked { reference: Reference, name: String } = "offer-asked",
        /// No colleague, or more than one, is called so.
        OfferWho { reference: Reference } = "offer-who",
        /// No centre, or more than one, is called so.
        OfferWhere { reference: Reference } = "offer-where",
        /// The colleague cannot take it now.
        OfferNotThere { name: String } = "offer-not-there",
        /// The centre cannot take it now.
        OfferCentreClosed { centre: String } = "offer-centre-closed",
        /// The room can be entered from no other homeserver, and that centre has one of its own.
        OfferOtherServer { reference: Reference, centre: String } = "offer-other-server",
        /// Only for whoever has the case.
        OfferNotYours { reference: Reference } = "offer-not-yours",
        /// One question at a time.
        OfferAlready { reference: Reference } = "offer-already",
        /// It is theirs already.
        OfferToItself { reference: Reference } = "offer-to-itself",
        /// An enquiry is accepted, not handed over.
        OfferNobodyHasIt { reference: Reference } = "offer-nobody-has-it",
        /// Where only people have the keys, a centre gets no history.
        OfferOnlyBare { reference: Reference } = "offer-only-bare",
        /// The seeker has left the chat in which they would be asked.
        OfferUnreachable { reference: Reference } = "offer-unreachable",
        /// There is nothing to take back.
        OfferNone { reference: Reference } = "offer-none",
        /// Taken back.
        OfferTakenBack { reference: Reference } = "offer-taken-back",
        /// To the team: the seeker has refused.
        OfferDeclined { reference: Reference } = "offer-declined",
        /// To the team: a week has passed.
        OfferLapsed { reference: Reference } = "offer-lapsed",
        /// To the team: the recipient cannot any more.
        OfferGone { reference: Reference } = "offer-gone",
        /// To the team: whose it is now.
        OfferHandedOver { reference: Reference, name: String, link: Link } = "offer-handed-over",
        /// To the team: where it is now.
        OfferForwarded { reference: Reference, centre: String } = "offer-forwarded",
        /// To the holder: invite exactly `user`; `bare` without the history.
        OfferLetIn { reference: Reference, name: String, user: String, bare: bool } = "offer-let-in",

        /// Nobody waits to be taken.
        TodayNobody = "today-nobody",
        /// So many lines are left out.
        TodayMore { count: u16 } = "today-more",
        /// When it was last changed, and what to do with it.
        TodayAsOf { time: Timestamp, desk: Option<Link> } = "today-as-of",
        /// A counsellor's own figures come in the chat with the custodian.
        TodayFiguresCome = "today-figures-come",
        /// A counsellor's own figures: of the last 30 days, and of the last year.
        TodayFigures { month: String, year: String } = "today-figures",
        /// One of them: `hours` is the median wait for the first answer; nothing, if nobody got one.
        TodayFigure { taken: u32, closed: u32, hours: Option<String>, kept: u32, broken: u32 } = "today-figure",
        /// What the columns of figures are headed by in a file, a line each.
        DeskFigureHeadings = "desk-figure-headings",
        /// What the stars in it mean.
        DeskFigureNote = "desk-figure-note",
        /// What its sheet is called.
        DeskFigureSheet = "desk-figure-sheet",
        /// In the case room: times to choose from follow; `moves`: another one holds until then.
        AppointmentOffer { moves: bool } = "appointment-offer",
        /// One of them.
        AppointmentSlot { number: u16, time: Timestamp, minutes: u16, venue: Venue } = "appointment-slot",
        /// How to choose.
        AppointmentHow = "appointment-how",
        /// How to choose in the chat with the reception.
        AppointmentHowApart { reference: Reference } = "appointment-how-apart",
        /// It holds.
        AppointmentBooked { time: Timestamp, minutes: u16, venue: Venue } = "appointment-booked",
        /// Somebody was faster; `left`: what is left follows.
        AppointmentGone { left: bool } = "appointment-gone",
        /// None of the times fits.
        AppointmentDeclined = "appointment-declined",
        /// It does not hold any more.
        AppointmentCancelled { time: Timestamp, by: By } = "appointment-cancelled",
        /// It is soon.
        AppointmentReminder { time: Timestamp, minutes: u16, venue: Venue } = "appointment-reminder",
        /// The seeker wants another time, and there is none to offer.
        AppointmentMoveAsk { time: Timestamp } = "appointment-move-ask",
        /// What was offered is taken back.
        AppointmentWithdrawn = "appointment-withdrawn",
        /// To the counsellor in their chat: which case it is about.
        AppointmentAbout { reference: Reference } = "appointment-about",
        /// When they have time, as they wrote it, and how many appointments that makes.
        AppointmentHours { text: String, slots: u16, weeks: u16 } = "appointment-hours",
        /// They have not said when.
        AppointmentHoursNone = "appointment-hours-none",
        /// They have none any more.
        AppointmentHoursOff = "appointment-hours-off",
        /// Which part is not understood, and why.
        AppointmentRefused { part: u16, words: String, problem: HoursProblem } = "appointment-refused",
        /// Nothing of it is free.
        AppointmentNoneFree = "appointment-none-free",
        /// So many times are offered.
        AppointmentOffered { reference: Reference, count: u16 } = "appointment-offered",
        /// There is none.
        AppointmentNone { reference: Reference } = "appointment-none",
        /// Nobody can tell the seeker.
        AppointmentUnreachable { reference: Reference } = "appointment-unreachable",
        /// Taken back.
        AppointmentEnded { reference: Reference } = "appointment-ended",
        /// It has begun: it can only be marked.
        AppointmentOver { reference: Reference } = "appointment-over",
        /// It has not begun: it can only be cancelled.
        AppointmentNotOver { reference: Reference } = "appointment-not-over",
        /// What became of it.
        AppointmentMarked { reference: Reference, kept: bool } = "appointment-marked",
        /// To whoever has the case now.
        AppointmentInherited { reference: Reference, time: Timestamp } = "appointment-inherited",
        /// It is over: did it take place?
        AppointmentAsk { reference: Reference, time: Timestamp } = "appointment-ask",
        /// They fall into an absence.
        AppointmentAbsence { references: Vec<Reference>, example: Reference } = "appointment-absence",
        /// What calendars show.
        AppointmentTitle = "appointment-title",
        /// What the calendar of a counsellor shows.
        AppointmentBusy = "appointment-busy",

        /// A guest of a live chat waits: on top of the card.
        LiveCard = "live-card",
        /// As many live talks as one may have.
        LiveFull { reference: Reference, talks: u16 } = "live-full",
        /// On duty, at these hours, for so many talks at a time.
        LiveDutyOn { name: String, hours: String, talks: u16 } = "live-duty-on",
        /// Off duty.
        LiveDutyOff { name: String } = "live-duty-off",
        /// Was not on duty.
        LiveDutyWasOff = "live-duty-was-off",
        /// Whoever is away is not on duty.
        LiveDutyAway = "live-duty-away",
        /// The directory has no live chat for this centre.
        LiveNotOffered = "live-not-offered",
        /// The hours are not on.
        LiveNotNow { hours: String } = "live-not-now",
        /// The hours are over.
        LiveDutyOver { name: String } = "live-duty-over",
        /// Away, or active no more.
        LiveDutyAbsent { name: String } = "live-duty-absent",
        /// So many offers were not taken.
        LiveDutyMissed { name: String, times: u16 } = "live-duty-missed",
        /// In the room of a live chat: somebody on duty sees it.
        CaseLiveReceived { centre: String } = "case-live-received",
        /// In the room of a live chat: it is over.
        CaseLiveEnded = "case-live-ended",
        /// In the room of a live chat: it is none any more.
        CaseLiveLasts = "case-live-lasts",

        /// The reception's display name.
        NamesReception = "names-reception",
        /// The display name of whoever makes the rooms: clients show it beside everything that it does.
        NamesSteward = "names-steward",
        /// A custodian's display name.
        NamesCustodian { centre: String } = "names-custodian",
        /// A seeker's display name in a case room.
        NamesSeeker { reference: Reference } = "names-seeker",
        /// Whoever comes through the portal, in any room.
        NamesPortalSeeker = "names-portal-seeker",
        /// A case room's name.
        NamesCase { reference: Reference } = "names-case",
        /// The name of the room with the first enquiries.
        NamesEnquiries = "names-enquiries",
        /// The name of the team's room.
        NamesTeam = "names-team",
        /// The name of the centre's space.
        NamesSpace { centre: String } = "names-space",
    }
}

phrases! {
    /// What carries people's own words or names. Make it when it is sent, or seal it; never store it in
    /// clear and never log it: its `Debug` shows only the key.
    Confidence, CONFIDENCES {
        /// Asks for a pseudonym and suggests one.
        ReceptionPseudonym { suggestion: String } = "reception-pseudonym",
        /// The place that was named has one postcode, which is taken.
        ReceptionPlaceTaken { place: String, code: String } = "reception-place-taken",
        /// The postcodes of the place that was named, one place on a line; `more`: there are others of this name.
        ReceptionPlaceCodes { lines: String, example: String, more: bool } = "reception-place-codes",
        /// Asks whether they are to be called so.
        ReceptionName { name: String } = "reception-name",
        /// In the case room: what the seeker is called here, and who needs to know.
        CaseName { name: String } = "case-name",
        /// The counsellor's own cases.
        CoverCases { lines: String } = "cover-cases",
        /// One of them: what its seeker goes by.
        CoverCase { reference: Reference, name: String, since: Timestamp } = "cover-case",
        /// The one message that says what waits in a centre today.
        TodayTitle { centre: String } = "today-title",
        /// How many enquiries nobody has taken, one on a line.
        TodayOpen { count: u16, lines: String } = "today-open",
        /// One of them; `urgent`: something in it sounded like danger; `late`: an answer was promised earlier.
        TodayEnquiry { reference: Reference, topic: String, since: Timestamp, urgent: bool, late: bool, promised: Option<Timestamp> } = "today-enquiry",
        /// Whose cases wait, one colleague on a line.
        TodayWaiting { lines: String } = "today-waiting",
        /// A colleague's cases in which somebody waits for a word.
        TodayHolder { name: String, count: u16, since: Timestamp } = "today-holder",
        /// Who is away, one colleague on a line.
        TodayAway { lines: String } = "today-away",
        /// A colleague who is away, and who stands in.
        TodayAbsent { name: String, until: Date, deputy: Option<String> } = "today-absent",
        /// In the Team room: who stands in for whom, and why; `note` is the reason in their own words.
        CoverBegunTeam { name: String, holder: String, reference: Reference, until: Until, reason: CoverReason, note: String, link: Link } = "cover-begun-team",
        /// A counsellor's own link: `page` and `card` of the portal, if there is one; `chat` and `start` for any client.
        LinkOwn { page: Option<Link>, card: Option<Link>, chat: Link, start: String, replaced: bool } = "link-own",
        /// A link for somebody who sits before the counsellor.
        LinkAtOnce { page: Option<Link>, card: Option<Link>, chat: Link, start: String, minutes: u16 } = "link-at-once",
        /// A part of a transcript.
        TranscriptPart { reference: Reference, part: u16, lines: String } = "transcript-part",
        /// One message in a transcript.
        TranscriptLine { time: Timestamp, name: String, text: String } = "transcript-line",
        /// The card of a first enquiry.
        CentreCard { reference: Reference, pseudonym: String, topic: String, time: Timestamp, urgent: bool, text: String, further: u16, desk: Option<Link> } = "centre-card",
    }
}

impl fmt::Debug for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Confidence({})", self.key())
    }
}

/// One thing to say: open, or confidential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Say {
    /// May be written down.
    Open(Phrase),
    /// May not, unless sealed.
    Confidential(Confidence),
}

impl Spoken for Say {
    fn key(&self) -> &'static str {
        match self {
            Self::Open(phrase) => phrase.key(),
            Self::Confidential(confidence) => confidence.key(),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::Open(phrase) => phrase.arguments(),
            Self::Confidential(confidence) => confidence.arguments(),
        }
    }
}

impl From<Phrase> for Say {
    fn from(phrase: Phrase) -> Self {
        Self::Open(phrase)
    }
}

impl From<Confidence> for Say {
    fn from(confidence: Confidence) -> Self {
        Self::Confidential(confidence)
    }
}

/// The lists that the catalogue keeps for pseudonyms, in pairs that agree in gender.
pub(crate) const PSEUDONYM_LISTS: [(&str, &str); 2] = [
    ("names-pseudonym-first-1", "names-pseudonym-second-1"),
    ("names-pseudonym-first-2", "names-pseudonym-second-2"),
];

/// Every key that the code can say, with the names of its arguments.
pub(super) fn shapes() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    let lists = PSEUDONYM_LISTS.into_iter().flat_map(|(first, second)| [first, second]);
    PHRASES.iter().chain(CONFIDENCES).chain(WORKBOOK).copied().chain(lists.map(|key| (key, &[] as &[&str])))
}

/// Every key that the code can say.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    shapes().map(|(key, _)| key)
}
