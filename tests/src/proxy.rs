//! A way between Lotse and its homeserver on which answers get lost, and which can be closed.

mod door;
mod page;
mod route;

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::Result;
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{ConnectInfo, DefaultBodyLimit, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use tokio::net::TcpListener;
use tokio_util::task::AbortOnDropHandle;

use crate::wait::{self, Bell};
use door::{Cut, Door};
use page::Strikes;

pub use page::Page;

/// What was called: the method, and the path with ids replaced, as `PUT /_matrix/client/v3/rooms/{room}/send/m.reaction/{txn}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Call {
    /// `GET`, `PUT` …
    pub method: String,
    /// The path without its query; `{room}`, `{user}`, `{event}`, `{alias}`, `{txn}`, `{device}`, `{media}`, `{key}` stand for ids.
    pub path: String,
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// One request that arrived.
#[derive(Debug, Clone)]
pub struct Seen {
    /// What was called.
    pub call: Call,
    /// The path as it was, with its query.
    pub path: String,
    /// The body as it was: for replaying.
    pub body: Bytes,
}

/// A running proxy on loopback; gone when dropped.
#[derive(Debug)]
pub struct Proxy {
    url: String,
    shared: Arc<Shared>,
    _server: AbortOnDropHandle<()>,
}

#[derive(Debug)]
struct Shared {
    target: String,
    http: reqwest::Client,
    faults: Mutex<Faults>,
    changed: Bell,
}

#[derive(Debug, Default)]
struct Faults {
    away: bool,
    lose_each_once: bool,
    lose_next: Vec<(String, String)>,
    refuse_next: VecDeque<(String, String, StatusCode, String)>,
    withholds: Option<(String, String)>,
    withheld: Vec<Withheld>,
    strikes: Option<Strikes>,
    calls: BTreeMap<Call, usize>,
    lost: BTreeSet<Call>,
    journal: Vec<Seen>,
}

/// A request that was answered and not handed on.
#[derive(Debug)]
struct Withheld {
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Bytes,
}

/// What becomes of a call.
enum Fate {
    Forwarded,
    Withheld,
    AnswerLost,
    Refused(StatusCode, String),
    Struck(Page, Duration),
    NotArrived,
}

impl Proxy {
    /// Starts a proxy to `target`, such as [`Synapse::url`](crate::Synapse::url).
    pub async fn to(target: &str) -> Result<Self> {
        let shared = Arc::new(Shared {
            target: target.trim_end_matches('/').to_owned(),
            // No time limit: a long poll may take as long as it likes.
            http: reqwest::Client::builder()
                .no_proxy()
                .redirect(reqwest::redirect::Policy::none())
                .build()?,
            faults: Mutex::default(),
            changed: Bell::new(),
        });
        let listener = TcpListener::bind(("127.0.0.1", wait::free_port()?)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let router =
            Router::new().fallback(pass).layer(DefaultBodyLimit::disable()).with_state(Arc::clone(&shared));
        let service = router.into_make_service_with_connect_info::<Cut>();
        let server = tokio::spawn(async move {
            // Serving never ends by itself.
            let _ = axum::serve(Door(listener), service).await;
        });
        Ok(Self { url, shared, _server: AbortOnDropHandle::new(server) })
    }

    /// Where to send what should go through: `http://127.0.0.1:<port>`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// From now on the answer of each distinct call is lost the first time: it is carried out, then the connection is closed.
    pub fn lose_each_answer_once(&self) {
        self.shared.faults().lose_each_once = true;
    }

    /// Loses the answer of the next call of `method` whose templated path contains `path`.
    pub fn lose_next_answer(&self, method: &str, path: &str) {
        self.shared.faults().lose_next.push((method.to_owned(), path.to_owned()));
    }

    /// Answers the next call of `method` whose templated path contains `path` with `status` and `body`, and does not forward it.
    pub fn refuse_next(&self, method: &str, path: &str, status: u16, body: &str) -> Result<()> {
        let refusal = (method.to_owned(), path.to_owned(), StatusCode::from_u16(status)?, body.to_owned());
        self.shared.faults().refuse_next.push_back(refusal);
        Ok(())
    }

    /// From now on calls of `method` whose templated path contains `path` are answered with `{}` and not handed on.
    pub fn withholds(&self, method: &str, path: &str) {
        self.shared.faults().withholds = Some((method.to_owned(), path.to_owned()));
    }

    /// What is withheld now.
    pub fn withheld(&self) -> usize {
        self.shared.faults().withheld.len()
    }

    /// Hands on what was withheld, in its order, and withholds nothing more; says how much that was.
    pub async fn hands_over(&self) -> Result<usize> {
        let withheld = {
            let mut faults = self.shared.faults();
            faults.withholds = None;
            std::mem::take(&mut faults.withheld)
        };
        let count = withheld.len();
        for Withheld { method, path, headers, body } in withheld {
            let answer = self.shared.forward(method, &path, headers, body).await?;
            anyhow::ensure!(
                answer.status().is_success(),
                "what was withheld is refused: {}",
                answer.status()
            );
        }
        Ok(count)
    }

    /// From now on each kind of call is answered with `page` and not handed on, for `span` from the first of its kind on.
    pub fn strikes_each_kind(&self, page: Page, span: Duration) {
        self.shared.faults().strikes = Some(Strikes::new(page, span));
    }

    /// The kinds of calls that were struck.
    pub fn struck(&self) -> BTreeSet<Call> {
        self.shared.faults().strikes.as_ref().map(Strikes::struck).unwrap_or_default()
    }

    /// Nothing arrives any more, and no answer of what is under way comes back: the homeserver is away.
    pub fn goes_away(&self) {
        self.shared.faults().away = true;
    }

    /// The homeserver is back.
    pub fn comes_back(&self) {
        self.shared.faults().away = false;
    }

    /// No further faults: no answers are lost, nothing is refused, the homeserver is back. What was counted stays.
    pub fn behaves(&self) {
        let mut faults = self.shared.faults();
        let Faults { calls, lost, journal, .. } = std::mem::take(&mut *faults);
        *faults = Faults { calls, lost, journal, ..Faults::default() };
    }

    /// How often each call arrived, also those whose answer was lost.
    pub fn calls(&self) -> BTreeMap<Call, usize> {
        self.shared.faults().calls.clone()
    }

    /// Every request that arrived, in order.
    pub fn journal(&self) -> Vec<Seen> {
        self.shared.faults().journal.clone()
    }

    /// The calls that lost an answer.
    pub fn lost(&self) -> BTreeSet<Call> {
        self.shared.faults().lost.clone()
    }

    /// How many calls of `method` arrived whose templated path contains `path`.
    pub fn count(&self, method: &str, path: &str) -> usize {
        let faults = self.shared.faults();
        let matching =
            faults.calls.iter().filter(|(call, _)| call.method == method && call.path.contains(path));
        matching.map(|(_, count)| count).sum()
    }

    /// Waits until `count` calls of `method` have arrived whose templated path contains `path`.
    pub async fn sees(&self, method: &str, path: &str, count: usize) -> Result<()> {
        let seen = || (self.count(method, path) >= count).then_some(());
        let seen = self.shared.changed.until(wait::patience(), seen).await;
        seen.ok_or_else(|| {
            anyhow::anyhow!("waited in vain for {count} × {method} …{path}…; seen: {:#?}", self.calls())
        })
    }
}

impl Shared {
    fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Faults {
    fn fate_of(&mut self, call: &Call, path: &str, body: &Bytes) -> Fate {
        if self.away {
            return Fate::NotArrived;
        }
        *self.calls.entry(call.clone()).or_default() += 1;
        self.journal.push(Seen { call: call.clone(), path: path.to_owned(), body: body.clone() });
        if let Some((page, left)) = self.strikes.as_mut().and_then(|strikes| strikes.strike(call)) {
            return Fate::Struck(page, left);
        }
        let is_meant = |method: &str, path: &str| call.method == method && call.path.contains(path);
        if let Some(at) = self.refuse_next.iter().position(|(method, path, ..)| is_meant(method, path))
            && let Some((_, _, status, body)) = self.refuse_next.remove(at)
        {
            return Fate::Refused(status, body);
        }
        if self.withholds.as_ref().is_some_and(|(method, path)| is_meant(method, path)) {
            return Fate::Withheld;
        }
        if let Some(at) = self.lose_next.iter().position(|(method, path)| is_meant(method, path)) {
            self.lose_next.remove(at);
            self.lost.insert(call.clone());
            return Fate::AnswerLost;
        }
        if self.lose_each_once && self.lost.insert(call.clone()) {
            return Fate::AnswerLost;
        }
        Fate::Forwarded
    }
}

async fn pass(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let call = Call { method: method.to_string(), path: route::template(uri.path()) };
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let fate = shared.faults().fate_of(&call, path, &body);
    shared.changed.ring();
    match fate {
        Fate::Refused(status, body) => {
            (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
        }
        Fate::Withheld => {
            let path = path.to_owned();
            shared.faults().withheld.push(Withheld { method, path, headers, body });
            (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], "{}").into_response()
        }
        Fate::Struck(page, left) => {
            if let Some(answer) = page.answer() {
                return answer;
            }
            wait::passes(left).await;
            cut.connection()
        }
        Fate::NotArrived => cut.connection(),
        Fate::Forwarded | Fate::AnswerLost => {
            let answer = shared.forward(method, path, headers, body).await;
            if matches!(fate, Fate::AnswerLost) || shared.faults().away {
                return cut.connection();
            }
            // The target does not answer: then neither do we.
            answer.unwrap_or_else(|_| cut.connection())
        }
    }
}

impl Shared {
    async fn forward(
        &self,
        method: Method,
        path: &str,
        mut headers: HeaderMap,
        body: Bytes,
    ) -> Result<Response> {
        for hop in [header::HOST, header::CONNECTION, header::TRANSFER_ENCODING, header::CONTENT_LENGTH] {
            headers.remove(hop);
        }
        let request = self.http.request(method, format!("{}{path}", self.target)).headers(headers).body(body);
        let answer = request.send().await?;
        let (status, mut headers) = (answer.status(), answer.headers().clone());
        let body = answer.bytes().await?;
        for hop in [header::CONNECTION, header::TRANSFER_ENCODING, header::CONTENT_LENGTH] {
            headers.remove(hop);
        }
        Ok((status, headers, Body::from(body)).into_response())
    }
}
