//! What people tell Lotse to do in a case room or in a room of a centre, in German and English.

mod dates;
mod desk;

use routing::{Handed, QuietHours, Reference};

use crate::{
    store::way_back::Number,
    words::{fold::fold, heard::Heard},
};

/// What a person tells Lotse to do in a case room or in a room of the centre.
///
/// In a case room people talk to each other: there only a whole message that [`Command::parse`] takes is a
/// command, everything else is conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// `annehmen 7F3K9Q`: take an enquiry.
    Accept {
        /// Which.
        reference: Reference,
    },
    /// `abschließen`, with or without a reference: end a case.
    Close {
        /// Which; in a case room it is the room's.
        reference: Option<Reference>,
    },
    /// `schließen 7F3K9Q GRUND`: end a case with a reason, so that its seeker does not begin another.
    TurnAway {
        /// Which.
        reference: Reference,
        /// Why, as written; perhaps nothing.
        reason: String,
    },
    /// `stumm 7F3K9Q [GRUND] [bis DATUM | 3 TAGE]`: the seeker may read and not write, for a time.
    Mute {
        /// In which case.
        reference: Reference,
        /// What follows, as written.
        words: Vec<String>,
    },
    /// `stumm ende 7F3K9Q`: the seeker may write again.
    Unmute {
        /// In which case.
        reference: Reference,
    },
    /// `schlüssel 7F3K9Q`: share the keys and invite again.
    Key {
        /// Which.
        reference: Reference,
    },
    /// `übergeben 7F3K9Q @kollegin`: give a case to a colleague, if the seeker agrees.
    HandOver {
        /// Which.
        reference: Reference,
        /// What the colleague is called.
        to: String,
        /// What goes along; nothing with `ohne verlauf` at the end.
        history: Handed,
    },
    /// `weiterleiten 7F3K9Q Beratungsstelle`: give a case to another centre, if the seeker agrees.
    Forward {
        /// Which.
        reference: Reference,
        /// What the centre is called.
        to: String,
        /// What goes along.
        history: Handed,
    },
    /// `übergabe zurück 7F3K9Q`: take the question to the seeker back.
    TakeBack {
        /// Which.
        reference: Reference,
    },
    /// `abwesend bis DATUM [vertretung @kollegin]`: be away.
    Away {
        /// Until when, as written.
        until: String,
        /// Who is the deputy, as written.
        deputy: Option<String>,
    },
    /// `anwesend`: be back.
    Back,
    /// `zurück 7F3K9Q ja 4827`, `zurück 7F3K9Q nein`: whether somebody who asks with another account may come into a case.
    LetBack {
        /// Which.
        reference: Reference,
        /// Whether they may.
        verdict: Verdict,
    },
    /// `verlauf 7F3K9Q`: what was written in a case, as text.
    History {
        /// Which.
        reference: Reference,
    },
    /// `vertretung Blaue Amsel krank bis 31.12.`: stand in for a colleague.
    Cover {
        /// What follows the verb, as written: pseudonym, reason, perhaps a day.
        words: Vec<String>,
    },
    /// `vertretung ende 7F3K9Q`: stand in no longer.
    EndCover {
        /// Where.
        reference: Reference,
    },
    /// `meine fälle`: which cases the counsellor has, and what their seekers go by.
    MyCases,
    /// `meine zahlen`: what the counsellor took, and how soon it was answered.
    MyFigures,
    /// `mein link`: a new link that leads straight to the counsellor.
    MyLink,
    /// `vor ort`: a link for somebody who sits before the counsellor.
    AtOnce,
    /// `räume`, `räume @kollegin`: come into the centre's rooms again, or let a colleague in.
    Rooms {
        /// The colleague, as written; without one it is for oneself.
        who: Option<String>,
    },
    /// `bestätigen @kollegin [1234 5678 9012 3456]`: the new identity of a colleague is really theirs.
    Confirm {
        /// The colleague, as written.
        who: String,
        /// The number that both have compared, as written.
        number: Option<String>,
    },
    /// `alles löschen`: the seeker wants the case to be erased.
    Erase,
    /// `mail an`, `mail aus`: whether e-mails tell of what is unread.
    Mail {
        /// Whether they do.
        wanted: bool,
    },
    /// `ruhe 20-7`, `ruhe aus`: when no e-mails come.
    Quiet {
        /// When; never by `aus`.
        hours: Option<QuietHours>,
    },
    /// `anmelden K7-42QP`: the browser that shows this code is theirs.
    SignIn {
        /// The code; none, if it cannot be one.
        code: Option<Reference>,
    },
    /// `abmelden`, `abmelden alle`: nobody is signed in at the desk any more, at the last browser or at all of them.
    SignOut {
        /// At all.
        everywhere: bool,
    },
    /// `passkeys`: which passkeys one has at the desk.
    Passkeys,
    /// `passkeys entfernen`, `passkey entfernen 2`: take all of one's passkeys away, or one.
    RemovePasskeys {
        /// Its number in the list.
        number: Option<u16>,
    },
    /// `termine di 10-12, do 14-16 je 50`, `termine aus`, `termine`: when somebody has time for appointments.
    Times {
        /// What follows, as written.
        words: String,
    },
    /// `termin anbieten 7F3K9Q [di 10-12]`: up to five times for a seeker to choose from.
    OfferDates {
        /// In which case; in a case room it is the room's.
        reference: Option<Reference>,
        /// Which times, as written; those of one's own hours, if nothing is said.
        words: String,
    },
    /// `termin absagen 7F3K9Q`: take an appointment, or the times to choose from, back.
    CancelDate {
        /// In which case.
        reference: Option<Reference>,
    },
    /// `termin gekommen 7F3K9Q`, `termin ausgefallen 7F3K9Q`: what became of an appointment.
    MarkDate {
        /// In which case.
        reference: Option<Reference>,
        /// Whether it took place.
        kept: bool,
    },
    /// `dienst an`, `dienst aus`: whether somebody takes live chats now.
    Duty {
        /// Whether they do.
        on: bool,
    },
    /// `anruf 7F3K9Q`, `videoanruf 7F3K9Q`: whether a seeker wants to speak now.
    Call {
        /// In which case.
        reference: Reference,
        /// With a picture.
        video: bool,
    },
    /// `hilfe`.
    Help,
}

