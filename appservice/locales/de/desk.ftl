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
