# Die Seiten des Portals, in der Höflichkeitsform. Kurze Sätze. Kein Titel nennt ein Thema.

language-name = Deutsch

# Auf jeder Seite

skip-content = Zum Inhalt
skip-exit = Seite schnell verlassen
exit = Seite verlassen
exit-more = Noch einmal die Umschalttaste drücken, dann verlassen Sie die Seite.
exit-stopped = Sie bleiben auf der Seite.
language = Sprache
steps = Schritt { $step } von 3
now = In Not? Gleich anrufen:
now-112 = Notruf
now-talk = Reden
now-all = Alle Nummern
back-start = Zur Startseite
nav = Über diese Seite
nav-how = So geht es
nav-safety = Sicher auf dieser Seite
nav-privacy = Datenschutz
nav-imprint = Impressum
nav-accessibility = Barrierefreiheit
nav-return = Wieder anmelden
traces = „Seite verlassen“ öffnet sofort eine harmlose Seite. Am Computer geht das auch, wenn Sie dreimal die Umschalttaste drücken.

# Hilfe für jetzt gleich

help-title = Hilfe für jetzt gleich
help-free = Alle Nummern sind kostenlos. Sie müssen Ihren Namen nicht nennen. Nur beim Giftnotruf zahlen Sie den Anruf.
help-112 = Notruf, bei Lebensgefahr
help-110 = Polizei, wenn Sie bedroht werden
help-doctor = Ärztlicher Bereitschaftsdienst
help-talk = TelefonSeelsorge, Tag und Nacht
help-young = Nummer gegen Kummer, für Kinder und Jugendliche
help-women = Hilfetelefon Gewalt gegen Frauen, Tag und Nacht, viele Sprachen
help-men = Hilfetelefon Gewalt an Männern
help-abuse = Hilfe-Telefon Sexueller Missbrauch
help-poison = Giftnotruf Berlin, Tag und Nacht

danger-suicide = Das klingt sehr schwer. Es ist gut, dass Sie es schreiben. Sie müssen damit nicht allein bleiben. Sind Sie oder andere jetzt in Gefahr? Dann warten Sie bitte nicht auf eine Antwort hier. Rufen Sie an:
danger-poisoning = Hat jemand etwas Giftiges oder zu viele Medikamente genommen? Dann zählt jede Minute. Rufen Sie jetzt an, auch wenn es noch gut geht. Nichts zu trinken geben. Nichts erbrechen lassen. Halten Sie die Packung bereit.
danger-violence = Das klingt bedrohlich. Es ist gut, dass Sie es schreiben. Niemand darf Gewalt antun, auch Ihnen nicht. Sind Sie oder andere jetzt in Gefahr? Rufen Sie an:
danger-sexual_violence = Das hätte nicht geschehen dürfen. Sie sind nicht schuld. Es ist gut, dass Sie es schreiben. Hier hilft man Ihnen gleich:
danger-self_harm = Danke, dass Sie das schreiben. Das braucht Mut. Eine Wunde, die stark blutet, muss gleich versorgt werden. Ist der Druck jetzt zu groß? Rufen Sie an:
danger-go-on = Möchten Sie trotzdem auch schreiben? Dann geht es hier weiter.

# Startseite

start-name = Schreiben Sie uns
start-title = Schreiben Sie uns. Menschen antworten Ihnen.
start-lead = Was auch immer los ist: Hier hört Ihnen jemand zu. Beraterinnen und Berater in ganz Deutschland, mit Schweigepflicht.
start-free = Es kostet nichts.
start-nameless = Ohne Namen, ohne E-Mail-Adresse.
start-secret = Verschlüsselt, schon in Ihrem Browser.
start-words = Worum geht es?
start-words-hint = Ein Stichwort oder ein Satz, wie Sie es sagen würden. Zum Beispiel: „Streit mit meiner Tochter“.
start-place = Ihre Postleitzahl oder Ihr Ort
start-place-hint = Damit wir die richtige Stelle finden. Wir bewahren sie nicht auf.
start-send = Stelle finden
start-topics = Oder wählen Sie ein Thema
start-code = Haben Sie eine Karte mit einem Code?
start-code-go = Code eingeben
start-return = Waren Sie schon hier?
start-return-go = Wieder anmelden