/// Whether somebody may come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Whoever has this number on their page may.
    Yes(Number),
    /// Nobody may; or whoever has this number may not.
    No(Option<Number>),
    /// A yes without a number, or neither.
    Unclear,
}

/// A message that is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotACommand {
    /// Begins with no word that we know.
    Unknown,
    /// A command that needs a reference has none, or one that cannot be read.
    ReferenceUnreadable,
    /// Quiet hours that cannot be read.
    HoursUnreadable,
}

impl Command {
    /// Takes a whole message; refuses anything that is not exactly one command.
    pub(crate) fn parse(message: &str) -> Result<Self, NotACommand> {
        let heard = Heard::new(message);
        let (verb, rest) = heard.folded.split_once(' ').unwrap_or((&heard.folded, ""));
        let reference = reference(rest);
        if let Some(on) = desk::duty(verb, rest) {
            return Ok(Self::Duty { on });
        }
        if let Some(command) = desk::signing(verb, rest) {
            return Ok(command);
        }
        match (verb, rest) {
            ("annehmen" | "annahme" | "uebernehmen" | "accept" | "take", _) => {
                reference.map(|reference| Self::Accept { reference })
            }
            ("schluessel" | "schlussel" | "key" | "keys", _) => {
                reference.map(|reference| Self::Key { reference })
            }
            ("abschliessen" | "abschliesen" | "abgeschlossen" | "schliessen" | "close", "") => {
                Ok(Self::Close { reference: None })
            }
            ("abschliessen" | "abschliesen" | "abgeschlossen" | "close", _) => {
                reference.map(|reference| Self::Close { reference: Some(reference) })
            }
            ("schliessen", _) => about(&heard.text).map(|(reference, words)| match words.join(" ") {
                reason if reason.is_empty() => Self::Close { reference: Some(reference) },
                reason => Self::TurnAway { reference, reason },
            }),
            ("dismiss", _) => about(&heard.text)
                .map(|(reference, words)| Self::TurnAway { reference, reason: words.join(" ") }),
            ("stumm" | "mute", _) if after_end(rest).is_some() => {
                self::reference(after_end(rest).unwrap_or_default())
                    .map(|reference| Self::Unmute { reference })
            }
            ("stumm" | "stummschalten" | "mute", _) => {
                about(&heard.text).map(|(reference, words)| Self::Mute { reference, words })
            }
            ("unmute", _) => reference.map(|reference| Self::Unmute { reference }),
            ("uebergabe", _) if rest.starts_with("zurueck ") => {
                self::reference(&rest["zurueck ".len()..]).map(|reference| Self::TakeBack { reference })
            }
            ("uebergeben" | "handover", _) => {
                giving(&heard.text).map(|(reference, to, history)| Self::HandOver { reference, to, history })
            }
            ("weiterleiten" | "forward", _) => {
                giving(&heard.text).map(|(reference, to, history)| Self::Forward { reference, to, history })
            }
            ("withdraw", _) => reference.map(|reference| Self::TakeBack { reference }),
            ("abwesend" | "away", _) => Ok(away(&heard.text)),
            ("anwesend" | "zurueck" | "back" | "present", "") | ("wieder", "da") => Ok(Self::Back),
            ("zurueck" | "back", _) => let_back(rest),
            ("verlauf" | "transcript" | "history", _) => {
                reference.map(|reference| Self::History { reference })
            }
            ("vertretung" | "vertrete" | "vertreten" | "cover", _) => cover(&heard, rest),
            ("mein" | "meinen" | "my", "link") | ("meinlink" | "mylink", "") => Ok(Self::MyLink),
            ("vor", "ort") | ("vorort", "") | ("on", "site") => Ok(Self::AtOnce),
            ("mein" | "meine" | "my", "faelle" | "falle" | "cases") => Ok(Self::MyCases),
            ("raeume" | "raume" | "rooms", "") => Ok(Self::Rooms { who: None }),
            ("mein" | "meine" | "my", "zahlen" | "figures" | "numbers") => Ok(Self::MyFigures),
            // With an id alone: colleagues talk of rooms as well.
            ("raeume" | "raume" | "rooms", _) if heard.text.split_whitespace().nth(1).is_some_and(is_id) => {
                Ok(Self::Rooms { who: heard.text.split_whitespace().nth(1).map(str::to_owned) })
            }
            ("bestaetigen" | "bestatigen" | "bestaetige" | "bestatige" | "confirm", _)
                if heard.text.split_whitespace().nth(1).is_some_and(is_id) =>
            {
                Ok(confirm(&heard.text))
            }
            ("alles", "loeschen" | "loschen") | ("delete" | "erase", "everything") => Ok(Self::Erase),
            ("mail" | "mails" | "email" | "e", "an" | "ein" | "on" | "mail an" | "mail ein" | "mail on") => {
                Ok(Self::Mail { wanted: true })
            }
            ("mail" | "mails" | "email" | "e", "aus" | "ab" | "off" | "mail aus" | "mail off") => {
                Ok(Self::Mail { wanted: false })
            }
            ("ruhe" | "ruhezeit" | "quiet", "aus" | "off") => Ok(Self::Quiet { hours: None }),
            ("ruhe" | "ruhezeit" | "quiet", hours)
                if hours.contains(|letter: char| letter.is_ascii_digit()) =>
            {
                quiet_hours(&heard.text).map(|hours| Self::Quiet { hours: Some(hours) })
            }
            ("termine" | "sprechzeiten" | "times" | "hours", _) if dates::is_about_times(rest) => {
                Ok(Self::Times { words: dates::after(&heard.text, 1) })
            }
            ("termin" | "appointment", _) => dates::about_one(&heard, rest).ok_or(NotACommand::Unknown),
            // With a number alone: people talk of calls as well.
            ("anruf" | "anrufen" | "call" | "videoanruf" | "videocall", _)
                if dates::names_a_case(&heard.text) =>
            {
                reference.map(|reference| Self::Call { reference, video: verb.starts_with("video") })
            }
            ("hilfe" | "help", "" | "bitte" | "please") | ("bitte" | "please", "hilfe" | "help") => {
                Ok(Self::Help)
            }
            _ => Err(NotACommand::Unknown),
        }
    }
}

