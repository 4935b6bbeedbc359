# Der Schreibtisch: was Beraterinnen und Berater im Browser sehen.

desk = Schreibtisch
skip = Zum Inhalt
to-desk = Zum Schreibtisch
sign-in = Anmelden
sign-in-again = Neuen Code laden
sign-out = Abmelden

start-title = Schreibtisch
start-text = Hier sehen Sie, was wartet, und erledigen, was ein Formular ist. Geschrieben wird in Element.
start-who = Für Beraterinnen und Berater, die in einer Beratungsstelle freigeschaltet sind. Ein Passwort gibt es hier nicht: Sie bestätigen die Anmeldung mit einem Wort in Ihrem verschlüsselten Chat.

code-title = Bestätigen Sie die Anmeldung
code-text = Schreiben Sie diese Worte in Element an { $reception }, oder in den Raum Team Ihrer Beratungsstelle:
code-words = anmelden { $code }
code-only-you = Schreiben Sie den Code nur, wenn Sie selbst diese Seite geöffnet haben. Hat jemand Sie darum gebeten: bitte nicht.
code-browser = Dieser Browser
code-holds = Der Code gilt zehn Minuten und nur hier.
code-done = Ich habe es geschrieben
code-chat = Chat öffnen

late-title = Der Code ist abgelaufen
late-text = Er gilt zehn Minuten, und nur einmal.
out-title = Sie sind abgemeldet
out-text = In diesem Browser ist nichts geblieben.
busy-title = Gerade geht es nicht
busy-text = Lotse startet neu oder hat zu viel zu tun. Es ist nichts verloren. Bitte versuchen Sie es in einer Minute noch einmal.
torn-title = Das kam nicht vollständig an
torn-text = Es wurde nichts geändert. Bitte füllen Sie das Formular noch einmal aus.
unknown-title = Das geht hier nicht
unknown-text = Es wurde nichts geändert.

hello = Guten Tag, { $name }
done = Erledigt.
fresh = Es hat sich etwas geändert: Seite neu laden

enquiries = Erstanfragen
no-enquiries = Zurzeit wartet niemand.
cases = Meine Fälle
no-cases = Sie haben zurzeit keine Fälle.
accept = Annehmen
urgent = Mögliche Gefahr
waits = wartet seit { $span }
waits-for-you = wartet auf Sie seit { $span }
waits-not = wartet nicht
promised = Antwort zugesagt bis { $time }
promise-broken = Zusage überschritten: { $time }
minutes = { $count ->
        [0] weniger als einer Minute
        [one] einer Minute
       *[other] { $count } Minuten
    }
hours = { $count ->
        [one] einer Stunde
       *[other] { $count } Stunden
    }
days = { $count ->
        [one] einem Tag
       *[other] { $count } Tagen
    }
you-cover = Sie vertreten { $name }
covered = { $name } vertritt bis { $until }
offered = wird gefragt: Übergabe an { $name }
ends = endet am { $day }, wenn niemand schreibt
open-room = Raum öffnen
more = Mehr

hand-over-title = An eine Kollegin oder einen Kollegen übergeben
hand-over-to = An wen
hand-over = Die ratsuchende Person fragen
forward-title = An eine andere Beratungsstelle weiterleiten
forward-to = Name der Beratungsstelle
forward = Weiterleiten anfragen
history = Was mitgeht
history-all = mit dem bisherigen Verlauf
history-bare = ohne Verlauf
take-back = Frage zurücknehmen
end-cover = Vertretung beenden
keys = Schlüssel noch einmal geben
close = Fall abschließen

cover-title = Vertreten
cover-hint = Sie müssen wissen, wie die Person sich nennt, oder die Nummer aus Team. Eine Liste gibt es nicht. Der Grund steht in Team und im Protokoll.
cover-name = Name der ratsuchenden Person oder Fallnummer
cover-reason = Grund, zum Beispiel krank
cover-until = Bis einschließlich (sonst 14 Tage)
cover = Vertretung beginnen

