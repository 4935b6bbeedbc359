# What the centre learns by itself: follow-ups and enquiries that wait. Never what somebody has written.

notice-follow-up =
    { $count ->
        [one] New message
       *[other] { $count } new messages
    } in case <b>{ $reference }</b>. Responsible: <b>{ $holder }</b>{ $covers ->
        [none] {""}
       *[other] , standing in: <b>{ $covers }</b>
    }.{ $away ->
        [none] {""}
       *[other] {" "}{ $holder } is away up to and including { $away }, and nobody stands in. You can, with <b>cover</b>, see <b>help</b>.
    }{ $gone ->
        [yes] {" "}{ $holder } does not counsel here any more, and nobody stands in. You can, with <b>cover</b>, see <b>help</b>.
       *[no] {""}
    }

notice-follow-up-open =
    { $count ->
        [one] New message
       *[other] { $count } new messages
    } in the enquiry <b>{ $reference }</b>. It waits for somebody to accept it.

notice-reopened = Case <b>{ $reference }</b> is open again: the seeker has written. Responsible: <b>{ $holder }</b>{ $covers ->
        [none] {""}
       *[other] , standing in: <b>{ $covers }</b>
    }.{ $away ->
        [none] {""}
       *[other] {" "}{ $holder } is away up to and including { $away }, and nobody stands in. You can, with <b>cover</b>, see <b>help</b>.
    }

notice-back-in-pool = Case <b>{ $reference }</b> is among the first enquiries again and waits for somebody to accept it.

notice-danger = In case <b>{ $reference }</b> somebody should <b>please read first</b>, and answer soon. Responsible: <b>{ $holder }</b>{ $covers ->
        [none] {""}
       *[other] , standing in: <b>{ $covers }</b>
    }.{ $away ->
        [none] {""}
       *[other] {" "}{ $holder } is away up to and including { $away }, and nobody stands in. You can, with <b>cover</b>, see <b>help</b>.
    }

notice-urgent = Somebody should <b>please read first</b>, and answer soon: the enquiry <b>{ $reference }</b>.

notice-waiting = { $urgent ->
        [yes] <b>Please first:</b>{" "}
       *[no] {""}
    }The enquiry <b>{ $reference }</b> has been waiting for { $hours ->
        [one] one hour
       *[other] { $hours } hours
    } for somebody to accept it. An answer is promised within { $promised ->
        [one] one hour
       *[other] { $promised } hours
    }.

notice-unanswered = { $urgent ->
        [yes] <b>Please first:</b>{" "}
       *[no] {""}
    }In case <b>{ $reference }</b> of <b>{ $holder }</b> somebody has been waiting for { $hours ->
        [one] one hour
       *[other] { $hours } hours
    } for the first answer. It is promised within { $promised ->
        [one] one hour
       *[other] { $promised } hours
    }.

notice-promise-broken = An answer was promised within { $promised ->
        [one] one hour
       *[other] { $promised } hours
    }. { $holder ->
        [none] The enquiry <b>{ $reference }</b> still waits for somebody to accept it
       *[other] In case <b>{ $reference }</b> of <b>{ $holder }</b> the first answer is still missing
    }, for { $hours ->
        [one] one hour
       *[other] { $hours } hours
    } now. { $told ->
        [yes] The administration knows of it now.
       *[no] Please see to it at once.
    }

notice-still-waiting =
    You have been waiting longer for an answer than we promised you. We are sorry.
    Your enquiry is not forgotten. { $told ->
        [yes] The counselling centre has been reminded once more, and its administration knows.
       *[no] The counselling centre has been reminded once more.
    } What you have written is kept.
    If you cannot wait that long:
