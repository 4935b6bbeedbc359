# The chat of the portal. Friendly, short sentences, one thought each; no jargon (no "key", no "verify your device").
# Every message is plain text; what stands in { $braces } is filled in. There are no selections ({ $x -> … }) here.

## The beginning

loading = One moment …
account-title-new = Your access
account-lead-new = Choose a name and a password. We need nothing else: no e-mail address, no real name. With these you can come back at any time and read the answers.
account-lead-again = With a new account you come back to your conversation. Choose a new name and a new password, and write both down.
account-title-back = Good to see you again
account-lead-back = Your name and your password bring you back to your conversation.
account-name = Name
account-name-hint = This is a suggestion. You can take another one – best not your real name.
account-name-other = Another suggestion
account-name-missing = Please enter a name.
account-password = Password
account-password-hint = Best are several words that you can remember well. No special characters needed.
account-password-show = Show password
account-password-hide = Hide password
account-password-suggest = Suggest a password
account-password-missing = Please enter a password. It needs at least 8 characters.
account-password-weak = This password is too easy to guess. Take a few more words, or have one suggested.
strength-0 = Too easy to guess
strength-1 = Easy to guess
strength-2 = Still too easy to guess
strength-3 = Good
strength-4 = Very good
account-more = More settings
account-stay = Stay signed in in this tab
account-stay-hint = Then you do not need the password again when you reload the page. It ends when you close the tab. Please only on a device that nobody else uses.
account-browser-hint = Your browser may ask whether to save the password. Say yes only if the device is yours alone.
account-keep = Please write down the name and the password. Nobody can send you the password again, not even we.
account-print = Print as a small card
account-go-new = Go on and write
account-go-again = Go on
account-go-back = Sign in
account-was-here = I have been here before
account-is-new = I am here for the first time
account-start = I am here for the first time
account-lost = Forgotten your password?

## When something does not work

refusal-refused = That did not work. Please try another name.
refusal-wrong = Name and password do not match. Please check both.
refusal-busy = Very many people are coming to us just now. Please try again in a few minutes.
refusal-proof = Sorry, that took too long. Please try again.
refusal-network = There is no connection just now. What you have written is still here. Please try again in a moment.
refusal-signed-out = You are signed out. Please sign in again.
refusal-trouble = Sorry, that did not work. Please try again.
trouble-network = There is no connection just now. We keep trying. What you have written stays here.
trouble-connect = We cannot connect just now. We keep trying. What you have written stays here.
trouble-case-unserved = Sorry, no counselling centre here is responsible for this. The telephone numbers on this page can help you.
trouble-case-busy = The counselling centre takes no new conversations just now. We keep trying. In an emergency please call one of the numbers on this page.
trouble-case-too-many = You already have several open conversations. Please end one of them first.
trouble-case-link = This link is no longer valid. Please begin again on the start page.
trouble-case-elsewhere = You cannot begin a new conversation at this counselling centre at the moment. You find other centres on the start page. In an emergency please call one of the numbers on this page.
trouble-case-proof = Your browser needs another moment. We keep trying.
again = Try again
discard = Discard
offline = No connection. Feel free to keep writing: it will be sent as soon as the connection is back.
deed-failed = Sorry, that did not work. Please try again.

## How things stand

step-keys = We are setting everything up for you. You can already write.
step-keys-waits = We are still setting everything up. Your message will be sent in a moment.
step-room = Your protected room is being prepared. You can already write.
step-room-waits = Your protected room is being prepared. Your message will be sent in a moment.
step-back = We have found your conversation. It is being opened for you. Please leave this page open.
step-safe = Your conversation is being kept safe. Please leave the page open for a moment.
no-case = There is no conversation here yet. You can begin one on the start page. Without a conversation your access is deleted after 30 days.
case-opened = You are in the right place. Just write – as much or as little as you like.
case-already = There is already a conversation on this topic at { $centre }: it goes on here. We have not begun a second one.
case-asked = Your message has reached { $centre }. Someone there will answer you here. You can close the page and come back later.

## The conversation