# Thema

topic-name = Thema
topic-title = Worum geht es?
topic-several = Meinen Sie eines davon?
topic-several-hint = Wählen Sie, was am besten passt. Es muss nicht genau stimmen.
topic-unclear = Das haben wir nicht sicher verstanden. Bitte wählen Sie ein Thema, oder schreiben Sie es anders.
topic-silent = Bitte schreiben Sie ein Stichwort, oder wählen Sie ein Thema.
topic-gone = Dieses Thema gibt es hier nicht mehr. Bitte wählen Sie ein anderes.
topic-all = Alle Themen
topic-words = Mit anderen Worten
topic-send = Weiter
topic-empty = Im Moment gibt es hier keine Beratung. Das tut uns leid. Rufen Sie bitte eine der Nummern unten an.

# Ort

place-name = Ort
place-title = Wo wohnen Sie?
place-why = Viele Stellen sind für eine Gegend da. Mit der Postleitzahl finden wir Ihre. Wir bewahren sie nicht auf.
place-label = Postleitzahl oder Ort
place-send = Stelle finden
place-error = Bitte sehen Sie noch einmal nach:
place-missing = Bitte schreiben Sie Ihre Postleitzahl oder Ihren Ort.
place-many = Das sind mehrere Postleitzahlen. Bitte schreiben Sie nur eine.
place-foreign = Dieser Ort liegt nicht in Deutschland. Wir sind leider nur für Menschen in Deutschland da.
place-unknown = Die Postleitzahl { $code } kennen wir nicht. Stimmt sie? Dann senden Sie sie bitte noch einmal.
place-not-found = Diesen Ort haben wir nicht gefunden. Bitte schreiben Sie fünf Ziffern oder den Namen eines Ortes.
place-depends = In { $place } kommt es auf die Postleitzahl an: { $codes }. Bitte schreiben Sie Ihre.
place-which = Diesen Namen gibt es mehrmals. Welcher Ort ist es?

# Stelle

centre-name = Ihre Stelle
centre-title = Diese Stelle ist für Sie da
centre-chosen = Was Sie gewählt haben
centre-topic = Thema
centre-place = Postleitzahl
centre-change = Ändern
centre-change-topic = Thema ändern
centre-change-place = Postleitzahl ändern
centre-white = In Ihrer Gegend gibt es für dieses Thema keine Stelle, die online berät. Deshalb ist ein Team für Sie da, das Menschen aus ganz Deutschland berät.
centre-gone = Diese Stelle kann gerade keine neuen Anfragen annehmen. Nichts ist verloren: Diese hier ist für Sie da.
centre-carrier = Träger
centre-hours = Antwort
centre-within = { $hours ->
        [one] in der Regel innerhalb von einer Stunde
       *[other] in der Regel innerhalb von { $hours } Stunden
    }
centre-people = Wer antwortet
centre-team = Eine Person aus einem Team. Fällt sie aus, antwortet jemand anderes.
centre-single = Eine einzelne Person, die Sie begleitet.
centre-agree = Mit „Hier schreiben“ sind Sie damit einverstanden. Sie können jederzeit aufhören und alles löschen.
centre-write = Hier schreiben
centre-others = Sie können auch eine andere Stelle wählen
centre-others-order = Zuerst stehen Stellen, die genau für Ihre Gegend da sind, dann die mit den wenigsten offenen Anfragen.
centre-take = Diese Stelle wählen
centre-take-named = { $centre } wählen

