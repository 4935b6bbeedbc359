# Who is away, and what that means for seekers and team.

absence-noted =
    <b>{ $name }</b> is away up to and including <b>{ $until }</b>, and back on <b>{ $back }</b>. Until then { $name } gets no new enquiries.
    { $deputy ->
        [none] No deputy is named here. Enquiries by the personal link go to everybody in First enquiries.
       *[other] Deputy: <b>{ $deputy }</b>. Enquiries by the personal link go there.
    }{ $covers ->
        [none] {""}
       *[no-keys] {" "}The deputy does not come into running cases: in this centre only two people read after the first answer, and I have no keys left that I could pass on.
        [begun] {" "}In the running cases the deputy reads and answers until the return.
    }
    { $returned ->
        [0] Running cases: { $cases }. The seekers have been told.
        [one] Running cases: { $cases }. The seekers have been told. One enquiry that had no answer yet is in First enquiries again.
       *[other] Running cases: { $cases }. The seekers have been told. { $returned } enquiries that had no answer yet are in First enquiries again.
    }
    Back earlier? Then write <b>back</b>.

absence-day-refused = { $fault ->
        [past] That day is over.
        [too-far] That day is more than a year ahead.
       *[unreadable] Until which day are you away? I did not understand that day.
    } Write for example <b>away until 24.12.</b> or <b>away until 24.12.2026 deputy @name</b>. That day is still part of the absence.

absence-deputy-refused = { $fault ->
        [yourself] You cannot be your own deputy.
        [several] Several people in this centre have that name. Please write the whole Matrix id, for example <b>@name:server.org</b>.
        [away] That person is away in this time as well. Please name somebody else.
       *[unknown] That person is not activated in this centre. A deputy must be of the same centre. Write the name as it stands in this room, or the Matrix id.
    } Your absence has <b>not</b> been noted yet.

absence-not-away = You are not marked as away.

absence-back = <b>{ $name }</b> is back. Covers because of this absence have ended.

absence-over = The absence of <b>{ $name }</b> is over. Welcome back! Covers because of this absence have ended.

absence-may-not-accept = The enquiry <b>{ $reference }</b> stays open: you are marked as away, and nobody should wait for somebody who is not there. Are you back? Then write <b>back</b> and after that <b>accept { $reference }</b>.

absence-holder =
    Your counsellor is away at the moment and will be there for you again from <b>{ $back }</b>.
    { $deputy ->
        [yes] Until then somebody of the team stands in. Just go on writing here.
       *[no] You can go on writing here. Your messages are not lost and will be read after the return.
    }
    Do you need help right now? Write <b>help</b>, and I will give you numbers that always answer.

absence-holder-elsewhere =
    Your counsellor in case <b>{ $reference }</b> is away at the moment and will be there for you again from <b>{ $back }</b>.
    You can go on writing in the room of the case. Your messages are not lost and will be read after the return. I cannot read there, so I write to you here.
    Do you need help right now? Write <b>help</b>, and I will give you numbers that always answer.

absence-given-back = The person who had accepted your enquiry is away now. So that you need not wait, all counsellors of the centre see your enquiry again. You need not do anything.

absence-stranded =
    Your counsellor in case <b>{ $reference }</b> is away at the moment and will be back on <b>{ $back }</b>. You have had no answer there yet, and nobody else can read what you wrote.
    { $asked ->
        [yes] Do you not want to wait that long? There is another centre where somebody is there. I will ask you in a moment whether your case may go there.
       *[no] Do you not want to wait that long? Then write to me here <b>close { $reference }</b> and after that <b>new</b>. I will look for a centre where somebody is there.
    }

absence-nobody =
    Sorry, nobody is there at the moment in the counselling centre <b>{ $centre }</b>{ $back ->
        [none] .
       *[other] {""}, not before <b>{ $back }</b>.
    } Your enquiry stays there and will be read then.
    { $asked ->
        [yes] Do you not want to wait that long? There is another centre where somebody is there. I will ask you in a moment whether your case may go there.
       *[no] Do you not want to wait that long? Then write in the chat with Lotse <b>close { $reference }</b> and after that <b>new</b>. I will look for a centre where somebody is there.
    }

absence-nobody-left =
    Sorry, nobody is left in the counselling centre <b>{ $centre }</b> who could answer you in case <b>{ $reference }</b>. It is not because of you.
    Would you like to go on? Write here <b>close { $reference }</b> and after that <b>new</b>. I will look for a centre where somebody is there.
