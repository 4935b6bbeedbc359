# machine-made from the polite German, not yet read by people it is for. Leichte Sprache.

language-name = Leichte Sprache

# Auf jeder Seite

skip-content = Zum Inhalt
skip-exit = Seite schnell verlassen
exit = Seite verlassen
exit-more = Drücken Sie noch einmal die Umschalt-Taste. Dann sind Sie weg.
exit-stopped = Sie bleiben auf der Seite.
language = Sprache
steps = Schritt { $step } von 3
now = In Not? Rufen Sie an:
now-112 = Notruf
now-talk = Reden
now-all = Alle Nummern
back-start = Zur Startseite
nav = Über diese Seite
nav-how = So geht es
nav-safety = Sicher auf dieser Seite
nav-privacy = Daten-Schutz
nav-imprint = Impressum
nav-accessibility = Barriere-Freiheit
nav-return = Wieder anmelden
traces = Der Knopf „Seite verlassen“ hilft Ihnen. Sie sehen dann sofort eine andere Seite. Am Computer geht es auch so: Drücken Sie 3-mal die Umschalt-Taste.

# Hilfe für jetzt gleich

help-title = Hilfe für jetzt gleich
help-free = Alle Nummern kosten nichts. Nur der Gift-Notruf kostet Geld. Sie müssen Ihren Namen nicht sagen.
help-112 = Notruf: Wenn jemand sterben kann
help-110 = Polizei: Wenn jemand Ihnen droht
help-doctor = Ärzte am Abend und am Wochen-Ende
help-talk = Telefon-Seelsorge: zum Reden, Tag und Nacht
help-young = Nummer gegen Kummer: für Kinder und Jugendliche
help-women = Hilfe-Telefon für Frauen bei Gewalt: Tag und Nacht, in vielen Sprachen
help-men = Hilfe-Telefon für Männer bei Gewalt
help-abuse = Hilfe-Telefon bei sexueller Gewalt
help-poison = Gift-Notruf Berlin: Tag und Nacht

danger-suicide = Das klingt sehr schwer. Es ist gut, dass Sie es schreiben. Sie sind nicht allein. Sind Sie jetzt in Gefahr? Oder ein anderer Mensch? Warten Sie nicht auf eine Antwort hier. Rufen Sie an:
danger-poisoning = Hat jemand Gift genommen? Oder zu viele Tabletten? Dann muss es schnell gehen. Rufen Sie jetzt an. Auch wenn es noch gut geht. Geben Sie nichts zu trinken. Der Mensch soll sich nicht übergeben. Behalten Sie die Packung.
danger-violence = Das klingt gefährlich. Es ist gut, dass Sie es schreiben. Niemand darf Ihnen weh tun. Sind Sie jetzt in Gefahr? Rufen Sie an:
danger-sexual_violence = Das durfte nicht passieren. Sie sind nicht schuld. Es ist gut, dass Sie es schreiben. Hier bekommen Sie gleich Hilfe:
danger-self_harm = Danke, dass Sie das schreiben. Das ist mutig. Blutet eine Wunde stark? Dann brauchen Sie sofort einen Arzt. Ist es gerade zu viel für Sie? Rufen Sie an:
danger-go-on = Möchten Sie auch schreiben? Dann geht es hier weiter.

# Startseite

start-name = Schreiben Sie uns
start-title = Schreiben Sie uns. Menschen antworten Ihnen.
start-lead = Haben Sie ein Problem? Hier hört Ihnen jemand zu. Die Menschen hier helfen oft bei Problemen. Sie sagen nichts weiter.
start-free = Es kostet nichts.
start-nameless = Sie müssen Ihren Namen nicht sagen. Sie brauchen keine E-Mail.
start-secret = Niemand auf dem Weg kann mitlesen.
start-words = Was ist Ihr Problem?
start-words-hint = Schreiben Sie ein Wort oder einen Satz. Zum Beispiel: „Ich habe Schulden“.
start-place = Ihre Post-Leitzahl oder Ihr Ort
start-place-hint = Wir suchen damit eine Stelle für Sie. Wir merken uns das nicht.
start-send = Stelle suchen
start-topics = Oder wählen Sie ein Thema
start-code = Haben Sie eine Karte mit einem Code?
start-code-go = Code schreiben
start-return = Waren Sie schon hier?
start-return-go = Wieder anmelden