talk-title = Your conversation
talk-which = Your conversations
talk-closed = This conversation has ended. If you need anything else, just write here, and it is open again.
talk-muted = { $centre } has paused this conversation up to and including { $until }. Until then you can read and not write. After that it goes on here. In an emergency please call one of the numbers on this page.
talk-turned-away = { $centre } has ended this conversation. Up to and including { $until } you can only read or delete it here. You find other centres on the start page. In an emergency please call one of the numbers on this page.
present-title = Who reads along here
present-nobody = You are talking to { $centre }. As soon as somebody takes your conversation, you will see the name here.
present-more = Who can read what I write?
present-team = Only you and the people above can read it. If somebody is away, a colleague at { $centre } can stand in. You will see that here.
present-alone = Only you and the people above can read it. Nobody else at { $centre } reads along.
present-first = Your message is first read by the counsellors of { $centre }. Then one person counsels you, and only this person reads along.
present-service = So that somebody can stand in, a program keeps the access to this conversation. Those who run the program could technically read along.
present-locked = Everything is locked on your device before it is sent.
present-operator = Those who run this page cannot read it.
present-reference = Reference of your conversation: { $reference }. Write it down: with it you find the way back if you lose the password.
role-counsellor = counsels you
role-cover = stands in
role-cover-until = stands in until { $date }
lines = Messages
older = Show earlier messages
today = Today
yesterday = Yesterday
you = You
you-before = You, with the earlier account
edited = changed
locked = This message cannot be opened yet. Often it only takes a moment. If it stays locked, please say so in a short message: then it will be sent to you again.
deleted = This message was deleted.
write-first = What is on your mind?
write = Your message
write-hint = You can also send with Ctrl and Enter.
send = Send
attach = File
progress-waiting = will be sent in a moment
progress-sending = is being sent …
progress-securing = arrived, is being kept safe …
progress-sent = sent
progress-failed = Not sent.

## Files

attach-kind = “{ $name }” cannot be sent. Pictures (PNG, JPG, WebP, HEIC) and documents (PDF, DOCX, ODT) can.
attach-size = “{ $name }” is too large. Up to 10 MB can be sent.
attach-day = You have sent a great many files today. This one can only go tomorrow. You can go on writing.
attach-broken = “{ $name }” cannot be read. Perhaps the file is damaged.
attach-heic = Your browser cannot open “{ $name }”. Please save the picture as JPG and try again.
uploading = “{ $name }” is being sent
picture = Picture: { $name }
file = File
save = Save
opening = is being opened …
open-failed = The file cannot be opened just now. Please try again.

## Voice messages

voice = Voice message
voice-asking = Your browser may ask whether it may use the microphone.
voice-runs = Recording. Just speak.
voice-length = { $length } of { $most } at most
voice-stop = Done
voice-ready = Your recording is ready. You can listen to it, send it or discard it.
voice-full = A recording cannot be longer. You can listen to it, send it or discard it – and then go on speaking.
voice-empty = The recording was too short. Please try again.
voice-denied = This page may not use the microphone. That is fine: you can always write. If you would rather speak, allow the microphone in your browser.
voice-missing = We cannot find a microphone. You can always write.
voice-busy = The microphone is being used elsewhere, perhaps for a call. Please try again afterwards.
voice-unable = Your browser cannot record here. You can always write.
sound = Recording
sound-of = Recording: { $length }
sound-play = Listen
sound-pause = Pause
sound-place = Position in the recording
sound-at = { $at } of { $length }
sound-unknown = Your browser cannot play this recording.

## Questions of the centre

asked-title = A question for you
asked-hand-over = { $name } would go on with your conversation. Do you agree?
asked-hand-over-nameless = Somebody else would go on with your conversation. The last message above says who. Do you agree?
asked-hand-over-yes = Yes, I agree
asked-hand-over-no = No, rather not
asked-forward = { $centre } can help you better. May your conversation go there?
asked-forward-yes = Yes, please
asked-forward-no = No, rather not
asked-anew = { $centre } can help you better. Would you like to begin anew there, in a new conversation? What was written so far cannot be read there. As soon as the centre is ready, this conversation is deleted.
asked-anew-yes = Yes, please
asked-anew-no = No, rather not
asked-erase = Should really everything be deleted? This cannot be undone.
asked-erase-yes = Yes, delete everything
asked-erase-no = No, keep it
asked-other = { $centre } asks you something. The last message says what.
asked-other-yes = Yes
asked-other-no = No

