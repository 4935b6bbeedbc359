//! What a card quotes: the first message as it is now, and how many came after it. Read from the room, each time.

use routing::{EventId, RoomId, SeekerId};
use ruma::UserId;
use serde_json::Value;

use crate::{
    cases::{
        event::Event,
        service::{Service, seeker_matrix_id},
    },
    keys::custodian::{Custodian, Opened},
    running::trouble::Trouble,
    words::{
        command::Command,
        phrases::{Phrase, Quote},
    },
};

/// Events that are fetched at a time, and how often at most: nobody reads the number of a thousand messages.
const EVENTS: u32 = 100;
const PAGES: usize = 10;

/// What stands on the card.
pub(super) struct Quoted {
    /// The seeker's words, or what it is instead of words.
    pub(super) text: String,
    /// Messages after the first.
    pub(super) further: u16,
}

/// Reads the room of the case.
pub(super) async fn of(
    service: &Service,
    custodian: &Custodian,
    room: &RoomId,
    first: &EventId,
    seeker: Option<&SeekerId>,
) -> Result<Quoted, Trouble> {
    let sender = seeker.map(seeker_matrix_id);
    let sender = sender.as_deref();
    let (mut begun, mut edit, mut original) = (false, None, None);
    let (mut further, mut on_site) = (0_u16, false);
    let mut from: Option<String> = None;
    for _ in 0..PAGES {
        let page = service.homeserver.messages(custodian.user(), room, from.as_deref(), EVENTS).await?;
        for event in &page.events {
            // What was taken back has no content any more.
            let is_there = event["content"]["ciphertext"].is_string();
            let by_seeker = seeker.is_some_and(|seeker| event["sender"] == seeker.as_str());
            if event["event_id"] == first.as_str() {
                begun = true;
                original = Some(event.clone()).filter(|_| is_there);
            } else if !by_seeker || !is_there || !begun {
            } else if Event::is_edit(&event["content"]) {
                if event["content"]["m.relates_to"]["event_id"] == first.as_str() {
                    edit = Some(event.clone());
                }
            } else if counts(service, custodian, room, event, sender).await? {
                further = further.saturating_add(1);
            }
        }
        from = page.next;
        if from.is_none() {
            break;
        }
    }
    if !begun {
        // So far back that the pages did not reach it.
        let event = service.homeserver.event(custodian.user(), room, first).await?;
        on_site = event.as_ref().is_some_and(|event| event["type"] == "m.room.create");
        original = event.filter(|event| event["content"]["ciphertext"].is_string());
    }
    let say = |quote: Quote| {
        let seconds = if let Quote::Voice { seconds } = quote { seconds } else { None };
        service.catalogue.say(service.locale, &Phrase::CentreQuote { quote, seconds }).plain
    };
    let text = match (original, edit) {
        (None, _) if on_site => say(Quote::OnSite),
        (None, _) => say(Quote::Withdrawn),
        (Some(original), edit) => {
            let is_edited = edit.is_some();
            // What was changed is not shown as it was, even if what it was changed to cannot be read yet.
            match custodian.read(room, &edit.unwrap_or(original), sender).await? {
                Ok(opened) => quoted(&opened, |content| service.said(content).text, say),
                Err(_) if is_edited => say(Quote::Changed),
                Err(_) => say(Quote::Unreadable),
            }
        }
    };
    Ok(Quoted { text, further })
}

/// Whether it is one more message: words for Lotse alone are none.
async fn counts(
    service: &Service,
    custodian: &Custodian,
    room: &RoomId,
    event: &Value,
    sender: Option<&UserId>,
) -> Result<bool, Trouble> {
    let Ok(opened) = custodian.read_now(room, event, sender).await? else { return Ok(true) };
    let is_message = matches!(opened.kind.as_str(), "m.room.message" | "m.sticker");
    let command = Command::parse(&service.said(&opened.content).text).is_ok();
    Ok(is_message && !command)
}

/// The words of a message, or what it is; never where somebody is, never the name of a file.
fn quoted(opened: &Opened, said: impl Fn(&Value) -> String, say: impl Fn(Quote) -> String) -> String {
    let new = &opened.content["m.new_content"];
    let content = if new.is_object() { new } else { &opened.content };
    let body = content["body"].as_str().unwrap_or_default();
    let Some(quote) = Quote::of(&opened.kind, content) else { return said(content) };
    // Words beside a picture are words.
    let caption = content["filename"].as_str().filter(|name| *name != body).map(|_| body);
    match caption {
        Some(caption) => format!("{} {caption}", say(quote)),
        None => say(quote),
    }
}

#[cfg(test)]
mod tests {
    use ruma::user_id;
    use serde_json::json;

    use super::*;

    fn quote_of(kind: &str, content: Value) -> String {
        let sender = user_id!("@anna:lotse.example").to_owned();
        let opened = Opened { sender, kind: kind.to_owned(), content };
        let said = |content: &Value| content["body"].as_str().unwrap_or_default().to_owned();
        quoted(&opened, said, |quote| format!("{quote:?}"))
    }

    #[test]
    fn what_is_no_text_says_what_it_is() {
        let message = |content| quote_of("m.room.message", content);
        assert_eq!(message(json!({ "msgtype": "m.text", "body": "Guten Tag" })), "Guten Tag");
        assert_eq!(message(json!({ "msgtype": "m.emote", "body": "weint" })), "weint");
        assert_eq!(message(json!({ "msgtype": "m.image", "body": "bescheid.png" })), "Image");
        let named = json!({ "msgtype": "m.image", "body": "Das kam heute.", "filename": "bescheid.png" });
        assert_eq!(message(named), "Image Das kam heute.");
        let same = json!({ "msgtype": "m.file", "body": "bescheid.pdf", "filename": "bescheid.pdf" });
        assert_eq!(message(same), "File");
        let location = json!({ "msgtype": "m.location", "body": "Location was shared at 51.05,13.73", "geo_uri": "geo:51.05,13.73" });
        assert_eq!(message(location), "Location");
        let voice = json!({ "msgtype": "m.audio", "body": "Voice message", "info": { "duration": 11_600 }, "org.matrix.msc3245.voice": {} });
        assert_eq!(message(voice), "Voice { seconds: Some(12) }");
        assert_eq!(message(json!({ "msgtype": "m.audio", "body": "lied.mp3" })), "Audio");
        assert_eq!(quote_of("m.sticker", json!({ "body": "trauriger Otter" })), "Sticker");
        assert_eq!(message(json!({ "msgtype": "org.example.new", "body": "51.05,13.73" })), "Other");
    }

    #[test]
    fn an_edit_is_quoted_as_it_is_meant() {
        let edit = json!({ "msgtype": "m.text", "body": "* gestorben", "m.new_content": { "msgtype": "m.text", "body": "gestorben" } });
        assert_eq!(quote_of("m.room.message", edit), "gestorben");
    }
}
