# machine-made from the polite German, not yet read by people it is for. In der Du-Form.

language-name = Deutsch (du)

# Auf jeder Seite

skip-content = Zum Inhalt
skip-exit = Seite schnell verlassen
exit = Seite verlassen
exit-more = Drück noch einmal die Umschalttaste, dann verlässt du die Seite.
exit-stopped = Du bleibst auf der Seite.
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
traces = „Seite verlassen“ öffnet sofort eine harmlose Seite. Am Computer geht das auch, wenn du dreimal die Umschalttaste drückst.

# Hilfe für jetzt gleich

help-title = Hilfe für jetzt gleich
help-free = Alle Nummern sind kostenlos. Du musst deinen Namen nicht nennen. Nur beim Giftnotruf zahlst du den Anruf.
help-112 = Notruf, bei Lebensgefahr
help-110 = Polizei, wenn du bedroht wirst
help-doctor = Ärztlicher Bereitschaftsdienst
help-talk = TelefonSeelsorge, Tag und Nacht
help-young = Nummer gegen Kummer, für Kinder und Jugendliche
help-women = Hilfetelefon Gewalt gegen Frauen, Tag und Nacht, viele Sprachen
help-men = Hilfetelefon Gewalt an Männern
help-abuse = Hilfe-Telefon Sexueller Missbrauch
help-poison = Giftnotruf Berlin, Tag und Nacht

danger-suicide = Das klingt sehr schwer. Es ist gut, dass du es schreibst. Du musst damit nicht allein bleiben. Bist du oder ist jemand anderes jetzt in Gefahr? Dann warte bitte nicht auf eine Antwort hier. Ruf an:
danger-poisoning = Hat jemand etwas Giftiges oder zu viele Medikamente genommen? Dann zählt jede Minute. Ruf jetzt an, auch wenn es noch gut geht. Nichts zu trinken geben. Nichts erbrechen lassen. Halte die Packung bereit.
danger-violence = Das klingt bedrohlich. Es ist gut, dass du es schreibst. Niemand darf Gewalt antun, auch dir nicht. Bist du oder ist jemand anderes jetzt in Gefahr? Ruf an:
danger-sexual_violence = Das hätte nicht geschehen dürfen. Du bist nicht schuld. Es ist gut, dass du es schreibst. Hier hilft man dir gleich:
danger-self_harm = Danke, dass du das schreibst. Das braucht Mut. Eine Wunde, die stark blutet, muss gleich versorgt werden. Ist der Druck jetzt zu groß? Ruf an:
danger-go-on = Möchtest du trotzdem auch schreiben? Dann geht es hier weiter.

# Startseite

start-name = Schreib uns
start-title = Schreib uns. Menschen antworten dir.
start-lead = Was auch immer los ist: Hier hört dir jemand zu. Beraterinnen und Berater in ganz Deutschland, mit Schweigepflicht.
start-free = Es kostet nichts.
start-nameless = Ohne Namen, ohne E-Mail-Adresse.
start-secret = Verschlüsselt, schon in deinem Browser.
start-words = Worum geht es?
start-words-hint = Ein Stichwort oder ein Satz, wie du es sagen würdest. Zum Beispiel: „Streit mit meinen Eltern“.
start-place = Deine Postleitzahl oder dein Ort
start-place-hint = Damit wir die richtige Stelle finden. Wir bewahren sie nicht auf.
start-send = Stelle finden
start-topics = Oder wähl ein Thema
start-code = Hast du eine Karte mit einem Code?
start-code-go = Code eingeben
start-return = Warst du schon hier?
start-return-go = Wieder anmelden

# Thema

topic-name = Thema
topic-title = Worum geht es?
topic-several = Meinst du eines davon?
topic-several-hint = Wähl, was am besten passt. Es muss nicht genau stimmen.
topic-unclear = Das haben wir nicht sicher verstanden. Bitte wähl ein Thema, oder schreib es anders.
topic-silent = Bitte schreib ein Stichwort, oder wähl ein Thema.
topic-gone = Dieses Thema gibt es hier nicht mehr. Bitte wähl ein anderes.
topic-all = Alle Themen
topic-words = Mit anderen Worten
topic-send = Weiter
topic-empty = Im Moment gibt es hier keine Beratung. Das tut uns leid. Ruf bitte eine der Nummern unten an.

