# The rooms of a centre: first enquiries and team.

centre-card =
    <b>First enquiry { $reference }</b> from <b>{ $pseudonym }</b>
    { $topic } · { $time }{ $urgent ->
        [yes] {" "}· <b>please read first</b>
       *[no] {""}
    }
    > { $text }
    { $further ->
        [0] {""}
        [one] + 1 more message
       *[other] + { $further } more messages
    }
    Click ✅ or write <b>accept { $reference }</b>{ $desk ->
        [none] {""}
       *[other] {" "}· Or at the desk: { $desk }
    }

centre-quote = { $quote ->
        [image] (Picture)
        [video] (Video)
        [voice] { $seconds ->
            [none] (Voice message)
           *[other] (Voice message, { $seconds } s)
        }
        [audio] (Recording)
        [file] (File)
        [location] (Location)
        [sticker] (Sticker)
        [withdrawn] (The message was taken back.)
        [on-site] (Begun on site, nothing written yet.)
        [changed] (The message was changed and cannot be read yet.)
        [unreadable] (The message cannot be read yet.)
       *[other] (Message without text)
    }

centre-won = <b>{ $name }</b> has accepted <b>{ $reference }</b>. The invitation to the room comes at once: { $link }

centre-taken = <b>{ $you }</b>, <b>{ $name }</b> has already accepted the enquiry <b>{ $reference }</b>.

centre-withdrawn = The enquiry <b>{ $reference }</b> has been withdrawn.

centre-left-to = The case <b>{ $reference }</b> is now with <b>{ $name }</b>: whoever had it has left the centre. The seeker has been told.

centre-topic-left = The case <b>{ $reference }</b> is closed: its topic does not exist here any more. The seeker has been told.

centre-reference-unknown = There is no case number <b>{ $reference }</b> in this centre. Please check the six letters and digits on the card.

centre-reference-unreadable = For this I need the case number. It has six letters and digits, for example <b>accept 7F3K9Q</b>.

centre-not-allowed = Sorry, that is not possible: you are not yet activated for counselling in this centre. Please ask your administration.

centre-not-open = Case <b>{ $reference }</b> is no longer open.

centre-muted =
    Case <b>{ $reference }</b>: up to and including { $until } the seeker can read and not write. They are told so, with the help lines; I tell them no reason.
    To end it earlier: <b>mute end { $reference }</b>

centre-unmuted = Case <b>{ $reference }</b>: the seeker can write again.

centre-not-muted = In case <b>{ $reference }</b> the seeker can write anyway. Nothing has happened.

centre-mute-day = { $fault ->
        [past] That day is over.
        [too-far] That is too long: at most 7 days.
       *[unreadable] I could not read the day after “until”.
    } Write for example <b>mute 7F3K9Q</b>, <b>mute 7F3K9Q 3 days</b> or <b>mute 7F3K9Q until 24.12.</b>

centre-turned-away =
    Case <b>{ $reference }</b> is closed. Up to and including { $until } the seeker can only read in it and begin no other here. They are told so, with the help lines; I do not tell them your reason.
    To undo it: <b>mute end { $reference }</b>

centre-reason-missing = Please give a reason: <b>dismiss { $reference } REASON</b>. To end the case without one write <b>close { $reference }</b>.

centre-cannot-invite = <b>{ $name }</b> belongs to <b>{ $reference }</b> but takes no invitations. Please allow invitations in the settings of your app, and then write <b>key { $reference }</b> here.

centre-device-unverified =
    You now belong to <b>{ $reference }</b>. But I cannot give you the messages yet, because your device is not verified. Without verification somebody else could pretend to be you.
    <b>How to verify your device in Element:</b>
    • Click your picture at the top left, then <b>All settings</b>.
    • Open <b>Encryption</b> (in older versions <b>Sessions</b>).
    • Choose <b>Verify this device</b>. Use another device or your recovery key. The first time, choose <b>Set up recovery</b>.
    Then write here: <b>key { $reference }</b>. I will invite you once more.

centre-welcome-enquiries =
    <b>Welcome, { $names }.</b> A card appears here for each new enquiry. The open cards are here once more for you.
    With ✅ on a card you accept the enquiry. Then you counsel, and the invitation to the room comes at once.
    What else can be done here: <b>help</b>.

centre-welcome-team =
    <b>Welcome, { $names }.</b> Here the centre arranges things, and here it says what happens in cases: follow-ups, cover, absence. Please nothing of what is said in cases.
    What can be done here: <b>help</b>.

centre-new-device =
    Welcome. Your device is not verified yet. Until then you cannot read any enquiry here, since without that somebody else could pretend to be you.
    <b>How to verify your device in Element:</b>
    • Click your picture at the top left, then <b>All settings</b>.
    • Open <b>Encryption</b> (in older versions <b>Sessions</b>).
    • Choose <b>Verify this device</b>. Use another device or your recovery key. The first time, choose <b>Set up recovery</b>.
    After that the open enquiries are here by themselves.

centre-invited-again = I have given you the keys for <b>{ $reference }</b> and invited you once more. Please accept the invitation: { $link }

centre-call-wished = Case <b>{ $reference }</b>: the question stands on the seeker's page. If they agree, their page calls you. Please keep the room open: { $link }

centre-call-off = Calls are not set up here.

centre-call-muted = Case <b>{ $reference }</b>: the conversation is paused, and nobody can call there. Write <b>mute end { $reference }</b> first.

centre-call-yourself = Case <b>{ $reference }</b>: I cannot ask there for you. Call in the room yourself, or write <b>call</b> there: { $link }

