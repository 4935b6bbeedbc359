# Was Lotse in einem Gespräch sagt, wie es im Portal steht. Form: Sie. Wie im Chat: „Gespräch“, nicht „Fall“; keine Fachwörter.
# Jede Meldung heißt wie der Satz in appservice/locales. Im Portal gibt es Knöpfe statt Wörtern zum Tippen und keinen Chat mit Lotse.
# Nur Text und Platzhalter. Steht ein Platzhalter für eine Auswahl, so heißen ihre Texte SCHLÜSSEL-NAME-WAHL; bei Zahlen ist die Wahl
# one, few, many, other (Intl.PluralRules), sonst das Wort aus appservice/locales. { $more }, { $close } und { $erase } sind die Knöpfe.

## Willkommen

case-welcome-team =
    Willkommen. Dies ist Ihr geschützter Raum mit { $centre }.
    Bitte schreiben Sie hier, was Sie bewegt. So viel oder so wenig, wie Sie möchten.
    • { $personal }
    • Fällt sie aus, kann eine Vertretung aus dem Team mitlesen. Das steht dann hier.
    • Damit das möglich ist, verwahre ich den Zugang zu diesem Gespräch. Ich bin ein Programm. Wer mich betreibt, könnte technisch mitlesen.
    Bei Lebensgefahr rufen Sie bitte 112 an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: 116 123.
    Möchten Sie aufhören? Unter „{ $more }“ können Sie das Gespräch jederzeit beenden oder löschen.
case-welcome-team-personal-yes = Ihre Nachricht liest zuerst nur die Person, zu der Ihr Link führt. Sie berät Sie. Ist sie nicht da, liest ihre Vertretung oder das Team.
case-welcome-team-personal-no = Ihre Nachricht lesen zuerst die Berater·innen dieser Stelle. Dann berät Sie eine Person.

case-welcome-pair =
    Willkommen. Dies ist Ihr geschützter Raum mit { $centre }.
    Bitte schreiben Sie hier, was Sie bewegt. So viel oder so wenig, wie Sie möchten.
    • { $personal }
    • Nach der ersten Antwort verlasse ich dieses Gespräch und gebe den Zugang dazu auf. Spätestens einen Tag, nachdem die Person dazugekommen ist. Dann lesen nur noch Sie beide.
    • Bis dahin verwahre ich den Zugang. Ich bin ein Programm. Wer mich betreibt, könnte bis dahin technisch mitlesen.
    Bei Lebensgefahr rufen Sie bitte 112 an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: 116 123.
    Möchten Sie aufhören? Unter „{ $more }“ können Sie das Gespräch jederzeit beenden oder löschen.
case-welcome-pair-personal-yes = Ihre Nachricht liest zuerst nur die Person, zu der Ihr Link führt. Ist sie nicht da, liest ihre Vertretung oder das Team.
case-welcome-pair-personal-no = Ihre Nachricht lesen zuerst die Berater·innen dieser Stelle. Dann nimmt eine Person Ihre Anfrage an.

case-name = Hier heißen Sie { $name }. Wenn Ihre Berater·in ausfällt und Sie jemanden aus der Stelle sprechen: Dieser Name hilft, Ihr Gespräch zu finden.

case-unsigned = In diesem Gespräch schreibt die ratsuchende Person von einem Gerät, das nicht bestätigt ist. Ist ihr Server nicht ehrlich, könnte er mitlesen und in ihrem Namen schreiben.

## Ihre Nachricht

case-greeting =
    Guten Tag. Hier sind Sie richtig. Bitte schreiben Sie, was Sie bewegt. Sobald etwas da steht, geht es an die Beratungsstelle.
    Bei Lebensgefahr rufen Sie bitte 112 an. Zum Reden: 116 123.

case-word-elsewhere = Dieses Wort hat hier keine Wirkung. An die Beratungsstelle habe ich nichts geschickt. Bitte schreiben Sie hier, was Sie bewegt.

case-received =
    Ihre Nachricht ist bei der Beratungsstelle { $centre } angekommen.
    Sie bekommen in der Regel innerhalb von { $hours } eine Antwort. Sie können hier jederzeit weiterschreiben.
case-received-hours-one = einer Stunde
case-received-hours-other = { $hours } Stunden