# Thema

topic-name = Thema
topic-title = Was ist Ihr Problem?
topic-several = Meinen Sie das?
topic-several-hint = Wählen Sie, was am besten passt.
topic-unclear = Das haben wir nicht verstanden. Bitte wählen Sie ein Thema. Oder schreiben Sie es mit anderen Wörtern.
topic-silent = Bitte schreiben Sie ein Wort. Oder wählen Sie ein Thema.
topic-gone = Dieses Thema gibt es nicht mehr. Bitte wählen Sie ein anderes Thema.
topic-all = Alle Themen
topic-words = Mit anderen Wörtern
topic-send = Weiter
topic-empty = Im Moment kann Ihnen hier niemand helfen. Das tut uns leid. Bitte rufen Sie eine Nummer unten an.

# Ort

place-name = Ort
place-title = Wo wohnen Sie?
place-why = Viele Stellen helfen nur in einer Gegend. Mit der Post-Leitzahl finden wir Ihre Stelle. Wir merken uns die Zahl nicht.
place-label = Post-Leitzahl oder Ort
place-send = Stelle suchen
place-error = Bitte schauen Sie noch einmal:
place-missing = Bitte schreiben Sie Ihre Post-Leitzahl oder Ihren Ort.
place-many = Das sind mehrere Post-Leitzahlen. Bitte schreiben Sie nur eine.
place-foreign = Dieser Ort ist nicht in Deutschland. Wir helfen nur Menschen in Deutschland. Das tut uns leid.
place-unknown = Die Post-Leitzahl { $code } kennen wir nicht. Ist sie richtig? Dann drücken Sie noch einmal auf den Knopf.
place-not-found = Diesen Ort haben wir nicht gefunden. Bitte schreiben Sie 5 Zahlen. Oder den Namen von einem Ort.
place-depends = In { $place } gibt es mehrere Post-Leitzahlen: { $codes }. Bitte schreiben Sie Ihre.
place-which = Diesen Namen gibt es mehrmals. Welchen Ort meinen Sie?

# Stelle

centre-name = Ihre Stelle
centre-title = Diese Stelle hilft Ihnen
centre-chosen = Das haben Sie gewählt
centre-topic = Thema
centre-place = Post-Leitzahl
centre-change = Ändern
centre-change-topic = Thema ändern
centre-change-place = Post-Leitzahl ändern
centre-white = In Ihrer Gegend gibt es keine Stelle für dieses Thema. Deshalb hilft Ihnen eine andere Stelle. Sie hilft Menschen in ganz Deutschland.
centre-gone = Die Stelle kann gerade nicht helfen. Das ist nicht schlimm. Diese Stelle hier hilft Ihnen.
centre-carrier = Verein
centre-hours = Antwort
centre-within = { $hours ->
        [one] in der Regel innerhalb von einer Stunde
       *[other] in der Regel innerhalb von { $hours } Stunden
    }
centre-people = Wer antwortet
centre-team = Ein Mensch aus einer Gruppe. Ist er krank, antwortet ein anderer Mensch.
centre-single = Ein Mensch. Er bleibt bei Ihnen.
centre-agree = Drücken Sie auf „Hier schreiben“? Dann sagen Sie Ja dazu. Sie können immer aufhören. Sie können immer alles löschen.
centre-write = Hier schreiben
centre-others = Sie können auch eine andere Stelle wählen
centre-others-order = Zuerst kommen Stellen aus Ihrer Gegend. Dann kommen Stellen, die gerade mehr Zeit haben.
centre-take = Diese Stelle wählen
centre-take-named = { $centre } wählen

