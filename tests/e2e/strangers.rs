//! People who have no business here, and homeservers that say so of others: no effect, no key, an alert.

use anyhow::{Result, ensure};
use lotse_tests::{
    Person, Stage,
    stage::{Counsellor, Seeker, reference},
    wait,
};
use matrix_sdk::ruma::RoomId;
use serde_json::json;

use crate::asking::LOTSE;

async fn is_out(who: &Person, room: &RoomId, outsider: &Person) -> Result<()> {
    wait::until(format!("{} to be out of {room}", outsider.name()), wait::patience(), async || {
        let there = &who.members(room).await? | &who.invited(room).await?;
        Ok((!there.contains(outsider.id())).then_some(()))
    })
    .await
}

async fn nobody_has_accepted(anna: &Seeker, case: &RoomId) -> Result<()> {
    let there = &anna.person.members(case).await? | &anna.person.invited(case).await?;
    let expected = ["@anna:lotse.example", "@lotse_c_dresden:lotse.example", "@lotse_steward:lotse.example"];
    ensure!(there.iter().map(String::as_str).eq(expected), "{there:?}");
    Ok(())
}

async fn an_enquiry(stage: &Stage) -> Result<(Counsellor, Seeker, matrix_sdk::ruma::OwnedRoomId)> {
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    let case = anna.asks("Schulden", "01067", "Blaue Amsel", "Ich habe Post.").await?;
    ben.sees_card("Ich habe Post.").await?;
    Ok((ben, anna, case))
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_centres_counsellors_accepts() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, anna, case) = an_enquiry(&stage).await?;
    let dora = stage.counsellor("dora").await?;
    let card = ben.sees_card("Ich habe Post.").await?;
    let accept = format!("annehmen {}", reference(&card)?);

    // The seeker herself, and a counsellor of another centre, where they can write.
    anna.person.says(&case, &accept).await?;
    anna.person.says(&anna.chat, &accept).await?;
    anna.person.hears(&anna.chat, "Hier liest niemand aus der Beratung mit").await?;
    dora.person.says(&dora.team, &accept).await?;
    dora.person.hears(&dora.team, "gibt es in dieser Beratungsstelle nicht").await?;

    // A homeserver that says they clicked, and one that says that Ben wrote it in clear.
    let click =
        json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": card.event, "key": "✅" } });
    let lie = |sender: &str| json!({ "type": "m.reaction", "room_id": ben.enquiries, "sender": sender, "content": click });
    let in_clear = json!({
        "type": "m.room.message", "room_id": ben.team, "sender": ben.person.id(),
        "content": { "msgtype": "m.text", "body": accept },
    });
    let lies = [lie(anna.person.id()), lie(dora.person.id()), lie("@mallory:elsewhere.example"), in_clear];
    stage.is_told_lies(&lies).await?;
    stage.is_alerted("stranger_in_centres_room").await?;
    stage.is_alerted("clear_text_in_centres_room").await?;

    stage.settles().await?;
    nobody_has_accepted(&anna, &case).await?;

    // A message of Dora's, moved into Ben's room under his name.
    let said = dora.person.says(&dora.team, &accept).await?;
    let path = format!("/_matrix/client/v3/rooms/{}/event/{said}", dora.team);
    let mut moved = dora.person.calls("GET", &path, None).await?;
    moved["room_id"] = json!(ben.team);
    moved["sender"] = json!(ben.person.id());
    moved["event_id"] = json!("$moved");
    stage.is_told_lies(&[moved]).await?;
    nobody_has_accepted(&anna, &case).await?;

    // The enquiry is still there for the one who may.
    ben.accepts_card(&card).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_cannot_become_a_command_by_an_edit() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, anna, case) = an_enquiry(&stage).await?;
    let card = ben.sees_card("Ich habe Post.").await?;
    let said = ben.person.says(&ben.team, "Guten Morgen allerseits.").await?;
    ben.person.edits(&ben.team, &said, &format!("annehmen {}", reference(&card)?)).await?;
    let said = anna.person.says(&case, "Noch etwas.").await?;
    anna.person.edits(&case, &said, "abschließen").await?;
    let said = anna.person.says(&anna.chat, "Hallo?").await?;
    anna.person.edits(&anna.chat, &said, "abschließen").await?;
    stage.settles().await?;
    nobody_has_accepted(&anna, &case).await?;
    ben.accepts_card(&card).await?;
    assert_eq!(ben.comes_into_case().await?, case);
    stage.settles().await?;
    anna.person.catches_up().await?;
    let heard = [&case, &anna.chat].map(|room| anna.person.reads_all(room)).concat();
    assert!(!heard.iter().any(|heard| heard.contains("beendet.")), "nothing was closed: {heard:#?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_changes_the_rules_of_a_room() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, anna, case) = an_enquiry(&stage).await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    let tries = [
        ("m.room.tombstone", json!({ "body": "umgezogen", "replacement_room": "!elsewhere" })),
        ("m.room.power_levels", json!({ "users": { anna.person.id(): 100, ben.person.id(): 100 } })),
        ("m.room.history_visibility", json!({ "history_visibility": "world_readable" })),
        ("m.room.join_rules", json!({ "join_rule": "public" })),
        ("m.room.encryption", json!({ "algorithm": "none" })),
        ("m.room.name", json!({ "name": "Schulden in Dresden" })),
    ];
    for (kind, content) in &tries {
        for who in [&anna.person, &ben.person] {
            assert!(who.sets_state(&case, kind, "", content).await.is_err(), "{} set {kind}", who.name());
        }
    }
    for who in [&anna.person, &ben.person] {
        assert!(who.invites(&case, "@mallory:lotse.example").await.is_err(), "{} invited", who.name());
    }
    let lies = tries.clone().map(|(kind, content)| {
        json!({ "type": kind, "room_id": case, "state_key": "", "sender": anna.person.id(), "content": content })
    });
    stage.is_told_lies(&lies).await?;
    stage.is_alerted("change_of_rooms_rules").await?;
    let stranger = json!({
        "type": "m.room.encrypted", "room_id": case, "sender": "@mallory:elsewhere.example",
        "content": { "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AwgA", "session_id": "x" },
    });
    stage.is_told_lies(&[stranger]).await?;
    stage.is_alerted("stranger_in_case_room").await?;

    ben.person.says(&case, "Guten Tag.").await?;
    anna.person.hears(&case, "Guten Tag.").await?;
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn clear_text_is_never_the_first_message() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let ben = stage.counsellor("ben").await?;
    let anna = Seeker::knocks(stage.person("anna").await?).await?;
    anna.is_placed("Schulden", "01067", "Blaue Amsel").await?;
    let case = anna.consents().await?;
    anna.person.says_unprotected(&case, "Ich habe Post vom Inkasso.").await?;
    let told = anna.person.hears(&case, "Diese Nachricht war nicht verschlüsselt").await?;
    assert!(told.encrypted);
    stage.is_alerted("clear_text_in_case_room").await?;
    stage.settles().await?;
    ben.person.catches_up().await?;
    let mut shown = ben.person.reads_all(&ben.enquiries);
    shown.retain(|said| !said.starts_with("Willkommen, "));
    assert_eq!(shown, [] as [&str; 0], "there is no card");

    anna.person.says(&case, "Jetzt verschlüsselt.").await?;
    let card = ben.sees_card("Jetzt verschlüsselt.").await?;
    assert!(!card.body.contains("Inkasso"), "{}", card.body);
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_the_operator_of_the_homeserver_puts_in_is_put_out() -> Result<()> {
    let mut stage = Stage::open(LOTSE).await?;
    let (ben, anna, case) = an_enquiry(&stage).await?;
    let card = ben.sees_card("Ich habe Post.").await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    let edda = Person::arrive_as_administrator(&stage.synapse, "edda").await?;
    let inject = async |room: &RoomId| {
        let path = format!("/_synapse/admin/v1/rooms/{room}/make_room_admin");
        edda.calls("POST", &path, Some(&json!({ "user_id": edda.id() }))).await
    };

    // Put in while nobody looks, she is in the rooms, and out when Lotse is back.
    stage.settles().await?;
    stage.lotse.stop().await?;
    for room in [&case, &ben.enquiries, &ben.team] {
        inject(room).await?;
        edda.accepts(&edda.is_invited_where("the room", |to| to.room == **room).await?).await?;
    }
    let click =
        json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": card.event, "key": "👍" } });
    let _ = edda.sends_unprotected(&ben.enquiries, "m.reaction", &click).await;
    stage.lotse.serve().await?;
    for room in [&case, &ben.enquiries, &ben.team] {
        is_out(&ben.person, room, &edda).await?;
    }
    stage.is_alerted("injected_member").await?;

    // And while Lotse looks: she does not stay.
    for room in [&case, &ben.enquiries] {
        inject(room).await?;
        is_out(&ben.person, room, &edda).await?;
    }
    stage.settles().await?;

    anna.person.says(&case, "Sind wir unter uns?").await?;
    ben.person.hears(&case, "unter uns").await?;
    ben.person.says(&case, "Ja.").await?;
    anna.person.hears(&case, "Ja.").await?;
    edda.catches_up().await?;
    for room in [&case, &ben.enquiries, &ben.team] {
        assert_eq!(edda.reads_all(room), [] as [&str; 0]);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_takes_our_users_elsewhere_or_listens_at_the_front_door() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (_ben, anna, _case) = an_enquiry(&stage).await?;
    let mallory = stage.person("mallory").await?;

    let ours = ["@lotse_steward:lotse.example", "@lotse_c_dresden:lotse.example"];
    let trap = mallory.opens_room_with(&ours).await?;
    stage.is_alerted("stray_invitation").await?;
    wait::until("our users to decline", wait::patience(), async || {
        let there = &mallory.members(&trap).await? | &mallory.invited(&trap).await?;
        Ok((there.len() == 1).then_some(()))
    })
    .await?;
    let crowd = mallory.opens_room_with(&[Stage::RECEPTION, "@anna:lotse.example"]).await?;
    wait::until("the reception to leave the crowd", wait::patience(), async || {
        let there = &mallory.members(&crowd).await? | &mallory.invited(&crowd).await?;
        Ok((!there.contains(Stage::RECEPTION)).then_some(()))
    })
    .await?;

    // A third person in a reception chat hears nothing, whoever invited them, and is not answered.
    anna.person.invites(&anna.chat, &mallory).await?;
    let invitation = mallory.is_invited_by(&anna.person).await?;
    mallory.accepts(&invitation).await?;
    stage.is_alerted("third_person_in_reception_chat").await?;
    mallory.says(&anna.chat, "abschließen").await?;
    stage.is_alerted("stranger_in_reception_chat").await?;
    anna.person.says(&anna.chat, "hilfe").await?;
    let help = anna.person.hears(&anna.chat, "So geht es").await?;
    mallory.hears_where(&anna.chat, "that something was said", |heard| heard.event == help.event).await?;
    mallory.catches_up().await?;
    let heard = mallory.knows(&anna.chat).into_iter().find(|heard| heard.event == help.event);
    assert!(heard.is_some_and(|heard| heard.unreadable.is_some()), "Mallory reads the reception");
    stage.settles().await
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_do_not_talk_to_each_other_for_ever() -> Result<()> {
    let stage = Stage::open(LOTSE).await?;
    let (ben, anna, case) = an_enquiry(&stage).await?;
    assert_eq!(ben.takes("Ich habe Post.").await?, case);
    stage.settles().await?;
    anna.person.catches_up().await?;
    let before = anna.person.knows(&anna.chat).len();

    // By the rule of Matrix a notice is never answered, so that two programs fall silent.
    let notice = json!({ "msgtype": "m.notice", "body": "Ich bin gerade nicht da." });
    for _ in 0..3 {
        anna.person.sends(&anna.chat, "m.room.message", &notice).await?;
    }
    stage.settles().await?;
    anna.person.catches_up().await?;
    assert_eq!(anna.person.knows(&anna.chat).len(), before + 3, "{:#?}", anna.person.reads_all(&anna.chat));

    let before = ben.person.knows(&ben.team).len();
    ben.person.sends(&ben.team, "m.room.message", &json!({ "msgtype": "m.notice", "body": "hilfe" })).await?;
    stage.settles().await?;
    ben.person.catches_up().await?;
    assert_eq!(ben.person.knows(&ben.team).len(), before + 1);
    Ok(())
}
