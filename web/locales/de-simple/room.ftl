# machine-made from the polite German, not yet read by people it is for. Leichte Sprache. Schlüssel und Regeln: siehe die Datei in de.

## Willkommen

case-welcome-team =
    Willkommen. Hier schreiben Sie mit dieser Stelle: { $centre }.
    Schreiben Sie hier Ihr Problem. Sie können viel schreiben. Sie können auch wenig schreiben.
    • { $personal }
    • Manchmal ist die Person krank. Oder sie hat Urlaub. Dann kann ein anderer Mensch aus dem Team hier lesen. Das sehen Sie dann hier.
    • Ich bin ein Computer-Programm. Ich passe auf dieses Gespräch auf. Die Menschen, denen das Programm gehört, könnten hier auch lesen.
    Kann jemand sterben? Rufen Sie sofort an: 112. Wollen Sie mit jemandem reden? Rufen Sie an: 116 123. Dort ist Tag und Nacht ein Mensch da.
    Wollen Sie aufhören? Drücken Sie auf „{ $more }“. Dort können Sie das Gespräch beenden oder löschen.
case-welcome-team-personal-yes = Sie haben einen Link von einer Person. Diese Person liest Ihre Nachricht zuerst. Sie hilft Ihnen. Ist sie nicht da? Dann liest ein anderer Mensch aus dem Team.
case-welcome-team-personal-no = Die Menschen in dieser Stelle lesen Ihre Nachricht zuerst. Dann hilft Ihnen eine Person.

case-welcome-pair =
    Willkommen. Hier schreiben Sie mit dieser Stelle: { $centre }.
    Schreiben Sie hier Ihr Problem. Sie können viel schreiben. Sie können auch wenig schreiben.
    • { $personal }
    • Ich bin ein Computer-Programm. Ich passe am Anfang auf dieses Gespräch auf. Die Menschen, denen das Programm gehört, könnten am Anfang hier auch lesen.
    • Nach der ersten Antwort gehe ich weg. Spätestens gehe ich nach einem Tag. Dann lesen hier nur noch 2 Menschen: Sie und die Person, die Ihnen hilft.
    Kann jemand sterben? Rufen Sie sofort an: 112. Wollen Sie mit jemandem reden? Rufen Sie an: 116 123. Dort ist Tag und Nacht ein Mensch da.
    Wollen Sie aufhören? Drücken Sie auf „{ $more }“. Dort können Sie das Gespräch beenden oder löschen.
case-welcome-pair-personal-yes = Sie haben einen Link von einer Person. Diese Person liest Ihre Nachricht zuerst. Ist sie nicht da? Dann liest ein anderer Mensch aus dem Team.
case-welcome-pair-personal-no = Die Menschen in dieser Stelle lesen Ihre Nachricht zuerst. Dann kümmert sich eine Person um Sie.

case-name = Hier heißen Sie: { $name }. Vielleicht ist die Person, die Ihnen hilft, einmal nicht da. Dann sagen Sie der Stelle diesen Namen. So findet die Stelle Ihr Gespräch.

case-unsigned = Jemand schreibt hier mit einem Gerät. Wir können nicht sicher sein: Gehört das Gerät wirklich dieser Person? Vielleicht liest ein Fremder hier mit.

## Ihre Nachricht

case-greeting =
    Guten Tag. Hier sind Sie richtig. Schreiben Sie Ihr Problem. Dann geht Ihre Nachricht an die Beratungs-Stelle.
    Kann jemand sterben? Rufen Sie sofort an: 112. Wollen Sie mit jemandem reden? Rufen Sie an: 116 123.

case-word-elsewhere = Dieses Wort macht hier nichts. Ich habe der Beratungs-Stelle nichts geschickt. Schreiben Sie hier Ihr Problem.

case-received =
    Ihre Nachricht ist angekommen. Sie ist bei dieser Beratungs-Stelle: { $centre }.
    Jemand antwortet Ihnen. Das dauert meistens nicht länger als { $hours }. Sie können hier immer weiter schreiben.
case-received-hours-one = eine Stunde
case-received-hours-other = { $hours } Stunden

case-link-away =
    Sie haben einen Link von einer Person. Diese Person hat gerade keine Zeit für neue Nachrichten.
    { $deputy }