unserved-title = Dafür ist gerade niemand da
unserved-text = Für { $topic } können wir Ihnen im Moment leider keine Stelle nennen, die online berät. Das tut uns leid. Das liegt nicht an Ihnen.
unserved-kept = Ihre Angaben haben wir nicht gespeichert.
unserved-now = Hier finden Sie jetzt Hilfe:
unserved-topic = Ein anderes Thema wählen
unserved-place = Einen anderen Ort angeben

# Wer kann was lesen?

reads-title = Wer kann was lesen?
reads-who = Wer
reads-what = Liest Ihre Nachrichten
reads-counsellor = Wer Sie berät
reads-counsellor-yes = Ja, mit Schweigepflicht.
reads-colleagues = Das Team von { $centre }
reads-colleagues-team = Bis jemand Ihre Anfrage annimmt. Danach nur, wer vertritt. Das sehen Sie im Chat.
reads-colleagues-single = Bis jemand Ihre Anfrage annimmt und Ihnen antwortet. Danach nicht mehr.
reads-colleagues-person = Nein, außer jemand vertritt die Person, die Sie berät. Das sehen Sie im Chat.
reads-keeper = Das Programm der Plattform, das Schlüssel verwahrt
reads-keeper-team = Wer es betreibt, könnte technisch mitlesen.
reads-keeper-single = Wer es betreibt, könnte bis zur ersten Antwort technisch mitlesen. Danach nicht mehr: Die Schlüssel werden vernichtet.
reads-server = Wer den Server betreibt
reads-server-no = Nein. Sichtbar ist nur, dass geschrieben wird: wann, wie viel und mit welchem Konto.
reads-others = Andere Stellen
reads-others-no = Nein.
reads-kept = Gespeichert werden das Thema, die Stelle und Ihr ausgedachter Name. Ihre Postleitzahl nicht.
reads-more = Alles zum Datenschutz

# Links, Codes und die Matrix-App

link-name = Ihr Link
link-title = Für Sie da ist:
link-personal = Was Sie schreiben, geht direkt zu einer Person dieser Stelle.
link-deputy = Die Person, von der Sie den Link haben, ist gerade nicht da. Die Vertretung dieser Person ist für Sie da.
link-team = Die Person, von der Sie den Link haben, ist gerade nicht da. Das Team dieser Stelle ist für Sie da.
link-topics = Worum geht es?
link-topics-hint = Wählen Sie ein Thema. Dann können Sie schreiben.
link-closed-title = Ihre Stelle ist gerade nicht da
link-closed = Die Stelle, zu der Ihr Link führt, nimmt gerade keine Anfragen an. Das tut uns leid. Wir finden eine andere Stelle für Sie.
link-invalid-title = Dieser Link gilt nicht
link-invalid = Dieser Link gilt nicht. Oder er gilt nicht mehr. Das macht nichts. Wir finden auch ohne Link eine Stelle für Sie.
link-find = Eine Stelle finden
link-print = Karte zum Ausdrucken
code-name = Code
code-title = Haben Sie eine Karte mit einem Code?
code-label = Ihr Code
code-hint = 16 Zeichen. Groß oder klein und ob mit Strichen, ist gleich.
code-send = Weiter
matrix-title = Lieber mit einer Matrix-App schreiben?
matrix-program = Sie brauchen ein Programm für Matrix, zum Beispiel <b>Element</b>. Das gibt es für Handy und Computer. Es kostet nichts.
matrix-chat = Chat mit Lotse öffnen
matrix-account = Sie können in Ihrem Programm auch nach diesem Namen suchen:
matrix-start = Schreiben Sie dort genau dies:
matrix-begin = Schreiben Sie dort <b>Hallo</b>. Lotse fragt Sie dann, worum es geht.

# Schreiben

