# machine-made from the polite German, not yet read by people it is for. Form: Du. Schlüssel und Regeln: siehe die Datei in de.

## Willkommen

case-welcome-team =
    Willkommen. Das ist dein geschützter Raum mit { $centre }.
    Schreib hier, was dich bewegt. So viel oder so wenig, wie du möchtest.
    • { $personal }
    • Fällt sie aus, kann eine Vertretung aus dem Team mitlesen. Das steht dann hier.
    • Damit das geht, verwahre ich den Zugang zu diesem Gespräch. Ich bin ein Programm. Wer mich betreibt, könnte technisch mitlesen.
    Bei Lebensgefahr ruf bitte 112 an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: 116 123.
    Möchtest du aufhören? Unter „{ $more }“ kannst du das Gespräch jederzeit beenden oder löschen.
case-welcome-team-personal-yes = Deine Nachricht liest zuerst nur die Person, zu der dein Link führt. Sie berät dich. Ist sie nicht da, liest ihre Vertretung oder das Team.
case-welcome-team-personal-no = Deine Nachricht lesen zuerst die Berater·innen dieser Stelle. Dann berät dich eine Person.

case-welcome-pair =
    Willkommen. Das ist dein geschützter Raum mit { $centre }.
    Schreib hier, was dich bewegt. So viel oder so wenig, wie du möchtest.
    • { $personal }
    • Nach der ersten Antwort verlasse ich dieses Gespräch und gebe den Zugang dazu auf. Spätestens einen Tag, nachdem die Person dazugekommen ist. Dann lest nur noch ihr beide.
    • Bis dahin verwahre ich den Zugang. Ich bin ein Programm. Wer mich betreibt, könnte bis dahin technisch mitlesen.
    Bei Lebensgefahr ruf bitte 112 an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: 116 123.
    Möchtest du aufhören? Unter „{ $more }“ kannst du das Gespräch jederzeit beenden oder löschen.
case-welcome-pair-personal-yes = Deine Nachricht liest zuerst nur die Person, zu der dein Link führt. Ist sie nicht da, liest ihre Vertretung oder das Team.
case-welcome-pair-personal-no = Deine Nachricht lesen zuerst die Berater·innen dieser Stelle. Dann nimmt eine Person deine Anfrage an.

case-name = Hier heißt du { $name }. Wenn deine Berater·in ausfällt und du jemanden aus der Stelle sprichst: Dieser Name hilft, dein Gespräch zu finden.

case-unsigned = In diesem Gespräch schreibt die ratsuchende Person von einem Gerät, das nicht bestätigt ist. Ist ihr Server nicht ehrlich, könnte er mitlesen und in ihrem Namen schreiben.

## Deine Nachricht

case-greeting =
    Hallo. Hier bist du richtig. Schreib, was dich bewegt. Sobald etwas da steht, geht es an die Beratungsstelle.
    Bei Lebensgefahr ruf bitte 112 an. Zum Reden: 116 123.

case-word-elsewhere = Dieses Wort hat hier keine Wirkung. An die Beratungsstelle habe ich nichts geschickt. Schreib hier, was dich bewegt.

case-received =
    Deine Nachricht ist bei der Beratungsstelle { $centre } angekommen.
    Du bekommst in der Regel innerhalb von { $hours } eine Antwort. Du kannst hier jederzeit weiterschreiben.
case-received-hours-one = einer Stunde
case-received-hours-other = { $hours } Stunden

case-link-away =
    Die Person, zu der dein Link führt, kann gerade keine neuen Anfragen annehmen.
    { $deputy }
case-link-away-deputy-yes = Deine Nachricht ist bei ihrer Vertretung.
case-link-away-deputy-no = Deine Nachricht ist beim Team derselben Stelle.

case-accepted = Ein·e Berater·in hat deine Anfrage angenommen und schreibt dir hier.

