# When something does not work.

errors-temporary = That did not work just now. It is our fault, not yours. Please try again in a moment.

errors-undecryptable = I could not decrypt your last message. Please send it again.

errors-key-missing = I could not decrypt one of your messages: its key has not arrived yet. If it still comes, things go on by themselves. If you would rather not wait, please write it again.

errors-unencrypted-case = This message was not encrypted. To protect you it is not accepted here. Please write with a program that can encrypt, for example Element.

errors-unencrypted-reception = This message was not encrypted. To protect you I do not read it. Please go on in the encrypted chat.

errors-not-text = I can only read written text here. Please write to me in words.

errors-edited = A message that was changed does not count for me: what has been said does not change any more. Please write it as a new message.

errors-unknown-command = I did not understand that. Write <b>help</b> and I will show you what you can do here.

errors-device-unverified =
    Your app has not verified this device yet. I send encrypted answers to verified devices only. So, for once, I write here in the open.
    Please open the settings of your app, then “Encryption” or “Security”. Set up recovery or verify the device. Then write to me again.

errors-device-unverified-short = This device is not verified yet. How to do that stands further up; with <b>help</b> I show it again. In danger to life: <b>112</b>. To talk: <b>116 123</b>.