absence-title = Abwesend sein
absence-other = Abwesenheit ändern
absence-hint = Gilt ab sofort und in allen Ihren Beratungsstellen; die Vertretung in dieser. Wer auf Sie wartet, erfährt es einmal.
absence-until = Bis einschließlich
absence-deputy = Vertretung
absence = Abwesenheit eintragen
nobody = niemand
away-until = abwesend bis { $day }
you-are-away = Sie sind abwesend bis { $day }.
your-deputy = Vertretung: { $name }.
back = Wieder da

link-title = Mein Link
link-hint = Wer ihn benutzt, kommt direkt zu Ihnen. Ein neuer Link macht den früheren ungültig.
link = Neuen Link zeigen
mail-title = E-Mails und Ruhezeiten
mail-is-on = E-Mails sagen Ihnen, dass etwas ungelesen ist, und nie, was.
mail-is-off = Sie bekommen keine E-Mails.
mail-on = E-Mails einschalten
mail-off = E-Mails ausschalten
quiet-hours = Ruhezeit
quiet-hint = Zum Beispiel 20-7. Leer: keine.
quiet = Ruhezeit speichern

sessions = Wo ich angemeldet bin
some-browser = Ein Browser
this-browser = dieser
signed-in = angemeldet seit { $span }
end-session = Dort abmelden
sign-out-all = Überall abmelden

ways = Seiten am Schreibtisch
cover-yours = Ihre Vertretung bis { $until }

coverage = Abdeckung
all-topics = Alle Fachbereiche
counted = Gezählt sind die Postleitzahlen, unter denen Menschen wohnen, und die Stellen, die jetzt Anfragen annehmen können.
topic = Fachbereich
postcode = Postleitzahl
codes = Postleitzahlen
covered-codes = Abgedeckt
gaps = Lücken
overlaps = Überschneidungen
white-spot = Weiße Flecken
no-white-spot = keine: Lücken bleiben ohne Stelle
fallback = zurzeit ersatzweise { $name }
unreachable = Zurzeit nicht erreichbar
zone = Leitzone
grid-label = { $name }: Lücken und Überschneidungen nach Postleitzahlen. Dasselbe steht in der Tabelle darunter.
grid-one = eine Stelle
grid-many = mehrere Stellen
grid-part = teils ohne Stelle
grid-gap = ohne Stelle
grid-how = Spalten: erste Ziffer der Postleitzahl. Zeilen: zweite Ziffer. Darin ein Feld für jede dritte Ziffer; leer, wo niemand wohnt.
grid-table = Als Tabelle
explain-title = Wer bekommt eine Anfrage?
explain = Zeigen
no-postcode = Das ist keine Postleitzahl.
nobody-takes-it = niemand
candidate = Infrage kommen, die erste zuerst
open-enquiries = Offene Erstanfragen
present = Anwesend
cause-offline = offline gestellt
cause-nobody-active = niemand ist freigeschaltet
cause-everybody-away = alle sind abwesend
cause-no-postcodes = ohne Postleitzahlen
cause-no-service = bietet den Fachbereich nicht an
reason-link = Der Link entscheidet.
reason-only = Nur diese Stelle ist zuständig und kann jetzt Anfragen annehmen.
reason-narrowest = Sie hat das engste Einzugsgebiet um diese Postleitzahl.
reason-fewest = Unter gleich engen Einzugsgebieten hat sie die wenigsten offenen Erstanfragen je anwesender Person.
reason-stable = Unter gleich engen und gleich belasteten Stellen entscheidet eine feste Wahl nach Fachbereich und Postleitzahl.
reason-white-spot = Keine Stelle ist hier zuständig oder kann jetzt: Die Weißen Flecken übernehmen.
reason-fallback = Weder eine Stelle noch die Weißen Flecken können jetzt: Ihr Ersatz übernimmt.
reason-nobody = Keine Stelle ist zuständig oder kann jetzt, auch kein Ersatz. Ratsuchende lesen das, mit den Notrufnummern.
reason-unknown = Dafür fehlt etwas.

