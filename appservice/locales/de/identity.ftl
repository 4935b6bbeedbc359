# Neue Schlüssel: was das Team erfährt, und wie jemand wieder hereinkommt.

identity-changed =
    <b>Neue Schlüssel bei { $name }.</b> Der Server zeigt für { $name } eine andere Verschlüsselung als bisher. Meist hat jemand die eigenen Schlüssel zurückgesetzt; es kann aber auch ein Fremder sein. Bis das geklärt ist, ist { $name } aus allen Räumen heraus und bekommt keine Schlüssel.
    Bitte fragen Sie { $name } persönlich oder am Telefon, ob das stimmt, und vergleichen Sie die Prüfzahl <b>{ $number }</b>. { $several ->
        [yes] Es war nicht die erste. Wenn sie stimmt, schreiben Sie hier: <b>bestätigen { $user } { $number }</b>
       *[no] Wenn sie stimmt, schreiben Sie hier: <b>bestätigen { $user }</b>
    }

identity-removed = Ihre Verschlüsselung ist neu. Bitten Sie jemanden aus Ihrem Team, Sie zu bestätigen; dann kommen Sie mit dem bisherigen Verlauf wieder herein. Ihre Prüfzahl: { $number }

identity-back = Der Server zeigt für <b>{ $name }</b> wieder die bekannte Verschlüsselung. { $name } kommt wieder in die Räume. Wenn das niemand erklären kann, sagen Sie es bitte der Technik.

identity-confirmed = Die neue Verschlüsselung von <b>{ $name }</b> ist bestätigt. { $name } wird jetzt wieder eingeladen, mit dem bisherigen Verlauf.

identity-who = Wen soll ich bestätigen? Schreiben Sie zum Beispiel <b>bestätigen @ben</b>, mit der Kennung von jemandem aus dieser Beratungsstelle.

identity-own = Sich selbst kann niemand bestätigen. Bitten Sie eine Kollegin oder einen Kollegen.

identity-nothing = Bei <b>{ $name }</b> gibt es nichts zu bestätigen.

identity-which = Bei <b>{ $name }</b> hat der Server seit der letzten Bestätigung mehrere Verschlüsselungen gezeigt. Schreiben Sie bitte die Prüfzahl dazu, die Sie mit { $name } verglichen haben: <b>bestätigen { $user } 1234 5678 9012 3456</b>

identity-not-told = Dass der Server für <b>{ $name }</b> eine andere Verschlüsselung zeigt, ist gerade erst aufgefallen. Die Prüfzahl steht gleich hier. Bitte vergleichen Sie sie mit { $name }, und schreiben Sie dann noch einmal.

identity-other = Diese Prüfzahl gehört nicht zu der Verschlüsselung, die der Server jetzt für <b>{ $name }</b> zeigt. Es ist nichts geschehen. Vergleichen Sie bitte noch einmal, und sagen Sie der Technik Bescheid, wenn es wieder nicht stimmt.

identity-seeker-moved = Im Fall <b>{ $reference }</b> hat die ratsuchende Person neue Schlüssel. Das passiert, wenn jemand die eigenen zurücksetzt. Wenn Ihnen im Gespräch etwas seltsam vorkommt, fragen Sie nach.