write-name = Schreiben
write-title = Jetzt schreiben
write-for = Für Sie da: { $centre }
write-wait = Einen Augenblick, gleich können Sie schreiben.
write-off-title = Hier muss JavaScript an sein
write-off = Ihre Nachrichten werden schon in Ihrem Browser verschlüsselt, damit niemand unterwegs mitlesen kann. Dafür braucht er JavaScript. Ist es ausgeschaltet, können Sie hier nicht schreiben. So erreichen Sie trotzdem jemanden:
write-stuck = Passiert hier länger nichts? So erreichen Sie trotzdem jemanden:
write-off-phone = Rufen Sie eine der Nummern unten an.
write-off-matrix = Schreiben Sie mit einer Matrix-App:
return-name = Anmelden
return-title = Schön, dass Sie wieder da sind
return-new = Noch kein Konto? Hier beginnen Sie.
lost-name = Passwort vergessen
lost-title = Passwort vergessen?
lost-lead = Niemand kann Ihr Passwort zurücksetzen, auch wir nicht. Es ist der Schlüssel zu Ihrem Gespräch: Könnten wir es ändern, dann könnten wir auch mitlesen.
lost-try = Probieren Sie es in Ruhe noch einmal. Beim Namen sind große und kleine Buchstaben egal, beim Passwort zählt jedes Zeichen. Und schauen Sie nach, ob Sie es aufgeschrieben haben.
lost-way-title = So kommen Sie zurück in Ihr Gespräch
lost-way-1 = Machen Sie einen neuen Zugang, mit einem neuen Namen und einem neuen Passwort.
lost-way-2 = Geben Sie dort das Aktenzeichen Ihres Gesprächs an, und den Namen, mit dem Sie sich bisher angemeldet haben.
lost-way-3 = Dann sehen Sie eine Nummer mit vier Ziffern. Rufen Sie Ihre Beratungsstelle an und nennen Sie die Nummer. Sie werden etwas gefragt, das nur Sie wissen.
lost-way-4 = Lassen Sie die Seite dabei offen. Lässt Ihre Beratungsstelle Sie ein, dann lesen Sie alles, was bisher geschrieben wurde. Der alte Zugang kommt dann nicht mehr in das Gespräch.
lost-go = Neuen Zugang machen
lost-has = Ich habe schon einen neuen Zugang
lost-know-title = Wer erfährt davon?
lost-know = Ihre Beratungsstelle. Und wer Ihren alten Zugang öffnen kann, liest im Gespräch, dass jemand mit einem neuen Zugang zurückmöchte. Könnte das für Sie gefährlich sein? Dann rufen Sie zuerst Ihre Beratungsstelle an.
lost-else-title = Wissen Sie das Aktenzeichen nicht mehr?
lost-else = Rufen Sie Ihre Beratungsstelle an. Oder beginnen Sie ein neues Gespräch mit ihr und schreiben Sie, dass es ein früheres gibt. Dort kann Ihnen jemand das Aktenzeichen heraussuchen.
lost-new = Neues Gespräch beginnen
lost-chat-title = Ein neuer Zugang

# Wenn etwas nicht geht

missing-name = Nicht gefunden
missing-title = Hier ist nichts
missing-text = Diese Adresse gibt es nicht, oder nicht mehr. Ihnen ist nichts verloren gegangen.
method-title = So geht es hier nicht weiter
method-text = Bitte beginnen Sie noch einmal auf der Startseite.
trouble-name = Gleich wieder da
trouble-title = Das geht gerade nicht
trouble-text = Bei uns ist etwas gestört. Das liegt nicht an Ihnen. Bitte versuchen Sie es in ein paar Minuten noch einmal.
form-title = Das ist nicht vollständig angekommen
form-text = Das Formular ist unterwegs kaputtgegangen oder zu lang. Nichts wurde gespeichert. Bitte beginnen Sie hier noch einmal.

# Sicher auf dieser Seite

