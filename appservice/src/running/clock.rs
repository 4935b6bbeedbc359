//! The one place that reads the wall clock.

use std::{path::PathBuf, sync::Arc, time::SystemTime};

use routing::Timestamp;

/// Tells the time. For black-box tests it can be set forward by a file that holds milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    forward: Option<Arc<PathBuf>>,
}

impl Clock {
    /// The wall clock.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// The wall clock, set forward by the milliseconds that stand in `file` at the moment of asking. The settings
    /// allow it only while every listener is on loopback.
    #[must_use]
    pub fn moved_by(file: PathBuf) -> Self {
        Self { forward: Some(Arc::new(file)) }
    }

    /// Now.
    ///
    /// # Panics
    /// When the machine's clock stands before 1970 or after the year 292,000,000.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the place that reads the wall clock")]
    pub fn now(&self) -> Timestamp {
        let since =
            SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("the clock stands after 1970");
        let millis = i64::try_from(since.as_millis()).expect("the clock stands before the year 292,000,000");
        Timestamp::from_millis(millis.saturating_add(self.moved()))
    }

    /// The same moment as this clock tells it: one that the homeserver's clock has told, which nobody moves.
    #[must_use]
    pub fn seen(&self, moment: Timestamp) -> Timestamp {
        Timestamp::from_millis(moment.millis().saturating_add(self.moved()))
    }

    fn moved(&self) -> i64 {
        let Some(file) = &self.forward else { return 0 };
        std::fs::read_to_string(file.as_path())
            .ok()
            .and_then(|text| text.trim().parse().ok())
            .unwrap_or_default()
    }
}
