//! The centre that is there for somebody: its card, who can read what, and the others to choose from.

use appservice::links::portal::{Card, Offer, Reader};
use maud::{Markup, html};

use super::asked::Asked;
use super::form::hidden;
use super::words::{Says, Value};
use super::{dates, live, notice, reads, start};

/// The page of an offer.
pub(crate) fn page(says: Says<'_>, asked: &Asked, offer: &Offer, danger: &str) -> Markup {
    let root = &asked.root;
    let (topic, postcode) = (offer.topic.id.as_str(), offer.postcode.to_string());
    let stelle = |fields: &[(&str, &str)], button: Markup| {
        html! {
            form method="post" action={ (root) "stelle" } { (hidden(fields)) (button) }
        }
    };
    html! {
        h1 { (says.html("centre-title")) }
        @if offer.gone { (notice::note(&says.html("centre-gone"))) }
        @if offer.nationwide { (notice::note(&says.html("centre-white"))) }
        (card(says, &offer.centre))
        dl.summary aria-label=(says.plain("centre-chosen")) {
            div {
                dt { (says.html("centre-topic")) }
                dd lang=(start::tongue(says.locale)) { (offer.topic.name) }
                dd.change {
                    (stelle(&[("asked", "topic"), ("postcode", &postcode), ("danger", danger)], html! {
                        button.link aria-label=(says.plain("centre-change-topic")) { (says.html("centre-change")) }
                    }))
                }
            }
            div {
                dt { (says.html("centre-place")) }
                dd { bdi { (postcode) } }
                dd.change {
                    (stelle(&[("topic", topic), ("danger", danger)], html! {
                        button.link aria-label=(says.plain("centre-change-place")) { (says.html("centre-change")) }
                    }))
                }
            }
        }
        (reads::table(says, asked, &offer.centre, Reader::Centre))
        form method="post" action={ (root) "schreiben" } {
            (hidden(&[("topic", topic), ("postcode", &postcode), ("centre", &offer.centre.id), ("danger", danger)]))
            p.soft { (says.html("centre-agree")) }
            button.main { (says.html("centre-write")) }
        }
        (live::offer(says, asked, &offer.live, &[("topic", topic), ("postcode", &postcode), ("danger", danger)]))
        (dates::offer(
            says, asked, (offer.dates.as_deref(), &offer.centre.name),
            &[("topic", topic), ("postcode", &postcode), ("centre", &offer.centre.id), ("danger", danger)],
        ))
        @if !offer.others.is_empty() {
            section.others {
                h2 { (says.html("centre-others")) }
                p.soft { (says.html("centre-others-order")) }
                @for other in &offer.others {
                    div.other {
                        (card(says, other))
                        (stelle(
                            &[("topic", topic), ("postcode", &postcode), ("centre", &other.id), ("danger", danger)],
                            html! {
                                button.quiet aria-label=(says.plain_with("centre-take-named", &[("centre", Value::Text(&other.name))])) {
                                    (says.html("centre-take"))
                                }
                            },
                        ))
                    }
                }
            }
        }
    }
}

/// A centre's business card. What it says of itself is German.
pub(crate) fn card(says: Says<'_>, centre: &Card) -> Markup {
    html! {
        section.card {
            h2 lang="de" dir="ltr" { (centre.name) }
            div.says lang="de" dir="ltr" { @for line in &centre.lines { p { (line) } } }
            dl {
                @if centre.hours > 0 {
                    div {
                        dt { (says.html("centre-hours")) }
                        dd { (says.html_with("centre-within", &[("hours", Value::Number(centre.hours))])) }
                    }
                }
                div {
                    dt { (says.html("centre-people")) }
                    dd { @if centre.team { (says.html("centre-team")) } @else { (says.html("centre-single")) } }
                }
                @if !centre.carrier.is_empty() {
                    div { dt { (says.html("centre-carrier")) } dd lang="de" { bdi { (centre.carrier) } } }
                }
            }
        }
    }
}