figures = Zahlen
figures-hint = * ist zurückgehalten: 1 bis 4, oder was eine solche Zahl verriete. Stunden bis zur ersten Antwort; Monate, in denen angefragt wurde.
no-figures = Noch wurde niemand gezählt.
figure-enquiries = Erstanfragen
figure-accepted = angenommen
figure-median = Antwort nach Stunden, Median
figure-p90 = für neun von zehn höchstens
figure-open = noch offen
figure-covers = Vertretungen
figure-closed = abgeschlossen
figure-kept = Zusage gehalten
figure-broken = Zusage nicht gehalten
figures-from = Vom Monat (leer: von Anfang an)
figures-to = Bis zum Monat
figures-no-month = Ein Monat wird so geschrieben: 2026-11.
figures-show = Anzeigen
figures-csv = Als CSV für Excel
figures-xlsx = Als Excel-Datei
figures-month = Monat
over-time = Im Verlauf
over-time-whole = Alle Beratungsstellen zusammen, die letzten 24 Monate. Auch eine Summe ist zurückgehalten, wo sie eine kleine Zahl verriete.
over-time-own = Ihre Beratungsstelle, die letzten 24 Monate. Auch eine Summe ist zurückgehalten, wo sie eine kleine Zahl verriete.
chart-enquiries = Erstanfragen im Monat
chart-enquiries-label = Erstanfragen im Monat, von { $first } bis { $last }. Dasselbe steht in der Tabelle darunter.
chart-promises = Zusagen
chart-promises-label = Gehaltene und nicht gehaltene Zusagen, von { $first } bis { $last }. Dasselbe steht in der Tabelle darunter.
chart-waits = Wartezeit bis zur ersten Antwort, in Stunden
chart-waits-label = Wartezeit bis zur ersten Antwort, Median und höchste für neun von zehn, von { $first } bis { $last }. Dasselbe steht in der Tabelle darunter.

trail = Protokoll
trail-hint = Die letzten 200 Einträge, die passen. Es nennt Beratende und Fallnummern, nie Ratsuchende, und ist mit Prüfsummen verkettet.
trail-nothing = Dazu steht nichts im Protokoll.
trail-person = Person (Teil der Matrix-Adresse)
trail-case = Fallnummer
trail-show = Zeigen
trail-by = von
trail-about = betrifft
trail-from = ab
trail-until = bis
trail-to = an
trail-why = Grund:
trail-erased = Freier Text, gelöscht mit dem Fall
centre = Beratungsstelle
kind-cover-begun = Vertretung begonnen
kind-cover-ended = Vertretung beendet
kind-history-given = Verlauf bekommen
kind-handed-over = Fall übergeben
kind-forwarded = Fall weitergeleitet
kind-absence = Abwesenheit
kind-hold = Aufbewahrung
kind-muted = Stummgeschaltet
kind-unmuted = Wieder freigegeben
kind-turned-away = Mit Grund geschlossen
kind-came-back = Mit neuem Zugang zurück
kind-identity-changed = Neue Schlüssel gezeigt
kind-identity-back = Frühere Schlüssel wieder da
kind-identity-confirmed = Neue Schlüssel bestätigt
kind-lead-named = Leitung benannt
kind-lead-dismissed = Leitung entzogen
kind-erased = Fall gelöscht

