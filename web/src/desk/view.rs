//! How the desk looks.

use appservice::staff::{CentreView, ColleagueView, DeskView, EnquiryView, PasskeyView, SessionView};
use appservice::words::{days, phrases::Message};
use maud::{Markup, PreEscaped, html};
use routing::{Figure, OwnFigures, Span, Timestamp};

use super::figures::hours;
use super::passkeys;
use crate::portal::{Says, Value};

/// How often the page is looked at, in milliseconds.
const EVERY: &str = "10000";

/// The page; `stand` says what it shows, `answers` is what was answered to a form, if one was sent; `kept_out` is for a lead.
pub(super) fn desk(
    says: Says<'_>,
    root: &str,
    desk: &DeskView,
    (stand, answers, kept_out): (&str, Option<&[Message]>, &Markup),
    now: Timestamp,
) -> Markup {
    let look = Look { says, root, now };
    html! {
        div data-stand={ (root) "desk/stand" } data-stream={ (root) "desk/strom" } data-now=(stand) data-every=(EVERY) data-page={ (root) "desk?stand" } {}
        p.fresh role="status" hidden { a href={ (root) "desk" } { (says.html("fresh")) } }
        h1 { (says.html_with("hello", &[("name", Value::Text(&desk.name))])) }
        @if let Some(answers) = answers {
            section.answer role="status" tabindex="-1" {
                @if answers.is_empty() { p { (says.html("done")) } }
                @for answer in answers { div { (said(answer)) } }
            }
        }
        (kept_out)
        @if !desk.centres.is_empty() { p { a.quiet href={ (root) "desk/termine" } { (says.html("dates")) } } }
        @for centre in &desk.centres { (look.centre(centre, desk)) }
        @if !desk.centres.is_empty() { (own_figures(says, &desk.figures)) }
        (look.sessions(&desk.sessions, &desk.passkeys))
    }
}

/// In which language, for which address, and when.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) says: Says<'a>,
    pub(super) root: &'a str,
    pub(super) now: Timestamp,
}

