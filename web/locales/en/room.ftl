# What Lotse says in a conversation, as the portal shows it. Keys and rules: see the German file.

## Welcome

case-welcome-team =
    Welcome. This is your protected room with { $centre }.
    Please write here what is on your mind. As much or as little as you like.
    • { $personal }
    • If they are away, a colleague from the team can stand in and read along. You will see that here.
    • To make this possible, I keep the access to this conversation. I am a program. Whoever runs me could technically read along.
    If a life is in danger, please call 112. To talk to somebody, day and night: TelefonSeelsorge, 116 123.
    Would you like to stop? Under “{ $more }” you can end or delete the conversation at any time.
case-welcome-team-personal-yes = Your message is first read only by the person your link leads to. They will be your counsellor. If they are away, their deputy or the team reads it.
case-welcome-team-personal-no = Your message is first read by the counsellors of this centre. Then one person will be your counsellor.

case-welcome-pair =
    Welcome. This is your protected room with { $centre }.
    Please write here what is on your mind. As much or as little as you like.
    • { $personal }
    • After the first answer I leave this conversation and give up the access to it. At the latest one day after the person has come in. Then only the two of you can read.
    • Until then I keep the access. I am a program. Whoever runs me could technically read along until then.
    If a life is in danger, please call 112. To talk to somebody, day and night: TelefonSeelsorge, 116 123.
    Would you like to stop? Under “{ $more }” you can end or delete the conversation at any time.
case-welcome-pair-personal-yes = Your message is first read only by the person your link leads to. If they are away, their deputy or the team reads it.
case-welcome-pair-personal-no = Your message is first read by the counsellors of this centre. Then one person accepts your enquiry.

case-name = Here you are called { $name }. If your counsellor is away and you speak to somebody else at the centre: this name helps to find your conversation.

case-unsigned = In this conversation the person seeking advice writes from a device that is not confirmed. If their server is not honest, it could read along and write in their name.

## Your message

case-greeting =
    Hello. You are in the right place. Please write what is on your mind. As soon as something is written here, it goes to the counselling centre.
    If a life is in danger, please call 112. To talk to somebody: 116 123.

case-word-elsewhere = This word does nothing here. I have sent nothing to the counselling centre. Please write here what is on your mind.

case-received =
    Your message has arrived at the counselling centre { $centre }.
    You will usually get an answer within { $hours }. You can write more here at any time.
case-received-hours-one = one hour
case-received-hours-other = { $hours } hours

case-link-away =
    The person your link leads to cannot take new enquiries at the moment.
    { $deputy }
case-link-away-deputy-yes = Your message is with their deputy.
case-link-away-deputy-no = Your message is with the team of the same centre.

case-accepted = A counsellor has accepted your enquiry and will write to you here.

notice-still-waiting =
    You have been waiting for an answer longer than we promised. We are sorry.
    Your enquiry is not forgotten. { $told } What you have written is kept.
    If you cannot wait that long:
notice-still-waiting-told-yes = The counselling centre has been reminded of it, and its administration knows.
notice-still-waiting-told-no = The counselling centre has been reminded of it.

## Who reads along

case-custodian-leaves =
    I am leaving this conversation now and giving up the access to it.
    From now on only the two of you can read what is written here. I cannot any more, so I will not answer here either.
    Under “{ $more }” you can still end or delete the conversation at any time.
    If a life is in danger, please call 112. To talk to somebody, day and night: TelefonSeelsorge, 116 123.

cover-begun-case = { $name } is standing in until { $until } and can read and answer here.

cover-ended-case = { $name } is no longer standing in and cannot read what is written here from now on.

absence-holder =
    Your counsellor is away at the moment and will be back for you from { $back }.
    { $deputy }
    Do you need help right now? On this page you find numbers that can always be reached.
absence-holder-deputy-yes = Until then a colleague from the team is there for you. Just keep writing here.
absence-holder-deputy-no = You can keep writing here. Your messages are not lost and will be read when your counsellor is back.

