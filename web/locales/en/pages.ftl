# The pages of the portal. Short sentences. No title names a topic.

language-name = English

# On every page

skip-content = To the content
skip-exit = Leave this page quickly
exit = Leave this page
exit-more = Press Shift once more to leave this page.
exit-stopped = You stay on this page.
language = Language
steps = Step { $step } of 3
now = In danger? Call now:
now-112 = Emergency
now-talk = Talk
now-all = All numbers
back-start = To the first page
nav = About this site
nav-how = How it works
nav-safety = Safe on this site
nav-privacy = Privacy
nav-imprint = Legal notice
nav-accessibility = Accessibility
nav-return = Sign in again
traces = “Leave this page” opens a harmless page at once. On a computer you can also press Shift three times.

# Help for right now

help-title = Help for right now
help-free = All numbers are in Germany and free of charge. You need not give your name. Only the poison line costs the price of a call.
help-112 = Emergency, danger to life
help-110 = Police, when you are threatened
help-doctor = Doctors on call
help-talk = TelefonSeelsorge, someone to talk to, day and night
help-young = Nummer gegen Kummer, for children and young people
help-women = Violence against women, day and night, many languages
help-men = Violence against men
help-abuse = Sexual abuse
help-poison = Poison line Berlin, day and night

danger-suicide = That sounds very hard. It is good that you write it. You do not have to stay alone with it. Are you or others in danger now? Then please do not wait for an answer here. Call:
danger-poisoning = Has somebody taken something poisonous, or too many pills? Then every minute counts. Call now, even if all still seems well. Give nothing to drink. Do not make anyone vomit. Keep the package at hand.
danger-violence = That sounds threatening. It is good that you write it. Nobody may use violence, against you neither. Are you or others in danger now? Call:
danger-sexual_violence = That should not have happened. It is not your fault. It is good that you write it. Here you find help at once:
danger-self_harm = Thank you for writing this. That takes courage. A wound that bleeds heavily must be seen to at once. Is the pressure too much now? Call:
danger-go-on = Would you like to write as well? You can go on here.

# The first page

start-name = Write to us
start-title = Write to us. People answer you.
start-lead = Whatever it is: somebody here listens. Counsellors all over Germany, bound to secrecy.
start-free = It costs nothing.
start-nameless = Without a name, without an e-mail address.
start-secret = Encrypted, already in your browser.
start-words = What is it about?
start-words-hint = A word or a sentence, as you would say it. For example: “trouble with my daughter”.
start-place = Your postcode or your town
start-place-hint = So that we find the right centre. We do not keep it.
start-send = Find a centre
start-topics = Or choose a topic
start-code = Do you have a card with a code?
start-code-go = Type the code
start-return = Have you been here before?
start-return-go = Sign in again

# Topic

topic-name = Topic
topic-title = What is it about?
topic-several = Do you mean one of these?
topic-several-hint = Choose what fits best. It need not be exact.
topic-unclear = We are not sure that we understood. Please choose a topic, or say it in other words.
topic-silent = Please write a word, or choose a topic.
topic-gone = This topic is no longer here. Please choose another.
topic-all = All topics
topic-words = In other words
topic-send = Continue
topic-empty = There is no counselling here at the moment. We are sorry. Please call one of the numbers below.

# Place

place-name = Place
place-title = Where do you live?
place-why = Many centres are there for a region. With the postcode we find yours. We do not keep it.
place-label = Postcode or town
place-send = Find a centre
place-error = Please look once more:
place-missing = Please write your postcode or your town.
place-many = These are several postcodes. Please write only one.
place-foreign = This place is not in Germany. We are sorry: we can only help people in Germany.
place-unknown = We do not know the postcode { $code }. Is it right? Then please send it once more.
place-not-found = We did not find this place. Please write five digits or the name of a town.
place-depends = In { $place } it depends on the postcode: { $codes }. Please write yours.
place-which = There are several of this name. Which one is it?

# Centre

centre-name = Your centre
centre-title = This centre is there for you
centre-chosen = What you have chosen
centre-topic = Topic
centre-place = Postcode
centre-change = Change
centre-change-topic = Change the topic
centre-change-place = Change the postcode
centre-white = In your region no centre counsels online on this topic. So a team is there for you that counsels people from all over Germany.
centre-gone = This centre cannot take new enquiries right now. Nothing is lost: this one is there for you.
centre-carrier = Run by
centre-hours = Answer
centre-within = { $hours ->
        [one] usually within one hour
       *[other] usually within { $hours } hours
    }