notice-still-waiting =
    Du wartest schon länger auf eine Antwort, als wir dir zugesagt haben. Das tut uns leid.
    Deine Anfrage ist nicht vergessen. { $told } Was du geschrieben hast, bleibt erhalten.
    Wenn du nicht so lange warten kannst:
notice-still-waiting-told-yes = Die Beratungsstelle ist noch einmal daran erinnert worden, und ihre Verwaltung weiß davon.
notice-still-waiting-told-no = Die Beratungsstelle ist noch einmal daran erinnert worden.

## Wer mitliest

case-custodian-leaves =
    Ich verlasse jetzt dieses Gespräch und gebe den Zugang dazu auf.
    Ab jetzt könnt nur noch ihr beide lesen, was hier geschrieben wird. Ich also auch nicht mehr: Hier antworte ich nicht mehr.
    Unter „{ $more }“ kannst du das Gespräch auch dann noch jederzeit beenden oder löschen.
    Bei Lebensgefahr ruf bitte 112 an. Zum Reden ist Tag und Nacht die TelefonSeelsorge da: 116 123.

cover-begun-case = { $name } vertritt bis { $until } und kann hier mitlesen und antworten.

cover-ended-case = { $name } vertritt nicht mehr und kann nicht mehr lesen, was hier neu geschrieben wird.

absence-holder =
    Dein·e Berater·in ist zurzeit nicht da und ab { $back } wieder für dich da.
    { $deputy }
    Brauchst du jetzt gleich Hilfe? Auf dieser Seite stehen Nummern, die immer erreichbar sind.
absence-holder-deputy-yes = Bis dahin ist eine Vertretung aus dem Team für dich da. Schreib einfach hier weiter.
absence-holder-deputy-no = Du kannst hier weiterschreiben. Deine Nachrichten gehen nicht verloren und werden nach der Rückkehr gelesen.

absence-given-back = Die Person, die deine Anfrage angenommen hatte, ist jetzt nicht da. Damit du nicht warten musst, sehen deine Anfrage wieder alle Berater·innen der Beratungsstelle. Du musst nichts tun.

absence-nobody =
    { $back } Deine Anfrage bleibt dort liegen und wird dann gelesen.
    Möchtest du nicht so lange warten? { $asked }
absence-nobody-back-none = In der Beratungsstelle { $centre } ist zurzeit leider niemand da.
absence-nobody-back-other = In der Beratungsstelle { $centre } ist zurzeit leider niemand da, erst ab { $back } wieder.
absence-nobody-asked-yes = Es gibt eine andere Stelle, in der jemand da ist. Ich frage dich gleich, ob dein Gespräch dorthin gehen darf.
absence-nobody-asked-no = Dann beende das Gespräch unter „{ $more }“ und beginne auf der Startseite ein neues. Dort findest du eine Stelle, in der jemand da ist.

case-succeeded =
    Deine bisherige Beratungsstelle berät hier nicht mehr. An ihre Stelle tritt { $centre }. Dein Gespräch ist jetzt dort.
    { $asked }
    { $team }
    Möchtest du das nicht? Unter „{ $more }“ kannst du das Gespräch beenden oder löschen.
case-succeeded-asked-yes = Du musst nichts tun. Was du geschrieben hast, lesen jetzt die Berater·innen dort, sonst niemand. Alle dort stehen unter Schweigepflicht. Schreib weiter hier. Dort meldet sich jemand bei dir.
case-succeeded-asked-no = Deine Nachrichten lesen zuerst die Berater·innen dort. Alle dort stehen unter Schweigepflicht. Schreib hier, was dich bewegt.
case-succeeded-team-yes = In dieser Stelle kann bei Ausfall eine Vertretung aus dem Team mitlesen. Darum verwahrt ein Programm den Zugang, und wer es betreibt, könnte technisch mitlesen.
case-succeeded-team-no = Nach der ersten Antwort verlässt das Programm der Stelle dieses Gespräch und gibt den Zugang auf. Dann lest nur noch ihr beide.

