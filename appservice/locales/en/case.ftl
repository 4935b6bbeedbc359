# The room of a case.

case-welcome-team =
    <b>Welcome.</b> This is your protected room with <b>{ $centre }</b>.
    Please write here what is on your mind. As much or as little as you like.
    { $personal ->
        [yes] • At first only the person that your link leads to reads your message. That person counsels you. If they are away, their deputy or the team reads.
       *[no] • The counsellors of this centre read your message first. Then one person counsels you.
    }
    • If that person is away, someone of the team may stand in and read. The room will then say so.
    • To make this possible I keep the keys. I am a program. Those who run me could technically read along.
    In danger to life please call <b>112</b>. To talk to someone, day and night: TelefonSeelsorge, <b>116 123</b>.
    You can write <b>help</b> here at any time. To end the case write <b>close</b>.

case-welcome-pair =
    <b>Welcome.</b> This is your protected room with <b>{ $centre }</b>.
    Please write here what is on your mind. As much or as little as you like.
    { $personal ->
        [yes] • At first only the person that your link leads to reads your message. If they are away, their deputy or the team reads.
       *[no] • The counsellors of this centre read your message first. Then one person accepts your enquiry.
    }
    • After the first answer I leave the room and destroy my keys. At the latest one day after that person has joined. From then on only the two of you can read.
    • Until then I keep the keys. I am a program. Those who run me could technically read along until then.
    • As long as I am here, the words <b>help</b>, <b>close</b> and <b>delete everything</b> work here. After that they work in the chat with Lotse.
    In danger to life please call <b>112</b>. To talk to someone, day and night: TelefonSeelsorge, <b>116 123</b>.

case-received =
    Your message has reached the counselling centre <b>{ $centre }</b>.
    You can usually expect an answer within { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }. You can go on writing here at any time.

case-accepted = A counsellor has accepted your enquiry and will write to you here.

case-custodian-leaves =
    I am leaving this room now and destroy my keys.
    From now on only the two of you can read what is written here. That means I cannot either: I do not answer here any more.
    From now on these words work in the <b>chat with Lotse</b>:
    • <b>help</b>: help, and numbers for right now
    • <b>close { $reference }</b>: end the case
    • <b>delete everything</b>: whoever seeks advice can have their cases deleted for good
    In danger to life please call <b>112</b>. To talk to someone, day and night: TelefonSeelsorge, <b>116 123</b>.

# The same for seekers who come through the portal: they have no chat with Lotse, but buttons beside the conversation.
case-portal-welcome-pair =
    <b>Welcome.</b> This is your protected room with <b>{ $centre }</b>.
    Please write here what is on your mind. As much or as little as you like.
    { $personal ->
        [yes] • Your message is first read only by the person to whom your link leads. If they are away, their deputy or the team reads it.
       *[no] • The counsellors of this centre read your message first. Then one person accepts your enquiry.
    }
    • After the first answer I leave the room and destroy my keys. At the latest one day after that person has joined. From then on only the two of you can read.
    • Until then I keep the keys. I am a program. Those who run me could technically read along until then.
    • You can end and delete at any time with the buttons beside the conversation. As long as I am here, you can also write <b>help</b>.
    In danger to life please call <b>112</b>. To talk to someone, day and night: TelefonSeelsorge, <b>116 123</b>.

case-portal-custodian-leaves =
    I am leaving this room now and destroy my keys.
    From now on only the two of you can read what is written here. That means I cannot either: I do not answer here any more.
    • Whoever seeks advice ends and deletes their case from now on with the buttons beside the conversation.
    • Counsellors end it by writing <b>close { $reference }</b> in the room “Erstanfragen”.
    In danger to life please call <b>112</b>. To talk to someone, day and night: TelefonSeelsorge, <b>116 123</b>.

case-portal-word-elsewhere =
    This word does nothing here. I have sent nothing to the counselling centre.
    Please write here what is on your mind. With <b>help</b> I show you what you can do here.

case-portal-topic-left = This case is closed, because its topic does not exist here any more. What is still written here does not open it again. The start page shows who else is there for you.

case-portal-help =
    In this room you write with your counselling centre.
    • <b>close</b>: end the case. If you write again later, it is open again.
    • <b>delete everything</b>: whoever seeks advice can have this case deleted for good. I ask first.
    • <b>help</b>: this overview, and numbers for right now
    • You can also end and delete with the buttons beside the conversation. You begin a new enquiry on the start page.

case-name = Here you are called <b>{ $name }</b>. If your counsellor is away and you speak to someone of the centre: this name helps to find your case.