leads = Leitungen
leads-hint = Eine Leitung sieht Zahlen und Protokoll ihrer Stelle und bestätigt neue Schlüssel. Sie liest keine Fälle. Was hier geändert wird, steht im Protokoll.
no-lead = Niemand leitet diese Stelle am Schreibtisch.
lead-who = Wer
lead-name = Zur Leitung machen
lead-dismiss = Leitung entziehen
kept-out-title = { $name } hat neue Schlüssel
kept-out-text = Bis jemand sie bestätigt, liest und bekommt diese Person nichts. Fragen Sie persönlich nach und lassen Sie sich die Nummer vorlesen, die sie als Grund gelesen hat.
kept-out-number = Die vorgelesene Nummer (16 Ziffern)
kept-out-confirm = Bestätigen

kind-card-changed = Karte geändert
why-illness = krank
why-holiday = Urlaub
why-crisis = Krise
why-hand-over = Übergabe
why-absence = Abwesenheit
why-other = anderer
why-time = Zeit abgelaufen
why-command = auf Wunsch
why-closed = Fall beendet
why-begun = begonnen
why-ended = beendet
why-transcript = als Text
why-successor = Nachfolge

card = Karte
card-now = So lesen es Ratsuchende, bevor sie zustimmen
card-choose = Zeigen
card-text = Neuer Text
card-hint = Höchstens fünf Zeilen in einfacher Sprache, zum Beispiel Öffnungszeiten und wer berät. Gilt sofort.
card-save = Speichern
card-in-force = Die Karte gilt jetzt.
card-too-long = Das sind mehr als fünf Zeilen oder 600 Zeichen. Es wurde nichts geändert.
card-meanwhile = Jemand hat die Karte inzwischen geändert: Darunter steht, wie sie jetzt ist. Ihr Text steht noch im Feld; es wurde nichts überschrieben.