case-link-away-deputy-yes = Eine andere Person aus der Stelle hat jetzt Ihre Nachricht.
case-link-away-deputy-no = Das Team in der Stelle hat jetzt Ihre Nachricht.

case-accepted = Eine Person aus der Beratungs-Stelle hilft Ihnen jetzt. Sie schreibt Ihnen hier.

notice-still-waiting =
    Sie warten schon lange auf eine Antwort. Wir haben gesagt: Es geht schneller. Das tut uns leid.
    Wir haben Sie nicht vergessen. { $told } Ihre Nachricht ist noch da.
    Können Sie nicht so lange warten?
notice-still-waiting-told-yes = Wir haben die Beratungs-Stelle noch einmal erinnert. Ihre Leitung weiß es auch.
notice-still-waiting-told-no = Wir haben die Beratungs-Stelle noch einmal erinnert.

## Wer mitliest

case-custodian-leaves =
    Ich bin ein Computer-Programm. Ich gehe jetzt aus diesem Gespräch weg.
    Ab jetzt lesen hier nur noch 2 Menschen: Sie und die Person, die Ihnen hilft. Ich lese nicht mehr mit. Ich antworte hier auch nicht mehr.
    Wollen Sie aufhören? Drücken Sie auf „{ $more }“. Dort können Sie das Gespräch beenden oder löschen.
    Kann jemand sterben? Rufen Sie sofort an: 112. Wollen Sie mit jemandem reden? Rufen Sie an: 116 123. Dort ist Tag und Nacht ein Mensch da.

cover-begun-case = { $name } hilft Ihnen bis { $until }. { $name } kann hier lesen und antworten.

cover-ended-case = { $name } hilft hier nicht mehr. { $name } kann neue Nachrichten nicht mehr lesen.

absence-holder =
    Die Person, die Ihnen hilft, ist gerade nicht da. Ab diesem Tag ist sie wieder da: { $back }.
    { $deputy }
    Brauchen Sie jetzt sofort Hilfe? Auf dieser Seite stehen Telefon-Nummern. Dort ist immer jemand da.
absence-holder-deputy-yes = Bis dahin hilft Ihnen ein anderer Mensch aus dem Team. Schreiben Sie einfach hier weiter.
absence-holder-deputy-no = Sie können hier weiter schreiben. Ihre Nachrichten gehen nicht verloren. Die Person liest sie später.

absence-given-back = Eine Person wollte Ihnen helfen. Sie ist jetzt nicht da. Sie sollen nicht warten. Darum sehen jetzt alle Menschen in der Stelle Ihre Nachricht. Sie müssen nichts tun.

absence-nobody =
    { $back } Ihre Nachricht bleibt dort. Jemand liest sie später.
    Wollen Sie nicht so lange warten? { $asked }
absence-nobody-back-none = In dieser Beratungs-Stelle ist gerade leider niemand da: { $centre }.
absence-nobody-back-other = In dieser Beratungs-Stelle ist gerade leider niemand da: { $centre }. Ab diesem Tag ist wieder jemand da: { $back }.
absence-nobody-asked-yes = Es gibt eine andere Stelle. Dort ist jemand da. Ich frage Sie gleich: Darf Ihr Gespräch dorthin gehen?
absence-nobody-asked-no = Drücken Sie auf „{ $more }“. Beenden Sie dort das Gespräch. Gehen Sie dann auf die Start-Seite. Dort finden Sie eine andere Stelle.

case-succeeded =
    Ihre Beratungs-Stelle hilft hier nicht mehr. Jetzt hilft eine andere Stelle: { $centre }. Ihr Gespräch ist jetzt dort.
    { $asked }
    { $team }
    Wollen Sie das nicht? Drücken Sie auf „{ $more }“. Dort können Sie das Gespräch beenden oder löschen.
case-succeeded-asked-yes = Sie müssen nichts tun. Die Menschen in der neuen Stelle lesen jetzt Ihre Nachrichten. Sonst liest sie niemand. Die Menschen dort sagen nichts weiter. Schreiben Sie weiter hier. Dort antwortet Ihnen jemand.
case-succeeded-asked-no = Die Menschen in der neuen Stelle lesen Ihre Nachrichten zuerst. Sie sagen nichts weiter. Schreiben Sie hier Ihr Problem.
case-succeeded-team-yes = Manchmal ist dort eine Person krank. Dann kann ein anderer Mensch aus dem Team hier lesen. Ein Computer-Programm passt darum auf das Gespräch auf. Die Menschen, denen das Programm gehört, könnten hier auch lesen.
case-succeeded-team-no = Nach der ersten Antwort geht das Computer-Programm aus dem Gespräch weg. Dann lesen hier nur noch 2 Menschen: Sie und die Person, die Ihnen hilft.

