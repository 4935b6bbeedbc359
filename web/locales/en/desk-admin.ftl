# What the Referat administers beyond the directory.

papers = Papers
papers-hint = Drafts for your data-protection officer, filled from the settings and the directory of today, in German. What Lotse cannot know is marked as a blank.
papers-all = Download everything (zip)
papers-notices = Notices for seekers
papers-notices-hint = Each centre has its own. When its wording changes it becomes a new version; with each case stands which one was in force when its seeker agreed.
papers-none = There is no centre of this name.
papers-version = version { $version }
papers-unsaid = controller or data-protection contact is missing in the directory

how-restored = Restored (command line)
versions-compare = Compare two versions
versions-compare-from = From version
versions-compare-to = To version
versions-compare-show = Compare
versions-compare-title = From version { $from } to version { $to }
versions-compare-same = Nothing changed between these versions.

draft-busy = Cases are running here
draft-busy-text = Decide what becomes of them before you publish. Each seeker is told.
draft-cases = { $count ->
    [one] one running case
   *[other] { $count } running cases
}
draft-leaves-centre = Centre { $name }
draft-leaves-topic = Topic { $name }
draft-decide = What becomes of them?
draft-decide-not = Not decided yet
draft-decide-ends = End, with a word to each seeker
draft-decide-to-centre = To: { $name }
draft-decide-to-topic = Go on under: { $name }
draft-decide-hint-centre = If another centre takes over, cases without an answer go to it; the others end, and it is said who takes over.
draft-decide-hint-topic = Cases go on under the other topic where they are.
draft-decide-none = Nobody else can take all of these cases.
draft-decide-save = Decide
draft-unfit-heir = { $heir } is not in the directory.
draft-unfit-take = { $heir } cannot take the running cases of { $centre }: the topic is not offered there, the centre is not online, nobody is activated, or it has a server of its own.
draft-unfit-other = The decision about { $name } does not fit any more. Please decide again.
draft-reordered = The topics stand in another order of choice.
topic-up = up
topic-down = down
topic-order = The order here is the order in which seekers choose.