absence-given-back = The person who had accepted your enquiry is not there now. So that you need not wait, all counsellors of the centre can see your enquiry again. You need not do anything.

absence-nobody =
    { $back } Your enquiry stays there and will be read then.
    Would you rather not wait that long? { $asked }
absence-nobody-back-none = Unfortunately nobody is there at the counselling centre { $centre } at the moment.
absence-nobody-back-other = Unfortunately nobody is there at the counselling centre { $centre } at the moment, and not before { $back }.
absence-nobody-asked-yes = There is another centre where somebody is there. I will ask you in a moment whether your conversation may go there.
absence-nobody-asked-no = Then end the conversation under “{ $more }” and begin a new one on the start page. There you will find a centre where somebody is there.

case-succeeded =
    Your counselling centre no longer gives advice here. { $centre } takes its place. Your conversation is there now.
    { $asked }
    { $team }
    Would you rather not? Under “{ $more }” you can end or delete the conversation.
case-succeeded-asked-yes = You need not do anything. What you have written is now read by the counsellors there, and by nobody else. All of them are bound to secrecy. Please keep writing here. Somebody there will write to you.
case-succeeded-asked-no = Your messages are first read by the counsellors there. All of them are bound to secrecy. Please write here what is on your mind.
case-succeeded-team-yes = At this centre a colleague from the team can stand in and read along. That is why a program keeps the access, and whoever runs it could technically read along.
case-succeeded-team-no = After the first answer the centre’s program leaves this conversation and gives up the access. Then only the two of you can read.

case-left-to = The person who has counselled you so far is no longer at the counselling centre. From now on { $name } continues your conversation and writes to you here. The previous person no longer reads it.

case-left-behind = The person who has counselled you so far is no longer at the counselling centre. Somebody else there continues your conversation and writes to you here. You need not do anything. The previous person no longer reads it.

leaving-case = The person seeking advice has left this conversation. They will read what you write now only if they come back. I have told them how.

back-case-asked = Somebody has asked to come back to this conversation with a new account, because the password is lost. Was that not you? Then please write so here. The counselling centre asks before it lets anybody in.

back-case-agreed = A new account belongs to this conversation now. The old one can read and write nothing here any more.

## May somebody else take over?

offer-question =
    A question for you: may { $name } continue your conversation? { $name } works at the same counselling centre.
    { $all }
    Please answer with the buttons on this page.
    You do not have to agree. If you say no, or do not answer for 7 days, everything stays as it is.
offer-question-all-yes = { $name } could then also read what you have written so far.
offer-question-all-no = { $name } could only read what is written from then on. What you have written so far stays hidden from { $name }.

offer-question-centre =
    A question for you: may your conversation go to another counselling centre, to { $centre }? There it waits for somebody to accept it.
    { $all }
    Please answer with the buttons on this page.
    You do not have to agree. If you say no, or do not answer for 7 days, everything stays as it is.
offer-question-centre-all-yes = The new centre could then also read what you have written so far.
offer-question-centre-all-no = The new centre could only read what is written from then on.

offer-which-answer =
    Do you mean the question whether somebody else may continue your conversation? Then please answer it with the buttons.
    If you meant something else, you need not do anything.

offer-agreed = Thank you. { $name } is being invited into this conversation now. As soon as { $name } is here, { $name } continues it. Until then everything stays as it is.

offer-done = Thank you. From now on { $name } continues your conversation and will write to you here. The person before can no longer read along.

offer-moved =
    Thank you. Your conversation is now with { $centre }. Please keep writing here. Somebody there will write to you. The centre before can no longer read along.
    { $team }
offer-moved-team-yes = At this centre a colleague from the team can stand in and read along. That is why a program keeps the access, and whoever runs it could technically read along.
offer-moved-team-no = After the first answer the centre’s program leaves this conversation and gives up the access. Then only the two of you can read.

offer-stays = Thank you for your answer. Everything stays as it is.

offer-stays-gone = Thank you. Unfortunately this is no longer possible. Everything stays as it is, and you need not do anything.

