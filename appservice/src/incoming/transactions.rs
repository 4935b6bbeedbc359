//! The one door for the homeserver: transactions are written down, then answered.
//!
//! The token is checked in constant time before the body is read. The body is not parsed here: a poison transaction
//! must not stop the queue, and parsing it later costs nobody anything. Requests that arrive together share a commit.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::{Body, HttpBody as _},
    extract::{Path, Request, State},
    http::{StatusCode, header::AUTHORIZATION},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use subtle::ConstantTimeEq as _;
use tokio::sync::{Notify, mpsc, oneshot};

use crate::{
    running::{clock::Clock, fail_point},
    store::{
        Store, StoreError, StoreResult,
        transaction::{self, Incoming, Receipt, SealedBody},
    },
};

/// Transactions that share one commit at most.
const BATCH: usize = 64;

/// What the door needs to know.
#[derive(Clone)]
pub struct Door {
    token: SecretString,
    max_bytes: usize,
    store: Store,
    queue: mpsc::Sender<(Incoming, oneshot::Sender<bool>)>,
}

/// Opens the door: the routes that the homeserver calls. `arrived` is rung after each commit. Must be called within
/// the runtime.
pub fn router(
    store: Store,
    clock: Clock,
    token: SecretString,
    max_bytes: usize,
    arrived: Arc<Notify>,
) -> Router {
    let (queue, incoming) = mpsc::channel(BATCH);
    tokio::spawn(write_down(store.clone(), clock, incoming, arrived));
    Router::new()
        .route("/_matrix/app/v1/transactions/{txn}", put(take_transaction))
        .route("/_matrix/app/v1/ping", post(ping))
        .route("/_matrix/app/v1/users/{user}", get(unknown))
        .route("/_matrix/app/v1/rooms/{alias}", get(unknown))
        .fallback(unknown_route)
        .with_state(Door { token, max_bytes, store, queue })
}

async fn take_transaction(State(door): State<Door>, Path(txn): Path<String>, request: Request) -> Response {
    if let Err(refusal) = door.check(&request) {
        return *refusal;
    }
    let body = request.into_body();
    // Nobody waits for bytes that would be refused.
    let fits = body.size_hint().lower() <= door.max_bytes as u64;
    let body = if fits { axum::body::to_bytes(body, door.max_bytes).await.ok() } else { None };
    let Some(body) = body else {
        metrics::counter!("lotse_transactions_refused_total", "reason" => "size").increment(1);
        return refusal(StatusCode::PAYLOAD_TOO_LARGE, "M_TOO_LARGE", "the transaction is too large");
    };
    let sealed = match SealedBody::seal(door.store.vault(), &body) {
        Ok(sealed) => sealed,
        Err(error) => return failed(&error.to_string()),
    };
    let (done, written) = oneshot::channel();
    if door.queue.send((Incoming { txn_id: fingerprint(&txn, &body), body: sealed }, done)).await.is_err() {
        return failed("the writer has stopped");
    }
    match written.await {
        Ok(true) => {
            fail_point::pass("transaction.after_commit");
            Json(json!({})).into_response()
        }
        Ok(false) | Err(_) => failed("the transaction was not written down"),
    }
}

/// What a repetition is recognised by. The id alone is not enough: Synapse on `SQLite` counts from 1 again when it is
/// restarted with nothing left to send.
fn fingerprint(txn: &str, body: &[u8]) -> String {
    let hash = blake3::hash(body).to_hex();
    format!("{txn}:{}", &hash[..16])
}

async fn ping(State(door): State<Door>, request: Request) -> Response {
    match door.check(&request) {
        Ok(()) => Json(json!({})).into_response(),
        Err(refusal) => *refusal,
    }
}

/// Users and aliases of ours are made by us before anybody can ask for them.
async fn unknown(State(door): State<Door>, request: Request) -> Response {
    match door.check(&request) {
        Ok(()) => refusal(StatusCode::NOT_FOUND, "M_NOT_FOUND", "there is none"),
        Err(refusal) => *refusal,
    }
}

async fn unknown_route() -> Response {
    refusal(StatusCode::NOT_FOUND, "M_UNRECOGNIZED", "no such call")
}

impl Door {
    fn check(&self, request: &Request<Body>) -> Result<(), Box<Response>> {
        let given =
            request.headers().get(AUTHORIZATION).and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
        let Some(given) = given else {
            metrics::counter!("lotse_transactions_refused_total", "reason" => "no_token").increment(1);
            let missing = "the homeserver's token is missing";
            return Err(Box::new(refusal(StatusCode::UNAUTHORIZED, "M_UNAUTHORIZED", missing)));
        };
        if bool::from(given.ct_eq(self.token.expose_secret().as_bytes())) {
            return Ok(());
        }
        metrics::counter!("lotse_transactions_refused_total", "reason" => "wrong_token").increment(1);
        Err(Box::new(refusal(StatusCode::FORBIDDEN, "M_FORBIDDEN", "this is not the homeserver's token")))
    }
}

async fn write_down(
    store: Store,
    clock: Clock,
    mut incoming: mpsc::Receiver<(Incoming, oneshot::Sender<bool>)>,
    arrived: Arc<Notify>,
) {
    let mut batch = Vec::with_capacity(BATCH);
    let mut waiting = Vec::with_capacity(BATCH);
    while let Some((first, done)) = incoming.recv().await {
        batch.push(first);
        waiting.push(done);
        while batch.len() < BATCH {
            let Ok((next, done)) = incoming.try_recv() else { break };
            batch.push(next);
            waiting.push(done);
        }
        let written = match append(&store, &clock, &batch).await {
            Ok(receipts) => {
                let duplicates = receipts.iter().filter(|receipt| **receipt == Receipt::Duplicate).count();
                metrics::counter!("lotse_transactions_total").increment(batch.len() as u64);
                metrics::counter!("lotse_transactions_duplicate_total").increment(duplicates as u64);
                true
            }
            Err(error) => {
                tracing::error!(error = %error, "Could not write a transaction down; the homeserver will repeat it");
                false
            }
        };
        batch.clear();
        for done in waiting.drain(..) {
            // The homeserver may have hung up; it will repeat the transaction, and that is recognised.
            let _ = done.send(written);
        }
        if written {
            arrived.notify_one();
        }
    }
}

async fn append(store: &Store, clock: &Clock, batch: &[Incoming]) -> StoreResult<Vec<Receipt>> {
    let mut tx = store.begin_first().await?;
    let receipts = transaction::append_all(&mut tx, batch, clock.now()).await?;
    fail_point::pass("transaction.before_commit");
    tx.commit().await?;
    Ok::<_, StoreError>(receipts)
}

fn refusal(status: StatusCode, errcode: &str, error: &str) -> Response {
    (status, Json(json!({ "errcode": errcode, "error": error }))).into_response()
}

fn failed(error: &str) -> Response {
    tracing::error!(error, "Could not take a transaction");
    refusal(StatusCode::INTERNAL_SERVER_ERROR, "M_UNKNOWN", "the transaction could not be written down")
}
