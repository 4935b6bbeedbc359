# Namen von Räumen und Konten. Sie sind für Server im Klartext sichtbar: nie ein Thema, nie ein Pseudonym.

names-reception = Lotse

names-steward = Lotse · Raumdienst, liest nicht mit

names-custodian = Lotse · { $centre }

names-seeker = Ratsuchende·r { $reference }

names-portal-seeker = Ratsuchende·r

names-case = Fall { $reference }

names-enquiries = Erstanfragen

names-team = Team

names-space = { $centre }

# Vorschläge für Pseudonyme: ein Wort aus „first“ und eines aus „second“ derselben Nummer, dazu eine Zahl.
names-pseudonym-first-1 = Blauer, Stiller, Heller, Ruhiger, Kleiner, Weiter, Bunter, Sanfter, Wacher, Freier, Goldener, Leiser, Mutiger, Silberner, Flinker, Grüner
names-pseudonym-second-1 = Reiher, Falter, Kiesel, Igel, Kranich, Ahorn, Fluss, Stern, Regenbogen, Dachs, Wal, Wind, Berg, Hase, Mond, Otter
names-pseudonym-first-2 = Blaue, Stille, Helle, Ruhige, Kleine, Weite, Bunte, Sanfte, Wache, Freie, Goldene, Leise, Mutige, Silberne, Flinke, Grüne
names-pseudonym-second-2 = Möwe, Linde, Wolke, Muschel, Insel, Welle, Birke, Amsel, Wiese, Eule, Feder, Quelle, Lerche, Brise, Eiche, Libelle
