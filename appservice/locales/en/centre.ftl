# The rooms of a centre: first enquiries and team.

centre-card =
    <b>First enquiry { $reference }</b> from <b>{ $pseudonym }</b>
    { $topic } · { $time }{ $urgent ->
        [yes] {" "}· <b>please read first</b>
       *[no] {""}
    }
    > { $text }
    Click ✅ or write <b>accept { $reference }</b>

centre-won = You have accepted the enquiry <b>{ $reference }</b>. The invitation to the room comes at once. Please accept it.

centre-taken = <b>{ $name }</b> has already accepted the enquiry <b>{ $reference }</b>.

centre-withdrawn = The enquiry <b>{ $reference }</b> has been withdrawn.

centre-topic-left = The case <b>{ $reference }</b> is closed: its topic does not exist here any more. The seeker has been told.

centre-reference-unknown = There is no reference <b>{ $reference }</b> in this centre. Please check the six characters on the card.

centre-reference-unreadable = For this I need the reference of the case. It has six letters and digits, for example <b>accept 7F3K9Q</b>.

centre-not-allowed = Sorry, that is not possible: you are not yet activated for counselling in this centre. Please ask your administration.

centre-not-open = Case <b>{ $reference }</b> is no longer open.

centre-device-unverified =
    You now belong to <b>{ $reference }</b>. But I cannot give you the messages yet, because your device is not verified. Without verification somebody else could pretend to be you.
    <b>How to verify your device in Element:</b>
    • Click your picture at the top left, then <b>All settings</b>.
    • Open <b>Encryption</b> (in older versions <b>Sessions</b>).
    • Choose <b>Verify this device</b>. Use another device or your recovery key. The first time, choose <b>Set up recovery</b>.
    Then write here: <b>key { $reference }</b>. I will invite you once more.

centre-invited-again = I have given you the keys for <b>{ $reference }</b> and invited you once more. Please accept the invitation.

centre-already-in = You are already in the room <b>Case { $reference }</b>. If you cannot read older messages, write <b>key { $reference }</b>.

centre-closed = Case <b>{ $reference }</b> is closed.

centre-enquiries-help =
    <b>First enquiries.</b> For each new enquiry a card appears here. Who accepts first, counsels. The card then disappears.
    • click ✅ on the card, or write <b>accept</b> and the reference
    • <b>key</b> and the reference: a new invitation if you cannot read anything
    • <b>close</b> and the reference: end one of your cases
    • <b>help</b>: this overview

centre-team-help =
    <b>Team.</b> Here the centre talks. Please write nothing from cases.
    • <b>my cases</b>: your open cases with the names of the seekers, in our encrypted chat
    • <b>cover</b>, the name of the seeker or the reference in a notice here, and the reason: stand in for somebody, for example <b>cover 7F3K9Q illness</b>. You may add <b>until 2026-12-31</b>; otherwise it is for 14 days.
    • <b>transcript</b> and the reference: what was written in one of your cases, as text, if your program does not show it
    • <b>cover end</b> and the reference: stand in no longer
    • <b>key</b> and the reference: a new invitation to one of your cases
    • <b>close</b> and the reference: end one of your cases
    • <b>handover</b>, the reference and @colleague: give one of your cases away, if the seeker agrees
    • <b>forward</b>, the reference and the centre: give it to another centre, if the seeker agrees; also an enquiry that nobody has accepted yet
      With <b>without history</b> at the end the earlier messages do not go along
    • <b>withdraw</b> and the reference: take such a question back
    • <b>away until 24.12. deputy @name</b>: be away; a deputy is not needed
    • <b>back</b>: be there again
    • <b>my link</b>: a new link with a QR code that leads straight to you; your earlier one ends
    • <b>mail on</b>, <b>mail off</b>: an e-mail when something in your cases stays unread
    • <b>quiet 20-7</b>, <b>quiet off</b>: when no e-mails come
    • <b>help</b>: this overview

centre-card-unsigned = <b>Without a verified device:</b> if the server of the seeker is not honest, it could read along and write in their name. They know that.
