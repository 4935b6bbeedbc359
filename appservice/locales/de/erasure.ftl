# Aufbewahren und Löschen.

erasure-case-warning =
    Dieser Fall ist beendet. Am <b>{ $date }</b> wird er gelöscht: dieser Raum und alles, was hier geschrieben wurde.
    Möchten Sie ihn behalten? Dann schreiben Sie hier einfach wieder. Dann ist der Fall wieder offen.

erasure-chat-warning =
    Ihr Fall <b>{ $reference }</b> ist beendet. Am <b>{ $date }</b> wird er gelöscht: sein Raum und alles, was dort geschrieben wurde.
    Möchten Sie ihn behalten? Dann schreiben Sie in seinem Raum einfach wieder. Haben Sie den Raum verlassen, schreiben Sie hier <b>zurück { $reference }</b>.
    Möchten Sie nicht so lange warten? Dann schreiben Sie hier <b>alles löschen</b>.

erasure-team-warning =
    Der Fall <b>{ $reference }</b> wird am <b>{ $date }</b> gelöscht. Wer in seinem Raum wieder schreibt, öffnet ihn wieder.
    Muss er aufbewahrt werden, zum Beispiel wegen einer Beschwerde? Dann wenden Sie sich vorher an Ihre Verwaltung.

erasure-team-wished = Der Fall <b>{ $reference }</b> wird auf Wunsch der ratsuchenden Person gelöscht.

erasure-case-ask =
    <b>Soll alles gelöscht werden?</b> Dann ist dieser Fall zu Ende und dieser Raum mit allem, was hier geschrieben wurde, für alle weg. Das lässt sich nicht rückgängig machen.
    Was Berater·innen auf ihren eigenen Geräten schon gelesen haben, kann dort noch eine Weile liegen. Dort kann ich es nicht löschen. Berater·innen stehen unter Schweigepflicht. Hat die Beratungsstelle einen eigenen Server, erfährt er davon; seine verschlüsselte Kopie löscht er nach seinen eigenen Regeln. Auch Ihr eigenes Gerät kann noch etwas davon haben.
    Wenn Sie sicher sind, schreiben Sie <b>ja, löschen</b>. Bei jeder anderen Antwort bleibt alles, wie es ist.

erasure-chat-ask =
    <b>Soll alles gelöscht werden?</b> Es geht um: <b>{ $references }</b>.
    Dann sind diese Fälle zu Ende und ihre Räume mit allem, was dort geschrieben wurde, für alle weg. Haben Sie danach keinen Fall mehr, endet auch dieser Chat. Das lässt sich nicht rückgängig machen.
    Was Berater·innen auf ihren eigenen Geräten schon gelesen haben, kann dort noch eine Weile liegen. Dort kann ich es nicht löschen. Berater·innen stehen unter Schweigepflicht. Hat die Beratungsstelle einen eigenen Server, erfährt er davon; seine verschlüsselte Kopie löscht er nach seinen eigenen Regeln. Auch Ihr eigenes Gerät kann noch etwas davon haben.
    Wenn Sie sicher sind, schreiben Sie <b>ja, löschen</b>. Bei jeder anderen Antwort bleibt alles, wie es ist.

erasure-ask-again = Damit nichts aus Versehen verschwindet, brauche ich genau diese Worte: <b>ja, löschen</b>. Bei jeder anderen Antwort bleibt alles, wie es ist.

erasure-held = Das kann ich im Moment nicht löschen: <b>{ $references }</b>. Die Verwaltung muss es noch aufbewahren, zum Beispiel wegen einer Beschwerde oder eines Gerichts. Fragen Sie dort bitte nach, warum und wie lange.

erasure-not-done = Ich habe nichts gelöscht. Alles bleibt, wie es ist.

erasure-nothing = Ich finde keinen Fall von Ihnen, den ich löschen könnte. Diesen Chat können Sie verlassen und auf Ihrem Gerät entfernen. Dann vergesse ich auch ihn.

erasure-begun = Gut. Ich lösche jetzt: <b>{ $references }</b>. Ich melde mich hier, wenn es getan ist.

erasure-done = { $complete ->
        [yes] Der Fall <b>{ $reference }</b> ist gelöscht: sein Raum, alle Schlüssel und alles, was dort geschrieben wurde.
       *[no] Der Fall <b>{ $reference }</b> ist zu Ende: Alle sind aus seinem Raum entfernt, und ich habe alle Schlüssel vernichtet. Die verschlüsselten Nachrichten liegen noch auf dem Server. Lesen kann der Server sie nicht.
    }
    Was Berater·innen auf ihren eigenen Geräten gelesen haben, kann dort noch eine Weile liegen. Auch Ihr eigenes Gerät kann noch etwas davon haben.

erasure-elsewhere = Im Raum war auch der Server <b>{ $servers }</b>. Er hat erfahren, dass alle entfernt sind. Seine verschlüsselte Kopie löscht er nach seinen eigenen Regeln; darauf habe ich keinen Einfluss.

erasure-elsewhere-unheard = Im Raum war auch der Server <b>{ $servers }</b>. Ich weiß nicht, ob er erfahren hat, dass alle entfernt sind und der Fall gelöscht ist. Dort kann eine verschlüsselte Kopie liegen bleiben. Wenn Sie das klären möchten: Fragen Sie die Beratungsstelle.

erasure-chat-ends = Ich verlasse jetzt auch diesen Chat und vernichte meine Schlüssel dafür. Diese letzten Worte bleiben noch einen Tag. Brauchen Sie wieder Hilfe, beginnen Sie bitte einen neuen Chat mit mir. Alles Gute für Sie.

erasure-too-late = Ihr Fall wurde gerade gelöscht, als Sie geschrieben haben. Ihre letzte Nachricht dort hat niemand mehr bekommen. Wenn Sie Hilfe brauchen, schreiben Sie hier <b>neu</b>, oder beginnen Sie einen neuen Chat mit mir.
