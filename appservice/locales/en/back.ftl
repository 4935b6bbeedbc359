# Somebody has lost the password of the portal and wants back into the case with a new account.

back-asked =
    Somebody wants back into case <b>{ $reference }</b> with a <b>new account</b>{ $holder ->
        [none] . Nobody has accepted it yet.
       *[other] {" "}({ $holder }).
    } Case number and name are right. That does not tell who it is: somebody may have read both.
    • Please talk to the person first, best on the telephone. Ask something that only the person seeking advice knows.
    • Their page shows a number of four digits. If it is them, write here <b>back { $reference } yes NUMBER</b>. The new account then reads all that was written so far, and the old one is out.
    • If it is not them, write <b>back { $reference } no</b>.
    If nobody answers, nothing happens. After 7 days the request has lapsed.

back-case-asked =
    Somebody has asked to come back to this conversation with a <b>new account</b>, because the password is lost.
    Was that not you? Then please write so here. The counselling centre asks before it lets anybody in.

back-chat-asked =
    Somebody has asked to come back to your <b>case { $reference }</b> with a <b>new account</b>.
    Was that not you? Then please write so in the room of this case. The counselling centre asks before it lets anybody in.

back-doubted = Careful with case <b>{ $reference }</b>: somebody wants into it with a new account, but the <b>old account is still in use</b>. Somebody else may be asking, or somebody else may have the old account. Please find out in a talk with the person seeking advice before you answer.

back-withdrawn = The request to come back into case <b>{ $reference }</b> with a new account has been taken back. There is nothing left for you to do.

back-sure = The <b>old account</b> of case <b>{ $reference }</b> is still in use. Are you sure all the same that it is the person seeking advice who asks? Then write <b>back { $reference } yes { $number }</b> once more. Nothing has happened yet.

back-none = Nobody asks to come back to case <b>{ $reference }</b> with a new account. Nothing has happened.

back-lapsed = The request to come back to case <b>{ $reference }</b> with a new account has been taken back or has lapsed after 7 days. The person can ask again on their page. Nothing has happened.

back-number = Please ask the person for the number of four digits on their page, and write <b>back { $reference } yes NUMBER</b>. Or write <b>back { $reference } no</b>. Nothing has happened yet.

back-number-wrong = No page on which somebody wants back into case <b>{ $reference }</b> shows this number. Please ask again: whoever names no number, or another, has not asked. Nothing has happened.

back-gone = The account that wanted back into case <b>{ $reference }</b> does not exist any more. Nothing has happened.

back-refused = Good, nobody comes into case <b>{ $reference }</b>. Everything stays as it is. Whoever asked hears nothing from us.

back-agreed =
    Case <b>{ $reference }</b> belongs to the new account of the person seeking advice now. The old one is out.
    { $alone ->
        [yes] Only you have the keys. As soon as the person has their page open, I say here whom to invite. Please tell them to leave the page open.
       *[no] As soon as the person has their page open, they come into the room with all that was written so far.
    }

back-let-in =
    In case <b>{ $reference }</b> the person seeking advice is waiting on their page now. Only you have the keys, so please invite them yourself, and <b>at once</b>:
    • Open the room <b>Case { $reference }</b> and invite exactly <b>{ $user }</b>, and nobody else.
    • Your program gives them the earlier messages. Element can do that.
    If the person closes their page before that, I say so here again as soon as they are back.

back-case-agreed = A <b>new account</b> belongs to this conversation now. The old one can read and write nothing here any more.
