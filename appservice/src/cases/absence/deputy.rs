//! Who may be somebody's deputy, and what a deputy gets.

use routing::{CentreId, CounsellorId, Directory, Timestamp};

use crate::cases::colleagues::{self, NotOne};
use crate::words::phrases::standing_in::DeputyFault;

/// Finds the deputy that `words` name.
pub(crate) fn find(
    directory: &Directory,
    centre: &CentreId,
    absent: &CounsellorId,
    words: &str,
    now: Timestamp,
) -> Result<CounsellorId, DeputyFault> {
    match colleagues::called(directory, centre, words) {
        Err(NotOne::Nobody) => Err(DeputyFault::Unknown),
        Err(NotOne::Several) => Err(DeputyFault::Several),
        Ok(deputy) if deputy.id == *absent => Err(DeputyFault::Yourself),
        Ok(deputy) if deputy.is_away(now) => Err(DeputyFault::Away),
        Ok(deputy) => Ok(deputy.id.clone()),
    }
}

#[cfg(test)]
mod tests {
    use routing::{Absence, Counsellor, Date, Draft, Span, Topic};

    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_536_720_000);

    fn person(id: &str) -> CounsellorId {
        CounsellorId::parse(&format!("@{id}:lotse.example")).unwrap()
    }

    fn directory() -> Directory {
        let centre = routing::Centre {
            id: CentreId::parse("dresden").unwrap(),
            name: "Dresden".to_owned(),
            carrier: "Hilfe".to_owned(),
            card: routing::BusinessCard::default(),
            team: true,
            online: true,
            follow_ups: routing::FollowUps::default(),
            server: None,
            lotse: None,
            present: None,
            live: routing::live::Offer::default(),
            responsible: routing::Responsible::default(),
            first_dates: false,
            fallback: None,
            services: [(routing::TopicId::parse("schulden").unwrap(), routing::Catchment::everywhere())]
                .into(),
        };
        let counsellor = |id: &str, name: &str| Counsellor {
            id: person(id),
            centre: centre.id.clone(),
            name: name.to_owned(),
            email: None,
            first_part_on: None,
            trained_on: Date::parse("2026-01-15").ok(),
            activated: id != "gina",
            away_until: None,
            deputy: None,
        };
        let counsellors = [
            ("ben", "Ben"),
            ("cem", "Cem Yılmaz"),
            ("dora", "Dora"),
            ("dora2", "Dora"),
            ("gina", "Gina"),
            ("finn", "Finn"),
        ];
        let draft = Draft {
            topics: vec![Topic::new(routing::TopicId::parse("schulden").unwrap(), "Schulden")],
            counsellors: counsellors.map(|(id, name)| counsellor(id, name)).into(),
            centres: vec![centre],
            ..Draft::default()
        };
        let finn = Absence {
            counsellor: person("finn"),
            since: NOW,
            back: NOW.plus(Span::days(1)),
            deputies: [].into(),
        };
        Directory::check(draft.with_absences(&[finn])).unwrap()
    }

    #[test]
    fn a_deputy_is_one_present_colleague_of_the_centre() {
        let dresden = CentreId::parse("dresden").unwrap();
        let found = |words: &str| find(&directory(), &dresden, &person("ben"), words, NOW);
        for words in ["@cem:lotse.example", "@Cem", "cem yılmaz", "Cem Yılmaz.", " @cem, ", "CEM"] {
            assert_eq!(found(words), Ok(person("cem")), "{words}");
        }
        assert_eq!(
            found("@dora"),
            Ok(person("dora")),
            "the first part of an id tells those of one name apart"
        );
        for (words, fault) in [
            ("", DeputyFault::Unknown),
            ("...", DeputyFault::Unknown),
            ("@zoe:lotse.example", DeputyFault::Unknown),
            ("@gina:lotse.example", DeputyFault::Unknown),
            ("Dora", DeputyFault::Several),
            ("@ben", DeputyFault::Yourself),
            ("Finn", DeputyFault::Away),
        ] {
            assert_eq!(found(words), Err(fault), "{words}");
        }
    }
}
