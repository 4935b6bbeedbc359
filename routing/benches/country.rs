//! An invented country, the same in every run.

use std::collections::BTreeMap;

use routing::{
    BusinessCard, Catchment, Centre, CentreId, Counsellor, CounsellorId, Date, Draft, Enquiry, Load,
    Postcode, Timestamp, Topic, TopicId,
};

/// The moment of all placements.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

const CENTRES: u32 = 2_000;
const TOPICS: u32 = 20;
/// How many enquiries there are.
pub(crate) const ASKED: u32 = 1 << 16;

/// A directory, a load and enquiries from everywhere.
pub(crate) struct Country {
    pub(crate) draft: Draft,
    pub(crate) load: Load,
    /// One enquiry per topic; a caller has just made its enquiry, so it is near.
    pub(crate) enquiries: Vec<Enquiry>,
    /// What is asked one after the other: topics and postcodes at random, so that the index is far.
    pub(crate) asked: Vec<(usize, Postcode)>,
}

impl Country {
    /// Every centre offers every topic: mostly for its district, some for a region, a few for many regions,
    /// four per topic for the whole country. One centre in twelve is offline, one counsellor in five away.
    pub(crate) fn new() -> Self {
        let dice = &mut Dice(7);
        let topic_id = |n: u32| TopicId::parse(&format!("fachbereich-{n:02}")).expect("a slug");
        let centre_id = |n: u32| CentreId::parse(&format!("beratungsstelle-{n:04}")).expect("a slug");
        let topics: Vec<_> = (0..TOPICS)
            .map(|n| Topic {
                white_spot: (n % 4 > 0).then(|| centre_id(n)),
                ..Topic::new(topic_id(n), format!("Fachbereich {n}"))
            })
            .collect();
        let centres = (0..CENTRES)
            .map(|n| Centre {
                id: centre_id(n),
                name: format!("Beratungsstelle {n}"),
                carrier: String::from("Verband"),
                card: BusinessCard::default(),
                team: n % 2 == 0,
                online: dice.below(12) > 0,
                follow_ups: routing::FollowUps::All,
                server: None,
                lotse: None,
                present: None,
                live: routing::live::Offer::default(),
                responsible: routing::Responsible::default(),
                first_dates: false,
                fallback: None,
                services: {
                    let home = dice.below(100_000);
                    let services =
                        (0..TOPICS).map(|topic| (topic_id(topic), catchment(home, n, topic, dice)));
                    services.collect::<BTreeMap<_, _>>()
                },
            })
            .collect();
        let counsellors = (0..2 * CENTRES)
            .map(|n| Counsellor {
                id: CounsellorId::parse(&format!("@berater{n}:example.org")).expect("a user"),
                centre: centre_id(n / 2),
                name: format!("Berater {n}"),
                email: None,
                first_part_on: None,
                trained_on: Date::new(2026, 1, 15).ok(),
                activated: true,
                away_until: (dice.below(5) == 0).then(|| Timestamp::from_millis(NOW.millis() + 1)),
                deputy: None,
            })
            .collect();
        let load = (0..CENTRES).map(|n| (centre_id(n), dice.below(9))).collect();
        let enquiries = topics
            .iter()
            .map(|topic| Enquiry { topic: topic.id.clone(), postcode: None, target: None })
            .collect();
        let asked = (0..ASKED).map(|_| {
            let postcode = Postcode::from_code(dice.below(100_000)).expect("five digits");
            (dice.below(TOPICS) as usize, postcode)
        });
        Self {
            asked: asked.collect(),
            enquiries,
            draft: Draft { topics, centres, counsellors, ..Draft::default() },
            load,
        }
    }
}

fn catchment(home: u32, centre: u32, topic: u32, dice: &mut Dice) -> Catchment {
    let region = |code: u32, size: u32| (code / size * size, code / size * size + size - 1);
    if centre % 500 == topic {
        return Catchment::everywhere();
    }
    match dice.below(100) {
        0..80 => Catchment::from_ranges((0..=dice.below(4)).map(|_| {
            let from = (home + dice.below(2_000)).saturating_sub(1_000).min(99_999);
            (from, from + dice.below(60))
        })),
        80..90 => Catchment::from_ranges([region(home, 100)]),
        90..98 => Catchment::from_ranges([region(home, 1_000)]),
        _ => Catchment::from_ranges((0..4).map(|_| region(dice.below(100_000), 1_000))),
    }
}

/// `splitmix64`: the same throws in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((bits ^ (bits >> 31)) % u64::from(sides)).unwrap_or(0)
    }
}
