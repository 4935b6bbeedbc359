# The desk: what counsellors see in a browser.

desk = Desk
skip = To the content
to-desk = To the desk
sign-in = Sign in
sign-in-again = Load a new code
sign-out = Sign out

start-title = Desk
start-text = Here you see what waits, and do what is a form. Writing happens in Element.
start-who = For counsellors who are activated at a counselling centre. There is no password here: you confirm by a word in your encrypted chat.

code-title = Confirm that it is you
code-text = Write these words in Element to { $reception }, or in the Team room of your centre:
code-words = sign in { $code }
code-only-you = Write the code only if you have opened this page yourself. If somebody asked you to: please do not.
code-browser = This browser
code-holds = The code holds for ten minutes, and only here.
code-done = I have written it
code-chat = Open the chat

late-title = The code has run out
late-text = It holds for ten minutes, and only once.
out-title = You are signed out
out-text = Nothing is left in this browser.
busy-title = Not just now
busy-text = Lotse is starting or has too much to do. Nothing is lost. Please try again in a minute.
torn-title = This did not arrive as a whole
torn-text = Nothing was changed. Please fill in the form once more.
unknown-title = This is not possible here
unknown-text = Nothing was changed.

hello = Hello, { $name }
done = Done.
fresh = Something has changed: load the page anew

enquiries = First enquiries
no-enquiries = Nobody waits at present.
cases = My cases
no-cases = You have no cases at present.
accept = Accept
urgent = Possible danger
waits = has waited for { $span }
waits-for-you = has waited for you for { $span }
waits-not = does not wait
promised = answer promised by { $time }
promise-broken = promise broken: { $time }
minutes = { $count ->
        [0] less than a minute
        [one] a minute
       *[other] { $count } minutes
    }
hours = { $count ->
        [one] an hour
       *[other] { $count } hours
    }
days = { $count ->
        [one] a day
       *[other] { $count } days
    }
you-cover = You stand in for { $name }
covered = { $name } stands in until { $until }
offered = is being asked: hand-over to { $name }
ends = ends on { $day } if nobody writes
open-room = Open the room
more = More

hand-over-title = Hand over to a colleague
hand-over-to = To whom
hand-over = Ask the seeker
forward-title = Forward to another centre
forward-to = Name of the centre
forward = Ask for forwarding
history = What goes along
history-all = with the history so far
history-bare = without the history
take-back = Take the question back
end-cover = Stand in no longer
keys = Give me the keys again
close = Close the case

cover-title = Stand in
cover-hint = You have to know what the person goes by, or the number from Team. There is no list. The reason is said in Team and stands in the trail.
cover-name = What the seeker goes by, or the case number
cover-reason = Reason, for example illness
cover-until = Up to and including (otherwise 14 days)
cover = Stand in

absence-title = Be away
absence-other = Change the absence
absence-hint = From now on and in all your centres; the deputy in this one. Whoever waits for you is told once.
absence-until = Up to and including
absence-deputy = Deputy
absence = Note the absence
nobody = nobody
away-until = away until { $day }
you-are-away = You are away until { $day }.
your-deputy = Deputy: { $name }.
back = Back again

link-title = My link
link-hint = Whoever uses it comes straight to you. A new link ends the one before.
link = Show a new link
mail-title = E-mails and quiet hours
mail-is-on = E-mails tell you that something is unread, and never what.
mail-is-off = You get no e-mails.
mail-on = Switch e-mails on
mail-off = Switch e-mails off
quiet-hours = Quiet hours
quiet-hint = For example 20-7. Empty: none.
quiet = Save the quiet hours

sessions = Where I am signed in
some-browser = A browser
this-browser = this one
signed-in = signed in for { $span }
end-session = Sign out there
sign-out-all = Sign out everywhere
