//! Words about one's own place: signing in and out at the desk, and being on duty.

use routing::Reference;

use super::Command;

/// Whether somebody means a code, and does not speak of signing in: a few letters and digits, in at most three parts.
fn is_code(rest: &str) -> bool {
    let letters = rest.chars().filter(|letter| *letter != ' ').count();
    let spoken = !rest.contains(|letter: char| letter.is_ascii_digit()) && letters != 6;
    rest.is_empty() || (letters <= 8 && rest.split(' ').count() <= 3 && !spoken)
}

/// Signing in and out at the desk, and what signs in there by a touch.
pub(super) fn signing(verb: &str, rest: &str) -> Option<Command> {
    Some(match (verb, rest) {
        ("anmelden" | "einloggen" | "login" | "signin", _) if is_code(rest) => {
            Command::SignIn { code: Reference::parse(rest).ok() }
        }
        ("sign", _) if rest.strip_prefix("in ").is_some_and(is_code) => {
            Command::SignIn { code: Reference::parse(&rest["in ".len()..]).ok() }
        }
        ("abmelden" | "ausloggen" | "logout" | "signout", "") | ("sign", "out") => {
            Command::SignOut { everywhere: false }
        }
        (
            "abmelden" | "ausloggen" | "logout" | "signout",
            "alle" | "alles" | "ueberall" | "all" | "everywhere",
        )
        | ("sign", "out all" | "out everywhere") => Command::SignOut { everywhere: true },
        ("passkeys" | "passkey", "" | "liste" | "list") => Command::Passkeys,
        ("passkeys" | "passkey", _) => return passkeys(rest),
        _ => return None,
    })
}

/// What follows `passkeys`: which ones are to go.
fn passkeys(rest: &str) -> Option<Command> {
    let (word, which) = rest.split_once(' ').unwrap_or((rest, ""));
    if !matches!(word, "entfernen" | "loeschen" | "loschen" | "weg" | "remove" | "delete") {
        return None;
    }
    let number = match which {
        "" | "alle" | "all" => None,
        number => Some(number.parse().ok()?),
    };
    Some(Command::RemovePasskeys { number })
}

/// Whether somebody goes on duty, or off.
pub(super) fn duty(verb: &str, rest: &str) -> Option<bool> {
    match (verb, rest) {
        ("dienst" | "duty", "an" | "ein" | "on") | ("im", "dienst") | ("on", "duty") => Some(true),
        ("dienst" | "duty", "aus" | "ab" | "off" | "ende") | ("off", "duty") => Some(false),
        _ => None,
    }
}
