//! The seeker says whether somebody else may have the case: then it changes hands, or all stays as it was.

use routing::{
    CentreId, CounsellorId, Handed, Offer, OfferFacts, OfferStage, Recipient, RoomId, SeekerId, Span, State,
    Why,
};

use super::{anew, covering, identities};
use crate::words::phrases::standing_in::Ending;
use crate::{
    cases::{
        effects::{Effect, Whom},
        event::{CARD_ATTEMPTS, Event, Handled, Outcome, settle},
        seekers::{is_of_portal, link_to, locale_of, reception_chat},
        service::{Service, matrix_id},
    },
    keys::crypto_store,
    running::trouble::Trouble,
    store::{
        self, StoreResult, Tx,
        audit::{self, Actor, Entry, Kind},
        case::Stored,
        room::RoomKind,
    },
    words::{
        far::Passing,
        heard::{Answer, Heard, is_accepting_reaction, is_declining_reaction},
        phrases::Phrase,
    },
};

/// A reaction of the seeker in the case room.
pub(crate) async fn reacted(service: &Service, event: &Event, stored: Stored) -> Outcome {
    let Some(yes) = reaction(event) else { return Ok(Handled::Nothing("a reaction that says nothing")) };
    let Some(offer) = stored.case.open_question(service.now()) else {
        return Ok(Handled::Nothing("nothing is asked"));
    };
    match &offer.asked_in {
        Some(question) if is_about(event, question.as_str()) => answered(service, event, stored, yes).await,
        None if event.attempts < CARD_ATTEMPTS => Err(being_asked()),
        _ => Ok(Handled::Nothing("a reaction to something else")),
    }
}

/// What the seeker wrote in the case room, if it answers the question; the case, if it is mere talk.
pub(crate) async fn said(
    service: &Service,
    event: &Event,
    stored: Stored,
    text: &str,
    replies_to: Option<&str>,
) -> Result<Outcome, Stored> {
    let yes = match Answer::of(&Heard::new(text)) {
        Answer::Yes => true,
        Answer::No => false,
        Answer::Unclear => return Err(stored),
    };
    let Some(offer) = stored.case.open_question(service.now()) else { return Err(stored) };
    // Asked elsewhere, it is answered there: here a “ja” is meant for whoever wrote last.
    let asked_here = offer.asked_in.as_ref().filter(|_| !stored.case.is_asked_apart());
    let Some(question) = asked_here else { return Err(stored) };
    match replies_to {
        Some(replied) if replied != question.as_str() => Err(stored),
        // Consent is never guessed: a counsellor may have asked something else meanwhile.
        None if offer.talk_since => Ok(ask_back(service, event, &stored).await),
        _ => Ok(answered(service, event, stored, yes).await),
    }
}

/// A reaction in the seeker's chat with the reception.
pub(crate) async fn reacted_in_reception(service: &Service, event: &Event, seeker: &SeekerId) -> Outcome {
    let Some(yes) = reaction(event) else { return Ok(Handled::Nothing("a reaction that says nothing")) };
    let mut being_put = false;
    for stored in cases_of(service, seeker).await? {
        match stored.case.open_question(service.now()).map(|offer| &offer.asked_in) {
            Some(Some(question)) if is_about(event, question.as_str()) => {
                return answered(service, event, stored, yes).await;
            }
            Some(None) => being_put = true,
            _ => {}
        }
    }
    if being_put && event.attempts < CARD_ATTEMPTS {
        return Err(being_asked());
    }
    Ok(Handled::Nothing("a reaction to something else"))
}

/// `ja 7F3K9Q` or `nein 7F3K9Q` in the chat with the reception, while that case's question is open. Anything else is
/// for the dialogue: a mere “ja” may be the consent to a new enquiry.
pub(crate) async fn said_in_reception(
    service: &Service,
    event: &Event,
    seeker: &SeekerId,
    text: &str,
) -> Result<Option<Outcome>, Trouble> {
    let heard = Heard::new(text);
    let Some((words, reference)) = heard.folded.rsplit_once(' ') else { return Ok(None) };
    let Ok(reference) = routing::Reference::parse(reference) else { return Ok(None) };
    let yes = match Answer::of(&Heard::new(words)) {
        Answer::Yes => true,
        Answer::No => false,
        Answer::Unclear => return Ok(None),
    };
    let now = service.now();
    let mut cases = cases_of(service, seeker).await?.into_iter();
    let meant =
        cases.find(|stored| stored.case.reference == reference && stored.case.open_question(now).is_some());
    match meant {
        Some(stored) => Ok(Some(answered(service, event, stored, yes).await)),
        None => Ok(None),
    }
}

