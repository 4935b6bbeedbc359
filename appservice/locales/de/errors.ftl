# Wenn etwas nicht geht.

errors-temporary = Das hat gerade nicht geklappt. Es liegt an uns, nicht an Ihnen. Bitte versuchen Sie es gleich noch einmal.

errors-undecryptable = Ihre letzte Nachricht konnte ich nicht entschlüsseln. Bitte schicken Sie sie noch einmal.

errors-key-missing = Eine Ihrer Nachrichten konnte ich nicht entschlüsseln: Der Schlüssel dazu ist noch nicht angekommen. Kommt er noch, geht es von selbst weiter. Wenn Sie nicht warten möchten, schreiben Sie sie bitte noch einmal.

errors-unencrypted-case = Diese Nachricht war nicht verschlüsselt. Zu Ihrem Schutz wird sie hier nicht angenommen. Bitte schreiben Sie mit einem Programm, das Verschlüsselung kann, zum Beispiel Element.

errors-unencrypted-reception = Diese Nachricht war nicht verschlüsselt. Zu Ihrem Schutz lese ich sie nicht. Bitte schreiben Sie im verschlüsselten Chat weiter.

errors-not-text = Hier kann ich nur geschriebenen Text lesen. Bitte schreiben Sie mir in Worten.

errors-edited = Eine geänderte Nachricht zählt bei mir nicht: Was schon gesagt ist, ändert sich nicht mehr. Bitte schreiben Sie es als neue Nachricht.

errors-unknown-command = Das habe ich nicht verstanden. Schreiben Sie <b>hilfe</b>, dann zeige ich Ihnen, was hier geht.

errors-device-unverified =
    Ihre App hat dieses Gerät noch nicht bestätigt. Verschlüsselte Antworten schicke ich nur an bestätigte Geräte. Deshalb schreibe ich hier ausnahmsweise offen.
    Bitte öffnen Sie in Ihrer App die Einstellungen, dort „Verschlüsselung“ oder „Sicherheit“. Richten Sie die Wiederherstellung ein oder bestätigen Sie das Gerät. Schreiben Sie mir danach noch einmal.

errors-device-unverified-short = Dieses Gerät ist noch nicht bestätigt. Wie das geht, steht weiter oben; mit <b>hilfe</b> zeige ich es noch einmal. Bei Lebensgefahr: <b>112</b>. Zum Reden: <b>116 123</b>.
