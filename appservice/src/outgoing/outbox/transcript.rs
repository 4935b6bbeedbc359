//! The transcript of a case, for clients that cannot take its history: fetched and decrypted page by page, and written
//! into the counsellor's encrypted chat with the custodian. It stands in no database of ours.

use routing::{CaseId, CounsellorId, RoomId, Timestamp};
use serde_json::Value;

use super::speech::content;
use crate::{
    cases::{
        effects::{Done, Effect, Whom},
        service::{Service, matrix_id, seeker_matrix_id},
    },
    keys::custodian::{Custodian, Listeners, Opened},
    outgoing::rooms,
    running::{fail_point, trouble::Trouble},
    store::{self, case::Stored},
    words::phrases::{Confidence, Phrase, Say},
};

/// Events in one part.
const EVENTS: u32 = 30;

/// Characters in one message. A sentence takes arguments of 4,000 characters.
const LETTERS: usize = 3_500;

/// Where a part begins: the homeserver's mark, none at the beginning; and how many messages were written before it.
pub(super) struct Place<'a> {
    pub(super) from: Option<&'a str>,
    pub(super) written: u16,
}

/// Writes one part, and leaves the next one to be done.
pub(super) async fn give(
    service: &Service,
    case: &CaseId,
    counsellor: &CounsellorId,
    place: Place<'_>,
    row: &str,
) -> Result<Done, Trouble> {
    let stored = {
        let mut tx = service.store.look().await?;
        store::case::by_id(&mut tx, case).await?
    };
    let Some(stored) = stored else { return Ok(Done::nothing()) };
    let who_may = service.access(&stored.case);
    // Asked again for each part: whoever is out of the case meanwhile gets no more of it.
    let (true, Some(centre), Some(room)) =
        (who_may.counsellors.contains(counsellor), &who_may.custodian, &stored.room)
    else {
        return Ok(Done::nothing());
    };
    let custodian = service.custodian(centre).await?;
    let person = matrix_id(counsellor);
    if !custodian.can_reach(&person).await? {
        return rooms::case_room::tell_unverified(service, &stored, std::slice::from_ref(&person)).await;
    }
    let chat = rooms::private::ensure(service, &custodian, centre, counsellor).await?;
    let page = service.homeserver.messages(custodian.user(), room, place.from, EVENTS).await?;
    let text = lines(service, &custodian, &stored, room, &page.events).await?;
    let reference = stored.case.reference.clone();
    let mut written = place.written;
    let mut says: Vec<Say> = Vec::new();
    for lines in pieces(&text) {
        written = written.saturating_add(1);
        says.push(Confidence::TranscriptPart { reference: reference.clone(), part: written, lines }.into());
    }
    if page.next.is_none() {
        says.push(Phrase::TranscriptEnd { reference }.into());
    }
    for (number, say) in says.iter().enumerate() {
        let message = service.catalogue.say(service.locale, say);
        let txn = format!("lotse-{row}-{number}");
        fail_point::pass("transcript.before_part");
        custodian
            .write(
                &chat,
                &Listeners::only(vec![person.clone()]),
                "m.room.message",
                &content(&message, &Whom::Nobody),
                &txn,
            )
            .await?;
        fail_point::pass("transcript.after_part");
    }
    let Some(next) = page.next else {
        tracing::info!(case.id = %case, "Gave the transcript of a case");
        return Ok(Done::nothing());
    };
    let (case, counsellor) = (case.clone(), counsellor.clone());
    Ok(Done::then(vec![Effect::GiveTranscript { case, counsellor, from: Some(next), written }]))
}

/// What was written, oldest first: who, when, what.
async fn lines(
    service: &Service,
    custodian: &Custodian,
    stored: &Stored,
    room: &RoomId,
    events: &[Value],
) -> Result<String, Trouble> {
    let mut text = String::new();
    let seeker = stored.case.seeker().map(seeker_matrix_id);
    for (event, opened) in events.iter().zip(custodian.read_again(room, events, seeker.as_deref()).await?) {
        let at = event["origin_server_ts"].as_i64().map(Timestamp::from_millis).unwrap_or_default();
        let at = service.clock.seen(at);
        // Whoever got the case without its history gets it in no other way either.
        if stored.case.history_from.is_some_and(|from| at < from) {
            continue;
        }
        let Some(opened) = opened.filter(|opened| event["sender"] == opened.sender.as_str()) else {
            continue;
        };
        let Some(said) = said(service, &opened) else { continue };
        // A sentence cuts long arguments off; nothing of a transcript may be lost.
        let (start, rest) = said.split_at(said.char_indices().nth(LETTERS).map_or(said.len(), |(at, _)| at));
        let name = name_of(service, stored, &opened);
        let line = Confidence::TranscriptLine { time: at, name, text: start.to_owned() };
        text.push_str(&service.catalogue.say(service.locale, &line).plain);
        text.push_str(rest);
        text.push('\n');
    }
    Ok(text)
}

/// The text of a message; of a picture or file its name.
fn said(service: &Service, opened: &Opened) -> Option<String> {
    if !matches!(opened.kind.as_str(), "m.room.message" | "m.sticker") {
        return None;
    }
    let content = Some(&opened.content["m.new_content"]).filter(|content| content["body"].is_string());
    let content = content.unwrap_or(&opened.content);
    let body = content["body"].as_str()?;
    let spoken = matches!(opened.content["msgtype"].as_str(), Some("m.text" | "m.notice" | "m.emote"));
    let name = opened.content["filename"].as_str().unwrap_or(body);
    Some(if spoken { service.said(content).text } else { format!("[{name}]") })
}

fn name_of(service: &Service, stored: &Stored, opened: &Opened) -> String {
    let sender = opened.sender.as_str();
    if stored.case.seeker().is_some_and(|seeker| seeker.as_str() == sender) {
        let name = Phrase::NamesSeeker { reference: stored.case.reference.clone() };
        return service.catalogue.say(service.locale, &name).plain;
    }
    if service.names.is_ours(&opened.sender) {
        return service.catalogue.say(service.locale, &Phrase::NamesReception).plain;
    }
    let directory = service.directory();
    let counsellor = CounsellorId::parse(sender).ok();
    let known = counsellor.and_then(|counsellor| {
        directory.counsellors().iter().find(|known| known.id == counsellor).map(|known| known.name.clone())
    });
    known.unwrap_or_else(|| sender.to_owned())
}

/// The text in pieces that fit into a message, cut between lines where possible.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut letters = 0;
    for line in text.split_inclusive('\n') {
        let chars: Vec<char> = line.chars().collect();
        if letters + chars.len() > LETTERS && letters > 0 {
            pieces.push(std::mem::take(&mut piece));
            letters = 0;
        }
        for chunk in chars.chunks(LETTERS) {
            if letters + chunk.len() > LETTERS {
                pieces.push(std::mem::take(&mut piece));
                letters = 0;
            }
            piece.extend(chunk);
            letters += chunk.len();
        }
    }
    if !piece.trim().is_empty() {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_lose_nothing_and_are_small() {
        let text = [&"ä".repeat(9_000), "\n", &"kurz\n".repeat(2_000), &"z".repeat(LETTERS), "\n"].concat();
        let cut = pieces(&text);
        // A piece of blanks alone is no message.
        assert_eq!(cut.concat().trim_end(), text.trim_end());
        assert!(cut.iter().all(|piece| piece.chars().count() <= LETTERS));
        assert!(pieces("").is_empty());
    }
}
