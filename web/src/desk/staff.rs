//! Who comes to a centre, and who leaves it.

mod parting;
mod people;
mod pictures;
mod training;
mod welcome;

use axum::Router;
use axum::routing::{get, post};

use crate::State;

/// All addresses of it. Those of the link are for people who are signed in nowhere.
pub(super) fn router() -> Router<State> {
    Router::new()
        .route("/desk/personen", get(people::get).post(people::post))
        .route("/desk/abschied", post(parting::post))
        .route("/desk/einladung/{secret}", get(welcome::get).post(welcome::post))
        .route("/desk/willkommen", get(welcome::steps))
        .merge(training::router())
}