directory = Verzeichnis
directory-hint = Fachbereiche, Beratungsstellen, Einzugsgebiete und Personen. Was Sie ändern, steht zuerst nur in Ihrem Entwurf. In Kraft ist es, wenn Sie ihn veröffentlicht haben.
directory-rows = { $count ->
    [one] eine Zeile
   *[other] { $count } Zeilen
}
directory-changed = { $count ->
    [one] eine Änderung im Entwurf
   *[other] { $count } Änderungen im Entwurf
}
directory-refused = Diese Liste kann nicht übernommen werden. Es wurde nichts geändert.
workbook = Excel-Liste
workbook-hint = Der volle Weg hinein und hinaus: dieselben Zeilen, dieselben Regeln. Eine hochgeladene Liste wird Ihr Entwurf und ersetzt den bisherigen.
workbook-down = Excel-Liste herunterladen
workbook-up = Excel-Liste (.xlsx oder .ods, höchstens 8 MB)
workbook-send = Als Entwurf hochladen
versions = Fassungen
versions-see = Frühere Fassungen ansehen
versions-hint = Jede Veröffentlichung der letzten 400 Tage: wer, wann, warum, was.
versions-none = Noch ist nichts verzeichnet.
version = Fassung { $number }
version-what = Was diese Fassung geändert hat
version-since = Was zu ändern wäre, damit es wieder so ist
version-unknown = Das lässt sich nicht mehr feststellen.
version-same = Nichts: So ist es jetzt.
version-restore = Als Entwurf zurückholen
version-restore-hint = Ihr jetziger Entwurf geht dabei verloren. Sie sehen danach, was sich ändern würde, und veröffentlichen erst dann.
version-second = bestätigt von
how-import = Import einer Excel-Liste
how-desk = am Schreibtisch
how-card = Karte einer Beratungsstelle
rows-search = Suchen
rows-show = Zeigen
rows-before = Zurück
rows-after = Weiter
rows-more = und { $count } weitere
row-new = Neue Zeile
row-change = Ändern
row-in-draft = im Entwurf
row-save = In den Entwurf
row-remove = Zeile entfernen
row-kept = Steht in Ihrem Entwurf. In Kraft ist es noch nicht.
row-goes = Die Zeile ist in Ihrem Entwurf entfernt. In Kraft ist das noch nicht.
row-meanwhile = Diese Zeile hat inzwischen jemand geändert. Was Sie geschrieben haben, steht noch hier; öffnen Sie die Zeile neu, bevor Sie es übernehmen.
draft = Entwurf
draft-see = Entwurf ansehen und veröffentlichen
draft-none-yet = Entwurf ansehen
draft-nothing = Ihr Entwurf ändert nichts.
draft-faults = Das muss noch in Ordnung gebracht werden
draft-stale = Inzwischen geändert
draft-stale-text = Diese Zeilen hat jemand anderes geändert, seit Sie sie gesehen haben. Verwerfen Sie den Entwurf, oder öffnen Sie die Zeilen neu.
draft-grave = Eine zweite Person muss bestätigen
grave-centre = Eine Beratungsstelle fällt weg.
grave-white-spot = Ein Fachbereich verliert seinen Weißen Fleck.
grave-many = { $count } Postleitzahlen bekommen andere Stellen; ab 101 bestätigt eine zweite Person.
draft-lost = { $count ->
    [one] Für eine Postleitzahl ist danach niemand mehr zuständig:
   *[other] Für { $count } Postleitzahlen ist danach niemand mehr zuständig:
}
draft-gained = { $count ->
    [one] Für eine Postleitzahl ist danach jemand zuständig:
   *[other] Für { $count } Postleitzahlen ist danach jemand zuständig:
}
draft-spot = Was in Lücken liegt, übernimmt der Weiße Fleck.
draft-no-spot = Einen Weißen Fleck gibt es für diesen Fachbereich nicht: In den Lücken hilft niemand.
draft-changes = { $count ->
    [one] Eine Änderung
   *[other] { $count } Änderungen
}
change-added = Neu
change-removed = Fällt weg
change-changed = Geändert
draft-why = Warum?
draft-why-hint = Der Grund steht bei der Fassung und im Protokoll der Stellen. Schreiben Sie nichts über Ratsuchende.
draft-publish = Veröffentlichen
draft-ask = Um Bestätigung bitten
draft-discard = Entwurf verwerfen
draft-take-back = Bitte zurücknehmen
draft-is-asked = Eine zweite Person des Referats muss bestätigen. Was Sie jetzt ändern, muss neu bestätigt werden.
draft-of = Zu bestätigen: Entwurf von { $name }
draft-reason = Grund:
draft-until = Kann bestätigt werden bis
draft-confirm = Bestätigen und veröffentlichen
draft-decline = Ablehnen
draft-in-force = In Kraft, als Fassung { $number }.
draft-waits = Eine zweite Person des Referats muss innerhalb von 24 Stunden bestätigen. Bis dahin ändert sich nichts.
draft-no-reason = Bitte nennen Sie einen Grund, in höchstens 500 Zeichen.
draft-look = Es wurde nichts veröffentlicht. Bitte sehen Sie sich den Entwurf noch einmal an.
kind-directory-changed = Verzeichnis geändert
draft-own = Was Ihr Entwurf ändert
platform = Lage
health = Wie es Lotse geht
health-at = Stand: { $time }. Angesehen wird höchstens einmal in der Minute.
health-well = In Ordnung.
health-look = Bitte ansehen.
health-ill = Gestört.
health-doctor = Dateirechte, Schlüsseldatei, hinterlegte Schlüssel, Grenzwerte und Uhr des Homeservers und die Anmeldung am Mailserver prüft nur „lotse doctor“ auf dem Server: Dafür braucht es Rechte, die diese Seite nicht hat.
health-workers = Alle Teile arbeiten.
health-workers-hang = Von { $count } Teilen war zu lange nichts zu hören. Was dort hängt, steht im Protokoll des Servers. Ein Neustart verliert nichts.
health-homeserver = Der Homeserver antwortet.
health-homeserver-away = Der Homeserver antwortet nicht. Was geschrieben wird, kommt an, sobald er wieder da ist.
health-outbox = Was hinausgehen soll, geht hinaus.
health-outbox-stuck = { $count ->
        [0] Was hinausgehen soll, ist seit mehr als fünf Minuten überfällig.
       *[other] Aufgegeben: { $count }. „lotse outbox list“ auf dem Server sagt, was und warum.
    }
