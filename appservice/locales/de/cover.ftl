# Vertretung: wer für wen einspringt, warum und bis wann.

cover-begun-team =
    <b>{ $name }</b> vertritt <b>{ $holder }</b> im Fall <b>{ $reference }</b> bis { $until }. Der Raum: { $link }
    Grund: { $reason ->
        [illness] krank
        [holiday] Urlaub
        [crisis] Krise
        [hand_over] Übergabe
        [absence] Abwesenheit
       *[other] { $note }
    }

cover-begun-case = <b>{ $name }</b> vertritt bis { $until } und kann hier mitlesen und antworten.

cover-ended-team = <b>{ $name }</b> vertritt im Fall <b>{ $reference }</b> nicht mehr. { $how ->
        [return] Die zuständige Person ist zurück.
        [command] Die Vertretung wurde beendet.
        [handed_over] Der Fall gehört jetzt jemand anderem.
       *[time] Die Zeit ist um.
    }

cover-ended-case = <b>{ $name }</b> vertritt nicht mehr und kann nicht mehr lesen, was hier neu geschrieben wird.

cover-unknown =
    Unter diesem Namen oder dieser Fallnummer finde ich hier keinen laufenden Fall.
    • Der Name steht in der ersten Nachricht im Raum des Falls, und wer den Fall hat, findet ihn mit <b>meine fälle</b>. Schreiben Sie ihn genau so, dahinter den Grund: <b>vertretung Blaue Amsel krank</b>
    • Oder nehmen Sie die Fallnummer aus einer Meldung hier im Team: <b>vertretung 7F3K9Q krank</b>

cover-which = Diesen Namen haben mehrere Ratsuchende. Bitte schreiben Sie hinter den Namen auch die Fallnummer: <b>vertretung Blaue Amsel 7F3K9Q krank</b>.

cover-cases-come = Ihre Fälle nenne ich Ihnen in unserem verschlüsselten Chat. Wenn Sie dort noch nicht sind, nehmen Sie bitte die Einladung an.

cover-no-cases = Sie haben in dieser Beratungsstelle gerade keinen laufenden Fall.

cover-cases =
    <b>Ihre laufenden Fälle</b> und wie die Ratsuchenden heißen. Wer Sie vertreten soll, braucht diesen Namen.
    { $lines }

cover-case = { $reference }: { $name }, angenommen am { $since }

cover-own = Den Fall <b>{ $reference }</b> haben Sie selbst. Dafür brauchen Sie keine Vertretung.

cover-not-a-team = Das geht in dieser Beratungsstelle nicht: Sie ist keine Teamberatungsstelle. Den Ratsuchenden ist zugesagt, dass nach der Annahme nur eine Person mitliest. Bitte bitten Sie die zuständige Person um eine Übergabe.

cover-incomplete =
    Bitte schreiben Sie, wen Sie vertreten und warum: <b>vertretung Blaue Amsel krank</b>.
    Gründe sind zum Beispiel krank, Urlaub, Krise oder Übergabe. Auch eigene Worte gehen. Mit <b>bis 31.12.</b> am Ende sagen Sie, wie lange.

cover-reason-too-long = Der Grund ist zu lang. Bitte schreiben Sie höchstens 200 Zeichen.

cover-day = { $fault ->
        [past] Dieser Tag ist schon vorbei. Bitte nennen Sie einen späteren.
        [too-far] So lange geht keine Vertretung. Möglich sind höchstens 90 Tage. Wer länger fehlt, gibt den Fall besser ab.
       *[unreadable] Den Tag nach „bis“ konnte ich nicht lesen. Bitte schreiben Sie zum Beispiel <b>bis 31.12.</b> oder <b>bis 31.12.2026</b>.
    }

cover-in-team = Vertretungen machen Sie bitte im Raum <b>Team</b> aus.
