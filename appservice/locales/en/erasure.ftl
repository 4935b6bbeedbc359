# Keeping and deleting.

erasure-case-warning =
    This case is closed. On <b>{ $date }</b> it will be deleted: this room and everything that was written here.
    Would you like to keep it? Then simply write here again. That opens the case again.

erasure-chat-warning =
    Your case <b>{ $reference }</b> is closed. On <b>{ $date }</b> it will be deleted: its room and everything that was written there.
    Would you like to keep it? Then simply write in its room again. If you have left the room, write <b>back { $reference }</b> here.
    Would you rather not wait? Then write <b>delete everything</b> here.

erasure-team-warning =
    Case <b>{ $reference }</b> will be deleted on <b>{ $date }</b>. Whoever writes in its room again opens it again.
    Does it have to be kept, for example because of a complaint? Then please turn to your administration before that.

erasure-team-wished = Case <b>{ $reference }</b> is being deleted because the person seeking advice wishes it.

erasure-case-ask =
    <b>Shall everything be deleted?</b> Then this case is over, and this room with everything that was written here is gone for everybody. That cannot be undone.
    What counsellors have read on their own devices may stay there for a while. I cannot delete it there. Counsellors are bound to secrecy. If the centre has a server of its own, that is told; it deletes its encrypted copy by its own rules. Your own device may keep some of it, too.
    If you are sure, write <b>yes, delete</b>. With any other answer everything stays as it is.

erasure-chat-ask =
    <b>Shall everything be deleted?</b> This is about: <b>{ $references }</b>.
    Then these cases are over, and their rooms with everything that was written there are gone for everybody. If you have no other case then, this chat ends as well. That cannot be undone.
    What counsellors have read on their own devices may stay there for a while. I cannot delete it there. Counsellors are bound to secrecy. If the centre has a server of its own, that is told; it deletes its encrypted copy by its own rules. Your own device may keep some of it, too.
    If you are sure, write <b>yes, delete</b>. With any other answer everything stays as it is.

erasure-ask-again = So that nothing is lost by mistake, I need exactly these words: <b>yes, delete</b>. With any other answer everything stays as it is.

erasure-held = I cannot delete this at the moment: <b>{ $references }</b>. The administration still has to keep it, for example because of a complaint or a court. Please ask them why and for how long.

erasure-not-done = I have deleted nothing. Everything stays as it is.

erasure-nothing = I find no case of yours that I could delete. You can leave this chat and remove it from your device. Then I forget it, too.

erasure-begun = All right. I am deleting now: <b>{ $references }</b>. I will tell you here when it is done.

erasure-done = { $complete ->
        [yes] Case <b>{ $reference }</b> is deleted: its room, all keys and everything that was written there.
       *[no] Case <b>{ $reference }</b> is over: everybody has been removed from its room, and I have destroyed all keys. The encrypted messages are still on the server. The server cannot read them.
    }
    What counsellors have read on their own devices may stay there for a while. Your own device may keep some of it, too.

erasure-elsewhere = The server <b>{ $servers }</b> was in the room, too. It has learnt that everybody was removed. It deletes its encrypted copy by its own rules; I have no say in that.

erasure-elsewhere-unheard = The server <b>{ $servers }</b> was in the room, too. I do not know whether it has learnt that everybody was removed and the case deleted. An encrypted copy may stay there. If you want to know for sure, please ask the counselling centre.

erasure-chat-ends = I am now leaving this chat as well and destroying my keys for it. These last words stay for another day. If you need help again, please start a new chat with me. All the best to you.

erasure-too-late = Your case was just being deleted when you wrote. Nobody received your last message there. If you need help, write <b>new</b> here, or start a new chat with me.
