# Wenn jemand den Raum eines Falls verlässt, und der Weg zurück.

leaving-chat =
    Sie sind nicht im Raum <b>Fall { $reference }</b>: Sie haben ihn verlassen oder die Einladung abgelehnt. Das ist in Ordnung. Von selbst lade ich Sie nicht noch einmal ein.
    • Möchten Sie zurück? Schreiben Sie hier <b>zurück { $reference }</b>.
    • Möchten Sie den Fall beenden? Schreiben Sie hier <b>abschließen { $reference }</b>.

leaving-case = Die ratsuchende Person hat diesen Raum verlassen. Was Sie jetzt schreiben, liest sie nur, wenn sie zurückkommt. Den Weg zurück habe ich ihr gesagt.

leaving-team = Im Fall <b>{ $reference }</b> ist die ratsuchende Person nicht mehr im Raum. Was Sie dort schreiben, liest sie nur, wenn sie zurückkommt. Den Weg zurück habe ich ihr gesagt.

leaving-back = Im Fall <b>{ $reference }</b> ist die ratsuchende Person wieder im Raum.

leaving-gone = Der Fall <b>{ $reference }</b> ist beendet: Die ratsuchende Person hat den Raum verlassen, und ihr Konto ist nirgends mehr angemeldet.

leaving-case-gone = Dieser Fall ist beendet: Die ratsuchende Person hat den Raum verlassen, und ihr Konto ist nirgends mehr angemeldet.

leaving-counsellor = <b>{ $name }</b> ist nicht mehr im Raum von Fall <b>{ $reference }</b>. War das ein Versehen? Dann schreibt <b>{ $name }</b> hier <b>schlüssel { $reference }</b>, und die Einladung kommt noch einmal.

leaving-centre-room = <b>{ $name }</b> ist nicht mehr in <b>{ $enquiries ->
        [yes] { names-enquiries }
       *[no] { names-team }
    }</b>{ $enquiries ->
        [yes] {" "}und sieht keine neuen Anfragen mehr.
       *[no] {" "}und liest nichts mehr von dem, was dort steht.
    } War das ein Versehen? Dann schreibt <b>{ $name }</b> hier <b>räume</b>, oder jemand aus der Beratungsstelle <b>räume @kennung</b>, und die Einladung kommt noch einmal.
leaving-let-in = <b>{ $name }</b> ist in alle Räume der Beratungsstelle eingeladen, die noch fehlen.

leaving-no-colleague = So heißt in dieser Beratungsstelle niemand, der freigeschaltet ist. Bitte schreiben Sie <b>räume</b> und die Matrix-Kennung, zum Beispiel <b>räume @kollegin</b>.

leaving-invited =
    Ich habe Sie wieder in den Raum <b>Fall { $reference }</b> eingeladen. Bitte nehmen Sie die Einladung an: { $link }
    { $closed ->
        [yes] Der Fall ist beendet. Wenn Sie dort schreiben, ist er wieder offen.
       *[no] {""}
    }

leaving-renewed =
    Zu diesem Thema haben Sie schon einen offenen Fall: <b>Fall { $reference }</b>.
    Ich habe Sie wieder in seinen Raum eingeladen. Bitte nehmen Sie die Einladung an und schreiben Sie dort weiter: { $link }

leaving-still-in =
    Sie sind im Raum <b>Fall { $reference }</b>. Bitte schreiben Sie dort weiter: { $link }
    { $closed ->
        [yes] Der Fall ist beendet. Wenn Sie dort schreiben, ist er wieder offen.
       *[no] {""}
    }

leaving-cannot-invite = Ihr Raum <b>Fall { $reference }</b> ist fertig. Ihr Matrix-Konto nimmt aber keine Einladungen an. Bitte erlauben Sie Einladungen in den Einstellungen Ihrer App und schreiben Sie dann hier <b>zurück { $reference }</b>. Dann lade ich Sie noch einmal ein.

leaving-refused = In den Raum <b>Fall { $reference }</b> kann ich Sie leider nicht mehr einladen. Schreiben Sie <b>abschließen { $reference }</b> und danach <b>neu</b>. Dann beginnen wir einen neuen Fall.

leaving-unknown = Ich finde keinen Fall von Ihnen, in den Sie zurückkönnen. Eine neue Anfrage beginnen Sie mit <b>neu</b>.

leaving-which =
    Sie haben mehrere Fälle. In welchen möchten Sie zurück? Schreiben Sie zum Beispiel <b>zurück { $example }</b>.
    { $references }

leaving-invited-bare = Ich habe Sie wieder in den Raum <b>Fall { $reference }</b> eingeladen. Bitte nehmen Sie die Einladung an: { $link } Was dort in der Zwischenzeit geschrieben wurde, können Sie vielleicht nicht lesen, denn die Schlüssel habe ich nicht mehr. Bitten Sie dann darum, es noch einmal zu schreiben.

# Der Grund, den Programme zeigen, wenn jemand aus einem Raum genommen wird. Er steht im Klartext.
leaving-reason = { $why ->
        [cover-ended] Die Vertretung ist zu Ende
        [handed-over] Der Fall gehört jetzt jemand anderem
        [given-back] Der Fall wartet wieder in den Erstanfragen
        [staff] Sie beraten hier nicht mehr
        [again] Die Einladung kommt gleich noch einmal, mit den Schlüsseln
        [erased] Der Fall ist gelöscht
        [other-account] Zu diesem Gespräch gehört jetzt ein anderer Zugang
       *[stranger] Sie gehören nicht in diesen Raum
    }