centre-people = Who answers
centre-team = One person of a team. If they fall ill, somebody else answers.
centre-single = One person, who stays with you.
centre-agree = With “Write here” you agree to this. You can stop at any time and delete everything.
centre-write = Write here
centre-others = You can also choose another centre
centre-others-order = First come centres that are there for exactly your region, then those with the fewest open enquiries.
centre-take = Choose this centre
centre-take-named = Choose { $centre }

unserved-title = Nobody is there for this right now
unserved-text = For { $topic } we cannot name a centre that counsels online at the moment. We are sorry. It is not your fault.
unserved-kept = We have not kept what you told us.
unserved-now = Here you find help now:
unserved-topic = Choose another topic
unserved-place = Name another place

# Who can read what?

reads-title = Who can read what?
reads-who = Who
reads-what = Reads your messages
reads-counsellor = Whoever counsels you
reads-counsellor-yes = Yes, bound to secrecy.
reads-colleagues = The team of { $centre }
reads-colleagues-team = Until somebody takes your enquiry. Then only whoever stands in. You see that in the chat.
reads-colleagues-single = Until somebody takes your enquiry and answers you. Then no longer.
reads-colleagues-person = No, unless somebody stands in for the person who counsels you. You see that in the chat.
reads-keeper = The platform’s program that keeps keys
reads-keeper-team = Whoever runs it could technically read along.
reads-keeper-single = Whoever runs it could technically read along until the first answer. Then no longer: the keys are destroyed.
reads-server = Whoever runs the server
reads-server-no = No. They only see that somebody writes: when, how much and with which account.
reads-others = Other centres
reads-others-no = No.
reads-kept = The topic, the centre and your made-up name are kept. Your postcode is not.
reads-more = All about privacy

# Links, codes and the Matrix app

link-name = Your link
link-title = There for you:
link-personal = What you write goes directly to one person of this centre.
link-deputy = The person who gave you the link is not there right now. Their deputy is there for you.
link-team = The person who gave you the link is not there right now. The team of this centre is there for you.
link-topics = What is it about?
link-topics-hint = Choose a topic. Then you can write.
link-closed-title = Your centre is not there right now
link-closed = The centre of your link takes no enquiries right now. We are sorry. We will find another centre for you.
link-invalid-title = This link does not hold
link-invalid = This link does not hold, or no longer. That does not matter. We find a centre for you without a link as well.
link-find = Find a centre
link-print = Card to print
code-name = Code
code-title = Do you have a card with a code?
code-label = Your code
code-hint = 16 characters. Capitals and dashes make no difference.
code-send = Continue
matrix-title = Would you rather write with a Matrix app?
matrix-program = You need an app for Matrix, for example <b>Element</b>. There is one for phones and computers. It costs nothing.
matrix-chat = Open a chat with Lotse
matrix-account = You can also look for this name in your app:
matrix-start = Write exactly this there:
matrix-begin = Write <b>Hello</b> there. Lotse will ask you what it is about.

# Writing

write-name = Write
write-title = Write now
write-for = There for you: { $centre }
write-wait = One moment, then you can write.
write-off-title = JavaScript must be on here
write-off = Your messages are encrypted in your browser already, so that nobody on the way can read them. For that it needs JavaScript. While it is off you cannot write here. You can still reach somebody:
write-stuck = Does nothing happen here? You can still reach somebody:
write-off-phone = Call one of the numbers below.
write-off-matrix = Write with a Matrix app:
return-name = Sign in
return-title = Good to see you again
return-new = No account yet? Begin here.
lost-name = Forgotten password
lost-title = Forgotten your password?
lost-lead = Nobody can reset your password, not even we. It is the key to your conversation: if we could change it, we could also read along.
lost-try = Take your time and try once more. In the name, capital and small letters are the same; in the password every character counts. And look whether you have written it down.
lost-way-title = How you come back to your conversation
lost-way-1 = Make a new account, with a new name and a new password.
lost-way-2 = Enter the reference of your conversation there, and the name that you have signed in with so far.
lost-way-3 = Then you see a number of four digits. Call your counselling centre and tell them the number. They will ask you something that only you know.
lost-way-4 = Leave the page open meanwhile. When your centre lets you in, you read all that was written so far. The old account then no longer comes into the conversation.
lost-go = Make a new account
lost-has = I have a new account already
lost-know-title = Who hears of it?
lost-know = Your counselling centre. And whoever can open your old account reads in the conversation that somebody wants to come back with a new account. Could that be dangerous for you? Then call your counselling centre first.
lost-else-title = Do you no longer know the reference?
lost-else = Call your counselling centre. Or begin a new conversation with them and write that there is an earlier one. Somebody there can look the reference up for you.
lost-new = Begin a new conversation
lost-chat-title = A new account