# Ort

place-name = Ort
place-title = Wo wohnst du?
place-why = Viele Stellen sind für eine Gegend da. Mit der Postleitzahl finden wir deine. Wir bewahren sie nicht auf.
place-label = Postleitzahl oder Ort
place-send = Stelle finden
place-error = Bitte sieh noch einmal nach:
place-missing = Bitte schreib deine Postleitzahl oder deinen Ort.
place-many = Das sind mehrere Postleitzahlen. Bitte schreib nur eine.
place-foreign = Dieser Ort liegt nicht in Deutschland. Wir sind leider nur für Menschen in Deutschland da.
place-unknown = Die Postleitzahl { $code } kennen wir nicht. Stimmt sie? Dann sende sie bitte noch einmal.
place-not-found = Diesen Ort haben wir nicht gefunden. Bitte schreib fünf Ziffern oder den Namen eines Ortes.
place-depends = In { $place } kommt es auf die Postleitzahl an: { $codes }. Bitte schreib deine.
place-which = Diesen Namen gibt es mehrmals. Welcher Ort ist es?

# Stelle

centre-name = Deine Stelle
centre-title = Diese Stelle ist für dich da
centre-chosen = Was du gewählt hast
centre-topic = Thema
centre-place = Postleitzahl
centre-change = Ändern
centre-change-topic = Thema ändern
centre-change-place = Postleitzahl ändern
centre-white = In deiner Gegend gibt es für dieses Thema keine Stelle, die online berät. Deshalb ist ein Team für dich da, das Menschen aus ganz Deutschland berät.
centre-gone = Diese Stelle kann gerade keine neuen Anfragen annehmen. Nichts ist verloren: Diese hier ist für dich da.
centre-carrier = Träger
centre-hours = Antwort
centre-within = { $hours ->
        [one] in der Regel innerhalb von einer Stunde
       *[other] in der Regel innerhalb von { $hours } Stunden
    }
centre-people = Wer antwortet
centre-team = Eine Person aus einem Team. Fällt sie aus, antwortet jemand anderes.
centre-single = Eine einzelne Person, die dich begleitet.
centre-agree = Mit „Hier schreiben“ bist du damit einverstanden. Du kannst jederzeit aufhören und alles löschen.
centre-write = Hier schreiben
centre-others = Du kannst auch eine andere Stelle wählen
centre-others-order = Zuerst stehen Stellen, die genau für deine Gegend da sind, dann die mit den wenigsten offenen Anfragen.
centre-take = Diese Stelle wählen
centre-take-named = { $centre } wählen

unserved-title = Dafür ist gerade niemand da
unserved-text = Für { $topic } können wir dir im Moment leider keine Stelle nennen, die online berät. Das tut uns leid. Das liegt nicht an dir.
unserved-kept = Deine Angaben haben wir nicht gespeichert.
unserved-now = Hier findest du jetzt Hilfe:
unserved-topic = Ein anderes Thema wählen
unserved-place = Einen anderen Ort angeben

# Wer kann was lesen?

reads-title = Wer kann was lesen?
reads-who = Wer
reads-what = Liest deine Nachrichten
reads-counsellor = Wer dich berät
reads-counsellor-yes = Ja, mit Schweigepflicht.
reads-colleagues = Das Team von { $centre }
reads-colleagues-team = Bis jemand deine Anfrage annimmt. Danach nur, wer vertritt. Das siehst du im Chat.
reads-colleagues-single = Bis jemand deine Anfrage annimmt und dir antwortet. Danach nicht mehr.
reads-colleagues-person = Nein, außer jemand vertritt die Person, die dich berät. Das siehst du im Chat.
reads-keeper = Das Programm der Plattform, das Schlüssel verwahrt
reads-keeper-team = Wer es betreibt, könnte technisch mitlesen.
reads-keeper-single = Wer es betreibt, könnte bis zur ersten Antwort technisch mitlesen. Danach nicht mehr: Die Schlüssel werden vernichtet.
reads-server = Wer den Server betreibt
reads-server-no = Nein. Sichtbar ist nur, dass geschrieben wird: wann, wie viel und mit welchem Konto.
reads-others = Andere Stellen
reads-others-no = Nein.
reads-kept = Gespeichert werden das Thema, die Stelle und dein ausgedachter Name. Deine Postleitzahl nicht.
reads-more = Alles zum Datenschutz

