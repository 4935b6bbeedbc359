# When nobody writes for long: first ask, then end.

silence-case-ask =
    Nobody has written here for a long time. <b>Is this case still needed?</b>
    Then please write a word here by <b>{ $date }</b>. Otherwise the case ends on that day.

silence-chat-ask =
    Nobody has written in your case <b>{ $reference }</b> for a long time. <b>Do you still need it?</b>
    Then please write a word in its room by <b>{ $date }</b>. If you have left the room, write <b>back { $reference }</b> here. Otherwise the case ends on that day. If everything has been said, you need not do anything.

silence-team-ask = Nobody has written in case <b>{ $reference }</b> for a long time. Is it still needed? Then please write in its room by <b>{ $date }</b>. Otherwise it ends on that day.

silence-enquiry-ask = Nobody has accepted the enquiry <b>{ $reference }</b> yet, and nobody writes there any more. Please accept it. Otherwise it ends on <b>{ $date }</b>.

silence-chat-ended = { $used ->
        [yes] Nobody has written in your case <b>{ $reference }</b> for a long time. That is why it is closed now. If you need anything else, just write in its room. Then it is open again. If you have left the room, write <b>back { $reference }</b> here.
       *[no] You have not written anything in your room <b>Case { $reference }</b> yet. That is why I have closed the case. That does not matter: write there when you are ready. Then it is open again. If you have declined the invitation, write <b>back { $reference }</b> here. Or write <b>new</b>.
    }

silence-team-ended = Nobody has written in case <b>{ $reference }</b> for a long time. It is closed now. Whoever writes in its room again opens it again.

silence-chat-left = Nobody has written here for 30 days, and you have no case. That is why I am leaving this chat now and destroy my keys for it. If you need help, please start a new chat with me. All the best to you.
