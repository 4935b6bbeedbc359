//! A homeserver that answers as a test says.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{Method, StatusCode, Uri},
};
use serde_json::Value;
use tokio::net::TcpListener;
use url::Url;

use super::Homeserver;

/// Every call, as it came.
type Asked = Arc<Mutex<Vec<String>>>;

type Answers = dyn Fn(&str, &Value) -> (u16, String) + Send + Sync;

/// A running fake on loopback.
pub(crate) struct Fake {
    /// Lotse's way to it.
    pub(crate) homeserver: Homeserver,
    asked: Asked,
    server: tokio::task::JoinHandle<()>,
}

impl Fake {
    /// Answers each call, such as `POST /_matrix/client/v3/createRoom`, and its body with a status and a body.
    pub(crate) async fn answering(
        answers: impl Fn(&str, &Value) -> (u16, String) + Send + Sync + 'static,
    ) -> Self {
        let asked: Asked = Arc::default();
        let answers: Arc<Answers> = Arc::new(answers);
        let router = Router::new().fallback(answer).with_state((asked.clone(), answers));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            homeserver: Homeserver::new(base, "token".to_owned().into(), Duration::from_secs(10)),
            asked,
            server,
        }
    }

    /// How often something was called whose method and path contain this.
    pub(crate) fn was_asked(&self, call: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| asked.contains(call)).count()
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn answer(
    State((asked, answers)): State<(Asked, Arc<Answers>)>,
    method: Method,
    uri: Uri,
    body: Bytes,
) -> (StatusCode, String) {
    let call = format!("{method} {}", uri.path());
    let (status, answer) = answers(&call, &serde_json::from_slice(&body).unwrap_or_default());
    asked.lock().unwrap().push(call);
    (StatusCode::from_u16(status).unwrap(), answer)
}
