//! Chats as clients make them: replies that quote, mentions, threads, edits, stickers; and words that are no enquiry.

use anyhow::Result;
use lotse_tests::{
    Stage,
    stage::{Seeker, Setting, reference},
    workbook::Cast,
};
use serde_json::{Value, json};

use crate::asking::LOTSE;

/// A reply as clients write it that keep to the specification up to 1.12.
fn reply(to: &str, quoted: &str, text: &str) -> Value {
    let quoted: Vec<String> = quoted.lines().map(|line| format!("> {line}")).collect();
    let quoted = quoted.join("\n").replacen("> ", "> <@lotse:lotse.example> ", 1);
    json!({
        "msgtype": "m.text", "body": format!("{quoted}\n\n{text}"), "format": "org.matrix.custom.html",
        "formatted_body": format!("<mx-reply><blockquote>…</blockquote></mx-reply>{text}"),
        "m.relates_to": { "m.in_reply_to": { "event_id": to } },
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_that_quote_are_heard_as_what_was_written() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = stage.person("anna").await?;
    let chat = anna.opens_chat_with(Stage::RECEPTION).await?;
    let mut asked = anna.hears_next(&chat, "Worum geht es?").await?;
    // What most clients force somebody to write first is swallowed.
    anna.says(&chat, "Hallo").await?;
    for (text, answer) in [
        ("Schulden", "Postleitzahl"),
        ("01067", "genannt"),
        ("Blaue Amsel", "Soll ich Sie Blaue Amsel nennen?"),
        ("gerne", "einverstanden"),
        ("ja", "Ihr Raum ist fertig"),
    ] {
        anna.sends(&chat, "m.room.message", &reply(asked.event.as_str(), &asked.body, text)).await?;
        asked = anna.hears_next(&chat, answer).await?;
    }
    assert!(!anna.reads_all(&chat).iter().any(|text| text.contains("nicht verstanden")));
    let anna = Seeker { person: anna, chat };
    let case = anna.comes_into_case().await?;
    let welcome = anna.person.hears(&case, "Willkommen").await?;
    assert!(welcome.body.contains("Hier heißen Sie Blaue Amsel"), "{}", welcome.body);
    let first = reply(welcome.event.as_str(), &welcome.body, "Ich habe Post.");
    anna.person.sends(&case, "m.room.message", &first).await?;
    let card = ben.sees_card("Ich habe Post.").await?;
    assert!(!card.body.contains("Willkommen"), "{}", card.body);
    let fall = reference(&card)?;
    let accept = reply(card.event.as_str(), &card.body, &format!("annehmen {fall}"));
    ben.person.sends(&ben.enquiries, "m.room.message", &accept).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    let pill = json!({
        "msgtype": "m.text", "body": "Lotse: hilfe", "format": "org.matrix.custom.html",
        "formatted_body": "<a href=\"https://matrix.to/#/@lotse_c_dresden:lotse.example\">Lotse</a>: hilfe",
    });
    ben.person.sends(&ben.team, "m.room.message", &pill).await?;
    ben.person.hears_next(&ben.team, "Eigene Fälle").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn threads_edits_and_what_is_no_text_are_answered_where_they_were_sent() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let said = anna.person.says(&anna.chat, "Schulden").await?;
    let root = anna.person.hears_next(&anna.chat, "Postleitzahl").await?.event;
    let in_thread = |text: &str| json!({ "msgtype": "m.text", "body": text, "m.relates_to": { "rel_type": "m.thread", "event_id": root } });
    anna.person.sends(&anna.chat, "m.room.message", &in_thread("hilfe")).await?;
    let help = anna.person.hears_next(&anna.chat, "So geht es:").await?;
    assert_eq!(help.relates_to(), Some((root.as_str(), "m.thread")));

    anna.person.edits(&anna.chat, &said, "Sucht").await?;
    let told = anna.person.hears_next(&anna.chat, "Eine geänderte Nachricht zählt").await?;
    assert_eq!(told.relates_to(), None);
    let sticker = json!({ "body": "trauriger Otter", "url": "mxc://lotse.example/otter", "info": {} });
    anna.person.sends(&anna.chat, "m.sticker", &sticker).await?;
    anna.person.hears_next(&anna.chat, "nur geschriebenen Text").await?;
    let poll = json!({ "m.text": [{ "body": "Wann?" }], "org.matrix.msc3381.poll.start": { "answers": [] } });
    anna.person.sends(&anna.chat, "org.matrix.msc3381.poll.start", &poll).await?;
    anna.person.hears_next(&anna.chat, "nur geschriebenen Text").await?;

    let root = ben.person.says(&ben.team, "Wie ging das noch?").await?;
    let asks = json!({ "msgtype": "m.text", "body": "hilfe",
        "m.relates_to": { "rel_type": "m.thread", "event_id": root } });
    ben.person.sends(&ben.team, "m.room.message", &asks).await?;
    let help = ben.person.hears_next(&ben.team, "Eigene Fälle").await?;
    assert_eq!(help.relates_to(), Some((root.as_str(), "m.thread")));
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_help_or_end_are_never_the_enquiry() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    let case = anna.consents().await?;
    for (word, answer) in [
        ("hilfe", "TelefonSeelsorge"),
        ("Hilfe!", "TelefonSeelsorge"),
        ("Hallo", "Bitte schreiben Sie, was Sie bewegt"),
        ("stop", "Möchten Sie den Fall beenden?"),
        ("neu", "Dieses Wort wirkt nur im Chat mit Lotse"),
        ("alles löschen", "ja, löschen"),
    ] {
        anna.person.says(&case, word).await?;
        anna.person.hears_next(&case, answer).await?;
    }
    anna.person.says(&case, "abschließen").await?;
    anna.person.hears_next(&case, "Sie haben diesen Fall beendet").await?;
    anna.person.says(&case, "abschließen").await?;
    anna.person.hears_next(&case, "schon beendet").await?;
    anna.person.says(&case, "hilfe").await?;
    anna.person.hears_next(&case, "TelefonSeelsorge").await?;
    stage.settles().await?;
    let asked = "select count(*) from card";
    assert_eq!(stage.counts(asked).await?, 0, "nothing of this went to the centre");
    assert_eq!(stage.counts("select count(*) from counselling_case where state = 'closed'").await?, 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_two_can_read_the_words_work_in_the_chat_and_both_are_told() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let dora = stage.counsellor("dora").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.is_placed("Schwangerschaft", "79100", "Ruhiger Dachs").await?;
    let case = anna.consents().await?;
    let welcome = anna.person.hears(&case, "Willkommen").await?;
    assert!(welcome.body.contains("Danach wirken sie im Chat mit Lotse"), "{}", welcome.body);
    anna.person.says(&case, "Ich habe eine Frage.").await?;
    let fall = reference(&dora.sees_card("Ich habe eine Frage.").await?)?;
    assert_eq!(dora.takes("Ich habe eine Frage.").await?, case);
    dora.person.says(&case, "Guten Tag.").await?;
    let farewell = anna.person.hears(&case, "Ich verlasse jetzt diesen Raum").await?;
    for word in ["hilfe", "112", &format!("abschließen {fall}")] {
        assert!(farewell.body.contains(word), "{}", farewell.body);
    }
    anna.person.says(&anna.chat, &format!("abschließen {fall}")).await?;
    anna.person.hears_next(&anna.chat, "ist beendet").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_stands_in_by_the_number_that_the_team_was_told_and_by_no_other() -> Result<()> {
    let mut cast = Cast::default();
    cast.counsellor("lea", "dresden");
    let stage = Stage::open_with(LOTSE, Setting::default().cast(cast)).await?;
    let ben = stage.counsellor("ben").await?;
    let cem = stage.counsellor("cem").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Stiller Wal", "Ich habe Post.").await?;
    let fall = reference(&ben.sees_card("Ich habe Post.").await?)?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    stage.settles().await?;

    // What stood on the card alone is as unknown as what never was.
    let mut refusals = Vec::new();
    for number in [fall.as_str(), "7F3K9Q"] {
        cem.person.says(&cem.team, &format!("vertretung {number} krank")).await?;
        refusals.push(cem.person.hears_next(&cem.team, "finde ich hier keinen laufenden Fall").await?.body);
    }
    assert_eq!(refusals[0], refusals[1]);

    // The holder finds the name, in a chat of their own.
    ben.person.says(&ben.team, "meine fälle").await?;
    ben.person.hears_next(&ben.team, "in unserem verschlüsselten Chat").await?;
    let chat = ben.person.is_invited_where("the chat with the custodian", |to| to.room != case).await?;
    let chat = ben.person.accepts(&chat).await?;
    let told = ben.person.hears(&chat, "Stiller Wal").await?;
    assert!(told.encrypted && told.body.contains(&fall), "{}", told.body);
    assert!(!cem.person.reads_all(&cem.team).iter().any(|text| text.contains("Stiller Wal")));

    anna.person.says(&case, "Gibt es etwas Neues?").await?;
    cem.person.hears(&cem.team, &format!("Neue Nachricht im Fall {fall}")).await?;
    cem.person.says(&cem.team, &format!("vertretung {fall} krank")).await?;
    let begun = cem.person.hears_next(&cem.team, "vertritt").await?;
    assert!(begun.body.contains(&fall) && begun.body.ends_with("Grund: krank"), "{}", begun.body);
    assert_eq!(cem.comes_into_case().await?, case);
    cem.person.hears(&case, "Gibt es etwas Neues?").await?;
    for person in [&anna.person, &ben.person] {
        person.hears(&case, "vertritt bis").await?;
    }
    let trail = stage.lotse.says(&["audit", "export", "--centre", "dresden", "--csv"]).await?;
    assert!(trail.contains(&fall) && trail.contains("illness"), "{trail}");
    stage.settles().await
}