unserved-title = Dafür ist gerade niemand da
unserved-text = Ihr Thema ist { $topic }. Dafür finden wir gerade keine Stelle. Das tut uns leid. Das ist nicht Ihre Schuld.
unserved-kept = Wir haben nichts gespeichert.
unserved-now = Hier bekommen Sie jetzt Hilfe:
unserved-topic = Anderes Thema wählen
unserved-place = Anderen Ort schreiben

# Wer kann was lesen?

reads-title = Wer kann was lesen?
reads-who = Wer
reads-what = Liest, was Sie schreiben
reads-counsellor = Der Mensch, der Ihnen hilft
reads-counsellor-yes = Ja. Er sagt nichts weiter. Das ist Pflicht.
reads-colleagues = Die Gruppe von { $centre }
reads-colleagues-team = Nur am Anfang. Danach nur, wenn jemand krank ist oder Urlaub hat. Das sehen Sie dann.
reads-colleagues-single = Nur am Anfang. Danach nicht mehr.
reads-colleagues-person = Nein. Nur wenn jemand krank ist oder Urlaub hat. Das sehen Sie dann.
reads-keeper = Das Programm mit den Schlüsseln
reads-keeper-team = Wem das Programm gehört, der könnte mitlesen.
reads-keeper-single = Wem das Programm gehört, der könnte am Anfang mitlesen. Nach der ersten Antwort nicht mehr.
reads-server = Wem der große Computer (Server) gehört
reads-server-no = Nein. Er sieht nur, dass jemand schreibt: wann, wie viel und mit welchem Konto.
reads-others = Andere Stellen
reads-others-no = Nein.
reads-kept = Wir speichern das Thema, die Stelle und Ihren ausgedachten Namen. Ihre Post-Leitzahl speichern wir nicht.
reads-more = Mehr zum Daten-Schutz

# Links, Codes und die Matrix-App

link-name = Ihr Link
link-title = Diese Stelle hilft Ihnen:
link-personal = Ein Mensch aus dieser Stelle liest, was Sie schreiben.
link-deputy = Der Mensch mit Ihrem Link ist gerade nicht da. Ein anderer Mensch hilft Ihnen.
link-team = Der Mensch mit Ihrem Link ist gerade nicht da. Die Gruppe von der Stelle hilft Ihnen.
link-topics = Was ist Ihr Problem?
link-topics-hint = Wählen Sie ein Thema. Dann können Sie schreiben.
link-closed-title = Ihre Stelle ist gerade nicht da
link-closed = Ihre Stelle kann gerade nicht helfen. Das tut uns leid. Wir finden eine andere Stelle für Sie.
link-invalid-title = Dieser Link gilt nicht
link-invalid = Der Link geht nicht. Oder er geht nicht mehr. Das ist nicht schlimm. Wir finden auch so eine Stelle für Sie.
link-find = Eine Stelle suchen
link-print = Karte zum Drucken
code-name = Code
code-title = Haben Sie eine Karte mit einem Code?
code-label = Ihr Code
code-hint = Das sind 16 Zeichen. Sie können groß oder klein schreiben. Die Striche sind egal.
code-send = Weiter
matrix-title = Lieber mit einer Matrix-App schreiben?
matrix-program = Sie brauchen ein Programm für Matrix. Zum Beispiel <b>Element</b>. Es kostet nichts.
matrix-chat = Chat mit Lotse öffnen
matrix-account = Sie können im Programm auch diesen Namen suchen:
matrix-start = Schreiben Sie dort genau dies:
matrix-begin = Schreiben Sie dort <b>Hallo</b>. Lotse fragt Sie dann, worum es geht.

# Schreiben

