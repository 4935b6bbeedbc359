# New keys: what the team hears, and how somebody comes in again.

identity-changed =
    <b>New keys for { $name }.</b> The server shows another encryption for { $name } than before. Mostly somebody has reset their own keys; but it can be a stranger. Until that is clear, { $name } is out of all rooms and gets no keys.
    Please ask { $name } in person or by telephone whether that is right, and compare the number <b>{ $number }</b>. { $several ->
        [yes] It was not the first. If it is right, write here: <b>confirm { $user } { $number }</b>
       *[no] If it is right, write here: <b>confirm { $user }</b>
    }

identity-removed = Your encryption is new. Ask somebody of your team to confirm you; then you come in again with the history. Your number: { $number }

identity-back = The server shows the known encryption for <b>{ $name }</b> again. { $name } comes into the rooms again. If nobody can explain that, please tell whoever runs the system.

identity-confirmed = The new encryption of <b>{ $name }</b> is confirmed. { $name } is invited again now, with the history.

identity-who = Whom shall I confirm? Write for example <b>confirm @ben</b>, with the id of somebody of this centre.

identity-own = Nobody can confirm themselves. Please ask a colleague.

identity-nothing = There is nothing to confirm for <b>{ $name }</b>.

identity-which = For <b>{ $name }</b> the server has shown several encryptions since the last confirmation. Please write along the number that you compared with { $name }: <b>confirm { $user } 1234 5678 9012 3456</b>

identity-not-told = It has only just come to light that the server shows another encryption for <b>{ $name }</b>. The number will stand here in a moment. Please compare it with { $name }, and then write again.

identity-other = This number does not belong to the encryption that the server shows for <b>{ $name }</b> now. Nothing has happened. Please compare once more, and tell whoever runs the system if it is wrong again.

identity-seeker-moved = In case <b>{ $reference }</b> the seeker has new keys. That happens when somebody resets their own. If anything in the conversation seems strange to you, ask.
