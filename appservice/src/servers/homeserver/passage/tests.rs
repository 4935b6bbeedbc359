use std::sync::Arc;

use axum::{
    Router,
    extract::Request,
    routing::{any, get},
};
use tokio::{net::TcpListener, sync::Notify};

use super::*;

/// A way to a homeserver that answers like this.
async fn to(router: Router) -> Passage {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    Passage::of(&Homeserver::new(base, "hush".to_owned().into(), Duration::from_secs(10)))
}

fn errand(method: Method, body: &'static [u8]) -> Errand {
    Errand {
        method,
        path: ["a", "b/c"].map(str::to_owned).to_vec(),
        query: vec![("since".to_owned(), "1+1".to_owned())],
        content_type: None,
        body: Body::from(body),
        most: 10,
        patience: Duration::from_secs(10),
    }
}

fn anna() -> Identity {
    let user = ruma::user_id!("@lotse_s_a:lotse.example");
    Identity { user: user.to_owned(), device: Some("PA".into()) }
}

async fn text(answer: http::Response<Body>) -> String {
    let bytes = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn a_call_is_made_as_its_seeker_and_our_token_stays_here() {
    let echo = async |request: Request| {
        let token = request.headers()["authorization"].to_str().unwrap() == "Bearer hush";
        let uri = request.uri().to_string();
        let body = axum::body::to_bytes(request.into_body(), 100).await.unwrap();
        format!("{token} {uri} {}", String::from_utf8_lossy(&body))
    };
    let passage = to(Router::new().fallback(any(echo))).await;
    let answer = passage.carry(errand(Method::PUT, b"0123456789"), &anna()).await.unwrap();
    let said = text(answer).await;
    let whole = "true /a/b%2Fc?since=1%2B1&user_id=%40lotse_s_a%3Alotse.example&device_id=PA 0123456789";
    assert_eq!(said, whole);
    let large = passage.carry(errand(Method::PUT, b"01234567890"), &anna()).await;
    assert!(large.is_err_and(|error| error.code().starts_with("413")), "more than may came through");
}

#[tokio::test]
async fn a_homeserver_that_does_not_know_us_signs_nobody_out() {
    let refuse = async || (StatusCode::UNAUTHORIZED, r#"{"errcode":"M_UNKNOWN_TOKEN","error":"hush"}"#);
    let passage = to(Router::new().fallback(get(refuse))).await;
    let refused = passage.carry(errand(Method::GET, b""), &anna()).await;
    assert!(refused.is_err_and(|error| error.code() == "401:M_UNKNOWN_TOKEN"));
}

#[tokio::test]
async fn whoever_goes_takes_their_call_along() {
    let (come, gone) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let poll = {
        let (come, gone) = (come.clone(), gone.clone());
        move || {
            let (come, guard) = (come.clone(), Gone(gone.clone()));
            async move {
                let _guard = guard;
                come.notify_one();
                std::future::pending::<()>().await;
            }
        }
    };
    let passage = to(Router::new().fallback(get(poll))).await;
    let call = tokio::spawn({
        let passage = passage.clone();
        async move { passage.carry(errand(Method::GET, b""), &anna()).await.map(drop) }
    });
    come.notified().await;
    call.abort();
    gone.notified().await;
    // So does Lotse when it stops.
    let call = tokio::spawn({
        let passage = passage.clone();
        async move { passage.carry(errand(Method::GET, b""), &anna()).await.map(drop) }
    });
    come.notified().await;
    passage.close();
    assert!(call.await.unwrap().is_err());
    gone.notified().await;
}

/// Tells when it is dropped.
struct Gone(Arc<Notify>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}
