# Was eine Beratungsstelle selbst sagt, und wer für einen Träger handelt.

own = Meine Stelle
own-hint = Was Ihre Beratungsstelle von sich und ihren Leuten sagt, gilt sofort und steht im Protokoll. Die Karte und wer kommt oder geht, haben eigene Seiten.
own-save = Speichern
own-now = Jetzt gilt: { $text }
own-now-empty = Jetzt steht hier nichts.
own-in-force = Gespeichert. Das gilt jetzt.
own-activation = Gespeichert. Die Person bekommt oder verliert den Zugang in den nächsten Sekunden.
own-meanwhile = Das hat inzwischen jemand anderes geändert. Was jetzt gilt, steht unter den Feldern; was Sie geschrieben haben, steht noch darin. Wenn es so sein soll, speichern Sie noch einmal.
own-wrong = Das geht so nicht. Es wurde nichts geändert.
own-untrained = Freigeschaltet werden kann, wer beide Teile der Schulung hat. Die Tage trägt das Referat ein, oder wer für den Träger handelt.
own-away-hint = Sagen Sie das für jemanden, der es selbst nicht kann. Das Team liest es, und die Fälle gehen an die Vertretung.
own-back = Wieder da
own-elsewhere = Abwesend melden kann diese Person nur sie selbst oder das Referat: Sie berät noch in einer anderen Beratungsstelle.
how-own = Eigene Angaben der Stelle
kind-own-changed = Eigene Angaben geändert
kind-absence-said = Abwesenheit für jemanden eingetragen

carriers = Träger
carriers-hint = Wer für einen Träger handelt, darf in dessen Beratungsstellen, was eine Leitung darf, benennt dort Leitungen, trägt Schulungen ein, verschiebt Einzugsgebiete und vergibt Fachbereiche in den Grenzen, die Sie im Verzeichnis setzen. Fälle liest dort niemand. Benannt wird zu zweit.
carriers-none = Im Verzeichnis steht noch kein Träger. Legen Sie ihn auf dem Blatt Träger an, und schreiben Sie sein Kürzel bei seinen Beratungsstellen unter Träger.
carrier-centres = { $count ->
        [0] keine Beratungsstelle
        [one] eine Beratungsstelle
       *[other] { $count } Beratungsstellen
    }
carrier-limits = Grenzen für Einzugsgebiete:
carrier-no-limits = Keine Grenzen gesetzt: Nur das Referat verschiebt die Einzugsgebiete.
carrier-nobody = Für diesen Träger handelt niemand.
carrier-nobody-else = Sonst kann niemand benannt werden. Wer nicht in einer seiner Beratungsstellen steht, gehört auf dem Blatt Träger unter Personen.
carrier-who = Wer soll für den Träger handeln?
carrier-ask = Um Bestätigung bitten
carrier-dismiss = Handelt nicht mehr für ihn
want-carrier = { $who } soll für den Träger { $carrier } handeln
why-name-carrier = Benennung für einen Träger
kind-carrier-named = Handelt für einen Träger
kind-carrier-dismissed = Handelt nicht mehr für einen Träger

directory-own-hint = Die Einzugsgebiete der Beratungsstellen Ihres Trägers, mit ihren Fachbereichen. Was Sie ändern, steht erst in Ihrem Entwurf; dort sehen Sie, was daraus folgt.
row-beyond = Diese Zeile wäre die einer anderen Beratungsstelle. Es wurde nichts geändert.
draft-beyond = Das dürfen Sie nicht ändern
draft-beyond-text = Ändern dürfen Sie nur, für welche Postleitzahlen Ihre Beratungsstellen zuständig sind, und von den Fachbereichen nur die, die Ihr Träger selbst vergibt. So kann der Entwurf nicht in Kraft treten.
