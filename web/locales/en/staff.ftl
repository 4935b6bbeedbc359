
# Who comes to a centre, and who leaves.

people = People
people-hint = Who stands in the directory of the centre, how far invitations are, and who leaves.
people-none = Nobody stands here yet.
person-active = activated
person-inactive = not activated
how-invitation = invitation
how-leaving = leaving
how-training = training
kind-invited = Invited
kind-left = Left
kind-trained = Training or activation noted

invite-title = Invite somebody
invite-text = They are entered, not activated yet, and get an e-mail. They can be activated once their training is noted.
invite-name = Name
invite-name-hint = The team reads it. Seekers read it when somebody stands in or takes a case over.
invite-mail = E-mail address
invite-mail-hint = The invitation goes there. It names nobody and no centre.
invite-user = Matrix id
invite-user-hint = For a new account the first part is enough, such as nora. Otherwise the whole id, such as @nora:centre.example. It stays for ever.
invite-account = Account
invite-account-ours = Make a new account. They set their password themselves.
invite-account-theirs = They have a Matrix account already, here or on another server.
invite-account-hint = Lotse makes no new accounts on this platform.
invite-send = Invite
invite-done = Entered. The invitation is on its way.
invite-added = Entered. They have an invitation from another centre already.
invite-again = Send another letter
invite-again-done = Another letter is on its way. The old link holds no more.
invite-already = This id stands here already. Nothing was changed.
invite-taken = There is such an account already, and it was not touched. Choose another id. Only if it really is this person’s account: choose “have an account already”.
invite-no-accounts = Lotse makes no new accounts on this platform. Nothing was changed.
invite-no-mail = No e-mails are sent from this platform. Nothing was changed.
invite-no-address = Please give an e-mail address. Nothing was changed.
invite-reserved = Lotse itself speaks by this id. Nothing was changed.
invite-away = The homeserver does not answer just now, so it is not certain that the id is free. Nothing was changed. Please try again in a few minutes.
invite-wrong = It cannot be entered like this. Nothing was changed.

how-under-way = Account and invitation are on their way.
how-waits = It does not go on just now ({ $why }). Lotse tries again by itself.
how-sent = Invited. The link for setting the password holds until { $time }.
how-sent-own = Invited, with an account that exists.
how-over = The link was not used in time. Send another letter.
how-undeliverable = The e-mail is not accepted ({ $why }). Check the address in the directory, and send another letter.
how-taken = The account was there before Lotse could make it. It was not touched. If it is not this person’s, take the row out of the directory and invite them with another id.

link-dead-title = This link does not hold
link-dead-text = It was used, is too old, or is not complete. Your centre can send you a new one at any time.
welcome-title = Welcome to counselling online
password-text = Set your password. Then we show you in three steps how it goes on.
password-user = Your account
password = Password
password-hint = 8 characters at least. Best are several words that you remember well. Special characters are not needed.
password-again = Password once more
password-set = Set password
password-holds = The link holds for 72 hours from the e-mail, and only once. Nobody else sees your password, nor do we.
password-weak = This password is too easy to guess. Take a few words more.
password-unequal = The two passwords are not the same.
password-later = The homeserver does not take the password just now. The link still holds: please try again in a few minutes.
password-done = Your password counts.

steps-text = How it goes on:
steps-open = Open Element
steps-other = Element is there for telephones and computers, too. Any other Matrix client with encryption will do.
step-sign-in = Sign in
step-sign-in-text = Open Element and choose { $server } as the server. Then enter your id and your password.
step-sign-in-user = Your id:
step-key = Keep the key
step-key-text = Element asks for a secure backup and shows a recovery key. Write it down and keep it well: without it messages cannot be read on a new device.
step-rooms = Come into the rooms
step-rooms-text = As soon as you are activated you find invitations to the rooms of your centre in Element. Accept them. { $reception } answers questions.
picture-sign-in = Drawing: a window with fields for server, id and password
picture-key = Drawing: a key, and a sheet of paper on which it is noted
picture-rooms = Drawing: a list of rooms, and a button to accept an invitation

parting = Have them leave
parting-title = { $name } leaves
parting-what = What happens at once
parting-nothing = Nothing hangs on this person here. Their row in the directory goes.
parting-cases = { $count ->
        [one] One case goes
       *[other] { $count } cases go
    } to others: to the successor whom you choose below, or back to the enquiries. The seekers are told.
parting-own-keys = { $count ->
        [one] One case is
       *[other] { $count } cases are
    } ended: only this person has the keys, nobody else can read on. Ask them to hand such cases over themselves before.
parting-covers = { $count ->
        [one] One cover ends.
       *[other] { $count } covers end.
    }
parting-personal = { $count ->
        [one] One enquiry by the personal link goes
       *[other] { $count } enquiries by the personal link go
    } to the whole centre.
parting-rooms = They are out of the { $count } rooms of the centre, and of every room of a case.
parting-sessions = { $count ->
        [one] One session
       *[other] { $count } sessions
    } at the desk { $count ->
        [one] ends.
       *[other] end.
    }
parting-account = Lotse has made the account: it is shut, on all devices.
parting-elsewhere = In these centres they stay: { $centres }.
parting-remains = What remains
parting-devices = What their devices have read already nobody can take from them. Confidentiality goes on.
parting-account-stays = The Matrix account stays: Lotse has not made it, or they still counsel elsewhere.
parting-trail = The trail keeps who has read which case.
parting-to = Who takes the cases?
parting-pool = Nobody in particular: back to the enquiries
parting-do = Have them leave now
parting-done = Done. Rooms and cases follow within seconds.
parting-meanwhile = Something has changed meanwhile. Please look once more. Nothing was changed.
parting-no-successor = Whoever is to take over is not activated here. Nothing was changed.
parting-wrong = It does not go like this. Nothing was changed.

training = Training
training-hint = When somebody was trained, and who may counsel. Nobody can be activated without the last part.
training-first = First part on
training-last = Last part on
training-note = Note the days
training-activate = Activate
training-deactivate = Take the activation back
training-noted = Noted.
training-activated = They are activated, and are invited to the rooms.
training-deactivated = The activation is taken back. They are out of the rooms.
training-nothing = It stands there like this already. Nothing was changed.
training-wrong = It does not go like this. Nothing was changed.
training-list = A whole list
training-list-text = A table (CSV, Excel or OpenDocument) with the columns Matrix-Kennung, Erster Teil am and Schulung am. Empty days stay as they are. If a row is wrong, nothing is taken.
training-list-file = File
training-list-take = Take over
training-list-taken = Taken over: { $count ->
        [one] one row
       *[other] { $count } rows
    } of the directory.
