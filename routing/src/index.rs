//! Who covers which postcode, looked up in one step.
//!
//! Per topic there is one table over the 100,000 codes. It leads to an interned set of centres, ordered by the
//! width of their catchments. Sets hold only centres that are online and have an active counsellor; who is
//! away is a matter of the moment and asked at placement.
//!
//! The table is folded: neighbouring codes mostly have the same set, so it keeps one segment per stretch of
//! such codes and finds it by counting bits. Written out in full it takes 8 MB, and a look-up waits for
//! memory instead of computing.

mod build;

use crate::{ids::CentreId, postcode::Postcode, time::Timestamp};

/// The look-up tables of one directory.
#[derive(Debug, Clone, Default)]
pub struct Index {
    topics: Vec<TopicIndex>,
    /// All sets, one after the other: a length, then so many members. The empty set is at 0.
    sets: Vec<Member>,
    posts: Vec<Post>,
    /// The hashes of the posts' ids.
    hashes: Vec<u64>,
}

#[derive(Debug, Clone)]
struct TopicIndex {
    /// One block for each [`BLOCK`] codes.
    blocks: Box<[Block]>,
    /// For each segment, its first centre: mostly that is the answer.
    firsts: Box<[Member]>,
    /// For each segment, where its whole set begins in `Index::sets`.
    starts: Box<[u32]>,
    /// White spot, its fallback, that one's fallback …: those that are online and offer the topic.
    last_resorts: Box<[u32]>,
    hash: u64,
}

/// How many codes a block spans: the bits of a word.
const BLOCK: u32 = u64::BITS;

#[derive(Debug, Clone, Copy, Default)]
struct Block {
    /// A bit for each code at which a segment begins.
    begins: u64,
    /// How many segments begin before this block.
    before: u32,
}

/// A set of centres, in order of the width of their catchments.
#[derive(Clone, Copy)]
pub(crate) struct Set<'a> {
    index: &'a Index,
    topic: &'a TopicIndex,
    segment: usize,
}

impl<'a> Set<'a> {
    /// The first centre, without touching the set itself.
    #[inline]
    pub(crate) fn first(self) -> Option<Member> {
        let first = self.topic.firsts[self.segment];
        (first != Member::NOBODY).then_some(first)
    }

    /// All centres.
    pub(crate) fn members(self) -> impl Iterator<Item = Member> + 'a {
        let start = self.topic.starts[self.segment] as usize;
        let count = self.index.sets[start].0 as usize;
        self.index.sets[start + 1..=start + count].iter().copied()
    }
}

/// What every placement needs to know of a centre: one cache line.
#[derive(Debug, Clone)]
#[repr(align(64))]
pub(crate) struct Post {
    pub(crate) id: CentreId,
    /// Active counsellors who are never away.
    steady: u32,
    /// When the other active counsellors are back.
    back: Box<[Timestamp]>,
}

/// A centre in a set: its slot, and how it stands to its neighbours in the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Member(u32);

impl Member {
    const AS_WIDE_AS_BEFORE: u32 = 1 << 31;
    const AS_WIDE_AS_NEXT: u32 = 1 << 30;
    const LAST: u32 = 1 << 29;
    const SLOT: u32 = Self::LAST - 1;
    /// Stands first in the empty set.
    const NOBODY: Self = Self(Self::SLOT | Self::LAST);

    pub(crate) const fn slot(self) -> usize {
        (self.0 & Self::SLOT) as usize
    }

    /// Whether the catchment is as wide as that of the member before.
    pub(crate) const fn is_as_wide_as_before(self) -> bool {
        self.0 & Self::AS_WIDE_AS_BEFORE != 0
    }

    /// Whether the catchment is as wide as that of the next member.
    pub(crate) const fn is_as_wide_as_next(self) -> bool {
        self.0 & Self::AS_WIDE_AS_NEXT != 0
    }

    /// Whether nobody comes after.
    pub(crate) const fn is_last(self) -> bool {
        self.0 & Self::LAST != 0
    }
}

impl Post {
    /// Whether a counsellor can take an enquiry at `now`.
    #[inline]
    pub(crate) fn is_open(&self, now: Timestamp) -> bool {
        self.steady > 0 || self.back.iter().any(|&back| back <= now)
    }

    /// How many counsellors can take an enquiry at `now`.
    pub(crate) fn present(&self, now: Timestamp) -> u32 {
        self.back.iter().filter(|&&back| back <= now).fold(self.steady, |count, _| count + 1)
    }

    /// Whether there will ever be somebody.
    fn is_staffed(&self) -> bool {
        self.steady > 0 || !self.back.is_empty()
    }
}

impl Index {
    /// How much memory the tables take, in bytes, without the text of the ids.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let topics = self.topics.iter().map(|topic| {
            size_of_val(&*topic.blocks)
                + size_of_val(&*topic.firsts)
                + size_of_val(&*topic.starts)
                + size_of_val(&*topic.last_resorts)
        });
        let posts = self.posts.iter().map(|post| size_of_val(&*post.back));
        self.topics.capacity() * size_of::<TopicIndex>()
            + self.posts.capacity() * size_of::<Post>()
            + self.hashes.capacity() * size_of::<u64>()
            + self.sets.capacity() * size_of::<Member>()
            + topics.sum::<usize>()
            + posts.sum::<usize>()
    }

    #[inline]
    pub(crate) fn post(&self, slot: usize) -> &Post {
        &self.posts[slot]
    }

    /// The set of centres that cover the postcode.
    #[inline]
    pub(crate) fn set(&self, topic: usize, postcode: Postcode) -> Set<'_> {
        let topic = &self.topics[topic];
        let block = topic.blocks[(postcode.code() / BLOCK) as usize];
        let up_to_here = u64::MAX >> (BLOCK - 1 - postcode.code() % BLOCK);
        let begun = block.before + (block.begins & up_to_here).count_ones();
        // The first segment begins at the first code, so that at least one has begun.
        Set { index: self, topic, segment: begun as usize - 1 }
    }

    pub(crate) fn last_resorts(&self, topic: usize) -> impl Iterator<Item = &Post> {
        self.topics[topic].last_resorts.iter().map(|&slot| &self.posts[slot as usize])
    }

    pub(crate) fn hash(&self, slot: usize) -> u64 {
        self.hashes[slot]
    }

    pub(crate) fn topic_hash(&self, topic: usize) -> u64 {
        self.topics[topic].hash
    }
}