case-link-away =
    Die Person, zu der Ihr Link führt, kann gerade keine neuen Anfragen annehmen.
    { $deputy }
case-link-away-deputy-yes = Ihre Nachricht ist bei ihrer Vertretung.
case-link-away-deputy-no = Ihre Nachricht ist beim Team derselben Stelle.

case-accepted = Ein·e Berater·in hat Ihre Anfrage angenommen und schreibt Ihnen hier.

notice-still-waiting =
    Sie warten schon länger auf eine Antwort, als wir Ihnen zugesagt haben. Das tut uns leid.
    Ihre Anfrage ist nicht vergessen. { $told } Was Sie geschrieben haben, bleibt erhalten.
    Wenn Sie nicht so lange warten können:
notice-still-waiting-told-yes = Die Beratungsstelle ist noch einmal daran erinnert worden, und ihre Verwaltung weiß davon.
notice-still-waiting-told-no = Die Beratungsstelle ist noch einmal daran erinnert worden.

## Wer mitliest

case-custodian-leaves =
    Ich verlasse jetzt dieses Gespräch und gebe den Zugang dazu auf.
    Ab jetzt können nur noch Sie beide lesen, was hier geschrieben wird. Ich also auch nicht mehr: Hier antworte ich nicht mehr.
    Unter „{ $more }“ können Sie das Gespräch auch dann noch jederzeit beenden oder löschen.
    Bei Lebensgefahr rufen Sie bitte 112 an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: 116 123.

cover-begun-case = { $name } vertritt bis { $until } und kann hier mitlesen und antworten.

cover-ended-case = { $name } vertritt nicht mehr und kann nicht mehr lesen, was hier neu geschrieben wird.

absence-holder =
    Ihr·e Berater·in ist zurzeit nicht da und ab { $back } wieder für Sie da.
    { $deputy }
    Brauchen Sie jetzt gleich Hilfe? Auf dieser Seite stehen Nummern, die immer erreichbar sind.
absence-holder-deputy-yes = Bis dahin ist eine Vertretung aus dem Team für Sie da. Schreiben Sie einfach hier weiter.
absence-holder-deputy-no = Sie können hier weiterschreiben. Ihre Nachrichten gehen nicht verloren und werden nach der Rückkehr gelesen.

absence-given-back = Die Person, die Ihre Anfrage angenommen hatte, ist jetzt nicht da. Damit Sie nicht warten müssen, sehen Ihre Anfrage wieder alle Berater·innen der Beratungsstelle. Sie müssen nichts tun.

absence-nobody =
    { $back } Ihre Anfrage bleibt dort liegen und wird dann gelesen.
    Möchten Sie nicht so lange warten? { $asked }
absence-nobody-back-none = In der Beratungsstelle { $centre } ist zurzeit leider niemand da.
absence-nobody-back-other = In der Beratungsstelle { $centre } ist zurzeit leider niemand da, erst ab { $back } wieder.
absence-nobody-asked-yes = Es gibt eine andere Stelle, in der jemand da ist. Ich frage Sie gleich, ob Ihr Gespräch dorthin gehen darf.
absence-nobody-asked-no = Dann beenden Sie das Gespräch unter „{ $more }“ und beginnen auf der Startseite ein neues. Dort finden Sie eine Stelle, in der jemand da ist.

case-succeeded =
    Ihre bisherige Beratungsstelle berät hier nicht mehr. An ihre Stelle tritt { $centre }. Ihr Gespräch ist jetzt dort.
    { $asked }
    { $team }
    Möchten Sie das nicht? Unter „{ $more }“ können Sie das Gespräch beenden oder löschen.
case-succeeded-asked-yes = Sie müssen nichts tun. Was Sie geschrieben haben, lesen jetzt die Berater·innen dort, sonst niemand. Alle dort stehen unter Schweigepflicht. Bitte schreiben Sie weiter hier. Dort meldet sich jemand bei Ihnen.
case-succeeded-asked-no = Ihre Nachrichten lesen zuerst die Berater·innen dort. Alle dort stehen unter Schweigepflicht. Bitte schreiben Sie hier, was Sie bewegt.
case-succeeded-team-yes = In dieser Stelle kann bei Ausfall eine Vertretung aus dem Team mitlesen. Darum verwahrt ein Programm den Zugang, und wer es betreibt, könnte technisch mitlesen.
case-succeeded-team-no = Nach der ersten Antwort verlässt das Programm der Stelle dieses Gespräch und gibt den Zugang auf. Dann lesen nur noch Sie beide.

