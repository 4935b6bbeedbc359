//! `[intake]`

use crate::section::Section;

/// How transactions are taken in.
#[derive(Debug, Clone)]
pub struct Intake {
    /// A larger transaction is refused. Bytes.
    pub max_transaction_bytes: usize,
    /// How many rooms are worked on at the same time.
    pub rooms_at_once: usize,
}

impl Intake {
    pub(crate) fn read(section: &mut Section<'_>) -> Option<Self> {
        // A transaction of 100 events of 64 KiB, the largest that a homeserver may send, has 6.4 MiB.
        let max_transaction_bytes = section.whole("max_transaction_bytes", 16 << 20, 1 << 20..=256 << 20);
        let rooms_at_once = section.whole("rooms_at_once", 16, 1..=1024);
        Some(Self { max_transaction_bytes: max_transaction_bytes?, rooms_at_once: rooms_at_once? })
    }
}
