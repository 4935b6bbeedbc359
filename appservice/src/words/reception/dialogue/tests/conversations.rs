//! Whole conversations, as people read them.

use super::{Act, Dialogue, Locale, Outcome, Reference, centre_id, german, topic_id};

#[test]
fn anna_is_led_to_her_centre() {
    let talk = german().all(&["Schuldn", "D-01067", "ok", "ja, einverstanden"]);
    insta::assert_snapshot!(talk.transcript, @r"
        Guten Tag. Ich bin Lotse. Ich bringe Sie zu der Beratungsstelle, die für Sie da ist.
        Die Beratung ist kostenlos. Sie brauchen keinen Namen und keine E-Mail-Adresse.
        Ich bin ein Programm. Bitte schreiben Sie mir noch nichts Persönliches. Dafür bekommen Sie gleich einen geschützten Raum, in dem Ihnen Menschen antworten.
        Bei Lebensgefahr rufen Sie bitte 112 an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: 116 123.
        Sie können jederzeit schreiben: hilfe, neu oder abbrechen. For English write english.

        Worum geht es? Antworten Sie mit der Zahl oder mit einem Wort.
        1. Eltern und Familie
        2. Kinder und Jugendliche
        3. Kinder- und Jugend-Reha
        4. Schulden
    Anna: Schuldn
        Gut, es geht um Schulden.
        Wie ist Ihre Postleitzahl? Ich brauche sie nur, um die richtige Stelle zu finden. Ich bewahre sie nicht auf. Sie können auch den Ort schreiben.
        Sie haben keine feste Adresse? Dann nehmen Sie die Postleitzahl des Ortes, an dem Sie gerade sind.
    Anna: D-01067
        Für Sie da ist:
        Schuldnerberatung Dresden
        Wir hören zu.
        Wir schreiben Ihnen zurück.
        Antwort in der Regel innerhalb von 48 Stunden.
        Hier arbeitet ein Team. Fällt jemand aus, antwortet jemand anderes aus dem Team. Möchten Sie eine andere Stelle? Schreiben Sie andere.

        Wie möchten Sie genannt werden? Bitte nehmen Sie nicht Ihren richtigen Namen.
        Mein Vorschlag: Blaue Möwe 10. Schreiben Sie ok, wenn er Ihnen gefällt. Oder schreiben Sie einen anderen Namen.
    Anna: ok
        Bevor es losgeht: Wer kann was lesen?
        • Ihre Nachrichten sind Ende-zu-Ende-verschlüsselt. Wer den Server betreibt, kann sie nicht lesen.
        • Lesen können sie zuerst die Berater·innen dieser Stelle: Schuldnerberatung Dresden. Alle dort stehen unter Schweigepflicht.
        • Nach der Annahme berät Sie eine Person. Fällt sie aus, kann eine Vertretung aus dem Team mitlesen. Das steht dann sichtbar im Raum.
        • Ein Programm der Plattform verwahrt dafür die Schlüssel. Wer dieses Programm betreibt, könnte technisch mitlesen.
        • Sichtbar für den Server bleibt, dass geschrieben wird: wann, wie viel und mit welchem Konto.
        • Gespeichert werden das Thema, die Stelle und Ihr ausgedachter Name. Ihre Postleitzahl nicht.
        Alles zum Datenschutz: https://example.org/datenschutz

        Sind Sie damit einverstanden? Schreiben Sie bitte ja oder nein.
    Anna: ja, einverstanden
      = Open { topic: TopicId(schulden), outcome: Centre(CentreId(dresden)), pseudonym: Pseudonym(…), locale: De, link: None, date: None }
    ");
    let Some(Act::Open { topic, outcome, .. }) = talk.act else { panic!("no case") };
    assert_eq!((topic, outcome), (topic_id("schulden"), Outcome::Centre(centre_id("dresden"))));
}

#[test]
fn in_english_nothing_is_german_but_names() {
    let talk = german().all(&["english", "debt", "01067", "others", "2", "Blue Whale", "yes", "yes"]);
    insta::assert_snapshot!(talk.transcript, @r"
        Guten Tag. Ich bin Lotse. Ich bringe Sie zu der Beratungsstelle, die für Sie da ist.
        Die Beratung ist kostenlos. Sie brauchen keinen Namen und keine E-Mail-Adresse.
        Ich bin ein Programm. Bitte schreiben Sie mir noch nichts Persönliches. Dafür bekommen Sie gleich einen geschützten Raum, in dem Ihnen Menschen antworten.
        Bei Lebensgefahr rufen Sie bitte 112 an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: 116 123.
        Sie können jederzeit schreiben: hilfe, neu oder abbrechen. For English write english.

        Worum geht es? Antworten Sie mit der Zahl oder mit einem Wort.
        1. Eltern und Familie
        2. Kinder und Jugendliche
        3. Kinder- und Jugend-Reha
        4. Schulden
    Anna: english
        Hello. I am Lotse. I will take you to the counselling centre that is there for you.
        Counselling is free of charge. You need no name and no e-mail address.
        I am a program. Please do not tell me anything personal yet. For that you will get a protected room, where people answer you.
        In danger to life please call 112. To talk to someone, day and night: TelefonSeelsorge, 116 123.
        You can always write: help, new or cancel. Auf Deutsch geht es mit deutsch.

        What is it about? Answer with the number or with a word.
        1. Parents and family
        2. Children and young people
        3. Rehabilitation
        4. Debt
    Anna: debt
        Good, it is about Debt.
        What is your postcode? I need it only to find the right centre. I do not keep it. You can also write the name of the place.
        You have no fixed address? Then take the postcode of the place where you are now.
    Anna: 01067
        There for you:
        Schuldnerberatung Dresden
        Wir hören zu.
        Wir schreiben Ihnen zurück.
        You can usually expect an answer within 48 hours.
        A team works here. If someone is away, someone else of the team answers. Would you like another centre? Write others.

        What would you like to be called? Please do not use your real name.
        My suggestion: Blue Gull 10. Write ok if you like it. Or write another name.
    Anna: others
        These centres can be there for you. Which would you like? Please write the number.
        1. Schuldnerberatung Dresden
        2. Caritas Pirna
        3. Schuldnerberatung Sachsen
    Anna: 2
        There for you:
        Caritas Pirna
        Wir hören zu.
        Wir schreiben Ihnen zurück.
        You can usually expect an answer within 48 hours.
        A team works here. If someone is away, someone else of the team answers. Would you like another centre? Write others.

        What would you like to be called? Please do not use your real name.
        My suggestion: Blue Gull 10. Write ok if you like it. Or write another name.
    Anna: Blue Whale
        Shall I call you Blue Whale? Write yes. Or write another name.
    Anna: yes
        Before we start: who can read what?
        • Your messages are end-to-end encrypted. Those who run the server cannot read them.
        • At first the counsellors of this centre can read them: Caritas Pirna. All of them are bound to secrecy.
        • Once your enquiry is accepted, one person counsels you. If that person is away, someone of the team may stand in and read. The room will then say so.
        • For this, a program of the platform keeps the keys. Those who run this program could technically read along.
        • The server still sees that people write: when, how much and with which account.
        • Your topic, the centre and your invented name are stored. Your postcode is not.
        All about data protection: https://example.org/datenschutz

        Do you agree? Please write yes or no.
    Anna: yes
      = Open { topic: TopicId(schulden), outcome: Centre(CentreId(pirna)), pseudonym: Pseudonym(…), locale: En, link: None, date: None }
    ");
}

#[test]
fn nobody_near_means_the_nationwide_team_and_says_so() {
    let talk = german().writes("4").afresh().writes("80331").at("pseudonym");
    insta::assert_snapshot!(talk.transcript, @r"
    Anna: 80331
        In Ihrer Gegend gibt es für dieses Thema keine Stelle, die online berät. Für Sie da ist deshalb ein Team, das Menschen aus ganz Deutschland berät:
        Bundesweites Schuldenteam
        Wir hören zu.
        Wir schreiben Ihnen zurück.
        Antwort in der Regel innerhalb von 48 Stunden.
        Fällt jemand aus, antwortet jemand anderes aus dem Team.

        Wie möchten Sie genannt werden? Bitte nehmen Sie nicht Ihren richtigen Namen.
        Mein Vorschlag: Blaue Möwe 10. Schreiben Sie ok, wenn er Ihnen gefällt. Oder schreiben Sie einen anderen Namen.
    ");
    let talk = talk.afresh().writes("andere");
    insta::assert_snapshot!(talk.transcript, @r"
    Anna: andere
        Im Moment ist für Sie nur diese eine Stelle da.

        Wie möchten Sie genannt werden? Bitte nehmen Sie nicht Ihren richtigen Namen.
        Mein Vorschlag: Blaue Möwe 10. Schreiben Sie ok, wenn er Ihnen gefällt. Oder schreiben Sie einen anderen Namen.
    ");
}

#[test]
fn nobody_at_all_gets_an_honest_answer_and_the_help_lines() {
    let talk = german().writes("Familie").afresh().writes("01067").at("ended");
    insta::assert_snapshot!(talk.transcript, @r"
    Anna: 01067
        Für Eltern und Familie kann ich Ihnen im Moment leider keine Stelle nennen, die online berät. Das tut mir leid.
        Ihre Anfrage ist nicht gespeichert. Hier finden Sie jetzt Hilfe:

        Hilfe für jetzt gleich
        • Notruf bei Lebensgefahr: 112
        • Ärztlicher Bereitschaftsdienst: 116 117
        • TelefonSeelsorge, Tag und Nacht: 0800 111 0 111, 0800 111 0 222 oder 116 123
        • Nummer gegen Kummer für Kinder und Jugendliche: 116 111
        • Hilfetelefon Gewalt gegen Frauen, Tag und Nacht: 116 016

        Ich bin da. Wenn Sie eine Anfrage beginnen möchten, schreiben Sie neu.
    ");
}

#[test]
fn another_centre_can_be_chosen_even_at_the_end() {
    let talk = german().all(&["Schulden", "01067", "Wolke 7", "ja", "andere"]).at("choose").afresh();
    let talk = talk.all(&["9", "pirna"]).at("consent");
    insta::assert_snapshot!(talk.transcript, @r"
    Anna: 9
        Bitte schreiben Sie eine Zahl aus dieser Liste.
        1. Schuldnerberatung Dresden
        2. Caritas Pirna
        3. Schuldnerberatung Sachsen
    Anna: pirna
        Bevor es losgeht: Wer kann was lesen?
        • Ihre Nachrichten sind Ende-zu-Ende-verschlüsselt. Wer den Server betreibt, kann sie nicht lesen.
        • Lesen können sie zuerst die Berater·innen dieser Stelle: Caritas Pirna. Alle dort stehen unter Schweigepflicht.
        • Nach der Annahme berät Sie eine Person. Fällt sie aus, kann eine Vertretung aus dem Team mitlesen. Das steht dann sichtbar im Raum.
        • Ein Programm der Plattform verwahrt dafür die Schlüssel. Wer dieses Programm betreibt, könnte technisch mitlesen.
        • Sichtbar für den Server bleibt, dass geschrieben wird: wann, wie viel und mit welchem Konto.
        • Gespeichert werden das Thema, die Stelle und Ihr ausgedachter Name. Ihre Postleitzahl nicht.
        Alles zum Datenschutz: https://example.org/datenschutz

        Sind Sie damit einverstanden? Schreiben Sie bitte ja oder nein.
    ");
    let talk = talk.writes("ja");
    let Some(Act::Open { outcome, pseudonym, .. }) = talk.act else { panic!("no case") };
    assert_eq!((outcome, pseudonym.as_str()), (Outcome::Centre(centre_id("pirna")), "Wolke 7"));
}

#[test]
fn close_topics_are_asked_back() {
    let talk = german().afresh().writes("Kinder").at("topic");
    insta::assert_snapshot!(talk.transcript, @r"
    Anna: Kinder
        Das kann mehreres heißen. Was passt am besten? Bitte schreiben Sie die Zahl.
        1. Kinder und Jugendliche
        2. Kinder- und Jugend-Reha
        Passt nichts davon? Dann schreiben Sie liste.
    ");
    let talk = talk.writes("2").at("postcode");
    assert!(talk.transcript.contains("Es geht um") || talk.transcript.contains("Reha"));
    german().all(&["Kinder", "liste", "4"]).at("postcode");
}

#[test]
fn in_danger_the_help_lines_come_first_and_nothing_is_guessed() {
    let talk = german().afresh().writes("Ich will nicht mehr leben").at("topic");
    insta::assert_snapshot!(talk.transcript, @r"
    Anna: Ich will nicht mehr leben
        Das klingt sehr schwer. Es ist gut, dass Sie es schreiben. Sie müssen damit nicht allein bleiben.
        Wenn Sie oder andere jetzt in Gefahr sind, warten Sie bitte nicht auf eine Antwort hier. Rufen Sie an: 112, oder zum Reden 116 123.

        Hilfe für jetzt gleich
        • Notruf bei Lebensgefahr: 112
        • Ärztlicher Bereitschaftsdienst: 116 117
        • TelefonSeelsorge, Tag und Nacht: 0800 111 0 111, 0800 111 0 222 oder 116 123
        • Nummer gegen Kummer für Kinder und Jugendliche: 116 111
        • Hilfetelefon Gewalt gegen Frauen, Tag und Nacht: 116 016

        Worum geht es? Antworten Sie mit der Zahl oder mit einem Wort.
        1. Eltern und Familie
        2. Kinder und Jugendliche
        3. Kinder- und Jugend-Reha
        4. Schulden
    ");
    let talk = talk.all(&["Schulden", "01067"]).afresh().writes("Mein Mann schlägt mich").at("pseudonym");
    assert!(talk.transcript.contains("116 016") && talk.transcript.contains("genannt werden"));
    assert!(talk.dialogue.is_urgent(), "what was heard goes on to the case");
    let talk = talk.all(&["ok", "ja"]).afresh().writes("Mein Kind hat Putzmittel getrunken").at("done");
    assert!(talk.transcript.contains("jetzt 112"));
}

#[test]
fn after_consent_it_points_to_the_room() {
    let mut talk = german().all(&["Schulden", "01067", "ok", "ja"]).afresh().writes("Hallo?");
    talk.dialogue = Dialogue::opened(Locale::De, Reference::parse("7F3K9Q").unwrap());
    let talk = talk.writes("Also, ich habe Schulden").at("done").writes("neu").at("topic");
    insta::assert_snapshot!(talk.transcript, @r"
    Anna: Hallo?
        Ihr geschützter Raum wird gerade eingerichtet. Bitte schreiben Sie Ihr Anliegen dort, nicht hier.
        Für eine weitere Anfrage schreiben Sie neu. Zum Beenden schreiben Sie abschließen.
    Anna: Also, ich habe Schulden
        Hier liest niemand aus der Beratung mit. Bitte schreiben Sie in Ihrem Raum Fall 7F3K9Q. Sie finden ihn in Ihrer Liste der Chats. Ist er dort nicht, schreiben Sie zurück.
        Für eine weitere Anfrage schreiben Sie neu. Zum Beenden schreiben Sie abschließen.
    Anna: neu
        Worum geht es? Antworten Sie mit der Zahl oder mit einem Wort.
        1. Eltern und Familie
        2. Kinder und Jugendliche
        3. Kinder- und Jugend-Reha
        4. Schulden
    ");
}