case-left-to = Die Person, die dich bisher beraten hat, ist nicht mehr in der Beratungsstelle. Ab jetzt führt { $name } dein Gespräch weiter und schreibt dir hier. Die bisherige Person liest nicht mehr mit.

case-left-behind = Die Person, die dich bisher beraten hat, ist nicht mehr in der Beratungsstelle. Jemand anderes von dort führt dein Gespräch weiter und schreibt dir hier. Du musst nichts tun. Die bisherige Person liest nicht mehr mit.

leaving-case = Die ratsuchende Person hat dieses Gespräch verlassen. Was du jetzt schreibst, liest sie nur, wenn sie zurückkommt. Den Weg zurück habe ich ihr gesagt.

back-case-asked = Jemand hat darum gebeten, mit einem neuen Zugang in dieses Gespräch zurückzukommen, weil das Passwort verloren ist. Warst du das nicht? Dann schreib es bitte hier. Die Beratungsstelle fragt nach, bevor sie jemanden einlässt.

back-case-agreed = Zu diesem Gespräch gehört jetzt ein neuer Zugang. Der alte kann hier nichts mehr lesen und nichts mehr schreiben.

## Darf jemand anderes übernehmen?

offer-question =
    Eine Frage an dich: Darf { $name } dein Gespräch weiterführen? { $name } arbeitet in derselben Beratungsstelle.
    { $all }
    Bitte antworte mit den Knöpfen auf dieser Seite.
    Du musst nicht zustimmen. Wenn du Nein sagst oder 7 Tage nicht antwortest, bleibt alles, wie es ist.
offer-question-all-yes = { $name } könnte dann auch lesen, was du bisher geschrieben hast.
offer-question-all-no = { $name } könnte nur lesen, was ab dann geschrieben wird. Was du bisher geschrieben hast, bleibt { $name } verborgen.

offer-question-centre =
    Eine Frage an dich: Darf dein Gespräch an eine andere Beratungsstelle gehen, an { $centre }? Dort wartet es dann auf eine Person, die es annimmt.
    { $all }
    Bitte antworte mit den Knöpfen auf dieser Seite.
    Du musst nicht zustimmen. Wenn du Nein sagst oder 7 Tage nicht antwortest, bleibt alles, wie es ist.
offer-question-centre-all-yes = Die neue Stelle könnte dann auch lesen, was du bisher geschrieben hast.
offer-question-centre-all-no = Die neue Stelle könnte nur lesen, was ab dann geschrieben wird.

offer-which-answer =
    Meinst du damit die Frage, ob jemand anderes dein Gespräch weiterführen darf? Dann antworte dort bitte mit den Knöpfen.
    Wenn du etwas anderes meintest, brauchst du nichts zu tun.

offer-agreed = Danke. { $name } wird jetzt in dieses Gespräch eingeladen. Sobald { $name } da ist, führt { $name } es weiter. Bis dahin bleibt alles, wie es ist.

offer-done = Danke. Ab jetzt führt { $name } dein Gespräch weiter und schreibt dir hier. Die bisherige Person liest nicht mehr mit.

offer-moved =
    Danke. Dein Gespräch ist jetzt bei { $centre }. Schreib weiter hier. Dort meldet sich jemand bei dir. Die bisherige Stelle liest nicht mehr mit.
    { $team }
offer-moved-team-yes = In dieser Stelle kann bei Ausfall eine Vertretung aus dem Team mitlesen. Darum verwahrt ein Programm den Zugang, und wer es betreibt, könnte technisch mitlesen.
offer-moved-team-no = Nach der ersten Antwort verlässt das Programm der Stelle dieses Gespräch und gibt den Zugang auf. Dann lest nur noch ihr beide.

offer-stays = Danke für deine Antwort. Es bleibt alles, wie es ist.

offer-stays-gone = Danke. Leider ist das inzwischen nicht mehr möglich. Es bleibt alles, wie es ist, und du brauchst nichts zu tun.

