//! The help lines: on every page, and first when what was typed speaks of danger.

use hearing::danger::Kind;
use maud::{Markup, html};

use super::words::Says;

/// A telephone number that helps at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The key of what it is for.
    key: &'static str,
    /// As people write it.
    pub(crate) number: &'static str,
}

const EMERGENCY: Line = Line { key: "help-112", number: "112" };
const POLICE: Line = Line { key: "help-110", number: "110" };
const DOCTOR: Line = Line { key: "help-doctor", number: "116 117" };
const TALK: Line = Line { key: "help-talk", number: "116 123" };
const TALK_TOO: Line = Line { key: "help-talk", number: "0800 111 0 111" };
const YOUNG: Line = Line { key: "help-young", number: "116 111" };
const WOMEN: Line = Line { key: "help-women", number: "116 016" };
const MEN: Line = Line { key: "help-men", number: "0800 123 99 00" };
const ABUSE: Line = Line { key: "help-abuse", number: "0800 22 55 530" };
const POISON: Line = Line { key: "help-poison", number: "030 19240" };

/// On every page.
pub(crate) const ALWAYS: [Line; 10] =
    [EMERGENCY, POLICE, DOCTOR, TALK, TALK_TOO, YOUNG, WOMEN, MEN, ABUSE, POISON];

/// Those for a kind of danger, the most pressing first.
pub(crate) const fn first(kind: Kind) -> &'static [Line] {
    match kind {
        Kind::Poisoning => &[EMERGENCY, POISON],
        Kind::Suicide | Kind::SelfHarm => &[EMERGENCY, TALK, YOUNG],
        Kind::SexualViolence => &[POLICE, ABUSE, WOMEN],
        Kind::Violence => &[POLICE, WOMEN, MEN, TALK],
    }
}

/// On top of every page: the two that fit any need, and the way to all.
pub(crate) fn now(says: Says<'_>) -> Markup {
    let dial = |key, line: Line| {
        html! {
            a href={ "tel:" (digits(line.number)) } { span { (says.html(key)) " " bdi dir="ltr" { (line.number) } } }
        }
    };
    html! {
        aside.now aria-label=(says.plain("help-title")) {
            span { (says.html("now")) }
            (dial("now-112", EMERGENCY))
            (dial("now-talk", TALK))
            a href="#help" { (says.html("now-all")) }
        }
    }
}

/// At the end of every page.
pub(crate) fn all(says: Says<'_>) -> Markup {
    html! {
        section #help.help aria-labelledby="help-title" tabindex="-1" {
            div.wide {
                h2 #help-title { (says.html("help-title")) }
                (list(says, &ALWAYS))
                p.soft { (says.html("help-free")) }
            }
        }
    }
}

/// Before everything else, when danger was heard.
pub(crate) fn danger(says: Says<'_>, kind: Kind) -> Markup {
    let key = match kind {
        Kind::Poisoning => "danger-poisoning",
        Kind::Suicide => "danger-suicide",
        Kind::SexualViolence => "danger-sexual_violence",
        Kind::Violence => "danger-violence",
        Kind::SelfHarm => "danger-self_harm",
    };
    html! {
        section.danger aria-label=(says.plain("now")) {
            p { (says.html(key)) }
            (list(says, first(kind)))
            p { (says.html("danger-go-on")) }
        }
    }
}

fn list(says: Says<'_>, lines: &[Line]) -> Markup {
    html! {
        ul.lines {
            @for line in lines {
                li {
                    a.tel href={ "tel:" (digits(line.number)) } { bdi dir="ltr" { (line.number) } }
                    " " span { (says.html(line.key)) }
                }
            }
        }
    }
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_that_the_reception_names() {
        let said = include_str!("../../../appservice/locales/de/help.ftl");
        for line in ALWAYS {
            assert!(said.contains(&format!("<b>{}</b>", line.number)), "{}", line.number);
        }
        for kind in Kind::ALL {
            assert!(first(kind).iter().all(|line| ALWAYS.contains(line)), "{kind:?}");
        }
    }
}
