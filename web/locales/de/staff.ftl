
# Wer zu einer Beratungsstelle kommt, und wer geht.

people = Personen
people-hint = Wer in der Beratungsstelle eingetragen ist, wie weit Einladungen sind, und wer geht.
people-none = Hier ist noch niemand eingetragen.
person-active = freigeschaltet
person-inactive = nicht freigeschaltet
how-invitation = Einladung
how-leaving = Ausscheiden
how-training = Schulung
kind-invited = Eingeladen
kind-left = Gegangen
kind-trained = Schulung oder Freischaltung eingetragen

invite-title = Jemanden einladen
invite-text = Die Person wird eingetragen, noch ohne Freischaltung, und bekommt eine E-Mail. Freigeschaltet werden kann sie, sobald die Schulung eingetragen ist.
invite-name = Name
invite-name-hint = Das Team liest ihn. Ratsuchende lesen ihn, wenn jemand vertritt oder einen Fall übernimmt.
invite-mail = E-Mail-Adresse
invite-mail-hint = Dorthin geht die Einladung. Sie nennt keinen Namen und keine Beratungsstelle.
invite-user = Matrix-Kennung
invite-user-hint = Für ein neues Konto genügt der vordere Teil, zum Beispiel nora. Sonst die ganze Kennung, zum Beispiel @nora:stelle.example. Sie bleibt für immer.
invite-account = Konto
invite-account-ours = Ein neues Konto anlegen. Die Person legt ihr Passwort selbst fest.
invite-account-theirs = Die Person hat schon ein Matrix-Konto, hier oder auf einem anderen Server.
invite-account-hint = Neue Konten legt Lotse auf dieser Plattform nicht an.
invite-send = Einladen
invite-done = Eingetragen. Die Einladung ist unterwegs.
invite-added = Eingetragen. Eine Einladung hat die Person schon von einer anderen Beratungsstelle.
invite-again = Neuen Brief schicken
invite-again-done = Ein neuer Brief ist unterwegs. Der alte Link gilt nicht mehr.
invite-already = Diese Kennung ist hier schon eingetragen. Es wurde nichts geändert.
invite-taken = Dieses Konto gibt es schon, und es wurde nicht angerührt. Wählen Sie eine andere Kennung. Nur wenn es wirklich das Konto dieser Person ist: Wählen Sie „hat schon ein Konto“.
invite-no-accounts = Neue Konten legt Lotse auf dieser Plattform nicht an. Es wurde nichts geändert.
invite-no-mail = Auf dieser Plattform ist kein E-Mail-Versand eingerichtet. Es wurde nichts geändert.
invite-no-address = Bitte geben Sie eine E-Mail-Adresse an. Es wurde nichts geändert.
invite-reserved = Unter dieser Kennung spricht Lotse selbst. Es wurde nichts geändert.
invite-away = Der Homeserver antwortet gerade nicht, deshalb ist nicht sicher, ob die Kennung frei ist. Es wurde nichts geändert. Bitte versuchen Sie es in ein paar Minuten noch einmal.
invite-wrong = Das kann so nicht eingetragen werden. Es wurde nichts geändert.

how-under-way = Konto und Einladung sind unterwegs.
how-waits = Es geht gerade nicht weiter ({ $why }). Lotse versucht es von selbst wieder.
how-sent = Eingeladen. Der Link zum Festlegen des Passworts gilt bis { $time }.
how-sent-own = Eingeladen, mit einem Konto, das es schon gibt.
how-over = Der Link wurde nicht rechtzeitig benutzt. Schicken Sie einen neuen Brief.
how-undeliverable = Die E-Mail wird nicht angenommen ({ $why }). Prüfen Sie die Adresse im Verzeichnis, und schicken Sie einen neuen Brief.
how-taken = Das Konto gab es schon, bevor Lotse es anlegen konnte. Es wurde nicht angerührt. Ist es nicht das Konto dieser Person, nehmen Sie die Zeile aus dem Verzeichnis und laden Sie sie mit einer anderen Kennung ein.

link-dead-title = Dieser Link gilt nicht
link-dead-text = Er ist benutzt, abgelaufen oder unvollständig. Ihre Beratungsstelle kann Ihnen jederzeit einen neuen schicken.
welcome-title = Willkommen in der Online-Beratung
password-text = Legen Sie Ihr Passwort fest. Danach zeigen wir Ihnen in drei Schritten, wie es weitergeht.
password-user = Ihr Konto
password = Passwort
password-hint = Mindestens 8 Zeichen. Am besten mehrere Wörter, die Sie sich gut merken können. Sonderzeichen sind nicht nötig.
password-again = Passwort noch einmal
password-set = Passwort festlegen
password-holds = Der Link gilt 72 Stunden ab der E-Mail und nur einmal. Niemand sonst sieht Ihr Passwort, auch wir nicht.
password-weak = Dieses Passwort ist zu leicht zu erraten. Nehmen Sie ein paar Wörter mehr.
password-unequal = Die beiden Passwörter sind nicht gleich.
password-later = Der Homeserver nimmt das Passwort gerade nicht an. Der Link gilt weiter: Bitte versuchen Sie es in ein paar Minuten noch einmal.
password-done = Ihr Passwort gilt.

