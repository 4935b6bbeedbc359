# Der Chat im Portal. Form: Sie. Freundlich, kurze Sätze, ein Gedanke je Satz; keine Fachwörter (kein „Schlüssel“, kein „Gerät bestätigen“).
# Jede Meldung ist ein einfacher Text; in { $geschweiften } Klammern steht, was eingesetzt wird. Auswahlen ({ $x -> … }) gibt es hier nicht.

## Anfang

loading = Einen Augenblick …
account-title-new = Ihr Zugang
account-lead-new = Denken Sie sich einen Namen und ein Passwort aus. Mehr brauchen wir nicht: keine E-Mail-Adresse, keinen echten Namen. Damit kommen Sie jederzeit zurück und lesen die Antworten.
account-lead-again = Mit einem neuen Zugang kommen Sie zurück in Ihr Gespräch. Denken Sie sich einen neuen Namen und ein neues Passwort aus, und schreiben Sie sich beides auf.
account-title-back = Schön, dass Sie wieder da sind
account-lead-back = Mit Ihrem Namen und Ihrem Passwort kommen Sie zurück in Ihr Gespräch.
account-name = Name
account-name-hint = Dies ist ein Vorschlag. Sie können auch einen anderen nehmen – am besten nicht Ihren echten Namen.
account-name-other = Anderer Vorschlag
account-name-missing = Bitte geben Sie einen Namen ein.
account-password = Passwort
account-password-hint = Am besten mehrere Wörter, die Sie sich gut merken können. Sonderzeichen sind nicht nötig.
account-password-show = Passwort zeigen
account-password-hide = Passwort verbergen
account-password-suggest = Passwort vorschlagen
account-password-missing = Bitte geben Sie ein Passwort ein. Es braucht mindestens 8 Zeichen.
account-password-weak = Dieses Passwort ist zu leicht zu erraten. Nehmen Sie ein paar Wörter mehr, oder lassen Sie sich eines vorschlagen.
strength-0 = Zu leicht zu erraten
strength-1 = Leicht zu erraten
strength-2 = Noch zu leicht zu erraten
strength-3 = Gut
strength-4 = Sehr gut
account-more = Weitere Einstellungen
account-stay = In diesem Tab angemeldet bleiben
account-stay-hint = Dann brauchen Sie das Passwort nicht noch einmal, wenn Sie die Seite neu laden. Es endet, wenn Sie den Tab schließen. Bitte nur auf einem Gerät, das sonst niemand benutzt.
account-browser-hint = Vielleicht fragt Ihr Browser, ob er das Passwort speichern soll. Sagen Sie nur dann Ja, wenn das Gerät Ihnen allein gehört.
account-keep = Bitte schreiben Sie sich Namen und Passwort auf. Niemand kann Ihnen das Passwort neu schicken, auch wir nicht.
account-print = Als kleine Karte drucken
account-go-new = Weiter zum Schreiben
account-go-again = Weiter
account-go-back = Anmelden
account-was-here = Ich war schon einmal hier
account-is-new = Ich bin zum ersten Mal hier
account-start = Ich bin zum ersten Mal hier
account-lost = Passwort vergessen?

## Wenn etwas nicht geht

refusal-refused = Das hat nicht geklappt. Bitte versuchen Sie es mit einem anderen Namen.
refusal-wrong = Name und Passwort passen nicht zusammen. Bitte prüfen Sie beides.
refusal-busy = Gerade kommen sehr viele Menschen zu uns. Bitte versuchen Sie es in ein paar Minuten noch einmal.
refusal-proof = Das hat leider zu lange gedauert. Bitte versuchen Sie es noch einmal.
refusal-network = Es gibt gerade keine Verbindung. Was Sie geschrieben haben, ist noch da. Bitte versuchen Sie es gleich noch einmal.
refusal-signed-out = Sie sind abgemeldet. Bitte melden Sie sich wieder an.
refusal-trouble = Das hat leider nicht geklappt. Bitte versuchen Sie es noch einmal.
trouble-network = Es gibt gerade keine Verbindung. Wir versuchen es weiter. Was Sie geschrieben haben, bleibt hier stehen.
trouble-connect = Die Verbindung kommt gerade nicht zustande. Wir versuchen es weiter. Was Sie geschrieben haben, bleibt hier stehen.
trouble-case-unserved = Für Ihr Anliegen ist hier leider keine Beratungsstelle zuständig. Die Telefonnummern auf dieser Seite helfen Ihnen weiter.
trouble-case-busy = Die Beratungsstelle nimmt gerade keine neuen Gespräche an. Wir versuchen es weiter. In einer Notlage rufen Sie bitte eine der Nummern auf dieser Seite an.
trouble-case-too-many = Sie haben schon mehrere offene Gespräche. Bitte beenden Sie zuerst eines davon.
trouble-case-link = Dieser Link gilt nicht mehr. Bitte beginnen Sie noch einmal auf der Startseite.
trouble-case-elsewhere = Bei dieser Beratungsstelle können Sie zurzeit kein neues Gespräch beginnen. Auf der Startseite finden Sie andere Stellen. In einer Notlage rufen Sie bitte eine der Nummern auf dieser Seite an.
trouble-case-proof = Ihr Browser rechnet noch kurz. Wir versuchen es gleich weiter.
again = Noch einmal versuchen
discard = Verwerfen
offline = Keine Verbindung. Schreiben Sie ruhig weiter: Es wird gesendet, sobald die Verbindung wieder da ist.
deed-failed = Das hat leider nicht geklappt. Bitte versuchen Sie es noch einmal.