offer-stays-taken-back = The question who continues your conversation has been settled. Everything stays as it is, and you need not do anything.

offer-stays-lapsed = The question who continues your conversation has expired after 7 days. Everything stays as it is, and you need not do anything.

## The end

case-stop = { $closed }
case-stop-closed-yes = This conversation has already ended. There is nothing more you need to do.
case-stop-closed-no = Would you like to end the conversation? Then choose the button “{ $close }” under “{ $more }”. Would you like everything to be deleted? Then choose “{ $erase }”.

case-identity-moved = The keys on the side of the person seeking advice are new. That happens when somebody resets their own. If anything seems strange, please ask.

case-closed-already = This conversation has already ended. If you need anything else, just write here. Then it is open again.

case-closed-by-seeker = You have ended this conversation. We wish you all the best. If you write here again, it is open again.

case-closed-by-counsellor = Your counsellor has ended this conversation. We wish you all the best. If you need anything else, just write here. Then it is open again.

case-closed-by-administration = The administration has ended this conversation. If you need anything else, just write here. Then it is open again.

case-closed-by-time = Nobody has written here for a long time. So this conversation has ended. If you need anything else, just write here. Then it is open again.

case-muted =
    Your counselling centre has paused this conversation up to and including { $until }. Until then you can read everything here and write nothing. After that you can write here again.
    If you cannot wait that long:

case-unmuted = You can write here again.

case-call-wish = { $video }
case-call-wish-video-yes = { $name } would like to call you with picture. You can agree or decline here.
case-call-wish-video-no = { $name } would like to call you. You can agree or decline here.

case-turned-away =
    Your counselling centre has ended this conversation. You can go on reading it, and you can delete it. You cannot write here or ask there again up to and including { $until }. Other centres are still there for you: you find them on the start page.
    If you need help right now:

case-topic-left = This conversation has ended because its topic is no longer offered here. What is written here now is read by nobody. On the start page you can find another centre.

leaving-case-gone = This conversation has ended: the person seeking advice has left it and is not signed in anywhere any more.

case-reopened = The conversation is open again. Your message has arrived.

silence-case-ask =
    Nobody has written here for a long time. Is this conversation still needed?
    Then please write a word here by { $date }. Otherwise the conversation ends then.

## Deleting

erasure-case-warning =
    This conversation has ended. On { $date } it will be deleted, with everything that was written here.
    Would you like to keep it? Then just write here again. Then it is open again.

erasure-case-ask =
    Shall everything be deleted? Then this conversation, with everything that was written here, is gone for everybody. This cannot be undone.
    What counsellors have already read on their own devices may stay there for a while. I cannot delete it there. Counsellors are bound to secrecy. If the centre has a server of its own, that is told; it deletes its encrypted copy by its own rules.
    Please answer with the buttons on this page. As long as you do not say yes, everything stays as it is.

erasure-held = I cannot delete the conversation { $references } at the moment. The administration still has to keep it, for example because of a complaint or a court. Please ask them why and for how long.

erasure-not-done = I have deleted nothing. Everything stays as it is.

## When something does not work

errors-undecryptable = I could not open your last message. Please send it again.

errors-key-missing = I could not open one of your messages yet. Often it goes on by itself in a moment. If you do not want to wait, please write it again.

errors-unencrypted-case = This message arrived unprotected. To protect you it is not accepted here. Please write it again on this page.

case-device-unknown = This message came from a device that I do not know. I do not accept it here. Please sign in again on this page and write it once more.

## Help

case-help =
    Here you write with your counselling centre. Under “{ $more }” you find:
    • “{ $close }”: if you write again later, the conversation is open again.
    • “{ $erase }”: then everything is deleted for ever. You are asked once more before.
    A conversation about something else begins on the start page.

help-lines =
    Help right now (in Germany):
    • Emergency, danger to life: 112
    • Doctor on call: 116 117
    • TelefonSeelsorge, to talk, day and night: 0800 111 0 111, 0800 111 0 222 or 116 123
    • Nummer gegen Kummer, for children and young people: 116 111
    • Violence against women, day and night: 116 016

