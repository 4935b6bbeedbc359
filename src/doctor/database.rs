//! The database: does it open, what does it hold, and what does it still owe?

use std::path::Path;

use appservice::{
    cases::{far::unlisted_channels, uninvited::uninvited},
    directory::{can_be_invited, has_port},
    keys::custodian::Escrow,
    running::clock::Clock,
    running::names::Names,
    store::vault::VaultKey,
    store::{self, Store, StoreError, custodian::Custodian, inbox, lease, outbox, transaction},
};
use config::DatabaseUrl;
use routing::{CentreId, CounsellorId, Directory, Span, Timestamp};

use super::{
    patience::{patience, rows},
    report::{Finding, Report},
};
use crate::check::Ready;

/// An effect or event that is due for so long is stuck.
const STUCK: Span = Span::minutes(5);

/// So many rows are named one by one.
const SHOWN: usize = 5;

/// The open database.
pub(super) struct Database<'r> {
    ready: &'r Ready,
    store: Store,
    key: VaultKey,
    now: Timestamp,
}

/// What the checks of the homeserver need to know.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The reception with its device, once it was made.
    pub(super) reception: Option<Custodian>,
    /// Whether transactions were taken before.
    pub(super) has_traffic: bool,
    /// Rooms and files that are to be purged.
    pub(super) to_purge: i64,
}

impl<'r> Database<'r> {
    pub(super) async fn open(ready: &'r Ready, clock: &Clock, report: &mut Report) -> Option<Self> {
        let settings = &ready.settings.database;
        if let DatabaseUrl::Sqlite(path) = &settings.url
            && !path.exists()
        {
            let how = "`lotse directory import` or `lotse serve` makes it";
            report.note("database", Finding::warn(format!("There is no {} yet: {how}.", path.display())));
            return None;
        }
        let key = VaultKey::new(*ready.key.expose());
        let mut opened = None;
        let fine = report
            .check("database", async {
                match Store::open(&settings.url.expose(), settings.max_connections, &key).await {
                    Ok(store) => {
                        let version = store.schema_version().await;
                        opened = Some(Ok(store));
                        match version {
                            Ok(version) => Finding::ok(format!("It opens; its schema is at {version}.")),
                            Err(error) => unreadable(&error),
                        }
                    }
                    Err(StoreError::Vault(error)) => {
                        opened = Some(Err(error));
                        Finding::ok("It opens.")
                    }
                    Err(error) => Finding::fail(format!(
                        "{error}. Look after the database, its address in `database.url` and its rights."
                    )),
                }
            })
            .await;
        match opened {
            Some(Ok(store)) if fine => {
                report.note("vault", Finding::ok("The key file opens it."));
                Some(Self { ready, store, key, now: clock.now() })
            }
            Some(Err(error)) => {
                let what = format!("{error}. Bring back the key file that was made with this database.");
                report.note("vault", Finding::fail(what));
                None
            }
            _ => None,
        }
    }

    pub(super) async fn close(self) {
        self.store.close().await;
    }

    pub(super) async fn examine(&self, report: &mut Report) -> Known {
        let told = |finding: Result<Finding, StoreError>| finding.unwrap_or_else(|error| unreadable(&error));
        report.check("directory", async { told(self.directory().await) }).await;
        report.check("invitations", async { told(self.invitations().await) }).await;
        report.check("identities", async { told(self.identities().await) }).await;
        report.check("server names", async { told(self.server_names().await) }).await;
        report.check("outbox", async { told(self.outbox().await) }).await;
        report.check("inbox", async { told(self.inbox().await) }).await;
        report.check("patience", async { told(patience(&self.store, self.now).await) }).await;
        report.check("rows", async { told(rows(&self.store).await) }).await;
        report.check("servers of others", async { told(self.servers_away().await) }).await;
        report.check("other Lotse", async { told(self.versions().await) }).await;
        report.check("custodians", async { told(self.custodians().await) }).await;
        report.check("worker", async { told(self.worker().await) }).await;
        match self.known().await {
            Ok(known) => known,
            Err(error) => {
                report.note("database", unreadable(&error));
                Known::default()
            }
        }
    }

