//! How often the right topic is found, asked back, or missed, on sentences that were not learnt from.

use std::{collections::BTreeMap, fmt};

use super::{
    Meant, Topics,
    corpus::{self, Sentence},
};

/// What came of sentences of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub all: usize,
    /// Taken rightly; of vague sentences and those of several topics: asked back.
    pub right: usize,
    /// Asked among a few, the right one among them, or among all.
    pub asked: usize,
    /// Asked among a few, and the right one is not among them.
    pub asked_beside: usize,
    /// Taken for another topic.
    pub wrong: usize,
}

impl Tally {
    /// A count per hundred.
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences are far below what a float holds")]
    pub fn percent(&self, count: usize) -> f64 {
        100.0 * count as f64 / self.all.max(1) as f64
    }
}

/// What came of many sentences, by topic; `-` for those of none.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// By the topic's id.
    pub kinds: BTreeMap<String, Tally>,
    /// Sentences taken for another topic, with its id.
    pub mistakes: Vec<(String, String)>,
}

/// Hears every sentence; `topics` must be those of [`corpus::classes`], in that order.
pub fn measure(topics: &Topics<'_>, sentences: &[Sentence]) -> Measured {
    let mut measured = Measured::default();
    for sentence in sentences {
        let id = |class: usize| corpus::classes().get(class).map_or("-", |class| class.id.as_str());
        let kind = match sentence.classes[..] {
            [] => "-",
            [only] => id(only),
            _ => "several",
        };
        let tally = measured.kinds.entry(kind.to_owned()).or_default();
        tally.all += 1;
        match topics.understand(&sentence.text).meant {
            Meant::One(topic) if sentence.classes.contains(&topic) => tally.right += 1,
            Meant::One(topic) => {
                tally.wrong += 1;
                measured.mistakes.push((sentence.text.clone(), id(topic).to_owned()));
            }
            Meant::Several(_) | Meant::Nothing if sentence.classes.len() != 1 => tally.right += 1,
            Meant::Several(topics) if !topics.contains(&sentence.classes[0]) => tally.asked_beside += 1,
            Meant::Several(_) | Meant::Nothing => tally.asked += 1,
        }
    }
    measured
}

impl Measured {
    /// All sentences that mean one topic.
    pub fn placed(&self) -> Tally {
        let single = self.kinds.iter().filter(|(kind, _)| !matches!(kind.as_str(), "-" | "several"));
        single.fold(Tally::default(), |sum, (_, tally)| Tally {
            all: sum.all + tally.all,
            right: sum.right + tally.right,
            asked: sum.asked + tally.asked,
            asked_beside: sum.asked_beside + tally.asked_beside,
            wrong: sum.wrong + tally.wrong,
        })
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = |f: &mut fmt::Formatter<'_>, kind: &str, tally: &Tally| {
            let [right, asked, beside, wrong] =
                [tally.right, tally.asked, tally.asked_beside, tally.wrong].map(|count| tally.percent(count));
            writeln!(f, "{kind:20} {:>5} {right:>6.1} {asked:>6.1} {beside:>8.1} {wrong:>6.1}", tally.all)
        };
        writeln!(
            f,
            "{:20} {:>5} {:>6} {:>6} {:>8} {:>6}",
            "topic", "n", "right", "asked", "beside", "wrong"
        )?;
        for (kind, tally) in &self.kinds {
            row(f, kind, tally)?;
        }
        row(f, "one topic, together", &self.placed())
    }
}
