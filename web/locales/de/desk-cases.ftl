# Ein Fall allein, und was die Leitung für jemanden regelt, der fehlt.

case = Fall
menu = Menü

arrange = Fälle regeln
arrange-hint = Wenn jemand für länger oder für immer fehlt und niemand mehr gefragt werden kann: Lassen Sie für einen einzelnen Fall jemanden vertreten, oder lassen Sie die ratsuchende Person fragen, ob jemand anderes weitermachen darf. Sie sehen hier nur Fallnummern, und mitlesen können Sie nicht. Ratsuchende und Team erfahren es, als hätte die fehlende Person es selbst gesagt. Wer für ein paar Tage fehlt, wird unter „Meine Stelle“ abwesend gemeldet.
arrange-nobody = Hier hat gerade niemand einen Fall, den Sie regeln können. Ihre eigenen Fälle stehen auf Ihrem Schreibtisch.
arrange-who = Wer fehlt?
arrange-cases = { $count ->
    [one] ein Fall
   *[other] { $count } Fälle
}
arrange-look = Fälle zeigen
arrange-of = Laufende Fälle von { $name }
arrange-none = Diese Person hat hier keinen laufenden Fall.
arrange-alone = { $reference }: Die Schlüssel haben nur noch die ratsuchende und die beratende Person. Niemand sonst kann diesen Fall fortführen.
arrange-no-others = Gerade ist niemand da, der einen Fall übernehmen könnte. Sich selbst können Sie hier keinen Fall geben.
arrange-running = Schon geregelt
arrange-end-cover = Vertretung beenden
arrange-which = Welcher Fall?
arrange-to = Wer soll einspringen?
arrange-reason = Warum?
arrange-reason-hint = Zum Beispiel: krank. Das Team und das Protokoll nennen den Grund; schreiben Sie nichts über die ratsuchende Person.
arrange-cover-title = Vertreten lassen
arrange-cover-hint = Ab sofort liest und antwortet die Vertretung mit. Der Fall bleibt, wo er ist.
arrange-cover = Vertreten lassen
arrange-hand-over-title = Übergeben
arrange-hand-over-hint = Die ratsuchende Person wird gefragt und hat 7 Tage Zeit. Sagt sie ja, gehört der Fall der neuen Person.
arrange-hand-over = Ratsuchende Person fragen
arrange-covered = { $name } vertritt jetzt im Fall { $reference }. Ratsuchende Person und Team wissen es.
arrange-cover-ended = { $name } vertritt im Fall { $reference } nicht mehr.
arrange-meanwhile = Das ist inzwischen anders: Der Fall hat jemand anderen, oder er läuft nicht mehr. Es wurde nichts geändert.
arrange-no-case = Bitte wählen Sie einen Fall. Es wurde nichts geändert.
arrange-no-reason = Bitte schreiben Sie einen Grund, höchstens 200 Zeichen. Es wurde nichts geändert.
arrange-no-team = Diese Beratungsstelle arbeitet nicht im Team: Den Ratsuchenden ist zugesagt, dass nach der Annahme nur eine Person mitliest. Möglich ist eine Übergabe. Es wurde nichts geändert.
arrange-own-keys = Die Schlüssel dieses Falls haben nur noch die ratsuchende und die beratende Person. Niemand sonst kann ihn fortführen. Es wurde nichts geändert.
arrange-not-there = { $name } ist abwesend oder nicht freigeschaltet. Es wurde nichts geändert.
kind-hand-over-asked = Übergabe angefragt, für jemanden
kind-consented = Datenschutzhinweis zugestimmt

version-cases = Was aus laufenden Fällen wurde
version-heir = gingen über an { $name }
version-ended = wurden beendet

training-elsewhere = Diese Tage trägt das Referat ein: Die Person berät auch anderswo, oder sie leitet oder handelt selbst für einen Träger.
carrier-topics = Gibt seinen Beratungsstellen selbst:
carrier-no-topics = Welche Fachbereiche sie anbieten, entscheidet nur das Referat.

trail-kind = Was geschah
trail-all-kinds = alles
trail-since = Von (Tag)
trail-up-to = Bis (Tag, einschließlich)

actor-seeker = der ratsuchenden Person
actor-administration = der Verwaltung (Befehlszeile)
actor-itself = Lotse selbst
actor-referat = Referat
actor-carrier = Träger
