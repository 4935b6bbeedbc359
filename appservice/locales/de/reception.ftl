# Der Empfang: vom ersten Gruß bis zum eigenen Raum.
# Auszeichnung: <b>fett</b>; eine Zeile mit „• “ ist ein Listenpunkt, mit „> “ ein Zitat.

reception-greeting =
    Guten Tag. Ich bin <b>Lotse</b>. Ich bringe Sie zu der Beratungsstelle, die für Sie da ist.
    Die Beratung ist kostenlos. Sie brauchen keinen Namen und keine E-Mail-Adresse.
    Ich bin ein Programm. Bitte schreiben Sie mir noch nichts Persönliches. Dafür bekommen Sie gleich einen geschützten Raum, in dem Ihnen Menschen antworten.
    Bei Lebensgefahr rufen Sie bitte <b>112</b> an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: <b>116 123</b>.
    Sie können jederzeit schreiben: <b>hilfe</b>, <b>neu</b> oder <b>abbrechen</b>. For English write <b>english</b>.

reception-topics =
    <b>Worum geht es?</b> Antworten Sie mit der Zahl oder mit einem Wort.
    { $topics }

reception-topics-again =
    Das habe ich leider nicht verstanden. Bitte schreiben Sie eine Zahl aus der Liste oder ein einzelnes Wort, zum Beispiel „Schulden“.
    { $topics }

reception-topics-close =
    Das kann mehreres heißen. <b>Was passt am besten?</b> Bitte schreiben Sie die Zahl.
    { $topics }
    Passt nichts davon? Dann schreiben Sie <b>liste</b>.

reception-postcode =
    Gut, es geht um <b>{ $topic }</b>.
    <b>Wie ist Ihre Postleitzahl?</b> Ich brauche sie nur, um die richtige Stelle zu finden. Ich bewahre sie nicht auf. Sie können auch den Ort schreiben.
    Sie haben keine feste Adresse? Dann nehmen Sie die Postleitzahl des Ortes, an dem Sie gerade sind.

reception-postcode-again =
    Das sieht nicht wie eine Postleitzahl aus. Bitte schreiben Sie alle fünf Ziffern, zum Beispiel <b>01067</b>, oder den Namen des Ortes.
    Sie haben keine feste Adresse? Dann nehmen Sie die Postleitzahl des Ortes, an dem Sie gerade sind.

reception-postcode-foreign =
    Das ist keine Postleitzahl in Deutschland. Leider kann ich Sie nur zu Beratungsstellen in Deutschland führen.
    Leben Sie in Deutschland oder sind Sie gerade hier? Dann schreiben Sie bitte die <b>fünf Ziffern</b> von diesem Ort, zum Beispiel <b>01067</b>.

reception-postcode-several = Ich lese mehrere Postleitzahlen. Bitte schreiben Sie nur die eine, an der Sie jetzt wohnen oder gerade sind.

reception-postcode-unknown =
    Diese Postleitzahl kenne ich nicht. Bitte sehen Sie noch einmal nach und schreiben Sie sie mir wieder.
    Stimmt sie, schreiben Sie sie einfach noch einmal. Oder schreiben Sie den Namen des Ortes.

reception-place-taken = { $place } hat die Postleitzahl <b>{ $code }</b>, damit suche ich. Wohnen Sie woanders, schreiben Sie bitte <b>neu</b>.

reception-place-codes =
    { $lines }
    <b>Welche Postleitzahl ist Ihre?</b> Wissen Sie es nicht genau, schreiben Sie eine aus Ihrer Nähe, zum Beispiel <b>{ $example }</b>.
    { $more ->
        [yes] Es gibt noch mehr Orte, die so heißen. Ist Ihrer nicht dabei, schreiben Sie bitte die fünf Ziffern.
       *[no] {""}
    }

reception-topic = Gut, es geht um <b>{ $topic }</b>.

reception-centre =
    Für Sie da ist:
    <b>{ $centre }</b>
    { $card }
    Antwort in der Regel innerhalb von { $hours ->
        [one] einer Stunde
       *[other] { $hours } Stunden
    }.
    { $team ->
        [yes] Hier arbeitet ein Team. Fällt jemand aus, antwortet jemand anderes aus dem Team.
       *[no] Hier begleitet Sie eine einzelne Person.
    }{ $others ->
        [yes] {" "}Möchten Sie eine andere Stelle? Schreiben Sie <b>andere</b>.
       *[no] {""}
    }

