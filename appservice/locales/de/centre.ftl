# Die Räume einer Beratungsstelle: Erstanfragen und Team.

centre-card =
    <b>Erstanfrage { $reference }</b> von <b>{ $pseudonym }</b>
    { $topic } · { $time }{ $urgent ->
        [yes] {" "}· <b>bitte zuerst lesen</b>
       *[no] {""}
    }
    > { $text }
    { $further ->
        [0] {""}
        [one] + 1 weitere Nachricht
       *[other] + { $further } weitere Nachrichten
    }
    ✅ anklicken oder <b>annehmen { $reference }</b> schreiben{ $desk ->
        [none] {""}
       *[other] {" "}· Oder am Schreibtisch: { $desk }
    }

centre-quote = { $quote ->
        [image] (Bild)
        [video] (Video)
        [voice] { $seconds ->
            [none] (Sprachnachricht)
           *[other] (Sprachnachricht, { $seconds } s)
        }
        [audio] (Tonaufnahme)
        [file] (Datei)
        [location] (Standort)
        [sticker] (Sticker)
        [withdrawn] (Die Nachricht wurde zurückgenommen.)
        [on-site] (Vor Ort begonnen, noch nichts geschrieben.)
        [changed] (Die Nachricht wurde geändert und ist noch nicht lesbar.)
        [unreadable] (Die Nachricht ist noch nicht lesbar.)
       *[other] (Nachricht ohne Text)
    }

centre-won = <b>{ $name }</b> hat <b>{ $reference }</b> angenommen. Die Einladung in den Raum kommt sofort: { $link }

centre-taken = <b>{ $you }</b>, die Erstanfrage <b>{ $reference }</b> hat schon <b>{ $name }</b> angenommen.

centre-withdrawn = Die Erstanfrage <b>{ $reference }</b> ist zurückgezogen.

centre-left-to = Der Fall <b>{ $reference }</b> gehört jetzt <b>{ $name }</b>: Wer ihn hatte, hat die Beratungsstelle verlassen. Die ratsuchende Person weiß Bescheid.

centre-topic-left = Der Fall <b>{ $reference }</b> ist beendet: Seinen Fachbereich gibt es hier nicht mehr. Die ratsuchende Person weiß Bescheid.

centre-reference-unknown = Die Fallnummer <b>{ $reference }</b> gibt es in dieser Beratungsstelle nicht. Bitte prüfen Sie die sechs Buchstaben und Ziffern auf der Karte.

centre-reference-unreadable = Dazu brauche ich die Fallnummer. Das sind sechs Buchstaben und Ziffern, zum Beispiel <b>annehmen 7F3K9Q</b>.

centre-not-allowed = Das geht leider nicht: Sie sind in dieser Beratungsstelle noch nicht für die Beratung freigeschaltet. Bitte wenden Sie sich an Ihre Verwaltung.

centre-not-open = Der Fall <b>{ $reference }</b> ist nicht mehr offen.

centre-muted =
    Fall <b>{ $reference }</b>: Bis einschließlich { $until } kann die ratsuchende Person lesen und nicht schreiben. Das steht bei ihr so da, mit den Notrufnummern; einen Grund sage ich ihr nicht.
    Früher beenden: <b>stumm ende { $reference }</b>

centre-unmuted = Fall <b>{ $reference }</b>: Die ratsuchende Person kann wieder schreiben.

centre-not-muted = Im Fall <b>{ $reference }</b> kann die ratsuchende Person ohnehin schreiben. Es ist nichts geschehen.

centre-mute-day = { $fault ->
        [past] Dieser Tag ist schon vorbei.
        [too-far] So lange geht das nicht: höchstens 7 Tage.
       *[unreadable] Den Tag nach „bis“ konnte ich nicht lesen.
    } Schreiben Sie zum Beispiel <b>stumm 7F3K9Q</b>, <b>stumm 7F3K9Q 3 Tage</b> oder <b>stumm 7F3K9Q bis 24.12.</b>

