# E-Mails. Sie laufen offen durch fremde Hände: nie ein Name, eine Fallnummer, ein Fachbereich oder Inhalt eines Falls.

mail-unread-subject = Lotse: Es gibt etwas Neues

mail-unread-text =
    Guten Tag,
    in Lotse wartet etwas Neues auf Sie. Bitte öffnen Sie Ihr gewohntes Matrix-Programm.
    Mehr steht hier zum Schutz aller nicht. Diese E-Mail kommt höchstens einmal in der Stunde und nie in Ihren Ruhezeiten. Wenn Sie keine mehr möchten, schreiben Sie im Team-Raum: mail aus

mail-promise-subject = Lotse: Eine zugesagte Antwortzeit ist überschritten

mail-promise-text =
    Guten Tag,
    bei der Stelle „{ $centre }“ wartet eine Anfrage seit { $hours ->
        [one] einer Stunde
       *[other] { $hours } Stunden
    } auf die erste Antwort. Das ist länger als zugesagt.
    Bitte fragen Sie dort nach. Die Stelle ist mehrfach erinnert worden.

mail-invited-subject = Lotse: Ihre Einladung zur Online-Beratung

mail-invited-text =
    Guten Tag,
    Sie sind eingeladen, in der Online-Beratung mit Lotse zu beraten. Ihr Konto ist angelegt. Legen Sie hier Ihr Passwort fest:
    { $link }
    Der Link gilt 72 Stunden und nur einmal. Geben Sie ihn nicht weiter: Wer ihn hat, bekommt Ihr Konto. Danach zeigt die Seite, wie es weitergeht.
    Wenn Sie mit dieser E-Mail nichts anfangen können, ist sie ein Versehen. Dann tun Sie bitte nichts.

mail-invited-own-text =
    Guten Tag,
    Sie sind eingeladen, in der Online-Beratung mit Lotse zu beraten, und zwar mit dem Matrix-Konto, das Sie schon haben. Ein neues Passwort brauchen Sie nicht.
    Öffnen Sie Ihr gewohntes Matrix-Programm und melden Sie sich an wie immer. Sobald Sie freigeschaltet sind, werden Sie dort in die Räume Ihrer Beratungsstelle eingeladen.{ $link ->
        [none] { "" }
       *[other] { " " }Was Sie erwartet, steht hier: { $link }
    }
    Wenn Sie mit dieser E-Mail nichts anfangen können, ist sie ein Versehen. Dann tun Sie bitte nichts.

mail-as-written = { $text }

mail-on = Sie bekommen jetzt eine E-Mail, wenn in Ihren Fällen eine Viertelstunde lang etwas ungelesen bleibt: höchstens eine in der Stunde, ohne Namen und Inhalte. Ruhezeiten stellen Sie mit <b>ruhe 20-7</b> ein.

mail-off = Sie bekommen keine E-Mails.

mail-no-address = Für Sie ist keine E-Mail-Adresse eingetragen. Bitte wenden Sie sich an Ihre Verwaltung.

mail-not-set-up = Hier werden keine E-Mails verschickt.

mail-quiet = Ruhezeit: <b>{ $hours }</b> Uhr. In dieser Zeit bekommen Sie keine E-Mails.

mail-quiet-off = Sie haben keine Ruhezeit mehr.

mail-quiet-unreadable = Die Ruhezeit habe ich nicht verstanden. Bitte schreiben Sie volle Stunden, zum Beispiel <b>ruhe 20-7</b>, oder <b>ruhe aus</b>.
