//! Everything together: Synapse, Lotse registered with it, a directory imported, and people who meet there.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use matrix_sdk::ruma::OwnedRoomId;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{
    Federation, Lotse, Person, Proxy, Synapse,
    people::{Heard, Invitation},
    smtp::MailServer,
    wait,
    workbook::Cast,
};

mod seeker;

pub use seeker::Seeker;

/// A running Lotse with its homeserver.
#[derive(Debug)]
pub struct Stage {
    /// The service under test.
    pub lotse: Lotse,
    /// Its homeserver.
    pub synapse: Synapse,
    /// Between the two, when asked for: what Lotse calls goes through it.
    pub proxy: Option<Proxy>,
    /// The server that takes its letters, when asked for.
    pub mail: Option<MailServer>,
    /// Where Lotse's database is, if it is no SQLite file.
    postgres: Option<String>,
    server_name: String,
}

/// How a stage is to be.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    cast: Cast,
    workbook: Option<PathBuf>,
    database: Option<String>,
    room_version: Option<String>,
    proxy: bool,
    erasure: bool,
    mail: bool,
    limits: Limits,
    federation: Option<Federation>,
    server_name: Option<String>,
    more: String,
}

/// Which limits the homeserver has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Limits {
    /// Those that people in tests never reach.
    #[default]
    None,
    /// Synapse's own, with what Lotse's snippet sets.
    WithSnippet,
    /// Synapse's own, whatever Lotse's snippet says.
    SynapsesOwn,
}

impl Setting {
    /// A homeserver with limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Another directory.
    #[must_use]
    pub fn cast(mut self, cast: Cast) -> Self {
        self.cast = cast;
        self
    }

    /// A workbook that exists already.
    #[must_use]
    pub fn workbook(mut self, file: impl Into<PathBuf>) -> Self {
        self.workbook = Some(file.into());
        self
    }

    /// Another database than SQLite.
    #[must_use]
    pub fn database(mut self, url: String) -> Self {
        self.database = Some(url);
        self
    }

    /// Another room version than the homeserver's default.
    #[must_use]
    pub fn room_version(mut self, version: &str) -> Self {
        self.room_version = Some(version.to_owned());
        self
    }

    /// What Lotse calls goes through a proxy with faults at command.
    #[must_use]
    pub fn with_proxy(mut self) -> Self {
        self.proxy = true;
        self
    }

    /// The homeserver is one of several that know each other.
    #[must_use]
    pub fn federated(mut self, federation: &Federation) -> Self {
        self.federation = Some(federation.clone());
        self
    }

    /// Another name of the homeserver than `lotse.example`.
    #[must_use]
    pub fn server_name(mut self, name: &str) -> Self {
        self.server_name = Some(name.to_owned());
        self
    }

    /// More sections or keys at the end of the settings file.
    #[must_use]
    pub fn settings(mut self, more: &str) -> Self {
        self.more.push_str(more);
        self
    }

    /// Lotse's clock can be set forward with [`Stage::lets_time_pass`].
    #[must_use]
    pub fn with_clock(self) -> Self {
        self.settings("[testing]\nclock_file = \"clock\"\n")
    }

    /// Lotse gets the token of an administrator of the homeserver, to purge with.
    #[must_use]
    pub fn with_erasure(mut self) -> Self {
        self.erasure = true;
        self.settings("[erasure]\nadmin_token_file = \"admin.token\"\n")
    }

    /// Letters get out, to a real mail server.
    #[must_use]
    pub fn with_mail(mut self) -> Self {
        self.mail = true;
        self
    }