reception-white-spot =
    In Ihrer Gegend gibt es für dieses Thema keine Stelle, die online berät. Für Sie da ist deshalb ein Team, das Menschen aus <b>ganz Deutschland</b> berät:
    <b>{ $centre }</b>
    { $card }
    Antwort in der Regel innerhalb von { $hours ->
        [one] einer Stunde
       *[other] { $hours } Stunden
    }.
    { $team ->
        [yes] Fällt jemand aus, antwortet jemand anderes aus dem Team.
       *[no] Dort begleitet Sie eine einzelne Person.
    }

reception-choose =
    Diese Stellen können für Sie da sein. <b>Welche möchten Sie?</b> Bitte schreiben Sie die Zahl.
    { $centres }

reception-choose-again =
    Bitte schreiben Sie eine Zahl aus dieser Liste.
    { $centres }

reception-no-others = Im Moment ist für Sie nur diese eine Stelle da.

reception-dates-hint = Lieber gleich ein Termin, auch vor Ort? Schreiben Sie <b>Termin</b>.
reception-dates = <b>Diese Zeiten sind für einen ersten Termin offen.</b> Wer sich die Zeit nimmt, berät Sie auch danach.
reception-dates-how = Schreiben Sie nur die Nummer, zum Beispiel <b>1</b>. Passt keine Zeit, schreiben Sie <b>0</b>.
reception-dates-none = Gerade ist dort keine Zeit für einen ersten Termin frei. Sie können schreiben und dann nach einem Termin fragen.
reception-date =
    Ihr Termin: <b>{ $time } Uhr</b>, { $minutes } Minuten, { $venue ->
        [centre] in der Beratungsstelle
        [phone] am Telefon
        [video] per Video
       *[chat] im Chat
    }. Er ist eingetragen, sobald Sie gleich zugestimmt haben.
reception-date-gone = Diese Zeit hat gerade jemand anders bekommen. Schreiben Sie <b>Termin</b>, wenn Sie eine andere möchten. Oder schreiben Sie <b>ja</b>, dann geht es ohne Termin weiter.

reception-pseudonym =
    <b>Wie möchten Sie genannt werden?</b> Bitte nehmen Sie nicht Ihren richtigen Namen.
    Mein Vorschlag: <b>{ $suggestion }</b>. Schreiben Sie <b>ok</b>, wenn er Ihnen gefällt. Oder schreiben Sie einen anderen Namen.

reception-name = Soll ich Sie <b>{ $name }</b> nennen? Schreiben Sie <b>ja</b>. Oder schreiben Sie einen anderen Namen.

reception-pseudonym-refused = { $fault ->
        [short] Dieser Name ist zu kurz. Bitte nehmen Sie mindestens zwei Zeichen.
        [long] Dieser Name ist zu lang. Bitte nehmen Sie höchstens 32 Zeichen.
        [address] Das sieht nach einer Adresse, einer Telefonnummer oder einem Link aus. Bitte schützen Sie sich und nehmen Sie einen ausgedachten Namen.
       *[characters] Bitte nehmen Sie für den Namen nur Buchstaben, Ziffern, Leerzeichen und Bindestriche.
    }

reception-notice =
    <b>Bevor es losgeht: Wer kann was lesen?</b>
    • Ihre Nachrichten sind Ende-zu-Ende-verschlüsselt. Wer den Server betreibt, kann sie nicht lesen.
    { $personal ->
        [yes] • Lesen kann sie zuerst nur eine Person dieser Stelle: <b>{ $centre }</b>. Ist sie nicht da, liest ihre Vertretung oder das Team. Alle dort stehen unter Schweigepflicht.
       *[no] • Lesen können sie zuerst die Berater·innen dieser Stelle: <b>{ $centre }</b>. Alle dort stehen unter Schweigepflicht.
    }
    { $team ->
        [yes] • Nach der Annahme berät Sie eine Person. Fällt sie aus, kann eine Vertretung aus dem Team mitlesen. Das steht dann sichtbar im Raum.
       *[no] • Nimmt jemand Ihre Anfrage an und antwortet Ihnen, lesen ab dann nur noch Sie beide.
    }
    { $team ->
        [yes] • Ein Programm der Plattform verwahrt dafür die Schlüssel. Wer dieses Programm betreibt, könnte technisch mitlesen.
       *[no] • Bis dahin verwahrt ein Programm der Plattform die Schlüssel. Wer es betreibt, könnte bis dahin technisch mitlesen. Danach werden die Schlüssel vernichtet.
    }
    • Sichtbar für den Server bleibt, dass geschrieben wird: wann, wie viel und mit welchem Konto.
    • Gespeichert werden das Thema, die Stelle und Ihr ausgedachter Name. Ihre Postleitzahl nicht.
    { $link ->
        [none] {""}
       *[other] Alles zum Datenschutz: { $link }
    }

