//! The rules of Lotse: who is responsible, what may happen to a case, and who may read it.
//!
//! Everything here is pure. What is **not** here, and never will be: I/O, async, a database, Matrix
//! types, a clock and randomness. Time comes in as `now:` [`Timestamp`], made ids come in as arguments,
//! facts about the directory come in as a [`Directory`]. So every rule can be tried at any moment of any
//! day, and gives the same answer twice.
//!
//! # Glossary: the code speaks English, people read German
//!
//! | German | here | meaning |
//! | --- | --- | --- |
//! | Ratsuchende·r | [`SeekerId`] | the person who asks; known only by a pseudonym |
//! | Berater·in | [`Counsellor`] | bound to secrecy; a Matrix user on any homeserver |
//! | Beratungsstelle | [`Centre`] | a team with topics and a catchment |
//! | Träger | [`Carrier`], [`Centre::carrier`] | the organisation that runs centres |
//! | Fachbereich | [`Topic`] | Schulden, Sucht, Schwangerschaft … |
//! | PLZ | [`Postcode`] | five digits; `01067` keeps its zero |
//! | Einzugsgebiet | [`Catchment`] | the postcodes that a centre covers for a topic |
//! | Weiße Flecken | [`Topic::white_spot`] | the topic's centre of last resort, with no spatial limit |
//! | Erstanfrage | [`Enquiry`] | what a seeker asks before anybody has accepted it |
//! | Annahme | [`Case::accept`] | one counsellor takes the case |
//! | Teamberatungsstelle | [`Centre::team`] | colleagues may stand in for one another |
//! | Vertretung | [`Cover`] | standing in: with a reason, for a time, visibly |
//! | Übergabe | [`Case::hand_over`] | the case gets another counsellor for good |
//! | Weiterleitung | [`Case::forward`] | the case goes to another centre |
//! | Livechat | [`live`] | a talk at once, without an account |
//! | Termin | [`Slot`] | a time at which seeker and counsellor meet, in the centre or from afar |
//! | virtuelle Visitenkarte | [`BusinessCard`] | what the centre offers, in at most five lines |
//! | Schulung, Freischaltung | [`Counsellor::trained_on`], [`Counsellor::activated`] | nobody counsels before the training is recorded |
//!
//! # Where to find what
//!
//! A [`Draft`] of topics, centres and counsellors becomes a [`Directory`] only without faults. [`place`]
//! asks it who is responsible; [`coverage()`] says where nobody is. A [`Case`] lives in [`case`];
//! [`access()`] says who belongs in its room now; [`agenda`] says what happens to it by itself, and when;
//! [`retention`] says when it ends for good.
//! [`desk`] says who may do what on pages for staff.
//! [`appointment`] reads when somebody has time, on the clocks of [`wall`].
//! [`notice`] says who is told of later messages, [`figures()`] what may be counted, and [`own_figures()`]
//! what somebody may count of themselves.

pub mod absence;
pub mod access;
pub mod agenda;
pub mod appointment;
pub mod carrier;
pub mod case;
pub mod catchment;
pub mod centre;
pub mod counsellor;
pub mod coverage;
pub mod desk;
pub mod directory;
pub mod figures;
pub mod ids;
pub mod index;
pub mod link;
pub mod live;
pub mod load;
pub mod notice;
pub mod own_figures;
pub mod placement;
pub mod postcode;
pub mod retention;
#[cfg(test)]
mod sample;
mod stable_hash;
pub mod time;
pub mod topic;
pub mod wall;

pub use absence::{Absence, Arrangement, arrangement, elsewhere};
pub use access::{Access, access};
pub use agenda::Moment;
pub use appointment::{Hours, HoursFault, Slot, Venue};
pub use carrier::{Carrier, Topics as CarrierTopics};
pub use case::{
    Accepted, BrokenRecord, Case, CaseRecord, Closer, Cover, CoverFacts, CoverReason, CoverReasonError,
    Custody, Far, Handed, Hold, IllegalStep, Keeping, Muted, NewCase, Offer, OfferFacts, OfferStage,
    OtherReason, Out, Outgoing, Recipient, Report, Respite, Silence, State, Why, fits,
};
pub use catchment::{Catchment, CatchmentError};
pub use centre::{BusinessCard, CardError, Centre, Responsible};
pub use counsellor::Counsellor;
pub use coverage::{Cause, Coverage, TopicCoverage, Unreachable, WhiteSpot, coverage};
pub use directory::{Directory, Draft, Entity, Fault, Place, Problem, strangers};
pub use figures::{CaseFigure, Figure, FigureRow, Month, MonthError, MonthTotal, figures, totals};
pub use ids::{
    CarrierId, CaseId, CentreId, CounsellorId, EventId, IdError, Reference, RoomId, SeekerId, ServerName,
    TopicId,
};
pub use index::Index;
pub use link::{Landing, Standing, Terms, land};
pub use load::Load;
pub use notice::{FollowUps, MailWish, Mailing, Notice, QuietHours, QuietHoursError};
pub use own_figures::{OwnCase, OwnFigures, own_figures};
pub use placement::{Enquiry, Outcome, Placement, Reason, Target, place, takes};
pub use postcode::{Postcode, PostcodeError};
pub use retention::Retention;
pub use time::{Date, DateError, Span, Timestamp};
pub use topic::{Manner, Topic};