    async fn known(&self) -> Result<Known, StoreError> {
        let settings = &self.ready.settings;
        let names = Names::new(&settings.users, &settings.homeserver.server_name).ok();
        let mut tx = self.store.look().await?;
        let reception = match names {
            Some(names) => store::custodian::get(&mut tx, names.reception()).await?,
            None => None,
        };
        let to_purge = store::purge::count(&mut tx).await?;
        Ok(Known { reception, has_traffic: transaction::counts(&mut tx).await?.0 > 0, to_purge })
    }

    async fn servers_away(&self) -> Result<Finding, StoreError> {
        let away = store::server_away::all(&mut self.store.look().await?).await?;
        if away.is_empty() {
            return Ok(Finding::ok("None is known to be away."));
        }
        let since = |silent: &store::server_away::Silent| {
            format!("{} for {} min", silent.server, self.now.since(silent.since).millis().max(0) / 60_000)
        };
        let away: Vec<_> = away.iter().map(since).collect();
        Ok(Finding::warn(format!(
            "Away: {}. Their people are let in and served when they are back; each is asked every ten seconds.",
            away.join(", ")
        )))
    }

    async fn versions(&self) -> Result<Finding, StoreError> {
        let mut tx = self.store.look().await?;
        let Ok(directory) = Directory::check(store::directory::load(&mut tx).await?) else {
            return Ok(Finding::warn("The directory has faults: who is named in it cannot be said."));
        };
        let platforms = &self.ready.settings.federation.platforms;
        let is_platform =
            |user: &CounsellorId| platforms.iter().any(|platform| platform.as_str() == user.as_str());
        let unlisted = unlisted_channels(&mut tx, &directory, is_platform).await?;
        if !unlisted.is_empty() {
            let centres: Vec<&str> = unlisted.iter().map(CentreId::as_str).collect();
            return Ok(Finding::warn(format!(
                "Neither the directory nor [federation] platforms names the other Lotse of: {}. Cases that are common go on, their \
                 people were told, and nothing is heard of them any more but that they are erased.",
                some_of(&centres)
            )));
        }
        let foreign = store::far_version::all(&mut tx).await?;
        if foreign.is_empty() {
            return Ok(Finding::ok("All are understood."));
        }
        let said = |other: &store::far_version::Foreign| {
            let minutes = self.now.since(other.since).millis().max(0) / 60_000;
            format!("{} speaks version {} for {minutes} min", other.centre, other.version)
        };
        let said: Vec<_> = foreign.iter().map(said).collect();
        Ok(Finding::warn(format!(
            "Another version than ours, which is {}: {}. Nothing is lost: what was said is kept until the older Lotse is upgraded.",
            appservice::words::far::VERSION,
            said.join(", ")
        )))
    }

    async fn directory(&self) -> Result<Finding, StoreError> {
        let mut tx = self.store.look().await?;
        let version = store::directory::version(&mut tx).await?;
        if version == 0 {
            return Ok(Finding::warn("None was imported yet: run `lotse directory import FILE.xlsx`."));
        }
        let directory = match Directory::check(store::directory::load(&mut tx).await?) {
            Ok(directory) => directory,
            Err(faults) => {
                return Ok(Finding::fail(format!(
                    "It has {} faults: run `lotse directory check`, mend the workbook and import it again.",
                    faults.len()
                )));
            }
        };
        let mut without = Vec::new();
        for centre in directory.centres() {
            let counsels = directory
                .counsellors_of(&centre.id)
                .iter()
                .any(|counsellor| directory.is_active_counsellor(&counsellor.id, &centre.id));
            if counsels && store::room::of_centre(&mut tx, &centre.id).await?.len() < 3 {
                without.push(centre.id.as_str());
            }
        }
        let (topics, centres) = (directory.topics().len(), directory.centres().len());
        let has = format!(
            "Version {version}: {topics} topics, {centres} centres, {} counsellors",
            directory.counsellors().len()
        );
        Ok(if without.is_empty() {
            Finding::ok(format!("{has}; every centre with active counsellors has its rooms."))
        } else {
            let named = some_of(&without);
            Finding::warn(format!(
                "{has}; not all rooms made yet: {named}. A serving Lotse makes them by and by."
            ))
        })
    }