centre-turned-away =
    Der Fall <b>{ $reference }</b> ist beendet. Bis einschließlich { $until } kann die ratsuchende Person darin nur lesen und hier keinen neuen beginnen. Das steht bei ihr so da, mit den Notrufnummern; Ihren Grund sage ich ihr nicht.
    Rückgängig: <b>stumm ende { $reference }</b>

centre-reason-missing = Bitte nennen Sie einen Grund: <b>schließen { $reference } GRUND</b>. Ohne Grund beenden Sie den Fall mit <b>abschließen { $reference }</b>.

centre-cannot-invite = <b>{ $name }</b> gehört zu <b>{ $reference }</b>, nimmt aber keine Einladungen an. Bitte erlauben Sie Einladungen in den Einstellungen Ihrer App und schreiben Sie dann hier <b>schlüssel { $reference }</b>.

centre-device-unverified =
    Sie gehören jetzt zu <b>{ $reference }</b>. Ich kann Ihnen die Nachrichten aber noch nicht geben, denn Ihr Gerät ist nicht bestätigt. Ohne Bestätigung könnte sich jemand anderes als Sie ausgeben.
    <b>So bestätigen Sie Ihr Gerät in Element:</b>
    • Klicken Sie oben links auf Ihr Bild und dann auf <b>Alle Einstellungen</b>.
    • Öffnen Sie <b>Verschlüsselung</b> (in älteren Fassungen <b>Sitzungen</b>).
    • Wählen Sie <b>Dieses Gerät verifizieren</b>. Nehmen Sie ein anderes Gerät oder Ihren Wiederherstellungsschlüssel. Beim ersten Mal wählen Sie <b>Wiederherstellung einrichten</b>.
    Schreiben Sie danach hier: <b>schlüssel { $reference }</b>. Dann lade ich Sie noch einmal ein.

centre-welcome-enquiries =
    <b>Willkommen, { $names }.</b> Hier erscheint für jede neue Anfrage eine Karte. Die offenen Karten stehen für Sie noch einmal da.
    Mit ✅ auf einer Karte nehmen Sie die Anfrage an. Dann beraten Sie, und die Einladung in den Raum kommt sofort.
    Was hier sonst geht, zeigt <b>hilfe</b>.

centre-welcome-team =
    <b>Willkommen, { $names }.</b> Hier spricht sich die Beratungsstelle ab, und hier steht, was in Fällen geschieht: Folgenachrichten, Vertretung, Abwesenheit. Bitte keine Inhalte aus Fällen.
    Was hier geht, zeigt <b>hilfe</b>.

centre-new-device =
    Willkommen. Ihr Gerät ist noch nicht bestätigt. Bis dahin können Sie hier keine Anfrage lesen, denn ohne Bestätigung könnte sich jemand anderes als Sie ausgeben.
    <b>So bestätigen Sie Ihr Gerät in Element:</b>
    • Klicken Sie oben links auf Ihr Bild und dann auf <b>Alle Einstellungen</b>.
    • Öffnen Sie <b>Verschlüsselung</b> (in älteren Fassungen <b>Sitzungen</b>).
    • Wählen Sie <b>Dieses Gerät verifizieren</b>. Nehmen Sie ein anderes Gerät oder Ihren Wiederherstellungsschlüssel. Beim ersten Mal wählen Sie <b>Wiederherstellung einrichten</b>.
    Danach stehen die offenen Anfragen von selbst hier.

centre-invited-again = Ich habe Ihnen die Schlüssel für <b>{ $reference }</b> gegeben und Sie noch einmal eingeladen. Bitte nehmen Sie die Einladung an: { $link }

centre-call-wished = Fall <b>{ $reference }</b>: Die Frage steht auf der Seite der ratsuchenden Person. Stimmt sie zu, ruft ihre Seite Sie an. Bitte halten Sie den Raum offen: { $link }

centre-call-off = Anrufe sind hier nicht eingerichtet.

centre-call-muted = Fall <b>{ $reference }</b>: Das Gespräch ist angehalten, anrufen kann dort niemand. Schreiben Sie erst <b>stumm ende { $reference }</b>.

