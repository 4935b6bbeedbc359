//! How well danger is heard: figures by kind, and that the weights are those of the corpus.

use std::path::PathBuf;

use super::{
    corpus::{self, Sentence},
    measure::{Measured, measure},
    *,
};

fn corpus_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/danger")
}

#[test]
fn corpus() {
    let (held_back, learnt): (Vec<Sentence>, Vec<Sentence>) =
        corpus::learnt(&corpus_folder()).unwrap().into_iter().partition(|sentence| sentence.part() == 0);
    let model = train::learn(&learnt);
    let figures = measure(&Ear { model: Some(&model) }, &held_back);
    println!("held back ({} learnt)\n{figures}", learnt.len());
    show(&figures);
    curve(&Ear { model: Some(&model) }, &held_back);
    for name in ["unseen"] {
        let path = corpus_folder().join(name).with_extension("tsv");
        if let Ok(sentences) = corpus::read(&path) {
            let figures = measure(&Ear { model: model::learnt() }, &sentences);
            println!("{name}\n{figures}");
            show(&figures);
        }
    }
}

/// What other thresholds would give.
fn curve(ear: &Ear<'_>, sentences: &[Sentence]) {
    let score = |sentence: &Sentence| {
        let model = ear.model.unwrap();
        tokens::stretches(&sentence.text).iter().map(|words| 1.0 - model.shares(words)[0]).fold(0.0, f64::max)
    };
    let scores: Vec<(f64, &Sentence)> = sentences.iter().map(|sentence| (score(sentence), sentence)).collect();
    {
        let mut none: Vec<f64> = scores.iter().filter(|(_, s)| s.kind.is_none()&& !s.register.ends_with("ordinary")).map(|(x,_)|*x).collect();
        none.sort_by(|a,b|b.total_cmp(a));
        let mut ord: Vec<f64> = scores.iter().filter(|(_, s)| s.kind.is_none()&& s.register.ends_with("ordinary")).map(|(x,_)|*x).collect();
        ord.sort_by(|a,b|b.total_cmp(a));
        for f in [0.05,0.1,0.15] { let t=none[(none.len() as f64*f) as usize]; let r=scores.iter().filter(|(x,s)|s.kind.is_some()&&*x>t).count() as f64/scores.iter().filter(|(_,s)|s.kind.is_some()).count() as f64; print!("SUM hard FA {f}: recall {:.1} (t {t:.2}) ", r*100.0); }
        for f in [0.03] { let t=ord[(ord.len() as f64*f) as usize]; let r=scores.iter().filter(|(x,s)|s.kind.is_some()&&*x>t).count() as f64/scores.iter().filter(|(_,s)|s.kind.is_some()).count() as f64; print!("ord FA {f}: recall {:.1} (t {t:.2}) ", r*100.0); }
        println!();
    }
    for threshold in [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8] {
        let rate = |of: &dyn Fn(&Sentence) -> bool| {
            let all = scores.iter().filter(|(_, sentence)| of(sentence));
            let heard = all.clone().filter(|(score, _)| *score >= threshold).count();
            (100 * heard) as f64 / all.count() as f64
        };
        println!(
            "{threshold:.2}: recall {:.1}, false alarms {:.1} hard, {:.1} ordinary",
            rate(&|sentence| sentence.kind.is_some()),
            rate(&|sentence| sentence.kind.is_none() && !sentence.register.ends_with("ordinary")),
            rate(&|sentence| sentence.kind.is_none() && sentence.register.ends_with("ordinary")),
        );
    }
}

fn show(figures: &Measured) {
    if std::env::var_os("MISTAKES").is_some() {
        for (sentence, heard) in &figures.mistakes {
            let name = |kind: Option<Kind>| kind.map_or("none", Kind::name);
            println!("  {} taken for {}: {}", name(sentence.kind), name(*heard), sentence.text);
        }
    }
}