# When something does not work

missing-name = Not found
missing-title = There is nothing here
missing-text = This address does not exist, or no longer. You have lost nothing.
method-title = It does not go on this way
method-text = Please begin again on the first page.
trouble-name = Back soon
trouble-title = That does not work right now
trouble-text = Something is out of order on our side. It is not your fault. Please try again in a few minutes.
form-title = That did not arrive whole
form-text = The form broke on its way, or is too long. Nothing was kept. Please begin here once more.

# Safe on this site

safety-name = Safe
safety-title = Safe on this site
safety-lead = Perhaps nobody should know that you are here. This is what we can do for you, and what only you can do.
safety-leave-title = Leave quickly
safety-leave = “Leave this page” stands on top of every page. It signs you out and opens a harmless page. On a computer you can also press Shift three times in a row. If JavaScript is off, “back” in the browser leads here again: then close the tab.
safety-not-title = What does not stay on your device
safety-not = Your messages, your name and your password. We do not store them in your browser. It only remembers that you are signed in, and the language you choose, until you close it or sign out.
safety-stays-title = What stays on your device
safety-stays-history = <b>The history.</b> Your browser remembers that you opened this address. The title names no topic.
safety-stays-restore = <b>Restored pages.</b> Some browsers open the last pages again after a restart. So close the tab first, and then the browser.
safety-stays-downloads = <b>What you download.</b> Files and cards lie in the downloads folder until you delete them.
safety-stays-words = <b>What your keyboard learns.</b> On a phone it may remember words. You can delete that in the settings of the keyboard.
safety-remove-title = How to delete the history
safety-remove-computer = <b>On a computer:</b> Press Ctrl, Shift and Delete together (on a Mac: Command, Shift and Backspace). Choose the last hour. Delete history, cookies and cache.
safety-remove-phone = <b>On a phone:</b> Open the menu of the browser, then “History”. Delete the entries of this site one by one. An empty history may be noticed.
safety-better-title = Even safer
safety-better-private = Open a private window (“incognito”) before you come here. Then the browser remembers nothing.
safety-better-device = Might your device be watched? Then none of this is safe. Take another device: a friend’s, in a library, in a counselling centre.
safety-better-network = Whoever runs your Wi-Fi or your connection can see that you opened this address, but not what you read and write.

# How it works

how-name = How it works
how-title = How it works
how-lead = Three steps, in about two minutes.
how-1-title = Say what it is about
how-1 = With a word and your postcode we find the centre that is there for you. You see who that is and how quickly they answer. You can choose another.
how-2-title = Make up a name
how-2 = You make up a name and a password. Please do not take your real name. We need no e-mail address. Write the password down: without an e-mail address we cannot send you a new one.
how-3-title = Write
how-3 = You write what moves you. A person reads it and answers you. To read on, sign in again with name and password, on any device.
how-who-title = Who answers
how-who = Trained counsellors. They are bound to secrecy. No computer writes answers to you.
how-end-title = Stopping
how-end = You can stop at any time and delete everything. You need not give a reason.
how-not-title = What it is not
how-not = No emergency service. It may take hours or days until somebody answers. In danger please call: the numbers stand on every page.

# Pages of the operator, until they are filled

