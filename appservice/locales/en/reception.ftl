# Reception: from the first greeting to the room of one's own.
# Markup: <b>bold</b>; a line with "• " is a list item, with "> " a quotation.

reception-greeting =
    Hello. I am <b>Lotse</b>. I will take you to the counselling centre that is there for you.
    Counselling is free of charge. You need no name and no e-mail address.
    I am a program. Please do not tell me anything personal yet. For that you will get a protected room, where people answer you.
    In danger to life please call <b>112</b>. To talk to someone, day and night: TelefonSeelsorge, <b>116 123</b>.
    You can always write: <b>help</b>, <b>new</b> or <b>cancel</b>. Auf Deutsch geht es mit <b>deutsch</b>.

reception-topics =
    <b>What is it about?</b> Answer with the number or with a word.
    { $topics }

reception-topics-again =
    Sorry, I did not understand that. Please write a number from the list or a single word, for example “debt”.
    { $topics }

reception-topics-close =
    That could mean several things. <b>Which fits best?</b> Please write the number.
    { $topics }
    None of these? Then write <b>list</b>.

reception-postcode =
    Good, it is about <b>{ $topic }</b>.
    <b>What is your postcode?</b> I need it only to find the right centre. I do not keep it. You can also write the name of the place.
    You have no fixed address? Then take the postcode of the place where you are now.

reception-postcode-again =
    That does not look like a postcode. Please write all five digits, for example <b>01067</b>, or the name of the place.
    You have no fixed address? Then take the postcode of the place where you are now.

reception-postcode-foreign =
    This is not a postcode in Germany. I am sorry, I can only take you to counselling centres in Germany.
    Do you live in Germany, or are you here now? Then please write the <b>five digits</b> of that place, for example <b>01067</b>.

reception-postcode-several = I see several postcodes. Please write only the one where you live or where you are now.

reception-postcode-unknown =
    I do not know this postcode. Please look once more and write it to me again.
    If it is right, just write it again. Or write the name of the place.

reception-place-taken = { $place } has the postcode <b>{ $code }</b>, and I look there. If you live somewhere else, please write <b>new</b>.

reception-place-codes =
    { $lines }
    <b>Which postcode is yours?</b> If you do not know exactly, write one that is near you, for example <b>{ $example }</b>.
    { $more ->
        [yes] There are more places with this name. If yours is not among them, please write the five digits.
       *[no] {""}
    }

reception-topic = Good, it is about <b>{ $topic }</b>.

reception-centre =
    There for you:
    <b>{ $centre }</b>
    { $card }
    You can usually expect an answer within { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }.
    { $team ->
        [yes] A team works here. If someone is away, someone else of the team answers.
       *[no] One person will accompany you here.
    }{ $others ->
        [yes] {" "}Would you like another centre? Write <b>others</b>.
       *[no] {""}
    }

reception-white-spot =
    There is no centre in your area that counsels online on this topic. A team that counsels people from <b>all over Germany</b> is there for you instead:
    <b>{ $centre }</b>
    { $card }
    You can usually expect an answer within { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }.
    { $team ->
        [yes] If someone is away, someone else of the team answers.
       *[no] One person will accompany you there.
    }

reception-choose =
    These centres can be there for you. <b>Which would you like?</b> Please write the number.
    { $centres }

reception-choose-again =
    Please write a number from this list.
    { $centres }

reception-no-others = At the moment only this one centre is there for you.

reception-dates-hint = Would you rather have an appointment, also in person? Write <b>appointment</b>.
reception-dates = <b>These times are open for a first appointment.</b> Whoever takes the time counsels you afterwards as well.
reception-dates-how = Write only the number, for example <b>1</b>. If none fits, write <b>0</b>.
reception-dates-none = No time for a first appointment is free there just now. You can write, and then ask for an appointment.
reception-date =
    Your appointment: <b>{ $time }</b>, { $minutes } minutes, { $venue ->
        [centre] at the counselling centre
        [phone] by telephone
        [video] by video
       *[chat] in the chat
    }. It is yours as soon as you have agreed in a moment.
reception-date-gone = Somebody else has just got this time. Write <b>appointment</b> if you want another one. Or write <b>yes</b>, and we go on without.

reception-pseudonym =
    <b>What would you like to be called?</b> Please do not use your real name.
    My suggestion: <b>{ $suggestion }</b>. Write <b>ok</b> if you like it. Or write another name.

reception-name = Shall I call you <b>{ $name }</b>? Write <b>yes</b>. Or write another name.

reception-pseudonym-refused = { $fault ->
        [short] This name is too short. Please use at least two characters.
        [long] This name is too long. Please use at most 32 characters.
        [address] This looks like an address, a phone number or a link. Please protect yourself and use an invented name.
       *[characters] Please use only letters, digits, spaces and hyphens for the name.
    }

