# Übergabe und Weiterleitung: die Frage an die ratsuchende Person, und was daraus wird.

offer-question =
    <b>Eine Frage an Sie:</b> Darf <b>{ $name }</b> Ihren Fall weiterführen? { $name } arbeitet in derselben Beratungsstelle.
    { $all ->
        [yes] { $name } könnte dann auch lesen, was Sie bisher geschrieben haben.
       *[no] { $name } könnte nur lesen, was ab dann geschrieben wird. Was Sie bisher geschrieben haben, bleibt { $name } verborgen.
    }
    Klicken Sie auf ✅ für ja oder auf ❌ für nein. Sie können auch <b>ja</b> oder <b>nein</b> schreiben.
    Sie müssen nicht zustimmen. Wenn Sie nein sagen oder 7 Tage nicht antworten, bleibt alles, wie es ist.

offer-question-centre =
    <b>Eine Frage an Sie:</b> Darf Ihr Fall an eine andere Beratungsstelle gehen, an <b>{ $centre }</b>? Dort wartet er dann auf eine Person, die ihn annimmt.
    { $all ->
        [yes] Die neue Stelle könnte dann auch lesen, was Sie bisher geschrieben haben.
       *[no] Die neue Stelle könnte nur lesen, was ab dann geschrieben wird.
    }
    Klicken Sie auf ✅ für ja oder auf ❌ für nein. Sie können auch <b>ja</b> oder <b>nein</b> schreiben.
    Sie müssen nicht zustimmen. Wenn Sie nein sagen oder 7 Tage nicht antworten, bleibt alles, wie es ist.

offer-question-apart =
    <b>Eine Frage zu Ihrem Fall { $reference }</b> ({ $link }): Darf <b>{ $name }</b> ihn weiterführen? { $name } arbeitet in derselben Beratungsstelle.
    { $all ->
        [yes] { $name } könnte dann auch lesen, was Sie beide bisher geschrieben haben.
       *[no] { $name } könnte nur lesen, was ab dann geschrieben wird.
    }
    Klicken Sie auf ✅ für ja oder auf ❌ für nein. Oder schreiben Sie <b>ja { $reference }</b> oder <b>nein { $reference }</b>.
    Sie müssen nicht zustimmen. Wenn Sie nein sagen oder 7 Tage nicht antworten, bleibt alles, wie es ist.

offer-question-centre-apart =
    <b>Eine Frage zu Ihrem Fall { $reference }</b> ({ $link }): Darf er an eine andere Beratungsstelle gehen, an <b>{ $centre }</b>?
    Dort wartet er dann auf eine Person, die ihn annimmt. Die neue Stelle kann nicht lesen, was bisher geschrieben wurde. Bis dort jemand antwortet, verwahrt wieder ein Programm die Schlüssel. Wer es betreibt, könnte bis dahin technisch mitlesen, was Sie ab dann schreiben.
    Klicken Sie auf ✅ für ja oder auf ❌ für nein. Oder schreiben Sie <b>ja { $reference }</b> oder <b>nein { $reference }</b>.
    Sie müssen nicht zustimmen. Wenn Sie nein sagen oder 7 Tage nicht antworten, bleibt alles, wie es ist.

offer-which-answer =
    Meinen Sie damit die Frage, ob jemand anderes Ihren Fall weiterführen darf? Dann klicken Sie dort bitte auf ✅ oder ❌.
    Wenn Sie etwas anderes meinten, brauchen Sie nichts zu tun.

offer-agreed =
    Danke. { $name } wird jetzt in den Raum eingeladen. Sobald { $name } da ist, führt { $name } Ihren Fall weiter. Bis dahin bleibt alles, wie es ist.

offer-done = Danke. Ab jetzt führt <b>{ $name }</b> Ihren Fall weiter und schreibt Ihnen in Ihrem Raum. Die bisherige Person liest nicht mehr mit.

offer-moved =
    Danke. Ihr Fall ist jetzt bei <b>{ $centre }</b>. Bitte schreiben Sie weiter in Ihrem Raum. Dort meldet sich jemand bei Ihnen. Die bisherige Stelle liest nicht mehr mit.
    { $team ->
        [yes] In dieser Stelle kann bei Ausfall eine Vertretung aus dem Team mitlesen. Darum verwahrt ein Programm die Schlüssel, und wer es betreibt, könnte technisch mitlesen.
       *[no] Nach der ersten Antwort verlässt das Programm der Stelle den Raum und vernichtet seine Schlüssel. Dann lesen nur noch Sie beide.
    }