impl Command {
    /// Whether it is about how staff sign in at the desk, which can be told in every chat of theirs with Lotse.
    pub(crate) const fn is_about_signing_in(&self) -> bool {
        matches!(
            self,
            Self::SignIn { .. } | Self::SignOut { .. } | Self::Passkeys | Self::RemovePasskeys { .. }
        )
    }

    /// Whether it is about appointments, which can be told in the room of a case as well.
    pub(crate) const fn is_about_appointments(&self) -> bool {
        matches!(
            self,
            Self::Times { .. } | Self::OfferDates { .. } | Self::CancelDate { .. } | Self::MarkDate { .. }
        )
    }
}

fn is_id(word: &str) -> bool {
    word.strip_prefix('@').is_some_and(|rest| !rest.is_empty())
}

/// The colleague, and the number as far as there is one.
fn confirm(text: &str) -> Command {
    let mut words = text.split_whitespace().skip(1).map(str::to_owned);
    let who = words.next().unwrap_or_default();
    let number = words.filter(|word| word.chars().any(|letter| letter.is_ascii_digit())).collect::<Vec<_>>();
    Command::Confirm { who, number: (!number.is_empty()).then(|| number.join(" ")) }
}

/// Who says only when they are back writes no case's number; many a word could be one.
fn let_back(rest: &str) -> Result<Command, NotACommand> {
    let mut words: Vec<&str> = rest.split(' ').collect();
    if matches!(words.first(), Some(&("fall" | "case" | "nr"))) {
        words.remove(0);
    }
    let Some((first, rest)) = words.split_first() else { return Err(NotACommand::Unknown) };
    let reference = Reference::parse(first).map_err(|_| NotACommand::Unknown)?;
    let number = |words: &[&str]| Number::parse(&words.concat());
    let verdict = match rest {
        [] if first.contains(|letter: char| letter.is_ascii_digit()) => Verdict::Unclear,
        ["ja" | "yes", rest @ ..] => number(rest).map_or(Verdict::Unclear, Verdict::Yes),
        ["nein" | "no"] => Verdict::No(None),
        ["nein" | "no", rest @ ..] => match number(rest) {
            Some(number) => Verdict::No(Some(number)),
            None => return Err(NotACommand::Unknown),
        },
        rest => number(rest).map(Verdict::Yes).ok_or(NotACommand::Unknown)?,
    };
    Ok(Command::LetBack { reference, verdict })
}