impl Look<'_> {
    fn centre(self, centre: &CentreView, desk: &DeskView) -> Markup {
        let says = self.says;
        html! {
            section.centre data-centre=(centre.id) {
                @if desk.centres.len() > 1 { h2 { (centre.name) } } @else { p.soft { (centre.name) } }
                @if let Some(duty) = &centre.duty {
                    (super::live::duty(says, duty, &|act, class, key| self.button(centre, None, (act, class), (key, ""))))
                }
                h2 { (says.html("enquiries")) }
                @if centre.enquiries.is_empty() { p.none { (says.html("no-enquiries")) } }
                @if !centre.enquiries.is_empty() {
                    ul.cases { @for enquiry in &centre.enquiries { (self.enquiry(centre, enquiry)) } }
                }
                h2 { (says.html("cases")) }
                @if centre.cases.is_empty() { p.none { (says.html("no-cases")) } }
                (self.cases(centre))
                @if centre.team { (self.cover(centre)) }
                (self.absence(centre))
                (self.link_and_mail(centre, desk))
            }
        }
    }

    fn enquiry(self, centre: &CentreView, enquiry: &EnquiryView) -> Markup {
        let says = self.says;
        html! {
            li id=(enquiry.reference) .urgent[enquiry.urgent].waits[!enquiry.urgent] data-enquiry=(enquiry.reference) {
                div.top {
                    div {
                        h3 { (enquiry.reference) " · " (enquiry.topic) }
                        ul.facts {
                            @if enquiry.live { li.hot { (says.html("live-waits")) } }
                            @if enquiry.urgent { li.hot { (says.html("urgent")) } }
                            li { (self.since("waits", enquiry.since)) }
                            @if let Some(promised) = enquiry.promised { (self.promised(promised)) }
                        }
                    }
                    (self.button(centre, Some(&enquiry.reference), ("accept", "main"), ("accept", &enquiry.reference)))
                }
            }
        }
    }

    pub(super) fn colleagues(
        self,
        colleagues: &[ColleagueView],
        id: &str,
        name: &str,
        none: Option<&'static str>,
    ) -> Markup {
        html! {
            select id=(id) name=(name) required[none.is_none()] {
                @if let Some(none) = none { option value="" { (self.says.plain(none)) } }
                @for colleague in colleagues {
                    option value=(colleague.id) disabled[colleague.away.is_some()] {
                        (colleague.name)
                        @if let Some(away) = colleague.away {
                            " (" (self.says.plain_with("away-until", &[("day", Value::Text(&last_day(away)))])) ")"
                        }
                    }
                }
            }
        }
    }

    fn cover(self, centre: &CentreView) -> Markup {
        let (says, id) = (self.says, &centre.id);
        html! {
            details.more {
                summary { (says.html("cover-title")) }
                form method="post" action={ (self.root) "desk" } {
                    (hidden(centre, None))
                    p.hint { (says.html("cover-hint")) }
                    div.acts {
                        div.field {
                            label for={ "name-" (id) } { (says.html("cover-name")) }
                            input id={ "name-" (id) } name="name" maxlength="60" autocomplete="off" required;
                        }
                        div.field {
                            label for={ "reason-" (id) } { (says.html("cover-reason")) }
                            input id={ "reason-" (id) } name="reason" maxlength="100" autocomplete="off" required;
                        }
                        div.field {
                            label for={ "until-" (id) } { (says.html("cover-until")) }
                            input id={ "until-" (id) } name="until" type="date" min=(days::today(self.now));
                        }
                    }
                    p { button.quiet name="act" value="cover" { (says.html("cover")) } }
                }
            }
        }
    }

    fn absence(self, centre: &CentreView) -> Markup {
        let (says, id) = (self.says, &centre.id);
        html! {
            @if let Some(absence) = &centre.absence {
                section.note data-away {
                    p {
                        (says.html_with("you-are-away", &[("day", Value::Text(&last_day(absence.back)))]))
                        @if let Some(deputy) = &absence.deputy {
                            " " (says.html_with("your-deputy", &[("name", Value::Text(deputy))]))
                        }
                    }
                    (self.button(centre, None, ("back", "main"), ("back", "")))
                }
            }
            details.more {
                summary { (says.html(if centre.absence.is_some() { "absence-other" } else { "absence-title" })) }
                form method="post" action={ (self.root) "desk" } {
                    (hidden(centre, None))
                    p.hint { (says.html("absence-hint")) }
                    div.acts {
                        div.field {
                            label for={ "last-" (id) } { (says.html("absence-until")) }
                            input id={ "last-" (id) } name="until" type="date" min=(days::today(self.now)) required;
                        }
                        div.field {
                            label for={ "deputy-" (id) } { (says.html("absence-deputy")) }
                            (self.colleagues(&centre.colleagues, &format!("deputy-{id}"), "deputy", Some("nobody")))
                        }
                    }
                    p { button.quiet name="act" value="away" { (says.html("absence")) } }
                }
            }
        }
    }

    fn link_and_mail(self, centre: &CentreView, desk: &DeskView) -> Markup {
        let (says, id) = (self.says, &centre.id);
        html! {
            details.more {
                summary { (says.html("at-once")) }
                p.hint { (says.html("at-once-hint")) }
                form method="post" action={ (self.root) "desk/vor-ort" } {
                    (hidden(centre, None))
                    p { button.quiet { (says.html("at-once-new")) } }
                }
            }
            details.more {
                summary { (says.html("link-title")) }
                p.hint { (says.html("link-hint")) }
                p { (self.button(centre, None, ("link", "quiet"), ("link", ""))) }
            }
            @if let Some(wanted) = desk.mail {
                details.more {
                    summary { (says.html("mail-title")) }
                    p { (says.html(if wanted { "mail-is-on" } else { "mail-is-off" })) }
                    @let act = if wanted { "mail-off" } else { "mail-on" };
                    p { (self.button(centre, None, (act, "quiet"), (act, ""))) }
                    form method="post" action={ (self.root) "desk" } {
                        (hidden(centre, None))
                        div.field {
                            label for={ "hours-" (id) } { (says.html("quiet-hours")) }
                            p.hint id={ "hours-hint-" (id) } { (says.html("quiet-hint")) }
                            input id={ "hours-" (id) } name="hours" maxlength="20" autocomplete="off"
                                aria-describedby={ "hours-hint-" (id) } value=(desk.quiet.as_deref().unwrap_or_default());
                        }
                        p { button.quiet name="act" value="quiet" { (says.html("quiet")) } }
                    }
                }
            }
        }
    }

    fn sessions(self, sessions: &[SessionView], passkeys: &[PasskeyView]) -> Markup {
        let says = self.says;
        html! {
            details.more {
                summary { (says.html("sessions")) " (" (sessions.len()) ")" }
                ul.cases {
                    @for session in sessions {
                        li {
                            div.top {
                                div {
                                    p {
                                        @match (&session.browser.name, &session.browser.system) {
                                            (None, None) => { (says.html("some-browser")) }
                                            (name, system) => {
                                                (name.as_deref().unwrap_or_default()) " " (system.as_deref().unwrap_or_default())
                                            }
                                        }
                                        @if session.this { " · " b { (says.html("this-browser")) } }
                                    }
                                    p.soft { (self.since("signed-in", session.created)) }
                                }
                                @if !session.this {
                                    form method="post" action={ (self.root) "desk/abmelden" } {
                                        button.quiet name="which" value=(session.key) { (says.html("end-session")) }
                                    }
                                }
                            }
                        }
                    }
                }
                form method="post" action={ (self.root) "desk/abmelden" } {
                    p { button.quiet name="which" value="all" { (says.html("sign-out-all")) } }
                }
                h3 { (says.html("passkeys")) }
                (passkeys::list(says, self.root, passkeys))
                p { a.quiet href={ (self.root) "desk/passkey" } { (says.html("passkeys")) } }
            }
        }
    }

    /// A form of one button; `about` tells it from others of its kind to whoever hears it read.
    pub(super) fn button(
        self,
        centre: &CentreView,
        reference: Option<&str>,
        (act, class): (&str, &str),
        (key, about): (&'static str, &str),
    ) -> Markup {
        html! {
            form method="post" action={ (self.root) "desk" } {
                (hidden(centre, reference))
                button class=(class) name="act" value=(act) {
                    (self.says.html(key))
                    @if !about.is_empty() { span.unseen { " " (about) } }
                }
            }
        }
    }

    pub(super) fn promised(self, until: Timestamp) -> Markup {
        let (late, until_) = (until <= self.now, days::clock(until));
        html! {
            li.hot[late] {
                (self.says.html_with(if late { "promise-broken" } else { "promised" }, &[("time", Value::Text(&until_))]))
            }
        }
    }

    pub(super) fn since(self, key: &'static str, at: Timestamp) -> Markup {
        since(self.says, self.now, (key, at))
    }
}

