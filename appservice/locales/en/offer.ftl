# Handing over and forwarding: the question to the seeker, and what becomes of it.

offer-question =
    <b>A question for you:</b> may <b>{ $name }</b> take over your case? { $name } works in the same counselling centre.
    { $all ->
        [yes] { $name } could then also read what you have written so far.
       *[no] { $name } could only read what is written from then on. What you have written so far stays hidden from { $name }.
    }
    Click ✅ for yes or ❌ for no. You can also write <b>yes</b> or <b>no</b>.
    You need not agree. If you say no, or do not answer for 7 days, everything stays as it is.

offer-question-centre =
    <b>A question for you:</b> may your case go to another counselling centre, to <b>{ $centre }</b>? It will then wait there for somebody to accept it.
    { $all ->
        [yes] The new centre could then also read what you have written so far.
       *[no] The new centre could only read what is written from then on.
    }
    Click ✅ for yes or ❌ for no. You can also write <b>yes</b> or <b>no</b>.
    You need not agree. If you say no, or do not answer for 7 days, everything stays as it is.

offer-question-apart =
    <b>A question about your case { $reference }</b> ({ $link }): may <b>{ $name }</b> take it over? { $name } works in the same counselling centre.
    { $all ->
        [yes] { $name } could then also read what you two have written so far.
       *[no] { $name } could only read what is written from then on.
    }
    Click ✅ for yes or ❌ for no. Or write <b>yes { $reference }</b> or <b>no { $reference }</b>.
    You need not agree. If you say no, or do not answer for 7 days, everything stays as it is.

offer-question-centre-apart =
    <b>A question about your case { $reference }</b> ({ $link }): may it go to another counselling centre, to <b>{ $centre }</b>?
    It will then wait there for somebody to accept it. The new centre cannot read what was written so far. Until somebody answers there, a program keeps the keys again. Whoever runs it could technically read what you write from then on.
    Click ✅ for yes or ❌ for no. Or write <b>yes { $reference }</b> or <b>no { $reference }</b>.
    You need not agree. If you say no, or do not answer for 7 days, everything stays as it is.

offer-which-answer =
    Do you mean the question whether somebody else may take over your case? Then please click ✅ or ❌ there.
    If you meant something else, there is nothing to do.

offer-agreed =
    Thank you. { $name } is now being invited to the room. Once { $name } is there, { $name } takes over your case. Until then everything stays as it is.

offer-done = Thank you. From now on <b>{ $name }</b> looks after your case and will write to you in your room. The person before no longer reads along.

offer-moved =
    Thank you. Your case is now with <b>{ $centre }</b>. Please go on writing in your room. Somebody will answer you there. The centre before no longer reads along.
    { $team ->
        [yes] In this centre a colleague may stand in and read along. So a program keeps the keys, and whoever runs it could technically read along.
       *[no] After the first answer the centre's program leaves the room and destroys its keys. Then only you two can read.
    }

offer-stays = Thank you for your answer. Everything stays as it is.

offer-stays-gone = Thank you. Unfortunately it is no longer possible. Everything stays as it is, and there is nothing for you to do.

offer-stays-taken-back = The question who looks after your case is settled. Everything stays as it is, and there is nothing for you to do.

offer-stays-lapsed = The question who looks after your case has lapsed after 7 days. Everything stays as it is, and there is nothing for you to do.

offer-card-without-text = (Forwarded, without the earlier messages. What is written from now on can be read.)

offer-asked = I am now asking the seeker whether case <b>{ $reference }</b> may go to <b>{ $name }</b>. They have 7 days. Until then everything stays as it is. To take it back: <b>withdraw { $reference }</b>

offer-who = To whom would you like to give case <b>{ $reference }</b>? Please add a person of this centre, for example <b>handover { $reference } @name:server</b>.

offer-where = Where is case <b>{ $reference }</b> to go? Please add the centre, so precisely that only one can be meant: <b>forward { $reference } name of the centre</b>.

offer-not-there = <b>{ $name }</b> cannot take the case at the moment: not activated, or away. Nothing has happened.

offer-centre-closed = <b>{ $centre }</b> cannot take the case at the moment: not online, not responsible for this topic, or nobody is there. Nothing has happened.

offer-other-server = <b>{ $centre }</b> works on a server of its own, and nobody from another server can enter the room of case <b>{ $reference }</b>. The person can begin there with a new enquiry. Nothing has happened.