steps-text = So geht es weiter:
steps-open = Element öffnen
steps-other = Element gibt es auch für Telefon und Computer. Jedes andere Matrix-Programm mit Verschlüsselung geht ebenso.
step-sign-in = Melden Sie sich an
step-sign-in-text = Öffnen Sie Element und wählen Sie als Server { $server }. Geben Sie dann Ihre Kennung und Ihr Passwort ein.
step-sign-in-user = Ihre Kennung:
step-key = Bewahren Sie den Schlüssel auf
step-key-text = Element fragt nach einer sicheren Sicherung und zeigt einen Wiederherstellungsschlüssel. Schreiben Sie ihn auf und bewahren Sie ihn gut auf: Ohne ihn sind Nachrichten auf einem neuen Gerät nicht lesbar.
step-rooms = Kommen Sie in die Räume
step-rooms-text = Sobald Sie freigeschaltet sind, finden Sie in Element Einladungen in die Räume Ihrer Beratungsstelle. Nehmen Sie sie an. Fragen beantwortet { $reception }.
picture-sign-in = Zeichnung: ein Fenster mit Feldern für Server, Kennung und Passwort
picture-key = Zeichnung: ein Schlüssel und ein Blatt Papier, auf dem er notiert ist
picture-rooms = Zeichnung: eine Liste von Räumen und ein Knopf zum Annehmen einer Einladung

parting = Ausscheiden lassen
parting-title = { $name } scheidet aus
parting-what = Was sofort geschieht
parting-nothing = Hier hängt nichts an der Person. Ihre Zeile im Verzeichnis fällt weg.
parting-cases = { $count ->
        [one] Ein Fall geht
       *[other] { $count } Fälle gehen
    } an andere: an die Nachfolge, die Sie unten wählen, oder zurück in die Erstanfragen. Die Ratsuchenden erfahren es.
parting-own-keys = { $count ->
        [one] Ein Fall wird
       *[other] { $count } Fälle werden
    } beendet: Die Schlüssel hat nur die Person selbst, niemand anderes kann weiterlesen. Bitten Sie sie, solche Fälle vorher selbst zu übergeben.
parting-covers = { $count ->
        [one] Eine Vertretung endet.
       *[other] { $count } Vertretungen enden.
    }
parting-personal = { $count ->
        [one] Eine Anfrage über den persönlichen Link geht
       *[other] { $count } Anfragen über den persönlichen Link gehen
    } an die ganze Beratungsstelle.
parting-rooms = Die Person ist nicht mehr in den { $count } Räumen der Beratungsstelle und in keinem Raum eines Falls.
parting-sessions = { $count ->
        [one] Eine Anmeldung
       *[other] { $count } Anmeldungen
    } am Schreibtisch { $count ->
        [one] endet.
       *[other] enden.
    }
parting-account = Das Konto hat Lotse angelegt: Es wird geschlossen, auf allen Geräten.
parting-elsewhere = In diesen Beratungsstellen bleibt die Person: { $centres }.
parting-remains = Was bleibt
parting-devices = Was die Geräte der Person schon gelesen haben, kann ihnen niemand mehr nehmen. Die Schweigepflicht gilt weiter.
parting-account-stays = Das Matrix-Konto bleibt: Lotse hat es nicht angelegt, oder die Person berät noch anderswo.
parting-trail = Im Protokoll bleibt, wer welchen Fall gelesen hat.
parting-to = Wer übernimmt die Fälle?
parting-pool = Niemand Bestimmtes: zurück in die Erstanfragen
parting-do = Jetzt ausscheiden lassen
parting-done = Erledigt. Räume und Fälle folgen in den nächsten Sekunden.
parting-meanwhile = Inzwischen hat sich etwas geändert. Bitte sehen Sie noch einmal hin. Es wurde nichts geändert.
parting-no-successor = Wer übernehmen soll, ist hier nicht freigeschaltet. Es wurde nichts geändert.
parting-wrong = Das geht so nicht. Es wurde nichts geändert.

training = Schulung
training-hint = Wann jemand geschult wurde, und wer beraten darf. Ohne den letzten Teil kann niemand freigeschaltet werden.
training-first = Erster Teil am
training-last = Letzter Teil am
training-note = Tage eintragen
training-activate = Freischalten
training-deactivate = Freischaltung zurücknehmen
training-noted = Eingetragen.
training-activated = Die Person ist freigeschaltet und wird in die Räume eingeladen.
training-deactivated = Die Freischaltung ist zurückgenommen. Die Person ist aus den Räumen.
training-nothing = Das steht schon so da. Es wurde nichts geändert.
training-wrong = Das geht so nicht. Es wurde nichts geändert.
training-list = Eine ganze Liste
training-list-text = Eine Tabelle (CSV, Excel oder OpenDocument) mit den Spalten Matrix-Kennung, Erster Teil am und Schulung am. Leere Tage bleiben, wie sie sind. Stimmt eine Zeile nicht, wird nichts übernommen.
training-list-file = Datei
training-list-take = Übernehmen
training-list-taken = Übernommen: { $count ->
        [one] eine Zeile
       *[other] { $count } Zeilen
    } im Verzeichnis.
