# Was das Referat über das Verzeichnis hinaus verwaltet.

papers = Unterlagen
papers-hint = Entwürfe für Ihre Datenschutzbeauftragte oder Ihren Datenschutzbeauftragten, ausgefüllt aus den Einstellungen und dem Verzeichnis von heute. Was Lotse nicht wissen kann, ist als Lücke bezeichnet.
papers-all = Alles herunterladen (zip)
papers-notices = Hinweise für Ratsuchende
papers-notices-hint = Jede Beratungsstelle hat einen eigenen. Ändert sich sein Wortlaut, bekommt er eine neue Fassung; bei jedem Fall steht, welche galt, als zugestimmt wurde.
papers-none = Es gibt keine Beratungsstelle dieses Namens.
papers-version = Fassung { $version }
papers-unsaid = Verantwortlicher oder Datenschutzkontakt fehlt im Verzeichnis

how-restored = Zurückgeholt (Befehlszeile)
versions-compare = Zwei Fassungen vergleichen
versions-compare-from = Von Fassung
versions-compare-to = Bis Fassung
versions-compare-show = Vergleichen
versions-compare-title = Von Fassung { $from } zu Fassung { $to }
versions-compare-same = Zwischen diesen Fassungen hat sich nichts geändert.

draft-busy = Hier laufen noch Fälle
draft-busy-text = Entscheiden Sie, was aus ihnen wird, bevor Sie veröffentlichen. Jede ratsuchende Person erfährt es.
draft-cases = { $count ->
    [one] ein laufender Fall
   *[other] { $count } laufende Fälle
}
draft-leaves-centre = Beratungsstelle { $name }
draft-leaves-topic = Fachbereich { $name }
draft-decide = Was wird aus ihnen?
draft-decide-not = Noch nicht entschieden
draft-decide-ends = Beenden, mit einem Wort an jede ratsuchende Person
draft-decide-to-centre = An: { $name }
draft-decide-to-topic = Weiter unter: { $name }
draft-decide-hint-centre = Übernimmt eine andere Stelle, gehen Fälle ohne Antwort an sie; die übrigen enden, und es wird gesagt, wer übernimmt.
draft-decide-hint-topic = Fälle laufen unter dem anderen Fachbereich weiter, wo sie sind.
draft-decide-none = Niemand sonst kann alle diese Fälle übernehmen.
draft-decide-save = Entscheiden
draft-unfit-heir = { $heir } ist nicht im Verzeichnis.
draft-unfit-take = { $heir } kann die laufenden Fälle von { $centre } nicht übernehmen: Der Fachbereich wird dort nicht angeboten, die Stelle ist nicht online, niemand ist freigeschaltet, oder sie hat einen eigenen Server.
draft-unfit-other = Die Entscheidung für { $name } passt nicht mehr. Bitte entscheiden Sie neu.
draft-reordered = Die Fachbereiche stehen in anderer Reihenfolge zur Auswahl.
topic-up = nach oben
topic-down = nach unten
topic-order = Die Reihenfolge hier ist die Reihenfolge, in der Ratsuchende wählen.