    /// Counsellors who are in no room of their centre because of their id, or whose server does not answer.
    async fn invitations(&self) -> Result<Finding, StoreError> {
        let mut tx = self.store.look().await?;
        let counsellors = store::directory::load(&mut tx).await?.counsellors;
        let impossible = counsellors.iter().filter(|it| it.activated && !can_be_invited(&it.id));
        let impossible: Vec<String> = impossible.map(|it| it.id.to_string()).collect();
        if !impossible.is_empty() {
            let named: Vec<&str> = impossible.iter().map(String::as_str).collect();
            return Ok(Finding::fail(format!(
                "No Matrix id that can be invited: {}. Mend the workbook and import it again.",
                some_of(&named)
            )));
        }
        let waiting: Vec<String> = uninvited(&mut tx)
            .await?
            .into_iter()
            .map(|it| {
                let why = it.why.as_deref().unwrap_or("no reason");
                let given_up = if it.given_up { ", given up" } else { "" };
                format!("{} ({}: {} attempts, {why}{given_up})", it.counsellor, it.centre, it.attempts)
            })
            .collect();
        if waiting.is_empty() {
            return Ok(Finding::ok("Nobody's invitation fails."));
        }
        let named: Vec<&str> = waiting.iter().map(String::as_str).collect();
        Ok(Finding::warn(format!(
            "Invitations that fail again and again: {}. Is the id right, and their server there?",
            some_of(&named)
        )))
    }

    /// Counsellors who are kept out.
    async fn identities(&self) -> Result<Finding, StoreError> {
        let waiting = store::identity::unconfirmed(&mut self.store.look().await?).await?;
        if waiting.is_empty() {
            return Ok(Finding::ok("Nobody's new identity waits to be confirmed."));
        }
        let named: Vec<&str> = waiting.iter().map(|identity| identity.user.as_str()).collect();
        Ok(Finding::warn(format!(
            "Kept out of all rooms until a colleague writes `bestätigen @…` in Team, or you confirm them (`lotse staff list`): {}.",
            some_of(&named)
        )))
    }

    /// Servers that an ACL cannot name: it is compared without the port.
    async fn server_names(&self) -> Result<Finding, StoreError> {
        if has_port(&format!("@a:{}", self.ready.settings.homeserver.server_name)) {
            return Ok(Finding::warn(
                "The homeserver's name has a port, and no server ACL can name it: rooms have none, and any server that somebody \
                 of the rooms invites from may come in. Keep federation off, or use a name without a port.",
            ));
        }
        let mut tx = self.store.look().await?;
        let draft = store::directory::load(&mut tx).await?;
        let strangers = routing::strangers(&draft, &self.ready.settings.homeserver.server_name);
        if !strangers.is_empty() {
            let named: Vec<&str> = strangers.iter().map(|fault| fault.value.as_str()).collect();
            return Ok(Finding::warn(format!(
                "Counsellors of a server that is neither yours nor named by their centre: {}. Write it into the column Server of the \
                 centre, or correct the ids; no further import is taken before.",
                some_of(&named)
            )));
        }
        Ok(Finding::ok("Every server name can stand in a server ACL, and is known."))
    }

    async fn outbox(&self) -> Result<Finding, StoreError> {
        let mut tx = self.store.look().await?;
        let counts = outbox::counts(&mut tx).await?;
        let dead = outbox::dead(&mut tx).await?;
        if !dead.is_empty() {
            let rows: Vec<String> = dead
                .iter()
                .map(|effect| {
                    let why = effect.last_error.as_deref().unwrap_or("no reason");
                    format!("{} {} ({why}, {})", effect.kind, effect.id, age(self.now, effect.created_at))
                })
                .collect();
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            return Ok(Finding::fail(format!(
                "Given up: {}. Remove the cause, then `lotse outbox revive ID` or `--all`.",
                some_of(&rows)
            )));
        }
        let waiting = format!("{} effects wait, none was given up", counts.pending);
        Ok(match counts.oldest_due {
            Some(due) if due.plus(STUCK) < self.now => Finding::warn(format!(
                "{waiting}; the oldest is overdue for {}: is Lotse serving, and the homeserver there?",
                age(self.now, due)
            )),
            _ => Finding::ok(format!("{waiting}.")),
        })
    }