reception-notice =
    <b>Before we start: who can read what?</b>
    • Your messages are end-to-end encrypted. Those who run the server cannot read them.
    { $personal ->
        [yes] • At first only one person of this centre can read them: <b>{ $centre }</b>. If that person is away, their deputy or the team reads. All of them are bound to secrecy.
       *[no] • At first the counsellors of this centre can read them: <b>{ $centre }</b>. All of them are bound to secrecy.
    }
    { $team ->
        [yes] • Once your enquiry is accepted, one person counsels you. If that person is away, someone of the team may stand in and read. The room will then say so.
       *[no] • Once somebody has accepted your enquiry and answered you, only the two of you can read.
    }
    { $team ->
        [yes] • For this, a program of the platform keeps the keys. Those who run this program could technically read along.
       *[no] • Until then a program of the platform keeps the keys. Those who run it could technically read along until then. After that the keys are destroyed.
    }
    • The server still sees that people write: when, how much and with which account.
    • Your topic, the centre and your invented name are stored. Your postcode is not.
    { $link ->
        [none] {""}
       *[other] All about data protection: { $link }
    }

reception-consent = <b>Do you agree?</b> Please write <b>yes</b> or <b>no</b>.

reception-consent-again = I need a clear answer, so that nothing happens against your will. Do you agree? Please write <b>yes</b> or <b>no</b>.

reception-consent-refused =
    All right. No enquiry was made, and I do not keep what you told me.
    What you have written stands in this chat only. You can leave it.
    If you change your mind, write <b>new</b>.

reception-opening = Thank you. I am setting up your protected room now. It takes only a moment.

reception-invited =
    Your room is ready: <b>Case { $reference }</b>. You have got an invitation.
    Please accept the invitation and write <b>there</b> what is on your mind: { $link }

reception-already-open =
    You already have an open case on this topic: <b>Case { $reference }</b>.
    Please just go on writing there: { $link }

reception-too-many-open =
    You already have several open cases: <b>{ $references }</b>. More at a time are not possible, so that there is time for everybody.
    Please go on writing in one of them. If one is settled, end it with <b>close { $example }</b>. Then you can begin a new one.
    If you urgently need help right now:

reception-too-many-today =
    You have begun several cases within the last 24 hours. Please go on writing in one of them, or begin a new one tomorrow.
    If you urgently need help right now:

reception-centre-silent =
    <b>{ $centre }</b> has not been heard of for a day. I do not know whether anybody there is reading your case { $reference } just now. You can wait: your case stays open, and the centre can still answer. Or write <b>new</b> here, and I will look for another centre. What you have written so far does not go there.
    If you need help right now:

reception-centre-refused =
    <b>{ $centre }</b> cannot take your case { $reference } just now. It is closed, and nobody there has read anything. Write <b>new</b>, and I will look for another centre.
    If you need help right now:

reception-only-accounts-here =
    Only people with an account on this server can write here. { $portal ->
        [none] Please turn to a counselling centre near you.
       *[other] Without an account, you can begin here: { $portal }
    }
    If a life is in danger: 112. To talk, day and night: 116 123.

reception-crowd-elsewhere =
    Very many invitations are coming from your server just now, so this one is not taken. Please try again in an hour. { $portal ->
        [none] {""}
       *[other] You can begin at once here: { $portal }
    }
    If a life is in danger: 112. To talk, day and night: 116 123.

reception-barred =
    You cannot ask <b>{ $centre }</b> again at the moment. Other centres are still there for you: write <b>new</b>, and if this centre is named again, <b>other</b>.
    If you need help right now:

reception-muted =
    Your counselling centre has paused your conversation <b>{ $reference }</b> up to and including { $until }. Until then you can read everything there and write nothing. After that you can write there again.
    If you cannot wait that long:

reception-unmuted = You can write in case <b>{ $reference }</b> again.

reception-turned-away =
    Your counselling centre has ended case <b>{ $reference }</b>. You can go on reading it, and with <b>delete everything</b> you can have it deleted. You cannot write there or ask there again up to and including { $until }. Other centres are still there for you.
    If you need help right now:

reception-centre-gone = This centre cannot take new enquiries right now. I am sorry. I will gladly look for another one.

reception-unserved =
    For <b>{ $topic }</b> I can name no centre at the moment that counsels online. I am sorry.
    Your enquiry is not stored. Here you find help now:

reception-cancelled =
    I have stopped. What you told me is deleted, and no enquiry was made.
    If you want to begin again later, write <b>new</b>.

reception-ended = I am here. To begin an enquiry, write <b>new</b>.

reception-done = { $reference ->
        [none] Your protected room is being set up. Please write what is on your mind there, not here.
       *[other] Nobody from counselling reads along here. Please write in your room <b>Case { $reference }</b>. You find it in your list of chats. If it is not there, write <b>back</b>.
    }
    For another enquiry write <b>new</b>. To end a case write <b>close</b>.

