# Der Schreibtisch: Passkeys, und was eine zweite Person bestätigt.

passkeys = Passkeys
passkey-title = Dafür brauchen Sie einen Passkey
passkey-needed = Leitung und Referat handeln am Schreibtisch nur mit einem Passkey. Bis Sie einen angelegt oder sich damit angemeldet haben, sehen Sie hier nur, was alle Beratenden sehen.
passkey-what = Mit einem Passkey melden Sie sich künftig mit einem Fingerabdruck, Ihrem Gesicht oder der PIN Ihres Geräts an. Ein Passwort gibt es nicht, und auf anderen Seiten gibt Ihr Gerät den Passkey nicht her.
passkey-replaces = Sie haben sich im Chat angemeldet. Legen Sie hier einen neuen Passkey an, gelten Ihre früheren nicht mehr, und überall sonst sind Sie abgemeldet. Haben Sie noch einen, melden Sie sich besser ab und mit ihm wieder an.
passkey-make = Passkey anlegen
passkey-touch = Mit Passkey anmelden
passkey-or-chat = Noch keinen Passkey, oder verloren? Dann mit einem Wort im verschlüsselten Chat:
passkey-refused = Das hat nicht geklappt: Der Passkey gilt hier nicht, oder die Anfrage wurde abgebrochen. Versuchen Sie es noch einmal, oder melden Sie sich im Chat an.
passkey-failed = Das hat nicht geklappt: Die Anfrage wurde abgebrochen oder kam zu spät. Es wurde nichts angelegt. Bitte versuchen Sie es noch einmal.
passkey-known = Auf diesem Gerät haben Sie schon einen Passkey für den Schreibtisch.
passkey-unable = Dieser Browser kann keine Passkeys. Bitte nehmen Sie einen aktuellen Browser.
passkey-no-script = Passkeys brauchen JavaScript. Ohne melden Sie sich weiter im Chat an; was Leitung und Referat tun, geht dann nicht.
passkey-impossible = Hier können keine Passkeys angelegt werden: In den Einstellungen fehlt die Adresse dieser Seiten (people.public_url). Bitte fragen Sie, wer Lotse betreibt.
passkey-none = Sie haben noch keinen Passkey.
passkey-this = hiermit sind Sie gerade angemeldet
passkey-since = angelegt { $made }, zuletzt benutzt { $used }
passkey-remove = Entfernen

kind-passkey-made = Passkey angelegt
kind-passkey-removed = Passkey entfernt
why-replaced = durch einen neuen ersetzt
why-copied = er schien kopiert
why-void = neue Schlüssel, oder nicht mehr im Verzeichnis
platform-trail = Plattform, ohne Beratungsstelle
