# Der Raum eines Falls.

case-welcome-team =
    <b>Willkommen.</b> Dies ist Ihr geschützter Raum mit <b>{ $centre }</b>.
    Bitte schreiben Sie hier, was Sie bewegt. So viel oder so wenig, wie Sie möchten.
    { $personal ->
        [yes] • Ihre Nachricht liest zuerst nur die Person, zu der Ihr Link führt. Sie berät Sie. Ist sie nicht da, liest ihre Vertretung oder das Team.
       *[no] • Ihre Nachricht lesen zuerst die Berater·innen dieser Stelle. Dann berät Sie eine Person.
    }
    • Fällt sie aus, kann eine Vertretung aus dem Team mitlesen. Das steht dann hier im Raum.
    • Damit das möglich ist, verwahre ich die Schlüssel. Ich bin ein Programm. Wer mich betreibt, könnte technisch mitlesen.
    Bei Lebensgefahr rufen Sie bitte <b>112</b> an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: <b>116 123</b>.
    Sie können hier jederzeit <b>hilfe</b> schreiben. Zum Beenden schreiben Sie <b>abschließen</b>.

case-welcome-pair =
    <b>Willkommen.</b> Dies ist Ihr geschützter Raum mit <b>{ $centre }</b>.
    Bitte schreiben Sie hier, was Sie bewegt. So viel oder so wenig, wie Sie möchten.
    { $personal ->
        [yes] • Ihre Nachricht liest zuerst nur die Person, zu der Ihr Link führt. Ist sie nicht da, liest ihre Vertretung oder das Team.
       *[no] • Ihre Nachricht lesen zuerst die Berater·innen dieser Stelle. Dann nimmt eine Person Ihre Anfrage an.
    }
    • Nach der ersten Antwort verlasse ich den Raum und vernichte meine Schlüssel. Spätestens einen Tag nach dem Beitritt der Person. Dann lesen nur noch Sie beide.
    • Bis dahin verwahre ich die Schlüssel. Ich bin ein Programm. Wer mich betreibt, könnte bis dahin technisch mitlesen.
    • Solange ich da bin, wirken hier die Wörter <b>hilfe</b>, <b>abschließen</b> und <b>alles löschen</b>. Danach wirken sie im Chat mit Lotse.
    Bei Lebensgefahr rufen Sie bitte <b>112</b> an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: <b>116 123</b>.

case-received =
    Ihre Nachricht ist bei der Beratungsstelle <b>{ $centre }</b> angekommen.
    Sie bekommen in der Regel innerhalb von { $hours ->
        [one] einer Stunde
       *[other] { $hours } Stunden
    } eine Antwort. Sie können hier jederzeit weiterschreiben.

case-accepted = Ein·e Berater·in hat Ihre Anfrage angenommen und schreibt Ihnen hier.

case-custodian-leaves =
    Ich verlasse jetzt diesen Raum und vernichte meine Schlüssel.
    Ab jetzt können nur noch Sie beide lesen, was hier geschrieben wird. Ich also auch nicht mehr: Hier antworte ich nicht mehr.
    Diese Wörter wirken ab jetzt im <b>Chat mit Lotse</b>:
    • <b>hilfe</b>: Hilfe und Nummern für jetzt gleich
    • <b>abschließen { $reference }</b>: den Fall beenden
    • <b>alles löschen</b>: Ratsuchende können ihre Fälle für immer löschen lassen
    Bei Lebensgefahr rufen Sie bitte <b>112</b> an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: <b>116 123</b>.

# Dasselbe für Ratsuchende, die über das Portal kommen: Sie haben keinen Chat mit Lotse, sondern Knöpfe neben dem Gespräch.
case-portal-welcome-pair =
    <b>Willkommen.</b> Dies ist Ihr geschützter Raum mit <b>{ $centre }</b>.
    Bitte schreiben Sie hier, was Sie bewegt. So viel oder so wenig, wie Sie möchten.
    { $personal ->
        [yes] • Ihre Nachricht liest zuerst nur die Person, zu der Ihr Link führt. Ist sie nicht da, liest ihre Vertretung oder das Team.
       *[no] • Ihre Nachricht lesen zuerst die Berater·innen dieser Stelle. Dann nimmt eine Person Ihre Anfrage an.
    }
    • Nach der ersten Antwort verlasse ich den Raum und vernichte meine Schlüssel. Spätestens einen Tag nach dem Beitritt der Person. Dann lesen nur noch Sie beide.
    • Bis dahin verwahre ich die Schlüssel. Ich bin ein Programm. Wer mich betreibt, könnte bis dahin technisch mitlesen.
    • Beenden und löschen können Sie jederzeit mit den Knöpfen neben dem Gespräch. Solange ich da bin, können Sie hier auch <b>hilfe</b> schreiben.
    Bei Lebensgefahr rufen Sie bitte <b>112</b> an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: <b>116 123</b>.

