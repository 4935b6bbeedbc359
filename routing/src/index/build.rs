//! Builds the tables: one sweep over the codes per topic.

use super::{BLOCK, Block, Index, Member, Post, TopicIndex};
use crate::{
    catchment::Catchment,
    directory::Directory,
    postcode::CODES,
    stable_hash::{self, StableMap},
};

impl Index {
    pub(crate) fn build(directory: &Directory) -> Self {
        let posts: Vec<Post> = (0..directory.centres().len()).map(|slot| post(directory, slot)).collect();
        let mut sets = Sets::new();
        let topics = (0..directory.topics().len())
            .map(|topic| of_topic(directory, &posts, topic, &mut sets))
            .collect();
        sets.all.shrink_to_fit();
        let hashes = posts.iter().map(|post| stable_hash::of_text(post.id.as_str())).collect();
        Self { topics, sets: sets.all, posts, hashes }
    }
}

fn post(directory: &Directory, slot: usize) -> Post {
    let id = directory.centres()[slot].id.clone();
    let active = || directory.group(slot).iter().filter(|counsellor| counsellor.is_active());
    let back = active().filter_map(|counsellor| counsellor.away_until).collect();
    let lotse = directory.centres()[slot].lotse.as_ref();
    if let (Some(_), Some(steady)) = (lotse, directory.centres()[slot].present.filter(|present| *present > 0))
    {
        return Post { id, steady, back: Vec::new().into() };
    }
    let steady = active().filter(|counsellor| counsellor.away_until.is_none()).fold(0, |count, _| count + 1);
    Post { id, steady, back }
}

fn last_resorts(directory: &Directory, topic: usize) -> Box<[u32]> {
    let topic = &directory.topics()[topic];
    let chain = directory.last_resorts(topic).into_iter();
    chain
        .filter(|centre| centre.online && centre.services.contains_key(&topic.id))
        .filter_map(|centre| directory.centre_slot(&centre.id))
        .map(small)
        .collect()
}

/// At every code where a catchment begins or ends, the set changes and a segment begins.
fn of_topic(directory: &Directory, posts: &[Post], topic: usize, sets: &mut Sets) -> TopicIndex {
    let services = services(directory, posts, topic);
    let mut changes: Vec<(u32, u32)> = Vec::new();
    for (rank, (_, _, catchment)) in (0..).zip(&services) {
        for &(from, to) in catchment.ranges() {
            changes.extend([(from, rank), (to + 1, rank)]);
        }
    }
    changes.sort_unstable();

    let mut blocks = vec![Block::default(); CODES.div_ceil(BLOCK) as usize];
    let (mut firsts, mut starts) = (Vec::new(), Vec::new());
    let mut begin = |code: u32, members: &[Member]| {
        blocks[(code / BLOCK) as usize].begins |= 1 << (code % BLOCK);
        firsts.push(members.first().copied().unwrap_or(Member::NOBODY));
        starts.push(sets.intern(members));
    };
    if changes.first().is_none_or(|&(code, _)| code > 0) {
        begin(0, &[]);
    }
    let mut present = Vec::new();
    let mut members = Vec::new();
    let mut changes = changes.into_iter().peekable();
    while let Some((code, rank)) = changes.next() {
        // Ranges of one catchment never touch, so that a rank changes at most once per code.
        match present.binary_search(&rank) {
            Ok(place) => drop(present.remove(place)),
            Err(place) => present.insert(place, rank),
        }
        if code < CODES && changes.peek().is_none_or(|&(next, _)| next > code) {
            encode(&present, &services, &mut members);
            begin(code, &members);
        }
    }
    let mut before = 0;
    for block in &mut blocks {
        block.before = before;
        before += block.begins.count_ones();
    }
    TopicIndex {
        blocks: blocks.into(),
        firsts: firsts.into(),
        starts: starts.into(),
        last_resorts: last_resorts(directory, topic),
        hash: stable_hash::of_text(directory.topics()[topic].id.as_str()),
    }
}

/// Width, slot and catchment.
type Service<'a> = (u32, usize, &'a Catchment);

/// Everybody who offers the topic and may be open, the narrowest first. The position is the rank.
fn services<'a>(directory: &'a Directory, posts: &[Post], topic: usize) -> Vec<Service<'a>> {
    let topic = &directory.topics()[topic].id;
    let centres = directory.centres().iter().enumerate();
    let mut services: Vec<_> = centres
        .filter(|(slot, centre)| centre.online && posts[*slot].is_staffed())
        .filter_map(|(slot, centre)| {
            centre.services.get(topic).map(|catchment| (catchment.width(), slot, catchment))
        })
        .collect();
    services.sort_unstable_by_key(|&(width, slot, _)| (width, slot));
    services
}

/// Writes the ranks as members, each with how it stands to its neighbours.
fn encode(ranks: &[u32], services: &[Service<'_>], members: &mut Vec<Member>) {
    let width = |place: usize| ranks.get(place).map(|&rank| services[rank as usize].0);
    members.clear();
    members.extend(ranks.iter().enumerate().map(|(place, &rank)| {
        let flag = |holds: bool, flag: u32| if holds { flag } else { 0 };
        Member(
            small(services[rank as usize].1)
                | flag(place > 0 && width(place - 1) == width(place), Member::AS_WIDE_AS_BEFORE)
                | flag(width(place + 1) == width(place), Member::AS_WIDE_AS_NEXT)
                | flag(place + 1 == ranks.len(), Member::LAST),
        )
    }));
}

/// Every different set once.
struct Sets {
    all: Vec<Member>,
    known: StableMap<Box<[Member]>, u32>,
}

impl Sets {
    fn new() -> Self {
        Self { all: vec![Member(0)], known: StableMap::default() }
    }

    fn intern(&mut self, members: &[Member]) -> u32 {
        if members.is_empty() {
            return 0;
        }
        if let Some(&start) = self.known.get(members) {
            return start;
        }
        let start = small(self.all.len());
        self.all.push(Member(small(members.len())));
        self.all.extend_from_slice(members);
        self.known.insert(members.into(), start);
        start
    }
}

/// Slots, lengths and offsets are far below 2²⁹; a directory that large would not fit into memory.
fn small(number: usize) -> u32 {
    u32::try_from(number)
        .ok()
        .filter(|&small| small < Member::SLOT)
        .expect("a directory is smaller than 2^29")
}
