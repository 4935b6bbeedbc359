# Links und gedruckte Karten. Eine Karte kann überall liegen: Sie nennt kein Thema, keine Stelle und keine Person.

link-card-title = Lotse

# Höchstens 5 Zeilen mit je höchstens 22 Zeichen.
link-card-scan =
    Vertraulich schreiben,
    kostenlos und ohne
    Namen.
    Dafür die Kamera auf
    das Muster halten.

link-card-type = Oder diese Adresse öffnen und den Code eintippen:

link-own =
    <b>Ihr persönlicher Link.</b> Wer ihn benutzt, kommt direkt zu Ihnen, nicht in die Erstanfragen.
    { $page ->
        [none] {""}
       *[other] • Im Browser: { $page }
    }
    • In jedem Matrix-Programm: { $chat } öffnen und schreiben: <b>{ $start }</b>
    { $card ->
        [none] {""}
       *[other] • Karte zum Ausdrucken, mit QR-Code: { $card }
    }
    { $replaced ->
        [yes] Ihr früherer Link gilt nicht mehr. Karten mit ihm bitte nicht mehr ausgeben.
       *[no] {""}
    }
    Ich kenne den Link jetzt nicht mehr. Schreiben Sie noch einmal <b>mein link</b>, bekommen Sie einen neuen, und dieser gilt nicht mehr.

link-at-once =
    <b>Für jemanden, der gerade bei Ihnen sitzt.</b> Der Link gilt { $minutes } Minuten und für einen Fall. Der Fall gehört sofort Ihnen, ohne Erstanfrage.
    { $page ->
        [none] {""}
       *[other] • Im Browser der anderen Person: { $page }
    }
    • In jedem Matrix-Programm: { $chat } öffnen und schreiben: <b>{ $start }</b>
    { $card ->
        [none] {""}
       *[other] • Mit QR-Code, zum Zeigen oder Drucken: { $card }
    }
    Was Sie vor Ort besprechen, wird hier nicht aufgeschrieben: Notizen zu Gesprächen speichere ich nicht.

link-arrived = Über einen persönlichen Link ist der Fall <b>{ $reference }</b> direkt zu <b>{ $name }</b> gekommen. Die Einladung in den Raum kommt sofort: { $link }

link-team-only = Links bekommen Sie im Raum „Team“. Schreiben Sie dort <b>mein link</b> oder <b>vor ort</b>.
