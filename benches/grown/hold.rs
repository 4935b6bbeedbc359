//! How long the one writer of an `SQLite` database is held at a time, seen by somebody who would like to write.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Result;
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// Between two attempts to write: what is held for less is mostly not seen. Not shorter, since others wait for the writer
/// in steps and would be starved by somebody who always tries.
const PAUSE: Duration = Duration::from_millis(5);

/// What Lotse itself says of a commit that took more than 20 ms.
pub(crate) const SAID: &str = "held the writer";

/// A connection that tries to write again and again, and never does.
pub(crate) struct Watch {
    stop: CancellationToken,
    watching: JoinHandle<Result<Duration>>,
}

impl Watch {
    /// Begins to watch the database in `file`.
    pub(crate) async fn over(file: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new().filename(file).busy_timeout(Duration::ZERO);
        let mut database = SqliteConnection::connect_with(&options).await?;
        let stop = CancellationToken::new();
        let until = stop.clone();
        let watching = tokio::spawn(async move {
            let (mut most, mut since) = (Duration::ZERO, None::<Instant>);
            while !until.is_cancelled() {
                if sqlx::query("begin immediate").execute(&mut database).await.is_ok() {
                    sqlx::query("rollback").execute(&mut database).await?;
                    if let Some(since) = since.take() {
                        most = most.max(since.elapsed());
                    }
                } else {
                    since.get_or_insert_with(Instant::now);
                }
                tokio::time::sleep(PAUSE).await;
            }
            Ok(most)
        });
        Ok(Self { stop, watching })
    }

    /// Ends the watch: the longest time in which somebody else held the writer, to a few milliseconds.
    pub(crate) async fn most(self) -> Result<Duration> {
        self.stop.cancel();
        self.watching.await?
    }
}
