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

ways = Pages of the desk
cover-yours = You stand in until { $until }

coverage = Coverage
all-topics = All topics
counted = Counted are the postcodes where people live, and the centres that can take enquiries now.
topic = Topic
postcode = Postcode
codes = Postcodes
covered-codes = Covered
gaps = Gaps
overlaps = Overlaps
white-spot = White spots
no-white-spot = none: gaps are unserved
fallback = for now { $name }
unreachable = Cannot be reached at present
zone = Zone
grid-label = { $name }: gaps and overlaps by postcode. The table below says the same.
grid-one = one centre
grid-many = several centres
grid-part = partly without a centre
grid-gap = without a centre
grid-how = Columns: the first digit of the postcode. Rows: the second. In each a square for every third digit; empty where nobody lives.
grid-table = As a table
explain-title = Who gets an enquiry?
explain = Show
no-postcode = This is no postcode.
nobody-takes-it = nobody
candidate = Who could, the first choice first
open-enquiries = Open enquiries
present = Present
cause-offline = set offline
cause-nobody-active = nobody is activated
cause-everybody-away = everybody is away
cause-no-postcodes = without postcodes
cause-no-service = does not offer the topic
reason-link = The link decides.
reason-only = This is the only centre that is responsible and can take enquiries now.
reason-narrowest = It has the narrowest catchment around this postcode.
reason-fewest = Among equally narrow catchments it has the fewest open enquiries per present counsellor.
reason-stable = Among equally narrow and equally busy centres a fixed choice by topic and postcode decides.
reason-white-spot = No centre is responsible here or can now: the white spot takes it.
reason-fallback = Neither a centre nor the white spot can now: its fallback takes it.
reason-nobody = No centre is responsible or can now, and no fallback. Seekers read that, with the help lines.
reason-unknown = Something is missing for that.

figures = Figures
figures-hint = * is withheld: 1 to 4, or what would give such a number away. Hours to the first answer; months in which people asked.
no-figures = Nobody has been counted yet.
figure-enquiries = First enquiries
figure-accepted = accepted
figure-median = answered after hours, median
figure-p90 = for nine of ten at most
figure-open = still open
figure-covers = Covers
figure-closed = closed
figure-kept = promise kept
figure-broken = promise broken
figures-from = From month (empty: from the beginning)
figures-to = To month
figures-no-month = A month is written 2026-11.
figures-show = Show
figures-csv = As CSV for Excel
figures-xlsx = As an Excel file
figures-month = Month
over-time = Over time
over-time-whole = All centres together, the last 24 months. A sum is withheld as well where it would give a small number away.
over-time-own = Your centre, the last 24 months. A sum is withheld as well where it would give a small number away.
chart-enquiries = First enquiries per month
chart-enquiries-label = First enquiries per month, from { $first } to { $last }. The table below says the same.
chart-promises = Promises
chart-promises-label = Promises kept and broken, from { $first } to { $last }. The table below says the same.
chart-waits = Wait for the first answer, in hours
chart-waits-label = Wait for the first answer, median and at most for nine of ten, from { $first } to { $last }. The table below says the same.

trail = Audit trail
trail-hint = The last 200 entries that fit. It names counsellors and case numbers, never seekers, and is chained by hashes.
trail-nothing = The trail says nothing about that.
trail-person = Person (a part of the Matrix id)
trail-case = Case number
trail-show = Show
trail-by = by
trail-about = about
trail-from = from
trail-until = until
trail-to = to
trail-why = reason:
trail-erased = Free text, erased with the case
centre = Counselling centre
kind-cover-begun = Cover begun
kind-cover-ended = Cover ended
kind-history-given = History given
kind-handed-over = Case handed over
kind-forwarded = Case forwarded
kind-absence = Absence
kind-hold = Hold
kind-muted = Muted
kind-unmuted = Unmuted
kind-turned-away = Closed with a reason
kind-came-back = Back with a new account
kind-identity-changed = New keys shown
kind-identity-back = Earlier keys back
kind-identity-confirmed = New keys confirmed
kind-lead-named = Lead named
kind-lead-dismissed = Lead dismissed
kind-erased = Case erased

leads = Leads
leads-hint = A lead sees figures and the trail of their centre, and confirms new keys. They read no case. What is changed here stands in the trail.
no-lead = Nobody leads this centre at the desk.
lead-who = Who
lead-name = Make them the lead
lead-dismiss = Dismiss as lead
kept-out-title = { $name } has new keys
kept-out-text = Until somebody confirms them this person reads and gets nothing. Ask in person, and have them read out the number that they read as the reason.
kept-out-number = The number that was read out (16 digits)
kept-out-confirm = Confirm

kind-card-changed = Card changed
why-illness = illness
why-holiday = holiday
why-crisis = crisis
why-hand-over = hand-over
why-absence = absence
why-other = another
why-time = time is over
why-command = by wish
why-closed = case closed
why-begun = begun
why-ended = ended
why-transcript = as text
why-successor = successor