reception-consent = <b>Sind Sie damit einverstanden?</b> Schreiben Sie bitte <b>ja</b> oder <b>nein</b>.

reception-consent-again = Ich brauche eine klare Antwort, damit nichts gegen Ihren Willen geschieht. Sind Sie einverstanden? Bitte schreiben Sie <b>ja</b> oder <b>nein</b>.

reception-consent-refused =
    In Ordnung. Es ist keine Anfrage entstanden, und Ihre Angaben bewahre ich nicht auf.
    Was Sie hier geschrieben haben, steht nur in diesem Chat. Sie können ihn verlassen.
    Wenn Sie es sich anders überlegen, schreiben Sie <b>neu</b>.

reception-opening = Danke. Ich richte jetzt Ihren geschützten Raum ein. Das dauert nur einen Augenblick.

reception-invited =
    Ihr Raum ist fertig: <b>Fall { $reference }</b>. Sie haben eine Einladung bekommen.
    Bitte nehmen Sie die Einladung an und schreiben Sie <b>dort</b>, was Sie bewegt: { $link }

reception-already-open =
    Zu diesem Thema haben Sie schon einen offenen Fall: <b>Fall { $reference }</b>.
    Bitte schreiben Sie einfach dort weiter: { $link }

reception-too-many-open =
    Sie haben schon mehrere offene Fälle: <b>{ $references }</b>. Mehr gleichzeitig gehen nicht, damit für alle Zeit bleibt.
    Bitte schreiben Sie in einem davon weiter. Ist einer erledigt, beenden Sie ihn mit <b>abschließen { $example }</b>. Dann können Sie einen neuen beginnen.
    Wenn Sie gerade dringend Hilfe brauchen:

reception-too-many-today =
    Sie haben in den letzten 24 Stunden schon mehrere Fälle begonnen. Bitte schreiben Sie in einem davon weiter, oder beginnen Sie morgen einen neuen.
    Wenn Sie gerade dringend Hilfe brauchen:

reception-centre-silent =
    <b>{ $centre }</b> hat sich seit einem Tag nicht gemeldet. Ob dort gerade jemand Ihren Fall { $reference } liest, weiß ich nicht. Sie können warten: Ihr Fall bleibt bestehen, und die Stelle kann weiter antworten. Oder Sie schreiben hier <b>neu</b>, dann suche ich eine andere Stelle für Sie. Was Sie bisher geschrieben haben, geht nicht dorthin.
    Wenn Sie jetzt gleich Hilfe brauchen:

reception-centre-refused =
    <b>{ $centre }</b> kann Ihren Fall { $reference } gerade nicht annehmen. Er ist beendet, und niemand hat dort etwas gelesen. Schreiben Sie <b>neu</b>, dann suche ich eine andere Stelle.
    Wenn Sie jetzt gleich Hilfe brauchen:

reception-only-accounts-here =
    Hier kann nur schreiben, wer ein Konto auf diesem Server hat. { $portal ->
        [none] Bitte wenden Sie sich an eine Beratungsstelle in Ihrer Nähe.
       *[other] Ohne Konto geht es hier: { $portal }
    }
    Bei Lebensgefahr: 112. Zum Reden, Tag und Nacht: 116 123.

reception-crowd-elsewhere =
    Von Ihrem Server kommen gerade sehr viele Einladungen, deshalb nehme ich diese nicht an. Bitte versuchen Sie es in einer Stunde noch einmal. { $portal ->
        [none] {""}
       *[other] Sofort geht es hier: { $portal }
    }
    Bei Lebensgefahr: 112. Zum Reden, Tag und Nacht: 116 123.

reception-barred =
    Bei <b>{ $centre }</b> können Sie zurzeit keine neue Anfrage stellen. Andere Stellen sind weiter für Sie da: Schreiben Sie <b>neu</b>, und wenn wieder diese Stelle dasteht, <b>andere</b>.
    Wenn Sie jetzt gleich Hilfe brauchen:

reception-muted =
    Ihre Beratungsstelle hat Ihr Gespräch <b>{ $reference }</b> bis einschließlich { $until } angehalten. Bis dahin können Sie dort alles lesen und nichts schreiben. Danach können Sie dort wieder schreiben.
    Wenn Sie so lange nicht warten können:

reception-unmuted = Im Fall <b>{ $reference }</b> können Sie wieder schreiben.

reception-turned-away =
    Ihre Beratungsstelle hat den Fall <b>{ $reference }</b> beendet. Lesen können Sie ihn weiter, und mit <b>alles löschen</b> können Sie ihn löschen lassen. Dort schreiben oder neu anfragen können Sie bis einschließlich { $until } nicht. Andere Stellen sind weiter für Sie da.
    Wenn Sie jetzt gleich Hilfe brauchen:

