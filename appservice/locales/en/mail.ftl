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

mail-as-written = { $text }

mail-on = You now get an e-mail when something in your cases stays unread for a quarter of an hour: at most one an hour, without names or content. Set quiet hours with <b>quiet 20-7</b>.

mail-off = You get no e-mails.

mail-no-address = No e-mail address is registered for you. Please ask your administration.

mail-not-set-up = No e-mails are sent here.

mail-quiet = Quiet hours: <b>{ $hours }</b>. You get no e-mails then.

mail-quiet-off = You have no quiet hours any more.

mail-quiet-unreadable = I did not understand the quiet hours. Please write full hours, for example <b>quiet 20-7</b>, or <b>quiet off</b>.
