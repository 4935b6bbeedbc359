# The desk: passkeys, and what a second person confirms.

passkeys = Passkeys
passkey-title = You need a passkey for this
passkey-needed = Leads and the Referat act at the desk with a passkey only. Until you have made one, or signed in with one, you see here what every counsellor sees.
passkey-what = With a passkey you sign in by a fingerprint, your face or the PIN of your device from now on. There is no password, and your device gives the passkey to no other site.
passkey-replaces = You have signed in by the chat. If you make a new passkey here, those you had are of no use any more, and you are signed out everywhere else. If you still have one, rather sign out, and in again with it.
passkey-make = Make a passkey
passkey-touch = Sign in with a passkey
passkey-or-chat = No passkey yet, or lost it? Then by a word in the encrypted chat:
passkey-refused = This did not work: the passkey does not count here, or it was called off. Try once more, or sign in by the chat.
passkey-failed = This did not work: it was called off or came too late. Nothing was made. Please try once more.
passkey-known = There is a passkey of yours for the desk on this device already.
passkey-unable = This browser has no passkeys. Please take a current one.
passkey-no-script = Passkeys need JavaScript. Without it you go on signing in by the chat; what leads and the Referat do is not possible then.
passkey-impossible = No passkeys can be made here: the settings lack the address of these pages (people.public_url). Please ask whoever runs Lotse.
passkey-none = You have no passkey yet.
passkey-this = you are signed in with it
passkey-since = made { $made }, last used { $used }
passkey-remove = Remove

kind-passkey-made = Passkey made
kind-passkey-removed = Passkey removed
why-replaced = replaced by a new one
why-copied = it seemed to be copied
why-void = new keys, or no longer in the directory
platform-trail = Platform, no centre
