# Termine: Zeiten zur Wahl, was gilt, Erinnerungen. Was in einem Termin besprochen wird, steht nirgends.

appointment-offer = { $moves ->
    [yes] <b>Andere Zeiten für Ihren Termin.</b> Der bisherige Termin gilt, bis Sie eine neue Zeit wählen.
   *[no] <b>Ein Termin für Sie.</b> Sie können eine dieser Zeiten wählen:
}
appointment-slot = { $number }. { $time } Uhr, { $minutes } Minuten, { $venue ->
    [centre] in der Beratungsstelle
    [phone] am Telefon
    [video] per Video
   *[chat] hier im Chat
}
appointment-how = Schreiben Sie nur die Nummer, zum Beispiel <b>1</b>, oder klicken Sie darauf. Passt keine Zeit, schreiben Sie <b>0</b>.
appointment-how-apart = Schreiben Sie hier die Nummer und Ihren Fall, zum Beispiel <b>1 { $reference }</b>. Passt keine Zeit, schreiben Sie <b>0 { $reference }</b>.
appointment-booked =
    <b>Der Termin steht: { $time } Uhr</b>, { $minutes } Minuten, { $venue ->
        [centre] in der Beratungsstelle
        [phone] am Telefon
        [video] per Video
       *[chat] hier im Chat
    }.
    Einen Tag und eine Stunde vorher erinnere ich daran. Die Datei ist für den Kalender und nennt nur die Zeit.
    Geht es doch nicht? Schreiben Sie <b>Termin absagen</b> oder <b>Termin verschieben</b>.
appointment-gone = Diese Zeit ist leider gerade vergeben worden. { $left ->
    [yes] Diese sind noch frei:
   *[no] Es ist keine der Zeiten mehr frei. Sie bekommen neue Vorschläge.
}
appointment-declined = Keine der Zeiten passt. Schreiben Sie hier gern, wann es gut geht.
appointment-cancelled = { $by ->
    [seeker] <b>Der Termin am { $time } Uhr ist abgesagt</b>, von der ratsuchenden Person.
    [counsellor] <b>Der Termin am { $time } Uhr ist abgesagt</b>, von der Beratungsstelle.
   *[end] <b>Der Termin am { $time } Uhr findet nicht statt.</b>
}
appointment-reminder = <b>Erinnerung an den Termin: { $time } Uhr</b>, { $minutes } Minuten, { $venue ->
    [centre] in der Beratungsstelle
    [phone] am Telefon
    [video] per Video
   *[chat] hier im Chat
}. Geht es doch nicht? Schreiben Sie <b>Termin absagen</b>.
appointment-move-ask = Es wird eine andere Zeit gewünscht. Gerade kann ich keine anbieten. Schreiben Sie einander, wann es passt. Bis dahin gilt der Termin am { $time } Uhr.
appointment-withdrawn = Die vorgeschlagenen Zeiten gelten nicht mehr.

appointment-about = <b>Fall { $reference }</b>
appointment-hours = Ihre Zeiten für Termine: <b>{ $text }</b>. Das sind { $slots } Termine in den nächsten { $weeks } Wochen. Angeboten werden sie erst mit <b>termin anbieten FALL</b>. Ende: <b>termine aus</b>.
appointment-hours-none = Sie haben noch keine Zeiten für Termine. Schreiben Sie zum Beispiel <b>termine di 10-12, do 14-16 je 50 telefon, außer 24.12.</b>
appointment-hours-off = Sie haben keine Zeiten für Termine mehr. Was vereinbart ist, gilt weiter.
appointment-refused = Daraus werde ich nicht klug. Teil { $part }, „{ $words }“: { $problem ->
    [empty] Da steht nichts.
    [no-day] An welchem Tag?
    [no-time] Zu welcher Zeit?
    [backwards] Das Ende liegt vor dem Anfang oder nach Mitternacht.
    [too-short] Das ist kürzer als ein Termin.
    [length] Ein Termin dauert 10 bis 180 Minuten.
    [grid] Nur alle fünf Minuten, etwa 10:05.
    [past] Der Tag ist vorbei.
    [too-far] Der Tag ist zu weit weg.
    [overlap] Das überschneidet sich mit einem früheren Teil.
    [too-many] Das sind zu viele Teile.
   *[unreadable] Das verstehe ich nicht.
} Es hat sich nichts geändert. Richtig ist zum Beispiel <b>di 10-12, 3.12. 14:30 je 50 vor ort</b>.
appointment-none-free = Davon ist nichts frei.
appointment-offered = Fall { $reference }: { $count ->
    [one] Eine Zeit steht zur Wahl.
   *[other] { $count } Zeiten stehen zur Wahl.
}
appointment-none = Fall { $reference }: Es gibt keinen Termin.
appointment-unreachable = Fall { $reference }: Den Schlüssel haben nur noch Sie beide, und es gibt keinen Chat, in dem ich die Zeiten anbieten könnte. Bitte vereinbaren Sie den Termin selbst.
appointment-ended = Fall { $reference }: Der Termin oder die Auswahl ist abgesagt.
appointment-over = Fall { $reference }: Der Termin hat schon begonnen. Schreiben Sie <b>termin gekommen { $reference }</b> oder <b>termin ausgefallen { $reference }</b>.
appointment-not-over = Fall { $reference }: Der Termin kommt erst noch. Absagen geht mit <b>termin absagen { $reference }</b>.
appointment-marked = Fall { $reference }: { $kept ->
    [yes] Der Termin ist gezählt: Er hat stattgefunden.
   *[no] Der Termin ist gezählt: Er ist ausgefallen.
}
appointment-inherited = Mit dem Fall { $reference } haben Sie auch den Termin am { $time } Uhr übernommen. Passt er nicht, schreiben Sie <b>termin absagen { $reference }</b> oder <b>termin verschieben { $reference }</b>.
appointment-ask = Hat der Termin am { $time } Uhr stattgefunden? Schreiben Sie hier <b>termin gekommen { $reference }</b> oder <b>termin ausgefallen { $reference }</b>. Das wird nur gezählt.
appointment-absence = In Ihre Abwesenheit fallen Termine: { $references }. Absagen geht zum Beispiel mit <b>termin absagen { $example }</b>.
appointment-title = Termin
appointment-busy = belegt
