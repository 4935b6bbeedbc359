//! How often danger is heard, missed, or heard where there is none, on sentences that were not learnt from.

use std::{collections::BTreeMap, fmt};

use super::{Ear, Kind, corpus::Sentence};

/// What came of sentences of one kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// How many.
    pub all: usize,
    /// In how many danger was heard, of whatever kind.
    pub heard: usize,
    /// In how many this very kind was heard.
    pub exact: usize,
}

/// What came of many sentences, by kind; `none` for those without danger.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// By the kind's name.
    pub kinds: BTreeMap<&'static str, Tally>,
    /// What was missed, or heard where there is nothing: the sentence, and what was heard.
    pub mistakes: Vec<(Sentence, Option<Kind>)>,
}

/// Hears every sentence.
pub fn measure<'a>(ear: &Ear<'_>, sentences: impl IntoIterator<Item = &'a Sentence>) -> Measured {
    let mut measured = Measured::default();
    for sentence in sentences {
        let heard = ear.hear(&sentence.text).map(|heard| heard.kind);
        let tally = measured.kinds.entry(sentence.kind.map_or("none", Kind::name)).or_default();
        tally.all += 1;
        tally.heard += usize::from(heard.is_some());
        tally.exact += usize::from(heard == sentence.kind);
        if heard.is_some() != sentence.kind.is_some() {
            measured.mistakes.push((sentence.clone(), heard));
        }
    }
    measured
}

/// What share of the dangerous sentences, in percent, would be heard if thresholds lay where just so many percent of the harmless
/// ones are; and by how many log odds that is higher than they lie.
pub fn heard_at(ear: &Ear<'_>, sentences: &[Sentence], false_alarms: usize) -> Option<(f64, f64)> {
    let surplus = |danger: bool| {
        let of = sentences.iter().filter(move |sentence| sentence.kind.is_some() == danger);
        of.map(|sentence| ear.surplus(&sentence.text)).collect::<Vec<f64>>()
    };
    let (dangerous, mut harmless) = (surplus(true), surplus(false));
    harmless.sort_by(|one, other| other.total_cmp(one));
    let from = *harmless.get(harmless.len() * false_alarms / 100)?;
    let heard = dangerous.iter().filter(|surplus| **surplus > from).count();
    Some((percent(heard, dangerous.len()), from))
}

/// How likely, in percent, a dangerous sentence sounds more dangerous than a harmless one, whatever the thresholds are.
pub fn area(ear: &Ear<'_>, sentences: &[Sentence]) -> f64 {
    let mut all: Vec<(f64, bool)> =
        sentences.iter().map(|one| (ear.surplus(&one.text), one.kind.is_some())).collect();
    all.sort_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
    let (mut harmless, mut above) = (0, 0);
    for (_, danger) in &all {
        if *danger {
            above += harmless;
        } else {
            harmless += 1;
        }
    }
    percent(above, harmless * (all.len() - harmless))
}

impl Measured {
    /// Percent of the dangerous sentences in which danger was heard.
    pub fn recall(&self) -> f64 {
        let dangerous = self.kinds.iter().filter(|(kind, _)| **kind != "none").map(|(_, tally)| tally);
        let (heard, all) =
            dangerous.fold((0, 0), |(heard, all), tally| (heard + tally.heard, all + tally.all));
        percent(heard, all)
    }

    /// Percent of the harmless sentences in which danger was heard.
    pub fn false_alarms(&self) -> f64 {
        self.kinds.get("none").map_or(0.0, |tally| percent(tally.heard, tally.all))
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:16} {:>5} {:>7} {:>10}", "kind", "n", "heard %", "as such %")?;
        for (kind, tally) in &self.kinds {
            let [heard, exact] = [tally.heard, tally.exact].map(|count| percent(count, tally.all));
            writeln!(f, "{kind:16} {:>5} {heard:>7.1} {exact:>10.1}", tally.all)?;
        }
        writeln!(f, "recall {:.1} %, false alarms {:.1} %", self.recall(), self.false_alarms())
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of sentences are far below what a float holds")]
fn percent(count: usize, all: usize) -> f64 {
    100.0 * count as f64 / all.max(1) as f64
}
