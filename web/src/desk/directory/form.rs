//! Forms whose fields follow the headings of a sheet.

use axum::extract::{Form, FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};

use crate::State;
use crate::api::is_same_origin;
use crate::portal::Asked;

/// What came from a page of ours, field by field; nothing, if it could not be read or another site sent it.
pub(in crate::desk) struct Pairs(Option<Vec<(String, String)>>);

impl FromRequest<State> for Pairs {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, state: &State) -> Result<Self, Self::Rejection> {
        let own = is_same_origin(request.headers());
        let form = Form::<Vec<(String, String)>>::from_request(request, state).await;
        Ok(Self(form.ok().filter(|_| own).map(|Form(fields)| fields)))
    }
}

impl Pairs {
    /// Whether there is anything that can be read.
    pub(in crate::desk) fn is_torn(&self) -> bool {
        self.0.is_none()
    }

    /// The value of a field; empty, if it was not sent.
    pub(in crate::desk) fn get(&self, name: &str) -> &str {
        self.sent(name).unwrap_or_default()
    }

    /// The value of a field, if it was sent.
    pub(in crate::desk) fn sent(&self, name: &str) -> Option<&str> {
        let mut fields = self.0.iter().flatten();
        fields.find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// What was done is not done again by a reload.
pub(in crate::desk) fn lead_to(asked: &Asked, page: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, format!("{}{page}", asked.root))]).into_response()
}

/// The beginning of a long value.
pub(in crate::desk) fn short(value: &str) -> String {
    let line = value.replace('\n', " / ");
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
