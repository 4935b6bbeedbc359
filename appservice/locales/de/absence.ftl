# Wer weg ist, und was das für Ratsuchende und Team heißt.

absence-noted =
    <b>{ $name }</b> ist bis einschließlich <b>{ $until }</b> abwesend und ab dem <b>{ $back }</b> wieder da. Bis dahin bekommt { $name } keine neuen Anfragen.
    { $deputy ->
        [none] Eine Vertretung ist hier nicht benannt. Anfragen über den persönlichen Link gehen an alle in den Erstanfragen.
       *[other] Vertretung: <b>{ $deputy }</b>. Anfragen über den persönlichen Link gehen dorthin.
    }{ $covers ->
        [none] {""}
       *[no-keys] {" "}In laufende Fälle kommt die Vertretung nicht: In dieser Beratungsstelle lesen nach der ersten Antwort nur zwei Personen, und ich habe keine Schlüssel mehr, die ich weitergeben könnte.
        [begun] {" "}In den laufenden Fällen liest und antwortet die Vertretung bis zur Rückkehr mit.
    }
    { $returned ->
        [0] Laufende Fälle: { $cases }. Die Ratsuchenden wissen Bescheid.
        [one] Laufende Fälle: { $cases }. Die Ratsuchenden wissen Bescheid. Eine Anfrage, die noch keine Antwort hatte, ist wieder in den Erstanfragen.
       *[other] Laufende Fälle: { $cases }. Die Ratsuchenden wissen Bescheid. { $returned } Anfragen, die noch keine Antwort hatten, sind wieder in den Erstanfragen.
    }
    Früher zurück? Dann schreiben Sie <b>anwesend</b>.

absence-day-refused = { $fault ->
        [past] Dieser Tag ist schon vorbei.
        [too-far] Dieser Tag ist mehr als ein Jahr entfernt.
       *[unreadable] Bis zu welchem Tag sind Sie weg? Diesen Tag habe ich nicht verstanden.
    } Schreiben Sie zum Beispiel <b>abwesend bis 24.12.</b> oder <b>abwesend bis 24.12.2026 vertretung @name</b>. Der Tag zählt noch zur Abwesenheit.

absence-deputy-refused = { $fault ->
        [yourself] Sie können sich nicht selbst vertreten.
        [several] Diesen Namen gibt es in dieser Beratungsstelle mehrmals. Bitte schreiben Sie die ganze Matrix-Kennung, zum Beispiel <b>@name:server.de</b>.
        [away] Diese Person ist in dieser Zeit selbst abwesend. Bitte nennen Sie eine andere.
       *[unknown] Diese Person ist in dieser Beratungsstelle nicht freigeschaltet. Eine Vertretung muss aus derselben Stelle sein. Nennen Sie den Namen, wie er hier im Raum steht, oder die Matrix-Kennung.
    } Ihre Abwesenheit ist noch <b>nicht</b> eingetragen.

absence-not-away = Sie sind gar nicht als abwesend eingetragen.

absence-back = <b>{ $name }</b> ist wieder da. Vertretungen wegen dieser Abwesenheit sind beendet.

absence-over = Die Abwesenheit von <b>{ $name }</b> ist vorbei. Willkommen zurück! Vertretungen wegen dieser Abwesenheit sind beendet.

absence-may-not-accept = Die Erstanfrage <b>{ $reference }</b> bleibt offen: Sie sind als abwesend eingetragen, und niemand soll auf jemanden warten, der nicht da ist. Sind Sie wieder da? Dann schreiben Sie <b>anwesend</b> und danach <b>annehmen { $reference }</b>.

absence-holder =
    Ihr·e Berater·in ist zurzeit nicht da und ab dem <b>{ $back }</b> wieder für Sie da.
    { $deputy ->
        [yes] Bis dahin ist eine Vertretung aus dem Team für Sie da. Schreiben Sie einfach hier weiter.
       *[no] Sie können hier weiterschreiben. Ihre Nachrichten gehen nicht verloren und werden nach der Rückkehr gelesen.
    }
    Brauchen Sie jetzt gleich Hilfe? Schreiben Sie <b>hilfe</b>, dann nenne ich Ihnen Nummern, die immer erreichbar sind.

absence-holder-elsewhere =
    Ihr·e Berater·in im Fall <b>{ $reference }</b> ist zurzeit nicht da und ab dem <b>{ $back }</b> wieder für Sie da.
    Sie können im Raum des Falls weiterschreiben. Ihre Nachrichten gehen nicht verloren und werden nach der Rückkehr gelesen. Ich lese dort nicht mit und schreibe Ihnen deshalb hier.
    Brauchen Sie jetzt gleich Hilfe? Schreiben Sie <b>hilfe</b>, dann nenne ich Ihnen Nummern, die immer erreichbar sind.

absence-given-back = Die Person, die Ihre Anfrage angenommen hatte, ist jetzt nicht da. Damit Sie nicht warten müssen, sehen Ihre Anfrage wieder alle Berater·innen der Beratungsstelle. Sie müssen nichts tun.

absence-stranded =
    Ihr·e Berater·in im Fall <b>{ $reference }</b> ist zurzeit nicht da und ab dem <b>{ $back }</b> wieder da. Eine Antwort haben Sie dort noch nicht bekommen, und niemand sonst kann lesen, was Sie geschrieben haben.
    { $asked ->
        [yes] Möchten Sie nicht so lange warten? Es gibt eine andere Stelle, in der jemand da ist. Ich frage Sie gleich, ob Ihr Fall dorthin gehen darf.
       *[no] Möchten Sie nicht so lange warten? Dann schreiben Sie mir hier <b>abschließen { $reference }</b> und danach <b>neu</b>. Ich suche Ihnen dann eine Stelle, in der jemand da ist.
    }

absence-nobody =
    In der Beratungsstelle <b>{ $centre }</b> ist zurzeit leider niemand da{ $back ->
        [none] .
       *[other] {""}, erst ab dem <b>{ $back }</b> wieder.
    } Ihre Anfrage bleibt dort liegen und wird dann gelesen.
    { $asked ->
        [yes] Möchten Sie nicht so lange warten? Es gibt eine andere Stelle, in der jemand da ist. Ich frage Sie gleich, ob Ihr Fall dorthin gehen darf.
       *[no] Möchten Sie nicht so lange warten? Dann schreiben Sie im Chat mit Lotse <b>abschließen { $reference }</b> und danach <b>neu</b>. Ich suche Ihnen dann eine Stelle, in der jemand da ist.
    }

absence-nobody-left =
    In der Beratungsstelle <b>{ $centre }</b> ist leider niemand mehr, der Ihnen im Fall <b>{ $reference }</b> antworten kann. Das liegt nicht an Ihnen.
    Möchten Sie weiter beraten werden? Schreiben Sie hier <b>abschließen { $reference }</b> und danach <b>neu</b>. Ich suche Ihnen dann eine Stelle, in der jemand da ist.
