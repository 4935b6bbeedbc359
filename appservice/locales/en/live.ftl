# Live chat without an account: what the team reads.

live-card = <b>Live chat: somebody is waiting now</b> with the page open. Whoever chooses ✅ first chats with this person.

live-full =
    You already have { $talks ->
        [one] a live chat
       *[other] { $talks } live chats
    }. { $reference } goes on waiting. End one of your talks first, or somebody else takes it.

live-duty-on =
    <b>{ $name } is on duty.</b> Live chats now come here, to Erstanfragen ({ $hours }), at most { $talks } at a time.
    Duty ends with <b>duty off</b>, at the end of these hours, with an absence, and when several people in a row wait in vain.

live-duty-off = { $name } is off duty. Live chats that run go on.

live-duty-was-off = You were not on duty.

live-duty-away = Whoever is away cannot be on duty. Write <b>back</b> first.

live-not-offered = Your centre offers no live chat. Its hours stand in the directory, in the column Livechat.

live-not-now = These are not the hours of live chats. They are: { $hours }.

live-duty-over = The hours of live chats are over: { $name } is off duty. Live chats that run go on.

live-duty-absent = { $name } is away or no longer activated, and therefore off duty.

live-duty-missed =
    { $times ->
        [one] Somebody has waited in vain for a live chat
       *[other] { $times } times in a row somebody has waited in vain for a live chat
    }: { $name } is off duty. <b>duty on</b> goes on.