reception-centre-gone = Diese Stelle kann gerade keine neuen Anfragen annehmen. Das tut mir leid. Ich suche gern eine andere für Sie.

reception-unserved =
    Für <b>{ $topic }</b> kann ich Ihnen im Moment leider keine Stelle nennen, die online berät. Das tut mir leid.
    Ihre Anfrage ist nicht gespeichert. Hier finden Sie jetzt Hilfe:

reception-cancelled =
    Ich habe abgebrochen. Ihre Angaben sind gelöscht, es ist keine Anfrage entstanden.
    Wenn Sie später wieder beginnen möchten, schreiben Sie <b>neu</b>.

reception-ended = Ich bin da. Wenn Sie eine Anfrage beginnen möchten, schreiben Sie <b>neu</b>.

reception-done = { $reference ->
        [none] Ihr geschützter Raum wird gerade eingerichtet. Bitte schreiben Sie Ihr Anliegen dort, nicht hier.
       *[other] Hier liest niemand aus der Beratung mit. Bitte schreiben Sie in Ihrem Raum <b>Fall { $reference }</b>. Sie finden ihn in Ihrer Liste der Chats. Ist er dort nicht, schreiben Sie <b>zurück</b>.
    }
    Für eine weitere Anfrage schreiben Sie <b>neu</b>. Zum Beenden schreiben Sie <b>abschließen</b>.

reception-help =
    <b>So geht es:</b> Sie nennen Ihr Thema und Ihre Postleitzahl. Ich zeige Ihnen die Beratungsstelle und richte einen geschützten Raum für Sie ein.
    • <b>neu</b>: von vorn beginnen
    • <b>abbrechen</b>: aufhören, nichts wird aufbewahrt
    • <b>abschließen</b>: einen Fall beenden
    • <b>zurück</b>: wieder in den Raum eines Falls, den Sie verlassen haben
    • <b>alles löschen</b>: Ihre Fälle für immer löschen. Ich frage vorher nach.
    • <b>english</b> oder <b>deutsch</b>: Sprache wechseln

# Mitten im Gespräch: kurz, denn darunter steht noch einmal die Frage.
reception-help-short = <b>So geht es:</b> Bitte antworten Sie auf die Frage. Sie können auch <b>neu</b> (von vorn), <b>abbrechen</b> oder <b>english</b> schreiben.

reception-topics-short = <b>Worum geht es?</b> Antworten Sie mit einem Wort oder einer Zahl. <b>liste</b> zeigt alle Themen.

reception-language = Gern auf Deutsch.

reception-close-unknown = Ich finde keinen offenen Fall von Ihnen, auf den das passt.

reception-close-which =
    Sie haben mehrere offene Fälle. Welchen möchten Sie beenden? Schreiben Sie zum Beispiel <b>abschließen { $example }</b>.
    { $references }

reception-closed = Der Fall <b>{ $reference }</b> ist beendet. Alles Gute für Sie. Wenn Sie in seinem Raum wieder schreiben, ist er wieder offen.

reception-centre-left =
    Die Beratungsstelle für Ihren Fall <b>{ $reference }</b> berät hier nicht mehr. Deshalb ist der Fall beendet. Das liegt nicht an Ihnen.
    { $successor ->
        [none] Schreiben Sie <b>neu</b>, dann suche ich eine andere Stelle für Sie.
       *[other] An ihre Stelle tritt <b>{ $successor }</b>. Was Sie bisher geschrieben haben, geht nicht dorthin: Das entscheiden nur Sie. Möchten Sie weiter beraten werden? Schreiben Sie <b>neu</b>. Steht nicht gleich <b>{ $successor }</b> da, schreiben Sie <b>andere</b>.
    }

reception-topic-left = Das Thema Ihres Falls <b>{ $reference }</b> gibt es hier nicht mehr. Deshalb ist der Fall beendet. Das liegt nicht an Ihnen. Schreiben Sie <b>neu</b>, dann suchen wir zusammen, was am besten passt.

reception-not-reopened =
    Sie haben in Ihrem beendeten Fall <b>{ $reference }</b> geschrieben. Dort liest leider niemand mehr mit: Die Stelle oder das Thema gibt es hier nicht mehr.
    { $successor ->
        [none] Schreiben Sie <b>neu</b>, dann suche ich eine andere Stelle für Sie.
       *[other] An ihre Stelle ist <b>{ $successor }</b> getreten. Schreiben Sie <b>neu</b>, dann beginnen wir eine neue Anfrage.
    }