# Links, Codes und die Matrix-App

link-name = Dein Link
link-title = Für dich da ist:
link-personal = Was du schreibst, geht direkt zu einer Person dieser Stelle.
link-deputy = Die Person, von der du den Link hast, ist gerade nicht da. Die Vertretung dieser Person ist für dich da.
link-team = Die Person, von der du den Link hast, ist gerade nicht da. Das Team dieser Stelle ist für dich da.
link-topics = Worum geht es?
link-topics-hint = Wähl ein Thema. Dann kannst du schreiben.
link-closed-title = Deine Stelle ist gerade nicht da
link-closed = Die Stelle, zu der dein Link führt, nimmt gerade keine Anfragen an. Das tut uns leid. Wir finden eine andere Stelle für dich.
link-invalid-title = Dieser Link gilt nicht
link-invalid = Dieser Link gilt nicht. Oder er gilt nicht mehr. Das macht nichts. Wir finden auch ohne Link eine Stelle für dich.
link-find = Eine Stelle finden
link-print = Karte zum Ausdrucken
code-name = Code
code-title = Hast du eine Karte mit einem Code?
code-label = Dein Code
code-hint = 16 Zeichen. Groß oder klein und ob mit Strichen, ist gleich.
code-send = Weiter
matrix-title = Lieber mit einer Matrix-App schreiben?
matrix-program = Du brauchst ein Programm für Matrix, zum Beispiel <b>Element</b>. Das gibt es für Handy und Computer. Es kostet nichts.
matrix-chat = Chat mit Lotse öffnen
matrix-account = Du kannst in deinem Programm auch nach diesem Namen suchen:
matrix-start = Schreib dort genau dies:
matrix-begin = Schreib dort <b>Hallo</b>. Lotse fragt dich dann, worum es geht.

# Schreiben

write-name = Schreiben
write-title = Jetzt schreiben
write-for = Für dich da: { $centre }
write-wait = Einen Augenblick, gleich kannst du schreiben.
write-off-title = Hier muss JavaScript an sein
write-off = Deine Nachrichten werden schon in deinem Browser verschlüsselt, damit niemand unterwegs mitlesen kann. Dafür braucht er JavaScript. Ist es ausgeschaltet, kannst du hier nicht schreiben. So erreichst du trotzdem jemanden:
write-stuck = Passiert hier länger nichts? So erreichst du trotzdem jemanden:
write-off-phone = Ruf eine der Nummern unten an.
write-off-matrix = Schreib mit einer Matrix-App:
return-name = Anmelden
return-title = Schön, dass du wieder da bist
return-new = Noch kein Konto? Hier beginnst du.
lost-name = Passwort vergessen
lost-title = Passwort vergessen?
lost-lead = Niemand kann dein Passwort zurücksetzen, auch wir nicht. Es ist der Schlüssel zu deinem Gespräch: Könnten wir es ändern, dann könnten wir auch mitlesen.
lost-try = Probier es in Ruhe noch einmal. Beim Namen sind große und kleine Buchstaben egal, beim Passwort zählt jedes Zeichen. Und schau nach, ob du es aufgeschrieben hast.
lost-way-title = So kommst du zurück in dein Gespräch
lost-way-1 = Mach einen neuen Zugang, mit einem neuen Namen und einem neuen Passwort.
lost-way-2 = Gib dort das Aktenzeichen deines Gesprächs an, und den Namen, mit dem du dich bisher angemeldet hast.
lost-way-3 = Dann siehst du eine Nummer mit vier Ziffern. Ruf deine Beratungsstelle an und nenn die Nummer. Du wirst etwas gefragt, das nur du weißt.
lost-way-4 = Lass die Seite dabei offen. Lässt deine Beratungsstelle dich ein, dann liest du alles, was bisher geschrieben wurde. Der alte Zugang kommt dann nicht mehr in das Gespräch.
lost-go = Neuen Zugang machen
lost-has = Ich habe schon einen neuen Zugang
lost-know-title = Wer erfährt davon?
lost-know = Deine Beratungsstelle. Und wer deinen alten Zugang öffnen kann, liest im Gespräch, dass jemand mit einem neuen Zugang zurückmöchte. Könnte das für dich gefährlich sein? Dann ruf zuerst deine Beratungsstelle an.
lost-else-title = Weißt du das Aktenzeichen nicht mehr?
lost-else = Ruf deine Beratungsstelle an. Oder beginn ein neues Gespräch mit ihr und schreib, dass es ein früheres gibt. Dort kann dir jemand das Aktenzeichen heraussuchen.
lost-new = Neues Gespräch beginnen
lost-chat-title = Ein neuer Zugang