case-greeting =
    Hello. You are in the right place. Please write what is on your mind. As soon as something stands here, it goes to the counselling centre.
    In danger to life please call <b>112</b>. To talk: <b>116 123</b>. With <b>help</b> I show you more.

case-word-elsewhere =
    This word works in the chat with Lotse only. I have sent nothing to the counselling centre.
    Please write here what is on your mind. With <b>help</b> I show you what you can do here.

case-stop = { $closed ->
        [yes] This case is closed already. There is nothing more that you need to do.
       *[no] Would you like to end the case? Then write <b>close</b>. Would you like everything to be deleted? Then write <b>delete everything</b>.
    }

case-identity-moved = The keys on the side of the person seeking advice are new. That happens when somebody resets their own. If anything seems strange, please ask.

case-closed-already = This case is closed already. If you need anything else, just write here. Then the case is open again.

case-closed-by-seeker = You have closed this case. All the best to you. If you write here again, the case is open again.

case-closed-by-counsellor = Your counsellor has closed this case. All the best to you. If you need anything else, just write here. Then the case is open again.

case-left-to = The person who has counselled you so far is no longer at the counselling centre. From now on <b>{ $name }</b> continues your case and writes to you here. The previous person no longer reads it.

case-left-behind = The person who has counselled you so far is no longer at the counselling centre. Somebody else there continues your case and writes to you here. You need not do anything. The previous person no longer reads it.

case-closed-by-administration = The administration has closed this case. If you need anything else, just write here. Then the case is open again.

case-closed-by-time = Nobody has written here for a long time. That is why this case is closed now. If you need anything else, just write here. Then the case is open again.

case-muted =
    Your counselling centre has paused this conversation up to and including { $until }. Until then you can read everything here and write nothing. After that you can write here again.
    If you cannot wait that long:

case-unmuted = You can write here again.

case-call-wish = { $video ->
    [yes] <b>{ $name }</b> would like to call you with picture. You can agree on this page.
   *[no] <b>{ $name }</b> would like to call you. You can agree on this page.
}

case-turned-away =
    Your counselling centre has ended this case. You can go on reading it, and you can have it deleted. You cannot write here or ask there again up to and including { $until }. Other centres are still there for you.
    If you need help right now:

case-topic-left = This case is closed, because its topic does not exist here any more. What is still written here does not open it again. The chat with Lotse says how you can go on.

case-succeeded =
    Your counselling centre does not counsel here any more. <b>{ $centre }</b> takes its place. Your case is there now.
    { $asked ->
        [yes] You do not need to do anything. What you have written is now read by the counsellors there, and by nobody else. All of them are bound to secrecy. Please go on writing here. Somebody there will answer you.
       *[no] Your messages will first be read by the counsellors there. All of them are bound to secrecy. Please write here what moves you.
    }
    { $team ->
        [yes] In this centre a colleague may stand in and read along. So a program keeps the keys, and whoever runs it could technically read along.
       *[no] After the first answer the centre's program leaves the room and destroys its keys. Then only you two can read.
    }
    Would you rather not? Write <b>close</b>, and the case ends. Or <b>delete everything</b>, and it will be deleted.

case-reopened = The case is open again. Your message has arrived.

case-closing-hint = Has everything been said? Then you or your counsellor can end the case with <b>close</b>.

case-help =
    In this room you write with your counselling centre.
    • <b>close</b>: end the case. If you write again later, it is open again.
    • <b>delete everything</b>: whoever seeks advice can have this case deleted for good. I ask first.
    • <b>help</b>: this overview, and numbers for right now
    • To begin a new enquiry on another topic, write in the chat with Lotse.

case-link-away =
    The person that your link leads to cannot take new enquiries right now.
    { $deputy ->
        [yes] Your message is with their deputy.
       *[no] Your message is with the team of the same centre.
    }

case-unsigned = <b>Without a verified device:</b> in this case the seeker goes on without a verified device. If their server is not honest, it could read along and write in their name.

case-device-unknown = This message came from a device that is not verified. I do not take it here. Please write from this device in the chat with Lotse; there it says how to go on.

case-live-received = Your message is here. Whoever is on duty at <b>{ $centre }</b> sees it now and answers here. Please leave this page open.

case-live-ended = This talk is over. Nobody can write here any more. Within 48 hours everything that was written here is deleted.

case-live-lasts = This live chat has become a case with an account. It stays, and you can come back and answer later.

case-platform-left = The platform by which you came to us and this counselling centre do not work together any more. Your counselling here goes on, and you need not do anything. The platform does not learn any more how things stand here. If you want everything deleted, write <b>delete everything</b> here in this room.
