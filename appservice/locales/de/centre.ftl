# Die Räume einer Beratungsstelle: Erstanfragen und Team.

centre-card =
    <b>Erstanfrage { $reference }</b> von <b>{ $pseudonym }</b>
    { $topic } · { $time }{ $urgent ->
        [yes] {" "}· <b>bitte zuerst lesen</b>
       *[no] {""}
    }
    > { $text }
    ✅ anklicken oder <b>annehmen { $reference }</b> schreiben

centre-won = Sie haben die Erstanfrage <b>{ $reference }</b> angenommen. Die Einladung in den Raum kommt sofort. Bitte nehmen Sie sie an.

centre-taken = Die Erstanfrage <b>{ $reference }</b> hat schon <b>{ $name }</b> angenommen.

centre-withdrawn = Die Erstanfrage <b>{ $reference }</b> ist zurückgezogen.

centre-topic-left = Der Fall <b>{ $reference }</b> ist beendet: Seinen Fachbereich gibt es hier nicht mehr. Die ratsuchende Person weiß Bescheid.

centre-reference-unknown = Ein Zeichen <b>{ $reference }</b> gibt es in dieser Beratungsstelle nicht. Bitte prüfen Sie die sechs Zeichen auf der Karte.

centre-reference-unreadable = Dazu brauche ich das Zeichen des Falls. Das sind sechs Buchstaben und Ziffern, zum Beispiel <b>annehmen 7F3K9Q</b>.

centre-not-allowed = Das geht leider nicht: Sie sind in dieser Beratungsstelle noch nicht für die Beratung freigeschaltet. Bitte wenden Sie sich an Ihr Referat.

centre-not-open = Der Fall <b>{ $reference }</b> ist nicht mehr offen.

centre-device-unverified =
    Sie gehören jetzt zu <b>{ $reference }</b>. Ich kann Ihnen die Nachrichten aber noch nicht geben, denn Ihr Gerät ist nicht bestätigt. Ohne Bestätigung könnte sich jemand anderes als Sie ausgeben.
    <b>So bestätigen Sie Ihr Gerät in Element:</b>
    • Klicken Sie oben links auf Ihr Bild und dann auf <b>Alle Einstellungen</b>.
    • Öffnen Sie <b>Verschlüsselung</b> (in älteren Fassungen <b>Sitzungen</b>).
    • Wählen Sie <b>Dieses Gerät verifizieren</b>. Nehmen Sie ein anderes Gerät oder Ihren Wiederherstellungsschlüssel. Beim ersten Mal wählen Sie <b>Wiederherstellung einrichten</b>.
    Schreiben Sie danach hier: <b>schlüssel { $reference }</b>. Dann lade ich Sie noch einmal ein.

centre-invited-again = Ich habe Ihnen die Schlüssel für <b>{ $reference }</b> gegeben und Sie noch einmal eingeladen. Bitte nehmen Sie die Einladung an.

centre-already-in = Sie sind schon im Raum <b>Fall { $reference }</b>. Wenn Sie ältere Nachrichten nicht lesen können, schreiben Sie <b>schlüssel { $reference }</b>.

centre-closed = Der Fall <b>{ $reference }</b> ist beendet.

centre-enquiries-help =
    <b>Erstanfragen.</b> Hier erscheint für jede neue Anfrage eine Karte. Wer zuerst annimmt, berät. Die Karte verschwindet dann.
    • ✅ auf der Karte anklicken, oder <b>annehmen</b> und das Zeichen schreiben
    • <b>schlüssel</b> und das Zeichen: neue Einladung, wenn Sie nichts lesen können
    • <b>abschließen</b> und das Zeichen: einen eigenen Fall beenden
    • <b>hilfe</b>: diese Übersicht

centre-team-help =
    <b>Team.</b> Hier spricht sich die Beratungsstelle ab. Bitte keine Inhalte aus Fällen.
    • <b>meine fälle</b>: Ihre laufenden Fälle mit den Namen der Ratsuchenden, in unserem verschlüsselten Chat
    • <b>vertretung</b>, der Name der ratsuchenden Person oder die Fallnummer aus einer Meldung hier, und der Grund: für jemanden einspringen, zum Beispiel <b>vertretung 7F3K9Q krank</b>. Am Ende kann <b>bis 31.12.</b> stehen, sonst gilt es 14 Tage.
    • <b>verlauf</b> und das Zeichen: was in einem eigenen Fall geschrieben wurde, als Text, wenn Ihr Programm es nicht zeigt
    • <b>vertretung ende</b> und das Zeichen: nicht mehr vertreten
    • <b>schlüssel</b> und das Zeichen: neue Einladung in einen eigenen Fall
    • <b>abschließen</b> und das Zeichen: einen eigenen Fall beenden
    • <b>übergeben</b>, das Zeichen und @kollegin: den eigenen Fall abgeben, wenn die ratsuchende Person zustimmt
    • <b>weiterleiten</b>, das Zeichen und die Beratungsstelle: an eine andere Stelle geben, wenn die ratsuchende Person zustimmt; das geht auch mit Anfragen, die noch niemand angenommen hat
      Mit <b>ohne verlauf</b> am Ende gehen die früheren Nachrichten nicht mit
    • <b>übergabe zurück</b> und das Zeichen: eine solche Frage zurücknehmen
    • <b>abwesend bis 24.12. vertretung @name</b>: weg sein; die Vertretung kann fehlen
    • <b>anwesend</b>: wieder da sein
    • <b>mein link</b>: ein neuer Link mit QR-Code, der direkt zu Ihnen führt; Ihr früherer gilt dann nicht mehr
    • <b>mail an</b>, <b>mail aus</b>: eine E-Mail, wenn in Ihren Fällen etwas ungelesen bleibt
    • <b>ruhe 20-7</b>, <b>ruhe aus</b>: wann keine E-Mails kommen
    • <b>hilfe</b>: diese Übersicht

centre-card-unsigned = <b>Ohne Gerätebestätigung:</b> Ist der Server der ratsuchenden Person nicht ehrlich, könnte er mitlesen und in ihrem Namen schreiben. Sie weiß das.