safety-name = Sicher
safety-title = Sicher auf dieser Seite
safety-lead = Vielleicht soll niemand wissen, dass Sie hier sind. Das können wir für Sie tun, und das können nur Sie.
safety-leave-title = Schnell weg
safety-leave = „Seite verlassen“ steht auf jeder Seite oben. Es meldet Sie ab und öffnet eine harmlose Seite. Am Computer geht es auch mit dreimal Umschalttaste hintereinander. Ist JavaScript aus, führt „Zurück“ im Browser wieder hierher: Schließen Sie dann den Tab.
safety-not-title = Was nicht auf Ihrem Gerät bleibt
safety-not = Ihre Nachrichten, Ihr Name und Ihr Passwort. Wir speichern sie nicht in Ihrem Browser. Nur Ihre Anmeldung und die Sprache, die Sie wählen, merkt er sich, bis Sie ihn schließen oder sich abmelden.
safety-stays-title = Was auf Ihrem Gerät bleibt
safety-stays-history = <b>Der Verlauf.</b> Ihr Browser merkt sich, dass Sie diese Adresse geöffnet haben. Der Titel nennt kein Thema.
safety-stays-restore = <b>Die Wiederherstellung.</b> Manche Browser öffnen nach einem Neustart die letzten Seiten wieder. Schließen Sie deshalb erst den Tab und dann den Browser.
safety-stays-downloads = <b>Was Sie herunterladen.</b> Dateien und Karten liegen im Ordner für Downloads, bis Sie sie löschen.
safety-stays-words = <b>Was Ihre Tastatur lernt.</b> Am Handy kann sie sich Wörter merken. In den Einstellungen der Tastatur lässt sich das löschen.
safety-remove-title = So löschen Sie den Verlauf
safety-remove-computer = <b>Am Computer:</b> Drücken Sie gleichzeitig Strg, Umschalt und Entf (am Mac: Befehl, Umschalt und Rücktaste). Wählen Sie die letzte Stunde. Löschen Sie Verlauf, Cookies und Cache.
safety-remove-phone = <b>Am Handy:</b> Öffnen Sie im Browser das Menü, dann „Verlauf“. Löschen Sie die Einträge von dieser Seite einzeln. Ein ganz leerer Verlauf kann auffallen.
safety-better-title = Noch sicherer
safety-better-private = Öffnen Sie ein privates Fenster („Inkognito“), bevor Sie hierher kommen. Dann merkt sich der Browser nichts.
safety-better-device = Wird Ihr Gerät vielleicht überwacht? Dann hilft nichts davon sicher. Nehmen Sie ein anderes Gerät: bei Freunden, in der Bibliothek, in der Beratungsstelle.
safety-better-network = Wer Ihr WLAN oder Ihren Internetanschluss betreibt, kann sehen, dass Sie diese Adresse geöffnet haben, aber nicht, was Sie lesen und schreiben.

# So geht es

how-name = So geht es
how-title = So geht es
how-lead = In drei Schritten, in etwa zwei Minuten.
how-1-title = Sagen, worum es geht
how-1 = Mit einem Stichwort und Ihrer Postleitzahl finden wir die Stelle, die für Sie da ist. Sie sehen, wer das ist und wie schnell sie antwortet. Sie können eine andere wählen.
how-2-title = Namen ausdenken
how-2 = Sie denken sich einen Namen und ein Passwort aus. Nehmen Sie bitte nicht Ihren richtigen Namen. Wir brauchen keine E-Mail-Adresse. Schreiben Sie sich das Passwort auf: Ohne E-Mail-Adresse können wir Ihnen kein neues schicken.
how-3-title = Schreiben
how-3 = Sie schreiben, was Sie bewegt. Ein Mensch liest es und antwortet Ihnen. Zum Weiterlesen melden Sie sich mit Namen und Passwort wieder an, auf jedem Gerät.
how-who-title = Wer antwortet
how-who = Ausgebildete Beraterinnen und Berater. Sie stehen unter Schweigepflicht. Kein Computer schreibt Ihnen Antworten.
how-end-title = Aufhören
how-end = Sie können jederzeit aufhören und alles löschen. Sie müssen das nicht begründen.
how-not-title = Was es nicht ist
how-not = Kein Notdienst. Es kann Stunden oder Tage dauern, bis jemand antwortet. In Not rufen Sie bitte an: Die Nummern stehen auf jeder Seite.