/// Splits what follows `abwesend` into the day and the deputy, as written.
fn away(text: &str) -> Command {
    let words: Vec<&str> = text.split_whitespace().skip(1).collect();
    let names_deputy = |word: &&str| matches!(fold(word).as_str(), "vertretung" | "vertretungen" | "deputy");
    let split = words.iter().position(names_deputy).unwrap_or(words.len());
    let (until, deputy) = words.split_at(split);
    let until = until.join(" ");
    let deputy = (!deputy.is_empty()).then(|| deputy.iter().skip(1).copied().collect::<Vec<_>>().join(" "));
    Command::Away { until, deputy }
}

fn cover(heard: &Heard, rest: &str) -> Result<Command, NotACommand> {
    let mut words = rest.split(' ');
    if matches!(words.next(), Some("ende" | "beenden" | "end")) {
        let rest = words.collect::<Vec<_>>().join(" ");
        match reference(&rest) {
            Ok(reference) => return Ok(Command::EndCover { reference }),
            // Several words may begin with somebody who is called so.
            Err(unreadable) if !rest.contains(' ') => return Err(unreadable),
            Err(_) => {}
        }
    }
    Ok(Command::Cover { words: heard.text.split_whitespace().skip(1).map(str::to_owned).collect() })
}

/// What follows `ende`.
fn after_end(rest: &str) -> Option<&str> {
    let (word, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    matches!(word, "ende" | "beenden" | "end").then_some(rest)
}

/// The case, which may be written in two parts, and the words that follow.
fn about(text: &str) -> Result<(Reference, Vec<String>), NotACommand> {
    let mut words = text.split_whitespace().skip(1).collect::<Vec<_>>();
    if words.first().is_some_and(|word| matches!(fold(word).as_str(), "fall" | "case" | "nr")) {
        words.remove(0);
    }
    let read = |parts: usize| {
        let written = fold(&words.get(..parts)?.join(" "));
        // Two short words may look like one number.
        let sure = parts == 1 || written.contains(|letter: char| letter.is_ascii_digit());
        Some((reference(&written).ok().filter(|_| sure)?, parts))
    };
    let (reference, parts) = read(1).or_else(|| read(2)).ok_or(NotACommand::ReferenceUnreadable)?;
    Ok((reference, words[parts..].iter().map(|word| (*word).to_owned()).collect()))
}

/// From the words as they were written: folded, the hours would not stay apart from the minutes.
fn quiet_hours(message: &str) -> Result<QuietHours, NotACommand> {
    let hours = message.trim().split_once(' ').map_or("", |(_, hours)| hours);
    let hours = hours.replace(" bis ", "-").replace(" to ", "-");
    QuietHours::parse(hours.trim_end_matches('.')).map_err(|_| NotACommand::HoursUnreadable)
}

fn reference(words: &str) -> Result<Reference, NotACommand> {
    let words = ["fall ", "case ", "nr "].iter().find_map(|lead| words.strip_prefix(lead)).unwrap_or(words);
    Reference::parse(words).map_err(|_| NotACommand::ReferenceUnreadable)
}

/// The case, the name and what goes along. Names are taken as written: a Matrix id has signs that folding drops.
fn giving(text: &str) -> Result<(Reference, String, Handed), NotACommand> {
    let mut words: Vec<&str> = text.split_whitespace().skip(1).collect();
    if words.first().is_some_and(|word| matches!(fold(word).as_str(), "fall" | "case" | "nr")) {
        words.remove(0);
    }
    let Some((first, rest)) = words.split_first() else { return Err(NotACommand::ReferenceUnreadable) };
    let reference = reference(&fold(first))?;
    let (rest, history) = match rest {
        [to @ .., one, other]
            if matches!(
                (fold(one).as_str(), fold(other).as_str()),
                ("ohne", "verlauf") | ("without", "history")
            ) =>
        {
            (to, Handed::Nothing)
        }
        to => (to, Handed::All),
    };
    Ok((reference, rest.join(" "), history))
}

#[cfg(test)]
mod tests;