write-name = Schreiben
write-title = Jetzt schreiben
write-for = Für Sie da: { $centre }
write-wait = Einen Augenblick, gleich können Sie schreiben.
write-off-title = Hier brauchen Sie JavaScript
write-off = Ihr Browser macht aus Ihrer Nachricht eine geheime Nachricht. So kann niemand auf dem Weg mitlesen. Dafür braucht er JavaScript. JavaScript ist aus. Deshalb können Sie hier nicht schreiben. So bekommen Sie trotzdem Hilfe:
write-stuck = Passiert hier nichts? So bekommen Sie trotzdem Hilfe:
write-off-phone = Rufen Sie eine Nummer unten an.
write-off-matrix = Schreiben Sie mit einer Matrix-App:
return-name = Anmelden
return-title = Schön, dass Sie wieder da sind
return-new = Sie waren noch nie hier? Fangen Sie hier an.
lost-name = Passwort vergessen
lost-title = Haben Sie Ihr Passwort vergessen?
lost-lead = Wir kennen Ihr Passwort nicht. Niemand kann Ihnen ein neues schicken. So kann auch niemand heimlich mit-lesen.
lost-try = Versuchen Sie es noch einmal. Jedes Zeichen im Passwort muss stimmen. Vielleicht haben Sie das Passwort aufgeschrieben?
lost-way-title = So kommen Sie wieder in Ihr Gespräch
lost-way-1 = Sie machen einen neuen Zugang. Mit einem neuen Namen. Und mit einem neuen Passwort.
lost-way-2 = Ihr Gespräch hat ein Akten-Zeichen. Schreiben Sie das Akten-Zeichen. Und schreiben Sie Ihren alten Namen.
lost-way-3 = Dann sehen Sie eine Nummer. Sie hat 4 Zahlen. Rufen Sie Ihre Beratungs-Stelle an. Sagen Sie die Nummer. Dann fragt man Sie etwas. Nur Sie kennen die Antwort.
lost-way-4 = Lassen Sie die Seite offen. Dann kommt Ihr Gespräch wieder. Sie können alles lesen. Mit dem alten Zugang geht das dann nicht mehr.
lost-go = Neuen Zugang machen
lost-has = Ich habe schon einen neuen Zugang
lost-know-title = Wer erfährt das?
lost-know = Ihre Beratungs-Stelle erfährt das. Kann ein anderer Mensch Ihren alten Zugang öffnen? Dann liest er dort: Jemand möchte zurück. Ist das gefährlich für Sie? Dann rufen Sie zuerst Ihre Beratungs-Stelle an.
lost-else-title = Wissen Sie das Akten-Zeichen nicht mehr?
lost-else = Rufen Sie Ihre Beratungs-Stelle an. Oder beginnen Sie ein neues Gespräch. Schreiben Sie dort: Ich war schon einmal hier. Dann sucht man Ihr Akten-Zeichen.
lost-new = Neues Gespräch beginnen
lost-chat-title = Ein neuer Zugang

# Wenn etwas nicht geht

missing-name = Nicht gefunden
missing-title = Hier ist nichts
missing-text = Diese Adresse gibt es nicht. Sie haben nichts verloren.
method-title = So geht es hier nicht weiter
method-text = Bitte fangen Sie auf der Start-Seite noch einmal an.
trouble-name = Gleich wieder da
trouble-title = Das geht gerade nicht
trouble-text = Bei uns ist etwas kaputt. Das ist nicht Ihre Schuld. Bitte versuchen Sie es in ein paar Minuten noch einmal.
form-title = Da hat etwas nicht geklappt
form-text = Wir konnten das nicht lesen. Wir haben nichts gespeichert. Bitte fangen Sie hier noch einmal an.

# Sicher auf dieser Seite

