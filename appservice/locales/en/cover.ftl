# Cover: who stands in for whom, why and until when.

cover-begun-team =
    <b>{ $name }</b> stands in for <b>{ $holder }</b> in case <b>{ $reference }</b> until { $until }. The room: { $link }
    Reason: { $reason ->
        [illness] illness
        [holiday] holiday
        [crisis] crisis
        [hand_over] hand-over
        [absence] absence
       *[other] { $note }
    }

cover-begun-case = <b>{ $name }</b> stands in until { $until } and can read and answer here.

cover-ended-team = <b>{ $name }</b> no longer stands in in case <b>{ $reference }</b>. { $how ->
        [return] The person responsible is back.
        [command] The cover was ended.
        [handed_over] The case is somebody else's now.
       *[time] Its time is over.
    }

cover-ended-case = <b>{ $name }</b> no longer stands in and cannot read what is newly written here.

cover-unknown =
    I find no open case here by this name or reference.
    • The name stands in the first message in the room of the case, and whoever has the case finds it with <b>my cases</b>. Write it exactly so, followed by the reason: <b>cover Blue Heron illness</b>
    • Or take the reference from a notice here in Team: <b>cover 7F3K9Q illness</b>

cover-which = Several people go by this name. Please write the case number after the name as well: <b>cover Blue Heron 7F3K9Q illness</b>.

cover-cases-come = I name your cases in our encrypted chat. If you are not there yet, please accept the invitation.

cover-no-cases = You have no open case in this centre at the moment.

cover-cases =
    <b>Your open cases</b> and what the seekers go by. Whoever is to stand in for you needs this name.
    { $lines }

cover-case = { $reference }: { $name }, accepted on { $since }

cover-own = You have case <b>{ $reference }</b> yourself. You need no cover for it.

cover-not-a-team = This is not possible in this centre: it is not a team centre. The people who ask were promised that only one person reads after accepting. Please ask the person responsible to hand over.

cover-incomplete =
    Please write whom you stand in for and why: <b>cover Blue Heron illness</b>.
    Reasons are for example illness, holiday, crisis or hand_over. Your own words are fine, too. With <b>until 2026-12-31</b> at the end you say for how long.

cover-reason-too-long = The reason is too long. Please write at most 200 characters.

cover-day = { $fault ->
        [past] This day is over. Please name a later one.
        [too-far] Nobody can stand in for so long. At most 90 days are possible. Whoever is away for longer better hands the case over.
       *[unreadable] I could not read the day after “until”. Please write for example <b>until 2026-12-31</b>.
    }

cover-in-team = Please arrange covers in the room <b>Team</b>.