## Wie es steht

step-keys = Wir richten alles für Sie ein. Sie können schon schreiben.
step-keys-waits = Wir richten noch alles ein. Ihre Nachricht wird gleich gesendet.
step-room = Ihr geschützter Raum wird vorbereitet. Sie können schon schreiben.
step-room-waits = Ihr geschützter Raum wird vorbereitet. Ihre Nachricht wird gleich gesendet.
step-back = Wir haben Ihr Gespräch gefunden. Es wird gerade für Sie geöffnet. Bitte lassen Sie diese Seite offen.
step-safe = Ihr Gespräch wird noch gesichert. Bitte lassen Sie die Seite einen Augenblick offen.
no-case = Hier ist noch kein Gespräch. Auf der Startseite können Sie eines beginnen. Ein Zugang ohne Gespräch wird nach 30 Tagen gelöscht.
case-opened = Sie sind richtig. Schreiben Sie einfach los – so viel oder so wenig, wie Sie möchten.
case-already = Zu diesem Thema läuft schon ein Gespräch bei { $centre }: Hier geht es weiter. Ein zweites haben wir nicht begonnen.
case-asked = Ihre Nachricht ist bei { $centre } angekommen. Jemand von dort antwortet Ihnen hier. Sie können die Seite schließen und später wiederkommen.

## Das Gespräch

talk-title = Ihr Gespräch
talk-which = Ihre Gespräche
talk-closed = Dieses Gespräch ist beendet. Wenn Sie noch etwas brauchen, schreiben Sie einfach hier. Dann ist es wieder offen.
talk-muted = { $centre } hat dieses Gespräch bis einschließlich { $until } angehalten. Bis dahin können Sie lesen und nicht schreiben. Danach geht es hier weiter. In einer Notlage rufen Sie bitte eine der Nummern auf dieser Seite an.
talk-turned-away = { $centre } hat dieses Gespräch beendet. Bis einschließlich { $until } können Sie hier nur lesen oder löschen. Auf der Startseite finden Sie andere Stellen. In einer Notlage rufen Sie bitte eine der Nummern auf dieser Seite an.
present-title = Wer hier mitliest
present-nobody = Sie sprechen mit { $centre }. Sobald jemand Ihr Gespräch übernimmt, sehen Sie hier den Namen.
present-more = Wer kann lesen, was ich schreibe?
present-team = Lesen können es nur Sie und die Menschen, die oben stehen. Fällt jemand aus, kann eine Kollegin oder ein Kollege aus der Stelle { $centre } vertreten. Das sehen Sie dann hier.
present-alone = Lesen können es nur Sie und die Menschen, die oben stehen. Niemand sonst in der Stelle { $centre } liest mit.
present-first = Ihre Nachricht lesen zuerst die Beraterinnen und Berater der Stelle { $centre }. Dann berät Sie eine Person, und nur sie liest mit.
present-service = Damit eine Vertretung möglich ist, verwahrt ein Programm den Zugang zu diesem Gespräch. Wer das Programm betreibt, könnte technisch mitlesen.
present-locked = Alles wird auf Ihrem Gerät verschlossen, bevor es abgeschickt wird.
present-operator = Wer diese Seite betreibt, kann es nicht lesen.
present-reference = Aktenzeichen Ihres Gesprächs: { $reference }. Schreiben Sie es sich auf: Damit finden Sie zurück, falls Sie das Passwort verlieren.
role-counsellor = berät Sie
role-cover = vertritt
role-cover-until = vertritt bis { $date }
lines = Nachrichten
older = Frühere Nachrichten zeigen
today = Heute
yesterday = Gestern
you = Sie
you-before = Sie, mit dem früheren Zugang
edited = geändert
locked = Diese Nachricht lässt sich noch nicht öffnen. Oft dauert das nur einen Augenblick. Bleibt sie verschlossen, schreiben Sie das bitte kurz: Dann wird sie Ihnen noch einmal geschickt.
deleted = Diese Nachricht wurde gelöscht.
write-first = Was bewegt Sie?
write = Ihre Nachricht
write-hint = Mit Strg und Eingabe können Sie auch senden.
send = Senden
attach = Datei
progress-waiting = wird gleich gesendet
progress-sending = wird gesendet …
progress-securing = angekommen, wird noch gesichert …
progress-sent = gesendet
progress-failed = Nicht gesendet.