safety-name = Sicher
safety-title = Sicher auf dieser Seite
safety-lead = Soll niemand wissen, dass Sie hier sind? Das machen wir für Sie. Und das können Sie selbst machen.
safety-leave-title = Schnell weg
safety-leave = Oben auf jeder Seite ist der Knopf „Seite verlassen“. Er meldet Sie ab. Dann sehen Sie eine andere Seite. Am Computer geht es auch so: Drücken Sie 3-mal die Umschalt-Taste. Ist JavaScript aus? Dann schließen Sie danach das Fenster.
safety-not-title = Was nicht auf Ihrem Gerät bleibt
safety-not = Ihre Nachrichten. Ihr Name. Ihr Pass-Wort. Der Browser merkt sich nur: dass Sie angemeldet sind, und Ihre Sprache. Schließen Sie den Browser, dann ist das weg.
safety-stays-title = Was auf Ihrem Gerät bleibt
safety-stays-history = <b>Der Verlauf.</b> Der Browser merkt sich unsere Adresse. Er merkt sich nicht Ihr Thema.
safety-stays-restore = <b>Die letzten Seiten.</b> Manche Browser öffnen die letzten Seiten noch einmal. Schließen Sie deshalb zuerst unsere Seite. Dann schließen Sie den Browser.
safety-stays-downloads = <b>Was Sie herunterladen.</b> Das bleibt auf dem Gerät. Sie können es löschen.
safety-stays-words = <b>Ihre Tastatur am Handy.</b> Sie kann sich Wörter merken. Das können Sie in den Einstellungen löschen.
safety-remove-title = So löschen Sie den Verlauf
safety-remove-computer = <b>Am Computer:</b> Drücken Sie zusammen Strg, Umschalt und Entf. (Am Mac: Befehl, Umschalt und Rück-Taste.) Wählen Sie die letzte Stunde. Löschen Sie alles.
safety-remove-phone = <b>Am Handy:</b> Öffnen Sie das Menü im Browser. Wählen Sie „Verlauf“. Löschen Sie nur unsere Seite. Löschen Sie nicht alles: Das kann auffallen.
safety-better-title = Noch sicherer
safety-better-private = Öffnen Sie zuerst ein privates Fenster. Es heißt auch „Inkognito“. Dann merkt sich der Browser nichts.
safety-better-device = Schaut jemand in Ihr Gerät? Dann nehmen Sie ein anderes Gerät. Zum Beispiel von Freunden oder in der Bücherei.
safety-better-network = Wem das WLAN gehört, der kann unsere Adresse sehen. Er kann nicht sehen, was Sie schreiben.

# So geht es

how-name = So geht es
how-title = So geht es
how-lead = Es sind 3 Schritte. Es dauert etwa 2 Minuten.
how-1-title = Sagen, was das Problem ist
how-1 = Sie schreiben ein Wort und Ihre Post-Leitzahl. Wir zeigen Ihnen eine Stelle. Sie können auch eine andere wählen.
how-2-title = Einen Namen ausdenken
how-2 = Denken Sie sich einen Namen aus. Nehmen Sie nicht Ihren richtigen Namen. Denken Sie sich ein Pass-Wort aus. Schreiben Sie das Pass-Wort auf. Wir können Ihnen kein neues schicken.
how-3-title = Schreiben
how-3 = Sie schreiben, was los ist. Ein Mensch liest es. Er antwortet Ihnen. Wollen Sie weiterlesen? Dann melden Sie sich wieder an.
how-who-title = Wer antwortet
how-who = Menschen, die das gelernt haben. Sie sagen nichts weiter. Kein Computer antwortet Ihnen.
how-end-title = Aufhören
how-end = Sie können immer aufhören. Sie können alles löschen. Sie müssen nicht sagen, warum.
how-not-title = Was es nicht ist
how-not = Das ist kein Notruf. Eine Antwort kann Stunden oder Tage dauern. Sind Sie in Not? Dann rufen Sie an. Die Nummern stehen auf jeder Seite.

# Seiten des Betreibers, solange er sie nicht gefüllt hat