help-crisis = { $danger }
help-crisis-danger-suicide = That sounds very hard. It is good that you write it. You do not have to be alone with it. If you or others are in danger now, please do not wait for an answer here. Call 112, or 116 123 to talk.
help-crisis-danger-poisoning = If somebody has taken something poisonous or too many tablets, every minute counts. Call 112 now, even if they still feel well. 112 will tell you the poison helpline for your area. In Berlin, for example: 030 19240. Keep the packet at hand. Give nothing to drink, and do not make them vomit.
help-crisis-danger-violence = That sounds threatening. It is good that you write it. Nobody may use violence, not against you either. Are you or others in danger now? Police: 110. Violence against women: 116 016, against men: 0800 123 99 00. Are you afraid of hurting somebody yourself? Go away from there and call 116 123.
help-crisis-danger-sexual_violence = That should not have happened. It is not your fault. It is good that you write it. In danger now? Police: 110. Sexual abuse helpline: 0800 22 55 530. Violence against women: 116 016. A hospital can secure evidence even if you do not report it to the police.
help-crisis-danger-self_harm = Thank you for writing this. It takes courage. A wound that bleeds heavily must be treated at once: 112. If the pressure is too much right now: TelefonSeelsorge 116 123, for children and young people 116 111.

## Appointments

appointment-offer = { $moves }
appointment-offer-moves-yes = Other times for your appointment. The present one holds until you choose a new time.
appointment-offer-moves-no = An appointment for you. You can choose one of these times:

appointment-slot = { $number }: { $time }, { $minutes } minutes, { $venue }
appointment-slot-venue-centre = at the counselling centre
appointment-slot-venue-phone = by telephone
appointment-slot-venue-video = by video
appointment-slot-venue-chat = here in the chat

appointment-how = Write only the number, for example 1. If none fits, write 0.

appointment-booked =
    The appointment is on { $time }, { $minutes } minutes, { $venue }.
    I will remind you a day and an hour before. The file is for calendars and says only when.
    You cannot come? Write: cancel appointment. Or: move appointment.
appointment-booked-venue-centre = at the counselling centre
appointment-booked-venue-phone = by telephone
appointment-booked-venue-video = by video
appointment-booked-venue-chat = here in the chat

appointment-gone = Unfortunately somebody has just taken this time. { $left }
appointment-gone-left-yes = These are still free:
appointment-gone-left-no = None of the times is free any more. You will get new ones.

appointment-declined = None of the times fits. Please write here when it suits you.

appointment-cancelled = { $by }
appointment-cancelled-by-seeker = The appointment on { $time } is cancelled by the person who asks for advice.
appointment-cancelled-by-counsellor = The appointment on { $time } is cancelled by the counselling centre.
appointment-cancelled-by-end = The appointment on { $time } does not take place.

appointment-reminder = A reminder of the appointment: { $time }, { $minutes } minutes, { $venue }. You cannot come? Write: cancel appointment.
appointment-reminder-venue-centre = at the counselling centre
appointment-reminder-venue-phone = by telephone
appointment-reminder-venue-video = by video
appointment-reminder-venue-chat = here in the chat

appointment-move-ask = Another time is wanted, and I have none to offer now. Please write to each other when it suits. Until then the appointment on { $time } holds.

appointment-withdrawn = The times that were offered do not hold any more.

## Livechat

case-live-received = Your message is here. Whoever is on duty at { $centre } sees it now and answers here. Please leave this page open.

case-live-ended = This talk is over. Nobody can write here any more. Within 48 hours everything that was written here is deleted.

case-live-lasts = This conversation stays. With your name and password you can come back at any time.

case-platform-left = The platform by which you came to us and this counselling centre do not work together any more. Your conversation here goes on, and you need not do anything. The platform does not learn any more how things stand here. Would you like everything to be deleted? Then choose the button “{ $erase }” under “{ $more }”.
