# Today: one pinned message in Team that changes by itself. And one's own figures.

today-title = <b>Today</b> · { $centre }

today-nobody = <b>Open first enquiries:</b> none

today-open =
    <b>Open first enquiries:</b> { $count }
    { $lines }

today-enquiry = { $urgent ->
        [yes] ❗ Please read first: { $reference }
       *[no] { $reference }
    } · { $topic } · since { $since }{ $late ->
        [yes] , promise broken (until { $promised })
       *[no] { $promised ->
            [none] {""}
           *[other] , answer by { $promised }
        }
    }

today-waiting =
    <b>Somebody waits for a word from:</b>
    { $lines }

today-holder = { $name }: { $count ->
        [one] 1 case, since { $since }
       *[other] { $count } cases, the first since { $since }
    }

today-away =
    <b>Not here:</b>
    { $lines }

today-absent = { $name } until { $until }{ $deputy ->
        [none] {""}
       *[other] , in their place { $deputy }
    }

today-more = … and { $count } more

today-as-of = Last changed: { $time }. This message keeps itself up to date. You take a first enquiry in the room Erstanfragen{ $desk ->
        [none] {"."}
       *[other] {" "}or at the desk: { $desk }
    }

today-figures-come = I tell you your figures in our encrypted chat. If you are not there yet, please accept the invitation.

today-figures =
    <b>Your figures</b>, which nobody but you sees
    <b>Last 30 days:</b> { $month }
    <b>Last 12 months:</b> { $year }

today-figure = { $taken } taken, { $closed } closed, wait for the first answer { $hours ->
        [none] none yet
       *[other] { $hours } hours (median)
    }, promise kept { $kept } times and broken { $broken } times