centre-already-in = You are already in the room <b>Case { $reference }</b>: { $link } If you cannot read older messages, write <b>key { $reference }</b>.

centre-closed = Case <b>{ $reference }</b> is closed.

centre-enquiries-help =
    <b>First enquiries.</b> For each new enquiry a card appears here. Who accepts first, counsels. The card then disappears. It has the case number, for example 7F3K9Q.
    • click ✅ on the card, or <b>accept 7F3K9Q</b>: accept the enquiry
    • <b>key 7F3K9Q</b>: a new invitation if you cannot read anything
    • <b>close 7F3K9Q</b>: end one of your cases
    • <b>dismiss 7F3K9Q reason</b>: end also an enquiry that nobody has yet, for example because of insults; for a time the person can begin nothing new here. Or <b>mute 7F3K9Q</b>: they can only read, for up to 7 days
    • <b>help</b>: this overview

centre-team-help =
    <b>Team.</b> Here the centre talks. Please write nothing from cases. 7F3K9Q stands for the case number.
    <b>Your cases</b>
    • <b>my cases</b>: your open cases with the names of the seekers, in our encrypted chat
    • <b>my figures</b>: what you took and how soon it was answered, likewise
    • <b>key 7F3K9Q</b>: a new invitation if you cannot read anything
    • <b>transcript 7F3K9Q</b>: what was written, as text, if your program does not show it
    • <b>close 7F3K9Q</b>: end the case
    { $calls ->
        [yes] • <b>anruf</b> or <b>videoanruf</b> (in English <b>call</b>, <b>video call</b>) in the room of the case: whoever is at the portal is asked, and calls you. Have Element open in a browser or on a desktop for it
       *[no] {""}
    }
    <b>Appointments</b>
    • <b>times tue 10-12, thu 14-16 each 50 phone</b>: when you have time; <b>open</b> after a time: for first appointments without a case as well, if the centre gives them; <b>times off</b>: no more
    • <b>appointment offer 7F3K9Q</b>, also with times: <b>appointment offer 7F3K9Q tue 10:00, 3.12. 14-16 video</b>; up to five to choose from, also to move one
    • <b>appointment cancel 7F3K9Q</b>; afterwards <b>appointment kept 7F3K9Q</b> or <b>appointment missed 7F3K9Q</b>
    <b>Live chat</b> (where the centre offers it)
    • <b>duty on</b>, <b>duty off</b>: whether people without an account find somebody now; their cards come to Erstanfragen
    <b>Insults and misuse</b> (The reason stands in the audit trail alone. The seeker sees until when, and the help lines.)
    • <b>mute 7F3K9Q</b>, <b>mute 7F3K9Q 3 days</b>, <b>mute 7F3K9Q until 24.12.</b>: the seeker can only read, for at most 7 days
    • <b>dismiss 7F3K9Q reason</b>: end the case; for a time the person can neither write in it nor begin another here
    • <b>mute end 7F3K9Q</b>: undo either
    • <b>back 7F3K9Q yes 4827</b>, <b>back 7F3K9Q no</b>: when somebody has lost the password and asks with a new account
    <b>Standing in</b>
    • <b>cover Blue Heron illness</b>: stand in for somebody, with the name of the seeker and the reason; or with the case number from a notice here: <b>cover 7F3K9Q illness</b>. It is for 14 days, or until the day at the end: <b>until 2026-12-31</b>
    • <b>cover end 7F3K9Q</b>: stand in no longer
    <b>Giving away</b> (only if the seeker agrees)
    • <b>handover 7F3K9Q @colleague</b>: to somebody of this centre
    • <b>forward 7F3K9Q name of the centre</b>: to another centre; also an enquiry that nobody has accepted yet
    • <b>handover 7F3K9Q @colleague without history</b>: the earlier messages stay hidden; the same for forwarding
    • <b>withdraw 7F3K9Q</b>: take the question back
    <b>Being away</b>
    • <b>away until 24.12.</b> or <b>away until 24.12. deputy @colleague</b>: be away
    • <b>back</b>: be there again
    <b>Rooms</b>
    • <b>rooms</b>, <b>rooms @colleague</b>: invite once more into the centre's rooms that somebody has left by mistake
    • <b>confirm @colleague</b>: when somebody has new keys and you have asked them in person
    <b>Link and e-mail</b>
    • <b>on site</b>: a link for somebody who sits before you; the case is yours at once
    • <b>my link</b>: a new link with a QR code that leads straight to you; your earlier one ends
    • <b>mail on</b>, <b>mail off</b>: an e-mail when something in your cases stays unread
    • <b>quiet 20-7</b>, <b>quiet off</b>: when no e-mails come
    <b>The desk in a browser</b>
    { $desk ->
        [none] {""}
       *[other] • { $desk }: what waits, your cases, and much of this as a form. To sign in, write here the words that it shows
    }
    • <b>sign out</b>, <b>sign out all</b>: not to be signed in any more at the last browser, or at all
    • <b>passkeys</b>, <b>passkeys remove</b>: which passkeys you have; none is of use any more
    <b>help</b>: this overview

centre-card-unsigned = <b>Without a verified device:</b> if the server of the seeker is not honest, it could read along and write in their name. They know that.

centre-platform-left = The platform does not list your counselling centre any more. The person of case <b>{ $reference }</b> knows. You can bring the case to its end; the platform promises nothing there any more. To end it: <b>close { $reference }</b>.

centre-platform-gone = These cases come from a platform that the settings of this Lotse do not name any more: <b>{ $references }</b>. They go on. The people seeking help have been told. The platform only learns when a case is deleted.