imprint-name = Impressum
imprint-title = Impressum
imprint-text = Diese Seite gehört: <b>{ $operator }</b>.
imprint-missing = Hier fehlt noch etwas. Das muss der Betreiber noch schreiben.
imprint-contact = So erreichen Sie ihn: { $contact }
privacy-name = Daten-Schutz
privacy-title = Daten-Schutz
privacy-lead = Hier steht das Wichtigste. Wer was lesen kann, steht bei jeder Stelle.
privacy-text-title = Was Sie schreiben
privacy-text = Ihr Browser macht aus Ihrer Nachricht eine geheime Nachricht. Lesen können sie die Menschen in Ihrer Stelle. Und wer die Schlüssel hat. Wem der Server gehört, der kann sie nicht lesen.
privacy-kept-title = Was gespeichert wird
privacy-kept = Das Thema. Die Stelle. Ihr ausgedachter Name. Und wann jemand geschrieben hat. Ist die Beratung zu Ende, wird alles gelöscht. Sie können auch selbst alles löschen.
privacy-not-title = Was nicht gespeichert wird
privacy-not = Ihre Post-Leitzahl. Die Adresse von Ihrem Gerät (IP-Adresse). Was Sie in das Such-Feld schreiben. Wir zählen keine Besuche. Wir laden nichts von fremden Seiten.
privacy-cookies-title = Cookies
privacy-cookies = Es sind 2. Einer merkt sich, dass Sie angemeldet sind. Einer merkt sich Ihre Sprache. Schließen Sie den Browser, dann sind beide weg.
privacy-missing = Hier fehlt noch etwas: Ihre Rechte. Das muss { $operator } noch schreiben.
privacy-link = Die vollständige Erklärung des Betreibers
privacy-centre = Daten-Schutz bei dieser Stelle
privacy-controller = Verantwortlich
privacy-contact = Fragen zum Daten-Schutz
privacy-operator = Wem die Plattform gehört
privacy-unsaid = Das hat die Stelle noch nicht geschrieben.
privacy-erased-title = Wann alles gelöscht wird
privacy-erased = Die Beratung ist zu Ende. So viele Tage später ist alles gelöscht. Sie können auch selbst alles löschen.
privacy-version = Dieser Text hat die Nummer { $version }. Sie haben Ja gesagt. Wir merken uns, welche Nummer da galt.
privacy-general = Mehr zum Daten-Schutz
accessibility-name = Barriere-Freiheit
accessibility-title = Barriere-Freiheit
accessibility-lead = Alle Menschen sollen diese Seiten benutzen können. Die Regeln dafür heißen WCAG 2.2, Stufe AA.
accessibility-can = Sie können nur die Tastatur benutzen. Ein Programm kann die Seiten vorlesen. Sie können alles größer machen. Es gibt eine dunkle Ansicht.
accessibility-simple = Die Seiten gibt es in Leichter Sprache und in anderen Sprachen. Die meisten Texte hat ein Computer übersetzt. Menschen haben die Texte noch nicht geprüft.
accessibility-cannot-title = Was noch nicht geht
accessibility-cannot = Es gibt keine Videos in Gebärden-Sprache. Niemand von außen hat die Seiten geprüft. Die Texte von den Stellen sind nur auf Deutsch und nicht immer leicht. Der Browser füllt Ihre Post-Leitzahl nicht aus. Das ist Absicht: So findet sie niemand auf Ihrem Gerät.
accessibility-feedback-title = Klappt etwas nicht?
accessibility-feedback = Sagen Sie es bitte: { $operator }.
accessibility-missing = Hier fehlt noch ein Text vom Betreiber.

# Die E-Mail, wenn eine Antwort wartet: Sie sagt nicht, von wem und worüber

mail-code-subject = Ihr Code
mail-code-text =
    Guten Tag.

    Jemand hat diese Adresse auf einer Internet-Seite eingegeben. Waren Sie das? Dann schreiben Sie dort diesen Code:

    { $code }

    Der Code gilt 30 Minuten. Waren Sie das nicht? Dann müssen Sie nichts tun. Sie bekommen keine E-Mail mehr.

