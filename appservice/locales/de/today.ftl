# Heute: eine angeheftete Nachricht im Team, die sich von selbst ändert. Und die eigenen Zahlen.

today-title = <b>Heute</b> · { $centre }

today-nobody = <b>Offene Erstanfragen:</b> keine

today-open =
    <b>Offene Erstanfragen:</b> { $count }
    { $lines }

today-enquiry = { $urgent ->
        [yes] ❗ Bitte zuerst lesen: { $reference }
       *[no] { $reference }
    } · { $topic } · seit { $since }{ $late ->
        [yes] , Zusage nicht gehalten (bis { $promised })
       *[no] { $promised ->
            [none] {""}
           *[other] , Antwort bis { $promised }
        }
    }

today-waiting =
    <b>Jemand wartet auf ein Wort von:</b>
    { $lines }

today-holder = { $name }: { $count ->
        [one] 1 Fall, seit { $since }
       *[other] { $count } Fälle, der erste seit { $since }
    }

today-away =
    <b>Nicht da:</b>
    { $lines }

today-absent = { $name } bis { $until }{ $deputy ->
        [none] {""}
       *[other] , an ihrer Stelle { $deputy }
    }

today-more = … und { $count } weitere

today-as-of = Zuletzt geändert: { $time }. Diese Nachricht bleibt von selbst auf dem Stand. Eine Erstanfrage nehmen Sie im Raum Erstanfragen an{ $desk ->
        [none] {"."}
       *[other] {" "}oder am Schreibtisch: { $desk }
    }

today-figures-come = Ihre Zahlen nenne ich Ihnen in unserem verschlüsselten Chat. Wenn Sie dort noch nicht sind, nehmen Sie bitte die Einladung an.

today-figures =
    <b>Ihre Zahlen</b>, die außer Ihnen niemand sieht
    <b>Letzte 30 Tage:</b> { $month }
    <b>Letzte 12 Monate:</b> { $year }

today-figure = { $taken } angenommen, { $closed } abgeschlossen, Wartezeit bis zur ersten Antwort { $hours ->
        [none] noch keine
       *[other] { $hours } Stunden (Median)
    }, Zusage { $kept } Mal gehalten und { $broken } Mal nicht
