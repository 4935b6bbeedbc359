//! Who may do what at the desk: one table, of which every page and every form is a function.
//!
//! | | Referat | Träger | Leitung | Berater·in |
//! | --- | --- | --- | --- | --- |
//! | counsel: enquiries, own cases, absence, links | – | – | – | own centres |
//! | see where nobody is responsible, and who would get an enquiry | all | all | all | – |
//! | figures | all centres | its centres | own centre | – |
//! | the audit trail | all centres | its centres | own centre | – |
//! | confirm a changed identity, not their own | – | its centres | own centre | – |
//! | change the card that seekers read | all centres | its centres | own centre | – |
//! | change a centre's own rows: online, chat hours, notices, its people's names and addresses | all centres | its centres | own centre | – |
//! | say that somebody is away, and who stands in; and that they are back | all centres | its centres | own centre | – |
//! | invite new counsellors, and see how far they are; have somebody leave | all centres | its centres | own centre | – |
//! | have a colleague stand in for one case of somebody else's, or ask its seeker whether a colleague may have it | all centres | its centres | own centre | – |
//! | activate, and not any more | all centres | its centres, once trained | own centre, once trained | – |
//! | name and dismiss a Leitung | all centres | its centres | – | – |
//! | move catchments, by a draft; give topics, and take them back | all centres | its centres, within limits, if there are any | – | – |
//! | change the directory and publish it | all of it | – | – | – |
//! | note who was trained | all centres | its centres | – | – |
//! | see how Lotse is, broken promises, and all links | all centres | – | – | – |
//! | name somebody of the Referat, with a second person | who is not yet | – | – | – |
//! | name a Träger's person, with a second one; dismiss them | all | – | – | – |
//! | lift a hold, with a second person | all centres | – | – | – |
//! | hand the trail out, with a second person | all centres | – | – | – |
//!
//! What is [`Grave`] a second person of the Referat confirms. Nobody reads a case here, and nobody changes somebody of their own rank or
//! above. What concerns a person in all their centres is for whoever may in all of them. Confirming is for whoever can know the voice:
//! not the Referat.

use std::collections::BTreeSet;

use crate::{
    centre::Centre,
    directory::Draft,
    ids::{CarrierId, CentreId, CounsellorId},
    time::Span,
    topic::Topic,
};

/// A role that somebody has. One person may have several.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Role {
    /// The platform's own administration.
    Referat,
    /// Somebody who acts for a carrier.
    Carrier {
        /// Which one.
        carrier: CarrierId,
        /// The centres that it runs now.
        centres: BTreeSet<CentreId>,
        /// Whether the Referat has set limits within which it moves its centres' catchments.
        moves: bool,
    },
    /// The lead of a centre.
    Lead(CentreId),
    /// An active counsellor of a centre.
    Counsellor(CentreId),
}

