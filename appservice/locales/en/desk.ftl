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
