//! What every page of the desk has.

use appservice::staff::{Room, SignedIn};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::State;
use crate::portal::{Asked, PAGES, Says, mark};

/// A page that is being set.
pub(super) struct Page<'a> {
    pub(super) title: String,
    pub(super) status: StatusCode,
    pub(super) main: Markup,
    /// Who is signed in.
    pub(super) of: Option<&'a SignedIn>,
}

impl Page<'_> {
    pub(super) fn show(self, state: &State, asked: &Asked, says: Says<'_>) -> Response {
        let status = self.status;
        let mut response = (status, Html(self.html(state, asked, says).into_string())).into_response();
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGES));
        response
    }

    fn html(self, state: &State, asked: &Asked, says: Says<'_>) -> Markup {
        let (site, root) = (&state.site, &asked.root);
        html! {
            (DOCTYPE)
            html lang=(says.locale.html()) dir=(says.locale.direction()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex, nofollow";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " – " (site.name) }
                    link rel="icon" href={ (root) "icon.svg" } type="image/svg+xml";
                    link rel="stylesheet" href={ (root) "portal.css" };
                    link rel="stylesheet" href={ (root) "desk/desk.css" };
                    script src={ (root) "desk/desk.js" } defer {}
                }
                body {
                    nav.skips aria-label=(says.plain("skip")) { a href="#main" { (says.html("skip")) } }
                    header.bar {
                        div.wide {
                            a.brand href={ (root) "desk" } {
                                @if site.logo.is_some() { img src={ (root) "logo" } alt="" height="36"; }
                                @else { (mark()) }
                                span { (site.name) " · " (says.html("desk")) }
                            }
                            @if self.of.is_some() {
                                form method="post" action={ (root) "desk/abmelden" } {
                                    button.quiet name="which" value="this" { (says.html("sign-out")) }
                                }
                            }
                        }
                    }
                    @if let Some(signed_in) = self.of { (ways(says, root, signed_in)) }
                    main #main tabindex="-1" { div.desk { (self.main) } }
                }
            }
        }
    }
}

/// The ways to what somebody may see; none, if it is their own desk alone.
fn ways(says: Says<'_>, root: &str, signed_in: &SignedIn) -> Markup {
    let rooms = signed_in.rooms();
    html! {
        @if !rooms.is_empty() {
            nav.ways aria-label=(says.plain("ways")) {
                ul.desk {
                    li { a href={ (root) "desk" } { (says.html("desk")) } }
                    @for room in rooms {
                        @let (page, key) = match room {
                            Room::Own => ("stelle", "own"),
                            Room::Card => ("karte", "card"),
                            Room::People => ("personen", "people"),
                            Room::Training => ("schulung", "training"),
                            Room::Coverage => ("abdeckung", "coverage"),
                            Room::Figures => ("zahlen", "figures"),
                            Room::Trail => ("protokoll", "trail"),
                            Room::Leads => ("leitung", "leads"),
                            Room::Carriers => ("traeger", "carriers"),
                            Room::Directory => ("verzeichnis", "directory"),
                            Room::Platform => ("lage", "platform"),
                            Room::Papers => ("unterlagen", "papers"),
                            Room::Seconds => ("freigaben", "seconds"),
                        };
                        li { a href={ (root) "desk/" (page) } { (says.html(key)) } }
                    }
                }
            }
        }
    }
}

/// A page that says one thing, with a way on.
pub(super) fn plain(
    state: &State,
    asked: &Asked,
    says: Says<'_>,
    (status, title, text): (StatusCode, &'static str, &'static str),
) -> Response {
    let main = html! {
        h1 { (says.html(title)) }
        p.lead { (says.html(text)) }
        p { a.main href={ (asked.root) "desk" } { (says.html("to-desk")) } }
    };
    Page { title: says.plain(title), status, main, of: None }.show(state, asked, says)
}

/// It cannot be done now.
pub(super) fn busy(state: &State, asked: &Asked, says: Says<'_>) -> Response {
    plain(state, asked, says, (StatusCode::SERVICE_UNAVAILABLE, "busy-title", "busy-text"))
}
