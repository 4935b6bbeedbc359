# Die Seite hinter einem Link. Leichte Sprache: kurze Sätze, ein Gedanke je Satz. Der Titel nennt kein Thema.

portal-title = Lotse – vertraulich schreiben

portal-exit = Schnell weg

portal-traces = „Schnell weg“ öffnet eine Seite mit dem Wetter. Löschen Sie danach den Verlauf in Ihrem Browser. Dann sieht niemand, dass Sie hier waren.

portal-lead =
    <b>Hier können Sie schreiben. Menschen antworten Ihnen.</b>
    Es kostet nichts.
    Sie brauchen keinen Namen.
    Sie brauchen keine E-Mail-Adresse.
    Was Sie schreiben, ist geschützt.

portal-centre = Für Sie da ist:

portal-personal = Was Sie schreiben, geht direkt zu einer Person dieser Stelle.

portal-away =
    Die Person, von der Sie den Link haben, ist gerade nicht da.
    { $deputy ->
        [yes] Die Vertretung dieser Person ist für Sie da.
       *[no] Das Team dieser Stelle ist für Sie da.
    }

portal-closed =
    Die Stelle, zu der Ihr Link führt, nimmt gerade keine Anfragen an.
    Das tut uns leid.
    <b>Wir finden eine andere Stelle für Sie.</b>

portal-invalid =
    <b>Dieser Link gilt nicht.</b> Oder er gilt nicht mehr.
    Das macht nichts.
    Wir finden auch ohne Link eine Stelle für Sie.

portal-steps = So geht es:

portal-program = Sie brauchen ein Programm für Matrix, zum Beispiel <b>Element</b>. Das gibt es für Handy und Computer. Es kostet nichts.

portal-chat = Chat mit Lotse öffnen

portal-account = Sie können in Ihrem Programm auch nach diesem Namen suchen: <b>{ $account }</b>

portal-start = Schreiben Sie dort genau dies:

portal-begin = Schreiben Sie dort <b>Hallo</b>. Lotse fragt Sie dann, worum es geht.

portal-code = Haben Sie eine Karte mit einem Code? Dann tippen Sie ihn hier ein:

portal-code-send = Weiter

portal-print = Karte zum Ausdrucken

portal-privacy = Wer kann was lesen? Alles zum Datenschutz
