# The page behind a link. Plain language: short sentences, one thought each. The title names no topic.

portal-title = Lotse – write in confidence

portal-exit = Leave quickly

portal-traces = “Leave quickly” opens a page with the weather. Afterwards delete the history of your browser. Then nobody sees that you were here.

portal-lead =
    <b>Here you can write. People answer you.</b>
    It costs nothing.
    You need no name.
    You need no e-mail address.
    What you write is protected.

portal-centre = There for you:

portal-personal = What you write goes straight to one person of this centre.

portal-away =
    The person who gave you the link is not there right now.
    { $deputy ->
        [yes] Their deputy is there for you.
       *[no] The team of this centre is there for you.
    }

portal-closed =
    The centre that your link leads to takes no enquiries right now.
    We are sorry.
    <b>We will find another centre for you.</b>

portal-invalid =
    <b>This link is not valid.</b> Or it is not valid any more.
    That does not matter.
    We find a centre for you without a link, too.

portal-steps = How it works:

portal-program = You need a program for Matrix, for example <b>Element</b>. There is one for phones and for computers. It costs nothing.

portal-chat = Open the chat with Lotse

portal-account = You can also look for this name in your program: <b>{ $account }</b>

portal-start = Write exactly this there:

portal-begin = Write <b>hello</b> there. Lotse then asks you what it is about.

portal-code = Do you have a card with a code? Then type it in here:

portal-code-send = Go on

portal-print = A card to print

portal-privacy = Who can read what? All about data protection
