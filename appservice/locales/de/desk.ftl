# Der Schreibtisch: anmelden und abmelden mit einem Wort im verschlüsselten Chat.

desk-signed-in =
    <b>Sie sind am Schreibtisch angemeldet</b>: { $browser ->
        [none] ein Browser
       *[other] { $browser }
    }{ $system ->
        [none] {""}
       *[other] {" "}auf { $system }
    }, { $time }. Ihre Seite geht von selbst weiter.
    Waren Sie das nicht, oder hat jemand Sie um diesen Code gebeten? Schreiben Sie sofort <b>abmelden alle</b>.

desk-code-unknown =
    Dieser Code gilt nicht. Er steht auf der Seite, an der Sie sich anmelden wollen, gilt zehn Minuten und nur einmal. Laden Sie dort bitte einen neuen und schreiben Sie: <b>anmelden</b> und den Code.

desk-signed-out =
    { $count ->
        [0] Sie waren nirgends am Schreibtisch angemeldet.
        [one] Abgemeldet: Ein Browser ist nicht mehr angemeldet.
       *[other] Abgemeldet: { $count } Browser sind nicht mehr angemeldet.
    }

desk-passkeys-are =
    { $count ->
        [0] Sie haben keinen Passkey am Schreibtisch. Sie legen ihn auf der Seite <b>Passkeys</b> an, nachdem Sie sich hier angemeldet haben.
        [one] Sie haben <b>einen Passkey</b> am Schreibtisch. Mit <b>passkeys entfernen</b> gilt er nicht mehr.
       *[other] Sie haben <b>{ $count } Passkeys</b> am Schreibtisch. Mit <b>passkey entfernen 2</b> gilt der zweite nicht mehr, mit <b>passkeys entfernen</b> keiner.
    }

desk-passkey-is =
    { $number }. { $browser ->
        [none] ein Browser
       *[other] { $browser }
    }{ $system ->
        [none] {""}
       *[other] {" "}auf { $system }
    }, angelegt { $made }, zuletzt benutzt { $used }

desk-passkeys-removed =
    { $count ->
        [0] Diesen Passkey gibt es nicht. Mit <b>passkeys</b> sehen Sie, welche Sie haben.
        [one] Ein Passkey gilt nicht mehr; wer damit angemeldet war, ist es nicht mehr.
       *[other] { $count } Passkeys gelten nicht mehr; wer damit angemeldet war, ist es nicht mehr.
    }

desk-passkey-made =
    <b>Für Sie wurde am Schreibtisch ein Passkey angelegt</b>: { $browser ->
        [none] ein Browser
       *[other] { $browser }
    }{ $system ->
        [none] {""}
       *[other] {" "}auf { $system }
    }, { $time }. { $replaced ->
        [0] {""}
       *[other] Ihre früheren Passkeys gelten nicht mehr.{" "}
    }Waren Sie das, ist nichts zu tun.
    Waren Sie das nicht, schreiben Sie sofort <b>passkeys entfernen</b> und danach <b>abmelden alle</b> – und sagen Sie dem Referat Bescheid.

desk-passkey-gone =
    Am Schreibtisch wurde ein Passkey von Ihnen entfernt: { $browser ->
        [none] ein Browser
       *[other] { $browser }
    }{ $system ->
        [none] {""}
       *[other] {" "}auf { $system }
    }, { $time }. Waren Sie das nicht, schreiben Sie <b>abmelden alle</b> und sagen Sie dem Referat Bescheid.

desk-passkey-copied =
    <b>Ein Passkey von Ihnen gilt nicht mehr</b>: Es scheint ihn zweimal zu geben ({ $browser ->
        [none] ein Browser
       *[other] { $browser }
    }{ $system ->
        [none] {""}
       *[other] {" "}auf { $system }
    }). Melden Sie sich bitte im Chat an und legen Sie einen neuen an.

desk-second-wanted =
    Am Schreibtisch wartet etwas darauf, dass eine zweite Person des Referats es bestätigt oder ablehnt; nach 24 Stunden verfällt es. { $desk ->
        [none] Sie finden es unter <b>Freigaben</b>.
       *[other] Sie finden es unter <b>Freigaben</b>: { $desk }
    }

# Die Zahlen als Datei: eine Zeile je Spalte, in ihrer Reihenfolge.
desk-figure-headings =
    Monat
    Beratungsstelle
    Fachbereich
    Erstanfragen
    Angenommen
    Erste Antwort, Median (Stunden)
    Erste Antwort, P90 (Stunden)
    Offen
    Vertretungen
    Beendet
    Zusage gehalten
    Zusage nicht gehalten

desk-figure-note = * bedeutet: 1 bis 4, oder eine Zahl, aus der sich eine solche ausrechnen ließe. Gezählt wird nach dem Monat der Erstanfrage (UTC). Summen gibt es deshalb nicht.

desk-figure-sheet = Zahlen