## Dateien

attach-kind = „{ $name }“ kann nicht gesendet werden. Möglich sind Bilder (PNG, JPG, WebP, HEIC) und Dokumente (PDF, DOCX, ODT).
attach-size = „{ $name }“ ist zu groß. Möglich sind bis zu 10 MB.
attach-day = Heute haben Sie schon sehr viele Dateien gesendet. Diese geht erst morgen. Schreiben können Sie weiter.
attach-broken = „{ $name }“ lässt sich nicht lesen. Vielleicht ist die Datei beschädigt.
attach-heic = Ihr Browser kann „{ $name }“ nicht öffnen. Bitte speichern Sie das Bild als JPG und versuchen Sie es noch einmal.
uploading = „{ $name }“ wird gesendet
picture = Bild: { $name }
file = Datei
save = Speichern
opening = wird geöffnet …
open-failed = Die Datei lässt sich gerade nicht öffnen. Bitte versuchen Sie es noch einmal.

## Sprachnachrichten

voice = Sprachnachricht
voice-asking = Ihr Browser fragt vielleicht, ob er das Mikrofon benutzen darf.
voice-runs = Die Aufnahme läuft. Sprechen Sie einfach.
voice-length = { $length } von höchstens { $most }
voice-stop = Fertig
voice-ready = Die Aufnahme ist fertig. Sie können sie anhören, senden oder verwerfen.
voice-full = Länger geht eine Aufnahme nicht. Sie können sie anhören, senden oder verwerfen – und danach weitersprechen.
voice-empty = Die Aufnahme war zu kurz. Bitte versuchen Sie es noch einmal.
voice-denied = Das Mikrofon ist für diese Seite nicht freigegeben. Das ist in Ordnung: Schreiben können Sie jederzeit. Wenn Sie lieber sprechen möchten, erlauben Sie das Mikrofon in Ihrem Browser.
voice-missing = Wir finden kein Mikrofon. Schreiben können Sie jederzeit.
voice-busy = Das Mikrofon wird gerade anderswo gebraucht, vielleicht für ein Telefonat. Bitte versuchen Sie es danach noch einmal.
voice-unable = Ihr Browser kann hier nichts aufnehmen. Schreiben können Sie jederzeit.
sound = Aufnahme
sound-of = Aufnahme: { $length }
sound-play = Anhören
sound-pause = Anhalten
sound-place = Stelle in der Aufnahme
sound-at = { $at } von { $length }
sound-unknown = Ihr Browser kann diese Aufnahme nicht abspielen.

## Fragen der Beratungsstelle

asked-title = Eine Frage an Sie
asked-hand-over = { $name } soll Ihr Gespräch weiterführen. Sind Sie einverstanden?
asked-hand-over-nameless = Jemand anderes soll Ihr Gespräch weiterführen. Wer das ist, steht oben in der letzten Nachricht. Sind Sie einverstanden?
asked-hand-over-yes = Ja, einverstanden
asked-hand-over-no = Nein, lieber nicht
asked-forward = { $centre } kann Ihnen besser helfen. Darf Ihr Gespräch dorthin gehen?
asked-forward-yes = Ja, gern
asked-forward-no = Nein, lieber nicht
asked-anew = { $centre } kann Ihnen besser helfen. Möchten Sie dort neu beginnen, in einem neuen Gespräch? Was bisher geschrieben wurde, kann die Stelle nicht lesen. Sobald sie bereit ist, wird dieses Gespräch gelöscht.
asked-anew-yes = Ja, gern
asked-anew-no = Nein, lieber nicht
asked-erase = Soll wirklich alles gelöscht werden? Das lässt sich nicht rückgängig machen.
asked-erase-yes = Ja, alles löschen
asked-erase-no = Nein, behalten
asked-other = Die Beratungsstelle { $centre } fragt Sie etwas. Was genau, steht in der letzten Nachricht.
asked-other-yes = Ja
asked-other-no = Nein

