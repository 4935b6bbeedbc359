# E-mails. They pass openly through the hands of others: never a name, a reference, a topic or content of a case.

mail-unread-subject = Lotse: There is something new

mail-unread-text =
    Hello,
    something new is waiting for you in Lotse. Please open your usual Matrix client.
    To protect everybody, no more is said here. This e-mail comes at most once an hour and never in your quiet hours. If you want none any more, write in the Team room: mail off

mail-promise-subject = Lotse: A promised answer is overdue

mail-promise-text =
    Hello,
    at the centre “{ $centre }” an enquiry has been waiting for { $hours ->
        [one] one hour
       *[other] { $hours } hours
    } for the first answer. That is longer than promised.
    Please ask there. The centre has been reminded several times.

mail-invited-subject = Lotse: your invitation to counsel online

mail-invited-text =
    Hello,
    you are invited to counsel online with Lotse. Your account has been made. Set your password here:
    { $link }
    The link holds for 72 hours and only once. Do not pass it on: whoever has it gets your account. The page then shows how it goes on.
    If this e-mail means nothing to you, it was sent by mistake. Please do nothing then.

mail-invited-own-text =
    Hello,
    you are invited to counsel online with Lotse, with the Matrix account that you already have. You need no new password.
    Open your usual Matrix client and sign in as always. As soon as you are activated you are invited there to the rooms of your centre.{ $link ->
        [none] { "" }
       *[other] { " " }What comes is shown here: { $link }
    }
    If this e-mail means nothing to you, it was sent by mistake. Please do nothing then.

mail-as-written = { $text }

mail-on = You now get an e-mail when something in your cases stays unread for a quarter of an hour: at most one an hour, without names or content. Set quiet hours with <b>quiet 20-7</b>.

mail-off = You get no e-mails.

mail-no-address = No e-mail address is registered for you. Please ask your administration.

mail-not-set-up = No e-mails are sent here.

mail-quiet = Quiet hours: <b>{ $hours }</b>. You get no e-mails then.

mail-quiet-off = You have no quiet hours any more.

mail-quiet-unreadable = I did not understand the quiet hours. Please write full hours, for example <b>quiet 20-7</b>, or <b>quiet off</b>.