/// What somebody wants at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed<'a> {
    /// What counsellors do in a centre.
    Counsel(&'a CentreId),
    /// Gaps, overlaps, who would get an enquiry.
    SeeCoverage,
    /// How many, how soon; of all centres.
    SeeAllFigures,
    /// The same of one centre.
    SeeFigures(&'a CentreId),
    /// Who came to read which case of a centre.
    SeeTrail(&'a CentreId),
    /// That a counsellor of a centre has really got new keys.
    ConfirmIdentity(&'a CentreId),
    /// What seekers read of a centre before they agree.
    EditCard(&'a CentreId),
    /// What a centre says of itself and its people: online, hours, notices, names and addresses.
    EditOwn(&'a CentreId),
    /// Who of a centre is away, and who stands in.
    Absence(&'a CentreId),
    /// Who leads a centre.
    NameLead(&'a CentreId),
    /// Where a centre is responsible.
    MoveCatchment(&'a CentreId),
    /// The directory: topics, centres, catchments, people.
    EditDirectory,
    /// Who comes to a centre, and who leaves it.
    Staff(&'a CentreId),
    /// Who may counsel in a centre: nobody before both parts of the training, unless the Referat says so.
    Activate(&'a CentreId),
    /// Who was trained when.
    Train(&'a CentreId),
    /// A single case of somebody of a centre: a colleague stands in, or its seeker is asked whether a colleague may have it.
    Arrange(&'a CentreId),
    /// How Lotse is, which promises were broken and who was told, which links are about.
    SeePlatform,
    /// Somebody is to be of the Referat; a second person confirms. Who is already is changed by nobody here.
    NameReferat,
    /// Somebody is to act for a carrier, which a second person confirms; or no more.
    NameCarrier,
    /// A case is to be kept from erasure no longer; a second person confirms.
    LiftHold,
    /// The trail leaves Lotse as a file; a second person confirms.
    ExportTrail,
}

/// Why a publication of the directory needs a second person: seekers lose a place, or many get another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grave {
    /// A centre goes.
    CentreGoes,
    /// A topic has no white spot any more.
    WhiteSpotGoes,
    /// More than [`MOST_MOVED`] postcodes have other centres on some topic.
    ManyMove,
}

/// So many postcodes may get other centres without a second person.
pub const MOST_MOVED: usize = 100;

impl Grave {
    /// What makes a change of the directory grave. `moved`: how many postcodes have other centres on some topic.
    #[must_use]
    pub fn of(before: &Draft, after: &Draft, moved: usize) -> Vec<Self> {
        let stays = |centre: &Centre| after.centres.iter().any(|other| other.id == centre.id);
        let keeps = |topic: &Topic| {
            let same = after.topics.iter().find(|other| other.id == topic.id);
            topic.white_spot.is_none() || same.is_some_and(|other| other.white_spot.is_some())
        };
        let found = [
            (!before.centres.iter().all(stays), Self::CentreGoes),
            (!before.topics.iter().all(keeps), Self::WhiteSpotGoes),
            (moved > MOST_MOVED, Self::ManyMove),
        ];
        found.into_iter().filter_map(|(is, grave)| is.then_some(grave)).collect()
    }
}

/// So long a request waits for a second person.
pub const SECOND_WITHIN: Span = Span::hours(24);

/// Whether somebody who may do it can be the second person: nobody confirms their own request.
#[must_use]
pub fn may_be_second(asked_by: &CounsellorId, who: &CounsellorId) -> bool {
    asked_by != who
}

/// Whether somebody with these roles may.
#[must_use]
pub fn may(roles: &[Role], deed: Deed<'_>) -> bool {
    roles.iter().any(|role| match (role, deed) {
        (
            Role::Referat,
            Deed::SeeCoverage
            | Deed::SeeAllFigures
            | Deed::SeeFigures(_)
            | Deed::SeeTrail(_)
            | Deed::EditCard(_)
            | Deed::EditOwn(_)
            | Deed::Absence(_)
            | Deed::NameLead(_)
            | Deed::MoveCatchment(_)
            | Deed::EditDirectory
            | Deed::Staff(_)
            | Deed::Activate(_)
            | Deed::Train(_)
            | Deed::Arrange(_)
            | Deed::SeePlatform
            | Deed::NameReferat
            | Deed::NameCarrier
            | Deed::LiftHold
            | Deed::ExportTrail,
        )
        | (Role::Carrier { .. } | Role::Lead(_), Deed::SeeCoverage) => true,
        (
            Role::Carrier { centres, .. },
            Deed::SeeFigures(centre)
            | Deed::SeeTrail(centre)
            | Deed::EditCard(centre)
            | Deed::EditOwn(centre)
            | Deed::Absence(centre)
            | Deed::Staff(centre)
            | Deed::Activate(centre)
            | Deed::Train(centre)
            | Deed::Arrange(centre)
            | Deed::ConfirmIdentity(centre)
            | Deed::NameLead(centre),
        ) => centres.contains(centre),
        (Role::Carrier { centres, moves, .. }, Deed::MoveCatchment(centre)) => {
            *moves && centres.contains(centre)
        }
        (
            Role::Lead(own),
            Deed::SeeFigures(centre)
            | Deed::SeeTrail(centre)
            | Deed::EditCard(centre)
            | Deed::EditOwn(centre)
            | Deed::Absence(centre)
            | Deed::Staff(centre)
            | Deed::Activate(centre)
            | Deed::Arrange(centre)
            | Deed::ConfirmIdentity(centre),
        )
        | (Role::Counsellor(own), Deed::Counsel(centre)) => own == centre,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_their_own_second_person() {
        let who = |id: &str| CounsellorId::parse(id).unwrap();
        assert!(may_be_second(&who("@edda:lotse.example"), &who("@fred:lotse.example")));
        assert!(!may_be_second(&who("@edda:lotse.example"), &who("@edda:lotse.example")));
    }

    /// The table above, a line for each deed: of the Referat, of a Träger with limits and of one without, of a Leitung and of a
    /// Berater·in, in their own centre and in another.
    #[test]
    fn everybody_may_what_the_table_says_and_nothing_else() {
        let (own, other) = (CentreId::parse("own").unwrap(), CentreId::parse("other").unwrap());
        let carrier = |moves| Role::Carrier {
            carrier: CarrierId::parse("hilfe").unwrap(),
            centres: [own.clone(), CentreId::parse("sister").unwrap()].into(),
            moves,
        };
        let roles = [
            vec![Role::Referat],
            vec![carrier(true)],
            vec![carrier(false)],
            vec![Role::Lead(own.clone())],
            vec![Role::Counsellor(own.clone())],
            vec![],
        ];
        let (all, here, none) = ((true, true), (true, false), (false, false));
        for (deed, elsewhere, allowed) in [
            (Deed::Counsel(&own), Deed::Counsel(&other), [none, none, none, none, here]),
            (Deed::SeeCoverage, Deed::SeeCoverage, [all, all, all, all, none]),
            (Deed::SeeAllFigures, Deed::SeeAllFigures, [all, none, none, none, none]),
            (Deed::SeeFigures(&own), Deed::SeeFigures(&other), [all, here, here, here, none]),
            (Deed::SeeTrail(&own), Deed::SeeTrail(&other), [all, here, here, here, none]),
            (Deed::ConfirmIdentity(&own), Deed::ConfirmIdentity(&other), [none, here, here, here, none]),
            (Deed::EditCard(&own), Deed::EditCard(&other), [all, here, here, here, none]),
            (Deed::EditOwn(&own), Deed::EditOwn(&other), [all, here, here, here, none]),
            (Deed::Absence(&own), Deed::Absence(&other), [all, here, here, here, none]),
            (Deed::NameLead(&own), Deed::NameLead(&other), [all, here, here, none, none]),
            (Deed::MoveCatchment(&own), Deed::MoveCatchment(&other), [all, here, none, none, none]),
            (Deed::EditDirectory, Deed::EditDirectory, [all, none, none, none, none]),
            (Deed::Staff(&own), Deed::Staff(&other), [all, here, here, here, none]),
            (Deed::Activate(&own), Deed::Activate(&other), [all, here, here, here, none]),
            (Deed::Train(&own), Deed::Train(&other), [all, here, here, none, none]),
            (Deed::Arrange(&own), Deed::Arrange(&other), [all, here, here, here, none]),
            (Deed::SeePlatform, Deed::SeePlatform, [all, none, none, none, none]),
            (Deed::NameReferat, Deed::NameReferat, [all, none, none, none, none]),
            (Deed::NameCarrier, Deed::NameCarrier, [all, none, none, none, none]),
            (Deed::LiftHold, Deed::LiftHold, [all, none, none, none, none]),
            (Deed::ExportTrail, Deed::ExportTrail, [all, none, none, none, none]),
        ] {
            let found: Vec<_> = roles.iter().map(|roles| (may(roles, deed), may(roles, elsewhere))).collect();
            assert_eq!(found[..5], allowed, "{deed:?}");
            assert_eq!(found[5], (false, false), "{deed:?}: nobody");
        }
    }

    #[test]
    fn what_takes_a_place_from_seekers_is_grave() {
        let own = CentreId::parse("own").unwrap();
        let topic = |white_spot: bool| Topic {
            white_spot: white_spot.then(|| own.clone()),
            ..Topic::new(crate::ids::TopicId::parse("sucht").unwrap(), "Sucht")
        };
        let draft = |white_spot| Draft { topics: vec![topic(white_spot)], ..Draft::default() };
        assert_eq!(Grave::of(&draft(true), &draft(true), MOST_MOVED), []);
        assert_eq!(Grave::of(&draft(false), &draft(true), 0), []);
        assert_eq!(
            Grave::of(&draft(true), &draft(false), MOST_MOVED + 1),
            [Grave::WhiteSpotGoes, Grave::ManyMove]
        );
        assert_eq!(Grave::of(&draft(true), &Draft::default(), 0), [Grave::WhiteSpotGoes]);
    }

    #[test]
    fn roles_of_one_person_add_up_and_no_more() {
        let (own, other) = (CentreId::parse("own").unwrap(), CentreId::parse("other").unwrap());
        let both = [Role::Lead(own.clone()), Role::Counsellor(other.clone())];
        assert!(may(&both, Deed::SeeTrail(&own)) && may(&both, Deed::Counsel(&other)));
        assert!(!may(&both, Deed::SeeTrail(&other)) && !may(&both, Deed::Counsel(&own)));
    }
}