centre-call-yourself = Fall <b>{ $reference }</b>: Dort kann ich nicht für Sie fragen. Rufen Sie im Raum selbst an, oder schreiben Sie dort <b>anruf</b>: { $link }

centre-already-in = Sie sind schon im Raum <b>Fall { $reference }</b>: { $link } Wenn Sie ältere Nachrichten nicht lesen können, schreiben Sie <b>schlüssel { $reference }</b>.

centre-closed = Der Fall <b>{ $reference }</b> ist beendet.

centre-enquiries-help =
    <b>Erstanfragen.</b> Hier erscheint für jede neue Anfrage eine Karte. Wer zuerst annimmt, berät. Die Karte verschwindet dann. Auf ihr steht die Fallnummer, zum Beispiel 7F3K9Q.
    • ✅ auf der Karte anklicken, oder <b>annehmen 7F3K9Q</b>: die Anfrage annehmen
    • <b>schlüssel 7F3K9Q</b>: neue Einladung, wenn Sie nichts lesen können
    • <b>abschließen 7F3K9Q</b>: einen eigenen Fall beenden
    • <b>schließen 7F3K9Q Grund</b>: auch eine Anfrage beenden, die noch niemand hat, zum Beispiel bei Beleidigungen; die Person kann hier dann eine Zeit lang nichts Neues beginnen. Oder <b>stumm 7F3K9Q</b>: Sie kann bis zu 7 Tage nur lesen
    • <b>hilfe</b>: diese Übersicht