/// The seeker has answered.
async fn answered(service: &Service, event: &Event, mut stored: Stored, yes: bool) -> Outcome {
    if yes {
        let question = |stored: &Stored| stored.case.offer.as_ref().and_then(|offer| offer.asked_in.clone());
        let asked = question(&stored);
        stored = identities::before_consent(service, stored).await?;
        if question(&stored) != asked {
            return Ok(Handled::Nothing("an answer to what another identity was asked"));
        }
    }
    match decide(service, stored, yes).await? {
        Ok(tx) => settle(service, tx, event).await,
        Err(why) => Ok(Handled::Nothing(why)),
    }
}

/// What follows from the seeker's answer, in a commit in the making; or why nothing does. Only the first answer to a question
/// counts.
pub(crate) async fn decide(
    service: &Service,
    mut stored: Stored,
    yes: bool,
) -> Result<Result<Tx, &'static str>, Trouble> {
    let (now, directory) = (service.now(), service.directory());
    let Some(offer) = stored.case.open_question(now).cloned() else { return Ok(Err("nothing is asked")) };
    let centre = stored.case.centre.clone();
    if !yes {
        let mut tx = service.store.begin().await?;
        end(service, &mut tx, &mut stored, Phrase::OfferStays).await?;
        anew::tell_giver(service, &mut tx, &stored, Passing::Declined).await?;
        return Ok(Ok(tx));
    }
    let enclosed = stored.is_enclosed(&mut service.store.look().await?).await?;
    let facts = OfferFacts::of(&stored.case, (&offer.to, &offer.by), &directory, enclosed, now);
    if offer.anew {
        return anew::agreed(service, stored, (&offer, facts)).await;
    }
    let next = match stored.case.clone().agree(facts, now) {
        Ok(next) => next,
        Err(illegal) if illegal.why == Why::NotActive => {
            let mut tx = service.store.begin().await?;
            end(service, &mut tx, &mut stored, Phrase::OfferStaysGone).await?;
            anew::tell_giver(service, &mut tx, &stored, Passing::Gone).await?;
            return Ok(Ok(tx));
        }
        Err(_) => return Ok(Err("an offer that cannot be taken")),
    };
    let keeps_back = offer.history == Handed::Nothing && !stored.case.is_released();
    if keeps_back {
        // Whatever was written up to now is known to the custodian, so that it can be held back.
        service.custodian(&centre).await?.empty_letter_box().await?;
    }
    let mut tx = service.store.begin().await?;
    if let (true, Some(room)) = (keeps_back, &stored.room) {
        crypto_store::hold_back_room(&mut tx, &service.names.custodian(&centre), room.as_str()).await?;
    }
    if matches!(stored.case.state, State::Asked { .. }) {
        super::accepting::take_card(&mut tx, &stored, now).await?;
    }
    stored.case = if next.offer.is_none() {
        end_covers(service, &mut tx, &mut stored, &offer).await?;
        // The same step, on the case without its covers.
        stored.case.clone().agree(facts, now).unwrap_or(next)
    } else {
        next
    };
    super::save(service, &mut tx, &mut stored).await?;
    changed_hands(service, &mut tx, &stored, &offer, &centre).await?;
    Ok(Ok(tx))
}

/// By whose word a case changes hands: whoever asks on behalf of a centre may counsel nowhere in it.
fn giver(service: &Service, offer: &Offer, centre: &CentreId) -> Actor {
    let by = offer.by.clone();
    if !offer.arranged || service.directory().counsellor(&by, centre).is_some() {
        Actor::Counsellor(by)
    } else if service.referat.has(&matrix_id(&by)) {
        Actor::Referat(by)
    } else {
        Actor::Carrier(by)
    }
}

/// Nobody stands in for somebody who does not have the case any more. A colleague who gets it stays, so that only the
/// trail says that they no longer stand in.
async fn end_covers(service: &Service, tx: &mut Tx, stored: &mut Stored, offer: &Offer) -> StoreResult<()> {
    let now = service.now();
    let by = giver(service, offer, &stored.case.centre);
    let mut covers = covering::left(&stored.case, now, now);
    if let Recipient::Counsellor(to) = &offer.to
        && covers.remove(to)
        && stored.case.accepted().is_some_and(|accepted| accepted.may_act(to, now))
    {
        let ended = Entry::new(now, &stored.case.centre, Kind::CoverEnded, by.clone());
        let ended = Entry { until: Some(now), ..ended }.about(&stored.case.reference).whom(to);
        audit::append(tx, &ended.why(Ending::HandedOver.code())).await?;
    }
    if covers.is_empty() {
        return Ok(());
    }
    covering::end(service, tx, stored, &covers, by, Ending::HandedOver).await
}

