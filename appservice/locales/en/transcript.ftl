# The history of a case as text, for programs that cannot show it themselves.

transcript-comes = The transcript of <b>{ $reference }</b> comes in our encrypted chat. If you are not there yet, please accept the invitation.

transcript-part =
    <b>Case { $reference } · transcript, part { $part }</b>
    { $lines }

transcript-line = { $time } · { $name }: { $text }

transcript-end = That was the transcript of <b>{ $reference }</b>, as far as I may give it. Please keep it as confidential as the case itself.

transcript-help = Here I give you the transcript of one of your cases if you wish: write <b>transcript</b> and the case number, for example <b>transcript 7F3K9Q</b>. With <b>my cases</b> I name your open cases.
