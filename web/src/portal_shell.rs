//! `/anmelden` and `/schreiben`: the bare page that the chat runs in.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use maud::{DOCTYPE, html};
use serde::Deserialize;

use crate::assets;

/// What the pages before have found out.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Wish {
    topic: String,
    postcode: String,
    centre: String,
    link: String,
}

pub(crate) fn router() -> Router<crate::State> {
    Router::new()
        .route("/anmelden", get(back))
        .route("/schreiben", post(write).layer(DefaultBodyLimit::max(1_024)))
}

async fn back(State(state): State<crate::State>, headers: HeaderMap) -> Response {
    page(&state, &headers, None)
}

async fn write(State(state): State<crate::State>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    page(&state, &headers, Some(&wish))
}

fn page(state: &crate::State, headers: &HeaderMap, wish: Option<&Wish>) -> Response {
    let asked = headers.get("accept-language").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let locale = if asked.starts_with("en") { "en" } else { "de" };
    let server = state.portal.reception.split_once(':').map_or("", |(_, server)| server);
    let page = html! {
        (DOCTYPE)
        html lang=(locale) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Lotse" }
                link rel="stylesheet" href="/chat/app.css";
            }
            body {
                main #chat data-server-name=(server) data-locale=(locale) {}
                @if let Some(wish) = wish {
                    form #wish hidden {
                        input type="hidden" name="topic" value=(wish.topic);
                        input type="hidden" name="postcode" value=(wish.postcode);
                        input type="hidden" name="centre" value=(wish.centre);
                        input type="hidden" name="link" value=(wish.link);
                    }
                }
                script type="module" src="/chat/app.js" {}
            }
        }
    };
    (assets::chat_policy(), Html(page.into_string())).into_response()
}