case-left-to = Die Person, die Sie bisher beraten hat, ist nicht mehr in der Beratungsstelle. Ab jetzt führt { $name } Ihr Gespräch weiter und schreibt Ihnen hier. Die bisherige Person liest nicht mehr mit.

case-left-behind = Die Person, die Sie bisher beraten hat, ist nicht mehr in der Beratungsstelle. Jemand anderes von dort führt Ihr Gespräch weiter und schreibt Ihnen hier. Sie müssen nichts tun. Die bisherige Person liest nicht mehr mit.

leaving-case = Die ratsuchende Person hat dieses Gespräch verlassen. Was Sie jetzt schreiben, liest sie nur, wenn sie zurückkommt. Den Weg zurück habe ich ihr gesagt.

back-case-asked = Jemand hat darum gebeten, mit einem neuen Zugang in dieses Gespräch zurückzukommen, weil das Passwort verloren ist. Waren Sie das nicht? Dann schreiben Sie es bitte hier. Die Beratungsstelle fragt nach, bevor sie jemanden einlässt.

back-case-agreed = Zu diesem Gespräch gehört jetzt ein neuer Zugang. Der alte kann hier nichts mehr lesen und nichts mehr schreiben.

## Darf jemand anderes übernehmen?

offer-question =
    Eine Frage an Sie: Darf { $name } Ihr Gespräch weiterführen? { $name } arbeitet in derselben Beratungsstelle.
    { $all }
    Bitte antworten Sie mit den Knöpfen auf dieser Seite.
    Sie müssen nicht zustimmen. Wenn Sie Nein sagen oder 7 Tage nicht antworten, bleibt alles, wie es ist.
offer-question-all-yes = { $name } könnte dann auch lesen, was Sie bisher geschrieben haben.
offer-question-all-no = { $name } könnte nur lesen, was ab dann geschrieben wird. Was Sie bisher geschrieben haben, bleibt { $name } verborgen.

offer-question-centre =
    Eine Frage an Sie: Darf Ihr Gespräch an eine andere Beratungsstelle gehen, an { $centre }? Dort wartet es dann auf eine Person, die es annimmt.
    { $all }
    Bitte antworten Sie mit den Knöpfen auf dieser Seite.
    Sie müssen nicht zustimmen. Wenn Sie Nein sagen oder 7 Tage nicht antworten, bleibt alles, wie es ist.
offer-question-centre-all-yes = Die neue Stelle könnte dann auch lesen, was Sie bisher geschrieben haben.
offer-question-centre-all-no = Die neue Stelle könnte nur lesen, was ab dann geschrieben wird.

offer-which-answer =
    Meinen Sie damit die Frage, ob jemand anderes Ihr Gespräch weiterführen darf? Dann antworten Sie dort bitte mit den Knöpfen.
    Wenn Sie etwas anderes meinten, brauchen Sie nichts zu tun.

offer-agreed = Danke. { $name } wird jetzt in dieses Gespräch eingeladen. Sobald { $name } da ist, führt { $name } es weiter. Bis dahin bleibt alles, wie es ist.

offer-done = Danke. Ab jetzt führt { $name } Ihr Gespräch weiter und schreibt Ihnen hier. Die bisherige Person liest nicht mehr mit.

offer-moved =
    Danke. Ihr Gespräch ist jetzt bei { $centre }. Bitte schreiben Sie weiter hier. Dort meldet sich jemand bei Ihnen. Die bisherige Stelle liest nicht mehr mit.
    { $team }
offer-moved-team-yes = In dieser Stelle kann bei Ausfall eine Vertretung aus dem Team mitlesen. Darum verwahrt ein Programm den Zugang, und wer es betreibt, könnte technisch mitlesen.
offer-moved-team-no = Nach der ersten Antwort verlässt das Programm der Stelle dieses Gespräch und gibt den Zugang auf. Dann lesen nur noch Sie beide.