# Seiten des Betreibers, solange er sie nicht gefüllt hat

imprint-name = Impressum
imprint-title = Impressum
imprint-text = Betreiber dieser Seite ist: <b>{ $operator }</b>.
imprint-missing = Das vollständige Impressum hat der Betreiber hier noch nicht hinterlegt.
imprint-contact = So erreichen Sie ihn: { $contact }
privacy-name = Datenschutz
privacy-title = Datenschutz
privacy-lead = Das Wichtigste in Kürze. Wer genau was lesen kann, steht bei jeder Stelle, bevor Sie schreiben.
privacy-text-title = Was Sie schreiben
privacy-text = Ihre Nachrichten werden in Ihrem Browser verschlüsselt. Lesen können sie die Menschen Ihrer Stelle, und wer die Schlüssel verwahrt. Wer den Server betreibt, kann sie nicht lesen.
privacy-kept-title = Was gespeichert wird
privacy-kept = Das Thema, die Stelle, Ihr ausgedachter Name und wann geschrieben wurde. Nach dem Ende der Beratung wird alles gelöscht. Sie können es auch selbst gleich löschen.
privacy-not-title = Was nicht gespeichert wird
privacy-not = Ihre Postleitzahl, die Adresse Ihres Geräts im Internet (IP-Adresse) und was Sie in das Suchfeld schreiben. Wir zählen keine Besuche und laden nichts von fremden Seiten.
privacy-cookies-title = Cookies
privacy-cookies = Zwei, und nur, wenn sie gebraucht werden: einer hält Sie angemeldet, einer merkt sich die Sprache, wenn Sie sie wechseln. Beide verschwinden, wenn Sie den Browser schließen.
privacy-missing = Die vollständige Erklärung mit Ihren Rechten hat der Betreiber, { $operator }, hier noch nicht hinterlegt.
privacy-link = Die vollständige Erklärung des Betreibers
privacy-centre = Datenschutz bei dieser Stelle
privacy-controller = Verantwortlich
privacy-contact = Fragen zum Datenschutz
privacy-operator = Betreiber der Plattform
privacy-unsaid = Das hat die Stelle hier noch nicht eingetragen.
privacy-erased-title = Wann gelöscht wird
privacy-erased = So viele Tage nach dem Ende der Beratung ist alles gelöscht. Sie können es auch selbst gleich löschen.
privacy-version = Dieser Hinweis hat die Fassung { $version }. Welche Fassung galt, als Sie zugestimmt haben, wird bei Ihrer Beratung festgehalten.
privacy-general = Datenschutz allgemein
accessibility-name = Barrierefreiheit
accessibility-title = Barrierefreiheit
accessibility-lead = Diese Seiten sollen alle benutzen können. Maßstab sind die WCAG 2.2, Stufe AA.
accessibility-can = Sie lassen sich mit der Tastatur und mit einem Vorleseprogramm bedienen, auf 400 % vergrößern, auf einem schmalen Handy lesen und haben eine dunkle Ansicht. Bis zum Schreiben geht alles ohne JavaScript.
accessibility-simple = Es gibt sie in Leichter Sprache und in weiteren Sprachen. Die meisten Übersetzungen hat ein Computer gemacht. Menschen aus der Zielgruppe haben sie noch nicht geprüft.
accessibility-cannot-title = Was noch nicht geht
accessibility-cannot = Videos in Gebärdensprache fehlen. Eine Prüfung durch eine unabhängige Stelle steht aus. Was die Stellen über sich schreiben, gibt es nur auf Deutsch. Felder für Postleitzahl und Namen füllt der Browser mit Absicht nicht aus, damit sie niemand auf Ihrem Gerät findet.
accessibility-feedback-title = Stoßen Sie auf ein Hindernis?
accessibility-feedback = Sagen Sie es bitte dem Betreiber: { $operator }.
accessibility-missing = Eine eigene Erklärung hat der Betreiber hier noch nicht hinterlegt.

