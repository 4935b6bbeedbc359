//! Drawings of what somebody new will see: no pictures of another program, which looks different tomorrow.

use maud::{Markup, html};

fn drawn(text: &str, inside: &Markup) -> Markup {
    html! { svg.drawn role="img" aria-label=(text) viewBox="0 0 240 150" { (inside) } }
}

/// A window with its bar.
fn window() -> Markup {
    html! {
        rect.d-paper x="2" y="2" width="236" height="146" rx="10" {}
        path.d-line d="M2 24H238" {}
        circle.d-fill cx="16" cy="13" r="4" {}
        circle.d-fill cx="30" cy="13" r="4" {}
    }
}

/// Three fields and a button: server, name, password.
pub(super) fn signing_in(text: &str) -> Markup {
    drawn(
        text,
        &html! {
            (window())
            @for (y, dots) in [(34, 0), (62, 0), (90, 6)] {
                rect.d-line x="50" y=(y) width="140" height="20" rx="4" {}
                @if dots == 0 { path.d-soft d={ "M58 " (y + 10) "H130" } {} }
                @for dot in 0..dots { circle.d-ink cx=(62 + dot * 10) cy=(y + 10) r="2.5" {} }
            }
            rect.d-accent x="50" y="120" width="140" height="20" rx="10" {}
            path.d-on d="M100 130H140" {}
        },
    )
}

/// A key, and a sheet of paper on which it stands.
pub(super) fn key(text: &str) -> Markup {
    drawn(
        text,
        &html! {
            (window())
            circle.d-thick cx="62" cy="86" r="20" {}
            path.d-thick d="M82 86H128M112 86V100M124 86V98" {}
            path.d-line d="M150 42H202L216 56V136H150Z" {}
            path.d-line d="M202 42V56H216" {}
            @for y in [74, 88, 102, 116] { path.d-soft d={ "M160 " (y) "H206" } {} }
        },
    )
}

/// A list of rooms, of which one waits to be entered.
pub(super) fn rooms(text: &str) -> Markup {
    drawn(
        text,
        &html! {
            (window())
            path.d-line d="M90 24V148" {}
            @for y in [36, 58, 80] {
                circle.d-fill cx="18" cy=(y + 6) r="7" {}
                path.d-soft d={ "M32 " (y + 6) "H78" } {}
            }
            circle.d-accent cx="82" cy="42" r="4" {}
            path.d-soft d="M116 62H212M132 78H196" {}
            rect.d-accent x="118" y="96" width="46" height="20" rx="10" {}
            path.d-on d="M128 106L136 113L152 100" {}
            rect.d-line x="172" y="96" width="40" height="20" rx="10" {}
        },
    )
}
