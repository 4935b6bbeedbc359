//! The transcript: who does and who sees what, as it happens, readable in a terminal of a hundred columns.

use std::{
    collections::BTreeSet,
    io::{self, Write as _},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use lotse_tests::{Person, old_talk, people::Heard};
use matrix_sdk::ruma::{OwnedEventId, RoomId};

/// Columns of a line, and of what stands left of a sentence: the time since the start.
const WIDTH: usize = 100;
const MARGIN: usize = 12;

/// Prints to standard output; a reader who has gone away is no failure of the demo.
#[derive(Debug)]
pub(crate) struct Transcript {
    started: Instant,
    shown: Mutex<BTreeSet<(String, OwnedEventId)>>,
}

impl Transcript {
    pub(crate) fn begin() -> Self {
        Self { started: Instant::now(), shown: Mutex::default() }
    }

    /// A heading.
    pub(crate) fn scene(title: &str) {
        let rule = "─".repeat(WIDTH.saturating_sub(title.chars().count() + 4));
        line(&format!("\n── {title} {rule}"));
    }

    /// Something that happens, with the time since the start.
    pub(crate) fn tells(&self, sentence: &str) {
        let stamp = format!("{:>8.2} s  ", self.started.elapsed().as_secs_f64());
        for (at, row) in wrapped(sentence, WIDTH - MARGIN).into_iter().enumerate() {
            let margin = if at == 0 { stamp.clone() } else { " ".repeat(MARGIN) };
            line(&format!("{margin}{row}"));
        }
    }

    /// Words, as somebody sees them.
    pub(crate) fn quotes(words: &str) {
        for paragraph in words.lines() {
            for row in wrapped(paragraph, WIDTH - MARGIN - 2) {
                line(&format!("{:MARGIN$}│ {row}", ""));
            }
        }
    }

    /// Lines that stand for themselves: commands, addresses.
    pub(crate) fn lists(lines: &[String]) {
        for text in lines {
            line(&format!("{:MARGIN$}{text}", ""));
        }
    }

    /// What somebody writes.
    pub(crate) fn writes(&self, who: &str, words: &str) {
        self.tells(&format!("{who} writes:"));
        Self::quotes(words);
    }

    /// Everything that others said in the room and that has not been shown for this reader; a long old talk is left out.
    pub(crate) fn reads_on(&self, reader: &Person, who: &str, room: &RoomId) {
        let from_others = |heard: &Heard| {
            heard.is_message()
                && heard.sender.as_str() != reader.id()
                && !heard.body.contains(old_talk::WORDS)
        };
        for heard in reader.knows(room).into_iter().filter(from_others) {
            let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
            if shown.insert((reader.id().to_owned(), heard.event.clone())) {
                drop(shown);
                let lock = if heard.encrypted { "encrypted" } else { "IN CLEAR" };
                self.tells(&format!("{who} reads, from {} ({lock}):", heard.sender));
                Self::quotes(&heard.body);
            }
        }
    }
}

/// A duration for reading: `134 ms`.
pub(crate) fn ms(duration: Duration) -> String {
    format!("{} ms", duration.as_millis())
}

fn line(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// The words of a paragraph in rows of at most `width` characters; a longer word gets a row of its own.
fn wrapped(paragraph: &str, width: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in paragraph.split(' ') {
        let row = rows.last_mut().expect("there is always a row");
        if row.is_empty() {
            row.push_str(word);
        } else if row.chars().count() + 1 + word.chars().count() <= width {
            row.push(' ');
            row.push_str(word);
        } else {
            rows.push(word.to_owned());
        }
    }
    rows
}