## Ending and deleting

more = More
cancel = Back
sign-out = Sign out
sign-out-pending = A message has not been sent yet. If you sign out now, it is lost.
sign-out-unsafe = Your conversation is still being kept safe. It only takes another moment.
sign-out-all = Sign out everywhere
sign-out-all-text = On other devices where you are signed in you will have to sign in again, too.
close = End the conversation
close-title = End the conversation?
close-text = The counselling centre is told that you end the conversation. You can still read it.
close-yes = End the conversation
erase = Delete the conversation
erase-title = Delete this conversation?
erase-text = All messages of this conversation are deleted, yours and the counselling centre's. This cannot be undone.
erase-yes = Delete everything
delete-account = Delete your access
delete-account-title = Delete your access?
delete-account-text = Your name, your password and all your conversations are deleted. This cannot be undone. To be sure, please enter both once more.
delete-account-yes = Delete my access
over-title = You are signed out
over-text = Nothing of your conversation is left on this page. Your browser's history still says that you were here. If nobody should see that, please delete the history.
over-again = Sign in again

## Back without the old password

back-title = Back to my conversation
back-other = Lost the password of another conversation?
back-lead = Have you lost the password of an earlier account? Then your counselling centre can let you in again with this account.
back-reference = Reference
back-reference-hint = Six characters, for example 7F3K9Q. It stood in the conversation under “Who can read what I write?”.
back-reference-missing = This is no reference. It has six characters, letters and digits.
back-name = Your name then
back-name-hint = The name that you signed in with, or the name that you had in the conversation.
back-name-missing = Please enter the name.
back-go = Ask to be let in
back-number = Your number: { $number }
back-sent = If reference and name belong together, we have asked your counselling centre. Whether they do, we tell nobody here. So nobody else can find anything out either.
back-call = Please call your counselling centre now and tell them this number. They will ask you something that only you know.
back-stay = Please leave this page open: your conversation then appears here. The request holds until { $date }.
back-again = Enter something else
back-withdraw = Take the request back
back-withdrawn = Taken back: nobody lets you into this conversation any more. You can try anew here.
back-too-many = You have asked several times already. Please try again in half an hour, or call your counselling centre.
back-asked = Somebody has asked to come back to this conversation with a new account. Was that not you? Then please write so here.

mail = E-mail when there is an answer
mail-text = If you like, we write you an e-mail as soon as an answer waits. It says only that there is something new: not from whom and not about what. Use only a mailbox that nobody else looks into. The address is stored encrypted; the counselling centre does not see it.
mail-on = E-mails go to { $address }.
mail-off = You get no e-mails at present.
mail-address = Your e-mail address
mail-wrong = This is not a complete e-mail address. It looks like this, for example: name@example.org
mail-go = Send a code
mail-stop = Delete the address
mail-asked = We have sent a code to { $address }. It holds for 30 minutes. Before that we write nothing else there. If none arrives, please look into the spam folder and check the address.
mail-code = Code from the e-mail
mail-code-go = Confirm
mail-code-wrong = This code is not right, or does not hold any more. Look again, or have a new one sent.
mail-other = Another address or a new code
mail-too-many = Those were too many attempts just now. Try again in an hour.

## Speaking

