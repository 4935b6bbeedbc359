//! The people of a centre, and how somebody is invited to it.

use appservice::staff::{How, Invited, Newcomer, PeopleView, PersonView, Refused, SignedIn};
use appservice::words::days;
use axum::extract::{Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use routing::CentreId;
use serde::Deserialize;

use crate::State;
use crate::desk::directory::form::Pairs;
use crate::desk::page::sorry;
use crate::desk::shell::{self, Page};
use crate::portal::{Asked, Says, Value};

/// Of which centre.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    stelle: String,
}

/// What was typed, and what became of it.
#[derive(Default)]
struct Told {
    newcomer: Option<(Newcomer, Invited)>,
    sent_again: bool,
}

/// `GET /desk/personen`.
pub(super) async fn get(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    let says = crate::desk::says(&state, &asked);
    match crate::desk::known(&state.staff, &headers, true).await {
        Ok(signed_in) => {
            show(&state, &asked, says, (&signed_in, &headers), (&wish.stelle, &Told::default())).await
        }
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

/// `POST /desk/personen`: invites somebody, or has another letter sent.
pub(super) async fn post(
    Shared(state): Shared<State>,
    asked: Asked,
    headers: HeaderMap,
    fields: Pairs,
) -> Response {
    let says = crate::desk::says(&state, &asked);
    let signed_in = match crate::desk::known(&state.staff, &headers, true).await {
        Ok(signed_in) => signed_in,
        Err(refused) => return sorry(&state, &asked, says, (&headers, refused)),
    };
    let centre = CentreId::parse(fields.get("centre")).ok().filter(|_| !fields.is_torn());
    let Some(centre) = centre else {
        return shell::plain(&state, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"));
    };
    let field = |name: &str| fields.get(name).to_owned();
    let told = match fields.get("act") {
        "invite" => {
            let newcomer = Newcomer {
                user: field("user"),
                centre: centre.clone(),
                name: field("name"),
                mail: field("mail"),
                has_account: fields.get("account") == "theirs",
            };
            let invited = state.staff.invite(&signed_in, &newcomer, says.locale.nearest()).await;
            invited.map(|invited| Told { newcomer: Some((newcomer, invited)), sent_again: false })
        }
        "again" => {
            let sent = state.staff.invite_again(&signed_in, fields.get("to")).await;
            sent.map(|()| Told { newcomer: None, sent_again: true })
        }
        _ => {
            return shell::plain(&state, &asked, says, (StatusCode::BAD_REQUEST, "torn-title", "torn-text"));
        }
    };
    match told {
        Ok(told) => show(&state, &asked, says, (&signed_in, &headers), (centre.as_str(), &told)).await,
        Err(refused) => sorry(&state, &asked, says, (&headers, refused)),
    }
}

async fn show(
    state: &State,
    asked: &Asked,
    says: Says<'_>,
    (signed_in, headers): (&SignedIn, &HeaderMap),
    (wanted, told): (&str, &Told),
) -> Response {
    let found = async {
        let centres = state.staff.people(signed_in).await?;
        let place = centres.iter().position(|it| it.centre.as_str() == wanted);
        let place = place.or_else(|| wanted.is_empty().then_some(0)).ok_or(Refused::Unknown)?;
        Ok((centres, place, state.staff.makes_accounts()?))
    };
    match found.await {
        Ok((centres, place, accounts)) => {
            let main = page(says, &asked.root, (&centres, &centres[place]), (told, accounts));
            Page { title: says.plain("people"), status: StatusCode::OK, main, of: Some(signed_in) }
                .show(state, asked, says)
        }
        Err(refused) => sorry(state, asked, says, (headers, refused)),
    }
}

fn page(
    says: Says<'_>,
    root: &str,
    (centres, chosen): (&[PeopleView], &PeopleView),
    (told, accounts): (&Told, bool),
) -> Markup {
    html! {
        h1 { (says.html("people")) }
        p.hint { (says.html("people-hint")) }
        @if centres.len() > 1 {
            form.sheet method="get" action={ (root) "desk/personen" } {
                div.field {
                    label for="stelle" { (says.html("centre")) }
                    select #stelle name="stelle" {
                        @for it in centres {
                            option value=(it.centre.as_str()) selected[it.centre == chosen.centre] { (it.name) }
                        }
                    }
                }
                button.quiet { (says.html("card-choose")) }
            }
        }
        (answer(says, told))
        h2 { (chosen.name) }
        @if chosen.people.is_empty() { p.none { (says.html("people-none")) } }
        ul.cases {
            @for person in &chosen.people { (row(says, root, &chosen.centre, person)) }
        }
        (form(says, root, chosen, (told, accounts)))
    }
}

/// What became of what was sent.
fn answer(says: Says<'_>, told: &Told) -> Markup {
    if told.sent_again {
        return html! { section.answer role="status" { p { (says.html("invite-again-done")) } } };
    }
    let Some((_, invited)) = &told.newcomer else { return html! {} };
    let (key, is_done) = match invited {
        Invited::OnItsWay => ("invite-done", true),
        Invited::Added => ("invite-added", true),
        Invited::Already => ("invite-already", false),
        Invited::Taken => ("invite-taken", false),
        Invited::NoAccounts => ("invite-no-accounts", false),
        Invited::NoMail => ("invite-no-mail", false),
        Invited::NoAddress => ("invite-no-address", false),
        Invited::Reserved => ("invite-reserved", false),
        Invited::Away => ("invite-away", false),
        Invited::Wrong(_) => ("invite-wrong", false),
    };
    html! {
        @if is_done {
            section.answer role="status" { p { (says.html(key)) } }
        } @else {
            div.wrong #wrong role="alert" {
                p { (says.html(key)) }
                @if let Invited::Wrong(faults) = invited {
                    ul { @for fault in faults { li { (fault) } } }
                }
            }
        }
    }
}

fn row(says: Says<'_>, root: &str, centre: &CentreId, person: &PersonView) -> Markup {
    html! {
        li data-person=(person.id) {
            div.top {
                div {
                    h3 { (person.name) }
                    ul.facts {
                        li { (person.id) }
                        li { @if person.is_active { (says.html("person-active")) } @else { (says.html("person-inactive")) } }
                    }
                }
                @if person.may_send {
                    form method="post" action={ (root) "desk/personen" } {
                        input type="hidden" name="centre" value=(centre.as_str());
                        input type="hidden" name="to" value=(person.id);
                        button.quiet name="act" value="again" {
                            (says.html("invite-again")) span.unseen { ": " (person.name) }
                        }
                    }
                }
            }
            @if person.may_leave {
                form.leaves method="post" action={ (root) "desk/abschied" } {
                    input type="hidden" name="centre" value=(centre.as_str());
                    input type="hidden" name="who" value=(person.id);
                    button.quiet name="act" value="look" {
                        (says.html("parting")) span.unseen { ": " (person.name) }
                    }
                }
            }
            @if let Some(how) = &person.invitation { p.how { (state_of(says, how)) } }
        }
    }
}

fn state_of(says: Says<'_>, how: &How) -> Markup {
    match how {
        How::UnderWay(None) => says.html("how-under-way"),
        How::UnderWay(Some(why)) => says.html_with("how-waits", &[("why", Value::Text(why))]),
        How::Sent(until) => says.html_with("how-sent", &[("time", Value::Text(&days::clock(*until)))]),
        How::SentOwn => says.html("how-sent-own"),
        How::Over => says.html("how-over"),
        How::Undeliverable(why) => says.html_with("how-undeliverable", &[("why", Value::Text(why))]),
        How::Taken => says.html("how-taken"),
    }
}

fn form(says: Says<'_>, root: &str, chosen: &PeopleView, (told, accounts): (&Told, bool)) -> Markup {
    // What somebody has typed is not lost because it could not be taken.
    let kept = told.newcomer.as_ref().filter(|(_, it)| !matches!(it, Invited::OnItsWay | Invited::Added));
    let typed = kept.map(|(newcomer, _)| newcomer);
    let value = |of: fn(&Newcomer) -> &String| typed.map_or("", |it| of(it).as_str());
    let theirs = !accounts || typed.is_some_and(|it| it.has_account);
    html! {
        h2 { (says.html("invite-title")) }
        p { (says.html("invite-text")) }
        form method="post" action={ (root) "desk/personen" } {
            input type="hidden" name="centre" value=(chosen.centre.as_str());
            div.field {
                label for="name" { (says.html("invite-name")) }
                p.hint #name-hint { (says.html("invite-name-hint")) }
                input #name name="name" value=(value(|it| &it.name)) maxlength="100" autocomplete="off" required
                    aria-describedby="name-hint";
            }
            div.field {
                label for="mail" { (says.html("invite-mail")) }
                p.hint #mail-hint { (says.html("invite-mail-hint")) }
                input #mail name="mail" type="email" value=(value(|it| &it.mail)) maxlength="254" autocomplete="off"
                    required aria-describedby="mail-hint";
            }
            div.field {
                label for="user" { (says.html("invite-user")) }
                p.hint #user-hint { (says.html("invite-user-hint")) }
                input #user name="user" value=(value(|it| &it.user)) maxlength="255" autocomplete="off"
                    autocapitalize="none" spellcheck="false" required aria-describedby="user-hint";
            }
            fieldset {
                legend { (says.html("invite-account")) }
                @if accounts {
                    label.choice {
                        input type="radio" name="account" value="ours" checked[!theirs];
                        span { (says.html("invite-account-ours")) }
                    }
                }
                label.choice {
                    input type="radio" name="account" value="theirs" checked[theirs];
                    span { (says.html("invite-account-theirs")) }
                }
                @if !accounts { p.hint { (says.html("invite-account-hint")) } }
            }
            button.main name="act" value="invite" { (says.html("invite-send")) }
        }
    }
}
