# Der Verlauf eines Falls als Text, für Programme, die ihn nicht selbst zeigen können.

transcript-comes = Der Verlauf von <b>{ $reference }</b> kommt in unseren verschlüsselten Chat. Wenn Sie dort noch nicht sind, nehmen Sie bitte die Einladung an.

transcript-part =
    <b>Fall { $reference } · Verlauf, Teil { $part }</b>
    { $lines }

transcript-line = { $time } · { $name }: { $text }

transcript-end = Das war der Verlauf von <b>{ $reference }</b>, soweit ich ihn geben darf. Bitte behandeln Sie ihn so vertraulich wie den Fall selbst.

transcript-help = Hier gebe ich Ihnen auf Wunsch den Verlauf eines Ihrer Fälle: Schreiben Sie <b>verlauf</b> und die Fallnummer, zum Beispiel <b>verlauf 7F3K9Q</b>. Mit <b>meine fälle</b> nenne ich Ihnen Ihre laufenden Fälle.
