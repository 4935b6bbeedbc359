use std::sync::Arc;
use std::time::Duration;

use appservice::links::portal::Portal;
use appservice::running::clock::Clock;
use appservice::staff::Staff;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use axum::routing::get;
use http_body_util::BodyExt as _;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};
use tower::ServiceExt as _;

use crate::listen::listen_with;
use crate::{Health, State, router};

mod dates;
mod headers;
pub(crate) mod links;
mod live;
mod manner;
mod pages;

/// Our router as monitoring and people meet it.
pub(crate) struct Site {
    health: Health,
    pub(crate) router: Router,
    portal: Arc<Portal>,
    _shelf: TempDir,
}

impl Site {
    pub(crate) async fn new() -> Self {
        Self::with_metrics(PrometheusBuilder::new().build_recorder().handle()).await
    }

    async fn with_metrics(metrics: PrometheusHandle) -> Self {
        let health = Health::starting();
        let (portal, shelf) = links::portal().await;
        let site = links::site();
        let staff = Arc::new(Staff::new(portal.store.clone(), Clock::system()));
        let state =
            State { health: health.clone(), metrics, portal: portal.clone(), site, accounts: None, staff };
        Self { router: router(state), health, portal, _shelf: shelf }
    }

    async fn ask(&self, method: &str, path: &str) -> Response<Body> {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn health(&self) -> (StatusCode, String) {
        let response = self.ask("GET", "/health").await;
        (response.status(), text(response).await)
    }
}

async fn text(response: Response<Body>) -> String {
    let body = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(body.to_vec()).unwrap()
}

#[tokio::test]
async fn health_follows_the_process() {
    let site = Site::new().await;
    let unavailable = |reason| format!(r#"{{"reason":"{reason}","status":"unavailable"}}"#);
    assert_eq!(site.health().await, (StatusCode::SERVICE_UNAVAILABLE, unavailable("starting")));
    let healthy = |role| format!(r#"{{"role":"{role}","status":"ok"}}"#);
    site.health.stands_by();
    assert_eq!(site.health().await, (StatusCode::OK, healthy("standby")));
    site.health.ready();
    assert_eq!(site.health().await, (StatusCode::OK, healthy("worker")));
    site.health.fell("effects");
    let fallen = r#"{"reason":"restarting","status":"unavailable","workers":["effects"]}"#.to_owned();
    assert_eq!(site.health().await, (StatusCode::SERVICE_UNAVAILABLE, fallen));
    site.health.ready();
    assert_eq!(site.health().await, (StatusCode::OK, healthy("worker")));
    site.health.stopping();
    assert_eq!(site.health().await, (StatusCode::SERVICE_UNAVAILABLE, unavailable("stopping")));
    // A late start-up step must not call back what is going away.
    site.health.ready();
    assert_eq!(site.health().await.0, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn health_names_whoever_is_silent_for_too_long() {
    let site = Site::new().await;
    site.health.ready();
    let slow = site.health.pulses().piece("effect", Duration::ZERO);
    assert_eq!(
        site.health().await,
        (StatusCode::OK, r#"{"hung":["effect"],"role":"worker","status":"ok"}"#.to_owned())
    );
    drop(slow);
    let worker = site.health.pulses().worker("intake", Duration::ZERO);
    let hung = r#"{"reason":"hung","status":"unavailable","workers":["intake"]}"#.to_owned();
    assert_eq!(site.health().await, (StatusCode::SERVICE_UNAVAILABLE, hung));
    drop(worker);
    assert_eq!(site.health().await.0, StatusCode::OK);
}

#[tokio::test]
async fn metrics_are_prometheus_text() {
    let recorder = PrometheusBuilder::new().build_recorder();
    metrics::with_local_recorder(&recorder, || metrics::counter!("lotse_cases_opened_total").increment(3));
    let site = Site::with_metrics(recorder.handle()).await;
    let response = site.ask("GET", "/metrics").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    assert!(text(response).await.contains("lotse_cases_opened_total 3"));
}

#[tokio::test]
async fn what_is_not_there_is_refused_in_json() {
    let site = Site::new().await;
    let response = site.ask("GET", "/_matrix/app/v1/transactions/1").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(text(response).await, r#"{"error":"There is nothing at this address."}"#);
    let response = site.ask("DELETE", "/health").await;
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(text(response).await, r#"{"error":"This address is for reading only."}"#);
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let site = Site::new().await;
    for (method, path) in [("GET", "/health"), ("GET", "/metrics"), ("GET", "/nothing"), ("PUT", "/health")] {
        let response = site.ask(method, path).await;
        let headers = response.headers();
        assert_eq!(headers["x-content-type-options"], "nosniff", "{method} {path}");
        assert_eq!(headers["cache-control"], "no-store", "{method} {path}");
        assert_eq!(headers["referrer-policy"], "no-referrer", "{method} {path}");
        assert!(headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    }
}

/// A server with one address that answers only when it is told to.
struct Slow {
    connection: TcpStream,
    answer: Arc<Notify>,
    stop: oneshot::Sender<()>,
    served: tokio::task::JoinHandle<std::io::Result<()>>,
    address: std::net::SocketAddr,
}

impl Slow {
    async fn new(grace: Duration) -> Self {
        let (arrived, answer) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let doors = (arrived.clone(), answer.clone());
        let handler = async move || {
            doors.0.notify_one();
            doors.1.notified().await;
            "done"
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let shutdown = async { stopped.await.unwrap() };
        let router = Router::new().route("/", get(handler));
        let served = tokio::spawn(listen_with(listener, router, shutdown, grace));
        let mut connection = TcpStream::connect(address).await.unwrap();
        connection.write_all(b"GET / HTTP/1.1\r\nhost: lotse\r\n\r\n").await.unwrap();
        arrived.notified().await;
        Self { connection, answer, stop, served, address }
    }
}

#[tokio::test]
async fn a_request_that_has_begun_is_answered_before_we_stop() {
    let mut slow = Slow::new(Duration::from_mins(1)).await;
    slow.stop.send(()).unwrap();
    slow.answer.notify_one();
    let mut answer = String::new();
    slow.connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("done"), "{answer}");
    slow.served.await.unwrap().unwrap();
    assert!(TcpStream::connect(slow.address).await.is_err());
}

#[tokio::test]
async fn a_request_that_never_ends_does_not_hold_us() {
    let slow = Slow::new(Duration::from_millis(10)).await;
    slow.stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(10), slow.served).await.unwrap().unwrap().unwrap();
}