/// How long ago something was, in words, with the moment itself.
pub(super) fn since(says: Says<'_>, now: Timestamp, (key, since): (&'static str, Timestamp)) -> Markup {
    let ago = now.since(since).millis().max(0);
    let of = |span: Span| u16::try_from(ago / span.millis()).unwrap_or(u16::MAX);
    let (minutes, hours, days_) = (of(Span::minutes(1)), of(Span::hours(1)), of(Span::days(1)));
    let span = match (days_, hours) {
        (2.., _) => says.plain_with("days", &[("count", Value::Number(days_))]),
        (_, 2..) => says.plain_with("hours", &[("count", Value::Number(hours))]),
        _ => says.plain_with("minutes", &[("count", Value::Number(minutes))]),
    };
    let clock = days::clock(since);
    html! {
        span title=(clock) { (says.html_with(key, &[("span", Value::Text(&span))])) }
        span.unseen { " (" (clock) ")" }
    }
}

/// What somebody took, and how soon it was answered.
fn own_figures(says: Says<'_>, figures: &[OwnFigures; 2]) -> Markup {
    html! {
        details.more {
            summary { (says.html("own-figures")) }
            p.hint { (says.html("own-figures-hint")) }
            @for (key, figures) in ["own-month", "own-year"].into_iter().zip(figures) {
                section.tile data-own {
                    h3 { (says.html(key)) }
                    dl {
                        @for (key, value) in [
                            ("own-taken", figures.taken.to_string()),
                            ("own-closed", figures.closed.to_string()),
                            ("own-wait", hours(Figure::Shown(figures.median))),
                            ("figure-kept", figures.kept.to_string()),
                            ("figure-broken", figures.broken.to_string()),
                        ] {
                            div { dt { (says.html(key)) } dd { (value) } }
                        }
                    }
                }
            }
        }
    }
}

/// As the catalogue says it, with its own emphasis and links: what people wrote in it is escaped there.
pub(super) fn said(answer: &Message) -> Markup {
    if let Some(html) = &answer.html {
        PreEscaped(html.clone())
    } else {
        html! { p { (answer.plain) } }
    }
}

pub(super) fn hidden(centre: &CentreView, reference: Option<&str>) -> Markup {
    html! {
        input type="hidden" name="centre" value=(centre.id);
        @if let Some(reference) = reference { input type="hidden" name="reference" value=(reference); }
    }
}

/// The last day before a moment.
pub(super) fn last_day(until: Timestamp) -> String {
    days::written(days::today(until.minus(Span::from_millis(1))))
}