offer-stays = Danke für Ihre Antwort. Es bleibt alles, wie es ist.

offer-stays-gone = Danke. Leider ist das inzwischen nicht mehr möglich. Es bleibt alles, wie es ist, und Sie brauchen nichts zu tun.

offer-stays-taken-back = Die Frage, wer Ihr Gespräch weiterführt, hat sich erledigt. Es bleibt alles, wie es ist, und Sie brauchen nichts zu tun.

offer-stays-lapsed = Die Frage, wer Ihr Gespräch weiterführt, ist nach 7 Tagen abgelaufen. Es bleibt alles, wie es ist, und Sie brauchen nichts zu tun.

## Ende

case-stop = { $closed }
case-stop-closed-yes = Dieses Gespräch ist schon beendet. Sie müssen nichts weiter tun.
case-stop-closed-no = Möchten Sie das Gespräch beenden? Dann wählen Sie unter „{ $more }“ den Knopf „{ $close }“. Möchten Sie, dass alles gelöscht wird? Dann wählen Sie „{ $erase }“.

case-identity-moved = Die Schlüssel auf der Seite der ratsuchenden Person sind neu. Das passiert, wenn jemand die eigenen zurücksetzt. Wenn etwas seltsam vorkommt, fragen Sie bitte nach.

case-closed-already = Dieses Gespräch ist schon beendet. Wenn Sie noch etwas brauchen, schreiben Sie einfach hier. Dann ist es wieder offen.

case-closed-by-seeker = Sie haben dieses Gespräch beendet. Alles Gute für Sie. Wenn Sie hier wieder schreiben, ist es wieder offen.

case-closed-by-counsellor = Ihr·e Berater·in hat dieses Gespräch beendet. Alles Gute für Sie. Wenn Sie noch etwas brauchen, schreiben Sie einfach hier. Dann ist es wieder offen.

case-closed-by-administration = Dieses Gespräch wurde von der Verwaltung beendet. Wenn Sie noch etwas brauchen, schreiben Sie einfach hier. Dann ist es wieder offen.

case-closed-by-time = Hier hat lange niemand geschrieben. Deshalb ist dieses Gespräch jetzt beendet. Wenn Sie noch etwas brauchen, schreiben Sie einfach hier. Dann ist es wieder offen.

case-muted =
    Ihre Beratungsstelle hat dieses Gespräch bis einschließlich { $until } angehalten. Bis dahin können Sie hier alles lesen und nichts schreiben. Danach können Sie hier wieder schreiben.
    Wenn Sie so lange nicht warten können:

case-unmuted = Sie können hier wieder schreiben.

case-call-wish = { $video }
case-call-wish-video-yes = { $name } möchte Sie mit Bild anrufen. Sie können hier zustimmen oder ablehnen.
case-call-wish-video-no = { $name } möchte Sie anrufen. Sie können hier zustimmen oder ablehnen.

case-turned-away =
    Ihre Beratungsstelle hat dieses Gespräch beendet. Lesen und löschen können Sie es weiter. Hier schreiben oder dort neu anfragen können Sie bis einschließlich { $until } nicht. Andere Stellen sind weiter für Sie da: Sie finden sie auf der Startseite.
    Wenn Sie jetzt gleich Hilfe brauchen:

case-topic-left = Dieses Gespräch ist beendet, weil es sein Thema hier nicht mehr gibt. Was hier noch geschrieben wird, liest niemand mehr. Auf der Startseite finden Sie eine andere Stelle.

leaving-case-gone = Dieses Gespräch ist beendet: Die ratsuchende Person hat es verlassen, und ihr Zugang ist nirgends mehr angemeldet.

case-reopened = Das Gespräch ist wieder offen. Ihre Nachricht ist angekommen.

silence-case-ask =
    Hier hat schon lange niemand mehr geschrieben. Wird dieses Gespräch noch gebraucht?
    Dann schreiben Sie hier bitte bis { $date } ein Wort. Sonst endet das Gespräch dann.

## Löschen

erasure-case-warning =
    Dieses Gespräch ist beendet. Am { $date } wird es gelöscht, mit allem, was hier geschrieben wurde.
    Möchten Sie es behalten? Dann schreiben Sie hier einfach wieder. Dann ist es wieder offen.