# Wenn etwas nicht geht

missing-name = Nicht gefunden
missing-title = Hier ist nichts
missing-text = Diese Adresse gibt es nicht, oder nicht mehr. Dir ist nichts verloren gegangen.
method-title = So geht es hier nicht weiter
method-text = Bitte beginn noch einmal auf der Startseite.
trouble-name = Gleich wieder da
trouble-title = Das geht gerade nicht
trouble-text = Bei uns ist etwas gestört. Das liegt nicht an dir. Bitte versuch es in ein paar Minuten noch einmal.
form-title = Das ist nicht vollständig angekommen
form-text = Das Formular ist unterwegs kaputtgegangen oder zu lang. Nichts wurde gespeichert. Bitte beginn hier noch einmal.

# Sicher auf dieser Seite

safety-name = Sicher
safety-title = Sicher auf dieser Seite
safety-lead = Vielleicht soll niemand wissen, dass du hier bist. Das können wir für dich tun, und das kannst nur du.
safety-leave-title = Schnell weg
safety-leave = „Seite verlassen“ steht auf jeder Seite oben. Es meldet dich ab und öffnet eine harmlose Seite. Am Computer geht es auch mit dreimal Umschalttaste hintereinander. Ist JavaScript aus, führt „Zurück“ im Browser wieder hierher: Schließ dann den Tab.
safety-not-title = Was nicht auf deinem Gerät bleibt
safety-not = Deine Nachrichten, dein Name und dein Passwort. Wir speichern sie nicht in deinem Browser. Nur deine Anmeldung und die Sprache, die du wählst, merkt er sich, bis du ihn schließt oder dich abmeldest.
safety-stays-title = Was auf deinem Gerät bleibt
safety-stays-history = <b>Der Verlauf.</b> Dein Browser merkt sich, dass du diese Adresse geöffnet hast. Der Titel nennt kein Thema.
safety-stays-restore = <b>Die Wiederherstellung.</b> Manche Browser öffnen nach einem Neustart die letzten Seiten wieder. Schließ deshalb erst den Tab und dann den Browser.
safety-stays-downloads = <b>Was du herunterlädst.</b> Dateien und Karten liegen im Ordner für Downloads, bis du sie löschst.
safety-stays-words = <b>Was deine Tastatur lernt.</b> Am Handy kann sie sich Wörter merken. In den Einstellungen der Tastatur lässt sich das löschen.
safety-remove-title = So löschst du den Verlauf
safety-remove-computer = <b>Am Computer:</b> Drück gleichzeitig Strg, Umschalt und Entf (am Mac: Befehl, Umschalt und Rücktaste). Wähl die letzte Stunde. Lösch Verlauf, Cookies und Cache.
safety-remove-phone = <b>Am Handy:</b> Öffne im Browser das Menü, dann „Verlauf“. Lösch die Einträge von dieser Seite einzeln. Ein ganz leerer Verlauf kann auffallen.
safety-better-title = Noch sicherer
safety-better-private = Öffne ein privates Fenster („Inkognito“), bevor du hierher kommst. Dann merkt sich der Browser nichts.
safety-better-device = Wird dein Gerät vielleicht überwacht? Dann hilft nichts davon sicher. Nimm ein anderes Gerät: bei Freunden, in der Bibliothek, in der Beratungsstelle.
safety-better-network = Wer dein WLAN oder deinen Internetanschluss betreibt, kann sehen, dass du diese Adresse geöffnet hast, aber nicht, was du liest und schreibst.

# So geht es