case-portal-custodian-leaves =
    Ich verlasse jetzt diesen Raum und vernichte meine Schlüssel.
    Ab jetzt können nur noch Sie beide lesen, was hier geschrieben wird. Ich also auch nicht mehr: Hier antworte ich nicht mehr.
    • Ratsuchende beenden und löschen ihren Fall ab jetzt mit den Knöpfen neben dem Gespräch.
    • Berater·innen beenden ihn, indem sie im Raum „Erstanfragen“ <b>abschließen { $reference }</b> schreiben.
    Bei Lebensgefahr rufen Sie bitte <b>112</b> an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: <b>116 123</b>.

case-portal-word-elsewhere =
    Dieses Wort wirkt hier nicht. An die Beratungsstelle habe ich nichts geschickt.
    Bitte schreiben Sie hier, was Sie bewegt. Mit <b>hilfe</b> zeige ich Ihnen, was hier geht.

case-portal-topic-left = Dieser Fall ist beendet, weil es sein Thema hier nicht mehr gibt. Was hier noch geschrieben wird, öffnet ihn nicht wieder. Auf der Startseite finden Sie, wer sonst für Sie da ist.

case-portal-help =
    In diesem Raum schreiben Sie mit Ihrer Beratungsstelle.
    • <b>abschließen</b>: den Fall beenden. Wenn Sie später wieder schreiben, ist er wieder offen.
    • <b>alles löschen</b>: Ratsuchende können diesen Fall für immer löschen lassen. Ich frage vorher nach.
    • <b>hilfe</b>: diese Übersicht und Nummern für jetzt gleich
    • Beenden und löschen geht auch mit den Knöpfen neben dem Gespräch. Eine neue Anfrage beginnen Sie auf der Startseite.

case-name = Hier heißen Sie <b>{ $name }</b>. Wenn Ihre Berater·in ausfällt und Sie jemanden aus der Stelle sprechen: Dieser Name hilft, Ihren Fall zu finden.

case-greeting =
    Guten Tag. Hier sind Sie richtig. Bitte schreiben Sie, was Sie bewegt. Sobald etwas da steht, geht es an die Beratungsstelle.
    Bei Lebensgefahr rufen Sie bitte <b>112</b> an. Zum Reden: <b>116 123</b>. Mit <b>hilfe</b> zeige ich Ihnen mehr.

case-word-elsewhere =
    Dieses Wort wirkt nur im Chat mit Lotse. An die Beratungsstelle habe ich nichts geschickt.
    Bitte schreiben Sie hier, was Sie bewegt. Mit <b>hilfe</b> zeige ich Ihnen, was hier geht.

case-stop = { $closed ->
        [yes] Dieser Fall ist schon beendet. Sie müssen nichts weiter tun.
       *[no] Möchten Sie den Fall beenden? Dann schreiben Sie <b>abschließen</b>. Möchten Sie, dass alles gelöscht wird? Dann schreiben Sie <b>alles löschen</b>.
    }

case-identity-moved = Die Schlüssel auf der Seite der ratsuchenden Person sind neu. Das passiert, wenn jemand die eigenen zurücksetzt. Wenn etwas seltsam vorkommt, fragen Sie bitte nach.

case-closed-already = Dieser Fall ist schon beendet. Wenn Sie noch etwas brauchen, schreiben Sie einfach hier. Dann ist der Fall wieder offen.

case-closed-by-seeker = Sie haben diesen Fall beendet. Alles Gute für Sie. Wenn Sie hier wieder schreiben, ist der Fall wieder offen.

case-closed-by-counsellor = Ihr·e Berater·in hat diesen Fall beendet. Alles Gute für Sie. Wenn Sie noch etwas brauchen, schreiben Sie einfach hier. Dann ist der Fall wieder offen.

case-left-to = Die Person, die Sie bisher beraten hat, ist nicht mehr in der Beratungsstelle. Ab jetzt führt <b>{ $name }</b> Ihren Fall weiter und schreibt Ihnen hier. Die bisherige Person liest nicht mehr mit.

case-left-behind = Die Person, die Sie bisher beraten hat, ist nicht mehr in der Beratungsstelle. Jemand anderes von dort führt Ihren Fall weiter und schreibt Ihnen hier. Sie müssen nichts tun. Die bisherige Person liest nicht mehr mit.

case-closed-by-administration = Dieser Fall wurde von der Verwaltung beendet. Wenn Sie noch etwas brauchen, schreiben Sie einfach hier. Dann ist der Fall wieder offen.

case-closed-by-time = Hier hat lange niemand geschrieben. Deshalb ist dieser Fall jetzt beendet. Wenn Sie noch etwas brauchen, schreiben Sie einfach hier. Dann ist der Fall wieder offen.

