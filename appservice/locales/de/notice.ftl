# Was die Beratungsstelle von selbst erfährt: Folgenachrichten und wartende Anfragen. Nie, was jemand geschrieben hat.

notice-follow-up =
    { $count ->
        [one] Neue Nachricht
       *[other] { $count } neue Nachrichten
    } im Fall <b>{ $reference }</b>. Zuständig: <b>{ $holder }</b>{ $covers ->
        [none] {""}
       *[other] , in Vertretung <b>{ $covers }</b>
    }.{ $away ->
        [none] {""}
       *[other] {" "}{ $holder } ist bis einschließlich { $away } abwesend, und niemand vertritt. Einspringen können Sie mit <b>vertretung</b>, siehe <b>hilfe</b>.
    }{ $gone ->
        [yes] {" "}{ $holder } berät hier nicht mehr, und niemand vertritt. Einspringen können Sie mit <b>vertretung</b>, siehe <b>hilfe</b>.
       *[no] {""}
    }

notice-follow-up-open =
    { $count ->
        [one] Neue Nachricht
       *[other] { $count } neue Nachrichten
    } in der Erstanfrage <b>{ $reference }</b>. Sie wartet darauf, dass jemand sie annimmt.

notice-reopened = Der Fall <b>{ $reference }</b> ist wieder offen: Die ratsuchende Person hat geschrieben. Zuständig: <b>{ $holder }</b>{ $covers ->
        [none] {""}
       *[other] , in Vertretung <b>{ $covers }</b>
    }.{ $away ->
        [none] {""}
       *[other] {" "}{ $holder } ist bis einschließlich { $away } abwesend, und niemand vertritt. Einspringen können Sie mit <b>vertretung</b>, siehe <b>hilfe</b>.
    }

notice-back-in-pool = Der Fall <b>{ $reference }</b> ist wieder in den Erstanfragen und wartet darauf, dass jemand ihn annimmt.

notice-danger = Im Fall <b>{ $reference }</b> sollte jemand <b>bitte zuerst</b> lesen und bald antworten. Zuständig: <b>{ $holder }</b>{ $covers ->
        [none] {""}
       *[other] , in Vertretung <b>{ $covers }</b>
    }.{ $away ->
        [none] {""}
       *[other] {" "}{ $holder } ist bis einschließlich { $away } abwesend, und niemand vertritt. Einspringen können Sie mit <b>vertretung</b>, siehe <b>hilfe</b>.
    }

notice-urgent = Die Erstanfrage <b>{ $reference }</b> bitte <b>zuerst</b> lesen und bald beantworten.

notice-waiting = { $urgent ->
        [yes] <b>Bitte zuerst:</b>{" "}
       *[no] {""}
    }Die Erstanfrage <b>{ $reference }</b> wartet seit { $hours ->
        [one] einer Stunde
       *[other] { $hours } Stunden
    } darauf, dass jemand sie annimmt. Zugesagt ist eine Antwort innerhalb von { $promised ->
        [one] einer Stunde
       *[other] { $promised } Stunden
    }.

notice-unanswered = { $urgent ->
        [yes] <b>Bitte zuerst:</b>{" "}
       *[no] {""}
    }Im Fall <b>{ $reference }</b> von <b>{ $holder }</b> wartet jemand seit { $hours ->
        [one] einer Stunde
       *[other] { $hours } Stunden
    } auf die erste Antwort. Zugesagt ist sie innerhalb von { $promised ->
        [one] einer Stunde
       *[other] { $promised } Stunden
    }.

notice-promise-broken = Zugesagt war eine Antwort innerhalb von { $promised ->
        [one] einer Stunde
       *[other] { $promised } Stunden
    }. { $holder ->
        [none] Die Erstanfrage <b>{ $reference }</b> wartet noch immer darauf, dass jemand sie annimmt
       *[other] Im Fall <b>{ $reference }</b> von <b>{ $holder }</b> fehlt noch immer die erste Antwort
    }, seit { $hours ->
        [one] einer Stunde
       *[other] { $hours } Stunden
    }. { $told ->
        [yes] Die Verwaltung weiß jetzt davon.
       *[no] Bitte kümmern Sie sich gleich darum.
    }

notice-still-waiting =
    Sie warten schon länger auf eine Antwort, als wir Ihnen zugesagt haben. Das tut uns leid.
    Ihre Anfrage ist nicht vergessen. { $told ->
        [yes] Die Beratungsstelle ist noch einmal daran erinnert worden, und ihre Verwaltung weiß davon.
       *[no] Die Beratungsstelle ist noch einmal daran erinnert worden.
    } Was Sie geschrieben haben, bleibt erhalten.
    Wenn Sie nicht so lange warten können:
