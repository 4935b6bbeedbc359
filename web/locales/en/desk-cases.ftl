# A case alone, and what a lead arranges for somebody who is gone.

case = Case
menu = Menu

arrange = Arrange cases
arrange-hint = When somebody is gone for long or for good and nobody can ask them any more: have somebody stand in for a single case, or have the person seeking help asked whether somebody else may go on. You see numbers of cases only, and you cannot read along. The person and the team are told as if whoever is gone had said it themselves. Whoever is away for a few days is reported away under “My centre”.
arrange-nobody = Nobody here has a case that you can arrange. Your own cases are on your desk.
arrange-who = Who is gone?
arrange-cases = { $count ->
    [one] one case
   *[other] { $count } cases
}
arrange-look = Show cases
arrange-of = Running cases of { $name }
arrange-none = This person has no running case here.
arrange-alone = { $reference }: only the person seeking help and the counsellor have the keys. Nobody else can go on with this case.
arrange-no-others = Nobody is there now who could take a case. You cannot give one to yourself here.
arrange-running = Arranged already
arrange-end-cover = End the cover
arrange-which = Which case?
arrange-to = Who is to step in?
arrange-reason = Why?
arrange-reason-hint = For example: ill. The team and the trail name the reason; write nothing about the person seeking help.
arrange-cover-title = Stand in
arrange-cover-hint = From now on the colleague reads along and answers. The case stays where it is.
arrange-cover = Have them stand in
arrange-hand-over-title = Hand over
arrange-hand-over-hint = The person seeking help is asked and has 7 days. If they say yes, the case is the other counsellor’s.
arrange-hand-over = Ask the person
arrange-covered = { $name } stands in for case { $reference } now. The person and the team know.
arrange-cover-ended = { $name } stands in for case { $reference } no more.
arrange-meanwhile = It is different by now: somebody else has the case, or it has ended. Nothing was changed.
arrange-no-case = Please choose a case. Nothing was changed.
arrange-no-reason = Please write a reason of at most 200 characters. Nothing was changed.
arrange-no-team = This centre does not work as a team: people were promised that only one person reads after a case is taken. It can be handed over. Nothing was changed.
arrange-own-keys = Only the person seeking help and the counsellor have the keys of this case. Nobody else can go on with it. Nothing was changed.
arrange-not-there = { $name } is away or not activated. Nothing was changed.
kind-hand-over-asked = Hand-over asked for somebody else
kind-consented = Data-protection notice agreed to

version-cases = What became of running cases
version-heir = went to { $name }
version-ended = were ended

training-elsewhere = The Referat notes these days: this person counsels elsewhere as well, or leads or acts for a carrier themselves.
carrier-topics = Gives its centres itself:
carrier-no-topics = Only the Referat decides which topics they offer.

trail-kind = What happened
trail-all-kinds = anything
trail-since = From (day)
trail-up-to = Until (day, inclusive)

actor-seeker = the person seeking help
actor-administration = the administration (command line)
actor-itself = Lotse itself
actor-referat = Referat
actor-carrier = carrier