case-muted =
    Ihre Beratungsstelle hat dieses Gespräch bis einschließlich { $until } angehalten. Bis dahin können Sie hier alles lesen und nichts schreiben. Danach können Sie hier wieder schreiben.
    Wenn Sie so lange nicht warten können:

case-unmuted = Sie können hier wieder schreiben.

case-call-wish = { $video ->
    [yes] <b>{ $name }</b> möchte Sie mit Bild anrufen. Auf dieser Seite können Sie zustimmen.
   *[no] <b>{ $name }</b> möchte Sie anrufen. Auf dieser Seite können Sie zustimmen.
}

case-turned-away =
    Ihre Beratungsstelle hat diesen Fall beendet. Lesen können Sie ihn weiter, und Sie können ihn löschen lassen. Hier schreiben oder dort neu anfragen können Sie bis einschließlich { $until } nicht. Andere Stellen sind weiter für Sie da.
    Wenn Sie jetzt gleich Hilfe brauchen:

case-topic-left = Dieser Fall ist beendet, weil es sein Thema hier nicht mehr gibt. Was hier noch geschrieben wird, öffnet ihn nicht wieder. Wie es weitergehen kann, steht im Chat mit Lotse.

case-succeeded =
    Ihre bisherige Beratungsstelle berät hier nicht mehr. An ihre Stelle tritt <b>{ $centre }</b>. Ihr Fall ist jetzt dort.
    { $asked ->
        [yes] Sie müssen nichts tun. Was Sie geschrieben haben, lesen jetzt die Berater·innen dort, sonst niemand. Alle dort stehen unter Schweigepflicht. Bitte schreiben Sie weiter hier. Dort meldet sich jemand bei Ihnen.
       *[no] Ihre Nachrichten lesen zuerst die Berater·innen dort. Alle dort stehen unter Schweigepflicht. Bitte schreiben Sie hier, was Sie bewegt.
    }
    { $team ->
        [yes] In dieser Stelle kann bei Ausfall eine Vertretung aus dem Team mitlesen. Darum verwahrt ein Programm die Schlüssel, und wer es betreibt, könnte technisch mitlesen.
       *[no] Nach der ersten Antwort verlässt das Programm der Stelle den Raum und vernichtet seine Schlüssel. Dann lesen nur noch Sie beide.
    }
    Möchten Sie das nicht? Schreiben Sie <b>abschließen</b>, dann endet der Fall. Oder <b>alles löschen</b>, dann wird er gelöscht.

case-reopened = Der Fall ist wieder offen. Ihre Nachricht ist angekommen.

case-closing-hint = Ist alles besprochen? Dann können Sie oder Ihr·e Berater·in den Fall mit <b>abschließen</b> beenden.

case-help =
    In diesem Raum schreiben Sie mit Ihrer Beratungsstelle.
    • <b>abschließen</b>: den Fall beenden. Wenn Sie später wieder schreiben, ist er wieder offen.
    • <b>alles löschen</b>: Ratsuchende können diesen Fall für immer löschen lassen. Ich frage vorher nach.
    • <b>hilfe</b>: diese Übersicht und Nummern für jetzt gleich
    • Eine neue Anfrage zu einem anderen Thema beginnen Sie im Chat mit Lotse.

case-link-away =
    Die Person, zu der Ihr Link führt, kann gerade keine neuen Anfragen annehmen.
    { $deputy ->
        [yes] Ihre Nachricht ist bei ihrer Vertretung.
       *[no] Ihre Nachricht ist beim Team derselben Stelle.
    }

case-unsigned = <b>Ohne Gerätebestätigung:</b> In diesem Fall geht die ratsuchende Person ohne bestätigtes Gerät weiter. Ist ihr Server nicht ehrlich, könnte er mitlesen und in ihrem Namen schreiben.

case-device-unknown = Diese Nachricht kam von einem Gerät, das nicht bestätigt ist. Ich nehme sie hier nicht an. Schreiben Sie bitte von diesem Gerät im Chat mit Lotse, dort steht, wie es weitergeht.

case-live-received = Ihre Nachricht ist da. Wer bei <b>{ $centre }</b> im Dienst ist, sieht sie jetzt und antwortet hier. Bitte lassen Sie diese Seite offen.

case-live-ended = Dieses Gespräch ist zu Ende. Hier kann niemand mehr schreiben. Innerhalb von 48 Stunden wird alles gelöscht, was hier geschrieben wurde.

case-live-lasts = Aus diesem Livechat ist ein Fall mit Zugang geworden. Er bleibt, und Sie können später wiederkommen und antworten.

case-platform-left = Die Plattform, über die Sie zu uns gekommen sind, und diese Beratungsstelle arbeiten nicht mehr zusammen. Ihre Beratung hier geht weiter, Sie brauchen nichts zu tun. Die Plattform erfährt nicht mehr, wie es hier steht. Möchten Sie, dass alles gelöscht wird, dann schreiben Sie hier im Raum <b>alles löschen</b>.