reception-help =
    <b>How it works:</b> You name your topic and your postcode. I show you the counselling centre and set up a protected room for you.
    • <b>new</b>: start from the beginning
    • <b>cancel</b>: stop, nothing is kept
    • <b>close</b>: end a case
    • <b>back</b>: into the room of a case that you have left
    • <b>delete everything</b>: delete your cases for good. I ask you first.
    • <b>english</b> or <b>deutsch</b>: change the language

# In the midst of a talk: short, since the question stands below once more.
reception-help-short = <b>How it works:</b> please answer the question. You can also write <b>new</b> (start again), <b>cancel</b> or <b>deutsch</b>.

reception-topics-short = <b>What is it about?</b> Answer with a word or a number. <b>list</b> shows all topics.

reception-language = English it is.

reception-close-unknown = I find no open case of yours that fits.

reception-close-which =
    You have several open cases. Which one would you like to end? Write for example <b>close { $example }</b>.
    { $references }

reception-closed = Case <b>{ $reference }</b> is closed. All the best to you. If you write in its room again, it is open again.

reception-centre-left =
    The counselling centre of your case <b>{ $reference }</b> does not counsel here any more. That is why the case is closed. It is not because of you.
    { $successor ->
        [none] Write <b>new</b>, and I will look for another centre for you.
       *[other] <b>{ $successor }</b> takes its place. What you have written so far does not go there: only you decide that. Would you like to go on? Write <b>new</b>. If it is not <b>{ $successor }</b> that I name first, write <b>other</b>.
    }

reception-topic-left = The topic of your case <b>{ $reference }</b> does not exist here any more. That is why the case is closed. It is not because of you. Write <b>new</b>, and together we will look for what fits best.

reception-not-reopened =
    You have written in your closed case <b>{ $reference }</b>. Sorry, nobody reads there any more: the centre or the topic does not exist here any more.
    { $successor ->
        [none] Write <b>new</b>, and I will look for another centre for you.
       *[other] <b>{ $successor }</b> has taken its place. Write <b>new</b>, and we will begin a new enquiry.
    }

reception-encryption-on = This chat is encrypted now. Please go on writing here.

reception-new-chat = So that nobody can read along, I have started a new, encrypted chat with you. Please accept the invitation and go on writing there.

reception-link-invalid =
    This link or code is not valid, or not any more. That does not matter. I will find a centre for you all the same.

reception-link-closed =
    The centre that your link leads to cannot take new enquiries right now. I am sorry. I will gladly look for another one.

reception-link-away =
    The person who gave you the link cannot take new enquiries right now.
    { $deputy ->
        [yes] Their deputy at the same centre is there for you.
       *[no] The team of the same centre is there for you.
    }

reception-link-personal = Your enquiry goes straight to one person of this centre, not to all.

reception-link-others = Gladly. Then I will look for another centre.

reception-topics-link =
    This centre is there for several topics. <b>What is it about?</b> Answer with the number or with a word.
    { $topics }
    Nothing fits? Then write <b>list</b>.

reception-unsigned =
    Your app cannot prove that this device is really yours. It is not “verified” (there is no cross-signing). I send encrypted answers to verified devices only. So, for once, I write here in the open. (Auf Deutsch: schreiben Sie <b>deutsch</b>.)
    <b>The safe way</b>, it takes a few minutes:
    • Element: Settings, “Encryption” or “Security”, set up recovery there
    • Cinny: Settings, Security, “Setup cross signing”, “Generate Key”
    • FluffyChat: Settings, set up “Chat backup”
    • Your app cannot do that? Then sign in to Element with the same account.
    Write to me again after that.
    <b>Or without a proof:</b> write <b>anyway</b>. Then things go on, with exactly the devices that your account has at this moment. For a later device write the word again, from one of the earlier ones.
    What that means: if the server is honest, nobody can read along like this either. If it is <b>not</b> honest, it could pass off a device of its own as yours. Then it could read everything that you and the counselling centre write, and write in your name. The counselling centre sees that you go on like this.

reception-unsigned-short = I do not take anything from this device yet. What is missing stands further up; with <b>help</b> I show it again, with <b>anyway</b> things go on without a proof. In danger to life: <b>112</b>. To talk: <b>116 123</b>.

reception-unsigned-later = This device came later than those that you wanted to go on with. Please write <b>anyway</b> here once more from an earlier device, then this one counts as well. You have none of them any more? Then verify this device (<b>help</b> shows how), or begin with a new account.

reception-unsigned-goes-on =
    All right, things go on, without a proof, and with these devices only:
    { $devices }
    You do not know one of them? Then please write nothing personal.

reception-far-centre-left =
    The counselling centre of your case <b>{ $reference }</b> does not belong to us any more. That is why the case has ended for us. It is not because of you. The centre has a Lotse of its own and can still answer you in the room of the case. Whether it does, I cannot see any more.
    If you would like another centre, write <b>new</b>. If you want everything deleted, write <b>delete everything</b>: I tell the centre as well.