how-name = So geht es
how-title = So geht es
how-lead = In drei Schritten, in etwa zwei Minuten.
how-1-title = Sagen, worum es geht
how-1 = Mit einem Stichwort und deiner Postleitzahl finden wir die Stelle, die für dich da ist. Du siehst, wer das ist und wie schnell sie antwortet. Du kannst eine andere wählen.
how-2-title = Namen ausdenken
how-2 = Du denkst dir einen Namen und ein Passwort aus. Nimm bitte nicht deinen richtigen Namen. Wir brauchen keine E-Mail-Adresse. Schreib dir das Passwort auf: Ohne E-Mail-Adresse können wir dir kein neues schicken.
how-3-title = Schreiben
how-3 = Du schreibst, was dich bewegt. Ein Mensch liest es und antwortet dir. Zum Weiterlesen meldest du dich mit Namen und Passwort wieder an, auf jedem Gerät.
how-who-title = Wer antwortet
how-who = Ausgebildete Beraterinnen und Berater. Sie stehen unter Schweigepflicht. Kein Computer schreibt dir Antworten.
how-end-title = Aufhören
how-end = Du kannst jederzeit aufhören und alles löschen. Du musst das nicht begründen.
how-not-title = Was es nicht ist
how-not = Kein Notdienst. Es kann Stunden oder Tage dauern, bis jemand antwortet. In Not ruf bitte an: Die Nummern stehen auf jeder Seite.

# Seiten des Betreibers, solange er sie nicht gefüllt hat

imprint-name = Impressum
imprint-title = Impressum
imprint-text = Betreiber dieser Seite ist: <b>{ $operator }</b>.
imprint-missing = Das vollständige Impressum hat der Betreiber hier noch nicht hinterlegt.
imprint-contact = So erreichst du ihn: { $contact }
privacy-name = Datenschutz
privacy-title = Datenschutz
privacy-lead = Das Wichtigste in Kürze. Wer genau was lesen kann, steht bei jeder Stelle, bevor du schreibst.
privacy-text-title = Was du schreibst
privacy-text = Deine Nachrichten werden in deinem Browser verschlüsselt. Lesen können sie die Menschen deiner Stelle, und wer die Schlüssel verwahrt. Wer den Server betreibt, kann sie nicht lesen.
privacy-kept-title = Was gespeichert wird
privacy-kept = Das Thema, die Stelle, dein ausgedachter Name und wann geschrieben wurde. Nach dem Ende der Beratung wird alles gelöscht. Du kannst es auch selbst gleich löschen.
privacy-not-title = Was nicht gespeichert wird
privacy-not = Deine Postleitzahl, die Adresse deines Geräts im Internet (IP-Adresse) und was du in das Suchfeld schreibst. Wir zählen keine Besuche und laden nichts von fremden Seiten.
privacy-cookies-title = Cookies
privacy-cookies = Zwei, und nur, wenn sie gebraucht werden: einer hält dich angemeldet, einer merkt sich die Sprache, wenn du sie wechselst. Beide verschwinden, wenn du den Browser schließt.
privacy-missing = Die vollständige Erklärung mit deinen Rechten hat der Betreiber, { $operator }, hier noch nicht hinterlegt.
privacy-link = Die vollständige Erklärung des Betreibers
privacy-centre = Datenschutz bei dieser Stelle
privacy-controller = Verantwortlich
privacy-contact = Fragen zum Datenschutz
privacy-operator = Betreiber der Plattform
privacy-unsaid = Das hat die Stelle hier noch nicht eingetragen.
privacy-erased-title = Wann gelöscht wird
privacy-erased = So viele Tage nach dem Ende der Beratung ist alles gelöscht. Du kannst es auch selbst gleich löschen.
privacy-version = Dieser Hinweis hat die Fassung { $version }. Welche Fassung galt, als du zugestimmt hast, wird bei deiner Beratung festgehalten.
privacy-general = Datenschutz allgemein
accessibility-name = Barrierefreiheit
accessibility-title = Barrierefreiheit
accessibility-lead = Diese Seiten sollen alle benutzen können. Maßstab sind die WCAG 2.2, Stufe AA.
accessibility-can = Sie lassen sich mit der Tastatur und mit einem Vorleseprogramm bedienen, auf 400 % vergrößern, auf einem schmalen Handy lesen und haben eine dunkle Ansicht. Bis zum Schreiben geht alles ohne JavaScript.
accessibility-simple = Es gibt sie in Leichter Sprache und in weiteren Sprachen. Die meisten Übersetzungen hat ein Computer gemacht. Menschen aus der Zielgruppe haben sie noch nicht geprüft.
accessibility-cannot-title = Was noch nicht geht
accessibility-cannot = Videos in Gebärdensprache fehlen. Eine Prüfung durch eine unabhängige Stelle steht aus. Was die Stellen über sich schreiben, gibt es nur auf Deutsch. Felder für Postleitzahl und Namen füllt der Browser mit Absicht nicht aus, damit sie niemand auf deinem Gerät findet.
accessibility-feedback-title = Stößt du auf ein Hindernis?
accessibility-feedback = Sag es bitte dem Betreiber: { $operator }.
accessibility-missing = Eine eigene Erklärung hat der Betreiber hier noch nicht hinterlegt.