case-left-to = Die Person arbeitet nicht mehr hier, die Ihnen geholfen hat. Jetzt hilft Ihnen { $name }. { $name } schreibt Ihnen hier. Die andere Person liest hier nicht mehr.

case-left-behind = Die Person arbeitet nicht mehr hier, die Ihnen geholfen hat. Bald hilft Ihnen jemand anderes aus der Beratungs-Stelle. Sie müssen nichts tun. Die andere Person liest hier nicht mehr.

leaving-case = Die Person, die Hilfe sucht, ist aus diesem Gespräch weggegangen. Sie liest neue Nachrichten nur, wenn sie wieder kommt. Ich habe ihr gesagt, wie das geht.

back-case-asked = Jemand möchte in dieses Gespräch. Mit einem neuen Zugang. Denn das Passwort ist verloren. Waren Sie das nicht? Dann schreiben Sie das bitte hier. Die Beratungs-Stelle fragt erst nach. Vorher kommt niemand herein.

back-case-agreed = Dieses Gespräch hat jetzt einen neuen Zugang. Mit dem alten Zugang kann hier niemand mehr lesen. Und niemand kann damit mehr schreiben.

## Darf jemand anderes übernehmen?

offer-question =
    Eine Frage an Sie: Darf ab jetzt { $name } Ihnen helfen? { $name } arbeitet in der gleichen Stelle.
    { $all }
    Drücken Sie zum Antworten auf einen Knopf auf dieser Seite.
    Sie dürfen Nein sagen. Sie müssen auch nicht antworten. Dann bleibt alles so, wie es jetzt ist. Sie haben 7 Tage Zeit.
offer-question-all-yes = { $name } könnte dann auch alle alten Nachrichten lesen.
offer-question-all-no = { $name } könnte dann nur die neuen Nachrichten lesen. Ihre alten Nachrichten sieht { $name } nicht.

offer-question-centre =
    Eine Frage an Sie: Darf Ihr Gespräch an eine andere Beratungs-Stelle gehen? Sie heißt: { $centre }. Dort kümmert sich dann jemand um Sie.
    { $all }
    Drücken Sie zum Antworten auf einen Knopf auf dieser Seite.
    Sie dürfen Nein sagen. Sie müssen auch nicht antworten. Dann bleibt alles so, wie es jetzt ist. Sie haben 7 Tage Zeit.
offer-question-centre-all-yes = Die neue Stelle könnte dann auch alle alten Nachrichten lesen.
offer-question-centre-all-no = Die neue Stelle könnte dann nur die neuen Nachrichten lesen.

offer-which-answer =
    Meinen Sie die Frage: Darf Ihnen jemand anderes helfen? Dann drücken Sie bei der Frage auf einen Knopf.
    Meinen Sie etwas anderes? Dann müssen Sie nichts tun.

offer-agreed = Danke. { $name } kommt bald in dieses Gespräch. Dann hilft Ihnen { $name }. Bis dahin bleibt alles so, wie es jetzt ist.

offer-done = Danke. Ab jetzt hilft Ihnen { $name }. { $name } schreibt Ihnen hier. Die Person von vorher liest nicht mehr mit.

offer-moved =
    Danke. Ihr Gespräch ist jetzt bei dieser Stelle: { $centre }. Schreiben Sie weiter hier. Dort antwortet Ihnen jemand. Die Stelle von vorher liest nicht mehr mit.
    { $team }
offer-moved-team-yes = Manchmal ist dort eine Person krank. Dann kann ein anderer Mensch aus dem Team hier lesen. Ein Computer-Programm passt darum auf das Gespräch auf. Die Menschen, denen das Programm gehört, könnten hier auch lesen.
offer-moved-team-no = Nach der ersten Antwort geht das Computer-Programm aus dem Gespräch weg. Dann lesen hier nur noch 2 Menschen: Sie und die Person, die Ihnen hilft.

offer-stays = Danke für Ihre Antwort. Alles bleibt so, wie es ist.