erasure-case-ask =
    Soll alles gelöscht werden? Dann ist dieses Gespräch mit allem, was hier geschrieben wurde, für alle weg. Das lässt sich nicht rückgängig machen.
    Was Berater·innen auf ihren eigenen Geräten schon gelesen haben, kann dort noch eine Weile liegen. Dort kann ich es nicht löschen. Berater·innen stehen unter Schweigepflicht. Hat die Stelle einen eigenen Server, erfährt er davon; seine verschlüsselte Kopie löscht er nach seinen eigenen Regeln.
    Bitte antworten Sie mit den Knöpfen auf dieser Seite. Solange Sie nicht Ja sagen, bleibt alles, wie es ist.

erasure-held = Das Gespräch { $references } kann ich im Moment nicht löschen. Die Verwaltung muss es noch aufbewahren, zum Beispiel wegen einer Beschwerde oder eines Gerichts. Fragen Sie dort bitte nach, warum und wie lange.

erasure-not-done = Ich habe nichts gelöscht. Alles bleibt, wie es ist.

## Wenn etwas nicht geht

errors-undecryptable = Ihre letzte Nachricht konnte ich nicht öffnen. Bitte schicken Sie sie noch einmal.

errors-key-missing = Eine Ihrer Nachrichten konnte ich noch nicht öffnen. Oft geht es gleich von selbst weiter. Wenn Sie nicht warten möchten, schreiben Sie sie bitte noch einmal.

errors-unencrypted-case = Diese Nachricht kam ungeschützt an. Zu Ihrem Schutz wird sie hier nicht angenommen. Bitte schreiben Sie sie noch einmal auf dieser Seite.

case-device-unknown = Diese Nachricht kam von einem Gerät, das ich nicht kenne. Ich nehme sie hier nicht an. Bitte melden Sie sich auf dieser Seite neu an und schreiben Sie sie noch einmal.

## Hilfe

case-help =
    Hier schreiben Sie mit Ihrer Beratungsstelle. Unter „{ $more }“ finden Sie:
    • „{ $close }“: Wenn Sie später wieder schreiben, ist das Gespräch wieder offen.
    • „{ $erase }“: Dann wird alles für immer gelöscht. Sie werden vorher noch einmal gefragt.
    Ein Gespräch zu einem anderen Thema beginnen Sie auf der Startseite.

help-lines =
    Hilfe für jetzt gleich:
    • Notruf bei Lebensgefahr: 112
    • Ärztlicher Bereitschaftsdienst: 116 117
    • TelefonSeelsorge, Tag und Nacht: 0800 111 0 111, 0800 111 0 222 oder 116 123
    • Nummer gegen Kummer für Kinder und Jugendliche: 116 111
    • Hilfetelefon Gewalt gegen Frauen, Tag und Nacht: 116 016

help-crisis = { $danger }
help-crisis-danger-suicide = Das klingt sehr schwer. Es ist gut, dass Sie es schreiben. Sie müssen damit nicht allein bleiben. Wenn Sie oder andere jetzt in Gefahr sind, warten Sie bitte nicht auf eine Antwort hier. Rufen Sie an: 112, oder zum Reden 116 123.
help-crisis-danger-poisoning = Wenn jemand etwas Giftiges oder zu viele Medikamente genommen hat, zählt jede Minute. Rufen Sie jetzt 112 an, auch wenn es noch gut geht. Den Giftnotruf für Ihre Gegend nennt Ihnen die 112. In Berlin zum Beispiel: 030 19240. Halten Sie die Packung bereit. Nichts zu trinken geben, nichts erbrechen lassen.
help-crisis-danger-violence = Das klingt bedrohlich. Es ist gut, dass Sie es schreiben. Niemand darf Gewalt antun, auch Ihnen nicht. Sind Sie oder andere jetzt in Gefahr? Polizei: 110. Hilfetelefon Gewalt gegen Frauen: 116 016, für Männer: 0800 123 99 00. Haben Sie Angst, selbst jemanden zu verletzen? Gehen Sie weg und rufen Sie an: 116 123.
help-crisis-danger-sexual_violence = Das hätte nicht geschehen dürfen. Sie sind nicht schuld. Es ist gut, dass Sie es schreiben. Jetzt in Gefahr? Polizei: 110. Hilfe-Telefon Sexueller Missbrauch: 0800 22 55 530. Hilfetelefon Gewalt gegen Frauen: 116 016. Ein Krankenhaus kann auch ohne Anzeige Spuren sichern.
help-crisis-danger-self_harm = Danke, dass Sie das schreiben. Das braucht Mut. Eine Wunde, die stark blutet, muss gleich versorgt werden: 112. Wenn der Druck jetzt zu groß ist: TelefonSeelsorge 116 123, für Kinder und Jugendliche 116 111.