offer-stays-taken-back = Die Frage, wer dein Gespräch weiterführt, hat sich erledigt. Es bleibt alles, wie es ist, und du brauchst nichts zu tun.

offer-stays-lapsed = Die Frage, wer dein Gespräch weiterführt, ist nach 7 Tagen abgelaufen. Es bleibt alles, wie es ist, und du brauchst nichts zu tun.

## Ende

case-stop = { $closed }
case-stop-closed-yes = Dieses Gespräch ist schon beendet. Du musst nichts weiter tun.
case-stop-closed-no = Möchtest du das Gespräch beenden? Dann wähle unter „{ $more }“ den Knopf „{ $close }“. Möchtest du, dass alles gelöscht wird? Dann wähle „{ $erase }“.

case-identity-moved = Die Schlüssel auf der Seite der ratsuchenden Person sind neu. Das passiert, wenn jemand die eigenen zurücksetzt. Wenn dir etwas seltsam vorkommt, frag bitte nach.

case-closed-already = Dieses Gespräch ist schon beendet. Wenn du noch etwas brauchst, schreib einfach hier. Dann ist es wieder offen.

case-closed-by-seeker = Du hast dieses Gespräch beendet. Alles Gute für dich. Wenn du hier wieder schreibst, ist es wieder offen.

case-closed-by-counsellor = Dein·e Berater·in hat dieses Gespräch beendet. Alles Gute für dich. Wenn du noch etwas brauchst, schreib einfach hier. Dann ist es wieder offen.

case-closed-by-administration = Dieses Gespräch wurde von der Verwaltung beendet. Wenn du noch etwas brauchst, schreib einfach hier. Dann ist es wieder offen.

case-closed-by-time = Hier hat lange niemand geschrieben. Deshalb ist dieses Gespräch jetzt beendet. Wenn du noch etwas brauchst, schreib einfach hier. Dann ist es wieder offen.

case-muted =
    Deine Beratungsstelle hat dieses Gespräch bis einschließlich { $until } angehalten. Bis dahin kannst du hier alles lesen und nichts schreiben. Danach kannst du hier wieder schreiben.
    Wenn du so lange nicht warten kannst:

case-unmuted = Du kannst hier wieder schreiben.

case-call-wish = { $video }
case-call-wish-video-yes = { $name } möchte dich mit Bild anrufen. Du kannst hier zustimmen oder ablehnen.
case-call-wish-video-no = { $name } möchte dich anrufen. Du kannst hier zustimmen oder ablehnen.

case-turned-away =
    Deine Beratungsstelle hat dieses Gespräch beendet. Lesen und löschen kannst du es weiter. Hier schreiben oder dort neu anfragen kannst du bis einschließlich { $until } nicht. Andere Stellen sind weiter für dich da: Du findest sie auf der Startseite.
    Wenn du jetzt gleich Hilfe brauchst:

case-topic-left = Dieses Gespräch ist beendet, weil es sein Thema hier nicht mehr gibt. Was hier noch geschrieben wird, liest niemand mehr. Auf der Startseite findest du eine andere Stelle.

leaving-case-gone = Dieses Gespräch ist beendet: Die ratsuchende Person hat es verlassen, und ihr Zugang ist nirgends mehr angemeldet.

case-reopened = Das Gespräch ist wieder offen. Deine Nachricht ist angekommen.

silence-case-ask =
    Hier hat schon lange niemand mehr geschrieben. Wird dieses Gespräch noch gebraucht?
    Dann schreib hier bitte bis { $date } ein Wort. Sonst endet das Gespräch dann.

## Löschen

erasure-case-warning =
    Dieses Gespräch ist beendet. Am { $date } wird es gelöscht, mit allem, was hier geschrieben wurde.
    Möchtest du es behalten? Dann schreib hier einfach wieder. Dann ist es wieder offen.