card = Card
card-now = What seekers read before they agree
card-choose = Show
card-text = New text
card-hint = At most five lines of plain language, for example when you are there and who counsels. In force at once.
card-save = Save
card-in-force = The card is in force now.
card-too-long = These are more than five lines or 600 characters. Nothing was changed.
card-meanwhile = Somebody has changed the card meanwhile: below is what it is now. Your text still stands in the field; nothing was written over.

directory = Directory
directory-hint = Topics, centres, catchments and people. What you change stands in your draft alone at first. It is in force once you have published it.
directory-rows = { $count ->
    [one] one row
   *[other] { $count } rows
}
directory-changed = { $count ->
    [one] one change in the draft
   *[other] { $count } changes in the draft
}
directory-refused = This workbook cannot be taken over. Nothing was changed.
workbook = Workbook
workbook-hint = The full way in and out: the same rows, the same rules. A workbook that you upload becomes your draft, in place of the one before.
workbook-down = Download the workbook
workbook-up = Workbook (.xlsx or .ods, at most 8 MB)
workbook-send = Upload as a draft
versions = Versions
versions-see = See earlier versions
versions-hint = Every publication of the last 400 days: who, when, why, what.
versions-none = Nothing is recorded yet.
version = Version { $number }
version-what = What this version changed
version-since = What would have to change to have it back
version-unknown = That cannot be told any more.
version-same = Nothing: so it is now.
version-restore = Bring back as a draft
version-restore-hint = Your present draft is lost by that. You see then what would change, and publish only after that.
version-second = confirmed by
how-import = import of a workbook
how-desk = at the desk
how-card = a centre's card
rows-search = Search
rows-show = Show
rows-before = Back
rows-after = On
rows-more = and { $count } more
row-new = New row
row-change = Change
row-in-draft = in the draft
row-save = Into the draft
row-remove = Remove the row
row-kept = It stands in your draft. It is not in force yet.
row-goes = The row is removed in your draft. That is not in force yet.
row-meanwhile = Somebody has changed this row meanwhile. What you have typed still stands here; open the row anew before you take it over.
draft = Draft
draft-see = See the draft and publish it
draft-none-yet = See the draft
draft-nothing = Your draft changes nothing.
draft-faults = This is still to be put right
draft-stale = Changed meanwhile
draft-stale-text = Somebody else has changed these rows since you saw them. Discard the draft, or open the rows anew.
draft-grave = A second person must confirm
grave-centre = A centre goes.
grave-white-spot = A topic loses its white spot.
grave-many = { $count } postcodes get other centres; from 101 on a second person confirms.
draft-lost = { $count ->
    [one] Nobody will be responsible any more for one postcode:
   *[other] Nobody will be responsible any more for { $count } postcodes:
}
draft-gained = { $count ->
    [one] Somebody will be responsible for one postcode:
   *[other] Somebody will be responsible for { $count } postcodes:
}
draft-spot = What lies in gaps goes to the white spot.
draft-no-spot = There is no white spot for this topic: nobody helps in the gaps.
draft-changes = { $count ->
    [one] One change
   *[other] { $count } changes
}
change-added = New
change-removed = Goes
change-changed = Changed
draft-why = Why?
draft-why-hint = The reason stands with the version and in the trails of the centres. Write nothing about seekers.
draft-publish = Publish
draft-ask = Ask for confirmation
draft-discard = Discard the draft
draft-take-back = Take the request back
draft-is-asked = A second person of the Referat must confirm. What you change now must be confirmed anew.
draft-of = To be confirmed: draft of { $name }
draft-reason = Reason:
draft-until = Can be confirmed until
draft-confirm = Confirm and publish
draft-decline = Decline
draft-in-force = In force, as version { $number }.
draft-waits = A second person of the Referat must confirm within 24 hours. Until then nothing changes.
draft-no-reason = Please say why, in 500 characters at most.
draft-look = Nothing was published. Please look at the draft once more.
kind-directory-changed = Directory changed
draft-own = What your draft changes
platform = Platform
health = How Lotse is
health-at = As of { $time }. It is looked at once a minute at most.
health-well = Fine.
health-look = Please look.
health-ill = Out of order.
health-doctor = File modes, the key file, keys in escrow, the homeserver's limits and clock, and the sign-in at the mail server are checked by “lotse doctor” on the server alone: it takes rights that this page does not have.
health-workers = All parts work.
health-workers-hang = Nothing has been heard of { $count } parts for too long. The server's log says what hangs there. A restart loses nothing.
health-homeserver = The homeserver answers.
health-homeserver-away = The homeserver does not answer. What is written arrives as soon as it is back.
health-outbox = What is to go out goes out.
health-outbox-stuck = { $count ->
        [0] What is to go out has been overdue for more than five minutes.
       *[other] Given up: { $count }. “lotse outbox list” on the server says what and why.
    }
health-inbox = What comes in is dealt with.
health-inbox-stuck = { $count ->
        [0] What has come in has waited for more than five minutes.
       *[other] Put aside: { $count }. “lotse inbox list” on the server says what and why.
    }