centre-team-help =
    <b>Team.</b> Hier spricht sich die Beratungsstelle ab. Bitte keine Inhalte aus Fällen. 7F3K9Q steht hier für die Fallnummer.
    <b>Eigene Fälle</b>
    • <b>meine fälle</b>: Ihre laufenden Fälle mit den Namen der Ratsuchenden, in unserem verschlüsselten Chat
    • <b>meine zahlen</b>: was Sie angenommen haben und wie bald es beantwortet war, ebenso
    • <b>schlüssel 7F3K9Q</b>: neue Einladung, wenn Sie nichts lesen können
    • <b>verlauf 7F3K9Q</b>: das Geschriebene als Text, wenn Ihr Programm es nicht zeigt
    • <b>abschließen 7F3K9Q</b>: den Fall beenden
    { $calls ->
        [yes] • <b>anruf</b> oder <b>videoanruf</b> im Raum des Falls: Wer im Portal ist, wird gefragt und ruft Sie dann an. Halten Sie dafür Element im Browser oder am Rechner offen
       *[no] {""}
    }
    <b>Termine</b>
    • <b>termine di 10-12, do 14-16 je 50 telefon</b>: wann Sie Zeit haben; <b>offen</b> hinter einer Zeit: auch für erste Termine ohne Fall, wenn die Beratungsstelle sie gibt; <b>termine aus</b>: nicht mehr
    • <b>termin anbieten 7F3K9Q</b>, auch mit Zeiten: <b>termin anbieten 7F3K9Q di 10:00, 3.12. 14-16 video</b>; bis zu fünf zur Wahl, auch um einen Termin zu verschieben
    • <b>termin absagen 7F3K9Q</b>; danach <b>termin gekommen 7F3K9Q</b> oder <b>termin ausgefallen 7F3K9Q</b>
    <b>Livechat</b> (wenn die Beratungsstelle ihn anbietet)
    • <b>dienst an</b>, <b>dienst aus</b>: ob Ratsuchende ohne Konto jetzt jemanden antreffen; ihre Karten kommen in Erstanfragen
    <b>Bei Beleidigung oder Missbrauch</b> (Warum, steht nur im Protokoll. Die ratsuchende Person sieht, bis wann, und Notrufnummern.)
    • <b>stumm 7F3K9Q</b>, <b>stumm 7F3K9Q 3 Tage</b>, <b>stumm 7F3K9Q bis 24.12.</b>: die ratsuchende Person kann nur lesen, höchstens 7 Tage
    • <b>schließen 7F3K9Q Grund</b>: den Fall beenden; die Person kann darin eine Zeit lang nicht schreiben und hier keinen neuen beginnen
    • <b>stumm ende 7F3K9Q</b>: beides aufheben
    • <b>zurück 7F3K9Q ja 4827</b>, <b>zurück 7F3K9Q nein</b>: wenn jemand das Passwort verloren hat und mit einem neuen Zugang fragt
    <b>Vertretung</b>
    • <b>vertretung Blaue Amsel krank</b>: für jemanden einspringen, mit dem Namen der ratsuchenden Person und dem Grund; oder mit der Fallnummer aus einer Meldung hier: <b>vertretung 7F3K9Q krank</b>. Es gilt 14 Tage, oder bis zum Tag am Ende: <b>bis 31.12.</b>
    • <b>vertretung ende 7F3K9Q</b>: nicht mehr vertreten
    <b>Abgeben</b> (nur wenn die ratsuchende Person zustimmt)
    • <b>übergeben 7F3K9Q @kollegin</b>: an jemanden aus dieser Stelle
    • <b>weiterleiten 7F3K9Q Name der Stelle</b>: an eine andere Stelle, auch Anfragen, die noch niemand angenommen hat
    • <b>übergeben 7F3K9Q @kollegin ohne verlauf</b>: die früheren Nachrichten bleiben verborgen; auch beim Weiterleiten
    • <b>übergabe zurück 7F3K9Q</b>: die Frage zurücknehmen
    <b>Abwesenheit</b>
    • <b>abwesend bis 24.12.</b> oder <b>abwesend bis 24.12. vertretung @kollegin</b>: weg sein
    • <b>anwesend</b>: wieder da sein
    <b>Räume</b>
    • <b>räume</b>, <b>räume @kollegin</b>: noch einmal in die Räume der Beratungsstelle einladen, die jemand aus Versehen verlassen hat
    • <b>bestätigen @kollegin</b>: wenn jemand neue Schlüssel hat und Sie persönlich nachgefragt haben
    <b>Link und E-Mail</b>
    • <b>vor ort</b>: ein Link für jemanden, der gerade bei Ihnen sitzt; der Fall gehört sofort Ihnen
    • <b>mein link</b>: ein neuer Link mit QR-Code, der direkt zu Ihnen führt; Ihr früherer gilt dann nicht mehr
    • <b>mail an</b>, <b>mail aus</b>: eine E-Mail, wenn in Ihren Fällen etwas ungelesen bleibt
    • <b>ruhe 20-7</b>, <b>ruhe aus</b>: wann keine E-Mails kommen
    <b>Schreibtisch im Browser</b>
    { $desk ->
        [none] {""}
       *[other] • { $desk }: was wartet, Ihre Fälle, und vieles von hier als Formular. Anmelden: die Worte, die dort stehen, hier schreiben
    }
    • <b>abmelden</b>, <b>abmelden alle</b>: am letzten Browser oder an allen nicht mehr angemeldet sein
    • <b>passkeys</b>, <b>passkeys entfernen</b>: welche Passkeys Sie haben; keiner gilt mehr
    <b>hilfe</b>: diese Übersicht

centre-card-unsigned = <b>Ohne Gerätebestätigung:</b> Ist der Server der ratsuchenden Person nicht ehrlich, könnte er mitlesen und in ihrem Namen schreiben. Sie weiß das.

centre-platform-left = Die Plattform führt Ihre Beratungsstelle nicht mehr. Die ratsuchende Person zum Fall <b>{ $reference }</b> weiß das. Sie können den Fall zu Ende führen; die Plattform verspricht dort nichts mehr. Beenden: <b>abschließen { $reference }</b>.

centre-platform-gone = Diese Fälle kommen von einer Plattform, die in den Einstellungen dieses Lotsen nicht mehr genannt ist: <b>{ $references }</b>. Sie gehen weiter. Die Ratsuchenden habe ich informiert. Die Plattform erfährt nur noch, wenn ein Fall gelöscht ist.