offer-stays-gone = Danke. Leider geht das jetzt nicht mehr. Alles bleibt so, wie es ist. Sie müssen nichts tun.

offer-stays-taken-back = Wir haben Sie gefragt: Darf Ihnen jemand anderes helfen? Diese Frage gilt nicht mehr. Alles bleibt so, wie es ist. Sie müssen nichts tun.

offer-stays-lapsed = Wir haben Sie gefragt: Darf Ihnen jemand anderes helfen? Die 7 Tage sind vorbei. Alles bleibt so, wie es ist. Sie müssen nichts tun.

## Ende

case-stop = { $closed }
case-stop-closed-yes = Dieses Gespräch ist schon zu Ende. Sie müssen nichts tun.
case-stop-closed-no = Wollen Sie das Gespräch beenden? Drücken Sie auf „{ $more }“. Drücken Sie dann auf „{ $close }“. Sollen wir alles löschen? Drücken Sie dann auf „{ $erase }“.

case-identity-moved = Die Schlüssel von der Person mit der Frage sind neu. Das passiert manchmal. Ist etwas komisch? Dann fragen Sie bitte nach.

case-closed-already = Dieses Gespräch ist schon zu Ende. Brauchen Sie noch etwas? Dann schreiben Sie einfach hier. Dann geht das Gespräch weiter.

case-closed-by-seeker = Sie haben das Gespräch beendet. Alles Gute für Sie. Sie können hier wieder schreiben. Dann geht das Gespräch weiter.

case-closed-by-counsellor = Die Person, die Ihnen hilft, hat das Gespräch beendet. Alles Gute für Sie. Brauchen Sie noch etwas? Dann schreiben Sie einfach hier. Dann geht das Gespräch weiter.

case-closed-by-administration = Die Verwaltung hat das Gespräch beendet. Die Verwaltung kümmert sich um diese Seite. Brauchen Sie noch etwas? Dann schreiben Sie einfach hier. Dann geht das Gespräch weiter.

case-closed-by-time = Hier hat lange niemand geschrieben. Darum ist das Gespräch jetzt zu Ende. Brauchen Sie noch etwas? Dann schreiben Sie einfach hier. Dann geht das Gespräch weiter.

case-muted =
    Die Beratungs-Stelle macht in diesem Gespräch eine Pause. Die Pause geht bis { $until }. Sie können hier alles lesen. Sie können hier jetzt nicht schreiben. Nach der Pause können Sie wieder schreiben.
    Können Sie nicht so lange warten? Hier ist Hilfe:

case-unmuted = Sie können hier wieder schreiben.

case-call-wish = { $video }
case-call-wish-video-yes = { $name } möchte Sie mit Bild anrufen. Sie können Ja oder Nein sagen.
case-call-wish-video-no = { $name } möchte Sie anrufen. Sie können Ja oder Nein sagen.

case-turned-away =
    Die Beratungs-Stelle hat das Gespräch beendet. Sie können das Gespräch weiter lesen. Sie können es auch löschen. Bis { $until } können Sie hier nicht schreiben. Sie können dort auch nicht neu fragen. Andere Beratungs-Stellen helfen Ihnen. Sie finden sie auf der Start-Seite.
    Brauchen Sie jetzt Hilfe? Hier ist Hilfe:

case-topic-left = Dieses Gespräch ist zu Ende. Zu diesem Thema hilft hier niemand mehr. Neue Nachrichten liest hier niemand. Gehen Sie auf die Start-Seite. Dort finden Sie eine andere Stelle.

leaving-case-gone = Dieses Gespräch ist zu Ende. Die Person, die Hilfe sucht, ist weggegangen. Sie ist nirgends mehr angemeldet.

case-reopened = Das Gespräch geht weiter. Ihre Nachricht ist angekommen.

silence-case-ask =
    Hier hat lange niemand geschrieben. Brauchen Sie dieses Gespräch noch?
    Dann schreiben Sie hier ein Wort. Sie haben Zeit bis { $date }. Schreiben Sie nichts? Dann ist das Gespräch zu Ende.

## Löschen

erasure-case-warning =
    Dieses Gespräch ist zu Ende. Am { $date } löschen wir es. Dann sind alle Nachrichten weg.
    Wollen Sie es behalten? Dann schreiben Sie hier einfach wieder. Dann geht das Gespräch weiter.

