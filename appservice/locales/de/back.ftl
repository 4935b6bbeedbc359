# Jemand hat das Passwort zum Portal verloren und möchte mit einem neuen Zugang zurück in den Fall.

back-asked =
    Jemand möchte mit einem <b>neuen Zugang</b> zurück in den Fall <b>{ $reference }</b>{ $holder ->
        [none] , den noch niemand angenommen hat.
       *[other] {" "}({ $holder }).
    } Fallnummer und Name stimmen. Wer es ist, wissen wir damit noch nicht: Beides kann jemand abgelesen haben.
    • Bitte sprechen Sie zuerst mit der Person, am besten am Telefon. Fragen Sie etwas, das nur die ratsuchende Person weiß.
    • Auf ihrer Seite steht eine Nummer mit vier Ziffern. Ist sie es, dann schreiben Sie hier <b>zurück { $reference } ja NUMMER</b>. Der neue Zugang liest dann alles, was bisher geschrieben wurde, und der alte ist nicht mehr dabei.
    • Ist sie es nicht, dann schreiben Sie <b>zurück { $reference } nein</b>.
    Wenn niemand antwortet, geschieht nichts. Nach 7 Tagen ist die Bitte abgelaufen.

back-case-asked =
    Jemand hat darum gebeten, mit einem <b>neuen Zugang</b> in dieses Gespräch zurückzukommen, weil das Passwort verloren ist.
    Waren Sie das nicht? Dann schreiben Sie es bitte hier. Die Beratungsstelle fragt nach, bevor sie jemanden einlässt.

back-chat-asked =
    Jemand hat darum gebeten, mit einem <b>neuen Zugang</b> in Ihren <b>Fall { $reference }</b> zurückzukommen.
    Waren Sie das nicht? Dann schreiben Sie es bitte im Raum dieses Falls. Die Beratungsstelle fragt nach, bevor sie jemanden einlässt.

back-doubted = Vorsicht im Fall <b>{ $reference }</b>: Jemand möchte dort mit einem neuen Zugang hinein, aber der <b>alte Zugang wird noch benutzt</b>. Vielleicht fragt jemand anderes, oder jemand anderes hat den alten Zugang. Bitte klären Sie das im Gespräch mit der ratsuchenden Person, bevor Sie antworten.

back-withdrawn = Die Bitte, mit einem neuen Zugang in den Fall <b>{ $reference }</b> zurückzukommen, ist zurückgenommen worden. Sie müssen nichts mehr tun.

back-sure = Der <b>alte Zugang</b> zum Fall <b>{ $reference }</b> wird noch benutzt. Sind Sie trotzdem sicher, dass die ratsuchende Person fragt? Dann schreiben Sie noch einmal <b>zurück { $reference } ja { $number }</b>. Es ist noch nichts geschehen.

back-none = Zum Fall <b>{ $reference }</b> bittet niemand darum, mit einem neuen Zugang zurückzukommen. Es ist nichts geschehen.

back-lapsed = Die Bitte, mit einem neuen Zugang in den Fall <b>{ $reference }</b> zurückzukommen, ist zurückgenommen worden oder nach 7 Tagen abgelaufen. Die Person kann auf ihrer Seite noch einmal fragen. Es ist nichts geschehen.

back-number = Bitte fragen Sie die Person nach der Nummer mit vier Ziffern, die auf ihrer Seite steht, und schreiben Sie <b>zurück { $reference } ja NUMMER</b>. Oder schreiben Sie <b>zurück { $reference } nein</b>. Es ist noch nichts geschehen.

back-number-wrong = Diese Nummer steht auf keiner Seite, auf der jemand in den Fall <b>{ $reference }</b> zurückmöchte. Bitte fragen Sie noch einmal nach: Wer keine oder eine andere Nummer nennt, hat nicht gefragt. Es ist nichts geschehen.

back-gone = Den Zugang, der in den Fall <b>{ $reference }</b> zurückwollte, gibt es nicht mehr. Es ist nichts geschehen.

back-refused = Gut, in den Fall <b>{ $reference }</b> kommt niemand. Es bleibt alles, wie es ist. Wer gefragt hat, erfährt von uns nichts.

back-agreed =
    Der Fall <b>{ $reference }</b> gehört jetzt zum neuen Zugang der ratsuchenden Person. Der alte ist nicht mehr dabei.
    { $alone ->
        [yes] Die Schlüssel haben nur Sie. Sobald die Person ihre Seite offen hat, sage ich hier, wen Sie einladen. Bitte sagen Sie ihr, dass sie die Seite offen lassen soll.
       *[no] Sobald die Person ihre Seite offen hat, kommt sie mit allem, was bisher geschrieben wurde, in den Raum.
    }

back-let-in =
    Im Fall <b>{ $reference }</b> wartet die ratsuchende Person jetzt auf ihrer Seite. Die Schlüssel haben nur Sie, darum laden Sie bitte selbst ein, und zwar <b>gleich</b>:
    • Öffnen Sie den Raum <b>Fall { $reference }</b> und laden Sie genau <b>{ $user }</b> ein, und sonst niemanden.
    • Die früheren Nachrichten gibt Ihr Programm dabei mit. Element kann das.
    Schließt die Person ihre Seite vorher, dann sage ich hier noch einmal Bescheid, sobald sie wiederkommt.

back-case-agreed = Zu diesem Gespräch gehört jetzt ein <b>neuer Zugang</b>. Der alte kann hier nichts mehr lesen und nichts mehr schreiben.
