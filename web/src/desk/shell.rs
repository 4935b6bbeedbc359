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
                    @if let Some(signed_in) = self.of { (ways(says, root, signed_in, &self.title)) }
                    main #main tabindex="-1" { div.desk { (self.main) } }
                }
            }
        }
    }
}

/// The ways to what somebody may see; none, if it is their own desk alone.
/// On a narrow screen they are folded: `here` is the page that is shown, by its title.
fn ways(says: Says<'_>, root: &str, signed_in: &SignedIn, here: &str) -> Markup {
    let rooms = signed_in.rooms();
    let way = |page: &str, key| {
        let name = says.plain(key);
        let current = (name == here).then_some("page");
        html! { li { a href={ (root) "desk" (page) } aria-current=[current] { (name) } } }
    };
    html! {
        @if !rooms.is_empty() {
            nav.ways aria-label=(says.plain("ways")) {
                details.desk {
                    summary { (says.html("menu")) }
                    ul {
                        (way("", "desk"))
                        @for room in rooms {
                            @match room {
                                Room::Own => { (way("/stelle", "own")) }
                                Room::Cases => { (way("/faelle", "arrange")) }
                                Room::Card => { (way("/karte", "card")) }
                                Room::People => { (way("/personen", "people")) }
                                Room::Training => { (way("/schulung", "training")) }
                                Room::Coverage => { (way("/abdeckung", "coverage")) }
                                Room::Figures => { (way("/zahlen", "figures")) }
                                Room::Trail => { (way("/protokoll", "trail")) }
                                Room::Leads => { (way("/leitung", "leads")) }
                                Room::Carriers => { (way("/traeger", "carriers")) }
                                Room::Directory => { (way("/verzeichnis", "directory")) }
                                Room::Platform => { (way("/lage", "platform")) }
                                Room::Papers => { (way("/unterlagen", "papers")) }
                                Room::Seconds => { (way("/freigaben", "seconds")) }
                            }
                        }
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
