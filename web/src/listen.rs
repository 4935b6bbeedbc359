//! Serves a router until it is told to stop, then lets what has begun come to its end.

use std::future::{Future, IntoFuture as _, pending};
use std::io;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// How long requests that have begun may take after the order to stop.
pub const GRACE: Duration = Duration::from_secs(10);

/// Serves `router` until `shutdown` is over: then takes no new connection, finishes the requests that have
/// begun, and returns when they are done, or after [`GRACE`].
pub async fn listen(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    listen_with(listener, router, shutdown, GRACE).await
}

pub(crate) async fn listen_with(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
    grace: Duration,
) -> io::Result<()> {
    let address = listener.local_addr()?;
    let (stop, stopping) = oneshot::channel();
    let shutdown = async move {
        shutdown.await;
        // Nobody waits for this any more when serving has ended by itself.
        let _ = stop.send(());
    };
    let too_late = async {
        match stopping.await {
            Ok(()) => tokio::time::sleep(grace).await,
            Err(_) => pending().await,
        }
    };
    let listener = listener.tap_io(|connection| {
        // Answers are small and written whole; waiting for more to send would only delay them.
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "a connection could not be set to send at once");
        }
    });
    tokio::select! {
        served = axum::serve(listener, router).with_graceful_shutdown(shutdown).into_future() => served,
        () = too_late => {
            tracing::warn!(listen.address = %address, "gave up requests that did not end in time");
            Ok(())
        }
    }
}
