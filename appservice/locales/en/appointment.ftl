# Appointments: times to choose from, what holds, reminders. What is talked about in one stands nowhere.

appointment-offer = { $moves ->
    [yes] <b>Other times for your appointment.</b> The present one holds until you choose a new time.
   *[no] <b>An appointment for you.</b> You can choose one of these times:
}
appointment-slot = { $number }. { $time }, { $minutes } minutes, { $venue ->
    [centre] at the counselling centre
    [phone] by telephone
    [video] by video
   *[chat] here in the chat
}
appointment-how = Write only the number, for example <b>1</b>, or click on it. If none fits, write <b>0</b>.
appointment-how-apart = Write the number and your case here, for example <b>1 { $reference }</b>. If none fits, write <b>0 { $reference }</b>.
appointment-booked =
    <b>The appointment is on { $time }</b>, { $minutes } minutes, { $venue ->
        [centre] at the counselling centre
        [phone] by telephone
        [video] by video
       *[chat] here in the chat
    }.
    I will remind you a day and an hour before. The file is for calendars and says only when.
    You cannot come? Write <b>cancel appointment</b> or <b>move appointment</b>.
appointment-gone = Unfortunately somebody has just taken this time. { $left ->
    [yes] These are still free:
   *[no] None of the times is free any more. You will get new ones.
}
appointment-declined = None of the times fits. Please write here when it suits you.
appointment-cancelled = { $by ->
    [seeker] <b>The appointment on { $time } is cancelled</b> by the person who asks for advice.
    [counsellor] <b>The appointment on { $time } is cancelled</b> by the counselling centre.
   *[end] <b>The appointment on { $time } does not take place.</b>
}
appointment-reminder = <b>A reminder of the appointment: { $time }</b>, { $minutes } minutes, { $venue ->
    [centre] at the counselling centre
    [phone] by telephone
    [video] by video
   *[chat] here in the chat
}. You cannot come? Write <b>cancel appointment</b>.
appointment-move-ask = Another time is wanted, and I have none to offer now. Please write to each other when it suits. Until then the appointment on { $time } holds.
appointment-withdrawn = The times that were offered do not hold any more.

appointment-about = <b>Case { $reference }</b>
appointment-hours = Your times for appointments: <b>{ $text }</b>. That makes { $slots } appointments in the next { $weeks } weeks. They are only offered by <b>appointment offer CASE</b>. To end: <b>times off</b>.
appointment-hours-none = You have no times for appointments yet. Write for example <b>times tue 10-12, thu 14-16 each 50 phone, except 24.12.</b>
appointment-hours-off = You have no times for appointments any more. What is agreed still holds.
appointment-refused = I do not understand this. Part { $part }, “{ $words }”: { $problem ->
    [empty] There is nothing.
    [no-day] On which day?
    [no-time] At what time?
    [backwards] It ends before it begins, or after midnight.
    [too-short] That is shorter than one appointment.
    [length] An appointment takes 10 to 180 minutes.
    [grid] Only every five minutes, such as 10:05.
    [past] The day is over.
    [too-far] The day is too far ahead.
    [overlap] It overlaps an earlier part.
    [too-many] These are too many parts.
   *[unreadable] I cannot read it.
} Nothing has changed. Right would be for example <b>tue 10-12, 3.12. 14:30 each 50 in person</b>.
appointment-none-free = None of it is free.
appointment-offered = Case { $reference }: { $count ->
    [one] One time is offered.
   *[other] { $count } times are offered.
}
appointment-none = Case { $reference }: there is no appointment.
appointment-unreachable = Case { $reference }: only the two of you have its key, and there is no chat in which I could offer the times. Please agree on the appointment yourselves.
appointment-ended = Case { $reference }: the appointment, or what was offered, is cancelled.
appointment-over = Case { $reference }: the appointment has begun. Write <b>appointment kept { $reference }</b> or <b>appointment missed { $reference }</b>.
appointment-not-over = Case { $reference }: the appointment is still to come. To cancel it, write <b>appointment cancel { $reference }</b>.
appointment-marked = Case { $reference }: { $kept ->
    [yes] The appointment is counted: it took place.
   *[no] The appointment is counted: it did not take place.
}
appointment-inherited = With case { $reference } you also have the appointment on { $time }. If it does not suit you, write <b>appointment cancel { $reference }</b> or <b>appointment move { $reference }</b>.
appointment-ask = Did the appointment on { $time } take place? Write here <b>appointment kept { $reference }</b> or <b>appointment missed { $reference }</b>. It is only counted.
appointment-absence = Appointments fall into your absence: { $references }. To cancel one, write for example <b>appointment cancel { $example }</b>.
appointment-title = Appointment
appointment-busy = busy
