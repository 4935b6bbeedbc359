# Livechat ohne Konto: was das Team liest.

live-card = <b>Livechat: Jemand wartet jetzt</b> und hat die Seite offen. Wer zuerst ✅ wählt, chattet mit dieser Person.

live-full =
    Sie führen schon { $talks ->
        [one] einen Livechat
       *[other] { $talks } Livechats
    }. { $reference } wartet weiter. Beenden Sie zuerst ein Gespräch, oder jemand anderes übernimmt.

live-duty-on =
    <b>{ $name } ist im Dienst.</b> Livechats kommen jetzt hierher, in den Raum Erstanfragen ({ $hours }), höchstens { $talks } zugleich.
    Der Dienst endet mit <b>dienst aus</b>, am Ende dieser Zeiten, mit einer Abwesenheit und wenn mehrere Wartende nacheinander unbeantwortet bleiben.

live-duty-off = { $name } ist nicht mehr im Dienst. Laufende Livechats gehen weiter.

live-duty-was-off = Sie waren nicht im Dienst.

live-duty-away = Wer abwesend ist, kann nicht im Dienst sein. Schreiben Sie zuerst <b>anwesend</b>.

live-not-offered = Ihre Beratungsstelle bietet keinen Livechat an. Die Zeiten dafür stehen im Verzeichnis in der Spalte Livechat.

live-not-now = Jetzt ist keine Livechat-Zeit. Sie lautet: { $hours }.

live-duty-over = Die Livechat-Zeit ist zu Ende: { $name } ist nicht mehr im Dienst. Laufende Livechats gehen weiter.

live-duty-absent = { $name } ist abwesend oder nicht mehr freigeschaltet und deshalb nicht mehr im Dienst.

live-duty-missed =
    { $times ->
        [one] Jemand hat vergeblich auf einen Livechat gewartet
       *[other] { $times } Mal nacheinander hat jemand vergeblich auf einen Livechat gewartet
    }: { $name } ist nicht mehr im Dienst. Mit <b>dienst an</b> geht es weiter.