## Beenden und löschen

more = Mehr
cancel = Zurück
sign-out = Abmelden
sign-out-pending = Eine Nachricht ist noch nicht gesendet. Wenn Sie sich jetzt abmelden, geht sie verloren.
sign-out-unsafe = Ihr Gespräch wird noch gesichert. Das dauert nur noch einen Augenblick.
sign-out-all = Überall abmelden
sign-out-all-text = Auch an anderen Geräten, an denen Sie angemeldet sind, müssen Sie sich dann neu anmelden.
close = Gespräch beenden
close-title = Gespräch beenden?
close-text = Die Beratungsstelle erfährt, dass Sie das Gespräch beenden. Lesen können Sie es weiterhin.
close-yes = Gespräch beenden
erase = Gespräch löschen
erase-title = Dieses Gespräch löschen?
erase-text = Alle Nachrichten dieses Gesprächs werden gelöscht, bei Ihnen und bei der Beratungsstelle. Das lässt sich nicht rückgängig machen.
erase-yes = Alles löschen
delete-account = Zugang löschen
delete-account-title = Ihren Zugang löschen?
delete-account-text = Ihr Name, Ihr Passwort und alle Ihre Gespräche werden gelöscht. Das lässt sich nicht rückgängig machen. Bitte geben Sie zur Sicherheit beides noch einmal ein.
delete-account-yes = Zugang löschen
over-title = Sie sind abgemeldet
over-text = Auf dieser Seite ist nichts mehr von Ihrem Gespräch. Im Verlauf Ihres Browsers steht noch, dass Sie hier waren. Wenn das niemand sehen soll, löschen Sie bitte den Verlauf.
over-again = Wieder anmelden

## Zurück ohne das alte Passwort

back-title = Zurück in mein Gespräch
back-other = Passwort zu einem anderen Gespräch verloren?
back-lead = Haben Sie das Passwort zu einem früheren Zugang verloren? Dann kann Ihre Beratungsstelle Sie mit diesem Zugang wieder einlassen.
back-reference = Aktenzeichen
back-reference-hint = Sechs Zeichen, zum Beispiel 7F3K9Q. Es stand im Gespräch unter „Wer kann lesen, was ich schreibe?“.
back-reference-missing = Das ist kein Aktenzeichen. Es hat sechs Zeichen, Buchstaben und Ziffern.
back-name = Ihr Name von damals
back-name-hint = Der Name, mit dem Sie sich angemeldet haben, oder der Name, den Sie im Gespräch hatten.
back-name-missing = Bitte geben Sie den Namen ein.
back-go = Um Einlass bitten
back-number = Ihre Nummer: { $number }
back-sent = Wenn Aktenzeichen und Name zusammenpassen, haben wir bei Ihrer Beratungsstelle nachgefragt. Ob sie passen, sagen wir hier niemandem. So kann auch niemand anderes etwas herausfinden.
back-call = Bitte rufen Sie jetzt Ihre Beratungsstelle an und nennen Sie diese Nummer. Sie werden etwas gefragt, das nur Sie wissen.
back-stay = Lassen Sie diese Seite bitte offen: Ihr Gespräch erscheint dann hier. Die Bitte gilt bis { $date }.
back-again = Etwas anderes eingeben
back-withdraw = Bitte zurücknehmen
back-withdrawn = Zurückgenommen: Niemand lässt Sie mehr in dieses Gespräch. Sie können es hier neu versuchen.
back-too-many = Sie haben schon mehrmals gefragt. Bitte versuchen Sie es in einer halben Stunde noch einmal, oder rufen Sie Ihre Beratungsstelle an.
back-asked = Jemand hat darum gebeten, mit einem neuen Zugang in dieses Gespräch zurückzukommen. Waren Sie das nicht? Dann schreiben Sie es bitte hier.