mail-subject = Es gibt etwas Neues
mail-text =
    Guten Tag.

    Es gibt etwas Neues für Sie. Melden Sie sich dort an. Dort können Sie es lesen.

    Mehr steht hier nicht. Das ist Absicht. Bitte antworten Sie nicht auf diese E-Mail. Niemand liest Ihre Antwort. Sie können die E-Mails dort auch abstellen.

## Livechat

live-now = Livechat ohne Zugang. Jetzt ist jemand da für: { $topics }
live-now-somewhere = Livechat ohne Konto: In manchen Orten ist jetzt jemand da für: { $topics }. Ist auch in Ihrem Ort jemand da? Schreiben Sie Ihre Postleitzahl. Dann sehen Sie es.
live-title = Jetzt gleich chatten. Ohne Zugang.
live-there = Jetzt ist jemand im Livechat da: { $centre }.
live-go = Zum Livechat
live-full = Im Livechat warten jetzt zu viele Menschen. Versuchen Sie es später noch einmal. Oder schreiben Sie uns jetzt. Die Antwort lesen Sie dann später.
live-name = Livechat
live-page = Livechat ohne Zugang
live-lead = { $centre } ist jetzt für Sie da.
live-agree = Drücken Sie auf „Zum Livechat“? Dann sagen Sie Ja dazu.
live-nameless = Sie brauchen keinen Namen. Und kein Passwort.
live-open = Ihre Nachrichten gibt es nur auf dieser offenen Seite. Wenn Sie die Seite schließen oder neu laden: Dann ist das Gespräch zu Ende.
live-gone = In 48 Stunden nach dem Ende löschen wir alles.
live-keep = Sie können das Gespräch auch behalten. Dafür machen Sie einen Zugang.
live-waiting =
    { $waiting ->
        [0] Jetzt wartet niemand.
        [one] Jetzt wartet ein Mensch.
       *[other] Jetzt warten { $waiting } Menschen.
    }
live-minutes = Meistens dauert es ungefähr { $minutes } Minuten.
live-unknown = Wir wissen nicht, wie lange es dauert.
live-nobody = Jetzt ist niemand im Livechat da.
live-lasting = Lieber schreiben. Und die Antwort später lesen.
live-off = Für den Livechat braucht Ihr Browser JavaScript.

## Der erste Termin

first-title = Möchten Sie gleich einen Termin?
first-offer = Sie können eine freie Zeit wählen bei: { $centre }. Sie müssen vorher nichts schreiben.
first-go = Freie Zeiten ansehen
first-none = Jetzt ist keine Zeit für einen ersten Termin frei bei: { $centre }. Sie können schreiben. Im Gespräch können Sie nach einem Termin fragen.
first-name = Erster Termin
first-page = Ihr erster Termin
first-lead = Das sind die freien Zeiten bei: { $centre }. Wählen Sie eine Zeit. Danach denken Sie sich einen Namen und ein Passwort aus. Dann ist der Termin für Sie eingetragen.
first-who = Die Person vom Termin berät Sie auch im Chat. Im Chat können Sie den Termin verschieben. Oder absagen.
first-choose = Welche Zeit passt Ihnen?
first-gone = Diese Zeit ist nicht mehr frei. Bitte wählen Sie eine andere Zeit.
first-write = Lieber zuerst schreiben
first-chosen = Ihr Termin: { $slot }. Der Termin gilt, wenn er im Chat steht.
first-slot =
    { $day ->
         [0] Montag
         [1] Dienstag
         [2] Mittwoch
         [3] Donnerstag
         [4] Freitag
         [5] Samstag
        *[other] Sonntag
    }, { $date }, { $time } Uhr, { $minutes } Minuten, { $venue ->
         [0] in der Beratungs-Stelle
         [1] am Telefon
         [2] mit Video
        *[other] hier im Chat
    }
