# The desk: signing in and out by a word in the encrypted chat.

desk-signed-in =
    <b>You are signed in at the desk</b>: { $browser ->
        [none] a browser
       *[other] { $browser }
    }{ $system ->
        [none] {""}
       *[other] {" "}on { $system }
    }, { $time }. Your page goes on by itself.
    Was this not you, or did somebody ask you for this code? Write <b>sign out all</b> at once.

desk-code-unknown =
    This code does not hold. It stands on the page where you want to sign in, holds for ten minutes, and only once. Please load a new one there and write: <b>sign in</b> and the code.

desk-signed-out =
    { $count ->
        [0] You were signed in nowhere at the desk.
        [one] Signed out: one browser is not signed in any more.
       *[other] Signed out: { $count } browsers are not signed in any more.
    }

desk-passkeys-are =
    { $count ->
        [0] You have no passkey at the desk. You make one on the page <b>Passkeys</b> after you have signed in here.
        [one] You have <b>one passkey</b> at the desk. By <b>passkeys remove</b> it is of no use any more.
       *[other] You have <b>{ $count } passkeys</b> at the desk. By <b>passkey remove 2</b> the second is of no use any more, by <b>passkeys remove</b> none is.
    }

desk-passkey-is =
    { $number }. { $browser ->
        [none] a browser
       *[other] { $browser }
    }{ $system ->
        [none] {""}
       *[other] {" "}on { $system }
    }, made { $made }, last used { $used }

desk-passkeys-removed =
    { $count ->
        [0] There is no such passkey. By <b>passkeys</b> you see which you have.
        [one] One passkey is of no use any more; whoever was signed in with it is out.
       *[other] { $count } passkeys are of no use any more; whoever was signed in with them is out.
    }

desk-passkey-made =
    <b>A passkey was made for you at the desk</b>: { $browser ->
        [none] a browser
       *[other] { $browser }
    }{ $system ->
        [none] {""}
       *[other] {" "}on { $system }
    }, { $time }. { $replaced ->
        [0] {""}
       *[other] The passkeys you had are of no use any more.{" "}
    }If that was you, there is nothing to do.
    If it was not, write <b>passkeys remove</b> at once, and then <b>sign out all</b> – and tell the Referat.

desk-passkey-gone =
    A passkey of yours was removed at the desk: { $browser ->
        [none] a browser
       *[other] { $browser }
    }{ $system ->
        [none] {""}
       *[other] {" "}on { $system }
    }, { $time }. If that was not you, write <b>sign out all</b> and tell the Referat.

desk-passkey-copied =
    <b>A passkey of yours is of no use any more</b>: there seem to be two of it ({ $browser ->
        [none] a browser
       *[other] { $browser }
    }{ $system ->
        [none] {""}
       *[other] {" "}on { $system }
    }). Please sign in by the chat and make a new one.

desk-second-wanted =
    At the desk something waits for a second person of the Referat to confirm or decline it; after 24 hours it is void. { $desk ->
        [none] You find it under <b>Approvals</b>.
       *[other] You find it under <b>Approvals</b>: { $desk }
    }

# Figures as a file: a line for each column, in their order.
desk-figure-headings =
    Month
    Centre
    Topic
    First enquiries
    Accepted
    First answer, median (hours)
    First answer, P90 (hours)
    Open
    Covers
    Ended
    Promise kept
    Promise broken

desk-figure-note = * means: 1 to 4, or a number from which such a one could be worked out. Counted by the month of the first enquiry (UTC). That is why there are no sums.

desk-figure-sheet = Figures