health-inbox = Was hereinkommt, wird bearbeitet.
health-inbox-stuck = { $count ->
        [0] Was hereingekommen ist, wartet seit mehr als fünf Minuten.
       *[other] Beiseitegelegt: { $count }. „lotse inbox list“ auf dem Server sagt, was und warum.
    }
health-rows = Alle Einträge lassen sich bearbeiten.
health-rows-fail = Einträge, die immer wieder misslingen: { $count }. „lotse doctor“ auf dem Server nennt sie.
health-rooms = Alle Beratungsstellen haben ihre Räume.
health-rooms-missing = Beratungsstellen, deren Räume noch nicht angelegt sind: { $count }. Das geschieht von selbst.
health-identities = Niemand wartet auf die Bestätigung neuer Schlüssel.
health-identities-wait = Auf die Bestätigung neuer Schlüssel warten: { $count }. Bis dahin sind sie in keinem Raum.
health-servers = Kein fremder Server ist als abwesend bekannt.
health-servers-away = Fremde Server, die gerade nicht antworten: { $count }. Ihre Leute werden bedient, sobald sie wieder da sind.
health-contacts = Von nicht gehaltenen Zusagen erfahren: { $count }.
health-contacts-none = Von nicht gehaltenen Zusagen erfährt in der Verwaltung niemand. Bitte „administration.contacts“ setzen.
health-mail = E-Mails werden verschickt.
health-mail-none = E-Mails werden nicht verschickt: So ist es eingestellt.
health-erasure = Was gelöscht wird, verschwindet auch vom Homeserver.
health-erasure-none = Räume gelöschter Fälle bleiben auf dem Homeserver, bis Lotse das Recht bekommt, sie dort zu entfernen.

breaches = Nicht gehaltene Zusagen
breaches-hint = Die letzten 100. Welcher Fall es war, steht hier nicht. Die Beratungsstelle und die ratsuchende Person erfahren es im selben Augenblick in ihren Räumen.
breaches-none = Alle Zusagen wurden gehalten.
breach-when = Jemand wartete seit { $since }; die Zusage galt bis { $time }.
breach-nobody = In der Verwaltung hat es niemand erfahren.
breach-told = { $who } erfuhr es am { $time }
breach-untold = { $who } hat es noch nicht erfahren

links = Links
links-hint = Wie viele Links es gibt und wie sie stehen. Der Link selbst steht nirgends, auch hier nicht.
links-none = Es gibt keinen Link.
links-centre = Beratungsstelle
link-valid = gültig
link-expired = abgelaufen
link-used-up = aufgebraucht
link-revoked = zurückgenommen
link-is-valid = gilt
link-leads-nowhere = gilt, aber niemand nimmt an: Wer so kommt, geht den gewöhnlichen Weg
link-is-expired = abgelaufen
link-is-used-up = aufgebraucht
link-is-revoked = zurückgenommen
link-of-centre = Link der Beratungsstelle
link-made = vom { $day }
link-until = gilt bis { $day }
link-uses = { $count ->
        [0] noch nicht benutzt
        [one] 1 Mal benutzt
       *[other] { $count } Mal benutzt
    }
link-most = höchstens { $count } Mal