health-rows = All entries can be dealt with.
health-rows-fail = Entries that fail again and again: { $count }. “lotse doctor” on the server names them.
health-rooms = All centres have their rooms.
health-rooms-missing = Centres whose rooms are not made yet: { $count }. That happens by itself.
health-identities = Nobody waits for new keys to be confirmed.
health-identities-wait = People whose new keys wait to be confirmed: { $count }. Until then they are in no room.
health-servers = No server of others is known to be away.
health-servers-away = Servers of others that do not answer now: { $count }. Their people are served as soon as they are back.
health-contacts = Who learns of broken promises: { $count }.
health-contacts-none = Nobody of the administration learns of broken promises. Please set “administration.contacts”.
health-mail = E-mails are sent.
health-mail-none = E-mails are not sent: it is set so.
health-erasure = What is erased goes from the homeserver as well.
health-erasure-none = Rooms of erased cases stay on the homeserver until Lotse gets the right to remove them there.

breaches = Broken promises
breaches-hint = The last 100. Which case it was does not stand here. The centre and the seeker learn of it at the same moment in their rooms.
breaches-none = All promises were kept.
breach-when = Somebody had waited since { $since }; the promise held until { $time }.
breach-nobody = Nobody of the administration was told.
breach-told = { $who } was told on { $time }
breach-untold = { $who } has not been told yet

links = Links
links-hint = How many links there are, and how they stand. The link itself stands nowhere, and not here.
links-none = There is no link.
links-centre = Centre
link-valid = valid
link-expired = expired
link-used-up = used up
link-revoked = taken back
link-is-valid = valid
link-leads-nowhere = valid, but nobody takes it: whoever comes by it goes the usual way
link-is-expired = expired
link-is-used-up = used up
link-is-revoked = taken back
link-of-centre = Link of the centre
link-made = of { $day }
link-until = valid until { $day }
link-uses = { $count ->
        [0] not used yet
        [one] used once
       *[other] used { $count } times
    }
link-most = at most { $count } times

own-figures = My figures
own-figures-hint = Nobody but you sees them. In the chat: <b>my figures</b>.
own-month = Last 30 days
own-year = Last 12 months
own-taken = taken
own-closed = closed
own-wait = wait for the first answer in hours, median
dates = Appointments
dates-hint = Only your own appointments. What is talked about does not stand here: Lotse keeps no notes of meetings.
no-dates = No appointments.
dates-offered = Offered
date-over = Did it take place?
date-choice = { $count } times to choose from
date-kept = Took place
figure-cancelled = Cancelled
date-missed = Did not take place
cancel-date = Cancel
dates-offer-title = Offer or move times
dates-case = Case
dates-words = Times (empty: the next five of your hours)
dates-words-hint = For example: tue 10-12, 3.12. 14:30 each 50 phone. Places: in person, phone, video, chat. An appointment that stands holds until a new time is chosen.
offer-dates = Offer
times-title = Your hours for appointments
times = Weekdays and times
times-hint = For example: tue 10-12, thu 14-16 each 50 in person, except 24.12., until 31.1. With “open” after a time, people who come for the first time can choose it as well, if your centre offers that. Empty: none.
times-save = Save
feed-title = A calendar to subscribe to
feed-hint = A secret address under which your calendar sees when you are busy. No names, no cases.
feed-once = This address stands here only now. Whoever has it sees when you are busy:
feed-since = There is an address, since { $day }.
feed-new = New address
feed-end = End the address
day-mo = Monday
day-tu = Tuesday
day-we = Wednesday
day-th = Thursday
day-fr = Friday
day-sa = Saturday
day-su = Sunday
venue-centre = at the centre
venue-phone = by telephone
venue-video = by video
venue-chat = in the chat

duty = Live chat
duty-since = You are on duty, since { $time }. Whoever waits stands first among the enquiries.
duty-hours = Hours: { $hours }. While you are on duty, people see that somebody is there.
duty-on = Go on duty
duty-off = Go off duty
live-waits = Live chat: waits now
live-came = Waited
live-taken = Taken
live-left = Left
live-median = Wait, half at most (hours)
live-p90 = Wait, nine of ten at most (hours)
live-length = Length, half at most (hours)

# A case for somebody who is there.
at-once = Open a case on site
at-once-hint = For somebody who sits before you. By the link they make an account on their own device; the case is yours at once.
at-once-new = Show link and QR code
at-once-show = Please have them open this code with the camera of their own device.
at-once-qr = QR code to open with a camera
at-once-until = It is valid until { $time } and for one case. It stands here only now.
at-once-typed = Without a camera: open { $address } and type in this code:
at-once-card = Card to print
at-once-notes = What you talk about does not stand here: Lotse keeps no notes of meetings.
at-once-no-portal = There is no portal here, or its address is too long for a QR code. Write “on site” in the room “Team”: there you get the link for a Matrix client.

call = Call
call-video = Call with picture
