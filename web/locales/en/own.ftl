# What a centre says of itself, and who acts for a carrier.

own = My centre
own-hint = What your centre says of itself and its people is in force at once and stands in the trail. The card, and who comes or leaves, have pages of their own.
own-save = Save
own-now = In force: { $text }
own-now-empty = Nothing stands here now.
own-in-force = Saved. This is in force now.
own-activation = Saved. The person gets or loses access within the next seconds.
own-meanwhile = Somebody else has changed this meanwhile. What is in force stands below the fields; what you wrote is still in them. If that is what you want, save once more.
own-wrong = This cannot be done. Nothing was changed.
own-untrained = Whoever has both parts of the training can be activated. The Referat notes the days, or whoever acts for the carrier.
own-away-hint = Say this for somebody who cannot do it themselves. The team reads it, and their cases go to the deputy.
own-back = Back
own-elsewhere = Only this person or the Referat can say that they are away: they counsel in another centre as well.
how-own = The centre's own words
kind-own-changed = The centre's own words changed
kind-absence-said = Absence entered for somebody

carriers = Carriers
carriers-hint = Whoever acts for a carrier may do in its centres what a lead may, names leads there, notes trainings, and moves catchments and gives topics within the limits that you set in the directory. Nobody reads cases there. Two of the Referat name somebody.
carriers-none = There is no carrier in the directory yet. Add it on the sheet Träger, and write its id under Träger in the rows of its centres.
carrier-centres = { $count ->
        [0] no centre
        [one] one centre
       *[other] { $count } centres
    }
carrier-limits = Limits for catchments:
carrier-no-limits = No limits are set: only the Referat moves the catchments.
carrier-nobody = Nobody acts for this carrier.
carrier-nobody-else = Nobody else can be named. Whoever is not in one of its centres belongs under Personen on the sheet Träger.
carrier-who = Who is to act for the carrier?
carrier-ask = Ask for confirmation
carrier-dismiss = Acts for it no more
want-carrier = { $who } is to act for the carrier { $carrier }
why-name-carrier = naming somebody for a carrier
kind-carrier-named = Acts for a carrier
kind-carrier-dismissed = Acts for a carrier no more

directory-own-hint = The catchments of your carrier's centres, with their topics. What you change stands in your draft first; there you see what follows.
row-beyond = This would be a row of another centre. Nothing was changed.
draft-beyond = You may not change this
draft-beyond-text = You may only change for which postcodes your centres are responsible, and of the topics only those that your carrier gives itself. As it is, the draft cannot come into force.