own-figures = Meine Zahlen
own-figures-hint = Die sieht außer Ihnen niemand. Im Chat: <b>meine zahlen</b>.
own-month = Letzte 30 Tage
own-year = Letzte 12 Monate
own-taken = angenommen
own-closed = abgeschlossen
own-wait = Wartezeit bis zur ersten Antwort in Stunden, Median
dates = Termine
dates-hint = Nur Ihre eigenen Termine. Was besprochen wird, steht hier nicht: Lotse speichert keine Gesprächsnotizen.
no-dates = Keine Termine.
dates-offered = Zur Wahl gestellt
date-over = Hat der Termin stattgefunden?
date-choice = { $count } Zeiten stehen zur Wahl
date-kept = Hat stattgefunden
figure-cancelled = Abgesagt
date-missed = Ist ausgefallen
cancel-date = Absagen
dates-offer-title = Zeiten anbieten oder verschieben
dates-case = Fall
dates-words = Zeiten (leer: die nächsten fünf aus Ihren Sprechzeiten)
dates-words-hint = Zum Beispiel: di 10-12, 3.12. 14:30 je 50 telefon. Orte: vor ort, telefon, video, chat. Ein Termin, der schon steht, gilt, bis eine neue Zeit gewählt ist.
offer-dates = Anbieten
times-title = Ihre Sprechzeiten für Termine
times = Wochentage und Zeiten
times-hint = Zum Beispiel: di 10-12, do 14-16 je 50 vor ort, außer 24.12., bis 31.1. Mit „offen“ hinter einer Zeit können auch Menschen sie wählen, die sich zum ersten Mal melden, wenn Ihre Beratungsstelle das anbietet. Leer: keine.
times-save = Speichern
feed-title = Kalender zum Abonnieren
feed-hint = Eine geheime Adresse, unter der Ihr Kalenderprogramm sieht, wann Sie belegt sind. Keine Namen, keine Fälle.
feed-once = Diese Adresse steht nur jetzt hier. Wer sie hat, sieht Ihre belegten Zeiten:
feed-since = Es gibt eine Adresse, seit { $day }.
feed-new = Neue Adresse
feed-end = Adresse aufheben
day-mo = Montag
day-tu = Dienstag
day-we = Mittwoch
day-th = Donnerstag
day-fr = Freitag
day-sa = Samstag
day-su = Sonntag
venue-centre = in der Beratungsstelle
venue-phone = am Telefon
venue-video = per Video
venue-chat = im Chat

duty = Livechat
duty-since = Sie sind im Dienst, seit { $time }. Wer wartet, steht oben in den Erstanfragen.
duty-hours = Zeiten: { $hours }. Im Dienst sehen Ratsuchende, dass jemand da ist.
duty-on = Dienst beginnen
duty-off = Dienst beenden
live-waits = Livechat: wartet jetzt
live-came = Haben gewartet
live-taken = Davon angenommen
live-left = Davon gegangen
live-median = Wartezeit, Hälfte höchstens (Stunden)
live-p90 = Wartezeit, neun von zehn höchstens (Stunden)
live-length = Gesprächsdauer, Hälfte höchstens (Stunden)

# Ein Fall für jemanden, der vor Ort ist.
at-once = Fall vor Ort eröffnen
at-once-hint = Für jemanden, der gerade bei Ihnen sitzt. Mit dem Link legt die Person am eigenen Gerät ein Konto an; der Fall gehört sofort Ihnen.
at-once-new = Link und QR-Code zeigen
at-once-show = Bitte lassen Sie die Person diesen Code mit der Kamera ihres eigenen Geräts öffnen.
at-once-qr = QR-Code zum Öffnen mit der Kamera
at-once-until = Er gilt bis { $time } Uhr und für einen Fall. Er steht nur jetzt hier.
at-once-typed = Ohne Kamera: { $address } öffnen und diesen Code eintippen:
at-once-card = Karte zum Ausdrucken
at-once-notes = Was Sie vor Ort besprechen, steht hier nicht: Lotse speichert keine Notizen zu Gesprächen.
at-once-no-portal = Hier ist kein Portal eingerichtet, oder seine Adresse ist zu lang für einen QR-Code. Schreiben Sie im Raum „Team“ „vor ort“: Dort bekommen Sie den Link für ein Matrix-Programm.

call = Anrufen
call-video = Mit Bild anrufen