## Termine

appointment-offer = { $moves }
appointment-offer-moves-yes = Andere Zeiten für Ihren Termin. Der bisherige Termin gilt, bis Sie eine neue Zeit wählen.
appointment-offer-moves-no = Ein Termin für Sie. Sie können eine dieser Zeiten wählen:

appointment-slot = { $number }: { $time }, { $minutes } Minuten, { $venue }
appointment-slot-venue-centre = in der Beratungsstelle
appointment-slot-venue-phone = am Telefon
appointment-slot-venue-video = per Video
appointment-slot-venue-chat = hier im Chat

appointment-how = Schreiben Sie nur die Nummer, zum Beispiel 1. Passt keine Zeit, schreiben Sie 0.

appointment-booked =
    Der Termin steht: { $time }, { $minutes } Minuten, { $venue }.
    Einen Tag und eine Stunde vorher erinnere ich daran. Die Datei ist für den Kalender und nennt nur die Zeit.
    Geht es doch nicht? Schreiben Sie: Termin absagen. Oder: Termin verschieben.
appointment-booked-venue-centre = in der Beratungsstelle
appointment-booked-venue-phone = am Telefon
appointment-booked-venue-video = per Video
appointment-booked-venue-chat = hier im Chat

appointment-gone = Diese Zeit ist leider gerade vergeben worden. { $left }
appointment-gone-left-yes = Diese sind noch frei:
appointment-gone-left-no = Es ist keine der Zeiten mehr frei. Sie bekommen neue Vorschläge.

appointment-declined = Keine der Zeiten passt. Schreiben Sie hier gern, wann es gut geht.

appointment-cancelled = { $by }
appointment-cancelled-by-seeker = Der Termin am { $time } ist abgesagt, von der ratsuchenden Person.
appointment-cancelled-by-counsellor = Der Termin am { $time } ist abgesagt, von der Beratungsstelle.
appointment-cancelled-by-end = Der Termin am { $time } findet nicht statt.

appointment-reminder = Erinnerung an den Termin: { $time }, { $minutes } Minuten, { $venue }. Geht es doch nicht? Schreiben Sie: Termin absagen.
appointment-reminder-venue-centre = in der Beratungsstelle
appointment-reminder-venue-phone = am Telefon
appointment-reminder-venue-video = per Video
appointment-reminder-venue-chat = hier im Chat

appointment-move-ask = Es wird eine andere Zeit gewünscht. Gerade kann ich keine anbieten. Schreiben Sie einander, wann es passt. Bis dahin gilt der Termin am { $time }.

appointment-withdrawn = Die vorgeschlagenen Zeiten gelten nicht mehr.

## Livechat

case-live-received = Ihre Nachricht ist da. Wer bei { $centre } im Dienst ist, sieht sie jetzt und antwortet hier. Bitte lassen Sie diese Seite offen.

case-live-ended = Dieses Gespräch ist zu Ende. Hier kann niemand mehr schreiben. Innerhalb von 48 Stunden wird alles gelöscht, was hier geschrieben wurde.

case-live-lasts = Dieses Gespräch bleibt. Mit Namen und Passwort können Sie jederzeit wiederkommen.

case-platform-left = Die Plattform, über die Sie zu uns gekommen sind, und diese Beratungsstelle arbeiten nicht mehr zusammen. Ihr Gespräch hier geht weiter, Sie brauchen nichts zu tun. Die Plattform erfährt nicht mehr, wie es hier steht. Möchten Sie, dass alles gelöscht wird? Dann wählen Sie unter „{ $more }“ den Knopf „{ $erase }“.