    /// Sets everything up; Lotse is not serving yet.
    pub async fn set(mut self, binary: impl Into<PathBuf>) -> Result<Stage> {
        let server_name = self.server_name.clone().unwrap_or_else(|| "lotse.example".to_owned());
        let builder = Synapse::builder()?.server_name(&server_name);
        let url = builder.url();
        let proxy = if self.proxy { Some(Proxy::to(&url).await?) } else { None };
        let mut mail = None;
        if self.mail {
            let mut server = MailServer::plain()?;
            server.opens().await?;
            self.more.push_str(&server.settings());
            mail = Some(server);
        }
        let called = proxy.as_ref().map_or(url.clone(), |proxy| proxy.url().to_owned());
        let lotse = Lotse::install(binary, |place| {
            let database =
                self.database.clone().unwrap_or_else(|| format!("sqlite:{}", place.file("data/lotse.db")));
            format!(
                "[homeserver]\nurl = \"{called}\"\nserver_name = \"{server_name}\"\n\n\
                 [database]\nurl = \"{database}\"\n\n\
                 [listen]\nhomeserver = \"{}\"\npeople = \"{}\"\n\n{}",
                place.homeserver_listener, place.people_listener, self.more
            )
        })?;
        if self.erasure {
            // The homeserver that gives the true one starts later.
            write_private(&lotse.file(ADMIN_TOKEN), "none-yet")?;
        }
        lotse.says(&["key", "new"]).await?;
        lotse.says(&["registration"]).await?;
        let workbook = if let Some(file) = self.workbook {
            file
        } else {
            let file = lotse.file("directory.xlsx");
            self.cast.write(&file)?;
            file
        };
        lotse.says(&["directory", "import", path(&workbook)?]).await?;
        let mut builder = builder
            .registration(lotse.file("registration.yaml"))
            .registration(lotse.file("registration-seekers.yaml"));
        if let Some(version) = &self.room_version {
            builder = builder.room_version(version);
        }
        if let Some(federation) = &self.federation {
            builder = builder.federated(federation);
        }
        if self.limits != Limits::None {
            builder = builder.with_its_own_limits();
        }
        if self.limits == Limits::WithSnippet {
            builder = builder.settings_file(lotse.file("homeserver-snippet.yaml"));
        }
        let synapse = builder.start().await?;
        let stage = Stage { lotse, synapse, proxy, mail, postgres: self.database, server_name };
        if self.erasure {
            stage.gives_the_right_to_purge().await?;
        }
        Ok(stage)
    }
}

/// Where a failed test leaves the service's log, so that there is something to read: `LOTSE_KEEP_LOGS=<folder>`.
const KEEP_LOGS: &str = "LOTSE_KEEP_LOGS";

impl Drop for Stage {
    fn drop(&mut self) {
        let name = self.lotse.home().file_name().unwrap_or_default().display();
        for (log, of) in [(self.lotse.log_file(), "lotse"), (self.synapse.log_file(), "synapse")] {
            keep_log(&log, &format!("{name}-{of}"));
        }
    }
}

/// Leaves a copy of `log` where it is asked for, if it is.
pub(crate) fn keep_log(log: &Path, name: &str) {
    if let Some(folder) = std::env::var_os(KEEP_LOGS)
        && let Err(error) = std::fs::copy(log, Path::new(&folder).join(format!("{name}.log")))
    {
        eprintln!("could not keep the log: {error}");
    }
}

impl Stage {
    /// The usual stage, with Lotse serving.
    pub async fn open(binary: impl Into<PathBuf>) -> Result<Self> {
        Self::open_with(binary, Setting::default()).await
    }

    /// A stage as asked for, with Lotse serving.
    pub async fn open_with(binary: impl Into<PathBuf>, setting: Setting) -> Result<Self> {
        let mut stage = setting.set(binary).await?;
        stage.lotse.serve().await?;
        Ok(stage)
    }

    /// Writes the token of an administrator of the homeserver where `erasure.admin_token_file` says, and gives the file.
    pub async fn gives_the_right_to_purge(&self) -> Result<PathBuf> {
        let (name, password) = (format!("purger{}", wait::unique_word()), wait::unique_word());
        self.synapse.register(&name, &password, true).await?;
        let token = self.synapse.log_in(&name, &password).await?;
        let file = self.lotse.file(ADMIN_TOKEN);
        write_private(&file, &token)?;
        Ok(file)
    }

    /// Somebody arrives with a verified device.
    pub async fn person(&self, name: &str) -> Result<Person> {
        Person::arrive(&self.synapse, name).await
    }

    /// A counsellor arrives and comes into the rooms of their centre.
    pub async fn counsellor(&self, name: &str) -> Result<Counsellor> {
        let person = self.person(name).await?;
        Counsellor::at_work(person).await
    }

    /// A counsellor of another homeserver arrives there and comes into the rooms of their centre.
    pub async fn counsellor_at(&self, elsewhere: &Synapse, name: &str) -> Result<Counsellor> {
        Counsellor::at_work(Person::arrive(elsewhere, name).await?).await
    }

    /// Imports a changed directory into the running Lotse.
    pub async fn import(&self, cast: &Cast) -> Result<()> {
        self.import_with(cast, &[]).await.map(drop)
    }

    /// Imports a changed directory with decisions about what leaves; what is said of it.
    pub async fn import_with(&self, cast: &Cast, decisions: &[&str]) -> Result<String> {
        let file = self.lotse.file("changed.xlsx");
        cast.write(&file)?;
        self.lotse.says(&[&["directory", "import", path(&file)?], decisions].concat()).await
    }

    /// Sets Lotse's clock forward by so many hours from the wall clock; needs [`Setting::with_clock`].
    pub fn lets_time_pass(&self, hours: i64) -> Result<()> {
        self.lets_minutes_pass(60 * hours)
    }