offer-not-yours = Only whoever has case <b>{ $reference }</b> can do that. Nothing has happened.

offer-already = The seeker of case <b>{ $reference }</b> is being asked already. To take it back: <b>withdraw { $reference }</b>

offer-to-itself = Case <b>{ $reference }</b> is there already. Nothing has happened.

offer-nobody-has-it = Nobody has accepted enquiry <b>{ $reference }</b> yet. It can be accepted, or go to another centre: <b>forward { $reference } name of the centre</b>.

offer-only-bare =
    In case <b>{ $reference }</b> only the two people have the keys. So another centre can have it only without the earlier messages.
    If that is fine, write <b>without history</b> at the end of your message.

offer-unreachable = I cannot ask the seeker of case <b>{ $reference }</b>: they have left their chat with Lotse. Nothing has happened. Please ask them to write to Lotse again.

offer-none = Nobody is being asked about case <b>{ $reference }</b>. Nothing has happened.

offer-taken-back = The question about case <b>{ $reference }</b> is taken back. Everything stays as it is.

offer-declined = Case <b>{ $reference }</b>: the seeker would rather not change. Everything stays as it is.

offer-lapsed = Case <b>{ $reference }</b>: the question has lapsed after 7 days. Everything stays as it is.

offer-gone = Case <b>{ $reference }</b>: the seeker agrees, but it cannot be taken there any more. Everything stays as it is.

offer-handed-over = Case <b>{ $reference }</b> is now <b>{ $name }</b>'s: { $link }

offer-forwarded = Case <b>{ $reference }</b> is now with <b>{ $centre }</b>.

offer-let-in =
    The seeker agrees: case <b>{ $reference }</b> goes to <b>{ $name }</b>. Only you two have the keys, so please invite yourself:
    • Open the room <b>Case { $reference }</b> and invite exactly <b>{ $user }</b>, and nobody else.
    { $bare ->
        [yes] • The earlier messages do not go along. The room is set up for that already.
       *[no] • Your program gives the earlier messages along. Element can do that.
    }
    • Once { $name } is there, the case is { $name }'s, and you are no longer in it.
    You have 7 days. To take it back: <b>withdraw { $reference }</b>

offer-question-anew =
    <b>A question about your case { $reference }</b> ({ $link }): may another counselling centre go on counselling you, <b>{ $centre }</b>?
    You begin anew there, in a new room. What was written so far does not go along: the new centre cannot read it. As soon as it is ready, your case here ends, and everything in it is deleted. If you want to keep some of it, please save it before.
    Click ✅ for yes or ❌ for no. Or write <b>yes { $reference }</b> or <b>no { $reference }</b>.
    You need not agree. If you say no, or do not answer for 7 days, everything stays as it is.

offer-anew = Thank you. At <b>{ $centre }</b> your case is called <b>{ $next }</b>. As soon as the centre is ready, I invite you into the new room. Please write there once more what it is about. Your case { $reference } is deleted then. Until then it stays as it is.

offer-only-anew =
    <b>{ $centre }</b> keeps the keys itself, or cannot come into this room. Case <b>{ $reference }</b> can only begin anew there, without the earlier messages, and is deleted here as soon as the centre is ready.
    If that is all right, write <b>ohne verlauf</b> at the end of your message.

offer-held = Case <b>{ $reference }</b> is being kept at present, and so cannot go to another counselling centre. Nothing has happened.

offer-passed-on = About case <b>{ $reference }</b>: the person agrees, and begins anew at the other counselling centre. As soon as that is ready, the case here ends and is deleted. Until then it stays with you.

offer-platform-sent = Case <b>{ $reference }</b> comes from a platform. I tell it that the case is to go to another of its counselling centres. It begins anew there, without the earlier messages. What becomes of it will be said in the Team room.

offer-platform-asks = About case <b>{ $reference }</b>: the platform is now asking the person whether they want to change. They have 7 days. Until then everything stays as it is.

offer-platform-busy = About case <b>{ $reference }</b>: the platform is asking the person something already, or the case is on its way. Nothing else has happened.

offer-platform-cannot = About case <b>{ $reference }</b>: that counselling centre cannot take the case just now: not online, not responsible for this topic, or nobody is there. Nothing has happened.
