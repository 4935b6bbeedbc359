//! Who may do what at the desk: one table, of which every page and every form is a function.
//!
//! | | Referat | Leitung | Berater·in |
//! | --- | --- | --- | --- |
//! | counsel: enquiries, own cases, absence, links | – | – | own centres |
//! | see where nobody is responsible, and who would get an enquiry | all | all | – |
//! | figures | all centres | own centre | – |
//! | the audit trail | all centres | own centre | – |
//! | confirm a changed identity | – | own centre, not their own | – |
//! | change the card that seekers read | all centres | own centre | – |
//! | name and dismiss a Leitung | all centres | – | – |
//! | change the directory and publish it | all of it | – | – |
//! | invite new counsellors, and see how far they are; have somebody leave | all centres | own centre, nobody who leads one | – |
//! | note who was trained, and activate | all centres | – | – |
//! | see how Lotse is, broken promises, and all links | all centres | – | – |
//! | name somebody of the Referat, with a second person | who is not yet | – | – |
//! | lift a hold, with a second person | all centres | – | – |
//! | hand the trail out, with a second person | all centres | – | – |
//!
//! What is [`Grave`] a second person of the same role confirms. Nobody reads a case here, and nobody changes somebody of their own rank. Confirming is for whoever knows the voice: the Leitung.

use crate::{
    centre::Centre,
    directory::Draft,
    ids::{CentreId, CounsellorId},
    time::Span,
    topic::Topic,
};

/// A role that somebody has. One person may have several.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Role {
    /// The platform's own administration.
    Referat,
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
    /// Who leads a centre.
    NameLead(&'a CentreId),
    /// The directory: topics, centres, catchments, people.
    EditDirectory,
    /// Who comes to a centre, and who leaves it.
    Staff(&'a CentreId),
    /// Who was trained when, and who may counsel.
    Train,
    /// How Lotse is, which promises were broken and who was told, which links are about.
    SeePlatform,
    /// Somebody is to be of the Referat; a second person confirms. Who is already is changed by nobody here.
    NameReferat,
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
            | Deed::NameLead(_)
            | Deed::EditDirectory
            | Deed::Staff(_)
            | Deed::Train
            | Deed::SeePlatform
            | Deed::NameReferat
            | Deed::LiftHold
            | Deed::ExportTrail,
        )
        | (Role::Lead(_), Deed::SeeCoverage) => true,
        (
            Role::Lead(own),
            Deed::SeeFigures(centre)
            | Deed::SeeTrail(centre)
            | Deed::EditCard(centre)
            | Deed::Staff(centre)
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

    /// The table above, a line for each deed: of the Referat, of a Leitung and of a Berater·in, in their own centre and in another.
    #[test]
    fn everybody_may_what_the_table_says_and_nothing_else() {
        let (own, other) = (CentreId::parse("own").unwrap(), CentreId::parse("other").unwrap());
        let roles =
            [vec![Role::Referat], vec![Role::Lead(own.clone())], vec![Role::Counsellor(own.clone())], vec![]];
        for (deed, elsewhere, allowed) in [
            (Deed::Counsel(&own), Deed::Counsel(&other), [(false, false), (false, false), (true, false)]),
            (Deed::SeeCoverage, Deed::SeeCoverage, [(true, true), (true, true), (false, false)]),
            (Deed::SeeAllFigures, Deed::SeeAllFigures, [(true, true), (false, false), (false, false)]),
            (Deed::SeeFigures(&own), Deed::SeeFigures(&other), [(true, true), (true, false), (false, false)]),
            (Deed::SeeTrail(&own), Deed::SeeTrail(&other), [(true, true), (true, false), (false, false)]),
            (
                Deed::ConfirmIdentity(&own),
                Deed::ConfirmIdentity(&other),
                [(false, false), (true, false), (false, false)],
            ),
            (Deed::EditCard(&own), Deed::EditCard(&other), [(true, true), (true, false), (false, false)]),
            (Deed::NameLead(&own), Deed::NameLead(&other), [(true, true), (false, false), (false, false)]),
            (Deed::EditDirectory, Deed::EditDirectory, [(true, true), (false, false), (false, false)]),
            (Deed::Staff(&own), Deed::Staff(&other), [(true, true), (true, false), (false, false)]),
            (Deed::Train, Deed::Train, [(true, true), (false, false), (false, false)]),
            (Deed::SeePlatform, Deed::SeePlatform, [(true, true), (false, false), (false, false)]),
            (Deed::NameReferat, Deed::NameReferat, [(true, true), (false, false), (false, false)]),
            (Deed::LiftHold, Deed::LiftHold, [(true, true), (false, false), (false, false)]),
            (Deed::ExportTrail, Deed::ExportTrail, [(true, true), (false, false), (false, false)]),
        ] {
            let found: Vec<_> = roles.iter().map(|roles| (may(roles, deed), may(roles, elsewhere))).collect();
            assert_eq!(found[..3], allowed, "{deed:?}");
            assert_eq!(found[3], (false, false), "{deed:?}: nobody");
        }
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
        let both = [Role::Lead(own.clone()), Role::Counsellor(other.clone())];
        assert!(may(&both, Deed::SeeTrail(&own)) && may(&both, Deed::Counsel(&other)));
        assert!(!may(&both, Deed::SeeTrail(&other)) && !may(&both, Deed::Counsel(&own)));
    }
}
