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
    To end the case write <b>close</b>.

case-welcome-pair =
    <b>Welcome.</b> This is your protected room with <b>{ $centre }</b>.
    Please write here what is on your mind. As much or as little as you like.
    { $personal ->
        [yes] • At first only the person that your link leads to reads your message. If they are away, their deputy or the team reads.
       *[no] • The counsellors of this centre read your message first. Then one person accepts your enquiry.
    }
    • After the first answer I leave the room and destroy my keys. At the latest one day after that person has joined. From then on only the two of you can read.
    • Until then I keep the keys. I am a program. Those who run me could technically read along until then.
    In danger to life please call <b>112</b>. To talk to someone, day and night: TelefonSeelsorge, <b>116 123</b>.
    To end the case write <b>close</b>.

case-received =
    Your message has reached the counselling centre <b>{ $centre }</b>.
    You can usually expect an answer within { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }. You can go on writing here at any time.

case-accepted = A counsellor has accepted your enquiry and will write to you here.

case-custodian-leaves =
    I am leaving this room now and destroy my keys.
    From now on only the two of you can read what is written here.

case-closed-by-seeker = You have closed this case. All the best to you. If you write here again, the case is open again.

case-closed-by-counsellor = Your counsellor has closed this case. All the best to you. If you need anything else, just write here. Then the case is open again.

case-closed-by-administration = The administration has closed this case. If you need anything else, just write here. Then the case is open again.

case-closed-by-time = Nobody has written here for a long time. That is why this case is closed now. If you need anything else, just write here. Then the case is open again.

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
    • To begin a new enquiry on another topic, write in the chat with Lotse.

case-link-away =
    The person that your link leads to cannot take new enquiries right now.
    { $deputy ->
        [yes] Your message is with their deputy.
       *[no] Your message is with the team of the same centre.
    }