    /// The same by so many minutes.
    pub fn lets_minutes_pass(&self, minutes: i64) -> Result<()> {
        Ok(std::fs::write(self.lotse.file("clock"), (minutes * 60_000).to_string())?)
    }

    /// What a counter or gauge of Lotse stands at, summed over all its lines that contain `label`.
    pub async fn counted(&self, metric: &str, label: &str) -> Result<f64> {
        let page = self.lotse.metrics().await?;
        let lines = page.lines().filter(|line| {
            line.strip_prefix(metric).is_some_and(|rest| rest.starts_with(['{', ' '])) && line.contains(label)
        });
        Ok(lines.filter_map(|line| line.rsplit_once(' ')?.1.parse::<f64>().ok()).sum())
    }

    /// Waits until Lotse has raised the alarm about `what`, in the metrics and in the log.
    pub async fn is_alerted(&self, what: &str) -> Result<()> {
        wait::until(format!("an alert about {what}"), wait::patience(), async || {
            let counted = self.counted("lotse_alerts_total", &format!("what=\"{what}\"")).await?;
            Ok((counted >= 1.0).then_some(()))
        })
        .await?;
        self.lotse.logs(&format!("what=\"{what}\"")).await
    }

    /// Waits until Lotse has handled everything that has happened so far and has nothing more to do, and makes sure that
    /// it gave nothing up, and that no event waits for its room key. What waits for somebody to sign their device may wait on,
    /// and so may the next edit of what stands pinned in Team.
    pub async fn settles(&self) -> Result<()> {
        self.settles_without_keys(0).await
    }

    /// Like [`settles`](Self::settles), with so many events that wait for a room key.
    pub async fn settles_without_keys(&self, keyless: i64) -> Result<()> {
        // The homeserver tells of events in their order: when this invitation was refused, all before it has come.
        let (name, password) = (format!("mark{}", wait::unique_word()), wait::unique_word());
        self.synapse.register(&name, &password, false).await?;
        let token = self.synapse.log_in(&name, &password).await?;
        let room =
            json!({ "preset": "private_chat", "invite": [format!("@lotse_steward:{}", self.server_name)] });
        let call = async |method, path: &str, body| {
            self.synapse.call(Some(&token), method, &format!("/_matrix/client/v3/{path}"), body).await
        };
        let made = call("POST", "createRoom", Some(&room)).await?;
        let members = format!("rooms/{}/members", made["room_id"].as_str().unwrap_or_default());
        wait::until("Lotse to hear of everything", wait::patience(), async || {
            let members = call("GET", &members, None).await?;
            let refused = |event: &Value| event["content"]["membership"] == "leave";
            Ok(members["chunk"].as_array().is_some_and(|all| all.iter().any(refused)).then_some(()))
        })
        .await?;
        let left = "select (select count(*) from inbox where state = 'pending') + \
                    (select count(*) from outbox where state = 'pending' and kind not in ('look_again', 'today'))";
        let waiting = "select count(*) from waiting_event";
        wait::until(format!("Lotse to settle with {keyless} keys missing"), wait::patience(), async || {
            // The homeserver first: what it hands over meanwhile is Lotse's then.
            let owed = self.synapse.owes("lotse").await?;
            let settled = owed == 0 && self.counts(left).await? == 0;
            Ok((settled && self.counts(waiting).await? == keyless).then_some(()))
        })
        .await?;
        let given_up = "select (select count(*) from inbox where state = 'quarantined') + \
                        (select count(*) from outbox where state = 'dead')";
        let given_up = self.counts(given_up).await?;
        ensure!(given_up == 0, "Lotse has given up {given_up} events or effects:\n{}", self.lotse.log());
        Ok(())
    }

    /// The number that a query of Lotse's database gives, whether or not Lotse is running.
    pub async fn counts(&self, query: &str) -> Result<i64> {
        let query = AssertSqlSafe(query.to_owned());
        if let Some(url) = &self.postgres {
            let mut database = PgConnection::connect(url).await?;
            return Ok(sqlx::query_scalar(query).fetch_one(&mut database).await?);
        }
        let file = SqliteConnectOptions::new().filename(self.lotse.file("data/lotse.db")).read_only(true);
        let mut database = SqliteConnection::connect_with(&file).await?;
        Ok(sqlx::query_scalar(query).fetch_one(&mut database).await?)
    }

    /// Changes Lotse's database, as an older Lotse would have left it.
    pub async fn rewrites(&self, statement: &str) -> Result<()> {
        let statement = AssertSqlSafe(statement.to_owned());
        if let Some(url) = &self.postgres {
            let mut database = PgConnection::connect(url).await?;
            sqlx::query(statement).execute(&mut database).await?;
            return Ok(());
        }
        let file = SqliteConnectOptions::new().filename(self.lotse.file("data/lotse.db"));
        let mut database = SqliteConnection::connect_with(&file).await?;
        sqlx::query(statement).execute(&mut database).await?;
        Ok(())
    }