mail = E-Mail, wenn eine Antwort da ist
mail-text = Wenn Sie möchten, schreiben wir Ihnen eine E-Mail, sobald eine Antwort wartet. Darin steht nur, dass es etwas Neues gibt: nicht von wem und nicht worüber. Nehmen Sie nur ein Postfach, in das niemand sonst schaut. Die Adresse wird verschlüsselt gespeichert; die Beratungsstelle sieht sie nicht.
mail-on = E-Mails gehen an { $address }.
mail-off = Zurzeit bekommen Sie keine E-Mails.
mail-address = Ihre E-Mail-Adresse
mail-wrong = Das ist keine vollständige E-Mail-Adresse. Sie sieht zum Beispiel so aus: name@beispiel.de
mail-go = Code schicken
mail-stop = Adresse löschen
mail-asked = Wir haben einen Code an { $address } geschickt. Er gilt 30 Minuten. Vorher schreiben wir dorthin nichts anderes. Kommt keiner an, sehen Sie bitte im Spam-Ordner nach, und prüfen Sie die Adresse.
mail-code = Code aus der E-Mail
mail-code-go = Bestätigen
mail-code-wrong = Dieser Code stimmt nicht oder gilt nicht mehr. Sehen Sie noch einmal nach, oder lassen Sie sich einen neuen schicken.
mail-other = Andere Adresse oder neuer Code
mail-too-many = Das waren gerade zu viele Versuche. Versuchen Sie es in einer Stunde noch einmal.

## Sprechen

call = Gespräch mit Ton und Bild
call-somebody = { $name } anrufen
call-asked = Ich möchte Sie anrufen.
call-missed = Verpasster Anruf
call-tried = Ich habe versucht, Sie anzurufen.
call-not-now = Ich möchte jetzt nicht telefonieren. Bitte schreiben Sie mir.
call-wants = { $name } möchte Sie anrufen.
call-wants-video = { $name } möchte Sie mit Bild anrufen.
call-rings = { $name } ruft Sie an.
call-rings-video = { $name } ruft Sie mit Bild an.
call-agree = Einverstanden
call-accept = Annehmen
call-decline = Jetzt nicht
call-check = Bevor Sie mit { $name } sprechen
call-private = Nur Sie beide hören und sehen einander. Nichts wird aufgezeichnet. Ihre Internet-Adresse bleibt verborgen.
call-with-picture = Mein Bild zeigen
call-own-picture = Ihr eigenes Bild
call-picture-of = Bild von { $name }
call-blur = Hintergrund unscharf machen
call-microphone = Mikrofon
call-camera = Kamera
call-speaker = Lautsprecher
call-level = So laut hören wir Sie
call-now = Jetzt anrufen
call-leave = Abbrechen
call-calling = Es klingelt bei { $name }.
call-connecting = Wir verbinden Sie mit { $name }.
call-talking = Sie sprechen mit { $name }.
call-shaky = Die Verbindung ist unterbrochen. Bitte warten Sie einen Moment.
call-mute = Ton aus
call-show = Bild an
call-hang-up = Auflegen
call-good = In Ordnung
call-no-camera = Die Kamera lässt sich nicht öffnen. Man hört Sie weiter.
call-over-ended = Das Gespräch mit { $name } ist beendet.
call-over-declined = { $name } kann jetzt nicht sprechen. Schreiben Sie gern eine Nachricht.
call-over-busy = { $name } spricht gerade mit jemand anderem. Versuchen Sie es später noch einmal, oder schreiben Sie eine Nachricht.
call-over-unanswered = { $name } hat nicht abgenommen. Wir haben eine Nachricht hinterlassen, dass Sie angerufen haben.
call-over-missed = { $name } hat angerufen und wieder aufgelegt.
call-over-elsewhere = Sie haben an einem anderen Gerät abgenommen.
call-over-no-connection = Es kommt keine Verbindung zustande. Versuchen Sie es in einem anderen Netz, zum Beispiel ohne WLAN oder ohne VPN. Schreiben können Sie jederzeit.
call-over-lost = Die Verbindung ist abgerissen. Rufen Sie noch einmal an, oder schreiben Sie eine Nachricht.
call-over-trouble = Das Gespräch konnte nicht beginnen. Versuchen Sie es noch einmal, oder schreiben Sie eine Nachricht.
call-device-denied = Ihr Browser erlaubt es nicht. Erlauben Sie Mikrofon (und Kamera) für diese Seite, oder schreiben Sie.
call-device-missing = Wir finden kein Mikrofon oder keine Kamera. Sie können auch ohne Bild sprechen, oder schreiben.
call-device-busy = Mikrofon oder Kamera werden gerade von einem anderen Programm benutzt.
call-device-unable = Dieser Browser kann keine Anrufe. Schreiben können Sie jederzeit.