    async fn inbox(&self) -> Result<Finding, StoreError> {
        let mut tx = self.store.look().await?;
        let counts = inbox::counts(&mut tx).await?;
        let (_, unsplit) = transaction::counts(&mut tx).await?;
        let waiting = format!("{} events and {unsplit} transactions wait", counts.pending);
        if let Some(due) = inbox::next_due(&mut tx).await?
            && due.plus(STUCK) < self.now
        {
            return Ok(Finding::warn(format!(
                "{waiting}; the oldest is overdue for {}: is Lotse serving?",
                age(self.now, due)
            )));
        }
        if counts.quarantined == 0 {
            return Ok(Finding::ok(format!("{waiting}, none was put aside.")));
        }
        let aside: Vec<String> = inbox::aside(&mut tx)
            .await?
            .iter()
            .map(|it| format!("{} × {} (latest {})", it.events, it.reason, age(self.now, it.latest_at)))
            .collect();
        let named: Vec<&str> = aside.iter().map(String::as_str).collect();
        Ok(Finding::warn(format!(
            "{waiting}; put aside: {}: {}. `lotse inbox list --reason WORD` shows them. Remove the cause, then `lotse inbox \
             revive --reason WORD`, or `discard` what nobody needs.",
            counts.quarantined,
            some_of(&named)
        )))
    }

    async fn custodians(&self) -> Result<Finding, StoreError> {
        let known = {
            let mut tx = self.store.look().await?;
            store::custodian::all(&mut tx).await?
        };
        if known.is_empty() {
            return Ok(Finding::warn("There is none yet: the first `lotse serve` makes the reception."));
        }
        let folder: &Path = &self.ready.settings.custody.escrow_dir;
        if !folder.is_dir() {
            return Ok(Finding::fail(format!(
                "The escrow folder {} is missing: bring it back from the backup; without it a lost database loses \
                 the identities that people have verified.",
                folder.display()
            )));
        }
        let escrow = match Escrow::open(folder, &self.key) {
            Ok(escrow) => escrow,
            Err(error) => return Ok(Finding::fail(format!("{error}."))),
        };
        let mut missing = Vec::new();
        for custodian in &known {
            match escrow.holds(&custodian.user) {
                Ok(true) => {}
                Ok(false) => missing.push(custodian.user.localpart()),
                Err(error) => {
                    return Ok(Finding::fail(format!("{error}. Bring the file back from the backup.")));
                }
            }
        }
        let number = known.len();
        Ok(if missing.is_empty() {
            Finding::ok(format!("{number} letter-boxes; every identity is in escrow."))
        } else {
            Finding::warn(format!(
                "{number} letter-boxes; not in escrow: {}. If it stays so, bring the files back from the backup.",
                some_of(&missing)
            ))
        })
    }

    async fn worker(&self) -> Result<Finding, StoreError> {
        let mut tx = self.store.look().await?;
        Ok(match lease::holder(&mut tx, appservice::store::tenure::WORKER).await? {
            Some((_, until)) if until > self.now => Finding::ok("A process holds the worker's lease."),
            _ => Finding::warn("No process works now: start `lotse serve`."),
        })
    }
}

fn unreadable(error: &StoreError) -> Finding {
    Finding::fail(format!("{error}. Look after the database."))
}

/// The first few, and how many more.
pub(super) fn some_of(all: &[&str]) -> String {
    let shown = all.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// How long ago, in the largest fitting unit.
pub(super) fn age(now: Timestamp, then: Timestamp) -> String {
    let minutes = now.since(then).millis().max(0) / 60_000;
    match minutes {
        0 => "less than a minute".to_owned(),
        1..120 => format!("{minutes} min"),
        120..2880 => format!("{} h", minutes / 60),
        _ => format!("{} days", minutes / 1440),
    }
}