    /// Calls the homeserver as one of Lotse's own users, given by its localpart.
    pub async fn as_lotse(
        &self,
        user: &str,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value> {
        let path = format!("/_matrix/client/v3/{path}?user_id=@{user}:{}", self.server_name);
        self.synapse.call(Some(&self.lotse.service_token()?), method, &path, body).await
    }

    /// Hands Lotse events as a lying homeserver would: each with any sender, room and content.
    pub async fn is_told_lies(&self, events: &[Value]) -> Result<()> {
        let registration = std::fs::read_to_string(self.lotse.file("registration.yaml"))?;
        let token = registration.lines().find_map(|line| line.trim().strip_prefix("hs_token:"));
        let token = token.context("no hs_token in the registration")?.trim().trim_matches(['"', '\'']);
        let lies: Vec<Value> = events.iter().map(lie).collect();
        let body = json!({ "events": lies }).to_string();
        let (status, answer) = self.lotse.receives(token, &wait::unique_word(), body).await?;
        ensure!(status == 200, "{status}: {answer}");
        Ok(())
    }

    /// The reception.
    pub const RECEPTION: &str = "@lotse:lotse.example";
}

/// A counsellor with the rooms of their centre.
#[derive(Debug)]
pub struct Counsellor {
    /// Who.
    pub person: Person,
    /// Where the cards are.
    pub enquiries: OwnedRoomId,
    /// Where the team talks.
    pub team: OwnedRoomId,
}

impl Counsellor {
    /// Takes the invitations to the centre's rooms.
    pub async fn at_work(person: Person) -> Result<Self> {
        let space = person
            .is_invited_where("the centre's space", |invitation| {
                invitation.name.as_deref().is_some_and(|name| !["Erstanfragen", "Team"].contains(&name))
            })
            .await?;
        person.accepts(&space).await?;
        let enquiries =
            person.is_invited_where("Erstanfragen", |to| to.name.as_deref() == Some("Erstanfragen")).await?;
        let enquiries = person.accepts(&enquiries).await?;
        let team = person.is_invited_where("Team", |to| to.name.as_deref() == Some("Team")).await?;
        let team = person.accepts(&team).await?;
        Ok(Self { person, enquiries, team })
    }

    /// Waits for a card whose text has these words.
    pub async fn sees_card(&self, words: &str) -> Result<Heard> {
        self.person.hears(&self.enquiries, words).await
    }

    /// Clicks the ✅ on a card.
    pub async fn accepts_card(&self, card: &Heard) -> Result<()> {
        self.person.sees_reaction(&self.enquiries, &card.event, "✅").await?;
        self.person.reacts(&self.enquiries, &card.event, "✅").await.map(drop)
    }

    /// Takes an enquiry by a click and goes into its room.
    pub async fn takes(&self, words: &str) -> Result<OwnedRoomId> {
        let card = self.sees_card(words).await?;
        self.accepts_card(&card).await?;
        let room = self.comes_into_case().await?;
        self.person.hears(&room, words).await?;
        Ok(room)
    }

    /// Takes the invitation to a case room.
    pub async fn comes_into_case(&self) -> Result<OwnedRoomId> {
        let invitation = self.person.is_invited_where("a case room", is_case_room).await?;
        self.person.accepts(&invitation).await
    }
}

/// The name of the file with the administrator's token.
const ADMIN_TOKEN: &str = "admin.token";

fn write_private(file: &Path, text: &str) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::write(file, text)?;
    Ok(std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))?)
}

/// The six characters on a card.
pub fn reference(card: &Heard) -> Result<String> {
    let mut words = card.body.split_whitespace().skip_while(|word| *word != "Erstanfrage");
    Ok(words.nth(1).with_context(|| format!("no reference on the card {:?}", card.body))?.to_owned())
}

/// An event with all that the homeserver adds to it.
fn lie(event: &Value) -> Value {
    let mut lie = json!({
        "event_id": format!("${}", wait::unique_word()), "origin_server_ts": 1_795_457_520_000_u64, "content": {},
    });
    if let (Some(lie), Some(event)) = (lie.as_object_mut(), event.as_object()) {
        lie.extend(event.clone());
    }
    lie
}

fn is_case_room(invitation: &Invitation) -> bool {
    invitation.name.as_deref().is_some_and(|name| name.starts_with("Fall "))
}

fn path(file: &Path) -> Result<&str> {
    file.to_str().context("a path that is not UTF-8")
}