# Die E-Mail, wenn eine Antwort wartet: Sie sagt nicht, von wem und worüber

mail-code-subject = Dein Code
mail-code-text =
    Hallo,

    jemand hat diese Adresse auf einer Seite angegeben, auf der man sich mit einem Namen anmeldet. Warst du das? Dann gib dort diesen Code ein:

    { $code }

    Der Code gilt 30 Minuten. Warst du das nicht, brauchst du nichts zu tun: Dann kommt nichts weiter.

mail-subject = Es gibt etwas Neues
mail-text =
    Hallo,

    es gibt etwas Neues für dich, dort, wo du dich mit deinem Namen anmeldest.

    Mehr steht hier mit Absicht nicht. Bitte antworte nicht auf diese E-Mail: Es liest sie niemand. Weitere E-Mails kommen erst, nachdem du dort warst; abstellen kannst du sie dort auch.

## Livechat

live-now = Livechat ohne Konto – gerade ist jemand da für: { $topics }
live-now-somewhere = Livechat ohne Konto – in manchen Gegenden ist gerade jemand da für: { $topics }. Ob auch in deiner, siehst du, wenn du deine Postleitzahl angegeben hast.
live-title = Sofort chatten, ohne Konto
live-there = Bei { $centre } ist gerade jemand im Livechat da.
live-go = Zum Livechat
live-full = Im Livechat ist jemand da, aber es warten schon zu viele. Versuch es später noch einmal, oder schreib jetzt und lies die Antwort später.
live-name = Livechat
live-page = Livechat ohne Konto
live-lead = { $centre } ist gerade für dich da.
live-agree = Mit „In den Livechat“ bist du damit einverstanden.
live-nameless = Du brauchst keinen Namen und kein Passwort.
live-open = Was du schreibst, gibt es nur auf dieser offenen Seite. Neu laden oder schließen beendet das Gespräch.
live-gone = Innerhalb von 48 Stunden nach dem Ende wird alles gelöscht.
live-keep = Bevor du gehst, kannst du das Gespräch mit einem Zugang behalten.
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
live-off = Für den Livechat braucht dein Browser JavaScript.

## Der erste Termin

first-title = Lieber gleich einen Termin?
first-offer = Bei { $centre } kannst du eine offene Zeit wählen, auch vor Ort, ohne vorher zu schreiben.
first-go = Offene Zeiten ansehen
first-none = Bei { $centre } ist gerade keine Zeit für einen ersten Termin frei. Du kannst schreiben und im Gespräch nach einem Termin fragen.
first-name = Erster Termin
first-page = Dein erster Termin
first-lead = Das sind die offenen Zeiten bei { $centre }. Nach der Wahl denkst du dir einen Namen und ein Passwort aus. Dann ist der Termin für dich eingetragen.
first-who = Wer sich diese Zeit nimmt, berät dich auch im Chat. Dort kannst du den Termin verschieben oder absagen.
first-choose = Welche Zeit passt dir?
first-gone = Diese Zeit ist nicht mehr frei. Bitte wähle eine andere.
first-write = Lieber zuerst schreiben
first-chosen = Dein Termin: { $slot }. Er gilt, sobald im Chat steht, dass er steht.
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
