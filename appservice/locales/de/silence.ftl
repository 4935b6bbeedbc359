# Wenn lange niemand schreibt: erst fragen, dann beenden.

silence-case-ask =
    Hier hat schon lange niemand mehr geschrieben. <b>Wird dieser Fall noch gebraucht?</b>
    Dann schreiben Sie hier bitte bis zum <b>{ $date }</b> ein Wort. Sonst endet der Fall an diesem Tag.

silence-chat-ask =
    In Ihrem Fall <b>{ $reference }</b> hat schon lange niemand mehr geschrieben. <b>Brauchen Sie ihn noch?</b>
    Dann schreiben Sie bitte bis zum <b>{ $date }</b> ein Wort in seinem Raum. Haben Sie den Raum verlassen, schreiben Sie hier <b>zurück { $reference }</b>. Sonst endet der Fall an diesem Tag. Ist alles besprochen, brauchen Sie nichts zu tun.

silence-team-ask = Im Fall <b>{ $reference }</b> hat schon lange niemand mehr geschrieben. Wird er noch gebraucht? Dann schreiben Sie bitte bis zum <b>{ $date }</b> in seinem Raum. Sonst endet er an diesem Tag.

silence-enquiry-ask = Die Erstanfrage <b>{ $reference }</b> hat noch niemand angenommen, und es schreibt auch niemand mehr. Bitte nehmen Sie sie an. Sonst endet sie am <b>{ $date }</b>.

silence-chat-ended = { $used ->
        [yes] In Ihrem Fall <b>{ $reference }</b> hat lange niemand mehr geschrieben. Deshalb ist er jetzt beendet. Wenn Sie noch etwas brauchen, schreiben Sie einfach in seinem Raum. Dann ist er wieder offen. Haben Sie den Raum verlassen, schreiben Sie hier <b>zurück { $reference }</b>.
       *[no] In Ihrem Raum <b>Fall { $reference }</b> haben Sie noch nichts geschrieben. Deshalb habe ich den Fall beendet. Das macht nichts: Schreiben Sie dort, wenn Sie so weit sind. Dann ist er wieder offen. Haben Sie die Einladung abgelehnt, schreiben Sie hier <b>zurück { $reference }</b>. Oder schreiben Sie <b>neu</b>.
    }

silence-team-ended = Im Fall <b>{ $reference }</b> hat lange niemand mehr geschrieben. Er ist jetzt beendet. Wer in seinem Raum wieder schreibt, öffnet ihn wieder.

silence-chat-left = Hier hat 30 Tage lang niemand geschrieben, und Sie haben keinen Fall. Deshalb verlasse ich diesen Chat jetzt und vernichte meine Schlüssel dafür. Brauchen Sie Hilfe, beginnen Sie bitte einen neuen Chat mit mir. Alles Gute für Sie.