/// The person whom the holder was to let in has come.
pub(crate) async fn let_in(
    service: &Service,
    event: &Event,
    mut stored: Stored,
    who: &CounsellorId,
) -> Outcome {
    let (now, directory) = (service.now(), service.directory());
    let (centre, offer) = (stored.case.centre.clone(), stored.case.offer.clone());
    let active = directory.is_active_counsellor(who, &centre);
    let (Ok(next), Some(offer)) = (stored.case.clone().let_in(who, active, now), offer) else {
        return Ok(Handled::Nothing("nobody who is expected"));
    };
    stored.case = next;
    let mut tx = service.store.begin().await?;
    super::save(service, &mut tx, &mut stored).await?;
    changed_hands(service, &mut tx, &stored, &offer, &centre).await?;
    settle(service, tx, event).await
}

/// What follows from an agreement that is written into the case: the room is made so, and both sides are told.
async fn changed_hands(
    service: &Service,
    tx: &mut Tx,
    stored: &Stored,
    offer: &Offer,
    from: &CentreId,
) -> StoreResult<()> {
    let (case, now) = (stored.case.id.clone(), service.now());
    let reference = stored.case.reference.clone();
    let name = name_of(service, from, &offer.to);
    let link = link_to(service, stored.room.as_ref().map_or("", RoomId::as_str));
    let waits = stored.case.offer.as_ref().filter(|offer| offer.stage == OfferStage::Agreed);
    let actor = giver(service, offer, from);
    let entry = |kind| {
        let why = if offer.history == Handed::All { "with_history" } else { "without_history" };
        Entry::new(now, from, kind, actor).about(&reference).why(why)
    };
    match (&offer.to, waits) {
        (Recipient::Counsellor(_), Some(_)) => {}
        (Recipient::Counsellor(who), None) => {
            audit::append(tx, &entry(Kind::HandedOver).whom(who)).await?;
        }
        (Recipient::Centre(to), _) => {
            audit::append(tx, &Entry { to: Some(to.clone()), ..entry(Kind::Forwarded) }).await?;
        }
    }
    Effect::Reconcile { case: case.clone(), told: false }.push(tx, now, now).await?;
    let (to_seeker, to_team) = match (&offer.to, waits) {
        (Recipient::Counsellor(who), Some(_)) => {
            let (user, bare) = (who.as_str().to_owned(), offer.history == Handed::Nothing);
            (Phrase::OfferAgreed { name: name.clone() }, Phrase::OfferLetIn { reference, name, user, bare })
        }
        (Recipient::Counsellor(_), None) => {
            metrics::counter!("lotse_cases_handed_over_total").increment(1);
            tracing::info!(case.id = %case, "A case was handed over");
            (Phrase::OfferDone { name: name.clone() }, Phrase::OfferHandedOver { reference, name, link })
        }
        (Recipient::Centre(_), _) => {
            Effect::PostCard { case: case.clone() }.push(tx, now, now).await?;
            metrics::counter!("lotse_cases_forwarded_total").increment(1);
            tracing::info!(case.id = %case, centre.id = %stored.case.centre, "A case was forwarded");
            let team = super::life::is_team(service, stored);
            let done = Phrase::OfferMoved { centre: name.clone(), team };
            (done, Phrase::OfferForwarded { reference, centre: name })
        }
    };
    tell_seeker(service, tx, stored, to_seeker).await?;
    let whom = match (&offer.to, waits) {
        (Recipient::Counsellor(_), Some(_)) => Whom::these([matrix_id(&offer.by)]),
        (Recipient::Counsellor(who), None) => Whom::these([matrix_id(who)]),
        (Recipient::Centre(_), _) => Whom::Nobody,
    };
    // After the room is as it should be: whoever is to let somebody in can do so then.
    say_to_team(service, tx, from, Some(stored), (whom, to_team)).await
}

/// Ends an offer of which nothing comes, and tells the seeker. The room is made as it was. Says whether there was one.
pub(crate) async fn end(
    service: &Service,
    tx: &mut Tx,
    stored: &mut Stored,
    said: Phrase,
) -> StoreResult<bool> {
    let Ok(ended) = stored.case.clone().end_offer() else { return Ok(false) };
    stored.case = ended;
    super::save(service, tx, stored).await?;
    let (case, now) = (stored.case.id.clone(), service.now());
    Effect::Reconcile { case, told: false }.push(tx, now, now).await?;
    tell_seeker(service, tx, stored, said).await?;
    Ok(true)
}

