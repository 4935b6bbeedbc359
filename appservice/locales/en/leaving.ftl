# When somebody leaves the room of a case, and the way back.

leaving-chat =
    You are not in the room <b>Case { $reference }</b>: you have left it or declined the invitation. That is all right. I will not invite you again unless you say so.
    • Would you like to come back? Write <b>back { $reference }</b> here.
    • Would you like to end the case? Write <b>close { $reference }</b> here.

leaving-case = The person seeking advice has left this room. They only read what you write now if they come back. I have told them how.

leaving-team = In case <b>{ $reference }</b> the person seeking advice is no longer in the room. They only read what you write there if they come back. I have told them how.

leaving-back = In case <b>{ $reference }</b> the person seeking advice is in the room again.

leaving-gone = Case <b>{ $reference }</b> is closed: the person seeking advice has left the room, and their account is signed in nowhere any more.

leaving-case-gone = This case is closed: the person seeking advice has left the room, and their account is signed in nowhere any more.

leaving-counsellor = <b>{ $name }</b> is no longer in the room of case <b>{ $reference }</b>. Was that a mistake? Then <b>{ $name }</b> writes <b>key { $reference }</b> here, and the invitation comes once more.

leaving-centre-room = <b>{ $name }</b> is no longer in <b>{ $enquiries ->
        [yes] { names-enquiries }
       *[no] { names-team }
    }</b>{ $enquiries ->
        [yes] {" "}and sees no new enquiries.
       *[no] {" "}and reads nothing of what is said there.
    } Was that a mistake? Then <b>{ $name }</b> writes <b>rooms</b> here, or somebody of the centre <b>rooms @id</b>, and the invitation comes once more.
leaving-let-in = <b>{ $name }</b> is invited into all rooms of the centre that are missing.

leaving-no-colleague = Nobody who is activated in this centre is called so. Please write <b>rooms</b> and the Matrix id, for example <b>rooms @colleague</b>.

leaving-invited =
    I have invited you into the room <b>Case { $reference }</b> once more. Please accept the invitation: { $link }
    { $closed ->
        [yes] The case is closed. If you write there, it is open again.
       *[no] {""}
    }

leaving-renewed =
    You already have an open case on this topic: <b>Case { $reference }</b>.
    I have invited you into its room once more. Please accept the invitation and go on writing there: { $link }

leaving-still-in =
    You are in the room <b>Case { $reference }</b>. Please go on writing there: { $link }
    { $closed ->
        [yes] The case is closed. If you write there, it is open again.
       *[no] {""}
    }

leaving-cannot-invite = Your room <b>Case { $reference }</b> is ready. But your Matrix account takes no invitations. Please allow invitations in the settings of your app, and then write <b>back { $reference }</b> here. Then I invite you once more.

leaving-refused = I am sorry, I can no longer invite you into the room <b>Case { $reference }</b>. Write <b>close { $reference }</b> and then <b>new</b>. Then we begin a new case.

leaving-unknown = I find no case of yours that you could come back to. To begin a new enquiry, write <b>new</b>.

leaving-which =
    You have several cases. Which one would you like to come back to? Write for example <b>back { $example }</b>.
    { $references }

leaving-invited-bare = I have invited you into the room <b>Case { $reference }</b> once more. Please accept the invitation: { $link } You may not be able to read what was written there in the meantime, since I no longer have the keys. Then please ask for it to be written again.

# The reason that clients show when somebody is taken out of a room. It is clear text.
leaving-reason = { $why ->
        [cover-ended] The cover is over
        [handed-over] The case is somebody else's now
        [given-back] The case waits in First enquiries again
        [staff] You do not counsel here any more
        [again] The invitation comes again in a moment, with the keys
        [erased] The case is erased
        [other-account] Another account belongs to this conversation now
       *[stranger] You do not belong in this room
    }