erasure-case-ask =
    Soll alles gelöscht werden? Dann ist dieses Gespräch mit allem, was hier geschrieben wurde, für alle weg. Das lässt sich nicht rückgängig machen.
    Was Berater·innen auf ihren eigenen Geräten schon gelesen haben, kann dort noch eine Weile liegen. Dort kann ich es nicht löschen. Berater·innen stehen unter Schweigepflicht. Hat die Stelle einen eigenen Server, erfährt er davon; seine verschlüsselte Kopie löscht er nach seinen eigenen Regeln.
    Bitte antworte mit den Knöpfen auf dieser Seite. Solange du nicht Ja sagst, bleibt alles, wie es ist.

erasure-held = Das Gespräch { $references } kann ich im Moment nicht löschen. Die Verwaltung muss es noch aufbewahren, zum Beispiel wegen einer Beschwerde oder eines Gerichts. Frag dort bitte nach, warum und wie lange.

erasure-not-done = Ich habe nichts gelöscht. Alles bleibt, wie es ist.

## Wenn etwas nicht geht

errors-undecryptable = Deine letzte Nachricht konnte ich nicht öffnen. Bitte schick sie noch einmal.

errors-key-missing = Eine deiner Nachrichten konnte ich noch nicht öffnen. Oft geht es gleich von selbst weiter. Wenn du nicht warten möchtest, schreib sie bitte noch einmal.

errors-unencrypted-case = Diese Nachricht kam ungeschützt an. Zu deinem Schutz wird sie hier nicht angenommen. Bitte schreib sie noch einmal auf dieser Seite.

case-device-unknown = Diese Nachricht kam von einem Gerät, das ich nicht kenne. Ich nehme sie hier nicht an. Bitte melde dich auf dieser Seite neu an und schreib sie noch einmal.

## Hilfe

case-help =
    Hier schreibst du mit deiner Beratungsstelle. Unter „{ $more }“ findest du:
    • „{ $close }“: Wenn du später wieder schreibst, ist das Gespräch wieder offen.
    • „{ $erase }“: Dann wird alles für immer gelöscht. Du wirst vorher noch einmal gefragt.
    Ein Gespräch zu einem anderen Thema beginnst du auf der Startseite.

help-lines =
    Hilfe für jetzt gleich:
    • Notruf bei Lebensgefahr: 112
    • Ärztlicher Bereitschaftsdienst: 116 117
    • TelefonSeelsorge, Tag und Nacht: 0800 111 0 111, 0800 111 0 222 oder 116 123
    • Nummer gegen Kummer für Kinder und Jugendliche: 116 111
    • Hilfetelefon Gewalt gegen Frauen, Tag und Nacht: 116 016

help-crisis = { $danger }
help-crisis-danger-suicide = Das klingt sehr schwer. Es ist gut, dass du es schreibst. Du musst damit nicht allein bleiben. Wenn du oder andere jetzt in Gefahr seid, warte bitte nicht auf eine Antwort hier. Ruf an: 112, oder zum Reden 116 123.
help-crisis-danger-poisoning = Wenn jemand etwas Giftiges oder zu viele Medikamente genommen hat, zählt jede Minute. Ruf jetzt 112 an, auch wenn es noch gut geht. Den Giftnotruf für deine Gegend nennt dir die 112. In Berlin zum Beispiel: 030 19240. Halte die Packung bereit. Nichts zu trinken geben, nichts erbrechen lassen.
help-crisis-danger-violence = Das klingt bedrohlich. Es ist gut, dass du es schreibst. Niemand darf Gewalt antun, auch dir nicht. Bist du oder sind andere jetzt in Gefahr? Polizei: 110. Hilfetelefon Gewalt gegen Frauen: 116 016, für Männer: 0800 123 99 00. Hast du Angst, selbst jemanden zu verletzen? Geh weg und ruf an: 116 123.
help-crisis-danger-sexual_violence = Das hätte nicht geschehen dürfen. Du bist nicht schuld. Es ist gut, dass du es schreibst. Jetzt in Gefahr? Polizei: 110. Hilfe-Telefon Sexueller Missbrauch: 0800 22 55 530. Hilfetelefon Gewalt gegen Frauen: 116 016. Ein Krankenhaus kann auch ohne Anzeige Spuren sichern.
help-crisis-danger-self_harm = Danke, dass du das schreibst. Das braucht Mut. Eine Wunde, die stark blutet, muss gleich versorgt werden: 112. Wenn der Druck jetzt zu groß ist: TelefonSeelsorge 116 123, für Kinder und Jugendliche 116 111.