offer-stays = Danke für Ihre Antwort. Es bleibt alles, wie es ist.

offer-stays-gone = Danke. Leider ist das inzwischen nicht mehr möglich. Es bleibt alles, wie es ist, und Sie brauchen nichts zu tun.

offer-stays-taken-back = Die Frage, wer Ihren Fall weiterführt, hat sich erledigt. Es bleibt alles, wie es ist, und Sie brauchen nichts zu tun.

offer-stays-lapsed = Die Frage, wer Ihren Fall weiterführt, ist nach 7 Tagen abgelaufen. Es bleibt alles, wie es ist, und Sie brauchen nichts zu tun.

offer-card-without-text = (Weitergeleitet, ohne die früheren Nachrichten. Lesbar ist, was ab jetzt geschrieben wird.)

offer-asked = Ich frage jetzt die ratsuchende Person, ob der Fall <b>{ $reference }</b> an <b>{ $name }</b> gehen darf. Sie hat 7 Tage Zeit. Bis dahin bleibt alles, wie es ist. Zurücknehmen: <b>übergabe zurück { $reference }</b>

offer-who = Wem möchten Sie den Fall <b>{ $reference }</b> geben? Bitte schreiben Sie eine Person aus dieser Beratungsstelle dazu, zum Beispiel <b>übergeben { $reference } @name:server</b>.

offer-where = Wohin soll der Fall <b>{ $reference }</b>? Bitte schreiben Sie die Beratungsstelle dazu, so genau, dass nur eine gemeint sein kann: <b>weiterleiten { $reference } Name der Stelle</b>.

offer-not-there = <b>{ $name }</b> kann den Fall gerade nicht übernehmen: nicht freigeschaltet oder abwesend. Es ist nichts geschehen.

offer-centre-closed = <b>{ $centre }</b> kann den Fall gerade nicht nehmen: nicht online, nicht für dieses Thema zuständig, oder niemand ist da. Es ist nichts geschehen.

offer-other-server = <b>{ $centre }</b> arbeitet auf einem eigenen Server, und in den Raum des Falls <b>{ $reference }</b> kommt niemand von einem anderen Server. Die Person kann dort mit einer neuen Anfrage beginnen. Es ist nichts geschehen.

offer-not-yours = Das kann nur, wer den Fall <b>{ $reference }</b> hat. Es ist nichts geschehen.

offer-already = Zum Fall <b>{ $reference }</b> läuft schon eine Frage an die ratsuchende Person. Zurücknehmen: <b>übergabe zurück { $reference }</b>

offer-to-itself = Der Fall <b>{ $reference }</b> ist schon dort. Es ist nichts geschehen.

offer-nobody-has-it = Die Anfrage <b>{ $reference }</b> hat noch niemand angenommen. Sie kann angenommen werden, oder an eine andere Beratungsstelle gehen: <b>weiterleiten { $reference } Name der Stelle</b>.

offer-only-bare =
    Im Fall <b>{ $reference }</b> haben nur noch die beiden Menschen die Schlüssel. Eine andere Beratungsstelle kann ihn darum nur ohne die früheren Nachrichten bekommen.
    Wenn das recht ist, schreiben Sie <b>ohne verlauf</b> an das Ende Ihrer Nachricht.

offer-unreachable = Ich kann die ratsuchende Person zum Fall <b>{ $reference }</b> nicht fragen: Sie hat ihren Chat mit Lotse verlassen. Es ist nichts geschehen. Bitten Sie sie, Lotse wieder anzuschreiben.

offer-none = Zum Fall <b>{ $reference }</b> läuft keine Frage. Es ist nichts geschehen.

offer-taken-back = Die Frage zum Fall <b>{ $reference }</b> ist zurückgenommen. Es bleibt alles, wie es ist.

offer-declined = Zum Fall <b>{ $reference }</b>: Die ratsuchende Person möchte nicht wechseln. Es bleibt alles, wie es ist.

offer-lapsed = Zum Fall <b>{ $reference }</b>: Nach 7 Tagen ist die Frage abgelaufen. Es bleibt alles, wie es ist.

offer-gone = Zum Fall <b>{ $reference }</b>: Die ratsuchende Person ist einverstanden, aber das Ziel kann den Fall nicht mehr nehmen. Es bleibt alles, wie es ist.