## Livechat ohne Konto

live-title = Livechat
live-lead = Sie brauchen keinen Namen und kein Passwort. Was Sie schreiben, gibt es nur auf dieser offenen Seite.
live-first = Worum geht es? Ein Satz genügt. Ihn liest, wer gerade im Dienst ist.
live-first-missing = Bitte schreiben Sie einen Satz.
live-go = In den Livechat
live-open = Bitte lassen Sie diese Seite offen. Wenn Sie sie neu laden oder schließen, ist das Gespräch zu Ende, und niemand kann es zurückholen.
live-next = Sie sind als Nächstes dran.
live-ahead = So viele warten schon länger als Sie: { $count }.
live-minutes = Zuletzt dauerte es meist etwa { $minutes } Minuten.
live-unknown = Wie lange es dauert, wissen wir nicht.
live-nobody = Gerade ist niemand mehr im Dienst. Sie können warten. Oder Sie behalten das Gespräch mit einem Zugang und lesen die Antwort später.
live-elsewhere-title = Woanders ist jemand da
live-elsewhere = Bei { $here } ist gerade niemand mehr im Dienst. Bei { $there } ist jetzt jemand für Sie da.
live-elsewhere-next = Dort wären Sie als Nächstes dran.
live-elsewhere-ahead = So viele warten dort schon: { $count }. Sie kommen nach ihnen dran.
live-elsewhere-agree = Wenn Sie wechseln, stimmen Sie dem zu. Erst dann geht das, was Sie geschrieben haben, an { $there }. Bei { $here } wird es gelöscht.
live-elsewhere-files = Dateien müssten Sie dort noch einmal senden.
live-elsewhere-go = Zustimmen und wechseln
live-elsewhere-stay = Hier weiter warten
live-elsewhere-failed = Das ging nicht: Dort ist gerade auch niemand mehr da. Ihr Platz hier ist derselbe geblieben.
live-elsewhere-full = Bei einer anderen Beratungsstelle ist jemand da, aber es warten dort schon zu viele.
live-help = In einer Notlage rufen Sie bitte eine der Nummern auf dieser Seite an.
live-over = Dieses Gespräch ist zu Ende. Innerhalb von 48 Stunden wird alles gelöscht. Bis dahin können Sie es hier noch behalten, solange diese Seite offen ist.
live-close-text = Die Beratungsstelle erfährt, dass Sie das Gespräch beenden. Innerhalb von 48 Stunden wird alles gelöscht.
live-keep = Gespräch behalten und später weiterschreiben
live-keep-title = Dieses Gespräch behalten
live-keep-lead = Denken Sie sich einen Namen und ein Passwort aus. Dann wird nichts gelöscht, und Sie kommen jederzeit zurück.
live-keep-go = Behalten
trouble-case-nobody = Gerade ist niemand mehr für einen Livechat da. Auf der Startseite können Sie mit einem Zugang schreiben und die Antwort später lesen. In einer Notlage rufen Sie bitte eine der Nummern auf dieser Seite an.
trouble-case-full = Im Livechat warten gerade schon zu viele. Versuchen Sie es später noch einmal, oder schreiben Sie auf der Startseite mit einem Zugang. In einer Notlage rufen Sie bitte eine der Nummern auf dieser Seite an.
trouble-case-date = Diese Zeit hat gerade jemand anders bekommen. Auf der Startseite können Sie eine andere wählen. Mit „Noch einmal versuchen“ geht es ohne Termin weiter; fragen Sie dann im Gespräch danach.

# Termine. Die Wörter von dates-move und dates-cancel werden so gesendet, wie sie hier stehen.
dates = Ihr Termin
dates-choose = Welche Zeit passt Ihnen?
dates-none = Keine dieser Zeiten passt
dates-booked = Ihr Termin: { $time }
dates-move = Termin verschieben
dates-cancel = Termin absagen
dates-sure = Den Termin wirklich absagen?
dates-keep = Nein, der Termin bleibt