reception-encryption-on = Dieser Chat ist jetzt verschlüsselt. Bitte schreiben Sie hier weiter.

reception-new-chat = Damit niemand mitlesen kann, habe ich einen neuen, verschlüsselten Chat mit Ihnen begonnen. Bitte nehmen Sie die Einladung an und schreiben Sie dort weiter.

reception-link-invalid =
    Dieser Link oder Code gilt nicht oder nicht mehr. Das macht nichts. Ich finde auch so eine Stelle für Sie.

reception-link-closed =
    Die Stelle, zu der Ihr Link führt, kann gerade keine neuen Anfragen annehmen. Das tut mir leid. Ich suche gern eine andere für Sie.

reception-link-away =
    Die Person, von der Sie den Link haben, kann gerade keine neuen Anfragen annehmen.
    { $deputy ->
        [yes] Für Sie da ist ihre Vertretung in derselben Stelle.
       *[no] Für Sie da ist das Team derselben Stelle.
    }

reception-link-personal = Ihre Anfrage geht direkt zu einer Person dieser Stelle, nicht an alle.

reception-link-others = Gern. Dann suche ich eine andere Stelle für Sie.

reception-topics-link =
    Diese Stelle ist für mehrere Themen da. <b>Worum geht es?</b> Antworten Sie mit der Zahl oder mit einem Wort.
    { $topics }
    Passt nichts davon? Dann schreiben Sie <b>liste</b>.

reception-unsigned =
    Ihre App kann nicht beweisen, dass dieses Gerät wirklich Ihnen gehört. Es ist nicht „bestätigt“ (englisch: cross-signing, verification). Verschlüsselte Antworten schicke ich nur an bestätigte Geräte. Deshalb schreibe ich hier ausnahmsweise offen. (In English: write <b>english</b>.)
    <b>Der sichere Weg</b>, er dauert wenige Minuten:
    • Element: Einstellungen, „Verschlüsselung“ oder „Sicherheit“, dort die Wiederherstellung einrichten
    • Cinny: Settings, Security, „Setup cross signing“, „Generate Key“
    • FluffyChat: Einstellungen, „Chat-Backup“ einrichten
    • Kann Ihre App das nicht? Dann melden Sie sich mit demselben Konto in Element an.
    Schreiben Sie mir danach noch einmal.
    <b>Oder ohne Beweis:</b> Schreiben Sie <b>trotzdem</b>. Dann geht es weiter, mit genau den Geräten, die Ihr Konto in diesem Moment hat. Für ein späteres Gerät schreiben Sie das Wort noch einmal, von einem der früheren.
    Was das heißt: Ist der Server ehrlich, kann auch so niemand mitlesen. Ist er <b>nicht</b> ehrlich, könnte er ein eigenes Gerät als Ihres ausgeben. Dann könnte er alles lesen, was Sie und die Beratungsstelle schreiben, und in Ihrem Namen schreiben. Die Beratungsstelle sieht, dass Sie so weitergehen.

reception-unsigned-short = Von diesem Gerät nehme ich noch nichts an. Was fehlt, steht weiter oben; mit <b>hilfe</b> zeige ich es noch einmal, mit <b>trotzdem</b> geht es ohne Beweis weiter. Bei Lebensgefahr: <b>112</b>. Zum Reden: <b>116 123</b>.

reception-unsigned-later = Dieses Gerät ist später dazugekommen als die, mit denen Sie weitermachen wollten. Schreiben Sie bitte von einem früheren Gerät hier noch einmal <b>trotzdem</b>, dann gilt auch dieses. Haben Sie keines mehr? Dann bestätigen Sie dieses Gerät (<b>hilfe</b> zeigt, wie), oder beginnen Sie mit einem neuen Konto.

reception-unsigned-goes-on =
    Gut, es geht weiter, ohne Beweis, und nur mit diesen Geräten:
    { $devices }
    Kennen Sie eines davon nicht? Dann schreiben Sie bitte nichts Persönliches.

reception-far-centre-left =
    Die Beratungsstelle für Ihren Fall <b>{ $reference }</b> gehört nicht mehr zu uns. Für uns ist der Fall deshalb beendet. Das liegt nicht an Ihnen. Die Stelle hat ihren eigenen Lotsen und kann Ihnen im Raum des Falls noch antworten. Ob sie das tut, sehe ich nicht mehr.
    Möchten Sie eine andere Stelle, dann schreiben Sie <b>neu</b>. Möchten Sie, dass alles gelöscht wird, dann schreiben Sie <b>alles löschen</b>: Das sage ich auch der Stelle.