erasure-case-ask =
    Sollen wir alles löschen? Dann ist das Gespräch weg. Alle Nachrichten sind dann weg, für alle. Sie bekommen sie nie wieder.
    Die Menschen in der Beratungs-Stelle haben vielleicht noch Nachrichten auf ihrem eigenen Gerät. Dort kann ich nicht löschen. Diese Menschen sagen nichts weiter. Hat die Stelle einen eigenen Server? Dann sagen wir ihm Bescheid. Seine verschlüsselte Kopie löscht er selbst.
    Drücken Sie zum Antworten auf einen Knopf auf dieser Seite. Sagen Sie nicht Ja? Dann bleibt alles so, wie es ist.

erasure-held = Ich kann das Gespräch { $references } jetzt nicht löschen. Die Verwaltung muss es noch behalten. Zum Beispiel: Jemand hat sich beschwert. Oder ein Gericht braucht es. Fragen Sie die Verwaltung: Warum? Und wie lange?

erasure-not-done = Ich habe nichts gelöscht. Alles bleibt so, wie es ist.

## Wenn etwas nicht geht

errors-undecryptable = Ich konnte Ihre letzte Nachricht nicht lesen. Bitte schicken Sie sie noch einmal.

errors-key-missing = Ich kann eine Nachricht von Ihnen noch nicht lesen. Vielleicht geht es gleich von selbst. Wollen Sie nicht warten? Dann schreiben Sie die Nachricht noch einmal.

errors-unencrypted-case = Diese Nachricht war nicht geschützt. Fremde konnten sie lesen. Darum nehme ich sie nicht an. Schreiben Sie sie bitte noch einmal auf dieser Seite.

case-device-unknown = Ich kenne das Gerät nicht, von dem diese Nachricht kommt. Darum nehme ich sie nicht an. Melden Sie sich bitte auf dieser Seite neu an. Schreiben Sie die Nachricht dann noch einmal.

## Hilfe

case-help =
    Hier schreiben Sie mit Ihrer Beratungs-Stelle. Drücken Sie auf „{ $more }“. Dort finden Sie:
    • „{ $close }“: Dann ist das Gespräch zu Ende. Sie können später wieder schreiben. Dann geht es weiter.
    • „{ $erase }“: Dann ist alles für immer weg. Wir fragen Sie vorher noch einmal.
    Haben Sie noch ein anderes Problem? Gehen Sie auf die Start-Seite. Dort beginnen Sie ein neues Gespräch.

help-lines =
    Hier bekommen Sie sofort Hilfe:
    • Notruf, wenn jemand sterben kann: 112
    • Ärzte am Abend und am Wochen-Ende: 116 117
    • Telefon-Seelsorge, zum Reden, Tag und Nacht: 0800 111 0 111, 0800 111 0 222 oder 116 123
    • Nummer gegen Kummer, für Kinder und Jugendliche: 116 111
    • Hilfe-Telefon für Frauen bei Gewalt, Tag und Nacht: 116 016

help-crisis = { $danger }
help-crisis-danger-suicide = Das klingt sehr schwer. Es ist gut, dass Sie es schreiben. Sie sind nicht allein. Sind Sie jetzt in Gefahr? Oder ein anderer Mensch? Warten Sie nicht auf eine Antwort hier. Rufen Sie an: 112. Wollen Sie reden? Rufen Sie an: 116 123.
help-crisis-danger-poisoning = Hat jemand Gift genommen? Oder zu viele Tabletten? Dann muss es schnell gehen. Rufen Sie jetzt an: 112. Auch wenn es noch gut geht. Es gibt auch den Gift-Notruf. Die 112 sagt Ihnen die Nummer. In Berlin ist die Nummer: 030 19240. Geben Sie nichts zu trinken. Der Mensch soll sich nicht übergeben. Behalten Sie die Packung.
help-crisis-danger-violence = Das klingt gefährlich. Es ist gut, dass Sie es schreiben. Niemand darf Ihnen weh tun. Sind Sie jetzt in Gefahr? Rufen Sie die Polizei an: 110. Hilfe für Frauen bei Gewalt: 116 016. Hilfe für Männer bei Gewalt: 0800 123 99 00. Haben Sie Angst, dass Sie jemandem weh tun? Gehen Sie weg. Rufen Sie an: 116 123.
help-crisis-danger-sexual_violence = Das durfte nicht passieren. Sie sind nicht schuld. Es ist gut, dass Sie es schreiben. Sind Sie jetzt in Gefahr? Rufen Sie die Polizei an: 110. Hilfe-Telefon bei sexueller Gewalt: 0800 22 55 530. Hilfe für Frauen bei Gewalt: 116 016. Im Kranken-Haus können Ärzte Spuren sichern. Spuren zeigen, was passiert ist. Sie müssen dafür nicht zur Polizei gehen.
help-crisis-danger-self_harm = Danke, dass Sie das schreiben. Das ist mutig. Blutet eine Wunde stark? Rufen Sie sofort an: 112. Ist es gerade zu viel für Sie? Rufen Sie an: 116 123. Für Kinder und Jugendliche: 116 111.

