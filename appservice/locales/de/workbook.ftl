# Faults of the workbook: what is wrong, and what to do. Read by whoever fills it in.
workbook-not-a-workbook = Das ist keine Tabelle, die ich lesen kann. Speichern Sie die Liste in Excel oder LibreOffice mit „Speichern unter“ als Excel-Arbeitsmappe (.xlsx).
workbook-empty-file = Die Datei ist leer. Speichern Sie die Liste noch einmal, oder lassen Sie sie sich neu schicken.
workbook-damaged = Die Datei ist beschädigt oder unvollständig ({ $detail }). Öffnen Sie sie in Excel oder LibreOffice und speichern Sie sie neu als .xlsx, oder lassen Sie sie sich noch einmal schicken.
workbook-csv = Das ist eine Textdatei (.csv). Sie hat nur ein Blatt, die Liste braucht mehrere. Öffnen Sie sie in Excel oder LibreOffice, fügen Sie die Blätter in einer Arbeitsmappe zusammen und speichern Sie als .xlsx. Eine leere Vorlage schreibt „lotse directory template liste.xlsx“.
workbook-old-excel = Das ist das alte Excel-Format (.xls). Öffnen Sie die Datei in Excel oder LibreOffice und wählen Sie „Speichern unter“ und „Excel-Arbeitsmappe (.xlsx)“.
workbook-password = Die Datei ist mit einem Passwort geschützt. Öffnen Sie sie mit dem Passwort, nehmen Sie es weg (in Excel: Datei, Informationen, Arbeitsmappe schützen, Mit Kennwort verschlüsseln, Feld leeren) und speichern Sie sie neu.
workbook-other-format = Das Format { $kind } kann ich nicht lesen. Öffnen Sie die Datei in dem Programm, aus dem sie kommt, und speichern oder exportieren Sie sie als Excel-Arbeitsmappe (.xlsx).
workbook-missing-sheet = Das Blatt fehlt. Legen Sie es mit diesem Namen an; „lotse directory template liste.xlsx“ schreibt eine leere Liste mit allen Blättern und Überschriften.
workbook-sheet-twice = Zwei Blätter heißen so. Benennen Sie eines um oder löschen Sie es.
workbook-unreadable-sheet = Das Blatt kann nicht gelesen werden ({ $detail }). Öffnen Sie die Datei in Excel oder LibreOffice und speichern Sie sie neu als .xlsx.
workbook-too-large = Es gibt Zellen hinter Zeile { $rows } oder Spalte { $columns }. Löschen Sie diese Zeilen und Spalten.
workbook-unfolds = Entpackt ist die Datei größer als { $most } MB; so groß ist keine Liste, sie wird nicht gelesen. Kopieren Sie die Blätter der Liste in eine neue Arbeitsmappe.
workbook-missing-heading = Diese Überschrift fehlt in der ersten Zeile. Schreiben Sie sie dort genau so hin.
workbook-unknown-heading = Diese Überschrift kenne ich nicht. Löschen Sie die Spalte, oder schreiben Sie die Überschrift wie in der Vorlage. Eigene Notizen gehören auf ein eigenes Blatt.
workbook-heading-twice = Diese Überschrift steht zweimal da. Löschen Sie eine der beiden Spalten.
workbook-no-heading = Hier steht etwas in einer Spalte ohne Überschrift. Löschen Sie es; eigene Notizen gehören auf ein eigenes Blatt.
workbook-empty = Hier muss etwas stehen.
workbook-broken-formula = Die Formel in dieser Zelle geht nicht auf. Schreiben Sie statt der Formel den Wert hinein.
workbook-formula-without-result = Die Formel in dieser Zelle hat noch kein Ergebnis. Öffnen Sie die Datei in Excel oder LibreOffice und speichern Sie sie; oder schreiben Sie statt der Formel den Wert hinein.
workbook-reinterpreted = Hier gehört Text hin, aber das Programm hat ein Datum, eine Uhrzeit, eine Kommazahl oder „WAHR“ daraus gemacht. Formatieren Sie die Zelle als Text und tippen Sie den Wert neu.
workbook-mixed-letters = In diesem Wort stehen Buchstaben aus zwei Schriften, die gleich aussehen.
workbook-numeric-postcode = Eine Postleitzahl muss Text sein, denn als Zahl verliert sie ihre Null am Anfang. Formatieren Sie die Zelle als Text und schreiben Sie { $postcode }
workbook-comma-postcodes = Aus zwei Postleitzahlen mit einem Komma ist eine Zahl geworden. Formatieren Sie die Zelle als Text und schreiben Sie { $postcodes }
workbook-number-no-postcode = Eine Zahl, keine Postleitzahlen. Formatieren Sie die Zelle als Text und schreiben Sie die Postleitzahlen mit Semikolon dazwischen: 79100; 79101
workbook-postcode-part = „{ $part }“ ist weder eine Postleitzahl (80437) noch ein Bereich (79100-79112) noch ein Anfang (50*). Schreiben Sie jede Postleitzahl mit fünf Ziffern und ein Semikolon dazwischen.
workbook-postcode-backwards = Der Bereich „{ $part }“ hört auf, bevor er anfängt. Schreiben Sie die kleinere Postleitzahl zuerst.
workbook-centre-id = Kein Kürzel einer Beratungsstelle. Erlaubt sind Kleinbuchstaben a-z, Ziffern, - und _, höchstens 40 Zeichen, zum Beispiel caritas-dresden.
workbook-carrier-id = Kein Kürzel eines Trägers. Erlaubt sind Kleinbuchstaben a-z, Ziffern, - und _, höchstens 40 Zeichen, zum Beispiel caritas-sachsen.
workbook-topic-id = Kein Kürzel eines Fachbereichs. Erlaubt sind Kleinbuchstaben a-z, Ziffern, - und _, höchstens 40 Zeichen, zum Beispiel schulden.
workbook-matrix-id = Keine Matrix-Kennung. Sie beginnt mit @ und endet mit dem Server, zum Beispiel @ben:lotse.example.
workbook-server-name = Das ist kein Name eines Matrix-Servers. Schreiben Sie ihn klein und ohne Port, etwa zentrum.example.
workbook-has-lotse = Diese Beratungsstelle betreibt einen eigenen Lotsen: Nur er kennt ihre Berater·innen. Löschen Sie diese Zeile, oder leeren Sie auf dem Blatt „Beratungsstellen“ die Spalte „Lotse“.
workbook-lotse-without-server = Diese Kennung liegt nicht auf dem Server, den die Beratungsstelle in der Spalte „Server“ nennt. Tragen Sie dort den Server ein, der hier hinter dem Doppelpunkt steht; er darf nicht der Server der Plattform sein.
workbook-server-not-allowed = Dieses Konto liegt auf einem Server, der weder der Plattform noch der Beratungsstelle gehört. Tragen Sie den Server auf dem Blatt „Beratungsstellen“ in der Spalte „Server“ ein, wenn es so sein soll; sonst berichtigen Sie die Kennung.
workbook-server-too-late = Diese Beratungsstelle hat schon Räume oder laufende Fälle, in die kein anderer Server jemals hineinkommt. Legen Sie für den eigenen Server eine neue Beratungsstelle mit eigenem Kürzel an.
workbook-not-invitable = Diese Kennung kann nicht eingeladen werden. Vor dem Doppelpunkt stehen nur a-z, 0-9 und . _ = - / + (keine Großbuchstaben, keine Umlaute, nichts Unsichtbares), danach der Name des Servers, auch er in Kleinbuchstaben. Am sichersten kopieren Sie sie in Element aus „Einstellungen, Konto“.
workbook-email = Keine E-Mail-Adresse. Hier steht genau eine, zum Beispiel ben@lotse.example, oder nichts.
workbook-date-spelling = Kein Datum. Schreiben Sie den Tag als 23.11.2026 oder 2026-11-23.
workbook-no-such-day = Diesen Tag gibt es im Kalender nicht.
workbook-numeric-date = Eine Zahl, kein Datum. Formatieren Sie die Zelle als Datum, oder schreiben Sie den Tag als 23.11.2026.
workbook-time-no-date = Eine Uhrzeit oder Dauer, kein Datum. Formatieren Sie die Zelle als Datum und schreiben Sie den Tag der Schulung hinein, zum Beispiel 23.11.2026.
workbook-date-long-ago = So lange kann die Schulung nicht her sein. Steht hier eine Uhrzeit, oder fehlt etwas am Jahr? Schreiben Sie den Tag als 23.11.2026.
workbook-trained-later = Die Schulung liegt in der Zukunft; bis dahin kann niemand freigeschaltet sein. Berichtigen Sie den Tag, oder schreiben Sie unter Freigeschaltet nein.
workbook-parts-backwards = Der erste Teil der Schulung liegt nach dem letzten. Vertauschen oder berichtigen Sie die beiden Tage.
workbook-part-later = Dieser Tag liegt in der Zukunft. Tragen Sie ihn ein, wenn er vorbei ist.
workbook-nobody-known = Diese Kennung steht nicht im Verzeichnis. Berichtigen Sie sie, oder laden Sie die Person zuerst ein.
workbook-person-twice = Diese Person steht schon weiter oben. Löschen Sie eine der beiden Zeilen.
workbook-card-lines = Eine Visitenkarte hat höchstens { $most } Zeilen, diese hat { $lines }. Kürzen Sie sie.
workbook-not-a-flag = Hier steht ja oder nein.
workbook-not-follow-ups = Hier steht alle oder nur Zuständige.
workbook-live-hours = „{ $part }“ sagt keine Tage und Uhrzeiten. Schreiben Sie zum Beispiel Mo-Fr 9-17, Sa 10-12 oder für einen Fachbereich schulden: Mo-Do 9-17.
workbook-not-manner = Hier steht Sie oder du.
workbook-not-whole = Hier gehört eine ganze Zahl von 1 bis { $most } hin, ohne Einheit und ohne Komma.
workbook-time-no-number = Das Programm hat eine Uhrzeit, eine Dauer oder ein Datum daraus gemacht. Formatieren Sie die Zelle als Zahl und schreiben Sie nur die Zahl hinein, zum Beispiel 48.
workbook-unknown-topic = Diesen Fachbereich gibt es nicht: Das Kürzel steht in keiner Zeile des Blattes Fachbereiche. Berichtigen Sie es, oder legen Sie dort eine Zeile an.
workbook-unknown-centre = Diese Beratungsstelle gibt es nicht: Das Kürzel steht in keiner Zeile des Blattes Beratungsstellen. Berichtigen Sie es, oder legen Sie dort eine Zeile an.
workbook-duplicate = Diesen Eintrag gibt es schon. Löschen Sie eine der beiden Zeilen, oder geben Sie ihr ein anderes Kürzel.
workbook-unknown-counsellor = In dieser Beratungsstelle berät niemand mit dieser Kennung.
workbook-own-deputy = Niemand kann sich selbst vertreten.
workbook-activated-without-training = Wer freigeschaltet ist, muss geschult sein. Tragen Sie den Tag der Schulung ein, oder schreiben Sie unter Freigeschaltet nein.
workbook-white-spot-without-topic = Diese Beratungsstelle kann hier kein weißer Fleck sein, denn sie bietet den Fachbereich nicht an. Geben Sie ihr im Blatt Einzugsgebiete eine Zeile: unter Fachbereiche alle (oder das Kürzel), unter Postleitzahlen nichts.
workbook-fallback-cycle = Diese Beratungsstellen sind im Kreis füreinander Ersatz. Lassen Sie den Ersatz bei einer von ihnen leer.
workbook-online-without-service = Eine Beratungsstelle ohne Fachbereich kann nicht online sein. Geben Sie ihr im Blatt Einzugsgebiete eine Zeile, oder schreiben Sie unter Online nein.
workbook-covers-nothing = Hier fehlen Postleitzahlen. Leer bleiben darf die Zelle nur bei einem weißen Fleck oder Ersatz. Tragen Sie Postleitzahlen ein, oder tragen Sie die Beratungsstelle unter Weißer Fleck oder Ersatz ein.
workbook-beyond-carrier = Diese Postleitzahlen liegen außerhalb der Grenzen, die das Blatt Träger für diesen Träger nennt. Nehmen Sie sie heraus, oder weiten Sie dort die Grenzen.
workbook-zero = Hier muss mindestens 1 stehen.

workbook-place-file = Die Datei
workbook-place-rows = { $several ->
    [yes] Zeilen { $rows }
   *[no] Zeile { $rows }
}
workbook-place-column = Spalte { $column }
workbook-place-heading = Spalte „{ $heading }“
workbook-value = „{ $value }“
workbook-invisible-sign = Darin steckt ein Zeichen, das man nicht sieht ({ $name }, { $code }). Löschen Sie den Inhalt der Zelle und tippen Sie ihn neu, statt ihn einzufügen.
workbook-look-alike = „{ $sign }“ ({ $code }) sieht nur aus wie „{ $like }“ und kommt aus einer anderen Schrift. Tippen Sie den Wert neu.
workbook-count = { $count ->
    [one] Ein Fehler.
   *[other] { $count } Fehler.
}
workbook-nothing-changed = Nichts wurde geändert.
workbook-two-alike = { $one } und { $other } sehen fast gleich aus. Sind das wirklich zwei Personen?