## Termine

appointment-offer = { $moves }
appointment-offer-moves-yes = Andere Zeiten für deinen Termin. Der bisherige Termin gilt, bis du eine neue Zeit wählst.
appointment-offer-moves-no = Ein Termin für dich. Du kannst eine dieser Zeiten wählen:

appointment-slot = { $number }: { $time }, { $minutes } Minuten, { $venue }
appointment-slot-venue-centre = in der Beratungsstelle
appointment-slot-venue-phone = am Telefon
appointment-slot-venue-video = per Video
appointment-slot-venue-chat = hier im Chat

appointment-how = Schreib nur die Nummer, zum Beispiel 1. Passt keine Zeit, schreib 0.

appointment-booked =
    Der Termin steht: { $time }, { $minutes } Minuten, { $venue }.
    Einen Tag und eine Stunde vorher erinnere ich daran. Die Datei ist für den Kalender und nennt nur die Zeit.
    Geht es doch nicht? Schreib: Termin absagen. Oder: Termin verschieben.
appointment-booked-venue-centre = in der Beratungsstelle
appointment-booked-venue-phone = am Telefon
appointment-booked-venue-video = per Video
appointment-booked-venue-chat = hier im Chat

appointment-gone = Diese Zeit ist leider gerade vergeben worden. { $left }
appointment-gone-left-yes = Diese sind noch frei:
appointment-gone-left-no = Es ist keine der Zeiten mehr frei. Du bekommst neue Vorschläge.

appointment-declined = Keine der Zeiten passt. Schreib hier gern, wann es gut geht.

appointment-cancelled = { $by }
appointment-cancelled-by-seeker = Der Termin am { $time } ist abgesagt, von der Person, die Rat sucht.
appointment-cancelled-by-counsellor = Der Termin am { $time } ist abgesagt, von der Beratungsstelle.
appointment-cancelled-by-end = Der Termin am { $time } findet nicht statt.

appointment-reminder = Erinnerung an den Termin: { $time }, { $minutes } Minuten, { $venue }. Geht es doch nicht? Schreib: Termin absagen.
appointment-reminder-venue-centre = in der Beratungsstelle
appointment-reminder-venue-phone = am Telefon
appointment-reminder-venue-video = per Video
appointment-reminder-venue-chat = hier im Chat

appointment-move-ask = Es wird eine andere Zeit gewünscht. Gerade kann ich keine anbieten. Schreibt einander, wann es passt. Bis dahin gilt der Termin am { $time }.

appointment-withdrawn = Die vorgeschlagenen Zeiten gelten nicht mehr.

## Livechat

case-live-received = Deine Nachricht ist da. Wer bei { $centre } im Dienst ist, sieht sie jetzt und antwortet hier. Bitte lass diese Seite offen.

case-live-ended = Dieses Gespräch ist zu Ende. Hier kann niemand mehr schreiben. Innerhalb von 48 Stunden wird alles gelöscht, was hier geschrieben wurde.

case-live-lasts = Dieses Gespräch bleibt. Mit Namen und Passwort kannst du jederzeit wiederkommen.

case-platform-left = Die Plattform, über die du zu uns gekommen bist, und diese Beratungsstelle arbeiten nicht mehr zusammen. Dein Gespräch hier geht weiter, du musst nichts tun. Die Plattform erfährt nicht mehr, wie es hier steht. Möchtest du, dass alles gelöscht wird? Dann wähle unter „{ $more }“ den Knopf „{ $erase }“.