## Termine

appointment-offer = { $moves }
appointment-offer-moves-yes = Es gibt andere Zeiten für Ihren Termin. Der alte Termin gilt, bis Sie eine neue Zeit wählen.
appointment-offer-moves-no = Sie können einen Termin haben. Wählen Sie eine Zeit:

appointment-slot = { $number }: { $time }, { $minutes } Minuten, { $venue }
appointment-slot-venue-centre = in der Beratungs-Stelle
appointment-slot-venue-phone = am Telefon
appointment-slot-venue-video = mit Video
appointment-slot-venue-chat = hier im Chat

appointment-how = Schreiben Sie nur die Nummer. Zum Beispiel: 1. Passt keine Zeit? Dann schreiben Sie: 0.

appointment-booked =
    Sie haben jetzt einen Termin: { $time }, { $minutes } Minuten, { $venue }.
    Ich erinnere Sie einen Tag vorher und eine Stunde vorher. Die Datei ist für den Kalender. In der Datei steht nur die Zeit.
    Sie können doch nicht? Dann schreiben Sie: Termin absagen. Oder: Termin verschieben.
appointment-booked-venue-centre = in der Beratungs-Stelle
appointment-booked-venue-phone = am Telefon
appointment-booked-venue-video = mit Video
appointment-booked-venue-chat = hier im Chat

appointment-gone = Diese Zeit hat gerade eine andere Person bekommen. { $left }
appointment-gone-left-yes = Diese Zeiten sind noch frei:
appointment-gone-left-no = Alle Zeiten sind weg. Sie bekommen neue Zeiten.

appointment-declined = Keine Zeit passt. Schreiben Sie hier: Wann geht es gut?

appointment-cancelled = { $by }
appointment-cancelled-by-seeker = Der Termin am { $time } ist abgesagt. Die Person, die Rat sucht, hat abgesagt.
appointment-cancelled-by-counsellor = Der Termin am { $time } ist abgesagt. Die Beratungs-Stelle hat abgesagt.
appointment-cancelled-by-end = Der Termin am { $time } findet nicht statt.

appointment-reminder = Denken Sie an den Termin: { $time }, { $minutes } Minuten, { $venue }. Sie können doch nicht? Dann schreiben Sie: Termin absagen.
appointment-reminder-venue-centre = in der Beratungs-Stelle
appointment-reminder-venue-phone = am Telefon
appointment-reminder-venue-video = mit Video
appointment-reminder-venue-chat = hier im Chat

appointment-move-ask = Jemand möchte eine andere Zeit. Ich habe gerade keine freie Zeit. Schreiben Sie einander: Wann passt es? Bis dahin gilt der Termin am { $time }.

appointment-withdrawn = Die Zeiten gelten nicht mehr.

## Livechat

case-live-received = Ihre Nachricht ist da. Ein Mensch von { $centre } sieht sie jetzt. Er antwortet hier. Bitte lassen Sie die Seite offen.

case-live-ended = Das Gespräch ist zu Ende. Hier kann niemand mehr schreiben. In 48 Stunden löschen wir alles.

case-live-lasts = Das Gespräch bleibt. Sie können wiederkommen. Sie brauchen dafür Ihren Namen und Ihr Passwort.

case-platform-left = Die Plattform und diese Beratungs-Stelle arbeiten nicht mehr zusammen. Ihr Gespräch hier geht weiter. Sie müssen nichts tun. Die Plattform weiß nicht mehr: So geht das Gespräch hier. Sollen wir alles löschen? Drücken Sie auf „{ $more }“. Drücken Sie dann auf „{ $erase }“.