call = Talk with sound and picture
call-somebody = Call { $name }
call-asked = I would like to call you.
call-missed = Missed call
call-tried = I tried to call you.
call-not-now = I don't want to speak on a call now. Please write to me.
call-wants = { $name } would like to call you.
call-wants-video = { $name } would like to call you with picture.
call-rings = { $name } is calling you.
call-rings-video = { $name } is calling you with picture.
call-agree = Yes, call
call-accept = Accept
call-decline = Not now
call-check = Before you speak with { $name }
call-private = Only the two of you hear and see each other. Nothing is recorded. Your internet address stays hidden.
call-with-picture = Show my picture
call-own-picture = Your own picture
call-picture-of = Picture of { $name }
call-blur = Blur the background
call-microphone = Microphone
call-camera = Camera
call-speaker = Loudspeaker
call-level = How loud we hear you
call-now = Call now
call-leave = Cancel
call-calling = Ringing at { $name }.
call-connecting = We are connecting you with { $name }.
call-talking = You are speaking with { $name }.
call-shaky = The connection is interrupted. Please wait a moment.
call-mute = Mute
call-show = Picture on
call-hang-up = Hang up
call-good = All right
call-no-camera = The camera cannot be opened. You can still be heard.
call-over-ended = Your call with { $name } is over.
call-over-declined = { $name } cannot speak now. You are welcome to write a message.
call-over-busy = { $name } is speaking with somebody else. Try again later, or write a message.
call-over-unanswered = { $name } did not answer. We left a message that you called.
call-over-missed = { $name } called and hung up again.
call-over-elsewhere = You answered on another device.
call-over-no-connection = No connection can be made. Try another network, for example without Wi-Fi or without a VPN. You can write at any time.
call-over-lost = The connection was lost. Call again, or write a message.
call-over-trouble = The call could not begin. Try again, or write a message.
call-device-denied = Your browser does not allow it. Allow the microphone (and camera) for this page, or write.
call-device-missing = We find no microphone or no camera. You can also speak without picture, or write.
call-device-busy = Another program is using the microphone or the camera.
call-device-unable = This browser cannot make calls. You can write at any time.

## Live chat without an account

live-title = Live chat
live-lead = You need no name and no password. What you write exists on this open page alone.
live-first = What is it about? One sentence is enough. Whoever is on duty now reads it.
live-first-missing = Please write one sentence.
live-go = Go to the live chat
live-open = Please leave this page open. If you reload or close it, the talk is over and nobody can bring it back.
live-next = You are next.
live-ahead = So many have been waiting longer than you: { $count }.
live-minutes = Lately it mostly took about { $minutes } minutes.
live-unknown = We do not know how long it will take.
live-nobody = Nobody is on duty any more. You can wait. Or you keep the conversation with an account and read the answer later.
live-elsewhere-title = Somebody is there elsewhere
live-elsewhere = Nobody is on duty at { $here } any more. At { $there } somebody is there for you now.
live-elsewhere-next = You would be next there.
live-elsewhere-ahead = So many are waiting there already: { $count }. You come after them.
live-elsewhere-agree = If you change, you agree to this. Only then does what you have written go to { $there }. At { $here } it is deleted.
live-elsewhere-files = You would have to send files there again.
live-elsewhere-go = Agree and change
live-elsewhere-stay = Go on waiting here
live-elsewhere-failed = That did not work: nobody is there any more either. Your place here is still the same.
live-elsewhere-full = Somebody is there at another counselling centre, but too many are waiting there already.
live-help = In an emergency, please call one of the numbers on this page.
live-over = This talk is over. Within 48 hours everything is deleted. Until then you can still keep it here, as long as this page is open.
live-close-text = The counselling centre is told that you end the conversation. Within 48 hours everything is deleted.
live-keep = Keep the conversation and write on later
live-keep-title = Keep this conversation
live-keep-lead = Think of a name and a password. Then nothing is deleted, and you can come back at any time.
live-keep-go = Keep
trouble-case-nobody = Nobody is there for a live chat any more. On the start page you can write with an account and read the answer later. In an emergency, please call one of the numbers on this page.
trouble-case-full = Too many are waiting in the live chat already. Try again later, or write with an account from the start page. In an emergency, please call one of the numbers on this page.
trouble-case-date = Somebody else has just got this time. On the start page you can choose another one. With “Try again” you go on without an appointment; ask for one in the conversation then.

# Appointments. The words of dates-move and dates-cancel are sent as they are: the reception must understand them.
dates = Your appointment
dates-choose = Which time suits you?
dates-none = None of these times
dates-booked = Your appointment: { $time }
dates-move = Move appointment
dates-cancel = Cancel appointment
dates-sure = Really cancel the appointment?
dates-keep = No, keep it