offer-handed-over = Der Fall <b>{ $reference }</b> gehört jetzt <b>{ $name }</b>: { $link }

offer-forwarded = Der Fall <b>{ $reference }</b> ist jetzt bei <b>{ $centre }</b>.

offer-let-in =
    Die ratsuchende Person ist einverstanden: Der Fall <b>{ $reference }</b> geht an <b>{ $name }</b>. Die Schlüssel haben nur Sie beide, darum laden Sie bitte selbst ein:
    • Öffnen Sie den Raum <b>Fall { $reference }</b> und laden Sie genau <b>{ $user }</b> ein, und sonst niemanden.
    { $bare ->
        [yes] • Die früheren Nachrichten gehen nicht mit. Der Raum ist dafür schon eingestellt.
       *[no] • Die früheren Nachrichten gibt Ihr Programm dabei mit. Element kann das.
    }
    • Sobald { $name } da ist, gehört der Fall { $name }, und Sie sind nicht mehr darin.
    Sie haben 7 Tage Zeit. Zurücknehmen: <b>übergabe zurück { $reference }</b>

offer-question-anew =
    <b>Eine Frage zu Ihrem Fall { $reference }</b> ({ $link }): Darf eine andere Beratungsstelle Sie weiter beraten, <b>{ $centre }</b>?
    Sie beginnen dort neu, in einem neuen Raum. Was bisher geschrieben wurde, geht nicht mit: Die neue Stelle kann es nicht lesen. Sobald sie bereit ist, ist Ihr bisheriger Fall zu Ende, und alles, was darin steht, wird gelöscht. Wenn Sie etwas davon behalten möchten, heben Sie es vorher auf.
    Klicken Sie auf ✅ für ja oder auf ❌ für nein. Oder schreiben Sie <b>ja { $reference }</b> oder <b>nein { $reference }</b>.
    Sie müssen nicht zustimmen. Wenn Sie nein sagen oder 7 Tage nicht antworten, bleibt alles, wie es ist.

offer-anew = Danke. Bei <b>{ $centre }</b> heißt Ihr Fall <b>{ $next }</b>. Sobald die Stelle bereit ist, lade ich Sie in den neuen Raum ein. Bitte schreiben Sie dort noch einmal, worum es geht. Ihr bisheriger Fall { $reference } wird dann gelöscht. Bis dahin bleibt er, wie er ist.

offer-only-anew =
    <b>{ $centre }</b> verwahrt die Schlüssel selbst oder kommt nicht in diesen Raum. Der Fall <b>{ $reference }</b> kann dort nur neu beginnen, ohne die früheren Nachrichten, und wird hier gelöscht, sobald die Stelle bereit ist.
    Wenn das recht ist, schreiben Sie <b>ohne verlauf</b> an das Ende Ihrer Nachricht.

offer-held = Der Fall <b>{ $reference }</b> wird gerade aufbewahrt und kann darum nicht an eine andere Beratungsstelle gehen. Es ist nichts geschehen.

offer-passed-on = Zum Fall <b>{ $reference }</b>: Die ratsuchende Person ist einverstanden und beginnt bei der anderen Beratungsstelle neu. Sobald die Stelle bereit ist, ist der Fall hier zu Ende und wird gelöscht. Bis dahin bleibt er bei Ihnen.

offer-platform-sent = Der Fall <b>{ $reference }</b> kommt von einer Plattform. Ich sage ihr, dass er an eine andere ihrer Beratungsstellen gehen soll. Er beginnt dort neu, ohne die früheren Nachrichten. Was daraus wird, steht dann im Team-Raum.

offer-platform-asks = Zum Fall <b>{ $reference }</b>: Die Plattform fragt jetzt die ratsuchende Person, ob sie wechseln möchte. Sie hat 7 Tage Zeit. Bis dahin bleibt alles, wie es ist.

offer-platform-busy = Zum Fall <b>{ $reference }</b>: Die Plattform fragt die ratsuchende Person schon etwas, oder der Fall ist schon unterwegs. Es ist nichts weiter geschehen.

offer-platform-cannot = Zum Fall <b>{ $reference }</b>: Die Beratungsstelle kann den Fall gerade nicht nehmen: nicht online, nicht für dieses Thema zuständig, oder niemand ist da. Es ist nichts geschehen.
