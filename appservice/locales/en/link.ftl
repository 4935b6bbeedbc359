# Links and printed cards. A card may lie anywhere: it names no topic, no centre and no person.

link-card-title = Lotse

# At most 5 lines of at most 22 characters.
link-card-scan =
    Write in confidence,
    free of charge and
    without your name.
    Point your camera
    at the pattern.

link-card-type = Or open this address and type in the code:

link-own =
    <b>Your personal link.</b> Whoever uses it comes straight to you, not into the enquiries.
    { $page ->
        [none] {""}
       *[other] • In a browser: { $page }
    }
    • In any Matrix client: open { $chat } and write: <b>{ $start }</b>
    { $card ->
        [none] {""}
       *[other] • A card to print, with a QR code: { $card }
    }
    { $replaced ->
        [yes] Your earlier link is not valid any more. Please do not give out cards with it.
       *[no] {""}
    }
    I do not know the link any more now. If you write <b>my link</b> again, you get a new one, and this one ends.

link-at-once =
    <b>For somebody who sits before you.</b> The link is valid for { $minutes } minutes and for one case. The case is yours at once, without an enquiry.
    { $page ->
        [none] {""}
       *[other] • In the other person's browser: { $page }
    }
    • In any Matrix client: open { $chat } and write: <b>{ $start }</b>
    { $card ->
        [none] {""}
       *[other] • With a QR code, to show or to print: { $card }
    }
    What you talk about there is not written down here: I keep no notes of meetings.

link-arrived = By a personal link case <b>{ $reference }</b> has come straight to <b>{ $name }</b>. The invitation to the room comes at once: { $link }

link-team-only = You get links in the room “Team”. Write <b>my link</b> or <b>on site</b> there.