# Die E-Mail, wenn eine Antwort wartet: Sie sagt nicht, von wem und worüber

mail-code-subject = Ihr Code
mail-code-text =
    Guten Tag,

    jemand hat diese Adresse auf einer Seite angegeben, auf der man sich mit einem Namen anmeldet. Waren Sie das? Dann geben Sie dort diesen Code ein:

    { $code }

    Der Code gilt 30 Minuten. Waren Sie das nicht, brauchen Sie nichts zu tun: Dann kommt nichts weiter.

mail-subject = Es gibt etwas Neues
mail-text =
    Guten Tag,

    es gibt etwas Neues für Sie, dort, wo Sie sich mit Ihrem Namen anmelden.

    Mehr steht hier mit Absicht nicht. Bitte antworten Sie nicht auf diese E-Mail: Es liest sie niemand. Weitere E-Mails kommen erst, nachdem Sie dort waren; abstellen können Sie sie dort auch.

## Livechat

live-now = Livechat ohne Konto – gerade ist jemand da für: { $topics }
live-now-somewhere = Livechat ohne Konto – in manchen Gegenden ist gerade jemand da für: { $topics }. Ob auch in Ihrer, sehen Sie, wenn Sie Ihre Postleitzahl angegeben haben.
live-title = Sofort chatten, ohne Konto
live-there = Bei { $centre } ist gerade jemand im Livechat da.
live-go = Zum Livechat
live-full = Im Livechat ist jemand da, aber es warten schon zu viele. Versuchen Sie es später noch einmal, oder schreiben Sie jetzt und lesen Sie die Antwort später.
live-name = Livechat
live-page = Livechat ohne Konto
live-lead = { $centre } ist gerade für Sie da.
live-agree = Mit „In den Livechat“ sind Sie damit einverstanden.
live-nameless = Sie brauchen keinen Namen und kein Passwort.
live-open = Was Sie schreiben, gibt es nur auf dieser offenen Seite. Neu laden oder schließen beendet das Gespräch.
live-gone = Innerhalb von 48 Stunden nach dem Ende wird alles gelöscht.
live-keep = Bevor Sie gehen, können Sie das Gespräch mit einem Zugang behalten.
live-waiting =
    { $waiting ->
        [0] Gerade wartet niemand.
        [one] Gerade wartet eine Person.
       *[other] Gerade warten { $waiting } Personen.
    }
live-minutes = Zuletzt dauerte es meist etwa { $minutes } Minuten.
live-unknown = Wie lange es dauert, wissen wir nicht.
live-nobody = Gerade ist niemand im Livechat da.
live-lasting = Lieber schreiben und die Antwort später lesen
live-off = Für den Livechat braucht Ihr Browser JavaScript.

## Der erste Termin

first-title = Lieber gleich einen Termin?
first-offer = Bei { $centre } können Sie eine offene Zeit wählen, auch vor Ort, ohne vorher zu schreiben.
first-go = Offene Zeiten ansehen
first-none = Bei { $centre } ist gerade keine Zeit für einen ersten Termin frei. Sie können schreiben und im Gespräch nach einem Termin fragen.
first-name = Erster Termin
first-page = Ihr erster Termin
first-lead = Das sind die offenen Zeiten bei { $centre }. Nach der Wahl denken Sie sich einen Namen und ein Passwort aus. Dann ist der Termin für Sie eingetragen.
first-who = Wer sich diese Zeit nimmt, berät Sie auch im Chat. Dort können Sie den Termin verschieben oder absagen.
first-choose = Welche Zeit passt Ihnen?
first-gone = Diese Zeit ist nicht mehr frei. Bitte wählen Sie eine andere.
first-write = Lieber zuerst schreiben
first-chosen = Ihr Termin: { $slot }. Er gilt, sobald im Chat steht, dass er steht.
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
         [0] in der Beratungsstelle
         [1] am Telefon
         [2] per Video
        *[other] hier im Chat
    }