imprint-name = Legal notice
imprint-title = Legal notice
imprint-text = This site is run by: <b>{ $operator }</b>.
imprint-missing = The operator has not yet put the full legal notice here.
imprint-contact = How to reach them: { $contact }
privacy-name = Privacy
privacy-title = Privacy
privacy-lead = The most important things in short. Who exactly can read what is said with each centre, before you write.
privacy-text-title = What you write
privacy-text = Your messages are encrypted in your browser. The people of your centre can read them, and whoever keeps the keys. Whoever runs the server cannot.
privacy-kept-title = What is kept
privacy-kept = The topic, the centre, your made-up name, and when somebody wrote. After the end of the counselling everything is deleted. You can also delete it yourself at once.
privacy-not-title = What is not kept
privacy-not = Your postcode, the address of your device on the internet (IP address) and what you write in the search field. We count no visits and load nothing from other sites.
privacy-cookies-title = Cookies
privacy-cookies = Two, and only when they are needed: one keeps you signed in, one remembers the language when you switch it. Both go when you close the browser.
privacy-missing = The operator, { $operator }, has not yet put the full notice with your rights here.
privacy-link = The full notice of the operator
privacy-centre = Privacy at this centre
privacy-controller = Controller
privacy-contact = Questions about privacy
privacy-operator = Operator of the platform
privacy-unsaid = The centre has not said this here yet.
privacy-erased-title = When things are deleted
privacy-erased = So many days after the end of the counselling everything is deleted. You can also delete it yourself at once.
privacy-version = This notice is version { $version }. Which version was in force when you agreed is kept with your counselling.
privacy-general = Privacy in general
accessibility-name = Accessibility
accessibility-title = Accessibility
accessibility-lead = Everybody should be able to use these pages. They aim at WCAG 2.2, level AA.
accessibility-can = They can be used with the keyboard and with a screen reader, enlarged to 400 %, read on a narrow phone, and have a dark view. Until the writing itself everything works without JavaScript.
accessibility-simple = They exist in easy German and in other languages. Most translations were made by a computer. People whom they are for have not yet checked them.
accessibility-cannot-title = What does not work yet
accessibility-cannot = There are no videos in sign language. No independent body has tested the pages yet. What centres say about themselves is in German only. The browser does not fill in postcodes and names, on purpose, so that nobody finds them on your device.
accessibility-feedback-title = Have you met a barrier?
accessibility-feedback = Please tell the operator: { $operator }.
accessibility-missing = The operator has not yet put a statement of their own here.

# The e-mail when an answer waits: it does not say from whom and about what

mail-code-subject = Your code
mail-code-text =
    Hello,

    somebody has given this address on a page where people sign in with a name. Was it you? Then type this code there:

    { $code }

    The code holds for 30 minutes. If it was not you, there is nothing to do: nothing else will come.

mail-subject = There is something new
mail-text =
    Hello,

    there is something new for you, where you sign in with your name.

    Nothing more is said here on purpose. Please do not reply to this e-mail: nobody reads it. Further e-mails come only after you have been there; you can switch them off there as well.

## Livechat

live-now = Live chat without an account – somebody is there now for: { $topics }
live-now-somewhere = Live chat without an account – in some areas somebody is there now for: { $topics }. Whether in yours as well, you see once you have given your postcode.
live-title = Chat at once, without an account
live-there = Somebody of { $centre } is there in the live chat now.
live-go = To the live chat
live-full = Somebody is there in the live chat, but too many are waiting already. Try again later, or write now and read the answer later.
live-name = Live chat
live-page = Live chat without an account
live-lead = { $centre } is there for you now.
live-agree = With “Go to the live chat” you agree to this.
live-nameless = You need no name and no password.
live-open = What you write exists on this open page alone. Reloading or closing it ends the talk.
live-gone = Within 48 hours after its end everything is deleted.
live-keep = Before you go you can keep the conversation with an account.
live-waiting =
    { $waiting ->
        [0] Nobody is waiting now.
        [one] One person is waiting now.
       *[other] { $waiting } people are waiting now.
    }
live-minutes = Lately it mostly took about { $minutes } minutes.
live-unknown = We do not know how long it will take.
live-nobody = Nobody is there in the live chat now.
live-lasting = Rather write, and read the answer later
live-off = For the live chat your browser needs JavaScript.

## The first appointment

first-title = Would you rather have an appointment?
first-offer = At { $centre } you can choose an open time, also in person, without writing first.
first-go = See the open times
first-none = At { $centre } no time for a first appointment is free just now. You can write, and ask for an appointment in the conversation.
first-name = First appointment
first-page = Your first appointment
first-lead = These are the open times at { $centre }. After choosing you make up a name and a password. Then the appointment is yours.
first-who = Whoever takes this time counsels you in the chat as well. There you can move or cancel the appointment.
first-choose = Which time suits you?
first-gone = This time is not free any more. Please choose another one.
first-write = Rather write first
first-chosen = Your appointment: { $slot }. It holds as soon as the chat says so.
first-slot =
    { $day ->
         [0] Monday
         [1] Tuesday
         [2] Wednesday
         [3] Thursday
         [4] Friday
         [5] Saturday
        *[other] Sunday
    }, { $date }, { $time }, { $minutes } minutes, { $venue ->
         [0] at the counselling centre
         [1] by telephone
         [2] by video
        *[other] here in the chat
    }