/// Nobody answered, or nobody was let in, for too long.
pub(super) async fn lapse(service: &Service, tx: &mut Tx, stored: &mut Stored) -> StoreResult<()> {
    if end(service, tx, stored, Phrase::OfferStaysLapsed).await? {
        anew::tell_giver(service, tx, stored, Passing::Lapsed).await?;
    }
    Ok(())
}

/// “Ja” or “nein”, while it is not clear to whom: nothing changes, and the seeker is told how to answer.
async fn ask_back(service: &Service, event: &Event, stored: &Stored) -> Outcome {
    let mut tx = service.store.begin().await?;
    tell_seeker(service, &mut tx, stored, Phrase::OfferWhichAnswer).await?;
    settle(service, tx, event).await
}

/// To the seeker: in the case room, or by the reception where no custodian of ours has the keys.
async fn tell_seeker(service: &Service, tx: &mut Tx, stored: &Stored, phrase: Phrase) -> StoreResult<()> {
    if !stored.case.is_released() && !stored.case.is_kept_elsewhere() {
        return super::life::push_notice(service, tx, stored, phrase, Span::from_millis(0)).await;
    }
    let Some(chat) = reception_chat(tx, stored).await? else { return Ok(()) };
    let now = service.now();
    let locale = locale_of(service, tx, stored).await?;
    Effect::say(service.store.vault(), &chat, Some(&stored.case.id), locale, vec![phrase.into()])?
        .push(tx, now, now)
        .await
}

/// Whether the seeker can be asked where only people have the keys: by the reception, or by the portal's page.
pub(super) async fn is_reachable(service: &Service, tx: &mut Tx, stored: &Stored) -> StoreResult<bool> {
    Ok(is_of_portal(service, &stored.case) || reception_chat(tx, stored).await?.is_some())
}

pub(super) async fn tell_team(
    service: &Service,
    tx: &mut Tx,
    centre: &CentreId,
    phrase: Phrase,
) -> StoreResult<()> {
    say_to_team(service, tx, centre, None, (Whom::Nobody, phrase)).await
}

/// The same, ringing for whoever must act.
pub(super) async fn tell_whom(
    service: &Service,
    tx: &mut Tx,
    centre: &CentreId,
    said: (Whom, Phrase),
) -> StoreResult<()> {
    say_to_team(service, tx, centre, None, said).await
}

async fn say_to_team(
    service: &Service,
    tx: &mut Tx,
    centre: &CentreId,
    after: Option<&Stored>,
    (whom, phrase): (Whom, Phrase),
) -> StoreResult<()> {
    let Some(room) = team_room(tx, centre).await? else { return Ok(()) };
    let (case, now) = (after.map(|stored| &stored.case.id), service.now());
    let said = (whom, vec![phrase.into()]);
    Effect::say_to(service.store.vault(), &room, case, service.locale, said)?.push(tx, now, now).await
}

async fn team_room(tx: &mut Tx, centre: &CentreId) -> StoreResult<Option<RoomId>> {
    let rooms = store::room::of_centre(tx, centre).await?;
    Ok(rooms.into_iter().find(|(kind, _)| matches!(kind, RoomKind::Team(_))).map(|(_, room)| room))
}

/// What people call whoever is to have a case.
pub(crate) fn name_of(service: &Service, centre: &CentreId, to: &Recipient) -> String {
    let directory = service.directory();
    match to {
        Recipient::Counsellor(who) => directory
            .counsellor(who, centre)
            .map_or_else(|| who.as_str().to_owned(), |colleague| colleague.name.clone()),
        Recipient::Centre(to) => {
            directory.centre(to).map_or_else(|| to.as_str().to_owned(), |centre| centre.name.clone())
        }
    }
}

async fn cases_of(service: &Service, seeker: &SeekerId) -> StoreResult<Vec<Stored>> {
    store::case::of_seeker(&mut service.store.look().await?, seeker).await
}

/// Yes or no, if the reaction says either.
fn reaction(event: &Event) -> Option<bool> {
    let key = event.content["m.relates_to"]["key"].as_str().unwrap_or_default();
    if is_accepting_reaction(key) { Some(true) } else { is_declining_reaction(key).then_some(false) }
}

fn is_about(event: &Event, target: &str) -> bool {
    event.content["m.relates_to"]["event_id"] == target
}

/// People may be quicker than the commit that follows the question.
fn being_asked() -> Trouble {
    Trouble::Passing { why: "the question is being asked".to_owned(), wait: Some(Span::from_millis(250)) }
}
